//! Words that a template sets around those of a guide: whether somebody vouches for them.
//!
//! In goes a text as it is set, out come the claims in it (see [`claim`]) that neither the guide, nor
//! a fact it cites, nor a value that was checked where it was typed bears out. A template is shared
//! by many guides, so it may say nothing of its own about the world. What it counts is no claim: the
//! number of a step or page, and how many there are of what the guide lists.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use super::claims::{OWN, counts};
use super::faults::sources;
use super::label_age::oldest as oldest_label;
use super::model::{Guide, Line};
use super::statement::statements;
use super::subject::App;
use crate::diag::Diagnostic;
use crate::facts::claim::{self, COUNTERS, ClaimKind, claims, supports};
use crate::facts::{Fact, Grade};

/// Pieces of a sheet, which it may count beside [`COUNTERS`].
const PIECES: &[&str] = &["phần", "mục", "trang", "mặt"];

/// What the words of a template may rest on.
pub struct TemplateClaims<'g> {
    guide: &'g Guide,
    /// Values that were checked where they were typed.
    known: Vec<&'g str>,
    /// Whether all facts of the project bear out, as on a page that can cite none.
    cites_all: bool,
    /// What the guide is and leads to; enough for most.
    own: Vec<ClaimKind>,
    /// How many pieces there are of what the guide shows.
    counts: BTreeSet<usize>,
    /// What known values and its lines say, and the facts it cites, each read when it is needed: most
    /// claims of a template are values of the ward.
    values: OnceCell<Vec<ClaimKind>>,
    lines: RefCell<GuideLines<'g>>,
    facts: OnceCell<Vec<&'g Fact>>,
}

impl<'g> TemplateClaims<'g> {
    /// Words around those of `guide`.
    pub fn new(guide: &'g Guide, known: Vec<&'g str>, cites_all: bool) -> TemplateClaims<'g> {
        let mut own =
            vec![ClaimKind::Date(guide.reviewed.it), ClaimKind::Date(guide.review_again.it)];
        let app = guide.app.as_ref().map_or_else(String::new, App::words);
        own.extend(claims(&app).into_iter().map(|claim| claim.what));
        let seen = oldest_label(guide).map_or("", |label| &label.seen);
        own.extend(claims(seen).into_iter().map(|claim| claim.what));
        for target in &guide.qr {
            own.push(claim::address(&target.url.it));
            own.extend(
                claims(&guide.reference.sites.words(&target.url.it))
                    .into_iter()
                    .map(|claim| claim.what),
            );
        }
        TemplateClaims {
            guide,
            known,
            cites_all,
            own,
            counts: counts(guide),
            values: OnceCell::new(),
            lines: RefCell::default(),
            facts: OnceCell::new(),
        }
    }

    /// Every claim of `text` nobody vouches for, and its bytes. `asks` says whether a stretch is the
    /// template's, `typed` whether it stands in the template in these very words.
    pub fn unsupported(
        &self,
        text: &str,
        asks: impl Fn(&Range<usize>) -> bool,
        typed: impl Fn(&Range<usize>) -> bool,
    ) -> Vec<(Range<usize>, Diagnostic)> {
        let mut found = Vec::new();
        for claim in claims(text) {
            let words = text.get(claim.range.clone()).unwrap_or("").trim();
            let is_fake = matches!(claim.what, ClaimKind::Address(..))
                && !self.guide.reference.sites.may_be_typed(words);
            // A fake address has been reported.
            // Nor is a number that stands alone a claim: it counts a row or a step.
            let is_count = words == text.trim() && is_small(&claim.what);
            let is_asked = asks(&claim.range) && !is_fake && !is_count;
            if is_asked && !self.bears(&claim.what, || typed(&claim.range)) {
                let reported = sources::template_claim(words);
                found.push((claim.range, reported));
            }
        }
        found
    }

    fn bears(&self, what: &ClaimKind, typed: impl Fn() -> bool) -> bool {
        if let ClaimKind::Number { value, unit } = what
            && (OWN.contains(&unit.as_str()) || (value == "100" && unit == "%"))
        {
            // “In đúng cỡ 100 %” speaks of the sheet itself.
            return true;
        }
        if self.own.iter().any(|said| supports(said, what)) {
            return true;
        }
        if let ClaimKind::Number { value, unit } = what
            && let Ok(number) = value.parse::<usize>()
        {
            let most = self.counts.last().copied().unwrap_or(0);
            let is_place = unit.is_empty() && number <= most && !typed();
            let counted = COUNTERS.iter().chain(PIECES).any(|counter| counter == unit);
            let is_count = counted && self.counts.contains(&number);
            if is_place || is_count {
                return true;
            }
        }
        let say = |all: &[ClaimKind]| all.iter().any(|said| supports(said, what));
        say(self.values.get_or_init(|| said(self.known.iter().copied())))
            || self.lines.borrow_mut().say(self.guide, what)
            || self.facts.get_or_init(|| self.cited()).iter().any(|fact| says(fact, what))
    }

    fn cited(&self) -> Vec<&'g Fact> {
        let guide = self.guide;
        if self.cites_all {
            let facts = guide.reference.facts.iter();
            return facts.filter(|fact| fact.grade.it.is_printable()).collect();
        }
        let all = statements(guide);
        let cited: BTreeSet<&str> =
            all.iter().flat_map(|statement| statement.cited).map(|id| id.it.as_str()).collect();
        cited.into_iter().filter_map(|id| guide.fact(id)).collect()
    }
}

/// What the lines of a guide say. They are read one by one, as far as one is asked for that bears out
/// a claim.
#[derive(Default)]
struct GuideLines<'g> {
    said: Vec<ClaimKind>,
    /// Those that are not read yet, once any is.
    unread: Option<std::vec::IntoIter<&'g Line>>,
}

impl<'g> GuideLines<'g> {
    /// Whether any line says so.
    fn say(&mut self, guide: &'g Guide, what: &ClaimKind) -> bool {
        if self.said.iter().any(|said| supports(said, what)) {
            return true;
        }
        let all = || statements(guide).into_iter().flat_map(|statement| statement.lines);
        let unread = self.unread.get_or_insert_with(|| all().collect::<Vec<_>>().into_iter());
        unread.any(|line| {
            let said = said([line.plain()].into_iter());
            let says = said.iter().any(|said| supports(said, what));
            self.said.extend(said);
            says
        })
    }
}

/// What texts claim.
fn said(texts: impl Iterator<Item = impl AsRef<str>>) -> Vec<ClaimKind> {
    texts.flat_map(|text| claims(text.as_ref())).map(|claim| claim.what).collect()
}

/// Whether a fact bears out a claim; advice bears out numbers and times alone, by such.
fn says(fact: &Fact, what: &ClaimKind) -> bool {
    let is_advice = fact.grade.it == Grade::Advice;
    let may = |said: &&ClaimKind| {
        !is_advice || matches!(said, ClaimKind::Number { .. } | ClaimKind::Time(_))
    };
    fact.claims().iter().filter(may).any(|said| supports(said, what))
}

/// Whether a claim is no more than a number of up to three digits.
fn is_small(what: &ClaimKind) -> bool {
    matches!(what, ClaimKind::Number { value, unit } if unit.is_empty() && value.len() <= 3)
}
