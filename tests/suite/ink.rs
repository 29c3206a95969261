//! Diacritic-safe lines (VT-10): wherever text stands, its first line has room for Ẳ and its last
//! for Ợ, no ground drawn later covers ink, and lines part only as far as their ink makes them.
//!
//! `letters` proves this for all letters in plain boxes; here it is every kind of block, with the
//! highest and deepest letters at its edges, and blocks that touch each other.

use toroi::colour::Colour;
use toroi::diag::Sink;
use toroi::doc::{
    Align, BlockNode, Doc, Flow, Furniture, PageSelector, SheetStyle, StepNode, Style, StyleId,
    TextRole, TextRun,
};
use toroi::geom::{Insets, Len, Rect, Size};
use toroi::guide::Date;
use toroi::inks::Inks;
use toroi::layout::{self, GlyphRun, Item, Page, Pages};
use toroi::paint::{pdf, raster};
use toroi::sheet;
use toroi::text::{FaceId, Fonts};

use super::sheets::{InkBox, Outlines, findings, workshop};

const MARGIN: f64 = 40.0;
const MEASURE: f64 = 400.0;
const SIZES: [f64; 5] = [14.0, 17.1, 18.0, 24.0, 36.0];
/// The highest letters first, the deepest last.
const HIGH: &str = "ẲẴỘỂ";
const DEEP: &str = "ỵợộg";

/// Styles by number: text, a filled box, a filled box with a line, columns.
const TEXT: StyleId = StyleId(0);
const GROUND: StyleId = StyleId(1);
const FRAME: StyleId = StyleId(2);
const TABLE: StyleId = StyleId(3);

fn styles(face: FaceId, size: Len, leading: f64) -> Vec<Style> {
    let marker = Len::mm(10.0);
    let text = Style { face, size, leading, marker, ..Style::plain("text") };
    let fill = Some(Colour { r: 255, g: 220, b: 120 });
    let ground = Style { name: "ground".into(), fill, ..text.clone() };
    let stroke = Some(Colour::BLACK);
    // A frame keeps off of the words in it.
    let two = Len::pt(2.0);
    let padding = Insets { top: two, right: two, bottom: two, left: two };
    let frame = Style { name: "frame".into(), stroke, padding, ..ground.clone() };
    let table = Style { name: "table".into(), columns: [1.0, 1.0].into(), ..text.clone() };
    vec![text, ground, frame, table]
}

fn run(text: &str) -> TextRun {
    TextRun::Text { text: text.to_owned(), bold: false, span: None, link: None }
}

/// Two lines, high above deep.
fn lines() -> Vec<TextRun> {
    vec![run(HIGH), TextRun::Break, run(DEEP)]
}

fn para() -> BlockNode {
    BlockNode::Text { role: TextRole::Para, style: TEXT, runs: lines() }
}

fn boxed(style: StyleId, warning: bool) -> BlockNode {
    BlockNode::Box { style, warning, picture: None, nodes: vec![para()] }
}

/// Every kind of block that holds text, with a name for messages.
fn blocks() -> Vec<(&'static str, BlockNode)> {
    let (style, runs) = (TEXT, lines());
    let key = TextRun::Key { label: HIGH.to_owned(), span: None };
    let deep_key = TextRun::Key { label: DEEP.to_owned(), span: None };
    let step = |title: &str, node: BlockNode| StepNode {
        number: title.to_owned(),
        nodes: vec![node],
        picture: None,
        span: None,
        name: String::new(),
    };
    let fill = |label: &str, value: Option<&str>| BlockNode::Fill {
        style,
        label: vec![run(label)],
        value: value.map(str::to_owned),
    };
    vec![
        ("a paragraph", para()),
        ("a title", BlockNode::Text { role: TextRole::Heading(1), style, runs: runs.clone() }),
        (
            "buttons",
            BlockNode::Text {
                role: TextRole::Para,
                style,
                runs: vec![key, TextRun::Break, deep_key],
            },
        ),
        ("a panel", boxed(GROUND, false)),
        ("a box", boxed(FRAME, false)),
        ("a note", boxed(FRAME, true)),
        (
            "a table",
            BlockNode::Columns {
                style: TABLE,
                nodes: vec![boxed(GROUND, false), boxed(FRAME, false)],
            },
        ),
        ("steps", BlockNode::Steps { style, steps: vec![step("1", para()), step("2", para())] }),
        ("checks", BlockNode::Checks { style: TABLE, items: vec![runs.clone(); 4] }),
        ("a list", BlockNode::List { style, items: vec![runs.clone(), runs], signs: Vec::new() }),
        ("a line to write on", fill(&format!("{HIGH} {DEEP}"), None)),
        ("a value", fill("no", Some(&format!("{HIGH}{DEEP}")))),
        ("a label with a value", fill(&format!("{HIGH}{DEEP}"), Some("no"))),
        ("a long label", fill(&format!("{HIGH} {DEEP} ").repeat(6), Some(HIGH))),
    ]
}

/// A page of nodes, as the real layout sets them.
fn set(flow: Flow, styles: Vec<Style>) -> Pages {
    let doc = Doc {
        title: "Chữ".to_owned(),
        flows: vec![flow],
        arts: Vec::new(),
        sites: std::sync::Arc::default(),
    };
    let margin = Len::pt(MARGIN);
    let style = SheetStyle {
        safe: Len::pt(20.0),
        styles,
        ..SheetStyle::plain(Size::new(Len::pt(MEASURE) + margin * 2, Len::pt(4_000.0)), margin)
    };
    let fonts = &workshop().fonts;
    let mut sink = Sink::new();
    let pages = layout::layout(&doc, &style, fonts, &mut sink);
    let pages = pages.and_then(|pages| sheet::finish(pages, &style, fonts, &mut sink));
    pages.unwrap_or_else(|| panic!("{}", findings(&sink)))
}

fn flow(nodes: Vec<BlockNode>) -> Flow {
    Flow { nodes, ..Flow::default() }
}

/// A fill's rectangle on the page.
fn ground(item: &Item, x: Len, y: Len) -> Option<InkBox> {
    let Item::Fill { path, .. } = item else { return None };
    let Rect { x: left, y: top, w, h } = path.bounds();
    let (left, top) = (x + left, y + top);
    Some(InkBox {
        left: left.to_pt(),
        top: top.to_pt(),
        right: (left + w).to_pt(),
        bottom: (top + h).to_pt(),
    })
}

/// Fails when a ground drawn later lies over letters drawn before it.
#[track_caller]
fn assert_uncovered(page: &Page, outlines: &mut Outlines, what: &str) {
    let fonts = &workshop().fonts;
    let mut letters: Vec<InkBox> = Vec::new();
    for placed in &page.items {
        let (x, y) = (placed.at.x, placed.at.y);
        if let Item::Glyphs(run) = &placed.item {
            letters.extend(outlines.run(run, x, y, fonts).into_iter().map(|(_, ink)| ink));
        }
        let Some(ground) = ground(&placed.item, x, y) else { continue };
        for ink in &letters {
            let over = ink.left < ground.right
                && ground.left < ink.right
                && ink.top < ground.bottom
                && ground.top < ink.bottom;
            assert!(!over, "{what}: {ground:?} covers {ink:?}");
        }
    }
}

/// The ink of all letters of a page.
fn ink(page: &Page, outlines: &mut Outlines) -> InkBox {
    let fonts = &workshop().fonts;
    let mut all = Vec::new();
    for placed in &page.items {
        if let Item::Glyphs(run) = &placed.item {
            all.extend(outlines.run(run, placed.at.x, placed.at.y, fonts));
        }
    }
    all.into_iter().map(|(_, ink)| ink).reduce(InkBox::union).unwrap()
}

/// Runs over every face, size and leading.
fn each_setting(mut test: impl FnMut(FaceId, Len, f64)) {
    for face in Fonts::new().ids() {
        for size in SIZES {
            for leading in [0.5, 1.25] {
                test(face, Len::pt(size), leading);
            }
        }
    }
}

#[test]
fn the_first_line_of_every_block_makes_room_for_its_marks() {
    let mut outlines = Outlines::default();
    let mut count = 0;
    each_setting(|face, size, leading| {
        for (what, node) in blocks() {
            let name = &workshop().fonts.face(face).name;
            let what = format!("{what} in {name} at {size} pt");
            let styles = styles(face, size, leading);
            // At the top of a page, and a panel right behind it.
            let pages = set(flow(vec![node.clone(), boxed(GROUND, false)]), styles.clone());
            let page = &pages.pages[0];
            let top = ink(page, &mut outlines).top;
            assert!(top >= MARGIN, "{what}: ink at {top} is above the page's text");
            assert_uncovered(page, &mut outlines, &what);
            // Right behind a panel: its ground ends above the first line.
            let pages = set(flow(vec![boxed(GROUND, false), node.clone()]), styles.clone());
            let page = &pages.pages[0];
            assert_uncovered(page, &mut outlines, &what);
            let panel =
                page.items.iter().find_map(|placed| ground(&placed.item, placed.at.x, placed.at.y));
            let panel = panel.unwrap();
            let after =
                page.items.iter().skip_while(|placed| !matches!(placed.item, Item::Fill { .. }));
            let mut inside = 0;
            for placed in after {
                let Item::Glyphs(run) = &placed.item else { continue };
                let (x, y) = (placed.at.x, placed.at.y);
                for (_, ink) in outlines.run(run, x, y, &workshop().fonts) {
                    let whole = ink.top >= panel.top && ink.bottom <= panel.bottom;
                    let outside = ink.top >= panel.bottom;
                    assert!(whole || outside, "{what}: {ink:?} crosses the edge of {panel:?}");
                    inside += usize::from(whole);
                }
            }
            assert_eq!(inside, 8, "{what}: the panel holds its own letters");
            // In a box of its own.
            let wrapped =
                BlockNode::Box { style: FRAME, warning: false, picture: None, nodes: vec![node] };
            let pages = set(flow(vec![wrapped]), styles);
            let page = &pages.pages[0];
            let mut grounds = page
                .items
                .iter()
                .filter_map(|placed| ground(&placed.item, placed.at.x, placed.at.y));
            let (own, ink) = (grounds.next().unwrap(), ink(page, &mut outlines));
            assert!(
                own.top <= ink.top && ink.bottom <= own.bottom,
                "{what}: {ink:?} leaves {own:?}"
            );
            count += 1;
        }
    });
    println!("{count} blocks");
    assert!(count >= 500);
}

#[test]
fn headers_and_footers_make_room_too() {
    let mut outlines = Outlines::default();
    each_setting(|face, size, leading| {
        let furniture = || vec![Furniture { on: PageSelector::Every, nodes: vec![para()] }];
        let flow =
            Flow { headers: furniture(), footers: furniture(), nodes: vec![boxed(GROUND, false)] };
        let pages = set(flow, styles(face, size, leading));
        let page = &pages.pages[0];
        let name = &workshop().fonts.face(face).name;
        assert_uncovered(page, &mut outlines, name);
        let ink = ink(page, &mut outlines);
        let bottom = page.size.h.to_pt() - MARGIN;
        assert!(ink.top >= MARGIN && ink.bottom <= bottom, "{name} at {size} pt: {ink:?}");
    });
}

/// The distances between the baselines of lines of words.
fn pitches(face: FaceId, size: Len, leading: f64, words: &[&str]) -> Vec<Len> {
    let mut runs = Vec::new();
    for word in words {
        runs.extend([run(word), TextRun::Break]);
    }
    let node = BlockNode::Text { role: TextRole::Para, style: TEXT, runs };
    let pages = set(flow(vec![node]), styles(face, size, leading));
    let items = pages.pages[0].items.iter();
    let baselines: Vec<Len> = items
        .filter(|placed| matches!(placed.item, Item::Glyphs(_)))
        .map(|placed| placed.at.y)
        .collect();
    assert_eq!(baselines.len(), words.len());
    baselines.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn lines_part_only_as_far_as_their_ink_makes_them() {
    let mut pushed = 0;
    each_setting(|face, size, leading| {
        let name = &workshop().fonts.face(face).name;
        let wanted = size.scale(leading);
        // Small letters alone keep the leading of the style, as long as it clears them.
        let flat = pitches(face, size, leading.max(1.0), &["nom nem", "nen sao", "con cua"]);
        assert_eq!(flat, [size.scale(leading.max(1.0)); 2], "{name} at {size} pt");
        // Capitals with two marks under deep letters: the ink of these very letters, and no more.
        let ink = |word: &str| {
            let face = workshop().fonts.face(face);
            let ink = face.word(word).ink;
            (size.of_em(ink.top, face.upm), size.of_em(ink.bottom, face.upm))
        };
        let least = ink(DEEP).1 + ink(HIGH).0;
        let stacked = pitches(face, size, leading, &[DEEP, HIGH])[0];
        let clear = size.scale(0.05);
        assert_eq!(stacked, wanted.max(least + clear), "{name} at {size} pt");
        pushed += usize::from(stacked > wanted);
        // The same capitals under flat letters need less.
        let easy = pitches(face, size, leading, &["nem", HIGH])[0];
        assert!(easy <= stacked && easy >= wanted, "{name} at {size} pt");
        // A line that needs room takes it alone: the next has the plain leading again.
        let mixed = pitches(face, size, 1.25, &[DEEP, HIGH, "nem", "con"]);
        assert_eq!(mixed[2], size.scale(1.25), "{name} at {size} pt");
    });
    assert!(pushed >= 20, "only {pushed} times did ink push lines apart");
}

/// How much dark ink stands in each row of pixels.
fn dark_rows(pages: &Pages) -> Vec<u64> {
    let date = Date { year: 2026, month: 11, day: 23 };
    let meta = pdf::Meta { date, inks: Inks::default(), tagged: true };
    let bytes = pdf::write(pages, &workshop().fonts, meta).unwrap();
    let bitmap = raster::render(&bytes, 150.0).unwrap().remove(0);
    let rows = bitmap.rgba.chunks_exact(bitmap.width as usize * 4);
    rows.map(|row| row.chunks_exact(4).map(|pixel| u64::from(255 - pixel[0])).sum()).collect()
}

#[test]
fn grounds_cut_no_pixel_of_the_letters_at_their_edges() {
    // Three panels that touch, each with a deep last line over the high first line of the next.
    // Grounds are red at full strength, so that the red of a pixel is the ink of letters alone.
    for face in Fonts::new().ids() {
        for size in [14.0, 18.0, 30.0] {
            let name = &workshop().fonts.face(face).name;
            let mut styles = styles(face, Len::pt(size), 0.5);
            styles[1].radius = Len::mm(1.5);
            assert!(styles[1].fill.is_some_and(|fill| fill.r == 255));
            let panel = || boxed(GROUND, false);
            let mut pages = set(flow(vec![panel(), panel(), panel()]), styles);
            let page = &mut pages.pages[0];
            page.size.h = Len::pt(MARGIN * 2.0 + size * 12.0);
            page.trim.h = page.size.h;
            let with = dark_rows(&pages);
            let page = &mut pages.pages[0];
            let before = page.items.len();
            page.items.retain(|placed| !matches!(placed.item, Item::Fill { .. }));
            assert_eq!(page.items.len() + 3, before);
            let without = dark_rows(&pages);
            let total: u64 = without.iter().sum();
            assert!(total > 20_000, "{name}: {total} of ink");
            for (row, (with, without)) in with.iter().zip(&without).enumerate() {
                // A grey edge over a coloured ground is rounded another way than over white.
                let off = with.abs_diff(*without);
                assert!(off <= 40 + without / 50, "{name} {size} row {row}: {with} of {without}");
            }
        }
    }
}

#[test]
fn a_value_stands_on_the_line_of_its_label() {
    for face in Fonts::new().ids() {
        for (label, value) in [("no", HIGH), (HIGH, "no"), (DEEP, HIGH), ("Tổ", "ẲẴ 5")] {
            let label = vec![run(label)];
            let node = BlockNode::Fill { style: TEXT, label, value: Some(value.to_owned()) };
            let pages = set(flow(vec![node]), styles(face, Len::pt(18.0), 1.4));
            let items = pages.pages[0].items.iter();
            let is_seen = |run: &GlyphRun| !run.text.trim().is_empty();
            let glyphs =
                items.filter(|placed| matches!(&placed.item, Item::Glyphs(run) if is_seen(run)));
            let baselines: Vec<Len> = glyphs.map(|placed| placed.at.y).collect();
            assert_eq!(baselines.len(), 2);
            assert_eq!(baselines[0], baselines[1], "{}", workshop().fonts.face(face).name);
        }
    }
}

#[test]
fn ink_is_measured_where_letters_really_reach() {
    // Ĩ is wider than its advance: at the left edge of the safe area it reaches over it.
    let face = Fonts::new().by_name("noto-sans-medium").unwrap();
    let size = Len::pt(36.0);
    let font = workshop().fonts.face(face);
    let wide = |letter: char| {
        let glyph = font.glyph(letter).unwrap();
        let (left, right) = font.glyph_sides(glyph);
        (left, right - font.advance(glyph))
    };
    let overhang = ['Ì', 'Ĩ', 'ĩ', 'ì'].map(wide);
    assert!(overhang.iter().any(|(left, right)| *left < 0 || *right > 0), "{overhang:?}");
    let attempt = |safe: Len, word: &str| {
        let node = BlockNode::Text { role: TextRole::Para, style: TEXT, runs: vec![run(word)] };
        let doc = Doc {
            title: String::new(),
            flows: vec![flow(vec![node])],
            arts: Vec::new(),
            sites: std::sync::Arc::default(),
        };
        let margin = Len::pt(MARGIN);
        let style = SheetStyle {
            safe,
            styles: vec![Style { face, size, align: Align::Left, ..Style::plain("p") }],
            ..SheetStyle::plain(Size::new(Len::pt(400.0), Len::pt(300.0)), margin)
        };
        let mut sink = Sink::new();
        let pages = layout::layout(&doc, &style, &workshop().fonts, &mut sink).unwrap();
        sheet::finish(pages, &style, &workshop().fonts, &mut sink).is_some()
    };
    let (letter, (left, _)) = ['Ì', 'Ĩ', 'ĩ', 'ì']
        .into_iter()
        .map(|letter| (letter, wide(letter)))
        .min_by_key(|(_, (left, _))| *left)
        .unwrap();
    assert!(left < 0, "{letter} does not reach out to the left");
    let word = letter.to_string();
    assert!(!attempt(Len::pt(MARGIN), &word), "{letter} reaches {left} units over the edge");
    let enough = Len::pt(MARGIN) + size.of_em(left, font.upm);
    assert!(attempt(enough, &word), "{letter} has just enough room");
    assert!(!attempt(enough + Len::pt(0.01), &word), "{letter} has not quite enough room");
    assert!(attempt(Len::pt(MARGIN), "nem"));
}
