//! The command line: arguments in, exit codes out.
//!
//! Exit 0: done. 1: a guide, template or style has errors. 2: could not run. Results go to
//! standard output, findings and progress to standard error.

mod args;
mod build;
mod convert;
mod explain;
mod fix;
mod fonts;
mod kit;
mod merge;
mod merge_report;
mod merge_run;
mod new;
mod output;
mod printer;
mod printer_args;
mod readings;
mod roster;
mod settings;
mod sources;
mod terminal;
mod vietnamese;
mod ward;
mod watch;

use std::process::ExitCode;

use args::{Args, Command};
use terminal::Terminal;

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
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    let terminal = Terminal::new(&args, lang);
    match &args.command {
        Command::Build(options) => build::run(options, &args, terminal),
        Command::Check { options, fix } => build::check(options, *fix, &args, terminal),
        Command::Watch(options) => watch::run(options, &args, terminal),
        Command::New { what } => new::run(what, &args, terminal),
        Command::Convert(options) => convert::run(options, terminal),
        Command::Kit(options) => kit::run(options, &args, terminal),
        Command::Merge(options) => merge::run(options, &args, terminal),
        Command::Sources(options) => sources::run(options, &args, terminal),
        Command::Roster(options) => roster::run(options, &args, terminal),
        Command::Printer { what } => printer::run(what.as_ref(), &args, terminal),
        Command::Fonts => fonts::run(terminal),
        Command::Explain { code } => explain::run(code, terminal),
    }
}
