//! Printers of an office: what they leave blank at the edges, how far the back of a sheet strays
//! from its front, whether they print at full size.
//!
//! In goes `printers.yaml` of a project, out comes a [`Printer`]; readings that people take from
//! the calibration sheet go back into the file, and nothing else in it changes.

mod entry;
mod file;
mod profile;

pub use entry::{PrinterUpdate, change};
pub use file::{FILE, find, read};
pub use profile::{Printer, Readings, is_name};
