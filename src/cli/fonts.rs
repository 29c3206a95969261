//! `toroi fonts`: what the faces of the program and of the project can do.

use std::sync::Arc;

use super::args::Args;
use super::terminal::Terminal;
use crate::diag::Sink;
use crate::report::Format;
use crate::source::Sources;
use crate::text::{Face, Fonts, InkExtents, vietnamese_letters};
use crate::world::Project;

/// Lists every face.
pub(super) fn run(args: &Args, terminal: Terminal) -> u8 {
    let mut sink = Sink::new();
    let fonts = Arc::new(Fonts::new()).of_project(&Project::new(&args.project), &mut sink);
    let letters = vietnamese_letters();
    let mut complete = true;
    for id in fonts.ids() {
        let face = fonts.face(id);
        let missing: String = letters.iter().filter(|l| face.glyph(**l).is_none()).collect();
        complete &= missing.is_empty();
        let have = letters.len() - missing.chars().count();
        let (small, capitals) =
            (ink_extents(face, &letters[..67]), ink_extents(face, &letters[67..]));
        let em = |units: i32| f64::from(units) / f64::from(face.upm);
        // Two lines touch when the lowest and the highest letter meet (VT-10).
        let all = small.union(capitals);
        let floor = em(all.top + all.bottom);
        let (x, cap) = (em(face.x_height), em(face.cap_height));
        let (name, licence) = (&face.name, &face.licence);
        terminal.print(&if terminal.printer.format == Format::Json {
            format!(
                "{{\"type\":\"face\",\"name\":\"{name}\",\"letters\":{have},\"x_height\":{x:.3},\
             \"cap_height\":{cap:.3},\"ink_top\":{:.3},\"ink_bottom\":{:.3},\
             \"leading_floor\":{floor:.2},\"licence\":\"{licence}\"}}",
                em(all.top),
                em(all.bottom),
            )
        } else {
            let words = terminal.say(
                "Vietnamese letters|x-height|capitals|ink above/below|leading at least|licence",
                "chữ tiếng Việt|chiều cao chữ x|chiều cao chữ hoa|mực trên/dưới|giãn dòng ít nhất|giấy phép",
            );
            let w: Vec<&str> = words.split('|').collect();
            let mut text = format!(
                "{name}\n  {}: {have}/{}\n  {}: {x:.3} em   {}: {cap:.3} em\n  \
                 {}: {:.3} / {:.3} em   {}: {floor:.2}\n  {}: {licence}",
                w[0],
                letters.len(),
                w[1],
                w[2],
                w[3],
                em(all.top),
                em(all.bottom),
                w[4],
                w[5],
            );
            if !missing.is_empty() {
                text.push_str(&format!("\n  ✗ {missing}"));
            }
            text
        });
    }
    terminal.findings(&sink, &Sources::new());
    u8::from(!complete || sink.has_errors())
}

fn ink_extents(face: &Face, letters: &[char]) -> InkExtents {
    letters.iter().fold(InkExtents::default(), |ink, letter| ink.union(face.letter_ink(*letter)))
}
