//! What is private.

use std::ops::Range;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalData {
    /// The number of an identity card, twelve digits.
    Identity,
    /// The number of an old identity card, nine digits.
    OldIdentity,
    /// A date or year of birth.
    Birth,
    /// A mobile number, which belongs to a person.
    Mobile,
    /// The full name of a person with a house.
    NameAndAddress,
    /// A password, passcode or one-time code.
    Secret,
}

/// Something private in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateData {
    /// What it is.
    pub kind: PersonalData,
    /// Its bytes in the text.
    pub range: Range<usize>,
}
