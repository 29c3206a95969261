//! No tests: lists, calls of `toroi merge` and what its pages show, for the tests of copies.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use image::GrayImage;
use lopdf::{Dictionary, Document, Object};
use tempfile::TempDir;

/// The guide most tests make copies of: four lines to fill in, one code.
pub(super) const GUIDE: &str = "kich-hoat-tai-khoan";

/// The same numbers on every machine (xorshift, Marsaglia 2003).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len() as u64) as usize]
    }
}

/// Whether the name of a file has this ending.
pub(super) fn ends_in(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}

/// A folder in which the program is called again and again.
pub(super) struct Home {
    dir: TempDir,
}

/// What a call said.
#[derive(Debug)]
pub(super) struct Said {
    /// Exit code; -1 when killed.
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    #[track_caller]
    pub(super) fn ok(self) -> Said {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// Fails unless the call failed and told this.
    #[track_caller]
    pub(super) fn refused(self, reported: &[&str]) -> Said {
        assert_eq!(self.code, 1, "{self:?}");
        for reported in reported {
            assert!(self.stderr.contains(reported), "“{reported}” is not in\n{}", self.stderr);
        }
        self
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        Said {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Home {
    pub(super) fn new() -> Home {
        Home { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with `list.csv` in it.
    pub(super) fn with(list: &str) -> Home {
        let home = Home::new();
        home.write("list.csv", list);
        home
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(super) fn arg(&self, path: &str) -> String {
        self.path(path).to_str().unwrap().to_owned()
    }

    pub(super) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> Vec<u8> {
        let path = self.path(path);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The program with these arguments, not yet started.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
        command.current_dir(self.dir.path()).args(args).env("LANG", "C").env("NO_COLOR", "1");
        command.env("SOURCE_DATE_EPOCH", "1795392000");
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES");
        command
    }

    /// `toroi merge GUIDE --records list.csv --product hanger`, not yet started.
    pub(super) fn merging(&self, args: &[&str]) -> Command {
        let usual = ["merge", GUIDE, "--records", "list.csv", "--product", "hanger"];
        let product = args.contains(&"--product");
        self.command(&[&usual[..if product { 4 } else { 6 }], args].concat())
    }

    pub(super) fn merge(&self, args: &[&str]) -> Said {
        self.merging(args).output().unwrap().into()
    }

    /// The names in a folder, sorted; none where there is no folder.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.path(folder)) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The PDFs in a folder with their bytes.
    pub(super) fn pdfs(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let names = self.names(folder).into_iter().filter(|name| ends_in(name, "pdf"));
        names.map(|name| (name.clone(), self.read(&format!("{folder}/{name}")))).collect()
    }

    /// How many files with a name of their own a folder holds.
    pub(super) fn pdfs_there(&self, folder: &str) -> usize {
        self.names(folder).iter().filter(|name| ends_in(name, "pdf")).count()
    }

    /// All pages in a folder, file after file.
    pub(super) fn pages(&self, folder: &str) -> Vec<Page> {
        self.pdfs(folder).values().flat_map(|pdf| pages(pdf)).collect()
    }
}

/// A list of households with a code each. Every value of a row holds its number, so that it is
/// found on no other page.
pub(super) fn households(count: u64) -> String {
    let mut list = "Tổ;Công an xã, phường;Đơn vị phát;Mã QR\n".to_owned();
    for number in 1..=count {
        let group = number % 5 + 1;
        list.push_str(&format!(
            "Tổ {group};024 {} {};Tổ {group}, hộ {number};https://vneid.gov.vn/?ho={number}\n",
            3000 + number % 1000,
            1000 + number,
        ));
    }
    list
}

/// What a page paints.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Page {
    /// Its boxes.
    pub boxes: Vec<String>,
    /// The copy's own ink.
    pub own: Vec<u8>,
    /// The content of the forms it uses.
    pub forms: Vec<Vec<u8>>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let own = String::from_utf8_lossy(&self.own);
        write!(f, "{:?} {own} and {} forms", self.boxes, self.forms.len())
    }
}

fn content(document: &Document, object: &Object) -> Vec<u8> {
    let stream = document.dereference(object).unwrap().1.as_stream().unwrap();
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}

fn dictionary<'d>(document: &'d Document, from: &'d Dictionary, key: &str) -> &'d Dictionary {
    document.dereference(from.get(key.as_bytes()).unwrap()).unwrap().1.as_dict().unwrap()
}

/// The content of the forms that a page or form paints, and of those that they paint.
fn painted(document: &Document, by: &Dictionary, forms: &mut Vec<Vec<u8>>) {
    let resources = dictionary(document, by, "Resources");
    if !resources.has(b"XObject") {
        return;
    }
    for (_, form) in dictionary(document, resources, "XObject") {
        forms.push(content(document, form));
        let stream = document.dereference(form).unwrap().1.as_stream().unwrap();
        if stream.dict.has(b"Resources") {
            painted(document, &stream.dict, forms);
        }
    }
}

/// The pages of a file.
pub(super) fn pages(pdf: &[u8]) -> Vec<Page> {
    let document = Document::load_mem(pdf).unwrap();
    let mut all = Vec::new();
    for id in document.get_pages().values() {
        let page = document.get_object(*id).unwrap().as_dict().unwrap();
        let boxes = ["MediaBox", "CropBox", "BleedBox", "TrimBox"];
        let boxes = boxes.map(|name| format!("{name} {:?}", page.get(name.as_bytes()).unwrap()));
        let mut forms = Vec::new();
        painted(&document, page, &mut forms);
        let own = content(&document, page.get(b"Contents").unwrap());
        all.push(Page { boxes: boxes.to_vec(), own, forms });
    }
    all
}

impl Page {
    /// The codes on it, read module by module as a scanner reads them.
    pub(super) fn codes(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut rest = &self.own[..];
        while let Some(at) = rest.windows(3).position(|three| three == b"BI/") {
            rest = &rest[at..];
            let end = rest.windows(3).position(|three| three == b"ID ").unwrap() + 3;
            let head = String::from_utf8_lossy(&rest[..end]).into_owned();
            let number = |key: &str| -> usize {
                let (_, rest) = head.split_once(key).unwrap();
                rest.split('/').next().unwrap().trim().parse().unwrap()
            };
            let (width, height) = (number("/W "), number("/H "));
            let row = width.div_ceil(8);
            let is_dark_one = head.contains("/D[1 0]");
            let bits = &rest[end..end + row * height];
            assert_eq!(width, height, "a code is a square");
            let grid = rqrr::SimpleGrid::from_func(width, |x, y| {
                (bits[y * row + x / 8] >> (7 - x % 8) & 1 == 1) == is_dark_one
            });
            found.push(rqrr::Grid::new(grid).decode().unwrap().1);
            rest = &rest[end + row * height..];
        }
        found
    }
}

/// The text of each page.
pub(super) fn texts(pdf: &Path) -> Vec<String> {
    let text =
        super::pdf::printed("pdftotext", &["-raw", "-enc", "UTF-8", pdf.to_str().unwrap(), "-"]);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    pages
}

/// One line without the spaces of layout.
pub(super) fn solid(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Words with their places, in the order of reading, whatever order they were painted in.
pub(super) fn words(pdf: &Path) -> Vec<Vec<(i64, i64, i64, String)>> {
    let reported = super::pdf::printed("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"]);
    let word = |line: &str| -> Option<(i64, i64, i64, String)> {
        let rest = line.trim().strip_prefix("<word ")?;
        // In tenths of a point.
        let value = |name: &str| -> i64 {
            let (_, rest) = rest.split_once(&format!("{name}=\"")).unwrap();
            (rest.split('"').next().unwrap().parse::<f64>().unwrap() * 10.0).round() as i64
        };
        let it = rest.split_once('>')?.1.strip_suffix("</word>")?.to_owned();
        Some((value("yMax"), value("xMin"), value("xMax"), it))
    };
    let pages = reported.split("<page ").skip(1);
    pages
        .map(|page| {
            let mut words: Vec<_> = page.lines().filter_map(word).collect();
            words.sort();
            words
        })
        .collect()
}

/// Grey pictures of all pages.
pub(super) fn pictures(pdf: &Path, dpi: u32) -> Vec<GrayImage> {
    first_pictures(pdf, dpi, 9999)
}

/// Grey pictures of the first pages.
pub(super) fn first_pictures(pdf: &Path, dpi: u32, last: usize) -> Vec<GrayImage> {
    super::poppler::grey_pages(pdf.to_str().unwrap(), f64::from(dpi), &["-l", &last.to_string()])
}

/// How many dots of two pictures differ. A dot that is found within two of its place is no difference:
/// some
/// programs move the edges of pictures to whole dots.
pub(super) fn differing(one: &GrayImage, other: &GrayImage) -> usize {
    assert_eq!(one.dimensions(), other.dimensions());
    let (w, h) = one.dimensions();
    // Half a dot of ink is any shade between those beside it.
    let is_near = |picture: &GrayImage, x: u32, y: u32, shade: u8| {
        let (xs, ys) = (x.saturating_sub(2)..(x + 3).min(w), y.saturating_sub(2)..(y + 3).min(h));
        let around = ys.flat_map(|y| xs.clone().map(move |x| picture.get_pixel(x, y)[0]));
        let (least, most) = around.fold((255, 0), |(a, b), shade| (shade.min(a), shade.max(b)));
        shade.saturating_add(60) >= least && shade <= most.saturating_add(60)
    };
    let dots = one.as_raw().iter().zip(other.as_raw()).enumerate();
    let off = dots.filter(|(at, (a, b))| {
        let (x, y) = (*at as u32 % w, *at as u32 / w);
        a.abs_diff(**b) > 60 && !(is_near(other, x, y, **a) && is_near(one, x, y, **b))
    });
    off.count()
}
