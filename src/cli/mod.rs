//! The command line: arguments in, exit codes out.
//!
//! Exit 0: done. 1: a guide, template or style has errors. 2: could not run. Results go to
//! standard output, findings and progress to standard error.

mod args;
mod bar;
mod build;
mod contact_lines;
mod convert;
mod convert_args;
mod earlier_job;
mod explain;
mod faults;
mod fix;
mod fonts;
mod help;
mod history;
mod history_args;
mod input_file;
mod kit;
mod labels;
mod list;
mod look_args;
mod merge;
mod merge_report;
mod merge_run;
mod new;
mod output;
mod printer;
mod printer_args;
mod project;
mod read_args;
mod readings;
mod roster;
mod roster_args;
mod schema;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod serve_args;
mod shell;
mod sources;
mod spool;
mod terminal;
mod threads;
mod usage;
mod values;
mod vietnamese;
mod ward;
mod watch;
mod welcome;

use std::ffi::OsString;
#[cfg(feature = "serve")]
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;

use args::{Args, Command, New};
#[cfg(feature = "serve")]
use serve_args::ServeArgs;
use terminal::Terminal;
use usage::NotRun;

use crate::diag::{Diagnostic, Lang, Sink};
use crate::heap;
use crate::source::Sources;

/// All commands and options, in English; `docs/reference.md` is made of them.
pub fn command_line() -> clap::Command {
    <Args>::command()
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    heap::keep();
    ExitCode::from(run(std::env::args_os().collect()))
}

/// Runs the program; the number is its exit code.
pub fn run(arguments: Vec<OsString>) -> u8 {
    let lang = terminal::language(&arguments);
    let asked = terminal::asked_language(&arguments);
    let format = terminal::asked_format(&arguments);
    #[cfg(feature = "serve")]
    let is_page = is_page(&arguments);
    let args = match Args::read(arguments, lang) {
        Ok(args) => args,
        #[cfg(feature = "serve")]
        Err(NotRun::Nothing) if is_page => {
            return serve::run(
                &ServeArgs::of_a_double_click(),
                Path::new("."),
                Terminal::new(format, lang),
            );
        }
        Err(why) => return not_run(why, asked, Terminal::new(format, lang)),
    };
    let terminal = Terminal::new(args.format(), lang);
    if let Some(found) = unusable(&args) {
        return refuse(found, terminal);
    }
    let code = command(&args, terminal);
    terminal.end(code)
}

/// Whether the program was started as the page: a copy of it that is not called `toroi` any more, as
/// “In tờ rơi.exe”, is for those who never see a terminal, and a double click gives no arguments.
#[cfg(feature = "serve")]
fn is_page(arguments: &[OsString]) -> bool {
    let name = arguments.first().and_then(|own| Path::new(own).file_stem());
    arguments.len() == 1 && name.is_some_and(|name| !name.eq_ignore_ascii_case("toroi"))
}

/// Answers arguments that run no command.
fn not_run(why: NotRun, asked: Option<Lang>, terminal: Terminal) -> u8 {
    match why {
        NotRun::Help(help) => terminal::show(&help),
        NotRun::Nothing => welcome::print(asked == Some(Lang::En), terminal),
        NotRun::Half(help) => {
            terminal::show(&help);
            return terminal.end(2);
        }
        NotRun::Wrong(found) => return refuse(*found, terminal),
    }
    terminal.end(0)
}

/// Reports what keeps a command from being run.
fn refuse(found: Diagnostic, terminal: Terminal) -> u8 {
    let mut sink = Sink::new();
    sink.push(found);
    terminal.findings(&sink, &Sources::new());
    2
}

/// What keeps a command from being run at all: a folder or a day that is none.
fn unusable(args: &Args) -> Option<Diagnostic> {
    let needs_project = match &args.command {
        Command::New { what } => !matches!(what, New::Project { .. }),
        Command::Convert(_)
        | Command::Explain { .. }
        | Command::Schema { name: Some(_) }
        | Command::Completions { .. }
        | Command::Man { .. } => false,
        _ => true,
    };
    let project = needs_project.then(|| project::missing(&args.project)).flatten();
    project.or_else(terminal::bad_epoch)
}

fn command(args: &Args, terminal: Terminal) -> u8 {
    let in_words = || Args::command_in(terminal.printer.lang);

    match &args.command {
        Command::Build(options) => build::run(options, args, terminal),
        Command::Check { options, fix } => build::check(options, *fix, args, terminal),
        Command::Watch(options) => watch::run(options, args, terminal),
        Command::New { what } => new::run(what, args, terminal),
        Command::Convert(options) => convert::run(options, terminal),
        Command::Kit(options) => kit::run(options, args, terminal),
        Command::Merge(options) => merge::run(options, args, terminal),
        Command::Labels(options) => labels::run(options, args, terminal),
        Command::History(options) => history::run(options, args, terminal),
        Command::Sources(options) => sources::run(options, args, terminal),
        Command::Roster(options) => roster::run(options, args, terminal),
        Command::Printer { what } => printer::run(what.as_ref(), args, terminal),
        Command::List { what } => list::run(*what, args, terminal),
        Command::Schema { name } => schema::run(*name, args, terminal),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::run(options, &args.project, terminal),
        Command::Fonts => fonts::run(args, terminal),
        Command::Explain { code } => explain::run(code, terminal),
        Command::Completions { shell } => shell::completions(*shell, in_words(), terminal),
        Command::Man { folder } => shell::manual(folder, in_words(), terminal),
    }
}
