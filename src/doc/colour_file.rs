//! The colours of `base.yaml`: `"#0B4F6C"`, or `{ rgb: "#0B4F6C", cmyk: [100, 50, 20, 40] }`.

use crate::colour::Colour;
use crate::diag::{Sink, text};
use crate::inks::{Cmyk, Palette};
use crate::yaml::{Node, Value};

use super::number_file::{SHARE, numbers};

/// The names of colours.
pub(super) type ColourNames = Vec<(String, Colour)>;

/// Reads the names of colours, and into `palette` the inks that some of them have.
pub(super) fn read(node: Option<&Node>, palette: &mut Palette, sink: &mut Sink) -> ColourNames {
    let Some(fields) = node.and_then(|node| node.fields("colours", sink)) else {
        return Vec::new();
    };
    let mut colours = Vec::new();
    for (name, node) in fields.all() {
        let Some(colour) = one(node, &name.it, palette, sink) else { continue };
        if name.it == LINE {
            palette.line = Some(colour);
        }
        colours.push((name.it.clone(), colour));
    }
    colours
}

/// The name of the colour that outlines what `--ink-ink_saver` does not fill.
const LINE: &str = "accent";

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
