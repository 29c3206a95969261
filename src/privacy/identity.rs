//! Numbers of identity cards. A personal number has twelve digits: three for the province of birth
//! (001–096), one for sex and century, two for the year, six more (circular 59/2021/TT-BCA, art. 4).

use super::letters::LetterText;
use super::{PersonalData, PrivateData};

/// Words after which twelve or nine digits are an identity number.
const SAID: &[&str] = &[
    "can cuoc",
    "cccd",
    "cmnd",
    "cmt",
    "chung minh",
    "dinh danh",
    "giay to tuy than",
    "tuy than",
    "so the",
    "id",
];
/// Words after which nine digits are one; each is one of those above, too.
pub(super) const OLD_SAID: &[&str] = &["cmnd", "cmt", "chung minh", "can cuoc", "cccd", "tuy than"];
/// How far before the number such words may stand.
const NEAR: usize = 32;
/// How cards and people group twelve and nine digits.
const GROUPS: &[&[usize]] = &[
    &[12],
    &[3, 3, 3, 3],
    &[4, 4, 4],
    &[6, 6],
    &[3, 9],
    &[3, 1, 2, 6],
    &[2, 2, 2, 2, 2, 2],
    &[3, 3, 6],
];
const OLD_GROUPS: &[&[usize]] = &[&[9], &[3, 3, 3], &[2, 3, 4], &[3, 6], &[1, 4, 4]];

pub(super) fn find(letters: &LetterText, found: &mut Vec<PrivateData>) {
    let mut at = 0;
    while at < letters.len() {
        if !letters.is_digit(at) {
            at += 1;
            continue;
        }
        let (groups, ends) = groups(letters, at);
        let whole = ends.last().copied().unwrap_or(at + 1);
        if at > 0 && letters.is_word(at - 1) {
            at = whole;
            continue;
        }
        let hit = (1..=groups.len()).rev().find_map(|count| {
            let end = ends[count - 1];
            let kind = kind(letters, at, end, &groups[..count])?;
            Some((kind, end))
        });
        match hit {
            Some((kind, end)) => {
                found.push(PrivateData { kind, range: letters.bytes(at..end) });
                at = end;
            }
            None => at = letters.digits(at),
        }
    }
}

/// The lengths of groups of digits from `at` on, joined by single marks, and where each ends.
fn groups(letters: &LetterText, at: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut lengths, mut ends) = (Vec::new(), Vec::new());
    let mut here = at;
    while lengths.len() < 6 {
        let end = letters.digits(here);
        lengths.push(end - here);
        ends.push(end);
        let joined = letters.get(end).is_some_and(|mark| matches!(mark, ' ' | '.' | '-'));
        if !joined || !letters.is_digit(end + 1) {
            break;
        }
        here = end + 1;
    }
    (lengths, ends)
}

fn kind(letters: &LetterText, start: usize, end: usize, groups: &[usize]) -> Option<PersonalData> {
    if letters.is_word(end) {
        return None;
    }
    let digits: String = letters.slice(start..end).chars().filter(char::is_ascii_digit).collect();
    let before = letters.before(start, NEAR);
    let said = |words: &[&str]| words.iter().any(|word| ends_with_word(&before, word));
    if GROUPS.contains(&groups) {
        let province: u16 = digits.get(..3)?.parse().ok()?;
        let shaped = (1..=96).contains(&province) && groups != [2, 2, 2, 2, 2, 2];
        return (shaped || said(SAID)).then_some(PersonalData::Identity);
    }
    (OLD_GROUPS.contains(&groups) && said(OLD_SAID)).then_some(PersonalData::OldIdentity)
}

/// Whether `word` stands in `text` as a whole word.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.rfind(word).is_some_and(|at| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
