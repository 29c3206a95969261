//! Numbered steps: number, text and picture.

use super::block_frame::{BlockFrame, stack};
use super::blocks::BlockLayouter;
use super::facts::NodeFacts;
use super::page::{Item, Numbering, Pen, Role, seen};
use crate::doc::{Align, BlockNode, Depiction, ImageRef, StepNode, Style, StyleId, TextRun};
use crate::geom::{Len, Point, Size};
use crate::path::Path;

/// Text beside a screen has room for so many times the size of the number: 20 letters and more.
const LEAST_BESIDE: f64 = 6.2;

impl BlockLayouter<'_, '_> {
    pub(super) fn steps(&mut self, id: StyleId, steps: &[StepNode], width: Len) -> Vec<BlockFrame> {
        let mut room = self.room.take();
        let mut style = self.with_marker(id);
        style.marker = self.number_width(id, &style, steps);
        let is_file = |image: &ImageRef| matches!(image.shown, Depiction::Art(_));
        let has_files = steps.iter().any(|step| step.picture.as_ref().is_some_and(is_file));
        let picture = has_files.then(|| style.width.scale(self.step.picture).max(style.least));
        let list = self.tag(Role::List(Numbering::Decimal));
        let count = steps.len();
        let mut pieces = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            if room.is_some_and(|room| room < Len::ZERO) {
                break;
            }
            let own = self.once(step, (width, style.marker), NodeFacts::of_step, |layouter| {
                vec![layouter.step(id, &style, step, width, picture)]
            });
            let mut piece = own.into_iter().next().unwrap_or_default();
            let row = style.row.scale(self.step.gap);
            piece.above = if index == 0 { style.above.scale(self.step.gap) } else { row };
            piece.below = if index + 1 == count { style.below.scale(self.step.gap) } else { row };
            piece.list = Some(list.clone());
            room = room.map(|room| room - piece.size.h);
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
        let screen = self.step_screen(step, width - left);
        let picture = screen.as_ref().map(|screen| screen.size.w).or(picture);
        // Where a column is narrow, a screen stands under the text, not beside it.
        let least = self.text_style(id).size.scale(LEAST_BESIDE);
        let reserved = picture.map_or(Len::ZERO, |wide| wide + style.gap);
        let is_under = screen.is_some() && width - left - reserved < least;
        let right = if is_under { Len::ZERO } else { reserved };
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
            let foot = match &screen {
                Some(screen) => screen.size.h,
                None => picture.map_or(Len::ZERO, |wide| self.picture_height(step, wide)),
            };
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
        if let Some(screen) = screen {
            let (x, y) = if is_under {
                (left, height + style.gap)
            } else {
                (width - screen.size.w, Len::ZERO)
            };
            height = height.max(y + screen.size.h);
            piece.absorb(screen.items, x, y);
        } else if let (Some(image), Some(wide)) = (&step.picture, picture) {
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

    /// The screen of a step, in a column of this width.
    fn step_screen(&mut self, step: &StepNode, column: Len) -> Option<BlockFrame> {
        let image = step.picture.as_ref()?;
        let Depiction::Screen(node) = &image.shown else { return None };
        let wide = self.screen_width(node, column);
        Some(self.screen(node, &image.alt, wide))
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
            BlockNode::List { style, items, .. } | BlockNode::Checks { style, items } => {
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
        let is_name = |index: &usize| matches!(runs[*index], TextRun::Key { .. });
        let mut names = (0..runs.len()).filter(is_name).map(|index| with_signs(runs, index));
        names.any(|name| !self.fits(&name, &style, wide, narrow))
    }

    fn picture_height(&self, step: &StepNode, wide: Len) -> Len {
        match step.picture.as_ref().map(|image| &image.shown) {
            Some(Depiction::Art(art)) => wide.scale(1.0 / self.doc.arts[*art].aspect()),
            _ => Len::ZERO,
        }
    }
}

/// A name with the signs that no line parts from it, as `(` before it and `.` behind it.
fn with_signs(runs: &[TextRun], name: usize) -> Vec<TextRun> {
    let signs = |run: Option<&TextRun>, cut: fn(&str) -> &str| match run {
        Some(TextRun::Text { text, bold, .. }) if !cut(text).is_empty() => {
            Some(TextRun::Text { text: cut(text).to_owned(), bold: *bold, span: None, link: None })
        }
        _ => None,
    };
    let before = name.checked_sub(1).and_then(|index| runs.get(index));
    let before = signs(before, |text| text.rsplit(char::is_whitespace).next().unwrap_or_default());
    let after = runs.get(name + 1);
    let after = signs(after, |text| text.split(char::is_whitespace).next().unwrap_or_default());
    before.into_iter().chain([runs[name].clone()]).chain(after).collect()
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
