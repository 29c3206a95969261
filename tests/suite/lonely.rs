//! No paragraph on any sheet ends in a line of one or two short syllables where another break cures it.

use toroi::layout::{Item, Placed, Role};
use toroi::text::{Break, Fonts, opportunities};

use super::sheets::{Sheet, coloured, in_order, sheets, workshop};

/// A last line of so many words and letters looks lost.
const WORDS: usize = 2;
const LETTERS: usize = 8;
/// What is torn for a cure costs no more than this: no compound, no name, no number.
const PRICE: i64 = 15_000;
/// The line before has to stay so long, as a share of the longest.
const STAYS: f64 = 0.6;

/// A line as it was set.
#[derive(Clone, Debug, Default)]
struct SetLine {
    y: i64,
    text: String,
    width: f64,
}

/// The lines of each paragraph, in the order they are read.
fn paragraphs(placed: &[&Placed], fonts: &Fonts) -> Vec<Vec<SetLine>> {
    let mut all = Vec::new();
    let mut open: Vec<(bool, Vec<SetLine>)> = Vec::new();
    for placed in placed {
        match &placed.item {
            Item::Open(tag) => {
                let is_inline = tag.role.is_inline() || tag.role == Role::Artifact;
                open.push((is_inline, Vec::new()));
            }
            Item::Close => {
                let Some((is_inline, lines)) = open.pop() else { continue };
                if !is_inline && lines.len() > 1 {
                    all.push(lines);
                }
            }
            Item::Glyphs(run) => {
                let Some((_, lines)) = open.iter_mut().rev().find(|(inline, _)| !inline) else {
                    continue;
                };
                let units: i32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
                let width = run.size.of_em(units, fonts.face(run.face).upm).to_pt();
                let y = placed.at.y.0;
                match lines.last_mut() {
                    Some(line) if line.y == y => {
                        line.text.push_str(&run.text);
                        line.width += width;
                    }
                    _ => lines.push(SetLine { y, text: run.text.clone(), width }),
                }
            }
            _ => {}
        }
    }
    all
}

/// How the last lines of a paragraph could be broken better, if they could.
fn cure(lines: &[SetLine]) -> Option<String> {
    let [.., before, last] = lines else { return None };
    let letters = last.text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let words = last.text.split_whitespace().count();
    if words == 0 || words > WORDS || letters > LETTERS {
        return None;
    }
    let longest = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    let text = before.text.trim_end().to_owned() + " " + last.text.trim_end();
    let whole = before.text.trim_end().chars().count() as f64;
    for end in opportunities(&text) {
        let Break::Allowed(price) = end.kind else { continue };
        if end.at >= before.text.trim_end().len() + 1 || price > PRICE {
            continue;
        }
        let (stays, moves) = (text[..end.at].trim_end(), &text[end.at..]);
        let share = |text: &str| text.chars().count() as f64 / whole * before.width / longest;
        let moved = moves.chars().filter(|letter| letter.is_alphanumeric()).count();
        if share(stays) >= STAYS && share(moves) < 0.95 && moved > LETTERS {
            return Some(format!("“{} | {}”: rather “{stays} | {moves}”", before.text, last.text));
        }
    }
    None
}

#[test]
fn no_last_line_is_lost_where_another_break_cures_it() {
    let fonts = &workshop().fonts;
    let mut wrong = Vec::new();
    let mut seen = 0;
    let all: Vec<&Sheet> = sheets().iter().chain(coloured()).collect();
    for sheet in &all {
        for lines in paragraphs(&in_order(&sheet.pages), fonts) {
            seen += 1;
            wrong.extend(cure(&lines).map(|cure| format!("{}: {cure}", sheet.name)));
        }
    }
    assert!(seen > 2000, "{seen} paragraphs");
    assert!(wrong.is_empty(), "{} of {seen}\n{}", wrong.len(), wrong.join("\n"));
}
