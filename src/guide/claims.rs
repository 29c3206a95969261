//! Whether somebody vouches for what a guide prints.
//!
//! In goes a guide, out come findings: a number, sum, day, time, telephone, law, address or button
//! (see [`claim`]) that none of the facts its statement rests on says; a reference to a step there is
//! not. No claim is what the guide itself shows: “bước 5” when there is a step 5, “bốn điều” when
//! a list or part of it has four. Days of review and the version of the app are set by the program
//! and no text of the guide. Advice vouches for numbers only, never for what can be dialled, paid
//! or looked up.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::flat::Flat;
use super::model::{Block, Guide, Inline, Line};
use super::statement::{Statement, statements};
use super::unsupported::{by_text, no_piece, unlisted, unsupported, unsupported_button, variant};
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::facts::claim::{self, COUNTERS, Claim, ClaimKind, claims, supports};
use crate::facts::{Fact, Grade};
use crate::qr;
use crate::source::Source;
use crate::span::Span;

/// Words before the number of a piece of the sheet itself.
pub(super) const OWN: &[&str] = &["#bước", "#phần", "#mặt", "#trang"];

/// Checks every statement of a guide that came from `source`.
pub(super) fn check(guide: &Guide, source: &Source, sink: &mut Sink) {
    let all = statements(guide);
    let mut check = ClaimCheck { guide, source, says: BTreeMap::new(), counts: counts(guide) };
    version(guide, sink);
    for statement in &all {
        for line in &statement.lines {
            check.line(statement, line, sink);
        }
        // An address that is not official has been told.
        if let Some(url) = statement.url.filter(|url| qr::is_official(&url.it)) {
            let what = claim::address(&url.it);
            check.claim(statement, &url.it, &what, url.span, sink);
        }
    }
}

/// Reports a guide that was checked against another version of the app than its buttons.
fn version(guide: &Guide, sink: &mut Sink) {
    let (labels, own) = (&guide.reference.labels, &guide.app.it);
    let mut runs = super::slots::runs(guide).into_iter();
    let uses_labels = runs.any(|run| matches!(run, Inline::Key { id: Some(_), .. }));
    if !uses_labels || labels.app == *own || labels.app.is_empty() {
        return;
    }
    let theirs = &labels.app;
    sink.push(
        Diagnostic::new(
            Code::LabelVersion,
            text!(
                en "this guide was checked against version {own}, the labels against {theirs}",
                vi "bài này soát theo bản {own}, còn danh sách nhãn theo bản {theirs}",
            ),
        )
        .at(guide.app.span)
        .hint(text!(
            en "compare the guide with version {theirs} of the app, then write it here",
            vi "soát bài với ứng dụng bản {theirs}, rồi ghi số bản ấy vào đây",
        )),
    );
}

/// How many pieces there are of anything the guide shows: steps of a part, items of a list.
pub(super) fn counts(guide: &Guide) -> BTreeSet<usize> {
    fn of(blocks: &[Block], counts: &mut BTreeSet<usize>) {
        for block in blocks {
            match block {
                Block::Para(_) => {}
                Block::Bullets(lines) | Block::Checks(lines) => {
                    counts.insert(lines.len());
                }
                Block::Note(_, blocks) => of(blocks, counts),
            }
        }
    }
    let mut counts: BTreeSet<usize> = guide.parts.iter().map(|part| part.steps.len()).collect();
    counts.insert(guide.steps().count());
    counts.insert(guide.parts.len());
    counts.insert(guide.qr.len());
    let lists = [&guide.bring, &guide.checklist, &guide.safety.points];
    counts.extend(lists.map(|group| group.items.len()));
    for part in &guide.parts {
        of(&part.body, &mut counts);
        part.steps.iter().for_each(|step| of(&step.body, &mut counts));
    }
    counts
}

struct ClaimCheck<'g> {
    guide: &'g Guide,
    source: &'g Source,
    /// What each fact claims, read once.
    says: BTreeMap<&'g str, Vec<ClaimKind>>,
    counts: BTreeSet<usize>,
}

impl<'g> ClaimCheck<'g> {
    fn line(&mut self, statement: &Statement<'g>, line: &'g Line, sink: &mut Sink) {
        let flat = Flat::new(line);
        for Claim { range, what } in claims(&flat.text) {
            let words = flat.text.get(range.clone()).unwrap_or("").trim_end().to_owned();
            if matches!(what, ClaimKind::Address(..)) && !qr::may_be_typed(&words) {
                continue;
            }
            let span = self.place(&flat, range, statement);
            if let Some(missing) = self.own(&what) {
                if missing {
                    sink.push(no_piece(&words, span));
                }
                continue;
            }
            self.claim(statement, &words, &what, span, sink);
        }
        for run in &line.runs {
            match run {
                Inline::Key { label, id, span } => {
                    self.button(statement, label, id.as_deref(), *span, sink);
                }
                Inline::Link { url, span, .. } if qr::is_official(url) => {
                    self.claim(statement, url, &claim::address(url), *span, sink);
                }
                _ => {}
            }
        }
    }

    fn place(&self, flat: &Flat, range: Range<usize>, statement: &Statement<'_>) -> Span {
        flat.span(range, self.source).unwrap_or(statement.span)
    }

    /// For what the guide shows itself: whether it is missing. Nothing for claims about the world.
    fn own(&self, what: &ClaimKind) -> Option<bool> {
        let ClaimKind::Number { value, unit } = what else { return None };
        let number: usize = value.parse().ok()?;
        if OWN.contains(&unit.as_str()) {
            let most = self.guide.parts.iter().map(|part| part.steps.len()).max().unwrap_or(0);
            return Some(unit == "#bước" && !(1..=most).contains(&number));
        }
        let counted = COUNTERS.contains(&unit.as_str()) && self.counts.contains(&number);
        counted.then_some(false)
    }

    fn claim(
        &mut self,
        statement: &Statement<'g>,
        words: &str,
        what: &ClaimKind,
        span: Span,
        sink: &mut Sink,
    ) {
        let facts: Vec<&Fact> = self.facts(statement);
        // Where nothing is cited, that is what is told.
        if facts.is_empty() && statement.place.must_cite() {
            return;
        }
        if facts.iter().any(|fact| self.says(fact, what)) {
            return;
        }
        let guide = self.guide;
        let all = guide.sources.iter().chain(guide.reference.facts.iter());
        let mut others: Vec<&Fact> = all.filter(|fact| self.says(fact, what)).collect();
        others.sort_by_key(|fact| fact.grade.it);
        sink.push(unsupported(words, span, &facts, &others));
    }

    fn facts(&self, statement: &Statement<'g>) -> Vec<&'g Fact> {
        let guide = self.guide;
        let mut facts: Vec<&Fact> =
            statement.rests_on.iter().filter_map(|id| guide.fact(&id.it)).collect();
        let mut seen = BTreeSet::new();
        facts.retain(|fact| seen.insert(fact.id.it.as_str()));
        facts
    }

    /// Whether a fact bears out a claim.
    fn says(&mut self, fact: &'g Fact, what: &ClaimKind) -> bool {
        let plain = matches!(what, ClaimKind::Number { .. } | ClaimKind::Time(_));
        if fact.grade.it == Grade::Advice && !plain {
            return false;
        }
        let says = self.says.entry(&fact.id.it);
        let says = says.or_insert_with(|| claims(&fact.says).into_iter().map(|c| c.what).collect());
        says.iter().any(|said| supports(said, what))
    }

    fn button(
        &self,
        statement: &Statement<'g>,
        label: &str,
        id: Option<&str>,
        span: Span,
        sink: &mut Sink,
    ) {
        let labels = &self.guide.reference.labels;
        let facts = self.facts(statement);
        if facts.is_empty() && statement.place.must_cite() {
            return;
        }
        let by_id = id.and_then(|id| labels.get(id));
        // A label that is not listed has been told, and a button that is a fake address too.
        let fake = qr::addresses(label).any(|range| !qr::may_be_typed(&label[range]));
        if id.is_some() && by_id.is_none() || fake {
            return;
        }
        let quoted = format!("“{label}”");
        let said = facts.iter().any(|fact| fact.says.contains(&quoted));
        let is_cited = |source: &str| facts.iter().any(|fact| fact.id.it == source);
        let listed = by_id.or_else(|| {
            let reading = || labels.iter().filter(|known| known.text == label);
            reading().find(|known| is_cited(&known.source.it)).or_else(|| reading().next())
        });
        if let Some(listed) = listed {
            if !said && !is_cited(&listed.source.it) {
                sink.push(unsupported_button(label, span, &listed.source.it));
            } else if id.is_none() {
                sink.push(by_text(label, &listed.id.it, span));
            }
        } else if let Some(known) = labels.varying(label) {
            sink.push(variant(label, &known.id.it, &known.text, span));
        } else if said {
            sink.push(unlisted(label, span));
        } else {
            sink.push(unsupported(label, span, &facts, &[]));
        }
    }
}
