//! Runs of text to lines of glyphs.
//!
//! A recipe in four steps: *collect* the runs into one text with attributes, *shape* it word by
//! word, *break* it into lines, *set* the lines so that no ink touches (VT-10).

use std::sync::Arc;

use super::attr::{Attr, Spoken};
use super::cache::LayoutCache;
use super::faults;
use super::lines::ParagraphLines;
use super::page::{GlyphRun, Item, Pen, Placed, Role, Tag};
use super::shaped::{InlineBox, Shaped, displayed};
use super::spoken;
use crate::colour::Colour;
use crate::diag::Diagnostic;
use crate::doc::{Align, TextRun};
use crate::geom::{Len, Point, Rect, Size};
use crate::path::Path;
use crate::picture::Cap;
use crate::span::Span;
use crate::text::{Break, Face, FaceId, Fonts, Glyph, break_lines, is_invisible};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextStyle {
    pub face: FaceId,
    pub size: Len,
    pub leading: f64,
    pub colour: Colour,
    pub align: Align,
    /// Colour of the frame of button names.
    pub key: Colour,
    /// Whether lines want to be of one length, as in titles.
    pub balance: bool,
}

/// Room above the first and below the last baseline in sizes, where ink needs no more.
pub(super) const ASCENT: f64 = 0.92;
pub(super) const DESCENT: f64 = 0.24;
/// The least white between the ink of two lines, in sizes. Half of it stands above the first and
/// below the last line, so that two paragraphs without a space between them keep it too.
pub(super) const CLEAR: f64 = 0.05;
/// A button's frame, open at the sides: in a copy of a copy upright lines beside a word are read as
/// letters of it. Its least reach above and below the baseline, the white between it and the
/// ink of its letters, its padding to the sides, radius and line.
const KEY_TOP: f64 = 0.9;
const KEY_BOTTOM: f64 = 0.31;
const KEY_CLEAR: f64 = 0.11;
const KEY_PAD: f64 = 0.32;
const KEY_RADIUS: f64 = 0.22;
const KEY_LINE: f64 = 0.075;
/// The white around a frame, to the words beside it and the lines above and below. Where there is
/// less, the blots of a copy tie the frame to them, and who reads the copy takes all for a drawing.
const KEY_AIR: f64 = 0.2;
/// What a button takes on each side of its letters.
pub(super) const KEY_SIDE: f64 = KEY_PAD + KEY_AIR;

/// Sets `runs` in lines of at most `measure`; findings go to `problems`. Lines that were set before,
/// for another copy, page or round, are not set again.
pub(super) fn set(
    runs: &[TextRun],
    style: &TextStyle,
    measure: Len,
    page: (usize, usize),
    fonts: &Fonts,
    cache: &mut LayoutCache,
    problems: &mut Vec<Diagnostic>,
) -> ParagraphLines {
    let key = key(runs, style, measure, page);
    if let Some(known) = cache.lines(&key) {
        return known;
    }
    let before = problems.len();
    let lines = set_anew(runs, style, measure, page, fonts, cache, problems);
    if problems.len() == before {
        cache.keep_lines(key, &lines);
    }
    lines
}

/// All that decides how runs are set.
pub(super) fn key(
    runs: &[TextRun],
    style: &TextStyle,
    measure: Len,
    page: (usize, usize),
) -> Vec<u8> {
    let mut key = Vec::with_capacity(256);
    let mut number = |number: i64| key.extend_from_slice(&number.to_le_bytes());
    let rgb = |it: Colour| i64::from(u32::from_be_bytes([0, it.r, it.g, it.b]));
    number(measure.0);
    number(style.face.0.cast_signed() as i64);
    number(style.size.0);
    number(style.leading.to_bits().cast_signed());
    number(rgb(style.colour));
    number(rgb(style.key));
    number(i64::from(style.align == Align::Centre) << 1 | i64::from(style.balance));
    for run in runs {
        let (kind, text, span, link) = match run {
            TextRun::Text { text, bold, span, link } => (i64::from(*bold), &**text, *span, link),
            TextRun::Key { label, span } => (2, &**label, *span, &None),
            TextRun::Break => (3, "", None, &None),
            TextRun::PageNumber => (4, "", None, &None),
        };
        let mut number = |number: i64| key.extend_from_slice(&number.to_le_bytes());
        number(kind);
        if let Some(Span { file, start, end }) = span {
            [file.0, start, end].map(i64::from).into_iter().for_each(&mut number);
        }
        if kind == 4 {
            number(page.0.cast_signed() as i64);
            number(page.1.cast_signed() as i64);
        }
        for text in [Some(text), link.as_deref()] {
            // No text is as long as none.
            key.extend_from_slice(&text.map_or(u64::MAX, |it| it.len() as u64).to_le_bytes());
            key.extend_from_slice(text.unwrap_or("").as_bytes());
        }
    }
    key
}

/// The same without a look at what was set before.
pub(super) fn set_anew(
    runs: &[TextRun],
    style: &TextStyle,
    measure: Len,
    page: (usize, usize),
    fonts: &Fonts,
    cache: &mut LayoutCache,
    problems: &mut Vec<Diagnostic>,
) -> ParagraphLines {
    let (text, attrs) = collect(runs, style, page, fonts, cache);
    let pad = style.size.scale(KEY_SIDE);
    let shaped = Shaped::new(cache.shaped(&text, &attrs, fonts), (style.size, pad));
    let paragraph = Paragraph { text: &text, attrs: &attrs, style, fonts };
    paragraph.find_faults(&shaped, measure, problems);
    let ends = ends(&shaped, style, measure);
    let mut lines = ParagraphLines::default();
    let mut from = 0;
    let mut previous: Option<(Len, Len)> = None;
    let clear = style.size.scale(CLEAR);
    for to in ends {
        let line = shaped.line(from, to);
        let (top, bottom) = paragraph.ink_extents(line);
        let baseline = match previous {
            None => (top + clear / 2).max(style.size.scale(ASCENT)),
            Some((last, ink_extents)) => {
                let leading = style.size.scale(style.leading);
                last + leading.max(ink_extents + top + clear)
            }
        };
        previous = Some((baseline, bottom));
        if lines.count == 0 {
            lines.baseline = baseline;
        }
        lines.count += 1;
        let wide = shaped.width(from, to);
        lines.width = lines.width.max(wide);
        let x = match style.align {
            Align::Left => Len::ZERO,
            Align::Centre => (measure - wide) / 2,
        };
        paragraph.place(line, Point::new(x, baseline), pad, &mut lines.items);
        paragraph.end_line(&shaped, to, &mut lines.items);
        lines.height = baseline + (bottom + clear / 2).max(style.size.scale(DESCENT));
        from = to;
    }
    lines
}

/// The width that runs need in a column of `measure`: all of it when they take several lines. What is
/// wrong with them is reported where they are set.
pub(super) fn needed_width(
    runs: &[TextRun],
    style: &TextStyle,
    measure: Len,
    page: (usize, usize),
    fonts: &Fonts,
    cache: &mut LayoutCache,
) -> Len {
    let (text, attrs) = collect(runs, style, page, fonts, cache);
    let pad = style.size.scale(KEY_SIDE);
    let shaped = Shaped::new(cache.shaped(&text, &attrs, fonts), (style.size, pad));
    match ends(&shaped, style, measure)[..] {
        [] => Len::ZERO,
        [end] => shaped.width(0, end),
        _ => measure,
    }
}

/// The pieces after which lines of at most `measure` end.
fn ends(shaped: &Shaped, style: &TextStyle, measure: Len) -> Vec<usize> {
    break_lines(shaped.ends(), measure, style.balance, |from, to| shaped.width(from, to))
}

/// One text with white space collapsed, and what its stretches look like.
pub(super) fn collect<'r>(
    runs: &'r [TextRun],
    style: &TextStyle,
    page: (usize, usize),
    fonts: &Fonts,
    cache: &mut LayoutCache,
) -> (String, Vec<Attr<'r>>) {
    let letters = |run: &TextRun| match run {
        TextRun::Text { text, .. } => text.len(),
        TextRun::Key { label, .. } => label.len(),
        TextRun::Break | TextRun::PageNumber => 1,
    };
    let mut all = String::with_capacity(runs.iter().map(letters).sum());
    let mut attrs = Vec::with_capacity(runs.len());
    for run in runs {
        let number;
        let (words, bold, key, link, span) = match run {
            TextRun::Text { text, bold, span, link } => {
                (text.as_str(), *bold, false, link.as_deref(), *span)
            }
            TextRun::Key { label, span } => (label.as_str(), true, true, None, *span),
            TextRun::Break => ("\n", false, false, None, None),
            TextRun::PageNumber => {
                number = format!("{}/{}", page.0 + 1, page.1);
                (number.as_str(), false, false, None, None)
            }
        };
        let start = all.len();
        for letter in words.chars() {
            let blank = matches!(letter, ' ' | '\t') || (letter == '\n' && words != "\n");
            if !blank {
                all.push(letter);
            } else if !all.is_empty() && !all.ends_with([' ', '\n']) {
                all.push(' ');
            }
        }
        let face = if bold || key { fonts.bold(style.face) } else { style.face };
        let is_number = matches!(run, TextRun::PageNumber);
        let heard = if is_number { Spoken::Unsaid } else { Spoken::Said };
        let end = all.len();
        attrs.push(Attr { start, end, run: (start, end), face, key, link, heard, span });
    }
    let attrs = spoken::split(&all, &cache.text(&all).english, attrs);
    (all, attrs)
}

/// A collected paragraph.
pub(super) struct Paragraph<'a> {
    pub text: &'a str,
    pub attrs: &'a [Attr<'a>],
    pub style: &'a TextStyle,
    pub fonts: &'a Fonts,
}

impl Paragraph<'_> {
    /// Reports letters no face has, and words wider than the measure.
    pub(super) fn find_faults(
        &self,
        shaped: &Shaped,
        measure: Len,
        problems: &mut Vec<Diagnostic>,
    ) {
        self.find_missing(shaped, problems);
        for piece in 0..shaped.count() {
            let wide = shaped.width(piece, piece + 1);
            if wide > measure {
                let atom = shaped.line(piece, piece + 1).first();
                problems.extend(atom.map(|atom| self.too_wide(atom, wide, measure)));
            }
        }
    }

    /// Ends the line before piece `to` as copying and listening need it. A web address broken after
    /// `/` must not be copied with a space in it.
    pub(super) fn end_line(&self, shaped: &Shaped, to: usize, items: &mut [Placed]) {
        let parted = shaped.is_spaced(to - 1) || shaped.ends()[to - 1] == Break::Forced;
        if to < shaped.count() && parted {
            self.end_with_space(items);
        }
    }

    /// Reports every word with a letter that its face has no glyph for.
    fn find_missing(&self, shaped: &Shaped, problems: &mut Vec<Diagnostic>) {
        for atom in shaped.atoms() {
            let Some(inside) = atom.word.as_ref().and_then(|word| word.missing()) else { continue };
            // Its place among the letters that are seen is its place in the text, where letters
            // that are not seen stand between.
            let word = &self.text[atom.start..atom.end];
            let nth = displayed(word)[..inside].chars().count();
            let seen = word.char_indices().filter(|(_, letter)| !is_invisible(*letter));
            let at = atom.start + seen.map(|(at, _)| at).nth(nth).unwrap_or(0);
            let face = &self.fonts.face(self.attrs[atom.attr].face).name;
            problems.push(self.missing(atom.attr, at, face));
        }
    }

    /// Reach of the ink of a line above and below its baseline.
    pub(super) fn ink_extents(&self, line: &[InlineBox]) -> (Len, Len) {
        let mut ink_extents = (Len::ZERO, Len::ZERO);
        for atom in line {
            let (mut top, mut bottom) = self.ink(atom);
            if self.attrs[atom.attr].key {
                let around = self.style.size.scale(KEY_LINE / 2.0 + KEY_AIR);
                (top, bottom) = self.key_reach(top, bottom);
                (top, bottom) = (top + around, bottom + around);
            }
            ink_extents = (ink_extents.0.max(top), ink_extents.1.max(bottom));
        }
        ink_extents
    }

    /// Reach of the letters of an atom.
    fn ink(&self, atom: &InlineBox) -> (Len, Len) {
        let Some(word) = &atom.word else { return (Len::ZERO, Len::ZERO) };
        let upm = self.fonts.face(self.attrs[atom.attr].face).upm;
        let size = self.style.size;
        (size.of_em(word.ink.top, upm), size.of_em(word.ink.bottom, upm))
    }

    /// Reach of the frame around letters that reach so far.
    fn key_reach(&self, top: Len, bottom: Len) -> (Len, Len) {
        let size = self.style.size;
        let clear = size.scale(KEY_CLEAR);
        (size.scale(KEY_TOP).max(top + clear), size.scale(KEY_BOTTOM).max(bottom + clear))
    }

    pub(super) fn place(&self, line: &[InlineBox], at: Point, pad: Len, items: &mut Vec<Placed>) {
        let mut x = at.x;
        let mut rest = line;
        while let Some(first) = rest.first() {
            let attr = &self.attrs[first.attr];
            let count = rest.iter().take_while(|atom| atom.attr == first.attr).count();
            let (group, after) = rest.split_at(count);
            rest = after;
            let width: Len = group.iter().map(|atom| atom.width(self.style.size)).sum();
            let begun = items.len();
            self.open(attr, first.attr, group, after, items);
            if attr.key {
                let air = self.style.size.scale(KEY_AIR);
                items.push(self.key_frame(group, x + air, at.y, width + (pad - air) * 2));
                x += pad;
            }
            let origin = Point::new(x, at.y);
            items.push(Placed { at: origin, item: Item::Glyphs(Arc::new(self.run(group))) });
            if let Some(url) = attr.link {
                let top = self.style.size.scale(ASCENT);
                let size = Size::new(width, top + self.style.size.scale(DESCENT));
                let item = Item::Link { size, url: url.to_owned() };
                items.push(Placed { at: origin.shifted(Len::ZERO, -top), item });
            }
            x += width + if attr.key { pad } else { Len::ZERO };
            // A button that is heard with what follows it stays open until then.
            let opened = items[begun..].iter().filter(|it| matches!(it.item, Item::Open(_)));
            let mut ends = opened.count();
            if attr.key && self.joins(after) {
                ends -= 1;
            } else if self.is_joined(line, first) {
                ends += 1;
            }
            let at = Point::default();
            items.extend((0..ends).map(|_| Placed { at, item: Item::Close }));
        }
    }

    /// Opens the roles inside which a group of atoms of one attribute is heard.
    fn open(
        &self,
        attr: &Attr<'_>,
        number: usize,
        group: &[InlineBox],
        after: &[InlineBox],
        items: &mut Vec<Placed>,
    ) {
        let mut open = |id: u32, role: Role| {
            items.push(Placed { at: Point::default(), item: Item::Open(Tag { id, role }) });
        };
        if attr.key && self.joins(after) {
            let count = after.iter().take_while(|atom| atom.attr == after[0].attr).count();
            let both = [self.run(group).text, self.run(&after[..count]).text];
            open(0, Role::Joined(both.concat()));
        }
        if attr.link.is_some() {
            // The same link on the next line goes on; whoever sets the paragraph makes the number
            // one of the document.
            open(u32::try_from(number + 1).unwrap_or(u32::MAX), Role::Link);
        }
        if let Some(role) = attr.heard.role() {
            open(0, role);
        }
    }

    /// Whether the rest of a line begins with what is heard with the button before it.
    fn joins(&self, after: &[InlineBox]) -> bool {
        let next = after.first().map(|atom| self.attrs[atom.attr].heard);
        next == Some(Spoken::WithButton)
    }

    /// Whether an atom is heard with a button on its line.
    fn is_joined(&self, line: &[InlineBox], atom: &InlineBox) -> bool {
        let is_with = self.attrs[atom.attr].heard == Spoken::WithButton;
        is_with && line.first().is_some_and(|first| first.attr < atom.attr)
    }

    /// Ends a line with the space it was broken at, so that readers who copy or listen do not hear
    /// its last word and the first of the next line as one.
    fn end_with_space(&self, items: &mut [Placed]) {
        let Some(last) = items.iter().rposition(|it| matches!(it.item, Item::Glyphs(_))) else {
            return;
        };
        let is_inside = items[last..].iter().any(|it| matches!(it.item, Item::Close));
        if let Item::Glyphs(run) = &mut items[last].item {
            let space = space(self.fonts.face(run.face), run.text.len());
            let run = Arc::make_mut(run);
            run.glyphs.push(space);
            run.text.push(' ');
        }
        if !is_inside {
            return;
        }
        // What is said instead of its letters ends with it too.
        let mut depth = 0;
        for placed in items[..last].iter_mut().rev() {
            match &mut placed.item {
                Item::Close => depth += 1,
                Item::Open(_) if depth > 0 => depth -= 1,
                Item::Open(tag) => {
                    if let Role::Joined(words) = &mut tag.role {
                        words.push(' ');
                    }
                    return;
                }
                _ => {}
            }
        }
    }

    fn key_frame(&self, group: &[InlineBox], x: Len, baseline: Len, width: Len) -> Placed {
        let size = self.style.size;
        let inks = group.iter().map(|atom| self.ink(atom));
        let (top, bottom) =
            inks.fold((Len::ZERO, Len::ZERO), |all, ink| (all.0.max(ink.0), all.1.max(ink.1)));
        let (top, bottom) = self.key_reach(top, bottom);
        let rect = Rect { x: Len::ZERO, y: Len::ZERO, w: width, h: top + bottom };
        let pen = Pen { cap: Cap::Round, ..Pen::solid(self.style.key, size.scale(KEY_LINE)) };
        let path = Path::open_frame(rect, size.scale(KEY_RADIUS));
        Placed { at: Point::new(x, baseline - top), item: Item::Stroke { path, pen } }
    }

    /// The glyphs of a group of atoms of one attribute.
    fn run(&self, group: &[InlineBox]) -> GlyphRun {
        let attr = &self.attrs[group[0].attr];
        let face = self.fonts.face(attr.face);
        let letters = group.iter().map(|atom| atom.end - atom.start).sum();
        let drawn = |atom: &InlineBox| atom.word.as_ref().map_or(1, |word| word.glyphs.len());
        let mut text = String::with_capacity(letters);
        let mut glyphs = Vec::with_capacity(group.iter().map(drawn).sum());
        for atom in group {
            let base = u32::try_from(text.len()).unwrap_or(u32::MAX);
            if let Some(word) = &atom.word {
                text.push_str(&displayed(&self.text[atom.start..atom.end]));
                let moved = |glyph: &Glyph| Glyph { cluster: base + glyph.cluster, ..*glyph };
                glyphs.extend(word.glyphs.iter().map(moved));
            } else {
                glyphs.push(space(face, text.len()));
                text.push(' ');
            }
        }
        let (size, colour) = (self.style.size, self.style.colour);
        GlyphRun { face: attr.face, size, colour, text, glyphs, span: attr.span, turned: false }
    }

    /// The place in the file of `self.text[from..to]`.
    fn span(&self, attr: usize, from: usize, to: usize) -> Option<Span> {
        let attr = &self.attrs[attr];
        let whole = attr.span?;
        // Where the text stands in the file letter for letter, the very letters can be shown.
        let (start, end) = attr.run;
        if (whole.end - whole.start) as usize != end - start {
            return Some(whole);
        }
        let base = whole.start as usize;
        Some(Span::new(whole.file, base + from - start..base + to - start))
    }

    fn missing(&self, attr: usize, at: usize, face: &str) -> Diagnostic {
        let letter = self.text[at..].chars().next().unwrap_or(' ');
        let diagnostic = faults::no_letter(face, letter).about(letter);
        match self.span(attr, at, at + letter.len_utf8()) {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        }
    }

    fn too_wide(&self, atom: &InlineBox, wide: Len, measure: Len) -> Diagnostic {
        let word = &self.text[atom.start..atom.end];
        let (wide, measure) = (wide.to_mm(), measure.to_mm());
        let diagnostic = faults::too_wide(word, wide, measure).about(word);
        match self.span(atom.attr, atom.start, atom.end) {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        }
    }
}

/// A space after the last letter, for those who listen: what follows is another word.
pub(super) fn space_after(items: &[Placed], fonts: &Fonts) -> Option<Placed> {
    let (at, run) = items.iter().rev().find_map(|placed| match &placed.item {
        Item::Glyphs(run) => Some((placed.at, run)),
        _ => None,
    })?;
    let face = fonts.face(run.face);
    let units: i32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
    let wide = run.size.of_em(units, face.upm);
    let (glyphs, text) = (vec![space(face, 0)], " ".to_owned());
    let run = GlyphRun { text, glyphs, span: None, ..**run };
    Some(Placed { at: at.shifted(wide, Len::ZERO), item: Item::Glyphs(Arc::new(run)) })
}

/// A space before lines in this style, whatever they say: what stands before is another word.
pub(super) fn space_before(lines: &ParagraphLines, style: &TextStyle, fonts: &Fonts) -> Placed {
    let face = fonts.face(style.face);
    let wide = style.size.of_em(face.space(), face.upm);
    let (glyphs, text) = (vec![space(face, 0)], " ".to_owned());
    let TextStyle { face, size, colour, .. } = *style;
    let (span, turned) = (None, false);
    let run = GlyphRun { face, size, colour, text, glyphs, span, turned };
    let item = Item::Glyphs(Arc::new(run));
    Placed { at: Point::new(-wide, lines.baseline), item }
}

/// The space glyph of a face, for the letter at byte `at`.
fn space(face: &Face, at: usize) -> Glyph {
    let cluster = u32::try_from(at).unwrap_or(u32::MAX);
    Glyph { id: face.space_glyph(), advance: face.space(), dx: 0, dy: 0, cluster }
}
