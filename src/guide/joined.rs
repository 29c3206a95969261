//! Lines that Markdown joins, though their author began a new one on purpose.
//!
//! A single line break is a space to Markdown, and “Bấm Cài đặt” and “Bấm Mở” below it come to paper as
//! “Bấm Cài đặt Bấm Mở”. Prose that an editor wrapped has line breaks too. There the next word had no
//! room, nothing begins anew in the middle of a sentence, and a line that ends a sentence has its
//! full stop; so a break is one that was meant where the line before it is open, and where the next
//! begins like an instruction, or like a sentence for which there was room.

use super::plain::is_verb;

/// Lines up to this length have room for another word, however short all lines of a file are.
const ROOM: usize = 50;
/// The most words of each line that a message shows.
const SHOWN: usize = 5;

/// How instructions and sentences begin, beside verbs.
const OPENINGS: &[&str] = &[
    "bác", "cháu", "chờ", "cuối", "đợi", "đọc", "đừng", "hãy", "khi", "không", "lúc", "lưu", "máy",
    "muốn", "nếu", "nhìn", "nhớ", "nhờ", "sau", "tiếp", "tìm", "xem", "xong",
];
/// Words that go on in the next line: what follows is a name, or what is to be done.
const GO_ON: &[&str] = &[
    "an",
    "anh",
    "bà",
    "bác",
    "bằng",
    "bởi",
    "cách",
    "cần",
    "chị",
    "cho",
    "chú",
    "chữ",
    "cô",
    "của",
    "dấu",
    "đã",
    "để",
    "đến",
    "dụng",
    "đường",
    "gọi",
    "hãy",
    "hay",
    "hình",
    "hoặc",
    "huyện",
    "khi",
    "là",
    "mà",
    "mang",
    "mục",
    "nếu",
    "ngõ",
    "nhấn",
    "nút",
    "ô",
    "ông",
    "ở",
    "phải",
    "phím",
    "phố",
    "phường",
    "quận",
    "rồi",
    "sẽ",
    "tại",
    "tên",
    "thẻ",
    "thì",
    "thôn",
    "tỉnh",
    "tổ",
    "trang",
    "từ",
    "tự",
    "và",
    "về",
    "với",
    "xã",
];

/// The length of the widest line of words, in letters.
pub(super) fn widest(text: &str) -> usize {
    let lines = text.lines().filter(|line| !line.starts_with(['!', '#']));
    lines.map(|line| line.chars().count()).max().unwrap_or(0)
}

/// Whether `line` was meant to stay apart from the one `before` it, in a text of such a width.
pub(super) fn is_meant_apart(before: &str, line: &str, widest: usize) -> bool {
    let own = before.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let end = before.trim_end_matches(|sign: char| sign.is_whitespace() || "*_".contains(sign));
    let is_open = end.ends_with(|sign: char| sign.is_alphanumeric() || ")”\"]’".contains(sign));
    let line = line.trim_start_matches(['*', '_', '(']);
    let Some(first) = line.split_whitespace().next().map(word) else { return false };
    let last = end.split_whitespace().next_back().map(word).unwrap_or_default();
    if own.is_empty() || !is_open || first.is_empty() || GO_ON.contains(&&*last.to_lowercase()) {
        return false;
    }
    let has_room = end.chars().count() + 1 + first.chars().count() <= widest.max(ROOM);
    let mut letters = first.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    if !is_capital {
        // A list of instructions in small letters.
        return has_room && own.starts_with(char::is_lowercase) && commands(own) && commands(line);
    }
    // “VNeID” and “CCCD” are written so in the middle of a sentence too, and so are names.
    let is_word = letters.all(char::is_lowercase);
    let is_sentence = match line.split_whitespace().nth(1) {
        Some(second) => second.starts_with(char::is_lowercase),
        // Behind a capital it may be the rest of a name.
        None => !last.starts_with(char::is_uppercase) || !own.contains(' '),
    };
    let opens = commands(line) || OPENINGS.contains(&&*first.to_lowercase());
    is_word && (opens || is_sentence && has_room)
}

/// The first line of a value of YAML, written over several lines as `raw`, that was meant to stay apart
/// from the one before it and was joined to it in `value`; with the one before, and where it stands.
pub(super) fn in_scalar<'r>(raw: &'r str, value: &str) -> Option<(&'r str, &'r str, usize)> {
    let widest = widest(raw);
    let mut before = "";
    for line in raw.lines() {
        let words = line.trim();
        let joined = || value.contains(&format!("{before} {words}"));
        if !before.is_empty() && is_meant_apart(before, words, widest) && joined() {
            return Some((before, words, words.as_ptr().addr() - raw.as_ptr().addr()));
        }
        before = words;
    }
    None
}

/// The last words of a line, and the first of the next, as a message shows them.
pub(super) fn seam(before: &str, line: &str) -> (String, String) {
    let before: Vec<&str> = before.split_whitespace().collect();
    let from = before.len().saturating_sub(SHOWN);
    let line: Vec<&str> = line.split_whitespace().take(SHOWN).collect();
    (before[from..].join(" "), line.join(" "))
}

/// Whether a text begins with a verb of the table.
fn commands(text: &str) -> bool {
    let mut words = text.split_whitespace().map(|it| word(it).to_lowercase());
    let first = words.next().unwrap_or_default();
    is_verb(&first) || words.next().is_some_and(|second| is_verb(&format!("{first} {second}")))
}

/// A word without the signs around it.
fn word(word: &str) -> &str {
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_that_were_meant_are_told_from_wrapped_prose() {
        for (before, line) in [
            ("Bấm Cài đặt", "Bấm Mở"),
            ("Bấm nút **Cài đặt**", "Mở ứng dụng"),
            ("Chọn “Cài đặt”", "Nhập mật khẩu"),
            ("Bấm [[cai-dat]]", "Bấm [[mo]]"),
            ("Bấm Cài đặt (hình bánh răng)", "Đợi một lát"),
            ("bấm Cài đặt", "bấm Mở"),
            ("- mở máy", "chọn Cài đặt"),
            ("Mang theo thẻ căn cước", "Kính đọc sách"),
            ("Mang theo căn cước", "Đăng nhập lại"),
            ("Kính", "Gậy"),
            ("Thẻ căn cước", "Gậy"),
            ("> Bác giữ kín mã", "> Đừng đọc cho ai".trim_start_matches("> ")),
        ] {
            assert!(is_meant_apart(before, line, 40), "{before} / {line}");
        }
        for (before, line) in [
            ("Bấm Cài đặt.", "Bấm Mở."),
            ("Bấm vào nút", "Mở rồi đợi"),
            ("Bác mở máy rồi", "bấm Cài đặt"),
            ("Bác mở ứng dụng", "VNeID trên máy"),
            ("Bác mang theo", "CCCD và kính"),
            ("ông Nguyễn Văn", "Nam Sơn đến"),
            ("gặp ông Nguyễn Văn", "Nam"),
            ("Bác đến công an", "Phường Hòa Bình"),
            ("Bác mang theo:", "Kính đọc"),
            ("Bác bấm vào hình", "“Mở”"),
            ("mở máy", "của bác"),
            ("", "Bấm Mở"),
            ("Bấm", "[[mo]]"),
        ] {
            assert!(!is_meant_apart(before, line, 40), "{before} / {line}");
        }
        // Where the next word had no room, a name begins the line by chance.
        let before = "Bác đem giấy tờ đến gặp cán bộ phụ trách của khu phố ta, nay";
        assert!(!is_meant_apart(before, "Đống đa", before.chars().count() + 2));
        assert!(is_meant_apart(before, "Giấy tờ", before.chars().count() + 20));
    }
}
