//! QR codes: where they may lead, how they are made, and the proof that they read back.

mod address;
mod code;
mod encode;
mod faults;
mod proof;
mod schema;
mod sites;
mod suspicion;

pub use address::{SITES, addresses};
pub use code::{MIN_MODULE, MIN_SIDE, MOST_BYTES, QUIET_MODULES, QrCode, read_back};
pub use schema::SITES_FILE;
pub use sites::{Site, Sites};
