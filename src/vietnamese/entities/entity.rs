//! What is found in a text.

use std::ops::Range;

use crate::vietnamese::date::{Date, DateFault};
use crate::vietnamese::money::{Money, NumberFault};
use crate::vietnamese::phone::{Phone, PhoneFault};
use crate::vietnamese::time::{Time, TimeFault};

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub what: EntityKind,
    /// How it is better written; none when it is well or cannot be read.
    pub wanted: Option<String>,
}

/// What was found, or why it cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// A phone number.
    Phone(Result<Phone, PhoneFault>),
    /// A date with its year.
    Date(Result<Date, DateFault>),
    /// A time of the day.
    Time(Result<Time, TimeFault>),
    /// A sum of money.
    Money(Result<Money, NumberFault>),
}

/// What one matcher found: the characters it took, what they are, what they should be.
pub(super) struct Match {
    pub start: usize,
    pub end: usize,
    pub what: EntityKind,
    pub wanted: Option<String>,
}
