//! Reads `templates/base.yaml` and a product's `style.yaml`.
//!
//! The base names styles all products share; a product changes the fields it wants and adds
//! styles of its own. `extends: name` begins a style as a copy of another.

use super::faults;
use crate::colour::Colour;
use crate::diag::{Sink, Text, text};
use crate::geom::{Insets, Len, Size};
use crate::inks::Palette;
use crate::source::Source;
use crate::text::Fonts;
use crate::yaml::{self, Fields, FileKind, Node, Value};

use super::colour_file::{self, ColourNames};
use super::look::Look;
use super::number_file::{PAPER, Range, SPACE, counts, edge, insets, number, pair, shares, truth};
use super::paper::Duplex;
use super::paper_file::SheetFile;
use super::style::{Align, FitStep, Floor, Hole, SheetStyle, Style, is_poster, least_contrast};

/// The files a style is read from, each on top of the one before.
#[derive(Clone, Copy)]
pub struct StyleSources<'a> {
    /// What all products share.
    pub base: &'a Source,
    /// The look.
    pub look: &'a Source,
    /// The product.
    pub product: &'a Source,
}

/// Reads the styles of a product in a look, in the accent of a ward where it has one. `None` when
/// anything is wrong.
pub fn read_styles(
    files: StyleSources<'_>,
    (look, fonts): (&Look, &Fonts),
    sink: &mut Sink,
) -> Option<SheetStyle> {
    let StyleSources { base, look: look_file, product } = files;
    let before = sink.errors();
    let mut styles = Vec::new();
    let base_node = yaml::parse(base, 0..base.text.len(), sink)?;
    let base_fields = base_node.fields("base", sink)?;
    let mut names = ColourNames::default();
    let mut palette = Palette::default();
    colour_file::read(base_fields.need("colours", sink), (&mut names, &mut palette), sink);
    let look_node = yaml::parse(look_file, 0..look_file.text.len(), sink)?;
    let look_fields = look_node.fields("look", sink)?;
    colour_file::read(look_fields.get("colours"), (&mut names, &mut palette), sink);
    if let Some(accent) = look.accent {
        colour_file::tint(accent, &mut names, &mut palette);
    }
    let read = Reading { colours: &names, fonts, is_poster: false };
    read.all(base_fields.need("styles", sink), &mut styles, sink);
    base_fields.finish(sink);
    read.all(look_fields.get("styles"), &mut styles, sink);
    look_fields.finish(sink);
    let node = yaml::parse(product, 0..product.text.len(), sink)?;
    let fields = node.file(FileKind::Style, sink)?;
    let size = page(&fields, &mut Sink::new()).map(|(size, ..)| size);
    let read = Reading { is_poster: size.is_some_and(is_poster), ..read };
    read.all(fields.get("styles"), &mut styles, sink);
    let looks = fields.get("looks");
    // A mistake in the styles below would be reported again of those that stand on them.
    if sink.errors() == before
        && let Some(looks) = looks.and_then(|node| node.fields("looks", sink))
    {
        // Styles of other looks are read, too: a mistake in them is found before they are chosen.
        for (name, node) in looks.all() {
            let mut others = styles.clone();
            let own = if name.it == look.name { &mut styles } else { &mut others };
            read.all(Some(node), own, sink);
        }
    }
    let page = page(&fields, sink);
    let size = page.map(|(size, ..)| size);
    let hole = fields.get("hole").and_then(|node| hole(node, size, sink));
    let sheet = fields.get("sheet").map(|node| super::paper_file::read(node, size, sink));
    let SheetFile { paper, distribution } = sheet.unwrap_or_default();
    let stretch = fields.get("stretch").and_then(|n| number(n, "stretch", FACTOR, sink));
    let stretch = stretch.unwrap_or(1.0);
    let fit_steps = fit_steps(&fields, sink);
    fields.finish(sink);
    let (size, margin, safe, duplex) = page?;
    (sink.errors() == before).then(|| SheetStyle {
        path: product.path.clone(),
        page: size,
        margin,
        safe,
        duplex,
        hole,
        sheet: paper,
        distribution,
        stretch,
        fit_steps,
        larger_steps: Vec::new(),
        styles,
        palette,
    })
}

/// What styles are read with.
#[derive(Clone, Copy)]
struct Reading<'a> {
    colours: &'a ColourNames,
    fonts: &'a Fonts,
    is_poster: bool,
}

impl Reading<'_> {
    fn all(self, node: Option<&Node>, styles: &mut Vec<Style>, sink: &mut Sink) {
        let Some(fields) = node.and_then(|node| node.fields("styles", sink)) else { return };
        for (name, node) in fields.all() {
            let Some(fields) = node.fields(&name.it, sink) else { continue };
            let mut style = start(&name.it, &fields, styles, sink);
            read_one(&fields, &mut style, self, sink);
            fields.finish(sink);
            check(&style, node, self, sink);
            match styles.iter_mut().find(|known| *known.name == *name.it) {
                Some(known) => *known = style,
                None => styles.push(style),
            }
        }
    }
}

fn start(name: &str, fields: &Fields<'_>, styles: &[Style], sink: &mut Sink) -> Style {
    let find = |name: &str| styles.iter().find(|style| &*style.name == name);
    let Some(node) = fields.get("extends") else {
        return find(name).cloned().unwrap_or_else(|| Style::plain(name));
    };
    let Some(parent) = node.word("extends", sink) else { return Style::plain(name) };
    if let Some(style) = find(&parent.it) {
        return Style { name: name.into(), ..style.clone() };
    }
    let unknown = &parent.it;
    sink.push(
        faults::no_parent_style(unknown)
            .at(parent.span)
            .did_you_mean(unknown, styles.iter().map(|style| &*style.name)),
    );
    Style::plain(name)
}

fn read_one(fields: &Fields<'_>, style: &mut Style, with: Reading<'_>, sink: &mut Sink) {
    let Reading { colours, fonts, .. } = with;
    if let Some(node) = fields.get("face")
        && let Some(words) = node.word("face", sink)
    {
        if let Some(face) = fonts.by_name(&words.it) {
            style.face = face;
        } else {
            let known = fonts.names().collect::<Vec<_>>().join(", ");
            sink.push(
                node.wrong("face", text!(en "one of {known}", vi "một trong: {known}"))
                    .did_you_mean(&words.it, fonts.names()),
            );
        }
    }
    if let Some(node) = fields.get("align")
        && let Some(words) = node.word("align", sink)
    {
        match words.it.as_str() {
            "left" => style.align = Align::Left,
            "centre" => style.align = Align::Centre,
            _ => sink.push(node.wrong(
                "align",
                text!(
                    en "`left` or `centre` (LP-07: never justified)",
                    vi "`left` hoặc `centre` (LP-07: không dàn đều hai bên)",
                ),
            )),
        }
    }
    let mut set = |name: &'static str, range: Range, unit: fn(f64) -> Len, field: &mut Len| {
        if let Some(value) = fields.get(name).and_then(|node| number(node, name, range, sink)) {
            *field = unit(value);
        }
    };
    set("size", Range(1.0, 3000.0), Len::pt, &mut style.size);
    set("above", SPACE, Len::mm, &mut style.above);
    set("below", SPACE, Len::mm, &mut style.below);
    // Nothing thinner comes out of every printer (PP-08).
    set("line", Range(0.25, 50.0), Len::pt, &mut style.line);
    set("radius", SPACE, Len::mm, &mut style.radius);
    set("marker", Range(1.0, 1000.0), Len::mm, &mut style.marker);
    set("gap", SPACE, Len::mm, &mut style.gap);
    set("row", SPACE, Len::mm, &mut style.row);
    set("height", SPACE, Len::mm, &mut style.height);
    set("width", Range(1.0, 5000.0), Len::mm, &mut style.width);
    set("least", Range(0.0, 5000.0), Len::mm, &mut style.least);
    let leading = fields.get("leading");
    if let Some(value) = leading.and_then(|n| number(n, "leading", Range(1.0, 5.0), sink)) {
        style.leading = value;
    }
    if let Some(node) = fields.get("padding") {
        style.padding = insets(node, "padding", sink).unwrap_or_default();
    }
    if let Some(node) = fields.get("columns") {
        style.columns = shares(node, sink).unwrap_or_default().into();
    }
    if let Some(keeps) = fields.get("keep_next").and_then(|n| truth(n, "keep_next", sink)) {
        style.keep_next = keeps;
    }
    if let Some(bleeds) = fields.get("bleed").and_then(|n| truth(n, "bleed", sink)) {
        style.bleed = bleeds;
    }
    let mut colour = |name: &'static str| {
        let node = fields.get(name)?;
        let words = node.word(name, sink)?;
        if words.it == "none" {
            return Some(None);
        }
        let colour = colours.get(&words.it).or_else(|| Colour::parse(&words.it));
        if colour.is_none() {
            let names: Vec<&str> = colours.names().collect();
            let list = names.join(", ");
            sink.push(
                node.wrong(
                    name,
                    text!(
                        en "a colour: {list}, none or like \"#0B4F6C\"",
                        vi "một màu: {list}, none hoặc viết như \"#0B4F6C\"",
                    ),
                )
                .did_you_mean(&words.it, names),
            );
        }
        Some(colour)
    };
    if let Some(Some(ink)) = colour("colour") {
        style.colour = ink;
    }
    if let Some(fill) = colour("fill") {
        style.fill = fill;
    }
    if let Some(stroke) = colour("stroke") {
        style.stroke = stroke;
    }
}

/// Reports a style no elder could read.
fn check(style: &Style, node: &Node, with: Reading<'_>, sink: &mut Sink) {
    let (name, fonts) = (&style.name, with.fonts);
    let mut report = |what: Text, hint: Text| {
        sink.push(faults::illegible(name, &what, hint).at(node.span));
    };
    let floor = Floor::of(style);
    let face = fonts.face(style.face);
    let x_height = style.size.of_em(face.x_height, face.upm);
    if x_height < Len::mm(floor.x_height()) {
        let (is, least) = (x_height.to_mm(), floor.x_height());
        // Half points are what people write; the next above the floor is a size that is taken.
        let size = (floor.size(style.face, fonts).to_pt() * 2.0).ceil() / 2.0;
        report(
            match floor {
                Floor::Body => text!(
                    en "body text has an x-height of {is:.2} mm, less than {least} mm (LP-02)",
                    vi "chữ thân bài có chữ x cao {is:.2} mm, thấp hơn {least} mm (LP-02)",
                ),
                Floor::Other => text!(
                    en "the text has an x-height of {is:.2} mm, less than {least} mm (LP-03)",
                    vi "chữ này có chữ x cao {is:.2} mm, thấp hơn {least} mm (LP-03)",
                ),
            },
            text!(en "set `size` to {size} or more", vi "đặt `size` từ {size} trở lên"),
        );
    }
    let ground = style.fill.unwrap_or(Colour::WHITE);
    let contrast = style.colour.contrast(ground);
    let least = least_contrast(with.is_poster, (style.face, style.size), fonts);
    if contrast < least {
        let colour = style.colour;
        report(
            text!(
                en "{colour} on {ground} has a contrast of {contrast:.1}, less than {least} (LP-12)",
                vi "{colour} trên nền {ground} có độ tương phản {contrast:.1}, dưới {least} (LP-12)",
            ),
            text!(en "use a darker ink or a lighter background", vi "dùng màu chữ đậm hơn hoặc nền nhạt hơn"),
        );
    }
}

fn page(fields: &Fields<'_>, sink: &mut Sink) -> Option<(Size, Insets, Len, Duplex)> {
    let fields = fields.need("page", sink)?.fields("page", sink)?;
    let size = fields.need("size", sink).and_then(|node| pair(node, sink));
    let margin = fields.need("margin", sink);
    let margin = margin.and_then(|node| Some((node, insets(node, "margin", sink)?)));
    let safe = fields.need("safe", sink);
    let safe = safe.and_then(|node| Some((node, number(node, "safe", SPACE, sink)?)));
    let duplex = fields.need("duplex", sink).and_then(|node| edge(node, "duplex", sink));
    fields.finish(sink);
    let (size, (margin_node, margin), (safe_node, safe)) = (size?, margin?, safe?);
    let (w, h) = (size.w.to_mm(), size.h.to_mm());
    let room = Len::mm(PAPER.0);
    if size.w - margin.across() < room || size.h - margin.down() < room {
        let least = PAPER.0;
        let wanted = text!(
            en "margins that leave {least} mm or more of the page of {w:.0} × {h:.0} mm",
            vi "lề chừa lại ít nhất {least} mm của trang {w:.0} × {h:.0} mm",
        );
        sink.push(margin_node.wrong("margin", wanted));
        return None;
    }
    if Len::mm(safe) * 2 >= size.w.min(size.h) {
        let most = w.min(h) / 2.0;
        let wanted = text!(
            en "less than half of the page, {most:.0} mm",
            vi "nhỏ hơn nửa trang, {most:.0} mm",
        );
        sink.push(safe_node.wrong("safe", wanted));
        return None;
    }
    Some((size, margin, Len::mm(safe), duplex?))
}

/// The hole, wholly on the page, and its slit, which ends at the right edge.
fn hole(node: &Node, page: Option<Size>, sink: &mut Sink) -> Option<Hole> {
    let fields = node.fields("hole", sink)?;
    fields.renamed("ring", "clearance");
    let diameter = fields.need("diameter", sink);
    let diameter = diameter.and_then(|node| number(node, "diameter", Range(1.0, 500.0), sink));
    let clearance = fields.need("clearance", sink);
    let clearance = clearance.and_then(|node| number(node, "clearance", SPACE, sink));
    let half = diameter.unwrap_or(0.0) / 2.0;
    // Where the page itself is wrong, that is reported.
    let (w, h) = page.map_or((PAPER.1, PAPER.1), |page| (page.w.to_mm(), page.h.to_mm()));
    let hundredths = |mm: f64| (mm * 100.0).round() / 100.0;
    let mut place = |name: &'static str, long: f64| {
        let range = Range(half, hundredths(long - half));
        fields.need(name, sink).and_then(|node| number(node, name, range, sink)).map(Len::mm)
    };
    let (x, y) = (place("x", w), place("y", h));
    let slit = fields.get("slit").map(|node| number(node, "slit", Range(0.0, hundredths(h)), sink));
    fields.finish(sink);
    let slit = match slit {
        Some(slit) => Some(Len::mm(slit?)),
        None => None,
    };
    Some(Hole { diameter: Len::mm(diameter?), x: x?, y: y?, clearance: Len::mm(clearance?), slit })
}

/// Factors of a step of copyfitting.
pub(super) const FACTOR: Range = Range(0.0, 20.0);
/// Factors of sizes: what is nothing cannot be read.
pub(super) const SIZES: Range = Range(0.1, 10.0);
/// The most pages of a face, and steps of copyfitting.
const MOST_PAGES: u16 = 99;
const MOST_STEPS: usize = 99;

/// How many pages each face has, or `any`.
fn pages(node: &Node, sink: &mut Sink) -> Option<Vec<usize>> {
    if matches!(&node.value, Value::Text(text) if text == "any") {
        return Some(vec![FitStep::ANY]);
    }
    counts(node, "pages", (1, MOST_PAGES), sink)
}

fn fit_steps(fields: &Fields<'_>, sink: &mut Sink) -> Vec<FitStep> {
    fields.renamed("ladder", "copyfitting");
    let Some(node) = fields.need("copyfitting", sink) else { return Vec::new() };
    let Some(items) = node.list("copyfitting", sink) else { return Vec::new() };
    if !(1..=MOST_STEPS).contains(&items.len()) {
        // Without a size to try nothing could be set, and nothing would be reported.
        let wanted = text!(
            en "a list of 1 to {MOST_STEPS} sizes",
            vi "danh sách từ 1 đến {MOST_STEPS} cỡ",
        );
        sink.push(node.wrong("copyfitting", wanted));
    }
    let read = |node: &Node, sink: &mut Sink| {
        let fields = node.fields("copyfitting", sink)?;
        let mut factor = |name: &'static str, range: Range| {
            fields.need(name, sink).and_then(|node| number(node, name, range, sink))
        };
        let (text, gap) = (factor("text", SIZES), factor("gap", FACTOR));
        let picture = factor("picture", SIZES);
        let pages = fields.need("pages", sink).and_then(|node| pages(node, sink));
        fields.finish(sink);
        let pages = pages?;
        Some(FitStep { pages, text: text?, gap: gap?, picture: picture?, larger_than: None })
    };
    items.iter().filter_map(|node| read(node, sink)).collect()
}
