//! Text of old encodings inside a file: found, read, told (VT-04, VT-05).

use std::ops::Range;

use super::report::shown;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::vietnamese::encoding::{self, Decoded, Encoding, Loss, Lost, Verdict};
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
    /// A letter was lost long ago.
    Damaged,
}

impl OldText {
    /// Looks at each segment by itself: one line may be pasted from an old file. Where one alone
    /// is not clear, the encoding of most others decides.
    pub fn find(text: &str, segments: &[Segment]) -> OldText {
        let all = || segments.iter().map(|segment| &segment.range);
        let verdicts: Vec<Verdict> =
            all().map(|range| encoding::detect(&text[range.clone()])).collect();
        let likely = most_common(&verdicts);
        let mut found = Vec::new();
        for (range, verdict) in all().zip(verdicts) {
            let own = &text[range.clone()];
            let verdict = match (verdict, likely) {
                (Verdict::Unsure { .. }, Some(likely)) => encoding::detect_near(own, likely),
                (verdict, _) => verdict,
            };
            match verdict {
                Verdict::Right => found.extend(encoding::damage(own).into_iter().map(|loss| {
                    let at = range.start + loss.at;
                    (at..at + loss.seen.len(), Old::Damaged)
                })),
                Verdict::Old { encoding, decoded, .. } => {
                    found.push((range.clone(), Old::Sure(encoding, decoded)));
                }
                Verdict::Unsure { candidates } => {
                    let readings = candidates.into_iter().map(|c| (c.encoding, c.decoded.text));
                    found.push((range.clone(), Old::Unsure(readings.collect())));
                }
            }
        }
        OldText { found }
    }

    /// What was found, in order.
    pub fn found(&self) -> &[(Range<usize>, Old)] {
        &self.found
    }

    /// The stretches as they should read; those that lost a letter for good stay as they are.
    pub fn edits(&self) -> Vec<Edit<Kind>> {
        let sure = self.found.iter().filter_map(|(at, old)| match old {
            Old::Sure(_, decoded) if !old.is_lossy() => Some((at.clone(), decoded.text.clone())),
            _ => None,
        });
        sure.map(|(at, after)| Edit { at, after, kind: Kind::OldEncoding }).collect()
    }
}

/// The encoding that most stretches are in.
fn most_common(verdicts: &[Verdict]) -> Option<Encoding> {
    let sure = verdicts.iter().filter_map(|verdict| match verdict {
        Verdict::Old { encoding, .. } => Some(*encoding),
        _ => None,
    });
    let mut counts: Vec<(usize, Encoding)> = Vec::new();
    for encoding in sure {
        match counts.iter_mut().find(|(_, other)| *other == encoding) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, encoding)),
        }
    }
    counts.into_iter().max_by_key(|(count, _)| *count).map(|(_, encoding)| encoding)
}

/// Whether a loss leaves a hole, and not just a question about a capital.
fn is_hole(loss: &Loss) -> bool {
    matches!(loss.kind, Lost::Character | Lost::QuestionMark | Lost::Byte { mended: false })
}

impl Old {
    /// Whether a letter of it is gone for good.
    pub fn is_lossy(&self) -> bool {
        match self {
            Old::Sure(_, decoded) => decoded.losses.iter().any(is_hole),
            Old::Unsure(_) | Old::Damaged => true,
        }
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
        decoded.losses.iter().find(|loss| !is_hole(loss)).map(|loss| told(&decoded.text, loss))
    }
}

/// Reports a loss in a text decoded: a letter that is gone, a capital that the old font did not
/// tell, a tone that may be a full stop.
pub fn told(text: &str, loss: &Loss) -> Diagnostic {
    let start = text[..loss.at].rfind(char::is_whitespace);
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let word = shown(text[start..].split_whitespace().next().unwrap_or(""));
    if is_hole(loss) {
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
