//! What a claim is.

use std::ops::Range;

use crate::vietnamese::date::Date;

/// Something a text claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub what: ClaimKind,
}

/// What a claim is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimKind {
    /// A number.
    Number {
        /// Its digits, without zeros in front and dots between thousands.
        value: String,
        /// What it counts; with `#` what it is the number of, as in “mức 2”; empty if neither.
        unit: String,
    },
    /// A sum of đồng.
    Money(u64),
    /// A day of a year.
    Date(Date),
    /// A day of any year.
    DayMonth(u8, u8),
    /// A month of a year.
    Month(u8, u16),
    /// A time of the day, as we write it.
    Time(String),
    /// The digits of a telephone number.
    Phone(String),
    /// A law, decree, circular or decision.
    Law {
        /// `nghị định`, if the text says what it is.
        kind: Option<&'static str>,
        /// Its number in capitals, or the first words of its name.
        name: String,
    },
    /// An address on the web: host and the rest.
    Address(String, String),
    /// A word with letters and digits, such as the number of a form.
    Code(String),
    /// That something costs nothing.
    Free,
}
