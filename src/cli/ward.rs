//! `toroi new ward`: asks on the terminal and writes `ward.yaml`.

use std::io::BufRead;
use std::path::Path;

use super::new::exists;
use super::output;
use super::terminal::Terminal;
use crate::diag::Sink;
use crate::ward::{Answers, WARD, questions, write};

/// How often a question is asked again when the answer may not stand.
const TRIES: usize = 3;

/// Asks every question on standard error and reads a line for each; an empty line, or the end of
/// what is piped in, leaves the field blank. Never overwrites.
pub(super) fn run(root: &Path, terminal: Terminal, sink: &mut Sink) -> Option<String> {
    let path = root.join(WARD);
    let shown = path.display().to_string();
    if path.exists() {
        sink.push(exists(&shown));
        return None;
    }
    let hint = terminal.say(
        "Press Enter to leave a line blank: it is printed as dots to fill in by hand.",
        "Chưa biết thì bấm Enter: tờ in sẽ chừa dòng chấm để điền tay.",
    );
    terminal.note(&format!("{hint}\n"));
    let answers = ask(&mut std::io::stdin().lock(), terminal);
    let done = output::folder(root).and_then(|()| output::write(&path, write(&answers).as_bytes()));
    match done {
        Ok(()) => Some(shown),
        Err(diagnostic) => {
            sink.push(diagnostic);
            None
        }
    }
}

fn ask(input: &mut impl BufRead, terminal: Terminal) -> Answers {
    let lang = terminal.printer.lang;
    let mut answers = Answers::new();
    for question in questions() {
        if question.is_idle(&answers) {
            continue;
        }
        for _ in 0..TRIES {
            terminal.note(&format!("{}: ", question.words.get(lang)));
            let mut bytes = Vec::new();
            // A line that is no UTF-8 is read as well as can be: the terminal shows what it got.
            let read = input.read_until(b'\n', &mut bytes).unwrap_or(0);
            let typed = String::from_utf8_lossy(&bytes);
            if read == 0 {
                terminal.note("\n");
                return answers;
            }
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
    answers
}
