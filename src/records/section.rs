//! Rows between records that head those below them: “Tổ 3”, “II. Hộ cận nghèo”, often merged over the
//! width of a list.
//!
//! A row of one cell may also be a record that somebody did not finish. So what it says has to be said
//! of no person, and to stand where a person's name or number belongs.

use crate::vietnamese::fold;

/// Parts of a ward that have a number.
const NUMBERED: &[&str] = &[
    "tổ dân phố",
    "tổ",
    "khu phố",
    "khu dân cư",
    "khu",
    "cụm dân cư",
    "cụm",
    "thôn",
    "ấp",
    "xóm",
    "khóm",
    "bản",
    "buôn",
    "khối",
    "đội",
    "nhóm",
    "ngõ",
    "ngách",
    "hẻm",
    "phường",
    "tòa",
    "tòa nhà",
    "chung cư",
    "tdp",
    "kp",
];
/// Those of them that may have a name, and are nobody's family name.
const NAMED: &[&str] = &[
    "tổ dân phố",
    "khu phố",
    "khu dân cư",
    "cụm dân cư",
    "thôn",
    "ấp",
    "xóm",
    "khóm",
    "buôn",
    "phường",
];
/// Kinds of houses and people, behind a number of chapters.
const KINDS: &[&str] = &["hộ", "nhóm", "danh sách", "đối tượng", "diện", "các", "người"];
/// Beginnings of what is said of many houses or people, with no chapter before it: “Hộ nghèo”,
/// “Danh sách bổ sung”. None of them is a family name.
const GROUPS: &[&str] = &[
    "hộ",
    "các hộ",
    "các",
    "những",
    "người",
    "gia đình",
    "danh sách",
    "đối tượng",
    "diện",
    "nhóm",
    "đợt",
    "phần",
    "mục",
    "loại",
    "buổi",
    "ca sáng",
    "ca chiều",
    "ca tối",
    "khu vực",
    "địa bàn",
];
/// Words that stand alone between parts of a list.
const BETWEEN: &[&str] = &[
    "tiếp theo",
    "tiếp",
    "tiếp trang trước",
    "chuyển trang",
    "mang sang",
    "ghi chú",
    "còn lại",
    "bổ sung",
    "phát sinh",
];
/// The most words of a heading.
const MOST_WORDS: usize = 8;

/// What a column is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Numbers,
    People,
    Other,
}

/// Whether a row heads the records below it.
pub(super) fn is_section<'n>(
    cells: &[String],
    mut names: impl Iterator<Item = &'n str> + Clone,
) -> bool {
    let mut filled =
        cells.iter().map(|cell| cell.trim()).enumerate().filter(|(_, cell)| !cell.is_empty());
    let (first, second, third) = (filled.next(), filled.next(), filled.next());
    let (Some((at, words)), None, true) = (first, third, cells.len() > 1) else { return false };
    let has_people = || names.clone().any(|name| holds(name) == Holds::People);
    // A kind of houses in a column of kinds heads nothing where rows need no name.
    if second.is_none() && is_group(words) && has_people() {
        return true;
    }
    let Some(column) = names.nth(at).map(holds) else { return false };
    match second {
        None => column != Holds::Other && is_heading(words),
        // The number of a chapter may have the cell of the number.
        Some((next, words_of_it)) => {
            let is_people = names.nth(next - at - 1).map(holds) == Some(Holds::People);
            let is_chapter = column == Holds::Numbers && is_people && is_chapter(words);
            is_chapter && cells.len() > 3 && is_heading(&format!("{words}. {words_of_it}"))
        }
    }
}

fn holds(name: &str) -> Holds {
    let plain = fold::slug(name);
    if matches!(plain.as_str(), "stt" | "tt" | "so-tt" | "so-thu-tu" | "no" | "thu-tu") {
        return Holds::Numbers;
    }
    let is_person = plain.split('-').any(|word| word == "ten") || plain.contains("chu-ho");
    if is_person { Holds::People } else { Holds::Other }
}

fn is_heading(words: &str) -> bool {
    if words.split_whitespace().count() > MOST_WORDS {
        return false;
    }
    let numbered =
        words.split_once(['.', ')', ':', '-']).filter(|(number, _)| is_chapter(number.trim()));
    let (has_chapter, rest) = numbered.map_or((false, words), |(_, rest)| (true, rest.trim()));
    let small = rest.to_lowercase();
    let behind = |known: &&str| {
        let rest = &rest[small.strip_prefix(*known).map(|behind| small.len() - behind.len())?..];
        rest.strip_prefix(' ').map(str::trim_start)
    };
    // Small letters of Vietnamese are as long as their capitals, so places in both are the same.
    if small.len() != rest.len() {
        return false;
    }
    let is_number = |rest: &str| {
        let first = rest.strip_prefix("số ").unwrap_or(rest);
        first.starts_with(|letter: char| letter.is_ascii_digit())
            || first.split([' ', ':', '-', '.', ',']).next().is_some_and(is_chapter)
    };
    NUMBERED.iter().filter_map(behind).any(is_number)
        || NAMED.iter().filter_map(behind).any(|rest| rest.starts_with(char::is_uppercase))
        || has_chapter && KINDS.iter().filter_map(behind).any(|rest| !rest.is_empty())
}

/// Whether a text speaks of many: it begins like a group, and no name of anybody follows.
fn is_group(words: &str) -> bool {
    let words = words.trim_matches(['(', ')', ':', '.', '*', ' ']);
    let small = words.to_lowercase();
    if BETWEEN.contains(&small.as_str()) {
        return true;
    }
    let Some(rest) = GROUPS
        .iter()
        .filter_map(|known| small.strip_prefix(known))
        .find(|rest| rest.starts_with(' ') && rest.split_whitespace().count() < MOST_WORDS)
    else {
        return false;
    };
    // All in capitals, or in small letters but for the first.
    let is_loud = words == words.to_uppercase();
    is_loud || words.ends_with(rest)
}

/// `II` or `A`, as chapters are numbered.
fn is_chapter(number: &str) -> bool {
    let is_roman = || number.bytes().all(|byte| b"IVX".contains(&byte));
    let mut letters = number.chars();
    let is_letter = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    !number.is_empty() && number.len() < 6 && (is_roman() || is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(names: &str, row: &str) -> bool {
        let cells: Vec<String> = row.split(';').map(str::to_owned).collect();
        is_section(&cells, names.split(';'))
    }

    #[test]
    fn headings_between_records_are_known() {
        for row in [
            "Tổ 3;;;",
            ";Tổ 3;;",
            ";TỔ 12;;",
            "Tổ dân phố số 7;;;",
            ";Khu phố 2;;",
            ";Thôn Đoài;;",
            "XÓM CHÙA;;;",
            ";Ngõ 10 phố Huế;;",
            "Tổ 3: 25 hộ;;;",
            "I. Hộ nghèo;;;",
            ";II. Hộ cận nghèo;;",
            ";A. Người trên 80 tuổi;;",
            "I;Hộ nghèo;;",
            "B;Tổ 4;;",
            "Tổ III;;;",
            ";Nhóm A;;",
            "Hộ nghèo;;;",
            ";HỘ CẬN NGHÈO;;",
            ";Người cao tuổi:;;",
            ";Danh sách bổ sung;;",
            ";Gia đình chính sách;;",
            ";Đối tượng bảo trợ;;",
            ";Đợt 2;;",
            ";(tiếp theo);;",
            ";;;Hộ nghèo",
        ] {
            assert!(reported("STT;Họ và tên;Số nhà;Tổ", row), "{row}");
        }
        assert!(reported("Chủ hộ;Tổ", "Tổ 3;"));
    }

    #[test]
    fn records_that_nobody_finished_are_records() {
        for row in [
            ";Nguyễn Văn An;;",
            "Tổng công ty Điện lực;;;",
            "1;;;",
            "A1;;;",
            "I;Nguyễn Văn An;;",
            ";A. Nguyễn;;",
            ";Tổ trưởng;;",
            ";Tổ Trưởng;;",
            ";Đường Văn Tám;;",
            ";Hộ kinh doanh Minh Anh;;",
            ";Hộ bà Lan;;",
            ";Gia đình ông Bình;;",
            ";Người nhà cụ Tý;;",
            ";HOÀNG VĂN HỘ;;",
            ";Hộ Văn Tám;;",
            ";Hộ;;",
            ";Khu;;",
            ";;Tổ 3;",
            ";;;Tổ 3",
            ";Tổ 3;5;",
            "1;Tổ 3;5;2",
            ";Bản Văn Hai;;",
            ";Đội Thị Tư;;",
            ";;;",
        ] {
            assert!(!reported("STT;Họ và tên;Số nhà;Tổ", row), "{row}");
        }
        assert!(!reported("Tổ;Giờ;Nơi", "Tổ 3;;"));
        assert!(!reported("Họ tên", "Tổ 3"));
        assert!(!reported("Diện;Số bản", "Hộ nghèo;"));
    }
}
