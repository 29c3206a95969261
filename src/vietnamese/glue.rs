//! What must not be split over two lines (LP-11, VT-09).
//!
//! The bond of a space is known by the byte after it, where the next line would begin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How firmly two words hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// One piece of information: a phone number, `Bước 3`, `7 ngày`, `bác Lan`.
    Keep,
    /// Two syllables of one word.
    Compound,
}

/// Words that a number follows.
const BEFORE_NUMBER: &[&str] = &[
    "bước",
    "điều",
    "khoản",
    "điểm",
    "mục",
    "số",
    "mức",
    "phòng",
    "tổ",
    "phố",
    "phường",
    "xã",
    "quận",
    "tầng",
    "lớp",
    "trang",
    "ngày",
    "tháng",
    "năm",
    "lúc",
    "từ",
    "bản",
    "cách",
    "câu",
    "vneid",
    "android",
    "ios",
    "mặt",
];
/// Words that follow a number.
const AFTER_NUMBER: &[&str] = &[
    "đ", "₫", "%", "giờ", "phút", "ngày", "tháng", "năm", "tuổi", "người", "kg", "km", "m", "số",
    "chữ", "câu", "lần", "bước", "đồng", "triệu", "nghìn",
];
/// Words that a name follows.
const BEFORE_NAME: &[&str] = &["ông", "bà", "anh", "chị", "cô", "bác", "chú", "cụ", "TP."];
/// Common words of two syllables in these guides.
const COMPOUNDS: &str = "\
    bí mật, bảo mật, bảo trì, chuyển tiền, chính chủ, chính thức, chữ ký, con cháu, \
    cài đặt, công an, căn cước, cập nhật, cửa hàng, dân cư, dân phố, dữ liệu, gia đình, \
    giao dịch, giấy tờ, hướng dẫn, khóa máy, kích hoạt, kẻ gian, liên hệ, màn hình, mã OTP, \
    mật khẩu, ngân hàng, nhà mạng, nhà nước, nhắn tin, phát triển, phần mềm, quốc gia, \
    thuê bao, thông báo, thông tin, tin nhắn, tiếp tục, trung tâm, trợ cấp, tài khoản, \
    tìm kiếm, tình nguyện, tổ trưởng, tự động, vân tay, xác nhận, xác thực, xã hội, \
    yêu cầu, điện thoại, điện tử, đăng ký, đăng nhập, đơn vị, đường dẫn, định danh, \
    ứng dụng";

static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| COMPOUNDS.split(", ").collect());

/// The bonds of all spaces of a paragraph, by the byte after each space.
pub fn bonds(text: &str) -> BTreeMap<usize, Bond> {
    let words: Vec<(usize, &str)> = text
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let mut bonds = BTreeMap::new();
    for pair in words.windows(2) {
        let ((_, before), (at, after)) = (pair[0], pair[1]);
        if let Some(bond) = bond(before, after) {
            bonds.insert(at, bond);
        }
    }
    // No last line of one syllable.
    if words.len() > 2
        && let Some((at, _)) = words.last()
    {
        bonds.insert(*at, Bond::Keep);
    }
    bonds
}

fn bond(before: &str, after: &str) -> Option<Bond> {
    let left = before.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '₫');
    let ends_clause =
        before.ends_with([',', '.', ':', ';', '!', '?']) && !before.starts_with("TP.");
    let right = after.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '₫');
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if after == "–" || after == "-" || before == "+84" {
        return Some(Bond::Keep);
    }
    if ends_clause {
        return None;
    }
    let (small_left, small_right) = (left.to_lowercase(), right.to_lowercase());
    let numbered = is_number(right) && BEFORE_NUMBER.contains(&small_left.as_str());
    let counted = is_number(left) && AFTER_NUMBER.contains(&small_right.as_str());
    let grouped = is_number(left) && is_number(right);
    let named = BEFORE_NAME.iter().any(|word| small_left == *word || before == *word)
        && right.starts_with(char::is_uppercase);
    if numbered || counted || grouped || named {
        return Some(Bond::Keep);
    }
    let pair = format!("{small_left} {small_right}");
    let compound = WORDS.contains(pair.as_str());
    compound.then_some(Bond::Compound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        let bonds = bonds(text);
        let held = |(at, bond): (&usize, &Bond)| {
            (*bond == Bond::Keep).then(|| text[*at..].split(' ').next().unwrap_or(""))
        };
        bonds.iter().filter_map(held).collect()
    }

    #[test]
    fn one_piece_of_information_holds_together() {
        let end = " rồi thôi nhé";
        for (text, held) in [
            ("Bước 3", "3"),
            ("gọi 1900 0368", "0368"),
            ("sau 7 ngày", "ngày"),
            ("ngày 23", "23"),
            ("1.000.000 đ", "đ"),
            ("bác Lan", "Lan"),
            ("TP. HCM", "HCM"),
            ("mức 2", "2"),
        ] {
            let line = format!("{text}{end}");
            assert!(kept(&line).contains(&held), "{line}");
        }
    }

    #[test]
    fn clauses_and_plain_words_may_part() {
        assert_eq!(kept("Xong bước, 3 người về nhà ngay"), ["người", "ngay"]);
    }
}
