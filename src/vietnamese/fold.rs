//! Keys that make two spellings of the same thing equal. In goes text as typed, out comes a key to
//! compare; the author's own spelling is never rewritten.
//!
//! - [`matching_key`]: for people and places. `Hòa` and `Hoà` are one name in the new and the old
//!   way of placing the tone (VT-07, VT-14); `Hòa` and `Hoa` are two.
//! - [`plain`]: for names of columns and files. `Tổ dân phố` is `to_dan_pho`.
//! - [`slug`]: a plain name with `-` between the words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Grave, acute, tilde, hook above, dot below: the five marks of tone.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// A key that is equal for two spellings of one name: case, spaces and the place of the tone do
/// not count, letters and tones do.
pub fn matching_key(text: &str) -> String {
    let spaced: String =
        text.chars().filter(|c| !is_invisible(*c)).collect::<String>().to_lowercase();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    tone_last(&words.join(" "))
}

/// The letters and digits alone, small and without accents, `đ` as `d`.
pub fn plain(text: &str) -> String {
    stripped(text).filter(|c| c.is_alphanumeric()).collect()
}

/// A name for files and addresses: `Đổi SIM` gives `doi-sim`. Empty when the text has no letter
/// and no digit of ASCII.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in stripped(text) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The same text with the tone of every syllable behind its letters, so that it does not matter on
/// which vowel it stood: `Hòa` and `Hoà` both give `Hoa` and a grave accent.
///
/// A syllable of Vietnamese has one tone at most; runs of letters with more of them are left alone.
pub(super) fn tone_last(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for letter in text.nfc() {
        if letter.is_alphabetic() || is_combining_mark(letter) {
            run.push(same_looking(letter));
        } else {
            close(&mut run, &mut out);
            out.push(letter);
        }
    }
    close(&mut run, &mut out);
    out
}

fn close(run: &mut String, out: &mut String) {
    let tones: Vec<char> = run.nfd().filter(|c| TONES.contains(c)).collect();
    if let [tone] = tones[..] {
        out.extend(run.nfd().filter(|c| *c != tone).nfc());
        out.push(tone);
    } else {
        out.push_str(run);
    }
    run.clear();
}

/// Letters small and without accents; everything else as it is.
fn stripped(text: &str) -> impl Iterator<Item = char> {
    let bare = text.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c));
    bare.map(same_looking).flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c })
}

/// Letters of other languages that look like Đ and đ are typed in their place (VT-03).
fn same_looking(letter: char) -> char {
    match letter {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        other => other,
    }
}

/// What nobody sees and nobody meant (VT-06).
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_match() {
        for (one, other) in [
            ("Hòa", "Hoà"),
            ("HÒA", "hoà"),
            ("Thủy", "Thuỷ"),
            ("khỏe", "khoẻ"),
            ("Khánh Hòa", "Khánh  Hoà"),
            ("Nguyễn Thị Hòa", "nguyễn thị hoà "),
            ("Thúy", "Thuý"),
            ("Lê Ho\u{300}a", "Lê Hoà"),
            ("Hoa\u{300}", "Hòa"),
            ("Ðặng", "Đặng"),
            ("ðặng", "ĐẶNG"),
            ("Nguyễn\u{a0}An", "Nguyễn An"),
            ("\u{feff}An", "An"),
        ] {
            assert_eq!(matching_key(one), matching_key(other), "{one} {other}");
        }
    }

    #[test]
    fn different_names_do_not_match() {
        for (one, other) in [
            ("Hòa", "Hoa"),
            ("Hòa", "Hóa"),
            ("Ân", "An"),
            ("Ăn", "Ân"),
            ("Đạt", "Dạt"),
            ("Thư", "Thu"),
            ("Quý", "Quỳ"),
            ("Lý", "Lí"),
            ("Hòa An", "HòaAn"),
            ("Hoàn", "Hòa n"),
        ] {
            assert_ne!(matching_key(one), matching_key(other), "{one} {other}");
        }
    }

    #[test]
    fn a_run_with_two_tones_is_left_alone() {
        assert_eq!(tone_last("HòaBình"), "HòaBình");
        assert_eq!(tone_last("Bình 3, Ệ"), "Binh\u{300} 3, Ê\u{323}");
    }

    #[test]
    fn headers_are_known_in_every_spelling() {
        for (one, other) in [
            ("Tổ dân phố", "to_dan_pho"),
            ("Tổ dân phố", "TO DAN PHO"),
            ("Số điện thoại:", "SoDienThoai"),
            ("Đơn vị", "don-vi"),
            ("Ðơn vị", "DON VI"),
            ("E-mail", "Email"),
            ("Ｔổ １", "tổ 1"),
        ] {
            assert_eq!(plain(one), plain(other), "{one} {other}");
        }
        assert_ne!(plain("Tổ"), plain("Tờ 1"));
        assert_eq!(plain("…!"), "");
    }

    #[test]
    fn slugs_are_plain() {
        for (text, wanted) in [
            ("Đổi SIM", "doi-sim"),
            ("  Cài VNeID (2) ", "cai-vneid-2"),
            ("Phòng, chống lừa đảo!", "phong-chong-lua-dao"),
            ("ĐƯỜNG ỐNG", "duong-ong"),
            ("a--b", "a-b"),
            ("漢字", ""),
            ("", ""),
        ] {
            assert_eq!(slug(text), wanted);
        }
    }
}
