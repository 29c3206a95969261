//! Files that are written: new ones, changed ones, several at once; two runs that meet, full disks
//! and planted links; memory and threads; what the command line says of numbers, of standard output
//! and of odd names.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use toroi::disk::Lock;
use toroi::vietnamese::encoding::Encoding;

use super::case::{Case, GOOD, GUIDE, LAST, X, case};
use super::files::{HOUSES, KIT, LIST, PROGRAM, end, names, nobody, on_disk, refused, said, toroi};
use super::run::{Run, root};

/// A text that is converted without doubt.
const LETTER: &str = "Kính gửi bác Nguyễn Văn An\nMời bác đến nhà văn hóa phường Định Công.\n\
                      Bác mang thẻ căn cước và điện thoại.\n";

// --- New projects, guides and wards.

#[test]
fn a_new_guide_stays_in_the_project() {
    let outside = tempfile::tempdir().unwrap();
    let place = outside.path().join("x");
    let run = Run::new().file("guides/README.md", "x");
    let far = place.to_str().unwrap();
    for slug in [far, "../../x", "../x", "a/b", "guides/x", r"a\b", "/x", ".x", "x/", ""] {
        let output = end(&mut toroi(run.path(), &["new", "guide", slug]));
        assert_eq!(output.status.code(), Some(1), "{slug}: {}", said(&output));
        assert!(said(&output).contains("error[G03]"), "{slug}: {}", said(&output));
    }
    assert_eq!((names(run.path()), names(outside.path())), (vec!["guides".to_owned()], vec![]));
    assert_eq!(names(&run.path().join("guides")), ["README.md"]);
    // A folder of guides that is a link to another place, and a link in place of the guide.
    fs::remove_dir_all(run.path().join("guides")).unwrap();
    symlink(outside.path(), run.path().join("guides")).unwrap();
    refused(&run, &["new", "guide", "x"], &["error[F11]"]);
    fs::remove_file(run.path().join("guides")).unwrap();
    fs::create_dir(run.path().join("guides")).unwrap();
    symlink(&place, run.path().join("guides/x.md")).unwrap();
    refused(&run, &["new", "guide", "x"], &["error[F03]"]);
    symlink(&place, run.path().join("ward.yaml")).unwrap();
    refused(&run, &["new", "ward"], &["error[F03]"]);
    assert_eq!(names(outside.path()), [""; 0]);
}

#[test]
fn answers_without_end_are_refused() {
    let long = "a".repeat(5000) + "\n";
    for (input, code) in [("/dev/zero", "W02"), ("/tmp", "F02"), (&long, "W02")] {
        let run = Run::new();
        let mut command = toroi(run.path(), &["new", "ward"]);
        let path = run.path().join("typed");
        let input = if input.starts_with('/') {
            Path::new(input)
        } else {
            fs::write(&path, input).unwrap();
            &path
        };
        let output = end(command.stdin(fs::File::open(input).unwrap()));
        let text = said(&output);
        assert!(
            output.status.code() == Some(1) && text.contains(&format!("error[{code}]")),
            "{text}"
        );
        assert!(!run.path().join("ward.yaml").exists());
    }
}

/// Runs a script in a folder in which `disk` is a full disk of its own; none where nobody may mount.
fn on_a_small_disk(run: &Run, size: &str, script: &str) -> Option<Output> {
    let mount = format!("mount -t tmpfs -o size={size} tmpfs disk && {script}");
    fs::create_dir(run.path().join("disk")).unwrap();
    let start = |flag: &str| {
        let mut command = Command::new("unshare");
        command.args([flag, "sh", "-c", &mount, PROGRAM]).current_dir(run.path());
        command.env("LC_ALL", "C").env("SOURCE_DATE_EPOCH", "1795392000").output().ok()
    };
    let mounted =
        |output: &Output| !said(output).contains("mount: ") && !said(output).contains("unshare: ");
    start("-m").filter(mounted).or_else(|| start("-rm").filter(mounted))
}

#[test]
fn a_new_project_on_a_full_disk_undoes_itself() {
    let run = Run::new();
    let script = "\"$0\" new project disk/a/b; echo $?; ls -A disk; mkdir disk/c; touch disk/c/.x; \
                  rm disk/c/.x; \"$0\" new project disk/c; echo $?; ls -A disk/c";
    let Some(output) = on_a_small_disk(&run, "256k", script) else { return };
    let (out, text) = (String::from_utf8(output.stdout.clone()).unwrap(), said(&output));
    assert_eq!(out, "1\n1\n", "{text}");
    assert_eq!(text.matches("error[F09]").count(), 2, "{text}");
}

/// A kit is there whole or not at all; what lay there stays.
#[test]
fn a_kit_on_a_full_disk_changes_nothing() {
    let run = Run::new();
    let script = "mkdir -p disk/kit-can-cuoc; echo old >disk/kit-can-cuoc/01-doi-can-cuoc-team-a4.pdf; \
                  \"$0\" kit can-cuoc --out disk; echo $?; ls -A disk/kit-can-cuoc; cat disk/kit-can-cuoc/*";
    let Some(output) = on_a_small_disk(&run, "200k", script) else { return };
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(out, "1\n01-doi-can-cuoc-team-a4.pdf\nold\n", "{}", said(&output));
    assert!(said(&output).contains("error[F09]"), "{}", said(&output));
}

/// A PDF and its pictures, or none of them.
#[test]
fn a_sheet_and_its_pictures_are_written_together() {
    let run = on_disk(&case().without(GOOD));
    fs::create_dir_all(run.path().join("out/x-leaflet-a4-1.png/giu")).unwrap();
    let output = end(&mut toroi(run.path(), &["build", "--png"]));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("error[F08]") && output.stdout.is_empty(), "{}", said(&output));
    assert_eq!(names(&run.path().join("out")), ["x-leaflet-a4-1.png"]);
    let run = Run::new().file("hs.csv", HOUSES);
    fs::create_dir_all(run.path().join("out/hs-roster-1.png/giu")).unwrap();
    let output = end(&mut toroi(run.path(), &["roster", "--records", "hs.csv", "--png"]));
    assert!(output.status.code() == Some(1) && output.stdout.is_empty(), "{}", said(&output));
    assert_eq!(names(&run.path().join("out")), ["hs-roster-1.png"]);
}

// --- Files of the user that are changed.

#[test]
fn conversion_and_fixing_keep_modes_and_links() {
    let old = Encoding::Tcvn3.encode_bytes(LETTER).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (wanted, linked) in [(0o600, false), (0o640, true), (0o444, false), (0o755, true)] {
        let run = on_disk(&case().file("kho/hs.txt", &old));
        let guide = run.path().join(X);
        let fixed = GUIDE.replace("Bác bấm", "Bác  bấm");
        fs::write(&guide, fixed).unwrap();
        let list = run.path().join("kho/hs.txt");
        let link = run.path().join("hs.txt");
        for path in [&guide, &list] {
            fs::set_permissions(path, fs::Permissions::from_mode(wanted)).unwrap();
        }
        symlink("kho/hs.txt", &link).unwrap();
        let named = if linked { "hs.txt" } else { "kho/hs.txt" };
        let output = end(&mut toroi(run.path(), &["convert", named]));
        assert!(output.status.success(), "{}", said(&output));
        assert!(link.is_symlink() && fs::read_to_string(&list).unwrap().contains("Định Công"));
        assert_eq!(mode(&list), wanted);
        let kept = run.path().join(format!("{named}.bak"));
        assert_eq!((fs::read(&kept).unwrap(), mode(&kept)), (old.clone(), wanted));
        let output = end(&mut toroi(run.path(), &["check", "--fix"]));
        assert!(output.status.success(), "{}", said(&output));
        assert!(!fs::read_to_string(&guide).unwrap().contains("Bác  bấm"));
        assert_eq!((mode(&guide), mode(&run.path().join("guides/x.md.bak"))), (wanted, wanted));
    }
}

#[test]
fn a_kept_copy_never_goes_through_a_link() {
    let old = Encoding::Tcvn3.encode_bytes(LETTER).unwrap();
    let run = Run::new().file("hs.txt", &old).file("victim", "precious");
    symlink("nowhere", run.path().join("hs.txt.bak")).unwrap();
    symlink("victim", run.path().join("hs.txt.bak2")).unwrap();
    symlink("victim", run.path().join(".hs.txt.part")).unwrap();
    let output = end(&mut toroi(run.path(), &["convert", "hs.txt"]));
    assert!(output.status.success(), "{}", said(&output));
    assert!(!run.path().join("nowhere").exists());
    assert_eq!(fs::read_to_string(run.path().join("victim")).unwrap(), "precious");
    assert_eq!(fs::read(run.path().join("hs.txt.bak3")).unwrap(), old);
}

// --- Two runs, one name.

#[test]
fn sheets_that_share_a_name_are_refused() {
    let product = |from: &str, name: &str, case: Case| {
        let file = |what: &str| fs::read(root().join(format!("templates/{from}/{what}"))).unwrap();
        case.file(&format!("templates/{name}/sheet.xml"), file("sheet.xml"))
            .file(&format!("templates/{name}/style.yaml"), file("style.yaml"))
    };
    let guide = |products: &str| GUIDE.replace("[leaflet-a4]", products);
    // Guide `a` as `hanger-plain`, guide `a-hanger` as `plain`.
    let two = || {
        let case = product("leaflet-a4", "plain", case()).without(X).without(GOOD);
        let case = product("leaflet-a4", "hanger-plain", case);
        case.file("guides/a.md", guide("[hanger-plain, leaflet-a4]"))
            .file("guides/a-hanger.md", guide("[plain]"))
    };
    let wanted =
        ["error[F14]", "would both be `a-hanger-plain.pdf`", "`a-hanger`", "`hanger-plain`"];
    for args in [
        &["build"][..],
        &["check"],
        &["build", "a", "a-hanger"],
        // One after the other they would overwrite each other, too.
        &["build", "a"],
        &["build", "a-hanger"],
        &["build", "a-hanger", "--product", "plain"],
    ] {
        let run = on_disk(&two());
        refused(&run, args, &wanted);
        assert!(!run.path().join("out/a-hanger-plain.pdf").exists());
    }
    let run = on_disk(&two());
    refused(&run, &["build", "--lang", "vi"], &["lỗi[F14]", "đều thành tệp"]);
    // Names apart are built.
    let output = end(&mut toroi(run.path(), &["build", "a", "--product", "leaflet-a4"]));
    assert!(output.status.success(), "{}", said(&output));
    // Products that differ only in capitals are one file on Windows.
    let run = on_disk(
        &product("leaflet-a4", "Leaflet-A4", case()).file(X, guide("[leaflet-a4, Leaflet-A4]")),
    );
    refused(&run, &["build"], &["error[F14]"]);
    // A printer whose name makes that of another product.
    let printers = "printers:\n  gon:\n    flip: long\n    portrait: { edges: [4, 4, 4, 4], shift: [0, 0], bar: [100, 100] }\n";
    let run =
        on_disk(&product("leaflet-a4", "leaflet-a4-gon", case()).file("printers.yaml", printers));
    refused(&run, &["build", "--printer", "gon"], &["error[F14]", "`leaflet-a4-gon`"]);
    // The same of kits.
    let case = case().file("printers.yaml", printers).file("templates/kits/mot.yaml", KIT);
    let run = on_disk(&case.file("templates/kits/mot-gon.yaml", KIT));
    refused(&run, &["kit", "mot", "--printer", "gon"], &["error[F14]", "kit-mot-gon"]);
    for args in [&["kit", "mot"][..], &["kit", "mot-gon"]] {
        assert!(end(&mut toroi(run.path(), args)).status.success());
    }
}

#[test]
fn a_run_waits_for_another_and_then_gives_up() {
    let run = on_disk(&case().without(GOOD));
    let out = run.path().join("out");
    fs::create_dir(&out).unwrap();
    let lock = Lock::try_take(&out, "toroi").unwrap().unwrap();
    let output = end(&mut toroi(run.path(), &["build"]));
    let text = said(&output);
    assert!(output.status.code() == Some(1) && text.contains("error[F13]"), "{text}");
    assert!(text.contains("waiting for another run") && output.stdout.is_empty(), "{text}");
    // One that ends soon is waited for.
    let child = toroi(run.path(), &["build"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    std::thread::sleep(Duration::from_millis(500));
    drop(lock);
    let output = child.unwrap().wait_with_output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    // A lock that a killed run left keeps nobody out, and its leftovers go.
    fs::write(out.join(".toroi.lock"), "").unwrap();
    fs::write(out.join(".x-leaflet-a4.pdf.99-1.part"), "half").unwrap();
    assert!(end(&mut toroi(run.path(), &["build"])).status.success());
    assert_eq!(names(&out), ["x-leaflet-a4.pdf"]);
}

/// Two builds of many guides whose sheets differ: in the end all files are of one of them.
#[test]
fn two_builds_at_once_do_not_mix() {
    let project = |word: &str| {
        let text = GUIDE.replace("Bác bấm vào hình", word);
        (0..12).fold(Run::new(), |run, number| run.file(&format!("guides/x{number}.md"), &text))
    };
    let (one, two) = (project("Bác chạm vào hình"), project("Bác ấn vào hình"));
    let out = tempfile::tempdir().unwrap();
    let start = |run: &Run, out: &Path| {
        let mut command = toroi(run.path(), &["build", "--out"]);
        command.arg(out).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let files = |out: &Path| -> Vec<Vec<u8>> {
        names(out).iter().map(|name| fs::read(out.join(name)).unwrap()).collect()
    };
    let alone: Vec<Vec<Vec<u8>>> = [&one, &two]
        .map(|run| {
            let out = tempfile::tempdir().unwrap();
            assert!(start(run, out.path()).wait().unwrap().success());
            files(out.path())
        })
        .into();
    assert!(alone[0].len() == 12 && alone[0] != alone[1]);
    for _ in 0..3 {
        let children = [start(&one, out.path()), start(&two, out.path())];
        for child in children {
            let output = child.wait_with_output().unwrap();
            let text = said(&output);
            assert!(output.status.success() || text.contains("error[F13]"), "{text}");
        }
        assert!(alone.contains(&files(out.path())), "mixed: {:?}", names(out.path()));
    }
}

#[test]
fn links_planted_beside_outputs_are_not_followed() {
    for planted in [".x-leaflet-a4.pdf.part", "x-leaflet-a4.pdf", ".toroi.lock"] {
        let run = on_disk(&case().file("victim", "precious").without(GOOD));
        fs::create_dir(run.path().join("out")).unwrap();
        symlink("../victim", run.path().join("out").join(planted)).unwrap();
        let output = end(&mut toroi(run.path(), &["build"]));
        let is_lock = planted.ends_with("lock");
        assert_eq!(output.status.success(), !is_lock, "{planted}: {}", said(&output));
        assert_eq!(fs::read_to_string(run.path().join("victim")).unwrap(), "precious");
        let made = run.path().join(GOOD);
        assert_eq!(made.is_file() && !made.is_symlink(), !is_lock);
    }
}

// --- Memory and threads.

/// The most memory a command takes, in kB.
fn memory(command: &mut Command) -> u64 {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let size = line.and_then(|line| line.trim().split(' ').next()?.parse().ok());
        most = most.max(size.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    most
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_sheets() {
    let mut pixels = image::RgbImage::new(1200, 1200);
    for (x, y, pixel) in pixels.enumerate_pixels_mut() {
        *pixel = image::Rgb([(x * 7 + y) as u8, (x ^ y) as u8, (x * y) as u8]);
    }
    let mut png = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let project = |count: usize| {
        (0..count).fold(Run::new(), |run, number| {
            let guide = format!("{GUIDE}\n![Ảnh thử](a{number}.png)\n");
            run.file(&format!("guides/x{number}.md"), guide)
                .file(&format!("guides/a{number}.png"), png.get_ref())
        })
    };
    for jobs in ["1", "2"] {
        let of = |count| memory(&mut toroi(project(count).path(), &["build", "-j", jobs]));
        let (few, many) = (of(3), of(15));
        assert!(few > 10_000 && many < few + few / 3, "{jobs} threads: {few} kB, {many} kB");
    }
}

/// The system gives no thread: one does all the work.
#[cfg(target_os = "linux")]
#[test]
fn a_thread_that_cannot_be_started_stops_nothing() {
    let run = Run::new();
    fs::set_permissions(run.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let mut limited = Command::new("prlimit");
    limited.arg("--nproc=1:1").arg(nobody().get_program()).args(nobody().get_args());
    // The limit counts, or this test proves nothing: one more process cannot be made.
    let probe = Command::new("prlimit")
        .arg("--nproc=1:1")
        .arg(nobody().get_program())
        .args(nobody().get_args())
        .args(["sh", "-c", "(true); :"])
        .output()
        .unwrap();
    assert!(!probe.status.success(), "processes are not limited here");
    limited.args([PROGRAM, "build", "-j", "8"]).current_dir(run.path()).stdin(Stdio::null());
    let output = end(limited.env("LC_ALL", "C").env("SOURCE_DATE_EPOCH", "1795392000"));
    assert!(output.status.success(), "{}", said(&output));
    let other = Run::new();
    let plain = end(&mut toroi(other.path(), &["build", "-j", "8"]));
    assert!(plain.status.success());
    let of = |run: &Run| {
        let out = run.path().join("out");
        names(&out)
            .into_iter()
            .map(|name| (fs::read(out.join(&name)).unwrap(), name))
            .collect::<BTreeSet<_>>()
    };
    assert!(of(&run) == of(&other));
}

// --- The command line.

#[test]
fn numbers_as_large_as_they_come_end_in_a_message() {
    let run = on_disk(&case().file("ds.csv", LIST));
    let huge = "99999999999999999999999999";
    for args in [
        &["build", "--jobs", huge][..],
        &["build", "-j", "257"],
        &["build", "--jobs", "-1"],
        &["build", "--jobs", "hai"],
        &["check", "-j", "18446744073709551615"],
        &["build", "--png", huge],
        &["build", "--png", "0"],
        &["build", "--creep", huge],
        &["build", "--creep", "NaN"],
        &["build", "--today", "99999999-01-01"],
        &["build", "--today", "2026-13-01"],
        &["build", "--set", "cong-an"],
        &["build", "--set", "=024 3864 1234"],
        &["kit", "can-cuoc", "--set", "cong-an"],
        &["merge", "x", "--records", "ds.csv", "--product", "leaflet-a4", "--jobs", huge],
        &["merge", "x", "--records", "ds.csv", "--product", "leaflet-a4", "--per-file", huge],
        &[
            "merge",
            "x",
            "--records",
            "ds.csv",
            "--product",
            "leaflet-a4",
            "--impose",
            "99999999999999999999up",
        ],
    ] {
        let output = end(&mut toroi(run.path(), args));
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", said(&output));
        assert!(said(&output).starts_with("error: "), "{args:?}: {}", said(&output));
        assert_eq!(fs::read(run.path().join(GOOD)).unwrap(), LAST);
    }
    for (day, good) in [
        ("0", true),
        ("253402300799", true),
        ("253402300800", false),
        ("18446744073709551615", false),
        (huge, false),
        ("-1", false),
        ("hôm nay", false),
        ("1795392000.5", false),
        ("", true),
    ] {
        for args in [&["build"][..], &["printer", "sheet"], &["kit", "can-cuoc"]] {
            let output = end(toroi(run.path(), args).env("SOURCE_DATE_EPOCH", day));
            let text = said(&output);
            assert_eq!(output.status.code() != Some(2), good, "{day} {args:?}: {text}");
            assert_eq!(text.contains("SOURCE_DATE_EPOCH"), !good, "{day} {args:?}: {text}");
        }
    }
    let most = end(&mut toroi(run.path(), &["build", "-j", "256"]));
    assert!(most.status.success(), "{}", said(&most));
}

#[test]
fn a_full_or_closed_standard_output_is_an_error() {
    let files =
        || case().file("ds.csv", LIST).file("hs.csv", HOUSES).file("templates/kits/mot.yaml", KIT);
    for args in [
        &["build"][..],
        &["check"],
        &["sources"],
        &["sources", "--format", "json"],
        &["kit"],
        &["kit", "mot"],
        &["roster", "--records", "hs.csv"],
        &["merge", "x", "--records", "ds.csv", "--product", "leaflet-a4"],
        &["printer"],
        &["printer", "sheet"],
        &["fonts"],
        &["explain", "L01"],
        &["convert", "hs.csv"],
        &["new", "guide", "y"],
        &["new", "project", "du-an"],
        &["--help"],
        &["build", "--help"],
        &["--version"],
    ] {
        let run = on_disk(&files());
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = toroi(run.path(), args).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {text}");
        assert!(text.contains("standard output cannot be written"), "{args:?}: {text}");
        // A pipe nobody reads.
        let run = on_disk(&files());
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output =
            toroi(run.path(), args).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {}", said(&output));
        assert!(said(&output).contains("standard output"), "{args:?}: {}", said(&output));
    }
}

#[test]
fn control_characters_in_names_never_reach_the_terminal() {
    let evil = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\r\nb";
    let guide = GUIDE.to_owned() + "\n![Ảnh thử](khong-co.svg)\n";
    for (file, bytes, args) in [
        (format!("guides/{evil}.md"), GUIDE, &["build"][..]),
        (format!("guides/{evil}/x.md"), &guide, &["build", &format!("guides/{evil}/x.md")]),
        (format!("{evil}.csv"), "x", &["roster", "--records", &format!("{evil}.csv")]),
        (
            format!("{evil}.csv"),
            HOUSES,
            &["roster", "--records", &format!("{evil}.csv"), "--out", &format!("{evil}-out")],
        ),
        (format!("{evil}.csv"), HOUSES, &["convert", &format!("{evil}.csv")]),
        ("x".to_owned(), "", &["build", "--project", evil]),
        ("x".to_owned(), "", &["build", evil]),
        ("x".to_owned(), "", &[evil]),
        ("x".to_owned(), "", &["build", &format!("--{evil}")]),
        ("x".to_owned(), "", &["build", "--sheet", evil]),
        ("x".to_owned(), "", &["new", "project", evil]),
        ("x".to_owned(), "", &["new", "guide", evil]),
        ("x".to_owned(), "", &["explain", evil]),
        ("x".to_owned(), "", &["build", "phong-lua-dao", "--product", "hanger", "--out", evil]),
    ] {
        for format in ["human", "short", "json"] {
            let run = Run::new().file(&file, bytes);
            let output = end(toroi(run.path(), args).args(["--format", format]));
            for bytes in [&output.stdout, &output.stderr] {
                let text = String::from_utf8_lossy(bytes);
                let bad = text.chars().find(|c| {
                    (c.is_control() && *c != '\n') || (*c == '\u{202e}' && format != "json")
                });
                assert_eq!(bad, None, "{args:?} {format}: {text:?}");
                // One finding a line, whatever the name of the file is.
                let is_torn = format == "short" && args == ["build"] && text.contains("\nb");
                assert!(!is_torn, "{text:?}");
            }
        }
    }
}
