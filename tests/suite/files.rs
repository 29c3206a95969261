//! Files that are not what they should be: out of the project, unreadable, pipes and devices, in
//! other letters; projects that are not there or go away while they are watched.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::case::{Case, GOOD, GUIDE, LAST, SHEET, STYLE, X, case};
use super::run::{Run, root};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_toroi");
/// A drawing that says what it is.
const SECRET: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><title>Bí mật</title>
  <rect width="90" height="60" fill="#123456"/></svg>"##;
const WARD: &str = "ward: phường Định Công\npolice:\n  phone: 024 3864 1234\n";
/// No call of the program lasts longer in these tests.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program in a folder, with a fixed day and English messages.
pub(crate) fn toroi(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(args).stdin(Stdio::null());
    command.env("LC_ALL", "C").env("SOURCE_DATE_EPOCH", "1795392000");
    command
}

/// What a command says; it must end.
#[track_caller]
pub(crate) fn end(command: &mut Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Builds a case and expects errors; the last good file stays.
#[track_caller]
pub(crate) fn refused(run: &Run, args: &[&str], wanted: &[&str]) -> String {
    let output = end(&mut toroi(run.path(), args));
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for wanted in wanted {
        assert!(text.contains(wanted), "no {wanted:?} in\n{text}");
    }
    let good = run.path().join(GOOD);
    assert!(!good.exists() || fs::read(good).unwrap() == LAST, "{text}");
    text
}

/// A case on the disk, its last good file in place.
pub(crate) fn on_disk(case: &Case) -> Run {
    case.start("human")
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

// --- Out of the project.

#[test]
fn pictures_out_of_the_project_are_refused() {
    for path in [
        "../../../outside/secret.svg",
        "../secret.svg",
        "pictures/../../secret.svg",
        "/etc/secret.svg",
        "//server/share/secret.svg",
        "C:/secret.svg",
        "c:secret.svg",
        r"pictures\secret.svg",
        r"C:\Users\an\secret.svg",
        "./../secret.svg",
    ] {
        let case = case().file("secret.svg", SECRET).file("etc/secret.svg", SECRET);
        let case = case.file("guides/pictures/secret.svg", SECRET);
        case.add(&format!("![Ảnh thử]({path})"))
            .at("F11", &format!("![Ảnh thử]({path})"))
            .shows("leads out of the project")
            .check();
    }
    // The same from YAML, and in Vietnamese.
    let run = Run::new()
        .file("secret.svg", SECRET)
        .file(X, GUIDE.to_owned() + "\n![Ảnh thử](../secret.svg)\n");
    refused(
        &run,
        &["build", "--lang", "vi"],
        &["lỗi[F11]", "dẫn ra ngoài dự án: đi lên bằng `..`"],
    );
}

#[test]
fn pictures_inside_are_found() {
    for path in ["./hinh/a.svg", "hinh/./a.svg", "hinh/..a.svg"] {
        let case = case().file("guides/hinh/a.svg", SECRET).file("guides/hinh/..a.svg", SECRET);
        let run = on_disk(&case.add(&format!("![Ảnh thử]({path})")).without(GOOD));
        let output = end(&mut toroi(run.path(), &["build"]));
        assert!(output.status.success(), "{path}: {}", said(&output));
    }
    // A link that stays inside, and a name whose accents a Mac took apart.
    let case = case().file("guides/hinh/a.svg", SECRET).add("![Ảnh thử](hinh/b.svg)");
    let run = on_disk(&case);
    symlink("a.svg", run.path().join("guides/hinh/b.svg")).unwrap();
    assert!(end(&mut toroi(run.path(), &["build"])).status.success());
    let apart = "guides/hinh/a\u{302}\u{301}.svg";
    let run = on_disk(&super::case::case().file(apart, SECRET).add("![Ảnh thử](hinh/ấ.svg)"));
    let output = end(&mut toroi(run.path(), &["build"]));
    assert!(output.status.success(), "{}", said(&output));
}

/// Every file a project may have, as a link to one outside that is good, and what names it.
#[test]
fn links_out_of_the_project_are_not_followed() {
    let style = fs::read(root().join(STYLE)).unwrap();
    let sheet = fs::read(root().join(SHEET)).unwrap();
    let facts = fs::read(root().join("guides/facts.yaml")).unwrap();
    let labels = fs::read(root().join("guides/labels.yaml")).unwrap();
    let kit = fs::read(root().join("templates/kits/can-cuoc.yaml")).unwrap();
    let printers = b"printers: {}\n".to_vec();
    let (build, printer) = (&["build"][..], &["build", "--printer", "a"][..]);
    let with_picture = GUIDE.to_owned() + "\n![Ảnh thử](a.svg)\n";
    for (path, bytes, args) in [
        (X, GUIDE.as_bytes().to_vec(), build),
        (X, GUIDE.as_bytes().to_vec(), &["build", "guides/x.md"]),
        ("guides/facts.yaml", facts, build),
        ("guides/labels.yaml", labels, build),
        ("ward.yaml", WARD.as_bytes().to_vec(), build),
        ("printers.yaml", printers, printer),
        (STYLE, style, build),
        (SHEET, sheet, build),
        ("templates/kits/can-cuoc.yaml", kit, &["kit", "can-cuoc"]),
        ("guides/a.svg", SECRET.as_bytes().to_vec(), build),
    ] {
        let outside = tempfile::tempdir().unwrap();
        let secret = outside.path().join("secret");
        fs::write(&secret, &bytes).unwrap();
        // With the file itself it is built.
        let case = case().file(X, &with_picture).file("guides/a.svg", SECRET).file(path, &bytes);
        let run = on_disk(&case);
        let file = run.path().join(path);
        if !args.contains(&"--printer") && args[0] == "build" {
            let output = end(&mut toroi(run.path(), args));
            assert!(output.status.success(), "{path}: {}", said(&output));
            fs::write(run.path().join(GOOD), LAST).unwrap();
        }
        fs::remove_file(&file).unwrap();
        symlink(&secret, &file).unwrap();
        let text = refused(&run, args, &["error[F11]", "leads out of the project"]);
        assert!(text.contains(path.rsplit('/').next().unwrap()), "{path}\n{text}");
    }
}

#[test]
fn a_folder_that_is_a_link_out_is_not_followed() {
    for folder in ["guides", "templates/leaflet-a4", "guides/hinh"] {
        let case = case().file("guides/hinh/a.svg", SECRET).add("![Ảnh thử](hinh/a.svg)");
        let run = on_disk(&case.swap_in(STYLE, "\n", "\n"));
        let outside = tempfile::tempdir().unwrap();
        let moved = outside.path().join("moved");
        fs::rename(run.path().join(folder), &moved).unwrap();
        symlink(&moved, run.path().join(folder)).unwrap();
        refused(&run, &["build"], &["error[F11]"]);
    }
}

#[test]
fn logos_out_of_the_project_are_refused() {
    for path in
        ["/etc/logo.svg", "../logo.svg", "hinh/../../logo.svg", r"hinh\logo.svg", "D:/logo.svg"]
    {
        let ward = format!("{WARD}logo: {path}\n");
        case().file("ward.yaml", ward).at_in("ward.yaml", "F11", path).check();
    }
    let logo = "<logo style=\"logo\" file=\"../../secret.svg\" alt=\"x\"/>\n    {{ <bring";
    let run = on_disk(&case().swap_in(SHEET, "{{ <bring", logo));
    refused(&run, &["build"], &["error[F11]", "`../../secret.svg`"]);
}

/// Whoever names a guide by its path may have it anywhere, but its pictures are beside it.
#[test]
fn a_guide_named_by_path_has_its_own_folder() {
    let outside = tempfile::tempdir().unwrap();
    let place = outside.path().join("bai");
    fs::create_dir(&place).unwrap();
    fs::write(outside.path().join("secret.svg"), SECRET).unwrap();
    fs::write(place.join("a.svg"), SECRET).unwrap();
    let run = on_disk(&case());
    let path = place.join("y.md");
    let path = path.to_str().unwrap();
    let up = format!("../{}/bai/y.md", outside.path().file_name().unwrap().to_str().unwrap());
    for (picture, good) in [("a.svg", true), ("../secret.svg", false), ("link.svg", false)] {
        fs::write(path, format!("{GUIDE}\n![Ảnh thử]({picture})\n")).unwrap();
        let _ = symlink("../secret.svg", place.join("link.svg"));
        for args in [&["build", path][..], &["build", &up], &["build", "--project", ".", path]] {
            let output = end(&mut toroi(run.path(), args));
            let text = said(&output);
            assert_eq!(output.status.success(), good, "{text}");
            assert!(good || text.contains("error[F11]"), "{text}");
            fs::write(run.path().join(GOOD), LAST).unwrap();
        }
        // From another folder, with the project named.
        let project = run.path().to_str().unwrap();
        let output = end(&mut toroi(&place, &["build", "y.md", "--project", project]));
        assert_eq!(output.status.success(), good, "{}", said(&output));
    }
    // What is missing out there is missing, and nothing else.
    let far = place.join("z.md");
    for (args, words) in [
        (&["build", far.to_str().unwrap()][..], "error[F01]"),
        (&["build", path], "error[P01]: there is no picture `khong.svg`"),
    ] {
        fs::write(path, format!("{GUIDE}\n![Ảnh thử](khong.svg)\n")).unwrap();
        refused(&run, args, &[words]);
    }
}

#[test]
fn names_in_other_capitals_are_reported() {
    for (file, bytes, at) in [
        ("guides/Hinh/a.svg", SECRET, "Hinh/a.svg`"),
        ("guides/hinh/A.SVG", SECRET, "A.SVG"),
        ("Ward.yaml", WARD, "`Ward.yaml`"),
        ("WARD.YAML", WARD, "`WARD.YAML`"),
        ("guides/Facts.yaml", "", "Facts.yaml"),
        ("guides/LABELS.yaml", "", "LABELS.yaml"),
        ("templates/Leaflet-A4/style.yaml", "", "Leaflet-A4"),
        ("Templates/leaflet-a4/style.yaml", "", "Templates"),
    ] {
        let case = case().file(file, bytes).add("![Ảnh thử](hinh/a.svg)");
        let text =
            refused(&on_disk(&case), &["build"], &["error[F12]", "small and capital letters"]);
        assert!(text.contains(at), "{file}\n{text}");
    }
    // A project whose guides are called otherwise is not one without guides.
    let run = Run::new().file("Guides/x.md", GUIDE);
    refused(&run, &["build"], &["error[F12]", "`Guides`"]);
    assert!(!run.path().join("out").exists() || names(&run.path().join("out")).is_empty());
    // Folders of that name which are something else do no harm.
    let run = Run::new().file("Templates/note.md", "x").file("x.md", GUIDE);
    let output = end(&mut toroi(run.path(), &["build", "phong-lua-dao"]));
    assert!(output.status.success(), "{}", said(&output));
}

// --- Unreadable is not absent.

/// Runs the program as somebody who is not the superuser, in a folder that person may enter.
fn as_nobody(folder: &Path, args: &[&str]) -> Command {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    let out = folder.join("out");
    let _ = fs::create_dir(&out);
    fs::set_permissions(&out, fs::Permissions::from_mode(0o777)).unwrap();
    let mut command = nobody();
    command.arg(PROGRAM).args(args).current_dir(folder).stdin(Stdio::null());
    command.env("LC_ALL", "C").env("SOURCE_DATE_EPOCH", "1795392000");
    command
}

pub(crate) fn nobody() -> Command {
    let id = Command::new("id").arg("-u").output().unwrap();
    if id.stdout != b"0\n" {
        return Command::new("env");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command
}

/// Every file of a project: what can be made unreadable, and who reads it.
fn readers() -> Vec<(&'static str, Vec<u8>, &'static [&'static str])> {
    let own = |path: &str| fs::read(root().join(path)).unwrap();
    let printers = "printers:\n  a:\n    flip: long\n    portrait: { edges: [4, 4, 4, 4], shift: [0, 0], bar: [100, 100] }\n";
    vec![
        (X, GUIDE.into(), &["build"]),
        (X, GUIDE.into(), &["build", "x"]),
        (X, GUIDE.into(), &["sources"]),
        ("ward.yaml", WARD.into(), &["build"]),
        ("ward.yaml", WARD.into(), &["check"]),
        ("guides/facts.yaml", own("guides/facts.yaml"), &["build"]),
        ("guides/labels.yaml", own("guides/labels.yaml"), &["build"]),
        ("guides/a.svg", SECRET.into(), &["build"]),
        ("printers.yaml", printers.into(), &["build", "--printer", "a"]),
        ("printers.yaml", printers.into(), &["printer"]),
        (STYLE, own(STYLE), &["build"]),
        (SHEET, own(SHEET), &["build"]),
        ("templates/base.yaml", own("templates/base.yaml"), &["build"]),
        ("templates/components.xml", own("templates/components.xml"), &["build"]),
        ("templates/kits/mot.yaml", KIT.into(), &["kit", "mot"]),
        ("ward.yaml", WARD.into(), &["kit", "mot"]),
        ("ds.csv", LIST.into(), &["merge", "x", "--records", "ds.csv", "--product", "leaflet-a4"]),
        (
            "ward.yaml",
            WARD.into(),
            &["merge", "x", "--records", "ds.csv", "--product", "leaflet-a4"],
        ),
        ("hs.csv", HOUSES.into(), &["roster", "--records", "hs.csv"]),
        ("hs.csv", HOUSES.into(), &["convert", "hs.csv"]),
    ]
}

pub(crate) const KIT: &str = "title: Bộ thử\naudience: Dành cho đội thử.\nsheets:\n  - { what: Tờ thử, guide: x, product: leaflet-a4, copies: 2 }\n";
pub(crate) const LIST: &str = "cong-an\n024 3864 1234\n024 3864 1235\n";
pub(crate) const HOUSES: &str = "Địa chỉ,Họ tên\nSố 1 ngõ 2,Nguyễn Văn An\n";

/// A project with all of [`readers`], in which everything is as it should be.
fn whole() -> Run {
    let case = case().add("![Ảnh thử](a.svg)");
    let case = readers()
        .into_iter()
        .filter(|(path, ..)| *path != X)
        .fold(case, |case, (path, bytes, _)| case.file(path, bytes));
    on_disk(&case)
}

/// Fails unless `spoil` makes each reader fail with one of the codes, and none without it.
#[track_caller]
fn each_reader(codes: &[&str], spoil: impl Fn(&Path)) {
    for (path, _, args) in readers() {
        let run = whole();
        let output = end(&mut as_nobody(run.path(), args));
        assert!(output.status.success(), "{path} {args:?}: {}", said(&output));
        let run = whole();
        spoil(&run.path().join(path));
        let output = end(&mut as_nobody(run.path(), args));
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{path} {args:?}: {text}");
        let shows = codes.iter().any(|code| text.contains(&format!("error[{code}]")));
        assert!(
            shows && text.contains(path.rsplit('/').next().unwrap()),
            "{path} {args:?}: {text}"
        );
        assert!(fs::read(run.path().join(GOOD)).unwrap() == LAST, "{path} {args:?}: {text}");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(!printed.contains(".pdf"), "{path} {args:?}: {printed}");
    }
}

#[test]
fn files_without_permission_are_not_absent() {
    each_reader(&["F03"], |path| {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        // Nobody can read it, or this test proves nothing.
        let read = nobody().arg("cat").arg(path).output().unwrap();
        assert!(!read.status.success());
    });
}

#[test]
fn folders_in_place_of_files_are_not_absent() {
    each_reader(&["F02"], |path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    });
}

#[test]
fn links_in_a_circle_or_to_nowhere_are_not_absent() {
    each_reader(&["F03"], |path| {
        fs::remove_file(path).unwrap();
        symlink(path.file_name().unwrap(), path).unwrap();
    });
    for (path, _, args) in readers().iter().filter(|(path, ..)| !path.contains(".csv")) {
        let run = whole();
        fs::remove_file(run.path().join(path)).unwrap();
        symlink("nowhere", run.path().join(path)).unwrap();
        refused(&run, args, &["error[F03]", "is a link that leads nowhere"]);
    }
}

#[test]
fn pipes_devices_and_sockets_are_refused_at_once() {
    // A list has a code of its own, which says how to make it a file.
    each_reader(&["F10", "R19"], |path| {
        fs::remove_file(path).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    });
    for (path, _, args) in readers() {
        for socket in [true, false] {
            let run = whole();
            let path = run.path().join(path);
            fs::remove_file(&path).unwrap();
            let _held = if socket {
                Some(UnixListener::bind(&path).unwrap())
            } else {
                symlink("/dev/zero", &path).unwrap();
                None
            };
            let output = end(&mut toroi(run.path(), args));
            let text = said(&output);
            // A device outside is refused as outside where only files of the project are read.
            let is_list = args[0] != "convert" && path.extension().is_some_and(|end| end == "csv");
            let code = match (is_list, socket || text.contains("error[F10]")) {
                (true, _) => "error[R19]",
                (false, true) => "error[F10]",
                (false, false) => "error[F11]",
            };
            assert!(output.status.code() == Some(1) && text.contains(code), "{args:?}: {text}");
        }
    }
}

#[test]
fn folders_nobody_may_look_into_are_not_empty() {
    for (folder, mode, args) in [
        ("guides", 0o000, &["build"][..]),
        ("guides", 0o111, &["build"]),
        ("guides", 0o111, &["build", "x"]),
        ("guides", 0o111, &["kit", "mot"]),
        ("guides", 0o000, &["sources"]),
        ("templates", 0o000, &["build"]),
        ("templates", 0o111, &["build"]),
        ("templates/leaflet-a4", 0o000, &["build"]),
        ("templates/kits", 0o111, &["kit"]),
        ("templates/kits", 0o000, &["kit", "mot"]),
        (".", 0o000, &["build"]),
    ] {
        let run = whole();
        let mut command = as_nobody(run.path(), args);
        let project = run.path().to_owned();
        if folder == "." {
            // The project is a folder further in, so that the program can be started.
            fs::create_dir(project.join("du-an")).unwrap();
            fs::rename(project.join("guides"), project.join("du-an/guides")).unwrap();
            command.args(["--project", "du-an"]);
        }
        let closed = project.join(if folder == "." { "du-an" } else { folder });
        fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).unwrap();
        let output = end(&mut command);
        let text = said(&output);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(output.status.code(), Some(1), "{folder} {mode:o} {args:?}: {text}");
        assert!(text.contains("error[F03]"), "{folder} {mode:o} {args:?}: {text}");
        assert!(fs::read(project.join(GOOD)).unwrap() == LAST, "{folder}: {text}");
    }
    // A file in place of the folder.
    let run = Run::new().file("guides", "x");
    refused(&run, &["build"], &["error[F02]", "`guides`"]);
}

#[test]
fn a_project_that_is_not_there_is_an_error() {
    let run = on_disk(&case().file("ds.csv", LIST));
    for args in [
        &["build"][..],
        &["build", "phong-lua-dao", "--product", "hanger"],
        &["check"],
        &["watch"],
        &["kit"],
        &["kit", "can-cuoc"],
        &["sources"],
        &["roster", "--records", "ds.csv"],
        &["merge", "phong-lua-dao", "--records", "ds.csv", "--product", "hanger"],
        &["printer"],
        &["new", "guide", "y"],
        &["new", "ward"],
    ] {
        for (project, code) in [("du-ann", "F01"), ("ds.csv", "F02")] {
            let before = names(run.path());
            let mut command = toroi(run.path(), args);
            let output = end(command.args(["--project", project]));
            let text = said(&output);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {text}");
            assert!(text.contains(&format!("error[{code}]")) && text.contains(project), "{text}");
            assert_eq!((names(run.path()), output.stdout.len()), (before, 0));
        }
    }
}

// --- Watching.

struct Watch {
    child: Child,
    run: Run,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watch {
    fn log(&self) -> String {
        fs::read_to_string(self.run.path().join("log")).unwrap()
    }

    #[track_caller]
    fn wait(&mut self, what: &str, done: impl Fn(&Watch) -> bool) {
        let start = Instant::now();
        while !done(self) {
            assert!(start.elapsed() < PATIENCE, "no {what}\n{}", self.log());
            assert!(self.child.try_wait().unwrap().is_none(), "ended before {what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The guide has the name of a built-in one, which must never stand in for it.
#[test]
fn watch_keeps_the_last_good_sheet_when_the_project_goes_away() {
    let guide = "guides/phong-lua-dao.yaml";
    let text = fs::read_to_string(root().join(guide)).unwrap();
    let text = text.replace("Ai gọi xin mã?", "Ai hỏi mã?");
    let style = fs::read_to_string(root().join("templates/hanger/style.yaml")).unwrap();
    let run = Run::new().file(guide, text).file("templates/hanger/style.yaml", style);
    let log = fs::File::create(run.path().join("log")).unwrap();
    let mut command = toroi(run.path(), &["watch", guide, "--product", "hanger"]);
    let child = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
    let mut watch = Watch { child, run };
    let sheet = watch.run.path().join("out/phong-lua-dao-hanger.pdf");
    watch.wait("first sheet", |_| sheet.exists());
    let first = fs::read(&sheet).unwrap();
    let (here, away) = (watch.run.path().join("guides"), watch.run.path().join("away"));
    // Gone for a moment, as while an editor saves: nothing happens.
    watch.wait("watching", |watch| watch.log().contains("watching for changes"));
    let before = watch.log();
    fs::rename(&here, &away).unwrap();
    std::thread::sleep(Duration::from_millis(1200));
    fs::rename(&away, &here).unwrap();
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(watch.log(), before);
    // Gone for good: told, and the sheet stays.
    fs::rename(&here, &away).unwrap();
    watch.wait("error", |watch| watch.log().contains("error[F01]"));
    assert!(fs::read(&sheet).unwrap() == first, "{}", watch.log());
    // The guide alone is gone.
    fs::rename(&away, &here).unwrap();
    watch.wait("back", |watch| watch.log().matches("watching for changes").count() == 3);
    fs::rename(watch.run.path().join(guide), watch.run.path().join("guides/khac.yaml")).unwrap();
    watch.wait("second error", |watch| watch.log().matches("error[F01]").count() == 2);
    assert!(fs::read(&sheet).unwrap() == first, "{}", watch.log());
}
