//! The list a team carries: every house once and in order, room to write, nothing that does harm.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::prelude::*;
use toroi::diag::Sink;
use toroi::guide::{Date, Guide};
use toroi::layout::{GlyphRun, Item, Page, Pages};
use toroi::records::{Options, Table};
use toroi::roster::{self, ColumnMap, Household, PRODUCT, Roster, Sort};
use toroi::source::Sources;
use toroi::template::{Settings, TemplateSet};
use toroi::text::Fonts;
use toroi::typeset::Typesetter;
use toroi::vietnamese::address::AddressKey;
use toroi::world::Embedded;

use crate::merging::{Home, Said};
use crate::pdf::check_ua;
use crate::props::check;
use crate::records::keep;
use crate::run::{Done, Run, root};
use crate::sheets::{Sheet, findings};

const LIST: &str = "Họ và tên;Số nhà;Địa chỉ;Tổ dân phố;Việc cần làm;Đã làm;Ghi chú;Điện thoại\n\
    Nguyễn Văn An;10;ngõ 10, phố Huế;7;Kích hoạt;;;0912 345 678\n\
    Trần Thị Bích;2;ngõ 10, phố Huế;7;Kích hoạt;Đã cài;Tai nghe kém;\n\
    Lê Văn Cường;5A;phố Huế;7;Cài VNeID;;;\n\
    Phạm Thị Dung;5;phố Huế;7;Đổi SIM;;;\n\
    Đặng Văn Đạt;1;phố Huế;6;Cài VNeID;;Gọi con gái trước;\n";

/// A list as a ward keeps it.
const WARD: &str = "Họ và tên;Địa chỉ;Tổ;Việc cần làm;Tình trạng;Ghi chú\n\
    Nguyễn Văn An;Số 38, phố Định Công;5;Đổi SIM chính chủ;Đã đến hai lần;Tai nghe kém\n\
    Phạm Đức Thủy;Số 59, phố Định Công;5;Cài VNeID;;\n\
    Bùi Thị Quý;Số 9, ngõ 90, phố Định Công;5;Làm lại thẻ căn cước;;Gọi trước buổi tối, con gái mở cửa\n\
    Lê Ngọc Cường;12/5 Định Công;5;Kích hoạt tài khoản mức 2;Đã cài;\n\
    Đặng Thu Bích;Số 43A, ngách 6, ngõ 16, đường Giải Phóng;7;Cài VNeID;;\n\
    Hoàng Đức Hòa;Số 2, ngõ 16, đường Giải Phóng;7;Quên mật khẩu, cần giúp lấy lại;;\n\
    Trần Thị Yến;Số 10, ngõ 16, đường Giải Phóng;7;Kích hoạt tài khoản mức 2;Đã có SIM;Nhà có chó dữ\n\
    Vũ Ngọc Đạt;Phòng 1606, tầng 16, tòa CT3A, khu đô thị mới Định Công;9;Hướng dẫn nhận mã, rồi kích hoạt;;\n\
    Bùi Văn Lợi;Phòng 302, tầng 3, tòa CT3A, khu đô thị mới Định Công;9;Cài VNeID;;\n\
    Đỗ Thị Hạnh;Số 5, phố Trần Nguyên Đán;9;Cài VNeID;;Bác ở nhà buổi sáng\n\
    Ngô Văn Tám;Số 51, phố Trần Nguyên Đán;9;Đổi SIM chính chủ;;\n\
    Lý Thị Mến;Số 5A, phố Trần Nguyên Đán;9;Làm lại thẻ căn cước;;\n";

/// A list of so many houses, in no order; each has words of its own.
fn list(count: usize) -> String {
    let mut rows = String::from("Họ tên,Địa chỉ,Việc cần làm,Ghi chú\n");
    for index in 0..count {
        let at = index * 37 % count;
        let place = match at % 4 {
            0 => format!("Số {}, phố Huế", at + 1),
            1 => format!("Số {}, ngõ {}, phố Huế", at + 1, at % 13 + 1),
            2 => format!(
                "Số {}, ngách {}, ngõ {}, đường Giải Phóng",
                at + 1,
                at % 5 + 1,
                at % 13 + 1
            ),
            _ => format!(
                "Phòng {}, tầng {}, tòa CT2A, khu đô thị mới Định Công, đối diện trạm y tế phường",
                at + 1,
                at % 20 + 1
            ),
        };
        let note =
            if at.is_multiple_of(5) { "Bác đi lại khó, con gái mở cửa" } else { "" };
        rows.push_str(&format!("Chủ nhà x{at}x,\"{place}\",Kích hoạt mức 2,\"{note}\"\n"));
    }
    rows
}

fn read(text: &str, sort: Sort) -> Roster {
    let kept = keep("danh-sach.csv", text);
    let mut sink = Sink::new();
    let mut table = Table::open(&kept.path, &Options::default(), &mut sink).unwrap();
    let map = ColumnMap::new(&table, &[], &mut sink).unwrap();
    let roster = roster::read(&mut table, &map, sort, &mut sink);
    assert_eq!(findings(&sink), "");
    roster.unwrap()
}

/// Words of addresses, notes and nonsense.
fn words_of_lists() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Số",
        "5",
        "5A",
        "12/5",
        "/",
        ",",
        "ngõ",
        "ngách",
        "hẻm 45/2",
        "phố",
        "Huế",
        "tổ",
        "dân phố",
        "khu",
        "thôn",
        "tòa B4",
        "tầng",
        "P.",
        "sinh",
        "1950",
        "mật khẩu",
        ":",
        "=",
        "OTP",
        "là",
        "001",
        "234 567 890",
        "\u{a0}",
        "漢",
        "𝗕",
        "đ",
    ]);
    prop::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

#[test]
fn any_addresses_have_one_order() {
    check(600, &prop::collection::vec(words_of_lists(), 3), |all| {
        let keys: Vec<AddressKey> = all.iter().map(|text| AddressKey::new(text)).collect();
        for a in &keys {
            prop_assert_eq!(a.cmp(a), Ordering::Equal);
            for b in &keys {
                prop_assert_eq!(a.cmp(b), b.cmp(a).reverse());
                for c in &keys {
                    prop_assert!(!(a <= b && b <= c) || a <= c);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn any_rows_make_a_list_or_are_refused() {
    let rows = prop::collection::vec((words_of_lists(), words_of_lists()), 1..5);
    check(150, &rows, |rows| {
        let mut text = "Địa chỉ,Họ tên,Ghi chú\n".to_owned();
        for (place, note) in &rows {
            text.push_str(&format!("\"Số 1 {place}\",x,\"{note}\"\n"));
        }
        let kept = keep("danh-sach.csv", text);
        let mut sink = Sink::new();
        let mut table = Table::open(&kept.path, &Options::default(), &mut sink).unwrap();
        let map = ColumnMap::new(&table, &[], &mut sink).unwrap();
        let roster = roster::read(&mut table, &map, Sort::Address, &mut sink);
        match roster {
            Some(roster) => prop_assert_eq!(roster.rows.len(), rows.len()),
            None => prop_assert!(sink.has_errors()),
        }
        Ok(())
    });
}

fn set(roster: &Roster) -> (Guide, Pages, Vec<u8>) {
    let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
    let set = TemplateSet::load(&Embedded, &[PRODUCT.to_owned()], &fonts, &mut sources, &mut sink);
    let file = sources.add_text("danh-sach.csv", String::new());
    let guide = Guide::blank("danh-sach", file, Date::new(2026, 11, 25).unwrap());
    let settings = Settings::new();
    let press = Typesetter::new(&Embedded, &sources, &set, &fonts, &settings);
    let pages = press.pages_with(PRODUCT, &guide, ("roster", roster), &mut sink);
    assert_eq!(findings(&sink), "");
    let pages = pages.unwrap();
    let pdf = press.pdf(&guide, &pages).unwrap();
    (guide, pages, pdf)
}

/// A list of 12 houses, for `golden`.
pub(super) fn sheet() -> &'static Sheet {
    static SHEET: OnceLock<Sheet> = OnceLock::new();
    SHEET.get_or_init(|| {
        let (team, day) = ("Đội kích hoạt số 2".to_owned(), "28/11/2026".to_owned());
        let roster = Roster { team, day, ..read(WARD, Sort::Address) };
        let (guide, pages, pdf) = set(&roster);
        let guide = Box::leak(Box::new(guide));
        let (name, path) = ("danh-sach-roster".to_owned(), PathBuf::new());
        Sheet { name, product: PRODUCT, guide, pages, pdf, path }
    })
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|placed| match &placed.item {
        Item::Glyphs(run) => Some(&**run),
        _ => None,
    })
}

fn words(page: &Page) -> String {
    let text: Vec<&str> = runs(page).map(|run| run.text.as_str()).collect();
    text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn houses_come_in_the_order_of_the_way() {
    let places = |sort| -> Vec<String> {
        let shown = |house: Household| format!("{}: {}", house.group, house.place);
        read(LIST, sort).rows.into_iter().map(shown).collect()
    };
    assert_eq!(
        places(Sort::Address),
        [
            "Tổ 6: Số 1, phố Huế",
            "Tổ 7: Số 5, phố Huế",
            "Tổ 7: Số 5A, phố Huế",
            "Tổ 7: Số 2, ngõ 10, phố Huế",
            "Tổ 7: Số 10, ngõ 10, phố Huế",
        ]
    );
    let names = |sort| -> Vec<String> {
        read(LIST, sort)
            .rows
            .iter()
            .map(|it| it.name.split(' ').next_back().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(Sort::Name), ["An", "Bích", "Cường", "Dung", "Đạt"]);
    assert_eq!(names(Sort::None), ["An", "Bích", "Cường", "Dung", "Đạt"]);
    assert_eq!(names(Sort::Address), ["Đạt", "Dung", "Cường", "Bích", "An"]);
    let numbers: Vec<usize> = read(LIST, Sort::Address).rows.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

/// Everything of a list is on paper once, whole, in order; heads, numbers and sums are where they
/// belong.
#[test]
fn every_house_is_printed_once_however_many_there_are() {
    for count in [1, 3, 40, 150] {
        let roster = read(&list(count), Sort::Address);
        let (_, pages, pdf) = set(&roster);
        let all: Vec<String> = pages.pages.iter().map(words).collect();
        let last = all.len() - 1;
        for (number, said) in all.iter().enumerate() {
            for column in ["Nhà, hỏi ai", "Việc cần làm", "Gặp Xong Ghi thêm"] {
                assert_eq!(said.matches(column).count(), 1, "{count}, page {number}: {said}");
            }
            let page = format!("Trang {}/{}", number + 1, all.len());
            assert!(said.contains(&page), "{page}: {said}");
            assert_eq!(said.contains("Không để rơi"), number == 0);
            assert_eq!(said.contains("Trưởng nhóm ký:"), number == last);
            assert_eq!(said.contains(&format!("Tất cả {count} nhà.")), number == last);
        }
        let whole = all.join(" ");
        let mut before = 0;
        for house in &roster.rows {
            assert_eq!(whole.matches(&house.name).count(), 1, "{}", house.name);
            let at = whole.find(&house.name).unwrap();
            assert!(at > before, "{} is out of order", house.name);
            let start = whole[..at].rfind(&house.place);
            assert!(start.is_some_and(|start| start >= before), "{} is cut", house.place);
            before = at;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, pdf).unwrap();
        let output = std::process::Command::new("pdftotext")
            .args(["-layout", path.to_str().unwrap(), "-"])
            .output()
            .expect("pdftotext is missing: run tests/run");
        let text = String::from_utf8(output.stdout).unwrap();
        for at in 0..count {
            assert_eq!(text.matches(&format!("x{at}x")).count(), 1, "house {at} of {count}");
        }
    }
}

#[test]
fn there_is_room_to_tick_and_write_and_text_is_large() {
    let (_, pages, _) = set(&read(&list(40), Sort::Address));
    let mut boxes = 0;
    for page in &pages.pages {
        let strokes = page.items.iter().filter_map(|placed| match &placed.item {
            Item::Stroke { path, .. } => Some(path.bounds()),
            _ => None,
        });
        let sizes: Vec<(f64, f64)> = strokes.map(|it| (it.w.to_mm(), it.h.to_mm())).collect();
        let square = |(w, h): &&(f64, f64)| (w - h).abs() < 0.01 && *w < 12.0;
        assert!(sizes.iter().filter(square).all(|(w, _)| *w >= 7.4), "{sizes:?}");
        boxes += sizes.iter().filter(square).count();
        let cells: Vec<_> =
            sizes.iter().filter(|(w, h)| *w > 12.0 && *w < 70.0 && *h > 1.0).collect();
        assert!(cells.iter().all(|(_, h)| *h >= 12.0), "{cells:?}");
        for run in runs(page) {
            assert!(run.size.to_pt() >= 14.0, "{} has {} pt", run.text, run.size.to_pt());
        }
        assert!(
            (page.size.w.to_mm() - 210.0).abs() < 0.01
                && (page.size.h.to_mm() - 297.0).abs() < 0.01
        );
    }
    assert_eq!(boxes, 2 * 40);
}

#[test]
fn the_same_list_makes_the_same_bytes_and_is_tagged() {
    let roster = read(&list(40), Sort::Address);
    let (_, _, pdf) = set(&roster);
    assert_eq!(pdf, set(&roster).2);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, pdf).unwrap();
    for (passed, rules, failures) in check_ua(&[path.to_str().unwrap()]) {
        assert_eq!((failures.as_str(), passed), ("", rules));
    }
}

fn toroi(list: &str, more: &[&str]) -> Done {
    Run::new()
        .file("to-7.csv", list)
        .args(["roster", "--records", "to-7.csv"])
        .args(more.iter().copied())
        .run()
}

#[test]
fn the_command_makes_a_file_named_after_the_list() {
    let done = toroi(LIST, &["--team", "Đội 2", "--date", "2026-11-28", "--out", "in"]).ok();
    assert!(done.stdout.starts_with("in/to-7-roster.pdf  1 page"), "{}", done.stdout);
    assert!(done.stderr.contains("columns not printed: Điện thoại"), "{}", done.stderr);
    assert!(done.file("in/to-7-roster.pdf").exists());
    let json = toroi(LIST, &["--format", "json"]).ok();
    assert!(json.stdout.contains("{\"type\":\"roster\",\"records\":\"to-7.csv\",\"houses\":5}"));
    let png = toroi(LIST, &["--png", "40"]).ok();
    assert!(png.file("out/to-7-roster-1.png").exists());
}

#[test]
fn lists_that_differ_in_marks_capitals_or_spaces_have_files_of_their_own() {
    let names = ["nha", "nhà", "Nha", "nhã", "nha 1", "nha-1", "nha_1", "nhà 1", "漢", "字"];
    let folder = Run::new();
    let mut made = std::collections::BTreeSet::new();
    for name in names {
        let file = format!("{name}.csv");
        let out = folder.path().join("out");
        let args = ["roster", "--records", &file, "--out", out.to_str().unwrap()];
        Run::new().file(&file, LIST).args(args).run().ok();
        let all = std::fs::read_dir(&out).unwrap().map(|it| it.unwrap().file_name());
        let all: std::collections::BTreeSet<_> =
            all.map(|it| it.into_string().unwrap().to_lowercase()).collect();
        let all: std::collections::BTreeSet<_> = all
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some_and(|it| it == "pdf"))
            .collect();
        assert_eq!(all.len(), made.len() + 1, "{name} took the file of another: {all:?}");
        assert!(all.iter().all(|name| name.is_ascii()), "{all:?}");
        made = all;
    }
    assert!(made.contains("nha-roster.pdf") && made.contains("nha-1-roster.pdf"), "{made:?}");
}

/// The list of one team never takes the place of that of another.
#[test]
fn lists_of_one_name_do_not_replace_each_other() {
    let home = Home::new();
    let roster = |list: &str, more: &[&str]| -> Said {
        home.command(&[&["roster", "--records", list], more].concat()).output().unwrap().into()
    };
    let other = LIST.replace("12", "14");
    home.write("nha.csv", LIST);
    home.write("nha.tsv", other.replace(';', "\t"));
    home.write("to-8/nha.csv", &other);
    home.write("copy/nha.csv", LIST);
    roster("nha.csv", &[]).ok();
    let before = home.pdfs("out");
    for list in ["nha.tsv", "to-8/nha.csv"] {
        for more in [&[][..], &["--png", "40"], &["--lang", "vi"]] {
            roster(list, more).refused(&["[M08]", "`../nha.csv`", "--out", "nha-roster.job.jsonl"]);
            assert!(home.pdfs("out") == before, "{list}");
        }
    }
    // The same list again, changed or not, from another folder, or copied.
    roster("nha.csv", &["--sort", "none"]).ok();
    roster("./to-8/../nha.csv", &[]).ok();
    roster("copy/nha.csv", &[]).ok();
    home.write("copy/nha.csv", &other);
    roster("copy/nha.csv", &[]).ok();
    roster("nha.csv", &[]).refused(&["[M08]"]);
    // Whoever wants the other has it elsewhere, or where the first is gone.
    roster("nha.tsv", &["--out", "to-8/out"]).ok();
    std::fs::remove_file(home.path("out/nha-roster.pdf")).unwrap();
    roster("nha.tsv", &[]).ok();
}

#[test]
fn columns_of_any_name_are_mapped() {
    let list = "Chỗ,Ai,Gì\nSố 1,An,Cài\n";
    let done = toroi(list, &["--map", "dia-chi=cho", "--map", "ten=Ai", "--map", "viec=GÌ"]).ok();
    assert!(!done.stderr.contains("columns not printed"), "{}", done.stderr);
    for (more, code, words) in [
        (&[][..], "R14", "no column says where the houses are"),
        (&["--map", "diachi2=Chỗ"][..], "R14", "the fields are: ten, nha, dia-chi"),
        (&["--map", "dia-chi=Chỗ ở"][..], "R12", "the list has no column “Chỗ ở”"),
        (&["--map", "dia-chi=Chỗ", "--map", "dia-chi=Ai"][..], "R14", "is given twice"),
        (
            &["--map", "dia-chi=Gi", "--map", "ten=xyz"][..],
            "R12",
            "its columns are: “Chỗ”, “Ai”, “Gì”",
        ),
    ] {
        let done = toroi(list, more);
        let is_misspelt = more.contains(&"dia-chi");
        assert_eq!(done.code, if is_misspelt { 2 } else { 1 }, "{more:?}");
        let is_reported =
            done.stderr.contains(&format!("error[{code}]")) && done.stderr.contains(words);
        assert!(is_reported && !done.file("out").exists(), "{more:?}: {}", done.stderr);
    }
    for wrong in ["dia-chi", "=Chỗ", "dia-chi="] {
        let done = toroi(list, &["--map", wrong]);
        assert!(
            done.code == 2 && done.stderr.contains("dia-chi=\"Địa chỉ nhà\""),
            "{}",
            done.stderr
        );
    }
}

#[test]
fn what_could_harm_somebody_is_refused_with_its_row_and_column() {
    for (note, words) in [
        ("001234567890", "an identity number or account"),
        ("CCCD 001 234 567 890", "an identity number or account"),
        ("sinh năm 1950", "a date of birth"),
        ("02/09/1945", "a date of birth"),
        ("mật khẩu: Hoahong9", "a password or code"),
        ("OTP 123456", "a password or code"),
    ] {
        let list = format!("Địa chỉ,Ghi chú\nSố 1,được\nSố 2,{note}\n");
        let done = toroi(&list, &[]);
        assert_eq!(done.code, 1, "{note}");
        let place = "row 3, column “Ghi chú”";
        assert!(
            done.stderr.contains("error[R13]") && done.stderr.contains(words),
            "{}",
            done.stderr
        );
        assert!(
            done.stderr.contains(place) && done.stderr.contains("to-7.csv:3:2"),
            "{}",
            done.stderr
        );
        assert!(!done.file("out").exists());
    }
    // A column is refused by its name when it would be printed, and left alone when not.
    let list = "Địa chỉ,Số CCCD,Năm sinh\nSố 1,001234567890,1950\n";
    let done = toroi(list, &[]).ok();
    assert!(done.stderr.contains("columns not printed: Số CCCD, Năm sinh"), "{}", done.stderr);
    for column in ["Số CCCD", "Năm sinh"] {
        let done = toroi(list, &["--map", &format!("ghi-chu={column}")]);
        assert_eq!(done.code, 1, "{column}");
        assert!(done.stderr.contains(&format!("“{column}”")), "{}", done.stderr);
    }
    // What helpers need may stand there.
    for note in ["Quên mật khẩu", "hẹn 28/11/2026", "0912 345 678", "Pin yếu", "ngõ 123, nhà 456"]
    {
        toroi(&format!("Địa chỉ,Ghi chú\nSố 1,\"{note}\"\n"), &[]).ok();
    }
}

#[test]
fn all_that_is_wrong_with_a_list_is_reported_and_nothing_is_made() {
    let list = "Địa chỉ;Ghi chú\nSố 1\nSố 2;001234567890\nSố 3;\"a\"b\nNguyÔn V¨n An;x\n";
    let done = toroi(list, &["--format", "short"]);
    let codes: Vec<&str> = ["R08", "R13", "R09", "N09"]
        .into_iter()
        .filter(|code| done.stderr.contains(&format!("[{code}]")))
        .collect();
    assert_eq!((done.code, codes.len()), (1, 4), "{}", done.stderr);
    assert!(!done.file("out").exists());
    let many: String = (0..300).map(|_| "Số 1;001234567890\n").collect();
    let done = toroi(&format!("Địa chỉ;Ghi chú\n{many}"), &["--format", "short"]);
    assert_eq!(done.stderr.matches("[R13]").count(), 1, "{}", done.stderr);
    assert!(done.stderr.contains("rows 2, 3, 4, 5, 6 and 295 more"), "{}", done.stderr);
    for list in ["", "Địa chỉ\n"] {
        assert!(toroi(list, &[]).stderr.contains("error[R06]"));
    }
    let long = "Số 1\n".repeat(roster::MOST_ROWS + 1);
    let done = toroi(&format!("Địa chỉ\n{long}"), &[]);
    assert!(done.stderr.contains("error[R07]"), "{}", done.stderr);
}

#[test]
fn a_word_that_no_line_holds_is_reported_with_its_row() {
    for (note, code) in [("nguyenvanan.phuongdinhcong@gmail.com", "L02"), ("漢", "L03")] {
        let done = toroi(&format!("Địa chỉ,Ghi chú\nSố 2,x\nSố 1,{note}\n"), &[]);
        assert_eq!(done.code, 1, "{note}");
        let place = format!("error[{code}]: row 3: ");
        let is_reported = done.stderr.contains(&place) && done.stderr.contains("to-7.csv:3:1");
        assert!(is_reported && !done.file("out/to-7-roster.pdf").exists(), "{}", done.stderr);
    }
}

/// “Xong” stands in a sentence of the template before it names a column.
#[test]
fn a_word_too_wide_is_at_the_element_that_says_it() {
    let list = "Họ tên,Địa chỉ,Tổ,Việc,Đã làm,Ghi chú\n\
        Nguyễn Văn An,Số 1,7,Cài,,\nTrần Thị Bích,Số 2,7,Cài,,\nLê Văn Cường,Số 3,7,Cài,,\n";
    let done = toroi(list, &["--larger-text", "20", "--format", "short"]);
    assert_eq!(done.code, 1);
    let place = "templates/roster/sheet.xml:25:51: error[L02]: “Xong”";
    assert!(done.stderr.contains(place), "{}", done.stderr);
}

/// Without records it is an empty form to fill in by hand.
#[test]
fn an_empty_list_can_be_printed_as_a_product() {
    let done = Run::new().args(["build", "cai-dat-vneid", "--product", "roster"]).run().ok();
    assert!(done.file("out/cai-dat-vneid-roster.pdf").exists(), "{}", done.stdout);
}

#[test]
fn what_cells_hold_is_never_markup() {
    let list = "Địa chỉ,Ghi chú\n\"Số 1 <b>&amp; {{ roster.team }} {% if %}\",\"</cell>\"\n";
    let roster = read(list, Sort::Address);
    let (_, pages, _) = set(&roster);
    let said = words(&pages.pages[0]);
    for text in ["<b>&amp;", "{{ roster.team }}", "{% if %}", "</cell>"] {
        assert!(said.contains(text), "{text}: {said}");
    }
}

#[test]
fn the_template_of_the_list_is_reported() {
    let readme = std::fs::read_to_string(root().join("templates/README.md")).unwrap();
    let value = serde_json::to_value(read(LIST, Sort::Address)).unwrap();
    for (name, _) in value.as_object().unwrap() {
        assert!(readme.contains(&format!("`roster.{name}`")), "{name}");
    }
    for (name, _) in value["rows"][0].as_object().unwrap() {
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
    for (name, ..) in roster::FIELDS {
        let reported = std::fs::read_to_string(root().join("docs/merge.md")).unwrap();
        assert!(reported.contains(&format!("`{name}`")), "{name}");
    }
}
