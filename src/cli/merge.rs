//! `toroi merge`: one copy of a sheet for each record of a list.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::args::{Args, MergeArgs};
use super::input_file::InputFile;
use super::merge_report as report;
use super::merge_run::MergeRun;
use super::spool::spool;
use super::terminal::{self, Terminal};
use crate::cancel::Cancel;
use crate::diag::Sink;
use crate::disk;
use crate::merge::Halt;
use crate::records::Table;
use crate::session::{MergeJob, Session, merge_report};
use crate::world::Project;

/// Makes the copies.
pub(super) fn run(options: &MergeArgs, args: &Args, terminal: Terminal) -> u8 {
    let request = options.merge();
    let mut sink = Sink::new();
    sink.extend(request.misspelt());
    if sink.has_errors() {
        terminal.findings(&sink, &crate::source::Sources::new());
        return 2;
    }
    let named = std::slice::from_ref(&options.guide);
    let world = Arc::new(Project::new(&args.project).with_named(named));
    let session = Session::open(world, options.request(terminal::today()));
    sink.append(session.found().clone());
    sink.extend(session.check(0).into_iter().flat_map(Sink::iter).cloned());
    let print = options.print();
    if !sink.has_errors()
        && let Some(list) = InputFile::read(&options.records, &mut sink)
        && let Some(table) = Table::open(&options.records, &options.reading(), &mut sink)
    {
        let (job, found) = session.merge(&request, &print, &table);
        sink.append(found);
        let line = match job {
            None => None,
            Some(job) if options.plan => plan(&job, table, terminal, &mut sink),
            Some(job) => {
                let own = list.identity(&options.out, options.worksheet.as_deref());
                let head = job.head(own, &options.identity());
                MergeRun { options, terminal, job, list, head }.go(table, &mut sink)
            }
        };
        if let Some(line) = line {
            terminal.print(&line);
        }
    }
    // What was put right in the list is printed a thousand times: it is reported.
    terminal.telling_all().findings(&sink, session.sources());
    terminal::exit_code(&sink)
}

/// Counts what a job will make, and tries how long it will take.
fn plan(job: &MergeJob<'_>, table: Table, terminal: Terminal, sink: &mut Sink) -> Option<String> {
    let (rules, cancel) = (job.rules.clone(), Cancel::never());
    let (scratch, _spool) = spool(&rules).map_err(|found| sink.push(found)).ok()?;
    let mut source = job.record_source(table, rules, scratch, cancel);
    let (mut spent, mut calls) = (Duration::ZERO, 0_u32);
    let mut timed = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        // The first of its kind is laid out in full, which says little of the others.
        if calls > 0 {
            spent += start.elapsed();
        }
        calls += 1;
    };
    let planned = job.plan(&mut *source, cancel, &mut timed);
    let planned = planned.map_err(|halt| halted(halt, sink)).ok()?;
    sink.extend(source.diagnostics());
    if planned.copies + planned.bad == 0 {
        sink.push(merge_report::nothing_chosen());
        return None;
    }
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get) as u32;
    let each = spent / (calls.max(2) - 1) / cores;
    let time = each.saturating_mul(u32::try_from(planned.copies).unwrap_or(u32::MAX));
    Some(report::planned(&planned, (&job.rules, job.per_sheet()), time, terminal))
}

/// Why a plan cannot be made.
fn halted(halt: Halt, sink: &mut Sink) {
    match halt {
        Halt::List(problem) => problem.all().for_each(|problem| sink.push(problem.diagnostic())),
        Halt::Disk(error) => sink.push(disk::write_error(&std::env::temp_dir(), &error)),
        Halt::Filter(found) => sink.push(*found),
    }
}
