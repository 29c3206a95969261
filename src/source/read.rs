//! Bytes of a file to clean text, or the reason why they are none.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::excerpt::legacy_text;
use super::faults::Fault;
use super::file::{FileForm, MAX_TEXT_BYTES, line_column};
use super::lines::LineIndex;
use crate::diag::{Diagnostic, Sink};
use crate::vietnamese::encoding::{self, ByteReading, Encoding, Transport, Verdict};
use crate::vietnamese::normalise;

/// Reads a file in UTF-8; one that is not, in the encoding somebody named.
pub(super) fn clean(
    path: &str,
    bytes: &[u8],
    encoding: Option<Encoding>,
    sink: &mut Sink,
) -> Option<(String, FileForm)> {
    if bytes.len() > MAX_TEXT_BYTES {
        let fault = Fault::TooLarge { path, most: MAX_TEXT_BYTES >> 20 };
        sink.push(Diagnostic::from(fault).at_path(path));
        return None;
    }
    let named = encoding.and_then(|named| Some((named, encoding::decode_file(bytes, named)?)));
    let (raw, used) = if let Some((named, decoded)) = named {
        let lines = LineIndex::of(&decoded.text);
        for loss in &decoded.losses {
            let (line, column) = lines.place(&decoded.text, loss.at);
            sink.push(legacy_text(&decoded.text, loss).at_position(path, line, column));
        }
        (decoded.text, Some(named))
    } else {
        match encoding::read_bytes(bytes) {
            Transport { text, how: ByteReading::Utf8, .. } => (text, None),
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
        sink.push(Diagnostic::from(Fault::Empty { path }).at_path(path));
        return None;
    }
    if let Some(at) = raw.bytes().position(|byte| byte == 0) {
        let (line, column) = line_column(&raw, at);
        sink.push(Diagnostic::from(Fault::Nul { path }).at_position(path, line, column));
        return None;
    }
    let crlf = raw.contains("\r\n");
    let lines = raw.replace("\r\n", "\n").replace('\r', "\n");
    let is_composed = is_nfc(&lines);
    let form = FileForm {
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
        (ByteReading::Utf16Le, _) => Some((Encoding::Utf16Le, seen.text.clone())),
        (ByteReading::Utf16Be, _) => Some((Encoding::Utf16Be, seen.text.clone())),
        // UTF-8 with a broken byte in it would read as UTF-8 taken for CP1252.
        (_, Verdict::Old { encoding, decoded, .. }) if encoding != Encoding::Utf8AsCp1252 => {
            Some((encoding, decoded.text))
        }
        _ => None,
    };
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let (line, column) = line_column(&before, before.len());
    if let Some((encoding, text)) = guess {
        let fault = Fault::Encoded { path, encoding, line: &telling_line(&text) };
        return Diagnostic::from(fault).at_position(path, line, column);
    }
    let byte = bytes.get(valid).copied().unwrap_or(0);
    let word: Vec<char> = before.chars().rev().take_while(|c| *c != '\n').take(12).collect();
    let word: String = word.into_iter().rev().collect();
    let fault = Fault::NotUtf8 { path, byte, word: &word };
    Diagnostic::from(fault).at_position(path, line, column)
}

/// The first line with a Vietnamese letter, cut short: enough to see whether a reading is right.
fn telling_line(text: &str) -> String {
    let line = text.lines().find(|line| !line.is_ascii()).unwrap_or("");
    line.trim().chars().take(60).collect()
}
