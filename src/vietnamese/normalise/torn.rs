//! Syllables torn by a space, as text copied from a PDF has them: `b ấm n út`, `Vi ệt`, `nhậ p`.
//!
//! A piece that cannot be a word of its own (`b`, `ếng`, `nhậ`) is joined to its neighbours when
//! exactly one way of joining gives syllables only. Where there are several, as in `bá n út`, the
//! place is in doubt. Units (`5 m`), labels (`mục b`) and capitals of names (`Nguyễn V. An`) are
//! left alone.

use std::ops::Range;

use super::{ChangeReason, TextSegment};
use crate::vietnamese::letter::{Letter, Tone, is_letter, is_letter_or_number};
use crate::vietnamese::syllable;
use crate::vietnamese::tracked_text::Edit;

/// Syllables that begin with a vowel that bears a mark, and are words. The others, as `ếng` and
/// `ại`, are only ends of syllables. In order, to be searched.
const BEGIN_WITH_VOWEL: &[&str] = &[
    "oà", "oách", "oái", "oán", "oé", "oạch", "oải", "oằn", "oẳn", "oẹ", "oẻ", "uyên", "uyển",
    "uý", "uất", "uẩn", "uẩy", "uế", "uể", "uốn", "uống", "uổng", "uột", "uỵch", "uỷ", "yếm",
    "yến", "yết", "yếu", "yểm", "yểng", "yểu", "à", "ào", "á", "ác", "ách", "ái", "ám", "án",
    "áng", "ánh", "áo", "áp", "át", "áy", "âm", "ân", "âu", "ã", "è", "èo", "é", "éc", "ém", "én",
    "éo", "ép", "ét", "ê", "êm", "êu", "ì", "ìn", "ình", "í", "ích", "ín", "ít", "ò", "òa", "òm",
    "òng", "ó", "óc", "ói", "óng", "ô", "ôi", "ôm", "ôn", "ông", "ù", "ùa", "ùm", "ùn", "ú", "úa",
    "úi", "úm", "úng", "úp", "út", "úy", "ý", "ăm", "ăn", "ăng", "ơ", "ơi", "ơn", "ư", "ưa", "ưng",
    "ưu", "ươi", "ươm", "ươn", "ương", "ước", "ướm", "ướp", "ướt", "ườn", "ưỡn", "ạ", "ạch", "ạo",
    "ạt", "ả", "ải", "ảm", "ảng", "ảnh", "ảo", "ấm", "ấn", "ấp", "ất", "ấu", "ấy", "ầm", "ầy",
    "ẩm", "ẩn", "ẩu", "ẩy", "ậc", "ậm", "ập", "ắc", "ắng", "ắp", "ắt", "ằng", "ẳng", "ẵm", "ặc",
    "ẹ", "ẹo", "ẹp", "ẹt", "ẻo", "ẽo", "ế", "ếch", "ếm", "ề", "ềnh", "ể", "ễnh", "ệch", "ỉ", "ỉa",
    "ỉm", "ỉn", "ỉu", "ị", "ịch", "ịn", "ịt", "ọ", "ọc", "ọp", "ọt", "ỏi", "ỏm", "ỏn", "ỏng", "ố",
    "ốc", "ối", "ốm", "ống", "ốp", "ốt", "ồ", "ồm", "ồn", "ổ", "ổi", "ổn", "ổng", "ộc", "ộp", "ớ",
    "ới", "ớm", "ớn", "ớt", "ờ", "ờm", "ở", "ỡm", "ợ", "ợt", "ụ", "ụa", "ục", "ụp", "ụt", "ủ",
    "ủa", "ủi", "ủn", "ủng", "ủy", "ứ", "ứa", "ức", "ứng", "ừ", "ừm", "ừng", "ử", "ửng", "ựa",
    "ực", "ỳ", "ỷ",
];

/// Words after which a single letter is a label, not a piece: `điểm b`, `ý c`.
const LABELLED: &str = "\
    a b c d đ e g h bảng biểu bước câu chữ cột cổng cụm cửa dãy dòng dạng điểm đoạn hàng hình hoặc \
    khoản khối khu ký lô loại lớp mẫu mục nhà nhóm nút ô phím dấu hạng bằng cái căn kênh tự phần phòng phụ quyển số tầng tập tiết tổ toà tòa \
    trang trường và với vitamin ý";

/// The longest run of pieces that is looked at together, and the most pieces of one syllable.
const MOST_PIECES: usize = 24;
const MOST_JOINED: usize = 7;

/// Joins what has one reading.
pub(super) fn torn(text: &str, segments: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    for tear in tears(text, segments) {
        if let Tear::Sure(gaps) = tear {
            let join = |at| Edit { at, after: String::new(), kind: ChangeReason::Torn };
            edits.extend(gaps.into_iter().map(join));
        }
    }
    edits
}

/// Pieces that may be joined in more than one way.
pub(super) fn doubtful(text: &str, segments: &[TextSegment]) -> Vec<Range<usize>> {
    let unsure = |tear| match tear {
        Tear::Unsure(range) => Some(range),
        Tear::Sure(_) => None,
    };
    tears(text, segments).into_iter().filter_map(unsure).collect()
}

enum Tear {
    /// The spaces to take out.
    Sure(Vec<Range<usize>>),
    /// The words in doubt.
    Unsure(Range<usize>),
}

/// A word between spaces, without the signs around it.
struct BareWord<'t> {
    range: Range<usize>,
    text: &'t str,
    /// Whether exactly one space, and nothing else, stands between it and the word before.
    joined: bool,
    is_piece: bool,
}

fn tears(text: &str, segments: &[TextSegment]) -> Vec<Tear> {
    let mut found = Vec::new();
    for segment in segments {
        if !may_be_torn(&text[segment.range.clone()]) {
            continue;
        }
        let words = words(text, segment);
        let mut at = 0;
        while at < words.len() {
            if !words[at].is_piece {
                at += 1;
                continue;
            }
            let (start, end) = stretch(&words, at);
            if let Some(tear) = join(&words[start..end]) {
                found.push(tear);
            }
            at = end.max(at + 1);
        }
    }
    found
}

/// Whether any word may be a piece, told quickly: nearly no text has one.
pub(super) fn may_be_torn(text: &str) -> bool {
    let letters = |word: &&str| word.starts_with(is_letter);
    text.split([' ', '\n', '\u{a0}'])
        .map(|word| word.trim_matches(|c: char| !is_letter_or_number(c)))
        .filter(letters)
        .any(is_torn_off)
}

fn words<'t>(text: &'t str, segment: &TextSegment) -> Vec<BareWord<'t>> {
    let base = segment.range.start;
    let inside = &text[segment.range.clone()];
    let mut words: Vec<BareWord<'t>> = Vec::new();
    let mut end_of_last: Option<usize> = None;
    for raw in inside.split([' ', '\n', '\u{a0}']) {
        let start = base + (raw.as_ptr().addr() - inside.as_ptr().addr());
        let is_apart = segment.is_apart(start);
        let core = raw.trim_matches(|c: char| !is_letter_or_number(c));
        if core.is_empty() || is_apart {
            end_of_last = None;
            continue;
        }
        let from = start + (core.as_ptr().addr() - raw.as_ptr().addr());
        let range = from..from + core.len();
        // Exactly one plain space, and no sign before or after it.
        let joined = end_of_last
            .is_some_and(|end| end + 1 == start && from == start && text[end..start] == *" ");
        let is_label = || {
            let last = words.last().filter(|_| core.chars().count() == 1);
            last.is_some_and(|last| names_a_letter(last.text))
        };
        // “Căn c” may be a flat, but not before “ước”.
        let is_card = core == "c" && inside[from - base + core.len()..].starts_with(" ước");
        let is_spread = begins_spread(&inside[from - base + core.len()..]);
        let is_piece = is_torn_off(core) && (is_card || is_spread || !is_label());
        end_of_last = (range.end == start + raw.len()).then_some(range.end);
        words.push(BareWord { range, text: core, joined, is_piece });
    }
    first_letters(&mut words);
    words
}

/// A capital by itself may be somebody (“ông T ở tổ 3”). Where a text is torn elsewhere it is taken
/// for a piece (“Nguy ễn V ăn”), but behind a form of address or what has a letter for a name.
fn first_letters(words: &mut [BareWord<'_>]) {
    if !words.iter().any(|word| word.is_piece) {
        return;
    }
    for at in 1..words.len() {
        let named = at >= 2 && words[at - 1].joined && is_named_by_a_letter(words[at - 2].text);
        let [first, next] = &mut words[at - 1..=at] else { continue };
        let is_capital = first.text.chars().count() == 1 && is_consonants(first.text);
        first.is_piece |= is_capital && next.joined && is_small(next.text) && !named;
    }
}

fn is_named_by_a_letter(word: &str) -> bool {
    const ADDRESS: &str = "anh bà bác bé cháu chị chú cô cậu cụ dì em ông thím";
    let small = word.to_lowercase();
    names_a_letter(word) || ADDRESS.split_whitespace().any(|address| address == small)
}

/// Whether two single small letters follow: `n à y`, of which the first is no label.
fn begins_spread(rest: &str) -> bool {
    let mut words = rest.splitn(4, ' ');
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_lowercase);
    words.next() == Some("")
        && [words.next(), words.next()].into_iter().flatten().filter(|word| is_letter(word)).count()
            == 2
}

/// Whether a single letter after this word is a name or a unit.
fn names_a_letter(word: &str) -> bool {
    let small = word.to_lowercase();
    word.ends_with(|c: char| c.is_ascii_digit())
        || LABELLED.split_whitespace().any(|label| label == small)
}

/// Whether a word cannot stand alone: letters without a vowel, an end of a syllable, or a syllable
/// that lacks its end.
fn is_torn_off(word: &str) -> bool {
    if word.len() > 12 {
        return false;
    }
    let mut letters = word.chars().map(Letter::of);
    let Some(Some(first)) = letters.next() else { return false };
    let (mut has_vowel, mut single) = (first.is_vowel(), true);
    for letter in letters {
        // Pieces behind the first are small; a first one may begin a sentence or a name.
        let Some(letter) = letter.filter(|letter| !letter.capital) else { return false };
        (has_vowel, single) = (has_vowel || letter.is_vowel(), false);
    }
    if !has_vowel {
        return !(single && first.capital) && is_consonants(word);
    }
    if word.is_ascii() {
        return false;
    }
    if first.is_vowel() && !first.capital {
        return BEGIN_WITH_VOWEL.binary_search(&word).is_err();
    }
    !syllable::is_syllable(word) && has_tone(word)
}

fn has_tone(word: &str) -> bool {
    word.chars().filter_map(Letter::of).any(|letter| letter.tone != Tone::Level)
        || word.contains(['ă', 'â', 'ê', 'ô', 'ơ', 'ư'])
}

/// Whether a word is the beginning or the end of a syllable.
fn is_consonants(word: &str) -> bool {
    const KNOWN: &str = "b c ch d đ g gh h k kh l m n ng ngh nh p ph q r s t th tr v x";
    let small = word.to_lowercase();
    KNOWN.split_whitespace().any(|known| known == small)
}

/// The words around a piece that may belong to it, as first and last index.
fn stretch(words: &[BareWord<'_>], piece: usize) -> (usize, usize) {
    let start = if words[piece].joined && is_small(words[piece].text) { piece - 1 } else { piece };
    let mut end = piece + 1;
    while end < words.len() && words[end].joined && is_small(words[end].text) {
        // One whole word behind the last piece may be its end; letters may be spaced out.
        let is_letter = |word: &BareWord<'_>| word.is_piece || word.text.chars().count() == 1;
        if !is_letter(&words[end]) && !is_letter(&words[end - 1]) {
            break;
        }
        end += 1;
        if end - start >= MOST_PIECES {
            break;
        }
    }
    (start, end)
}

fn is_small(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

/// The one way to cut a stretch into syllables, if there is one.
fn join(words: &[BareWord<'_>]) -> Option<Tear> {
    let count = words.len();
    // Ways to set the words from each place on: none, one with its first cut, or many.
    let mut ways = vec![0_usize; count + 1];
    let mut first = vec![0_usize; count];
    ways[count] = 1;
    for start in (0..count).rev() {
        for length in 1..=MOST_JOINED.min(count - start) {
            if ways[start + length] > 0 && is_whole(&words[start..start + length]) {
                ways[start] = (ways[start] + ways[start + length]).min(2);
                first[start] = length;
            }
        }
    }
    match ways[0] {
        0 => None,
        1 => {
            let mut gaps = Vec::new();
            let mut at = 0;
            while at < count {
                for pair in words[at..at + first[at]].windows(2) {
                    gaps.push(pair[0].range.end..pair[1].range.start);
                }
                at += first[at];
            }
            Some(Tear::Sure(gaps))
        }
        _ => Some(Tear::Unsure(words[0].range.start..words[count - 1].range.end)),
    }
}

/// Whether words make one syllable: one that is no piece, or several of which one is.
fn is_whole(words: &[BareWord<'_>]) -> bool {
    if let [word] = words {
        return !word.is_piece;
    }
    let joined: String = words.iter().map(|word| word.text).collect();
    words.iter().any(|word| word.is_piece)
        && syllable::is_syllable(&joined)
        && !is_torn_off(&joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_with_a_vowel_are_in_order() {
        assert!(BEGIN_WITH_VOWEL.is_sorted());
        assert!(!BEGIN_WITH_VOWEL.iter().any(|word| is_torn_off(word)));
        for piece in ["ếng", "ại", "út", "ông"] {
            assert_eq!(is_torn_off(piece), piece != "út" && piece != "ông", "{piece}");
        }
    }

    fn joined(text: &str) -> String {
        let segments = [TextSegment::plain(text, 0..text.len())];
        let mut out = text.to_owned();
        for edit in torn(text, &segments).into_iter().rev() {
            out.replace_range(edit.at, &edit.after);
        }
        let unsure = doubtful(text, &segments);
        unsure.into_iter().fold(out, |out, range| format!("{out} ?{}", &text[range]))
    }

    #[test]
    fn torn_syllables_are_joined_where_there_is_one_way() {
        for (text, wanted) in [
            ("b ấm n út", "bấm nút"),
            ("Bác b ấm n út “Đ ăng nh ập”.", "Bác bấm nút “Đăng nhập”."),
            ("đi ện tho ại", "điện thoại"),
            ("Vi ệt Nam", "Việt Nam"),
            ("ti ếng", "tiếng"),
            ("nhậ p mậ t khẩ u", "nhập mật khẩu"),
            ("ngh i ệp v ụ", "nghiệp vụ"),
            ("Nguy ễn V ăn A", "Nguyễn Văn A"),
            ("c ăn c ước công dân", "căn cước công dân"),
            ("thẻ căn c ước", "thẻ căn cước"),
            ("th ẻ c ủa bác", "thẻ của bác"),
            ("Trần Th ị B", "Trần Thị B"),
            ("bá n út", "bá n út ?bá n út"),
            ("đ i ệ n", "điện"),
            ("t h o ạ i", "t h o ạ i ?t h o ạ i"),
            ("N gh i êng", "Nghiêng"),
            ("bấm nút n à y", "bấm nút n à y ?nút n à y"),
        ] {
            assert_eq!(joined(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_whole_is_left_alone() {
        for text in [
            "Bác bấm nút “Đăng nhập” ở góc trên.",
            "cách 5 m ở ngã tư, nặng 3 g ấy",
            "điểm b ở mục a, ý c ấy",
            "a, b ở trên",
            "Nguyễn V. An, Lê T Ánh, Y Ánh, H Ương",
            "giá 50.000 đ ở chợ",
            "nhà b ở ngõ",
            "km, kg, TP. HCM, UBND",
            "Ồ, ừ, ạ, ơi, ấy, ông ấy ở ấp Ổi",
            "ông Ại",
            "CH Play, App Store",
            "ông T ở tổ 3, bà H ăn cơm",
            "bấm nút X ở góc, chữ b ở dưới, phím B ở trên",
            "Bằng B ở đâu",
            "nút b ở góc",
            "",
        ] {
            assert_eq!(joined(text), text, "{text}");
        }
    }

    #[test]
    fn every_word_of_the_list_is_a_syllable() {
        for word in BEGIN_WITH_VOWEL {
            assert!(syllable::is_syllable(word), "{word}");
            assert!(!word.is_ascii(), "{word}");
        }
    }
}
