//! Rules of style in a drawing: one name, class or id each, with properties that are known.
//!
//! The reader behind this list gives up a whole block at the first thing it cannot read, and never
//! says so; anything but the plainest rules is therefore refused.

use super::values::{Properties, ValueSyntax, Wrong};

/// The most rules; each is held against each element.
pub(super) const MAX_RULES: usize = 200;

/// What is wrong with rules or declarations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken<'a> {
    /// A selector, an at-rule or a form that is not understood.
    Form(&'a str),
    /// More rules than anybody needs.
    Many,
    /// A property that is not known.
    Property(&'a str),
    /// A value of a property.
    Value(&'a str, &'a str, Wrong),
}

/// Checks a style sheet.
pub(super) fn sheet<'a>(text: &'a str, known: Properties, found: &mut impl FnMut(Broken<'a>)) {
    let mut rest = text;
    let mut rules = 0;
    loop {
        rest = skip(rest);
        if rest.is_empty() {
            return;
        }
        rules += 1;
        if rules > MAX_RULES {
            return found(Broken::Many);
        }
        let (Some(open), Some(close)) = (rest.find('{'), rest.find('}')) else {
            return found(Broken::Form(head(rest)));
        };
        if close < open || !rest[..open].split(',').all(|one| is_plain(one.trim())) {
            return found(Broken::Form(head(rest)));
        }
        declarations(&rest[open + 1..close], known, found);
        rest = &rest[close + 1..];
    }
}

/// Checks the properties of an attribute `style` or of one rule.
pub(super) fn declarations<'a>(
    text: &'a str,
    known: Properties,
    found: &mut impl FnMut(Broken<'a>),
) {
    for one in text.split(';') {
        let one = skip(one).trim_end();
        if one.is_empty() {
            continue;
        }
        let Some((name, value)) = one.split_once(':') else {
            return found(Broken::Form(head(one)));
        };
        let (name, value) = (name.trim(), value.trim());
        match known.find(name) {
            None => found(Broken::Property(name)),
            // Its text may be anything, but it has to end where the reader sees its end.
            Some(ValueSyntax::Any) if is_simple(value) => {}
            Some(_) if !is_simple(value) => found(Broken::Form(head(one))),
            Some(known) => {
                // The numbers of style sheets are plainer than those of attributes.
                let is_number = value.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                let wrong = match known.check(value) {
                    Ok(()) if is_number && value.contains(['e', 'E']) => Some(Wrong::Unreadable),
                    other => other.err(),
                };
                if let Some(wrong) = wrong {
                    found(Broken::Value(name, value, wrong));
                }
            }
        }
    }
}

/// What follows white space and remarks.
fn skip(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(inside) = rest.strip_prefix("/*") {
        let Some(end) = inside.find("*/") else { return rest };
        rest = inside[end + 2..].trim_start();
    }
    rest
}

/// Whether a selector is `*` or a name, class or id, or a name with classes.
fn is_plain(selector: &str) -> bool {
    if selector == "*" {
        return true;
    }
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    if let Some(id) = selector.strip_prefix('#') {
        return is_word(id);
    }
    let mut parts = selector.split('.');
    let name = parts.next().unwrap_or("");
    let mut classes = 0;
    let good = parts.all(|class| {
        classes += 1;
        is_word(class)
    });
    good && (is_word(name) || name.is_empty() && classes > 0)
}

/// Whether a value has words, numbers, colours, functions and quotations only.
fn is_simple(value: &str) -> bool {
    let signs =
        |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "#.,%()-+_'\"".contains(c);
    let pairs = |sign: char| value.matches(sign).count().is_multiple_of(2);
    let is_closed = value.matches('(').count() == value.matches(')').count();
    !value.is_empty() && value.chars().all(signs) && pairs('\'') && pairs('"') && is_closed
}

/// The first words of what is not understood.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(24).map_or(text.len(), |(at, _)| at);
    text[..end].lines().next().unwrap_or("").trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(css: &str) -> Vec<Broken<'_>> {
        let mut all = Vec::new();
        sheet(css, Properties::Plain, &mut |broken| all.push(broken));
        all
    }

    #[test]
    fn plain_rules_are_taken() {
        for css in [
            "",
            " /* nothing */ ",
            ".a{fill:#fff}",
            ".cls-1, .cls-2 { fill: none; stroke:#111; stroke-width:2px; }\n#b{fill:red}",
            "path.thick{stroke-width:3}*{stroke-linecap:round}/* end */",
            ".st0{enable-background:new ;font-family:'Noto Sans';}",
        ] {
            assert_eq!(found(css), [], "{css}");
        }
    }

    #[test]
    fn what_the_reader_would_drop_is_found() {
        let form = |words| vec![Broken::Form(words)];
        assert_eq!(found("@media print{.a{fill:red}}"), form("@media print{.a{fill:red"));
        assert_eq!(found("g > path{fill:red}"), form("g > path{fill:red}"));
        assert_eq!(found("g path{fill:red}"), form("g path{fill:red}"));
        assert_eq!(found("path:hover{fill:red}"), form("path:hover{fill:red}"));
        assert_eq!(found("[id]{fill:red}"), form("[id]{fill:red}"));
        assert_eq!(found(".a{fill:red"), form(".a{fill:red"));
        assert_eq!(found(".a{fill:red !important}"), form("fill:red !important"));
        assert_eq!(found(".a{fill}"), form("fill"));
        assert_eq!(found(".a{transform:rotate(3deg)}"), [Broken::Property("transform")]);
        assert_eq!(found(".a{r:3}"), [Broken::Property("r")]);
        assert_eq!(found(".a{--ink:red}"), [Broken::Property("--ink")]);
        let wrong = [Broken::Value("fill", "url(x)", Wrong::Unreadable)];
        assert_eq!(found(".a{fill:url(x)}"), wrong);
        let wrong = [Broken::Value("stroke-width", "1e1", Wrong::Unreadable)];
        assert_eq!(found(".a{stroke-width:1e1}"), wrong);
        assert_eq!(found(&".a{}".repeat(MAX_RULES + 1)), [Broken::Many]);
    }
}
