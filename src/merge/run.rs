//! A job from its list to its files, on all cores and in order.
//!
//! One thread reads records and deals them out in batches; as many as there are cores make pages
//! of them; the caller's thread puts the batches in order and writes. Each batch needs a permit,
//! of which there is a fixed number, so that neither a fast reader nor a slow disk makes memory
//! grow. On one core, and where the system gives no threads, one thread does all of it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::cells::FieldFinding;
use super::composer::Composer;
use super::copy_page::{ComposedPage, CopyPage};
use super::files::{FileBatch, OutputFiles};
use super::job::CompositionJob;
use super::job_journal::{Done, InvalidRecord};
use super::record_source::{Halt, Numbered, OutputFileId, RecordSource};
use crate::cancel::Cancel;
use crate::paint::broken;
use crate::paint::pdf::stream::Used;
use crate::records::Problem;

/// Records of one batch: as many as keep the threads from waiting for each other.
const BATCH: usize = 48;

/// The most threads that make pages; the one that writes cannot keep up with more.
const MOST_THREADS: usize = 64;

/// Records that go into one file, one after another.
struct Batch {
    seq: u64,
    file: OutputFileId,
    records: Vec<Numbered>,
    /// Places of its first sheet that an earlier job has used.
    used: usize,
}

/// What came of them.
struct ComposedBatch {
    seq: u64,
    file: OutputFileId,
    first: u64,
    last: u64,
    /// How many records came.
    count: u64,
    copies: u64,
    /// How many records cannot be printed.
    missing: u64,
    pages: Vec<ComposedPage>,
    used: Used,
    bad: Vec<InvalidRecord>,
    notes: Vec<(u64, FieldFinding)>,
    /// The values of its copies.
    values: SameValues,
}

/// Whether copies have the same values: who needs many of one sheet needs no list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SameValues {
    /// There is no copy yet.
    #[default]
    None,
    /// All have those of this sum.
    Same(u64),
    /// Some have others.
    Different,
}

impl SameValues {
    fn with(self, other: SameValues) -> SameValues {
        match (self, other) {
            (SameValues::None, other) => other,
            (one, SameValues::None) => one,
            (one, other) if one == other => one,
            _ => SameValues::Different,
        }
    }

    fn of(copy: &[CopyPage]) -> SameValues {
        let mut sum = DefaultHasher::new();
        copy.first().map(|page| &page.values).hash(&mut sum);
        SameValues::Same(sum.finish())
    }
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether somebody stopped it.
    pub stopped: bool,
    /// Why the list was not read to its end, where it was not.
    pub halt: Option<Halt>,
    /// What a person should look at, the first few of it: row and finding.
    pub notes: Vec<(u64, FieldFinding)>,
    /// How many there are.
    pub note_count: u64,
    /// How many copies were made.
    pub copies: u64,
    values: SameValues,
}

impl Outcome {
    /// Whether so many copies were made that are all the same.
    pub fn is_one_sheet(&self) -> bool {
        self.copies >= FEW && matches!(self.values, SameValues::Same(_))
    }
}

/// Fewer copies than this may be alike by chance, or to try a list.
const FEW: u64 = 5;

/// As many notes are kept.
const MOST_NOTES: usize = 200;

/// Makes all files of a job. `tell` hears how many records were done since it was last told, how many of
/// them cannot be printed, and which file was finished. Where the system gives no threads, the
/// caller's makes all.
///
/// # Errors
/// What the disk says; files that were finished stay.
pub fn run(
    job: CompositionJob<'_>,
    threads: usize,
    source: &mut dyn RecordSource,
    files: &mut OutputFiles<'_>,
    cancel: &Cancel,
    mut tell: impl FnMut(u64, u64, Option<&Done>),
) -> io::Result<Outcome> {
    let mut writer = BatchWriter { files, tell: &mut tell, outcome: Outcome::default() };
    let threads = threads.clamp(1, MOST_THREADS);
    let started = match threads {
        1 => Ok(Started::Nothing),
        _ => together(job, threads, source, &mut writer, cancel),
    };
    let written = match started {
        Ok(Started::All) => Ok(()),
        Ok(Started::Nothing) => alone(job, source, &mut writer, cancel),
        Err(error) => Err(error),
    };
    let BatchWriter { files, mut outcome, .. } = writer;
    outcome.stopped = cancel.is_cancelled();
    written?;
    if !outcome.stopped
        && outcome.halt.is_none()
        && let Some(done) = files.end()?
    {
        tell(0, 0, Some(&done));
    }
    Ok(outcome)
}

/// Whether the system gave threads.
enum Started {
    /// At least one of each kind, and they did all there was to do.
    All,
    /// One that is needed did not start, and nothing was done.
    Nothing,
}

/// Reads and makes pages on threads of their own, and writes on this one.
fn together(
    job: CompositionJob<'_>,
    threads: usize,
    source: &mut dyn RecordSource,
    writer: &mut BatchWriter<'_, '_>,
    cancel: &Cancel,
) -> io::Result<Started> {
    let permits = threads * 4;
    let (send_batch, batches) = sync_channel::<Batch>(permits);
    let (give, given) = sync_channel::<ComposedBatch>(permits);
    let (permit, permitted) = sync_channel::<()>(permits);
    for _ in 0..permits {
        let _ = permit.send(());
    }
    let batches = Mutex::new(batches);
    thread::scope(|scope| {
        let start = |_: &usize| {
            let (batches, give) = (&batches, give.clone());
            let make = move || make(job, batches, &give, cancel);
            thread::Builder::new().spawn_scoped(scope, make).is_ok()
        };
        let started = (0..threads).take_while(start).count();
        drop(give);
        let places = (job.per_sheet(), job.used_places());
        let send = move |batch: Batch| permitted.recv().is_ok() && send_batch.send(batch).is_ok();
        let read = move || read(source, places, send, cancel);
        let reader = (started > 0).then(|| thread::Builder::new().spawn_scoped(scope, read));
        let Some(Ok(reader)) = reader else { return Ok(Started::Nothing) };
        let written = writer.write(given, &permit);
        // Whoever still waits for this thread goes home.
        drop(permit);
        if written.is_err() {
            cancel.cancel();
        }
        writer.outcome.halt = reader.join().unwrap_or(Ok(())).err();
        written.map(|()| Started::All)
    })
}

/// Does all of it on this thread.
fn alone(
    job: CompositionJob<'_>,
    source: &mut dyn RecordSource,
    writer: &mut BatchWriter<'_, '_>,
    cancel: &Cancel,
) -> io::Result<()> {
    let Some(mut composer) = Composer::new(job) else { return Ok(()) };
    let mut written = Ok(());
    let halt = read(
        source,
        (job.per_sheet(), job.used_places()),
        |batch| {
            let Some(composed) = compose(&mut composer, batch, job, cancel) else { return false };
            written = writer.put(composed);
            written.is_ok()
        },
        cancel,
    );
    writer.outcome.halt = halt.err();
    written
}

/// Deals records out in batches, none of which goes into two files, until `send` wants no more.
/// `places`: how many a sheet has, and how many of the first sheet are used already.
fn read(
    source: &mut dyn RecordSource,
    places: (usize, usize),
    mut send: impl FnMut(Batch) -> bool,
    cancel: &Cancel,
) -> Result<(), Halt> {
    let (per_sheet, used) = places;
    let size = BATCH.next_multiple_of(per_sheet.max(1));
    let mut seq = 0;
    let mut used = Some(used);
    let mut open: Option<Batch> = None;
    while let Some((file, record)) = source.next_record()? {
        if cancel.is_cancelled() {
            return Ok(());
        }
        if open
            .as_ref()
            .is_some_and(|batch| batch.file != file || batch.used + batch.records.len() >= size)
            && let Some(batch) = open.take()
            && !send(batch)
        {
            return Ok(());
        }
        if source.is_done(file.index) {
            continue;
        }
        let batch = open.get_or_insert_with(|| {
            seq += 1;
            // The first file begins where an earlier job has left off.
            let used = used.take_if(|_| file.index == 0).unwrap_or(0);
            Batch { seq: seq - 1, file, records: Vec::with_capacity(size), used }
        });
        batch.records.push(record);
    }
    if let Some(batch) = open {
        send(batch);
    }
    Ok(())
}

/// Makes pages of batches until there are no more.
fn make(
    job: CompositionJob<'_>,
    batches: &Mutex<Receiver<Batch>>,
    give: &SyncSender<ComposedBatch>,
    cancel: &Cancel,
) {
    let Some(mut composer) = Composer::new(job) else { return };
    loop {
        let next = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = next else { return };
        let Some(composed) = compose(&mut composer, batch, job, cancel) else { return };
        if give.send(composed).is_err() {
            return;
        }
    }
}

/// Makes the pages of a batch. `None` when the job was cancelled meanwhile: a copy whose layout ended
/// early would be missing without a word.
fn compose(
    composer: &mut Composer<'_>,
    batch: Batch,
    job: CompositionJob<'_>,
    cancel: &Cancel,
) -> Option<ComposedBatch> {
    let (per_sheet, is_duplex) = (job.per_sheet(), job.is_duplex());
    let Batch { seq, file, records, used } = batch;
    let number = |at: Option<&Numbered>| at.map_or(0, |(number, _)| *number);
    let (first, last) = (number(records.first()), number(records.last()));
    let mut out = ComposedBatch {
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
        values: SameValues::None,
    };
    // A record that cannot be printed leaves its place on a sheet empty: putting it right changes
    // no other sheet.
    let begun = if used > 0 { records.len().min(per_sheet - used) } else { 0 };
    let (begun, rest) = records.split_at(begun);
    let begun = (used > 0).then_some((begun, used)).into_iter();
    for (together, used) in begun.chain(rest.chunks(per_sheet).map(|sheet| (sheet, 0))) {
        let mut copies: Vec<Option<Vec<CopyPage>>> = Vec::with_capacity(per_sheet);
        for (number, record) in together {
            copies.push(match record {
                Ok(record) => match composer.copy(record, *number) {
                    Ok(faces) => {
                        out.copies += 1;
                        out.values = out.values.with(SameValues::of(&faces));
                        Some(faces)
                    }
                    Err(found) => {
                        let lost = FieldFinding { field: String::new(), found: broken("no copy") };
                        let found = if found.is_empty() { vec![lost] } else { found };
                        out.bad.extend(
                            found.iter().map(|one| invalid_record(*number, record.row, one)),
                        );
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
            let notes = composer.take_notes().into_iter();
            out.notes.extend(notes.map(|note| (row, note)));
            if let Ok(record) = record {
                out.notes.extend(record.notes.iter().map(|note| (row, normalised(note))));
            }
        }
        let pages = composer.pages(&copies, used);
        // What stands on the next sheet must not come out on the back of this one.
        let blank =
            (is_duplex && pages.len() % 2 == 1).then(|| pages.last().map(ComposedPage::blank));
        out.pages.extend(pages.into_iter().chain(blank.flatten()));
    }
    out.missing = records.len() as u64 - out.copies;
    out.used = composer.take_used();
    (!cancel.is_cancelled()).then_some(out)
}

/// Writes batches, and counts what came of them.
struct BatchWriter<'w, 'f> {
    files: &'w mut OutputFiles<'f>,
    tell: &'w mut dyn FnMut(u64, u64, Option<&Done>),
    outcome: Outcome,
}

impl BatchWriter<'_, '_> {
    /// Puts batches in order and writes them.
    fn write(&mut self, given: Receiver<ComposedBatch>, permit: &SyncSender<()>) -> io::Result<()> {
        let mut waiting: BTreeMap<u64, ComposedBatch> = BTreeMap::new();
        let mut next = 0;
        for composed in given {
            waiting.insert(composed.seq, composed);
            while let Some(composed) = waiting.remove(&next) {
                next += 1;
                self.put(composed)?;
                let _ = permit.try_send(());
            }
        }
        Ok(())
    }

    /// Writes the batch that comes next.
    fn put(&mut self, composed: ComposedBatch) -> io::Result<()> {
        let outcome = &mut self.outcome;
        outcome.note_count += composed.notes.len() as u64;
        outcome.copies += composed.copies;
        outcome.values = outcome.values.with(composed.values);
        let room = MOST_NOTES.saturating_sub(outcome.notes.len());
        outcome.notes.extend(composed.notes.into_iter().take(room));
        let fresh = FileBatch {
            file: composed.file,
            records: [composed.first, composed.last],
            copies: composed.copies,
            pages: composed.pages,
            used: composed.used,
            bad: composed.bad,
        };
        let done = self.files.add(fresh)?;
        (self.tell)(composed.count, composed.missing, done.as_ref());
        Ok(())
    }
}

/// What was put right in a cell, or looks odd in it.
fn normalised(note: &Problem) -> FieldFinding {
    let field = note.column.as_ref().map_or(String::new(), |(_, name)| name.clone());
    FieldFinding { field, found: note.of_cell() }
}

fn invalid_record(number: u64, row: u64, found: &FieldFinding) -> InvalidRecord {
    let FieldFinding { field, found } = found;
    let todo = found.hints.first();
    let text = |lang| todo.map_or(String::new(), |todo| todo.get(lang).to_owned());
    InvalidRecord {
        number,
        row,
        field: field.clone(),
        code: found.code.id().to_owned(),
        reason: [found.message.en.clone(), found.message.vi.clone()],
        todo: [text(crate::diag::Lang::En), text(crate::diag::Lang::Vi)],
    }
}

fn of_row(number: u64, problem: &Problem) -> InvalidRecord {
    InvalidRecord {
        number,
        row: problem.row,
        field: problem.column.as_ref().map_or(String::new(), |(_, name)| name.clone()),
        code: problem.code.id().to_owned(),
        reason: [problem.what.en.clone(), problem.what.vi.clone()],
        todo: [problem.todo.en.clone(), problem.todo.vi.clone()],
    }
}
