//! What a sheet stands on: labels and facts, each with a sum of what it says.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::name::is_name;
use crate::disk::hex;
use crate::facts::{Fact, Label};
use crate::guide::{Guide, Inline, Library, statements};
use crate::screen::ScreenWords;

/// As many digits of a sum are kept: enough to tell two texts of one label apart.
const DIGITS: usize = 16;
/// The most labels, and the most facts, a line may name.
const MOST: usize = 2_000;
/// Between the guide and the id of a fact that is the guide's own.
const OF_GUIDE: char = '/';

/// Labels and facts by id, each with the sum of what it said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryBasis {
    /// Buttons.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Facts; one of a guide's own is called `guide/id`.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
}

/// What kind of thing a sheet stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BasisKind {
    /// The name of a button.
    Label,
    /// A fact.
    Fact,
}

/// Something that says another thing today than when the sheet was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedBasis {
    /// What it is.
    pub kind: BasisKind,
    /// Its id.
    pub id: String,
    /// What it says today; `None` when it is not there any more.
    pub now: Option<String>,
}

impl HistoryBasis {
    /// What these guides stand on, for any occasion.
    pub fn of<'g>(guides: impl IntoIterator<Item = &'g Guide>) -> HistoryBasis {
        let mut basis = HistoryBasis::default();
        for guide in guides {
            basis.add(&guide.whole());
        }
        basis
    }

    fn add(&mut self, guide: &Guide) {
        let reference = &guide.reference;
        for statement in statements(guide) {
            for id in statement.cited {
                let is_own = guide.sources.iter().any(|own| own.id.it == id.it);
                let Some(fact) = guide.fact(&id.it) else { continue };
                let id = if is_own {
                    format!("{}{OF_GUIDE}{}", guide.slug, id.it)
                } else {
                    id.it.clone()
                };
                self.facts.insert(id, sum_of_fact(fact));
            }
            for run in statement.lines.iter().flat_map(|line| &line.runs) {
                if let Inline::Key { id: Some(id), .. } = run {
                    self.add_label(reference.labels.get(id));
                }
            }
        }
        let steps = guide.steps().filter_map(|(_, _, step)| step.picture.as_ref());
        for asked in steps.filter_map(|picture| picture.screen.as_ref()) {
            let Some(screen) = reference.screens.get(&asked.id) else { continue };
            let rows = screen.rows.iter().filter_map(|row| row.words.as_ref());
            for words in screen.title.iter().chain(rows) {
                if let ScreenWords::Label(id) = words {
                    self.add_label(reference.labels.get(&id.it));
                }
            }
        }
    }

    fn add_label(&mut self, label: Option<&Label>) {
        if let Some(label) = label {
            self.labels.insert(label.id.it.clone(), sum(&label.text));
        }
    }

    /// What of it says another thing in this library.
    pub fn changed(&self, library: &Library) -> Vec<ChangedBasis> {
        let reference = &library.reference;
        let labels = self.labels.iter().filter_map(|(id, was)| {
            let now = reference.labels.get(id).map(|label| label.text.clone());
            let is_same = now.as_deref().is_some_and(|now| sum(now) == *was);
            (!is_same).then(|| ChangedBasis { kind: BasisKind::Label, id: id.clone(), now })
        });
        let facts = self.facts.iter().filter_map(|(id, was)| {
            let fact = match id.split_once(OF_GUIDE) {
                Some((slug, own)) => library.guides.get(slug).and_then(|guide| guide.fact(own)),
                None => reference.facts.get(id),
            };
            let is_same = fact.is_some_and(|fact| sum_of_fact(fact) == *was);
            let now = fact.map(|fact| fact.says.clone());
            (!is_same).then(|| ChangedBasis { kind: BasisKind::Fact, id: id.clone(), now })
        });
        labels.chain(facts).collect()
    }

    /// Whether it is of the form this program writes.
    pub(super) fn is_well_formed(&self) -> bool {
        let is_sum =
            |sum: &String| sum.len() == DIGITS && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_id = |id: &String| match id.split_once(OF_GUIDE) {
            Some((slug, own)) => is_name(slug) && is_name(own),
            None => is_name(id),
        };
        [&self.labels, &self.facts]
            .into_iter()
            .all(|all| all.len() <= MOST && all.iter().all(|(id, sum)| is_id(id) && is_sum(sum)))
    }
}

/// A fact that nobody vouches for any more is another one, whatever it says.
fn sum_of_fact(fact: &Fact) -> String {
    sum(&format!("{}\u{0}{}", fact.grade.it.name(), fact.says))
}

fn sum(words: &str) -> String {
    let mut sum = hex(&Sha256::digest(words));
    sum.truncate(DIGITS);
    sum
}
