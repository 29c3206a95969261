//! Days and times as a spreadsheet counts them, to how they are written in Vietnam (VT-13).
//!
//! A form of numbers alone is written as on all our sheets, whatever their order: `23/11/2026`,
//! `7h30`. One with words in it, or with the day of the week, is written as it says.

/// A part of a form, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DateToken {
    /// With so many digits.
    Year(usize),
    /// A number of so many digits, or a name from three letters.
    Month(usize),
    /// A number of so many digits.
    Day(usize),
    Weekday,
    Hour(usize),
    /// Hours that go on after 24, as in `[h]:mm`.
    Elapsed,
    Minute,
    Second,
    /// `AM/PM`: the hour before it goes to 12 alone.
    HalfDay,
    /// A sign between numbers.
    Sign(String),
    Letters(String),
}

/// What was read last of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    None,
    AfterHour,
}

/// Why a number cannot be shown as a day or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unshown {
    /// The calendar has no such day.
    NoDay,
    /// The form leaves out what the value has.
    Form,
}

/// A number of days in a form.
pub(super) fn displayed(
    days: f64,
    form: &[DateToken],
    since_1904: bool,
) -> Result<String, Unshown> {
    if !(0.0..2_958_466.0).contains(&days) {
        return Err(Unshown::NoDay);
    }
    // To the second, as Excel does.
    let seconds = (days * 86_400.0).round() as i64;
    let has = |is: fn(&DateToken) -> bool| form.iter().any(is);
    let parts = DateParts {
        has_day: has(|it| matches!(it, DateToken::Day(_))),
        has_month: has(|it| matches!(it, DateToken::Month(_))),
        has_year: has(|it| matches!(it, DateToken::Year(_))),
        has_weekday: has(|it| matches!(it, DateToken::Weekday)),
        has_hour: has(|it| matches!(it, DateToken::Hour(_))),
        has_minute: has(|it| matches!(it, DateToken::Minute)),
        has_second: has(|it| matches!(it, DateToken::Second)),
        is_elapsed: has(|it| matches!(it, DateToken::Elapsed)),
    };
    let is_word = |letters: &String| letters.chars().any(char::is_alphanumeric);
    let has_words =
        form.iter().any(|it| matches!(it, DateToken::Letters(letters) if is_word(letters)));
    let date =
        if parts.has_date() { Some(date(seconds.div_euclid(86_400), since_1904)?) } else { None };
    if has_words || parts.has_weekday {
        return in_order(seconds, date, form, parts);
    }
    if parts.is_elapsed {
        return Ok(clock(seconds, parts));
    }
    let second = seconds.rem_euclid(86_400);
    if !parts.has_hour && second >= 3600 && (parts.has_minute || parts.has_second) {
        return Err(Unshown::Form);
    }
    let time =
        (parts.has_hour || parts.has_minute || parts.has_second).then(|| clock(second, parts));
    let Some((year, month, day)) = date else { return time.ok_or(Unshown::Form) };
    let mut written = Vec::new();
    written.extend(parts.has_day.then(|| format!("{day:02}")));
    written.extend(parts.has_month.then(|| format!("{month:02}")));
    written.extend(parts.has_year.then(|| format!("{year:04}")));
    let date = written.join("/");
    Ok(match time {
        // A form with a time in it is often that of a day alone.
        Some(time) if second > 0 => format!("{time} ngày {date}"),
        _ => date,
    })
}

/// Which parts of a day and time a form shows.
#[allow(clippy::struct_excessive_bools, reason = "any of them may be shown without the others")]
#[derive(Clone, Copy, Debug)]
struct DateParts {
    has_year: bool,
    has_month: bool,
    has_day: bool,
    has_weekday: bool,
    has_hour: bool,
    has_minute: bool,
    has_second: bool,
    is_elapsed: bool,
}

impl DateParts {
    fn has_date(self) -> bool {
        self.has_year || self.has_month || self.has_day || self.has_weekday
    }
}

fn clock(seconds: i64, parts: DateParts) -> String {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if !parts.has_hour && !parts.is_elapsed {
        return format!("{minute:02}:{second:02}");
    }
    match (parts.has_second && second > 0, minute) {
        (true, _) => format!("{hour}:{minute:02}:{second:02}"),
        (false, _) if parts.has_minute => format!("{hour}h{minute:02}"),
        _ => format!("{hour}h"),
    }
}

/// A form with words in it, part by part.
fn in_order(
    seconds: i64,
    date: Option<(i64, i64, i64)>,
    form: &[DateToken],
    parts: DateParts,
) -> Result<String, Unshown> {
    let (year, month, day) = date.unwrap_or((0, 1, 1));
    let of_day = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let is_short_of_hours = !parts.has_hour && !parts.is_elapsed && hour > 0;
    if is_short_of_hours && (parts.has_minute || parts.has_second) {
        return Err(Unshown::Form);
    }
    let mut out = String::new();
    for token in form {
        match token {
            DateToken::Year(2) => out.push_str(&format!("{:02}", year % 100)),
            DateToken::Year(_) => out.push_str(&format!("{year:04}")),
            DateToken::Month(1) => out.push_str(&month.to_string()),
            DateToken::Month(2) => out.push_str(&format!("{month:02}")),
            // The names of months are numbers in Vietnamese.
            DateToken::Month(_) if out.trim_end().to_lowercase().ends_with("tháng") => {
                out.push_str(&month.to_string());
            }
            DateToken::Month(_) => out.push_str(&format!("tháng {month}")),
            DateToken::Day(1) => out.push_str(&day.to_string()),
            DateToken::Day(_) => out.push_str(&format!("{day:02}")),
            DateToken::Weekday => out.push_str(weekday(year, month, day)),
            DateToken::Hour(1) => out.push_str(&hour.to_string()),
            DateToken::Hour(_) => out.push_str(&format!("{hour:02}")),
            DateToken::Elapsed => out.push_str(&(seconds / 3600).to_string()),
            DateToken::Minute => out.push_str(&format!("{minute:02}")),
            DateToken::Second => out.push_str(&format!("{second:02}")),
            DateToken::HalfDay => return Err(Unshown::Form),
            DateToken::Sign(sign) => out.push_str(sign),
            DateToken::Letters(letters) => out.push_str(letters),
        }
    }
    Ok(out.trim().to_owned())
}

/// The day of the week as people write it.
fn weekday(year: i64, month: i64, day: i64) -> &'static str {
    let number = |value: i64| u16::try_from(value).unwrap_or(0);
    let date = crate::vietnamese::date::Date::new(number(year), number(month), number(day));
    date.map_or("", crate::vietnamese::date::Date::weekday)
}

/// The date of a day's number. Excel takes 1900 for a leap year, as Lotus 1-2-3 did.
fn date(number: i64, since_1904: bool) -> Result<(i64, i64, i64), Unshown> {
    // Days from 1 January 1970 to the day of number 0.
    let zero = match (since_1904, number) {
        (true, _) => -24_107,
        (false, 0 | 60) => return Err(Unshown::NoDay),
        (false, ..60) => -25_568,
        (false, _) => -25_569,
    };
    Ok(civil(number + zero))
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

    const DATE: [DateToken; 3] = [DateToken::Day(2), DateToken::Month(2), DateToken::Year(4)];
    const TIME: [DateToken; 2] = [DateToken::Hour(2), DateToken::Minute];

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
            assert_eq!(displayed(number, &DATE, false).ok().as_deref(), wanted, "{number}");
        }
        assert_eq!(displayed(0.0, &DATE, true).as_deref(), Ok("01/01/1904"));
        assert_eq!(displayed(44_887.0, &DATE, true).as_deref(), Ok("23/11/2026"));
    }

    #[test]
    fn times_are_written_as_in_vietnam() {
        let both = [&DATE[..], &TIME[..]].concat();
        let elapsed = [DateToken::Elapsed, DateToken::Minute];
        let exact = [DateToken::Hour(1), DateToken::Minute, DateToken::Second];
        for (number, form, wanted) in [
            (0.312_5, &TIME[..], "7h30"),
            (0.0, &TIME[..], "0h00"),
            (46_349.312_5, &both, "7h30 ngày 23/11/2026"),
            (46_349.0, &both, "23/11/2026"),
            (1.25, &elapsed, "30h00"),
            (0.500_011_6, &exact, "12:00:01"),
            (46_349.0, &DATE[1..], "11/2026"),
            (46_349.0, &DATE[..2], "23/11"),
            (46_349.999_999, &DATE, "24/11/2026"),
        ] {
            assert_eq!(displayed(number, form, false).as_deref(), Ok(wanted), "{number}");
        }
    }
}
