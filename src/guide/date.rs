//! A day of the calendar.

use std::fmt;
use std::str::FromStr;

/// A day, written `2026-11-23` in files and `23/11/2026` on paper (VT-13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of our era.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// The day that lies `seconds` after 1970-01-01 (UTC), by the civil calendar.
    pub fn from_unix(seconds: u64) -> Date {
        let mut days = seconds / 86_400;
        let mut year = 1970_u16;
        loop {
            let length = if is_leap(year) { 366 } else { 365 };
            if days < length {
                break;
            }
            days -= length;
            year += 1;
        }
        let mut month = 1_u8;
        while days >= u64::from(days_in(year, month)) {
            days -= u64::from(days_in(year, month));
            month += 1;
        }
        Date { year, month, day: u8::try_from(days + 1).unwrap_or(31) }
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = ();

    fn from_str(written: &str) -> Result<Date, ()> {
        let mut parts = written.trim().split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(());
        };
        if year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return Err(());
        }
        let year: u16 = year.parse().map_err(|_| ())?;
        let month: u8 = month.parse().map_err(|_| ())?;
        let day: u8 = day.parse().map_err(|_| ())?;
        let real = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        if real { Ok(Date { year, month, day }) } else { Err(()) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{}", self.day, self.month, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_dates() {
        assert_eq!("2026-11-23".parse::<Date>().unwrap().to_string(), "23/11/2026");
        assert!("2028-02-29".parse::<Date>().is_ok());
        for wrong in ["2026-02-29", "2026-13-01", "23/11/2026", "2026-1-1", "2026-00-10", ""] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn unix_time_becomes_a_day() {
        assert_eq!(Date::from_unix(0).to_string(), "01/01/1970");
        assert_eq!(Date::from_unix(951_782_400).to_string(), "29/02/2000");
        assert_eq!(Date::from_unix(1_795_392_000).to_string(), "23/11/2026");
    }
}
