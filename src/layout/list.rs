//! Lists: boxes to tick, or bullets, each with its text beside it.

use super::block_frame::{BlockFrame, shifted};
use super::blocks::BlockLayouter;
use super::lines::ParagraphLines;
use super::page::{Item, Pen, Placed, Role};
use super::paragraph::TextStyle;
use super::spoken::said;
use crate::colour::Colour;
use crate::doc::{Align, ImageRef, Style, StyleId, TextRun};
use crate::geom::{Len, Point, Rect, Size};
use crate::path::Path;

/// How the entries of a list look.
pub(super) struct ListStyle<'a> {
    pub style: &'a Style,
    pub text: &'a TextStyle,
    /// The width of the whole list.
    pub width: Len,
    /// From the left of an entry to its text.
    pub indent: Len,
    /// The measure of its text.
    pub room: Len,
    /// Whether it has boxes to tick.
    pub checks: bool,
}

/// An entry of a list: its text, its marker, how far the text moves down for it, the height of both.
pub(super) struct ListItem {
    pub lines: ParagraphLines,
    pub marker: Vec<Placed>,
    pub text_y: Len,
    pub tall: Len,
}

impl BlockLayouter<'_, '_> {
    /// Boxes to tick, bullets or drawings: one or more columns of marker and text.
    pub(super) fn rows(
        &mut self,
        id: StyleId,
        (items, signs): (&[Vec<TextRun>], &[Option<ImageRef>]),
        width: Len,
        checks: bool,
    ) -> BlockFrame {
        let style = self.with_marker(id);
        // Marker and text stand beside each other.
        let text = TextStyle { align: Align::Left, ..self.text_style(id) };
        let columns = style.columns.len().max(1);
        let n = i64::try_from(columns).unwrap_or(1);
        let column = (width - style.gap * (n - 1)) / n;
        let indent = style.marker + style.gap;
        if !self.has_room(id, column - indent) {
            return BlockFrame::default();
        }
        let mut piece = BlockFrame { size: Size::new(width, Len::ZERO), ..BlockFrame::default() };
        let exclusion = self.exclusion.take();
        let list_style =
            ListStyle { style: &style, text: &text, width, indent, room: column - indent, checks };
        let mut y = Len::ZERO;
        for (row_index, row) in items.chunks(columns).enumerate() {
            if row_index > 0 {
                y += style.row.scale(self.step.gap);
            }
            let first = row_index * columns;
            let sign_of = |index: usize| signs.get(first + index).and_then(Option::as_ref);
            let has_signs = (0..row.len()).any(|index| sign_of(index).is_some());
            let mut entries = Vec::with_capacity(row.len());
            for (index, runs) in row.iter().enumerate() {
                entries.push(match sign_of(index) {
                    Some(sign) => self.signed(runs, sign, &list_style),
                    None => self.entry(runs, &list_style),
                });
            }
            if let Some(exclusion) = exclusion {
                y += if has_signs {
                    // A row with a drawing stands below a hole as a whole.
                    let tall = entries.iter().map(|it| it.tall).max().unwrap_or_default();
                    let corner = exclusion.at.shifted(Len::ZERO, y);
                    exclusion.clearance.drop(Rect::new(corner, Size::new(width, tall)))
                } else {
                    self.keep_off(exclusion, y, row, &list_style, &mut entries)
                };
            }
            let mut height = Len::ZERO;
            for (index, entry) in entries.into_iter().enumerate() {
                let ListItem { lines, marker, text_y, tall } = entry;
                let x = (column + style.gap) * i64::try_from(index).unwrap_or(0);
                let tags = [Role::ListItem, Role::Label].map(|role| Item::Open(self.tag(role)));
                for tag in tags {
                    piece.push(Point::default(), tag);
                }
                let marker = if has_signs { marker } else { said_marker(marker, checks) };
                piece.absorb(marker, x, y);
                piece.push(Point::default(), Item::Close);
                let body = self.tag(Role::Body);
                piece.push(Point::default(), Item::Open(body));
                piece.absorb(lines.items, x + indent, y + text_y);
                piece.push(Point::default(), Item::Close);
                piece.push(Point::default(), Item::Close);
                height = height.max(tall);
            }
            y += height;
        }
        piece.size.h = y;
        piece
    }

    /// One entry of a list in a line of its own.
    fn entry(&mut self, runs: &[TextRun], list: &ListStyle<'_>) -> ListItem {
        let lines = self.lines(runs, list.text, list.room);
        let (marker, text_y, tall) = self.marker(list.style, list.text, &lines, list.checks);
        ListItem { lines, marker, text_y, tall }
    }

    /// The same with a drawing for a marker; the lower of both stands at the middle of the other.
    fn signed(&mut self, runs: &[TextRun], sign: &ImageRef, list: &ListStyle<'_>) -> ListItem {
        let lines = self.lines(runs, list.text, list.room);
        let drawn = self.image(sign, list.style.marker);
        let tall = drawn.size.h.max(lines.height);
        let down = (tall - drawn.size.h) / 2;
        let marker = shifted(drawn.items, Len::ZERO, down).collect();
        let text_y = (tall - lines.height) / 2;
        ListItem { lines, marker, text_y, tall }
    }

    /// The marker of a line, how far the text moves down for it, and the height of both.
    pub(super) fn marker(
        &self,
        style: &Style,
        text: &TextStyle,
        lines: &ParagraphLines,
        check: bool,
    ) -> (Vec<Placed>, Len, Len) {
        let face = self.fonts.face(text.face);
        // A box is centred on capitals, a bullet on small letters.
        let letter = if check { face.cap_height } else { face.x_height };
        let middle = lines.baseline - text.size.of_em(letter, face.upm) / 2;
        let half = style.marker / 2;
        let colour = style.stroke.unwrap_or(text.colour);
        if !check {
            let radius = half.min(text.size.scale(0.16));
            let path = Path::circle(Point::new(radius, Len::ZERO), radius);
            let at = Point::new(Len::ZERO, middle);
            let bullet = Placed { at, item: Item::fill(path, colour) };
            return (vec![bullet], Len::ZERO, lines.height);
        }
        let text_y = (half - middle).max(Len::ZERO);
        let box_y = middle + text_y - half;
        let inset = style.line / 2;
        let side = style.marker - style.line;
        let rect = Rect { x: inset, y: box_y + inset, w: side, h: side };
        let mut items = Vec::new();
        let path = Path::rounded(rect, style.radius);
        let white = Item::fill(path.clone(), Colour::WHITE);
        items.push(Placed { at: Point::default(), item: white });
        let pen = Pen::solid(colour, style.line);
        items.push(Placed { at: Point::default(), item: Item::Stroke { path, pen } });
        (items, text_y, (text_y + lines.height).max(box_y + style.marker))
    }
}

/// A marker with words for it: an empty box has to be heard.
pub(super) fn said_marker(marker: Vec<Placed>, check: bool) -> Vec<Placed> {
    said(marker, if check { "Ô trống" } else { "•" })
}
