//! However long a list is and whatever it says, a run takes no more memory than it may.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::merging::{Dice, GUIDE, Home, households};

/// Runs a command to its end and gives its exit code and the most memory it had, in MB.
fn peak(command: Command) -> (Option<i32>, u64) {
    let (code, _, mb) = peaks(command, || false);
    (code, mb)
}

/// The same, and before it the most memory it had until `is_passed`, if that was seen.
fn peaks(mut command: Command, is_passed: impl Fn() -> bool) -> (Option<i32>, Option<u64>, u64) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (mut until, mut peak) = (None, 0);
    loop {
        let said = std::fs::read_to_string(&status).unwrap_or_default();
        let line = said.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kb = line.and_then(|rest| rest.trim().strip_suffix(" kB")?.trim().parse().ok());
        peak = peak.max(kb.unwrap_or(0));
        if until.is_none() && is_passed() {
            until = Some(peak);
        }
        if let Some(ended) = child.try_wait().unwrap() {
            return (ended.code(), until.map(|kb| kb / 1024), peak / 1024);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Four columns of 1 to 9 words each, so that hardly two copies have the same lines.
fn free_text(rows: u64) -> String {
    const WORDS: [&str; 12] =
        ["nhà", "văn", "hóa", "khu", "phố", "đoàn", "thanh", "niên", "hội", "phụ", "nữ", "trận"];
    let mut dice = Dice::new(11);
    let mut list = "to-truong;don-vi;tinh-nguyen-vien;cong-an\n".to_owned();
    for _ in 0..rows {
        let mut cell = || {
            let count = dice.below(9) + 1;
            (0..count).map(|_| dice.pick(&WORDS)).collect::<Vec<_>>().join(" ")
        };
        let cells = [cell(), cell(), cell(), cell()];
        list.push_str(&format!("{}\n", cells.join(";")));
    }
    list
}

/// As many MB may a job with free text have; a build for tests has ten more of code in memory.
const MOST: u64 = if cfg!(debug_assertions) { 55 } else { 45 };

/// Copies of one file.
const PER_FILE: u64 = 100;

/// Makes copies with free text and gives the most memory until a quarter of them is done, and until
/// the end. By the first each cache has forgotten what it held more than once: a program whose caches
/// never forget has 48 MB after 300 copies and 67 MB after 1,200, this one 46 MB after either.
fn free_text_peaks(rows: u64, threads: &str) -> (u64, u64) {
    let home = Home::with(&free_text(rows));
    let per_file = PER_FILE.to_string();
    let job = ["--product", "leaflet-a5", "--skip-bad", "--per-file", &per_file, "-j", threads];
    // Until the list has been read to its end, finished files wait here.
    let waiting = format!("out/.{GUIDE}-leaflet-a5.waiting");
    let quarter = || home.pdfs_there(&waiting) as u64 >= rows / PER_FILE / 4;
    let (code, few, many) = peaks(home.merging(&job), quarter);
    assert_eq!(code, Some(0));
    let few = few.expect("a quarter of the files was seen");
    assert_eq!(home.pdfs_there("out") as u64, rows.div_ceil(PER_FILE));
    // What all copies share is written once a file, wherever it stands on their pages.
    let bytes: usize = home.pdfs("out").values().map(Vec::len).sum();
    assert!(bytes as u64 <= rows * 2500, "{} bytes a copy", bytes as u64 / rows);
    (few, many)
}

/// Growth is measured on one thread: which of several has which copy, and so what lies where in
/// memory, changes from run to run, by up to 6 MB.
fn free_text_keeps_its_memory(rows: u64) {
    let (few, many) = free_text_peaks(rows, "1");
    assert!(many < MOST && many * 100 <= few * 110, "{few} MB, then {many} MB");
}

#[test]
fn free_text_takes_no_more_memory_the_longer_the_list_is() {
    free_text_keeps_its_memory(1200);
}

#[test]
#[ignore = "slow: four thousand copies"]
fn free_text_takes_no_more_memory_on_four_thousand_copies() {
    free_text_keeps_its_memory(4000);
    let (_, many) = free_text_peaks(4000, "2");
    assert!(many < MOST, "{many} MB");
}

#[test]
#[ignore = "slow: four plans of 150,000 records"]
fn long_lists_are_sorted_and_split_over_the_disk() {
    let home = Home::with(&households(150_000));
    let plan = |order: &[&str]| {
        let (code, mb) = peak(home.merging(&[order, &["--plan"]].concat()));
        assert_eq!(code, Some(0), "{order:?}");
        mb
    };
    let plain = plan(&[]);
    for order in
        [&["--sort", "Mã QR"][..], &["--split-by", "Tổ"], &["--split-by", "Tổ", "--sort", "Tổ"]]
    {
        let mb = plan(order);
        assert!(mb < plain + 75, "{order:?}: {mb} MB, {plain} MB in the order of the list");
    }
}

#[test]
fn a_column_of_numbers_is_not_split_by() {
    let home = Home::with(&households(100_001));
    for args in [&["--plan"][..], &["--skip-bad"]] {
        let args = [&["--split-by", "Mã QR"], args].concat();
        home.merge(&args).refused(&["[M09]", "“Mã QR”", "100000"]);
        assert_eq!(home.pdfs_there("out"), 0, "{args:?}");
    }
    assert_eq!(home.names("out"), [format!("{GUIDE}-hanger.job.jsonl")]);
}

/// Most MB that a tagged file of all copies may take; two bytes in three of what grows are the places
/// of its objects.
#[test]
#[ignore = "slow: two and eight thousand tagged copies"]
fn a_tagged_file_of_all_copies_keeps_only_numbers_in_memory() {
    let peak_of = |rows: u64| {
        let home = Home::with(&free_text(rows));
        let job = ["--tagged", "--one-file", "-j", "1", "--skip-bad"];
        let (code, mb) = peak(home.merging(&job));
        assert_eq!(code, Some(0));
        mb
    };
    let (few, many) = (peak_of(2000), peak_of(8000));
    // 1.5 KB a copy.
    assert!(many < few + 6000 * 3 / 2 / 1024 + 6, "{few} MB, then {many} MB");
}

/// A guide with a picture of its own, of two million pixels.
fn with_picture(home: &Home, nth: usize) {
    let picture = image::RgbImage::from_fn(1600, 1200, |x, y| {
        image::Rgb([(x / 8 % 200) as u8, (y / 8 % 200) as u8, (nth * 5) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    home.write(&format!("guides/a{nth}.png"), bytes.into_inner());
    let guide = crate::case::GUIDE;
    home.write(&format!("guides/x{nth}.md"), format!("{guide}\n![Ảnh thử](a{nth}.png)\n"));
}

#[test]
fn pictures_of_other_guides_do_not_stay_in_memory() {
    let peak_of = |guides: usize| {
        let home = Home::new();
        (0..guides).for_each(|nth| with_picture(&home, nth));
        let names: Vec<String> = (0..guides).map(|nth| format!("x{nth}")).collect();
        let mut args = vec!["build", "-j", "1"];
        args.extend(names.iter().map(String::as_str));
        let (code, mb) = peak(home.command(&args));
        assert_eq!(code, Some(0));
        assert_eq!(home.pdfs_there("out"), guides);
        mb
    };
    let (few, many) = (peak_of(4), peak_of(16));
    // Twelve more pictures take 66 MB decoded.
    assert!(many < few + 20, "{few} MB, then {many} MB");
}
