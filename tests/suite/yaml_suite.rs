//! The suite of the world for YAML (yaml/yaml-test-suite, commit ccfa74e5, in `yaml_suite.jsonl`):
//! each case is read with the values the suite says, or refused by name at a place. What is refused
//! though the suite calls it right is listed here.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use toroi::diag::{Place, Sink};
use toroi::source::{ReadAs, Source, Sources};
use toroi::yaml::{self, Node, Value};

/// A node as the suite tells it and as we read it.
#[derive(Debug, PartialEq, Eq)]
enum Tree {
    Null,
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

/// What the suite says of one case.
struct Case {
    id: String,
    yaml: String,
    /// Its events; nothing where the YAML is wrong.
    events: Option<Vec<String>>,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("yaml_suite.jsonl").lines();
    let read = |line: &str| {
        let case: Json = serde_json::from_str(line).unwrap();
        let text = |name: &str| case[name].as_str().unwrap().to_owned();
        let events = case["tree"].as_array();
        let events =
            events.map(|all| all.iter().map(|event| event.as_str().unwrap().to_owned()).collect());
        Case { id: text("id"), yaml: text("yaml"), events }
    };
    lines.map(read).collect()
}

/// The codes by which a text is refused, or its tree; each report has a place and a hint.
fn read(source: &Source, range: std::ops::Range<usize>) -> Result<Tree, BTreeSet<&'static str>> {
    let mut sink = Sink::new();
    let node = yaml::parse(source, range, &mut sink);
    let codes = refused(&sink);
    match node {
        Some(node) if codes.is_empty() => Ok(tree(&node)),
        node => {
            assert!(!codes.is_empty(), "refused without a word: {node:?}");
            Err(codes)
        }
    }
}

fn refused(sink: &Sink) -> BTreeSet<&'static str> {
    for found in sink.iter() {
        assert!(!matches!(found.place, Place::None) && !found.hints.is_empty(), "{found:?}");
        assert!(!found.message.vi.is_empty(), "{found:?}");
    }
    sink.iter().map(|found| found.code.id()).collect()
}

fn tree(node: &Node) -> Tree {
    match &node.value {
        Value::Null => Tree::Null,
        Value::Text(words) => Tree::Text(words.clone()),
        Value::List(items) => Tree::List(items.iter().map(tree).collect()),
        Value::Map(fields) => {
            Tree::Map(fields.iter().map(|(key, value)| (key.it.clone(), tree(value))).collect())
        }
    }
}

/// The first document of the suite's events; `Err` when something in it is none of ours.
fn wanted(events: &[String]) -> Result<Tree, &'static str> {
    let documents = events.iter().filter(|event| event.starts_with("+DOC")).count();
    if documents > 1 {
        return Err("documents");
    }
    let mut events = events.iter().map(String::as_str).filter(|event| !event.ends_with("STR"));
    let is_inside = |event: &&str| !event.contains("DOC");
    let mut inside = events.by_ref().filter(is_inside).peekable();
    if inside.peek().is_none() {
        return Ok(Tree::Null);
    }
    let first = inside.next().unwrap();
    node(first, &mut inside)
}

fn node<'a>(event: &str, rest: &mut impl Iterator<Item = &'a str>) -> Result<Tree, &'static str> {
    let (kind, words) = event.split_once(' ').unwrap_or((event, ""));
    match kind {
        "=VAL" if words.starts_with(['&', '<']) => Err("property"),
        "=VAL" => {
            let (style, text) = words.split_at(1);
            let text = text
                .replace("\\\\", "\0")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\r", "\r")
                .replace("\\b", "\u{8}")
                .replace('\0', "\\");
            let is_null = style == ":" && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
            Ok(if is_null { Tree::Null } else { Tree::Text(text) })
        }
        "=ALI" => Err("alias"),
        "+SEQ" | "+MAP" if words.contains(['&', '<']) => Err("property"),
        "+SEQ" => {
            let mut items = Vec::new();
            loop {
                match rest.next().unwrap() {
                    "-SEQ" => return Ok(Tree::List(items)),
                    event => items.push(node(event, rest)?),
                }
            }
        }
        "+MAP" => {
            let mut fields = Vec::new();
            loop {
                match rest.next().unwrap() {
                    "-MAP" => return Ok(Tree::Map(fields)),
                    event => {
                        let key = match node(event, rest)? {
                            Tree::Text(words) => words,
                            Tree::Null => event.split_once(':').map_or("", |(_, it)| it).to_owned(),
                            _ => return Err("key"),
                        };
                        let event = rest.next().unwrap();
                        fields.push((key, node(event, rest)?));
                    }
                }
            }
        }
        _ => panic!("{event}"),
    }
}

/// Right by the suite and plain, and yet refused: spellings that the two readers see differently,
/// names that are there twice, and escapes that make signs nobody sees (Y10).
const REFUSED: &[&str] = &[
    "27NA", "2JQS", "2LFX", "4ABK", "4MUZ/00", "4MUZ/01", "4MUZ/02", "58MP", "5MUD", "5T43",
    "652Z", "6BCT", "6CA3", "6LVF", "96NN/00", "96NN/01", "9SA2", "A2M4", "BEC7", "CFD4", "DBG4",
    "DK3J", "DK95/00", "DK95/03", "DK95/04", "DK95/07", "FP8R", "FRK4", "G4RS", "HM87/00",
    "HM87/01", "JEF9/02", "K3WX", "L24T/01", "MUS6/02", "MUS6/03", "MUS6/04", "MUS6/05", "MUS6/06",
    "NHX8", "NJ66", "Q5MG", "R4YG", "RTP8", "S3PD", "SM9W/01", "UKK6/00", "VJP3/01", "Y79Y/01",
    "Y79Y/10", "ZYU8/00", "ZYU8/01", "ZYU8/02", "ZYU8/03",
];

#[test]
fn each_case_is_read_as_the_suite_says_or_refused_by_name() {
    let (mut right, mut refused_all, mut wrong) = (0, Vec::new(), Vec::new());
    for case in cases() {
        let mut sources = Sources::new();
        let mut sink = Sink::new();
        let name = format!("{}.yaml", case.id.replace('/', "-"));
        let added = sources.add(&name, case.yaml.as_bytes(), ReadAs::default(), &mut sink);
        let Some(file) = added else {
            assert!(!refused(&sink).is_empty(), "{}", case.id);
            continue;
        };
        let source = sources.get(file);
        let found = read(source, 0..source.text.len());
        let wanted = case.events.as_ref().map(|events| wanted(events));
        match (wanted, found) {
            (Some(Ok(wanted)), Ok(found)) if wanted == found => right += 1,
            (Some(Ok(_)), Err(_)) => refused_all.push(case.id),
            (None | Some(Err(_)), Err(_)) => {}
            (wanted, found) => wrong.push(format!("{}: {wanted:?} {found:?}", case.id)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(refused_all, REFUSED);
    assert!(right > 150, "{right}");
}

#[test]
fn cases_inside_another_text_have_their_own_places() {
    let before = "---\nĐầu bài\n---\n";
    for case in cases() {
        let own = format!("{before}{}", case.yaml);
        let mut sources = Sources::new();
        let alone = sources.add_text("a.yaml", case.yaml.clone());
        let inside = sources.add_text("b.md", format!("{own}\n---\nĐuôi\n"));
        let mut sinks = [Sink::new(), Sink::new()];
        let (alone, inside) = (sources.get(alone), sources.get(inside));
        let first = yaml::parse(alone, 0..case.yaml.len(), &mut sinks[0]);
        let second = yaml::parse(inside, before.len()..own.len(), &mut sinks[1]);
        assert_eq!(first.as_ref().map(tree), second.as_ref().map(tree), "{}", case.id);
        let [first, second] = sinks.map(|sink| {
            let starts = sink.iter().map(|found| match found.place {
                Place::Span(span) => span.start as usize,
                _ => panic!("{found:?}"),
            });
            starts.collect::<Vec<_>>()
        });
        let moved: Vec<usize> = first.iter().map(|at| at + before.len()).collect();
        assert_eq!(moved, second, "{}", case.id);
    }
}
