//! A cell as somebody typed it to the text that is printed.
//!
//! Old letters are decoded only where somebody named their encoding; else they are reported and the
//! row is refused. Each cell is judged on its own, and what is Vietnamese already stays as it is.
//! Everything else goes through the normaliser as in a guide, and each change is reported. A formula
//! is a text like any other: nothing here evaluates one.

use super::faults::CellFault;
use super::limits::MAX_CELL_LETTERS;
use super::rows::FileFault;
use super::separated::too_long;
use super::stand_in::stand_in;
use crate::diag::{Diagnostic, text};
use crate::source::{doubtful, legacy_text};
use crate::vietnamese::encoding::{self, Assessment, Encoding, Loss, Verdict};
use crate::vietnamese::normalise::{self, ChangeReason, TextSegment, TrackedText};
use crate::vietnamese::unmarked;

/// Cleans the cells of one table.
#[derive(Debug)]
pub(super) struct Cleaner {
    /// The encoding of what is not Unicode, if somebody named one.
    named: Option<Encoding>,
    /// Cells that were well, each in the place of its hash: most columns say few things again and
    /// again, and telling Vietnamese from old letters takes longest.
    known: Vec<String>,
}

/// How many cells are remembered, and how long they may be.
const KNOWN: usize = 1024;
const KNOWN_BYTES: usize = 64;

/// What is wrong with cells, and what was put right in them, by their column.
pub(super) type CellFaults = Vec<(usize, FileFault)>;

impl Cleaner {
    pub(super) fn new(named: Option<Encoding>) -> Cleaner {
        let named = named.filter(|named| {
            !matches!(named, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be)
        });
        Cleaner { named, known: vec![String::new(); KNOWN] }
    }

    /// The cell as it is printed; `is_bytes` says that it is not UTF-8 and `cell` its bytes as
    /// CP1252 shows them.
    pub(super) fn clean(
        &mut self,
        column: usize,
        cell: String,
        is_bytes: bool,
        faults: &mut CellFaults,
    ) -> String {
        if cell.is_empty() || !is_bytes && self.is_right(&cell) {
            return cell;
        }
        let reported = faults.iter().filter(|(at, _)| *at == column).count();
        let mut tell = |fault: FileFault| faults.push((column, fault));
        let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
        if lines.contains('\0') {
            tell(CellFault::Nul.into());
            return lines;
        }
        if let Some(kind) = stand_in(&lines) {
            // Where the file itself says that a cell is an error, it was said already.
            if reported == 0 {
                tell(CellFault::StandIn { text: lines.trim(), kind }.into());
            }
            return if kind.is_empty() { String::new() } else { lines };
        }
        let read = match self.named {
            Some(named) if is_bytes => Some(decoded(&lines, named.decode(&lines), &mut tell)),
            named => read(&lines, named, &mut tell),
        };
        // Of letters that cannot be read nothing else is to be said.
        let Some(read) = read else { return lines };
        let read = trimmed(read, &mut tell);
        let read = marked_as_text(read, &mut tell);
        let read = constant(read, &mut tell);
        let mended = normalise::field(&read);
        tell_changes(&mended, &mut tell);
        let text = mended.into_text();
        for doubt in normalise::doubts(&text, &[TextSegment::plain(&text, 0..text.len())]) {
            tell(doubtful(&text[doubt.range], doubt.why).into());
        }
        if let Some((word, meant)) = keys(&text) {
            tell(CellFault::Keys { word, meant: &meant }.into());
        }
        if text.chars().nth(MAX_CELL_LETTERS).is_some() {
            tell(too_long());
        }
        if is_formula(&text) {
            tell(CellFault::Formula { text: &text }.into());
        }
        text
    }

    /// Whether a cell is well as it is, told quickly: nearly all are.
    fn is_right(&mut self, cell: &str) -> bool {
        let bytes = cell.as_bytes();
        let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
        let is_plain = !edge(bytes.first())
            && !edge(bytes.last())
            && !bytes.first().is_some_and(|first| b"=@+-'".contains(first))
            && bytes.len() <= MAX_CELL_LETTERS;
        if bytes.iter().all(u8::is_ascii_digit) {
            return is_plain;
        }
        if !is_plain || self.named.is_some() {
            return false;
        }
        let slot = (bytes.len() <= KNOWN_BYTES).then(|| place(bytes));
        if slot.is_some_and(|slot| self.known[slot] == cell) {
            return true;
        }
        let is_right = stand_in(cell).is_none()
            && normalise::is_clean(cell)
            && keys(cell).is_none()
            && encoding::detect(cell) == Verdict::Right
            && encoding::damage(cell).is_empty();
        if let Some(slot) = slot.filter(|_| is_right) {
            cell.clone_into(&mut self.known[slot]);
        }
        is_right
    }
}

/// The first word of a cell that is the keys of Telex, and what they were to make. An address is none.
fn keys(cell: &str) -> Option<(&str, String)> {
    let words = cell.split_whitespace().filter(|word| !word.contains(['@', '/']));
    let words = words.map(|word| word.trim_matches(|sign: char| sign.is_ascii_punctuation()));
    words.filter(|word| word.len() > 2).find_map(|word| Some((word, unmarked::telex(word)?)))
}

/// The text of a cell in whatever encoding it is; none when that is not known or letters are gone.
fn read(cell: &str, named: Option<Encoding>, tell: &mut impl FnMut(FileFault)) -> Option<String> {
    match encoding::judge(cell, named) {
        Assessment::Right => {}
        Assessment::Named(meant) => return Some(decoded(cell, meant, tell)),
        Assessment::Kept(other) => {
            let (encoding, after) = (other.encoding, other.decoded.text.as_str());
            tell(CellFault::Kept { before: cell, encoding, after }.into());
        }
        Assessment::Unsure(candidates) => {
            let readings: Vec<(Encoding, &str)> =
                candidates.iter().map(|it| (it.encoding, it.decoded.text.as_str())).collect();
            // What no language writes so is not printed; a name from abroad may be.
            let is_refused = encoding::is_strange(cell);
            tell(CellFault::Unsure { before: cell, readings: &readings, is_refused }.into());
        }
        Assessment::Damaged(losses) => {
            tell_losses(cell, &losses, tell);
            return None;
        }
        Assessment::Old(encoding, meant) => {
            tell(CellFault::Old { before: cell, encoding, after: &meant.text }.into());
            return None;
        }
    }
    Some(cell.to_owned())
}

/// The text of a cell that was decoded; the change is reported, and what was lost in it.
fn decoded(cell: &str, meant: encoding::Decoded, tell: &mut impl FnMut(FileFault)) -> String {
    if meant.text != cell {
        let kind = ChangeReason::OldEncoding;
        tell(CellFault::Mended { before: cell, after: &meant.text, kind }.into());
    }
    tell_losses(&meant.text, &meant.losses, tell);
    meant.text
}

/// Reports the first letter that is gone and the first that may be another; the rest is of the same
/// cause.
fn tell_losses(text: &str, losses: &[Loss], tell: &mut impl FnMut(FileFault)) {
    for is_hole in [true, false] {
        if let Some(first) = losses.iter().find(|loss| loss.is_hole() == is_hole) {
            tell(legacy_text(text, first).into());
        }
    }
}

/// The place of a cell among those known (FNV-1a).
fn place(bytes: &[u8]) -> usize {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix);
    (hash >> 32) as usize % KNOWN
}

impl From<Diagnostic> for FileFault {
    fn from(found: Diagnostic) -> FileFault {
        let todo = found.hints.into_iter().next();
        let todo = todo.unwrap_or_else(|| text!(en "correct the cell", vi "sửa lại ô này"));
        FileFault::new(found.code, found.message, todo)
    }
}

fn trimmed(cell: String, tell: &mut impl FnMut(FileFault)) -> String {
    let inside = cell.trim();
    if inside.len() == cell.len() {
        return cell;
    }
    if !inside.is_empty() {
        tell(CellFault::Spaces { before: &cell, after: inside }.into());
    }
    inside.to_owned()
}

/// `="0912345678"` is how people keep Excel from dropping a zero: a text in the dress of a formula.
fn constant(cell: String, tell: &mut impl FnMut(FileFault)) -> String {
    let inside = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let Some(inside) = inside.filter(|inside| !inside.contains('"')) else { return cell };
    tell(CellFault::Constant { before: &cell, after: inside }.into());
    inside.to_owned()
}

/// `'0912345678` is another way to keep a zero: typed into a spreadsheet the mark is not shown, in a
/// file of text it is.
fn marked_as_text(cell: String, tell: &mut impl FnMut(FileFault)) -> String {
    let inside = cell.strip_prefix('\'').map(str::trim_start);
    let Some(inside) = inside.filter(|inside| !inside.is_empty() && !inside.contains('\'')) else {
        return cell;
    };
    tell(CellFault::Marked { before: &cell, after: inside }.into());
    inside.to_owned()
}

/// Whether a spreadsheet that opened this text would take it for a formula.
fn is_formula(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        Some('=' | '@') => letters.next().is_some(),
        Some('+' | '-') => letters.next().is_some_and(|c| c.is_alphabetic() || c == '('),
        _ => false,
    }
}

fn tell_changes(mended: &TrackedText<ChangeReason>, tell: &mut impl FnMut(FileFault)) {
    let mut seen: Vec<ChangeReason> = Vec::new();
    for change in mended.changes() {
        if seen.contains(&change.kind) {
            continue;
        }
        seen.push(change.kind);
        let (before, after, kind) = (mended.written(), mended.text(), change.kind);
        tell(CellFault::Mended { before, after, kind }.into());
    }
}
