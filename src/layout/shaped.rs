//! A paragraph as shaped words, and how wide any stretch of it is on one line.
//!
//! In goes one text with attributes, out come its words and spaces ([`InlineBox`]), the places where
//! lines may end, and sums from which the width of any line is known at once. Words are found once for
//! all sizes ([`ShapedText`]): each step of copyfitting asks for the same text in another one.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::attr::Attr;
use crate::geom::Len;
use crate::text::{Break, Face, FaceId, Fonts, KEEP, Opportunity, ShapedWord, is_invisible};

/// A word or a space.
#[derive(Debug)]
pub(super) struct InlineBox {
    /// Number of its attribute.
    pub attr: usize,
    /// Its bytes in the text.
    pub start: usize,
    pub end: usize,
    /// `None` for a space.
    pub word: Option<Arc<ShapedWord>>,
    /// How wide it is, in units of its face, and how many of them an em has.
    units: i32,
    upm: u16,
    /// Whether the frame of a button begins with it.
    begins_frame: bool,
}

impl InlineBox {
    /// Its width in one size.
    pub(super) fn width(&self, size: Len) -> Len {
        size.of_em(self.units, self.upm)
    }
}

/// A stretch without a break inside: its atoms without the spaces at both ends.
#[derive(Clone, Copy, Debug)]
struct ShapedSegment {
    first: usize,
    /// One past the last.
    last: usize,
    /// Whether a space stood at its end.
    spaced: bool,
    /// Whether it begins inside the frame of a button.
    in_frame: bool,
}

/// A text as shaped words, whatever their size.
#[derive(Debug, Default)]
pub(super) struct ShapedText {
    /// What decided it beside the text: where each attribute begins and ends, its face, and whether it
    /// is a button.
    keys: Vec<(usize, usize, FaceId, bool)>,
    atoms: Vec<InlineBox>,
    pieces: Vec<ShapedSegment>,
    ends: Vec<Break>,
}

/// A shaped paragraph.
#[derive(Debug)]
pub(super) struct Shaped {
    text: Rc<ShapedText>,
    /// The width of all atoms before each and before the end, with the frames that begin there.
    before: Vec<Len>,
    /// Padding of a frame at both sides.
    pads: Len,
}

impl ShapedText {
    /// Shapes `text`.
    pub(super) fn new(
        text: &str,
        attrs: &[Attr<'_>],
        breaks: &[Opportunity],
        fonts: &Fonts,
    ) -> ShapedText {
        let keys = attrs.iter().map(shaping_key).collect();
        let mut shaped = ShapedText { keys, ..ShapedText::default() };
        let mut start = 0;
        let mut next_attr = 0;
        shaped.reserve(breaks.len());
        for next in breaks {
            let first = shaped.atoms.len();
            let mut in_key = false;
            while let Some(attr) = attrs.get(next_attr) {
                let (from, to) = (start.max(attr.start), next.at.min(attr.end));
                if from < to {
                    shaped.add(text, (from, to), (next_attr, attr.key), fonts.face(attr.face));
                }
                if attr.end > next.at {
                    in_key = attr.key;
                    break;
                }
                next_attr += 1;
            }
            start = next.at;
            let kind = match next.kind {
                // The name of a button is one piece of information (LP-11).
                Break::Allowed(price) if in_key && attrs[next_attr].start < next.at => {
                    Break::Allowed(KEEP + price.max(0))
                }
                kind => kind,
            };
            shaped.end_piece(first, kind);
        }
        shaped.join_spaces();
        for piece in &mut shaped.pieces {
            let atom = &shaped.atoms[piece.first];
            piece.in_frame = attrs[atom.attr].key && !atom.begins_frame;
        }
        shaped
    }

    /// Whether it is what becomes of its text with these attributes.
    pub(super) fn is_of(&self, attrs: &[Attr<'_>]) -> bool {
        self.keys.iter().copied().eq(attrs.iter().map(shaping_key))
    }

    /// Makes room for so many pieces: nearly all are a word and a space.
    fn reserve(&mut self, pieces: usize) {
        self.pieces.reserve_exact(pieces);
        self.ends.reserve_exact(pieces);
        self.atoms.reserve(2 * pieces);
    }

    /// Adds the words and spaces of `text[from..to]`, all of one attribute.
    fn add(
        &mut self,
        text: &str,
        (from, to): (usize, usize),
        (attr, is_framed): (usize, bool),
        face: &Face,
    ) {
        let mut start = from;
        while start < to {
            let rest = &text[start..to];
            let letter = rest.chars().next().unwrap_or(' ');
            if letter == '\n' {
                start += 1;
                continue;
            }
            let (end, word, units) = if is_space(letter) {
                (start + letter.len_utf8(), None, face.space())
            } else {
                let stop = |letter: char| is_space(letter) || letter == '\n';
                let end = start + rest.find(stop).unwrap_or(rest.len());
                let word = face.word(&displayed(&text[start..end]));
                let units = word.width;
                (end, Some(word), units)
            };
            // Letters that draw nothing are no word of their own.
            if word.as_ref().is_none_or(|word| !word.glyphs.is_empty()) {
                let goes_on = self.atoms.last().is_some_and(|before| before.attr == attr);
                let (upm, begins_frame) = (face.upm, is_framed && !goes_on);
                self.atoms.push(InlineBox { attr, start, end, word, units, upm, begins_frame });
            }
            start = end;
        }
    }

    /// Makes a piece of the atoms from `first` on.
    fn end_piece(&mut self, first: usize, kind: Break) {
        let own = &self.atoms[first..];
        if !own.is_empty() {
            let is_word = |atom: &InlineBox| atom.word.is_some();
            let last = own.iter().rposition(is_word).map_or(first, |at| first + at + 1);
            let start = own.iter().position(is_word).map_or(last, |at| first + at);
            let spaced = own.last().is_some_and(|atom| atom.word.is_none());
            self.pieces.push(ShapedSegment { first: start, last, spaced, in_frame: false });
            self.ends.push(kind);
        } else if let (Some(end), Break::Forced) = (self.ends.last_mut(), kind) {
            *end = Break::Forced;
        }
    }

    fn join_spaces(&mut self) {
        // A piece of spaces alone begins where the next begins and ends where the last ended.
        for at in 1..self.pieces.len() {
            if self.pieces[at].first == self.pieces[at].last {
                self.pieces[at].last = self.pieces[at - 1].last;
            }
        }
        for at in (1..self.pieces.len()).rev() {
            if self.pieces[at - 1].first >= self.pieces[at - 1].last {
                self.pieces[at - 1].first = self.pieces[at].first;
            }
        }
    }
}

impl Shaped {
    /// A text in one size, with so much padding at the sides of a button.
    pub(super) fn new(text: Rc<ShapedText>, (size, pad): (Len, Len)) -> Shaped {
        let pads = pad * 2;
        let mut before = Vec::with_capacity(text.atoms.len() + 1);
        let mut sum = Len::ZERO;
        for atom in &text.atoms {
            before.push(sum);
            sum += atom.width(size) + if atom.begins_frame { pads } else { Len::ZERO };
        }
        before.push(sum);
        Shaped { text, before, pads }
    }

    /// How many pieces there are.
    pub(super) fn count(&self) -> usize {
        self.text.pieces.len()
    }

    /// How a line may end after each piece.
    pub(super) fn ends(&self) -> &[Break] {
        &self.text.ends
    }

    fn bounds(&self, from: usize, to: usize) -> (usize, usize) {
        let (first, last) = (self.text.pieces[from].first, self.text.pieces[to - 1].last);
        (first.min(last), last)
    }

    /// The atoms of a line of pieces, without the spaces at both ends.
    pub(super) fn line(&self, from: usize, to: usize) -> &[InlineBox] {
        let (first, last) = self.bounds(from, to);
        &self.text.atoms[first..last]
    }

    /// The width of that line, with the padding of its button frames; one that it begins inside of is
    /// padded again.
    pub(super) fn width(&self, from: usize, to: usize) -> Len {
        let (first, last) = self.bounds(from, to);
        if first == last {
            return Len::ZERO;
        }
        let again = if self.text.pieces[from].in_frame { self.pads } else { Len::ZERO };
        self.before[last] - self.before[first] + again
    }

    /// Whether a space stands at the end of a piece.
    pub(super) fn is_spaced(&self, piece: usize) -> bool {
        self.text.pieces[piece].spaced
    }

    /// All words and spaces.
    pub(super) fn atoms(&self) -> &[InlineBox] {
        &self.text.atoms
    }
}

/// What of an attribute decides how its letters are shaped.
fn shaping_key(attr: &Attr<'_>) -> (usize, usize, FaceId, bool) {
    (attr.start, attr.end, attr.face, attr.key)
}

/// Spaces that stand in lines; those that no line may end at (U+00A0, U+2007, U+202F) are drawn
/// as any other, so that no face has to have them (VT-09).
fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// The letters of a word that are to be seen.
pub(super) fn displayed(word: &str) -> Cow<'_, str> {
    // All of them are written with one of these first bytes, which letters of Vietnamese are not.
    let may_hide = word.bytes().any(|byte| matches!(byte, 0xc2 | 0xe2 | 0xef));
    if may_hide && word.contains(is_invisible) {
        Cow::Owned(word.chars().filter(|letter| !is_invisible(*letter)).collect())
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::super::attr::Spoken;
    use super::super::cache::LayoutCache;
    use super::*;

    const TEXT: &str = "Bác bấm  nút Tiếp tục rồi gọi 1900 0368, đợi 7 ngày.";
    const KEY: &str = "Tiếp tục";

    /// The attributes of the text: in one face, or with a button in another.
    fn attrs(has_key: bool) -> Vec<Attr<'static>> {
        let start = TEXT.find(KEY).unwrap();
        let end = start + KEY.len();
        let ranges = [(0, start, false), (start, end, has_key), (end, TEXT.len(), false)];
        let attr = |(start, end, key)| Attr {
            start,
            end,
            run: (start, end),
            face: FaceId(usize::from(key)),
            key,
            link: None,
            heard: Spoken::Said,
            span: None,
        };
        ranges.map(attr).to_vec()
    }

    fn shaped(cache: &mut LayoutCache, has_key: bool, size: Len) -> Shaped {
        let pad = size.scale(0.5);
        Shaped::new(cache.shaped(TEXT, &attrs(has_key), &Fonts::new()), (size, pad))
    }

    /// The width of each line there could be.
    fn widths(shaped: &Shaped) -> Vec<Len> {
        let count = shaped.count();
        let lines = (0..count).flat_map(|from| (from + 1..=count).map(move |to| (from, to)));
        lines.map(|(from, to)| shaped.width(from, to)).collect()
    }

    /// The same, each added up anew.
    fn added_up(shaped: &Shaped, size: Len) -> Vec<Len> {
        let count = shaped.count();
        let keys: Vec<usize> =
            attrs(true).iter().enumerate().filter(|(_, it)| it.key).map(|it| it.0).collect();
        let mut widths = Vec::new();
        for from in 0..count {
            for to in from + 1..=count {
                let line = shaped.line(from, to);
                let frames = keys.iter().filter(|key| line.iter().any(|it| it.attr == **key));
                let frames = i64::try_from(frames.count()).unwrap();
                let letters: Len = line.iter().map(|it| it.width(size)).sum();
                widths.push(letters + size.scale(0.5) * 2 * frames);
            }
        }
        widths
    }

    #[test]
    fn what_was_shaped_before_changes_nothing() {
        let cache = &mut LayoutCache::default();
        let mut seen = Vec::new();
        for (has_key, size) in [(true, 20.0), (true, 14.5), (false, 14.5), (true, 14.5)] {
            let size = Len::pt(size);
            let fresh = shaped(&mut LayoutCache::default(), has_key, size);
            let kept = shaped(cache, has_key, size);
            assert_eq!(widths(&kept), widths(&fresh));
            assert_eq!(kept.ends(), fresh.ends());
            seen.push(widths(&kept));
        }
        assert!(seen[0] != seen[1] && seen[1] != seen[2] && seen[1] == seen[3]);
    }

    #[test]
    fn a_line_is_as_wide_as_its_words_and_frames() {
        for size in [Len::pt(14.5), Len::pt(20.0)] {
            let shaped = shaped(&mut LayoutCache::default(), true, size);
            assert!(shaped.count() > 10);
            assert_eq!(widths(&shaped), added_up(&shaped, size));
        }
    }
}
