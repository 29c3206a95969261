//! The rows of a screen, one kind after another.

use super::finger::Finger;
use super::lettering::{MESSAGE, OTHER, PRESSED, WordsLook};
use super::{LEAST_BARS, LEAST_MORE_BARS, LEAST_TOP, LINE, ScreenDrawing};
use crate::colour::Colour;
use crate::doc::Align;
use crate::geom::{Len, Point, Rect};
use crate::path::{Path, Segment};
use crate::screen::{Lettering, PictureRow, ScreenRowKind};

/// Grey bars: how high, how far apart, and how wide one after another, in shares of the column.
const BAR: f64 = 6.2;
const BAR_GAP: f64 = 5.6;
const BARS: [f64; 4] = [0.88, 0.58, 0.76, 0.5];
/// Corners of buttons and fields, and the white around their letters.
const ROUND: f64 = 7.0;
const INSIDE: f64 = 5.4;
const INDENT: f64 = 6.0;
const ABOVE: f64 = 3.8;
/// Below the letters of what is pressed there is room for the tip of the finger.
const BELOW: f64 = 4.4;
const TOUCH: f64 = 3.2;
/// Thin lines, and that around what is pressed where it is not filled.
const THIN: f64 = 1.5;
const THICK: f64 = 3.0;
/// A box to tick.
const BOX: f64 = 15.0;

impl ScreenDrawing<'_, '_, '_> {
    /// The bar at the top.
    pub(super) fn title(&mut self, words: &Lettering) {
        let (x, width) = self.column();
        let look = self.look(true, Align::Centre, 2);
        if let Some(lines) = self.set(words, look, width) {
            let height = lines.height;
            self.put(lines, Point::new(x, self.y));
            self.y += height + self.len(2.0);
        } else {
            self.bars(1);
        }
        let edge = self.len(LINE);
        let line = Path::line(Point::new(edge, self.y), Point::new(self.width - edge, self.y));
        self.stroke(line, self.colours.grey, THIN);
        self.y += self.len(9.0);
    }

    pub(super) fn row(&mut self, row: &PictureRow) {
        match row.kind {
            ScreenRowKind::Bars(count) => self.bars(count),
            ScreenRowKind::Field => self.field(row.lettering.as_ref()),
            ScreenRowKind::Tick => self.tick(row),
            ScreenRowKind::Message => self.message(row.lettering.as_ref()),
            ScreenRowKind::Keypad => self.keypad(),
            ScreenRowKind::Dots => self.dots(),
            ScreenRowKind::Qr => self.code_frame(),
            ScreenRowKind::List => self.list(row),
            ScreenRowKind::Store => self.store(row.lettering.as_ref()),
            ScreenRowKind::Button => self.button(row),
            ScreenRowKind::App => self.app(row),
            ScreenRowKind::Search => self.search(row.lettering.as_ref()),
            ScreenRowKind::Line => self.line(row.lettering.as_ref()),
        }
    }

    fn look(&self, bold: bool, align: Align, lines: usize) -> WordsLook {
        let (colour, lines) = (self.colours.ink, Some(lines));
        WordsLook { sizes: OTHER, bold, colour, align, right: 0.0, lines }
    }

    /// A bar in the place of words or of what does not matter.
    fn bar(&mut self, at: Point, width: Len) {
        let height = self.len(BAR);
        let rect = Rect { x: at.x, y: at.y, w: width, h: height };
        self.fill(Path::rounded(rect, height / 2), self.colours.grey);
    }

    fn bars(&mut self, count: u8) {
        let (x, width) = self.column();
        let count = if self.room < LEAST_MORE_BARS { 1 } else { count };
        for number in 0..usize::from(count) {
            if number > 0 {
                self.y += self.len(BAR_GAP);
            }
            self.bar(Point::new(x, self.y), width.scale(BARS[number % BARS.len()]));
            self.y += self.len(BAR);
        }
    }

    /// A box as wide as the column with words in it, or a bar where they have no room. Its place.
    fn panel(
        &mut self,
        words: Option<&Lettering>,
        look: WordsLook,
        (ground, line): (Option<Colour>, Colour),
        below: f64,
    ) -> Rect {
        let (x, w) = self.column();
        let inside = if look.align == Align::Left { INDENT } else { INSIDE };
        let (inside, above) = (self.len(inside), self.len(ABOVE));
        let right = self.len(look.right);
        let lines = words.and_then(|words| self.set(words, look, w - inside * 2 - right));
        let content = lines.as_ref().map_or(self.len(14.0), |lines| lines.height);
        let rect = Rect { x, y: self.y, w, h: above + content + self.len(below) };
        self.boxed(rect, ROUND, (ground, line), THIN);
        if let Some(lines) = lines {
            self.put(lines, Point::new(x + inside, self.y + above));
        } else {
            let share = if words.is_some() { 0.7 } else { 0.45 };
            let at = Point::new(x + inside, rect.y + (rect.h - self.len(BAR)) / 2);
            self.bar(at, (w - inside * 2).scale(share));
        }
        self.y = rect.bottom();
        rect
    }

    fn field(&mut self, words: Option<&Lettering>) {
        let look = self.look(false, Align::Left, 2);
        let line = self.colours.ink.towards(Colour::WHITE, 0.3);
        self.panel(words, look, (None, line), ABOVE);
    }

    /// A field with a magnifying glass at its right.
    fn search(&mut self, words: Option<&Lettering>) {
        let look = WordsLook { right: 16.0, ..self.look(false, Align::Left, 2) };
        let line = self.colours.ink.towards(Colour::WHITE, 0.3);
        let rect = self.panel(words, look, (None, line), ABOVE);
        let radius = self.len(4.6);
        let middle = rect.y + rect.h / 2 - self.len(1.5);
        let centre = Point::new(rect.right() - self.len(13.0), middle);
        let arm = |length: f64| centre.shifted(self.len(length), self.len(length));
        let handle = Path::line(arm(3.4), arm(8.0));
        self.stroke(Path::circle(centre, radius), self.colours.accent, 2.0);
        self.stroke(handle, self.colours.accent, 2.4);
    }

    /// A line to look for: marked at its left, over as many lines as it needs.
    fn line(&mut self, words: Option<&Lettering>) {
        let (accent, tint) = (self.colours.accent, self.colours.tint);
        let look = WordsLook { sizes: MESSAGE, lines: None, ..self.look(true, Align::Left, 0) };
        let rect = self.panel(words, look, (Some(tint), tint), ABOVE);
        let edge = Rect { w: self.len(2.4), ..rect };
        self.fill(Path::rounded(edge, self.len(1.0)), accent);
    }

    /// Icons of apps: a row of grey ones, and the one that counts with its name beside it, where no
    /// hand covers it.
    fn app(&mut self, row: &PictureRow) {
        let (x, width) = self.column();
        if self.room >= LEAST_BARS {
            let small = self.len(20.0);
            let free = (width - small * 4) / 3;
            for column in 0..4 {
                let rect = Rect { x: x + (small + free) * column, y: self.y, w: small, h: small };
                self.fill(Path::rounded(rect, self.len(6.0)), self.colours.grey);
            }
            self.y += small + self.len(8.0);
        }
        let (side, gap) = (self.len(32.0), self.len(8.0));
        let rect = Rect { x, y: self.y, w: side, h: side };
        let (accent, tint) = (self.colours.accent, self.colours.tint);
        let (ground, line) = match self.colours.pressed {
            Some(pressed) if row.is_pressed => (pressed, 1.8),
            None if row.is_pressed => (tint, THICK),
            _ => (tint, 1.8),
        };
        self.boxed(rect, 8.0, (Some(ground), accent), line);
        let look = WordsLook { sizes: PRESSED, lines: None, ..self.look(true, Align::Left, 0) };
        let room = width - side - gap;
        let mut tall = side;
        if let Some(lines) = row.lettering.as_ref().and_then(|words| self.set(words, look, room)) {
            tall = tall.max(lines.height);
            let down = ((side - lines.height) / 2).max(Len::ZERO);
            self.put(lines, Point::new(rect.right() + gap, rect.y + down));
        }
        self.y += tall;
        if row.is_pressed {
            let tip = Point::new(x + side.scale(0.5), rect.bottom() - self.len(TOUCH));
            self.finger = Some(Finger { tip, unit: self.hand(), foot: None });
        }
    }

    fn message(&mut self, words: Option<&Lettering>) {
        let (accent, tint) = (self.colours.accent, self.colours.tint);
        let look = WordsLook { sizes: MESSAGE, ..self.look(false, Align::Left, 3) };
        let rect = self.panel(words, look, (Some(tint), accent), ABOVE);
        // The tail of a bubble.
        let (x, y) = (rect.x + self.len(14.0), rect.bottom() - self.len(THIN));
        let p = |dx: f64, dy: f64| Point::new(x + self.len(dx), y + self.len(dy));
        let tail = [p(0.0, 0.0), p(0.0, 7.5), p(9.0, 0.0)];
        let open = Path {
            segments: vec![
                Segment::Move(tail[0].shifted(Len::ZERO, self.len(0.7))),
                Segment::Line(tail[1]),
                Segment::Line(tail[2].shifted(Len::ZERO, self.len(0.7))),
            ],
        };
        self.fill(Path::polygon(&tail), tint);
        self.stroke(open, accent, THIN);
        self.y += self.len(6.0);
    }

    fn button(&mut self, row: &PictureRow) {
        let accent = self.colours.accent;
        let words = row.lettering.as_ref();
        if row.is_pressed {
            let colour = self.colours.on_accent;
            let own = self.look(true, Align::Centre, 0);
            let look = WordsLook { sizes: PRESSED, colour, lines: None, ..own };
            let rect = self.panel(words, look, (self.colours.pressed, accent), BELOW);
            if self.colours.pressed.is_none() {
                self.boxed(rect, ROUND, (None, accent), THICK);
            }
            self.touch(rect);
        } else {
            let look = WordsLook { colour: accent, ..self.look(true, Align::Centre, 3) };
            self.panel(words, look, (None, accent), ABOVE);
        }
    }

    /// Puts the finger onto the lower edge of what is pressed.
    fn touch(&mut self, rect: Rect) {
        let x = rect.x + rect.w.scale(0.7);
        let tip = Point::new(x, rect.bottom() - self.len(TOUCH));
        self.finger = Some(Finger { tip, unit: self.hand(), foot: None });
    }

    fn tick(&mut self, row: &PictureRow) {
        let (x, width) = self.column();
        let (side, gap) = (self.len(BOX), self.len(6.0));
        // What is pressed has its name, whatever room that takes.
        let look = if row.is_pressed {
            WordsLook { sizes: PRESSED, lines: None, ..self.look(true, Align::Left, 0) }
        } else {
            self.look(false, Align::Left, 3)
        };
        let lines = row.lettering.as_ref().and_then(|it| self.set(it, look, width - side - gap));
        let height = lines.as_ref().map_or(side, |lines| lines.height.max(side));
        // The box stands beside the first line.
        let middle = lines.as_ref().filter(|lines| lines.count > 1);
        let y = middle.map_or(self.y + (height - side) / 2, |_| self.y + self.len(1.0));
        let rect = Rect { x, y, w: side, h: side };
        self.boxed(rect, 3.0, (None, self.colours.accent), 1.8);
        let p = |dx: f64, dy: f64| Point::new(x + side.scale(dx), y + side.scale(dy));
        let (a, b, c) = (p(0.24, 0.52), p(0.44, 0.72), p(0.78, 0.3));
        let segments = vec![Segment::Move(a), Segment::Line(b), Segment::Line(c)];
        self.stroke(Path { segments }, self.colours.accent, 2.4);
        let left = x + side + gap;
        if let Some(lines) = lines {
            self.put(lines, Point::new(left, self.y));
        } else {
            let at = Point::new(left, y + (side - self.len(BAR)) / 2);
            self.bar(at, (width - side - gap).scale(0.8));
        }
        self.y += height;
        if row.is_pressed {
            let tip = Point::new(x + side / 2, y + side - self.len(1.0));
            let tip = if height > side { Point::new(tip.x, self.y) } else { tip };
            self.finger = Some(Finger { tip, unit: self.hand(), foot: None });
        }
    }

    fn keypad(&mut self) {
        let (x, width) = self.column();
        let (gap, high) = (self.len(5.0), self.len(13.0));
        let wide = (width - gap * 2) / 3;
        // Where little room is left, two rows of four say it as well.
        let rows = if self.room < LEAST_TOP { 2 } else { 4 };
        for row in 0..rows {
            for column in 0..3 {
                if row == 3 && column != 1 {
                    continue;
                }
                let left = x + (wide + gap) * column;
                let rect = Rect { x: left, y: self.y, w: wide, h: high };
                self.fill(Path::rounded(rect, self.len(4.0)), self.colours.grey);
            }
            self.y += high + if row + 1 < rows { gap } else { Len::ZERO };
        }
    }

    fn dots(&mut self) {
        let (x, width) = self.column();
        let radius = self.len(5.4);
        let step = width / 6;
        for number in 0..6 {
            let centre = Point::new(x + step / 2 + step * number, self.y + radius);
            let dot = Path::circle(centre, radius - self.len(0.9));
            if number < 2 {
                self.fill(dot.clone(), self.colours.accent);
            }
            self.stroke(dot, self.colours.accent, 1.8);
        }
        self.y += radius * 2;
    }

    /// Four corners around what a camera looks at; nothing in it can be scanned.
    fn code_frame(&mut self) {
        let side = self.len(58.0);
        let (left, top) = ((self.width - side) / 2, self.y);
        let arm = side.scale(0.26);
        for (x, y, dx, dy) in [
            (left, top, 1, 1),
            (left + side, top, -1, 1),
            (left, top + side, 1, -1),
            (left + side, top + side, -1, -1),
        ] {
            let corner = Path {
                segments: vec![
                    Segment::Move(Point::new(x + arm * dx, y)),
                    Segment::Line(Point::new(x, y)),
                    Segment::Line(Point::new(x, y + arm * dy)),
                ],
            };
            self.stroke(corner, self.colours.accent, 3.0);
        }
        let cell = side.scale(0.14);
        let inset = side.scale(0.15);
        for (column, row) in [
            (0, 0),
            (1, 0),
            (4, 0),
            (0, 1),
            (2, 1),
            (3, 2),
            (1, 2),
            (4, 3),
            (0, 4),
            (2, 4),
            (3, 4),
            (2, 3),
        ] {
            let at = Point::new(left + inset + cell * column, top + inset + cell * row);
            let rect = Rect { x: at.x, y: at.y, w: cell, h: cell };
            self.fill(Path::rounded(rect, self.len(1.0)), self.colours.grey);
        }
        self.y += side;
    }

    /// Three lines, the middle one marked; without the last where there is little room.
    fn list(&mut self, row: &PictureRow) {
        if self.room >= LEAST_TOP {
            self.list_line();
            self.y += self.len(6.0);
        }
        self.button(row);
        if self.room >= LEAST_BARS {
            self.y += self.len(6.0);
            self.list_line();
        }
    }

    fn list_line(&mut self) {
        let (x, width) = self.column();
        let side = self.len(10.0);
        let rect = Rect { x: x + self.len(INSIDE), y: self.y, w: side, h: side };
        self.fill(Path::rounded(rect, self.len(3.0)), self.colours.grey);
        let at = Point::new(rect.right() + self.len(6.0), self.y + (side - self.len(BAR)) / 2);
        self.bar(at, width.scale(0.56));
        self.y += side;
    }

    /// An icon with the name of the app beside it.
    fn store(&mut self, words: Option<&Lettering>) {
        let (x, width) = self.column();
        let (side, gap) = (self.len(30.0), self.len(8.0));
        let icon = Rect { x, y: self.y, w: side, h: side };
        self.boxed(icon, 8.0, (Some(self.colours.tint), self.colours.accent), 1.8);
        let p = |dx: f64, dy: f64| Point::new(x + side.scale(dx), icon.y + side.scale(dy));
        let mark = vec![
            Segment::Move(p(0.28, 0.52)),
            Segment::Line(p(0.44, 0.68)),
            Segment::Line(p(0.72, 0.34)),
        ];
        self.stroke(Path { segments: mark }, self.colours.accent, 2.6);
        let (left, room) = (x + side + gap, width - side - gap);
        let look = self.look(true, Align::Left, 2);
        let lines = words.and_then(|words| self.set(words, look, room));
        let height = lines.as_ref().map_or(self.len(16.0), |lines| lines.height);
        match lines {
            Some(lines) => self.put(lines, Point::new(left, self.y)),
            None => self.bar(Point::new(left, self.y + self.len(5.0)), room.scale(0.8)),
        }
        let under = self.y + height + self.len(3.0);
        self.bar(Point::new(left, under), room.scale(0.6));
        self.y = icon.bottom().max(under + self.len(BAR));
    }

    /// Under the phone, what other versions of the app call its buttons.
    pub(super) fn others(&mut self) {
        let Some(first) = self.screen.others.first() else { return };
        let words = Lettering { text: "Có máy ghi:".to_owned(), ..first.clone() };
        self.y += self.len(3.0);
        self.under(&words, false);
        for other in &self.screen.others {
            let words = Lettering { text: format!("“{}”", other.text), ..other.clone() };
            self.under(&words, true);
        }
    }

    /// A line under the phone.
    fn under(&mut self, words: &Lettering, bold: bool) {
        let own = self.look(bold, Align::Left, 0);
        let look = WordsLook { sizes: &[16.0], lines: None, ..own };
        if let Some(lines) = self.set(words, look, self.width) {
            let height = lines.height;
            self.put(lines, Point::new(Len::ZERO, self.y));
            self.y += height;
        }
    }
}
