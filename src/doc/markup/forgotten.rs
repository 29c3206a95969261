//! What a template forgot, as lines to paste into it.

use std::collections::BTreeSet;

use crate::guide::Slot;

/// What prints all pieces of a kind, as components and templates of ours do.
const PRINTS: [(&str, &str); 10] = [
    ("title", "<heading level=\"1\" style=\"title\">{{ guide.title.rich }}</heading>"),
    ("short", "<p>{{ guide.short.rich }}</p>"),
    ("question", "<p>{{ guide.question.rich }}</p>"),
    ("audience", "<p style=\"audience\">{{ guide.audience.rich }}</p>"),
    ("bring", "{{ <bring guide={guide}/> }}"),
    (
        "checklist",
        "<checks>{% for item in guide.checklist %}<check>{{ item.rich }}</check>{% endfor %}</checks>",
    ),
    ("safety", "{{ <safety guide={guide} look={look}/> }}"),
    ("contact", "{{ <contacts guide={guide}/> }}"),
    ("qr", "{{ <codes guide={guide}/> }}"),
    ("part", "{{ <parts guide={guide} pictures={true}/> }}"),
];

/// As many lines are offered: a guide has no more kinds of pieces than this, and who lacks more
/// single ones has to look at the template anyway.
const MOST_LINES: usize = 40;

/// Lines that print what was forgotten, where all of a kind was; and lines that leave it all out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub print: String,
    pub omit: String,
}

/// The lines for `dropped`, which are some of `all`.
pub(super) fn lines(dropped: &[&Slot<'_>], all: &[Slot<'_>]) -> Lines {
    let names: BTreeSet<&str> = dropped.iter().map(|slot| slot.name.as_str()).collect();
    let (mut print, mut omit) = (Vec::new(), Vec::new());
    for (kind, line) in PRINTS {
        let of_kind = |name: &&str| name.split('.').next() == Some(kind);
        let is_lacking = |slot: &Slot<'_>| names.contains(slot.name.as_str());
        let mut kin = all.iter().filter(|slot| of_kind(&slot.name.as_str()));
        if !names.iter().any(of_kind) {
            continue;
        }
        if kin.all(is_lacking) {
            print.push(line.to_owned());
            omit.push(omitting(kind));
        } else {
            omit.extend(names.iter().filter(|name| of_kind(name)).map(|name| omitting(name)));
        }
    }
    let pasted = |mut lines: Vec<String>| {
        lines.truncate(MOST_LINES);
        lines.iter().flat_map(|line| ["\n  ", line.as_str()]).collect()
    };
    Lines { print: pasted(print), omit: pasted(omit) }
}

fn omitting(name: &str) -> String {
    format!("<omit ref=\"{name}\"/>")
}
