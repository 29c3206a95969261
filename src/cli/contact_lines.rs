//! Which contact lines each product prints, in words: for `toroi list products` and `toroi check`.
//!
//! A line that a ward has filled in and that a product does not print is no fault, but nobody sees
//! it on the sheet; so it is said before the sheet is printed.

use std::collections::BTreeSet;

use super::terminal::Terminal;
use crate::guide::Guide;
use crate::report::quoted;
use crate::session::{Jobs, Session};
use crate::source::Sources;
use crate::template::TemplateSet;

/// Contact lines of a guide, as far as products tell them apart: by their place, and when and where.
const LINES: [&str; 5] = ["to-truong", "thoi-gian", "dia-diem", "tinh-nguyen-vien", "don-vi"];

/// Which contact lines a product prints of whatever guide.
pub(super) fn of_any_guide(
    set: &TemplateSet,
    product: &str,
    sources: &Sources,
    terminal: Terminal,
) -> String {
    let lines = set.contact_lines(product, &LINES, sources);
    in_words(&lines.unwrap_or_default(), &LINES, terminal)
}

/// Tells which contact lines the sheets print: of a single guide its own lines, by product; of many
/// guides in words that hold for all.
pub(super) fn tell(session: &Session, jobs: &Jobs, terminal: Terminal) {
    let guides: Vec<&Guide> = session.guides().collect();
    let (set, sources) = (session.templates(), session.sources());
    let (mut reported, mut seen) = (Vec::<(String, Vec<&str>)>::new(), BTreeSet::new());
    for job in &jobs.jobs {
        let product = job.product.as_str();
        let Some(guide) = guides.get(job.guide) else { continue };
        if terminal.is_json() {
            let line = json(guide, product, set, sources);
            if let Some(line) = line {
                terminal.print(&line);
            }
            continue;
        }
        // One after another for many guides would be a flood.
        if !terminal.is_for_people() || !seen.insert(product) {
            continue;
        }
        let words = match guides.as_slice() {
            [only] if only.contacts.is_empty() => continue,
            [only] => {
                let all: Vec<&str> = only.contacts.iter().map(|line| line.id.it.as_str()).collect();
                let lines = set.contact_lines(product, &all, sources);
                in_words(&lines.unwrap_or_default(), &all, terminal)
            }
            _ => of_any_guide(set, product, sources, terminal),
        };
        match reported.iter_mut().find(|(other, _)| *other == words) {
            Some((_, products)) => products.push(product),
            None => reported.push((words, vec![product])),
        }
    }
    for (words, products) in reported {
        terminal.print(&format!("{}: {words}", products.join(", ")));
    }
}

/// The same for programs: a line for each sheet.
fn json(guide: &Guide, product: &str, set: &TemplateSet, sources: &Sources) -> Option<String> {
    let all: Vec<&str> = guide.contacts.iter().map(|line| line.id.it.as_str()).collect();
    let printed = set.contact_lines(product, &all, sources)?;
    let printed: Vec<String> = printed.into_iter().map(quoted).collect();
    Some(format!(
        "{{\"type\":\"contacts\",\"guide\":{},\"product\":{},\"printed\":[{}]}}",
        quoted(&guide.slug),
        quoted(product),
        printed.join(",")
    ))
}

/// Which of all lines are printed; where some are not, those of a guide by their names.
fn in_words(printed: &[&str], all: &[&str], terminal: Terminal) -> String {
    let (first, last) = (&all[..1], &all[all.len() - 1..]);
    if printed.is_empty() {
        terminal.say("no contact lines", "không in dòng liên hệ").to_owned()
    } else if printed == all {
        terminal.say("all contact lines", "in mọi dòng liên hệ").to_owned()
    } else if all != LINES {
        let rest: Vec<&str> = all.iter().filter(|line| !printed.contains(line)).copied().collect();
        let (printed, rest) = (printed.join(", "), rest.join(", "));
        let words = terminal.say("contact lines {}; not {}", "in dòng liên hệ {}; không in {}");
        words.replacen("{}", &printed, 1).replacen("{}", &rest, 1)
    } else if printed == first {
        terminal.say("the first contact line", "in dòng liên hệ đầu").to_owned()
    } else if printed == [first, last].concat() {
        terminal
            .say("the first and the last contact line", "in dòng liên hệ đầu và cuối")
            .to_owned()
    } else {
        let words = terminal.say("contact lines", "in các dòng liên hệ");
        format!("{words} {}", printed.join(", "))
    }
}
