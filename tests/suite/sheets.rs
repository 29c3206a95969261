//! Every guide as every product, set and written once for all tests, and the measures tests take
//! of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Font, GlyphId};
use tiny_skia_path::PathBuilder;
use toroi::diag::Sink;
use toroi::doc::Look;
use toroi::geom::Len;
use toroi::guide::{Block, Content, Guide, Inline, Library, Line, QrTarget, slots};
use toroi::layout::{GlyphRun, Item, Page, Pages, Placed, Role};
use toroi::source::{ReadAs, Sources};
use toroi::span::{FileId, Span};
use toroi::template::{RowValues, Settings, TemplateSet};
use toroi::text::{FaceId, Fonts, is_invisible};
use toroi::typeset::Typesetter;
use toroi::world::{Project, World};

use super::run::root;

/// All products, as `guides/*` name them.
pub(super) const PRODUCTS: [&str; 23] = [
    "leaflet-a4",
    "leaflet-a5",
    "bifold",
    "trifold",
    "hanger",
    "hanger-105",
    "hanger-string",
    "hanger-plain",
    "poster-a3",
    "card",
    "event-poster",
    "invitation",
    "signup",
    "team-a4",
    "roster",
    "handover",
    "steps-map",
    "script",
    "pictures-only",
    "pictures-only-a3",
    "card-square",
    "tent",
    "label-check",
];

/// Lists of houses and of buttons, which are made of no guide.
pub(super) const OF_NO_GUIDE: [&str; 2] = ["roster", "label-check"];

/// Everything needed to set a guide, read from the repository.
pub(super) struct Workshop {
    pub world: Project,
    pub sources: Sources,
    pub set: TemplateSet,
    pub fonts: Fonts,
    pub settings: Settings,
    pub library: Library,
}

impl Workshop {
    /// Reads all guides and products of the repository.
    pub(super) fn new() -> Workshop {
        let world = Project::new(root());
        let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
        let library = Library::load(&world, &[], ReadAs::default(), &mut sources, &mut sink);
        let set =
            TemplateSet::load(&world, &PRODUCTS.map(String::from), &fonts, &mut sources, &mut sink);
        assert!(!sink.has_errors(), "{}", findings(&sink));
        Workshop { world, sources, set, fonts, settings: Settings::new(), library }
    }

    /// The pipeline over all this.
    pub(super) fn press(&self) -> Typesetter<'_> {
        let Workshop { world, sources, set, fonts, settings, .. } = self;
        Typesetter::new(world as &dyn World, sources, set, fonts, settings)
    }
}

/// One guide as one product.
pub(super) struct Sheet {
    /// `cai-dat-vneid-hanger-105`
    pub name: String,
    pub product: &'static str,
    pub guide: &'static Guide,
    pub pages: Pages,
    pub pdf: Vec<u8>,
    /// Where the PDF lies, for other programs.
    pub path: PathBuf,
}

impl Sheet {
    /// The path as an argument.
    pub(super) fn arg(&self) -> &str {
        self.path.to_str().unwrap()
    }

    /// Whether it is a leaflet.
    pub(super) fn is_leaflet(&self) -> bool {
        self.product.starts_with("leaflet")
    }

    /// The QR codes on it: all of its guide, but none on sheets to keep, to fill in or to read out.
    pub(super) fn codes(&self) -> &'static [QrTarget] {
        let none = ["signup", "handover", "pictures-only", "pictures-only-a3", "script"];
        if none.contains(&self.product) { &[] } else { &self.guide.qr }
    }
}

/// The workshop of this test run.
pub(super) fn workshop() -> &'static Workshop {
    static WORKSHOP: OnceLock<Workshop> = OnceLock::new();
    WORKSHOP.get_or_init(Workshop::new)
}

/// All sheets.
pub(super) fn sheets() -> &'static [Sheet] {
    static SHEETS: OnceLock<Vec<Sheet>> = OnceLock::new();
    SHEETS.get_or_init(|| made(workshop(), "sheets"))
}

/// All sheets with fields of colour, in the same order.
pub(super) fn coloured() -> &'static [Sheet] {
    static SHEETS: OnceLock<Vec<Sheet>> = OnceLock::new();
    SHEETS.get_or_init(|| {
        let mut shop = Workshop::new();
        let look = Look { name: "colour".into(), accent: None };
        let names = PRODUCTS.map(String::from);
        let Workshop { world, fonts, sources, .. } = &mut shop;
        let mut sink = Sink::new();
        shop.set = TemplateSet::load_in(&look, world, &names, fonts, (sources, &mut sink));
        assert!(!sink.has_errors(), "{}", findings(&sink));
        made(Box::leak(Box::new(shop)), "sheets-colour")
    })
}

fn made(shop: &'static Workshop, folder: &str) -> Vec<Sheet> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut all = Vec::new();
    for guide in shop.library.guides.values() {
        for product in guide.products.iter().map(|product| product.it.as_str()) {
            let name = format!("{}-{product}", guide.slug);
            let (pages, pdf) = make(shop, guide, product);
            let path = folder.join(format!("{name}.pdf"));
            std::fs::write(&path, &pdf).unwrap();
            all.push(Sheet { name, product, guide, pages, pdf, path });
        }
    }
    let made: BTreeSet<&str> = all.iter().map(|sheet| sheet.product).collect();
    let of_guides = PRODUCTS.into_iter().filter(|name| !OF_NO_GUIDE.contains(name));
    assert_eq!(made, of_guides.collect(), "every product is made of some guide");
    all
}

/// Sets and writes one sheet.
pub(super) fn make(shop: &Workshop, guide: &Guide, product: &str) -> (Pages, Vec<u8>) {
    let mut sink = Sink::new();
    let press = shop.press();
    let pages = press.pages(guide, product, &mut sink);
    assert!(!sink.has_errors(), "{} as {product}: {}", guide.slug, findings(&sink));
    let pages = pages.unwrap();
    let pdf = press.pdf(guide, &pages).unwrap();
    (pages, pdf)
}

/// Everything found, one line each.
pub(super) fn findings(sink: &Sink) -> String {
    let lines = sink.iter().map(|found| format!("{} {}", found.code.id(), found.message.en));
    lines.collect::<Vec<_>>().join("\n")
}

/// A letter as the display list has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub it: char,
    /// From 1.
    pub page: usize,
    /// Where its pen begins, in points.
    pub x: f64,
    /// Its baseline, in points from the top.
    pub y: f64,
    pub before: Before,
    /// Whether it stands on its head: its pen goes to the left.
    pub turned: bool,
}

/// What stands before a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Another letter of its run.
    Letter,
    /// The end of another run on the same line; a reader may hear a space there.
    Run,
    /// A space, or the begin of an element.
    Space,
}

/// All letters of the display list that are no spaces, in its order.
pub(super) fn letters(pages: &Pages, fonts: &Fonts) -> Vec<Letter> {
    let mut all = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut before = Before::Space;
        // Whether each open role is a piece of a line.
        let mut inline = Vec::new();
        for placed in &page.items {
            match &placed.item {
                Item::Open(tag) => {
                    let of_text = inline.last().is_some_and(|is_text| *is_text);
                    let furniture = tag.role == Role::Artifact && of_text;
                    inline.push(tag.role == Role::Para);
                    if !tag.role.is_inline() && !furniture {
                        before = Before::Space;
                    }
                }
                Item::Close => {
                    inline.pop();
                }
                Item::Glyphs(run) => {
                    if before == Before::Letter {
                        before = Before::Run;
                    }
                    for (x, text) in clusters(run, fonts) {
                        for letter in text.chars() {
                            if letter.is_whitespace() {
                                before = Before::Space;
                                continue;
                            }
                            let x = placed.at.x.to_pt() + if run.turned { -x } else { x };
                            let (it, page, y) = (letter, number + 1, placed.at.y.to_pt());
                            all.push(Letter { it, page, x, y, before, turned: run.turned });
                            before = Before::Letter;
                        }
                    }
                }
                _ => {}
            }
        }
    }
    all
}

/// The clusters of a run: where the pen stands, counted from its begin, and the letters.
fn clusters<'r>(run: &'r GlyphRun, fonts: &Fonts) -> Vec<(f64, &'r str)> {
    let em = run.size.to_pt() / f64::from(fonts.face(run.face).upm);
    let mut all = Vec::new();
    let mut pen = 0;
    for (index, glyph) in run.glyphs.iter().enumerate() {
        let first = index == 0 || run.glyphs[index - 1].cluster != glyph.cluster;
        if first {
            let rest = run.glyphs[index..].iter().find(|next| next.cluster != glyph.cluster);
            let end = rest.map_or(run.text.len(), |next| next.cluster as usize);
            let text = &run.text[glyph.cluster as usize..end];
            all.push((f64::from(pen) * em, text));
        }
        pen += glyph.advance;
    }
    all
}

/// White space collapsed, without the letters that draw nothing.
pub(super) fn words(text: &str) -> String {
    let text: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a guide by the place they stand in, for the slots that `placed` names, in the
/// order of `placed`.
pub(super) fn words_of_guide(guide: &Guide, placed: &[String]) -> Vec<(Span, String)> {
    let slots: BTreeMap<String, Content<'_>> =
        slots(guide).into_iter().map(|slot| (slot.name, slot.content)).collect();
    let mut all: Vec<(Span, String)> = Vec::new();
    for name in placed {
        match slots[name] {
            Content::Line(line) => add_line(line, &mut all),
            Content::Blocks(blocks) => blocks.iter().for_each(|block| add_block(block, &mut all)),
            Content::Picture(_) => {}
        }
    }
    all
}

fn add_block(block: &Block, all: &mut Vec<(Span, String)>) {
    match block {
        Block::Para(line) => add_line(line, all),
        Block::Bullets(lines) | Block::Checks(lines) => {
            for line in lines {
                add_line(line, all);
            }
        }
        Block::Note(_, blocks) => blocks.iter().for_each(|block| add_block(block, all)),
    }
}

fn add_line(line: &Line, all: &mut Vec<(Span, String)>) {
    for run in &line.runs {
        let (span, text) = match run {
            Inline::Text { text, span, .. } | Inline::Link { text, span, .. } => (*span, text),
            Inline::Key { label, span, .. } => (*span, label),
            Inline::Break => continue,
        };
        // Runs of one place (a field of YAML with bold words in it) are told apart by nobody.
        match all.last_mut() {
            Some((last, known)) if *last == span => known.push_str(text),
            _ => all.push((span, text.clone())),
        }
    }
}

/// All items in reading order: panels of a folded sheet lie in another.
pub(super) fn in_order(pages: &Pages) -> Vec<&Placed> {
    let mut all = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let items = page.items.iter().enumerate();
        all.extend(items.map(|(index, placed)| (page.reading(number, index), placed)));
    }
    all.sort_by_key(|(reading, _)| *reading);
    all.into_iter().map(|(_, placed)| placed).collect()
}

/// The words of a guide on pages by the place they come from, in reading order; its safety box may
/// stand in the project's file.
pub(super) fn words_on_pages(pages: &Pages, guide: &Guide) -> Vec<(Span, String)> {
    let mut box_title = Vec::new();
    add_line(&guide.safety.title, &mut box_title);
    let files: Vec<FileId> =
        box_title.iter().map(|(span, _)| span.file).chain([guide.file]).collect();
    let mut all: Vec<(Span, String)> = Vec::new();
    for placed in in_order(pages) {
        let Item::Glyphs(run) = &placed.item else { continue };
        let Some(span) = run.span.filter(|span| files.contains(&span.file)) else { continue };
        match all.last_mut() {
            Some((last, known)) if *last == span => known.push_str(&run.text),
            _ => all.push((span, run.text.clone())),
        }
    }
    all
}

/// The pieces a product places, in the order of its template: the body, then headers and footers.
pub(super) fn placed(shop: &Workshop, guide: &Guide, product: &str) -> (Vec<String>, Vec<String>) {
    let row = RowValues::new();
    let markup = shop.set.render(product, guide, &shop.settings, &row, &shop.sources).ok().unwrap();
    placed_in(&markup.xml)
}

/// The pieces markup places: in the body, then in headers and footers.
pub(super) fn placed_in(xml: &str) -> (Vec<String>, Vec<String>) {
    let document = roxmltree::Document::parse(xml).unwrap();
    let (mut body, mut furniture) = (Vec::new(), Vec::new());
    for element in document.descendants().filter(|element| element.has_tag_name("slot")) {
        let name = element.attribute("ref").unwrap().to_owned();
        let is_furniture = element
            .ancestors()
            .any(|parent| parent.has_tag_name("header") || parent.has_tag_name("footer"));
        if is_furniture { furniture.push(name) } else { body.push(name) }
    }
    (body, furniture)
}

/// Fails unless every word of the placed pieces of a guide stands on the pages exactly once, those
/// of the body in the order of the template.
#[track_caller]
pub(super) fn assert_complete(shop: &Workshop, guide: &Guide, product: &str, pages: &Pages) {
    let (body, furniture) = placed(shop, guide, product);
    let on_pages = words_on_pages(pages, guide);
    let key = |span: &Span| (span.file, span.start, span.end);
    let is_address = |span: &Span| guide.qr.iter().any(|target| target.url.span == *span);
    let mut found: BTreeMap<(FileId, u32, u32), String> = BTreeMap::new();
    for (span, text) in on_pages.iter().filter(|(span, _)| !is_address(span)) {
        found.entry(key(span)).or_default().push_str(text);
    }
    let body = words_of_guide(guide, &body);
    let mut wanted: BTreeMap<(FileId, u32, u32), String> = BTreeMap::new();
    for (span, text) in body.iter().chain(&words_of_guide(guide, &furniture)) {
        wanted.entry(key(span)).or_default().push_str(text);
    }
    let tidy = |map: BTreeMap<(FileId, u32, u32), String>| -> Vec<_> {
        let all = map.into_iter().map(|(span, text)| (span, words(&text)));
        all.filter(|(_, text)| !text.is_empty()).collect()
    };
    let (found, wanted) = (tidy(found), tidy(wanted));
    let place = found.iter().zip(&wanted).take_while(|(found, wanted)| found == wanted).count();
    let what = format!("{} as {product}", guide.slug);
    assert_eq!(found.get(place), wanted.get(place), "{what}: on the pages, in the guide");
    let first = |span: &Span| on_pages.iter().position(|(known, _)| known == span);
    let order: Vec<usize> = body.iter().filter_map(|(span, _)| first(span)).collect();
    assert!(order.is_sorted(), "{what} is out of order: {order:?}");
}

/// A rectangle of ink in points, y downward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct InkBox {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl InkBox {
    /// Covers both.
    pub(super) fn union(self, other: InkBox) -> InkBox {
        InkBox {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether `other` lies inside, up to a thousandth of a point.
    pub(super) fn contains(&self, other: &InkBox) -> bool {
        let slack = 0.001;
        self.left <= other.left + slack
            && self.top <= other.top + slack
            && other.right <= self.right + slack
            && other.bottom <= self.bottom + slack
    }
}

/// The true bounds of outlines: of the curves themselves, not of their control points.
#[derive(Default)]
pub(super) struct Outlines {
    faces: BTreeMap<usize, Font>,
    bounds: BTreeMap<(usize, u16), Option<[f64; 4]>>,
}

struct Pen(PathBuilder);

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

impl Outlines {
    /// Left, bottom, right and top of a glyph in font units; none for a space.
    fn glyph(&mut self, id: FaceId, glyph: u16, fonts: &Fonts) -> Option<[f64; 4]> {
        if let Some(known) = self.bounds.get(&(id.0, glyph)) {
            return *known;
        }
        let font = self.faces.entry(id.0).or_insert_with(|| {
            Font::new(fonts.face(id).bytes.to_vec(), 0).expect("bundled faces can be read")
        });
        let outline = font.outline_glyphs().get(GlyphId::new(u32::from(glyph)));
        let mut pen = Pen(PathBuilder::new());
        if let Some(outline) = outline {
            outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut pen).unwrap();
        }
        let path = pen.0.finish();
        let bounds = path
            .and_then(|path| path.compute_tight_bounds())
            .map(|tight| [tight.left(), tight.top(), tight.right(), tight.bottom()].map(f64::from));
        self.bounds.insert((id.0, glyph), bounds);
        bounds
    }

    /// The ink of every glyph of a run that stands at `(x, y)`, with the byte its cluster begins at.
    pub(super) fn run(
        &mut self,
        run: &GlyphRun,
        x: Len,
        y: Len,
        fonts: &Fonts,
    ) -> Vec<(usize, InkBox)> {
        let em = run.size.to_pt() / f64::from(fonts.face(run.face).upm);
        let (mut pen, y) = (x.to_pt(), y.to_pt());
        let from = pen;
        let mut all = Vec::new();
        for glyph in &run.glyphs {
            let (at_x, at_y) = (pen + f64::from(glyph.dx) * em, y - f64::from(glyph.dy) * em);
            if let Some([left, bottom, right, top]) = self.glyph(run.face, glyph.id, fonts) {
                let ink = InkBox {
                    left: at_x + left * em,
                    top: at_y - top * em,
                    right: at_x + right * em,
                    bottom: at_y - bottom * em,
                };
                let ink = if run.turned {
                    // By half a circle around where the run begins.
                    let (ax, ay) = (2.0 * from, 2.0 * y);
                    InkBox {
                        left: ax - ink.right,
                        top: ay - ink.bottom,
                        right: ax - ink.left,
                        bottom: ay - ink.top,
                    }
                } else {
                    ink
                };
                all.push((glyph.cluster as usize, ink));
            }
            pen += f64::from(glyph.advance) * em;
        }
        all
    }

    /// Fails when ink of letters leaves the page's trim less `safe`.
    #[track_caller]
    pub(super) fn assert_safe(&mut self, page: &Page, safe: Len, fonts: &Fonts) {
        let trim = page.trim;
        let inside = InkBox {
            left: (trim.x + safe).to_pt(),
            top: (trim.y + safe).to_pt(),
            right: (trim.right() - safe).to_pt(),
            bottom: (trim.bottom() - safe).to_pt(),
        };
        for placed in &page.items {
            let Item::Glyphs(run) = &placed.item else { continue };
            for (at, ink) in self.run(run, placed.at.x, placed.at.y, fonts) {
                let rest = &run.text[at..];
                assert!(inside.contains(&ink), "{rest:?} leaves the safe area: {ink:?}");
            }
        }
    }
}
