//! What the documents promise: commands run, tables equal the program, guides and examples build.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;
use toroi::diag::{Code, Lang, Sink};
use toroi::doc::vocabulary::{ELEMENTS, Place};
use toroi::guide::{self, Library};
use toroi::report::{Format, Printer};
use toroi::source::{ReadAs, Sources, line_column};
use toroi::template::{FILTERS, Row, Set, Settings};
use toroi::text::Fonts;
use toroi::typeset::Typesetter;
use toroi::world::{Memory, Project, World};

use crate::run::{Run, root};
use crate::sheets::PRODUCTS;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The fenced blocks of a language in a Markdown text, without their indent.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, String)> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        let fence: String = bare.chars().take_while(|c| *c == '`').collect();
        match &mut open {
            Some((mark, _, _)) if *mark == bare => found.extend(open.take()),
            Some((_, indent, block)) => {
                block.push_str(line.get(*indent..).unwrap_or(""));
                block.push('\n');
            }
            None if fence.len() >= 3 => {
                let block = (bare[fence.len()..].trim() == language).then(String::new);
                // A block of another language is read too, so that its lines open nothing.
                open = Some((fence, indent, block.unwrap_or_else(|| "\0".to_owned())));
            }
            None => {}
        }
    }
    let wanted =
        |(_, _, block): (String, usize, String)| (!block.starts_with('\0')).then_some(block);
    found.into_iter().filter_map(wanted).collect()
}

/// The words of a command line; double quotes hold spaces.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn toroi(args: &[String], folder: &Path) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
    command.args(args).current_dir(folder).env("LANG", "C").env("NO_COLOR", "1");
    command.env("SOURCE_DATE_EPOCH", "1795392000").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap_or(-1), said.concat())
}

/// A list as a ward would have it.
const LIST: &str = "Tổ;Công an xã, phường;Đơn vị phát;Mã QR\n\
    Tổ 5;024 3864 1234;Đoàn phường;https://vneid.gov.vn/?to=5\n\
    Tổ 6;024 3864 1234;Hội Phụ nữ;https://vneid.gov.vn/?to=6\n\
    Tổ 7;024 3864 1234;Mặt trận;https://vneid.gov.vn/?to=7\n\
    Tổ 7;024 3864 1235;Mặt trận;https://vneid.gov.vn/?to=8\n\
    Tổ 7;024 3864 1236;Mặt trận;https://vneid.gov.vn/?to=9\n";

/// Runs every line of every `sh` block as a reader would.
fn run_all(path: &str, folder: &Path) {
    let mut here = folder.to_owned();
    let mut count = 0;
    for line in blocks(&read(path), "sh").iter().flat_map(|block| block.lines()) {
        count += 1;
        let words = split(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let args = match words[..] {
            ["cd", to] => {
                here.push(to);
                assert!(here.is_dir(), "{path}: `{line}`: there is no such folder");
                fs::write(here.join("danh-sach.csv"), LIST).unwrap();
                // As an old program saved it, in an old font.
                let list = "STT;Hä tªn\n1;NguyÔn V¨n An\n";
                fs::write(here.join("danh-sach-cu.csv"), list).unwrap();
                let list = "Họ tên;Địa chỉ;Việc\nNguyễn Văn An;Số 5, ngõ 2;Cài VNeID\n";
                fs::write(here.join("to-7.csv"), list).unwrap();
                continue;
            }
            ["tests/run"] => {
                assert!(is_executable(&root().join("tests/run")), "tests/run cannot be run");
                continue;
            }
            ["cargo", "run", "--release", "--", ref args @ ..] | ["toroi", ref args @ ..] => args,
            _ => panic!("{path}: `{line}` is no command this test knows"),
        };
        let args: Vec<String> = args.iter().map(|&word| word.to_owned()).collect();
        let (code, said) = toroi(&args, &here);
        assert_eq!(code, 0, "{path}: `{line}` failed:\n{said}");
    }
    assert!(count > 0, "{path} has no commands");
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|about| about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

#[test]
fn every_command_of_the_readme_runs() {
    let folder = tempfile::tempdir().unwrap();
    run_all("README.md", folder.path());
}

#[test]
fn every_command_of_a_new_project_runs() {
    let made = Run::new().args(["new", "project", "du-an"]).run().ok();
    let project = made.file("du-an");
    let welcome = fs::read_to_string(project.join("README.md")).unwrap();
    assert_eq!(welcome, read("templates/new-project.md"));
    run_all("templates/new-project.md", &project);
}

/// Whatever stands after `toroi` in a code span must be a command.
#[test]
fn every_command_named_anywhere_exists() {
    let args = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let mut known = BTreeSet::from(["help".to_owned()]);
    let places = [
        "README.md",
        "templates/README.md",
        "templates/new-project.md",
        "templates/new-guide.md",
        "src/diag/explain.en.md",
        "src/diag/explain.vi.md",
    ];
    for path in places {
        let text = read(path);
        for (at, _) in text.match_indices("`toroi ") {
            let command = text[at + 1..].split('`').next().unwrap_or("");
            let word = split(command).get(1).cloned().unwrap_or_default();
            if word.starts_with('-') || known.contains(&word) {
                continue;
            }
            let (code, _) = toroi(&args(&[&word, "--help"]), root());
            assert_eq!(code, 0, "{path}: there is no command `toroi {word}`");
            known.insert(word);
        }
    }
    assert!(known.len() > 5, "{known:?}");
}

#[test]
fn every_option_of_the_readme_exists_and_none_is_missing() {
    let text = read("README.md");
    let table = table(&text, "| Option |");
    let told: BTreeSet<String> =
        table.iter().map(|row| row[0].split(' ').next().unwrap_or("").to_owned()).collect();
    let mut real = BTreeSet::new();
    let commands =
        ["build", "check", "watch", "new", "convert", "kit", "merge", "roster", "fonts", "explain"];
    for command in commands.into_iter().chain(["printer sheet", "printer calibrate"]) {
        let (_, help) = toroi(&split(&format!("{command} --help")), root());
        for word in help.split_whitespace().filter(|word| word.starts_with("--")) {
            let name: String =
                word.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            real.insert(name);
        }
    }
    real.remove("--help");
    assert_eq!(told, real);
}

#[test]
fn the_error_in_the_readme_is_real() {
    let text = read("README.md");
    let sample = blocks(&text, "text").into_iter().find(|block| block.starts_with("error["));
    let sample = sample.expect("README.md shows an error");
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
fn links_between_documents_lead_somewhere() {
    for path in ["README.md", "templates/README.md", "tests/README.md", "CHANGELOG.md"] {
        let text = read(path);
        let folder = root().join(path);
        let folder = folder.parent().unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or("");
            let is_file = !target.contains("://") && !target.starts_with("pictures/");
            assert!(!is_file || folder.join(target).exists(), "{path} links to {target}");
        }
    }
}

#[test]
fn pictures_of_the_readme_are_small() {
    for name in ["leaflet.png", "hanger.png"] {
        let size = root().join(".github").join(name).metadata().unwrap().len();
        assert!(size < 120 * 1024, "{name} has {size} bytes");
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
                let press = Typesetter::new(world, sources, set, fonts, &settings);
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
