//! `toroi roster`: the list a team carries from house to house, made from records.

use std::sync::Arc;
use std::time::Instant;

use super::args::Args;
use super::earlier_job::enter;
use super::input_file::InputFile;
use super::output::{self, FileGroup};
use super::roster_args::RosterArgs;
use super::terminal::{self, Terminal};
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::disk::Lock;
use crate::records::Table;
use crate::report::quoted;
use crate::session::{RosterSheet, Session};
use crate::source::Sources;
use crate::world::Project;

/// Makes the list; nothing is written when anything in it is wrong.
pub(super) fn run(options: &RosterArgs, args: &Args, terminal: Terminal) -> u8 {
    // What was mended in a list is reported: nobody runs `check` on it.
    let (start, terminal) = (Instant::now(), terminal.telling_all());
    let mut sink = Sink::new();
    let Some((list, table)) = InputFile::read(&options.records, &mut sink).and_then(|list| {
        Some((list, Table::open(&options.records, &options.reading(), &mut sink)?))
    }) else {
        terminal.findings(&sink, &Sources::new());
        return terminal::exit_code(&sink);
    };
    let session =
        Session::open(Arc::new(Project::new(&args.project)), options.request(terminal::today()));
    let (sheet, found) = session.roster(&options.roster(), table, Cancel::never());
    sink.append(found);
    sink.append(session.found().clone());
    if let Some(sheet) = sheet {
        left_out(&sheet, terminal);
        write(&sheet, options, &list, (terminal, start), &mut sink);
    }
    terminal.findings(&sink, session.sources());
    terminal::exit_code(&sink)
}

/// Says what of the list is not on paper.
fn left_out(sheet: &RosterSheet<'_>, terminal: Terminal) {
    if !terminal.is_for_people() {
        return;
    }
    if !sheet.left_out.is_empty() {
        let words = terminal.say("columns not printed", "các cột không in");
        terminal.note(&format!("{words}: {}\n", sheet.left_out.join(", ")));
    }
    if sheet.skipped > 0 {
        let words = terminal.say("empty rows left out", "hàng trống bỏ qua");
        terminal.note(&format!("{words}: {}\n", sheet.skipped));
    }
}

fn write(
    sheet: &RosterSheet<'_>,
    options: &RosterArgs,
    list: &InputFile,
    (terminal, start): (Terminal, Instant),
    sink: &mut Sink,
) {
    let name = &sheet.name;
    let job = sheet.identity(list.identity(&options.out, options.worksheet.as_deref()));
    let journal = options.out.join(format!("{name}.job.jsonl"));
    let mut files = FileGroup::new(&options.out);
    let mut write = || -> Result<Option<Lock>, Diagnostic> {
        output::folder(&options.out)?;
        let lock = output::lock(&options.out, name, terminal)?;
        let mut put =
            |file: String, bytes: &[u8], pages| files.add(&file, bytes, pages, start.elapsed());
        put(format!("{name}.pdf"), &sheet.pdf, sheet.pages().pages.len())?;
        let put = |number, png: &[u8]| put(format!("{name}-{number}.png"), png, 1);
        options.png.map_or(Ok(()), |dpi| sheet.pictures(dpi, put))?;
        enter(&journal, &job, &[sheet.done()])?;
        Ok(lock)
    };
    let (lock, written) = match write() {
        Ok(lock) => (lock, Ok(())),
        Err(found) => (None, Err(found)),
    };
    let before = sink.errors();
    for made in &files.finish_if(written, sink) {
        terminal.print(&output::line(made, terminal));
    }
    drop(lock);
    if sink.errors() == before && terminal.is_json() {
        let (records, count) = (quoted(&options.records.display().to_string()), sheet.houses);
        terminal
            .print(&format!("{{\"type\":\"roster\",\"records\":{records},\"houses\":{count}}}"));
    }
}
