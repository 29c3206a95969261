//! VT-15: one form of address for the reader.
//!
//! Vietnamese speaks to an elder as “bác”, “ông bà”, “cô chú” …; each is kind, a mixture is
//! careless. The same words also name others: “con cháu giúp ông bà”, “nhờ anh chị tình nguyện
//! viên”. So most forms count only where they can be nobody but the reader: at the start of a clause
//! and before a verb or “hãy, nên, đừng …” (“Ông bà bấm …”), after “kính mời”, or in “dành cho …”
//! of the audience line, and not beside “bác” in one sentence. “Quý vị” counts anywhere, “của bạn” too, and “bác” anywhere but in “bác
//! sĩ”, “bác Hồ” and before a name. What is on the screen or said by somebody is not looked at.

use super::faults;
use super::marks::Punctuation;
use super::reading::{PassageRole, ReadingOrder};
use super::sentence::opens_clause;
use super::token::Token;
use super::words::{WORDS, verb};
use crate::diag::{Sink, text};
use crate::vietnamese::address_form::AddressForm;
use crate::vietnamese::foreign::is_coined;

/// A form of address for the reader.
struct AddressTerm {
    name: &'static str,
    passage: usize,
    token: usize,
    length: usize,
}

/// Tells of each form but the usual one, and of a guide in “ông bà” where the sheet says “bác”
/// around it. Where the ward has chosen “ông bà”, both forms are printed as this one.
pub(super) fn check(reading: &ReadingOrder<'_>, ward: AddressForm, sink: &mut Sink) {
    let [bac, ong_ba] = [AddressForm::Bac, AddressForm::OngBa].map(AddressForm::name);
    let mut forms = Vec::new();
    for (passage, text) in reading.passages.iter().enumerate() {
        if matches!(text.role, PassageRole::Picture | PassageRole::Contact) {
            continue;
        }
        for sentence in &text.sentences {
            for token in sentence.clone() {
                let tokens = &text.tokens[..sentence.end];
                let from = sentence.start;
                if let Some((name, length)) = form(tokens, from, token, text.role) {
                    let is_said = ward == AddressForm::OngBa && name == bac;
                    let name = if is_said { ong_ba } else { name };
                    forms.push(AddressTerm { name, passage, token, length });
                }
            }
        }
    }
    let counted = counted(&forms);
    // In a draw, the form that comes first.
    let usual = counted.iter().rev().max_by_key(|(_, count)| *count);
    let Some(&(usual, most)) = usual else { return };
    let model = usual.name;
    let span =
        |form: &AddressTerm| reading.span(form.passage, form.token..form.token + form.length);
    if model == ong_ba && ward == AddressForm::Bac {
        sink.push(faults::other_address((ong_ba, most), bac).at(span(usual)));
    }
    for (form, few) in counted {
        let name = form.name;
        if name == model {
            continue;
        }
        sink.push(faults::two_addresses((name, few), (model, most)).at(span(form)).also(
            span(usual),
            text!(en "the usual form of this guide", vi "cách gọi thường dùng trong bài này"),
        ));
    }
}

/// The first use of each form and how often it is used, in the order they are met.
fn counted(forms: &[AddressTerm]) -> Vec<(&AddressTerm, usize)> {
    let mut counted: Vec<(&AddressTerm, usize)> = Vec::new();
    for form in forms {
        match counted.iter_mut().find(|(known, _)| known.name == form.name) {
            Some((_, count)) => *count += 1,
            None => counted.push((form, 1)),
        }
    }
    counted
}

/// The form of address at `at`, and how many words it has. `tokens` end with the sentence, which
/// begins at `start`.
fn form(
    tokens: &[Token<'_>],
    start: usize,
    at: usize,
    role: PassageRole,
) -> Option<(&'static str, usize)> {
    let token = &tokens[at];
    if token.is_fixed() {
        return None;
    }
    let key = |at: usize| tokens.get(at).map_or("", |token| token.key.as_ref());
    let next = if token.marks.is_inside() { key(at + 1) } else { "" };
    let before =
        |back: usize| at.checked_sub(back).filter(|place| *place >= start).map_or("", &key);
    // The second word of “ông bà” was read with the first.
    if matches!((before(1), key(at)), ("ông", "bà") | ("anh", "chị") | ("cô", "chú" | "bác"))
    {
        return None;
    }
    let (name, length) = match (key(at), next) {
        ("quý", "vị" | "khách" | "ông" | "bác") => return Some(("quý vị", 2)),
        ("bác", "sĩ" | "sỹ" | "học" | "bỏ" | "hồ") => return None,
        ("bác", _) => {
            let name = tokens.get(at + 1).filter(|_| !next.is_empty());
            let is_named =
                name.is_some_and(|t| t.is_capital() && !t.quoted && t.capitals().is_none());
            let is_app = name.is_some_and(|token| is_coined(token.word));
            return (!is_named || is_app).then_some(("bác", 1));
        }
        ("ông", "bà") => ("ông bà", 2),
        ("anh", "chị") => ("anh chị", 2),
        ("cô", "chú" | "bác") => ("cô chú", 2),
        ("bà", "con") => ("bà con", 2),
        ("ông" | "bà", _) => ("ông bà", 1),
        ("anh" | "chị", _) => ("anh chị", 1),
        ("cô" | "chú", _) => ("cô chú", 1),
        ("cụ", _) => ("cụ", 1),
        ("bạn", _) => ("bạn", 1),
        _ => return None,
    };
    let owns = name == "bạn"
        && before(1) == "của"
        && !matches!(next, "bè" | "trẻ" | "thân" | "đọc" | "học" | "tình");
    let is_audience = role == PassageRole::Audience && before(1) == "cho" && before(2) == "dành";
    let (first, preceded) = match before(1) {
        many @ ("các" | "những") => (at - 1, many),
        other => (at, other),
    };
    let sentence = start..tokens.len();
    let is_invited = preceded == "mời" || (first > start && key(first - 1) == "mời");
    // Who stands beside “bác” in one sentence is somebody else: “Anh chị mở giúp bác”.
    let is_alone = !tokens[start..].iter().any(|token| token.key == "bác" && !token.quoted);
    let is_subject = is_alone
        && opens_clause(tokens, &sentence, first)
        && commands(tokens, at + length, length > 1 || name == "bạn");
    (owns || is_audience || is_invited || is_subject).then_some((name, length))
}

/// Words that only a request puts behind the one it is made to.
const REQUESTS: &[&str] = &["cần", "hãy", "nhớ", "nên", "đừng"];

/// Whether the word at `at` is a verb or, after a form that is clear by itself, one of those that
/// stand before a verb. “Cô sẽ quét” may tell of a nurse, “Ông bà sẽ thấy” hardly of others.
fn commands(tokens: &[Token<'_>], at: usize, is_clear: bool) -> bool {
    let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) else { return false };
    let paused = at.checked_sub(1).and_then(|before| tokens.get(before));
    let is_paused =
        paused.is_some_and(|token| token.marks.has(Punctuation::COMMA.with(Punctuation::COLON)));
    let key = rest[0].key.as_ref();
    let follows = REQUESTS.contains(&key) || (is_clear && WORDS.follow.get(key).is_some());
    !is_paused && (follows || verb(rest).is_some())
}
