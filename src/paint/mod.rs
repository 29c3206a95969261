//! Pages to bytes.

mod faults;
pub mod pdf;
pub mod raster;
pub mod view;

pub use faults::broken;
