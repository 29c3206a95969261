//! Words in the two languages of the program.

use std::fmt::Display;

/// A sentence in the two languages of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// English, for any other locale.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

impl Text {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Vi => &self.vi,
        }
    }
}

/// “1 error”, “2 errors”, “3 copies”: English counts; Vietnamese words stay as they are.
pub fn counted<N: Copy + Display + PartialEq + From<u8>>(count: N, word: &str) -> String {
    match word.strip_suffix('y') {
        _ if count == N::from(1) => format!("{count} {word}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {word}s"),
    }
}

/// A number with a decimal where it has one, behind a comma in Vietnamese: 148.5 and 148,5, but 210.
pub fn tenths(number: f64) -> Text {
    let en = ((number * 10.0).round() / 10.0).to_string();
    let vi = en.replace('.', ",");
    Text { en, vi }
}

/// A word as it is typed into a shell: quoted where the shell would read it as something else.
pub fn shell_word(word: &str) -> String {
    if cfg!(windows) { windows_word(word) } else { posix_word(word) }
}

/// For the shells of Linux and macOS.
fn posix_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,+@%".contains(c);
    let needs_single = |c: char| "$`\\\"!".contains(c) || c.is_control();
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else if word.contains(needs_single) {
        format!("'{}'", word.replace('\'', "'\\''"))
    } else {
        format!("\"{word}\"")
    }
}

/// For `cmd` and `PowerShell`, which agree on double quotes, backslashes and little else. What only
/// `PowerShell` would read as a variable gets the quotes it knows: it is what Windows opens.
fn windows_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:\\+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else if word.contains(['$', '`', '"']) {
        format!("'{}'", word.replace('\'', "''"))
    } else {
        format!("\"{word}\"")
    }
}

/// The language a volunteer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Vietnamese.
    Vi,
}

#[cfg(test)]
mod tests {
    use super::{Text, counted, posix_word, tenths, windows_word};

    #[test]
    fn a_decimal_stands_behind_the_sign_of_its_language() {
        for (number, en, vi) in [
            (148.5, "148.5", "148,5"),
            (148.499_9, "148.5", "148,5"),
            (210.000_1, "210", "210"),
            (209.96, "210", "210"),
            (0.04, "0", "0"),
        ] {
            let Text { en: said_en, vi: said_vi } = tenths(number);
            assert_eq!((said_en.as_str(), said_vi.as_str()), (en, vi));
        }
    }

    #[test]
    fn words_are_quoted_for_the_shell_that_reads_them() {
        for (word, posix, windows) in [
            ("bai.md", "bai.md", "bai.md"),
            ("Bài.md", "Bài.md", "Bài.md"),
            ("", "\"\"", "\"\""),
            ("Tổ 7", "\"Tổ 7\"", "\"Tổ 7\""),
            ("nhà 'ta'", "\"nhà 'ta'\"", "\"nhà 'ta'\""),
            ("giá $5", "'giá $5'", "'giá $5'"),
            ("a\"b", "'a\"b'", "'a\"b'"),
            ("'$'", "''\\''$'\\'''", "'''$'''"),
            ("a(b)&c", "\"a(b)&c\"", "\"a(b)&c\""),
            ("a,b", "a,b", "\"a,b\""),
            (r"C:\Users\Mai", r"'C:\Users\Mai'", r"C:\Users\Mai"),
            (r"C:\Của tôi", r"'C:\Của tôi'", "\"C:\\Của tôi\""),
        ] {
            assert_eq!((posix_word(word).as_str(), windows_word(word).as_str()), (posix, windows));
        }
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(counted(1_usize, "copy"), "1 copy");
        assert_eq!(counted(0_u64, "copy"), "0 copies");
        assert_eq!(counted(1_u64, "file"), "1 file");
        assert_eq!(counted(21_u32, "file"), "21 files");
    }
}
