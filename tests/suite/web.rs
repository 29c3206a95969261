//! The API of the page, asked as the page asks it, without a browser.

use std::sync::{Arc, Mutex};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use toroi::cancel::Cancel;
use toroi::diag::Diagnostic;
use toroi::history::HistoryEntry;
use toroi::session::{Limits, Pick, PrintOptions, Request, Session};
use toroi::web::{Call, Engine, Frame, Keeper, is_long};
use toroi::world::{Embedded, Project, World};

/// An answer, taken apart.
pub(super) struct Answer {
    pub json: Value,
    pub files: Vec<Vec<u8>>,
}

impl Answer {
    pub(super) fn is_ok(&self) -> bool {
        self.json["ok"] == true
    }

    /// The codes of all findings.
    pub(super) fn codes(&self) -> Vec<&str> {
        let findings = self.json["findings"].as_array().unwrap();
        findings.iter().filter_map(|found| found["code"].as_str()).collect()
    }
}

pub(super) fn engine() -> Engine {
    Engine::of_program("test")
}

fn frame(json: &Value, files: &[&[u8]]) -> Vec<u8> {
    let json = json.to_string();
    let mut out = (json.len() as u32).to_le_bytes().to_vec();
    out.extend(json.as_bytes());
    for file in files {
        out.extend(*file);
    }
    out
}

fn call(engine: &Engine, message: &[u8], progress: &(dyn Fn(u64, u64) + Sync)) -> Answer {
    let cancel = Cancel::new();
    let bytes = engine.call(message, &Call { cancel: &cancel, progress, threads: 2, keep: None });
    let frame = Frame::read(&bytes).unwrap();
    let files = frame.files.iter().map(|file| file.to_vec()).collect();
    Answer { json: serde_json::from_str(frame.json).unwrap(), files }
}

pub(super) fn ask_with(engine: &Engine, mut json: Value, files: &[&[u8]]) -> Answer {
    json["api"] = json!(1);
    json["today"] = json!("2026-11-28");
    json["files"] = files.iter().map(|file| file.len()).collect();
    call(engine, &frame(&json, files), &|_, _| ())
}

pub(super) fn ask(engine: &Engine, json: Value) -> Answer {
    ask_with(engine, json, &[])
}

const WARD: &str = "ward: phường Định Công\npolice:\n  phone: \"024 3864 1234\"\n";

#[test]
fn everything_that_can_be_chosen_is_listed() {
    let engine = engine();
    assert_eq!(ask(&engine, json!({"do": "hello"})).json["engine"], "test");
    let all = ask(&engine, json!({"do": "guides"}));
    assert!(all.is_ok() && all.codes().is_empty());
    let guides = all.json["guides"].as_array().unwrap();
    let find = |name: &str| guides.iter().find(|guide| guide["name"] == name).unwrap();
    let install = find("cai-dat-vneid");
    assert_eq!(install["title"], "Cài ứng dụng VNeID");
    assert_eq!(install["built_in"], true);
    assert_eq!((&install["reviewed"], &install["due"]), (&json!("2026-11-28"), &json!(false)));
    // Every product of every guide is described, and there is nothing else.
    let mut used: Vec<&str> = guides
        .iter()
        .flat_map(|guide| guide["products"].as_array().unwrap())
        .map(|name| name.as_str().unwrap())
        .collect();
    used.sort_unstable();
    used.dedup();
    let products = all.json["products"].as_object().unwrap();
    let mut known: Vec<&str> = products.keys().map(String::as_str).collect();
    known.sort_unstable();
    assert_eq!(used, known);
    let leaflet = &products["leaflet-a4"];
    assert_eq!((leaflet["w"].as_f64().unwrap().round(), &leaflet["sides"]), (210.0, &json!(2)));
    assert_eq!(all.json["kits"].as_array().unwrap().len(), 4);
}

#[test]
fn the_pdf_is_that_of_the_session_and_the_picture_that_of_the_pdf() {
    let engine = engine();
    let sheet = json!({"do": "pdf", "guide": "cai-dat-vneid", "product": "leaflet-a5"});
    let made = ask(&engine, sheet.clone());
    let today = "2026-11-28".parse().unwrap();
    let (guides, products) = (Pick::one("cai-dat-vneid"), Pick::one("leaflet-a5"));
    let request = Request { guides, products, ..Request::new(today) };
    let session = Session::open(Arc::new(Embedded), request);
    let print = PrintOptions::default();
    let jobs = session.jobs(&print);
    let (own, _) = session.sheet((&jobs, &jobs.jobs[0]), &print, Cancel::never());
    let own = own.unwrap();
    let pdf = own.pdf().unwrap();
    assert_eq!(made.json["name"], "cai-dat-vneid-leaflet-a5.pdf");
    assert!(made.files[0] == pdf);
    let mut pictures = Vec::new();
    let put = |_: usize, png: &[u8]| {
        pictures.push(png.to_vec());
        Ok(())
    };
    own.pictures(&pdf, (40, None), put).unwrap();
    let mut look = sheet;
    look["do"] = json!("pages");
    look["dpi"] = json!(40);
    let all = ask(&engine, look.clone());
    assert!(all.files == pictures);
    look["side"] = json!(1);
    let back = ask(&engine, look.clone());
    assert!(back.files == pictures[1..2]);
    assert_eq!((&back.json["count"], &back.json["pages"][0]["side"]), (&json!(4), &json!(1)));
    // A side that is not there is nothing, and nothing else.
    look["side"] = json!(7);
    let none = ask(&engine, look);
    assert!(none.is_ok() && none.files.is_empty());
}

#[test]
fn what_the_page_holds_of_the_project_stands_on_the_sheet() {
    let engine = engine();
    let sheet = json!({"do": "pdf", "guide": "cai-dat-vneid", "product": "leaflet-a5"});
    let plain = ask(&engine, sheet.clone());
    let mut own = sheet.clone();
    own["project"] = json!({"ward.yaml": WARD});
    let filled = ask(&engine, own);
    assert!(filled.is_ok() && filled.files != plain.files);
    // The same question has the same answer, whatever was asked in between.
    assert!(ask(&engine, sheet.clone()).files == plain.files);
    // A mistake in it keeps the sheet from being made, and says where it is.
    let mut wrong = sheet.clone();
    wrong["project"] = json!({"ward.yaml": "ward: x\npolice:\n  phone: \"0243\"\n"});
    let refused = ask(&engine, wrong);
    assert!(!refused.is_ok() && refused.files.is_empty());
    let found = &refused.json["findings"][0];
    assert_eq!((&found["path"], &found["line"]), (&json!("ward.yaml"), &json!(3)));
    // A guide that was changed is the changed one; its faults have their places.
    let text = ask(&engine, json!({"do": "guide.text", "guide": "cai-dat-vneid"}));
    let path = text.json["path"].as_str().unwrap();
    let changed =
        text.json["text"].as_str().unwrap().replace("Cài ứng dụng VNeID", "Cài VNeID nhé");
    let mut mine = sheet;
    mine["project"] = json!({path: changed});
    let all = ask(&engine, json!({"do": "guides", "project": mine["project"]}));
    let guides = all.json["guides"].as_array().unwrap();
    assert!(guides.iter().any(|guide| guide["title"] == "Cài VNeID nhé"));
    assert!(ask(&engine, mine).files != plain.files);
    let broken = format!("{changed}\n\n## Gọi **thử\n");
    let check = json!({"do": "check", "guide": "cai-dat-vneid", "project": {path: broken}});
    let checked = ask(&engine, check);
    assert!(checked.json["errors"].as_u64().unwrap() > 0, "{}", checked.json);
    assert!(checked.json["findings"][0]["line"].as_u64().unwrap() > 10);
}

#[test]
fn answers_about_the_ward_become_its_file_and_come_back() {
    let engine = engine();
    let questions = ask(&engine, json!({"do": "ward.questions"}));
    let kinds: Vec<&str> = questions.json["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question["kind"].as_str().unwrap())
        .collect();
    for kind in ["text", "phone", "day", "yes-no", "file"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
    let typed = json!({"issuer": " Đoàn phường Định Công ", "police.phone": "02438641234", "leader.phone": "12"});
    let read = ask(&engine, json!({"do": "ward.read", "answers": typed}));
    assert_eq!(read.json["values"]["issuer"], "Đoàn phường Định Công");
    assert_eq!(read.json["values"]["police.phone"], "024 3864 1234");
    assert_eq!(read.json["faults"][0]["field"], "leader.phone");
    let yaml = read.json["yaml"].as_str().unwrap();
    let back = ask(&engine, json!({"do": "ward.answers", "yaml": yaml}));
    assert_eq!(back.json["answers"], read.json["values"]);
    // What the page does not ask for stays in the file.
    let more = format!("{yaml}# ghi chú của tôi\n");
    let again = json!({"do": "ward.read", "yaml": more, "answers": {"issuer": "Đoàn Khương Đình"}});
    let again = ask(&engine, again);
    let yaml = again.json["yaml"].as_str().unwrap();
    assert!(yaml.contains("# ghi chú của tôi") && yaml.contains("Khương Đình"), "{yaml}");
}

/// A workbook of houses, made by another program.
fn houses(count: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["Họ tên", "Tổ trưởng", "Công an xã, phường"]) {
        sheet.write(0, column, name).unwrap();
    }
    for row in 1..=count {
        sheet.write(row, 0, format!("Nguyễn Văn {row}")).unwrap();
        sheet.write(row, 1, "024 3864 5678").unwrap();
        // The fifth has a number that is too short.
        sheet.write(row, 2, if row == 5 { "024 38" } else { "024 3864 1234" }).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_list_is_read_matched_checked_looked_at_and_printed() {
    let engine = engine();
    let book = houses(12);
    let list = json!({"list_id": "a", "file_name": "nhà.xlsx"});
    let with = |what: &str, more: &Value| {
        let mut json = list.clone();
        json["do"] = json!(what);
        json["guide"] = json!("cai-dat-vneid");
        json["product"] = json!("hanger-105");
        for (key, value) in more.as_object().unwrap() {
            json[key] = value.clone();
        }
        json
    };
    // A list has to come before it is asked about.
    assert!(ask(&engine, with("list.read", &json!({}))).json["fault"].is_string());
    let read = ask_with(&engine, with("list.read", &json!({})), &[&book]);
    assert_eq!(read.json["count"], 12);
    assert_eq!(read.json["columns"][0]["name"], "Họ tên");
    assert_eq!(read.json["columns"][0]["samples"].as_array().unwrap().len(), 3);
    // From now on it is known by its name.
    let matched = ask(&engine, with("list.match", &json!({})));
    let fields = matched.json["fields"].as_array().unwrap();
    let field = |name: &str| fields.iter().find(|field| field["field"] == name).unwrap();
    assert_eq!(field("cong-an")["column"], "cong_an_xa_phuong");
    assert_eq!(field("cong-an")["guessed"], true);
    assert_eq!(field("don-vi")["column"], Value::Null);
    let map = json!({"map": {"don-vi": "ho_ten"}});
    let chosen = ask(&engine, with("list.match", &map));
    let fields = chosen.json["fields"].as_array().unwrap();
    let own = fields.iter().find(|field| field["field"] == "don-vi").unwrap();
    assert_eq!((&own["column"], &own["guessed"]), (&json!("ho_ten"), &json!(false)));
    let checked = ask(&engine, with("list.check", &json!({})));
    assert!(checked.is_ok(), "{}", checked.json);
    assert_eq!((&checked.json["copies"], &checked.json["bad"]), (&json!(11), &json!(1)));
    let groups = checked.json["groups"].as_array().unwrap();
    assert_eq!((groups.len(), &groups[0]["rows"]), (1, &json!([6])));
    assert_eq!(groups[0]["column"], "Công an xã, phường");
    // One bad row keeps all from being made, unless it may be left out.
    let refused = ask(&engine, with("merge", &json!({})));
    assert!(!refused.is_ok() && refused.files.is_empty() && !refused.codes().is_empty());
    let heard = Mutex::new(Vec::new());
    let mut job = with("merge", &json!({"skip_bad": true, "per_file": 5}));
    job["api"] = json!(1);
    job["today"] = json!("2026-11-28");
    let progress = |done: u64, _: u64| heard.lock().unwrap().push(done);
    let made = call(&engine, &frame(&job, &[]), &progress);
    assert_eq!((&made.json["copies"], made.files.len()), (&json!(11), 3));
    assert!(made.files.iter().all(|pdf| pdf.starts_with(b"%PDF-")));
    assert!(made.json["report"].as_str().unwrap().contains(r#","6","#));
    assert_eq!(heard.into_inner().unwrap().last(), Some(&12));
    // The copy of a record is that of the record; there is none of a bad one.
    let second =
        ask(&engine, with("record", &json!({"record": 2, "dpi": 30, "map": {"don-vi": "ho_ten"}})));
    let third =
        ask(&engine, with("record", &json!({"record": 3, "dpi": 30, "map": {"don-vi": "ho_ten"}})));
    assert!(second.files.len() == 2 && second.files != third.files, "{}", second.json);
    assert!((second.json["pages"][0]["w"].as_f64().unwrap() - 105.0).abs() < 0.1);
    assert!(!ask(&engine, with("record", &json!({"record": 5}))).is_ok());
    assert!(!ask(&engine, with("record", &json!({"record": 99}))).is_ok());
    // A list is forgotten when nobody has asked for it between two calls, not before.
    for _ in 0..3 {
        engine.forget_idle_lists();
        assert!(ask(&engine, with("list.match", &json!({}))).is_ok());
    }
    engine.forget_idle_lists();
    engine.forget_idle_lists();
    let lost = ask(&engine, with("list.match", &json!({})));
    assert!(lost.json["fault"].as_str().unwrap().starts_with("no list"), "{}", lost.json);
    assert!(ask_with(&engine, with("list.match", &json!({})), &[&book]).is_ok());
}

/// Tells what pages of a PDF show: their pictures, byte by byte, and their words.
fn shown(pdf: &[u8], from: usize) -> (Vec<Vec<u8>>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    std::fs::write(&path, pdf).unwrap();
    let from = from.to_string();
    let out = folder.path().join("p");
    let (path, out) = (path.to_str().unwrap(), out.to_str().unwrap());
    super::pdf::printed("pdftoppm", &["-r", "50", "-f", &from, path, out]);
    let mut files: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let pictures = files.iter().filter(|file| file.extension().unwrap() == "ppm");
    let pictures = pictures.map(|file| std::fs::read(file).unwrap()).collect();
    (pictures, super::pdf::printed("pdftotext", &["-f", &from, path, "-"]))
}

/// After a jam the rest is made again: the very bytes of the files of the first run, and the pages at
/// the end of its one file.
#[test]
fn what_is_printed_again_from_a_sheet_is_the_tail_of_the_first_run() {
    let engine = engine();
    let mut list = "Tên,\"Công an xã, phường\"\n".to_owned();
    for row in 1..=14 {
        // The fifth has a number that is too short, so its place stays empty.
        let number =
            if row == 5 { "024 38".to_owned() } else { format!("024 3864 {}", 9000 - row) };
        list.push_str(&format!("nhà {row},{number}\n"));
    }
    let list = list.into_bytes();
    let merge = |more: &Value| {
        let mut asked = json!({
            "do": "merge", "guide": "cai-dat-vneid", "product": "hanger-105",
            "file_name": "nha.csv", "list_id": "a", "skip_bad": true,
        });
        for (key, value) in more.as_object().unwrap() {
            asked[key] = value.clone();
        }
        let made = ask_with(&engine, asked, &[&list]);
        assert!(made.is_ok(), "{}", made.json);
        made
    };
    // One copy on each sheet, but for the fifth: sheet 12 is that of row 13.
    let split = merge(&json!({"per_file": 4}));
    assert_eq!(split.files.len(), 4);
    let rest = merge(&json!({"from_sheet": 12}));
    assert_eq!(rest.json["rows"], "13-14");
    assert_eq!(merge(&json!({"from_sheet": 4})).json["rows"], "4-14");
    assert_eq!(merge(&json!({"from_sheet": 5})).json["rows"], "6-14");
    assert!(rest.files[0] == split.files[3], "other bytes");
    let whole = merge(&json!({}));
    assert_eq!(whole.json["rows"], "1-14");
    let rest = merge(&json!({"from_sheet": 11}));
    let done = whole.json["pages"].as_u64().unwrap() - rest.json["pages"].as_u64().unwrap();
    assert!(shown(&whole.files[0], done as usize + 1) == shown(&rest.files[0], 1));
    // Two on each sheet of A4, in the order of a column, without the first row.
    let more = json!({"print": {"paper": "a4"}, "sort": "Công an xã, phường", "only": "2-14"});
    let whole = merge(&more);
    let mut rest = more.clone();
    rest["from_sheet"] = json!(3);
    let rest = merge(&rest);
    let (all, left) = (whole.json["pages"].as_u64().unwrap(), rest.json["pages"].as_u64().unwrap());
    assert_eq!(all - left, 4, "{all} {left}");
    assert!(shown(&whole.files[0], 5) == shown(&rest.files[0], 1));
    assert!(shown(&whole.files[0], 3) != shown(&rest.files[0], 1));
    // From the first sheet it is the whole.
    let again = merge(&json!({"from_sheet": 1}));
    assert!(again.files[0] == merge(&json!({})).files[0]);
    for wrong in [json!({"from_sheet": 99}), json!({"from_sheet": 2, "per_file": 5})] {
        let mut asked = json!({
            "do": "merge", "guide": "cai-dat-vneid", "product": "hanger-105",
            "file_name": "nha.csv", "list_id": "a", "skip_bad": true,
        });
        for (key, value) in wrong.as_object().unwrap() {
            asked[key] = value.clone();
        }
        let refused = ask_with(&engine, asked, &[&list]);
        assert!(refused.json["fault"].as_str().unwrap().contains("from_sheet"), "{}", refused.json);
    }
}

/// Hears of the lines of a history.
#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Keeper for Heard {
    fn note(&self, entry: &HistoryEntry) -> Result<(), Diagnostic> {
        self.0.lock().unwrap().push(entry.line());
        Ok(())
    }

    fn save(&self, _: &str, _: &[u8]) -> Result<Option<String>, Diagnostic> {
        Ok(None)
    }
}

#[test]
fn what_was_printed_is_noted_and_told_with_what_has_changed() {
    let engine = engine();
    let note = json!({
        "do": "history.note", "when": "2026-11-28T09:41", "guide": "cai-dat-vneid",
        "product": "hanger-105", "copies": 310, "rows": "31-340",
    });
    let noted = ask(&engine, note.clone());
    assert_eq!(noted.json["kept"], false);
    let mut kit = json!({"do": "history.note", "when": "2026-11-29", "copies": 2});
    let kits = ask(&engine, json!({"do": "guides"})).json["kits"].clone();
    kit["kit"] = kits[0]["name"].clone();
    let kit = ask(&engine, kit);
    let line = |answer: &Answer| answer.json["line"].as_str().unwrap().to_owned();
    let lines = format!("{}\n{}\nhỏng\n", line(&noted), line(&kit));
    let reported = ask(&engine, json!({"do": "history", "lines": lines}));
    assert_eq!((&reported.json["foreign"], reported.codes()), (&json!(1), vec!["H01"]));
    let entries = reported.json["entries"].as_array().unwrap();
    assert_eq!((&entries[0]["kit"], &entries[0]["copies"]), (&kits[0]["name"], &json!(2)));
    assert_eq!((&entries[1]["rows"], &entries[1]["in_project"]), (&json!("31-340"), &json!(false)));
    assert!(entries.iter().all(|entry| entry["changed"] == json!([])), "{entries:?}");
    // A button that was renamed since, in the project of the page.
    let labels = String::from_utf8(World::read(&Embedded, "guides/labels.yaml").unwrap()).unwrap();
    let on: Value = serde_json::from_str(&line(&noted)).unwrap();
    let id = on["on"]["labels"].as_object().unwrap().keys().next().unwrap().clone();
    let entry = format!("\n  {id}:");
    let at = labels.find(&entry).unwrap();
    let text = labels[at..].find("text: ").unwrap() + at + "text: ".len();
    let end = labels[text..].find([',', '\n']).unwrap() + text;
    let renamed = format!("{}Tên mới{}", &labels[..text], &labels[end..]);
    let project = json!({"guides/labels.yaml": renamed});
    let reported = ask(&engine, json!({"do": "history", "lines": lines, "project": project}));
    let changed = &reported.json["entries"][1]["changed"];
    assert_eq!(*changed, json!([{"kind": "label", "id": id, "now": "Tên mới"}]));
    // What keeps the history of a project hears of each line, and what it refuses is reported.
    let cancel = Cancel::new();
    let keep = Heard::default();
    let call = Call { cancel: &cancel, progress: &|_, _| (), threads: 1, keep: Some(&keep) };
    let mut asked = note.clone();
    asked["api"] = json!(1);
    asked["today"] = json!("2026-11-28");
    let bytes = engine.call(&frame(&asked, &[]), &call);
    let answer: Value = serde_json::from_str(Frame::read(&bytes).unwrap().json).unwrap();
    assert_eq!(answer["kept"], true);
    assert_eq!(*keep.0.lock().unwrap(), [line(&noted)]);
    for (key, value) in [("rows", "bác An"), ("when", "hôm nay"), ("look", "Nhà An")] {
        let mut wrong = note.clone();
        wrong[key] = json!(value);
        assert!(!ask(&engine, wrong).is_ok(), "{key}");
    }
}

#[test]
fn a_sheet_is_seen_as_others_see_it() {
    let engine = engine();
    let mut sheet = json!({"do": "pages", "guide": "cai-dat-vneid", "product": "leaflet-a5", "dpi": 40, "side": 0});
    let mut seen = vec![ask(&engine, sheet.clone()).files];
    for view in ["old-eyes", "photocopy", "cut"] {
        sheet["view"] = json!(view);
        let own = ask(&engine, sheet.clone());
        assert!(own.is_ok(), "{}", own.json);
        seen.push(own.files);
    }
    assert!(seen.iter().all(|files| files.len() == 1));
    let apart: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!(apart.len(), 4);
    sheet["view"] = json!("young");
    assert!(ask(&engine, sheet).json["fault"].as_str().unwrap().contains("young"));
}

#[test]
fn a_kit_is_one_archive_that_others_open() {
    let engine = engine();
    let made = ask(&engine, json!({"do": "kit", "kit": "can-cuoc"}));
    assert!(made.is_ok(), "{}", made.json);
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&made.files[0])).unwrap();
    assert_eq!(archive.len() as u64, made.json["count"].as_u64().unwrap());
    assert!(archive.file_names().all(|name| name.unwrap().starts_with("kit-can-cuoc/")));
    assert!(ask(&engine, json!({"do": "kit", "kit": "can-cuoc"})).files == made.files);
    let unknown = ask(&engine, json!({"do": "kit", "kit": "x", "lang": "en"}));
    assert_eq!((unknown.is_ok(), unknown.codes()), (false, vec!["K01"]));
}

#[test]
fn a_document_becomes_a_guide() {
    let engine = engine();
    let text = "Cài VssID\n\n1) Mở cửa hàng.\n2) Gõ tên ứng dụng.\n";
    let asked = json!({"do": "guide.import", "name": "cai-vssid", "file_name": "bài.txt"});
    let made = ask_with(&engine, asked.clone(), &[text.as_bytes()]);
    assert_eq!(made.json["path"], "guides/cai-vssid.md");
    assert!(made.json["text"].as_str().unwrap().contains("Gõ tên ứng dụng"));
    assert!(ask(&engine, asked).json["fault"].is_string());
    for name in ["../x", "a/b", ""] {
        let asked = json!({"do": "guide.import", "name": name, "file_name": "b.txt"});
        assert!(!ask_with(&engine, asked, &[text.as_bytes()]).is_ok(), "{name}");
    }
    let form = ask(&engine, json!({"do": "guide.text", "guide": ""}));
    assert!(form.json["text"].as_str().unwrap().starts_with("---"));
    assert!(!ask(&engine, json!({"do": "guide.text", "guide": "khong-co"})).is_ok());
}

#[test]
fn whatever_comes_is_answered_and_leads_nowhere() {
    let engine = engine();
    let quiet = |_: u64, _: u64| ();
    let sheet = json!({"do": "pages", "guide": "cai-dat-vneid", "product": "leaflet-a5"});
    for bytes in [&b""[..], b"x", b"\xff\xff\xff\xff{}", b"\x02\0\0\0{}", b"\x02\0\0\0[]"] {
        assert!(call(&engine, bytes, &quiet).json["fault"].is_string());
    }
    let change = |key: &str, value: Value| {
        let mut json = sheet.clone();
        json[key] = value;
        json
    };
    for wrong in [
        change("do", json!("burn")),
        change("lang", json!("fr")),
        change("dpi", json!(-1)),
        change("dpi", json!(70_000)),
        change("print", json!({"paper": "b5"})),
        change("print", json!({"inks": "gold"})),
        change("print", json!({"flip": "none"})),
        change("project", json!({"../x": "y"})),
        change("project", json!({"/etc/passwd": "y"})),
        change("project", json!([1])),
        change("pictures", json!(["a.png"])),
        change("guide", json!(null)),
    ] {
        let answer = ask(&engine, wrong.clone());
        assert!(answer.json["fault"].is_string() && !answer.is_ok(), "{wrong}");
    }
    for (key, name) in [("guide", "../../etc/passwd"), ("product", "../x"), ("guide", "khong-co")] {
        let answer = ask(&engine, change(key, json!(name)));
        assert!(!answer.is_ok() && !answer.codes().is_empty(), "{key} {name}: {}", answer.json);
    }
    let mut other = sheet;
    other["api"] = json!(2);
    other["today"] = json!("2026-11-28");
    assert!(call(&engine, &frame(&other, &[]), &quiet).json["fault"].is_string());
}

#[test]
fn a_look_and_a_colour_are_those_of_every_sheet() {
    let engine = engine();
    let all = ask(&engine, json!({"do": "guides"}));
    assert_eq!(all.json["looks"], json!(["colour", "plain"]));
    let sheet = |more: Value| {
        let mut asked = json!({"do": "pdf", "guide": "cai-dat-vneid", "product": "leaflet-a5"});
        for (key, value) in more.as_object().unwrap() {
            asked[key] = value.clone();
        }
        ask(&engine, asked)
    };
    let plain = sheet(json!({})).files;
    assert!(sheet(json!({"look": "plain"})).files == plain);
    let ward = json!({"ward.yaml": "look: colour\naccent: \"#7A1F2B\"\n"});
    let of_ward = sheet(json!({"project": ward})).files;
    let asked = sheet(json!({"look": "colour", "accent": "#7A1F2B"})).files;
    assert!(asked == of_ward && asked != plain);
    // What is asked wins over the ward.
    let other = sheet(json!({"look": "plain", "accent": "#0B4F6C", "project": ward})).files;
    assert!(other == sheet(json!({"accent": "#0B4F6C"})).files && other != of_ward);
    assert_eq!(sheet(json!({"look": "khong-co"})).codes(), ["W02"]);
    assert!(sheet(json!({"accent": "đỏ"})).json["fault"].is_string());
    // A colour too light for titles becomes the nearest one that is not.
    let read =
        |typed: &str| ask(&engine, json!({"do": "accent", "accent": typed})).json["accent"].clone();
    assert_eq!(read("#7A1F2B"), "#7A1F2B");
    let nearest = read("#FF8800");
    assert_ne!(nearest, "#FF8800");
    let faint = sheet(json!({"accent": "#FF8800"})).files;
    assert!(faint == sheet(json!({"accent": nearest})).files && faint != plain);
    // The page offers none that would be changed.
    let page = include_str!("../../web/app/screens/product.js");
    let line = page.lines().find(|line| line.starts_with("const ACCENTS")).unwrap();
    let offered: Vec<&str> = line.split('\'').filter(|word| word.starts_with('#')).collect();
    assert!(offered.len() >= 4);
    for colour in offered {
        assert_eq!(read(colour), colour);
    }
    let ward = ask(&engine, json!({"do": "ward.questions"}));
    let questions = ward.json["questions"].as_array().unwrap();
    assert!(questions.iter().any(|it| it["field"] == "address" && it["kind"] == "address"));
}

#[test]
fn a_printer_is_measured_and_sheets_follow() {
    let engine = engine();
    assert_eq!(ask(&engine, json!({"do": "printers"})).json["printers"], json!([]));
    let sheet = ask(&engine, json!({"do": "printer.sheet"}));
    assert_eq!(sheet.json["name"], "to-thu-may-in.pdf");
    assert!(sheet.files[0].starts_with(b"%PDF"));
    let lying = ask(&engine, json!({"do": "printer.sheet", "landscape": true}));
    assert!(lying.files[0] != sheet.files[0]);
    assert!(ask(&engine, json!({"do": "printer.sheet", "flip": "top"})).json["fault"].is_string());
    let readings = json!({
        "do": "printer.calibrate", "name": "van-phong",
        "edges": [4, 4, 6, 4], "shift": [2.5, -1], "bar": [100, 99.8],
    });
    let stored = ask(&engine, readings.clone());
    assert_eq!(stored.json["off_scale"], false);
    let project = json!({"printers.yaml": stored.json["yaml"]});
    let known = ask(&engine, json!({"do": "printers", "project": project}));
    assert_eq!(known.json["printers"][0]["portrait"]["shift"], json!([2.5, -1.0]));
    assert_eq!(known.json["printers"][0]["flip"], "long");
    // Backs move against the way they stray.
    let print = |more: Value| {
        let asked = json!({
            "do": "pdf", "guide": "cai-dat-vneid", "product": "leaflet-a5",
            "project": project, "print": more,
        });
        let made = ask(&engine, asked);
        assert!(made.is_ok(), "{}", made.json);
        made.files
    };
    let (as_it_is, moved) =
        (print(json!({"paper": "a4"})), print(json!({"paper": "a4", "printer": "van-phong"})));
    assert!(as_it_is != moved);
    // What cannot be is reported at its field, and nothing is written.
    let mut wrong = readings.clone();
    wrong["edges"] = json!([40, 4, 6, 4]);
    let refused = ask(&engine, wrong);
    assert_eq!(refused.json["yaml"], Value::Null);
    assert_eq!(refused.json["faults"][0]["field"], "edges");
    let mut wrong = readings.clone();
    wrong["name"] = json!("Máy in");
    assert!(!ask(&engine, wrong).is_ok());
    let mut broken = readings.clone();
    broken["project"] = json!({"printers.yaml": "printers: [\n"});
    assert!(!ask(&engine, broken).is_ok());
    let mut off = readings;
    off["bar"] = json!([97, 97]);
    assert_eq!(ask(&engine, off).json["off_scale"], true);
}

/// `docs/api.schema.json` is made of the types, and `docs/api.md` names each field of each call.
#[test]
fn the_documents_say_what_the_types_say() {
    let path = super::run::root().join("docs/api.schema.json");
    let now = toroi::web::schema();
    if std::env::var_os("ACCEPT").is_some_and(|value| value == "1") {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(now == kept, "docs/api.schema.json differs; ACCEPT=1 cargo suite web writes it anew");
    let schema: Value = serde_json::from_str(&now).unwrap();
    let text = std::fs::read_to_string(super::run::root().join("docs/api.md")).unwrap();
    let row = |name: &str| {
        let start = format!("| `{name}` |");
        text.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no {name}"))
    };
    let properties = |place: &Value| -> Vec<String> {
        let name = place["$ref"].as_str().map(|own| own.rsplit('/').next().unwrap());
        let own = name.map_or(place, |name| &schema["$defs"][name]);
        own["properties"].as_object().map_or(Vec::new(), |all| all.keys().cloned().collect())
    };
    let calls = schema["calls"].as_object().unwrap();
    let is_call = |line: &&str| line.starts_with("| `") && !line.starts_with("| `do`");
    assert_eq!(text.lines().filter(is_call).count(), calls.len());
    let engine = engine();
    for (name, call) in calls {
        // What a row says of another holds here, too.
        let mut said = row(name).to_owned();
        for other in calls.keys().filter(|other| row(name).contains(&format!("as `{other}`"))) {
            said.push_str(row(other));
            for more in calls.keys().filter(|more| row(other).contains(&format!("as `{more}`"))) {
                said.push_str(row(more));
            }
        }
        for field in properties(&call["asks"]).iter().chain(&properties(&call["gives"])) {
            let is_said =
                said.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == field);
            assert!(is_said, "docs/api.md does not name `{field}` of `{name}`");
        }
        // Each is answered by the engine.
        let fault = ask(&engine, json!({"do": name})).json["fault"].clone();
        let unknown = format!("`do` has no `{name}`");
        assert_ne!(fault, json!(unknown));
    }
    let every = properties(&schema["every"]);
    for field in every {
        assert!(text.contains(&format!("\"{field}\"")), "docs/api.md does not name `{field}`");
    }
}

/// Asks an engine of a project that may be written into.
fn ask_keeping(engine: &Engine, project: &Project, mut json: Value, files: &[&[u8]]) -> Answer {
    json["api"] = json!(1);
    json["today"] = json!("2026-11-28");
    json["files"] = files.iter().map(|file| file.len()).collect();
    let cancel = Cancel::new();
    let call = Call { cancel: &cancel, progress: &|_, _| (), threads: 1, keep: Some(project) };
    let bytes = engine.call(&frame(&json, files), &call);
    let frame = Frame::read(&bytes).unwrap();
    let files = frame.files.iter().map(|file| file.to_vec()).collect();
    Answer { json: serde_json::from_str(frame.json).unwrap(), files }
}

#[test]
fn a_guide_is_saved_into_the_project_and_what_it_was_stays() {
    let folder = tempfile::tempdir().unwrap();
    let project = Arc::new(Project::new(folder.path()));
    let engine = Engine::new(Arc::clone(&project) as Arc<dyn World>, Limits::SERVER, "test");
    let source = ask(&engine, json!({"do": "guide.text", "guide": "cai-dat-vneid"}));
    let first = source.json["text"].as_str().unwrap().to_owned();
    let second = first.replacen("title: Cài ứng dụng VNeID", "title: Cài VNeID cho bác", 1);
    assert_ne!(first, second);
    let save = |text: &str, before: Value| {
        let texts = json!({"guides/bai-cua-to.md": text});
        let asked =
            json!({"do": "guide.save", "guide": "bai-cua-to", "before": before, "project": texts});
        ask_keeping(&engine, &project, asked, &[])
    };
    let path = folder.path().join("guides/bai-cua-to.md");
    let saved = save(&first, Value::Null);
    assert_eq!(saved.json["kept"], true, "{}", saved.json);
    assert_eq!(saved.json["earlier"], Value::Null);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    // The page asks for it and has it, with the guides of the program.
    let all = ask(&engine, json!({"do": "guides"}));
    let guides = all.json["guides"].as_array().unwrap();
    assert!(guides.len() > 10);
    assert!(guides.iter().any(|own| own["name"] == "bai-cua-to" && own["built_in"] == false));
    let saved = save(&second, json!(first));
    assert_eq!(
        (&saved.json["kept"], &saved.json["earlier"]),
        (&json!(true), &json!("bai-cua-to.md.bak"))
    );
    let earlier = ask(&engine, json!({"do": "guide.earlier", "guide": "bai-cua-to"}));
    assert_eq!(earlier.json["texts"], json!([{"name": "bai-cua-to.md.bak", "text": first}]));
    // Whoever knew an older text does not write over the newer one.
    for stale in [json!(first), Value::Null, json!("")] {
        let refused = save(&first, stale);
        assert_eq!(
            (&refused.json["kept"], &refused.json["changed"]),
            (&json!(false), &json!(true))
        );
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), second);
    // What cannot be printed is not put where others take it from.
    let broken = save(&second.replacen("title: Cài", "title: **Cài", 1), json!(second));
    assert!(!broken.is_ok() && !broken.codes().is_empty(), "{}", broken.json);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), second);
    // Where nothing may be written, whoever asks keeps it.
    let texts = json!({"guides/bai-khac.md": first});
    let asked = json!({"do": "guide.save", "guide": "bai-khac", "project": texts});
    assert_eq!(ask(&engine, asked).json["kept"], false);
    assert_eq!(std::fs::read_dir(folder.path().join("guides")).unwrap().count(), 2);
    // No name leads elsewhere.
    for name in ["../x", "a/b", "", "X", "guides/x", "ward.yaml", "x.md"] {
        let path = format!("guides/{name}.md");
        let mut asked = json!({"do": "guide.save", "guide": name});
        asked["project"] = json!({path: first});
        let refused = ask_keeping(&engine, &project, asked, &[]);
        assert!(!refused.is_ok(), "{name}");
    }
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|own| own.unwrap().file_name()).collect();
    assert_eq!(names, ["guides"]);
    let hello = json!({"do": "hello"});
    assert_eq!(ask(&engine, hello.clone()).json["keeps"], false);
    assert_eq!(ask_keeping(&engine, &project, hello, &[]).json["keeps"], true);
}

#[test]
fn a_list_nobody_asks_for_is_forgotten() {
    let engine = engine();
    let list = "Tên,\"Công an xã, phường\"\nnhà 1,024 3864 1234\n";
    let asked = |id: &str| json!({"do": "list.read", "file_name": "a.csv", "list_id": id});
    assert!(ask_with(&engine, asked("a"), &[list.as_bytes()]).is_ok());
    assert!(ask_with(&engine, asked("b"), &[list.as_bytes()]).is_ok());
    engine.forget_idle_lists();
    // Half of the time is over; one of them is looked at once more.
    assert!(ask(&engine, asked("a")).is_ok());
    engine.forget_idle_lists();
    assert!(ask(&engine, asked("a")).is_ok());
    let forgotten = ask(&engine, asked("b"));
    assert!(forgotten.json["fault"].as_str().unwrap().starts_with("no list"), "{}", forgotten.json);
    engine.forget_idle_lists();
    engine.forget_idle_lists();
    assert!(!ask(&engine, asked("a")).is_ok());
}

#[test]
fn what_takes_long_is_known_before_it_is_read() {
    for (what, takes_long) in [
        ("merge", true),
        ("list.check", true),
        ("kit", true),
        ("pages", false),
        ("hello", false),
        ("x", false),
    ] {
        assert_eq!(is_long(&frame(&json!({"do": what}), &[])), takes_long, "{what}");
    }
    for broken in [&b""[..], b"merge", b"\xff\xff\xff\xff{}", b"\x02\0\0\0[]"] {
        assert!(!is_long(broken));
    }
}

#[test]
fn of_pages_that_save_at_once_one_is_kept_and_the_others_hear_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let project = Arc::new(Project::new(folder.path()));
    let engine = Engine::new(Arc::clone(&project) as Arc<dyn World>, Limits::SERVER, "test");
    let source = ask(&engine, json!({"do": "guide.text", "guide": "cai-dat-vneid"}));
    let text = |title: &str| {
        let text = source.json["text"].as_str().unwrap();
        text.replacen("title: Cài ứng dụng VNeID", &format!("title: {title}"), 1)
    };
    let save = |text: &str, before: Value| {
        let texts = json!({"guides/bai-cua-to.md": text});
        let asked =
            json!({"do": "guide.save", "guide": "bai-cua-to", "before": before, "project": texts});
        ask_keeping(&engine, &project, asked, &[])
    };
    let mut before = text("Cài VNeID");
    assert_eq!(save(&before, Value::Null).json["kept"], true);
    for round in 0..6 {
        let letter = char::from(b'A' + round);
        let titles = ["đỏ", "xanh", "tím", "nâu"].map(|name| format!("Cài VNeID {name} {letter}"));
        let saved = std::thread::scope(|scope| {
            let (save, text, before) = (&save, &text, &before);
            let one = |title: &String| {
                let text = text(title);
                scope.spawn(move || save(&text, json!(before)).json)
            };
            let all: Vec<_> = titles.iter().map(one).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<Value>>()
        });
        let kept: Vec<usize> = (0..saved.len()).filter(|at| saved[*at]["kept"] == true).collect();
        assert_eq!(kept.len(), 1, "{saved:#?}");
        let changed = saved.iter().filter(|own| own["changed"] == true && own["ok"] == true);
        assert_eq!(changed.count(), 3, "{saved:#?}");
        before = text(&titles[kept[0]]);
        let there = std::fs::read_to_string(folder.path().join("guides/bai-cua-to.md")).unwrap();
        assert_eq!(there, before);
    }
}

#[test]
fn the_form_of_a_ward_begins_with_what_the_project_says() {
    let folder = tempfile::tempdir().unwrap();
    let project = Arc::new(Project::new(folder.path()));
    let engine = Engine::new(Arc::clone(&project) as Arc<dyn World>, Limits::SERVER, "test");
    let none = ask(&engine, json!({"do": "ward.answers"}));
    assert_eq!((&none.json["answers"], &none.json["yaml"]), (&json!({}), &json!("")));
    let own = "# Của phường\nissuer: Đoàn phường\nleader: { name: Bác Sáu, phone: 0912 345 678, agreed: true }\n";
    std::fs::write(folder.path().join("ward.yaml"), own).unwrap();
    let read = ask(&engine, json!({"do": "ward.answers"}));
    assert_eq!(read.json["yaml"], own);
    assert_eq!(read.json["answers"]["issuer"], "Đoàn phường");
    assert_eq!(read.json["answers"]["leader.name"], "Bác Sáu");
    // What is changed on top of it keeps the rest, also a remark and what is pasted over two lines.
    let mut answers = read.json["answers"].clone();
    answers["issuer"] = json!("Đoàn\n\n---\nleader: x");
    let asked = json!({"do": "ward.read", "answers": answers, "yaml": own});
    let changed = ask(&engine, asked);
    assert_eq!(changed.json["values"]["issuer"], "Đoàn --- leader: x");
    let yaml = changed.json["yaml"].as_str().unwrap();
    assert!(yaml.contains("# Của phường") && yaml.contains("Bác Sáu"), "{yaml}");
    let again = ask(&engine, json!({"do": "ward.answers", "yaml": yaml}));
    assert_eq!(again.json["answers"], changed.json["values"], "{yaml}");
}
