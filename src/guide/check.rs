//! What must hold of a guide before it may be printed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::model::{Guide, Inline};
use super::statement::statements;
use super::{Date, claims, formats, left, plain, slots};
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::facts::{FACTS, Fact, Grade};
use crate::qr;
use crate::source::Sources;
use crate::span::Span;
use crate::yaml::Spanned;

/// The day a check is made on; `None` leaves review dates alone.
pub type Today = Option<Date>;

/// Checks sources, grades, dates, hosts and language of one guide, which was read from `files`.
pub fn check(guide: &Guide, files: &Sources, today: Today, sink: &mut Sink) {
    check_sources(guide, sink);
    if let Some(today) = today {
        freshness(guide, today, sink);
    }
    for target in &guide.qr {
        qr::check_host(&target.url, sink);
    }
    for run in slots::runs(guide) {
        addresses(run, sink);
    }
    left::check(guide, files, sink);
    claims::check(guide, files.get(guide.file), sink);
    formats::check(guide, files.get(guide.file), sink);
    plain::check(guide, files, sink);
}

/// Where a run leads, and where its words would lead a reader who types them.
fn addresses(run: &Inline, sink: &mut Sink) {
    let (text, span) = match run {
        Inline::Text { text, span, .. } => (text, *span),
        Inline::Key { label, span, .. } => (label, *span),
        Inline::Link { text, url, span } => {
            let before = sink.errors();
            qr::check_host(&Spanned::new(url.clone(), *span), sink);
            // One fake address is told once.
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
    qr::check_words(text, place, sink);
}

/// Checks that every statement cites facts that are there and may be printed.
pub fn check_sources(guide: &Guide, sink: &mut Sink) {
    let mut used: BTreeMap<&str, Span> = BTreeMap::new();
    for statement in statements(guide).iter().filter(|statement| statement.place.must_cite()) {
        if statement.cited.is_empty() {
            let what = statement.words();
            sink.push(
                Diagnostic::new(Code::GuideSource, text!(
                    en "“{what}” names no source",
                    vi "“{what}” chưa ghi nguồn",
                ))
                .at(statement.span)
                .hint(text!(
                    en "name a fact of {FACTS} or of the front matter: `{{sources=id}}` behind a heading, `sources: [id]` in YAML",
                    vi "ghi mã dữ kiện có trong {FACTS} hoặc ở đầu bài: `{{sources=mã}}` sau đề mục, hoặc `sources: [mã]` trong YAML",
                )),
            );
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
            sink.push(
                Diagnostic::new(
                    Code::GuideSource,
                    text!(
                        en "no statement uses the source `{name}`",
                        vi "không câu nào dùng nguồn `{name}`",
                    ),
                )
                .at(source.id.span)
                .hint(text!(
                    en "name it where it belongs, or delete it",
                    vi "ghi mã này vào đúng chỗ, hoặc xóa đi",
                )),
            );
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
    Diagnostic::new(
        Code::GuideSource,
        text!(
            en "there is no source `{name}` in the front matter, nor in {FACTS}",
            vi "phần khai báo đầu bài và {FACTS} đều không có nguồn `{name}`",
        ),
    )
    .at(id.span)
    .did_you_mean(name, own.chain(guide.reference.facts.ids()))
    .hint(text!(
        en "name one that is there, or add it to {FACTS} with what it says, who said it, when, and its grade",
        vi "ghi mã nguồn đã có, hoặc thêm vào {FACTS}: nói gì, ai nói, khi nào, chắc đến đâu",
    ))
}

/// Reports a fact that may not be printed, or only with care: where the guide cites it, or else
/// where the guide itself declares it.
fn grade(fact: &Fact, cited: Option<Span>, sink: &mut Sink) {
    let (name, grade) = (&fact.id.it, fact.grade.it);
    let diagnostic = match grade {
        Grade::A | Grade::AMinus | Grade::B | Grade::Advice => return,
        Grade::C => Diagnostic::new(Code::GuideWeakSource, text!(
            en "the source `{name}` is only grade C: one newspaper",
            vi "nguồn `{name}` chỉ ở mức C: mới một báo nói",
        ))
        .hint(text!(
            en "print it with care, or write “hỏi Công an xã, phường”",
            vi "cân nhắc kỹ khi in, hoặc viết “hỏi Công an xã, phường”",
        )),
        Grade::D | Grade::Background => Diagnostic::new(Code::GuideGrade, text!(
            en "the source `{name}` is grade {grade}: old, contradicted, inferred or never looked up",
            vi "nguồn `{name}` ở mức {grade}: đã cũ, mâu thuẫn, chỉ là suy ra hoặc chưa tra lại",
        ))
        .hint(text!(
            en "do not print it: leave a blank to fill in, or write “hỏi Công an xã, phường”",
            vi "không được in: chừa chỗ trống để điền tay, hoặc viết “hỏi Công an xã, phường”",
        )),
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
    sink.push(
        Diagnostic::new(
            Code::GuideStale,
            text!(
                en "“{title}” should have been reviewed again before {due_day}",
                vi "bài “{title}” đã quá hạn soát lại ({due_day})",
            ),
        )
        .at(due.span)
        .hint(text!(
            en "compare it with its sources and the app, then set both dates",
            vi "đối chiếu lại với nguồn và ứng dụng, rồi sửa cả hai ngày",
        )),
    );
}
