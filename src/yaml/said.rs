//! What the parser of YAML says is wrong. It says it in words alone, which are read in this one
//! place; what is not known here is handed on as it is.

use crate::diag::Text;

/// What is wrong with broken YAML: a part of the parser's words, and ours.
const REASONS: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "a `: ` stands where no value can begin",
        "có dấu `: ` ở chỗ không thể bắt đầu một giá trị",
    ),
    (
        "illegal placement of ':'",
        "a `: ` stands where no value can begin; perhaps a bracket before it is not closed",
        "có dấu `: ` ở chỗ không thể bắt đầu một giá trị; có thể phía trước có ngoặc chưa đóng",
    ),
    (
        "simple key expect",
        "a name without its `: ` and value",
        "tên mục không có `: ` và giá trị đi sau",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is opened and never closed",
        "có dấu ngoặc kép mở mà không đóng",
    ),
    (
        "quoted scalar, found unexpected document indicator",
        "a quotation mark is opened and never closed",
        "có dấu ngoặc kép mở mà không đóng",
    ),
    (
        "invalid trailing content",
        "words behind a closing quotation mark",
        "sau dấu ngoặc kép đóng còn có chữ",
    ),
    (
        "invalid indentation in quoted",
        "the quotation mark opened here is not closed, or the text goes on without indentation",
        "dấu ngoặc kép mở ở đây mà không đóng, hoặc dòng tiếp theo không thụt vào",
    ),
    ("invalid indentation", "this line is not indented enough", "dòng này thụt vào chưa đủ"),
    (
        "wrongly indented line in block scalar",
        "this line is not indented like the others",
        "dòng này thụt vào không giống các dòng kia",
    ),
    ("unknown escape", "no letter is written so after `\\`", "sau dấu `\\` không có cách viết này"),
    (
        "hexadecimal",
        "after `\\x`, `\\u` and `\\U` stand 2, 4 and 8 digits from 0 to f",
        "sau `\\x`, `\\u`, `\\U` phải có 2, 4, 8 chữ số từ 0 đến f",
    ),
    (
        "Unicode character escape",
        "a letter of this number does not exist",
        "không có chữ nào mang số này",
    ),
    ("expected ',' or ']'", "a `[` is not closed by `]`", "có dấu `[` chưa đóng bằng `]`"),
    ("expected ',' or '}'", "a `{` is not closed by `}`", "có dấu `{` chưa đóng bằng `}`"),
    (
        "misplaced bracket",
        "a bracket is closed that is not open",
        "có ngoặc đóng mà không có ngoặc mở",
    ),
    (
        "expected '-' indicator",
        "this line belongs to no list: its `-` is missing or it is indented differently",
        "dòng này không thuộc danh sách nào: thiếu dấu `-` hoặc thụt vào không đều",
    ),
    (
        "expected key",
        "this line belongs to no field: its `name: ` is missing or it is indented differently",
        "dòng này không thuộc mục nào: thiếu `tên: ` hoặc thụt vào không đều",
    ),
    (
        "comment intercepting",
        "the text goes on under a comment; what stands behind `#` would be lost",
        "dòng chữ còn tiếp ở dưới một ghi chú; phần sau dấu `#` sẽ bị mất",
    ),
    ("recursion limit", "too many brackets in each other", "quá nhiều ngoặc lồng nhau"),
];

/// The parser's words for a fault.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a>(pub &'a str);

impl Said<'_> {
    fn has(self, part: &str) -> bool {
        self.0.contains(part)
    }

    /// A tab where only spaces may stand.
    pub(super) fn is_tab(self) -> bool {
        self.has("tab")
    }

    /// An anchor or an alias.
    pub(super) fn is_anchor(self) -> bool {
        self.has("anchor")
    }

    /// A tag.
    pub(super) fn is_tag(self) -> bool {
        self.has("tag") || self.has("handle")
    }

    /// Too much in each other.
    pub(super) fn is_deep(self) -> bool {
        self.has("recursion limit")
    }

    /// Brackets that are open.
    pub(super) fn is_open(self) -> bool {
        self.has("flow") || self.0 == "invalid indentation"
    }

    /// The fault in both languages, as far as we have words for it.
    pub(super) fn reason(self) -> Text {
        let known = REASONS.iter().find(|(part, ..)| self.has(part));
        let (en, vi) = match known {
            Some((_, en, vi)) => (*en, *vi),
            None if self.is_tab() => (
                "a tab character where only spaces may stand",
                "có dấu Tab ở chỗ chỉ được dùng dấu cách",
            ),
            None => (self.0, self.0),
        };
        Text { en: en.to_owned(), vi: vi.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Sink};
    use crate::source::Sources;
    use crate::yaml::parse;

    /// The parser's own words for each kind of broken YAML are known; its next version may have
    /// others, and then an author would read English about streams and tokens.
    #[test]
    fn every_common_fault_has_words_of_ours() {
        for broken in [
            "a: b: c",
            "a:\n\tb: c",
            "a: [b",
            "a: {b: c",
            "a: ]",
            "a: \"b",
            "a: \"b\" c",
            "a: 'b\nc: d",
            "a: \"\\q\"",
            "a: \"\\xzz\"",
            "- a\nb: c",
            "a: b\n- c",
            "a: b\nc",
            "a: b # c\n  d",
        ] {
            let (mut sources, mut sink) = (Sources::new(), Sink::new());
            let file = sources.add_text("x.yaml", broken.to_owned());
            let source = sources.get(file);
            parse(source, 0..source.text.len(), &mut sink);
            let mut all = sink.iter().filter(|found| found.code == Code::YamlBroken);
            let known = |vi: &str| vi.contains(|letter: char| !letter.is_ascii());
            assert!(
                all.all(|found| {
                    let reason = found.message.vi.strip_prefix("phần YAML này không đọc được: ");
                    reason.is_some_and(known)
                }),
                "{broken:?}: {:?}",
                sink.iter().map(|found| &found.message).collect::<Vec<_>>()
            );
            assert!(sink.has_errors(), "{broken:?}");
        }
    }
}
