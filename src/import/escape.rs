//! Letters of a document as Markdown and YAML that mean those letters.

/// A line in which no sign is taken for a mark.
pub(super) fn escaped(text: &str) -> String {
    begun(&inside(text))
}

/// A line as Markdown whose first signs are no mark.
pub(super) fn begun(line: &str) -> String {
    let is_mark = ["#", ">", "- ", "+ ", "="].iter().any(|mark| line.starts_with(mark));
    if is_mark { format!("\\{line}") } else { line.to_owned() }
}

/// A stretch inside a line.
pub(super) fn inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let is_mark = match letter {
            '*' | '`' | '[' | ']' | '\\' => true,
            // “a < b” means nothing, and snake_case neither.
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?<".contains(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            '_' => !out.ends_with(char::is_alphanumeric),
            '~' => next == Some('~') || out.ends_with('~'),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Text as a YAML scalar in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let inside: String = text.chars().filter(|letter| !letter.is_control()).collect();
    format!("\"{}\"", inside.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Text inside a comment of Markdown, which it must not end.
pub(super) fn in_comment(text: &str) -> String {
    text.replace("--", "- -").replace("<<", "< <")
}
