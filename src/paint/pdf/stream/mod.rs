//! Files of many copies, written while they are made.
//!
//! What all copies share is painted once, as a form ([`SharedForm`]). A copy writes only its own letters
//! and codes over it ([`VariableContentWriter`]), and a [`PageFile`] appends page after page: it keeps a few bytes a
//! page, whatever the pages hold. Glyphs go by their numbers in the whole face, so that pages can be
//! written before it is known which glyphs a file will need; its fonts come last, cut down to them.

mod form_cache;
mod shared_form;
mod variable_content;

// Until `merge` and `cli` call them by their names.
pub use super::file::document_info::DocumentInfo;
pub use super::file::page_boxes::PageBoxes;
pub use super::file::page_file::PageFile;
pub use super::fonts::glyph_ids::Used;
pub use super::object::deflater::ContentStream;
pub use super::structure::tags::{PaintStep, SplitPage, Tagged, Tags};
pub use form_cache::FormCache;
pub use shared_form::SharedForm;
pub use variable_content::VariableContentWriter;
