//! What people type wrongly the first time, and whether the hint is the one they need: each in both
//! languages.

use crate::case::{Case, GUIDE, STYLE, X, case};
use crate::run::Run;

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
        // Where a line stands wrongly is told once, and nothing that follows from it.
        Mistake {
            case: || case().swap("    says: Tờ", "\tsays: Tờ").place(X, 12, 2, "Y01"),
            en: "delete the tab",
            vi: "xóa dấu Tab",
        },
        Mistake {
            case: || case().swap("short: Thử", "  short: Thử").place(X, 3, 8, "Y01"),
            en: "begins 2 spaces in, the one above 0",
            vi: "thụt vào 2 dấu cách, dòng trên thụt 0",
        },
        Mistake {
            case: || case().swap("    - Kính đọc", "- Kính đọc").place(X, 19, 3, "Y01"),
            en: "stands too far left: indent it as its list",
            vi: "lùi ra ngoài quá: hãy thụt vào",
        },
        Mistake {
            case: || {
                case().swap("    - Kính đọc", "    - Kính đọc\n   - Nước").place(X, 20, 4, "Y01")
            },
            en: "begins 3 spaces in, the one above 4",
            vi: "thụt vào 3 dấu cách, dòng trên thụt 4",
        },
        Mistake {
            case: || case().swap("  items:\n    - Kính", "items:\n    - Kính").at("Y02", "items:"),
            en: "`items` stands too far left: it is a field of `bring`",
            vi: "`items` lùi ra ngoài quá: đó là mục của `bring`",
        },
        Mistake {
            case: || {
                let all = case().swap("  items:\n    - Kính", "items:\n    - Kính");
                let all = all.swap("  items:\n    - Đã", "items:\n    - Đã");
                all.swap("  items:\n    - Ai", "items:\n    - Ai").at("Y02", "items:")
            },
            en: "put two spaces before `items`",
            vi: "gõ thêm hai dấu cách trước `items`",
        },
        Mistake {
            case: || case().swap("    label: Trang", "  label: Trang").place(X, 33, 3, "Y01"),
            en: "a field of the item above begins 4",
            vi: "mục thuộc gạch đầu dòng ở trên thì thụt 4",
        },
        // Documents, those we read and others, and one that is not there.
        Mistake {
            case: || {
                case().file("Bài.docx", "x").args(&["Bài.docx"]).place("Bài.docx", 1, 1, "F20")
            },
            en: "`toroi new guide bai --from Bài.docx`",
            vi: "`toroi new guide bai --from Bài.docx`",
        },
        Mistake {
            case: || case().file("Bài.pdf", "x").args(&["Bài.pdf"]).place("Bài.pdf", 1, 1, "F20"),
            en: "save it as .docx",
            vi: "lưu thành .docx",
        },
        Mistake {
            case: || case().args(&["Bài.docx"]).place("Bài.docx", 1, 1, "F01"),
            en: "Bài.docx",
            vi: "Bài.docx",
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

#[test]
fn names_of_pictures_may_have_spaces_and_accents() {
    let drawing = std::fs::read(crate::run::root().join("guides/pictures/sim.svg")).unwrap();
    for name in ["ảnh chụp.svg", "Ảnh của tôi.svg", "hình (1).svg"] {
        case().picture(name, &drawing).start("human").run().ok();
    }
}

#[test]
fn the_same_fault_in_many_rows_is_one_finding() {
    let rows = |head: &str, row: &str| format!("{head}\n{}", format!("{row}\n").repeat(37));
    let merged = |list: String, lang: &str| {
        let run = Run::new().file(X, GUIDE).file("a.csv", list);
        let args = ["merge", "x", "--product", "leaflet-a4", "--records", "a.csv", "--lang", lang];
        run.args(args).run()
    };
    for (lang, told) in [
        ("en", "rows 2, 3, 4, 5, 6 and 32 more, column “cong-an”: "),
        ("vi", "các hàng 2, 3, 4, 5, 6 và 32 hàng nữa, cột “cong-an”: "),
    ] {
        let done = merged(rows("cong-an", "024 3864 12"), lang);
        assert_eq!((done.code, done.stderr.matches("[V01]").count()), (1, 1), "{}", done.stderr);
        assert!(done.stderr.contains(told), "{}", done.stderr);
    }
    // A list whose records all say the same is merged, and needs no list.
    for (lang, told) in [("en", "all 37 copies are the same"), ("vi", "cả 37 bản giống hệt nhau")]
    {
        let done = merged(rows("cong-an", "024 3864 1234"), lang).ok();
        assert!(done.stderr.contains(told), "{}", done.stderr);
        assert!(done.stderr.contains("toroi build x --product leaflet-a4"), "{}", done.stderr);
        let differs = rows("cong-an", "024 3864 1234") + "024 3864 1235\n";
        let done = merged(differs, lang).ok();
        assert!(!done.stderr.contains("[M02]"), "{}", done.stderr);
    }
    // Where nothing is filled in, nothing is made.
    let done = merged(rows("Màu", "đỏ"), "vi");
    assert!(done.code == 1 && done.stderr.contains("toroi build x"), "{}", done.stderr);
    assert!(!done.file("out/x-leaflet-a4-0001.pdf").exists());
    // A list for a team: the same private matter.
    let list = rows("Địa chỉ;Ghi chú", "Số 1;001234567890");
    for (lang, told) in [("en", "rows 2, 3, 4, 5, 6 and 32 more"), ("vi", "và 32 hàng nữa")] {
        let run = Run::new().file("a.csv", &list);
        let done = run.args(["roster", "--records", "a.csv", "--lang", lang]).run();
        assert_eq!((done.code, done.stderr.matches("[R13]").count()), (1, 1), "{}", done.stderr);
        assert!(done.stderr.contains(told), "{}", done.stderr);
    }
}
