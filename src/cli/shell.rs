//! `toroi completions` and `toroi man`: what a shell and its manual need to know, made from the
//! command line itself.

use std::path::Path;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use super::output;
use super::terminal::Terminal;
use crate::diag::{Diagnostic, Sink};
use crate::source::Sources;

/// Prints the script with which a shell completes commands.
pub(super) fn completions(shell: Shell, mut command: Command, terminal: Terminal) -> u8 {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    terminal.print_file(&script);
    0
}

/// Writes a manual page for the program and for each command.
pub(super) fn manual(folder: &Path, mut command: Command, terminal: Terminal) -> u8 {
    command.build();
    let mut sink = Sink::new();
    let made = output::folder(folder).and_then(|()| pages(folder, &command, terminal));
    if let Err(found) = made {
        sink.push(found);
    }
    terminal.findings(&sink, &Sources::new());
    u8::from(sink.has_errors())
}

/// The page of a command and those of the commands in it, which are two levels deep at most.
fn pages(folder: &Path, command: &Command, terminal: Terminal) -> Result<(), Diagnostic> {
    let man = Man::new(command.clone());
    let path = folder.join(man.get_filename());
    let mut page = Vec::new();
    // Memory takes any number of bytes.
    if man.render(&mut page).is_ok() {
        output::write(&path, &page)?;
        terminal.print(&output::on_one_line(&path.display().to_string()));
    }
    let subs = command.get_subcommands().filter(|sub| sub.get_name() != "help");
    subs.into_iter().try_for_each(|sub| pages(folder, sub, terminal))
}
