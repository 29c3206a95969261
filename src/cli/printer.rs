//! `toroi printer`: lists printers, makes the sheet they are measured with, stores what it shows.

use std::io::{self, BufRead, IsTerminal, Write};

use super::args::Args;
use super::output;
use super::printer_args::{CalibrateArgs, PrinterCommand, TestSheetArgs};
use super::readings::{self, AskNumbers};
use super::terminal::{self, Terminal};
use crate::diag::Sink;
use crate::disk;
use crate::doc::Duplex;
use crate::inks::Inks;
use crate::paint::broken;
use crate::paint::pdf::{self, Meta};
use crate::printer::{self, FILE, Printer, PrinterUpdate, Readings};
use crate::report::{Format, quoted};
use crate::sheet::{self, ReadingTaker};
use crate::source::{Source, Sources};
use crate::text::Fonts;
use crate::world::{Project, World};

/// Does what the command says; without one, lists the printers.
pub(super) fn run(what: Option<&PrinterCommand>, args: &Args, terminal: Terminal) -> u8 {
    let world = Project::new(&args.project);
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    match what {
        None => list(&world, terminal, &mut sources, &mut sink),
        Some(PrinterCommand::Sheet(options)) => make(options, terminal, &mut sink),
        Some(PrinterCommand::Calibrate(options)) => {
            store(options, &world, terminal, &mut sources, &mut sink);
        }
    }
    terminal.findings(&sink, &sources);
    u8::from(sink.has_errors())
}

fn list(world: &Project, terminal: Terminal, sources: &mut Sources, sink: &mut Sink) {
    let Some((printers, _)) = printer::read(world, sources, sink) else { return };
    for printer in printers.values() {
        terminal.print(&listed(printer, terminal));
    }
    if printers.is_empty() && terminal.printer.format == Format::Human {
        terminal.print(terminal.say(
            "no printer has been measured yet: make a test sheet with `toroi printer sheet` and print it",
            "chưa đo máy in nào: hãy in tờ thử bằng `toroi printer sheet` trước",
        ));
    }
}

fn listed(printer: &Printer, terminal: Terminal) -> String {
    let flip = match printer.flip {
        Duplex::Long => ("long edge", "cạnh dài", "long"),
        Duplex::Short => ("short edge", "cạnh ngắn", "short"),
        Duplex::None => ("one side", "một mặt", "none"),
    };
    let parts =
        [("portrait", "đứng", printer.portrait), ("landscape", "nằm ngang", printer.landscape)];
    let list =
        |numbers: &[f64]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if terminal.printer.format == Format::Json {
        let (name, flip) = (quoted(&printer.name), flip.2);
        let mut line = format!("{{\"type\":\"printer\",\"name\":{name},\"flip\":\"{flip}\"");
        for (key, _, readings) in parts {
            let Some(Readings { edges, shift, bar }) = readings else { continue };
            let (edges, shift, bar) = (list(&edges), list(&shift), list(&bar));
            line.push_str(&format!(
                ",\"{key}\":{{\"edges\":[{edges}],\"shift\":[{shift}],\"bar\":[{bar}]}}"
            ));
        }
        return line + "}";
    }
    let mut line = format!("{}  {}", printer.name, terminal.say(flip.0, flip.1));
    for (en, vi, readings) in parts {
        let Some(Readings { edges, shift, bar }) = readings else { continue };
        let (edges, shift, bar) = (list(&edges), list(&shift), list(&bar));
        line.push_str(&format!("\n  {}: ", terminal.say(en, vi)));
        line.push_str(&match terminal.say("en", "vi") {
            "en" => format!("blank edges {edges}; back is off by {shift}; bars {bar} (mm)"),
            _ => format!("mép trắng {edges}; mặt sau lệch {shift}; thanh đo {bar} (mm)"),
        });
    }
    line
}

fn make(options: &TestSheetArgs, terminal: Terminal, sink: &mut Sink) {
    let landscape = options.landscape;
    let natural = if landscape { Duplex::Short } else { Duplex::Long };
    let flip = options.flip.map_or(natural, Duplex::from);
    let fonts = Fonts::new();
    let lang = terminal.printer.lang;
    let taken = (flip, ReadingTaker::Commands);
    let Some(pages) = sheet::calibration(landscape, taken, lang, &fonts, sink) else { return };
    let meta = Meta { date: terminal::today(), inks: Inks::default(), tagged: true };
    let bytes = match pdf::write(&pages, &fonts, meta) {
        Ok(bytes) => bytes,
        Err(error) => return sink.push(broken(&error.to_string())),
    };
    let path =
        options.out.join(if landscape { "to-thu-may-in-nam.pdf" } else { "to-thu-may-in.pdf" });
    if let Err(diagnostic) =
        output::folder(&options.out).and_then(|()| output::write(&path, &bytes))
    {
        return sink.push(diagnostic);
    }
    let path = path.display().to_string();
    terminal.print(&if terminal.printer.format == Format::Json {
        format!("{{\"type\":\"file\",\"path\":{},\"pages\":{}}}", quoted(&path), pages.pages.len())
    } else {
        path
    });
}

fn store(
    options: &CalibrateArgs,
    world: &Project,
    terminal: Terminal,
    sources: &mut Sources,
    sink: &mut Sink,
) {
    // A broken file is told of before anybody is asked for numbers.
    let Some((known, file)) = printer::read(world, sources, sink) else { return };
    let asks = io::stdin().is_terminal() && terminal.printer.format == Format::Human;
    let mut lines = io::stdin().lock().lines();
    let mut ask = |question: &str| {
        terminal.note(&format!("{question} "));
        let _ = io::stderr().flush();
        lines.next().and_then(Result::ok)
    };
    let ask: Option<AskNumbers<'_>> = if asks { Some(&mut ask) } else { None };
    let Some(readings) = readings::read(options, terminal.printer.lang, ask, sink) else { return };
    let natural = if options.landscape { Duplex::Short } else { Duplex::Long };
    let before = known.get(&options.printer_name).map(|printer| printer.flip);
    let flip = options.flip.map(Duplex::from).or(before).unwrap_or(natural);
    let name = options.printer_name.as_str();
    let source = file.map(|file| sources.get(file));
    let change = PrinterUpdate { name, flip, landscape: options.landscape, readings };
    let new = match printer::change(source.map(Source::written), change) {
        Ok(new) => new,
        Err(diagnostic) => return sink.push(diagnostic),
    };
    let bytes = source.map_or_else(|| new.clone().into_bytes(), |source| source.form.to_disk(&new));
    let path = world.in_root(FILE);
    // A file that appeared meanwhile is another's and stays.
    let done = match source {
        Some(_) => disk::edit(&path, &bytes),
        None => disk::create(&path, &bytes),
    };
    if let Err(error) = done {
        return sink.push(output::report(&path, &error));
    }
    let (stored, into) = (terminal.say("stored", "đã ghi"), world.display_path(FILE));
    terminal.print(&format!("{stored} {name}: {into}"));
    if let Some(bars) = readings.off_scale() {
        sink.push(sheet::off_scale(name, bars));
    }
}
