//! Colours to the operators of an office printer or of a press, and what prints over what.

use super::shapes;
use crate::colour::Colour;
use crate::geom::Len;
use crate::inks::{self, Cmyk, Inks, Palette, Standard};
use crate::layout::{Pen, Purpose};

/// The plate of the cutting die.
pub(crate) const DIE: &str = "CutContour";
/// The colour that prints on all plates.
pub(crate) const ALL: &str = "All";
/// The graphics state in which what is painted lets the plates below print.
pub(crate) const OVER: &str = "Over";
/// The graphics state in which it does not.
pub(crate) const OUT: &str = "Out";

/// The contrast with white from which letters count as dark; that of text on paper (LP-12).
const DARK: f64 = 7.0;

/// How the colours of a document are written.
#[derive(Clone)]
pub(crate) struct Inking {
    pub inks: Inks,
    pub palette: Palette,
}

impl Inking {
    /// Sets the colour of areas and letters.
    pub(crate) fn fill(&self, out: &mut Vec<u8>, colour: Colour) {
        if self.inks.is_press() {
            process(out, self.cmyk(colour), "k ");
        } else {
            shapes::colour(out, self.shown(colour), "g ", "rg ");
        }
    }

    /// Sets the colour of lines.
    pub(crate) fn line(&self, out: &mut Vec<u8>, pen: &Pen) {
        if !self.inks.is_press() {
            return shapes::colour(out, self.shown(pen.colour), "G ", "RG ");
        }
        let plate = match pen.purpose {
            Purpose::Die => DIE,
            Purpose::Register => ALL,
            Purpose::Drawing | Purpose::Cut | Purpose::Fold => {
                return process(out, self.cmyk(pen.colour), "K ");
            }
        };
        out.extend_from_slice(format!("/{plate} CS 1 SCN ").as_bytes());
    }

    /// The colour letters are set in: dark ones without colour are black, because an office printer
    /// makes grey of dots, which fray them.
    pub(crate) fn letters(&self, colour: Colour) -> Colour {
        let is_dark = colour.contrast(Colour::WHITE) >= DARK;
        if self.inks.grey && is_dark { Colour::BLACK } else { colour }
    }

    /// Whether a colour lets the plates below print: black alone does, so that a plate a little
    /// out of place leaves no white edge around letters (PP-05).
    pub(crate) fn overprints(&self, colour: Colour) -> bool {
        self.inks.is_press() && self.cmyk(colour) == Cmyk::BLACK
    }

    /// Whether a line lets the plates below print; the die line must not leave a gap in the ink.
    pub(crate) fn line_overprints(&self, pen: &Pen) -> bool {
        self.inks.is_press()
            && (matches!(pen.purpose, Purpose::Die | Purpose::Register)
                || self.overprints(pen.colour))
    }

    /// The layer a line lies on.
    pub(crate) fn layer(&self, pen: &Pen) -> Option<&'static str> {
        let has_layers = self.inks.press == Some(Standard::X4);
        (has_layers && pen.purpose == Purpose::Die).then_some(DIE)
    }

    /// Sets the graphics state in which plates below print, or not.
    pub(crate) fn state(over: bool) -> &'static [u8] {
        if over { b"/Over gs " } else { b"/Out gs " }
    }

    fn shown(&self, colour: Colour) -> Colour {
        if self.inks.grey { inks::grey(colour) } else { colour }
    }

    fn cmyk(&self, colour: Colour) -> Cmyk {
        if self.inks.grey {
            // The inks of its own would bring colour back.
            return Palette::default().cmyk(inks::grey(colour));
        }
        self.palette.cmyk(colour)
    }
}

/// An operator with four shares.
fn process(out: &mut Vec<u8>, cmyk: Cmyk, operator: &str) {
    shapes::operator(out, &cmyk.inks.map(|percent| Len(i64::from(percent) * 10)), operator);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(inking: &Inking, colour: Colour) -> String {
        let mut out = Vec::new();
        inking.fill(&mut out, colour);
        String::from_utf8(out).unwrap()
    }

    fn drawn(inking: &Inking, pen: &Pen) -> String {
        let mut out = Vec::new();
        inking.line(&mut out, pen);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_press_gets_inks_and_an_office_printer_the_colours_of_the_screen() {
        let palette = Palette::default;
        let inks = Inks { press: Some(Standard::X4), ..Inks::default() };
        let press = Inking { inks, palette: palette() };
        assert_eq!(filled(&press, Colour::BLACK), "0 0 0 1 k ");
        assert_eq!(filled(&press, Colour::WHITE), "0 0 0 0 k ");
        let accent = Colour::parse("#0B4F6C").unwrap();
        assert_eq!(filled(&press, accent), "0.9 0.27 0 0.58 k ");
        let pen = Pen::solid(Colour::BLACK, Len::pt(1.0));
        for (purpose, wanted, over, layer) in [
            (Purpose::Drawing, "0 0 0 1 K ", true, None),
            (Purpose::Die, "/CutContour CS 1 SCN ", true, Some(DIE)),
            (Purpose::Register, "/All CS 1 SCN ", true, None),
        ] {
            let pen = Pen { purpose, ..pen };
            assert_eq!(drawn(&press, &pen), wanted);
            assert_eq!((press.line_overprints(&pen), press.layer(&pen)), (over, layer));
        }
        // PDF 1.4 knows no layers.
        let old = Inking { inks: Inks { press: Some(Standard::X1a), ..inks }, palette: palette() };
        let die = Pen { purpose: Purpose::Die, ..pen };
        assert_eq!((drawn(&old, &die), old.layer(&die)), (drawn(&press, &die), None));
        assert!(!press.overprints(Colour::WHITE) && !press.overprints(accent));
        let office = Inking { inks: Inks::default(), palette: palette() };
        assert_eq!(filled(&office, accent), "0.043 0.31 0.424 rg ");
        assert!(!office.overprints(Colour::BLACK));
        let die = Pen { purpose: Purpose::Die, ..pen };
        assert_eq!(drawn(&office, &die), "0 G ");
        assert_eq!(office.layer(&die), None);
    }

    #[test]
    fn letters_without_colour_are_black_or_stay_light() {
        let palette = Palette::default;
        let accent = Colour::parse("#0B4F6C").unwrap();
        let grey = Inking { inks: Inks { grey: true, ..Inks::default() }, palette: palette() };
        assert_eq!(grey.letters(accent), Colour::BLACK);
        assert_eq!(grey.letters(Colour::WHITE), Colour::WHITE);
        assert!(filled(&grey, accent).ends_with(" g "));
        let office = Inking { inks: Inks::default(), palette: palette() };
        assert_eq!(office.letters(accent), accent);
    }

    #[test]
    fn a_grey_press_prints_black_alone() {
        let mut palette = Palette::default();
        let accent = Colour::parse("#0B4F6C").unwrap();
        palette.set(accent, Cmyk::new([100, 50, 20, 40]).unwrap());
        let inks = Inks { press: Some(Standard::X4), grey: true, ink_saver: false };
        let press = Inking { inks, palette };
        assert!(filled(&press, accent).starts_with("0 0 0 0."));
    }
}
