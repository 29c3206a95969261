//! Finished files that no other test makes: guides as products that they do not ask for, looks, greys,
//! less ink, several pages on a sheet. Read by qpdf, mupdf, Ghostscript and the reader of our own.

use std::path::PathBuf;

use super::heard::assert_heard;
use super::listener::Listener;
use super::pdf::{assert_streams_end, complaints};
use super::sheets::workshop;
use crate::run::Run;

/// Products that can be made of any guide, each with a way to print it.
const WAYS: [(&str, &[&str]); 8] = [
    ("leaflet-a5", &["--grey"]),
    ("leaflet-a4", &["--look", "colour"]),
    ("leaflet-a5", &["--sheet", "a4"]),
    ("bifold", &["--look", "colour", "--grey"]),
    ("leaflet-a4", &["--ink-saver"]),
    ("hanger-105", &["--sheet", "a3"]),
    ("hanger-plain", &["--look", "colour", "--ink-saver"]),
    ("leaflet-a5", &["--impose", "booklet"]),
];

/// The sheets that could be made: a guide that is too long for a product says so, and counts for nothing.
fn made(folder: &Run) -> Vec<(String, PathBuf, bool)> {
    let guides: Vec<&String> = workshop().library.guides.keys().collect();
    let mut all = Vec::new();
    // Each way with every second guide, in turn.
    for (nth, (product, options)) in WAYS.iter().enumerate() {
        for guide in guides.iter().skip(nth % 2).step_by(2) {
            let out = folder.path().join(nth.to_string());
            let done = Run::new()
                .args(["build", guide, "--product", product, "--out", out.to_str().unwrap()])
                .args(options.iter().copied())
                .run();
            let name = format!("{guide} as {product} {options:?}");
            if done.code != 0 {
                assert!(
                    done.code == 1 && done.stderr.contains("error[L0"),
                    "{name}: {}",
                    done.stderr
                );
                continue;
            }
            let files = std::fs::read_dir(&out).unwrap().map(|it| it.unwrap().path());
            let own = |path: &PathBuf| {
                let name = path.file_name().unwrap().to_str().unwrap();
                name.starts_with(&format!("{guide}-{product}"))
                    && path.extension().is_some_and(|it| it == "pdf")
            };
            let files: Vec<PathBuf> = files.filter(own).collect();
            assert_eq!(files.len(), 1, "{name}: {files:?}");
            let is_plain = !options.iter().any(|it| ["--sheet", "--impose"].contains(it));
            all.extend(files.into_iter().map(|path| (name.clone(), path, is_plain)));
        }
    }
    all
}

#[test]
#[ignore = "slow: eighty more sheets, each read by four programs"]
fn other_readers_find_no_fault_in_sheets_nobody_looked_at() {
    let folder = Run::new();
    let all = made(&folder);
    assert!(all.len() >= 80, "only {} sheets", all.len());
    for (name, path, is_plain) in &all {
        assert_eq!(complaints(path.to_str().unwrap()), [], "{name}");
        let bytes = std::fs::read(path).unwrap();
        assert_streams_end(name, &bytes);
        // Where pages lie on sheets beside others, one of them may be there twice.
        if *is_plain {
            assert_heard(name, &Listener::new(&bytes).tree());
        }
    }
}
