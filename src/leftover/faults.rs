//! What to say of markup that was left in a text, and of values that are still missing.

use super::{MarkupKind, MissingValue};
use crate::diag::{Code, Diagnostic, Text, text};

/// Says what stands there and what to write.
pub fn diagnostic(kind: MarkupKind, words: &str) -> Diagnostic {
    let Text { en, vi } = what(kind);
    Diagnostic::new(
        Code::MarkupLeft,
        text!(
            en "`{words}` would be printed as it is: {en}",
            vi "`{words}` sẽ in nguyên ra giấy: {vi}",
        ),
    )
    .hint(hint(kind))
}

/// Says what stands where a value belongs.
pub fn missing(kind: MissingValue, words: &str) -> Diagnostic {
    let words = words.trim();
    match kind {
        MissingValue::Unknown => Diagnostic::new(
            Code::ValueMissing,
            text!(
                en "“{words}” holds the place of something that is still missing, and would be printed as it is",
                vi "“{words}” chỉ giữ chỗ cho điều còn thiếu, mà sẽ in nguyên ra giấy",
            ),
        )
        .hint(text!(
            en "write what belongs there, or leave it empty",
            vi "ghi điều cần ghi vào đó, hoặc để trống",
        )),
        MissingValue::Error => Diagnostic::new(
            Code::ValueMissing,
            text!(
                en "“{words}” is an error of a spreadsheet",
                vi "“{words}” là lỗi của bảng tính",
            ),
        )
        .hint(text!(en "type the value itself", vi "gõ thẳng giá trị vào")),
        MissingValue::Dashes => Diagnostic::new(
            Code::ValueDashes,
            text!(
                en "“{words}” says that there is nothing: it is taken as empty",
                vi "“{words}” nghĩa là không có gì: coi như để trống",
            ),
        )
        .hint(text!(
            en "leave it empty, and nothing is said of it",
            vi "để trống thì không nhắc nữa",
        )),
    }
}

fn what(kind: MarkupKind) -> Text {
    match kind {
        MarkupKind::Bold => {
            text!(en "bold type that does not open and close", vi "chữ đậm mở mà không đóng, hoặc đóng mà không mở")
        }
        MarkupKind::Slanted => text!(en "slanted type", vi "dấu của chữ nghiêng"),
        MarkupKind::Struck => text!(en "struck-out text", vi "dấu của chữ gạch ngang"),
        MarkupKind::Code => text!(en "code", vi "dấu của đoạn mã"),
        MarkupKind::Button => {
            text!(en "the name of a button that does not open and close", vi "tên nút mở mà không đóng, hoặc đóng mà không mở")
        }
        MarkupKind::Link => {
            text!(en "a link that is not understood", vi "đường dẫn viết chưa đúng")
        }
        MarkupKind::Picture => text!(en "a picture that is not understood", vi "ảnh ghi chưa đúng"),
        MarkupKind::Footnote => text!(en "a footnote", vi "chú thích cuối trang"),
        MarkupKind::Note => {
            text!(en "the kind of a note outside a note", vi "loại ghi chú mà không có ghi chú")
        }
        MarkupKind::Tick => {
            text!(en "a tick box that does not begin an item", vi "ô đánh dấu không đứng đầu mục")
        }
        MarkupKind::Brace => {
            text!(en "attributes or a value in braces", vi "thuộc tính hay chỗ điền trong ngoặc nhọn")
        }
        MarkupKind::Template => text!(en "a mark of templates", vi "dấu của mẫu in"),
        MarkupKind::Tag => text!(en "a tag", vi "một thẻ đánh dấu"),
        MarkupKind::Entity => {
            text!(en "a letter by its name in HTML", vi "chữ ghi bằng tên mã HTML")
        }
        MarkupKind::Escape => {
            text!(en "a backslash before a sign", vi "dấu gạch chéo ngược đứng trước ký hiệu")
        }
        MarkupKind::Table => text!(en "a row of a table", vi "một hàng của bảng"),
        MarkupKind::Heading => text!(en "the mark of a heading", vi "dấu của đề mục"),
        MarkupKind::Item => {
            text!(en "the mark of an item of a list", vi "dấu đầu dòng của danh sách")
        }
        MarkupKind::Quote => text!(en "the mark of a quotation", vi "dấu của đoạn trích"),
        MarkupKind::Rule => text!(en "a rule or a fence", vi "đường kẻ hay hàng rào"),
        MarkupKind::Highlight => text!(en "highlighted text", vi "dấu tô sáng chữ"),
        MarkupKind::Raised => text!(en "raised letters", vi "dấu của chữ nhỏ nâng cao"),
        MarkupKind::Formula => text!(en "a formula", vi "dấu của công thức"),
        MarkupKind::Emoji => text!(en "the name of an emoji", vi "tên của hình cảm xúc"),
        MarkupKind::Comment => {
            text!(en "a note to yourself or to a program", vi "lời ghi cho mình hoặc cho máy")
        }
        MarkupKind::Bracket => {
            text!(en "words in square brackets", vi "chữ nằm trong ngoặc vuông")
        }
        MarkupKind::Bars => text!(en "words between bars", vi "chữ kẹp giữa hai gạch đứng"),
        MarkupKind::Pair => text!(
            en "a quotation mark or bracket that does not open and close",
            vi "dấu ngoặc mở mà không đóng, hoặc đóng mà không mở",
        ),
        MarkupKind::Stray => {
            text!(en "a sign that begins no sentence", vi "ký hiệu không mở đầu câu nào")
        }
    }
}

fn hint(kind: MarkupKind) -> Text {
    match kind {
        MarkupKind::Bold => text!(
            en "write `**bold**`, with the stars next to the letters and spaces outside; or delete the stars",
            vi "viết `**chữ đậm**`, sao dính liền chữ, dấu cách để bên ngoài; hoặc xóa sao đi",
        ),
        MarkupKind::Slanted
        | MarkupKind::Struck
        | MarkupKind::Code
        | MarkupKind::Highlight
        | MarkupKind::Raised
        | MarkupKind::Formula => text!(
            en "delete the marks; in a guide `**…**` makes bold",
            vi "xóa các dấu ấy đi; trong bài, `**…**` cho chữ đậm",
        ),
        MarkupKind::Button => text!(
            en "write `[[id]]` with two brackets on both sides and an id of guides/labels.yaml",
            vi "viết `[[mã]]`, mỗi bên hai ngoặc vuông, mã lấy trong guides/labels.yaml",
        ),
        MarkupKind::Link => text!(
            en "write `[words](https://…)` without a space between `]` and `(`, and only in a guide",
            vi "viết `[chữ](https://…)`, không cách giữa `]` và `(`, và chỉ trong bài hướng dẫn",
        ),
        MarkupKind::Picture => text!(
            en "write `![what it shows](name.png)` on a line of its own under a step",
            vi "viết `![lời tả ảnh](ten-anh.png)` riêng một dòng, dưới một bước",
        ),
        MarkupKind::Footnote => text!(
            en "say it in the sentence itself, in brackets `(…)`",
            vi "nói ngay trong câu, trong ngoặc đơn `(…)`",
        ),
        MarkupKind::Note => text!(
            en "begin the line with `>`: `> [!NOTE]` or `> [!WARNING]`, the words in the next line after `>`",
            vi "mở đầu dòng bằng `>`: `> [!NOTE]` hoặc `> [!WARNING]`, lời viết ở dòng sau, cũng sau `>`",
        ),
        MarkupKind::Tick => text!(
            en "begin the line with `- [ ]` and a space, or delete the brackets",
            vi "mở đầu dòng bằng `- [ ]` rồi dấu cách, hoặc xóa hai ngoặc",
        ),
        MarkupKind::Brace => text!(
            en "`{{sources=id}}` belongs at the end of a heading and nowhere else; where a value is to be filled in, fill it in",
            vi "`{{sources=mã}}` chỉ đứng cuối đề mục; chỗ cần điền thì hãy điền chữ vào",
        ),
        MarkupKind::Template => text!(
            en "only templates are filled in; write the words themselves",
            vi "chỉ mẫu in mới điền được; hãy viết thẳng chữ cần in",
        ),
        MarkupKind::Tag => text!(
            en "delete the tag; in a guide `**…**` makes bold",
            vi "xóa thẻ đi; trong bài, `**…**` cho chữ đậm",
        ),
        MarkupKind::Entity => text!(en "write the letter itself", vi "gõ thẳng chữ ấy vào"),
        MarkupKind::Escape => text!(
            en "delete the backslash; begin a new line by typing one",
            vi "xóa dấu `\\` đi; muốn xuống dòng thì gõ xuống dòng",
        ),
        MarkupKind::Table => text!(
            en "write each row as an item of a list: `- …`",
            vi "viết mỗi hàng thành một mục của danh sách: `- …`",
        ),
        MarkupKind::Heading => text!(
            en "in a guide `# …` is a part and `## …` a step, with a space after the mark; elsewhere delete it",
            vi "trong bài, `# …` là phần, `## …` là bước, sau dấu có dấu cách; chỗ khác thì xóa dấu đi",
        ),
        MarkupKind::Item => text!(
            en "in the text of a guide begin each item with `- ` on a line of its own; elsewhere delete the mark",
            vi "trong thân bài, mỗi mục một dòng mở đầu bằng `- `; chỗ khác thì xóa dấu đi",
        ),
        MarkupKind::Quote => text!(
            en "begin a note with `> [!NOTE]` or `> [!WARNING]`, or delete the mark",
            vi "mở đầu ghi chú bằng `> [!NOTE]` hoặc `> [!WARNING]`, hoặc xóa dấu đi",
        ),
        MarkupKind::Emoji => text!(
            en "delete it; a picture goes on a line of its own: `![what it shows](name.png)`",
            vi "xóa đi; hình thì để riêng một dòng: `![lời tả ảnh](ten-anh.png)`",
        ),
        MarkupKind::Comment => text!(
            en "delete the line; what only you should read goes into the front matter, in lines that begin with `#`",
            vi "xóa dòng ấy đi; điều chỉ mình đọc thì viết trong phần khai báo, ở dòng mở đầu bằng `#`",
        ),
        MarkupKind::Bracket => text!(
            en "a button is `[[id]]`; a remark goes into `(…)`; what is to be filled in, fill in",
            vi "nút thì viết `[[mã]]`; lời chú thì để trong `(…)`; chỗ cần điền thì hãy điền vào",
        ),
        MarkupKind::Bars => text!(
            en "a button is `[[id]]`; delete the bars elsewhere",
            vi "nút thì viết `[[mã]]`; chỗ khác thì xóa hai gạch đi",
        ),
        MarkupKind::Pair => text!(
            en "close it in the same paragraph or item, or delete it",
            vi "đóng ngoặc lại ngay trong đoạn hay mục ấy, hoặc xóa nó đi",
        ),
        MarkupKind::Stray => text!(
            en "delete it; an item of a list begins with `- ` on a line of its own",
            vi "xóa đi; mục của danh sách thì mở đầu bằng `- `, mỗi mục một dòng",
        ),
        MarkupKind::Rule => {
            text!(en "templates draw lines; delete it", vi "mẫu in tự kẻ đường; hãy xóa đi")
        }
    }
}
