//! What is typed as the arguments of the program.

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use super::args::{Args, BuildArgs, CheckArgs, Command};
use super::usage::{self, NotRun};
use super::values::OrderArg;
use super::{faults, help};
use crate::diag::Lang;

/// `toroi build` without all other commands: to list their options takes as long as to read a guide.
#[derive(Debug, Subcommand)]
enum BuildAlone {
    Build(BuildArgs),
}

impl Args {
    /// Reads arguments; help is in `lang`.
    ///
    /// # Errors
    /// Where there is nothing to run: help, or what is wrong.
    pub(super) fn read(arguments: Vec<OsString>, lang: Lang) -> Result<Args, NotRun> {
        if let Some(found) = usage::torn_name(&arguments) {
            return Err(NotRun::Wrong(Box::new(found)));
        }
        let is_help = arguments.iter().any(|word| word == "help");
        let arguments =
            if is_help { help::as_option(arguments, &<Args>::command()) } else { arguments };
        // Help is translated only where somebody sees it.
        let all = || {
            <Args>::try_parse_from(&arguments).or_else(|_| {
                let command = Args::command_in(lang);
                let matches = command.clone().try_get_matches_from(&arguments);
                let args = matches.and_then(|matches| <Args>::from_arg_matches(&matches));
                args.map_err(|error| NotRun::of(error, &arguments, &command))
            })
        };
        let args = build_alone(&arguments).map_or_else(all, Ok)?;
        let check = match &args.command {
            Command::Build(options) | Command::Watch(options) => Some(&options.check),
            Command::Check { options, .. } => Some(options),
            _ => None,
        };
        let folds = |check: &CheckArgs| matches!(check.impose, Some(OrderArg::Booklet));
        if check.is_some_and(|check| check.creep.is_some() && !folds(check)) {
            return Err(NotRun::Wrong(Box::new(faults::usage::creep_without_booklet())));
        }
        Ok(args)
    }
}

/// What is built; `None` for other commands, and where anything is wrong or help is asked for: what is
/// shown then knows all of them.
fn build_alone(arguments: &[OsString]) -> Option<Args> {
    let is_build = arguments.get(1).is_some_and(|word| word == "build");
    let read = || Args::<BuildAlone>::try_parse_from(arguments).ok();
    let Args { format, lang, project, command: BuildAlone::Build(options) } =
        is_build.then(read).flatten()?;
    Some(Args { format, lang, project, command: Command::Build(options) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_is_read_as_among_all_commands() {
        let lines = [
            "toroi build",
            "toroi build cai-dat-vneid --product leaflet-a4 --out tmp --png",
            "toroi build a b --lang en --project dir --format json --jobs 2 --look colour",
            "toroi build a --set cong-an=113 --set x=y --sheet a4 --flip long",
            "toroi build a --press --today 2026-11-28 -j 3",
            "toroi build --larger-text 20 -- a",
        ];
        for line in lines {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let alone = build_alone(&words).unwrap_or_else(|| panic!("{line}"));
            let all = <Args>::try_parse_from(&words).unwrap();
            assert_eq!(format!("{alone:?}"), format!("{all:?}"));
        }
    }

    #[test]
    fn all_else_is_left_to_those_who_know_all_commands() {
        for line in [
            "toroi",
            "toroi check",
            "toroi --lang en build",
            "toroi build --help",
            "toroi build --no-such",
            "toroi builds",
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert!(build_alone(&words).is_none(), "{line}");
        }
    }
}
