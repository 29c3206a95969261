//! Encodings in which one byte is one letter, or one mark on the letter before it.

use super::cp1252;
use crate::vietnamese::letter::{Letter, Tone};

/// The letters of an encoding that stand elsewhere than CP1252 has them.
pub(super) struct CodePage {
    /// By byte; `\0` where the byte means what CP1252 says.
    letters: [char; 256],
}

impl CodePage {
    /// A table from runs of letters, each at successive bytes.
    pub(super) fn new(runs: &[(u8, &str)]) -> CodePage {
        let mut letters = ['\0'; 256];
        for (start, run) in runs {
            for (place, letter) in letters.iter_mut().skip(usize::from(*start)).zip(run.chars()) {
                *place = letter;
            }
        }
        CodePage { letters }
    }

    /// What the byte behind a character means, if it is not that character.
    pub(super) fn letter(&self, seen: char) -> Option<char> {
        let letter = self.letters[usize::from(cp1252::byte(seen)?)];
        (letter != '\0').then_some(letter)
    }

    /// The text meant; marks join the vowel before them.
    pub(super) fn decode(&self, seen: &str) -> String {
        let mut text = String::with_capacity(seen.len());
        for c in seen.chars() {
            let meant = self.letter(c).unwrap_or(c);
            match tone_of(meant) {
                None => text.push(meant),
                Some(tone) => match text.chars().next_back().and_then(|last| toned(last, tone)) {
                    Some(letter) => {
                        text.pop();
                        text.push(letter);
                    }
                    // A mark on nothing: leave what was seen.
                    None => text.push(c),
                },
            }
        }
        text
    }

    /// How one character is seen, if the encoding has it or passes it on.
    pub(super) fn seen(&self, letter: char) -> Option<String> {
        if let Some(one) = self.find(letter) {
            return Some(one.to_string());
        }
        let passes = self.letter(letter).is_none();
        if passes && Letter::of(letter).is_none_or(|_| cp1252::byte(letter).is_some()) {
            return Some(letter.to_string());
        }
        let parts = Letter::of(letter)?;
        let base = self.seen(parts.with_tone(Tone::Level)?.char())?;
        let mark = self.find(parts.tone.mark()?)?;
        Some(format!("{base}{mark}"))
    }

    fn find(&self, letter: char) -> Option<char> {
        let at = self.letters.iter().position(|own| *own == letter)?;
        u8::try_from(at).ok().map(cp1252::char)
    }
}

fn tone_of(mark: char) -> Option<Tone> {
    Tone::ALL.into_iter().find(|tone| tone.mark() == Some(mark))
}

fn toned(last: char, tone: Tone) -> Option<char> {
    let letter = Letter::of(last).filter(|letter| letter.tone == Tone::Level)?;
    letter.with_tone(tone).map(Letter::char)
}
