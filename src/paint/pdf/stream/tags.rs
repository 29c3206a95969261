//! The tags of copies (ISO 14289-1): which parts of their pages are painted for which element of the
//! structure tree.
//!
//! Decoration is gathered into one ground that is painted first, as nothing decorative ever lies
//! over letters. What belongs to an element is a ground of its own, painted inside the element's
//! marked content; a ground holds no marks itself (7.20). Each copy writes the same elements again
//! under numbers of its own.

use std::sync::Arc;

use super::super::marking::{Begin, Mark, Marking};
use super::super::outline::{Bookmark, bookmarks};
use super::super::tree::{Area, Sheet, Tree};
use crate::geom::Point;
use crate::layout::{Item, Page, Placed};

/// What to do on a page, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Begins decoration.
    Decoration,
    /// Begins content of an element: its name, and the number of the content on its page.
    Content(&'static str, usize),
    /// Paints a ground by its number.
    Ground(usize),
    /// Paints a field: the number of its question, and its place.
    Field(usize, Point),
    /// Ends what was begun.
    End,
}

/// The tags of all copies that look alike.
#[derive(Clone, Debug)]
pub struct Tags {
    pub(super) tree: Tree,
    pub(super) bookmarks: Vec<Bookmark>,
    sheets: Vec<Sheet>,
}

/// A page taken apart: what to do, and the items of each ground.
pub struct Parts {
    /// What to do.
    pub steps: Vec<Step>,
    /// The items of each ground.
    pub grounds: Vec<Vec<Placed>>,
}

/// The tags of one page of one copy.
#[derive(Clone, Debug)]
pub struct Tagged {
    pub(super) tags: Arc<Tags>,
    /// The number of the page in its copy.
    pub(super) side: usize,
    /// The values of the copy.
    pub(super) values: Arc<[String]>,
    /// Where the page is touched.
    pub(super) areas: Vec<Area>,
    /// The titles of the headings on the page, by the numbers of their bookmarks.
    pub(super) titles: Vec<(usize, String)>,
}

impl Tags {
    /// Takes the pages of a copy apart.
    pub fn of(pages: &[Page]) -> (Tags, Vec<Parts>) {
        let mut pages = pages.to_vec();
        pages.iter_mut().for_each(Page::unshare);
        let pages = &pages;
        let mut tree = Tree::new();
        let parts = pages.iter().enumerate().map(|(number, page)| {
            let parts = Parts { steps: Vec::new(), grounds: vec![Vec::new()] };
            let marking = Marking::new(number, sheet(page));
            let mut walk = Walk { parts, marking, tree: &mut tree };
            walk.page(number, page);
            walk.parts
        });
        let parts = parts.collect();
        tree.sort();
        let sheets = pages.iter().map(sheet).collect();
        (Tags { tree, bookmarks: bookmarks(pages), sheets }, parts)
    }

    /// How many pages a copy has.
    pub(super) fn pages(&self) -> usize {
        self.sheets.len()
    }
}

fn sheet(page: &Page) -> Sheet {
    Sheet { size: page.size, turned: page.turned }
}

impl Tagged {
    /// The tags of page `side` of a copy; `answer` gives the items of a question.
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

struct Walk<'t> {
    parts: Parts,
    marking: Marking,
    tree: &'t mut Tree,
}

impl Walk<'_> {
    fn page(&mut self, number: usize, page: &Page) {
        self.parts.steps.extend([Step::Decoration, Step::Ground(0), Step::End]);
        // The field that is open, where it stands, and how many of its places to touch were met.
        let mut own: Option<(usize, Point, usize)> = None;
        for (index, placed) in page.items.iter().enumerate() {
            self.tree.read_at(page.reading(number, index));
            match &placed.item {
                Item::Field(Some(question)) => {
                    own = Some((*question, placed.at, 0));
                    self.turn(self.marking.words());
                    self.parts.steps.push(Step::Field(*question, placed.at));
                }
                // Shared blocks were taken apart before.
                Item::Shared(_) => {}
                Item::Field(None) => own = None,
                Item::Link { size, url } => {
                    let place = own.as_mut().map(|(question, at, count)| {
                        *count += 1;
                        (*question, *count - 1, *at)
                    });
                    self.marking.touch(self.tree, (placed.at, *size), url, place);
                }
                // What a value touches has no roles of its own.
                _ if own.is_some() => {}
                Item::Open(tag) => {
                    self.turn(Mark::None);
                    self.marking.open(self.tree, tag, placed.at);
                }
                Item::Close => {
                    self.turn(Mark::None);
                    self.marking.close();
                }
                Item::Glyphs(_) | Item::Image { .. } | Item::Form { .. } => {
                    self.paint(placed, self.marking.words());
                }
                Item::Fill { .. } | Item::Stroke { .. } | Item::Code { .. } => {
                    self.paint(placed, self.marking.shape());
                }
            }
        }
        self.turn(Mark::None);
    }

    fn paint(&mut self, placed: &Placed, mark: Mark) {
        if !matches!(mark, Mark::Element(_)) {
            self.parts.grounds[0].push(placed.clone());
            return;
        }
        let same = self.marking.mark() == mark;
        if !same || !matches!(self.parts.steps.last(), Some(Step::Ground(_))) {
            self.turn(mark);
            self.parts.steps.push(Step::Ground(self.parts.grounds.len()));
            self.parts.grounds.push(Vec::new());
        }
        if let Some(ground) = self.parts.grounds.last_mut() {
            ground.push(placed.clone());
        }
    }

    /// Ends the open content and begins another, unless they are the same.
    fn turn(&mut self, next: Mark) {
        let Some(turn) = self.marking.turn(self.tree, next) else { return };
        if turn.ends {
            self.parts.steps.push(Step::End);
        }
        match turn.begins {
            Begin::Nothing => {}
            Begin::Decoration | Begin::Unheard => self.parts.steps.push(Step::Decoration),
            Begin::Content(name, number) => self.parts.steps.push(Step::Content(name, number)),
        }
    }
}
