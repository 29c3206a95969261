//! A job from its list to its files, on all cores and in order.
//!
//! One thread reads records and deals them out in batches; as many as there are cores make pages
//! of them; the caller's thread puts the batches in order and writes. Each batch needs a permit,
//! of which there is a fixed number, so that neither a fast reader nor a slow disk makes memory
//! grow.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::caster::{Caster, Face, Job, Made};
use super::cells::Finding;
use super::files::{Files, Fresh};
use super::manifest::Bad;
use crate::diag::Diagnostic;
use crate::paint::pdf::stream::Used;
use crate::records::{Problem, Record};

/// A record and its number in the list, or what is wrong with its row.
pub type Numbered = (u64, Result<Record, Problem>);

/// Records of one batch: as many as keep the threads from waiting for each other.
const BATCH: usize = 48;

/// What is read from a list: records with the file each goes into.
pub trait Dealer: Send {
    /// The next record and its file; `None` at the end.
    fn deal(&mut self) -> Option<(FileId, Numbered)>;
    /// Whether a file stands already and its records need not be made.
    fn is_done(&self, file: u64) -> bool;
}

/// A file of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileId {
    /// Its place among the files, from 0.
    pub index: u64,
    /// Its name.
    pub name: String,
}

/// Records that go into one file, one after another.
struct Batch {
    seq: u64,
    file: FileId,
    records: Vec<Numbered>,
}

/// What came of them.
struct Cast {
    seq: u64,
    file: FileId,
    first: u64,
    last: u64,
    /// How many records came.
    count: u64,
    copies: u64,
    /// How many records cannot be printed.
    missing: u64,
    pages: Vec<Made>,
    used: Used,
    bad: Vec<Bad>,
    notes: Vec<(u64, Finding)>,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether somebody stopped it.
    pub stopped: bool,
    /// What a person should look at, the first few of it: row and finding.
    pub notes: Vec<(u64, Finding)>,
    /// How many there are.
    pub note_count: u64,
}

/// As many notes are kept.
const MOST_NOTES: usize = 200;

/// Makes all files of a job. `tell` hears how many records were done since it was last told, how many of
/// them cannot be printed, and which file was finished.
///
/// # Errors
/// What the disk says; files that were finished stay.
pub fn run(
    job: Job<'_>,
    threads: usize,
    dealer: &mut impl Dealer,
    files: &mut Files<'_>,
    stop: &AtomicBool,
    mut tell: impl FnMut(u64, u64, Option<&super::manifest::Done>),
) -> io::Result<Outcome> {
    let threads = threads.max(1);
    let permits = threads * 4;
    let (deal, dealt) = sync_channel::<Batch>(permits);
    let (give, given) = sync_channel::<Cast>(permits);
    let (permit, permitted) = sync_channel::<()>(permits);
    for _ in 0..permits {
        let _ = permit.send(());
    }
    let dealt = Mutex::new(dealt);
    let mut outcome = Outcome::default();
    let result = std::thread::scope(|scope| {
        scope.spawn(move || read(dealer, job.per_sheet(), &deal, &permitted, stop));
        for _ in 0..threads {
            let (dealt, give) = (&dealt, give.clone());
            scope.spawn(move || make(job, dealt, &give));
        }
        drop(give);
        let written = write(given, &permit, files, &mut outcome, &mut tell);
        // Whoever still waits for this thread goes home.
        drop(permit);
        if written.is_err() {
            stop.store(true, Ordering::Relaxed);
        }
        written
    });
    outcome.stopped = stop.load(Ordering::Relaxed);
    result?;
    if !outcome.stopped
        && let Some(done) = files.end()?
    {
        tell(0, 0, Some(&done));
    }
    Ok(outcome)
}

/// Deals records out in batches, none of which goes into two files.
fn read(
    dealer: &mut impl Dealer,
    per_sheet: usize,
    deal: &SyncSender<Batch>,
    permitted: &Receiver<()>,
    stop: &AtomicBool,
) {
    let size = BATCH.next_multiple_of(per_sheet.max(1));
    let mut seq = 0;
    let mut open: Option<Batch> = None;
    let send = |batch: Batch| permitted.recv().is_ok() && deal.send(batch).is_ok();
    while let Some((file, record)) = dealer.deal() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        if open.as_ref().is_some_and(|batch| batch.file != file || batch.records.len() >= size)
            && let Some(batch) = open.take()
            && !send(batch)
        {
            return;
        }
        if dealer.is_done(file.index) {
            continue;
        }
        let batch = open.get_or_insert_with(|| {
            seq += 1;
            Batch { seq: seq - 1, file, records: Vec::with_capacity(size) }
        });
        batch.records.push(record);
    }
    if let Some(batch) = open {
        send(batch);
    }
}

/// Makes pages of batches until there are no more.
fn make(job: Job<'_>, dealt: &Mutex<Receiver<Batch>>, give: &SyncSender<Cast>) {
    let Some(mut caster) = Caster::new(job) else { return };
    loop {
        let next = dealt.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = next else { return };
        if give.send(cast(&mut caster, batch, job.per_sheet(), job.is_duplex())).is_err() {
            return;
        }
    }
}

fn cast(caster: &mut Caster<'_>, batch: Batch, per_sheet: usize, is_duplex: bool) -> Cast {
    let Batch { seq, file, records } = batch;
    let number = |at: Option<&Numbered>| at.map_or(0, |(number, _)| *number);
    let (first, last) = (number(records.first()), number(records.last()));
    let mut out = Cast {
        seq,
        file,
        first,
        last,
        count: records.len() as u64,
        copies: 0,
        missing: 0,
        pages: Vec::with_capacity(records.len()),
        used: Used::default(),
        bad: Vec::new(),
        notes: Vec::new(),
    };
    // A record that cannot be printed leaves its place on a sheet empty: putting it right changes
    // no other sheet.
    for together in records.chunks(per_sheet) {
        let mut copies: Vec<Option<Vec<Face>>> = Vec::with_capacity(per_sheet);
        for (number, record) in together {
            copies.push(match record {
                Ok(record) => match caster.copy(record, *number) {
                    Ok(faces) => {
                        out.copies += 1;
                        Some(faces)
                    }
                    Err(found) => {
                        out.bad.extend(found.iter().map(|one| bad(*number, record.row, one)));
                        None
                    }
                },
                Err(problem) => {
                    let all = problem.all().filter(|one| one.is_error());
                    out.bad.extend(all.map(|one| of_row(*number, one)));
                    None
                }
            });
            let row = record.as_ref().map_or(0, |record| record.row);
            let notes = caster.take_notes().into_iter();
            out.notes.extend(notes.map(|note| (row, note)));
            if let Ok(record) = record {
                out.notes.extend(record.notes.iter().map(|note| (row, mended(note))));
            }
        }
        let pages = caster.pages(&copies);
        // What stands on the next sheet must not come out on the back of this one.
        let blank = (is_duplex && pages.len() % 2 == 1).then(|| pages.last().map(Made::blank));
        out.pages.extend(pages.into_iter().chain(blank.flatten()));
    }
    out.missing = records.len() as u64 - out.copies;
    out.used = caster.take_used();
    out
}

/// Puts batches in order and writes them.
fn write(
    given: Receiver<Cast>,
    permit: &SyncSender<()>,
    files: &mut Files<'_>,
    outcome: &mut Outcome,
    tell: &mut impl FnMut(u64, u64, Option<&super::manifest::Done>),
) -> io::Result<()> {
    let mut waiting: BTreeMap<u64, Cast> = BTreeMap::new();
    let mut next = 0;
    for cast in given {
        waiting.insert(cast.seq, cast);
        while let Some(cast) = waiting.remove(&next) {
            next += 1;
            let records = cast.count;
            outcome.note_count += cast.notes.len() as u64;
            let room = MOST_NOTES.saturating_sub(outcome.notes.len());
            outcome.notes.extend(cast.notes.into_iter().take(room));
            let fresh = Fresh {
                file: cast.file,
                records: [cast.first, cast.last],
                copies: cast.copies,
                pages: cast.pages,
                used: cast.used,
                bad: cast.bad,
            };
            let done = files.add(fresh)?;
            let _ = permit.try_send(());
            tell(records, cast.missing, done.as_ref());
        }
    }
    Ok(())
}

/// What was put right in a cell, or looks odd in it.
fn mended(note: &Problem) -> Finding {
    let field = note.column.as_ref().map_or(String::new(), |(_, name)| name.clone());
    let found = Diagnostic::new(note.code, note.what.clone()).hint(note.todo.clone());
    Finding { field, found }
}

fn bad(number: u64, row: u64, found: &Finding) -> Bad {
    let Finding { field, found } = found;
    let todo = found.hints.first();
    let text = |lang| todo.map_or(String::new(), |todo| todo.get(lang).to_owned());
    Bad {
        number,
        row,
        field: field.clone(),
        code: found.code.id().to_owned(),
        reason: [found.message.en.clone(), found.message.vi.clone()],
        todo: [text(crate::diag::Lang::En), text(crate::diag::Lang::Vi)],
    }
}

fn of_row(number: u64, problem: &Problem) -> Bad {
    Bad {
        number,
        row: problem.row,
        field: problem.column.as_ref().map_or(String::new(), |(_, name)| name.clone()),
        code: problem.code.id().to_owned(),
        reason: [problem.what.en.clone(), problem.what.vi.clone()],
        todo: [problem.todo.en.clone(), problem.todo.vi.clone()],
    }
}
