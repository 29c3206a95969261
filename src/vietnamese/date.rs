//! A day of the calendar: read as people type it, written as it is printed (VT-13).
//!
//! `2026-11-23` is the form of files and has a strict reader, [`FromStr`]. [`Date::read`] takes
//! what people type. Day stands before month in Vietnam; nothing else is ever guessed, and a day
//! that does not exist is refused with the reason.

use std::fmt;
use std::str::FromStr;

use super::digits::ascii;

/// A day, written `2026-11-23` in files and `23/11/2026` on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of our era.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Not written like a date at all.
    Unreadable,
    /// A year of two digits may be of either century.
    ShortYear,
    /// There is no such month.
    NoSuchMonth {
        /// The number typed.
        month: u16,
        /// The date if month and day were typed the American way round.
        swapped: Option<Date>,
    },
    /// The month has fewer days.
    NoSuchDay {
        /// The number typed.
        day: u16,
        /// The month.
        month: u8,
        /// The year.
        year: u16,
        /// How many days it has.
        last: u8,
    },
}

const WEEKDAYS: [&str; 7] =
    ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

impl Date {
    /// The day of these numbers, if there is one.
    ///
    /// # Errors
    /// Says which of them cannot be.
    pub fn new(year: u16, month: u16, day: u16) -> Result<Date, DateFault> {
        let real = u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
        let Some(real) = real else {
            let swapped = Some((day, month)).filter(|(day, _)| (1..=12).contains(day));
            let swapped = swapped.and_then(|(day, month)| Date::new(year, day, month).ok());
            return Err(DateFault::NoSuchMonth { month, swapped });
        };
        let last = days_in(year, real);
        match u8::try_from(day) {
            Ok(day) if (1..=last).contains(&day) => Ok(Date { year, month: real, day }),
            _ => Err(DateFault::NoSuchDay { day, month: real, year, last }),
        }
    }

    /// Reads what people type: `5/9/2026`, `05-09-2026`, `5.9.2026`, `2026-09-05`,
    /// `ngày 5 tháng 9 năm 2026`. The day stands before the month.
    ///
    /// # Errors
    /// Says why the text is no date.
    pub fn read(typed: &str) -> Result<Date, DateFault> {
        let typed = ascii(typed).to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let numbers = match words[..] {
            ["ngày", day, "tháng", month, "năm", year] | [day, "tháng", month, "năm", year] => {
                [year, month, day]
            }
            ["ngày", one] | [one] => {
                let mark = ['/', '-', '.'].into_iter().find(|mark| one.contains(*mark));
                let parts: Vec<&str> = mark.map_or(Vec::new(), |mark| one.split(mark).collect());
                match parts[..] {
                    [year, month, day] if mark == Some('-') && year.len() == 4 => {
                        [year, month, day]
                    }
                    [day, month, year] => [year, month, day],
                    _ => return Err(DateFault::Unreadable),
                }
            }
            _ => return Err(DateFault::Unreadable),
        };
        let number = |digits: &str| {
            let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            all_digits.then(|| digits.parse::<u16>().ok()).flatten().ok_or(DateFault::Unreadable)
        };
        let [year, month, day] = numbers;
        let (length, year, month) = (year.len(), number(year)?, number(month)?);
        match length {
            4 => Date::new(year, month, number(day)?),
            2 => Err(DateFault::ShortYear),
            _ => Err(DateFault::Unreadable),
        }
    }

    /// `ngày 05 tháng 9 năm 2026`: days below 10 and the months 1 and 2 with a zero before them, as
    /// decree 30/2020/NĐ-CP writes dates on official papers, so that no digit can be added.
    pub fn long(self) -> String {
        let Date { year, month, day } = self;
        let zero = if month < 3 { "0" } else { "" };
        format!("ngày {day:02} tháng {zero}{month} năm {year}")
    }

    /// The day of the week: `Thứ Hai` to `Thứ Bảy`, `Chủ nhật`.
    pub fn weekday(self) -> &'static str {
        // Zeller's rule counts January and February with the year before.
        let (year, month) = if self.month < 3 {
            (u32::from(self.year) + 399, u32::from(self.month) + 12)
        } else {
            (u32::from(self.year) + 400, u32::from(self.month))
        };
        let leaps = year / 4 + year / 400 + 6 * (year / 100);
        let from_saturday = u32::from(self.day) + 13 * (month + 1) / 5 + year + leaps;
        let from_sunday = (from_saturday + 6) % 7;
        WEEKDAYS.get(from_sunday as usize).copied().unwrap_or("")
    }

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
        let digits = [year, month, day].iter().all(|n| n.bytes().all(|b| b.is_ascii_digit()));
        let number = |digits: &str| digits.parse::<u16>().map_err(|_| ());
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        if digits { Date::new(year, month, day).map_err(|_| ()) } else { Err(()) }
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

    fn date(year: u16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn people_type_dates_in_many_ways() {
        for typed in [
            "5/9/2026",
            "05/09/2026",
            "05/9/2026",
            "05-09-2026",
            "5.9.2026",
            "2026-09-05",
            "ngày 5 tháng 9 năm 2026",
            "Ngày 05 tháng 09 năm 2026",
            "5 tháng 9 năm 2026",
            "ngày 5/9/2026",
            " 5/9/2026 ",
            "５/９/２０２６",
            "ngày\u{a0}5 tháng\u{a0}9 năm 2026",
        ] {
            assert_eq!(Date::read(typed), Ok(date(2026, 9, 5)), "{typed}");
        }
    }

    #[test]
    fn days_that_cannot_be_are_refused_with_the_reason() {
        let no_day = |day, month, year, last| DateFault::NoSuchDay { day, month, year, last };
        let no_month = |month, swapped| DateFault::NoSuchMonth { month, swapped };
        for (typed, fault) in [
            ("31/4/2026", no_day(31, 4, 2026, 30)),
            ("29/2/2027", no_day(29, 2, 2027, 28)),
            ("30/02/2028", no_day(30, 2, 2028, 29)),
            ("29-02-2100", no_day(29, 2, 2100, 28)),
            ("0/5/2026", no_day(0, 5, 2026, 31)),
            ("45/12/2026", no_day(45, 12, 2026, 31)),
            ("ngày 31 tháng 6 năm 2026", no_day(31, 6, 2026, 30)),
            ("2026-06-31", no_day(31, 6, 2026, 30)),
            ("11/23/2026", no_month(23, Some(date(2026, 11, 23)))),
            ("2/30/2026", no_month(30, None)),
            ("5/0/2026", no_month(0, None)),
            ("13/13/2026", no_month(13, None)),
            ("300/300/2026", no_month(300, None)),
            ("5/9/26", DateFault::ShortYear),
            ("5/9", DateFault::Unreadable),
            ("5/9/202", DateFault::Unreadable),
            ("5/9/20266", DateFault::Unreadable),
            ("5/9-2026", DateFault::Unreadable),
            ("+5/9/2026", DateFault::Unreadable),
            ("5//2026", DateFault::Unreadable),
            ("99999/9/2026", DateFault::Unreadable),
            ("ngày năm tháng chín", DateFault::Unreadable),
            ("mai", DateFault::Unreadable),
            ("", DateFault::Unreadable),
        ] {
            assert_eq!(Date::read(typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn long_dates_are_padded_as_on_official_papers() {
        for (day, wanted) in [
            (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
            (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
            (date(2026, 9, 5), "ngày 05 tháng 9 năm 2026"),
            (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
            (date(2026, 11, 23), "ngày 23 tháng 11 năm 2026"),
        ] {
            assert_eq!(day.long(), wanted);
            assert_eq!(Date::read(wanted), Ok(day));
        }
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        for (day, wanted) in [
            (date(2026, 11, 23), "Thứ Hai"),
            (date(2026, 11, 24), "Thứ Ba"),
            (date(2024, 2, 29), "Thứ Năm"),
            (date(2000, 1, 1), "Thứ Bảy"),
            (date(1945, 9, 2), "Chủ nhật"),
            (date(1975, 4, 30), "Thứ Tư"),
            (date(2027, 1, 1), "Thứ Sáu"),
        ] {
            assert_eq!(day.weekday(), wanted, "{day}");
        }
        // Unix time began on a Thursday, and weeks have no gaps.
        for days in 0..80_000_u64 {
            let wanted = WEEKDAYS[(days as usize + 4) % 7];
            assert_eq!(Date::from_unix(days * 86_400).weekday(), wanted);
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for days in (0..60_000).step_by(7) {
            let day = Date::from_unix(days * 86_400);
            let Date { year, month, day: number } = day;
            let file = format!("{year}-{month:02}-{number:02}");
            assert_eq!(file.parse(), Ok(day));
            for written in [day.to_string(), day.long(), file] {
                assert_eq!(Date::read(&written), Ok(day), "{written}");
            }
        }
    }
}
