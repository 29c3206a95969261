//! The colours of `base.yaml`: `"#0B4F6C"`, or `{ rgb: "#0B4F6C", cmyk: [100, 50, 20, 40] }`.

use crate::colour::Colour;
use crate::diag::{Sink, text};
use crate::inks::{Cmyk, Palette};
use crate::yaml::{Node, Value};

use super::number_file::{SHARE, numbers};

/// Colours by name, in order.
#[derive(Debug, Default)]
pub(super) struct ColourNames(Vec<(String, Colour)>);

impl ColourNames {
    /// The colour called `name`.
    pub(super) fn get(&self, name: &str) -> Option<Colour> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, colour)| *colour)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    fn set(&mut self, name: &str, colour: Colour) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = colour,
            None => self.0.push((name.to_owned(), colour)),
        }
    }
}

/// Reads the names of colours, and into a palette the inks that some of them have.
pub(super) fn read(
    node: Option<&Node>,
    (names, palette): (&mut ColourNames, &mut Palette),
    sink: &mut Sink,
) {
    let Some(fields) = node.and_then(|node| node.fields("colours", sink)) else { return };
    for (name, node) in fields.all() {
        let Some(colour) = one(node, &name.it, palette, sink) else { continue };
        if name.it == ACCENT {
            palette.line = Some(colour);
        }
        names.set(&name.it, colour);
    }
}

/// The colour that a ward may choose; it outlines what `--ink-saver` does not fill, too.
const ACCENT: &str = "accent";
/// The same, so light that it is a ground for black letters.
const TINT: &str = "tint";
/// How far it is from the accent to white.
const TINT_SHARE: f64 = 0.92;

/// Puts the accent of a ward in the place of ours, in drawings too.
pub(super) fn tint(accent: Colour, names: &mut ColourNames, palette: &mut Palette) {
    palette.recolour = names.get(ACCENT).map(|house| (house, accent));
    palette.line = Some(accent);
    names.set(ACCENT, accent);
    names.set(TINT, accent.towards(Colour::WHITE, TINT_SHARE));
}

fn one(node: &Node, name: &str, palette: &mut Palette, sink: &mut Sink) -> Option<Colour> {
    let Value::Map(_) = node.value else { return screen(node, name, sink) };
    let fields = node.fields(name, sink)?;
    let colour = fields.need("rgb", sink).and_then(|node| screen(node, "rgb", sink));
    let cmyk = fields.get("cmyk").and_then(|node| inks(node, sink));
    fields.finish(sink);
    if let (Some(colour), Some(cmyk)) = (colour, cmyk) {
        palette.set(colour, cmyk);
    }
    colour
}

fn screen(node: &Node, name: &str, sink: &mut Sink) -> Option<Colour> {
    let words = node.word(name, sink)?;
    let colour = Colour::parse(&words.it);
    if colour.is_none() {
        sink.push(node.wrong(
            name,
            text!(
                en "a colour like \"#0B4F6C\"",
                vi "một màu viết như \"#0B4F6C\"",
            ),
        ));
    }
    colour
}

fn inks(node: &Node, sink: &mut Sink) -> Option<Cmyk> {
    let shares = numbers(node, "cmyk", SHARE, sink)?;
    let whole: Vec<u8> =
        shares.iter().filter(|share| **share <= 100.0).map(|share| share.round() as u8).collect();
    let inks = <[u8; 4]>::try_from(whole).ok().filter(|_| shares.len() == 4);
    let cmyk = inks.and_then(Cmyk::new);
    if cmyk.is_none() {
        let most = Cmyk::MOST_COLOUR;
        sink.push(node.wrong(
            "cmyk",
            text!(
                en "four numbers from 0 to 100, the first three at most {most} together (PP-06)",
                vi "bốn số từ 0 đến 100, ba số đầu cộng lại không quá {most} (PP-06)",
            ),
        ));
    }
    cmyk
}
