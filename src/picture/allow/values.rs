//! Which properties and values a drawing may have: those that are printed as they are meant.
//!
//! The reader behind this list puts a default in place of every value it cannot read and says
//! nothing, so each value is read here first, by the same parsers.

use std::str::FromStr;

use svgtypes::{
    AspectRatio, Length, LengthUnit, Number, NumberListParser, Paint, PaintOrder,
    SimplePathSegment, SimplifyingPathParser, Transform, ViewBox,
};

/// The largest number: far beyond any paper, and still exact to a thousandth.
const MAX_NUMBER: f64 = 1e5;

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
pub(super) enum ValueSyntax {
    /// A plain colour or `none`.
    Paint,
    /// A plain colour.
    Colour,
    /// One of some words.
    Word(&'static [&'static str]),
    /// 1 or 100 %: nothing is seen through.
    Opaque,
    /// A length that may be 0 or less.
    Length,
    /// A length of 0 or more.
    Width,
    /// A length above 0.
    Size,
    /// A length of 0 or more, of which only the share of the other one counts.
    Frame,
    /// A number of 1 or more.
    AtLeastOne,
    /// Commands of a path that draw something.
    Path,
    /// Pairs of coordinates.
    Points,
    /// Shifts, turns and the like.
    Transform,
    /// Four numbers, the last two above 0.
    ViewBox,
    /// How the drawing fits its frame, without cutting anything off.
    Fit,
    /// In which order areas and lines are painted.
    Order,
    /// Has no ink.
    Any,
    /// A colour, seen through or not, or a gradient of the drawing.
    Shade,
    /// How much is seen through: from 0 to 1, or in percent.
    Share,
    /// A path of the drawing to cut out by, or `none`.
    Clip,
}

/// Which properties are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Properties {
    /// Those that are printed as outlines.
    Plain,
    /// Those of logos, too, whose shades are printed as pixels.
    Shaded,
}

impl Properties {
    /// What a property may be; `None` for one that is not known.
    pub(super) fn find(self, name: &str) -> Option<ValueSyntax> {
        match name {
            _ if self == Properties::Plain => property(name),
            "fill" | "stroke" => Some(ValueSyntax::Shade),
            "opacity" | "fill-opacity" | "stroke-opacity" => Some(ValueSyntax::Share),
            "clip-path" => Some(ValueSyntax::Clip),
            _ => property(name),
        }
    }
}

/// Why a value cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Wrong {
    /// It cannot be read, or is beyond what is allowed.
    Unreadable,
    /// It is sound SVG that is not printed.
    Unsupported,
    /// Nothing would be drawn.
    Empty,
}

use ValueSyntax::{Any, AtLeastOne, Colour, Opaque, Order, Width, Word};

/// Properties of shapes and groups, as attributes, in `style` and in rules.
const PROPERTIES: [(&str, ValueSyntax); 34] = [
    ("fill", ValueSyntax::Paint),
    ("stroke", ValueSyntax::Paint),
    ("color", Colour),
    ("stop-color", Any),
    ("stop-opacity", Any),
    ("solid-color", Any),
    ("solid-opacity", Any),
    ("fill-rule", Word(&["nonzero", "evenodd", "inherit"])),
    ("clip-rule", Any),
    ("stroke-width", Width),
    ("stroke-linecap", Word(&["butt", "round", "square", "inherit"])),
    ("stroke-linejoin", Word(&["miter", "round", "bevel", "inherit"])),
    ("stroke-miterlimit", AtLeastOne),
    ("stroke-dasharray", Word(&["none"])),
    ("stroke-dashoffset", Any),
    ("opacity", Opaque),
    ("fill-opacity", Opaque),
    ("stroke-opacity", Opaque),
    ("display", Word(&["inline", "block", "inherit"])),
    ("visibility", Word(&["visible", "inherit"])),
    ("overflow", Any),
    ("paint-order", Order),
    ("mix-blend-mode", Word(&["normal"])),
    ("isolation", Word(&["auto"])),
    ("filter", Word(&["none"])),
    ("mask", Word(&["none"])),
    ("clip-path", Word(&["none"])),
    ("marker", Word(&["none"])),
    ("marker-start", Word(&["none"])),
    ("marker-mid", Word(&["none"])),
    ("marker-end", Word(&["none"])),
    ("vector-effect", Word(&["none"])),
    ("enable-background", Any),
    ("pointer-events", Any),
];

/// Properties that say nothing about shapes: of letters, which are refused as such, and of screens.
const WITHOUT_INK: [&str; 26] = [
    "shape-rendering",
    "color-rendering",
    "image-rendering",
    "text-rendering",
    "color-interpolation",
    "color-interpolation-filters",
    "cursor",
    "direction",
    "letter-spacing",
    "word-spacing",
    "writing-mode",
    "dominant-baseline",
    "alignment-baseline",
    "baseline-shift",
    "block-progression",
    "line-height",
    "white-space",
    "shape-padding",
    "shape-margin",
    "inline-size",
    "font",
    "flood-color",
    "flood-opacity",
    "lighting-color",
    "user-select",
    "will-change",
];

/// Attributes that change nothing on paper.
const HARMLESS: [&str; 13] = [
    "id",
    "class",
    "lang",
    "role",
    "tabindex",
    "focusable",
    "name",
    "version",
    "baseProfile",
    "contentStyleType",
    "contentScriptType",
    "zoomAndPan",
    "pathLength",
];

/// What a property may be; `None` for one that is not known.
fn property(name: &str) -> Option<ValueSyntax> {
    let is_of_letters = ["font-", "text-", "-inkscape-"].iter().any(|head| name.starts_with(head));
    if is_of_letters || WITHOUT_INK.contains(&name) {
        return Some(Any);
    }
    PROPERTIES.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// What an attribute of an element may be that is no property; `None` for one that is not known.
pub(super) fn attribute(element: &str, name: &str) -> Option<ValueSyntax> {
    Some(match (element, name) {
        ("rect", "width" | "height") | ("circle", "r") | ("ellipse", "rx" | "ry") => {
            ValueSyntax::Size
        }
        ("svg", "width" | "height") => ValueSyntax::Frame,
        ("rect", "rx" | "ry") => Width,
        ("rect" | "use" | "svg", "x" | "y")
        | ("circle" | "ellipse", "cx" | "cy")
        | ("line", "x1" | "y1" | "x2" | "y2") => ValueSyntax::Length,
        ("polyline" | "polygon", "points") => ValueSyntax::Points,
        ("path", "d") => ValueSyntax::Path,
        ("svg", "viewBox") => ValueSyntax::ViewBox,
        ("svg", "preserveAspectRatio") => ValueSyntax::Fit,
        (_, "transform") => ValueSyntax::Transform,
        ("use", "width" | "height") => Any,
        _ if HARMLESS.contains(&name) => Any,
        _ if name.starts_with("data-") || name.starts_with("aria-") => Any,
        _ => return None,
    })
}

/// The attributes without which an element draws nothing.
pub(super) fn needed(element: &str) -> &'static [&'static str] {
    match element {
        "rect" => &["width", "height"],
        "circle" => &["r"],
        "ellipse" => &["rx", "ry"],
        "polyline" | "polygon" => &["points"],
        "path" => &["d"],
        _ => &[],
    }
}

impl ValueSyntax {
    /// Whether a text is such a value.
    pub(super) fn check(self, text: &str) -> Result<(), Wrong> {
        let text = text.trim();
        match self {
            Any => Ok(()),
            Word(words) if words.contains(&text) => Ok(()),
            Word(_) => Err(Wrong::Unsupported),
            ValueSyntax::Paint => match Paint::from_str(text).map_err(|_| Wrong::Unreadable)? {
                Paint::None | Paint::Inherit | Paint::CurrentColor => Ok(()),
                Paint::Color(colour) if colour.alpha == 255 => Ok(()),
                _ => Err(Wrong::Unsupported),
            },
            Colour if text == "inherit" => Ok(()),
            Colour => {
                let colour: svgtypes::Color = read(text)?;
                if colour.alpha == 255 { Ok(()) } else { Err(Wrong::Unsupported) }
            }
            Opaque => opaque(text),
            ValueSyntax::Length => length(text).map(|_| ()),
            Width | ValueSyntax::Size => match length(text)? {
                number if number < 0.0 => Err(Wrong::Unreadable),
                0.0 if matches!(self, ValueSyntax::Size) => Err(Wrong::Empty),
                _ => Ok(()),
            },
            ValueSyntax::Frame => {
                let Length { number, .. } = read(text)?;
                if number < 0.0 { Err(Wrong::Unreadable) } else { small(number) }
            }
            AtLeastOne => match number(text)? {
                number if number < 1.0 => Err(Wrong::Unreadable),
                _ => Ok(()),
            },
            ValueSyntax::Path => path(text),
            ValueSyntax::Points => points(text),
            ValueSyntax::Transform => transform(text),
            ValueSyntax::ViewBox => {
                // The reader stops behind four numbers.
                let parts =
                    text.split([' ', ',', '\t', '\r', '\n']).filter(|part| !part.is_empty());
                if parts.count() != 4 {
                    return Err(Wrong::Unreadable);
                }
                let ViewBox { x, y, w, h } = read(text)?;
                [x, y, w, h].into_iter().try_for_each(small)
            }
            ValueSyntax::Fit => {
                let fit: AspectRatio = read(text)?;
                if fit.slice { Err(Wrong::Unsupported) } else { Ok(()) }
            }
            Order => read::<PaintOrder>(text).map(|_| ()),
            ValueSyntax::Shade => match Paint::from_str(text).map_err(|_| Wrong::Unreadable)? {
                // What an address falls back on would hide that it leads nowhere.
                Paint::FuncIRI(_, None)
                | Paint::Color(_)
                | Paint::None
                | Paint::Inherit
                | Paint::CurrentColor => Ok(()),
                _ => Err(Wrong::Unsupported),
            },
            ValueSyntax::Share => {
                let (digits, whole) =
                    text.strip_suffix('%').map_or((text, 1.0), |digits| (digits, 100.0));
                let share = number(digits)?;
                if share < 0.0 || share > whole { Err(Wrong::Unreadable) } else { Ok(()) }
            }
            ValueSyntax::Clip => {
                let is_known = text == "none" || text.starts_with("url(#");
                if is_known { Ok(()) } else { Err(Wrong::Unsupported) }
            }
        }
    }
}

fn read<T: FromStr>(text: &str) -> Result<T, Wrong> {
    text.parse().map_err(|_| Wrong::Unreadable)
}

fn small(number: f64) -> Result<(), Wrong> {
    if number.abs() <= MAX_NUMBER { Ok(()) } else { Err(Wrong::Unreadable) }
}

fn number(text: &str) -> Result<f64, Wrong> {
    let Number(number) = read(text)?;
    small(number).map(|()| number)
}

fn opaque(text: &str) -> Result<(), Wrong> {
    let (digits, whole) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits, 100.0));
    if number(digits)? >= whole { Ok(()) } else { Err(Wrong::Unsupported) }
}

/// A length; of those that hang on the size of letters none is known.
fn length(text: &str) -> Result<f64, Wrong> {
    let Length { number, unit } = read(text)?;
    small(number)?;
    match unit {
        LengthUnit::Em | LengthUnit::Ex => Err(Wrong::Unsupported),
        _ => Ok(number),
    }
}

fn transform(text: &str) -> Result<(), Wrong> {
    let Transform { a, b, c, d, e, f } = read(text)?;
    [a, b, c, d, e, f].into_iter().try_for_each(small)?;
    if (a * d - b * c).abs() < 1e-9 { Err(Wrong::Empty) } else { Ok(()) }
}

/// Of a path with a fault only the part before it would be drawn.
fn path(text: &str) -> Result<(), Wrong> {
    let mut draws = false;
    for segment in SimplifyingPathParser::from(text) {
        match segment.map_err(|_| Wrong::Unreadable)? {
            SimplePathSegment::MoveTo { x, y } => [x, y].into_iter().try_for_each(small)?,
            SimplePathSegment::LineTo { x, y } => {
                draws = true;
                [x, y].into_iter().try_for_each(small)?;
            }
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                draws = true;
                [x1, y1, x, y].into_iter().try_for_each(small)?;
            }
            SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => {
                draws = true;
                [x1, y1, x2, y2, x, y].into_iter().try_for_each(small)?;
            }
            SimplePathSegment::ClosePath => {}
        }
    }
    if draws { Ok(()) } else { Err(Wrong::Empty) }
}

fn points(text: &str) -> Result<(), Wrong> {
    let mut count = 0;
    for number in NumberListParser::from(text) {
        small(number.map_err(|_| Wrong::Unreadable)?)?;
        count += 1;
    }
    match count {
        0 | 2 => Err(Wrong::Empty),
        count if count % 2 == 1 => Err(Wrong::Unreadable),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_or_refused() {
        let cases = [
            (ValueSyntax::Paint, "#123", None),
            (ValueSyntax::Paint, "RoyalBlue", None),
            (ValueSyntax::Paint, "rgb(1, 2, 3)", None),
            (ValueSyntax::Paint, "currentColor", None),
            (ValueSyntax::Paint, "none", None),
            (ValueSyntax::Paint, "", Some(Wrong::Unreadable)),
            (ValueSyntax::Paint, "#12345", Some(Wrong::Unreadable)),
            (ValueSyntax::Paint, "blu", Some(Wrong::Unreadable)),
            (ValueSyntax::Paint, "var(--ink)", Some(Wrong::Unreadable)),
            (ValueSyntax::Paint, "url(#a)", Some(Wrong::Unsupported)),
            (ValueSyntax::Paint, "url(#a) red", Some(Wrong::Unsupported)),
            (ValueSyntax::Paint, "context-fill", Some(Wrong::Unsupported)),
            (ValueSyntax::Paint, "rgba(1,2,3,0.5)", Some(Wrong::Unsupported)),
            (ValueSyntax::Paint, "#12345678", Some(Wrong::Unsupported)),
            (ValueSyntax::Paint, "transparent", Some(Wrong::Unsupported)),
            (Opaque, "1", None),
            (Opaque, "100%", None),
            (Opaque, "0.99", Some(Wrong::Unsupported)),
            (Opaque, "half", Some(Wrong::Unreadable)),
            (ValueSyntax::Length, "-3.5mm", None),
            (ValueSyntax::Length, "10%", None),
            (ValueSyntax::Length, "2em", Some(Wrong::Unsupported)),
            (ValueSyntax::Length, "2rem", Some(Wrong::Unreadable)),
            (ValueSyntax::Length, "calc(1px)", Some(Wrong::Unreadable)),
            (ValueSyntax::Length, "1e9", Some(Wrong::Unreadable)),
            (ValueSyntax::Length, "NaN", Some(Wrong::Unreadable)),
            (ValueSyntax::Size, "0", Some(Wrong::Empty)),
            (ValueSyntax::Size, "-1", Some(Wrong::Unreadable)),
            (Width, "0", None),
            (ValueSyntax::Path, "M0 0h9v9z", None),
            (ValueSyntax::Path, "M0 0", Some(Wrong::Empty)),
            (ValueSyntax::Path, "M0 0z", Some(Wrong::Empty)),
            (ValueSyntax::Path, "", Some(Wrong::Empty)),
            (ValueSyntax::Path, "M0 0h9 oops v9", Some(Wrong::Unreadable)),
            (ValueSyntax::Path, "L0 0h9", Some(Wrong::Unreadable)),
            (ValueSyntax::Path, "M0 0h1e30", Some(Wrong::Unreadable)),
            (ValueSyntax::Points, "0,0 9,0 9,9", None),
            (ValueSyntax::Points, "0,0 9,0 9", Some(Wrong::Unreadable)),
            (ValueSyntax::Points, "0,0 9,x", Some(Wrong::Unreadable)),
            (ValueSyntax::Points, "0,0", Some(Wrong::Empty)),
            (ValueSyntax::Transform, "rotate(30) scale(2)", None),
            (ValueSyntax::Transform, "scale(0)", Some(Wrong::Empty)),
            (ValueSyntax::Transform, "rotate(30deg)", Some(Wrong::Unreadable)),
            (ValueSyntax::Transform, "rotate3d(1,1,1,30)", Some(Wrong::Unreadable)),
            (ValueSyntax::ViewBox, "0 0 9 9", None),
            (ValueSyntax::ViewBox, "0 0 9 0", Some(Wrong::Unreadable)),
            (ValueSyntax::ViewBox, "0 0 9", Some(Wrong::Unreadable)),
            (ValueSyntax::ViewBox, "0 0 9 9 9", Some(Wrong::Unreadable)),
            (ValueSyntax::ViewBox, " 0,0, 9\n9 ", None),
            (ValueSyntax::Fit, "xMidYMid meet", None),
            (ValueSyntax::Fit, "xMidYMid slice", Some(Wrong::Unsupported)),
            (AtLeastOne, "10", None),
            (AtLeastOne, "0.5", Some(Wrong::Unreadable)),
        ];
        for (value, text, wrong) in cases {
            assert_eq!(value.check(text).err(), wrong, "{value:?} {text:?}");
        }
    }
}
