//! Whatever an author types: pages that keep their promises, or findings; never a panic.
//!
//! The cases are the same in every run; `PROPTEST_RNG_SEED=n` tries others, `PROPTEST_CASES=n` more
//! of them.

use std::cell::RefCell;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use toroi::diag::Sink;
use toroi::doc::vocabulary::ELEMENTS;
use toroi::doc::{
    self, Align, BlockNode, Doc, Flow, Markup, MarkupContext, SheetStyle, Style, StyleId, TextRole,
    TextRun,
};
use toroi::geom::{Len, Size};
use toroi::guide::{self, Library};
use toroi::layout::{self, Item, Pages};
use toroi::privacy::Distribution;
use toroi::sheet;
use toroi::source::{ReadAs, Sources};
use toroi::span::FileId;
use toroi::text::{Break, is_invisible, opportunities};
use toroi::typeset::Typesetter;
use toroi::world::MemoryWorld;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::sheets::{Outlines, PRODUCTS, Workshop, assert_complete, workshop};

/// Runs a property over `cases` inputs, always the same ones unless the environment says else.
pub(super) fn check<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_261_123);
    }
    if let Err(error) = TestRunner::new(config).run(strategy, test) {
        panic!("{error}");
    }
}

const SYLLABLES: &[&str] = &[
    "bác",
    "bấm",
    "nút",
    "nghiêng",
    "Đăng",
    "nhập",
    "điện",
    "thoại",
    "VNeID",
    "khuya",
    "ƯỚC",
    "Ẳ",
    "ễ",
    "quyển",
    "1900",
    "0368",
    "Bước",
    "3",
    "7",
    "ngày",
    "50%",
    "23/11/2026",
    "8h30",
    "vneid.gov.vn",
    "a/b",
    "–",
    "1.000.000",
    "đ",
    "căn",
    "cước",
    "(Bước",
    "1)",
    "xã,",
    "phường.",
    "0912 345 678",
    "ngày 05 tháng 9 năm 2026",
    "bác Lan,",
    "TP. HCM",
    "NĐ-CP",
    "Quốc-gia",
    "“Gửi",
    "yêu",
    "cầu”",
    "không",
    "và",
];
/// Letters that trip programs up.
const ODD: &[char] = &[
    '\u{301}', '\u{323}', '\u{302}', '\u{31b}', '\u{a0}', '\u{2007}', '\u{202f}', '\u{200b}',
    '\u{200d}', '\u{ad}', '\u{feff}', '\u{202e}', '\u{2060}', '\u{2028}', '\u{85}', '\t', '\n',
    '\r', '😀', '☐', '漢', 'ا', 'é', '“', '”', '‘', '&', '<', '>', '*', '#', '`', '[', ']', '{',
    '|', '\\', '-', '_', ':', '"', '\'', '!', '~', '\0', '\u{1b}', 'Ð', 'ﬁ',
];

/// A word or a letter, and what follows it.
fn piece() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => prop::sample::select(SYLLABLES).prop_map(str::to_owned),
        2 => prop::sample::select(SYLLABLES).prop_map(|word| word.nfd().collect()),
        2 => prop::sample::select(ODD).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    let after = prop_oneof![
        12 => Just(" "), 2 => Just(""), 1 => Just("\u{a0}"), 1 => Just("\n"), 1 => Just("  "),
    ];
    (word, after).prop_map(|(word, after)| word + after)
}

fn odd_text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// Text in which only few letters are strange, so that most of it can be set.
pub(super) fn plain_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(SYLLABLES).prop_map(str::to_owned),
        1 => prop::sample::select(SYLLABLES).prop_map(|word| word.nfd().collect()),
    ];
    let after = prop_oneof![9 => Just(" "), 1 => Just("\u{a0}"), 1 => Just("\n"), 1 => Just("  ")];
    let piece = (word, after).prop_map(|(word, after)| word + after);
    prop::collection::vec(piece, 1..30).prop_map(|pieces| pieces.concat())
}

/// A small guide with `text` as the body of its only step.
fn guide_with(text: &str) -> String {
    let body = std::fs::read_to_string(super::run::root().join("guides/cai-dat-vneid.md")).unwrap();
    let end = body.match_indices("\n---\n").next().unwrap().0;
    let front = &body[..end];
    format!(
        "{front}\n---\n# Máy {{sources=cai-android}}\n\n## Mở {{sources=cai-android}}\n\n{text}\n"
    )
}

/// The pages and the PDF of a guide, where it has any.
fn build(shop: &RefCell<Workshop>, text: &str, product: &str) -> Option<(Pages, Vec<u8>)> {
    let mut memory = MemoryWorld::default();
    memory.files.insert("guides/x.md".to_owned(), text.as_bytes().to_vec());
    let mut sink = Sink::new();
    let mut shop = shop.borrow_mut();
    let library = Library::load(&memory, &[], ReadAs::default(), &mut shop.sources, &mut sink);
    let Workshop { sources, set, fonts, settings, .. } = &*shop;
    let press = Typesetter::new(&memory, sources, set, fonts, settings);
    let made = library.guides.get("x").and_then(|guide| {
        let pages = press.pages(guide, product, &mut sink)?;
        let pdf = press.pdf(guide, &pages).unwrap();
        assert_complete(&shop, guide, product, &pages);
        let style = &set.product(product).unwrap().style;
        let mut outlines = Outlines::default();
        pages.pages.iter().for_each(|page| outlines.assert_safe(page, style.safe, fonts));
        Some((pages, pdf))
    });
    assert!(made.is_some() || sink.has_errors(), "no pages, and nothing said why");
    made
}

#[test]
fn any_step_text_gives_whole_pages_or_findings() {
    let shop = RefCell::new(Workshop::new());
    let set = RefCell::new(0);
    let text = prop_oneof![1 => odd_text(), 2 => plain_text()];
    check(40, &(text, prop::sample::select(&PRODUCTS[..2])), |(text, product)| {
        let composed: String = text.nfc().collect();
        let apart: String = text.nfd().collect();
        let made = build(&shop, &guide_with(&composed), product);
        let again = build(&shop, &guide_with(&apart), product);
        let bytes = |made: Option<(Pages, Vec<u8>)>| made.map(|(_, pdf)| pdf);
        *set.borrow_mut() += usize::from(made.is_some());
        prop_assert!(bytes(made) == bytes(again), "NFC and NFD differ");
        Ok(())
    });
    let set = set.into_inner();
    println!("{set} texts could be set");
    assert!(set >= 10, "only {set} texts could be set: the property proves little");
}

/// One paragraph on a page of its own; `measure` in points.
fn paragraph(runs: Vec<TextRun>, measure: f64, align: Align) -> (Doc, SheetStyle) {
    let node = BlockNode::Text { role: TextRole::Para, style: StyleId(0), runs };
    let flow = Flow { nodes: vec![node], ..Flow::default() };
    let doc = Doc {
        title: String::new(),
        flows: vec![flow],
        arts: Vec::new(),
        sites: std::sync::Arc::default(),
    };
    let edge = Len::pt(40.0);
    let style = SheetStyle {
        safe: Len::pt(20.0),
        styles: vec![Style { align, ..Style::plain("p") }],
        ..SheetStyle::plain(Size::new(Len::pt(measure) + edge * 2, Len::pt(20_000.0)), edge)
    };
    (doc, style)
}

fn any_run() -> impl Strategy<Value = TextRun> {
    let text = |bold, link: Option<String>| {
        prop_oneof![3 => plain_text(), 1 => odd_text()].prop_map(move |text| TextRun::Text {
            text: text.nfc().collect(),
            bold,
            span: None,
            link: link.clone(),
        })
    };
    prop_oneof![
        6 => text(false, None),
        2 => text(true, None),
        1 => text(true, Some("https://vneid.gov.vn".to_owned())),
        2 => plain_text().prop_map(|label| TextRun::Key { label: label.nfc().collect(), span: None }),
        1 => Just(TextRun::Break),
    ]
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a letter leaves no trace on paper: neither ink nor room.
fn is_nothing(letter: char) -> bool {
    is_space(letter) || is_invisible(letter)
}

/// The text of runs; a break is a space.
fn text_of(runs: &[TextRun]) -> String {
    let text = runs.iter().map(|run| match run {
        TextRun::Text { text, .. } => text.as_str(),
        TextRun::Key { label, .. } => label.as_str(),
        TextRun::Break | TextRun::PageNumber => " ",
    });
    text.collect()
}

#[test]
fn lines_joined_are_the_paragraph_and_none_is_too_wide() {
    let fonts = &workshop().fonts;
    let set = RefCell::new(0);
    let aligns = prop::sample::select(vec![Align::Left, Align::Centre]);
    let input = (prop::collection::vec(any_run(), 0..5), 60.0..500.0_f64, aligns);
    check(500, &input, |(runs, measure, align)| {
        let text = text_of(&runs);
        let (doc, style) = paragraph(runs, measure, align);
        let mut sink = Sink::new();
        let Some(pages) = layout::layout(&doc, &style, fonts, &mut sink) else {
            prop_assert!(sink.has_errors(), "no pages, and nothing said why");
            return Ok(());
        };
        *set.borrow_mut() += 1;
        prop_assert!(!sink.has_errors());
        let mut outlines = Outlines::default();
        outlines.assert_safe(&pages.pages[0], style.safe, fonts);
        prop_assert!(sheet::finish(pages.clone(), &style, fonts, &mut sink).is_some());
        // Every letter with its line.
        let mut set: Vec<(char, Len)> = Vec::new();
        let (left, right) = (Len::pt(40.0), Len::pt(40.0) + Len::pt(measure));
        for placed in &pages.pages[0].items {
            let run = match &placed.item {
                Item::Glyphs(run) => run,
                Item::Stroke { path, .. } => {
                    let frame = path.bounds();
                    prop_assert!(placed.at.x + frame.x >= left, "a frame begins left");
                    prop_assert!(placed.at.x + frame.x + frame.w <= right, "a frame ends right");
                    continue;
                }
                _ => continue,
            };
            let width: i32 = run
                .glyphs
                .iter()
                .filter(|glyph| glyph.cluster as usize != run.text.trim_end().len())
                .map(|glyph| glyph.advance)
                .sum();
            let end = placed.at.x + run.size.of_em(width, fonts.face(run.face).upm);
            // Widths of words are rounded to a thousandth of a point each.
            prop_assert!(placed.at.x >= left, "“{}” begins left of its measure", run.text);
            prop_assert!(end <= right + Len::pt(0.1), "“{}” ends right of its measure", run.text);
            let solid = run.text.chars().filter(|letter| !is_space(*letter));
            set.extend(solid.map(|letter| (letter, placed.at.y)));
        }
        prop_assert!(set.is_sorted_by_key(|(_, baseline)| *baseline), "lines out of order");
        let joined: String = set.iter().map(|(letter, _)| *letter).collect();
        let solid: String = text.chars().filter(|letter| !is_nothing(*letter)).collect();
        prop_assert_eq!(joined, solid);
        let mut next = set.iter();
        let mut last: Option<(char, Len)> = None;
        for letter in text.chars() {
            if is_space(letter) {
                last = None;
                continue;
            }
            if is_invisible(letter) {
                continue;
            }
            let (_, line) = next.next().unwrap();
            if let Some((before, above)) = last
                && above != *line
            {
                prop_assert!(may_part(before, letter), "broken between {before:?} and {letter:?}");
            }
            last = Some((letter, *line));
        }
        Ok(())
    });
    let set = set.into_inner();
    println!("{set} paragraphs could be set");
    assert!(set >= 200, "only {set} paragraphs could be set: the property proves little");
}

/// Whether a line may end between two letters that no space stands between.
fn may_part(before: char, after: char) -> bool {
    !(before.is_alphanumeric() || is_combining_mark(before))
        || !(after.is_alphanumeric() || is_combining_mark(after))
}

#[test]
fn no_line_may_end_inside_a_syllable() {
    // Scripts without spaces break between any two letters; no face has them, so no sheet does.
    let latin = |letter: char| letter < '\u{590}' || matches!(letter, '\u{1e00}'..='\u{1fff}');
    check(400, &prop_oneof![plain_text(), odd_text()], |text| {
        let all = opportunities(&text);
        prop_assert!(all.iter().all(|next| text.is_char_boundary(next.at)));
        prop_assert!(all.is_sorted_by_key(|next| next.at));
        if !text.is_empty() {
            prop_assert_eq!(all.last().map(|next| next.at), Some(text.len()));
        }
        for next in all.iter().filter(|next| matches!(next.kind, Break::Allowed(_))) {
            let (before, after) = text.split_at(next.at);
            let (Some(before), Some(after)) = (before.chars().last(), after.chars().next()) else {
                continue;
            };
            if latin(before) && latin(after) {
                prop_assert!(may_part(before, after), "between {before:?} and {after:?}");
            }
        }
        Ok(())
    });
}

/// What an editor, a careless hand or a broken disk makes of a file.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize, usize),
    Insert(usize, String),
    Repeat(usize, usize),
    Byte(usize, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    let yaml = [
        "---\n",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "|\n",
        "&a ",
        "*a",
        "!!x ",
        "#",
        "  ",
        "\t",
        "> [!WARNING]\n",
        "- [ ] ",
        "## ",
        "# ",
        "**",
        "“",
        "![a](b)",
        "<b>",
        "```\n",
        "{sources=}",
        "null",
        "1e999",
        "2026-13-40",
        "\u{0}",
        "%",
        "? ",
    ];
    let insert = prop_oneof![
        3 => prop::sample::select(yaml.to_vec()).prop_map(str::to_owned),
        1 => odd_text(),
    ];
    prop_oneof![
        (any::<usize>(), 1..200_usize).prop_map(|(at, count)| Damage::Cut(at, count)),
        (any::<usize>(), insert).prop_map(|(at, text)| Damage::Insert(at, text)),
        (any::<usize>(), 1..200_usize).prop_map(|(at, count)| Damage::Repeat(at, count)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let place = |at: usize, bytes: &[u8]| at % (bytes.len() + 1);
    match damage {
        Damage::Cut(at, count) => {
            let at = place(*at, bytes);
            bytes.drain(at..(at + count).min(bytes.len()));
        }
        Damage::Insert(at, text) => {
            let at = place(*at, bytes);
            bytes.splice(at..at, text.bytes());
        }
        Damage::Repeat(at, count) => {
            let at = place(*at, bytes);
            let copy = bytes[at..(at + count).min(bytes.len())].to_vec();
            bytes.splice(at..at, copy);
        }
        Damage::Byte(at, byte) => {
            let at = place(*at, bytes);
            if let Some(old) = bytes.get_mut(at) {
                *old = *byte;
            }
        }
    }
}

#[test]
fn no_file_makes_the_parsers_panic() {
    let guides = super::run::root().join("guides");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in std::fs::read_dir(guides).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let ending = path.extension().unwrap().to_str().unwrap();
            files.push((format!("guides/x.{ending}"), std::fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files.push(("guides/x.md".to_owned(), Vec::new()));
    files.push(("guides/x.yaml".to_owned(), Vec::new()));
    let usable = RefCell::new(0);
    let input = (prop::sample::select(files), prop::collection::vec(damage(), 1..4));
    check(800, &input, |((path, mut bytes), damages)| {
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let guide = sources
            .add(&path, &bytes, ReadAs::default(), &mut sink)
            .and_then(|file| crate::case::read_alone(&mut sources, file, &mut sink));
        if let Some(guide) = guide {
            guide::check(&guide, &sources, guide::LocalFacts::default(), &mut sink);
            *usable.borrow_mut() += 1;
        } else {
            let text = String::from_utf8_lossy(&bytes);
            prop_assert!(sink.has_errors(), "no guide, and nothing said why:\n{text}");
        }
        Ok(())
    });
    println!("{} damaged files were still usable", usable.into_inner());
}

/// Elements in any order with attributes from what is known and a little that is not.
#[derive(Clone, Debug)]
enum Xml {
    Text(String),
    Element(&'static str, Vec<(&'static str, String)>, Vec<Xml>),
}

/// A block as templates print it, or now and then anything anywhere.
fn any_xml() -> impl Strategy<Value = Xml> {
    let of = |name: &'static str, inside: BoxedStrategy<Vec<Xml>>| {
        let attributes = prop::collection::vec(attribute(), 0..2);
        (attributes, inside)
            .prop_map(move |(attributes, inside)| Xml::Element(name, attributes, inside))
            .boxed()
    };
    let none = || Just(Vec::new()).boxed();
    let words = || plain_text().prop_map(|text| vec![Xml::Text(text)]).boxed();
    let inline = prop_oneof![
        4 => plain_text().prop_map(Xml::Text),
        1 => of("b", words()),
        1 => of("key", words()),
        1 => of("br", none()),
        1 => of("page", none()),
    ];
    let line = move || prop::collection::vec(inline.clone(), 0..4).boxed();
    let lines = |name: &'static str| prop::collection::vec(of(name, line()), 0..5).boxed();
    let leaf = prop_oneof![
        3 => of("p", line()),
        1 => of("heading", line()),
        1 => of("fill", line()),
        1 => of("checks", lines("check")),
        1 => of("list", lines("item")),
        1 => of("qr", none()),
        1 => prop::sample::select(vec!["rule", "gap", "break"])
            .prop_map(|name| Xml::Element(name, Vec::new(), Vec::new())),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let blocks = prop::collection::vec(inner, 0..4).boxed();
        let steps = prop::collection::vec(of("step", blocks.clone()), 0..4).boxed();
        let any = ELEMENTS.iter().map(|element| element.name).collect::<Vec<_>>();
        let any = (prop::sample::select(any), blocks.clone());
        prop_oneof![
            6 => of("box", blocks.clone()),
            6 => of("columns", blocks),
            6 => of("steps", steps),
            1 => any.prop_map(|(name, inside)| Xml::Element(name, Vec::new(), inside)),
        ]
    })
}

fn attribute() -> impl Strategy<Value = (&'static str, String)> {
    let styles = [
        "p",
        "title",
        "steps",
        "checks",
        "list",
        "warning",
        "contact",
        "codes",
        "foot-1",
        "foot-2",
        "qr",
        "rule",
        "image",
        "bring-checks",
        "missing",
    ];
    let one = |key: &'static str, values: &[&'static str]| {
        prop::sample::select(values.to_vec()).prop_map(move |value| (key, value.to_owned()))
    };
    prop_oneof![
        12 => one("style", &styles),
        1 => one("style", &["missing"]),
        2 => one("warning", &["true", "false", "maybe"]),
        2 => one("value", &["", "024 3864 1234", "a very long value that does not end for a while"]),
        1 => one("url", &["https://vneid.gov.vn", "x"]),
        1 => one("on", &["every", "first", "rest", "last", "turn", "never"]),
        1 => one("ref", &["title", "part.1.step.1.picture", "nothing"]),
    ]
}

/// Prints XML; an element gets the attributes it must have, where chance gave it none.
fn print_xml(xml: &Xml, out: &mut String) {
    let escape = |text: &str| -> String {
        let allowed = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
        let text: String = text.chars().filter(allowed).collect();
        text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
    };
    match xml {
        Xml::Text(text) => out.push_str(&escape(text)),
        Xml::Element(name, attributes, inside) => {
            let known = ELEMENTS.iter().find(|element| element.name == *name).unwrap();
            let _ = write!(out, "<{name}");
            let mut seen = Vec::new();
            let needed = known.needs.iter().map(|key| {
                let value = match *key {
                    "level" => "2",
                    "number" => "7",
                    "url" => "https://vneid.gov.vn",
                    _ => "part.1.step.2.picture",
                };
                (*key, value.to_owned())
            });
            for (key, value) in attributes.iter().cloned().chain(needed) {
                let fits = known.needs.contains(&key) || known.may.contains(&key);
                if fits && !seen.contains(&key) {
                    let _ = write!(out, " {key}=\"{}\"", escape(&value));
                    seen.push(key);
                }
            }
            // Few elements have a style of their own name.
            if known.may.contains(&"style") && !seen.contains(&"style") {
                out.push_str(" style=\"p\"");
            }
            out.push('>');
            for inner in inside {
                print_xml(inner, out);
            }
            let _ = write!(out, "</{name}>");
        }
    }
}

#[test]
fn no_markup_makes_reader_or_layout_panic() {
    let shop = workshop();
    let guide = &shop.library.guides["cai-dat-vneid"];
    let (read, laid) = (RefCell::new(0), RefCell::new(0));
    // Everything is left out, so that a sheet without slots is complete.
    let omit = |name: &&str| format!("<omit ref=\"{name}\"/>");
    let omits: String = guide::GROUPS.iter().map(omit).collect();
    let input = (prop::collection::vec(any_xml(), 0..5), prop::sample::select(&PRODUCTS[..]));
    check(400, &input, |(nodes, product)| {
        let mut xml = format!("<sheet title=\"x\">{omits}<face>");
        for node in &nodes {
            print_xml(node, &mut xml);
        }
        xml.push_str("<p>Chữ</p></face></sheet>");
        // For the team, so that the safety box may be left out.
        let mut style = shop.set.product(product).unwrap().style.clone();
        style.distribution = Distribution::Team;
        let style = &style;
        let markup = Markup { xml, files: vec![FileId(0)] };
        let mut sink = Sink::new();
        let world = &shop.world;
        let reading = MarkupContext { guide, style, sources: &shop.sources, world };
        let Some(doc) = doc::read(&markup, reading, &mut sink) else {
            prop_assert!(sink.has_errors(), "no document, and nothing said why");
            return Ok(());
        };
        *read.borrow_mut() += 1;
        let pages = layout::layout(&doc, style, &shop.fonts, &mut sink);
        let pages = pages.and_then(|pages| sheet::finish(pages, style, &shop.fonts, &mut sink));
        match pages {
            Some(_) => *laid.borrow_mut() += 1,
            None => prop_assert!(sink.has_errors(), "no pages, and nothing said why"),
        }
        Ok(())
    });
    let (read, laid) = (read.into_inner(), laid.into_inner());
    println!("{read} sheets could be read, {laid} laid out");
    assert!(laid >= 100, "only {laid} sheets could be laid out: the property proves little");
}
