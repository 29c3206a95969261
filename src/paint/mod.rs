//! Pages to bytes.

pub mod pdf;
pub mod raster;
