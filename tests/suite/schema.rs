//! `toroi schema`: each schema has just the fields that its reader takes, all files inside the
//! program hold to theirs, as another program reads them, and what `new` makes leads to them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use serde_json::Value;
use toroi::guide::Date;
use toroi::session::{FileSchema, Pick, Request, SCHEMAS, Session};
use toroi::world::{Embedded, MemoryWorld, World};

use crate::case::GUIDE;
use crate::run::Run;

/// A file of each kind with every field there is.
fn full() -> BTreeMap<&'static str, (&'static str, String)> {
    let fact = "{ says: Đúng, from: Công an phường, date: \"2026\", link: vneid.gov.vn, kind: office, grade: B }";
    let person = "{ title: Tổ trưởng, name: Bác Hòa, phone: 024 3864 1234, agreed: true }";
    let head = format!(
        "title: Thử\nshort: Thử\nquestion: Bác?\naudience: Cho bác.\nproducts: [hanger]\n\
         reviewed: 2026-11-23\nreview_again: 2027-02-23\napp: {{ name: VNeID, version: \"2\", maker: Bộ }}\n\
         sources:\n  nguon: {fact}\ncites: [nguon]\nbring: {{ sources: [nguon], items: [Kính] }}\n\
         checklist: {{ sources: [nguon], items: [Mở máy] }}\n\
         safety: {{ title: Giữ mã, sources: [nguon], items: [Giữ mã] }}\n\
         contacts: [{{ id: cong-an, label: Công an }}]\n\
         qr: [{{ url: \"https://vneid.gov.vn\", label: Trang, sources: [nguon] }}]\n"
    );
    let guide = format!(
        "{head}parts:\n  - title: Phần\n    sources: [nguon]\n    text: Lời.\n    steps:\n      - title: Mở\n        \
         sources: [nguon]\n        picture: {{ file: pictures/sim.svg, alt: Hình }}\n        text: Bác mở.\n"
    );
    let styles = "{ p: { extends: p, face: noto-sans-bold, align: left, size: 18, above: 1, below: 1, line: 1, \
                  radius: 1, marker: 2, gap: 1, row: 1, height: 1, width: 2, leading: 1.4, padding: [1, 2], \
                  columns: [1, 2], keep_next: false, colour: \"#000000\", fill: none, stroke: none } }";
    let base = styles.replace("extends: p, ", "");
    BTreeMap::from([
        ("front-matter", ("guides/x.md", head.clone())),
        ("guide", ("guides/y.yaml", guide)),
        (
            "project",
            (
                "guides/project.yaml",
                "app: { name: VNeID, version: \"2\", maker: Bộ }\nsafety: { a: { title: A, sources: [nguon], items: [A] } }\n"
                    .to_owned(),
            ),
        ),
        (
            "sites",
            (
                "guides/sites.yaml",
                "sites: { vneid.gov.vn: { whose: Bộ, from: Báo, date: \"2026\", app: VNeID } }\n".to_owned(),
            ),
        ),
        ("facts", ("guides/facts.yaml", format!("dossier: 2026-11-23\nfacts: {{ nguon: {fact} }}\n"))),
        (
            "labels",
            (
                "guides/labels.yaml",
                "checked: 2026-11-23\nlabels: { mo: { text: Mở, source: nguon, seen: \"2026\", \
                     accepted: 2026-11-28, variants: [Mở ra] } }\n"
                    .to_owned(),
            ),
        ),
        (
            "screens",
            (
                "guides/screens.yaml",
                "screens: { a: { source: nguon, part: { at: top, source: nguon }, title: Mở, rows: [keypad] } }\n"
                    .to_owned(),
            ),
        ),
        (
            "terms",
            (
                "guides/terms.yaml",
                "terms: { a: { words: [lạ], means: quen, said: [biết] } }\nthings: { b: { name: Thẻ, used: [dùng], \
                 brought: [thẻ], made: [lấy thẻ] } }\n"
                    .to_owned(),
            ),
        ),
        (
            "ward",
            (
                "ward.yaml",
                format!(
                    "ward: Định Công\nprovince: Hà Nội\nissuer: Đoàn\npolice: {{ phone: 024 3864 1234, agreed: true, \
                     address: số 1 }}\nleader: {person}\nvolunteers: [{person}]\nevents: [{{ day: 2026-12-05, \
                     time: 8h, place: Nhà văn hóa }}]\nlogo: guides/pictures/sim.svg\naddress: ông bà\n"
                ),
            ),
        ),
        (
            "printers",
            (
                "printers.yaml",
                "printers: { a: { flip: long, portrait: { edges: [4, 4, 6, 4], shift: [0, 0], bar: [100, 100] }, \
                 landscape: { edges: [4, 4, 6, 4], shift: [0, 0], bar: [100, 100] } } }\n"
                    .to_owned(),
            ),
        ),
        (
            "base",
            (
                "templates/base.yaml",
                format!(
                    "colours: {{ ink: {{ rgb: \"#000000\", cmyk: [0, 0, 0, 100] }}, paper: \"#FFFFFF\", accent: \"#0B4F6C\" }}\nstyles: {base}\n"
                ),
            ),
        ),
        (
            "style",
            (
                "templates/hanger/style.yaml",
                format!(
                    "styles: {styles}\npage: {{ size: [99, 210], margin: [10, 8], safe: 5, duplex: short }}\n\
                     hole: {{ diameter: 30, clearance: 3, x: 49, y: 30, slit: 40 }}\nsheet: {{ distribution: public, size: \
                     [198, 210], flip: short, folded: false, sides: [{{ pages: [1, 2], columns: [99, 99] }}] }}\n\
                     stretch: 1.5\ncopyfitting: [{{ pages: any, text: 1, gap: 1, picture: 1 }}]\n"
                ),
            ),
        ),
        (
            "kit",
            (
                "templates/kits/k.yaml",
                "title: Bộ\naudience: Đội\nnotes: [Nhớ]\nsheets: [{ what: Thẻ, guide: x, product: hanger, copies: 2, \
                 sheet: a4 }]\n"
                    .to_owned(),
            ),
        ),
    ])
}

fn json(name: &str) -> Value {
    serde_json::from_str(&FileSchema::by_name(name).unwrap().json()).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The schema with the fields that a value has, of those one of which it may hold to.
fn of<'s>(schema: &'s Value, value: &Value) -> &'s Value {
    let Some(all) = schema["anyOf"].as_array() else { return schema };
    let kind = if value.is_object() { "object" } else { "array" };
    let fits = |one: &&Value| one["type"] == kind || one["anyOf"].is_array();
    all.iter().find(fits).map_or(schema, |one| of(one, value))
}

/// Puts a field nobody knows into each mapping of known fields, and notes the fields that are.
fn spoil(value: &mut Value, schema: &Value, known: &mut Vec<BTreeSet<String>>) {
    let schema = of(schema, value);
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                let inner = &schema["properties"][name.as_str()];
                let inner = if inner.is_null() { &schema["additionalProperties"] } else { inner };
                spoil(value, inner, known);
            }
            if let Some(properties) = schema["properties"].as_object() {
                fields.insert(format!("zz{}", known.len()), Value::Null);
                known.push(properties.keys().cloned().collect());
            }
        }
        Value::Array(items) => {
            for item in items {
                spoil(item, &schema["items"], known);
            }
        }
        _ => {}
    }
}

fn opened(files: &BTreeMap<String, String>) -> Session {
    let mut world = MemoryWorld::default();
    for (path, text) in files {
        world.files.insert(path.clone(), text.clone().into_bytes());
    }
    let day = Date { year: 2026, month: 11, day: 25 };
    let (kits, printers) = (Pick::All, Pick::All);
    Session::open(Arc::new(world), Request { kits, printers, ..Request::new(day) })
}

#[test]
fn each_schema_has_the_fields_its_reader_takes_and_no_other() {
    let mut files = BTreeMap::new();
    let mut known = Vec::new();
    for (name, (path, text)) in full() {
        let mut value = yaml(&text);
        spoil(&mut value, &json(name), &mut known);
        let text = serde_yaml::to_string(&value).unwrap();
        let body = "\n## Mở\n\nBác mở.\n";
        let text = if name == "front-matter" { format!("---\n{text}---\n{body}") } else { text };
        files.insert(path.to_owned(), text);
    }
    assert!(known.len() > 45, "{}", known.len());
    let session = opened(&files);
    let mut seen = BTreeSet::new();
    for found in session.found().iter().filter(|found| found.code.id() == "Y02") {
        let name = found.message.en.split('`').nth(1).unwrap();
        let at: usize =
            name.strip_prefix("zz").unwrap_or_else(|| panic!("{found:?}")).parse().unwrap();
        let fields = found.hints[0].en.strip_prefix("the fields here are: ").unwrap();
        let taken: BTreeSet<String> = fields.split(", ").map(str::to_owned).collect();
        // A printer is asked for the old names of its readings only when the new ones are missing.
        let wanted: BTreeSet<String> = known[at].clone();
        let wanted =
            wanted.into_iter().filter(|name| !["upright", "lying"].contains(&name.as_str()));
        assert_eq!(taken, wanted.collect(), "{name}: {found:?}");
        seen.insert(at);
    }
    let missing: Vec<_> =
        (0..known.len()).filter(|at| !seen.contains(at)).map(|at| &known[at]).collect();
    assert!(missing.is_empty(), "no reader looked at {missing:?}");
}

#[test]
fn files_with_every_field_are_read_without_a_word_about_fields() {
    let mut files = BTreeMap::new();
    for (name, (path, text)) in full() {
        // All that the schema knows stands in the file.
        let mut known = Vec::new();
        let mut value = yaml(&text);
        spoil(&mut value, &json(name), &mut known);
        let body = if name == "front-matter" {
            format!("---\n{text}---\n\n## Mở\n\nBác mở.\n")
        } else {
            text
        };
        files.insert(path.to_owned(), body);
    }
    let session = opened(&files);
    let about = session.found().iter().filter(|found| found.code.id().starts_with('Y'));
    let about: Vec<_> = about.map(|found| format!("{found:?}")).collect();
    assert!(about.is_empty(), "{}", about.join("\n"));
}

/// Reads the schemas and files of its input and prints the first fault of each file.
const VALIDATOR: &str = "
import json, sys
from jsonschema import Draft7Validator
schemas, files = json.load(sys.stdin)
for schema in schemas.values():
    Draft7Validator.check_schema(schema)
known = {name: Draft7Validator(schema) for name, schema in schemas.items()}
for name, path, value in files:
    fault = next(known[name].iter_errors(value), None)
    if fault is not None:
        print(path, '/'.join(map(str, fault.absolute_path)), fault.message, sep='\\t')
";

/// What another program says is wrong with files: a line for each that is.
fn faults(files: &[(&str, String, Value)]) -> Vec<String> {
    let schemas: BTreeMap<&str, Value> =
        SCHEMAS.iter().map(|schema| (schema.name, json(schema.name))).collect();
    let python = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page-validation/bin/python");
    let mut child = Command::new(python)
        .args(["-c", VALIDATOR])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("tests/run installs this Python");
    let input = serde_json::to_vec(&(schemas, files)).unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// The schema a file of a project is mapped to.
fn schema_of(path: &str) -> Option<&'static str> {
    let matches = |glob: &str| match glob.split_once('*') {
        None => glob == path,
        Some((before, after)) => path
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .is_some_and(|middle| !middle.contains('/')),
    };
    let is_for = |schema: &&FileSchema| {
        let taken = schema.files.iter().any(|glob| glob.strip_prefix('!').is_some_and(matches));
        !taken && schema.files.iter().any(|glob| matches(glob))
    };
    let all: Vec<_> = SCHEMAS.iter().filter(is_for).collect();
    assert!(all.len() < 2, "{path}: {all:?}");
    all.first().map(|schema| schema.name)
}

fn front_matter(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap().0
}

#[test]
fn all_files_inside_the_program_hold_to_their_schemas() {
    let mut files = Vec::new();
    let mut folders = vec!["guides".to_owned(), "templates".to_owned()];
    while let Some(folder) = folders.pop() {
        for name in Embedded.list(&folder).unwrap() {
            let path = format!("{folder}/{name}");
            let Ok(bytes) = Embedded.read(&path) else {
                folders.push(path);
                continue;
            };
            let Some(schema) = schema_of(&path) else {
                assert!(path.strip_suffix(".yaml").is_none(), "no schema for {path}");
                continue;
            };
            let text = String::from_utf8(bytes).unwrap();
            let text = if schema == "front-matter" { front_matter(&text) } else { &text };
            files.push((schema, path, yaml(text)));
        }
    }
    assert!(files.len() > 60, "{}", files.len());
    for (name, (path, text)) in full() {
        files.push((name, path.to_owned(), yaml(&text)));
    }
    let blank = toroi::ward::write(&toroi::ward::Answers::new());
    files.push(("ward", "ward.yaml".to_owned(), yaml(&blank)));
    files.push(("front-matter", "guides/x.md".to_owned(), yaml(front_matter(GUIDE))));
    let wrong = faults(&files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_wrong_is_marked_in_the_editor_too() {
    let all = full();
    let swapped = [
        ("front-matter", "short: Thử", "shrot: Thử"),
        ("front-matter", "short: Thử\n", ""),
        ("front-matter", "[hanger]", "hanger"),
        ("front-matter", "2026-11-23", "23/11/2026"),
        ("guide", "alt: Hình", "atl: Hình"),
        ("facts", "grade: B", "grade: E"),
        ("labels", "text: Mở", "txt: Mở"),
        ("sites", "whose: Bộ", "who: Bộ"),
        ("project", "safety:", "safty:"),
        ("ward", "agreed: true", "agreed: vâng"),
        ("ward", "leader: {", "leader: [{ a: 1 }]\nx: {"),
        ("style", "duplex: short", "duplex: left"),
        ("style", "safe: 5", "safe: -1"),
        ("style", "size: 18", "size: to"),
        ("base", "colours:", "colors:"),
        ("kit", "copies: 2", "copies: 0"),
        ("screens", "at: top", "at: left"),
        ("screens", "rows: [keypad]", "rows: [keybad]"),
        ("screens", "rows: [keypad]", "rows: [{ botton: mo }]"),
        ("terms", "means: quen", "mean: quen"),
        ("printers", "flip: long", "flip: dài"),
    ];
    let files: Vec<_> = swapped
        .iter()
        .enumerate()
        .map(|(at, (name, from, to))| {
            let text = &all[name].1;
            assert!(text.contains(from), "{from}");
            (*name, at.to_string(), yaml(&text.replacen(from, to, 1)))
        })
        .collect();
    let wrong = faults(&files);
    assert_eq!(wrong.len(), swapped.len(), "{}", wrong.join("\n"));
}

#[test]
fn every_field_is_explained_in_vietnamese() {
    fn walk(schema: &Value, path: &str) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let words = field["description"].as_str().unwrap_or("");
            assert!(!words.is_ascii() && words.len() < 260, "{path}/{name}: {words}");
            walk(field, &format!("{path}/{name}"));
        }
        let inside = ["items", "additionalProperties"].map(|inner| &schema[inner]);
        for inner in inside.into_iter().filter(|inner| inner.is_object()) {
            walk(inner, path);
        }
        schema["anyOf"].as_array().into_iter().flatten().for_each(|one| walk(one, path));
    }
    for schema in SCHEMAS {
        walk(&json(schema.name), schema.name);
    }
}

#[test]
fn schemas_are_written_refreshed_and_printed() {
    let run = Run::new().file("schemas/ward.json", "cũ").args(["schema"]);
    let done = run.run().ok();
    assert_eq!(done.stdout, "made ./schemas\n");
    for schema in SCHEMAS {
        let written = std::fs::read_to_string(done.file(&schema.path())).unwrap();
        assert_eq!(written, schema.json(), "{}", schema.name);
        let printed = Run::new().args(["schema", schema.name]).run().ok();
        assert_eq!(printed.stdout, written, "{}", schema.name);
    }
    let settings = std::fs::read_to_string(done.file(".vscode/settings.json")).unwrap();
    let settings: Value = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["yaml.schemas"].as_object().unwrap().len(), SCHEMAS.len());
    // Settings of somebody's own stay, and what is missing in them is offered.
    let own =
        Run::new().file(".vscode/settings.json", "{ \"editor.tabSize\": 2 }").args(["schema"]);
    let done = own.run().ok();
    assert!(done.stderr.contains("\"./schemas/ward.json\": [\"ward.yaml\"]"), "{}", done.stderr);
    let kept = std::fs::read_to_string(done.file(".vscode/settings.json")).unwrap();
    assert_eq!(kept, "{ \"editor.tabSize\": 2 }");
    let wrong = Run::new().args(["--lang", "vi", "schema", "phuong"]).run();
    assert!(wrong.code == 2 && wrong.stderr.contains("front-matter"), "{}", wrong.stderr);
}

#[test]
fn what_new_makes_leads_to_its_schema() {
    let leads = |folder: &Path, path: &str| {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let line = text.lines().find_map(|line| line.split_once("yaml-language-server: $schema="));
        let beside = folder.join(path).parent().unwrap().join(line.unwrap().1);
        let written = std::fs::read_to_string(&beside).unwrap();
        assert!(SCHEMAS.iter().any(|schema| schema.json() == written), "{}", beside.display());
    };
    let made = Run::new().args(["new", "guide", "x"]).run().ok();
    leads(made.dir.path(), "guides/x.md");
    let made = Run::new().args(["new", "ward"]).run().ok();
    leads(made.dir.path(), "ward.yaml");
    let made = Run::new().args(["new", "project", "p"]).run().ok();
    for schema in SCHEMAS {
        let written = std::fs::read_to_string(made.file(&format!("p/{}", schema.path()))).unwrap();
        assert_eq!(written, schema.json());
    }
    assert!(made.file("p/.vscode/settings.json").is_file());
}
