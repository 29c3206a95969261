//! Pages to sheets: several on one side, backs behind their fronts.
//!
//! A sheet is planned as it looks when it is turned over like the page of a book, so the back of
//! the leftmost front is the rightmost. A printer that turns the sheet over an edge at its top
//! gets the whole back turned by half a circle instead (OF-03).

use std::borrow::Cow;

use crate::doc::{Duplex, Paper, Side};
use crate::geom::{Len, Point, Rect, Size};
use crate::layout::{Item, Page, Pages, Panel, Placed, Role, Tag, seen};

use super::{grounds, marks, turn};

/// How pages are put onto sheets.
#[derive(Clone, Debug, PartialEq)]
pub enum ImpositionPlan {
    /// As the product says: panels of a folded sheet, columns to cut apart.
    Paper(Paper),
    /// Each leaf several times on a sheet.
    Copies(Grid),
    /// Two pages a side, to be nested, folded and stapled; inner sheets creep outward by so much.
    Booklet {
        /// The sheet.
        grid: Grid,
        /// How far the pages of each further sheet move towards the spine.
        creep: Len,
    },
    /// Cut apart, the piles laid on each other are in order.
    Stack(Grid),
}

/// A sheet divided evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// The sheet as it lies before the reader.
    pub size: Size,
    /// Columns.
    pub across: usize,
    /// Rows.
    pub down: usize,
    /// The edge the printer turns it over.
    pub flip: Duplex,
    /// White left of and above all cells, and right of and below them. Less than nothing where the
    /// outer pages stand at the edges of the paper.
    pub inset: Size,
    /// Places, from the first, that an earlier job has used: nothing is printed on them again.
    pub used: usize,
}

impl Grid {
    /// The most pages of one size that fit on a sheet of `width` × `height` lying either way.
    pub fn most(page: Size, sheet: Size) -> Option<Grid> {
        let rotated = Size::new(sheet.h, sheet.w);
        let fit = |size: Size| {
            let across = (size.w.0 + SLACK) / page.w.0.max(1);
            let down = (size.h.0 + SLACK) / page.h.0.max(1);
            Grid {
                size,
                across: across.max(0) as usize,
                down: down.max(0) as usize,
                flip: Duplex::None,
                inset: Size::default(),
                used: 0,
            }
        };
        let best = [fit(sheet), fit(rotated)];
        let best = best.into_iter().filter(|grid| grid.count() > 0).max_by_key(Grid::count)?;
        let inset = Size::new(
            inset(page.w, best.across, best.size.w),
            inset(page.h, best.down, best.size.h),
        );
        Some(Grid { inset, ..best })
    }

    /// From the edge of the paper to the outermost cut, where that is too near for a mark.
    pub fn unmarked(&self, page: Size) -> Option<Len> {
        let outer = |page: Len, count: usize, whole_: Len, inset: Len| {
            let cell = (whole_ - inset * 2) / whole(count);
            inset + (cell - page) / 2
        };
        let across = outer(page.w, self.across, self.size.w, self.inset.w);
        let down = outer(page.h, self.down, self.size.h, self.inset.h);
        [across, down].into_iter().find(|outer| marks::is_lost(*outer))
    }

    /// How many pages stand on a side.
    pub fn count(&self) -> usize {
        self.across * self.down
    }

    /// The cell of a number, row by row, on a front or, mirrored, on its back.
    fn cell(&self, number: usize, is_back: bool) -> Rect {
        let Size { w: x, h: y } = self.inset;
        let w = (self.size.w - x * 2) / whole(self.across);
        let h = (self.size.h - y * 2) / whole(self.down);
        let column = number % self.across;
        let column = if is_back { self.across - 1 - column } else { column };
        Rect { x: x + w * whole(column), y: y + h * whole(number / self.across), w, h }
    }

    /// Cells, row by row, but for those that are used; on a back those behind used
    /// fronts.
    fn free(&self, is_back: bool) -> impl Iterator<Item = Rect> + '_ {
        let behind = move |number: usize| {
            let column = number % self.across;
            let column = if is_back { self.across - 1 - column } else { column };
            number - number % self.across + column
        };
        let all = (0..self.count()).filter(move |number| behind(*number) >= self.used);
        all.map(|number| self.cell(number, false))
    }
}

/// White at both ends of a row of pages, so that marks to cut by can be printed: divided evenly
/// where there is room for them or none is needed, else all of it at the ends, else none.
fn inset(page: Len, count: usize, paper: Len) -> Len {
    let slack = (paper - page * whole(count)).max(Len::ZERO);
    if !marks::is_lost(slack / (2 * whole(count))) {
        return Len::ZERO;
    }
    if !marks::is_lost(slack / 2) {
        return slack / 2;
    }
    if count > 1 { -(slack / (2 * whole(count - 1))) } else { Len::ZERO }
}

/// What three A-format sheets may lack of a whole number of pages: 297 / 3 = 99 exactly, but
/// lengths are rounded to thousandths of a point.
const SLACK: i64 = 10;

/// A count to multiply lengths with; no sheet has so many cells that it would not fit.
fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(1)
}

/// A page and the cell it stands in.
type PagePosition = (Option<usize>, Rect);

/// Why pages cannot be put onto sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImpositionFault {
    /// The plan has no place for so many pages.
    Over(usize),
    /// This page, from 0, would not lie wholly on its paper.
    Off(usize),
    /// These two would lie on each other.
    Together(usize, usize),
}

/// Puts pages onto sheets.
///
/// # Errors
/// Where pages would be lost or spoilt.
pub fn impose(pages: Pages, plan: &ImpositionPlan) -> Result<Pages, ImpositionFault> {
    let count = pages.pages.len();
    let sides: Vec<Vec<PagePosition>> = match plan {
        ImpositionPlan::Paper(paper) => {
            let places = paper.sides.iter().map(|side| side.columns.len()).sum::<usize>();
            if count > places {
                return Err(ImpositionFault::Over(count - places));
            }
            let cells = |side: &Side| {
                let pages = side.columns.iter().map(|column| column.page);
                pages.zip(side.rects(paper.size)).collect()
            };
            paper.sides.iter().map(cells).collect()
        }
        ImpositionPlan::Copies(grid) => copies(count, grid),
        ImpositionPlan::Booklet { grid, creep } => booklet(count, grid, *creep),
        ImpositionPlan::Stack(grid) => stack(count, grid),
    };
    let (size, flip) = match plan {
        ImpositionPlan::Paper(paper) => (paper.size, paper.flip),
        ImpositionPlan::Copies(grid)
        | ImpositionPlan::Booklet { grid, .. }
        | ImpositionPlan::Stack(grid) => (grid.size, grid.flip),
    };
    let creep = match plan {
        // Where the pages of inner sheets creep to is checked by their ink.
        ImpositionPlan::Booklet { creep, .. } => *creep * whole(sides.len()),
        _ => Len::ZERO,
    };
    sides.iter().try_for_each(|side| prove(&pages, side, size, creep))?;
    let folded = matches!(plan, ImpositionPlan::Booklet { .. })
        || matches!(plan, ImpositionPlan::Paper(paper) if paper.folded);
    let mut placed = vec![false; count];
    let turned = turned(plan);
    let mut sheets = Vec::new();
    for (number, spots) in sides.iter().enumerate() {
        let mut items = Vec::new();
        let mut panels = Vec::new();
        let mut fields = Vec::new();
        let (mut edges, mut kept) = (Vec::new(), Vec::new());
        for (page, cell) in spots {
            let page = page.filter(|index| *index < count);
            // A sheet is folded between its cells, and cut around its pages.
            let inside = page.filter(|_| !folded).map(|index| centred(&pages.pages[index], *cell));
            edges.push(inside.unwrap_or(*cell));
            if page.is_some() || folded {
                kept.push(inside.unwrap_or(*cell));
            }
            if let Some(index) = page {
                let own = &pages.pages[index];
                let own = if turned.contains(&index) {
                    Cow::Owned(turn::turned(own))
                } else {
                    Cow::Borrowed(own)
                };
                panels.push(Panel { first: items.len(), number: index });
                let room = inside.unwrap_or(*cell);
                fields.extend(grounds::placed(&own, centred(&own, *cell), room));
                place(&own, *cell, placed[index], &mut items);
                placed[index] = true;
            }
        }
        // Where a booklet is folded does not creep with its pages.
        if let ImpositionPlan::Booklet { grid, .. } = plan {
            edges = (0..grid.count()).map(|number| grid.cell(number, false)).collect();
        }
        // A sheet of which a part is used has its marks already.
        if !matches!(plan, ImpositionPlan::Copies(grid) if grid.used > 0) {
            items.extend(marks::between(&edges, size, folded));
        }
        let rotated = number % 2 == 1 && flip.turns_at_top(size);
        let trim = Rect::new(Point::default(), size);
        sheets.push(Page { size, trim, rotated, grounds: fields, items, panels, kept });
    }
    Ok(Pages { pages: sheets, duplex: flip, ..pages })
}

/// Proves that the pages of a side lie on the paper, and none on another but for `creep`.
fn prove(
    pages: &Pages,
    side: &[PagePosition],
    size: Size,
    creep: Len,
) -> Result<(), ImpositionFault> {
    let slack = Len(SLACK);
    let paper = Rect { x: -slack, y: -slack, w: size.w + slack * 2, h: size.h + slack * 2 };
    let laid = side.iter().filter_map(|(page, cell)| {
        let index = (*page)?;
        Some((index, centred(pages.pages.get(index)?, *cell)))
    });
    let laid: Vec<(usize, Rect)> = laid.collect();
    for (nth, (index, rect)) in laid.iter().enumerate() {
        if !paper.contains(rect) {
            return Err(ImpositionFault::Off(*index));
        }
        for (other, beside) in &laid[nth + 1..] {
            let across = rect.right().min(beside.right()) - rect.x.max(beside.x);
            let down = rect.bottom().min(beside.bottom()) - rect.y.max(beside.y);
            if across > slack + creep && down > slack {
                return Err(ImpositionFault::Together(*index, *other));
            }
        }
    }
    Ok(())
}

/// The pages that stand on their heads.
fn turned(plan: &ImpositionPlan) -> Vec<usize> {
    let ImpositionPlan::Paper(paper) = plan else { return Vec::new() };
    let columns = paper.sides.iter().flat_map(|side| &side.columns);
    columns.filter(|column| column.turned).filter_map(|column| column.page).collect()
}

/// Front and back of each leaf, on all cells.
fn copies(count: usize, grid: &Grid) -> Vec<Vec<PagePosition>> {
    let side = |number: usize| {
        let page = (number < count).then_some(number);
        grid.free(number % 2 == 1).map(|cell| (page, cell)).collect()
    };
    let backs = if count > 1 { count.next_multiple_of(2) } else { count };
    (0..backs).map(side).collect()
}

/// Sheets nested in each other: the outermost holds the first and the last pages.
fn booklet(count: usize, grid: &Grid, creep: Len) -> Vec<Vec<PagePosition>> {
    let all = count.next_multiple_of(4);
    let page = |number: usize| (number < count).then_some(number);
    let mut sides = Vec::new();
    for sheet in 0..all / 4 {
        let shift = creep * whole(sheet);
        let (left, right) = (grid.cell(0, false), grid.cell(1, false));
        let left = Rect { x: left.x + shift, ..left };
        let right = Rect { x: right.x - shift, ..right };
        let (first, last) = (2 * sheet, all - 1 - 2 * sheet);
        sides.push(vec![(page(last), left), (page(first), right)]);
        sides.push(vec![(page(first + 1), left), (page(last - 1), right)]);
    }
    sides
}

/// Cell 1 of all sheets holds the first leaves, cell 2 the next …
fn stack(count: usize, grid: &Grid) -> Vec<Vec<PagePosition>> {
    let leaves = count.div_ceil(2);
    let sheets = leaves.div_ceil(grid.count());
    let mut sides = Vec::new();
    for sheet in 0..sheets {
        for back in 0..2 {
            let spot = |number: usize| {
                let page = 2 * (number * sheets + sheet) + back;
                ((page < count).then_some(page), grid.cell(number, back == 1))
            };
            sides.push((0..grid.count()).map(spot).collect());
        }
    }
    sides
}

/// A page in the middle of its cell.
fn centred(page: &Page, cell: Rect) -> Rect {
    let (w, h) = (page.size.w, page.size.h);
    Rect { x: cell.x + (cell.w - w) / 2, y: cell.y + (cell.h - h) / 2, w, h }
}

/// Puts a page into the middle of its cell. A second copy is furniture to a screen reader.
fn place(page: &Page, cell: Rect, is_copy: bool, items: &mut Vec<Placed>) {
    let Rect { x, y, .. } = centred(page, cell);
    let moved = |at: Point, item: &Item| Placed { at: at.shifted(x, y), item: item.clone() };
    if !is_copy {
        items.extend(page.items.iter().map(|placed| moved(placed.at, &placed.item)));
        return;
    }
    let at = Point::default();
    items.push(Placed { at, item: Item::Open(Tag { id: 0, role: Role::Artifact }) });
    let is_ink = |item: &Item| !matches!(item, Item::Open(_) | Item::Close | Item::Link { .. });
    let inked = seen(&page.items).filter(|(_, item)| is_ink(item));
    items.extend(inked.map(|(at, item)| moved(at, item)));
    items.push(Placed { at, item: Item::Close });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::SheetColumn;

    fn a4() -> Size {
        Size::new(Len::mm(297.0), Len::mm(210.0))
    }

    fn numbers(sides: &[Vec<PagePosition>]) -> Vec<Vec<usize>> {
        let number = |(page, _): &PagePosition| page.map_or(0, |page| page + 1);
        sides.iter().map(|side| side.iter().map(number).collect()).collect()
    }

    fn grid(across: usize, down: usize) -> Grid {
        Grid { size: a4(), across, down, flip: Duplex::Short, inset: Size::default(), used: 0 }
    }

    #[test]
    fn three_hangers_fit_a_sheet_lying_down() {
        let hanger = Size::new(Len::mm(99.0), Len::mm(210.0));
        let sheet = Size::new(Len::mm(210.0), Len::mm(297.0));
        let most = Grid::most(hanger, sheet).unwrap();
        assert_eq!((most.across, most.down, most.size), (3, 1, a4()));
        let poster = Size::new(Len::mm(297.0), Len::mm(420.0));
        assert_eq!(Grid::most(poster, sheet), None);
    }

    #[test]
    fn no_cut_is_too_near_the_edge_for_its_mark() {
        let mm = |w: f64, h: f64| Size::new(Len::mm(w), Len::mm(h));
        for (page, paper, across, outer) in [
            // Hangers on SRA3: divided evenly their outer cuts would be 3.8 mm from the edge.
            (mm(99.0, 210.0), mm(320.0, 450.0), 3, 11.5),
            (mm(148.0, 210.0), mm(320.0, 450.0), 2, 6.0),
            (mm(105.0, 297.0), mm(320.0, 450.0), 4, 15.0),
            // 6 mm in all: at the edges, and between the pages.
            (mm(102.0, 200.0), mm(210.0, 203.0), 2, 0.0),
            (mm(99.0, 210.0), mm(210.0, 297.0), 3, 0.0),
        ] {
            let grid = Grid::most(page, paper).unwrap();
            assert_eq!(grid.across, across, "{page:?}");
            let rects: Vec<Rect> =
                (0..grid.across).map(|number| grid.cell(number, false)).collect();
            let first = rects[0].x + (rects[0].w - page.w) / 2;
            assert!((first.to_mm() - outer).abs() < 0.01, "{page:?} {}", first.to_mm());
            let last = rects[across - 1];
            let right = grid.size.w - last.right() + (last.w - page.w) / 2;
            assert!((right - first).0.abs() < 10, "{page:?}");
            assert!(last.w.0 + SLACK >= page.w.0);
        }
        let narrow = Grid::most(mm(210.0, 297.0), mm(216.0, 297.0)).unwrap();
        let cut = narrow.unmarked(mm(210.0, 297.0)).unwrap();
        assert!((cut - Len::mm(3.0)).0.abs() <= 1, "{cut}");
    }

    #[test]
    fn a_page_off_its_paper_or_on_another_is_never_put_there() {
        let page = |w: f64, h: f64| {
            let size = Size::new(Len::mm(w), Len::mm(h));
            Page { size, trim: Rect::new(Point::default(), size), ..Page::default() }
        };
        let two = |w: f64, h: f64| Pages { pages: vec![page(w, h); 2], ..Pages::default() };
        let paper = |columns: [f64; 2]| {
            let column = |(number, w): (usize, f64)| SheetColumn {
                width: Len::mm(w),
                page: Some(number),
                turned: false,
            };
            let columns = columns.into_iter().enumerate().map(column).collect();
            let side = Side { columns, are_rows: false };
            ImpositionPlan::Paper(Paper {
                size: a4(),
                flip: Duplex::Short,
                folded: true,
                sides: vec![side],
            })
        };
        let halves = paper([148.5, 148.5]);
        assert!(impose(two(148.5, 210.0), &halves).is_ok());
        assert_eq!(impose(two(160.0, 210.0), &halves).unwrap_err(), ImpositionFault::Off(0));
        assert_eq!(impose(two(148.5, 211.0), &halves).unwrap_err(), ImpositionFault::Off(0));
        assert_eq!(
            impose(two(120.0, 210.0), &paper([100.0, 100.0])).unwrap_err(),
            ImpositionFault::Off(0)
        );
        let near = impose(two(120.0, 210.0), &paper([130.0, 100.0])).unwrap_err();
        assert_eq!(near, ImpositionFault::Together(0, 1));
        assert_eq!(
            impose(two(300.0, 210.0), &ImpositionPlan::Copies(grid(1, 1))).unwrap_err(),
            ImpositionFault::Off(0)
        );
        let booklet = ImpositionPlan::Booklet { grid: grid(2, 1), creep: Len::ZERO };
        assert!(impose(two(148.0, 210.0), &booklet).is_ok());
        assert!(impose(two(170.0, 210.0), &booklet).is_err());
    }

    #[test]
    fn a_booklet_reads_on_when_folded() {
        let sides = booklet(8, &grid(2, 1), Len::ZERO);
        assert_eq!(numbers(&sides), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        // Two pages short: the last are empty, the first stay in place.
        let sides = booklet(6, &grid(2, 1), Len::ZERO);
        assert_eq!(numbers(&sides), [[0, 1], [2, 0], [6, 3], [4, 5]]);
    }

    #[test]
    fn inner_sheets_of_a_booklet_creep_to_the_spine() {
        let sides = booklet(8, &grid(2, 1), Len::mm(0.2));
        assert_eq!(sides[2][0].1.x, Len::mm(0.2));
        assert_eq!(sides[2][1].1.x, a4().w / 2 - Len::mm(0.2));
        assert_eq!(sides[0][0].1.x, Len::ZERO);
    }

    #[test]
    fn piles_laid_on_each_other_are_in_order() {
        let sides = stack(14, &grid(2, 1));
        let fronts: Vec<Vec<usize>> = numbers(&sides).into_iter().step_by(2).collect();
        let left: Vec<usize> = fronts.iter().map(|side| side[0]).collect();
        let right: Vec<usize> = fronts.iter().map(|side| side[1]).collect();
        assert_eq!([left, right].concat(), [1, 3, 5, 7, 9, 11, 13, 0]);
        // The back of a front is behind it: the sheet is turned like the page of a book.
        for pair in sides.chunks(2) {
            for ((front, at), (back, behind)) in pair[0].iter().zip(&pair[1]) {
                assert_eq!(behind.x, a4().w - at.right());
                assert!(back.is_none() || *back == front.map(|front| front + 1));
            }
        }
    }

    #[test]
    fn only_a_turn_at_the_top_turns_the_back() {
        let tall = Size::new(a4().h, a4().w);
        assert!(Duplex::Long.turns_at_top(a4()) && Duplex::Short.turns_at_top(tall));
        assert!(!Duplex::Short.turns_at_top(a4()) && !Duplex::Long.turns_at_top(tall));
        assert!(!Duplex::None.turns_at_top(a4()));
    }
}
