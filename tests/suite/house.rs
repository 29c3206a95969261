//! How the house is kept: layers, sizes, words that must not be in the code, and what goes with
//! fonts and pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::is_nfc;

use crate::run::root;

/// The layers of the library, lowest first; imports point downward.
const LAYERS: &[&[&str]] = &[
    &["vietnamese"],
    &[
        "privacy", "leftover", "geom", "path", "colour", "inks", "source", "diag", "disk", "world",
        "yaml",
    ],
    &["facts", "guide", "text", "qr", "picture", "records"],
    &["doc", "template", "ward", "printer"],
    &["layout", "sheet"],
    &["paint"],
    &["render", "kit", "roster"],
    &["merge"],
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
    fn code(&self) -> String {
        let end = self.text.find("\n#[cfg(test)]\nmod ").unwrap_or(self.text.len());
        let lines = self.text[..end].lines();
        lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    /// The module of the library it belongs to.
    fn module(&self) -> &str {
        let rest = self.path.strip_prefix("src/").unwrap();
        rest.split('/').next().unwrap().trim_end_matches(".rs")
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

/// The modules a text names by `crate::…`, alone or in braces.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    for at in words(code, "crate") {
        let Some(rest) = code[at + "crate".len()..].strip_prefix("::") else { continue };
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (index, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.insert(name(&group[start..index]));
                    start = index + 1;
                    if letter == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    found.remove("");
    found
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn imports_are_read_in_all_their_spellings() {
    let code = "use crate::geom::{Len, Size};\nuse crate::{doc::{self, Node}, yaml};\n\
                let x = crate::text::Ink::new();\npub(crate) fn y() {} my_crate::no;";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["doc", "geom", "text", "yaml"]);
}

#[test]
fn every_module_has_its_layer() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let layered: BTreeSet<&str> = LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    assert_eq!(declared, layered);
}

#[test]
fn imports_point_downward() {
    // Within a layer modules may use each other, but not in a circle.
    let mut beside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let own = file.module().to_owned();
        let Some(from) = layer(&own) else { continue };
        for used in imports(&file.code()) {
            match layer(&used) {
                Some(to) if to > from => wrong.push(format!("{} uses crate::{used}", file.path)),
                Some(to) if to == from && used != own => {
                    beside.entry(own.clone()).or_default().insert(used);
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "upward imports:\n{}", wrong.join("\n"));
    // Findings have places in sources, and reading sources, YAML and folders gives findings.
    let free = ["source", "diag", "world", "yaml"];
    let reaches = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut next = vec![from.to_owned()];
        while let Some(module) = next.pop() {
            for used in beside.get(&module).into_iter().flatten() {
                if !free.contains(&used.as_str()) && seen.insert(used.clone()) {
                    next.push(used.clone());
                }
            }
        }
        seen
    };
    for module in beside.keys() {
        assert!(!reaches(module).contains(module), "{module} uses itself in a circle");
    }
}

#[test]
fn crates_are_named_in_one_place_only() {
    let places = [
        ("printpdf", "src/paint/pdf/"),
        ("lopdf", "src/paint/pdf/"),
        ("tera", "src/template/"),
        ("hayro", "src/paint/raster.rs"),
        ("serde_yaml", "src/yaml/second.rs"),
        ("saphyr_parser", "src/yaml/reader.rs"),
        ("roxmltree", "src/doc/ src/picture/"),
        ("pulldown_cmark", "src/guide/"),
        ("harfrust", "src/text/"),
        ("usvg", "src/picture/"),
        ("svgtypes", "src/picture/allow/"),
        ("moxcms", "src/picture/profile.rs"),
        ("quick_xml", "src/records/"),
        ("zip", "src/records/"),
        ("memchr", "src/records/"),
        // Of merge only the diary of a job.
        ("serde_json", "src/records/ src/merge/manifest"),
        ("rqrr", "src/qr/code.rs"),
        ("unicode_linebreak", "src/text/breaks.rs"),
        ("include_dir", "src/world/mod.rs"),
        ("annotate_snippets", "src/diag/print.rs"),
        ("subsetter", "src/paint/pdf/"),
        ("image", "src/picture/ src/paint/raster.rs"),
        ("tiny_skia_path", "src/picture/"),
        ("flate2", "src/paint/pdf/ src/picture/ src/records/"),
        ("sha2", "src/merge/ src/picture/ src/cli/"),
        (
            "unicode_normalization",
            "src/vietnamese/ src/text/ src/source/ src/world/ src/cli/jobs.rs",
        ),
        ("strsim", "src/diag/ src/qr/"),
        ("rayon", "src/cli/"),
        ("indicatif", "src/cli/"),
        ("clap", "src/cli/"),
        ("ctrlc", "src/cli/"),
        ("SystemTime", "src/cli/"),
        ("Instant", "src/cli/"),
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
