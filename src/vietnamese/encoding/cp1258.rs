//! CP1258, Windows' own code page for Vietnamese: vowels without tone, then the tone as a mark.

use std::sync::LazyLock;

use super::table::CodePage;

/// What differs from CP1252, as in iconv's CP1258.
pub(super) static TABLE: LazyLock<CodePage> = LazyLock::new(|| {
    CodePage::new(&[
        (0xc3, "Ă"),
        (0xcc, "\u{300}"),
        (0xd0, "Đ"),
        (0xd2, "\u{309}"),
        (0xd5, "Ơ"),
        (0xdd, "Ư"),
        (0xde, "\u{303}"),
        (0xe3, "ă"),
        (0xec, "\u{301}"),
        (0xf0, "đ"),
        (0xf2, "\u{323}"),
        (0xf5, "ơ"),
        (0xfd, "ư"),
        (0xfe, "₫"),
    ])
});
