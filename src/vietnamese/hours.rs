//! When something takes place, as a ward types it: `7h30–11h, thứ Bảy 5/12`.
//!
//! In prose “25h” may be a length; in a field for hours it is a slip, as is an end before the
//! beginning, or an eighth day of the week.

use super::digits::ascii;
use super::fold;
use super::time::{Time, TimeFault};

/// Why nobody can come at these hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursFault {
    /// There is no such time of the day.
    NoTime {
        /// What was typed.
        typed: String,
        /// Why.
        fault: TimeFault,
    },
    /// It ends before it begins.
    Backwards {
        /// The first time.
        from: Time,
        /// The second.
        to: Time,
    },
    /// No day of the week is called so.
    NoWeekday {
        /// What was typed.
        typed: String,
    },
}

/// What stands between the two times of a span.
const BETWEEN: [&str; 8] = ["-", "–", "—", "−", "~", "đến", "tới", "->"];
/// Days of a week there are not, as they follow “thứ”.
const NO_DAYS: [&str; 8] = ["tam", "chin", "muoi", "mot", "0", "1", "8", "9"];

/// Looks for times, spans and days of the week in `words`, and says what cannot be.
///
/// # Errors
/// The first fault.
pub fn check(words: &str) -> Result<(), HoursFault> {
    let plain = ascii(words).to_lowercase();
    let mut before: Option<(Time, usize)> = None;
    let mut at = 0;
    while let Some(start) = plain[at..].find(|letter: char| letter.is_ascii_digit()) {
        let start = at + start;
        let after = plain[..start].chars().next_back();
        let Some(end) = time_end(&plain[start..]).map(|length| start + length) else {
            let digits = plain[start..].trim_start_matches(|it: char| it.is_ascii_digit());
            at = plain.len() - digits.len();
            continue;
        };
        at = end;
        if after.is_some_and(|letter| letter.is_alphanumeric() || "/.,:".contains(letter)) {
            continue;
        }
        let typed = &plain[start..end];
        match Time::read(typed) {
            Ok(to) => {
                if let Some((from, end)) = before
                    && BETWEEN.contains(&plain[end..start].trim())
                    && to <= from
                {
                    return Err(HoursFault::Backwards { from, to });
                }
                before = Some((to, end));
            }
            Err(TimeFault::Unreadable) => {}
            Err(fault) => return Err(HoursFault::NoTime { typed: typed.to_owned(), fault }),
        }
    }
    weekdays(&plain)
}

/// How long the time is that a text begins with: `7h30`, `7 giờ 30`, `7:30`.
fn time_end(text: &str) -> Option<usize> {
    let is_digit = |it: char| it.is_ascii_digit();
    let rest = text.trim_start_matches(is_digit);
    if text.len() - rest.len() > 3 {
        return None;
    }
    let marked = rest.trim_start_matches(' ');
    let mark = ["giờ", "h", "g", ":"].into_iter().find(|mark| marked.starts_with(mark))?;
    let behind = &marked[mark.len()..];
    let spaced = behind.trim_start_matches(' ');
    let minutes = spaced.trim_start_matches(is_digit);
    let has_minutes = (1..=3).contains(&(spaced.len() - minutes.len()))
        && !minutes.starts_with(['/', 'h', 'g', ':'])
        && (mark == "giờ" || spaced.len() == behind.len());
    let end = if has_minutes { minutes } else { behind };
    // “8 hàng” is no time.
    (has_minutes || mark != ":" && !end.starts_with(char::is_alphanumeric))
        .then_some(text.len() - end.len())
}

fn weekdays(plain: &str) -> Result<(), HoursFault> {
    let words: Vec<&str> = plain.split_whitespace().collect();
    for pair in words.windows(2) {
        let day = pair[1].trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_day = pair[0].trim_start_matches(|letter: char| !letter.is_alphanumeric()) == "thứ";
        if is_day && NO_DAYS.contains(&fold::plain(day).as_str()) {
            return Err(HoursFault::NoWeekday { typed: format!("thứ {day}") });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_that_can_be_kept_pass() {
        for words in [
            "",
            "7h30–11h",
            "8h – 11h30, thứ Bảy 5/12 và Chủ nhật 6/12",
            "7 giờ 30 đến 11 giờ",
            "từ 8 giờ đến 10 giờ 30 phút",
            "7:30-11:00",
            "14h",
            "22h – 24h",
            "8h-11h, 14h-16h",
            "8 – 11h",
            "sáng thứ 7, 5/12",
            "thứ Hai, thứ Tư, thứ bảy",
            "8 hàng ghế",
            "lần thứ nhất, 8h",
            "2026",
            "số 30 ngõ 12",
        ] {
            assert_eq!(check(words), Ok(()), "{words}");
        }
    }

    #[test]
    fn hours_nobody_can_come_at_are_found() {
        let time = |typed: &str| Time::read(typed).unwrap();
        let no_time = |typed: &str, fault| HoursFault::NoTime { typed: typed.to_owned(), fault };
        for (words, fault) in [
            ("25h", no_time("25h", TimeFault::NoSuchHour { hour: 25 })),
            ("8h–26 giờ", no_time("26 giờ", TimeFault::NoSuchHour { hour: 26 })),
            ("7h65", no_time("7h65", TimeFault::NoSuchMinute { minute: 65 })),
            ("7:65", no_time("7:65", TimeFault::NoSuchMinute { minute: 65 })),
            ("7h30-7h", HoursFault::Backwards { from: time("7h30"), to: time("7h") }),
            ("từ 8h đến 7h", HoursFault::Backwards { from: time("8h"), to: time("7h") }),
            ("8h – 8h, thứ Ba", HoursFault::Backwards { from: time("8h"), to: time("8h") }),
            ("8h, thứ Tám", HoursFault::NoWeekday { typed: "thứ tám".into() }),
            ("(Thứ 8) 8h", HoursFault::NoWeekday { typed: "thứ 8".into() }),
        ] {
            assert_eq!(check(words), Err(fault), "{words}");
        }
    }
}
