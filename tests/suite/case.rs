//! A small project that is right but for one thing, and what has to be said of that.
//!
//! Expected places are written as the text at fault; line and column are counted here, not by the
//! program.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_yaml::Value;
use toroi::diag::Sink;
use toroi::guide::{self, Guide, Reference};
use toroi::qr::Sites;
use toroi::source::Sources;
use toroi::span::FileId;
use toroi::world::{Embedded, MemoryWorld, World};

use crate::run::{Done, Run, root};

/// A guide with nothing wrong.
pub(crate) const GUIDE: &str = r#"---
title: Thử một bước
short: Thử
question: Bác thử chưa?
audience: Dành cho bác.
products: [leaflet-a4]
reviewed: 2026-11-23
review_again: 2027-02-23
app: "2.2.6"
sources:
  nguon:
    says: Tờ này là bản thử.
    from: Công an phường
    date: "2026"
    grade: A
bring:
  sources: [nguon]
  items:
    - Kính đọc
checklist:
  sources: [nguon]
  items:
    - Đã sạc điện thoại
safety:
  title: Giữ kín mã
  sources: [nguon]
  items:
    - Ai xin mã thì cúp máy
contacts:
  - { id: cong-an, label: Đơn vị phát }
qr:
  - url: https://vneid.gov.vn
    label: Trang chính thức
    sources: [trang-chinh]
---
## Mở ứng dụng {sources=nguon}

Bác bấm vào hình VNeID.
"#;

pub(crate) const X: &str = "guides/x.md";
pub(crate) const SHEET: &str = "templates/leaflet-a4/sheet.xml";
pub(crate) const STYLE: &str = "templates/leaflet-a4/style.yaml";
/// The file that must survive.
pub(crate) const GOOD: &str = "out/x-leaflet-a4.pdf";
pub(crate) const LAST: &[u8] = b"the last good file";

/// `path:line:column code`, the form of `--format short`.
type Finding = String;

/// The style of the A4 leaflet with these styles, a line each, in place of its own.
pub(crate) fn style_with(more: &str) -> String {
    let own = std::fs::read_to_string(root().join(STYLE)).unwrap();
    let (head, rest) = own.split_once("\nstyles:\n").unwrap();
    let (_, looks) = rest.split_once("\nlooks:\n").unwrap();
    format!("{head}\nlooks:\n{looks}styles:\n{more}\n")
}

/// A project with a fault, and what has to be said of it.
pub(crate) struct Case {
    files: BTreeMap<String, Vec<u8>>,
    args: Vec<&'static str>,
    wanted: Vec<Finding>,
    shown: Vec<String>,
}

/// The valid project.
pub(crate) fn case() -> Case {
    let files = [(X, GUIDE.as_bytes()), (GOOD, LAST)];
    let files = files.map(|(path, bytes)| (path.to_owned(), bytes.to_owned()));
    Case { files: files.into(), args: Vec::new(), wanted: Vec::new(), shown: Vec::new() }
}

impl Case {
    pub(crate) fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> Case {
        self.files.insert(path.to_owned(), content.as_ref().to_owned());
        self
    }

    pub(crate) fn without(mut self, path: &str) -> Case {
        self.files.remove(path);
        self
    }

    /// Puts `to` in place of the first `from` in a file, which is copied from the program's own
    /// when the project has none.
    #[track_caller]
    pub(crate) fn swap_in(self, path: &str, from: &str, to: &str) -> Case {
        let own = || std::fs::read(root().join(path)).unwrap();
        let bytes = self.files.get(path).cloned().unwrap_or_else(own);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}");
        self.file(path, text.replacen(from, to, 1))
    }

    #[track_caller]
    pub(crate) fn swap(self, from: &str, to: &str) -> Case {
        self.swap_in(X, from, to)
    }

    /// Adds Markdown at the end of the guide.
    pub(crate) fn add(self, words: &str) -> Case {
        let text = format!("{GUIDE}\n{words}\n");
        self.file(X, text)
    }

    /// A step with a picture file.
    pub(crate) fn picture(self, name: &str, bytes: impl AsRef<[u8]>) -> Case {
        self.file(&format!("guides/{name}"), bytes).add(&format!("![Ảnh thử]({name})"))
    }

    pub(crate) fn args(mut self, args: &[&'static str]) -> Case {
        self.args.extend(args);
        self
    }

    /// Expects `code` at the first `needle` of a file, and the needle in the report.
    #[track_caller]
    pub(crate) fn at_in(mut self, path: &str, code: &str, needle: &str) -> Case {
        let text = String::from_utf8(self.files[path].clone()).unwrap();
        let at = text.find(needle).unwrap_or_else(|| panic!("{path} has no {needle:?}"));
        let line = text[..at].matches('\n').count() + 1;
        let column = text[..at].rsplit('\n').next().unwrap_or("").chars().count() + 1;
        self.shown.push(needle.lines().next().unwrap_or("").to_owned());
        self.place(path, line, column, code)
    }

    #[track_caller]
    pub(crate) fn at(self, code: &str, needle: &str) -> Case {
        self.at_in(X, code, needle)
    }

    pub(crate) fn place(mut self, path: &str, line: usize, column: usize, code: &str) -> Case {
        self.wanted.push(format!("{path}:{line}:{column} {code}"));
        self
    }

    /// Expects a finding without a place.
    pub(crate) fn nowhere(mut self, code: &str) -> Case {
        self.wanted.push(format!("::: {code}"));
        self
    }

    /// Expects words in the report for people.
    pub(crate) fn shows(mut self, words: &str) -> Case {
        self.shown.push(words.to_owned());
        self
    }

    pub(crate) fn start(&self, format: &str) -> Run {
        self.start_as("build", format)
    }

    /// The same with another command.
    pub(crate) fn start_as(&self, command: &str, format: &str) -> Run {
        let run = Run::new().args([command, "--format", format]).args(self.args.iter().copied());
        self.files.iter().fold(run, |run, (path, bytes)| run.file(path, bytes))
    }

    /// Runs the program and compares.
    #[track_caller]
    pub(crate) fn check(self) {
        self.check_run(&self.start("json").run(), &self.start("human").run());
    }

    #[track_caller]
    pub(crate) fn check_run(&self, json: &Done, human: &Done) {
        let mut wanted = self.wanted.clone();
        wanted.sort();
        let mut found: Vec<Finding> = errors(&json.stderr);
        found.sort();
        assert_eq!(wanted, found, "\n{}\n{}", json.stderr, human.stderr);
        assert_eq!((json.code, human.code), (1, 1), "{}", human.stderr);
        for words in &self.shown {
            assert!(human.stderr.contains(words.as_str()), "no {words:?} in\n{}", human.stderr);
        }
        for done in [json, human] {
            assert!(!done.stdout.contains("x-leaflet-a4"), "{}", done.stdout);
            untouched(done);
        }
    }
}

/// Fails unless the last good file is as it was and nothing half-made lies beside it.
#[track_caller]
fn untouched(done: &Done) {
    if !done.file(GOOD).is_file() {
        return;
    }
    assert_eq!(std::fs::read(done.file(GOOD)).unwrap(), LAST);
    let names = std::fs::read_dir(done.file("out")).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    let half: Vec<_> = names.iter().filter(|n| n.to_string_lossy().ends_with(".part")).collect();
    assert!(half.is_empty(), "{half:?}");
}

/// The sites inside the program.
pub(crate) fn sites() -> Arc<Sites> {
    Reference::sites(&Embedded, &mut Sources::new(), &mut Sink::new())
}

/// A guide read on its own: it has the project of the program, but no facts, labels or terms.
pub(crate) fn read_alone(sources: &mut Sources, file: FileId, sink: &mut Sink) -> Option<Guide> {
    let mut world = MemoryWorld::default();
    let none = [
        ("guides/facts.yaml", "dossier: 2026-11-23\nfacts: {}\n"),
        ("guides/labels.yaml", "checked: 2026-11-23\nlabels: {}\n"),
        ("guides/terms.yaml", "terms: {}\nthings: {}\n"),
    ];
    world.files.extend(none.map(|(path, text)| (path.to_owned(), text.as_bytes().to_owned())));
    // A project that says what it is about has nothing but its own.
    let subject = "guides/project.yaml";
    world.files.insert(subject.to_owned(), Embedded.read(subject).unwrap());
    let reference = Arc::new(Reference::load(&world, sources, &mut Sink::new()));
    guide::parse(sources.get(file), "x", &reference, sink)
}

/// The errors of a run with `--format json`, each with something to do about it.
#[track_caller]
pub(crate) fn errors(stderr: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for line in stderr.lines() {
        let finding: Value = serde_yaml::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        if finding["severity"] != "error" {
            continue;
        }
        assert!(finding["help"].as_sequence().is_some_and(|h| !h.is_empty()), "no help: {line}");
        let number = |key: &str| finding[key].as_u64().unwrap();
        let (path, code) = (finding["path"].as_str().unwrap(), finding["code"].as_str().unwrap());
        found.push(match path {
            "" => format!("::: {code}"),
            _ => format!("{path}:{}:{} {code}", number("line"), number("column")),
        });
    }
    found
}
