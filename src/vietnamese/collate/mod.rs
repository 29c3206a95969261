//! The order of names and texts in Vietnamese (VT-14). In go names as typed, out comes their order.
//!
//! Letters follow the order of CLDR for `vi`: a ă â … d đ … e ê … o ô ơ … u ư, and tones ngang,
//! huyền, hỏi, ngã, sắc, nặng. A roster is kept by given name, the last word, then by family name,
//! the first, then by what is between. Where the tone stands does not matter, so that `Hòa` and
//! `Hoà` are neighbours; numbers count, so that `Tổ 2` stands before `Tổ 10`.

mod key;

use super::fold::tone_last;
use key::key;

/// A text by which others are sorted. Where two texts differ in nothing that is sorted by, the
/// bytes decide, so that the order of a list never depends on how it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey {
    key: String,
    typed: String,
}

impl TextKey {
    /// The key of `text`.
    pub fn new(text: &str) -> TextKey {
        TextKey { key: key(&tone_last(text)), typed: text.to_owned() }
    }
}

/// A person's name by which a roster is sorted: given name, family name, then what is between.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    keys: [String; 3],
    typed: [String; 3],
}

impl NameKey {
    /// The key of a full name, family name first as it is written in Vietnam.
    pub fn new(name: &str) -> NameKey {
        let words: Vec<&str> = name.split_whitespace().collect();
        let typed = match words[..] {
            [] => Default::default(),
            [given] => [given.to_owned(), String::new(), String::new()],
            [family, ref middle @ .., given] => {
                [given.to_owned(), family.to_owned(), middle.join(" ")]
            }
        };
        NameKey { keys: typed.each_ref().map(|part| key(&tone_last(part))), typed }
    }
}

/// Sorts a roster by given name, family name and middle names.
pub fn sort_names<T>(items: &mut [T], name: impl Fn(&T) -> &str) {
    items.sort_by_cached_key(|item| NameKey::new(name(item)));
}

/// Sorts texts by letters alone.
pub fn sort_texts<T>(items: &mut [T], text: impl Fn(&T) -> &str) {
    items.sort_by_cached_key(|item| TextKey::new(text(item)));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sorts `wanted` out of two other orders and compares.
    #[track_caller]
    fn assert_names(wanted: &[&str]) {
        let mut backwards: Vec<&str> = wanted.iter().rev().copied().collect();
        sort_names(&mut backwards, |name| name);
        assert_eq!(backwards, wanted);
        let mut by_bytes = wanted.to_vec();
        by_bytes.sort_unstable();
        sort_names(&mut by_bytes, |name| name);
        assert_eq!(by_bytes, wanted);
    }

    /// 44 names in the order of a class register. Root collation puts Ân before Ăn and đ among d;
    /// bytes put Ân, Ăn and Đ to the end.
    #[test]
    fn a_roster_follows_the_vietnamese_alphabet() {
        assert_names(&[
            "Trần Thị Ái",
            "Lê Văn An",
            "Nguyễn Thị An",
            "Phạm An",
            "Bùi Văn Ẩn",
            "Nguyễn Văn Ẩn",
            "Hoàng Văn Bá",
            "Lê Thị Bình",
            "Nguyễn Văn Bình",
            "Trần Văn Bình",
            "Đỗ Văn Bính",
            "Ngô Thị Cúc",
            "Vũ Đức Cường",
            "Lê Tiến Dũng",
            "Phạm Văn Dũng",
            "Đặng Văn Dương",
            "Nguyễn Thị Dương",
            "Võ Thành Đạt",
            "Lê Hải Đăng",
            "Trần Hải Đăng",
            "Nguyễn Văn Đức",
            "Lê Thị Em",
            "Nguyễn Thị Ê",
            "Trần Thị Giang",
            "Đinh Thị Hà",
            "Lý Thu Hà",
            "Nguyễn Thị Hạ",
            "Nguyễn Thị Hoa",
            "Lê Thị Hoà",
            "Nguyễn Thị Hòa",
            "Phan Thị Hoà",
            "Đào Văn Hóa",
            "Trịnh Thị Hồng",
            "Nguyễn Văn Hợp",
            "Lê Thị Lan",
            "Trần Thị Ngọc Lan",
            "Nguyễn Văn Long",
            "Phạm Thị Lộc",
            "Bùi Văn Lợi",
            "Nguyễn Thị Thu",
            "Nguyễn Thị Thủy",
            "Trần Thị Thuỷ",
            "Nguyễn Thị Thư",
            "Lê Thị Yến",
        ]);
    }

    #[test]
    fn the_traps_of_other_orders() {
        // Given names alone, VT-14.
        assert_names(&["An", "Ăn", "Ân", "Dương", "Đặng", "Oanh", "Ông", "Ơn", "Uyên", "Ước"]);
        assert_names(&["ma", "mà", "mả", "mã", "má", "mạ"]);
        assert_names(&["Dương Văn A", "Đặng Văn A", "Đoàn Văn A"]);
        // The middle name decides last.
        assert_names(&["Lê An Hà", "Lê Thị Hà", "Lê Thu Hà", "Ngô An Hà"]);
        // Spaces and case do not count before letters do.
        assert_names(&["lê an", "Lê  Ân", "lê Đào"]);
        assert_names(&["", "An"]);
    }

    #[test]
    fn both_spellings_of_one_name_stand_together() {
        // By letters of CLDR alone it would be Hoà, Hoá, Hòa, Hóa.
        let mut names = vec!["Hóa", "Hoá", "Hoà", "Hòa", "Hoa", "Hoả"];
        sort_texts(&mut names, |name| name);
        assert_eq!(names, ["Hoa", "Hoà", "Hòa", "Hoả", "Hoá", "Hóa"]);
        // The family name decides between them, not the spelling.
        assert_names(&["Lê Thị Hòa", "Ngô Thị Hoà", "Phan Thị Hòa"]);
    }

    #[test]
    fn numbers_count() {
        let mut groups = vec!["Tổ 10", "Tổ 2", "Khu phố 1", "Tổ 1"];
        sort_texts(&mut groups, |name| name);
        assert_eq!(groups, ["Khu phố 1", "Tổ 1", "Tổ 2", "Tổ 10"]);
    }
}
