//! The table of facts.

use std::sync::OnceLock;

use super::claim::{ClaimKind, claims};
use super::entries::{Entries, is_id};
use super::faults::Fault;
use super::grade::{Grade, SourceKind};
use crate::diag::{Diagnostic, Sink, text};
use crate::source::Source;
use crate::vietnamese::date::Date;
use crate::yaml::{self, Fields, FileKind, Node, Spanned};

/// A statement somebody made.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The id guides cite it by.
    pub id: Spanned<String>,
    /// The statement in our own words, with every number, law, address and button it vouches for.
    pub says: String,
    /// Who said it.
    pub from: String,
    /// When.
    pub date: String,
    /// Where it can be read again.
    pub link: Option<String>,
    /// How sure it is.
    pub grade: Spanned<Grade>,
    /// What it claims, once that is asked.
    claims: OnceLock<Vec<ClaimKind>>,
}

/// Every fact, by id.
#[derive(Debug, Default)]
pub struct Facts {
    /// The day of the dossier the table was made from; not known of a table that is read as needed.
    pub dossier: Option<Date>,
    entries: Entries<Fact>,
}

impl Facts {
    /// Reads the table and tells every mistake in it.
    pub fn read(source: &Source, sink: &mut Sink) -> Facts {
        let mut table = Facts::default();
        let Some(node) = yaml::parse_partly(source, 0..source.text.len(), sink) else {
            return table;
        };
        let Some(fields) = node.file(FileKind::Facts, sink) else { return table };
        table.dossier = fields.get("dossier").and_then(|node| day(node, "dossier", sink));
        let entries = fields.need("facts", sink).and_then(|node| node.fields("facts", sink));
        fields.finish(sink);
        for entry in entries.iter().flat_map(Fields::all) {
            let fact = Fact::read(entry, sink);
            table.entries.add(fact.id.it.clone(), fact);
        }
        table
    }

    /// A table of the program's own, whose facts are read when they are cited; `None`
    /// where it is not compiled.
    pub fn index(source: &Source) -> Option<Facts> {
        let entries = Entries::index(source, "facts", |entry, sink| Some(Fact::read(entry, sink)))?;
        Some(Facts { dossier: None, entries })
    }

    /// Puts other facts behind these: they count where there is none of the same id here.
    pub fn put_behind(&mut self, other: Facts) {
        self.entries.put_behind(other.entries);
    }

    /// The fact of this id.
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.entries.get(id)
    }

    /// All facts, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.entries.iter()
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.ids()
    }

    /// Whether there is a fact of this id.
    pub fn has(&self, id: &str) -> bool {
        self.entries.has(id)
    }
}

impl Fact {
    /// Reads an entry of a table or of a guide. One with a fault stays known, else each statement
    /// that cites it were at fault too.
    pub fn read((id, node): &(Spanned<String>, Node), sink: &mut Sink) -> Fact {
        if !is_id(&id.it) {
            let fault = Fault::Id { name: &id.it, example: "kich-hoat-bay-ngay" };
            sink.push(Diagnostic::from(fault).at(id.span));
        }
        let Some(fields) = node.fields(&id.it, sink) else {
            let grade = Spanned::new(Grade::A, id.span);
            let none = String::new;
            return Fact {
                id: id.clone(),
                says: none(),
                from: none(),
                date: none(),
                link: None,
                grade,
                claims: OnceLock::new(),
            };
        };
        let words = |words: Option<Spanned<String>>| words.map_or_else(String::new, |it| it.it);
        let (says, from) = (words(fields.text("says", sink)), fields.text("from", sink));
        let date = words(fields.word("date", sink));
        let link = fields.get("link").and_then(|node| node.word("link", sink)).map(|link| link.it);
        let kind = fields.get("kind").and_then(|node| SourceKind::read(node, sink));
        let grade = fields.get("grade").map(|node| Grade::read(node, sink));
        fields.finish(sink);
        let span = from.as_ref().map_or(id.span, |from| from.span);
        let from = words(from);
        let grade = match (kind, grade) {
            // What is wrong with the grade was reported.
            (_, Some(None)) => Spanned::new(Grade::A, id.span),
            (None, Some(Some(grade))) => grade,
            (Some(kind), Some(Some(grade))) => {
                let most = kind.it.grade(&from);
                if grade.it < most {
                    let fault = Fault::Grade { kind: kind.it, grade: grade.it, most };
                    sink.push(Diagnostic::from(fault).at(grade.span));
                }
                grade
            }
            (Some(kind), None) => Spanned::new(kind.it.grade(&from), kind.span),
            (None, None) => {
                Spanned::new(SourceKind::guess(&from, link.as_deref()).grade(&from), span)
            }
        };
        Fact { id: id.clone(), says, from, date, link, grade, claims: OnceLock::new() }
    }

    /// What it claims; read once, whoever asks.
    pub fn claims(&self) -> &[ClaimKind] {
        let read = || claims(&self.says).into_iter().map(|claim| claim.what).collect();
        self.claims.get_or_init(read)
    }
}

/// A day in the form of files.
pub(super) fn day(node: &Node, name: &str, sink: &mut Sink) -> Option<Date> {
    let words = node.word(name, sink)?;
    let date = words.it.parse().ok();
    if date.is_none() {
        let wanted = text!(
            en "a day written like 2026-11-23",
            vi "một ngày viết như 2026-11-23 (năm-tháng-ngày)",
        );
        sink.push(node.wrong(name, wanted));
    }
    date
}

/// Year and month of a date as the dossier writes it: `7/2023`, `21/10/2025`, `khoảng 2024`. The
/// month is 0 where only the year is known; nothing for “không ghi ngày”.
pub fn month_of(date: &str) -> Option<(u16, u8)> {
    let numbers: Vec<&str> =
        date.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let at = numbers.iter().position(|number| number.len() == 4)?;
    let year = numbers.get(at)?.parse().ok().filter(|year| (1990..2200).contains(year))?;
    let file =
        date.trim().starts_with(|c: char| c.is_ascii_digit()) && date.contains('-') && at == 0;
    let month =
        if file { numbers.get(1) } else { at.checked_sub(1).and_then(|at| numbers.get(at)) };
    let month = month.and_then(|month| month.parse().ok()).filter(|month| (1..=12).contains(month));
    Some((year, month.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{ReadAs, Sources};
    use crate::world::{self, Embedded, World};

    #[test]
    fn months_are_read_out_of_the_dates_of_the_dossier() {
        for (date, wanted) in [
            ("2024", Some((2024, 0))),
            ("7/2023", Some((2023, 7))),
            ("21/10/2025", Some((2025, 10))),
            ("2026-11-23", Some((2026, 11))),
            ("khoảng 2023", Some((2023, 0))),
            ("≈12/2025", Some((2025, 12))),
            ("2023–2024", Some((2023, 0))),
            ("không ghi ngày", None),
            ("", None),
            ("13/2024", Some((2024, 0))),
        ] {
            assert_eq!(month_of(date), wanted, "{date}");
        }
    }

    /// The table inside the program, which is read as needed, reads as it does in full.
    #[test]
    fn a_table_taken_apart_reads_the_same() {
        let bytes = Embedded.read(super::super::FACTS).unwrap();
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add("facts.yaml", &bytes, ReadAs::default(), &mut sink).unwrap();
        let source = sources.get(file);
        let (whole, none) = (Facts::read(source, &mut sink), Facts::index(source));
        assert!(none.is_none());
        // It is taken as it is, too: nothing in it has to be mended.
        assert_eq!(sink.iter().count(), 0);
        assert!(source.text.as_bytes() == bytes && whole.iter().count() > 150);
        let mut sources = Sources::new();
        let path = super::super::FACTS;
        let own = world::add_text(&Embedded, path, ReadAs::default(), &mut sources, &mut sink);
        let apart = Facts::index(sources.get(own.unwrap().unwrap())).unwrap();
        assert!(whole.ids().eq(apart.ids()));
        for (a, b) in whole.iter().zip(apart.iter()) {
            assert_eq!(format!("{a:?}"), format!("{b:?}"));
        }
    }
}
