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
        // Where a line stands wrongly is reported once, and nothing that follows from it.
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

/// What stands in the wrong file, and both what is said of it and what is not.
#[test]
fn text_in_the_wrong_file_is_reported_once_and_led_to_its_place() {
    let own = |path: &str| std::fs::read_to_string(crate::run::root().join(path)).unwrap();
    let ward = "ward: phường Định Công\nissuer: Đoàn phường\npolice:\n  phone: 024 3864 1234\n";
    let front = GUIDE.split("---\n").nth(1).unwrap().to_owned();
    let list = "Họ tên,Địa chỉ,SĐT\nBác Hòa,Số 1,0912345678\n";
    let (facts, labels) = (own("guides/facts.yaml"), own("guides/labels.yaml"));
    let style = own("templates/card/style.yaml");
    for (path, text, code, en, vi) in [
        ("ward.yaml", GUIDE, "F20", "belongs into `guides/….md`", "là của tệp `guides/….md`"),
        ("ward.yaml", &front, "F20", "not into `ward.yaml`", "không phải của `ward.yaml`"),
        ("guides/y.yaml", ward, "F20", "belongs into `ward.yaml`", "là của tệp `ward.yaml`"),
        ("guides/y.md", ward, "G01", "belongs into `ward.yaml`", "là của tệp `ward.yaml`"),
        ("guides/y.md", &front, "G01", "put a line `---` before", "thêm một dòng `---` trước"),
        ("guides/y.md", list, "G01", "`toroi roster --records ", "`toroi merge BÀI --product LOẠI"),
        ("guides/y.md", "Cài VssID\nMở máy.\n", "G01", "NAME --from ", "TÊN --from "),
        (
            "guides/facts.yaml",
            &labels,
            "F20",
            "belongs into `guides/labels.yaml`, not into `guides/facts.yaml`",
            "là của tệp `guides/labels.yaml`, không phải của `guides/facts.yaml`",
        ),
        ("guides/labels.yaml", &facts, "F20", "`guides/facts.yaml`", "`guides/facts.yaml`"),
        ("guides/sites.yaml", ward, "F20", "`ward.yaml`", "`ward.yaml`"),
        ("guides/y.yaml", &style, "F20", "`templates/…/style.yaml`", "`templates/…/style.yaml`"),
        (STYLE, ward, "F20", "`ward.yaml`", "`ward.yaml`"),
    ] {
        for (lang, words) in [("en", en), ("vi", vi)] {
            let done = case().file(path, text).start("human").args(["--lang", lang]).run();
            assert_eq!(done.code, 1, "{path}");
            assert!(done.stderr.contains(words), "{path}: {words}\n{}", done.stderr);
            let word = if lang == "en" { "error[" } else { "lỗi[" };
            assert_eq!(done.stderr.matches(word).count(), 1, "{path}\n{}", done.stderr);
            assert!(done.stderr.contains(&format!("{word}{code}]")), "{path}\n{}", done.stderr);
        }
    }
    // Files that are named where a guide, or where a list belongs.
    for (args, name, text, en, vi) in [
        (&["build", "ds.csv"][..], "ds.csv", list, "`ds.csv` is a list", "`ds.csv` là danh sách"),
        (&["build", "ds.xlsx"], "ds.xlsx", "x", "roster --records ds.xlsx", "--records ds.xlsx"),
        (&["build", "ward.yaml"], "ward.yaml", ward, "`ward.yaml`", "là của tệp `ward.yaml`"),
        (
            &["merge", "x", "--product", "leaflet-a4", "--records", "guides/x.md"],
            "a",
            "",
            "this is what stands in `guides/….md`, not a list",
            "đây là nội dung của `guides/….md`, không phải danh sách",
        ),
        (
            &["roster", "--records", "ward.yaml"],
            "ward.yaml",
            ward,
            "this is what stands in `ward.yaml`, not a list",
            "đây là nội dung của `ward.yaml`, không phải danh sách",
        ),
    ] {
        for (lang, words) in [("en", en), ("vi", vi)] {
            let run = Run::new().file(X, GUIDE).file(name, text);
            let done = run.args(args.iter().copied()).args(["--lang", lang]).run();
            assert_eq!(done.code, 1, "{args:?}: {}", done.stderr);
            assert!(done.stderr.contains(words), "{args:?}: {words}\n{}", done.stderr);
        }
    }
}

#[test]
fn old_spreadsheets_are_told_how_to_be_saved() {
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(64);
    for (lang, words) in
        [("en", "choose File > Save As"), ("vi", "chọn File > Save As (Tệp > Lưu như)")]
    {
        let run = Run::new().file("Danh sách.xls", &old);
        let done = run.args(["roster", "--records", "Danh sách.xls", "--lang", lang]).run();
        assert!(done.code == 1 && done.stderr.contains(words), "{}", done.stderr);
    }
}

/// Where a guide cites a source of its own, that is where a missing claim is looked for first; what
/// is offered to paste says what it is to vouch for.
#[test]
fn a_claim_its_own_source_does_not_say_is_led_to_it() {
    let step = "Bác bấm vào hình VNeID.";
    for (lang, words) in [
        ("en", "if that is what `nguon` says, write “30 phút” into its `says:`"),
        ("vi", "nếu `nguon` nói đúng điều ấy, ghi thêm “30 phút” vào `says:`"),
    ] {
        let reported = case().swap(step, "Bác đợi 30 phút.").args(&["--lang", lang]);
        reported.at("C01", "30 phút").shows(words).check();
    }
    let says = "says: Tờ này là bản thử.";
    let done = case().swap(step, "Bác đợi 30 phút.").swap(says, "says: Bác đợi 30 phút.");
    done.start("human").run().ok();
    // The address of a code stands beside the words of its label.
    let code = case().swap("    sources: [trang-chinh]", "    sources: [nguon]");
    let code = code.swap("url: https://vneid.gov.vn", "url: https://vneid.gov.vn/tro-giup");
    let reported = "says: \"Trang chính thức: https://vneid.gov.vn/tro-giup\"";
    code.at("C01", "https://vneid.gov.vn/tro-giup").shows(reported).check();
    // A code that only the list of sites vouches for may be written out, too.
    let bare = case().swap("\n    sources: [trang-chinh]", "");
    let bare = bare.swap(step, "Bác mở trang https://vneid.gov.vn trên máy.");
    bare.start("human").run().ok();
    // Numbers of places in a row are the ward's own, like the first of them.
    let row = case().swap(step, "Bác ở tổ 1, 2 và 3 đến nhà văn hóa.");
    row.start("human").run().ok();
    let other = case().swap(step, "Bác ở tổ 1, 30 phút.");
    other.at("C01", "30 phút").check();
}

#[test]
fn the_same_fault_in_many_rows_is_one_finding() {
    let rows = |head: &str, row: &str| format!("{head}\n{}", format!("{row}\n").repeat(37));
    let merged = |list: String, lang: &str| {
        let run = Run::new().file(X, GUIDE).file("a.csv", list);
        let args = ["merge", "x", "--product", "leaflet-a4", "--records", "a.csv", "--lang", lang];
        run.args(args).run()
    };
    for (lang, reported) in [
        ("en", "rows 2, 3, 4, 5, 6 and 32 more, column “cong-an”: "),
        ("vi", "các hàng 2, 3, 4, 5, 6 và 32 hàng nữa, cột “cong-an”: "),
    ] {
        let done = merged(rows("cong-an", "024 3864 12"), lang);
        assert_eq!((done.code, done.stderr.matches("[V01]").count()), (1, 1), "{}", done.stderr);
        assert!(done.stderr.contains(reported), "{}", done.stderr);
    }
    // A list whose records all say the same is merged, and needs no list.
    for (lang, reported) in
        [("en", "all 37 copies are the same"), ("vi", "cả 37 bản giống hệt nhau")]
    {
        let done = merged(rows("cong-an", "024 3864 1234"), lang).ok();
        assert!(done.stderr.contains(reported), "{}", done.stderr);
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
    for (lang, reported) in [("en", "rows 2, 3, 4, 5, 6 and 32 more"), ("vi", "và 32 hàng nữa")]
    {
        let run = Run::new().file("a.csv", &list);
        let done = run.args(["roster", "--records", "a.csv", "--lang", lang]).run();
        assert_eq!((done.code, done.stderr.matches("[R13]").count()), (1, 1), "{}", done.stderr);
        assert!(done.stderr.contains(reported), "{}", done.stderr);
    }
}
