//! How sheets speak to their readers: “bác”, or “ông bà” where a ward finds that more polite.
//!
//! In goes a text written with “bác”, out come the places that name the reader. The word names
//! others, too: “bác sĩ”, “bác Hòa”, “bác tổ trưởng”, “bác ấy”, and “bác bỏ” may be a verb. “Bác bỏ kính”
//! speaks to the reader all the same, for a sentence does not begin with “to reject”.

use std::ops::Range;

use super::foreign::is_coined;

/// What readers are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddressForm {
    /// “Bác”, the word all guides are written with.
    #[default]
    Bac,
    /// “Ông bà”.
    OngBa,
}

impl AddressForm {
    /// Both, with the words by which they are chosen.
    pub const ALL: [(&'static str, AddressForm); 2] =
        [("bác", AddressForm::Bac), ("ông bà", AddressForm::OngBa)];

    /// The form that is chosen with a word; capitals do not matter.
    pub fn read(word: &str) -> Option<AddressForm> {
        let word = word.to_lowercase();
        AddressForm::ALL.into_iter().find(|(name, _)| *name == word).map(|(_, form)| form)
    }

    /// The word by which it is chosen.
    pub fn name(self) -> &'static str {
        match self {
            AddressForm::Bac => "bác",
            AddressForm::OngBa => "ông bà",
        }
    }

    /// What to put in place of what in `text`, from left to right.
    pub fn changes(self, text: &str) -> Vec<(Range<usize>, &'static str)> {
        if self == AddressForm::Bac || !has_word(text) {
            return Vec::new();
        }
        let words = words(text);
        let named = |at: &usize| ours(words[*at].text).is_some() && is_reader(&words, *at);
        let places = (0..words.len()).filter(named);
        places
            .filter_map(|at| {
                let word = &words[at];
                Some((word.start..word.start + word.text.len(), ours(word.text)?))
            })
            .collect()
    }

    /// `text` as it reads in this form.
    pub fn apply(self, text: &str) -> String {
        AddressForm::replace(text, self.changes(text))
    }

    /// `text` with these changes, which are in order.
    pub fn replace(text: &str, changes: Vec<(Range<usize>, &'static str)>) -> String {
        let mut said = String::with_capacity(text.len());
        let mut from = 0;
        for (range, words) in changes {
            said.push_str(&text[from..range.start]);
            said.push_str(words);
            from = range.end;
        }
        said.push_str(&text[from..]);
        said
    }
}

/// “Ông bà” with the capitals of the word it stands for.
fn ours(word: &str) -> Option<&'static str> {
    match word {
        "bác" => Some("ông bà"),
        "Bác" => Some("Ông bà"),
        "BÁC" => Some("ÔNG BÀ"),
        _ => None,
    }
}

/// Whether the word may be in the text at all; most texts are passed by this.
fn has_word(text: &str) -> bool {
    ["bác", "Bác", "BÁC"].iter().any(|word| text.contains(word))
}

/// A word, and whether it goes on from the one before without punctuation.
struct PlacedWord<'t> {
    text: &'t str,
    start: usize,
    is_joined: bool,
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_private(letter)
}

fn words(text: &str) -> Vec<PlacedWord<'_>> {
    let mut found: Vec<PlacedWord<'_>> = Vec::new();
    let mut end = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if !is_of_word(letter) {
            continue;
        }
        let mut stop = start + letter.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| is_of_word(*next)) {
            stop = at + next.len_utf8();
        }
        let is_space = |letter: char| letter.is_whitespace() && letter != '\n';
        let is_joined = !found.is_empty() && text[end..start].chars().all(is_space);
        found.push(PlacedWord { text: &text[start..stop], start, is_joined });
        end = stop;
    }
    found
}

/// Words behind “bác” with which it is somebody or something else.
const NOT_BEFORE: &[&str] = &[
    "sĩ",
    "sỹ",
    "ái",
    "vật",
    "gái",
    "trai",
    "ruột",
    "dâu",
    "rể",
    "ấy",
    "ta",
    "nọ",
    "kia",
    "bẻ",
    "này",
    "đó",
    "tôi",
    "cháu",
    "trưởng",
    "phó",
];
/// The same of two words: offices people hold in a quarter, and what they are to each other.
const NOT_BEFORE_PAIR: &[(&str, &str)] = &[
    ("tổ", "trưởng"),
    ("tổ", "phó"),
    ("chi", "hội"),
    ("chủ", "tịch"),
    ("chủ", "nhà"),
    ("bí", "thư"),
    ("hàng", "xóm"),
    ("láng", "giềng"),
    ("cán", "bộ"),
    ("cảnh", "sát"),
    ("công", "an"),
    ("xe", "ôm"),
    ("tài", "xế"),
    ("cựu", "chiến"),
    ("hội", "trưởng"),
];
/// Words before “bác” with which it is somebody or something else.
const NOT_BEHIND: &[&str] = &["uyên", "quảng", "phản", "thuyết", "cô", "chú", "thím", "bị", "một"];
/// What one rejects in a sentence about an office; what one takes off or leaves is told apart by
/// what stands before.
const REJECTING: &[&str] = &["bỏ", "đơn", "tin"];
/// Words behind which somebody is spoken of or to, not one who rejects.
const LEADING: &[&str] = &[
    "các", "những", "mời", "nhờ", "để", "cho", "giúp", "thì", "là", "của", "khi", "nếu", "và",
    "hay", "hoặc", "nhắc", "dặn", "bảo", "xin", "lúc", "mà", "kẻo", "rồi", "nên", "với", "hai",
];

/// Whether “bác” at `at` is the reader.
fn is_reader(words: &[PlacedWord<'_>], at: usize) -> bool {
    let joined = |at: usize| words.get(at).filter(|word| word.is_joined).map_or("", |w| w.text);
    let next = joined(at + 1);
    let after = if next.is_empty() { "" } else { joined(at + 2) };
    let before = if words[at].is_joined { words[at - 1].text } else { "" };
    let before = before.to_lowercase();
    let is_office = NOT_BEFORE_PAIR.contains(&(next, after));
    let is_scholar = before == "nhà" && next == "học";
    if NOT_BEFORE.contains(&next) || NOT_BEHIND.contains(&before.as_str()) {
        return false;
    }
    if is_office || is_scholar {
        return false;
    }
    if REJECTING.contains(&next) {
        return before.is_empty() || LEADING.contains(&before.as_str());
    }
    words[at].text == "BÁC" || !is_name(next)
}

/// Whether a word behind “bác” is the name of somebody; so may be what a copy fills in there.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    is_private(first)
        || (first.is_uppercase() && letters.any(char::is_lowercase) && !is_coined(word))
}

/// A letter for private use, with which fields of copies are marked.
fn is_private(letter: char) -> bool {
    letter >= '\u{F0000}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_is_called_otherwise_and_nobody_else() {
        for (text, wanted) in [
            ("Bác chuẩn bị", "Ông bà chuẩn bị"),
            ("Cần giúp, bác gọi", "Cần giúp, ông bà gọi"),
            ("Mời các bác nghe. Máy của bác.", "Mời các ông bà nghe. Máy của ông bà."),
            ("Bác bấm “Gửi”. Bác đợi.", "Ông bà bấm “Gửi”. Ông bà đợi."),
            ("BÁC GỌI SỐ NÀY", "ÔNG BÀ GỌI SỐ NÀY"),
            ("Bác bỏ kính, nhìn thẳng.", "Ông bà bỏ kính, nhìn thẳng."),
            ("Ai gửi qua Zalo, bác bỏ qua.", "Ai gửi qua Zalo, ông bà bỏ qua."),
            ("Ai gửi đường dẫn thì bác bỏ qua.", "Ai gửi đường dẫn thì ông bà bỏ qua."),
            ("Bác VNeID", "Ông bà VNeID"),
            ("Hai bác cùng đi", "Hai ông bà cùng đi"),
            ("Ai xin mã: bác cúp máy", "Ai xin mã: ông bà cúp máy"),
            ("“Bác ơi!”", "“Ông bà ơi!”"),
            ("Bác\u{a0}cầm máy", "Ông bà\u{a0}cầm máy"),
            ("Bác nào yếu thì báo", "Ông bà nào yếu thì báo"),
            ("bác", "ông bà"),
            ("Để lại nhà bác", "Để lại nhà ông bà"),
            ("Để lại nhà bác\n  Tệp", "Để lại nhà ông bà\n  Tệp"),
            ("Bác học cách này", "Ông bà học cách này"),
            ("Bác tổ chức sinh hoạt", "Ông bà tổ chức sinh hoạt"),
            ("Bác công khai số ấy", "Ông bà công khai số ấy"),
            ("Bác chủ động gọi", "Ông bà chủ động gọi"),
            ("Nhiều người bác quen", "Nhiều người ông bà quen"),
            ("Bác mở CH Play", "Ông bà mở CH Play"),
            ("Con của bác, bác tin ai?", "Con của ông bà, ông bà tin ai?"),
        ] {
            assert_eq!(AddressForm::OngBa.apply(text), wanted);
        }
        for text in [
            "Hỏi bác sĩ ở trạm.",
            "Bác sỹ khám.",
            "Gọi bác Hòa, tổ trưởng.",
            "Bác Hồ dạy.",
            "Công an bác bỏ tin ấy.",
            "Đơn bị bác bỏ.",
            "Tòa bác đơn.",
            "Nhà bác học.",
            "Kiến thức uyên bác.",
            "Lòng bác ái.",
            "Bác ấy chưa làm.",
            "Cô bác trong xóm.",
            "Bác gái ở nhà.",
            "bácthe",
            "Hỏi bác tổ trưởng.",
            "Bác tổ phó đến từng nhà.",
            "Bác trưởng thôn, bác chủ tịch.",
            "Báo bác hàng xóm.",
            "Bác cán bộ hướng dẫn.",
            "Bác này là ai?",
            "Bác tôi ở quê.",
            "Mời bác \u{F0003}",
            "Không có ai.",
        ] {
            assert_eq!(AddressForm::OngBa.apply(text), text);
        }
        assert_eq!(AddressForm::Bac.apply("Bác bấm"), "Bác bấm");
    }
}
