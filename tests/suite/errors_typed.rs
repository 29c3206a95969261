//! What people type wrongly the first time, and whether the hint is the one they need: each in both
//! languages.

use crate::case::{Case, STYLE, X, case};

/// A project with one mistake, and the hint for it.
struct Mistake {
    case: fn() -> Case,
    en: &'static str,
    vi: &'static str,
}

#[test]
fn the_hint_is_for_the_mistake_that_was_made() {
    let mistakes = [
        Mistake {
            case: || case().swap("short: Thử", "\tshort: Thử").place(X, 3, 1, "Y01"),
            en: "delete the tab",
            vi: "xóa dấu Tab",
        },
        Mistake {
            case: || case().swap("title: Thử một bước", "title:Thử một bước").place(X, 3, 6, "Y01"),
            en: "put a space after the colon: in `title:Thử một bước` there is none",
            vi: "gõ dấu cách sau dấu hai chấm: trong `title:Thử một bước` còn thiếu",
        },
        Mistake {
            case: || case().swap("audience: Dành cho bác.", "audience:").place(X, 5, 10, "Y04"),
            en: "`audience` is empty",
            vi: "`audience` còn để trống",
        },
        Mistake {
            case: || case().swap("products: [leaflet-a4]", "products:").place(X, 6, 10, "Y04"),
            en: "`products` is empty",
            vi: "`products` còn để trống",
        },
        Mistake {
            case: || {
                case()
                    .swap("Bác bấm vào hình VNeID.", "Bác bấm [[cai-dat]].")
                    .at("C01", "[[cai-dat]]")
            },
            en: "one elsewhere reads the same, `[[cai-dat-tu-kho]]`",
            vi: "chỗ khác có nút cùng chữ, `[[cai-dat-tu-kho]]`",
        },
        Mistake {
            case: || {
                case()
                    .swap("Bác bấm vào hình VNeID.", "Bác bấm [[Cài đặt]].")
                    .at("C03", "[[Cài đặt]]")
            },
            en: "this one reads so: `[[cai-dat]]`, `[[cai-dat-tu-kho]]`",
            vi: "nhãn ghi chữ này là `[[cai-dat]]`, `[[cai-dat-tu-kho]]`",
        },
        Mistake {
            case: || {
                case().swap_in(STYLE, "size: [210, 297]", "size: 148 x 148").at_in(
                    STYLE,
                    "Y04",
                    "148 x 148",
                )
            },
            en: "write [148, 148]",
            vi: "hãy viết [148, 148]",
        },
        Mistake {
            case: || {
                case().swap_in(STYLE, "size: [210, 297]", "size: 148×210 mm").at_in(
                    STYLE,
                    "Y04",
                    "148×210 mm",
                )
            },
            en: "write [148, 210]",
            vi: "hãy viết [148, 210]",
        },
        Mistake {
            case: || case().swap_in(STYLE, "safe: 6", "safe: 0 mm").at_in(STYLE, "Y04", "0 mm"),
            en: "write the number alone, lengths are in mm: 0",
            vi: "chỉ ghi số, độ dài tính bằng mm: 0",
        },
        Mistake {
            case: || {
                case().swap_in(STYLE, "margin: [12,", "margin: [-12,").at_in(STYLE, "Y04", "-12")
            },
            en: "a number from 0 to 500",
            vi: "một số từ 0 đến 500",
        },
        Mistake {
            case: || {
                case().swap_in("templates/base.yaml", "rgb: \"#000000\"", "rgb: #000000").at_in(
                    "templates/base.yaml",
                    "Y06",
                    "#000000",
                )
            },
            en: "put a colour in quotes: \"#",
            vi: "đặt mã màu trong ngoặc kép: \"#",
        },
    ];
    for Mistake { case, en, vi } in mistakes {
        case().shows(en).check();
        case().args(&["--lang", "vi"]).shows(vi).check();
    }
}

#[test]
fn what_cannot_be_read_hides_nothing_else() {
    // A fault of YAML, and one each of a field, a fact, Markdown, an address and a picture.
    case()
        .swap("short: Thử", "short: Thử: hai")
        .swap("audience: Dành cho bác.", "audience: [a]")
        .swap("    - Kính đọc", "    - Kính đọc 3 cái")
        .swap("https://vneid.gov.vn", "https://vneid.cc")
        .swap("Bác bấm vào hình VNeID.", "Bác <b>bấm.\n\n![Ảnh thử](pictures/smi.svg)")
        .at("Y01", ": hai")
        .at("Y04", "[a]")
        .at("C01", "3 cái")
        .at("Q01", "https://vneid.cc")
        .at("G07", "<b>")
        .at("P01", "![Ảnh thử]")
        .check();
    // Two faults of YAML are two findings, and what stands under a broken entry is not missing.
    case()
        .swap("title: Thử một bước", "title: [Thử")
        .swap("url: https://vneid.gov.vn", "url: \"https://vneid.gov.vn")
        .swap("question: Bác thử chưa?", "qestion: Bác thử chưa?")
        .place(X, 3, 6, "Y01")
        .at("Y02", "qestion")
        .at("Y01", "\"https://vneid.gov.vn")
        .check();
    // What no field says makes no finding of its own.
    for (from, to) in [("app: \"2.2.6\"", "app: [2"), ("  nguon:\n", "  nguon: [\n")] {
        let done = case().swap(from, to).start("json").run();
        let found = crate::case::errors(&done.stderr);
        assert!(found.len() == 1 && found[0].ends_with("Y01"), "{to}: {found:?}");
    }
}
