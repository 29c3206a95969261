//! What kind of letter or sign a character is, in words for people who never chose it: it came with
//! copied text, and has to be found and replaced.

use crate::diag::{Text, text};

/// First and last of a range of Unicode, and what is in it, in English and Vietnamese. Where ranges
/// overlap, the first counts.
type CharacterRange = (char, char, &'static str, &'static str);

/// The ranges people paste from, by what they should be reported; a whole alphabet is one range.
const KINDS: &[CharacterRange] = &[
    ('\u{300}', '\u{36f}', "an accent without its letter", "dấu rời không đi với chữ"),
    ('\u{370}', '\u{3ff}', "Greek", "chữ Hy Lạp"),
    ('\u{400}', '\u{52f}', "Cyrillic", "chữ Nga"),
    ('\u{530}', '\u{58f}', "Armenian", "chữ Armenia"),
    ('\u{590}', '\u{5ff}', "Hebrew", "chữ Do Thái"),
    ('\u{600}', '\u{77f}', "Arabic", "chữ Ả Rập"),
    ('\u{900}', '\u{97f}', "Hindi", "chữ Ấn Độ"),
    ('\u{e00}', '\u{e7f}', "Thai", "chữ Thái Lan"),
    ('\u{e80}', '\u{eff}', "Lao", "chữ Lào"),
    ('\u{1000}', '\u{109f}', "Burmese", "chữ Miến Điện"),
    ('\u{10a0}', '\u{10ff}', "Georgian", "chữ Gruzia"),
    ('\u{1100}', '\u{11ff}', "Korean", "chữ Hàn Quốc"),
    ('\u{1780}', '\u{17ff}', "Khmer", "chữ Khmer"),
    ('\u{1ab0}', '\u{1aff}', "an accent without its letter", "dấu rời không đi với chữ"),
    ('\u{1f00}', '\u{1fff}', "Greek", "chữ Hy Lạp"),
    ('\u{250}', '\u{2af}', "a sign of dictionaries for how words sound", "ký hiệu phiên âm"),
    ('\u{2070}', '\u{209f}', "a raised or lowered sign", "chữ nhỏ viết cao hoặc thấp"),
    ('\u{20a0}', '\u{20cf}', "a sign of money", "ký hiệu tiền tệ"),
    ('\u{20d0}', '\u{20ff}', "an accent without its letter", "dấu rời không đi với chữ"),
    (
        '\u{2150}',
        '\u{218f}',
        "a fraction or Roman number in one sign",
        "phân số hoặc số La Mã viết liền",
    ),
    ('\u{2190}', '\u{21ff}', "an arrow", "mũi tên"),
    ('\u{2200}', '\u{22ff}', "a sign of mathematics", "ký hiệu toán học"),
    ('\u{2460}', '\u{24ff}', "a number or letter in a ring", "số hoặc chữ trong vòng tròn"),
    ('\u{2500}', '\u{259f}', "a piece of a frame", "nét kẻ khung"),
    ('\u{25a0}', '\u{25ff}', "a shape", "hình vẽ nhỏ"),
    ('\u{260e}', '\u{260f}', "a telephone", "hình điện thoại"),
    ('\u{2610}', '\u{2612}', "a box to tick", "ô đánh dấu"),
    ('\u{2713}', '\u{2718}', "a tick or cross", "dấu tích hoặc dấu chéo"),
    ('\u{2776}', '\u{2793}', "a number in a ring", "số trong vòng tròn"),
    ('\u{2794}', '\u{27bf}', "an arrow", "mũi tên"),
    ('\u{27f0}', '\u{27ff}', "an arrow", "mũi tên"),
    ('\u{2900}', '\u{297f}', "an arrow", "mũi tên"),
    ('\u{2b00}', '\u{2b11}', "an arrow", "mũi tên"),
    ('\u{2600}', '\u{27bf}', "a picture among letters", "hình nhỏ trong chữ"),
    ('\u{2e80}', '\u{2fdf}', "Chinese", "chữ Hán"),
    ('\u{3000}', '\u{303f}', "Chinese punctuation", "dấu câu tiếng Trung"),
    ('\u{3040}', '\u{30ff}', "Japanese", "chữ Nhật"),
    ('\u{3130}', '\u{318f}', "Korean", "chữ Hàn Quốc"),
    ('\u{31f0}', '\u{31ff}', "Japanese", "chữ Nhật"),
    ('\u{3400}', '\u{9fff}', "Chinese", "chữ Hán"),
    ('\u{ac00}', '\u{d7ff}', "Korean", "chữ Hàn Quốc"),
    ('\u{e000}', '\u{f8ff}', "a sign of another font", "ký hiệu riêng của phông khác"),
    ('\u{f900}', '\u{faff}', "Chinese", "chữ Hán"),
    ('\u{fb1d}', '\u{fb4f}', "Hebrew", "chữ Do Thái"),
    ('\u{fb50}', '\u{fdff}', "Arabic", "chữ Ả Rập"),
    ('\u{fe70}', '\u{fefe}', "Arabic", "chữ Ả Rập"),
    ('\u{ff01}', '\u{ff60}', "a wide letter of Chinese typing", "chữ rộng của bộ gõ tiếng Trung"),
    ('\u{1d400}', '\u{1d7ff}', "a letter of mathematics", "chữ kiểu trong công thức toán"),
    ('\u{1f000}', '\u{1faff}', "a picture among letters", "hình nhỏ trong chữ"),
    ('\u{20000}', '\u{323af}', "Chinese", "chữ Hán"),
    ('\u{f0000}', '\u{10ffff}', "a sign of another font", "ký hiệu riêng của phông khác"),
];

/// What kind of letter or sign this is; `None` for those nobody has to be told of.
pub fn kind(letter: char) -> Option<Text> {
    let found = KINDS.iter().find(|(first, last, ..)| (*first..=*last).contains(&letter));
    found.map(|(_, _, en, vi)| text!(en "{en}", vi "{vi}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_paste_has_a_kind() {
        for (letters, wanted) in [
            ("漢字中𠀀", "Chinese"),
            ("Яж", "Cyrillic"),
            ("Ωπ", "Greek"),
            ("한ㄱ", "Korean"),
            ("かカ", "Japanese"),
            ("กข", "Thai"),
            ("ລາວ", "Lao"),
            ("ខ្មែរ", "Khmer"),
            ("🙂☀📞", "a picture among letters"),
            ("✓✔✗✘", "a tick or cross"),
            ("☐☑", "a box to tick"),
            ("☎", "a telephone"),
            ("→➜⇒", "an arrow"),
            ("①❶", "ring"),
            ("■●◆", "a shape"),
            ("\u{f0b7}\u{f0fc}", "a sign of another font"),
            ("𝐀𝑥", "a letter of mathematics"),
            ("ＡＢ", "a wide letter"),
            ("≤∞", "a sign of mathematics"),
        ] {
            for letter in letters.chars() {
                let reported = kind(letter).unwrap_or_else(|| panic!("{letter}"));
                assert!(reported.en.contains(wanted), "{letter}: {reported:?}");
            }
        }
        for letter in crate::text::vietnamese_letters().into_iter().chain("aZ09 .,-".chars()) {
            assert_eq!(kind(letter), None, "{letter}");
        }
    }

    #[test]
    fn ranges_are_ranges() {
        assert!(KINDS.iter().all(|(first, last, en, vi)| first <= last && en != vi));
    }
}
