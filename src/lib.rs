//! Large-print Vietnamese leaflets and door-hanger checklists from Markdown and YAML guides.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test"))]

pub mod cli;
pub mod colour;
pub mod diag;
pub mod doc;
pub mod geom;
pub mod guide;
pub mod inks;
pub mod kit;
pub mod layout;
pub mod paint;
pub mod path;
pub mod picture;
pub mod printer;
pub mod qr;
pub mod render;
pub mod sheet;
pub mod source;
pub mod template;
pub mod text;
pub mod vietnamese;
pub mod world;
pub mod yaml;
