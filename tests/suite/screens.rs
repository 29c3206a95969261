//! Screens from data: what is drawn on them can be read, and comes from one list; every mistake in
//! it, and in what guides ask of it, is reported at its place.

use std::sync::Arc;

use toroi::cancel::Cancel;
use toroi::colour::Colour;
use toroi::geom::{Len, Point, Rect};
use toroi::guide::{Block, Date, Inline, Line};
use toroi::layout::{GlyphRun, Item, Pages, Placed, Role};
use toroi::session::{PrintOptions, Request, Session};
use toroi::text::{FaceId, Fonts};
use toroi::world::MemoryWorld;

use crate::case::{Case, GUIDE, X, case};
use crate::listener::{Listener, Node};
use crate::merging::texts;
use crate::run::{Done, Run};
use crate::sheets::workshop;

const SCREENS: &str = "guides/screens.yaml";
const LABELS: &str = "guides/labels.yaml";

/// One screen of each kind of row.
const LIST: &str = "screens:
  gui:
    source: nhap-so
    rows: [{ bars: 2 }, { field: Số điện thoại }, { button: gui-yeu-cau }]
  hai-nut:
    source: nut-kich-hoat
    part: { at: bottom, source: nut-kich-hoat }
    rows: [{ tick: Đồng ý }, { button: kich-hoat }, { button: tiep-tuc }]
  du-loai:
    source: cai-android
    part: { at: middle, source: cai-android }
    rows: [{ store: VNeID }, { message: Tin nhắn mới }, keypad, dots, qr, { list: vi-giay-to }]
  muc:
    source: dua-giay-to
    part: { at: top, source: dua-giay-to }
    title: vi-giay-to
    rows: [field, tick, message, bars, { list: thong-tin-cu-tru }]
";

/// A project whose one step shows `picture`.
fn with(picture: &str) -> Case {
    case().file(SCREENS, LIST).add(picture)
}

/// The guide with these steps as the sheet of a product in colour, in memory: its pages and its file.
fn set(list: &str, steps: &str, product: &str) -> (Pages, Vec<u8>) {
    set_in("colour", list, steps, product)
}

fn set_in(look: &str, list: &str, steps: &str, product: &str) -> (Pages, Vec<u8>) {
    let cited = "{sources=nguon,nut-kich-hoat,kich-hoat-tren-may-tinh}";
    let guide = GUIDE.replace("[leaflet-a4]", &format!("[{product}]"));
    let guide = guide.replace("{sources=nguon}", cited);
    let files = [(X, format!("{guide}\n{steps}\n")), (SCREENS, list.to_owned())];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let world = MemoryWorld { files: files.into() };
    let day = Request::new(Date::from_unix(1_795_392_000));
    let session = Session::open(Arc::new(world), Request { look: Some(look.to_owned()), ..day });
    let print = PrintOptions::default();
    let jobs = session.jobs(&print);
    let (sheet, found) = session.sheet((&jobs, &jobs.jobs[0]), &print, Cancel::never());
    let said: Vec<_> = session.found().iter().chain(found.iter()).collect();
    let sheet = sheet.unwrap_or_else(|| panic!("{said:#?}"));
    (sheet.pages().clone(), sheet.pdf().unwrap())
}

/// What stands inside each figure.
fn figures(pages: &Pages) -> Vec<(String, Rect, Vec<Placed>)> {
    let mut found = Vec::new();
    for page in &pages.pages {
        let mut items = page.items.iter();
        while let Some(placed) = items.next() {
            let Item::Open(tag) = &placed.item else { continue };
            let Role::Figure { alt, size } = &tag.role else { continue };
            let inside = items.by_ref().take_while(|it| !matches!(it.item, Item::Close));
            let area = Rect::new(placed.at, *size);
            found.push((alt.clone(), area, inside.cloned().collect()));
        }
    }
    found
}

fn figure_nodes(tree: &Node) -> Vec<&Node> {
    let is_code = |node: &Node| node.alt.as_ref().is_some_and(|alt| alt.starts_with("Mã QR"));
    tree.all().into_iter().filter(|node| node.kind == "Figure" && !is_code(node)).collect()
}

fn runs(items: &[Placed]) -> Vec<(Point, GlyphRun)> {
    let run = |placed: &Placed| match &placed.item {
        Item::Glyphs(run) => Some((placed.at, GlyphRun::clone(run))),
        _ => None,
    };
    items.iter().filter_map(run).collect()
}

/// The ink of letters on the page.
fn ink(at: Point, run: &GlyphRun, fonts: &Fonts) -> Vec<Rect> {
    let face = fonts.face(run.face);
    let mut pen = 0;
    let mut found = Vec::new();
    for glyph in &run.glyphs {
        let (ink, (left, right)) = (face.glyph_ink(glyph.id), face.glyph_sides(glyph.id));
        let units = |units: i32| run.size.of_em(units, face.upm);
        if left < right {
            found.push(Rect {
                x: at.x + units(pen + glyph.dx + left),
                y: at.y - units(ink.top + glyph.dy),
                w: units(right - left),
                h: units(ink.top + ink.bottom),
            });
        }
        pen += glyph.advance;
    }
    found
}

fn meet(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn moved(rect: Rect, by: Point) -> Rect {
    Rect { x: rect.x + by.x, y: rect.y + by.y, ..rect }
}

/// The hand: the last white area of a figure.
fn hand(items: &[Placed]) -> Option<Rect> {
    items.iter().rev().find_map(|placed| match &placed.item {
        Item::Fill { path, colour: Colour::WHITE, .. } => Some(moved(path.bounds(), placed.at)),
        _ => None,
    })
}

/// Steps of every kind.
const STEPS: &str = "
## Gửi {sources=nguon}

![](screen:gui?press=gui-yeu-cau)

Bác bấm.

## Bấm {sources=nguon}

![](screen:hai-nut?press=kich-hoat)

Bác bấm.

## Chọn {sources=nguon}

![](screen:du-loai?press=vi-giay-to)

Bác chọn.

## Xem {sources=nguon}

![](screen:muc)

Bác xem.
";

#[test]
fn lettering_is_large_and_no_finger_covers_it() {
    let fonts = Fonts::new();
    let mut hands = 0;
    for product in ["leaflet-a4", "leaflet-a5", "bifold"] {
        let (pages, _) = set(LIST, STEPS, product);
        let drawn = figures(&pages);
        let screens: Vec<_> = drawn.iter().filter(|it| it.0.starts_with("Màn hình")).collect();
        assert_eq!(screens.len(), 4, "{product}");
        for (alt, area, items) in screens {
            let letters = runs(items);
            assert!(!letters.is_empty(), "{alt}");
            for (at, run) in &letters {
                let pressed = run.colour == Colour::WHITE;
                let least = Len::pt(if pressed { 14.0 } else { 12.0 });
                assert!(run.size >= least, "{product}: “{}” in {:?}", run.text, run.size);
                assert!(!pressed || run.face == FaceId(1), "{product}: {}", run.text);
                for ink in ink(*at, run, &fonts) {
                    assert!(area.contains(&ink), "{product}: “{}” leaves its screen", run.text);
                }
            }
            let Some(hand) = hand(items) else { continue };
            hands += 1;
            assert!(alt.contains("ngón tay chỉ vào"), "{alt}");
            let inks = letters.iter().flat_map(|(at, run)| ink(*at, run, &fonts));
            assert!(inks.into_iter().all(|ink| !meet(&ink, &hand)), "{product}: {alt}");
            // It touches what it presses.
            let accent = |placed: &Placed| match &placed.item {
                Item::Fill { path, colour, .. } if colour.luminance() < 0.2 => {
                    Some(moved(path.bounds(), placed.at))
                }
                _ => None,
            };
            let touched = items.iter().filter_map(accent).filter(|rect| meet(rect, &hand)).count();
            assert_eq!(touched, 1, "{product}: {alt}");
        }
    }
    assert_eq!(hands, 9);
}

#[test]
fn a_poster_shows_no_lettering_for_the_hand() {
    let count = |product| figures(&set(LIST, STEPS, product).0).len();
    assert_eq!((count("leaflet-a4"), count("poster-a3")), (4, 0));
}

#[test]
fn a_label_changes_text_and_picture_and_what_is_heard() {
    let step = "![](screen:gui?press=gui-yeu-cau)\n\nBấm [[gui-yeu-cau]].";
    let with = |step| with(step).swap("{sources=nguon}", "{sources=nguon,nhap-so}");
    let before = with(step).start("human").run().ok();
    let project = with(step).swap_in(LABELS, "{ text: Gửi yêu cầu,", "{ text: Nộp đơn,");
    let after = project.start("human").run().ok();
    let count = |done: &Done, words: &str| {
        let path = done.file("out/x-leaflet-a4.pdf");
        let pdf = std::fs::read(&path).unwrap();
        let text = texts(&path).concat();
        let tree = Listener::new(&pdf).tree();
        let alts =
            figure_nodes(&tree).iter().filter_map(|node| node.alt.clone()).collect::<String>();
        (text.matches(words).count(), alts.matches(words).count())
    };
    assert_eq!(count(&before, "Gửi yêu cầu"), (2, 1));
    assert_eq!(count(&after, "Gửi yêu cầu"), (0, 0));
    assert_eq!(count(&after, "Nộp đơn"), (2, 1));
}

#[test]
fn words_are_made_of_what_is_there_or_given() {
    for (picture, wanted) in [
        (
            "![](screen:gui?press=gui-yeu-cau)",
            "Màn hình có ô Số điện thoại và nút Gửi yêu cầu; ngón tay chỉ vào nút ấy",
        ),
        ("![](screen:gui)", "Màn hình có ô Số điện thoại và nút Gửi yêu cầu"),
        (
            "![](screen:hai-nut?press=tiep-tuc)\n\nCó máy ghi **“Kích hoạt tài khoản”**.",
            "Màn hình có ô để đánh dấu Đồng ý, nút Kích hoạt và nút Tiếp tục; ngón tay chỉ vào nút ấy; \
             có máy ghi là Kích hoạt tài khoản định danh điện tử",
        ),
        (
            "![](screen:hai-nut?press=kich-hoat)\n\nCó máy ghi **“Kích hoạt tài khoản”**.",
            "Màn hình có ô để đánh dấu Đồng ý, nút Kích hoạt và nút Tiếp tục; ngón tay chỉ vào nút Kích \
             hoạt; có máy ghi là Kích hoạt tài khoản định danh điện tử",
        ),
        (
            "![](screen:muc?press=thong-tin-cu-tru)",
            "Màn hình Ví giấy tờ có ô để điền, ô để đánh dấu, tin nhắn mới và danh sách có dòng Thông tin \
             cư trú; ngón tay chỉ vào dòng ấy",
        ),
        (
            "![](screen:du-loai)",
            "Màn hình có trang của ứng dụng VNeID, tin nhắn Tin nhắn mới, bàn phím số, hàng chấm tròn, khung \
             soi ô vuông đen trắng và danh sách có dòng Ví giấy tờ",
        ),
        ("![Nút gửi](screen:gui?press=gui-yeu-cau)", "Nút gửi"),
        // As people type it who know no query of an address.
        ("![Nút gửi](<screen:gui press=gui-yeu-cau>)", "Nút gửi"),
        (
            "![](screen:gui&press=gui-yeu-cau)",
            "Màn hình có ô Số điện thoại và nút Gửi yêu cầu; ngón tay chỉ vào nút ấy",
        ),
    ] {
        let (pages, pdf) = set(LIST, picture, "leaflet-a4");
        let alts: Vec<String> = figures(&pages).into_iter().map(|it| it.0).collect();
        assert_eq!(alts, [wanted], "{picture}");
        let tree = Listener::new(&pdf).tree();
        let heard: Vec<_> = figure_nodes(&tree).iter().map(|node| node.said()).collect();
        assert_eq!(heard.len(), 1);
        assert_eq!(heard[0].trim(), wanted);
    }
}

#[test]
fn a_guide_in_yaml_shows_screens_too() {
    let whole = "parts:\n  - steps:\n      - title: Gửi\n        sources: [nguon]\n        \
                 picture: { file: \"screen:gui?press=gui-yeu-cau\" }\n        text: Bác bấm.\n";
    let front = GUIDE.trim_start_matches("---\n").split("---\n").next().unwrap();
    let yaml = format!("{front}{whole}");
    let done = case().without(X).file("guides/x.yaml", yaml).file(SCREENS, LIST);
    done.start("human").run().ok();
}

#[test]
fn mistakes_in_what_a_guide_asks_for_are_reported_at_their_place() {
    for (picture, code, words) in [
        ("![](screen:guii)", "P01", "`gui`"),
        ("![](screen:la)", "P01", SCREENS),
        ("![](screen:)", "P01", "screen:kich-hoat?press=kich-hoat"),
        ("![](screen:gui?pres=gui-yeu-cau)", "P01", "screen:kich-hoat?press=kich-hoat"),
        ("![](screen:gui?press=)", "P01", "screen:kich-hoat?press=kich-hoat"),
        ("![](screen:gui?press=gui-yeu-caw)", "C03", "`gui-yeu-cau`"),
        ("![](screen:gui?press=kich-hoat)", "C03", "gui-yeu-cau"),
        ("![](screen:muc?press=vi-giay-to)", "C03", "thong-tin-cu-tru"),
        ("![](screen:hai-nut?press=Đồng-ý)", "C03", "kich-hoat, tiep-tuc"),
    ] {
        with(picture).at(code, picture).shows(words).check();
    }
}

#[test]
fn mistakes_in_the_list_are_reported_at_their_place() {
    let many = format!("{{ bars: 2 }}, {}", "{ field: A }, ".repeat(7));
    let long = "Chữ rất dài ".repeat(8);
    for (from, to, code, needle) in [
        ("source: nhap-so", "source: nhap-soo", "C04", "nhap-soo"),
        ("source: nut-kich-hoat }", "source: khong-co }", "C04", "khong-co"),
        ("{ button: gui-yeu-cau }", "{ button: gui-yeu-caw }", "C03", "gui-yeu-caw"),
        ("{ bars: 2 }", "{ field: passcode }", "C03", "passcode"),
        ("  gui:\n", "  Gửi:\n", "C02", "Gửi"),
        ("at: bottom", "at: foot", "Y04", "foot"),
        ("{ bars: 2 }", "{ bars: 9 }", "Y04", "9"),
        ("{ bars: 2 }", "{ bar: 2 }", "Y04", "bar: 2 }"),
        ("{ bars: 2 }", "app", "Y04", "app"),
        ("{ bars: 2 }", "line", "Y04", "line"),
        ("{ bars: 2 }", "{ dots: 6 }", "Y04", "dots: 6 }"),
        ("{ bars: 2 }", "{ bars: 2, field: A }", "Y04", "bars: 2, field: A }"),
        ("{ bars: 2 }", "[[dots]]", "Y04", "[[dots]]"),
        ("{ bars: 2 }, ", many.as_str(), "Y04", "source: nhap-so"),
        ("Số điện thoại", long.trim(), "Y04", "Chữ rất dài"),
        ("{ button: gui-yeu-cau }", "{ button: Chuyển tiền ngay }", "C03", "Chuyển tiền ngay"),
        ("{ button: gui-yeu-cau }", "{ button: Gửi yêu cầu }", "C03", "Gửi yêu cầu"),
    ] {
        let list = LIST.replacen(from, to, 1);
        let project = case().file(SCREENS, list).add("Bác xem.");
        project.at_in(SCREENS, code, needle).check();
    }
}

#[test]
fn a_finger_presses_what_the_step_names_and_nothing_else() {
    let cited = GUIDE.replace("{sources=nguon}", "{sources=nguon,nhap-so,nut-kich-hoat}");
    let step = |picture: &str, words: &str| {
        case().file(SCREENS, LIST).file(X, format!("{cited}\n{picture}\n\n{words}\n"))
    };
    let fine = |picture: &str, words: &str| {
        let done = step(picture, words).start("short").run();
        assert!(!done.stderr.contains("C03"), "{picture} {words}: {}", done.stderr);
    };
    let press = "Bác bấm vào nút [[gui-yeu-cau]].";
    fine("![](screen:gui?press=gui-yeu-cau)", press);
    fine("![](screen:gui)", press);
    let other = "![](screen:hai-nut?press=kich-hoat)";
    let words = "the finger presses “Kích hoạt”, while the step tells to press “Gửi yêu cầu”";
    step(other, press).at("C03", other).shows(words).check();
    // What is only spoken of, and a step that names none, say nothing else than the finger.
    fine(other, "Thấy chữ [[gui-yeu-cau]] là xong.");
    fine(other, "Bác bấm nút màu xanh.");
    fine(other, "Bác bấm [[kich-hoat]], rồi bấm [[gui-yeu-cau]].");
    // Of two that are alike nobody knows which is meant.
    let list = LIST.replace("{ button: tiep-tuc }", "{ button: kich-hoat }");
    let twice = case().file(SCREENS, list).add(other);
    twice
        .at("C03", other)
        .shows("`kich-hoat` stands on the screen `hai-nut` more than once")
        .check();
}

#[test]
fn a_screen_with_a_mistake_is_not_said_to_be_missing() {
    for (from, to) in [
        ("{ bars: 2 }, ", "{ field: A }, ".repeat(7)),
        ("    source: nhap-so\n", String::new()),
        ("rows: [{ bars: 2 }", "row: [{ bars: 2 }".to_owned()),
    ] {
        let list = LIST.replacen(from, &to, 1);
        let done = case().file(SCREENS, list).add("![](screen:gui)").start("short").run();
        assert_eq!(done.code, 1, "{from}");
        assert!(!done.stderr.contains("P01"), "{from}: {}", done.stderr);
    }
}

#[test]
fn the_name_of_a_box_that_is_pressed_is_set_whatever_room_it_takes() {
    let long = "Tôi xác nhận thông tin đúng sự thật và chịu trách nhiệm về thông tin ấy";
    let list = LIST.replacen("{ button: gui-yeu-cau }", &format!("{{ tick: {long} }}"), 1);
    let short = &long[..long.char_indices().nth(58).unwrap().0];
    let list = list.replace(long, short.trim());
    let step = "## Tích {sources=nguon}\n\n![](screen:gui?press=tick)\n\nBác chạm vào ô.\n";
    for product in ["leaflet-a4", "leaflet-a5"] {
        let (_, pdf) = set(&list, step, product);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        std::fs::write(&path, pdf).unwrap();
        let text = texts(&path).join(" ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in short.split_whitespace() {
            assert!(text.contains(word), "{product}: {word} of {text}");
        }
    }
}

#[test]
fn what_screens_say_is_held_to_the_rules_for_guides() {
    for (words, code) in [
        ("Trong 9 ngày", "C01"),
        ("www.lua-dao.com", "Q01"),
        ("\"**Đậm**\"", "G18"),
        ("Gọi 0912 345 678", "C01"),
    ] {
        let list = LIST.replacen("Số điện thoại", words, 1);
        let done = case().file(SCREENS, list).add("![](screen:gui)").start("json").run();
        assert_eq!(done.code, 1, "{words}");
        let reported = |line: &&str| line.contains(code) && line.contains(SCREENS);
        assert!(done.stderr.lines().any(|line| reported(&line)), "{words}: {}", done.stderr);
    }
}

#[test]
fn check_tells_of_screens_nobody_shows() {
    let picture = "![](screen:gui)\n\n## Hai {sources=nguon}\n\n![](screen:muc)\n\nBác xem.";
    let done = with(picture).start_as("check", "short").run().ok();
    let unused: Vec<&str> = done.stderr.lines().filter(|line| line.contains("M02")).collect();
    assert_eq!(unused.len(), 2, "{}", done.stderr);
    assert!(unused[0].contains("hai-nut") && unused[1].contains("du-loai"), "{unused:?}");
    assert!(unused[0].starts_with("guides/screens.yaml:5:3"), "{unused:?}");
    // Nor does a build speak of them, nor a check of the screens inside the program.
    for (project, command) in [(with(picture), "build"), (case(), "check")] {
        assert!(!project.start_as(command, "short").run().ok().stderr.contains("M02"));
    }
}

#[test]
fn the_frame_is_closed_where_a_fact_says_so() {
    let steps = |screen: &str| format!("![](screen:{screen})");
    let closed = |screen: &str| {
        let (pages, _) = set(LIST, &steps(screen), "leaflet-a4");
        let (_, area, items) = figures(&pages).remove(0);
        let Item::Stroke { path, .. } = &items[0].item else { panic!("no frame: {items:?}") };
        let frame = moved(path.bounds(), items[0].at);
        let curves = path.segments.iter();
        let curves = curves.filter(|it| matches!(it, toroi::path::Segment::Curve(..))).count();
        assert!(area.contains(&frame));
        let slit = matches!(&items[1].item, Item::Fill { colour: Colour::BLACK, .. });
        (curves, slit)
    };
    assert_eq!(closed("gui"), (2, true));
    assert_eq!(closed("muc"), (2, true));
    assert_eq!(closed("du-loai"), (0, false));
    assert_eq!(closed("hai-nut"), (2, false));
}

#[test]
fn copies_share_their_screens() {
    let size = |count: usize| {
        let rows: Vec<String> = (0..count).map(|row| format!("Tổ {row}\n")).collect();
        let rows = rows.concat();
        let files = [
            (X, format!("{GUIDE}\n{STEPS}")),
            (SCREENS, LIST.to_owned()),
            ("list.csv", format!("Đơn vị phát\n{rows}")),
        ];
        let args = ["merge", "x", "--records", "list.csv", "--product", "leaflet-a4"];
        let run = files.iter().fold(Run::new(), |run, (path, text)| run.file(path, text));
        let done = run.args(args).run().ok();
        let files = std::fs::read_dir(done.file("out")).unwrap();
        files.map(|file| file.unwrap().metadata().unwrap().len()).sum::<u64>()
    };
    let (few, many) = (size(10), size(60));
    assert!(many - few < 50 * 2000, "{few} {many}");
}

/// Pictograms of a phone with something on its screen. All others are of things in the world: cards, SIMs,
/// people, and what a camera looks at.
const OF_A_SCREEN: [&str; 10] = [
    "phone-",
    "passcode",
    "paper-list",
    "bank-number",
    "sms-code",
    "welfare",
    "write-phone",
    "wallet",
    "bank-list",
    "computer",
];

/// A step that names a button is about the screen on which it is, and shows it.
#[test]
fn every_step_about_a_screen_shows_one() {
    let mut shown = 0;
    for guide in workshop().library.guides.values() {
        for (_, _, step) in guide.steps() {
            let named = step.body.iter().any(has_key);
            let Some(picture) = &step.picture else {
                assert!(!named, "{}: “{}” names a button", guide.slug, plain(&step.title));
                continue;
            };
            if picture.screen.is_some() {
                shown += 1;
                continue;
            }
            let name = picture.file.rsplit('/').next().unwrap();
            let is_screen = OF_A_SCREEN.iter().any(|of| name.starts_with(of));
            assert!(!(named && is_screen), "{}: “{}” shows {name}", guide.slug, plain(&step.title));
        }
    }
    assert!(shown >= 60, "{shown} screens");
}

fn has_key(block: &Block) -> bool {
    let in_line = |line: &Line| line.runs.iter().any(|run| matches!(run, Inline::Key { .. }));
    match block {
        Block::Para(line) => in_line(line),
        Block::Bullets(lines) | Block::Checks(lines) => lines.iter().any(in_line),
        Block::Note(_, blocks) => blocks.iter().any(has_key),
    }
}

fn plain(line: &Line) -> String {
    let text = |run: &Inline| match run {
        Inline::Text { text, .. } | Inline::Link { text, .. } => text.clone(),
        Inline::Key { label, .. } => label.clone(),
        Inline::Break => " ".to_owned(),
    };
    line.runs.iter().map(text).collect()
}

/// Apps among others, fields to search in, lines to look for, buttons whose name nobody knows.
const MORE: &str = "screens:
  may:
    source: cai-android
    rows: [{ app: VNeID }]
  kho:
    source: cai-android
    rows: [{ search: VNeID }, { line: Trung tâm dữ liệu quốc gia về dân cư }, button]
";

#[test]
fn apps_searches_lines_and_nameless_buttons() {
    let fonts = Fonts::new();
    for (picture, wanted) in [
        ("![](screen:may?press=app)", "Màn hình có ô ứng dụng VNeID; ngón tay chỉ vào ô ấy"),
        (
            "![](screen:kho?press=button)",
            "Màn hình có ô tìm kiếm VNeID, dòng Trung tâm dữ liệu quốc gia về dân cư và nút; ngón \
             tay chỉ vào nút ấy",
        ),
    ] {
        let (pages, _) = set(MORE, picture, "leaflet-a4");
        let (alt, area, items) = figures(&pages).remove(0);
        assert_eq!(alt, wanted);
        let hand = hand(&items).unwrap();
        for (at, run) in runs(&items) {
            assert!(run.size >= Len::pt(12.0), "{}", run.text);
            for ink in ink(at, &run, &fonts) {
                assert!(area.contains(&ink) && !meet(&ink, &hand), "{alt}: “{}”", run.text);
            }
        }
    }
    let project = case().file(SCREENS, MORE).add("![](screen:kho?press=app)");
    project.at("C03", "![](screen:kho?press=app)").shows("button").check();
}

#[test]
fn the_plain_look_fills_no_button() {
    let dark = |look: &str| {
        let (pages, _) = set_in(look, LIST, "![](screen:gui?press=gui-yeu-cau)", "leaflet-a4");
        let (_, _, items) = figures(&pages).remove(0);
        let is_dark = |placed: &&Placed| match &placed.item {
            Item::Fill { path, colour, .. } => {
                colour.luminance() < 0.2 && path.bounds().w > Len::mm(20.0)
            }
            _ => false,
        };
        items.iter().filter(is_dark).count()
    };
    assert_eq!((dark("plain"), dark("colour")), (0, 1));
}
