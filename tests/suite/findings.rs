//! However many faults there are, they are found in a moment, the first are printed, all are
//! counted.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::case::{GUIDE, X, case};
use crate::run::Done;

const MANY: usize = 32_000;

/// A guide with so many lines more in its front matter.
fn fields(line: impl Fn(usize) -> String) -> String {
    let lines: String = (0..MANY).map(line).collect();
    GUIDE.replacen("short: Thử\n", &format!("short: Thử\n{lines}"), 1)
}

fn check(guide: &str, format: &str) -> Done {
    let before = Instant::now();
    let done = case().file(X, guide).start(format).run();
    let time = before.elapsed();
    // A tenth of a second where nothing else runs; the square of them took minutes.
    assert!(time < Duration::from_secs(20), "{format}: {time:?}");
    assert!(matches!(done.code, 0 | 1), "{}", done.stderr);
    done
}

#[test]
fn two_hundred_are_printed_and_the_rest_counted() {
    let guide = fields(|number| format!("x{number}: 1\n"));
    let short = check(&guide, "short").stderr;
    assert_eq!(short.lines().count(), 201);
    assert!(short.starts_with("guides/x.md:4:1: error[Y02]: there is no field `x0` here\n"));
    assert!(
        short.ends_with(
            "\n… and 31800 more that are not shown: 31800 errors, 0 warnings, 0 notes\n"
        )
    );
    let json = check(&guide, "json").stderr;
    let last: Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    assert_eq!(
        (json.lines().count(), &last["type"], &last["errors"]),
        (201, &"more".into(), &31800.into())
    );
    let human = check(&guide, "human").stderr;
    assert_eq!(human.matches("error[Y02]").count(), 200);
    for words in ["and 31800 more", "\n32000 errors, 0 warnings; ", "--> guides/x.md:203:1\n"] {
        assert!(human.contains(words), "{words}");
    }
}

#[test]
fn a_finding_for_programs_is_json_whatever_the_file_is_called() {
    // A right-to-left mark and the letter that begins a terminal's command: both are escaped.
    let name = "guides/a\u{202e}b\u{9b}31mc.md";
    let run = case().without(X).file(name, GUIDE.replacen("short: Thử", "shrot: Thử", 1));
    let done = run.start("json").run();
    assert_eq!(done.code, 1);
    let found: Vec<Value> =
        done.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!found.is_empty() && found.iter().all(|it| it["path"] == name), "{}", done.stderr);
    assert!(done.stderr.contains("guides/a\\u202eb\\u009b31mc.md"), "{}", done.stderr);
}

#[test]
fn a_name_that_is_there_again_and_again_is_one_cause_each_time() {
    let guide = fields(|_| "short: Thử\n".to_owned());
    let short = check(&guide, "short").stderr;
    assert!(short.contains("31800 more"), "{}", &short[..200]);
    assert!(!short.contains("Y02"));
}

#[test]
fn errors_stand_before_notes_and_warnings() {
    // Each pair of spaces is a note; the first errors come before them, one after all of them.
    let words = "Bác  bấm.\n\n".repeat(2_000);
    let done = check(&format!("{GUIDE}\n{words}\n<hr>\n"), "short");
    assert!(done.stderr.contains("error[G07]: raw HTML"), "{}", done.stderr);
    assert_eq!(done.stderr.lines().count(), 201);
    let rest = done.stderr.lines().last().unwrap();
    assert!(rest.contains(": 0 errors, 0 warnings, 18") && rest.contains(" notes"), "{rest}");
}

#[test]
fn a_list_of_one_value_a_text_of_one_line_and_words_without_end_are_read_in_a_moment() {
    for (from, to) in [
        ("[leaflet-a4]", format!("[{}]", "a, ".repeat(100_000))),
        ("    - Kính đọc", format!("    - \"{}\"", "\\u0041 <b> ".repeat(20_000))),
        ("    - Kính đọc", format!("    - |\n{}", "      a **<b>** a\n".repeat(10_000))),
        ("    - Kính đọc", format!("    - >\n{}", "      <b> a\n".repeat(20_000))),
        ("    - Kính đọc", "    - a # b\n".repeat(MANY)),
        ("short: Thử", format!("short: {}", "[".repeat(200_000))),
        ("short: Thử", format!("short:\n{}", "  - [\n".repeat(30_000))),
        ("short: Thử", format!("short: {}", "{a: ".repeat(50_000))),
        ("short: Thử", format!("short: {}", "&a ".repeat(50_000))),
        ("short: Thử", format!("short: {}", "? ".repeat(50_000))),
        ("short: Thử", format!("short: {}", "\"a\": ".repeat(50_000))),
        ("short: Thử", format!("short: Thử{}", "\n# x".repeat(50_000))),
    ] {
        check(&GUIDE.replacen(from, &to, 1), "short");
    }
}

#[test]
fn a_word_without_end_is_not_shown_whole() {
    let done = check(&format!("{GUIDE}\n{}\n", "a".repeat(200_000)), "short");
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("[L02]") && done.stderr.len() < 40_000, "{}", done.stderr.len());
}
