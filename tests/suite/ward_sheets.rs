//! All sheets with what a ward fills in: names, halls and hours as long as they are in life.

use std::process::Command;

use crate::case::{GUIDE, X};
use crate::run::{Done, Run, root};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">\
                    <circle cx=\"50\" cy=\"50\" r=\"48\" fill=\"#c00\"/></svg>";
const SHORT: &str = "issuer: Đoàn phường\npolice: { phone: 024 3864 1234 }\n\
                     leader: { name: Bác Hòa, phone: 024 3864 1235 }\n\
                     events: [{ time: 8h, place: Nhà văn hóa }]\n";
const LONG: &str = r"ward: phường Định Công
province: Hà Nội
issuer: Đoàn phường Định Công
police:
  phone: 024 3864 1234
  address: số 12 phố Định Công Thượng
leader: { name: Bác Hòa, title: Tổ trưởng, phone: 0912 345 678, agreed: true }
volunteers:
  - { name: Chị Mai, phone: 0987 654 321, agreed: true }
events:
  - time: 8h – 11h30, thứ Bảy 5/12 và Chủ nhật 6/12
    place: Nhà văn hóa tổ dân phố số 7, ngõ 12 Định Công
logo: logo.svg
";

/// Builds every built-in guide as each of its products.
fn build_all(ward: &str) {
    let run = Run::new().file("ward.yaml", ward).file("logo.svg", LOGO);
    let done = run.args(["build", "--format", "short", "--today", "2026-11-28"]).run();
    assert!(!done.stderr.contains("error["), "{}", done.stderr);
    assert!(done.stdout.matches(".pdf").count() > 90, "{}", done.stdout);
}

#[test]
#[ignore = "slow: more than a hundred sheets"]
fn all_sheets_have_room_for_an_ordinary_ward() {
    build_all(SHORT);
}

#[test]
#[ignore = "slow: more than a hundred sheets"]
fn all_sheets_have_room_for_a_ward_of_long_names() {
    build_all(LONG);
}

#[test]
#[ignore = "slow: more than a hundred sheets"]
fn all_sheets_have_room_for_a_long_mailbox() {
    let long = "doanthanhnienphuongdinhcong2026@hanoi.gov.vn";
    build_all(&SHORT.replace("issuer: Đoàn phường", &format!("issuer: {long}")));
}

/// The front of an invitation sends its reader to the back, so it is one page, or none is printed.
#[test]
fn the_front_of_an_invitation_is_one_page() {
    let ward = "issuer: Đoàn Thanh niên Cộng sản Hồ Chí Minh phường Định Công, thành phố Hà Nội\n\
                police: { phone: 024 3864 1234 }\nlogo: logo.svg\nevents:\n  - day: 2027-12-25\n    \
                time: \"7h30–11h\"\n    \
                place: \"Nhà văn hóa liên tổ 17, 18 và 19, ngõ 168 Nguyễn Ngọc Nại\"\n";
    for look in ["plain", "colour"] {
        for ward in [ward, &ward.replace("logo: logo.svg\n", "")] {
            // A field of colour and a logo leave such names too little room: L01, and no paper.
            if look == "colour" && ward.contains("logo:") {
                continue;
            }
            let run = Run::new().file("ward.yaml", ward).file("logo.svg", LOGO);
            let args = ["build", "moi-lam-vneid", "--product", "invitation", "--look", look];
            let done = run.args(args).args(["--today", "2026-11-28"]).run().ok();
            let pdf = done.file("out/moi-lam-vneid-invitation.pdf");
            let output = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
            let sends = pages.iter().map(|page| page.contains("xem mặt sau"));
            assert_eq!(sends.collect::<Vec<_>>(), [true, false], "{look}: {text}");
        }
    }
}

/// Of a sheet with several faces each is one page on every step, unless its style says how many for
/// each: one number for all lets a cover run over, too.
#[test]
fn sheets_of_several_faces_say_how_many_pages_each_has() {
    let mut several = 0;
    for entry in std::fs::read_dir(root().join("templates")).unwrap() {
        let folder = entry.unwrap().path();
        let Ok(sheet) = std::fs::read_to_string(folder.join("sheet.xml")) else { continue };
        let style = std::fs::read_to_string(folder.join("style.yaml")).unwrap();
        // Hangers have their two faces from a component.
        if sheet.matches("<face>").count() < 2 && !sheet.contains("<hanger ") {
            continue;
        }
        several += 1;
        let (_, steps) = style.split_once("copyfitting:").unwrap();
        for step in steps.lines().filter(|line| line.starts_with("  - { pages: ")) {
            let pages = &step["  - { pages: ".len()..];
            let is_said = pages.starts_with("1,") || pages.starts_with("[1, ");
            assert!(is_said, "{}: {step}", folder.display());
        }
    }
    assert!(several > 8, "{several}");
}

/// A word nobody writes is reported where it was typed, and an address is torn rather than refused.
#[test]
fn long_words_of_a_ward_are_set_or_told_at_their_place() {
    let run = |issuer: &str| {
        let guide = GUIDE.replace("id: cong-an", "id: don-vi").replace("[leaflet-a4]", "[hanger]");
        let run = Run::new().file(X, guide).file("ward.yaml", format!("issuer: {issuer}\n"));
        run.args(["build", "--format", "short"]).run()
    };
    let long = "doanthanhnienphuongdinhcong2026@hanoi.gov.vn";
    let done = run(long).ok();
    assert!(said(&done, "x-hanger").replace(' ', "").contains(long));
    let done = run("Nhàvănhóatổdânphốsốbảyphườngđịnhcôngquậnhoàngmai");
    assert!(done.stderr.contains("ward.yaml:1:9: error[L02]"), "{}", done.stderr);
}

/// Whatever is asked is printed on a sheet of those inside the program.
#[test]
fn what_a_new_ward_is_asked_is_printed_on_some_sheet() {
    let answers = [
        ("issuer", "Hội Ấp Bắc", "Hội Ấp Bắc"),
        ("police.phone", "024 3864 1234", "024 3864 1234"),
        ("leader.name", "Bác Khuê", "Bác Khuê"),
        ("leader.phone", "0912345678", "0912 345 678"),
        ("leader.agreed", "có", "0912 345 678"),
        ("volunteer.name", "Chị Duyên", "Chị Duyên"),
        ("volunteer.phone", "0987654321", "0987 654 321"),
        ("volunteer.agreed", "có", "0987 654 321"),
        ("event.day", "5/12/2026", "Thứ Bảy 05/12/2026"),
        ("event.time", "7h45–11h15", "7h45–11h15"),
        ("event.place", "Đình Thượng Phúc", "Đình Thượng Phúc"),
        // A picture: `ward::a_logo_stands_beside_the_headline` counts it.
        ("logo", "logo.svg", ""),
        // Heard in every sentence to the reader, and chosen for the sheets of an occasion.
        ("address", "ông bà", "ông bà"),
        ("occasion", "chợ", "chợ"),
    ];
    let asked: Vec<&str> = toroi::ward::questions().iter().map(|question| question.field).collect();
    assert_eq!(asked, answers.map(|(field, ..)| field));
    let run = Run::new().file("logo.svg", LOGO);
    let mut child = Command::new(env!("CARGO_BIN_EXE_toroi"));
    let child = child.current_dir(run.path()).args(["new", "ward", "--lang", "vi"]);
    let child = child.env("SOURCE_DATE_EPOCH", "1795392000").stdin(std::process::Stdio::piped());
    let mut child = child.stderr(std::process::Stdio::null()).spawn().unwrap();
    let lines = answers.map(|(_, typed, _)| format!("{typed}\n")).concat();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    // A leaflet, a sheet for the hall, and what is read aloud.
    let guides = ["moi-lam-vneid", "cai-dat-vneid", "bai-doc-loa"];
    let done = run.args(["build"]).args(guides).args(["--today", "2026-11-28"]).run().ok();
    let mut all = String::new();
    for sheet in std::fs::read_dir(done.file("out")).unwrap() {
        let path = sheet.unwrap().path();
        all.push_str(&said(&done, &path.file_stem().unwrap().to_string_lossy()));
    }
    for (field, _, printed) in answers {
        assert!(all.contains(printed), "{field}: {printed} stands on no sheet");
    }
}

/// What a PDF says, in one line.
fn said(done: &Done, name: &str) -> String {
    let pdf = done.file(&format!("out/{name}.pdf"));
    let output = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_ward_chooses_how_its_readers_are_called() {
    let guide = GUIDE
        .replace(
            "Bác bấm vào hình VNeID.",
            "Hỏi bác tổ trưởng: “Bác ơi”. Con cháu của **bác** giúp.",
        )
        .replace("- Kính đọc", "- Kính của bác")
        .replace(
            "- { id: cong-an, label: Đơn vị phát }",
            "- { id: to-truong, label: Bác gọi }\n  - { id: don-vi, label: Đơn vị phát }",
        );
    let guide = format!("{guide}\n![Bác cầm máy](a.svg)\n");
    let ward = "issuer: Hội giúp bác\nleader: { name: Bác Hòa }\n";
    let build = |address: &str| {
        let run = Run::new().file(X, &guide).file("guides/a.svg", LOGO);
        let run = run.file("ward.yaml", format!("{ward}address: {address}\n"));
        let done = run.args(["build", "--format", "short"]).run().ok();
        assert_eq!(done.stderr, "", "{address}");
        let text = said(&done, "x-leaflet-a4");
        (text, std::fs::read(done.file("out/x-leaflet-a4.pdf")).unwrap())
    };
    let (usual, bytes) = build("bác");
    for empty in ["", "BÁC"] {
        assert_eq!(build(empty).1, bytes);
    }
    let (other, bytes) = build("ông bà");
    assert_eq!(build("Ông bà").1, bytes);
    for (bac, ong_ba) in [
        ("Bác chuẩn bị", "Ông bà chuẩn bị"),
        ("Kính của bác", "Kính của ông bà"),
        ("Con cháu của bác giúp.", "Con cháu của ông bà giúp."),
        ("“Bác ơi”", "“Ông bà ơi”"),
        ("Bác gọi", "Ông bà gọi"),
        // Somebody else, and what the ward typed.
        ("Hỏi bác tổ trưởng", "Hỏi bác tổ trưởng"),
        ("Bác Hòa", "Bác Hòa"),
        ("Hội giúp bác", "Hội giúp bác"),
    ] {
        assert!(usual.contains(bac), "{bac}: {usual}");
        assert!(other.contains(ong_ba), "{ong_ba}: {other}");
    }
    assert_eq!(other.to_lowercase().matches("bác").count(), 3, "{other}");
}

/// All guides as all their products, and a kit, with nobody called otherwise.
#[test]
#[ignore = "slow: more than a hundred sheets"]
fn every_sheet_can_call_its_readers_ong_ba() {
    let ward = format!("{}address: ông bà\n", LONG.replace("Bác Hòa", "Cô Hòa"));
    let run = Run::new().file("ward.yaml", ward).file("logo.svg", LOGO);
    let done = run.args(["build", "--format", "short", "--today", "2026-11-28"]).run().ok();
    assert_eq!(done.stderr, "");
    let sheets: Vec<_> = std::fs::read_dir(done.file("out")).unwrap().collect();
    assert!(sheets.len() > 90, "{}", sheets.len());
    for sheet in sheets {
        let name = sheet.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let text = said(&done, &name).to_lowercase();
        assert!(!text.contains("bác"), "{name}: {text}");
    }
    let args = ["kit", "kich-hoat", "--format", "short", "--today", "2026-11-28"];
    let done = Run::new().file("ward.yaml", "address: ông bà\n").args(args).run().ok();
    let order = std::fs::read_to_string(done.file("out/kit-kich-hoat/lenh-in.txt")).unwrap();
    assert!(order.contains("Tờ bàn giao để lại nhà ông bà"), "{order}");
}

/// Contact lines, and what is filled in.
const LINES: [(&str, &str); 4] = [
    ("to-truong", "Bác Hòa"),
    ("dia-diem", "Nhà văn hóa"),
    ("tinh-nguyen-vien", "Chị Mai"),
    ("don-vi", "Đoàn phường"),
];

#[test]
fn each_product_prints_the_contact_lines_its_table_says() {
    let readme = std::fs::read_to_string(root().join("templates/README.md")).unwrap();
    let (_, table) = readme.split_once("## Which contact lines a product prints").unwrap();
    let rows = table.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let mut wanted: Vec<(&str, &[usize])> = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let lines: &[usize] = match cells[2] {
            "the first and the last" | "the first on the front, the last on the back" => &[0, 3],
            all if all == "all" || all.starts_with("all: ") => &[0, 1, 2, 3],
            "the first" => &[0],
            "none" => &[],
            other => panic!("{other}"),
        };
        wanted.extend(cells[1].split(", ").map(|name| (name.trim_matches('`'), lines)));
    }
    // All products but the lists of houses and of buttons, which have no contact lines.
    let folders = std::fs::read_dir(root().join("templates")).unwrap();
    let sheets =
        folders.map(|entry| entry.unwrap().path()).filter(|path| path.join("sheet.xml").is_file());
    let names = sheets.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| !["kits", "roster", "label-check"].contains(&name.as_str())).collect();
    names.sort();
    let mut known: Vec<&str> = wanted.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(names, known);
    let lines = LINES.map(|(id, _)| format!("  - {{ id: {id}, label: Mục {id} }}\n")).concat();
    let guide = GUIDE.replace("  - { id: cong-an, label: Đơn vị phát }\n", &lines);
    let guide = guide.replace("[leaflet-a4]", &format!("[{}]", names.join(", ")));
    let values = LINES.map(|(id, value)| format!("{id}={value}"));
    let set = values.iter().flat_map(|value| ["--set", value.as_str()]);
    let done = Run::new().file(X, guide).args(["build"]).args(set).run().ok();
    for (name, lines) in wanted {
        let said = said(&done, &format!("x-{name}"));
        let printed: Vec<usize> = (0..4).filter(|at| said.contains(LINES[*at].1)).collect();
        assert_eq!(printed, lines, "{name}: {said}");
    }
}
