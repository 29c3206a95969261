//! What a screen is made of.

use std::collections::BTreeSet;

use super::faults::Fault;
use crate::diag::Diagnostic;
use crate::facts::Entries;
use crate::yaml::Spanned;

/// Every screen, by id.
#[derive(Debug, Default)]
pub struct Screens {
    pub(super) entries: Entries<Screen>,
    /// Those that stand in the list, but not so that they can be drawn, which was reported.
    pub(super) unread: BTreeSet<String>,
    /// Whether they are those inside the program, of which a project need not use all.
    pub(super) is_known: bool,
}

/// A screen, as far as its steps need it.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The id guides name it by.
    pub id: Spanned<String>,
    /// The fact that says so.
    pub source: Spanned<String>,
    /// Which part of the screen it is, and the fact that says so; most facts do not.
    pub part: Option<(ScreenEdge, Spanned<String>)>,
    /// The words in its bar at the top.
    pub title: Option<ScreenWords>,
    /// From top to bottom.
    pub rows: Vec<ScreenRow>,
}

/// The part of a screen that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenEdge {
    /// What is at its top.
    Top,
    /// What is between top and foot.
    Middle,
    /// What is at its foot.
    Bottom,
}

/// A row of a screen.
#[derive(Clone, Debug)]
pub struct ScreenRow {
    /// What it is.
    pub kind: ScreenRowKind,
    /// What stands on it.
    pub words: Option<ScreenWords>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenRowKind {
    /// So many grey bars for what does not matter.
    Bars(u8),
    /// A field to type into.
    Field,
    /// A box to tick.
    Tick,
    /// A message that has come.
    Message,
    /// The digits to type a number with.
    Keypad,
    /// Six dots for a secret number.
    Dots,
    /// The frame of a code to be scanned.
    Qr,
    /// A list with one line marked.
    List,
    /// The head of a page in a shop for apps.
    Store,
    /// A button; without words one of which no fact tells the name.
    Button,
    /// The icon of an app among others.
    App,
    /// A field to search in.
    Search,
    /// A line to look for.
    Line,
}

/// Words on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenWords {
    /// Those of a label, by its id.
    Label(Spanned<String>),
    /// These.
    Said(Spanned<String>),
}

impl ScreenRowKind {
    /// Whether a finger can press it.
    pub fn is_pressed(self) -> bool {
        use ScreenRowKind::{App, Button, List, Tick};
        matches!(self, Button | List | Tick | App)
    }

    /// What a guide calls it that presses a thing without a label.
    pub fn pressed_by(self) -> Option<&'static str> {
        match self {
            ScreenRowKind::Button => Some("button"),
            ScreenRowKind::List => Some("list"),
            ScreenRowKind::Tick => Some("tick"),
            ScreenRowKind::App => Some("app"),
            _ => None,
        }
    }
}

impl Screen {
    /// All words on it.
    pub(super) fn words(&self) -> impl Iterator<Item = &ScreenWords> {
        self.title.iter().chain(self.rows.iter().filter_map(|row| row.words.as_ref()))
    }
}

impl Screens {
    /// Puts other screens behind these: they count where there is none of the same id here.
    pub fn put_behind(&mut self, other: Screens) {
        self.entries.put_behind(other.entries);
    }

    /// The screen of this id.
    pub fn get(&self, id: &str) -> Option<&Screen> {
        self.entries.get(id)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.ids()
    }

    /// Tells of the screens of a project that none of its guides shows, by the ids of those that
    /// are shown. Of the screens inside the program nobody need use all.
    pub fn unused(&self, used: &BTreeSet<&str>) -> Vec<Diagnostic> {
        let screens = self.entries.own().filter(|_| !self.is_known);
        let unused = screens.filter(|screen| !used.contains(screen.id.it.as_str()));
        let reported = |screen: &Screen| {
            Diagnostic::from(Fault::Unused { screen: &screen.id.it }).at(screen.id.span)
        };
        unused.map(reported).collect()
    }
}
