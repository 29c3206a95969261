//! Digits as people and their keyboards type them.

/// The text with full-width digits and signs (`１`, `．`, `＋`), which some Asian keyboards type, as
/// plain ones. Each stays one character.
pub(super) fn ascii(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// A letter, or the plain one of a full-width form.
pub(super) fn plain(letter: char) -> char {
    match letter {
        // The forms stand in the order of ASCII (Unicode block Halfwidth and Fullwidth Forms).
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xff01 + 0x21).unwrap_or(letter)
        }
        other => other,
    }
}

/// Puts a dot after every three digits, counted from the end: `1.234.567`.
pub(super) fn in_threes(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_are_plain_ones() {
        assert_eq!(ascii("＋８４（0）～、đ"), "+84(0)~、đ");
    }

    #[test]
    fn dots_stand_before_every_three_digits() {
        for (digits, wanted) in
            [("", ""), ("1", "1"), ("123", "123"), ("1234", "1.234"), ("1234567", "1.234.567")]
        {
            assert_eq!(in_threes(digits), wanted);
        }
    }
}
