//! The names of buttons, each once.

use super::Facts;
use super::entries::{Entries, is_id};
use super::faults::Fault;
use super::table::{day, month_of};
use crate::diag::{Diagnostic, Sink};
use crate::source::Source;
use crate::vietnamese::date::Date;
use crate::yaml::{self, CompiledNode, Fields, FileKind, Node, Spanned};

/// A button of the app, or another name on its screens.
#[derive(Clone, Debug)]
pub struct Label {
    /// The id guides name it by.
    pub id: Spanned<String>,
    /// What stands on the screen, letter for letter.
    pub text: String,
    /// The fact that says so.
    pub source: Spanned<String>,
    /// When it was seen so.
    pub seen: String,
    /// What other versions call it.
    pub variants: Vec<String>,
    /// When a person last judged that it may be printed though nobody has seen it for long.
    pub accepted: Option<Date>,
}

/// After how many months a label has to be seen again.
const MONTHS_SEEN: i32 = 18;
/// After how many months it has to be judged again.
const MONTHS_ACCEPTED: i32 = 3;

impl Label {
    /// All that versions of the app call it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str()).chain(self.variants.iter().map(String::as_str))
    }

    /// Whether on `day` nobody had seen it for long, and nobody had judged it since. A year without
    /// a month may have been its end.
    pub fn is_old(&self, day: Date) -> bool {
        let month = |year: u16, month: u8| i32::from(year) * 12 + i32::from(month);
        let now = month(day.year, day.month);
        let seen = month_of(&self.seen);
        let seen = seen.map(|(year, at)| month(year, if at == 0 { 12 } else { at }));
        let accepted = self.accepted.map(|day| month(day.year, day.month));
        let within = |then: Option<i32>, most| then.is_some_and(|then| now - then <= most);
        !within(seen, MONTHS_SEEN) && !within(accepted, MONTHS_ACCEPTED)
    }
}

/// Every label, by id.
#[derive(Debug, Default)]
pub struct Labels {
    /// When they were compared with the app of the project.
    pub checked: Option<Date>,
    entries: Entries<Label>,
}

impl Labels {
    /// Reads the list and tells every mistake in it; each label names a fact.
    pub fn read(source: &Source, facts: &Facts, sink: &mut Sink) -> Labels {
        let mut list = Labels::default();
        let Some(node) = yaml::parse_partly(source, 0..source.text.len(), sink) else {
            return list;
        };
        let Some(fields) = node.file(FileKind::Labels, sink) else { return list };
        list.checked = fields.need("checked", sink).and_then(|node| day(node, "checked", sink));
        let entries = fields.need("labels", sink).and_then(|node| node.fields("labels", sink));
        fields.finish(sink);
        for entry in entries.iter().flat_map(Fields::all) {
            let Some(label) = label(entry, sink) else { continue };
            if !facts.has(&label.source.it) {
                let known: Vec<&str> = facts.ids().collect();
                let (name, fact) = (&label.id.it, &label.source.it);
                let fault = Fault::NoFact { label: name, fact, known: &known };
                sink.push(Diagnostic::from(fault).at(label.source.span));
            }
            list.entries.add(label.id.it.clone(), label);
        }
        list
    }

    /// A list of the program's own, whose labels are read when they are named; `None`
    /// where it is not compiled.
    pub fn index(source: &Source) -> Option<Labels> {
        let entries = Entries::index(source, "labels", label)?;
        let checked = CompiledNode::of(source)?.field("checked", source)?.read(source)?;
        let checked = day(&checked, "checked", &mut Sink::new());
        Some(Labels { checked, entries })
    }

    /// Puts other labels behind these: they count where there is none of the same id here.
    pub fn put_behind(&mut self, other: Labels) {
        self.entries.put_behind(other.entries);
    }

    /// The label of this id.
    pub fn get(&self, id: &str) -> Option<&Label> {
        self.entries.get(id)
    }

    /// All labels, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Label> {
        self.entries.iter()
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.ids()
    }

    /// The label whose button reads `text`.
    pub fn reading(&self, text: &str) -> Option<&Label> {
        self.iter().find(|label| label.text == text)
    }

    /// Whether some button reads `text`.
    pub fn has_reading(&self, text: &str) -> bool {
        self.entries.iter_near(text).any(|label| label.text == text)
    }

    /// The label some version of which reads `text`.
    pub fn varying(&self, text: &str) -> Option<&Label> {
        self.iter().find(|label| label.variants.iter().any(|variant| variant == text))
    }
}

fn label((id, node): &(Spanned<String>, Node), sink: &mut Sink) -> Option<Label> {
    if !is_id(&id.it) {
        let fault = Fault::Id { name: &id.it, example: "gui-yeu-cau" };
        sink.push(Diagnostic::from(fault).at(id.span));
    }
    let fields = node.fields(&id.it, sink)?;
    let (words, source) = (fields.text("text", sink), fields.word("source", sink));
    let seen = fields.word("seen", sink);
    let variants = fields.get("variants").and_then(|node| node.list("variants", sink));
    let variants = variants.unwrap_or(&[]).iter().filter_map(|item| item.text("variants", sink));
    let variants = variants.map(|variant| variant.it).collect();
    let accepted = fields.get("accepted").and_then(|node| day(node, "accepted", sink));
    fields.finish(sink);
    let seen = seen.map_or_else(String::new, |seen| seen.it);
    Some(Label { id: id.clone(), text: words?.it, source: source?, seen, variants, accepted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{ReadAs, Sources};
    use crate::world::{self, Embedded, World};

    /// The list inside the program, which is read as needed, reads as it does in full.
    #[test]
    fn a_list_taken_apart_reads_the_same() {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let mut add = |path: &str, sink: &mut Sink| {
            let bytes = Embedded.read(path).unwrap();
            let file = sources.add(path, &bytes, ReadAs::default(), sink).unwrap();
            assert!(sources.get(file).text.as_bytes() == bytes, "{path}");
            file
        };
        let (facts, labels) =
            (add(super::super::FACTS, &mut sink), add(super::super::LABELS, &mut sink));
        let facts = Facts::read(sources.get(facts), &mut sink);
        let whole = Labels::read(sources.get(labels), &facts, &mut sink);
        // The second file here, too, so that its places are the same.
        let mut own = Sources::new();
        own.add_text("", "");
        let path = super::super::LABELS;
        let file = world::add_text(&Embedded, path, ReadAs::default(), &mut own, &mut sink);
        let own = own.get(file.unwrap().unwrap());
        let apart = Labels::index(own).unwrap();
        assert_eq!(sink.iter().count(), 0);
        assert_eq!(whole.checked, apart.checked);
        assert!(whole.iter().count() > 30 && whole.ids().eq(apart.ids()));
        for (a, b) in whole.iter().zip(apart.iter()) {
            assert_eq!(format!("{a:?}"), format!("{b:?}"));
        }
        let unread = || Labels::index(own).unwrap();
        let texts = whole.iter().map(|label| label.text.as_str());
        for text in texts.chain(["", "text", "Không có nút này"]) {
            assert_eq!(unread().has_reading(text), whole.reading(text).is_some(), "{text}");
        }
    }
}
