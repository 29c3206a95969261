//! Finds words in whole files. A sheet asks for dozens of places, and the search of the standard library
//! looks at each byte.

use memchr::memmem;

/// Where words first stand in a text.
pub(super) fn find(text: &str, words: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), words.as_bytes())
}

/// Everywhere they stand, one place behind the other.
pub(super) fn find_all<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    memmem::find_iter(text.as_bytes(), words.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_the_standard_library_finds_them() {
        let text = "aaaa <p>Bác bấm</p> Bác bấm nút “Gửi”. aaa";
        for words in ["aa", "Bác bấm", "nút", "“Gửi”", "Gưi", "a", ".", "", text, "</p> B"]
        {
            assert_eq!(find(text, words), text.find(words), "{words}");
            let all = text.match_indices(words).map(|(at, _)| at);
            assert!(words.is_empty() || find_all(text, words).eq(all), "{words}");
        }
    }
}
