//! ER-05: say what to do, not what to leave.
//!
//! A step that opens with “Đừng …”, “Chớ …”, “Không nên …”, “Không quên …” is reported: the reader must
//! turn it round to know what to do. A plain “Không …” is left alone: it tells of danger (“Không
//! đọc mã cho ai”) or of what happens (“Không tìm thấy”), and “Không được” only when a verb of
//! doing follows. The safety box, the checklist and notes exist for warnings and are not looked at.

use super::faults;
use super::reading::{PassageRole, ReadingOrder};
use super::token::Token;
use super::words::{capitalised, verb};
use crate::diag::{Sink, text};

/// Looks at the opening of each sentence of each step.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    for (passage, text) in reading.passages.iter().enumerate() {
        if !matches!(text.role, PassageRole::StepTitle | PassageRole::StepText) {
            continue;
        }
        for sentence in &text.sentences {
            let tokens = &text.tokens[..sentence.end];
            let called =
                tokens[sentence.clone()].iter().take_while(|token| is_address(token)).count();
            let at = sentence.start + called;
            let Some(length) = negation(&tokens[at..]) else { continue };
            let opening = reading.words_of(passage, at..at + length);
            let found =
                faults::negative_opening(&opening).at(reading.span(passage, at..at + length));
            let rest = at + length;
            let forgets = tokens[at..rest].iter().any(|token| token.key == "quên")
                || tokens.get(rest).is_some_and(|token| token.key == "quên");
            sink.push(if forgets {
                let from = rest + usize::from(tokens.get(rest).is_some_and(|t| t.key == "quên"));
                let task = reading.words_of(passage, from..(from + 4).min(sentence.end));
                let name = reading.words_of(passage, sentence.start..at);
                let wanted = capitalised(format!("{name} nhớ {task}").trim());
                found.hint(text!(
                    en "turn it round: “{wanted} …”",
                    vi "nói xuôi lại: “{wanted} …”",
                ))
            } else {
                found
                    .hint(text!(
                        en "say what to do instead, e.g. “Giữ kín mã”, “Bác tự mở ứng dụng”, “Bác bỏ qua”",
                        vi "nói việc cần làm, ví dụ “Giữ kín mã”, “Bác tự mở ứng dụng”, “Bác bỏ qua”",
                    ))
                    .hint(text!(
                        en "a danger belongs in the safety box or in a note `> [!WARNING]`",
                        vi "điều nguy hiểm thì để ở ô an toàn hoặc ghi chú `> [!WARNING]`",
                    ))
            });
        }
    }
}

fn is_address(token: &Token<'_>) -> bool {
    !token.quoted
        && matches!(
            token.key.as_ref(),
            "bác"
                | "ông"
                | "bà"
                | "cô"
                | "chú"
                | "anh"
                | "chị"
                | "cụ"
                | "bạn"
                | "quý"
                | "vị"
                | "các"
                | "xin"
        )
}

/// How many words of a negative opening `tokens` begin with.
fn negation(tokens: &[Token<'_>]) -> Option<usize> {
    let (first, rest) = tokens.split_first()?;
    if first.quoted {
        return None;
    }
    let next = rest.first().map_or("", |token| token.key.as_ref());
    match (first.key.as_ref(), next) {
        ("đừng" | "chớ", _) => Some(1),
        ("không", "nên" | "quên") => Some(2),
        ("không", "được") if verb(&rest[1..]).is_some() => Some(2),
        _ => None,
    }
}
