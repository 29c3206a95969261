//! `toroi new ward`: asks on the terminal and writes `ward.yaml`.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use super::output;
use super::terminal::{Terminal, today};
use super::{faults, schema};
use crate::diag::{Diagnostic, Sink, Text, text};
use crate::disk::{self, Partial};
use crate::guide::{Date, Reference, Subject};
use crate::picture;
use crate::source::Sources;
use crate::span::{FileId, Span};
use crate::ward::{Answers, Question, WARD, answers, change, questions, write};
use crate::world::{Project, World, read_error};

/// How often a question is asked again when the answer may not stand.
const TRIES: usize = 3;
/// The longest answer, in bytes: no line of a sheet holds more.
const MOST_BYTES: usize = 4096;

/// Asks every question on standard error and reads a line for each. Of a file that is there, an
/// empty line or the end of what is piped in leaves a field as it is; else it stays blank. Says what
/// became of the file.
pub(super) fn run(world: &Project, terminal: Terminal) -> Result<String, Diagnostic> {
    let old = old(world)?;
    let path = old.as_ref().map_or_else(|| world.in_root(WARD), |(path, _)| path.clone());
    // Nobody answers questions for a folder that takes no file.
    drop(Partial::create(&path).map_err(|error| output::report(&path, &error))?);
    let shown = path.display().to_string();
    let before = match &old {
        Some((_, text)) => answers(text).ok_or_else(|| unchangeable(&shown))?,
        None => Answers::new(),
    };
    let hint = if old.is_some() {
        terminal.say(
            "There is a ward already. Press Enter to keep what stands in brackets, type - to blank it.\n\
             Other volunteers and events than the first are changed in the file itself.",
            "Đã có sẵn số liệu. Bấm Enter để giữ nguyên chữ trong ngoặc vuông, gõ - để bỏ trống mục ấy.\n\
             Từ người thứ hai, buổi thứ hai trở đi thì sửa ngay trong tệp.",
        )
    } else {
        terminal.say(
            "Press Enter to leave a line blank: it is printed as dots to fill in by hand.",
            "Chưa biết thì bấm Enter: tờ in sẽ chừa dòng chấm để điền tay.",
        )
    };
    terminal.note(&format!("{hint}\n"));
    let subject = Reference::load(world, &mut Sources::new(), &mut Sink::new()).subject;
    let check = |field: &str, words: &str| doubt(world, &subject, (field, words));
    let names = subject.occasion_names().join(", ");
    let answered = ask(&mut io::stdin().lock(), (check, &names), &before, terminal)?;
    let written = match &old {
        Some(_) if answered == before => {
            return Ok(format!(
                "{} {shown}",
                terminal.say("nothing changed in", "không đổi gì trong")
            ));
        }
        Some((_, text)) => {
            let new = change(text, &answered).ok_or_else(|| unchangeable(&shown))?;
            disk::edit(&path, new.as_bytes())
        }
        None => disk::create(&path, write(&answered).as_bytes()),
    };
    written.map_err(|error| output::report(&path, &error))?;
    schema::beside("ward", &world.in_root(""))?;
    let word = match old {
        Some(_) => terminal.say("changed", "đã sửa"),
        None => terminal.say("made", "đã tạo"),
    };
    Ok(format!("{word} {shown}"))
}

/// The ward that is there, as text.
fn old(world: &Project) -> Result<Option<(PathBuf, String)>, Diagnostic> {
    let fault = |error: io::Error| read_error(&world.display_path(WARD), &error);
    let Some(path) = world.on_disk(WARD).map_err(fault)? else { return Ok(None) };
    let bytes = world.read_text(WARD).map_err(fault)?;
    let shown = path.display().to_string();
    String::from_utf8(bytes).map(|text| Some((path, text))).map_err(|_| unchangeable(&shown))
}

/// A file with faults, or written in a way that is changed by people alone.
fn unchangeable(shown: &str) -> Diagnostic {
    faults::exists(shown).hint(faults::change_ward())
}

/// What the project and the calendar have against an answer.
fn doubt(world: &Project, subject: &Subject, (field, words): (&str, &str)) -> Option<Text> {
    match field {
        "logo" if !words.is_empty() => {
            let bytes = match world.read(words) {
                Ok(bytes) => bytes,
                Err(error) => return Some(read_error(words, &error).message),
            };
            let found = picture::decode_logo(words, &bytes, Span::new(FileId(0), 0..0)).err()?;
            found.into_iter().next().map(|found| found.message)
        }
        "occasion" if !words.is_empty() && subject.occasion(words).is_none() => {
            let list = subject.occasion_names().join(", ");
            Some(text!(en "choose one of {list}", vi "chọn một trong: {list}"))
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
    (doubt, occasions): (impl Fn(&str, &str) -> Option<Text>, &str),
    before: &Answers,
    terminal: Terminal,
) -> Result<Answers, Diagnostic> {
    let lang = terminal.printer.lang;
    let mut answers = before.clone();
    for question in questions() {
        let is_occasion = question.field == "occasion";
        // A project may know no occasions.
        if question.is_idle(&answers) || (is_occasion && occasions.is_empty()) {
            continue;
        }
        for _ in 0..TRIES {
            let old = before.get(question.field);
            let kept = old
                .map_or_else(String::new, |old| format!(" [{}]", known(&question, old, terminal)));
            let choices = if is_occasion { format!(" ({occasions})") } else { String::new() };
            terminal.note(&format!("{}{choices}{kept}: ", question.words.get(lang)));
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
            if old.is_some() && typed.trim() == "-" {
                answers.remove(question.field);
                break;
            }
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

/// What was answered before, as people would answer it.
fn known<'a>(question: &Question, old: &'a str, terminal: Terminal) -> &'a str {
    match (question.field.ends_with("agreed"), old) {
        (true, "true") => terminal.say("yes", "có"),
        (true, "false") => terminal.say("no", "không"),
        _ => old,
    }
}
