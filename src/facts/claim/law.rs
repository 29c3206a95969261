//! Laws, decrees, circulars and decisions in a text.

use std::ops::Range;

use super::taken::Taken;
use super::token::ClaimTokens;
use super::what::{Claim, ClaimKind};

/// Kinds of papers, by their first word and the second, if they have one, as they are written out
/// and for short.
const KINDS: &[(&str, &str, &str)] = &[
    ("nghị", "định", "nghị định"),
    ("thông", "tư", "thông tư"),
    ("quyết", "định", "quyết định"),
    ("nghị", "quyết", "nghị quyết"),
    ("công", "văn", "công văn"),
    ("chỉ", "thị", "chỉ thị"),
    ("pháp", "lệnh", "pháp lệnh"),
    ("luật", "", "luật"),
    ("nđ", "", "nghị định"),
    ("tt", "", "thông tư"),
    ("qđ", "", "quyết định"),
    ("nq", "", "nghị quyết"),
];

/// The laws a text names, outside of what is `taken`: by number or, for laws alone, by name.
pub(super) fn laws(pieces: &ClaimTokens<'_>, taken: &Taken) -> Vec<Claim> {
    let text = pieces.text();
    let mut found: Vec<Claim> = Vec::new();
    // A law has a number, or is a “Luật”.
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'L') {
        return found;
    }
    let mut run = LawNumber::default();
    for (index, piece) in pieces.iter() {
        let done = found.last().is_some_and(|law| piece.range.start < law.range.end);
        if done || taken.overlaps(&piece.range) {
            continue;
        }
        let kind = kind(pieces, index);
        let at = kind.map_or(index, |(_, words)| index + words);
        let Some(first) = pieces.get(at) else { continue };
        let number = run.number(text, first.range.start);
        let law = match (kind, number) {
            (_, Some(end)) if text[first.range.start..end].contains('/') => {
                Some((end, text[first.range.start..end].to_uppercase()))
            }
            (Some(_), Some(end)) => Some((end, text[first.range.start..end].to_owned())),
            (Some(("luật", _)), None) if piece.text.starts_with('L') => named(pieces, at),
            _ => None,
        };
        if let Some((end, name)) = law {
            let kind = kind.map(|(kind, _)| kind);
            found
                .push(Claim { range: piece.range.start..end, what: ClaimKind::Law { kind, name } });
        }
    }
    found
}

/// The kind of paper that begins at a piece, and how many words it takes, with “số” behind it.
fn kind(pieces: &ClaimTokens<'_>, index: usize) -> Option<(&'static str, usize)> {
    let word = pieces.lower(index);
    let is_named = |(first, second, _): &&(&str, &str, &str)| {
        *first == word && (second.is_empty() || *second == pieces.next(index))
    };
    let (_, second, kind) = KINDS.iter().find(is_named)?;
    let words = if second.is_empty() { 1 } else { 2 };
    let number = usize::from(pieces.next(index + words - 1) == "số");
    Some((*kind, words + number))
}

/// Letters, digits, slashes and hyphens with nothing between them; read once, however many numbers
/// stand in it.
#[derive(Default)]
struct LawNumber {
    range: Range<usize>,
    /// Where it ends without the marks behind it.
    end: usize,
    /// Its last slash and its last capital.
    slash: Option<usize>,
    capital: Option<usize>,
}

impl LawNumber {
    /// The rest of a run from byte `start` on.
    fn new(text: &str, start: usize) -> LawNumber {
        let rest = &text[start..];
        let marks = ['/', '-', '‑'];
        let length = rest.find(|c: char| !(c.is_alphanumeric() || marks.contains(&c)));
        let length = length.unwrap_or(rest.len());
        let word = rest[..length].trim_end_matches(marks);
        LawNumber {
            range: start..start + length,
            end: start + word.len(),
            slash: word.rfind('/').map(|at| start + at),
            capital: word.rfind(char::is_uppercase).map(|at| start + at),
        }
    }

    /// Where the number of a paper that begins at byte `start` ends: `69/2024/NĐ-CP`,
    /// `118/2025/QH15`, `69`. What has a slash but no capital is a date.
    fn number(&mut self, text: &str, start: usize) -> Option<usize> {
        if !text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if !self.range.contains(&start) {
            *self = LawNumber::new(text, start);
        }
        let digits = text[start..self.end].bytes().take_while(u8::is_ascii_digit).count();
        let is_plain = start + digits == self.end;
        let is_paper =
            self.slash.is_some_and(|at| at >= start) && self.capital.is_some_and(|at| at >= start);
        (is_plain || is_paper).then_some(self.end)
    }
}

/// “Luật Căn cước”: the capital and the word after it.
fn named(pieces: &ClaimTokens<'_>, at: usize) -> Option<(usize, String)> {
    let first = pieces.get(at)?;
    if !first.text.starts_with(char::is_uppercase) || pieces.before(at) != "luật" {
        return None;
    }
    let second = pieces.next(at);
    let end = if second.is_empty() { first.range.end } else { pieces.get(at + 1)?.range.end };
    Some((end, format!("{} {second}", first.lower).trim_end().to_owned()))
}
