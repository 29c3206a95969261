//! Bytes of a file to clean text, or the reason why they are none.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::file::{Form, MAX_TEXT_BYTES, line_column};
use super::lines::Lines;
use super::old::told;
use crate::diag::{Code, Diagnostic, Sink, Text, text};
use crate::vietnamese::encoding::{self, Encoding, Read, Transport, Verdict};
use crate::vietnamese::normalise;

/// Reads a file in UTF-8; one that is not, in the encoding somebody named.
pub(super) fn clean(
    path: &str,
    bytes: &[u8],
    encoding: Option<Encoding>,
    sink: &mut Sink,
) -> Option<(String, Form)> {
    let whole = Diagnostic::new;
    if bytes.len() > MAX_TEXT_BYTES {
        let most = MAX_TEXT_BYTES >> 20;
        sink.push(
            whole(Code::FileTooLarge, text!(
                en "`{path}` is larger than {most} MB, the most a guide, template or style may have",
                vi "tệp `{path}` nặng hơn {most} MB, mức tối đa của bài hướng dẫn, mẫu hay kiểu chữ",
            ))
            .at_path(path)
            .hint(text!(
                en "this is probably a picture or a Word file: save the text alone as a .md file",
                vi "có lẽ đây là ảnh hay tệp Word: hãy chép riêng phần chữ ra tệp .md",
            )),
        );
        return None;
    }
    let named = encoding.and_then(|named| Some((named, encoding::decode_file(bytes, named)?)));
    let (raw, used) = if let Some((named, decoded)) = named {
        let lines = Lines::of(&decoded.text);
        for loss in &decoded.losses {
            let (line, column) = lines.place(&decoded.text, loss.at);
            sink.push(told(&decoded.text, loss).at_position(path, line, column));
        }
        (decoded.text, Some(named))
    } else {
        match encoding::read_bytes(bytes) {
            Transport { text, how: Read::Utf8, .. } => (text, None),
            Transport { text, how, .. } if how.encoding() == encoding && encoding.is_some() => {
                (text, encoding)
            }
            seen => {
                sink.push(not_utf8(path, bytes, &seen));
                return None;
            }
        }
    };
    if raw.trim().is_empty() {
        sink.push(
            whole(
                Code::FileEmpty,
                text!(en "`{path}` is empty", vi "tệp `{path}` không có chữ nào"),
            )
            .at_path(path)
            .hint(text!(
                en "write the guide, or start from `toroi new guide`",
                vi "hãy viết nội dung, hoặc bắt đầu bằng lệnh `toroi new guide`",
            )),
        );
        return None;
    }
    if let Some(at) = raw.bytes().position(|byte| byte == 0) {
        let (line, column) = line_column(&raw, at);
        sink.push(
            whole(
                Code::FileNul,
                text!(
                    en "`{path}` holds a NUL byte (U+0000): it is no text file, or it is damaged",
                    vi "tệp `{path}` có byte NUL (U+0000): không phải tệp chữ, hoặc đã hỏng",
                ),
            )
            .at_position(path, line, column)
            .hint(save_as_utf8()),
        );
        return None;
    }
    let crlf = raw.contains("\r\n");
    let lines = raw.replace("\r\n", "\n").replace('\r', "\n");
    let is_composed = is_nfc(&lines);
    let form = Form {
        decomposed: if is_composed { 0 } else { normalise::decomposed(&lines) },
        crlf,
        bom: used.is_none() && bytes.starts_with(b"\xEF\xBB\xBF"),
        encoding: used,
    };
    Some((if is_composed { lines } else { lines.nfc().collect() }, form))
}

/// Tells which old encoding the file seems to be in, with a line of it to compare.
fn not_utf8(path: &str, bytes: &[u8], seen: &Transport) -> Diagnostic {
    let guess = match (seen.how, encoding::detect(&seen.text)) {
        (Read::Utf16Le, _) => Some((Encoding::Utf16Le, seen.text.clone())),
        (Read::Utf16Be, _) => Some((Encoding::Utf16Be, seen.text.clone())),
        // UTF-8 with a broken byte in it would read as UTF-8 taken for CP1252.
        (_, Verdict::Old { encoding, decoded, .. }) if encoding != Encoding::Utf8AsCp1252 => {
            Some((encoding, decoded.text))
        }
        _ => None,
    };
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let (line, column) = line_column(&before, before.len());
    let diagnostic = |message| Diagnostic::new(Code::FileNotUtf8, message);
    if let Some((encoding, text)) = guess {
        let (name, line_of_it) = (encoding.title(), telling_line(&text));
        return diagnostic(text!(
            en "`{path}` is written in {name}, not UTF-8; read so it says “{line_of_it}”",
            vi "tệp `{path}` ghi bằng mã {name}, không phải UTF-8; đọc theo mã ấy là “{line_of_it}”",
        ))
        .at_position(path, line, column)
        .hint(text!(
            en "if that is right, `toroi convert {path}` makes it UTF-8",
            vi "nếu đọc như vậy là đúng, lệnh `toroi convert {path}` sẽ đổi tệp sang UTF-8",
        ));
    }
    let byte = bytes.get(valid).copied().unwrap_or(0);
    let word: Vec<char> = before.chars().rev().take_while(|c| *c != '\n').take(12).collect();
    let word: String = word.into_iter().rev().collect();
    diagnostic(text!(
        en "`{path}` is not UTF-8: byte {byte:02X} after “{word}” begins no letter",
        vi "tệp `{path}` không phải UTF-8: byte {byte:02X} sau chữ “{word}” không thành chữ nào",
    ))
    .at_position(path, line, column)
    .hint(save_as_utf8())
}

/// The first line with a Vietnamese letter, cut short: enough to see whether a reading is right.
fn telling_line(text: &str) -> String {
    let line = text.lines().find(|line| !line.is_ascii()).unwrap_or("");
    line.trim().chars().take(60).collect()
}

fn save_as_utf8() -> Text {
    text!(
        en "open it in the program that wrote it and save as plain text, encoding UTF-8",
        vi "mở bằng chương trình đã viết tệp, chọn lưu dạng văn bản thuần, bảng mã UTF-8",
    )
}
