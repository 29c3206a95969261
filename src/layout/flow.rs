//! Pieces to pages.
//!
//! Where pages begin is chosen for all pages of a face at once: pages should be filled alike,
//! begin with a part where possible, and never part a title from its text. Then the spaces of each
//! page grow to use what room is left.

use super::block_frame::{BlockFrame, gap_between};
use crate::geom::Len;

/// What a page holds: pieces `from..to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageRange {
    pub from: usize,
    pub to: usize,
}

/// What it costs to begin a page in the middle of a part, as if so much of a page stayed empty.
const INSIDE_PART: f64 = 28.0;

/// Spreads pieces over pages of the given heights, one share a page.
///
/// # Errors
/// How much higher each page would have to be, when there is no way.
pub(super) fn distribute(pieces: &[BlockFrame], heights: &[Len]) -> Result<Vec<PageRange>, Len> {
    choose(pieces, heights).ok_or_else(|| excess(pieces, heights))
}

fn choose(pieces: &[BlockFrame], heights: &[Len]) -> Option<Vec<PageRange>> {
    let count = pieces.len();
    let pages = heights.len();
    if count == 0 && pages == 1 {
        // A face of header and footer alone is a page as well.
        return (heights[0] >= Len::ZERO).then(|| vec![PageRange { from: 0, to: 0 }]);
    }
    // best[page][end]: cost and begin of the page that ends before `end`.
    let mut best: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; count + 1]; pages + 1];
    best[0][0] = Some((0.0, 0));
    for page in 0..pages {
        for from in 0..=count {
            let Some((cost, _)) = best[page][from] else { continue };
            let mut used = pieces.get(from).map_or(Len::ZERO, BlockFrame::header_height);
            for to in from + 1..=count {
                let piece = &pieces[to - 1];
                if to - 1 > from {
                    used += gap_between(&pieces[to - 2], piece);
                }
                used += piece.size.h;
                if used > heights[page] {
                    break;
                }
                if may_end(pieces, to) {
                    let total = cost + page_cost(pieces, from, heights[page] - used);
                    let slot = &mut best[page + 1][to];
                    if slot.is_none_or(|(known, _)| total < known) {
                        *slot = Some((total, from));
                    }
                }
                if piece.breaks {
                    break;
                }
            }
        }
    }
    let mut shares = Vec::new();
    let mut end = count;
    for page in (0..pages).rev() {
        let (_, from) = best[page + 1][end]?;
        shares.push(PageRange { from, to: end });
        end = from;
    }
    shares.reverse();
    Some(shares)
}

/// In how many places a page may end: on more pages these pieces cannot stand.
pub(super) fn places(pieces: &[BlockFrame]) -> usize {
    (1..=pieces.len()).filter(|to| may_end(pieces, *to)).count()
}

fn may_end(pieces: &[BlockFrame], to: usize) -> bool {
    to == pieces.len() || !pieces[to - 1].keep_next || pieces[to - 1].breaks
}

fn page_cost(pieces: &[BlockFrame], from: usize, slack: Len) -> f64 {
    let slack = slack.to_mm();
    let inside = from > 0 && !pieces[from].is_part && !pieces[from - 1].breaks;
    slack * slack + if inside { INSIDE_PART * INSIDE_PART } else { 0.0 }
}

/// What pages lack that are filled one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overflow {
    /// So many are needed, if those that come are as high as the last but one.
    Pages(usize),
    /// A piece is higher than a page by so much.
    Height(Len),
}

/// Fills pages of the given heights one after another; each gets a piece at least.
///
/// # Errors
/// What is lacking.
pub(super) fn fill(pieces: &[BlockFrame], heights: &[Len]) -> Result<Vec<PageRange>, Overflow> {
    let count = heights.len();
    let usual = heights[count.saturating_sub(2)];
    let mut shares = Vec::new();
    let mut from = 0;
    while from < pieces.len() || shares.len() < count {
        let page = shares.len();
        let height = heights.get(page).copied().unwrap_or(usual);
        // Pages to come shall not be empty.
        let most = pieces.len().saturating_sub((count - page.min(count)).saturating_sub(1));
        let mut used = pieces.get(from).map_or(Len::ZERO, BlockFrame::header_height);
        let mut to = from;
        for next in from + 1..=most.max(from + 1).min(pieces.len()) {
            if next - 1 > from {
                used += gap_between(&pieces[next - 2], &pieces[next - 1]);
            }
            used += pieces[next - 1].size.h;
            if used > height {
                break;
            }
            if may_end(pieces, next) {
                to = next;
            }
            if pieces[next - 1].breaks {
                break;
            }
        }
        if to == from && from < pieces.len() {
            return Err(Overflow::Height(used - height));
        }
        shares.push(PageRange { from, to });
        from = to;
    }
    if shares.len() > count { Err(Overflow::Pages(shares.len())) } else { Ok(shares) }
}

/// How much higher each page would have to be, found by halving to a tenth of a millimetre.
fn excess(pieces: &[BlockFrame], heights: &[Len]) -> Len {
    let needed: Len = pieces.iter().map(|piece| piece.size.h + piece.above + piece.below).sum();
    // Header and footer alone may be higher than a page.
    let lacking = heights.iter().map(|height| -*height).max().unwrap_or_default().max(Len::ZERO);
    let column = Galley::new(pieces);
    let (mut low, mut high) = (Len::ZERO, needed + lacking);
    while high - low > Len::mm(0.1) {
        let middle = (low + high) / 2;
        let taller: Vec<Len> = heights.iter().map(|height| *height + middle).collect();
        if column.fits(&taller) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// All pieces under each other, as on one endless page: whether they fit pages of some heights is
/// found in a few steps a piece, where [`choose`] weighs every way.
struct Galley<'p> {
    pieces: &'p [BlockFrame],
    /// Where each begins and ends.
    tops: Vec<Len>,
    ends: Vec<Len>,
    /// The first place at or behind each piece where a page has to end.
    breaks: Vec<usize>,
}

impl<'p> Galley<'p> {
    fn new(pieces: &'p [BlockFrame]) -> Galley<'p> {
        let (mut tops, mut ends) = (Vec::new(), Vec::new());
        let mut y = Len::ZERO;
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                y += gap_between(&pieces[index - 1], piece);
            }
            tops.push(y);
            y += piece.size.h;
            ends.push(y);
        }
        let mut breaks = vec![pieces.len(); pieces.len()];
        for index in (0..pieces.len()).rev() {
            if pieces[index].breaks {
                breaks[index] = index + 1;
            } else if let Some(next) = breaks.get(index + 1) {
                breaks[index] = *next;
            }
        }
        Galley { pieces, tops, ends, breaks }
    }

    /// Whether [`choose`] would find a way.
    fn fits(&self, heights: &[Len]) -> bool {
        let count = self.pieces.len();
        if count == 0 {
            return matches!(heights, [height] if *height >= Len::ZERO);
        }
        // Where the next page may begin.
        let mut begins = vec![false; count + 1];
        begins[0] = true;
        for height in heights {
            // How many pages reach over each place where they may end, told by where they begin and
            // end to do so.
            let mut reach = vec![0_i32; count + 2];
            for from in (0..count).filter(|from| begins[*from]) {
                let last = self.last(from, *height);
                reach[from + 1] += 1;
                reach[last + 1] -= 1;
            }
            let mut over = 0;
            for (place, begins) in begins.iter_mut().enumerate() {
                over += reach[place];
                *begins = over > 0 && may_end(self.pieces, place);
            }
        }
        begins[count]
    }

    /// The last place where a page of that height may end that begins with piece `from`; `from`
    /// where not even that fits.
    fn last(&self, from: usize, height: Len) -> usize {
        let room = height - self.pieces[from].header_height() + self.tops[from];
        from + self.ends[from..self.breaks[from]].partition_point(|end| *end <= room)
    }
}

/// The top of each piece of a page, spaces grown by at most `stretch` of themselves.
pub(super) fn tops(pieces: &[BlockFrame], height: Len, stretch: f64) -> Vec<Len> {
    let gaps: Vec<Len> = pieces.windows(2).map(|pair| gap_between(&pair[0], &pair[1])).collect();
    let all: Len = gaps.iter().copied().sum();
    // The spaces that may grow: not those above a block whose place was chosen beside a hole.
    let grows = |index: usize| !pieces[index].fixed;
    let free: Len =
        (1..pieces.len()).filter(|index| grows(*index)).map(|index| gaps[index - 1]).sum();
    let header_height = pieces.first().map_or(Len::ZERO, BlockFrame::header_height);
    let used: Len = pieces.iter().map(|piece| piece.size.h).sum::<Len>() + all + header_height;
    let slack = (height - used).max(Len::ZERO);
    let extra = slack.min(free.scale(stretch));
    let mut tops = Vec::with_capacity(pieces.len());
    let mut y = header_height;
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            let gap = gaps[index - 1];
            let share = if free > Len::ZERO && grows(index) { gap.0 * extra.0 / free.0 } else { 0 };
            y += gap + Len(share);
        }
        tops.push(y);
        y += piece.size.h;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Size;
    use crate::layout::block_frame::TableHeader;
    use std::sync::Arc;

    fn piece(height: f64) -> BlockFrame {
        BlockFrame { size: Size::new(Len::ZERO, Len::mm(height)), ..BlockFrame::default() }
    }

    fn shares(pieces: &[BlockFrame], pages: usize, height: f64) -> Option<Vec<(usize, usize)>> {
        let heights = vec![Len::mm(height); pages];
        let shares = distribute(pieces, &heights).ok()?;
        Some(shares.iter().map(|share| (share.from, share.to)).collect())
    }

    #[test]
    fn pages_are_filled_alike() {
        let pieces: Vec<BlockFrame> = (0..6).map(|_| piece(30.0)).collect();
        assert_eq!(shares(&pieces, 2, 150.0).unwrap(), [(0, 3), (3, 6)]);
    }

    #[test]
    fn pages_are_filled_one_after_another() {
        let pieces: Vec<BlockFrame> = (0..7).map(|_| piece(30.0)).collect();
        let fill = |heights: &[f64]| {
            let heights: Vec<Len> = heights.iter().map(|height| Len::mm(*height)).collect();
            let shares = fill(&pieces, &heights)?;
            Ok(shares.iter().map(|share| (share.from, share.to)).collect::<Vec<_>>())
        };
        assert_eq!(fill(&[100.0, 100.0, 100.0]), Ok(vec![(0, 3), (3, 6), (6, 7)]));
        assert_eq!(fill(&[60.0, 100.0, 60.0]), Ok(vec![(0, 2), (2, 5), (5, 7)]));
        // The last page is never empty, however much fits before it.
        assert_eq!(fill(&[210.0, 210.0]), Ok(vec![(0, 6), (6, 7)]));
        assert_eq!(fill(&[100.0, 100.0]), Err(Overflow::Pages(3)));
        assert_eq!(fill(&[60.0]), Err(Overflow::Pages(4)));
        assert_eq!(fill(&[20.0]), Err(Overflow::Height(Len::mm(10.0))));
    }

    #[test]
    fn a_title_stays_with_its_text() {
        let mut pieces: Vec<BlockFrame> = (0..6).map(|_| piece(30.0)).collect();
        pieces[2].keep_next = true;
        let split = shares(&pieces, 2, 150.0).unwrap()[0].1;
        assert_ne!(split, 3);
    }

    #[test]
    fn pages_begin_with_a_part_where_they_can() {
        let mut pieces: Vec<BlockFrame> = (0..7).map(|_| piece(30.0)).collect();
        assert_eq!(shares(&pieces, 2, 150.0).unwrap()[0], (0, 3));
        pieces[4].is_part = true;
        assert_eq!(shares(&pieces, 2, 150.0).unwrap()[0], (0, 4));
    }

    #[test]
    fn a_face_without_a_body_is_one_page() {
        assert_eq!(shares(&[], 1, 10.0).unwrap(), [(0, 0)]);
        let excess = distribute(&[], &[Len::mm(-10.0)]).unwrap_err();
        assert!((excess.to_mm() - 10.0).abs() < 0.2);
    }

    #[test]
    fn too_much_is_told_by_how_much() {
        let pieces: Vec<BlockFrame> = (0..6).map(|_| piece(30.0)).collect();
        let excess = distribute(&pieces, &[Len::mm(100.0)]).unwrap_err();
        assert!((excess.to_mm() - 80.0).abs() < 0.2);
    }

    #[test]
    fn what_fits_is_known_without_weighing_all_ways() {
        let mut state = 7_u32;
        let mut draw = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let repeat = Arc::new(TableHeader { items: Vec::new(), height: Len::mm(4.0) });
        let (mut fits, mut fits_not) = (0, 0);
        for _ in 0..4_000 {
            let count = draw(9) as usize;
            let mut pieces: Vec<BlockFrame> =
                (0..count).map(|_| piece(f64::from(draw(9)))).collect();
            for piece in &mut pieces {
                piece.above = Len::mm(f64::from(draw(4)));
                piece.below = Len::mm(f64::from(draw(4)));
                piece.keep_next = draw(4) == 0;
                piece.breaks = draw(8) == 0;
                piece.repeats = (draw(5) == 0).then(|| repeat.clone());
            }
            let heights: Vec<Len> =
                (0..=draw(3)).map(|_| Len::mm(f64::from(draw(40)) - 3.0)).collect();
            let found = Galley::new(&pieces).fits(&heights);
            assert_eq!(found, choose(&pieces, &heights).is_some(), "{heights:?}");
            *if found { &mut fits } else { &mut fits_not } += 1;
        }
        assert!(fits > 500 && fits_not > 500, "{fits} fit, {fits_not} do not");
    }

    #[test]
    fn what_is_repeated_takes_room_where_a_page_begins() {
        let repeat = Arc::new(TableHeader { items: Vec::new(), height: Len::mm(10.0) });
        let mut pieces: Vec<BlockFrame> = (0..6).map(|_| piece(30.0)).collect();
        for piece in &mut pieces[1..] {
            piece.repeats = Some(repeat.clone());
        }
        assert_eq!(shares(&pieces, 2, 100.0).unwrap(), [(0, 3), (3, 6)]);
        assert_eq!(shares(&pieces, 2, 99.0), None);
        assert_eq!(tops(&pieces[3..], Len::mm(100.0), 1.0)[0], Len::mm(10.0));
    }

    #[test]
    fn spaces_grow_only_as_far_as_allowed() {
        let mut pieces = vec![piece(10.0), piece(10.0)];
        pieces[0].below = Len::mm(4.0);
        assert_eq!(tops(&pieces, Len::mm(100.0), 1.0)[1], Len::mm(18.0));
        let second = tops(&pieces, Len::mm(26.0), 1.0)[1];
        assert!((second.to_mm() - 16.0).abs() < 0.001);
    }
}
