//! Words on a screen, at a size that can be read or not at all.

use super::ScreenDrawing;
use crate::colour::Colour;
use crate::doc::{Align, TextRun};
use crate::geom::{Len, Point};
use crate::layout::block_frame::shifted;
use crate::layout::lines::ParagraphLines;
use crate::layout::page::Item;
use crate::layout::paragraph::TextStyle;
use crate::screen::Lettering;

/// How words on a screen look.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordsLook {
    /// Sizes in points, best first. The last is the least.
    pub sizes: &'static [f64],
    pub bold: bool,
    pub colour: Colour,
    pub align: Align,
    /// What else stands at their right in the same row, in points of the design.
    pub right: f64,
    /// How many lines they may take in the least size; `None` where they have to be read and take
    /// what they need.
    pub lines: Option<usize>,
}

/// What is pressed: bold, at least 14 pt.
pub(super) const PRESSED: &[f64] = &[17.0, 16.0, 15.0, 14.0];
/// All other lettering: at least 12 pt.
pub(super) const OTHER: &[f64] = &[16.0, 15.0, 14.0, 13.0, 12.0];
/// What a message says: rather on two lines than small.
pub(super) const MESSAGE: &[f64] = &[16.0, 15.0, 14.0];
/// Wide enough for any words on one line.
const ENDLESS: Len = Len(5_000_000);

impl ScreenDrawing<'_, '_, '_> {
    /// Sets words in a column: in the largest size in which they stand on one line, else on several
    /// in the least. `None` where they have no room and need not be read.
    pub(super) fn set(
        &mut self,
        words: &Lettering,
        look: WordsLook,
        width: Len,
    ) -> Option<ParagraphLines> {
        let run = TextRun::Text {
            text: words.text.clone(),
            bold: look.bold,
            span: Some(words.span),
            link: None,
        };
        let runs = [run];
        let before = self.layouter.problems.len();
        for size in look.sizes {
            let style = self.text_style(look, *size);
            let natural = self.layouter.lines(&runs, &style, ENDLESS);
            if natural.width <= width {
                return Some(plain(self.layouter.lines(&runs, &style, width)));
            }
        }
        let least = look.sizes.last().copied().unwrap_or(12.0);
        let style = self.text_style(look, least);
        let lines = self.layouter.lines(&runs, &style, width);
        let Some(most) = look.lines else { return Some(plain(lines)) };
        let fits = self.layouter.problems.len() == before && lines.count <= most;
        self.layouter.problems.truncate(before);
        fits.then(|| plain(lines))
    }

    fn text_style(&self, look: WordsLook, size: f64) -> TextStyle {
        TextStyle {
            face: self.style.face,
            size: Len::pt(size * self.unit.max(1.0)),
            leading: 1.2,
            colour: look.colour,
            align: look.align,
            key: look.colour,
            balance: look.align == Align::Centre,
        }
    }

    /// Puts set words with their top left corner at a point.
    pub(super) fn put(&mut self, lines: ParagraphLines, at: Point) {
        self.items.extend(shifted(lines.items, at.x, at.y));
    }
}

/// Lines without the roles inside them: a figure is heard by its words alone.
fn plain(mut lines: ParagraphLines) -> ParagraphLines {
    lines.items.retain(|placed| !matches!(placed.item, Item::Open(_) | Item::Close));
    lines
}
