//! A cell as somebody typed it to the text that is printed.
//!
//! Old letters are decoded only where somebody named their encoding; else they are told and the row
//! is refused. Everything else goes through the normaliser as in a guide, and each change is told.
//! A formula is a text like any other: nothing here evaluates one.

use super::limits::MAX_CELL_LETTERS;
use super::problem::shown;
use super::rows::Fault;
use super::separated::too_long;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::source::told;
use crate::vietnamese::encoding::{self, Candidate, Decoded, Encoding, Verdict};
use crate::vietnamese::normalise::{self, Kind, Mended};

/// What is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decoding {
    /// Nothing: the file is Unicode.
    None,
    /// Every cell: the file is in bytes of this encoding.
    All(Encoding),
    /// Cells of this encoding in a file that is Unicode elsewhere.
    Near(Encoding),
}

/// Cleans the cells of one table.
#[derive(Debug)]
pub(super) struct Cleaner {
    decoding: Decoding,
    /// The old encoding that was seen in a column.
    likely: Vec<Option<Encoding>>,
    /// Cells that were well, each in the place of its hash: most columns say few things again and
    /// again, and telling Vietnamese from old letters takes longest.
    known: Vec<String>,
}

/// How many cells are remembered, and how long they may be.
const KNOWN: usize = 1024;
const KNOWN_BYTES: usize = 64;

/// What is wrong with cells, and what was put right in them, by their column.
pub(super) type Faults = Vec<(usize, Fault)>;

impl Cleaner {
    pub(super) fn new(decoding: Decoding) -> Cleaner {
        Cleaner { decoding, likely: Vec::new(), known: vec![String::new(); KNOWN] }
    }

    /// The cell as it is printed.
    pub(super) fn clean(&mut self, column: usize, cell: String, faults: &mut Faults) -> String {
        if cell.is_empty() || self.is_right(column, &cell) {
            return cell;
        }
        let mut tell = |fault: Fault| faults.push((column, fault));
        let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
        if lines.contains('\0') {
            tell(nul());
            return lines;
        }
        let read = self.read(column, lines, &mut tell);
        let read = trimmed(read, &mut tell);
        let read = constant(read, &mut tell);
        let mended = normalise::field(&read);
        tell_changes(&mended, &mut tell);
        let text = mended.into_text();
        if text.chars().nth(MAX_CELL_LETTERS).is_some() {
            tell(too_long());
        }
        if is_formula(&text) {
            tell(formula(&text));
        }
        text
    }

    /// Whether a cell is well as it is, told quickly: nearly all are.
    fn is_right(&mut self, column: usize, cell: &str) -> bool {
        let bytes = cell.as_bytes();
        let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
        let is_plain = !edge(bytes.first())
            && !edge(bytes.last())
            && !bytes.first().is_some_and(|first| b"=@+-".contains(first))
            && bytes.len() <= MAX_CELL_LETTERS;
        if bytes.iter().all(u8::is_ascii_digit) {
            return is_plain;
        }
        let in_doubt =
            self.decoding != Decoding::None || self.likely.get(column).is_some_and(Option::is_some);
        if !is_plain || in_doubt {
            return false;
        }
        let slot = (bytes.len() <= KNOWN_BYTES).then(|| place(bytes));
        if slot.is_some_and(|slot| self.known[slot] == cell) {
            return true;
        }
        let is_right = normalise::is_clean(cell) && encoding::detect(cell) == Verdict::Right;
        if let Some(slot) = slot.filter(|_| is_right) {
            cell.clone_into(&mut self.known[slot]);
        }
        is_right
    }

    /// The text of a cell in whatever encoding it is.
    fn read(&mut self, column: usize, cell: String, tell: &mut impl FnMut(Fault)) -> String {
        let named = match self.decoding {
            Decoding::All(encoding) => {
                let Decoded { text, losses } = encoding.decode(&cell);
                for loss in &losses {
                    tell(told(&text, loss).into());
                }
                return text;
            }
            Decoding::Near(encoding) => Some(encoding),
            Decoding::None => None,
        };
        let likely = self.likely.get(column).copied().flatten();
        let verdict = match named.or(likely) {
            Some(likely) => encoding::detect_near(&cell, likely),
            None => encoding::detect(&cell),
        };
        let is_named = |candidate: &&Candidate| Some(candidate.encoding) == named;
        let decoded = match verdict {
            Verdict::Right => {
                for loss in encoding::damage(&cell) {
                    tell(told(&cell, &loss).into());
                }
                return cell;
            }
            Verdict::Old { encoding, decoded, .. } => {
                if self.likely.len() <= column {
                    self.likely.resize(column + 1, None);
                }
                self.likely[column] = Some(encoding);
                if named != Some(encoding) {
                    tell(old(&cell, encoding, &decoded.text));
                    return cell;
                }
                decoded
            }
            Verdict::Unsure { candidates } => {
                let Some(candidate) = candidates.iter().find(is_named) else {
                    tell(unsure(&cell, &candidates));
                    return cell;
                };
                candidate.decoded.clone()
            }
        };
        for loss in &decoded.losses {
            tell(told(&decoded.text, loss).into());
        }
        decoded.text
    }
}

/// The place of a cell among those known (FNV-1a).
fn place(bytes: &[u8]) -> usize {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix);
    (hash >> 32) as usize % KNOWN
}

impl From<Diagnostic> for Fault {
    fn from(found: Diagnostic) -> Fault {
        let todo = found.hints.into_iter().next();
        let todo = todo.unwrap_or_else(|| text!(en "correct the cell", vi "sửa lại ô này"));
        Fault::new(found.code, found.message, todo)
    }
}

fn trimmed(cell: String, tell: &mut impl FnMut(Fault)) -> String {
    let inside = cell.trim();
    if inside.len() == cell.len() {
        return cell;
    }
    if !inside.is_empty() {
        tell(changed(
            Code::TextSpace,
            &cell,
            inside,
            text!(en "spaces at its ends", vi "bỏ dấu cách ở đầu và cuối"),
        ));
    }
    inside.to_owned()
}

/// `="0912345678"` is how people keep Excel from dropping a zero: a text in the dress of a formula.
fn constant(cell: String, tell: &mut impl FnMut(Fault)) -> String {
    let inside = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let Some(inside) = inside.filter(|inside| !inside.contains('"')) else { return cell };
    tell(changed(
        Code::RecordsFormula,
        &cell,
        inside,
        text!(en "a text written as a formula", vi "chữ viết dưới dạng công thức"),
    ));
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

fn formula(text: &str) -> Fault {
    let seen = shown(text, 40);
    Fault::new(
        Code::RecordsFormula,
        text!(
            en "“{seen}” looks like a formula; it is printed as it stands and never run",
            vi "“{seen}” trông như công thức; toroi in nguyên chữ, không tính",
        ),
        text!(
            en "if a result is wanted, compute it in the spreadsheet",
            vi "nếu cần kết quả, hãy tính trong bảng tính",
        ),
    )
}

fn tell_changes(mended: &Mended<Kind>, tell: &mut impl FnMut(Fault)) {
    let mut seen: Vec<Kind> = Vec::new();
    for change in mended.changes() {
        if seen.contains(&change.kind) {
            continue;
        }
        seen.push(change.kind);
        let (code, why) = reason(change.kind);
        tell(changed(code, mended.written(), mended.text(), why));
    }
}

fn changed(code: Code, before: &str, after: &str, why: Text) -> Fault {
    let (before, after, Text { en, vi }) = (shown(before, 40), shown(after, 40), why);
    Fault::new(
        code,
        text!(
            en "“{before}” becomes “{after}”: {en}",
            vi "“{before}” sửa thành “{after}”: {vi}",
        ),
        text!(
            en "write it so in the list, and nothing has to be changed",
            vi "sửa như vậy trong danh sách thì lần sau không phải đổi nữa",
        ),
    )
}

fn reason(kind: Kind) -> (Code, Text) {
    match kind {
        Kind::OldEncoding => {
            (Code::TextConverted, text!(en "text of an old encoding", vi "chữ ghi bằng bảng mã cũ"))
        }
        Kind::Eth => (
            Code::TextEth,
            text!(en "a letter that only looks like Đ", vi "có chữ chỉ giống chữ Đ"),
        ),
        Kind::LookAlike => (
            Code::TextLookAlike,
            text!(
                en "a letter of another alphabet that looks Latin",
                vi "có chữ của bảng chữ cái khác trông giống chữ Việt",
            ),
        ),
        Kind::Composed => (
            Code::TextDecomposed,
            text!(en "a mark apart from its letter", vi "có dấu đứng tách khỏi chữ cái"),
        ),
        Kind::Styled => (
            Code::TextStyled,
            text!(en "a styled letter no font has", vi "chữ kiểu không có trong phông"),
        ),
        Kind::Invisible => {
            (Code::TextInvisible, text!(en "a sign nobody sees", vi "có ký hiệu không nhìn thấy"))
        }
        Kind::Space => (
            Code::TextSpace,
            text!(
                en "one space after a sign, none before it",
                vi "sau dấu câu có một dấu cách, trước dấu câu không có",
            ),
        ),
        // Cells hold no Markdown.
        Kind::Mark => {
            (Code::TextMark, text!(en "a mark typed in another way", vi "dấu gõ theo cách khác"))
        }
        Kind::Quote => {
            (Code::TextQuote, text!(en "quotation marks are “…”", vi "ngoặc kép viết là “…”"))
        }
    }
}

fn nul() -> Fault {
    Fault::new(
        Code::FileNul,
        text!(
            en "a NUL byte (U+0000) stands in this cell: the file is damaged",
            vi "ô này có byte NUL (U+0000): tệp đã hỏng",
        ),
        text!(en "type the cell anew", vi "gõ lại ô này"),
    )
}

fn old(cell: &str, encoding: Encoding, meant: &str) -> Fault {
    let (seen, meant) = (shown(cell, 40), shown(meant, 40));
    let (title, name) = (encoding.title(), encoding.name());
    Fault::new(
        Code::TextOldEncoding,
        text!(
            en "this is {title}, not Unicode: “{seen}” reads “{meant}”",
            vi "chỗ này ghi bằng mã {title}, không phải Unicode: “{seen}” đọc là “{meant}”",
        ),
        text!(
            en "compare the two; if the second is right, add --encoding {name}",
            vi "so hai bản; nếu bản sau đúng, thêm --encoding {name}",
        ),
    )
}

fn unsure(cell: &str, candidates: &[Candidate]) -> Fault {
    let seen = shown(cell, 40);
    let list =
        |it: &Candidate| format!("{}: “{}”", it.encoding.title(), shown(&it.decoded.text, 40));
    let list = candidates.iter().map(list).collect::<Vec<_>>().join("; ");
    Fault::new(
        Code::TextUnsure,
        text!(
            en "“{seen}” is hardly Vietnamese; it may be {list}",
            vi "“{seen}” khó là tiếng Việt; có thể là {list}",
        ),
        text!(
            en "type it anew, or name the encoding with --encoding",
            vi "hãy gõ lại, hoặc ghi rõ bảng mã sau --encoding",
        ),
    )
}
