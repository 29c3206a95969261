//! Looks: fields of colour that bleed where a shop cuts and end cleanly where an office prints, the
//! accent of a ward, and the plain look, which nobody has to choose.
//!
//! The proofs here look at finished pages and plates, not at styles.

use std::collections::BTreeSet;

use toroi::colour::Colour;
use toroi::diag::Sink;
use toroi::doc::Look;
use toroi::geom::{Len, Rect};
use toroi::guide::Guide;
use toroi::inks::{Inks, Standard};
use toroi::layout::{Item, Page, Pages, seen};
use toroi::paint::raster;
use toroi::source::Sources;
use toroi::template::TemplateSet;
use toroi::typeset::Typesetter;

use super::press::plates_of;
use super::run::{Done, Run};
use super::sheets::{PRODUCTS, Workshop, findings, workshop};

/// One sheet of each product that people see most, all of them in the slow test.
const SAMPLE: &[(&str, &str)] = &[
    ("kich-hoat-tai-khoan", "leaflet-a5"),
    ("dang-ky-muc-1", "leaflet-a4"),
    ("kich-hoat-tai-khoan", "hanger"),
    ("phong-lua-dao", "card"),
    ("cai-dat-vneid", "poster-a3"),
    ("kich-hoat-tai-khoan", "trifold"),
];

/// Where fields end on paper of an office.
const OFFICE_MM: f64 = 6.0;
const HOUSE: Colour = Colour { r: 0x0B, g: 0x4F, b: 0x6C };

/// Products with the files they were read from.
struct Shelf {
    set: TemplateSet,
    sources: Sources,
}

/// The products in a look.
fn set_in(look: &Look) -> Shelf {
    let Workshop { world, fonts, .. } = workshop();
    let (mut sink, mut sources) = (Sink::new(), workshop().sources.clone());
    let names = PRODUCTS.map(String::from);
    let set = TemplateSet::load_in(look, world, &names, fonts, (&mut sources, &mut sink));
    assert!(!sink.has_errors(), "{}", findings(&sink));
    Shelf { set, sources }
}

fn colour() -> Look {
    Look { name: "colour".into(), accent: None }
}

fn guide(slug: &str) -> &'static Guide {
    workshop().library.guides.values().find(|guide| guide.slug == slug).unwrap()
}

/// A sheet in these products and inks, with its PDF.
fn made(shelf: &Shelf, inks: Inks, (slug, product): (&str, &str)) -> (Pages, Vec<u8>) {
    let shop = workshop();
    let Shelf { set, sources } = shelf;
    let press = Typesetter { templates: set, sources, inks, ..shop.press() };
    let mut sink = Sink::new();
    let pages = press.pages(guide(slug), product, &mut sink);
    assert!(!sink.has_errors(), "{slug} as {product}: {}", findings(&sink));
    let pages = pages.unwrap();
    let pdf = press.pdf(guide(slug), &pages).unwrap();
    (pages, pdf)
}

/// The fields of a page: what is filled before anything is said.
fn fields(page: &Page) -> Vec<(Rect, Colour)> {
    let fills = page.items.iter().map_while(|placed| match &placed.item {
        Item::Fill { path, colour, .. } => {
            Some((path.bounds().shifted(placed.at.x, placed.at.y), *colour))
        }
        _ => None,
    });
    fills.collect()
}

/// All that has to hold of an office sheet in colour, but for what `sheet::finish` has proved.
fn assert_sound(name: &str, pages: &Pages) {
    for page in &pages.pages {
        let own = fields(page);
        let edge = Len::mm(OFFICE_MM - 0.01);
        let printed =
            Rect { x: edge, y: edge, w: page.size.w - edge * 2, h: page.size.h - edge * 2 };
        for (rect, _) in &own {
            assert!(printed.contains(rect), "{name}: a field at {rect:?}");
        }
        let mut under: Vec<(Rect, Colour)> = own;
        for (at, item) in seen(&page.items) {
            let place = Rect { x: at.x, y: at.y, ..Rect::default() };
            let ground = |under: &[(Rect, Colour)]| {
                let on = under.iter().rev().find(|(rect, _)| rect.contains(&place));
                on.map_or(Colour::WHITE, |(_, colour)| *colour)
            };
            match item {
                Item::Fill { path, colour, .. } => {
                    under.push((path.bounds().shifted(at.x, at.y), *colour));
                }
                Item::Glyphs(run) if !run.text.trim().is_empty() => {
                    let contrast = run.colour.contrast(ground(&under));
                    let is_poster = page.size.h > Len::mm(400.0) && run.size >= Len::pt(24.0);
                    let least = if is_poster { 4.5 } else { 7.0 };
                    assert!(contrast >= least, "{name}: “{}” {contrast:.1}", run.text);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn fields_end_cleanly_and_letters_stand_out_from_them() {
    let set = set_in(&colour());
    for sheet in SAMPLE {
        let (pages, _) = made(&set, Inks::default(), *sheet);
        assert_sound(&format!("{sheet:?}"), &pages);
        let has_fields = pages.pages.iter().any(|page| !fields(page).is_empty());
        assert!(has_fields, "{sheet:?} has no fields");
    }
}

#[test]
#[ignore = "slow: every guide as each of its products"]
fn every_sheet_in_colour_is_sound() {
    let set = set_in(&colour());
    for guide in workshop().library.guides.values() {
        for product in &guide.products {
            let sheet = (guide.slug.as_str(), product.it.as_str());
            for inks in [
                Inks::default(),
                Inks { ink_saver: true, ..Inks::default() },
                Inks { press: Some(Standard::X4), ..Inks::default() },
            ] {
                let (pages, _) = made(&set, inks, sheet);
                if inks == Inks::default() {
                    assert_sound(&format!("{sheet:?}"), &pages);
                }
            }
        }
    }
}

#[test]
fn the_plain_look_has_no_fields() {
    let set = set_in(&Look::default());
    for sheet in SAMPLE {
        assert!(!set.set.product(sheet.1).unwrap().style.has_grounds(), "{sheet:?}");
    }
}

#[test]
fn bleed_is_really_filled() {
    let set = set_in(&colour());
    let inks = Inks { press: Some(Standard::X4), ..Inks::default() };
    let folder = tempfile::tempdir().unwrap();
    // Front and back of a hanger: blue to all three edges, and red; the pale field at the foot.
    let (pages, pdf) = made(&set, inks, ("kich-hoat-tai-khoan", "hanger"));
    let path = folder.path().join("hanger.pdf");
    std::fs::write(&path, &pdf).unwrap();
    for (number, ink, amount) in [(1, 0, 250), (2, 1, 250)] {
        let (plates, die) = plates_of(path.to_str().unwrap(), number);
        let trim = pages.pages[number - 1].trim;
        let mm = |mm: f64| Len::mm(mm);
        let middle = trim.x + trim.w / 2;
        for (x, y, name) in [
            (middle, trim.y - mm(2.7), "above"),
            (trim.x - mm(2.7), trim.y + mm(30.0), "left"),
            (trim.right() + mm(2.7), trim.y + mm(30.0), "right"),
        ] {
            let there = plates[ink].near(x, y);
            assert!(there >= amount, "{name} of page {number}: {there}");
        }
        // Nothing beyond the bleed, where the marks are.
        let beyond = plates[ink].near(trim.x - mm(3.4), trim.y + mm(30.0));
        assert_eq!(beyond, 0, "page {number}");
        let foot = plates[0].near(middle, trim.bottom() + mm(2.7));
        assert!((1..80).contains(&foot), "foot of page {number}: {foot}");
        assert!(die.is_some());
    }
}

#[test]
fn ink_is_saved_on_fields_too() {
    let set = set_in(&colour());
    let saver = Inks { ink_saver: true, ..Inks::default() };
    for sheet in SAMPLE {
        let cover = |inks: Inks| raster::toner(&made(&set, inks, *sheet).1).unwrap();
        let (full, spared) = (cover(Inks::default()), cover(saver));
        let sum = |pages: &[f64]| pages.iter().sum::<f64>();
        assert!(sum(&spared) < sum(&full) * 0.8, "{sheet:?}: {spared:?} of {full:?}");
        let (pages, _) = made(&set, saver, *sheet);
        // White letters would be lost with their field.
        for (at, item) in pages.pages.iter().flat_map(|page| seen(&page.items)) {
            if let Item::Glyphs(run) = item {
                assert_ne!(run.colour, Colour::WHITE, "{sheet:?}: “{}” at {at:?}", run.text);
            }
        }
    }
}

/// All colours on pages and in their drawings.
fn colours(pages: &Pages) -> BTreeSet<Colour> {
    let forms = pages.forms.iter().flat_map(|form| seen(&form.items));
    let own = pages.pages.iter().flat_map(|page| seen(&page.items));
    let of = |(_, item): (_, &Item)| match item {
        Item::Fill { colour, .. } => Some(*colour),
        Item::Stroke { pen, .. } => Some(pen.colour),
        Item::Glyphs(run) => Some(run.colour),
        _ => None,
    };
    forms.chain(own).filter_map(of).collect()
}

#[test]
fn the_accent_of_a_ward_tints_fields_drawings_and_letters() {
    let accent = Colour::parse("#6A1B4D").unwrap();
    let house_tint = Colour::parse("#E3EEF2").unwrap();
    for name in ["plain", "colour"] {
        let ours = set_in(&Look { name: name.into(), accent: None });
        let theirs = set_in(&Look { name: name.into(), accent: Some(accent) });
        for sheet in SAMPLE.iter().filter(|(_, product)| *product != "card") {
            let before = colours(&made(&ours, Inks::default(), *sheet).0);
            let after = colours(&made(&theirs, Inks::default(), *sheet).0);
            assert!(before.contains(&HOUSE), "{sheet:?} {name}");
            assert!(after.contains(&accent), "{sheet:?} {name}");
            assert!(!after.contains(&HOUSE) && !after.contains(&house_tint), "{sheet:?} {name}");
            // Red stays red, whatever the ward likes.
            let danger = Colour::parse("#A31621").unwrap();
            assert_eq!(before.contains(&danger), after.contains(&danger), "{sheet:?}");
        }
    }
}

/// A ward that says nothing of looks.
const WARD: &str = "ward: phường Thử\n";

/// Builds a hanger with this ward.
fn with_ward(ward: &str, args: &[&str]) -> Done {
    let run = Run::new().file("ward.yaml", ward);
    let build = ["build", "phong-lua-dao", "--product", "hanger", "--out", "out"];
    run.args(build).args(args.iter().copied()).run()
}

fn bytes(done: &Done) -> Vec<u8> {
    std::fs::read(done.file("out/phong-lua-dao-hanger.pdf")).unwrap()
}

#[test]
fn a_ward_or_a_command_chooses_and_the_command_wins() {
    let plain = with_ward(WARD, &[]).ok();
    let coloured = with_ward("look: colour\n", &[]).ok();
    assert_ne!(bytes(&plain), bytes(&coloured));
    assert_eq!(bytes(&coloured), bytes(&with_ward(WARD, &["--look", "colour"]).ok()));
    assert_eq!(bytes(&plain), bytes(&with_ward("look: colour\n", &["--look", "plain"]).ok()));
    assert_eq!(bytes(&plain), bytes(&with_ward("look: plain\n", &[]).ok()));
    assert_eq!(bytes(&plain), bytes(&with_ward("look:\naccent:\n", &[]).ok()));
}

#[test]
fn what_is_wrong_with_a_look_is_said_once_with_what_to_do() {
    for (ward, args, reported) in [
        (
            "look: color\n",
            &[][..],
            &["W02", "ward.yaml:1", "there is no look `color`", "colour"][..],
        ),
        (WARD, &["--look", "mau"], &["W02", "there is no look `mau`", "colour, plain"]),
        ("accent: xanh\n", &[], &["W02", "ward.yaml:1", "`accent` is `xanh`", "#0B4F6C"]),
        ("accent: \"#FF8800\"\n", &[], &["W02", "has a contrast of 2.3", "nearest colour"]),
        ("accent: \"#0B4F\"\n", &[], &["W02", "`accent` is `#0B4F`"]),
        ("look: colour\naccent: \"#777777\"\n", &[], &["W02", "contrast of 4.4"]),
    ] {
        let done = with_ward(ward, args);
        assert_eq!(done.code, 1, "{ward}{args:?}: {}", done.stderr);
        for words in reported {
            assert!(done.stderr.contains(words), "{ward}{args:?}: {}", done.stderr);
        }
        assert_eq!(done.stderr.matches("error[").count(), 1, "{}", done.stderr);
        assert!(!done.file("out/phong-lua-dao-hanger.pdf").exists());
    }
}

#[test]
fn the_colour_that_is_named_passes() {
    for typed in ["#FF8800", "#777777", "#00AA55", "#3377FF", "#FFFFFF"] {
        let done = with_ward(&format!("accent: \"{typed}\"\n"), &[]);
        let (_, rest) = done.stderr.split_once("dark enough: \"").unwrap();
        let named = &rest[..7];
        let nearest = Colour::parse(named).unwrap();
        assert!(nearest.contrast(Colour::WHITE) >= 7.0, "{typed}: {named}");
        // A shade lighter would not do.
        let lighter = nearest.towards(Colour::WHITE, 0.03);
        assert!(lighter.contrast(Colour::WHITE) < 7.0, "{typed}: {named}");
        with_ward(&format!("accent: \"{named}\"\nlook: colour\n"), &[]).ok();
    }
}

#[test]
fn copies_on_one_sheet_have_fields_that_end_where_printers_do() {
    let list = "Số nhà,Địa chỉ\n1,phố Huế\n2,phố Huế\n3,phố Huế\n";
    let run = Run::new().file("l.csv", list);
    let merge = ["merge", "phong-lua-dao", "--records", "l.csv", "--product", "hanger"];
    let more = ["--sheet", "a4", "--look", "colour", "--out", "out", "--map", "cong-an=Địa chỉ"];
    let done = run.args(merge).args(more).run().ok();
    let mut files = std::fs::read_dir(done.file("out")).unwrap().map(|it| it.unwrap().path());
    let pdf = files.find(|path| path.extension().is_some_and(|end| end == "pdf")).unwrap();
    let pages = raster::render(&std::fs::read(pdf).unwrap(), 72.0).unwrap();
    for page in &pages {
        let dot = |x_mm: f64, y_mm: f64| {
            let at = |mm: f64| (mm * 72.0 / 25.4) as usize;
            let first = (at(y_mm) * page.width as usize + at(x_mm)) * 4;
            [page.rgba[first], page.rgba[first + 1], page.rgba[first + 2]]
        };
        // White up to the edge that printers leave, then one field over all three.
        for x in [20.0, 120.0, 220.0] {
            assert_eq!(dot(x, 4.0), [255; 3], "{x}");
            assert_ne!(dot(x, 8.0), [255; 3], "{x}");
        }
        assert_eq!(dot(4.0, 30.0), [255; 3]);
        assert_eq!(dot(98.0, 8.0), dot(100.0, 8.0));
    }
}

#[test]
fn json_tells_how_much_toner_each_page_takes() {
    let build = |look: &str| {
        let done = with_ward(WARD, &["--look", look, "--format", "json"]).ok();
        let (_, rest) = done.stdout.split_once("\"toner\":[").unwrap();
        let (pages, _) = rest.split_once(']').unwrap();
        pages.split(',').map(|share| share.parse::<f64>().unwrap()).collect::<Vec<f64>>()
    };
    let (plain, colour) = (build("plain"), build("colour"));
    assert_eq!((plain.len(), colour.len()), (2, 2));
    assert!(plain.iter().all(|share| (1.0..8.0).contains(share)), "{plain:?}");
    assert!(colour.iter().all(|share| (15.0..45.0).contains(share)), "{colour:?}");
}
