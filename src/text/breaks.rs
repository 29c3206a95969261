//! Where lines may end, and where they end best.
//!
//! Opportunities come from UAX #14 ([`unicode_linebreak`]) and from the cohesion of Vietnamese
//! ([`crate::vietnamese::cohesion`]). A paragraph is broken as a whole: as few broken pieces of
//! information as possible, then as few lines, and among those the least ragged, with a price on
//! every break that a reader would stumble over. The best way is found, not guessed: the way to
//! every place is the cheapest way to an earlier one and a line from there (Knuth and Plass 1981),
//! which takes as many steps as there are pieces, times the pieces of a line.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::geom::Len;
use crate::vietnamese::cohesion::{self, Cohesion};

/// How willingly a line ends at an opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// It has to.
    Forced,
    /// It may; the number says how bad that would be (0: not at all; less: welcome).
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

/// A break that splits a single piece of information; taken only when nothing else fits (LP-11).
pub const KEEP: i64 = 1_000_000_000;

/// What every further line costs: more than any raggedness.
pub(super) const LINE: i64 = 1_000_000;

/// What a break costs beside the raggedness of its line, which is counted in thousandths of the
/// measure, squared and quartered: half a line left empty costs 62,500, a whole one 250,000.
fn price(cohesion: Cohesion) -> i64 {
    match cohesion {
        Cohesion::Sentence => -40_000,
        Cohesion::Clause => -20_000,
        Cohesion::Plain => 0,
        Cohesion::Leaning => 15_000,
        Cohesion::Phrase => 100_000,
        Cohesion::Compound => 150_000,
        Cohesion::Name => 180_000,
        Cohesion::Keep => KEEP,
        Cohesion::Tight | Cohesion::Never => 100 * KEEP,
    }
}

/// A break without a space costs more than one inside a compound.
const NO_SPACE: i64 = 50_000;
/// A break inside an address more than any other: only what fits nowhere is torn there.
const IN_ADDRESS: i64 = 4 * NO_SPACE;

/// All places where a line of `text` may end, the end of the text included (forced).
pub fn opportunities(text: &str) -> Vec<Opportunity> {
    let cohesions = cohesion::cohesions(text);
    let mut cohesions = cohesions.iter().peekable();
    let mut inside = cohesion::InnerBreaks::new(text);
    let mut all = Vec::new();
    for (at, kind) in linebreaks(text) {
        if kind == BreakOpportunity::Mandatory {
            all.push(Opportunity { at, kind: Break::Forced });
            continue;
        }
        let (cohesion, more) = if text[..at].ends_with(char::is_whitespace) {
            while cohesions.next_if(|(place, _)| *place < at).is_some() {}
            let cohesion = cohesions.next_if(|(place, _)| *place == at);
            (cohesion.map_or(Cohesion::Plain, |(_, cohesion)| *cohesion), 0)
        } else {
            (inside.cohesion(at), NO_SPACE)
        };
        if cohesion != Cohesion::Never {
            all.push(Opportunity { at, kind: Break::Allowed(price(cohesion) + more) });
        }
    }
    let kind = Break::Allowed(price(Cohesion::Tight) + IN_ADDRESS);
    let joints = cohesion::address_joints(text);
    if !joints.is_empty() {
        let known: Vec<usize> = all.iter().map(|it| it.at).collect();
        let new = joints.into_iter().filter(|at| known.binary_search(at).is_err());
        all.extend(new.map(|at| Opportunity { at, kind }));
        all.sort_by_key(|it| it.at);
        let tear = Break::Allowed(price(Cohesion::Tight) + 4 * IN_ADDRESS);
        let known: Vec<usize> = all.iter().map(|it| it.at).collect();
        let new = cohesion::address_tears(text).into_iter();
        let new = new.filter(|at| known.binary_search(at).is_err());
        all.extend(new.map(|at| Opportunity { at, kind: tear }));
        all.sort_by_key(|it| it.at);
    }
    all
}

/// Chooses the lines of a paragraph of pieces: for each line, the index one past its last piece.
///
/// `ends` tells what follows each piece, `width(a, b)` how wide the pieces `a..b` are on one line;
/// it is asked a few times a piece and should not add up again what it was asked before. A piece
/// wider than `measure` gets a line of its own; the caller reports it. With `balance` the last line
/// wants to be as long as the others, as titles do.
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
pub(super) fn line_cost(width: Len, measure: Len, end: Break, free: bool) -> i64 {
    let slack = ((measure - width).0.max(0) * 1000 / measure.0.max(1)).min(1000);
    let raggedness = if free { (slack - 700).max(0).pow(2) } else { slack.pow(2) / 4 };
    let price = match end {
        Break::Forced => 0,
        Break::Allowed(price) => price,
    };
    LINE + raggedness + price
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text, its pieces and their widths: every letter and space is one unit wide.
    struct UnitLine<'t> {
        text: &'t str,
        all: Vec<Opportunity>,
    }

    impl<'t> UnitLine<'t> {
        fn new(text: &'t str) -> UnitLine<'t> {
            UnitLine { text, all: opportunities(text) }
        }

        fn ends(&self) -> Vec<Break> {
            self.all.iter().map(|next| next.kind).collect()
        }

        fn between(&self, from: usize, to: usize) -> &'t str {
            let start = if from == 0 { 0 } else { self.all[from - 1].at };
            self.text[start..self.all[to - 1].at].trim_end()
        }

        fn width(&self, from: usize, to: usize) -> Len {
            Len(i64::try_from(self.between(from, to).chars().count()).unwrap())
        }

        fn broken(&self, measure: i64, balance: bool) -> Vec<usize> {
            let width = |from, to| self.width(from, to);
            break_lines(&self.ends(), Len(measure), balance, width)
        }
    }

    fn lines(text: &str, measure: i64) -> Vec<String> {
        let line = UnitLine::new(text);
        let mut from = 0;
        let ends = line.broken(measure, false);
        ends.into_iter()
            .map(|to| line.between(std::mem::replace(&mut from, to), to).to_owned())
            .collect()
    }

    /// What lines cost; `None` when one of them is wider than it has to be, or passes over a place
    /// where it has to end.
    fn cost(line: &UnitLine<'_>, ends: &[usize], measure: i64, balance: bool) -> Option<i64> {
        let breaks = line.ends();
        let mut from = 0;
        let mut total: i64 = 0;
        for to in ends {
            let width = line.width(from, *to);
            let inside = &breaks[from..*to - 1];
            if (width > Len(measure) && *to > from + 1) || inside.contains(&Break::Forced) {
                return None;
            }
            let end = breaks[*to - 1];
            let free = (*to == breaks.len() || end == Break::Forced) && !balance;
            total += line_cost(width, Len(measure), end, free);
            from = *to;
        }
        Some(total)
    }

    /// The least that any lines cost, by trying all.
    fn least(line: &UnitLine<'_>, measure: i64, balance: bool) -> i64 {
        let count = line.all.len();
        let ways = 0_u32..1 << (count - 1);
        let lines = ways.map(|way| {
            let inner = (1..count).filter(move |end| way & 1 << (end - 1) != 0);
            inner.chain([count]).collect::<Vec<usize>>()
        });
        lines.filter_map(|ends| cost(line, &ends, measure, balance)).min().unwrap()
    }

    #[test]
    fn no_other_lines_would_be_better() {
        let texts = [
            "Bác gọi 1900 0368 để hỏi Bước 3 và mật khẩu.",
            "Xong rồi. Bác tắt máy, đợi 7 ngày\nrồi mở lại nhé.",
            "ngày 05 tháng 9 năm 2026 tại phường Bến Nghé",
            "Không đọc mã OTP cho ai – kể cả ông Nguyễn Văn An.",
            "vneid.gov.vn/login hay https://vneid.gov.vn/a/b",
            "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh",
            "nghiêngnghiêng a b c – d",
        ];
        let mut tried = 0;
        for text in texts {
            let line = UnitLine::new(text);
            assert!(line.all.len() <= 14, "{text} is too long to try all ways");
            for measure in 1..=40 {
                for balance in [false, true] {
                    let ends = line.broken(measure, balance);
                    let found = cost(&line, &ends, measure, balance);
                    let least = least(&line, measure, balance);
                    assert_eq!(found, Some(least), "{text} in {measure}: {ends:?}");
                    tried += 1;
                }
            }
        }
        assert_eq!(tried, texts.len() * 80);
    }

    #[test]
    fn work_grows_with_the_text_and_no_faster() {
        let words = "Bác bấm nút Kích hoạt rồi đợi 7 ngày, sau đó gọi 1900 0368. ";
        let asked = |count: usize| {
            let text = words.repeat(count);
            let line = UnitLine::new(&text);
            // As layout does it: no adding up.
            let at = line.all.iter().map(|next| i64::try_from(next.at).unwrap());
            let starts: Vec<i64> = std::iter::once(0).chain(at).collect();
            let asked = std::cell::Cell::new(0);
            let width = |from: usize, to: usize| {
                asked.set(asked.get() + 1);
                Len(starts[to] - starts[from])
            };
            let lines = break_lines(&line.ends(), Len(60), false, width);
            assert!(lines.len() >= count);
            asked.get()
        };
        let (small, large) = (asked(35), asked(350));
        assert!(large <= 11 * small, "{small} widths of 500 words, {large} of 5,000");
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
    fn what_is_wider_than_the_measure_breaks_at_its_loosest_place() {
        assert_eq!(
            lines("ngày 05 tháng 9 năm 2026", 12),
            ["ngày 05", "tháng 9", "năm 2026"],
            "numbers stay with their words when the date cannot stay whole"
        );
        assert_eq!(lines("ngày 05 tháng 9 năm 2026", 16), ["ngày 05 tháng 9", "năm 2026"]);
        assert_eq!(lines("024 3864 1234", 9), ["024 3864", "1234"]);
    }

    #[test]
    fn a_long_word_gets_its_own_line() {
        assert_eq!(lines("a nghiêngnghiêng b", 5), ["a", "nghiêngnghiêng", "b"]);
    }

    #[test]
    fn a_forced_break_ends_the_line() {
        assert_eq!(lines("một\nhai ba", 20), ["một", "hai ba"]);
    }

    #[test]
    fn a_soft_hyphen_breaks_nothing() {
        assert_eq!(lines("nghi\u{ad}êng nghi\u{200b}êng", 6).len(), 2);
    }
}
