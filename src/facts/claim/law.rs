//! Laws, decrees, circulars and decisions in a text.

use std::ops::Range;

use super::piece::Pieces;
use super::what::{Claim, What, overlaps};

/// Kinds of papers, as they are written out and for short.
const KINDS: &[(&str, &str)] = &[
    ("nghị định", "nghị định"),
    ("thông tư", "thông tư"),
    ("quyết định", "quyết định"),
    ("nghị quyết", "nghị quyết"),
    ("công văn", "công văn"),
    ("chỉ thị", "chỉ thị"),
    ("pháp lệnh", "pháp lệnh"),
    ("luật", "luật"),
    ("nđ", "nghị định"),
    ("tt", "thông tư"),
    ("qđ", "quyết định"),
    ("nq", "nghị quyết"),
];

/// The laws `text` names, outside of what is `taken`: by number or, for laws alone, by name.
pub(super) fn laws(text: &str, taken: &[Range<usize>]) -> Vec<Claim> {
    let pieces = Pieces::new(text);
    let mut found: Vec<Claim> = Vec::new();
    for (index, piece) in pieces.iter() {
        let done = found.last().is_some_and(|law| piece.range.start < law.range.end);
        if done || overlaps(taken, &piece.range) {
            continue;
        }
        let kind = kind(&pieces, index);
        let at = kind.map_or(index, |(_, words)| index + words);
        let Some(first) = pieces.get(at) else { continue };
        let number = number(text, first.range.start);
        let law = match (kind, number) {
            (_, Some(end)) if text[first.range.start..end].contains('/') => {
                Some((end, text[first.range.start..end].to_uppercase()))
            }
            (Some(_), Some(end)) => Some((end, text[first.range.start..end].to_owned())),
            (Some(("luật", _)), None) if piece.text.starts_with('L') => named(&pieces, at),
            _ => None,
        };
        if let Some((end, name)) = law {
            let kind = kind.map(|(kind, _)| kind);
            found.push(Claim { range: piece.range.start..end, what: What::Law { kind, name } });
        }
    }
    found
}

/// The kind of paper that begins at a piece, and how many words it takes, with “số” behind it.
fn kind(pieces: &Pieces<'_>, index: usize) -> Option<(&'static str, usize)> {
    let (first, second) = (pieces.lower(index), pieces.next(index));
    let (kind, words) = KINDS.iter().find_map(|(written, kind)| {
        let mut wanted = written.split(' ');
        let same = wanted.next() == Some(first);
        match wanted.next() {
            Some(next) => (same && next == second).then_some((*kind, 2)),
            None => same.then_some((*kind, 1)),
        }
    })?;
    let number = usize::from(pieces.next(index + words - 1) == "số");
    Some((kind, words + number))
}

/// Where the number of a paper ends: `69/2024/NĐ-CP`, `118/2025/QH15`, `69`. What has a slash but
/// no capital is a date.
fn number(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '‑')))
        .unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches(['/', '-', '‑']);
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    let is_plain = word.bytes().all(|byte| byte.is_ascii_digit());
    let is_paper = word.contains('/') && word.contains(char::is_uppercase);
    (is_number && (is_plain || is_paper)).then_some(start + word.len())
}

/// “Luật Căn cước”: the capital and the word after it.
fn named(pieces: &Pieces<'_>, at: usize) -> Option<(usize, String)> {
    let first = pieces.get(at)?;
    if !first.text.starts_with(char::is_uppercase) || pieces.before(at) != "luật" {
        return None;
    }
    let second = pieces.next(at);
    let end = if second.is_empty() { first.range.end } else { pieces.get(at + 1)?.range.end };
    Some((end, format!("{} {second}", first.lower).trim_end().to_owned()))
}
