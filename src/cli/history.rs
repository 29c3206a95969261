//! `toroi history`: what was printed, and which sheets stand on something that has changed since.

use std::sync::Arc;

use super::args::Args;
use super::faults;
use super::history_args::{AddArgs, HistoryArgs, HistoryCommand};
use super::terminal::{self, Terminal};
use crate::diag::{Sink, counted};
use crate::guide::Library;
use crate::history::{
    self, BasisKind, ChangedBasis, HISTORY, History, HistoryBasis, HistoryEntry, PrintedCount,
};
use crate::report::quoted;
use crate::session::{Pick, Request, Session};
use crate::source::{ReadAs, Sources};
use crate::world::Project;

/// Lists what was printed, or notes that something was.
pub(super) fn run(options: &HistoryArgs, args: &Args, terminal: Terminal) -> u8 {
    match &options.what {
        Some(HistoryCommand::Add(add)) => note(add, args, terminal),
        None => list(options.stale, args, terminal),
    }
}

fn list(is_stale: bool, args: &Args, terminal: Terminal) -> u8 {
    let world = Project::new(&args.project);
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    let history = History::of_project(&world, &mut sink);
    // Whoever only wants to know what was printed does not wait for the guides.
    let library =
        is_stale.then(|| Library::load(&world, &[], ReadAs::default(), &mut sources, &mut sink));
    let mut count = 0;
    for entry in &history.entries {
        let changed = library.as_ref().map(|library| entry.on.changed(library));
        if changed.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        count += 1;
        tell(entry, &changed.unwrap_or_default(), terminal);
    }
    // Where labels or facts cannot be read, nobody knows that nothing has changed.
    if count == 0 && terminal.is_for_people() && !sink.has_errors() {
        terminal.print(if is_stale {
            terminal.say(
                "No printed sheet stands on a label or fact that has changed.",
                "Không có tờ đã in nào dựa trên nhãn hay dữ kiện đã đổi.",
            )
        } else {
            terminal.say("Nothing has been noted yet.", "Chưa ghi lần in nào.")
        });
    }
    terminal.findings(&sink, &sources);
    terminal::exit_code(&sink)
}

fn tell(entry: &HistoryEntry, changed: &[ChangedBasis], terminal: Terminal) {
    if terminal.is_json() {
        let text =
            |words: Option<&String>| words.map_or_else(|| "null".to_owned(), |it| quoted(it));
        let one = |it: &ChangedBasis| {
            let kind = kind(it.kind);
            format!(
                "{{\"kind\":\"{kind}\",\"id\":{},\"now\":{}}}",
                quoted(&it.id),
                text(it.now.as_ref())
            )
        };
        let changed: Vec<String> = changed.iter().map(one).collect();
        let HistoryEntry { when, guide, product, kit, look, copies, rows, .. } = entry;
        terminal.print(&format!(
            "{{\"type\":\"printed\",\"when\":{},\"guide\":{},\"product\":{},\"kit\":{},\"look\":{},\
             \"copies\":{copies},\"rows\":{},\"changed\":[{}]}}",
            quoted(when),
            text(guide.as_ref()),
            text(product.as_ref()),
            text(kit.as_ref()),
            text(look.as_ref()),
            text(rows.as_ref()),
            changed.join(",")
        ));
        return;
    }
    let names = [&entry.kit, &entry.guide, &entry.product, &entry.look];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    let mut line = format!("{}  {}", entry.when.replace('T', " "), names.join(" "));
    let copies = entry.copies;
    if copies > 0 {
        let (en, vi) = (format!("  {}", counted(copies, "copy")), format!("  {copies} bản"));
        line.push_str(terminal.say(&en, &vi));
    }
    if let Some(rows) = &entry.rows {
        let (en, vi) = (format!("  rows {rows}"), format!("  hàng {rows}"));
        line.push_str(terminal.say(&en, &vi));
    }
    terminal.print(&line);
    for ChangedBasis { kind, id, now } in changed {
        let (en, vi) = match (kind, now) {
            (BasisKind::Label, Some(now)) => (
                format!("    the button {id} is called “{now}” today"),
                format!("    nút {id} nay là “{now}”"),
            ),
            (BasisKind::Fact, Some(now)) => (
                format!("    the fact {id} says today: {now}"),
                format!("    dữ kiện {id} nay là: {now}"),
            ),
            (BasisKind::Label, None) => (
                format!("    the button {id} is not in the list any more"),
                format!("    nút {id} không còn trong danh sách"),
            ),
            (BasisKind::Fact, None) => (
                format!("    the fact {id} is not in the table any more"),
                format!("    dữ kiện {id} không còn trong bảng"),
            ),
        };
        terminal.print(terminal.say(&en, &vi));
    }
}

fn kind(kind: BasisKind) -> &'static str {
    match kind {
        BasisKind::Label => "label",
        BasisKind::Fact => "fact",
    }
}

fn note(add: &AddArgs, args: &Args, terminal: Terminal) -> u8 {
    let today = add.day.unwrap_or_else(terminal::today);
    let request = match (&add.guide, &add.product, &add.kit) {
        (Some(guide), Some(product), _) => Request {
            guides: Pick::one(guide),
            products: Pick::one(product),
            ..Request::new(today)
        },
        (_, _, kit) => Request::of_kit(kit.as_deref().unwrap_or_default(), today),
    };
    let session = Session::open(Arc::new(Project::new(&args.project)), request);
    let mut sink = session.found().clone();
    if !sink.has_errors() {
        let when = format!("{:04}-{:02}-{:02}", today.year, today.month, today.day);
        let (copies, rows, look) = (add.copies, add.rows.clone(), add.look.clone());
        let count = PrintedCount { copies, rows, look };
        let on = HistoryBasis::of(session.guides());
        let guide = session.guides().next().map(|guide| guide.slug.clone());
        let entry = match (&add.kit, guide, &add.product) {
            (Some(kit), ..) => HistoryEntry::of_kit(&when, kit, count, on),
            (None, Some(guide), Some(product)) => {
                HistoryEntry::of_sheet(&when, (&guide, product), count, on)
            }
            _ => None,
        };
        let path = args.project.join(HISTORY);
        match entry {
            None => sink.push(faults::not_noted()),
            Some(entry) => match history::append(&path, &entry) {
                Ok(()) => tell(&entry, &[], terminal),
                Err(found) => sink.push(found),
            },
        }
    }
    terminal.findings(&sink, session.sources());
    terminal::exit_code(&sink)
}
