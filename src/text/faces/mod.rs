//! The faces text is set in: those inside the program, and those a project brings along.
//!
//! System fonts are never used, so every machine prints the same. A face of a project is a file
//! `fonts/NAME.ttf` or `.otf` with its licence beside it; it is examined before anything is set in it.

mod drawn;
mod face;
mod faults;
mod font_file;
mod fonts;
mod own;

pub use face::{Face, FaceId};
pub(crate) use font_file::FontFile;
pub use fonts::Fonts;
pub use own::FONTS_FOLDER;
