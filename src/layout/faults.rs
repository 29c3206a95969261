//! Why a document does not go onto its pages, in words.

use super::block_frame::BlockFrame;
use crate::diag::{Code, Diagnostic, text};
use crate::doc::SheetStyle;
use crate::geom::Len;

/// The text is this much too high on each of so many pages; `line` is the height of one.
pub(super) fn overflow(
    style: &SheetStyle,
    pieces: &[BlockFrame],
    pages: usize,
    (excess, line): (Len, Len),
) -> Diagnostic {
    let lines = (excess.0 + line.0 - 1) / line.0.max(1);
    let mm = excess.to_mm();
    let mut longest: Vec<&BlockFrame> =
        pieces.iter().filter(|piece| !piece.name.is_empty()).collect();
    longest.sort_by_key(|piece| std::cmp::Reverse(piece.size.h));
    longest.truncate(3);
    let names: Vec<String> = longest.iter().map(|piece| format!("“{}”", piece.name)).collect();
    let names = names.join(", ");
    let (width, height) = (style.page.w.to_mm(), style.page.h.to_mm());
    let diagnostic = Diagnostic::new(Code::DoesNotFit, text!(
        en "the text does not fit {width:.0} × {height:.0} mm on {pages} side(s): {mm:.0} mm too high on each, about {lines} line(s)",
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
    });
    let tallest = pieces.iter().max_by_key(|piece| piece.size.h);
    let span = longest.iter().find_map(|piece| piece.span);
    match span.or_else(|| tallest.and_then(|piece| piece.span)) {
        Some(span) => diagnostic.at(span),
        None => diagnostic.at_path(&style.path),
    }
}

/// The body of a face of several pages prints their numbers.
pub(super) fn number_in_body(style: &SheetStyle) -> Diagnostic {
    Diagnostic::new(
        Code::MarkupPlace,
        text!(
            en "`<page/>` stands in the text of a face of several pages, where it cannot be counted",
            vi "`<page/>` nằm trong thân của mặt có nhiều trang, không đếm được",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "put it into `<header>` or `<footer>`",
        vi "đặt nó vào `<header>` hoặc `<footer>`",
    ))
}

/// How many pages there are depends on how wide their numbers are.
pub(super) fn unsettled(style: &SheetStyle) -> Diagnostic {
    Diagnostic::new(
        Code::DoesNotFit,
        text!(
            en "with its numbers the pages are more, without them fewer: they cannot be counted",
            vi "có số trang thì thêm trang, bỏ số trang thì bớt trang: không đếm được số trang",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "shorten the line with `<page/>`, or the text by a line",
        vi "rút gọn dòng có `<page/>`, hoặc bớt một dòng chữ",
    ))
}
