//! Bad numbers in styles, blocks without room, things on each other, pages off their paper: each is
//! found, none is printed.

use std::process::Command;

use crate::case::{SHEET, STYLE, case, style_with};
use crate::run::{Done, root};

const BIFOLD: &str = "templates/bifold/style.yaml";
const HANGER: &str = "templates/hanger/style.yaml";

/// A style of the A4 leaflet with more styles at its end.
fn styles(more: &str) -> String {
    style_with(&format!("  {more}"))
}

#[test]
fn numbers_no_paper_and_no_reader_could_take() {
    for value in ["-1", "NaN", "inf", "-inf", "1e999", "99999999999", "0x10", "2_000_000"] {
        for field in [
            "size", "leading", "above", "below", "padding", "line", "radius", "marker", "gap",
            "row", "height", "width", "columns",
        ] {
            let style = styles(&format!("neu: {{ {field}: {value} }}"));
            case().file(STYLE, style).at_in(STYLE, "Y04", &format!("{value} }}").replace(" }", ""));
            let style = styles(&format!("neu: {{ {field}: {value} }}"));
            let done = case().file(STYLE, style).start("short").run();
            assert_eq!(done.code, 1, "{field}: {value}: {}", done.stderr);
            assert!(done.stderr.contains("error[Y04]"), "{field}: {value}: {}", done.stderr);
        }
    }
    for (style, needle) in [
        ("neu: { size: 0 }", "0"),
        ("neu: { size: 3001 }", "3001"),
        ("neu: { leading: 0 }", "0"),
        ("neu: { leading: 0.5 }", "0.5"),
        ("neu: { line: 0.1 }", "0.1"),
        ("neu: { marker: 0 }", "0"),
        ("neu: { marker: 1999 }", "1999"),
        ("neu: { width: 0 }", "0"),
        ("neu: { gap: 1999 }", "1999"),
        ("neu: { padding: [1, -2] }", "-2"),
        ("neu: { padding: [] }", "[]"),
        ("neu: { padding: [1, 2, 3] }", "[1, 2, 3]"),
        ("neu: { columns: [] }", "[]"),
        ("neu: { columns: [0] }", "[0]"),
        ("neu: { keep_next: maybe }", "maybe"),
        ("neu: { align: right }", "right"),
    ] {
        let begin = style.split_once(": ").unwrap().0;
        assert_eq!(begin, "neu");
        let whole = styles(style);
        let at = whole.find(style).unwrap();
        let at = at + style.rfind(needle).unwrap();
        let line = whole[..at].matches('\n').count() + 1;
        let column = whole[..at].rsplit('\n').next().unwrap().chars().count() + 1;
        case().file(STYLE, whole).place(STYLE, line, column, "Y04").check();
    }
    // As many columns as there are letters in a line.
    let many = format!("neu: {{ columns: [{}] }}", vec!["1"; 5000].join(", "));
    let done = case().file(STYLE, styles(&many)).start("short").run();
    assert!(done.stderr.contains("a list of 1 to 24 numbers"), "{}", done.stderr);
}

#[test]
fn pages_holes_and_copyfitting_out_of_bounds() {
    for (from, to, needle) in [
        ("size: [210, 297]", "size: [0, 297]", "0, 297"),
        ("size: [210, 297]", "size: [210, -297]", "-297"),
        ("size: [210, 297]", "size: [210, 297000]", "297000"),
        ("size: [210, 297]", "size: [210]", "[210]"),
        ("size: [210, 297]", "size: [210, NaN]", "NaN"),
        ("margin: [12, 20, 10, 20]", "margin: [12, 120, 10, 120]", "[12, 120"),
        ("margin: [12, 20, 10, 20]", "margin: [150, 20, 150, 20]", "[150, 20"),
        ("margin: [12, 20, 10, 20]", "margin: [12, 95.5]", "[12, 95.5]"),
        ("safe: 6", "safe: 105", "105"),
        ("safe: 6", "safe: -6", "-6"),
        ("stretch: 1.2", "stretch: 1200", "1200"),
        ("pages: 1, text: 1.1", "pages: 0, text: 1.1", "0, text"),
        ("pages: 1, text: 1.1", "pages: 1.5, text: 1.1", "1.5"),
        ("pages: 1, text: 1.1", "pages: 100, text: 1.1", "100"),
        ("pages: 1, text: 1.1", "pages: -1, text: 1.1", "-1"),
        ("pages: 1, text: 1.1", "pages: all, text: 1.1", "all"),
        ("text: 1.1, gap: 1.1", "text: 0, gap: 1.1", "0, gap"),
        ("text: 1.1, gap: 1.1", "text: 11, gap: 1.1", "11, gap"),
        ("text: 1.1, gap: 1.1", "text: 1.1, gap: 1000", "1000"),
        ("picture: 1.1", "picture: 0", "0 }"),
    ] {
        let own = std::fs::read_to_string(root().join(STYLE)).unwrap();
        let whole = own.replacen(from, to, 1);
        let at = whole.find(to).unwrap() + to.find(needle.trim_end_matches(" }")).unwrap();
        let line = whole[..at].matches('\n').count() + 1;
        let column = whole[..at].rsplit('\n').next().unwrap().chars().count() + 1;
        case().file(STYLE, whole).place(STYLE, line, column, "Y04").check();
    }
    for (from, to, needle) in [
        ("y: 35", "y: 500", "500"),
        ("y: 35", "y: 10", "10"),
        ("y: 35", "y: 200", "200"),
        ("x: 49.5", "x: 90", "90"),
        ("x: 49.5", "x: -5", "-5"),
        ("diameter: 38", "diameter: 0", "0, x"),
        ("diameter: 38", "diameter: 1e9", "1e9"),
        ("clearance: 5", "clearance: 5000", "5000"),
        ("clearance: 5", "clearance: 5, slit: 211", "211"),
    ] {
        let own = std::fs::read_to_string(root().join(HANGER)).unwrap();
        let hole = own.find("hole:").unwrap();
        let whole = format!("{}{}", &own[..hole], own[hole..].replacen(from, to, 1));
        let done = case().swap("[leaflet-a4]", "[hanger]").file(HANGER, whole).start("short").run();
        let line = done.stderr.lines().find(|line| line.contains("Y04")).map(str::to_owned);
        let line = line.unwrap_or_else(|| panic!("{to}: {}", done.stderr));
        assert!(line.contains(HANGER) && line.contains(needle.trim_end_matches(", x")), "{line}");
        assert_eq!(done.code, 1);
    }
}

#[test]
fn sheets_that_do_not_hold_their_pages() {
    for (from, to, needle, words) in [
        ("size: [297, 210]", "size: [200, 150]", "[200, 150]", "as large as a page or larger"),
        ("size: [297, 210]", "size: [297, 200]", "[297, 200]", "[148.5, 210] or more"),
        ("size: [297, 210]", "size: [297, 0.5]", "0.5", "a number from 20 to 5000"),
        ("columns: [148.5, 148.5]", "columns: [147, 150]", "[147, 150]", "148.5 mm or more"),
        ("columns: [148.5, 148.5]", "columns: [290, 7]", "7]", "a number from 10 to 5000"),
        ("columns: [148.5, 148.5]", "columns: [-148.5, 445.5]", "-148.5", "from 10 to 5000"),
    ] {
        case()
            .swap("[leaflet-a4]", "[bifold]")
            .swap_in(BIFOLD, from, to)
            .at_in(BIFOLD, "Y04", needle)
            .shows(words)
            .check();
    }
    // A page larger than its panels, in the style of the page.
    let wide = case().swap("[leaflet-a4]", "[bifold]");
    let wide = wide.swap_in(BIFOLD, "size: [148.5, 210]", "size: [180, 210]").start("short").run();
    assert_eq!(wide.stderr.matches("180 mm or more").count(), 2, "{}", wide.stderr);
}

/// One build of the model guide as an A4 leaflet.
fn built(sheet: &[(&str, &str)], more: &str) -> Done {
    let mut case = case();
    for (from, to) in sheet {
        case = case.swap_in(SHEET, from, to);
    }
    case.file(STYLE, styles(more)).start("short").run()
}

#[test]
fn blocks_without_room() {
    for (name, sheet, more) in [
        ("columns", "<columns style=\"neu\"><p>A</p><p>B</p></columns>", "neu: { gap: 200 }"),
        (
            "columns",
            "<columns style=\"neu\"><p>A</p><p>B</p></columns>",
            "neu: { columns: [2000, 0.001] }",
        ),
        ("box", "<box style=\"neu\"><p>A</p></box>", "neu: { padding: [1, 90] }"),
        ("warning", "<box style=\"neu\" warning=\"true\"><p>A</p></box>", "neu: { marker: 180 }"),
        ("list", "<list style=\"neu\"><item>A</item></list>", "neu: { marker: 100, gap: 80 }"),
        (
            "checks",
            "<checks style=\"neu\"><check>A</check></checks>",
            "neu: { columns: [1, 1, 1, 1, 1, 1], gap: 30 }",
        ),
        (
            "cell",
            "<table style=\"neu\"><row head=\"true\"><cell><p>A</p></cell><cell><p>B</p></cell></row></table>",
            "neu: { columns: [1, 100] }",
        ),
        (
            "nested",
            "<columns style=\"codes\"><box style=\"neu\"><box style=\"neu\"><p>A</p></box></box><p>B</p></columns>",
            "neu: { padding: [1, 20] }",
        ),
        (
            "qr",
            "<columns style=\"neu\"><p>Chữ</p><qr url=\"https://vneid.gov.vn\"/></columns>",
            "neu: { columns: [8, 1] }",
        ),
        (
            "qr in a cell",
            "<table style=\"neu\"><row head=\"true\"><cell><qr url=\"https://vneid.gov.vn\"/></cell><cell><p>B</p></cell></row></table>",
            "neu: { columns: [1, 6] }",
        ),
    ] {
        let done = built(&[("<face>", &format!("<face>{sheet}"))], more);
        assert_eq!(done.code, 1, "{name}: {}", done.stderr);
        assert!(done.stderr.contains("error[L06]"), "{name}: {}", done.stderr);
    }
    // Steps whose pictures and discs take all the width.
    let done = case().file(STYLE, styles("steps: { marker: 170 }")).start("short").run();
    assert!(done.stderr.contains("error[L06]"), "{}", done.stderr);
}

#[test]
fn an_alignment_nobody_follows() {
    for (style, element) in [
        ("steps: { align: centre }", "steps"),
        ("bring: { align: centre }", "box"),
        ("bring-checks: { align: centre }", "checks"),
        ("contact: { align: centre }", "fill"),
        ("safety-points: { align: centre }", "list"),
        ("foot-1: { align: centre }", "columns"),
        ("rule: { align: centre }", "rule"),
    ] {
        let done = case().file(STYLE, styles(style)).start("short").run();
        assert_eq!(done.code, 1, "{style}: {}", done.stderr);
        let words = format!("cannot be followed in `<{element}>`");
        let reported = done.stderr.contains("error[T15]") && done.stderr.contains(&words);
        assert!(reported, "{style}: {}", done.stderr);
    }
}

/// The left edges of words on the first page, in points.
fn lefts(done: &Done, word: &str) -> Vec<f64> {
    let pdf = done.file("out/x-leaflet-a4.pdf");
    let output = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().unwrap();
    let reported = String::from_utf8(output.stdout).unwrap();
    let own = reported.lines().filter(|line| line.contains(&format!(">{word}</word>")));
    own.map(|line| {
        line.split("xMin=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    })
    .collect()
}

#[test]
fn an_alignment_is_followed() {
    let cells = "<face><table style=\"bang\"><row head=\"true\"><cell style=\"giua\"><p>Giua</p></cell>\
                 <cell><p>Trai</p></cell></row></table>";
    let more =
        "bang: { extends: table, columns: [1, 1] }\n  giua: { extends: cell, align: centre }";
    let done = built(&[("<face>", cells)], more).ok();
    let (centre, left) = (lefts(&done, "Giua")[0], lefts(&done, "Trai")[0]);
    // 170 mm in two columns from 20 mm on, with padding of 2.5 mm.
    let half = 170.0 / 2.0 * 72.0 / 25.4;
    let begin = 20.0 * 72.0 / 25.4;
    assert!((left - begin - half - 2.5 * 72.0 / 25.4).abs() < 2.0, "{left}");
    assert!(centre > begin + half / 2.0 - 40.0 && centre < begin + half / 2.0, "{centre}");
}

/// A step of copyfitting.
fn step(pages: usize, gap: f64) -> String {
    format!("  - {{ pages: {pages}, text: 1.0, gap: {gap:.1}, picture: 1.0 }}\n")
}

/// The pages of a leaflet with these steps of copyfitting and so many lines and steps more; none when it
/// does not fit.
fn pages(copyfitting: &str, lines: usize, steps: usize) -> Option<usize> {
    let own = std::fs::read_to_string(root().join(STYLE)).unwrap();
    let at = own.find("copyfitting:").unwrap();
    let style = format!("{}copyfitting:\n{copyfitting}", &own[..at]);
    let lines = "<p>Bác bấm nút.</p>".repeat(lines);
    let steps = "\n## Bấm tiếp {sources=nguon}\n\nBác bấm nút.\n".repeat(steps);
    let case = case().swap_in(SHEET, "<face>", &format!("<face>{lines}")).add(&steps);
    let done = case.file(STYLE, style).start("short").run();
    if done.code != 0 {
        assert!(done.stderr.contains("error[L01]"), "{}", done.stderr);
        return None;
    }
    let info = Command::new("pdfinfo").arg(done.file("out/x-leaflet-a4.pdf")).output().unwrap();
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    let count = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
    Some(count.parse().unwrap())
}

#[test]
fn as_few_pages_as_are_needed() {
    let mut seen = Vec::new();
    for lines in [0, 12, 40, 70, 100] {
        // As many sides as fill their sheets of paper, the last may stay empty.
        let on = |most: usize| pages(&step(most, 1.0), lines, 0);
        let few = [1, 2, 4, 6, 8, 9].into_iter().find(|most| on(*most).is_some()).unwrap();
        assert_eq!((on(9), on(few)), (Some(few), Some(few)), "{lines} lines");
        seen.push(few);
    }
    seen.dedup();
    assert!(seen.len() >= 3 && seen[0] == 1, "{seen:?}");
}

/// The tightest step with fewer pages than most have is tried first, and given up once it is too high.
#[test]
fn what_fits_on_one_page_has_one_whatever_else_may_be_tried() {
    let (tight, two) = (step(1, 0.8), [1.2, 1.0, 0.8, 0.6].map(|gap| step(2, gap)).concat());
    let all = step(1, 1.0) + &tight + &two;
    for steps in [0, 4] {
        let mut seen = Vec::new();
        for lines in (0..24).map(|count| count * 2) {
            let wanted = pages(&tight, lines, steps).or_else(|| pages(&two, lines, steps));
            assert_eq!(pages(&all, lines, steps), wanted, "{lines} lines, {steps} steps");
            seen.push(wanted);
        }
        seen.dedup();
        assert_eq!(seen, [Some(1), Some(2), None]);
    }
}

#[test]
fn pages_are_counted_over_the_whole_document() {
    let imprint = "<footer><p style=\"imprint\">Mặt <page/></p></footer>";
    let second = format!("</face><face><p>Mặt sau</p>{imprint}</face>\n</sheet>");
    let case = case().swap_in(SHEET, "</face>\n</sheet>", &second);
    let done = case.start("short").run();
    assert_eq!(done.code, 0, "{}", done.stderr);
    let pdf = done.file("out/x-leaflet-a4.pdf");
    let output = Command::new("pdftotext").arg(pdf).arg("-").output().unwrap();
    let reported = String::from_utf8(output.stdout).unwrap();
    assert!(reported.contains("Mặt 1/2") && reported.contains("Mặt 2/2"), "{reported}");
    assert!(!reported.contains("1/1"), "{reported}");
    // In a text that may stand on any page it cannot be counted.
    let long = format!("<face><p>Mặt <page/></p>{}", "<p>Bác bấm nút.</p>".repeat(40));
    let done = crate::case::case().swap_in(SHEET, "<face>", &long).start("short").run();
    assert!(
        done.stderr.contains("error[T07]") && done.stderr.contains("<page/>"),
        "{}",
        done.stderr
    );
}

#[test]
fn a_panel_without_text_keeps_its_place() {
    // One step fills one of the three panels inside; flap and back stay outside.
    let done = case().swap("[leaflet-a4]", "[trifold]").start("short").run();
    assert_eq!(done.code, 0, "{}", done.stderr);
    let pdf = done.file("out/x-trifold.pdf");
    let side = |number: &str| {
        let args = ["-f", number, "-l", number];
        let output = Command::new("pdftotext").args(args).arg(&pdf).arg("-").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let (outside, inside) = (side("1"), side("2"));
    for words in ["Thử một bước", "Trang chính thức", "Ai xin mã"] {
        assert!(outside.contains(words) && !inside.contains(words), "{words}: {outside}");
    }
    assert!(inside.contains("1 Mở ứng dụng"), "{inside}");
    // Neither does a heading, which stays with its step, make a short text too long.
    for more in ["", "\n## Xem {sources=nguon}\n\nBác xem hình.\n"] {
        let part = "# Bác làm {sources=nguon}\n\n## Mở";
        let case = case().add(more).swap("## Mở", part).swap("[leaflet-a4]", "[trifold, bifold]");
        let done = case.start("short").run();
        assert_eq!(done.code, 0, "{}", done.stderr);
    }
}

#[test]
fn cut_marks_stand_where_printers_print() {
    for product in ["hanger", "hanger-105", "card", "leaflet-a5"] {
        let case = case().swap("[leaflet-a4]", &format!("[{product}]")).args(&["--sheet", "sra3"]);
        let done = case.start("short").run();
        assert_eq!(done.code, 0, "{product}: {}", done.stderr);
        assert!(!done.stderr.contains("L09"), "{}", done.stderr);
    }
}

/// Lines so thick that they lie on the words beside them: neither layout nor style knows of it.
#[test]
fn no_sheet_is_made_on_which_one_thing_lies_on_another() {
    for (style, words) in [
        ("contact: { line: 50, height: 1 }", "and a line overlap"),
        ("bring-checks: { marker: 8, line: 40 }", "and a line overlap"),
        ("contact: { line: 40, height: 1, above: 0, below: 0 }", "overlap"),
        ("bring-checks: { marker: 5, line: 50, gap: 0 }", "overlap"),
        ("bring-checks: { marker: 8, line: 30, gap: 0, row: 0 }", "overlap"),
    ] {
        let done = case().file(STYLE, styles(style)).start("human").run();
        assert_eq!(done.code, 1, "{style}: {}", done.stderr);
        let reported = done.stderr.contains("error[L07]: side ") && done.stderr.contains(words);
        assert!(reported, "{style}: {}", done.stderr);
        let file = std::fs::read(done.file(crate::case::GOOD)).unwrap();
        assert_eq!(file, crate::case::LAST, "{style}: the last good file is kept");
    }
    // The frame of a box is no ground: its line runs across what stands in the box.
    for (style, words) in [
        ("safety: { padding: 1, stroke: danger, line: 14 }", "a line and “"),
        ("safety: { padding: 0, stroke: ink, line: 40 }", "a line and “"),
        ("safety: { padding: 0, stroke: ink, line: 50 }", "a line and “"),
        ("safety: { padding: [6, 1], stroke: ink, line: 14 }", "a line and "),
        (
            "bring: { padding: [1, 1], stroke: accent, line: 8 }",
            "a line and “Bác chuẩn bị” overlap",
        ),
        (
            "bring: { padding: 1, stroke: accent, line: 8, radius: 3 }",
            "a line and “Bác chuẩn bị” overlap",
        ),
        // A round corner leaves out what stands in the corner of the rectangle.
        ("bring: { fill: tint, padding: 0, radius: 60 }", "a shape and “Bác chuẩn bị” overlap"),
        (
            "bring: { fill: none, stroke: accent, line: 3, padding: 2, radius: 60 }",
            "a line and “Bác chuẩn bị” overlap",
        ),
    ] {
        let done = case().file(STYLE, styles(style)).start("human").run();
        assert_eq!(done.code, 1, "{style}: {}", done.stderr);
        let reported = done.stderr.contains("error[L07]: side ") && done.stderr.contains(words);
        assert!(reported, "{style}: {}", done.stderr);
    }
    for style in [
        "contact: { line: 3, height: 10 }",
        "bring-checks: { marker: 8, line: 3 }",
        "safety: { padding: 6, stroke: danger, line: 14 }",
        "bring: { fill: tint, stroke: accent, line: 3, padding: 4, radius: 6 }",
    ] {
        let done = case().file(STYLE, styles(style)).start("human").run();
        assert!(!done.stderr.contains("[L07]"), "{style}: {}", done.stderr);
    }
}
