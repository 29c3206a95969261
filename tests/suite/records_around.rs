//! What is not a record: rows of the form around a list, words of programs for a value, columns nobody
//! sees. All of it looks like any other cell, and would be printed as one.

use toroi::diag::Code;
use toroi::records::Options;

use crate::records::{clean, read, read_with};
use crate::records_sheets::{archive, workbook};
use crate::run::Run;

/// Texts and forms of a workbook that has none.
const SST: &str = "<sst></sst>";
const FORMS: &str = "<styleSheet></styleSheet>";
const HEAD: &str = "STT;Họ tên;Địa chỉ;Ghi chú\n1;Nguyễn Văn An;Số 5;vắng\n";

/// The codes of a row with its number.
fn codes(name: &str, bytes: impl AsRef<[u8]>) -> Vec<(u64, Code)> {
    let read = read(name, bytes).unwrap();
    read.problems.iter().map(|it| (it.row, it.code)).collect()
}

#[test]
fn rows_around_a_list_are_not_records() {
    for row in [
        "Tổng cộng;;;",
        ";Tổng số: 1 hộ;;",
        ";Cộng;1;",
        "TỔNG;;;12 người",
        "Total;;;1",
        ";;;Người lập biểu",
        "(Ký, ghi rõ họ tên);;;",
        ";;;Hà Nội, ngày 5 tháng 11 năm 2026",
        "(1);(2);(3);(4)",
        "1;2;3;4",
        "A;B;1;2",
        "---;---;---;---",
        "=====;;;",
        "Tổ 3;;;",
        ";TỔ DÂN PHỐ SỐ 12;;",
        ";II. Hộ cận nghèo;;",
        "I;Hộ nghèo;;",
        ";Thôn Đoài;;",
        "Ngõ 10 phố Huế;;;",
        "Hộ nghèo;;;",
        ";HỘ CẬN NGHÈO;;",
        ";Danh sách bổ sung;;",
        ";;;Người cao tuổi",
        ";(tiếp theo);;",
    ] {
        let list = format!("{HEAD}{row}\n2;Trần Thị Bích;Số 7;\n");
        assert_eq!(codes("a.csv", &list), [(3, Code::RecordsNoRecord)], "{row}");
    }
    for row in [
        "2;Cộng;0912 345 678;",
        ";Trần Văn Cộng;Số 7;",
        "Tổng công ty Điện lực;;;",
        "Tổ trưởng;;;",
        ";Đường Văn Tám;;",
        ";Hộ kinh doanh Minh Anh;;",
        ";Hộ bà Lan;;",
        ";Gia đình ông Bình;;",
        ";;Tổ 3;",
        "A;B;C;D",
    ] {
        let read = clean("a.csv", format!("{HEAD}{row}\n"));
        assert_eq!(read.records.len(), 2, "{row}");
    }
    // No copy is made of a sum, and no roster counts it.
    for args in [
        &["roster", "--records", "a.csv"][..],
        &["merge", "kich-hoat-tai-khoan", "--records", "a.csv", "--product", "hanger"],
    ] {
        let list = "Công an xã, phường;Đơn vị phát;Số nhà\n113;Đoàn;5\nTổng cộng;;2\n114;Đoàn;6\n";
        let done = Run::new().file("a.csv", list).args(args.iter().copied()).run();
        assert_eq!(done.code, 1, "{}", done.stderr);
        assert!(done.stderr.contains("[R21]"), "{}", done.stderr);
        let made = std::fs::read_dir(done.file("out")).into_iter().flatten().flatten();
        let mut names = made.map(|entry| entry.file_name().into_string().unwrap());
        assert!(!names.any(|name| name.contains(".pdf")), "{}", done.stdout);
        // Below the list it is left out.
        let list =
            "Công an xã, phường;Đơn vị phát;Số nhà\n113;Đoàn;5\nTổng cộng;;2\n;;Người lập biểu\n";
        let done = Run::new().file("a.csv", list).args(args.iter().copied()).run();
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert_eq!(done.stderr.matches("warning[R26]").count(), 2, "{}", done.stderr);
    }
}

#[test]
fn what_stands_below_a_list_is_left_out_and_told() {
    for (below, reported) in [
        ("Tổng cộng;;;\n", 1),
        (";Cộng;2;\n\n;;;Hà Nội, ngày 5 tháng 11 năm 2026\n;;;Người lập biểu\n", 3),
        ("Tổng số;2;;\n;;;\n;;;\n", 1),
        ("", 0),
    ] {
        let list = format!("{HEAD}{below}");
        let kept = crate::records::keep("a.csv", list);
        let mut sink = toroi::diag::Sink::new();
        let mut table =
            toroi::records::Table::open(&kept.path, &Options::default(), &mut sink).unwrap();
        let rows: Vec<u64> = (&mut table).map(|row| row.unwrap().row).collect();
        assert_eq!((rows, table.left_out().count()), (vec![2], reported), "{below}");
        assert!(table.left_out().all(|found| found.code == Code::RecordsBelow));
    }
    // A name below the signature may be a record, so nothing is left out.
    let list = format!("{HEAD};Cộng;1;\n;;;Người lập biểu\n;;;Trần Văn Bình\n3;Chi;Số 9;\n");
    assert_eq!(codes("a.csv", list), [(3, Code::RecordsNoRecord), (4, Code::RecordsNoRecord)]);
    // A list of sums alone holds no record.
    assert_eq!(read("a.csv", "STT;Tên;Nhà\nTổng cộng;;2\n").unwrap_err()[0].0, Code::RecordsEmpty);
}

#[test]
fn cells_of_columns_nobody_prints_are_not_judged() {
    let list = "Nhà;Tên;Ghi chú\n5;An;#N/A\n6;Bình;####\n#REF!;Chi;x\n";
    let kept = crate::records::keep("a.csv", list);
    let mut sink = toroi::diag::Sink::new();
    let mut table =
        toroi::records::Table::open(&kept.path, &Options::default(), &mut sink).unwrap();
    table.judge_only([0, 1].into());
    let wrong: Vec<u64> = table.filter_map(|row| row.err().map(|it| it.row)).collect();
    assert_eq!(wrong, [4]);
}

#[test]
fn what_programs_write_for_a_value_is_not_a_value() {
    for (cell, code) in [
        ("#N/A", Code::RecordsCell),
        ("#REF!", Code::RecordsCell),
        ("#TÊN?", Code::RecordsCell),
        ("Err:502", Code::RecordsCell),
        ("undefined", Code::RecordsCell),
        ("[object Object]", Code::RecordsCell),
        ("-nt-", Code::RecordsCell),
        ("nt", Code::RecordsCell),
        ("Như trên", Code::RecordsCell),
        ("〃", Code::RecordsCell),
        ("\"\"\"\"", Code::RecordsCell),
        ("####", Code::RecordsForm),
        ("9.12346E+11", Code::RecordsForm),
        ("9,1E+08", Code::RecordsForm),
        ("05-Thg2", Code::RecordsForm),
        ("5-Feb", Code::RecordsForm),
        ("Feb-05", Code::RecordsForm),
        ("2026-02-05 00:00:00", Code::RecordsForm),
    ] {
        assert_eq!(codes("a.csv", format!("{HEAD}2;An;{cell};\n")), [(3, code)], "{cell}");
    }
    for cell in ["NULL", "nan", "None", "(null)", "\\N"] {
        let read = clean("a.csv", format!("{HEAD}2;An;Số 7;{cell}\n"));
        assert_eq!(read.cells()[1], ["2", "An", "Số 7", ""], "{cell}");
        let notes: Vec<Code> = read.records[1].notes.iter().map(|note| note.code).collect();
        assert_eq!(notes, [Code::RecordsNothing], "{cell}");
    }
    // The same in a workbook, once for each cell.
    let cell = |place: &str, kind: &str, value: &str| match kind {
        "e" => format!("<c r=\"{place}\" t=\"e\"><v>{value}</v></c>"),
        _ => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
    };
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row></sheetData>",
        cell("A1", "", "Nhà"),
        cell("B1", "", "Tên"),
        cell("A2", "e", "#N/A"),
        cell("B2", "", "#N/A"),
    );
    let read = read("a.xlsx", workbook(&sheet, SST, FORMS)).unwrap();
    let all: Vec<Code> = read.problems[0].all().map(|it| it.code).collect();
    assert_eq!(all, [Code::RecordsCell, Code::RecordsCell]);
}

#[test]
fn a_row_of_nothing_to_see_is_empty() {
    for row in ["\u{200b};;;", "\u{feff};\u{ad};;", "NULL;NULL;;nan", "\u{1a}"] {
        let read = clean("a.csv", format!("{HEAD}{row}\n"));
        assert_eq!((read.records.len(), read.skipped), (1, 1), "{row:?}");
    }
}

#[test]
fn cells_that_hold_rows_are_refused_in_any_dress() {
    for list in [
        // A space behind each separator.
        "Nhà; Tên; Ghi chú\n5; An;\"x\n6; Bình; y\n7; Chi; z\"\n8; Dũng; d\n",
        // One column.
        "Nhà\n\"5\n6\n7\"\n8\n",
        "Nhà\r\"5\r6\"\r7\r",
        // The line ends of old Macs.
        "Nhà;Tên\r5;\"An\r6;Bình\"\r7;Chi\r",
    ] {
        let codes = codes("a.csv", list);
        assert_eq!(codes.iter().map(|it| it.1).collect::<Vec<_>>(), [Code::RecordsQuote], "{list}");
    }
    let read = clean("a.csv", "Nhà;Ghi chú\n5;\"gọi trước; rồi đến;\nđi cửa sau\"\n");
    assert_eq!(read.records.len(), 1);
}

#[test]
fn the_separator_is_declared_with_any_sign_and_line_end() {
    for list in
        ["sep=\t\nNhà\tTên\n5\tAn\n", "sep=;\rNhà;Tên\r5;An\r", "\"sep=|\"\r\nNhà|Tên\r\n5|An\r\n"]
    {
        let read = clean("a.csv", list);
        assert_eq!((read.names.len(), read.cells()), (2, vec![vec!["5", "An"]]), "{list:?}");
    }
}

#[test]
fn numbers_of_json_have_no_empty_decimals() {
    let list = "{\"nhà\":5.0,\"tổ\":7,\"mã\":9.1e8}\n{\"nhà\":1.5,\"tổ\":null,\"mã\":12345678901234567890}\n";
    let read = clean("a.jsonl", list);
    assert_eq!(read.cells(), [["5", "7", "910000000"], ["1.5", "", "12345678901234567890"]]);
}

/// What opening a file says.
fn reported(name: &str, bytes: &[u8]) -> Vec<(Code, String)> {
    let kept = crate::records::keep(name, bytes);
    let mut sink = toroi::diag::Sink::new();
    let _ = toroi::records::Table::open(&kept.path, &Options::default(), &mut sink);
    sink.iter().map(|found| (found.code, found.message.en.clone())).collect()
}

#[test]
fn hidden_columns_are_named() {
    let cells = |row: u32, words: [&str; 3]| {
        let cell = |(at, word): (usize, &str)| {
            format!(
                "<c r=\"{}{row}\" t=\"inlineStr\"><is><t>{word}</t></is></c>",
                ["A", "B", "C"][at]
            )
        };
        let cells: String = words.into_iter().enumerate().map(cell).collect();
        format!("<row r=\"{row}\">{cells}</row>")
    };
    let sheet = |columns: &str| {
        let rows = cells(1, ["Nhà", "Tên", "Ghi chú"]) + &cells(2, ["5", "An", "bí mật"]);
        workbook(&format!("{columns}<sheetData>{rows}</sheetData>"), SST, FORMS)
    };
    for (columns, wanted) in [
        ("<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>", Some("“Ghi chú”")),
        ("<cols><col min=\"2\" max=\"16384\" width=\"0\"/></cols>", Some("“Tên”, “Ghi chú”")),
        ("<cols><col min=\"1\" max=\"1\" hidden=\"true\"></col></cols>", Some("“Nhà”")),
        ("<cols><col min=\"1\" max=\"3\" hidden=\"0\" width=\"9\"/></cols>", None),
        ("<cols><col min=\"4\" max=\"9\" hidden=\"1\"/></cols>", None),
        ("", None),
    ] {
        let reported = reported("a.xlsx", &sheet(columns));
        assert_eq!(reported.len(), usize::from(wanted.is_some()), "{columns}: {reported:?}");
        for (code, message) in reported {
            assert_eq!(code, Code::RecordsHiddenColumn);
            assert!(message.ends_with(wanted.unwrap()), "{message}");
        }
    }
    let column = |more: &str| format!("<table:table-column {more}/>");
    for (columns, count) in [
        (
            column("table:number-columns-repeated=\"2\"")
                + &column("table:visibility=\"collapse\""),
            1,
        ),
        (column("table:visibility=\"filter\" table:number-columns-repeated=\"3\""), 1),
        (column(""), 0),
    ] {
        let cell =
            |word: &str| format!("<table:table-cell><text:p>{word}</text:p></table:table-cell>");
        let row = |words: [&str; 3]| {
            format!("<table:table-row>{}</table:table-row>", words.map(cell).concat())
        };
        let rows = row(["Nhà", "Tên", "Ghi chú"]) + &row(["5", "An", "bí mật"]);
        let reported = reported("a.ods", &ods(&format!("{columns}{rows}")));
        assert_eq!(reported.len(), count, "{columns}: {reported:?}");
    }
}

fn ods(inside: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">\
         {inside}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// Small things of spreadsheets that got lost or came twice.
#[test]
fn spreadsheets_lose_nothing() {
    let head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Nhà</t></is></c></row>";
    let sheet = |cell: &str, behind: &str| {
        let row = format!("<row r=\"2\">{cell}</row>");
        workbook(&format!("<sheetData>{head}{row}</sheetData>{behind}"), SST, FORMS)
    };
    for (written, wanted) in [("1", "TRUE"), ("true", "TRUE"), ("0", "FALSE"), ("false", "FALSE")] {
        let cell = format!("<c r=\"A2\" t=\"b\"><v>{written}</v></c>");
        assert_eq!(clean("a.xlsx", sheet(&cell, "")).cells(), [[wanted]], "{written}");
    }
    for tag in ["mergeCell ref=\"A2:A3\"", "mergeCell\n ref='A2:A3'", "x:mergeCell\tref=\"A2:A3\""]
    {
        let behind = format!("<mergeCells count=\"1\"><{tag}/></mergeCells>");
        let cell = "<c r=\"A2\"><v>5</v></c>";
        assert_eq!(codes("a.xlsx", sheet(cell, &behind)), [(2, Code::RecordsHeader)], "{tag}");
    }
    let cell = |kind: &str, words: &str| {
        ods(&format!(
            "<table:table-row><table:table-cell><text:p>Nhà</text:p></table:table-cell>\
             </table:table-row><table:table-row><table:table-cell {kind}>{words}</table:table-cell>\
             </table:table-row>"
        ))
    };
    for (kind, words, code) in [
        ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "", Code::RecordsForm),
        ("office:value-type=\"date\" office:date-value=\"2026-11-23\"", "", Code::RecordsForm),
        ("office:value-type=\"time\" office:time-value=\"PT7H\"", "", Code::RecordsForm),
        (
            "office:value-type=\"string\" calcext:value-type=\"error\"",
            "<text:p>#TRỊ!</text:p>",
            Code::RecordsCell,
        ),
        (
            "office:value-type=\"float\" office:value=\"5\"",
            "<text:p>###</text:p>",
            Code::RecordsForm,
        ),
    ] {
        assert_eq!(codes("a.ods", cell(kind, words)), [(2, code)], "{kind}");
    }
    let ruby = "<text:p><text:ruby><text:ruby-base>An</text:ruby-base><text:ruby-text>YY\
                </text:ruby-text></text:ruby></text:p>";
    assert_eq!(clean("a.ods", cell("", ruby)).cells(), [["An"]]);
}

#[test]
fn sheets_whose_names_read_alike_are_told_apart() {
    let table = |name: &str, house: &str| {
        let row = |word: &str| {
            format!(
                "<table:table-row><table:table-cell><text:p>{word}</text:p></table:table-cell></table:table-row>"
            )
        };
        format!("<table:table table:name=\"{name}\">{}{}</table:table>", row("Nhà"), row(house))
    };
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{}{}{}\
         </office:spreadsheet></office:body></office:document-content>",
        table("Tổ", "5"),
        table("To", "6"),
        table("Thôn", "7"),
    );
    let book = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ]);
    let with = |sheet: &str| {
        let options = Options { sheet: Some(sheet.to_owned()), ..Options::default() };
        read_with("a.ods", &book, &options)
    };
    for (sheet, house) in [("Tổ", "5"), ("To", "6"), ("thon", "7"), ("2", "6")] {
        assert_eq!(with(sheet).unwrap().cells(), [[house]], "{sheet}");
    }
    for sheet in ["tô", "TO", "tổ"] {
        let reported = with(sheet).unwrap_err();
        assert_eq!(reported[0].0, Code::RecordsSheet, "{sheet}");
        assert!(reported[0].1.contains("“Tổ”, “To”"), "{}", reported[0].1);
    }
}

#[test]
fn a_field_has_one_column() {
    let list = "Công an xã, phường;Đơn vị phát;Số nhà;Nhà cũ\n113;Đoàn;5;6\n";
    let merge = ["merge", "kich-hoat-tai-khoan", "--records", "a.csv", "--product", "hanger"];
    let two = ["--map", "don-vi=Đơn vị phát", "--map", "don-vi=Nhà cũ"];
    let roster = ["roster", "--records", "a.csv", "--map", "nha=Số nhà", "--map", "nha=Nhà cũ"];
    for args in [[&merge[..], &two].concat(), roster.to_vec()] {
        let done = Run::new().file("a.csv", list).args(args).run();
        assert_eq!((done.code, done.stdout.as_str()), (1, ""), "{}", done.stderr);
        assert!(done.stderr.contains("two columns"), "{}", done.stderr);
    }
}

#[test]
fn escapes_of_an_address_are_whole() {
    let at = |path: &str| format!("https://vneid.gov.vn/{path}");
    for path in ["a%20b", "%C3%A0", "x?a=%2F", "100%25", ""] {
        assert!(crate::case::sites().is_official(&at(path)), "{path}");
    }
    for path in ["%", "%z", "%zz", "%0a", "%00", "%7f", "a%2", "%%41", "“a”", "‘a’"] {
        assert!(!crate::case::sites().is_official(&at(path)), "{path}");
        let found = crate::case::sites().unofficial(&at(path));
        assert_eq!(found.code, Code::QrHost);
        assert!(!found.message.en.contains("is not an official"), "{}", found.message.en);
    }
}
