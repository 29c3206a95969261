//! Spreadsheets of strangers: forms of numbers and texts, names of parts, sheets beside the first,
//! and kinds of files that are not read.

use rust_xlsxwriter::{Format, Workbook};
use toroi::diag::{Code, Sink};
use toroi::records::{Options, Table};

use crate::records::{clean, keep, read, read_with};
use crate::records_sheets::{archive, marked_workbook, workbook};
use crate::run::Run;

/// A cell of a workbook, as its file has it: type and value.
type Raw<'r> = (&'r str, &'r str);

/// A workbook with one cell in a form.
fn formed(code: &str, (kind, value): Raw<'_>) -> Vec<u8> {
    let code = code.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{code}\"/></numFmts>\
         <cellXfs><xf/><xf numFmtId=\"200\"/></cellXfs></styleSheet>"
    );
    let sheet = format!(
        "<sheetData><row><c t=\"str\"><v>tên</v></c><c t=\"str\"><v>ô</v></c></row>\
         <row><c t=\"str\"><v>x</v></c><c s=\"1\" t=\"{kind}\"><v>{value}</v></c></row></sheetData>"
    );
    workbook(&sheet, "<sst></sst>", &styles)
}

#[test]
fn values_are_shown_as_the_spreadsheet_shows_them() {
    for (code, value, wanted) in [
        ("\"Tổ \"General", ("n", "7"), "Tổ 7"),
        ("\"Tổ \"0", ("n", "7"), "Tổ 7"),
        ("General\" người\"", ("n", "5"), "5 người"),
        ("dddd", ("n", "46349"), "Thứ Hai"),
        ("ddd\\ dd/mm", ("n", "46349"), "Thứ Hai 23/11"),
        ("[$-42A]dddd\\,\\ dd/mm/yyyy", ("n", "46349"), "Thứ Hai, 23/11/2026"),
        ("dd/mm/yyyy\" (sáng)\"", ("n", "46349"), "23/11/2026 (sáng)"),
        ("\"Ngày \"d/m", ("n", "46349"), "Ngày 23/11"),
        ("h:mm\" sáng\"", ("n", "0.3125"), "7:30 sáng"),
        ("0\"/\"00", ("n", "123"), "1/23"),
        ("0\"/\"0", ("n", "57"), "5/7"),
        ("#,##0,", ("n", "1234567"), "1.235"),
        ("0.0,,\" triệu\"", ("n", "2500000"), "2,5 triệu"),
        ("[Red]0;[Blue]-0", ("n", "5"), "5"),
        ("[<1000]0\" đ\";0,\" nghìn\"", ("n", "5000"), "5 nghìn"),
        ("[=1]\"Nam\";[=2]\"Nữ\";General", ("n", "2"), "Nữ"),
        ("# ?/?", ("n", "2.5"), "2 1/2"),
        ("0.0%", ("n", "0.125"), "12,5%"),
        ("[h]:mm", ("n", "1.25"), "30h00"),
        ("0;-0;;@", ("n", "0"), ""),
        ("\"Bác \"@", ("str", "An"), "Bác An"),
        ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", ("str", "An"), "An"),
        ("0;0;0;@\" (vắng)\"", ("inlineStr", "An"), "An (vắng)"),
        ("0000\\ 000\\ 000", ("n", "912345678"), "0912 345 678"),
        ("@", ("n", "912345678"), "912345678"),
        ("General", ("b", "1"), "TRUE"),
    ] {
        let read = clean("a.xlsx", formed(code, value));
        let record = &read.records[0];
        assert_eq!(record.cells[1], wanted, "{value:?} as {code}");
        assert!(record.notes.is_empty(), "{code}: {:?}", record.notes);
    }
}

#[test]
fn values_that_are_hidden_or_shown_otherwise_are_refused() {
    for (code, value) in [
        (";;;", ("n", "5")),
        (";;;", ("str", "An")),
        ("0;-0;;", ("str", "An")),
        ("\" \"", ("n", "5")),
        ("#", ("n", "0.3")),
        ("0.00E+00", ("n", "912345678")),
        ("##0.0E+0", ("n", "5")),
        ("# ?/?", ("n", "0.37")),
        ("[>10]0", ("n", "5")),
        ("[DBNum1]0", ("n", "5")),
        ("[$-D000409]0", ("n", "5")),
        ("[$-1010409]dd/mm/yyyy", ("n", "46349")),
        ("mm:ss.0", ("n", "0.01")),
        ("[mm]:ss", ("n", "0.0625")),
        ("[ss]", ("n", "0.0625")),
        ("mm:ss", ("n", "0.3125")),
        ("mmmmm", ("n", "46349")),
        ("ggge", ("n", "46349")),
        ("0*-", ("n", "5")),
        ("0 quả", ("n", "5")),
    ] {
        let read = read("a.xlsx", formed(code, value)).unwrap();
        let problem = &read.problems[0];
        assert_eq!((problem.code, problem.row), (Code::RecordsForm, 2), "{value:?} as {code}");
        assert_eq!(problem.column, Some((2, "ô".to_owned())), "{code}");
        assert!(problem.what.vi.contains(&code[..code.len().min(4)]), "{problem:?}");
    }
    for (code, value) in [("dd/mm/yyyy", "60"), ("dd/mm/yyyy", "-1"), ("General", "1e300")] {
        let read = read("a.xlsx", formed(code, ("n", value))).unwrap();
        assert_eq!(read.problems[0].code, Code::RecordsCell, "{value} as {code}");
    }
    for day in ["2026-13-01", "2026-02-30", "hôm nay", "2026-11-23T25:00:00"] {
        let read = read("a.xlsx", formed("General", ("d", day))).unwrap();
        assert_eq!(read.problems[0].code, Code::RecordsCell, "{day}");
    }
}

#[test]
fn a_formula_that_was_never_computed_is_not_an_empty_cell() {
    let sheet = |cell: &str| {
        let head = "<row><c t=\"str\"><v>tên</v></c><c t=\"str\"><v>ô</v></c></row>";
        let sheet =
            format!("<sheetData>{head}<row><c t=\"str\"><v>x</v></c>{cell}</row></sheetData>");
        workbook(&sheet, "<sst></sst>", "")
    };
    for cell in ["<c><f>A1&amp;\"x\"</f></c>", "<c t=\"str\"><f>A1</f></c>", "<c><f/></c>"] {
        let read = read("a.xlsx", sheet(cell)).unwrap();
        assert_eq!(read.problems[0].code, Code::RecordsCell, "{cell}");
        assert!(read.problems[0].what.en.contains("without its result"), "{cell}");
    }
    for cell in ["<c t=\"str\"><f>A1</f><v></v></c>", "<c t=\"str\"><f>A1</f><v/></c>", "<c/>"] {
        assert_eq!(clean("a.xlsx", sheet(cell)).cells(), [["x", ""]], "{cell}");
    }
}

#[test]
fn one_address_is_one_cell() {
    let head =
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>tên</v></c><c r=\"B1\" t=\"str\"><v>ô</v></c></row>";
    let cell = |at: &str| format!("<c r=\"{at}\" t=\"str\"><v>{at}</v></c>");
    let row = |number: u32, cells: &[&str]| {
        let cells: String = cells.iter().map(|at| cell(at)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let book = |rows: &[String]| {
        workbook(&format!("<sheetData>{head}{}</sheetData>", rows.concat()), "<sst></sst>", "")
    };
    for (rows, address) in [
        (vec![row(2, &["A2", "A2"])], "A2"),
        (vec![row(2, &["A2", "B2"]), row(3, &["A3", "B3", "B3"])], "B3"),
        (vec![row(2, &["B2", "A2"])], "A2"),
        (vec![row(2, &["A2"]), row(2, &["B2"])], "2:2"),
        (vec![row(3, &["A3"]), row(2, &["A2"])], "2:2"),
        (vec![row(2, &["A2"]), row(3, &["A2"])], "A2"),
        (
            vec!["<row r=\"2\"><c r=\"B2\"/><c r=\"B2\" t=\"str\"><v>x</v></c></row>".to_owned()],
            "B2",
        ),
    ] {
        let bytes = book(&rows);
        let said = match read("a.xlsx", &bytes) {
            Ok(read) => {
                let last = read.problems.last().unwrap();
                assert!(last.ends_list() && last.code == Code::RecordsDamaged, "{last:?}");
                last.what.en.clone()
            }
            Err(reported) => reported[0].1.clone(),
        };
        assert!(said.contains(&format!("address {address} appears twice")), "{said}");
    }
    assert_eq!(clean("a.xlsx", book(&[row(2, &["A2", "B2"]), row(9, &["A9"])])).records.len(), 2);
}

#[test]
fn names_of_parts_are_written_in_many_ways() {
    let rels = |target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book =
        "<workbook><sheets><sheet name=\"Tổ 7\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let book_rels = |sheet: &str, strings: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"{sheet}\"/>\
             <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"{strings}\"/></Relationships>"
        )
    };
    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>";
    let strings = "<sst><si><t>tên</t></si><si><t>An</t></si></sst>";
    for (names, targets) in [
        (
            [
                "_rels/.rels",
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels",
                "xl/worksheets/Sheet1.xml",
                "xl/SharedStrings.xml",
            ],
            ["xl/workbook.xml", "worksheets/sheet1.xml", "sharedStrings.xml"],
        ),
        (
            [
                "_rels\\.rels",
                "xl\\workbook.xml",
                "xl\\_rels\\workbook.xml.rels",
                "xl\\worksheets\\sheet1.xml",
                "xl\\sharedStrings.xml",
            ],
            ["xl/workbook.xml", "worksheets/sheet1.xml", "sharedStrings.xml"],
        ),
        (
            [
                "_rels/.rels",
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels",
                "xl/worksheets/sheet1.xml",
                "xl/sharedStrings.xml",
            ],
            ["\\xl\\workbook.xml", "worksheets\\sheet1.xml", "\\xl\\sharedStrings.xml"],
        ),
        (
            [
                "_RELS/.RELS",
                "XL/WORKBOOK.XML",
                "XL/_RELS/WORKBOOK.XML.RELS",
                "XL/S.XML",
                "XL/T.XML",
            ],
            ["/xl/workbook.xml", "./s.xml", "../xl/t.xml"],
        ),
        (
            [
                "/_rels/.rels",
                "/xl/workbook.xml",
                "/xl/_rels/workbook.xml.rels",
                "/xl/To%207.xml",
                "/xl/t.xml",
            ],
            ["xl/workbook.xml", "to 7.xml", "T.xml"],
        ),
        (
            ["_rels/.rels", "book/b.xml", "book/_rels/b.xml.rels", "book/To 7.xml", "t.xml"],
            ["/Book/B.xml", "To%207.xml", "../T.XML"],
        ),
    ] {
        let (root, related) = (rels(targets[0]), book_rels(targets[1], targets[2]));
        let parts = [&*root, book, &*related, sheet, strings];
        let files: Vec<(&str, &[u8])> = names.into_iter().zip(parts.map(str::as_bytes)).collect();
        assert_eq!(clean("a.xlsx", archive(&files)).cells(), [["An"]], "{names:?}");
    }
    // Two parts with one name.
    let files = [("xl/workbook.xml", book), ("XL/Workbook.xml", book)];
    let reported = read("a.xlsx", archive(&files.map(|(name, part)| (name, part.as_bytes()))));
    assert_eq!(reported.unwrap_err()[0].0, Code::RecordsDamaged);
}

#[test]
fn kinds_of_files_that_are_not_read_are_named() {
    let zip = |files: &[(&str, &str)]| {
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, part)| (*name, part.as_bytes())).collect();
        archive(&files)
    };
    let odt = "application/vnd.oasis.opendocument.text";
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.xlsb", zip(&[("_rels/.rels", ""), ("xl/workbook.bin", "x")]), ".xlsb"),
        ("a.xlsx", zip(&[("_rels/.rels", ""), ("XL\\Workbook.bin", "x")]), ".xlsb"),
        ("a.numbers", zip(&[("Index/Document.iwa", "x"), ("preview.jpg", "x")]), "Numbers"),
        ("a.xlsx", zip(&[("Index.zip", "x")]), "Numbers"),
        ("a.odt", zip(&[("mimetype", odt), ("content.xml", "<o/>")]), ".odt"),
        ("a.docx", zip(&[("_rels/.rels", ""), ("word/document.xml", "x")]), "Word"),
        ("a.pptx", zip(&[("_rels/.rels", ""), ("ppt/presentation.xml", "x")]), "PowerPoint"),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(64), ".xls"),
        ("a.xls", b"\x09\x08\x08\x00\x00\x05\x10\x00".to_vec(), ".xls"),
        ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00".to_vec(), ".xls"),
        ("a.xls", b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), "XML"),
        ("a.csv.gz", b"\x1F\x8B\x08\x00".to_vec(), "archive"),
        ("a.rar", b"Rar!\x1A\x07".to_vec(), "archive"),
        ("a.rtf", b"{\\rtf1\\ansi x}".to_vec(), ".rtf"),
        ("a.mdb", b"\0\x01\0\0Standard Jet DB".to_vec(), "Access"),
        ("a.gsheet", b"{\"url\": \"https://docs.google.com/open?id=x\"}".to_vec(), "Google"),
    ];
    for (name, bytes, words) in files {
        let reported = read(name, bytes).unwrap_err();
        assert_eq!(reported[0].0, Code::RecordsKind, "{name}: {reported:?}");
        assert!(reported[0].1.contains(words), "{name}: {reported:?}");
    }
}

/// A workbook of sheets with a list of one column each; without a cell, an empty one.
fn book_of(sheets: &[(&str, Option<&str>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, cell) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        if let Some(cell) = cell {
            sheet.write(0, 0, "tên").unwrap();
            sheet.write(1, 0, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same as an ODS file.
fn document_of(sheets: &[(&str, Option<&str>)]) -> Vec<u8> {
    let row = |text: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let table = |(name, cell): &(&str, Option<&str>)| {
        let rows = cell.map_or_else(
            || "<table:table-row><table:table-cell/></table:table-row>".to_owned(),
            |cell| row("tên") + &row(cell),
        );
        format!("<table:table table:name=\"{name}\">{rows}</table:table>")
    };
    let tables: String = sheets.iter().map(table).collect();
    document(&tables)
}

fn document(body: &str) -> Vec<u8> {
    let content = format!("<office:document-content>{body}</office:document-content>");
    archive(&[("content.xml", content.as_bytes())])
}

/// What is said while a file is opened, and what it holds.
fn opened(name: &str, bytes: &[u8], sheet: Option<&str>) -> (Vec<(Code, String, String)>, usize) {
    let kept = keep(name, bytes);
    let options = Options { sheet: sheet.map(str::to_owned), ..Options::default() };
    let mut sink = Sink::new();
    let table = Table::open(&kept.path, &options, &mut sink);
    let reported = sink.iter().map(|it| (it.code, it.message.en.clone(), it.hints[0].en.clone()));
    (reported.collect(), table.map_or(0, Iterator::count))
}

#[test]
fn other_sheets_are_named() {
    type Sheets<'s> = &'s [(&'s str, Option<&'s str>)];
    type Make = fn(Sheets<'_>) -> Vec<u8>;
    let make: [(&str, Make); 2] = [("a.xlsx", book_of), ("a.ods", document_of)];
    for (file, make) in make {
        let groups = make(&[("Tổ 7", Some("An")), ("Tổ 8", Some("Bình")), ("Trang3", None)]);
        let (reported, rows) = opened(file, &groups, None);
        assert_eq!((reported.len(), rows), (1, 1), "{file}: {reported:?}");
        assert_eq!(reported[0].0, Code::RecordsOtherSheets);
        assert!(
            reported[0].1.contains("“Tổ 8”") && !reported[0].1.contains("Trang3"),
            "{reported:?}"
        );
        assert!(reported[0].2.contains("--worksheet \"Tổ 8\""), "{reported:?}");
        for chosen in ["Tổ 7", "1", "Tổ 8"] {
            assert_eq!(opened(file, &groups, Some(chosen)), (vec![], 1), "{file} {chosen}");
        }
        // As exported from Google, with an empty sheet before the list.
        let empty = make(&[("Trang tính1", None), ("Danh sách", Some("An"))]);
        let (reported, rows) = opened(file, &empty, None);
        assert_eq!(
            (reported.len(), reported[0].0, rows),
            (1, Code::RecordsEmpty, 0),
            "{reported:?}"
        );
        assert!(
            reported[0].2.contains("“Danh sách”")
                && reported[0].2.contains("--worksheet \"Danh sách\"")
        );
        assert_eq!(opened(file, &empty, Some("Danh sách")), (vec![], 1));
        let alone = make(&[("Trang1", Some("An")), ("Trang2", None), ("Trang3", None)]);
        assert_eq!(opened(file, &alone, None), (vec![], 1), "{file}");
    }
    let done = Run::new()
        .file("to.xlsx", book_of(&[("Tổ 7", Some("Số 5")), ("Tổ 8", Some("Số 7"))]))
        .args(["roster", "--records", "to.xlsx", "--map", "dia-chi=tên", "--lang", "vi"])
        .run()
        .ok();
    assert!(done.stderr.contains("[R18]") && done.stderr.contains("“Tổ 8”"), "{}", done.stderr);
}

#[test]
fn sheets_that_libreoffice_hides_are_not_the_first() {
    let styles = "<office:automatic-styles><style:style style:name=\"ta1\">\
        <style:table-properties table:display=\"false\"/></style:style><style:style style:name=\"ta2\">\
        <style:table-properties table:display=\"true\"/></style:style></office:automatic-styles>";
    let table = |name: &str, style: &str| {
        let row = |text: &str| {
            format!(
                "<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
            )
        };
        let rows = row("tên") + &row(name);
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>"
        )
    };
    let bytes = document(&format!("{styles}{}{}", table("Ẩn", "ta1"), table("Hiện", "ta2")));
    assert_eq!(clean("a.ods", &bytes).cells(), [["Hiện"]]);
    let options = Options { sheet: Some("1".to_owned()), ..Options::default() };
    assert_eq!(read_with("a.ods", &bytes, &options).unwrap().cells(), [["Ẩn"]]);
}

#[test]
fn cells_of_libreoffice_are_what_it_shows() {
    let cell = |attributes: &str, inside: &str| {
        format!("<table:table-cell {attributes}>{inside}</table:table-cell>")
    };
    let book = |cell: &str| {
        document(&format!(
            "<table:table><table:table-row><table:table-cell><text:p>tên</text:p></table:table-cell>\
             <table:table-cell><text:p>ô</text:p></table:table-cell></table:table-row><table:table-row>\
             <table:table-cell><text:p>x</text:p></table:table-cell>{cell}</table:table-row></table:table>"
        ))
    };
    let date = "office:value-type=\"date\" office:date-value=\"2026-11-23\"";
    for (attributes, inside, wanted) in [
        (date, "<text:p>23.11.26</text:p>", "23/11/2026"),
        (date, "<text:p>2026-11-23</text:p>", "23/11/2026"),
        (date, "<text:p>Thứ Hai</text:p>", "Thứ Hai"),
        (date, "<text:p>23/11/2026 (sáng)</text:p>", "23/11/2026 (sáng)"),
        (date, "<text:p>11/2026</text:p>", "11/2026"),
        (date, "<text:p>23 tháng 11 năm 2026</text:p>", "23 tháng 11 năm 2026"),
        (
            "office:value-type=\"date\" office:date-value=\"2026-11-23T07:30:00\"",
            "<text:p>23/11/2026 07:30:00</text:p>",
            "7h30 ngày 23/11/2026",
        ),
        ("office:value-type=\"float\" office:value=\"7\"", "<text:p>Tổ 7</text:p>", "Tổ 7"),
        ("office:value-type=\"float\" office:value=\"123\"", "<text:p>1/23</text:p>", "1/23"),
        ("office:value-type=\"percentage\" office:value=\"0.5\"", "<text:p>50%</text:p>", "50%"),
        ("office:value-type=\"float\" office:value=\"0\"", "", ""),
        (
            "",
            "<text:p>An</text:p><draw:frame><draw:text-box><text:p>ghi chú</text:p></draw:text-box></draw:frame>",
            "An",
        ),
    ] {
        let read = clean("a.ods", book(&cell(attributes, inside)));
        assert_eq!(read.records[0].cells[1], wanted, "{attributes} {inside}");
    }
    for (attributes, inside, code) in [
        ("office:value-type=\"float\" office:value=\"5\"", "", Code::RecordsForm),
        ("office:value-type=\"float\" office:value=\"5\"", "<text:p/>", Code::RecordsForm),
        ("office:value-type=\"float\" office:value=\"5\"", "<text:p> </text:p>", Code::RecordsForm),
        ("office:value-type=\"string\" office:string-value=\"An\"", "", Code::RecordsForm),
        ("table:formula=\"of:=[.A1]\"", "", Code::RecordsCell),
    ] {
        let read = read("a.ods", book(&cell(attributes, inside))).unwrap();
        assert_eq!(read.problems[0].code, code, "{attributes}");
    }
}

#[test]
fn a_mark_before_a_text_and_a_head_again_are_found_in_spreadsheets_too() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [["tên", "số"], ["An", "'0912345678"], ["Tên", "Số"], ["Bình", "5"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    // A cell that Excel keeps as text has the mark in its style alone.
    let quoted = Format::new().set_quote_prefix();
    sheet.write_with_format(4, 0, "Cường", &quoted).unwrap();
    sheet.write_with_format(4, 1, "0987654321", &quoted).unwrap();
    let read = read("a.xlsx", book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(read.cells(), [["An", "0912345678"], ["Bình", "5"], ["Cường", "0987654321"]]);
    assert_eq!(read.records[0].notes[0].code, Code::RecordsFormula);
    assert_eq!((read.problems[0].code, read.problems[0].row), (Code::RecordsNamesAgain, 3));
}

#[test]
fn what_is_struck_out_is_refused() {
    let struck = Format::new().set_font_strikethrough();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, name) in ["Tên", "An", "Bình", "Chi"].into_iter().enumerate() {
        sheet.write(row as u32, 0, name).unwrap();
        sheet.write(row as u32, 1, if row == 0 { "Nhà" } else { "Số 5" }).unwrap();
    }
    sheet.write_with_format(2, 0, "Bình", &struck).unwrap();
    sheet.write_blank(3, 1, &struck).unwrap();
    let seen = read("a.xlsx", book.save_to_buffer().unwrap()).unwrap();
    let codes: Vec<_> = seen.problems.iter().map(|it| (it.row, it.code)).collect();
    assert_eq!((codes, seen.records.len()), (vec![(3, Code::RecordsStruck)], 2));
    // A line that is switched off is none.
    for (font, wanted) in [
        ("<strike/>", 1),
        ("<strike val=\"1\"/>", 1),
        ("<strike val=\"0\"/>", 0),
        ("<strike val=\"false\"/>", 0),
        ("<b/>", 0),
    ] {
        let styles = format!(
            "<styleSheet><fonts><font/><font>{font}</font></fonts>\
             <cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/></cellXfs></styleSheet>"
        );
        let rows = "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>\
                    <row r=\"2\"><c t=\"inlineStr\" s=\"1\"><is><t>b</t></is></c></row></sheetData>";
        let seen = read("a.xlsx", workbook(rows, "<sst></sst>", &styles)).unwrap();
        assert_eq!(seen.problems.len(), wanted, "{font}");
    }
    for (line, wanted) in [("solid", 1), ("double", 1), ("none", 0)] {
        let content = format!(
            "<office:document-content><office:automatic-styles><style:style style:name=\"ce1\">\
             <style:text-properties style:text-line-through-style=\"{line}\"/></style:style>\
             </office:automatic-styles><office:body><office:spreadsheet><table:table>\
             <table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>\
             <table:table-row><table:table-cell table:style-name=\"ce1\"><text:p>b</text:p>\
             </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>\
             </office:document-content>"
        );
        let ods = archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
            ("content.xml", content.as_bytes()),
        ]);
        assert_eq!(read("a.ods", ods).unwrap().problems.len(), wanted, "{line}");
    }
}

/// A run of letters may be struck out by itself, and the cell around it is not.
#[test]
fn what_is_struck_out_in_part_is_refused() {
    let runs = |font: &str, text: &str| {
        format!("<r><t>Số </t></r><r><rPr>{font}</rPr><t>{text}</t></r><r><t> ngõ 7</t></r>")
    };
    for (font, text, wanted) in [
        ("<strike/>", "5", 1),
        ("<b/><strike val=\"1\"/>", "5", 1),
        ("<strike></strike>", "5", 1),
        ("<strike val=\"0\"/>", "5", 0),
        ("<strike/>", " ", 0),
        ("<b/>", "5", 0),
    ] {
        let strings = format!("<sst><si><t>a</t></si><si>{}</si></sst>", runs(font, text));
        let shared = "<sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c></row>\
                      <row r=\"2\"><c t=\"s\"><v>1</v></c></row></sheetData>";
        let seen = read("a.xlsx", workbook(shared, &strings, "<styleSheet/>")).unwrap();
        assert_eq!(seen.problems.len(), wanted, "{font}: {:?}", seen.problems);
        let inline = format!(
            "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>\
             <row r=\"2\"><c t=\"inlineStr\"><is>{}</is></c></row></sheetData>",
            runs(font, text)
        );
        let seen = read("a.xlsx", workbook(&inline, "<sst></sst>", "<styleSheet/>")).unwrap();
        assert_eq!(seen.problems.len(), wanted, "{font}: {:?}", seen.problems);
    }
    // The style of a run, of a paragraph, of a parent, of a column, of a row.
    let line = "<style:text-properties style:text-line-through-style=\"solid\"/>";
    let styles = format!(
        "<style:style style:name=\"Gach\">{line}</style:style>\
         <style:style style:name=\"Thuong\"/>"
    );
    let own = format!(
        "<style:style style:name=\"T1\">{line}</style:style>\
         <style:style style:name=\"ce1\" style:parent-style-name=\"Gach\"/>\
         <style:style style:name=\"ce2\" style:parent-style-name=\"Thuong\"/>\
         <style:style style:name=\"ce3\" style:parent-style-name=\"Gach\"><style:text-properties \
         style:text-line-through-type=\"none\"/></style:style>\
         <style:style style:name=\"ce4\" style:parent-style-name=\"ce4\"/>"
    );
    let plain = "<text:p>b</text:p>";
    for (column, row, cell, text, wanted) in [
        ("", "", "", "<text:p>b <text:span text:style-name=\"T1\">5</text:span></text:p>", 1),
        ("", "", "", "<text:p text:style-name=\"T1\">b</text:p>", 1),
        ("", "", "", "<text:p>b <text:span text:style-name=\"T2\">5</text:span></text:p>", 0),
        ("", "", "ce1", plain, 1),
        ("", "", "Gach", plain, 1),
        ("", "", "ce2", plain, 0),
        ("", "", "ce3", plain, 0),
        ("", "", "ce4", plain, 0),
        ("ce1", "", "", plain, 1),
        ("ce1", "", "ce2", plain, 0),
        ("", "Gach", "", plain, 1),
        ("Gach", "ce2", "", plain, 0),
    ] {
        let named = |name: &str, style: &str| match style {
            "" => String::new(),
            style => format!(" table:{name}=\"{style}\""),
        };
        let (column, row) =
            (named("default-cell-style-name", column), named("default-cell-style-name", row));
        let cell = named("style-name", cell);
        let content = format!(
            "<office:document-content><office:automatic-styles>{own}</office:automatic-styles>\
             <office:body><office:spreadsheet><table:table><table:table-column{column}/>\
             <table:table-row><table:table-cell table:style-name=\"ce2\"><text:p>a</text:p></table:table-cell></table:table-row>\
             <table:table-row{row}><table:table-cell{cell}>{text}</table:table-cell></table:table-row>\
             </table:table></office:spreadsheet></office:body></office:document-content>"
        );
        let named = format!("<office:document-styles>{styles}</office:document-styles>");
        let ods = archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
            ("styles.xml", named.as_bytes()),
            ("content.xml", content.as_bytes()),
        ]);
        let seen = read("a.ods", ods).unwrap();
        assert_eq!(seen.problems.len(), wanted, "{column}{row}{cell}{text}: {:?}", seen.problems);
    }
}

/// openpyxl writes formulas without results, `XlsxWriter` writes 0 for each: neither can calculate.
#[test]
fn formulas_nobody_calculated_are_refused() {
    let styles = "<styleSheet></styleSheet>";
    for (mark, cell, wanted) in [
        ("", "<c><f>A1+1</f><v/></c>", 1),
        ("", "<c><f>A1+1</f><v></v></c>", 1),
        ("", "<c><f>A1+1</f></c>", 1),
        ("<calcPr fullCalcOnLoad=\"1\"/>", "<c><f>A1+1</f><v>0</v></c>", 1),
        ("<calcPr fullCalcOnLoad=\"true\"/>", "<c><f>A1&amp;\"x\"</f><v>0</v></c>", 1),
        ("<calcPr fullCalcOnLoad=\"1\"/>", "<c><f>A1+1</f><v>7</v></c>", 0),
        ("<calcPr fullCalcOnLoad=\"0\"/>", "<c><f>A1+1</f><v>0</v></c>", 0),
        ("", "<c><f>A1+1</f><v>0</v></c>", 0),
        ("", "<c t=\"str\"><f>\"\"</f><v></v></c><c><v>5</v></c>", 0),
    ] {
        let rows = format!(
            "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c>\
             <c t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"2\">{cell}</row></sheetData>"
        );
        let seen = read("a.xlsx", marked_workbook(mark, &rows, "<sst></sst>", styles)).unwrap();
        let codes: Vec<_> = seen.problems.iter().map(|it| it.code).collect();
        assert_eq!(codes, vec![Code::RecordsCell; wanted], "{mark} {cell}");
    }
}
