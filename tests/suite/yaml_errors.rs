//! YAML that says something else than its author meant, in every file people write: at its place,
//! with what to do.

use crate::case::{GUIDE, X, case};
use crate::run::Run;

const ITEM: &str = "    - Kính đọc";

#[test]
fn the_end_of_a_text_is_not_a_comment() {
    for (to, needle) in [
        ("    - Bấm phím # rồi chờ", "# rồi chờ"),
        ("    - Đoàn số #1", "#1"),
        ("    - Bấm phím\n      # rồi chờ", "# rồi chờ"),
        ("    - >\n      Bấm phím\n     # rồi chờ", "# rồi chờ"),
        ("    - #kính đọc\n    - x", "#kính"),
        ("    - Mang kính\t# hai cái", "# hai cái"),
    ] {
        case().swap(ITEM, to).at("Y06", needle).shows("put quotes").check();
    }
    case().swap("title: Thử một bước", "title: Thử #1").at("Y06", "#1").check();
    case().swap("label: Đơn vị phát", "label: Tổ #1").at("Y06", "#1").check();
    case().swap("name: Công an phường", "name: Công an #2").at("Y06", "#2").check();
    let vi = case().swap(ITEM, "    - Đoàn số #1").args(&["--lang", "vi"]).start("human").run();
    assert!(vi.stderr.contains("đặt cả dòng chữ trong ngoặc kép"), "{}", vi.stderr);
    case().swap(ITEM, "    - \"Bấm phím # rồi chờ\"").start("human").run().ok();
}

#[test]
fn comments_elsewhere_stay_comments() {
    let guide = GUIDE
        .replacen("[leaflet-a4]", "[leaflet-a4] # A4", 1)
        .replacen("2026-11-23", "2026-11-23 # thứ hai", 1)
        .replacen("grade: A", "grade: A # chắc", 1)
        .replacen("bring:", "# mang theo\nbring: # gồm có", 1)
        .replacen(ITEM, "    # kính\n    - \"Kính đọc\" # loại thường\n    # hết", 1)
        .replacen("url: https://vneid.gov.vn", "url: https://vneid.gov.vn # trang chính", 1);
    let done = case().file(X, guide).start("human").run().ok();
    assert_eq!(done.stderr, "");
}

#[test]
fn lists_do_not_run_together() {
    for to in [
        "    - >\n      Bác mang\n      - kính",
        "    - Bác mang\n      - kính",
        "    - \"Bác mang\n      - kính\"",
    ] {
        case().swap(ITEM, to).at("Y09", "- kính").shows("`|`").check();
    }
}

#[test]
fn what_yaml_takes_for_something_else_is_text_or_refused() {
    // Numbers need a fact that says them; they are looked at in the tests of the reader.
    for words in ["yes", "no", "on", "off", "Yes", "y"] {
        let done = case().swap(ITEM, &format!("    - {words}")).start("human").run().ok();
        let pdf = done.file("out/x-leaflet-a4.pdf");
        let text = std::process::Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
        let text = String::from_utf8(text.stdout).unwrap();
        assert!(text.contains(words), "{words}: {text}");
    }
    case().swap(ITEM, "    - Tổ 1: bà Hoa").at("Y04", "Tổ 1: bà Hoa").shows("quotes").check();
    case().swap("short: Thử", "short: ~").at("Y04", "~").shows("in quotes").check();
    case().swap("short: Thử", "short: null").at("Y04", "null").shows("in quotes").check();
    case().swap(ITEM, "    - *quan trọng* bác").at("Y07", "*quan").shows("alias").check();
    case().swap(ITEM, "    - !Chú ý").at("Y07", "!Chú").shows("tag").check();
    case().swap(ITEM, "    - &nbsp; bác").at("Y07", "&nbsp;").shows("anchor").check();
    case().swap("short: Thử", "short: Thử\nshort: Khác").at("Y05", "short: Khác").check();
}

#[test]
fn a_fault_after_an_escape_is_marked_where_it_stands() {
    case()
        .swap("short: Thử", "short: \"K\\u00ednh \\x41\"")
        .swap("[leaflet-a4]", "leaflet-a4")
        .at("Y04", "leaflet-a4")
        .check();
    case().swap(ITEM, "    - \"K\\u00ednh\\tđọc <b>\"").at("G07", "<b>").check();
    case().swap(ITEM, "    - 'it''s <b>'").at("G07", "<b>").check();
    case()
        .swap("date: \"2026\"", "date: \"A\"")
        .swap("grade: A", "grade: E")
        .at("Y04", "E")
        .check();
}

#[test]
fn wards_are_read_as_typed() {
    for (line, place) in [
        ("ward: Đoàn số #1", "ward.yaml:1:15: error[Y06]"),
        ("ward: Hòa Bình # gần chợ", "ward.yaml:1:16: error[Y06]"),
        ("ward: #1", "ward.yaml:1:7: error[Y06]"),
        ("ward: *Hòa*", "ward.yaml:1:7: error[Y07]"),
        ("ward: Hòa\nward: Bình", "ward.yaml:2:1: error[Y05]"),
        ("ward: Hòa\n---\nward: Bình", "ward.yaml:2:1: error[Y07]"),
        ("ward: Tổ 1: Hòa", "ward.yaml:1:11: error[Y01]"),
        ("leader: { name: Bác Hòa # tổ 1\n  }", "ward.yaml:1:25: error[Y06]"),
        ("police: { phone: 024 3999 1234 #2\n  }", "ward.yaml:1:32: error[Y06]"),
    ] {
        let run = Run::new().file(X, GUIDE).file("ward.yaml", format!("{line}\n"));
        let done = run.args(["build", "--format", "short"]).run();
        assert_eq!(done.code, 1, "{line}\n{}", done.stderr);
        assert!(done.stderr.lines().any(|it| it.starts_with(place)), "{line}\n{}", done.stderr);
    }
    let good = "# phường\nward: Hòa Bình\nprovince: # sau\npolice: # công an\n  phone: 024 3999 1234 # trực ban\n";
    let run = Run::new().file(X, GUIDE).file("ward.yaml", good);
    run.args(["build"]).run().ok();
}
