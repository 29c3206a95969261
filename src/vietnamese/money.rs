//! Numbers and sums of money: read as people type them, written `1.234.567,89` and `1.000.000 đ`
//! with a no-break space (VT-13).
//!
//! A number with one mark and three digits behind it, `1,234`, means one thing in Vietnam and
//! another in English; it is refused for numbers. In money it is a thousand either way: nobody
//! pays fractions of a đồng.

use std::fmt;

use super::digits::{ascii, in_threes};

/// A number, kept digit for digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    negative: bool,
    /// Without zeros in front.
    whole: String,
    /// As typed, with its zeros at the end.
    fraction: String,
}

/// A sum of đồng.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// How many.
    pub dong: u64,
}

/// Why a text is no number or no sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Not written like a number.
    Unreadable,
    /// Digits do not stand in threes.
    Groups,
    /// A comma or dot that may be either of two things.
    Ambiguous {
        /// What it means if the mark separates thousands.
        thousands: String,
    },
    /// A sum that is no whole number of đồng.
    PartOfDong,
    /// More than any sum there is.
    TooLarge,
}

/// The largest sum we read: more than all money of the country.
const MOST: u64 = 1_000_000_000_000_000_000;

/// Words and signs that mean đồng, longest first.
const UNITS: [&str; 7] = ["đồng", "vnđ", "vnd", "₫", "đ", "dong", "d"];
/// Words for powers of ten.
const POWERS: [(&str, u64); 7] = [
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("tr", 1_000_000),
    ("k", 1_000),
];

impl Number {
    /// Reads `1234567,89`, `1.234.567,89`, `1,234,567.89`, `1 234 567`.
    ///
    /// # Errors
    /// Says why the text is no number, or why it may be two.
    pub fn read(typed: &str) -> Result<Number, NumberFault> {
        let typed = ascii(typed);
        let typed = typed.trim();
        let unsigned = typed.strip_prefix(['-', '−']);
        let (negative, digits) = (unsigned.is_some(), unsigned.unwrap_or(typed));
        let (whole, fraction) = split(digits, false)?;
        Ok(Number { negative, whole, fraction })
    }

    /// Reads the form of machines, `-1234.5`: a dot begins the fraction and nothing else is there.
    ///
    /// # Errors
    /// Says that the text is no number.
    pub fn from_machine(typed: &str) -> Result<Number, NumberFault> {
        let unsigned = typed.strip_prefix('-');
        let digits = unsigned.unwrap_or(typed);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let good = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !good(whole) || !good(fraction) {
            return Err(NumberFault::Unreadable);
        }
        let (whole, fraction) = (whole.to_owned(), fraction.to_owned());
        Ok(Number { negative: unsigned.is_some(), whole, fraction })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "−" } else { "" };
        write!(f, "{sign}{}", in_threes(&self.whole))?;
        if self.fraction.is_empty() { Ok(()) } else { write!(f, ",{}", self.fraction) }
    }
}

impl Money {
    /// Reads `1000000`, `1.000.000 đ`, `1,000,000 VND`, `22.000đ`, `1 triệu`, `1,5 triệu đồng`,
    /// `50k`.
    ///
    /// # Errors
    /// Says why the text is no sum of money.
    pub fn read(typed: &str) -> Result<Money, NumberFault> {
        let typed = ascii(typed).to_lowercase();
        let mut rest = typed.trim();
        for unit in UNITS {
            if let Some(before) = rest.strip_suffix(unit) {
                rest = before.trim_end();
                break;
            }
        }
        let mut power = 1;
        for (word, worth) in POWERS {
            if let Some(before) = rest.strip_suffix(word) {
                (rest, power) = (before.trim_end(), worth);
                break;
            }
        }
        // Before a word a mark may be that of a fraction: 1,5 triệu and 1,234 tỷ.
        let (whole, fraction) = split(rest, power == 1)?;
        let lone_dot = rest.matches(['.', ',']).count() == 1 && rest.contains('.');
        if power == 1 && lone_dot && !fraction.is_empty() {
            // `10.00 đ` is more likely 10.000 with a zero lost than ten đồng.
            return Err(NumberFault::Groups);
        }
        let whole: u64 = whole.parse().map_err(|_| NumberFault::TooLarge)?;
        let whole = whole.checked_mul(power).filter(|sum| *sum <= MOST);
        let whole = whole.ok_or(NumberFault::TooLarge)?;
        let fraction = fraction.trim_end_matches('0');
        let mut part = power;
        let mut sum = whole;
        for digit in fraction.bytes() {
            if !part.is_multiple_of(10) {
                return Err(NumberFault::PartOfDong);
            }
            part /= 10;
            sum += part * u64::from(digit - b'0');
        }
        Ok(Money { dong: sum })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}đ", in_threes(&self.dong.to_string()))
    }
}

/// The digits before and after the mark of a fraction, without zeros in front. With `thousands` a
/// single mark before three digits separates thousands.
fn split(digits: &str, thousands: bool) -> Result<(String, String), NumberFault> {
    let is_space = |c: char| c == ' ' || c == '\u{a0}' || c == '\u{202f}';
    let is_mark = |c: char| c == '.' || c == ',' || is_space(c);
    let groups: Vec<&str> = digits.split(is_mark).collect();
    let good = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(good) {
        return Err(NumberFault::Unreadable);
    }
    let marks: Vec<char> = digits.chars().filter(|c| is_mark(*c)).collect();
    let marks: Vec<char> = marks.iter().map(|c| if is_space(*c) { ' ' } else { *c }).collect();
    let bare = |groups: &[&str]| {
        let all = groups.concat();
        let kept = all.trim_start_matches('0');
        if kept.is_empty() { "0".to_owned() } else { kept.to_owned() }
    };
    let in_threes = |groups: &[&str]| {
        (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3)
    };
    let Some((last, before)) = marks.split_last() else {
        return Ok((bare(&groups), String::new()));
    };
    let end = groups.len() - 1;
    let has_fraction = match before.first() {
        None if *last == ' ' => false,
        None if groups[1].len() == 3 && (1..=3).contains(&groups[0].len()) && groups[0] != "0" => {
            // A dot separates thousands in Vietnam; a comma before three digits may be English.
            if *last == ',' && !thousands {
                let thousands = super::digits::in_threes(&bare(&groups));
                return Err(NumberFault::Ambiguous { thousands });
            }
            false
        }
        None => true,
        Some(first) if before.iter().any(|mark| mark != first) => return Err(NumberFault::Groups),
        Some(first) => first != last,
    };
    if has_fraction && *last == ' ' {
        return Err(NumberFault::Groups);
    }
    let (whole, rest) = if has_fraction { groups.split_at(end) } else { (&groups[..], &[][..]) };
    if whole.len() > 1 && !in_threes(whole) {
        return Err(NumberFault::Groups);
    }
    Ok((bare(whole), rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_numbers_in_many_ways() {
        for (typed, wanted) in [
            ("0", "0"),
            ("7", "7"),
            ("007", "7"),
            ("1234", "1.234"),
            ("1.234", "1.234"),
            ("1 234", "1.234"),
            ("1234567,89", "1.234.567,89"),
            ("1.234.567,89", "1.234.567,89"),
            ("1,234,567.89", "1.234.567,89"),
            ("1,234,567", "1.234.567"),
            ("1\u{a0}234\u{a0}567", "1.234.567"),
            ("2,5", "2,5"),
            ("2.5", "2,5"),
            ("0,125", "0,125"),
            ("0.125", "0,125"),
            ("3,1415", "3,1415"),
            ("-1234,5", "−1.234,5"),
            ("１２３４", "1.234"),
        ] {
            let read = Number::read(typed);
            assert_eq!(read.map(|number| number.to_string()), Ok(wanted.into()), "{typed}");
        }
    }

    #[test]
    fn numbers_that_may_be_two_are_refused() {
        let two = |thousands: &str| NumberFault::Ambiguous { thousands: thousands.into() };
        for (typed, fault) in [
            ("1,234", two("1.234")),
            ("12,000", two("12.000")),
            ("1.00.000", NumberFault::Groups),
            ("1.0000.000", NumberFault::Groups),
            ("1.234,567.8", NumberFault::Groups),
            ("1234.567.890", NumberFault::Groups),
            ("1.234 567", NumberFault::Groups),
            ("12 34", NumberFault::Groups),
            ("1,,2", NumberFault::Unreadable),
            (",5", NumberFault::Unreadable),
            ("1.", NumberFault::Unreadable),
            ("một", NumberFault::Unreadable),
            ("1e6", NumberFault::Unreadable),
            ("--1", NumberFault::Unreadable),
            ("", NumberFault::Unreadable),
        ] {
            assert_eq!(Number::read(typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn machines_write_fractions_behind_a_dot() {
        for (typed, wanted) in
            [("1.234", "1,234"), ("-1234.5", "−1.234,5"), ("1234567", "1.234.567"), ("0", "0")]
        {
            let read = Number::from_machine(typed);
            assert_eq!(read.map(|number| number.to_string()), Ok(wanted.into()), "{typed}");
        }
        for typed in ["1,5", "1e6", "inf", "NaN", "", "-", ".5", "1.2.3"] {
            assert_eq!(Number::from_machine(typed), Err(NumberFault::Unreadable), "{typed}");
        }
    }

    #[test]
    fn people_type_money_in_many_ways() {
        for (typed, wanted) in [
            ("1000000", "1.000.000\u{a0}đ"),
            ("1.000.000 đ", "1.000.000\u{a0}đ"),
            ("1.000.000\u{a0}₫", "1.000.000\u{a0}đ"),
            ("1,000,000 VND", "1.000.000\u{a0}đ"),
            ("1 000 000 VNĐ", "1.000.000\u{a0}đ"),
            ("1 triệu", "1.000.000\u{a0}đ"),
            ("1 triệu đồng", "1.000.000\u{a0}đ"),
            ("1,5 triệu đồng", "1.500.000\u{a0}đ"),
            ("2tr", "2.000.000\u{a0}đ"),
            ("1,25 tỷ", "1.250.000.000\u{a0}đ"),
            ("22.000đ", "22.000\u{a0}đ"),
            ("22,000đ", "22.000\u{a0}đ"),
            ("22 nghìn", "22.000\u{a0}đ"),
            ("22 ngàn đồng", "22.000\u{a0}đ"),
            ("50k", "50.000\u{a0}đ"),
            ("50K", "50.000\u{a0}đ"),
            ("500 đồng", "500\u{a0}đ"),
            ("0 đ", "0\u{a0}đ"),
            ("1.000,00 đ", "1.000\u{a0}đ"),
            ("２２.０００đ", "22.000\u{a0}đ"),
        ] {
            let read = Money::read(typed);
            assert_eq!(read.map(|money| money.to_string()), Ok(wanted.into()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_sum_of_money_is_refused() {
        for (typed, fault) in [
            ("1.00.000 đ", NumberFault::Groups),
            ("1.000.00 đ", NumberFault::Groups),
            ("10.00 đ", NumberFault::Groups),
            ("10.00đ", NumberFault::Groups),
            ("0,5 đ", NumberFault::PartOfDong),
            ("1,2345 nghìn", NumberFault::PartOfDong),
            ("99999999999999999999 đ", NumberFault::TooLarge),
            ("999999999999 tỷ", NumberFault::TooLarge),
            ("-5 đ", NumberFault::Unreadable),
            ("đ", NumberFault::Unreadable),
            ("năm nghìn", NumberFault::Unreadable),
            ("1 đô la", NumberFault::Unreadable),
            ("", NumberFault::Unreadable),
        ] {
            assert_eq!(Money::read(typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut dong = 1_u64;
        while dong < 1_000_000_000_000_000 {
            for sum in [dong - 1, dong, dong + 1, dong * 7] {
                let money = Money { dong: sum };
                assert_eq!(Money::read(&money.to_string()), Ok(money));
            }
            dong *= 10;
        }
        for written in ["1.234.567,89", "−1.234,5", "0,125", "0"] {
            assert_eq!(Number::read(written).unwrap().to_string(), written);
        }
    }
}
