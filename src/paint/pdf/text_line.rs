//! The glyphs of one text section to `TJ` arrays.

use std::collections::BTreeMap;

use printpdf::{DictItem, Op};

use super::face_set::FaceSet;
use super::shapes;
use crate::geom::Len;
use crate::layout::GlyphRun;
use crate::text::Glyph;

/// Gathers the glyphs of one text section.
pub(super) struct TextLine<'o> {
    ops: &'o mut Vec<Op>,
    /// The inside of a `TJ` array, its last string still open.
    shown: Vec<u8>,
    /// Distance the pen has to go back before the next glyph, in thousandths of an em.
    owed: f64,
    rise: i32,
}

impl TextLine<'_> {
    pub(super) fn new(ops: &mut Vec<Op>) -> TextLine<'_> {
        TextLine { ops, shown: Vec::new(), owed: 0.0, rise: 0 }
    }

    /// Writes a whole run, cluster by cluster.
    pub(super) fn run(mut self, run: &GlyphRun, faces: &mut FaceSet<'_>) {
        let em = 1000.0 / f64::from(faces.face(run.face).upm);
        let mut at = 0;
        while at < run.glyphs.len() {
            let cluster = run.glyphs[at].cluster;
            let rest = &run.glyphs[at..];
            let count = rest.iter().take_while(|glyph| glyph.cluster == cluster).count();
            let next = rest.get(count).map_or(run.text.len(), |glyph| glyph.cluster as usize);
            let letters = &run.text[cluster as usize..next];
            self.cluster(&rest[..count], letters, run, em, faces);
            at += count;
        }
        self.flush();
        self.set_rise(0, 0.0);
    }

    fn cluster(
        &mut self,
        glyphs: &[Glyph],
        letters: &str,
        run: &GlyphRun,
        em: f64,
        faces: &mut FaceSet<'_>,
    ) {
        // Only the first glyph of a cluster may stand for its letters.
        let wanted = |index: usize| if index == 0 { letters } else { "" };
        let glyphs = glyphs.iter().enumerate().map(|(index, glyph)| {
            let (id, is_meant) = faces.glyph(run.face, glyph.id, wanted(index));
            (glyph, id, is_meant)
        });
        let glyphs: Vec<_> = glyphs.collect();
        let differs = glyphs.iter().any(|(_, _, is_meant)| !is_meant);
        if differs {
            self.flush();
            self.ops.push(actual_text(letters));
        }
        for (glyph, id, _) in glyphs {
            if glyph.dy != self.rise {
                self.flush();
                let size = run.size.to_pt();
                self.set_rise(glyph.dy, f64::from(glyph.dy) * em / 1000.0 * size);
            }
            self.owed -= f64::from(glyph.dx) * em;
            self.show(id);
            let moved = faces.written_width(run.face, glyph.id);
            self.owed += moved - f64::from(glyph.advance) * em + f64::from(glyph.dx) * em;
        }
        if differs {
            self.flush();
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Adds a glyph by its number, after the move that is owed.
    fn show(&mut self, id: u16) {
        // Hundredths of a thousandth: at 18 pt one is less than a millionth of a point.
        let back = Len((self.owed * 100.0).round() as i64 * 10);
        if self.shown.is_empty() {
            self.shown.push(b'[');
        }
        if back != Len::ZERO {
            self.owed -= back.0 as f64 / 1000.0;
            if self.shown.len() > 1 {
                self.shown.push(b'>');
            }
            shapes::decimal(&mut self.shown, back);
            self.shown.push(b'<');
        } else if self.shown.len() == 1 {
            self.shown.push(b'<');
        }
        for shift in [12, 8, 4, 0] {
            let digit = id >> shift & 0xF;
            self.shown.push(b"0123456789ABCDEF"[usize::from(digit)]);
        }
    }

    fn flush(&mut self) {
        if !self.shown.is_empty() {
            let mut shown = std::mem::take(&mut self.shown);
            shown.extend_from_slice(b">]TJ");
            self.ops.push(shapes::written(shown));
        }
    }

    fn set_rise(&mut self, units: i32, points: f64) {
        if self.rise != units {
            self.rise = units;
            self.ops.push(Op::SetLineOffset { multiplier: points as f32 });
        }
    }
}

/// Says which letters the glyphs up to the next end of marked content stand for.
fn actual_text(letters: &str) -> Op {
    let utf16 = letters.encode_utf16().flat_map(u16::to_be_bytes);
    let data = [0xFE, 0xFF].into_iter().chain(utf16).collect();
    let item = DictItem::String { data, literal: false };
    let map = BTreeMap::from([("ActualText".to_owned(), item)]);
    let properties = DictItem::Dict { map };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}
