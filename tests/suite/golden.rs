//! What every sheet looks like, kept as text and as a small picture.
//!
//! `ACCEPT=1 cargo suite golden` writes both anew and removes those of sheets that are no more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, GrayImage, ImageEncoder, RgbImage};
use toroi::layout::dump;
use toroi::paint::raster;

use super::roster;
use super::run::root;
use super::sheets::{Sheet, coloured, sheets, workshop};

/// Dots an inch of the pictures: enough to see that a line or a picture has moved.
const DPI: f64 = 36.0;
/// Greys kept, so that a picture is small.
const GREYS: u8 = 16;
/// How far a pixel may be off: half a step of the greys kept, and what rounding in another
/// processor's arithmetic makes of the edge of a letter.
const TOLERANCE: u8 = 28;
/// The most a picture may weigh.
const MOST_BYTES: usize = 30 * 1024;

/// All sheets of guides, and a list.
fn kept() -> impl Iterator<Item = &'static Sheet> {
    sheets().iter().chain([roster::sheet()])
}

fn accepts() -> bool {
    std::env::var_os("ACCEPT").is_some_and(|value| value == "1")
}

fn case(name: &str) -> PathBuf {
    root().join(format!("tests/cases/{name}.txt"))
}

fn reference(name: &str) -> PathBuf {
    root().join(format!("tests/refs/{name}.png"))
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Fails with all that is wrong.
#[track_caller]
fn report(wrong: &[String]) {
    let count = wrong.len();
    assert!(
        wrong.is_empty(),
        "{}\n{count} differ; when they are right, run ACCEPT=1 cargo suite golden",
        wrong.join("\n"),
    );
}

#[test]
fn display_lists_are_as_accepted() {
    let mut wrong = Vec::new();
    for sheet in kept() {
        let actual = dump(&sheet.pages, &workshop().fonts);
        let path = case(&sheet.name);
        if accepts() {
            write(&path, actual.as_bytes());
            continue;
        }
        match std::fs::read_to_string(&path) {
            Err(_) => wrong.push(format!("{} is new: {} is missing", sheet.name, path.display())),
            Ok(expected) => wrong.extend(difference(&sheet.name, &expected, &actual)),
        }
    }
    report(&wrong);
}

/// The first line that differs, and how many do.
fn difference(name: &str, expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let line = |lines: &[&str]| lines.get(first).map_or("(the end)", |line| *line).to_owned();
    let count = (0..old.len().max(new.len())).filter(|at| old.get(*at) != new.get(*at)).count();
    Some(format!(
        "tests/cases/{name}.txt:{}: {count} lines differ\n  - {}\n  + {}",
        first + 1,
        line(&old),
        line(&new),
    ))
}

/// All that is kept as a picture, and under which name: in colour every sheet, too.
fn pictured() -> impl Iterator<Item = (String, &'static Sheet)> {
    let plain = kept().map(|sheet| (sheet.name.clone(), sheet));
    plain.chain(coloured().iter().map(|sheet| (format!("colour-{}", sheet.name), sheet)))
}

#[test]
fn pictures_are_as_accepted() {
    let mut wrong = Vec::new();
    for (name, sheet) in pictured() {
        let actual = picture(sheet);
        let path = reference(&name);
        if accepts() {
            let png = small_png(&actual);
            let bytes = png.len();
            assert!(bytes <= MOST_BYTES, "the picture of {name} has {bytes} bytes");
            write(&path, &png);
            continue;
        }
        let Ok(bytes) = std::fs::read(&path) else {
            wrong.push(format!("{name} is new: {} is missing", path.display()));
            continue;
        };
        let expected = image::load_from_memory(&bytes).unwrap().to_luma8();
        let off = different(&expected, &actual);
        if off > 0 {
            let panels = format!("tests/store/{name}.png");
            three_panels(&expected, &actual).save_png(&root().join(&panels));
            wrong.push(format!("{name}: {off} pixels differ, see {panels}"));
        }
    }
    report(&wrong);
}

/// All pages side by side in grey.
fn picture(sheet: &Sheet) -> GrayImage {
    let pages = raster::render(&sheet.pdf, DPI).unwrap();
    let width = pages.iter().map(|page| page.width).sum();
    let height = pages.iter().map(|page| page.height).max().unwrap();
    let mut all = GrayImage::from_pixel(width, height, image::Luma([255]));
    let mut left = 0;
    for page in pages {
        for (index, pixel) in page.rgba.chunks_exact(4).enumerate() {
            let index = u32::try_from(index).unwrap();
            let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            let grey = (r * 30 + g * 59 + b * 11) / 100;
            let at = (left + index % page.width, index / page.width);
            all.put_pixel(at.0, at.1, image::Luma([u8::try_from(grey).unwrap()]));
        }
        left += page.width;
    }
    all
}

fn small_png(picture: &GrayImage) -> Vec<u8> {
    let step = 255 / (GREYS - 1);
    let near = |grey: u8| grey.saturating_add(step / 2) / step * step;
    let few: Vec<u8> = picture.iter().map(|grey| near(*grey)).collect();
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter)
        .write_image(&few, picture.width(), picture.height(), ExtendedColorType::L8)
        .unwrap();
    bytes
}

/// The grey at a place, or none outside the picture.
fn grey(picture: &GrayImage, x: u32, y: u32) -> Option<u8> {
    picture.get_pixel_checked(x, y).map(|pixel| pixel[0])
}

fn is_off(expected: Option<u8>, actual: Option<u8>) -> bool {
    match (expected, actual) {
        (Some(expected), Some(actual)) => expected.abs_diff(actual) > TOLERANCE,
        (expected, actual) => expected != actual,
    }
}

fn size(a: &GrayImage, b: &GrayImage) -> (u32, u32) {
    (a.width().max(b.width()), a.height().max(b.height()))
}

/// How many pixels are off.
fn different(expected: &GrayImage, actual: &GrayImage) -> usize {
    let (w, h) = size(expected, actual);
    let places = (0..h).flat_map(|y| (0..w).map(move |x| (x, y)));
    places.filter(|(x, y)| is_off(grey(expected, *x, *y), grey(actual, *x, *y))).count()
}

struct Panels(RgbImage);

impl Panels {
    fn save_png(&self, path: &Path) {
        let mut bytes = Vec::new();
        PngEncoder::new(&mut bytes)
            .write_image(&self.0, self.0.width(), self.0.height(), ExtendedColorType::Rgb8)
            .unwrap();
        write(path, &bytes);
    }
}

/// Expected, difference in red, actual.
fn three_panels(expected: &GrayImage, actual: &GrayImage) -> Panels {
    let (w, h) = size(expected, actual);
    let mut all = RgbImage::from_pixel(w * 3 + 2, h, image::Rgb([120, 120, 120]));
    for y in 0..h {
        for x in 0..w {
            let (old, new) = (grey(expected, x, y), grey(actual, x, y));
            let plain = |grey: Option<u8>| image::Rgb([grey.unwrap_or(200); 3]);
            let pale = 255 - (255 - old.unwrap_or(255)) / 4;
            let mark = if is_off(old, new) { [220, 0, 0] } else { [pale; 3] };
            all.put_pixel(x, y, plain(old));
            all.put_pixel(w + 1 + x, y, image::Rgb(mark));
            all.put_pixel(2 * (w + 1) + x, y, plain(new));
        }
    }
    Panels(all)
}

#[test]
fn nothing_is_kept_for_sheets_that_are_no_more() {
    let cases: BTreeSet<String> = kept().map(|sheet| sheet.name.clone()).collect();
    let pictures: BTreeSet<String> = pictured().map(|(name, _)| name).collect();
    let mut wrong = Vec::new();
    for (folder, ending, names) in
        [("tests/cases", "txt", &cases), ("tests/refs", "png", &pictures)]
    {
        let Ok(entries) = std::fs::read_dir(root().join(folder)) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            if path.extension().is_some_and(|it| it == ending) && names.contains(stem) {
                continue;
            }
            if accepts() && path.is_file() {
                std::fs::remove_file(&path).unwrap();
            } else {
                wrong.push(format!("{} belongs to no sheet", path.display()));
            }
        }
    }
    report(&wrong);
}

#[test]
fn a_picture_that_changed_is_seen() {
    let actual = picture(&sheets()[0]);
    let kept = image::load_from_memory(&small_png(&actual)).unwrap().to_luma8();
    assert_eq!(different(&kept, &actual), 0);
    let mut moved = actual.clone();
    let (w, h) = (moved.width(), moved.height());
    image::imageops::replace(&mut moved, &actual, 1, 0);
    assert!(different(&kept, &moved) > 100);
    assert!(different(&kept, &GrayImage::new(w + 1, h)) > 0);
    assert_eq!(three_panels(&kept, &moved).0.width(), 3 * w + 2);
}
