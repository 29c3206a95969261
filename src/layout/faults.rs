//! What can be wrong with the layout of a sheet, in words.

use crate::diag::{Code, Diagnostic, Text, counted, text};
use crate::doc::{FitStep, SheetStyle};
use crate::qr;

/// An address too long for a code of this side.
pub(super) fn too_long(url: &str, side: f64, needed: f64) -> Diagnostic {
    let letters = url.len();
    Diagnostic::new(Code::QrTooLong, text!(
        en "`{url}` ({letters} letters) is too long for a QR code of {side:.0} mm: it needs {needed:.0} mm (QR-02, QR-03)",
        vi "`{url}` ({letters} chữ) quá dài cho mã QR cạnh {side:.0} mm: cần {needed:.0} mm (QR-02, QR-03)",
    ))
    .hint(shorter_or_larger())
}

/// An address too long for any code.
pub(super) fn longer_than_any(url: &str) -> Diagnostic {
    let (letters, most) = (url.len(), qr::MOST_BYTES);
    Diagnostic::new(Code::QrTooLong, text!(
        en "`{url}` ({letters} letters) is too long for any QR code: it holds at most {most} letters",
        vi "`{url}` ({letters} chữ) quá dài cho mã QR: mã chứa được nhiều nhất {most} chữ",
    ))
    .hint(text!(
        en "use a shorter official address, such as the front page of the site",
        vi "dùng địa chỉ chính thức ngắn hơn, chẳng hạn trang đầu của trang đó",
    ))
}

/// A code that cannot be read back.
pub(super) fn unreadable(url: &str) -> Diagnostic {
    Diagnostic::new(
        Code::QrUnreadable,
        text!(
            en "the QR code of `{url}` cannot be read back",
            vi "mã QR của `{url}` đọc lại không ra",
        ),
    )
    .hint(shorter_or_larger())
}

/// What to do with a code that is too dense.
fn shorter_or_larger() -> Text {
    text!(
        en "use a shorter official address, or a larger `width` in the style of `qr`",
        vi "dùng địa chỉ chính thức ngắn hơn, hoặc tăng `width` của kiểu `qr`",
    )
}

/// The number of a page where pages cannot be counted.
pub(super) fn number_in_body(style: &SheetStyle) -> Diagnostic {
    Diagnostic::new(
        Code::MarkupPlace,
        text!(
            en "`<page/>` is in the body of a face with several pages, where pages cannot be counted",
            vi "`<page/>` nằm trong thân của mặt có nhiều trang, không đếm được",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "put it into `<header>` or `<footer>`",
        vi "đặt nó vào `<header>` hoặc `<footer>`",
    ))
}

/// Pages that change their number with their numbers.
pub(super) fn unsettled(style: &SheetStyle) -> Diagnostic {
    Diagnostic::new(
        Code::DoesNotFit,
        text!(
            en "with page numbers there are more pages, without them fewer, so they cannot be counted",
            vi "có ghi số trang thì nhiều trang hơn, không ghi thì ít trang hơn, nên không đếm được",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "shorten the line with `<page/>`, or the text by a line",
        vi "rút gọn dòng có `<page/>`, hoặc bớt một dòng chữ",
    ))
}

/// Something is wider than its place.
pub(super) fn no_room(name: &str, needed: f64, there: f64) -> Diagnostic {
    Diagnostic::new(
            Code::NoRoom,
            text!(
                en "the style `{name}` needs {needed:.1} mm of width here and has {there:.1} mm",
                vi "kiểu `{name}` ở đây cần rộng {needed:.1} mm mà chỉ có {there:.1} mm",
            ),
        ).hint(text!(
            en "give it a larger share in `columns`, or make `gap`, `padding`, `marker` or `width` smaller",
            vi "tăng phần của nó trong `columns`, hoặc giảm `gap`, `padding`, `marker` hay `width`",
        ))
}

/// No face has a letter.
pub(super) fn no_letter(face: &str, letter: char) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(letter));
    let kind = crate::text::kind(letter);
    let (en, vi) = kind
        .map_or_else(Default::default, |kind| (format!(", {}", kind.en), format!(", {}", kind.vi)));
    Diagnostic::new(
        Code::GlyphMissing,
        text!(
            en "the face {face} has no letter “{letter}” ({number}{en})",
            vi "phông {face} không có chữ “{letter}” ({number}{vi})",
        ),
    )
    .hint(text!(
        en "write it with letters of the Vietnamese alphabet, or draw it as a picture",
        vi "thay bằng chữ trong bảng chữ tiếng Việt, hoặc vẽ thành ảnh",
    ))
}

/// A word is wider than its line.
pub(super) fn too_wide(word: &str, wide: f64, measure: f64) -> Diagnostic {
    // They may differ by less than what is rounded.
    let (wide, measure) = (wide.ceil(), measure.floor());
    Diagnostic::new(
        Code::WordTooWide,
        text!(
            en "“{word}” is {wide:.0} mm wide, but its line only {measure:.0} mm",
            vi "chữ “{word}” rộng {wide:.0} mm, trong khi dòng chỉ rộng {measure:.0} mm",
        ),
    )
    .hint(text!(
        en "use a shorter word, or put a space or hyphen into it",
        vi "dùng chữ ngắn hơn, hoặc tách ra bằng dấu cách hay dấu gạch nối",
    ))
}

/// A picture that has few dots for its size.
pub(super) fn coarse(dpi: f64, mm: f64) -> Diagnostic {
    Diagnostic::new(
        Code::PictureCoarse,
        text!(
            en "the picture has only {dpi:.0} dots per inch at {mm:.0} mm; 300 look sharp",
            vi "ảnh in rộng {mm:.0} mm chỉ đạt {dpi:.0} điểm mỗi inch; 300 mới nét",
        ),
    )
    .hint(text!(
        en "use a larger original, or a drawing (SVG)",
        vi "dùng ảnh gốc lớn hơn, hoặc hình vẽ SVG",
    ))
}

/// The text is longer than its pages.
pub(super) fn does_not_fit(
    (width, height): (f64, f64),
    pages: usize,
    mm: f64,
    lines: i64,
    names: &str,
) -> Diagnostic {
    let (sides, rows) = (counted(pages, "side"), counted(lines, "line"));
    // What is less than half a millimetre too high does not fit either.
    let mm = mm.round().max(1.0);
    Diagnostic::new(Code::DoesNotFit, text!(
        en "the text does not fit {width:.0} × {height:.0} mm on {sides}: {mm:.0} mm too high on each, about {rows}",
        vi "chữ không vừa khổ {width:.0} × {height:.0} mm, {pages} mặt: mỗi mặt thừa {mm:.0} mm, khoảng {lines} dòng",
    ))
    .hint(if names.is_empty() {
        text!(
            en "shorten the texts or lists of this sheet, or use a larger product",
            vi "rút gọn chữ và danh sách trên tờ này, hoặc dùng khổ lớn hơn",
        )
    } else {
        text!(
            en "shorten the longest steps ({names}), or use a larger product",
            vi "rút gọn các bước dài nhất ({names}), hoặc dùng khổ lớn hơn",
        )
    })
}

/// Which face it is, and what was tried on it.
pub(super) fn tried((face, faces): (usize, usize), steps: usize, step: &FitStep) -> Text {
    let [letters, gap, picture] = [step.text, step.gap, step.picture].map(|part| part * 100.0);
    let (en, vi) = match faces {
        1 => Default::default(),
        _ => (
            format!("this is face {face} of {faces}; "),
            format!("đó là mặt in {face} trên {faces}; "),
        ),
    };
    text!(
        en "{en}the last of {steps} steps of copyfitting was tried: text at {letters:.0} %, gaps at {gap:.0} %, pictures at {picture:.0} %",
        vi "{vi}đã thử đến mức co cuối cùng trong {steps} mức: chữ {letters:.0} %, khoảng cách {gap:.0} %, hình {picture:.0} %",
    )
}

/// What a ward filled in on a face that is too full.
pub(super) fn longest_value(value: &str) -> Text {
    text!(
        en "the longest value filled in on this face is “{value}”; a shorter one leaves more room",
        vi "số liệu điền vào mặt này dài nhất là “{value}”; ghi ngắn hơn thì đỡ tốn chỗ",
    )
}

/// The picture that fills most of a face that is too full.
pub(super) fn tallest_picture(alt: &str, mm: f64) -> Text {
    text!(
        en "the tallest picture is “{alt}”, {mm:.0} mm high",
        vi "hình cao nhất là “{alt}”, cao {mm:.0} mm",
    )
}
