//! A sheet as all copies with the same answers have it.
//!
//! The questions a layout asked, in order, make a path through a tree; copies that answer alike go
//! the same way and end at the same [`Setting`]. A copy that answers as none before is laid out in
//! full, and its path is added.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::doc::Doc;
use crate::geom::{Point, Size};
use crate::layout::{Answer, Asked, Item, Page, Placed, Question, Reader};
use crate::paint::pdf::stream::{Ground, Paper, Step, Tags};
use crate::picture::Art;

/// One reading of a template.
pub(super) struct Mould {
    pub doc: Doc,
    /// Settings that were added or asked for since the mould last aged.
    young: Tree,
    /// Those before; they come back when they are asked for, and are forgotten when the mould ages
    /// again.
    old: Tree,
}

/// Where copies part.
enum Tree {
    /// Nobody has come here yet.
    Open,
    /// All that come here are asked this.
    Ask(Box<Ask>),
    /// All that come here look alike.
    Done(Rc<Setting>),
}

struct Ask {
    question: Question,
    /// What the last copy answered: in a list that is in order, the next often answers the same.
    last: Option<(Vec<String>, Answer, Rc<[Placed]>)>,
    next: BTreeMap<Answer, Tree>,
}

/// A sheet as laid out, with holes.
pub(super) struct Setting {
    pub sides: Vec<Side>,
    /// Where fields lie on pages before those were put onto paper, for the proof that their ink
    /// keeps away from edges: number of the page, of the question, and the place.
    pub proofs: Vec<(usize, usize, Point)>,
}

/// One page of a setting.
pub(super) struct Side {
    pub size: Size,
    pub grounds: Vec<Arc<Ground>>,
    /// What to do on a tagged page, and the tags of its copy.
    pub tagged: Option<(Vec<Step>, Arc<Tags>)>,
    pub paper: Paper,
    /// Whether all of it is turned by half a circle.
    pub turned: bool,
    /// The fields on it: number of the question, and the place.
    pub fields: Vec<(usize, Point)>,
}

/// What a copy answered on its way: what is to be painted for each question.
pub(super) type Answers = Vec<Rc<[Placed]>>;

/// Where a copy came to.
pub(super) enum Found {
    /// A setting that others had too.
    Setting(Rc<Setting>, Answers),
    /// Nowhere: it has to be laid out.
    Nothing,
    /// Something is wrong with its values; laying it out tells what.
    Wrong,
}

impl Mould {
    pub(super) fn new(doc: Doc) -> Mould {
        Mould { doc, young: Tree::Open, old: Tree::Open }
    }

    /// How many bytes its pictures have.
    pub(super) fn pixels(&self) -> usize {
        let bytes = |art: &Art| match art {
            Art::Raster(raster) => raster.pixels.bytes(),
            Art::Drawing(_) => 0,
        };
        self.doc.arts.iter().map(bytes).sum()
    }

    /// Forgets the settings nobody asked for since this was last done.
    pub(super) fn age(&mut self) {
        self.old = std::mem::replace(&mut self.young, Tree::Open);
    }

    /// Asks a copy all it has to be asked.
    pub(super) fn find(&mut self, reader: &Reader<'_>, values: &[String]) -> Found {
        match self.young.find(reader, values) {
            Found::Nothing if matches!(self.old, Tree::Open) => return Found::Nothing,
            Found::Nothing => {}
            found => return found,
        }
        let mut way = Asked::new();
        let found = self.old.walk(reader, values, |question, answer| {
            way.push((question.clone(), answer));
        });
        if let Found::Setting(setting, _) = &found {
            self.young.add(way, setting);
        }
        found
    }

    /// Remembers where a copy came to by way of what it was asked.
    pub(super) fn add(&mut self, asked: Asked, setting: &Rc<Setting>) {
        self.young.add(asked, setting);
    }
}

impl Tree {
    fn find(&mut self, reader: &Reader<'_>, values: &[String]) -> Found {
        self.walk(reader, values, |_, _| {})
    }

    /// Goes as far as a copy's answers lead; `passed` hears each.
    fn walk(
        &mut self,
        reader: &Reader<'_>,
        values: &[String],
        mut passed: impl FnMut(&Question, Answer),
    ) -> Found {
        let mut answers = Vec::new();
        let mut tree = self;
        loop {
            match tree {
                Tree::Open => return Found::Nothing,
                Tree::Done(setting) => return Found::Setting(Rc::clone(setting), answers),
                Tree::Ask(ask) => {
                    let Some((answer, items)) = ask.answer(reader, values) else {
                        return Found::Wrong;
                    };
                    answers.push(items);
                    passed(&ask.question, answer);
                    match ask.next.get_mut(&answer) {
                        Some(next) => tree = next,
                        None => return Found::Nothing,
                    }
                }
            }
        }
    }

    fn add(&mut self, asked: Asked, setting: &Rc<Setting>) {
        let mut tree = self;
        for (question, answer) in asked {
            if let Tree::Open = tree {
                let ask = Ask { question, last: None, next: BTreeMap::new() };
                *tree = Tree::Ask(Box::new(ask));
            }
            let Tree::Ask(ask) = tree else { return };
            tree = ask.next.entry(answer).or_insert(Tree::Open);
        }
        *tree = Tree::Done(Rc::clone(setting));
    }
}

impl Ask {
    fn answer(&mut self, reader: &Reader<'_>, values: &[String]) -> Option<(Answer, Rc<[Placed]>)> {
        let fields = self.question.fields();
        let value = |field: &usize| values.get(*field).map_or("", String::as_str);
        if let Some((known, answer, items)) = &self.last
            && known.iter().map(String::as_str).eq(fields.iter().map(value))
        {
            return Some((*answer, Rc::clone(items)));
        }
        let (answer, items) = reader.answer(&self.question, values)?;
        let items: Rc<[Placed]> = items.into();
        let own = fields.iter().map(|field| value(field).to_owned()).collect();
        self.last = Some((own, answer, Rc::clone(&items)));
        Some((answer, items))
    }
}

/// The fields of a page, by number of their question.
pub(super) fn fields(page: &Page) -> Vec<(usize, Point)> {
    let all = page.items.iter();
    all.filter_map(|placed| match placed.item {
        Item::Field(Some(question)) => Some((question, placed.at)),
        _ => None,
    })
    .collect()
}
