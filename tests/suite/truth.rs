//! Every sheet against the table of facts, by other means than the program's own check.
//!
//! All guides are built as all their products; `pdftotext` reads the finished files, and a plain
//! scan compares each number, telephone, address, law and unit of time on them with what the facts
//! say that the guide cites. The table itself is read as plain YAML and looked at entry by entry.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

use serde_yaml::Value;

use crate::run::{Run, root};

/// Marks of lines that the program prints itself: dates of review, version, page.
const IMPRINT: &[&str] =
    &["Xem lại ngày ", "Soát ", "Mặt ", "VNeID 2.", "Trang ", "soát lại trước"];
const GRADES: &[&str] = &["A", "A−", "B", "C", "D", "NỀN", "advice"];

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

pub(super) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

/// The facts by id.
pub(super) fn facts() -> BTreeMap<String, Value> {
    let table = yaml("guides/facts.yaml");
    let entries = table["facts"].as_mapping().unwrap();
    entries.iter().map(|(id, fact)| (id.as_str().unwrap().to_owned(), fact.clone())).collect()
}

/// The guides: name and text.
pub(super) fn guides() -> BTreeMap<String, String> {
    let mut guides = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("guides")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let beside = ["project", "sites", "facts", "labels", "screens", "terms"];
        if path.is_file() && !beside.contains(&name.as_str()) {
            guides.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    guides
}

/// Every id a guide cites: what stands behind `sources`.
fn cited(guide: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for rest in guide.split("sources").skip(1) {
        let list = rest.strip_prefix(": [").and_then(|rest| rest.split(']').next());
        let list =
            list.or_else(|| rest.strip_prefix('=').and_then(|rest| rest.split(['}', ' ']).next()));
        ids.extend(list.unwrap_or("").split(',').map(|id| id.trim().to_owned()));
    }
    ids.remove("");
    ids
}

/// What a guide's facts say, one after the other.
fn says(guide: &str) -> String {
    let facts = facts();
    let said = cited(guide)
        .into_iter()
        .filter_map(|id| facts.get(&id).map(|fact| text(fact, "says").to_owned()));
    said.collect::<Vec<_>>().join("\n")
}

/// All sheets, and the words on each; built once for all tests.
pub(super) fn sheets() -> &'static [(String, String)] {
    static SHEETS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    SHEETS.get_or_init(|| {
        let args = ["build", "--format", "short", "--today", "2026-11-25"];
        let done = Run::new().args(args).run().ok();
        let mut sheets = Vec::new();
        for entry in std::fs::read_dir(done.file("out")).unwrap() {
            let path = entry.unwrap().path();
            let output = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
            let words =
                String::from_utf8(output.stdout).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
            sheets.push((path.file_stem().unwrap().to_string_lossy().into_owned(), words));
        }
        sheets.sort();
        sheets
    })
}

/// The guide a sheet was made from: the longest name its own begins with.
fn guide_of<'g>(sheet: &str, guides: &'g BTreeMap<String, String>) -> (&'g str, &'g str) {
    let names = guides.iter().filter(|(name, _)| sheet.starts_with(&format!("{name}-")));
    let (name, text) = names.max_by_key(|(name, _)| name.len()).unwrap();
    (name, text)
}

/// Runs of digits, each with the marks inside it; zeros in front do not count.
fn numbers(line: &str) -> Vec<String> {
    let is_inner = |c: char| c.is_ascii_digit() || c == '.';
    let runs = line.split(|c: char| !is_inner(c)).map(|run| run.trim_matches('.'));
    let bare = |run: &str| {
        run.split('.')
            .map(|part| {
                if part.len() == 2 { part.trim_start_matches('0') } else { part }.to_owned()
            })
            .collect::<Vec<_>>()
            .join(".")
    };
    runs.filter(|run| !run.is_empty()).map(bare).collect()
}

/// Lines of a sheet that say something: no imprint, no numbers in the discs of steps.
fn lines(words: &str) -> impl Iterator<Item = &str> {
    words.lines().map(str::trim).filter(|line| {
        let is_disc = line.len() == 1 && line.bytes().all(|byte| byte.is_ascii_digit());
        !line.is_empty() && !is_disc && !IMPRINT.iter().any(|mark| line.contains(mark))
    })
}

#[test]
fn every_number_phone_address_and_law_on_every_sheet_is_said_by_a_fact() {
    let guides = guides();
    let sheets = sheets();
    assert!(sheets.len() >= guides.len(), "{}", sheets.len());
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (sheet, words) in sheets {
        // The list of a stall has rows, no statements.
        if sheet.ends_with("-signup") {
            continue;
        }
        let (_, guide) = guide_of(sheet, &guides);
        let says = says(guide);
        for line in lines(words) {
            seen += numbers(line).len();
            let unsaid = unsaid(line, &says).into_iter();
            wrong.extend(unsaid.map(|what| format!("{sheet}: {what} in “{line}”")));
        }
    }
    assert!(seen > 100, "only {seen} numbers were looked at");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers, addresses and papers of a line that no fact says.
fn unsaid(line: &str, says: &str) -> Vec<String> {
    let said: BTreeSet<String> = numbers(says).into_iter().collect();
    let mut wrong = Vec::new();
    // “bước 5” points into the sheet, a digit at the beginning is that of a step.
    let pointed = line.replace("bước ", "bước#");
    wrong.extend(numbers(&pointed).into_iter().filter(|number| {
        let own = pointed.contains(&format!("bước#{number}"));
        let disc = number.len() == 1 && line.starts_with(&format!("{number} "));
        !own && !disc && !said.contains(number)
    }));
    for word in line.split_whitespace().map(|word| word.trim_matches(['.', ',', '(', ')', ':'])) {
        let is_address = [".gov.vn", ".com", "http"].iter().any(|part| word.contains(part));
        let is_paper = word.contains('/') && word.contains(char::is_uppercase);
        if (is_address || is_paper) && !says.contains(word) {
            wrong.push(word.to_owned());
        }
    }
    for law in ["Luật ", "Nghị định ", "Thông tư ", "Quyết định "] {
        let Some((_, rest)) = line.split_once(law) else { continue };
        let name = rest.split_whitespace().next().unwrap_or("").trim_matches(['.', ',']);
        // “Luật mới” names none.
        let is_name = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if is_name && !says.contains(&format!("{law}{name}")) {
            wrong.push(format!("{law}{name}"));
        }
    }
    let words =
        [("hai", "2"), ("ba", "3"), ("bốn", "4"), ("sáu", "6"), ("bảy", "7"), ("mười", "10")];
    for (word, digits) in words {
        for unit in ["ngày", "tuổi", "tháng", "phút", "giờ"] {
            let (spelled, in_digits) = (format!(" {word} {unit}"), format!("{digits} {unit}"));
            if line.contains(&spelled)
                && ![spelled.as_str(), &in_digits].iter().any(|s| says.contains(s))
            {
                wrong.push(spelled);
            }
        }
    }
    wrong
}

#[test]
fn the_scan_sees_what_is_not_said() {
    let says = "Trong 7 ngày, gọi 1900 0368, theo Nghị định 69/2024/NĐ-CP, vneid.gov.vn, 50.000 đ, 1/7/2026";
    for (line, wanted) in [
        ("Trong 07 ngày, gọi 1900 0368.", vec![]),
        ("Theo Nghị định 69/2024/NĐ-CP, vào vneid.gov.vn, phí 50.000 đ từ 01/07/2026", vec![]),
        ("Trong bảy ngày, bước 5", vec![]),
        ("3 Đặt mật khẩu", vec![]),
        ("Trong 9 ngày", vec!["9"]),
        ("Trong ba ngày", vec![" ba ngày"]),
        ("Gọi 1900 0369", vec!["0369"]),
        ("Phí 5.000 đ", vec!["5.000"]),
        ("Vào vneid-gov.com", vec!["vneid-gov.com"]),
        ("Theo Luật Cư trú", vec!["Luật Cư"]),
        ("Theo 70/2024/NĐ-CP", vec!["70", "2024", "70/2024/NĐ-CP"]),
    ] {
        let found = unsaid(line, says);
        let found: Vec<&str> =
            found.iter().map(String::as_str).filter(|found| *found != "2024").collect();
        let wanted: Vec<&str> = wanted.into_iter().filter(|wanted| *wanted != "2024").collect();
        assert_eq!(found, wanted, "{line}");
    }
}

#[test]
fn every_button_on_every_sheet_is_in_the_list_and_said_by_a_fact() {
    let list = yaml("guides/labels.yaml");
    let labels = list["labels"].as_mapping().unwrap();
    let facts = facts();
    let mut seen = 0;
    for (name, guide) in guides() {
        assert!(!guide.contains("**“"), "{name} writes the name of a button out");
        let ids = cited(&guide);
        for part in guide.split("[[").skip(1) {
            let id = part.split("]]").next().unwrap();
            let (id, shown) =
                id.split_once('|').map_or((id, None), |(id, shown)| (id, Some(shown)));
            let label = labels.get(id).unwrap_or_else(|| panic!("{name}: [[{id}]]"));
            let said = |words: &str| {
                let quoted = format!("“{words}”");
                ids.iter()
                    .filter_map(|id| facts.get(id))
                    .any(|fact| text(fact, "says").contains(&quoted))
            };
            let source = ids.contains(text(label, "source"));
            assert!(source || said(shown.unwrap_or(text(label, "text"))), "{name}: [[{id}]]");
            seen += 1;
        }
    }
    assert!(seen >= 20, "only {seen} buttons");
    for (id, label) in labels {
        let fact = facts.get(text(label, "source")).unwrap_or_else(|| panic!("{id:?}"));
        // The fact itself names the button, so a new name needs a new fact.
        let quoted = format!("“{}”", text(label, "text"));
        assert!(text(fact, "says").contains(&quoted), "{id:?}: {quoted}");
        assert!(!text(label, "seen").is_empty(), "{id:?}");
    }
}

#[test]
fn the_names_of_buttons_are_printed_as_they_are_listed() {
    let list = yaml("guides/labels.yaml");
    let (guides, sheets) = (guides(), sheets());
    for (sheet, words) in sheets.iter().filter(|(name, _)| name.ends_with("leaflet-a4")) {
        let (_, guide) = guide_of(sheet, &guides);
        let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in guide.split("[[").skip(1) {
            let id = part.split("]]").next().unwrap();
            let (id, shown) =
                id.split_once('|').map_or((id, None), |(id, shown)| (id, Some(shown)));
            let label = shown.unwrap_or(text(&list["labels"][id], "text"));
            assert!(flat.contains(label), "{sheet} has no {label:?}");
        }
    }
}

#[test]
fn the_table_of_facts_is_well_formed() {
    let table = yaml("guides/facts.yaml");
    assert_eq!(text(&table, "dossier").len(), "2026-11-23".len());
    let facts = facts();
    assert!(facts.len() >= 100, "{}", facts.len());
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    for (id, fact) in &facts {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(id.chars().all(plain), "{id}");
        let fields: Vec<&str> =
            fact.as_mapping().unwrap().keys().filter_map(Value::as_str).collect();
        assert_eq!(fields, ["says", "from", "date", "grade"], "{id}");
        assert!(text(fact, "says").len() > 10, "{id}");
        assert!(!text(fact, "date").is_empty(), "{id}");
        let (from, grade) = (text(fact, "from"), text(fact, "grade"));
        assert!(GRADES.contains(&grade), "{id}: {grade}");
        // Who said it can be looked up in the dossier's list, unless it is advice or nobody did.
        let has_source = from.split(|c: char| !c.is_alphanumeric()).any(|word| {
            word.strip_prefix('S')
                .is_some_and(|number| (2..=3).contains(&number.len()) && digits(number))
        });
        // Public code, and what the dossier says itself, have no number in its list; the lines of
        // the review do.
        let in_code = from.contains("kho mã công khai") || from.contains("của hồ sơ");
        let in_review = from
            .split("bản soát ")
            .skip(1)
            .any(|line| line.trim_start_matches("mục ").starts_with(|c: char| c.is_ascii_digit()));
        if ["A", "A−", "B"].contains(&grade) {
            assert!(has_source || in_code || in_review, "{id}: {from}");
        }
    }
}

#[test]
fn what_may_not_be_printed_is_cited_nowhere() {
    let facts = facts();
    for (name, guide) in guides() {
        let ids = cited(&guide);
        assert!(!ids.is_empty(), "{name}");
        for id in ids {
            let fact = facts.get(&id).unwrap_or_else(|| panic!("{name}: no fact {id}"));
            let grade = text(fact, "grade");
            assert!(
                ["A", "A−", "B", "advice"].contains(&grade),
                "{name}: {id} is of grade {grade}"
            );
        }
    }
}
