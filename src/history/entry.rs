//! One time something was printed.

use serde::{Deserialize, Serialize};

use super::basis::HistoryBasis;
use super::name::is_name;
use crate::vietnamese::date::Date;

/// The form of a line. Lines of another form are left alone.
const FORM: u32 = 1;
/// The most letters of the numbers of rows.
const LONGEST: usize = 200;

/// One time something was printed: one line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryEntry {
    /// The form of the line.
    toroi: u32,
    /// The day, with the time of day where it is known: `2026-12-03T09:41`.
    pub when: String,
    /// The guide; of a kit there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<String>,
    /// The product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The kit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit: Option<String>,
    /// The look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<String>,
    /// How many copies, of a kit how many kits; 0 when nobody said.
    #[serde(default)]
    pub copies: u64,
    /// The numbers of the rows of a list, such as `31-340`; never what stands in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    /// What it stands on.
    #[serde(default)]
    pub on: HistoryBasis,
}

/// How many were printed, and of what.
#[derive(Clone, Debug, Default)]
pub struct PrintedCount {
    /// Copies; 0 when nobody said.
    pub copies: u64,
    /// Numbers of rows.
    pub rows: Option<String>,
    /// The look.
    pub look: Option<String>,
}

impl HistoryEntry {
    /// A guide that was printed as a product.
    pub fn of_sheet(
        when: &str,
        (guide, product): (&str, &str),
        count: PrintedCount,
        on: HistoryBasis,
    ) -> Option<HistoryEntry> {
        let (guide, product) = (Some(guide.to_owned()), Some(product.to_owned()));
        Self::new(when, (guide, product, None), count, on)
    }

    /// A kit that was printed.
    pub fn of_kit(
        when: &str,
        kit: &str,
        count: PrintedCount,
        on: HistoryBasis,
    ) -> Option<HistoryEntry> {
        Self::new(when, (None, None, Some(kit.to_owned())), count, on)
    }

    fn new(
        when: &str,
        (guide, product, kit): (Option<String>, Option<String>, Option<String>),
        PrintedCount { copies, rows, look }: PrintedCount,
        on: HistoryBasis,
    ) -> Option<HistoryEntry> {
        let when = when.to_owned();
        let entry = HistoryEntry { toroi: FORM, when, guide, product, kit, look, copies, rows, on };
        entry.is_well_formed().then_some(entry)
    }

    /// A line of the history; `None` when this program did not write it.
    pub(super) fn read(line: &str) -> Option<HistoryEntry> {
        let entry: HistoryEntry = serde_json::from_str(line).ok()?;
        entry.is_well_formed().then_some(entry)
    }

    /// The line, without its end.
    pub fn line(&self) -> String {
        // No map with keys that are no text: it is always written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether it says what a line may say and nothing else: a name of a person has no place in it.
    fn is_well_formed(&self) -> bool {
        let HistoryEntry { toroi, when, guide, product, kit, look, copies: _, rows, on } = self;
        let names = [guide, product, kit, look];
        let is_rows = |rows: &String| {
            let is_part = |c: char| c.is_ascii_digit() || c == '-' || c == ',';
            !rows.is_empty() && rows.len() <= LONGEST && rows.chars().all(is_part)
        };
        *toroi == FORM
            && is_moment(when)
            && (kit.is_some() != guide.is_some() && guide.is_some() == product.is_some())
            && names.into_iter().flatten().all(|name| is_name(name))
            && rows.as_ref().is_none_or(is_rows)
            && on.is_well_formed()
    }
}

/// `2026-12-03` or `2026-12-03T09:41`.
fn is_moment(words: &str) -> bool {
    let (day, time) = words.split_once('T').map_or((words, None), |(day, time)| (day, Some(time)));
    let is_time = |time: &str| {
        let (hour, minute) = time.split_once(':').unwrap_or_default();
        let below = |digits: &str, end: u8| {
            digits.len() == 2 && digits.parse::<u8>().is_ok_and(|number| number < end)
        };
        below(hour, 24) && below(minute, 60)
    };
    day.len() == 10 && day.parse::<Date>().is_ok() && time.is_none_or(is_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> HistoryEntry {
        let count = PrintedCount { copies: 310, rows: Some("31-340".to_owned()), look: None };
        let sheet = ("cai-dat-vneid", "hanger-105");
        HistoryEntry::of_sheet("2026-12-03T09:41", sheet, count, HistoryBasis::default()).unwrap()
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        assert_eq!(HistoryEntry::read(&entry().line()), Some(entry()));
    }

    #[test]
    fn what_a_line_may_not_say_is_not_read() {
        let line = entry().line();
        for (from, to) in [
            ("\"toroi\":1", "\"toroi\":2"),
            ("\"toroi\":1,", ""),
            ("31-340", "Nguyễn Văn An"),
            ("31-340", ""),
            ("hanger-105", "Nhà bác An"),
            ("T09:41", "T24:00"),
            ("2026-12-03", "2026-13-03"),
            ("2026-12-03T09:41", "hôm qua"),
            ("\"guide\":\"cai-dat-vneid\",", ""),
            ("\"copies\":310", "\"copies\":310,\"ten\":\"bác An\""),
            ("\"copies\":310", "\"copies\":-1"),
            ("\"copies\":310", "\"kit\":\"doi\",\"copies\":310"),
            ("{\"labels\":{}", "{\"labels\":{\"nut\":\"bác An\"}"),
            ("{\"labels\":{}", "{\"labels\":{\"bác An\":\"0123456789abcdef\"}"),
            ("}}", "}"),
        ] {
            let changed = line.replacen(from, to, 1);
            assert_ne!(changed, line, "{from}");
            assert_eq!(HistoryEntry::read(&changed), None, "{changed}");
        }
    }
}
