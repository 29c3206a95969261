//! A time of the day: read as people type it, written `7h30` or `14h` (VT-13).

use std::fmt;

use super::digits::ascii;

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    hour: u8,
    minute: u8,
}

/// Why a text is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFault {
    /// Not written like a time at all.
    Unreadable,
    /// There is no such hour.
    NoSuchHour {
        /// The number typed.
        hour: u16,
    },
    /// There is no such minute.
    NoSuchMinute {
        /// The number typed.
        minute: u16,
    },
}

impl Time {
    /// The time of these numbers. A day ends at 24 hours and no minutes.
    ///
    /// # Errors
    /// Says which of them cannot be.
    pub fn new(hour: u16, minute: u16) -> Result<Time, TimeFault> {
        let hour_fault = TimeFault::NoSuchHour { hour };
        let small_hour = u8::try_from(hour).ok().filter(|hour| *hour <= 24).ok_or(hour_fault)?;
        let small = u8::try_from(minute).ok().filter(|minute| *minute < 60);
        let small = small.ok_or(TimeFault::NoSuchMinute { minute })?;
        if small_hour == 24 && small > 0 {
            return Err(hour_fault);
        }
        Ok(Time { hour: small_hour, minute: small })
    }

    /// Reads what people type: `7h30`, `7 giờ 30`, `7 giờ 30 phút`, `07:30`, `7g30`, `14h`.
    ///
    /// # Errors
    /// Says why the text is no time.
    pub fn read(typed: &str) -> Result<Time, TimeFault> {
        let typed = ascii(typed).to_lowercase();
        let typed = typed.trim();
        let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
        let (hour, rest) = typed.split_at(digits);
        let rest = rest.trim_start();
        let marks = ["giờ", "h", "g", ":"];
        let mark = marks.into_iter().find(|mark| rest.starts_with(mark));
        let mark = mark.ok_or(TimeFault::Unreadable)?;
        let minute = rest.get(mark.len()..).unwrap_or("").trim();
        let minute = minute.strip_suffix("phút").map_or(minute, str::trim_end);
        let number = |digits: &str| {
            let good =
                (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            let value = good.then(|| digits.parse::<u16>().ok()).flatten();
            value.ok_or(TimeFault::Unreadable)
        };
        let minute = if minute.is_empty() && mark != ":" { 0 } else { number(minute)? };
        Time::new(number(hour)?, minute)
    }

    /// Hours, 0 to 24.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// Minutes, 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minute {
            0 => write!(f, "{}h", self.hour),
            minute => write!(f, "{}h{minute:02}", self.hour),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_times_in_many_ways() {
        for (typed, wanted) in [
            ("7h30", "7h30"),
            ("07h30", "7h30"),
            ("7H30", "7h30"),
            ("7 h 30", "7h30"),
            ("7g30", "7h30"),
            ("7:30", "7h30"),
            ("07:30", "7h30"),
            ("7 giờ 30", "7h30"),
            ("7 giờ 30 phút", "7h30"),
            ("7 Giờ 30", "7h30"),
            ("７h３０", "7h30"),
            ("7h5", "7h05"),
            ("7:05", "7h05"),
            ("14h", "14h"),
            ("14h00", "14h"),
            ("14:00", "14h"),
            ("14 giờ", "14h"),
            ("0h", "0h"),
            ("00:15", "0h15"),
            ("23h59", "23h59"),
            ("24h", "24h"),
            (" 8h ", "8h"),
        ] {
            assert_eq!(
                Time::read(typed).map(|time| time.to_string()),
                Ok(wanted.into()),
                "{typed}"
            );
        }
    }

    #[test]
    fn times_that_cannot_be_are_refused_with_the_reason() {
        let no_hour = |hour| TimeFault::NoSuchHour { hour };
        let no_minute = |minute| TimeFault::NoSuchMinute { minute };
        for (typed, fault) in [
            ("25h", no_hour(25)),
            ("25:00", no_hour(25)),
            ("99h99", no_hour(99)),
            ("24h01", no_hour(24)),
            ("7h75", no_minute(75)),
            ("7:60", no_minute(60)),
            ("7 giờ 61 phút", no_minute(61)),
            ("7:", TimeFault::Unreadable),
            (":30", TimeFault::Unreadable),
            ("h", TimeFault::Unreadable),
            ("730", TimeFault::Unreadable),
            ("7", TimeFault::Unreadable),
            ("7h300", TimeFault::Unreadable),
            ("007h", TimeFault::Unreadable),
            ("7h30 sáng", TimeFault::Unreadable),
            ("7h-30", TimeFault::Unreadable),
            ("sáng", TimeFault::Unreadable),
            ("", TimeFault::Unreadable),
        ] {
            assert_eq!(Time::read(typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for minutes in 0..=24 * 60 {
            let time = Time::new(minutes / 60, minutes % 60).unwrap();
            assert_eq!(Time::read(&time.to_string()), Ok(time));
            let spoken = format!("{} giờ {} phút", time.hour(), time.minute());
            assert_eq!(Time::read(&spoken), Ok(time));
        }
    }
}
