//! Where people read: language, colours, findings.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};

use super::args::Args;
use crate::diag::{Code, Diagnostic, Format, Lang, Printer, Severity, Sink, first_error};
use crate::guide::Date;
use crate::source::Sources;

/// Standard output and standard error, in the user's language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    pub printer: Printer,
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
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|value| value.parse().ok());
    let seconds = fixed.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |now| now.as_secs())
    });
    Date::from_unix(seconds)
}

impl Terminal {
    pub(super) fn new(args: &Args, lang: Lang) -> Terminal {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let printer = Printer { format: args.format(), lang, colour };
        Terminal { printer, tells_all: printer.format != Format::Human }
    }

    /// The same, with notes shown.
    pub(super) fn telling_all(self) -> Terminal {
        Terminal { tells_all: true, ..self }
    }

    /// The wording of the user's language.
    pub(super) fn say<'a>(self, en: &'a str, vi: &'a str) -> &'a str {
        match self.printer.lang {
            Lang::En => en,
            Lang::Vi => vi,
        }
    }

    /// A line of results. A closed pipe is no fault of ours.
    pub(super) fn print(self, line: &str) {
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    /// Text for standard error.
    pub(super) fn note(self, text: &str) {
        let _ = write!(std::io::stderr(), "{text}");
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
        self.note(&text);
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
