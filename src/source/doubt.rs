//! Words for letters, marks, tones and torn syllables that nothing can put right.

use super::excerpt::shown;
use crate::diag::{Code, Diagnostic, text};
use crate::vietnamese::normalise::Why;

/// Says what is wrong with `word`, which has no one reading.
pub fn doubtful(word: &str, why: Why) -> Diagnostic {
    let word = shown(word);
    let code = |letter: char| format!("U+{:04X}", u32::from(letter));
    match why {
        Why::Mark(mark) => {
            let mark = code(mark);
            Diagnostic::new(
                Code::TextStrangeLetter,
                text!(
                    en "“{word}” has a mark ({mark}) that belongs to none of its letters",
                    vi "“{word}” có dấu ({mark}) không thuộc chữ cái nào",
                ),
            )
            .hint(text!(
                en "type the word again; for an apostrophe write ’",
                vi "hãy gõ lại cả từ; dấu phẩy trên thì viết ’",
            ))
        }
        Why::Letter(letter) => {
            let code = code(letter);
            Diagnostic::new(
                Code::TextStrangeLetter,
                text!(
                    en "“{word}” has a letter no Vietnamese word has: “{letter}” ({code})",
                    vi "“{word}” có chữ “{letter}” ({code}) không có trong tiếng Việt",
                ),
            )
            .hint(text!(
                en "type the word again with a Vietnamese keyboard",
                vi "hãy gõ lại từ này bằng bộ gõ tiếng Việt",
            ))
        }
        Why::Name(letter) => {
            let code = code(letter);
            Diagnostic::new(
                Code::TextForeignName,
                text!(
                    en "“{word}” has a letter of another language, “{letter}” ({code})",
                    vi "“{word}” có chữ “{letter}” ({code}) của tiếng nước khác",
                ),
            )
            .hint(text!(
                en "in a name from abroad that is well; else type the word again",
                vi "nếu là tên riêng thì được; nếu không, hãy gõ lại từ này",
            ))
        }
        Why::Tones => Diagnostic::new(
            Code::TextStrangeLetter,
            text!(
                en "“{word}” has two tone marks, and a Vietnamese syllable has one",
                vi "“{word}” có hai dấu thanh, mà mỗi tiếng chỉ có một",
            ),
        )
        .hint(text!(
            en "put a space between two syllables, or type the word again",
            vi "hãy đặt dấu cách giữa hai tiếng, hoặc gõ lại từ này",
        )),
        Why::Spelling => Diagnostic::new(
            Code::TextMisspelt,
            text!(
                en "no Vietnamese word is spelt “{word}”",
                vi "tiếng Việt không có chữ nào viết là “{word}”",
            ),
        )
        .hint(text!(
            en "type the word again; look at the hooks of ư and ơ and at the place of the tone mark",
            vi "hãy gõ lại từ này; xem kỹ móc của ư, ơ và chỗ đặt dấu thanh",
        )),
        Why::Joined => Diagnostic::new(
            Code::TextJoined,
            text!(
                en "“{word}” looks like several syllables without a space between them",
                vi "“{word}” giống như nhiều tiếng viết dính nhau",
            ),
        )
        .hint(text!(
            en "put a space between the syllables; a word from abroad may take hyphens",
            vi "hãy đặt dấu cách giữa các tiếng; từ mượn nước ngoài thì có thể dùng gạch nối",
        )),
        Why::Torn => Diagnostic::new(
            Code::TextTornUnsure,
            text!(
                en "“{word}” is torn by spaces, and may be read in more than one way",
                vi "“{word}” bị tách rời bởi dấu cách, có thể đọc theo nhiều cách",
            ),
        )
        .hint(text!(
            en "write each syllable in one piece; text from a PDF is best typed again",
            vi "hãy viết liền từng tiếng; chữ chép từ tệp PDF thì nên gõ lại",
        )),
    }
}
