//! Kits: all sheets one team takes along, from a list in YAML.
//!
//! In goes `templates/kits/NAME.yaml`, out come a [`Kit`] and, once its sheets are set, an
//! [`Order`]: how each file is printed, cut and folded, for a page of contents and for the shop.

mod order;
mod read;

pub use order::{Line, Order};
pub use read::{Entry, Kit, list, read};
