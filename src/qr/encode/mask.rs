//! Lays on all eight masks and takes the one with the least penalty (ISO/IEC 18004:2015, 7.8.3).
//!
//! Each row is one word for each mask, and the eight words of a row are handled side by side, so
//! that the compiler may put several into one register. Runs down a column are found from one row
//! to the next, with the same steps for all columns at once.

use super::matrix::{Layout, MASKS, ModuleRows};

/// The words of one row, one for each mask.
type Lanes = [u64; MASKS];

/// White rows above the code and below it: the rules look so far beyond its edges.
const ABOVE: usize = 4;
const BELOW: usize = 10;

/// The rows of `filled` under the best mask; of several, the first.
pub(super) fn best(layout: &Layout, filled: &[u64]) -> ModuleRows {
    let mut rows: Vec<Lanes> = Vec::with_capacity(ABOVE + layout.width + BELOW);
    rows.extend([[0; MASKS]; ABOVE]);
    rows.extend(layout.masks.iter().zip(filled).map(|(masks, own)| masks.map(|mask| own ^ mask)));
    rows.extend([[0; MASKS]; BELOW]);
    let totals = judged(&rows);
    let best = (0..MASKS).min_by_key(|mask| totals[*mask]).unwrap_or(0);
    rows[ABOVE..].iter().take(layout.width).map(|row| row[best]).collect()
}

/// Penalties of eight codes, with white rows above and below.
fn judged(rows: &[Lanes]) -> [u32; MASKS] {
    let width = rows.len() - ABOVE - BELOW;
    // The modules of a row, and those of them that have a right neighbour.
    let (all, inner) = (!0 << (64 - width), !0 << (65 - width));
    // Where a row is like the next; above the first and below the last nothing is.
    let mut same: Vec<Lanes> = Vec::with_capacity(width + 5);
    same.push([0; MASKS]);
    same.extend(
        rows[ABOVE..]
            .array_windows()
            .take(width - 1)
            .map(|[own, next]| std::array::from_fn(|mask| !(own[mask] ^ next[mask]) & all)),
    );
    same.extend([[0; MASKS]; 5]);
    let mut points = [0; MASKS];
    let mut black = [0; MASKS];
    for (rows, same) in rows.array_windows().zip(same.array_windows()) {
        add_row(rows, same, inner, &mut points, &mut black);
    }
    let area = width * width;
    // Rule 4: ten for every full 5 % away from one half.
    let imbalance = |black: u64| (black * 20).abs_diff(area as u64 * 10) / area as u64 * 10;
    std::array::from_fn(|mask| (points[mask] + imbalance(black[mask])) as u32)
}

/// Adds what rules 1 to 3 count at the fifth of these rows, and its black modules.
#[inline]
fn add_row(
    rows: &[Lanes; ABOVE + 1 + BELOW],
    same: &[Lanes; 5],
    inner: u64,
    points: &mut Lanes,
    black: &mut Lanes,
) {
    for mask in 0..MASKS {
        let row = |down: usize| rows[down][mask];
        let own = row(4);
        // Rule 1: a run of five or more has 3, and 1 for each module beyond the fifth; that is 1
        // for each five alike in a row, and 2 for each run.
        let alike = !(own ^ own << 1) & inner;
        let pairs = alike & alike << 1;
        let across = pairs & pairs << 2;
        let starts_across = across & !(alike >> 1);
        let like = |down: usize| same[down][mask];
        let down = like(1) & like(2) & like(3) & like(4);
        let starts_down = down & !like(0);
        // Rule 2: 3 for every square of two by two.
        let squares = like(1) & like(1) << 1 & alike;
        // Rule 3: 40 for 1:1:3:1:1 with four white modules before or after it, where the quiet
        // zone counts.
        let finders_across = own
            & !(own << 1)
            & (own << 2 & own << 3 & own << 4)
            & !(own << 5)
            & own << 6
            & !((own >> 1 | own >> 2 | own >> 3 | own >> 4)
                & (own << 7 | own << 8 | own << 9 | own << 10));
        let finders_down = own
            & !row(5)
            & (row(6) & row(7) & row(8))
            & !row(9)
            & row(10)
            & !((row(0) | row(1) | row(2) | row(3)) & (row(11) | row(12) | row(13) | row(14)));
        points[mask] += ones(across)
            + ones(down)
            + 2 * (ones(starts_across) + ones(starts_down))
            + 3 * ones(squares)
            + 40 * (ones(finders_across) + ones(finders_down));
        black[mask] += ones(own);
    }
}

fn ones(word: u64) -> u64 {
    u64::from(word.count_ones())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The penalty of a drawing in `#` and `.`, told alike for all eight masks.
    fn penalty(rows: &[String]) -> u32 {
        let word = |row: &String| {
            let bit = |word, (at, module)| word | u64::from(module == '#') << (63 - at);
            [row.chars().enumerate().fold(0, bit); MASKS]
        };
        let mut all = vec![[0; MASKS]; ABOVE];
        all.extend(rows.iter().map(word));
        all.extend([[0; MASKS]; BELOW]);
        let totals = judged(&all);
        assert_eq!(totals, [totals[0]; MASKS]);
        totals[0]
    }

    #[test]
    fn penalties_are_those_counted_by_hand() {
        let plain = |width: usize, module: &str| vec![module.repeat(width); width];
        // 19 for each of 42 lines, 3 for each of 400 squares, 100 for 50 % too many.
        assert_eq!(penalty(&plain(21, "#")), 42 * 19 + 400 * 3 + 100);
        assert_eq!(penalty(&plain(21, ".")), 42 * 19 + 400 * 3 + 100);
        assert_eq!(penalty(&plain(61, "#")), 122 * 59 + 3600 * 3 + 100);
        // As many black as white, but for one.
        let chess = |width: usize| -> Vec<String> {
            (0..width).map(|row| "#.".repeat(width)[row % 2..][..width].to_owned()).collect()
        };
        assert_eq!(penalty(&chess(25)), 0);
        // A single run among them; no column has more than three alike.
        let runs = [("####.", 0), ("#####", 3), ("######.", 4), ("#######", 5), (".....", 3)];
        for (run, points) in runs {
            let is_white = usize::from(run.starts_with('.'));
            for start in [is_white, 20 + is_white, 61 - is_white - run.len()] {
                let mut rows = chess(61);
                rows[30].replace_range(start..start + run.len(), run);
                assert_eq!(penalty(&rows), points, "{run} {start}");
            }
        }
    }

    /// What a line costs more than the same line with the finder in it parted elsewhere, across or
    /// down alike.
    fn cost_of_finder(line: &str) -> i64 {
        let alone = |line: &str| {
            let across = (0..25).map(|row| match row {
                12 => format!("{line:.<25}"),
                _ => ".".repeat(25),
            });
            let down = (0..25).map(|row| {
                let module = line.chars().nth(row).unwrap_or('.');
                format!("{module:.>13}............")
            });
            let (across, down) = (across.collect::<Vec<_>>(), down.collect::<Vec<_>>());
            assert_eq!(penalty(&across), penalty(&down), "{line}");
            i64::from(penalty(&across))
        };
        alone(line) - alone(&line.replace("#.###.#", "###.###"))
    }

    #[test]
    fn what_looks_like_a_finder_costs_forty() {
        let nothing = cost_of_finder("..#...#.###.#...#");
        for line in [
            "......#.###.#...#",
            "..#...#.###.#....",
            "......#.###.#....",
            "#.###.#...#",
            "#.###.#",
            "..............#...#.###.#",
        ] {
            assert_eq!(cost_of_finder(line), nothing + 40, "{line}");
        }
    }

    #[test]
    fn black_and_white_out_of_balance_cost_ten_for_five_percent() {
        // Of 25 rows so many are black, 4 % each; rules 1 and 2 are counted by hand.
        for (black, imbalance) in [(10, 20), (11, 10), (12, 0), (13, 0), (14, 10), (15, 20)] {
            let row = |row| if row < black { "#" } else { "." }.repeat(25);
            let rows: Vec<String> = (0..25).map(row).collect();
            let (lines, squares) = (25 * 23 + 25 * (25 - 4), 23 * 24 * 3);
            assert_eq!(penalty(&rows), lines + squares + imbalance, "{black}");
        }
    }
}
