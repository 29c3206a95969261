//! What can be wrong with the data of a ward, in words.

use crate::colour::Colour;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::guide::Date;
use crate::guide::reasons::Reason;
use crate::span::Span;
use crate::vietnamese::address_form::AddressForm;
use crate::yaml::Spanned;

/// An event of a day that is over.
pub(super) fn past_event(day: Date) -> Diagnostic {
    Diagnostic::new(
        Code::WardPast,
        text!(en "the event on {day} is over", vi "buổi hẹn ngày {day} đã qua"),
    )
    .hint(text!(
        en "write the next day, or delete the event: its lines are then printed as dots",
        vi "ghi buổi sau, hoặc xóa đi: tờ in sẽ chừa dòng chấm",
    ))
}

/// One of several events without what others have: it would be read with theirs.
pub(super) fn lacking_event(name: &str, span: Span) -> Diagnostic {
    wrong(
        text!(
            en "this event has no `{name}`, while another one has: readers would take that of the other",
            vi "buổi hẹn này thiếu `{name}` trong khi buổi khác có: người đọc sẽ hiểu lầm theo buổi kia",
        ),
        span,
    )
    .hint(text!(
        en "write `{name}` for each event, even where it is the same",
        vi "ghi `{name}` cho từng buổi, kể cả khi giống nhau",
    ))
}

/// A phone number that nobody can dial.
pub(super) fn bad_phone(number: &str, fault: Reason) -> Diagnostic {
    let Reason { why: Text { en, vi }, todo } = fault;
    let message = text!(
        en "`{number}` is not a phone number: {en}",
        vi "`{number}` không phải số điện thoại gọi được: {vi}",
    );
    Diagnostic::new(Code::WardPhone, message).hint(todo)
}

/// A day that is in no calendar.
pub(super) fn bad_day(typed: &str, fault: Reason, span: Span) -> Diagnostic {
    let Reason { why: Text { en, vi }, todo } = fault;
    let message = text!(
        en "`{typed}` is not a date: {en}",
        vi "`{typed}` không phải ngày có thật: {vi}",
    );
    wrong(message, span).hint(todo)
}

/// Hours at which nobody can come.
pub(super) fn bad_hours(fault: Reason, span: Span) -> Diagnostic {
    let Reason { why: Text { en, vi }, todo } = fault;
    let message = text!(
        en "these hours cannot be: {en}",
        vi "giờ ghi chưa đúng: {vi}",
    );
    wrong(message, span).hint(todo)
}

/// Something else than yes or no, where a person may have agreed.
pub(super) fn bad_consent(other: &str, span: Span) -> Diagnostic {
    wrong(text!(en "`agreed` is `{other}`", vi "`agreed` ghi `{other}`"), span).hint(text!(
        en "write `agreed: true` if the person agreed that anybody may read the number, otherwise `agreed: false`",
        vi "người ấy đồng ý cho mọi người đọc số thì ghi `agreed: true`, không thì ghi `agreed: false`",
    ))
}

/// Something else than a form of address.
pub(super) fn bad_address(word: &Spanned<String>) -> Diagnostic {
    let forms = AddressForm::ALL.map(|(name, _)| name);
    let typed = &word.it;
    wrong(text!(en "`address` is `{typed}`", vi "`address` ghi `{typed}`"), word.span)
        .did_you_mean(typed, forms.iter().copied())
        .hint(text!(
            en "write `address: bác` or `address: ông bà`: all sheets then call their readers so",
            vi "ghi `address: bác` hoặc `address: ông bà`: mọi tờ in sẽ gọi người đọc như vậy",
        ))
}

/// An accent that is no colour.
pub(super) fn no_colour(typed: &str, span: Span) -> Diagnostic {
    wrong(text!(en "`accent` is `{typed}`", vi "`accent` ghi `{typed}`"), span).hint(text!(
        en "write a colour in quotes: \"#0B4F6C\"",
        vi "ghi một màu trong ngoặc kép: \"#0B4F6C\"",
    ))
}

/// An accent too light for titles, and the nearest one that is not.
pub(super) fn faint_accent(
    accent: Colour,
    (contrast, least): (f64, f64),
    nearest: Colour,
    span: Span,
) -> Diagnostic {
    // Rounded down: what is too little must not look like enough.
    let contrast = (contrast * 10.0).floor() / 10.0;
    let message = text!(
        en "`accent` {accent} has a contrast of {contrast:.1} with white paper, less than {least} (LP-12)",
        vi "`accent` {accent} có độ tương phản {contrast:.1} với giấy trắng, dưới {least} (LP-12)",
    );
    wrong(message, span).hint(text!(
        en "the nearest colour that is dark enough: \"{nearest}\"",
        vi "màu gần nhất đủ đậm: \"{nearest}\"",
    ))
}

/// A value that cannot be.
pub(super) fn wrong(message: Text, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WardValue, message).at(span)
}
