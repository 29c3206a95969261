//! ER-03: no English where there is Vietnamese.
//!
//! The words are in `words.md`, with what to write. Names have nothing beside them (“App Store”).

use super::faults;
use super::listed::Listed;
use super::reading::ReadingOrder;
use super::words::WORDS;
use crate::diag::Sink;

/// Reports each English word.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    for one in Listed::all(reading, &WORDS.english) {
        let (word, wanted) = (one.written(reading), one.wanted(reading));
        sink.push(faults::english(&word, one.count, &wanted).at(one.span(reading)));
    }
}
