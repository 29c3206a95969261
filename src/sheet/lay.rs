//! Which plan puts the pages of a product onto paper: its own, or the one the command asks for.

use super::faults;
use super::impose::{Grid, ImpositionPlan, impose};
use crate::diag::{Diagnostic, Sink};
use crate::doc::{Duplex, Paper, SheetStyle};
use crate::geom::{Len, Point, Rect, Size};
use crate::layout::{Item, Page, Pages, Placed};
use crate::printer::Printer;

/// What the command says of paper; nothing of it means: as the product says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Imposition<'a> {
    /// The paper.
    pub sheet: Option<Size>,
    /// The order of pages on it.
    pub order: Option<ImpositionScheme>,
    /// The edge the printer turns it over.
    pub flip: Option<Duplex>,
    /// How far the pages of each further sheet of a booklet move towards the spine.
    pub creep: Len,
    /// The printer the sheets are for.
    pub printer: Option<&'a Printer>,
    /// Whether somebody wants a bar of 100 mm on them (OF-02).
    pub bar: bool,
    /// Whether pages are put into slots of a sheet later: they are cut apart at their edges.
    pub in_slots: bool,
    /// Places of the paper, from the first, that are used already.
    pub used: usize,
}

impl Imposition<'_> {
    /// The edge sheets are turned over: as the command says, else as the printer does, else as the
    /// product wants it. What is printed on one side is never turned by a printer's habit.
    fn flip(self, natural: Duplex) -> Duplex {
        let habit = self.printer.map(|printer| printer.flip).filter(|_| natural != Duplex::None);
        self.flip.or(habit).unwrap_or(natural)
    }
}

/// An order of pages on sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImpositionScheme {
    /// Each leaf as often as it fits.
    Copies,
    /// To nest, fold and staple.
    Booklet,
    /// Piles that are in order when laid on each other.
    Stack,
}

impl ImpositionScheme {
    /// Its name on the command line and in names of files.
    pub fn name(self) -> &'static str {
        match self {
            ImpositionScheme::Copies => "copies",
            ImpositionScheme::Booklet => "booklet",
            ImpositionScheme::Stack => "stack",
        }
    }
}

/// Puts checked pages onto paper. `None` when they do not fit it.
pub fn lay(
    pages: Pages,
    style: &SheetStyle,
    imposing: Imposition<'_>,
    sink: &mut Sink,
) -> Option<Pages> {
    let plan = plan(style, imposing);
    if let Ok(Some(ImpositionPlan::Copies(grid) | ImpositionPlan::Stack(grid))) = &plan
        && let Some(cut) = grid.unmarked(style.page)
    {
        sink.push(faults::unmarked(style, cut));
    }
    let laid = plan.and_then(|plan| match plan {
        Some(ImpositionPlan::Booklet { creep, grid })
            if farthest(&pages, creep) > room(style, grid) =>
        {
            Err(faults::creeps_too_far(style, farthest(&pages, creep), room(style, grid)))
        }
        Some(plan) => impose(pages, &plan).map_err(|why| faults::misplaced(style, why)),
        None => Ok(flipped(pages, style, imposing.flip(style.duplex))),
    });
    laid.map_err(|found| sink.push(found)).ok()
}

/// The edge the printer turns sheets of one copy over.
pub fn duplex(style: &SheetStyle, imposing: Imposition) -> Duplex {
    let own = style.sheet.as_ref().map_or(style.duplex, |paper| paper.flip);
    imposing.flip.unwrap_or(own)
}

/// Where different copies stand on the paper that the command asks for: sheets with a mark
/// ([`Item::Field`]) at the top left corner of each copy, fronts and backs by the same numbers.
/// `None` where each page is a sheet of its own or the product has paper of its own.
///
/// # Errors
/// What is wrong with the paper.
pub fn slots(style: &SheetStyle, imposing: Imposition) -> Result<Option<Pages>, Diagnostic> {
    if style.sheet.is_some() {
        return plan(style, imposing).map(|_| None);
    }
    let Some(ImpositionPlan::Copies(grid)) = plan(style, imposing)? else { return Ok(None) };
    let sides = if style.duplex == Duplex::None { 1 } else { 2 };
    let page = |number: usize| {
        let trim = Rect::new(Point::default(), style.page);
        let items = vec![Placed { at: Point::default(), item: Item::Field(Some(number)) }];
        let back = Placed { at: Point::default(), item: Item::Field(None) };
        let items = items.into_iter().chain([back]).collect();
        Page { size: style.page, trim, items, ..Page::default() }
    };
    // On a front and its back both pages of a leaf have its number.
    let leaves = 0..grid.count();
    let pages = leaves.flat_map(|leaf| vec![page(leaf); 2]).collect();
    let pages = Pages { pages, duplex: style.duplex, ..Pages::default() };
    let mut laid =
        impose(pages, &ImpositionPlan::Stack(grid)).map_err(|why| faults::misplaced(style, why))?;
    laid.pages.truncate(sides);
    Ok(Some(laid))
}

/// Pages that are sheets of their own, for a printer that turns them over another edge than the
/// product says: their backs turn by half a circle.
fn flipped(mut pages: Pages, style: &SheetStyle, flip: Duplex) -> Pages {
    if flip == style.duplex {
        return pages;
    }
    pages.duplex = flip;
    if flip != Duplex::None && style.duplex != Duplex::None {
        let at_top = flip.turns_at_top(style.page) != style.duplex.turns_at_top(style.page);
        let backs = pages.pages.iter_mut().skip(1).step_by(2);
        backs.for_each(|page| page.rotated = at_top);
    }
    pages
}

/// How many copies of a product stand on a side of a paper, across and down; `None` where it has a
/// paper of its own, and where one is all that fits.
pub fn places(style: &SheetStyle, paper: Size) -> Option<(usize, usize)> {
    let grid = Grid::most(style.page, paper).filter(|_| style.sheet.is_none())?;
    (grid.count() > 1).then_some((grid.across, grid.down))
}

/// The plan to follow; `None` where each page is a sheet of its own.
fn plan(
    style: &SheetStyle,
    imposing: Imposition<'_>,
) -> Result<Option<ImpositionPlan>, Diagnostic> {
    let plan = whole_sheets(style, imposing)?;
    match plan {
        _ if imposing.used == 0 => Ok(plan),
        Some(ImpositionPlan::Copies(grid)) if imposing.used < grid.count() => {
            Ok(Some(ImpositionPlan::Copies(Grid { used: imposing.used, ..grid })))
        }
        Some(ImpositionPlan::Copies(grid)) => {
            Err(faults::no_such_place(style, imposing.used + 1, grid.count()))
        }
        _ => Err(faults::no_places(style)),
    }
}

/// The plan for paper nothing is printed on yet.
fn whole_sheets(
    style: &SheetStyle,
    imposing: Imposition<'_>,
) -> Result<Option<ImpositionPlan>, Diagnostic> {
    if let Some(paper) = &style.sheet {
        if imposing.order.is_some() || imposing.sheet.is_some_and(|size| !same(size, paper.size)) {
            return Err(faults::own_paper(style));
        }
        let flip = imposing.flip(paper.flip);
        return Ok(Some(ImpositionPlan::Paper(Paper { flip, ..paper.clone() })));
    }
    if imposing.sheet.is_none() && imposing.order.is_none() {
        return Ok(None);
    }
    let sheet = imposing.sheet.unwrap_or(Size::new(Len::mm(210.0), Len::mm(297.0)));
    let grid = match imposing.order {
        Some(ImpositionScheme::Booklet) => spread(style.page, sheet),
        _ => Grid::most(style.page, sheet),
    };
    let grid = grid.ok_or_else(|| faults::too_large(style, sheet))?;
    // Turned like the page of a book: over its short edge when it lies, its long one when it stands.
    let natural = if grid.size.w > grid.size.h { Duplex::Short } else { Duplex::Long };
    let natural = if style.duplex == Duplex::None { Duplex::None } else { natural };
    let grid = Grid { flip: imposing.flip(natural), ..grid };
    Ok(Some(match imposing.order {
        None | Some(ImpositionScheme::Copies) => ImpositionPlan::Copies(grid),
        Some(ImpositionScheme::Booklet) => ImpositionPlan::Booklet { grid, creep: imposing.creep },
        Some(ImpositionScheme::Stack) => ImpositionPlan::Stack(grid),
    }))
}

/// No ink nearer to a fold than this (PP-02).
const FOLD_MM: f64 = 3.0;

/// How far the innermost pages of a booklet move.
fn farthest(pages: &Pages, creep: Len) -> Len {
    let sheets = pages.pages.len().div_ceil(4).max(1);
    creep * i64::try_from(sheets - 1).unwrap_or(0)
}

/// How far a page may move towards the spine before its ink comes too near the fold.
fn room(style: &SheetStyle, grid: Grid) -> Len {
    style.safe - Len::mm(FOLD_MM) + (grid.size.w / 2 - style.page.w) / 2
}

/// Whether two sizes are of one paper, whichever way it lies.
fn same(a: Size, b: Size) -> bool {
    let near = |a: Len, b: Len| (a - b).0.abs() < 100;
    (near(a.w, b.w) && near(a.h, b.h)) || (near(a.w, b.h) && near(a.h, b.w))
}

/// Two pages side by side on a sheet that lies.
fn spread(page: Size, sheet: Size) -> Option<Grid> {
    let size = Size::new(sheet.w.max(sheet.h), sheet.w.min(sheet.h));
    let slack = Len(10);
    let fits = page.w * 2 <= size.w + slack && page.h <= size.h + slack;
    let inset = Size::default();
    fits.then_some(Grid { size, across: 2, down: 1, flip: Duplex::Short, inset, used: 0 })
}
