//! Kits: all sheets one team takes along, from a list in YAML.
//!
//! In goes `templates/kits/NAME.yaml`, out come a [`Kit`] and, once its sheets are set, an
//! [`JobOrder`]: how each file is printed, cut and folded, for a page of contents and for the shop.

mod order;
mod read;

pub use order::{JobLine, JobOrder};
pub use read::{Kit, KitEntry, list, read};
