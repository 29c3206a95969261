//! What was printed: noted without a word about people, and found again when a label or a fact says
//! something else.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use toroi::diag::Sink;
use toroi::history::{HISTORY, History, MOST_BYTES};

use crate::run::{Done, Run, root};

/// The program once more in the folder of a run.
fn toroi(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
    command.current_dir(folder).args(args).env("LANG", "C").env("NO_COLOR", "1");
    let done = command.env("SOURCE_DATE_EPOCH", "1795392000").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn lines(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(HISTORY)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const SHEET: [&str; 5] = ["history", "add", "cai-dat-vneid", "--product", "hanger-105"];

fn printed() -> Done {
    let more = ["--copies", "310", "--rows", "31-340", "--look", "colour"];
    Run::new().args(SHEET).args(more).run().ok()
}

#[test]
fn a_line_says_what_when_how_many_which_rows_and_what_it_stands_on() {
    let done = printed();
    let folder = done.dir.path();
    assert_eq!(
        done.stdout,
        "2026-11-23  cai-dat-vneid hanger-105 colour  310 copies  rows 31-340\n"
    );
    let line = &lines(folder)[0];
    assert_eq!(line["when"], "2026-11-23");
    assert_eq!((&line["copies"], &line["rows"]), (&Value::from(310), &Value::from("31-340")));
    let on = |kind: &str| line["on"][kind].as_object().unwrap();
    assert!(on("labels").len() > 2 && on("facts").len() > 2, "{line}");
    // As `sources` and `labels` say it.
    let (_, sources, _) = toroi(folder, &["sources", "cai-dat-vneid", "--format", "json"]);
    for fact in sources.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let id = fact["id"].as_str().unwrap_or_default();
        let own = format!("cai-dat-vneid/{id}");
        let is_there = on("facts").contains_key(id) || on("facts").contains_key(&own);
        assert!(fact["type"] == "summary" || is_there, "{id}");
    }
    let args = ["labels", "cai-dat-vneid", "--to-check", "--format", "json"];
    let (_, labels, _) = toroi(folder, &args);
    for label in labels.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        assert!(on("labels").contains_key(label["id"].as_str().unwrap()), "{label}");
    }
    // A kit is one line that stands on what all its sheets stand on.
    let args = ["history", "add", "--kit", "kich-hoat", "--copies", "2"];
    let (code, said, _) = toroi(folder, &args);
    assert_eq!((code, said.as_str()), (0, "2026-11-23  kich-hoat  2 copies\n"));
    let line = &lines(folder)[1];
    assert_eq!(line["copies"], 2);
    assert!(line["guide"].is_null() && line["on"]["labels"].as_object().unwrap().len() > 10);
    let (code, all, said) = toroi(folder, &["history"]);
    assert_eq!((code, all.lines().count(), said.as_str()), (0, 2, ""));
    let (_, all, _) = toroi(folder, &["history", "--format", "json"]);
    let first: Value = serde_json::from_str(all.lines().next().unwrap()).unwrap();
    assert_eq!((&first["type"], &first["rows"]), (&Value::from("printed"), &Value::from("31-340")));
}

#[test]
fn a_label_or_fact_that_changed_names_the_sheets_that_stand_on_it() {
    let done = printed();
    let folder = done.dir.path();
    let stale = || toroi(folder, &["history", "--stale"]);
    let (code, none, said) = stale();
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(none.starts_with("No printed sheet"), "{none}");
    // Another sheet, which does not have the button.
    let other =
        ["history", "add", "quen-mat-khau", "--product", "leaflet-a5", "--day", "2026-11-20"];
    assert_eq!(toroi(folder, &other).0, 0);
    let ids: Vec<Vec<String>> = lines(folder)
        .iter()
        .map(|line| line["on"]["labels"].as_object().unwrap().keys().cloned().collect())
        .collect();
    let id = ids[0].iter().find(|id| !ids[1].contains(id)).unwrap();
    let renamed = format!("{id}: {{ text: Tên mới, seen: \"11/2026\" }}\n");
    fs::write(folder.join("nhan.yaml"), renamed).unwrap();
    let copied = Command::new("cp").arg("-r").arg(root().join("guides")).arg(folder).status();
    assert!(copied.unwrap().success());
    let (code, _, said) = toroi(folder, &["labels", "--confirm", "nhan.yaml"]);
    assert_eq!(code, 0, "{said}");
    let (_, reported, _) = stale();
    let wanted = format!("    the button {id} is called “Tên mới” today");
    assert!(reported.contains(&wanted) && reported.lines().count() == 2, "{reported}");
    assert!(reported.starts_with("2026-11-23  cai-dat-vneid hanger-105"), "{reported}");
    let (_, reported, _) = toroi(folder, &["history", "--stale", "--lang", "vi"]);
    assert!(reported.contains(&format!("nút {id} nay là “Tên mới”")), "{reported}");
    // The same of a fact: its words, and how sure it is.
    fs::copy(root().join("guides/labels.yaml"), folder.join("guides/labels.yaml")).unwrap();
    assert!(stale().1.starts_with("No printed sheet"));
    let on = lines(folder)[0]["on"]["facts"].clone();
    let id = on.as_object().unwrap().keys().find(|id| !id.contains('/')).unwrap();
    let path = folder.join("guides/facts.yaml");
    let facts = fs::read_to_string(&path).unwrap();
    let entry = format!("\n  {id}:\n    says: ");
    assert!(facts.contains(&entry), "{id} is written otherwise");
    fs::write(&path, facts.replace(&entry, &format!("{entry}Khác rồi. "))).unwrap();
    let (_, reported, _) = stale();
    assert!(reported.contains(&format!("the fact {id} says today:")), "{reported}");
    // And when it is not there at all.
    fs::write(&path, facts.replace(&entry, &format!("\n  {id}-cu:\n    says: "))).unwrap();
    let (_, reported, _) = stale();
    assert!(
        reported.contains(&format!("the fact {id} is not in the table any more")),
        "{reported}"
    );
    // Where the list cannot be read, nobody is told that nothing has changed.
    fs::write(&path, "facts: [\n").unwrap();
    let (broken, reported, said) = stale();
    assert_eq!(broken, 1, "{said}");
    assert!(!reported.contains("No printed sheet"), "{reported}");
}

#[test]
fn no_line_tells_who_anybody_is() {
    for (args, code) in [
        (&["--rows", "Nguyễn Văn An"][..], 2),
        (&["--rows", "1-2;3"], 2),
        (&["--look", "bác An"], 1),
        (&["--day", "hôm qua"], 2),
    ] {
        let done = Run::new().args(SHEET).args(args.iter().copied()).run();
        assert_eq!(done.code, code, "{args:?}: {}", done.stderr);
        assert!(!done.file(HISTORY).exists(), "{args:?}");
    }
    let done = Run::new().args(["history", "add", "khong-co", "--product", "leaflet-a5"]).run();
    assert!(done.code == 1 && !done.file(HISTORY).exists(), "{}", done.stderr);
}

#[test]
fn lines_that_are_damaged_or_of_others_are_left_aside_and_never_lost() {
    let good = fs::read_to_string(printed().file(HISTORY)).unwrap();
    let half = &good[..good.len() / 2];
    let text = format!("{good}# ghi chú của bác An\n\n{{\"toroi\":2}}\n\u{0}\n{good}{half}");
    let done = Run::new().file(HISTORY, &text).args(["history"]).run();
    assert_eq!(done.stdout.lines().count(), 2);
    assert!(done.stderr.contains("warning[H01]: 4 lines"), "{}", done.stderr);
    assert!(done.stderr.contains("history.jsonl:2"), "{}", done.stderr);
    assert_eq!(done.code, 0);
    // What is noted next stands on a line of its own; all the rest stays to the byte.
    let folder = done.dir.path();
    assert_eq!(toroi(folder, &SHEET).0, 0);
    let now = fs::read_to_string(folder.join(HISTORY)).unwrap();
    assert!(now.starts_with(&format!("{text}\n")) && now.ends_with("}\n"));
    assert_eq!(toroi(folder, &["history"]).1.lines().count(), 3);
    // Any cut and any byte gives a history and no panic.
    let bytes = good.repeat(3).into_bytes();
    for at in (0..bytes.len()).step_by(37) {
        let read = |bytes: &[u8]| History::read("h", bytes, &mut Sink::new());
        let cut = read(&bytes[..at]);
        assert!(cut.entries.len() <= 3 && cut.foreign <= 1);
        let mut altered = bytes.clone();
        altered[at] = 0xff;
        assert_eq!(read(&altered).entries.len() + read(&altered).foreign, 3);
    }
}

#[test]
fn a_history_does_not_grow_without_end() {
    let line = fs::read_to_string(printed().file(HISTORY)).unwrap();
    let large = line.repeat(MOST_BYTES / line.len());
    let run = Run::new().file(HISTORY, &large).args(SHEET);
    let done = run.run();
    assert!(
        done.code == 1 && done.stderr.contains("history is larger than 16 MB"),
        "{}",
        done.stderr
    );
    assert_eq!(fs::read_to_string(done.file(HISTORY)).unwrap(), large);
    let mut sink = Sink::new();
    assert!(History::read("h", large.repeat(2).as_bytes(), &mut sink).entries.is_empty());
    assert!(sink.has_errors());
}

#[test]
fn several_at_once_lose_no_line() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    assert_eq!(toroi(folder.path(), &SHEET).0, 0);
                }
            });
        }
    });
    assert_eq!(lines(folder.path()).len(), 12);
}
