//! What can be wrong with sheets of paper, in words.

use super::impose::ImpositionFault;
use crate::colour::Colour;
use crate::diag::{Code, Diagnostic, Text, counted, tenths, text};
use crate::doc::SheetStyle;
use crate::geom::{Len, Size};

/// The edges of a sheet, looked at from its front.
const EDGES: [(&str, &str); 4] = [
    ("A (top)", "A (trên)"),
    ("B (right)", "B (phải)"),
    ("C (bottom)", "C (dưới)"),
    ("D (left)", "D (trái)"),
];

/// No margin is as long as the bar to measure.
pub(super) fn no_room_for_bar(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BarNoRoom,
        text!(
            en "this sheet has no room for a measuring bar of 100 mm",
            vi "tờ in này không có chỗ trống cho thanh đo 100 mm",
        ),
    )
    .at_path(path)
    .hint(text!(
        en "print the test sheet of `toroi printer sheet`: it has two bars",
        vi "in tờ thử `toroi printer sheet`: trên đó có sẵn hai thanh đo",
    ))
}

/// The inner pages of a booklet move too far.
pub(super) fn creeps_too_far(style: &SheetStyle, far: Len, room: Len) -> Diagnostic {
    let (far, room) = (far.to_mm(), room.to_mm().max(0.0));
    Diagnostic::new(
        Code::CreepTooFar,
        text!(
            en "the innermost pages would move {far:.2} mm towards the spine; beyond {room:.2} mm text comes too close to the fold (PP-02)",
            vi "trang trong cùng sẽ dời {far:.2} mm về gáy; quá {room:.2} mm thì chữ sát nếp gấp (PP-02)",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "give the thickness of one sheet, like `--creep 0.1`, or make two thinner booklets",
        vi "ghi độ dày một tờ giấy, như `--creep 0.1`, hoặc chia thành hai cuốn mỏng",
    ))
}

/// A cut so close to the edge that it has no mark.
pub(super) fn unmarked(style: &SheetStyle, cut: Len) -> Diagnostic {
    let mm = cut.to_mm();
    Diagnostic::new(
        Code::CutUnmarked,
        text!(
            en "a cut {mm:.1} mm from the edge has no mark: printers leave that much blank (OF-01)",
            vi "đường cắt cách mép {mm:.1} mm không có vạch: máy in chừa trắng chỗ đó (OF-01)",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "choose another `--sheet`, or cut {mm:.1} mm from the edge with a ruler",
        vi "chọn `--sheet` khác, hoặc dùng thước cắt cách mép {mm:.1} mm",
    ))
}

/// Pages that are not where they belong on their sheet.
pub(super) fn misplaced(style: &SheetStyle, why: ImpositionFault) -> Diagnostic {
    let message = match why {
        ImpositionFault::Over(over) => return full(style, over),
        ImpositionFault::Off(page) => {
            let page = page + 1;
            text!(
                en "page {page} is not entirely on its sheet of paper",
                vi "trang {page} không nằm trọn trên tờ giấy",
            )
        }
        ImpositionFault::Together(one, other) => {
            let (one, other) = (one + 1, other + 1);
            text!(
                en "pages {one} and {other} overlap",
                vi "trang {one} và trang {other} nằm đè lên nhau",
            )
        }
    };
    Diagnostic::new(Code::OffPaper, message).at_path(&style.path).hint(text!(
        en "make `size` and `columns` of `sheet` as large as the pages, or choose a larger `--sheet`",
        vi "cho `size` và `columns` của `sheet` không nhỏ hơn trang, hoặc chọn `--sheet` lớn hơn",
    ))
}

/// A sheet with fewer places than there are pages.
fn full(style: &SheetStyle, over: usize) -> Diagnostic {
    let pages = counted(over, "page");
    Diagnostic::new(
        Code::SheetFull,
        text!(
            en "the sheet has no place for {pages} of this product",
            vi "tờ giấy không còn chỗ cho {over} trang của loại tờ in này",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "give `sheet` more columns, or fewer `pages` in `copyfitting`",
        vi "thêm cột trong `sheet`, hoặc bớt số trang trong `copyfitting`",
    ))
}

/// Width and height in mm.
fn measures(size: Size) -> Text {
    let (w, h) = (tenths(size.w.to_mm()), tenths(size.h.to_mm()));
    Text { en: format!("{} × {}", w.en, h.en), vi: format!("{} × {}", w.vi, h.vi) }
}

/// Pages that do not fit a sheet.
pub(super) fn too_large(style: &SheetStyle, sheet: Size) -> Diagnostic {
    let (Text { en: page_en, vi: page_vi }, Text { en, vi }) =
        (measures(style.page), measures(sheet));
    Diagnostic::new(
        Code::SheetFull,
        text!(
            en "pages of {page_en} mm do not fit on a sheet of {en} mm in this order",
            vi "trang {page_vi} mm không xếp được như vậy lên tờ {vi} mm",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "choose a larger `--sheet`, or leave out `--impose`",
        vi "chọn `--sheet` lớn hơn, hoặc bỏ `--impose`",
    ))
}

/// A place to begin at that the paper does not have.
pub(super) fn no_such_place(style: &SheetStyle, wanted: usize, have: usize) -> Diagnostic {
    let places = counted(have, "place");
    Diagnostic::new(
        Code::SheetFull,
        text!(
            en "this sheet has {places}, and printing cannot begin at place {wanted}",
            vi "tờ giấy này chỉ có {have} chỗ, không bắt đầu từ chỗ thứ {wanted} được",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "count places row by row, from the top left corner of the front: 1 to {have}",
        vi "đếm chỗ theo từng hàng, từ góc trên bên trái của mặt trước: 1 đến {have}",
    ))
}

/// A place to begin at where a sheet has but one.
pub(super) fn no_places(style: &SheetStyle) -> Diagnostic {
    Diagnostic::new(
        Code::SheetFull,
        text!(
            en "only a sheet with several copies side by side can begin at another place than the first",
            vi "chỉ tờ giấy xếp nhiều bản cạnh nhau mới bắt đầu từ chỗ khác chỗ thứ nhất được",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "choose paper that holds several, as `--sheet a4` does, or leave out `--first-place`",
        vi "chọn giấy xếp được nhiều bản, như `--sheet a4`, hoặc bỏ `--first-place`",
    ))
}

/// A product with its own sheet, where another is wanted.
pub(super) fn own_paper(style: &SheetStyle) -> Diagnostic {
    let size = style.sheet.as_ref().map_or_else(Size::default, |paper| paper.size);
    let Text { en, vi } = measures(size);
    Diagnostic::new(
        Code::SheetFull,
        text!(
            en "this product has its own sheet of {en} mm and cannot be put onto another",
            vi "loại tờ in này đã có tờ giấy riêng {vi} mm, không xếp lên tờ khác được",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "leave out `--sheet` and `--impose` for it",
        vi "bỏ `--sheet` và `--impose` với loại này",
    ))
}

/// The warning that a printer does not print at full size.
pub fn off_scale(name: &str, [across, down]: [f64; 2]) -> Diagnostic {
    Diagnostic::new(
        Code::PrinterScale,
        text!(
            en "SET THE PRINTER TO 100 %: the bars of 100 mm measured {across} mm and {down} mm on `{name}`",
            vi "HÃY CHỈNH MÁY IN VỀ 100 %: thanh 100 mm trên máy `{name}` đo được {across} mm và {down} mm",
        ),
    )
    .hint(text!(
        en "choose “100 %” or “actual size”, never “fit to page”; then print the test sheet again and type in its numbers",
        vi "chọn “100 %” hay “kích thước thật”, không chọn “vừa trang giấy”; rồi in lại tờ thử và ghi số mới",
    ))
}

/// The printer was measured with a sheet that goes through it another way only.
pub(super) fn unmeasured(name: &str, lies: bool, both: bool) -> Diagnostic {
    let (en, vi) = if lies { ("lies", "nằm ngang") } else { ("stands", "đứng") };
    let option = if lies { " --landscape" } else { "" };
    let (en_back, vi_back) = if both {
        (", and the back is not moved onto the front", ", và mặt sau không được dời cho khớp")
    } else {
        ("", "")
    };
    Diagnostic::new(
                Code::PrinterUnmeasured,
                text!(
                    en "the printer `{name}` was not measured with a sheet that {en}: its widest edges are used{en_back}",
                    vi "máy in `{name}` chưa đo với tờ {vi}: lấy theo mép rộng nhất{vi_back}",
                ),
            ).hint(text!(
                en "print the test sheet of `toroi printer sheet{option}` and type in what it shows: toroi printer calibrate {name}{option}",
                vi "in tờ thử `toroi printer sheet{option}`, rồi ghi số đo: toroi printer calibrate {name}{option}",
            ))
}

/// Something reaches into an edge that the printer leaves blank.
pub(super) fn in_blank_edge(
    name: &str,
    number: usize,
    what: &Text,
    (by, wide): (f64, f64),
    edge: usize,
    others: usize,
) -> Diagnostic {
    let Text { en: what_en, vi: what_vi } = what;
    let (edge_en, edge_vi) = EDGES[edge];
    let (others_en, others_vi) = if others > 0 {
        (format!("; so do {others} more"), format!("; còn {others} chỗ nữa"))
    } else {
        (String::new(), String::new())
    };
    Diagnostic::new(
            Code::PrinterEdge,
            text!(
                en "side {number}: {what_en} reaches {by:.1} mm into the {wide:.1} mm at edge {edge_en} that the printer `{name}` leaves blank{others_en}",
                vi "mặt {number}: {what_vi} lấn {by:.1} mm vào {wide:.1} mm ở mép {edge_vi} mà máy in `{name}` chừa trắng{others_vi}",
            ),
        ).hint(text!(
            en "choose another product or paper, or widen `margin` in the style of the product",
            vi "chọn loại tờ in hay khổ giấy khác, hoặc tăng `margin` trong kiểu của loại tờ in này",
        ))
}

/// Something is too close to an edge or a hole.
pub(super) fn outside_safe_area(number: usize, what: &Text, mm: f64) -> Diagnostic {
    let Text { en: what_en, vi: what_vi } = what;
    Diagnostic::new(
        Code::OutsideSafeArea,
        text!(
            en "side {number}: {what_en} is {mm:.1} mm too close to the edge or the hole",
            vi "mặt {number}: {what_vi} lấn {mm:.1} mm vào mép giấy hoặc lỗ treo",
        ),
    )
    .hint(text!(
        en "enlarge `margin` in the style of the product",
        vi "tăng `margin` trong kiểu của loại tờ in này",
    ))
}

/// A picture is partly transparent where nothing may be.
pub(super) fn transparent(alt: &str, softness: f64) -> Diagnostic {
    Diagnostic::new(
            Code::PressTransparent,
            text!(
                en "{softness:.1} % of the picture “{alt}” is semi-transparent, and PDF/X-1a has no transparency",
                vi "{softness:.1} % ảnh “{alt}” nửa trong suốt, mà PDF/X-1a không có trong suốt",
            ),
        ).hint(text!(
            en "save the picture on a white background without transparency, or build with `--press x4`",
            vi "lưu lại ảnh trên nền trắng, không trong suốt; hoặc làm với `--press x4`",
        ))
}

/// Two things are printed over each other.
pub(super) fn overlap(number: usize, a: &Text, b: &Text) -> Diagnostic {
    let (Text { en: a_en, vi: a_vi }, Text { en: b_en, vi: b_vi }) = (a, b);
    Diagnostic::new(
        Code::PrintedOver,
        text!(
            en "side {number}: {a_en} and {b_en} overlap",
            vi "mặt {number}: {a_vi} và {b_vi} nằm đè lên nhau",
        ),
    )
    .hint(text!(
        en "give their styles, or the columns around them, more room",
        vi "cho kiểu của chúng, hoặc các cột quanh đó, thêm chỗ",
    ))
}

/// Letters on a ground they do not stand out from.
pub(super) fn faint(
    page: usize,
    words: &str,
    (colour, ground): (Colour, Colour),
    contrast: f64,
    least: f64,
) -> Diagnostic {
    Diagnostic::new(
        Code::StyleIllegible,
        text!(
            en "page {page}: “{words}” in {colour} on {ground} has a contrast of {contrast:.1}, less than {least} (LP-12)",
            vi "trang {page}: chữ “{words}” màu {colour} trên nền {ground} có độ tương phản {contrast:.1}, dưới {least} (LP-12)",
        ),
    )
    .hint(text!(
        en "give its style another `colour`, or the box around it another `fill`",
        vi "đổi `colour` của kiểu chữ ấy, hoặc `fill` của khung quanh nó",
    ))
}
