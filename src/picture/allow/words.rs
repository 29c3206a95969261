//! What is said of something in a drawing that is not printed.

use super::css::{Broken, MAX_RULES};
use super::measure::large;
use super::values::Wrong;
use crate::diag::{Code, Text, text};
use crate::picture::faults::PictureFault;

/// The longest piece of a drawing that is shown.
const MAX_SHOWN: usize = 40;

fn excerpt(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain: String = one_line.chars().filter(|c| !c.is_control()).collect();
    match plain.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain,
    }
}

/// An element that is not printed.
pub(super) fn element(name: &str) -> PictureFault {
    let todo = match name {
        "text" | "tspan" | "textPath" | "tref" | "flowRoot" => text!(
            en "write the words into the guide, where they are checked and read aloud; if letters belong to the picture, turn them into paths (Inkscape: Path → Object to Path)",
            vi "ghi các chữ này vào bài, nơi chữ được kiểm và đọc lên được; chữ là một phần của hình thì đổi thành đường nét (Inkscape: Đường nét → Đối tượng thành đường nét)",
        ),
        "image" | "feImage" => text!(
            en "use the picture inside as a PNG or JPEG of its own, or trace it (Inkscape: Path → Trace Bitmap)",
            vi "dùng thẳng ảnh bên trong thành tệp PNG hay JPEG riêng, hoặc vẽ lại thành nét (Inkscape: Đường nét → Vẽ theo ảnh)",
        ),
        "symbol" | "svg" => text!(
            en "put the shapes themselves into the drawing: in Inkscape unlink the clone and ungroup it",
            vi "đặt chính các nét vào hình: trong Inkscape, gỡ liên kết bản sao rồi bỏ nhóm",
        ),
        "script" | "animate" | "animateTransform" | "animateMotion" | "set" => text!(
            en "paper does not move: delete it and save the drawing as it should look",
            vi "giấy không chuyển động: xóa phần này rồi lưu hình đúng như muốn in",
        ),
        _ => text!(
            en "draw it with plain shapes (`path`, `rect`, `circle`, …) filled and stroked in one colour, or save the drawing as PNG",
            vi "vẽ lại bằng nét trơn (`path`, `rect`, `circle`, …) một màu, hoặc lưu hình thành PNG",
        ),
    };
    let name = excerpt(name);
    let what = text!(
        en "it has `<{name}>`, which would be missing on paper",
        vi "trong hình có `<{name}>`, lên giấy sẽ mất",
    );
    PictureFault::new(Code::DrawingElement, what, todo)
}

/// An attribute or property that is not known.
pub(super) fn attribute(element: &str, name: &str) -> PictureFault {
    let (element, name) = (excerpt(element), excerpt(name));
    PictureFault::new(
        Code::DrawingValue,
        text!(
            en "`{name}` of `<{element}>` is not printed",
            vi "`{name}` của `<{element}>` không in được",
        ),
        plainly(),
    )
}

fn plainly() -> Text {
    text!(
        en "remove it if the drawing looks right without it; otherwise save the drawing as “plain SVG” or as PNG",
        vi "nếu bỏ đi mà hình vẫn đúng thì xóa; nếu không, lưu hình thành “SVG thuần” hoặc PNG",
    )
}

/// A value that cannot be printed.
pub(in super::super) fn value(name: &str, value: &str, wrong: Wrong) -> PictureFault {
    let (name, value) = (excerpt(name), excerpt(value));
    match wrong {
        Wrong::Unreadable => PictureFault::new(
            Code::DrawingValue,
            text!(
                en "`{name}=\"{value}\"` cannot be read",
                vi "không đọc được `{name}=\"{value}\"`",
            ),
            text!(
                en "correct the value; a wrong one would be left out silently",
                vi "sửa lại giá trị; chỗ sai sẽ bị bỏ qua mà không ai hay",
            ),
        ),
        Wrong::Unsupported => PictureFault::new(
            Code::DrawingValue,
            text!(
                en "`{name}=\"{value}\"` is not printed",
                vi "`{name}=\"{value}\"` không in được",
            ),
            text!(
                en "use plain, opaque colours and lines without dashes, masks or effects; delete what is hidden; or save the drawing as PNG",
                vi "chỉ dùng màu trơn không trong suốt, nét liền, không mặt nạ, không hiệu ứng; xóa phần bị ẩn; hoặc lưu hình thành PNG",
            ),
        )
        .of_outlines(),
        Wrong::Empty => PictureFault::new(
            Code::DrawingInk,
            text!(
                en "with `{name}=\"{value}\"` nothing is drawn",
                vi "với `{name}=\"{value}\"` thì không vẽ ra gì",
            ),
            text!(
                en "give the shape a size, or delete it",
                vi "cho nét một kích thước, hoặc xóa đi",
            ),
        ),
    }
}

/// An attribute that has to be there.
pub(super) fn missing(element: &str, name: &str) -> PictureFault {
    PictureFault::new(
        Code::DrawingInk,
        text!(
            en "`<{element}>` has no `{name}`, so nothing is drawn",
            vi "`<{element}>` thiếu `{name}` nên không vẽ ra gì",
        ),
        text!(
            en "give the shape a size, or delete it",
            vi "cho nét một kích thước, hoặc xóa đi",
        ),
    )
}

/// Letters between tags.
pub(super) fn letters(words: &str) -> PictureFault {
    let words = excerpt(words);
    PictureFault::new(
        Code::DrawingElement,
        text!(
            en "it has text outside any shape: “{words}”",
            vi "có chữ nằm ngoài mọi nét: “{words}”",
        ),
        text!(
            en "delete them, or write them into the guide",
            vi "xóa đi, hoặc ghi vào bài",
        ),
    )
}

/// A drawing without width and height.
pub(in super::super) fn no_size() -> PictureFault {
    PictureFault::new(
        Code::PictureSize,
        text!(
            en "it has no size: neither `viewBox` nor a `width` and a `height` above 0",
            vi "hình không có kích thước: thiếu `viewBox`, thiếu cả `width` và `height` lớn hơn 0",
        ),
        text!(
            en "save the drawing again with a page size",
            vi "lưu lại hình kèm khổ trang",
        ),
    )
}

/// Rules of style.
pub(super) fn css(broken: &Broken<'_>) -> PictureFault {
    match broken {
        Broken::Form(words) => style(words),
        Broken::Many => large(text!(
            en "it has more than {MAX_RULES} rules of style",
            vi "hình có hơn {MAX_RULES} quy tắc kiểu",
        )),
        Broken::Property(name) => attribute("style", name),
        Broken::Value(name, text, wrong) => value(name, text, *wrong),
    }
}

/// A rule of style that is not understood.
pub(super) fn style(words: &str) -> PictureFault {
    let words = excerpt(words);
    PictureFault::new(
        Code::DrawingValue,
        text!(
            en "this rule of style is not understood: `{words}`",
            vi "không hiểu quy tắc kiểu này: `{words}`",
        ),
        text!(
            en "write rules for one name, class or id each (`.a {{ fill: #111 }}`), or give the shapes attributes (`fill=\"#111\"`)",
            vi "mỗi quy tắc chỉ cho một tên, lớp hoặc id (`.a {{ fill: #111 }}`), hoặc ghi thẳng thuộc tính vào nét (`fill=\"#111\"`)",
        ),
    )
}

/// A link that leads out of the file.
pub(super) fn outside(link: &str) -> PictureFault {
    let link = excerpt(link);
    PictureFault::new(
        Code::DrawingLink,
        text!(
            en "it refers to something outside its file: `{link}`",
            vi "hình trỏ ra ngoài tệp: `{link}`",
        ),
        text!(
            en "copy what is referred to into the drawing; no other file is ever opened for it",
            vi "chép thứ được trỏ tới vào trong hình; chương trình không mở tệp nào khác cho hình",
        ),
    )
}

/// A link to nothing.
pub(super) fn nowhere(link: &str) -> PictureFault {
    let link = excerpt(link);
    PictureFault::new(
        Code::DrawingLink,
        text!(
            en "it refers to `{link}`, which does not exist",
            vi "hình trỏ tới `{link}` nhưng không có",
        ),
        text!(
            en "correct the name, or delete the element",
            vi "sửa lại tên, hoặc xóa phần tử này",
        ),
    )
}

/// A link to something that cannot paint or cut out.
pub(super) fn unsuited(property: &str, link: &str, element: &str) -> PictureFault {
    let (property, link, element) = (excerpt(property), excerpt(link), excerpt(element));
    PictureFault::new(
        Code::DrawingLink,
        text!(
            en "`{property}` refers to `{link}`, but a `<{element}>` is not printed there",
            vi "`{property}` trỏ tới `{link}`, nhưng `<{element}>` không in được ở đó",
        ),
        text!(
            en "use a plain colour or a gradient for `fill` and `stroke`, a `clipPath` of shapes to cut out; or save the drawing as PNG",
            vi "`fill` và `stroke` dùng màu trơn hay dải màu, phần cắt dùng `clipPath` gồm các nét; hoặc lưu hình thành PNG",
        ),
    )
}

/// A gradient without colours.
pub(super) fn no_stops(link: &str) -> PictureFault {
    let link = excerpt(link);
    PictureFault::new(
        Code::DrawingLink,
        text!(
            en "the gradient `{link}` has no colours (`<stop>`), so nothing is painted with it",
            vi "dải màu `{link}` chưa có màu nào (`<stop>`) nên chỗ tô sẽ trống",
        ),
        text!(
            en "give the gradient its colours, or the shape a plain colour",
            vi "thêm màu cho dải màu, hoặc cho nét một màu trơn",
        ),
    )
}

/// A path to cut out by that holds nothing.
pub(super) fn no_opening(link: &str) -> PictureFault {
    let link = excerpt(link);
    PictureFault::new(
        Code::DrawingLink,
        text!(
            en "`{link}` holds no shape to cut out by, so all of it would be cut off",
            vi "`{link}` không có nét nào để cắt theo nên hình sẽ bị cắt hết",
        ),
        text!(
            en "put a shape into the `clipPath`, or take `clip-path` away",
            vi "đặt một nét vào `clipPath`, hoặc bỏ `clip-path`",
        ),
    )
}

/// A link to what it stands in.
pub(super) fn circle(link: &str) -> PictureFault {
    let link = excerpt(link);
    PictureFault::new(
        Code::DrawingLink,
        text!(
            en "`{link}` refers to itself",
            vi "`{link}` trỏ tới chính mình",
        ),
        text!(
            en "delete the `use`, or make it refer to another element",
            vi "xóa thẻ `use`, hoặc cho trỏ tới phần tử khác",
        ),
    )
}

/// More shapes than anybody sees, as uses of uses make them.
pub(super) fn many(most: usize, deep: usize) -> PictureFault {
    large(text!(
        en "its `use` elements make more than {most} shapes, or are nested more than {deep} deep",
        vi "các thẻ `use` tạo ra hơn {most} nét, hoặc lồng nhau quá {deep} lớp",
    ))
}

fn without_ink(what: Text) -> PictureFault {
    PictureFault::new(
        Code::DrawingInk,
        what,
        text!(
            en "give the shape a size, a colour and a place inside the `viewBox`, or delete it",
            vi "cho nét kích thước, màu và chỗ nằm trong `viewBox`, hoặc xóa đi",
        ),
    )
}

/// A shape that is neither filled nor stroked.
pub(in super::super) fn colourless(element: &str) -> PictureFault {
    without_ink(text!(
        en "`<{element}>` has neither `fill` nor `stroke`, so nothing is drawn",
        vi "`<{element}>` không có `fill` lẫn `stroke` nên không vẽ ra gì",
    ))
}

/// A shape without area or length, or beside the drawing.
pub(in super::super) fn invisible(element: &str, is_outside: bool) -> PictureFault {
    without_ink(if is_outside {
        text!(
            en "`<{element}>` is outside the `viewBox` (without one, outside `width` and `height`), so none of it can be seen",
            vi "`<{element}>` nằm ngoài `viewBox` (không có thì ngoài `width` và `height`) nên không thấy gì",
        )
    } else {
        text!(
            en "`<{element}>` has no area to fill and no line to stroke, so nothing is drawn",
            vi "`<{element}>` không có diện tích để tô, không có nét để kẻ nên không vẽ ra gì",
        )
    })
}

/// A shape of which so much is seen through or cut out that nothing is left.
pub(in super::super) fn veiled(element: &str) -> PictureFault {
    without_ink(text!(
        en "`<{element}>` cannot be seen: it is transparent, or `clip-path` cuts all of it off",
        vi "không thấy được `<{element}>`: nó trong suốt, hoặc bị `clip-path` cắt hết",
    ))
}

/// A shape that goes on beyond the frame.
pub(in super::super) fn cut(element: &str) -> PictureFault {
    PictureFault::new(
        Code::DrawingInk,
        text!(
            en "`<{element}>` reaches beyond the `viewBox` (without one, beyond `width` and `height`) and would be cut off there",
            vi "`<{element}>` vượt ra ngoài `viewBox` (không có thì ngoài `width` và `height`) nên sẽ bị cắt mất một phần",
        ),
        text!(
            en "make the frame hold the whole drawing (Inkscape: File → Document Properties → Resize to content); what is meant to be cut, cut in the drawing (Path → Intersection)",
            vi "nới khung cho chứa hết hình (Inkscape: Tệp → Thuộc tính tài liệu → Đổi khổ theo nội dung); phần cố ý cắt thì cắt ngay trong hình (Đường nét → Phần giao)",
        ),
    )
}

/// A drawing without any shape, or white on white.
pub(in super::super) fn nothing(is_white: bool) -> PictureFault {
    let what = if is_white {
        text!(
            en "all of it is white, too pale or under a white area, so the paper stays blank",
            vi "cả hình màu trắng, quá nhạt hoặc bị mảng trắng che nên giấy vẫn trống",
        )
    } else {
        text!(en "the drawing is empty", vi "hình trống, không có nét nào")
    };
    PictureFault::new(
        Code::DrawingInk,
        what,
        text!(
            en "save the drawing again with its shapes, or take the picture out of the guide",
            vi "lưu lại hình có đủ nét, hoặc bỏ ảnh khỏi bài",
        ),
    )
}

/// Fewer shapes came out of the reader than went in.
pub(in super::super) fn lost(kept: usize, all: usize) -> PictureFault {
    PictureFault::new(
        Code::DrawingInk,
        text!(
            en "only {kept} of its {all} shapes could be read",
            vi "chỉ đọc được {kept} trong {all} nét của hình",
        ),
        text!(
            en "save it as “plain SVG” or as PNG, and look for shapes without size",
            vi "lưu lại thành “SVG thuần” hoặc PNG, xem có nét nào không có kích thước",
        ),
    )
}

/// A line whose width differs with its direction.
pub(in super::super) fn stretched(element: &str) -> PictureFault {
    PictureFault::new(
        Code::DrawingValue,
        text!(
            en "the line of `<{element}>` is stretched by a `transform` and would be of another width on paper",
            vi "nét của `<{element}>` bị `transform` kéo lệch nên lên giấy sẽ có độ dày khác",
        ),
        text!(
            en "scale both directions alike, or turn the line into an area (Inkscape: Path → Stroke to Path)",
            vi "phóng đều hai chiều, hoặc đổi nét thành mảng (Inkscape: Đường nét → Nét thành đường)",
        ),
    )
    .of_outlines()
}
