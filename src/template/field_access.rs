//! How templates look at what differs from copy to copy, read from their text.
//!
//! A template that only prints a value, or asks whether there is one, prints the same for all
//! copies but for the value: it need not run for each. One that compares a value, sends it through
//! a filter or loops over it may print anything, and runs again for each value of what it looks at.
//! Whatever this reader does not understand counts as the latter.

use std::collections::BTreeSet;

/// How templates use the lines to fill in (`….value`), the addresses of codes (`….url`, `….words`)
/// and the columns of a table (`record.…`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldAccess {
    /// All columns that are mentioned.
    pub columns: BTreeSet<String>,
    /// Those whose values are looked at.
    pub inspected: BTreeSet<String>,
    /// Whether any column may be looked at.
    pub any_column: bool,
    /// Whether values of lines to fill in are looked at.
    pub contacts: bool,
    /// Whether addresses of codes are.
    pub addresses: bool,
}

impl FieldAccess {
    /// Reads one template.
    pub(super) fn read(&mut self, template: &str) {
        let mut rest = template;
        while let Some(start) = rest.find('{') {
            rest = &rest[start..];
            let close = match rest.as_bytes().get(1) {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                Some(b'#') => "#}",
                _ => {
                    rest = &rest[1..];
                    continue;
                }
            };
            let Some(end) = rest[2..].find(close) else { return };
            let inside = rest[2..2 + end].trim_matches('-').trim();
            if close != "#}" {
                self.block(inside, close == "}}");
            }
            rest = &rest[2 + end + 2..];
        }
    }

    fn block(&mut self, inside: &str, prints: bool) {
        let words: Vec<&str> = tokens(inside).collect();
        let mentions = mentioned(&words);
        self.columns.extend(mentions.columns.iter().cloned());
        // A loop over keys and values, or a value under another name, may carry anything.
        let pairs = words.first() == Some(&"for") && words.get(2) == Some(&",");
        if pairs {
            self.any_column = true;
            self.contacts = true;
            self.addresses = true;
        }
        if !(mentions.whole || mentions.value || mentions.address || !mentions.columns.is_empty()) {
            return;
        }
        let path = match words.as_slice() {
            [path @ .., "|", "default", "(", "value", "=", "\"\"", ")"] if prints => path,
            ["if" | "elif", "not", path @ ..] if !prints => path,
            ["if" | "elif", path @ ..] if !prints => path,
            path if prints => path,
            _ => &[],
        };
        if is_path(path) && !mentions.whole {
            return;
        }
        // The record is handed on under its own name.
        let handed = prints && inside.starts_with('<') && !mentions.value && !mentions.address;
        let same = words.windows(4).any(|four| four == ["record", "=", "{", "record"]);
        if handed && same && mentions.columns.is_empty() {
            return;
        }
        self.inspected.extend(mentions.columns);
        self.any_column |= mentions.whole;
        self.contacts |= mentions.value;
        self.addresses |= mentions.address;
    }
}

/// What the words of a block mention.
struct Mentions {
    columns: BTreeSet<String>,
    /// The record itself.
    whole: bool,
    /// The value of a line to fill in.
    value: bool,
    /// The address of a code, or its words.
    address: bool,
}

fn mentioned(words: &[&str]) -> Mentions {
    let mut found =
        Mentions { columns: BTreeSet::new(), whole: false, value: false, address: false };
    for (at, word) in words.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| words[at]), words.get(at + 1));
        match *word {
            "record" if before != Some(".") => match (after, words.get(at + 2)) {
                (Some(&"."), Some(column)) => drop(found.columns.insert((*column).to_owned())),
                // The name of an argument, as in `record={record}`.
                (Some(&"="), _) => {}
                _ => found.whole = true,
            },
            "value" if before == Some(".") => found.value = true,
            // `contact["value"]`, and the whole contact where a value could hide.
            "\"value\"" | "'value'" => found.value = true,
            "url" | "words" if before == Some(".") => found.address = true,
            "\"url\"" | "'url'" | "\"words\"" | "'words'" => found.address = true,
            _ => {}
        }
    }
    found
}

/// Whether words are one path: names with full stops between them.
fn is_path(words: &[&str]) -> bool {
    let name = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '_');
    !words.is_empty()
        && words.iter().enumerate().all(|(at, word)| {
            if at % 2 == 0 { !word.is_empty() && name(word) } else { *word == "." }
        })
        && words.len() % 2 == 1
}

/// Names, quoted texts and single signs.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let end = if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
        } else if matches!(first, '"' | '\'' | '`') {
            rest[1..].find(first).map_or(rest.len(), |end| end + 2)
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(template: &str) -> FieldAccess {
        let mut uses = FieldAccess::default();
        uses.read(template);
        uses
    }

    #[test]
    fn printing_and_asking_whether_is_not_looking() {
        for template in [
            "{{ record.so_nha }}",
            "{{- record.so_nha -}}",
            "{{ record.so_nha | default(value=\"\") }}",
            "{% if record.so_nha %}x{% endif %}",
            "{% if not record.so_nha %}x{% elif record.so_nha %}{% endif %}",
            "{{ <hanger guide={guide} record={record}/> }}{{ record.so_nha }}",
            "{# record.x == 1 #}{{ record.so_nha }}",
        ] {
            let found = uses(template);
            assert_eq!(found.columns.iter().collect::<Vec<_>>(), ["so_nha"], "{template}");
            assert!(found.inspected.is_empty() && !found.any_column, "{template}");
        }
        let found = uses("<fill value=\"{{ contact.value }}\">{% if contact.value %}{% endif %}");
        assert_eq!(found, FieldAccess::default());
    }

    #[test]
    fn all_else_is_looking() {
        for template in [
            "{{ record.to | upper }}",
            "{% if record.to == \"5\" %}{% endif %}",
            "{% set x = record.to %}",
            "{% for part in record.to | split(pat=\",\") %}{% endfor %}",
            "{{ <p to={record.to}/> }}",
            "{{ record.to ~ \"x\" }}",
            "{% if record.to and guide.qr %}{% endif %}",
        ] {
            let found = uses(template);
            assert_eq!(found.inspected.iter().collect::<Vec<_>>(), ["to"], "{template}");
        }
        for template in [
            "{{ record }}",
            "{% for key, cell in record %}{% endfor %}",
            "{{ record[\"to\"] }}",
            "{% set all = record %}",
            "{{ <p other={record}/> }}",
        ] {
            assert!(uses(template).any_column, "{template}");
        }
        for template in [
            "{{ contact.value | upper }}",
            "{% if contact.value == \"\" %}{% endif %}",
            "{{ contact[\"value\"] }}",
            "{% set x = contact.value %}",
            "{% for key, it in contact %}{% endfor %}",
            "{{ <line value={contact.value}/> }}",
        ] {
            assert!(uses(template).contacts, "{template}");
        }
        for template in [
            "{{ target.url | upper }}",
            "{% if target.words == \"\" %}{% endif %}",
            "{% set x = target[\"url\"] %}",
            "{{ <code url={target.url}/> }}",
        ] {
            assert!(uses(template).addresses, "{template}");
        }
        assert!(!uses("<qr url=\"{{ target.url }}\">{{ target.words }}</qr>").addresses);
    }
}
