//! What becomes of one field or line, judged on its own.
//!
//! What stands beside it says nothing: one cell of an old font among cells of Unicode does not make
//! old letters of the others. What is valid Vietnamese stays as it is, whatever encoding somebody
//! names; a letter that was lost is never given back.

use super::detect::{Candidate, Verdict, detect, detect_near};
use super::loss::{Decoded, Loss, LossKind};
use super::{ByteReading, Encoding, damage, read_bytes, view};
use crate::vietnamese::letter::Letter;

/// What a field or line is.
#[derive(Clone, Debug, PartialEq)]
pub enum Assessment {
    /// Right as it is.
    Right,
    /// Right as it is, and something else in the encoding that was named: a person should look.
    Kept(Candidate),
    /// Letters were lost before.
    Damaged(Vec<Loss>),
    /// In the encoding that was named.
    Named(Decoded),
    /// Clearly in an encoding that nobody named.
    Old(Encoding, Decoded),
    /// Something is wrong, but not clear what; best candidate first.
    Unsure(Vec<Candidate>),
}

/// Judges a text as seen; `named` is the encoding somebody says it is in where it is not Unicode.
pub fn judge(seen: &str, named: Option<Encoding>) -> Assessment {
    let losses = damage(seen);
    // A `?` may be a tone of VIQR; what could not be read is nothing else.
    if losses.iter().any(|loss| loss.kind == LossKind::Character) {
        return Assessment::Damaged(losses);
    }
    let alone = detect(seen);
    match alone {
        Verdict::Old { encoding, decoded, .. } if named == Some(encoding) => {
            return Assessment::Named(decoded);
        }
        Verdict::Old { encoding, decoded, .. } => return Assessment::Old(encoding, decoded),
        Verdict::Right | Verdict::Unsure { .. } => {}
    }
    if !losses.is_empty() {
        return Assessment::Damaged(losses);
    }
    let near = named.map(|named| detect_near(seen, named));
    let fits = |candidate: &Candidate| Some(candidate.encoding) == named;
    match (alone, near) {
        (Verdict::Right, Some(Verdict::Unsure { candidates })) => {
            candidates.into_iter().find(fits).map_or(Assessment::Right, Assessment::Kept)
        }
        (Verdict::Right, _) => Assessment::Right,
        (_, Some(Verdict::Old { decoded, .. })) => Assessment::Named(decoded),
        (Verdict::Unsure { candidates }, _) => match candidates.iter().find(|it| fits(it)) {
            Some(candidate) => Assessment::Named(candidate.decoded.clone()),
            None => Assessment::Unsure(candidates),
        },
        (Verdict::Old { encoding, decoded, .. }, _) => Assessment::Old(encoding, decoded),
    }
}

impl Encoding {
    /// Whether its letters are single bytes, so that a file in it is not UTF-8.
    pub fn is_of_bytes(self) -> bool {
        matches!(self, Encoding::Tcvn3 | Encoding::Vni | Encoding::Viscii | Encoding::Cp1258)
    }
}

/// The bytes of a file in the encoding somebody names. Lines that are Vietnamese in UTF-8 stay what
/// they are; `None` when the whole file is Unicode, or cannot be in this encoding.
pub fn decode_file(bytes: &[u8], named: Encoding) -> Option<Decoded> {
    if read_bytes(bytes).how != ByteReading::Cp1252 || !named.is_of_bytes() {
        return None;
    }
    let mut whole = Decoded { text: String::with_capacity(bytes.len()), losses: Vec::new() };
    // Lines that are not UTF-8 are decoded together: which letters are capitals is seen from all.
    let mut old: Vec<u8> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) if has_letters_of_today(line) => {
                whole.push(named.decode(&view(&std::mem::take(&mut old))));
                whole.push(Decoded { text: line.to_owned(), losses: damage(line) });
            }
            _ => old.extend_from_slice(line),
        }
    }
    whole.push(named.decode(&view(&old)));
    Some(whole)
}

/// Whether bytes that are valid UTF-8 are text in it, and not old letters that happen to be.
pub fn has_letters_of_today(text: &str) -> bool {
    text.contains(|c: char| !c.is_ascii() && Letter::of(c).is_some())
}

impl Decoded {
    fn push(&mut self, other: Decoded) {
        let start = self.text.len();
        self.losses
            .extend(other.losses.into_iter().map(|loss| Loss { at: start + loss.at, ..loss }));
        self.text.push_str(&other.text);
    }
}
