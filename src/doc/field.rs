//! Values that differ from copy to copy of a sheet.
//!
//! A document is read once for all copies. Where a value belongs, its text holds a mark: one letter
//! of a private plane of Unicode, which no guide and no record can contain. Each copy puts its own
//! values in the place of the marks.
//!
//! The field after that of an address holds the address in words.

use std::borrow::Cow;

/// The first mark. Plane 15 is for private use (Unicode 23.5); text for print never has it.
const FIRST: u32 = 0xF_0000;
/// How many fields there can be.
pub const MOST_FIELDS: usize = 0x1000;

/// The mark of a field.
pub fn mark(field: usize) -> char {
    let number = u32::try_from(field.min(MOST_FIELDS - 1)).unwrap_or(0);
    char::from_u32(FIRST + number).unwrap_or('\u{F0000}')
}

/// The field of a mark; `None` for any other letter.
pub fn field(letter: char) -> Option<usize> {
    let number = u32::from(letter).checked_sub(FIRST)?;
    usize::try_from(number).ok().filter(|number| *number < MOST_FIELDS)
}

/// Whether a text holds a mark. Marks begin with a byte that no letter of the first planes has.
pub fn has_marks(text: &str) -> bool {
    text.bytes().any(|byte| byte == 0xF3) && text.chars().any(|letter| field(letter).is_some())
}

/// The fields a text holds, each once, in order.
pub fn fields(text: &str) -> Vec<usize> {
    let mut all: Vec<usize> = text.chars().filter_map(field).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A text with the values of one copy in the place of its marks.
pub fn filled<'t>(text: &'t str, values: &[String]) -> Cow<'t, str> {
    if !has_marks(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 32);
    for letter in text.chars() {
        match field(letter) {
            Some(field) => out.push_str(values.get(field).map_or("", String::as_str)),
            None => out.push(letter),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_values() {
        let text = format!("Tổ {}, {}{}", mark(0), mark(7), mark(0));
        assert_eq!(fields(&text), [0, 7]);
        let values: Vec<String> = (0..8).map(|n| format!("<{n}>")).collect();
        assert_eq!(filled(&text, &values), "Tổ <0>, <7><0>");
        assert_eq!(filled(&text, &[]), "Tổ , ");
    }

    #[test]
    fn other_letters_are_no_marks() {
        for text in ["", "Tổ 5", "😀", "\u{e000}", "\u{10fffd}", "\u{f1000}"] {
            assert!(!has_marks(text), "{text}");
            assert!(matches!(filled(text, &["x".to_owned()]), Cow::Borrowed(same) if same == text));
        }
    }
}
