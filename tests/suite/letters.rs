//! No letter of Vietnamese is ever touched or clipped: all 134, in every face, at every size.
//!
//! Twice: by the outlines of the glyphs where layout puts them, and by the pixels of the PDF. Lines
//! are set with the least leading a style could ask for, so that the ink rule alone (VT-10) keeps
//! them apart.

use std::collections::BTreeSet;

use toroi::colour::Colour;
use toroi::diag::Sink;
use toroi::doc::{BlockNode, Doc, Flow, SheetStyle, Style, StyleId, TextRole, TextRun};
use toroi::geom::{Len, Size};
use toroi::guide::Date;
use toroi::inks::Inks;
use toroi::layout::{self, Item, Page, Pages};
use toroi::paint::{pdf, raster};
use toroi::sheet;
use toroi::text::{FaceId, Fonts, vietnamese_letters};

use super::sheets::{InkBox, Outlines, PRODUCTS, findings, workshop};

/// The width of the column.
const MEASURE: f64 = 660.0;
const SAFE: f64 = 12.0;
const MARGIN: f64 = 54.0;
/// How far ink may reach beyond the sides of its block, in sizes: marks wider than their letter
/// (Ì, ĩ) overhang its advance.
const OVERHANG: f64 = 0.08;
const DPI: f64 = 150.0;
/// The largest text set in pixels, in points: the picture of a poster's sizes too would be too high
/// for the painter, and the outlines, which scale, are measured at all of them.
const LARGEST: f64 = 40.0;
/// How much ink a word may have more or less than the same word alone, for the rounding of edges.
const INK: f64 = 0.02;

/// Sizes of text in every product on every step of copyfitting, and whole points from 14 to 36.
fn all_sizes() -> BTreeSet<Len> {
    let shop = workshop();
    let mut sizes = whole_sizes(1);
    for product in PRODUCTS {
        let style = &shop.set.product(product).unwrap().style;
        for step in &style.fit_steps {
            for id in 0..style.styles.len() {
                sizes.insert(style.size_on(StyleId(id), step, &shop.fonts));
            }
        }
    }
    sizes
}

fn whole_sizes(step: usize) -> BTreeSet<Len> {
    (14..=36).step_by(step).map(|size| Len::pt(f64::from(size))).collect()
}

/// Sizes as the styles name them, and every other whole point.
fn pixel_sizes() -> BTreeSet<Len> {
    let mut sizes = whole_sizes(2);
    for product in PRODUCTS {
        let style = &workshop().set.product(product).unwrap().style;
        sizes.extend(style.styles.iter().map(|style| style.size));
    }
    sizes.retain(|size| *size <= Len::pt(LARGEST));
    sizes
}

/// A page of one face with a block for each size. `leading` under 1 lets ink alone decide.
fn specimen(face: FaceId, sizes: &BTreeSet<Len>, leading: f64) -> (Doc, SheetStyle) {
    let block = Style { fill: Some(Colour::WHITE), ..Style::plain("block") };
    let mut styles = vec![block];
    let mut nodes = Vec::new();
    for size in sizes {
        let style = StyleId(styles.len());
        styles.push(Style { face, size: *size, leading, ..Style::plain("text") });
        let text = BlockNode::Text { role: TextRole::Para, style, runs: runs(face, *size) };
        nodes.push(BlockNode::Box {
            style: StyleId(0),
            warning: false,
            picture: None,
            nodes: vec![text],
        });
    }
    let flow = Flow { nodes, ..Flow::default() };
    let doc = Doc {
        title: "Chữ".to_owned(),
        flows: vec![flow],
        arts: Vec::new(),
        sites: std::sync::Arc::default(),
    };
    let margin = Len::pt(MARGIN);
    let style = SheetStyle {
        safe: Len::pt(SAFE),
        styles,
        ..SheetStyle::plain(Size::new(Len::pt(MEASURE + 2.0 * MARGIN), Len::pt(400_000.0)), margin)
    };
    (doc, style)
}

/// Deep letters above high ones over a whole line, small letters likewise, then all 134.
fn runs(face: FaceId, size: Len) -> Vec<TextRun> {
    let text = |text: String| TextRun::Text { text, bold: false, span: None, link: None };
    let fonts = &workshop().fonts;
    let mut runs = Vec::new();
    for words in ["ẶỘỆỴỢỤ", "ẲỖẨỄẪ", "ẬỌỊẠỰ", "ẮẰỐỀẢ", "ọịụợựygp", "ẩẫểễổỗbđ", "ẶgỢp", "Ẳbẫh"]
    {
        let face = fonts.face(face);
        let wide = size.of_em(face.word(words).width + face.space(), face.upm);
        let count = Len::pt(MEASURE).0 / wide.0;
        let line: Vec<&str> = (0..count).map(|_| words).collect();
        runs.extend([text(line.join(" ")), TextRun::Break]);
    }
    let letters = vietnamese_letters();
    let all: Vec<String> = letters.iter().map(char::to_string).collect();
    // Small and capital letters in turn, so that lines of both meet.
    let (small, capital) = all.split_at(67);
    let mixed: Vec<&str> =
        small.iter().zip(capital).flat_map(|(a, b)| [b.as_str(), a.as_str()]).collect();
    runs.extend([text(all.join(" ")), TextRun::Break, text(mixed.join(" "))]);
    runs
}

/// Lays a specimen out by the real layout and cuts the page behind its last line.
fn set(face: FaceId, sizes: &BTreeSet<Len>, leading: f64) -> Pages {
    let fonts = &workshop().fonts;
    let (doc, style) = specimen(face, sizes, leading);
    let mut sink = Sink::new();
    let pages = layout::layout(&doc, &style, fonts, &mut sink);
    let pages = pages.and_then(|pages| sheet::finish(pages, &style, fonts, &mut sink));
    assert!(sink.iter().next().is_none(), "{}", findings(&sink));
    let mut pages = pages.unwrap();
    let page = &mut pages.pages[0];
    let last = page.items.iter().map(|placed| placed.at.y).max().unwrap();
    page.size.h = last + Len::pt(36.0 + MARGIN);
    page.trim.h = page.size.h;
    pages
}

/// One line of ink: what it says, its baseline and every glyph.
struct InkLine {
    text: String,
    baseline: Len,
    size: Len,
    glyphs: Vec<InkBox>,
    /// Its block.
    block: InkBox,
}

fn lines(page: &Page, fonts: &Fonts, outlines: &mut Outlines) -> Vec<InkLine> {
    let mut all: Vec<InkLine> = Vec::new();
    let mut block = InkBox { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
    for placed in &page.items {
        match &placed.item {
            Item::Fill { path, .. } => {
                let bounds = path.bounds();
                let (x, y) = (placed.at.x + bounds.x, placed.at.y + bounds.y);
                block = InkBox {
                    left: x.to_pt(),
                    top: y.to_pt(),
                    right: (x + bounds.w).to_pt(),
                    bottom: (y + bounds.h).to_pt(),
                };
            }
            Item::Glyphs(run) => {
                let glyphs = outlines.run(run, placed.at.x, placed.at.y, fonts);
                let glyphs = glyphs.into_iter().map(|(_, ink)| ink);
                match all.last_mut() {
                    Some(line) if line.baseline == placed.at.y => {
                        line.text.push_str(&run.text);
                        line.glyphs.extend(glyphs);
                    }
                    _ => all.push(InkLine {
                        text: run.text.clone(),
                        baseline: placed.at.y,
                        size: run.size,
                        glyphs: glyphs.collect(),
                        block,
                    }),
                }
            }
            _ => {}
        }
    }
    all
}

/// The smallest white between two lines where their ink stands above each other, in points.
fn white(upper: &InkLine, lower: &InkLine) -> f64 {
    let mut least = f64::INFINITY;
    for above in &upper.glyphs {
        for below in &lower.glyphs {
            if above.left < below.right && below.left < above.right {
                least = least.min(below.top - above.bottom);
            }
        }
    }
    least
}

#[test]
fn outlines_of_two_lines_never_overlap() {
    let sizes = all_sizes();
    let fonts = &workshop().fonts;
    let mut outlines = Outlines::default();
    let mut least = f64::INFINITY;
    let mut count = 0;
    for face in fonts.ids() {
        let name = &fonts.face(face).name;
        let pages = set(face, &sizes, 0.5);
        let page = &pages.pages[0];
        outlines.assert_safe(page, Len::pt(SAFE), fonts);
        let lines = lines(page, fonts, &mut outlines);
        assert!(lines.len() > sizes.len() * 10, "{name}: {} lines", lines.len());
        for pair in lines.windows(2) {
            let [upper, lower] = pair else { continue };
            let white = white(upper, lower) / upper.size.max(lower.size).to_pt();
            assert!(
                white > 0.0,
                "{name} at {} pt: “{}” touches “{}” ({white:.3} em)",
                upper.size,
                upper.text,
                lower.text,
            );
            least = least.min(white);
        }
        for line in &lines {
            let over = OVERHANG * line.size.to_pt();
            let block = InkBox {
                left: line.block.left - over,
                right: line.block.right + over,
                ..line.block
            };
            for ink in &line.glyphs {
                let (size, text) = (line.size, &line.text);
                assert!(
                    block.contains(ink),
                    "{name} at {size} pt: “{text}” leaves its block: {ink:?} in {block:?}",
                );
            }
            count += line.glyphs.len();
        }
    }
    println!("{} sizes, {count} letters, least white {least:.4} em", sizes.len());
}

#[test]
fn every_letter_is_in_every_specimen() {
    for face in Fonts::new().ids() {
        let pages = set(face, &BTreeSet::from([Len::pt(18.0)]), 1.0);
        let mut outlines = Outlines::default();
        let lines = lines(&pages.pages[0], &workshop().fonts, &mut outlines);
        let text: String = lines.iter().map(|line| line.text.as_str()).collect();
        for letter in vietnamese_letters() {
            assert!(text.matches(letter).count() >= 2, "{letter}");
        }
    }
}

/// Paints lines red and blue in turn.
fn two_colours(pages: &mut Pages) {
    let colours = [Colour { r: 255, g: 0, b: 0 }, Colour { r: 0, g: 0, b: 255 }];
    let mut baseline = None;
    let mut turn = 0;
    for placed in &mut pages.pages[0].items {
        if let Item::Glyphs(run) = &mut placed.item {
            if baseline != Some(placed.at.y) {
                baseline = Some(placed.at.y);
                turn = 1 - turn;
            }
            std::sync::Arc::make_mut(run).colour = colours[turn];
        }
    }
}

/// A word: its letters, where its ink should be and whether it is red.
struct Word {
    text: String,
    ink: InkBox,
    is_red: bool,
}

fn words(page: &Page, fonts: &Fonts, outlines: &mut Outlines) -> Vec<Word> {
    let mut all = Vec::new();
    for placed in &page.items {
        let Item::Glyphs(run) = &placed.item else { continue };
        let glyphs = outlines.run(run, placed.at.x, placed.at.y, fonts);
        let mut at = 0;
        for text in run.text.split(' ') {
            let inside = at..at + text.len();
            at = inside.end + 1;
            let ink = glyphs.iter().filter(|(start, _)| inside.contains(start));
            if let Some(ink) = ink.map(|(_, ink)| *ink).reduce(InkBox::union) {
                all.push(Word { text: text.to_owned(), ink, is_red: run.colour.r == 255 });
            }
        }
    }
    all
}

struct Picture {
    bitmap: raster::Bitmap,
}

impl Picture {
    fn of(pages: &Pages) -> Picture {
        let date = Date { year: 2026, month: 11, day: 23 };
        let meta = pdf::Meta { date, inks: Inks::default(), tagged: true };
        let bytes = pdf::write(pages, &workshop().fonts, meta).unwrap();
        Picture { bitmap: raster::render(&bytes, DPI).unwrap().remove(0) }
    }

    /// The ink of a red or blue word: 1 for a pixel it covers.
    fn ink(&self, word: &Word) -> f64 {
        let place = |points: f64| points / 72.0 * DPI;
        let (w, h) = (self.bitmap.width as usize, self.bitmap.height as usize);
        let low = |at: f64| (place(at) - 1.0).floor().max(0.0) as usize;
        let columns = low(word.ink.left)..(low(word.ink.right) + 3).min(w);
        let mut ink = 0_u64;
        for y in low(word.ink.top)..(low(word.ink.bottom) + 3).min(h) {
            let row = &self.bitmap.rgba[(y * w + columns.start) * 4..(y * w + columns.end) * 4];
            for pixel in row.chunks_exact(4) {
                let (own, other) =
                    if word.is_red { (pixel[2], pixel[0]) } else { (pixel[0], pixel[2]) };
                if other == 255 {
                    ink += u64::from(255 - own);
                }
            }
        }
        ink as f64 / 255.0
    }

    /// The first pixel that has ink of both colours, or dark ink of one above dark ink of the other.
    fn touch(&self) -> Option<(usize, usize)> {
        let (w, rgba) = (self.bitmap.width as usize, &self.bitmap.rgba);
        let row_bytes = w * 4;
        for (y, row) in rgba.chunks_exact(row_bytes).enumerate() {
            if row.iter().all(|part| *part == 255) {
                continue;
            }
            let below = &rgba[((y + 1) * row_bytes).min(rgba.len())..];
            for (x, pixel) in row.chunks_exact(4).enumerate() {
                if pixel[1] == 255 {
                    continue;
                }
                if pixel[0] < 250 && pixel[2] < 250 {
                    return Some((x, y));
                }
                let Some(next) = below.get(x * 4..x * 4 + 4) else { continue };
                let red_above = pixel[2] < 128 && next[0] < 128;
                let blue_above = pixel[0] < 128 && next[2] < 128;
                if red_above || blue_above {
                    return Some((x, y));
                }
            }
        }
        None
    }
}

/// As many sizes are set on one page: with more it would be too high for the painter.
const SIZES_OF_A_PAGE: usize = 16;

/// Compares words in close lines with the same words in wide ones: how many there are, and the most
/// ink that one of them lacks or has too much.
fn compare(face: FaceId, sizes: &BTreeSet<Len>, outlines: &mut Outlines) -> (usize, f64) {
    let fonts = &workshop().fonts;
    let name = &fonts.face(face).name;
    let (mut worst, mut count) = (0_f64, 0);
    let mut tight = set(face, sizes, 0.5);
    two_colours(&mut tight);
    let close = Picture::of(&tight);
    let words_close = words(&tight.pages[0], fonts, outlines);
    if let Some((x, y)) = close.touch() {
        let (x, y) = (x as f64 / DPI * 72.0, y as f64 / DPI * 72.0);
        let near = words_close
            .iter()
            .find(|word| word.ink.top - 1.0 < y && y < word.ink.bottom + 1.0 && x < word.ink.right);
        panic!("{name}: lines touch at {x:.1} {y:.1} near {:?}", near.map(|it| &it.text));
    }
    // The same words at the same places of their lines, but with room on all sides and no
    // block of another paragraph that could cover them.
    let mut wide = set(face, sizes, 3.0);
    wide.pages[0].items.retain(|placed| !matches!(placed.item, Item::Fill { .. }));
    two_colours(&mut wide);
    let alone = Picture::of(&wide);
    let words_alone = words(&wide.pages[0], fonts, outlines);
    assert_eq!(words_close.len(), words_alone.len());
    for (near, far) in words_close.iter().zip(&words_alone) {
        assert_eq!(near.text, far.text);
        let (near_ink, far_ink) = (close.ink(near), alone.ink(far));
        assert!(far_ink > 20.0, "{name}: “{}” has no ink", near.text);
        let off = (near_ink - far_ink).abs() / far_ink;
        assert!(off < INK, "{name}: “{}” has {near_ink} of {far_ink} ink", near.text);
        worst = worst.max(off);
        count += 1;
    }
    (count, worst)
}

#[test]
fn pixels_of_two_lines_never_meet_and_none_is_clipped() {
    let sizes: Vec<Len> = pixel_sizes().into_iter().collect();
    let mut outlines = Outlines::default();
    let (mut worst, mut count) = (0_f64, 0);
    for face in Fonts::new().ids() {
        for sizes in sizes.chunks(SIZES_OF_A_PAGE) {
            let sizes = sizes.iter().copied().collect();
            let (words, off) = compare(face, &sizes, &mut outlines);
            count += words;
            worst = worst.max(off);
        }
    }
    println!("{} sizes, {count} words, at most {:.2} % of ink off", sizes.len(), worst * 100.0);
}
