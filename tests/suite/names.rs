//! Names: each type of the library has one of its own, so that a search for it finds it.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::{File, files};

/// Names that several modules use for the same idea, with the reason.
const IDIOMS: &[(&str, &str)] = &[
    ("Fault", "the faults of one module as data, in its file `faults.rs`"),
];

/// The types a file defines, private ones too.
fn types(file: &File) -> impl Iterator<Item = String> + use<> {
    let code = file.code();
    let names: Vec<String> = code
        .lines()
        .filter_map(|line| {
            let is_inside = line.starts_with(' ');
            let line = line.trim_start();
            let line = match line.strip_prefix("pub") {
                Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
                Some(rest) => rest.trim_start(),
                None => line,
            };
            let (kind, rest) = line.split_once(' ')?;
            let is_type = match kind {
                "struct" | "enum" | "trait" | "union" => true,
                // Inside a trait or an `impl` it is part of that.
                "type" => !is_inside,
                _ => false,
            };
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            is_type.then(|| rest[..end.unwrap_or(rest.len())].to_owned())
        })
        .collect();
    names.into_iter()
}

#[test]
fn no_two_types_have_one_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files("src", "rs") {
        for name in types(&file) {
            places.entry(name).or_default().push(file.path.clone());
        }
    }
    assert!(places.len() > 300, "{} types", places.len());
    let idioms: BTreeSet<&str> = IDIOMS.iter().map(|(name, _)| *name).collect();
    let wrong: Vec<String> = places
        .iter()
        .filter(|(name, found)| found.len() > 1 && !idioms.contains(name.as_str()))
        .map(|(name, found)| format!("{name}: {}", found.join(", ")))
        .collect();
    assert!(wrong.is_empty(), "types of one name:\n{}", wrong.join("\n"));
    for name in idioms {
        let count = places.get(name).map_or(0, Vec::len);
        assert!(count > 1, "{name} stands {count} times and needs no exception");
    }
}
