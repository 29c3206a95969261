//! Words that make a claim of a number: what is counted, and sums.

use super::token::ClaimTokens;

/// Words that count pieces of the guide itself: “ba cách”, “4 điều”.
pub const COUNTERS: &[&str] = &["bước", "điều", "việc", "cách"];

/// Units that make a number in words a claim.
pub(super) const UNITS: &[&str] = &[
    "ngày", "tuần", "tháng", "năm", "tuổi", "giờ", "tiếng", "phút", "giây", "lần", "câu", "ký",
    "chữ",
];

/// Words that make a number a sum: nobody counts anything else of this size on a sheet.
pub(super) const POWERS: &[(&str, u64)] = &[
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];

/// The unit at a piece. Working days are no days; digits, letters and signs are one.
pub(super) fn named_unit(pieces: &ClaimTokens<'_>, at: usize) -> String {
    match pieces.lower(at) {
        "ngày" if pieces.next(at) == "làm" && pieces.next(at + 1) == "việc" => "ngày làm việc",
        "chữ" | "số" | "ký" | "kí" => "số",
        other => other,
    }
    .to_owned()
}
