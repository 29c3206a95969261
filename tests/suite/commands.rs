//! The commands that the documents show: every one runs, every command, option and link in them
//! exists, and `docs/reference.md` is what the program says of itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Arg;
use unicode_normalization::is_nfc;

use crate::run::{Run, root};

/// The folders whose Markdown files are documents.
const FOLDERS: [&str; 5] = ["", "docs/", "templates/", "tests/", "benches/"];

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The paths of all documents, from the root.
fn documents() -> Vec<String> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let documents =
            names.filter(|name| Path::new(name).extension().is_some_and(|it| it == "md"));
        found.extend(documents.map(|name| format!("{folder}{name}")));
    }
    found.sort();
    assert!(found.len() > 10, "{found:?}");
    found
}

/// The fenced blocks of a language in a Markdown text, without their indent.
pub(crate) fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, String)> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        let fence: String = bare.chars().take_while(|c| *c == '`').collect();
        match &mut open {
            Some((mark, _, _)) if *mark == bare => found.extend(open.take()),
            Some((_, indent, block)) => {
                block.push_str(line.get(*indent..).unwrap_or(""));
                block.push('\n');
            }
            None if fence.len() >= 3 => {
                let block = (bare[fence.len()..].trim() == language).then(String::new);
                // A block of another language is read too, so that its lines open nothing.
                open = Some((fence, indent, block.unwrap_or_else(|| "\0".to_owned())));
            }
            None => {}
        }
    }
    let wanted =
        |(_, _, block): (String, usize, String)| (!block.starts_with('\0')).then_some(block);
    found.into_iter().filter_map(wanted).collect()
}

/// The cells of the rows of the table whose header begins with `header`, without code marks.
pub(crate) fn table(text: &str, header: &str) -> Vec<Vec<String>> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(header));
    assert!(lines.next().is_some(), "there is no table `{header}`");
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_matches('|').replace("\\|", "\u{1}");
        line.split('|').map(|cell| cell.trim().replace('\u{1}', "|").replace('`', "")).collect()
    };
    lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// The words of a command line; double quotes hold spaces, `#` begins a comment.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            '#' if !quoted && words.last().is_some_and(String::is_empty) => break,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn toroi(args: &[&str], folder: &Path) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
    command.args(args).current_dir(folder).env("LANG", "C").env("NO_COLOR", "1");
    command.env("SOURCE_DATE_EPOCH", "1795392000").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap_or(-1), said.concat())
}

/// Lists as a ward would have them, the second as an old program saved it, in an old font.
const LISTS: [(&str, &str); 3] = [
    (
        "danh-sach.csv",
        "Tổ;Công an xã, phường;Đơn vị phát;Mã QR\n\
         Tổ 5;024 3864 1234;Đoàn phường;https://vneid.gov.vn/?to=5\n\
         Tổ 6;024 3864 1234;Hội Phụ nữ;https://vneid.gov.vn/?to=6\n\
         Tổ 7;024 3864 1234;Mặt trận;https://vneid.gov.vn/?to=7\n\
         Tổ 7;024 3864 1235;Mặt trận;https://vneid.gov.vn/?to=8\n\
         Tổ 7;024 3864 1236;Mặt trận;https://vneid.gov.vn/?to=9\n",
    ),
    ("danh-sach-cu.csv", "STT;Hä tªn\n1;NguyÔn V¨n An\n"),
    ("to-7.csv", "Họ tên;Địa chỉ;Việc\nNguyễn Văn An;Số 5, ngõ 2;Cài VNeID\n"),
];

/// Runs every line of every `sh` block as a reader would who has the lists at hand.
fn run_all(path: &str, folder: &Path) {
    let bring_lists = |folder: &Path| {
        for (name, list) in LISTS {
            fs::write(folder.join(name), list).unwrap();
        }
    };
    let mut here = folder.to_owned();
    bring_lists(&here);
    let mut count = 0;
    for line in blocks(&read(path), "sh").iter().flat_map(|block| block.lines()) {
        let words = split(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        count += usize::from(!words.is_empty());
        match words[..] {
            ["cd", to] => {
                here.push(to);
                assert!(here.is_dir(), "{path}: `{line}`: there is no such folder");
                bring_lists(&here);
            }
            ["cargo", "run", "--release", "--", ref args @ ..] | ["toroi", ref args @ ..] => {
                let (code, said) = toroi(args, &here);
                assert_eq!(code, 0, "{path}: `{line}` failed:\n{said}");
            }
            // What would run these tests once more, or take minutes, has to be there at least.
            ["tests/run" | ".ci/run" | "web/build-offline" | "web/tests/run", ..] => {
                assert!(is_executable(&root().join(words[0])), "{path}: `{line}` cannot be run");
            }
            []
            | ["cargo", "install", "--path", "."]
            | ["cargo", "test"]
            | ["cargo", "test", "--", "--include-ignored"] => {}
            ["cargo", "bench", "--bench", name] => {
                let known = format!("[[bench]]\nname = \"{name}\"");
                assert!(read("Cargo.toml").contains(&known), "{path}: `{line}`: no such benchmark");
            }
            ["cargo", "run", "--release", "--manifest-path", package, ..] => {
                assert!(root().join(package).is_file(), "{path}: `{line}`: no such package");
            }
            ["cargo", "suite", ref names @ ..]
            | ["cargo", "test", "--test", "suite", ref names @ ..]
            | ["ACCEPT=1", "cargo", "suite", ref names @ ..] => {
                for name in names {
                    let known = format!("mod {};", name.trim_end_matches(':'));
                    assert!(read("tests/suite.rs").contains(&known), "{path}: `{line}`: no {name}");
                }
            }
            _ => panic!("{path}: `{line}` is not a command this test knows"),
        }
    }
    assert!(count > 0, "{path} has no commands");
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|about| about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

/// A test for each document with commands, so that they run side by side.
macro_rules! run {
    ($($test:ident $path:literal)*) => {
        /// The documents whose commands are run in a folder without a project.
        const RUN: &[&str] = &[$($path),*];

        $(
            #[test]
            fn $test() {
                let folder = tempfile::tempdir().unwrap();
                run_all($path, folder.path());
            }
        )*
    };
}

run! {
    every_command_of_the_readme_runs "README.md"
    every_command_of_the_vietnamese_readme_runs "README.vi.md"
    every_command_of_the_chapter_on_merging_runs "docs/merge.md"
    every_command_of_the_chapter_on_printing_runs "docs/printing.md"
    every_command_of_the_chapter_on_text_runs "docs/text.md"
    every_command_of_the_reference_runs "docs/reference.md"
    every_command_of_the_tests_runs "tests/README.md"
    every_command_of_the_benchmarks_runs "benches/README.md"
}

#[test]
fn every_command_of_a_new_project_runs() {
    let made = Run::new().args(["new", "project", "du-an"]).run().ok();
    let project = made.file("du-an");
    let welcome = fs::read_to_string(project.join("README.md")).unwrap();
    assert_eq!(welcome, read("templates/new-project.md"));
    run_all("templates/new-project.md", &project);
}

#[test]
fn no_document_with_commands_is_forgotten() {
    let with_commands: BTreeSet<String> =
        documents().into_iter().filter(|path| !blocks(&read(path), "sh").is_empty()).collect();
    let run = RUN.iter().chain(&["templates/new-project.md"]);
    assert_eq!(with_commands, run.map(|&path| path.to_owned()).collect());
}

/// What stands between backticks outside of fenced blocks.
fn code_spans(text: &str) -> Vec<String> {
    let mut fence: Option<String> = None;
    let mut prose = String::new();
    for line in text.lines() {
        let mark: String = line.trim_start().chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if line.trim() == *open => fence = None,
            Some(_) => {}
            None if mark.len() >= 3 => fence = Some(mark),
            None => prose.extend([line, "\n"]),
        }
    }
    // A span ends on its line or the next, never in another paragraph.
    let spans = prose.split("\n\n").flat_map(|block| block.split('`').skip(1).step_by(2));
    spans.map(|span| span.replace('\n', " ")).collect()
}

/// A command after `toroi` exists, and so does each option after it; so does an option alone.
#[test]
fn every_command_and_option_named_anywhere_exists() {
    let mut program = toroi::cli::command_line();
    program.build();
    let every_option = options(&program);
    let (mut count, mut wrong) = (0, Vec::new());
    let own = ["src/diag/explain.en.md", "src/diag/explain.vi.md"].map(str::to_owned);
    for path in documents().into_iter().chain(own) {
        for span in code_spans(&read(&path)) {
            let words = split(&span);
            let mut words = words.iter().map(String::as_str).peekable();
            let known = match words.peek() {
                Some(&"toroi") => {
                    words.next();
                    let mut command = &program;
                    while let Some(sub) =
                        words.peek().and_then(|word| command.find_subcommand(word))
                    {
                        command = sub;
                        words.next();
                    }
                    let is_option = |word: &&str| word.starts_with('-');
                    let is_named = command.get_name() != "toroi";
                    if !is_named && !words.peek().is_none_or(is_option) {
                        wrong.push(format!("{path}: there is no command `{span}`"));
                    }
                    options(command)
                }
                Some(word) if word.starts_with("--") => every_option.clone(),
                _ => continue,
            };
            count += 1;
            for word in words.filter(|word| word.starts_with("--")) {
                let name: String =
                    word[2..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
                if !name.trim_matches('-').is_empty() && !known.contains(&name) {
                    wrong.push(format!("{path}: `{span}`: there is no --{name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 50, "{count}");
}

/// Documents name no file of the source that is not there.
#[test]
fn every_path_named_anywhere_exists() {
    let (mut count, mut wrong) = (0, Vec::new());
    for path in documents() {
        for span in code_spans(&read(&path)) {
            let is_path = ["src/", "tests/", "benches/", "docs/", "fonts/", ".cluster/"]
                .iter()
                .any(|folder| span.starts_with(folder));
            // What failed tests leave is not kept.
            if is_path && !span.contains([' ', '*']) && span != "tests/store/" {
                count += 1;
                if !root().join(&span).exists() {
                    wrong.push(format!("{path}: there is no `{span}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 30, "{count}");
}

/// The long names of the options of a command and of all commands in it.
fn options(command: &clap::Command) -> BTreeSet<String> {
    let mut found: BTreeSet<String> =
        command.get_arguments().filter_map(Arg::get_long).map(str::to_owned).collect();
    found.extend(command.get_subcommands().flat_map(options));
    found
}

#[test]
fn links_between_documents_lead_somewhere() {
    let (mut count, mut wrong) = (0, Vec::new());
    for path in documents() {
        let text = read(&path);
        let folder = root().join(&path);
        let folder = folder.parent().unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or("");
            // Pictures and screens of examples are those of guides.
            let is_of_guides = target.starts_with("pictures/") || target.starts_with("screen:");
            if target.contains("://") || is_of_guides {
                continue;
            }
            count += 1;
            let (file, part) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { root().join(&path) } else { folder.join(file) };
            let anchors = |text: &str| text.lines().filter_map(anchor).any(|own| own == part);
            let has_part =
                || part.is_empty() || fs::read_to_string(&file).is_ok_and(|text| anchors(&text));
            if !file.exists() || !has_part() {
                wrong.push(format!("{path} links to {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 20, "{count}");
}

#[test]
fn documents_are_composed() {
    for path in documents() {
        let text = read(&path);
        let wrong = text.lines().position(|line| !is_nfc(line));
        assert_eq!(wrong.map(|line| line + 1), None, "{path} is not NFC");
    }
}

/// What GitHub calls a heading in a link.
fn anchor(line: &str) -> Option<String> {
    let title = line.strip_prefix('#')?.trim_start_matches('#').trim().to_lowercase();
    let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    Some(kept.map(|c| if c == ' ' { '-' } else { c }).collect())
}

/// Begins what [`reference`] writes.
const MADE: &str = "<!-- From here on made by the tests: ACCEPT=1 cargo suite commands -->\n";

#[test]
fn the_reference_is_what_the_program_says() {
    let path: PathBuf = root().join("docs/reference.md");
    let text = read("docs/reference.md");
    let (by_hand, _) = text.split_once(MADE).expect("docs/reference.md has a made part");
    let mut program = toroi::cli::command_line();
    program.build();
    let wanted = format!("{by_hand}{MADE}{}", reference(&program));
    if std::env::var_os("ACCEPT").is_some_and(|value| value == "1") {
        fs::write(path, wanted).unwrap();
    } else {
        let differs = wanted.lines().zip(text.lines()).find(|(wanted, text)| wanted != text);
        let why = "docs/reference.md differs; ACCEPT=1 cargo suite commands writes it anew";
        assert!(wanted == text, "{why}: {differs:?}");
    }
}

/// A section for each command, and one for the options of all.
fn reference(program: &clap::Command) -> String {
    let mut text = String::from("\n## Options of every command\n\n");
    for option in program.get_arguments().filter(|arg| arg.is_global_set()) {
        text.push_str(&entry(option));
    }
    let mut known = Vec::new();
    for command in program.get_subcommands().filter(|sub| sub.get_name() != "help") {
        section(command, &mut known, &mut text);
    }
    text
}

/// `known` are the options of earlier commands, which are not repeated.
fn section(command: &clap::Command, known: &mut Vec<(String, String)>, text: &mut String) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("...", "…");
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let name = command.get_bin_name().unwrap_or_default();
    let _ = write!(text, "\n## `{name}`\n\n{about}.\n\n```text\n{usage}\n```\n");
    let own = |arg: &&Arg| !arg.is_global_set() && arg.get_id() != "help";
    let entries: String = command.get_arguments().filter(own).map(entry).collect();
    match known.iter().find(|(same, _)| *same == entries) {
        _ if entries.is_empty() => {}
        Some((_, other)) => {
            let _ = write!(text, "\nThe same as `{other}`.\n");
        }
        None => {
            let _ = write!(text, "\n{entries}");
            known.push((entries, name.to_owned()));
        }
    }
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        section(sub, known, text);
    }
}

/// A line of a list: how an argument is written, what it means, what it is without, what it may be.
fn entry(arg: &Arg) -> String {
    let short = arg.get_short().map_or_else(String::new, |letter| format!("-{letter}, "));
    let written = short + &arg.to_string().replace("...", "…");
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut text = format!("- `{written}`: {}.", help.trim_end_matches('.'));
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|_| arg.get_action().takes_values())
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if !values.is_empty() {
        let _ = write!(text, " One of {}.", values.join(", "));
    }
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|it| format!("`{}`", it.to_string_lossy())).collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        let _ = write!(text, " Default: {}.", defaults.join(", "));
    }
    text + "\n"
}
