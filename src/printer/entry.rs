//! Puts readings into `printers.yaml` and leaves every other line of it alone.
//!
//! The file is people's own: with comments, in their order. So its lines are changed, not its
//! values written anew; what came out is read again, and unless it differs in the one printer
//! alone, nothing is written.

use std::collections::BTreeMap;

use super::file::{OLD_LANDSCAPE, OLD_PORTRAIT, bad_name, parse};
use super::profile::{Printer, Readings, is_name};
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::doc::Duplex;
use crate::source::Sources;

/// What is to be stored of a printer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrinterUpdate<'a> {
    /// The printer.
    pub name: &'a str,
    /// The edge it turns paper over.
    pub flip: Duplex,
    /// Whether the sheet lay.
    pub landscape: bool,
    /// What the sheet showed.
    pub readings: Readings,
}

/// The file with the change made; `old` is the file as it is, or nothing.
///
/// # Errors
/// One finding when the name cannot be, or the file is written in a way that its lines do not show.
pub fn change(old: Option<&str>, change: PrinterUpdate<'_>) -> Result<String, Diagnostic> {
    if !is_name(change.name) {
        return Err(bad_name(change.name));
    }
    let Some(old) = old.filter(|old| !old.trim().is_empty()) else {
        return Ok(format!("printers:\n  {}:\n{}", change.name, change.lines("    ")));
    };
    let before = printers(old).ok_or_else(|| by_hand(change))?;
    let new = edited(old, change).ok_or_else(|| by_hand(change))?;
    let after = printers(&new).ok_or_else(|| by_hand(change))?;
    let mut wanted = before;
    let known = wanted.remove(change.name);
    let mut printer = known.unwrap_or_else(|| Printer {
        name: change.name.to_owned(),
        flip: change.flip,
        portrait: None,
        landscape: None,
    });
    printer.flip = change.flip;
    *(if change.landscape { &mut printer.landscape } else { &mut printer.portrait }) =
        Some(change.readings);
    wanted.insert(change.name.to_owned(), printer);
    if wanted == after { Ok(new) } else { Err(by_hand(change)) }
}

fn printers(text: &str) -> Option<BTreeMap<String, Printer>> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let id = sources.add_text("printers.yaml", text.to_owned());
    let printers = parse(sources.get(id), &mut sink)?;
    (!sink.has_errors()).then_some(printers)
}

/// The lines with those of the change in place.
fn edited(old: &str, change: PrinterUpdate<'_>) -> Option<String> {
    let lines: Vec<&str> = old.lines().collect();
    let head = lines.iter().position(|line| key(line) == Some("printers"))?;
    let end = head + 1 + block(&lines[head + 1..], depth(lines[head]));
    let inside = &lines[head + 1..end];
    let first = inside.iter().find(|line| key(line).is_some());
    let indent = first.map_or(2, |line| depth(line));
    let is_own = |line: &&str| depth(line) == indent && key(line) == Some(change.name);
    let mut new: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
    // A list in braces without anything in it is none.
    new[head] = new[head].replacen(": {}", ":", 1);
    if let Some(at) = inside.iter().position(is_own) {
        let from = head + 2 + at;
        let to = from + block(&lines[from..], indent);
        new.splice(from..to, entry(&lines[from..to], change)?);
    } else {
        let fields = change.lines(&" ".repeat(indent * 2));
        let entry = format!("{}{}:\n{fields}", " ".repeat(indent), change.name);
        new.splice(end..end, entry.lines().map(str::to_owned));
    }
    Some(new.join("\n") + "\n")
}

/// The lines of one printer with the change in place.
fn entry(rows: &[&str], change: PrinterUpdate<'_>) -> Option<Vec<String>> {
    let spaces = depth(rows.iter().find(|line| key(line).is_some())?);
    let mut made: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for (name, value) in change.fields() {
        let row = format!("{}{name}: {value}", " ".repeat(spaces));
        let old = match name {
            "portrait" => OLD_PORTRAIT,
            "landscape" => OLD_LANDSCAPE,
            _ => name,
        };
        let is_field =
            |line: &&str| depth(line) == spaces && [Some(name), Some(old)].contains(&key(line));
        let Some(at) = rows.iter().position(is_field) else {
            made.push((rows.len(), 0, vec![row]));
            continue;
        };
        let more = block(&rows[at + 1..], spaces);
        let mut comments = rows[at..=at + more].iter().filter_map(|line| comment(line));
        // The comment of the line stays at its end, those below it go above.
        let last = comments.next().unwrap_or_default();
        let above = comments.map(|it| format!("{}{}", " ".repeat(spaces), it.trim_start()));
        made.push((at, more, above.chain([row + last]).collect()));
    }
    made.sort_by_key(|(at, ..)| *at);
    let mut all: Vec<String> = Vec::new();
    let mut from = 0;
    for (at, more, row) in made {
        all.extend(rows[from..at].iter().map(|&line| line.to_owned()));
        all.extend(row);
        from = (at + 1 + more).min(rows.len());
    }
    all.extend(rows[from..].iter().map(|&line| line.to_owned()));
    Some(all)
}

/// How far a line is indented.
fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// How many of these lines belong to the key above them, which is indented by `deep`. Comments and
/// blank lines at the end belong to what follows.
fn block(lines: &[&str], deep: usize) -> usize {
    let is_blank = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let end = lines.iter().take_while(|line| is_blank(line) || depth(line) > deep).count();
    lines[..end].iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1)
}

/// The key a line begins with.
fn key(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (key, rest) = line.split_once(':')?;
    let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
    (ends && !line.starts_with(['#', '-', '{', '['])).then(|| key.trim_matches(['"', '\'']))
}

/// The comment at the end of a line, with the space before it.
fn comment(line: &str) -> Option<&str> {
    let at = line.find(" #").or_else(|| line.starts_with('#').then_some(0))?;
    let before = line[..at].trim_end();
    Some(line[before.len()..].trim_end())
}

impl PrinterUpdate<'_> {
    fn fields(&self) -> [(&'static str, String); 2] {
        let flip = match self.flip {
            Duplex::Long => "long",
            Duplex::Short => "short",
            Duplex::None => "none",
        };
        let list = |numbers: &[f64]| {
            numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let Readings { edges, shift, bar } = self.readings;
        let (edges, shift, bar) = (list(&edges), list(&shift), list(&bar));
        let name = if self.landscape { "landscape" } else { "portrait" };
        let values = format!("{{ edges: [{edges}], shift: [{shift}], bar: [{bar}] }}");
        [("flip", flip.to_owned()), (name, values)]
    }

    fn lines(&self, indent: &str) -> String {
        let fields = self.fields();
        let lines = fields.map(|(name, value)| format!("{indent}{name}: {value}\n"));
        lines.concat()
    }
}

fn by_hand(change: PrinterUpdate<'_>) -> Diagnostic {
    let [flip, values] = change.fields().map(|(name, value)| format!("{name}: {value}"));
    let name = change.name;
    Diagnostic::new(
        Code::PrinterFile,
        text!(
            en "`printers.yaml` is written in a way that cannot be changed without loss; it is left as it is",
            vi "`printers.yaml` được viết theo cách toroi không sửa an toàn được; tệp vẫn giữ nguyên",
        ),
    )
    .at_path("printers.yaml")
    .hint(text!(
        en "write this below `printers:` yourself, each on a line: `{name}:`, `{flip}`, `{values}`",
        vi "hãy tự ghi dưới `printers:`, mỗi mục một dòng: `{name}:`, `{flip}`, `{values}`",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: PrinterUpdate<'_> = PrinterUpdate {
        name: "moi",
        flip: Duplex::Short,
        landscape: false,
        readings: Readings { edges: [4.2, 5.0, 6.0, 4.0], shift: [0.5, -1.0], bar: [100.0, 99.8] },
    };

    #[test]
    fn a_file_begins_with_the_first_printer() {
        let made = change(None, NEW).unwrap();
        let wanted = "printers:\n  moi:\n    flip: short\n    portrait: { edges: [4.2, 5, 6, 4], \
                      shift: [0.5, -1], bar: [100, 99.8] }\n";
        assert_eq!(made, wanted);
        assert_eq!(change(Some(&made), NEW).unwrap(), wanted);
        for empty in ["\n", "printers:\n", "printers: {}\n"] {
            assert_eq!(change(Some(empty), NEW).unwrap(), wanted);
        }
    }

    const OLD: &str = "# Máy của phường\nprinters:\n\n  # cạnh cửa\n  cu:   # cũ\n    flip: long  \
                       # sách\n    portrait:\n      edges: [4, 4, 4, 4]\n      shift: [0, 0] # thẳng\n      \
                       bar: [100, 100]\n    # đo lại mùa mưa\n\n  # phòng họp\n  xa:\n    landscape: { \
                       edges: [1, 1, 1, 1], shift: [0, 0], bar: [100, 100] }\n    flip: none\n# hết\n";

    #[test]
    fn nothing_but_the_readings_changes() {
        for name in ["moi", "cu", "xa"] {
            for landscape in [false, true] {
                let one = PrinterUpdate { name, landscape, ..NEW };
                let made = change(Some(OLD), one).unwrap();
                for comment in [
                    "# Máy của phường",
                    "# cạnh cửa",
                    "# cũ",
                    "# sách",
                    "# thẳng",
                    "# đo lại mùa mưa",
                    "# phòng họp",
                    "# hết",
                ] {
                    assert!(made.contains(comment), "{name}: no {comment} in\n{made}");
                }
                let printers = printers(&made).unwrap();
                assert_eq!(printers.len(), if name == "moi" { 3 } else { 2 });
                let printer = &printers[name];
                let read = if landscape { printer.landscape } else { printer.portrait };
                assert_eq!((read, printer.flip), (Some(NEW.readings), Duplex::Short), "{made}");
                // Again: no further change.
                assert_eq!(change(Some(&made), one).unwrap(), made);
            }
        }
    }

    #[test]
    fn what_lines_do_not_show_is_left_alone() {
        for old in [
            "{ printers: { cu: { flip: long, portrait: { edges: [1,1,1,1], shift: [0,0], bar: [100,100] } } } }\n",
            "printers: { cu: { flip: long, portrait: { edges: [1,1,1,1], shift: [0,0], bar: [100,100] } } }\n",
            "printers:\n  cu: { flip: long, portrait: { edges: [1,1,1,1], shift: [0,0], bar: [100,100] } }\n",
            "printers: [\n",
            "may: 1\n",
        ] {
            let one = PrinterUpdate { name: "cu", ..NEW };
            let found = change(Some(old), one).unwrap_err();
            assert_eq!(found.code, Code::PrinterFile, "{old}");
            assert!(found.hints[0].en.contains("edges: [4.2, 5, 6, 4]"));
        }
        for name in ["", "a: b", "Máy in", "../x"] {
            let found = change(None, PrinterUpdate { name, ..NEW }).unwrap_err();
            assert_eq!(found.code, Code::PrinterReading);
        }
    }
}
