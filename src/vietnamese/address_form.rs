//! How sheets speak to their readers: “bác”, or “ông bà” where a ward finds that more polite.
//!
//! In goes a text written with “bác”, out come the places that name the reader. The word names
//! others, too: “bác sĩ”, “bác Hòa”, “bác gái”, “bác ấy”, and “bác bỏ” may be a verb. “Bác bỏ kính”
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
        let mut said = String::with_capacity(text.len());
        let mut from = 0;
        for (range, words) in self.changes(text) {
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

fn words(text: &str) -> Vec<PlacedWord<'_>> {
    let mut found: Vec<PlacedWord<'_>> = Vec::new();
    let mut end = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if !letter.is_alphanumeric() {
            continue;
        }
        let mut stop = start + letter.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| next.is_alphanumeric()) {
            stop = at + next.len_utf8();
        }
        let is_joined =
            !found.is_empty() && text[end..start].chars().all(char::is_whitespace);
        found.push(PlacedWord { text: &text[start..stop], start, is_joined });
        end = stop;
    }
    found
}

/// Words behind “bác” with which it is somebody or something else.
const NOT_BEFORE: &[&str] = &[
    "sĩ", "sỹ", "ái", "vật", "gái", "trai", "ruột", "dâu", "rể", "ấy", "ta", "nọ", "kia", "bẻ",
];
/// Words before “bác” with which it is somebody or something else.
const NOT_BEHIND: &[&str] = &[
    "uyên", "quảng", "phản", "thuyết", "cô", "chú", "thím", "bị", "một", "người", "nhà", "đông",
];
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
    let next = words.get(at + 1).filter(|next| next.is_joined).map_or("", |next| next.text);
    let before = if words[at].is_joined { words[at - 1].text } else { "" };
    let before = before.to_lowercase();
    if NOT_BEFORE.contains(&next) || NOT_BEHIND.contains(&before.as_str()) {
        return false;
    }
    if REJECTING.contains(&next) {
        return before.is_empty() || LEADING.contains(&before.as_str());
    }
    let is_shouted = words[at].text == "BÁC";
    let mut letters = next.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let is_name = is_capital && letters.any(char::is_lowercase) && !is_coined(next);
    is_shouted || !is_name
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
            "Không có ai.",
        ] {
            assert_eq!(AddressForm::OngBa.apply(text), text);
        }
        assert_eq!(AddressForm::Bac.apply("Bác bấm"), "Bác bấm");
    }
}
