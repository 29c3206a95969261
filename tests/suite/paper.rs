//! No tests: what a printed sheet looks like to other programs, and how a printer turns it over.
//!
//! Lengths are in mm, from the top left corner of a side as a viewer shows it.

use std::path::PathBuf;

use image::GrayImage;

use super::pdf::printed;
use super::poppler::grey_pages;
use super::run::{Done, Run, root};

/// Dots an inch of pictures: 0.127 mm a dot.
pub(super) const DPI: f64 = 200.0;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub(super) fn contains(&self, other: &Area, margin: f64) -> bool {
        self.left + margin <= other.left
            && self.top + margin <= other.top
            && other.right + margin <= self.right
            && other.bottom + margin <= self.bottom
    }

    /// How far the edges of two rectangles are apart at most.
    pub(super) fn off(&self, other: &Area) -> f64 {
        let off = [
            self.left - other.left,
            self.top - other.top,
            self.right - other.right,
            self.bottom - other.bottom,
        ];
        off.into_iter().map(f64::abs).fold(0.0, f64::max)
    }
}

/// A word and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub area: Area,
    pub it: String,
}

/// The axis a sheet turns about in a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// About its upright middle, like the page of a book.
    Book,
    /// About its level middle, like the page of a notepad.
    Notepad,
}

impl Turn {
    /// How paper of a size turns over its `long` or `short` edge.
    pub(super) fn over(edge: &str, (w, h): (f64, f64)) -> Turn {
        let upright_is_long = h > w;
        let edge_is_upright = (edge == "long") == upright_is_long;
        if edge_is_upright { Turn::Book } else { Turn::Notepad }
    }

    /// Where something on the back lies, seen through the front.
    pub(super) fn through(self, area: Area, (w, h): (f64, f64)) -> Area {
        let Area { left, top, right, bottom } = area;
        match self {
            Turn::Book => Area { left: w - right, right: w - left, ..area },
            Turn::Notepad => Area { top: h - bottom, bottom: h - top, ..area },
        }
    }

    /// The picture of a back, seen through the front.
    pub(super) fn picture(self, back: &GrayImage) -> GrayImage {
        match self {
            Turn::Book => image::imageops::flip_horizontal(back),
            Turn::Notepad => image::imageops::flip_vertical(back),
        }
    }
}

/// What is changed in a style; [`str::to_owned`] for nothing.
pub(super) type Change = fn(&str) -> String;

/// A PDF the program made.
pub(super) struct Printed {
    /// Keeps the folder.
    done: Done,
    file: String,
}

impl Printed {
    /// Makes one guide as one product, with changes to the product's style.
    pub(super) fn make(product: &str, args: &[&str], change: Change) -> Printed {
        let markup = root().join(format!("templates/{product}/sheet.xml"));
        let markup = std::fs::read_to_string(markup).unwrap();
        Printed::with_markup(product, args, change, &markup)
    }

    /// The same with another `sheet.xml`.
    pub(super) fn with_markup(
        product: &str,
        args: &[&str],
        change: Change,
        markup: &str,
    ) -> Printed {
        let path = format!("templates/{product}/style.yaml");
        let style = change(&std::fs::read_to_string(root().join(&path)).unwrap());
        let run = Run::new().args(["build", "cai-dat-vneid", "--product", product]);
        let run = run.args(args.iter().copied()).file(&path, style);
        let done = run.file(&format!("templates/{product}/sheet.xml"), markup).run().ok();
        let file = done.stdout.lines().next().unwrap().split("  ").next().unwrap().to_owned();
        Printed { done, file }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.done.file(&self.file)
    }

    fn arg(&self) -> String {
        self.path().to_str().unwrap().to_owned()
    }

    /// Width and height of its pages, which must all be alike and cut nowhere.
    pub(super) fn sizes(&self) -> Vec<(f64, f64)> {
        let reported = printed("pdfinfo", &["-box", "-f", "1", "-l", "99", &self.arg()]);
        let boxes = |kind: &str| -> Vec<(f64, f64)> {
            let lines = reported.lines().filter(|line| line.contains(kind));
            let corners = lines.map(|line| {
                let numbers = line.split_once(':').unwrap().1.split_whitespace();
                let numbers: Vec<f64> = numbers.map(|number| number.parse().unwrap()).collect();
                assert_eq!(numbers[..2], [0.0, 0.0], "{line}");
                (mm(numbers[2]), mm(numbers[3]))
            });
            corners.collect()
        };
        assert_eq!(boxes("MediaBox"), boxes("TrimBox"));
        boxes("MediaBox")
    }

    /// What the file asks of the printer: `DuplexFlipShortEdge` …
    pub(super) fn duplex(&self) -> String {
        let json = printed("qpdf", &["--json", "--json-key=qpdf", &self.arg()]);
        let (_, rest) = json.split_once("\"/Duplex\": \"/").expect("a Duplex");
        rest.split('"').next().unwrap().to_owned()
    }

    /// The words of each page.
    pub(super) fn words(&self) -> Vec<Vec<Word>> {
        words(&self.arg())
    }

    /// The words inside a rectangle of a page, as a reader who cuts it out would have them.
    pub(super) fn cut_out(&self, page: usize, area: Area) -> Vec<String> {
        let page = page.to_string();
        // At 254 dots an inch a dot is a tenth of a millimetre.
        let [x, y, w, h] = [area.left, area.top, area.right - area.left, area.bottom - area.top]
            .map(|length| format!("{:.0}", length * 10.0));
        let args = ["-r", "254", "-x", &x, "-y", &y, "-W", &w, "-H", &h, "-f", &page, "-l", &page];
        let path = self.arg();
        let text = printed("pdftotext", &[&args[..], &["-raw", &path, "-"]].concat());
        sorted(text.split_whitespace().map(str::to_owned))
    }

    /// Pictures of its pages.
    pub(super) fn pictures(&self) -> Vec<GrayImage> {
        grey_pages(&self.arg(), DPI, &[])
    }
}

/// Without the paper a product brings, so that each page is a sheet.
pub(super) fn loose(style: &str) -> String {
    let mut inside = false;
    let keep = style.lines().filter(|line| {
        if !line.starts_with(' ') {
            inside = line.starts_with("sheet:");
        }
        !inside
    });
    keep.collect::<Vec<_>>().join("\n")
}

/// The words of each page of a file.
pub(super) fn words(path: &str) -> Vec<Vec<Word>> {
    let reported = printed("pdftotext", &["-bbox", path, "-"]);
    let pages = reported.split("<page ").skip(1);
    pages.map(|page| page.lines().filter_map(word).collect()).collect()
}

fn mm(points: f64) -> f64 {
    points / 72.0 * 25.4
}

fn word(line: &str) -> Option<Word> {
    let rest = line.trim().strip_prefix("<word ")?;
    let value = |name: &str| -> f64 {
        let (_, rest) = rest.split_once(&format!("{name}=\"")).unwrap();
        mm(rest.split('"').next().unwrap().parse().unwrap())
    };
    let it = rest.split_once('>')?.1.strip_suffix("</word>")?.to_owned();
    let (left, top, right, bottom) = (value("xMin"), value("yMin"), value("xMax"), value("yMax"));
    Some(Word { area: Area { left, top, right, bottom }, it })
}

pub(super) fn sorted(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

/// Dots in so many millimetres.
pub(super) fn dots(mm: f64) -> u32 {
    (mm / 25.4 * DPI).round() as u32
}

/// The smallest rectangle around the ink inside another.
pub(super) fn ink(picture: &GrayImage, area: Area) -> Option<Area> {
    let mut found: Option<Area> = None;
    for y in dots(area.top)..dots(area.bottom).min(picture.height()) {
        for x in dots(area.left)..dots(area.right).min(picture.width()) {
            if picture.get_pixel(x, y)[0] > 160 {
                continue;
            }
            let at = |dot: u32| f64::from(dot) * 25.4 / DPI;
            let (left, top, right, bottom) = (at(x), at(y), at(x + 1), at(y + 1));
            let so_far = found.unwrap_or(Area { left, top, right, bottom });
            found = Some(Area {
                left: so_far.left.min(left),
                top: so_far.top.min(top),
                right: so_far.right.max(right),
                bottom: so_far.bottom.max(bottom),
            });
        }
    }
    found
}

/// Where marks stand along the top of a picture, and which share of their length is black.
pub(super) fn marks(picture: &GrayImage) -> Vec<(f64, f64)> {
    let rows = dots(4.5)..dots(6.8);
    let mut all: Vec<(f64, f64)> = Vec::new();
    for x in 0..picture.width() {
        let black = rows.clone().filter(|y| picture.get_pixel(x, *y)[0] < 160).count();
        let share = black as f64 / rows.len() as f64;
        let at = f64::from(x) * 25.4 / DPI;
        match all.last_mut() {
            _ if black == 0 => {}
            // The other half of a line between two dots.
            Some((last, most)) if at - *last < 0.5 => *most = most.max(share),
            _ => all.push((at, share)),
        }
    }
    all
}
