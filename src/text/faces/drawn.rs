//! How the letters of a face are drawn: upright, each unlike the others, and not left empty.
//!
//! What a table says of a glyph may be wrong, and a box or an advance says little, so outlines are
//! compared. Glyphs are those that text is set in, after the face has put others in place of those of
//! its map.

use std::collections::BTreeMap;

use harfrust::font::glyph::outline::PathElement;

use super::face::Face;
use crate::text::ink::vietnamese_letters;

/// Signs that sheets print besides those of ASCII. One the face lacks is reported where it is printed.
const SIGNS: &str = "–—“”‘’…•·×°§«»₫½€≤≥→←";
/// Signs that many a face draws with one stroke; for letters of names that is a warning of its own.
const STROKES: [char; 6] = ['I', 'l', '1', '|', '\'', '`'];

/// Letters and digits, plain ones and those of Vietnamese.
fn letters() -> impl Iterator<Item = char> {
    ('a'..='z').chain('A'..='Z').chain('0'..='9').chain(vietnamese_letters())
}

fn signs() -> impl Iterator<Item = char> {
    ('!'..='~').filter(|sign| !sign.is_ascii_alphanumeric())
}

/// Letters and signs the face has glyphs for that leave no ink.
pub(super) fn empty(face: &Face) -> String {
    let all = letters().chain(signs()).chain(SIGNS.chars());
    all.filter(|letter| is_there(face, *letter) && points(face, *letter).is_empty()).collect()
}

/// Pairs of letters, digits or signs of ASCII drawn alike, each with the one it is taken for.
/// None looks like the box that stands for a missing letter.
pub(super) fn alike(face: &Face) -> Vec<(char, char)> {
    let mut owners = BTreeMap::new();
    let missing = placed(face.outline(0));
    if !missing.is_empty() {
        owners.insert(missing, '□');
    }
    let mut pairs = Vec::new();
    let all = letters().chain(signs()).filter(|letter| is_there(face, *letter));
    for letter in all {
        let points = points(face, letter);
        if points.is_empty() {
            continue;
        }
        match owners.get(&points) {
            Some(owner) if STROKES.contains(owner) && STROKES.contains(&letter) => {}
            Some(owner) => pairs.push((letter, *owner)),
            None => drop(owners.insert(points, letter)),
        }
    }
    pairs
}

/// Whether capitals lean: the left edge of `H` and that of `I` lie further right at the head than at
/// the foot, by more than three degrees.
pub(super) fn leans(face: &Face) -> bool {
    let height = face.cap_height as f32;
    let left = |letter: char, is_there: &dyn Fn(f32) -> bool| {
        let glyph = face.glyph(letter)?;
        let ends = face.outline(glyph).into_iter().filter_map(end);
        ends.filter(|(_, y)| is_there(*y)).map(|(x, _)| x).reduce(f32::min)
    };
    ['H', 'I'].into_iter().all(|letter| {
        let head = left(letter, &|y| y > height * 0.75);
        let foot = left(letter, &|y| y < height * 0.25);
        head.zip(foot).is_some_and(|(head, foot)| (head - foot).abs() > height * 0.05)
    })
}

fn is_there(face: &Face, letter: char) -> bool {
    face.glyph(letter).is_some()
}

/// The points of a letter as it is set, wherever it stands beside the pen: in order, for the order of
/// strokes is not seen.
fn points(face: &Face, letter: char) -> Vec<(i32, i32)> {
    let word = face.word(letter.encode_utf8(&mut [0; 4]));
    match word.glyphs.as_slice() {
        [glyph] => placed(face.outline(glyph.id)),
        // Letters put together of several glyphs.
        glyphs => {
            let all = glyphs.iter().zip((0..).step_by(1_000_000));
            all.flat_map(|(glyph, aside)| {
                placed(face.outline(glyph.id)).into_iter().map(move |(x, y)| (x + aside, y))
            })
            .collect()
        }
    }
}

/// The points of an outline, from its left edge, in quarters of a unit.
fn placed(outline: Vec<PathElement>) -> Vec<(i32, i32)> {
    let quarter = |(x, y): (f32, f32)| ((x * 4.0).round() as i32, (y * 4.0).round() as i32);
    let mut points: Vec<_> = outline.into_iter().filter_map(end).map(quarter).collect();
    let left = points.iter().map(|(x, _)| *x).min().unwrap_or(0);
    for (x, _) in &mut points {
        *x -= left;
    }
    points.sort_unstable();
    points.dedup();
    points
}

/// Where a stroke of an outline ends.
fn end(element: PathElement) -> Option<(f32, f32)> {
    match element {
        PathElement::MoveTo { x, y }
        | PathElement::LineTo { x, y }
        | PathElement::QuadTo { x, y, .. }
        | PathElement::CurveTo { x, y, .. } => Some((x, y)),
        PathElement::Close => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fonts;
    use super::*;

    #[test]
    fn faces_of_the_program_are_upright_and_draw_each_letter_otherwise() {
        let fonts = Fonts::new();
        for id in fonts.ids() {
            let face = fonts.face(id);
            assert_eq!(empty(face), "", "{}", face.name);
            assert_eq!(alike(face), [], "{}", face.name);
            assert!(!leans(face), "{}", face.name);
        }
    }
}
