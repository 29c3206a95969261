//! What would tell a stranger who somebody is: in goes a text as typed, out come the places where
//! it holds an identity number, a date of birth, a mobile number, a full name with an address, or
//! the value of a password or code; [`refuse`] says on whose sheets that may not stand.
//!
//! A sheet that hangs on a door is read by everybody who passes, so it names no resident. Official
//! numbers, dates of events, prices, laws and house numbers of offices stay: each rule asks for a
//! shape and, where the shape is not enough, for the words around it. Nothing of the rest of the
//! crate is used, so records may be checked cell by cell; a text without a digit costs one look.
//!
//! | Kind | Found | Not found |
//! |---|---|---|
//! | identity number | twelve digits of the shape 0PP…, or any twelve after “căn cước”, grouped or not | accounts, codes |
//! | old identity number | nine digits after “chứng minh”, “CMND” | 069 318 7111 |
//! | date of birth | “sinh ngày 5/9/1945”, “năm sinh: 1945” | “sinh năm 1960 trở về trước”, “sinh hoạt ngày 5/9/2026” |
//! | mobile number | a number of a mobile network | landlines, 1900, 113 |
//! | name and address | “Nguyễn Văn An” and a house number in one text | “số 12 phố Nguyễn Trãi” |
//! | secret | “OTP: 482913”, “mật khẩu là Hanoi@75” | “mật khẩu: 8–20 ký tự”, the guests' Wi-Fi |

mod birth;
mod finding;
mod identity;
mod letters;
mod person;
mod secret;

use crate::vietnamese::entities::{EntityKind, recognise};
use crate::vietnamese::phone::{PhoneFault, PhoneType as Network};
pub use finding::{PersonalData, PrivateData};
use letters::LetterText;

/// Who gets a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Distribution {
    /// Everybody who passes: doors, boards, tables.
    #[default]
    Public,
    /// One person, from hand to hand.
    Handed,
    /// The team alone.
    Team,
}

/// Everything private in `text`, in order.
pub fn find(text: &str) -> Vec<PrivateData> {
    let digits = letters::count_digits(text);
    if digits == 0 {
        return Vec::new();
    }
    let letters = LetterText::new(text);
    let mut found = Vec::new();
    // Most cells of a list are short or have one number: each rule is asked only where it could
    // find something.
    let longest = letters.longest_number();
    if longest >= 12 || longest >= 9 && letters.has_any(identity::OLD_SAID) {
        identity::find(&letters, &mut found);
    }
    if longest >= 9 {
        mobiles(text, &letters, &mut found);
    }
    if letters.has_words() {
        if digits >= 2 && letters.has_any(&["sinh", "dob"]) {
            birth::find(&letters, &mut found);
        }
        if digits >= 2 && letters.has_any(secret::SIGNS) {
            secret::find(&letters, &mut found);
        }
        if let Some(name) = person::name(&letters)
            && let Some(address) = person::address(&letters)
        {
            let range = name.start.min(address.start)..name.end.max(address.end);
            found.push(PrivateData {
                kind: PersonalData::NameAndAddress,
                range: letters.bytes(range),
            });
        }
    }
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found
}

/// Whether the texts of one record, printed together, tell who lives where.
pub fn is_person_with_address<'t>(texts: impl IntoIterator<Item = &'t str>) -> bool {
    let (mut name, mut address) = (false, false);
    for (is_name, is_address) in texts.into_iter().map(name_and_address) {
        name |= is_name;
        address |= is_address;
    }
    name && address
}

/// Whether a text holds the full name of a person, and whether it holds an address.
pub fn name_and_address(text: &str) -> (bool, bool) {
    let letters = LetterText::new(text);
    let is_name = person::name(&letters).is_some() || person::is_name(&letters);
    (is_name, person::address(&letters).is_some())
}

/// Whether `kind` may not stand on a sheet of this distribution. A mobile number may be left where
/// everybody reads it once its owner agreed; nothing makes the others fit.
pub fn refuse(kind: PersonalData, distribution: Distribution) -> bool {
    match kind {
        PersonalData::Identity
        | PersonalData::OldIdentity
        | PersonalData::Birth
        | PersonalData::Secret => true,
        PersonalData::NameAndAddress => distribution != Distribution::Team,
        PersonalData::Mobile => distribution == Distribution::Public,
    }
}

/// Numbers of mobile networks, also with a zero or a digit of an old plan missing.
fn mobiles(text: &str, letters: &LetterText, found: &mut Vec<PrivateData>) {
    let plain;
    // The finder of phones knows the digits of ASCII; letter for letter the places stay the same.
    let (read, same) = if letters::is_plain(text) {
        (text, true)
    } else {
        plain = letters.with_plain_digits(text);
        (plain.as_str(), plain.len() == text.len())
    };
    for spot in recognise(read) {
        let EntityKind::Phone(phone) = &spot.what else { continue };
        let kind = match phone {
            Ok(phone) => Some(phone.kind()),
            Err(PhoneFault::OldMobile { new } | PhoneFault::MissingZero { new }) => {
                Some(new.kind())
            }
            Err(_) => None,
        };
        if kind != Some(Network::Mobile) {
            continue;
        }
        let range = if same { spot.range } else { letters.original(read, spot.range) };
        if found
            .iter()
            .all(|other| other.range.end <= range.start || range.end <= other.range.start)
        {
            found.push(PrivateData { kind: PersonalData::Mobile, range });
        }
    }
}

#[cfg(test)]
mod tests;
