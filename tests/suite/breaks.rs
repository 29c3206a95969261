//! Lines as a typographer would set them: a table of texts with the lines that are right.
//!
//! `breaks.txt` holds the cases, set in real faces and sizes. Its lines were decided by people, not
//! copied from the program. Each is also set by the plain method, greedily and with UAX #14 alone,
//! and most must come out wrong there: a case that any program gets right proves little.

use std::cell::Cell;

use proptest::prelude::*;
use toroi::diag::Sink;
use toroi::doc::{Align, BlockNode, Doc, Flow, SheetStyle, Style, StyleId, TextRole, TextRun};
use toroi::geom::{Len, Size};
use toroi::layout::{self, Item, Page, Placed, Role};
use toroi::text::{Break, FaceId, Fonts, KEEP, is_invisible, opportunities};

use super::props::{check, plain_text};
use super::sheets::{coloured, sheets, workshop};

const TABLE: &str = include_str!("breaks.txt");

/// How the texts of a group are set.
#[derive(Clone, Copy)]
struct Setting<'t> {
    /// The rule and what it is about.
    group: &'t str,
    face: FaceId,
    size: Len,
    is_title: bool,
}

/// A text in a measure, and its lines.
struct Case<'t> {
    setting: Setting<'t>,
    /// In the table.
    line: usize,
    measure: Len,
    text: String,
    lines: Vec<String>,
}

/// Reads the table; see its head for how it is written.
fn cases() -> Vec<Case<'static>> {
    let mut all = Vec::new();
    let mut setting = None;
    for (index, line) in TABLE.lines().enumerate() {
        let bad = || -> ! { panic!("breaks.txt:{}: {line}", index + 1) };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(head) = line.strip_prefix('[') {
            let (group, how) = head.split_once("] ").unwrap_or_else(|| bad());
            let mut how = how.split(' ');
            let face =
                how.next().and_then(|name| Fonts::new().by_name(name)).unwrap_or_else(|| bad());
            let size = how.next().and_then(|size| size.parse().ok()).unwrap_or_else(|| bad());
            let is_title = how.next() == Some("title");
            setting = Some(Setting { group, face, size: Len::pt(size), is_title });
            continue;
        }
        let (measure, marked) = line.split_once(": ").unwrap_or_else(|| bad());
        let measure = Len::mm(measure.parse().unwrap_or_else(|_| bad()));
        let marked = unescape(marked);
        all.push(Case {
            setting: setting.unwrap_or_else(|| bad()),
            line: index + 1,
            measure,
            text: marked.replace('│', " ").replace('¦', ""),
            lines: marked.split(['│', '¦']).map(seen).collect(),
        });
    }
    all
}

/// Letters that cannot be seen are written as in Rust.
fn unescape(text: &str) -> String {
    let mut all = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (number, after) = after.split_once('}').unwrap();
        all.push_str(before);
        all.push(u32::from_str_radix(number, 16).ok().and_then(char::from_u32).unwrap());
        rest = after;
    }
    all + rest
}

/// What a reader sees of a line.
fn seen(line: &str) -> String {
    let line = line.replace(['\u{a0}', '\u{202f}', '\u{2007}'], " ");
    line.replace(is_invisible, "").trim().to_owned()
}

/// The page the real layout makes.
fn page(setting: Setting<'_>, measure: Len, runs: Vec<TextRun>) -> Page {
    let role = if setting.is_title { TextRole::Heading(1) } else { TextRole::Para };
    let what = format!("{runs:?}");
    let node = BlockNode::Text { role, style: StyleId(0), runs };
    let flow = Flow { nodes: vec![node], ..Flow::default() };
    let doc = Doc {
        title: String::new(),
        flows: vec![flow],
        arts: Vec::new(),
        sites: std::sync::Arc::default(),
    };
    let edge = Len::pt(40.0);
    let (face, size) = (setting.face, setting.size);
    let style = SheetStyle {
        safe: Len::pt(20.0),
        styles: vec![Style { face, size, align: Align::Left, ..Style::plain("p") }],
        ..SheetStyle::plain(Size::new(measure + edge * 2, Len::pt(5_000.0)), edge)
    };
    let mut sink = Sink::new();
    let pages = layout::layout(&doc, &style, &workshop().fonts, &mut sink);
    pages.unwrap_or_else(|| panic!("{what} cannot be set")).pages.remove(0)
}

/// The lines of a page.
fn lines(page: &Page) -> Vec<String> {
    let mut lines: Vec<(Len, String)> = Vec::new();
    for placed in &page.items {
        let Item::Glyphs(run) = &placed.item else { continue };
        match lines.last_mut() {
            Some((baseline, line)) if *baseline == placed.at.y => line.push_str(&run.text),
            _ => lines.push((placed.at.y, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, line)| seen(&line)).collect()
}

/// The lines the real layout makes of a text.
fn set(setting: Setting<'_>, measure: Len, text: &str) -> Vec<String> {
    lines(&page(setting, measure, vec![plain(text)]))
}

fn plain(text: &str) -> TextRun {
    TextRun::Text { text: text.to_owned(), bold: false, span: None, link: None }
}

/// The width of words on one line.
fn width(setting: Setting<'_>, line: &str) -> Len {
    let face = workshop().fonts.face(setting.face);
    let line = seen(line);
    let words = line.split(' ').map(|word| setting.size.of_em(face.word(word).width, face.upm));
    let (count, sum) = words.fold((0, Len::ZERO), |(n, sum), word| (n + 1, sum + word));
    sum + setting.size.of_em(face.space(), face.upm) * (count - 1)
}

/// The lines of the plain method: each as full as UAX #14 lets it be.
fn greedy(setting: Setting<'_>, measure: Len, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut start, mut last) = (0, 0);
    for (at, _) in unicode_linebreak::linebreaks(text) {
        if last > start && width(setting, &text[start..at]) > measure {
            lines.push(seen(&text[start..last]));
            start = last;
        }
        last = at;
    }
    lines.push(seen(&text[start..]));
    lines
}

#[test]
fn lines_are_as_a_typographer_would_set_them() {
    let cases = cases();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let (mut wrong, mut plain) = (Vec::new(), 0);
    for case in &cases {
        let found = set(case.setting, case.measure, &case.text);
        if found != case.lines {
            let (wanted, found) = (case.lines.join("│"), found.join("│"));
            let group = case.setting.group;
            wrong.push(format!("breaks.txt:{} {group}\n  - {wanted}\n  + {found}", case.line));
        }
        plain += usize::from(greedy(case.setting, case.measure, &case.text) != case.lines);
    }
    assert!(wrong.is_empty(), "{}\n{} differ", wrong.join("\n"), wrong.len());
    println!("{} cases; the plain method gets {plain} of them wrong", cases.len());
    assert!(plain * 10 >= cases.len() * 9, "the plain method gets only {plain} wrong");
}

#[test]
fn every_rule_has_its_cases() {
    for rule in ["VT-08", "VT-09", "LP-11"] {
        let count = cases().iter().filter(|case| case.setting.group.starts_with(rule)).count();
        assert!(count >= 3, "{rule} has {count} cases");
    }
}

#[test]
fn the_name_of_a_button_stays_in_one_frame() {
    let face = Fonts::new().by_name("noto-sans-medium").unwrap();
    let setting = Setting { group: "LP-11", face, size: Len::pt(18.0), is_title: false };
    let label = "Kích hoạt tài khoản";
    let bold = Setting { face: Fonts::new().bold(face), ..setting };
    let whole = width(bold, label) + setting.size.scale(0.32 + 0.2) * 2;
    let (mut kept, mut split) = (0, 0);
    for mm in 40..130 {
        let measure = Len::mm(f64::from(mm));
        let key = TextRun::Key { label: label.to_owned(), span: None };
        let runs = vec![plain("Bác mở máy rồi bấm "), key, plain(" và đợi máy báo xong.")];
        let page = page(setting, measure, runs);
        let is_frame = |item: &Item| matches!(item, Item::Stroke { .. });
        let frames = page.items.iter().filter(|placed| is_frame(&placed.item)).count();
        if measure >= whole + Len(10) {
            assert_eq!(frames, 1, "in {mm} mm: {:?}", lines(&page));
            kept += 1;
        } else if measure < whole {
            assert_eq!(frames, 2, "in {mm} mm: {:?}", lines(&page));
            split += 1;
        }
    }
    assert!(kept > 50 && split > 5, "{kept} {split}");
}

/// On finished sheets a name is torn only where it is wider than the page leaves to the text of a step.
/// The text of a step stands below its picture where a name has no room beside it.
#[test]
fn names_of_buttons_on_sheets_are_torn_only_where_no_line_could_hold_them() {
    let shop = workshop();
    let names: Vec<&str> =
        shop.library.reference.labels.iter().map(|it| it.text.as_str()).collect();
    let (mut whole, mut torn) = (0, 0);
    for sheet in sheets() {
        let style = &shop.set.product(sheet.product).unwrap().style;
        let number = Len::mm(9.0);
        let room = style.page.w - style.margin.left - style.margin.right - number;
        // On a drawn screen a button is as narrow as the screen: tests of screens look at those.
        let text = sheet.pages.pages.iter().map(|page| outside_figures(&page.items));
        let text: Vec<Vec<&Item>> = text.collect();
        for pair in text.iter().flat_map(|items| items.windows(2)) {
            let (Item::Stroke { .. }, Item::Glyphs(run)) = (pair[0], pair[1]) else {
                continue;
            };
            let part = seen(&run.text);
            if names.contains(&part.as_str()) {
                whole += 1;
                continue;
            }
            let setting =
                Setting { group: "LP-11", face: run.face, size: run.size, is_title: false };
            let name = names.iter().filter(|name| name.contains(&part));
            let widest = name.map(|name| width(setting, name)).max();
            let Some(widest) = widest else { continue };
            let wide = widest + setting.size.scale(0.32 + 0.2) * 2;
            assert!(wide > room, "{}: “{part}” is part of a name in pieces", sheet.name);
            torn += 1;
        }
    }
    assert!(whole > 100 && torn > 0, "{whole} {torn}");
}

/// What stands outside of pictures.
fn outside_figures(items: &[Placed]) -> Vec<&Item> {
    let mut open = Vec::new();
    let mut outside = Vec::new();
    for placed in items {
        if let Item::Open(tag) = &placed.item {
            open.push(matches!(tag.role, Role::Figure { .. }));
        }
        if !open.contains(&true) {
            outside.push(&placed.item);
        }
        if matches!(placed.item, Item::Close) {
            open.pop();
        }
    }
    outside
}

/// The lines of every piece of running text on a page, those of tables and pictures left out.
fn texts(page: &Page) -> Vec<Vec<String>> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    // The innermost text that is open: how deep it stands, and its lines.
    let mut text: Option<(usize, Vec<(f64, String)>)> = None;
    let mut end = |text: Option<(usize, Vec<(f64, String)>)>| {
        all.extend(text.map(|(_, lines)| lines.into_iter().map(|(_, line)| line).collect()));
    };
    for (at, item) in layout::seen(&page.items) {
        match item {
            Item::Open(tag) => {
                open.push(matches!(tag.role, Role::Table | Role::Artifact | Role::Figure { .. }));
                if matches!(tag.role, Role::Heading(_) | Role::Para | Role::Body) {
                    end(text.replace((open.len(), Vec::new())));
                }
            }
            Item::Close => {
                if text.as_ref().is_some_and(|(depth, _)| *depth == open.len()) {
                    end(text.take());
                }
                open.pop();
            }
            Item::Glyphs(run) if !open.contains(&true) => {
                let Some((_, lines)) = &mut text else { continue };
                match lines.last_mut() {
                    Some((y, line)) if (*y - at.y.to_pt()).abs() < 3.0 => line.push_str(&run.text),
                    _ => lines.push((at.y.to_pt(), run.text.clone())),
                }
            }
            _ => {}
        }
    }
    all
}

/// No text of our sheets ends in a line of one short syllable, and few in one of two.
#[test]
fn last_lines_are_long_enough() {
    let (mut all, mut two) = (0, 0);
    let mut lonely = Vec::new();
    for sheet in sheets().iter().chain(coloured()) {
        let pages = sheet.pages.pages.iter();
        for lines in pages.flat_map(texts).filter(|lines| lines.len() > 1) {
            all += 1;
            let last = lines.last().unwrap();
            let count = last.split_whitespace().count();
            let letters = last.chars().filter(|letter| letter.is_alphanumeric()).count();
            two += usize::from(count == 2 && letters <= 6);
            // The name of an app or a telephone is no syllable left over.
            let is_name = last.contains(char::is_uppercase);
            if count == 1 && letters <= 7 && !is_name {
                lonely.push(format!("{}: {}", sheet.name, lines.join(" / ")));
            }
        }
    }
    println!("{two} of {all} texts end in two short syllables");
    assert!(lonely.is_empty(), "{}", lonely.join("\n"));
    assert!(all > 1500 && two * 100 < all * 9, "{two} of {all}");
}

/// Where lines may end, and whether that would split a single piece of information.
fn places(text: &str) -> Vec<(usize, bool)> {
    let all = opportunities(text).into_iter();
    all.map(|next| (next.at, matches!(next.kind, Break::Allowed(price) if price >= KEEP / 2)))
        .collect()
}

/// The text up to `at` as lines show it.
fn letters(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace() && !is_invisible(*letter)).count()
}

#[test]
fn a_piece_of_information_is_split_only_where_no_line_could_hold_it() {
    let group = "LP-11";
    let face = Fonts::new().by_name("noto-sans-medium").unwrap();
    let setting = Setting { group, face, size: Len::pt(18.0), is_title: false };
    let (kept, split) = (Cell::new(0), Cell::new(0));
    check(400, &(plain_text(), 40.0..130.0_f64), |(text, measure)| {
        let measure = Len::mm(measure);
        let words = text.split([' ', '\n']).filter(|word| !word.is_empty());
        let text = words.collect::<Vec<_>>().join(" ");
        let places = places(&text);
        let start = |index: usize| if index == 0 { 0 } else { places[index - 1].0 };
        let is_set = (0..places.len())
            .all(|index| width(setting, &text[start(index)..places[index].0]) <= measure);
        // A word wider than its line is an error, and nothing is set.
        prop_assume!(is_set && !text.trim().is_empty());
        let lines = set(setting, measure, &text);
        prop_assert_eq!(&lines, &set(setting, measure, &text), "not the same twice");
        for line in &lines {
            prop_assert!(width(setting, line) <= measure, "{} is too wide", line);
        }
        let all: usize = lines.iter().map(|line| letters(line)).sum();
        prop_assert_eq!(all, letters(&text), "letters are lost");
        let mut ends = Vec::new();
        let mut before = 0;
        for line in &lines {
            before += letters(line);
            ends.push(before);
        }
        // From each place where a line may end gladly to the next.
        let mut from = 0;
        for (at, holds) in &places {
            if *holds {
                continue;
            }
            let chain = &text[from..*at];
            let (low, high) = (letters(&text[..from]), letters(&text[..*at]));
            let is_split = ends.iter().any(|end| low < *end && *end < high);
            if is_split {
                prop_assert!(width(setting, chain) > measure, "{:?} is split", chain);
                split.set(split.get() + 1);
            } else if seen(chain).contains(' ') {
                kept.set(kept.get() + 1);
            }
            from = *at;
        }
        Ok(())
    });
    let (kept, split) = (kept.get(), split.get());
    println!("{kept} pieces were kept, {split} were too wide for any line");
    assert!(kept > 300 && split > 10, "the property proves little");
}
