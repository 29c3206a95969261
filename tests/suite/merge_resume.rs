//! Jobs that are cut short: killed, stopped, out of room, robbed of their list. What is on the disk
//! is whole, and `--resume` ends with the bytes of a run nobody disturbed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::merging::{Dice, GUIDE, Home, Said, ends_in, households};

/// A job of many small files.
const JOB: &[&str] = &["--per-file", "8"];

/// The arguments of a job; of many small files unless they say how it is spread.
fn job<'a>(args: &[&'a str]) -> Vec<&'a str> {
    let is_spread = args.iter().any(|arg| ["--split-by", "--one-file"].contains(arg));
    if is_spread { args.to_vec() } else { [JOB, args].concat() }
}

fn start(home: &Home, args: &[&str]) -> Child {
    let mut command = home.merging(&job(args));
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn end(child: Child) -> Said {
    child.wait_with_output().unwrap().into()
}

/// The files of an undisturbed run, and how long it took.
fn undisturbed(home: &Home, args: &[&str]) -> (BTreeMap<String, Vec<u8>>, Duration) {
    let since = Instant::now();
    home.merge(&[&job(args)[..], &["--out", "wanted"]].concat()).ok();
    (home.pdfs("wanted"), since.elapsed())
}

/// Fails unless `out` holds these files and a journal, and nothing else.
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
    assert!([5, 20].contains(&wanted.len()), "{}", wanted.len());
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
#[ignore = "slow: dozens of runs are killed"]
fn killed_at_any_moment_it_goes_on_to_the_same_bytes() {
    kill_at_random(6, 25, &[]);
}

#[test]
#[ignore = "slow: dozens of runs are killed"]
fn killed_while_bad_records_are_left_out() {
    kill_at_random(7, 25, &["--skip-bad", "-j", "3"]);
}

#[test]
#[ignore = "slow: dozens of runs are killed"]
fn killed_while_it_sorts_and_splits() {
    kill_at_random(8, 12, &["--sort", "Đơn vị phát"]);
    kill_at_random(9, 12, &["--split-by", "Tổ"]);
    kill_at_random(10, 12, &["--split-by", "Tổ", "--sort", "Mã QR", "--skip-bad"]);
}

/// How many files the journal of a job names.
fn finished(home: &Home) -> usize {
    let journal = home.path(&format!("out/{GUIDE}-hanger.job.jsonl"));
    std::fs::read_to_string(&journal).unwrap_or_default().lines().count().saturating_sub(1)
}

/// Kills a job once so many files stand in its journal.
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
        (&["--set", "cong-an=113"][..], "changed since then: guide, templates"),
        (&["--sort", "Tổ"], "changed since then: options"),
        (&["--map", "to-truong=Tổ"], "changed since then: options"),
        (&["--skip-bad"], "changed since then: options"),
    ] {
        resume(args).refused(&["error[M04]", what, "leave out --resume"]);
    }
    home.write("list.csv", households(401));
    resume(&[]).refused(&["error[M04]", "changed since then: --records"]);
    home.write("list.csv", households(400));
    let guide = std::fs::read_to_string(super::run::root().join(format!("guides/{GUIDE}.md")));
    let guide = guide.unwrap().replace("Thẻ căn cước còn hạn", "Thẻ căn cước vẫn còn hạn");
    home.write(&format!("guides/{GUIDE}.md"), guide);
    resume(&[]).refused(&["error[M04]", "changed since then: guide, templates"]);
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
    // Half a line at the end of the journal was never written.
    let journal = home.path(&format!("out/{GUIDE}-hanger.job.jsonl"));
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, &text[..text.len() - 40]).unwrap();
    home.merge(&[JOB, &["--resume"]].concat()).ok();
    is_tidy(&home, &wanted);
    // A journal that is none begins anew.
    std::fs::write(&journal, "x\n").unwrap();
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
    let reported = ["error[M03]: stopped; ", "--resume"];
    let said = end(child).refused(&reported);
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
        said.refused(&["not enough disk space", "delete what you do not need"]);
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
    limited(&home, &args).refused(&["not enough disk space"]);
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
            end(child).refused(&["error[M06]", "list.csv", "nothing was made from it"]);
            let left = home.names("out");
            let pdfs: Vec<_> = left.iter().filter(|name| name.contains(".pdf")).collect();
            assert!(pdfs.len() <= 1, "{args:?}: {left:?}");
            assert!(!left.iter().any(|name| name.starts_with('.')), "{args:?}: {left:?}");
        }
    }
}

#[test]
fn a_list_that_is_not_there_is_reported() {
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

/// The files of a small project in a home, which its own copies take the place of.
fn project(home: &Home, files: &[&str]) {
    for path in files {
        home.write(path, std::fs::read(super::run::root().join(path)).unwrap());
    }
}

#[test]
fn whatever_a_sheet_is_made_of_tells_jobs_apart() {
    let guide = format!("guides/{GUIDE}.md");
    let style = "templates/leaflet-a4/style.yaml";
    let files = [guide.as_str(), style, "templates/leaflet-a4/sheet.xml", "guides/facts.yaml"];
    let picture = {
        let text = std::fs::read_to_string(super::run::root().join(&guide)).unwrap();
        let (_, rest) = text.split_once("emblem: pictures/").unwrap();
        format!("guides/pictures/{}", rest.lines().next().unwrap())
    };
    let home = Home::with(&households(20));
    project(&home, &[&files[..], &[&picture]].concat());
    let merge = |args: &[&str]| home.merge(&[&["--product", "leaflet-a4"], args].concat());
    merge(&[]).ok();
    let wanted = home.pdfs("out");
    for (path, what) in [
        (guide.as_str(), "changed since then: guide, templates"),
        (style, "changed since then: guide, templates"),
        ("guides/facts.yaml", "changed since then: guide, templates"),
        (&picture, "changed since then: pictures"),
    ] {
        let before = std::fs::read_to_string(home.path(path)).unwrap();
        // A change nobody sees is a change.
        let after = match path {
            path if ends_in(path, "svg") => before.replacen("<svg", "<svg id=\"x\"", 1),
            path if ends_in(path, "md") => format!("{before}\n"),
            _ => format!("{before}\n# x\n"),
        };
        home.write(path, after);
        merge(&["--resume"]).refused(&["error[M04]", what]);
        home.write(path, before);
        merge(&["--resume"]).ok();
    }
    // The version of the program.
    let journal = home.path(&format!("out/{GUIDE}-leaflet-a4.job.jsonl"));
    let text = std::fs::read_to_string(&journal).unwrap();
    let version = concat!("\"toroi\":\"", env!("CARGO_PKG_VERSION"), "\"");
    assert!(text.contains(version), "{text}");
    std::fs::write(&journal, text.replace(version, "\"toroi\":\"0.0.0\"")).unwrap();
    merge(&["--resume"]).refused(&["error[M04]", "changed since then: toroi"]);
    std::fs::write(&journal, text).unwrap();
    assert!(home.pdfs("out") == wanted);
}

#[test]
fn a_face_that_changed_makes_another_job() {
    let home = Home::with(&households(20));
    let face = std::fs::read(super::run::root().join("fonts/NotoSans-Bold.ttf")).unwrap();
    let licence = std::fs::read(super::run::root().join("fonts/NotoSans-OFL.txt")).unwrap();
    home.write("fonts/OFL.txt", licence);
    home.write("fonts/Ward-Bold.ttf", [&face[..], b"\0"].concat());
    home.merge(JOB).ok();
    home.merge(&[JOB, &["--resume"]].concat()).ok();
    home.write("fonts/Ward-Bold.ttf", [&face[..], b"\0\0"].concat());
    home.merge(&[JOB, &["--resume"]].concat()).refused(&["error[M04]", "templates, fonts"]);
}

#[test]
fn it_does_not_matter_where_a_job_is_gone_on_with_from() {
    let home = Home::with(&households(20));
    let guide = format!("guides/{GUIDE}.md");
    project(&home, &[&guide, "templates/hanger/style.yaml"]);
    home.merge(JOB).ok();
    std::fs::create_dir_all(home.path("deep/er")).unwrap();
    let absolute = |path: &str| home.arg(path);
    for (cwd, project, list, out, guide) in [
        (".", ".", "./list.csv".to_owned(), "./out/".to_owned(), GUIDE.to_owned()),
        (".", "./", "deep/../list.csv".to_owned(), "out".to_owned(), guide.clone()),
        ("deep", "..", "../list.csv".to_owned(), "../out".to_owned(), GUIDE.to_owned()),
        ("deep/er", "../..", "../../list.csv".to_owned(), "../../out".to_owned(), guide.clone()),
        ("deep", &absolute("."), absolute("list.csv"), absolute("out"), GUIDE.to_owned()),
        ("/", &absolute("."), absolute("list.csv"), absolute("out"), format!("./{guide}")),
    ] {
        let args = ["--project", project, "merge", &guide, "--product", "hanger", "--resume"];
        let more = ["--records", &list, "--out", &out];
        let mut command = home.command(&[&args[..], &more, JOB].concat());
        let said: Said = command.current_dir(home.path(cwd)).output().unwrap().into();
        let said = said.ok();
        assert!(!said.stdout.contains(".pdf"), "{cwd} {project}: {said:?}");
    }
}

#[test]
fn two_runs_in_one_folder_do_not_mix() {
    // Long enough for four others to come while it runs.
    let home = Home::with(&households(2_000));
    let (wanted, _) = undisturbed(&home, &[]);
    home.write("other.csv", households(40).replace("hộ", "nhà"));
    let other = |more: &[&str]| -> Said {
        let args = ["merge", GUIDE, "--records", "other.csv", "--product", "hanger"];
        home.command(&[&args[..], JOB, more].concat()).output().unwrap().into()
    };
    let child = start(&home, &[]);
    let since = Instant::now();
    while finished(&home) < 2 {
        assert!(since.elapsed() < Duration::from_mins(1), "no file in a minute");
    }
    for more in [&[][..], &["--resume"], &["--skip-bad"], &["--lang", "en"]] {
        let said = other(more).refused(&["error[F13]", "out"]);
        assert!(!said.stdout.contains(".pdf"), "{said:?}");
    }
    // Jobs of other names do not wait.
    other(&["--only", "3"]).ok();
    end(child).ok();
    let only = format!("{GUIDE}-hanger-3-0001.pdf");
    let mut left = home.pdfs("out");
    assert!(left.remove(&only).is_some() && left == wanted);
    // However many begin at once, the files are those of one.
    for round in 0..4 {
        let lists: Vec<String> = (0..4).map(|run| format!("list-{run}.csv")).collect();
        let mut children = Vec::new();
        for (run, list) in lists.iter().enumerate() {
            home.write(list, households(60).replace("hộ", &format!("nhà {run}, ô")));
            let args = ["merge", GUIDE, "--records", list, "--product", "hanger", "--out", "all"];
            let mut command = home.command(&[&args[..], JOB].concat());
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            children.push(command.spawn().unwrap());
        }
        let codes: Vec<i32> = children.into_iter().map(|child| end(child).code).collect();
        assert!(codes.contains(&0) && codes.iter().all(|code| [0, 1].contains(code)), "{codes:?}");
        let made = home.pdfs("all");
        let is_one = lists.iter().any(|list| {
            let args = ["merge", GUIDE, "--records", list, "--product", "hanger", "--out", "one"];
            let said: Said = home.command(&[&args[..], JOB].concat()).output().unwrap().into();
            said.ok();
            let is_same = home.pdfs("one") == made;
            std::fs::remove_dir_all(home.path("one")).unwrap();
            is_same
        });
        assert!(is_one, "round {round}: {codes:?} {:?}", home.names("all"));
        std::fs::remove_dir_all(home.path("all")).unwrap();
    }
}

#[test]
fn parts_of_two_lists_are_reported() {
    let home = Home::with(&households(60));
    let part = |part: &str| home.merge(&[JOB, &["--shard", part]].concat()).ok();
    for number in ["1/3", "2/3", "3/3"] {
        assert!(!part(number).stderr.contains("other parts"), "{number}");
    }
    home.write("list.csv", households(61));
    let said = part("1/3");
    let reported = format!("{GUIDE}-hanger-2-of-3.job.jsonl, {GUIDE}-hanger-3-of-3.job.jsonl");
    assert!(
        said.stderr.contains("other parts in `out`") && said.stderr.contains(&reported),
        "{said:?}"
    );
    assert!(part("2/3").stderr.contains("other parts"));
    assert!(!part("3/3").stderr.contains("other parts"));
}

#[cfg(unix)]
#[test]
fn planted_links_are_never_followed() {
    use std::os::unix::fs::symlink;
    let mut list = households(20);
    list.push_str("Tổ 1;0912 34;x;https://vneid.gov.vn/?ho=21\n");
    let job = format!("{GUIDE}-hanger");
    for resume in [&[][..], &["--resume"]] {
        for name in [
            format!("{job}.job.jsonl"),
            format!("{job}-0001.pdf"),
            format!("{job}-0002.pdf.part"),
            format!("merge-report-{job}.csv"),
            format!(".{job}.waiting"),
            format!(".{job}.lock"),
        ] {
            let home = Home::with(&list);
            home.write("victim/file", "precious");
            std::fs::create_dir_all(home.path("out")).unwrap();
            let target = if name.contains("waiting") { "victim" } else { "victim/file" };
            symlink(home.path(target), home.path("out").join(&name)).unwrap();
            let said = home.merge(&[JOB, &["--skip-bad"], resume].concat());
            assert!([0, 1].contains(&said.code), "{name}: {said:?}");
            assert_eq!(home.read("victim/file"), b"precious", "{name}");
            assert_eq!(home.names("victim"), ["file"], "{name}");
            // Either it is reported, or all is as it would be without.
            assert!(said.code == 1 || home.pdfs_there("out") == 3, "{name}: {said:?}");
        }
    }
}

/// Somebody who may have so many threads; root may have as many as there are.
#[cfg(target_os = "linux")]
fn with_threads(home: &Home, most: usize) -> Command {
    let mut shell = Command::new("setpriv");
    shell.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "bash", "-c"]);
    shell.args(["ulimit -u $0; exec \"$@\"", &most.to_string(), env!("CARGO_BIN_EXE_toroi")]);
    shell.current_dir(home.path(".")).env("SOURCE_DATE_EPOCH", "1795392000");
    shell
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_gives_no_threads_the_files_are_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with(&households(100));
    let (wanted, _) = undisturbed(&home, &[]);
    let open = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(home.path("."), open).unwrap();
    let may_run = with_threads(&home, 9).arg("--version").output();
    if !may_run.is_ok_and(|done| done.status.success()) {
        // Only root may become somebody else.
        return;
    }
    for most in [1, 2, 3, 4, 5, 50] {
        let mut command = with_threads(&home, most);
        command.args(["merge", GUIDE, "--records", "list.csv", "--product", "hanger", "-j", "64"]);
        let said: Said = command.args(JOB).output().unwrap().into();
        said.ok();
        assert!(home.pdfs("out") == wanted, "{most}");
        std::fs::remove_dir_all(home.path("out")).unwrap();
    }
}
