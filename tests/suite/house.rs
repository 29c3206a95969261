//! How the house is kept: layers, sizes, words that must not be in the code, and what goes with
//! fonts and pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::is_nfc;

use crate::imports::{House, circles};
use crate::run::root;

/// The layers of the library, lowest first; imports point downward.
pub(crate) const LAYERS: &[&[&str]] = &[
    &["vietnamese"],
    &[
        "privacy", "leftover", "cancel", "heap", "join", "lru", "geom", "path", "colour", "inks",
        "span", "diag", "source", "report", "disk", "store", "world", "yaml", "archive",
    ],
    &["facts", "screen", "guide", "text", "qr", "picture", "records", "import"],
    &["doc", "template", "ward", "printer"],
    &["layout", "sheet"],
    &["paint"],
    &["typeset", "kit", "roster", "history"],
    &["merge"],
    &["session"],
    &["web"],
    &["serve"],
    &["cli"],
];

/// The longest a source file may be.
const MAX_LINES: usize = 600;

/// A source file: its path from the root with `/`, and its text.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    /// The code alone: no comments, and no tests, which stand at the bottom.
    pub(crate) fn code(&self) -> String {
        let end = self.text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let lines = self.text[..end].lines();
        lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, ending, found);
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
}

pub(super) fn files(folder: &str, ending: &str) -> Vec<File> {
    let mut paths = Vec::new();
    walk(&root().join(folder), ending, &mut paths);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        File { path, text }
    };
    let found: Vec<File> = paths.into_iter().map(read).collect();
    assert!(!found.is_empty(), "no .{ending} file in {folder}");
    found
}

/// Where `word` stands in `code` as a whole word.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = code[..*at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn every_module_has_its_layer() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let layered: BTreeSet<&str> = LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    assert_eq!(declared, layered);
}

/// The module of the library a file belongs to.
fn top(file: &str) -> &str {
    let rest = file.strip_prefix("src/").unwrap();
    rest.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn imports_point_downward() {
    let files = files("src", "rs");
    let house = House::read(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    // Within a layer modules may use each other, but not in a circle.
    let mut wrong = Vec::new();
    let all = house.modules();
    let mut beside: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, used) in &all {
        let own = top(file);
        let Some(from) = layer(own) else { continue };
        for used in used.iter().map(String::as_str).filter(|used| *used != own) {
            match layer(used) {
                Some(to) if to > from => wrong.push(format!("{file} uses crate::{used}")),
                Some(to) if to == from => {
                    beside.entry(own).or_default().insert(used);
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "upward imports:\n{}", wrong.join("\n"));
    assert_eq!(circles(&beside), Vec::<BTreeSet<&str>>::new());
}

/// Imports that close a circle of files, and why they stay.
const CLOSING: &[(&str, &str, &str)] = &[
    // To be undone where the files are being rebuilt.
];

#[test]
fn no_files_import_each_other_in_a_circle() {
    let files = files("src", "rs");
    let house = House::read(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    let imports = house.imports();
    assert!(imports.len() > 300 && imports.values().map(BTreeMap::len).sum::<usize>() > 1500);
    let without = |kept: Option<&(&str, &str, &str)>| {
        let mut graph: BTreeMap<&str, BTreeSet<&str>> =
            imports.iter().map(|(from, to)| (*from, to.keys().copied().collect())).collect();
        for closing @ (from, to, _) in CLOSING {
            if Some(closing) != kept
                && let Some(to_all) = graph.get_mut(from)
            {
                to_all.remove(to);
            }
        }
        graph
    };
    let mut wrong = String::new();
    for circle in circles(&without(None)) {
        wrong.push_str("a circle:\n");
        for from in &circle {
            for (to, names) in imports[from].iter().filter(|(to, _)| circle.contains(*to)) {
                let names = names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                let _ = writeln!(wrong, "  {from} takes {names} from {to}");
            }
        }
    }
    for closing @ (from, to, _) in CLOSING {
        if circles(&without(Some(closing))).is_empty() {
            let _ =
                writeln!(wrong, "{from} -> {to} closes no circle any more: take it off the list");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn words_of_findings_stand_in_files_of_their_own() {
    let is_apart = |path: &str| path.ends_with("/faults.rs") || path.contains("/faults/");
    let files = files("src", "rs");
    let wrong: Vec<&str> = files
        .iter()
        .filter(|file| !is_apart(&file.path) && file.code().contains("Diagnostic::new("))
        .map(|file| file.path.as_str())
        .collect();
    assert!(wrong.is_empty(), "say it in faults.rs:\n{}", wrong.join("\n"));
}

#[test]
fn crates_are_named_in_one_place_only() {
    let places = [
        ("printpdf", "src/paint/pdf/"),
        ("lopdf", "src/paint/pdf/"),
        ("tera", "src/template/"),
        ("hayro", "src/paint/raster.rs"),
        ("serde_yaml", "src/yaml/second.rs"),
        ("saphyr_parser", "src/yaml/reader.rs src/build.rs"),
        ("roxmltree", "src/doc/ src/picture/"),
        ("pulldown_cmark", "src/guide/"),
        ("harfrust", "src/text/"),
        ("resvg", "src/picture/"),
        ("usvg", "src/picture/"),
        ("svgtypes", "src/picture/allow/"),
        ("moxcms", "src/picture/profile.rs"),
        ("quick_xml", "src/archive/ src/records/ src/import/"),
        ("zip", "src/archive/"),
        ("memchr", "src/archive/ src/doc/find.rs src/records/"),
        // Of merge only the journal of a job.
        (
            "serde_json",
            "src/report.rs src/records/ src/merge/job_journal src/history/ src/web/ src/serve/reply.rs",
        ),
        ("schemars", "src/web/ src/history/basis.rs"),
        ("rqrr", "src/qr/code.rs"),
        ("unicode_linebreak", "src/text/breaks.rs"),
        ("axum", "src/serve/"),
        ("tokio", "src/serve/ src/cli/serve.rs"),
        ("hyper", "src/serve/"),
        ("hyper_util", "src/serve/connections.rs"),
        ("getrandom", "src/serve/passphrase.rs"),
        ("if_addrs", "src/serve/access.rs"),
        ("open", "src/cli/serve.rs"),
        ("annotate_snippets", "src/report.rs"),
        ("subsetter", "src/paint/pdf/"),
        ("image", "src/picture/ src/paint/raster.rs"),
        ("png", "src/picture/ src/paint/raster.rs"),
        ("tiny_skia_path", "src/picture/"),
        ("flate2", "src/paint/pdf/ src/picture/ src/archive/"),
        ("sha2", "src/disk/ src/merge/ src/picture/ src/session/ src/history/ src/web/ src/serve/"),
        ("unicode_normalization", "src/vietnamese/ src/text/ src/source/ src/world/ src/session/"),
        ("strsim", "src/diag/ src/qr/"),
        ("rayon", "src/cli/ src/join.rs"),
        ("indicatif", "src/cli/"),
        ("clap", "src/cli/"),
        ("clap_complete", "src/cli/"),
        ("clap_mangen", "src/cli/shell.rs"),
        ("sys_locale", "src/cli/terminal.rs"),
        ("ctrlc", "src/cli/"),
        ("SystemTime", "src/cli/"),
        ("Instant", "src/cli/ src/serve/"),
    ];
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let code = file.code();
        for (name, place) in places {
            let is_path = |at: usize| {
                let rest = &code[at + name.len()..];
                rest.starts_with("::")
                    || code[..at].ends_with("use ")
                    || name.starts_with(char::is_uppercase)
            };
            let is_place = place.split(' ').any(|place| file.path.starts_with(place));
            if !is_place && words(&code, name).any(is_path) {
                wrong.push(format!("{} names {name}; only {place} may", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What of the machine is named, and by whom beside the command line.
const MACHINE: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "src/disk/",
            "src/store/folder.rs",
            "src/world/project.rs",
            // A list and a journal of a job may be files on disk.
            "src/archive/input.rs",
            "src/records/table.rs",
            "src/merge/job_journal.rs",
        ],
    ),
    // What runs before the library is compiled is none of it.
    ("std::env", &["src/build.rs"]),
    ("std::process", &["src/main.rs", "src/disk/partial.rs", "src/build.rs"]),
    ("std::net", &["src/serve/"]),
    ("std::os", &["src/disk/"]),
    ("SystemTime", &[]),
    // Whoever guesses a passphrase has to wait.
    ("Instant", &["src/serve/"]),
    ("stdin", &[]),
    ("stdout", &["src/build.rs"]),
    ("stderr", &[]),
    ("print", &[]),
    ("println", &["src/build.rs"]),
    ("eprint", &[]),
    ("eprintln", &[]),
    ("indicatif", &[]),
    ("ctrlc", &[]),
    ("clap", &[]),
    ("sys_locale", &[]),
];

#[test]
fn the_library_knows_neither_clock_nor_environment_nor_terminal() {
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        // `use std::{fs, io};` is `std::fs` and `std::io`.
        let code = file.code().replace("std::{fs", "std::fs").replace("std::{env", "std::env");
        for (name, allowed) in MACHINE {
            let is_named = words(&code, name).any(|at| {
                let rest = &code[at + name.len()..];
                !name.ends_with("print") && !name.ends_with("println") || rest.starts_with('!')
            });
            let is_allowed = file.path.starts_with("src/cli/")
                || allowed.iter().any(|place| file.path.starts_with(place));
            if is_named && !is_allowed {
                wrong.push(format!("{} names {name}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_undone() {
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let code = file.code();
        for word in ["todo!", "unimplemented!", "dbg!", ".unwrap()"] {
            if code.contains(word) {
                wrong.push(format!("{}: {word}", file.path));
            }
        }
        if file.text.contains("FIXME") {
            wrong.push(format!("{}: FIXME", file.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let lines = file.text.lines().count();
        if lines > MAX_LINES {
            wrong.push(format!("{}: {lines} lines, more than {MAX_LINES}", file.path));
        }
        if !file.text.starts_with("//! ") && file.path != "src/main.rs" {
            wrong.push(format!("{}: no header", file.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_text_is_composed() {
    let mut wrong = Vec::new();
    let kinds = [
        ("src", "rs"),
        ("src", "md"),
        ("tests", "rs"),
        ("guides", "md"),
        ("guides", "yaml"),
        ("guides", "svg"),
        ("templates", "md"),
        ("templates", "xml"),
        ("templates", "yaml"),
    ];
    for (folder, ending) in kinds {
        for file in files(folder, ending) {
            // A test that wants decomposed letters writes them as escapes.
            let bad = file.text.lines().position(|line| !is_nfc(line));
            wrong.extend(bad.map(|line| format!("{}:{}", file.path, line + 1)));
        }
    }
    assert!(wrong.is_empty(), "not NFC:\n{}", wrong.join("\n"));
}

#[test]
fn every_font_has_its_licence_beside_it() {
    let mut fonts = Vec::new();
    walk(&root().join("fonts"), "ttf", &mut fonts);
    assert!(!fonts.is_empty());
    for font in fonts {
        let name = font.file_stem().unwrap().to_string_lossy().into_owned();
        let family = name.split('-').next().unwrap();
        let licence = font.with_file_name(format!("{family}-OFL.txt"));
        let text = fs::read_to_string(&licence).unwrap_or_default();
        assert!(text.contains("SIL Open Font License"), "{name} has no licence text");
    }
}

#[test]
fn every_colour_profile_has_its_licence_beside_it() {
    let mut profiles = Vec::new();
    walk(&root().join("fonts/icc"), "icc", &mut profiles);
    assert_eq!(profiles.len(), 2);
    for profile in profiles {
        let name = profile.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(profile.with_file_name(format!("{name}-LICENCE.txt")));
        let text = text.unwrap_or_default();
        assert!(text.starts_with(&format!("{name}.icc")) && text.contains("icence"), "{name}");
    }
}

#[test]
fn every_picture_has_a_title_and_is_used_or_small() {
    let guides: String = [files("guides", "md"), files("guides", "yaml")]
        .iter()
        .flatten()
        .map(|f| f.text.as_str())
        .collect();
    for picture in files("guides/pictures", "svg") {
        let (path, text) = (&picture.path, &picture.text);
        let document = roxmltree::Document::parse(text);
        let document = document.unwrap_or_else(|error| panic!("{path}: {error}"));
        let element = document.root_element();
        assert_eq!(element.tag_name().name(), "svg", "{path}");
        let title = element
            .children()
            .find(|child| child.has_tag_name(("http://www.w3.org/2000/svg", "title")));
        let title = title.and_then(|title| title.text()).unwrap_or("").trim();
        assert!(!title.is_empty(), "{path} has no title");
        let used = guides.contains(path.strip_prefix("guides/").unwrap());
        assert!(used || text.len() < 2048, "{path} is large and no guide shows it");
    }
}
