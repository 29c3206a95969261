//! Text of old encodings inside a file: found, read, told (VT-04, VT-05).

use std::ops::Range;

use super::excerpt::{shown, told};
use super::faults::Fault;
use crate::diag::Diagnostic;
use crate::vietnamese::encoding::{self, Decoded, Encoding, Judged, Loss};
use crate::vietnamese::mended::Edit;
use crate::vietnamese::normalise::{Kind, Segment};

/// Stretches of a text in the letters of an old font, or misread, or damaged.
#[derive(Debug)]
pub struct OldText {
    found: Vec<(Range<usize>, Old)>,
}

/// What is wrong with a stretch.
#[derive(Debug)]
pub enum Old {
    /// It is clearly in one encoding.
    Sure(Encoding, Decoded),
    /// No reading is clearly best.
    Unsure(Vec<(Encoding, String)>),
    /// It is right as it is, and would be something else in the encoding that was named.
    Kept(Encoding, String),
    /// A letter was lost long ago.
    Damaged,
}

impl OldText {
    /// Looks at each segment by itself: one line may be pasted from an old file, and says nothing
    /// of the others. `named` is the encoding somebody says such lines are in.
    pub fn find(text: &str, segments: &[Segment], named: Option<Encoding>) -> OldText {
        let mut found = Vec::new();
        for segment in segments {
            let range = segment.range.clone();
            let old = match encoding::judge(&text[range.clone()], named) {
                Judged::Right => continue,
                Judged::Damaged(losses) => {
                    found.extend(losses.into_iter().map(|loss| {
                        let at = range.start + loss.at;
                        (at..at + loss.seen.len(), Old::Damaged)
                    }));
                    continue;
                }
                Judged::Named(decoded) => match named {
                    Some(named) => Old::Sure(named, decoded),
                    None => continue,
                },
                Judged::Old(encoding, decoded) => Old::Sure(encoding, decoded),
                Judged::Kept(other) => Old::Kept(other.encoding, other.decoded.text),
                Judged::Unsure(candidates) => {
                    let readings = candidates.into_iter().map(|c| (c.encoding, c.decoded.text));
                    Old::Unsure(readings.collect())
                }
            };
            found.push((range, old));
        }
        OldText { found }
    }

    /// What was found, in order.
    pub fn found(&self) -> &[(Range<usize>, Old)] {
        &self.found
    }

    /// The stretches as they should read, of all encodings or of `only` one; those that lost a
    /// letter for good stay as they are.
    pub fn edits(&self, only: Option<Encoding>) -> Vec<Edit<Kind>> {
        let sure = self.found.iter().filter_map(|(at, old)| match old {
            Old::Sure(encoding, decoded)
                if !old.is_lossy() && only.is_none_or(|only| only == *encoding) =>
            {
                Some((at.clone(), decoded.text.clone()))
            }
            _ => None,
        });
        sure.map(|(at, after)| Edit { at, after, kind: Kind::OldEncoding }).collect()
    }
}

impl Old {
    /// Whether a letter of it is gone for good.
    pub fn is_lossy(&self) -> bool {
        match self {
            Old::Sure(_, decoded) => decoded.losses.iter().any(Loss::is_hole),
            Old::Unsure(_) | Old::Damaged => true,
            Old::Kept(..) => false,
        }
    }

    /// Whether the stretch, which reads `before`, is an error.
    pub fn is_refused(&self, before: &str) -> bool {
        match self {
            Old::Sure(..) | Old::Damaged => true,
            // What no language writes so is not printed; a name from abroad may be.
            Old::Unsure(_) => encoding::is_strange(before),
            Old::Kept(..) => false,
        }
    }

    /// Reports the stretch, which reads `before` and would be printed so.
    pub fn report_printed(&self, before: &str) -> Diagnostic {
        self.reported(before, self.is_refused(before))
    }

    /// Reports the stretch, which reads `before`.
    pub fn report(&self, before: &str) -> Diagnostic {
        self.reported(before, false)
    }

    fn reported(&self, before: &str, is_refused: bool) -> Diagnostic {
        let before = &shown(before);
        match self {
            Old::Sure(encoding, decoded) => {
                let (encoding, after) = (*encoding, &shown(&decoded.text));
                Fault::Old { before, encoding, after, is_lossy: self.is_lossy() }.into()
            }
            Old::Unsure(readings) => {
                let list = |(encoding, text): &(Encoding, String)| {
                    format!("{}: “{}”", encoding.title(), shown(text))
                };
                let readings = &readings.iter().map(list).collect::<Vec<_>>().join("; ");
                Fault::Unsure { before, readings, is_refused }.into()
            }
            Old::Kept(encoding, reading) => {
                Fault::Kept { before, encoding: *encoding, after: &shown(reading) }.into()
            }
            Old::Damaged => Fault::Damaged { before }.into(),
        }
    }

    /// Reports what a person has to look at in the text decoded.
    pub fn doubt(&self) -> Option<Diagnostic> {
        let Old::Sure(_, decoded) = self else { return None };
        decoded.losses.iter().find(|loss| !loss.is_hole()).map(|loss| told(&decoded.text, loss))
    }
}
