//! What is an abbreviation: a word all in capitals that nobody could say as a Vietnamese word.
//!
//! “OTP” and “UBND” are, “KHÔNG” and “BAO” are not, nor are numbers such as “4G”, “XIV” and form
//! names such as “TK01”. Those of `words.md` are abbreviations in any case, or known to all.

use super::token::Token;
use super::words::WORDS;

/// The longest word that is taken for an abbreviation.
const LONGEST: usize = 6;

/// The abbreviation in a word, unless everybody knows it.
pub(super) fn abbreviation<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    let token = &tokens[at];
    if !token.is_capital() || token.word.contains(char::is_numeric) {
        return None;
    }
    // “TP.HCM” and “BHXH-BHYT” are looked at piece by piece.
    token.word.split(['.', '-', '&', '–']).find(|piece| {
        let length = piece.chars().count();
        let is_short = (2..=LONGEST).contains(&length);
        if !is_short || !piece.chars().all(char::is_uppercase) || WORDS.known.get(piece).is_some() {
            return false;
        }
        if WORDS.abbreviations.get(piece).is_some() {
            // “CA” in a line of capitals is the word “ca”.
            let shouted =
                |at: usize| tokens.get(at).and_then(Token::capitals).is_some_and(|n| n > 1);
            let beside = at.checked_sub(1).is_some_and(shouted) || shouted(at + 1);
            return !(beside && is_syllable(piece));
        }
        let is_roman = piece.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
        let is_elsewhere = token.key == "vneid" || WORDS.english.get(&token.key).is_some();
        !is_roman && !is_elsewhere && !is_syllable(piece)
    })
}

/// Whether a word in capitals could be a Vietnamese word: “KHÔNG”, “BAO”, but not “OTP”.
fn is_syllable(word: &str) -> bool {
    let small = word.to_lowercase();
    let is_vowel = |letter: char| !matches!(letter, 'b'..='d' | 'f'..='h' | 'j'..='n' | 'p'..='t' | 'v'..='x' | 'z' | 'đ');
    let Some(first) = small.find(is_vowel) else { return false };
    let rest = small[first..].find(|letter| !is_vowel(letter)).map_or(small.len(), |at| first + at);
    let (onset, vowels, coda) = (&small[..first], &small[first..rest], &small[rest..]);
    let onsets = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
        "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x",
    ];
    let codas = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    onsets.contains(&onset) && codas.contains(&coda) && vowels.chars().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_that_are_words_are_no_abbreviations() {
        for word in ["KHÔNG", "BAO", "GIỜ", "CHÚ", "NGHIÊNG", "QUÝ", "ĐỌC", "MÃ", "Ý"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["OTP", "CCCD", "NFC", "UBND", "GPLX", "SMS", "DVC", "BHYT", "ĐT", "WHO"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
