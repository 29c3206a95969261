//! How the words of a text hold together (VT-08, VT-09, LP-11).
//!
//! In goes a text, out comes a [`Cohesion`] for every place where a line could end. Spaces are judged
//! by the table in `rules.rs`, which looks at the words on both sides; what kind of word each is
//! stands in the lists of `lexicon.rs`. UAX #14 knows where lines *may* end, this module how *gladly*.

mod address_joints;
mod inside;
mod lexicon;
mod rules;
mod space;
mod strength;
mod word;

pub use address_joints::{address_joints, address_tears};
pub use inside::InnerBreaks;
use space::WordSpace;
pub use strength::{Cohesion, is_invisible};
use word::Word;

/// The joints at the spaces of `text`, by the byte where the next line would begin; places that
/// are [`Cohesion::Plain`] are left out. Sorted.
pub fn cohesions(text: &str) -> Vec<(usize, Cohesion)> {
    let mut all = Vec::new();
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        words.clear();
        words.extend(Word::all(line, from));
        for place in WordSpace::all(&words) {
            let cohesion = rules::cohesion(place);
            if cohesion != Cohesion::Plain {
                all.push((place.start(), cohesion));
            }
        }
        from += line.len() + 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_are_sorted_and_stand_where_words_begin() {
        let text = "  Gọi  1900 0368\u{a0}nhé.\n\nĐiều 5 , khoản 2 (mức 2) – ngày 05 tháng 9  ";
        let all = cohesions(text);
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
            let _ = cohesions(text);
        }
    }
}
