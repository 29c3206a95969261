//! Files are called what they hold: values to the letter, jobs apart, and nothing is named that does
//! not stand.

use std::collections::{BTreeMap, BTreeSet};

use super::merging::{GUIDE, Home, Said, ends_in, households, solid, texts};
use super::run::root;

/// A sheet that needs nothing but its record.
const SHEET: &str = "<sheet title=\"Phiếu\"><omit ref=\"title\"/><omit ref=\"short\"/>\
    <omit ref=\"question\"/><omit ref=\"audience\"/><omit ref=\"bring\"/><omit ref=\"checklist\"/>\
    <omit ref=\"safety\"/><omit ref=\"contact\"/><omit ref=\"part\"/>\
    <face><p>Tổ {{ record.to }}</p>{% for it in guide.qr %}<qr url=\"{{ it.url }}\"/>\
    <omit ref=\"{{ it.label.ref }}\"/>{% endfor %}</face></sheet>";
const STYLE: &str = "page: { size: [148, 210], margin: [10, 10, 10, 10], safe: 5, duplex: none }\n\
    sheet: { distribution: team }\ncopyfitting:\n  - { pages: 1, text: 1.0, gap: 1.0, picture: 1.0 }\n";

/// A list of people in villages, one row each.
fn villages(names: &[&str]) -> String {
    let mut list = "Thôn;Đơn vị phát\n".to_owned();
    for (number, name) in names.iter().enumerate() {
        list.push_str(&format!("{name};Thôn {name}, nhà {number}\n"));
    }
    list
}

/// The text of each file in a folder.
fn said(home: &Home, folder: &str) -> BTreeMap<String, String> {
    let names = home.names(folder).into_iter().filter(|name| ends_in(name, "pdf"));
    let text = |name: &String| solid(&texts(&home.path(&format!("{folder}/{name}"))).concat());
    names.map(|name| (name.clone(), text(&name))).collect()
}

/// The files that standard output names.
fn named(said: &Said) -> Vec<String> {
    let paths = said.stdout.lines().filter_map(|line| line.split_whitespace().next());
    paths.filter(|path| path.contains(".pdf")).map(str::to_owned).collect()
}

/// Fails unless every file that was named stands.
#[track_caller]
fn all_named_stand(home: &Home, said: &Said) {
    for path in named(said) {
        assert!(home.path(&path).exists(), "{path} was named: {said:?}");
    }
}

#[test]
fn values_that_differ_in_a_mark_have_files_of_their_own() {
    for group in [
        &["Hòa", "Hoa", "Hóa"][..],
        &["Lân", "Lan", "Lận"],
        &["Tân An", "Tấn An", "Tận An", "Tan An"],
        &["Tổ 5", "Tổ-5", "Tô 5"],
        &["Đạt", "Dat"],
        &["CON", "con.", "côn"],
        &["Ấp A", "Ấp a"],
    ] {
        let home = Home::with(&villages(group));
        home.merge(&["--split-by", "Thôn"]).ok();
        let files = said(&home, "out");
        let names: BTreeSet<String> = files.keys().map(|name| name.to_lowercase()).collect();
        assert_eq!(names.len(), group.len(), "{group:?}: {names:?}");
        for (number, value) in group.iter().enumerate() {
            let own = solid(&format!("Thôn {value}, nhà {number}"));
            let holding: Vec<&String> =
                files.iter().filter(|(_, text)| text.contains(&own)).map(|it| it.0).collect();
            assert_eq!(holding.len(), 1, "{value}: {holding:?}");
            assert!(holding[0].is_ascii(), "{holding:?}");
        }
        // The order of the list, and what else stands in it, move no name.
        let mut turned: Vec<&str> = group.to_vec();
        turned.reverse();
        turned.push("Thôn khác");
        home.write("list.csv", villages(&turned));
        home.merge(&["--split-by", "Thôn", "--out", "turned"]).ok();
        let turned: BTreeSet<String> = home.names("turned").into_iter().collect();
        assert!(files.keys().all(|name| turned.contains(name)), "{files:?} {turned:?}");
    }
}

#[test]
fn one_value_in_two_spellings_is_reported() {
    let home = Home::with(&villages(&["Hòa", "Hoà", "Hóa", "Lan"]));
    let said = home.merge(&["--split-by", "Thôn"]).ok();
    assert!(said.stderr.contains("warning[M07]: column “Thôn” says “Hoà”, “Hòa”"), "{said:?}");
    assert!(!said.stderr.contains("“Hóa”"), "{said:?}");
    let said = home.merge(&["--split-by", "Thôn", "--lang", "vi"]).ok();
    assert!(said.stderr.contains("nhắc[M07]"), "{said:?}");
    let said = home.merge(&["--where", "Thôn=Hòa", "--out", "one"]).ok();
    assert!(
        said.stderr.contains("“Hoà” in column “Thôn” (1 row) is not exactly “Hòa”"),
        "{said:?}"
    );
    assert!(!said.stderr.contains("“Hóa”"), "{said:?}");
    // Where nothing is found, whatever is near is named.
    for (asked, near) in [("thon=lan", "“Lan”"), ("Thôn=Hoa", "“Hóa”"), ("Thôn=HÒA", "“Hòa”")]
    {
        let said = home.merge(&["--where", asked, "--out", "none"]).refused(&["error[M05]"]);
        assert!(said.stderr.contains("[M07]") && said.stderr.contains(near), "{asked}: {said:?}");
        assert_eq!(home.pdfs_there("none"), 0);
    }
}

#[test]
fn conditions_take_values_to_the_letter() {
    let home = Home::with(&villages(&["Lân", "Lan", "lan", "Lận", "Lân", ""]));
    for (asked, houses) in [
        ("Thôn=Lân", &[0, 4][..]),
        ("THON=Lân", &[0, 4]),
        ("thôn=Lan", &[1]),
        ("Thôn=lan", &[2]),
        ("Thôn=La\u{302}\u{323}n", &[3]),
        ("Thôn= Lân ", &[0, 4]),
        ("Thôn=", &[5]),
        ("Thôn!=Lân", &[1, 2, 3, 5]),
    ] {
        home.merge(&["--where", asked, "--one-file", "--out", "one"]).ok();
        let text: String = said(&home, "one").into_values().collect();
        for house in 0..6 {
            let is_there = text.contains(&format!("nhà{house}"));
            assert_eq!(is_there, houses.contains(&house), "{asked}: house {house}");
        }
        std::fs::remove_dir_all(home.path("one")).unwrap();
    }
}

#[test]
fn other_choices_do_not_replace_each_other() {
    let home = Home::with(&households(20));
    let choices = [
        &["--where", "Tổ=Tổ 1"][..],
        &["--where", "Tổ=Tổ 2"],
        &["--where", "Tổ!=Tổ 2"],
        &["--where", "Tổ=Tổ 1", "--where", "Công an xã, phường!="],
        &["--only", "2"],
        &["--only", "2-7"],
        &["--where", "Tổ=Tổ 3", "--only", "2-7"],
        &[],
    ];
    let mut before = BTreeMap::new();
    for choice in choices {
        home.merge(&[choice, &["--one-file"]].concat()).ok();
        let after = home.pdfs("out");
        assert_eq!(after.len(), before.len() + 1, "{choice:?}: {:?}", home.names("out"));
        for (name, bytes) in &before {
            assert!(after[name] == *bytes, "{choice:?} replaced {name}");
        }
        before = after;
    }
    assert!(before.contains_key(&format!("{GUIDE}-hanger-all.pdf")));
    // Each is gone on with by itself.
    for choice in choices {
        let said = home.merge(&[choice, &["--one-file", "--resume"]].concat()).ok();
        assert_eq!(named(&said), [""; 0], "{choice:?}");
    }
    assert!(home.pdfs("out") == before);
}

#[test]
fn a_name_that_two_jobs_would_share_is_refused() {
    let home = Home::with("Tổ\n1\n2\n");
    let guide = std::fs::read(root().join(format!("guides/{GUIDE}.md"))).unwrap();
    for name in ["a", "a-hanger"] {
        home.write(&format!("guides/{name}.md"), &guide);
    }
    for name in ["hanger-plain", "plain"] {
        home.write(&format!("templates/{name}/sheet.xml"), SHEET);
        home.write(&format!("templates/{name}/style.yaml"), STYLE);
    }
    let merge = |guide: &str, product: &str, more: &[&str]| -> Said {
        let args = ["merge", guide, "--records", "list.csv", "--product", product];
        home.command(&[&args[..], more].concat()).output().unwrap().into()
    };
    merge("a", "hanger-plain", &[]).ok();
    let before = home.pdfs("out");
    for more in [&[][..], &["--one-file"], &["--skip-bad"], &["--resume"], &["--lang", "vi"]] {
        let reported = ["[M08]", "`a`", "`hanger-plain`", "--out"];
        let said = merge("a-hanger", "plain", more).refused(&reported);
        assert_eq!(named(&said), [""; 0]);
        assert!(home.pdfs("out") == before, "{more:?}");
    }
    merge("a-hanger", "plain", &["--out", "other"]).ok();
    // The job itself may be done again.
    merge("a", "hanger-plain", &[]).ok();
    assert!(home.pdfs("out") == before);
}

/// Names of files do not hold the list, so a second list would take the place of the first.
#[test]
fn another_list_does_not_replace_the_files_of_the_first() {
    let home = Home::with(&households(2));
    home.write("other.csv", households(3));
    home.write("to-8/list.csv", households(4));
    home.write("copy.csv", households(2));
    let merge = |list: &str, more: &[&str]| -> Said {
        let args = ["merge", GUIDE, "--records", list, "--product", "hanger"];
        home.command(&[&args[..], more].concat()).output().unwrap().into()
    };
    merge("list.csv", &[]).ok();
    let before = home.pdfs("out");
    for list in ["other.csv", "to-8/list.csv"] {
        for more in [&[][..], &["--skip-bad"], &["--resume"], &["--one-file"], &["--lang", "vi"]] {
            let said =
                merge(list, more).refused(&["[M08]", "`../list.csv`", "--out", ".job.jsonl"]);
            assert_eq!(named(&said), [""; 0]);
            assert!(home.pdfs("out") == before, "{list} {more:?}");
        }
        merge(list, &["--dry-run"]).ok();
    }
    // Not another list: its own, corrected; written otherwise; a copy with the same bytes.
    merge("./to-8/../list.csv", &[]).ok();
    merge("copy.csv", &["--resume"]).ok();
    assert!(home.pdfs("out") == before);
    merge("copy.csv", &[]).ok();
    home.write("copy.csv", households(1));
    merge("copy.csv", &[]).ok();
    // Nothing is lost elsewhere, nor where the files of the first are gone.
    merge("list.csv", &["--out", "second"]).ok();
    for (name, _) in home.pdfs("out") {
        std::fs::remove_file(home.path(&format!("out/{name}"))).unwrap();
    }
    merge("other.csv", &[]).ok();
}

#[test]
fn a_tagged_file_of_too_many_copies_ends_in_words() {
    let home = Home::with(&households(20_001));
    let said = home.merge(&["--one-file", "--tagged", "--plan"]);
    said.refused(&["[S03]", "20000 copies", "--per-file 1000"]);
    home.merge(&["--tagged", "--plan"]).ok();
    home.merge(&["--one-file", "--plan"]).ok();
}

#[test]
fn a_report_belongs_to_its_job() {
    let mut list = households(20);
    list.push_str("Tổ 1;0912 34;x;https://vneid.gov.vn/?ho=21\n");
    let home = Home::with(&list);
    home.write("good.csv", households(20));
    home.merge(&["--skip-bad"]).ok();
    let bad = list;
    let report = format!("out/merge-report-{GUIDE}-hanger.csv");
    let before = home.read(&report);
    let good = |more: &[&str]| {
        let args = ["merge", GUIDE, "--records", "good.csv"];
        Said::from(home.command(&[&args[..], more].concat()).output().unwrap()).ok();
    };
    // Clean jobs beside it leave it alone; so does one that fails.
    good(&["--product", "leaflet-a4"]);
    good(&["--product", "hanger", "--only", "3"]);
    good(&["--product", "hanger", "--where", "Tổ=Tổ 1"]);
    good(&["--product", "hanger", "--shard", "1/2"]);
    home.write("good.csv", bad);
    let args = ["merge", GUIDE, "--records", "good.csv", "--product", "leaflet-a4"];
    Said::from(home.command(&args).output().unwrap()).refused(&["[M03]"]);
    assert!(home.read(&report) == before);
    // Of its own job it speaks of records that are good now.
    home.write("list.csv", households(20));
    home.merge(&[]).ok();
    assert!(!home.path(&report).exists());
}

#[test]
fn a_run_that_fails_takes_nothing_away() {
    let home = Home::with(&households(30));
    home.merge(&["--per-file", "10", "--skip-bad"]).ok();
    let before = home.pdfs("out");
    assert_eq!(before.len(), 3);
    let mut bad = "cong-an;don-vi\n".to_owned();
    for number in 0..30_000 {
        let phone = if number < 100 { "024 3864 1234" } else { "024 38" };
        bad.push_str(&format!("{phone};số {number}\n"));
    }
    let quote = households(3000).replacen("Tổ 4;", "\"Tổ 4;", 1);
    for list in [bad, quote, "cong-an;don-vi\n\"113;Đoàn\n".to_owned(), String::new()] {
        home.write("list.csv", list);
        for args in [&["--skip-bad"][..], &[], &["--skip-bad", "--resume"]] {
            let said = home.merge(&[args, &["--per-file", "10"]].concat());
            assert_eq!(said.code, 1, "{said:?}");
            assert_eq!(named(&said), [""; 0], "{said:?}");
            assert!(home.pdfs("out") == before, "{args:?}: {:?}", home.names("out"));
            let hidden = home.names("out").into_iter().find(|name| name.starts_with('.'));
            assert_eq!(hidden, None);
        }
    }
}

#[test]
fn a_list_that_breaks_off_stops_the_run_whatever_is_asked_for() {
    let list = households(3000);
    let third = list.lines().nth(3).unwrap();
    let broken = |begin: &str| list.replace(third, &format!("{begin}{third}"));
    for list in [broken("\""), broken("Tổ 9;113;\""), format!("{list}\"Tổ 1;113;x;\n")] {
        let home = Home::with(&list);
        for args in
            [&[][..], &["--skip-bad"], &["--one-file"], &["--sort", "Tổ"], &["--split-by", "Tổ"]]
        {
            let said = home.merge(&[args, &["--out", "none"]].concat());
            assert_eq!(said.code, 1, "{args:?}: {said:?}");
            assert!(said.stderr.contains("never closed"), "{args:?}: {said:?}");
            assert!(said.stdout.contains("0 copies, 0 pages, 0 files"), "{args:?}: {said:?}");
            assert_eq!(home.pdfs_there("none"), 0, "{args:?}");
            home.merge(&[args, &["--plan"]].concat()).refused(&["never closed"]);
        }
    }
}

#[test]
fn all_copies_alike_are_none() {
    for list in ["Màu;Cỡ\nxanh;1\nđỏ;2\n", "x\n1\n", "Tên chủ hộ;Ngày sinh\nA;1/1/1950\n"]
    {
        let home = Home::with(list);
        for args in [&[][..], &["--skip-bad"], &["--one-file"], &["--dry-run"], &["--plan"]] {
            let said = home.merge(args).refused(&["error[M01]", "all copies would be the same"]);
            assert_eq!((said.stdout.as_str(), home.names("out").len()), ("", 0), "{args:?}");
        }
    }
}

#[test]
fn only_what_stands_is_named() {
    let mut list = households(20);
    list.push_str("Tổ 1;0912 34;x;https://vneid.gov.vn/?ho=21\n");
    let home = Home::with(&list);
    let said = home.merge(&["--per-file", "5"]).refused(&["[M03]"]);
    assert!(named(&said).is_empty() && home.pdfs_there("out") == 0, "{said:?}");
    let said = home.merge(&["--per-file", "5", "--skip-bad"]).ok();
    all_named_stand(&home, &said);
    assert_eq!((named(&said).len(), home.pdfs_there("out")), (4, 4), "{said:?}");
    // A folder has the name of a file.
    let home = Home::with(&households(20));
    std::fs::create_dir_all(home.path(&format!("out/{GUIDE}-hanger-0003.pdf/x"))).unwrap();
    let said = home.merge(&["--per-file", "5"]).refused(&["cannot be written"]);
    all_named_stand(&home, &said);
    assert_eq!(named(&said).len(), 2, "{said:?}");
    assert!(said.stdout.contains("10 copies, 20 pages, 2 files"), "{said:?}");
}

#[test]
fn files_of_an_earlier_job_are_known_by_its_diary() {
    let home = Home::with(&villages(&["Hòa", "Hoa", "An"]));
    home.merge(&["--split-by", "Thôn"]).ok();
    home.write("list.csv", villages(&["Hòa", "An"]));
    let said = home.merge(&["--split-by", "Thôn"]).ok();
    assert!(said.stderr.contains("2 files of an earlier job"), "{said:?}");
}
