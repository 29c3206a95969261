//! Large-print Vietnamese leaflets and door-hanger checklists from Markdown and YAML guides.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test"))]

pub mod cancel;
pub mod cli;
pub mod colour;
pub mod diag;
pub mod disk;
pub mod doc;
pub mod facts;
pub mod geom;
pub mod guide;
pub mod inks;
pub mod kit;
pub mod layout;
pub mod leftover;
pub mod merge;
pub mod paint;
pub mod path;
pub mod picture;
pub mod printer;
pub mod privacy;
pub mod qr;
pub mod records;
pub mod report;
pub mod roster;
pub mod session;
pub mod sheet;
pub mod source;
pub mod span;
pub mod store;
pub mod template;
pub mod text;
pub mod typeset;
pub mod vietnamese;
pub mod ward;
pub mod world;
pub mod yaml;
