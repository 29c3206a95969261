//! The sheet a printer is measured with: two bars of 100 mm (OF-02), a ladder that runs into each
//! edge, and in the middle a scale on the front for a pointer on the back, read against the light.
//!
//! Both sides are planned as the sheet looks when it is turned over like the page of a book. Scale
//! and pointer are a vernier: the scale counts whole millimetres, the short lines of the pointer
//! stand nine tenths of one apart, so that the line that meets another counts the tenths.

use std::sync::Arc;

use super::bar::{BarOrientation, bar};
use super::label::LabelLine;
use crate::colour::Colour;
use crate::diag::{Lang, Sink, Text, text};
use crate::doc::{BlockNode, Doc, Duplex, FitStep, Flow, SheetStyle, Style, TextRole, TextRun};
use crate::geom::{Len, Point, Rect, Size};
use crate::layout::{self, Item, Page, Pages, Pen, Placed, Role, Tag};
use crate::path::{Path, Segment};
use crate::text::Fonts;

/// Steps of a ladder: one a millimetre.
const STEPS: usize = 20;
/// How far they stand apart along the edge, and how long each is.
const PITCH_MM: f64 = 5.0;
const RUNG_MM: f64 = 4.0;
/// The size of their numbers: digits of 3 mm. And of words beside them, whose x has 3 mm (LP-03).
const NUMBER_PT: f64 = 12.0;
const WORD_PT: f64 = 16.0;
/// How thick all lines are.
const LINE_MM: f64 = 0.25;
/// How far the scales stand from the middle of the sheet, and how far they count.
const OFF_MM: f64 = 12.0;
const COUNT: i32 = 10;

/// What takes the numbers that are read off the sheet: its last steps say how they are given.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReadingTaker {
    /// Commands of a terminal.
    Commands,
    /// The screen of the page that is called “Đo máy in”.
    Screen,
}

/// The sheet, for paper of A4 that stands or lies, for a printer that turns it over `flip`. `None`
/// only when the words do not fit, which `sink` then tells.
pub fn calibration(
    landscape: bool,
    (flip, taker): (Duplex, ReadingTaker),
    lang: Lang,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<Pages> {
    let (w, h) = if landscape { (297.0, 210.0) } else { (210.0, 297.0) };
    let size = Size::new(Len::mm(w), Len::mm(h));
    let plan = if landscape { LANDSCAPE } else { PORTRAIT };
    let words = words(landscape, flip, taker);
    let mut front = CalibrationSide { size, is_back: false, fonts, items: Vec::new() };
    let ([first, second], next_tag) = ([&words[..4], &words[4..]], 0);
    let next_tag = front.text(first, plan.first, lang, next_tag, sink)?;
    let next_tag = front.text(second, plan.second, lang, next_tag, sink)?;
    front.open_art();
    front.edges();
    front.scales(lang);
    for (at, lie) in [(plan.level, BarOrientation::Level), (plan.upright, BarOrientation::Upright)]
    {
        front.items.extend(bar(mm(at.0, at.1), lie, fonts));
    }
    let mut sides = vec![front.close()];
    if flip != Duplex::None {
        let mut back = CalibrationSide { size, is_back: true, fonts, items: Vec::new() };
        let reported = [text!(en "BACK", vi "MẶT SAU")];
        let (x, y, wide, _) = plan.first;
        back.text(&reported, (x, y, wide, 20.0), lang, next_tag, sink)?;
        back.open_art();
        back.edges();
        back.pointer();
        sides.push(Page { rotated: flip.turns_at_top(size), ..back.close() });
    }
    let title = text!(en "Test sheet for a printer", vi "Tờ thử máy in");
    let title = title.get(lang).to_owned();
    Some(Pages { title, lang, pages: sides, duplex: flip, ..Pages::default() })
}

/// Where things stand, in mm: words (left, top, width, height), then the top left corners of the
/// level and the upright bar.
struct CalibrationPlan {
    first: (f64, f64, f64, f64),
    second: (f64, f64, f64, f64),
    level: (f64, f64),
    upright: (f64, f64),
}

const PORTRAIT: CalibrationPlan = CalibrationPlan {
    first: (30.0, 28.0, 150.0, 98.0),
    second: (53.0, 181.0, 130.0, 92.0),
    level: (40.0, 174.0),
    upright: (30.0, 174.0),
};

const LANDSCAPE: CalibrationPlan = CalibrationPlan {
    first: (30.0, 27.0, 216.0, 58.0),
    second: (30.0, 126.0, 218.0, 61.0),
    level: (28.0, 106.0),
    upright: (253.0, 56.0),
};

/// What people are reported: a title, then one paragraph a step.
fn words(landscape: bool, flip: Duplex, taker: ReadingTaker) -> Vec<Text> {
    let edge = match flip {
        Duplex::Long => text!(en ", both sides, long edge", vi ", hai mặt, lật theo cạnh dài"),
        Duplex::Short => text!(en ", both sides, short edge", vi ", hai mặt, lật theo cạnh ngắn"),
        Duplex::None => text!(en ", one side", vi ", một mặt"),
    };
    let is_screen = taker == ReadingTaker::Screen;
    let Text { en: edge_en, vi: edge_vi } = edge;
    let other = if flip == Duplex::Long { "short" } else { "long" };
    let landscape = if landscape { " --landscape" } else { "" };
    let mut all = vec![
        text!(en "Test sheet for a printer", vi "Tờ thử máy in"),
        text!(
            en "1. Print this sheet at 100 %{edge_en}.",
            vi "1. In tờ này cỡ 100 %{edge_vi}.",
        ),
        text!(
            en "2. Measure the two black bars with a ruler. Each must be 100 mm. Is it shorter? Set the printer to 100 % and print again.",
            vi "2. Lấy thước đo hai thanh đen. Mỗi thanh phải dài đúng 100 mm. Ngắn hơn thì chỉnh máy in về 100 % rồi in lại.",
        ),
        text!(
            en "3. Look at the edges A, B, C and D on both sides. The smallest number whose line is whole is that of the edge. Take the larger of the two sides.",
            vi "3. Nhìn bốn mép A, B, C, D ở cả hai mặt. Số nhỏ nhất còn nguyên vạch là số của mép đó. Hai mặt khác nhau thì lấy số lớn hơn.",
        ),
    ];
    if flip != Duplex::None {
        all.push(text!(
            en "4. Hold the sheet against the light, this side towards you. The long line of the back points at a number: across, then down. Right and down are plus, left and up are minus. Tenths: count from the long line to the short line that meets a line of the scale.",
            vi "4. Soi tờ giấy lên đèn, mặt này về phía mình. Vạch dài của mặt sau chỉ vào một số: xem thước ngang, rồi thước dọc. Sang phải, xuống dưới là số dương; sang trái, lên trên là số âm. Phần mười: đếm từ vạch dài đến vạch ngắn nào trùng với vạch của thước.",
        ));
        all.push(if is_screen {
            text!(
                en "5. Is the A of the back not behind this A? Tick that on the page where you got this sheet, and print the new one.",
                vi "5. Chữ A mặt sau không nằm sau chữ A này? Ở trang “Đo máy in”, đánh dấu ô nói điều đó, tải tờ thử mới rồi in lại.",
            )
        } else {
            text!(
            en "5. Is the A of the back not behind this A? Print again: toroi printer sheet{landscape} --flip {other}",
            vi "5. Chữ A mặt sau không nằm sau chữ A này? In lại: toroi printer sheet{landscape} --flip {other}",
            )
        });
    }
    // What is typed says which edge the sheet was turned over, where that is not the usual one.
    let (number, en_shift, vi_shift, edge) = match (flip, landscape.is_empty()) {
        (Duplex::None, _) => (4, "0,0", "0,0", " --flip none"),
        (Duplex::Long, false) => (6, "across,down", "ngang,dọc", " --flip long"),
        (Duplex::Short, true) => (6, "across,down", "ngang,dọc", " --flip short"),
        _ => (6, "across,down", "ngang,dọc", ""),
    };
    all.push(if is_screen {
        text!(
            en "{number}. Type your numbers into the page where you got this sheet.",
            vi "{number}. Ghi các số đọc được vào trang “Đo máy in”, nơi bạn tải tờ này.",
        )
    } else {
        text!(
        en "{number}. Type your numbers: toroi printer calibrate NAME{landscape}{edge} --edges A,B,C,D --shift {en_shift} --bar across,down",
        vi "{number}. Gõ các số của mình: toroi printer calibrate TÊN-MÁY{landscape}{edge} --edges A,B,C,D --shift {vi_shift} --bar ngang,dọc",
        )
    });
    all
}

fn mm(x: f64, y: f64) -> Point {
    Point::new(Len::mm(x), Len::mm(y))
}

/// One side of the sheet.
struct CalibrationSide<'a> {
    size: Size,
    is_back: bool,
    fonts: &'a Fonts,
    items: Vec<Placed>,
}

impl CalibrationSide<'_> {
    /// Sets paragraphs into a rectangle, the first as a heading where it is short.
    fn text(
        &mut self,
        words: &[Text],
        (x, y, w, h): (f64, f64, f64, f64),
        lang: Lang,
        next_tag: u32,
        sink: &mut Sink,
    ) -> Option<u32> {
        let room = Size::new(Len::mm(w), Len::mm(h));
        let mut style = SheetStyle::plain(room, Len::ZERO);
        style.styles = vec![
            Style { size: Len::pt(24.0), leading: 1.2, below: Len::mm(2.0), ..Style::plain("h1") },
            Style { size: Len::pt(16.5), leading: 1.3, below: Len::mm(1.6), ..Style::plain("p") },
        ];
        let step = |text: f64| FitStep {
            pages: vec![1],
            text,
            gap: text,
            picture: 1.0,
            larger_than: None,
        };
        style.fit_steps = [1.0, 0.95, 0.9, 0.86].map(step).into();
        let (heading, para) = (style.find("h1")?, style.find("p")?);
        let rank = if self.is_back { 2 } else { 1 };
        let nodes = words.iter().map(|words| {
            let words = words.get(lang);
            let run = |text: &str, bold| TextRun::Text {
                text: text.to_owned(),
                bold,
                span: None,
                link: None,
            };
            let Some((number, rest)) = words.split_once(". ").filter(|(at, _)| at.len() == 1)
            else {
                // The back has no title of its own.
                let (role, style) = (TextRole::Heading(rank), heading);
                return BlockNode::Text { role, style, runs: vec![run(words, true)] };
            };
            let mut runs = vec![run(&format!("{number}. "), true)];
            let command = rest.find("toroi ").unwrap_or(rest.len());
            runs.push(run(&rest[..command], false));
            if command < rest.len() {
                runs.push(run(&rest[command..], true));
            }
            BlockNode::Text { role: TextRole::Para, style: para, runs }
        });
        let flow = Flow { nodes: nodes.collect(), ..Flow::default() };
        let doc = Doc {
            title: String::new(),
            flows: vec![flow],
            arts: Vec::new(),
            sites: Arc::default(),
        };
        let pages = layout::layout(&doc, &style, self.fonts, sink)?;
        let (x, y, mut last) = (Len::mm(x), Len::mm(y), next_tag);
        for placed in pages.pages.into_iter().flat_map(|page| page.items) {
            let item = match placed.item {
                Item::Open(tag) => {
                    // What never goes on has no identity to keep apart.
                    let id = if tag.id == 0 { 0 } else { tag.id + next_tag };
                    last = last.max(id);
                    Item::Open(Tag { id, ..tag })
                }
                item => item,
            };
            self.items.push(Placed { at: placed.at.shifted(x, y), item });
        }
        Some(last)
    }

    /// What follows is drawn, not read out.
    fn open_art(&mut self) {
        let item = Item::Open(Tag { id: 0, role: Role::Artifact });
        self.items.push(Placed { at: Point::default(), item });
    }

    fn close(mut self) -> Page {
        self.items.push(Placed { at: Point::default(), item: Item::Close });
        let trim = Rect::new(Point::default(), self.size);
        Page { size: self.size, trim, items: self.items, ..Page::default() }
    }

    fn lines(&mut self, lines: &[(Point, Point)]) {
        let ends = lines.iter().flat_map(|(a, b)| [Segment::Move(*a), Segment::Line(*b)]);
        let path = Path { segments: ends.collect() };
        let pen = Pen::solid(Colour::BLACK, Len::mm(LINE_MM));
        self.items.push(Placed { at: Point::default(), item: Item::Stroke { path, pen } });
    }

    /// A ladder at each edge, with the letter of the edge of the paper: behind B lies B.
    fn edges(&mut self) {
        let (w, h) = (self.size.w, self.size.h);
        let (right, left) = if self.is_back { ("D", "B") } else { ("B", "D") };
        for (letter, whole, is_level, is_far) in [
            ("A", w, true, false),
            ("C", w, true, true),
            (right, h, false, true),
            (left, h, false, false),
        ] {
            // Along the edge, and away from it.
            let place = |along: Len, off: Len| match (is_level, is_far) {
                (true, false) => Point::new(along, off),
                (true, true) => Point::new(along, h - off),
                (false, false) => Point::new(off, along),
                (false, true) => Point::new(w - off, along),
            };
            let start = (whole - Len::mm(PITCH_MM * STEPS as f64)) / 2;
            let mut lines = Vec::new();
            for step in 1..=STEPS {
                let off = Len::mm(step as f64);
                let along = start + Len::mm(PITCH_MM * (step - 1) as f64);
                lines.push((place(along, off), place(along + Len::mm(RUNG_MM), off)));
                let number =
                    LabelLine::new(&step.to_string(), Len::pt(NUMBER_PT), false, self.fonts);
                let middle = along + Len::mm(RUNG_MM / 2.0);
                // Digits are 3 mm high; a millimetre of white to the line.
                let at = match (is_level, is_far) {
                    (true, false) => place(middle, off + Len::mm(4.0)),
                    (true, true) => place(middle, off + Len::mm(1.0)),
                    (false, _) => place(middle, off + Len::mm(1.0) + number.width / 2),
                };
                let down = if is_level { Len::ZERO } else { Len::mm(1.5) };
                self.items.push(number.centred(at.shifted(Len::ZERO, down)));
            }
            self.lines(&lines);
            let letter = LabelLine::new(letter, Len::pt(34.0), true, self.fonts);
            let at = place(start - Len::mm(12.0), Len::mm(15.0));
            self.items.push(letter.centred(at.shifted(Len::ZERO, Len::mm(4.3))));
        }
    }

    /// The two scales of the front, above and right of the middle.
    fn scales(&mut self, lang: Lang) {
        let (x, y) = (self.size.w / 2, self.size.h / 2);
        let off = Len::mm(OFF_MM);
        let end = Len::mm(f64::from(COUNT));
        let (level, upright) = (y - off, x + off);
        let mut lines = vec![
            (Point::new(x - end, level), Point::new(x + end, level)),
            (Point::new(upright, y - end), Point::new(upright, y + end)),
        ];
        for count in -COUNT..=COUNT {
            let along = Len::mm(f64::from(count));
            let is_named = count % 5 == 0;
            let long = Len::mm(if is_named { 3.0 } else { 1.8 });
            lines.push((Point::new(x + along, level), Point::new(x + along, level - long)));
            lines.push((Point::new(upright, y + along), Point::new(upright + long, y + along)));
            if is_named {
                let said = if count > 0 { format!("+{count}") } else { count.to_string() };
                let said = said.replace('-', "−");
                let label = || LabelLine::new(&said, Len::pt(NUMBER_PT), false, self.fonts);
                // Level numbers have room for every tenth alone.
                if count % 10 == 0 {
                    let above = Point::new(x + along, level - Len::mm(4.0));
                    self.items.push(label().centred(above));
                }
                let beside = Point::new(upright + Len::mm(3.8), y + along + Len::mm(1.5));
                self.items.push(label().at(beside));
            }
        }
        self.lines(&lines);
        let name =
            |words: Text| LabelLine::new(words.get(lang), Len::pt(WORD_PT), true, self.fonts);
        let across = name(text!(en "across", vi "ngang"));
        let at = Point::new(x - end - Len::mm(4.0) - across.width, level);
        let down = name(text!(en "down", vi "dọc"));
        let below = Point::new(upright - down.width / 2, y + end + Len::mm(6.0));
        self.items.extend([across.at(at), down.at(below)]);
    }

    /// The pointers of the back, seen through the front below and left of its scales.
    fn pointer(&mut self) {
        let (x, y) = (self.size.w / 2, self.size.h / 2);
        let off = Len::mm(OFF_MM);
        // Right of the middle, seen from the front, is left of it on the back.
        let (level, upright) = (y - off, x - off);
        let mut lines = Vec::new();
        for count in -5..=5 {
            let along = Len::mm(0.9 * f64::from(count));
            let long = Len::mm(if count == 0 { 7.0 } else { 2.4 });
            lines.push((Point::new(x + along, level), Point::new(x + along, level + long)));
            lines.push((Point::new(upright, y + along), Point::new(upright + long, y + along)));
        }
        self.lines(&lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_fit_in_both_languages_on_every_sheet() {
        let fonts = Fonts::new();
        for landscape in [false, true] {
            for flip in [Duplex::Long, Duplex::Short, Duplex::None] {
                for (lang, taker) in [
                    (Lang::En, ReadingTaker::Commands),
                    (Lang::Vi, ReadingTaker::Commands),
                    (Lang::En, ReadingTaker::Screen),
                    (Lang::Vi, ReadingTaker::Screen),
                ] {
                    let mut sink = Sink::new();
                    let pages = calibration(landscape, (flip, taker), lang, &fonts, &mut sink);
                    let reported: Vec<_> = sink.iter().map(|it| &it.message.en).collect();
                    assert!(reported.is_empty(), "{landscape} {flip:?} {lang:?}: {reported:?}");
                    let count = if flip == Duplex::None { 1 } else { 2 };
                    assert_eq!(pages.unwrap().pages.len(), count);
                    // Who has the page is sent to no terminal.
                    let words = words(landscape, flip, taker);
                    let has_command = words.iter().any(|step| step.get(lang).contains("toroi "));
                    assert_eq!(has_command, taker == ReadingTaker::Commands);
                }
            }
        }
    }
}
