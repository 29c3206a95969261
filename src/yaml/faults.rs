//! The reports of YAML that cannot be read, that says something only programs mean, or of which a
//! part would be lost.

use super::Spanned;
use super::file_kind::FileKind;
use super::lost::DroppedWords;
use super::node::MAX_DEPTH;
use super::said::Said;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::source::Source;
use crate::span::Span;

/// What stands in a file of one kind and belongs into one of another.
pub(super) fn wrong_file(own: FileKind, other: FileKind) -> Diagnostic {
    let (own, other) = (own.path(), other.path());
    Diagnostic::new(
        Code::DocumentKind,
        text!(
            en "what stands here belongs into `{other}`, not into `{own}`",
            vi "chữ ở đây là của tệp `{other}`, không phải của `{own}`",
        ),
    )
    .hint(text!(
        en "move it to `{other}`; then put back what stood in this file, or delete the file",
        vi "chuyển sang `{other}`, rồi chép lại nội dung cũ của tệp này, hoặc xóa tệp này đi",
    ))
}

/// YAML that breaks the rules at `at`.
pub(super) fn broken(source: &Source, at: usize, said: Said<'_>) -> Diagnostic {
    let at = if said.is_tab() { tab(source, at) } else { at };
    let word = source.text[at..].split(char::is_whitespace).next().unwrap_or("");
    let span = Span::new(source.id, at..at + word.len());
    match word.chars().next() {
        Some('*') if said.is_anchor() => return alias(source, span),
        Some('&') if said.is_anchor() => return anchor(source, span),
        Some('!') if said.is_tag() => return tag(source, span),
        _ => {}
    }
    if said.is_deep() {
        return too_deep(Span::new(source.id, at..at));
    }
    let Text { en, vi } = said.reason();
    let line_end = source.text[at..].find('\n').map_or(source.text.len(), |end| at + end);
    let fault = Diagnostic::new(
        Code::YamlBroken,
        text!(
            en "this YAML cannot be read: {en}",
            vi "phần YAML này không đọc được: {vi}",
        ),
    )
    .at(Span::new(source.id, at..line_end));
    match glued(source, at) {
        _ if said.is_tab() => tabs(fault),
        Some(line) => spaced(fault, line),
        None => match misplaced(source, at) {
            Some(advice) => fault.hint(advice),
            None => quotes(fault),
        },
    }
}

/// A field that stands one level too far left, and what it belongs to.
pub(super) fn outdented(field: &Spanned<String>, owner: &Spanned<String>) -> Diagnostic {
    let (name, owner_name) = (&field.it, &owner.it);
    Diagnostic::new(
        Code::YamlUnknownField,
        text!(
            en "`{name}` stands too far left: it is a field of `{owner_name}`",
            vi "`{name}` lùi ra ngoài quá: đó là mục của `{owner_name}`",
        ),
    )
    .at(field.span)
    .also(owner.span, text!(en "it belongs to this", vi "nó thuộc về mục này"))
    .hint(text!(
        en "put two spaces before `{name}`, and two more before each line that belongs to it",
        vi "gõ thêm hai dấu cách trước `{name}`, và trước mỗi dòng thuộc về nó",
    ))
}

/// A line at `at` or right above it, in which a name and its value are one word: `title:Tên bài`.
/// YAML takes it for a text that goes on, and finds fault with the next line.
fn glued(source: &Source, at: usize) -> Option<&str> {
    let before = source.text[..at].rfind('\n').map_or(0, |start| start);
    let start = source.text[..before].rfind('\n').map_or(0, |start| start + 1);
    source.text[start..].lines().take(2).map(str::trim).find(|line| {
        let line = line.trim_start_matches("- ");
        line.split_once(':').is_some_and(|(name, value)| {
            let is_name = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.chars().all(is_name)
                && !value.starts_with([' ', '/', ':'])
                && !value.is_empty()
        })
    })
}

/// What the indentation of the line at `at` says of the fault, compared with the line above.
fn misplaced(source: &Source, at: usize) -> Option<Text> {
    let start = source.text[..at].rfind('\n').map_or(0, |line| line + 1);
    let line = source.text[start..].lines().next()?;
    let above = source.text[..start].lines().rev().find(|line| !line.trim().is_empty())?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    let (own, near) = (indent(line), indent(above));
    let has_name = |line: &str| {
        line.trim_start().trim_start_matches("- ").split_once(':').is_some_and(|(name, value)| {
            name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)) && value.len() > 1
        })
    };
    match (is_item(line), is_item(above)) {
        (true, true) if own != near => Some(text!(
            en "this item of a list begins {own} spaces in, the one above {near}: begin both alike",
            vi "gạch đầu dòng này thụt vào {own} dấu cách, dòng trên thụt {near}: hãy thụt cho bằng nhau",
        )),
        (true, false) if own < near => Some(text!(
            en "this item of a list stands too far left: indent it as its list, at least as far as the name above it",
            vi "gạch đầu dòng này lùi ra ngoài quá: hãy thụt vào cho thẳng với danh sách của nó",
        )),
        (false, false) if own > near && has_name(above) && has_name(line) => Some(text!(
            en "this line begins {own} spaces in, the one above {near}: begin it in the same column, for it is a field beside that one",
            vi "dòng này thụt vào {own} dấu cách, dòng trên thụt {near}: hai mục ngang hàng thì thụt bằng nhau",
        )),
        (false, true) if own != near + 2 && own > 0 && has_name(above) && has_name(line) => {
            let wanted = near + 2;
            Some(text!(
                en "this line begins {own} spaces in; a field of the item above begins {wanted}",
                vi "dòng này thụt vào {own} dấu cách; mục thuộc gạch đầu dòng ở trên thì thụt {wanted}",
            ))
        }
        _ => None,
    }
}

/// The advice against tabs.
fn tabs(fault: Diagnostic) -> Diagnostic {
    fault.hint(text!(
        en "delete the tab and type two spaces for each level",
        vi "xóa dấu Tab, mỗi mức gõ hai dấu cách thay vào",
    ))
}

/// The advice for `name:value`.
fn spaced(fault: Diagnostic, line: &str) -> Diagnostic {
    let line = shortened(line);
    fault.hint(text!(
        en "put a space after the colon: in `{line}` there is none",
        vi "gõ dấu cách sau dấu hai chấm: trong `{line}` còn thiếu",
    ))
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
        en "indent with spaces, put a space after `:`, and quote a text that contains `: ` or ` #` or begins with one of [ {{ * & ! % @ `",
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
        en "write it in the usual way: `name: \"text\"`, one per line, indented with spaces",
        vi "viết theo cách thông thường: `tên: \"chữ\"`, mỗi mục một dòng, thụt vào bằng dấu cách",
    ))
}

/// Lists and fields in each other, deeper than anybody needs.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlTooDeep,
        text!(
            en "lists and fields are nested more than {MAX_DEPTH} deep",
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
        en "`{name}` is an alias to YAML, a reference to another value; aliases are not used here",
        vi "với YAML, `{name}` là lời nhắc lại một giá trị khác (alias); ở đây không dùng cách ấy",
    );
    not_plain(message, span, in_quotes(source, span))
}

/// `&name`.
pub(super) fn anchor(source: &Source, span: Span) -> Diagnostic {
    let name = shortened(source.slice(span));
    let message = text!(
        en "`{name}` is an anchor to YAML, a name for a value; anchors are not used here",
        vi "với YAML, `{name}` là tên đặt cho một giá trị (anchor); ở đây không dùng cách ấy",
    );
    not_plain(message, span, in_quotes(source, span))
}

/// `!name`.
pub(super) fn tag(source: &Source, span: Span) -> Diagnostic {
    let name = shortened(source.slice(span));
    let message = text!(
        en "`{name}` is a tag to YAML, the name of a type; tags are not used here",
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

/// A letter that an escape makes and nobody sees.
pub(super) fn unseen(letter: char, span: Span) -> Diagnostic {
    let code = u32::from(letter);
    Diagnostic::new(
        Code::YamlEscape,
        text!(
            en "a backslash makes a sign here that nobody sees (U+{code:04X})",
            vi "dấu gạch chéo ngược ở đây tạo ra một ký tự không ai thấy (U+{code:04X})",
        ),
    )
    .at(span)
    .hint(text!(
        en "type the letter itself; in single quotes or without quotes a backslash is a backslash",
        vi "gõ thẳng chữ ấy; trong ngoặc đơn hoặc không có ngoặc thì dấu gạch chéo ngược chỉ là chính nó",
    ))
}

/// A key that is a list or mapping.
pub(super) fn key(span: Span) -> Diagnostic {
    not_plain(
        text!(
            en "the name of a field is itself a list or fields",
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
            en "a line that begins with `%` is a directive to YAML; directives are not used here",
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
            en "a second document begins here; its contents would be lost",
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
pub(super) fn lost(what: &DroppedWords) -> Diagnostic {
    let words = shortened(&what.words);
    if what.is_item {
        return Diagnostic::new(Code::YamlLines, text!(
            en "YAML joins this line to the one before it: `{words}` does not begin a line on the sheet",
            vi "YAML nối dòng này vào dòng trước: trên tờ in, `{words}` sẽ không đứng đầu dòng",
        ))
        .at(what.span)
        .hint(text!(
            en "write `|` after the colon instead of `>` or quotes, and each line stays a line; or do not begin a line like that",
            vi "sau dấu hai chấm ghi `|` thay cho `>` hay ngoặc kép thì mỗi dòng vẫn là một dòng; hoặc đừng mở đầu dòng như vậy",
        ));
    }
    Diagnostic::new(Code::YamlComment, text!(
        en "`{words}` is a comment to YAML and would be lost",
        vi "với YAML, `{words}` là ghi chú và sẽ bị mất",
    ))
    .at(what.span)
    .hint(if let Some(colour) = colour(&what.words) {
        text!(en "put a colour in quotes: \"{colour}\"", vi "đặt mã màu trong ngoặc kép: \"{colour}\"")
    } else { text!(
        en "if it is part of the text, put quotes around the whole text; if it is a comment, put it in a line of its own above",
        vi "nếu đó là chữ để in thì đặt cả dòng chữ trong ngoặc kép; nếu là ghi chú thì để ở một dòng riêng phía trên",
    )})
}

/// A colour at the beginning of what YAML takes for a comment: `#0B4F6C`.
fn colour(words: &str) -> Option<&str> {
    let digits = words.strip_prefix('#')?;
    let count = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    let is_whole = !digits[count..].starts_with(char::is_alphanumeric);
    (matches!(count, 3 | 6) && is_whole).then(|| &words[..=count])
}

/// The beginning of a text that may be long.
fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

/// A value of another kind than its field needs.
pub(super) fn wrong_type(name: &str, wanted: &Text, (is_en, is_vi): (&str, &str)) -> Diagnostic {
    let Text { en, vi } = wanted;
    Diagnostic::new(
        Code::YamlWrongType,
        text!(
            en "`{name}` must be {en}, but is {is_en}",
            vi "`{name}` phải là {vi}, nhưng ở đây là {is_vi}",
        ),
    )
    .hint(text!(en "put {en} after `{name}:`", vi "ghi {vi} vào sau `{name}:`"))
}

/// A field with nothing behind it.
pub(super) fn empty(name: &str, wanted: &Text) -> Diagnostic {
    let Text { en, vi } = wanted;
    Diagnostic::new(Code::YamlWrongType, text!(en "`{name}` is empty", vi "`{name}` còn để trống"))
        .hint(text!(en "put {en} after `{name}:`", vi "ghi {vi} vào sau `{name}:`"))
}

/// A field that is needed and missing.
pub(super) fn missing_field(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::YamlMissingField,
        text!(
            en "the field `{name}` is missing",
            vi "thiếu mục `{name}`",
        ),
    )
    .hint(text!(
        en "add a line `{name}: …` here; `toroi new guide` writes a full example",
        vi "thêm một dòng `{name}: …` ở đây; lệnh `toroi new guide` viết sẵn một bài mẫu đủ mục",
    ))
}

/// A field that has another name now.
pub(super) fn renamed_field(name: &str, now: &str) -> Diagnostic {
    Diagnostic::new(
        Code::YamlUnknownField,
        text!(
            en "the field `{name}` is called `{now}` now",
            vi "mục `{name}` nay có tên là `{now}`",
        ),
    )
    .hint(text!(
        en "write `{now}:` in the place of `{name}:`; what stands behind it stays as it is",
        vi "hãy đổi `{name}:` thành `{now}:`; phần đứng sau giữ nguyên",
    ))
}

/// A field that does not belong here.
pub(super) fn unknown_field(name: &str, known: &str) -> Diagnostic {
    Diagnostic::new(
        Code::YamlUnknownField,
        text!(
            en "there is no field `{name}` here",
            vi "ở đây không có mục nào tên `{name}`",
        ),
    )
    .hint(text!(en "the fields here are: {known}", vi "các mục ở đây gồm: {known}"))
}
