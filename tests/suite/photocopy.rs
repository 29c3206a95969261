//! A copy of a copy still reads: wards print one sheet and copy it on what stands in the office.
//!
//! Each page is drawn at 150 dots an inch in grey, as the coarsest of offices copy, and copied twice:
//! blurred by the lens, speckled with a fixed seed, and cut to black and white. Then tesseract reads
//! its letters and digits, and zbarimg its QR codes, with all frames and rules in their places.
//! `tests/run` installs both.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;

use super::run::Run;

/// The least share of letters that must be read.
const LEAST: f64 = 0.97;
/// A line of fewer letters is found in any text.
const SHORT: usize = 4;
/// Dots an inch of a copy.
const DPI: u32 = 150;
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

    /// A copy of a copy.
    fn copied_twice(&self) -> Bitmap {
        let mut seed = 2026;
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

/// How many letters a page has and how many of them were lost, line by line. Tesseract looks for
/// words strewn about (mode 11): what is tested is whether the letters can be read, with the numbers
/// of steps and rows, and not whether a program finds the columns of a form.
fn lost(page: &Path, printed: &str) -> (usize, usize, Vec<String>) {
    let (page, dpi) = (page.to_str().unwrap(), DPI.to_string());
    let read = output("tesseract", &[page, "-", "-l", "vie", "--dpi", &dpi, "--psm", "11"]);
    let (mut all, mut lost, mut bad) = (0, 0, Vec::new());
    for line in printed.lines() {
        let wanted = letters(line);
        let missed = lost_of_line(&wanted, &read);
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
        pages.push(Drawn { path, printed });
    }
    assert!(!pages.is_empty(), "{pdf} was not drawn");
    pages
}

/// Copies a page twice and reads it: letters, letters lost, what was misread, codes.
fn read_copy(page: &Drawn) -> (usize, usize, Vec<String>, String) {
    let copy = page.path.with_extension("copy.pgm");
    Bitmap::read(&page.path).copied_twice().write(&copy);
    let codes = output("zbarimg", &["-q", "--raw", copy.to_str().unwrap()]);
    let (all, lost, bad) = lost(&copy, &page.printed);
    (all, lost, bad, codes)
}

/// One sheet of every product: guide, product, and whether the product has the codes of the guide.
/// The list of houses has no guide.
const SHEETS: &[(&str, &str, bool)] = &[
    ("kich-hoat-tai-khoan", "leaflet-a4", true),
    ("quen-mat-khau", "leaflet-a5", true),
    ("muc-2-tai-cong-an", "bifold", true),
    ("khong-co-dien-thoai-thong-minh", "trifold", true),
    ("kich-hoat-tai-khoan", "hanger", true),
    ("tai-khoan-an-sinh", "hanger-105", true),
    ("xac-thuc-sim", "hanger-string", true),
    ("danh-cho-tinh-nguyen-vien", "hanger-plain", true),
    ("phong-lua-dao", "card", false),
    ("loi-ich-de-an-06", "poster-a3", true),
    ("moi-den-nha-van-hoa", "event-poster", true),
    ("moi-den-nha-van-hoa", "invitation", true),
    ("moi-den-nha-van-hoa", "signup", false),
    ("doi-kich-hoat", "team-a4", true),
    ("", "roster", false),
];

const HOUSES: &str = "Họ tên,Số nhà,Địa chỉ,Tổ dân phố,Việc cần làm,Ghi chú\n\
    Cụ Bích,2,\"ngõ 10, phố Huế\",7,Kích hoạt tài khoản,Tai nghe kém\n\
    Cụ An,10,\"ngõ 10, phố Huế\",7,Cài VNeID,Gọi con gái trước\n\
    Cụ Cường,5,đường Giải Phóng,8,Đổi thẻ căn cước,Chân yếu\n";

/// Makes one sheet into a folder.
fn make(guide: &str, product: &str, folder: &Path) -> PathBuf {
    let out = ["--out", folder.to_str().unwrap()];
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
    let all: BTreeSet<&str> = super::sheets::PRODUCTS.into_iter().collect();
    assert_eq!(copied, all);
}

#[test]
#[ignore = "slow: every sheet is copied dot by dot and read by tesseract"]
fn a_copy_of_a_copy_still_reads() {
    let folder = Run::new();
    let sheets: Vec<_> = SHEETS
        .iter()
        .map(|(guide, product, has_codes)| {
            let pdf = make(guide, product, folder.path());
            (format!("{guide} as {product}"), *has_codes, draw(&pdf, DPI))
        })
        .collect();
    let pages: Vec<(usize, &Drawn)> = sheets
        .iter()
        .enumerate()
        .flat_map(|(index, (_, _, pages))| pages.iter().map(move |page| (index, page)))
        .collect();
    let read = |(index, page): &(usize, &Drawn)| (*index, read_copy(page));
    let read: Vec<_> = pages.par_iter().map(read).collect();
    let mut wrong = Vec::new();
    for (index, (name, has_codes, _)) in sheets.iter().enumerate() {
        let own: Vec<_> = read.iter().filter(|(at, _)| *at == index).map(|(_, it)| it).collect();
        let all: usize = own.iter().map(|(all, ..)| all).sum();
        let lost: usize = own.iter().map(|(_, lost, ..)| lost).sum();
        let share = 1.0 - lost as f64 / all.max(1) as f64;
        println!("{name}: {:.2} % of {all} letters", share * 100.0);
        if share < LEAST || all < 100 {
            let bad: Vec<&str> =
                own.iter().flat_map(|(.., bad, _)| bad).map(String::as_str).collect();
            wrong.push(format!("{name}: {:.2} % of {all}\n{}", share * 100.0, bad.join("\n")));
        }
        let codes: BTreeSet<&str> = own.iter().flat_map(|(.., codes)| codes.lines()).collect();
        let (guide, ..) = SHEETS[index];
        let wanted = if *has_codes { addresses(guide) } else { BTreeSet::new() };
        let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
        if codes != wanted {
            wrong.push(format!("{name}: the codes read are {codes:?}"));
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
    let pages = draw(&folder.path().join("phong-lua-dao-card.pdf"), DPI / 3);
    let (all, lost, ..) = read_copy(&pages[0]);
    assert!(lost as f64 > 0.03 * all as f64, "{lost} of {all}");
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
