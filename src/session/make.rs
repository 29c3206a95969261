//! A merge in one call, for callers without a journal to go on with.

use std::io;
use std::path::Path;

use super::MergeJob;
use super::faults;
use super::merge_report::{self, MergeTally, TOO_MANY};
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::disk;
use crate::merge::job_journal::Done;
use crate::merge::{Halt, Outcome, OutputFiles};
use crate::records::Table;
use crate::store::{MakeScratch, Store};

/// How a merge is made.
pub struct Making<'a> {
    /// How many threads make pages; one makes them on the caller's.
    pub threads: usize,
    /// Whether the good records are printed though others are bad.
    pub skip_bad: bool,
    /// Whether nothing is to be made: all records are tried, and what is wrong with them is in
    /// [`Merged::done`] alone.
    pub is_rehearsal: bool,
    /// Where what does not fit in memory goes.
    pub scratch: MakeScratch,
    /// Whether the job is still wanted. It is raised by the job itself where its list is hopeless.
    pub cancel: &'a Cancel,
}

/// What a merge made.
#[derive(Debug)]
pub struct Merged {
    /// How much it is.
    pub tally: MergeTally,
    /// Its files and, in each, the records that are missing.
    pub done: Vec<Done>,
    /// Whether the files were released; otherwise nothing was made.
    pub is_made: bool,
}

impl MergeJob<'_> {
    /// Makes all files of the job and releases them together, or none. `tell` hears how many
    /// records were done since it was last told.
    pub fn make(
        &self,
        table: Table,
        store: impl Store,
        how: &Making<'_>,
        mut tell: impl FnMut(u64),
    ) -> (Option<Merged>, Sink) {
        let mut sink = Sink::new();
        let path = table.path().to_owned();
        let rules = self.rules.clone();
        let mut source = self.record_source(table, rules, how.scratch.clone(), how.cancel);
        let mut files = OutputFiles::new(store, self.about(), self.fonts());
        files.is_rehearsal = how.is_rehearsal;
        let mut bad = 0;
        let reported = |records: u64, missing: u64, _: Option<&Done>| {
            tell(records);
            bad += missing;
            if bad > TOO_MANY {
                how.cancel.cancel();
            }
        };
        let run = self.run(how.threads, &mut *source, &mut files, how.cancel, reported);
        let outcome = run.map_err(|error| sink.push(self.full(&error))).ok();
        sink.extend(source.diagnostics());
        let made = outcome.map(|outcome| {
            self.notes(&outcome, &mut sink);
            let is_whole = self.is_whole(outcome, bad, &path, &mut sink);
            if bad > TOO_MANY {
                files.give_up();
            }
            let tally = MergeTally::of(&files.done);
            let is_made = is_whole
                && !how.is_rehearsal
                && is_kept(&files, &tally, how.skip_bad, &mut sink)
                && files.release(|_| ()).map_err(|error| sink.push(self.full(&error))).is_ok();
            let done = std::mem::take(&mut files.done);
            Merged { tally, done, is_made }
        });
        if made.as_ref().is_none_or(|made| !made.is_made) {
            let _ = files.clear();
        }
        (made, self.session.limits().keep(sink))
    }

    /// Whether the list was read to its end.
    fn is_whole(&self, outcome: Outcome, bad: u64, path: &str, sink: &mut Sink) -> bool {
        match outcome.halt {
            Some(Halt::Disk(error)) => sink.push(self.full(&error)),
            Some(Halt::Filter(found)) => sink.push(*found),
            Some(Halt::List(problem)) => {
                problem.all().for_each(|problem| sink.push(problem.diagnostic()));
                sink.push(merge_report::cut(path));
            }
            None if outcome.stopped && bad <= TOO_MANY => sink.push(faults::cancelled()),
            None => return true,
        }
        false
    }

    fn full(&self, error: &io::Error) -> Diagnostic {
        disk::write_error(Path::new(&self.rules.base), error)
    }
}

/// Whether what was made is printed; what is missing is reported.
fn is_kept(files: &OutputFiles<'_>, tally: &MergeTally, skip_bad: bool, sink: &mut Sink) -> bool {
    if tally.copies == 0 && tally.bad == 0 {
        sink.push(merge_report::nothing_chosen());
        return false;
    }
    if tally.bad == 0 {
        return true;
    }
    let is_kept = skip_bad && tally.bad <= TOO_MANY && tally.copies > 0;
    merge_report::invalid_records(&files.done, tally, None, is_kept, sink);
    is_kept
}
