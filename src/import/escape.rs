//! Letters of a document as Markdown and YAML that mean those letters.

/// A line of Markdown that does not begin like a heading, a list, a note or a rule.
pub(super) fn begun(line: &str) -> String {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let ranks = line.trim_start_matches('#');
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_number = digits.len() < line.len() && digits.starts_with(['.', ')']);
    if is_number && ends(&digits[1..]) {
        let number = line.len() - digits.len();
        return format!("{}\\{digits}", &line[..number]);
    }
    let is_heading = ranks.len() < line.len() && ends(ranks);
    let is_item = line.strip_prefix(['-', '+']).is_some_and(ends);
    let is_rule = line.len() > 1 && line.chars().all(|letter| "-=_ ".contains(letter));
    let is_mark = is_heading || is_item || is_rule || line.starts_with('>');
    if is_mark { format!("\\{line}") } else { line.to_owned() }
}

/// Text in which no sign is taken for a mark inside a line.
pub(super) fn escaped(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_people_are_no_marks() {
        for (text, wanted) in [
            ("a < b, 5 <b>", "a < b, 5 \\<b>"),
            ("*Mở* [nút] `x`", "\\*Mở\\* \\[nút\\] \\`x\\`"),
            ("A&B, Q&amp;A", "A\\&B, Q\\&amp;A"),
            ("ten_tep và _nghiêng_", "ten_tep và \\_nghiêng_"),
            ("<<Tên>>", "\\<\\<Tên>>"),
        ] {
            assert_eq!(escaped(text), wanted);
        }
        for (line, wanted) in [
            ("# Tên", "\\# Tên"),
            ("#1 là bước đầu", "#1 là bước đầu"),
            ("- Thẻ", "\\- Thẻ"),
            ("-5 độ", "-5 độ"),
            ("12. Mở", "12\\. Mở"),
            ("8.30 sáng", "8.30 sáng"),
            ("----", "\\----"),
            ("> x", "\\> x"),
        ] {
            assert_eq!(begun(line), wanted);
        }
    }
}
