//! The command line: arguments in, exit codes out.
//!
//! Exit 0: done. 1: a guide, template or style has errors. 2: could not run. Results go to
//! standard output, findings and progress to standard error.

mod args;
mod bar;
mod build;
mod convert;
mod explain;
mod fix;
mod fonts;
mod input_file;
mod kit;
mod merge;
mod merge_report;
mod merge_run;
mod new;
mod output;
mod printer;
mod printer_args;
mod project;
mod readings;
mod roster;
mod sources;
mod spool;
mod terminal;
mod threads;
mod values;
mod vietnamese;
mod ward;
mod watch;

use std::process::ExitCode;

use clap::CommandFactory;

use args::{Args, Command, New};
use terminal::Terminal;

use crate::diag::{Diagnostic, Sink};
use crate::source::Sources;

/// All commands and options, in English; `docs/reference.md` is made of them.
pub fn command_line() -> clap::Command {
    Args::command()
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os().collect()))
}

/// Runs the program; the number is its exit code.
pub fn run(arguments: Vec<std::ffi::OsString>) -> u8 {
    let lang = terminal::language(&arguments);
    let args = match Args::read(arguments, lang) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are results, everything else is a fault.
            return if terminal::refuse(&error) { 2 } else { Terminal::plain(lang).end(0) };
        }
    };
    let terminal = Terminal::new(args.format(), lang);
    if let Some(found) = unusable(&args) {
        let mut sink = Sink::new();
        sink.push(found);
        terminal.findings(&sink, &Sources::new());
        return 2;
    }
    let code = command(&args, terminal);
    terminal.end(code)
}

/// What keeps a command from being run at all: a folder or a day that is none.
fn unusable(args: &Args) -> Option<Diagnostic> {
    let needs_project = match &args.command {
        Command::New { what } => !matches!(what, New::Project { .. }),
        Command::Convert(_) | Command::Fonts | Command::Explain { .. } => false,
        _ => true,
    };
    let project = needs_project.then(|| project::missing(&args.project)).flatten();
    project.or_else(terminal::bad_epoch)
}

fn command(args: &Args, terminal: Terminal) -> u8 {
    match &args.command {
        Command::Build(options) => build::run(options, args, terminal),
        Command::Check { options, fix } => build::check(options, *fix, args, terminal),
        Command::Watch(options) => watch::run(options, args, terminal),
        Command::New { what } => new::run(what, args, terminal),
        Command::Convert(options) => convert::run(options, terminal),
        Command::Kit(options) => kit::run(options, args, terminal),
        Command::Merge(options) => merge::run(options, args, terminal),
        Command::Sources(options) => sources::run(options, args, terminal),
        Command::Roster(options) => roster::run(options, args, terminal),
        Command::Printer { what } => printer::run(what.as_ref(), args, terminal),
        Command::Fonts => fonts::run(terminal),
        Command::Explain { code } => explain::run(code, terminal),
    }
}
