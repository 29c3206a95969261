//! Lists that were made to do harm, or look like it: told clearly, never a panic, never a sheet that
//! says what nobody typed.

use super::merging::{GUIDE, Home, Said, households, solid, texts};
use super::records_sheets::workbook;

/// The whole text of a merged file.
fn printed(home: &Home) -> String {
    let path = home.path(&format!("out/{GUIDE}-hanger-all.pdf"));
    texts(&path).concat()
}

/// Whatever is in a list, the program ends by itself, and files are whole or not there.
#[track_caller]
fn ends_well(home: &Home, said: &Said) {
    assert!(matches!(said.code, 0 | 1), "{said:?}");
    assert!(!said.stderr.contains("panicked"), "{said:?}");
    assert!(said.code == 0 || !said.stderr.is_empty());
    for (name, bytes) in home.pdfs("out") {
        assert!(lopdf::Document::load_mem(&bytes).is_ok(), "{name} is broken");
    }
    assert!(!home.names("out").iter().any(|name| name.starts_with('.')), "{:?}", home.names("out"));
    assert!(said.code == 0 || home.pdfs_there("out") == 0, "{:?}", home.names("out"));
}

#[test]
fn formulas_are_printed_as_they_stand_and_told() {
    for cell in ["=cmd|'/c calc'!A1", "@SUM(1+1)", "+A1+A2", "-HYPERLINK(1)", "=1+1"] {
        let home = Home::with(&format!("cong-an;don-vi\n113;{cell}\n"));
        let said = home.merge(&["--one-file"]);
        ends_well(&home, &said);
        assert!(said.stderr.contains("looks like a formula"), "{cell}: {said:?}");
        if said.code == 0 {
            assert!(solid(&printed(&home)).contains(&solid(cell)), "{cell}: {}", printed(&home));
        }
    }
}

#[test]
fn huge_cells_rows_and_tables_are_refused_quickly() {
    let since = std::time::Instant::now();
    let home = Home::with(&format!("cong-an;don-vi\n113;{}\n113;Đoàn\n", "x".repeat(1 << 20)));
    let said = home.merge(&["--one-file"]).refused(&["row 2", "don-vi"]);
    ends_well(&home, &said);
    let lines = "x\n".repeat(1 << 19);
    home.write("list.csv", format!("cong-an;don-vi\n113;\"{lines}\"\n"));
    let said = home.merge(&["--one-file"]).refused(&["row 2"]);
    ends_well(&home, &said);
    // As long as a cell of Excel may be: no room for it, but no harm.
    home.write("list.csv", format!("cong-an;don-vi\n113;{}\n", "Đoàn ".repeat(6000)));
    let said = home.merge(&["--one-file"]).refused(&["row 2"]);
    ends_well(&home, &said);
    assert!(said.stderr.len() < 20_000, "{} bytes of messages", said.stderr.len());
    let wide = |row: &str| vec![row; 10_000].join(";");
    home.write("list.csv", format!("cong-an;{}\n113;{}\n", wide("x"), wide("1")));
    let said = home.merge(&["--one-file"]).refused(&["error[R07]"]);
    ends_well(&home, &said);
    assert!(since.elapsed().as_secs() < 60, "{:?}", since.elapsed());
}

#[test]
fn ragged_rows_and_odd_headers_are_reported() {
    for (list, reported) in [
        ("cong-an;don-vi\n113\n", "1 cell,"),
        ("cong-an;don-vi\n113;Đoàn;thừa\n", "3 cells"),
        ("cong-an;cong-an\n113;114\n", "both called"),
        ("Công an;cong an;don-vi\n1;2;3\n", "both called"),
        ("cong-an;;don-vi\n113;x;y\n", "has no name"),
        ("cong-an;don-vi\n113;\"Đoàn\n", "row 2"),
        ("cong-an;don-vi\n113;Đo\0àn\n", ""),
        ("", "empty"),
        ("\n\n\n", "empty"),
        ("cong-an;don-vi\n", "no row"),
        ("cong-an;don-vi\n;\n;;\n", ""),
    ] {
        let home = Home::with(list);
        let said = home.merge(&["--one-file"]).refused(&[reported, "error["]);
        ends_well(&home, &said);
        let vi = home.merge(&["--one-file", "--lang", "vi"]);
        assert!(vi.stderr.contains("lỗi["), "{vi:?}");
    }
}

#[test]
fn quotes_and_lines_in_cells_are_values() {
    let list = "cong-an;don-vi\n113;\"Đoàn \"\"Xung kích\"\"; tổ 5\"\n113;\"Đoàn phường\nTổ 7\"\n";
    let home = Home::with(list);
    let said = home.merge(&["--one-file"]).ok();
    ends_well(&home, &said);
    let text = solid(&printed(&home));
    assert!(text.contains("Xungkích") && text.contains(";tổ5"), "{text}");
    assert!(text.contains("ĐoànphườngTổ7"), "{text}");
}

#[test]
fn signs_that_turn_or_hide_text_do_not_reach_paper() {
    for hidden in ['\u{202e}', '\u{2066}', '\u{200f}', '\u{200b}', '\u{feff}', '\u{ad}', '\u{1b}'] {
        let home = Home::with(&format!("cong-an;don-vi\n113;Đoàn {hidden}phường\n"));
        let said = home.merge(&["--one-file"]);
        ends_well(&home, &said);
        if said.code == 0 {
            assert!(!printed(&home).contains(hidden), "U+{:04X}", u32::from(hidden));
            assert!(solid(&printed(&home)).contains("Đoànphường"), "{}", printed(&home));
        }
    }
}

#[test]
fn no_value_can_name_another_field() {
    // Marks of fields are letters of this plane: a value with one must not get another's value.
    let style = std::fs::read(super::run::root().join("templates/card/style.yaml")).unwrap();
    let letters = ['\u{f0000}', '\u{f0001}', '\u{f0002}', '\u{f0003}', '\u{fffff}', '\u{e000}'];
    for letter in letters {
        for column in ["cong-an", "don-vi", "qr"] {
            let mut cells = ["MẬT 5", "Tổ 7", "https://vneid.gov.vn/?x=9"].map(str::to_owned);
            let at = ["cong-an", "don-vi", "qr"].iter().position(|name| *name == column).unwrap();
            cells[at].push(letter);
            let home = Home::with(&format!("cong-an;don-vi;qr\n{}\n", cells.join(";")));
            let name = format!("U+{:X} in {column}", u32::from(letter));
            let said = home.merge(&["--one-file"]);
            ends_well(&home, &said);
            assert_eq!(said.code, 1, "{name} was printed");
        }
        // By value, through a template.
        let sheet = |markup: &str| {
            format!(
                "<sheet title=\"x\"><omit ref=\"title\"/><omit ref=\"short\"/>\
                 <omit ref=\"question\"/><omit ref=\"audience\"/><omit ref=\"bring\"/>\
                 <omit ref=\"checklist\"/><omit ref=\"safety\"/><omit ref=\"contact\"/>\
                 <omit ref=\"qr\"/><omit ref=\"part\"/><face>{markup}</face></sheet>"
            )
        };
        for markup in [
            "<p>{{ record.a }} {{ record.b }} {{ record.c | upper }}</p>",
            "<p>{{ record.a }} {{ record.b }}</p>{% if record.c == \"x\" %}{% endif %}<p>{{ record.c }}</p>",
            "<p>{{ record.b }}</p>{% for key, cell in record %}<p>{{ cell }}</p>{% endfor %}",
        ] {
            let home = Home::with(&format!("a;b;c\nMỘT;HAI;ba{letter}\n"));
            home.write("templates/card/sheet.xml", sheet(markup));
            home.write("templates/card/style.yaml", &style);
            let said = home.merge(&["--product", "card", "--one-file"]);
            assert_eq!(said.code, 1, "U+{:X} in {markup}: {said:?}", u32::from(letter));
        }
    }
    // In what all copies share.
    let home = Home::with("cong-an\nMẬT 5\n");
    let said = home.merge(&["--set", "don-vi=Đoàn \u{f0000}", "--one-file"]);
    let leaked = said.code == 0 && solid(&printed(&home)).matches("MẬT5").count() > 1;
    assert!(!leaked, "{said:?}");
    assert_eq!(said.code, 1, "{said:?}");
}

#[test]
fn signs_in_values_are_text() {
    for value in [
        "a & b",
        "\"nháy\" 'đơn'",
        "1 < 2 > 0",
        "(x) (y) <<",
        "{ x, y }",
        "A&B, 5 - 7, #1",
        "%PDF",
        "endstream endobj",
    ] {
        let home = Home::with(&list_with(value));
        let said = home.merge(&["--one-file", "--skip-bad"]);
        assert!(said.code == 0 && !said.stderr.contains("panicked"), "{value}: {said:?}");
        let text = solid(&printed(&home)).replace(['“', '”', '‘', '’'], "\"").replace('\'', "\"");
        let wanted = solid(value).replace('\'', "\"");
        assert!(text.contains(&wanted), "{value} is not in {text}");
    }
}

#[test]
fn markup_and_templates_in_values_are_refused() {
    for value in [
        "<b>đậm</b>",
        "&amp;&lt;",
        "]]>",
        "<!-- x -->",
        "{{ guide.title.plain }}",
        "{% if true %}x{% endif %}",
        "{# x #}",
        "<slot ref=\"title\"/>",
        "\\(x\\) (y)",
        "[[gui-yeu-cau]]",
        "**x**",
    ] {
        let said = Home::with(&list_with(value)).merge(&["--one-file"]);
        said.refused(&["would be printed as it is"]);
    }
}

/// A list whose only record has this value.
fn list_with(value: &str) -> String {
    format!("cong-an;don-vi\n113;\"{}\"\n", value.replace('"', "\"\""))
}

#[test]
fn a_value_cannot_leave_the_folder() {
    let list =
        households(3).replace("Tổ 2;024", "../../Tổ 2;024").replace("Tổ 3;024", "/etc/x;024");
    let home = Home::with(&list.replace("Tổ 4;024", "\"a\nb\";024"));
    home.merge(&["--split-by", "Tổ"]).ok();
    let names = home.names("out");
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.iter().all(|name| !name.contains(['/', '\n', '\\'])), "{names:?}");
    assert_eq!(home.names("."), ["list.csv", "out"]);
    // Values that give one name do not overwrite each other.
    home.write("list.csv", "cong-an;nhom\n113;A-B\n114;A/B\n115;a b\n116;\n117;!\n");
    home.merge(&["--split-by", "nhom", "--out", "same"]).ok();
    assert_eq!(home.pages("same").len(), 10);
    // A long value does not make a name that no disk can hold.
    home.write("list.csv", format!("cong-an;nhom\n113;{}\n", "rất dài ".repeat(60)));
    home.merge(&["--split-by", "nhom", "--out", "long"]).ok();
    assert_eq!(home.pages("long").len(), 2);
}

#[test]
fn files_that_are_no_lists_are_reported() {
    for (name, bytes) in [
        ("list.csv", &b"%PDF-1.7\n%\xff\xff\xff\xff\n"[..]),
        ("list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("list.xlsx", b"PK\x03\x04 this is no spreadsheet"),
        ("list.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 locked or old"),
        ("list.docx", b"PK\x03\x04"),
        ("list.jsonl", b"[1, 2, 3]\n"),
        ("list.jsonl", b"{\"a\": 1\n"),
        ("list.csv", b"\xff\xfe\x00"),
    ] {
        let home = Home::new();
        home.write(name, bytes);
        let args = ["merge", GUIDE, "--records", name, "--product", "hanger"];
        let said: Said = home.command(&args).output().unwrap().into();
        ends_well(&home, &said);
        assert_eq!(said.code, 1, "{name}: {said:?}");
        assert!(said.stderr.contains(name), "{name}: {said:?}");
    }
}

/// A merge of a spreadsheet with these bytes.
fn merged(name: &str, bytes: &[u8], args: &[&str]) -> (Home, Said) {
    let home = Home::new();
    home.write(name, bytes);
    let all = ["merge", GUIDE, "--records", name, "--product", "hanger", "--one-file"];
    let said = home.command(&[&all[..], args].concat()).output().unwrap().into();
    (home, said)
}

#[test]
fn spreadsheets_that_are_locked_or_explode_are_reported() {
    let row = |cells: [&str; 2]| {
        let cell = |it: &str| format!("<c t=\"str\"><v>{it}</v></c>");
        format!("<row>{}{}</row>", cell(cells[0]), cell(cells[1]))
    };
    let huge = "x".repeat(48 << 20);
    let good = row(["cong-an", "don-vi"]) + &row(["113", "Đoàn"]);
    let sheet = |rows: &str| format!("<sheetData>{rows}</sheetData>");
    let strings = format!("<sst><si><t>{huge}</t></si></sst>");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600], name].concat();
    let bombs = [
        ("in its texts", workbook(&sheet(&good), &strings, "")),
        ("in a row", workbook(&sheet(&(good.clone() + &row(["113", &huge]))), "<sst></sst>", "")),
    ];
    for (name, bytes) in bombs {
        assert!(bytes.len() < 200_000, "a bomb of {} bytes", bytes.len());
        let since = std::time::Instant::now();
        let (home, said) = merged("list.xlsx", &bytes, &[]);
        ends_well(&home, &said);
        assert!(said.code == 1 && said.stderr.contains("error[R07]"), "{name}: {said:?}");
        assert!(since.elapsed().as_secs() < 20, "{name}: {:?}", since.elapsed());
    }
    for (lang, reported) in [("en", "password"), ("vi", "mật khẩu")] {
        let (home, said) = merged("list.xlsx", &locked, &["--lang", lang]);
        ends_well(&home, &said);
        assert!(said.code == 1 && said.stderr.contains("[R02]"), "{said:?}");
        assert!(said.stderr.contains(reported), "{said:?}");
    }
    // The same rows in a workbook and in a text make the same pages.
    let (home, said) = merged("list.xlsx", &workbook(&sheet(&good), "<sst></sst>", ""), &[]);
    ends_well(&home, &said.ok());
    let text = Home::with("cong-an;don-vi\n113;Đoàn\n");
    text.merge(&["--one-file"]).ok();
    assert_eq!(home.pages("out"), text.pages("out"));
    let (_, said) =
        merged("list.xlsx", &workbook(&sheet(&good), "<sst></sst>", ""), &["--worksheet", "Tổ 9"]);
    said.refused(&["error[R04]", "Tổ 7"]);
}
