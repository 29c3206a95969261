//! The arguments of `toroi build` without those of all other commands, which takes as long as to read a
//! guide.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use super::args::{Args, BuildArgs, Command};

#[derive(Debug, Subcommand)]
enum BuildAlone {
    Build(BuildArgs),
}

/// What is built; `None` for other commands, and where anything is wrong or help is asked for: what is
/// shown then knows all of them.
pub(super) fn read(arguments: &[OsString]) -> Option<Args> {
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
            let alone = read(&words).unwrap_or_else(|| panic!("{line}"));
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
            assert!(read(&words).is_none(), "{line}");
        }
    }
}
