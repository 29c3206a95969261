//! What can be wrong with the tables of facts and labels, in words.

use crate::diag::{Code, Diagnostic, Text, text};

/// A fault of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault<'a> {
    /// An id in another form, and one that would do.
    Id { name: &'a str, example: &'a str },
    /// A section in another form.
    Section { name: &'a str },
    /// A label whose fact is not there, and those that are.
    NoFact { label: &'a str, fact: &'a str, known: &'a [&'a str] },
}

impl Fault<'_> {
    fn message(self) -> Text {
        match self {
            Fault::Id { name, .. } => {
                text!(en "`{name}` is no id", vi "`{name}` không dùng làm mã được")
            }
            Fault::Section { name } => text!(
                en "`{name}` is no section of the dossier",
                vi "`{name}` không phải số mục của hồ sơ",
            ),
            Fault::NoFact { label, fact, .. } => text!(
                en "the label `{label}` rests on the fact `{fact}`, which is not there",
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
            Fault::Section { .. } => text!(
                en "write the number of the section in quotes: `\"4.2\"`",
                vi "ghi số mục trong ngoặc kép: `\"4.2\"`",
            ),
            Fault::NoFact { .. } => text!(
                en "name a fact of guides/facts.yaml that says what stands on the screen",
                vi "ghi mã một dữ kiện trong guides/facts.yaml nói rõ chữ trên màn hình",
            ),
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let found = match fault {
            Fault::Id { .. } | Fault::Section { .. } => {
                Diagnostic::new(Code::FactForm, fault.message())
            }
            Fault::NoFact { fact: name, known, .. } => {
                Diagnostic::new(Code::LabelSource, fault.message())
                    .did_you_mean(name, known.iter().copied())
            }
        };
        found.hint(fault.hint())
    }
}
