//! What a workbook or list says of itself above its rows: days since 1904, titles.

use rust_xlsxwriter::{Format, Workbook};
use toroi::diag::Code;
use toroi::records::Options;

use crate::records::{clean, read};
use crate::records_sheets::marked_workbook;

/// Old Macs counted days from 1904, and a workbook says so once for all of its cells.
#[test]
fn days_of_workbooks_that_count_from_1904() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Ngày</t></is></c></row>\
                 <row r=\"2\"><c r=\"A2\" s=\"1\"><v>44500</v></c></row></sheetData>";
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let day = |mark: &str| {
        let bytes = marked_workbook(mark, sheet, "<sst></sst>", styles);
        clean("a.xlsx", bytes).cells()[0][0].to_owned()
    };
    for (mark, wanted) in [
        ("", "31/10/2021"),
        ("<workbookPr/>", "31/10/2021"),
        ("<workbookPr date1904=\"0\"/>", "31/10/2021"),
        ("<workbookPr date1904=\"false\"/>", "31/10/2021"),
        ("<workbookPr date1904=\"1\"/>", "01/11/2025"),
        ("<workbookPr date1904=\"true\"/>", "01/11/2025"),
    ] {
        assert_eq!(day(mark), wanted, "{mark}");
    }
}

#[test]
fn titles_above_the_names_are_left_out_and_told() {
    let notes = |name: &str, bytes: &[u8]| {
        let kept = crate::records::keep(name, bytes);
        let mut sink = toroi::diag::Sink::new();
        let table = toroi::records::Table::open(&kept.path, &Options::default(), &mut sink);
        let codes: Vec<Code> = sink.iter().map(|found| found.code).collect();
        let rows = table.map(|table| table.map(|row| row.unwrap().row).collect::<Vec<_>>());
        (codes, rows)
    };
    let title = vec![Code::RecordsTitle];
    for (list, first) in [
        ("Danh sách tổ 7;;\nTên;Nhà;Ngõ\nAn;5;1\n", 3),
        ("Danh sách tổ 7\nTên;Nhà\nAn;5\nBình;7\n", 3),
        ("TỔ 7;;\n;;\n;tháng 11;\nTên;Nhà;Ngõ\nAn;5;1\n", 5),
        ("Danh sách tổ 7, phường Bách Khoa\nTên;Nhà;Ngõ\nAn;5;1\nBình;5;1\n", 3),
        (
            "UBND phường Bách Khoa;;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM;\n\
             ;;Độc lập - Tự do - Hạnh phúc;\nSTT;Tên;Nhà;Ngõ\n1;An;5;1\n",
            4,
        ),
    ] {
        let (codes, rows) = notes("a.csv", list.as_bytes());
        assert_eq!((codes, rows.unwrap()[0]), (title.clone(), first), "{list}");
    }
    // What may be a record is not left out.
    for list in [
        "Tên;\nAn;\nBình;vắng\nChi;\n",
        "Tên;;\nAn;;\nBình;vắng;x\nChi;;\n",
        "Tên;;Nhà\nAn;x;Số 5\n",
    ] {
        assert!(read("a.csv", list).map_or(true, |it| !it.problems.is_empty()), "{list}");
    }
    assert_eq!(clean("a.csv", "Họ, tên\nNguyễn Văn An\nTrần Thị Bích\n").names, ["Họ, tên"]);
    // Merged over the width of the table.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 1, 1, "DANH SÁCH", &Format::new()).unwrap();
    for (row, cells) in [(2, ["Tên", "Nhà"]), (3, ["An", "Số 5"]), (4, ["Bình", "Số 7"])] {
        sheet.write_row(row, 0, cells).unwrap();
    }
    let (codes, rows) = notes("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!((codes, rows), (title, Some(vec![4, 5])));
}
