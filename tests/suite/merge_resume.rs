//! Jobs that are cut short: killed, stopped, out of room, robbed of their list. What is on the disk
//! is whole, and `--resume` ends with the bytes of a run nobody disturbed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::merging::{Dice, GUIDE, Home, Said, ends_in, households};

/// A job of many small files.
const JOB: &[&str] = &["--per-file", "8"];

fn start(home: &Home, args: &[&str]) -> Child {
    let mut command = home.merging(&[JOB, args].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn end(child: Child) -> Said {
    child.wait_with_output().unwrap().into()
}

/// The files of an undisturbed run, and how long it took.
fn undisturbed(home: &Home, args: &[&str]) -> (BTreeMap<String, Vec<u8>>, Duration) {
    let since = Instant::now();
    home.merge(&[JOB, args, &["--out", "wanted"]].concat()).ok();
    (home.pdfs("wanted"), since.elapsed())
}

/// Fails unless `out` holds these files and a diary, and nothing else.
#[track_caller]
fn is_tidy(home: &Home, wanted: &BTreeMap<String, Vec<u8>>) {
    let mut names: Vec<String> = wanted.keys().cloned().collect();
    names.push(format!("{GUIDE}-hanger.job.jsonl"));
    names.sort();
    assert_eq!(home.names("out"), names);
    assert!(home.pdfs("out") == *wanted, "the bytes differ");
}

/// Kills runs of a job at random moments, goes on with each, and gives how many were killed.
fn kill_at_random(seed: u64, kills: usize, args: &[&str]) {
    let home = Home::with(&households(160));
    let (wanted, time) = undisturbed(&home, args);
    assert_eq!(wanted.len(), 20);
    let mut dice = Dice::new(seed);
    let (mut killed, mut resumed, mut ended) = (0, 0, 0);
    let mut is_begun = false;
    while killed < kills || is_begun {
        let more = if is_begun { &["--resume"][..] } else { &[] };
        let mut child = start(&home, &[args, more].concat());
        if killed < kills {
            let moment = dice.below(time.as_micros() as u64 * 11 / 10);
            std::thread::sleep(Duration::from_micros(moment));
        } else {
            child.wait().unwrap();
        }
        let _ = child.kill();
        let said = end(child);
        if said.code == -1 {
            killed += 1;
            resumed += usize::from(is_begun);
            is_begun = true;
            // Whatever has a name of its own is whole.
            for (name, bytes) in home.pdfs("out") {
                assert!(wanted[&name] == bytes, "{name} is broken");
            }
            continue;
        }
        said.ok();
        is_tidy(&home, &wanted);
        ended += 1;
        is_begun = false;
        std::fs::remove_dir_all(home.path("out")).unwrap();
    }
    assert!(killed == kills && resumed > 0 && ended > 0, "{killed} {resumed} {ended}");
}

#[test]
fn killed_at_any_moment_it_goes_on_to_the_same_bytes() {
    kill_at_random(6, 25, &[]);
}

#[test]
fn killed_while_bad_records_are_left_out() {
    kill_at_random(7, 25, &["--skip-bad", "-j", "3"]);
}

/// How many files the diary of a job names.
fn finished(home: &Home) -> usize {
    let diary = home.path(&format!("out/{GUIDE}-hanger.job.jsonl"));
    std::fs::read_to_string(&diary).unwrap_or_default().lines().count().saturating_sub(1)
}

/// Kills a job once so many files stand in its diary.
fn half(home: &Home, args: &[&str], files: usize) {
    let mut child = start(home, args);
    let since = Instant::now();
    while finished(home) < files {
        assert!(since.elapsed() < Duration::from_mins(1), "no {files} files in a minute");
        assert!(child.try_wait().unwrap().is_none(), "it ended before {files} files stood");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn another_job_is_not_gone_on_with() {
    let home = Home::with(&households(400));
    half(&home, &[], 3);
    let resume = |args: &[&str]| home.merge(&[JOB, &["--resume"], args].concat());
    for (args, what) in [
        (&["--set", "cong-an=113"][..], "guide, templates changed"),
        (&["--sort", "Tổ"], "options changed"),
        (&["--map", "to-truong=Tổ"], "options changed"),
        (&["--skip-bad"], "options changed"),
    ] {
        resume(args).refused(&["error[M04]", what, "leave out --resume"]);
    }
    home.write("list.csv", households(401));
    resume(&[]).refused(&["error[M04]", "--records changed"]);
    home.write("list.csv", households(400));
    let guide = std::fs::read_to_string(super::run::root().join(format!("guides/{GUIDE}.md")));
    let guide = guide.unwrap().replace("Thẻ căn cước còn hạn", "Thẻ căn cước vẫn còn hạn");
    home.write(&format!("guides/{GUIDE}.md"), guide);
    resume(&[]).refused(&["error[M04]", "guide, templates changed"]);
    std::fs::remove_dir_all(home.path("guides")).unwrap();
    resume(&["--lang", "vi"]).ok();
    is_tidy(&home, &undisturbed(&home, &[]).0);
    // Without anything to go on with it is a job like any other.
    std::fs::remove_dir_all(home.path("out")).unwrap();
    resume(&[]).ok();
    is_tidy(&home, &undisturbed(&home, &[]).0);
}

#[test]
fn a_new_job_leaves_nothing_of_a_killed_one() {
    let home = Home::with(&households(400));
    half(&home, &[], 6);
    home.write("list.csv", households(20));
    home.merge(JOB).ok();
    is_tidy(&home, &undisturbed(&home, &[]).0);
}

#[test]
fn files_that_were_damaged_or_lost_are_made_again() {
    let home = Home::with(&households(48));
    let (wanted, _) = undisturbed(&home, &[]);
    home.merge(JOB).ok();
    is_tidy(&home, &wanted);
    let path = |number: usize| home.path(&format!("out/{GUIDE}-hanger-{number:04}.pdf"));
    let mut bytes = std::fs::read(path(2)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path(2), &bytes).unwrap();
    std::fs::remove_file(path(5)).unwrap();
    std::fs::write(path(6), b"").unwrap();
    let said = home.merge(&[JOB, &["--resume"]].concat()).ok();
    let made: Vec<&str> = said.stdout.lines().filter(|line| line.starts_with("out/")).collect();
    assert_eq!(made.len(), 3, "{said:?}");
    is_tidy(&home, &wanted);
    // Nothing is left to do.
    let said = home.merge(&[JOB, &["--resume"]].concat()).ok();
    assert!(!said.stdout.contains("out/"), "{said:?}");
    assert!(said.stdout.contains("48 copies, 96 pages, 6 files"), "{said:?}");
    is_tidy(&home, &wanted);
    // Half a line at the end of the diary was never written.
    let diary = home.path(&format!("out/{GUIDE}-hanger.job.jsonl"));
    let text = std::fs::read_to_string(&diary).unwrap();
    std::fs::write(&diary, &text[..text.len() - 40]).unwrap();
    home.merge(&[JOB, &["--resume"]].concat()).ok();
    is_tidy(&home, &wanted);
    // A diary that is none begins anew.
    std::fs::write(&diary, "x\n").unwrap();
    home.merge(&[JOB, &["--resume"]].concat()).ok();
    is_tidy(&home, &wanted);
}

#[test]
fn whoever_stops_it_keeps_whole_files_and_is_told_how_to_go_on() {
    let home = Home::with(&households(400));
    let (wanted, _) = undisturbed(&home, &["--skip-bad"]);
    let child = start(&home, &["--skip-bad"]);
    let since = Instant::now();
    while finished(&home) < 3 {
        assert!(since.elapsed() < Duration::from_mins(1), "no file in a minute");
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let told = ["error[M03]: stopped; ", "--resume"];
    let said = end(child).refused(&told);
    let count: usize =
        said.stderr.split("stopped; ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let pdfs = home.pdfs("out");
    assert!(count == pdfs.len() && count >= 3 && count < wanted.len(), "{count} {said:?}");
    assert!(pdfs.iter().all(|(name, bytes)| wanted[name] == *bytes));
    assert!(!home.names("out").iter().any(|name| name.starts_with('.')), "{:?}", home.names("out"));
    home.merge(&[JOB, &["--skip-bad", "--resume"]].concat()).ok();
    is_tidy(&home, &wanted);
}

/// A small disk, gone when the test ends.
struct Disk<'h> {
    home: &'h Home,
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.home.path("out")).status();
    }
}

impl<'h> Disk<'h> {
    /// `None` where nobody may mount one.
    fn mount(home: &'h Home, size: &str) -> Option<Disk<'h>> {
        std::fs::create_dir_all(home.path("out")).unwrap();
        let size = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(home.path("out"));
        let is_done = mount.output().is_ok_and(|done| done.status.success());
        is_done.then_some(Disk { home })
    }
}

#[test]
fn a_full_disk_leaves_no_broken_file() {
    for args in [&[][..], &["--skip-bad"], &["--one-file"]] {
        let job = |more: &[&str]| -> Vec<String> {
            let spread = if args == ["--one-file"] { &[][..] } else { &["--per-file", "20"] };
            [spread, args, more].concat().iter().map(|&arg| arg.to_owned()).collect()
        };
        let home = Home::with(&households(400));
        let run = |more: &[&str]| {
            let all = job(more);
            home.merge(&all.iter().map(String::as_str).collect::<Vec<_>>())
        };
        run(&["--out", "wanted"]).ok();
        let wanted = home.pdfs("wanted");
        let disk = Disk::mount(&home, "200k");
        let said = if disk.is_some() {
            run(&[])
        } else {
            // Where nobody may mount a disk a limit on the size of files does what a full one does.
            let all = job(&[]);
            limited(&home, &all)
        };
        said.refused(&["no room on the disk", "delete what you do not need"]);
        let left = home.names("out");
        assert!(!left.iter().any(|name| ends_in(name, "part")), "{left:?}");
        for (name, bytes) in home.pdfs("out") {
            assert!(wanted[&name] == bytes, "{name} is broken");
        }
        if disk.is_some() && args != ["--one-file"] {
            // With more room it goes on.
            let more = ["-o", "remount,size=20m"];
            let done = Command::new("mount").args(more).arg(home.path("out")).status();
            assert!(done.unwrap().success());
            run(&["--resume"]).ok();
            assert!(home.pdfs("out") == wanted);
            assert_eq!(home.names("out").len(), wanted.len() + 1);
        }
    }
}

fn limited(home: &Home, args: &[String]) -> Said {
    let mut shell = Command::new("bash");
    shell.current_dir(home.path(".")).env("LANG", "C").env("SOURCE_DATE_EPOCH", "1795392000");
    // Ignored, the signal becomes an error of the writer. Blocks of 1024 bytes.
    shell.args(["-c", "trap '' XFSZ; ulimit -f 12; exec \"$@\"", "-"]);
    shell.arg(env!("CARGO_BIN_EXE_toroi")).args(["merge", GUIDE, "--records", "list.csv"]);
    shell.args(["--product", "hanger"]).args(args).output().unwrap().into()
}

#[test]
fn a_limit_on_the_size_of_files_is_a_full_disk() {
    let home = Home::with(&households(40));
    let args = ["--one-file".to_owned()];
    limited(&home, &args).refused(&["no room on the disk"]);
    assert_eq!(home.names("out"), [format!("{GUIDE}-hanger.job.jsonl")]);
}

#[test]
fn a_list_that_changes_or_goes_away_makes_nothing() {
    type Change = fn(&Path);
    let changes: [Change; 3] = [
        |list| std::fs::remove_file(list).unwrap(),
        |list| std::fs::write(list, households(401)).unwrap(),
        |list| {
            let mut text = std::fs::read_to_string(list).unwrap();
            text.push_str("Tổ 1;113;x;https://vneid.gov.vn/?ho=9\n");
            std::fs::write(list, text).unwrap();
        },
    ];
    for change in changes {
        for args in [&[][..], &["--skip-bad"]] {
            let home = Home::with(&households(400));
            home.write(&format!("out/{GUIDE}-hanger-0050.pdf"), "an old file");
            let child = start(&home, args);
            let since = Instant::now();
            while finished(&home) < 2 {
                assert!(since.elapsed() < Duration::from_mins(1), "no file in a minute");
            }
            change(&home.path("list.csv"));
            end(child).refused(&["error[M06]", "list.csv", "nothing was made of it"]);
            let left = home.names("out");
            let pdfs: Vec<_> = left.iter().filter(|name| name.contains(".pdf")).collect();
            assert!(pdfs.len() <= 1, "{args:?}: {left:?}");
            assert!(!left.iter().any(|name| name.starts_with('.')), "{args:?}: {left:?}");
        }
    }
}

#[test]
fn a_list_that_is_not_there_is_told() {
    let home = Home::new();
    home.merge(&[]).refused(&["list.csv"]);
    assert!(home.names("out").is_empty());
    std::fs::create_dir(home.path("list.csv")).unwrap();
    home.merge(&[]).refused(&["list.csv"]);
    home.write("out", "a file");
    std::fs::remove_dir(home.path("list.csv")).unwrap();
    home.write("list.csv", households(2));
    home.merge(&[]).refused(&["is a file, not a folder"]);
}
