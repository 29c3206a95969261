//! Dates and times in prose.

use super::entity::{EntityKind, Match};
use super::line::LineCursor;
use crate::vietnamese::date::{Date, DateFault};
use crate::vietnamese::time::{Time, TimeFault};

/// A leap year: dates without a year are checked as if in one, so that 29/2 may be.
const SOME_LEAP_YEAR: u16 = 2028;

/// `23/11/2026`, with any mark; after “ngày” also `23/11`.
pub(super) fn date(line: &LineCursor, at: usize) -> Option<Match> {
    let first = line.digits(at);
    let mark = line.get(first).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let second = line.digits(first + 1);
    let after_day = line.follows(at, "ngày") || line.follows(at, "hôm");
    let (one, two) = (first - at, second - first - 1);
    if line.get(second) != Some(mark) || !line.is_digit(second + 1) {
        return if after_day { short_date(line, at, first, second) } else { None };
    }
    let end = line.digits(second + 1);
    let three = end - second - 1;
    let in_file = one == 4 && mark == '-' && (1..=2).contains(&two) && (1..=2).contains(&three);
    let usual = (1..=2).contains(&one) && (1..=2).contains(&two) && (three == 4 || after_day);
    let joined = matches!(line.get(end), Some('/' | '-' | '.')) && line.is_word(end + 1);
    if line.is_word(end) || joined || !(in_file || usual) || is_lunar(line, end) {
        return None;
    }
    let typed = line.slice(at..end);
    let year: u16 =
        typed.split(mark).find_map(|part| part.parse().ok().filter(|y| *y >= 100)).unwrap_or(0);
    if !after_day && !(1800..2200).contains(&year) {
        return None;
    }
    let read = Date::read(&typed);
    if read == Err(DateFault::Unreadable) {
        return None;
    }
    let wanted = read.as_ref().ok().map(Date::to_string).filter(|wanted| *wanted != typed);
    Some(Match { start: at, end, what: EntityKind::Date(read), wanted })
}

/// `31/4` after “ngày”: only whether there is such a day.
fn short_date(line: &LineCursor, at: usize, first: usize, second: usize) -> Option<Match> {
    let lengths = 1..=2;
    let good = lengths.contains(&(first - at)) && lengths.contains(&(second - first - 1));
    if line.get(first) != Some('/') || !good || line.is_word(second) || is_lunar(line, second) {
        return None;
    }
    let number = |from: usize, to: usize| line.slice(from..to).parse::<u16>().ok();
    let (day, month) = (number(at, first)?, number(first + 1, second)?);
    fault_only(at, second, Date::new(SOME_LEAP_YEAR, month, day))
}

/// `ngày 05 tháng 9 năm 2026`; without a year only whether there is such a day.
pub(super) fn long_date(line: &LineCursor, at: usize) -> Option<Match> {
    let number = |from: usize, most: usize| -> Option<(u16, usize)> {
        let end = line.digits(from);
        let good = (1..=most).contains(&(end - from)) && !line.is_word(end);
        Some((good.then(|| line.slice(from..end).parse().ok()).flatten()?, end))
    };
    let day_at = line.spaces(line.word(at, "ngày")?);
    let (day, day_end) = number(day_at, 2)?;
    let month_at = line.spaces(line.word(line.spaces(day_end), "tháng")?);
    let (month, end) = number(month_at, 2)?;
    let year = line.word(line.spaces(end), "năm").and_then(|word| number(line.spaces(word), 4));
    if is_lunar(line, year.map_or(end, |(_, end)| end)) {
        return None;
    }
    let Some((year, end)) = year else {
        return fault_only(at, end, Date::new(SOME_LEAP_YEAR, month, day));
    };
    let read = Date::new(year, month, day);
    let typed = line.slice(at..end);
    let wanted = read.as_ref().ok().map(|date| {
        let long = date.long();
        if typed.starts_with('N') { long.replacen('n', "N", 1) } else { long }
    });
    let wanted = wanted.filter(|wanted| *wanted != typed);
    Some(Match { start: at, end, what: EntityKind::Date(read), wanted })
}

fn fault_only(start: usize, end: usize, read: Result<Date, DateFault>) -> Option<Match> {
    // Nobody typed the year that was tried.
    let fault = match read.err()? {
        DateFault::NoSuchDay { day, month, last, .. } => {
            DateFault::NoSuchDay { day, month, year: 0, last }
        }
        DateFault::NoSuchMonth { month, .. } => DateFault::NoSuchMonth { month, swapped: None },
        other => other,
    };
    Some(Match { start, end, what: EntityKind::Date(Err(fault)), wanted: None })
}

/// Months of the moon have other lengths.
fn is_lunar(line: &LineCursor, end: usize) -> bool {
    let start = line.spaces(end);
    let start = if line.get(start) == Some('(') { start + 1 } else { start };
    line.word(start, "âm").is_some() || line.word(start, "âl").is_some()
}

/// `7h30`, `07:30`, `7g30`, `7 giờ 30`.
pub(super) fn time(line: &LineCursor, at: usize) -> Option<Match> {
    let hour_end = line.digits(at);
    if !(1..=2).contains(&(hour_end - at)) {
        return None;
    }
    let clock = line.follows(at, "lúc") || line.follows(at, "hồi");
    if let Some(word) = line.word(line.spaces(hour_end), "giờ") {
        return spoken(line, at, word, clock);
    }
    let mark = line.get(hour_end)?.to_ascii_lowercase();
    let minute = hour_end + 1;
    let end = line.digits(minute);
    let length = end - minute;
    let shaped = match mark {
        'h' => length <= 2,
        // 5g is five grams, 16:9 the shape of a screen.
        'g' | ':' => length == 2,
        _ => false,
    };
    let joined = line.get(end) == Some(':') && line.is_digit(end + 1);
    if !shaped || line.is_word(end) || joined {
        return None;
    }
    let typed = line.slice(at..end);
    let read = Time::read(&typed);
    match read {
        // 48h is a duration, 30:70 a score.
        Err(_) if !clock && (length == 0 || mark == ':') => None,
        Err(TimeFault::Unreadable) => None,
        Err(_) => Some(Match { start: at, end, what: EntityKind::Time(read), wanted: None }),
        Ok(time) => {
            let wanted = Some(time.to_string()).filter(|wanted| {
                // On the hour both 7h and 7h00 are well.
                *wanted != typed && format!("{wanted}00") != typed
            });
            Some(Match { start: at, end, what: EntityKind::Time(read), wanted })
        }
    }
}

/// After “giờ”: minutes or nothing. Both spellings are the house's, so only faults are reported.
fn spoken(line: &LineCursor, at: usize, word: usize, clock: bool) -> Option<Match> {
    let minute = line.spaces(word);
    let minute_end = line.digits(minute);
    let minutes = line.word(line.spaces(minute_end), "phút");
    // In “8 giờ 90 người” a new phrase begins.
    let next = line.get(line.spaces(minute_end));
    let is_minute = (1..=2).contains(&(minute_end - minute))
        && !line.is_word(minute_end)
        && (minutes.is_some() || !next.is_some_and(char::is_alphabetic));
    let end = if is_minute { minutes.unwrap_or(minute_end) } else { word };
    let read = Time::read(&line.slice(at..end));
    match read {
        Err(TimeFault::Unreadable) => None,
        // “48 giờ” is a duration.
        Err(TimeFault::NoSuchHour { .. }) if !clock => None,
        _ => Some(Match { start: at, end, what: EntityKind::Time(read), wanted: None }),
    }
}
