//! The best lines where each may be of another length, as beside a hole.

use super::breaks::{Break, LINE, line_cost};
use crate::geom::Len;

/// Chooses lines of different lengths: `measures` tells how long each may be, and after them all are
/// as long as `rest`. For each line, the index one past its last piece and its number among the
/// lines there are; one may stay empty when no word fits it.
///
/// The way to a place is the cheapest one for each number of lines that lead there, so it takes as
/// many times longer than [`super::break_lines`] as there are lines.
pub fn break_lines_around(
    ends: &[Break],
    measures: &[Len],
    rest: Len,
    balance: bool,
    width: impl Fn(usize, usize) -> Len,
) -> Vec<(usize, usize)> {
    let (count, lines) = (ends.len(), ends.len() + measures.len());
    // best[line][end]: cost of having set the pieces before `end` when `line` lines are used, and
    // where the last of them began.
    let mut best: Vec<Vec<(i64, usize)>> = vec![vec![(i64::MAX, 0); count + 1]; lines + 1];
    best[0][0] = (0, 0);
    for line in 0..lines {
        let is_short = line < measures.len();
        let measure = measures.get(line).copied().unwrap_or(rest);
        for start in 0..count {
            let (cost, _) = best[line][start];
            if cost == i64::MAX {
                continue;
            }
            if is_short && cost.saturating_add(2 * LINE) < best[line + 1][start].0 {
                best[line + 1][start] = (cost.saturating_add(2 * LINE), start);
            }
            for end in start..count {
                let width = width(start, end + 1);
                if width > measure && (end > start || is_short) {
                    break;
                }
                let last = end + 1 == count || ends[end] == Break::Forced;
                let total =
                    cost.saturating_add(line_cost(width, measure, ends[end], last && !balance));
                if total < best[line + 1][end + 1].0 {
                    best[line + 1][end + 1] = (total, start);
                }
                if ends[end] == Break::Forced {
                    break;
                }
            }
        }
    }
    let used = (0..=lines).min_by_key(|line| best[*line][count].0).unwrap_or(0);
    let (mut chosen, mut at) = (Vec::new(), count);
    for line in (0..used).rev() {
        let (_, start) = best[line + 1][at];
        if start < at {
            chosen.push((at, line));
        }
        at = start;
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{break_lines, opportunities};

    #[test]
    fn lines_around_a_hole_keep_their_measures_and_equal_plain_ones_without_one() {
        let text = "Bác bấm nút Kích hoạt rồi đợi 7 ngày, sau đó gọi 1900 0368 nhé.";
        let all = opportunities(text);
        let ends: Vec<Break> = all.iter().map(|next| next.kind).collect();
        // Every letter and space is one unit wide.
        let width = |from: usize, to: usize| {
            let start = if from == 0 { 0 } else { all[from - 1].at };
            let letters = text[start..all[to - 1].at].trim_end().chars().count();
            Len(i64::try_from(letters).unwrap())
        };
        for rest in [12, 20, 30] {
            for balance in [false, true] {
                let plain = break_lines(&ends, Len(rest), balance, width);
                let around = break_lines_around(&ends, &[], Len(rest), balance, width);
                let numbered: Vec<_> = plain.iter().copied().zip(0..).collect();
                assert_eq!(around, numbered);
            }
            for short in [[6, 9, 12], [3, 10, 2], [1, 1, 1], [12, 3, 12]] {
                let measures = short.map(Len);
                let around = break_lines_around(&ends, &measures, Len(rest), false, width);
                let mut from = 0;
                for (to, number) in &around {
                    let measure = measures.get(*number).copied().unwrap_or(Len(rest));
                    assert!(width(from, *to) <= measure, "{short:?}: {around:?}");
                    from = *to;
                }
                assert_eq!(from, all.len(), "nothing is lost");
                assert!(around.is_sorted_by_key(|(_, number)| *number));
            }
        }
    }
}
