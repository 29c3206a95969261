//! Every page of every sheet in both looks: no panel more than a third empty, no more toner in the
//! plain look than an old laser has, and a contact sheet of them all.
//!
//! `ACCEPT=1 cargo suite panels::the_contact_sheet -- --include-ignored` draws `docs/sheets/` anew.

use std::collections::BTreeMap;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::{FilterType as Filter, resize};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};
use rayon::prelude::*;
use toroi::geom::Len;
use toroi::layout::{self, Item};
use toroi::paint::raster;

use super::run::root;
use super::sheets::{OF_NO_GUIDE, PRODUCTS, Sheet, coloured, sheets, workshop};

/// The most of a panel that may be white in one piece, the paper's edges and all.
const MOST_EMPTY: f64 = 0.345;
/// The most of a plain sheet that may be black, in percent of all its pages.
const MOST_TONER: f64 = 8.0;
/// The least side of a drawing on A4, in mm.
const LEAST_DRAWING: f64 = 23.99;
/// Sheets to write on, and to read out.
const FORMS: [&str; 4] = ["signup", "roster", "handover", "script"];

/// A page as it is seen.
fn drawn(pdf: &[u8], dpi: f64) -> Vec<RgbImage> {
    let pages = raster::render(pdf, dpi).unwrap();
    let image = |page: &raster::Bitmap| {
        let rgb = page.rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        RgbImage::from_raw(page.width, page.height, rgb).unwrap()
    };
    pages.iter().map(image).collect()
}

/// The tallest stretch of white rows between `from` and `to`, as a share of the height, a margin at
/// either side left out.
fn emptiest(page: &RgbImage, (from, to): (u32, u32)) -> f64 {
    let edge = (to - from) / 40 + 1;
    let is_white = |y: u32| {
        (from + edge..to - edge).all(|x| page.get_pixel(x, y).0.iter().all(|part| *part > 250))
    };
    let (mut run, mut longest) = (0, 0);
    for y in 0..page.height() {
        run = if is_white(y) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    f64::from(longest) / f64::from(page.height())
}

/// Where the panels of a sheet lie: from dot to dot.
fn panels(sheet: &Sheet, page: &RgbImage, side: usize) -> Vec<(u32, u32)> {
    let style = &workshop().set.product(sheet.product).unwrap().style;
    let Some(own) = &style.sheet else { return vec![(0, page.width())] };
    let all: Len = own.sides[side].columns.iter().map(|column| column.width).sum();
    let mut left = Len::ZERO;
    // Rows are as wide as the sheet.
    if own.sides[side].are_rows {
        return vec![(0, page.width())];
    }
    let mut found = Vec::new();
    for column in &own.sides[side].columns {
        let at = |len: Len| (len.to_mm() / all.to_mm() * f64::from(page.width())) as u32;
        found.push((at(left), at(left + column.width)));
        left += column.width;
    }
    found
}

#[test]
fn no_panel_is_more_than_a_third_empty() {
    let all: Vec<&Sheet> = sheets().iter().chain(coloured()).collect();
    let empty = |sheet: &&Sheet| {
        let mut found = Vec::new();
        for (side, page) in drawn(&sheet.pdf, 24.0).iter().enumerate() {
            for (number, panel) in panels(sheet, page, side).into_iter().enumerate() {
                let share = emptiest(page, panel);
                if share > MOST_EMPTY {
                    let (side, number) = (side + 1, number + 1);
                    found.push(format!("{}, side {side}, panel {number}: {share:.2}", sheet.name));
                }
            }
        }
        found
    };
    let kept = all.into_par_iter().filter(|sheet| !FORMS.contains(&sheet.product));
    let wrong: Vec<String> = kept.flat_map_iter(|sheet| empty(&sheet)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is told to whoever runs it")]
fn a_plain_sheet_takes_little_toner() {
    let mean = |sheet: &Sheet| {
        let pages = raster::toner(&sheet.pdf).unwrap();
        pages.iter().sum::<f64>() / pages.len() as f64
    };
    let measured: Vec<(&Sheet, f64)> =
        sheets().par_iter().map(|sheet| (sheet, mean(sheet))).collect();
    let mut table: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (sheet, share) in &measured {
        let row = table.entry(sheet.product).or_insert((100.0, 0.0));
        *row = (row.0.min(*share), row.1.max(*share));
    }
    for (product, (least, most)) in &table {
        println!("{product}: {least:.1} to {most:.1} %");
    }
    let over = measured.iter().filter(|(_, share)| *share > MOST_TONER);
    let over: Vec<String> =
        over.map(|(sheet, share)| format!("{}: {share:.2} %", sheet.name)).collect();
    assert!(over.is_empty(), "{}", over.join("\n"));
}

/// Drawings of things in the world, those of steps and of what a sheet is about: large enough for
/// weak eyes on every sheet of A4 that is not folded.
#[test]
fn drawings_are_large_on_a4() {
    let mut seen = 0;
    let mut small = Vec::new();
    for sheet in sheets().iter().chain(coloured()) {
        let style = &workshop().set.product(sheet.product).unwrap().style;
        let a4 = style.page.w == Len::mm(210.0) && style.sheet.is_none();
        for page in sheet.pages.pages.iter().filter(|_| a4) {
            for (_, item) in layout::seen(&page.items) {
                let (Item::Form { size, .. } | Item::Image { size, .. }) = item else { continue };
                let side = size.w.max(size.h).to_mm();
                seen += 1;
                if side < LEAST_DRAWING {
                    small.push(format!("{}: {side:.1} mm", sheet.name));
                }
            }
        }
    }
    assert!(seen > 200, "{seen} drawings");
    small.dedup();
    assert!(small.is_empty(), "{}", small.join("\n"));
}

/// Shares of dots in a picture that are the house's blue, or its red.
fn shares(page: &RgbImage) -> (f64, f64) {
    let count = |is: fn(i32, i32, i32) -> bool| {
        let found = page.pixels().filter(|dot| {
            let [r, g, b] = dot.0.map(i32::from);
            is(r, g, b)
        });
        found.count() as f64 / f64::from(page.width() * page.height())
    };
    (count(|r, _, b| b - r > 40 && r < 120), count(|r, g, _| r - g > 30))
}

/// A front at the width of a thumbnail: its field, its drawing and its warning are still there.
#[test]
fn fronts_can_be_told_apart_at_the_width_of_a_thumb() {
    let wrong = coloured().par_iter().filter_map(|sheet| {
        let pages = drawn(&sheet.pdf, 36.0);
        let style = &workshop().set.product(sheet.product).unwrap().style;
        let folded = style.sheet.as_ref().filter(|own| !own.sides[0].are_rows);
        let across = folded.map_or(1, |own| own.sides[0].columns.len() as u32);
        let small = |page: &RgbImage| {
            let width = THUMB * across;
            resize(page, width, page.height() * width / page.width(), Filter::Triangle)
        };
        let measured: Vec<(f64, f64)> = pages.iter().map(|page| shares(&small(page))).collect();
        let blue = measured[0].0;
        let red = measured.iter().map(|(_, red)| *red).fold(0.0, f64::max);
        let has_field = blue > 0.04 || red > 0.04;
        let warns = red > 0.004;
        let is_form = FORMS.contains(&sheet.product);
        let ok = is_form || (has_field && warns);
        (!ok).then(|| format!("{}: blue {blue:.3}, red {red:.3}", sheet.name))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How wide a page is on the contact sheet, and a front beside them.
const WIDE: u32 = 84;
const THUMB: u32 = 60;
const GAP: u32 = 6;
/// How many fronts stand side by side on the sheet of all of them, and what its file is called.
const ACROSS: usize = 23;
const FRONTS: &str = "all-fronts";

/// All sheets of a product: one row a guide, its plain pages, its pages in colour, both fronts at
/// 60 dots.
fn contact(product: &str) -> RgbImage {
    let scaled = |page: &RgbImage, width: u32| {
        let width = if page.width() > page.height() { width * 2 } else { width };
        resize(page, width, page.height() * width / page.width(), Filter::Triangle)
    };
    let both: Vec<(&Sheet, &Sheet)> =
        sheets().iter().zip(coloured()).filter(|(sheet, _)| sheet.product == product).collect();
    let rows: Vec<Vec<RgbImage>> = both
        .into_par_iter()
        .map(|(plain, colour)| {
            let pages: Vec<RgbImage> =
                [plain, colour].iter().flat_map(|sheet| drawn(&sheet.pdf, 36.0)).collect();
            let fronts = [&pages[0], &pages[pages.len() / 2]].map(|page| scaled(page, THUMB));
            pages.iter().map(|page| scaled(page, WIDE)).chain(fronts).collect()
        })
        .collect();
    let width = |row: &Vec<RgbImage>| row.iter().map(|page| page.width() + GAP).sum::<u32>();
    let height = |row: &Vec<RgbImage>| row.iter().map(RgbImage::height).max().unwrap_or(0) + GAP;
    let size = (rows.iter().map(width).max().unwrap_or(1), rows.iter().map(height).sum());
    let mut all = RgbImage::from_pixel(size.0, size.1, Rgb([150, 150, 150]));
    let mut y = 0;
    for row in rows {
        let mut x = 0;
        for page in &row {
            image::imageops::replace(&mut all, page, i64::from(x), i64::from(y));
            x += page.width() + GAP;
        }
        y += height(&row);
    }
    all
}

/// The fronts of all sheets in both looks at the width of a thumb, as seen from across a room.
fn fronts() -> RgbImage {
    let all: Vec<&Sheet> = sheets().iter().chain(coloured()).collect();
    let small = |sheet: &&Sheet| {
        let page = drawn(&sheet.pdf, 36.0).swap_remove(0);
        resize(&page, THUMB, page.height() * THUMB / page.width(), Filter::Triangle)
    };
    let thumbs: Vec<RgbImage> = all.into_par_iter().map(|sheet| small(&sheet)).collect();
    let tallest = thumbs.iter().map(RgbImage::height).max().unwrap_or(1) + GAP;
    let rows = thumbs.len().div_ceil(ACROSS) as u32;
    let size = (ACROSS as u32 * (THUMB + GAP), rows * tallest);
    let mut sheet = RgbImage::from_pixel(size.0, size.1, Rgb([150, 150, 150]));
    for (at, thumb) in thumbs.iter().enumerate() {
        let (x, y) = ((at % ACROSS) as u32 * (THUMB + GAP), (at / ACROSS) as u32 * tallest);
        image::imageops::replace(&mut sheet, thumb, i64::from(x), i64::from(y));
    }
    sheet
}

/// Writes a picture with a few colours, which are enough for a thumbnail and make a small file.
fn keep(name: &str, picture: &RgbImage) {
    let few = |part: &u8| (u16::from(*part) / 17 * 17) as u8;
    let dots: Vec<u8> = picture.iter().map(few).collect();
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(&dots, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .unwrap();
    std::fs::write(root().join(file(name)), bytes).unwrap();
}

fn file(product: &str) -> String {
    format!("docs/sheets/{product}.png")
}

#[test]
#[ignore = "slow: draws every page of every sheet in both looks"]
fn the_contact_sheet() {
    if std::env::var_os("ACCEPT").is_none_or(|value| value != "1") {
        return;
    }
    std::fs::create_dir_all(root().join("docs/sheets")).unwrap();
    let mut page =
        "# All sheets in both looks\n\nOne row a guide: its plain pages, its pages in colour, \
        and both fronts 60 dots wide, as seen from far away.\nMade by `ACCEPT=1 cargo suite \
        panels::the_contact_sheet -- --include-ignored`.\n"
            .to_owned();
    keep(FRONTS, &fronts());
    page += &format!(
        "\n## All fronts from afar\n\nPlain ones, then those in colour: what each calls for is reported \
        from its field, its drawing and its warning.\n\n![{FRONTS}](sheets/{FRONTS}.png)\n"
    );
    for product in PRODUCTS.into_iter().filter(|name| !OF_NO_GUIDE.contains(name)) {
        keep(product, &contact(product));
        page += &format!("\n## {product}\n\n![{product}](sheets/{product}.png)\n");
    }
    std::fs::write(root().join("docs/sheets.md"), page).unwrap();
}

#[test]
fn every_product_is_on_the_contact_sheet() {
    let page = std::fs::read_to_string(root().join("docs/sheets.md")).unwrap();
    let mut bytes = 0;
    let products = PRODUCTS.into_iter().filter(|name| !OF_NO_GUIDE.contains(name));
    for product in products.chain([FRONTS]) {
        assert!(page.contains(&format!("](sheets/{product}.png)")), "{product}");
        bytes += std::fs::metadata(root().join(file(product))).unwrap().len();
    }
    assert!(bytes < 4 << 20, "{bytes} bytes of thumbnails");
}
