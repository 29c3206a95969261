//! Text around a hole: lines beside the clearance are shorter, what has no room there stands below.
//!
//! Where a line stands decides how long it may be, and what stands above decides where. So beside a
//! ring the lines of a paragraph stand in a grid that has room for its highest and deepest letters;
//! each place of the grid has its measure before a line is broken.

use super::cache::LayoutCache;
use super::laid::{Exclusion, WrapSide};
use super::lines::ParagraphLines;
use super::paragraph::{ASCENT, CLEAR, DESCENT, KEY_SIDE, Paragraph, TextStyle, collect};
use super::shaped::Shaped;
use crate::diag::Diagnostic;
use crate::doc::{Align, TextRun};
use crate::geom::{Len, Point};
use crate::text::{Fonts, break_lines_around};

/// The shortest line beside a hole, in sizes: 20 letters of half a size (LP-06).
const LEAST: f64 = 10.0;
/// The same for titles, which are short and large.
const LEAST_TITLE: f64 = 6.0;
/// What rounding makes of equal lengths.
const HAIR: Len = Len(3);
/// How finely places for lines are searched for, in mm.
const STEP_MM: f64 = 0.25;

/// A place for a line: where it begins, how long it may be, its baseline.
#[derive(Clone, Copy, Debug)]
struct LineSlot {
    x: Len,
    measure: Len,
    baseline: Len,
}

/// Sets `runs` in lines of at most `measure` that keep off a hole.
pub(super) fn set(
    runs: &[TextRun],
    style: &TextStyle,
    measure: Len,
    page: (usize, usize),
    exclusion: Exclusion,
    (fonts, cache): (&Fonts, &mut LayoutCache),
    problems: &mut Vec<Diagnostic>,
) -> ParagraphLines {
    let (text, attrs) = collect(runs, style, page, fonts, cache);
    let pad = style.size.scale(KEY_SIDE);
    let shaped = Shaped::new(cache.shaped(&text, &attrs, fonts), (style.size, pad));
    let paragraph = Paragraph { text: &text, attrs: &attrs, style, fonts };
    paragraph.find_faults(&shaped, measure, problems);
    let (top, bottom) = paragraph.ink_extents(shaped.atoms());
    let clear = style.size.scale(CLEAR);
    let pitch = style.size.scale(style.leading).max(top + bottom + clear);
    let first = (top + clear / 2).max(style.size.scale(ASCENT));
    let widest = (0..shaped.count()).map(|piece| shaped.width(piece, piece + 1)).max();
    let least = if style.balance { LEAST_TITLE } else { LEAST };
    let least = style.size.scale(least).max(widest.unwrap_or_default()).min(measure);
    let slots = slots(&exclusion, measure, (first, pitch), (top, bottom), least);
    let after = after(&exclusion, &slots, measure, (first, pitch), (top, bottom));
    let width = |from, to| shaped.width(from, to);
    // The first places in which all lines follow each other: a hole must not tear them apart.
    let whole = (0..=slots.len()).find_map(|start| {
        let measures: Vec<Len> = slots[start..].iter().map(|slot| slot.measure).collect();
        let lines = break_lines_around(shaped.ends(), &measures, measure, style.balance, width);
        let places = lines.into_iter().map(|(to, number)| {
            let number = number + start;
            let below = |count: usize| after + pitch * i64::try_from(count).unwrap_or(0);
            let slot = slots.get(number).copied().unwrap_or_else(|| LineSlot {
                x: Len::ZERO,
                measure,
                baseline: below(number - slots.len()),
            });
            (to, slot)
        });
        let places: Vec<(usize, LineSlot)> = places.collect();
        let follows = |pair: &[(usize, LineSlot)]| {
            let (above, below) = (pair[0].1, pair[1].1);
            // Lines may go back to the left below a hole, but not out of line above it; what is
            // centred is so between the same edges.
            let is_even = match style.align {
                Align::Left => below.x <= above.x + HAIR,
                Align::Centre => {
                    let off = (below.x - above.x, below.measure - above.measure);
                    off.0.0.abs().max(off.1.0.abs()) <= HAIR.0
                }
            };
            is_even && below.baseline - above.baseline == pitch
        };
        places.windows(2).all(follows).then_some(places)
    });
    let mut lines = ParagraphLines::default();
    let mut from = 0;
    for (to, LineSlot { x, measure: room, baseline }) in whole.unwrap_or_default() {
        let line = shaped.line(from, to);
        let wide = shaped.width(from, to);
        let x = match style.align {
            Align::Left => x,
            Align::Centre => x + (room - wide) / 2,
        };
        if lines.count == 0 {
            lines.baseline = baseline;
        }
        lines.count += 1;
        lines.width = lines.width.max(x + wide);
        paragraph.place(line, Point::new(x, baseline), pad, &mut lines.items);
        paragraph.end_line(&shaped, to, &mut lines.items);
        let deep = paragraph.ink_extents(line).1;
        lines.height = baseline + (deep + clear / 2).max(style.size.scale(DESCENT));
        from = to;
    }
    lines
}

/// The places beside the clearance, from the top down.
fn slots(
    exclusion: &Exclusion,
    measure: Len,
    (first, pitch): (Len, Len),
    ink_extents: (Len, Len),
    least: Len,
) -> Vec<LineSlot> {
    let foot = exclusion.clearance.foot();
    let mut slots = Vec::new();
    let mut baseline = first;
    while exclusion.at.y + baseline - ink_extents.0 < foot {
        match exclusion.room(baseline, measure, ink_extents).filter(|(_, room)| *room >= least) {
            Some((x, measure)) => {
                slots.push(LineSlot { x, measure, baseline });
                baseline += pitch;
            }
            None => baseline += Len::mm(STEP_MM),
        }
    }
    slots
}

/// The baseline of the first line that stands wholly below the clearance.
fn after(
    exclusion: &Exclusion,
    slots: &[LineSlot],
    measure: Len,
    (first, pitch): (Len, Len),
    ink_extents: (Len, Len),
) -> Len {
    let mut baseline = slots.last().map_or(first, |slot| slot.baseline + pitch);
    let whole = |baseline| {
        exclusion.room(baseline, measure, ink_extents).is_some_and(|(_, room)| room == measure)
    };
    while exclusion.at.y + baseline - ink_extents.0 < exclusion.clearance.foot() && !whole(baseline)
    {
        baseline += Len::mm(STEP_MM);
    }
    baseline
}

impl Exclusion {
    /// Where a line may begin and how long it may be at a baseline: from the left, or, where more
    /// room is, right of the clearance. Lines right of it begin below each other, not along its curve.
    fn room(&self, baseline: Len, measure: Len, (top, bottom): (Len, Len)) -> Option<(Len, Len)> {
        let y = self.at.y + baseline;
        let sides = (self.at.x, self.at.x + measure);
        let [before, after] = self.clearance.free((y - top, y + bottom), sides);
        let left = (Len::ZERO, before.1 - before.0);
        if left.1 == measure || self.lines == WrapSide::Left {
            return (left.1 > Len::ZERO).then_some(left);
        }
        let ink_extents = self.clearance.radius + self.clearance.clearance;
        let left = match self.lines {
            WrapSide::Even => (left.0, left.1.min(self.clearance.centre.x - ink_extents - sides.0)),
            _ => left,
        };
        let edge = after.0.max((self.clearance.centre.x + ink_extents).min(sides.1));
        let right = (edge - self.at.x, sides.1 - edge);
        [left, right]
            .into_iter()
            .filter(|(_, room)| *room > Len::ZERO)
            .max_by_key(|(_, room)| *room)
    }
}
