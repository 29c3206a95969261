//! Numbered steps: number, text and picture.

use super::block_frame::{BlockFrame, stack};
use super::blocks::BlockLayouter;
use super::facts::NodeFacts;
use super::page::{Item, Numbering, Pen, Role, seen};
use crate::doc::{Align, BlockNode, StepNode, Style, StyleId, TextRun};
use crate::geom::{Len, Point, Size};
use crate::path::Path;

impl BlockLayouter<'_, '_> {
    pub(super) fn steps(&mut self, id: StyleId, steps: &[StepNode], width: Len) -> Vec<BlockFrame> {
        let mut style = self.with_marker(id);
        style.marker = self.number_width(id, &style, steps);
        let has_pictures = steps.iter().any(|step| step.picture.is_some());
        let picture = style.width.scale(self.step.picture);
        let list = self.tag(Role::List(Numbering::Decimal));
        let count = steps.len();
        let mut pieces = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let picture = has_pictures.then_some(picture);
            let own = self.once(step, (width, style.marker), NodeFacts::of_step, |layouter| {
                vec![layouter.step(id, &style, step, width, picture)]
            });
            let mut piece = own.into_iter().next().unwrap_or_default();
            let row = style.row.scale(self.step.gap);
            piece.above = if index == 0 { style.above.scale(self.step.gap) } else { row };
            piece.below = if index + 1 == count { style.below.scale(self.step.gap) } else { row };
            piece.list = Some(list.clone());
            pieces.push(piece);
        }
        pieces
    }

    fn step(
        &mut self,
        id: StyleId,
        style: &Style,
        step: &StepNode,
        width: Len,
        picture: Option<Len>,
    ) -> BlockFrame {
        let left = style.marker + style.gap;
        let right = picture.map_or(Len::ZERO, |wide| wide + style.gap);
        let inner = width - left - right;
        if !self.has_room(id, inner) {
            return BlockFrame::default();
        }
        let runs = number(step);
        let has_disc = has_disc(style);
        let mut number = self.text_style(id);
        number.align = if has_disc { Align::Centre } else { Align::Left };
        let digits = self.lines(&runs, &number, style.marker);
        let face = self.fonts.face(number.face);
        let cap = number.size.of_em(face.cap_height, face.upm);
        let count = self.beside(&step.nodes, inner, width - left);
        let (beside, below) = step.nodes.split_at(count);
        let pieces = self.pieces(beside, inner);
        let line = first_line(&pieces, self);
        let mut content = stack(pieces, inner);
        // The middle of the disc and of the title's capitals lie on one line; without a disc the
        // number and the title stand on one line.
        let (radius, middle) = (style.marker / 2, line.baseline - line.cap / 2);
        let (tall, label_at, line_at) =
            if has_disc { (style.marker, radius, middle) } else { (cap, cap, line.baseline) };
        let axis = label_at.max(line_at);
        let (label_y, text_y) = (axis - label_at, axis - line_at);
        let baseline = if has_disc { axis + cap / 2 } else { axis };
        if !below.is_empty() {
            let foot = picture.map_or(Len::ZERO, |wide| self.picture_height(step, wide));
            content.size.h = content.size.h.max(foot - text_y);
            let below = self.pieces(below, width - left);
            content = stack(std::iter::once(content).chain(below).collect(), width - left);
        }
        let mut piece = BlockFrame { size: Size::new(width, Len::ZERO), ..BlockFrame::default() };
        let label = self.tag(Role::Label);
        piece.push(Point::default(), Item::Open(label));
        let disc = Path::circle(Point::new(radius, radius), radius);
        let at = Point::new(Len::ZERO, label_y);
        if let Some(colour) = style.fill {
            piece.push(at, Item::fill(disc.clone(), colour));
        }
        if let Some(colour) = style.stroke {
            let pen = Pen::solid(colour, style.line);
            piece.push(at, Item::Stroke { path: disc, pen });
        }
        piece.absorb(digits.items, Len::ZERO, baseline - digits.baseline);
        piece.push(Point::default(), Item::Close);
        let body = self.tag(Role::Body);
        piece.push(Point::default(), Item::Open(body));
        piece.absorb(content.items, left, text_y);
        let mut height = (text_y + content.size.h).max(label_y + tall);
        if let (Some(image), Some(wide)) = (&step.picture, picture) {
            let drawn = self.image(image, wide);
            height = height.max(drawn.size.h);
            piece.absorb(drawn.items, width - wide, Len::ZERO);
        }
        piece.push(Point::default(), Item::Close);
        piece.size.h = height;
        piece.span = step.span;
        piece.name.clone_from(&step.name);
        let item = self.tag(Role::ListItem);
        piece.wrap(item);
        piece
    }

    /// How many blocks of a step stand beside its picture: all, or those before the first that would
    /// tear the name of a button there. That and all after it stand below, as wide as the step.
    fn beside(&mut self, nodes: &[BlockNode], narrow: Len, wide: Len) -> usize {
        let torn = nodes.iter().skip(1).position(|node| self.tears_name(node, narrow, wide));
        torn.map_or(nodes.len(), |at| at + 1)
    }

    /// Whether a name of a button needs more than `narrow` of a column of `wide`.
    fn tears_name(&mut self, node: &BlockNode, narrow: Len, wide: Len) -> bool {
        match node {
            BlockNode::Text { style, runs, .. } => self.tears_name_of(*style, runs, narrow, wide),
            BlockNode::List { style, items } | BlockNode::Checks { style, items } => {
                let own = self.with_marker(*style);
                let indent = own.marker + own.gap;
                let (narrow, wide) = (narrow - indent, wide - indent);
                items.iter().any(|runs| self.tears_name_of(*style, runs, narrow, wide))
            }
            _ => false,
        }
    }

    fn tears_name_of(&mut self, id: StyleId, runs: &[TextRun], narrow: Len, wide: Len) -> bool {
        let style = self.text_style(id);
        let mut names = runs.iter().filter(|run| matches!(run, TextRun::Key { .. }));
        names.any(|name| !self.fits(std::slice::from_ref(name), &style, wide, narrow))
    }

    fn picture_height(&self, step: &StepNode, wide: Len) -> Len {
        let art = step.picture.as_ref().map(|image| &self.doc.arts[image.art]);
        art.map_or(Len::ZERO, |art| wide.scale(1.0 / art.aspect()))
    }
}

/// A line of text: where its letters stand and how high its capitals are.
#[derive(Default)]
struct FirstLine {
    baseline: Len,
    cap: Len,
}

/// The first line of some blocks.
fn first_line(pieces: &[BlockFrame], layouter: &BlockLayouter<'_, '_>) -> FirstLine {
    let items = pieces.first().map(|piece| piece.items.as_slice()).unwrap_or_default();
    let first = seen(items).find_map(|(at, item)| match item {
        Item::Glyphs(run) => Some((at.y, run)),
        _ => None,
    });
    first.map_or(FirstLine::default(), |(baseline, run)| {
        let face = layouter.fonts.face(run.face);
        FirstLine { baseline, cap: run.size.of_em(face.cap_height, face.upm) }
    })
}

/// Whether the number of a step stands in a disc.
pub(super) fn has_disc(style: &Style) -> bool {
    style.fill.is_some() || style.stroke.is_some()
}

/// The number of a step.
pub(super) fn number(step: &StepNode) -> [TextRun; 1] {
    [TextRun::Text { text: step.number.clone(), bold: true, span: None, link: None }]
}
