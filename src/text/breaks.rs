//! Where lines may end, and where they end best.
//!
//! Opportunities come from UAX #14 ([`unicode_linebreak`]) and from the glue of Vietnamese
//! ([`crate::vietnamese::glue`]). A paragraph is broken as a whole: as few lines as possible, and
//! among those the least ragged, so that no line is left with one syllable.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::geom::Len;
use crate::vietnamese::glue;

/// How willingly a line ends at an opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// It has to.
    Forced,
    /// It may; the number says how bad that would be (0: not at all).
    Allowed(i64),
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// Byte where the next line would begin.
    pub at: usize,
    /// How willingly.
    pub kind: Break,
}

/// A break that splits what belongs together; taken only when nothing else fits (LP-11).
const KEEP: i64 = 100_000_000;
/// A break inside a compound such as “điện thoại”.
const COMPOUND: i64 = 12_000;
/// A break at the end of a sentence: welcome, so that lines begin with a new thought.
const SENTENCE: i64 = -4_000;
/// A break without a space, e.g. after `/` in a web address.
const INSIDE: i64 = 20_000;
/// What every further line costs: more than any raggedness.
const LINE: i64 = 1_000_000;

/// All places where a line of `text` may end, the end of the text included (forced).
pub fn opportunities(text: &str) -> Vec<Opportunity> {
    let glue = glue::bonds(text);
    linebreaks(text)
        .map(|(at, kind)| {
            let kind = match kind {
                BreakOpportunity::Mandatory => Break::Forced,
                BreakOpportunity::Allowed if !text[..at].ends_with(' ') => Break::Allowed(INSIDE),
                BreakOpportunity::Allowed => Break::Allowed(match glue.get(&at) {
                    Some(glue::Bond::Keep) => KEEP,
                    Some(glue::Bond::Compound) => COMPOUND,
                    None if text[..at].trim_end().ends_with(['.', '?', '!']) => SENTENCE,
                    None => 0,
                }),
            };
            Opportunity { at, kind }
        })
        .collect()
}

/// Chooses the lines of a paragraph of pieces: for each line, the index one past its last piece.
///
/// `ends` tells what follows each piece, `width(a, b)` how wide the pieces `a..b` are on one line.
/// A piece wider than `measure` gets a line of its own; the caller reports it. With `balance` the
/// last line wants to be as long as the others, as titles do.
pub fn break_lines(
    ends: &[Break],
    measure: Len,
    balance: bool,
    width: impl Fn(usize, usize) -> Len,
) -> Vec<usize> {
    let count = ends.len();
    let mut best: Vec<(i64, usize)> = vec![(i64::MAX, 0); count + 1];
    best[0] = (0, 0);
    for start in 0..count {
        let (cost, _) = best[start];
        if cost == i64::MAX {
            continue;
        }
        for end in start..count {
            let width = width(start, end + 1);
            if width > measure && end > start {
                break;
            }
            let last = end + 1 == count || ends[end] == Break::Forced;
            let free = last && !balance;
            let total = cost.saturating_add(line_cost(width, measure, ends[end], free));
            if total < best[end + 1].0 {
                best[end + 1] = (total, start);
            }
            if ends[end] == Break::Forced {
                break;
            }
        }
    }
    let mut lines = Vec::new();
    let mut at = count;
    while at > 0 {
        lines.push(at);
        at = best[at].1;
    }
    lines.reverse();
    lines
}

/// Thousandths of the measure left empty, squared, so that two half-empty lines are better than
/// one full and one empty; the last line may be short.
fn line_cost(width: Len, measure: Len, end: Break, free: bool) -> i64 {
    let slack = ((measure - width).0.max(0) * 1000 / measure.0.max(1)).min(1000);
    let raggedness = if free { (slack - 700).max(0).pow(2) } else { slack.pow(2) / 4 };
    let penalty = match end {
        Break::Forced => 0,
        Break::Allowed(penalty) => penalty * 10,
    };
    LINE + raggedness + penalty
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Breaks as if every letter and space were one unit wide.
    fn lines(text: &str, measure: i64) -> Vec<String> {
        let all = opportunities(text);
        let ends: Vec<Break> = all.iter().map(|next| next.kind).collect();
        let start = |piece: usize| if piece == 0 { 0 } else { all[piece - 1].at };
        let line = |a: usize, b: usize| text[start(a)..start(b)].trim_end();
        let width = |a, b| Len(i64::try_from(line(a, b).chars().count()).unwrap());
        let mut from = 0;
        break_lines(&ends, Len(measure), false, width)
            .into_iter()
            .map(|to| line(std::mem::replace(&mut from, to), to).to_owned())
            .collect()
    }

    #[test]
    fn no_line_is_left_with_one_syllable() {
        let text = "Bấm nút Kích hoạt trên màn hình đăng nhập.";
        for measure in 14..42 {
            let lines = lines(text, measure);
            assert!(lines.len() == 1 || lines.last().unwrap().contains(' '), "{lines:?}");
        }
    }

    #[test]
    fn numbers_stay_with_their_words() {
        let split = lines("Bác xem lại Bước 3 trước khi gọi 1900 0368 nhé", 20);
        assert!(split.iter().any(|line| line.contains("Bước 3")), "{split:?}");
        assert!(split.iter().any(|line| line.contains("1900 0368")), "{split:?}");
    }

    #[test]
    fn a_long_word_gets_its_own_line() {
        assert_eq!(lines("a nghiêngnghiêng b", 5), ["a", "nghiêngnghiêng", "b"]);
    }

    #[test]
    fn a_forced_break_ends_the_line() {
        assert_eq!(lines("một\nhai ba", 20), ["một", "hai ba"]);
    }
}
