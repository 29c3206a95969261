//! What people see of a merge: the plan, the bar, the report of what is missing.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::merge::{TOO_MANY, for_people, seconds};
use super::output::{Made, line};
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Lang, Sink, Text, text};
use crate::disk::write_error;
use crate::merge::manifest::{Done, Head};
use crate::merge::{Composer, Dealer, Halt, Job, Outcome, Rules, Spread};

/// What a run made.
#[derive(Debug)]
pub(super) struct Tally {
    pub copies: u64,
    pub pages: u64,
    pub files: u64,
    pub bytes: u64,
    /// Records that are missing.
    pub bad: u64,
    time: Duration,
    is_plan: bool,
}

impl Tally {
    pub(super) fn new(done: &[Done], time: Duration) -> Tally {
        let mut numbers: Vec<u64> =
            done.iter().flat_map(|done| &done.bad).map(|bad| bad.number).collect();
        numbers.dedup();
        Tally {
            copies: done.iter().map(|done| done.copies).sum(),
            pages: done.iter().map(|done| done.pages).sum(),
            files: done.iter().filter(|done| done.copies > 0).count() as u64,
            bytes: done.iter().map(|done| done.bytes).sum(),
            bad: numbers.len() as u64,
            time,
            is_plan: false,
        }
    }

    /// The same of a run of which only these files stand.
    pub(super) fn only(&self, stand: &[Done]) -> Tally {
        Tally { bad: self.bad, ..Tally::new(stand, self.time) }
    }

    /// One line that says it.
    pub(super) fn line(&self, terminal: Terminal) -> String {
        let Tally { copies, pages, files, bytes, bad, time, is_plan } = *self;
        let kind = if is_plan { "plan" } else { "merge" };
        if !for_people(terminal) {
            let ms = time.as_millis();
            return format!(
                "{{\"type\":\"{kind}\",\"copies\":{copies},\"pages\":{pages},\"files\":{files},\
                 \"bytes\":{bytes},\"bad\":{bad},\"ms\":{ms}}}"
            );
        }
        let time = seconds(time);
        match (terminal.printer.lang, is_plan) {
            (Lang::En, false) => format!(
                "{copies} copies, {pages} pages, {files} files; {bad} records missing; {time}"
            ),
            (Lang::Vi, false) => {
                format!("{copies} bản, {pages} trang, {files} tệp; thiếu {bad} dòng; {time}")
            }
            (Lang::En, true) => format!(
                "{copies} copies, {pages} pages, {files} files, {bad} bad rows; about {time}"
            ),
            (Lang::Vi, true) => format!(
                "{copies} bản, {pages} trang, {files} tệp, {bad} dòng hỏng; mất khoảng {time}"
            ),
        }
    }
}

/// How many lines a text has; the last one need not end.
pub(super) fn lines(path: &Path) -> io::Result<u64> {
    let mut file = std::fs::File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    let (mut lines, mut last) = (0, b'\n');
    loop {
        let count = file.read(&mut buffer)?;
        let Some(end) = buffer[..count].last() else {
            return Ok(lines + u64::from(last != b'\n'));
        };
        last = *end;
        let ends = buffer[..count].split(|byte| *byte == b'\n').count() - 1;
        lines += ends as u64;
    }
}

/// A bar with rate and time left on a terminal; nothing elsewhere.
pub(super) fn bar(records: Option<u64>, terminal: Terminal) -> ProgressBar {
    if !for_people(terminal) {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(records, target);
    let (left, second) = (terminal.say("left", "nữa"), terminal.say("s", "giây"));
    let look = match records {
        Some(_) => format!("{{bar:30}} {{pos}}/{{len}}  {{rate}}/{second}  {{eta}} {left}"),
        None => format!("{{spinner}} {{pos}}  {{rate}}/{second}"),
    };
    if let Ok(style) = ProgressStyle::with_template(&look) {
        // Whole copies: nobody reads the four decimals the bar has of its own.
        let rate = |state: &ProgressState, out: &mut dyn Write| {
            let _ = write!(out, "{:.0}", state.per_sec());
        };
        bar.set_style(style.with_key("rate", rate));
    }
    bar
}

/// A finished file in a line of results.
pub(super) fn file(folder: &Path, done: &Done, time: Duration, terminal: Terminal) -> String {
    let path = folder.join(&done.file).display().to_string();
    let (pages, bytes) = (done.pages as usize, done.bytes as usize);
    line(&Made { path, pages, bytes, time }, terminal)
}

/// How many records the plan makes to see how long each takes.
const SAMPLE: usize = 200;

/// Counts what a job will make, and tries how long it will take.
pub(super) fn plan(
    job: Job<'_>,
    dealer: &mut dyn Dealer,
    rules: &Rules,
    terminal: Terminal,
    sink: &mut Sink,
) -> Option<Tally> {
    let per_sheet = job.per_sheet() as u64;
    let (spread, shard) = (rules.spread.clone(), rules.shard);
    let mut composer = Composer::new(job)?;
    let mut tally = Tally::new(&[], Duration::ZERO);
    tally.is_plan = true;
    let (mut faces, mut tried, mut spent) = (0, 0, Duration::ZERO);
    // Each file begins with a sheet of its own.
    let (mut last, mut sheets, mut places) = (None, 0, 0);
    loop {
        let (file, (number, record)) = match dealer.deal() {
            Ok(Some(dealt)) => dealt,
            Ok(None) => break,
            Err(halt) => {
                halted(halt, sink);
                return None;
            }
        };
        if shard.is_some_and(|shard| !shard.makes(file.index)) {
            continue;
        }
        if last != Some(file.index) {
            last = Some(file.index);
            tally.files += 1;
            sheets += u64::div_ceil(places, per_sheet);
            places = 0;
        }
        places += 1;
        let Ok(record) = record else {
            tally.bad += 1;
            continue;
        };
        tally.copies += 1;
        if tried < SAMPLE {
            let start = Instant::now();
            if let Ok(copy) = composer.copy(&record, number) {
                faces = faces.max(copy.len() as u64);
                drop(composer.pages(&[Some(copy)]));
                // The first of its kind is laid out in full, which says little of the others.
                if tried > 0 {
                    spent += start.elapsed();
                }
            }
            tried += 1;
        }
    }
    dealer.told().into_iter().for_each(|found| sink.push(found));
    if tally.copies + tally.bad == 0 {
        sink.push(nothing_chosen());
        return None;
    }
    sheets += places.div_ceil(per_sheet);
    let leaves = if job.is_duplex() { faces.div_ceil(2) } else { faces };
    tally.pages = if job.is_duplex() { sheets * leaves * 2 } else { sheets * faces };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u32;
    let each = spent / u32::try_from(tried.max(2) - 1).unwrap_or(1) / cores;
    tally.time = each.saturating_mul(u32::try_from(tally.copies).unwrap_or(u32::MAX));
    let paper = sheets * leaves;
    if for_people(terminal) {
        let how = match spread {
            Spread::OneFile => terminal.say("all in one file", "tất cả vào một tệp").to_owned(),
            Spread::PerFile(count) => match terminal.printer.lang {
                Lang::En => format!("{count} copies a file"),
                Lang::Vi => format!("mỗi tệp {count} bản"),
            },
            Spread::By(_) => terminal.say("a file a group", "mỗi nhóm một tệp").to_owned(),
        };
        terminal.print(&match terminal.printer.lang {
            Lang::En => format!("{paper} sheets of paper, {per_sheet} copies on each side; {how}"),
            Lang::Vi => format!("{paper} tờ giấy, mỗi mặt {per_sheet} bản; {how}"),
        });
    }
    Some(tally)
}

/// Why a plan cannot be made.
fn halted(halt: Halt, sink: &mut Sink) {
    match halt {
        Halt::List(problem) => {
            problem.all().for_each(|problem| sink.push(problem.diagnostic()));
        }
        Halt::Disk(error) => sink.push(write_error(&std::env::temp_dir(), &error)),
        Halt::Choice(found) => sink.push(*found),
    }
}

/// What was put right or should be looked at.
pub(super) fn notes(outcome: &Outcome, sink: &mut Sink) {
    for (row, note) in outcome.notes.iter().take(20) {
        sink.push(in_row(*row, &note.field, note.found.clone()));
    }
    let more = outcome.note_count.saturating_sub(20);
    if more > 0 {
        sink.push(Diagnostic::new(
            Code::MergeUnused,
            text!(
                en "{more} more values are worth a look",
                vi "còn {more} ô khác nên xem lại",
            ),
        ));
    }
}

/// A finding with the row and column it is about.
fn in_row(row: u64, field: &str, mut found: Diagnostic) -> Diagnostic {
    let Text { en, vi } = found.message;
    found.message = if field.is_empty() {
        text!(en "row {row}: {en}", vi "hàng {row}: {vi}")
    } else {
        text!(en "row {row}, column “{field}”: {en}", vi "hàng {row}, cột “{field}”: {vi}")
    };
    found
}

/// As many bad records are told on the terminal; the report has all.
const TOLD: usize = 20;

/// Tells which records are missing and why.
pub(super) fn bad(done: &[Done], tally: &Tally, place: Option<&Path>, kept: bool, sink: &mut Sink) {
    let (count, all) = (tally.bad, tally.bad + tally.copies);
    for bad in done.iter().flat_map(|done| &done.bad).take(TOLD) {
        let [en, vi] = bad.reason.clone();
        let code = Code::from_id(&bad.code).unwrap_or(Code::MergeBad);
        let mut found = in_row(bad.row, &bad.field, Diagnostic::new(code, Text { en, vi }));
        let [en, vi] = bad.todo.clone();
        if !en.is_empty() {
            found = found.hint(Text { en, vi });
        }
        if kept {
            found.severity = crate::diag::Severity::Warning;
        }
        sink.push(found);
    }
    let shown = place.map_or(String::new(), |place| place.display().to_string());
    let summary = if kept {
        text!(
            en "{count} of {all} records are missing from the files",
            vi "trong các tệp thiếu {count} trên {all} dòng",
        )
    } else if count > TOO_MANY {
        text!(
            en "more than {TOO_MANY} records cannot be printed, so reading stopped and nothing was made",
            vi "quá {TOO_MANY} dòng không in được nên đã dừng đọc, chưa làm tệp nào",
        )
    } else {
        text!(
            en "{count} of {all} records cannot be printed, so nothing was made",
            vi "{count} trên {all} dòng không in được nên chưa làm tệp nào",
        )
    };
    let mut found = Diagnostic::new(Code::MergeBad, summary);
    if place.is_some() {
        found = found.hint(text!(
            en "all of them, with row and reason: {shown}",
            vi "xem đủ từng dòng và lý do: {shown}",
        ));
    }
    if kept {
        found.severity = crate::diag::Severity::Warning;
    } else if tally.copies == 0 {
        found = found.hint(text!(
            en "mend the list: none of its records can be printed",
            vi "sửa danh sách: không dòng nào in được",
        ));
    } else {
        found = found.hint(text!(
            en "mend the list, or print the good ones alone with --skip-bad",
            vi "sửa danh sách, hoặc chỉ in các dòng tốt bằng --skip-bad",
        ));
    }
    sink.push(found);
}

/// The report: a table that spreadsheets open, with the mark that tells them it is UTF-8.
pub(super) fn table(done: &[Done], lang: Lang) -> Vec<u8> {
    let head = match lang {
        Lang::En => ["record", "row", "column", "code", "reason", "what to do", "file"],
        Lang::Vi => ["số thứ tự", "hàng", "cột", "mã", "lý do", "cách sửa", "tệp"],
    };
    let mut out = String::from("\u{feff}");
    let mut row = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    row(&head);
    let pick = |texts: &[String; 2]| texts[usize::from(lang == Lang::Vi)].clone();
    for done in done {
        for bad in &done.bad {
            let (number, at) = (bad.number.to_string(), bad.row.to_string());
            let (reason, todo) = (pick(&bad.reason), pick(&bad.todo));
            row(&[&number, &at, &bad.field, &bad.code, &reason, &todo, &done.file]);
        }
    }
    out.into_bytes()
}

/// A cell in quotation marks; one that a spreadsheet would run as a formula begins with an
/// apostrophe.
fn csv_cell(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = cell.replace('"', "\"\"");
    format!("\"{}{cell}\"", if formula { "'" } else { "" })
}

/// Files of an earlier job of this name that are not files of this one, in order: those its diary
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

/// A letter that stands for a field of a copy, in a text that all copies share.
pub(super) fn private_letter(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GlyphMissing,
        text!(
            en "there is a letter of no alphabet in it (U+F0000 and up), and no face has it",
            vi "trong đó có chữ không thuộc bảng chữ nào (từ U+F0000), không phông nào có",
        ),
    )
    .at_path(path)
    .hint(text!(
        en "delete the letter; often nothing is seen of it",
        vi "xóa chữ ấy đi; thường mắt không nhìn thấy nó",
    ))
}

pub(super) fn nothing_chosen() -> Diagnostic {
    Diagnostic::new(
        Code::MergeChoice,
        text!(
            en "no record of the list is chosen",
            vi "không dòng nào của danh sách được chọn",
        ),
    )
    .hint(text!(
        en "look at --where and --only",
        vi "xem lại --where và --only",
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

/// A list of which a part was read.
pub(super) fn cut(path: &Path) -> Diagnostic {
    let shown = path.display().to_string();
    Diagnostic::new(
        Code::MergeCut,
        text!(
            en "`{shown}` cannot be read to its end, so nothing was made of it",
            vi "không đọc được hết `{shown}` nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "mend the list where the message above says, then run the command again; earlier files are untouched",
        vi "sửa danh sách ở chỗ thông báo trên chỉ ra rồi chạy lại lệnh; các tệp làm trước vẫn còn nguyên",
    ))
}

/// Another job has made files of the same names.
pub(super) fn taken(path: &Path, was: &Head) -> Diagnostic {
    let Head { guide, product, .. } = was;
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
pub(super) fn changed(path: &Path, was: &Head, is: &Head) -> Diagnostic {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(csv_cell("a\"b"), "\"a\"\"b\"");
        assert_eq!(csv_cell("=cmd|x"), "\"'=cmd|x\"");
        assert_eq!(csv_cell("Tổ 5"), "\"Tổ 5\"");
    }
}
