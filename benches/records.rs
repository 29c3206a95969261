//! How many rows a second a list is read, and in how much memory: CSV and XLSX of 8 columns.
//!
//! `cargo bench --bench records -- [ROWS] [csv|xlsx]`; each kind runs in a process of its own, so
//! that its peak memory is its own.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark is run by hand")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use rust_xlsxwriter::Workbook;
use toroi::diag::Sink;
use toroi::records::{Options, Table};

const FAMILIES: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Bùi", "Hoàng"];
const GIVEN: [&str; 8] = ["An", "Bích", "Cường", "Đạt", "Hòa", "Thủy", "Quý", "Yến"];

fn row(index: usize) -> [String; 8] {
    let (family, given) = (FAMILIES[index % 8], GIVEN[index / 8 % 8]);
    [
        index.to_string(),
        format!("{family} Văn {given}"),
        format!("Số {}, ngõ {}, phố Định Công", index % 97 + 1, index % 31 + 1),
        format!("Tổ dân phố {}", index % 40 + 1),
        format!("0912 {:03} {:03}", index / 1000 % 1000, index % 1000),
        "Đã cài, chưa kích hoạt".to_owned(),
        format!("https://vneid.gov.vn/?t={index}"),
        "Buổi sáng".to_owned(),
    ]
}

const HEAD: [&str; 8] = ["STT", "Họ tên", "Địa chỉ", "Tổ", "Điện thoại", "Tình trạng", "Mã", "Giờ"];

fn make(path: &Path, rows: usize) {
    if path.extension().is_some_and(|end| end == "csv") {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
        let mut line = HEAD.join(";");
        for index in 0..rows {
            writeln!(out, "{line}").unwrap();
            line.clear();
            write!(line, "{}", row(index).join(";")).unwrap();
        }
        writeln!(out, "{line}").unwrap();
        return;
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEAD).unwrap();
    for index in 0..rows {
        sheet.write_row(u32::try_from(index).unwrap() + 1, 0, row(index)).unwrap();
    }
    book.save(path).unwrap();
}

/// The most memory this process has had, in MB.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    let kb = line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok());
    kb.unwrap_or(0) / 1024
}

/// The seconds this process has worked, which other programs do not lengthen.
fn worked() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
    // utime and stime, in hundredths of a second on Linux.
    (ticks(13) + ticks(14)) / 100.0
}

fn read(path: &Path) {
    let start = Instant::now();
    let mut sink = Sink::new();
    let mut table = Table::open(path, &Options::default(), &mut sink).unwrap();
    let first = start.elapsed();
    let (mut rows, mut letters) = (0usize, 0usize);
    for record in &mut table {
        let record = record.unwrap();
        assert!(record.notes.is_empty(), "{:?}", record.notes);
        rows += 1;
        letters += record.cells.iter().map(String::len).sum::<usize>();
    }
    let time = start.elapsed().as_secs_f64();
    let (rate, first, megabytes) = (rows as f64 / worked(), first.as_secs_f64(), letters >> 20);
    println!(
        "{}: {rows} rows, {megabytes} MB of text, {time:.2} s, {:.2} s of work, \
         {rate:.0} rows a second of work, first row after {first:.3} s, peak {} MB",
        path.extension().unwrap().to_string_lossy(),
        worked(),
        peak(),
    );
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [word, path] = &words[..]
        && word == "read"
    {
        return read(Path::new(path));
    }
    let rows = words.first().and_then(|rows| rows.parse().ok()).unwrap_or(300_000);
    for kind in ["csv", "xlsx"] {
        if words.get(1).is_some_and(|only| only != kind) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("list.{kind}"));
        make(&path, rows);
        let own = std::env::current_exe().unwrap();
        for _ in 0..3 {
            Command::new(&own).arg("read").arg(&path).status().unwrap();
        }
    }
}
