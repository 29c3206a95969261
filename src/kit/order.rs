//! How each file of a kit is printed, cut and folded.
//!
//! In go a [`Kit`] and its sheets as they are set, out come lines in Vietnamese: people of the ward
//! and of the print shop read them, whatever language the volunteer reads messages in.

use serde::Serialize;

use super::read::{Kit, KitEntry};
use crate::diag::tenths;
use crate::doc::{Duplex, SheetStyle};
use crate::geom::Size;
use crate::layout::Pages;
use crate::sheet::Grid;

/// Everything there is to print for a kit.
#[derive(Clone, Debug, Serialize)]
pub struct JobOrder {
    /// What people call the kit.
    pub title: String,
    /// Whom it is for.
    pub audience: String,
    /// What the leader of the team has to know.
    pub notes: Vec<String>,
    /// The printer the sheets are fitted to, if any.
    pub printer: Option<String>,
    /// One line a file.
    pub lines: Vec<JobLine>,
}

/// One file to print.
#[derive(Clone, Debug, Serialize)]
pub struct JobLine {
    /// Its number in the kit, from 1.
    pub number: usize,
    /// What it is.
    pub what: String,
    /// Its name.
    pub file: String,
    /// How many pages it has: sides of paper.
    pub pages: usize,
    /// How many copies are needed.
    pub copies: usize,
    /// The paper: `A4`, `99 × 210 mm`.
    pub paper: String,
    /// How many sheets of paper that is.
    pub sheets: usize,
    /// One side or two, and over which edge.
    pub turn: String,
    /// Where to cut, fold and punch.
    pub finish: String,
}

impl JobOrder {
    /// The order of a kit without its lines.
    pub fn new(kit: &Kit) -> JobOrder {
        let Kit { title, audience, notes, .. } = kit.clone();
        JobOrder { title, audience, notes, printer: None, lines: Vec::new() }
    }

    /// What the program counted or says itself: all but the words of the kit.
    pub fn counted(&self) -> Vec<String> {
        let of = |line: &JobLine| {
            let JobLine { number, file, pages, copies, paper, sheets, turn, finish, .. } = line;
            let numbers = [number, pages, copies, sheets].map(ToString::to_string);
            let words = [file, paper, turn, finish].map(Clone::clone);
            numbers.into_iter().chain(words)
        };
        self.lines.iter().flat_map(of).chain(self.printer.clone()).collect()
    }

    /// Adds the line of an entry that was set as `pages`, to be called `file`.
    pub fn add(&mut self, entry: &KitEntry, file: String, style: &SheetStyle, pages: &Pages) {
        let sides = pages.pages.len();
        let size = pages.pages.first().map_or(style.page, |page| page.size);
        let is_duplex = sides > 1 && pages.duplex != Duplex::None;
        let leaves = if is_duplex { sides.div_ceil(2) } else { sides };
        let on_a_sheet = copies_on_a_sheet(entry, style);
        let turn = match pages.duplex {
            Duplex::Long if is_duplex => "In hai mặt, lật theo cạnh dài",
            Duplex::Short if is_duplex => "In hai mặt, lật theo cạnh ngắn",
            _ => "In một mặt",
        };
        self.lines.push(JobLine {
            number: self.lines.len() + 1,
            what: entry.what.clone(),
            file,
            pages: sides,
            copies: entry.copies,
            paper: paper(size),
            sheets: entry.copies.div_ceil(on_a_sheet) * leaves,
            turn: turn.to_owned(),
            finish: finish(style, on_a_sheet, leaves),
        });
    }

    /// The order as plain text, for the print shop.
    pub fn text(&self) -> String {
        let mut text = format!("Lệnh in: {}\n{}\n", self.title, self.audience);
        text.push_str("\nIn đúng cỡ 100 %, không chọn “vừa trang giấy”. Giấy mờ, không bóng.\n");
        if let Some(printer) = &self.printer {
            text.push_str(&format!(
                "Chỉ in trên máy `{printer}`: các tệp đã chỉnh theo máy này.\n"
            ));
        }
        for line in &self.lines {
            let JobLine { number, what, file, pages, copies, paper, sheets, turn, finish } = line;
            text.push_str(&format!(
                "\n[ ] {number}. {what}\n    Tệp: {file} ({pages} trang)\n    \
                 Cần {copies} bản: {sheets} tờ giấy {paper}\n    {turn}. {finish}.\n",
            ));
        }
        if !self.notes.is_empty() {
            text.push_str("\nCần nhớ:\n");
        }
        for note in &self.notes {
            text.push_str(&format!("- {note}\n"));
        }
        text
    }
}

/// How many copies come from one sheet of paper.
fn copies_on_a_sheet(entry: &KitEntry, style: &SheetStyle) -> usize {
    let own = style.sheet.as_ref().and_then(|paper| paper.sides.first());
    let count = match (&entry.sheet, own) {
        (_, Some(side)) => side.columns.iter().filter(|column| column.page == Some(0)).count(),
        (Some(sheet), None) => Grid::most(style.page, sheet.size()).map_or(1, |grid| grid.count()),
        (None, None) => 1,
    };
    count.max(1)
}

fn finish(style: &SheetStyle, on_a_sheet: usize, leaves: usize) -> String {
    let mut all = Vec::new();
    if on_a_sheet > 1 {
        all.push(format!("cắt theo vạch, mỗi tờ giấy được {on_a_sheet} bản"));
    }
    if style.sheet.as_ref().is_some_and(|paper| paper.folded) {
        all.push("gấp theo vạch".to_owned());
    }
    if let Some(hole) = style.hole {
        let slit = if hole.slit.is_some() { ", rạch theo vạch bên cạnh" } else { "" };
        all.push(format!("khoét lỗ theo vạch tròn{slit}"));
    }
    if leaves > 1 {
        all.push(format!("mỗi bản gồm {leaves} tờ, kẹp theo thứ tự"));
    }
    let all = all.join("; ");
    let mut letters = all.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Không cắt, không gấp".to_owned(),
    }
}

/// The name of a paper, whichever way it lies.
fn paper(size: Size) -> String {
    let (short, long) = (size.w.min(size.h).to_mm(), size.w.max(size.h).to_mm());
    let known = [
        ("A6", 105.0, 148.0),
        ("A5", 148.0, 210.0),
        ("A4", 210.0, 297.0),
        ("A3", 297.0, 420.0),
        ("SRA3", 320.0, 450.0),
    ];
    let near = |a: f64, b: f64| (a - b).abs() < 0.6;
    let found = known.iter().find(|(_, w, h)| near(*w, short) && near(*h, long));
    found.map_or_else(
        || format!("{} × {} mm", tenths(size.w.to_mm()).vi, tenths(size.h.to_mm()).vi),
        |(name, ..)| (*name).to_owned(),
    )
}
