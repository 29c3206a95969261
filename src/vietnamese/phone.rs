//! A phone number of Vietnam: read as people type it, checked against the numbering plan, written
//! in groups that can be read out (VT-13).
//!
//! The plan is circular 22/2014/TT-BTTTT with its amendments (27/2021/TT-BTTTT): a zero, then a
//! network or area code, then the subscriber; area codes since 2017, decision 2036/QĐ-BTTTT of
//! 2016; mobile numbers of ten digits since 2018, decision 798/QĐ-BTTTT. The tables stand in
//! `phone_plan.rs`. Numbers of old plans are not put right in silence: they are reported with what
//! would have become of them.

use std::fmt;

use super::digits::ascii;
use super::phone_plan::{self as plan, AreaCode};

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneType {
    /// A mobile phone: 10 digits.
    Mobile,
    /// A landline with its area code: 11 digits.
    Landline,
    /// A network of its own, above all 069 of the police and the army.
    Network,
    /// 1800, free of charge.
    Free,
    /// 1900, charged.
    Charged,
    /// Three or four digits: 113, 1022, 5656.
    Short,
}

/// A number that can be dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    kind: PhoneType,
    /// As dialled inside the country.
    digits: String,
}

/// Why a text is no phone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneFault {
    /// No digit in it.
    Empty,
    /// A letter or sign that no phone number has.
    Sign {
        /// The first one.
        sign: char,
    },
    /// Digits are missing.
    TooShort {
        /// What it would be.
        kind: PhoneType,
        /// How many.
        missing: usize,
    },
    /// Too many digits.
    TooLong {
        /// What it would be.
        kind: PhoneType,
        /// How many.
        extra: usize,
    },
    /// A mobile number of 11 digits, dead since 2018.
    OldMobile {
        /// What it was changed to.
        new: Phone,
    },
    /// A landline with an area code from before 2017.
    OldArea {
        /// What it was changed to.
        new: Phone,
        /// The province.
        place: &'static str,
    },
    /// No province has this area code.
    UnknownArea {
        /// The zero and two or three digits.
        code: String,
    },
    /// The subscriber's part of a landline in Hà Nội or TP.HCM begins with a digit none has.
    Subscriber {
        /// The province.
        place: &'static str,
        /// That digit.
        digit: char,
    },
    /// No network gives out numbers that begin so.
    UnusedPrefix {
        /// The zero and two or three digits.
        prefix: String,
    },
    /// The zero in front is missing, as spreadsheets do.
    MissingZero {
        /// The number with it.
        new: Phone,
    },
    /// A landline without area code.
    MissingArea,
    /// A number of another country.
    Foreign,
    /// No number of this plan looks so.
    Unknown,
}

impl Phone {
    /// Reads what people type: `0912345678`, `0912.345.678`, `+84 912 345 678`, `(024) 3864-1234`.
    ///
    /// # Errors
    /// Says why it is no number of Vietnam.
    pub fn read(typed: &str) -> Result<Phone, PhoneFault> {
        let typed = ascii(typed);
        let mut digits = String::new();
        let mut abroad = false;
        for letter in typed.trim().chars() {
            match letter {
                '0'..='9' => digits.push(letter),
                '+' if digits.is_empty() && !abroad => abroad = true,
                ' ' | '\u{a0}' | '\u{202f}' | '\t' | '.' | '-' | '–' | '‑' | '(' | ')' => {}
                sign => return Err(PhoneFault::Sign { sign }),
            }
        }
        if digits.is_empty() {
            return Err(PhoneFault::Empty);
        }
        if let Some(rest) = digits.strip_prefix("00") {
            (abroad, digits) = (true, rest.to_owned());
        }
        match (abroad, digits.strip_prefix("84")) {
            (true, None) => Err(PhoneFault::Foreign),
            (true, Some(rest)) => from_abroad(rest),
            // 84 without + can only be the country when what follows is a whole number.
            (false, Some(rest)) if digits.len() > 10 => from_abroad(rest),
            (false, _) => national(&digits),
        }
    }

    /// What it is for.
    pub fn kind(&self) -> PhoneType {
        self.kind
    }

    /// The digits as dialled inside the country.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The province of a landline, by its name when the codes were given out.
    pub fn place(&self) -> Option<&'static str> {
        if self.kind == PhoneType::Landline {
            area(&self.digits).map(|area| area.place)
        } else {
            None
        }
    }

    /// Digits in groups with plain spaces: `0912 345 678`, `024 3864 1234`, `1900 0368`.
    pub fn grouped(&self) -> String {
        group(&self.digits, self.groups())
    }

    /// The same for callers from abroad: `+84 912 345 678`; none for numbers of the country alone.
    pub fn international(&self) -> Option<String> {
        let local = matches!(self.kind, PhoneType::Mobile | PhoneType::Landline);
        local.then(|| format!("+84 {}", self.grouped().trim_start_matches('0')))
    }

    /// The form of machines: `+84912345678`.
    pub fn e164(&self) -> Option<String> {
        self.international().map(|number| number.replace(' ', ""))
    }

    /// How many digits stand together.
    fn groups(&self) -> &'static [usize] {
        let city = || area(&self.digits).is_some_and(|area| area.code.len() == 3);
        match (self.kind, self.digits.len()) {
            (PhoneType::Landline, _) if city() => &[3, 4, 4],
            (PhoneType::Landline, _) => &[4, 4, 3],
            (PhoneType::Network, 8) => &[3, 5],
            (PhoneType::Network, 9) => &[3, 3, 3],
            (PhoneType::Network, _) => &[3, 3, 4],
            (PhoneType::Free | PhoneType::Charged, 8) => &[4, 4],
            (PhoneType::Free | PhoneType::Charged, 9) => &[4, 5],
            (PhoneType::Mobile | PhoneType::Free | PhoneType::Charged, _) => &[4, 3, 3],
            (PhoneType::Short, _) => &[4],
        }
    }
}

impl fmt::Display for Phone {
    /// With no-break spaces, so that no line ends inside the number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.grouped().replace(' ', "\u{a0}"))
    }
}

fn group(digits: &str, groups: &[usize]) -> String {
    let mut out = String::with_capacity(digits.len() + groups.len());
    let mut rest = digits;
    for (index, &size) in groups.iter().enumerate() {
        let is_last = index + 1 == groups.len();
        let (head, tail) = rest.split_at(if is_last { rest.len() } else { size.min(rest.len()) });
        if index > 0 && !head.is_empty() {
            out.push(' ');
        }
        out.push_str(head);
        rest = tail;
    }
    out
}

/// After `+84`: no zero, but many type it, `+84 (0)24…`; services stand as they are.
fn from_abroad(rest: &str) -> Result<Phone, PhoneFault> {
    if rest.starts_with('0') || rest.starts_with("1800") || rest.starts_with("1900") {
        return national(rest);
    }
    national(&format!("0{rest}"))
}

fn national(digits: &str) -> Result<Phone, PhoneFault> {
    let phone = |kind| Ok(Phone { kind, digits: digits.to_owned() });
    match digits.as_bytes() {
        [b'0', b'1', ..] => old_mobile(digits),
        [b'0', b'2', ..] => landline(digits),
        [b'0', ..] => mobile_or_network(digits),
        [b'1', b'8' | b'9', b'0', b'0', ..] => {
            let kind = if digits.starts_with("18") { PhoneType::Free } else { PhoneType::Charged };
            // Four digits follow, or five or six.
            sized(digits, kind, 8..=10)
        }
        // 111 to 119, 156, 198 …; 1022, 1080 …; short messages 5656, 8088 …
        [b'1', _, _] | [b'1', b'0'..=b'7', _, _] | [b'2'..=b'9', _, _, _] => {
            phone(PhoneType::Short)
        }
        _ => Err(without_zero(digits)),
    }
}

fn sized(
    digits: &str,
    kind: PhoneType,
    lengths: std::ops::RangeInclusive<usize>,
) -> Result<Phone, PhoneFault> {
    let (least, most, length) = (*lengths.start(), *lengths.end(), digits.len());
    if length < least {
        return Err(PhoneFault::TooShort { kind, missing: least - length });
    }
    if length > most {
        return Err(PhoneFault::TooLong { kind, extra: length - most });
    }
    Ok(Phone { kind, digits: digits.to_owned() })
}

fn prefix(digits: &str) -> String {
    digits.chars().take(4).collect()
}

fn mobile_or_network(digits: &str) -> Result<Phone, PhoneFault> {
    let network = plan::NETWORKS.iter().find(|(code, _)| digits.starts_with(code));
    if let Some((code, subscriber)) = network {
        let lengths = code.len() + subscriber.start()..=code.len() + subscriber.end();
        return sized(digits, PhoneType::Network, lengths);
    }
    let known = plan::MOBILE.iter().any(|code| digits.starts_with(code));
    if known && digits.len() == 10 {
        return sized(digits, PhoneType::Mobile, 10..=10);
    }
    match old_area(digits) {
        Some(fault) => Err(fault),
        None if known => sized(digits, PhoneType::Mobile, 10..=10),
        None if digits.len() < 4 => {
            Err(PhoneFault::TooShort { kind: PhoneType::Mobile, missing: 10 - digits.len() })
        }
        None => Err(PhoneFault::UnusedPrefix { prefix: prefix(digits) }),
    }
}

fn old_mobile(digits: &str) -> Result<Phone, PhoneFault> {
    let changed = plan::OLD_MOBILE.iter().find(|(old, _)| digits.starts_with(old));
    let Some((old, new)) = changed else {
        return Err(PhoneFault::UnusedPrefix { prefix: prefix(digits) });
    };
    // It had eleven digits; with fewer or more it was wrong even then.
    sized(digits, PhoneType::Mobile, 11..=11)?;
    let digits = format!("{new}{}", digits.get(old.len()..).unwrap_or(""));
    Err(PhoneFault::OldMobile { new: Phone { kind: PhoneType::Mobile, digits } })
}

/// The area whose code follows the zero.
fn area(digits: &str) -> Option<&'static AreaCode> {
    plan::AREAS.iter().find(|area| digits.starts_with(area.code))
}

fn landline(digits: &str) -> Result<Phone, PhoneFault> {
    let Some(area) = area(digits) else {
        let code = digits.chars().take(4).collect();
        return Err(old_area(digits).unwrap_or(PhoneFault::UnknownArea { code }));
    };
    let first = digits.get(area.code.len()..).and_then(|rest| rest.chars().next());
    if let Some(digit) = first.filter(|digit| !area.begins.contains(*digit)) {
        let fault = PhoneFault::Subscriber { place: area.place, digit };
        return Err(old_area(digits).unwrap_or(fault));
    }
    sized(digits, PhoneType::Landline, 11..=11)
}

/// What a number would be if its area code were one from before 2017.
fn old_area(digits: &str) -> Option<PhoneFault> {
    let was = plan::AREAS.iter().filter(|area| !area.old.is_empty());
    let area = was.filter(|area| digits.starts_with(area.old)).max_by_key(|area| area.old.len())?;
    let subscriber = digits.get(area.old.len()..)?;
    let new = Phone { kind: PhoneType::Landline, digits: format!("{}{subscriber}", area.code) };
    let begins = |c| area.begins.contains(c) && plan::OLD_BEGINS.contains(c);
    let good = new.digits.len() == 11 && subscriber.starts_with(begins);
    good.then_some(PhoneFault::OldArea { new, place: area.place })
}

/// Digits that begin with no zero and are no service.
fn without_zero(digits: &str) -> PhoneFault {
    if matches!(digits.len(), 9 | 10)
        && let Ok(new) = national(&format!("0{digits}"))
    {
        return PhoneFault::MissingZero { new };
    }
    if (7..=8).contains(&digits.len()) { PhoneFault::MissingArea } else { PhoneFault::Unknown }
}

#[cfg(test)]
#[path = "phone_tests.rs"]
mod tests;
