//! Printers: the sheet they are measured with, measured itself on the finished PDF; a printer played
//! dot by dot, which is measured, told to the program, and then prints backs onto their fronts; and
//! every wrong thing that can be typed.

use std::path::Path;

use image::{GrayImage, Luma, imageops};
use proptest::prelude::*;
use toroi::doc::Duplex;
use toroi::printer::{self, PrinterUpdate, Readings};

use super::paper::Turn;
use super::pdf::{check_ua, complaints, printed};
use super::poppler::grey_pages;
use super::props::check;
use super::run::{Done, Run, root};

/// Dots an inch: 0.0423 mm a dot for what is measured, 0.0847 mm for whole sheets.
const FINE: f64 = 600.0;
const COARSE: f64 = 300.0;

fn dots(mm: f64, dpi: f64) -> u32 {
    (mm / 25.4 * dpi).round() as u32
}

/// The pages of a file as pictures.
fn pictures(path: &Path, dpi: f64) -> Vec<GrayImage> {
    grey_pages(path.to_str().unwrap(), dpi, &[])
}

fn is_ink(picture: &GrayImage, x: u32, y: u32) -> bool {
    picture.as_raw()[(y * picture.width() + x) as usize] < 128
}

/// The ink in a rectangle of a picture, in mm: left, top, right, bottom.
fn ink(picture: &GrayImage, [left, top, right, bottom]: [f64; 4], dpi: f64) -> Option<[f64; 4]> {
    let mut found: Option<[u32; 4]> = None;
    for y in dots(top, dpi)..dots(bottom, dpi).min(picture.height()) {
        for x in dots(left, dpi)..dots(right, dpi).min(picture.width()) {
            if is_ink(picture, x, y) {
                let [l, t, r, b] = found.unwrap_or([x, y, x + 1, y + 1]);
                found = Some([l.min(x), t.min(y), r.max(x + 1), b.max(y + 1)]);
            }
        }
    }
    found.map(|dots| dots.map(|at| f64::from(at) * 25.4 / dpi))
}

/// A sheet of paper: how wide, how high, and the edge its test sheet is turned over.
type Paper = (f64, f64);
const PORTRAIT: Paper = (210.0, 297.0);
const LANDSCAPE: Paper = (297.0, 210.0);

fn option(paper: Paper) -> &'static [&'static str] {
    if paper == LANDSCAPE { &["--landscape"] } else { &[] }
}

fn test_sheet(paper: Paper, more: &[&str]) -> (Done, std::path::PathBuf) {
    let run = Run::new().args(["printer", "sheet"]).args(option(paper).iter().copied());
    let done = run.args(more.iter().copied()).run().ok();
    let path = done.file(done.stdout.trim());
    (done, path)
}

/// Where the rungs of the ladder at an edge stand along it, from the corner of the page.
fn along(whole: f64, step: u32) -> f64 {
    (whole - 100.0) / 2.0 + 5.0 * f64::from(step - 1) + 2.0
}

/// How far from the edge of the picture ink begins and ends in a thin strip that runs inward.
fn rung(picture: &GrayImage, (w, h): Paper, edge: usize, step: u32, dpi: f64) -> Option<[f64; 2]> {
    let whole = if edge.is_multiple_of(2) { w } else { h };
    let at = along(whole, step) + 1.2;
    let deep = f64::from(step) + 0.5;
    let strip = match edge {
        0 => [at, 0.0, at + 0.2, deep],
        1 => [w - deep, at, w, at + 0.2],
        2 => [at, h - deep, at + 0.2, h],
        _ => [0.0, at, deep, at + 0.2],
    };
    let [left, top, right, bottom] = ink(picture, strip, dpi)?;
    Some(match edge {
        0 => [top, bottom],
        1 => [w - right, w - left],
        2 => [h - bottom, h - top],
        _ => [left, right],
    })
}

#[test]
fn bars_are_100_mm_and_ladders_count_from_the_edge() {
    for paper in [PORTRAIT, LANDSCAPE] {
        for lang in ["en", "vi"] {
            let (_done, path) = test_sheet(paper, &["--lang", lang]);
            let text = printed("pdftotext", &[path.to_str().unwrap(), "-"]);
            // Two bars, and the words about them.
            assert_eq!(text.matches("100 mm").count(), 3, "{text}");
            let said = if lang == "en" { "both sides, " } else { "hai mặt, lật theo cạnh " };
            assert!(text.contains(said), "{text}");
            assert!(complaints(path.to_str().unwrap()).is_empty());
        }
        let (_done, path) = test_sheet(paper, &[]);
        let sides = pictures(&path, FINE);
        assert_eq!(sides.len(), 2);
        // The places of the bars with white around them.
        let [level, upright] = if paper == PORTRAIT {
            [[35.0, 173.6, 140.5, 176.0], [29.0, 172.0, 31.5, 276.0]]
        } else {
            [[27.5, 105.6, 129.0, 108.0], [252.0, 54.0, 254.5, 158.0]]
        };
        let [left, top, right, bottom] = ink(&sides[0], level, FINE).unwrap();
        assert!((right - left - 100.0).abs() < 0.05, "{} mm", right - left);
        assert!((bottom - top - 1.2).abs() < 0.1, "{} mm", bottom - top);
        let [left, top, right, bottom] = ink(&sides[0], upright, FINE).unwrap();
        assert!((bottom - top - 100.0).abs() < 0.05, "{} mm", bottom - top);
        assert!((right - left - 1.2).abs() < 0.1, "{} mm", right - left);
        for side in &sides {
            for edge in 0..4 {
                for step in 1..=20 {
                    let [from, to] = rung(side, paper, edge, step, FINE).unwrap();
                    let middle = f64::midpoint(from, to);
                    let off = (middle - f64::from(step)).abs();
                    assert!(off < 0.05, "{paper:?} edge {edge}: {step} is at {middle} mm");
                }
            }
        }
    }
}

#[test]
fn the_sheet_can_be_read_by_those_who_cannot_see() {
    let made: Vec<_> = [(PORTRAIT, "vi"), (LANDSCAPE, "vi"), (PORTRAIT, "en"), (LANDSCAPE, "en")]
        .map(|(paper, lang)| test_sheet(paper, &["--lang", lang, "--flip", "long"]))
        .into();
    let paths: Vec<&str> = made.iter().map(|(_, path)| path.to_str().unwrap()).collect();
    for (passed, rules, failures) in check_ua(&paths) {
        assert_eq!((failures.as_str(), passed), ("", rules));
    }
    // What is to be typed tells the edge, where it is not the usual one.
    let flat = |path: &Path| {
        let text = printed("pdftotext", &[path.to_str().unwrap(), "-"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (paper, edge, wanted) in [
        (PORTRAIT, "long", "NAME --edges A,B,C,D --shift across,down"),
        (PORTRAIT, "short", "NAME --flip short --edges"),
        (LANDSCAPE, "short", "NAME --landscape --edges"),
        (LANDSCAPE, "long", "NAME --landscape --flip long --edges"),
        (LANDSCAPE, "none", "NAME --landscape --flip none --edges A,B,C,D --shift 0,0"),
    ] {
        let (_done, path) = test_sheet(paper, &["--flip", edge]);
        assert!(flat(&path).contains(wanted), "{edge}: {}", flat(&path));
    }
    // One side only: nothing to hold against the light.
    let (_done, path) = test_sheet(PORTRAIT, &["--flip", "none"]);
    let text = printed("pdftotext", &[path.to_str().unwrap(), "-"]);
    assert!(!text.contains("light") && text.contains("one side"), "{text}");
    assert!(printed("pdfinfo", &[path.to_str().unwrap()]).contains("Pages:           1"));
}

/// A printer that leaves edges blank and lays its backs elsewhere, as real ones do.
#[derive(Clone, Copy)]
struct Machine {
    /// Blank at A, B, C and D, in mm.
    edges: [f64; 4],
    /// How far backs stray, seen through the front.
    shift: [f64; 2],
    /// The edge it turns paper over, whatever it is asked for.
    flip: &'static str,
}

impl Machine {
    /// Both sides of a sheet as they look through the front, and how many dots of ink were lost.
    fn print(&self, sides: &[GrayImage], paper: Paper, dpi: f64) -> ([GrayImage; 2], usize) {
        let turn = Turn::over(self.flip, paper);
        let (front, back) = (sides[0].clone(), turn.picture(&sides[1]));
        let mut lost = 0;
        let clipped = [front, back].map(|mut side| {
            let [top, right, bottom, left] = self.edges.map(|edge| dots(edge, dpi));
            let (w, h) = side.dimensions();
            let strips =
                [(0..w, 0..top), (0..w, h - bottom..h), (0..left, 0..h), (w - right..w, 0..h)];
            for (xs, ys) in strips {
                for (x, y) in ys.flat_map(|y| xs.clone().map(move |x| (x, y))) {
                    lost += usize::from(is_ink(&side, x, y));
                    side.put_pixel(x, y, Luma([255]));
                }
            }
            side
        });
        let [front, back] = clipped;
        let [dx, dy] = self.shift.map(|mm| (mm / 25.4 * dpi).round() as i64);
        let (w, h) = (i64::from(back.width()), i64::from(back.height()));
        let mut strayed = vec![255; back.as_raw().len()];
        for y in 0.max(-dy)..h.min(h - dy) {
            let (from, to) = (0.max(-dx), w.min(w - dx));
            let row = &back.as_raw()[(y * w + from) as usize..(y * w + to) as usize];
            let at = ((y + dy) * w + from + dx) as usize;
            strayed[at..at + row.len()].copy_from_slice(row);
        }
        let strayed = GrayImage::from_raw(back.width(), back.height(), strayed).unwrap();
        ([front, strayed], lost)
    }

    /// What a person would read off its test sheet.
    fn measured(&self, paper: Paper) -> [String; 2] {
        let (_done, path) = test_sheet(paper, &["--flip", self.flip]);
        let sides = pictures(&path, FINE);
        let still = Machine { shift: [0.0; 2], ..*self };
        // Rungs are counted on the paper, so the shift of the back plays no part in them.
        let (seen, _) = still.print(&sides, paper, FINE);
        let back = imageops::flip_horizontal(&seen[1]);
        let edges: Vec<String> = (0..4)
            .map(|edge| {
                let smallest = |side: &GrayImage, edge: usize| {
                    let is_whole = |step: &u32| {
                        rung(side, paper, edge, *step, FINE).is_some_and(|[a, b]| b - a > 0.2)
                    };
                    (1..=20).find(is_whole).unwrap()
                };
                // Who turns the sheet like a page has B at the left and D at the right.
                let behind = [0, 3, 2, 1][edge];
                smallest(&seen[0], edge).max(smallest(&back, behind)).to_string()
            })
            .collect();
        let (seen, _) = self.print(&sides, paper, FINE);
        let middle = |picture: &GrayImage, strip: [f64; 4], across: bool| {
            let [left, top, right, bottom] = ink(picture, strip, FINE).unwrap();
            if across { f64::midpoint(left, right) } else { f64::midpoint(top, bottom) }
        };
        let (x, y) = (paper.0 / 2.0, paper.1 / 2.0);
        // The line of 0 on the scale, and the long line of the pointer where it is alone.
        let zero = [
            middle(&seen[0], [x - 0.5, y - 14.8, x + 0.5, y - 12.3], true),
            middle(&seen[0], [x + 12.3, y - 0.5, x + 14.8, y + 0.5], false),
        ];
        let pointer = [
            middle(&seen[1], [x - 3.9, y - 7.0, x + 3.9, y - 6.5], true),
            middle(&seen[1], [x + 6.5, y - 3.9, x + 7.0, y + 3.9], false),
        ];
        let shift = [pointer[0] - zero[0], pointer[1] - zero[1]];
        let shift = shift.map(|mm| format!("{mm:.1}"));
        [edges.join(","), shift.join(",")]
    }
}

/// The hole in each column of a side, seen through the front.
fn holes(side: &GrayImage, columns: &[f64], bottom: f64) -> Vec<[f64; 4]> {
    let inside = |column: &[f64]| [column[0] + 20.0, 11.5, column[1] - 20.0, bottom];
    columns.windows(2).map(|it| ink(side, inside(it), COARSE).unwrap()).collect()
}

#[test]
fn a_measured_printer_lays_backs_onto_their_fronts() {
    let machines = [
        Machine { edges: [4.2, 3.6, 4.7, 4.4], shift: [1.3, -0.8], flip: "long" },
        Machine { edges: [2.6, 3.4, 4.6, 3.2], shift: [-0.7, 1.6], flip: "short" },
    ];
    for machine in machines {
        for (paper, product, columns) in [
            (LANDSCAPE, "hanger", &[0.0, 99.0, 198.0, 297.0][..]),
            (PORTRAIT, "hanger-105", &[0.0, 105.0, 210.0]),
        ] {
            let [edges, shift] = machine.measured(paper);
            let wanted: Vec<String> =
                machine.edges.iter().map(|edge| (edge + 0.13).ceil().to_string()).collect();
            assert_eq!(edges, wanted.join(","));
            let calibrate = ["printer", "calibrate", "thu", "--edges", &edges, "--shift", &shift];
            let run = Run::new().args(calibrate).args(["--bar", "100,100", "--flip", machine.flip]);
            let stored = run.args(option(paper).iter().copied()).run().ok();
            let profile = std::fs::read(stored.file("printers.yaml")).unwrap();
            // Without a slit, so that the hole is a circle.
            let style = format!("templates/{product}/style.yaml");
            let round = std::fs::read_to_string(root().join(&style)).unwrap();
            let round = round.replace(", slit: 10", "");
            let make = |more: &[&str]| {
                let args = ["build", "cai-dat-vneid", "--product", product, "--sheet", "a4"];
                let run = Run::new().file("printers.yaml", &profile).file(&style, &round);
                let done = run.args(args).args(more.iter().copied()).run().ok();
                let path = done.stdout.split("  ").next().unwrap().to_owned();
                let sides = pictures(&done.file(&path), COARSE);
                machine.print(&sides, paper, COARSE)
            };
            let off = |[front, back]: &[GrayImage; 2]| {
                let (front, back) = (holes(front, columns, 56.0), holes(back, columns, 56.0));
                let one = |(a, b): (&[f64; 4], &[f64; 4])| {
                    let gaps = a.iter().zip(b).map(|(a, b)| (a - b).abs());
                    gaps.fold(0.0, f64::max)
                };
                front.iter().zip(&back).map(one).fold(0.0, f64::max)
            };
            let name = format!("{product} {} {shift}", machine.flip);
            // A printer nobody has measured misses.
            let (plain, _) = make(&["--flip", machine.flip]);
            assert!(off(&plain) > 1.2, "{name}: {}", off(&plain));
            let (fitted, lost) = make(&["--printer", "thu"]);
            assert!(off(&fitted) < 0.2, "{name}: {} mm", off(&fitted));
            println!("{name}: {:.3} mm apart, {:.3} mm before", off(&fitted), off(&plain));
            assert_eq!(lost, 0, "{name}: ink in the blank edges");
        }
    }
}

const PROFILE: &str = "# máy của phường\nprinters:\n  van-phong:\n    flip: long # nhớ nhé\n    \
                       portrait: { edges: [4, 4, 6, 4], shift: [0.5, -0.5], bar: [100, 100] }\n    \
                       landscape: { edges: [4, 4, 6, 4], shift: [0, 0], bar: [100, 100] }\n";

fn build(args: &[&str]) -> Run {
    let args = args.iter().copied();
    Run::new().file("printers.yaml", PROFILE).args(["build", "cai-dat-vneid"]).args(args)
}

#[test]
fn printers_are_listed() {
    let done = Run::new().args(["printer"]).run().ok();
    assert!(done.stdout.contains("toroi printer sheet"), "{}", done.stdout);
    let done = Run::new().file("printers.yaml", PROFILE).args(["printer"]).run().ok();
    assert!(done.stdout.starts_with("van-phong  long edge\n  portrait: "), "{}", done.stdout);
    assert!(done.stdout.contains("4, 4, 6, 4"), "{}", done.stdout);
    let run = Run::new().file("printers.yaml", PROFILE);
    let done = run.args(["printer", "--format", "json"]).run().ok();
    let value: serde_yaml::Value = serde_yaml::from_str(&done.stdout).unwrap();
    assert_eq!((value["name"].as_str(), value["flip"].as_str()), (Some("van-phong"), Some("long")));
    assert_eq!(value["portrait"]["shift"][1].as_f64(), Some(-0.5));
}

#[test]
fn files_for_a_printer_have_its_name_and_its_edge() {
    let done = build(&["--product", "leaflet-a4", "--printer", "van-phong"]).run().ok();
    assert!(done.stdout.starts_with("out/cai-dat-vneid-leaflet-a4-van-phong.pdf"));
    // One side is one side, whatever the printer is used to.
    for (product, args, wanted) in [
        ("hanger", &["--sheet", "a4"][..], "DuplexFlipLongEdge"),
        ("hanger", &["--sheet", "a4", "--flip", "short"], "DuplexFlipShortEdge"),
        ("pictures-only", &[], "Simplex"),
    ] {
        let args = [&["--product", product, "--printer", "van-phong"], args].concat();
        let done = build(&args).run().ok();
        let path = done.file(done.stdout.split("  ").next().unwrap());
        let json = printed("qpdf", &["--json", "--json-key=qpdf", path.to_str().unwrap()]);
        assert!(json.contains(&format!("\"/Duplex\": \"/{wanted}\"")), "{product} {args:?}");
    }
    let kit = Run::new().file("printers.yaml", PROFILE);
    let done = kit.args(["kit", "can-cuoc", "--printer", "van-phong"]).run().ok();
    assert!(done.stdout.starts_with("out/kit-can-cuoc-van-phong/"), "{}", done.stdout);
    let order =
        std::fs::read_to_string(done.file("out/kit-can-cuoc-van-phong/lenh-in.txt")).unwrap();
    assert!(order.contains("Chỉ in trên máy `van-phong`"), "{order}");
}

#[test]
fn wrong_printers_are_reported_with_what_to_do() {
    let wide = PROFILE.replace("edges: [4, 4, 6, 4]", "edges: [4, 4, 19, 4]");
    let narrow = PROFILE
        .replace("    landscape: { edges: [4, 4, 6, 4], shift: [0, 0], bar: [100, 100] }\n", "");
    let other = "printers:\n  van-phong:\n    flip: long\n    landscape: { edges: [4, 4, 6, 4], shift: \
                 [0, 0], bar: [97, 97] }\n";
    let small = PROFILE.replace("bar: [100, 100]", "bar: [98.5, 98.5]");
    for (profile, args, code, words) in [
        (
            PROFILE,
            &["--printer", "van-phongg"][..],
            1,
            &["error[O01]", "did you mean `van-phong`?"][..],
        ),
        (PROFILE, &["--printer", "hp"], 1, &["error[O01]", "the printers are: van-phong"]),
        ("printers: {}\n", &["--printer", "hp"], 1, &["error[O01]", "toroi printer calibrate hp"]),
        (
            &wide,
            &["--printer", "van-phong", "--product", "hanger", "--sheet", "a4"],
            1,
            &[
                "error[O03]",
                "edge C (bottom) that the printer `van-phong` leaves blank",
                "into the 19.0 mm",
            ],
        ),
        (
            &narrow,
            &["--printer", "van-phong", "--product", "hanger", "--sheet", "a4"],
            0,
            &["warning[O05]", "toroi printer sheet --landscape"],
        ),
        // Only the other way was measured, and too small at that.
        (
            other,
            &["--printer", "van-phong", "--product", "leaflet-a4"],
            0,
            &["warning[O04]", "warning[O05]", "toroi printer calibrate van-phong"],
        ),
        (
            &small,
            &["--printer", "van-phong", "--product", "leaflet-a4"],
            0,
            &["warning[O04]", "SET THE PRINTER TO 100 %", "98.5 mm"],
        ),
        (PROFILE, &["--printer", "van-phong", "--press"], 2, &["--press", "--printer"]),
        (
            &PROFILE.replace("shift: [0.5, -0.5]", "shift: [0.5, 50]"),
            &["--printer", "van-phong"],
            1,
            &["error[O02]", "printers.yaml:5:", "`shift` cannot be 50 mm"],
        ),
        (
            &PROFILE.replace("van-phong:", "../x:"),
            &["--printer", "../x"],
            1,
            &["error[O02]", "is not a valid name for a printer"],
        ),
        ("printers: [\n", &["--printer", "van-phong"], 1, &["error[Y01]", "printers.yaml:"]),
    ] {
        let run = Run::new().file("printers.yaml", profile).args(["build", "cai-dat-vneid"]);
        let done = run.args(args.iter().copied()).run();
        assert_eq!(done.code, code, "{args:?}\n{}", done.stderr);
        for words in words {
            assert!(done.stderr.contains(words), "no {words:?} in\n{}", done.stderr);
        }
        assert_eq!(done.stdout.is_empty(), code != 0, "{args:?}: {}", done.stdout);
    }
    // Without the file there is nothing to know.
    let done = Run::new().args(["build", "--printer", "hp"]).run();
    assert!(done.code == 1 && done.stderr.contains("toroi printer sheet"), "{}", done.stderr);
    // In Vietnamese too.
    let run =
        Run::new().file("printers.yaml", &wide).args(["check", "cai-dat-vneid", "--lang", "vi"]);
    let done = run.args(["--product", "hanger", "--sheet", "a4", "--printer", "van-phong"]).run();
    let words = "mép C (dưới) mà máy in `van-phong` chừa trắng";
    assert!(done.code == 1 && done.stderr.contains(words), "{}", done.stderr);
}

fn calibrate(file: Option<&[u8]>, args: &[&str]) -> Done {
    let run = Run::new().args(["printer", "calibrate"]).args(args.iter().copied());
    match file {
        Some(bytes) => run.file("printers.yaml", bytes).run(),
        None => run.run(),
    }
}

const GOOD: [&str; 6] = ["--edges", "4,4.2,6.3,4", "--shift", "-0.5,1.2", "--bar", "100,99.8"];

#[test]
fn readings_go_into_the_file_and_nothing_else_changes() {
    let with = |name: &'static str, more: &[&'static str]| [&[name][..], &GOOD, more].concat();
    let done = calibrate(None, &with("moi", &[])).ok();
    let made = std::fs::read_to_string(done.file("printers.yaml")).unwrap();
    let wanted = "printers:\n  moi:\n    flip: long\n    portrait: { edges: [4, 4.2, 6.3, 4], shift: \
                  [-0.5, 1.2], bar: [100, 99.8] }\n";
    assert_eq!(made, wanted);
    // On Windows, with a mark at the begin: all of it stays.
    let windows = format!("\u{feff}{}", PROFILE.replace('\n', "\r\n"));
    let done =
        calibrate(Some(windows.as_bytes()), &with("moi", &["--landscape", "--flip", "none"])).ok();
    let made = std::fs::read_to_string(done.file("printers.yaml")).unwrap();
    let added = "  moi:\r\n    flip: none\r\n    landscape: { edges: [4, 4.2, 6.3, 4], shift: [-0.5, 1.2], \
                 bar: [100, 99.8] }\r\n";
    assert_eq!(made, format!("{windows}{added}"));
    // Of a known printer the edge is kept, and so are the comments.
    let done = calibrate(Some(PROFILE.as_bytes()), &with("van-phong", &["--landscape"])).ok();
    let made = std::fs::read_to_string(done.file("printers.yaml")).unwrap();
    assert_eq!(
        made.lines().take(5).collect::<Vec<_>>(),
        PROFILE.lines().take(5).collect::<Vec<_>>()
    );
    assert!(made.lines().nth(5).unwrap().contains("shift: [-0.5, 1.2]"), "{made}");
}

#[test]
fn the_old_names_of_portrait_and_landscape_are_understood() {
    let old = PROFILE.replace("portrait: {", "upright: {").replace("landscape: {", "lying: {");
    assert!(!old.contains("portrait") && !old.contains("landscape"));
    let with = |more: &[&'static str]| [&["van-phong"][..], &GOOD, more].concat();
    let read = |done: &Done| std::fs::read_to_string(done.file("printers.yaml")).unwrap();
    let done = calibrate(Some(old.as_bytes()), &with(&["--lying"])).ok();
    // What is measured anew has the new name and stands once; the rest is as it was.
    let made = read(&done);
    assert_eq!(made.matches("landscape: {").count(), 1, "{made}");
    assert!(!made.contains("lying") && made.contains("upright: {"), "{made}");
    let new = calibrate(Some(PROFILE.as_bytes()), &with(&["--landscape"])).ok();
    assert_eq!(made.replace("upright: {", "portrait: {"), read(&new));
    // Both names at once are one too many.
    let both = PROFILE.replace("landscape: {", "upright: {");
    let done = calibrate(Some(both.as_bytes()), &with(&[]));
    assert_ne!(done.code, 0, "{}", done.stderr);
    let listed = Run::new().file("printers.yaml", old).args(["printer"]).run().ok();
    let today = Run::new().file("printers.yaml", PROFILE).args(["printer"]).run().ok();
    assert_eq!(listed.stdout, today.stdout);
}

#[test]
fn wrong_readings_are_reported_all_at_once_and_nothing_is_stored() {
    let hand = "printers: { cu: { flip: long, portrait: { edges: [1,1,1,1], shift: [0,0], bar: [100,100] } } }\n";
    for (file, args, words) in [
        (
            None,
            &["a"][..],
            &["`--edges` is missing", "`--shift` is missing", "`--bar` is missing"][..],
        ),
        (
            None,
            &["a", "--edges", "4,4,4", "--shift", "x", "--bar", "100"],
            &["must be 4 numbers", "`--shift x` must be 2", "`--bar 100` must be 2"],
        ),
        (
            None,
            &["a", "--edges", "4,4,300,4", "--shift", "11,0", "--bar", "10,100"],
            &["cannot be 300 mm", "cannot be 11 mm", "cannot be 10 mm"],
        ),
        (
            None,
            &["a", "--edges", "4,2,5,1,6,3,4,2", "--shift", "0,0", "--bar", "100,100"],
            &["must be 4 numbers", "with decimal commas"],
        ),
        (
            None,
            &["Máy in", "--edges", "4,4,4,4", "--shift", "0,0", "--bar", "100,100"],
            &["`Máy in` is not a valid name for a printer"],
        ),
        (
            Some(hand),
            &["b", "--edges", "4,4,4,4", "--shift", "0,0", "--bar", "100,100"],
            &["error[O06]", "`portrait: { edges: [4, 4, 4, 4], shift: [0, 0], bar: [100, 100] }`"],
        ),
        (
            Some("printers:\n  a: { flip: top }\n"),
            &["b", "--edges", "4,4,4,4", "--shift", "0,0", "--bar", "100,100"],
            &["error[Y04]", "`long`, `short` or `none`"],
        ),
    ] {
        let done = calibrate(file.map(str::as_bytes), args);
        assert_eq!(done.code, 1, "{args:?}: {}", done.stderr);
        for words in words {
            assert!(done.stderr.contains(words), "no {words:?} in\n{}", done.stderr);
        }
        let after = std::fs::read_to_string(done.file("printers.yaml")).ok();
        assert_eq!(after.as_deref(), file, "{args:?}");
    }
    // A folder that is not there.
    let run = Run::new().args(["printer", "calibrate", "a", "--project", "dau"]).args(GOOD);
    let done = run.run();
    assert!(done.code == 2 && done.stderr.contains("error[F01]"), "{}", done.stderr);
    // A sheet that was printed too small is stored, and said loudly.
    let small = ["a", "--edges", "4,4,4,4", "--shift", "0,0", "--bar", "98.5,98.5"];
    let done = calibrate(None, &small).ok();
    assert!(done.stderr.contains("warning[O04]: SET THE PRINTER TO 100 %"), "{}", done.stderr);
    let done = calibrate(None, &["a", "--flip", "top"]);
    assert_eq!(done.code, 2);
}

/// The longest line of ink in a rectangle, level or upright, in mm.
fn longest(picture: &GrayImage, area: [f64; 4], level: bool) -> f64 {
    let [left, top, right, bottom] = area.map(|mm| dots(mm, FINE));
    let (xs, ys) = (left..right.min(picture.width()), top..bottom.min(picture.height()));
    let (outer, inner) = if level { (ys, xs) } else { (xs, ys) };
    let mut most = 0;
    for a in outer {
        let mut run = 0;
        for b in inner.clone() {
            let (x, y) = if level { (b, a) } else { (a, b) };
            run = if is_ink(picture, x, y) { run + 1 } else { 0 };
            most = most.max(run);
        }
    }
    f64::from(most) * 25.4 / FINE
}

/// Runs the program on a terminal and types an answer each time it has asked something.
const TYPED: &str = r#"
import os, pty, subprocess, sys
folder, answers, program = sys.argv[1], sys.argv[2].split("|"), sys.argv[3:]
ours, theirs = pty.openpty()
child = subprocess.Popen(program, cwd=folder, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE)
os.close(theirs)
seen = b""
try:
    while part := os.read(ours, 65536):
        seen += part
        if seen.rstrip(b" ").endswith(b"?") and answers:
            os.write(ours, answers.pop(0).encode() + b"\n")
except OSError:
    pass  # Linux says EIO when the last writer is gone.
sys.stdout.buffer.write(child.stdout.read() + seen)
sys.exit(child.wait())
"#;

#[test]
fn who_sits_at_a_terminal_is_asked() {
    for (answers, code, words) in [
        ("4 4,2 6,3 4|0,5 -1,2|100 99,8", 0, "đã ghi may-moi: printers.yaml"),
        ("4 4|4 4,2 6,3 4|0,5 -1,2|100 99,8", 0, "Cần gõ đủ 4 số."),
        ("4 4 4 4|0 0|50 50", 1, "lỗi[O02]"),
        ("a|b|c|0 0|100 100", 1, "lỗi[O02]"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = std::process::Command::new("python3");
        command.args(["-c", TYPED]).arg(folder.path()).arg(answers);
        command.arg(env!("CARGO_BIN_EXE_toroi")).args(["printer", "calibrate", "may-moi"]);
        let output = command.args(["--lang", "vi"]).env("NO_COLOR", "1").output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{answers}: {said}");
        assert!(said.contains(words), "{answers}: no {words:?} in {said}");
        let file = std::fs::read_to_string(folder.path().join("printers.yaml"));
        assert_eq!(file.is_ok(), code == 0, "{answers}");
        let stored = "{ edges: [4, 4.2, 6.3, 4], shift: [0.5, -1.2], bar: [100, 99.8] }";
        assert!(file.map_or(true, |file| file.contains(stored)), "{answers}");
    }
}

#[test]
fn a_bar_of_100_mm_stands_where_there_is_room() {
    for (product, args, wants) in [
        ("hanger-string", &["--sheet", "sra3"][..], true),
        ("hanger", &["--sheet", "a4"], false),
        ("leaflet-a4", &["--bar"], true),
        ("leaflet-a4", &[], false),
    ] {
        let done = build(&[&["--product", product], args].concat()).run().ok();
        let path = done.file(done.stdout.split("  ").next().unwrap());
        let text = printed("pdftotext", &[path.to_str().unwrap(), "-"]);
        assert_eq!(text.contains("100 mm"), wants, "{product} {args:?}");
        if !wants {
            continue;
        }
        assert_eq!(text.matches("100 mm").count(), 1);
        let words = printed("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]);
        let line = words.lines().find(|line| line.contains(">100</word>")).unwrap();
        let number = |name: &str| -> f64 {
            let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse::<f64>().unwrap() / 72.0 * 25.4
        };
        let (left, top, foot) = (number("xMin"), number("yMin"), number("yMax"));
        let side = &pictures(&path, FINE)[0];
        let level = [left - 105.0, top, left - 0.5, foot].map(|at: f64| at.max(0.0));
        let above = [left - 2.0, top - 104.0, left + 3.0, top].map(|at: f64| at.max(0.0));
        let found = [longest(side, level, true), longest(side, above, false)];
        assert!(found.iter().any(|mm| (mm - 100.0).abs() < 0.05), "{product} {args:?}: {found:?}");
    }
    // A sheet that is full has no room, and says so.
    let done = build(&["--product", "trifold", "--bar"]).run().ok();
    assert!(done.stderr.contains("warning[O07]"), "{}", done.stderr);
    assert!(done.stderr.contains("toroi printer sheet"), "{}", done.stderr);
}

/// A file of printers as somebody might write it: how deep it is indented, and for each printer a
/// comment, whether its readings stand on one line, and blank lines.
fn any_file() -> impl Strategy<Value = String> {
    let reading = |deep: usize, name: &str, on_one_line: bool| {
        let (one, two) = (" ".repeat(deep * 2), " ".repeat(deep * 3));
        if on_one_line {
            format!(
                "{one}{name}: {{ edges: [1, 2, 3, 4], shift: [0, -1.5], bar: [100, 99] }} # số đo {name}\n"
            )
        } else {
            format!(
                "{one}{name}:   # số đo {name}\n{two}edges: [1, 2, 3, 4] # mép\n{two}shift: [0, -1.5]\n\n{two}# thanh\n\
                 {two}bar: [100, 99]\n"
            )
        }
    };
    let printer =
        (any::<[bool; 4]>(), 0..3_usize, prop::sample::select(vec!["long", "short", "none"]));
    let printers = prop::collection::vec(printer, 0..4);
    (1..5_usize, printers, any::<bool>()).prop_map(move |(deep, printers, ends)| {
        let indent = " ".repeat(deep);
        let mut text = "# đầu tệp\nprinters: # các máy\n".to_owned();
        for (number, (how, blank, flip)) in printers.iter().enumerate() {
            let [first, one_line, both, note] = *how;
            text.push_str(&"\n".repeat(*blank));
            if note {
                text.push_str(&format!("{indent}# máy số {number}\n"));
            }
            text.push_str(&format!("{indent}may-{number}:\n"));
            let flip = format!("{indent}{indent}flip: {flip} # lật {number}\n");
            let upright = reading(deep, "portrait", one_line);
            let landscape =
                if both { reading(deep, "landscape", !one_line) } else { String::new() };
            let parts = if first { [flip, upright, landscape] } else { [upright, landscape, flip] };
            text.push_str(&parts.concat());
        }
        if printers.is_empty() {
            "# đầu tệp\nprinters: {}\n".clone_into(&mut text);
        }
        if ends { text + "\n# hết tệp\n" } else { text }
    })
}

#[test]
fn whatever_the_file_looks_like_no_comment_and_no_other_printer_is_lost() {
    let stored = std::cell::RefCell::new(0);
    let input = (any_file(), 0..5_usize, any::<bool>());
    check(300, &input, |(old, number, landscape)| {
        let name = format!("may-{number}");
        let readings =
            Readings { edges: [4.0, 4.5, 6.25, 4.0], shift: [0.5, -1.0], bar: [100.0; 2] };
        let change = PrinterUpdate { name: &name, flip: Duplex::Short, landscape, readings };
        let new = printer::change(Some(&old), change);
        prop_assert!(new.is_ok(), "left alone:\n{old}");
        let new = new.unwrap();
        *stored.borrow_mut() += 1;
        for line in old.lines() {
            if let Some((_, comment)) = line.split_once('#') {
                prop_assert!(new.contains(comment), "“{comment}” is lost:\n{old}\n{new}");
            }
        }
        // The lines of other printers are the same, in the same order.
        let others = |text: &str| {
            let mut inside = false;
            let keep = text.lines().filter(|line| {
                let entry = line.trim_start().strip_prefix("may-");
                inside = entry.map_or(inside, |rest| rest.starts_with(&format!("{number}:")));
                !inside && !line.trim().is_empty() && !line.trim_start().starts_with('#')
            });
            keep.map(str::to_owned).collect::<Vec<_>>()
        };
        let before = others(&old.replace("printers: {}", "printers:"));
        prop_assert_eq!(before, others(&new), "{}\n{}", old, new);
        let again = printer::change(Some(&new), change).map_err(|it| it.message.en);
        prop_assert_eq!(again, Ok(new), "storing twice");
        Ok(())
    });
    let stored = stored.into_inner();
    println!("{stored} of 300 files were changed");
    assert_eq!(stored, 300);
}
