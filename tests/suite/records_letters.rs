//! Old encodings and lost letters: each cell and each line is judged on its own, whatever stands
//! beside it and whatever encoding somebody names.

use toroi::diag::Code;
use toroi::records::Options;
use toroi::vietnamese::encoding::{self, Assessment, Encoding, judge};

use crate::case::{GUIDE, X};
use crate::records::{Read, clean, read, read_with};
use crate::run::{Done, Run};

fn named(encoding: Encoding) -> Options {
    Options { encoding: Some(encoding), ..Options::default() }
}

/// A list of one name a row.
fn names(cells: &[&str]) -> String {
    let rows: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\";x\n")).collect();
    format!("Họ tên;Ghi chú\n{}", rows.concat())
}

/// What became of each row: its first cell, or the code of what is wrong with it.
fn outcome(read: &Read) -> Vec<(u64, String)> {
    let good = read.records.iter().map(|it| (it.row, it.cells[0].clone()));
    let bad = read.problems.iter().map(|it| (it.row, it.code.id().to_owned()));
    let mut all: Vec<_> = good.chain(bad).collect();
    all.sort();
    all
}

const LOST: [&str; 37] = [
    "Nguy*n Ánh",
    "Tr#n Th*nh",
    "Nguy¿n Ánh",
    "Nguy□n Ánh",
    "?? Anh",
    "???? Anh",
    "Nguy?n Ánh",
    "Ki?u Vi?t",
    "Nguy?n Th? H?ng",
    "H? tên",
    "Tr?n Van A",
    "L? Th? B",
    "?inh V?n Hùng",
    "Tr??ng ?ình",
    "Tr??ng",
    "NGUY?N TH? H?NG",
    "Nguy?n/Tr?n",
    "Ph??ng Định Công",
    "Nguy_n Ánh",
    "Ki_u Vi_t",
    "Nguy_n Th_ H_ng",
    "Tr__ng",
    "L_ Văn An",
    "H_a",
    "_ng Năm",
    "Nguy_n_V_n_An",
    "Nguy\u{fffd}n",
    "Nguy\u{fffd}\u{fffd}n Ánh",
    "\u{fffd}inh",
    "Nguy\u{1a}n",
    "Nguyï¿½n",
    "Nguy？n Ánh",
    "Số 5, ph? Huế",
    "Điện tho?i",
    "ng?ời",
    "h?p",
    "đ?a chỉ",
];

/// Keys that no program made letters of, and what an old encoding leaves of ă and ơ.
#[test]
fn keys_and_misread_words_are_refused_and_names_are_reported() {
    for (cell, code) in [
        ("Coong an phuwowngf", "N24"),
        ("Vieejt", "N24"),
        ("Tổ dduwowcj bầu", "N24"),
        ("bà Nguyeenx, ddang ốm", "N24"),
        ("Nãm 2026", "N22"),
        ("hõn 5 nhà", "N22"),
        ("Nõi ở cũ", "N22"),
    ] {
        let read = read_with("a.csv", names(&["An", cell, "Lê"]), &Options::default());
        let wanted = [(2, "An".to_owned()), (3, code.to_owned()), (4, "Lê".to_owned())];
        assert_eq!(outcome(&read.unwrap()), wanted, "{cell}");
    }
    for (cell, reported) in [
        ("Nguyễn Thị Nãm", &["N20"][..]),
        ("ông Tõ", &["N20"]),
        ("Moore", &[]),
        ("Ms Woods", &[]),
        ("Google Play", &[]),
        ("Võ Thị Mãn", &[]),
        ("Nguyễn Trãi", &[]),
    ] {
        let read = read_with("a.csv", names(&[cell]), &Options::default()).unwrap();
        let notes: Vec<&str> = read.records[0].notes.iter().map(|it| it.code.id()).collect();
        assert_eq!(notes, reported, "{cell}");
    }
}

#[test]
fn a_letter_that_was_lost_is_an_error_and_never_mended() {
    for lost in LOST {
        for options in [Options::default(), named(Encoding::Tcvn3), named(Encoding::Vni)] {
            let read = read_with("a.csv", names(&["An", lost, "Lê"]), &options).unwrap();
            let wanted = [(2, "An".to_owned()), (3, "N11".to_owned()), (4, "Lê".to_owned())];
            assert_eq!(outcome(&read), wanted, "{lost} {:?}", options.encoding);
            let all: Vec<Code> = read.problems[0].all().map(|it| it.code).collect();
            assert_eq!(all, [Code::TextLost], "{lost}");
        }
    }
}

#[test]
fn signs_that_stand_for_themselves_are_no_loss() {
    for right in [
        "Bác có hỏi gì không?",
        "Có ạ? Không ạ?",
        "ho_ten",
        "so_nha_2",
        "to_dan_pho",
        "user_name",
        "X_Y",
        "A_1",
        "https://vneid.gov.vn/tra?ma=b_c",
        "an_binh@vneid.gov.vn",
        "______",
        "Họ tên: ____",
        "?",
        "???",
        "CCCD?",
        "VNeID?",
        "TP?",
        "Bao nhiêu m?",
        "mấy kg?",
        "Tổ_7",
        "Bác xong chưa ? Nếu chưa, gọi con.",
        "Bấm phím *",
        "Bấm *100# rồi gọi",
        "C#",
        "**Lưu ý:** bác",
        "_nhấn mạnh_",
        "**Cần** nhớ",
    ] {
        assert_eq!(encoding::damage(right), [], "{right}");
    }
}

/// A cell that no language writes so is not printed; a name from abroad is, with a warning.
#[test]
fn cells_that_may_be_of_several_encodings_are_refused_when_they_are_strange() {
    let cells = ["Hµ", "Họ tên: NguyÔn V¨n Anh", "Đoàn ®iÖn", "FranÃ§ois", "Më"];
    let read = read("a.csv", names(&cells)).unwrap();
    let seen: Vec<String> = outcome(&read).into_iter().map(|(_, it)| it).collect();
    assert_eq!(seen, ["N09", "N09", "N09", "N09", "Më"]);
    for record in &read.records {
        assert_eq!(record.notes[0].code, Code::TextUnsure);
    }
}

#[test]
fn one_old_cell_says_nothing_of_the_others() {
    let old = |text: &str| Encoding::Tcvn3.encode(text).unwrap();
    let list = names(&["Lê Lợi", "Lê", "Tó", &old("Nguyễn Văn An"), "Lê", "Tó", "Hà"]);
    let plain = read("a.csv", &list).unwrap();
    let wanted = ["Lê Lợi", "Lê", "Tó", "N09", "Lê", "Tó", "Hà"];
    let seen: Vec<String> = outcome(&plain).into_iter().map(|(_, it)| it).collect();
    assert_eq!(seen, wanted);
    assert!(plain.records.iter().all(|it| it.notes.is_empty()), "{:?}", plain.records);
    let hint = &plain.problems[0].todo.en;
    assert!(hint.contains("--encoding tcvn3") && hint.contains("only such cells"), "{hint}");
    // With the encoding named, that cell changes, and no other.
    let read = read_with("a.csv", &list, &named(Encoding::Tcvn3)).unwrap();
    let seen: Vec<String> = outcome(&read).into_iter().map(|(_, it)| it).collect();
    assert_eq!(seen, ["Lê Lợi", "Lê", "Tó", "Nguyễn Văn An", "Lê", "Tó", "Hà"]);
    let notes: Vec<(u64, Code)> =
        read.records.iter().flat_map(|it| &it.notes).map(|it| (it.row, it.code)).collect();
    let doubt = Code::TextUnsure;
    assert_eq!(
        notes,
        [(3, doubt), (4, doubt), (5, Code::TextConverted), (6, doubt), (7, doubt)],
        "each change is told, and what could have been one"
    );
    let reported = &read.records[1].notes[0].what.en;
    assert!(
        reported.contains("“Lê”") && reported.contains("kept") && reported.contains("“Lờ”"),
        "{reported}"
    );
}

#[test]
fn an_encoding_that_is_named_changes_only_what_is_not_vietnamese() {
    let right = ["Lê", "Lý Thường Kiệt", "Đặng", "Hòa", "Tú", "An Giang", "Ngô Quyền", "cà phê"];
    for encoding in Encoding::ALL {
        for cell in right {
            let judged = judge(cell, Some(encoding));
            let is_kept = matches!(judged, Assessment::Right | Assessment::Kept(_));
            assert!(is_kept, "{cell} as {}: {judged:?}", encoding.name());
        }
    }
    for (encoding, meant) in [
        (Encoding::Tcvn3, "Nguyễn Văn Tuấn"),
        (Encoding::Vni, "Nguyễn Văn Tuấn"),
        (Encoding::Viscii, "Nguyễn Thị Hoa"),
        (Encoding::Viqr, "Nguyễn Văn Tuấn"),
        (Encoding::Cp1258, "Đường Lê Lợi"),
        (Encoding::Utf8AsCp1252, "Nguyễn Văn Tuấn"),
    ] {
        let seen = encoding.encode(meant).unwrap();
        for kind in ["csv", "jsonl"] {
            let list = match kind {
                "csv" => names(&["Lê Lợi", &seen]),
                _ => format!("{{\"Tên\": \"Lê Lợi\"}}\n{{\"Tên\": \"{seen}\"}}\n"),
            };
            let read = read_with(&format!("a.{kind}"), list, &named(encoding)).unwrap();
            let seen: Vec<String> = outcome(&read).into_iter().map(|(_, it)| it).collect();
            assert_eq!(seen, ["Lê Lợi", meant], "{} {kind}", encoding.name());
            let reported: Vec<Code> = read.records[1].notes.iter().map(|it| it.code).collect();
            assert!(reported.contains(&Code::TextConverted), "{}: {reported:?}", encoding.name());
        }
    }
    // Old letters are not of the encoding that was named.
    let read = read_with("a.csv", names(&["NguyÔn V¨n An"]), &named(Encoding::Vni)).unwrap();
    assert_eq!(read.problems[0].code, Code::TextOldEncoding);
}

#[test]
fn cells_of_bytes_and_cells_of_utf8_may_stand_in_one_file() {
    let old = Encoding::Tcvn3.encode_bytes("Trần Thị Tú;phường 5\n").unwrap();
    let head = "Ho ten;Dia chi\n".as_bytes().to_vec();
    // Far behind the sample that tells what a file is.
    let plain = b"Le Van An;Duong Le Loi\n".repeat(4000);
    let file = [head, plain, "Lê Văn Ứng;Ngõ Huế\n".into(), old].concat();
    let read = read_with("a.csv", &file, &named(Encoding::Tcvn3)).unwrap();
    let cells = read.cells();
    assert_eq!(cells[4000], ["Lê Văn Ứng", "Ngõ Huế"]);
    assert_eq!(cells[4001], ["Trần Thị Tú", "phường 5"]);
    assert_eq!(read.problems, []);
    let refused = crate::records::read("a.csv", &file).unwrap();
    let problem = &refused.problems[0];
    assert_eq!((problem.code, problem.row), (Code::FileNotUtf8, 4003));
    let hint = &problem.todo.en;
    assert!(hint.contains("“Trần Thị Tú”") && hint.contains("--encoding tcvn3"), "{hint}");
}

fn convert(name: &str, bytes: &[u8], more: &[&str]) -> (Done, String) {
    let done =
        Run::new().file(name, bytes).args(["convert", name]).args(more.iter().copied()).run();
    let bytes = std::fs::read(done.file(name)).unwrap();
    let text = String::from_utf8(bytes).unwrap_or_else(|_| "not UTF-8".to_owned());
    (done, text)
}

#[test]
fn convert_never_decodes_unicode_unless_it_is_forced() {
    for name in ["tcvn3", "vni", "viscii", "cp1258", "viqr", "utf-8-as-cp1252", "utf-16le"] {
        for text in [
            "Họ tên;Địa chỉ\nLê Lợi;Số 5, phố Huế\n",
            "\u{feff}Họ tên\r\nNguyễn Ánh\r\n",
            "Bác mở ứng dụng.\n",
        ] {
            for file in ["a.csv", "a.txt", "a.md"] {
                let (done, after) = convert(file, text.as_bytes(), &["--encoding", name]);
                assert_eq!((done.code, after.as_str()), (0, text), "{name}: {}", done.stderr);
                assert!(done.stdout.contains("is already Unicode"), "{}", done.stdout);
                assert!(!done.file(&format!("{file}.bak")).exists());
            }
        }
    }
    // What is old among it changes alone, and each change is listed.
    let old: Vec<String> =
        (0..9).map(|_| Encoding::Tcvn3.encode("Nguyễn Văn Tuấn").unwrap()).collect();
    let list = format!("Lê;Tên\nLờ;Hà\n{};Lê Lợi\n", old.join(";x\n"));
    let (done, after) = convert("a.csv", list.as_bytes(), &["--encoding", "tcvn3"]);
    let wanted = list.replace(&old[0], "Nguyễn Văn Tuấn");
    assert_eq!((done.code, after.as_str()), (0, format!("\u{feff}{wanted}").as_str()));
    assert_eq!(done.stderr.matches("→ Nguyễn Văn Tuấn").count(), 9, "{}", done.stderr);
    let (done, after) = convert("a.txt", "Lê".as_bytes(), &["--encoding", "tcvn3", "--force"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_ne!(after, "Lê");
    let done = Run::new().args(["convert", "a.txt", "--force"]).run();
    assert_eq!(done.code, 2, "{}", done.stderr);
}

#[test]
fn convert_never_gives_back_a_letter_that_was_lost() {
    for lost in LOST {
        for more in [&[][..], &["--encoding", "tcvn3"], &["--encoding", "vni"]] {
            for name in ["a.txt", "a.csv"] {
                let text = format!("Họ tên\n{lost}\n");
                let (done, after) = convert(name, text.as_bytes(), more);
                assert_eq!((done.code, after.as_str()), (1, text.as_str()), "{lost} {more:?}");
                assert!(done.stderr.contains("[N11]"), "{lost}: {}", done.stderr);
            }
        }
    }
}

#[test]
fn lines_of_utf8_in_a_file_of_bytes_stay_what_they_are() {
    let old = Encoding::Tcvn3.encode_bytes("Mời bác đến nhà văn hóa.\nTrần Thị Tú\n").unwrap();
    let file = ["Nguyễn Ánh\n".as_bytes(), &old, "Lê Lợi, Lý Tú\n".as_bytes()].concat();
    let (done, after) = convert("a.txt", &file, &["--encoding", "tcvn3"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(after, "Nguyễn Ánh\nMời bác đến nhà văn hóa.\nTrần Thị Tú\nLê Lợi, Lý Tú\n");
}

#[test]
fn guides_of_unicode_are_built_as_they_are_whatever_encoding_is_named() {
    let made = |run: Run| std::fs::read(run.run().ok().file("out/x-leaflet-a4.pdf")).unwrap();
    let plain = made(Run::new().file(X, GUIDE).args(["build"]));
    for name in ["tcvn3", "vni", "viscii", "cp1258", "viqr", "utf-8-as-cp1252", "utf-8"] {
        let run = Run::new().file(X, GUIDE).args(["build", "--encoding", name]);
        assert_eq!(made(run), plain, "{name}");
    }
    // One old line among them: refused, or read when somebody names its encoding.
    let old = Encoding::Tcvn3.encode("Bác bấm vào hình VNeID.").unwrap();
    let mixed = GUIDE.replace("Bác bấm vào hình VNeID.", &old);
    let done = Run::new().file(X, &mixed).args(["build"]).run();
    assert!(done.code == 1 && done.stderr.contains("error[N09]"), "{}", done.stderr);
    assert_eq!(made(Run::new().file(X, &mixed).args(["build", "--encoding", "tcvn3"])), plain);
}

#[test]
fn lines_of_a_guide_that_lost_letters_are_refused_and_not_touched() {
    for line in ["Bác Nguy?n Ánh mở hình.", "Bác Ki?u Vi?t mở hình.", "Bác Nguy_n mở hình."]
    {
        let guide = GUIDE.replace("Bác bấm vào hình VNeID.", line);
        for more in [&["build"][..], &["build", "--encoding", "tcvn3"], &["check", "--fix"]] {
            let done = Run::new().file(X, &guide).args(more.iter().copied()).run();
            assert!(
                done.code == 1 && done.stderr.contains("error[N11]"),
                "{line}: {}",
                done.stderr
            );
            assert_eq!(std::fs::read_to_string(done.file(X)).unwrap(), guide, "{line}");
        }
    }
}

#[test]
fn values_beside_the_list_are_judged_too() {
    let ward = "ward: phường Định Công\nprovince: Hà Nội\nissuer: Đoàn ph?ờng Định Công\n";
    let guide = GUIDE.replace("{ id: cong-an,", "{ id: don-vi,");
    let run = || Run::new().file(X, &guide).args(["build"]);
    let old = Encoding::Tcvn3.encode("Đoàn phường Định Công").unwrap();
    for issuer in ["Đoàn ph?ờng Định Công", "Đoàn ph_ờng Định Công", &old] {
        let ward = ward.replace("Đoàn ph?ờng Định Công", issuer);
        let done = run().file("ward.yaml", &ward).run();
        let is_reported = done.stderr.contains("error[N11]") || done.stderr.contains("error[N09]");
        assert!(
            done.code == 1 && is_reported && done.stderr.contains("ward.yaml:3"),
            "{}",
            done.stderr
        );
    }
    for value in ["Đoàn ph?ờng", "Đoàn ph_ờng", "Nguy?n Ánh", "Ki?u Vi?t"] {
        let done = run().args(["--set", &format!("don-vi={value}")]).run();
        assert!(done.code == 1 && done.stderr.contains("error[N11]"), "{value}: {}", done.stderr);
    }
    let list = "Họ tên;Địa chỉ\nAn;Số 5\n";
    let roster = |team: &str| {
        let args = ["roster", "--records", "a.csv", "--team", team];
        Run::new().file("a.csv", list).args(args).run()
    };
    let done = roster("Đội Nguy?n");
    assert!(done.code == 1 && done.stderr.contains("error[N11]"), "{}", done.stderr);
    roster("Đội 2").ok();
}

#[test]
fn lists_of_ascii_are_clean() {
    let read = clean("a.csv", "ten,nha\nLe Loi,5\nNguyen Anh,7?\n");
    assert_eq!(read.records.len(), 2);
}
