//! Pages to bytes.

mod faults;
pub mod pdf;
pub mod raster;

pub use faults::broken;
