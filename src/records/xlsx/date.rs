//! Days and times as a spreadsheet counts them, to how they are written in Vietnam (VT-13).

/// Which parts of a day and time a form shows.
#[allow(clippy::struct_excessive_bools, reason = "any of them may be shown without the others")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub year: bool,
    pub month: bool,
    pub day: bool,
    pub hour: bool,
    pub minute: bool,
    pub second: bool,
    /// Hours go on after 24, as in `[h]:mm`.
    pub elapsed: bool,
}

impl Parts {
    fn has_date(self) -> bool {
        self.year || self.month || self.day
    }

    fn has_time(self) -> bool {
        self.hour || self.minute || self.second
    }
}

/// A number of days as a date, a time or both; none where the calendar has no such day.
pub(super) fn shown(days: f64, parts: Parts, since_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    // To the second, as Excel does.
    let seconds = (days * 86_400.0).round() as i64;
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    if parts.elapsed {
        return Some(clock(seconds, parts));
    }
    let time = parts.has_time().then(|| clock(second, parts));
    if !parts.has_date() {
        return time;
    }
    let (year, month, day) = date(day, since_1904)?;
    let mut written = Vec::new();
    written.extend(parts.day.then(|| format!("{day:02}")));
    written.extend(parts.month.then(|| format!("{month:02}")));
    written.extend(parts.year.then(|| format!("{year:04}")));
    let date = written.join("/");
    Some(match time {
        // A form with a time in it is often that of a day alone.
        Some(time) if second > 0 => format!("{time} ngày {date}"),
        _ => date,
    })
}

fn clock(seconds: i64, parts: Parts) -> String {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (parts.second && second > 0, minute) {
        (true, _) => format!("{hour}:{minute:02}:{second:02}"),
        (false, _) if parts.minute => format!("{hour}h{minute:02}"),
        _ => format!("{hour}h"),
    }
}

/// The date of a day's number. Excel takes 1900 for a leap year, as Lotus 1-2-3 did.
fn date(number: i64, since_1904: bool) -> Option<(i64, i64, i64)> {
    // Days from 1 January 1970 to the day of number 0.
    let zero = match (since_1904, number) {
        (true, _) => -24_107,
        (false, 60) => return None,
        (false, ..60) => -25_568,
        (false, _) => -25_569,
    };
    if !since_1904 && number == 0 {
        return None;
    }
    Some(civil(number + zero))
}

/// The Gregorian date of a day counted from 1 January 1970; years begin in March, so that the day
/// of leap years comes last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: Parts = Parts {
        year: true,
        month: true,
        day: true,
        hour: false,
        minute: false,
        second: false,
        elapsed: false,
    };
    const TIME: Parts =
        Parts { year: false, month: false, day: false, hour: true, minute: true, ..DATE };

    #[test]
    fn days_are_counted_as_in_excel() {
        for (number, wanted) in [
            (1.0, Some("01/01/1900")),
            (59.0, Some("28/02/1900")),
            (60.0, None),
            (61.0, Some("01/03/1900")),
            (25_569.0, Some("01/01/1970")),
            (36_585.0, Some("29/02/2000")),
            (46_349.0, Some("23/11/2026")),
            (2_958_465.0, Some("31/12/9999")),
            (0.0, None),
            (-1.0, None),
            (1e12, None),
            (f64::NAN, None),
        ] {
            assert_eq!(shown(number, DATE, false).as_deref(), wanted, "{number}");
        }
        assert_eq!(shown(0.0, DATE, true).as_deref(), Some("01/01/1904"));
        assert_eq!(shown(44_887.0, DATE, true).as_deref(), Some("23/11/2026"));
    }

    #[test]
    fn times_are_written_as_in_vietnam() {
        let both = Parts { hour: true, minute: true, ..DATE };
        for (number, parts, wanted) in [
            (0.312_5, TIME, "7h30"),
            (0.0, TIME, "0h00"),
            (46_349.312_5, both, "7h30 ngày 23/11/2026"),
            (46_349.0, both, "23/11/2026"),
            (1.25, Parts { elapsed: true, ..TIME }, "30h00"),
            (0.500_011_6, Parts { second: true, ..TIME }, "12:00:01"),
            (46_349.0, Parts { day: false, ..DATE }, "11/2026"),
            (46_349.0, Parts { year: false, ..DATE }, "23/11"),
            (46_349.999_999, DATE, "24/11/2026"),
        ] {
            assert_eq!(shown(number, parts, false).as_deref(), Some(wanted), "{number}");
        }
    }
}
