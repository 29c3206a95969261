//! Whether blocks have room: what is wider than its place would lie on what stands beside it.

use super::blocks::{BlockLayouter, has_disc, number};
use crate::diag::{Code, Diagnostic, text};
use crate::doc::{Align, StepNode, Style, StyleId};
use crate::geom::Len;

/// Nothing can stand in less, in mm.
const LEAST_MM: f64 = 5.0;
/// White between the number of a step and the edge of its disc, in sizes.
const DISC_AIR: f64 = 0.3;
/// Wider than any number of a step.
const WIDE: Len = Len(1 << 30);

impl BlockLayouter<'_, '_> {
    /// Whether content of a style has a place at all; else that is reported.
    pub(super) fn has_room(&mut self, id: StyleId, there: Len) -> bool {
        self.holds(id, Len::mm(LEAST_MM), there)
    }

    /// Whether a place is as wide as what stands in it; else that is reported.
    pub(super) fn holds(&mut self, id: StyleId, needed: Len, there: Len) -> bool {
        if needed <= there {
            return true;
        }
        let name = &self.style.style(id).name;
        let (needed, there) = (needed.to_mm(), there.to_mm().max(0.0));
        let found = Diagnostic::new(
            Code::NoRoom,
            text!(
                en "the style `{name}` needs {needed:.1} mm of width here and has {there:.1} mm",
                vi "kiểu `{name}` ở đây cần rộng {needed:.1} mm mà chỉ có {there:.1} mm",
            ),
        )
        .at_path(&self.style.path)
        .hint(text!(
            en "give it a larger share in `columns`, or make `gap`, `padding`, `marker` or `width` smaller",
            vi "tăng phần của nó trong `columns`, hoặc giảm `gap`, `padding`, `marker` hay `width`",
        ));
        if !self.problems.contains(&found) {
            self.problems.push(found);
        }
        false
    }

    /// A style with its marker as large as its text on this step: it grows with the text, and never
    /// shrinks under what `style.yaml` gives it.
    pub(super) fn with_marker(&self, id: StyleId) -> Style {
        let mut style = self.style.style(id).clone();
        let size = self.style.size_on(id, self.step, self.fonts);
        if size > style.size {
            style.marker = style.marker.scale(size.to_pt() / style.size.to_pt());
        }
        style
    }

    /// How wide the numbers of a list of steps are, or the discs around them: all of one width.
    pub(super) fn number_width(&mut self, id: StyleId, style: &Style, steps: &[StepNode]) -> Len {
        let text = self.text_style(id);
        let face = self.fonts.face(text.face);
        let cap = text.size.of_em(face.cap_height, face.upm).to_pt();
        let air = text.size.to_pt() * DISC_AIR;
        let mut widest = style.marker;
        for step in steps {
            let wide = self.lines(&number(step), &text, WIDE).width;
            let disc = Len::pt(wide.to_pt().hypot(cap) + 2.0 * air);
            widest = widest.max(if has_disc(style) { disc } else { wide });
        }
        widest
    }

    /// How far something of this width moves right in a place of `width`.
    pub(super) fn indent(align: Align, wide: Len, width: Len) -> Len {
        match align {
            Align::Left => Len::ZERO,
            Align::Centre => ((width - wide) / 2).max(Len::ZERO),
        }
    }
}
