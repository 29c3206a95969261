//! What people see of a merge: the plan, what was made, what is in the way.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::output::{OutputFile, line};
use super::terminal::Terminal;
use crate::diag::{Lang, counted};
use crate::merge::job_journal::Done;
use crate::merge::{FileSplit, OutputPlan};
use crate::session::{MergePlan, MergeTally};

/// One line that says what a run made.
pub(super) fn made(tally: &MergeTally, time: Duration, terminal: Terminal) -> String {
    let MergeTally { copies, pages, files, bad, .. } = *tally;
    if !terminal.is_for_people() {
        return for_programs("merge", tally, time);
    }
    let time = seconds(time);
    match terminal.printer.lang {
        Lang::En => format!(
            "{}, {}, {}; {} missing; {time}",
            counted(copies, "copy"),
            counted(pages, "page"),
            counted(files, "file"),
            counted(bad, "record"),
        ),
        Lang::Vi => format!("{copies} bản, {pages} trang, {files} tệp; thiếu {bad} hàng; {time}"),
    }
}

/// Lines that say what a run would make.
pub(super) fn planned(
    plan: &MergePlan,
    (rules, per_sheet): (&OutputPlan, usize),
    time: Duration,
    terminal: Terminal,
) -> String {
    let MergePlan { copies, bad, files, pages, paper, .. } = *plan;
    if !terminal.is_for_people() {
        return for_programs("plan", &MergeTally { copies, pages, files, bytes: 0, bad }, time);
    }
    let time = seconds(time);
    let how = match rules.spread {
        FileSplit::OneFile => terminal.say("all in one file", "tất cả vào một tệp").to_owned(),
        FileSplit::PerFile(count) => match terminal.printer.lang {
            Lang::En => format!("{} per file", counted(count, "copy")),
            Lang::Vi => format!("mỗi tệp {count} bản"),
        },
        FileSplit::By(_) => terminal.say("one file per group", "mỗi nhóm một tệp").to_owned(),
    };
    match terminal.printer.lang {
        Lang::En => format!(
            "{} of paper, {} on each side; {how}\n{}, {}, {}, {}; about {time}",
            counted(paper, "sheet"),
            counted(per_sheet, "copy"),
            counted(copies, "copy"),
            counted(pages, "page"),
            counted(files, "file"),
            counted(bad, "bad row"),
        ),
        Lang::Vi => format!(
            "{paper} tờ giấy, mỗi mặt {per_sheet} bản; {how}\n\
             {copies} bản, {pages} trang, {files} tệp, {bad} hàng hỏng; mất khoảng {time}"
        ),
    }
}

fn for_programs(kind: &str, tally: &MergeTally, time: Duration) -> String {
    let (MergeTally { copies, pages, files, bytes, bad }, ms) = (*tally, time.as_millis());
    format!(
        "{{\"type\":\"{kind}\",\"copies\":{copies},\"pages\":{pages},\"files\":{files},\
         \"bytes\":{bytes},\"bad\":{bad},\"ms\":{ms}}}"
    )
}

/// How long something took, for people.
fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(10) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} s", time.as_secs())
    }
}

/// A finished file in a line of results.
pub(super) fn file(folder: &Path, done: &Done, time: Duration, terminal: Terminal) -> String {
    let path = folder.join(&done.file).display().to_string();
    let (pages, bytes) = (done.pages as usize, done.bytes as usize);
    line(&OutputFile { path, pages, bytes, time, toner: Vec::new() }, terminal)
}

/// Files of an earlier job of this name that are not files of this one, in order: those its journal
/// names, and numbered ones.
pub(super) fn left_behind(
    folder: &Path,
    base: &str,
    earlier: &BTreeSet<String>,
    own: &BTreeSet<&str>,
) -> Vec<String> {
    let is_numbered = |name: &String| {
        let number = name.strip_prefix(base).and_then(|rest| rest.strip_prefix('-'));
        let number = number.and_then(|rest| rest.strip_suffix(".pdf")).unwrap_or("");
        number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_old = |name: &String| {
        (is_numbered(name) || earlier.contains(name)) && !own.contains(name.as_str())
    };
    let mut old: Vec<String> = names.filter(is_old).collect();
    old.sort();
    old
}
