//! Old encodings of Vietnamese: reading them, writing them, telling which one a text is in.
//!
//! What goes in is text *as seen*: what a program shows that takes the bytes for CP1252, such as
//! `TiÕng ViÖt` for TCVN3. So one set of tables serves whole files of bytes ([`read_bytes`]) and
//! single fields that somebody pasted into a file of valid UTF-8. What comes out is Unicode in
//! form NFC, and each place where something was lost that only a person can give back (VT-04,
//! VT-05): nothing is guessed.

mod bytes;
mod common;
mod cp1252;
mod cp1258;
mod damage;
mod detect;
mod judge;
mod kind;
mod loss;
mod mojibake;
mod table;
mod tally;
mod tcvn3;
mod viqr;
mod viscii;
mod vni;
mod words;

pub use bytes::{ByteReading, Transport, read_bytes, view};
pub use damage::damage;
pub use detect::{Candidate, Verdict, detect, detect_near};
pub use judge::{Assessment, decode_file, has_letters_of_today, judge};
pub use kind::{Encoding, Unencodable};
pub use loss::{Decoded, Loss, LossKind};
pub use words::is_strange;

impl Encoding {
    /// Text as seen to the text meant. The encodings of today show what they mean.
    pub fn decode(self, seen: &str) -> Decoded {
        let (text, mut losses) = self.decode_letters(seen);
        if self == Encoding::Tcvn3 {
            losses.extend(tcvn3::lost_capitals(&text));
        }
        losses.extend(damage(&text));
        losses.sort_by_key(|loss| loss.at);
        Decoded { text, losses }
    }

    /// The text meant, and what decoding alone shows to be lost.
    fn decode_letters(self, seen: &str) -> (String, Vec<Loss>) {
        match self {
            Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => (seen.to_owned(), Vec::new()),
            Encoding::Viqr => viqr::decode(seen),
            Encoding::Utf8AsCp1252 => mojibake::decode(seen),
            Encoding::Tcvn3 => tcvn3::lost_hyphens(seen, tcvn3::decode(seen)),
            Encoding::Vni => (vni::decode(seen), Vec::new()),
            Encoding::Viscii => (viscii::TABLE.decode(seen), Vec::new()),
            Encoding::Cp1258 => (cp1258::TABLE.decode(seen), Vec::new()),
        }
    }

    /// Text to the form in which it is seen.
    ///
    /// # Errors
    ///
    /// The first letter that the encoding does not have, or that would be read back as another.
    pub fn encode(self, text: &str) -> Result<String, Unencodable> {
        let letter = |(at, letter)| self.encode_letter(letter).ok_or(Unencodable { at, letter });
        let seen = if self == Encoding::Viqr {
            viqr::encode(text)
        } else {
            text.char_indices().map(letter).collect::<Result<String, Unencodable>>()?
        };
        let back = self.decode(&seen).text;
        if back == text {
            return Ok(seen);
        }
        let differs = text.char_indices().zip(back.chars()).find(|((_, own), other)| own != other);
        let end = || text.char_indices().next_back().unwrap_or((0, ' '));
        let (at, letter) = differs.map_or_else(end, |(place, _)| place);
        Err(Unencodable { at, letter })
    }

    fn encode_letter(self, letter: char) -> Option<String> {
        match self {
            Encoding::Tcvn3 => tcvn3::seen(letter),
            Encoding::Vni => Some(vni::seen(letter)),
            Encoding::Viscii => viscii::TABLE.seen(letter),
            Encoding::Cp1258 => cp1258::TABLE.seen(letter),
            Encoding::Utf8AsCp1252 => Some(mojibake::seen(letter)),
            _ => Some(letter.to_string()),
        }
    }

    /// The bytes of a whole file to the text meant.
    pub fn decode_bytes(self, bytes: &[u8]) -> Decoded {
        match self {
            Encoding::Tcvn3 | Encoding::Vni | Encoding::Viscii | Encoding::Cp1258 => {
                self.decode(&view(bytes))
            }
            _ => self.decode(&read_bytes(bytes).text),
        }
    }

    /// Text to the bytes of a whole file.
    ///
    /// # Errors
    ///
    /// As [`Encoding::encode`].
    pub fn encode_bytes(self, text: &str) -> Result<Vec<u8>, Unencodable> {
        bytes::write(self, &self.encode(text)?)
    }
}
