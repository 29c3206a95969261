//! `toroi new ward`: asks on the terminal and writes `ward.yaml`.

use std::io::{self, BufRead, Read};

use super::faults;
use super::output::{self, need_free};
use super::terminal::{Terminal, today};
use crate::diag::{Diagnostic, Text, text};
use crate::disk::{self, Partial};
use crate::guide::Date;
use crate::picture;
use crate::span::{FileId, Span};
use crate::ward::{Answers, WARD, questions, write};
use crate::world::{Project, World, read_error};

/// How often a question is asked again when the answer may not stand.
const TRIES: usize = 3;
/// The longest answer, in bytes: no line of a sheet holds more.
const MOST_BYTES: usize = 4096;

/// Asks every question on standard error and reads a line for each; an empty line, or the end of
/// what is piped in, leaves the field blank. Never overwrites.
pub(super) fn run(world: &Project, terminal: Terminal) -> Result<String, Diagnostic> {
    need_free(world, WARD).map_err(|found| found.hint(faults::change_ward()))?;
    let path = world.in_root(WARD);
    // Nobody answers questions for a folder that takes no file.
    drop(Partial::create(&path).map_err(|error| output::report(&path, &error))?);
    let hint = terminal.say(
        "Press Enter to leave a line blank: it is printed as dots to fill in by hand.",
        "Chưa biết thì bấm Enter: tờ in sẽ chừa dòng chấm để điền tay.",
    );
    terminal.note(&format!("{hint}\n"));
    let check = |field: &str, words: &str| doubt(world, field, words);
    let answers = ask(&mut io::stdin().lock(), check, terminal)?;
    let written = disk::create(&path, write(&answers).as_bytes());
    written.map_err(|error| output::report(&path, &error))?;
    Ok(path.display().to_string())
}

/// What the project and the calendar have against an answer.
fn doubt(world: &Project, field: &str, words: &str) -> Option<Text> {
    match field {
        "logo" if !words.is_empty() => {
            let bytes = match world.read(words) {
                Ok(bytes) => bytes,
                Err(error) => return Some(read_error(words, &error).message),
            };
            let found = picture::decode(words, &bytes, Span::new(FileId(0), 0..0)).err()?;
            found.into_iter().next().map(|found| found.message)
        }
        "event.day" => {
            let day: Date = words.parse().ok()?;
            (day < today()).then(|| text!(en "this day is over", vi "ngày này đã qua"))
        }
        _ => None,
    }
}

fn ask(
    input: &mut impl BufRead,
    doubt: impl Fn(&str, &str) -> Option<Text>,
    terminal: Terminal,
) -> Result<Answers, Diagnostic> {
    let lang = terminal.printer.lang;
    let mut answers = Answers::new();
    for question in questions() {
        if question.is_idle(&answers) {
            continue;
        }
        for _ in 0..TRIES {
            terminal.note(&format!("{}: ", question.words.get(lang)));
            let mut bytes = Vec::new();
            let read = input.by_ref().take(MOST_BYTES as u64 + 1).read_until(b'\n', &mut bytes);
            match read {
                Ok(0) => {
                    terminal.note("\n");
                    return Ok(answers);
                }
                Ok(read) if read > MOST_BYTES => {
                    return Err(faults::endless(&question.words, MOST_BYTES));
                }
                Ok(_) => {}
                // What cannot be read is not an empty answer.
                Err(error) => return Err(read_error("stdin", &error)),
            }
            // A line that is not UTF-8 is read as well as can be: the terminal shows what it got.
            let typed = String::from_utf8_lossy(&bytes);
            let read = question.read(&typed);
            match read.and_then(|words| doubt(question.field, &words).map_or(Ok(words), Err)) {
                Ok(words) if words.is_empty() => break,
                Ok(words) => {
                    answers.insert(question.field, words);
                    break;
                }
                Err(why) => {
                    let again = terminal.say("not taken", "chưa nhận");
                    terminal.note(&format!("  {again}: {}\n", why.get(lang)));
                }
            }
        }
    }
    Ok(answers)
}
