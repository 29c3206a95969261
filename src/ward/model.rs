//! What is known of a ward.

use std::collections::{BTreeMap, BTreeSet};

use crate::vietnamese::address_form::AddressForm;
use crate::yaml::Spanned;

/// What is known of a ward.
#[derive(Debug, Default)]
pub struct Ward {
    /// Values for contact lines, by id.
    pub contacts: BTreeMap<&'static str, Spanned<String>>,
    /// Digits of numbers whose owners agreed that everybody may read them.
    pub agreed: BTreeSet<String>,
    /// The picture file of its logo, from the root of the project.
    pub logo: Option<Spanned<String>>,
    /// What all sheets call their readers.
    pub address: AddressForm,
    /// The occasion its sheets are handed out at, by id or name, as the project lists them.
    pub occasion: Option<Spanned<String>>,
}
