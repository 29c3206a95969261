//! A paragraph as shaped words, and how wide any stretch of it is on one line.
//!
//! In goes one text with attributes, out come its words and spaces ([`InlineBox`]), the places where
//! lines may end, and sums from which the width of any line is known at once.

use std::borrow::Cow;
use std::sync::Arc;

use super::attr::Attr;
use super::cache::LayoutCache;
use crate::geom::Len;
use crate::text::{Break, FaceId, Fonts, KEEP, ShapedWord, is_invisible};

/// A word or a space.
#[derive(Clone, Debug)]
pub(super) struct InlineBox {
    /// Number of its attribute.
    pub attr: usize,
    /// Its bytes in the text.
    pub start: usize,
    pub end: usize,
    /// `None` for a space.
    pub word: Option<Arc<ShapedWord>>,
    pub width: Len,
}

/// A stretch without a break inside: its atoms without the spaces at both ends.
#[derive(Clone, Copy, Debug)]
struct ShapedSegment {
    first: usize,
    /// One past the last.
    last: usize,
    /// Whether a space stood at its end.
    spaced: bool,
}

/// What all atoms before one add up to.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    width: Len,
    /// How many frames of buttons have begun.
    keys: i64,
}

/// A shaped paragraph.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    atoms: Vec<InlineBox>,
    pieces: Vec<ShapedSegment>,
    /// How a line may end after each piece.
    pub ends: Vec<Break>,
    /// Before each atom and after the last.
    sums: Vec<Sum>,
    /// Whether each atom is in a frame.
    framed: Vec<bool>,
    /// Padding of a frame at each side.
    pad: Len,
}

impl Shaped {
    /// Shapes `text` in one size.
    pub(super) fn new(
        text: &str,
        attrs: &[Attr<'_>],
        (size, pad): (Len, Len),
        fonts: &Fonts,
        cache: &mut LayoutCache,
    ) -> Shaped {
        let mut shaped = Shaped { pad, ..Shaped::default() };
        let mut start = 0;
        let mut next_attr = 0;
        if text.is_empty() {
            return shaped;
        }
        let breaks = cache.text(text).breaks;
        shaped.reserve(breaks.len());
        for next in breaks.iter() {
            let first = shaped.atoms.len();
            let mut in_key = false;
            while let Some(attr) = attrs.get(next_attr) {
                let (from, to) = (start.max(attr.start), next.at.min(attr.end));
                if from < to {
                    shaped.add(text, (from, to), next_attr, attr.face, size, fonts);
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
        shaped.add_up(attrs);
        shaped
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
        attr: usize,
        face: FaceId,
        size: Len,
        fonts: &Fonts,
    ) {
        let face = fonts.face(face);
        let mut start = from;
        while start < to {
            let rest = &text[start..to];
            let letter = rest.chars().next().unwrap_or(' ');
            if letter == '\n' {
                start += 1;
                continue;
            }
            let (end, word, width) = if is_space(letter) {
                (start + letter.len_utf8(), None, face.space())
            } else {
                let stop = |letter: char| is_space(letter) || letter == '\n';
                let end = start + rest.find(stop).unwrap_or(rest.len());
                let word = face.word(&displayed(&text[start..end]));
                let width = word.width;
                (end, Some(word), width)
            };
            // Letters that draw nothing are no word of their own.
            if word.as_ref().is_none_or(|word| !word.glyphs.is_empty()) {
                let width = size.of_em(width, face.upm);
                self.atoms.push(InlineBox { attr, start, end, word, width });
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
            self.pieces.push(ShapedSegment { first: start, last, spaced });
            self.ends.push(kind);
        } else if let (Some(end), Break::Forced) = (self.ends.last_mut(), kind) {
            *end = Break::Forced;
        }
    }

    fn add_up(&mut self, attrs: &[Attr<'_>]) {
        self.sums.reserve_exact(self.atoms.len() + 1);
        self.framed.reserve_exact(self.atoms.len());
        let mut sum = Sum::default();
        let mut last = None;
        for atom in &self.atoms {
            self.sums.push(sum);
            let framed = attrs[atom.attr].key;
            self.framed.push(framed);
            sum.width += atom.width;
            sum.keys += i64::from(framed && last != Some(atom.attr));
            last = Some(atom.attr);
        }
        self.sums.push(sum);
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

    /// How many pieces there are.
    pub(super) fn count(&self) -> usize {
        self.pieces.len()
    }

    fn bounds(&self, from: usize, to: usize) -> (usize, usize) {
        let (first, last) = (self.pieces[from].first, self.pieces[to - 1].last);
        (first.min(last), last)
    }

    /// The atoms of a line of pieces, without the spaces at both ends.
    pub(super) fn line(&self, from: usize, to: usize) -> &[InlineBox] {
        let (first, last) = self.bounds(from, to);
        &self.atoms[first..last]
    }

    /// The width of that line, with the padding of its button frames.
    pub(super) fn width(&self, from: usize, to: usize) -> Len {
        let (first, last) = self.bounds(from, to);
        if first == last {
            return Len::ZERO;
        }
        let begun = self.sums[last].keys - self.sums[first + 1].keys;
        let keys = begun + i64::from(self.framed[first]);
        self.sums[last].width - self.sums[first].width + self.pad * 2 * keys
    }

    /// Whether a space stands at the end of a piece.
    pub(super) fn is_spaced(&self, piece: usize) -> bool {
        self.pieces[piece].spaced
    }

    /// All words and spaces.
    pub(super) fn atoms(&self) -> &[InlineBox] {
        &self.atoms
    }
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
