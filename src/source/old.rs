//! Text of old encodings inside a file: found, read, told (VT-04, VT-05).

use std::ops::Range;

use super::excerpt::shown;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::vietnamese::encoding::{self, Decoded, Encoding, Judged, Loss, Lost};
use crate::vietnamese::mended::Edit;
use crate::vietnamese::normalise::{Kind, Segment};

/// Stretches of a text in the letters of an old font, or misread, or damaged.
#[derive(Debug)]
pub struct OldText {
    found: Vec<(Range<usize>, Old)>,
}

/// What is wrong with a stretch.
#[derive(Debug)]
pub enum Old {
    /// It is clearly in one encoding.
    Sure(Encoding, Decoded),
    /// No reading is clearly best.
    Unsure(Vec<(Encoding, String)>),
    /// It is right as it is, and would be something else in the encoding that was named.
    Kept(Encoding, String),
    /// A letter was lost long ago.
    Damaged,
}

impl OldText {
    /// Looks at each segment by itself: one line may be pasted from an old file, and says nothing
    /// of the others. `named` is the encoding somebody says such lines are in.
    pub fn find(text: &str, segments: &[Segment], named: Option<Encoding>) -> OldText {
        let mut found = Vec::new();
        for segment in segments {
            let range = segment.range.clone();
            let old = match encoding::judge(&text[range.clone()], named) {
                Judged::Right => continue,
                Judged::Damaged(losses) => {
                    found.extend(losses.into_iter().map(|loss| {
                        let at = range.start + loss.at;
                        (at..at + loss.seen.len(), Old::Damaged)
                    }));
                    continue;
                }
                Judged::Named(decoded) => match named {
                    Some(named) => Old::Sure(named, decoded),
                    None => continue,
                },
                Judged::Old(encoding, decoded) => Old::Sure(encoding, decoded),
                Judged::Kept(other) => Old::Kept(other.encoding, other.decoded.text),
                Judged::Unsure(candidates) => {
                    let readings = candidates.into_iter().map(|c| (c.encoding, c.decoded.text));
                    Old::Unsure(readings.collect())
                }
            };
            found.push((range, old));
        }
        OldText { found }
    }

    /// What was found, in order.
    pub fn found(&self) -> &[(Range<usize>, Old)] {
        &self.found
    }

    /// The stretches as they should read, of all encodings or of `only` one; those that lost a
    /// letter for good stay as they are.
    pub fn edits(&self, only: Option<Encoding>) -> Vec<Edit<Kind>> {
        let sure = self.found.iter().filter_map(|(at, old)| match old {
            Old::Sure(encoding, decoded)
                if !old.is_lossy() && only.is_none_or(|only| only == *encoding) =>
            {
                Some((at.clone(), decoded.text.clone()))
            }
            _ => None,
        });
        sure.map(|(at, after)| Edit { at, after, kind: Kind::OldEncoding }).collect()
    }
}

impl Old {
    /// Whether a letter of it is gone for good.
    pub fn is_lossy(&self) -> bool {
        match self {
            Old::Sure(_, decoded) => decoded.losses.iter().any(Loss::is_hole),
            Old::Unsure(_) | Old::Damaged => true,
            Old::Kept(..) => false,
        }
    }

    /// Whether the stretch, which reads `before`, is an error.
    pub fn is_refused(&self, before: &str) -> bool {
        match self {
            Old::Sure(..) | Old::Damaged => true,
            // What no language writes so is not printed; a name from abroad may be.
            Old::Unsure(_) => encoding::is_strange(before),
            Old::Kept(..) => false,
        }
    }

    /// Reports the stretch, which reads `before` and would be printed so.
    pub fn report_printed(&self, before: &str) -> Diagnostic {
        let mut found = self.report(before);
        if self.is_refused(before) && matches!(self, Old::Unsure(_)) {
            found = Diagnostic {
                hints: found.hints,
                ..Diagnostic::new(Code::TextOldEncoding, found.message)
            };
        }
        found
    }

    /// Reports the stretch, which reads `before`.
    pub fn report(&self, before: &str) -> Diagnostic {
        let before = shown(before);
        match self {
            Old::Sure(encoding, decoded) => {
                let (name, after) = (encoding.title(), shown(&decoded.text));
                let hint = if self.is_lossy() { retype() } else { compare() };
                Diagnostic::new(
                    Code::TextOldEncoding,
                    text!(
                        en "this is {name}, not Unicode: “{before}” reads “{after}”",
                        vi "chỗ này ghi bằng mã {name}, không phải Unicode: “{before}” đọc là “{after}”",
                    ),
                )
                .hint(hint)
            }
            Old::Unsure(readings) => {
                let list = |(encoding, text): &(Encoding, String)| {
                    format!("{}: “{}”", encoding.title(), shown(text))
                };
                let list = readings.iter().map(list).collect::<Vec<_>>().join("; ");
                Diagnostic::new(
                    Code::TextUnsure,
                    text!(
                        en "“{before}” is hardly Vietnamese; it may be {list}",
                        vi "“{before}” khó là tiếng Việt; có thể là {list}",
                    ),
                )
                .hint(retype())
            }
            Old::Kept(encoding, reading) => {
                let (title, reading) = (encoding.title(), shown(reading));
                Diagnostic::new(
                    Code::TextUnsure,
                    text!(
                        en "“{before}” is Vietnamese as it stands and is kept; in {title} it would be “{reading}”",
                        vi "“{before}” đã là tiếng Việt nên giữ nguyên; theo mã {title} thì là “{reading}”",
                    ),
                )
                .hint(text!(
                    en "if the second is meant, type it so",
                    vi "nếu ý là chữ sau thì gõ lại như vậy",
                ))
            }
            Old::Damaged => Diagnostic::new(
                Code::TextLost,
                text!(
                    en "a letter was lost here when the text was converted: “{before}”",
                    vi "chỗ này đã mất một chữ cái khi chuyển mã: “{before}”",
                ),
            )
            .hint(retype()),
        }
    }

    /// Reports what a person has to look at in the text decoded.
    pub fn doubt(&self) -> Option<Diagnostic> {
        let Old::Sure(_, decoded) = self else { return None };
        decoded.losses.iter().find(|loss| !loss.is_hole()).map(|loss| told(&decoded.text, loss))
    }
}

/// Reports a loss in a text decoded: a letter that is gone, a capital that the old font did not
/// tell, a tone that may be a full stop.
pub fn told(text: &str, loss: &Loss) -> Diagnostic {
    let start = text[..loss.at].rfind(char::is_whitespace);
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let word = shown(text[start..].split_whitespace().next().unwrap_or(""));
    if loss.is_hole() {
        return Diagnostic::new(
            Code::TextLost,
            text!(
                en "a letter of “{word}” was lost and cannot be told",
                vi "trong “{word}” có một chữ đã mất, không đoán được",
            ),
        )
        .hint(retype());
    }
    let message = match loss.kind {
        Lost::Capital | Lost::FirstCapital => text!(
            en "a letter of “{word}” may have been a capital",
            vi "trong “{word}” có chữ có thể vốn là chữ hoa",
        ),
        Lost::AllCapitals => text!(
            en "“{word}…” may all have been capitals",
            vi "“{word}…” có thể vốn viết hoa cả",
        ),
        Lost::Punctuation => text!(
            en "the mark of “{word}” may be the end of a sentence",
            vi "dấu trong “{word}” có thể là dấu hết câu",
        ),
        _ => text!(
            en "“{word}” was cut short; only this reading makes a word",
            vi "“{word}” bị mất một phần, chỉ cách đọc này thành chữ",
        ),
    };
    Diagnostic::new(Code::TextDoubt, message).hint(text!(
        en "read the converted text once and correct it by hand",
        vi "đọc lại chỗ đã đổi một lần và sửa tay nếu cần",
    ))
}

fn compare() -> Text {
    text!(
        en "compare the two; if the second is right, `toroi check --fix` writes it into the file",
        vi "so hai bản; nếu bản sau đúng, lệnh `toroi check --fix` sẽ ghi vào tệp",
    )
}

fn retype() -> Text {
    text!(
        en "type it anew, or copy it again from the original",
        vi "hãy gõ lại, hoặc chép lại từ bản gốc",
    )
}
