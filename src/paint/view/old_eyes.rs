//! What an eye of 80 years sees of a page at arm's length.
//!
//! Two things are taken from the page, both as light:
//!
//! **Fine detail.** Letters are read by an eye of 6/18, the lower end of what ICD-11 calls a mild
//! impairment (6/12 to 6/18; “worse than 6/18” is moderate: <https://himazin.info/tag/blindness>, where
//! its classes are quoted). 6/18 is a detail of three minutes of arc, which is 0.35 mm at 40 cm. That
//! an eye on its limit is left a tenth of the contrast of such a detail is our choice: a grating of
//! bars of 3′ has 1/6 cycles a minute, and `exp(−2π²σ²/36) = 0.1` gives σ = 2.05′, 0.24 mm.
//!
//! **Contrast.** Light that is scattered inside the eye lies over the page as a veil. CIE 146:2002, as
//! explained by Vos (“On the cause of disability glare…”, Clin Exp Optom 2003; 86: 363–370,
//! <https://doczz.net/doc/4340440>): `veil / glare = 10 (1 + (age/70)⁴) / θ²` for 1° to 30°. Its power
//! is illegible in the copy we read; four is that of Adrian and Bhanji (`9.05 (1 + (age/66.4)⁴)`, quoted
//! by Schieber, <https://abcdocz.com/doc/898589/ppt>), which gives 28.1 at 80 years where this gives 27.1.
//! Around a point of an even field, `27.1 · 2π (π/180)² · ln 30` = 0.176 of its light.
//!
//! A cataract takes more of both. That elders with good acuity lose contrast first is what the
//! Smith-Kettlewell study says: <https://ski.org/publications/functional-vision-real-world-impairment-examples-ski-study>.

use super::super::raster::Bitmap;
use super::bitmap::{Plane, picture};
use super::blur::blur;
use super::light;

/// The spread of a point on paper, in mm.
const SPREAD: f64 = 0.24;
/// How much of the light of the page lies over it as a veil, of 1000.
const VEIL: u64 = 176;

/// The page as it is seen, reduced `zoom` times.
pub(super) fn see(page: &Bitmap, dpi: f64, zoom: usize) -> Bitmap {
    let table = light::table();
    let spread = SPREAD / 25.4 * dpi;
    let channel = |channel: usize| {
        let plane = Plane::new(page, |dot| table[usize::from(dot[channel])]);
        let mut seen = blur(&plane, spread * spread).reduced(zoom);
        let sum: u64 = plane.dots.iter().copied().map(u64::from).sum();
        let veil = sum / (plane.dots.len() as u64).max(1) * VEIL;
        for dot in &mut seen.dots {
            let kept = u64::from(*dot) * (1000 - VEIL);
            *dot = ((kept + veil) / 1000).min(u64::from(light::FULL)) as u16;
        }
        seen
    };
    let [red, green, blue] = [0, 1, 2].map(channel);
    picture([&red, &green, &blue], |dot| light::level(&table, dot))
}
