//! A job: what all copies of a list share.

use super::fields::MergeFields;
use super::imposition_grid::ImpositionGrid;
use crate::doc::Duplex;
use crate::guide::Guide;
use crate::sheet;
use crate::typeset::Typesetter;

/// What all copies of a job share.
#[derive(Clone, Copy)]
pub struct CompositionJob<'a> {
    /// Templates, faces, ink.
    pub press: &'a Typesetter<'a>,
    /// The guide.
    pub guide: &'a Guide,
    /// The product.
    pub product: &'a str,
    /// Which column fills what.
    pub fields: &'a MergeFields,
    /// The keys of the columns of the list, in order.
    pub keys: &'a [String],
    /// Where copies stand on a sheet, if several do.
    pub slots: Option<&'a ImpositionGrid>,
    /// Whether pages have the tags that screen readers follow.
    pub tagged: bool,
}

impl CompositionJob<'_> {
    /// How many records share a sheet of paper.
    pub fn per_sheet(&self) -> usize {
        self.slots.map_or(1, ImpositionGrid::count)
    }

    /// Places of the first sheet that are used already.
    pub fn used_places(&self) -> usize {
        self.slots.map_or(0, ImpositionGrid::used)
    }

    /// Whether sheets are printed on both sides.
    pub fn is_duplex(&self) -> bool {
        let own = self.press.templates.product(self.product);
        let own = own.map(|own| sheet::duplex(&own.style, self.press.imposing));
        self.slots.map_or(own, |slots| Some(slots.duplex())).is_some_and(|it| it != Duplex::None)
    }
}
