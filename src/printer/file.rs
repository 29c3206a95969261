//! Reads `printers.yaml`.

use std::collections::BTreeMap;
use std::io;

use super::faults;
use super::profile::{Printer, Readings, is_name};
use crate::diag::{Sink, text};
use crate::doc::Duplex;
use crate::source::{ReadAs, Source, Sources};
use crate::span::FileId;
use crate::world::{World, read_error};
use crate::yaml::{self, FileKind, Node, Value};

/// The file, in the folder of the project.
pub const FILE: &str = "printers.yaml";

/// All printers of a project by name, and the file they stand in, if there is one. `None` when
/// anything in it is wrong.
pub fn read(
    world: &dyn World,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<(BTreeMap<String, Printer>, Option<FileId>)> {
    let shown = world.display_path(FILE);
    let bytes = match world.read_text(FILE) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Some((BTreeMap::new(), None));
        }
        Err(error) => {
            sink.push(read_error(&shown, &error));
            return None;
        }
    };
    let before = sink.errors();
    let file = sources.add(&shown, &bytes, ReadAs::default(), sink)?;
    let printers = parse(sources.get(file), sink)?;
    (sink.errors() == before).then_some((printers, Some(file)))
}

/// The printers of a file that was read.
pub(super) fn parse(source: &Source, sink: &mut Sink) -> Option<BTreeMap<String, Printer>> {
    let node = yaml::parse_partly(source, 0..source.text.len(), sink)?;
    let fields = node.file(FileKind::Printers, sink)?;
    let node = fields.need("printers", sink);
    fields.finish(sink);
    let mut printers = BTreeMap::new();
    let node = node?;
    if let Value::Null = node.value {
        return Some(printers);
    }
    for (name, node) in node.fields("printers", sink)?.all() {
        if !is_name(&name.it) {
            sink.push(faults::bad_name(&name.it).at(name.span));
        } else if let Some(printer) = printer(&name.it, node, sink) {
            printers.insert(name.it.clone(), printer);
        }
    }
    Some(printers)
}

/// The printer called `name`; a finding when there is none.
pub fn find(
    world: &dyn World,
    name: &str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Printer> {
    let (mut printers, file) = read(world, sources, sink)?;
    let found = printers.remove(name);
    if found.is_none() {
        let unknown = faults::unknown(name, &printers);
        sink.push(match file {
            Some(_) => unknown.at_path(&world.display_path(FILE)),
            None => unknown,
        });
    }
    found
}

/// What the two ways a sheet goes through a printer were called before.
pub(super) const OLD_PORTRAIT: &str = "upright";
pub(super) const OLD_LANDSCAPE: &str = "lying";

fn printer(name: &str, node: &Node, sink: &mut Sink) -> Option<Printer> {
    let fields = node.fields(name, sink)?;
    let flip = fields.need("flip", sink).and_then(|node| flip(node, sink));
    // Printers that were measured before these were called by their names keep the old ones.
    let mut part = |name: &'static str, old: &'static str| {
        let node = fields.get(name).or_else(|| fields.get(old));
        node.map(|node| readings(name, node, sink))
    };
    let portrait = part("portrait", OLD_PORTRAIT);
    let landscape = part("landscape", OLD_LANDSCAPE);
    fields.finish(sink);
    if portrait.is_none() && landscape.is_none() {
        sink.push(faults::nothing_measured(name, node.span));
        return None;
    }
    let all = |part: Option<Option<Readings>>| match part {
        None => Some(None),
        Some(read) => read.map(Some),
    };
    Some(Printer {
        name: name.to_owned(),
        flip: flip?,
        portrait: all(portrait)?,
        landscape: all(landscape)?,
    })
}

fn flip(node: &Node, sink: &mut Sink) -> Option<Duplex> {
    let found = match node.word("flip", sink)?.it.as_str() {
        "long" => Some(Duplex::Long),
        "short" => Some(Duplex::Short),
        "none" => Some(Duplex::None),
        _ => None,
    };
    if found.is_none() {
        let wanted = text!(en "`long`, `short` or `none`", vi "`long`, `short` hoặc `none`");
        sink.push(node.wrong("flip", wanted));
    }
    found
}

/// `{ edges: […], shift: […], bar: […] }`.
fn readings(name: &'static str, node: &Node, sink: &mut Sink) -> Option<Readings> {
    let fields = node.fields(name, sink)?;
    let (edges, shift, bar) =
        (fields.need("edges", sink), fields.need("shift", sink), fields.need("bar", sink));
    fields.finish(sink);
    let (edges, shift, bar) = (edges?, shift?, bar?);
    let read = (
        numbers::<4>(edges, "edges", sink),
        numbers::<2>(shift, "shift", sink),
        numbers::<2>(bar, "bar", sink),
    );
    let readings = Readings { edges: read.0?, shift: read.1?, bar: read.2? };
    let faults = readings.faults();
    for (field, message) in &faults {
        let at = match *field {
            "edges" => edges,
            "shift" => shift,
            _ => bar,
        };
        sink.push(faults::impossible(message.clone()).at(at.span));
    }
    faults.is_empty().then_some(readings)
}

fn numbers<const N: usize>(node: &Node, name: &str, sink: &mut Sink) -> Option<[f64; N]> {
    let items = node.list(name, sink)?;
    let number = |item: &Node| match &item.value {
        Value::Text(words) => words.parse::<f64>().ok().filter(|number| number.is_finite()),
        _ => None,
    };
    let all: Vec<f64> = items.iter().filter_map(number).collect();
    let found = (all.len() == items.len()).then_some(all).and_then(|all| all.try_into().ok());
    if found.is_none() {
        let wanted = text!(
            en "{N} numbers in mm with a decimal point, like {name}: [4.2, 5]",
            vi "{N} số tính bằng mm, phần lẻ viết sau dấu chấm, như {name}: [4.2, 5]",
        );
        sink.push(node.wrong(name, wanted));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    fn read_all(text: &str) -> (Option<BTreeMap<String, Printer>>, Vec<String>) {
        let mut memory = MemoryWorld::default();
        memory.files.insert(FILE.to_owned(), text.as_bytes().to_vec());
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let read = read(&memory, &mut sources, &mut sink).map(|(printers, _)| printers);
        let reported =
            sink.iter().map(|it| format!("{} {}", it.code.id(), it.message.en)).collect();
        (read, reported)
    }

    #[test]
    fn a_file_without_faults_is_read() {
        let text = "# máy của phường\nprinters:\n  van-phong:\n    flip: long\n    upright: \
                    { edges: [4, 4.2, 6, 4], shift: [0.5, -1.25], bar: [100, 99.6] }\n";
        let (read, reported) = read_all(text);
        assert_eq!(reported, [""; 0]);
        let printer = &read.unwrap()["van-phong"];
        let readings = printer.portrait.unwrap();
        assert_eq!((readings.edges, readings.shift), ([4.0, 4.2, 6.0, 4.0], [0.5, -1.25]));
        assert_eq!(
            (readings.bar, printer.flip, printer.landscape),
            ([100.0, 99.6], Duplex::Long, None)
        );
    }

    #[test]
    fn each_fault_is_reported_and_nothing_is_guessed() {
        let whole = "printers:\n  a:\n    flip: long\n    portrait: { edges: [4, 4, 6, 4], shift: \
                     [0, 0], bar: [100, 100] }\n";
        assert!(read_all(whole).0.is_some());
        for (from, to, words) in [
            ("[4, 4, 6, 4]", "[4, 4, 6]", "Y04 `edges` must be 4 numbers"),
            ("[4, 4, 6, 4]", "[4, 4, 6, bốn]", "Y04 `edges` must be 4 numbers"),
            ("[4, 4, 6, 4]", "[4,2, 4, 6, 4]", "Y04 `edges` must be 4 numbers"),
            ("[4, 4, 6, 4]", "[4, 4, 150, 4]", "O02 `edges` cannot be 150 mm"),
            ("[4, 4, 6, 4]", "[4, -4, 6, 4]", "O02 `edges` cannot be -4 mm"),
            ("[4, 4, 6, 4]", "4", "Y04 `edges` must be a list"),
            ("[0, 0]", "[0, 30]", "O02 `shift` cannot be 30 mm"),
            ("[0, 0]", "[.nan, 0]", "Y04 `shift` must be 2 numbers"),
            ("[100, 100]", "[10, 10]", "O02 `bar` cannot be 10 mm"),
            ("flip: long", "flip: top", "Y04 `flip` must be `long`"),
            ("flip: long", "flop: long", "Y02 there is no field `flop`"),
            ("    flip: long\n", "", "Y03 the field `flip` is missing"),
            ("portrait: { edges", "standing: { edges", "Y02 there is no field `standing`"),
            ("  a:", "  Máy in:", "O02 `Máy in` is not a valid name"),
            ("printers:", "printer:", "Y02 there is no field `printer`"),
        ] {
            let (read, reported) = read_all(&whole.replace(from, to));
            assert!(read.is_none(), "{to}");
            assert!(
                reported.iter().any(|reported| reported.starts_with(words)),
                "{to}: {reported:?}"
            );
        }
        let (read, reported) = read_all("printers:\n  a: { flip: none }\n");
        assert!(
            read.is_none() && reported[0].starts_with("O02 the printer `a` has no readings"),
            "{reported:?}"
        );
    }
}
