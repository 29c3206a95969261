//! The texts of a workbook, which its cells name by number. They are the one thing held: all
//! letters end to end, and where each text ends.

use quick_xml::events::{BytesStart, Event};

use crate::archive::{Archive, Xml, attribute, push_reference};
use crate::records::archive::{MOST_OF_STRINGS, bomb, damaged};
use crate::records::rows::FileFault;

/// As many texts as there are; more than the cells of any list.
const MOST_STRINGS: usize = 32 << 20;

/// All texts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Strings {
    letters: String,
    ends: Vec<u32>,
    /// Those of which letters are struck out, in order.
    struck: Vec<u32>,
}

impl Strings {
    /// The text of this number.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.letters.get(start..end)
    }

    /// Whether letters of the text of this number are struck out.
    pub(super) fn is_struck(&self, index: usize) -> bool {
        u32::try_from(index).is_ok_and(|index| self.struck.binary_search(&index).is_ok())
    }

    fn end(&mut self) -> Result<(), FileFault> {
        let end = u32::try_from(self.letters.len()).map_err(|_| bomb())?;
        if self.ends.len() == MOST_STRINGS {
            return Err(bomb());
        }
        self.ends.push(end);
        Ok(())
    }
}

pub(super) fn read(archive: &mut Archive, path: &str) -> Result<Strings, FileFault> {
    let mut strings = Strings::default();
    let Some(mut xml) = archive.xml(path, MOST_OF_STRINGS)? else { return Ok(strings) };
    let mut is_whole = false;
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                let start = strings.letters.len();
                if rich_text(&mut xml, "si", &mut strings.letters)? {
                    let number = u32::try_from(strings.ends.len()).map_err(|_| bomb())?;
                    strings.struck.push(number);
                }
                if strings.letters[start..].contains("_x") {
                    let plain = unescaped(&strings.letters[start..]);
                    strings.letters.truncate(start);
                    strings.letters.push_str(&plain);
                }
                strings.end()?;
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.end()?,
            Event::End(tag) if tag.local_name().as_ref() == "sst" => is_whole = true,
            Event::Empty(tag) if tag.local_name().as_ref() == "sst" => is_whole = true,
            Event::Eof if is_whole => return Ok(strings),
            Event::Eof => return Err(damaged()),
            _ => {}
        }
    }
}

/// Whether a tag of a font strikes letters out; a line may be switched off.
pub(super) fn strikes(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false"))
}

/// The letters of all runs up to the end of the element `name`; readings for Japanese are left out.
/// Whether any of them is struck out.
pub(super) fn rich_text(xml: &mut Xml, name: &str, text: &mut String) -> Result<bool, FileFault> {
    let (mut in_text, mut in_reading) = (false, false);
    let (mut is_struck, mut any_struck) = (false, false);
    loop {
        let before = text.len();
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = !in_reading,
                "rPh" => in_reading = true,
                "r" => is_struck = false,
                "strike" => is_struck = strikes(&tag),
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "strike" => {
                is_struck = strikes(&tag);
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "r" => is_struck = false,
                own if own == name => return Ok(any_struck),
                _ => {}
            },
            Event::Text(letters) if in_text => text.push_str(&letters.xml10_content()),
            Event::CData(letters) if in_text => text.push_str(&letters.xml10_content()),
            Event::GeneralRef(reference) if in_text => push_reference(&reference, text),
            Event::Eof => return Err(damaged()),
            _ => {}
        }
        any_struck |= is_struck && !text[before..].trim().is_empty();
    }
}

/// `_x000D_` is how Excel writes a control character, `_x005F_` its own underscore.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code =
            rest.get(at + 2..at + 6).filter(|code| code.bytes().all(|c| c.is_ascii_hexdigit()));
        let is_closed = rest.as_bytes().get(at + 6) == Some(&b'_');
        let letter =
            code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let Some(letter) = letter.filter(|_| is_closed) {
            out.push(letter);
            rest = &rest[at + 7..];
        } else {
            out.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_unescaped() {
        for (written, wanted) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00_", "_x00_"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("_x000D", "_x000D"),
            ("a_xđđ_", "a_xđđ_"),
            ("", ""),
        ] {
            assert_eq!(unescaped(written), wanted);
        }
    }
}
