//! The switch for slow tests: `cargo test` leaves them out, `tests/run` and `.ci/run` never do.

use std::fs;
use std::process::Command;

use crate::run::root;

/// All tests that are left out in daily work.
const SLOW: &[&str] = &[
    "finished::other_readers_find_no_fault_in_sheets_nobody_looked_at",
    "looks::every_sheet_in_colour_is_sound",
    "merge::all_of_ten_thousand_copies_say_their_own_text_and_lead_to_their_own_address",
    "merge_memory::a_tagged_file_of_all_copies_keeps_only_numbers_in_memory",
    "merge_memory::free_text_takes_no_more_memory_on_four_thousand_copies",
    "merge_memory::long_lists_are_sorted_and_split_over_the_disk",
    "merge_resume::killed_at_any_moment_it_goes_on_to_the_same_bytes",
    "merge_resume::killed_while_bad_records_are_left_out",
    "merge_resume::killed_while_it_sorts_and_splits",
    "panels::the_contact_sheet",
    "photocopy::a_copy_of_a_copy_in_colour_still_reads",
    "photocopy::a_copy_of_a_copy_still_reads",
    "serve::who_never_says_what_they_want_gives_the_place_to_others",
    "serve_attacks::who_takes_nothing_of_an_answer_gives_the_place_to_others",
    "serve_load::fifty_people_look_while_five_long_lists_are_made",
    "serve_restart::killed_at_any_moment_what_was_saved_is_whole",
    "ward_sheets::all_sheets_have_room_for_a_long_mailbox",
    "ward_sheets::all_sheets_have_room_for_a_ward_of_long_names",
    "ward_sheets::all_sheets_have_room_for_an_ordinary_ward",
    "ward_sheets::every_sheet_can_call_its_readers_ong_ba",
];

/// What `tests/run` gives to cargo, as its last part would call it.
fn given(args: &[&str]) -> Vec<String> {
    let script = fs::read_to_string(root().join("tests/run")).unwrap();
    let call = &script[script.find("\ncase ").unwrap()..];
    assert_eq!(script.matches("cargo test").count(), call.matches("cargo test").count());
    let spoken = format!("set -euo pipefail\ncargo() {{ printf '%s\\n' \"$@\"; }}\n{call}");
    let out = Command::new("bash").args(["-c", &spoken, "tests/run"]).args(args).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn all_that_is_checked_before_a_change_runs_the_slow_tests_too() {
    let all = ["test", "--locked"];
    for (args, wanted) in [
        (&[][..], &["--", "--include-ignored"][..]),
        (&["--test", "suite"], &["--test", "suite", "--", "--include-ignored"]),
        (&["--lib", "--", "a", "b"], &["--lib", "--", "a", "b", "--include-ignored"]),
        (&["kits of", "--"], &["kits of", "--", "--include-ignored"]),
    ] {
        assert_eq!(given(args), [&all, wanted].concat(), "{args:?}");
    }
    let checks = fs::read_to_string(root().join(".ci/run")).unwrap();
    // On a line of its own, with nothing that leaves any of them out.
    assert!(checks.lines().any(|line| line == "step tests/run"), "{checks}");
}

#[test]
fn only_slow_tests_are_left_out_and_they_say_why() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for file in super::house::files(folder, "rs") {
            let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
            for (at, line) in
                lines.iter().enumerate().filter(|(_, line)| line.starts_with("#[ignore"))
            {
                assert!(line.starts_with("#[ignore = \"slow: "), "{}: {line}", file.path);
                let name = lines[at..].iter().find_map(|line| line.strip_prefix("fn ")).unwrap();
                let name = name.split('(').next().unwrap();
                let module = file.path.rsplit('/').next().unwrap().trim_end_matches(".rs");
                found.push(format!("{module}::{name}"));
            }
        }
    }
    found.sort();
    assert_eq!(found, SLOW);
}
