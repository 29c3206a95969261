//! Blocks of a page with a hole: text goes around it, what is not plain text moves below the ring as
//! a whole.

use super::blocks::Setter;
use super::laid::{Beside, Hollow};
use super::list::{Entry, ListStyle};
use super::page::Placed;
use super::piece::{Piece, gap_between, shifted};
use super::ring::Ring;
use crate::doc::{Align, Node, Run};
use crate::geom::{Len, Point, Rect, Size};

impl Setter<'_, '_> {
    /// Lays out the blocks of a page that has a hole; `at` is where the first begins.
    pub(super) fn around(
        &mut self,
        nodes: &[Node],
        width: Len,
        ring: Ring,
        at: Point,
    ) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        // Where the last block ends.
        let mut end = at.y;
        for node in nodes {
            if let Node::Break = node {
                if let Some(last) = pieces.last_mut() {
                    last.breaks = true;
                }
                continue;
            }
            let flows = matches!(node, Node::Text { .. } | Node::Checks { .. } | Node::List { .. });
            if let (
                true,
                Node::Text { style, .. } | Node::Checks { style, .. } | Node::List { style, .. },
            ) = (flows, node)
            {
                let above = self.style.style(*style).above.scale(self.rung.gap);
                let gap = pieces.last().map_or(Len::ZERO, |last| last.below.max(above));
                let at = Point::new(at.x, end + gap);
                if at.y < ring.foot() {
                    let even = self.style.style(*style).align == Align::Centre;
                    let lines = if even { Beside::Even } else { Beside::Either };
                    self.hollow = Some(Hollow { ring, at, lines });
                }
            }
            let own = self.pieces(std::slice::from_ref(node), width);
            self.hollow = None;
            for mut piece in own {
                let gap = pieces.last().map_or(Len::ZERO, |last| gap_between(last, &piece));
                let y = end + gap;
                if !flows {
                    push_down(&mut piece, ring, Point::new(at.x, y));
                }
                piece.fixed = y < ring.foot();
                end = y + piece.size.h;
                pieces.push(piece);
            }
        }
        pieces
    }
}

impl Setter<'_, '_> {
    /// Cuts an entry of a list short beside a hole; else tells how far its row, `y` below the begin
    /// of the list, has to move down.
    pub(super) fn keep_off(
        &mut self,
        hollow: Hollow,
        y: Len,
        row: &[Vec<Run>],
        list: &ListStyle<'_>,
        entries: &mut [Entry],
    ) -> Len {
        let tall = entries.iter().map(|entry| entry.tall).max().unwrap_or_default();
        let corner = hollow.at.shifted(Len::ZERO, y);
        let rect = Rect::new(corner, Size::new(list.width, tall));
        let by = hollow.ring.drop(rect);
        let ([runs], [whole]) = (row, entries) else { return by };
        if by == Len::ZERO {
            return by;
        }
        let at = corner.shifted(list.indent, whole.text_y);
        let beside = Hollow { at, lines: Beside::Left, ..hollow };
        let lines = self.lines_around(runs, list.text, list.room, beside);
        let (marker, text_y, tall) = self.marker(list.style, list.text, &lines, list.checks);
        // The text stands where its lines were measured; its marker moves down with it.
        let down = whole.text_y - text_y;
        let mark = Rect {
            x: corner.x,
            y: at.y + lines.baseline - list.style.marker,
            w: list.indent,
            h: list.style.marker.scale(1.5),
        };
        if down < Len::ZERO || !hollow.ring.is_clear(mark) {
            return by;
        }
        let marker = shifted(marker, Len::ZERO, down).collect();
        *whole = Entry { lines, marker, text_y: whole.text_y, tall: tall + down };
        Len::ZERO
    }
}

/// Moves a block at `at` below the ring when it would touch it.
pub(super) fn push_down(piece: &mut Piece, ring: Ring, at: Point) {
    let by = ring.drop(Rect::new(at, piece.size));
    if by > Len::ZERO {
        let items: Vec<Placed> = std::mem::take(&mut piece.items);
        piece.items = shifted(items, Len::ZERO, by).collect();
        piece.size.h += by;
    }
}
