//! What must hold of a guide before it may be printed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entry::entry;
use super::faults::sources;
use super::model::{Guide, Inline};
use super::placeholder::Placeholders;
use super::statement::statements;
use super::{Date, claims, formats, label_age, left, plain, slots};
use crate::diag::{Diagnostic, Sink, text};
use crate::facts::{Fact, Grade};
use crate::qr::Sites;
use crate::source::Sources;
use crate::span::Span;
use crate::vietnamese::address_form::AddressForm;
use crate::yaml::Spanned;

/// What is known where a guide is checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalFacts<'a> {
    /// The day; without one, review dates are left alone.
    pub today: Option<Date>,
    /// The ward's own values for lines to fill in: its days, hours and numbers need no fact.
    pub values: &'a [&'a str],
    /// What the sheets of the ward call their readers.
    pub address: AddressForm,
}

/// Checks sources, grades, dates, hosts and language of one guide, which was read from `files`.
pub fn check(guide: &Guide, files: &Sources, local: LocalFacts<'_>, sink: &mut Sink) {
    let source = files.get(guide.file);
    let blanks = Placeholders::find(source);
    if blanks.is_empty() {
        return check_all(guide, files, local, sink);
    }
    let mut found = Sink::new();
    check_all(guide, files, local, &mut found);
    blanks.sift(source, found, sink);
}

fn check_all(guide: &Guide, files: &Sources, local: LocalFacts<'_>, sink: &mut Sink) {
    if !guide.varies() {
        return check_one(guide, files, local, sink);
    }
    // What one occasion says is no excuse for another: each is read by people of its own.
    let mut found: Vec<Diagnostic> = Vec::new();
    for (id, _) in &guide.reference.subject.occasions {
        let mut own = Sink::new();
        check_one(&guide.at(&id.it), files, local, &mut own);
        found.extend(own.iter().filter(|one| !found.contains(one)).cloned().collect::<Vec<_>>());
    }
    sink.extend(found);
}

fn check_one(guide: &Guide, files: &Sources, local: LocalFacts<'_>, sink: &mut Sink) {
    check_sources(guide, sink);
    if let Some(today) = local.today {
        freshness(guide, today, sink);
    }
    let sites = &*guide.reference.sites;
    for target in &guide.qr {
        sites.check_host(&target.url, sink);
    }
    for run in slots::runs(guide) {
        addresses(run, sites, sink);
    }
    left::check(guide, files, sink);
    claims::check(guide, files, local.values, sink);
    formats::check(guide, files, sink);
    label_age::check(guide, local.today.unwrap_or(guide.reviewed.it), sink);
    plain::check(guide, files, local.address, sink);
}

/// Where a run leads, and where its words would lead a reader who types them.
fn addresses(run: &Inline, sites: &Sites, sink: &mut Sink) {
    let (text, span) = match run {
        Inline::Text { text, span, .. } => (text, *span),
        Inline::Key { label, span, .. } => (label, *span),
        Inline::Link { text, url, span } => {
            let before = sink.errors();
            sites.check_host(&Spanned::new(url.clone(), *span), sink);
            // One fake address is reported once.
            if sink.errors() > before {
                return;
            }
            (text, *span)
        }
        Inline::Break => return,
    };
    // Where the text stands in the file letter for letter, the very address can be shown.
    let exact = (span.end - span.start) as usize == text.len();
    let place = |at: Range<usize>| {
        let start = span.start as usize;
        if exact { Span::new(span.file, start + at.start..start + at.end) } else { span }
    };
    sites.check_words(text, place, sink);
}

/// Checks that every statement cites facts that are there and may be printed.
pub fn check_sources(guide: &Guide, sink: &mut Sink) {
    let mut used: BTreeMap<&str, Span> = BTreeMap::new();
    for statement in statements(guide).iter().filter(|statement| statement.place.must_cite()) {
        let what = statement.words();
        // What could not be read says nothing, and was reported.
        if statement.is_unsourced(guide) && !what.is_empty() {
            let entry = entry(guide, &what, &what);
            sink.push(sources::no_citation(&what, &entry).at(statement.span));
        }
        for id in statement.cited {
            used.entry(&id.it).or_insert(id.span);
            if guide.fact(&id.it).is_none() {
                sink.push(no_source(guide, id));
            }
        }
    }
    for source in &guide.sources {
        let name = &source.id.it;
        if !used.contains_key(name.as_str()) {
            sink.push(sources::unused_source(name).at(source.id.span));
        }
        grade(source, None, sink);
    }
    for (id, span) in used {
        let own = guide.sources.iter().any(|source| source.id.it == id);
        if let Some(fact) = guide.reference.facts.get(id).filter(|_| !own) {
            grade(fact, Some(span), sink);
        }
    }
}

fn no_source(guide: &Guide, id: &Spanned<String>) -> Diagnostic {
    let name = &id.it;
    let own = guide.sources.iter().map(|source| source.id.it.as_str());
    sources::unknown_source(name)
        .at(id.span)
        .did_you_mean(name, own.chain(guide.reference.facts.ids()))
}

/// Reports a fact that may not be printed, or only with care: where the guide cites it, or else
/// where the guide itself declares it.
fn grade(fact: &Fact, cited: Option<Span>, sink: &mut Sink) {
    let (name, grade) = (&fact.id.it, fact.grade.it);
    let diagnostic = match grade {
        Grade::A | Grade::AMinus | Grade::B | Grade::Advice => return,
        Grade::C => sources::weak_source(name),
        Grade::D | Grade::Background => sources::unprintable_source(name, grade),
    };
    sink.push(match cited {
        Some(span) => diagnostic
            .at(span)
            .also(fact.grade.span, text!(en "its grade", vi "mức tin cậy ghi ở đây")),
        None => diagnostic.at(fact.grade.span),
    });
}

fn freshness(guide: &Guide, today: Date, sink: &mut Sink) {
    let due = &guide.review_again;
    if due.it >= today {
        return;
    }
    let (due_day, title) = (due.it, guide.title.plain());
    sink.push(sources::overdue(&title, due_day).at(due.span));
}
