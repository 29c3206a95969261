//! Pages as poppler draws them. It writes them without compression: making PNG takes it ten times as
//! long as drawing.

use image::{GrayImage, RgbImage};

use super::pdf::output;

/// Grey pictures of the pages of a file; `args` of `pdftoppm` choose which.
pub(super) fn grey_pages(pdf: &str, dpi: f64, args: &[&str]) -> Vec<GrayImage> {
    let made = |(w, h, dots)| GrayImage::from_raw(w, h, dots).unwrap();
    drawn(pdf, dpi, &[args, &["-gray"]].concat()).into_iter().map(made).collect()
}

/// Pictures of the pages of a file in colour.
pub(super) fn colour_pages(pdf: &str, dpi: f64) -> Vec<RgbImage> {
    let made = |(w, h, dots)| RgbImage::from_raw(w, h, dots).unwrap();
    drawn(pdf, dpi, &[]).into_iter().map(made).collect()
}

fn drawn(pdf: &str, dpi: f64, args: &[&str]) -> Vec<(u32, u32, Vec<u8>)> {
    let dpi = dpi.to_string();
    let done = output("pdftoppm", &[&["-r", &dpi], args, &[pdf]].concat());
    // What it cannot draw it leaves white, and says so.
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "pdftoppm of {pdf}: {said}");
    let mut rest = done.stdout.as_slice();
    let mut pages = Vec::new();
    while !rest.is_empty() {
        pages.push(page(&mut rest));
    }
    assert!(!pages.is_empty(), "{pdf}");
    pages
}

/// One picture in the formats PGM or PPM, as poppler writes them: without comments.
fn page(rest: &mut &[u8]) -> (u32, u32, Vec<u8>) {
    let mut word = || {
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
        let word = std::str::from_utf8(&rest[..end]).unwrap();
        *rest = &rest[end + 1..];
        word
    };
    let samples = match word() {
        "P5" => 1,
        "P6" => 3,
        other => panic!("a picture of the kind {other}"),
    };
    let [w, h, most] = [(); 3].map(|()| word().parse::<u32>().unwrap());
    assert_eq!(most, 255);
    let (dots, after) = rest.split_at((w * h * samples) as usize);
    *rest = after;
    (w, h, dots.to_vec())
}
