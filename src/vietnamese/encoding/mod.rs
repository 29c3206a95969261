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
mod loss;
mod mojibake;
mod table;
mod tally;
mod tcvn3;
mod viqr;
mod viscii;
mod vni;
mod words;

pub use bytes::{Read, Transport, read_bytes, view};
pub use damage::damage;
pub use detect::{Candidate, Verdict, detect, detect_near};
pub use judge::{Judged, decode_file, has_letters_of_today, judge};
pub use loss::{Decoded, Loss, Lost};
pub use words::is_strange;

/// The ways Vietnamese is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// TCVN3 or ABC, of the `.Vn` fonts.
    Tcvn3,
    /// VNI, of the `VNI-` fonts.
    Vni,
    /// VISCII, RFC 1456.
    Viscii,
    /// VIQR, RFC 1456: marks typed in ASCII.
    Viqr,
    /// Windows code page 1258.
    Cp1258,
    /// UTF-8 that was read as CP1252 or Latin-1.
    Utf8AsCp1252,
}

/// A letter that an encoding does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unencodable {
    /// Its first byte in the text.
    pub at: usize,
    /// The letter, or the first that would not come back the same.
    pub letter: char,
}

impl Encoding {
    /// All of them, those of today first.
    pub const ALL: [Encoding; 9] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Viqr,
        Encoding::Cp1258,
        Encoding::Utf8AsCp1252,
    ];

    /// The name as typed on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Viqr => "viqr",
            Encoding::Cp1258 => "cp1258",
            Encoding::Utf8AsCp1252 => "utf-8-as-cp1252",
        }
    }

    /// The name as people write it.
    pub fn title(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Tcvn3 => "TCVN3 (.VnTime)",
            Encoding::Vni => "VNI (VNI-Times)",
            Encoding::Viscii => "VISCII",
            Encoding::Viqr => "VIQR",
            Encoding::Cp1258 => "CP1258",
            Encoding::Utf8AsCp1252 => "UTF-8-as-CP1252",
        }
    }

    /// The encoding of a name, in any case; other usual names are known too.
    pub fn by_name(name: &str) -> Option<Encoding> {
        let name = name.to_ascii_lowercase();
        let usual = match name.as_str() {
            "utf8" => Encoding::Utf8,
            "utf16le" => Encoding::Utf16Le,
            "utf16be" => Encoding::Utf16Be,
            "abc" | "tcvn" | "tcvn-3" => Encoding::Tcvn3,
            "vni-win" | "vni-windows" => Encoding::Vni,
            "windows-1258" => Encoding::Cp1258,
            "mojibake" => Encoding::Utf8AsCp1252,
            _ => return Encoding::ALL.into_iter().find(|own| own.name() == name),
        };
        Some(usual)
    }

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
