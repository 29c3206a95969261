//! `toroi help build --lang vi`: help that is asked for by a word takes the same options as a command.

use std::ffi::OsString;

use clap::Command;

/// The options for all commands whose value may be a word of its own.
const WITH_VALUE: [&str; 3] = ["--lang", "--format", "--project"];

/// Arguments in which `help` before a command is `--help` after it.
pub(super) fn as_option(arguments: Vec<OsString>, root: &Command) -> Vec<OsString> {
    let Some(at) = asked_at(&arguments, root) else { return arguments };
    let mut arguments = arguments;
    arguments.remove(at);
    arguments.push("--help".into());
    arguments
}

/// Where `help` stands in place of a command.
fn asked_at(arguments: &[OsString], root: &Command) -> Option<usize> {
    let mut command = root;
    let mut words = arguments.iter().enumerate().skip(1);
    while let Some((at, word)) = words.next() {
        let word = word.to_str()?;
        if WITH_VALUE.contains(&word) {
            words.next();
        } else if word == "help" {
            return command.has_subcommands().then_some(at);
        } else if !word.starts_with('-') {
            command = command.find_subcommand(word)?;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn read(words: &str) -> String {
        let words = words.split(' ').map(OsString::from).collect();
        let read = as_option(words, &<super::super::args::Args>::command());
        read.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn help_takes_the_options_of_commands() {
        for (typed, wanted) in [
            ("toroi help", "toroi --help"),
            ("toroi help build --lang vi", "toroi build --lang vi --help"),
            ("toroi --lang vi help merge", "toroi --lang vi merge --help"),
            ("toroi --lang=vi help printer sheet", "toroi --lang=vi printer sheet --help"),
            ("toroi new help ward", "toroi new ward --help"),
            // Here it is the name of a guide, of a kit, of a folder.
            ("toroi build help", "toroi build help"),
            ("toroi kit help", "toroi kit help"),
            ("toroi --project help build", "toroi --project help build"),
        ] {
            assert_eq!(read(typed), wanted);
        }
    }
}
