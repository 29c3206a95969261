//! Before the program is compiled: lists the files that stand inside it, and takes their YAML apart.
//!
//! For `world/embedded.rs` it writes two lists, each in the order of its paths: `own_files.rs`, guides and
//! templates, and `page_files.rs`, the page that people see in a browser. With a file of YAML goes what
//! `yaml/compiled.rs` reads in place of it, which says how it is written. To read YAML takes a tenth of the
//! time of a leaflet, and the program's own files are the same each time.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    link_statically(&out)?;
    let mut own = String::from("&[\n");
    for path in files(&["guides", "templates"])? {
        let (file, bytes) = read(&path)?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{path} is no text"))?;
        let nodes = compiled(&path, &text).unwrap_or_default();
        let text = format!("include_str!({file:?})");
        writeln!(own, "OwnFile {{ path: {path:?}, text: {text}, nodes: &{nodes:?} }},")?;
    }
    fs::write(out.join("own_files.rs"), own + "]\n")?;
    let mut page = String::from("&[\n");
    for path in files(&["web/app"])? {
        writeln!(page, "({path:?}, include_bytes!({:?})),", read(&path)?.0)?;
    }
    fs::write(out.join("page_files.rs"), page + "]\n")?;
    Ok(())
}

/// Has the C library put into the program where the C compiler of this computer can do that: the program
/// then runs on every Linux, however old, and begins sooner, by a fifteenth of the time of a leaflet. It is
/// still loaded at another address each time. The compiler of Rust asks for shared libraries by name; a
/// folder that is searched before those of the system has static ones under the same names.
fn link_statically(out: &Path) -> Result<(), Box<dyn Error>> {
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    // Who chose a linker, or how libraries are linked, knows why.
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if !is("TARGET", "x86_64-unknown-linux-gnu")
        || !is("HOST", "x86_64-unknown-linux-gnu")
        || env::var_os("RUSTC_LINKER").is_some()
        || ["link", "static"].iter().any(|word| flags.contains(word))
    {
        return Ok(());
    }
    let file = |name: &str| -> Option<String> {
        let found = Command::new("cc").arg(format!("-print-file-name={name}")).output().ok()?;
        let path = String::from_utf8(found.stdout).ok()?;
        let path = Some(path.trim()).filter(|path| Path::new(path).is_absolute())?;
        // Another version of the compiler has it elsewhere.
        println!("cargo::rerun-if-changed={path}");
        Some(format!("\"{path}\""))
    };
    let files =
        || Some([file("libgcc_eh.a")?, file("libgcc.a")?, file("libc.a")?, file("libm.a")?]);
    let Some([unwinder, arithmetic, c, mathematics]) = files() else { return Ok(()) };
    let folder = out.join("static");
    fs::create_dir_all(&folder)?;
    let both_ways = format!("GROUP ( {unwinder} {arithmetic} {c} )\n");
    fs::write(folder.join("libgcc_s.a"), &both_ways)?;
    fs::write(folder.join("libc.a"), &both_ways)?;
    fs::write(folder.join("libm.a"), format!("GROUP ( {mathematics} )\n"))?;
    // Whether it can be done is known once it was: the libraries are those that the standard library names.
    let (source, trial) = (out.join("trial.c"), out.join("trial"));
    fs::write(&source, "int main(void) { return 0; }\n")?;
    let search = format!("-L{}", folder.display());
    let options = ["-static-pie", &search, "-nodefaultlibs", "-lgcc_s", "-lutil", "-lrt"];
    let mut compiler = Command::new("cc");
    compiler.arg(&source).arg("-o").arg(&trial).args(options);
    compiler.args(["-lpthread", "-lm", "-ldl", "-lc"]);
    let works = |command: &mut Command| command.output().is_ok_and(|done| done.status.success());
    if works(&mut compiler) && works(&mut Command::new(&trial)) {
        println!("cargo::rustc-link-arg-bins=-static-pie");
        println!("cargo::rustc-link-arg-bins={search}");
    }
    Ok(())
}

/// The paths of all files in some folders, in order.
fn files(folders: &[&str]) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for folder in folders {
        println!("cargo::rerun-if-changed={folder}");
        collect(folder, &mut files)?;
    }
    files.sort();
    Ok(files)
}

/// Where a file is for the compiler, and what it holds.
fn read(path: &str) -> Result<(String, Vec<u8>), Box<dyn Error>> {
    let file = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(path);
    let bytes = fs::read(&file)?;
    Ok((file.into_os_string().into_string().map_err(|_| "a path that is not Unicode")?, bytes))
}

/// Adds the paths of all files in a folder, written with `/`; hidden ones are those of editors and systems.
fn collect(folder: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let (name, path) = (name.to_string_lossy(), format!("{folder}/{}", name.to_string_lossy()));
        if entry.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if !name.starts_with('.') {
            files.push(path);
        }
    }
    Ok(())
}

/// The nodes of a file of YAML, or of the front matter of a guide. `None` where there is none, and where
/// it holds what the program's own files do without; it is read as it stands then.
fn compiled(path: &str, text: &str) -> Option<Vec<u8>> {
    let start = match path.rsplit('.').next()? {
        "yaml" => 0,
        "md" => "---\n".len(),
        _ => return None,
    };
    let yaml = match start {
        0 => text,
        _ => {
            text.strip_prefix("---\n")?.split_inclusive("\n---\n").next()?.strip_suffix("---\n")?
        }
    };
    let mut places: Vec<usize> = yaml.char_indices().map(|(at, _)| start + at).collect();
    places.push(start + yaml.len());
    let events = Parser::new_from_str(yaml);
    let mut compiler = Compiler { text, places, events, from: 0, last: start };
    loop {
        match compiler.next()? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (event, at) => {
                let mut nodes = Vec::new();
                compiler.node(event, at, false, &mut nodes)?;
                let (end, _) = compiler.next()?;
                return matches!(end, Event::DocumentEnd).then_some(nodes);
            }
        }
    }
}

/// Writes the nodes of a text.
struct Compiler<'t> {
    text: &'t str,
    /// The byte of each letter of the YAML.
    places: Vec<usize>,
    events: Parser<'t, StrInput<'t>>,
    /// Where that begins which the beginning of the next node is counted from.
    from: usize,
    /// Where the scalar or bracket read last ends.
    last: usize,
}

/// The first and the last byte of an event.
type Place = (usize, usize);

impl<'t> Compiler<'t> {
    fn next(&mut self) -> Option<(Event<'t>, Place)> {
        let (event, Span { start, end, .. }) = self.events.next_event()?.ok()?;
        let place = |index: usize| self.places.get(index).copied();
        Some((event, (place(start.index())?, place(end.index())?)))
    }

    /// Writes the node that begins with an event; `in_flow` says whether brackets are around it.
    fn node(
        &mut self,
        event: Event<'t>,
        at: Place,
        in_flow: bool,
        out: &mut Vec<u8>,
    ) -> Option<()> {
        let flow = in_flow || self.text[at.0..].starts_with(['[', '{']);
        match event {
            Event::Scalar(words, style, 0, None) => self.scalar(&words, style, at, out),
            Event::SequenceStart(0, None) => {
                self.last = at.1;
                let (mut items, mut count, from) = (Vec::new(), 0, self.from);
                self.from = at.0;
                loop {
                    let (event, place) = self.next()?;
                    if event == Event::SequenceEnd {
                        self.close(flow, place.1);
                        let place = (at.0.checked_sub(from)?, self.last.checked_sub(at.0)?);
                        self.from = at.0;
                        Self::put(out, 2, place, count, &items);
                        return Some(());
                    }
                    self.node(event, place, flow, &mut items)?;
                    count += 1;
                }
            }
            Event::MappingStart(0, None) => {
                self.last = at.1;
                let (mut items, mut count) = (Vec::new(), 0);
                let (from, mut start) = (self.from, None);
                loop {
                    let (event, place) = self.next()?;
                    if event == Event::MappingEnd {
                        self.close(flow, place.1);
                        let start = start.unwrap_or(at.0);
                        let place = (start.checked_sub(from)?, self.last.checked_sub(start)?);
                        self.from = start;
                        Self::put(out, 3, place, count, &items);
                        return Some(());
                    }
                    if start.is_none() {
                        start = Some(place.0);
                        self.from = place.0;
                    }
                    self.node(event, place, true, &mut items)?;
                    let (event, place) = self.next()?;
                    self.node(event, place, flow, &mut items)?;
                    count += 1;
                }
            }
            _ => None,
        }
    }

    fn scalar(
        &mut self,
        words: &str,
        style: ScalarStyle,
        (start, end): Place,
        out: &mut Vec<u8>,
    ) -> Option<()> {
        let written = self.text[start..end].trim_end();
        self.last = start + written.len();
        let (first, last) = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (start + 1, self.last - 1),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                (self.last - written.trim_start().len(), self.last)
            }
            ScalarStyle::Plain => (start, self.last),
        };
        // What YAML takes for nothing has a place of its own.
        if style == ScalarStyle::Plain && matches!(words, "" | "~" | "null" | "Null" | "NULL") {
            return None;
        }
        let at = (first.checked_sub(self.from)?, last.checked_sub(first)?);
        self.from = first;
        if &self.text[first..last] == words {
            Self::number(out, at.0 << 2);
            Self::number(out, at.1);
        } else {
            Self::number(out, at.0 << 2 | 1);
            Self::number(out, at.1);
            Self::number(out, words.len());
            out.extend_from_slice(words.as_bytes());
        }
        Some(())
    }

    /// Ends a list or mapping: behind its bracket, or with the last thing in it.
    fn close(&mut self, flow: bool, end: usize) {
        if flow && self.text[..end].ends_with([']', '}']) {
            self.last = end;
        }
    }

    /// Writes a list or a mapping.
    fn put(out: &mut Vec<u8>, kind: usize, (from, len): Place, count: usize, items: &[u8]) {
        for number in [from << 2 | kind, len, count, items.len()] {
            Self::number(out, number);
        }
        out.extend_from_slice(items);
    }

    /// Seven bits a byte, the lowest first; all but the last have the eighth set (LEB128).
    fn number(out: &mut Vec<u8>, mut number: usize) {
        while number > 0x7F {
            out.push(number as u8 | 0x80);
            number >>= 7;
        }
        out.push(number as u8);
    }
}
