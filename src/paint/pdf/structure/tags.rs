//! The tags of copies (ISO 14289-1): which parts of their pages are painted for which element of the
//! structure tree.
//!
//! Decoration is gathered into one layer that is painted first, as nothing decorative ever lies
//! over letters. What belongs to an element is a layer of its own, painted inside the element's
//! marked content; a layer holds no marks itself (7.20). Each copy writes the same elements again
//! under numbers of its own.

use std::sync::Arc;

use super::marking::{Begin, Mark, MarkChange, Marking};
use super::outline::{Bookmark, bookmarks};
use super::tree::{LinkArea, PageFrame, Tree};
use crate::geom::Point;
use crate::layout::{Item, Page, Placed};

/// What to do on a page, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaintStep {
    /// Ends and begins marked content.
    Turn(MarkChange),
    /// Paints a layer by its number.
    SharedForm(usize),
    /// Paints a field: its number and its place.
    Field(usize, Point),
}

/// The tags of all copies that look alike.
#[derive(Clone, Debug)]
pub struct Tags {
    pub(crate) tree: Tree,
    pub(super) bookmarks: Vec<Bookmark>,
    sheets: Vec<PageFrame>,
}

/// A page taken apart: what to do, and the items of each layer.
pub struct SplitPage {
    /// What to do.
    pub steps: Vec<PaintStep>,
    /// The items of each layer.
    pub layers: Vec<Vec<Placed>>,
}

/// The tags of one page of one copy.
#[derive(Clone, Debug)]
pub struct Tagged {
    pub(crate) tags: Arc<Tags>,
    /// The number of the page in its copy.
    pub(crate) side: usize,
    /// The values of the copy.
    pub(crate) values: Arc<[String]>,
    /// Where the page is touched.
    pub(crate) areas: Vec<LinkArea>,
    /// The titles of the headings on the page, by the numbers of their bookmarks.
    pub(crate) titles: Vec<(usize, String)>,
}

impl Tags {
    /// Takes the pages of a copy apart.
    pub fn of(pages: &[Page]) -> (Tags, Vec<SplitPage>) {
        // Shared blocks hold elements of the tree.
        let mut pages = pages.to_vec();
        pages.iter_mut().for_each(Page::unshare);
        let mut tree = Tree::new();
        let parts = pages.iter().enumerate().map(|(number, page)| {
            let parts = SplitPage { steps: Vec::new(), layers: vec![Vec::new()] };
            let marking = Marking::new(number, sheet(page));
            let mut walk = PageSplitter { parts, marking, tree: &mut tree };
            walk.page(number, page);
            walk.parts
        });
        let parts = parts.collect();
        (Tags::new(tree, &pages), parts)
    }

    /// The tags of pages whose content is in a tree.
    pub(crate) fn new(mut tree: Tree, pages: &[Page]) -> Tags {
        tree.sort();
        Tags { tree, bookmarks: bookmarks(pages), sheets: pages.iter().map(sheet).collect() }
    }

    /// How many pages a copy has.
    pub(crate) fn pages(&self) -> usize {
        self.sheets.len()
    }
}

fn sheet(page: &Page) -> PageFrame {
    PageFrame { size: page.size, rotated: page.rotated }
}

impl Tagged {
    /// The tags of page `side` of a copy; `answer` gives the items of a field.
    pub fn new<'i>(
        tags: Arc<Tags>,
        side: usize,
        values: Arc<[String]>,
        answer: impl Fn(usize) -> &'i [Placed] + Copy,
    ) -> Tagged {
        let areas = match tags.sheets.get(side) {
            Some(sheet) => tags.tree.areas(side, *sheet, answer),
            None => Vec::new(),
        };
        let own = tags.bookmarks.iter().enumerate().filter(|(_, it)| it.page == side);
        let titles = own.map(|(number, it)| (number, it.title(answer))).collect();
        Tagged { tags, side, values, areas, titles }
    }
}

struct PageSplitter<'t> {
    parts: SplitPage,
    marking: Marking,
    tree: &'t mut Tree,
}

impl PageSplitter<'_> {
    fn page(&mut self, number: usize, page: &Page) {
        let decoration = MarkChange { ends: false, begins: Some(Begin::Decoration) };
        self.turn(decoration);
        self.parts.steps.push(PaintStep::SharedForm(0));
        self.turn(MarkChange { ends: true, begins: None });
        // The field that is open, where it stands, and how many of its places to touch were met.
        let mut own: Option<(usize, Point, usize)> = None;
        for (index, placed) in page.items.iter().enumerate() {
            self.tree.read_at(page.reading(number, index));
            match (&placed.item, &mut own) {
                (Item::Field(Some(question)), _) => {
                    own = Some((*question, placed.at, 0));
                    self.mark(self.marking.words());
                    self.parts.steps.push(PaintStep::Field(*question, placed.at));
                }
                (Item::Field(None), _) => own = None,
                (Item::Link { size, url }, Some((question, at, count))) => {
                    let place = Some((*question, *count, *at));
                    self.marking.touch(self.tree, (placed.at, *size), url, place);
                    *count += 1;
                }
                // What a value touches has no roles of its own.
                (_, Some(_)) => {}
                (Item::Open(_) | Item::Close | Item::Link { .. }, None) => {
                    let turn = self.marking.meet(self.tree, placed);
                    self.turn(turn);
                }
                (item, None) => self.paint(placed, self.marking.mark_of(item)),
            }
        }
        self.mark(Mark::None);
    }

    fn paint(&mut self, placed: &Placed, mark: Mark) {
        if !matches!(mark, Mark::Element(_)) {
            self.parts.layers[0].push(placed.clone());
            return;
        }
        let same = self.marking.mark() == mark;
        if !same || !matches!(self.parts.steps.last(), Some(PaintStep::SharedForm(_))) {
            self.mark(mark);
            self.parts.steps.push(PaintStep::SharedForm(self.parts.layers.len()));
            self.parts.layers.push(Vec::new());
        }
        if let Some(layer) = self.parts.layers.last_mut() {
            layer.push(placed.clone());
        }
    }

    /// Ends the open content and begins another, unless they are the same.
    fn mark(&mut self, next: Mark) {
        let turn = self.marking.turn(self.tree, next);
        self.turn(turn);
    }

    fn turn(&mut self, turn: MarkChange) {
        if turn != MarkChange::default() {
            self.parts.steps.push(PaintStep::Turn(turn));
        }
    }
}
