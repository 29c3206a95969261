//! Kits: what is in the folder, that the print order tells the truth, and every mistake in a kit.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use lopdf::Document;
use serde_yaml::Value;

use super::pdf::check_ua;
use super::run::{Done, Run};

const KITS: [&str; 4] = ["can-cuoc", "kich-hoat", "nhap-lieu", "tuyen-truyen"];

fn kit(args: &[&str]) -> Run {
    Run::new().args(["kit"]).args(args.iter().copied())
}

/// A kit of one sheet.
fn one(fields: &str) -> String {
    format!(
        "title: Bộ thử\naudience: Dành cho đội thử.\nsheets:\n  - {{ what: Tờ thử, {fields} }}\n"
    )
}

/// The words of a PDF, lines joined.
fn words(path: &Path) -> String {
    let output = Command::new("pdftotext").arg(path).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn without_a_name_the_kits_are_listed() {
    let done = kit(&[]).run().ok();
    let listed: Vec<&str> = done.stdout.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(listed.len(), KITS.len(), "{}", done.stdout);
    for (line, name) in listed.iter().zip(KITS) {
        assert!(line.starts_with(&format!("{name}  Bộ cho đội ")), "{line}");
    }
    assert!(!done.file("out").exists());
    let json = kit(&["--format", "json"]).run().ok();
    for line in json.stdout.lines() {
        let value: Value = serde_yaml::from_str(line).unwrap();
        assert!(KITS.contains(&value["name"].as_str().unwrap()), "{line}");
        assert!(value["sheets"].as_u64().unwrap() >= 3, "{line}");
    }
}

/// What the order says of a file: its lines, by the name of the file.
fn order(done: &Done, name: &str) -> BTreeMap<String, String> {
    let path = done.file(&format!("out/kit-{name}/lenh-in.txt"));
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("\n\n").filter(|block| block.starts_with("[ ]"));
    let file = |block: &str| {
        let line = block.lines().nth(1).unwrap().trim().strip_prefix("Tệp: ").unwrap();
        line.split(' ').next().unwrap().to_owned()
    };
    blocks.map(|block| (file(block), block.to_owned())).collect()
}

#[test]
fn every_kit_is_built_and_its_order_tells_the_truth() {
    let mut contents = Vec::new();
    let mut kept = Vec::new();
    for name in KITS {
        let done = kit(&[name]).run().ok();
        assert_eq!(done.stderr, "", "{name}");
        let folder = done.file(&format!("out/kit-{name}"));
        let order = order(&done, name);
        let mut wanted = vec!["00-muc-luc.pdf".to_owned()];
        wanted.extend(order.keys().cloned());
        wanted.push("lenh-in.txt".to_owned());
        assert_eq!(names(&folder), wanted);
        let page = words(&folder.join("00-muc-luc.pdf"));
        for (file, reported) in &order {
            let document = Document::load(folder.join(file)).unwrap();
            let pages = document.get_pages().len();
            assert!(reported.contains(&format!("{file} ({pages} trang)")), "{reported}");
            let preferences = document.catalog().unwrap().get(b"ViewerPreferences").unwrap();
            let preferences = document.dereference(preferences).unwrap().1.as_dict().unwrap();
            let duplex = preferences.get(b"Duplex").ok().and_then(|it| it.as_name().ok());
            let turn = match duplex {
                Some(b"DuplexFlipLongEdge") if pages > 1 => "lật theo cạnh dài",
                Some(b"DuplexFlipShortEdge") if pages > 1 => "lật theo cạnh ngắn",
                _ => "In một mặt",
            };
            assert!(reported.contains(turn), "{file}: {reported}");
            // The page of contents says the same.
            for line in reported.lines().skip(1) {
                let line = line.trim().trim_start_matches("Tệp: ");
                let sheets = line.split(": ").last().unwrap().split(" (").next().unwrap();
                assert!(page.contains(sheets), "{name}: no “{sheets}” in {page}");
            }
        }
        contents.push(folder.join("00-muc-luc.pdf"));
        kept.push(done);
    }
    let paths: Vec<&str> = contents.iter().map(|path| path.to_str().unwrap()).collect();
    for (path, (passed, rules, failures)) in paths.iter().zip(check_ua(&paths)) {
        assert_eq!((failures.as_str(), passed), ("", rules), "{path}");
    }
}

/// Counted by hand.
#[test]
fn sheets_of_paper_are_counted_and_cuts_and_folds_are_reported() {
    let cases = [
        (
            "guide: phong-lua-dao, product: card, copies: 401, sheet: a4",
            "101 tờ giấy A4",
            "In hai mặt, lật theo cạnh dài. Cắt theo vạch, mỗi tờ giấy được 4 bản.",
        ),
        (
            "guide: phong-lua-dao, product: card, copies: 3",
            "3 tờ giấy A6",
            "In hai mặt, lật theo cạnh dài.",
        ),
        (
            "guide: phong-lua-dao, product: hanger, copies: 7",
            "7 tờ giấy 99 × 210 mm",
            "Khoét lỗ theo vạch tròn.",
        ),
        (
            "guide: phong-lua-dao, product: hanger, copies: 7, sheet: a4",
            "3 tờ giấy A4",
            "mỗi tờ giấy được 3 bản; khoét lỗ",
        ),
        (
            "guide: phong-lua-dao, product: leaflet-a5, copies: 5",
            "10 tờ giấy A5",
            "Mỗi bản gồm 2 tờ, kẹp theo thứ tự.",
        ),
        (
            "guide: phong-lua-dao, product: trifold, copies: 9",
            "9 tờ giấy A4",
            "lật theo cạnh ngắn. Gấp theo vạch.",
        ),
        (
            "guide: phong-lua-dao, product: leaflet-a4, copies: 1",
            "1 tờ giấy A4",
            "In hai mặt, lật theo cạnh dài.",
        ),
    ];
    for (fields, paper, finish) in cases {
        let done = kit(&["thu"]).file("templates/kits/thu.yaml", one(fields)).run().ok();
        let order = order(&done, "thu");
        let reported = order.values().next().unwrap();
        assert!(
            reported.contains(&format!(": {paper}\n")) && reported.contains(finish),
            "{fields}\n{reported}"
        );
    }
}

#[test]
fn lines_are_filled_in_and_folders_chosen() {
    let args =
        ["tuyen-truyen", "--set", "dia-diem=Nhà văn hóa tổ 7", "--out", "in/an", "--lang", "vi"];
    let done = kit(&args).run().ok();
    let folder = done.file("in/an/kit-tuyen-truyen");
    assert!(words(&folder.join("03-moi-lam-vneid-event-poster.pdf")).contains("Nhà văn hóa tổ 7"));
    assert!(done.stdout.contains(" trang  "), "{}", done.stdout);
}

#[test]
fn a_project_changes_kits_and_adds_its_own() {
    let own = "title: Bộ của phường\naudience: Dành cho phường.\nnotes: [Mang áo mưa.]\nsheets:\n  \
               - { what: Thẻ, guide: phong-lua-dao, product: card, copies: 2 }\n";
    let with = |args: &[&str]| {
        let run = kit(args).file("templates/kits/kich-hoat.yaml", own);
        run.file("templates/kits/mua.yaml", own).run().ok()
    };
    let listed = with(&[]).stdout;
    assert!(listed.contains("kich-hoat  Bộ của phường") && listed.contains("mua  Bộ"), "{listed}");
    let done = with(&["mua"]);
    let page = words(&done.file("out/kit-mua/00-muc-luc.pdf"));
    assert!(page.contains("Mang áo mưa.") && page.contains("Thẻ: 2 bản"), "{page}");
}

#[test]
fn every_mistake_in_a_kit_is_reported_and_nothing_is_written() {
    let good = "guide: phong-lua-dao, product: card, copies: 2";
    let cases = [
        ("title: [", "Y01"),
        ("- a", "Y04"),
        ("title: A\naudience: B\nsheets: []\n", "K04"),
        ("title: A\naudience: B\nsheets: 5\n", "Y04"),
        ("title: A\naudience: B\n", "Y03"),
        (&one(good).replace("audience", "audiense"), "Y02"),
        (&one(&format!("{good}, colour: red")), "Y02"),
        (&one("guide: phong-lua-dao, product: card"), "Y03"),
        (&one(&good.replace("lua-dao", "lua-doa")), "K02"),
        (&one(&good.replace("card", "cart")), "G05"),
        (&one(&good.replace("copies: 2", "copies: 0")), "K03"),
        (&one(&good.replace("copies: 2", "copies: -2")), "K03"),
        (&one(&good.replace("copies: 2", "copies: mười")), "K03"),
        (&one(&good.replace("copies: 2", "copies: 1.000")), "K03"),
        (&one(&good.replace("copies: 2", "copies: 100001")), "K03"),
        (&one(&good.replace("copies: 2", "copies: [2]")), "Y04"),
        (&one(&format!("{good}, sheet: a5")), "Y04"),
        (&one("guide: phong-lua-dao, product: event-poster, copies: 2, sheet: a4"), "L05"),
        (&one("guide: phong-lua-dao, product: trifold, copies: 2, sheet: a3"), "L05"),
    ];
    for (text, code) in cases {
        for lang in ["en", "vi"] {
            let run = kit(&["thu", "--format", "short", "--lang", lang]);
            let done = run.file("templates/kits/thu.yaml", text).run();
            assert_eq!((done.code, done.stdout.as_str()), (1, ""), "{text}: {}", done.stderr);
            assert!(done.stderr.contains(&format!("[{code}]")), "{code}: {text}: {}", done.stderr);
            assert!(!done.file("out").exists(), "{text}");
        }
    }
    for (args, said) in [
        (&["kich-hoatt"][..], "did you mean `kich-hoat`?"),
        (&["khong-co"], "the kits are: can-cuoc"),
        (&["style"], "there is no kit `style`"),
        (&["../kich-hoat"], "there is no kit"),
        (&["kich-hoat", "--set", "cong-ann=1"], "did you mean `cong-an`?"),
    ] {
        let done = kit(args).run();
        assert!(done.code == 1 && done.stderr.contains(said), "{args:?}: {}", done.stderr);
        assert!(!done.file("out").exists(), "{args:?}");
    }
    let near = one(&good.replace("lua-dao", "lua-doa"));
    let done = kit(&["thu"]).file("templates/kits/thu.yaml", near).run();
    assert!(done.stderr.contains("did you mean `phong-lua-dao`?"), "{}", done.stderr);
    assert!(done.stderr.contains("templates/kits/thu.yaml:4:"), "{}", done.stderr);
}

#[test]
fn a_kit_that_cannot_be_written_is_an_error() {
    let done = kit(&["can-cuoc", "--out", "tep"]).file("tep", "một tệp").run();
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("is a file, not a folder"), "{}", done.stderr);
}

#[test]
fn sheets_of_an_earlier_run_are_named() {
    let sheet = |what: &str| {
        format!(
            "  - {{ what: {what}, guide: phong-lua-dao, product: card, copies: 4, sheet: a4 }}\n"
        )
    };
    let head = "title: Bộ thử\naudience: Dành cho đội thử.\nsheets:\n";
    let project = kit(&["thu"]).file("templates/kits/thu.yaml", format!("{head}{}", sheet("Một")));
    for (name, text) in [
        ("02-phong-lua-dao-card-a4.pdf", "old"),
        ("03-ban-giao-handover.pdf", "old"),
        ("anh-chup.pdf", "mine"),
        ("2026-ke-hoach.pdf", "mine"),
        ("04-ghi-chu.txt", "mine"),
    ] {
        let path = project.path().join("out/kit-thu").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let done = project.run().ok();
    let reported =
        "still holds 2 files of an earlier job: 02-phong-lua-dao-card-a4.pdf … 03-ban-giao";
    assert!(done.stderr.contains(reported), "{}", done.stderr);
    // Nothing is taken away that somebody may have put there.
    assert_eq!(names(&done.file("out/kit-thu")).len(), 8);
}
