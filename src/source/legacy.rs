//! Text of old encodings inside a file: found, read, told (VT-04, VT-05).

use std::ops::Range;

use super::excerpt::{displayed, legacy_text};
use super::faults::Fault;
use crate::diag::Diagnostic;
use crate::vietnamese::encoding::{self, Assessment, Decoded, Encoding, Loss};
use crate::vietnamese::normalise::{ChangeReason, TextSegment};
use crate::vietnamese::tracked_text::Edit;

/// Stretches of a text in the letters of an old font, or misread, or damaged.
#[derive(Debug)]
pub struct LegacyStretches {
    found: Vec<(Range<usize>, LegacyText)>,
}

/// What is wrong with a stretch.
#[derive(Debug)]
pub enum LegacyText {
    /// It is clearly in one encoding.
    Sure(Encoding, Decoded),
    /// No reading is clearly best.
    Unsure(Vec<(Encoding, String)>),
    /// It is right as it is, and would be something else in the encoding that was named.
    Kept(Encoding, String),
    /// A letter was lost long ago.
    Damaged,
}

impl LegacyStretches {
    /// Looks at each segment by itself: one line may be pasted from an old file, and says nothing
    /// of the others. `named` is the encoding somebody says such lines are in.
    pub fn find(text: &str, segments: &[TextSegment], named: Option<Encoding>) -> LegacyStretches {
        let mut found = Vec::new();
        for segment in segments {
            let range = segment.range.clone();
            let old = match encoding::judge(&text[range.clone()], named) {
                Assessment::Right => continue,
                Assessment::Damaged(losses) => {
                    found.extend(losses.into_iter().map(|loss| {
                        let at = range.start + loss.at;
                        (at..at + loss.seen.len(), LegacyText::Damaged)
                    }));
                    continue;
                }
                Assessment::Named(decoded) => match named {
                    Some(named) => LegacyText::Sure(named, decoded),
                    None => continue,
                },
                Assessment::Old(encoding, decoded) => LegacyText::Sure(encoding, decoded),
                Assessment::Kept(other) => LegacyText::Kept(other.encoding, other.decoded.text),
                Assessment::Unsure(candidates) => {
                    let readings = candidates.into_iter().map(|c| (c.encoding, c.decoded.text));
                    LegacyText::Unsure(readings.collect())
                }
            };
            found.push((range, old));
        }
        LegacyStretches { found }
    }

    /// What was found, in order.
    pub fn found(&self) -> &[(Range<usize>, LegacyText)] {
        &self.found
    }

    /// The stretches as they should read, of all encodings or of `only` one; those that lost a
    /// letter for good stay as they are.
    pub fn edits(&self, only: Option<Encoding>) -> Vec<Edit<ChangeReason>> {
        let sure = self.found.iter().filter_map(|(at, old)| match old {
            LegacyText::Sure(encoding, decoded)
                if !old.is_lossy() && only.is_none_or(|only| only == *encoding) =>
            {
                Some((at.clone(), decoded.text.clone()))
            }
            _ => None,
        });
        sure.map(|(at, after)| Edit { at, after, kind: ChangeReason::OldEncoding }).collect()
    }
}

impl LegacyText {
    /// Whether a letter of it is gone for good.
    pub fn is_lossy(&self) -> bool {
        match self {
            LegacyText::Sure(_, decoded) => decoded.losses.iter().any(Loss::is_hole),
            LegacyText::Unsure(_) | LegacyText::Damaged => true,
            LegacyText::Kept(..) => false,
        }
    }

    /// Whether the stretch, which reads `before`, is an error.
    pub fn is_refused(&self, before: &str) -> bool {
        match self {
            LegacyText::Sure(..) | LegacyText::Damaged => true,
            // What no language writes so is not printed; a name from abroad may be.
            LegacyText::Unsure(_) => encoding::is_strange(before),
            LegacyText::Kept(..) => false,
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
        let before = &displayed(before);
        match self {
            LegacyText::Sure(encoding, decoded) => {
                let (encoding, after) = (*encoding, &displayed(&decoded.text));
                Fault::Old { before, encoding, after, is_lossy: self.is_lossy() }.into()
            }
            LegacyText::Unsure(readings) => {
                let list = |(encoding, text): &(Encoding, String)| {
                    format!("{}: “{}”", encoding.title(), displayed(text))
                };
                let readings = &readings.iter().map(list).collect::<Vec<_>>().join("; ");
                Fault::Unsure { before, readings, is_refused }.into()
            }
            LegacyText::Kept(encoding, reading) => {
                Fault::Kept { before, encoding: *encoding, after: &displayed(reading) }.into()
            }
            LegacyText::Damaged => Fault::Damaged { before }.into(),
        }
    }

    /// Reports what a person has to look at in the text decoded.
    pub fn doubt(&self) -> Option<Diagnostic> {
        let LegacyText::Sure(_, decoded) = self else { return None };
        decoded
            .losses
            .iter()
            .find(|loss| !loss.is_hole())
            .map(|loss| legacy_text(&decoded.text, loss))
    }
}
