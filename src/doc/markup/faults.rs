//! What can be wrong with markup, in words.

use super::forgotten::Lines;
use crate::diag::{Code, Diagnostic, Text, counted, text};

/// A fault of what a template printed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault<'a> {
    /// The XML cannot be read, near these words, for a reason.
    Broken { words: &'a str, reason: &'a str },
    /// Elements stand more than so many deep in each other.
    Deep { most: usize },
    /// An element that does not exist, and those that do.
    Element { name: &'a str, known: &'a [&'a str] },
    /// An element inside another that it has no place in.
    Place { name: &'a str, parent: &'a str },
    /// Letters in an element that holds none.
    Letters { parent: &'a str, words: &'a str },
    /// An attribute that the element does not have, and those it has.
    Attribute { element: &'a str, key: &'a str, known: &'a [&'a str] },
    /// An attribute that the element cannot be without.
    NoAttribute { element: &'a str, key: &'a str },
    /// An attribute that has to say something and says nothing.
    EmptyAttribute { element: &'a str, key: &'a str },
    /// A face on which nothing would be printed.
    EmptyFace,
    /// Words, or what is heard, where only a drawing may be missing.
    Spare { parent: &'a str, name: &'a str },
    /// A value that the attribute does not take, and those it takes.
    Value { element: &'a str, key: &'a str, value: &'a str, known: &'a [&'a str] },
    /// A style that the file does not have, and those it has.
    Style { file: &'a str, name: &'a str, known: &'a [&'a str] },
    /// An alignment that the element would not follow.
    Align { style: &'a str, element: &'a str },
    /// A row that names the columns of a table and is not the first, or the other way round.
    Head,
    /// A row with another number of cells than the table has columns.
    Cells { count: usize, columns: usize },
    /// A table without a row that names its columns.
    NoHead,
    /// A piece that the guide does not have, and those it has.
    NoPiece { name: &'a str, known: &'a [&'a str] },
    /// A piece in a place for others.
    PiecePlace { name: &'a str },
    /// A piece that is nowhere placed.
    Dropped { template: &'a str, name: &'a str, words: &'a str },
    /// Several pieces that are nowhere placed, and the words of the first.
    ManyDropped { template: &'a str, names: &'a [&'a str], words: &'a str },
    /// Lines of a list that are left out on purpose where others of it are printed.
    ListCut { template: &'a str, words: &'a str },
    /// The safety box left out on a sheet for readers that shows no warning of its own.
    NoSafety { template: &'a str, words: &'a str },
    /// A piece that is placed more than once, or placed and left out.
    Doubled { template: &'a str, name: &'a str, words: &'a str },
    /// Several such pieces, and the words of the first.
    ManyDoubled { template: &'a str, names: &'a [&'a str], words: &'a str },
    /// A picture that is not there, and those beside it.
    NoPicture { file: &'a str, near: &'a [&'a str] },
    /// More elements and texts than so many.
    TooMany { most: u32 },
    /// A picture with which the sheet has more than so many million pixels.
    ManyPixels { file: &'a str, most: u64 },
}

impl Fault<'_> {
    fn code(self) -> Code {
        match self {
            Fault::Broken { .. } => Code::MarkupBroken,
            Fault::Deep { .. } => Code::MarkupDeep,
            Fault::TooMany { .. } => Code::TemplateTooMuch,
            Fault::Element { .. } => Code::MarkupElement,
            Fault::Place { .. }
            | Fault::Letters { .. }
            | Fault::PiecePlace { .. }
            | Fault::EmptyFace
            | Fault::Spare { .. }
            | Fault::Head
            | Fault::Cells { .. }
            | Fault::NoHead => Code::MarkupPlace,
            Fault::Attribute { .. }
            | Fault::NoAttribute { .. }
            | Fault::EmptyAttribute { .. }
            | Fault::Value { .. }
            | Fault::NoPiece { .. } => Code::MarkupAttribute,
            Fault::Style { .. } => Code::MarkupStyle,
            Fault::Align { .. } => Code::MarkupAlign,
            Fault::Dropped { .. } | Fault::ManyDropped { .. } => Code::SlotDropped,
            Fault::ListCut { .. } => Code::ListCut,
            Fault::NoSafety { .. } => Code::SafetyLeftOut,
            Fault::Doubled { .. } | Fault::ManyDoubled { .. } => Code::SlotDoubled,
            Fault::NoPicture { .. } => Code::PictureMissing,
            Fault::ManyPixels { .. } => Code::PictureMany,
        }
    }

    fn message(self) -> Text {
        match self {
            Fault::Broken { words, reason } => text!(
                en "the template printed broken XML near `{words}`: {reason}",
                vi "mẫu in ra XML hỏng ở gần `{words}`: {reason}",
            ),
            Fault::Deep { most } => text!(
                en "the elements here are nested more than {most} deep",
                vi "các thẻ ở đây lồng nhau quá {most} tầng",
            ),
            Fault::Element { name, .. } => text!(
                en "there is no element `<{name}>`",
                vi "không có thẻ `<{name}>`",
            ),
            Fault::Place { name, parent } => text!(
                en "`<{name}>` is not allowed in `<{parent}>`",
                vi "thẻ `<{name}>` không đặt được trong `<{parent}>`",
            ),
            Fault::Letters { parent, words } => text!(
                en "`<{parent}>` cannot hold text directly: “{words}”",
                vi "không viết chữ trực tiếp trong `<{parent}>` được: “{words}”",
            ),
            Fault::Attribute { element, key, .. } => text!(
                en "`<{element}>` has no attribute `{key}`",
                vi "thẻ `<{element}>` không có thuộc tính `{key}`",
            ),
            Fault::NoAttribute { element, key } => text!(
                en "`<{element}>` needs the attribute `{key}`",
                vi "thẻ `<{element}>` thiếu thuộc tính `{key}`",
            ),
            Fault::EmptyAttribute { element, key } => text!(
                en "the attribute `{key}` of `<{element}>` is empty",
                vi "thuộc tính `{key}` của thẻ `<{element}>` còn trống",
            ),
            Fault::EmptyFace => text!(
                en "this face would be printed as a blank page",
                vi "mặt này sẽ in ra một trang trắng",
            ),
            Fault::Spare { parent, name } => text!(
                en "`<{name}>` is not allowed in `<{parent} on=\"spare\">`, which is left out where a page has no room",
                vi "thẻ `<{name}>` không đặt được trong `<{parent} on=\"spare\">`, vì phần này bị bỏ khi trang hết chỗ",
            ),
            Fault::Value { element, key, value, .. } => text!(
                en "`{key}` of `<{element}>` cannot be `{value}`",
                vi "`{key}` của thẻ `<{element}>` không thể là `{value}`",
            ),
            Fault::Style { file, name, .. } => text!(
                en "`{file}` has no style `{name}`",
                vi "`{file}` không có kiểu `{name}`",
            ),
            Fault::Align { style, element } => text!(
                en "`align` of the style `{style}` cannot be followed in `<{element}>`",
                vi "`align` của kiểu `{style}` không dùng được cho `<{element}>`",
            ),
            Fault::Head => text!(
                en "the first row of a table, and only that one, must name its columns",
                vi "hàng đầu của bảng, và chỉ hàng ấy, phải ghi tên các cột",
            ),
            Fault::Cells { count, columns } => {
                let (cells, all) = (counted(count, "cell"), counted(columns, "column"));
                text!(
                    en "this row has {cells}, the table has {all}",
                    vi "hàng này có {count} ô, còn bảng có {columns} cột",
                )
            }
            Fault::NoHead => text!(
                en "this table has no row that names its columns",
                vi "bảng này chưa có hàng ghi tên các cột",
            ),
            Fault::NoPiece { name, .. } => text!(
                en "the guide has no piece `{name}`",
                vi "bài hướng dẫn không có mục `{name}`",
            ),
            Fault::PiecePlace { name } => text!(
                en "the piece `{name}` is not allowed here",
                vi "mục `{name}` không đặt được ở đây",
            ),
            Fault::Dropped { template, name, words } => text!(
                en "the template `{template}` never prints `{name}`: “{words}”",
                vi "mẫu `{template}` bỏ sót mục `{name}`: “{words}”",
            ),
            Fault::ManyDropped { template, names, words } => {
                let Text { en, vi } = some_names(names);
                text!(
                    en "the template `{template}` never prints {en}: “{words}” …",
                    vi "mẫu `{template}` bỏ sót {vi}: “{words}” …",
                )
            }
            Fault::ListCut { template, words } => text!(
                en "`{template}` prints the first lines of this list alone, without “{words}”",
                vi "`{template}` chỉ in các dòng đầu của danh sách này, không in “{words}”",
            ),
            Fault::NoSafety { template, words } => text!(
                en "the template `{template}` leaves the safety box out: “{words}”",
                vi "mẫu `{template}` bỏ ô an toàn: “{words}”",
            ),
            Fault::Doubled { template, name, words } => text!(
                en "the template `{template}` prints `{name}` more than once, or both prints and omits it: “{words}”",
                vi "mẫu `{template}` in mục `{name}` quá một lần, hoặc vừa in vừa bỏ: “{words}”",
            ),
            Fault::ManyDoubled { template, names, words } => {
                let Text { en, vi } = some_names(names);
                text!(
                    en "the template `{template}` prints {en} more than once, or both prints and omits them: “{words}” …",
                    vi "mẫu `{template}` in {vi} quá một lần, hoặc vừa in vừa bỏ: “{words}” …",
                )
            }
            Fault::NoPicture { file, .. } => text!(
                en "there is no picture `{file}`",
                vi "không có ảnh `{file}`",
            ),
            Fault::TooMany { most } => text!(
                en "the template prints more than {most} elements and texts, more than any sheet holds",
                vi "mẫu in ra hơn {most} thẻ và đoạn chữ, nhiều hơn mọi tờ in",
            ),
            Fault::ManyPixels { file, most } => text!(
                en "with the picture `{file}`, the pictures on this sheet have more than {most} million pixels",
                vi "thêm ảnh `{file}` thì các ảnh trên tờ này vượt quá {most} triệu điểm",
            ),
        }
    }

    /// What to do.
    fn hint(self) -> Text {
        // Braces of Tera are braces of `format!` too.
        let (open, close) = ("{%", "%}");
        match self {
            Fault::Broken { .. } => text!(
                en "close every element you open, in the opposite order, and write & as &amp;",
                vi "mở thẻ nào thì đóng thẻ ấy theo thứ tự ngược lại, và viết & thành &amp;",
            ),
            Fault::TooMany { .. } => text!(
                en "loop only over the guide or the list",
                vi "chỉ lặp theo bài hoặc theo danh sách",
            ),
            Fault::Deep { .. } => text!(
                en "remove boxes and columns that hold only one other element",
                vi "bỏ bớt những `box` và `columns` chỉ chứa một thẻ khác",
            ),
            Fault::Element { known, .. } => {
                let list = known.join(", ");
                text!(en "the elements are: {list}", vi "các thẻ gồm: {list}")
            }
            Fault::Place { .. } => text!(
                en "templates/README.md says where each element may stand",
                vi "xem templates/README.md: mỗi thẻ được đặt ở đâu",
            ),
            Fault::Letters { .. } => {
                text!(en "put them into `<p>…</p>`", vi "đặt vào trong `<p>…</p>`")
            }
            Fault::Attribute { known, .. } => {
                let list = known.join(", ");
                text!(en "its attributes: {list}", vi "các thuộc tính của thẻ: {list}")
            }
            Fault::EmptyAttribute { key: "alt", .. } => text!(
                en "say in a few words what the picture shows, for those who cannot see it",
                vi "ghi vài chữ nói hình vẽ gì, cho người không nhìn thấy hình",
            ),
            Fault::EmptyFace => text!(
                en "put something into it, or take the whole `<face>` out; where it is empty for some guides only, put `{open} if … {close}` around the `<face>`",
                vi "đặt nội dung vào, hoặc bỏ cả thẻ `<face>`; nếu chỉ trống với vài bài thì đặt `{open} if … {close}` ra ngoài thẻ `<face>`",
            ),
            Fault::Spare { .. } => text!(
                en "put only drawings into it: `<emblem>` without `alt`; what has to be read goes into a part with `every` or `last`",
                vi "trong đó chỉ đặt hình trang trí: `<emblem>` không có `alt`; chữ cần đọc thì đặt ở phần có `every` hoặc `last`",
            ),
            Fault::EmptyAttribute { element, key } | Fault::NoAttribute { element, key } => text!(
                en "write `<{element} {key}=\"…\">`",
                vi "viết `<{element} {key}=\"…\">`",
            ),
            Fault::Value { known, .. } => {
                let list = known.join(", ");
                text!(en "use one of: {list}", vi "chọn một trong: {list}")
            }
            Fault::Style { .. } => text!(
                en "add it under `styles:`, or use one that is there",
                vi "thêm kiểu này dưới mục `styles:`, hoặc dùng kiểu đã có",
            ),
            Fault::Align { .. } => text!(
                en "leave `align` out of this style; to put words in the middle, align the style of their `<p>`",
                vi "bỏ `align` khỏi kiểu này; muốn chữ vào giữa thì căn kiểu của `<p>`",
            ),
            Fault::Head | Fault::Cells { .. } | Fault::NoHead => text!(
                en "begin with `<row head=\"true\">`, and write a `<cell/>` for each column in every row",
                vi "mở đầu bằng `<row head=\"true\">`, rồi hàng nào cũng ghi đủ `<cell/>` cho từng cột",
            ),
            Fault::NoPiece { .. } => text!(
                en "print `.rich` or `.ref` of a text: they hold the right name",
                vi "in `.rich` hoặc `.ref` của mục: trong đó đã có đúng tên",
            ),
            Fault::PiecePlace { .. } => text!(
                en "place lines within text, bodies where blocks are allowed, pictures in `<image>`",
                vi "dòng chữ đặt trong câu, thân bài đặt thành khối, ảnh đặt trong `<image>`",
            ),
            Fault::Dropped { name, .. } => text!(
                en "place it, or write `<omit ref=\"{name}\"/>` to leave it out on purpose",
                vi "đặt mục này vào mẫu, hoặc viết `<omit ref=\"{name}\"/>` nếu cố ý bỏ",
            ),
            Fault::ManyDropped { .. } => text!(
                en "place these pieces, or leave them out on purpose with `<omit …/>`",
                vi "đặt các mục này vào mẫu, hoặc cố ý bỏ bằng `<omit …/>`",
            ),
            Fault::ListCut { .. } => text!(
                en "put what matters most first, or join two lines",
                vi "hãy đưa điều quan trọng nhất lên trước, hoặc gộp hai dòng làm một",
            ),
            Fault::NoSafety { .. } => text!(
                en "place `guide.safety.title` and its items; a sheet with a warning of its own (`<box warning=\"true\">`) or for the team alone (`distribution: team`) may do without",
                vi "hãy đặt `guide.safety.title` và các mục của ô; chỉ tờ có ô cảnh báo riêng (`<box warning=\"true\">`) hoặc tờ chỉ dùng trong đội (`distribution: team`) mới được bỏ",
            ),
            Fault::Doubled { .. } | Fault::ManyDoubled { .. } => text!(
                en "print each piece once; for a second time use its `plain` text",
                vi "mỗi mục chỉ in một lần; lần thứ hai hãy dùng chữ trơn `plain`",
            ),
            Fault::NoPicture { .. } => text!(
                en "put the file into the folder of the guide, or correct its name",
                vi "đặt tệp ảnh vào thư mục của bài, hoặc sửa lại tên ảnh",
            ),
            Fault::ManyPixels { .. } => text!(
                en "resize the largest ones, or save photos as JPEG: 800 pixels are plenty for a picture beside a step",
                vi "thu nhỏ các ảnh lớn nhất, hoặc lưu ảnh chụp thành JPEG: 800 điểm là đủ cho ảnh cạnh một bước",
            ),
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let found = Diagnostic::new(fault.code(), fault.message());
        let found = match fault {
            Fault::Element { name, known }
            | Fault::Attribute { key: name, known, .. }
            | Fault::Value { value: name, known, .. }
            | Fault::Style { name, known, .. }
            | Fault::NoPiece { name, known }
            | Fault::NoPicture { file: name, near: known } => {
                found.did_you_mean(name, known.iter().copied())
            }
            _ => found,
        };
        found.hint(fault.hint())
    }
}

/// Words for the place in a template that a piece is missing from, or in twice.
pub(super) fn this_template() -> Text {
    text!(en "in this template", vi "trong mẫu này")
}

/// The first of several pieces by name, and how many there are.
fn some_names(names: &[&str]) -> Text {
    let list = names[..names.len().min(3)].join("`, `");
    match names.len().saturating_sub(3) {
        0 => text!(en "`{list}`", vi "các mục `{list}`"),
        more => {
            text!(en "`{list}` and {more} more pieces", vi "các mục `{list}` và {more} mục nữa")
        }
    }
}

/// Offers what to paste into a template that forgot pieces.
pub(super) fn lines_to_paste(found: Diagnostic, lines: &Lines) -> Diagnostic {
    let Lines { print, omit } = lines;
    let found = if print.is_empty() {
        found
    } else {
        found.hint(text!(
            en "to print them, paste these lines where they shall stand:{print}",
            vi "muốn in thì dán các dòng này vào chỗ cần in:{print}",
        ))
    };
    found.hint(text!(
        en "to leave them out, paste these behind `<sheet …>`:{omit}",
        vi "muốn bỏ thì dán các dòng này ngay sau `<sheet …>`:{omit}",
    ))
}
