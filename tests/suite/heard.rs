//! What a blind person hears of the finished files, by a reader of our own: nothing silent, nothing
//! glued, one title, links that are links; bookmarks, page names; copies like sheets built alone.

use std::fmt::Write as _;
use std::path::Path;

use lopdf::Object;
use toroi::diag::Sink;
use toroi::template::Settings;
use toroi::typeset::Typesetter;

use super::listener::{Kid, Listener, Mark, Node, text};
use super::merging::{Home, Said, households};
use super::pdf::check;
use super::run::{Run, root};
use super::sheets::{Sheet, sheets, workshop};

/// Sheets of which every word that is heard is kept in `tests/suite/heard`.
const KEPT: [&str; 4] = [
    "cai-dat-vneid-hanger-105",
    "dang-ky-muc-1-leaflet-a5",
    "danh-cho-tinh-nguyen-vien-card",
    "moi-lam-vneid-invitation",
];

fn listened() -> impl Iterator<Item = (&'static Sheet, Listener, Node)> {
    sheets().iter().map(|sheet| {
        let listener = Listener::new(&sheet.pdf);
        let tree = listener.tree();
        (sheet, listener, tree)
    })
}

#[test]
fn what_is_heard_is_as_accepted() {
    for (sheet, _, tree) in listened().filter(|(sheet, ..)| KEPT.contains(&sheet.name.as_str())) {
        let path = root().join(format!("tests/suite/heard/{}.txt", sheet.name));
        let mut heard = String::new();
        for line in tree.lines() {
            let _ = writeln!(heard, "{line}");
        }
        if std::env::var_os("ACCEPT").is_some_and(|value| value == "1") {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &heard).unwrap();
        }
        let wanted = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(heard, wanted, "{}", path.display());
    }
}

/// Whether the bookmarks tell rightly how many stand below each.
fn count_rightly(marks: &[Mark]) -> bool {
    marks.iter().all(|mark| {
        let below = mark.all_below();
        mark.count == (below > 0).then(|| i64::try_from(below).unwrap())
            && count_rightly(&mark.below)
    })
}

/// What a viewer shows beside the pages.
fn assert_shown(name: &str, listener: &Listener) -> Vec<Mark> {
    let catalog = listener.catalog();
    let marks = listener.bookmarks();
    assert!(count_rightly(&marks), "{name}: {marks:#?}");
    let mode = listener.get(catalog, "PageMode").and_then(|mode| mode.as_name().ok());
    assert_eq!(mode, (!marks.is_empty()).then_some(&b"UseOutlines"[..]), "{name}");
    let labels = listener.get(catalog, "PageLabels").and_then(|it| it.as_dict().ok());
    let several = listener.document.get_pages().len() > 1;
    assert_eq!(labels.is_some(), several, "{name}");
    if let Some(labels) = labels {
        let nums = labels.get(b"Nums").unwrap().as_array().unwrap();
        assert_eq!(nums[0], Object::Integer(0), "{name}");
        assert_eq!(nums[1].as_dict().unwrap().get(b"S").unwrap().as_name().unwrap(), b"D");
    }
    marks
}

#[test]
fn bookmarks_count_what_stands_below_them() {
    let mut deep = 0;
    for (sheet, listener, _) in listened() {
        let marks = assert_shown(&sheet.name, &listener);
        assert!(!marks.is_empty(), "{}", sheet.name);
        deep += usize::from(marks.iter().any(|mark| mark.all_below() > mark.below.len()));
    }
    assert!(deep > 40, "{deep} sheets have headings of the third rank");
}

/// Everything a file must not do to a listener.
pub(super) fn assert_heard(name: &str, tree: &Node) {
    let all = tree.all();
    for node in &all {
        let kind = node.kind.as_str();
        if ["Lbl", "LBody", "Link", "Figure", "Span", "H1", "H2", "H3", "P"].contains(&kind) {
            assert!(!node.said().trim().is_empty(), "{name}: an empty {kind}: {node:?}");
        }
        let kinds: Vec<&str> = node.all()[1..].iter().map(|kid| kid.kind.as_str()).collect();
        assert!(kind != "Figure" || kinds.is_empty(), "{name}: {kinds:?} hide in a figure");
        assert!(kind != "Link" || !kinds.contains(&"Link"), "{name}: a link in a link");
        assert!(kind != "Link" || node.touches().len() == 1, "{name}: {:?}", node.touches());
        if kind == "L" {
            let labels = kinds.contains(&"Lbl");
            let reported = node.numbering.as_deref().is_some_and(|it| it != "None");
            assert_eq!(labels, reported, "{name}: {:?}", node.numbering);
        }
    }
    // Lists that follow each other are one, but for those of another kind.
    for node in &all {
        let lists: Vec<Option<&str>> = node
            .kids
            .iter()
            .map(|kid| match kid {
                Kid::Node(kid) if kid.kind == "L" => kid.numbering.as_deref(),
                _ => None,
            })
            .collect();
        let torn = lists.windows(2).any(|pair| pair[0].is_some() && pair[0] == pair[1]);
        assert!(!torn, "{name}: a list is torn into several");
    }
    let ranks: Vec<u32> = all
        .iter()
        .filter(|node| node.kind.len() == 2 && node.kind.starts_with('H'))
        .map(|node| node.kind[1..].parse().unwrap())
        .collect();
    assert_eq!(ranks.iter().filter(|rank| **rank == 1).count(), 1, "{name}: {ranks:?}");
    assert_eq!(ranks[0], 1, "{name}: {ranks:?}");
    assert!(ranks.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {ranks:?}");
    let said = tree.said();
    for name_of_page in ["Mặt 1/", "Trang 1/", "Mặt 2/", "Trang 2/"] {
        assert!(!said.contains(name_of_page), "{name}: {name_of_page} is heard\n{said}");
    }
    assert!(!said.contains(" ."), "{name}: a space before a full stop\n{said}");
    assert!(!said.contains(" ,"), "{name}: a space before a comma\n{said}");
}

#[test]
fn nothing_is_silent_and_nothing_is_glued() {
    let (mut boxes, mut lines, mut links, mut foreign, mut joined) = (0, 0, 0, 0, 0);
    for (sheet, _, tree) in listened() {
        assert_heard(&sheet.name, &tree);
        let wanted: usize = super::pdf::headings(&sheet.pages).len();
        let all = tree.all();
        let heads = all.iter().filter(|node| ["H1", "H2", "H3"].contains(&node.kind.as_str()));
        assert_eq!(heads.count(), wanted, "{}", sheet.name);
        for node in &all {
            boxes += usize::from(node.alt.as_deref() == Some("Ô trống"));
            foreign += usize::from(node.lang.as_deref() == Some("en"));
            joined += usize::from(node.actual.is_some());
            links += usize::from(node.kind == "Link");
            if node.kind == "P" && node.said().ends_with("(để trống, viết tay)") {
                lines += 1;
                assert!(node.said().ends_with(": (để trống, viết tay)"), "{}", node.said());
            }
        }
        for target in sheet.codes() {
            let words = crate::case::sites().words(&target.url.it);
            let url = target.url.it.as_str();
            let link = all.iter().find(|node| node.kind == "Link" && node.touches() == [url]);
            let link = link.unwrap_or_else(|| panic!("{} has no {words}", sheet.name));
            assert_eq!(link.said(), format!("Mã QR dẫn tới {words} {words}"));
        }
    }
    let counts = [boxes, lines, links, foreign, joined];
    assert!(counts.iter().all(|count| *count > 30), "{counts:?}");
}

#[test]
fn values_are_heard_apart_from_their_labels() {
    let shop = workshop();
    let mut settings = Settings::new();
    for (id, value) in [("cong-an", "024 3864 1234"), ("don-vi", "Tổ 5"), ("to-truong", "Ông Ẳ")]
    {
        settings.insert(id.to_owned(), value.to_owned());
    }
    let press = Typesetter { settings: &settings, ..shop.press() };
    for (guide, product) in [("kich-hoat-tai-khoan", "hanger"), ("cai-dat-vneid", "leaflet-a4")] {
        let guide = &shop.library.guides[guide];
        let pages = press.pages(guide, product, &mut Sink::new()).unwrap();
        let said = Listener::new(&press.pdf(guide, &pages).unwrap()).tree().said();
        assert!(said.contains("phường: 024 3864 1234"), "{said}");
        assert!(said.contains(": Tổ 5"), "{said}");
    }
}

#[test]
fn boxes_in_tables_are_heard() {
    let (sheet, _, tree) = listened().find(|(sheet, ..)| sheet.product == "signup").unwrap();
    let rows: Vec<String> =
        tree.all().iter().filter(|it| it.kind == "TR").map(|it| it.said()).collect();
    assert_eq!(rows.len(), 31, "{}", sheet.name);
    assert!(rows[1..].iter().all(|row| row.matches("Ô trống").count() == 4), "{rows:?}");
}

#[test]
fn english_words_are_said_in_english() {
    let (_, _, tree) =
        listened().find(|(sheet, ..)| sheet.name == "cai-dat-vneid-leaflet-a4").unwrap();
    let foreign: Vec<String> = tree
        .all()
        .iter()
        .filter(|node| node.lang.as_deref() == Some("en"))
        .map(|node| node.said())
        .collect();
    for words in ["CH Play", "App Store", "Google Play", "Android", "iPhone"] {
        let is_it = |said: &String| said.trim_end_matches(['.', ',', ':']) == words;
        assert!(foreign.iter().any(is_it), "{words} in {foreign:?}");
    }
}

#[test]
fn the_sheet_for_a_printer_speaks_the_language_it_is_written_in() {
    for (lang, code, title) in [("en", "en", "Test sheet"), ("vi", "vi-VN", "Tờ thử")] {
        let done = Run::new().args(["printer", "sheet", "--lang", lang, "--out", "out"]).run().ok();
        let pdf = std::fs::read(done.file("out/to-thu-may-in.pdf")).unwrap();
        let listener = Listener::new(&pdf);
        let reported = listener.get(listener.catalog(), "Lang").map(text);
        assert_eq!(reported.as_deref(), Some(code));
        let xmp = String::from_utf8_lossy(&pdf).into_owned();
        assert!(xmp.contains(&format!("<rdf:li>{code}</rdf:li>")), "{lang}");
        assert!(xmp.contains(title), "{lang}");
        assert_shown(lang, &listener);
        assert_heard(lang, &listener.tree());
        check(&[&done.file("out/to-thu-may-in.pdf")], &["ua1", "2a"]);
    }
}

#[test]
fn kits_and_lists_are_heard_like_sheets() {
    let done = Run::new().args(["kit", "kich-hoat", "--out", "out"]).run().ok();
    let folder = done.file("out/kit-kich-hoat");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "pdf"));
    files.sort();
    assert!(files.len() > 4, "{files:?}");
    let index = std::fs::read(folder.join("00-muc-luc.pdf")).unwrap();
    let tree = Listener::new(&index).tree();
    let lists = tree.all().into_iter().filter(|node| node.numbering.as_deref() == Some("Square"));
    let items: Vec<usize> =
        lists.map(|list| list.all().iter().filter(|node| node.kind == "LI").count()).collect();
    assert_eq!(items, [files.len() - 1], "the files of a kit are one list");
    let list = "Địa chỉ;Tên;Tổ;Việc\n12 Hàng Bài;Bác An;3;Cài VNeID\n14 Hàng Bài;;3;\n";
    let roster = Run::new()
        .file("nha.csv", list)
        .args(["roster", "--records", "nha.csv", "--out", "out"])
        .run()
        .ok();
    let made = roster.file("out/nha-roster.pdf");
    let rows = Listener::new(&std::fs::read(&made).unwrap()).tree();
    let rows = rows.all().into_iter().filter(|it| it.kind == "TR").map(Node::said);
    assert_eq!(rows.filter(|row| row.matches("Ô trống").count() == 2).count(), 2);
    files.push(made);
    for path in &files {
        let name = path.display().to_string();
        let listener = Listener::new(&std::fs::read(path).unwrap());
        assert_shown(&name, &listener);
        assert_heard(&name, &listener.tree());
    }
    let paths: Vec<&Path> = files.iter().map(std::path::PathBuf::as_path).collect();
    check(&paths, &["ua1", "2a"]);
}

/// The products whose copies can be tagged, each with a guide.
fn tagged() -> Vec<&'static Sheet> {
    let mut all: Vec<&Sheet> = Vec::new();
    for sheet in sheets() {
        if all.iter().all(|known| known.product != sheet.product) {
            all.push(sheet);
        }
    }
    all
}

#[test]
fn a_tagged_copy_is_heard_like_a_sheet_built_alone() {
    let shop = workshop();
    let home = Home::new();
    let mut compared = Vec::new();
    for sheet in tagged() {
        let contacts = sheet.guide.contacts.iter().map(|contact| contact.id.it.as_str());
        let contacts: Vec<&str> = contacts.filter(|_| sheet.product != "signup").collect();
        if contacts.is_empty() {
            continue;
        }
        let values: Vec<String> =
            (0..contacts.len()).map(|nth| format!("Tổ {}", nth + 1)).collect();
        let code = sheet.codes().first().map(|_| "https://vneid.gov.vn/ho/7");
        let (mut head, mut row) = (contacts.join(";"), values.join(";"));
        if let Some(code) = code {
            head.push_str(";qr");
            row.push_str(&format!(";{code}"));
        }
        home.write("list.csv", format!("{head}\n{row}\n"));
        let slug = sheet.guide.slug.as_str();
        let args = ["merge", slug, "--records", "list.csv", "--product", sheet.product];
        let args = [&args[..], &["--one-file", "--tagged"]].concat();
        let said: Said = home.command(&args).output().unwrap().into();
        if said.code != 0 {
            // A sheet without lines to fill in has nothing that differs from copy to copy.
            assert!(said.stderr.contains("M0"), "{}: {said:?}", sheet.name);
            continue;
        }
        let copy = Listener::new(&home.read(&format!("out/{slug}-{}-all.pdf", sheet.product)));
        let mut guide = sheet.guide.clone();
        let mut settings = Settings::new();
        for (id, value) in contacts.iter().zip(&values) {
            settings.insert((*id).to_owned(), value.clone());
        }
        if let Some(code) = code {
            code.clone_into(&mut guide.qr[0].url.it);
        }
        let press = Typesetter { settings: &settings, ..shop.press() };
        let pages = press.pages(&guide, sheet.product, &mut Sink::new()).unwrap();
        let alone = Listener::new(&press.pdf(&guide, &pages).unwrap());
        let (copy_lines, alone_lines) = (copy.tree().lines(), alone.tree().lines());
        assert_eq!(copy_lines, alone_lines, "{}", sheet.name);
        assert_eq!(copy.bookmarks(), alone.bookmarks(), "{}", sheet.name);
        assert_eq!(copy.tree().touches(), alone.tree().touches(), "{}", sheet.name);
        assert_shown(&sheet.name, &copy);
        assert_heard(&sheet.name, &copy.tree());
        compared.push(sheet.product);
    }
    assert!(compared.len() >= 8, "only {compared:?} are compared");
}

#[test]
fn many_tagged_copies_are_each_a_section_with_bookmarks() {
    let home = Home::with(&households(70));
    home.merge(&["--product", "leaflet-a5", "--one-file", "--tagged"]).ok();
    let listener = Listener::new(&home.read("out/kich-hoat-tai-khoan-leaflet-a5-all.pdf"));
    let marks = assert_shown("copies", &listener);
    assert_eq!(marks.len(), 70);
    let pages = listener.document.get_pages().len();
    let begins: Vec<usize> = marks.iter().map(|mark| mark.page).collect();
    assert_eq!(begins, (0..70).map(|copy| copy * pages / 70).collect::<Vec<_>>());
    let tree = listener.tree();
    assert_eq!((tree.kind.as_str(), tree.kids.len()), ("Document", 70));
    for (nth, kid) in tree.kids.iter().enumerate() {
        let Kid::Node(copy) = kid else { panic!("{kid:?}") };
        assert_eq!(copy.kind, "Sect");
        let said = copy.said();
        assert!(said.contains(&format!(", hộ {}", nth + 1)), "{said}");
        let url = format!("https://vneid.gov.vn/?ho={}", nth + 1);
        assert!(copy.touches().contains(&url.as_str()), "{:?}", copy.touches());
        assert_heard(&format!("copy {nth}"), copy);
    }
}
