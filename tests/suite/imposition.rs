//! Sheets with several pages, measured on the finished PDF by other programs and turned over as a
//! printer does: panels, marks, backs behind their fronts, and the order a reader meets them in.

use image::{GrayImage, imageops};

use super::paper::{Area, Change, Printed, Turn, Word, ink, loose, marks, sorted};
use super::pdf::{check_ua, printed};
use super::run::{Run, root};

/// A product on paper, and what must come of it.
struct Case {
    product: &'static str,
    args: &'static [&'static str],
    /// Width and height of the paper.
    paper: (f64, f64),
    /// Where the columns and the rows of the front begin and end.
    columns: &'static [f64],
    rows: &'static [f64],
    /// Pages of the fronts row by row; 0 for none.
    fronts: &'static [&'static [usize]],
    /// The pages behind each of them, seen through the paper; empty when printed on one side.
    behind: &'static [&'static [usize]],
    /// No ink nearer to the edge of a panel.
    safe: f64,
}

const A4: (f64, f64) = (210.0, 297.0);
const A4_LYING: (f64, f64) = (297.0, 210.0);

const CASES: [Case; 10] = [
    Case {
        product: "bifold",
        args: &[],
        paper: A4_LYING,
        columns: &[0.0, 148.5, 297.0],
        rows: &[0.0, 210.0],
        fronts: &[&[4, 1]],
        behind: &[&[3, 2]],
        safe: 6.0,
    },
    Case {
        product: "trifold",
        args: &[],
        paper: A4_LYING,
        // Flap, back, cover (print.md 3c).
        columns: &[0.0, 97.0, 197.0, 297.0],
        rows: &[0.0, 210.0],
        fronts: &[&[5, 6, 1]],
        behind: &[&[4, 3, 2]],
        safe: 6.0,
    },
    Case {
        product: "hanger",
        args: &["--sheet", "a4"],
        paper: A4_LYING,
        columns: &[0.0, 99.0, 198.0, 297.0],
        rows: &[0.0, 210.0],
        fronts: &[&[1, 1, 1]],
        behind: &[&[2, 2, 2]],
        safe: 5.0,
    },
    Case {
        product: "hanger",
        args: &["--sheet", "a3"],
        paper: (297.0, 420.0),
        columns: &[0.0, 99.0, 198.0, 297.0],
        rows: &[0.0, 210.0, 420.0],
        fronts: &[&[1, 1, 1, 1, 1, 1]],
        behind: &[&[2, 2, 2, 2, 2, 2]],
        safe: 5.0,
    },
    Case {
        product: "hanger-string",
        args: &["--sheet", "sra3"],
        paper: (320.0, 450.0),
        columns: &[0.0, 320.0 / 3.0, 640.0 / 3.0, 320.0],
        rows: &[0.0, 225.0, 450.0],
        fronts: &[&[1, 1, 1, 1, 1, 1]],
        behind: &[&[2, 2, 2, 2, 2, 2]],
        safe: 5.0,
    },
    Case {
        product: "hanger-105",
        args: &["--sheet", "a4"],
        paper: A4,
        columns: &[0.0, 105.0, 210.0],
        rows: &[0.0, 297.0],
        fronts: &[&[1, 1]],
        behind: &[&[2, 2]],
        safe: 5.0,
    },
    Case {
        product: "leaflet-a5",
        args: &["--sheet", "a4", "--impose", "booklet"],
        paper: A4_LYING,
        columns: &[0.0, 148.5, 297.0],
        rows: &[0.0, 210.0],
        fronts: &[&[4, 1]],
        behind: &[&[3, 2]],
        safe: 6.0,
    },
    Case {
        product: "leaflet-a5",
        args: &["--sheet", "a4", "--impose", "stack"],
        paper: A4_LYING,
        columns: &[0.0, 148.5, 297.0],
        rows: &[0.0, 210.0],
        fronts: &[&[1, 3]],
        behind: &[&[2, 4]],
        safe: 6.0,
    },
    Case {
        product: "leaflet-a5",
        args: &["--sheet", "a4", "--impose", "copies"],
        paper: A4_LYING,
        columns: &[0.0, 148.5, 297.0],
        rows: &[0.0, 210.0],
        fronts: &[&[1, 1], &[3, 3]],
        behind: &[&[2, 2], &[4, 4]],
        safe: 6.0,
    },
    Case {
        product: "card",
        args: &["--sheet", "a4"],
        paper: A4,
        columns: &[0.0, 105.0, 210.0],
        rows: &[0.0, 148.5, 297.0],
        fronts: &[&[1, 1, 1, 1]],
        behind: &[&[2, 2, 2, 2]],
        safe: 5.0,
    },
];

impl Case {
    /// The panels of the front, row by row.
    fn panels(&self) -> Vec<Area> {
        let mut all = Vec::new();
        for row in self.rows.windows(2) {
            for column in self.columns.windows(2) {
                all.push(Area { left: column[0], top: row[0], right: column[1], bottom: row[1] });
            }
        }
        all
    }

    fn make(&self, more: &[&str]) -> Printed {
        Printed::make(self.product, &[self.args, more].concat(), str::to_owned)
    }

    fn name(&self) -> String {
        format!("{} {}", self.product, self.args.join(" "))
    }

    /// The edge that turns the paper like the page of a book.
    fn edge(&self) -> &'static str {
        if self.paper.0 > self.paper.1 { "short" } else { "long" }
    }

    /// The words of each page, from a file in which each page is a sheet.
    fn pages(&self) -> Vec<Vec<String>> {
        let loose = Printed::make(self.product, &[], loose);
        let pages = loose.words();
        pages.into_iter().map(|page| sorted(page.into_iter().map(|word| word.it))).collect()
    }
}

/// The number of the page in each panel; every word of a side has to stand in one of them.
fn pages_in(panels: &[Area], words: Vec<Word>, pages: &[Vec<String>], safe: f64) -> Vec<usize> {
    let mut inside: Vec<Vec<String>> = vec![Vec::new(); panels.len()];
    // The label of the bar to measure stands between the panels.
    let of_bar = |word: &Word| {
        let is_label = ["100", "mm"].contains(&word.it.as_str());
        is_label && !panels.iter().any(|panel| panel.contains(&word.area, safe))
    };
    for word in words.into_iter().filter(|word| !of_bar(word)) {
        // What poppler says is as high as the face, and a large numeral is not; `ink` measures letters.
        let quarter = (word.area.bottom - word.area.top) / 4.0;
        let (top, bottom) = (word.area.top + quarter, word.area.bottom - quarter);
        let middle = Area { top, bottom, ..word.area };
        let at = panels.iter().position(|panel| panel.contains(&middle, safe));
        let at = at.unwrap_or_else(|| panic!("{word:?} is in no panel"));
        inside[at].push(word.it);
    }
    let number = |words: Vec<String>| {
        let words = sorted(words.into_iter());
        let page = pages.iter().position(|page| *page == words);
        page.map_or_else(|| panic!("no page is {words:?}"), |page| page + 1)
    };
    let number = |words: Vec<String>| if words.is_empty() { 0 } else { number(words) };
    inside.into_iter().map(number).collect()
}

#[test]
fn backs_land_on_their_fronts() {
    for case in &CASES {
        let (pages, panels) = (case.pages(), case.panels());
        for edge in ["long", "short"] {
            let name = format!("{} --flip {edge}", case.name());
            let sheet = case.make(&["--flip", edge]);
            let turn = Turn::over(edge, case.paper);
            let sides = sheet.words();
            let per_sheet = if case.behind.is_empty() { 1 } else { 2 };
            assert_eq!(sides.len(), case.fronts.len() * per_sheet, "{name}");
            for (number, words) in sides.into_iter().enumerate() {
                let is_back = number % per_sheet == 1;
                let words = words.into_iter().map(|word| Word {
                    area: if is_back { turn.through(word.area, case.paper) } else { word.area },
                    ..word
                });
                let found = pages_in(&panels, words.collect(), &pages, case.safe);
                let wanted = if is_back { case.behind } else { case.fronts };
                assert_eq!(found, wanted[number / per_sheet], "{name}, side {}", number + 1);
            }
        }
    }
}

#[test]
fn sheets_are_as_large_as_the_paper_and_tell_how_to_turn_them() {
    for case in &CASES {
        let reported = |edge: &str| match edge {
            "long" => "DuplexFlipLongEdge",
            "short" => "DuplexFlipShortEdge",
            _ => "Simplex",
        };
        let natural = if case.behind.is_empty() { "none" } else { case.edge() };
        let natural = (case.make(&[]), natural);
        let flipped = ["long", "short", "none"].map(|edge| (case.make(&["--flip", edge]), edge));
        for (sheet, edge) in std::iter::once(natural).chain(flipped) {
            assert_eq!(sheet.duplex(), reported(edge), "{}", case.name());
            for (w, h) in sheet.sizes() {
                let off = (w - case.paper.0).abs().max((h - case.paper.1).abs());
                assert!(off < 0.01, "{} is {w} × {h}", case.name());
            }
        }
    }
}

/// Ink around the hole in each column, the first `down` mm.
fn holes(picture: &GrayImage, columns: &[f64], down: f64) -> Vec<Area> {
    let hole = |column: &[f64]| {
        // Not the marks at the top, nor the hair of the neighbour's slit.
        let (left, right) = (column[0] + 0.2, column[1] - 0.2);
        ink(picture, Area { left, top: 8.6, right, bottom: down }).expect("a hole")
    };
    columns.windows(2).map(hole).collect()
}

/// A product on paper, its columns, how far down ink belongs to the hole, a change of its style,
/// and where the hole is in a column: left, top, right and bottom.
type HoleCase<'a> = (&'a str, &'a [&'a str], (f64, f64), &'a [f64], f64, Change, [f64; 4]);

#[test]
fn holes_meet_at_every_flip() {
    let centred = str::to_owned;
    let aside = |style: &str| {
        style.replace("x: 49.5, y: 35, clearance: 5", "x: 44, y: 34, clearance: 5, slit: 9")
    };
    let a4 = &["--sheet", "a4"][..];
    let three = &[0.0, 99.0, 198.0, 297.0][..];
    // Diameters are those of print.md 3c; the slit reaches to the edge.
    let cases: [HoleCase; 6] = [
        ("hanger", a4, A4_LYING, three, 56.0, centred, [30.5, 16.0, 68.5, 54.0]),
        ("hanger", &[], (99.0, 210.0), &[0.0, 99.0], 56.0, centred, [30.5, 16.0, 68.5, 54.0]),
        ("hanger", a4, A4_LYING, three, 55.0, aside, [25.0, 9.0, 98.8, 53.0]),
        ("hanger", &[], (99.0, 210.0), &[0.0, 99.0], 55.0, aside, [25.0, 9.0, 98.8, 53.0]),
        ("hanger-105", a4, A4, &[0.0, 105.0, 210.0], 56.0, centred, [33.5, 10.0, 104.8, 54.0]),
        ("hanger-string", a4, A4_LYING, three, 16.0, centred, [46.5, 9.0, 52.5, 15.0]),
    ];
    for (product, args, paper, columns, down, change, [left, top, right, bottom]) in cases {
        for edge in ["long", "short"] {
            let sheet = Printed::make(product, &[args, &["--flip", edge]].concat(), change);
            let sides = sheet.pictures();
            let back = Turn::over(edge, paper).picture(&sides[1]);
            let (front, back) = (holes(&sides[0], columns, down), holes(&back, columns, down));
            for ((front, back), column) in front.iter().zip(&back).zip(columns) {
                let (left, right) = (column + left, column + right);
                let wanted = Area { left, top, right, bottom };
                let name = format!("{product} {args:?} {edge}: {front:?} {back:?} {wanted:?}");
                assert!(front.off(back) <= 0.3, "the holes are apart: {name}");
                // A slit is seen up to its last dash.
                let dash = if right - left > 60.0 { 1.1 } else { 0.0 };
                assert!(front.off(&wanted) <= 0.3 + dash, "the hole is elsewhere: {name}");
            }
        }
    }
}

/// A product on paper, the inner edges of its columns, and whether they are folds.
type MarkCase<'a> = (&'a str, &'a [&'a str], (f64, f64), &'a [f64], bool);

#[test]
fn marks_stand_where_to_cut_and_fold() {
    // Inner edges of the columns on the front, and whether they are folds.
    let wanted: [MarkCase; 6] = [
        ("hanger", &["--sheet", "a4"], A4_LYING, &[99.0, 198.0], false),
        ("hanger-105", &["--sheet", "a4"], A4, &[105.0], false),
        ("card", &["--sheet", "a4"], A4, &[105.0], false),
        ("bifold", &[], A4_LYING, &[148.5], true),
        ("trifold", &[], A4_LYING, &[97.0, 197.0], true),
        ("leaflet-a5", &["--sheet", "a4", "--impose", "booklet"], A4_LYING, &[148.5], true),
    ];
    for (product, args, paper, columns, is_folded) in wanted {
        for edge in ["long", "short"] {
            let sheet = Printed::make(product, &[args, &["--flip", edge]].concat(), str::to_owned);
            for (number, side) in sheet.pictures().iter().enumerate() {
                // Backs are seen through the front: marks have to lie on marks.
                let turn = Turn::over(edge, paper);
                let seen = if number % 2 == 1 { turn.picture(side) } else { side.clone() };
                for end in [seen.clone(), imageops::flip_vertical(&seen)] {
                    let found = marks(&end);
                    let name = format!("{product} {edge}, side {}: {found:?}", number + 1);
                    assert_eq!(found.len(), columns.len(), "{name}");
                    for ((at, black), column) in found.iter().zip(columns) {
                        assert!((at - column).abs() < 0.3, "{name}");
                        assert_eq!(*black < 0.8, is_folded, "{name}");
                        assert!(*black > 0.2, "{name}");
                    }
                }
            }
        }
    }
}

#[test]
fn rows_are_cut_at_their_marks() {
    let sheet = Printed::make("hanger", &["--sheet", "a3"], str::to_owned);
    for side in sheet.pictures() {
        for end in [imageops::rotate90(&side), imageops::rotate270(&side)] {
            let found = marks(&end);
            assert!(found.len() == 1 && (found[0].0 - 210.0).abs() < 0.3, "{found:?}");
        }
    }
    // Cards of 148 mm in rows of 148.5 mm: cut above and below each.
    let cards = Printed::make("card", &["--sheet", "a4"], str::to_owned).pictures();
    let found: Vec<f64> = marks(&imageops::rotate270(&cards[0])).iter().map(|it| it.0).collect();
    let near = |at: f64| found.iter().any(|found| (found - at).abs() < 0.3);
    assert!(near(148.25) && near(148.75), "{found:?}");
    assert!(found.iter().all(|at| (at - 148.5).abs() < 0.6), "nothing to cut at: {found:?}");
}

#[test]
fn imposed_sheets_meet_pdf_ua() {
    let sheets = CASES.iter().flat_map(|case| ["long", "short"].map(|edge| (case, edge)));
    let sheets: Vec<(String, Printed)> = sheets
        .map(|(case, edge)| (format!("{} {edge}", case.name()), case.make(&["--flip", edge])))
        .collect();
    let paths: Vec<_> = sheets.iter().map(|(_, sheet)| sheet.path()).collect();
    let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    let reports = check_ua(&paths);
    assert_eq!(reports.len(), sheets.len());
    for ((name, _), (passed, rules, failures)) in sheets.iter().zip(reports) {
        assert_eq!((failures.as_str(), passed), ("", rules), "{name}");
    }
}

#[test]
fn screen_readers_hear_folded_sheets_in_the_order_of_pages() {
    for case in &CASES[..2] {
        let heads = |path: &str| -> Vec<String> {
            let tree = printed("pdfinfo", &["-struct-text", path]);
            let lines = tree.lines().map(|line| line.trim().to_owned());
            lines.filter(|line| line.starts_with('"')).collect()
        };
        let folded = case.make(&[]);
        let loose = Printed::make(case.product, &[], loose);
        let (folded, loose) = (folded.path(), loose.path());
        let wanted = heads(loose.to_str().unwrap());
        assert!(wanted.len() > 20, "{wanted:?}");
        assert_eq!(heads(folded.to_str().unwrap()), wanted, "{}", case.name());
    }
}

/// `sheet.xml` of a booklet of three sheets: six pages more.
fn thick() -> String {
    let markup = std::fs::read_to_string(root().join("templates/leaflet-a5/sheet.xml")).unwrap();
    let (begin, end) = markup.rsplit_once("</sheet>").unwrap();
    let numbers = ["một", "hai", "ba", "bốn", "năm", "sáu"];
    let pages = numbers.map(|n| format!("<face><p>Trang thêm số {n} ở đây.</p></face>"));
    let more = pages.concat();
    format!("{begin}{more}</sheet>{end}")
}

#[test]
fn inner_sheets_of_a_booklet_creep_to_the_spine() {
    let args = ["--sheet", "a4", "--impose", "booklet"];
    let make = |creep: &[&str]| {
        Printed::with_markup("leaflet-a5", &[&args, creep].concat(), str::to_owned, &thick())
    };
    let (flat, crept) = (make(&[]), make(&["--creep", "0.15"]));
    let (before, after) = (flat.words(), crept.words());
    assert!(before.len() >= 6 && before.len() == after.len(), "{} sides", before.len());
    for (side, (before, after)) in before.iter().zip(&after).enumerate() {
        let sheet = (side / 2) as f64;
        assert!(!before.is_empty() && before.len() == after.len());
        for (was, is) in before.iter().zip(after) {
            assert_eq!(was.it, is.it);
            // Left pages move right, right pages left, each sheet by the thickness of one more.
            let is_left = was.area.right < 148.5;
            let wanted = if is_left { 0.15 * sheet } else { -0.15 * sheet };
            let moved = is.area.left - was.area.left;
            assert!((moved - wanted).abs() < 0.002, "side {side}, {}: {moved} mm", was.it);
            assert!((is.area.top - was.area.top).abs() < 0.001);
        }
    }
    // The fold stays where it is.
    for side in crept.pictures() {
        let found = marks(&side);
        assert!(found.len() == 1 && (found[0].0 - 148.5).abs() < 0.3, "{found:?}");
    }
}

#[test]
fn wrong_creeps_are_reported() {
    let style = std::fs::read_to_string(root().join(A5)).unwrap();
    let markup = "templates/leaflet-a5/sheet.xml";
    for (args, code, words) in [
        (&["--creep", "0.1"][..], 2, "`--creep` only works with `--impose booklet`"),
        (
            &["--creep", "0.1", "--sheet", "a4", "--impose", "stack"],
            2,
            "only works with `--impose booklet`",
        ),
        (&["--creep=-1", "--impose", "booklet"], 2, "0.1 for ordinary paper"),
        (&["--creep", "dày", "--impose", "booklet"], 2, "0.1 for ordinary paper"),
        (&["--creep", "3", "--impose", "booklet"], 2, "mm from 0 to 0.5"),
        (&["--creep", "0.5", "--sheet", "a4", "--impose", "booklet"], 0, ""),
        (&["--press", "--creep", "0.1"], 2, "--creep"),
    ] {
        let run = Run::new().file(markup, thick()).args(["build", "cai-dat-vneid", "--product"]);
        let done = run.args(["leaflet-a5"]).args(args.iter().copied()).run();
        assert_eq!(done.code, code, "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains(words), "{args:?}: {}", done.stderr);
    }
    // Text that would come into the fold.
    let narrow = style.replace("safe: 6", "safe: 3.2");
    let run = Run::new().file(A5, narrow).file(markup, thick()).args([
        "build",
        "cai-dat-vneid",
        "--product",
        "leaflet-a5",
    ]);
    let done = run.args(["--sheet", "a4", "--impose", "booklet", "--creep", "0,5"]).run();
    assert_eq!(done.code, 1);
    assert!(
        done.stderr.contains("error[O08]: the innermost pages would move 1.00 mm"),
        "{}",
        done.stderr
    );
}

const A5: &str = "templates/leaflet-a5/style.yaml";
