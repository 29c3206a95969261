//! The plain-language check: whether an elder can read a guide, and do it.
//!
//! In goes a [`Guide`], out come findings, each with the rule, the place, what was measured, the
//! limit and something to do. The rules with numbers are ER-01 to ER-06, LP-09, VT-07, VT-11 and VT-15; each has
//! a file that tells how it is measured and where it stays silent. A false alarm costs more than a
//! miss here: whoever is warned for nothing stops reading warnings. So a rule that only guesses is
//! a warning, and errors are numbers: too many steps, sentences over 20 syllables.
//!
//! ER-07 (ask three elders) is a line of the job sheet, not of a guide. ER-08, a formula of
//! readability, is left out on purpose: the only one with published numbers (Luong, Nguyen and
//! Dinh, KSE 2018) rests on words of novels and calls “bấm, nút, nhập” hard, so a good checklist
//! and an official paragraph measure nearly the same; ER-02 tells them apart.

mod abbreviation;
mod actions;
mod address;
mod bloom_filter;
mod capitals;
mod english;
mod explain;
mod faults;
pub(super) mod glossary;
mod issuer;
mod length;
mod listed;
mod marks;
mod openings;
mod phrases;
mod reading;
mod senses;
mod sentence;
mod spelling;
mod terms;
mod things;
mod token;
mod tones;
mod typing;
mod words;

use super::model::{Guide, Line};
use crate::diag::Sink;
use crate::source::Sources;
use crate::vietnamese::address_form::AddressForm;
use glossary::Glossary;
use reading::ReadingOrder;

pub(super) use words::is_verb;

/// Checks the language of words around those of `guide`: what holds of a line on its own.
pub fn check_words(guide: &Guide, lines: &[Line], sources: &Sources, sink: &mut Sink) {
    let reading = ReadingOrder::of(guide, lines, sources);
    length::check_words(&reading, sink);
    english::check(&reading, sink);
    senses::check(&reading, sink);
    // The terms of a project are explained by the guide those words stand around.
    terms::check(&reading, &Glossary::default(), sink);
    capitals::check(&reading, sink);
    typing::check(&reading, sink);
}

/// Checks the language of `guide`, which was read from `sources`.
pub(super) fn check(guide: &Guide, sources: &Sources, form: AddressForm, sink: &mut Sink) {
    let reading = ReadingOrder::new(guide, sources);
    length::check(&reading, sink);
    actions::check(&reading, sink);
    english::check(&reading, sink);
    senses::check(&reading, sink);
    terms::check(&reading, guide.reference.glossary(), sink);
    capitals::check(&reading, sink);
    tones::check(&reading, sink);
    address::check(&reading, form, sink);
    openings::check(&reading, sink);
    issuer::check(&reading, sink);
    things::check(&reading, sink);
    typing::check(&reading, sink);
}
