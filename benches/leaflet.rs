//! One two-page A4 leaflet, cold process: `toroi build` against the Typst CLI on the same content.
//!
//! `cargo bench --bench leaflet` with `typst` on the PATH (or its path in `TYPST`). The Typst
//! document is made from the very guide that toroi builds: the same words, faces, sizes, pictures
//! and QR code. The two take turns, so that a busy moment of the machine strikes both; medians,
//! minima and the ratio of the medians are printed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark is a script")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use toroi::diag::Sink;
use toroi::geom::Len;
use toroi::guide::{Block, Guide, Inline, Library, Line};
use toroi::qr::QrCode;
use toroi::source::{ReadAs, Sources};
use toroi::world::Project;

const GUIDE: &str = "kich-hoat-tai-khoan";
const ROUNDS: usize = 41;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let typst = std::env::var("TYPST").unwrap_or_else(|_| "typst".into());
    if Command::new(&typst).arg("--version").stdout(Stdio::null()).status().is_err() {
        println!(
            "leaflet: no `{typst}`; install it: cargo install typst-cli --version 0.15.1 --locked"
        );
        std::process::exit(2);
    }
    let dir = std::env::temp_dir().join(format!("toroi-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let document = document(root, &dir);
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
        command
            .current_dir(&dir)
            .args(["build", GUIDE, "--product", "leaflet-a4", "--out"])
            .arg(&dir);
        command
    };
    let theirs = || {
        let mut command = Command::new(&typst);
        command.current_dir(root).args(["compile", "--root", "/", "--ignore-system-fonts"]);
        command
            .arg("--font-path")
            .arg(root.join("fonts"))
            .arg(&document)
            .arg(dir.join("typst.pdf"));
        command
    };
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        // Each goes first in turn, so that neither always finds the caches as the other left them.
        let (one, two) = if round % 2 == 0 {
            (time(ours()), time(theirs()))
        } else {
            let two = time(theirs());
            (time(ours()), two)
        };
        // The first round only fills the page cache.
        if round > 0 {
            a.push(one);
            b.push(two);
        }
    }
    let size = |name: &str| std::fs::metadata(dir.join(name)).unwrap().len() / 1024;
    let pdf = format!("{GUIDE}-leaflet-a4.pdf");
    report("toroi", &mut a, peak(&ours()), size(&pdf));
    report("typst", &mut b, peak(&theirs()), size("typst.pdf"));
    let ratio = a[a.len() / 2].as_secs_f64() / b[b.len() / 2].as_secs_f64();
    println!("toroi / typst, median wall time of {ROUNDS} alternating cold runs: {ratio:.2}");
    std::fs::remove_dir_all(&dir).unwrap();
}

fn time(mut command: Command) -> Duration {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    assert!(command.status().unwrap().success(), "{command:?}");
    start.elapsed()
}

/// Peak resident memory in MB, as GNU time tells; `None` where it is not installed.
fn peak(command: &Command) -> Option<f64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    timed.current_dir(command.get_current_dir()?).stdout(Stdio::null());
    let output = timed.output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().last()?.trim().parse::<f64>().ok().map(|kb| kb / 1024.0)
}

fn report(name: &str, times: &mut [Duration], peak: Option<f64>, size: u64) {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, least) = (ms(times[times.len() / 2]), ms(times[0]));
    let peak = peak.map_or_else(|| "?".into(), |mb| format!("{mb:.0}"));
    println!("{name}: median {median:.1} ms, least {least:.1} ms, peak {peak} MB, file {size} KB");
}

/// Writes the guide as a Typst document.
fn document(root: &Path, dir: &Path) -> PathBuf {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let world = Project::new(root);
    let library =
        Library::load(&world, &[GUIDE.into()], ReadAs::default(), &mut sources, &mut sink);
    let guide = &library.guides[GUIDE];
    let code = QrCode::encode(&guide.qr[0].url.it).unwrap();
    let mut svg =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\">", code.width);
    for bar in code.bars(Len(1)) {
        let _ = write!(
            svg,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            bar.x.0, bar.y.0, bar.w.0, bar.h.0
        );
    }
    std::fs::write(dir.join("qr.svg"), svg + "</svg>").unwrap();
    let path = dir.join("leaflet.typ");
    std::fs::write(&path, typst(guide, root)).unwrap();
    path
}

fn typst(guide: &Guide, root: &Path) -> String {
    let mut out = String::from(
        "#set page(paper: \"a4\", margin: (x: 20mm, top: 12mm, bottom: 10mm))\n\
         #set text(font: \"Noto Sans\", size: 18pt, lang: \"vi\")\n\
         #set par(leading: 0.6em)\n\
         #let accent = rgb(\"#0B4F6C\")\n#let danger = rgb(\"#A31621\")\n\
         #show heading: set text(fill: accent)\n\
         #let key(t) = box(stroke: 1.4pt + accent, radius: 4pt, inset: (x: 4pt), outset: (y: 4pt), strong(t))\n\
         #let tick = box(width: 7.5mm, height: 7.5mm, radius: 1mm, stroke: 1.6pt, baseline: 1.5mm)\n\
         #let disc(n) = circle(radius: 6.5mm, fill: accent, align(center + horizon, text(white, 23pt, strong(n))))\n",
    );
    let _ = writeln!(out, "#set document(title: [{}])", inline(&guide.title));
    let _ = writeln!(out, "= #text(33pt)[{}]\n{}\n", inline(&guide.title), inline(&guide.audience));
    out.push_str("#line(length: 100%, stroke: 3pt + accent)\n");
    out.push_str(
        "#block(fill: rgb(\"#E9F1F4\"), inset: 5mm, radius: 3mm, width: 100%)[\n== Bác chuẩn bị\n",
    );
    out.push_str("#grid(columns: (1fr, 1fr), row-gutter: 3mm,\n");
    for item in &guide.bring.items {
        let _ = writeln!(out, "[#tick #h(3mm) {}],", inline(item));
    }
    out.push_str(")]\n");
    for part in &guide.parts {
        if let Some(title) = &part.title {
            let _ = writeln!(out, "== {}\n", inline(title));
        }
        blocks(&part.body, &mut out);
        for (number, step) in part.steps.iter().enumerate() {
            let _ = writeln!(
                out,
                "#block(breakable: false)[#grid(columns: (13mm, 1fr, 26mm), gutter: 5mm, disc(\"{}\"), [\n=== {}\n",
                number + 1,
                inline(&step.title)
            );
            blocks(&step.body, &mut out);
            out.push_str("], [");
            if let Some(screen) = step.picture.as_ref().and_then(|picture| picture.screen.as_ref())
            {
                out.push_str(
                    "#rect(width: 26mm, radius: 3mm, stroke: 1.4pt + accent)[#set text(12pt)\n",
                );
                for words in screen.lettering() {
                    let text = escape(&words.text);
                    let text = if words.is_label { format!("#key[{text}]") } else { text };
                    let _ = writeln!(out, "{text}\n");
                }
                out.push(']');
            } else if let Some(picture) = &step.picture {
                let file = root.join("guides").join(&picture.file);
                let _ = write!(
                    out,
                    "#image(\"{}\", width: 26mm, alt: \"{}\")",
                    file.display(),
                    picture.alt
                );
            }
            out.push_str("])]\n");
        }
    }
    out.push_str(
        "#block(breakable: false, stroke: 2.4pt + danger, radius: 3mm, inset: 5mm, width: 100%)[\n",
    );
    let _ = writeln!(out, "#text(danger)[*{}*]\n", inline(&guide.safety.title));
    for item in &guide.safety.points.items {
        let _ = writeln!(out, "- {}", inline(item));
    }
    out.push_str("]\n#block(breakable: false)[#grid(columns: (1.75fr, 1fr), gutter: 8mm, [\n== Cần giúp, bác gọi\n");
    for contact in &guide.contacts {
        let _ = writeln!(
            out,
            "{}: #box(width: 1fr, line(length: 100%, stroke: (dash: \"dotted\")))\n",
            inline(&contact.label)
        );
    }
    let target = &guide.qr[0];
    let _ = writeln!(
        out,
        "], [*{}*\n\n#image(\"qr.svg\", width: 30mm, alt: \"QR\")\n\nvneid.gov.vn])]",
        inline(&target.label)
    );
    out
}

fn blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Para(line) => {
                let _ = writeln!(out, "{}\n", inline(line));
            }
            Block::Bullets(lines) | Block::Checks(lines) => {
                for line in lines {
                    let _ = writeln!(out, "- {}", inline(line));
                }
            }
            Block::Note(_, inner) => self::blocks(inner, out),
        }
    }
}

fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        if "#*_`$<>@=-+/~\\[]".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
        out
    })
}

fn inline(line: &Line) -> String {
    line.runs
        .iter()
        .map(|run| match run {
            Inline::Text { text, bold: true, .. } => format!("*{}*", escape(text)),
            Inline::Text { text, .. } | Inline::Link { text, .. } => escape(text),
            Inline::Key { label, .. } => format!("#key[{}]", escape(label)),
            Inline::Break => "\\ ".into(),
        })
        .collect()
}
