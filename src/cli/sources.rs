//! `toroi sources`: who said what a guide prints, when, and how sure it is.

use std::collections::BTreeSet;

use super::args::{Args, SourcesArgs};
use super::terminal::Terminal;
use crate::diag::{Sink, Text, counted, text};
use crate::facts::month_of;
use crate::guide::{self, Fact, Guide, Library, StatementPosition};
use crate::report::{Format, quoted};
use crate::source::{ReadAs, Sources};
use crate::world::Project;

/// Prints the facts of every statement of the guides named, of all guides when none is.
pub(super) fn run(options: &SourcesArgs, args: &Args, terminal: Terminal) -> u8 {
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    let named: Vec<String> =
        options.guides.iter().map(|name| super::project::from_here(name, args)).collect();
    let world = Project::new(&args.project).with_named(&named);
    let library = Library::load(&world, &named, ReadAs::default(), &mut sources, &mut sink);
    for guide in library.guides.values() {
        let guide = &*guide.whole();
        // What is cited and not there, or may not be printed, is reported as in `check`.
        guide::check_sources(guide, &mut sink);
        match terminal.printer.format {
            Format::Json => json(guide, terminal),
            Format::Human | Format::Short => list(guide, terminal),
        }
    }
    terminal.findings(&sink, &sources);
    u8::from(sink.has_errors())
}

/// For people: a block of lines a statement, a line a fact.
fn list(guide: &Guide, terminal: Terminal) {
    let lang = terminal.printer.lang;
    terminal.print(&format!("{}  {}", guide.slug, guide.title.plain()));
    for statement in guide::statements(guide).iter().filter(|it| it.place.must_cite()) {
        let place = place(statement.place);
        terminal.print(&format!("\n  {}: {}", place.get(lang), shorten(&statement.words(), 60)));
        for id in statement.cited {
            let Some(fact) = guide.fact(&id.it) else { continue };
            let Fact { from, date, link, grade, .. } = fact;
            let grade = grade.it;
            let link = link.as_ref().map_or_else(String::new, |link| format!(", {link}"));
            terminal.print(&format!("    {:<6} {}  {from}, {date}{link}", grade.name(), id.it));
        }
    }
    let summary = summary(guide);
    let Summary { facts, weakest, oldest } = &summary;
    let count = facts.len();
    let (mut en, mut vi) = (counted(count, "fact"), format!("{count} dữ kiện"));
    if let Some(fact) = weakest {
        let (grade, id) = (fact.grade.it, &fact.id.it);
        en.push_str(&format!("; weakest grade {grade} ({id})"));
        vi.push_str(&format!("; mức thấp nhất {grade} ({id})"));
    }
    if let Some(fact) = oldest {
        let (date, id) = (&fact.date, &fact.id.it);
        en.push_str(&format!("; oldest from {date} ({id})"));
        vi.push_str(&format!("; cũ nhất {date} ({id})"));
    }
    terminal.print(&format!("\n  {}\n", Text { en, vi }.get(lang)));
}

/// For programs: an object a statement and fact, then one for the guide.
fn json(guide: &Guide, terminal: Terminal) {
    let slug = quoted(&guide.slug);
    for statement in guide::statements(guide).iter().filter(|it| it.place.must_cite()) {
        let (place, words) = (quoted(&place_name(statement.place)), quoted(&statement.words()));
        for id in statement.cited {
            let Some(fact) = guide.fact(&id.it) else { continue };
            let field = |text: &str| quoted(text);
            terminal.print(&format!(
                "{{\"type\":\"source\",\"guide\":{slug},\"place\":{place},\"words\":{words},\"id\":{},\
                 \"from\":{},\"date\":{},\"link\":{},\"grade\":{},\"says\":{}}}",
                field(&id.it),
                field(&fact.from),
                field(&fact.date),
                fact.link.as_deref().map_or_else(|| "null".to_owned(), quoted),
                field(fact.grade.it.name()),
                field(&fact.says),
            ));
        }
    }
    let Summary { facts, weakest, oldest } = summary(guide);
    let of = |text: Option<&str>| text.map_or_else(|| "null".to_owned(), quoted);
    terminal.print(&format!(
        "{{\"type\":\"summary\",\"guide\":{slug},\"facts\":{},\"weakest\":{},\"oldest\":{}}}",
        facts.len(),
        of(weakest.map(|fact| fact.grade.it.name())),
        of(oldest.map(|fact| fact.date.as_str())),
    ));
}

/// What all statements of a guide rest on.
struct Summary<'g> {
    facts: BTreeSet<&'g str>,
    weakest: Option<&'g Fact>,
    oldest: Option<&'g Fact>,
}

fn summary(guide: &Guide) -> Summary<'_> {
    let statements = guide::statements(guide);
    let facts: BTreeSet<&str> =
        statements.iter().flat_map(|it| it.cited).map(|id| id.it.as_str()).collect();
    let all = || facts.iter().filter_map(|id| guide.fact(id));
    // Of equals the first by name.
    let weakest = all().rev().max_by_key(|fact| fact.grade.it);
    let dated = all().filter_map(|fact| Some((month_of(&fact.date)?, fact)));
    let oldest = dated.min_by_key(|(month, _)| *month).map(|(_, fact)| fact);
    Summary { facts, weakest, oldest }
}

/// The place in words.
pub(super) fn place(place: StatementPosition) -> Text {
    match place {
        StatementPosition::Title => text!(en "title", vi "tên bài"),
        StatementPosition::Short => text!(en "short title", vi "tên ngắn"),
        StatementPosition::Question => text!(en "question", vi "câu hỏi"),
        StatementPosition::Audience => text!(en "audience", vi "bài dành cho ai"),
        StatementPosition::Bring => text!(en "to bring", vi "bác chuẩn bị"),
        StatementPosition::Checklist => text!(en "checklist", vi "việc đánh dấu"),
        StatementPosition::Safety => text!(en "safety box", vi "ô an toàn"),
        StatementPosition::Contact => text!(en "contact line", vi "dòng liên hệ"),
        StatementPosition::Qr(number) => text!(en "QR code {number}", vi "mã QR {number}"),
        StatementPosition::Part(number) => text!(en "part {number}", vi "phần {number}"),
        StatementPosition::Step(part, step) => {
            text!(en "part {part}, step {step}", vi "phần {part}, bước {step}")
        }
    }
}

/// The place in the form of templates, for programs.
pub(super) fn place_name(place: StatementPosition) -> String {
    match place {
        StatementPosition::Title => "title".to_owned(),
        StatementPosition::Short => "short".to_owned(),
        StatementPosition::Question => "question".to_owned(),
        StatementPosition::Audience => "audience".to_owned(),
        StatementPosition::Bring => "bring".to_owned(),
        StatementPosition::Checklist => "checklist".to_owned(),
        StatementPosition::Safety => "safety".to_owned(),
        StatementPosition::Contact => "contact".to_owned(),
        StatementPosition::Qr(number) => format!("qr.{number}"),
        StatementPosition::Part(number) => format!("part.{number}"),
        StatementPosition::Step(part, step) => format!("part.{part}.step.{step}"),
    }
}

/// At most `most` letters, cut after a word.
fn shorten(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_after_a_word() {
        assert_eq!(shorten("Bác bấm", 7), "Bác bấm");
        assert_eq!(shorten("Bác bấm nút", 8), "Bác bấm…");
        assert_eq!(shorten("nghiêngnghiêng", 4), "nghi…");
        assert_eq!(shorten("", 4), "");
    }
}
