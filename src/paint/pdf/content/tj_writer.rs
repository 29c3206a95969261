//! The glyphs of one line to `TJ` arrays, and to `Tj` where a reader says other letters.

use std::io::Write as _;

use super::super::fonts::glyph_ids::GlyphIds;
use super::shapes;
use crate::geom::Len;
use crate::layout::GlyphRun;
use crate::text::Glyph;

/// More glyphs than one cluster ever has: a letter with all its marks.
const MOST_GLYPHS: usize = 8;

/// Gathers the glyphs of one text section.
pub(super) struct TjWriter<'o> {
    out: &'o mut Vec<u8>,
    /// The inside of a `TJ` array.
    shown: Vec<u8>,
    /// Whether its last string is still open.
    is_open: bool,
    /// Whether there are moves in it.
    moves: bool,
    /// Distance the pen has to go back before the next glyph, in thousandths of an em.
    owed: f64,
    rise: i32,
}

impl TjWriter<'_> {
    pub(super) fn new(out: &mut Vec<u8>) -> TjWriter<'_> {
        TjWriter { out, shown: Vec::new(), is_open: false, moves: false, owed: 0.0, rise: 0 }
    }

    /// Writes a whole run, cluster by cluster.
    pub(super) fn run(mut self, run: &GlyphRun, glyphs: &mut GlyphIds<'_>) {
        let em = 1000.0 / f64::from(glyphs.fonts.face(run.face).upm);
        glyphs.used.note(run);
        // Four digits a glyph, and here and there a move.
        self.shown.reserve(run.glyphs.len() * 5 + 16);
        let mut at = 0;
        while at < run.glyphs.len() {
            let cluster = run.glyphs[at].cluster;
            let rest = &run.glyphs[at..];
            let count = rest.iter().take_while(|glyph| glyph.cluster == cluster).count();
            let count = count.min(MOST_GLYPHS);
            let next = rest.get(count).map_or(run.text.len(), |glyph| glyph.cluster as usize);
            let goes_on = at > 0 && run.glyphs[at - 1].cluster == cluster;
            let letters = if goes_on { "" } else { &run.text[cluster as usize..next] };
            self.cluster(&rest[..count], letters, (run, em), glyphs);
            at += count;
        }
        self.flush();
        self.set_rise(0, 0.0);
    }

    fn cluster(
        &mut self,
        cluster: &[Glyph],
        letters: &str,
        (run, em): (&GlyphRun, f64),
        glyphs: &GlyphIds<'_>,
    ) {
        // Only the first glyph of a cluster may stand for its letters.
        let mut differs = false;
        for (index, glyph) in cluster.iter().enumerate() {
            let wanted = if index == 0 { letters } else { "" };
            differs |= !glyphs.means(run.face, glyph.id, wanted);
        }
        if differs {
            // The pen is moved before, so that a single glyph is shown by `Tj`: of a `TJ` that ends
            // a line Acrobat copies its own letter.
            self.move_pen();
            self.flush();
            actual_text(letters, self.out);
        }
        for glyph in cluster {
            if glyph.dy != self.rise {
                self.flush();
                let size = run.size.to_pt();
                self.set_rise(glyph.dy, f64::from(glyph.dy) * em / 1000.0 * size);
            }
            self.owed -= f64::from(glyph.dx) * em;
            self.show(glyph.id);
            let moved = glyphs.written_width(run.face, glyph.id);
            self.owed += moved - f64::from(glyph.advance) * em + f64::from(glyph.dx) * em;
        }
        if differs {
            self.flush_string();
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    /// Adds a glyph by its number, after the move that is owed.
    fn show(&mut self, id: u16) {
        self.move_pen();
        if !self.is_open {
            self.shown.push(b'<');
            self.is_open = true;
        }
        for shift in [12, 8, 4, 0] {
            let digit = id >> shift & 0xF;
            self.shown.push(b"0123456789ABCDEF"[usize::from(digit)]);
        }
    }

    /// Adds the move that is owed.
    fn move_pen(&mut self) {
        // Hundredths of a thousandth: at 18 pt one is less than a millionth of a point.
        let back = Len((self.owed * 100.0).round() as i64 * 10);
        if back == Len::ZERO {
            return;
        }
        self.owed -= back.0 as f64 / 1000.0;
        self.close();
        shapes::decimal(&mut self.shown, back);
        self.moves = true;
    }

    fn close(&mut self) {
        if self.is_open {
            self.shown.push(b'>');
            self.is_open = false;
        }
    }

    /// Shows what was gathered. All of it goes as arrays, which pack better than a mixture.
    fn flush(&mut self) {
        self.close();
        if !self.shown.is_empty() {
            self.out.push(b'[');
            self.out.append(&mut self.shown);
            self.out.extend_from_slice(b"]TJ\n");
            self.moves = false;
        }
    }

    /// Shows what was gathered, as one string if it is one.
    fn flush_string(&mut self) {
        self.close();
        if self.moves {
            return self.flush();
        }
        self.out.append(&mut self.shown);
        self.out.extend_from_slice(b"Tj\n");
    }

    fn set_rise(&mut self, units: i32, points: f64) {
        if self.rise != units {
            self.rise = units;
            let _ = writeln!(self.out, " {} Ts", points as f32);
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
    use super::*;
    use crate::colour::Colour;
    use crate::text::{FaceId, Fonts};

    /// What is written of `text` when all its letters are drawn as `a`, each moved so.
    fn written(glyphs: &mut GlyphIds<'_>, text: &str, kern: i32, dy: i32) -> Vec<String> {
        let face = glyphs.fonts.face(FaceId(0));
        let id = face.glyph('a').unwrap();
        let advance = face.advance(id) + kern;
        let all = text.char_indices().map(|(cluster, _)| Glyph {
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
            glyphs: all.collect(),
            span: None,
            turned: false,
        };
        let mut out = Vec::new();
        TjWriter::new(&mut out).run(&run, glyphs);
        String::from_utf8(out).unwrap().lines().map(|line| line.trim().to_owned()).collect()
    }

    #[test]
    fn glyphs_that_mean_other_letters_say_which() {
        let fonts = Fonts::new();
        let mut glyphs = GlyphIds::new(&fonts);
        let a = format!("{:04X}", fonts.face(FaceId(0)).glyph('a').unwrap());
        assert_eq!(written(&mut glyphs, "aa", 0, 0), [format!("[<{a}{a}>]TJ")]);
        let marked = ["/Span<</ActualText<FEFF1EC7>>>BDC", &format!("<{a}>Tj"), "EMC"];
        assert_eq!(written(&mut glyphs, "ệ", 0, 0), marked);
        let all = written(&mut glyphs, "a😀a", 0, 0);
        assert_eq!(all[0], format!("[<{a}>]TJ"));
        assert_eq!(all[1], "/Span<</ActualText<FEFFD83DDE00>>>BDC");
        assert_eq!(all[4], format!("[<{a}>]TJ"));
    }

    #[test]
    fn what_stands_for_other_letters_is_one_string() {
        let fonts = Fonts::new();
        let mut glyphs = GlyphIds::new(&fonts);
        let a = format!("{:04X}", fonts.face(FaceId(0)).glyph('a').unwrap());
        let wanted =
            [format!("[<{a}>7]TJ"), "/Span<</ActualText<FEFF1EC7>>>BDC".into(), format!("<{a}>Tj")];
        assert_eq!(written(&mut glyphs, "aệ", -7, 0)[..3], wanted);
    }

    #[test]
    fn moved_glyphs_are_moved() {
        let fonts = Fonts::new();
        let mut glyphs = GlyphIds::new(&fonts);
        let a = format!("{:04X}", fonts.face(FaceId(0)).glyph('a').unwrap());
        assert_eq!(written(&mut glyphs, "aaa", -7, 0), [format!("[<{a}>7<{a}>7<{a}>]TJ")]);
        // A tenth of 10 pt up.
        assert_eq!(written(&mut glyphs, "a", 0, 100), ["1 Ts", &format!("[<{a}>]TJ"), "0 Ts"]);
    }
}
