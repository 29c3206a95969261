//! What is wrong with the text of a guide, in words.

pub(in crate::guide) mod claims;
pub(in crate::guide) mod files;
pub(in crate::guide) mod sources;

use crate::diag::{Code, Diagnostic, Text, text};

/// A fault of the text of a guide.
#[derive(Clone, Copy, Debug)]
pub(in crate::guide) enum Fault<'a> {
    /// A place of a form that is still to be filled in.
    Placeholder { what: &'a str, example: &'a str },
    /// A line that Markdown joins to the one before it, and that one.
    LinesJoined { before: &'a str, line: &'a str },
    /// A step that says nothing beyond its title.
    EmptyStep { title: &'a str },
    /// A picture without words for those who cannot see it.
    NoAlt { file: &'a str },
    /// A table.
    Table,
    /// Raw HTML.
    Html,
    /// Typewriter text.
    Code,
    /// Marks inside one another more than so many deep.
    Deep { most: usize },
    /// Several blocks in a field of one line.
    ManyBlocks,
    /// An attribute that a heading does not have.
    Attribute { name: &'a str },
    /// Something else of Markdown that is not for large print.
    Markdown(Unfit<'a>),
    /// A sentence of Vietnamese without a mark.
    Unmarked { words: &'a str },
    /// A word as the keys of Telex.
    Keys { word: &'a str, meant: &'a str },
}

/// What of Markdown is not for large print.
#[derive(Clone, Copy, Debug)]
pub(in crate::guide) enum Unfit<'a> {
    /// A picture where none can stand.
    Picture(InPlace),
    /// A picture outside a step, or the second in one.
    PicturePlace { is_second: bool },
    /// A picture inside the field `text`.
    PictureInText,
    /// A link defined on a line of its own.
    Definition,
    /// Text before the first heading.
    BeforeHeading,
    /// A heading of the third rank or deeper.
    Rank,
    /// A rule across the page.
    Rule,
    /// A note without words.
    EmptyNote,
    /// A picture in the middle of text.
    PictureAmongWords,
    /// A list with boxes on some items only.
    MixedBoxes,
    /// An item without words.
    EmptyItem,
    /// Bold type without words.
    EmptyBold,
    /// A link without words.
    EmptyLink,
    /// A title in quotation marks behind an address.
    Title { title: &'a str },
    /// Lines that begin with numbers.
    NumberedLines,
    /// Slanted letters.
    Italics,
    /// Struck-out letters.
    Struck,
    /// A numbered list.
    Numbered,
    /// A list or paragraph in an item of a list.
    Nested,
    /// A quotation that is no note.
    Quotation,
    /// A line right under text, which makes it a heading.
    Underlined,
    /// A heading without words.
    EmptyHeading,
    /// Anything that has no name of its own here.
    Other,
}

/// Where a picture stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::guide) enum InPlace {
    /// In a note.
    Note,
    /// In a list.
    List,
    /// In a heading.
    Heading,
    /// In a link.
    Link,
    /// In another picture.
    Picture,
    /// Beside others.
    Pictures,
}

impl Fault<'_> {
    fn code(self) -> Code {
        match self {
            Fault::Placeholder { .. } => Code::GuidePlaceholder,
            Fault::LinesJoined { .. } => Code::GuideLinesJoined,
            Fault::EmptyStep { .. } => Code::GuideEmptyStep,
            Fault::NoAlt { .. } => Code::PictureNoAlt,
            Fault::Table => Code::GuideTable,
            Fault::Html => Code::GuideHtml,
            Fault::Code => Code::GuideCode,
            Fault::Deep { .. } => Code::GuideDepth,
            Fault::ManyBlocks | Fault::Markdown(_) => Code::GuideMarkdown,
            Fault::Attribute { .. } => Code::YamlUnknownField,
            Fault::Unmarked { .. } | Fault::Keys { .. } => Code::TextUnmarked,
        }
    }

    fn message(self) -> Text {
        match self {
            Fault::LinesJoined { before, line } => text!(
                en "two lines would run together on paper: “{before} {line}”",
                vi "hai dòng sẽ dính liền thành một trên giấy: “{before} {line}”",
            ),
            Fault::Placeholder { what: "", .. } => text!(
                en "this place is still to be filled in",
                vi "chỗ này chưa điền",
            ),
            Fault::Placeholder { what, .. } => text!(
                en "still to be filled in: {what}",
                vi "chỗ này chưa điền: {what}",
            ),
            Fault::EmptyStep { title } => text!(
                en "the step “{title}” has no text",
                vi "bước “{title}” chưa có lời hướng dẫn",
            ),
            Fault::NoAlt { file } => text!(
                en "the picture `{file}` has no description for people who cannot see it",
                vi "ảnh `{file}` chưa có lời tả cho người không nhìn thấy",
            ),
            Fault::Table => text!(
                en "a table: large print has no room for one",
                vi "có bảng: chữ to không đủ chỗ cho bảng",
            ),
            Fault::Html => text!(
                en "raw HTML: it cannot be printed and would be lost",
                vi "có mã HTML: không in được và sẽ bị mất",
            ),
            Fault::Code => text!(
                en "code: leaflets have no typewriter text",
                vi "có đoạn mã: tờ rơi không dùng kiểu chữ máy tính",
            ),
            Fault::Deep { most } => text!(
                en "marks are nested more than {most} deep",
                vi "các dấu lồng vào nhau quá {most} lớp",
            ),
            Fault::ManyBlocks => text!(
                en "this field holds one line of text, not several blocks",
                vi "mục này chỉ nhận một dòng chữ, không nhận nhiều đoạn hay danh sách",
            ),
            Fault::Attribute { name } => text!(
                en "a heading has no attribute `{name}`",
                vi "đề mục không có thuộc tính `{name}`",
            ),
            Fault::Unmarked { words } => text!(
                en "“{words}” is Vietnamese without its marks",
                vi "“{words}” là tiếng Việt gõ thiếu dấu",
            ),
            Fault::Keys { word, meant } => text!(
                en "“{word}” is the keys of a word, perhaps “{meant}”, which no program made letters of",
                vi "“{word}” là các phím gõ của một chữ, có lẽ “{meant}”, mà bộ gõ chưa đổi thành chữ",
            ),
            Fault::Markdown(what) => {
                let Text { en, vi } = what.name();
                text!(
                    en "not for large print: {en}",
                    vi "không dùng được cho bản in chữ to: {vi}",
                )
            }
        }
    }

    /// What to do.
    fn hint(self) -> Text {
        match self {
            Fault::LinesJoined { .. } => text!(
                en "put an empty line between them, begin each with `- ` for a list, or end the first with a full stop",
                vi "để một dòng trống ở giữa, hoặc mở đầu mỗi dòng bằng `- ` thành danh sách, hoặc kết dòng trên bằng dấu chấm",
            ),
            Fault::Placeholder { example: "", .. } => text!(
                en "write your own words in place of all from `<<` to `>>`, or delete the line",
                vi "viết chữ của mình thay cả cụm từ `<<` đến `>>`, hoặc xóa dòng này",
            ),
            Fault::Placeholder { example, .. } => text!(
                en "write your own words in place of all from `<<` to `>>`, for example: {example}",
                vi "viết chữ của mình thay cả cụm từ `<<` đến `>>`, ví dụ: {example}",
            ),
            Fault::Unmarked { .. } | Fault::Keys { .. } => text!(
                en "type it again with the keyboard set to Vietnamese",
                vi "bật bộ gõ tiếng Việt rồi gõ lại",
            ),
            Fault::EmptyStep { .. } => text!(
                en "say under it, in one or two short sentences, how it is done",
                vi "viết ngay dưới đó một, hai câu ngắn nói rõ cách làm",
            ),
            Fault::NoAlt { file } => text!(
                en "describe it in one line: `![Điện thoại có nút tô đậm]({file})`",
                vi "tả ảnh trong một dòng: `![Điện thoại có nút tô đậm]({file})`",
            ),
            Fault::Table => text!(
                en "write each row as an item of a list: `- …`",
                vi "viết mỗi hàng thành một mục của danh sách: `- …`",
            ),
            Fault::Html => text!(
                en "write it in Markdown; use `**…**` for bold",
                vi "viết bằng Markdown; chữ đậm thì dùng `**…**`",
            ),
            Fault::Code => text!(
                en "write button names as `**“Cài đặt”**`, and indent text by less than four spaces",
                vi "tên nút viết `**“Cài đặt”**`; dòng chữ không thụt vào quá ba dấu cách",
            ),
            Fault::Deep { .. } => text!(
                en "close each bracket where it was opened; put every picture on a line of its own",
                vi "ngoặc mở ở đâu thì đóng ở đó; mỗi ảnh để riêng một dòng",
            ),
            Fault::ManyBlocks => text!(
                en "put it on one line; begin with a letter, not with `-`, `#` or a number and a dot",
                vi "viết trên một dòng, mở đầu bằng chữ, không mở đầu bằng `-`, `#` hay số kèm dấu chấm",
            ),
            Fault::Attribute { .. } => text!(
                en "write `{{sources=id,id}}` with ids from the front matter; behind the heading of a part also `occasion=id`, one of those in guides/project.yaml",
                vi "viết `{{sources=mã,mã}}` với các mã khai ở đầu bài; sau đề mục `#` thì ghi được cả `occasion=mã`, một dịp trong guides/project.yaml",
            ),
            Fault::Markdown(what) => what.hint(),
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let found = Diagnostic::new(fault.code(), fault.message());
        let found = match fault {
            Fault::Attribute { name } => found.did_you_mean(name, ["sources", "occasion"]),
            _ => found,
        };
        found.hint(fault.hint())
    }
}

impl Unfit<'_> {
    /// What it is called.
    fn name(self) -> Text {
        match self {
            Unfit::Picture(InPlace::Note) => {
                text!(en "a picture in a note", vi "ảnh nằm trong ghi chú")
            }
            Unfit::Picture(InPlace::List) => {
                text!(en "a picture in a list", vi "ảnh nằm trong danh sách")
            }
            Unfit::Picture(InPlace::Heading) => {
                text!(en "a picture in a heading", vi "ảnh nằm trong đề mục")
            }
            Unfit::Picture(InPlace::Link) => {
                text!(en "a picture as a link", vi "ảnh dùng làm đường dẫn")
            }
            Unfit::Picture(InPlace::Picture) => {
                text!(en "a picture inside a picture", vi "ảnh lồng trong ảnh")
            }
            Unfit::Picture(InPlace::Pictures) => {
                text!(en "several pictures side by side", vi "nhiều ảnh nằm liền nhau")
            }
            Unfit::PicturePlace { is_second: true } => {
                text!(en "a second picture in one step", vi "ảnh thứ hai trong một bước")
            }
            Unfit::PicturePlace { is_second: false } => {
                text!(en "a picture outside a step", vi "ảnh nằm ngoài các bước")
            }
            Unfit::PictureInText => {
                text!(en "a picture inside `text`", vi "ảnh nằm trong mục `text`")
            }
            Unfit::Definition => {
                text!(en "a link defined on a line of its own", vi "địa chỉ khai riêng một dòng")
            }
            Unfit::BeforeHeading => text!(
            en "text before the first heading",
            vi "chữ đứng trước đề mục đầu tiên",
            ),
            Unfit::Rank => {
                text!(en "a heading of the third level or deeper", vi "đề mục từ cấp ba trở xuống")
            }
            Unfit::Rule => text!(en "a rule `---`", vi "đường kẻ `---`"),
            Unfit::EmptyNote => text!(en "a note without words", vi "ghi chú không có chữ"),
            Unfit::PictureAmongWords => {
                text!(en "a picture in the middle of text", vi "ảnh chen giữa dòng chữ")
            }
            Unfit::MixedBoxes => text!(
            en "a list with tick boxes on only some items",
            vi "danh sách có mục có ô đánh dấu, có mục không",
            ),
            Unfit::EmptyItem => text!(en "an empty item", vi "một mục để trống"),
            Unfit::EmptyBold => text!(en "bold type without words", vi "chữ đậm mà không có chữ"),
            Unfit::EmptyLink => text!(en "a link without words", vi "đường dẫn không có chữ"),
            Unfit::Title { title } => {
                text!(en "a title in quotation marks: “{title}”", vi "tên trong ngoặc kép: “{title}”")
            }
            Unfit::Italics => text!(en "italics", vi "chữ nghiêng"),
            Unfit::Struck => text!(en "struck-out text", vi "chữ gạch ngang"),
            Unfit::Numbered | Unfit::NumberedLines => {
                text!(en "a numbered list", vi "danh sách đánh số")
            }
            Unfit::Nested => text!(
            en "a list or paragraph inside an item of a list",
            vi "danh sách hay đoạn văn lồng trong một mục của danh sách",
            ),
            Unfit::Quotation => {
                text!(en "a quotation without a kind", vi "đoạn trích không ghi loại")
            }
            Unfit::Underlined => text!(
            en "a line of `---` or `===` right under text, which makes it a heading",
            vi "dòng `---` hay `===` ngay dưới chữ, làm chữ ấy thành đề mục",
            ),
            Unfit::EmptyHeading => text!(en "a heading without words", vi "đề mục không có chữ"),
            Unfit::Other => {
                text!(en "Markdown that leaflets do not use", vi "kiểu Markdown mà tờ rơi không dùng")
            }
        }
    }

    /// What to do about it.
    fn hint(self) -> Text {
        match self {
            Unfit::Picture(_) => text!(
                en "put it on a line of its own under the heading of the step (ER-04)",
                vi "đặt ảnh riêng một dòng, ngay dưới đề mục của bước (ER-04)",
            ),
            Unfit::PicturePlace { .. } => text!(
                en "one picture per step, under its heading (ER-04)",
                vi "mỗi bước một ảnh, đặt ngay dưới đề mục của bước (ER-04)",
            ),
            Unfit::PictureInText => text!(
            en "use the field `picture` of the step",
            vi "hãy dùng mục `picture` của bước",
            ),
            Unfit::Definition => text!(
            en "write `[words](https://…)` in the sentence, or leave out the `[…]`",
            vi "viết `[chữ](https://…)` ngay trong câu, hoặc bỏ dấu `[…]`",
            ),
            Unfit::BeforeHeading => text!(
            en "put it under a heading `# …` or `## …`, or into `audience`",
            vi "đưa xuống dưới một đề mục `# …` hay `## …`, hoặc vào mục `audience`",
            ),
            Unfit::Rank => text!(
            en "use `#` for a part and `##` for a step; inside a step write sentences",
            vi "dùng `#` cho phần, `##` cho bước; trong bước chỉ viết câu",
            ),
            Unfit::Rule => {
                text!(en "templates draw rules; delete it", vi "mẫu in tự kẻ đường; hãy xóa dòng này")
            }
            Unfit::EmptyNote => text!(
            en "write its words in the next line, after `>`, or delete it",
            vi "viết lời ở dòng sau, cũng sau dấu `>`, hoặc xóa đi",
            ),
            Unfit::PictureAmongWords => text!(
            en "put the picture on a line of its own, with empty lines around it",
            vi "để ảnh riêng một dòng, trên dưới có dòng trống",
            ),
            Unfit::MixedBoxes => text!(
            en "begin every item with `- [ ]`, or none",
            vi "mở đầu mọi mục bằng `- [ ]`, hoặc không mục nào",
            ),
            Unfit::EmptyItem => text!(en "write it or delete it", vi "viết nốt hoặc xóa đi"),
            Unfit::EmptyBold => text!(en "delete the stars", vi "xóa các dấu sao đi"),
            Unfit::EmptyLink => text!(
            en "write `[words](https://…)`: the words are what is printed",
            vi "viết `[chữ](https://…)`: chỉ phần chữ được in ra",
            ),
            Unfit::Title { .. } => text!(
            en "it is printed nowhere: put the words between `[` and `]`, or delete them",
            vi "phần ấy không in ra đâu cả: đưa chữ vào giữa `[` và `]`, hoặc xóa đi",
            ),
            Unfit::NumberedLines => text!(
            en "make each number a step of its own (`## …`), or begin each line with `- `; if it is not a list, join the line to the one before",
            vi "mỗi số hãy viết thành một bước riêng (`## …`), hoặc mở đầu mỗi dòng bằng `- `; nếu không phải danh sách thì nối dòng này vào dòng trên",
            ),
            Unfit::Italics => text!(
            en "slanted letters are hard to read (LP-08): use **bold**",
            vi "chữ nghiêng khó đọc (LP-08): hãy dùng chữ **đậm**",
            ),
            Unfit::Struck => text!(en "delete it", vi "hãy xóa hẳn chữ đó"),
            Unfit::Numbered => text!(
            en "make each number a step of its own (`## …`), or begin each item with `- `",
            vi "mỗi số hãy viết thành một bước riêng (`## …`), hoặc mở đầu mỗi mục bằng `- `",
            ),
            Unfit::Nested => {
                text!(en "keep items to one line each", vi "mỗi mục chỉ viết một dòng")
            }
            Unfit::Quotation => text!(
            en "begin a note with `> [!NOTE]` or `> [!WARNING]`",
            vi "mở đầu ghi chú bằng `> [!NOTE]` hoặc `> [!WARNING]`",
            ),
            Unfit::Underlined => text!(
            en "delete that line; a heading is written `## …`",
            vi "xóa dòng ấy đi; đề mục thì viết `## …`",
            ),
            Unfit::EmptyHeading => text!(
            en "say in it what to do, or delete it",
            vi "viết vào đó việc cần làm, hoặc xóa đi",
            ),
            Unfit::Other => text!(
            en "use headings, sentences, lists, **bold** and **“button names”**",
            vi "chỉ dùng đề mục, câu, danh sách, chữ **đậm** và **“tên nút”**",
            ),
        }
    }
}
