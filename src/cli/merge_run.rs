//! A run of `toroi merge`: its files, its journal, and what comes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use super::args::MergeArgs;
use super::bar;
use super::earlier_job::clash;
use super::faults;
use super::input_file::InputFile;
use super::merge_report as report;
use super::output;
use super::spool::spool;
use super::terminal::Terminal;
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::disk::{self, Lock};
use crate::merge::job_journal::{Done, JobIdentity, JobJournal, Journal};
use crate::merge::{Halt, OutputFiles, OutputPlan};
use crate::records::Table;
use crate::session::merge_report::{self, TOO_MANY};
use crate::session::{MergeJob, MergeTally};
use crate::store::{self, Folder};

/// A run of a job.
pub(super) struct MergeRun<'a> {
    pub options: &'a MergeArgs,
    pub terminal: Terminal,
    pub job: MergeJob<'a>,
    pub list: InputFile,
    pub head: JobIdentity,
}

/// Where the files of a job are, by its name.
struct Places {
    /// The files that it is gone on with.
    journal: PathBuf,
    /// The folder in which files wait.
    hidden: PathBuf,
    /// The list of records that are missing.
    report: PathBuf,
    /// What its own files begin with.
    base: String,
    /// The name of this part of it.
    job: String,
}

impl Places {
    fn new(out: &Path, rules: &OutputPlan) -> Places {
        let base = rules.base.clone();
        let part = rules.shard.map(|shard| format!("-{}-of-{}", shard.part, shard.of));
        let job = format!("{base}{}", part.unwrap_or_default());
        Places {
            journal: out.join(format!("{job}.job.jsonl")),
            hidden: out.join(format!(".{job}.waiting")),
            report: out.join(format!("merge-report-{job}.csv")),
            base,
            job,
        }
    }
}

impl MergeRun<'_> {
    /// Makes the files; the line that says what was made, where anything was.
    pub(super) fn go(&self, table: Table, sink: &mut Sink) -> Option<String> {
        let options = self.options;
        let places = Places::new(&options.out, &self.job.rules);
        // Taken before there are files and let go of after them: another run's folder is never tidied.
        let _lock = if options.dry_run {
            None
        } else {
            Some(self.lock(&places).map_err(|found| sink.push(found)).ok()?)
        };
        let folder = Folder::new(&options.out, &places.hidden);
        let mut files = OutputFiles::new(folder, self.job.about(), self.job.fonts());
        files.is_rehearsal = options.dry_run;
        let mut earlier = BTreeSet::new();
        if !options.dry_run {
            let opened = self.open_journal(&places, &mut files);
            earlier = opened.map_err(|found| sink.push(found)).ok()?;
        }
        let start = Instant::now();
        let tally = self.make(table, &places, &mut files, &earlier, sink);
        drop(files);
        tally.map(|tally| report::made(&tally, start.elapsed(), self.terminal))
    }

    /// Keeps other runs away from the files of this job.
    fn lock(&self, places: &Places) -> Result<Lock, Diagnostic> {
        let out = &self.options.out;
        output::folder(out)?;
        match Lock::try_take(out, &places.job) {
            Ok(Some(lock)) => Ok(lock),
            Ok(None) => Err(disk::busy(out)),
            Err(error) => Err(output::report(out, &error)),
        }
    }

    /// Opens the journal of the job, or begins one. Gives the names of files an earlier job of this
    /// name has made.
    fn open_journal(
        &self,
        places: &Places,
        files: &mut OutputFiles<'_>,
    ) -> Result<BTreeSet<String>, Diagnostic> {
        let path = &places.journal;
        let fail = |error: io::Error| output::report(path, &error);
        let journal = match Journal::read(path) {
            Ok(journal) => journal,
            // What stands in its place is no journal, and is not gone on with.
            Err(_) if !self.options.resume => None,
            Err(error) => return Err(fail(error)),
        };
        if let Some(journal) = &journal
            && let Some(found) = clash(&places.journal, journal, &self.head, places.hidden.exists())
        {
            return Err(found);
        }
        if self.options.resume
            && let Some(journal) = journal
        {
            if !journal.head.is_same(&self.head) {
                return Err(faults::changed(path, &journal.head, &self.head));
            }
            let done = files.intact(journal.done.clone()).map_err(fail)?;
            files.keep(JobJournal::go_on(journal).map_err(fail)?, done);
            return Ok(BTreeSet::new());
        }
        files.clear().map_err(fail)?;
        files.keep(JobJournal::begin(path, &self.head).map_err(fail)?, Vec::new());
        let done = journal.into_iter().flat_map(|journal| journal.done);
        Ok(done.filter(|done| done.copies > 0).map(|done| done.file).collect())
    }

    /// Makes all files, and gives them their places if all is well.
    fn make(
        &self,
        table: Table,
        places: &Places,
        files: &mut OutputFiles<'_>,
        earlier: &BTreeSet<String>,
        sink: &mut Sink,
    ) -> Option<MergeTally> {
        let options = self.options;
        let cancel = Arc::new(Cancel::new());
        let canceller = Arc::clone(&cancel);
        // In tests several jobs run in one process; the first handler serves them all.
        let _ = ctrlc::set_handler(move || canceller.cancel());
        // What does not fit in memory waits where the files do, in a rehearsal elsewhere.
        let (scratch, _spool) = if options.dry_run {
            spool(&self.job.rules).map_err(|found| sink.push(found)).ok()?
        } else {
            (store::scratch(&places.hidden), None)
        };
        let rules = OutputPlan { done: files.indexes(), ..self.job.rules.clone() };
        let mut source = self.job.record_source(table, rules, scratch, &cancel);
        let bar =
            bar::of_records(self.list.lines.map(|lines| lines.saturating_sub(1)), self.terminal);
        let mut shown = Shown { is_quiet: !bar.is_hidden(), ..Shown::default() };
        let mut bad = MergeTally::of(&files.done).bad;
        let mut since = Instant::now();
        let tell = |records: u64, missing: u64, done: Option<&Done>| {
            bar.inc(records);
            bad += missing;
            if bad > TOO_MANY {
                cancel.cancel();
            }
            if let Some(done) = done {
                shown.times.insert(done.index, since.elapsed());
                since = Instant::now();
            }
        };
        let result = self.job.run(self.threads(), &mut *source, files, &cancel, tell);
        bar.finish_and_clear();
        let mut outcome = match result {
            Ok(outcome) => outcome,
            Err(error) => {
                sink.push(self.full(&error));
                return None;
            }
        };
        self.job.notes(&outcome, sink);
        sink.extend(source.diagnostics());
        if bad > TOO_MANY {
            files.give_up();
        }
        let tally = MergeTally::of(&files.done);
        let is_whole = match outcome.halt.take() {
            Some(halt) => {
                self.halted(halt, files, sink);
                false
            }
            None if !self.list.stands() => {
                files.give_up();
                let _ = files.clear();
                sink.push(faults::list_changed(&self.list.path));
                false
            }
            None if outcome.stopped && bad <= TOO_MANY => {
                sink.push(faults::stopped(files.done.len(), options.dry_run));
                // Who does not wait for all records need not wait for all files either.
                options.skip_bad && self.release(files, &mut shown, sink)
            }
            None => self.end(files, &tally, places, (earlier, &mut shown), sink),
        };
        Some(if is_whole || options.dry_run { tally } else { tally.only(&shown.stand) })
    }

    /// How many threads make pages.
    fn threads(&self) -> usize {
        let given = self.options.jobs.filter(|jobs| *jobs > 0);
        let cores = || thread::available_parallelism().map_or(1, std::num::NonZero::get);
        given.unwrap_or_else(cores)
    }

    /// What the disk says while files are made.
    fn full(&self, error: &io::Error) -> Diagnostic {
        let found = output::report(&self.options.out, error);
        if self.options.dry_run { found } else { found.hint(faults::go_on()) }
    }

    /// Tells why the list was not read to its end. Nothing is made of it.
    fn halted(&self, halt: Halt, files: &mut OutputFiles<'_>, sink: &mut Sink) {
        match halt {
            Halt::Disk(error) => sink.push(self.full(&error)),
            Halt::Filter(found) => {
                let _ = files.clear();
                sink.push(*found);
            }
            Halt::List(problem) => {
                files.give_up();
                let _ = files.clear();
                problem.all().for_each(|problem| sink.push(problem.diagnostic()));
                sink.push(merge_report::cut(&self.list.path.display().to_string()));
            }
        }
    }

    /// Gives files their places, or tells why not. Whether all of them stand.
    fn end(
        &self,
        files: &mut OutputFiles<'_>,
        tally: &MergeTally,
        places: &Places,
        (earlier, shown): (&BTreeSet<String>, &mut Shown),
        sink: &mut Sink,
    ) -> bool {
        let options = self.options;
        if tally.copies == 0 && tally.bad == 0 {
            let _ = files.clear();
            sink.push(merge_report::nothing_chosen());
            return false;
        }
        let place = &places.report;
        if tally.bad > 0 {
            let lang = self.terminal.printer.lang;
            let table = merge_report::table(&files.done, lang);
            if !options.dry_run
                && let Err(found) = output::write(place, &table)
            {
                // Without it nobody would know who is missing.
                sink.push(found.hint(faults::go_on()));
                return false;
            }
            // Without one good record nothing is printed; other parts of a list may have some.
            let is_empty = tally.copies == 0 && options.shard.is_none();
            let kept = options.skip_bad && tally.bad <= TOO_MANY && !is_empty;
            let shown = (!options.dry_run).then(|| place.display().to_string());
            merge_report::invalid_records(&files.done, tally, shown.as_deref(), kept, sink);
            if !kept {
                let _ = files.clear();
                return false;
            }
        }
        if options.dry_run {
            return true;
        }
        if !self.release(files, shown, sink) {
            return false;
        }
        if tally.bad == 0 {
            // A report of an earlier run would speak of records that are good now.
            let _ = fs::remove_file(place);
        }
        if options.shard.is_some() {
            let others = self.other_parts(places);
            if !others.is_empty() {
                sink.push(faults::other_parts(&options.out, &others));
            }
        } else {
            let own = files.done.iter().map(|done| done.file.as_str()).collect();
            let old = report::left_behind(&options.out, &places.base, earlier, &own);
            if !old.is_empty() {
                sink.push(faults::old_files(&options.out, &old));
            }
        }
        true
    }

    /// The diaries of parts beside this one that were made of something else: of another list, say.
    fn other_parts(&self, places: &Places) -> Vec<String> {
        let out = &self.options.out;
        let names = fs::read_dir(out).into_iter().flatten().flatten();
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let is_part = |name: &String| {
            let part = name.strip_prefix(&places.base).and_then(|rest| rest.strip_prefix('-'));
            let part = part.and_then(|rest| rest.strip_suffix(".job.jsonl"));
            let part = part.and_then(|part| part.split_once("-of-"));
            part.is_some_and(|(part, of)| part.parse::<u64>().is_ok() && of.parse::<u64>().is_ok())
        };
        let differs = |name: &String| {
            let journal = Journal::read(&out.join(name)).ok().flatten();
            journal.is_some_and(|journal| !journal.head.is_of_one(&self.head))
        };
        let mut others: Vec<String> = names.filter(is_part).filter(differs).collect();
        others.sort();
        others
    }

    /// Gives files their places and names each that has got its own.
    fn release(&self, files: &mut OutputFiles<'_>, shown: &mut Shown, sink: &mut Sink) -> bool {
        let (out, terminal) = (&self.options.out, self.terminal);
        let released = files.release(|done| {
            let time = shown.times.get(&done.index).copied().unwrap_or_default();
            shown.stand.push(done.clone());
            if !shown.is_quiet {
                terminal.print(&report::file(out, done, time, terminal));
            }
        });
        released.map_err(|error| sink.push(self.full(&error))).is_ok()
    }
}

/// What of the files is reported on standard output.
#[derive(Default)]
struct Shown {
    /// Whether a person saw a bar instead.
    is_quiet: bool,
    /// How long each of this run took, by its number.
    times: BTreeMap<u64, Duration>,
    /// Those that have got their places.
    stand: Vec<Done>,
}
