//! What is particular to Vietnamese: dates, times, money and phone numbers as they are written,
//! the order of names, keys to compare them by, and what must not be split over two lines.
//!
//! The lowest layer: text in, knowledge out, nothing of the rest of the crate.

pub mod address;
pub mod address_form;
pub mod cohesion;
pub mod collate;
pub mod date;
mod digits;
pub mod encoding;
pub mod entities;
pub mod fold;
pub mod foreign;
pub mod hours;
pub mod letter;
pub mod money;
pub mod normalise;
pub mod phone;
mod phone_plan;
pub mod syllable;
pub mod time;
pub mod tracked_text;
pub mod unmarked;
