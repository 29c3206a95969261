//! Fonts: which glyphs of the faces a file uses, and the part of the faces it embeds.

mod cff;
mod embed;
pub(super) mod glyph_ids;

pub(super) use embed::font_objects;
