//! Faces, shaping, line breaks and ink: everything that knows letters.

mod breaks;
mod breaks_around;
mod faces;
mod ink;
mod kind;
mod shape;

pub use breaks::{Break, KEEP, Opportunity, break_lines, opportunities};
pub use breaks_around::break_lines_around;
pub(crate) use faces::FontFile;
pub use faces::{FONTS_FOLDER, Face, FaceId, Fonts};
pub use ink::{InkExtents, vietnamese_letters};
pub use kind::kind;
pub use shape::{Glyph, ShapedWord};

pub use crate::vietnamese::cohesion::is_invisible;
