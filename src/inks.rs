//! What a file is printed with: the inks of an office printer or of a printing press, and how a
//! colour of the screen becomes ink.
//!
//! A colour with inks of its own in `base.yaml` gets those. Any other is converted by grey
//! component replacement: what red, green and blue share is printed in black alone. One of cyan,
//! magenta and yellow is then always absent, so that a colour never takes more than 300 % (PP-06),
//! and neutral colours stand on the black plate alone (PP-05).

use std::collections::BTreeMap;

use crate::colour::Colour;

/// What a print shop takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7): transparency and layers as they are.
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4): inks alone, for machines that know no transparency.
    X1a,
}

/// How a file is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inks {
    /// For a print shop: cyan, magenta, yellow and black, bleed and marks.
    pub press: Option<Standard>,
    /// In black alone.
    pub grey: bool,
    /// Without filled areas.
    pub ink_saver: bool,
}

impl Inks {
    /// What they add to the names of files: `-press`, `-grey-ink-ink_saver`.
    pub fn suffix(self) -> String {
        let press = match self.press {
            None => "",
            Some(Standard::X4) => "-press",
            Some(Standard::X1a) => "-press-x1a",
        };
        let names = [(true, press), (self.grey, "-grey"), (self.ink_saver, "-ink-saver")];
        names.iter().filter(|(is_on, _)| *is_on).map(|(_, name)| *name).collect()
    }

    /// Whether they are those of a printing press.
    pub fn is_press(self) -> bool {
        self.press.is_some()
    }

    /// Whether nothing may be seen through.
    pub fn forbids_transparency(self) -> bool {
        self.press == Some(Standard::X1a)
    }
}

/// Shares of the four inks in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cmyk {
    /// Cyan, magenta, yellow, black.
    pub inks: [u8; 4],
}

impl Cmyk {
    /// Nothing but black: text, codes and lines (PP-05).
    pub const BLACK: Cmyk = Cmyk { inks: [0, 0, 0, 100] };
    /// The most cyan, magenta and yellow together: black that is printed over them makes it 300 %
    /// (PP-06).
    pub const MOST_COLOUR: u32 = 200;

    /// Shares in percent; `None` above 100 % of one or 200 % of cyan, magenta and yellow.
    pub fn new(inks: [u8; 4]) -> Option<Cmyk> {
        let colour: u32 = inks[..3].iter().map(|ink| u32::from(*ink)).sum();
        let good = inks.iter().all(|ink| *ink <= 100) && colour <= Cmyk::MOST_COLOUR;
        good.then_some(Cmyk { inks })
    }
}

/// Neutral colours up to this value are black: a text of 93 % black would be a screen of dots with
/// ragged edges (PP-05).
const BLACK_UP_TO: u8 = 0x20;

/// A colour so near to a tint of the accent is one: tints are chosen by eye.
const ON_RAMP: u8 = 4;

/// The colours that have inks of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    own: BTreeMap<Colour, Cmyk>,
    /// The colour of lines where an area is not filled.
    pub line: Option<Colour>,
    /// Our accent and the one of the ward that stands in its place.
    pub recolour: Option<(Colour, Colour)>,
}

impl Palette {
    /// Gives a colour inks of its own.
    pub fn set(&mut self, colour: Colour, cmyk: Cmyk) {
        self.own.insert(colour, cmyk);
    }

    /// A colour of a drawing in the accent of the ward: our accent and its tints become the ward's,
    /// all others stay.
    pub fn own(&self, colour: Colour) -> Colour {
        let Some((house, ward)) = self.recolour else { return colour };
        let end =
            if colour.luminance() < house.luminance() { Colour::BLACK } else { Colour::WHITE };
        let span = f64::from(end.r) - f64::from(house.r);
        let share = (f64::from(colour.r) - f64::from(house.r)) / span;
        let is_on_ramp = (0.0..1.0).contains(&share) && {
            let on = house.towards(end, share);
            let far = |a: u8, b: u8| a.abs_diff(b) > ON_RAMP;
            !far(on.r, colour.r) && !far(on.g, colour.g) && !far(on.b, colour.b)
        };
        if is_on_ramp { ward.towards(end, share) } else { colour }
    }

    /// The inks of a colour.
    pub fn cmyk(&self, colour: Colour) -> Cmyk {
        if let Some(own) = self.own.get(&colour) {
            return *own;
        }
        let Colour { r, g, b } = colour;
        if r == g && g == b && r <= BLACK_UP_TO {
            return Cmyk::BLACK;
        }
        let percent = |byte: u8| ((u32::from(byte) * 100 + 127) / 255) as u8;
        Cmyk { inks: converted(colour).map(percent) }
    }
}

/// Cyan, magenta, yellow and black of a colour from 0 to 255.
pub fn converted(colour: Colour) -> [u8; 4] {
    let Colour { r, g, b } = colour;
    let most = r.max(g).max(b);
    if most == 0 {
        return [0, 0, 0, 255];
    }
    let lack = |part: u8| (u32::from(most - part) * 255 / u32::from(most)) as u8;
    [lack(r), lack(g), lack(b), 255 - most]
}

/// The grey that is as light as a colour, so that its contrast with white and black stays (LP-12).
pub fn grey(colour: Colour) -> Colour {
    if colour.r == colour.g && colour.g == colour.b {
        return colour;
    }
    let of = |value: u8| Colour { r: value, g: value, b: value };
    // The darkest grey that is at least as light would lose contrast with white; dark colours
    // round down and light ones up, away from each other.
    let light = colour.luminance();
    let above = (0..=255).find(|value| of(*value).luminance() >= light).unwrap_or(255);
    if light < 0.18 { of(above.saturating_sub(1)) } else { of(above) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(step: usize) -> impl Iterator<Item = Colour> {
        let values = move || (0..=255_u8).step_by(step);
        values().flat_map(move |r| {
            values().flat_map(move |g| values().map(move |b| Colour { r, g, b }))
        })
    }

    #[test]
    fn no_colour_takes_more_than_300_percent_even_below_black() {
        for colour in every(5) {
            let [c, m, y, k] = Palette::default().cmyk(colour).inks.map(u32::from);
            assert!(c + m + y <= Cmyk::MOST_COLOUR && k <= 100, "{colour}");
            let bytes: u32 = converted(colour).iter().map(|ink| u32::from(*ink)).sum();
            assert!(bytes <= 3 * 255, "{colour}");
        }
    }

    #[test]
    fn neutral_colours_are_black_ink_alone() {
        for value in 0..=255 {
            let [c, m, y, k] =
                Palette::default().cmyk(Colour { r: value, g: value, b: value }).inks;
            assert_eq!([c, m, y], [0; 3]);
            assert_eq!(k == 100, value <= BLACK_UP_TO, "{value}: {k}");
        }
        assert_eq!(Palette::default().cmyk(Colour::WHITE).inks, [0; 4]);
    }

    #[test]
    fn a_named_colour_has_its_own_inks() {
        let accent = Colour::parse("#0B4F6C").unwrap();
        let mut palette = Palette::default();
        assert_eq!(palette.cmyk(accent).inks, [90, 27, 0, 58]);
        palette.set(accent, Cmyk::new([100, 50, 20, 40]).unwrap());
        assert_eq!(palette.cmyk(accent).inks, [100, 50, 20, 40]);
    }

    #[test]
    fn too_much_ink_is_refused() {
        assert!(Cmyk::new([100, 100, 0, 100]).is_some());
        for inks in [[100, 100, 1, 0], [101, 0, 0, 0], [0, 0, 0, 101], [67, 67, 67, 0]] {
            assert_eq!(Cmyk::new(inks), None, "{inks:?}");
        }
    }

    #[test]
    fn a_colour_as_grey_keeps_its_contrast() {
        for colour in every(15) {
            let grey = grey(colour);
            assert!(grey.r == grey.g && grey.g == grey.b);
            let before = colour.contrast(Colour::WHITE);
            if before >= 7.0 {
                assert!(grey.contrast(Colour::WHITE) >= before, "{colour} to {grey}");
            }
            if colour.contrast(Colour::BLACK) >= 7.0 {
                let after = grey.contrast(Colour::BLACK);
                assert!(after >= colour.contrast(Colour::BLACK), "{colour} to {grey}");
            }
        }
    }

    #[test]
    fn names_of_files_tell_the_inks() {
        let all = Inks { press: Some(Standard::X4), grey: true, ink_saver: true };
        assert_eq!(all.suffix(), "-press-grey-ink-saver");
        let old = Inks { press: Some(Standard::X1a), ..Inks::default() };
        assert_eq!(old.suffix(), "-press-x1a");
        assert_eq!(Inks::default().suffix(), "");
    }
}
