//! What people see of a merge: the plan, what was made, what is in the way.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::output::{OutputFile, line};
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Lang, Text, text};
use crate::merge::job_journal::{Done, JobIdentity};
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
        Lang::En => {
            format!("{copies} copies, {pages} pages, {files} files; {bad} records missing; {time}")
        }
        Lang::Vi => format!("{copies} bản, {pages} trang, {files} tệp; thiếu {bad} dòng; {time}"),
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
            Lang::En => format!("{count} copies a file"),
            Lang::Vi => format!("mỗi tệp {count} bản"),
        },
        FileSplit::By(_) => terminal.say("a file a group", "mỗi nhóm một tệp").to_owned(),
    };
    match terminal.printer.lang {
        Lang::En => format!(
            "{paper} sheets of paper, {per_sheet} copies on each side; {how}\n\
             {copies} copies, {pages} pages, {files} files, {bad} bad rows; about {time}"
        ),
        Lang::Vi => format!(
            "{paper} tờ giấy, mỗi mặt {per_sheet} bản; {how}\n\
             {copies} bản, {pages} trang, {files} tệp, {bad} dòng hỏng; mất khoảng {time}"
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
    line(&OutputFile { path, pages, bytes, time }, terminal)
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

/// Tells of files that are easily printed with the new ones.
pub(super) fn old_files(folder: &Path, old: &[String]) -> Diagnostic {
    let (folder, count) = (folder.display(), old.len());
    let (first, last) = (old.first().cloned().unwrap_or_default(), old.last().cloned());
    let last = last.unwrap_or_default();
    Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "`{folder}` still holds files of an earlier job, {count} of them: {first} … {last}",
            vi "`{folder}` vẫn còn {count} tệp của lần làm trước: {first} … {last}",
        ),
    )
    .hint(text!(
        en "delete them before you print, or choose another folder with --out",
        vi "xóa các tệp ấy trước khi in, hoặc chọn thư mục khác bằng --out",
    ))
}

/// Tells of parts that are easily printed with the new one and are of another list.
pub(super) fn other_parts(folder: &Path, others: &[String]) -> Diagnostic {
    let (folder, list) = (folder.display(), others.join(", "));
    Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "other parts in `{folder}` were made of another list, guide or template: {list}",
            vi "trong `{folder}` có phần khác làm từ danh sách, bài hay mẫu khác: {list}",
        ),
    )
    .hint(text!(
        en "make these parts anew with the same command before you print",
        vi "làm lại các phần ấy bằng đúng lệnh này trước khi in",
    ))
}

pub(super) fn stopped(files: usize, rehearsal: bool) -> Diagnostic {
    let found = Diagnostic::new(
        Code::MergeBad,
        text!(
            en "stopped; {files} finished files are whole",
            vi "đã dừng; {files} tệp làm xong đều nguyên vẹn",
        ),
    );
    if rehearsal {
        return found;
    }
    found.hint(go_on())
}

/// How a job is gone on with.
pub(super) fn go_on() -> Text {
    text!(
        en "go on with the same command and --resume",
        vi "chạy lại đúng lệnh này, thêm --resume để làm tiếp",
    )
}

pub(super) fn list_changed(path: &Path) -> Diagnostic {
    let shown = path.display().to_string();
    Diagnostic::new(
        Code::MergeInput,
        text!(
            en "`{shown}` changed or went away while it was read, so nothing was made of it",
            vi "`{shown}` bị sửa hoặc mất trong lúc đọc nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "close the list in other programs, then run the command again",
        vi "đóng danh sách ở các chương trình khác rồi chạy lại lệnh",
    ))
}

/// Another job has made files of the same names.
pub(super) fn taken(path: &Path, was: &JobIdentity) -> Diagnostic {
    let JobIdentity { guide, product, .. } = was;
    Diagnostic::new(
        Code::MergeTaken,
        text!(
            en "another job has files of these names here: guide `{guide}`, product `{product}`",
            vi "ở đây đã có các tệp mang tên này của việc khác: bài `{guide}`, loại `{product}`",
        ),
    )
    .at_path(&path.display().to_string())
    .hint(text!(
        en "choose another folder with --out",
        vi "chọn thư mục khác bằng --out",
    ))
}

/// What differs between the job that was begun and the one that is asked for.
pub(super) fn changed(path: &Path, was: &JobIdentity, is: &JobIdentity) -> Diagnostic {
    let parts = [
        (was.toroi != is.toroi, "toroi"),
        (was.records != is.records, "--records"),
        (was.sheet != is.sheet, "guide, templates"),
        (was.pictures != is.pictures, "pictures"),
        (was.options != is.options, "options"),
        ((&was.guide, &was.product) != (&is.guide, &is.product), "GUIDE, --product"),
    ];
    let what: Vec<&str> = parts.iter().filter(|(differs, _)| *differs).map(|(_, it)| *it).collect();
    let what = what.join(", ");
    Diagnostic::new(
        Code::MergeChanged,
        text!(
            en "the job to resume was another one: {what} changed since",
            vi "công việc dở dang là việc khác: {what} đã thay đổi",
        ),
    )
    .at_path(&path.display().to_string())
    .hint(text!(
        en "leave out --resume to begin anew",
        vi "bỏ --resume để làm lại từ đầu",
    ))
}
