//! Nodes to pieces: each kind of block knows its own shape.

use super::block_frame::{Band, BlockFrame, shifted, stack};
use super::cache::LayoutCache;
use super::facts::NodeFacts;
use super::faults;
use super::laid::{CopyContext, Exclusion};
use super::lines::ParagraphLines;
use super::page::{Item, Numbering, Pen, Placed, Role, Tag};
use super::paragraph::{self, TextStyle};
use super::spoken::said;
use super::wrap;
use crate::cancel::Cancel;
use crate::colour::Colour;
use crate::diag::Diagnostic;
use crate::doc::{
    Align, BlockNode, Depiction, Doc, FitStep, ImageRef, SheetStyle, StyleId, TextRole, TextRun,
};
use crate::geom::{Len, Point, Rect, Size};
use crate::path::Path;
use crate::picture::{Artwork, Cap, Join};
use crate::text::Fonts;

/// Lays out blocks on one step.
pub(super) struct BlockLayouter<'a, 'v> {
    pub doc: &'a Doc,
    pub style: &'a SheetStyle,
    pub fonts: &'a Fonts,
    pub step: &'a FitStep,
    /// This page and how many there are in the document, for page numbers.
    pub page: (usize, usize),
    /// How many pages stand before and after those of this face.
    pub others: (usize, usize),
    /// How lines stand whose style does not say: as the cell around them.
    pub align: Align,
    pub problems: Vec<Diagnostic>,
    pub next_tag: u32,
    pub cache: &'a mut LayoutCache,
    /// Whether the pages are still wanted; half a page is good for nothing.
    pub cancel: &'a Cancel,
    /// This copy, where there are copies and what is laid out has fields.
    pub copy: Option<CopyContext<'v>>,
    /// Where a step of copyfitting is only tried: how high the next blocks or steps may be together. Once
    /// they are higher it does not fit, and those that follow are left out.
    pub room: Option<Len>,
    /// The hole the next block has to keep off.
    pub exclusion: Option<Exclusion>,
    /// The ground of the box around, and the colour of letters that would not be seen on it in their
    /// own.
    pub ground: Option<(Colour, Colour)>,
}

/// Letters with such a contrast with their ground keep their colour (LP-12).
const SEEN: f64 = 7.0;
/// The least share that is left of the white in a field.
const LEAST_FIELD: f64 = 0.3;
/// The least room left beside a label to write on, in mm.
const WRITING: f64 = 38.0;

impl BlockLayouter<'_, '_> {
    /// Lays out nodes in a column of `width`.
    pub(super) fn pieces(&mut self, nodes: &[BlockNode], width: Len) -> Vec<BlockFrame> {
        let mut pieces: Vec<BlockFrame> = Vec::with_capacity(nodes.len());
        // Lists of one look that follow each other are heard as one.
        let mut open: Option<(StyleId, Numbering, Tag)> = None;
        let mut room = self.room.take();
        for node in nodes {
            if self.cancel.is_cancelled() || room.is_some_and(|room| room < Len::ZERO) {
                break;
            }
            let list = match node {
                BlockNode::Checks { style, .. } => Some((*style, Numbering::Boxes)),
                BlockNode::List { style, .. } => Some((*style, Numbering::Bullets)),
                _ => None,
            };
            let known = open.take().filter(|(style, kind, _)| list == Some((*style, *kind)));
            open = known.or_else(|| list.map(|it| (it.0, it.1, self.tag(Role::List(it.1)))));
            match node {
                BlockNode::Break => {
                    if let Some(last) = pieces.last_mut() {
                        last.breaks = true;
                    }
                }
                node => {
                    // What stands in other blocks may be set more than once, to see how it stands best.
                    self.room = room.filter(|_| matches!(node, BlockNode::Steps { .. }));
                    let own = self.once(node, (width, Len::ZERO), NodeFacts::of, |layouter| {
                        layouter.block(node, width)
                    });
                    self.room = None;
                    room =
                        room.map(|room| room - own.iter().map(|piece| piece.size.h).sum::<Len>());
                    let list = open.as_ref().map(|(_, _, tag)| tag);
                    pieces.extend(own.into_iter().map(|mut piece| {
                        piece.list = piece.list.or_else(|| list.cloned());
                        piece
                    }));
                }
            }
        }
        pieces
    }

    /// The pieces of one block.
    pub(super) fn block(&mut self, node: &BlockNode, width: Len) -> Vec<BlockFrame> {
        match node {
            BlockNode::Steps { style, steps } => self.steps(*style, steps, width),
            BlockNode::Table { style, head, rows } => self.table(*style, head, rows, width),
            node => {
                let (style, mut piece) = self.node(node, width);
                let style = self.style.style(style);
                piece.above = style.above.scale(self.step.gap);
                piece.below = style.below.scale(self.step.gap);
                piece.keep_next = style.keep_next;
                vec![piece]
            }
        }
    }

    fn node(&mut self, node: &BlockNode, width: Len) -> (StyleId, BlockFrame) {
        match node {
            BlockNode::Text { role, style, runs } => {
                (*style, self.text(*role, *style, runs, width))
            }
            BlockNode::Box { style, warning, picture, nodes } => {
                (*style, self.boxed(*style, (*warning, picture.as_ref()), nodes, width))
            }
            BlockNode::Columns { style, nodes } => (*style, self.columns(*style, nodes, width)),
            BlockNode::Checks { style, items } => {
                (*style, self.rows(*style, (items, &[]), width, true))
            }
            BlockNode::List { style, items, signs } => {
                (*style, self.rows(*style, (items, signs), width, false))
            }
            BlockNode::Fill { style, label, value } => {
                (*style, self.fill(*style, label, value.as_deref(), width))
            }
            BlockNode::Image { style, image } => {
                let own = self.style.style(*style);
                let wide = own.width.scale(self.step.picture).max(own.least).min(width);
                let mut piece = self.image(image, wide);
                let x = Self::indent(self.align_of(*style), wide, width);
                piece.items = shifted(piece.items, x, Len::ZERO).collect();
                (*style, piece)
            }
            BlockNode::Qr { style, url, span } => (*style, self.qr(*style, url, *span, width)),
            BlockNode::Rule { style } => (*style, self.rule(*style, width)),
            BlockNode::Gap { style } => {
                let height = self.style.style(*style).height.scale(self.step.gap);
                (*style, BlockFrame { size: Size::new(width, height), ..BlockFrame::default() })
            }
            BlockNode::Steps { style, steps } => {
                let pieces = self.steps(*style, steps, width);
                (*style, stack(pieces, width))
            }
            BlockNode::Table { style, head, rows } => {
                let pieces = self.table(*style, head, rows, width);
                (*style, stack(pieces, width))
            }
            BlockNode::Break => (StyleId(0), BlockFrame::default()),
        }
    }

    pub(super) fn tag(&mut self, role: Role) -> Tag {
        self.next_tag += 1;
        Tag { id: self.next_tag, role }
    }

    pub(super) fn text_style(&self, id: StyleId) -> TextStyle {
        let style = self.style.style(id);
        let seen = |colour: Colour| match self.ground {
            Some((ground, on)) if colour.contrast(ground) < on.contrast(ground).min(SEEN) => on,
            _ => colour,
        };
        TextStyle {
            face: style.face,
            size: self.style.size_on(id, self.step, self.fonts),
            leading: style.leading,
            colour: seen(style.colour),
            align: self.align_of(id),
            key: seen(style.stroke.unwrap_or(style.colour)),
            balance: false,
        }
    }

    /// How lines of a style stand.
    pub(super) fn align_of(&self, id: StyleId) -> Align {
        match self.style.style(id).align {
            Align::Left => self.align,
            own @ Align::Centre => own,
        }
    }

    pub(super) fn lines(
        &mut self,
        runs: &[TextRun],
        style: &TextStyle,
        width: Len,
    ) -> ParagraphLines {
        let lines = if self.is_own(runs) {
            self.own_lines(runs, style, (width, None), false)
        } else {
            let BlockLayouter { page, fonts, cache, problems, .. } = self;
            paragraph::set(runs, style, width, *page, fonts, cache, problems)
        };
        self.numbered(lines)
    }

    /// Gives roles that go on over lines numbers of the document.
    pub(super) fn numbered(&mut self, mut lines: ParagraphLines) -> ParagraphLines {
        let before = self.next_tag;
        for placed in &mut lines.items {
            if let Item::Open(tag) = &mut placed.item
                && tag.id > 0
            {
                tag.id += before;
                self.next_tag = self.next_tag.max(tag.id);
            }
        }
        lines
    }

    /// Whether text stands whole on a line of at most `limit` when set in a column of `width`.
    pub(super) fn fits(
        &mut self,
        runs: &[TextRun],
        style: &TextStyle,
        width: Len,
        limit: Len,
    ) -> bool {
        let own = self.is_own(runs).then(|| self.filled(runs, false));
        let BlockLayouter { page, fonts, cache, .. } = self;
        let runs = own.as_deref().unwrap_or(runs);
        paragraph::needed_width(runs, style, width, *page, fonts, cache) <= limit
    }

    pub(super) fn lines_around(
        &mut self,
        runs: &[TextRun],
        style: &TextStyle,
        width: Len,
        exclusion: Exclusion,
    ) -> ParagraphLines {
        let lines = if self.is_own(runs) {
            self.own_lines(runs, style, (width, Some(exclusion)), false)
        } else {
            let BlockLayouter { page, fonts, cache, problems, .. } = self;
            wrap::set(runs, style, width, *page, exclusion, (fonts, cache), problems)
        };
        self.numbered(lines)
    }

    fn text(&mut self, role: TextRole, id: StyleId, runs: &[TextRun], width: Len) -> BlockFrame {
        let mut style = self.text_style(id);
        style.balance = matches!(role, TextRole::Heading(_));
        let lines = match self.exclusion.take() {
            Some(exclusion) => self.lines_around(runs, &style, width, exclusion),
            None => self.lines(runs, &style, width),
        };
        let mut piece =
            BlockFrame { size: Size::new(width, lines.height), ..BlockFrame::default() };
        piece.items = lines.items;
        piece.span = runs.iter().find_map(|run| match run {
            TextRun::Text { span, .. } | TextRun::Key { span, .. } => *span,
            _ => None,
        });
        let role = match role {
            TextRole::Heading(level) => {
                piece.is_part = level == 2;
                Role::Heading(level)
            }
            TextRole::Para => Role::Para,
        };
        let tag = self.tag(role);
        piece.wrap(tag);
        piece
    }

    fn boxed(
        &mut self,
        id: StyleId,
        (warning, picture): (bool, Option<&ImageRef>),
        nodes: &[BlockNode],
        width: Len,
    ) -> BlockFrame {
        let style = self.with_marker(id);
        let mut pad = style.padding;
        if style.bleed {
            // A field gives up its white as blocks do, but never all of it.
            let share = self.step.gap.clamp(LEAST_FIELD, 1.0);
            (pad.top, pad.bottom) = (pad.top.scale(share), pad.bottom.scale(share));
        }
        let sign = if warning { style.marker + style.gap } else { Len::ZERO };
        let inner = width - pad.across() - sign;
        if !self.has_room(id, inner) {
            return BlockFrame::default();
        }
        let around = self.ground;
        self.ground = style.fill.map(|fill| (fill, style.colour)).or(around);
        let pieces = self.pieces(nodes, inner);
        self.ground = around;
        let content = stack(pieces, inner);
        let least = if warning { style.marker } else { Len::ZERO };
        let behind = picture.map(|picture| self.behind(picture, width));
        let high = behind.as_ref().map_or(Len::ZERO, |picture| picture.size.h);
        let height = (content.size.h.max(least) + pad.down()).max(high);
        let mut piece = BlockFrame { size: Size::new(width, height), ..BlockFrame::default() };
        // The line is drawn inside the box, so that boxes of one width align whatever their line.
        let rect = Rect { x: Len::ZERO, y: Len::ZERO, w: width, h: height };
        if let Some(colour) = style.fill {
            if style.bleed && width == self.style.page.w - self.style.margin.across() {
                piece.grounds.push(Band { y: Len::ZERO, height, colour });
            } else {
                let path = Path::rounded(rect, style.radius);
                piece.push(Point::default(), Item::fill(path, colour));
            }
        }
        if let Some(picture) = behind {
            piece.absorb(picture.items, Len::ZERO, Len::ZERO);
        }
        if let Some(colour) = style.stroke {
            let half = style.line / 2;
            let inset = Rect { x: half, y: half, w: width - style.line, h: height - style.line };
            let path = Path::rounded(inset, style.radius - half);
            let pen = Pen::solid(colour, style.line);
            piece.push(Point::default(), Item::Stroke { path, pen });
        }
        if warning {
            let colour = style.stroke.unwrap_or(style.colour);
            let at = Point::new(pad.left, pad.top);
            let ground = style.fill.unwrap_or(Colour::WHITE);
            piece.items.extend(warning_sign(style.marker, (colour, ground), at));
        }
        piece.absorb(content.items, pad.left + sign, pad.top);
        piece.grounds.extend(content.grounds.into_iter().map(|band| band.lowered(pad.top)));
        if warning {
            let tag = self.tag(Role::Note);
            piece.wrap(tag);
        }
        (piece.span, piece.name) = (content.span, content.name);
        piece
    }

    /// A picture on which the letters of a box stand.
    fn behind(&mut self, picture: &ImageRef, width: Len) -> BlockFrame {
        let mut frame = self.image(picture, width);
        for placed in &mut frame.items {
            if let Item::Image { is_ground, .. } | Item::Form { is_ground, .. } = &mut placed.item {
                *is_ground = true;
            }
        }
        frame
    }

    fn columns(&mut self, id: StyleId, nodes: &[BlockNode], width: Len) -> BlockFrame {
        let style = self.style.style(id);
        let count = nodes.len().max(1);
        let share = |index: usize| style.columns.get(index).copied().unwrap_or(1.0);
        let total: f64 = (0..count).map(share).sum();
        let gaps = style.gap * i64::try_from(count - 1).unwrap_or(0);
        let mut piece = BlockFrame { size: Size::new(width, Len::ZERO), ..BlockFrame::default() };
        let mut x = Len::ZERO;
        for (index, node) in nodes.iter().enumerate() {
            let wide = (width - gaps).scale(share(index) / total);
            if !self.has_room(id, wide) {
                break;
            }
            let pieces = self.pieces(std::slice::from_ref(node), wide);
            let column = stack(pieces, wide);
            piece.size.h = piece.size.h.max(column.size.h);
            piece.grounds.extend(column.grounds);
            piece.absorb(column.items, x, Len::ZERO);
            x += wide + style.gap;
        }
        piece
    }

    /// A label and a dotted line to write on, or the value that was given.
    fn fill(
        &mut self,
        id: StyleId,
        label: &[TextRun],
        value: Option<&str>,
        width: Len,
    ) -> BlockFrame {
        let style = self.style.style(id);
        // The line to write on begins where the label ends.
        let text = TextStyle { align: Align::Left, ..self.text_style(id) };
        let words = self.lines(label, &text, width);
        let mut piece = BlockFrame { size: Size::new(width, Len::ZERO), ..BlockFrame::default() };
        let value = value.map(|value| {
            let value = value.to_owned();
            [TextRun::Text { text: value, bold: true, span: None, link: None }]
        });
        // A number that would be torn beside the label stands whole on the next line.
        let limit = width - words.width - style.gap;
        let fits = match &value {
            Some(runs) => self.fits(runs, &text, width, limit),
            None => Len::mm(WRITING) <= limit,
        };
        let beside = words.count <= 1 && fits;
        let (x, room) = if beside {
            (words.width + style.gap, width - words.width - style.gap)
        } else {
            (Len::ZERO, width)
        };
        let set = value.map(|runs| self.lines(&runs, &text, room));
        // Both stand on one baseline, whatever marks their capitals carry.
        let value_beside = set.as_ref().filter(|_| beside);
        let above = words.baseline.max(value_beside.map_or(Len::ZERO, |lines| lines.baseline));
        let under = words.height - words.baseline;
        let under = value_beside.map_or(under, |lines| under.max(lines.height - lines.baseline));
        // Handwriting needs its full height above the line, wherever the line stands.
        let height = style.height.max(above + under);
        let base = if beside { height - under } else { words.height + style.height };
        let label_y = if beside { base - words.baseline } else { Len::ZERO };
        let label_height = words.height;
        // Its label is not one word with what follows.
        let space = paragraph::space_after(&words.items, self.fonts);
        piece.absorb(words.items, Len::ZERO, label_y);
        piece.absorb(space.into_iter().collect(), Len::ZERO, label_y);
        piece.size.h = if beside { height } else { base + Len::pt(2.0) };
        if let Some(lines) = set {
            let y = if beside { base - lines.baseline } else { label_height };
            // What is printed needs no room for handwriting.
            let least = if beside { piece.size.h } else { Len::ZERO };
            piece.size.h = least.max(y + lines.height);
            piece.absorb(lines.items, x, y);
        } else {
            let colour = text.colour;
            let dash = Some((Len::pt(0.01), Len::pt(3.4)));
            let pen = Pen { cap: Cap::Round, dash, ..Pen::solid(colour, style.line) };
            let y = base + style.line / 2;
            let path = Path::line(Point::new(x, y), Point::new(x + room, y));
            let line = Placed { at: Point::default(), item: Item::Stroke { path, pen } };
            piece.items.extend(said(vec![line], "(để trống, viết tay)"));
        }
        let tag = self.tag(Role::Para);
        piece.wrap(tag);
        piece
    }

    pub(super) fn image(&mut self, image: &ImageRef, width: Len) -> BlockFrame {
        let art = match &image.shown {
            Depiction::Art(art) => *art,
            Depiction::Screen(node) => return self.screen(node, &image.alt, width),
        };
        let before = &self.doc.arts[..art];
        let art = &self.doc.arts[art];
        let height = width.scale(1.0 / art.aspect());
        let size = Size::new(width, height);
        if let Artwork::Raster(raster) = art {
            self.resolution(raster.width, width, image);
        }
        let mut piece = BlockFrame { size, ..BlockFrame::default() };
        // Drawings and pictures of pixels are numbered by themselves.
        let is_drawing = |art: &&Artwork| matches!(art, Artwork::Drawing(_));
        let drawings = before.iter().filter(is_drawing).count();
        let is_ground = false;
        let item = match art {
            Artwork::Drawing(_) => Item::Form { form: drawings, size, is_ground, turned: false },
            Artwork::Raster(_) => {
                Item::Image { image: before.len() - drawings, size, is_ground, turned: false }
            }
        };
        piece.push(Point::default(), item);
        // What has no words is for the eye alone.
        let role = match image.alt.as_str() {
            "" => Role::Artifact,
            alt => Role::Figure { alt: alt.to_owned(), size },
        };
        let tag = self.tag(role);
        piece.wrap(tag);
        piece
    }

    /// Pictures want 300 dots an inch at the size they are printed (PP-03).
    fn resolution(&mut self, pixels: u32, width: Len, image: &ImageRef) {
        let dpi = f64::from(pixels) / (width.to_pt() / 72.0);
        if dpi >= 300.0 {
            return;
        }
        let mm = width.to_mm();
        let diagnostic = faults::coarse(dpi, mm);
        self.problems.push(match image.span {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        });
    }

    fn rule(&mut self, id: StyleId, width: Len) -> BlockFrame {
        let style = self.style.style(id);
        let mut piece = BlockFrame { size: Size::new(width, style.line), ..BlockFrame::default() };
        let y = style.line / 2;
        let path = Path::line(Point::new(Len::ZERO, y), Point::new(width, y));
        let pen = Pen::solid(style.stroke.unwrap_or(style.colour), style.line);
        piece.push(Point::default(), Item::Stroke { path, pen });
        piece
    }
}

/// A triangle with an exclamation mark, of shapes alone.
fn warning_sign(side: Len, (colour, ground): (Colour, Colour), at: Point) -> Vec<Placed> {
    let p = |x: f64, y: f64| Point::new(side.scale(x), side.scale(y));
    let pen = Pen { join: Join::Round, ..Pen::solid(colour, side.scale(0.12)) };
    let triangle = Path::polygon(&[p(0.5, 0.1), p(0.94, 0.88), p(0.06, 0.88)]);
    let bar = Path::polygon(&[p(0.43, 0.34), p(0.57, 0.34), p(0.54, 0.64), p(0.46, 0.64)]);
    let dot = Path::circle(p(0.5, 0.75), side.scale(0.065));
    [
        Item::fill(triangle.clone(), colour),
        Item::Stroke { path: triangle, pen },
        Item::fill(bar, ground),
        Item::fill(dot, ground),
    ]
    .map(|item| Placed { at, item })
    .into()
}
