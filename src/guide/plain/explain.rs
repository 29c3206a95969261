//! Whether a sentence explains a word it uses, or only tells what the screen calls something.

use std::ops::Range;

use super::marks::Punctuation;
use super::token::Token;

/// Whether the sentence says what the words mean.
pub(super) fn is_explained(
    tokens: &[Token<'_>],
    sentence: &Range<usize>,
    words: &Range<usize>,
) -> bool {
    let (first, last) = (&tokens[words.start], &tokens[words.end - 1]);
    // In brackets behind other words: “12 số trên thẻ (số định danh cá nhân)”.
    if first.bracketed && !tokens[sentence.start].bracketed {
        return true;
    }
    let behind = &tokens[words.end..sentence.end];
    // Brackets soon after: “xác thực SIM (báo SIM này là của bác)”.
    if behind.iter().take(3).any(|token| token.marks.has(Punctuation::OPEN)) {
        return true;
    }
    // At the start, with a colon or dash: “Mã OTP: mã dùng một lần”.
    if words.start <= sentence.start + 1
        && last.marks.has(Punctuation::COLON.with(Punctuation::DASH))
        && !behind.is_empty()
    {
        return true;
    }
    let key = |at: usize| behind.get(at).map_or("", |token| token.key.as_ref());
    matches!((key(0), key(1)), ("tức" | "nghĩa", "là"))
        || (key(0) == "là" && !matches!(key(1), "" | "xong" | "được" | "thành"))
}

/// Whether the sheet says that something is called so: “máy ghi là …”, “có chữ …”.
pub(super) fn is_called(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    let before = |back: usize| {
        let place = at.checked_sub(back).filter(|place| *place >= sentence.start);
        place.and_then(|place| tokens.get(place)).map_or("", |token| token.key.as_ref())
    };
    matches!(before(1), "hiện" | "chữ")
        || (before(1) == "là" && matches!(before(2), "ghi" | "gọi" | "tên" | "hiện"))
}

/// Whether the word is on the screen, though not written as a button: “nút Kích hoạt”.
pub(super) fn on_screen(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    // “tờ Kích hoạt” is the name of another sheet.
    let names = ["nút", "mục", "ô", "dòng", "tờ", "bấm", "chọn", "ấn", "nhấn"];
    is_called(tokens, sentence, at)
        || (at > sentence.start
            && tokens[at].is_capital()
            && names.contains(&tokens[at - 1].key.as_ref()))
}
