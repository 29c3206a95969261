//! Which buttons the guides of a project name, where, and on which screens they are.

use std::collections::BTreeMap;

use crate::facts::{Label, month_of};
use crate::guide::{Inline, Library, StatementPosition, statements};
use crate::screen::{Screen, ScreenWords};

/// A button that guides name.
#[derive(Debug)]
pub struct LabelUse<'l> {
    /// The button.
    pub label: &'l Label,
    /// Where guides name it, each place once.
    pub places: Vec<LabelPlace<'l>>,
    /// The ids of the screens it is on.
    pub screens: Vec<&'l str>,
}

/// A place where a guide names a button.
#[derive(Debug)]
pub struct LabelPlace<'l> {
    /// The guide.
    pub guide: &'l str,
    /// Where in it.
    pub place: StatementPosition,
    /// The first words there.
    pub words: String,
}

/// The buttons in use, the one seen longest ago first; what has no date may be the oldest of all.
pub fn label_uses(library: &Library) -> Vec<LabelUse<'_>> {
    let mut uses: BTreeMap<&str, LabelUse<'_>> = BTreeMap::new();
    let screens = &library.reference.screens;
    for guide in library.guides.values() {
        let whole = guide.whole();
        for statement in statements(&whole) {
            for run in statement.lines.iter().flat_map(|line| &line.runs) {
                let Inline::Key { id: Some(id), .. } = run else { continue };
                let Some(label) = library.reference.labels.get(id) else { continue };
                let entry = uses.entry(&label.id.it).or_insert_with(|| {
                    let is_there = |id: &&str| screens.get(id).is_some_and(|it| shows(it, label));
                    let screens = screens.ids().filter(is_there).collect();
                    LabelUse { label, places: Vec::new(), screens }
                });
                let (guide, place) = (guide.slug.as_str(), statement.place);
                let is_reported =
                    |other: &LabelPlace<'_>| other.guide == guide && other.place == place;
                if !entry.places.iter().any(is_reported) {
                    entry.places.push(LabelPlace { guide, place, words: statement.words() });
                }
            }
        }
    }
    let mut uses: Vec<_> = uses.into_values().collect();
    uses.sort_by_key(|one| month_of(&one.label.seen));
    uses
}

fn shows(screen: &Screen, label: &Label) -> bool {
    let mut words =
        screen.title.iter().chain(screen.rows.iter().filter_map(|row| row.words.as_ref()));
    words.any(|words| matches!(words, ScreenWords::Label(id) if id.it == label.id.it))
}
