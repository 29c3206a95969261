//! Ten thousand one-page copies, each with a QR code of its own: `toroi merge` against the Typst
//! CLI, as people write it and as an expert would, and against a bare writer without layout.
//!
//! `cargo bench --bench merge` with `typst` on the PATH (or its path in `TYPST`). All make the same
//! words from the same list, which is drawn with a fixed seed and names nobody. Typst gets its codes
//! ready-made; toroi and the bare writer encode them. The programs take turns; medians, least
//! times, pages a second, peak memory, bytes a page and the ratios are printed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark is a script")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use toroi::diag::Sink;
use toroi::geom::Len;
use toroi::guide::{Block, Guide, Library, Line};
use toroi::qr::QrCode;
use toroi::source::{ReadAs, Sources};
use toroi::world::Project;

#[path = "merge/raw.rs"]
mod raw;

const GUIDE: &str = "kich-hoat-tai-khoan";
const COPIES: usize = 10_000;
const ROUNDS: usize = 7;
/// Typst as people write it takes a minute and seven gigabytes; once is enough.
const PLAIN_ROUNDS: usize = 1;
const EXPERT_ROUNDS: usize = 3;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let [_, mode, list, out, threads] = args.as_slice()
        && mode == "raw"
    {
        return raw::run(list, out, threads.parse().unwrap());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let typst = std::env::var("TYPST").unwrap_or_else(|_| "typst".into());
    let has_typst = Command::new(&typst).arg("--version").stdout(Stdio::null()).status().is_ok();
    if !has_typst {
        println!(
            "merge: no `{typst}`, so Typst is left out: cargo install typst-cli --version 0.15.1 --locked"
        );
    }
    let dir = std::env::temp_dir().join(format!("toroi-merge-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let rows = rows(COPIES);
    let list = dir.join("list.csv");
    std::fs::write(&list, csv(&rows)).unwrap();
    write_typst(root, &dir, &rows);
    let toroi = |extra: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
        command.args(["--project"]).arg(root.join("benches/merge"));
        command.args(["merge", GUIDE, "--product", "copy", "--one-file", "--records"]);
        command.arg(&list).arg("--out").arg(&dir).args(extra);
        command
    };
    let bare = |threads: &str| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("raw").arg(&list).arg(dir.join("raw.pdf")).arg(threads);
        command
    };
    let theirs = |document: &str, out: &str| {
        let mut command = Command::new(&typst);
        command.args(["compile", "--root", "/", "--ignore-system-fonts", "--font-path"]);
        command.arg(root.join("fonts")).arg(dir.join(document)).arg(dir.join(out));
        command
    };
    let mut runs = vec![
        Run::new("toroi", toroi(&[]), ROUNDS, format!("{GUIDE}-copy-all.pdf")),
        Run::new("toroi --tagged", toroi(&["--tagged"]), ROUNDS, format!("{GUIDE}-copy-all.pdf")),
        Run::new("bare writer, 2 threads", bare("2"), ROUNDS, "raw.pdf".into()),
        Run::new("bare writer, 1 thread", bare("1"), ROUNDS, "raw.pdf".into()),
    ];
    if has_typst {
        // The page that all copies share, made once: the expert's trick.
        let mut base = theirs("base.typ", "base.pdf");
        assert!(base.status().unwrap().success());
        let expert = theirs("expert.typ", "expert.pdf");
        runs.push(Run::new("Typst, expert", expert, EXPERT_ROUNDS, "expert.pdf".into()));
        let plain = theirs("plain.typ", "plain.pdf");
        runs.push(Run::new("Typst, plain", plain, PLAIN_ROUNDS, "plain.pdf".into()));
    }
    for round in 0..=ROUNDS {
        for run in &mut runs {
            run.turn(round, &dir);
        }
    }
    for run in &mut runs {
        run.report();
    }
    let rate = |name: &str| runs.iter().find(|run| run.name == name).map(Run::rate);
    let ours = rate("toroi").unwrap();
    for name in ["Typst, plain", "Typst, expert", "bare writer, 2 threads"] {
        if let Some(other) = rate(name) {
            println!("toroi / {name}: {:.2} times as many pages a second", ours / other);
        }
    }
    let tagged = rate("toroi --tagged").unwrap();
    println!("tagged / untagged: {:.2}", tagged / ours);
    std::fs::remove_dir_all(&dir).unwrap();
}

/// One program under test.
struct Run {
    name: &'static str,
    command: Command,
    rounds: usize,
    file: String,
    times: Vec<Duration>,
    bytes: u64,
    peak: Option<f64>,
}

impl Run {
    fn new(name: &'static str, mut command: Command, rounds: usize, file: String) -> Run {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        Run { name, command, rounds, file, times: Vec::new(), bytes: 0, peak: None }
    }

    /// Runs once; the first round only fills the page cache, and measures memory.
    fn turn(&mut self, round: usize, dir: &Path) {
        if round > self.rounds || (round == 0 && self.rounds == 1) {
            return;
        }
        if round == 0 || self.rounds == 1 {
            self.peak = peak(&self.command);
            self.bytes = std::fs::metadata(dir.join(&self.file)).map_or(0, |file| file.len());
        }
        if round > 0 {
            let start = Instant::now();
            assert!(self.command.status().unwrap().success(), "{:?}", self.command);
            self.times.push(start.elapsed());
        }
    }

    fn median(&mut self) -> Duration {
        self.times.sort();
        self.times[self.times.len() / 2]
    }

    fn rate(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort();
        COPIES as f64 / times[times.len() / 2].as_secs_f64()
    }

    fn report(&mut self) {
        let median = self.median().as_secs_f64();
        let least = self.times[0].as_secs_f64();
        let peak = self.peak.map_or_else(|| "?".into(), |mb| format!("{mb:.0}"));
        println!(
            "{}: median {median:.3} s, least {least:.3} s, {:.0} pages/s, peak {peak} MB, {} bytes a page",
            self.name,
            self.rate(),
            self.bytes / COPIES as u64
        );
    }
}

/// Peak resident memory in MB, as GNU time tells; `None` where it is not installed.
fn peak(command: &Command) -> Option<f64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    let output = timed.stdout(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().last()?.trim().parse::<f64>().ok().map(|kb| kb / 1024.0)
}

/// House, group, helper, phone and address of each copy; of nobody real.
fn rows(count: usize) -> Vec<[String; 5]> {
    const STREETS: [&str; 8] = [
        "Trần Cao Vân",
        "Lê Duẩn",
        "Hoàng Diệu",
        "Nguyễn Văn Linh",
        "Phan Châu Trinh",
        "Núi Thành",
        "Ông Ích Khiêm",
        "Điện Biên Phủ",
    ];
    const HELPERS: [&str; 10] =
        ["An", "Bình", "Giang", "Hạnh", "Khánh", "Loan", "Oanh", "Phượng", "Tuyết", "Xuyến"];
    // SplitMix64, so that every run has the same list.
    let mut state = 20_261_125_u64;
    let mut next = |below: u64| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below
    };
    let row = |index: usize| {
        let group = index * 60 / count.max(1) + 1;
        [
            format!(
                "nhà số {}/{} đường {}",
                next(400) + 1,
                next(60) + 1,
                STREETS[next(STREETS.len() as u64) as usize]
            ),
            group.to_string(),
            format!("chị {}", HELPERS[group % HELPERS.len()]),
            format!("024 3864 1{group:03}"),
            format!("https://vneid.gov.vn/h/{:05}-{:06x}", index + 1, next(1 << 24)),
        ]
    };
    (0..count).map(row).collect()
}

fn csv(rows: &[[String; 5]]) -> String {
    let mut out = String::from("Nhà,Tổ,Người giúp,Điện thoại,QR\n");
    for row in rows {
        out.push_str(&row.join(","));
        out.push('\n');
    }
    out
}

/// The documents for Typst: the words of the sheet that toroi makes, at the same sizes.
fn write_typst(root: &Path, dir: &Path, rows: &[[String; 5]]) {
    let mut codes = String::from("[");
    for (index, row) in rows.iter().enumerate() {
        let code = QrCode::encode(&row[4]).unwrap();
        let mut path = String::new();
        for bar in code.bars(Len(1)) {
            let _ = write!(path, "M{} {}h{}v{}h-{}z", bar.x.0, bar.y.0, bar.w.0, bar.h.0, bar.w.0);
        }
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(
            codes,
            "{comma}\"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0} {0}'><path d='{path}'/></svg>\"",
            code.width
        );
    }
    codes.push(']');
    std::fs::write(dir.join("codes.json"), codes).unwrap();
    let guide = guide(root);
    let words = |line: &Line| line.plain().replace('*', "\\*").replace('#', "\\#");
    let mut head = String::from(
        "#set page(width: 330mm, height: 480mm, margin: (x: 16mm, top: 14mm, bottom: 12mm))\n\
         #set text(font: \"Noto Sans\", size: 18pt, lang: \"vi\")\n\
         #set par(leading: 0.6em, spacing: 0.7em)\n\
         #let accent = rgb(\"#0B4F6C\")\n#let danger = rgb(\"#A31621\")\n\
         #show heading: set text(fill: accent)\n\
         #let tick = box(width: 7.5mm, height: 7.5mm, radius: 1mm, stroke: 1.6pt, baseline: 2mm)\n\
         #let disc(n) = circle(radius: 6.5mm, fill: accent, align(center + horizon, text(white, 23pt, strong(n))))\n\
         #let people = csv(\"list.csv\", row-type: dictionary)\n#let codes = json(\"codes.json\")\n\
         #let to(r) = block(fill: rgb(\"#E9F1F4\"), radius: 2mm, inset: (x: 5mm, y: 3mm), width: 100%, height: 36mm)[Kính gửi *#r.at(\"Nhà\")* \\ Tổ dân phố *#r.at(\"Tổ\")* \\ Người giúp: #r.at(\"Người giúp\") \\ Điện thoại: *#r.at(\"Điện thoại\")*]\n\
         #let code(q, r) = align(center)[#image(bytes(q), format: \"svg\", width: 25mm, alt: \"QR\") \\ #text(14pt)[#r.QR.slice(8)]]\n",
    );
    let title = words(&guide.title);
    let _ = writeln!(head, "#let title = [= #text(33pt)[{title}]\n{}]", words(&guide.audience));
    head.push_str("#let rest = [\n== Bác chuẩn bị\n#grid(columns: (1fr, 1fr), row-gutter: 3mm,\n");
    for item in &guide.bring.items {
        let _ = writeln!(head, "[#tick #h(3mm) {}],", words(item));
    }
    head.push_str(")\n");
    for part in &guide.parts {
        let name = part.title.as_ref().map_or_else(String::new, words);
        let _ = writeln!(head, "== {name}\n");
        blocks(&part.body, &mut head);
        for (number, step) in part.steps.iter().enumerate() {
            let (number, name) = (number + 1, words(&step.title));
            let _ = writeln!(
                head,
                "#grid(columns: (13mm, 1fr), gutter: 5mm, disc(\"{number}\"), [=== {name}\n"
            );
            blocks(&step.body, &mut head);
            head.push_str("])\n");
        }
    }
    let safety = words(&guide.safety.title);
    let _ = writeln!(
        head,
        "#block(stroke: 2.4pt + danger, radius: 3mm, inset: 5mm, width: 100%)[*{safety}*\n"
    );
    for item in &guide.safety.points.items {
        let _ = writeln!(head, "- {}", words(item));
    }
    let label = words(&guide.qr[0].label);
    let _ = writeln!(head, "]\n#align(center)[*{label}*]\n]");
    let place = |name: &str| -> PathBuf { dir.join(name) };
    let plain = format!(
        "{head}#for (r, q) in people.zip(codes) {{\n[#title\n#to(r)\n#rest\n#code(q, r)]\npagebreak(weak: true)\n}}\n"
    );
    let base = format!("{head}#title\n#v(38mm)\n#rest\n");
    let expert = format!(
        "{head}#set page(background: image(\"base.pdf\", width: 330mm))\n\
         #for (r, q) in people.zip(codes) {{\n[#place(dy: 30mm, block(width: 100%, to(r)))#place(bottom, block(width: 100%, code(q, r)))]\npagebreak(weak: true)\n}}\n"
    );
    std::fs::write(place("plain.typ"), plain).unwrap();
    std::fs::write(place("base.typ"), base).unwrap();
    std::fs::write(place("expert.typ"), expert).unwrap();
}

/// The guide whose words all copies share.
fn guide(root: &Path) -> Guide {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let world = Project::new(root);
    let library =
        Library::load(&world, &[GUIDE.into()], ReadAs::default(), &mut sources, &mut sink);
    library.guides[GUIDE].clone()
}

fn blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Para(line) => {
                let _ = writeln!(out, "{}\n", line.plain().replace('#', "\\#"));
            }
            Block::Bullets(lines) | Block::Checks(lines) => {
                for line in lines {
                    let _ = writeln!(out, "- {}", line.plain().replace('#', "\\#"));
                }
            }
            Block::Note(_, inner) => self::blocks(inner, out),
        }
    }
}
