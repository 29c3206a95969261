//! What was lost on the way to a text, and where.

/// Text as meant, with what could not be made out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text in Unicode form NFC.
    pub text: String,
    /// What was lost, in the order of the text.
    pub losses: Vec<Loss>,
}

/// One thing that was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The byte of the decoded text where it shows.
    pub at: usize,
    /// What kind of loss it is.
    pub kind: LossKind,
    /// What was seen or stands there.
    pub seen: String,
    /// What it may have been, as far as is known.
    pub readings: Vec<String>,
}

/// The kinds of loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossKind {
    /// TCVN3: a small letter among capitals; it was a capital.
    Capital,
    /// TCVN3: a small letter where names and sentences begin; it may have been a capital.
    FirstCapital,
    /// TCVN3: a text without any capital; all may have been capitals. Reported once.
    AllCapitals,
    /// UTF-8 as CP1252: a letter lost its last byte.
    Byte {
        /// Whether only one reading makes a syllable, which then stands in the text.
        mended: bool,
    },
    /// TCVN3: a word that lost or may have lost its ư, for some program dropped the soft hyphens.
    SoftHyphen {
        /// Whether only one reading makes a syllable, which then stands in the text.
        mended: bool,
    },
    /// VIQR: a tone that may also be the end of a sentence.
    Punctuation,
    /// U+FFFD: a character that some program could not read.
    Character,
    /// A question mark or `_` in a word, where some program could not write a letter.
    QuestionMark,
}

impl Loss {
    /// Whether a letter is gone for good, and it is not just a question about a capital.
    pub fn is_hole(&self) -> bool {
        matches!(
            self.kind,
            LossKind::Character | LossKind::QuestionMark | LossKind::Byte { mended: false }
        )
    }

    /// A loss at one character.
    pub(super) fn new(at: usize, kind: LossKind, seen: char) -> Loss {
        Loss { at, kind, seen: seen.to_string(), readings: Vec::new() }
    }
}
