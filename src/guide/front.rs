//! The declared part of a guide: typed fields out of YAML.

use std::sync::Arc;

use super::faults::files;
use super::model::{Contact, Group, Guide, Line, Part, Picture, QrTarget, Safety, Step};
use super::page::{FOLDER, GuideFile};
use super::reference::Reference;
use super::subject::{App, SubjectFault};
use super::{Block, Date};
use super::{body, needs};
use crate::diag::{Diagnostic, Sink, text};
use crate::facts::Fact;
use crate::yaml::{Fields, FileKind, Node, Spanned, Value};

/// Reads the fields; `parts` is the Markdown body, or `None` when the body is YAML too.
pub(super) fn read(
    node: &Node,
    slug: &str,
    page: GuideFile<'_>,
    parts: Option<Vec<Part>>,
    sink: &mut Sink,
) -> Option<Guide> {
    let fields = node.file(FileKind::Guide, sink)?;
    let reader = FrontMatterReader { page };
    let title = reader.line(&fields, "title", sink);
    let short = reader.line(&fields, "short", sink);
    let question = reader.line(&fields, "question", sink);
    let audience = reader.line(&fields, "audience", sink);
    let products = filled(&fields, "products", sink);
    let products = products.iter().filter_map(|item| item.word("products", sink)).collect();
    let reviewed = reader.date(&fields, "reviewed", sink);
    let review_again = reader.date(&fields, "review_again", sink);
    let app = App::of_guide(&fields, &page.reference.subject, sink);
    let sources = evidence(&fields, sink);
    let cites = reader.names(&fields, "cites", sink);
    let bring = reader.group(&fields, "bring", sink);
    let checklist = reader.group(&fields, "checklist", sink);
    let safety = reader.safety(&fields, sink);
    let emblem = fields.get("emblem").and_then(|node| node.word("emblem", sink));
    let contacts = reader.contacts(&fields, sink);
    let qr = reader.qr(&fields, sink);
    let parts = match parts {
        Some(parts) => parts,
        None => reader.parts(&fields, sink),
    };
    let span = fields.span;
    let is_without_sources = fields.is_broken("sources");
    let is_partly = fields.is_broken("parts");
    fields.finish(sink);
    if !is_partly && parts.iter().all(|part| part.steps.is_empty()) {
        sink.push(files::no_steps().at(span.head()));
    }
    // Without its facts every statement of the guide would be at fault, too.
    if is_without_sources {
        return None;
    }
    // A guide with faults is never made. What could not be read of it says nothing, so that the
    // rest is looked at all the same.
    let nothing = Guide::blank(slug, page.source.id, NEVER);
    let shared = || reader.shared_box(page.reference.subject.safety(None)?);
    Some(Guide {
        title: title.unwrap_or_default(),
        short: short.unwrap_or_default(),
        question: question.unwrap_or_default(),
        audience: audience.unwrap_or_default(),
        products,
        reviewed: reviewed.unwrap_or(nothing.reviewed),
        review_again: review_again.unwrap_or(nothing.review_again),
        app,
        sources,
        cites,
        reference: Arc::clone(page.reference),
        bring: bring.unwrap_or_default(),
        checklist: checklist.unwrap_or_default(),
        safety: safety.or_else(shared).unwrap_or(nothing.safety),
        emblem,
        contacts,
        qr,
        parts,
        ..nothing
    })
}

/// The day of a guide that has none: nothing is due.
const NEVER: Date = Date { year: 9999, month: 12, day: 31 };

/// Reports what is wrong with the safety boxes of a project.
pub(super) fn check_boxes(reference: &Arc<Reference>, sink: &mut Sink) {
    let Some(source) = reference.subject.file.as_ref().filter(|file| !file.is_known) else {
        return;
    };
    let reader = FrontMatterReader { page: GuideFile { source, reference } };
    for (_, node) in &reference.subject.boxes {
        reader.safety_box(node, sink);
    }
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
        // What cites nothing is reported where it stands, with what to do.
        let items = fields.get(name).and_then(|node| node.list(name, sink)).unwrap_or(&[]);
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

    /// The safety box: the guide's own, one of the project's by its id, or the first of these. There
    /// is always one.
    fn safety(&self, fields: &Fields<'_>, sink: &mut Sink) -> Option<Safety> {
        let subject = &self.page.reference.subject;
        let Some(node) = fields.get("safety") else {
            if subject.boxes.is_empty() && !subject.is_unread && !fields.is_broken("safety") {
                sink.push(Diagnostic::from(SubjectFault::NoSafety).at(fields.span.head()));
            }
            return self.shared_box(subject.safety(None)?);
        };
        if !matches!(node.value, Value::Text(_)) || subject.boxes.is_empty() {
            return self.safety_box(node, sink);
        }
        let id = node.word("safety", sink)?;
        let Some(node) = subject.safety(Some(&id.it)) else {
            let fault = SubjectFault::UnknownBox { name: &id.it, ids: &subject.ids() };
            sink.push(Diagnostic::from(fault).at(id.span));
            return None;
        };
        self.shared_box(node)
    }

    /// A box of the project; what is wrong with it was reported when the project was loaded.
    fn shared_box(&self, node: &Node) -> Option<Safety> {
        let source = self.page.reference.subject.file.as_ref()?;
        let page = GuideFile { source, ..self.page };
        FrontMatterReader { page }.safety_box(node, &mut Sink::new())
    }

    fn safety_box(&self, node: &Node, sink: &mut Sink) -> Option<Safety> {
        let fields = node.fields("safety", sink)?;
        let title = self.line(&fields, "title", sink);
        let points = self.items(&fields, "safety", sink);
        let pictures =
            fields.get("pictures").map(|node| self.signs(node, points.items.len(), sink));
        fields.finish(sink);
        Some(Safety { title: title?, points, pictures: pictures.unwrap_or_default() })
    }

    /// The drawings beside the points of a safety box: one for each.
    fn signs(&self, node: &Node, points: usize, sink: &mut Sink) -> Vec<Picture> {
        let Some(items) = node.list("pictures", sink) else { return Vec::new() };
        if items.len() != points {
            let wanted = text!(
                en "a list of {points} pictures, one for each of `items`",
                vi "danh sách {points} hình, mỗi dòng của `items` một hình",
            );
            sink.push(node.wrong("pictures", wanted));
            return Vec::new();
        }
        let pictures = items.iter().filter_map(|item| self.picture(item, sink));
        let from_root = |picture: Picture| {
            let file = format!("{FOLDER}/{}", picture.file);
            Picture { file, ..picture }
        };
        pictures.map(from_root).collect()
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
                Some(first) => sink.push(files::same_contact(&id, first.id.span)),
                None => contacts.push(Contact { id, label }),
            }
        }
        contacts
    }

    fn qr(&self, fields: &Fields<'_>, sink: &mut Sink) -> Vec<QrTarget> {
        let items = fields.get("qr").and_then(|node| node.list("qr", sink)).unwrap_or(&[]);
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
            let occasions = self.names(&fields, "occasion", sink);
            let body = self.blocks(fields.get("text"), sink);
            let steps = match fields.get("steps") {
                Some(node) => node.list("steps", sink).unwrap_or(&[]),
                None => &[],
            };
            let steps = steps.iter().filter_map(|node| self.step(node, sink)).collect();
            let span = title.as_ref().and_then(Line::span).unwrap_or(node.span);
            fields.finish(sink);
            Some(Part { title, body, steps, sources, occasions, span })
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
            en "a list of at least one item",
            vi "danh sách có ít nhất một mục",
        );
        sink.push(node.wrong(name, wanted));
    }
    items.unwrap_or(&[])
}

/// Facts of the guide's own; it may do with those of the reference.
fn evidence(fields: &Fields<'_>, sink: &mut Sink) -> Vec<Fact> {
    let entries = fields.get("sources").and_then(|node| node.fields("sources", sink));
    entries.iter().flat_map(Fields::all).map(|entry| Fact::read(entry, sink)).collect()
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
