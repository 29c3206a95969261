//! What can be wrong with the tables of facts and labels, in words.

use super::grade::{Grade, SourceKind};
use crate::diag::{Code, Diagnostic, Text, text};

/// A fault of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault<'a> {
    /// An id in another form, and one that would do.
    Id { name: &'a str, example: &'a str },
    /// A grade better than its kind of source has.
    Grade { kind: SourceKind, grade: Grade, most: Grade },
    /// A correction of a label that is not in the list, and those that are.
    NotListed { label: &'a str, known: &'a [&'a str] },
    /// A month of a correction that is none or is to come, and that of today.
    NotSeen { words: &'a str, today: (u16, u8) },
    /// A label whose fact is not there, and those that are.
    NoFact { label: &'a str, fact: &'a str, known: &'a [&'a str] },
}

impl Fault<'_> {
    fn message(self) -> Text {
        match self {
            Fault::Id { name, .. } => {
                text!(en "`{name}` is not a valid id", vi "`{name}` không dùng làm mã được")
            }
            Fault::Grade { kind, grade, most } => {
                let kind = kind.name();
                text!(
                    en "a source of the kind `{kind}` has grade {most} at most, not {grade}",
                    vi "nguồn loại `{kind}` cao nhất là mức {most}, không phải {grade}",
                )
            }
            Fault::NotListed { label, .. } => text!(
                en "there is no label `{label}` in guides/labels.yaml",
                vi "trong guides/labels.yaml không có nhãn `{label}`",
            ),
            Fault::NotSeen { words, .. } => text!(
                en "nobody can have seen a button in “{words}”",
                vi "không ai thấy nút vào “{words}” được",
            ),
            Fault::NoFact { label, fact, .. } => text!(
                en "the label `{label}` rests on the fact `{fact}`, which does not exist",
                vi "nhãn `{label}` dựa vào dữ kiện `{fact}`, nhưng không có dữ kiện ấy",
            ),
        }
    }

    /// What to do.
    fn hint(self) -> Text {
        match self {
            Fault::Id { example, .. } => text!(
                en "use small letters without accents, digits and `-`: `{example}`",
                vi "dùng chữ thường không dấu, chữ số và dấu `-`: `{example}`",
            ),
            Fault::Grade { .. } => text!(
                en "delete `grade`, which can only lower it, or correct `kind`",
                vi "xóa `grade` (chỉ dùng để hạ mức), hoặc sửa lại `kind`",
            ),
            Fault::NotListed { .. } => text!(
                en "`toroi labels --to-check` lists the labels in use",
                vi "`toroi labels --to-check` kể các nhãn đang dùng",
            ),
            Fault::NotSeen { today: (year, month), .. } => text!(
                en "write the month of this year or an earlier one: `\"{month}/{year}\"`",
                vi "ghi tháng và năm đã xem máy: `\"{month}/{year}\"`",
            ),
            Fault::NoFact { .. } => text!(
                en "name a fact of guides/facts.yaml that says what the screen shows",
                vi "ghi mã một dữ kiện trong guides/facts.yaml nói rõ chữ trên màn hình",
            ),
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let found = match fault {
            Fault::Id { .. } | Fault::NotSeen { .. } => {
                Diagnostic::new(Code::FactForm, fault.message())
            }
            Fault::Grade { .. } => Diagnostic::new(Code::FactGrade, fault.message()),
            Fault::NotListed { label, known } => {
                Diagnostic::new(Code::LabelUnknown, fault.message())
                    .did_you_mean(label, known.iter().copied())
            }
            Fault::NoFact { fact: name, known, .. } => {
                Diagnostic::new(Code::LabelSource, fault.message())
                    .did_you_mean(name, known.iter().copied())
            }
        };
        found.hint(fault.hint())
    }
}
