//! `toroi roster`: the list a team carries from house to house, made from records.

use std::time::Instant;

use super::args::{Args, RosterArgs, SortArg};
use super::build::pictures;
use super::output::{self, Together};
use super::terminal::{self, Terminal};
use crate::diag::Sink;
use crate::guide::{Date, Guide};
use crate::inks::Inks;
use crate::records::{Options, Table};
use crate::render::{Press, broken};
use crate::report::{Format, quoted};
use crate::roster::{self, Map, PRODUCT, Roster, Sort};
use crate::sheet::Imposing;
use crate::source::{Sources, told};
use crate::template::{Set, Settings};
use crate::text::Fonts;
use crate::vietnamese::{encoding, fold, normalise};
use crate::world::Project;

/// The day written into a file whose list names none: no clock is read, so that the same list gives
/// the same bytes. It is the day this product was made.
const DAY: (u16, u16, u16) = (2026, 11, 25);

/// Makes the list; nothing is written when anything in it is wrong.
pub(super) fn run(options: &RosterArgs, args: &Args, terminal: Terminal) -> u8 {
    // What was mended in a list is told: nobody runs `check` on it.
    let (start, terminal) = (Instant::now(), terminal.telling_all());
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    if let Some(roster) = read(options, terminal, &mut sink) {
        build(&roster, options, args, (terminal, start), &mut sources, &mut sink);
    }
    terminal.findings(&sink, &sources);
    terminal::exit_code(&sink)
}

fn read(options: &RosterArgs, terminal: Terminal, sink: &mut Sink) -> Option<Roster> {
    let reading = Options {
        sheet: options.worksheet.clone(),
        encoding: options.encoding,
        separator: options.separator,
    };
    let mut table = Table::open(&options.records, &reading, sink)?;
    let map = Map::new(&table, &options.map, sink)?;
    let left_out = map.left_out(&table).join(", ");
    let sort = match options.sort {
        SortArg::Address => Sort::Address,
        SortArg::Name => Sort::Name,
        SortArg::None => Sort::None,
    };
    let mut roster = roster::read(&mut table, &map, sort, sink)?;
    if let Some(team) = &options.team {
        let lost = encoding::damage(team).into_iter().next();
        sink.extend(lost.map(|loss| told(team, &loss)));
        roster.team = clean(team);
    }
    roster.day = options.date.map(|date| date.to_string()).unwrap_or_default();
    if sink.has_errors() {
        return None;
    }
    if terminal.printer.format == Format::Human {
        if !left_out.is_empty() {
            let words = terminal.say("columns not printed", "các cột không in");
            terminal.note(&format!("{words}: {left_out}\n"));
        }
        if table.skipped() > 0 {
            let words = terminal.say("empty rows left out", "hàng trống bỏ qua");
            terminal.note(&format!("{words}: {}\n", table.skipped()));
        }
    }
    Some(roster)
}

/// The name of a team as an author would have typed it.
fn clean(team: &str) -> String {
    normalise::field(team.trim()).into_text()
}

fn build(
    roster: &Roster,
    options: &RosterArgs,
    args: &Args,
    (terminal, start): (Terminal, Instant),
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<()> {
    let (world, fonts) = (Project::new(&args.project), Fonts::new());
    let set = Set::load(&world, &[PRODUCT.to_owned()], &fonts, sources, sink);
    let name = file_name(options);
    let (year, month, day) = DAY;
    let day = options.date.or_else(|| Date::new(year, month, day).ok())?;
    let file = sources.add_text(&options.records.display().to_string(), String::new());
    let guide = Guide::blank(&name, file, day);
    let settings = Settings::new();
    let press = Press {
        world: &world,
        sources,
        set: &set,
        fonts: &fonts,
        settings: &settings,
        imposing: Imposing::default(),
        inks: Inks::default(),
    };
    let mut own = Sink::new();
    let pages = press.pages_with(PRODUCT, &guide, ("roster", roster), &mut own);
    let path = options.records.display().to_string();
    sink.extend(own.iter().map(|found| roster::told(found.clone(), roster, &path)));
    let pages = pages?;
    let pdf = match press.pdf(&guide, &pages) {
        Ok(pdf) => pdf,
        Err(error) => {
            sink.push(broken(&error.to_string()));
            return None;
        }
    };
    let write = || {
        output::folder(&options.out)?;
        let lock = output::lock(&options.out, &name, terminal)?;
        let mut files = Together::new(&options.out);
        let mut put =
            |file: String, bytes: &[u8], pages| files.add(&file, bytes, pages, start.elapsed());
        put(format!("{name}.pdf"), &pdf, pages.pages.len())?;
        options.png.map_or(Ok(()), |dpi| pictures(&pdf, dpi, &name, put))?;
        Ok((lock, files))
    };
    let made = match write() {
        Ok((_lock, files)) => files.finish(),
        Err(found) => Err((Vec::new(), found)),
    };
    let is_whole = made.is_ok();
    let made = made.unwrap_or_else(|(stand, found)| {
        sink.push(found);
        stand
    });
    for made in &made {
        terminal.print(&output::line(made, terminal));
    }
    is_whole.then_some(())?;
    if terminal.printer.format == Format::Json {
        let (records, count) = (quoted(&options.records.display().to_string()), roster.count);
        terminal
            .print(&format!("{{\"type\":\"roster\",\"records\":{records},\"houses\":{count}}}"));
    }
    Some(())
}

/// `danh-sach-roster`, by the file it is made of.
fn file_name(options: &RosterArgs) -> String {
    let stem = options.records.file_stem().unwrap_or_default().to_string_lossy();
    match fold::slug(&stem) {
        slug if slug.is_empty() => PRODUCT.to_owned(),
        slug => format!("{slug}-{PRODUCT}"),
    }
}
