//! The glyphs of one text section to `TJ` arrays.

use std::io::Write as _;

use super::shapes;
use crate::geom::Len;
use crate::layout::GlyphRun;
use crate::text::{Face, FaceId, Glyph};

/// The numbers that glyphs have in a file.
pub(super) trait Codes {
    /// The face.
    fn face(&self, id: FaceId) -> &Face;
    /// The number of a glyph in the file, and whether it means these letters there.
    fn code(&mut self, face: FaceId, glyph: u16, letters: &str) -> (u16, bool);

    /// The width the file says a glyph has: whole thousandths of an em, cut off.
    fn written_width(&self, face: FaceId, glyph: u16) -> f64 {
        let face = self.face(face);
        (f64::from(face.advance(glyph)) * 1000.0 / f64::from(face.upm)).trunc()
    }
}

/// More glyphs than one cluster ever has: a letter with all its marks.
const MOST_GLYPHS: usize = 8;

/// Gathers the glyphs of one text section.
pub(super) struct TextLine<'o> {
    out: &'o mut Vec<u8>,
    /// The inside of a `TJ` array, its last string still open.
    shown: Vec<u8>,
    /// Distance the pen has to go back before the next glyph, in thousandths of an em.
    owed: f64,
    rise: i32,
}

impl TextLine<'_> {
    pub(super) fn new(out: &mut Vec<u8>) -> TextLine<'_> {
        TextLine { out, shown: Vec::new(), owed: 0.0, rise: 0 }
    }

    /// Writes a whole run, cluster by cluster.
    pub(super) fn run(mut self, run: &GlyphRun, faces: &mut impl Codes) {
        let em = 1000.0 / f64::from(faces.face(run.face).upm);
        let mut at = 0;
        while at < run.glyphs.len() {
            let cluster = run.glyphs[at].cluster;
            let rest = &run.glyphs[at..];
            let count = rest.iter().take_while(|glyph| glyph.cluster == cluster).count();
            let count = count.min(MOST_GLYPHS);
            let next = rest.get(count).map_or(run.text.len(), |glyph| glyph.cluster as usize);
            let goes_on = at > 0 && run.glyphs[at - 1].cluster == cluster;
            let letters = if goes_on { "" } else { &run.text[cluster as usize..next] };
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
        faces: &mut impl Codes,
    ) {
        // Only the first glyph of a cluster may stand for its letters.
        let mut differs = false;
        let mut ids = [0; MOST_GLYPHS];
        for (index, glyph) in glyphs.iter().enumerate() {
            let wanted = if index == 0 { letters } else { "" };
            let (id, is_meant) = faces.code(run.face, glyph.id, wanted);
            differs |= !is_meant;
            if let Some(place) = ids.get_mut(index) {
                *place = id;
            }
        }
        if differs {
            self.flush();
            actual_text(letters, self.out);
        }
        for (glyph, id) in glyphs.iter().zip(ids) {
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
            self.out.extend_from_slice(b"EMC\n");
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
            self.out.append(&mut self.shown);
            self.out.extend_from_slice(b">]TJ\n");
        }
    }

    fn set_rise(&mut self, units: i32, points: f64) {
        if self.rise != units {
            self.rise = units;
            let _ = writeln!(self.out, "{} Ts", points as f32);
        }
    }
}

/// Says which letters the glyphs up to the next end of marked content stand for, in UTF-16.
fn actual_text(letters: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"/Span<</ActualText<FEFF");
    for unit in letters.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.extend_from_slice(b">>>BDC\n");
}

#[cfg(test)]
mod tests {
    use super::super::face_set::FaceSet;
    use super::*;
    use crate::colour::Colour;
    use crate::text::{FaceId, Fonts};

    /// What is written of `text` when all its letters are drawn as `a`, each moved so.
    fn written(faces: &mut impl Codes, text: &str, kern: i32, dy: i32) -> Vec<String> {
        let face = faces.face(FaceId(0));
        let id = face.glyph('a').unwrap();
        let advance = face.advance(id) + kern;
        let glyphs = text.char_indices().map(|(cluster, _)| Glyph {
            id,
            advance,
            dx: 0,
            dy,
            cluster: cluster as u32,
        });
        let run = GlyphRun {
            face: FaceId(0),
            size: Len::pt(10.0),
            colour: Colour::BLACK,
            text: text.to_owned(),
            glyphs: glyphs.collect(),
            span: None,
        };
        let mut out = Vec::new();
        TextLine::new(&mut out).run(&run, faces);
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn glyphs_that_mean_other_letters_say_which() {
        let fonts = Fonts::new();
        let mut faces = FaceSet::new(&fonts);
        assert_eq!(written(&mut faces, "aa", 0, 0), ["[<00010001>]TJ"]);
        let marked = ["/Span<</ActualText<FEFF1EC7>>>BDC", "[<0001>]TJ", "EMC"];
        assert_eq!(written(&mut faces, "ệ", 0, 0), marked);
        let all = written(&mut faces, "a😀a", 0, 0);
        assert_eq!(all[0], "[<0001>]TJ");
        assert_eq!(all[1], "/Span<</ActualText<FEFFD83DDE00>>>BDC");
        assert_eq!(all[4], "[<0001>]TJ");
    }

    #[test]
    fn moved_glyphs_are_moved() {
        let fonts = Fonts::new();
        let mut faces = FaceSet::new(&fonts);
        assert_eq!(written(&mut faces, "aaa", -7, 0), ["[<0001>7<0001>7<0001>]TJ"]);
        // A tenth of 10 pt up.
        assert_eq!(written(&mut faces, "a", 0, 100), ["1 Ts", "[<0001>]TJ", "0 Ts"]);
    }
}
