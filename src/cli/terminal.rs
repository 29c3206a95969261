//! Where people read: language, colours, findings.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use crate::diag::{Code, Diagnostic, Lang, Severity, Sink, text};
use crate::guide::Date;
use crate::report::{Format, Reporter, first_error, visible};
use crate::source::Sources;

/// Standard output and standard error, in the user's language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    pub printer: Reporter,
    /// Whether people see notes, or only how many there are.
    pub tells_all: bool,
}

/// The language asked for with `--lang`, else that of the locale.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => continue,
        };
        match value {
            Some("vi") => return Lang::Vi,
            Some("en") => return Lang::En,
            _ => {}
        }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    if locale.is_some_and(|locale| locale.starts_with("vi")) { Lang::Vi } else { Lang::En }
}

/// The day it is, or the one `SOURCE_DATE_EPOCH` names.
pub(super) fn today() -> Date {
    let fixed = epoch().and_then(Result::ok);
    let seconds = fixed.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |now| now.as_secs())
    });
    Date::from_unix(seconds)
}

/// The last second of the year 9999.
const LAST_SECOND: u64 = 253_402_300_799;

/// What `SOURCE_DATE_EPOCH` says, if it is set: a second, or a value that is none.
fn epoch() -> Option<Result<u64, String>> {
    let value = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty())?;
    let value = value.to_string_lossy();
    let second = value.parse().ok().filter(|second| *second <= LAST_SECOND);
    Some(second.ok_or_else(|| value.into_owned()))
}

/// Reports a `SOURCE_DATE_EPOCH` that is not a second; no other day is taken instead.
pub(super) fn bad_epoch() -> Option<Diagnostic> {
    let value = epoch()?.err()?;
    let found = Diagnostic::new(
        Code::DateWrong,
        text!(
            en "SOURCE_DATE_EPOCH is `{value}`, not a number of seconds up to {LAST_SECOND}",
            vi "SOURCE_DATE_EPOCH là `{value}`, không phải số giây từ 0 đến {LAST_SECOND}",
        ),
    );
    Some(found.hint(text!(
        en "set it to the seconds since 1970, like 1795392000, or unset it",
        vi "đặt thành số giây tính từ năm 1970, như 1795392000, hoặc bỏ biến này",
    )))
}

/// The first fault of standard output.
static FAULT: OnceLock<io::Error> = OnceLock::new();

/// Prints help, or what is wrong with the arguments: then true.
pub(super) fn refuse(error: &clap::Error) -> bool {
    let text = error.render().to_string();
    let is_wrong = error.use_stderr();
    if is_wrong && text != visible(&text) {
        let _ = write!(io::stderr(), "{}", visible(&text));
    } else if let Err(fault) = error.print()
        && !is_wrong
    {
        let _ = FAULT.set(fault);
    }
    is_wrong
}

impl Terminal {
    pub(super) fn new(format: Format, lang: Lang) -> Terminal {
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let printer = Reporter { format, lang, colour };
        Terminal { printer, tells_all: printer.format != Format::Human }
    }

    /// For help, before the arguments are known to be good.
    pub(super) fn plain(lang: Lang) -> Terminal {
        let printer = Reporter { format: Format::Human, lang, colour: false };
        Terminal { printer, tells_all: false }
    }

    /// The exit code in the end: whoever reads standard output has to know when it is not whole.
    pub(super) fn end(self, code: u8) -> u8 {
        if let Err(fault) = io::stdout().flush() {
            let _ = FAULT.set(fault);
        }
        let Some(fault) = FAULT.get() else { return code };
        let is_full = fault.kind() == io::ErrorKind::StorageFull;
        let why = if is_full { Code::OutputFull } else { Code::OutputDenied };
        let found = Diagnostic::new(
            why,
            text!(
                en "standard output cannot be written, so what it shows is not whole: {fault}",
                vi "không ghi được ra đầu ra chuẩn nên kết quả hiện ra bị thiếu: {fault}",
            ),
        );
        let mut sink = Sink::new();
        sink.push(found.hint(text!(
            en "free some room, or let the other program read to the end, and run it again",
            vi "dọn bớt chỗ trên đĩa, hoặc để chương trình kia đọc hết, rồi chạy lại",
        )));
        self.findings(&sink, &Sources::new());
        code.max(1)
    }

    /// The same, with notes shown.
    pub(super) fn telling_all(self) -> Terminal {
        Terminal { tells_all: true, ..self }
    }

    /// Whether results are for people.
    pub(super) fn is_for_people(self) -> bool {
        self.printer.format == Format::Human
    }

    /// Whether results are for programs.
    pub(super) fn is_json(self) -> bool {
        self.printer.format == Format::Json
    }

    /// The wording of the user's language.
    pub(super) fn say<'a>(self, en: &'a str, vi: &'a str) -> &'a str {
        match self.printer.lang {
            Lang::En => en,
            Lang::Vi => vi,
        }
    }

    /// A line of results. When it cannot be printed, [`Terminal::end`] reports so.
    pub(super) fn print(self, line: &str) {
        if let Err(fault) = writeln!(io::stdout(), "{}", visible(line)) {
            let _ = FAULT.set(fault);
        }
    }

    /// Text for standard error.
    pub(super) fn note(self, text: &str) {
        let _ = write!(io::stderr(), "{}", visible(text));
    }

    /// All findings, with a count under those for people.
    pub(super) fn findings(self, sink: &Sink, sources: &Sources) {
        let wanted = |severity| self.tells_all || severity != Severity::Note;
        let mut text = self.printer.print(sink, wanted, sources);
        if self.printer.format == Format::Human && sink.iter().next().is_some() {
            text.push_str(&self.count(sink));
            if let Some(first) = first_error(sink, sources) {
                let code = first.id();
                let hint =
                    self.say("what it means: toroi explain", "xem giải thích: toroi explain");
                text.push_str(&format!("; {hint} {code}"));
            } else if !self.tells_all && sink.count(Severity::Note) > 0 {
                text.push_str(
                    self.say("; to see notes: toroi check", "; muốn xem ghi chú: toroi check"),
                );
            }
            text.push('\n');
        }
        // Colours are signs that steer a terminal; the printer lets no others through.
        let _ = write!(io::stderr(), "{text}");
    }

    fn count(self, sink: &Sink) -> String {
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(|kind| sink.count(kind));
        let mut text = match self.printer.lang {
            Lang::En => format!("{}, {}", many(errors, "error"), many(warnings, "warning")),
            Lang::Vi => format!("{errors} lỗi, {warnings} lời nhắc"),
        };
        if notes > 0 {
            text.push_str(&match self.printer.lang {
                Lang::En => format!(", {}", many(notes, "note")),
                Lang::Vi => format!(", {notes} ghi chú"),
            });
        }
        text
    }
}

/// “1 error”, “2 errors”.
pub(super) fn many(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// How a run ends: 2 when an option says nothing about what was given, 1 when anything has errors.
pub(super) fn exit_code(sink: &Sink) -> u8 {
    let is_option = |found: &Diagnostic| found.code == Code::RecordsOption;
    if sink.iter().any(is_option) { 2 } else { u8::from(sink.has_errors()) }
}
