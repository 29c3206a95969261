//! Finds phone numbers, dates, times and sums of money in prose. In goes a line of text as typed,
//! out comes where each stands, what it is or why it cannot be, and how it is better written.
//!
//! A false alarm costs a volunteer's trust, so what may be something else is left alone: numbers of
//! laws (`69/2024/NĐ-CP`), versions (`2.2.6`), web addresses, identity numbers of 12 digits,
//! accounts and codes, fractions (`24/7`), durations (`48h`), years (`1900-2026`).

mod day;
mod entity;
mod line;
mod number;

pub use entity::{Entity, EntityKind};
use line::LineCursor;

/// Everything of the four kinds in `text`, in order.
pub fn recognise(text: &str) -> Vec<Entity> {
    // Most lines have no digit, and then none of them; full-width ones begin with byte EF.
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte == 0xEF) {
        return Vec::new();
    }
    let line = LineCursor::new(text);
    let mut spots: Vec<Entity> = Vec::new();
    let mut at = 0;
    // Where the last find ended: what a mark joins to it, as in 7h30-17h30, begins anew.
    let mut done = None;
    while let Some(letter) = line.get(at) {
        if let Some(end) = line.opaque(at) {
            at = end;
            continue;
        }
        if !line.begins_word(at, done) {
            at = line.word_end(at);
            continue;
        }
        let found = if letter.is_ascii_digit() {
            let found = day::date(&line, at).or_else(|| day::time(&line, at));
            let found = found.or_else(|| number::money(&line, at));
            found.or_else(|| number::phone(&line, at))
        } else if letter == '+' || letter == '(' {
            number::phone(&line, at)
        } else {
            day::long_date(&line, at).or_else(|| number::look_alike(&line, at))
        };
        let Some(found) = found else {
            at = if letter.is_ascii_digit() { line.token_end(at) } else { line.word_end(at) };
            continue;
        };
        (at, done) = (found.end, Some(found.end));
        spots.push(Entity {
            range: line.bytes(found.start..found.end),
            what: found.what,
            wanted: found.wanted,
        });
    }
    spots
}

#[cfg(test)]
mod tests;
