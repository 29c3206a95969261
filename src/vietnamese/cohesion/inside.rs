//! Joints inside words, where no space stands: after a hyphen, a slash, a dash.

use std::ops::Range;

use super::strength::Cohesion;

/// Judges the places inside the words of a text, first to last. A word is read once, however many
/// places it has.
pub struct InnerBreaks<'t> {
    text: &'t str,
    word: WordMeasures,
}

/// What the places of a word ask about it.
#[derive(Default)]
struct WordMeasures {
    range: Range<usize>,
    /// How many letters it has.
    letters: usize,
    /// Its first digit, and the last.
    digits: Option<(usize, usize)>,
    /// From where on what stands before a place is the beginning of an address.
    address: Option<usize>,
}

impl<'t> InnerBreaks<'t> {
    /// The places of `text`.
    pub fn new(text: &'t str) -> InnerBreaks<'t> {
        InnerBreaks { text, word: WordMeasures::default() }
    }

    /// The cohesion at byte `at`, where no space stands.
    pub fn cohesion(&mut self, at: usize) -> Cohesion {
        let before = &self.text[..at];
        let Some(last) = before.chars().next_back() else { return Cohesion::Plain };
        // A soft hyphen or a space of no width breaks nothing: there are no syllables to divide, and
        // old encodings leave them behind (VT-06, VT-08).
        if matches!(last, '\u{ad}' | '\u{200b}') {
            return Cohesion::Never;
        }
        // Only of these the words around are read: a long run of pictures has a cohesion at each.
        if !matches!(last, '/' | '-' | '\u{2010}' | '–' | '—') {
            return Cohesion::Compound;
        }
        if !(self.word.range.start < at && at <= self.word.range.end) {
            self.word = WordMeasures::around(self.text, at);
        }
        let word = &self.word;
        let digit_before = word.digits.is_some_and(|(first, _)| first < at);
        let digit_after = word.digits.is_some_and(|(_, last)| last >= at);
        let is_address = word.address.is_some_and(|from| from <= at);
        match last {
            '/' if is_address && before.ends_with("//") => Cohesion::Tight,
            '/' if is_address => Cohesion::Compound,
            // `69/2024/NĐ-CP` is one number; `xã/phường` is short enough to stay whole.
            '/' if digit_before => Cohesion::Tight,
            '/' if word.letters <= SHORT => Cohesion::Keep,
            // The last resort, so that no hyphen is taken for one that divides a word.
            '-' | '\u{2010}' => Cohesion::Tight,
            '–' | '—' if digit_before && digit_after => Cohesion::Tight,
            _ => Cohesion::Compound,
        }
    }
}

/// The longest `xã/phường` that stays whole, in letters.
const SHORT: usize = 12;

impl WordMeasures {
    /// The word that byte `at` stands in or ends.
    fn around(text: &str, at: usize) -> WordMeasures {
        let (before, after) = text.split_at(at);
        let start = at - before.rsplit(char::is_whitespace).next().map_or(0, str::len);
        let end = at + after.split(char::is_whitespace).next().map_or(0, str::len);
        let word = &text[start..end];
        let is_digit = |letter: char| letter.is_ascii_digit();
        let digits = word.find(is_digit).zip(word.rfind(is_digit));
        let address = if word.starts_with("www.") || is_host(word) {
            Some(start)
        } else {
            word.find("://").map(|at| start + at + "://".len())
        };
        WordMeasures {
            range: start..end,
            letters: word.chars().count(),
            digits: digits.map(|(first, last)| (start + first, start + last)),
            address,
        }
    }
}

/// Whether a path begins with the name of a server, as `vneid.gov.vn/` does.
fn is_host(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or("");
    let labels = host.trim_start_matches(|letter: char| !letter.is_alphanumeric()).split('.');
    labels.clone().count() > 1
        && labels.into_iter().all(|label| {
            !label.is_empty()
                && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        })
        && host.contains(|letter: char| letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cohesion at the mark `│` of a text, which is taken out; at a space when it replaces one.
    fn at_mark(marked: &str) -> Cohesion {
        let at = marked.find('│').unwrap();
        let text = marked.replace('│', "");
        InnerBreaks::new(&text).cohesion(at)
    }

    #[test]
    fn words_with_marks_inside_hold_as_their_kind_asks() {
        for (marked, cohesion) in [
            ("Quốc-│gia", Cohesion::Tight),
            ("69/│2024/NĐ-CP", Cohesion::Tight),
            ("69/2024/│NĐ-CP,", Cohesion::Tight),
            ("an/│UBND", Cohesion::Keep),
            ("(xã/│phường)", Cohesion::Keep),
            ("nam/│nữ", Cohesion::Keep),
            ("phường/xã/│thị trấn/đặc khu", Cohesion::Compound),
            ("https://│vneid.gov.vn", Cohesion::Tight),
            ("https://vneid.gov.vn/│login", Cohesion::Compound),
            ("id.vneid.gov.vn/│login", Cohesion::Compound),
            ("(vneid.gov.vn/│login)", Cohesion::Compound),
            ("8–│20", Cohesion::Tight),
            ("7h30–│17h30", Cohesion::Tight),
            ("Hà Nội–│Huế", Cohesion::Compound),
            ("bá\u{ad}│m", Cohesion::Never),
            ("bá\u{200b}│m", Cohesion::Never),
            ("│a", Cohesion::Plain),
        ] {
            assert_eq!(at_mark(marked), cohesion, "{marked}");
        }
    }
}
