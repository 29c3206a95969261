//! A command that cannot be run as it was typed: what the parser of arguments found, as a finding
//! in the words of the program.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use super::faults::usage as say;
use super::values::BadValue;
use crate::diag::{Diagnostic, nearest, shell_word};
use crate::guide;
use crate::world::Project;

/// The most words a file name is torn into.
const MOST_PARTS: usize = 12;
/// The most arguments in which a torn name is looked for.
const MOST_ARGUMENTS: usize = 64;

/// What people type for a command.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    (
        "build",
        &["in", "lam", "làm", "tao", "tạo", "xuat", "xuất", "make", "print", "pdf", "render"],
    ),
    (
        "check",
        &["soat", "soát", "kiem-tra", "kiểm-tra", "kiểm", "kiem", "lint", "test", "validate"],
    ),
    ("new", &["moi", "mới", "them", "thêm", "init", "create", "start", "add"]),
    ("merge", &["tron", "trộn", "ghep", "ghép", "mail-merge"]),
    ("roster", &["danh-sach", "danh", "team", "list-houses"]),
    ("kit", &["bo", "bộ", "kits"]),
    ("fonts", &["phong", "phông", "font", "chu", "chữ"]),
    ("explain", &["giai-thich", "giải", "giai", "why"]),
    ("printer", &["may-in", "máy", "may", "printers"]),
    ("sources", &["nguon", "nguồn", "source"]),
    ("convert", &["doi", "đổi", "chuyen", "chuyển"]),
    ("watch", &["xem", "theo", "serve"]),
    ("help", &["tro-giup", "trợ", "giup", "giúp", "?"]),
];

/// Why no command is run.
pub(super) enum NotRun {
    /// Help or the version was asked for.
    Help(clap::Error),
    /// Only half a command was typed, which is answered with help.
    Half(clap::Error),
    /// Nothing was typed but options for all commands.
    Nothing,
    /// What is wrong.
    Wrong(Box<Diagnostic>),
}

impl NotRun {
    pub(super) fn of(error: clap::Error, arguments: &[OsString], command: &Command) -> NotRun {
        let is_root = match error.get(ContextKind::InvalidSubcommand) {
            Some(ContextValue::String(parent)) => parent == command.get_name(),
            _ => arguments.len() < 2,
        };
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => NotRun::Help(error),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand
                if is_root =>
            {
                NotRun::Nothing
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => NotRun::Half(error),
            _ => {
                let mut command = command.clone();
                // Only then do its arguments know how they are written.
                command.build();
                NotRun::Wrong(Box::new(finding(&error, arguments, &command)))
            }
        }
    }
}

/// What is wrong with a command, as the parser of arguments saw it.
fn finding(error: &clap::Error, arguments: &[OsString], root: &Command) -> Diagnostic {
    let typed = Typed::read(arguments, root);
    let get = |kind| words(error.get(kind));
    let invalid = get(ContextKind::InvalidArg);
    let first = invalid.first().map(String::as_str).unwrap_or_default();
    let option = first.split(' ').next().unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = get(ContextKind::InvalidSubcommand);
            typed.unknown_command(word.first().map(String::as_str).unwrap_or_default())
        }
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            let near = get(ContextKind::SuggestedArg);
            let found = say::unknown_option(option, &typed.name);
            let found = match near.first().and_then(|near| near.split(' ').next()) {
                Some(near) => found.did_you_mean(near, [near]),
                None => found,
            };
            found.hint(say::see_help(&typed.name))
        }
        ErrorKind::UnknownArgument | ErrorKind::TooManyValues => {
            say::extra_word(first, &typed.name).hint(say::see_help(&typed.name))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = get(ContextKind::InvalidValue);
            let value = value.first().map(String::as_str).unwrap_or_default();
            let found = if value.is_empty() {
                say::missing_value(option)
            } else {
                say::bad_value(option, value)
            };
            typed.values(found, error, first, value)
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            typed.meaning(say::missing_value(option), first)
        }
        ErrorKind::MissingRequiredArgument => {
            let what: Vec<String> = invalid.iter().map(|arg| format!("`{arg}`")).collect();
            let found = say::missing(&what.join(", "), &typed.name);
            let found = invalid.iter().fold(found, |found, arg| typed.meaning(found, arg));
            found.hint(say::see_help(&typed.name))
        }
        ErrorKind::MissingSubcommand => {
            say::half_command(&typed.name).hint(say::commands(&typed.commands()))
        }
        ErrorKind::ArgumentConflict => {
            let prior = get(ContextKind::PriorArg);
            let names: Vec<&str> = prior.iter().filter_map(|it| it.split(' ').next()).collect();
            if names == [option] {
                say::twice(option)
            } else {
                say::conflict(option, &names.join("`, `"))
            }
        }
        _ => say::unreadable().hint(say::see_help(&typed.name)),
    }
}

/// The words of a piece of an error.
fn words(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

/// The command that was meant, as far as it was understood.
struct Typed<'c> {
    /// As it is typed: `toroi new guide`.
    name: String,
    command: &'c Command,
}

impl<'c> Typed<'c> {
    fn read(arguments: &[OsString], root: &'c Command) -> Typed<'c> {
        let mut typed = Typed { name: root.get_name().to_owned(), command: root };
        for word in arguments.iter().skip(1).filter_map(|word| word.to_str()) {
            if let Some(sub) = typed.command.find_subcommand(word) {
                typed.command = sub;
                typed.name = format!("{} {word}", typed.name);
            }
        }
        typed
    }

    fn commands(&self) -> String {
        let names = self.command.get_subcommands().filter(|sub| sub.get_name() != "help");
        names.map(Command::get_name).collect::<Vec<_>>().join(", ")
    }

    fn unknown_command(&self, word: &str) -> Diagnostic {
        let found = say::unknown_command(word, &self.name);
        let lower = word.to_lowercase();
        let is_root = !self.name.contains(' ');
        let other = OTHER_WORDS.iter().find(|(_, others)| others.contains(&lower.as_str()));
        let names = self.command.get_subcommands().map(Command::get_name);
        let meant = match other.filter(|_| is_root) {
            Some((name, _)) => Some(format!("toroi {name}")),
            None if is_root && is_guide(word) => Some(format!("toroi build {}", shell_word(word))),
            None => nearest(&lower, names).map(|near| format!("{} {near}", self.name)),
        };
        match meant {
            Some(command) => found.hint(say::run_this(&command)),
            None => found,
        }
        .hint(say::commands(&self.commands()))
    }

    /// An argument by the way the parser writes it.
    fn argument(&self, written: &str) -> Option<&'c Arg> {
        self.command.get_arguments().find(|arg| arg.to_string() == written)
    }

    fn meaning(&self, found: Diagnostic, written: &str) -> Diagnostic {
        match self.argument(written).and_then(Arg::get_help) {
            Some(help) => found.hint(say::meaning(written, &help.to_string())),
            None => found.hint(say::see_help(&self.name)),
        }
    }

    /// What the values of an option may be.
    fn values(
        &self,
        found: Diagnostic,
        error: &clap::Error,
        written: &str,
        value: &str,
    ) -> Diagnostic {
        let known = words(error.get(ContextKind::ValidValue));
        if !known.is_empty() {
            let found = found.did_you_mean(value, known.iter().map(String::as_str));
            return found.hint(say::choices(&known.join(", ")));
        }
        let source = std::error::Error::source(error);
        match source.and_then(|source| source.downcast_ref::<BadValue>()) {
            Some(BadValue(why)) => found.hint(why.clone()),
            None => self.meaning(found, written),
        }
    }
}

/// Whether a word is the name or the path of a guide.
fn is_guide(word: &str) -> bool {
    let is_file = || word.contains('.') && Path::new(word).is_file();
    guide::slugs(&Project::new(".")).is_ok_and(|slugs| slugs.iter().any(|slug| slug == word))
        || is_file()
}

/// Reports a file whose name has spaces and was typed without quotes. Nothing is guessed: the
/// words together have to be the name of a file that is there.
pub(super) fn torn_name(arguments: &[OsString]) -> Option<Diagnostic> {
    if arguments.len() > MOST_ARGUMENTS {
        return None;
    }
    let words: Vec<&str> = arguments.iter().map(|word| word.to_str()).collect::<Option<_>>()?;
    for start in 1..words.len() {
        let (option, first) = match words[start].split_once('=') {
            Some((option, first)) if option.starts_with("--") => (Some(option), first),
            _ => (None, words[start]),
        };
        let most = words.len().min(start + MOST_PARTS);
        for end in (start + 1..most).rev() {
            let last = words[end];
            let name = [&[first], &words[start + 1..=end]].concat().join(" ");
            if first.starts_with("--") || Path::new(last).exists() || !Path::new(&name).is_file() {
                continue;
            }
            let quoted = shell_word(&name);
            let whole = option.map_or(quoted.clone(), |option| format!("{option}={quoted}"));
            let before = words[1..start].iter().map(|word| shell_word(word));
            let after = words[end + 1..].iter().map(|word| shell_word(word));
            let all: Vec<String> = std::iter::once("toroi".to_owned())
                .chain(before)
                .chain([whole])
                .chain(after)
                .collect();
            return Some(say::torn_name(&name, &all.join(" ")));
        }
    }
    None
}
