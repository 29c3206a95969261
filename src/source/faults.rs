//! What can be wrong with a text file and the letters in it, in words. Cells of a list are letters of
//! a file too, so their reader takes these words.

use crate::diag::{Code, Diagnostic, Text, counted, shell_word, text};
use crate::vietnamese::encoding::{Encoding, LossKind};
use crate::vietnamese::normalise::{ChangeReason, DoubtReason};

/// A fault of a file, or of a stretch of it as a message shows it.
#[derive(Clone, Copy, Debug)]
pub enum Fault<'a> {
    /// A file of more than so many megabytes.
    TooLarge {
        /// The file.
        path: &'a str,
        /// Megabytes.
        most: usize,
    },
    /// A file without words.
    Empty {
        /// The file.
        path: &'a str,
    },
    /// A byte that no text has.
    Nul {
        /// The file.
        path: &'a str,
    },
    /// A file in another encoding, and a line of it as read so.
    Encoded {
        /// The file.
        path: &'a str,
        /// The encoding.
        encoding: Encoding,
        /// The line.
        line: &'a str,
    },
    /// A byte that is not UTF-8, and the word before it.
    NotUtf8 {
        /// The file.
        path: &'a str,
        /// The byte.
        byte: u8,
        /// The word.
        word: &'a str,
    },
    /// Marks apart from their letters.
    Decomposed {
        /// The file.
        path: &'a str,
        /// How many.
        count: usize,
    },
    /// A stretch that was put right.
    Changed {
        /// As it was.
        before: &'a str,
        /// As it is.
        after: &'a str,
        /// Why.
        kind: ChangeReason,
        /// The letter at fault.
        sign: Option<char>,
    },
    /// A stretch in an old encoding.
    Old {
        /// As it stands.
        before: &'a str,
        /// The encoding.
        encoding: Encoding,
        /// As it reads.
        after: &'a str,
        /// Whether letters of it are gone for good.
        is_lossy: bool,
    },
    /// A stretch that may be in one of several encodings.
    Unsure {
        /// As it stands.
        before: &'a str,
        /// What it may be, in a list.
        readings: &'a str,
        /// Whether it may not be printed.
        is_refused: bool,
    },
    /// A stretch that is right as it stands, and also in the encoding that was named.
    Kept {
        /// As it stands.
        before: &'a str,
        /// The encoding.
        encoding: Encoding,
        /// As it would read.
        after: &'a str,
    },
    /// A stretch that lost a letter long ago.
    Damaged {
        /// As it stands.
        before: &'a str,
    },
    /// A word that lost a letter in decoding.
    Hole {
        /// The word.
        word: &'a str,
    },
    /// A word that may have been another before it was written in the old encoding.
    Lossy {
        /// The word.
        word: &'a str,
        /// What may have been lost.
        kind: LossKind,
    },
    /// A word that has no one reading.
    Doubt {
        /// The word.
        word: &'a str,
        /// Why.
        why: DoubtReason,
    },
}

impl Fault<'_> {
    /// Which rule.
    pub fn code(self) -> Code {
        match self {
            Fault::TooLarge { .. } => Code::FileTooLarge,
            Fault::Empty { .. } => Code::FileEmpty,
            Fault::Nul { .. } => Code::FileNul,
            Fault::Encoded { .. } | Fault::NotUtf8 { .. } => Code::FileNotUtf8,
            Fault::Decomposed { .. } => Code::TextDecomposed,
            Fault::Changed { kind, .. } => match kind {
                ChangeReason::OldEncoding => Code::TextConverted,
                ChangeReason::Eth => Code::TextEth,
                ChangeReason::LookAlike => Code::TextLookAlike,
                ChangeReason::NearLetter => Code::TextNearLetter,
                ChangeReason::Torn => Code::TextTorn,
                ChangeReason::Spelling => Code::TextSpelling,
                ChangeReason::Composed => Code::TextDecomposed,
                ChangeReason::Styled => Code::TextStyled,
                ChangeReason::Invisible => Code::TextInvisible,
                ChangeReason::Space => Code::TextSpace,
                ChangeReason::Mark => Code::TextMark,
                ChangeReason::Quote => Code::TextQuote,
            },
            Fault::Old { .. } | Fault::Unsure { is_refused: true, .. } => Code::TextOldEncoding,
            Fault::Unsure { .. } | Fault::Kept { .. } => Code::TextUnsure,
            Fault::Damaged { .. } | Fault::Hole { .. } => Code::TextLost,
            Fault::Lossy { .. } => Code::TextDoubt,
            Fault::Doubt { why, .. } => match why {
                DoubtReason::Mark(_) | DoubtReason::Letter(_) | DoubtReason::Tones => {
                    Code::TextStrangeLetter
                }
                DoubtReason::Name(_) | DoubtReason::Misread => Code::TextForeignName,
                DoubtReason::Spelling => Code::TextMisspelt,
                DoubtReason::Joined => Code::TextJoined,
                DoubtReason::Torn => Code::TextTornUnsure,
            },
        }
    }

    /// What is wrong.
    pub fn message(self) -> Text {
        match self {
            Fault::TooLarge { path, most } => text!(
                en "`{path}` is larger than {most} MB, the most a guide, template or style may be",
                vi "tệp `{path}` nặng hơn {most} MB, mức tối đa của bài hướng dẫn, mẫu hay kiểu chữ",
            ),
            Fault::Empty { path } => {
                text!(en "`{path}` is empty", vi "tệp `{path}` không có chữ nào")
            }
            Fault::Nul { path } => text!(
                en "`{path}` contains a NUL byte (U+0000): it is not a text file, or it is damaged",
                vi "tệp `{path}` có byte NUL (U+0000): không phải tệp chữ, hoặc đã hỏng",
            ),
            Fault::Encoded { path, encoding, line } => {
                let name = encoding.title();
                text!(
                    en "`{path}` is written in {name}, not UTF-8; read that way, it says “{line}”",
                    vi "tệp `{path}` ghi bằng mã {name}, không phải UTF-8; đọc theo mã ấy là “{line}”",
                )
            }
            Fault::NotUtf8 { path, byte, word } => text!(
                en "`{path}` is not UTF-8: byte {byte:02X} after “{word}” does not begin a letter",
                vi "tệp `{path}` không phải UTF-8: byte {byte:02X} sau chữ “{word}” không thành chữ nào",
            ),
            Fault::Decomposed { path, count } => {
                let marks = counted(count, "mark");
                text!(
                    en "{marks} in `{path}` joined to the letter; macOS writes them apart (NFD)",
                    vi "trong `{path}` có {count} dấu đứng tách khỏi chữ cái (kiểu NFD của macOS); đã ghép lại",
                )
            }
            Fault::Changed { before, after, kind, sign } => {
                let Text { en, vi } = change(kind, sign);
                text!(
                    en "“{before}” becomes “{after}”: {en}",
                    vi "“{before}” sửa thành “{after}”: {vi}",
                )
            }
            Fault::Old { before, encoding, after, .. } => {
                let name = encoding.title();
                text!(
                    en "this is {name}, not Unicode: “{before}” reads “{after}”",
                    vi "chỗ này ghi bằng mã {name}, không phải Unicode: “{before}” đọc là “{after}”",
                )
            }
            Fault::Unsure { before, readings, .. } => text!(
                en "“{before}” is hardly Vietnamese; it may be {readings}",
                vi "“{before}” khó là tiếng Việt; có thể là {readings}",
            ),
            Fault::Kept { before, encoding, after } => {
                let name = encoding.title();
                text!(
                    en "“{before}” is Vietnamese as it stands and is kept; in {name} it would be “{after}”",
                    vi "“{before}” đã là tiếng Việt nên giữ nguyên; theo mã {name} thì là “{after}”",
                )
            }
            Fault::Damaged { before: word } | Fault::Hole { word } if word.contains("**") => text!(
                en "“{word}” has stars inside a word: letters were lost there, or bold type begins in the middle",
                vi "“{word}” có dấu sao giữa chữ: chỗ ấy mất chữ cái, hoặc chữ đậm mở giữa chừng",
            ),
            Fault::Damaged { before } => text!(
                en "a letter was lost here when the text was converted: “{before}”",
                vi "chỗ này đã mất một chữ cái khi chuyển mã: “{before}”",
            ),
            Fault::Hole { word } => text!(
                en "a letter of “{word}” was lost and cannot be guessed",
                vi "trong “{word}” có một chữ đã mất, không đoán được",
            ),
            Fault::Lossy { word, kind } => lossy(word, kind),
            Fault::Doubt { word, why } => doubt(word, why),
        }
    }

    /// What to do.
    pub fn hint(self) -> Text {
        match self {
            Fault::TooLarge { .. } => text!(
                en "this is probably a picture or a Word file: save only the text, as a .md file",
                vi "có lẽ đây là ảnh hay tệp Word: hãy chép riêng phần chữ ra tệp .md",
            ),
            Fault::Empty { .. } => text!(
                en "write into it, or delete it: `toroi new guide` and `toroi new ward` write one to start from",
                vi "hãy viết nội dung, hoặc xóa tệp: lệnh `toroi new guide`, `toroi new ward` viết sẵn để sửa theo",
            ),
            Fault::Nul { .. } | Fault::NotUtf8 { .. } => text!(
                en "open it in the program that wrote it and save as plain text, encoding UTF-8",
                vi "mở bằng chương trình đã viết tệp, chọn lưu dạng văn bản thuần, bảng mã UTF-8",
            ),
            Fault::Encoded { path, .. } => {
                let path = shell_word(path);
                text!(
                    en "if that is right, `toroi convert {path}` makes it UTF-8",
                    vi "nếu đọc như vậy là đúng, lệnh `toroi convert {path}` sẽ đổi tệp sang UTF-8",
                )
            }
            Fault::Changed { kind: ChangeReason::LookAlike, .. } => text!(
                en "such letters are how addresses are faked: ask where the text comes from",
                vi "kẻ gian hay dùng chữ này để giả địa chỉ: hãy xem lại đoạn chữ chép từ đâu",
            ),
            Fault::Decomposed { .. } | Fault::Changed { .. } => text!(
                en "`toroi check --fix` writes it into the file",
                vi "lệnh `toroi check --fix` sẽ ghi chỗ sửa vào tệp",
            ),
            Fault::Old { is_lossy: false, .. } => text!(
                en "compare the two; if the second is right, `toroi check --fix` writes it into the file",
                vi "so hai bản; nếu bản sau đúng, lệnh `toroi check --fix` sẽ ghi vào tệp",
            ),
            Fault::Damaged { before: word } | Fault::Hole { word } if word.contains("**") => text!(
                en "type the word again; bold type takes whole words: `**word**`",
                vi "hãy gõ lại chữ này; chữ đậm thì trọn cả từ: `**từ**`",
            ),
            Fault::Old { .. }
            | Fault::Unsure { .. }
            | Fault::Damaged { .. }
            | Fault::Hole { .. } => text!(
                en "type it again, or copy it again from the original",
                vi "hãy gõ lại, hoặc chép lại từ bản gốc",
            ),
            Fault::Kept { .. } => text!(
                en "if you mean the second, type it that way",
                vi "nếu ý là chữ sau thì gõ lại như vậy",
            ),
            Fault::Lossy { .. } => text!(
                en "read the converted text once and correct it by hand",
                vi "đọc lại chỗ đã đổi một lần và sửa tay nếu cần",
            ),
            Fault::Doubt { why, .. } => match why {
                DoubtReason::Mark(_) => text!(
                    en "type the word again; for an apostrophe write ’",
                    vi "hãy gõ lại cả từ; dấu phẩy trên thì viết ’",
                ),
                DoubtReason::Letter(_) => text!(
                    en "type the word again with a Vietnamese keyboard",
                    vi "hãy gõ lại từ này bằng bộ gõ tiếng Việt",
                ),
                DoubtReason::Misread => text!(
                    en "as the name of somebody this is fine; otherwise type the word again, with ă or ơ",
                    vi "nếu là tên riêng thì được; nếu không, hãy gõ lại từ này với ă hoặc ơ",
                ),
                DoubtReason::Name(_) => text!(
                    en "in a foreign name this is fine; otherwise type the word again",
                    vi "nếu là tên riêng thì được; nếu không, hãy gõ lại từ này",
                ),
                DoubtReason::Tones => text!(
                    en "put a space between two syllables, or type the word again",
                    vi "hãy đặt dấu cách giữa hai tiếng, hoặc gõ lại từ này",
                ),
                DoubtReason::Spelling => text!(
                    en "type the word again; look at the hooks of ư and ơ and at the place of the tone mark",
                    vi "hãy gõ lại từ này; xem kỹ móc của ư, ơ và chỗ đặt dấu thanh",
                ),
                DoubtReason::Joined => text!(
                    en "put a space between the syllables; a word from abroad may take hyphens",
                    vi "hãy đặt dấu cách giữa các tiếng; từ mượn nước ngoài thì có thể dùng gạch nối",
                ),
                DoubtReason::Torn => text!(
                    en "write each syllable in one piece; text from a PDF is best typed again",
                    vi "hãy viết liền từng tiếng; chữ chép từ tệp PDF thì nên gõ lại",
                ),
            },
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        Diagnostic::new(fault.code(), fault.message()).hint(fault.hint())
    }
}

/// Why something was changed, with the letter at fault where it is known.
fn change(kind: ChangeReason, sign: Option<char>) -> Text {
    let sign = sign.map_or_else(String::new, |sign| format!(" ({})", number(sign)));
    match kind {
        ChangeReason::OldEncoding => {
            text!(en "text of an old encoding", vi "chữ ghi bằng bảng mã cũ")
        }
        ChangeReason::Eth => text!(
            en "a letter that only looks like Đ{sign}",
            vi "có chữ chỉ giống chữ Đ{sign}",
        ),
        ChangeReason::LookAlike => text!(
            en "a letter of another alphabet that looks like a Latin one{sign}",
            vi "có chữ của bảng chữ cái khác trông giống chữ Việt{sign}",
        ),
        ChangeReason::NearLetter => text!(
            en "a letter no Vietnamese word has{sign}",
            vi "có chữ không có trong tiếng Việt{sign}",
        ),
        ChangeReason::Torn => {
            text!(en "a syllable torn by a space", vi "có tiếng bị tách rời bởi dấu cách")
        }
        ChangeReason::Spelling => text!(
            en "a tone mark or hook in the wrong place",
            vi "có dấu thanh hoặc móc đặt sai chỗ",
        ),
        ChangeReason::Composed => {
            text!(en "a mark apart from its letter", vi "có dấu đứng tách khỏi chữ cái")
        }
        ChangeReason::Styled => text!(
            en "a styled letter no font has{sign}",
            vi "chữ kiểu không có trong phông{sign}",
        ),
        ChangeReason::Invisible => text!(
            en "an invisible character{sign}",
            vi "có ký tự không nhìn thấy{sign}",
        ),
        ChangeReason::Space => text!(
            en "one space after a punctuation mark, none before it",
            vi "sau dấu câu có một dấu cách, trước dấu câu không có",
        ),
        ChangeReason::Mark => text!(en "a mark typed in another way", vi "dấu gõ theo cách khác"),
        ChangeReason::Quote => text!(en "quotation marks are “…”", vi "ngoặc kép viết là “…”"),
    }
}

fn lossy(word: &str, kind: LossKind) -> Text {
    match kind {
        LossKind::Capital | LossKind::FirstCapital => text!(
            en "a letter of “{word}” may have been a capital",
            vi "trong “{word}” có chữ có thể vốn là chữ hoa",
        ),
        LossKind::AllCapitals => text!(
            en "“{word}…” may all have been capitals",
            vi "“{word}…” có thể vốn viết hoa cả",
        ),
        LossKind::Punctuation => text!(
            en "the mark of “{word}” may be the end of a sentence",
            vi "dấu trong “{word}” có thể là dấu hết câu",
        ),
        _ => text!(
            en "“{word}” was cut short; only this reading makes a word",
            vi "“{word}” bị mất một phần, chỉ cách đọc này thành chữ",
        ),
    }
}

fn doubt(word: &str, why: DoubtReason) -> Text {
    match why {
        DoubtReason::Mark(mark) => {
            let mark = number(mark);
            text!(
                en "“{word}” has a mark ({mark}) that belongs to none of its letters",
                vi "“{word}” có dấu ({mark}) không thuộc chữ cái nào",
            )
        }
        DoubtReason::Letter(letter) => {
            let code = number(letter);
            text!(
                en "“{word}” has a letter no Vietnamese word has: “{letter}” ({code})",
                vi "“{word}” có chữ “{letter}” ({code}) không có trong tiếng Việt",
            )
        }
        DoubtReason::Name(letter) => {
            let code = number(letter);
            text!(
                en "“{word}” has a letter of another language, “{letter}” ({code})",
                vi "“{word}” có chữ “{letter}” ({code}) của tiếng nước khác",
            )
        }
        DoubtReason::Misread => text!(
            en "“{word}” is in no dictionary: an old encoding may have made it of a word with ă or ơ",
            vi "không từ điển nào có “{word}”: có thể do bảng mã cũ làm hỏng một chữ có ă hoặc ơ",
        ),
        DoubtReason::Tones => text!(
            en "“{word}” has two tone marks, and a Vietnamese syllable has one",
            vi "“{word}” có hai dấu thanh, mà mỗi tiếng chỉ có một",
        ),
        DoubtReason::Spelling => text!(
            en "no Vietnamese word is spelt “{word}”",
            vi "tiếng Việt không có chữ nào viết là “{word}”",
        ),
        DoubtReason::Joined => text!(
            en "“{word}” looks like several syllables without a space between them",
            vi "“{word}” giống như nhiều tiếng viết dính nhau",
        ),
        DoubtReason::Torn => text!(
            en "“{word}” is torn apart by spaces and can be read in more than one way",
            vi "“{word}” bị tách rời bởi dấu cách, có thể đọc theo nhiều cách",
        ),
    }
}

/// The number of a letter in Unicode.
fn number(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}
