//! Reads `templates/base.yaml` and a product's `style.yaml`.
//!
//! The base names styles all products share; a product changes the fields it wants and adds
//! styles of its own. `extends: name` begins a style as a copy of another.

use crate::colour::Colour;
use crate::diag::{Code, Diagnostic, Sink, Text, text};
use crate::geom::{Insets, Len, Size};
use crate::inks::Palette;
use crate::source::Source;
use crate::text::Fonts;
use crate::yaml::{self, Fields, Node, Value};

use super::colour_file::{self, ColourNames};
use super::number_file::{PAPER, Range, SPACE, counts, edge, insets, number, pair, shares, truth};
use super::paper::Duplex;
use super::paper_file::SheetFile;
use super::style::{Align, FitStep, Floor, Hole, MIN_CONTRAST, SheetStyle, Style};

/// Reads the styles of a product on top of the shared ones. `None` when anything is wrong.
pub fn read_styles(
    base: &Source,
    product: &Source,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<SheetStyle> {
    let before = sink.errors();
    let mut styles = Vec::new();
    let base_node = yaml::parse(base, 0..base.text.len(), sink)?;
    let base_fields = base_node.fields("base", sink)?;
    let mut palette = Palette::default();
    let colours = colour_file::read(base_fields.need("colours", sink), &mut palette, sink);
    read_all(base_fields.need("styles", sink), &colours, &mut styles, fonts, sink);
    base_fields.finish(sink);
    let node = yaml::parse(product, 0..product.text.len(), sink)?;
    let fields = node.fields("style", sink)?;
    read_all(fields.get("styles"), &colours, &mut styles, fonts, sink);
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
        styles,
        palette,
    })
}

fn read_all(
    node: Option<&Node>,
    colours: &ColourNames,
    styles: &mut Vec<Style>,
    fonts: &Fonts,
    sink: &mut Sink,
) {
    let Some(fields) = node.and_then(|node| node.fields("styles", sink)) else { return };
    for (name, node) in fields.all() {
        let Some(fields) = node.fields(&name.it, sink) else { continue };
        let mut style = start(&name.it, &fields, styles, sink);
        read_one(&fields, &mut style, colours, sink);
        fields.finish(sink);
        check(&style, node, fonts, sink);
        match styles.iter_mut().find(|known| known.name == name.it) {
            Some(known) => *known = style,
            None => styles.push(style),
        }
    }
}

fn start(name: &str, fields: &Fields<'_>, styles: &[Style], sink: &mut Sink) -> Style {
    let find = |name: &str| styles.iter().find(|style| style.name == name);
    let Some(node) = fields.get("extends") else {
        return find(name).cloned().unwrap_or_else(|| Style::plain(name));
    };
    let Some(parent) = node.word("extends", sink) else { return Style::plain(name) };
    if let Some(style) = find(&parent.it) {
        return Style { name: name.to_owned(), ..style.clone() };
    }
    let unknown = &parent.it;
    sink.push(
        Diagnostic::new(
            Code::MarkupStyle,
            text!(
                en "there is no style `{unknown}` above this one to extend",
                vi "phía trên không có kiểu `{unknown}` để kế thừa",
            ),
        )
        .at(parent.span)
        .did_you_mean(unknown, styles.iter().map(|style| style.name.as_str()))
        .hint(text!(
            en "extend a style that stands further up in this file or in templates/base.yaml",
            vi "chỉ kế thừa kiểu đứng phía trên trong tệp này hoặc trong templates/base.yaml",
        )),
    );
    Style::plain(name)
}

fn read_one(fields: &Fields<'_>, style: &mut Style, colours: &ColourNames, sink: &mut Sink) {
    if let Some(node) = fields.get("face")
        && let Some(words) = node.word("face", sink)
    {
        if let Some(face) = Fonts::by_name(&words.it) {
            style.face = face;
        } else {
            let known = Fonts::names().collect::<Vec<_>>().join(", ");
            sink.push(
                node.wrong("face", text!(en "one of {known}", vi "một trong: {known}"))
                    .did_you_mean(&words.it, Fonts::names()),
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
    set("size", Range(1.0, 400.0), Len::pt, &mut style.size);
    set("above", SPACE, Len::mm, &mut style.above);
    set("below", SPACE, Len::mm, &mut style.below);
    // Nothing thinner comes out of every printer (PP-08).
    set("line", Range(0.25, 50.0), Len::pt, &mut style.line);
    set("radius", SPACE, Len::mm, &mut style.radius);
    set("marker", Range(1.0, 200.0), Len::mm, &mut style.marker);
    set("gap", SPACE, Len::mm, &mut style.gap);
    set("row", SPACE, Len::mm, &mut style.row);
    set("height", SPACE, Len::mm, &mut style.height);
    set("width", Range(1.0, 1000.0), Len::mm, &mut style.width);
    let leading = fields.get("leading");
    if let Some(value) = leading.and_then(|n| number(n, "leading", Range(1.0, 5.0), sink)) {
        style.leading = value;
    }
    if let Some(node) = fields.get("padding") {
        style.padding = insets(node, "padding", sink).unwrap_or_default();
    }
    if let Some(node) = fields.get("columns") {
        style.columns = shares(node, sink).unwrap_or_default();
    }
    if let Some(keeps) = fields.get("keep_next").and_then(|n| truth(n, "keep_next", sink)) {
        style.keep_next = keeps;
    }
    let mut colour = |name: &'static str| {
        let node = fields.get(name)?;
        let words = node.word(name, sink)?;
        if words.it == "none" {
            return Some(None);
        }
        let known = colours.iter().find(|(known, _)| *known == words.it).map(|(_, c)| *c);
        let colour = known.or_else(|| Colour::parse(&words.it));
        if colour.is_none() {
            let names: Vec<&str> = colours.iter().map(|(name, _)| name.as_str()).collect();
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
fn check(style: &Style, node: &Node, fonts: &Fonts, sink: &mut Sink) {
    let name = &style.name;
    let mut report = |what: Text, hint: Text| {
        let Text { en, vi } = what;
        let message = text!(
            en "the style `{name}` is illegible: {en}",
            vi "kiểu `{name}` khó đọc: {vi}",
        );
        sink.push(Diagnostic::new(Code::StyleIllegible, message).at(node.span).hint(hint));
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
                    en "body text has an x-height of {is:.2} mm, under {least} mm (LP-02)",
                    vi "chữ thân bài có chữ x cao {is:.2} mm, thấp hơn {least} mm (LP-02)",
                ),
                Floor::Other => text!(
                    en "the text has an x-height of {is:.2} mm, under {least} mm (LP-03)",
                    vi "chữ này có chữ x cao {is:.2} mm, thấp hơn {least} mm (LP-03)",
                ),
            },
            text!(en "set `size` to {size} or more", vi "đặt `size` từ {size} trở lên"),
        );
    }
    let ground = style.fill.unwrap_or(Colour::WHITE);
    let contrast = style.colour.contrast(ground);
    if contrast < MIN_CONTRAST {
        let colour = style.colour;
        report(
            text!(
                en "{colour} on {ground} has a contrast of {contrast:.1}, under {MIN_CONTRAST} (LP-12)",
                vi "{colour} trên nền {ground} có độ tương phản {contrast:.1}, dưới {MIN_CONTRAST} (LP-12)",
            ),
            text!(en "use a darker ink or a lighter ground", vi "dùng màu chữ đậm hơn hoặc nền nhạt hơn"),
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
    let diameter = fields.need("diameter", sink);
    let diameter = diameter.and_then(|node| number(node, "diameter", Range(1.0, 500.0), sink));
    let clearance = fields.need("ring", sink).and_then(|node| number(node, "ring", SPACE, sink));
    let half = diameter.unwrap_or(0.0) / 2.0;
    // Where the page itself is wrong, that is told.
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
const FACTOR: Range = Range(0.0, 20.0);
/// Factors of sizes: what is nothing cannot be read.
const SIZES: Range = Range(0.1, 10.0);
/// The most pages of a face, and steps of a ladder.
const MOST_PAGES: u16 = 99;
const MOST_RUNGS: usize = 99;

/// How many pages each face has, or `any`.
fn pages(node: &Node, sink: &mut Sink) -> Option<Vec<usize>> {
    if matches!(&node.value, Value::Text(text) if text == "any") {
        return Some(vec![FitStep::ANY]);
    }
    counts(node, "pages", (1, MOST_PAGES), sink)
}

fn fit_steps(fields: &Fields<'_>, sink: &mut Sink) -> Vec<FitStep> {
    let Some(node) = fields.need("ladder", sink) else { return Vec::new() };
    let Some(items) = node.list("ladder", sink) else { return Vec::new() };
    if !(1..=MOST_RUNGS).contains(&items.len()) {
        // Without a size to try nothing could be set, and nobody would be told.
        let wanted = text!(
            en "a list of one size or more, at most {MOST_RUNGS}",
            vi "danh sách có ít nhất một cỡ, nhiều nhất {MOST_RUNGS}",
        );
        sink.push(node.wrong("ladder", wanted));
    }
    let read = |node: &Node, sink: &mut Sink| {
        let fields = node.fields("ladder", sink)?;
        let mut factor = |name: &'static str, range: Range| {
            fields.need(name, sink).and_then(|node| number(node, name, range, sink))
        };
        let (text, gap) = (factor("text", SIZES), factor("gap", FACTOR));
        let picture = factor("picture", SIZES);
        let pages = fields.need("pages", sink).and_then(|node| pages(node, sink));
        fields.finish(sink);
        let pages = pages?;
        Some(FitStep { pages, text: text?, gap: gap?, picture: picture? })
    };
    items.iter().filter_map(|node| read(node, sink)).collect()
}
