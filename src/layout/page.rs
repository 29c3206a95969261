//! The display list: everything a painter needs, and nothing it would have to decide.

use std::sync::Arc;

use crate::colour::Colour;
use crate::diag::Lang;
use crate::doc::{Duplex, field};
use crate::geom::{Len, Point, Rect, Size};
use crate::inks::Palette;
use crate::path::Path;
use crate::picture::{Cap, Join, Raster};
use crate::qr::{QrCode, Sites};
use crate::span::Span;
use crate::text::{FaceId, Glyph};

/// A finished document.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Its title.
    pub title: String,
    /// The language of its words.
    pub lang: Lang,
    /// The pages.
    pub pages: Vec<Page>,
    /// The edge the printer turns the paper over.
    pub duplex: Duplex,
    /// Artwork painted in several places, written once.
    pub forms: Vec<Form>,
    /// Pictures of pixels.
    pub images: Vec<Raster>,
    /// Colours with inks of their own.
    pub palette: Palette,
    /// How far ink may reach past the trim (PP-01); nothing for office printers.
    pub bleed: Len,
}

impl Default for Pages {
    fn default() -> Pages {
        Pages {
            title: String::new(),
            lang: Lang::Vi,
            pages: Vec::new(),
            duplex: Duplex::default(),
            forms: Vec::new(),
            images: Vec::new(),
            palette: Palette::default(),
            bleed: Len::ZERO,
        }
    }
}

/// One side of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The whole medium.
    pub size: Size,
    /// Where it will be cut.
    pub trim: Rect,
    /// Whether all of it is turned by half a circle, as the back of a sheet that the printer
    /// turns over at its top.
    pub rotated: bool,
    /// Behind all items, later ones above earlier ones, until they are put among the items as far
    /// as the paper is printed.
    pub grounds: Vec<Ground>,
    /// In reading order within each panel, later ones above earlier ones.
    pub items: Vec<Placed>,
    /// Where the items of each page put onto this sheet begin; none where it is a page itself.
    pub panels: Vec<Panel>,
    /// What of this sheet is cut or folded out: pages, and empty leaves of a booklet.
    pub kept: Vec<Rect>,
}

/// A field of colour behind the items of a page. One that reaches an edge goes on past it, as far
/// as there is paper that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Where it lies.
    pub rect: Rect,
    /// Its colour.
    pub colour: Colour,
}

/// A page that was put onto a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The index of its first item.
    pub first: usize,
    /// Its number in reading order, from 0.
    pub number: usize,
}

impl Pages {
    /// The same with the items of shared blocks in their place.
    #[must_use]
    pub fn unshared(mut self) -> Pages {
        self.pages.iter_mut().for_each(Page::unshare);
        self
    }
}

impl Page {
    /// Puts the items of shared blocks in their place.
    pub fn unshare(&mut self) {
        if !self.items.iter().any(|placed| matches!(placed.item, Item::Shared(_))) {
            return;
        }
        let mut panels = self.panels.iter_mut().peekable();
        let mut items = Vec::with_capacity(self.items.len() * 8);
        for (number, placed) in std::mem::take(&mut self.items).into_iter().enumerate() {
            while let Some(panel) = panels.next_if(|panel| panel.first == number) {
                panel.first = items.len();
            }
            match &placed.item {
                Item::Shared(shared) => items.extend(shared.items(placed.at)),
                _ => items.push(placed),
            }
        }
        self.items = items;
    }

    /// The number in reading order of the page an item belongs to, on sheet `number`.
    pub fn reading(&self, number: usize, item: usize) -> usize {
        let panel = self.panels.iter().rev().find(|panel| panel.first <= item);
        panel.map_or(number, |panel| panel.number)
    }
}

/// Shared artwork: items in coordinates of their own, painted wherever an [`Item::Form`] names it.
/// Its items are shapes and letters without roles; the place that paints it says what it is.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its natural size.
    pub size: Size,
    /// What it is made of, from back to front.
    pub items: Vec<Placed>,
}

/// An item and its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Origin of the item on the page.
    pub at: Point,
    /// The item.
    pub item: Item,
}

/// A block that was laid out once for many copies.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The block.
    pub block: Arc<SharedBlock>,
    /// The numbers of its tags count from here.
    pub tags: u32,
}

impl Shared {
    /// The items of the block at its place.
    pub fn items(&self, at: Point) -> impl Iterator<Item = Placed> {
        let tags = self.tags;
        self.block.items.iter().map(move |inner| {
            let mut item = inner.item.clone();
            if let Item::Open(tag) = &mut item
                && tag.id > 0
            {
                tag.id += tags;
            }
            Placed { at: inner.at.shifted(at.x, at.y), item }
        })
    }
}

/// What many copies share.
#[derive(Debug)]
pub struct SharedBlock {
    /// The number of this block, which no other has that the same layouter made.
    pub id: u64,
    /// What it is made of.
    pub items: Vec<Placed>,
}

/// All that is painted, with its place, inside shared blocks too.
pub fn seen(items: &[Placed]) -> impl Iterator<Item = (Point, &Item)> {
    items.iter().flat_map(|placed| {
        let (own, inside) = match &placed.item {
            Item::Shared(shared) => (None, shared.block.items.as_slice()),
            item => (Some((placed.at, item)), &[][..]),
        };
        let at = placed.at;
        let inside = inside.iter().map(move |inner| (inner.at.shifted(at.x, at.y), &inner.item));
        own.into_iter().chain(inside)
    })
}

/// One thing to paint, or the begin or end of a role.
#[derive(Clone, Debug)]
pub enum Item {
    /// Letters on a baseline that begins at the origin; lines are kept and set again.
    Glyphs(Arc<GlyphRun>),
    /// A filled outline.
    Fill {
        /// The outline, relative to the origin.
        path: Path,
        /// Its colour.
        colour: Colour,
        /// Even-odd instead of non-zero winding decides what is inside.
        even_odd: bool,
    },
    /// A drawn outline.
    Stroke {
        /// The outline, relative to the origin.
        path: Path,
        /// Its pen.
        pen: Pen,
    },
    /// A picture of pixels with its top left corner at the origin.
    Image {
        /// Its number in [`Pages::images`].
        image: usize,
        /// Its size on paper.
        size: Size,
        /// Whether letters may stand on it, as far as they stand out from it.
        is_ground: bool,
        /// Whether it stands on its head, left of and above the origin.
        turned: bool,
    },
    /// Shared artwork with its top left corner at the origin.
    Form {
        /// Its number in [`Pages::forms`].
        form: usize,
        /// Its size on paper.
        size: Size,
        /// Whether letters may stand on it, as far as they stand out from it.
        is_ground: bool,
        /// Whether it stands on its head, left of and above the origin.
        turned: bool,
    },
    /// A QR code of one copy, with the top left corner of its first module at the origin.
    Code {
        /// The code.
        code: Arc<QrCode>,
        /// The side of one module.
        module: Len,
        /// Whether it stands on its head, left of and above the origin.
        turned: bool,
    },
    /// A block that copies share, with its top left corner at the origin.
    Shared(Shared),
    /// Begins what a value of this copy touches, by its number; `None` ends it. Nothing is painted
    /// for it.
    Field(Option<usize>),
    /// A place to touch, for the innermost [`Role::Link`] it stands in.
    Link {
        /// Its size.
        size: Size,
        /// Where it leads.
        url: String,
    },
    /// Begins a role; what follows up to its [`Item::Close`] belongs to it.
    Open(Tag),
    /// Ends the innermost role.
    Close,
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    /// Colour.
    pub colour: Colour,
    /// Width.
    pub width: Len,
    /// Ends.
    pub cap: Cap,
    /// Corners.
    pub join: Join,
    /// Lengths of dash and gap.
    pub dash: Option<(Len, Len)>,
    /// What the line is for.
    pub purpose: Purpose,
}

/// What a line is for, which decides the plates of a printing press it stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To be looked at: the inks of its colour.
    #[default]
    Drawing,
    /// To cut the sheet apart along.
    Cut,
    /// To fold along.
    Fold,
    /// For the cutting die: a plate of its own.
    Die,
    /// To lay the plates over each other: all plates.
    Register,
}

impl Item {
    /// A filled outline by the usual rule, non-zero winding.
    pub fn fill(path: Path, colour: Colour) -> Item {
        Item::Fill { path, colour, even_odd: false }
    }
}

impl Pen {
    /// A solid line.
    pub fn solid(colour: Colour, width: Len) -> Pen {
        let (cap, join, dash, purpose) = (Cap::Butt, Join::Miter, None, Purpose::Drawing);
        Pen { colour, width, cap, join, dash, purpose }
    }
}

/// Letters of one face, size and colour on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Len,
    /// The colour.
    pub colour: Colour,
    /// The letters, for copying and searching; glyph clusters are bytes of it.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// Where they stand in the guide or template.
    pub span: Option<Span>,
    /// Whether they stand on their heads: the baseline runs to the left of the origin.
    pub turned: bool,
}

/// A role with an identity: the same `id` on two pages, or in two lines, is one element that goes
/// on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Identity within the document; 0 for what never goes on.
    pub id: u32,
    /// What it is.
    pub role: Role,
}

/// What something is to a reader who cannot see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading of rank 1 to 3.
    Heading(u8),
    /// A paragraph.
    Para,
    /// A list of steps, checks or points.
    List(Numbering),
    /// One entry of a list.
    ListItem,
    /// The number or box of an entry.
    Label,
    /// The text of an entry.
    Body,
    /// A picture with words for it.
    Figure {
        /// The words.
        alt: String,
        /// Its size, from the origin of the tag.
        size: Size,
    },
    /// A QR code: a picture whose words are made of its address.
    Code {
        /// The address.
        url: String,
        /// What is known of it.
        sites: Arc<Sites>,
        /// Its size, from the origin of the tag.
        size: Size,
    },
    /// A small shape among words, with words for it: a box to tick, a line to write on.
    Shape {
        /// The words.
        alt: &'static str,
    },
    /// Words that lead somewhere, or a picture that does.
    Link,
    /// Words in another language than those around them.
    Foreign(Lang),
    /// What is to be heard as one word though white parts it on paper: the frame of a button and
    /// the full stop after it.
    Joined(String),
    /// A table.
    Table,
    /// One of its rows.
    Row,
    /// A cell that names a column.
    HeaderCell,
    /// Any other cell.
    DataCell,
    /// A note set apart.
    Note,
    /// Furniture of the page, nothing to read.
    Artifact,
}

/// What stands before the entries of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Numbers.
    Decimal,
    /// Boxes to tick.
    Boxes,
    /// Bullets.
    Bullets,
}

impl Role {
    /// Whether it is a piece of a line, which does not end where this begins.
    pub fn is_inline(&self) -> bool {
        matches!(self, Role::Shape { .. } | Role::Link | Role::Foreign(_) | Role::Joined(_))
    }

    /// Whether shapes inside it are more than decoration.
    pub fn is_drawn(&self) -> bool {
        matches!(self, Role::Figure { .. } | Role::Code { .. } | Role::Shape { .. })
    }

    /// The size of a picture.
    pub fn size(&self) -> Option<Size> {
        match self {
            Role::Figure { size, .. } | Role::Code { size, .. } => Some(*size),
            _ => None,
        }
    }

    /// The words for what is drawn, in a copy with these values.
    pub fn alt(&self, values: &[String]) -> Option<String> {
        match self {
            Role::Figure { alt, .. } => Some(field::filled(alt, values).into_owned()),
            Role::Code { url, sites, .. } => {
                Some(format!("Mã QR dẫn tới {}", sites.words(&field::filled(url, values))))
            }
            Role::Shape { alt } => Some((*alt).to_owned()),
            _ => None,
        }
    }
}
