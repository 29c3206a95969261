//! What the document of templates promises: its tables equal the program, guides and examples build.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_yaml::Value;
use toroi::diag::{Code, Lang, Sink};
use toroi::doc::Look;
use toroi::doc::vocabulary::{ELEMENTS, ParentElement};
use toroi::guide::{self, Library};
use toroi::report::{Format, Reporter};
use toroi::source::{ReadAs, Sources, line_column};
use toroi::template::{FILTERS, RowValues, Settings, TemplateSet};
use toroi::text::Fonts;
use toroi::typeset::Typesetter;
use toroi::world::{MemoryWorld, Project, World};

use crate::commands::{blocks, read, table};
use crate::run::root;
use crate::sheets::PRODUCTS;

#[test]
fn the_table_of_elements_is_the_vocabulary() {
    let text = read("templates/README.md");
    let reported: Vec<[String; 3]> = table(&text, "| Element |")
        .into_iter()
        .map(|row| [row[0].clone(), row[1].clone(), row[2].clone()])
        .collect();
    let place = |place: ParentElement| match place {
        ParentElement::Root => "at the root".to_owned(),
        ParentElement::Sheet => "in sheet".to_owned(),
        ParentElement::Face => "in face".to_owned(),
        ParentElement::Block => "where blocks stand".to_owned(),
        ParentElement::Inside(parent) => format!("in {parent}"),
        ParentElement::Inline => "among letters".to_owned(),
        ParentElement::Both => "where blocks stand, among letters".to_owned(),
        ParentElement::Anywhere => "anywhere".to_owned(),
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
    assert_eq!(reported, real);
}

/// What elements cannot hold is reported, never dropped.
#[test]
fn elements_hold_only_what_they_can_draw() {
    let all = "<omit ref=\"title\"/><omit ref=\"short\"/><omit ref=\"question\"/>\
               <omit ref=\"audience\"/><omit ref=\"bring\"/><omit ref=\"checklist\"/>\
               <omit ref=\"safety\"/><omit ref=\"contact\"/><omit ref=\"qr\"/><omit ref=\"part\"/>";
    let wrong = [
        ("<face>chữ</face>", Code::MarkupPlace),
        ("chữ<face><p>a</p></face>", Code::MarkupPlace),
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
        let mut world = MemoryWorld::default();
        world.files.insert("templates/wrong/sheet.xml".into(), sheet.into_bytes());
        // Nobody misses the safety box on a sheet for the team.
        let style = read("templates/hanger/style.yaml")
            .replace("distribution: public", "distribution: team");
        world.files.insert("templates/wrong/style.yaml".into(), style.into_bytes());
        let mut shop = Shop::open(&world, &["wrong"]);
        shop.expect_nothing();
        let settings = Settings::new();
        let Shop { ref sources, ref set, ref fonts, .. } = shop;
        let press = Typesetter::new(&world, sources, set, fonts, &settings);
        let guide = &shop.library.guides["cai-dat-vneid"];
        let pages = press.pages(guide, "wrong", &mut shop.sink);
        let codes: Vec<Code> = shop.sink.iter().map(|diagnostic| diagnostic.code).collect();
        assert!(pages.is_none() && codes == [code], "{markup}: {codes:?}");
    }
}

/// A product whose template prints all it sees.
const DUMP: &str = "{{ __tera_context | safe }}";

#[test]
fn every_variable_of_a_template_is_reported() {
    let mut world = MemoryWorld::default();
    let mut put =
        |path: &str, text: &str| world.files.insert(path.into(), text.as_bytes().to_vec());
    put("templates/dump/sheet.xml", DUMP);
    put("templates/dump/style.yaml", &read("templates/hanger/style.yaml"));
    let body = "# Một phần {sources=ba-cach}\n\nChữ của phần.\n\n## Một bước {sources=ba-cach}\n\n\
                ![Thẻ](pictures/sim.svg)\n\nChữ của bước.\n\n";
    let model = read("templates/new-guide.md");
    let start = model.rfind("---\n# ").unwrap() + "---\n".len();
    let model = format!("{}{body}{}", &model[..start], &model[start..]);
    let sign = "    - { file: pictures/hang-up.svg, alt: Nút tắt }\n";
    let signs = format!("\n  pictures:\n{}\n# Dòng để viết tay", sign.repeat(4));
    put("guides/mau.md", &model.replacen("\n\n# Dòng để viết tay", &signs, 1));
    let mut all = Shop::open(&world, &["dump"]);
    let guide = &all.library.guides["mau"];
    let markup =
        all.set.render("dump", guide, &Settings::new(), &RowValues::new(), &all.sources).unwrap();
    all.expect_nothing();
    let context: Value =
        serde_yaml::from_str(&markup.xml).unwrap_or_else(|error| panic!("{error}\n{}", markup.xml));
    let mut real = BTreeMap::new();
    paths("", &context, &mut real);
    let text = read("templates/README.md");
    let reported: BTreeMap<String, String> = table(&text, "| Variable |")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    assert_eq!(reported, real);
}

#[test]
fn every_filter_is_reported_and_does_what_is_reported() {
    let text = read("templates/README.md");
    let rows = table(&text, "| Filter |");
    let reported: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(reported, FILTERS);
    let sheet = rows.iter().map(|row| row[2].as_str()).collect::<Vec<_>>().join("\n");
    let mut world = MemoryWorld::default();
    let mut put =
        |path: &str, text: &str| world.files.insert(path.into(), text.as_bytes().to_vec());
    put("templates/filters/sheet.xml", &sheet);
    put("templates/filters/style.yaml", &read("templates/hanger/style.yaml"));
    put("guides/mau.md", &read("templates/new-guide.md"));
    let mut all = Shop::open(&world, &["filters"]);
    let guide = &all.library.guides["mau"];
    let markup = all
        .set
        .render("filters", guide, &Settings::new(), &RowValues::new(), &all.sources)
        .unwrap();
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
                ["alt", "is_screen", "ref"] => drop(put("picture")),
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
fn every_field_of_a_style_is_documented() {
    // A field nobody knows makes the program name all it knows.
    let style = "page: { zzz: 1 }\nhole: { zzz: 1 }\ncopyfitting: [{ zzz: 1 }]\nstyles: { p: { zzz: 1 } }\nzzz: 1\nsheet:\n  zzz: 1\n  size: [9, 9]\n  sides:\n    - zzz: 1\n";
    let mut world = MemoryWorld::default();
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
    let [page, hole, copyfitting, styles, top, sheet, sides] =
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
    real.extend(under("copyfitting", copyfitting));
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
    set: TemplateSet,
}

impl<'a> Shop<'a> {
    fn open(world: &'a dyn World, products: &[&str]) -> Shop<'a> {
        Shop::open_in("plain", world, products)
    }

    fn open_in(look: &str, world: &'a dyn World, products: &[&str]) -> Shop<'a> {
        let (mut sources, mut sink, fonts) = (Sources::new(), Sink::new(), Fonts::new());
        let look = Look { name: look.into(), accent: None };
        let library = Library::load(world, &[], ReadAs::default(), &mut sources, &mut sink);
        let products: Vec<String> = products.iter().map(|&name| name.to_owned()).collect();
        let all = (&mut sources, &mut sink);
        let set = TemplateSet::load_in(&look, world, &products, &fonts, all);
        Shop { world, sources, sink, fonts, library, set }
    }

    /// Makes every guide in every product, on the day it was reviewed.
    fn build(&mut self, products: &[&str]) {
        let settings = Settings::new();
        assert!(!self.library.guides.is_empty());
        for guide in self.library.guides.values() {
            let local = guide::LocalFacts {
                today: Some(guide.reviewed.it),
                ..guide::LocalFacts::default()
            };
            guide::check(guide, &self.sources, local, &mut self.sink);
            for product in products {
                let Shop { world, ref sources, ref set, ref fonts, .. } = *self;
                let press = Typesetter::new(world, sources, set, fonts, &settings);
                let pages = press.pages(guide, product, &mut self.sink);
                let Some(pages) = pages else { continue };
                let pdf = press.pdf(guide, &pages).unwrap();
                assert!(pdf.starts_with(b"%PDF-"), "{} as {product}", guide.slug);
            }
        }
        self.expect_nothing();
    }

    /// Fails if anything at all was found, warnings too, but for lines a poster leaves out.
    #[track_caller]
    fn expect_nothing(&mut self) {
        let printer = Reporter { format: Format::Human, lang: Lang::En, colour: false };
        let found = printer.print(&self.sink, |_| true, &self.sources);
        assert!(self.sink.iter().all(|found| found.code.id() == "T22"), "{found}");
    }
}

#[test]
fn every_guide_builds_as_every_product() {
    let world = Project::new(root());
    for look in ["plain", "colour"] {
        Shop::open_in(look, &world, &PRODUCTS).build(&PRODUCTS);
    }
}

#[test]
fn the_products_tested_are_all_there_are() {
    let world = Project::new(root());
    let known: BTreeSet<String> = Shop::open(&world, &[]).set.known().iter().cloned().collect();
    assert_eq!(known, PRODUCTS.iter().map(|&name| name.to_owned()).collect());
}

#[test]
fn the_model_guide_builds_as_every_product() {
    let mut world = MemoryWorld::default();
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

/// Lines of the model guide in whose place a guide has others, and must have them.
const OWN: [(&str, &str, &str); 3] = [
    // Pensions are asked for at the office of the ward.
    (
        "tro-cap-tu-75-tuoi.md",
        "  - { id: cong-an, label: \"Công an xã, phường\" }\n",
        "  - { id: uy-ban, label: \"Ủy ban xã, phường\" }\n",
    ),
    // Who has no smartphone loads nothing from a store.
    (
        "khong-co-dien-thoai-thong-minh.md",
        "    - Chỉ tải từ CH Play, App Store\n",
        "    - Không theo lời ai chuyển tiền\n",
    ),
    // Who was cheated calls the bank and the family.
    (
        "phong-lua-dao.yaml",
        "  - { id: tinh-nguyen-vien, label: Tình nguyện viên }\n",
        "  - { id: ngan-hang, label: Ngân hàng của bác }\n  - { id: con-chau, label: Con cháu của bác }\n",
    ),
];

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
        let mut model = model.clone();
        for (_, line, own) in OWN.iter().filter(|(guide, ..)| *guide == name) {
            assert!(model.contains(line), "{name}: {line}");
            model = model.replace(line, own);
        }
        assert!(field(&model, "contacts:").len() > 3);
        assert_eq!(field(&guide, "contacts:"), field(&model, "contacts:"), "{name}");
        // They take a safety box of the project.
        assert!(!guide.contains("safety:\n"), "{name}");
    }
    assert_eq!(count, 19);
}

#[test]
fn the_poster_of_the_worked_example_builds() {
    let text = read("templates/README.md");
    let (_, text) = text.split_once("hall-poster").expect("the worked example");
    let one = |language: &str| -> Vec<u8> {
        let mut blocks = blocks(text, language);
        assert_eq!(blocks.len(), 1, "one block of {language}");
        blocks.remove(0).into_bytes()
    };
    let mut world = MemoryWorld::default();
    world.files.insert("templates/hall-poster/sheet.xml".into(), one("xml"));
    world.files.insert("templates/hall-poster/style.yaml".into(), one("yaml"));
    Shop::open(&world, &["hall-poster"]).build(&["hall-poster"]);
}
