//! Reads which file of the library takes what from which: a small scanner of Rust's words and
//! paths. It knows `use` with braces and other names, paths in the code, `self`, `super`, names of
//! modules that were imported, and follows names that a module hands on to the file that has them.

use std::collections::{BTreeMap, BTreeSet};

/// A path from the root of the library, as its segments.
type Path = Vec<String>;

/// All files of the library.
pub(crate) struct House {
    /// By the path of the module.
    rooms: BTreeMap<Path, Room>,
}

/// One file, without its tests.
#[derive(Default)]
struct Room {
    file: String,
    /// The modules in it that are files of their own.
    children: BTreeSet<String>,
    /// What it imports, by the name it has here.
    uses: BTreeMap<String, Use>,
    /// Paths in the code.
    paths: Vec<Path>,
    /// Every word of the code, but for those of imports.
    words: BTreeSet<String>,
}

struct Use {
    path: Path,
    /// Whether others can have it from here.
    hands_on: bool,
}

impl House {
    /// Reads files: each with its path, such as `src/a/mod.rs`, and its text.
    pub(crate) fn read<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> House {
        let mut rooms = BTreeMap::new();
        let mut tests = BTreeSet::new();
        for (file, text) in files.filter(|(file, _)| *file != "src/main.rs") {
            let module = module(file);
            let mut words = words(text);
            without_tests(&mut words, |name| {
                tests.insert(child(&module, name));
            });
            let room = Room { file: file.to_owned(), ..room(&words) };
            rooms.insert(module, room);
        }
        rooms.retain(|module, _| !tests.contains(module));
        House { rooms }
    }

    /// Which file takes something from which others, and what.
    pub(crate) fn imports(&self) -> BTreeMap<&str, BTreeMap<&str, BTreeSet<String>>> {
        let mut all: BTreeMap<&str, BTreeMap<&str, BTreeSet<String>>> = BTreeMap::new();
        for (module, room) in &self.rooms {
            let from = all.entry(&room.file).or_default();
            for path in self.taken(module, room) {
                if let Some((home, name)) = self.home(&path, 0)
                    && home.file != room.file
                {
                    from.entry(&home.file).or_default().insert(name);
                }
            }
        }
        all
    }

    /// Which file names which modules of the root.
    pub(crate) fn modules(&self) -> BTreeMap<&str, BTreeSet<String>> {
        let first = |(module, room)| {
            let paths = self.taken(module, room).into_iter();
            paths.filter_map(|path| path.into_iter().next()).collect()
        };
        self.rooms.iter().map(|it| (it.1.file.as_str(), first(it))).collect()
    }

    /// The paths a file takes something from, from the root. What it only hands on it does not take.
    fn taken(&self, module: &Path, room: &Room) -> Vec<Path> {
        let imported = room.uses.iter().filter(|(name, it)| {
            let is_module = self.rooms.contains_key(&self.absolute(module, &it.path, 0));
            !is_module && (!it.hands_on || room.words.contains(*name))
        });
        let imported = imported.map(|(_, it)| &it.path);
        let all = imported.chain(&room.paths).map(|path| self.absolute(module, path, 0));
        all.filter(|path| !path.is_empty()).collect()
    }

    /// A path from the root; empty where it is none of the library.
    fn absolute(&self, module: &Path, path: &[String], depth: usize) -> Path {
        let Some((first, rest)) = path.split_first() else { return Path::new() };
        let start = match first.as_str() {
            "crate" => Some(Path::new()),
            "self" => Some(module.clone()),
            "super" => module.split_last().map(|(_, above)| above.to_vec()),
            name => self.in_scope(module, name, depth),
        };
        let Some(mut start) = start else { return Path::new() };
        if rest.first().is_some_and(|next| next == "super") {
            return self.absolute(&start, rest, depth);
        }
        start.extend_from_slice(rest);
        start
    }

    /// What a name means in a module, if that is something of the library.
    fn in_scope(&self, module: &Path, name: &str, depth: usize) -> Option<Path> {
        let room = self.rooms.get(module)?;
        if room.children.contains(name) {
            return Some(child(module, name));
        }
        let it = room.uses.get(name).filter(|it| it.path[0] != name && depth < 8)?;
        Some(self.absolute(module, &it.path, depth + 1)).filter(|path| !path.is_empty())
    }

    /// The file that has what a path names, and its name there.
    fn home(&self, path: &[String], depth: usize) -> Option<(&Room, String)> {
        let known = (0..=path.len()).rev().find(|end| self.rooms.contains_key(&path[..*end]))?;
        let (module, rest) = path.split_at(known);
        let room = &self.rooms[module];
        let Some(name) = rest.first() else { return Some((room, "self".to_owned())) };
        if let Some(it) = room.uses.get(name).filter(|_| depth < 8) {
            let mut further = self.absolute(&module.to_vec(), &it.path, 0);
            if !further.is_empty() && further != path[..=known] {
                further.extend_from_slice(&rest[1..]);
                return self.home(&further, depth + 1);
            }
        }
        Some((room, name.clone()))
    }
}

/// The path of the module that a file is.
fn module(file: &str) -> Path {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut path: Path = path.split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod" || last == "lib") {
        path.pop();
    }
    path
}

fn child(module: &Path, name: &str) -> Path {
    let mut path = module.clone();
    path.push(name.to_owned());
    path
}

/// A word or a sign of the code; `::` is one sign.
type Word<'a> = &'a str;

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| is_letter(letter) && !letter.is_numeric())
}

/// The words and signs of Rust code, without comments, texts, letters and lifetimes.
fn words(code: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if let Some(length) = literal(rest) {
            length
        } else if is_letter(first) {
            let length = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
            found.push(&rest[..length]);
            length
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            if !first.is_whitespace() {
                found.push(&rest[..length]);
            }
            length
        };
        rest = &rest[length..];
    }
    found
}

/// The length of a comment in signs, which may hold others.
fn comment(code: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while let Some(sign) = code.get(at..).and_then(|rest| rest.chars().next()) {
        let two = code.get(at..at + 2);
        match two {
            Some("/*") => depth += 1,
            Some("*/") => depth -= 1,
            _ => {}
        }
        at += if matches!(two, Some("/*" | "*/")) { 2 } else { sign.len_utf8() };
        if depth == 0 {
            break;
        }
    }
    at.min(code.len())
}

/// The length of a text, a letter or a lifetime, if one begins here.
fn literal(code: &str) -> Option<usize> {
    let open = code.trim_start_matches(['b', 'c']);
    let prefix = code.len() - open.len();
    if prefix > 1 {
        return None;
    }
    let raw = open.strip_prefix('r').unwrap_or("");
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    if raw[hashes..].starts_with('"') {
        let close = format!("\"{}", "#".repeat(hashes));
        let start = prefix + 1 + hashes + 1;
        return Some(
            code[start..].find(&close).map_or(code.len(), |end| start + end + close.len()),
        );
    }
    let quote = open.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut letters = open.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            _ if letter == quote => return Some(prefix + at + 1),
            // A lifetime: no quote behind its first letter.
            _ if quote == '\'' && at == 1 && !open[1 + letter.len_utf8()..].starts_with('\'') => {
                let name = open[1..].find(|letter| !is_letter(letter));
                return Some(prefix + 1 + name.unwrap_or(open.len() - 1));
            }
            _ => {}
        }
    }
    Some(code.len())
}

/// Takes out every item that only tests have; `file` is called with the names of those that are
/// files of their own.
fn without_tests(words: &mut Vec<Word<'_>>, mut file: impl FnMut(&str)) {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::with_capacity(words.len());
    let mut rest = &words[..];
    while let Some(first) = rest.first() {
        if !rest.starts_with(&MARK) {
            kept.push(*first);
            rest = &rest[1..];
            continue;
        }
        let mut depth = 0;
        let end = rest.iter().enumerate().skip(MARK.len()).find(|(_, word)| {
            depth += match **word {
                "{" | "(" | "[" => 1,
                "}" | ")" | "]" => -1,
                _ => 0,
            };
            depth == 0 && matches!(**word, ";" | "}")
        });
        let end = end.map_or(rest.len(), |(end, _)| end + 1);
        if let [.., "mod", name, ";"] = rest[..end] {
            file(name);
        }
        rest = &rest[end..];
    }
    *words = kept;
}

fn room(words: &[Word<'_>]) -> Room {
    let mut room = Room::default();
    let mut at = 0;
    while at < words.len() {
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        if words[at] == "use" && words.get(at + 1) != Some(&"<") {
            let end =
                words[at..].iter().position(|word| *word == ";").map_or(words.len(), |i| at + i);
            let hands_on = matches!(before, "pub" | ")");
            tree(&mut &words[at + 1..end], &Path::new(), &mut |name, path| {
                room.uses.insert(name, Use { path, hands_on });
            });
            at = end;
            continue;
        }
        if before == "mod" && words.get(at + 1) == Some(&";") {
            room.children.insert(words[at].to_owned());
        }
        if is_name(words[at]) {
            room.words.insert(words[at].to_owned());
            let path: Path = path(&words[at..]).map(|it| (*it).to_owned()).collect();
            // `pub(in super::super)` says who may see something.
            let is_scope = before == "in" && at > 1 && words[at - 2] == "(";
            if path.len() > 1 && before != "::" && !is_scope {
                room.paths.push(path);
            }
        }
        at += 1;
    }
    room
}

/// The names of a path that begins here: `a::b::c`.
fn path<'a>(words: &'a [Word<'a>]) -> impl Iterator<Item = &'a Word<'a>> {
    let is_path = |(index, word): &(usize, &&str)| {
        if index % 2 == 0 { is_name(word) } else { **word == "::" }
    };
    words.iter().enumerate().take_while(is_path).step_by(2).map(|(_, word)| word)
}

/// Every name that the tree of a `use` brings, with its path; what is left of `words` stands behind
/// the branch.
fn tree(words: &mut &[Word<'_>], above: &Path, found: &mut impl FnMut(String, Path)) {
    let mut path = above.clone();
    let mut name = None;
    while let Some((word, rest)) = words.split_first() {
        if matches!(*word, "," | "}") {
            break;
        }
        *words = rest;
        match *word {
            "::" => {}
            "{" => {
                while let Some((word, rest)) = words.split_first() {
                    match *word {
                        "," => *words = rest,
                        "}" => {
                            *words = rest;
                            return;
                        }
                        _ => tree(words, &path, found),
                    }
                }
            }
            "as" => {
                name = words.first().map(|name| (*name).to_owned());
                *words = words.get(1..).unwrap_or_default();
            }
            "self" if !path.is_empty() => {}
            word => path.push(word.to_owned()),
        }
    }
    if let Some(last) = path.last().cloned() {
        found(name.unwrap_or(last), path);
    }
}

/// The circles of a graph, as sets of files that reach each other.
pub(crate) fn circles<'a>(graph: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<BTreeSet<&'a str>> {
    let reach = |from: &'a str| {
        let mut seen = BTreeSet::new();
        let mut next = vec![from];
        while let Some(file) = next.pop() {
            for to in graph.get(file).into_iter().flatten() {
                if seen.insert(*to) {
                    next.push(*to);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|file| (*file, reach(file))).collect();
    let mut found: Vec<BTreeSet<&str>> = Vec::new();
    for (file, reaches) in &reached {
        if reaches.contains(file) && !found.iter().any(|circle| circle.contains(file)) {
            let back = |other: &&&str| reached.get(**other).is_some_and(|it| it.contains(file));
            found.push(reaches.iter().filter(back).copied().collect());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(files: &[(&str, &str)]) -> Vec<String> {
        let house = House::read(files.iter().copied());
        let all = house.imports();
        let one = |(from, to): (&&str, &BTreeMap<&str, BTreeSet<String>>)| {
            let from = from.trim_start_matches("src/").to_owned();
            let to = to.iter().map(|(to, names)| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                format!("{from} {} {}", to.trim_start_matches("src/"), names.join(" "))
            });
            to.collect::<Vec<_>>()
        };
        all.iter().flat_map(one).collect()
    }

    const LIB: (&str, &str) = ("src/lib.rs", "pub mod a; pub mod b; mod c;");
    const A: (&str, &str) = (
        "src/a/mod.rs",
        "mod one; mod two; pub use one::One; use two::{Two, Two as Zwei}; pub struct Own;",
    );
    const ONE: (&str, &str) = ("src/a/one.rs", "pub struct One;");

    #[track_caller]
    fn check(code: &str, wanted: &[&str]) {
        let two = ("src/a/two.rs", code);
        let b = ("src/b.rs", "pub mod inner { pub fn go() {} } pub fn b() {}");
        let c = ("src/c.rs", "pub struct C;");
        let found = imports(&[LIB, A, ONE, two, b, c]);
        let found: Vec<&str> =
            found.iter().filter_map(|line| line.strip_prefix("a/two.rs ")).collect();
        assert_eq!(found, wanted, "{code}");
    }

    #[test]
    fn every_way_to_name_another_file_is_read() {
        check("use crate::b::b;", &["b.rs b"]);
        check("use crate::{b::{self, b as c}, c::C};", &["b.rs b", "c.rs C"]);
        check("use super::One;", &["a/one.rs One"]);
        check("use super::one::One as Two;", &["a/one.rs One"]);
        check("use super::{Own, one::{One}};", &["a/mod.rs Own", "a/one.rs One"]);
        check("use super::super::c::C;", &["c.rs C"]);
        check("fn x() { crate::b::inner::go(); }", &["b.rs inner"]);
        check("fn x(c: &super::one::One) {}", &["a/one.rs One"]);
        check("use crate::b; fn x() { b::b(); }", &["b.rs b"]);
        check("use crate::{a, b as d}; fn x() { d::b(a::Own); }", &["a/mod.rs Own", "b.rs b"]);
        check("use crate::a::One; impl One { fn x() { One::y() } }", &["a/one.rs One"]);
        check("fn x<'a>(c: &'a str) -> char { use crate::c::C; 'c' }", &["c.rs C"]);
    }

    #[test]
    fn what_names_no_file_is_passed() {
        check("// use crate::b::b;\n/* use /* crate */ crate::b::b; */", &[]);
        check(
            "const X: &str = \"use crate::b::b;\"; const Y: char = '\"'; const Z: u8 = b'\\'';",
            &[],
        );
        check("const X: &str = r#\"\"use crate::b::b;\"#;", &[]);
        check("pub(in super::super) struct X; pub(crate) struct Y;", &[]);
        check("#[cfg(test)]\nmod tests { use crate::b::b; }", &[]);
        check("#[cfg(test)]\nuse crate::b::b;\n", &[]);
        check("use std::b::b; fn x() { std::c::C; my_crate::b::b(); }", &[]);
        check("use crate::b;", &[]);
    }

    #[test]
    fn a_face_that_only_hands_on_takes_nothing() {
        let found = imports(&[LIB, A, ONE, ("src/a/two.rs", "pub struct Two;")]);
        assert_eq!(found, ["a/mod.rs a/two.rs Two"]);
        let uses = ("src/a/mod.rs", "mod one; pub use one::One; fn x(one: One) {}");
        assert_eq!(imports(&[LIB, uses, ONE]), ["a/mod.rs a/one.rs One"]);
    }

    #[test]
    fn files_of_tests_are_no_part_of_the_house() {
        let a = ("src/a/mod.rs", "#[cfg(test)]\nmod one;\npub struct Own;");
        let one = ("src/a/one.rs", "use super::Own; use crate::b::b;");
        assert_eq!(imports(&[LIB, a, one, ("src/b.rs", "pub fn b() {}")]), Vec::<String>::new());
    }

    #[test]
    fn circles_are_found_whole() {
        let graph = |edges: &[(&'static str, &'static str)]| {
            let mut graph: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
            for (from, to) in edges {
                graph.entry(from).or_default().insert(to);
            }
            graph
        };
        assert!(circles(&graph(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
        let found = circles(&graph(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "e")]));
        assert_eq!(found, [BTreeSet::from(["a", "b", "c"]), BTreeSet::from(["e"])]);
    }
}
