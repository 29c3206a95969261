//! Colours and the contrast between them.

/// A colour of the screen, red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Colour {
    /// Paper.
    pub const WHITE: Colour = Colour { r: 255, g: 255, b: 255 };
    /// Full black.
    pub const BLACK: Colour = Colour { r: 0, g: 0, b: 0 };

    /// Reads `#0B4F6C`.
    pub fn parse(hex: &str) -> Option<Colour> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Colour { r: byte(0)?, g: byte(2)?, b: byte(4)? })
    }

    /// A colour on the way to another: none of it at 0, all of it at 1.
    #[must_use]
    pub fn towards(self, other: Colour, share: f64) -> Colour {
        let mix = |from: u8, to: u8| {
            let (from, to) = (f64::from(from), f64::from(to));
            (from + (to - from) * share).round() as u8
        };
        Colour { r: mix(self.r, other.r), g: mix(self.g, other.g), b: mix(self.b, other.b) }
    }

    /// The nearest colour on the way to black that has so much contrast with a light ground: itself
    /// where it has it already.
    #[must_use]
    pub fn darkened(self, ground: Colour, contrast: f64) -> Colour {
        let steps = (0..=255_u8).map(|step| self.towards(Colour::BLACK, f64::from(step) / 255.0));
        let mut dark_enough = steps.filter(|colour| colour.contrast(ground) >= contrast);
        dark_enough.next().unwrap_or(Colour::BLACK)
    }

    /// Relative luminance, 0 to 1 (WCAG 2, definition of relative luminance).
    pub fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.r) + 0.7152 * channel(self.g) + 0.0722 * channel(self.b)
    }

    /// Whether it is seen on white paper: at least a tenth of one of the inks.
    pub fn leaves_ink(self) -> bool {
        self.r.min(self.g).min(self.b) < 230
    }

    /// Contrast with another colour, 1 to 21 (WCAG 2, LP-12).
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_follows_wcag() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        let grey = Colour::parse("#767676").unwrap();
        assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.01);
        assert_eq!(Colour::parse("#0B4F6C").unwrap().to_string(), "#0B4F6C");
        assert_eq!(Colour::parse("0B4F6C"), None);
        assert_eq!(Colour::parse("#0B4F6"), None);
    }
}
