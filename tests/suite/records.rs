//! Records: CSV, TSV and JSON Lines as people save them, and as they break.

use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;
use toroi::diag::{Code, Severity, Sink};
use toroi::leftover;
use toroi::records::{MAX_CELL_LETTERS, MAX_COLUMNS, Options, Problem, Record, Table};
use toroi::vietnamese::encoding::Encoding;
use toroi::vietnamese::normalise::{self, TextSegment};

use crate::props::check;

/// A file in a folder of its own.
pub(crate) struct Kept {
    _folder: TempDir,
    pub path: PathBuf,
}

pub(crate) fn keep(name: &str, bytes: impl AsRef<[u8]>) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Kept { _folder: folder, path }
}

/// A table read to its end.
#[derive(Debug)]
pub(crate) struct Read {
    pub names: Vec<String>,
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
    pub skipped: u64,
}

pub(crate) fn read_with(
    name: &str,
    bytes: impl AsRef<[u8]>,
    options: &Options,
) -> Result<Read, Vec<(Code, String)>> {
    let kept = keep(name, bytes);
    let mut sink = Sink::new();
    let table = Table::open(&kept.path, options, &mut sink);
    let reported = sink.iter().map(|found| (found.code, found.message.en.clone())).collect();
    let Some(mut table) = table else {
        assert!(sink.has_errors(), "refused without a reason");
        return Err(reported);
    };
    assert!(!sink.has_errors(), "{reported:?}");
    let names = table.columns().iter().map(|column| column.name.clone()).collect();
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for row in &mut table {
        match row {
            Ok(record) => records.push(record),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Read { names, records, problems, skipped: table.skipped() })
}

pub(crate) fn read(name: &str, bytes: impl AsRef<[u8]>) -> Result<Read, Vec<(Code, String)>> {
    read_with(name, bytes, &Options::default())
}

/// Records without a problem.
#[track_caller]
pub(crate) fn clean(name: &str, bytes: impl AsRef<[u8]>) -> Read {
    let read = read(name, bytes).unwrap();
    assert_eq!(read.problems, []);
    read
}

impl Read {
    pub(crate) fn cells(&self) -> Vec<Vec<&str>> {
        self.records.iter().map(|it| it.cells.iter().map(String::as_str).collect()).collect()
    }
}

const LIST: &str = "Họ tên;Địa chỉ;Điện thoại\nNguyễn Văn An;Số 5, ngõ 2;0912 345 678\n\
                    Trần Thị Bích;\"Số 7; ngõ 2\";024 3864 1234\n";

fn wanted() -> Vec<Vec<&'static str>> {
    vec![
        vec!["Nguyễn Văn An", "Số 5, ngõ 2", "0912 345 678"],
        vec!["Trần Thị Bích", "Số 7; ngõ 2", "024 3864 1234"],
    ]
}

#[test]
fn lists_are_read_however_excel_saves_them() {
    let other = |mark: &str| {
        let mut out = String::new();
        for row in std::iter::once(vec!["Họ tên", "Địa chỉ", "Điện thoại"]).chain(wanted())
        {
            out.push_str(
                &row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(mark),
            );
            out.push_str("\r\n");
        }
        out
    };
    let utf16 = |encoding: Encoding| encoding.encode_bytes(&other("\t")).unwrap();
    let files: [(&str, Vec<u8>); 12] = [
        ("a.csv", LIST.into()),
        ("a.csv", format!("\u{feff}{LIST}").into()),
        ("a.csv", LIST.replace('\n', "\r\n").into()),
        ("a.csv", LIST.replace('\n', "\r").into()),
        ("a.csv", LIST.trim_end().into()),
        ("a.csv", other(",").into()),
        ("a.tsv", other("\t").into()),
        ("a.txt", other("|").into()),
        ("a.csv", format!("sep=;\r\n{LIST}").into()),
        ("a.txt", utf16(Encoding::Utf16Le)),
        ("a.csv", utf16(Encoding::Utf16Be)),
        ("a.txt", utf16(Encoding::Utf16Le)[2..].into()),
    ];
    for (index, (name, bytes)) in files.into_iter().enumerate() {
        let read = clean(name, bytes);
        assert_eq!(read.names, ["Họ tên", "Địa chỉ", "Điện thoại"], "file {index}");
        assert_eq!(read.cells(), wanted(), "file {index}");
        let rows: Vec<u64> = read.records.iter().map(|record| record.row).collect();
        assert_eq!(rows, [2, 3], "file {index}");
        assert!(read.records.iter().all(|record| record.notes.is_empty()), "file {index}");
    }
}

#[test]
fn rows_and_lines_are_counted_as_people_see_them() {
    let list = "a,b\n\"1\n2\",x\n\n,\n3,\"y\"\"\r\nz\"\n  , \n4,w\n";
    let read = clean("a.csv", list);
    let seen: Vec<(u64, u64, &str)> =
        read.records.iter().map(|it| (it.row, it.line, it.cells[1].as_str())).collect();
    assert_eq!(seen, [(2, 2, "x"), (5, 6, "y\"\nz"), (7, 9, "w")]);
    assert_eq!(read.skipped, 3);
}

#[test]
fn columns_are_found_by_any_spelling() {
    let kept = keep("a.csv", "Tổ dân phố,Số ĐT,Họ và tên,2026\n1,2,3,4\n");
    let mut sink = Sink::new();
    let table = Table::open(&kept.path, &Options::default(), &mut sink).unwrap();
    for (typed, index) in [
        ("Tổ dân phố", 0),
        ("to_dan_pho", 0),
        ("TỔ DÂN PHỐ", 0),
        ("todanpho", 0),
        ("số đt", 1),
        ("So DT", 1),
        ("ho-va-ten", 2),
    ] {
        assert_eq!(table.find(typed), Ok(index), "{typed}");
    }
    let keys: Vec<&str> = table.columns().iter().map(|column| column.key.as_str()).collect();
    assert_eq!(keys, ["to_dan_pho", "so_dt", "ho_va_ten", "cot_4_2026"]);
    let missing = table.find("to dan fo").unwrap_err();
    assert_eq!(missing.near.as_deref(), Some("Tổ dân phố"));
    let found = missing.diagnostic();
    assert_eq!(found.code, Code::RecordsColumn);
    assert!(found.hints[0].vi.contains("“Tổ dân phố”"), "{found:?}");
    assert!(found.hints[1].en.contains("“Họ và tên”"), "{found:?}");
    assert_eq!(table.find("xyz").unwrap_err().near, None);
}

#[test]
fn files_that_are_no_list_are_refused_with_a_reason() {
    let wide = vec!["x"; MAX_COLUMNS + 1].join(",");
    let docx = "<html><body>Kính gửi";
    let tcvn3 = Encoding::Tcvn3.encode_bytes(LIST).unwrap();
    let files: [(&str, Vec<u8>, Code, &str); 25] = [
        ("a.csv", "".into(), Code::RecordsEmpty, "empty"),
        ("a.csv", "\u{feff}".into(), Code::RecordsEmpty, "empty"),
        ("a.csv", "\n\n,,\n".into(), Code::RecordsEmpty, "empty"),
        ("a.jsonl", "".into(), Code::RecordsEmpty, "empty"),
        ("a.csv", "a,b\n".into(), Code::RecordsEmpty, "no rows below"),
        ("a.csv", "a,b\n,\n\n".into(), Code::RecordsEmpty, "no rows below"),
        ("a.csv", "Tên,ten\n1,2\n".into(), Code::RecordsHeader, "columns 1 and 2 are both called"),
        ("a.csv", "Tên,,b\n1,2,3\n".into(), Code::RecordsHeader, "column 2 has no name"),
        ("a.csv", "DANH SÁCH TỔ 7,,\nTên,b,c\n".into(), Code::RecordsEmpty, "no rows below"),
        ("a.csv", "DANH SÁCH\nTên;b\n1;2\n3;4\n".into(), Code::RecordsHeader, "is alone"),
        ("a.csv", format!("{wide}\n{wide}\n").into(), Code::RecordsTooMuch, "501 cells"),
        ("a.csv", "a,\"b\n1,2\n".into(), Code::RecordsQuote, "cell 2 of row 1, on line 1"),
        ("a.csv", "a,\"b\"c\n1,2\n".into(), Code::RecordsQuote, "after the quotation mark"),
        ("a.csv", "a\0,b\n1,2\n".into(), Code::FileNul, "NUL"),
        ("a.csv", tcvn3, Code::FileNotUtf8, "TCVN3"),
        ("a.csv", b"a,b\n\xff\x81,1\n".to_vec(), Code::FileNotUtf8, "no old encoding"),
        ("a.csv", "%PDF-1.7\n".into(), Code::RecordsKind, "a PDF"),
        ("a.xls", docx.into(), Code::RecordsKind, "a web page"),
        ("a.xml", "<?xml version='1.0'?><a/>".into(), Code::RecordsKind, "an XML file"),
        ("a.png", b"\x89PNG\r\n".to_vec(), Code::RecordsKind, "a picture"),
        ("a.json", "[{\"a\": 1}]".into(), Code::RecordsKind, "one object per line"),
        ("a.jsonl", "{\"a\": 1".into(), Code::RecordsDamaged, "not a JSON object"),
        ("a.jsonl", "{\"a\": 1, \"a\": 2}".into(), Code::RecordsHeader, "both called"),
        ("a.jsonl", "{}\n{}".into(), Code::RecordsEmpty, "empty"),
        ("a.csv", "Hä tªn;®Þa chØ\nNguyÔn;Sè 5\n".into(), Code::TextOldEncoding, "TCVN3"),
    ];
    for (name, bytes, code, words) in files {
        let shown = String::from_utf8_lossy(&bytes).chars().take(40).collect::<String>();
        let reported = read(name, bytes).unwrap_err();
        let is_reported = reported.iter().any(|(own, said)| *own == code && said.contains(words));
        assert!(is_reported, "{shown:?}: {reported:?}");
    }
    let mut sink = Sink::new();
    #[cfg(target_os = "linux")]
    {
        // A device has no end, and a pipe may have none.
        let zero = Table::open("/dev/zero".as_ref(), &Options::default(), &mut sink);
        assert!(zero.is_none() && sink.iter().all(|found| found.code == Code::RecordsPiped));
        sink = Sink::new();
    }
    for path in ["/khong/co.csv", "/"] {
        assert!(Table::open(path.as_ref(), &Options::default(), &mut sink).is_none());
    }
    let codes: Vec<Code> = sink.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::FileMissing, Code::FileIsFolder]);
}

/// A file's name, its bad row, and what is reported: code, row, column, words.
type Bad<'b> = (&'b str, &'b [u8], Code, u64, Option<&'b str>, &'b str);

#[test]
fn a_bad_row_is_reported_and_the_others_are_read() {
    let long = "x".repeat(MAX_CELL_LETTERS + 1);
    let longer = "x".repeat(1 << 20);
    let wide = ",".repeat(10_000);
    let rows: [Bad<'_>; 13] = [
        ("a.csv", b"1,2,3", Code::RecordsCount, 3, None, "has 3 cells, the list has 2"),
        ("a.csv", b"1", Code::RecordsCount, 3, None, "has 1 cell,"),
        ("a.csv", b"1,\"2\"x", Code::RecordsQuote, 3, Some("Ghi chú"), "begun on line 3"),
        ("a.csv", b"1,a\0b", Code::FileNul, 3, Some("Ghi chú"), "NUL"),
        ("a.csv", b"1,a\xe1\xbb", Code::FileNotUtf8, 3, Some("Ghi chú"), "byte E1"),
        ("a.csv", long.as_bytes(), Code::RecordsTooMuch, 3, Some("Tên"), "more than 32767"),
        ("a.csv", longer.as_bytes(), Code::RecordsTooMuch, 3, Some("Tên"), "more than 32767"),
        ("a.csv", wide.as_bytes(), Code::RecordsTooMuch, 3, None, "10001 cells"),
        (
            "a.csv",
            "NguyÔn V¨n An,1".as_bytes(),
            Code::TextOldEncoding,
            3,
            Some("Tên"),
            "Nguyễn Văn An",
        ),
        ("a.csv", "Nguy\u{fffd}n,1".as_bytes(), Code::TextLost, 3, Some("Tên"), "was lost"),
        ("a.jsonl", b"{\"T\xc3\xaan\": [1]}", Code::RecordsCell, 3, Some("Tên"), "[1] is a list"),
        ("a.jsonl", b"{\"khac\": 1}", Code::RecordsColumn, 3, None, "not on the first line"),
        ("a.jsonl", b"{\"T\xc3\xaan\": 1,}", Code::RecordsDamaged, 3, None, "not a JSON object"),
    ];
    for (name, bad, code, row, column, words) in rows {
        let (head, good) = match name {
            "a.csv" => ("Tên,Ghi chú\n", "An,x\n"),
            _ => ("", "{\"Tên\": \"An\", \"Ghi chú\": \"x\"}\n"),
        };
        let blank = if name == "a.csv" { "" } else { "\n" };
        // A long cell is the first of a row of its own.
        let tail: &[u8] =
            if bad.len() > MAX_CELL_LETTERS && bad[0] == b'x' { b",1\n" } else { b"\n" };
        let file = [head.as_bytes(), blank.as_bytes(), good.as_bytes(), bad, tail, good.as_bytes()]
            .concat();
        let read = read(name, file).unwrap();
        let shown = String::from_utf8_lossy(&bad[..bad.len().min(30)]).into_owned();
        assert_eq!(read.cells(), [["An", "x"], ["An", "x"]], "{shown}");
        let [problem] = read.problems.as_slice() else { panic!("{shown}: {:?}", read.problems) };
        assert_eq!((problem.code, problem.row), (code, row), "{shown}");
        assert_eq!(problem.column.as_ref().map(|(_, name)| name.as_str()), column, "{shown}");
        assert!(problem.what.en.contains(words), "{shown}: {}", problem.what.en);
        let found = problem.diagnostic();
        assert!(found.message.vi.starts_with("hàng 3"), "{}", found.message.vi);
        assert!(!found.hints[0].vi.is_empty() && found.severity == Severity::Error, "{shown}");
    }
}

#[test]
fn all_that_is_wrong_with_a_row_is_reported_at_once() {
    let read = read("a.csv", "a,b\nx,y\n1\0,\"2\"x\n").unwrap();
    let codes: Vec<Code> = read.problems[0].all().map(|it| it.code).collect();
    assert_eq!((read.problems.len(), codes), (1, vec![Code::RecordsQuote, Code::FileNul]));
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_found_where_it_begins() {
    let rows = "An,x\n".repeat(2000);
    let read = read("a.csv", format!("a,b\n{rows}Bình,\"số 5\n{rows}")).unwrap();
    let [problem] = read.problems.as_slice() else { panic!("{:?}", read.problems) };
    assert_eq!((read.records.len(), problem.code, problem.line), (2000, Code::RecordsQuote, 2002));
    assert!(problem.what.en.contains("cell 2 of row 2002, on line 2002"), "{}", problem.what.en);
}

#[test]
fn formulas_are_texts() {
    for (cell, wanted, notes) in [
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", 1),
        ("=1+1", "=1+1", 1),
        ("@SUM(1)", "@SUM(1)", 1),
        ("+cmd", "+cmd", 1),
        ("-(1)", "-(1)", 1),
        ("=\"0912345678\"", "0912345678", 1),
        ("-5", "-5", 0),
        ("+84 912 345 678", "+84 912 345 678", 0),
        ("=", "=", 0),
        ("a=b", "a=b", 0),
    ] {
        let read = clean("a.csv", format!("a,b\nx,\"{}\"\n", cell.replace('"', "\"\"")));
        let record = &read.records[0];
        assert_eq!(record.cells[1], wanted);
        let reported = record.notes.iter().filter(|note| note.code == Code::RecordsFormula).count();
        assert_eq!(reported, notes, "{cell}: {:?}", record.notes);
    }
}

#[test]
fn what_copied_text_brings_along_is_mended_and_told() {
    for (cell, wanted, code) in [
        ("  An ", "An", Code::TextSpace),
        ("\u{a0}An", "An", Code::TextSpace),
        ("Ðặng", "Đặng", Code::TextEth),
        ("VNеID", "VNeID", Code::TextLookAlike),
        ("An\u{202e}h", "Anh", Code::TextInvisible),
        ("Số  5 , ngõ 2", "Số 5, ngõ 2", Code::TextSpace),
        ("𝗕ình", "Bình", Code::TextStyled),
    ] {
        let read = clean("a.csv", format!("a,b\nx,\"{cell}\"\n"));
        let record = &read.records[0];
        assert_eq!(record.cells[1], wanted);
        let codes: Vec<Code> = record.notes.iter().map(|note| note.code).collect();
        assert_eq!(codes, [code], "{cell:?}");
        assert_eq!(record.notes[0].column, Some((2, "b".to_owned())));
    }
    // Pieces of a Mac are joined without a word; they look the same.
    let read = clean("a.csv", "Ho\u{323} te\u{302}n,b\nNguye\u{302}\u{303}n,x\n");
    assert_eq!((read.names[0].as_str(), read.cells()[0][0]), ("Họ tên", "Nguyễn"));
}

#[test]
fn old_encodings_are_read_when_somebody_names_them() {
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Cp1258] {
        let bytes = encoding.encode_bytes(LIST).unwrap();
        let options = Options { encoding: Some(encoding), ..Options::default() };
        let read = read_with("a.csv", bytes, &options).unwrap();
        let name = encoding.name();
        assert_eq!(read.names, ["Họ tên", "Địa chỉ", "Điện thoại"], "{name}");
        assert_eq!(read.cells(), wanted(), "{name}");
    }
    // One column of an old font in a file of Unicode, as Excel saves it.
    let old = |text: &str| Encoding::Tcvn3.encode(text).unwrap();
    let list = format!(
        "Họ tên;Địa chỉ\n{};Số 5, phố Huế\n{};Số 7, phố Huế\n",
        old("Nguyễn Văn Tuấn"),
        old("Trần Thị Tú"),
    );
    let refused = read("a.csv", &list).unwrap();
    assert_eq!((refused.records.len(), refused.problems.len()), (0, 2));
    let hint = &refused.problems[0].todo.en;
    assert!(hint.contains("--encoding tcvn3"), "{hint}");
    let options = Options { encoding: Some(Encoding::Tcvn3), ..Options::default() };
    let read = read_with("a.csv", &list, &options).unwrap();
    assert_eq!(
        read.cells(),
        [["Nguyễn Văn Tuấn", "Số 5, phố Huế"], ["Trần Thị Tú", "Số 7, phố Huế"]]
    );
}

#[test]
fn json_lines_keep_what_is_typed() {
    let read = clean(
        "a.jsonl",
        "\u{feff}{\"Tên\": \"Lê\\nAn\", \"Số\": 0.50, \"Có\": true}\n\n{\"Số\": 912345678901234567890, \"Tên\": null}\n",
    );
    assert_eq!(read.names, ["Tên", "Số", "Có"]);
    assert_eq!(read.cells(), [["Lê\nAn", "0.50", "true"], ["", "912345678901234567890", ""]]);
    let rows: Vec<u64> = read.records.iter().map(|record| record.row).collect();
    assert_eq!(rows, [1, 3]);
}

#[test]
fn a_list_of_one_column_may_have_commas() {
    let read = clean("a.csv", "Địa chỉ\nSố 5, ngõ 2, phố Huế\nSố 7, phố Huế\n");
    assert_eq!(read.cells(), [["Số 5, ngõ 2, phố Huế"], ["Số 7, phố Huế"]]);
}

#[test]
fn a_separator_named_is_used() {
    let options = Options { separator: Some('.'), ..Options::default() };
    let read = read_with("a.csv", "a.b,c\n1.2,3\n", &options).unwrap();
    assert_eq!((read.names.len(), read.cells()), (2, vec![vec!["1", "2,3"]]));
}

/// What a cell becomes on its way.
pub(crate) fn mended(cell: &str) -> String {
    let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
    let inside = lines.trim();
    if leftover::missing_value(inside) == Some(leftover::MissingValue::Dashes) {
        return String::new();
    }
    let marked = inside.strip_prefix('\'').map(str::trim_start);
    let marked = marked.filter(|it| !it.is_empty() && !it.contains('\''));
    let inside = marked.unwrap_or(inside);
    let constant = inside.strip_prefix("=\"").and_then(|it| it.strip_suffix('"'));
    let inside = constant.filter(|it| !it.contains('"')).unwrap_or(inside);
    normalise::field(inside).into_text()
}

fn cell() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[ -~]{0,6}",
        3 => prop::sample::select(vec![
            "Nguyễn", "Đặng", "số 5, ngõ 2", "\"", "\"\"", "\n", "\r\n", ";", ",", "\t", "|", "'", "=", " ",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    // Letters of other languages are refused, which is another test's business.
    let is_certain = |cell: &String| {
        let text = normalise::field(cell).into_text();
        normalise::doubts(&text, &[TextSegment::plain(&text, 0..text.len())]).is_empty()
    };
    let cells = prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat());
    cells.prop_filter("doubtful", is_certain)
}

#[test]
fn any_cells_come_back_from_any_separator() {
    let table = (1usize..5)
        .prop_flat_map(|width| prop::collection::vec(prop::collection::vec(cell(), width), 1..6));
    let marks = prop::sample::select(vec![b',', b';', b'\t', b'|']);
    check(400, &(table, marks, any::<bool>(), any::<bool>()), |(rows, mark, crlf, always)| {
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(mark);
        if crlf {
            writer.terminator(csv::Terminator::CRLF);
        }
        if always {
            writer.quote_style(csv::QuoteStyle::Always);
        }
        let mut writer = writer.from_writer(Vec::new());
        let width = rows[0].len();
        let names = (0..=width).map(|index| format!("cột {index}"));
        writer.write_record(names).unwrap();
        for row in &rows {
            // Something in every row, so that none is left out.
            writer
                .write_record(std::iter::once("x").chain(row.iter().map(String::as_str)))
                .unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let options = Options { separator: Some(char::from(mark)), ..Options::default() };
        let read = read_with("a.csv", bytes, &options).unwrap();
        prop_assert_eq!(read.records.len() + read.problems.len(), rows.len());
        for record in &read.records {
            let row = &rows[usize::try_from(record.row).unwrap() - 2];
            for (cell, written) in record.cells[1..].iter().zip(row) {
                prop_assert_eq!(cell, &mended(written));
            }
        }
        for problem in read.problems.iter().flat_map(Problem::all) {
            let about_letters =
                [Code::TextOldEncoding, Code::TextLost, Code::FileNul, Code::ValueMissing]
                    .contains(&problem.code);
            // A cell of several lines with separators in them cannot be told from rows.
            let row = &rows[usize::try_from(problem.row).unwrap() - 2];
            let has_rows = |cell: &String| {
                let rest = cell.replace('\r', "\n");
                rest.contains('\n') && rest.contains(char::from(mark))
            };
            let is_doubtful = problem.code == Code::RecordsQuote && row.iter().any(has_rows);
            // Marks of quotation alone mean “as above”.
            let is_ditto = |cell: &String| {
                let cell = cell.trim();
                !cell.is_empty() && cell.chars().all(|c| "\"'/- ".contains(c))
            };
            let is_doubtful =
                is_doubtful || problem.code == Code::RecordsCell && row.iter().any(is_ditto);
            prop_assert!(about_letters || is_doubtful, "{:?}", problem);
        }
        Ok(())
    });
}

/// On files that are well formed the splitter agrees with the crate `csv`.
#[test]
fn rows_are_split_as_the_crate_csv_splits_them() {
    let piece =
        prop::sample::select(vec!["a", "\"b\"", "\"c\"\"\n\"", ",", ",", "\n", "\r\n", "d e"]);
    let text = prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat());
    check(600, &text, |text| {
        // A head, so that all rows have columns enough.
        let head = (0..40).map(|index| format!("k{index}")).collect::<Vec<_>>().join(",");
        let file = format!("{head}\nx\n{text}");
        let mut theirs = csv::ReaderBuilder::new();
        theirs.flexible(true).has_headers(false);
        let mut theirs = theirs.from_reader(file.as_bytes());
        let their_widths: Vec<usize> = theirs
            .records()
            .map(|row| row.unwrap())
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .map(|row| row.len())
            .collect();
        let read = read("a.csv", &file).unwrap();
        let mut widths = vec![40];
        for problem in &read.problems {
            // Every row is shorter than the head, and says how long it is.
            let said = &problem.what.en;
            if problem.code == Code::RecordsCount {
                widths.push(said.split(' ').nth(3).unwrap().parse().unwrap());
            } else {
                // Letters behind a closing mark: the crate takes them in silence.
                prop_assert_eq!(problem.code, Code::RecordsQuote);
                return Ok(());
            }
        }
        prop_assert_eq!(widths, their_widths);
        Ok(())
    });
}

#[test]
fn no_bytes_make_it_panic() {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..12),
        prop::sample::select(vec![
            "\"", "\n", ",", ";", "\0", "{", "}", "[", ":", "\u{feff}", "Họ", "\r", "sep=;"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::sample::select(vec![b"\xff\xfe".to_vec(), b"a\0".to_vec(), b"PK\x03\x04".to_vec()]),
    ];
    let bytes = prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat());
    let names = prop::sample::select(vec!["a.csv", "a.tsv", "a.jsonl", "a", "a.xlsx", "a.ods"]);
    let named = prop::sample::select(Encoding::ALL.to_vec());
    check(600, &(bytes, names, prop::option::of(named)), |(bytes, name, encoding)| {
        let options = Options { encoding, ..Options::default() };
        if let Ok(read) = read_with(name, bytes, &options) {
            for record in &read.records {
                prop_assert_eq!(record.cells.len(), read.names.len());
            }
        }
        Ok(())
    });
}

/// The quick look at a cell never misses what the rules would change.
#[test]
fn what_is_clean_at_a_glance_is_clean() {
    check(4000, &cell(), |cell| {
        if normalise::is_clean(&cell) {
            let field = normalise::field(&cell);
            prop_assert!(field.changes().is_empty() && field.text() == cell);
        }
        Ok(())
    });
    for text in ["Nguyễn Văn An", "Số 5, ngõ 2", "0912.345.678", "1.5", "Tổ 7", ""] {
        assert!(normalise::is_clean(text), "{text}");
    }
}

#[test]
fn a_table_can_be_read_on_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Table>();
}
