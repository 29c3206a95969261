//! The notice, the invitation and the list of those who wait: what must stand on them, their
//! measures, and tables from template to tagged PDF.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object};
use toroi::cancel::Cancel;
use toroi::colour::Colour;
use toroi::diag::{Code, Sink};
use toroi::geom::Len;
use toroi::guide::{self, Date};
use toroi::layout::{GlyphRun, Item, Page, Pages, Role, Tag};
use toroi::session::{Pick, PrintOptions, Request, Session};
use toroi::text::Fonts;
use toroi::world::{Embedded, MemoryWorld, World};

use super::pdf::check_ua;
use super::sheets::findings;

const GUIDE: &str = "moi-lam-vneid";

/// Contact lines and what fills them.
type Values<'a> = &'a [(&'a str, &'a str)];

/// A sheet and all that was found while it was made, on the day the guides were reviewed.
fn make(
    world: impl World + 'static,
    slug: &str,
    product: &str,
    values: Values<'_>,
) -> (Option<Pages>, Sink, Vec<u8>) {
    let values = values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    let session = Session::open(
        Arc::new(world),
        Request {
            guides: Pick::one(slug),
            products: Pick::one(product),
            values: values.collect(),
            ..Request::new(Date::new(2026, 11, 25).unwrap())
        },
    );
    let print = PrintOptions::default();
    let jobs = session.jobs(&print);
    let (sheet, found) = session.sheet((&jobs, &jobs.jobs[0]), &print, Cancel::never());
    let mut sink = Sink::new();
    let before = session.found().iter().chain(session.check(0).unwrap().iter());
    sink.extend(before.chain(found.iter()).cloned());
    let pages = sheet.as_ref().map(|sheet| sheet.pages().clone());
    (pages, sink, sheet.map(|sheet| sheet.pdf().unwrap()).unwrap_or_default())
}

/// A sheet about which there is nothing to say.
#[track_caller]
fn clean(slug: &str, product: &str, values: Values<'_>) -> (Pages, Vec<u8>) {
    let (pages, sink, pdf) = make(Embedded, slug, product, values);
    assert_eq!(findings(&sink), "", "{slug} as {product}");
    (pages.unwrap(), pdf)
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|placed| match &placed.item {
        Item::Glyphs(run) => Some(&**run),
        _ => None,
    })
}

/// All words of a page, in order.
fn words(page: &Page) -> String {
    let text: Vec<&str> = runs(page).map(|run| run.text.as_str()).collect();
    text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_invitation_says_when_where_and_who_or_leaves_lines_for_it() {
    for (product, count) in [("event-poster", 1), ("invitation", 2)] {
        let (pages, _) = clean(GUIDE, product, &[]);
        assert_eq!(pages.pages.len(), count, "{product}");
        let said = words(&pages.pages[0]);
        for label in ["Thời gian", "Địa điểm", "Đơn vị mời", "Bác chuẩn bị", "Không đọc mật khẩu"]
        {
            assert!(said.contains(label), "{product} lacks {label}: {said}");
        }
        let given = [
            ("thoi-gian", "19h30 ngày 28/11/2026"),
            ("dia-diem", "Nhà văn hóa tổ 7"),
            ("don-vi", "Đoàn phường Định Công"),
        ];
        let (pages, _) = clean(GUIDE, product, &given);
        let said = words(&pages.pages[0]);
        for (_, value) in given {
            assert!(said.contains(value), "{product} lacks {value}: {said}");
        }
    }
}

#[test]
fn every_guide_makes_a_notice_an_invitation_and_a_list() {
    for slug in ["cai-dat-vneid", "kich-hoat-tai-khoan", "phong-lua-dao", GUIDE] {
        for product in ["event-poster", "invitation", "signup"] {
            clean(slug, product, &[]);
        }
    }
}

/// LP-24: what is read at 3 m has capitals of 8.7 mm, the rest of a notice 7 mm.
#[test]
fn a_notice_is_read_from_a_distance() {
    let (pages, _) = clean(GUIDE, "event-poster", &[]);
    let fonts = Fonts::new();
    let capitals = |run: &GlyphRun| {
        let face = fonts.face(run.face);
        run.size.to_mm() * f64::from(face.cap_height) / f64::from(face.upm)
    };
    let page = &pages.pages[0];
    for run in runs(page).filter(|run| !run.text.trim().is_empty()) {
        let far =
            ["Mời bác đến", "Thời", "Địa", "Đơn vị mời"].iter().any(|it| run.text.starts_with(it));
        // The label and address of the code are read from as near as the code itself, and the
        // imprint is for those who hang it up.
        let near =
            ["Trang", "chính thức", "vneid", "Xem lại"].iter().any(|it| run.text.starts_with(it));
        let least = if far {
            8.7
        } else if near {
            0.0
        } else {
            7.0
        };
        assert!(capitals(run) >= least, "{} has capitals of {:.1} mm", run.text, capitals(run));
    }
}

/// Rectangles that are drawn with a line, with their size in mm.
fn outlines(page: &Page) -> Vec<(f64, f64)> {
    let strokes = page.items.iter().filter_map(|placed| match &placed.item {
        Item::Stroke { path, .. } => Some(path.bounds()),
        _ => None,
    });
    strokes.map(|bounds| (bounds.w.to_mm(), bounds.h.to_mm())).collect()
}

#[test]
fn the_list_has_room_to_write_and_asks_for_no_secrets() {
    let (pages, _) = clean(GUIDE, "signup", &[]);
    assert_eq!(pages.pages.len(), 2);
    let mut numbers = Vec::new();
    for page in &pages.pages {
        let said = words(page);
        assert!(said.contains("Không ghi số căn cước, số điện thoại, mật khẩu hay mã."), "{said}");
        for column in ["Số", "Tên thường gọi", "Cài VNeID", "Kích hoạt", "Hỏi khác", "Xong"]
        {
            assert!(said.contains(column), "{column} is not on every page: {said}");
        }
        let all = outlines(page);
        let boxes: Vec<_> = all.iter().filter(|(w, h)| (w - h).abs() < 0.01 && *w < 12.0).collect();
        let cells: Vec<_> =
            all.iter().filter(|(w, h)| *w > 12.0 && *h > 1.0 && *w < 65.0).collect();
        assert!(boxes.iter().all(|(w, _)| *w >= 6.0), "{boxes:?}");
        assert!(cells.iter().all(|(_, h)| *h >= 12.0), "{cells:?}");
        assert!(boxes.len() >= 4 * 14 && cells.len() >= 6 * 15, "{} {}", boxes.len(), cells.len());
        numbers.extend(runs(page).filter_map(|run| run.text.parse::<u32>().ok()));
    }
    assert_eq!(numbers, (1..=30).collect::<Vec<_>>());
}

/// The structure elements called `kind`.
fn elements<'d>(document: &'d Document, kind: &str) -> Vec<&'d Dictionary> {
    let all = document.objects.values().filter_map(|object| object.as_dict().ok());
    let is = |dict: &Dictionary| {
        let name = |key: &[u8]| dict.get(key).ok().and_then(|it| it.as_name().ok());
        name(b"Type") == Some(b"StructElem") && name(b"S") == Some(kind.as_bytes())
    };
    all.filter(|dict| is(dict)).collect()
}

#[test]
fn a_table_is_told_to_screen_readers_once() {
    let (_, pdf) = clean(GUIDE, "signup", &[]);
    let document = Document::load_mem(&pdf).unwrap();
    let count = |kind: &str| elements(&document, kind).len();
    assert_eq!([count("Table"), count("TR"), count("TH"), count("TD")], [1, 31, 6, 180]);
    for header in elements(&document, "TH") {
        let attributes = header.get(b"A").and_then(Object::as_dict).unwrap();
        assert_eq!(attributes.get(b"Scope").unwrap().as_name().unwrap(), b"Column");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("signup.pdf");
    std::fs::write(&path, &pdf).unwrap();
    for product in ["event-poster", "invitation"] {
        let (_, pdf) = clean(GUIDE, product, &[]);
        std::fs::write(folder.path().join(format!("{product}.pdf")), pdf).unwrap();
    }
    let paths = ["signup", "event-poster", "invitation"]
        .map(|name| folder.path().join(format!("{name}.pdf")));
    let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    for (path, (passed, rules, failures)) in paths.iter().zip(check_ua(&paths)) {
        assert_eq!((failures.as_str(), passed), ("", rules), "{path}");
    }
}

/// A sheet with one table and nothing else.
fn table(inside: &str) -> (Option<Pages>, Vec<Code>) {
    let omits: Vec<String> =
        guide::GROUPS.iter().map(|name| format!("<omit ref=\"{name}\"/>")).collect();
    let omits = omits.concat();
    let sheet = format!("<sheet title=\"x\">{omits}<face><table>{inside}</table></face></sheet>");
    let style = "page: { size: [105, 148], margin: 10, safe: 5, duplex: none }\nsheet: { distribution: team }\n\
                 copyfitting:\n  - { pages: 1, text: 1, gap: 1, picture: 1 }\n  - { pages: 2, text: 1, gap: 1, picture: 1 }\n  - { pages: 3, text: 1, gap: 1, picture: 1 }\n\
                 styles:\n  table: { columns: [1, 3], height: 20 }\n";
    let mut world = MemoryWorld::default();
    world.files.insert("templates/try/sheet.xml".into(), sheet.into_bytes());
    world.files.insert("templates/try/style.yaml".into(), style.into());
    let (pages, sink, _) = make(world, GUIDE, "try", &[]);
    (pages, sink.iter().map(|found| found.code).collect())
}

const HEAD: &str = "<row head=\"true\"><cell><p>Một</p></cell><cell><p>Hai</p></cell></row>";
const ROW: &str = "<row><cell/><cell><p>ô</p></cell></row>";

#[test]
fn tables_that_do_not_add_up_are_errors() {
    let wrong = [
        (ROW.to_owned(), Code::MarkupPlace),
        (String::new(), Code::MarkupPlace),
        (format!("{ROW}{HEAD}"), Code::MarkupPlace),
        (format!("{HEAD}{HEAD}{ROW}"), Code::MarkupPlace),
        (format!("{HEAD}<row><cell/></row>"), Code::MarkupPlace),
        (format!("{HEAD}<row><cell/><cell/><cell/></row>"), Code::MarkupPlace),
        (format!("{HEAD}<row>chữ</row>"), Code::MarkupPlace),
        (format!("{HEAD}<row><p>chữ</p></row>"), Code::MarkupPlace),
        (format!("{HEAD}<cell/>"), Code::MarkupPlace),
        (format!("{HEAD}<row><cell>chữ</cell><cell/></row>"), Code::MarkupPlace),
        (format!("{HEAD}<row head=\"yes\"><cell/><cell/></row>"), Code::MarkupAttribute),
        (format!("{HEAD}<row><cell style=\"celll\"/><cell/></row>"), Code::MarkupStyle),
        (format!("{HEAD}<row><cell colspan=\"2\"/><cell/></row>"), Code::MarkupAttribute),
    ];
    for (inside, code) in wrong {
        let (pages, codes) = table(&inside);
        assert!(pages.is_none() && codes.contains(&code), "{inside}: {codes:?}");
    }
}

#[test]
fn the_head_is_repeated_on_every_page_and_rows_are_never_torn() {
    // 128 mm a page: a head of 20 mm and five rows of 20 mm.
    for (rows, pages) in [(1, 1), (5, 1), (6, 2), (10, 2), (11, 3)] {
        let (made, codes) = table(&format!("{HEAD}{}", ROW.repeat(rows)));
        assert_eq!(codes, [], "{rows} rows");
        let made = made.unwrap();
        assert_eq!(made.pages.len(), pages, "{rows} rows");
        let mut cells = 0;
        for (number, page) in made.pages.iter().enumerate() {
            assert!(words(page).starts_with("Một Hai"), "{}", words(page));
            cells += words(page).matches('ô').count();
            let is = |role: &Role| {
                let open = |placed: &&toroi::layout::Placed| matches!(&placed.item, Item::Open(Tag { role: own, .. }) if own == role);
                page.items.iter().filter(open).count()
            };
            assert_eq!(is(&Role::Artifact), usize::from(number > 0), "page {number}");
        }
        assert_eq!(cells, rows);
    }
}

/// The x-height of each run of text in mm, with its words.
fn x_heights(pages: &Pages, fonts: &Fonts) -> Vec<(f64, String)> {
    let runs = pages.pages.iter().flat_map(runs);
    runs.map(|run| (x_height(run, fonts), run.text.clone())).collect()
}

fn x_height(run: &GlyphRun, fonts: &Fonts) -> f64 {
    let face = fonts.face(run.face);
    run.size.to_mm() * f64::from(face.x_height) / f64::from(face.upm)
}

/// LP-03, on every step of copyfitting a sheet came to stand on. Lettering on a drawn screen has a
/// floor of its own: 14 pt bold on what is pressed, which alone is white there, 12 pt elsewhere.
#[test]
fn no_text_is_too_small_for_an_elder() {
    let fonts = Fonts::new();
    for sheet in super::sheets::sheets() {
        for (run, on_screen) in sheet.pages.pages.iter().flat_map(runs_and_screens) {
            if on_screen {
                let least = if run.colour == Colour::WHITE { 14.0 } else { 12.0 };
                assert!(run.size >= Len::pt(least), "{}: {:?}: {}", sheet.name, run.size, run.text);
                continue;
            }
            let height = x_height(run, &fonts);
            assert!(height >= 3.0, "{}: {height:.2} mm: {}", sheet.name, run.text);
        }
    }
}

/// Each run of text of a page, and whether it stands on a drawn screen.
fn runs_and_screens(page: &Page) -> Vec<(&GlyphRun, bool)> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for placed in &page.items {
        match &placed.item {
            Item::Open(tag) => open.push(matches!(tag.role, Role::Figure { .. })),
            Item::Close => drop(open.pop()),
            Item::Glyphs(run) => found.push((&**run, open.contains(&true))),
            _ => {}
        }
    }
    found
}

#[test]
fn copyfitting_stops_at_the_floor_of_each_kind_of_text() {
    let omits: Vec<String> =
        guide::GROUPS.iter().map(|name| format!("<omit ref=\"{name}\"/>")).collect();
    let sheet = format!(
        "<sheet title=\"x\">{}<face><p>chữ</p><p style=\"big\">to</p><p style=\"small\">bé</p>\
         <p style=\"imprint\">xuất xứ</p></face></sheet>",
        omits.concat()
    );
    let style = "page: { size: [105, 148], margin: 10, safe: 5, duplex: none }\nsheet: { distribution: team }\n\
                 copyfitting:\n  - { pages: 1, text: 0.3, gap: 1, picture: 1 }\n\
                 styles:\n  big: { size: 60 }\n  small: { size: 16.5 }\n  imprint: { size: 16 }\n";
    let mut world = MemoryWorld::default();
    world.files.insert("templates/try/sheet.xml".into(), sheet.into_bytes());
    world.files.insert("templates/try/style.yaml".into(), style.into());
    let (pages, sink, _) = make(world, GUIDE, "try", &[]);
    assert_eq!(findings(&sink), "");
    let heights = x_heights(&pages.unwrap(), &Fonts::new());
    let heights: Vec<String> =
        heights.iter().map(|(height, words)| format!("{words} {height:.2}")).collect();
    // 60 pt by 0.3 is 18 pt.
    assert_eq!(heights, ["chữ 3.20", "to 3.42", "bé 3.00", "xuất xứ 3.00"]);
}
