//! Shaping and breaking a page of 250 Vietnamese words: toroi against parley.
//!
//! The same paragraphs, face, size and measure, in one run and in turns, so that a busy moment of
//! the machine strikes both. toroi is asked through its real layout: besides shaping and breaking
//! it looks for glue, chooses the lines of each paragraph as a whole and measures the ink of every
//! line; parley breaks greedily. See ../README.md.

use std::time::{Duration, Instant};

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, Layout, LayoutContext, StyleProperty,
};
use toroi::diag::Sink;
use toroi::doc::{BlockNode, Doc, Flow, SheetStyle, Style, StyleId, TextRole, TextRun};
use toroi::geom::{Len, Size};
use toroi::guide::{Block, Guide, Inline, Library, Line};
use toroi::layout::{self, Item};
use toroi::source::{ReadAs, Sources};
use toroi::text::{FaceId, Fonts};
use toroi::world::Project;

const WORDS: usize = 250;
const SIZE: f64 = 18.0;
const MEASURE: f64 = 368.5;
const ROUNDS: usize = 401;

fn main() {
    let paragraphs = paragraphs();
    let words: usize = paragraphs.iter().map(|text| text.split_whitespace().count()).sum();
    let letters: usize = paragraphs.iter().map(|text| text.chars().count()).sum();
    println!("{words} words, {letters} letters in {} paragraphs", paragraphs.len());

    let (doc, style) = page(&paragraphs);
    let fonts = Fonts::new();
    let ours = |fonts: &Fonts| -> usize {
        let mut sink = Sink::new();
        let pages = layout::layout(&doc, &style, fonts, &mut sink).expect("the text can be set");
        let items = pages.pages[0].items.iter();
        items.filter(|placed| matches!(placed.item, Item::Glyphs(_))).count()
    };
    let mut parley = Parley::new();
    let mut theirs = || paragraphs.iter().map(|text| parley.lines(text)).sum::<usize>();
    println!("lines: toroi {}, parley {}", ours(&fonts), theirs());

    let (mut warm, mut first, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        warm.push(time(|| ours(&fonts)));
        other.push(time(&mut theirs));
        // The face is parsed, but none of its words has been shaped.
        let fresh = Fonts::new();
        fresh.face(FaceId(0));
        first.push(time(|| ours(&fresh)));
    }
    let warm = report("toroi, warm", &mut warm);
    let first = report("toroi, no word shaped before", &mut first);
    let other = report("parley, warm", &mut other);
    println!(
        "toroi / parley: warm {:.2}, no word shaped before {:.2}",
        warm / other,
        first / other
    );
    assert!(warm < 1000.0, "a page of {words} words takes {warm:.0} µs, more than 1 ms");
}

fn time(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

/// Prints and returns the median in microseconds.
fn report(name: &str, times: &mut [Duration]) -> f64 {
    times.sort();
    let us = |time: Duration| time.as_secs_f64() * 1_000_000.0;
    let (median, least) = (us(times[times.len() / 2]), us(times[0]));
    println!("{name}: median {median:.0} µs, least {least:.0} µs");
    median
}

/// The first paragraphs of the guides, 250 words.
fn paragraphs() -> Vec<String> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let world = Project::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let library = Library::load(&world, &[], ReadAs::default(), &mut sources, &mut sink);
    let mut all = Vec::new();
    for guide in library.guides.values() {
        add(guide, &mut all);
    }
    let mut left = WORDS;
    let mut chosen = Vec::new();
    for text in all {
        let words: Vec<&str> = text.split_whitespace().take(left).collect();
        left -= words.len();
        if !words.is_empty() {
            chosen.push(words.join(" "));
        }
    }
    assert_eq!(left, 0, "the guides have too few words");
    chosen
}

fn add(guide: &Guide, all: &mut Vec<String>) {
    for part in &guide.parts {
        for step in &part.steps {
            step.body.iter().for_each(|block| add_block(block, all));
        }
        part.body.iter().for_each(|block| add_block(block, all));
    }
}

fn add_block(block: &Block, all: &mut Vec<String>) {
    match block {
        Block::Para(line) => all.push(plain(line)),
        Block::Bullets(lines) | Block::Checks(lines) => all.extend(lines.iter().map(plain)),
        Block::Note(_, blocks) => blocks.iter().for_each(|block| add_block(block, all)),
    }
}

fn plain(line: &Line) -> String {
    let text = line.runs.iter().map(|run| match run {
        Inline::Text { text, .. } | Inline::Link { text, .. } => text.as_str(),
        Inline::Key { label, .. } => label.as_str(),
        Inline::Break => " ",
    });
    text.collect()
}

/// The paragraphs as a document of one tall page.
fn page(paragraphs: &[String]) -> (Doc, SheetStyle) {
    let node = |text: &String| BlockNode::Text {
        role: TextRole::Para,
        style: StyleId(0),
        runs: vec![TextRun::Text { text: text.clone(), bold: false, span: None, link: None }],
    };
    let flow = Flow { nodes: paragraphs.iter().map(node).collect(), ..Flow::default() };
    let doc = Doc { title: String::new(), flows: vec![flow], arts: Vec::new() };
    let edge = Len::pt(40.0);
    let style = SheetStyle {
        safe: Len::pt(20.0),
        styles: vec![Style { size: Len::pt(SIZE), ..Style::plain("p") }],
        ..SheetStyle::plain(Size::new(Len::pt(MEASURE) + edge * 2, Len::pt(10_000.0)), edge)
    };
    (doc, style)
}

/// Parley with one face and no other fonts.
struct Parley {
    fonts: FontContext,
    scratch: LayoutContext<()>,
}

impl Parley {
    fn new() -> Parley {
        let mut collection =
            Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let bytes: &'static [u8] = include_bytes!("../../../fonts/NotoSans-Regular.ttf");
        let added = collection.register_fonts(Blob::from(bytes.to_vec()), None);
        assert_eq!(added.len(), 1);
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Parley { fonts, scratch: LayoutContext::new() }
    }

    /// Shapes and breaks a paragraph, and counts its lines.
    fn lines(&mut self, text: &str) -> usize {
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, text, 1.0, true);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named("Noto Sans")));
        builder.push_default(StyleProperty::FontSize(SIZE as f32));
        let mut layout: Layout<()> = builder.build(text);
        layout.break_all_lines(Some(MEASURE as f32));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout.len()
    }
}
