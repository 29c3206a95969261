//! Puts calls that count ([`super::budget`]) into a template, and finds places again in what it was.
//!
//! Only the ends of tags have to be found for that. A template that Tera can read is changed in
//! nothing it prints: the calls print nothing, and trim white space where the tag beside them does.

use std::ops::Range;

use super::budget::{ENTER, HOLD, LEAVE, SPEND};

/// A template with calls put in.
#[derive(Debug, Default)]
pub(super) struct Metered {
    pub text: String,
    /// In order.
    calls: Vec<Call>,
}

/// A call that was put in.
#[derive(Debug)]
struct Call {
    /// Its bytes in the new text.
    at: Range<usize>,
    /// The bytes of the tag it was put in for, in the old one.
    tag: Range<usize>,
    /// Where a copy of an expression of the old text begins in the new one, and where it did.
    copy: Option<(usize, usize)>,
}

impl Metered {
    /// Where bytes of the new text stand in the old one; those of a call, where its tag does.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let mut shift = 0;
        for call in &self.calls {
            if call.at.contains(&range.start) {
                return match call.copy {
                    Some((new, old)) if range.start >= new => {
                        let length = range.len();
                        old + range.start - new
                            ..(old + range.start - new + length).min(call.tag.end)
                    }
                    _ => call.tag.clone(),
                };
            }
            if call.at.start > range.start {
                break;
            }
            shift += call.at.len();
        }
        range.start - shift..range.end.saturating_sub(shift).max(range.start - shift)
    }
}

/// A tag of a template: its bytes, and those between its marks.
#[derive(Clone, Debug)]
struct TemplateTag {
    all: Range<usize>,
    inside: Range<usize>,
    /// Whether it prints: `{{ … }}`.
    prints: bool,
}

/// What is to be put in before byte `at`.
struct Insert {
    at: usize,
    words: String,
    tag: Range<usize>,
    /// Where a copy begins in `words`, and in the old text.
    copy: Option<(usize, usize)>,
}

/// A loop, component or capture that is open.
struct OpenBlock {
    /// The insert that counts its rounds, and what that begins and ends with.
    counts: Option<(usize, String, String)>,
    /// Letters of its own.
    letters: usize,
    /// The variable it captures for.
    sets: Option<String>,
}

/// What cannot be counted, and its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Uncounted {
    /// A loop inside an expression.
    Loop(Range<usize>),
    /// An expression that joins more texts than may be: they are counted when all are one.
    Joined(Range<usize>),
}

/// The most texts one expression joins; each may be as long as a variable.
pub(super) const MOST_JOINED: usize = 48;

/// Puts the calls in.
///
/// # Errors
/// The first expression that cannot be counted.
pub(super) fn metered(text: &str) -> Result<Metered, Uncounted> {
    let mut inserts: Vec<Insert> = Vec::new();
    let mut open: Vec<OpenBlock> = Vec::new();
    let mut last = 0;
    let mut raw = false;
    for tag in tags(text) {
        let inside = text[tag.inside.clone()].trim();
        let first = inside.split(|c: char| !is_name(c)).next().unwrap_or("");
        let letters = tag.all.start - last;
        for open in &mut open {
            open.letters += letters;
        }
        last = tag.all.end;
        if raw || first == "raw" {
            raw = first != "endraw";
            continue;
        }
        if let Some(nested) = inner_loop(inside, !tag.prints) {
            let start = tag.inside.start + text[tag.inside.clone()].len()
                - text[tag.inside.clone()].trim_start().len();
            return Err(Uncounted::Loop(start + nested..start + nested + "for".len()));
        }
        if joins(inside) >= MOST_JOINED {
            return Err(Uncounted::Joined(tag.all));
        }
        if tag.prints {
            if !open.is_empty() && !inside.starts_with('<') && !inside.contains("super(") {
                inserts.push(printed(text, &tag));
            }
            continue;
        }
        let closes = if text[..tag.all.end].ends_with("-%}") { "-}}" } else { "}}" };
        let after =
            |words: String| Insert { at: tag.all.end, words, tag: tag.all.clone(), copy: None };
        match first {
            "for" | "component" => {
                let (call, with) = match first {
                    "component" => (ENTER, parameters(inside)),
                    _ => (SPEND, String::new()),
                };
                let ends = format!("{with}) {closes}");
                open.push(OpenBlock {
                    counts: Some((inserts.len(), format!("{{{{ {call}(round="), ends)),
                    letters: 0,
                    sets: None,
                });
                inserts.push(after(String::new()));
            }
            "set" | "set_global" => {
                let name = inside[first.len()..].trim_start();
                let end = name.find(|c: char| !is_name(c)).unwrap_or(name.len());
                let (name, rest) = name.split_at(end);
                if rest.trim_start().starts_with('=') {
                    inserts.push(after(format!("{{{{ {HOLD}(of={name}) {closes}")));
                } else {
                    open.push(OpenBlock { counts: None, letters: 0, sets: Some(name.to_owned()) });
                }
            }
            "filter" => open.push(OpenBlock { counts: None, letters: 0, sets: None }),
            "endfor" | "endcomponent" | "endset" | "endfilter" => {
                let Some(OpenBlock { counts, letters, sets }) = open.pop() else { continue };
                if first == "endcomponent" {
                    let trims = if text[tag.all.clone()].starts_with("{%-") { "-" } else { "" };
                    let words = format!("{{{{{trims} {LEAVE}() }}}}");
                    let (at, tag) = (tag.all.start, tag.all.clone());
                    inserts.push(Insert { at, words, tag, copy: None });
                }
                if let Some((index, begins, ends)) = counts {
                    inserts[index].words = format!("{begins}{letters}{ends}");
                }
                if let Some(name) = sets {
                    inserts.push(after(format!("{{{{ {HOLD}(of={name}) {closes}")));
                }
            }
            _ => {}
        }
    }
    Ok(put_in(text, inserts))
}

/// The longest chain of conditions; Tera calls itself for each.
pub(super) const LONGEST_CHAIN: usize = 40;

/// The bytes of the first `elif` beyond the longest chain.
pub(super) fn too_long(text: &str) -> Option<Range<usize>> {
    // Most templates have fewer in all.
    if text.matches("elif").take(LONGEST_CHAIN + 1).count() <= LONGEST_CHAIN {
        return None;
    }
    let mut chains: Vec<usize> = Vec::new();
    for tag in tags(text).into_iter().filter(|tag| !tag.prints) {
        let inside = text[tag.inside.clone()].trim();
        match inside.split(|c: char| !is_name(c)).next().unwrap_or("") {
            "if" => chains.push(0),
            "endif" => drop(chains.pop()),
            "elif" => {
                let chain = chains.last_mut()?;
                *chain += 1;
                if *chain > LONGEST_CHAIN {
                    return Some(tag.all);
                }
            }
            _ => {}
        }
    }
    None
}

/// The call that counts what a tag prints: it stands before the tag and holds its expression too.
fn printed(text: &str, tag: &TemplateTag) -> Insert {
    let own = &text[tag.inside.clone()];
    let trims = if own.starts_with('-') { "-" } else { "" };
    let own = own.strip_prefix('-').unwrap_or(own);
    let own = own.strip_suffix('-').unwrap_or(own);
    let start = tag.inside.start + trims.len();
    let begin = format!("{{{{{trims} {SPEND}(of=(");
    let copy = Some((begin.len(), start));
    Insert { at: tag.all.start, words: format!("{begin}{own})) }}}}"), tag: tag.all.clone(), copy }
}

fn put_in(text: &str, mut inserts: Vec<Insert>) -> Metered {
    inserts.sort_by_key(|insert| insert.at);
    let mut metered = Metered::default();
    let mut from = 0;
    for Insert { at, words, tag, copy } in inserts {
        metered.text.push_str(&text[from..at]);
        from = at;
        let start = metered.text.len();
        metered.text.push_str(&words);
        let copy = copy.map(|(inside, old)| (start + inside, old));
        metered.calls.push(Call { at: start..metered.text.len(), tag, copy });
    }
    metered.text.push_str(&text[from..]);
    metered
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The parameters of a component as arguments of the call that counts its rounds: what grows from
/// call to call is counted too.
fn parameters(inside: &str) -> String {
    let list = inside.split_once('(').map_or("", |(_, rest)| rest);
    let (mut depth, mut names, mut start) = (0_usize, Vec::new(), 0);
    for (at, letter) in pieces(list) {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                names.push(&list[start..at]);
                break;
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                names.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    let names = names.into_iter().enumerate().filter_map(|(nth, name)| {
        let name = name.trim();
        let end = name.find(|c: char| !is_name(c)).unwrap_or(name.len());
        (end > 0).then(|| format!(", with{nth}={}", &name[..end]))
    });
    names.collect()
}

/// Where a loop stands inside an expression; the first word of a tag may be one.
fn inner_loop(inside: &str, is_tag: bool) -> Option<usize> {
    if !inside.contains("for") {
        return None;
    }
    let mut before = ' ';
    for (at, letter) in pieces(inside) {
        let begins = !is_name(before) && before != '.';
        before = letter;
        let rest = &inside[at..];
        if !begins || !rest.starts_with("for") || (at == 0 && is_tag) {
            continue;
        }
        let after = rest["for".len()..].chars().next().unwrap_or(' ');
        if !is_name(after) && !rest["for".len()..].trim_start().starts_with(['=', ':']) {
            return Some(at);
        }
    }
    None
}

/// How many joints the texts of an expression have.
fn joins(inside: &str) -> usize {
    let signs = inside.bytes().filter(|byte| *byte == b'~').count();
    if signs < MOST_JOINED {
        return signs;
    }
    pieces(inside).filter(|(_, letter)| *letter == '~').count()
}

/// The letters of an expression outside of quoted texts, with their places.
fn pieces(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut escaped = false;
    text.char_indices().filter(move |(_, letter)| match quote {
        Some(mark) => {
            if escaped {
                escaped = false;
            } else if *letter == '\\' {
                escaped = true;
            } else if *letter == mark {
                quote = None;
            }
            false
        }
        None if matches!(letter, '"' | '\'' | '`') => {
            quote = Some(*letter);
            false
        }
        None => true,
    })
}

/// The tags of a template, comments left out.
fn tags(text: &str) -> Vec<TemplateTag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let close = match text.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                at = text[start..].find("#}").map_or(text.len(), |end| start + end + 2);
                continue;
            }
            _ => {
                at = start + 1;
                continue;
            }
        };
        let prints = close == "}}";
        let Some(end) = end_of(&text[start + 2..], close) else { break };
        let inside = start + 2..start + 2 + end;
        at = inside.end + 2;
        tags.push(TemplateTag { all: start..at, inside, prints });
    }
    // White space is trimmed by a dash inside of the marks.
    for tag in &mut tags {
        if !tag.prints {
            let own = &text[tag.inside.clone()];
            let begin = usize::from(own.starts_with('-'));
            let end = usize::from(own.len() > begin && own.ends_with('-'));
            tag.inside = tag.inside.start + begin..tag.inside.end - end;
        }
    }
    tags
}

/// Where a tag is closed: not inside of a quoted text or of braces.
fn end_of(text: &str, close: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let sign = close.chars().next()?;
    for (at, letter) in pieces(text) {
        if depth == 0 && letter == sign && text[at..].starts_with(close) {
            return Some(at);
        }
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let text = "{% for a in b -%}\n  {{- a.x | upper }} {% set y = a %}{% endfor %}{{ z }}";
        let metered = metered(text).unwrap();
        for word in ["a.x", "upper", "y = a", "z }}", "for a"] {
            let old = text.find(word).unwrap();
            for (new, _) in metered.text.match_indices(word) {
                let found = metered.original(new..new + word.len());
                assert_eq!(found, old..old + word.len(), "{word} at {new} of {}", metered.text);
            }
        }
        // A call itself is where its tag is.
        let call = metered.text.find(SPEND).unwrap();
        assert_eq!(&text[metered.original(call..call + 3)], "{% for a in b -%}");
    }

    #[test]
    fn tags_end_where_tera_ends_them() {
        for (text, wanted) in [
            ("{{ \"}}\" }}x", vec!["{{ \"}}\" }}"]),
            ("{{ {\"a\": {\"b\": 1}} }}", vec!["{{ {\"a\": {\"b\": 1}} }}"]),
            ("{# {{ a }} #}{{ b }}", vec!["{{ b }}"]),
            ("{% if a == '%}' %}{%- endif -%}", vec!["{% if a == '%}' %}", "{%- endif -%}"]),
            ("{{ <c a={x}/> }}{", vec!["{{ <c a={x}/> }}"]),
            ("{{ open", vec![]),
        ] {
            let found: Vec<&str> = tags(text).iter().map(|tag| &text[tag.all.clone()]).collect();
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn loops_inside_of_expressions_are_seen() {
        for (text, seen) in [
            ("{{ [a for a in b] }}", true),
            ("{% set x = [a for a in b if a] %}", true),
            ("{% for x in [a for a in b] %}{% endfor %}", true),
            ("{% for x in xs %}{% endfor %}{{ \"for x in y\" }}", false),
            ("{{ <c for={x}/> }}{{ a.for }}{{ format }}", false),
            ("{% raw %}{{ [a for a in b] }}{% endraw %}", false),
        ] {
            assert_eq!(metered(text).is_err(), seen, "{text}");
        }
    }

    #[test]
    fn joints_are_counted_outside_of_quotation_marks() {
        let joined = |count: usize| format!("{{{{ a{} }}}}", " ~ a".repeat(count - 1));
        assert!(metered(&joined(MOST_JOINED)).is_ok());
        let text = format!("x{}", joined(MOST_JOINED + 1));
        assert_eq!(metered(&text).unwrap_err(), Uncounted::Joined(1..text.len()));
        assert!(metered(&format!("{{{{ \"{}\" }}}}", "~".repeat(999))).is_ok());
    }
}
