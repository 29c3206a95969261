//! What can be wrong with styles, letters and papers, in words.

use super::letters::is_private;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::privacy::PersonalData;
use crate::span::Span;

/// Says which letter may not be set, and in which words.
pub(super) fn unfit_letter(letters: &str, around: &str) -> Diagnostic {
    let numbers: Vec<String> =
        letters.chars().take(4).map(|letter| format!("U+{:04X}", u32::from(letter))).collect();
    let around: String = around.chars().filter(|letter| !is_private(*letter)).take(40).collect();
    let numbers = if numbers.is_empty() { around.clone() } else { numbers.join(" ") };
    Diagnostic::new(
        Code::LetterUnfit,
        text!(
            en "{numbers} in “{around}” cannot be printed: a private, hidden or foreign character",
            vi "{numbers} trong “{around}” không in được: ký tự riêng, ký tự ẩn, hay chữ của bảng chữ khác",
        ),
    )
    .hint(text!(
        en "type the word again with a Vietnamese keyboard, and do not write letters as numbers `&#…;`",
        vi "gõ lại từ ấy bằng bộ gõ tiếng Việt, và đừng ghi chữ bằng mã số `&#…;`",
    ))
}

/// What is wrong with a page on a sheet.
#[derive(Clone, Copy)]
pub(super) enum SheetFault {
    /// It would be printed in the place of another.
    Twice,
    /// It would be lost.
    Missing,
}

/// A page that is on its sheet twice, or nowhere.
pub(super) fn no_plan(page: usize, fault: SheetFault, span: Span) -> Diagnostic {
    let message = match fault {
        SheetFault::Twice => text!(
            en "page {page} is on the sheet twice",
            vi "trang {page} có hai lần trên tờ giấy",
        ),
        SheetFault::Missing => text!(
            en "page {page} has no place on the sheet",
            vi "trang {page} không có chỗ trên tờ giấy",
        ),
    };
    Diagnostic::new(Code::YamlWrongType, message).at(span).hint(text!(
        en "give each page, from 1 on, exactly one column; 0 leaves a column empty",
        vi "cho mỗi trang từ 1 trở đi đúng một cột; số 0 để trống cột đó",
    ))
}

/// A style extends one that is not there.
pub(super) fn no_parent_style(unknown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MarkupStyle,
        text!(
            en "there is no style `{unknown}` above this one to extend",
            vi "phía trên không có kiểu `{unknown}` để kế thừa",
        ),
    )
    .hint(text!(
        en "extend a style that is defined further up in this file or in templates/base.yaml",
        vi "chỉ kế thừa kiểu đứng phía trên trong tệp này hoặc trong templates/base.yaml",
    ))
}

/// A style no elder could read, why, and what to change.
pub(super) fn illegible(name: &str, why: &Text, todo: Text) -> Diagnostic {
    let Text { en, vi } = why;
    let message = text!(
        en "the style `{name}` is hard to read: {en}",
        vi "kiểu `{name}` khó đọc: {vi}",
    );
    Diagnostic::new(Code::StyleIllegible, message).hint(todo)
}

/// Something that tells who a person is, on a sheet that others read.
pub fn private_data(kind: PersonalData, words: &str) -> Diagnostic {
    let (code, what) = match kind {
        PersonalData::Identity | PersonalData::OldIdentity => (
            Code::PrivateIdentity,
            text!(en "an identity card number", vi "số căn cước của một người"),
        ),
        PersonalData::Birth => {
            (Code::PrivateBirth, text!(en "a date of birth", vi "ngày sinh của một người"))
        }
        PersonalData::Mobile => {
            (Code::PrivateMobile, text!(en "a mobile number", vi "số di động riêng"))
        }
        PersonalData::NameAndAddress => (
            Code::PrivateAddress,
            text!(en "a full name with an address", vi "họ tên kèm địa chỉ nhà"),
        ),
        PersonalData::Secret => (
            Code::PrivateSecret,
            text!(en "the value of a password or code", vi "mật khẩu hay mã của một người"),
        ),
    };
    let Text { en, vi } = what;
    let message = match kind {
        PersonalData::Mobile | PersonalData::NameAndAddress => text!(
            en "“{words}” is {en}, and strangers will read this sheet",
            vi "“{words}” là {vi}, mà tờ này người lạ cũng đọc được",
        ),
        _ => text!(
            en "“{words}” looks like {en}: no sheet may show it",
            vi "“{words}” giống {vi}: không tờ nào được in",
        ),
    };
    let diagnostic = Diagnostic::new(code, message);
    match kind {
        PersonalData::Mobile => diagnostic.hint(text!(
            en "print the number of the office; if the owner agreed, write the number and `agreed: true` into ward.yaml, or “x” into a column “Đồng ý in số” of the list",
            vi "in số của cơ quan; nếu người có số đã đồng ý thì ghi số ấy và `agreed: true` vào ward.yaml, hoặc ghi “x” vào cột “Đồng ý in số” của danh sách",
        )),
        PersonalData::NameAndAddress => diagnostic.hint(text!(
            en "leave out the name or the house; only sheets for the team (`distribution: team`) may show both",
            vi "bỏ tên hoặc bỏ số nhà; chỉ tờ dành riêng cho đội (`distribution: team`) mới in cả hai",
        )),
        _ => diagnostic.hint(text!(
            en "delete it, or leave a dotted line that the person fills in",
            vi "xóa đi, hoặc chừa dòng chấm để người ấy tự điền",
        )),
    }
}
