//! What the README and its chapters show: pictures of today's sheets, and tables that equal the
//! program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use toroi::diag::{Code, Sink};
use toroi::doc::Duplex;
use toroi::doc::vocabulary::ELEMENTS;
use toroi::geom::{Len, Size};
use toroi::paint::raster;
use toroi::sheet::{Imposition, ImpositionScheme};
use toroi::typeset::Typesetter;

use crate::commands::{blocks, read, table};
use crate::house::LAYERS;
use crate::run::{Run, root};
use crate::sheets::{PRODUCTS, workshop};

/// The guide in the pictures of the README, and as which products.
const SHOWN: (&str, [(&str, &str); 2]) =
    ("kich-hoat-tai-khoan", [("leaflet", "leaflet-a4"), ("hanger", "hanger")]);

/// `ACCEPT=1 cargo suite chapters` makes them anew.
#[test]
fn pictures_of_the_readme_are_small_and_of_today() {
    let shop = workshop();
    let guide = &shop.library.guides[SHOWN.0];
    for (name, product) in SHOWN.1 {
        let mut sink = Sink::new();
        let pages = shop.press().pages(guide, product, &mut sink).unwrap();
        let pdf = shop.press().pdf(guide, &pages).unwrap();
        assert_is_kept(name, &on_a_desk(&raster::render(&pdf, 56.0).unwrap()));
    }
}

/// The template in the Vietnamese chapter on templates draws the picture beside it, and its table has
/// every element.
#[test]
fn the_picture_of_all_elements_is_made_of_the_template_beside_it() {
    let text = read("templates/README.vi.md");
    let reported: Vec<String> =
        table(&text, "| Thành phần |").into_iter().map(|row| row[0].clone()).collect();
    let real: Vec<&str> = ELEMENTS.iter().map(|element| element.name).collect();
    assert_eq!(reported, real);
    let done = Run::new()
        .file("guides/mau.md", read("templates/new-guide.md"))
        .file("templates/thanh-phan/sheet.xml", blocks(&text, "xml").concat())
        .file("templates/thanh-phan/style.yaml", &blocks(&text, "yaml")[0])
        .args(["build", "mau", "--product", "thanh-phan"])
        .run()
        .ok();
    let pdf = fs::read(done.file("out/mau-thanh-phan.pdf")).unwrap();
    assert_is_kept("elements", &on_a_desk(&raster::render(&pdf, 50.0).unwrap()));
}

/// Compares with the picture in `docs/pictures`, or puts it there.
#[track_caller]
fn assert_is_kept(name: &str, actual: &RgbImage) {
    let path = root().join(format!("docs/pictures/{name}.png"));
    if std::env::var_os("ACCEPT").is_some_and(|value| value == "1") {
        let (width, height) = actual.dimensions();
        let mut bytes = Vec::new();
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter)
            .write_image(&few_colours(actual), width, height, ExtendedColorType::Rgb8)
            .unwrap();
        fs::write(&path, bytes).unwrap();
    }
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.len() < 150 * 1024, "{name} has {} bytes", bytes.len());
    let kept = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert_eq!(kept.dimensions(), actual.dimensions(), "{name}");
    // What another processor makes of the edge of a letter is not a change.
    let off = kept.iter().zip(actual.iter()).filter(|(kept, own)| kept.abs_diff(**own) > 28);
    let count = off.count();
    assert!(count == 0, "{name}: {count} values differ; ACCEPT=1 cargo suite chapters accepts");
}

/// The bytes of a picture with 16 steps of each colour, so that it is small.
fn few_colours(picture: &RgbImage) -> Vec<u8> {
    picture.iter().map(|value| value.saturating_add(8) / 17 * 17).collect()
}

/// Pages side by side on a grey ground.
fn on_a_desk(pages: &[raster::Bitmap]) -> RgbImage {
    const ROOM: u32 = 14;
    let width = pages.iter().map(|page| page.width + 2 * ROOM).sum();
    let height = pages.iter().map(|page| page.height).max().unwrap() + 2 * ROOM;
    let mut desk = RgbImage::from_pixel(width, height, image::Rgb([204, 204, 204]));
    let mut left = ROOM;
    for page in pages {
        for (index, pixel) in page.rgba.chunks_exact(4).enumerate() {
            let index = u32::try_from(index).unwrap();
            let at = (left + index % page.width, ROOM + index / page.width);
            desk.put_pixel(at.0, at.1, image::Rgb([pixel[0], pixel[1], pixel[2]]));
        }
        left += page.width + 2 * ROOM;
    }
    desk
}

/// Paper and edge in the table of the chapter on printing are those of the finished sheets.
#[test]
fn the_table_of_products_says_how_they_are_printed() {
    let text = read("docs/printing.md");
    let mut reported = BTreeSet::new();
    for row in table(&text, "| Product |") {
        // ISO 216, and ISO 217 for what is cut to its edges.
        let papers = [("--sheet a4", 210.0, 297.0), ("--sheet sra3", 320.0, 450.0)];
        let paper = papers.into_iter().find(|(option, ..)| row[1].contains(option));
        let sheet = paper.map(|(_, w, h)| Size::new(Len::mm(w), Len::mm(h)));
        let order = row[1].contains("--impose booklet").then_some(ImpositionScheme::Booklet);
        let imposing = Imposition { sheet, order, ..Imposition::default() };
        for product in row[0].split(", ") {
            reported.insert(product.to_owned());
            let shop = workshop();
            let press = Typesetter { imposing, ..shop.press() };
            // A guide that fits on all of them.
            let guide = &shop.library.guides["muc-2-tai-cong-an"];
            let pages = press.pages(guide, product, &mut Sink::new());
            let pages = pages.unwrap();
            let edge = match pages.duplex {
                Duplex::Long => "both sides, long edge",
                Duplex::Short => "both sides, short edge",
                Duplex::None => "one side",
            };
            assert_eq!(row[2], edge, "{product}");
            let Size { w, h } = pages.pages[0].size;
            let is_a3 = row[1].starts_with("A3");
            let width = paper.map_or(if is_a3 { 297.0 } else { 210.0 }, |(_, width, _)| width);
            assert_eq!(w.min(h), Len::mm(width), "{product}");
            assert_eq!(sheet.is_none() && w > h, row[1].contains("landscape"), "{product}");
        }
    }
    assert_eq!(reported, PRODUCTS.iter().map(|&name| name.to_owned()).collect());
}

#[test]
fn the_error_in_the_chapter_on_text_is_real() {
    let text = read("docs/text.md");
    let sample = blocks(&text, "text").into_iter().find(|block| block.starts_with("error["));
    let sample = sample.expect("docs/text.md shows an error");
    let trap =
        read("templates/new-guide.md").replace("https://vneid.gov.vn", "https://vneid.gov-vn.com");
    let done = Run::new().file("guides/doi-sim.md", trap).args(["check"]).run();
    assert_eq!(done.code, 1);
    for line in sample.lines() {
        assert!(
            done.stderr.lines().any(|real| real == line),
            "`{line}` is not in\n{}",
            done.stderr
        );
    }
}

#[test]
fn the_letters_of_codes_are_all_listed() {
    let text = read("docs/text.md");
    let reported: BTreeSet<String> =
        table(&text, "| Codes |").into_iter().map(|row| row[0].clone()).collect();
    let real: BTreeSet<String> = Code::ALL.iter().map(|code| code.id()[..1].to_owned()).collect();
    assert_eq!(reported, real);
}

#[test]
fn the_table_of_layers_is_that_of_the_house() {
    let text = read("docs/architecture.md");
    let mut reported: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut layer = 0;
    for row in table(&text, "| Layer |") {
        layer = row[0].parse().unwrap_or(layer);
        let names = row[1].split(", ").map(|path| {
            assert!(root().join(path).exists(), "{path}");
            path.trim_start_matches("src/").trim_end_matches(['/']).trim_end_matches(".rs")
        });
        reported.entry(layer).or_default().extend(names.map(str::to_owned));
    }
    let real: BTreeMap<usize, BTreeSet<String>> = LAYERS
        .iter()
        .enumerate()
        .map(|(index, names)| (index + 1, names.iter().map(|&name| name.to_owned()).collect()))
        .collect();
    assert_eq!(reported, real);
}

#[test]
fn the_words_of_the_glossary_are_those_of_the_code() {
    let mut code = String::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                code.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let words: BTreeSet<&str> =
        code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    let rows = table(&read("docs/architecture.md"), "| The trade's word |");
    assert!((30..=60).contains(&rows.len()), "{} rows", rows.len());
    for row in rows {
        for word in row[1].split(", ") {
            assert!(words.contains(word), "`{word}` is not in the code");
        }
    }
}
