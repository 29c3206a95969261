//! What makes a guide hard to read or to do, in words.

use super::glossary::TERMS;
use super::words::times;
use crate::diag::{Code, Diagnostic, Text, counted, text};

/// A part of too many steps.
pub(super) fn long_part(count: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::PlainStepCount,
        text!(
            en "this part has {count} steps; {limit} is the limit (ER-01)",
            vi "phần này có {count} bước; tối đa {limit} bước (ER-01)",
        ),
    )
    .hint(text!(
        en "begin a new part here with a heading `# …`, or leave steps out",
        vi "mở một phần mới ở đây bằng đề mục `# …`, hoặc bỏ bớt bước",
    ))
}

/// A guide of too many steps.
pub(super) fn long_guide(count: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::PlainStepCount,
        text!(
            en "this guide has {count} steps; {limit} is the limit (ER-01)",
            vi "bài này có {count} bước; tối đa {limit} bước (ER-01)",
        ),
    )
    .hint(text!(
        en "split it into two guides, each for one visit",
        vi "tách thành hai bài, mỗi bài làm trong một buổi",
    ))
}

/// A step that asks for more than one thing.
pub(super) fn many_actions(number: usize, count: usize, verbs: &str, from: &str) -> Diagnostic {
    let Text { en, vi } = text!(
        en "the limit is one, with the tap that goes with it",
        vi "mỗi bước một việc, kèm nhiều nhất một lần bấm",
    );
    Diagnostic::new(
        Code::PlainActions,
        text!(
            en "step {number} asks for {count} actions ({verbs}); {en} (ER-01)",
            vi "bước {number} có {count} việc ({verbs}); {vi} (ER-01)",
        ),
    )
    .hint(text!(
        en "make a new step from “{from}” on",
        vi "tách thành bước mới từ “{from}”",
    ))
}

/// A reader who is called by two words.
pub(super) fn two_addresses(
    (name, few): (&str, usize),
    (model, most): (&str, usize),
) -> Diagnostic {
    let (few_times, most_times) = (times(few), times(most));
    Diagnostic::new(Code::PlainAddress, text!(
                en "the reader is “{name}” here ({few_times}) and “{model}” elsewhere ({most_times}); use one form of address in a guide (VT-15)",
                vi "chỗ này gọi người đọc là “{name}” ({few} lần), chỗ khác gọi “{model}” ({most} lần); mỗi bài chỉ một cách xưng hô (VT-15)",
            )).hint(text!(
                en "write “{model}”",
                vi "viết “{model}”",
            ))
}

/// A guide whose form of address is not that of its sheets.
pub(super) fn other_address((name, count): (&str, usize), ward: &str) -> Diagnostic {
    let times = times(count);
    Diagnostic::new(
        Code::PlainAddress,
        text!(
            en "this guide calls the reader “{name}” ({times}), but the words around it on the sheet say “{ward}” (VT-15)",
            vi "bài này gọi người đọc là “{name}” ({count} lần), mà các chữ khác trên tờ in gọi “{ward}” (VT-15)",
        ),
    )
    .hint(text!(
        en "write `address: {name}` into ward.yaml, and all sheets say “{name}”; or write “{ward}” in the guide",
        vi "ghi `address: {name}` vào ward.yaml thì mọi tờ in gọi “{name}”; hoặc viết “{ward}” trong bài",
    ))
}

/// Too many capitals side by side.
pub(super) fn capitals(
    (words, letters): (usize, usize),
    wanted: &str,
    (most_words, most_letters): (usize, usize),
) -> Diagnostic {
    let (shouted, long) = (counted(words, "word"), counted(letters, "letter"));
    Diagnostic::new(Code::PlainCapitals, text!(
                    en "{shouted}, {long} in capitals; {most_words} words and {most_letters} letters are the limit (LP-09, VT-11)",
                    vi "{words} tiếng, {letters} chữ cái viết hoa liền nhau; tối đa {most_words} tiếng và {most_letters} chữ cái (LP-09, VT-11)",
                )).hint(text!(
                    en "write “{wanted}”; to stress it make it bold: `**{wanted}**`",
                    vi "viết “{wanted}”; muốn nhấn mạnh thì in đậm: `**{wanted}**`",
                ))
}

/// An English word.
pub(super) fn english(word: &str, count: usize, wanted: &str) -> Diagnostic {
    let times = times(count);
    Diagnostic::new(
        Code::PlainEnglish,
        text!(
            en "“{word}” is English, used {times}; the limit is 0 (ER-03)",
            vi "“{word}” là tiếng Anh, dùng {count} lần; không nên dùng lần nào (ER-03)",
        ),
    )
    .hint(text!(
        en "write “{wanted}”; if it is what the screen says, write it as a button: `**“{word}”**`",
        vi "viết “{wanted}”; nếu đây là chữ trên màn hình thì viết thành tên nút: `**“{word}”**`",
    ))
}

/// A word with two meanings, or a second name for one thing.
pub(super) fn two_senses(word: &str, count: usize, wanted: &str) -> Diagnostic {
    let times = times(count);
    Diagnostic::new(
        Code::PlainSense,
        text!(
            en "“{word}”, used {times}, may be taken for something else; one word has one meaning on all sheets (ER-03)",
            vi "“{word}”, dùng {count} lần, dễ hiểu nhầm; trên mọi tờ mỗi từ chỉ một nghĩa (ER-03)",
        ),
    )
    .hint(text!(
        en "write “{wanted}”; if it is what the screen says, write it as a button: `**“{word}”**`",
        vi "viết “{wanted}”; nếu đây là chữ trên màn hình thì viết thành tên nút: `**“{word}”**`",
    ))
}

/// A step that says what not to do.
pub(super) fn negative_opening(opening: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PlainNegative,
        text!(
            en "a sentence of a step opens with “{opening}”; the limit is 0 (ER-05)",
            vi "một câu trong bước mở đầu bằng “{opening}”; không nên có câu nào như vậy (ER-05)",
        ),
    )
}

/// An abbreviation that is not explained.
pub(super) fn abbreviation(term: &str, count: usize) -> Diagnostic {
    let times = times(count);
    Diagnostic::new(
        Code::PlainAbbreviation,
        text!(
            en "“{term}” is an abbreviation, used {times}; explain it once, the first time (ER-03)",
            vi "“{term}” là chữ viết tắt, dùng {count} lần; phải giải thích 1 lần, ngay lần đầu (ER-03)",
        ),
    )
}

/// A word of forms and laws that is not explained.
pub(super) fn official_word(term: &str, count: usize) -> Diagnostic {
    let times = times(count);
    Diagnostic::new(
        Code::PlainOfficialWord,
        text!(
            en "“{term}” is a word of forms and laws, used {times}; explain it once, the first time (ER-03)",
            vi "“{term}” là từ của giấy tờ, dùng {count} lần; phải giải thích 1 lần, ngay lần đầu (ER-03)",
        ),
    )
}

/// A term of the project that is not explained.
pub(super) fn unknown_term(term: &str, count: usize) -> Diagnostic {
    let times = times(count);
    Diagnostic::new(
        Code::PlainOfficialWord,
        text!(
            en "“{term}”, used {times}, may be new to the reader; explain it once, the first time (ER-03)",
            vi "“{term}”, dùng {count} lần, có thể lạ với người đọc; phải giải thích 1 lần, ngay lần đầu (ER-03)",
        ),
    )
}

/// A thing that a step uses and nobody has in hand.
pub(super) fn missing_thing(name: &str, step: usize) -> Diagnostic {
    Diagnostic::new(
        Code::PlainMissingThing,
        text!(
            en "step {step} uses “{name}”, which was neither brought nor made in a step before",
            vi "bước {step} cần “{name}”, mà bác chưa mang theo, các bước trước cũng chưa làm ra",
        ),
    )
    .hint(text!(
        en "add it to `bring:` as `- {name}`, or to a step before this one",
        vi "thêm vào mục `bring:` dòng `- {name}`, hoặc thêm vào một bước trước",
    ))
    .hint(text!(
        en "the words by which a thing is used, brought and made stand in {TERMS}",
        vi "lời cho biết dùng gì, mang gì, làm ra gì ghi trong {TERMS}",
    ))
}

/// Tone marks placed in two ways.
pub(super) fn two_placings(
    (word, few): (&str, usize),
    (model, most): (&str, usize),
    wanted: &str,
) -> Diagnostic {
    Diagnostic::new(Code::PlainToneMix, text!(
                en "“{word}” and “{model}” place their tone marks in two ways, {few} and {most} times; use one way in a guide (VT-07)",
                vi "“{word}” và “{model}” đặt dấu thanh theo hai kiểu: {few} chữ và {most} chữ; mỗi bài chỉ một kiểu (VT-07)",
            )).hint(text!(
                en "write “{wanted}”",
                vi "viết “{wanted}”",
            ))
}

/// A sheet without a number to call.
pub(super) fn no_contact() -> Diagnostic {
    Diagnostic::new(Code::PlainIssuer, text!(
                en "the sheet has 0 lines for a phone number to call; it needs at least 1 (ER-06)",
                vi "tờ này chưa có dòng nào ghi số điện thoại để gọi; cần ít nhất 1 dòng (ER-06)",
            )).hint(text!(
                en "add `contacts:` with a line such as `- {{ id: cong-an, label: \"Công an xã, phường\" }}`",
                vi "thêm mục `contacts:` với một dòng như `- {{ id: cong-an, label: \"Công an xã, phường\" }}`",
            ))
}

/// A sheet that does not say who hands it out.
pub(super) fn no_issuer(contacts: usize) -> Diagnostic {
    let lines = counted(contacts, "contact line");
    Diagnostic::new(
        Code::PlainIssuer,
        text!(
            en "{lines}, 0 of them for who hands the sheet out; it needs at least 1 (ER-06)",
            vi "{contacts} dòng liên hệ, chưa dòng nào ghi ai phát tờ này; cần 1 dòng (ER-06)",
        ),
    )
    .hint(text!(
        en "add to `contacts:` the line `- {{ id: don-vi, label: Đơn vị phát }}`",
        vi "thêm vào `contacts:` dòng `- {{ id: don-vi, label: Đơn vị phát }}`",
    ))
}

/// A safety box without its warning.
pub(super) fn no_warning() -> Diagnostic {
    Diagnostic::new(
        Code::PlainSafety,
        text!(
            en "the safety box mentions codes or passwords 0 times; it must at least once (ER-05)",
            vi "ô an toàn chưa nhắc đến mã, mật khẩu; phải nhắc ít nhất 1 lần (ER-05)",
        ),
    )
    .hint(text!(
        en "copy the safety box of another guide, word for word: “Không đọc mật khẩu, mã”",
        vi "chép nguyên ô an toàn của bài khác, có câu “Không đọc mật khẩu, mã”",
    ))
}

/// A step that is too long.
pub(super) fn long_step(number: usize, count: usize, limit: usize) -> Diagnostic {
    let over = count.saturating_sub(limit);
    let less = counted(over, "syllable");
    Diagnostic::new(
        Code::PlainLongStep,
        text!(
            en "step {number} has {count} syllables; {limit} is the limit (ER-02)",
            vi "bước {number} dài {count} tiếng; nên tối đa {limit} tiếng (ER-02)",
        ),
    )
    .hint(text!(
        en "leave out {less}, or split it into two steps",
        vi "bớt {over} tiếng, hoặc tách thành hai bước",
    ))
}

/// A sentence nobody keeps in mind.
pub(super) fn too_long_sentence(count: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::PlainTooLongSentence,
        text!(
            en "this sentence has {count} syllables; more than {limit} is not allowed (ER-02)",
            vi "câu này dài {count} tiếng; không được quá {limit} tiếng (ER-02)",
        ),
    )
}

/// A long sentence.
pub(super) fn long_sentence(count: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::PlainLongSentence,
        text!(
            en "this sentence has {count} syllables; {limit} is the limit (ER-02)",
            vi "câu này dài {count} tiếng; nên tối đa {limit} tiếng (ER-02)",
        ),
    )
}

/// A sentence with several commas.
pub(super) fn many_commas(commas: usize) -> Diagnostic {
    Diagnostic::new(
        Code::PlainCommas,
        text!(
            en "this sentence has {commas} commas; one is the limit (ER-02)",
            vi "câu này có {commas} dấu phẩy; nên tối đa một dấu (ER-02)",
        ),
    )
}
