//! The reports of YAML that cannot be read, that says something only programs mean, or of which a
//! part would be lost.

use super::Spanned;
use super::lost::DroppedWords;
use super::node::MAX_DEPTH;
use super::said::Said;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::source::Source;
use crate::span::Span;

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
pub(super) fn lost(what: &DroppedWords) -> Diagnostic {
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
