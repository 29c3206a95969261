//! Names of buttons that are written out in running text: “bấm “Cài đặt””, “nút “Gửi””.
//!
//! In goes a text as it is set, out come the names. What only stands in quotation marks may be
//! anything; what somebody is told to press is the name of a button, and a wrong one leads nowhere.

use std::ops::Range;

use super::faults::claims;
use crate::diag::Diagnostic;
use crate::facts::Labels;

/// What is done to a button.
const VERBS: &[&str] = &["bấm", "nhấn", "ấn", "chạm", "chọn"];
/// What may stand between that and the name.
const BETWEEN: &[&str] = &["vào", "chữ", "ô", "mục", "dòng", "phím", "tiếp", "lại", "đúng", "tên"];
/// What is a button whatever stands before it.
const BUTTON: &str = "nút";
/// As long as the name of a button may be, in letters.
const LONGEST: usize = 60;
/// As long as a word of these lists may be, in bytes.
const LONGEST_WORD: usize = 16;

/// Where names of buttons stand in a text, without their quotation marks.
pub fn pressed(text: &str) -> Vec<Range<usize>> {
    let opens = text.char_indices().filter(|(_, sign)| matches!(sign, '“' | '"' | '«' | '‘'));
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, sign) in opens {
        if found.last().is_some_and(|last| at <= last.end) || !is_told_to_press(&text[..at]) {
            continue;
        }
        let start = at + sign.len_utf8();
        let closing = match sign {
            '“' => '”',
            '«' => '»',
            '‘' => '’',
            _ => sign,
        };
        let mut near = text[start..].char_indices().take(LONGEST);
        let Some((length, _)) = near.find(|(_, sign)| *sign == closing) else { continue };
        let name = &text[start..start + length];
        let from = start + name.len() - name.trim_start().len();
        if !name.trim().is_empty() {
            found.push(from..from + name.trim().len());
        }
    }
    found
}

/// Whether the last words of a text tell to press what comes.
pub(super) fn is_told_to_press(before: &str) -> bool {
    let near = before.floor_char_boundary(before.len().saturating_sub(4 * LONGEST_WORD));
    let words = before[near..].trim_end_matches([' ', '\u{a0}', ':', '\n']);
    let mut words = words
        .rsplit([' ', '\u{a0}', '\n'])
        .take(5)
        .map(|word| word.trim_start_matches(['(', '“', '–', '-']).to_lowercase());
    while let Some(word) = words.next() {
        if word == BUTTON || VERBS.contains(&word.as_str()) {
            // What is not to be chosen may be anything.
            return !words.next().is_some_and(|before| matches!(before.as_str(), "không" | "đừng"));
        }
        if !BETWEEN.contains(&word.as_str()) {
            return false;
        }
    }
    false
}

/// What is wrong with the name of a button in a template, which cites no fact: only the list of labels
/// vouches for it.
pub fn button_of_a_template(labels: &Labels, name: &str) -> Option<Diagnostic> {
    if labels.has_reading(name) {
        return None;
    }
    let known = labels.varying(name);
    Some(known.map_or_else(
        || claims::unknown_button(name),
        |known| claims::variant(name, &known.id.it, &known.text),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        pressed(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn what_is_to_be_pressed_is_a_button() {
        for (text, wanted) in [
            ("Bấm “Cài đặt”.", &["Cài đặt"][..]),
            ("bấm vào nút “Cài đặt”, rồi chọn \"Gửi\"", &["Cài đặt", "Gửi"]),
            ("Bác nhấn chữ « Mở »", &["Mở"]),
            ("nút ‘Mở’", &["Mở"]),
            ("Chạm vào mục “Cá nhân”", &["Cá nhân"]),
            ("(ấn “OK”)", &["OK"]),
            ("Chọn: “A”", &["A"]),
            ("BẤM “MỞ”", &["MỞ"]),
        ] {
            assert_eq!(names(text), wanted, "{text}");
        }
    }

    #[test]
    fn other_quotations_are_none() {
        for text in [
            "Máy hỏi “Bác là ai?”",
            "Bác gõ “vneid”",
            "không chọn vì “đắt”",
            "In đúng cỡ, không chọn “vừa trang giấy”",
            "“Bấm đây”",
            "Bấm “Mở",
            "bấm “”",
            "",
            "“",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
