//! The model of syllables against word lists. `tests/run` installs them (Debian packages
//! hunspell-vi, wamerican, wfrench); nothing of them is shipped.

use std::fs;

use toroi::vietnamese::encoding::Encoding;
use toroi::vietnamese::normalise::{self, TextSegment};
use toroi::vietnamese::syllable::{Score, is_syllable, score};
use unicode_normalization::UnicodeNormalization;

/// The lines of a word list.
fn list(path: &str, package: &str) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| {
        panic!("{path}: {error}; install the package {package}, or run tests/run")
    });
    text.lines().map(|line| line.trim().nfc().collect()).collect()
}

/// The syllables of all entries of the Vietnamese list, whose first line counts them.
pub(crate) fn vietnamese() -> Vec<String> {
    let entries = list("/usr/share/hunspell/vi_VN.dic", "hunspell-vi");
    let parts = entries[1..].iter().flat_map(|entry| {
        entry.split('/').next().unwrap_or("").split([' ', '-']).map(str::to_owned)
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Numbers that are the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // Knuth's linear congruential generator (MMIX); the high bits are the good ones.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// The share of 5,000 words drawn from a list that the model takes for syllables.
fn accepted(words: &[String]) -> f64 {
    let mut dice = Dice(20_261_124);
    let hits = (0..5000).filter(|_| is_syllable(&words[dice.below(words.len())])).count();
    hits as f64 / 5000.0
}

#[test]
fn the_vietnamese_word_list_is_accepted() {
    // Nothing is filtered: abbreviations, names of formats and English words of the list count
    // as misses.
    let syllables = vietnamese();
    assert!(syllables.len() > 6000, "only {} syllables in the list", syllables.len());
    let missed: Vec<&String> = syllables.iter().filter(|word| !is_syllable(word)).collect();
    let share = 1.0 - missed.len() as f64 / syllables.len() as f64;
    println!("{share:.4} of {} accepted; missed: {missed:?}", syllables.len());
    assert!(share >= 0.99, "{share:.4} accepted; missed: {missed:?}");
}

#[test]
fn other_languages_are_not() {
    // Words of at least four letters: shorter ones such as `can`, `the`, `in` are syllables of
    // Vietnamese too, so they prove nothing.
    for (path, package) in
        [("/usr/share/dict/american-english", "wamerican"), ("/usr/share/dict/french", "wfrench")]
    {
        let mut words = list(path, package);
        words.retain(|word| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic));
        let share = accepted(&words);
        println!("{path}: {share:.4} of 5000 among {}", words.len());
        assert!(share <= 0.02, "{path}: {share:.4}");
    }
}

#[test]
fn misread_words_are_not() {
    // Only words that change when misread. In the old fonts a short word can become another right
    // one (`có` of TCVN3 looks like `cã`), so single words prove less there: detection looks at
    // whole fields. The bounds are what was measured, rounded up.
    for (encoding, most) in [
        (Encoding::Utf8AsCp1252, 0.0),
        (Encoding::Tcvn3, 0.18),
        (Encoding::Vni, 0.06),
        (Encoding::Viscii, 0.02),
        (Encoding::Cp1258, 0.06),
    ] {
        let mut words = vietnamese();
        words.retain(|word| is_syllable(word));
        let seen: Vec<String> = words
            .iter()
            .filter_map(|word| encoding.encode(word).ok().filter(|seen| seen != word))
            .collect();
        let share = accepted(&seen);
        println!("{}: {share:.4} of 5000 among {}", encoding.name(), seen.len());
        assert!(share <= most, "{}: {share:.4}", encoding.name());
    }
}

#[test]
fn spelling_and_tones_are_kept() {
    let right = "nghiêng Nguyễn NGUYỄN hòa hoà khỏe khoẻ thủy thuỷ quý quốc quyển quýt quỳnh gì gìn giếng giữa già \
        yêu yến ỉa khuya khuỷu khoèo uống ướt xoong moóc buýt Đắk Lắk Kông Krông goá ngoằn ngoèo \
        ngoẻo kỹ mỹ lý Vy ghế nghỉ cuốc kiến của mía mứa mua quạ ngủ phở hươu rượu việc ích ếch \
        oách uỵch".split_whitespace();
    let wrong = "hòan qúy gía cac mat hop càt hảt tõc kô ce gê ghô nge ngho qa qưa iêu iến \
        boa moẽ phoa voè tiéng ngưòi duợc thuơng bộộ tíến xyz w f jan ViÖt Vieät tiếngviệt sha1 \
        nghiênghh đ";
    for word in right {
        assert!(is_syllable(word), "{word}");
    }
    for word in wrong.split_whitespace() {
        let word: String = word.nfc().collect();
        assert!(!is_syllable(&word), "{word}");
    }
    assert!(!is_syllable(""));
    assert!(!is_syllable(&"nghiêng".repeat(1000)));
}

#[test]
fn words_are_counted_by_kind() {
    let text = "Bác mở VNeID, gọi 1900 0368 (miễn phí) – café the end, sha256 không là chữ.";
    let counted = score(text);
    assert_eq!(counted, Score { marked: 8, plain: 1, foreign: 1, other: 2 });
    assert_eq!(counted.share(), Some(8.0 / 9.0));
    assert_eq!(score("no accents at all").share(), None);
}

#[test]
fn no_word_of_the_list_is_mended_or_in_doubt() {
    let mut changed = Vec::new();
    for word in vietnamese() {
        let mended = normalise::field(&word);
        let whole = [TextSegment::plain(mended.text(), 0..mended.text().len())];
        let doubts = normalise::doubts(mended.text(), &whole);
        // The list has têt beside tết, a slip of its own.
        if word != "têt" && (mended.text() != word || !doubts.is_empty()) {
            changed.push(format!("{word} → {} {:?}", mended.text(), doubts.first().map(|d| d.why)));
        }
    }
    println!("{} words: {changed:#?}", changed.len());
    assert!(changed.is_empty(), "{changed:#?}");
}

/// What is left of Windows 1258 read as 1252 is refused, and no word of the list is.
#[test]
fn no_word_of_the_list_is_refused_as_misread() {
    let is_refused = |word: &str| {
        let segments = [TextSegment::plain(word, 0..word.len())];
        !normalise::doubts(word, &segments).is_empty()
    };
    let words: std::collections::BTreeSet<String> =
        vietnamese().into_iter().filter(|word| word.contains(['ã', 'õ'])).collect();
    assert!(words.len() > 100, "{}", words.len());
    for word in words {
        assert!(!is_syllable(&word) || !is_refused(&word), "{word}");
    }
    for word in ["nãm", "cãn", "mõi", "hõn", "tãng", "nõi", "thãm", "või", "rãng", "phõi"]
    {
        assert!(is_syllable(word) && is_refused(word), "{word}");
    }
}
