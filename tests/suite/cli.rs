//! The program as people call it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_yaml::Value;
use toroi::diag::Code;

use super::merging::{GUIDE, Home, households};
use crate::run::{Done, Run};

/// The products the model guide is made as.
const PRODUCTS: [&str; 3] = ["hanger", "leaflet-a4", "leaflet-a5"];

/// The files the guides inside the program make, sorted: one for each product a guide names.
fn all_sheets() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides");
    let mut all = Vec::new();
    for name in names(&folder) {
        let Some((slug, "md" | "yaml")) = name.rsplit_once('.') else { continue };
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("products: ["));
        // The tables of facts and labels name none.
        let products = line.into_iter().flat_map(|line| line.trim_end_matches(']').split(", "));
        all.extend(products.map(|product| format!("{slug}-{product}.pdf")));
    }
    all.sort();
    all
}

fn toroi(args: &[&'static str]) -> Run {
    Run::new().args(args.iter().copied())
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every file under a folder and its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for name in names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            all.push((path, bytes));
        }
    }
    all
}

/// The same as [`files`], by paths inside the folder.
fn made(done: &Done, folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = done.file(folder);
    let inside = |path: PathBuf| path.strip_prefix(&root).unwrap().display().to_string();
    files(&root).into_iter().map(|(path, bytes)| (inside(path), bytes)).collect()
}

fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg(pdf).arg("-").output();
    let output = output.expect("these tests need pdftotext (poppler-utils)");
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn help_and_version() {
    let help = toroi(&["--help"]).run().ok();
    assert!(help.stdout.contains("Make the PDFs of guides"), "{}", help.stdout);
    assert_eq!(help.stderr, "");
    let version = toroi(&["--version"]).run().ok();
    assert_eq!(version.stdout, format!("toroi {}\n", env!("CARGO_PKG_VERSION")));
    for run in [
        toroi(&["--lang", "vi", "--help"]),
        toroi(&["--lang=vi", "--help"]),
        toroi(&["--help"]).env("LANG", "vi_VN.UTF-8"),
        toroi(&["--help"]).env("LC_ALL", "vi_VN"),
    ] {
        let help = run.run().ok();
        assert!(help.stdout.contains("Làm các tệp PDF từ bài hướng dẫn"), "{}", help.stdout);
    }
    // Help asked for by a word takes the same options, and is the same help.
    let asked = toroi(&["help", "build", "--lang", "vi"]).run().ok();
    assert_eq!(asked.stdout, toroi(&["build", "--help", "--lang", "vi"]).run().ok().stdout);
    assert!(asked.stdout.contains("Cách dùng: toroi build"), "{}", asked.stdout);
    for english in ["Usage", "Options:", "Print", "default", "possible values"] {
        assert!(!asked.stdout.contains(english), "{english}: {}", asked.stdout);
    }
    let roster = toroi(&["roster", "--help", "--lang", "vi"]).run().ok();
    assert!(roster.stdout.contains("theo đường đi, theo tên"), "{}", roster.stdout);
    let english = toroi(&["--lang", "en", "--help"]).env("LANG", "vi_VN.UTF-8").run().ok();
    assert_eq!(english.stdout, help.stdout);
    for command in ["build", "check", "watch", "new", "fonts", "explain"] {
        let help = toroi(&[]).args([command, "--help"]).run().ok();
        assert!(help.stdout.contains("Usage: toroi"), "{}", help.stdout);
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    for args in [
        &["biuld"][..],
        &["build", "--nothing"],
        &["build", "--png", "5"],
        &["build", "--today", "23/11/2026"],
        &["build", "--format", "xml"],
        &["explain"],
        &["explain", "X99"],
        &["new", "poster"],
    ] {
        let done = toroi(args).run();
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{args:?}: {}", done.stderr);
        assert_ne!(done.stderr, "", "{args:?}");
    }
}

#[test]
fn without_a_project_everything_inside_the_program_is_built() {
    let done = toroi(&["build"]).run().ok();
    assert_eq!(done.stderr, "");
    assert_eq!(names(&done.file("out")), all_sheets());
    let mut reported = Vec::new();
    for line in done.stdout.lines() {
        let parts: Vec<&str> = line.split("  ").collect();
        let [path, pages, size, time] = parts[..] else { panic!("{line}") };
        reported.push(path.strip_prefix("out/").unwrap().to_owned());
        assert!(pages == "1 page" || pages.ends_with(" pages"), "{line}");
        assert!(size.ends_with(" KB") && time.ends_with(" ms"), "{line}");
    }
    reported.sort();
    assert_eq!(reported, all_sheets());
    assert!(names(done.dir.path()) == ["out"]);
}

#[test]
fn guides_and_products_can_be_chosen() {
    let one = toroi(&["build", "phong-lua-dao", "--product", "hanger"]).run().ok();
    assert_eq!(names(&one.file("out")), ["phong-lua-dao-hanger.pdf"]);
    let two = ["--product", "leaflet-a5", "--product", "hanger", "--product", "hanger"];
    let two = toroi(&["build", "phong-lua-dao", "--out", "in/an"]).args(two).run().ok();
    assert_eq!(
        names(&two.file("in/an")),
        ["phong-lua-dao-hanger.pdf", "phong-lua-dao-leaflet-a5.pdf"]
    );
    assert_eq!(two.stdout.lines().count(), 2);
    let guide = std::fs::read(crate::run::root().join("guides/phong-lua-dao.yaml")).unwrap();
    let run = toroi(&["build", "bai/moi.yaml", "--product", "hanger"]).file("bai/moi.yaml", &guide);
    let done = run.run().ok();
    assert_eq!(names(&done.file("out")), ["moi-hanger.pdf"]);
    let away = toroi(&["build", "--project", "du-an", "--product", "hanger"]);
    let done = away.file("du-an/guides/moi.yaml", &guide).run().ok();
    assert_eq!(names(&done.file("out")), ["moi-hanger.pdf"]);
}

#[test]
fn set_fills_a_contact_line() {
    let args = ["build", "phong-lua-dao", "--product", "leaflet-a4"];
    let plain = toroi(&args).run().ok();
    let filled = toroi(&args).args(["--set", "cong-an=024 3864 1234"]).run().ok();
    let path = "out/phong-lua-dao-leaflet-a4.pdf";
    let phone = |done: &Done| text_of(&done.file(path)).replace('\u{a0}', " ");
    assert!(!phone(&plain).contains("024 3864 1234"));
    assert!(phone(&filled).contains("024 3864 1234"), "{}", phone(&filled));
}

#[test]
fn png_of_every_page() {
    let args = ["build", "phong-lua-dao", "--product", "hanger", "--png", "72"];
    let done = toroi(&args).run().ok();
    let wanted = ["phong-lua-dao-hanger-1.png", "phong-lua-dao-hanger-2.png"];
    assert_eq!(names(&done.file("out"))[..2], wanted);
    for name in wanted {
        let bytes = std::fs::read(done.file("out").join(name)).unwrap();
        assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        // 99 × 210 mm at 72 dots an inch.
        assert!(number(16).abs_diff(281) <= 1 && number(20).abs_diff(595) <= 1);
        assert!(done.stdout.contains(name), "{}", done.stdout);
    }
    let usual = toroi(&args[..5]).run().ok();
    let bytes = std::fs::read(usual.file("out").join(wanted[0])).unwrap();
    let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
    assert!(width.abs_diff(99 * 1100 / 254) <= 1, "{width}");
}

#[test]
fn json_is_one_object_a_line() {
    let done = toroi(&["build", "phong-lua-dao", "--format", "json"]).run().ok();
    assert_eq!((done.stdout.lines().count(), done.stderr.as_str()), (7, ""));
    for line in done.stdout.lines() {
        let file: Value = serde_yaml::from_str(line).unwrap();
        assert_eq!(file["type"], "file");
        let bytes = std::fs::read(done.file(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(file["bytes"].as_u64(), Some(bytes.len() as u64));
        assert!(file["pages"].as_u64().is_some_and(|pages| pages >= 1));
        assert!(file["ms"].is_u64());
    }
    let fonts = toroi(&["fonts", "--format", "json"]).run().ok();
    for line in fonts.stdout.lines() {
        let face: Value = serde_yaml::from_str(line).unwrap();
        assert_eq!((&face["type"], face["letters"].as_u64()), (&"face".into(), Some(134)));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let build = |jobs| made(&toroi(&["build", "-j"]).args([jobs]).run().ok(), "out");
    let first = build("1");
    assert_eq!(first.len(), all_sheets().len());
    assert!(first == build("4"));
    assert!(first == build("4"));
}

#[test]
fn check_writes_nothing() {
    let done = toroi(&["check"]).run().ok();
    assert!(done.stdout.ends_with("\nno errors\n"), "{}", done.stdout);
    assert_eq!(done.stderr, "");
    assert_eq!(names(done.dir.path()), [""; 0]);
    let done = toroi(&["check", "khong-co"]).run();
    assert_eq!((done.code, done.stdout.as_str()), (1, ""));
    assert_eq!(names(done.dir.path()), [""; 0]);
}

/// Calls the program in a folder that stays.
fn call(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
    command.current_dir(folder).args(args).env("LC_ALL", "C");
    let output = command.env("SOURCE_DATE_EPOCH", "1795392000").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn a_new_project_builds_and_nothing_is_overwritten() {
    let home = tempfile::tempdir().unwrap();
    let (code, stdout, _) = call(home.path(), &["new", "project", "to-dan-pho"]);
    assert_eq!((code, stdout.as_str()), (0, "made to-dan-pho\n"));
    let project = home.path().join("to-dan-pho");
    assert_eq!(names(&project), [".vscode", "README.md", "guides", "schemas", "templates"]);
    let before = files(&project);
    let (code, _, stderr) = call(home.path(), &["new", "project", "to-dan-pho"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("error[F08]"), "{stderr}");
    assert!(files(&project) == before);

    let (code, stdout, _) = call(&project, &["new", "guide", "doi-sim"]);
    assert_eq!((code, stdout.contains("doi-sim.md")), (0, true));
    let before = files(&project);
    for taken in ["doi-sim", "doi-sim.md", "phong-lua-dao"] {
        let (code, _, stderr) = call(&project, &["new", "guide", taken]);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains("already exists"), "{stderr}");
    }
    let (code, _, stderr) = call(&project, &["new", "guide", "Đổi SIM"]);
    assert_eq!((code, stderr.contains("error[G03]")), (1, true), "{stderr}");
    assert!(files(&project) == before);

    // It is a form: all other guides are made, and it is once it is filled in.
    let (code, stdout, stderr) = call(&project, &["build"]);
    assert_eq!((code, stdout.lines().count()), (1, all_sheets().len()));
    assert!(stderr.contains("error[G30]"), "{stderr}");
    let example = std::fs::read(project.join("guides/bai-mau.example.md")).unwrap();
    std::fs::write(project.join("guides/doi-sim.md"), example).unwrap();
    let (code, stdout, stderr) = call(&project, &["build"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(stdout.lines().count(), all_sheets().len() + PRODUCTS.len());
    let names = names(&project.join("out"));
    assert!(PRODUCTS.iter().all(|product| names.contains(&format!("doi-sim-{product}.pdf"))));
}

#[test]
fn fonts_have_every_vietnamese_letter() {
    let done = toroi(&["fonts"]).run().ok();
    assert_eq!(done.stdout.matches("Vietnamese letters: 134/134").count(), 4, "{}", done.stdout);
    let done = toroi(&["fonts", "--lang", "vi"]).run().ok();
    assert_eq!(done.stdout.matches("chữ tiếng Việt: 134/134").count(), 4, "{}", done.stdout);
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        for (lang, word) in [("en", "**Fix.**"), ("vi", "**Cách sửa.**")] {
            let done = toroi(&["explain", "--lang"]).args([lang, code.id()]).run().ok();
            let heading = format!("## {} ", code.id());
            assert!(done.stdout.starts_with(&heading), "{}", done.stdout);
            assert!(done.stdout.contains(word), "{} in {lang}", code.id());
        }
    }
    let small = toroi(&["explain", "l01"]).run().ok();
    assert!(small.stdout.starts_with("## L01 "));
    let unknown = toroi(&["explain", "L91"]).run();
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("there is no code `L91`"), "{}", unknown.stderr);
    assert!(unknown.stderr.contains("L01"), "{}", unknown.stderr);
}

#[test]
fn the_locale_chooses_the_language() {
    let done = toroi(&["build", "khong-co"]).env("LANG", "vi_VN.UTF-8").run();
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("lỗi[G04]: không có bài hướng dẫn nào"), "{}", done.stderr);
    let done = toroi(&["build", "phong-lua-dao"]).env("LANG", "vi_VN.UTF-8").run().ok();
    assert!(done.stdout.contains(" trang  "), "{}", done.stdout);
    let done = toroi(&["check"]).env("LANG", "vi_VN.UTF-8").run().ok();
    assert!(done.stdout.ends_with("\nkhông có lỗi\n"), "{}", done.stdout);
}

/// The program as it watches; stopped when the test is over, however it ends.
struct Watch {
    child: Child,
    folder: tempfile::TempDir,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watch {
    fn start(guide: &str) -> Watch {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("guides")).unwrap();
        std::fs::write(folder.path().join("guides/x.yaml"), guide).unwrap();
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
        command.current_dir(folder.path()).args(["watch", "--product", "hanger"]);
        command.env("LC_ALL", "C").stdout(Stdio::null()).stderr(log);
        Watch { child: command.spawn().unwrap(), folder }
    }

    fn write(&self, guide: &str) {
        std::fs::write(self.folder.path().join("guides/x.yaml"), guide).unwrap();
    }

    fn pdf(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("out/x-hanger.pdf")).unwrap_or_default()
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// Waits until `done`, at most half a minute.
    #[track_caller]
    fn wait(&mut self, what: &str, done: impl Fn(&Watch) -> bool) {
        let start = Instant::now();
        while !done(self) {
            assert!(start.elapsed() < Duration::from_secs(30), "no {what}\n{}", self.log());
            assert!(self.child.try_wait().unwrap().is_none(), "ended before {what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn watch_builds_again_and_survives_faults() {
    let guide = std::fs::read_to_string(crate::run::root().join("guides/phong-lua-dao.yaml"));
    let guide = guide.unwrap();
    let other = guide.replace("Ai gọi xin mã?", "Ai hỏi mã?");
    let third = guide.replace("Ai gọi xin mã?", "Ai đòi mã?");
    assert!(guide != other && guide != third);
    let mut watch = Watch::start(&guide);
    watch.wait("first file", |watch| !watch.pdf().is_empty());
    let first = watch.pdf();
    watch.write(&other);
    watch.wait("change", |watch| watch.pdf() != first);
    let second = watch.pdf();
    watch.write("title: [hỏng");
    watch.wait("error", |watch| watch.log().contains("error[Y01]"));
    assert!(watch.pdf() == second);
    watch.write(&third);
    watch.wait("mended file", |watch| watch.pdf() != second);
    assert!(watch.pdf() != first);
}

/// Runs the program with a terminal of 80 columns as its standard error, and as its standard
/// output too if `both`; gives what the terminal got and what standard output got.
const ON_A_TERMINAL: &str = r#"
import fcntl, os, pty, struct, subprocess, sys, termios, threading
both, folder, program = sys.argv[1] == "both", sys.argv[2], sys.argv[3:]
ours, theirs = pty.openpty()
fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
child = subprocess.Popen(program, cwd=folder, stdin=theirs, stderr=theirs,
                         stdout=theirs if both else subprocess.PIPE)
os.close(theirs)
seen = bytearray()
def read():
    try:
        while part := os.read(ours, 65536):
            seen.extend(part)
    except OSError:
        pass  # Linux says EIO when the last writer is gone.
reader = threading.Thread(target=read)
reader.start()
printed = b"" if both else child.stdout.read()
code = child.wait()
reader.join()
open(os.path.join(folder, "terminal"), "wb").write(seen)
sys.stdout.buffer.write(printed)
sys.exit(code)
"#;

/// A run on a terminal is watched long enough for more than its first frame to be drawn.
const LONG: Duration = Duration::from_secs(3);

/// What a terminal got, what standard output got, and how long it took.
fn on_a_terminal(how: &str, lang: &str, args: &[&str]) -> (String, String, Duration) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("python3");
    command.args(["-c", ON_A_TERMINAL, how]).arg(folder.path()).arg(env!("CARGO_BIN_EXE_toroi"));
    command.args(args).env("TERM", "xterm").env("LC_ALL", lang);
    let start = Instant::now();
    let output = command.output().expect("this test needs python3");
    let took = start.elapsed();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let terminal = std::fs::read(folder.path().join("terminal")).unwrap();
    (String::from_utf8(terminal).unwrap(), String::from_utf8(output.stdout).unwrap(), took)
}

/// The lines a terminal shows in the end: it knows returns, new lines, and the clearing of lines.
fn shown(terminal: &str) -> Vec<String> {
    let (mut lines, mut row, mut column) = (vec![String::new()], 0, 0);
    let mut rest = terminal;
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        match letter {
            '\r' => column = 0,
            '\n' => {
                row += 1;
                lines.resize(lines.len().max(row + 1), String::new());
            }
            '\u{1b}' => {
                let end = rest.find(|letter: char| letter.is_ascii_alphabetic()).unwrap();
                match &rest[..=end] {
                    "[2K" => lines[row].clear(),
                    "[1A" => row -= 1,
                    other => panic!("the terminal does not know {other:?}"),
                }
                rest = &rest[end + 1..];
            }
            letter => {
                let mut line: Vec<char> = lines[row].chars().collect();
                line.resize(line.len().max(column + 1), ' ');
                line[column] = letter;
                lines[row] = line.into_iter().collect();
                column += 1;
            }
        }
    }
    lines.into_iter().filter(|line| !line.trim().is_empty()).collect()
}

/// Fails unless the bar begins at nothing and counts up. How many frames are drawn depends on how
/// fast the files are made, ten a second at most: a quick run has only the first.
#[track_caller]
fn counts_up(terminal: &str, took: Duration, all: usize, word: &str) {
    let tail = format!("/{all} {word}");
    let before = terminal.split(tail.as_str()).map(|frame| frame.rsplit(' ').next().unwrap_or(""));
    let mut counts: Vec<usize> = before.filter_map(|count| count.parse().ok()).collect();
    assert_eq!(counts.first(), Some(&0), "{terminal:?}");
    assert!(counts.is_sorted() && counts.last() <= Some(&all), "{counts:?} {terminal:?}");
    counts.dedup();
    assert!(counts.len() > 2 || took < LONG, "{took:?} {counts:?}");
}

#[test]
fn a_terminal_shows_a_bar_while_files_are_made() {
    let is_made = |line: &str| line.starts_with("out/") && line.ends_with(" ms");
    let pictures = ["build", "phong-lua-dao", "--product", "hanger", "--png", "72"];
    let all = all_sheets().len();
    for (args, files) in [(&["build"][..], all), (&["build", "-j", "1"], all), (&pictures, 3)] {
        for (lang, word) in [("C", "files"), ("vi_VN.UTF-8", "tệp")] {
            let (terminal, stdout, took) = on_a_terminal("stderr", lang, args);
            counts_up(&terminal, took, files, word);
            assert_eq!(shown(&terminal), [""; 0], "{args:?} {terminal:?}");
            assert!(stdout.lines().count() == files && stdout.lines().all(is_made), "{stdout}");
        }
    }
    let (terminal, _, took) = on_a_terminal("both", "C", &["build"]);
    counts_up(&terminal, took, all, "files");
    let lines = shown(&terminal);
    assert!(lines.len() == all && lines.iter().all(|line| is_made(line)), "{lines:?}");
    let (terminal, stdout, took) = on_a_terminal("stderr", "vi_VN.UTF-8", &["check"]);
    counts_up(&terminal, took, all, "tờ");
    assert!(shown(&terminal).is_empty() && stdout.ends_with("\nkhông có lỗi\n"), "{stdout}");
}

/// The bar of copies tells how many a second are made and how long it will still take.
#[test]
fn a_terminal_shows_rate_and_time_left_of_copies() {
    const COPIES: usize = 5_000;
    // Without the column that fills nothing, of which the terminal would be reported; the last row
    // does not end, as in lists typed by hand.
    let own = households(COPIES as u64);
    let own: Vec<&str> = own.lines().filter_map(|row| Some(row.split_once(';')?.1)).collect();
    let home = Home::with(&own.join("\n"));
    let list = home.arg("list.csv");
    for (lang, second, left) in [("C", "/s  ", " left"), ("vi_VN.UTF-8", "/giây  ", " nữa")] {
        let out = home.arg(lang);
        let job = ["merge", GUIDE, "--records", &list, "--product", "hanger", "--out", &out];
        let (terminal, stdout, took) = on_a_terminal("stderr", lang, &job);
        let all = format!("/{COPIES}  ");
        let frames: Vec<_> = terminal.split('\r').filter_map(|it| it.split_once(&all)).collect();
        let number = |text: &str| text.parse::<usize>().unwrap_or_else(|_| panic!("{terminal:?}"));
        // A busy machine needs minutes.
        let time = |text: &str| number(text.trim_end_matches(['s', 'm', 'h']));
        let done = |frame: &(&str, &str)| number(frame.0.rsplit(' ').next().unwrap_or(""));
        let mut counts: Vec<usize> = frames.iter().map(done).collect();
        assert!(counts.is_sorted() && !counts.is_empty(), "{counts:?} {terminal:?}");
        assert!(counts.last() <= Some(&COPIES), "{counts:?}");
        counts.dedup();
        assert!(counts.len() > 2 || took < LONG, "{took:?} {counts:?}");
        for (_, after) in frames {
            let reported = after
                .split_once(second)
                .and_then(|(rate, rest)| Some((number(rate), time(rest.split_once(left)?.0))));
            assert!(reported.is_some(), "{after:?}");
        }
        assert_eq!(shown(&terminal), [""; 0], "{terminal:?}");
        assert!(stdout.contains(&COPIES.to_string()), "{stdout}");
    }
}

#[test]
fn no_bar_where_nobody_would_watch_it() {
    let few = ["build", "phong-lua-dao", "--product", "hanger"];
    for args in [&few[..], &["build", "--format", "json"], &["build", "--format", "short"]] {
        let (terminal, stdout, _) = on_a_terminal("stderr", "C", args);
        assert_eq!(terminal, "", "{args:?}");
        assert!(!stdout.contains(['\r', '\u{1b}', '\u{2588}']), "{stdout}");
    }
    for args in [&["build"][..], &["build", "phong-lua-dao", "--png", "72"], &["check"]] {
        let piped = Run::new().args(args.iter().copied()).run().ok();
        assert_eq!(piped.stderr, "", "{args:?}");
    }
}
