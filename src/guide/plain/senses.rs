//! ER-03: one word, one meaning on all sheets.
//!
//! Who reads “tắt máy” may hang up or switch the phone off, and who was taught to keep “mã” secret
//! will not show “mã QR”. The table `senses` of `words.md` has such words with the word for each
//! meaning; longer ones with nothing beside them are harmless (“tắt máy ảnh”).

use super::faults;
use super::listed::Listed;
use super::reading::ReadingOrder;
use super::words::WORDS;
use crate::diag::Sink;

/// Reports each word that may be taken for another.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    for one in Listed::all(reading, &WORDS.senses) {
        let (word, wanted) = (one.written(reading), one.wanted(reading));
        sink.push(faults::two_senses(&word, one.count, &wanted).at(one.span(reading)));
    }
}
