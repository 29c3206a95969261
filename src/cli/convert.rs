//! `toroi convert`: text and CSV files of old encodings to Unicode.
//!
//! A file that is Unicode already is looked at cell by cell or line by line, and only what is not
//! valid Vietnamese changes, whatever encoding somebody names; `--force` alone decodes all of it.

use std::ops::Range;
use std::path::Path;

use super::convert_args::ConvertArgs;
use super::faults;
use super::output::on_one_line;
use super::terminal::Terminal;
use crate::diag::{Lang, Sink, counted, text};
use crate::disk;
use crate::report::{Format, quoted};
use crate::source::{LegacyStretches, LegacyText, Sources, legacy_text, line_column};
use crate::span::Span;
use crate::vietnamese::encoding::{self, ByteReading, Encoding};
use crate::vietnamese::normalise::{ChangeReason, TextSegment};
use crate::vietnamese::tracked_text::TrackedText;

/// How many changed pieces of a file are shown to compare; all of them where somebody named the
/// encoding, for then nothing but this list tells what it did.
const PREVIEW: usize = 5;

/// Converts each file on its own, so that one bad file stops no other.
pub(super) fn run(options: &ConvertArgs, terminal: Terminal) -> u8 {
    let (mut sink, mut sources, mut whole) = (Sink::new(), Sources::new(), true);
    for path in &options.files {
        let shown = path.display().to_string();
        match disk::read(path, usize::MAX) {
            Ok(bytes) => {
                let done = convert(&shown, &bytes, options, &mut sources, &mut sink);
                whole &= done.left == 0;
                finish(path, &done, options, &mut sink, terminal);
            }
            Err(error) => sink.push(crate::world::read_error(&shown, &error)),
        }
    }
    terminal.findings(&sink, &sources);
    u8::from(sink.has_errors() || !whole)
}

/// A file in Unicode.
struct Converted {
    text: String,
    /// The encodings that were found in it.
    encodings: Vec<Encoding>,
    /// Pieces before and after.
    changed: Vec<(String, String)>,
    /// Pieces that could not be converted.
    left: usize,
}

fn convert(
    path: &str,
    bytes: &[u8],
    options: &ConvertArgs,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Converted {
    let seen = encoding::read_bytes(bytes);
    let id = sources.add_text(path, seen.text.clone());
    let named = options.encoding;
    let decoded = named.and_then(|named| {
        let whole = if options.force {
            Some(named.decode_bytes(bytes))
        } else {
            encoding::decode_file(bytes, named)
        };
        Some((named, whole?))
    });
    if let Some((encoding, decoded)) = decoded {
        for loss in &decoded.losses {
            let (line, column) = line_column(&decoded.text, loss.at);
            sink.push(legacy_text(&decoded.text, loss).at_position(path, line, column));
        }
        let changed = lines_apart(&seen.text, &decoded.text);
        return Converted { text: decoded.text, encodings: vec![encoding], changed, left: 0 };
    }
    let is_unicode = seen.how != ByteReading::Cp1252;
    // A file of bytes is of one encoding, and its whole text tells best which.
    let whole = || std::iter::once(0..seen.text.len()).collect();
    let pieces: Vec<Range<usize>> = if is_unicode { pieces(path, &seen.text) } else { whole() };
    let segments: Vec<TextSegment> =
        pieces.into_iter().map(|piece| TextSegment::plain(&seen.text, piece)).collect();
    let old = LegacyStretches::find(&seen.text, &segments, named);
    let mut encodings: Vec<Encoding> = match seen.how {
        ByteReading::Utf16Le => vec![Encoding::Utf16Le],
        ByteReading::Utf16Be => vec![Encoding::Utf16Be],
        ByteReading::Utf8 | ByteReading::Cp1252 => Vec::new(),
    };
    let (mut changed, mut left) = (Vec::new(), 0);
    for (range, old) in old.found() {
        let before = &seen.text[range.clone()];
        let place = Span::new(id, range.clone());
        let is_other = |encoding: &Encoding| named.is_some_and(|named| named != *encoding);
        if old.is_lossy() || matches!(old, LegacyText::Sure(encoding, _) if is_other(encoding)) {
            left += 1;
            let found = old.report(before).at(place);
            sink.push(match old {
                LegacyText::Unsure(_) => found.hint(text!(
                    en "or name its encoding with --encoding",
                    vi "hoặc ghi rõ bảng mã sau --encoding",
                )),
                _ => found,
            });
        } else if matches!(old, LegacyText::Kept(..)) {
            sink.push(old.report(before).at(place));
        } else if let LegacyText::Sure(encoding, decoded) = old {
            encodings.extend((!encodings.contains(encoding)).then_some(*encoding));
            changed.extend(lines_apart(before, &decoded.text));
            sink.extend(old.doubt().map(|doubt| doubt.at(place)));
        }
    }
    if !is_unicode && old.found().is_empty() {
        left += 1;
        sink.push(faults::no_encoding(path, id));
    }
    let mut mended: TrackedText<ChangeReason> = TrackedText::new(seen.text);
    mended.pass(old.edits(named));
    Converted { text: mended.into_text(), encodings, changed, left }
}

/// The pieces that may be in an encoding of their own: cells of a table, else lines.
fn pieces(path: &str, text: &str) -> Vec<Range<usize>> {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if !matches!(ending.as_str(), "csv" | "tsv" | "txt") || !text.contains(SEPARATORS) {
        return split(text, &['\n']);
    }
    split(text, &[',', ';', '\t', '\n'])
}

/// What stands between the cells of a table.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Stretches between separators that stand outside quotation marks.
fn split(text: &str, separators: &[char]) -> Vec<Range<usize>> {
    let (mut pieces, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, letter) in text.char_indices() {
        if letter == '"' && separators.len() > 1 {
            quoted = !quoted;
        } else if separators.contains(&letter) && !quoted {
            pieces.push(start..at);
            start = at + letter.len_utf8();
        }
    }
    pieces.push(start..text.len());
    pieces
}

/// The lines that differ.
fn lines_apart(before: &str, after: &str) -> Vec<(String, String)> {
    let differ = |(a, b): &(&str, &str)| a != b;
    let own = |(a, b): (&str, &str)| (a.trim().to_owned(), b.trim().to_owned());
    before.lines().zip(after.lines()).filter(differ).map(own).collect()
}

/// Shows what changed, and writes it unless this is a rehearsal.
fn finish(
    path: &Path,
    done: &Converted,
    options: &ConvertArgs,
    sink: &mut Sink,
    terminal: Terminal,
) {
    let shown = path.display().to_string();
    let names: Vec<&str> = done.encodings.iter().map(|encoding| encoding.name()).collect();
    let (names, count) = (names.join("+"), done.changed.len());
    if names.is_empty() {
        let already = match done.left {
            0 => terminal.say("is already Unicode, left as it is", "đã là Unicode, giữ nguyên"),
            _ => terminal.say("cannot be converted, left as it is", "chưa đổi được, giữ nguyên"),
        };
        terminal.print(&line(&shown, &names, count, already, terminal));
        return;
    }
    if terminal.printer.format == Format::Human {
        let most = if options.encoding.is_some() { count } else { PREVIEW };
        for (before, after) in done.changed.iter().take(most) {
            terminal.note(&format!("  {before}\n  → {after}\n"));
        }
        if count > most {
            terminal.note("  …\n");
        }
    }
    if options.dry_run {
        let would = terminal.say("not written", "chưa ghi");
        terminal.print(&line(&shown, &names, count, would, terminal));
        return;
    }
    match crate::world::replace(path, &to_disk(path, &done.text)) {
        Ok(kept) => {
            let name = kept.file_name().unwrap_or_default().to_string_lossy();
            let words = terminal.say("old file kept as", "tệp cũ giữ lại là");
            terminal.print(&line(&shown, &names, count, &format!("{words} {name}"), terminal));
        }
        Err(diagnostic) => sink.push(diagnostic),
    }
}

/// Tables get a byte order mark: without one Excel takes UTF-8 for the old code page.
fn to_disk(path: &Path, text: &str) -> Vec<u8> {
    let is_table = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("csv") || end.eq_ignore_ascii_case("tsv"));
    let mark = if is_table { "\u{feff}" } else { "" };
    [mark.as_bytes(), text.as_bytes()].concat()
}

fn line(path: &str, names: &str, count: usize, what: &str, terminal: Terminal) -> String {
    if terminal.printer.format == Format::Json {
        return format!(
            "{{\"type\":\"converted\",\"path\":{},\"encoding\":{},\"changed\":{count}}}",
            quoted(path),
            quoted(names),
        );
    }
    let (path, what) = (on_one_line(path), on_one_line(what));
    if names.is_empty() {
        return format!("{path}  {what}");
    }
    let pieces = match terminal.printer.lang {
        Lang::En => counted(count, "piece"),
        Lang::Vi => format!("{count} chỗ"),
    };
    format!("{path}  {names} → utf-8, {pieces}, {what}")
}
