//! A copy of a copy still reads: wards print one sheet and copy it on what stands in the office.
//!
//! Each page is scanned at 150 dots an inch in grey, as the coarsest of offices copy, and copied
//! twice: blurred by the lens, speckled with a fixed seed, and cut to black and white. Then tesseract
//! reads its letters and digits, and zbarimg its QR codes, with all frames and rules in their places.
//! `tests/run` installs both.
//!
//! Where a page lies on the glass and how its dust falls changes what is read of one sheet by half a
//! letter in a hundred and more. So each is copied three times, half a dot apart and with other dust;
//! its codes are read on all of them. Its letters are read on the first, and where that leaves a doubt
//! on all, for reading takes ten times as long as copying; what counts is the mean of those read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;

use super::run::Run;

/// The least share of letters that must be read.
const LEAST: f64 = 0.97;
/// A sheet whose first copy is read as well as this is not read again: its copies differ by less than
/// what lies between this and the least.
const SURE: f64 = 0.985;
/// Tesseract's mode for words strewn about a page.
const STREWN: &str = "11";
/// A line of fewer letters is found in any text.
const SHORT: usize = 4;
/// Dots an inch of a copy.
const DPI: u32 = 150;
/// Dots of a drawing to one of its scan, across and down.
const FINE: usize = 2;
/// Where a page lies on the glass, in dots of its drawing, and the seed of its dust.
const SCANS: [(usize, usize, u32); 3] = [(0, 0, 2026), (1, 0, 9_945), (0, 1, 17_864)];
/// What is lighter than this is white in a copy, of 255: the first generation a little dark, the
/// second a little light, as machines are.
const LEVELS: [u8; 2] = [140, 112];
/// How far the noise of a sensor goes up and down, of 255.
const NOISE: i32 = 56;
/// One in so many dots of a copy is dust.
const DUST: u32 = 9000;

/// Grey dots, row by row.
#[derive(Clone)]
struct Bitmap {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Bitmap {
    /// Reads a binary PGM as pdftoppm writes it.
    fn read(path: &Path) -> Bitmap {
        let bytes = std::fs::read(path).unwrap();
        let mut fields = Vec::new();
        let mut at = 0;
        while fields.len() < 4 {
            let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap();
            fields.push(String::from_utf8(bytes[at..end].to_vec()).unwrap());
            at = end + 1;
        }
        assert_eq!((fields[0].as_str(), fields[3].as_str()), ("P5", "255"));
        let (width, height) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
        let dots = bytes[at..].to_vec();
        assert_eq!(dots.len(), width * height);
        Bitmap { width, height, dots }
    }

    fn write(&self, path: &Path) {
        let mut bytes = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        bytes.extend(&self.dots);
        std::fs::write(path, bytes).unwrap();
    }

    /// Each dot as the mean of its neighbours, weighed 1 4 6 4 1: a lens of about one dot.
    fn blurred(&self) -> Bitmap {
        let pass = |dots: &[u8], step: usize| -> Vec<u8> {
            let edge = 2 * step;
            let mut out = dots.to_vec();
            for at in edge..dots.len() - edge {
                let near = |offset: usize| u16::from(dots[at + offset - edge]);
                let sum = near(0)
                    + 4 * near(step)
                    + 6 * near(2 * step)
                    + 4 * near(3 * step)
                    + near(4 * step);
                out[at] = (sum / 16) as u8;
            }
            out
        };
        let dots = pass(&pass(&self.dots, 1), self.width);
        Bitmap { dots, ..*self }
    }

    /// One generation of copying.
    fn copied(&self, level: u8, seed: &mut u32) -> Bitmap {
        let mut copy = self.blurred();
        for dot in &mut copy.dots {
            let random = next(seed);
            let noise = i32::try_from(random % 256).unwrap() * NOISE / 128 - NOISE;
            let is_dust = next(seed).is_multiple_of(DUST);
            let is_white = i32::from(*dot) + noise >= i32::from(level) && !is_dust;
            *dot = if is_white { 255 } else { 0 };
        }
        copy
    }

    /// What a sensor of fewer dots sees of a page that lies so far to the left and up.
    fn scanned(&self, left: usize, up: usize) -> Bitmap {
        let (width, height) = ((self.width - left) / FINE, (self.height - up) / FINE);
        let mut dots = Vec::with_capacity(width * height);
        for y in 0..height {
            let rows = (0..FINE).map(|row| (y * FINE + up + row) * self.width + left);
            let rows: Vec<&[u8]> = rows.map(|at| &self.dots[at..at + width * FINE]).collect();
            for x in 0..width {
                let seen = rows.iter().flat_map(|row| &row[x * FINE..(x + 1) * FINE]);
                let sum: usize = seen.map(|dot| usize::from(*dot)).sum();
                dots.push((sum / (FINE * FINE)) as u8);
            }
        }
        Bitmap { width, height, dots }
    }

    /// The page turned by half a circle.
    fn turned(&self) -> Bitmap {
        Bitmap { dots: self.dots.iter().rev().copied().collect(), ..*self }
    }

    /// A copy of a copy.
    fn copied_twice(&self, mut seed: u32) -> Bitmap {
        LEVELS.iter().fold(self.clone(), |page, level| page.copied(*level, &mut seed))
    }
}

/// The next of Marsaglia's xorshift numbers (Journal of Statistical Software 8, 2003, 14).
fn next(seed: &mut u32) -> u32 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    *seed >> 8
}

/// The letters and digits of a text.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Levenshtein's distance of `line` to the part of `text` that is most like it.
fn distance(line: &[char], text: &[char]) -> usize {
    let mut above = vec![0; text.len() + 1];
    for (index, letter) in line.iter().enumerate() {
        let mut row = vec![index + 1];
        for (at, other) in text.iter().enumerate() {
            let swap = above[at] + usize::from(letter != other);
            row.push(swap.min(above[at + 1] + 1).min(row[at] + 1));
        }
        above = row;
    }
    above.into_iter().min().unwrap_or(line.len())
}

#[track_caller]
fn output(program: &str, args: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(args).env("OMP_THREAD_LIMIT", "1");
    let output = command.output().unwrap_or_else(|error| {
        panic!("`{program}` cannot run ({error}); tests/run installs what it needs")
    });
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// How many of the letters of a printed line were not read. One of a few letters, as the number of
/// a row, has to be read as a word or line of its own: as a part of others it is always found.
fn lost_of_line(wanted: &[char], read: &str) -> usize {
    if wanted.len() >= SHORT {
        return distance(wanted, &letters(read));
    }
    let stretches = read.lines().chain(read.split_whitespace()).map(letters);
    let lost = stretches
        .map(|seen| distance(wanted, &seen) + seen.len().saturating_sub(wanted.len()))
        .min();
    lost.unwrap_or(wanted.len()).min(wanted.len())
}

/// What is read of a page. Tesseract looks for words strewn about: what is tested is whether the letters can be read, with the numbers
/// of steps and rows, and not whether a program finds the columns of a form.
fn recognised(page: &Path, mode: &str) -> String {
    let (page, dpi) = (page.to_str().unwrap(), DPI.to_string());
    output("tesseract", &[page, "-", "-l", "vie", "--dpi", &dpi, "--psm", mode])
}

/// How many letters a page has and how many of them were lost, line by line.
fn lost(read: &str, printed: &str) -> (usize, usize, Vec<String>) {
    let (mut all, mut lost, mut bad) = (0, 0, Vec::new());
    for line in printed.lines() {
        let wanted = letters(line);
        let missed = lost_of_line(&wanted, read);
        all += wanted.len();
        lost += missed;
        if missed > 0 {
            bad.push(format!("{missed} off: {line}"));
        }
    }
    (all, lost, bad)
}

/// A page of a sheet, drawn.
struct Drawn {
    path: PathBuf,
    printed: String,
    /// Whether it may have white letters on dark fields.
    has_fields: bool,
}

fn draw(pdf: &Path, dpi: u32) -> Vec<Drawn> {
    let stem = pdf.with_extension("");
    let (dpi, pdf) = (dpi.to_string(), pdf.to_str().unwrap());
    output("pdftoppm", &["-r", &dpi, "-gray", pdf, stem.to_str().unwrap()]);
    let mut pages = Vec::new();
    for number in 1.. {
        let path = PathBuf::from(format!("{}-{number}.pgm", stem.display()));
        if !path.exists() {
            break;
        }
        let page = number.to_string();
        let printed = output("pdftotext", &["-raw", "-f", &page, "-l", &page, pdf, "-"]);
        pages.push(Drawn { path, printed, has_fields: false });
    }
    assert!(!pages.is_empty(), "{pdf} was not drawn");
    pages
}

/// What was read of a copy of a page.
struct Reading {
    letters: usize,
    lost: usize,
    misread: Vec<String>,
    codes: String,
}

/// Copies a page twice and reads its codes, and its letters if asked to.
fn read_copy(page: &Drawn, scan: usize, with_letters: bool) -> Reading {
    let copy = page.path.with_extension(format!("{scan}.pgm"));
    let (left, up, seed) = SCANS[scan];
    let copied = Bitmap::read(&page.path).scanned(left, up).copied_twice(seed);
    copied.write(&copy);
    let codes = output("zbarimg", &["-q", "--raw", copy.to_str().unwrap()]);
    let mut reading = Reading { letters: 0, lost: 0, misread: Vec::new(), codes };
    if with_letters {
        let mut read = recognised(&copy, STREWN);
        if page.path.to_str().unwrap().contains("-tent") {
            // The far face is read from the far side of the table.
            copied.turned().write(&copy);
            read += &recognised(&copy, STREWN);
        }
        (reading.letters, reading.lost, reading.misread) = lost(&read, &page.printed);
        // White letters on a dark field are none to a reader of strewn words: it takes the field for
        // a picture. Who reads columns (mode 3) or one block (mode 6) sees them.
        for mode in if page.has_fields { &["3", "6"][..] } else { &[] } {
            if reading.lost as f64 <= (1.0 - SURE) * reading.letters as f64 {
                break;
            }
            read += &recognised(&copy, mode);
            (reading.letters, reading.lost, reading.misread) = lost(&read, &page.printed);
        }
    }
    std::fs::remove_file(&copy).unwrap();
    reading
}

/// The share of the letters of a file that tesseract reads off its pages as they are, not copied.
pub(super) fn share_read(pdf: &Path) -> f64 {
    let pages = draw(pdf, DPI);
    let (all, lost) = pages.iter().fold((0, 0), |(all, none), page| {
        let (letters, missed, _) = lost(&recognised(&page.path, STREWN), &page.printed);
        (all + letters, none + missed)
    });
    1.0 - lost as f64 / all.max(1) as f64
}

/// One sheet of every product, and those that were read worst: guide, product, and whether the product
/// has the codes of the guide. The list of houses has no guide.
const SHEETS: &[(&str, &str, bool)] = &[
    ("kich-hoat-tai-khoan", "leaflet-a4", true),
    ("quen-mat-khau", "leaflet-a5", true),
    ("muc-2-tai-cong-an", "bifold", true),
    ("khong-co-dien-thoai-thong-minh", "trifold", true),
    ("kich-hoat-tai-khoan", "hanger", true),
    ("tai-khoan-an-sinh", "hanger-105", true),
    ("xac-thuc-sim", "hanger-string", true),
    ("danh-cho-tinh-nguyen-vien", "hanger-plain", true),
    ("phong-lua-dao", "card", true),
    ("loi-ich-de-an-06", "poster-a3", true),
    ("moi-lam-vneid", "event-poster", true),
    ("moi-lam-vneid", "invitation", true),
    ("moi-lam-vneid", "signup", false),
    ("doi-kich-hoat", "team-a4", true),
    ("", "roster", false),
    ("ban-giao", "handover", false),
    ("bac-o-buoc-nao", "steps-map", true),
    ("bai-doc-loa", "script", false),
    ("tranh-cho-bac", "pictures-only", false),
    ("tranh-cho-bac", "pictures-only-a3", false),
    ("phong-lua-dao", "card-square", true),
    ("cai-dat-vneid", "tent", true),
    ("cai-dat-vneid", "trifold", true),
    ("cai-dat-vneid", "leaflet-a4", true),
    ("cai-dat-vneid", "poster-a3", true),
    ("dua-giay-to-vao-may", "trifold", true),
    ("dang-nhap-dich-vu-cong", "leaflet-a4", true),
    ("doi-may-mat-may", "leaflet-a4", true),
    ("tai-khoan-an-sinh", "leaflet-a5", true),
];

const HOUSES: &str = "Họ tên,Số nhà,Địa chỉ,Tổ dân phố,Việc cần làm,Ghi chú\n\
    Cụ Bích,2,\"ngõ 10, phố Huế\",7,Kích hoạt tài khoản,Tai nghe kém\n\
    Cụ An,10,\"ngõ 10, phố Huế\",7,Cài VNeID,Gọi con gái trước\n\
    Cụ Cường,5,đường Giải Phóng,8,Đổi thẻ căn cước,Chân yếu\n";

/// Makes one sheet into a folder.
fn make(guide: &str, product: &str, look: &str, folder: &Path) -> PathBuf {
    let out = ["--out", folder.to_str().unwrap(), "--look", look];
    if product == "roster" {
        let list = folder.join("nha.csv");
        std::fs::write(&list, HOUSES).unwrap();
        let day = ["--date", "2026-11-28", "--team", "Đội kích hoạt số 2"];
        let run = Run::new().args(["roster", "--records", list.to_str().unwrap()]).args(day);
        run.args(out).run().ok();
    } else {
        Run::new().args(["build", guide, "--product", product]).args(out).run().ok();
    }
    let made = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_own = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let own =
            if product == "roster" { "nha-roster.pdf" } else { &format!("{guide}-{product}.pdf") };
        name == own
    };
    made.into_iter().find(is_own).unwrap_or_else(|| panic!("no {product} in {}", folder.display()))
}

#[test]
fn every_product_is_copied() {
    let copied: BTreeSet<&str> = SHEETS.iter().map(|(_, product, _)| *product).collect();
    // The sheet for buttons is written on beside two phones, never copied.
    let all = super::sheets::PRODUCTS.into_iter().filter(|product| *product != "label-check");
    let all: BTreeSet<&str> = all.collect();
    assert_eq!(copied, all);
}

#[test]
#[ignore = "slow: every sheet is copied dot by dot and read by tesseract"]
fn a_copy_of_a_copy_still_reads() {
    assert_reads(SHEETS, "plain");
}

/// White letters on dark fields are read after two copies, and black ones on pale.
#[test]
#[ignore = "slow: every sheet is copied dot by dot and read by tesseract"]
fn a_copy_of_a_copy_in_colour_still_reads() {
    assert_reads(SHEETS, "colour");
}

/// What was read of the copies of a sheet.
#[derive(Default)]
struct Read {
    of: Vec<(usize, Reading)>,
}

impl Read {
    fn letters(&self) -> usize {
        self.of.iter().map(|(_, read)| read.letters).sum()
    }

    fn share(&self) -> f64 {
        let lost: usize = self.of.iter().map(|(_, read)| read.lost).sum();
        1.0 - lost as f64 / self.letters().max(1) as f64
    }

    fn codes(&self, scan: usize) -> BTreeSet<String> {
        let of_scan = self.of.iter().filter(|(of, _)| *of == scan);
        of_scan.flat_map(|(_, read)| read.codes.lines()).map(str::to_owned).collect()
    }
}

#[allow(clippy::print_stdout, reason = "what was read is told to whoever runs it")]
fn assert_reads(sheets_of: &[(&str, &str, bool)], look: &str) {
    let folder = Run::new();
    let drawn = |(guide, product, _): &(&str, &str, bool)| {
        let mut pages = draw(&make(guide, product, look, folder.path()), DPI * FINE as u32);
        for page in &mut pages {
            page.has_fields = look == "colour";
        }
        pages
    };
    let sheets: Vec<Vec<Drawn>> = sheets_of.par_iter().map(drawn).collect();
    let mut all: Vec<Read> = sheets.iter().map(|_| Read::default()).collect();
    for scan in 0..SCANS.len() {
        let mut copies = Vec::new();
        for (sheet, pages) in sheets.iter().enumerate() {
            let with_letters = scan == 0 || all[sheet].share() < SURE;
            if with_letters || sheets_of[sheet].2 {
                copies.extend(pages.iter().map(|page| (sheet, page, with_letters)));
            }
        }
        let read = |(sheet, page, with_letters): &(usize, &Drawn, bool)| {
            (*sheet, read_copy(page, scan, *with_letters))
        };
        let read: Vec<(usize, Reading)> = copies.par_iter().map(read).collect();
        for (sheet, reading) in read {
            all[sheet].of.push((scan, reading));
        }
    }
    let mut wrong = Vec::new();
    for ((guide, product, has_codes), read) in sheets_of.iter().zip(&all) {
        let (share, letters) = (read.share(), read.letters());
        let line = format!("{guide} as {product}: {:.2} % of {letters} letters", share * 100.0);
        println!("{line}");
        if share < LEAST || letters < 100 {
            let misread: Vec<&str> =
                read.of.iter().flat_map(|(_, read)| &read.misread).map(String::as_str).collect();
            wrong.push(format!("{line}\n{}", misread.join("\n")));
        }
        if *has_codes {
            let wanted = addresses(guide);
            for codes in (0..SCANS.len()).map(|scan| read.codes(scan)) {
                if codes != wanted {
                    wrong.push(format!("{guide} as {product}: the codes read are {codes:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Where the codes of a guide lead.
fn addresses(guide: &str) -> BTreeSet<String> {
    let guide = &super::sheets::workshop().library.guides[guide];
    guide.qr.iter().map(|target| target.url.it.clone()).collect()
}

/// The test above would see a bad sheet: grey letters are gone, small ones misread.
#[test]
fn a_copy_that_cannot_be_read_is_seen() {
    let folder = Run::new();
    let run = Run::new().args(["build", "phong-lua-dao", "--product", "card"]);
    run.args(["--out", folder.path().to_str().unwrap()]).run().ok();
    // The same card at a third of its size: letters of 1.1 mm.
    let pages = draw(&folder.path().join("phong-lua-dao-card.pdf"), DPI * FINE as u32 / 3);
    for scan in 0..SCANS.len() {
        let Reading { letters, lost, .. } = read_copy(&pages[0], scan, true);
        assert!(lost as f64 > 0.03 * letters as f64, "{lost} of {letters}");
    }
}

#[test]
fn a_short_line_is_read_as_a_word_of_its_own() {
    for (line, read, wanted) in [
        ("7", "Số 12\n7 [ ] [ ]\n", 0),
        ("7", "17 7a 25/7/2026", 1),
        ("12", "1\n2", 1),
        ("Số 5,", "| Số 5, |", 0),
        ("Tai", "Tại\nnghe kém", 1),
        ("10", "", 2),
        ("", "mã", 0),
        ("VNeID", "VNelD", 1),
        ("1 Bấm nút", "© Bấm nút", 1),
    ] {
        assert_eq!(lost_of_line(&letters(line), read), wanted, "{line} in {read}");
    }
}

#[test]
fn a_line_is_found_wherever_it_stands() {
    let chars = |text: &str| letters(text);
    for (line, text, wanted) in [
        ("Bác tắt máy", "xx Bác tắt máy yy", 0),
        ("Bác tắt máy", "Bac tắt máy", 1),
        ("Bác tắt máy", "Bác tt máy", 1),
        ("Bác tắt máy", "Bác tắtt máy", 1),
        ("mã", "", 2),
        ("", "mã", 0),
    ] {
        assert_eq!(distance(&chars(line), &chars(text)), wanted, "{line} in {text}");
    }
}
