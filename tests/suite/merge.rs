//! Copies: made the fast way they are those made one by one, whatever files they go into.

use std::collections::BTreeMap;
use std::path::Path;

use lopdf::Document;
use rayon::prelude::*;
use toroi::diag::{Sink, counted};
use toroi::guide::Guide;
use toroi::merge::{ComposedPage, Composer, CompositionJob, MergeFields};
use toroi::records::{Column, Options, Record, Table};
use toroi::template::Settings;
use toroi::typeset::Typesetter;
use unicode_normalization::is_nfc;

use super::merging::{
    Dice, GUIDE, Home, Page, differing, first_pictures, households, pages, pictures, solid, texts,
    words,
};
use super::pdf::{assert_streams_end, check, output, printed};
use super::records::keep;
use super::sheets::{Workshop, findings, workshop};

/// Dots an inch of pictures that are compared: a module of a code has five.
const DPI: u32 = 150;
/// Pictures of so many copies of a case are compared; the places of words of all.
const PICTURES: usize = 1;

/// A guide as a product, with a list that fills what it has.
struct Case {
    guide: &'static str,
    product: &'static str,
    /// The names of columns: ids of lines to fill in, and `qr`.
    columns: &'static [&'static str],
}

const CASES: [Case; 5] = [
    Case { guide: GUIDE, product: "hanger", columns: &["cong-an", "don-vi", "qr"] },
    Case {
        guide: "cai-dat-vneid",
        product: "leaflet-a4",
        columns: &["cong-an", "qr-2", "to-truong"],
    },
    Case {
        guide: "moi-lam-vneid",
        product: "invitation",
        columns: &["thoi-gian", "dia-diem", "don-vi"],
    },
    Case { guide: GUIDE, product: "bifold", columns: &["cong-an", "tinh-nguyen-vien", "qr"] },
    Case { guide: GUIDE, product: "leaflet-a5", columns: &["to-truong", "don-vi", "qr"] },
];

/// Values that make lines of every height, width and number.
fn value(dice: &mut Dice, column: &str) -> String {
    if column.starts_with("qr") {
        // Four sizes of codes.
        let tails = ["", "?h=1", "huong-dan/kich-hoat-tai-khoan", "a/b/c/d/e/f/g/h/1/2/3/4/5/6/7"];
        let tail = dice.pick(&tails);
        return format!("https://vneid.gov.vn/{tail}{}", dice.below(30));
    }
    let number = dice.below(900) + 100;
    match dice.below(8) {
        0 => String::new(),
        1 => format!("024 3864 1{number}"),
        2 => "Ông Ẳ".to_owned(),
        3 => "Bà Nguyễn Thị Ộ Ẵ".to_owned(),
        4 => format!("Nhà văn hóa tổ {number}"),
        5 => "Trụ sở Ủy ban nhân dân phường".to_owned(),
        6 => "Chi đoàn thanh niên".to_owned(),
        _ => format!("Tổ {}", number % 9),
    }
}

impl Case {
    fn list(&self, seed: u64, count: usize) -> String {
        let mut dice = Dice::new(seed);
        let mut list = format!("STT;{}\n", self.columns.join(";"));
        for number in 1..=count {
            let cells: Vec<String> =
                self.columns.iter().map(|column| value(&mut dice, column)).collect();
            list.push_str(&format!("{number};{}\n", cells.join(";")));
        }
        list
    }

    fn guide(&self) -> &'static Guide {
        &workshop().library.guides[self.guide]
    }
}

/// A list and the fields it fills.
struct Filled {
    columns: Vec<Column>,
    keys: Vec<String>,
    records: Vec<Record>,
    fields: MergeFields,
}

impl Filled {
    fn new(case: &Case, list: &str) -> Filled {
        let kept = keep("list.csv", list);
        let mut sink = Sink::new();
        let table = Table::open(&kept.path, &Options::default(), &mut sink).unwrap();
        let columns = table.columns().to_vec();
        let records: Vec<Record> = table.map(|record| record.unwrap()).collect();
        let uses = workshop().set.uses(case.product, &workshop().sources);
        let fields = MergeFields::new(case.guide(), &uses, &columns, &[], &mut sink);
        assert!(!sink.has_errors(), "{}", findings(&sink));
        assert!(fields.contacts.len() + fields.codes.len() == case.columns.len(), "{fields:?}");
        let keys = columns.iter().map(|column| column.key.clone()).collect();
        Filled { columns, keys, records, fields }
    }
}

/// What a copy paints, or the codes of what is wrong with it.
fn cast(
    composer: &mut Composer<'_>,
    record: &Record,
    number: u64,
) -> Result<Vec<ComposedPage>, Vec<String>> {
    match composer.copy(record, number) {
        Ok(faces) => Ok(composer.pages(&[Some(faces)], 0)),
        Err(found) => Err(found.iter().map(|one| one.found.message.en.clone()).collect()),
    }
}

fn is_same(one: &[ComposedPage], other: &[ComposedPage]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            one.content == other.content
                && one.paper == other.paper
                && one.layers.len() == other.layers.len()
                && one.layers.iter().zip(&other.layers).all(|(one, other)| one.is_like(other))
        })
}

#[test]
fn a_copy_is_the_same_whatever_was_made_before() {
    let shop = workshop();
    for (seed, case) in CASES.iter().enumerate() {
        let filled = Filled::new(case, &case.list(seed as u64 + 1, 50));
        let press = shop.press();
        let Filled { fields, keys, records, .. } = &filled;
        let (product, guide) = (case.product, case.guide());
        let job = CompositionJob {
            press: &press,
            guide,
            product,
            fields,
            keys,
            slots: None,
            tagged: false,
        };
        let mut seasoned = Composer::new(job).unwrap();
        let mut good = 0;
        for (number, record) in records.iter().enumerate() {
            let number = number as u64 + 1;
            let fast = cast(&mut seasoned, record, number);
            let long = cast(&mut Composer::new(job).unwrap(), record, number);
            let name = format!("{} {product}, {:?}", case.guide, record.cells);
            match (fast, long) {
                (Ok(fast), Ok(long)) => {
                    assert!(is_same(&fast, &long), "{name}");
                    good += 1;
                }
                (Err(fast), Err(long)) => assert_eq!(fast, long, "{name}"),
                (fast, long) => panic!("{name}: {:?}, {:?}", fast.err(), long.err()),
            }
        }
        assert!(good > 20, "{good} of {} {product} could be printed", case.guide);
    }
}

/// A guide set as `toroi build` sets it, with the values of a record.
fn built(shop: &Workshop, case: &Case, filled: &Filled, record: &Record) -> Option<Vec<u8>> {
    let mut settings = Settings::new();
    let mut guide = case.guide().clone();
    for (column, cell) in filled.columns.iter().zip(&record.cells) {
        let code = match column.name.as_str() {
            "qr" => Some(0),
            "qr-2" => Some(1),
            _ => None,
        };
        if cell.is_empty() {
            continue;
        }
        match code {
            Some(code) => guide.qr[code].url.it.clone_from(cell),
            None => settings.insert(column.name.clone(), cell.clone()),
        }
    }
    let press = Typesetter { settings: &settings, ..shop.press() };
    let mut sink = Sink::new();
    let pages = press.pages(&guide, case.product, &mut sink)?;
    assert!(!sink.has_errors(), "{}", findings(&sink));
    Some(press.pdf(&guide, &pages).unwrap())
}

#[test]
fn copies_look_like_sheets_built_one_by_one() {
    let shop = workshop();
    let folder = tempfile::tempdir().unwrap();
    let alone = folder.path().join("alone.pdf");
    for (seed, case) in CASES.iter().enumerate() {
        let list = case.list(seed as u64 + 100, 10);
        let filled = Filled::new(case, &list);
        let home = Home::with(&list);
        let args = ["merge", case.guide, "--records", "list.csv", "--product", case.product];
        home.command(&[&args[..], &["--skip-bad", "--one-file"]].concat()).output().unwrap();
        let file = home.path(&format!("out/{}-{}-all.pdf", case.guide, case.product));
        let (all_words, all_pictures) = (words(&file), first_pictures(&file, DPI, PICTURES * 4));
        let (mut at, mut compared) = (0, 0);
        for record in &filled.records {
            let Some(pdf) = built(shop, case, &filled, record) else { continue };
            std::fs::write(&alone, pdf).unwrap();
            let name = format!("{} {} {:?}", case.guide, case.product, record.cells);
            let wanted = words(&alone);
            for (page, words) in wanted.iter().enumerate() {
                let own = &all_words[at + page];
                assert_eq!(own.len(), words.len(), "{name}, page {}\n{own:?}\n{words:?}", page + 1);
                for (own, word) in own.iter().zip(words) {
                    let near = |a: i64, b: i64| a.abs_diff(b) <= 1;
                    let same = near(own.0, word.0) && near(own.1, word.1) && near(own.2, word.2);
                    assert!(same && own.3 == word.3, "{name}: {own:?} is not {word:?}");
                }
            }
            compared += 1;
            let seen = if compared > PICTURES { Vec::new() } else { pictures(&alone, DPI) };
            for (page, picture) in seen.into_iter().enumerate() {
                let own = &all_pictures[at + page];
                let off = differing(own, &picture);
                if off * 20_000 >= picture.len() {
                    // To look at.
                    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
                    own.save(folder.join("merge-copy.png")).unwrap();
                    picture.save(folder.join("merge-alone.png")).unwrap();
                    std::fs::copy(&alone, folder.join("merge-alone.pdf")).unwrap();
                }
                assert!(off * 20_000 < picture.len(), "{name}, page {}: {off} dots", page + 1);
            }
            at += wanted.len();
        }
        assert!(at >= 4, "{at} pages of {}", case.guide);
        assert_eq!(at, all_words.len(), "{}", case.guide);
    }
}

#[test]
fn every_way_to_spread_copies_has_the_same_pages() {
    let home = Home::with(&households(90));
    let made = |out: &str, args: &[&str]| {
        home.merge(&[args, &["--out", out]].concat()).ok();
        home.pdfs(out)
    };
    let one = made("one", &["--one-file", "-j", "1"]);
    let files = made("files", &["--per-file", "7", "-j", "1"]);
    assert_eq!((one.len(), files.len()), (1, 13));
    let wanted = pages(one.values().next().unwrap());
    assert_eq!(wanted.len(), 180);
    assert_eq!(home.pages("files"), wanted);

    // Other numbers of threads, other shards: the same bytes.
    for jobs in ["2", "5"] {
        assert!(made(&format!("one-{jobs}"), &["--one-file", "-j", jobs]) == one, "-j {jobs}");
        assert!(made(&format!("files-{jobs}"), &["--per-file", "7", "-j", jobs]) == files);
    }
    for part in ["1/4", "2/4", "3/4", "4/4"] {
        made("shards", &["--per-file", "7", "--shard", part]);
    }
    assert!(home.pdfs("shards") == files, "{:?}", home.names("shards"));

    // A file for each group holds the pages of the group in the order of the list.
    let groups = made("groups", &["--split-by", "tổ"]);
    let names: Vec<&str> = groups.keys().map(String::as_str).collect();
    let named = |group: usize| format!("{GUIDE}-hanger-to-{group}.pdf");
    assert_eq!(names, (1..=5).map(named).collect::<Vec<_>>());
    for group in 1..=5_usize {
        let own = pages(&groups[&named(group)]);
        let of_group = |copy: usize| (copy + 1) % 5 + 1 == group;
        let copies = wanted.chunks(2).enumerate().filter(|(copy, _)| of_group(*copy));
        let wanted: Vec<Page> = copies.flat_map(|(_, copy)| copy.to_vec()).collect();
        assert_eq!(own, wanted, "group {group}");
    }
}

#[test]
fn every_record_is_found_on_its_own_page_and_nowhere_else() {
    let home = Home::with(&households(150));
    home.merge(&["--one-file"]).ok();
    let file = home.path(&format!("out/{GUIDE}-hanger-all.pdf"));
    let (texts, pages) = (texts(&file), pages(&std::fs::read(&file).unwrap()));
    assert_eq!((texts.len(), pages.len()), (300, 300));
    let list = households(150);
    let rows: Vec<Vec<&str>> = list.lines().skip(1).map(|row| row.split(';').collect()).collect();
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let (front, back) = (&texts[number * 2], &texts[number * 2 + 1]);
        assert!(solid(front).contains(&solid(row[1])), "{row:?}\n{front}");
        assert!(solid(back).contains(&solid(row[2])), "{row:?}\n{back}");
        assert!(
            solid(back).contains(&solid(&crate::case::sites().words(row[3]))),
            "{row:?}\n{back}"
        );
        assert_eq!(pages[number * 2 + 1].codes(), [row[3]]);
        for (page, text) in texts.iter().enumerate() {
            if solid(text).contains(&solid(row[1])) {
                places.entry(row[1].to_owned()).or_default().push(page);
            }
        }
        assert_eq!(places[row[1]], [number * 2], "{row:?}");
    }
    assert!(texts.iter().all(|text| is_nfc(text)));
    // Some of them as a telephone sees them.
    let folder = tempfile::tempdir().unwrap();
    for number in [1, 2, 77, 149, 150_usize] {
        let page = (number * 2).to_string();
        let stem = folder.path().join(&page);
        let path = file.to_str().unwrap();
        let args = ["-r", "150", "-gray", "-singlefile", "-f", &page, "-l", &page, path];
        printed("pdftoppm", &[&args[..], &[stem.to_str().unwrap()]].concat());
        let picture = stem.with_extension("pgm");
        let read = printed("zbarimg", &["-q", "--raw", picture.to_str().unwrap()]);
        assert_eq!(read.trim(), rows[number - 1][3]);
    }
}

/// Ten thousand copies: the text of each is on its page, its code reads back module by module; two
/// hundred codes are read as a telephone sees them on a drawn page.
#[test]
#[ignore = "slow: ten thousand copies are read by pdftotext"]
fn all_of_ten_thousand_copies_say_their_own_text_and_lead_to_their_own_address() {
    const COPIES: usize = 10_000;
    let address = |number: usize| format!("https://vneid.gov.vn/ho/{number}-{:x}", number * 7919);
    let phone =
        |number: usize| format!("024 {} {}", 3000 + number / 10 % 1000, 1000 + number % 9000);
    let giver = |number: usize| format!("Tổ {}, hộ {number}.", number % 7 + 1);
    let mut list = "Tổ;Công an xã, phường;Đơn vị phát;Mã QR\n".to_owned();
    for number in 1..=COPIES {
        let row = [phone(number), giver(number), address(number)].join(";");
        list.push_str(&format!("5;{row}\n"));
    }
    let home = Home::with(&list);
    home.merge(&["--per-file", "500"]).ok();
    let files = home.pdfs("out");
    assert_eq!(files.len(), COPIES / 500);
    let names: Vec<&String> = files.keys().collect();
    let said = |name: &&String| texts(&home.path(&format!("out/{name}")));
    let said: Vec<Vec<String>> = names.par_iter().map(said).collect();
    let said: Vec<String> = said.concat().iter().map(|text| solid(text)).collect();
    assert_eq!(said.len(), COPIES * 2);
    for (number, faces) in (1..=COPIES).zip(said.chunks(2)) {
        assert!(faces[0].contains(&solid(&phone(number))), "{number}: {}", faces[0]);
        for wanted in [giver(number), crate::case::sites().words(&address(number))] {
            assert!(faces[1].contains(&solid(&wanted)), "{number}, {wanted}: {}", faces[1]);
        }
    }
    let files: Vec<Vec<u8>> = files.into_values().collect();
    let read: Vec<Vec<String>> =
        files.par_iter().map(|pdf| pages(pdf).iter().flat_map(Page::codes).collect()).collect();
    let read: Vec<String> = read.into_iter().flatten().collect();
    let wanted: Vec<String> = (1..=COPIES).map(address).collect();
    assert!(read == wanted, "{} codes", read.len());
    let sample: Vec<usize> = (0..200).map(|nth| nth * 49 + nth % 7 + 1).collect();
    let only: Vec<String> = sample.iter().map(usize::to_string).collect();
    home.merge(&["--one-file", "--only", &only.join(","), "--out", "some"]).ok();
    let folder = tempfile::tempdir().unwrap();
    let name = home.pdfs("some").into_keys().next().unwrap();
    let stem = folder.path().join("p");
    let file = home.path(&format!("some/{name}"));
    let (file, stem) = (file.to_str().unwrap(), stem.to_str().unwrap());
    // Codes stand on the backs.
    printed("pdftoppm", &["-e", "-r", "100", "-gray", file, stem]);
    let drawn = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let mut drawn: Vec<String> = drawn.map(|path| path.to_str().unwrap().to_owned()).collect();
    drawn.sort();
    let mut args = vec!["-q", "--raw"];
    args.extend(drawn.iter().map(String::as_str));
    let seen = printed("zbarimg", &args);
    let wanted: Vec<String> = sample.into_iter().map(address).collect();
    assert_eq!(seen.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_few_are_printed_again_with_the_same_bytes() {
    let home = Home::with(&households(60));
    home.merge(&["--one-file", "--out", "all"]).ok();
    let all = home.pages("all");
    let few = |out: &str| {
        home.merge(&["--only", "17,40-52, 60", "--out", out]).ok();
        home.pdfs(out)
    };
    let (first, second) = (few("first"), few("second"));
    assert_eq!(first.keys().collect::<Vec<_>>(), [&format!("{GUIDE}-hanger-17_40-52_60-0001.pdf")]);
    assert!(first == second);
    let chosen = std::iter::once(17).chain(40..=52).chain([60]);
    let wanted: Vec<Page> =
        chosen.flat_map(|number: usize| all[number * 2 - 2..number * 2].to_vec()).collect();
    assert_eq!(home.pages("first"), wanted);
    // Reprints stand beside the others and take nothing away.
    home.merge(&["--per-file", "20"]).ok();
    let before = home.pdfs("out");
    home.merge(&["--only", "3", "--per-file", "20"]).ok();
    let after = home.pdfs("out");
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes));
    for wrong in ["0", "5-3", "x", "", ","] {
        let said = home.merge(&["--only", wrong]);
        assert!(said.code == 2 && said.stderr.contains("error[M05]"), "{said:?}");
    }
    // What is asked for and is not there would be a sheet that somebody waits for.
    for (beyond, reported) in [
        ("61-70", "asks for record 61"),
        ("3,99", "asks for record 99, and the list has 60"),
        ("17,40-52,61", "asks for record 61"),
        ("1-20,70-80", "asks for record 70"),
    ] {
        home.merge(&["--only", beyond, "--out", "none"]).refused(&["error[M05]", reported]);
        home.merge(&["--only", beyond, "--sort", "Tổ", "--out", "none"])
            .refused(&["error[M05]", reported]);
        home.merge(&["--only", beyond, "--plan"]).refused(&["error[M05]", reported]);
        assert_eq!(home.pdfs("none").len(), 0);
    }
    home.merge(&["--only", "59-99", "--out", "last"]).ok();
}

#[test]
fn files_are_valid_small_and_say_what_they_are() {
    let home = Home::with(&households(1000));
    let said = home.merge(&["--per-file", "1000"]).ok();
    assert!(said.stdout.contains("1000 copies, 2000 pages, 1 file; 0 records missing"), "{said:?}");
    let path = home.path(&format!("out/{GUIDE}-hanger-0001.pdf"));
    let arg = path.to_str().unwrap();
    printed("qpdf", &["--check", arg]);
    let reported = output("mutool", &["info", arg]);
    assert!(reported.status.success() && reported.stderr.is_empty(), "{reported:?}");
    let fonts = printed("pdffonts", &["-l", "20", arg]);
    let rows: Vec<Vec<&str>> =
        fonts.lines().skip(2).map(|row| row.split_whitespace().collect()).collect();
    assert!(!rows.is_empty() && rows.len() <= 2, "{fonts}");
    for row in rows {
        let [.., embedded, subset, unicode, _, _] = row[..] else { panic!("{fonts}") };
        assert_eq!([embedded, subset, unicode], ["yes"; 3], "{fonts}");
    }
    let info = printed("pdfinfo", &["-box", arg]);
    for wanted in [
        "Title:           Bác kích hoạt VNeID chưa?",
        "Pages:           2000",
        "Encrypted:       no",
    ] {
        assert!(info.contains(wanted), "“{wanted}” is not in\n{info}");
    }
    for kind in ["MediaBox", "TrimBox", "CropBox", "BleedBox"] {
        let line = info.lines().find(|line| line.starts_with(kind)).unwrap();
        let numbers: Vec<f64> =
            line[kind.len() + 1..].split_whitespace().map(|it| it.parse().unwrap()).collect();
        let wanted = [0.0, 0.0, 99.0 / 25.4 * 72.0, 210.0 / 25.4 * 72.0];
        assert!(numbers.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.02), "{info}");
    }
    let bytes = std::fs::metadata(&path).unwrap().len();
    assert!(bytes <= 700 * 2000, "{} bytes a page", bytes / 2000);
    // A page and a content for each, shared layers, fonts, nodes of the tree.
    let document = Document::load(&path).unwrap();
    let objects = document.objects.len();
    assert!(objects < 2000 * 2 + 200, "{objects} objects");
}

#[test]
fn numbers_of_the_plan_are_those_of_the_run() {
    let home = Home::with(&households(100));
    for (args, sheets, pages, files) in [
        (&["--per-file", "30"][..], 100, 200, 4),
        (&["--one-file"], 100, 200, 1),
        (&["--split-by", "Tổ"], 100, 200, 5),
        // Each file begins with a sheet of its own.
        (&["--per-file", "10", "--impose", "3up"], 40, 80, 10),
        (&["--split-by", "Tổ", "--impose", "3up"], 35, 70, 5),
        (&["--per-file", "10", "--shard", "2/3"], 30, 60, 3),
        (&["--only", "1-7", "--impose", "3up"], 3, 6, 1),
        (&["--where", "tổ=Tổ 2"], 20, 40, 1),
    ] {
        let plan = home.merge(&[args, &["--plan", "--out", "none"]].concat()).ok();
        assert!(home.names("none").is_empty());
        let [paper, counts] = plan.stdout.lines().collect::<Vec<_>>()[..] else {
            panic!("{plan:?}")
        };
        let papers = format!("{} of paper", counted(sheets, "sheet"));
        assert!(paper.starts_with(&papers), "{args:?}: {paper}");
        let copies = counts.split(' ').next().unwrap();
        let (made, files) = (counted(pages, "page"), counted(files, "file"));
        let head = format!("{copies} copies, {made}, {files}, 0 bad rows; about ");
        assert!(counts.starts_with(&head), "{args:?}: {counts}");
        let said = home.merge(&[args, &["--out", "real"]].concat()).ok();
        let real = format!("{copies} copies, {made}, {files}; 0 records missing");
        assert!(said.stdout.contains(&real), "{args:?}: {}", said.stdout);
        assert_eq!(home.pages("real").len(), pages);
        std::fs::remove_dir_all(home.path("real")).unwrap();
    }
    let json = home.merge(&["--plan", "--format", "json"]).ok();
    let json: serde_yaml::Value = serde_yaml::from_str(&json.stdout).unwrap();
    assert_eq!((&json["type"], &json["copies"]), (&"plan".into(), &100.into()));
}

#[test]
fn a_rehearsal_writes_nothing() {
    let home = Home::with(&households(20));
    let said = home.merge(&["--dry-run"]).ok();
    assert!(said.stdout.contains("20 copies, 40 pages"), "{said:?}");
    let mut list = households(20);
    list.push_str("Tổ 1;0912 34;x;https://vneid.gov.vn/?ho=21\n");
    home.write("list.csv", list);
    home.merge(&["--dry-run"]).refused(&["row 22", "error[M03]"]);
    home.merge(&["--plan"]).ok();
    assert_eq!(home.names("."), ["list.csv"]);
    assert!(!Path::new(&home.path("out")).exists());
}

#[test]
fn tagged_copies_meet_pdf_ua_and_pdf_a_and_look_the_same() {
    let home = Home::with(&households(5));
    let (mut files, mut untagged) = (Vec::new(), Vec::new());
    for product in ["hanger", "leaflet-a4", "leaflet-a5", "card"] {
        let args = ["--product", product, "--one-file"];
        home.merge(&[&args[..], &["--out", "plain"]].concat()).ok();
        home.merge(&[&args[..], &["--out", "tagged", "--tagged"]].concat()).ok();
        let name = format!("{GUIDE}-{product}-all.pdf");
        let (plain, tagged) =
            (home.path(&format!("plain/{name}")), home.path(&format!("tagged/{name}")));
        let (one, other) = (pictures(&plain, 50), pictures(&tagged, 50));
        assert_eq!(one.len(), other.len());
        for (page, (one, other)) in one.iter().zip(&other).enumerate() {
            assert!(differing(one, other) == 0, "{product}, page {}", page + 1);
        }
        assert_eq!(words(&plain), words(&tagged), "{product}");
        for file in [&plain, &tagged] {
            assert_streams_end(product, &std::fs::read(file).unwrap());
        }
        untagged.push(plain);
        files.push(tagged);
    }
    check(&files, &["ua1", "2a"]);
    check(&untagged, &["2u"]);
}
