//! What can be wrong with screens and with what guides ask of them, in words.

use super::SCREENS;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::facts::LABELS;

/// A fault of a screen, or of a guide that shows one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault<'a> {
    /// An id in another form.
    Id { name: &'a str },
    /// A fact that is not there, and those that are.
    NoFact { screen: &'a str, fact: &'a str, known: &'a [&'a str] },
    /// A label that is not there, and those that are.
    NoLabel { screen: &'a str, label: &'a str, known: &'a [&'a str] },
    /// An address that is not understood.
    Address { address: &'a str },
    /// A screen that is not there, and those that are.
    NoScreen { screen: &'a str, known: &'a [&'a str] },
    /// A button to press that is not on the screen, and those that are.
    NotOnIt { screen: &'a str, press: &'a str, on: &'a [&'a str] },
    /// What is pressed stands on the screen more than once.
    Twice { screen: &'a str, press: &'a str },
    /// The finger is on one button, and the words of the step tell to press others.
    OtherButton { pressed: &'a str, told: &'a [&'a str] },
    /// A name of a button that is no label, and the label that reads so, if there is one.
    ButtonWords { screen: &'a str, words: &'a str, known: Option<&'a str> },
    /// More screens, or more rows of one, than there may be.
    Many { what: &'a Text, most: usize },
    /// Words too long for the width of a screen.
    Long { most: usize },
    /// A screen that no guide shows.
    Unused { screen: &'a str },
}

impl Fault<'_> {
    fn code(self) -> Code {
        match self {
            Fault::Id { .. } => Code::FactForm,
            Fault::NoFact { .. } => Code::LabelSource,
            Fault::NoLabel { .. }
            | Fault::NotOnIt { .. }
            | Fault::Twice { .. }
            | Fault::OtherButton { .. }
            | Fault::ButtonWords { .. } => Code::LabelUnknown,
            Fault::Address { .. } | Fault::NoScreen { .. } => Code::PictureMissing,
            Fault::Many { .. } | Fault::Long { .. } => Code::YamlWrongType,
            Fault::Unused { .. } => Code::MergeUnused,
        }
    }

    fn message(self) -> Text {
        match self {
            Fault::Id { name } => {
                text!(en "`{name}` is not a valid id", vi "`{name}` không dùng làm mã được")
            }
            Fault::NoFact { screen, fact, .. } => text!(
                en "the screen `{screen}` rests on the fact `{fact}`, which does not exist",
                vi "màn hình `{screen}` dựa vào dữ kiện `{fact}`, nhưng không có dữ kiện ấy",
            ),
            Fault::NoLabel { screen, label, .. } => text!(
                en "the screen `{screen}` names the label `{label}`, which is not in {LABELS}",
                vi "màn hình `{screen}` gọi nhãn `{label}`, nhưng trong {LABELS} không có nhãn ấy",
            ),
            Fault::Address { address } => text!(
                en "`{address}` does not name a screen",
                vi "`{address}` chưa gọi đúng một màn hình",
            ),
            Fault::NoScreen { screen, .. } => text!(
                en "there is no screen `{screen}` in {SCREENS}",
                vi "trong {SCREENS} không có màn hình `{screen}`",
            ),
            Fault::NotOnIt { screen, press, .. } => text!(
                en "there is nothing called `{press}` to press on the screen `{screen}`",
                vi "trên màn hình `{screen}` không có gì tên `{press}` để bấm",
            ),
            Fault::Twice { screen, press } => text!(
                en "`{press}` stands on the screen `{screen}` more than once",
                vi "trên màn hình `{screen}` có hơn một chỗ tên `{press}`",
            ),
            Fault::OtherButton { pressed, told } => {
                let told = quoted(told);
                text!(
                    en "the finger presses “{pressed}”, while the step tells to press {told}",
                    vi "ngón tay bấm “{pressed}” mà chữ của bước bảo bấm {told}",
                )
            }
            Fault::ButtonWords { screen, words, .. } => text!(
                en "the screen `{screen}` has a button “{words}”, whose name no label vouches for",
                vi "màn hình `{screen}` vẽ nút “{words}”, nhưng chưa nhãn nào xác nhận tên nút ấy",
            ),
            Fault::Many { what, most } => {
                let Text { en, vi } = what;
                text!(en "there are more than {most} {en}", vi "có hơn {most} {vi}")
            }
            Fault::Long { most } => text!(
                en "these words have more than {most} letters; a phone has no room for them",
                vi "chữ này dài hơn {most} chữ cái, màn hình điện thoại không đủ chỗ",
            ),
            Fault::Unused { screen } => text!(
                en "no guide shows the screen `{screen}`",
                vi "chưa bài nào dùng màn hình `{screen}`",
            ),
        }
    }

    fn hint(self) -> Text {
        match self {
            Fault::Id { .. } => text!(
                en "use small letters without accents, digits and `-`: `nhap-so`",
                vi "dùng chữ thường không dấu, chữ số và dấu `-`: `nhap-so`",
            ),
            Fault::NoFact { .. } => text!(
                en "name a fact of guides/facts.yaml that says what the screen shows",
                vi "ghi mã một dữ kiện trong guides/facts.yaml nói rõ màn hình có gì",
            ),
            Fault::NoLabel { .. } => text!(
                en "name a label by its id; words that are no label begin with a capital: `Mật khẩu`",
                vi "gọi nhãn bằng mã; chữ không phải nhãn thì viết hoa chữ đầu: `Mật khẩu`",
            ),
            Fault::Address { .. } => text!(
                en "write `screen:`, the id of the screen, and what is pressed: `![](screen:kich-hoat?press=kich-hoat)`",
                vi "viết `screen:`, mã màn hình, rồi nút được bấm: `![](screen:kich-hoat?press=kich-hoat)`",
            ),
            Fault::NoScreen { .. } => text!(
                en "use one that exists, or describe it there",
                vi "dùng một màn hình đã có, hoặc tả thêm màn hình này vào đó",
            ),
            Fault::NotOnIt { on, .. } => {
                let on = if on.is_empty() { "–".to_owned() } else { on.join(", ") };
                text!(
                    en "what can be pressed there: {on}",
                    vi "những gì bấm được ở đó: {on}",
                )
            }
            Fault::Twice { .. } => text!(
                en "leave one of them: a reader has to know which one to press",
                vi "chỉ để lại một chỗ: bác phải biết bấm chỗ nào",
            ),
            Fault::OtherButton { .. } => text!(
                en "press what the step names, or name in the step what is pressed: `[[mã-nhãn]]`",
                vi "cho ngón tay bấm đúng nút trong bước, hoặc ghi nút ấy vào bước: `[[mã-nhãn]]`",
            ),
            Fault::ButtonWords { known: Some(id), .. } => text!(
                en "write the id of the label: `button: {id}`",
                vi "ghi mã của nhãn: `button: {id}`",
            ),
            Fault::ButtonWords { .. } => text!(
                en "add the name to {LABELS} with a fact that says so and write its id here; a button whose name nobody knows is `button` alone",
                vi "thêm tên nút vào {LABELS} kèm dữ kiện nói rõ rồi ghi mã của nhãn ở đây; nút chưa rõ tên thì chỉ ghi `button`",
            ),
            Fault::Many { .. } => text!(
                en "show only what the step is about; the rest is `bars`",
                vi "chỉ vẽ những gì bước này cần; phần còn lại ghi `bars`",
            ),
            Fault::Long { .. } => text!(
                en "shorten them, or leave them out: a row without words is a grey bar",
                vi "rút ngắn lại, hoặc bỏ đi: hàng không có chữ thành vạch xám",
            ),
            Fault::Unused { .. } => text!(
                en "delete it, or show it: `![](screen:mã)`",
                vi "xóa đi, hoặc đưa vào một bước: `![](screen:mã)`",
            ),
        }
    }
}

/// Names of buttons, one after the other.
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let found = Diagnostic::new(fault.code(), fault.message());
        let found = match fault {
            Fault::NoFact { fact: name, known, .. }
            | Fault::NoLabel { label: name, known, .. }
            | Fault::NoScreen { screen: name, known }
            | Fault::NotOnIt { press: name, on: known, .. } => {
                found.did_you_mean(name, known.iter().copied())
            }
            _ => found,
        };
        found.hint(fault.hint())
    }
}
