//! Windows onto the screen of a phone, drawn here and not copied from the app.
//!
//! In goes a [`ScreenPicture`] and the width there is, out comes one figure: the frame of the phone,
//! open where the screen goes on, and its rows. Lengths grow with the width, lettering with them,
//! but never below 14 pt bold for what is pressed and 12 pt for the rest; what has no room for that
//! is a grey bar. A finger comes from below, touches the lower edge of what is pressed and covers no
//! letter. The figure is heard by its words, its lettering is not.

mod finger;
mod frame;
mod lettering;
mod rows;

use super::block_frame::BlockFrame;
use super::blocks::BlockLayouter;
use super::page::{Item, Pen, Placed, Role};
use crate::colour::Colour;
use crate::doc::{ScreenNode, Style};
use crate::geom::{Len, Point, Rect, Size};
use crate::path::Path;
use crate::picture::{Cap, Join};
use crate::screen::{Lettering, PictureRow, ScreenEdge, ScreenPicture};
use finger::Finger;

/// The width a screen is designed for, in points; all lengths below are points at that width.
const DESIGN: f64 = 130.0;
/// From the frame to the rows, between rows, from the last row to the end of the frame.
const PAD: f64 = 8.0;
const GAP: f64 = 7.0;
/// The frame and its corners.
const LINE: f64 = 2.2;
const CORNER: f64 = 12.0;
/// Below this share of its size a picture has one grey bar in the place of several, and below that
/// none: they are the first to go where a sheet is full.
const LEAST_MORE_BARS: f64 = 0.98;
const LEAST_BARS: f64 = 0.88;
/// Below this share the window is cut out of the middle of the screen: no top of the phone is drawn.
const LEAST_TOP: f64 = 0.75;
/// The least width of a screen: the longest word has room on a button.
const LEAST_PT: f64 = 100.0;
/// A long name on a button gets a wider screen, rather than many lines: letters that have room in the
/// least width, and how many more make it twice as wide; the most it grows.
const LONG: (f64, f64, f64) = (22.0, 50.0, 0.45);
/// The width of a letter in points, for words that must not be torn.
const LETTER_PT: f64 = 6.9;
/// The share of its size that the hand has where the window is cut.
const SMALL_HAND: f64 = 0.85;

/// Draws one screen.
struct ScreenDrawing<'l, 'a, 'v> {
    layouter: &'l mut BlockLayouter<'a, 'v>,
    screen: &'l ScreenPicture,
    colours: ScreenColours,
    style: Style,
    /// The length of a point of the design.
    unit: f64,
    width: Len,
    /// The share of their size that pictures have on this step of copyfitting.
    room: f64,
    /// Where the next row begins.
    y: Len,
    items: Vec<Placed>,
    finger: Option<Finger>,
}

/// The colours of a screen, all made of those of its style.
#[derive(Clone, Copy, Debug)]
struct ScreenColours {
    /// The frame, and letters on white.
    ink: Colour,
    /// What is pressed.
    accent: Colour,
    /// Letters on that.
    on_accent: Colour,
    /// The ground of what is pressed; none where little toner is to be used, and then its line is thick.
    pressed: Option<Colour>,
    /// What does not matter.
    grey: Colour,
    /// The ground of a message.
    tint: Colour,
}

impl ScreenColours {
    fn of(style: &Style) -> ScreenColours {
        let ink = style.stroke.unwrap_or(Colour::BLACK);
        let accent = style.fill.unwrap_or(style.colour);
        ScreenColours {
            ink,
            accent,
            on_accent: style.colour,
            pressed: style.fill,
            grey: accent.towards(Colour::WHITE, 0.74),
            tint: accent.towards(Colour::WHITE, 0.91),
        }
    }
}

impl BlockLayouter<'_, '_> {
    /// How wide a screen is without long words on it.
    fn usual_width(&self, style: &Style) -> Len {
        style.width.scale(self.step.picture).max(Len::pt(LEAST_PT))
    }

    /// How wide a screen is drawn where there are so many millimetres of a column.
    pub(super) fn screen_width(&self, node: &ScreenNode, column: Len) -> Len {
        let wide = self.usual_width(self.style.style(node.style));
        let letters = |words: &Lettering| words.text.chars().count();
        let rows = node.picture.rows.iter().filter(|row| row.kind.is_pressed());
        let longest = rows.filter_map(|row| row.lettering.as_ref()).map(letters).max();
        let (own, twice, most) = LONG;
        let more = ((longest.unwrap_or(0) as f64 - own) / twice).clamp(0.0, most);
        // An address stands on one line.
        let words = node.picture.rows.iter().filter_map(|row| row.lettering.as_ref());
        let words = words.flat_map(|words| words.text.split_whitespace());
        let word = words.map(|word| word.chars().count()).max().unwrap_or(0) as f64;
        let least = (LEAST_PT * (1.0 + more)).max(word * LETTER_PT + PAD * 4.0);
        wide.max(Len::pt(least)).min(column)
    }

    /// Draws a screen as wide as that.
    pub(super) fn screen(&mut self, node: &ScreenNode, alt: &str, width: Len) -> BlockFrame {
        let style = self.style.style(node.style).clone();
        // A screen that is wider for the sake of a long name is not larger.
        let unit = width.min(self.usual_width(&style)).to_pt() / DESIGN;
        let drawing = ScreenDrawing {
            screen: &node.picture,
            colours: ScreenColours::of(&style),
            style,
            unit,
            width,
            room: self.step.picture,
            y: Len::ZERO,
            items: Vec::new(),
            finger: None,
            layouter: self,
        };
        let (items, height) = drawing.drawn();
        let size = Size::new(width, height);
        let mut piece = BlockFrame { size, items, ..BlockFrame::default() };
        let tag = self.tag(Role::Figure { alt: alt.to_owned(), size });
        piece.wrap(tag);
        piece
    }
}

impl ScreenDrawing<'_, '_, '_> {
    /// All of it, and how high it is.
    fn drawn(mut self) -> (Vec<Placed>, Len) {
        let screen = self.screen;
        let is_cut = self.room < LEAST_TOP && screen.title.is_none();
        let is_begun = match screen.edge {
            Some(ScreenEdge::Top) => true,
            Some(ScreenEdge::Middle | ScreenEdge::Bottom) => false,
            None => !is_cut,
        };
        if is_begun {
            self.y = self.len(if screen.title.is_some() { 11.5 } else { 15.0 });
        } else {
            self.y = self.len(GAP);
        }
        if let Some(title) = &screen.title {
            self.title(title);
        }
        let is_shown = |row: &&PictureRow| self.room >= LEAST_BARS || !row.is_bare();
        let shown: Vec<&PictureRow> = screen.rows.iter().filter(is_shown).collect();
        for (number, row) in shown.into_iter().enumerate() {
            if number > 0 {
                self.y += self.len(GAP);
            }
            self.make_way(row);
            self.row(row);
        }
        let is_ended = screen.edge == Some(ScreenEdge::Bottom);
        self.y += self.len(if is_ended { PAD } else { GAP });
        let reach = self.finger.as_ref().map_or(Len::ZERO, Finger::bottom);
        let height = self.y.max(reach);
        let frame = self.frame(is_begun, is_ended, height);
        self.items.splice(0..0, frame);
        if let Some(finger) = self.finger.take() {
            let items =
                finger.items(finger.foot.unwrap_or(height), (self.colours.ink, self.len(1.7)));
            self.items.extend(items);
        }
        self.y = height;
        self.others();
        (self.items, self.y)
    }

    /// Letters keep clear of the finger above them; bars need not.
    fn make_way(&mut self, row: &PictureRow) {
        if let Some(finger) = &mut self.finger
            && finger.foot.is_none()
            && row.lettering.is_some()
        {
            self.y = self.y.max(finger.bottom());
            finger.foot = Some(self.y);
        }
    }

    /// The length of a point of the hand.
    fn hand(&self) -> f64 {
        if self.room < LEAST_TOP { self.unit * SMALL_HAND } else { self.unit }
    }

    /// A length of the design.
    fn len(&self, points: f64) -> Len {
        Len::pt(points * self.unit)
    }

    /// The left edge and the width of rows.
    fn column(&self) -> (Len, Len) {
        let pad = self.len(PAD);
        (pad, self.width - pad * 2)
    }

    fn push(&mut self, item: Item) {
        self.items.push(Placed { at: Point::default(), item });
    }

    fn fill(&mut self, path: Path, colour: Colour) {
        self.push(Item::fill(path, colour));
    }

    fn stroke(&mut self, path: Path, colour: Colour, width: f64) {
        let solid = Pen::solid(colour, self.len(width));
        let pen = Pen { cap: Cap::Round, join: Join::Round, ..solid };
        self.push(Item::Stroke { path, pen });
    }

    /// A box with round corners, `width` points of its line inside.
    fn boxed(&mut self, rect: Rect, radius: f64, colours: (Option<Colour>, Colour), width: f64) {
        let half = self.len(width) / 2;
        let inner =
            Rect { x: rect.x + half, y: rect.y + half, w: rect.w - half * 2, h: rect.h - half * 2 };
        let path = Path::rounded(inner, self.len(radius) - half);
        if let (Some(ground), _) = colours {
            self.fill(path.clone(), ground);
        }
        self.stroke(path, colours.1, width);
    }
}
