//! Full names of persons and addresses of houses.
//!
//! Streets, schools and bridges are named after people, so a name behind such a word or behind a
//! house number is an address, not a person.

use std::ops::Range;

use super::letters::LetterText;

/// Family names. Those that are also common words come second; a bare number before one of the first
/// is a house in a street of that name.
const FAMILIES: &[&str] = &[
    "nguyen", "tran", "pham", "hoang", "huynh", "phan", "dang", "bui", "duong", "truong", "trinh",
    "dinh", "doan", "luong", "nghiem", "quach", "tong", "thai", "luu",
];
const SHORT_FAMILIES: &[&str] = &[
    "le", "vu", "vo", "do", "ho", "ngo", "ly", "dao", "mai", "cao", "chu", "ha", "lam", "ta", "to",
    "vuong", "kieu", "phung", "tang", "ton", "la", "lai", "chau", "khuc", "diep", "thach", "son",
    "kim", "bach",
];
/// Words before a person.
const TITLES: &[&str] = &["ong", "ba", "cu", "anh", "chi", "bac", "co", "chu", "em", "ten", "di"];
/// Words before a name that make it that of a place.
const PLACES: &[&str] = &[
    "pho", "duong", "ngo", "ngach", "hem", "kiet", "truong", "thpt", "thcs", "hoc", "cho", "cau",
    "vien", "phuong", "xa", "quan", "huyen", "tinh", "toa", "lo", "rap", "den", "chua", "lang",
    "khu", "ham", "ho", "song", "nui", "dai", "thi", "tran", "p", "q", "d", "st",
];
/// Words before a number that make it that of a house.
const HOUSES: &[&str] = &["so", "nha", "ngo", "ngach", "hem", "kiet", "phong", "ho", "p"];
/// Words behind a number that do: “12 phố Tây Sơn”.
const STREETS: &[&str] =
    &["pho", "duong", "ngo", "ngach", "hem", "kiet", "to", "thon", "xom", "ap"];
/// Words behind “số” that make the number something else.
const NUMBERS: &[&str] = &["may", "dien", "tai", "the", "dinh", "can", "chung"];

/// Whether a whole text is a name, as in the cell of a list, where many type no capitals.
pub(super) fn is_name(letters: &LetterText) -> bool {
    let text = letters.slice(0..letters.len());
    let words: Vec<&str> = text.split_whitespace().collect();
    let known = |word: &&str| [FAMILIES, SHORT_FAMILIES].iter().any(|list| list.contains(word));
    (2..=6).contains(&words.len())
        && words.first().is_some_and(known)
        && text.chars().all(|c| c.is_alphabetic() || c == ' ')
}

/// The first full name of a person.
pub(super) fn name(letters: &LetterText) -> Option<Range<usize>> {
    let mut at = 0;
    while at < letters.len() {
        let end = letters.word(at);
        if end == at {
            at += 1;
            continue;
        }
        if let Some(found) = name_at(letters, at, end) {
            return Some(found);
        }
        at = end;
    }
    None
}

fn name_at(letters: &LetterText, at: usize, end: usize) -> Option<Range<usize>> {
    if !letters.is_capital(at) {
        return None;
    }
    let family = letters.slice(at..end);
    let known = [FAMILIES, SHORT_FAMILIES].iter().any(|list| list.contains(&family.as_str()));
    // “Trường” and “Đường” are a school and a street, Trương and Dương are families.
    if !known || letters.has_falling(at..end) {
        return None;
    }
    // Two syllables may be a ward (Hoàng Mai) or a lake (Hồ Tây).
    let least = if TITLES.contains(&word_before(letters, at).as_str()) { 2 } else { 3 };
    let (mut count, mut last) = (1, end);
    while count < 6 && letters.get(last) == Some(' ') && letters.is_capital(last + 1) {
        let next = letters.word(last + 1);
        if (last + 1..next).any(|here| letters.is_digit(here)) {
            break;
        }
        (count, last) = (count + 1, next);
    }
    (count >= least && !is_place(letters, at)).then_some(at..last)
}

/// Whether a name at `at` is that of a street or school: behind such a word, or a house number.
fn is_place(letters: &LetterText, at: usize) -> bool {
    let mut end = at;
    while end > 0 && matches!(letters.get(end - 1), Some(' ' | ',' | '.')) {
        // “Số 12, Nguyễn Văn An” is a house and a person.
        if letters.get(end - 1) == Some(',') {
            return false;
        }
        end -= 1;
    }
    let word = word_before(letters, end);
    PLACES.contains(&word.as_str()) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// The word that ends at or before `at`, spaces aside.
fn word_before(letters: &LetterText, at: usize) -> String {
    let mut end = at;
    while end > 0 && letters.get(end - 1) == Some(' ') {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && letters.is_word(start - 1) {
        start -= 1;
    }
    letters.slice(start..end)
}

/// The first address of a house.
pub(super) fn address(letters: &LetterText) -> Option<Range<usize>> {
    let mut at = 0;
    while at < letters.len() {
        let end = letters.word(at);
        if end == at {
            at += 1;
            continue;
        }
        let word = letters.slice(at..end);
        let number = letters.skip(end, &[' ', '.', ':']);
        if letters.is_digit(number)
            && HOUSES.contains(&word.as_str())
            && is_house(letters, at, number)
        {
            return Some(at..letters.word(number));
        }
        if letters.is_digit(at) && end - at <= 4 {
            // “12 phố Tây Sơn”, “12/5 đường Láng”, “12 Nguyễn Trãi”.
            let next = letters.skip(end, &[' ', '/']);
            let behind = letters.word(next);
            let street = letters.slice(next..behind);
            let named = STREETS.contains(&street.as_str()) && letters.word(behind + 1) > behind + 1;
            let bare = letters.is_capital(next)
                && FAMILIES.contains(&street.as_str())
                && letters.is_capital(behind + 1);
            if next > end && (named || bare) && !is_counted(letters, at) {
                return Some(at..behind);
            }
        }
        at = end;
    }
    None
}

/// “số 12” is a house where no phone, card or law follows; a house number has at most four digits.
fn is_house(letters: &LetterText, at: usize, number: usize) -> bool {
    let end = letters.digits(number);
    let word = letters.slice(at..letters.word(at));
    let short = end - number <= 4;
    let flat = word == "ho" && letters.before(at, 4).ends_with("can ");
    if flat || !["so", "ho", "p"].contains(&word.as_str()) {
        return short;
    }
    // “Thông tư số 8/2026”, “mã số 12”, “tổ số 5” are no houses; “số 12 phố …”, “số 12, ngõ 3” are.
    let mut rest = letters.skip(end, &[' ', ',']);
    if letters.get(rest) == Some('/') {
        rest = letters.skip(letters.digits(rest + 1), &[' ', ',']);
    }
    let behind = letters.slice(rest..letters.word(rest));
    let before = letters.before(at, 12);
    let other = ["ma ", "to ", "tu ", "dinh ", "luat ", "buoc ", "may "]
        .iter()
        .any(|w| before.ends_with(w));
    let street = STREETS.contains(&behind.as_str()) || letters.is_capital(rest);
    short && !other && street && !NUMBERS.contains(&behind.as_str())
}

/// Whether the number counts something, as in “ngày 12 phố Tây Sơn đông người”.
fn is_counted(letters: &LetterText, at: usize) -> bool {
    let before = letters.before(at, 7);
    ["ngay ", "thang ", "luc ", "nam ", "/"].iter().any(|word| before.ends_with(word))
}
