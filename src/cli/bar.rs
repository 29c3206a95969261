//! Bars for work that takes long enough to watch.

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::terminal::Terminal;

/// At least this many files or sheets take long enough to watch.
pub(super) const MANY: usize = 4;

/// A bar of files or sheets on a terminal; nothing elsewhere.
pub(super) fn of_files(
    count: usize,
    long: bool,
    (en, vi): (&str, &str),
    terminal: Terminal,
) -> ProgressBar {
    if count == 0 || !long || !terminal.is_for_people() {
        return ProgressBar::hidden();
    }
    let look = format!("{{bar:30}} {{pos}}/{{len}} {}", terminal.say(en, vi));
    let bar = begun(Some(count as u64), &look, |style| style);
    bar.tick();
    bar
}

/// A bar of records with rate and time left on a terminal; nothing elsewhere.
pub(super) fn of_records(records: Option<u64>, terminal: Terminal) -> ProgressBar {
    if !terminal.is_for_people() {
        return ProgressBar::hidden();
    }
    let (left, second) = (terminal.say("left", "nữa"), terminal.say("s", "giây"));
    let look = match records {
        Some(_) => format!("{{bar:30}} {{pos}}/{{len}}  {{rate}}/{second}  {{eta}} {left}"),
        None => format!("{{spinner}} {{pos}}  {{rate}}/{second}"),
    };
    // Whole copies: nobody reads the four decimals the bar has of its own.
    let rate = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{:.0}", state.per_sec());
    };
    begun(records, &look, |style| style.with_key("rate", rate))
}

fn begun(
    count: Option<u64>,
    look: &str,
    with: impl Fn(ProgressStyle) -> ProgressStyle,
) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(count, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template(look) {
        bar.set_style(with(style));
    }
    bar
}
