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

use super::entry::entry;
use super::faults::claims::{
    by_text, no_piece, unlisted, unsupported, unsupported_button, variant,
};
use super::faults::sources;
use super::flat::Flat;
use super::model::{Block, Guide, Inline, Line, QrTarget};
use super::pressed::pressed;
use super::slots;
use super::statement::{Statement, statements};
use super::subject::{App, SubjectFault};
use crate::diag::{Diagnostic, Sink};
use crate::facts::claim::{self, COUNTERS, Claim, ClaimKind, claims, supports};
use crate::facts::{Fact, Grade};
use crate::qr;
use crate::source::Sources;
use crate::span::Span;

/// Words before the number of a piece of the sheet itself.
pub(super) const OWN: &[&str] = &["#bước", "#phần", "#mặt", "#trang"];

/// Checks every statement of a guide, which was read from `files`.
pub(super) fn check(guide: &Guide, files: &Sources, local: &[&str], sink: &mut Sink) {
    let (all, sites) = (statements(guide), &guide.reference.sites);
    let mut check =
        ClaimCheck { guide, files, others: BTreeMap::new(), counts: counts(guide), local };
    subject(guide, files, sink);
    for statement in &all {
        for line in &statement.lines {
            check.line(statement, line, sink);
        }
        // An address that is not official has been reported.
        if let Some(url) = statement.url.filter(|url| sites.is_official(&url.it)) {
            let what = claim::address(&url.it);
            check.claim(statement, &url.it, &what, url.span, sink);
        }
    }
}

/// Reports a guide that was compared with another version of the app than the project, and one that
/// explains an app without saying which.
fn subject(guide: &Guide, files: &Sources, sink: &mut Sink) {
    let project = guide.reference.subject.app.as_ref();
    match (&guide.app, project) {
        (Some(own), Some(theirs)) if own.name == theirs.name && own.version != theirs.version => {
            let App { name: app, version, .. } = theirs;
            sink.push(if own.version.is_empty() {
                Diagnostic::from(SubjectFault::NoVersion { app, version }).at(own.span)
            } else {
                sources::other_version(own, theirs)
            });
        }
        (None, Some(app)) => {
            if let Some(span) = mention(guide, &app.name, files) {
                let fault = SubjectFault::NoVersion { app: &app.name, version: &app.version };
                sink.push(Diagnostic::from(fault).at(span));
            }
        }
        _ => {}
    }
    if guide.app.is_none()
        && let Some((label, span)) = slots::runs(guide).into_iter().find_map(key)
    {
        sink.push(Diagnostic::from(SubjectFault::NoApp { label }).at(span));
    }
}

fn key(run: &Inline) -> Option<(&str, Span)> {
    match run {
        Inline::Key { label, span, .. } => Some((label, *span)),
        _ => None,
    }
}

/// Where a guide first names an app.
fn mention(guide: &Guide, name: &str, files: &Sources) -> Option<Span> {
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let names = |text: &str| {
        let mut all = text.match_indices(name).map(|(at, _)| at..at + name.len());
        all.find(|at| {
            let (before, after) =
                (text[..at.start].chars().next_back(), text[at.end..].chars().next());
            !is_part(before) && !is_part(after)
        })
    };
    let statements = statements(guide);
    let mut lines = statements.iter().flat_map(|statement| &statement.lines);
    lines.find_map(|line| {
        let flat = Flat::new(line);
        let at = names(&flat.text)?;
        flat.span(at, files).or(line.span())
    })
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

/// Words before the number of a place: “tổ 7”, “ngõ 12”.
const PLACES: &[&str] = &[
    "tổ",
    "khu",
    "khối",
    "phố",
    "thôn",
    "ấp",
    "xóm",
    "bản",
    "ngõ",
    "ngách",
    "hẻm",
    "nhà",
    "phòng",
    "tầng",
    "bàn",
    "quầy",
    "cổng",
    "cụm",
    "tòa",
    "lô",
    "hóa",
    "tế",
    "trường",
    "điểm",
    "đường",
];
/// As long as a word of [`PLACES`] may be, in bytes.
const LONGEST_PLACE: usize = 16;
/// What a ward puts up: “2 bàn”.
const FURNITURE: &[&str] = &["bàn", "ghế", "phòng", "quầy", "dãy", "cửa", "cổng", "tầng", "đội"];

/// Whether a number is one of the ward itself, which nobody else can vouch for: of a place (“tổ dân
/// phố số 7”), or of what stands there (“2 bàn”).
fn is_place_number(text: &str, range: &Range<usize>, what: &ClaimKind) -> bool {
    let ClaimKind::Number { value, unit } = what else { return false };
    if value.len() > 4 || !value.bytes().all(|digit| digit.is_ascii_digit()) {
        return false;
    }
    let named = unit.trim_start_matches('#');
    if unit.starts_with('#') {
        return PLACES.contains(&named);
    }
    // Only what stands near: a line may hold thousands of numbers, and a word thousands of letters.
    let near = text.floor_char_boundary(range.start.saturating_sub(4 * LONGEST_PLACE));
    let before = text.get(near..range.start).unwrap_or("");
    // “tổ 1, 2 và 3”: what the first number counts, the others count, too.
    let before = if unit.is_empty() { first_of_list(before) } else { before };
    let mut words = before.rsplit(char::is_whitespace).filter(|word| !word.is_empty());
    let lower = |word: &str| (word.len() <= LONGEST_PLACE).then(|| word.to_lowercase());
    let mut place = words.next().and_then(lower);
    if value.len() <= 2 && place.as_deref() == Some("số") {
        place = words.next().and_then(lower);
    }
    place.is_some_and(|word| PLACES.contains(&word.as_str()))
        || value.len() <= 2 && FURNITURE.contains(&named)
}

/// What stands before the first number of a list that ends here.
fn first_of_list(before: &str) -> &str {
    let mut rest = before;
    loop {
        let end = rest.trim_end();
        let sign = [",", ";", "-", "–", " và"].iter().find_map(|sign| end.strip_suffix(sign));
        let Some(number) = sign.map(str::trim_end) else { return rest };
        let start = number.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if start.len() == number.len() {
            return rest;
        }
        rest = start;
    }
}

struct ClaimCheck<'g> {
    guide: &'g Guide,
    files: &'g Sources,
    /// The facts that bear out a claim, the surest first: hundreds are looked through once for each
    /// claim, however often it is made.
    others: BTreeMap<ClaimKind, Vec<&'g Fact>>,
    counts: BTreeSet<usize>,
    /// What the ward says of itself.
    local: &'g [&'g str],
}

impl<'g> ClaimCheck<'g> {
    fn line(&mut self, statement: &Statement<'g>, line: &'g Line, sink: &mut Sink) {
        let sites = &self.guide.reference.sites;
        let flat = Flat::new(line);
        for Claim { range, what } in claims(&flat.text) {
            let words = flat.text.get(range.clone()).unwrap_or("").trim_end().to_owned();
            if matches!(what, ClaimKind::Address(..)) && !sites.may_be_typed(&words) {
                continue;
            }
            if is_place_number(&flat.text, &range, &what) {
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
        for name in pressed(&flat.text) {
            let span = self.place(&flat, name.clone(), statement);
            self.button(statement, &flat.text[name], None, span, sink);
        }
        for run in &line.runs {
            match run {
                Inline::Key { label, id, span } => {
                    self.button(statement, label, id.as_deref(), *span, sink);
                }
                Inline::Link { url, span, .. } if sites.is_official(url) => {
                    self.claim(statement, url, &claim::address(url), *span, sink);
                }
                _ => {}
            }
        }
    }

    fn place(&self, flat: &Flat, range: Range<usize>, statement: &Statement<'_>) -> Span {
        flat.span(range, self.files).unwrap_or(statement.span)
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
        // Where nothing is cited, that is what is reported; for a page the list of sites vouches.
        let is_page = statement.url.is_some() && matches!(what, ClaimKind::Address(..));
        if statement.is_unsourced(self.guide) || facts.is_empty() && is_page {
            return;
        }
        // What a code of the guide leads to may be written out, too.
        let is_code =
            |code: &QrTarget| code.sources.is_empty() && claim::address(&code.url.it) == *what;
        if matches!(what, ClaimKind::Address(..)) && self.guide.qr.iter().any(is_code) {
            return;
        }
        if facts.iter().any(|fact| ClaimCheck::says(fact, what)) || self.is_local(what) {
            return;
        }
        let guide = self.guide;
        let others = self.others(what);
        let entry = entry(guide, words, &statement.words_around(words));
        sink.push(unsupported(words, span, (&facts, &others), (self.own_source(&facts), &entry)));
    }

    /// The first source of the guide itself among those cited.
    fn own_source(&self, facts: &[&Fact]) -> Option<&'g str> {
        let mut own = self.guide.sources.iter().map(|own| own.id.it.as_str());
        own.find(|id| facts.iter().any(|fact| fact.id.it == *id))
    }

    /// All facts that bear out a claim, cited or not, the surest first.
    fn others(&mut self, what: &ClaimKind) -> Vec<&'g Fact> {
        if let Some(known) = self.others.get(what) {
            return known.clone();
        }
        let guide = self.guide;
        let all = guide.sources.iter().chain(guide.reference.facts.iter());
        let mut others: Vec<&Fact> = all.filter(|fact| ClaimCheck::says(fact, what)).collect();
        others.sort_by_key(|fact| fact.grade.it);
        self.others.insert(what.clone(), others.clone());
        others
    }

    /// Whether the ward says so of itself.
    fn is_local(&self, what: &ClaimKind) -> bool {
        let said = self.local.iter().flat_map(|words| claims(words));
        // A number without a unit would bear out any.
        let is_number = matches!(what, ClaimKind::Number { .. });
        said.into_iter().any(|said| said.what == *what || !is_number && supports(&said.what, what))
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
    fn says(fact: &Fact, what: &ClaimKind) -> bool {
        let plain = matches!(what, ClaimKind::Number { .. } | ClaimKind::Time(_));
        if fact.grade.it == Grade::Advice && !plain {
            return false;
        }
        fact.claims().iter().any(|said| supports(said, what))
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
        if statement.is_unsourced(self.guide) {
            return;
        }
        let by_id = id.and_then(|id| labels.get(id));
        // A label that is not listed has been reported, and a button that is a fake address too.
        let sites = &self.guide.reference.sites;
        let fake = qr::addresses(label).any(|range| !sites.may_be_typed(&label[range]));
        if id.is_some() && by_id.is_none() || fake {
            return;
        }
        let said = facts.iter().any(|fact| names_button(&fact.says, label));
        // A source of the guide vouches for a button of the guide, whatever buttons others have.
        let own = self.own_source(&facts);
        let is_own = |fact: &&&Fact| self.guide.sources.iter().any(|own| own.id.it == fact.id.it);
        let of_guide = facts.iter().filter(is_own).any(|fact| names_button(&fact.says, label));
        if id.is_none() && of_guide {
            return;
        }
        let is_cited = |source: &str| facts.iter().any(|fact| fact.id.it == source);
        let listed = by_id.or_else(|| {
            let reading = || labels.iter().filter(|known| known.text == label);
            reading().find(|known| is_cited(&known.source.it)).or_else(|| reading().next())
        });
        if let Some(listed) = listed {
            if !said && !is_cited(&listed.source.it) {
                let others = labels.iter().filter(|known| known.text == listed.text);
                let other =
                    others.map(|known| known.id.it.as_str()).filter(|it| *it != listed.id.it);
                let source = &listed.source.it;
                let other: Vec<&str> = other.collect();
                sink.push(unsupported_button(label, span, (source, own), &other));
            } else if id.is_none() {
                sink.push(by_text(label, &listed.id.it, span));
            }
        } else if let Some(known) = labels.varying(label) {
            sink.push(variant(label, &known.id.it, &known.text).at(span));
        } else if said {
            sink.push(unlisted(label, span));
        } else {
            let says = format!("Có nút “{label}”.");
            let entry = entry(self.guide, label, &says);
            sink.push(unsupported(label, span, (&facts, &[]), (own, &entry)));
        }
    }
}

/// Whether a fact names a button: in quotation marks, or behind the word for one.
fn names_button(says: &str, label: &str) -> bool {
    says.contains(&format!("“{label}”")) || says.contains(&format!("nút {label}"))
}
