//! Lists of text that do not end as they should, repeat themselves, or come from where nothing can
//! be read twice; options that say nothing about them; files made to be slow or deep.

use std::fmt::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use toroi::diag::Code;
use toroi::records::{Options, Problem};
use toroi::vietnamese::encoding::Encoding;

use crate::merging::{Home, ends_in};
use crate::records::{clean, mended, read, read_with};
use crate::records_sheets::{archive, workbook};
use crate::run::{Run, root};

/// The list up to where it breaks off, and why it does.
fn broken(name: &str, bytes: impl AsRef<[u8]>) -> (usize, Problem) {
    let mut read = read(name, bytes).unwrap();
    let last = read.problems.pop().unwrap();
    assert!(last.ends_list() && read.problems.iter().all(|it| !it.ends_list()), "{last:?}");
    (read.records.len(), last)
}

#[test]
fn a_mark_that_is_not_closed_ends_the_list_and_is_not_a_bad_row() {
    let good = "An,x,y\n";
    let many = good.repeat(2997);
    for (rows, begins) in [
        // Never closed.
        (format!("{good}Bình,\"số 5,z\n{many}"), 3),
        (format!("{good}\"Bình,số 5,z\n{many}"), 3),
        (format!("{good}Bình,số 5,\"z\n{many}"), 3),
        (format!("{good}{good}Bình,\"số \"\"5\"\",z\n{many}"), 4),
        // Closed by the mark that opens a cell of a later row.
        (format!("{good}Bình,\"số 5,z\n{good}Cường,\"nhà 3\",z\n{many}"), 3),
        (format!("{good}\"Bình\",\"số 5\n\"Cường\",\"nhà 3\",\"z\"\n{many}"), 3),
        (format!("{good}Bình,\"số 5\nCường,x,\"z\"\n{many}"), 3),
    ] {
        for text in [format!("a,b,c\n{rows}"), format!("a,b,c\n{rows}").replace('\n', "\r\n")] {
            let (before, problem) = broken("a.csv", &text);
            assert_eq!((problem.code, problem.line), (Code::RecordsQuote, begins), "{text:.60}");
            assert_eq!(before as u64, begins - 2, "{text:.60}");
        }
    }
    let utf16 = format!("a\tb\n{}Bình\t\"số 5\n{}", "An\tx\n".repeat(9), "An\tx\n".repeat(9));
    let utf16 = Encoding::Utf16Le.encode_bytes(&utf16).unwrap();
    assert_eq!(broken("a.txt", utf16).0, 9);
    let single = "'a';'b'\n'An';'x'\n'Bình';'số 5\n'Cường';'y'\n";
    assert_eq!(broken("a.csv", single).0, 1);
    // Right in the first record, nothing was read at all.
    let reported = read("a.csv", "a,b\nAn,\"x\nBình,y\n").unwrap_err();
    assert_eq!(reported[0].0, Code::RecordsQuote, "{reported:?}");
    let long = format!("{{\"a\":1}}\n{{\"a\":\"{}\"}}\n{{\"a\":1}}\n", "x".repeat(3 << 20));
    assert_eq!(broken("a.jsonl", long).1.code, Code::RecordsTooMuch);
}

/// Three thousand rows, of which the third breaks off: no copy is made of two, whatever is asked.
#[test]
fn no_copies_are_made_of_a_list_that_breaks_off() {
    let rows = "113;Đoàn\n".repeat(2997);
    let home = Home::with(&format!("cong-an;don-vi\n113;Đoàn\n114;\"Đoàn\n{rows}"));
    for more in [
        &[][..],
        &["--skip-bad"],
        &["--only", "1"],
        &["--where", "cong-an=113"],
        &["--split-by", "cong-an"],
        &["--sort", "cong-an"],
        &["--one-file"],
        &["--shard", "2/2", "--per-file", "1"],
        &["--plan"],
        &["--dry-run"],
    ] {
        let said = home.merge(more);
        assert_eq!(said.code, 1, "{more:?}: {said:?}");
        assert!(said.stderr.contains("[R09]") && said.stderr.contains("line 3"), "{said:?}");
        assert!(!said.stdout.contains(".pdf"), "{more:?}: {said:?}");
        let made = home.names("out").iter().filter(|name| ends_in(name, "pdf")).count();
        assert_eq!(made, 0, "{more:?}");
    }
}

#[test]
fn a_cell_that_swallowed_rows_is_refused() {
    for (head, rows) in [
        ("a,b", "Bình,\"số 5\nCường,nhà 3\"\nAn,x\n"),
        ("a,b,c", "Bình,\"số 5,z\nCường,nhà 3\",z\nAn,x,y\n"),
        ("a;b", "\"Bình;số 5\nCường\";nhà 3\nAn;x\n"),
        ("a\tb\tc", "Bình\t\"số 5\tz\nDũng\tx\ty\nCường\tnhà 3\"\tz\nAn\tx\ty\n"),
        ("a|b", "Bình|\"số 5\n\nCường|nhà 3\"\nAn|x\n"),
    ] {
        let read = read("a.csv", format!("{head}\n{rows}")).unwrap();
        assert_eq!(read.records.len(), 1, "{rows}");
        assert_eq!(read.problems[0].code, Code::RecordsQuote, "{rows}: {:?}", read.problems);
        assert!(read.problems[0].what.en.contains("holds whole rows"), "{:?}", read.problems);
    }
    // Cells of several lines as people write them.
    for (head, rows) in [
        ("a,b", "Bình,\"Số 5, ngõ 2\nphố Huế, Hà Nội\"\nAn,x\n"),
        ("a,b", "\"Số 5, ngõ 2\nphố Huế, Hà Nội\",x\nAn,x\n"),
        ("a,b", "Bình,\"cao 2,5 m\nrộng 3,5 m\"\nAn,x\n"),
        ("a;b;c", "Bình;\"Số 5; ngõ 2\nphố Huế; Hà Nội; VN\";z\nAn;x;y\n"),
        ("a,b", "Bình,\"một\nhai\n\nba\"\nAn,x\n"),
    ] {
        assert_eq!(clean("a.csv", format!("{head}\n{rows}")).records.len(), 2, "{rows}");
    }
}

#[test]
fn a_roster_of_half_a_list_is_not_made() {
    let mut list = String::from("Họ tên;Địa chỉ\n");
    (0..150).for_each(|_| list.push_str("NguyÔn V¨n An;Số 5\n"));
    let run = |list: &str| {
        Run::new().file("to-7.csv", list).args(["roster", "--records", "to-7.csv"]).run()
    };
    let done = run(&format!("{list}An;\"Số 7\nBình;Số 9\n"));
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("error[R09]") && !done.file("out").exists(), "{}", done.stderr);
    let list = "Họ tên;Địa chỉ\nAn;Số 5\nBình;\"Số 7\nCường;Số 9\n";
    let done = run(list);
    assert!(done.code == 1 && done.stdout.is_empty() && !done.file("out").exists());
    assert!(done.stderr.contains("to-7.csv:3:1"), "{}", done.stderr);
}

#[test]
fn names_of_columns_among_the_records_are_not_a_record() {
    for (rows, bad) in [
        ("An,Số 5\nHọ tên,Địa chỉ\nBình,Số 7\n", vec![3]),
        ("An,Số 5\nHỌ TÊN,ĐỊA CHỈ\nBình,Số 7\n", vec![3]),
        ("Họ tên,Địa chỉ\nHọ tên,Địa chỉ\nAn,Số 5\n", vec![2, 3]),
        ("An,Số 5\n Họ tên , Địa chỉ \n", vec![3]),
        ("An,Số 5\n\"Họ tên\",\"Địa chỉ\"\n", vec![3]),
        ("An,Địa chỉ\nHọ tên,Số 7\n", vec![]),
    ] {
        let read = read("a.csv", format!("Họ tên,Địa chỉ\n{rows}")).unwrap();
        let found: Vec<u64> = read.problems.iter().map(|it| it.row).collect();
        assert_eq!(found, bad, "{rows}");
        assert!(read.problems.iter().all(|it| it.code == Code::RecordsNamesAgain));
    }
}

#[test]
fn the_mark_of_a_text_is_not_a_letter_of_it() {
    for (cell, wanted, notes) in [
        ("'0912345678", "0912345678", 1),
        ("' 0912345678", "0912345678", 1),
        ("'=1+1", "=1+1", 2),
        ("'Tổ 7", "Tổ 7", 1),
        ("'+84 912 345 678", "+84 912 345 678", 1),
        ("'5/3", "5/3", 1),
        ("'Hoa' quán", "‘Hoa’ quán", 0),
        ("Y'Nghi", "Y’Nghi", 0),
    ] {
        let read = clean("a.csv", format!("a,b\nx,\"{cell}\"\n"));
        let record = &read.records[0];
        assert_eq!(record.cells[1], wanted, "{cell}");
        let reported = record.notes.iter().filter(|it| it.code == Code::RecordsFormula).count();
        assert_eq!(reported, notes, "{cell}: {:?}", record.notes);
    }
}

/// The test data that parsers of CSV are measured with, `tests/csv-spectrum`.
#[test]
fn the_csv_spectrum_is_read_right_or_refused_by_name() {
    let mut read_right = 0;
    for entry in std::fs::read_dir(root().join("tests/csv-spectrum")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "csv") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let seen = read(name, std::fs::read(&path).unwrap()).unwrap();
        // Degree signs that were lost before it was published; a letter of no Vietnamese word.
        let refused =
            [("location_coordinates.csv", Code::TextLost), ("utf8.csv", Code::TextStrangeLetter)];
        if let Some((_, code)) = refused.iter().find(|(refused, _)| *refused == name) {
            assert_eq!((seen.problems.len(), seen.problems[0].code), (1, *code), "{name}");
            continue;
        }
        let json = std::fs::read(path.with_extension("json")).unwrap();
        let wanted: serde_yaml::Value = serde_yaml::from_slice(&json).unwrap();
        assert_eq!(seen.problems, [], "{name}");
        let records = wanted.as_sequence().unwrap();
        assert_eq!(seen.records.len(), records.len(), "{name}");
        for (record, wanted) in seen.records.iter().zip(records) {
            for (column, cell) in seen.names.iter().zip(&record.cells) {
                let wanted = wanted[column.as_str()].as_str().unwrap();
                assert_eq!(cell, &mended(wanted), "{name}: {column}");
            }
        }
        read_right += 1;
    }
    assert_eq!(read_right, 10);
}

#[test]
fn lists_from_pipes_and_devices_are_refused_in_words() {
    let home = Home::with("cong-an;don-vi\n113;Đoàn\n");
    let pipe = home.path("list.fifo");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in ["-", "/dev/stdin", "/dev/null", "/dev/zero", "list.fifo"] {
        let product = ["--product", "hanger"];
        let guide = crate::merging::GUIDE;
        for args in [
            &[&["merge", guide, "--records", path], &product[..]].concat()[..],
            &["roster", "--records", path],
        ] {
            let output = home.command(args).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
            assert!(said.contains("error[R19]") && said.contains(path), "{args:?}: {said}");
            assert!(said.contains("into a file first"), "{said}");
        }
    }
    // A file that stands at the door is a file.
    let list = std::fs::File::open(home.path("list.csv")).unwrap();
    let args = ["merge", crate::merging::GUIDE, "--records", "/dev/stdin", "--product", "hanger"];
    let output = home.command(&args).stdin(list).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn options_that_say_nothing_about_a_list_are_refused() {
    let home = Home::with("cong-an;don-vi\n113;Đoàn\n");
    home.write("list.jsonl", "{\"cong-an\": \"113\", \"don-vi\": \"Đoàn\"}\n");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in [(0, "cong-an"), (1, "don-vi")] {
        sheet.write(0, column, name).unwrap();
        sheet.write(1, column, "113").unwrap();
    }
    home.write("list.xlsx", book.save_to_buffer().unwrap());
    for (file, option, value) in [
        ("list.csv", "--worksheet", "Tổ 7"),
        ("list.csv", "--worksheet", "1"),
        ("list.jsonl", "--worksheet", "1"),
        ("list.jsonl", "--separator", ";"),
        ("list.xlsx", "--separator", ";"),
    ] {
        let product = ["--product", "hanger"];
        let guide = crate::merging::GUIDE;
        for args in [
            [&["merge", guide, "--records", file, option, value], &product[..]].concat(),
            vec!["roster", "--records", file, option, value],
        ] {
            for (lang, words) in [("en", "is for"), ("vi", "chỉ dùng cho")] {
                let output =
                    home.command(&[&args[..], &["--lang", lang]].concat()).output().unwrap();
                let said = String::from_utf8(output.stderr).unwrap();
                assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
                assert!(said.contains("[R16]") && said.contains(words), "{args:?}: {said}");
                assert!(said.contains(option) && !home.path("out").exists(), "{said}");
            }
        }
    }
}

#[test]
fn wrong_values_of_options_are_faults_of_the_command() {
    let home = Home::with("cong-an;don-vi\n113;Đoàn\n");
    for args in [
        ["--only", "0"],
        ["--only", "5-3"],
        ["--only", "x"],
        ["--only", ""],
        ["--shard", "0/5"],
        ["--shard", "6/5"],
        ["--shard", "1"],
        ["--where", "Tổ"],
        ["--where", ""],
        ["--map", "x"],
        ["--separator", "ab"],
        ["--encoding", "latin9"],
        ["--per-file", "0"],
        ["--impose", "ba"],
    ] {
        let said = home.merge(&args);
        assert_eq!(said.code, 2, "{args:?}: {}", said.stderr);
        assert!(said.stderr.contains("error"), "{args:?}: {}", said.stderr);
        assert!(!home.path("out").exists(), "{args:?}");
    }
    let roster = |more: &[&str]| {
        let args = [&["roster", "--records", "list.csv"], more].concat();
        home.command(&args).output().unwrap().status.code()
    };
    for more in [&["--map", "nha"], &["--sort", "x"], &["--date", "mai"], &["--separator", "a"]] {
        assert_eq!(roster(more), Some(2), "{more:?}");
    }
}

#[test]
fn copies_are_made_of_a_list_whose_separator_is_named() {
    let home = Home::with("cong-an^don-vi\n113^Đoàn; 024, 38\n");
    home.merge(&["--separator", "^"]).ok();
    assert!(home.merge(&["--separator", ";", "--out", "other"]).code == 1);
}

/// Runs on a stack such as a thread of a server has.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(512 << 10).spawn(test).unwrap().join().unwrap();
}

#[test]
fn deep_files_are_refused_and_take_no_stack() {
    on_a_small_stack(|| {
        let deep = 200_000;
        let (open, shut) = ("[".repeat(deep), "]".repeat(deep));
        let seen = read("a.jsonl", format!("{{\"a\":1}}\n{{\"a\":{open}{shut}}}\n{{\"a\":2}}\n"));
        let seen = seen.unwrap();
        assert_eq!((seen.records.len(), seen.problems[0].code), (2, Code::RecordsCell));
        let object = "{\"a\":".repeat(deep);
        let seen =
            read("a.jsonl", format!("{{\"a\":1}}\n{object}1{}\n", "}".repeat(deep))).unwrap();
        assert_eq!(seen.problems.len(), 1);
        for open in ["[", "{\"a\":", "[{\"a\":"] {
            assert!(read("a.json", open.repeat(deep)).is_err());
        }
        let nested = |tag: &str| {
            format!("{}{}", format!("<{tag}>").repeat(deep), format!("</{tag}>").repeat(deep))
        };
        let sheet = format!("<sheetData><row><c>{}</c></row></sheetData>", nested("a"));
        let reported = read("a.xlsx", workbook(&sheet, "<sst></sst>", "")).unwrap_err();
        assert_eq!(reported[0].0, Code::RecordsTooMuch, "{reported:?}");
        let strings = format!("<sst><si>{}</si></sst>", nested("r"));
        let reported = read("a.xlsx", workbook("<sheetData/>", &strings, "")).unwrap_err();
        assert_eq!(reported[0].0, Code::RecordsTooMuch, "{reported:?}");
        let content = format!("<o><table:table><table:table-row>{}", nested("table:table-cell"));
        let reported = read("a.ods", archive(&[("content.xml", content.as_bytes())])).unwrap_err();
        assert_eq!(reported[0].0, Code::RecordsTooMuch, "{reported:?}");
    });
}

#[track_caller]
fn quick<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = run();
    // A program without optimisations on a busy machine; what is quadratic takes minutes.
    assert!(start.elapsed() < Duration::from_secs(30), "{what}: {:?}", start.elapsed());
    done
}

#[test]
fn nothing_about_a_list_takes_the_square_of_its_size() {
    let fields: Vec<String> = (0..150_000).map(|n| format!("\"k{n}\":1")).collect();
    let wide = format!("{{{}}}\n{{}}\n", fields.join(","));
    let reported = quick("fields", || read("a.jsonl", wide).unwrap_err());
    assert_eq!(reported[0].0, Code::RecordsTooMuch);
    let names: Vec<String> = (0..500).map(|n| format!("\"cột {n}\":\"x\"")).collect();
    let back: Vec<String> = names.iter().rev().cloned().collect();
    let rows = format!("{{{}}}\n", back.join(",")).repeat(100);
    let list = format!("{{{}}}\n{rows}", names.join(","));
    assert_eq!(quick("order", || clean("a.jsonl", list)).records.len(), 101);
    let mut sheet = String::from("<sheetData><row><c t=\"str\"><v>a</v></c></row>");
    let mut merged = String::new();
    for row in 2..60_000 {
        write!(sheet, "<row r=\"{row}\"><c t=\"str\"><v>x</v></c></row>").unwrap();
        let far = 100_000 + row;
        write!(merged, "<mergeCell ref=\"B{far}:C{far}\"/>").unwrap();
    }
    let sheet = format!("{sheet}</sheetData><mergeCells>{merged}</mergeCells>");
    let book = workbook(&sheet, "<sst></sst>", "");
    assert_eq!(quick("merged cells", || clean("a.xlsx", book)).records.len(), 59_998);
    for cell in [
        "Nguy?n ".repeat(4000),
        "?".repeat(30_000),
        "a?".repeat(15_000),
        "_a".repeat(15_000),
        "\u{fffd}".repeat(10_000),
        "NguyÔn ".repeat(4000),
        "ÃÂ".repeat(15_000),
        "Ã¡".repeat(15_000),
        "a^".repeat(15_000),
        "'".repeat(30_000),
        "đ".repeat(15_000),
        "ï¿½".repeat(5_000),
    ] {
        let list = format!("a;b\n\"{}\";x\nAn;x\n", cell.replace('"', "\"\""));
        let shown: String = cell.chars().take(8).collect();
        quick(&shown, || read_with("a.csv", &list, &Options::default()).unwrap());
        let options = Options { encoding: Some(Encoding::Tcvn3), ..Options::default() };
        let seen = quick(&shown, || read_with("a.csv", &list, &options).unwrap());
        let reported = seen.problems.iter().flat_map(Problem::all).count();
        assert!(reported <= 3, "{shown}: {reported} findings about one cell");
    }
}
