//! Hostile texts, lists, templates and drawings: four times as much takes four times as long, and
//! no more. What counts is the time the program works, which other programs do not lengthen.

use std::process::Command;

use crate::case::{GUIDE, SHEET, STYLE, X};
use crate::run::{Run, root};

/// The smaller size in bytes; the larger is four times that.
const SMALL: usize = 5_000;
/// How much longer the larger may take: four times is linear, sixteen times quadratic.
const MOST: f64 = 8.0;
/// What a measurement may be wrong by, in seconds.
const NOISE: f64 = 0.1;
/// As often as it is measured before it is called too much: what disturbs a measurement only ever
/// lengthens it, so the least of many is near the truth.
const TRIES: usize = 8;
/// Work on the smaller input that can be told from none, in seconds. Below it nothing can be said
/// of how the work grows, so inputs of four times both sizes are compared.
const VISIBLE: f64 = 0.05;
/// What nothing of this size may take, in seconds of work, without optimisation.
const CAP: f64 = 5.0;

/// Files, and what is done with them.
struct Try {
    files: Vec<(&'static str, String)>,
    args: &'static [&'static str],
}

fn build(files: Vec<(&'static str, String)>) -> Try {
    Try { files, args: &["build"] }
}

/// How long the program works, in seconds.
fn work(tried: &Try) -> f64 {
    let run = tried.files.iter().fold(Run::new(), |run, (path, text)| run.file(path, text));
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$@\" >/dev/null 2>&1; echo $?; times", "sh"]);
    shell.arg(env!("CARGO_BIN_EXE_toroi")).args(tried.args).current_dir(run.path());
    shell.env("SOURCE_DATE_EPOCH", "1795392000").env("LC_ALL", "C");
    let said = String::from_utf8(shell.output().unwrap().stdout).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    // Exit code, times of the shell, times of what it ran: `0m1.25s 0m0.02s`.
    let [code, _, times] = lines[..] else { panic!("{said}") };
    assert!(matches!(code, "0" | "1"), "exit {code}");
    let seconds = |time: &str| -> f64 {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    times.split(' ').map(seconds).sum()
}

/// The work on a small input and on one four times as large, in seconds.
struct Compared {
    small: Try,
    large: Try,
    least: f64,
    most: f64,
}

impl Compared {
    fn new(made: &dyn Fn(usize) -> Try, size: usize) -> Self {
        let (small, large) = (made(size), made(4 * size));
        Self { small, large, least: f64::MAX, most: f64::MAX }
    }

    /// Whether the larger takes too much, measured until it does not, or often enough.
    fn grows_too_much(&mut self, start: f64) -> bool {
        for _ in 0..TRIES {
            self.least = work(&self.small).min(self.least);
            self.most = work(&self.large).min(self.most);
            let fair = MOST * (self.least - start).max(0.0) + NOISE;
            if self.most <= CAP && self.most - start <= fair {
                return false;
            }
        }
        true
    }
}

/// Fails where the work grows faster than what is worked on.
#[track_caller]
fn grows_evenly(rows: &[(&str, &dyn Fn(usize) -> Try)]) {
    let nothing = build(vec![(X, GUIDE.to_owned())]);
    let start = work(&nothing).min(work(&nothing));
    let mut bad = Vec::new();
    for (name, made) in rows {
        let mut compared = Compared::new(made, SMALL);
        if compared.grows_too_much(start) && compared.least - start < VISIBLE {
            compared = Compared::new(made, 4 * SMALL);
        }
        if compared.grows_too_much(start) {
            let Compared { least, most, .. } = compared;
            bad.push(format!("{name}: {least:.2} s, four times as much {most:.2} s"));
        }
    }
    assert!(bad.is_empty(), "an empty guide {start:.2} s\n{}", bad.join("\n"));
}

/// `part` again and again, `size` bytes and no more.
fn filled(part: &str, size: usize) -> String {
    part.repeat(size / part.len())
}

/// A step whose text is `part` again and again.
fn text(part: &str, size: usize) -> Try {
    build(vec![(X, format!("{GUIDE}\n{}\n", filled(part, size)))])
}

/// The model guide with other words in its front matter.
fn front(from: &str, to: &str) -> Try {
    assert!(GUIDE.contains(from), "{from}");
    build(vec![(X, GUIDE.replacen(from, to, 1))])
}

/// As many lines as fill `size` bytes, each with its number.
fn lines(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for number in 0.. {
        let line = line(number);
        if all.len() + line.len() > size {
            break;
        }
        all.push_str(&line);
    }
    all
}

#[track_caller]
fn texts_grow_evenly(parts: &[&'static str]) {
    let made: Vec<_> = parts.iter().map(|part| |size: usize| text(part, size)).collect();
    let rows: Vec<(&str, &dyn Fn(usize) -> Try)> =
        parts.iter().zip(&made).map(|(part, made)| (*part, made as _)).collect();
    grows_evenly(&rows);
}

#[test]
fn words_and_letters() {
    texts_grow_evenly(&[
        "a/",
        "a-",
        "a‑",
        "a – ",
        "a",
        "ế",
        "\u{301}",
        "a\u{a0}",
        "a\u{200b}",
        "a\u{ad}",
        "\u{202e}",
        "👨\u{200d}👩\u{200d}👧 ",
        "b ấm n ú t ",
        "ƣ",
        "“ “ ",
        "Nguy?n ",
        "®Êt n\u{ad}íc ",
        "Ã¡ ",
        "漢字",
        "Nguyễn Văn An ",
    ]);
}

#[test]
fn numbers_and_addresses() {
    texts_grow_evenly(&[
        "1.2.3.4.",
        "0912345678 ",
        "0912-",
        "1/",
        "1-",
        "1 ",
        "7h30-",
        "5/9/2026 ",
        "500.000 đ ",
        "69/2024/NĐ-CP ",
        "001234567890 ",
        "http://a http://b ",
        "vneid.gov.vn/",
        "a@b.vn ",
        "(84 ",
    ]);
}

#[test]
fn marks() {
    texts_grow_evenly(&[
        "((((",
        "))))",
        "{{{{",
        "<<<<",
        "<b ",
        "&amp;",
        "&a",
        "**a** ",
        "a**b**",
        "a##b",
        "*a",
        "_a",
        "[[x]] ",
        "[[",
        "![",
        "![a](b.png) ",
        "[a](https://vneid.gov.vn) ",
        "` `` ",
        "\\\\",
        "||||",
        "- - - -",
        "> > > > ",
        "{a=b} ",
        "- a\n",
        "a\n\n",
        "## a\n\n",
        "> [!NOTE]\n> a\n\n",
        "1) a\n",
    ]);
}

#[test]
fn front_matter() {
    let title = "title: Thử một bước";
    let added = |words: String| front(title, &format!("{words}\n{title}"));
    grows_evenly(&[
        ("[[[[", &|size| added(format!("a: {}", filled("[", size)))),
        ("{{{{", &|size| added(format!("a: {}", filled("{", size)))),
        ("- - -", &|size| added(format!("a:\n{}", filled("- ", size)))),
        ("fields", &|size| added(lines(size, |number| format!("k{number}: a\n")))),
        ("one field again", &|size| added(filled("k: a\n", size))),
        ("aliases", &|size| {
            added(format!("a: &a x\n{}", lines(size, |number| format!("k{number}: *a\n"))))
        }),
        ("anchors", &|size| added(lines(size, |number| format!("k{number}: &a{number} x\n")))),
        ("quotes", &|size| front(title, &format!("title: \"{}\"", filled("\\\"", size)))),
        ("escapes", &|size| front(title, &format!("title: \"{}\"", filled("\\u00ed", size)))),
        ("comments", &|size| front(title, &format!("title: {}", filled("a # b ", size)))),
        ("tags", &|size| added(format!("a: [{}]", filled("!a b,", size)))),
        ("folded", &|size| front(title, &format!("title: >\n{}", filled("  a\n", size)))),
        ("items", &|size| {
            let items = lines(size, |number| format!("    - Kính {number}\n"));
            front("    - Kính đọc\n", &items)
        }),
        ("contacts", &|size| {
            let line = |number| format!("  - {{ id: c{number}, label: Đơn vị }}\n");
            front("  - { id: cong-an, label: Đơn vị phát }\n", &lines(size, line))
        }),
        ("sources", &|size| {
            let line = |id| format!("  s{id}: {{ says: x, from: A, date: \"2026\", grade: A }}\n");
            front("sources:\n", &format!("sources:\n{}", lines(size, line)))
        }),
        ("products", &|size| {
            let products = lines(size, |number| format!("p{number}, "));
            front("[leaflet-a4]", &format!("[{products}leaflet-a4]"))
        }),
        ("an address", &|size| {
            front("https://vneid.gov.vn", &format!("https://vneid.gov.vn/{}", filled("a", size)))
        }),
        ("steps", &|size| {
            let step = |id| format!("## Mở {id} {{sources=nguon}}\n\nBác bấm vào VNeID.\n\n");
            build(vec![(X, format!("{GUIDE}\n{}", lines(2 * size, step)))])
        }),
    ]);
}

/// The A4 leaflet with more in its last face.
fn template(markup: &str) -> Try {
    let own = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let sheet = own(SHEET);
    let (before, after) = sheet.rsplit_once("</face>").unwrap();
    let sheet = format!("{before}{markup}</face>{after}");
    build(vec![(X, GUIDE.to_owned()), (SHEET, sheet), (STYLE, own(STYLE))])
}

#[test]
fn templates() {
    let cells = "<cell>a</cell><cell>b</cell>";
    grows_evenly(&[
        ("loop", &|size| {
            template(&format!("{{% for i in range(end={size}) %}}<p>a</p>{{% endfor %}}"))
        }),
        ("paragraphs", &|size| template(&filled("<p>a</p>", size))),
        ("letters", &|size| template(&format!("<p>{}</p>", filled("a ", size)))),
        ("bold", &|size| template(&format!("<p>{}</p>", filled("<b>a</b> ", size)))),
        ("lines", &|size| template(&format!("<p>{}</p>", filled("a<br/>", size)))),
        ("attributes", &|size| {
            template(&format!("<p {}>a</p>", lines(size, |number| format!("a{number}=\"1\" "))))
        }),
        ("unknown", &|size| template(&lines(size, |number| format!("<p a{number}=\"1\">a</p>")))),
        ("prints", &|size| template(&format!("<p>{}</p>", filled("{{ \"a \" }}", size)))),
        ("cases", &|size| template(&filled("{% if true %}<p>a</p>{% endif %}", size))),
        ("claims", &|size| template(&format!("<p>{}</p>", filled("7 ngày ", size)))),
        ("marks", &|size| template(&format!("<p>{}</p>", filled("**a [x] ", size)))),
        ("comments", &|size| template(&filled("<!-- a -->{# a #}", size))),
        ("rows", &|size| {
            let rows = format!("{{% for i in range(end={size} / 40) %}}<row>{cells}</row>");
            template(&format!("<table columns=\"1 1\">{rows}{{% endfor %}}</table>"))
        }),
    ]);
}

/// A step with a drawing.
fn drawing(inside: &str) -> Try {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">";
    build(vec![
        (X, format!("{GUIDE}\n![Hình vẽ](a.svg)\n")),
        ("guides/a.svg", format!("{svg}{inside}<path d=\"M0 0h9v9z\"/></svg>")),
    ])
}

#[test]
fn drawings() {
    grows_evenly(&[
        ("groups", &|size| drawing(&format!("{}{}", filled("<g>", size), filled("</g>", size)))),
        ("shapes", &|size| drawing(&filled("<path d=\"M0 0h9v9z\"/>", size))),
        ("attributes", &|size| {
            drawing(&format!("<g {}/>", lines(size, |number| format!("a{number}=\"1\" "))))
        }),
        ("rules", &|size| {
            let rules = lines(size, |number| format!(".a{number}{{fill:red}}"));
            drawing(&format!("<style>{rules}</style>"))
        }),
        ("selectors", &|size| drawing(&format!("<style>{}{{}}</style>", filled("a ", size)))),
        ("style", &|size| {
            drawing(&format!("<path style=\"{}\" d=\"M0 0h9v9z\"/>", filled("fill:red;", size)))
        }),
        ("points", &|size| drawing(&format!("<path d=\"M0 0{}z\"/>", filled(" L1 2 3 1", size)))),
        ("uses", &|size| {
            let line = |id| format!("<path id=\"a{id}\" d=\"M0 0h9v9z\"/><use href=\"#a{id}\"/>");
            drawing(&lines(size, line))
        }),
    ]);
}

/// A list for the model guide, one column of which stands on it.
fn list(rows: &str) -> Try {
    let list = format!("cong-an,to\n{rows}\n");
    let args = &["merge", "x", "--product", "leaflet-a4", "--records", "a.csv"];
    Try { files: vec![(X, GUIDE.to_owned()), ("a.csv", list)], args }
}

#[test]
fn lists() {
    grows_evenly(&[
        ("one cell", &|size| list(&format!("{},1", filled("a", size)))),
        ("words", &|size| list(&format!("{},1", filled("a b ", size)))),
        ("numbers", &|size| list(&format!("{},1", filled("0912345678 ", size)))),
        ("torn", &|size| list(&format!("{},1", filled("b ấm n ú t ", size)))),
        ("lost", &|size| list(&format!("{},1", filled("Nguy?n ", size)))),
        ("signs", &|size| list(&format!("{},1", filled("a/((-", size)))),
        ("quotes", &|size| list(&format!("\"{}\",1", filled("\"\"", size)))),
        ("an open quote", &|size| list(&format!("\"{}", filled("a\n", size)))),
        ("columns", &|size| list(&filled(",", size))),
        ("short rows", &|size| list(&filled("a\n", size))),
        ("empty rows", &|size| list(&filled("\n", size))),
        ("rows", &|size| list(&lines(size, |number| format!("A{number},1\n")))),
    ]);
}
