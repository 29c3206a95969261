//! `toroi new ward`: asks on the terminal and writes `ward.yaml`.

use std::io::{self, BufRead, Read};

use super::output::{self, need_free};
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::disk;
use crate::ward::{Answers, WARD, questions, write};
use crate::world::{Project, read_error};

/// How often a question is asked again when the answer may not stand.
const TRIES: usize = 3;
/// The longest answer, in bytes: no line of a sheet holds more.
const MOST_BYTES: usize = 4096;

/// Asks every question on standard error and reads a line for each; an empty line, or the end of
/// what is piped in, leaves the field blank. Never overwrites.
pub(super) fn run(world: &Project, terminal: Terminal) -> Result<String, Diagnostic> {
    need_free(world, WARD)?;
    let hint = terminal.say(
        "Press Enter to leave a line blank: it is printed as dots to fill in by hand.",
        "Chưa biết thì bấm Enter: tờ in sẽ chừa dòng chấm để điền tay.",
    );
    terminal.note(&format!("{hint}\n"));
    let answers = ask(&mut io::stdin().lock(), terminal)?;
    let path = world.in_root(WARD);
    let written = disk::create(&path, write(&answers).as_bytes());
    written.map_err(|error| output::report(&path, &error))?;
    Ok(path.display().to_string())
}

fn ask(input: &mut impl BufRead, terminal: Terminal) -> Result<Answers, Diagnostic> {
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
                Ok(read) if read > MOST_BYTES => return Err(endless(&question.words)),
                Ok(_) => {}
                // What cannot be read is not an empty answer.
                Err(error) => return Err(read_error("stdin", &error)),
            }
            // A line that is not UTF-8 is read as well as can be: the terminal shows what it got.
            let typed = String::from_utf8_lossy(&bytes);
            match question.read(&typed) {
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

fn endless(question: &Text) -> Diagnostic {
    let Text { en, vi } = question;
    Diagnostic::new(
        Code::WardValue,
        text!(
            en "the answer to “{en}” is longer than {MOST_BYTES} bytes",
            vi "câu trả lời “{vi}” dài hơn {MOST_BYTES} byte",
        ),
    )
    .hint(text!(
        en "type a line for each question, or pipe in a text with one answer a line",
        vi "gõ mỗi câu một dòng, hoặc đưa vào một văn bản có mỗi câu trả lời một dòng",
    ))
}
