//! Tables: ruled rows for people to write in.
//!
//! In go rows of cells, out comes one piece a row, so that a table goes on over pages; its head is
//! repeated there, and screen readers hear it once.

use std::sync::Arc;

use super::block_frame::{BlockFrame, TableHeader, stack};
use super::blocks::BlockLayouter;
use super::facts::NodeFacts;
use super::lines::ParagraphLines;
use super::list::said_marker;
use super::page::{Item, Pen, Role};
use crate::doc::{BlockNode, CellNode, StyleId};
use crate::geom::{Len, Point, Rect, Size};
use crate::path::Path;

impl BlockLayouter<'_, '_> {
    /// The rows of a table, head first.
    pub(super) fn table(
        &mut self,
        id: StyleId,
        head: &[CellNode],
        rows: &[Vec<CellNode>],
        width: Len,
    ) -> Vec<BlockFrame> {
        let style = self.style.style(id);
        let (above, below) = (style.above.scale(self.step.gap), style.below.scale(self.step.gap));
        let table = self.tag(Role::Table);
        let mut repeated = self.row(id, head, width, &Role::HeaderCell);
        let artifact = self.tag(Role::Artifact);
        repeated.wrap(artifact);
        let repeat = Arc::new(TableHeader { height: repeated.size.h, items: repeated.items });
        let mut first = self.row(id, head, width, &Role::HeaderCell);
        first.above = above;
        first.keep_next = true;
        let mut pieces = vec![first];
        for (index, cells) in rows.iter().enumerate() {
            let mut piece = self.row(id, cells, width, &Role::DataCell);
            // The first row never parts from the head.
            piece.repeats = (index > 0).then(|| repeat.clone());
            pieces.push(piece);
        }
        if let Some(last) = pieces.last_mut() {
            last.below = below;
            last.keep_next = false;
        }
        for piece in &mut pieces {
            piece.list = Some(table.clone());
        }
        pieces
    }

    /// One row, made once where copies share it.
    fn row(&mut self, id: StyleId, cells: &[CellNode], width: Len, role: &Role) -> BlockFrame {
        let own = self.once(cells, (width, Len::ZERO), NodeFacts::of_row, |layouter| {
            vec![layouter.row_anew(id, cells, width, role)]
        });
        own.into_iter().next().unwrap_or_default()
    }

    /// One row: as high as its highest cell and no lower than the style says.
    fn row_anew(&mut self, id: StyleId, cells: &[CellNode], width: Len, role: &Role) -> BlockFrame {
        let table = self.style.style(id);
        let share = |index: usize| table.columns.get(index).copied().unwrap_or(1.0);
        let total: f64 = (0..cells.len()).map(share).sum();
        let mut height = table.height;
        let mut set = Vec::new();
        let mut x = Len::ZERO;
        for (index, cell) in cells.iter().enumerate() {
            let wide = width.scale(share(index) / total);
            let padding = self.style.style(cell.style).padding;
            let inner = wide - padding.across();
            if !self.has_room(cell.style, inner) {
                break;
            }
            let around = std::mem::replace(&mut self.align, self.style.style(cell.style).align);
            let content = self.cell(cell, inner);
            self.align = around;
            height = height.max(content.size.h + padding.down());
            set.push((cell, Rect { x, y: Len::ZERO, w: wide, h: Len::ZERO }, content));
            x += wide;
        }
        let mut piece = BlockFrame { size: Size::new(width, height), ..BlockFrame::default() };
        for (cell, frame, content) in set {
            let frame = Rect { h: height, ..frame };
            let style = self.style.style(cell.style);
            if let Some(colour) = style.fill {
                piece.push(Point::default(), Item::fill(Path::rect(frame), colour));
            }
            if let Some(colour) = table.stroke {
                let pen = Pen::solid(colour, table.line);
                piece.push(Point::default(), Item::Stroke { path: Path::rect(frame), pen });
            }
            let inner = frame.w - style.padding.across();
            let right = Self::indent(style.align, content.size.w, inner);
            let room = height - style.padding.down();
            let down = style.padding.top + (room - content.size.h) / 2;
            let tag = self.tag(role.clone());
            piece.push(Point::default(), Item::Open(tag));
            piece.absorb(content.items, frame.x + style.padding.left + right, down);
            piece.push(Point::default(), Item::Close);
        }
        let tag = self.tag(Role::Row);
        piece.wrap(tag);
        piece
    }

    /// What a cell holds. Boxes to tick without words are no list.
    fn cell(&mut self, cell: &CellNode, width: Len) -> BlockFrame {
        if let [BlockNode::Checks { style, items }] = cell.nodes.as_slice()
            && items.iter().all(Vec::is_empty)
        {
            let text = self.text_style(*style);
            let id = *style;
            let style = self.with_marker(id);
            let mut piece = BlockFrame::default();
            if !self.holds(id, style.marker, width) {
                return piece;
            }
            for _ in items {
                let gap = if piece.items.is_empty() { Len::ZERO } else { style.row };
                let (marker, _, tall) =
                    self.marker(&style, &text, &ParagraphLines::default(), true);
                let y = piece.size.h + gap;
                piece.absorb(said_marker(marker, true), Len::ZERO, y);
                piece.size = Size::new(style.marker, y + tall);
            }
            return piece;
        }
        let pieces = self.pieces(&cell.nodes, width);
        stack(pieces, width)
    }
}
