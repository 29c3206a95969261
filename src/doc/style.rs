//! Measurements and colours of a product.

use std::sync::Arc;

use super::paper::{Duplex, Paper};
use crate::colour::Colour;
use crate::geom::{Insets, Len, Size};
use crate::inks::Palette;
use crate::privacy::Distribution;
use crate::text::{FaceId, Fonts};

/// Names a style in [`SheetStyle::styles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyleId(pub usize);

/// How lines stand in their measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle; for titles only (LP-07).
    Centre,
}

/// One named style. A field that an element has no use for is ignored.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Its name in markup.
    pub name: Arc<str>,
    /// The face of its text.
    pub face: FaceId,
    /// The size of its text at step 1.0.
    pub size: Len,
    /// Distance of baselines in sizes; grows where ink needs it.
    pub leading: f64,
    /// The colour of its text.
    pub colour: Colour,
    /// How its lines stand.
    pub align: Align,
    /// Space before it.
    pub above: Len,
    /// Space after it.
    pub below: Len,
    /// Space inside a box.
    pub padding: Insets,
    /// Ground of a box, disc or button.
    pub fill: Option<Colour>,
    /// Line around a box, disc, check box or under a fill.
    pub stroke: Option<Colour>,
    /// Width of that line.
    pub line: Len,
    /// Radius of corners.
    pub radius: Len,
    /// Side of a check box, diameter of a step's disc or of a bullet, least width of a bare number.
    pub marker: Len,
    /// Space between marker and text, between columns, between text and picture.
    pub gap: Len,
    /// Space between the rows of a list, of checks or of steps.
    pub row: Len,
    /// Height of a gap or of a line to write on.
    pub height: Len,
    /// Width of a picture, side of a QR code.
    pub width: Len,
    /// What copyfitting makes no drawing narrower than.
    pub least: Len,
    /// Relative widths of columns; the number of columns of checks.
    pub columns: Arc<[f64]>,
    /// Whether it stays on the page of what follows it.
    pub keep_next: bool,
    /// Whether the ground of a box runs from edge to edge of the page, behind all else.
    pub bleed: bool,
}

impl Style {
    /// A style with nothing set yet.
    pub fn plain(name: &str) -> Style {
        Style {
            name: name.into(),
            face: FaceId(0),
            size: Len::pt(18.0),
            leading: 1.4,
            colour: Colour::BLACK,
            align: Align::Left,
            above: Len::ZERO,
            below: Len::ZERO,
            padding: Insets::default(),
            fill: None,
            stroke: None,
            line: Len::pt(1.5),
            radius: Len::ZERO,
            marker: Len::mm(7.0),
            gap: Len::mm(4.0),
            row: Len::mm(3.0),
            height: Len::mm(9.0),
            width: Len::mm(26.0),
            least: Len::ZERO,
            columns: Arc::new([1.0]),
            keep_next: false,
            bleed: false,
        }
    }
}

/// The hole of a door hanger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole {
    /// Diameter.
    pub diameter: Len,
    /// From the left edge to its centre.
    pub x: Len,
    /// From the top edge to its centre.
    pub y: Len,
    /// Width of the clearance around it that stays free of ink (PP-02).
    pub clearance: Len,
    /// Where a slit from its right side meets the right edge, from the top.
    pub slit: Option<Len>,
}

/// One way to set the text; the first that fits is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct FitStep {
    /// Pages of each face, in order; the last number holds for all faces after it.
    /// [`FitStep::ANY`] are as many as it fills.
    pub pages: Vec<usize>,
    /// Factor of all text sizes.
    pub text: f64,
    /// Factor of all spaces between blocks.
    pub gap: f64,
    /// Factor of all pictures.
    pub picture: f64,
    /// Than what letters have to be larger, if they have to.
    pub larger_than: Option<LargerThan>,
}

/// How large letters are without being asked to be larger, and how much larger they are to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LargerThan {
    /// The factor of text of the step they would have.
    pub text: f64,
    /// How many times as large they are.
    pub factor: f64,
}

/// Everything `style.yaml` says of a product.
#[derive(Clone, Debug)]
pub struct SheetStyle {
    /// The path of the file, for messages.
    pub path: String,
    /// Trim size of a page.
    pub page: Size,
    /// Margins.
    pub margin: Insets,
    /// No ink nearer to the trim than this (PP-02, OF-01).
    pub safe: Len,
    /// Which edge a sheet turns over.
    pub duplex: Duplex,
    /// The hole, if any.
    pub hole: Option<Hole>,
    /// The paper it is printed on, if a page is not a sheet of its own.
    pub sheet: Option<Paper>,
    /// Who gets it, which decides what may stand on it.
    pub distribution: Distribution,
    /// The largest share by which spaces may grow to fill a page.
    pub stretch: f64,
    /// Sizes to try, best first.
    pub fit_steps: Vec<FitStep>,
    /// For each of them, what is tried once it fits, where letters are to be larger than on it; empty
    /// where they are not.
    pub larger_steps: Vec<Vec<FitStep>>,
    /// The named styles.
    pub styles: Vec<Style>,
    /// Colours with inks of their own.
    pub palette: Palette,
}

impl FitStep {
    /// As many pages as a face fills, one after another: a list has no size of its own.
    pub const ANY: usize = usize::MAX;

    /// How many pages face `number` has, from 0.
    pub fn pages_of(&self, number: usize) -> usize {
        self.pages.get(number).or(self.pages.last()).copied().unwrap_or(1)
    }
}

/// The least x-height of body text in mm (LP-02).
const BODY_X_HEIGHT: f64 = 3.2;
/// The least x-height of all other text in mm, captions, footers and imprints too: LP-02's height
/// less a sixteenth, and above LP-03's 14 pt. LP-03 lets a legal imprint go down to 9 pt; ours says
/// how old the sheet is and which side this is, which is for its reader.
const LEAST_X_HEIGHT: f64 = 3.0;
/// The least contrast of text (LP-12).
const MIN_CONTRAST: f64 = 7.0;
/// The same of letters as large as [`LARGE_PT`] on a poster.
const MIN_CONTRAST_LARGE: f64 = 4.5;
/// Letters of this weight and size are large.
const BOLD: u16 = 700;
const LARGE_PT: f64 = 24.0;
/// A page as high as this is a poster.
const POSTER_MM: f64 = 420.0;

impl SheetStyle {
    /// A page with one margin on all sides and no style yet: one side, nothing cut or folded.
    pub fn plain(page: Size, margin: Len) -> SheetStyle {
        SheetStyle {
            path: "style.yaml".to_owned(),
            page,
            margin: Insets { top: margin, right: margin, bottom: margin, left: margin },
            safe: margin / 2,
            duplex: Duplex::None,
            hole: None,
            sheet: None,
            distribution: Distribution::Public,
            stretch: 0.0,
            fit_steps: vec![FitStep {
                pages: vec![1],
                text: 1.0,
                gap: 1.0,
                picture: 1.0,
                larger_than: None,
            }],
            larger_steps: Vec::new(),
            styles: Vec::new(),
            palette: Palette::default(),
        }
    }

    /// Wants letters `factor` times as large as the best step that fits has them, whatever else has to
    /// give way.
    pub fn enlarge(&mut self, factor: f64) {
        let steps = &self.fit_steps;
        let larger = |fits: &FitStep| {
            let larger_than = Some(LargerThan { text: fits.text, factor });
            let text = |step: &FitStep| step.text.max(fits.text * factor);
            let larger = |step| FitStep { text: text(step), larger_than, ..step.clone() };
            steps.iter().map(larger).collect()
        };
        self.larger_steps = steps.iter().map(larger).collect();
    }

    /// All steps that may be tried.
    pub fn all_steps(&self) -> impl Iterator<Item = &FitStep> {
        self.fit_steps.iter().chain(self.larger_steps.iter().flatten())
    }

    /// Whether nothing tighter than a step is tried after it.
    pub fn is_tightest(&self, step: &FitStep) -> bool {
        let mut lists = std::iter::once(&self.fit_steps).chain(&self.larger_steps);
        lists.any(|steps| steps.last() == Some(step))
    }

    /// The style.
    pub fn style(&self, id: StyleId) -> &Style {
        &self.styles[id.0]
    }

    /// The least contrast of letters with their ground (LP-12): on a poster, bold ones of 24 pt are
    /// read with less than others need.
    pub fn least_contrast(&self, (face, size): (FaceId, Len), fonts: &Fonts) -> f64 {
        least_contrast(is_poster(self.page), (face, size), fonts)
    }

    /// Whether it has grounds that run from edge to edge.
    pub fn has_grounds(&self) -> bool {
        self.styles.iter().any(|style| style.bleed && style.fill.is_some())
    }

    /// The style called `name`.
    pub fn find(&self, name: &str) -> Option<StyleId> {
        self.styles.iter().position(|style| &*style.name == name).map(StyleId)
    }

    /// The size of a style's text on a step: never under the floor of its kind.
    pub fn size_on(&self, id: StyleId, step: &FitStep, fonts: &Fonts) -> Len {
        let style = self.style(id);
        let floor = Floor::of_copyfitting(style, fonts).size(style.face, fonts).min(style.size);
        let size = |text| style.size.scale(text).max(floor);
        let larger = step.larger_than.map(|than| size(than.text).scale(than.factor));
        larger.unwrap_or_default().max(size(step.text))
    }
}

/// Whether a page is read from afar.
pub(super) fn is_poster(page: Size) -> bool {
    page.w.max(page.h) + Len(10) >= Len::mm(POSTER_MM)
}

/// The least contrast of letters of a face and size.
pub(super) fn least_contrast(is_poster: bool, (face, size): (FaceId, Len), fonts: &Fonts) -> f64 {
    let is_large = fonts.face(face).weight() >= BOLD && size >= Len::pt(LARGE_PT);
    if is_poster && is_large { MIN_CONTRAST_LARGE } else { MIN_CONTRAST }
}

/// The x-height under which text must not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Floor {
    /// Of running text.
    Body,
    /// Of every other text.
    Other,
}

impl Floor {
    /// The floor of what `style.yaml` may ask for: `p` is body text.
    pub(super) fn of(style: &Style) -> Floor {
        if &*style.name == "p" { Floor::Body } else { Floor::Other }
    }

    /// The floor of copyfitting: what begins as large as body text stays so, a caption a caption.
    fn of_copyfitting(style: &Style, fonts: &Fonts) -> Floor {
        let is_body = style.size >= Floor::Body.size(style.face, fonts);
        if is_body { Floor::Body } else { Floor::Other }
    }

    /// Its x-height in mm.
    pub(super) fn x_height(self) -> f64 {
        match self {
            Floor::Body => BODY_X_HEIGHT,
            Floor::Other => LEAST_X_HEIGHT,
        }
    }

    /// The least size of a face, rounded up: a thousandth of a point less would be under the floor.
    pub(super) fn size(self, face: FaceId, fonts: &Fonts) -> Len {
        let face = fonts.face(face);
        let em = f64::from(face.upm) / f64::from(face.x_height.max(1));
        Len((Len::mm(self.x_height()).0 as f64 * em).ceil() as i64)
    }
}
