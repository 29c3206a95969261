//! What the documents promise: tables equal the program, pictures are those of today, guides and
//! examples build. Commands are in `commands`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use serde_yaml::Value;
use toroi::diag::{Code, Format, Lang, Printer, Sink};
use toroi::doc::Duplex;
use toroi::doc::vocabulary::{ELEMENTS, Place};
use toroi::geom::{Len, Size};
use toroi::guide::{self, Library};
use toroi::inks::Inks;
use toroi::paint::raster;
use toroi::render::Press;
use toroi::sheet::{Imposing, Order};
use toroi::source::{ReadAs, Sources, line_column};
use toroi::template::{FILTERS, Row, Set, Settings};
use toroi::text::Fonts;
use toroi::world::{Memory, Project, World};

use crate::commands::{blocks, read};
use crate::house::LAYERS;
use crate::run::{Run, root};
use crate::sheets::{PRODUCTS, workshop};

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

/// The guide in the pictures of the README, and as which products.
const SHOWN: (&str, [(&str, &str); 2]) =
    ("kich-hoat-tai-khoan", [("leaflet", "leaflet-a4"), ("hanger", "hanger")]);

/// `ACCEPT=1 cargo suite docs::` makes them anew.
#[test]
fn pictures_of_the_readme_are_small_and_of_today() {
    let shop = workshop();
    let guide = &shop.library.guides[SHOWN.0];
    for (name, product) in SHOWN.1 {
        let mut sink = Sink::new();
        let pages = shop.press().pages(guide, product, &mut sink).unwrap();
        let pdf = shop.press().pdf(guide, &pages).unwrap();
        let actual = on_a_desk(&raster::render(&pdf, 56.0).unwrap());
        let path = root().join(format!("docs/pictures/{name}.png"));
        if std::env::var_os("ACCEPT").is_some_and(|value| value == "1") {
            let mut bytes = Vec::new();
            PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter)
                .write_image(
                    &few_colours(&actual),
                    actual.width(),
                    actual.height(),
                    ExtendedColorType::Rgb8,
                )
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
        assert!(count == 0, "{name}: {count} values differ; ACCEPT=1 cargo suite docs:: accepts");
    }
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
    let mut told = BTreeSet::new();
    for row in table(&text, "| Product |") {
        let is_on_a4 = row[1].contains("--sheet a4");
        let a4 = Size::new(Len::mm(210.0), Len::mm(297.0));
        let order = row[1].contains("--impose booklet").then_some(Order::Booklet);
        let imposing = Imposing { sheet: is_on_a4.then_some(a4), order, ..Imposing::default() };
        for product in row[0].split(", ") {
            told.insert(product.to_owned());
            let shop = workshop();
            let press = Press { imposing, ..shop.press() };
            let pages = press.pages(&shop.library.guides[SHOWN.0], product, &mut Sink::new());
            let pages = pages.unwrap();
            let edge = match pages.duplex {
                Duplex::Long => "both sides, long edge",
                Duplex::Short => "both sides, short edge",
                Duplex::None => "one side",
            };
            assert_eq!(row[2], edge, "{product}");
            let Size { w, h } = pages.pages[0].size;
            let width = if row[1].starts_with("A3") { 297.0 } else { 210.0 };
            assert_eq!(w.min(h), Len::mm(width), "{product}");
            assert_eq!(!is_on_a4 && w > h, row[1].contains("landscape"), "{product}");
        }
    }
    assert_eq!(told, PRODUCTS.iter().map(|&name| name.to_owned()).collect());
}

#[test]
fn the_letters_of_codes_are_all_listed() {
    let text = read("docs/text.md");
    let told: BTreeSet<String> =
        table(&text, "| Codes |").into_iter().map(|row| row[0].clone()).collect();
    let real: BTreeSet<String> = Code::ALL.iter().map(|code| code.id()[..1].to_owned()).collect();
    assert_eq!(told, real);
}

#[test]
fn the_table_of_layers_is_that_of_the_house() {
    let text = read("docs/architecture.md");
    let mut told: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut layer = 0;
    for row in table(&text, "| Layer |") {
        layer = row[0].parse().unwrap_or(layer);
        let names = row[1].split(", ").map(|path| {
            assert!(root().join(path).exists(), "{path}");
            path.trim_start_matches("src/").trim_end_matches(['/']).trim_end_matches(".rs")
        });
        told.entry(layer).or_default().extend(names.map(str::to_owned));
    }
    let real: BTreeMap<usize, BTreeSet<String>> = LAYERS
        .iter()
        .enumerate()
        .map(|(index, names)| (index + 1, names.iter().map(|&name| name.to_owned()).collect()))
        .collect();
    assert_eq!(told, real);
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

/// The cells of the rows of the table whose header begins with `header`, without code marks.
fn table(text: &str, header: &str) -> Vec<Vec<String>> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(header));
    assert!(lines.next().is_some(), "there is no table `{header}`");
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_matches('|').replace("\\|", "\u{1}");
        line.split('|').map(|cell| cell.trim().replace('\u{1}', "|").replace('`', "")).collect()
    };
    lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect()
}

#[test]
fn the_table_of_elements_is_the_vocabulary() {
    let text = read("templates/README.md");
    let told: Vec<[String; 3]> = table(&text, "| Element |")
        .into_iter()
        .map(|row| [row[0].clone(), row[1].clone(), row[2].clone()])
        .collect();
    let place = |place: Place| match place {
        Place::Root => "at the root".to_owned(),
        Place::Sheet => "in sheet".to_owned(),
        Place::Face => "in face".to_owned(),
        Place::Block => "where blocks stand".to_owned(),
        Place::Inside(parent) => format!("in {parent}"),
        Place::Inline => "among letters".to_owned(),
        Place::Both => "where blocks stand, among letters".to_owned(),
        Place::Anywhere => "anywhere".to_owned(),
    };
    let real: Vec<[String; 3]> = ELEMENTS
        .iter()
        .map(|element| {
            let needs = element.needs.iter().map(|name| format!("{name} (needed)"));
            let may = element.may.iter().map(|&name| name.to_owned());
            let attributes = needs.chain(may).collect::<Vec<_>>().join(", ");
            let attributes = if attributes.is_empty() { "none".to_owned() } else { attributes };
            [element.name.to_owned(), place(element.place), attributes]
        })
        .collect();
    assert_eq!(told, real);
}

/// What elements cannot hold is reported, never dropped.
#[test]
fn elements_hold_only_what_they_can_draw() {
    let all = "<omit ref=\"title\"/><omit ref=\"short\"/><omit ref=\"question\"/>\
               <omit ref=\"audience\"/><omit ref=\"bring\"/><omit ref=\"checklist\"/>\
               <omit ref=\"safety\"/><omit ref=\"contact\"/><omit ref=\"qr\"/><omit ref=\"part\"/>";
    let wrong = [
        ("<face>chữ</face>", Code::MarkupPlace),
        ("chữ<face/>", Code::MarkupPlace),
        ("<face><checks>chữ<check>a</check></checks></face>", Code::MarkupPlace),
        ("<face><steps>chữ</steps></face>", Code::MarkupPlace),
        ("<face><steps><step number=\"1\">chữ</step></steps></face>", Code::MarkupPlace),
        ("<face><box style=\"note\">chữ</box></face>", Code::MarkupPlace),
        ("<face><rule>chữ</rule></face>", Code::MarkupPlace),
        ("<face><rule><p>chữ</p></rule></face>", Code::MarkupPlace),
        ("<face><p>a <br>chữ</br></p></face>", Code::MarkupPlace),
        ("<face><p><key>Cài <b>đặt</b></key></p></face>", Code::MarkupPlace),
        ("<face><box style=\"note\" warning=\"yes\"/></face>", Code::MarkupAttribute),
        ("<face><qr url=\"https://vneid.gov-vn.com\"/></face>", Code::QrHost),
    ];
    for (markup, code) in wrong {
        let sheet = format!("<sheet title=\"x\">{all}{markup}</sheet>");
        let mut world = Memory::default();
        world.files.insert("templates/wrong/sheet.xml".into(), sheet.into_bytes());
        let style = read("templates/hanger/style.yaml").into_bytes();
        world.files.insert("templates/wrong/style.yaml".into(), style);
        let mut shop = Shop::open(&world, &["wrong"]);
        shop.expect_nothing();
        let settings = Settings::new();
        let Shop { ref sources, ref set, ref fonts, .. } = shop;
        let press = Press {
            world: &world,
            sources,
            set,
            fonts,
            settings: &settings,
            imposing: Imposing::default(),
            inks: Inks::default(),
        };
        let guide = &shop.library.guides["cai-dat-vneid"];
        let pages = press.pages(guide, "wrong", &mut shop.sink);
        let codes: Vec<Code> = shop.sink.iter().map(|diagnostic| diagnostic.code).collect();
        assert!(pages.is_none() && codes == [code], "{markup}: {codes:?}");
    }
}

/// A product whose template prints all it sees.
const DUMP: &str = "{{ __tera_context | safe }}";

#[test]
fn every_variable_of_a_template_is_told() {
    let mut world = Memory::default();
    let mut put =
        |path: &str, text: &str| world.files.insert(path.into(), text.as_bytes().to_vec());
    put("templates/dump/sheet.xml", DUMP);
    put("templates/dump/style.yaml", &read("templates/hanger/style.yaml"));
    let body = "# Một phần {sources=ba-cach}\n\nChữ của phần.\n\n## Một bước {sources=ba-cach}\n\n\
                ![Thẻ](pictures/sim.svg)\n\nChữ của bước.\n\n";
    let model = read("templates/new-guide.md");
    let start = model.rfind("---\n# ").unwrap() + "---\n".len();
    let model = format!("{}{body}{}", &model[..start], &model[start..]);
    put("guides/mau.md", &model);
    let mut all = Shop::open(&world, &["dump"]);
    let guide = &all.library.guides["mau"];
    let markup =
        all.set.render("dump", guide, &Settings::new(), &Row::new(), &all.sources).unwrap();
    all.expect_nothing();
    let context: Value =
        serde_yaml::from_str(&markup.xml).unwrap_or_else(|error| panic!("{error}\n{}", markup.xml));
    let mut real = BTreeMap::new();
    paths("", &context, &mut real);
    let text = read("templates/README.md");
    let told: BTreeMap<String, String> = table(&text, "| Variable |")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    assert_eq!(told, real);
}

#[test]
fn every_filter_is_told_and_does_what_is_told() {
    let text = read("templates/README.md");
    let rows = table(&text, "| Filter |");
    let told: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(told, FILTERS);
    let sheet = rows.iter().map(|row| row[2].as_str()).collect::<Vec<_>>().join("\n");
    let mut world = Memory::default();
    let mut put =
        |path: &str, text: &str| world.files.insert(path.into(), text.as_bytes().to_vec());
    put("templates/filters/sheet.xml", &sheet);
    put("templates/filters/style.yaml", &read("templates/hanger/style.yaml"));
    put("guides/mau.md", &read("templates/new-guide.md"));
    let mut all = Shop::open(&world, &["filters"]);
    let guide = &all.library.guides["mau"];
    let markup =
        all.set.render("filters", guide, &Settings::new(), &Row::new(), &all.sources).unwrap();
    all.expect_nothing();
    let given: Vec<String> = markup.xml.lines().map(|line| line.replace('\u{a0}', " ")).collect();
    let wanted: Vec<&String> = rows.iter().map(|row| &row[3]).collect();
    assert_eq!(given.iter().collect::<Vec<_>>(), wanted);
}

/// Every path of a value and the kind of what stands there.
fn paths(name: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    let mut put = |kind: &str| found.insert(name.to_owned(), kind.to_owned());
    match value {
        Value::Null => {}
        Value::Sequence(items) => {
            for item in items {
                paths(&format!("{name}[]"), item, found);
            }
        }
        Value::Mapping(map) => {
            let mut keys: Vec<&str> = map.keys().filter_map(Value::as_str).collect();
            keys.sort_unstable();
            match keys[..] {
                ["plain", "ref", "rich"] => drop(put("text")),
                ["ref", "rich"] => drop(put("body")),
                ["alt", "ref"] => drop(put("picture")),
                _ => {
                    for (key, value) in map {
                        let key = key.as_str().unwrap_or("");
                        let path =
                            if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
                        paths(&path, value, found);
                    }
                }
            }
        }
        _ => drop(put("string")),
    }
}

#[test]
fn every_field_of_a_style_is_told() {
    // A field nobody knows makes the program name all it knows.
    let style = "page: { zzz: 1 }\nhole: { zzz: 1 }\nladder: [{ zzz: 1 }]\nstyles: { p: { zzz: 1 } }\nzzz: 1\nsheet:\n  zzz: 1\n  size: [9, 9]\n  sides:\n    - zzz: 1\n";
    let mut world = Memory::default();
    world.files.insert("templates/wrong/sheet.xml".into(), b"<sheet/>".to_vec());
    world.files.insert("templates/wrong/style.yaml".into(), style.into());
    let shop = Shop::open(&world, &["wrong"]);
    let mut known = BTreeMap::new();
    for diagnostic in shop.sink.iter() {
        let toroi::diag::Place::Span(span) = diagnostic.place else { continue };
        let source = shop.sources.get(span.file);
        let line = line_column(&source.text, span.start as usize).0;
        let fields =
            diagnostic.hints.iter().find_map(|hint| hint.en.strip_prefix("the fields here are: "));
        let Some(fields) = fields else { continue };
        let fields: BTreeSet<String> = fields.split(", ").map(str::to_owned).collect();
        known.insert(line, fields);
    }
    let [page, hole, ladder, styles, top, sheet, sides] =
        [1, 2, 3, 4, 5, 7, 10].map(|line| known[&line].clone());
    let text = read("templates/README.md");
    let names = |header: &str| -> BTreeSet<String> {
        table(&text, header).into_iter().map(|row| row[0].clone()).collect()
    };
    let under = |name: &str, fields: BTreeSet<String>| -> BTreeSet<String> {
        fields.into_iter().map(|field| format!("{name}.{field}")).collect()
    };
    let mut real = top;
    real.extend(under("page", page));
    real.extend(under("hole", hole));
    real.extend(under("ladder", ladder));
    real.extend(under("sheet", sheet));
    real.extend(under("sheet.sides", sides));
    assert_eq!(names("| Field | Unit | Default | What it says |"), real);
    assert_eq!(names("| Field | Unit | Default | Used by |"), styles);
}

/// Guides and products of a world, with all that was found while reading them.
struct Shop<'a> {
    world: &'a dyn World,
    sources: Sources,
    sink: Sink,
    fonts: Fonts,
    library: Library,
    set: Set,
}

impl<'a> Shop<'a> {
    fn open(world: &'a dyn World, products: &[&str]) -> Shop<'a> {
        let (mut sources, mut sink, fonts) = (Sources::new(), Sink::new(), Fonts::new());
        let library = Library::load(world, &[], ReadAs::default(), &mut sources, &mut sink);
        let products: Vec<String> = products.iter().map(|&name| name.to_owned()).collect();
        let set = Set::load(world, &products, &fonts, &mut sources, &mut sink);
        Shop { world, sources, sink, fonts, library, set }
    }

    /// Makes every guide in every product, on the day it was reviewed.
    fn build(&mut self, products: &[&str]) {
        let settings = Settings::new();
        assert!(!self.library.guides.is_empty());
        for guide in self.library.guides.values() {
            guide::check(guide, &self.sources, Some(guide.reviewed.it), &mut self.sink);
            for product in products {
                let Shop { world, ref sources, ref set, ref fonts, .. } = *self;
                let press = Press {
                    world,
                    sources,
                    set,
                    fonts,
                    settings: &settings,
                    imposing: Imposing::default(),
                    inks: Inks::default(),
                };
                let pages = press.pages(guide, product, &mut self.sink);
                let Some(pages) = pages else { continue };
                let pdf = press.pdf(guide, &pages).unwrap();
                assert!(pdf.starts_with(b"%PDF-"), "{} as {product}", guide.slug);
            }
        }
        self.expect_nothing();
    }

    /// Fails if anything at all was found, warnings too.
    #[track_caller]
    fn expect_nothing(&mut self) {
        let printer = Printer { format: Format::Human, lang: Lang::En, colour: false };
        let found = printer.print(&self.sink, |_| true, &self.sources);
        assert!(found.is_empty(), "{found}");
    }
}

#[test]
fn every_guide_builds_as_every_product() {
    let world = Project::new(root());
    Shop::open(&world, &PRODUCTS).build(&PRODUCTS);
}

#[test]
fn the_products_tested_are_all_there_are() {
    let world = Project::new(root());
    let known: BTreeSet<String> = Shop::open(&world, &[]).set.known().iter().cloned().collect();
    assert_eq!(known, PRODUCTS.iter().map(|&name| name.to_owned()).collect());
}

#[test]
fn the_model_guide_builds_as_every_product() {
    let mut world = Memory::default();
    world.files.insert("guides/mau.md".into(), read("templates/new-guide.md").into_bytes());
    Shop::open(&world, &PRODUCTS).build(&PRODUCTS);
}

/// The lines from `start` up to the next field.
fn field<'a>(guide: &'a str, start: &str) -> Vec<&'a str> {
    let mut lines = guide.lines().skip_while(|line| *line != start);
    let mut field: Vec<&str> = lines.next().into_iter().collect();
    field.extend(lines.take_while(|line| line.starts_with(' ')));
    field
}

#[test]
fn safety_and_contacts_are_the_same_everywhere() {
    let model = read("templates/new-guide.md");
    let mut count = 0;
    for entry in fs::read_dir(root().join("guides")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.contains('.') {
            continue;
        }
        let guide = read(&format!("guides/{name}"));
        // What residents read; an invitation has lines of its own, so have the teams.
        if !guide.contains("products: [leaflet-a4") {
            continue;
        }
        count += 1;
        for start in ["safety:", "contacts:"] {
            assert!(field(&model, start).len() > 3);
            assert_eq!(field(&guide, start), field(&model, start), "{name}");
        }
    }
    assert_eq!(count, 15);
}

#[test]
fn the_poster_of_the_worked_example_builds() {
    let text = read("templates/README.md");
    let one = |language: &str| -> Vec<u8> {
        let mut blocks = blocks(&text, language);
        assert_eq!(blocks.len(), 1, "one block of {language}");
        blocks.remove(0).into_bytes()
    };
    let mut world = Memory::default();
    world.files.insert("templates/hall-poster/sheet.xml".into(), one("xml"));
    world.files.insert("templates/hall-poster/style.yaml".into(), one("yaml"));
    Shop::open(&world, &["hall-poster"]).build(&["hall-poster"]);
}
