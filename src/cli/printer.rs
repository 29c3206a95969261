//! `toroi printer`: lists printers, makes the sheet they are measured with, stores what it shows.

use std::io::{self, BufRead, IsTerminal, Write};

use super::args::{Args, CalibrateArgs, PrinterCommand, TestSheetArgs};
use super::build::broken;
use super::output;
use super::terminal::{self, Terminal};
use crate::diag::{Code, Diagnostic, Format, Sink, Text, quoted, text};
use crate::doc::Duplex;
use crate::inks::Inks;
use crate::paint::pdf::{self, Meta};
use crate::printer::{self, Change, FILE, Printer, Readings};
use crate::sheet;
use crate::source::Sources;
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
            "no printer was measured yet: print `toroi printer sheet` first",
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
    let parts = [("upright", "đứng", printer.upright), ("lying", "nằm ngang", printer.lying)];
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
            "en" => format!("blank {edges}; back strays {shift}; bars {bar} (mm)"),
            _ => format!("mép trắng {edges}; mặt sau lệch {shift}; thanh đo {bar} (mm)"),
        });
    }
    line
}

fn make(options: &TestSheetArgs, terminal: Terminal, sink: &mut Sink) {
    let lying = options.lying;
    let natural = if lying { Duplex::Short } else { Duplex::Long };
    let flip = options.flip.map_or(natural, Duplex::from);
    let fonts = Fonts::new();
    let lang = terminal.printer.lang;
    let Some(pages) = sheet::calibration(lying, flip, lang, &fonts, sink) else { return };
    let meta = Meta { date: terminal::today(), inks: Inks::default() };
    let bytes = match pdf::write(&pages, &fonts, meta) {
        Ok(bytes) => bytes,
        Err(error) => return sink.push(broken(&error.to_string())),
    };
    let path = options.out.join(if lying { "to-thu-may-in-nam.pdf" } else { "to-thu-may-in.pdf" });
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

/// One reading: its option, its question, how many numbers it has.
struct Reading {
    option: &'static str,
    question: Text,
    example: &'static str,
    count: usize,
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
    let ask: Option<&mut dyn FnMut(&str) -> Option<String>> =
        if asks { Some(&mut ask) } else { None };
    let Some(readings) = readings(options, terminal, ask, sink) else { return };
    let natural = if options.lying { Duplex::Short } else { Duplex::Long };
    let before = known.get(&options.printer_name).map(|printer| printer.flip);
    let flip = options.flip.map(Duplex::from).or(before).unwrap_or(natural);
    let name = options.printer_name.as_str();
    let source = file.map(|file| sources.get(file));
    let change = Change { name, flip, lying: options.lying, readings };
    let new = match printer::change(source.map(|source| source.written()), change) {
        Ok(new) => new,
        Err(diagnostic) => return sink.push(diagnostic),
    };
    let bytes = source.map_or_else(|| new.clone().into_bytes(), |source| source.form.to_disk(&new));
    let path = world.on_disk(FILE);
    match output::write(&path, &bytes) {
        Ok(()) => {
            let (stored, into) = (terminal.say("stored", "đã ghi"), world.shown(FILE));
            terminal.print(&format!("{stored} {name}: {into}"));
        }
        Err(diagnostic) => return sink.push(diagnostic),
    }
    if let Some(bars) = readings.off_scale() {
        sink.push(sheet::off_scale(name, bars));
    }
}

/// The readings given, the rest asked for where there is somebody to ask.
fn readings(
    options: &CalibrateArgs,
    terminal: Terminal,
    mut ask: Option<&mut dyn FnMut(&str) -> Option<String>>,
    sink: &mut Sink,
) -> Option<Readings> {
    let one = |option, question, example, count| Reading { option, question, example, count };
    let all = [
        (
            &options.edges,
            one(
                "--edges",
                text!(
                    en "Blank at the edges A, B, C, D (mm, like 4 4.2 6.3 4)?",
                    vi "Mép trắng A, B, C, D (mm, ví dụ 4 4,2 6,3 4)?",
                ),
                "4,4.2,6.3,4",
                4,
            ),
        ),
        (
            &options.shift,
            one(
                "--shift",
                text!(
                    en "The back points at, across and down (mm, like 0.5 -1.2)?",
                    vi "Mặt sau chỉ số mấy, ngang và dọc (mm, ví dụ 0,5 -1,2)?",
                ),
                "0.5,-1.2",
                2,
            ),
        ),
        (
            &options.bars,
            one(
                "--bar",
                text!(
                    en "The two bars measure, across and down (mm, like 100 99.8)?",
                    vi "Hai thanh đo dài, ngang và dọc (mm, ví dụ 100 99,8)?",
                ),
                "100,99.8",
                2,
            ),
        ),
    ];
    let before = sink.errors();
    let mut found: Vec<Vec<f64>> = Vec::new();
    for (given, reading) in all {
        let question = reading.question.get(terminal.printer.lang);
        let words = given.clone().or_else(|| ask.as_mut().and_then(|ask| ask(question)));
        match words {
            None => sink.push(missing(&reading)),
            Some(words) => match numbers(&words).filter(|all| all.len() == reading.count) {
                Some(numbers) => found.push(numbers),
                None => sink.push(no_numbers(&words, &reading)),
            },
        }
    }
    let [edges, shift, bar] = &found[..] else { return None };
    let readings = Readings {
        edges: edges.as_slice().try_into().ok()?,
        shift: shift.as_slice().try_into().ok()?,
        bar: bar.as_slice().try_into().ok()?,
    };
    for (_, fault) in readings.faults() {
        sink.push(Diagnostic::new(Code::PrinterReading, fault).hint(text!(
            en "look at the sheet again; nothing was stored",
            vi "hãy xem lại tờ thử; chưa ghi gì cả",
        )));
    }
    (sink.errors() == before).then_some(readings)
}

/// Numbers with spaces or `;` between them and decimal commas or points, or with commas between
/// them and decimal points.
fn numbers(words: &str) -> Option<Vec<f64>> {
    let words = words.trim().replace('−', "-");
    let is_gap = |letter: char| letter.is_whitespace() || letter == ';';
    // `4, 5` has commas between its numbers, `4,2 5` inside of them.
    let listed = words.replace(", ", ",");
    let parts: Vec<String> = if listed.contains(is_gap) {
        listed
            .split(is_gap)
            .filter(|part| !part.is_empty())
            .map(|it| it.replace(',', "."))
            .collect()
    } else {
        listed.split(',').map(str::to_owned).collect()
    };
    let number = |part: &String| {
        let is_plain = part.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | '-' | '+'));
        part.parse::<f64>().ok().filter(|number| is_plain && number.is_finite())
    };
    parts.iter().map(number).collect()
}

fn missing(reading: &Reading) -> Diagnostic {
    let Reading { option, example, .. } = reading;
    Diagnostic::new(Code::PrinterReading, text!(en "`{option}` is missing", vi "thiếu `{option}`"))
        .hint(text!(
            en "read it off the sheet of the printer: {option} {example}",
            vi "đọc số trên tờ thử: {option} {example}",
        ))
}

fn no_numbers(words: &str, reading: &Reading) -> Diagnostic {
    let Reading { option, example, count, .. } = reading;
    Diagnostic::new(
        Code::PrinterReading,
        text!(
            en "`{option} {words}` has to be {count} numbers in mm",
            vi "`{option} {words}` phải là {count} số tính bằng mm",
        ),
    )
    .hint(text!(
        en "write {option} {example}; with decimal commas, put spaces between the numbers and quotes around them",
        vi "ghi {option} {example}; nếu viết dấu phẩy thập phân thì cách các số bằng dấu cách và đặt trong ngoặc kép",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Lang, Printer as Findings};

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (words, wanted) in [
            ("4,5,6.5,4", Some(vec![4.0, 5.0, 6.5, 4.0])),
            ("4, 5, 6.5, 4", Some(vec![4.0, 5.0, 6.5, 4.0])),
            ("4,2 5 6,3 4", Some(vec![4.2, 5.0, 6.3, 4.0])),
            ("4.2 5", Some(vec![4.2, 5.0])),
            ("4,2; 5,1", Some(vec![4.2, 5.1])),
            (" 0,5  −1,2 ", Some(vec![0.5, -1.2])),
            ("-0.5,+1.2", Some(vec![-0.5, 1.2])),
            ("", None),
            ("bốn", None),
            ("4,,5", None),
            ("inf,nan", None),
            ("1e3,2", None),
            ("4mm,5mm", None),
        ] {
            assert_eq!(numbers(words), wanted, "{words:?}");
        }
    }

    #[test]
    fn what_is_missing_is_asked_for() {
        let options = CalibrateArgs {
            printer_name: "x".into(),
            edges: Some("4,4,6,4".into()),
            shift: None,
            bars: None,
            flip: None,
            lying: false,
        };
        let printer = Findings { format: Format::Human, lang: Lang::Vi, colour: false };
        let terminal = Terminal { printer, tells_all: false };
        let mut asked = Vec::new();
        let mut answers = ["0,5 -1,2", "100 99,8"].into_iter();
        let mut ask = |question: &str| {
            asked.push(question.to_owned());
            answers.next().map(str::to_owned)
        };
        let mut sink = Sink::new();
        let readings = readings(&options, terminal, Some(&mut ask), &mut sink).unwrap();
        assert_eq!((readings.shift, readings.bar), ([0.5, -1.2], [100.0, 99.8]));
        assert_eq!(asked.len(), 2);
        assert!(asked[0].starts_with("Mặt sau chỉ số mấy") && asked[1].starts_with("Hai thanh"));
        // Nobody to ask: both are told.
        let mut sink = Sink::new();
        assert!(super::readings(&options, terminal, None, &mut sink).is_none());
        let told: Vec<&str> = sink.iter().map(|it| it.message.en.as_str()).collect();
        assert_eq!(told, ["`--shift` is missing", "`--bar` is missing"]);
    }
}
