//! The examples of the `CommonMark` specification, each pasted into a guide: it is built with every
//! letter that a browser would show, or refused by name and place. They are read from the tests of
//! the parser's own crate, which cargo keeps beside its source.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use toroi::diag::{Place, Severity, Sink};
use toroi::guide::{self, Library};
use toroi::layout::{Item, Pages};
use toroi::source::{ReadAs, Sources};
use toroi::template::{Settings, TemplateSet};
use toroi::text::Fonts;
use toroi::typeset::Typesetter;
use toroi::world::MemoryWorld;

use crate::case::GUIDE;

/// An example: Markdown, and the HTML it stands for.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The file of examples in the crate of the parser.
fn file() -> PathBuf {
    let said = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked", "--offline"]);
    cargo.args(["--filter-platform", host]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let metadata = String::from_utf8(output.stdout).unwrap();
    let paths = metadata.split("\"manifest_path\":\"").skip(1);
    let path = paths.map(|rest| rest.split('"').next().unwrap()).find(|path| {
        let folder = path.trim_end_matches("Cargo.toml").trim_end_matches(['/', '\\']);
        folder.rsplit(['/', '\\']).next().unwrap().starts_with("pulldown-cmark-0")
    });
    PathBuf::from(path.unwrap()).with_file_name("tests/suite/spec.rs")
}

fn examples() -> Vec<Example> {
    let text = std::fs::read_to_string(file()).unwrap();
    let quoted = |rest: &str, name: &str| {
        let rest = rest.split(&format!("let {name} = r##\"")).nth(1).unwrap();
        rest.split("\"##;").next().unwrap().to_owned()
    };
    let all = text.split("fn spec_test_").skip(1);
    let read = |rest: &str| Example {
        number: rest.split('(').next().unwrap().parse().unwrap(),
        markdown: quoted(rest, "original"),
        html: quoted(rest, "expected"),
    };
    all.map(read).collect()
}

/// The words a browser shows, letters and digits alone.
fn visible(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        // A tag ends what stands before it but for bold and links, which stand in words.
        let tag = &rest[at..];
        let inline = ["<strong", "</strong", "<a ", "</a", "<em", "</em"];
        if !inline.iter().any(|name| tag.starts_with(name)) {
            text.push(' ');
        }
        let Some(end) = tag.find('>') else { break };
        rest = &tag[end + 1..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    words(&text.replace("&amp;", "&"))
}

pub(crate) fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn set_text(pages: &Pages) -> String {
    let mut text = String::new();
    for placed in pages.pages.iter().flat_map(|page| &page.items) {
        match &placed.item {
            Item::Glyphs(run) => text.push_str(&run.text),
            _ => text.push(' '),
        }
    }
    text
}

/// How an example went.
pub(crate) enum Outcome {
    Built(Vec<String>),
    /// The codes of the errors, each with its place.
    Refused(Vec<String>),
    /// An error nobody can find, or none and no sheet.
    Lost(String),
}

/// What all guides share.
pub(crate) struct Shop {
    set: TemplateSet,
    fonts: Fonts,
    settings: Settings,
    sources: Sources,
}

impl Shop {
    pub(crate) fn new() -> Shop {
        let (fonts, mut sink, mut sources) = (Fonts::new(), Sink::new(), Sources::new());
        let names = ["leaflet-a4".to_owned()];
        let set =
            TemplateSet::load(&MemoryWorld::default(), &names, &fonts, &mut sources, &mut sink);
        Shop { set, fonts, settings: Settings::new(), sources }
    }
}

/// Builds a guide.
pub(crate) fn build(shop: &mut Shop, text: String) -> Outcome {
    let mut memory = MemoryWorld::default();
    memory.files.insert("guides/x.md".to_owned(), text.into_bytes());
    let mut sink = Sink::new();
    let library = Library::load(&memory, &[], ReadAs::default(), &mut shop.sources, &mut sink);
    let Shop { set, fonts, settings, sources } = &*shop;
    let pages = library.guides.get("x").and_then(|guide| {
        guide::check(guide, sources, guide::LocalFacts::default(), &mut sink);
        let press = Typesetter::new(&memory, sources, set, fonts, settings);
        press.pages(guide, "leaflet-a4", &mut sink)
    });
    let errors = sink.iter().filter(|found| found.severity == Severity::Error);
    let reported: Vec<(String, bool)> = errors
        .map(|found| (found.code.id().to_owned(), !matches!(found.place, Place::None)))
        .collect();
    if reported.iter().any(|(_, placed)| !placed) {
        return Outcome::Lost(format!("an error without a place: {reported:?}"));
    }
    if !reported.is_empty() {
        return Outcome::Refused(reported.into_iter().map(|(code, _)| code).collect());
    }
    match pages {
        Some(pages) => Outcome::Built(words(&set_text(&pages))),
        None => Outcome::Lost("no sheet and no error".to_owned()),
    }
}

#[test]
fn every_example_is_built_or_refused_and_nothing_is_lost() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut shop = Shop::new();
    let (mut built, mut wrong) = (0, String::new());
    for Example { number, markdown, html } in examples {
        match build(&mut shop, format!("{GUIDE}\n{markdown}")) {
            Outcome::Built(set) => {
                built += 1;
                let mut at = 0;
                for word in visible(&html) {
                    match set[at..].iter().position(|other| *other == word) {
                        Some(found) => at += found + 1,
                        None => {
                            writeln!(wrong, "{number}: “{word}” of {markdown:?} is lost").unwrap();
                        }
                    }
                }
            }
            Outcome::Refused(codes) => assert!(!codes.is_empty()),
            Outcome::Lost(why) => writeln!(wrong, "{number}: {why}: {markdown:?}").unwrap(),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    // Most of the examples are HTML, code, slanted type and links to nowhere.
    assert!(built >= 60, "{built} built");
}
