//! The Big List of Naughty Strings, where people type: as text of a step, as a title, and as cells of
//! a list. Each is printed with every letter, or refused by name and place.

use naughty_strings::BLNS;
use toroi::records::Options;
use toroi::vietnamese::normalise::{TextSegment, doubts, field};
use unicode_normalization::UnicodeNormalization;

use crate::case::GUIDE;
use crate::commonmark::{Outcome, Shop, build, words};
use crate::records::read_with;

/// The letters and digits of a text as it is set, without what Markdown takes for marks.
fn wanted(text: &str) -> Vec<String> {
    // A word joiner leaves no trace.
    let text: String = text.nfc().filter(|letter| *letter != '\u{2060}').collect();
    words(field(&text).text())
}

/// Whether a text says the same with and without Markdown.
fn is_plain(text: &str) -> bool {
    !text
        .contains(['<', '>', '&', '[', ']', '(', ')', '*', '_', '`', '\\', '#', '{', '}', '|', '~'])
}

fn holds(set: &[String], wanted: &[String]) -> bool {
    let mut at = 0;
    wanted.iter().all(|word| match set[at..].iter().position(|other| other == word) {
        Some(found) => {
            at += found + 1;
            true
        }
        None => false,
    })
}

#[test]
fn naughty_texts_are_printed_whole_or_refused() {
    assert!(BLNS.len() > 400);
    let mut shop = Shop::new();
    let (mut built, mut wrong) = (0, Vec::new());
    for text in BLNS {
        let step = format!("{GUIDE}\n{text}\n");
        let title = serde_json::to_string(text).unwrap();
        let titled = GUIDE.replace("title: Thử một bước", &format!("title: {title}"));
        for (place, guide) in [("step", step), ("title", titled)] {
            match build(&mut shop, guide) {
                Outcome::Built(set) => {
                    built += 1;
                    let is_plain = place == "title" || is_plain(text);
                    if is_plain && !holds(&set, &wanted(text)) {
                        wrong.push(format!("{place}: {text:?} is not whole"));
                    }
                }
                Outcome::Refused(codes) => assert!(!codes.is_empty()),
                Outcome::Lost(why) => wrong.push(format!("{place}: {text:?}: {why}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(built > 100, "{built}");
}

#[test]
fn naughty_cells_come_back_or_are_refused_in_their_row() {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(["Số", "Ghi chú"]).unwrap();
    for (row, text) in BLNS.iter().enumerate() {
        let row = row.to_string();
        writer.write_record([row.as_str(), text]).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    let options = Options { separator: Some(','), ..Options::default() };
    let read = read_with("a.csv", bytes, &options).unwrap();
    assert_eq!(read.records.len() + read.problems.len(), BLNS.len());
    assert!(read.records.len() > 200, "{}", read.records.len());
    let mut stand_ins = 0;
    for record in &read.records {
        let text = BLNS[record.cells[0].parse::<usize>().unwrap()];
        let text: String = text.nfc().collect();
        let mended = field(text.replace("\r\n", "\n").trim()).into_text();
        // What a program writes for an empty cell is empty, and reported (R23).
        if ["null", "(null)", "NULL", "NaN", "None", "nil"].contains(&mended.trim()) {
            assert_eq!(record.cells[1], "", "{text:?}");
            stand_ins += 1;
            continue;
        }
        assert_eq!(words(&record.cells[1]), words(&mended), "{text:?}");
        let whole = [TextSegment::plain(&mended, 0..mended.len())];
        let errors = doubts(&mended, &whole);
        assert!(errors.iter().all(|doubt| doubt.why.is_printed()), "{text:?}");
    }
    assert!(stand_ins > 0);
}
