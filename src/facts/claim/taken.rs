//! The stretches of a text in which something was found already.

use std::collections::BTreeMap;
use std::ops::Range;

/// Stretches of a text, joined where they overlap; a page of dates has thousands.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<usize, usize>);

impl Taken {
    pub(super) fn add(&mut self, range: &Range<usize>) {
        let Range { mut start, mut end } = *range;
        while let Some((first, last)) = self.last_before(end) {
            if last <= start {
                break;
            }
            self.0.remove(&first);
            (start, end) = (start.min(first), end.max(last));
        }
        self.0.insert(start, end);
    }

    /// Whether any of them shares a byte with `range`.
    pub(super) fn overlaps(&self, range: &Range<usize>) -> bool {
        self.last_before(range.end).is_some_and(|(_, end)| range.start < end)
    }

    /// The last that begins before byte `at`.
    fn last_before(&self, at: usize) -> Option<(usize, usize)> {
        self.0.range(..at).next_back().map(|(start, end)| (*start, *end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_a_byte_overlaps() {
        let mut taken = Taken::default();
        for range in [10..20, 0..5, 30..40, 18..32, 50..51] {
            taken.add(&range);
        }
        for (range, wanted) in [
            (0..1, true),
            (5..10, false),
            (4..6, true),
            (20..30, true),
            (39..60, true),
            (40..50, false),
            (50..52, true),
            (51..99, false),
        ] {
            assert_eq!(taken.overlaps(&range), wanted, "{range:?} in {taken:?}");
        }
    }
}
