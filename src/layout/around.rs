//! Blocks of a page with a hole: text goes around it, what is not plain text moves below the clearance as
//! a whole.

use super::block_frame::{BlockFrame, gap_between, shifted};
use super::blocks::BlockLayouter;
use super::clearance::Clearance;
use super::laid::{Exclusion, WrapSide};
use super::list::{ListItem, ListStyle};
use super::page::Placed;
use crate::doc::{Align, BlockNode, TextRun};
use crate::geom::{Len, Point, Rect, Size};

impl BlockLayouter<'_, '_> {
    /// Lays out the blocks of a page that has a hole; `at` is where the first begins.
    pub(super) fn around(
        &mut self,
        nodes: &[BlockNode],
        width: Len,
        clearance: Clearance,
        at: Point,
    ) -> Vec<BlockFrame> {
        let mut pieces: Vec<BlockFrame> = Vec::new();
        // Where the last block ends.
        let mut end = at.y;
        for node in nodes {
            if let BlockNode::Break = node {
                if let Some(last) = pieces.last_mut() {
                    last.breaks = true;
                }
                continue;
            }
            let flows = matches!(
                node,
                BlockNode::Text { .. } | BlockNode::Checks { .. } | BlockNode::List { .. }
            );
            if let (
                true,
                BlockNode::Text { style, .. }
                | BlockNode::Checks { style, .. }
                | BlockNode::List { style, .. },
            ) = (flows, node)
            {
                let above = self.style.style(*style).above.scale(self.step.gap);
                let gap = pieces.last().map_or(Len::ZERO, |last| last.below.max(above));
                let at = Point::new(at.x, end + gap);
                if at.y < clearance.foot() {
                    let even = self.style.style(*style).align == Align::Centre;
                    let lines = if even { WrapSide::Even } else { WrapSide::Either };
                    self.exclusion = Some(Exclusion { clearance, at, lines });
                }
            }
            let own = self.pieces(std::slice::from_ref(node), width);
            self.exclusion = None;
            for mut piece in own {
                let gap = pieces.last().map_or(Len::ZERO, |last| gap_between(last, &piece));
                let y = end + gap;
                if !flows {
                    push_down(&mut piece, clearance, Point::new(at.x, y));
                }
                piece.fixed = y < clearance.foot();
                end = y + piece.size.h;
                pieces.push(piece);
            }
        }
        pieces
    }
}

impl BlockLayouter<'_, '_> {
    /// Cuts an entry of a list short beside a hole; else tells how far its row, `y` below the begin
    /// of the list, has to move down.
    pub(super) fn keep_off(
        &mut self,
        exclusion: Exclusion,
        y: Len,
        row: &[Vec<TextRun>],
        list: &ListStyle<'_>,
        entries: &mut [ListItem],
    ) -> Len {
        let tall = entries.iter().map(|entry| entry.tall).max().unwrap_or_default();
        let corner = exclusion.at.shifted(Len::ZERO, y);
        let rect = Rect::new(corner, Size::new(list.width, tall));
        let by = exclusion.clearance.drop(rect);
        let ([runs], [whole]) = (row, entries) else { return by };
        if by == Len::ZERO {
            return by;
        }
        let at = corner.shifted(list.indent, whole.text_y);
        let beside = Exclusion { at, lines: WrapSide::Left, ..exclusion };
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
        if down < Len::ZERO || !exclusion.clearance.is_clear(mark) {
            return by;
        }
        let marker = shifted(marker, Len::ZERO, down).collect();
        *whole = ListItem { lines, marker, text_y: whole.text_y, tall: tall + down };
        Len::ZERO
    }
}

/// Moves a block at `at` below the clearance when it would touch it.
pub(super) fn push_down(piece: &mut BlockFrame, clearance: Clearance, at: Point) {
    let by = clearance.drop(Rect::new(at, piece.size));
    if by > Len::ZERO {
        let items: Vec<Placed> = std::mem::take(&mut piece.items);
        piece.items = shifted(items, Len::ZERO, by).collect();
        piece.size.h += by;
        piece.grounds.iter_mut().for_each(|band| *band = band.lowered(by));
    }
}
