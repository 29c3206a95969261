//! How the words of a text hold together (VT-08, VT-09, LP-11).
//!
//! In goes a text, out comes a [`Joint`] for every place where a line could end. Spaces are judged
//! by the table in `rules.rs`, which looks at the words on both sides; what kind of word each is
//! stands in the lists of `lexicon.rs`. UAX #14 knows where lines *may* end, this module how *gladly*.

mod joint;
mod lexicon;
mod place;
mod rules;
mod word;

pub use joint::{Joint, is_invisible};
use place::Place;
use word::Word;

/// The joints at the spaces of `text`, by the byte where the next line would begin; places that
/// are [`Joint::Plain`] are left out. Sorted.
pub fn joints(text: &str) -> Vec<(usize, Joint)> {
    let mut all = Vec::new();
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        words.clear();
        words.extend(Word::all(line, from));
        for place in Place::all(&words) {
            let joint = rules::joint(place);
            if joint != Joint::Plain {
                all.push((place.start(), joint));
            }
        }
        from += line.len() + 1;
    }
    all
}

/// The joint at byte `at` of `text`, where no space stands: after a hyphen, a slash, a dash.
pub fn inside(text: &str, at: usize) -> Joint {
    let (before, after) = text.split_at(at);
    let Some(last) = before.chars().next_back() else { return Joint::Plain };
    // A soft hyphen or a space of no width breaks nothing: there are no syllables to divide, and
    // old encodings leave them behind (VT-06, VT-08).
    if matches!(last, '\u{ad}' | '\u{200b}') {
        return Joint::Never;
    }
    // Only of these the words around are read: a long run of pictures has a joint at each.
    if !matches!(last, '/' | '-' | '\u{2010}' | '–' | '—') {
        return Joint::Compound;
    }
    let head = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let tail = after.split(char::is_whitespace).next().unwrap_or(after);
    let digits = |part: &str| part.contains(|letter: char| letter.is_ascii_digit());
    let is_address = head.contains("://") || head.starts_with("www.") || is_host(head);
    match last {
        '/' if is_address => {
            if head.ends_with("//") {
                Joint::Tight
            } else {
                Joint::Compound
            }
        }
        // `69/2024/NĐ-CP` is one number; `xã/phường` is short enough to stay whole.
        '/' if digits(head) => Joint::Tight,
        '/' if head.chars().count() + tail.chars().count() <= SHORT => Joint::Keep,
        // The last resort, so that no hyphen is taken for one that divides a word.
        '-' | '\u{2010}' => Joint::Tight,
        '–' | '—' if digits(head) && digits(tail) => Joint::Tight,
        _ => Joint::Compound,
    }
}

/// The longest `xã/phường` that stays whole, in letters.
const SHORT: usize = 12;

/// Whether a path begins with the name of a server, as `vneid.gov.vn/` does.
fn is_host(head: &str) -> bool {
    let host = head.split('/').next().unwrap_or("");
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

    /// The joint at the mark `│` of a text, which is taken out; at a space when it replaces one.
    fn at_mark(marked: &str) -> Joint {
        let at = marked.find('│').unwrap();
        let text = marked.replace('│', "");
        inside(&text, at)
    }

    #[test]
    fn words_with_marks_inside_hold_as_their_kind_asks() {
        for (marked, joint) in [
            ("Quốc-│gia", Joint::Tight),
            ("69/│2024/NĐ-CP", Joint::Tight),
            ("69/2024/│NĐ-CP,", Joint::Tight),
            ("an/│UBND", Joint::Keep),
            ("(xã/│phường)", Joint::Keep),
            ("nam/│nữ", Joint::Keep),
            ("phường/xã/│thị trấn/đặc khu", Joint::Compound),
            ("https://│vneid.gov.vn", Joint::Tight),
            ("https://vneid.gov.vn/│login", Joint::Compound),
            ("id.vneid.gov.vn/│login", Joint::Compound),
            ("(vneid.gov.vn/│login)", Joint::Compound),
            ("8–│20", Joint::Tight),
            ("7h30–│17h30", Joint::Tight),
            ("Hà Nội–│Huế", Joint::Compound),
            ("bá\u{ad}│m", Joint::Never),
            ("bá\u{200b}│m", Joint::Never),
            ("│a", Joint::Plain),
        ] {
            assert_eq!(at_mark(marked), joint, "{marked}");
        }
    }

    #[test]
    fn joints_are_sorted_and_stand_where_words_begin() {
        let text = "  Gọi  1900 0368\u{a0}nhé.\n\nĐiều 5 , khoản 2 (mức 2) – ngày 05 tháng 9  ";
        let all = joints(text);
        assert!(all.is_sorted_by_key(|(at, _)| *at), "{all:?}");
        for (at, _) in all {
            assert!(text[..at].ends_with(char::is_whitespace));
            assert!(!text[at..].starts_with(char::is_whitespace));
        }
    }

    #[test]
    fn any_text_has_joints() {
        for text in ["", " ", "\n", "…", "“", "– –", "\u{a0}", "İ ẞ ŉ", "e\u{301} \u{301}e", "5"]
        {
            let _ = joints(text);
        }
    }
}
