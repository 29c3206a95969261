//! `new guide` writes a form: every place is reported alone, with what belongs there, and none is ever
//! printed; from a pasted text to finished sheets it takes at most four rounds.

use std::fs;
use std::path::Path;

use serde_yaml::Value;

use crate::run::{Done, Run, root};

/// The findings of a run with `--format json`.
fn findings(done: &Done) -> Vec<Value> {
    let lines = done.stderr.lines().map(|line| serde_yaml::from_str(line).unwrap());
    lines.filter(|line: &Value| line["code"].is_string()).collect()
}

fn text<'v>(finding: &'v Value, field: &str) -> &'v str {
    finding[field].as_str().unwrap_or("")
}

/// The places of a guide that are no comment, in order: what belongs there, and an example.
fn places(guide: &str) -> Vec<(String, String)> {
    let open = |line: &&str| line.contains("<<") && !line.trim_start().starts_with('#');
    let lines = guide.lines().filter(|line| open(line) || line.starts_with("## "));
    let inside = lines.flat_map(|line| line.split("<<").skip(1));
    let places = inside.map(|rest| rest.split_once(">>").unwrap().0.split_once('|').unwrap());
    places.map(|(what, example)| (what.trim().to_owned(), example.trim().to_owned())).collect()
}

#[test]
fn every_place_of_a_form_is_reported_alone_with_what_belongs_there() {
    for lang in ["en", "vi"] {
        let run = Run::new();
        let folder = run.path().to_str().unwrap().to_owned();
        run_in(&folder, &["new", "guide", "x"]).ok();
        let guide = fs::read_to_string(Path::new(&folder).join("guides/x.md")).unwrap();
        let wanted = places(&guide);
        assert!(wanted.len() > 20, "{}", wanted.len());
        let done = run.args(["--format", "json", "--lang", lang, "build", "x"]).run();
        assert_eq!(done.code, 1);
        let made = fs::read_dir(done.file("out")).map_or(0, Iterator::count);
        assert_eq!(made, 0, "a form was printed");
        let reported = findings(&done);
        let said: Vec<String> = reported.iter().map(|it| format!("{it:?}")).collect();
        assert_eq!(reported.len(), wanted.len(), "{}", said.join("\n"));
        for (finding, (what, example)) in reported.iter().zip(&wanted) {
            assert_eq!(text(finding, "code"), "G30", "{finding:?}");
            assert!(text(finding, "message").ends_with(what.as_str()), "{what}: {finding:?}");
            let hint = finding["help"][0].as_str().unwrap();
            assert!(hint.ends_with(example.as_str()), "{example}: {hint}");
        }
    }
}

#[test]
fn a_place_hides_no_other_fault_and_a_fault_no_place() {
    let model = fs::read_to_string(root().join("templates/new-guide.md")).unwrap();
    for (from, to, other) in [
        // A date that is still open does not hide an address.
        ("reviewed: 2026-11-23", "reviewed: <<Ngày soát | 2026-11-23>>", "Q01"),
        ("title: Xác thực SIM đứng tên bác", "title: <<Tên bài", "Q01"),
        ("products: [leaflet-a4, leaflet-a5, hanger]", "products: [<<Loại tờ | hanger>>]", "Q01"),
        ("## Gọi thử một cuộc", "## <<Tên bước>>", "Q01"),
        ("pictures/sim.svg", "pictures/<<tên hình | sim.svg>>", "Q01"),
    ] {
        let guide = model.replacen(from, to, 1).replace("https://vneid.gov.vn", "https://vneid.cc");
        assert!(guide.contains(to), "{to}");
        let run = Run::new().file("guides/x.md", guide);
        let done = run.args(["--format", "json", "check", "x"]).run();
        let reported = findings(&done);
        let errors = reported.iter().filter(|it| text(it, "severity") == "error");
        let codes: Vec<&str> = errors.map(|it| text(it, "code")).collect();
        assert!(codes.contains(&"G30") && codes.contains(&other), "{to}: {codes:?}");
        assert_eq!(codes.len(), 2, "{to}: {}", done.stderr);
    }
    // What is written for the author alone is no place.
    let guide = model.replacen("title:", "# <<xem lại>>\ntitle:", 1);
    Run::new().file("guides/x.md", guide).args(["check", "x"]).run().ok();
}

#[test]
fn the_example_beside_a_form_is_looked_at_by_people_alone() {
    let run = Run::new();
    let folder = run.path().to_str().unwrap().to_owned();
    let made = run_in(&folder, &["new", "guide", "x"]).ok();
    assert!(made.stderr.contains("check x\n"), "{}", made.stderr);
    let example = Path::new(&folder).join("guides/bai-mau.example.md");
    let model = fs::read(root().join("templates/new-guide.md")).unwrap();
    assert_eq!(fs::read(&example).unwrap(), model);
    // Somebody may write into it: it stays.
    fs::write(&example, "của tôi").unwrap();
    run_in(&folder, &["new", "guide", "y"]).ok();
    assert_eq!(fs::read_to_string(&example).unwrap(), "của tôi");
    fs::remove_file(Path::new(&folder).join("guides/x.md")).unwrap();
    fs::write(Path::new(&folder).join("guides/y.md"), &model).unwrap();
    let done = run.args(["build", "y", "--product", "hanger"]).run().ok();
    assert!(!done.stderr.contains("example"), "{}", done.stderr);
}

fn run_in(folder: &str, args: &[&str]) -> Done {
    let args: Vec<&str> = ["--project", folder].into_iter().chain(args.iter().copied()).collect();
    Run::new().args(args).run()
}

// --- The walk of a volunteer.

/// The page its code leads to: no list of ours knows it.
const PAGE: &str = "https://tramytedinhcong.vn/vssid";
/// Who vouches for it, in the words of the entry that the message offers.
const VOUCHED: &[(&str, &str)] = &[
    ("của cơ quan nào", "Trạm y tế phường"),
    ("ai xác nhận", "Trạm y tế phường"),
    ("tháng/năm", "11/2026"),
];

/// What she writes where the form asks for something: by the first words of the place.
const ANSWERS: &[(&str, &str)] = &[
    ("Tên bài", "Cài VssID"),
    ("Tên ngắn", "Cài VssID"),
    ("Câu hỏi in to", "Bác có VssID chưa?"),
    ("Bài dành cho ai", "Dành cho bác dùng điện thoại."),
    ("Các loại tờ in", "leaflet-a4, hanger, card"),
    ("Ngày soát bài", "2026-11-23"),
    ("Ngày phải soát", "2027-02-23"),
    ("Tên ứng dụng", "VssID"),
    ("Số bản", "1.7.2"),
    ("Ai làm ra", "Bảo hiểm xã hội Việt Nam"),
    ("Nguồn nói gì", "Tải VssID trên CH Play; bấm nút Cài đặt."),
    ("Ai nói", "Bảo hiểm xã hội Việt Nam"),
    ("Nói khi nào", "6/2026"),
    ("Chắc đến đâu", "A"),
    ("Thứ bác cần mang", "Thẻ căn cước"),
    ("Thứ nữa bác cần mang", "Kính đọc"),
    ("Địa chỉ trang", PAGE),
    ("Trang ấy là gì", "Trang để tải ứng dụng"),
    ("Tên phần này", "Bác làm lần lượt"),
    ("Tả hình", "Màn hình tìm VssID"),
    ("Bác làm gì ở bước này", "Bác làm theo tờ này."),
];

/// What she changes when she is told something else: the code, and what stands in place of what.
const CHANGES: &[(&str, &str, &str)] =
    &[("C01", "bấm nút Cài đặt.", "bấm nút Cài đặt; trang tramytedinhcong.vn/vssid.")];

/// Pastes the entries that are offered for new sites into the list of the project.
fn vouch(folder: &str, reported: &[Value]) {
    let offered = reported.iter().filter(|it| text(it, "code") == "Q01");
    let helps = offered.flat_map(|it| it["help"].as_sequence().unwrap());
    let lines = helps.flat_map(|help| help.as_str().unwrap().lines());
    let entry = lines.into_iter().find(|line| line.starts_with("  ") && line.contains("whose:"));
    if let Some(entry) = entry {
        let fill = |entry: String, (from, to): &(&str, &str)| entry.replace(from, to);
        let entry = VOUCHED.iter().fold(entry.to_owned(), fill);
        fs::write(Path::new(folder).join("guides/sites.yaml"), format!("sites:\n{entry}\n"))
            .unwrap();
    }
}

/// Changes what was reported: an open place, from the last to the first, or else what she knows to do.
fn fill(guide: &str, reported: &[Value]) -> String {
    let mut lines: Vec<String> = guide.lines().map(str::to_owned).collect();
    for finding in reported.iter().rev().filter(|it| text(it, "code") == "G30") {
        let line = &mut lines[finding["line"].as_u64().unwrap() as usize - 1];
        let column = finding["column"].as_u64().unwrap() as usize - 1;
        let start = line.char_indices().nth(column).unwrap().0;
        let end = start + line[start..].find(">>").unwrap() + 2;
        let what = &line[start + 2..end];
        let answer = ANSWERS.iter().find(|(name, _)| what.starts_with(name));
        let answer = answer.unwrap_or_else(|| panic!("nobody knows what belongs here: {what}")).1;
        line.replace_range(start..end, answer);
    }
    let mut guide = lines.join("\n") + "\n";
    for finding in reported.iter().filter(|it| text(it, "severity") == "error") {
        let code = text(finding, "code");
        let change = CHANGES.iter().find(|(known, from, _)| *known == code && guide.contains(from));
        match change {
            Some((_, from, to)) => guide = guide.replace(from, to),
            None => assert!(["G30", "Q01"].contains(&code), "nobody knows what to do: {finding:?}"),
        }
    }
    guide
}

/// What the codes on the pages of a product say, as a phone reads them.
fn codes(done: &Done, product: &str) -> String {
    let pages = (1..).map(|page| done.file(&format!("out/cai-vssid-{product}-{page}.png")));
    let pages = pages.take_while(|page| page.is_file());
    let output = std::process::Command::new("zbarimg").args(["-q", "--raw"]).args(pages).output();
    String::from_utf8(output.expect("these tests need zbarimg").stdout).unwrap()
}

/// Takes a text the way of a volunteer until her sheets are made; what is asked and not in `ANSWERS`
/// is answered there in the name of `VssID`.
fn walk(app: &str, name: &str, bytes: Vec<u8>, wanted: &[(&str, &[&str])]) {
    let run = Run::new().file(name, bytes);
    let folder = run.path().to_str().unwrap().to_owned();
    let path = run.path().join("guides/cai-vssid.md");
    let document = format!("{folder}/{name}");
    run_in(&folder, &["new", "guide", "cai-vssid", "--from", &document]).ok();
    let mut rounds = 0;
    loop {
        rounds += 1;
        let done = run_in(&folder, &["--format", "json", "build", "cai-vssid"]);
        if done.code == 0 {
            break;
        }
        assert!(rounds < 4, "{name}: {rounds} rounds\n{}", done.stderr);
        let reported = findings(&done);
        let guide = fs::read_to_string(&path).unwrap();
        fs::write(&path, fill(&guide, &reported).replace("VssID", app)).unwrap();
        vouch(&folder, &reported);
    }
    let done = run.args(["build", "cai-vssid", "--png", "150"]).run().ok();
    for (product, wanted) in wanted {
        assert!(codes(&done, product).contains(PAGE), "{name}: {product} has no code");
        let pdf = done.file(&format!("out/cai-vssid-{product}.pdf"));
        let output = std::process::Command::new("pdftotext").arg(&pdf).arg("-").output();
        let output = output.expect("these tests need pdftotext (poppler-utils)");
        // A long address goes on in a second line.
        let said = String::from_utf8_lossy(&output.stdout).replace("\n.", ".").replace('\n', " ");
        for words in wanted.iter().chain([&app]) {
            assert!(said.contains(words), "{name}: {product} lacks {words}\n{said}");
        }
        assert!(!said.contains("VNeID"), "{name}: {product} names another app\n{said}");
    }
}

#[test]
fn from_a_pasted_text_to_finished_sheets_in_at_most_four_rounds() {
    let text = "Cài VssID\n\nBác chuẩn bị:\n-\tThẻ căn cước\n-\tÐiện thoại có mạng\n\n\
                1)\tMở CH Play. Bác bấm vào hình tam giác nhiều màu.\n\
                2)\tTìm VssID. Bác gõ \"VssID\" vào ô trên cùng.\n\
                3)\tCài VssID. Bác bấm nút \"Cài đặt\" rồi đợi.\n\
                4)\tMở VssID. Bác bấm vào hình VssID.\n\
                Thứ Bảy\tNhà văn hóa\nChủ nhật\tTrạm y tế\n";
    let word = fs::read(root().join("tests/documents/vssid.docx")).unwrap();
    for (name, bytes) in [("Cài VssID.docx", word), ("Cài VssID.txt", text.as_bytes().to_vec())] {
        let leaflet = [
            "VssID · Tờ hướng dẫn",
            "Mở CH Play",
            "“Cài đặt”",
            "Thứ Bảy: Nhà văn hóa",
            "Điện thoại có mạng",
        ];
        let hanger = ["Bác có VssID chưa?", "tramytedinhcong.vn/vssid"];
        let card = ["Xem lại", "tramytedinhcong.vn/"];
        let wanted: [(&str, &[&str]); 3] =
            [("leaflet-a4", &leaflet), ("hanger", &hanger), ("card", &card)];
        walk("VssID", name, bytes, &wanted);
    }
}

/// A message of a chat: small pictures for bullets, tabs, straight quotes, three spellings of steps.
#[test]
fn a_message_of_a_chat_takes_no_more_rounds() {
    let text = "📣 CÀI VSSID CHO BÁC 📣\n\nDành cho bác có thẻ bảo hiểm. Con cháu giúp một tay.\n\n\
                ✅ Bác mang theo:\n📱\tĐiện thoại\n👓 Kính\n\n\
                B1: Mở CH Play\n👉 Bước 2 - Tìm VssID, gõ vào ô trên cùng\n\
                Bước 3 – Bấm \"Cài đặt\" rồi đợi\nBước 4. Mở VssID\n\n❤️ Chúc bác làm được!\n";
    let wanted: [(&str, &[&str]); 3] = [
        (
            "leaflet-a4",
            &["CÀI VSSID CHO BÁC", "Điện thoại", "Kính", "“Cài đặt”", "Chúc bác làm được!"],
        ),
        ("hanger", &["Bác có VssID chưa?", "tramytedinhcong.vn/vssid"]),
        ("card", &["Xem lại"]),
    ];
    walk("VssID", "Zalo.txt", text.as_bytes().to_vec(), &wanted);
}

/// A text nobody looked at while the program was made, in another dress.
#[test]
fn another_text_takes_no_more_rounds() {
    let text = "CÀI ETAX MOBILE\n\nChuẩn bị:\n+ Thẻ căn cước\n+ Điện thoại có mạng\n\n\
                Bước 1: Mở CH Play\nBác bấm vào hình tam giác nhiều màu.\n\n\
                Bước 2: Tìm eTax Mobile\nBác gõ \"eTax Mobile\" vào ô trên cùng.\n\n\
                Bước 3: Cài eTax Mobile\nBác bấm nút \"Cài đặt\" rồi đợi.\n\n\
                Bước 4: Mở eTax Mobile\nBác bấm vào hình eTax Mobile.\n";
    let wanted: [(&str, &[&str]); 3] = [
        ("leaflet-a4", &["eTax Mobile · Tờ hướng dẫn", "Mở CH Play", "“Cài đặt”"]),
        ("hanger", &["Bác có eTax Mobile chưa?", "tramytedinhcong.vn/vssid"]),
        ("card", &["Xem lại"]),
    ];
    walk("eTax Mobile", "Cài eTax.txt", text.as_bytes().to_vec(), &wanted);
}
