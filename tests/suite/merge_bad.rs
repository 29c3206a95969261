//! Records that cannot be printed: each is reported with row, column, code and reason, nothing is
//! printed unless somebody asks for the others, and then the report says which are missing.

use super::merging::{GUIDE, Home, ends_in, households, solid, texts};
use super::pdf::printed;

/// Bad rows with the column at fault, the code, and a word of the reason in either language.
const BAD: [(&str, &str, &str, [&str; 2]); 13] = [
    ("024 3864 12;Đoàn;", "Công an xã, phường", "V01", ["not a phone", "không phải số điện thoại"]),
    ("113;Đoàn;https://vneid.gov-vn.com/x", "Mã QR", "Q01", ["not an official", "không phải"]),
    ("113;Đoàn;http://vneid.gov.vn.lua-dao.vn", "Mã QR", "Q01", ["not an official", "không phải"]),
    ("113;Đoàn;vneid", "Mã QR", "Q01", ["not an official", "không phải"]),
    ("113;Xem vneid-gov.vn;", "Đơn vị phát", "Q01", ["not an official", "không phải"]),
    ("113;Đoàn 漢;", "", "L03", ["漢", "漢"]),
    ("113;=HYPERLINK 漢;", "", "L03", ["漢", "漢"]),
    ("024 3864 1234;001045001234;", "Đơn vị phát", "D01", ["number", "số"]),
    ("0912 345 678;Đoàn;", "Công an xã, phường", "D03", ["", ""]),
    ("113;Nguyễn Văn An, số 5 ngõ 2;", "Đơn vị phát", "D04", ["", ""]),
    ("113;OTP: 482913;", "Đơn vị phát", "D05", ["", ""]),
    ("113;Đoàn", "", "R08", ["2 cells", "2 ô"]),
    ("113;ngày 31/2/2026;", "Đơn vị phát", "V03", ["is not a date", "ngày"]),
];

/// A list in which every second row is bad.
fn mixed() -> String {
    let mut list = "Công an xã, phường;Đơn vị phát;Mã QR\n".to_owned();
    for (number, (row, ..)) in BAD.iter().enumerate() {
        list.push_str(&format!("024 3864 1{number:03};Tổ {number};\n{row}\n"));
    }
    list
}

/// The name of the report of a job.
const REPORT: &str = "merge-report-kich-hoat-tai-khoan-hanger.csv";

/// The rows of a report without its head.
fn report(home: &Home, path: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = home.read(path);
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("spreadsheets need the mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let head = row(reader.headers().unwrap());
    (head, reader.records().map(|record| row(&record.unwrap())).collect())
}

#[test]
fn each_is_reported_with_row_column_code_and_reason_and_nothing_is_made() {
    let home = Home::with(&mixed());
    for (at, lang) in ["en", "vi"].into_iter().enumerate() {
        let said = home.merge(&["--lang", lang, "--out", lang]).refused(&[]);
        let (head, rows) = report(&home, &format!("{lang}/{REPORT}"));
        let wanted = [
            ["record", "row", "column", "code", "reason", "what to do", "file"],
            ["số thứ tự", "hàng", "cột", "mã", "lý do", "cách sửa", "tệp"],
        ];
        assert_eq!(head, wanted[at]);
        let mut rows = rows.into_iter().peekable();
        for (number, (typed, column, code, words)) in BAD.iter().enumerate() {
            let number = number * 2 + 2;
            let Some(row) = rows.next() else { panic!("{typed} is missing") };
            let reported = [&row[0], &row[1], &row[2], &row[3]].map(String::as_str);
            let wanted = [&number.to_string(), &(number + 1).to_string(), *column, code];
            assert_eq!(reported, wanted, "{typed}: {row:?}");
            assert!(row[4].contains(words[at]) && !row[4].is_empty(), "{typed}: {row:?}");
            assert!(!row[5].is_empty() && ends_in(&row[6], "pdf"), "{typed}: {row:?}");
            // The same fault may be reported more than once, never that of another row.
            while rows.next_if(|next| next[1] == row[1]).is_some() {}
        }
        assert_eq!(rows.next(), None);
        let all = BAD.len() * 2;
        let summary = [
            format!("error[M03]: {} of {all} records cannot be printed", BAD.len()),
            format!("lỗi[M03]: {} trên {all} hàng không in được", BAD.len()),
        ];
        assert!(said.stderr.contains(&summary[at]), "{}", said.stderr);
        assert!(said.stderr.contains(REPORT) && said.stderr.contains("--skip-bad"));
        let left = ["kich-hoat-tai-khoan-hanger.job.jsonl", REPORT];
        assert_eq!(home.names(lang), left);
    }
}

#[test]
fn text_that_does_not_fit_is_never_cut() {
    let long = "Nhà văn hóa tổ dân phố số bảy phường Bách Khoa ".repeat(12);
    let wide = "W".repeat(40);
    let url = format!("https://vneid.gov.vn/{}", "a".repeat(300));
    let list = format!("cong-an;don-vi;qr\n{long};Đoàn;\n113;{wide};\n113;Đoàn;{url}\n113;Đoàn;\n");
    let home = Home::with(&list);
    home.merge(&["--skip-bad"]).ok();
    let (_, rows) = report(&home, &format!("out/{REPORT}"));
    let reported: Vec<[&str; 2]> =
        rows.iter().map(|row| [row[1].as_str(), row[3].as_str()]).collect();
    assert!(reported.contains(&["2", "L01"]), "{rows:?}");
    assert!(reported.contains(&["3", "L02"]), "{rows:?}");
    assert!(reported.contains(&["4", "Q02"]), "{rows:?}");
    assert!(!reported.iter().any(|[row, _]| *row == "5"), "{rows:?}");
    assert_eq!(home.pages("out").len(), 2);
}

#[test]
fn a_list_without_one_good_record_is_an_error_and_the_last_sheets_stay() {
    let home = Home::with("cong-an;don-vi\n113;Đoàn\n");
    home.merge(&["--one-file"]).ok();
    let file = format!("out/{GUIDE}-hanger-all.pdf");
    let last = home.read(&file);
    home.write("list.csv", "cong-an;don-vi\n113;**Đoàn**\n024 3864 12;Đoàn\n");
    let said = home.merge(&["--one-file", "--skip-bad"]).refused(&[]);
    let words = "error[M03]: 2 of 2 records cannot be printed, so nothing was made";
    assert!(said.stderr.contains(words) && !said.stderr.contains("--skip-bad"), "{said:?}");
    assert_eq!(home.read(&file), last);
}

#[test]
fn the_good_ones_are_printed_on_demand_and_the_report_says_which_are_missing() {
    let home = Home::with(&mixed());
    let said = home.merge(&["--skip-bad", "--one-file"]).ok();
    let all = BAD.len() * 2;
    let summary = format!("warning[M03]: missing from the files: {} of {all} records", BAD.len());
    assert!(said.stderr.contains(&summary) && !said.stderr.contains("error["), "{said:?}");
    assert!(said.stdout.contains(&format!("{} records missing", BAD.len())), "{said:?}");
    let file = home.path(&format!("out/{GUIDE}-hanger-all.pdf"));
    let texts = texts(&file);
    assert_eq!(texts.len(), BAD.len() * 2);
    for number in 0..BAD.len() {
        let wanted = format!("02438641{number:03}");
        assert!(solid(&texts[number * 2]).contains(&wanted), "{}", texts[number * 2]);
    }
    let (_, rows) = report(&home, &format!("out/{REPORT}"));
    let mut missing: Vec<usize> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    missing.dedup();
    assert_eq!(missing, (1..=BAD.len()).map(|number| number * 2).collect::<Vec<_>>());
    // When the list is mended the report of the old one is taken away.
    home.write("list.csv", "cong-an;don-vi;qr\n113;Đoàn;\n");
    home.merge(&["--skip-bad", "--one-file"]).ok();
    assert!(!home.names("out").contains(&REPORT.to_owned()));
}

#[test]
fn old_files_stay_until_the_whole_list_is_good() {
    let home = Home::with(&households(30));
    home.merge(&["--per-file", "10"]).ok();
    let before = home.pdfs("out");
    assert_eq!(before.len(), 3);
    let list = households(30).replace("hộ 3;", "hộ 33;").replace("024 3029", "024 302");
    home.write("list.csv", &list);
    home.merge(&["--per-file", "10"]).refused(&["error[V01]", "row 30", "nothing was made"]);
    assert!(home.pdfs("out") == before);
    assert!(!home.names("out").iter().any(|name| name.starts_with('.')), "{:?}", home.names("out"));
    // Going on does not help.
    home.merge(&["--per-file", "10", "--resume"]).refused(&["error[V01]", "nothing was made"]);
    assert!(home.pdfs("out") == before);
    // The reports of shards do not overwrite each other.
    for part in ["1/2", "2/2"] {
        home.merge(&["--per-file", "10", "--skip-bad", "--shard", part]).ok();
    }
    let reports: Vec<String> =
        home.names("out").into_iter().filter(|name| ends_in(name, "csv")).collect();
    assert!(reports.contains(&REPORT.replace(".csv", "-1-of-2.csv")), "{reports:?}");
}

#[test]
fn too_many_are_one_mistake() {
    let mut list = "cong-an;don-vi\n".to_owned();
    for number in 0..60_000 {
        // Two faults a row count once.
        list.push_str(&format!("024 38;số {number}, ngày 31/2/2026\n"));
    }
    let home = Home::with(&list);
    for args in [&[][..], &["--one-file"], &["--skip-bad"], &["--dry-run"]] {
        let reported = ["error[M03]: more than 10000 records", "nothing was made"];
        let said = home.merge(args).refused(&reported);
        assert!(!said.stderr.contains("--resume"), "{args:?}: {}", said.stderr);
        let missing = said.stdout.lines().last().unwrap().split("; ").nth(1).unwrap().to_owned();
        let missing: u64 = missing.split(' ').next().unwrap().parse().unwrap();
        assert!((10_001..20_000).contains(&missing), "{args:?}: {}", said.stdout);
        assert_eq!(home.pdfs_there("out"), 0, "{args:?}");
    }
}

#[test]
fn what_a_spreadsheet_would_run_is_a_text_in_the_report() {
    let list = "=cmd|'/c calc'!A1;cong-an;+x\n=1+1;024 38;@SUM(1)\n";
    let home = Home::with(list);
    let map = ["--map", "don-vi==cmd|'/c calc'!A1", "--map", "to-truong=+x"];
    let product = ["--product", "leaflet-a4"];
    home.merge(&[&product[..], &map].concat()).refused(&["V01"]);
    let (_, rows) = report(&home, &format!("out/{}", REPORT.replace("hanger", "leaflet-a4")));
    for row in rows {
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
    home.write("list.csv", "=cmd|x;don-vi\n024 38;x\n");
    home.merge(&["--map", "cong-an==cmd|x"]).refused(&["V01"]);
    let (_, rows) = report(&home, &format!("out/{REPORT}"));
    assert_eq!(rows[0][2], "'=cmd|x");
    // On paper a formula stands as it was typed.
    home.write("list.csv", "cong-an;don-vi\n113;=1+1\n");
    let said = home.merge(&[]).ok();
    assert!(said.stderr.contains("formula"), "{}", said.stderr);
    let text = printed("pdftotext", &[&home.arg(&format!("out/{GUIDE}-hanger-0001.pdf")), "-"]);
    assert!(solid(&text).contains("=1+1"), "{text}");
}

#[test]
fn who_gets_the_sheet_decides_what_may_stand_on_it() {
    let home = Home::with("cong-an;to-truong\n024 3864 1234;0912 345 678\n");
    // A mobile number may be handed over, not hung up.
    home.merge(&["--product", "leaflet-a4"]).ok();
    home.merge(&["--map", "cong-an=to-truong"]).refused(&["error[D03]"]);
    home.write("list.csv", "cong-an\n001045001234\n");
    for product in ["hanger", "leaflet-a4", "team-a4"] {
        let said = home.merge(&["--product", product]);
        assert!(said.code == 1 && said.stderr.contains("error[D01]"), "{product}: {said:?}");
    }
}

#[test]
fn numbers_whose_owners_agreed_are_printed() {
    let row = |number: &str, said: &str| format!("{number};Đoàn;{said}\n");
    for said in ["x", "Có", "đồng ý", "TRUE", "1", "✓"] {
        let list = "cong-an;don-vi;Đồng ý in số\n".to_owned() + &row("0912345678", said);
        let said = Home::with(&list).merge(&[]).ok();
        assert!(!said.stderr.contains("nothing on this sheet uses"), "{said:?}");
    }
    for said in ["", "không", "chưa", "0", "xa", "hỏi lại", "không đồng ý"] {
        let list = "cong-an;don-vi;Đồng ý in số\n".to_owned() + &row("0912345678", said);
        Home::with(&list).merge(&[]).refused(&["error[D03]"]);
    }
    // Each record agrees for itself, though the number is that of the one before.
    let list =
        ["cong-an;don-vi;agreed\n", &row("0912345678", "x"), &row("0912345678", "")].concat();
    Home::with(&list).merge(&[]).refused(&["row 3", "error[D03]"]);
    // Nobody agrees to be found by his card.
    Home::with("cong-an;don-vi;agreed\n001045001234;Đoàn;x\n").merge(&[]).refused(&["D01"]);
    // What the ward was reported holds for its lists as well, for this number alone.
    let ward = "leader:\n  name: Bác Hòa\n  phone: 0912 345 678\n  agreed: true\n";
    let home = Home::with("cong-an;don-vi\n0912345678;Đoàn\n");
    home.write("ward.yaml", ward);
    home.merge(&[]).ok();
    home.write("list.csv", "cong-an;don-vi\n0912345679;Đoàn\n");
    home.merge(&[]).refused(&["error[D03]"]);
}

#[test]
fn columns_that_are_not_printed_are_not_judged() {
    // A hanger has no line for the head of the group.
    for other in ["0912 345 678", "0912 34", "31/2/2026", "001045001234", "OTP: 482913"] {
        let home = Home::with(&format!("cong-an;don-vi;to-truong\n113;Đoàn;{other}\n"));
        home.merge(&[]).ok();
        home.write("list.csv", format!("cong-an;don-vi;Ghi chú\n113;Đoàn;{other}\n"));
        home.merge(&[]).ok();
    }
}

#[test]
fn phone_numbers_are_printed_in_one_form() {
    let typed = ["02438641234", "024.3864.1234", "(024) 3864-1234", "+84 24 3864 1234"];
    let list = typed.map(|number| format!("{number};Đoàn\n")).concat();
    let home = Home::with(&format!("cong-an;don-vi\n{list}"));
    let said = home.merge(&[]).ok();
    assert!(!said.stderr.contains("[V02]"), "{said:?}");
    let file = home.arg(&format!("out/{GUIDE}-hanger-0001.pdf"));
    let text = printed("pdftotext", &[&file, "-"]).replace('\u{a0}', " ");
    assert_eq!(text.matches("024 3864 1234").count() % typed.len(), 0, "{text}");
    assert!(text.contains("024 3864 1234"), "{text}");
}

#[test]
fn files_of_an_earlier_job_are_reported() {
    let home = Home::with(&households(30));
    home.merge(&["--per-file", "5"]).ok();
    home.write("list.csv", households(9));
    let said = home.merge(&["--per-file", "5"]).ok();
    let reported =
        format!("4 files of an earlier job: {GUIDE}-hanger-0003.pdf … {GUIDE}-hanger-0006.pdf");
    assert!(
        said.stderr.contains(&reported) && said.stderr.contains("before you print"),
        "{said:?}"
    );
    // Other sheets, choices and shards have names of their own, or none of this.
    home.merge(&["--only", "3", "--out", "other"]).ok();
    let said = home.merge(&["--out", "other"]).ok();
    assert!(!said.stderr.contains("earlier job"), "{said:?}");
    for part in ["1/2", "2/2"] {
        let said = home.merge(&["--per-file", "5", "--shard", part, "--out", "parts"]).ok();
        assert!(!said.stderr.contains("earlier job"), "{said:?}");
    }
}
