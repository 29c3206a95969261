//! What can be wrong with templates and with the products they make, in words.

use crate::diag::{Code, Diagnostic, Text, nearest, text};
use crate::guide::reasons::Reason;

/// A fault of a template, or of who asks for one.
#[derive(Clone, Debug)]
pub(super) enum Fault<'a> {
    /// A product no template makes, and those there are.
    Product { name: &'a str, known: &'a [String] },
    /// A name that Tera does not know, in its own words, and those that may be meant.
    Name { said: &'a str, name: &'a str, known: &'a [&'a str] },
    /// A template that Tera cannot read, in its own words.
    Unreadable { said: &'a str },
    /// A template that Tera cannot run, in its own words, perhaps as something is not defined.
    Unrunnable { said: &'a str, is_undefined: bool },
    /// A value that a filter of ours does not take.
    Refused(Refusal),
    /// More rounds or letters than any sheet has.
    TooMuch,
    /// Components that call each other more than so many deep.
    TooDeep { most: u32 },
    /// A loop whose rounds cannot be counted.
    Uncounted,
    /// An expression that joins more than so many texts.
    Joined { most: usize },
    /// A chain of more than so many conditions.
    TooLong { most: usize },
}

/// Why a filter of ours does not take a value.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    /// The filter.
    pub filter: &'static str,
    /// The value as it is written, or the name of what it is.
    pub typed: String,
    /// What is wrong with it.
    pub reason: Reason,
    /// Whether there is no value at all.
    pub is_undefined: bool,
}

impl Fault<'_> {
    fn code(&self) -> Code {
        match self {
            Fault::Product { .. } => Code::GuideUnknownProduct,
            Fault::Unrunnable { is_undefined: true, .. }
            | Fault::Refused(Refusal { is_undefined: true, .. }) => Code::TemplateUndefined,
            Fault::Name { .. }
            | Fault::Unreadable { .. }
            | Fault::Unrunnable { .. }
            | Fault::Refused(_) => Code::TemplateBroken,
            Fault::TooMuch
            | Fault::TooDeep { .. }
            | Fault::Uncounted
            | Fault::Joined { .. }
            | Fault::TooLong { .. } => Code::TemplateTooMuch,
        }
    }

    fn message(&self) -> Text {
        match self {
            Fault::Product { name, .. } => text!(
                en "there is no product `{name}`",
                vi "không có loại tờ in nào tên `{name}`",
            ),
            Fault::Name { said, .. } | Fault::Unreadable { said } => text!(
                en "the template cannot be read: {said}",
                vi "mẫu in không đọc được: {said}",
            ),
            Fault::Unrunnable { said, .. } => text!(
                en "the template cannot run: {said}",
                vi "mẫu in không chạy được: {said}",
            ),
            Fault::Refused(Refusal { filter, typed, reason: Reason { why, todo }, .. }) => Text {
                en: format!(
                    "the template cannot run: `{typed}` through the filter `{filter}`: {}; {}",
                    why.en, todo.en
                ),
                vi: format!(
                    "mẫu in không chạy được: `{typed}` qua bộ lọc `{filter}`: {}; {}",
                    why.vi, todo.vi
                ),
            },
            Fault::TooMuch => text!(
                en "the template runs through too many rounds, or makes more text than any sheet holds",
                vi "mẫu chạy quá nhiều vòng, hoặc tạo ra nhiều chữ hơn mọi tờ in",
            ),
            Fault::TooDeep { most } => text!(
                en "components call each other more than {most} deep, or one calls itself",
                vi "các component gọi nhau quá {most} tầng, hoặc có component tự gọi mình",
            ),
            Fault::Uncounted => text!(
                en "a list is made with `for` inside an expression, where its rounds cannot be counted",
                vi "có danh sách tạo bằng `for` ngay trong biểu thức, không đếm được số vòng",
            ),
            Fault::Joined { most } => text!(
                en "one expression joins more than {most} texts with `~`",
                vi "một biểu thức nối hơn {most} đoạn chữ bằng `~`",
            ),
            Fault::TooLong { most } => text!(
                en "one `if` has more than {most} `elif`",
                vi "một `if` có hơn {most} `elif`",
            ),
        }
    }

    /// What to do.
    fn hint(&self) -> Text {
        match self {
            Fault::Product { known, .. } => {
                let list = known.join(", ");
                text!(en "the products are: {list}", vi "các loại tờ in gồm: {list}")
            }
            Fault::Name { .. } | Fault::Unrunnable { .. } | Fault::Refused(_) => text!(
                en "templates/README.md lists every variable and element a template has",
                vi "templates/README.md kể hết các biến và thẻ dùng được trong mẫu",
            ),
            Fault::Unreadable { .. } => text!(
                en "templates/README.md shows how templates are written",
                vi "xem cách viết mẫu trong templates/README.md",
            ),
            Fault::TooMuch => text!(
                en "loop over the guide or the list alone, and do not add a text to itself in a loop",
                vi "chỉ lặp theo bài hoặc theo danh sách, và đừng nối một đoạn chữ vào chính nó trong vòng lặp",
            ),
            Fault::TooDeep { .. } => text!(
                en "let a component call others, and none that calls it again; loop where something repeats",
                vi "component chỉ gọi component khác không gọi lại nó; chỗ nào lặp lại thì dùng vòng lặp",
            ),
            Fault::Uncounted => text!(
                en "write a loop instead: {{% for … in … %}}…{{% endfor %}}",
                vi "hãy viết thành vòng lặp: {{% for … in … %}}…{{% endfor %}}",
            ),
            Fault::Joined { .. } => text!(
                en "print them one after another: {{{{ a }}}}{{{{ b }}}}",
                vi "in lần lượt từng đoạn: {{{{ a }}}}{{{{ b }}}}",
            ),
            Fault::TooLong { .. } => text!(
                en "part the cases among several `if`",
                vi "chia các trường hợp ra nhiều `if`",
            ),
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let found = Diagnostic::new(fault.code(), fault.message());
        let found = match &fault {
            Fault::Product { name, known } => {
                let known = || known.iter().map(String::as_str);
                match nearest(name, known()) {
                    Some(_) => found.did_you_mean(name, known()),
                    None => found,
                }
            }
            Fault::Name { name, known, .. } => found.did_you_mean(name, known.iter().copied()),
            _ => found,
        };
        found.hint(fault.hint())
    }
}

/// What filters say of a value that is no text.
pub(super) fn not_text(is_undefined: bool) -> Reason {
    let why = if is_undefined {
        text!(en "the variable is not defined", vi "biến này không có")
    } else {
        text!(en "it is no text", vi "đây không phải chữ")
    };
    let todo = text!(
        en "give it letters: a string, or `.plain` of a text",
        vi "đưa vào chữ thường: một biến kiểu string, hoặc `.plain` của một text",
    );
    Reason { why, todo }
}

/// What the filter of names says of a value that is no list of them.
pub(super) fn not_names() -> Reason {
    let why = text!(en "it is no list of names", vi "đây không phải danh sách tên");
    let todo = text!(en "give it a list of texts", vi "đưa vào một danh sách chữ");
    Reason { why, todo }
}
