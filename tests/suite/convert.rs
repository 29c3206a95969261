//! `toroi convert` and `--encoding`: files of old encodings become Unicode, and nothing is guessed.

use toroi::vietnamese::encoding::Encoding;

use crate::case::{GUIDE, X};
use crate::run::{Done, Run};

const LETTER: &str = "Kính gửi bác Nguyễn Văn An\nMời bác đến nhà văn hóa phường Định Công.\n\
                      Bác mang thẻ căn cước và điện thoại.\n";
const TABLE: &str = "STT;Họ tên;Địa chỉ\n1;Nguyễn Văn Tuấn;\"Số 5, phố Huế\"\n2;Trần Thị Hường;\
                     Ngõ Chợ Khâm Thiên\n3;John Smith;Phòng 12\n";

fn convert(name: &str, bytes: &[u8], more: &[&str]) -> Done {
    Run::new().file(name, bytes).args(["convert", name]).args(more.iter().copied()).run()
}

fn text(done: &Done, name: &str) -> String {
    String::from_utf8(std::fs::read(done.file(name)).unwrap()).unwrap()
}

#[test]
fn whole_files_of_every_encoding_become_utf8() {
    for encoding in Encoding::ALL.into_iter().filter(|encoding| *encoding != Encoding::Utf8) {
        let bytes = encoding.encode_bytes(LETTER).unwrap();
        let done = convert("thu.txt", &bytes, &[]);
        let name = encoding.name();
        assert_eq!(done.code, 0, "{name}: {}", done.stderr);
        assert_eq!(text(&done, "thu.txt"), LETTER, "{name}");
        assert_eq!(std::fs::read(done.file("thu.txt.bak")).unwrap(), bytes, "{name}");
        assert!(done.stdout.starts_with(&format!("thu.txt  {name} → utf-8, ")), "{}", done.stdout);
    }
}

#[test]
fn what_will_change_is_shown_first() {
    let bytes = Encoding::Tcvn3.encode_bytes(LETTER).unwrap();
    let done = convert("thu.txt", &bytes, &["--dry-run"]).ok();
    assert_eq!(std::fs::read(done.file("thu.txt")).unwrap(), bytes);
    assert!(!done.file("thu.txt.bak").exists());
    assert!(done.stderr.contains("  KÝnh göi b¸c NguyÔn V¨n An\n  → Kính gửi bác Nguyễn Văn An\n"));
    assert!(done.stdout.contains("not written"), "{}", done.stdout);
}

#[test]
fn cells_of_a_table_are_looked_at_one_by_one() {
    // Excel keeps the letters of .VnTime cells when it saves Unicode: one column is old.
    let mut lines = Vec::new();
    for line in TABLE.lines() {
        let cells = line.splitn(3, ';').enumerate().map(|(column, cell)| match column {
            1 => Encoding::Tcvn3.encode(cell).unwrap(),
            _ => cell.to_owned(),
        });
        lines.push(cells.collect::<Vec<_>>().join(";") + "\n");
    }
    // Alone the head may be of two encodings, and its neighbours say nothing of it.
    let done = convert("danh-sach.csv", lines.concat().as_bytes(), &[]);
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(
        done.stderr.contains("Hä tªn") && done.stderr.contains("--encoding"),
        "{}",
        done.stderr
    );
    assert!(done.stdout.contains("tcvn3 → utf-8, 2 pieces"), "{}", done.stdout);
    let named = ["--encoding", "tcvn3"];
    let done = convert("danh-sach.csv", lines.concat().as_bytes(), &named);
    assert_eq!(done.code, 0, "{}", done.stderr);
    // With a byte order mark, so that Excel opens it as it is.
    assert_eq!(text(&done, "danh-sach.csv"), format!("\u{feff}{TABLE}"));
    assert!(done.stdout.contains("tcvn3 → utf-8, 3 pieces"), "{}", done.stdout);
}

#[test]
fn tables_of_excel_in_utf16_become_utf8() {
    let table = TABLE.replace(';', "\t").replace('\n', "\r\n");
    let bytes = Encoding::Utf16Le.encode_bytes(&table).unwrap();
    let done = convert("danh-sach.tsv", &bytes, &[]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(text(&done, "danh-sach.tsv"), format!("\u{feff}{table}"));
}

#[test]
fn unicode_is_left_alone() {
    for file in [LETTER, TABLE, "plain ASCII, can be anything\n", "Café Zürich façade\n", ""] {
        let done = convert("a.csv", file.as_bytes(), &[]);
        assert_eq!((done.code, text(&done, "a.csv").as_str()), (0, file), "{}", done.stderr);
        assert_eq!(done.stdout, "a.csv  is already Unicode, left as it is\n");
        assert!(!done.file("a.csv.bak").exists());
    }
}

#[test]
fn an_encoding_named_is_used_without_asking() {
    // One word says too little to decide.
    let bytes = Encoding::Vni.encode_bytes("Huế").unwrap();
    let done = convert("a.txt", &bytes, &["--encoding", "VNI"]);
    assert_eq!((done.code, text(&done, "a.txt").as_str()), (0, "Huế"), "{}", done.stderr);
    let done = convert("a.txt", &bytes, &["--encoding", "latin9"]);
    assert_eq!(done.code, 2);
    assert!(done.stderr.contains("tcvn3, vni, viscii, viqr, cp1258"), "{}", done.stderr);
}

#[test]
fn what_is_lost_is_reported_and_nothing_is_guessed() {
    // A capital with a tone exists only in another font; which, the file does not say.
    let done = convert("a.txt", "c«ng an ph\u{ad}êng ®Þnh c«ng\n".as_bytes(), &[]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stderr.contains("warning[N12]"), "{}", done.stderr);
    // A byte that is gone leaves two readings or more.
    let done = convert("a.txt", "Má»i bÃ¡c vÃ o nhÃ  vÄn hÃ³a phÆ°á»ng.\n".as_bytes(), &[]);
    assert_eq!(done.code, 1, "{}", done.stdout);
    assert!(done.stderr.contains("[N10]"), "{}", done.stderr);
}

#[test]
fn files_that_are_no_text_are_reported() {
    let done = convert("a.txt", b"\x80\x81\x82\xff\xfe\x90\x99\x9d", &[]);
    assert_eq!(std::fs::read(done.file("a.txt")).unwrap(), b"\x80\x81\x82\xff\xfe\x90\x99\x9d");
    assert_eq!(
        (done.code, done.stdout.as_str()),
        (1, "a.txt  cannot be converted, left as it is\n")
    );
    assert!(done.stderr.contains("[N10]"), "{}", done.stderr);
    let done = Run::new().args(["convert", "missing.txt", "."]).run();
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("error[F01]") && done.stderr.contains("error[F02]"));
}

#[test]
fn one_bad_file_stops_no_other() {
    let bytes = Encoding::Tcvn3.encode_bytes(LETTER).unwrap();
    let run = Run::new().file("b.txt", &bytes).args(["convert", "a.txt", "b.txt"]);
    let done = run.run();
    assert_eq!(done.code, 1);
    assert_eq!(text(&done, "b.txt"), LETTER);
}

#[test]
fn results_speak_vietnamese_and_json() {
    let bytes = Encoding::Vni.encode_bytes(LETTER).unwrap();
    let done = convert("a.txt", &bytes, &["--lang", "vi"]);
    assert_eq!(done.stdout, "a.txt  vni → utf-8, 3 chỗ, tệp cũ giữ lại là a.txt.bak\n");
    let done = convert("a.txt", &bytes, &["--format", "json"]);
    assert_eq!(
        done.stdout,
        "{\"type\":\"converted\",\"path\":\"a.txt\",\"encoding\":\"vni\",\"changed\":3}\n",
    );
}

#[test]
fn guides_in_an_old_encoding_are_refused_with_a_reading_and_built_on_demand() {
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Utf16Le, Encoding::Cp1258] {
        let (bytes, name) = (encoding.encode_bytes(GUIDE).unwrap(), encoding.name());
        let done = Run::new().file(X, &bytes).args(["build"]).run();
        assert_eq!(done.code, 1, "{name}");
        assert!(done.stderr.contains("error[F06]"), "{name}: {}", done.stderr);
        for words in [name, "“title: Thử một bước”", "toroi convert guides/x.md"] {
            let said = done.stderr.to_lowercase();
            assert!(said.contains(&words.to_lowercase()), "{name}: {}", done.stderr);
        }
        let made = |run: Run| std::fs::read(run.run().ok().file("out/x-leaflet-a4.pdf")).unwrap();
        let old = made(Run::new().file(X, &bytes).args(["build", "--encoding", name]));
        assert_eq!(old, made(Run::new().file(X, GUIDE).args(["build"])), "{name}");
        let fix = ["check", "--fix", "--encoding", name];
        let fixed = Run::new().file(X, &bytes).args(fix).run().ok();
        assert_eq!(text(&fixed, X), GUIDE, "{name}");
    }
}
