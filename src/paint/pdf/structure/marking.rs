//! Which element of the structure tree is painted: the roles that are open on a page, and the marked
//! content that goes with them. Whoever paints asks here before each item.

use super::tree::{PageFrame, Tree};
use crate::geom::{Point, Size};
use crate::layout::{Item, Placed, Role, Tag};

/// The marked content that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    None,
    /// Decoration.
    Decoration,
    /// Words nobody has to hear: in a header or footer that an earlier page has said.
    Unheard,
    Element(usize),
}

/// What to write when the mark changes; nothing where it stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkChange {
    /// Whether what was open ends.
    pub(crate) ends: bool,
    /// What begins.
    pub(crate) begins: Option<Begin>,
}

/// Marked content that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begin {
    Decoration,
    Unheard,
    /// Content of an element: its name, and the number of the content on its page.
    Content(&'static str, usize),
}

/// An open role.
#[derive(Clone, Copy, Debug)]
struct OpenElement {
    /// Its element; artifacts and what is in them have none.
    element: Option<usize>,
    /// Whether shapes belong to it.
    is_drawn: bool,
    is_link: bool,
}

/// The state of one page.
#[derive(Debug)]
pub(crate) struct Marking {
    page: usize,
    sheet: PageFrame,
    roles: Vec<OpenElement>,
    mark: Mark,
}

impl Marking {
    pub(crate) fn new(page: usize, sheet: PageFrame) -> Marking {
        Marking { page, sheet, roles: Vec::new(), mark: Mark::None }
    }

    /// What to write before an item, which opens or closes a role, is painted in one, or is touched.
    pub(crate) fn meet(&mut self, tree: &mut Tree, placed: &Placed) -> MarkChange {
        match &placed.item {
            Item::Open(tag) => {
                let turn = self.end(tree);
                self.open(tree, tag, placed.at);
                turn
            }
            Item::Close => {
                self.roles.pop();
                self.end(tree)
            }
            Item::Link { size, url } => {
                self.touch(tree, (placed.at, *size), url, None);
                MarkChange::default()
            }
            // Pages with tags have no shared blocks.
            Item::Field(_) | Item::Shared(_) => MarkChange::default(),
            item => self.turn(tree, self.mark_of(item)),
        }
    }

    /// Ends what is open on the page.
    pub(crate) fn end(&mut self, tree: &mut Tree) -> MarkChange {
        self.turn(tree, Mark::None)
    }

    fn open(&mut self, tree: &mut Tree, tag: &Tag, at: Point) {
        let parent = self.roles.last().map_or(Some(Tree::ROOT), |open| open.element);
        let parent = parent.filter(|_| tag.role != Role::Artifact);
        let element = parent.map(|parent| {
            let at = tag.role.size().map_or(at, |size| self.sheet.on_paper(at, size));
            let corner = Point::new(at.x, self.sheet.size.h - at.y);
            tree.element(parent, tag, corner)
        });
        let (is_drawn, is_link) = (tag.role.is_drawn(), tag.role == Role::Link);
        self.roles.push(OpenElement { element, is_drawn, is_link });
    }

    /// What an item that is painted belongs to here.
    pub(crate) fn mark_of(&self, item: &Item) -> Mark {
        match item {
            Item::Fill { .. } | Item::Stroke { .. } | Item::Code { .. } => self.shape(),
            _ => self.words(),
        }
    }

    /// What words and pictures belong to here.
    pub(crate) fn words(&self) -> Mark {
        match self.roles.last() {
            Some(OpenElement { element: Some(element), .. }) => Mark::Element(*element),
            Some(_) => Mark::Unheard,
            None => Mark::Decoration,
        }
    }

    /// What shapes belong to here: a picture, or nothing.
    fn shape(&self) -> Mark {
        match self.roles.last() {
            Some(OpenElement { element: Some(element), is_drawn: true, .. }) => {
                Mark::Element(*element)
            }
            _ => Mark::Decoration,
        }
    }

    /// Ends the open content and begins another, unless they are the same.
    pub(crate) fn turn(&mut self, tree: &mut Tree, next: Mark) -> MarkChange {
        if self.mark == next {
            return MarkChange::default();
        }
        let ends = self.mark != Mark::None;
        self.mark = next;
        let begins = match next {
            Mark::None => None,
            Mark::Decoration => Some(Begin::Decoration),
            Mark::Unheard => Some(Begin::Unheard),
            Mark::Element(element) => {
                let number = tree.content(element, self.page);
                Some(Begin::Content(tree.name(element), number))
            }
        };
        MarkChange { ends, begins }
    }

    /// What is marked now.
    pub(crate) fn mark(&self) -> Mark {
        self.mark
    }

    /// A place to touch belongs to the link it stands in; what repeats needs no touching.
    pub(crate) fn touch(
        &self,
        tree: &mut Tree,
        (at, size): (Point, Size),
        url: &str,
        own: Option<(usize, usize, Point)>,
    ) {
        let link = self.roles.iter().rev().find(|open| open.is_link);
        if let Some(element) = link.and_then(|open| open.element) {
            tree.place((element, self.page), self.sheet.area(at, size, url), own);
        }
    }
}
