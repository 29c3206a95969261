//! What `ward.yaml` says of how sheets look: `look` and `accent`.
//!
//! They are needed before styles are read, long before the contact lines. What is wrong with the
//! rest of the file is reported by whoever reads that.

use super::WARD;
use super::faults;
use super::fields::optional;
use crate::colour::Colour;
use crate::diag::Sink;
use crate::source::{ReadAs, Sources};
use crate::world::World;
use crate::yaml::{self, Spanned};

/// How the sheets of a ward look.
#[derive(Debug, Default)]
pub struct WardLook {
    /// The name of the look.
    pub look: Option<Spanned<String>>,
    /// The colour of titles, fields and drawings.
    pub accent: Option<Colour>,
}

/// The least contrast of the accent with paper: titles and buttons are read in it (LP-12).
const MIN_CONTRAST: f64 = 7.0;

impl WardLook {
    /// Reads both fields of a world; nothing where there is no file.
    pub fn load(world: &dyn World, sources: &mut Sources, sink: &mut Sink) -> WardLook {
        let mut look = WardLook::default();
        let Ok(bytes) = world.read_text(WARD) else { return look };
        // What is wrong with the file itself is reported where all of it is read.
        let quiet = &mut Sink::new();
        let path = world.display_path(WARD);
        let Some(file) = sources.add(&path, &bytes, ReadAs::default(), quiet) else { return look };
        let source = sources.get(file);
        let Some(node) = yaml::parse_partly(source, 0..source.text.len(), quiet) else {
            return look;
        };
        let Some(fields) = node.fields("ward.yaml", quiet) else { return look };
        look.look = optional(&fields, "look", sink);
        look.accent = optional(&fields, "accent", sink).and_then(|accent| read(&accent, sink));
        look
    }
}

/// The colour somebody chose, or the nearest one on the way to black in which titles can be read;
/// `None` for what is no colour.
pub fn accent(typed: &str) -> Option<Colour> {
    Colour::parse(typed).map(|colour| colour.darkened(Colour::WHITE, MIN_CONTRAST))
}

fn read(accent: &Spanned<String>, sink: &mut Sink) -> Option<Colour> {
    let Some(colour) = Colour::parse(&accent.it) else {
        sink.push(faults::no_colour(&accent.it, accent.span));
        return None;
    };
    let nearest = colour.darkened(Colour::WHITE, MIN_CONTRAST);
    if nearest != colour {
        let contrast = colour.contrast(Colour::WHITE);
        sink.push(faults::faint_accent(colour, (contrast, MIN_CONTRAST), nearest, accent.span));
        return None;
    }
    Some(colour)
}
