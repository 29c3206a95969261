//! What is wrong with a document, and what of it stays behind, in words.

use super::block::{Loss, LossKind};
use crate::archive::{ArchiveFault, MOST_DEPTH};
use crate::diag::{Code, Diagnostic, Severity, Text, text};
use crate::source::excerpt;

/// As many letters of a piece are shown.
const MOST_SHOWN: usize = 160;

/// Why no guide can be made of a file.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is something else.
    Kind(Text),
    Damaged,
    Locked,
    TooMuch,
    TooDeep,
    /// What the system says.
    Unreadable(std::io::Error),
}

impl From<ArchiveFault> for Fault {
    fn from(fault: ArchiveFault) -> Fault {
        match fault {
            ArchiveFault::Damaged => Fault::Damaged,
            ArchiveFault::Locked => Fault::Locked,
            ArchiveFault::TooMuch => Fault::TooMuch,
            ArchiveFault::TooDeep => Fault::TooDeep,
            ArchiveFault::Io(error) => Fault::Unreadable(error),
        }
    }
}

impl Fault {
    pub(super) fn diagnostic(&self, name: &str) -> Diagnostic {
        let (code, message, hint) = match self {
            Fault::Kind(Text { en, vi }) => (
                Code::DocumentKind,
                text!(
                    en "this is {en}; guides are made of .docx, .odt, Markdown and text",
                    vi "đây là {vi}; bài chỉ làm được từ .docx, .odt, Markdown và văn bản thường",
                ),
                text!(
                    en "open it in Word or LibreOffice and save it as .docx (Save As, “Word Document”), or copy its text into a file that ends in .txt",
                    vi "mở tệp bằng Word hoặc LibreOffice rồi lưu thành .docx (Lưu thành, “Word Document”), hoặc chép chữ sang một tệp đuôi .txt",
                ),
            ),
            Fault::Damaged => (
                Code::DocumentDamaged,
                text!(
                    en "this document is damaged or cut off",
                    vi "văn bản này bị hỏng hoặc bị đứt giữa chừng",
                ),
                text!(
                    en "copy it again from where it came, or open it in Word and save it anew",
                    vi "chép lại tệp từ nơi gửi, hoặc mở bằng Word rồi lưu lại",
                ),
            ),
            Fault::Locked => (
                Code::DocumentLocked,
                text!(
                    en "this document is locked with a password",
                    vi "văn bản này có mật khẩu khóa",
                ),
                text!(
                    en "open it in Word, take the password off (File, Info, Protect Document) and save it as .docx",
                    vi "mở bằng Word, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi lưu thành .docx",
                ),
            ),
            Fault::TooMuch => (
                Code::DocumentTooMuch,
                text!(
                    en "this document unpacks to far more than a guide can hold; it may be a trap",
                    vi "văn bản này giải nén ra lớn hơn mọi bài hướng dẫn, có thể là bẫy",
                ),
                copy(),
            ),
            Fault::TooDeep => (
                Code::DocumentTooMuch,
                text!(
                    en "this document has more than {MOST_DEPTH} elements inside each other; it may be a trap",
                    vi "văn bản này có hơn {MOST_DEPTH} phần tử lồng nhau, có thể là bẫy",
                ),
                copy(),
            ),
            Fault::Unreadable(error) => (
                Code::FileUnreadable,
                text!(
                    en "the document cannot be read on: {error}",
                    vi "không đọc tiếp được văn bản: {error}",
                ),
                text!(
                    en "copy the file to a folder of your own and try again",
                    vi "chép tệp sang thư mục của mình rồi thử lại",
                ),
            ),
        };
        Diagnostic::new(code, message).at_path(name).hint(hint)
    }
}

/// What was put right in the text of a document.
pub(super) fn put_right(mut found: Diagnostic) -> Diagnostic {
    if found.severity == Severity::Note {
        found.hints = vec![text!(
            en "it stands so in the guide; the document stays as it is",
            vi "trong bài đã ghi như vậy; tệp gốc giữ nguyên",
        )];
    }
    found
}

fn copy() -> Text {
    text!(
        en "ask where it comes from; copy the text you need into a new document",
        vi "hỏi lại tệp từ đâu ra; chép phần chữ cần dùng sang văn bản mới",
    )
}

impl Loss {
    /// The finding that tells it.
    pub(super) fn diagnostic(&self, name: &str) -> Diagnostic {
        let Text { en, vi } = self.kind.name();
        let words = excerpt(&self.text, MOST_SHOWN);
        let (code, todo) = (self.kind.code(), self.kind.todo());
        let message = match (code, words.is_empty()) {
            (Code::ImportLeftOut, false) => text!(
                en "not in the guide: {en} “{words}”",
                vi "chưa đưa vào bài: {vi} “{words}”",
            ),
            (Code::ImportLeftOut, true) => {
                text!(en "not in the guide: {en}", vi "chưa đưa vào bài: {vi}")
            }
            (_, false) => text!(en "{en}: “{words}”", vi "{vi}: “{words}”"),
            (_, true) => text!(en "{en}", vi "{vi}"),
        };
        Diagnostic::new(code, message).at_path(name).hint(todo)
    }
}

impl LossKind {
    fn code(self) -> Code {
        use LossKind::{
            Cells, Cropped, Inserted, Link, Nested, Numbers, PictureOutside, PicturePlace,
            Reference, Table,
        };
        match self {
            Inserted | Nested | Table => Code::ImportChanged,
            Cells | Cropped | Link | Numbers | PictureOutside | PicturePlace | Reference => {
                Code::ImportDoubt
            }
            _ => Code::ImportLeftOut,
        }
    }

    /// What it is.
    pub(super) fn name(self) -> Text {
        match self {
            LossKind::Deleted => text!(
                en "deleted text of the tracked changes",
                vi "chữ đã xóa khi theo dõi thay đổi (Track Changes)",
            ),
            LossKind::Inserted => text!(
                en "inserted text of the tracked changes was taken",
                vi "đã lấy chữ thêm vào khi theo dõi thay đổi (Track Changes)",
            ),
            LossKind::Hidden => text!(en "hidden text", vi "chữ ẩn"),
            LossKind::Struck => text!(en "struck-out text", vi "chữ gạch ngang"),
            LossKind::Comment => text!(en "a comment", vi "lời nhận xét bên lề"),
            LossKind::Footnote => text!(en "a footnote", vi "chú thích cuối trang"),
            LossKind::Header => {
                text!(en "a header or footer", vi "dòng đầu trang hoặc chân trang")
            }
            LossKind::Letterhead => text!(
                en "the head of an official letter",
                vi "phần đầu công văn",
            ),
            LossKind::Pictograph => text!(
                en "small pictures at the ends of lines",
                vi "hình vui (emoji) ở đầu, cuối dòng",
            ),
            LossKind::TextBox => text!(en "a text box", vi "khung chữ"),
            LossKind::Field => text!(
                en "a number of a page, a date or a table of contents",
                vi "số trang, ngày tự động hoặc mục lục",
            ),
            LossKind::Reference => text!(
                en "a reference to another place came as plain letters",
                vi "chỗ nhắc tới mục khác chỉ còn là chữ thường",
            ),
            LossKind::Symbol => {
                text!(en "a sign of a font of signs", vi "ký hiệu của phông ký hiệu")
            }
            LossKind::Formula => text!(en "a formula", vi "công thức"),
            LossKind::Object => text!(
                en "a chart, a diagram or another document",
                vi "biểu đồ, sơ đồ hoặc tệp khác nhúng vào",
            ),
            LossKind::Form => text!(en "a field nobody filled in", vi "ô biểu mẫu chưa điền"),
            LossKind::Link => text!(en "a link", vi "đường dẫn"),
            LossKind::Cells => text!(
                en "a table with merged cells or a table inside",
                vi "bảng có ô gộp hoặc bảng lồng trong bảng",
            ),
            LossKind::Table => text!(en "a table became a list", vi "bảng đã thành danh sách"),
            LossKind::PictureKind => text!(
                en "a picture of a kind that is not printed",
                vi "hình thuộc loại không in được",
            ),
            LossKind::PictureOutside => text!(
                en "a picture that is not in the document",
                vi "hình không nằm trong tệp",
            ),
            LossKind::Cropped => text!(
                en "a cropped picture came whole",
                vi "hình đã cắt bớt trong văn bản nay vào cả hình",
            ),
            LossKind::PicturePlace => text!(
                en "a picture without a step of its own",
                vi "hình chưa thuộc bước nào",
            ),
            LossKind::Nested => text!(
                en "an item of a list inside a list now stands in one list",
                vi "mục của danh sách lồng nhau nay nằm chung một danh sách",
            ),
            LossKind::Numbers => text!(
                en "the numbers of the steps leave one out or go back",
                vi "số thứ tự của các bước bị nhảy hoặc lùi",
            ),
            LossKind::Markup => text!(en "code or HTML", vi "mã lệnh hoặc mã HTML"),
        }
    }

    /// What to do about it.
    fn todo(self) -> Text {
        match self {
            LossKind::Deleted | LossKind::Hidden | LossKind::Struck => text!(
                en "right so, if nobody should read it; else type it into the guide",
                vi "vậy là đúng nếu không ai cần đọc; nếu cần thì gõ vào bài",
            ),
            LossKind::Inserted => text!(
                en "read it once more: nobody had accepted it yet",
                vi "đọc lại một lượt: chưa ai bấm chấp nhận thay đổi này",
            ),
            LossKind::Comment
            | LossKind::Footnote
            | LossKind::Header
            | LossKind::Letterhead
            | LossKind::TextBox
            | LossKind::Formula
            | LossKind::Object
            | LossKind::Markup => text!(
                en "it stands in lines that begin with # above the steps; what readers need, write into a step",
                vi "đã chép vào các dòng mở đầu bằng # phía trên các bước; điều người đọc cần thì viết vào bước",
            ),
            LossKind::Pictograph => text!(
                en "no face has them and readers need none; what one of them says, say in words",
                vi "tờ in không có những hình này; hình nào có ý thì nói bằng lời",
            ),
            LossKind::Field | LossKind::Form => text!(
                en "type what readers need into the guide",
                vi "điều người đọc cần thì gõ vào bài",
            ),
            LossKind::Reference => text!(
                en "see that the number is still right",
                vi "xem số ấy còn đúng không",
            ),
            LossKind::Symbol => text!(
                en "say it in words",
                vi "nói bằng lời",
            ),
            LossKind::Link => text!(
                en "its address stands in the text; see that it is official before it is printed",
                vi "địa chỉ đã ghi trong bài; xem có đúng trang chính thức không rồi hãy in",
            ),
            LossKind::Cells | LossKind::Table => text!(
                en "read the list: each row is an item, its first cell before the colon",
                vi "đọc lại danh sách: mỗi hàng là một mục, ô đầu đứng trước dấu hai chấm",
            ),
            LossKind::PictureKind => text!(
                en "open the document, save the picture as PNG and put it into the folder of pictures",
                vi "mở tệp gốc, lưu hình thành PNG rồi để vào thư mục hình",
            ),
            LossKind::PictureOutside => text!(
                en "put the picture into the folder of pictures and write its name into the guide",
                vi "chép hình vào thư mục hình rồi ghi tên hình vào bài",
            ),
            LossKind::Cropped => text!(
                en "look at it: it may show names or numbers that were cut off",
                vi "mở ra xem: hình có thể lộ tên, số đã được cắt đi",
            ),
            LossKind::PicturePlace => text!(
                en "each step takes one picture; its name stands in a line that begins with # above the steps",
                vi "mỗi bước một hình; tên hình ghi ở dòng mở đầu bằng # phía trên các bước",
            ),
            LossKind::Nested => text!(
                en "see that each item can be read by itself",
                vi "xem từng mục đọc riêng có hiểu không",
            ),
            LossKind::Numbers => text!(
                en "compare with the document: a step may be missing; the sheet counts by itself",
                vi "so với tệp gốc: có thể thiếu một bước; tờ in tự đánh số",
            ),
        }
    }
}
