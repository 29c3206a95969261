//! The declared part of a guide: typed fields out of YAML.

use std::sync::Arc;

use super::model::{Contact, Group, Guide, Line, Part, Picture, QrTarget, Safety, Step};
use super::page::GuideFile;
use super::{Block, Date};
use super::{body, needs};
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::facts::{Fact, Grade};
use crate::span::Span;
use crate::yaml::{Fields, Get, Node, Spanned};

/// Reads the fields; `parts` is the Markdown body, or `None` when the body is YAML too.
pub(super) fn read(
    node: &Node,
    slug: &str,
    page: GuideFile<'_>,
    parts: Option<Vec<Part>>,
    sink: &mut Sink,
) -> Option<Guide> {
    let fields = node.fields("guide", sink)?;
    let reader = FrontMatterReader { page };
    let title = reader.line(&fields, "title", sink);
    let short = reader.line(&fields, "short", sink);
    let question = reader.line(&fields, "question", sink);
    let audience = reader.line(&fields, "audience", sink);
    let products = filled(&fields, "products", sink);
    let products = products.iter().filter_map(|item| item.word("products", sink)).collect();
    let reviewed = reader.date(&fields, "reviewed", sink);
    let review_again = reader.date(&fields, "review_again", sink);
    let app = fields.word("app", sink);
    let sources = evidence(&fields, sink);
    let bring = reader.group(&fields, "bring", sink);
    let checklist = reader.group(&fields, "checklist", sink);
    let safety = reader.safety(&fields, sink);
    let contacts = reader.contacts(&fields, sink);
    let qr = reader.qr(&fields, sink);
    let parts = match parts {
        Some(parts) => parts,
        None => reader.parts(&fields, sink),
    };
    let span = fields.span;
    fields.finish(sink);
    if parts.iter().all(|part| part.steps.is_empty()) {
        let span = Span { end: span.start, ..span };
        sink.push(
            Diagnostic::new(
                Code::GuideNoSteps,
                text!(
                    en "this guide has no step",
                    vi "bài này chưa có bước nào",
                ),
            )
            .at(span)
            .hint(text!(
                en "write each step as a heading: `## Bấm nút Cài đặt`",
                vi "viết mỗi bước thành một đề mục: `## Bấm nút Cài đặt`",
            )),
        );
    }
    Some(Guide {
        slug: slug.to_owned(),
        file: page.source.id,
        folder: String::new(),
        title: title?,
        short: short?,
        question: question?,
        audience: audience?,
        products,
        reviewed: reviewed?,
        review_again: review_again?,
        app: app?,
        sources,
        reference: Arc::clone(page.reference),
        bring: bring?,
        checklist: checklist?,
        safety: safety?,
        contacts,
        qr,
        parts,
    })
}

struct FrontMatterReader<'a> {
    page: GuideFile<'a>,
}

impl FrontMatterReader<'_> {
    fn line(&self, fields: &Fields<'_>, name: &'static str, sink: &mut Sink) -> Option<Line> {
        let node = fields.need(name, sink)?;
        self.inline(node, name, sink)
    }

    fn inline(&self, node: &Node, name: &str, sink: &mut Sink) -> Option<Line> {
        let words = node.text(name, sink)?;
        body::inline(self.page, &words, sink)
    }

    fn date(
        &self,
        fields: &Fields<'_>,
        name: &'static str,
        sink: &mut Sink,
    ) -> Option<Spanned<Date>> {
        let node = fields.need(name, sink)?;
        let words = node.word(name, sink)?;
        if let Ok(date) = words.it.parse() {
            return Some(Spanned::new(date, words.span));
        }
        let wanted = text!(
            en "a day written like 2026-11-23",
            vi "một ngày viết như 2026-11-23 (năm-tháng-ngày)",
        );
        sink.push(node.wrong(name, wanted));
        None
    }

    fn names(
        &self,
        fields: &Fields<'_>,
        name: &'static str,
        sink: &mut Sink,
    ) -> Vec<Spanned<String>> {
        let Some(items) = fields.list(name, sink) else { return Vec::new() };
        items.iter().filter_map(|item| item.word(name, sink)).collect()
    }

    fn group(&self, fields: &Fields<'_>, name: &'static str, sink: &mut Sink) -> Option<Group> {
        let fields = fields.need(name, sink)?.fields(name, sink)?;
        let group = self.items(&fields, name, sink);
        fields.finish(sink);
        Some(group)
    }

    fn items(&self, fields: &Fields<'_>, name: &str, sink: &mut Sink) -> Group {
        let sources = self.names(fields, "sources", sink);
        let items = filled(fields, "items", sink);
        let items = items.iter().filter_map(|item| self.inline(item, name, sink)).collect();
        Group { items, sources }
    }

    fn safety(&self, fields: &Fields<'_>, sink: &mut Sink) -> Option<Safety> {
        let fields = fields.need("safety", sink)?.fields("safety", sink)?;
        let title = self.line(&fields, "title", sink);
        let points = self.items(&fields, "safety", sink);
        fields.finish(sink);
        Some(Safety { title: title?, points })
    }

    fn contacts(&self, fields: &Fields<'_>, sink: &mut Sink) -> Vec<Contact> {
        let items = fields.list("contacts", sink).unwrap_or(&[]);
        let mut contacts: Vec<Contact> = Vec::new();
        for node in items {
            let Some(fields) = node.fields("contacts", sink) else { continue };
            let id = fields.need("id", sink).and_then(|node| contact_id(node, sink));
            let label = self.line(&fields, "label", sink);
            fields.finish(sink);
            let (Some(id), Some(label)) = (id, label) else { continue };
            match contacts.iter().find(|contact| contact.id.it == id.it) {
                Some(first) => sink.push(same_contact(&id, first.id.span)),
                None => contacts.push(Contact { id, label }),
            }
        }
        contacts
    }

    fn qr(&self, fields: &Fields<'_>, sink: &mut Sink) -> Vec<QrTarget> {
        let items = fields.list("qr", sink).unwrap_or(&[]);
        let read = |node: &Node, sink: &mut Sink| {
            let fields = node.fields("qr", sink)?;
            let url = fields.word("url", sink);
            let label = self.line(&fields, "label", sink);
            let sources = self.names(&fields, "sources", sink);
            fields.finish(sink);
            Some(QrTarget { url: url?, label: label?, sources })
        };
        items.iter().filter_map(|node| read(node, sink)).collect()
    }

    fn parts(&self, fields: &Fields<'_>, sink: &mut Sink) -> Vec<Part> {
        let items = fields.list("parts", sink).unwrap_or(&[]);
        let read = |node: &Node, sink: &mut Sink| {
            let fields = node.fields("parts", sink)?;
            let title = fields.get("title").and_then(|n| self.inline(n, "title", sink));
            let sources = self.names(&fields, "sources", sink);
            let body = self.blocks(fields.get("text"), sink);
            let steps = match fields.get("steps") {
                Some(node) => node.list("steps", sink).unwrap_or(&[]),
                None => &[],
            };
            let steps = steps.iter().filter_map(|node| self.step(node, sink)).collect();
            let span = title.as_ref().and_then(Line::span).unwrap_or(node.span);
            fields.finish(sink);
            Some(Part { title, body, steps, sources, span })
        };
        items.iter().filter_map(|node| read(node, sink)).collect()
    }

    fn step(&self, node: &Node, sink: &mut Sink) -> Option<Step> {
        let fields = node.fields("steps", sink)?;
        let title = self.line(&fields, "title", sink);
        let sources = self.names(&fields, "sources", sink);
        let picture = fields.get("picture").and_then(|node| self.picture(node, sink));
        let body = self.blocks(fields.get("text"), sink);
        fields.finish(sink);
        let title = title?;
        let span = title.span().unwrap_or(node.span);
        needs::need_text(&title, &body, span, sink);
        Some(Step { title, body, picture, sources, span })
    }

    fn picture(&self, node: &Node, sink: &mut Sink) -> Option<Picture> {
        let fields = node.fields("picture", sink)?;
        let file = fields.text("file", sink);
        let alt = fields.get("alt").and_then(|node| node.text("alt", sink));
        fields.finish(sink);
        let file = file?;
        needs::need_alt(&file.it, alt.as_ref().map(|alt| alt.it.as_str()), file.span, sink)
    }

    fn blocks(&self, node: Option<&Node>, sink: &mut Sink) -> Vec<Block> {
        let words = node.and_then(|node| node.text("text", sink));
        words.map_or_else(Vec::new, |words| body::blocks(self.page, &words, sink))
    }
}

/// A list that is no use without an item.
fn filled<'a>(fields: &Fields<'a>, name: &'static str, sink: &mut Sink) -> &'a [Node] {
    let Some(node) = fields.need(name, sink) else { return &[] };
    let items = node.list(name, sink);
    if items.is_some_and(<[Node]>::is_empty) {
        let wanted = text!(
            en "a list of one item or more",
            vi "danh sách có ít nhất một mục",
        );
        sink.push(node.wrong(name, wanted));
    }
    items.unwrap_or(&[])
}

/// Facts of the guide's own; it may do with those of the reference.
fn evidence(fields: &Fields<'_>, sink: &mut Sink) -> Vec<Fact> {
    let Some(node) = fields.get("sources") else { return Vec::new() };
    let Some(entries) = node.fields("sources", sink) else { return Vec::new() };
    // A source with a fault stays known, else each statement that names it were at fault too.
    let read = |(id, node): &(Spanned<String>, Node), sink: &mut Sink| {
        let fields = node.fields(&id.it, sink);
        let mut get = |name: &'static str, read: Get| {
            let node = fields.as_ref().and_then(|fields| fields.need(name, sink));
            let words = node.and_then(|node| read(node, name, sink));
            words.map_or_else(String::new, |words| words.it)
        };
        let (section, date) = (get("fact", Node::word), get("date", Node::word));
        let from = get("name", Node::text);
        let says = fields.as_ref().and_then(|fields| fields.get("says"));
        let says = says.and_then(|node| node.text("says", sink));
        let says = says.map_or_else(String::new, |says| says.it);
        let found = fields.as_ref().and_then(|fields| fields.need("grade", sink));
        let found = found.and_then(|node| Grade::read(node, sink));
        if let Some(fields) = fields {
            fields.finish(sink);
        }
        let grade = found.unwrap_or_else(|| Spanned::new(Grade::A, id.span));
        Fact { id: id.clone(), section, says, from, date, grade }
    };
    entries.all().map(|entry| read(entry, sink)).collect()
}

/// Ids are typed after `--set` and name pieces in templates, so they are as plain as slugs.
fn contact_id(node: &Node, sink: &mut Sink) -> Option<Spanned<String>> {
    let id = node.word("id", sink)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.it.chars().all(plain) {
        return Some(id);
    }
    let wanted = text!(
        en "small letters without accents, digits and `-`",
        vi "chữ thường không dấu, chữ số và dấu `-`",
    );
    sink.push(node.wrong("id", wanted));
    None
}

fn same_contact(id: &Spanned<String>, first: Span) -> Diagnostic {
    let name = &id.it;
    Diagnostic::new(
        Code::YamlWrongType,
        text!(
            en "two contact lines are called `{name}`",
            vi "có hai dòng liên hệ cùng mã `{name}`",
        ),
    )
    .at(id.span)
    .also(first, text!(en "the first", vi "dòng thứ nhất"))
    .hint(text!(en "give each its own id", vi "đặt cho mỗi dòng một mã riêng"))
}
