//! ER-01: few steps, one action each.
//!
//! Steps are counted: at most 7 a part (a part is a side or less) and 12 in all.
//!
//! Actions are counted by their verbs (table `verbs` of `words.md`), and only where a verb commands:
//! at the start of a clause, or after “bác”, “hãy”, “rồi”, “và” there. So “đã đăng ký”, “nút gửi”,
//! “khi mở giấy tờ” and “nhờ con cháu quét” are no commands. What is the useful limit? Nobody fills
//! in a form without the tap that sends it, or opens an app for its own sake: “Bác nhập 12 số. Bấm
//! “Gửi yêu cầu”” is one thing to do. But an elder looks back at the sheet after each thing done,
//! and loses the place when two things hide in one step. Hence:
//!
//! - Work that is not tapping (typing, taking pictures, calling, installing …) may be of one kind.
//!   Two verbs of a kind are one work: “nhập số điện thoại, gõ mã”.
//! - One tap may go with it; without such work, two taps. A third action is reported.
//! - Alternatives (“đến hoặc gọi”) are one, prohibitions and conditions none, and a list after “một
//!   trong” is a choice. Looking and waiting are part of every action and never counted.
//! - The heading tells the body in short, so it adds only work of a kind that the body has not.

use std::collections::BTreeSet;
use std::ops::Range;

use super::faults;
use super::reading::{Passage, PassageRole, ReadingOrder};
use super::sentence::opens_clause;
use super::token::Token;
use super::words::{Act, verb};
use crate::diag::{Diagnostic, Sink, text};

/// The most steps of a part.
const PART: usize = 7;
/// The most steps of a guide.
const GUIDE: usize = 12;
/// The most actions of a step: one work and one tap, or two taps.
const ACTIONS: usize = 2;

/// Counts steps and what each asks for.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    count_steps(reading, sink);
    for ((_, number), range) in reading.steps() {
        let passages = &reading.passages[range.clone()];
        let first = range.start;
        let mut body = Actions::default();
        let mut title = Actions::default();
        let choice = passages.iter().any(|text| {
            text.role == PassageRole::StepText
                && text.tokens.windows(2).any(|two| two[0].key == "một" && two[1].key == "trong")
        });
        for (index, text) in passages.iter().enumerate() {
            match text.role {
                PassageRole::StepTitle => title.read(text, first + index),
                PassageRole::StepText if !(choice && text.item) => body.read(text, first + index),
                _ => {}
            }
        }
        body.add_heading(title);
        if body.works() > 1 || body.found.len() > ACTIONS {
            sink.push(too_many(reading, number, &body));
        }
    }
}

fn count_steps(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    let guide = reading.guide;
    let mut is_reported = false;
    for part in &guide.parts {
        if let Some(step) = part.steps.get(PART) {
            let count = part.steps.len();
            is_reported = true;
            sink.push(faults::long_part(count, PART).at(step.span));
        }
    }
    let count = guide.steps().count();
    if let (Some((_, _, step)), false) = (guide.steps().nth(GUIDE), is_reported) {
        sink.push(faults::long_guide(count, GUIDE).at(step.span));
    }
}

/// The most actions a finding names one by one.
const TOLD: usize = 6;

/// A verb that commands.
struct Imperative {
    verb: &'static str,
    act: Act,
    /// What is tapped; taps of one thing are one.
    target: String,
    place: (usize, usize),
}

/// The different actions of a step.
#[derive(Default)]
struct Actions {
    found: Vec<Imperative>,
    /// Kinds of work and things tapped, each found once.
    kinds: BTreeSet<(&'static str, String)>,
}

impl Actions {
    fn works(&self) -> usize {
        self.found.iter().filter(|command| command.act != Act::Tap).count()
    }

    fn add(&mut self, command: Imperative) {
        let kind = match command.act {
            Act::Tap => ("", command.target.clone()),
            Act::Work(kind) => (kind, String::new()),
        };
        if self.kinds.insert(kind) {
            self.found.push(command);
        }
    }

    /// Adds what a heading says and the body does not.
    fn add_heading(&mut self, heading: Actions) {
        let is_alone = self.found.is_empty();
        for command in heading.found {
            if is_alone || command.act != Act::Tap {
                self.add(command);
            }
        }
    }

    fn read(&mut self, text: &Passage<'_>, passage: usize) {
        for sentence in &text.sentences {
            self.sentence(&text.tokens, sentence, passage);
        }
    }

    fn sentence(&mut self, tokens: &[Token<'_>], sentence: &Range<usize>, passage: usize) {
        // Whether a verb here would command, and whether it would name an alternative.
        let (mut ready, mut other) = (true, false);
        let mut others_do = others_do(&tokens[sentence.clone()]);
        let mut at = sentence.start;
        while at < sentence.end {
            let token = &tokens[at];
            let rest = &tokens[at..sentence.end];
            ready |= opens_clause(tokens, sentence, at) && !after_condition(tokens, at);
            if ready && READER.contains(&token.key.as_ref()) {
                others_do = false;
            }
            let mut count = 1;
            if token.quoted {
                ready = false;
            } else if matches!(token.key.as_ref(), "rồi" | "và" | "thì" | "hoặc" | "hay") {
                other = matches!(token.key.as_ref(), "hoặc" | "hay");
                ready = true;
            } else if ready && !is_passed(token) {
                let command = verb(rest).filter(|(_, _, length)| !is_done(&rest[*length..]));
                if let Some((verb, act, length)) = command {
                    count = length;
                    if !other && !others_do {
                        let target = target(&rest[length..]);
                        self.add(Imperative { verb, act, target, place: (passage, at) });
                    }
                }
                (ready, other) = (false, false);
            }
            at += count;
        }
    }
}

/// What the reader may be called.
const READER: &[&str] =
    &["anh", "bà", "bác", "bạn", "chị", "chú", "các", "cô", "cụ", "quý", "vị", "ông"];

/// Words that may stand between the start of a clause and its verb, besides the reader.
const PASSED: &[&str] = &[
    "chỉ", "cuối", "cùng", "cần", "cứ", "giờ", "hãy", "lòng", "lại", "mời", "nên", "ngay", "nhớ",
    "phải", "sau", "theo", "tiên", "tiếp", "trước", "tự", "vui", "xin", "đó",
];

/// Openings that name nobody: places, times, conditions.
const NEUTRAL: &[&str] =
    &["khi", "không", "lúc", "muốn", "nếu", "trong", "trên", "tại", "với", "xong", "đừng", "ở"];

fn is_passed(token: &Token<'_>) -> bool {
    READER.contains(&token.key.as_ref()) || PASSED.contains(&token.key.as_ref())
}

/// Whether a sentence begins with somebody else, or a thing: “Con cháu quét mã”, “Máy báo …”. What
/// it tells then is theirs to do, until the reader is named.
fn others_do(sentence: &[Token<'_>]) -> bool {
    let is_open = |first: &Token<'_>| {
        first.quoted || is_passed(first) || NEUTRAL.contains(&first.key.as_ref())
    };
    sentence.first().is_some_and(|first| !is_open(first) && verb(sentence).is_none())
}

/// Whether the clause at `at` only says when: “nếu mở”, “khi nhập”.
fn after_condition(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|token| matches!(token.key.as_ref(), "nếu" | "khi"))
}

/// Whether the verb before `rest` tells of something done: “Tải xong”, “Gọi đi được”.
fn is_done(rest: &[Token<'_>]) -> bool {
    rest.iter().take(2).any(|token| matches!(token.key.as_ref(), "xong" | "được"))
}

/// What the verb before `rest` is about: its next word of weight.
fn target(rest: &[Token<'_>]) -> String {
    let small = |token: &&Token<'_>| !matches!(token.key.as_ref(), "vào" | "nút" | "ô" | "lại");
    rest.iter().find(small).map_or_else(String::new, |token| token.key.to_string())
}

fn too_many(reading: &ReadingOrder<'_>, number: usize, actions: &Actions) -> Diagnostic {
    let count = actions.found.len();
    let verbs: Vec<&str> = actions.found.iter().map(|command| command.verb).collect();
    let more = if count > TOLD { ", …" } else { "" };
    let verbs = verbs[..count.min(TOLD)].join(", ") + more;
    // The action to move: the second work, or the third of any kind.
    let second = actions.found.iter().filter(|command| command.act != Act::Tap).nth(1);
    let extra = second.or_else(|| actions.found.get(ACTIONS));
    let (passage, token) = extra.map_or((0, 0), |command| command.place);
    let from = reading.words_of(passage, token..token + 3);
    let mut found = faults::many_actions(number, count, &verbs, &from)
        .at(reading.span(passage, token..token + 1));
    for command in actions.found.iter().take(TOLD) {
        if command.place != (passage, token) {
            let (passage, token) = command.place;
            let span = reading.span(passage, token..token + 1);
            found = found.also(span, text!(en "one action", vi "một việc"));
        }
    }
    found
}
