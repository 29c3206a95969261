//! What holds the place of something that is missing, and lines that would run together: refused where
//! they stand, or taken for nothing with a note; never printed.

use toroi::diag::Code;

use crate::case::{GUIDE, X, case};
use crate::records::{clean, read};
use crate::run::{Done, Run};

/// Texts that hold a place.
const PLACES: [&str; 12] = [
    "?",
    "???",
    "(?)",
    "N/A",
    "n/a",
    "TBD",
    "xxx",
    "XXXX XXX",
    "chưa rõ",
    "Đang cập nhật…",
    "«Tên»",
    "#REF!",
];
/// Texts that say that there is nothing.
const DASHES: [&str; 9] = ["-", "–", "—", "...", ".", "…", "___", "-/-", "- -"];
/// Texts that look like them and are none.
const VALUES: [&str; 9] =
    ["Na", "x", "không", "chưa có", "Đinh Văn Rõ", "5-7", "A?", "Tổ #7", "Nhà xxx Hoa"];

const HEAD: &str = "Số nhà;Công an xã, phường;Đơn vị phát\n5;113;Đoàn\n";

fn merge(list: &str, more: &[&str]) -> Done {
    let args = ["merge", "kich-hoat-tai-khoan", "--product", "hanger", "--records", "a.csv"];
    Run::new().file("a.csv", list).args(args).args(more.iter().copied()).run()
}

fn is_made(done: &Done) -> bool {
    let made = std::fs::read_dir(done.file("out")).into_iter().flatten().flatten();
    made.map(|entry| entry.path()).any(|path| path.extension().is_some_and(|end| end == "pdf"))
}

#[test]
fn a_cell_that_holds_a_place_is_an_error_with_its_row() {
    for cell in PLACES {
        let read = read("a.csv", format!("{HEAD}6;113;\"{cell}\"\n")).unwrap();
        let found = &read.problems[0];
        let code = if cell == "#REF!" { Code::RecordsCell } else { Code::ValueMissing };
        assert_eq!((read.problems.len(), found.row, found.code), (1, 3, code), "{cell}");
        assert_eq!(found.column, Some((3, "Đơn vị phát".to_owned())), "{cell}");
    }
    for cell in VALUES {
        let read = clean("a.csv", format!("{HEAD}6;113;\"{cell}\"\n"));
        assert_eq!(read.records[1].cells[2], cell);
        assert!(read.records[1].notes.is_empty(), "{cell}: {:?}", read.records[1].notes);
    }
    let done = merge(&format!("{HEAD}6;113;?\n"), &[]);
    assert!(done.code == 1 && !is_made(&done), "{}", done.stderr);
    assert!(done.stderr.contains("[V07]: row 3, column “Đơn vị phát”"), "{}", done.stderr);
    let done = Run::new()
        .file("a.csv", "Địa chỉ;Việc\nSố 5;Cài VNeID\nSố 6;chưa rõ\n")
        .args(["roster", "--records", "a.csv"])
        .run();
    assert!(done.code == 1 && !is_made(&done), "{}", done.stderr);
    assert!(done.stderr.contains("[V07]: row 3, column “Việc”"), "{}", done.stderr);
}

#[test]
fn a_cell_of_dashes_is_empty_with_a_note() {
    for cell in DASHES {
        let read = clean("a.csv", format!("{HEAD}6;113;{cell}\n"));
        let record = &read.records[1];
        assert_eq!(record.cells[2], "", "{cell}");
        let notes: Vec<Code> = record.notes.iter().map(|note| note.code).collect();
        assert_eq!(notes, [Code::ValueDashes], "{cell}");
    }
    let done = merge(&format!("{HEAD}6;113;-\n"), &[]).ok();
    assert!(done.stderr.contains("note[V08]"), "{}", done.stderr);
}

#[test]
fn a_formula_is_not_a_value() {
    for cell in ["=NA()", "=IFERROR(A1,\"\"\"\")", "=A2", "=$B$3&C1", "{=A1}"] {
        let read = read("a.csv", format!("{HEAD}6;113;\"{cell}\"\n")).unwrap();
        let codes: Vec<Code> = read.problems.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::RecordsCell], "{cell}");
    }
}

#[test]
fn wards_and_values_hold_no_places() {
    let build = |ward: &str, set: &[&str]| {
        let args = ["build", "kich-hoat-tai-khoan", "--product", "hanger"];
        let run = Run::new().args(args);
        let run = if ward.is_empty() { run } else { run.file("ward.yaml", ward) };
        run.args(set.iter().flat_map(|set| ["--set", *set])).run()
    };
    for place in PLACES {
        let done = build(&format!("issuer: \"{place}\"\n"), &[]);
        assert_eq!(done.code, 1, "{place}: {}", done.stderr);
        assert!(done.stderr.contains("[V07]") && done.stderr.contains("ward.yaml:1:"), "{place}");
        let done = build("", &[&format!("don-vi={place}")]);
        assert!(done.code == 1 && done.stderr.contains("[V07]"), "{place}: {}", done.stderr);
    }
    for ward in [
        "police:\n  phone: \"?\"\n",
        "police:\n  address: N/A\n",
        "leader:\n  name: Bác Hòa\n  phone: xxx\n",
        "events:\n  - day: \"??\"\n    place: Nhà văn hóa\n",
        "ward: TBD\n",
        "logo: \"?\"\n",
    ] {
        let done = build(ward, &[]);
        assert!(done.code == 1 && done.stderr.contains("[V07]"), "{ward}: {}", done.stderr);
    }
    for dashes in DASHES {
        let empty = build("", &[]).ok();
        let ward = build(&format!("issuer: \"{dashes}\"\n"), &[]).ok();
        let set = build("", &[&format!("don-vi={dashes}")]).ok();
        let pdf = |done: &Done| std::fs::read(done.file("out/kich-hoat-tai-khoan-hanger.pdf"));
        let empty = pdf(&empty).unwrap();
        assert!(pdf(&ward).unwrap() == empty && pdf(&set).unwrap() == empty, "{dashes}");
    }
}

#[test]
fn guides_kits_and_templates_hold_no_places() {
    // TBD in a guide is a note to oneself as well (G18).
    let own = PLACES.iter().filter(|place| !["#REF!", "TBD"].contains(place));
    for place in own.chain(&["...", "—"]) {
        let line = format!("- \"{place}\"");
        case().swap("- Kính đọc", &line).place(X, 19, 8, "V07").check();
    }
    case().swap("question: Bác thử chưa?", "question: \"???\"").place(X, 4, 12, "V07").check();
    case().swap("label: Đơn vị phát", "label: chưa rõ").at("V07", "chưa rõ").check();
    case().add("## Gọi {sources=nguon}\n\nchưa rõ\n").at("V07", "chưa rõ").check();
    // A line to write on.
    case().add("....................").start("json").run().ok();
    let sheet = crate::case::SHEET;
    for place in ["?", "N/A", "chưa rõ"] {
        let line = format!("<p>{place}</p>\n    <rule/>");
        let run = case().swap_in(sheet, "<rule/>", &line).start("json").run();
        assert!(run.code == 1 && run.stderr.contains("V07"), "{place}: {}", run.stderr);
    }
    let kit = "title: TBD\naudience: Đội\nsheets:\n  - { what: \"?\", guide: x, product: leaflet-a4, copies: 1 }\n";
    let done =
        Run::new().file(X, GUIDE).file("templates/kits/bo.yaml", kit).args(["kit", "bo"]).run();
    assert_eq!((done.code, done.stderr.matches("[V07]").count()), (1, 2), "{}", done.stderr);
}

#[test]
fn lines_that_would_run_together_are_reported() {
    for (before, line) in [
        ("Bác xem Cài đặt", "Bấm Mở"),
        ("Bác xem **Cài đặt**", "Mở ứng dụng"),
        ("Bác xem “Cài đặt”", "Nhập số"),
        ("Bác đem thẻ căn cước", "Kính đọc sách"),
        ("- thẻ căn cước", "Kính đọc sách"),
        ("mở máy", "bấm nút"),
        ("> [!NOTE]\n> Bác giữ kín mã", "> Đừng đọc cho ai"),
        ("Bác xem hình (bánh răng)", "Đợi một lát"),
    ] {
        let words = line.trim_start_matches("> ");
        let json = case().add(&format!("{before}\n{line}")).start("json").run();
        assert_eq!(json.code, 1, "{before} / {line}");
        assert!(json.stderr.contains("\"G19\""), "{before} / {line}: {}", json.stderr);
        let short = case().add(&format!("{before}\n{line}")).start("human").run();
        assert!(short.stderr.contains(words), "{}", short.stderr);
    }
    // A line break as Word writes it is one.
    let json = case().add("Bác xem Cài đặt\u{b}Bấm Mở").start("json").run();
    assert!(json.code == 1 && json.stderr.contains("\"G19\""), "{}", json.stderr);
    case().add("Bác xem căn cước\nKính đọc sách").at("G19", "Kính đọc sách").check();
}

#[test]
fn lines_that_yaml_joins_are_reported() {
    for (from, to) in [
        ("    - Kính đọc\n", "    - Kính đọc\n      Gậy chống tay\n"),
        ("title: Thử một bước\n", "title: Thử một\n  Bấm nút\n"),
        ("title: Thử một bước\n", "title: >\n  Thử một\n  Bấm nút\n"),
        ("    - Kính đọc\n", "    - \"Kính đọc\n      Gậy chống tay\"\n"),
        ("    - Đã sạc điện thoại\n", "    - Đã sạc\n      Mở máy\n"),
    ] {
        let json = case().swap(from, to).start("json").run();
        assert!(json.code == 1 && json.stderr.contains("\"G19\""), "{to}: {}", json.stderr);
    }
    for (from, to) in [
        ("    - Kính đọc\n", "    - Kính đọc\n      sách báo\n"),
        ("question: Bác thử chưa?\n", "question: Bác đã thử\n  VNeID chưa?\n"),
    ] {
        case().swap(from, to).start("json").run().ok();
    }
}

#[test]
fn wrapped_prose_is_left_alone() {
    for text in [
        "Bác xem Cài đặt.\nBấm Mở.",
        "Bác xem ứng dụng\nVNeID trên máy.",
        "Bác đến gặp công an\nPhường Hòa Bình.",
        "Bác gặp ông Nguyễn Văn\nNam Sơn ở nhà.",
        "Bác đem theo thẻ căn cước và kính\nđọc sách khi đến nhà văn hóa.",
        "Bác xem Cài đặt  \nBấm Mở",
        "Bác xem Cài đặt\\\nBấm Mở",
        "Bác xem Cài đặt\n\nBấm Mở",
    ] {
        let done = case().add(text).start("json").run();
        assert!(!done.stderr.contains("\"G19\""), "{text}: {}", done.stderr);
    }
}
