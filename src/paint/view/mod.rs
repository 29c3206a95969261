//! A page as others see it: with old eyes, as a copy of a copy, with the lines where it is cut.
//!
//! A picture of the finished PDF in, another one out. Only whole numbers and the four operations are
//! used, which are the same on every machine.

mod bitmap;
mod blur;
mod cut;
mod light;
mod old_eyes;
mod page_shape;
mod photocopy;

pub use page_shape::PageShape;

use super::raster::Bitmap;

/// Dots an inch below which eyes and copiers cannot be told from the picture itself.
const LEAST_DPI: u16 = 150;

/// How a page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// By somebody of 80 years.
    OldEyes,
    /// As a copy of a copy, on what stands in an office.
    Photocopy,
    /// With the lines where it is cut, and how far a cut may miss them.
    Cut,
}

impl View {
    /// Its name, as it is typed.
    pub fn by_name(name: &str) -> Option<View> {
        Some(match name {
            "old-eyes" => View::OldEyes,
            "photocopy" => View::Photocopy,
            "cut" => View::Cut,
            _ => return None,
        })
    }

    /// How many times finer than `dpi` a page is drawn before it is looked at.
    pub fn zoom(self, dpi: u16) -> u16 {
        match self {
            View::Cut => 1,
            View::OldEyes | View::Photocopy => LEAST_DPI.div_ceil(dpi.max(1)),
        }
    }

    /// What is seen of a page that was drawn `zoom` times as fine as `dpi`.
    pub fn of(self, page: &Bitmap, shape: &PageShape, dpi: u16) -> Bitmap {
        let zoom = self.zoom(dpi);
        let fine = f64::from(dpi) * f64::from(zoom);
        match self {
            View::OldEyes => old_eyes::see(page, fine, usize::from(zoom)),
            View::Photocopy => photocopy::copy(page, fine, usize::from(zoom)),
            View::Cut => cut::mark(page, shape, fine),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Len, Point, Rect, Size};

    const DPI: u16 = 150;

    /// White paper of 40 mm with what `is_black` says, at so many mm across and down.
    fn page(is_black: impl Fn(f64, f64) -> bool) -> (Bitmap, PageShape) {
        let dots = (40.0 / 25.4 * f64::from(DPI)) as u32;
        let mm = |dot: u32| f64::from(dot) * 25.4 / f64::from(DPI);
        let mut rgba = Vec::new();
        for (down, across) in (0..dots).flat_map(|down| (0..dots).map(move |across| (down, across)))
        {
            let level = if is_black(mm(across), mm(down)) { 0 } else { 255 };
            rgba.extend([level, level, level, 255]);
        }
        let size = Size::new(Len::mm(40.0), Len::mm(40.0));
        let cuts = vec![Rect::new(
            Point::new(Len::mm(10.0), Len::mm(5.0)),
            Size::new(Len::mm(20.0), Len::mm(30.0)),
        )];
        (Bitmap { width: dots, height: dots, rgba }, PageShape { size, cuts })
    }

    fn at(page: &Bitmap, x: f64, y: f64) -> [u8; 3] {
        let dot = |mm: f64| (mm / 25.4 * f64::from(DPI)).round() as usize;
        let place = (dot(y) * page.width as usize + dot(x)) * 4;
        [page.rgba[place], page.rgba[place + 1], page.rgba[place + 2]]
    }

    /// The darkest and the lightest of a row.
    fn range(page: &Bitmap, y: f64) -> (u8, u8) {
        let row = (8..320).map(|x| at(page, f64::from(x) / 8.0 - 0.5, y)[0]);
        row.fold((255, 0), |(dark, light), dot| (dark.min(dot), light.max(dot)))
    }

    #[test]
    fn to_old_eyes_a_fine_line_vanishes_and_large_print_stays() {
        let hair = page(|x, _| (20.0..20.17).contains(&x));
        let (dark, light) = range(&View::OldEyes.of(&hair.0, &hair.1, DPI), 20.0);
        assert!(light - dark < 60, "a hairline is seen: {dark} to {light}");
        // The stroke of bold letters of 18 pt is a millimetre wide.
        let bold = page(|x, _| (20.0..21.0).contains(&x));
        let (dark, light) = range(&View::OldEyes.of(&bold.0, &bold.1, DPI), 20.0);
        assert!(light - dark > 110, "a thick line is lost: {dark} to {light}");
        // What is on the limit of an eye of 6/18 is left a tenth of its contrast, as light.
        // Bars of two dots each, 0.34 mm: others would beat with the dots.
        let bars = page(|x, _| (x / 25.4 * f64::from(DPI) + 0.5) as i64 / 2 % 2 == 0);
        let (dark, light) = range(&View::OldEyes.of(&bars.0, &bars.1, DPI), 20.0);
        assert!(light - dark < 30, "a fine grating is seen: {dark} to {light}");
        assert!(light - dark > 4, "more is lost than the source says: {dark} to {light}");
    }

    #[test]
    fn scattered_light_lies_over_black_as_much_as_the_page_is_light() {
        let half = page(|x, _| x < 20.0);
        let (dark, light) = range(&View::OldEyes.of(&half.0, &half.1, DPI), 20.0);
        // Half of 17.6 % of full light is 0.088, which a picture writes as 83.
        assert!((80..=86).contains(&dark), "{dark}");
        assert!(light < 250, "{light}");
        let black = page(|_, _| true);
        assert_eq!(range(&View::OldEyes.of(&black.0, &black.1, DPI), 20.0), (0, 0));
        let white = page(|_, _| false);
        assert_eq!(range(&View::OldEyes.of(&white.0, &white.1, DPI), 20.0).0, 255);
    }

    #[test]
    fn a_copy_of_a_copy_is_black_and_white_and_drops_pale_greys() {
        let grey = |level: u8| {
            let (mut own, shape) = page(|x, _| (15.0..25.0).contains(&x));
            for dot in own.rgba.chunks_exact_mut(4).filter(|dot| dot[0] == 0) {
                dot[..3].fill(level);
            }
            View::Photocopy.of(&own, &shape, DPI)
        };
        for (level, wanted) in [(0, 0), (100, 0), (139, 0), (142, 255), (200, 255)] {
            assert_eq!(at(&grey(level), 20.0, 20.0)[0], wanted, "{level}");
        }
        assert!(grey(90).rgba.chunks_exact(4).all(|dot| dot[0] == 0 || dot[0] == 255));
        // A line of one dot is lost, one of half a millimetre is not.
        let thin = page(|x, _| (20.0..20.17).contains(&x));
        assert_eq!(range(&View::Photocopy.of(&thin.0, &thin.1, DPI), 20.0).0, 255);
        let thick = page(|x, _| (20.0..20.6).contains(&x));
        assert_eq!(range(&View::Photocopy.of(&thick.0, &thick.1, DPI), 20.0).0, 0);
    }

    #[test]
    fn a_cut_has_its_line_and_a_band_as_wide_as_it_may_miss() {
        let (paper, shape) = page(|_, _| false);
        let seen = View::Cut.of(&paper, &shape, DPI);
        let [white, line] = [[255, 255, 255], [216, 0, 120]];
        assert_eq!(at(&seen, 10.0, 20.0), line);
        assert_eq!(at(&seen, 20.0, 5.0), line);
        for inside in [12.0, 28.0] {
            assert!(at(&seen, inside, 20.0) != white && at(&seen, inside, 20.0) != line);
        }
        assert_ne!(at(&seen, 8.0, 20.0), white);
        for clear in [14.0, 20.0, 26.0, 6.0] {
            assert_eq!(at(&seen, clear, 20.0), white, "{clear}");
        }
    }

    #[test]
    fn pictures_that_are_coarse_or_empty_are_seen_too() {
        for view in [View::OldEyes, View::Photocopy, View::Cut] {
            let (own, shape) = page(|x, y| x + y < 30.0);
            let small = view.of(&own, &shape, 72);
            let zoom = u32::from(view.zoom(72));
            assert_eq!(
                (small.width, small.height),
                (own.width.div_ceil(zoom), own.height.div_ceil(zoom))
            );
            assert_eq!(small.rgba.len(), (small.width * small.height * 4) as usize);
            let nothing = Bitmap { width: 0, height: 0, rgba: Vec::new() };
            assert!(view.of(&nothing, &shape, 72).rgba.is_empty());
        }
    }
}
