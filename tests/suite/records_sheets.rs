//! Records from spreadsheets: what they show, what they hide, and files made to do harm.

use std::io::{Cursor, Write};

use calamine::{Data, Ods, Reader, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use toroi::diag::Code;
use toroi::records::Options;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::props::check;
use crate::records::{clean, read, read_with};

const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// An archive of files.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::DEFLATE);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of hand-written parts: `sheet` is what stands inside `worksheet`.
pub(crate) fn workbook(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    marked_workbook("", sheet, strings, styles)
}

/// The same, with what the workbook says of itself.
pub(crate) fn marked_workbook(mark: &str, sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" \
                Target=\"/xl/workbook.xml\"/></Relationships>";
    let book = format!(
        "<workbook>{mark}<sheets><sheet name=\"Tổ 7\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let book_rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>\
                     <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"./strings.xml\"/>\
                     <Relationship Id=\"r3\" Type=\"x/styles\" Target=\"../xl/styles.xml\"/></Relationships>";
    archive(&[
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        ("xl/s.xml", format!("<worksheet>{sheet}</worksheet>").as_bytes()),
        ("xl/strings.xml", strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ])
}

/// A document of hand-written tables.
fn document(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}\
                           </office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", SPREADSHEET.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn cells_read_as_the_spreadsheet_shows_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let form = |code: &str| Format::new().set_num_format(code);
    for (column, name) in ["Nhà", "Giá trị"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
    }
    let mut wanted = Vec::new();
    let mut row = 0;
    let mut next = |shown: &str| {
        wanted.push(shown.to_owned());
        row += 1;
        row
    };
    let number = |sheet: &mut rust_xlsxwriter::Worksheet, row, value: f64, code: &str| {
        sheet.write_with_format(row, 1, value, &form(code)).unwrap();
        sheet.write(row, 0, "x").unwrap();
    };
    sheet.write(next("0912345678"), 1, "0912345678").unwrap();
    sheet.write(next("Đặng Thị Hòa"), 1, "Đặng Thị Hòa").unwrap();
    sheet.write(next("1"), 1, 1.0).unwrap();
    sheet.write(next("1,5"), 1, 1.5).unwrap();
    number(sheet, next("0912345678"), 912_345_678.0, "0000000000");
    number(sheet, next("0912 345 678"), 912_345_678.0, "0000\\ 000\\ 000");
    number(sheet, next("23/11/2026"), 46_349.0, "dd/mm/yyyy");
    number(sheet, next("23/11/2026"), 46_349.0, "d\\-m\\-yyyy");
    number(sheet, next("7h30"), 0.312_5, "hh:mm");
    number(sheet, next("50%"), 0.5, "0%");
    number(sheet, next("50.000 đ"), 50_000.0, "#,##0\\ \"đ\"");
    number(sheet, next("1.234.567"), 1_234_567.0, "#,##0");
    let formula = Formula::new("=\"Tổ \"&7").set_result("Tổ 7");
    sheet.write_formula(next("Tổ 7"), 1, formula).unwrap();
    sheet.write_formula(next("3"), 1, Formula::new("=1+2").set_result("3")).unwrap();
    sheet.write(next("TRUE"), 1, true).unwrap();
    sheet.write(next("a\nb"), 1, "a\nb").unwrap();
    sheet.write(next("<&\"'>"), 1, "<&\"'>").unwrap();
    sheet.write(next("_x000D_"), 1, "_x000D_").unwrap();
    sheet.write(next("=cmd|' /C calc'!A0"), 1, "=cmd|' /C calc'!A0").unwrap();
    let read = clean("a.xlsx", book.save_to_buffer().unwrap());
    let shown: Vec<&str> = read.records.iter().map(|it| it.cells[1].as_str()).collect();
    assert_eq!(shown, wanted);
    let rows: Vec<u64> = read.records.iter().map(|it| it.row).collect();
    assert_eq!(rows, (2..=u64::from(row) + 1).collect::<Vec<_>>());
}

#[test]
fn values_are_those_another_reader_finds() {
    let letters = prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,8}",
        prop::sample::select(vec!["Nguyễn Văn An", "a\nb", "_x0041_", "&amp;", "  x "])
            .prop_map(str::to_owned),
    ];
    let rows = prop::collection::vec(prop::collection::vec(letters, 3), 1..8);
    check(60, &rows, |rows| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
        }
        for (index, row) in rows.iter().enumerate() {
            let at = u32::try_from(index).unwrap() + 1;
            sheet.write(at, 0, "x").unwrap();
            for (column, cell) in row.iter().enumerate() {
                sheet.write_string(at, u16::try_from(column).unwrap() + 1, cell).unwrap();
            }
        }
        let bytes = book.save_to_buffer().unwrap();
        let mut theirs: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        let range = theirs.worksheet_range("Sheet1").unwrap();
        let read = read("a.xlsx", &bytes).unwrap();
        prop_assert_eq!(read.records.len() + read.problems.len(), rows.len());
        for record in &read.records {
            let row = u32::try_from(record.row).unwrap() - 1;
            for (column, cell) in record.cells.iter().enumerate() {
                let value = range.get_value((row, u32::try_from(column).unwrap()));
                let text = match value {
                    Some(Data::String(text)) => crate::records::mended(text),
                    _ => String::new(),
                };
                prop_assert_eq!(cell, &text);
            }
        }
        Ok(())
    });
}

/// A text as `LibreOffice` writes it: a paragraph for each line, spaces that would be lost as
/// elements, now and then a part in other letters, and a note that is no part of it.
fn paragraphs(text: &str, seed: usize) -> String {
    let mut out = String::new();
    if seed.is_multiple_of(5) {
        out.push_str("<office:annotation><text:p>ghi chú</text:p></office:annotation>");
    }
    for line in text.split('\n') {
        out.push_str("<text:p>");
        let mut spaces = 1;
        for (at, letter) in line.chars().enumerate() {
            let is_apart = (at + seed) % 4 == 3;
            out.push_str(if is_apart { "<text:span text:style-name=\"T1\">" } else { "" });
            match letter {
                ' ' if spaces > 0 => out.push_str("<text:s/>"),
                '\t' => out.push_str("<text:tab/>"),
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&#62;"),
                other => out.push(other),
            }
            spaces = if letter == ' ' { spaces + 1 } else { 0 };
            out.push_str(if is_apart { "</text:span>" } else { "" });
        }
        out.push_str("</text:p>");
    }
    out
}

#[test]
fn values_of_documents_are_those_another_reader_finds() {
    let letters = prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,8}",
        prop::sample::select(vec![
            "",
            "Nguyễn Văn An",
            "a\nb",
            "a\n\nb",
            "a\tb",
            "0912",
            "  x   y "
        ])
        .prop_map(str::to_owned),
    ];
    // A text, how often it stands in a row, and what tells how it is written.
    let cell = (letters, 1..3usize, 0..20usize);
    let row = (prop::collection::vec(cell, 0..4), 1..3usize, any::<bool>());
    check(120, &prop::collection::vec(row, 1..8), |rows| {
        let own = |text: &str, times: usize, seed: usize| match text {
            "" => format!("<table:table-cell table:number-columns-repeated=\"{times}\"/>"),
            _ => format!(
                "<table:table-cell table:number-columns-repeated=\"{times}\" \
                 office:value-type=\"string\">{}</table:table-cell>",
                paragraphs(text, seed)
            ),
        };
        let head: String = "abcdefgh".chars().map(|name| own(&name.to_string(), 1, 1)).collect();
        let mut table =
            format!("<table:table table:name=\"Tổ 7\"><table:table-row>{head}</table:table-row>");
        let mut filled = 0;
        for (cells, times, is_empty) in &rows {
            let first = if *is_empty { String::new() } else { own("x", 1, 1) };
            let rest = cells
                .iter()
                .filter(|_| !is_empty)
                .map(|(text, times, seed)| own(text, *times, *seed));
            let cells = first + &rest.collect::<String>() + &own("", 1000, 1);
            table += &format!(
                "<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>"
            );
            filled += if *is_empty { 0 } else { *times };
        }
        let bytes = document(&(table + "</table:table>"));
        let mut theirs: Ods<_> = Ods::new(Cursor::new(bytes.clone())).unwrap();
        let range = theirs.worksheet_range("Tổ 7").unwrap();
        let read = read("a.ods", &bytes);
        if filled == 0 {
            return Ok(());
        }
        let read = read.unwrap();
        prop_assert_eq!(read.records.len() + read.problems.len(), filled);
        for record in &read.records {
            let row = u32::try_from(record.row).unwrap() - 1;
            prop_assert_eq!(record.cells.len(), 8);
            for (column, cell) in record.cells.iter().enumerate() {
                let text = match range.get_value((row, u32::try_from(column).unwrap())) {
                    Some(Data::String(text)) => crate::records::mended(text),
                    None | Some(Data::Empty) => String::new(),
                    other => panic!("{other:?}"),
                };
                prop_assert_eq!(cell, &text);
            }
        }
        Ok(())
    });
}

#[test]
fn sheets_are_chosen_by_name_or_number() {
    let mut book = Workbook::new();
    for (name, cell) in [("Bìa", "không"), ("Tổ 7", "bảy"), ("Tổ dân phố số 8", "tám")]
    {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(1, 0, cell).unwrap();
    }
    book.worksheet_from_index(0).unwrap().set_hidden(true);
    book.worksheet_from_index(1).unwrap().set_active(true);
    let bytes = book.save_to_buffer().unwrap();
    let table = |name: &str, cell: &str| {
        format!(
            "<table:table table:name=\"{name}\"><table:table-row><table:table-cell><text:p>a</text:p>\
             </table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>{cell}\
             </text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let ods = document(
        &(table("Bìa", "không") + &table("Tổ 7", "bảy") + &table("Tổ dân phố số 8", "tám")),
    );
    for (file, bytes, first) in [("a.xlsx", bytes, "bảy"), ("a.ods", ods, "không")] {
        for (asked, wanted) in [
            (None, first),
            (Some("Tổ 7"), "bảy"),
            (Some("to 7"), "bảy"),
            (Some("2"), "bảy"),
            (Some("3"), "tám"),
            (Some("to_dan_pho_so_8"), "tám"),
        ] {
            let options = Options { sheet: asked.map(str::to_owned), ..Options::default() };
            let read = read_with(file, &bytes, &options).unwrap();
            assert_eq!(read.cells(), [[wanted]], "{file} {asked:?}");
        }
        for (asked, words) in [("Tổ 77", "Tổ 7"), ("9", "Tổ dân phố số 8"), ("0", "Bìa")]
        {
            let options = Options { sheet: Some(asked.to_owned()), ..Options::default() };
            let reported = read_with(file, &bytes, &options).unwrap_err();
            assert_eq!(reported[0].0, Code::RecordsSheet, "{reported:?}");
            assert!(reported[0].1.contains(asked) && !words.is_empty(), "{reported:?}");
        }
    }
}

#[test]
fn merged_cells_are_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 2, "DANH SÁCH TỔ 7", &Format::new()).unwrap();
    for (column, name) in ["a", "b", "c"].into_iter().enumerate() {
        sheet.write(1, u16::try_from(column).unwrap(), name).unwrap();
    }
    // Two of the names are one cell.
    sheet.merge_range(1, 3, 1, 4, "d", &Format::new()).unwrap();
    sheet.write(2, 0, "x").unwrap();
    sheet.write(2, 1, "y").unwrap();
    let reported = read("a.xlsx", book.save_to_buffer().unwrap()).unwrap_err();
    let codes: Vec<Code> = reported.iter().map(|it| it.0).collect();
    assert_eq!(codes, [Code::RecordsTitle, Code::RecordsHeader], "{reported:?}");
    assert!(reported[1].1.contains("D2 to E2"), "{reported:?}");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..6 {
        sheet.write(row, 0, if row == 0 { "Tên" } else { "a" }).unwrap();
        sheet.write(row, 1, "b").unwrap();
    }
    sheet.merge_range(2, 1, 3, 1, "Số 5", &Format::new()).unwrap();
    let seen = read("a.xlsx", book.save_to_buffer().unwrap()).unwrap();
    let rows: Vec<u64> = seen.problems.iter().map(|it| it.row).collect();
    assert_eq!((seen.records.len(), rows), (3, vec![3, 4]));
    let cell = |more: &str, text: &str| {
        format!("<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>")
    };
    let head = format!("<table:table-row>{}{}</table:table-row>", cell("", "a"), cell("", "b"));
    let merged = format!(
        "<table:table-row>{}<table:covered-table-cell/></table:table-row>",
        cell("table:number-columns-spanned=\"2\"", "Tổ 7"),
    );
    let plain = head.replace(">a<", ">x<");
    let reported = read("a.ods", document(&format!("<table:table>{merged}{merged}</table:table>")));
    assert!(reported.unwrap_err()[0].1.contains("A1 to B1"));
    let seen =
        clean("a.ods", document(&format!("<table:table>{merged}{head}{plain}</table:table>")));
    assert_eq!((seen.names.len(), seen.cells()), (2, vec![vec!["x", "b"]]));
    let seen =
        read("a.ods", document(&format!("<table:table>{head}{merged}{plain}</table:table>")))
            .unwrap();
    assert_eq!((seen.cells(), seen.problems[0].row), (vec![vec!["x", "b"]], 2));
}

#[test]
fn titles_and_columns_without_a_name_are_reported() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "DANH SÁCH TỔ 7").unwrap();
    for row in 2..5 {
        for column in 0..3 {
            sheet.write(row, column, "a").unwrap();
        }
    }
    // All names are alike, so they are none.
    let reported = read("a.xlsx", book.save_to_buffer().unwrap()).unwrap_err();
    assert!(
        reported[0].0 == Code::RecordsHeader && reported[0].1.contains("is alone"),
        "{reported:?}"
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, width) in [(0, 2), (1, 2), (2, 3), (3, 1)] {
        for column in 0..width {
            let name = if row == 0 { "tên" } else { "a" };
            sheet.write(row, column, format!("{name}{column}")).unwrap();
        }
    }
    let seen = read("a.xlsx", book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(seen.cells(), [["a0", "a1"], ["a0", ""]]);
    assert_eq!((seen.problems[0].code, seen.problems[0].row), (Code::RecordsCount, 3));
}

#[test]
fn hidden_rows_are_read_and_told_once() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..5 {
        sheet.write(row, 0, if row == 0 { "Tên" } else { "a" }).unwrap();
    }
    sheet.set_row_hidden(2).unwrap();
    sheet.set_row_hidden(3).unwrap();
    let row = |more: &str| {
        format!(
            "<table:table-row {more}><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
        )
    };
    let ods = [
        row("").replace(">a<", ">Tên<"),
        row(""),
        row("table:visibility=\"filter\""),
        row("table:visibility=\"collapse\""),
    ];
    let ods = document(&format!("<table:table>{}</table:table>", ods.concat()));
    for (name, bytes, count) in [("a.xlsx", book.save_to_buffer().unwrap(), 4), ("a.ods", ods, 3)] {
        let read = clean(name, bytes);
        let notes = read.records.iter().flat_map(|it| &it.notes).map(|it| (it.code, it.row));
        let notes: Vec<(Code, u64)> = notes.collect();
        assert_eq!((read.records.len(), notes), (count, vec![(Code::RecordsHidden, 3)]), "{name}");
    }
}

#[test]
fn cells_with_errors_are_reported() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..3 {
        sheet.write(row, 0, if row == 0 { "Tên" } else { "a" }).unwrap();
        sheet.write(row, 1, "b").unwrap();
    }
    sheet.write_formula(1, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    let seen = read("a.xlsx", book.save_to_buffer().unwrap()).unwrap();
    let problem = &seen.problems[0];
    assert_eq!((problem.code, problem.row, seen.records.len()), (Code::RecordsCell, 2, 1));
    assert_eq!(problem.column, Some((2, "b".to_owned())));
    assert!(problem.what.en.contains("#N/A"), "{problem:?}");
    let ods = "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
               </table:table-row><table:table-row><table:table-cell><text:p>Err:502</text:p>\
               </table:table-cell></table:table-row></table:table>";
    assert_eq!(read("a.ods", document(ods)).unwrap().problems[0].code, Code::RecordsCell);
}

#[test]
fn documents_of_libreoffice_are_read_as_shown() {
    let rows = "<table:table-row><table:table-cell><text:p>Nhà</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"1\"><text:p>Ngày</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"16382\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"912345678\">\
        <text:p>0912345678</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-23\"><text:p>23.11.26</text:p>\
        </table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell>\n\
        <office:annotation><text:p>ghi chú riêng</text:p></office:annotation>\n\
        <text:p>Số <text:span>5</text:span><text:s text:c=\"1\"/>&amp; 7</text:p>\n<text:p>ngõ 2</text:p>\
        </table:table-cell><table:table-cell/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>";
    let read = clean("a.ods", document(&format!("<table:table>{rows}</table:table>")));
    assert_eq!(
        read.cells(),
        [["0912345678", "23/11/2026"], ["Số 5 & 7\nngõ 2", ""], ["Số 5 & 7\nngõ 2", ""]]
    );
    let rows: Vec<u64> = read.records.iter().map(|it| it.row).collect();
    assert_eq!(rows, [2, 3, 4]);
}

#[test]
fn odd_workbooks_are_read_right() {
    // Inline texts, no places, Japanese readings, runs, a prefix for every name, empty texts.
    let strings = "<x:sst xmlns:x=\"x\" uniqueCount=\"99999999999999\"><x:si/><x:si><x:t>tên</x:t></x:si><x:si><x:r>\
        <x:t>Nguyễn </x:t></x:r><x:r><x:t xml:space=\"preserve\">An</x:t></x:r><x:rPh><x:t>sai</x:t></x:rPh></x:si></x:sst>";
    let sheet = "<x:sheetData><x:row><x:c t=\"s\"><x:v>1</x:v></x:c><x:c t=\"inlineStr\"><x:is><x:t>b&#233;</x:t></x:is></x:c></x:row>\
        <x:row r=\"9\"><x:c r=\"A9\" t=\"s\"><x:v>2</x:v></x:c><x:c r=\"B9\" t=\"s\"><x:v>0</x:v></x:c></x:row>\
        <x:row r=\"10\"><x:c r=\"B10\" t=\"d\"><x:v>2026-11-23</x:v></x:c></x:row></x:sheetData>";
    let read = clean("a.xlsx", workbook(sheet, strings, "<styleSheet/>"));
    assert_eq!(read.names, ["tên", "bé"]);
    assert_eq!(read.cells(), [["Nguyễn An", ""], ["", "23/11/2026"]]);
    let rows: Vec<u64> = read.records.iter().map(|it| it.row).collect();
    assert_eq!(rows, [9, 10]);
}

#[test]
fn any_form_of_any_number_is_shown_or_refused() {
    let sign = prop::sample::select(vec![
        "0",
        "#",
        "?",
        ".",
        ",",
        "%",
        ";",
        "[",
        "]",
        "\"",
        "\\",
        "_",
        "*",
        "h",
        "m",
        "s",
        "d",
        "y",
        "E",
        "+",
        "/",
        " ",
        "đ",
        "$",
        "@",
        "General",
        "[h]",
        "AM/PM",
        "00000000000000000000",
    ]);
    let code = prop::collection::vec(sign, 0..8).prop_map(|signs| signs.concat());
    let number = prop_oneof![
        any::<f64>().prop_map(|number| number.to_string()),
        (-1_000_000i64..100_000_000).prop_map(|number| (number as f64 / 64.0).to_string()),
        "[0-9eE.+-]{0,8}",
    ];
    check(400, &(code, number), |(code, number)| {
        let code = code.replace('"', "&quot;");
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{code}\"/></numFmts>\
             <cellXfs><xf/><xf numFmtId=\"200\"/></cellXfs></styleSheet>"
        );
        let sheet = format!(
            "<sheetData><row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>\
             <row><c t=\"str\"><v>x</v></c><c s=\"1\"><v>{number}</v></c></row></sheetData>"
        );
        let read = read("a.xlsx", workbook(&sheet, "<sst></sst>", &styles)).unwrap();
        prop_assert_eq!(read.records.len() + read.problems.len(), 1);
        Ok(())
    });
}

#[test]
fn files_that_are_no_spreadsheet_or_do_harm_are_refused() {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    let long = "x".repeat(8 << 20);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let sheet = format!("<sheetData><row><c t=\"str\"><v>{long}");
    // The size of a part, as its archive declares it: bytes 24 to 28 of its entry in the directory.
    let mut huge = workbook("<sheetData/>", "<sst></sst>", "");
    let name_at = huge.windows(14).rposition(|it| it == b"xl/strings.xml").unwrap();
    huge[name_at - 46 + 24..name_at - 46 + 28].copy_from_slice(&(600u32 << 20).to_le_bytes());
    let wide: String = (0..10_000).map(|_| "<c t=\"str\"><v>x</v></c>").collect();
    let locked_ods = archive(&[
        ("mimetype", SPREADSHEET.as_bytes()),
        ("META-INF/manifest.xml", b"<m:manifest><m:encryption-data/></m:manifest>"),
        ("content.xml", b"\x01\x02"),
    ]);
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell>";
    let repeated = format!(
        "<table:table><table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row></table:table>"
    );
    let no_strings = "<sst></sst>";
    let files: [(&str, Vec<u8>, Code); 13] = [
        ("a.xlsx", [compound.clone(), vec![0; 600], name].concat(), Code::RecordsLocked),
        ("a.xls", [compound, vec![0; 600]].concat(), Code::RecordsKind),
        ("a.ods", locked_ods, Code::RecordsLocked),
        ("a.xlsx", b"PK\x03\x04".to_vec(), Code::RecordsDamaged),
        ("a.xlsx", Vec::new(), Code::RecordsDamaged),
        ("a.xlsx", archive(&[("word/document.xml", b"<w/>")]), Code::RecordsKind),
        ("a.zip", archive(&[("anh.png", b"x")]), Code::RecordsKind),
        ("a.xlsx", workbook("<sheetData/>", &strings, ""), Code::RecordsTooMuch),
        ("a.xlsx", workbook(&sheet, no_strings, ""), Code::RecordsTooMuch),
        ("a.xlsx", huge, Code::RecordsTooMuch),
        (
            "a.xlsx",
            workbook(&format!("<sheetData><row>{wide}</row></sheetData>"), no_strings, ""),
            Code::RecordsTooMuch,
        ),
        ("a.xlsx", workbook("<sheetData/>", no_strings, ""), Code::RecordsEmpty),
        ("a.ods", document(&repeated), Code::RecordsTooMuch),
    ];
    for (index, (name, bytes, code)) in files.into_iter().enumerate() {
        let reported = read(name, bytes).unwrap_err();
        assert_eq!(reported[0].0, code, "file {index}: {reported:?}");
    }
}

/// A small list as two spreadsheets.
fn small() -> [(&'static str, Vec<u8>); 2] {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut rows = String::new();
    for row in 0..20u32 {
        rows.push_str("<table:table-row>");
        for column in 0..3u16 {
            let text = format!("ô {row} {column}");
            sheet.write(row, column, &text).unwrap();
            rows.push_str(&format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>"));
        }
        rows.push_str("</table:table-row>");
    }
    let ods = document(&format!("<table:table>{rows}</table:table>"));
    [("a.xlsx", book.save_to_buffer().unwrap()), ("a.ods", ods)]
}

#[test]
fn a_file_cut_off_anywhere_is_damaged_and_not_shorter() {
    for (name, bytes) in small() {
        assert_eq!(clean(name, &bytes).records.len(), 19);
        for end in (4..bytes.len() - 1).step_by(bytes.len() / 60) {
            let reported = read(name, &bytes[..end]).unwrap_err();
            assert_eq!(reported[0].0, Code::RecordsDamaged, "{name} cut at {end}");
        }
    }
}

#[test]
fn a_file_with_wrong_bytes_is_refused_or_reads_the_same() {
    let small = small();
    let whole = small.clone().map(|(name, bytes)| clean(name, bytes));
    let whole = whole.each_ref().map(crate::records::Read::cells);
    let at = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6);
    check(500, &(0..2usize, at), |(kind, changes)| {
        let (name, mut bytes) = small[kind].clone();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        // Checksums see it: what is read at all is what was written.
        if let Ok(read) = read(name, bytes) {
            prop_assert_eq!(&read.cells(), &whole[kind]);
        }
        Ok(())
    });
}
