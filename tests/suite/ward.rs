//! The ward: asked for on the terminal, read with every mistake told, printed on the sheets; and
//! what is private, kept off those that strangers read.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::case::{Case, GUIDE, X, case};
use crate::run::{Done, Run, root};

const WARD: &str = "ward.yaml";
const STYLE: &str = "templates/leaflet-a4/style.yaml";

/// A ward with everything in it.
const FULL: &str = r#"ward: phường Định Công
province: Hà Nội
issuer: Đoàn phường Định Công
police:
  phone: 024 3864 1234
  address: số 12 phố Định Công
leader:
  name: Bác Hòa
  title: Tổ trưởng
  phone: "0912345678"
  agreed: true
volunteers:
  - { name: Chị Mai, phone: 0987 654 321, agreed: true }
  - { name: Anh Nam }
events:
  - { day: 2026-12-05, time: 7h30–11h, place: Nhà văn hóa tổ 5 }
  - { day: 06/12/2026, time: 14h, place: Nhà văn hóa tổ 5 }
"#;

/// The base guide with a line for everybody.
fn guide(products: &str) -> String {
    let lines = ["cong-an", "to-truong", "tinh-nguyen-vien", "thoi-gian", "dia-diem", "don-vi"]
        .map(|id| format!("  - {{ id: {id}, label: Dòng {id} }}\n"));
    let lines = lines.map(|line| line.replace("Dòng don-vi", "Đơn vị phát"));
    GUIDE
        .replace("  - { id: cong-an, label: Đơn vị phát }\n", &lines.concat())
        .replace("[leaflet-a4]", products)
}

fn with(ward: &str) -> Case {
    case().file(X, guide("[leaflet-a4]")).file(WARD, ward).args(&["--today", "2026-11-25"])
}

fn words(done: &Done, pdf: &str) -> String {
    let output = Command::new("pdftotext")
        .args(["-layout"])
        .arg(done.file(&format!("out/{pdf}")))
        .arg("-")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().replace('\u{a0}', " ")
}

#[test]
fn a_ward_fills_in_the_contact_lines_of_every_guide() {
    let run = |args: &[&'static str], ward: &str| {
        let run = with(ward).args(args).start("human").file("guides/y.md", guide("[leaflet-a4]"));
        run.run().ok()
    };
    let done = run(&[], FULL);
    assert_eq!(done.stderr, "");
    for pdf in ["x-leaflet-a4.pdf", "y-leaflet-a4.pdf"] {
        let words = words(&done, pdf);
        for line in [
            "Dòng cong-an: 024 3864 1234",
            "Bác Hòa, Tổ trưởng, 0912 345 678",
            "Chị Mai, 0987 654 321; Anh Nam",
            "7h30–11h, Thứ Bảy 05/12/2026; 14h, Chủ nhật",
            "Nhà văn hóa tổ 5",
            "Đoàn phường Định Công",
        ] {
            let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat(&words).contains(line), "{line}\n{words}");
        }
        assert_eq!(words.matches("Nhà văn hóa tổ 5").count(), 1, "{words}");
    }
    // What is not known is left out: dots to write on.
    let done = run(&[], "ward: phường Định Công\npolice:\n  phone:\nleader: {}\nvolunteers: []\n");
    let blank = words(&done, "x-leaflet-a4.pdf");
    assert!(!blank.contains("024") && blank.contains("Dòng cong-an:"), "{blank}");
    // The command wins, and an empty value takes the ward's back.
    let args = ["--set", "cong-an=024 3856 7890", "--set", "to-truong="];
    let set = words(&run(&args, FULL), "x-leaflet-a4.pdf");
    assert!(set.contains("024 3856 7890") && !set.contains("024 3864 1234"), "{set}");
    assert!(!set.contains("Bác Hòa"), "{set}");
}

#[test]
fn every_mistake_in_a_ward_is_reported() {
    for (from, to, code, needle) in [
        ("024 3864 1234", "024 3864 12", "W01", "024 3864 12"),
        ("\"0912345678\"", "0168 234 5678", "W01", "0168 234 5678"),
        ("0987 654 321", "gọi sau", "W01", "gọi sau"),
        ("agreed: true\nvol", "agreed: chưa rõ\nvol", "W02", "chưa rõ"),
        ("day: 2026-12-05", "day: 2026-02-30", "W02", "2026-02-30"),
        ("day: 06/12/2026", "day: 31/11/2026", "W02", "31/11/2026"),
        ("day: 06/12/2026", "day: thứ Tám", "W02", "thứ Tám"),
        ("time: 14h", "time: 25h", "W02", "25h"),
        ("time: 14h", "time: 7h30-7h", "W02", "7h30-7h"),
        ("time: 14h", "time: 7h65", "W02", "7h65"),
        ("time: 14h", "time: \"14h, thứ Tám\"", "W02", "14h, thứ Tám"),
        ("issuer:", "isuer:", "Y02", "isuer"),
        ("  phone: 024", "  tel: 024", "Y02", "tel"),
        (
            "police:\n  phone: 024 3864 1234\n  address: số 12 phố Định Công\n",
            "police: 113\n",
            "Y04",
            "113",
        ),
        ("- { name: Anh Nam }", "- Anh Nam", "Y04", "Anh Nam"),
        ("province: Hà Nội", "province: [Hà Nội]", "Y04", "[Hà Nội]"),
        ("ward: phường", "address: cụ\nward: phường", "W02", "cụ"),
        ("ward: phường", "logo: bieu-trung.svg\nward: phường", "F01", "bieu-trung.svg"),
        ("ward: phường", "logo: guides/x.md\nward: phường", "P02", "guides/x.md"),
        ("issuer: Đoàn", "issuer: 001045012345 Đoàn", "D01", "001045012345 Đ"),
        ("name: Anh Nam", "name: Anh Nam sinh năm 1990", "D02", "name: Chị"),
        ("ward: phường Định Công\n", "ward: : phường\n", "Y01", ": phường"),
    ] {
        let ward = FULL.replacen(from, to, 1);
        assert_ne!(ward, FULL, "{from}");
        let case = with(&ward);
        if code == "D02" {
            // Volunteers share a line; it is reported where they begin.
            case.place(WARD, 13, 7, code).check();
        } else {
            case.at_in(WARD, code, needle).check();
        }
    }
    let done = with(FULL).args(&["--today", "2026-12-06"]).start("human").run();
    assert_eq!(done.code, 2, "{}", done.stderr);
}

#[test]
fn events_that_are_over_are_warned_of() {
    let case = case().file(X, guide("[leaflet-a4]")).file(WARD, FULL);
    let done = case.args(&["--today", "2026-12-06"]).start("human").run().ok();
    assert!(
        done.stderr.contains("warning[W03]: the event on 05/12/2026 is over"),
        "{}",
        done.stderr
    );
    assert!(!done.stderr.contains("06/12/2026 is over"), "{}", done.stderr);
}

#[test]
fn of_several_events_each_says_when_and_where() {
    let print = |events: &str| {
        let ward = format!("issuer: Đoàn phường\nevents:\n{events}");
        let done = with(&ward).start("short").run();
        let words = (done.code == 0).then(|| {
            words(&done, "x-leaflet-a4.pdf").split_whitespace().collect::<Vec<_>>().join(" ")
        });
        words.ok_or(done.stderr.clone())
    };
    let of = |events: &[(&str, &str, &str)]| {
        let line = |(day, time, place): &(&str, &str, &str)| {
            let field = |name: &str, value: &str| match value {
                "" => String::new(),
                value => format!("{name}: {value}, "),
            };
            let fields = [field("day", day), field("time", time), field("place", place)].concat();
            format!("  - {{ {} }}\n", fields.trim_end_matches(", "))
        };
        print(&events.iter().map(line).collect::<String>())
    };
    let (one, two, three) = ("2026-12-05", "2026-12-12", "2026-12-19");
    let several =
        of(&[(one, "8h", "Đình"), (two, "14h", "Nhà văn hóa"), (three, "9h", "Đình")]).unwrap();
    // The line is broken beside the code of the sheet.
    for words in ["Đình (05/12, 19/12);", "Nhà văn hóa (12/12)"] {
        assert!(several.contains(words), "{several}");
    }
    // Two halls on one day are told apart by the hour.
    let day = of(&[(one, "8h", "Đình"), (one, "14h", "Chùa")]).unwrap();
    for words in ["Đình (8h, Thứ Bảy", "Chùa (14h,"] {
        assert!(day.contains(words), "{day}");
    }
    let same = of(&[(one, "8h", "Đình"), (two, "14h", "Đình")]).unwrap();
    assert!(same.contains("Dòng dia-diem: Đình") && !same.contains("(05/12"), "{same}");
    assert!(of(&[(one, "8h", ""), (two, "14h", "")]).is_ok());
    assert!(of(&[("", "8h", "Đình")]).is_ok());
    for lacking in [
        [(one, "8h", ""), (two, "14h", "Đình")],
        [(one, "8h", "Đình"), (two, "", "Đình")],
        [("", "8h", "Đình"), (two, "14h", "Đình")],
        [(one, "8h", "Đình"), ("", "", "Chùa")],
    ] {
        let refused = of(&lacking).unwrap_err();
        assert!(refused.contains("ward.yaml") && refused.contains("W0"), "{lacking:?}: {refused}");
        assert!(refused.contains("this event has no `"), "{lacking:?}: {refused}");
    }
}

/// What the program says and writes when these lines are piped in.
pub(super) fn asked(lines: &str, lang: &str) -> (Done, String) {
    asked_in(Run::new(), lines, lang)
}

/// The same in a folder that may have a file of a ward.
fn asked_in(run: Run, lines: &str, lang: &str) -> (Done, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_toroi"))
        .current_dir(run.path())
        .args(["new", "ward", "--lang", lang])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let written = std::fs::read_to_string(run.path().join(WARD)).unwrap_or_default();
    let [out, err] = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap());
    let mut done = run.args(["fonts"]).run();
    (done.code, done.stdout, done.stderr) = (output.status.code().unwrap_or(-1), out, err);
    (done, written)
}

#[test]
fn a_ward_is_asked_for_on_the_terminal() {
    let lines = "Đoàn \"Định Công\"\n024 3864 12\n024 3864 1234\n\
                 Bác Hòa\n0912345678\ncó\nChị Mai\n\n31/2/2027\n5/12/2026\n7h30–11h\nNhà văn hóa\n\n";
    let (done, written) = asked(lines, "vi");
    assert_eq!(done.code, 0, "{}", done.stderr);
    for question in ["Đơn vị phát tờ in", "Số điện thoại Công an", "có hay không", "Địa điểm"]
    {
        assert!(done.stderr.contains(question), "{}", done.stderr);
    }
    for refused in ["chưa nhận: thiếu 2 chữ số", "chưa nhận: tháng 2 năm 2027 chỉ có 28 ngày"]
    {
        assert!(done.stderr.contains(refused), "{refused}\n{}", done.stderr);
    }
    for line in [
        "issuer: \"Đoàn \\\"Định Công\\\"\"",
        "  phone: \"024 3864 1234\"",
        "  phone: \"0912 345 678\"",
        "  agreed: true",
        "  - name: \"Chị Mai\"",
        "    phone:",
        "  - day: \"2026-12-05\"",
    ] {
        assert!(written.lines().any(|written| written == line), "{line}\n{written}");
    }
    // What was written is read again without a word.
    let done = with(&written).start("human").run().ok();
    assert_eq!(done.stderr, "");
    assert!(words(&done, "x-leaflet-a4.pdf").contains("Bác Hòa, 0912 345 678"));
}

#[test]
fn lines_may_be_left_blank_and_end_early() {
    for lines in ["", "\n\n\n", "phường Định Công\n"] {
        let (done, written) = asked(lines, "en");
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert!(done.stderr.contains("Who hands the sheets out"), "{}", done.stderr);
        with(&written).start("human").run().ok();
    }
    // A landline needs nobody's consent, and so nobody is asked.
    let (done, _) = asked("\n\nBác Hòa\n024 3864 1234\n", "en");
    assert!(!done.stderr.contains("Does the leader agree"), "{}", done.stderr);
    // What no sheet may show is not taken, and after three tries left blank.
    let (done, written) = asked("001045012345\n001045012345\n001045012345\n024 3864 1234\n", "en");
    assert_eq!(done.stderr.matches("not taken").count(), 3, "{}", done.stderr);
    assert!(written.contains("\nissuer:\n"), "{written}");
    assert!(written.contains("  phone: \"024 3864 1234\"\n"), "{written}");
    // Bytes that are no UTF-8 do no harm.
    let run = Run::new().file(WARD, b"ward: \xff\n").file("guides/x.md", GUIDE);
    let done = run.args(["build"]).run();
    assert!(done.code == 1 && done.stderr.contains("error[F06]"), "{}", done.stderr);
}

#[test]
fn what_cannot_be_printed_is_reported_when_it_is_typed() {
    let before_day = "\n".repeat(6);
    // The logo is asked for last.
    let before_logo = "\n".repeat(9);
    for (lines, reported) in [
        (format!("{before_day}5/1/2020\n"), "not taken: this day is over"),
        (format!("{before_day}31/2/2099\n"), "not taken: "),
        (format!("{before_day}5/1/2099\n25h\n"), "not taken: `25h`: a day has 24 hours"),
        (format!("{before_day}5/1/2099\n7h30-7h\n"), "not taken: it ends at 7h"),
        (format!("{before_day}5/1/2099\n8h, thứ Tám\n"), "not taken: `thứ tám` is no day"),
        (format!("{before_logo}bieu-trung.svg\n"), "not taken: "),
        (format!("{before_logo}/etc/passwd\n"), "not taken: "),
    ] {
        let (done, written) = asked(&lines, "en");
        assert!(done.stderr.contains(reported), "{lines:?}\n{}", done.stderr);
        assert!(!written.contains("2020") && !written.contains("bieu-trung"), "{written}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_file_is_reported_before_the_questions() {
    use std::os::unix::fs::PermissionsExt;
    let run = Run::new();
    let folder = run.path().join("locked");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    // Who may write everywhere cannot be kept out.
    let is_root = std::fs::write(folder.join("x"), "").is_ok();
    let done = run.args(["--project", "locked", "new", "ward"]).run();
    assert!(is_root || done.code == 1 && done.stderr.contains("[F08]"), "{}", done.stderr);
    assert!(is_root || !done.stderr.contains("Who hands the sheets out"), "{}", done.stderr);
}

#[test]
fn a_second_run_offers_to_change_what_is_there() {
    let own = "# của phường\nissuer: Hòa Bình # tên mới\nleader:\n  name: Bác Hòa\n  phone: 024 3864 1234\nlogo: \n";
    let typed = |lines: &str, lang: &str| asked_in(Run::new().file(WARD, own), lines, lang);
    // An empty line keeps what is there, and so does the end of the input.
    for nothing in ["", "\n\n\n", "Hòa Bình\n"] {
        let (done, now) = typed(nothing, "vi");
        assert_eq!((done.code, now.as_str()), (0, own), "{nothing:?}: {done:?}");
        assert!(done.stdout.contains("không đổi gì trong"), "{done:?}");
        assert!(done.stderr.contains("[Hòa Bình]"), "{done:?}");
    }
    let (done, now) = typed("Đoàn phường\n\nBà Lan\n-\n", "en");
    assert_eq!(done.code, 0, "{done:?}");
    let wanted = own.replace("Bác Hòa", "\"Bà Lan\"").replace("phone: 024 3864 1234", "phone: ");
    assert_eq!(now, wanted.replace("Hòa Bình", "\"Đoàn phường\""));
    assert!(done.stdout.contains("changed "), "{done:?}");
    assert!(done.stderr.contains("[024 3864 1234]"), "{done:?}");
    // What cannot be read or changed by lines is left to people.
    for hand in ["issuer: [a\n", "issuer: >\n  Hòa\n  Bình\n"] {
        let run = Run::new().file(WARD, hand).args(["new", "ward"]);
        let done = run.run();
        let kept = std::fs::read_to_string(done.file(WARD)).unwrap();
        assert_eq!(kept, hand);
        assert!(done.code == 0 || done.stderr.contains("open it in an editor"), "{}", done.stderr);
    }
}

/// The products that may show a mobile number nobody agreed to.
#[test]
fn mobile_numbers_need_consent_where_everybody_reads_them() {
    let ward = FULL.replace("agreed: true", "agreed: false");
    let run = |product: &str, ward: &str| {
        let guide = guide(&format!("[{product}]")).replace("id: don-vi", "id: cuoi");
        let guide = guide.replace("id: cong-an", "id: xx").replace("id: to-truong", "id: cong-an");
        let ward = ward.replace("  phone: 024 3864 1234\n", "");
        let leader = ward.replace("leader:", "police:").replacen(
            "police:\n  address: số 12 phố Định Công\n",
            "",
            1,
        );
        let leader = leader.replace("  name: Bác Hòa\n  title: Tổ trưởng\n", "");
        let guide = guide.replace("  - { id: xx, label: Dòng cong-an }\n", "");
        case()
            .file(X, guide)
            .file(WARD, leader)
            .args(&["--today", "2026-11-25"])
            .start("human")
            .run()
    };
    for product in
        ["hanger", "hanger-105", "hanger-string", "hanger-plain", "poster-a3", "event-poster"]
    {
        let done = run(product, &ward);
        assert_eq!(done.code, 1, "{product}: {}", done.stderr);
        assert!(
            done.stderr.contains("error[D03]: “0912 345 678” is a mobile number"),
            "{}",
            done.stderr
        );
        assert!(done.stderr.contains("--> ward.yaml:"), "{}", done.stderr);
        assert!(done.stderr.contains("agreed: true"), "{}", done.stderr);
        let done = run(product, FULL);
        assert!(!done.stderr.contains("D03"), "{product}: {}", done.stderr);
    }
    for product in ["leaflet-a4", "bifold", "trifold", "card", "invitation"] {
        let done = run(product, &ward);
        assert!(!done.stderr.contains("D03"), "{product}: {}", done.stderr);
    }
}

#[test]
fn values_of_the_command_line_are_looked_at_too() {
    let run = |products: &str, value: &str| {
        let set = format!("cong-an={value}");
        let run = Run::new().args(["build", "--set", &set, "--format", "short"]);
        run.file(X, GUIDE.replace("[leaflet-a4]", products)).run()
    };
    for (products, value, code) in [
        ("[hanger]", "0912 345 678", "D03"),
        ("[leaflet-a4]", "001045012345", "D01"),
        ("[hanger]", "CMND 012345678", "D01"),
        ("[leaflet-a4]", "sinh ngày 05/09/1945", "D02"),
        ("[leaflet-a4]", "Nguyễn Văn An, số 12 phố Tây Sơn", "D04"),
        ("[leaflet-a4]", "mật khẩu: Hanoi@1975", "D05"),
    ] {
        let done = run(products, value);
        assert_eq!(done.code, 1, "{value}");
        let wanted = format!("--set cong-an:1:1: error[{code}]");
        assert!(done.stderr.contains(&wanted), "{wanted}\n{}", done.stderr);
    }
    for value in ["024 3864 1234", "số 12 phố Nguyễn Trãi", "1900 0368", "Bác An, tổ 5"] {
        run("[hanger]", value).ok();
    }
}

#[test]
fn a_name_and_a_house_on_two_lines_are_seen_together() {
    let run = |product: &str, ids: [&str; 2]| {
        let lines = ids.map(|id| format!("  - {{ id: {id}, label: Dòng {id} }}\n")).concat();
        let guide = GUIDE.replace("  - { id: cong-an, label: Đơn vị phát }\n", &lines);
        let values = [format!("{}=Nguyễn Văn An", ids[0]), format!("{}=số 12 phố Tây Sơn", ids[1])];
        let args = ["build", "--set", &values[0], "--set", &values[1], "--format", "short"];
        Run::new().args(args).file(X, guide.replace("[leaflet-a4]", product)).run()
    };
    for product in ["[hanger]", "[leaflet-a4]"] {
        let done = run(product, ["ten", "nha"]);
        assert!(done.stderr.contains("--set ten:1:1: error[D04]"), "{}", done.stderr);
        // The leader of a group and the hall where people meet are nobody's home.
        run(product, ["to-truong", "dia-diem"]).ok();
    }
    run("[team-a4]", ["ten", "nha"]).ok();
}

#[test]
fn guides_hold_nothing_private() {
    let with = |words: &str| case().swap("Bác bấm vào hình VNeID.", words);
    with("Ví dụ 001045012345.").at("C01", "001045012345").at("D01", "001045012345").check();
    with("Bác An sinh ngày 05/09/1945.").at("C01", "05/09/1945").at("D02", "sinh ngày").check();
    with("Bác Nguyễn Văn An ở số 12 phố Tây Sơn.")
        .at("C01", "12 phố")
        .at("D04", "Nguyễn Văn An")
        .shows("strangers will read this sheet")
        .check();
    with("Mật khẩu: Hanoi@1975.").at("C01", "1975").at("D05", "Mật khẩu: ").check();
    // Bold letters in the middle hide nothing.
    with("Ví dụ 001**045012345**.").at("C01", "001**").at("D01", "001**").check();
}

#[test]
fn each_template_says_who_gets_it() {
    let mut seen = 0;
    for entry in std::fs::read_dir(root().join("templates")).unwrap() {
        let style = entry.unwrap().path().join("style.yaml");
        let Ok(text) = std::fs::read_to_string(&style) else { continue };
        assert!(text.contains("distribution: "), "{} says not who gets it", style.display());
        seen += 1;
    }
    assert!(seen >= 14, "{seen}");
    case()
        .swap_in(STYLE, "distribution: handed", "distribution: hand")
        .at_in(STYLE, "Y04", "hand }")
        .shows("did you mean `handed`?")
        .check();
    case()
        .swap_in(STYLE, "distribution: handed", "distibution: handed")
        .at_in(STYLE, "Y02", "distibution")
        .check();
}

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">\
                    <title>Sao</title><circle cx=\"5\" cy=\"5\" r=\"4\"/></svg>";

#[test]
fn a_logo_stands_beside_the_headline() {
    let figures = |ward: &str| {
        let products = "[leaflet-a4, leaflet-a5, bifold, trifold, poster-a3, tent, steps-map, card, card-square, hanger]";
        let run = case().file(X, guide(products)).file("hinh/logo.svg", LOGO).file(WARD, ward);
        let done = run.args(&["--today", "2026-11-25"]).start("human").run().ok();
        let count = |product: &str| {
            let output = Command::new("pdfinfo")
                .arg("-struct")
                .arg(done.file(&format!("out/x-{product}.pdf")))
                .output()
                .unwrap();
            String::from_utf8_lossy(&output.stdout).matches("Figure").count()
        };
        [
            "leaflet-a4",
            "leaflet-a5",
            "bifold",
            "trifold",
            "poster-a3",
            "tent",
            "steps-map",
            "card",
            "card-square",
            "hanger",
        ]
        .map(count)
    };
    let without = figures(FULL);
    let with = figures(&format!("logo: hinh/logo.svg\n{FULL}"));
    let more: Vec<usize> = with.iter().zip(without).map(|(with, without)| with - without).collect();
    // A door hanger has no room for one.
    assert_eq!(more, [1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
}

/// Every guide has room for the names and numbers of a real ward, on every sheet.
#[test]
fn a_full_ward_fits_every_sheet() {
    let ward = FULL.replace("  - { name: Anh Nam }\n", "");
    let ward = ward.replace("  - { day: 06/12/2026, time: 14h, place: Nhà văn hóa tổ 5 }\n", "");
    let ward = ward.replace("  title: Tổ trưởng\n", "");
    let ward = format!("logo: logo.svg\n{ward}");
    let run = Run::new().args(["check", "--format", "short", "--today", "2026-11-25"]);
    let mut run = run.file("logo.svg", LOGO);
    for entry in std::fs::read_dir(root().join("guides")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            run = run.file(&format!("guides/{name}"), std::fs::read(&path).unwrap());
        }
    }
    for entry in std::fs::read_dir(root().join("guides/pictures")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        run = run.file(&format!("guides/pictures/{name}"), std::fs::read(&path).unwrap());
    }
    let done = run.file(WARD, ward).run().ok();
    assert!(!done.stderr.contains(": error"), "{}", done.stderr);
}
