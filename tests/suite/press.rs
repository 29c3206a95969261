//! The files for print shops and for sparing printers, as other programs see them: which inks stand
//! on which plate, boxes, marks, what the file says of itself. No validator of PDF/X-4 is free;
//! what is tested here is what ISO 15930-7 asks and other programs can show.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use lopdf::{Dictionary, Document, Object};
use toroi::colour::Colour;
use toroi::diag::Sink;
use toroi::geom::Len;
use toroi::inks::{Inks, Standard, grey};
use toroi::layout::{Item, Pages, Pen, Purpose};
use toroi::typeset::Typesetter;

use super::pdf::{assert_streams_end, complaints, output, printed};
use super::poppler::{colour_pages, grey_pages};
use super::run::{Run, root};
use super::sheets::{PRODUCTS, findings, sheets, workshop};

/// Dots an inch of the plates looked at.
const DPI: f64 = 150.0;

/// A sheet in other inks.
pub(super) struct Proof {
    pub name: String,
    product: &'static str,
    guide: &'static toroi::guide::Guide,
    pages: Pages,
    path: PathBuf,
}

impl Proof {
    pub(super) fn arg(&self) -> &str {
        self.path.to_str().unwrap()
    }

    pub(super) fn load(&self) -> Document {
        Document::load(&self.path).unwrap()
    }

    /// All objects unpacked, as text.
    pub(super) fn unpacked(&self) -> String {
        let args = ["--qdf", "--object-streams=disable", self.arg(), "-"];
        String::from_utf8_lossy(&output("qpdf", &args).stdout).into_owned()
    }
}

/// Every guide as each of its products in these inks: made once, as another test may be reading its file.
pub(super) fn proofs(inks: Inks) -> &'static [Proof] {
    static ALL: Mutex<BTreeMap<String, &'static [Proof]>> = Mutex::new(BTreeMap::new());
    let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    all.entry(inks.suffix()).or_insert_with(|| made(inks).leak())
}

fn made(inks: Inks) -> Vec<Proof> {
    let shop = workshop();
    let press = Typesetter { inks, ..shop.press() };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("press");
    std::fs::create_dir_all(&folder).unwrap();
    let mut all = Vec::new();
    for guide in shop.library.guides.values() {
        for product in guide.products.iter().map(|product| product.it.as_str()) {
            let name = format!("{}-{product}{}", guide.slug, inks.suffix());
            let mut sink = Sink::new();
            let pages = press.pages(guide, product, &mut sink);
            assert!(!sink.has_errors(), "{name}: {}", findings(&sink));
            let pages = pages.unwrap();
            let path = folder.join(format!("{name}.pdf"));
            std::fs::write(&path, press.pdf(guide, &pages).unwrap()).unwrap();
            all.push(Proof { name, product, guide, pages, path });
        }
    }
    all
}

/// The first picture of the guide in these tests, a screen, in whose place pictures of pixels stand.
pub(super) const SHOP: &str = "![](screen:mo-ch-play?press=ch-play)";
const PRESS: Inks = Inks { press: Some(Standard::X4), grey: false, ink_saver: false };
const GREY: Inks = Inks { press: None, grey: true, ink_saver: false };
const SAVER: Inks = Inks { press: None, grey: false, ink_saver: true };

pub(super) fn pressed() -> &'static [Proof] {
    proofs(PRESS)
}

/// Those of one guide: plates take time.
fn some() -> impl Iterator<Item = &'static Proof> {
    // One with a round hole among them.
    let hanger = pressed().iter().find(|proof| proof.product == "hanger").unwrap();
    pressed().iter().filter(move |proof| proof.guide.slug == hanger.guide.slug)
}

/// One plate: 255 is full ink.
pub(super) struct Plate {
    width: usize,
    pub ink: Vec<u8>,
}

impl Plate {
    fn at(&self, x: usize, y: usize) -> u8 {
        self.ink[y * self.width + x]
    }

    /// How much ink lies at a place of the page.
    pub(super) fn near(&self, x: Len, y: Len) -> u8 {
        self.at(dots(x), dots(y))
    }

    fn height(&self) -> usize {
        self.ink.len() / self.width
    }
}

/// A grey picture in uncompressed strips, as ghostscript writes one for each plate (TIFF 6.0).
fn tiff(path: &Path) -> Plate {
    let bytes = std::fs::read(path).unwrap();
    assert!(bytes.starts_with(b"II*\0"), "{}", path.display());
    let short = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let long = |at: usize| u32::from_le_bytes(*bytes[at..].first_chunk().unwrap()) as usize;
    let directory = long(4);
    let field = |tag: usize| {
        let entries = (0..short(directory)).map(|entry| directory + 2 + entry * 12);
        let at = entries.into_iter().find(|at| short(*at) == tag).unwrap();
        let (kind, count) = (short(at + 2), long(at + 4));
        let size = if kind == 3 { 2 } else { 4 };
        let from = if size * count <= 4 { at + 8 } else { long(at + 8) };
        let value = |n: usize| {
            if kind == 3 { short(from + n * 2) } else { long(from + n * 4) }
        };
        (0..count).map(value).collect::<Vec<usize>>()
    };
    assert_eq!((field(258), field(259), field(262)), (vec![8], vec![1], vec![1]));
    let (width, height) = (field(256)[0], field(257)[0]);
    let strips = field(273).into_iter().zip(field(279));
    let ink: Vec<u8> =
        strips.flat_map(|(at, size)| &bytes[at..at + size]).map(|it| 255 - it).collect();
    assert_eq!(ink.len(), width * height);
    Plate { width, ink }
}

/// The plates of a page: cyan, magenta, yellow, black, and that of the die if there is one.
fn plates(proof: &Proof, page: usize) -> (Vec<Plate>, Option<Plate>) {
    plates_of(proof.arg(), page)
}

pub(super) fn plates_of(pdf: &str, page: usize) -> (Vec<Plate>, Option<Plate>) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("p.tif");
    let (first, last) = (format!("-dFirstPage={page}"), format!("-dLastPage={page}"));
    let (dpi, to) = (format!("-r{DPI}"), format!("-sOutputFile={}", out.display()));
    let args = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none"];
    let args: Vec<&str> = args.into_iter().chain([&*dpi, &*first, &*last, &*to, pdf]).collect();
    printed("gs", &args);
    let plate = |name: &str| folder.path().join(format!("p({name}).tif"));
    let process = ["Cyan", "Magenta", "Yellow", "Black"].map(|name| tiff(&plate(name)));
    let die = plate("CutContour");
    (process.into(), die.exists().then(|| tiff(&die)))
}

fn dots(len: Len) -> usize {
    (len.to_pt() * DPI / 72.0).round().max(0.0) as usize
}

fn strokes(proof: &Proof, page: usize) -> impl Iterator<Item = (toroi::geom::Rect, Pen)> {
    proof.pages.pages[page].items.iter().filter_map(|placed| match &placed.item {
        Item::Stroke { path, pen } => {
            let mut rect = path.bounds();
            (rect.x, rect.y) = (rect.x + placed.at.x, rect.y + placed.at.y);
            Some((rect, *pen))
        }
        _ => None,
    })
}

#[test]
fn no_colour_of_a_screen_is_left() {
    let has_rgb = |text: &str| {
        let operator =
            |line: &str| line.split_whitespace().any(|word| word == "rg" || word == "RG");
        text.lines().any(operator) || text.contains("/DeviceRGB") || text.contains("/CalRGB")
    };
    for proof in pressed() {
        assert!(!has_rgb(&proof.unpacked()), "{}", proof.name);
    }
    // The office file of the same sheet has some, so the test can see them.
    let office = output("qpdf", &["--qdf", "--object-streams=disable", sheets()[0].arg(), "-"]);
    assert!(has_rgb(&String::from_utf8_lossy(&office.stdout)));
}

#[test]
fn fonts_are_embedded_and_nobody_complains() {
    for proof in pressed() {
        let table = printed("pdffonts", &[proof.arg()]);
        assert!(table.lines().count() >= 4, "{table}");
        for row in table.lines().skip(2) {
            let row: Vec<&str> = row.split_whitespace().collect();
            let [.., embedded, subset, unicode, _, _] = row[..] else { panic!("{table}") };
            assert_eq!([embedded, subset, unicode], ["yes"; 3], "{}\n{table}", proof.name);
        }
    }
    for inks in
        [PRESS, GREY, SAVER, Inks { press: Some(Standard::X4), grey: true, ink_saver: true }]
    {
        for proof in proofs(inks).iter().take(some().count()) {
            let found = complaints(proof.arg());
            assert!(found.is_empty(), "{}: {found:?}", proof.name);
        }
    }
}

#[test]
fn boxes_stand_within_each_other_and_nothing_lies_on_the_page() {
    for proof in pressed() {
        let said = printed("pdfinfo", &["-box", proof.arg()]);
        let corners = |name: &str| -> Vec<f64> {
            let line = said.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().skip(1).map(|number| number.parse().unwrap()).collect()
        };
        let [media, bleed, trim] = ["MediaBox:", "BleedBox:", "TrimBox:"].map(corners);
        let mm = 72.0 / 25.4;
        let style = &workshop().set.product(proof.product).unwrap().style;
        let page = style.sheet.as_ref().map_or(style.page, |paper| paper.size);
        assert!((trim[2] - trim[0] - page.w.to_pt()).abs() < 0.02, "{}", proof.name);
        assert!((trim[3] - trim[1] - page.h.to_pt()).abs() < 0.02, "{}", proof.name);
        for side in 0..4 {
            let out = if side < 2 { -1.0 } else { 1.0 };
            assert!(((bleed[side] - trim[side]) * out - 3.0 * mm).abs() < 0.02, "{said}");
            assert!((media[side] - bleed[side]) * out > 5.0 * mm, "{said}");
        }
        let document = proof.load();
        for id in document.get_pages().values() {
            let page = document.get_dictionary(*id).unwrap();
            assert!(!page.has(b"Annots") && !page.has(b"ArtBox"), "{}", proof.name);
        }
    }
}

pub(super) fn dict<'d>(document: &'d Document, object: &'d Object) -> &'d Dictionary {
    document.dereference(object).unwrap().1.as_dict().unwrap()
}

#[test]
fn the_file_says_what_it_is_for() {
    for proof in pressed() {
        let document = proof.load();
        assert_eq!(document.version, "1.6");
        let catalog = document.catalog().unwrap();
        // Nothing newer than the file says it is; a press turns nothing over.
        let preferences = dict(&document, catalog.get(b"ViewerPreferences").unwrap());
        assert!(!preferences.has(b"Duplex") && preferences.has(b"PrintScaling"), "{}", proof.name);
        assert!(!catalog.has(b"Outlines") && !catalog.has(b"PageMode"), "{}", proof.name);
        assert_eq!(catalog.has(b"PageLabels"), document.get_pages().len() > 1, "{}", proof.name);
        assert_streams_end(&proof.name, &std::fs::read(&proof.path).unwrap());
        let intents = document.dereference(catalog.get(b"OutputIntents").unwrap()).unwrap().1;
        let [intent] = &intents.as_array().unwrap()[..] else { panic!("one output intent") };
        let intent = dict(&document, intent);
        assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFX");
        assert_eq!(intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap(), b"FOGRA39");
        assert!(root().join("fonts/icc/FOGRA39-coated-LICENCE.txt").exists());
        let profile = intent.get(b"DestOutputProfile").unwrap();
        let profile = document.dereference(profile).unwrap().1.as_stream().unwrap();
        assert_eq!(profile.dict.get(b"N").unwrap().as_i64().unwrap(), 4);
        let profile = profile.get_plain_content().unwrap();
        assert_eq!(&profile[12..24], b"prtrCMYKLab ");
        assert_eq!(profile.len(), u32::from_be_bytes(*profile.first_chunk().unwrap()) as usize);
        let info = dict(&document, document.trailer.get(b"Info").unwrap());
        assert_eq!(info.get(b"Trapped").unwrap().as_name().unwrap(), b"False");
        for key in [b"Title".as_slice(), b"CreationDate", b"ModDate"] {
            assert!(info.has(key));
        }
        assert!(document.trailer.has(b"ID") && !document.trailer.has(b"Encrypt"));
        let xmp = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1;
        let xmp = String::from_utf8(xmp.as_stream().unwrap().get_plain_content().unwrap()).unwrap();
        roxmltree::Document::parse(xmp.trim_start_matches('\u{feff}')).unwrap();
        for wanted in [
            ">PDF/X-4</pdfxid:GTS_PDFXVersion>",
            ">1</xmpMM:VersionID>",
            ">default</xmpMM:RenditionClass>",
            "<pdf:Trapped>False</pdf:Trapped>",
            "<xmp:MetadataDate>20",
        ] {
            assert!(xmp.contains(wanted), "{wanted}\n{xmp}");
        }
        assert!(!xmp.contains("pdfuaid:part") && !catalog.has(b"StructTreeRoot"));
    }
    let ids: std::collections::BTreeSet<String> = pressed()
        .iter()
        .map(|proof| {
            let text = proof.unpacked();
            let at = text.find("uuid:").unwrap();
            text[at..at + 41].to_owned()
        })
        .collect();
    // Two guides with one safety box have one card, to the byte.
    let files: std::collections::BTreeSet<Vec<u8>> =
        pressed().iter().map(|proof| std::fs::read(proof.arg()).unwrap()).collect();
    assert!(files.len() + 1 >= pressed().len(), "{} of {}", files.len(), pressed().len());
    assert_eq!(ids.len(), files.len(), "every file has an identity of its own");
}

#[test]
fn black_letters_stand_on_the_black_plate_alone_and_no_place_gets_too_much_ink() {
    let ink = Colour::parse("#000000").unwrap();
    for proof in some() {
        for (number, page) in proof.pages.pages.iter().enumerate() {
            let (plates, _) = plates(proof, number + 1);
            let bleed = Len::mm(3.0);
            let xs = dots(page.trim.x - bleed)..dots(page.trim.right() + bleed);
            let ys = dots(page.trim.y - bleed)..dots(page.trim.bottom() + bleed);
            let mut most = 0;
            for y in ys.clone() {
                for x in xs.clone() {
                    let all: u32 = plates.iter().map(|plate| u32::from(plate.at(x, y))).sum();
                    most = most.max(all);
                }
            }
            assert!(most <= 3 * 255, "{}: {} %", proof.name, most * 100 / 255);
            assert!(most >= 255, "{}: nothing is printed", proof.name);
            let grounds: Vec<_> = page
                .items
                .iter()
                .filter_map(|placed| match &placed.item {
                    Item::Fill { path, colour, .. } if *colour != Colour::WHITE => {
                        let mut rect = path.bounds();
                        (rect.x, rect.y) = (rect.x + placed.at.x, rect.y + placed.at.y);
                        Some(rect)
                    }
                    _ => None,
                })
                .collect();
            let mut seen = 0;
            for placed in &page.items {
                let Item::Glyphs(run) = &placed.item else { continue };
                let inside = |rect: &toroi::geom::Rect| {
                    placed.at.x >= rect.x
                        && placed.at.x <= rect.right()
                        && placed.at.y >= rect.y
                        && placed.at.y <= rect.bottom()
                };
                if run.colour != ink || page.rotated {
                    continue;
                }
                let face = workshop().fonts.face(run.face);
                // At either end the frame of a button may stand.
                let spaces = run.text.len() - run.text.trim_start().len();
                let end = run.text.trim_end().len();
                let advance = |until: usize| -> i32 {
                    let before = run.glyphs.iter().filter(|it| (it.cluster as usize) < until);
                    before.map(|glyph| glyph.advance).sum()
                };
                let at = |units: i32| dots(placed.at.x + run.size.of_em(units, face.upm));
                let edge = i32::from(face.upm) / 4;
                let (left, right) = (at(advance(spaces) + edge), at(advance(end) - edge));
                let (top, foot) = (dots(placed.at.y - run.size.scale(0.5)), dots(placed.at.y));
                let on_tint = grounds.iter().any(inside);
                let mut black = 0;
                for y in top..foot {
                    for x in left..right {
                        let [c, m, y_, k] = [0, 1, 2, 3].map(|plate: usize| plates[plate].at(x, y));
                        black = black.max(k);
                        if on_tint {
                            // The tint goes on below the letters, paler in a screen: black overprints.
                            assert!(c > 5 && c < 40, "{}: {c} under “{}”", proof.name, run.text);
                        } else {
                            assert_eq!([c, m, y_], [0; 3], "{}: “{}”", proof.name, run.text);
                        }
                    }
                }
                if !run.text.trim().is_empty() && right > left + 4 {
                    assert_eq!(black, 255, "{}: “{}” is not 100 %", proof.name, run.text);
                    seen += 1;
                }
            }
            assert!(seen > 3 || page.rotated, "{}: no black text", proof.name);
        }
    }
}

#[test]
fn the_die_line_has_a_plate_of_its_own() {
    let mut holes = 0;
    for proof in some() {
        let (process, die) = plates(proof, 1);
        let Some(hole) = workshop().set.product(proof.product).unwrap().style.hole else {
            assert!(die.is_none(), "{}", proof.name);
            assert!(!proof.unpacked().contains("/OCProperties"));
            continue;
        };
        let die = die.unwrap();
        assert!(hole.slit.is_none(), "a slit is no circle");
        holes += 1;
        let trim = proof.pages.pages[0].trim;
        let (cx, cy) = ((trim.x + hole.x).to_pt(), (trim.y + hole.y).to_pt());
        let wanted = hole.diameter.to_pt() / 2.0;
        let mut seen = 0;
        for y in dots(trim.y)..dots(trim.bottom()) {
            for x in dots(trim.x)..dots(trim.right()) {
                if die.at(x, y) == 0 {
                    continue;
                }
                let [px, py] = [x, y].map(|at| (at as f64 + 0.5) * 72.0 / DPI);
                let radius = (px - cx).hypot(py - cy);
                assert!((radius - wanted).abs() < 1.0, "{}: {radius}", proof.name);
                let inks = process.iter().map(|plate| plate.at(x, y));
                assert!(inks.max() == Some(0), "{}: ink on the die line", proof.name);
                seen += 1;
            }
        }
        assert!(f64::from(seen) > wanted * 6.0 * DPI / 72.0 * 0.8, "{seen} dots of a circle");
        let said = proof.unpacked();
        for part in ["/OCProperties", "/Separation", "/CutContour", "/OC /CutContour BDC"] {
            assert!(said.contains(part), "{}: no {part}", proof.name);
        }
        let widths: Vec<Len> = strokes(proof, 0)
            .filter(|(_, pen)| pen.purpose == Purpose::Die)
            .map(|(_, pen)| pen.width)
            .collect();
        assert_eq!(widths, [Len::pt(0.25)]);
    }
    assert!(holes > 0, "no sheet has a hole");
}

#[test]
fn register_marks_stand_on_all_plates_and_outside_the_bleed() {
    for proof in some() {
        let (process, die) = plates(proof, 1);
        let page = &proof.pages.pages[0];
        let all: Vec<&Plate> = process.iter().chain(&die).collect();
        // A crop mark at the upper left, 6 mm above the trim.
        let (x, y) = (dots(page.trim.x), dots(page.trim.y - Len::mm(6.0)));
        for plate in &all {
            let near = (x - 2..=x + 2).map(|x| plate.at(x, y)).max();
            assert_eq!(near, Some(255), "{}", proof.name);
        }
        let [left, top] = [page.trim.x, page.trim.y].map(|at| dots(at - Len::mm(3.0)));
        let [right, foot] =
            [page.trim.right(), page.trim.bottom()].map(|at| dots(at + Len::mm(3.0)));
        let safe = dots(Len::mm(3.0));
        for plate in &all {
            for y in 0..plate.height() {
                for x in 0..plate.width {
                    let in_bleed = x > left && x < right && y > top && y < foot;
                    let in_trim =
                        x > left + safe && x < right - safe && y > top + safe && y < foot - safe;
                    let between = in_bleed && !in_trim;
                    assert!(!between || plate.at(x, y) == 0, "{}: ink at the trim", proof.name);
                }
            }
        }
    }
}

#[test]
fn folds_are_marked_in_black_outside_the_trim() {
    let project = root().to_str().unwrap();
    let args = ["--project", project, "build", "kich-hoat-tai-khoan", "--product", "trifold"];
    let done = Run::new().args(args).args(["--press"]).run().ok();
    let path = done.file("out/kich-hoat-tai-khoan-trifold-press.pdf");
    for page in [1, 2] {
        let (process, _) = plates_of(path.to_str().unwrap(), page);
        let [cyan, .., black] = &process[..] else { panic!() };
        // Marks stand 3.5 to 8.5 mm from the trim, which begins 10 mm inside the paper.
        let rows = [dots(Len::mm(2.0))..dots(Len::mm(6.0)), {
            let foot = black.height();
            foot - dots(Len::mm(6.0))..foot - dots(Len::mm(2.0))
        }];
        for rows in rows {
            let column = |plate: &Plate, x: usize| rows.clone().any(|y| plate.at(x, y) > 0);
            let marked = |x: usize| column(black, x) && !column(cyan, x);
            let all: Vec<usize> =
                (1..black.width).filter(|x| marked(*x) && !marked(x - 1)).collect();
            assert_eq!(all.len(), 2, "two folds on page {page}: {all:?}");
            let panel = (all[1] - all[0]) as f64 * 25.4 / DPI;
            assert!((95.0..102.0).contains(&panel), "{panel} mm between folds");
        }
    }
}

#[test]
fn a_ticket_tells_the_print_shop_what_the_pages_are() {
    let project = root().to_str().unwrap();
    for (product, lang, wanted) in [
        ("trifold", "vi", ["297 × 210 mm", "2, trở theo cạnh ngắn", "Bế: không", "197 mm"]),
        ("bifold", "vi", ["297 × 210 mm", "trang 1: 148,5 mm", "Bế: không", "Chừa xén: 3 mm"]),
        ("bifold", "en", ["297 × 210 mm", "Folds: 148.5 mm from the left", "none", "Bleed: 3 mm"]),
        ("trifold", "vi", ["297 × 210 mm", "trang 1: 97; 197 mm", "Bế: không", "Chừa xén: 3 mm"]),
        ("tent", "vi", ["210 × 297 mm", "trên trang 1: 148,5 mm", "Bế: không", "một mặt"]),
        ("hanger", "vi", ["99 × 210 mm", "2, trở theo cạnh dài", "CutContour", "Gấp: không"]),
        ("hanger", "en", ["Bleed: 3 mm", "the long edge", "CutContour", "Folds: none"]),
        (
            "card",
            "en",
            ["105 × 148 mm", "2, turned over the long edge", "Die cutting: none", "300 %"],
        ),
    ] {
        let args = ["--project", project, "--lang", lang, "build", "kich-hoat-tai-khoan"];
        let done = Run::new().args(args).args(["--press", "--product", product]).run().ok();
        let path = done.file(&format!("out/kich-hoat-tai-khoan-{product}-press.txt"));
        let ticket = std::fs::read_to_string(path).unwrap();
        for words in wanted {
            assert!(ticket.contains(words), "{product}: no “{words}” in\n{ticket}");
        }
        assert!(ticket.contains(&format!("kich-hoat-tai-khoan-{product}-press.pdf")));
    }
    // Office printers need none.
    let args = ["--project", project, "build", "kich-hoat-tai-khoan", "--grey"];
    let done = Run::new().args(args).run().ok();
    assert!(done.stdout.lines().all(|line| line.contains(".pdf")), "{}", done.stdout);
}

/// A picture in four fields: black, grey, red, white; a PNG lets the paper through at its edge.
fn fields(png: bool) -> Vec<u8> {
    let colours = [[0, 0, 0], [128; 3], [200, 0, 0], [255; 3]];
    let field = |x: u32, y: u32| colours[(x / 200 + y / 200 * 2) as usize];
    let mut bytes = std::io::Cursor::new(Vec::new());
    if png {
        let rgba = image::RgbaImage::from_fn(400, 400, |x, y| {
            let [r, g, b] = field(x, y);
            image::Rgba([r, g, b, if x < 4 { 0 } else { 255 }])
        });
        rgba.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    } else {
        let rgb = image::RgbImage::from_fn(400, 400, |x, y| image::Rgb(field(x, y)));
        rgb.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    }
    bytes.into_inner()
}

#[test]
fn pictures_of_pixels_become_inks_and_greys() {
    let guide = std::fs::read_to_string(root().join("guides/cai-dat-vneid.md")).unwrap();
    for (ending, png) in [("png", true), ("jpg", false)] {
        let picture = format!("pictures/fields.{ending}");
        let guide =
            guide.replace(SHOP, &format!("![Điện thoại có ô kho ứng dụng được tô đậm]({picture})"));
        for option in ["--press", "--grey"] {
            let mut run = Run::new()
                .file("guides/cai-dat-vneid.md", &guide)
                .file(&format!("guides/{picture}"), fields(png))
                .args(["build", "--product", "leaflet-a4", option]);
            for entry in std::fs::read_dir(root().join("guides/pictures")).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                run = run.file(&format!("guides/pictures/{name}"), std::fs::read(&path).unwrap());
            }
            let done = run.run().ok();
            let path = done.file(&format!("out/cai-dat-vneid-leaflet-a4{}.pdf", &option[1..]));
            let unpacked =
                output("qpdf", &["--qdf", "--object-streams=disable", path.to_str().unwrap(), "-"]);
            let unpacked = String::from_utf8_lossy(&unpacked.stdout).into_owned();
            assert!(!unpacked.contains("/DeviceRGB") && !unpacked.contains("/DCTDecode"));
            assert_eq!(unpacked.contains("/SMask"), png);
            if option == "--grey" {
                assert!(unpacked.contains("/DeviceGray"));
                continue;
            }
            assert_eq!(unpacked.contains("/S /Transparency"), png, "what mixes says where");
            assert!(complaints(path.to_str().unwrap()).is_empty());
            let [c, m, y, k] = &plates_of(path.to_str().unwrap(), 1).0[..] else { panic!() };
            // Red is where magenta and yellow are whole and cyan is none.
            let is_red = |at: usize| m.ink[at] > 250 && y.ink[at] > 250 && c.ink[at] == 0;
            let red = (0..c.ink.len()).filter(|at| is_red(*at)).count();
            assert!(red > 400, "{ending}: {red} red dots");
            let grey = |at: usize| {
                c.ink[at] == 0 && m.ink[at] == 0 && y.ink[at] == 0 && k.ink[at].abs_diff(127) < 4
            };
            let grey = (0..c.ink.len()).filter(|at| grey(*at)).count();
            assert!(grey > 400, "{ending}: {grey} grey dots on the black plate alone");
        }
    }
}

#[test]
fn the_black_plate_alone_holds_the_codes() {
    let folder = tempfile::tempdir().unwrap();
    for proof in some() {
        let mut found = Vec::new();
        for number in 1..=proof.pages.pages.len() {
            let (mut plates, _) = plates(proof, number);
            let black = plates.remove(3);
            let (width, height) = (black.width as u32, black.height() as u32);
            let paper = black.ink.iter().map(|ink| 255 - ink).collect();
            let picture = image::GrayImage::from_raw(width, height, paper).unwrap();
            let path = folder.path().join("black.png");
            picture.save(&path).unwrap();
            let scan = output("zbarimg", &["-q", "--raw", path.to_str().unwrap()]);
            found.extend(String::from_utf8(scan.stdout).unwrap().lines().map(str::to_owned));
        }
        let mut wanted: Vec<String> =
            proof.guide.qr.iter().map(|target| target.url.it.clone()).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{}", proof.name);
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_under_names_of_their_own() {
    for jobs in ["1", "4"] {
        let project = root().to_str().unwrap();
        let args = ["--project", project, "build", "--press", "--out", "out", "-j", jobs];
        let done = Run::new().args(args).run().ok();
        for proof in pressed() {
            let made = std::fs::read(done.file(&format!("out/{}.pdf", proof.name))).unwrap();
            assert!(made == std::fs::read(&proof.path).unwrap(), "{} with -j {jobs}", proof.name);
        }
    }
}

#[test]
fn a_print_shop_puts_pages_onto_sheets_itself() {
    for args in [["--sheet", "a4"], ["--impose", "copies"]] {
        let done = Run::new().args(["build", "--press"]).args(args).run();
        assert_eq!(done.code, 2, "{}", done.stderr);
        assert!(done.stderr.contains("--press"), "{}", done.stderr);
    }
}

#[test]
fn grey_pages_have_no_colour_and_keep_their_contrast() {
    for proof in proofs(GREY) {
        let pictures = colour_pages(proof.arg(), 60.0);
        assert_eq!(pictures.len(), proof.pages.pages.len(), "{}", proof.name);
        for picture in pictures {
            let is_grey = |pixel: &image::Rgb<u8>| pixel[0] == pixel[1] && pixel[1] == pixel[2];
            assert!(picture.pixels().all(is_grey), "{}", proof.name);
            assert!(picture.pixels().any(|pixel| pixel[0] < 40), "{} is empty", proof.name);
        }
    }
    for product in PRODUCTS {
        for style in &workshop().set.product(product).unwrap().style.styles {
            let ground = grey(style.fill.unwrap_or(Colour::WHITE));
            let contrast = grey(style.colour).contrast(ground);
            assert!(contrast >= 7.0, "{} of {product}: {contrast:.2} (LP-12)", style.name);
        }
    }
}

#[test]
fn a_page_that_spares_ink_says_the_same_with_less() {
    let ink = |path: &str| -> u64 {
        let pages = grey_pages(path, 60.0, &[]);
        pages.iter().flat_map(|page| page.pixels()).map(|pixel| u64::from(255 - pixel[0])).sum()
    };
    for (proof, office) in proofs(SAVER).iter().zip(sheets()) {
        let words = |path: &str| printed("pdftotext", &["-raw", path, "-"]);
        assert_eq!(words(proof.arg()), words(office.arg()), "{}", proof.name);
        for page in &proof.pages.pages {
            for placed in &page.items {
                // What was white on a dark disc would be white on white now.
                if let Item::Glyphs(run) = &placed.item {
                    assert_ne!(run.colour, Colour::WHITE, "{}: {}", proof.name, run.text);
                }
            }
        }
        let (less, more) = (ink(proof.arg()), ink(office.arg()));
        assert!(less <= more, "{}: {less} of {more}", proof.name);
    }
}

#[test]
fn dark_fields_are_what_ink_is_spared_on() {
    let toner = |more: &[&'static str]| -> f64 {
        let args = ["build", "kich-hoat-tai-khoan", "--product", "hanger", "--look", "colour"];
        let done = Run::new().args(args).args(["--format", "json"]).args(more.iter().copied());
        let done = done.run().ok();
        let reported: serde_yaml::Value =
            serde_yaml::from_str(done.stdout.lines().next().unwrap()).unwrap();
        reported["toner"].as_sequence().unwrap().iter().map(|page| page.as_f64().unwrap()).sum()
    };
    let (less, more) = (toner(&["--ink-saver"]), toner(&[]));
    // Its headlines stand on dark grounds.
    assert!(less < more * 0.6, "{less} of {more}");
}

#[test]
fn inks_of_a_colour_are_checked() {
    let base = std::fs::read_to_string(root().join("templates/base.yaml")).unwrap();
    let good = "cmyk: [100, 50, 25, 45]";
    let line = base.lines().position(|line| line.contains(good)).unwrap() + 1;
    let place = format!("templates/base.yaml:{line}:");
    for (wrong, reported) in [
        ("cmyk: [100, 90, 25, 45]", "at most 200 together"),
        ("cmyk: [101, 0, 0, 0]", "four numbers from 0 to 100"),
        ("cmyk: [100, 50, 25]", "four numbers from 0 to 100"),
        ("cmyk: [a, 50, 25, 45]", "a number from 0 to 2000"),
        ("cmky: [100, 50, 25, 45]", "cmky"),
    ] {
        let guide = std::fs::read_to_string(root().join("guides/phong-lua-dao.yaml")).unwrap();
        let done = Run::new()
            .file("guides/phong-lua-dao.yaml", guide)
            .file("templates/base.yaml", base.replace(good, wrong))
            .args(["build", "--press", "--product", "hanger", "--format", "short"])
            .run();
        assert_eq!(done.code, 1, "{wrong}: {}", done.stderr);
        assert!(done.stderr.contains(&place), "{wrong}: {}", done.stderr);
        assert!(done.stderr.contains(reported), "{wrong}: {}", done.stderr);
        assert!(!done.file("out/phong-lua-dao-hanger-press.pdf").exists());
    }
}
