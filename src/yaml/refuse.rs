//! The reports of YAML that cannot be read, that says something only programs mean, or of which a
//! part would be lost.

use super::Spanned;
use super::lost::Lost;
use super::node::MAX_DEPTH;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::source::Source;
use crate::span::Span;

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

/// A parser's fault: its words in both languages, as far as we have them.
fn reason(info: &str) -> Text {
    let has = |part: &str| info.contains(part);
    let known = REASONS.iter().find(|(part, ..)| has(part));
    let (en, vi) = match known {
        Some((_, en, vi)) => (*en, *vi),
        None if has("tab") => (
            "a tab character where only spaces may stand",
            "có dấu Tab ở chỗ chỉ được dùng dấu cách",
        ),
        None => (info, info),
    };
    Text { en: en.to_owned(), vi: vi.to_owned() }
}

/// YAML that breaks the rules at `at`.
pub(super) fn broken(source: &Source, at: usize, info: &str) -> Diagnostic {
    let at = if info.contains("tab") { tab(source, at) } else { at };
    let word = source.text[at..].split(char::is_whitespace).next().unwrap_or("");
    let span = Span::new(source.id, at..at + word.len());
    match word.chars().next() {
        Some('*') if info.contains("anchor") => return alias(source, span),
        Some('&') if info.contains("anchor") => return anchor(source, span),
        Some('!') if info.contains("tag") || info.contains("handle") => return tag(source, span),
        _ => {}
    }
    if info.contains("recursion limit") {
        return too_deep(Span::new(source.id, at..at));
    }
    let Text { en, vi } = reason(info);
    let line_end = source.text[at..].find('\n').map_or(source.text.len(), |end| at + end);
    quotes(
        Diagnostic::new(
            Code::YamlBroken,
            text!(
                en "this YAML cannot be read: {en}",
                vi "phần YAML này không đọc được: {vi}",
            ),
        )
        .at(Span::new(source.id, at..line_end)),
    )
}

/// The first tab from `at` on that a line begins with, else `at`.
fn tab(source: &Source, at: usize) -> usize {
    let line = source.text[..at].rfind('\n').map_or(0, |line| line + 1);
    let mut start = line;
    for line in source.text[line..].split_inclusive('\n') {
        let blanks = &line[..line.len() - line.trim_start().len()];
        if let Some(tab) = blanks.find('\t').filter(|tab| start + tab >= at) {
            return start + tab;
        }
        start += line.len();
    }
    at
}

/// The advice that helps nearly always.
fn quotes(fault: Diagnostic) -> Diagnostic {
    fault.hint(text!(
        en "indent with spaces, put a space after `:`, and quote a text that holds `: ` or ` #` or begins with one of [ {{ * & ! % @ `",
        vi "thụt dòng bằng dấu cách, sau `:` có dấu cách, và đặt trong ngoặc kép dòng chữ có `: ` hay ` #` hoặc mở đầu bằng [ {{ * & ! % @ `",
    ))
}

/// Two readers read two things.
pub(super) fn differs(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlBroken,
        text!(
            en "this YAML can be read in two ways, so it is not read at all",
            vi "chỗ YAML này có thể hiểu theo hai cách, nên không đọc",
        ),
    )
    .at(span)
    .hint(text!(
        en "write it in the usual way: `name: \"text\"`, one a line, indented with spaces",
        vi "viết theo cách thông thường: `tên: \"chữ\"`, mỗi mục một dòng, thụt vào bằng dấu cách",
    ))
}

/// Lists and fields in each other, deeper than anybody needs.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlTooDeep,
        text!(
            en "lists and fields stand in each other more than {MAX_DEPTH} deep",
            vi "danh sách và mục lồng nhau quá {MAX_DEPTH} tầng",
        ),
    )
    .at(span)
    .hint(text!(
        en "close the brackets that are open, or quote a text that begins with `[` or `-`",
        vi "đóng các ngoặc đang mở, hoặc đặt trong ngoặc kép dòng chữ mở đầu bằng `[` hay `-`",
    ))
}

/// A name that stands in one mapping twice.
pub(super) fn twice(key: &Spanned<String>, first: Span) -> Diagnostic {
    let name = shortened(&key.it);
    Diagnostic::new(
        Code::YamlTwice,
        text!(
            en "the field `{name}` is here twice; one of the two would be lost",
            vi "mục `{name}` có hai lần; một trong hai sẽ bị mất",
        ),
    )
    .at(key.span)
    .also(first, text!(en "the first", vi "lần thứ nhất"))
    .hint(text!(
        en "keep one of them, or join what they say in one value",
        vi "chỉ giữ một mục, hoặc gộp nội dung của cả hai vào một mục",
    ))
}

/// What a plain file does without, in the words of YAML.
fn not_plain(message: Text, span: Span, todo: Text) -> Diagnostic {
    Diagnostic::new(Code::YamlNotPlain, message).at(span).hint(todo)
}

fn in_quotes(source: &Source, span: Span) -> Text {
    let line = source.text[span.range().start..].lines().next().unwrap_or("");
    let words = shortened(line.trim_end());
    text!(
        en "if it is part of the text, put the text in quotes: `\"{words}\"`",
        vi "nếu đó là chữ để in thì đặt trong ngoặc kép: `\"{words}\"`",
    )
}

/// `*name`.
pub(super) fn alias(source: &Source, span: Span) -> Diagnostic {
    let name = shortened(source.slice(span));
    let message = text!(
        en "`{name}` is an alias to YAML, a reference to another value; such are not used here",
        vi "với YAML, `{name}` là lời nhắc lại một giá trị khác (alias); ở đây không dùng cách ấy",
    );
    not_plain(message, span, in_quotes(source, span))
}

/// `&name`.
pub(super) fn anchor(source: &Source, span: Span) -> Diagnostic {
    let name = shortened(source.slice(span));
    let message = text!(
        en "`{name}` is an anchor to YAML, a name for a value; such are not used here",
        vi "với YAML, `{name}` là tên đặt cho một giá trị (anchor); ở đây không dùng cách ấy",
    );
    not_plain(message, span, in_quotes(source, span))
}

/// `!name`.
pub(super) fn tag(source: &Source, span: Span) -> Diagnostic {
    let name = shortened(source.slice(span));
    let message = text!(
        en "`{name}` is a tag to YAML, the name of a type; such are not used here",
        vi "với YAML, `{name}` là tên một kiểu dữ liệu (tag); ở đây không dùng cách ấy",
    );
    not_plain(message, span, in_quotes(source, span))
}

/// `<<: …`.
pub(super) fn merge(span: Span) -> Diagnostic {
    not_plain(
        text!(
            en "`<<` merges fields from elsewhere; that is not used here",
            vi "`<<` lấy các mục từ chỗ khác (merge key); ở đây không dùng cách ấy",
        ),
        span,
        text!(en "write the fields out", vi "hãy viết đủ các mục ra"),
    )
}

/// A key that is a list or mapping.
pub(super) fn key(span: Span) -> Diagnostic {
    not_plain(
        text!(
            en "the name of a field is a list or fields itself",
            vi "tên mục lại là một danh sách hay các mục khác",
        ),
        span,
        text!(
            en "a name is a word: `name: value`; quote a text that begins with [ or {{",
            vi "tên mục là một từ: `tên: giá trị`; dòng chữ mở đầu bằng [ hay {{ thì đặt trong ngoặc kép",
        ),
    )
}

/// `%YAML`, `%TAG`.
pub(super) fn directive(span: Span) -> Diagnostic {
    not_plain(
        text!(
            en "a line that begins with `%` is a directive to YAML; such are not used here",
            vi "với YAML, dòng mở đầu bằng `%` là chỉ dẫn (directive); ở đây không dùng cách ấy",
        ),
        span,
        text!(en "delete the line", vi "hãy xóa dòng này"),
    )
}

/// `---` again.
pub(super) fn documents(span: Span) -> Diagnostic {
    not_plain(
        text!(
            en "a second document begins here; what stands in it would be lost",
            vi "từ đây là tài liệu thứ hai trong cùng tệp; nội dung của nó sẽ bị mất",
        ),
        span,
        text!(
            en "delete the line `---`, or put what follows into a file of its own",
            vi "xóa dòng `---`, hoặc để phần sau vào một tệp riêng",
        ),
    )
}

/// What would be lost beside a value.
pub(super) fn lost(what: &Lost) -> Diagnostic {
    let words = shortened(&what.words);
    if what.is_item {
        return Diagnostic::new(Code::YamlLines, text!(
            en "YAML joins this line to the one before it: `{words}` does not begin a line on the sheet",
            vi "YAML nối dòng này vào dòng trước: trên tờ in, `{words}` sẽ không đứng đầu dòng",
        ))
        .at(what.span)
        .hint(text!(
            en "write `|` after the colon instead of `>` or quotes, and each line stays a line; or do not begin a line so",
            vi "sau dấu hai chấm ghi `|` thay cho `>` hay ngoặc kép thì mỗi dòng vẫn là một dòng; hoặc đừng mở đầu dòng như vậy",
        ));
    }
    Diagnostic::new(Code::YamlComment, text!(
        en "`{words}` is a comment to YAML and would be lost",
        vi "với YAML, `{words}` là ghi chú và sẽ bị mất",
    ))
    .at(what.span)
    .hint(text!(
        en "if it is part of the text, put quotes around the whole text; if it is a comment, put it in a line of its own above",
        vi "nếu đó là chữ để in thì đặt cả dòng chữ trong ngoặc kép; nếu là ghi chú thì để ở một dòng riêng phía trên",
    ))
}

/// The beginning of a text that may be long.
fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
