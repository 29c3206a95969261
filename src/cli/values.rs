//! Values of options, and what is wrong with them.

use clap::ValueEnum;

use super::threads;
use crate::diag::{Text, text};
use crate::doc::Duplex;
use crate::guide::Date;
use crate::merge;
use crate::paint::view::View;
use crate::session::larger_by;
use crate::sheet::{ImpositionScheme, PaperSize};
use crate::vietnamese::encoding::Encoding;

/// How a value that cannot be used has to be written.
#[derive(Debug)]
pub(super) struct BadValue(pub Text);

impl std::fmt::Display for BadValue {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0.en)
    }
}

impl std::error::Error for BadValue {}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatArg {
    Human,
    Short,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArg {
    En,
    Vi,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ListArg {
    Guides,
    Products,
    Labels,
    Facts,
    Kits,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SchemaArg {
    FrontMatter,
    Guide,
    Project,
    Sites,
    Facts,
    Labels,
    Screens,
    Terms,
    Ward,
    Printers,
    Base,
    Look,
    Style,
    Kit,
}

impl SchemaArg {
    /// The name of the schema.
    pub(super) fn name(self) -> &'static str {
        match self {
            SchemaArg::FrontMatter => "front-matter",
            SchemaArg::Guide => "guide",
            SchemaArg::Project => "project",
            SchemaArg::Sites => "sites",
            SchemaArg::Facts => "facts",
            SchemaArg::Labels => "labels",
            SchemaArg::Screens => "screens",
            SchemaArg::Terms => "terms",
            SchemaArg::Ward => "ward",
            SchemaArg::Printers => "printers",
            SchemaArg::Base => "base",
            SchemaArg::Look => "look",
            SchemaArg::Style => "style",
            SchemaArg::Kit => "kit",
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PaperArg {
    A4,
    A3,
    Sra3,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum OrderArg {
    Copies,
    Booklet,
    Stack,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FlipArg {
    Long,
    Short,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PressArg {
    X4,
    X1a,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ViewArg {
    OldEyes,
    Photocopy,
    Cut,
}

impl From<ViewArg> for View {
    fn from(view: ViewArg) -> View {
        match view {
            ViewArg::OldEyes => View::OldEyes,
            ViewArg::Photocopy => View::Photocopy,
            ViewArg::Cut => View::Cut,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SortArg {
    Address,
    Name,
    None,
}

impl From<PaperArg> for PaperSize {
    fn from(paper: PaperArg) -> PaperSize {
        match paper {
            PaperArg::A4 => PaperSize::A4,
            PaperArg::A3 => PaperSize::A3,
            PaperArg::Sra3 => PaperSize::Sra3,
        }
    }
}

impl From<OrderArg> for ImpositionScheme {
    fn from(order: OrderArg) -> ImpositionScheme {
        match order {
            OrderArg::Copies => ImpositionScheme::Copies,
            OrderArg::Booklet => ImpositionScheme::Booklet,
            OrderArg::Stack => ImpositionScheme::Stack,
        }
    }
}

impl From<FlipArg> for Duplex {
    fn from(edge: FlipArg) -> Duplex {
        match edge {
            FlipArg::Long => Duplex::Long,
            FlipArg::Short => Duplex::Short,
            FlipArg::None => Duplex::None,
        }
    }
}

pub(super) fn pair(written: &str) -> Result<(String, String), BadValue> {
    field_and_column(written).ok_or_else(|| {
        BadValue(text!(
            en "write it like --map cong-an=\"Số trực ban\"",
            vi "hãy viết như --map cong-an=\"Số trực ban\"",
        ))
    })
}

/// The same for a roster, which has other fields.
pub(super) fn house(written: &str) -> Result<(String, String), BadValue> {
    field_and_column(written).ok_or_else(|| {
        BadValue(text!(
            en "write it like --map dia-chi=\"Địa chỉ nhà\"",
            vi "hãy viết như --map dia-chi=\"Địa chỉ nhà\"",
        ))
    })
}

fn field_and_column(written: &str) -> Option<(String, String)> {
    let pair = written.split_once('=')?;
    let (field, column) = (pair.0.trim(), pair.1.trim());
    (!field.is_empty() && !column.is_empty()).then(|| (field.to_owned(), column.to_owned()))
}

pub(super) fn setting(written: &str) -> Result<(String, String), BadValue> {
    let pair = written.split_once('=').filter(|(key, _)| !key.is_empty());
    let pair = pair.map(|(key, value)| (key.to_owned(), value.to_owned()));
    pair.ok_or_else(|| {
        BadValue(text!(
            en "write a name, `=` and a value: --set cong-an=\"024 3864 1234\"",
            vi "ghi tên mục, dấu `=` rồi nội dung: --set cong-an=\"024 3864 1234\"",
        ))
    })
}

pub(super) fn jobs(written: &str) -> Result<usize, BadValue> {
    let number = written.parse().ok().filter(|number| *number <= threads::MOST);
    number.ok_or_else(|| {
        let most = threads::MOST;
        BadValue(text!(
            en "write a number from 1 to {most}, or 0 for as many as the computer has",
            vi "ghi số từ 1 đến {most}, hoặc 0 để dùng hết số nhân của máy",
        ))
    })
}

/// Dots per inch of a picture.
pub(super) fn resolution(written: &str) -> Result<u16, BadValue> {
    let number = written.parse().ok().filter(|number| (20..=600).contains(number));
    number.ok_or_else(|| {
        BadValue(text!(
            en "write the dots per inch, from 20 to 600",
            vi "ghi số điểm mỗi inch, từ 20 đến 600",
        ))
    })
}

/// How many copies a file holds.
pub(super) fn copies(written: &str) -> Result<u64, BadValue> {
    let number = written.parse().ok().filter(|number| (1..=1_000_000).contains(number));
    number.ok_or_else(|| {
        BadValue(text!(
            en "write a number from 1 to 1000000",
            vi "ghi số từ 1 đến 1000000",
        ))
    })
}

/// How many percent larger letters are, as a factor.
pub(super) fn larger(written: &str) -> Result<f64, BadValue> {
    let percent = written.trim_end_matches('%').parse::<u8>().ok();
    percent.and_then(larger_by).ok_or_else(|| {
        BadValue(text!(
            en "write how many percent larger letters are, from 1 to 100",
            vi "ghi chữ to hơn bao nhiêu phần trăm, từ 1 đến 100",
        ))
    })
}

/// The number of a place on a sheet of paper.
pub(super) fn place(written: &str) -> Result<usize, BadValue> {
    let number = written.parse().ok().filter(|number| (1..=1000).contains(number));
    number.ok_or_else(|| {
        BadValue(text!(
            en "write the number of a place, from 1",
            vi "ghi số thứ tự của chỗ trên giấy, từ 1",
        ))
    })
}

pub(super) fn up(written: &str) -> Result<usize, BadValue> {
    let number = written.strip_suffix("up").and_then(|number| number.parse().ok());
    number
        .filter(|number| *number >= 1)
        .ok_or_else(|| BadValue(text!(en "write it like 3up", vi "hãy viết như 3up")))
}

pub(super) fn encoding(name: &str) -> Result<Encoding, BadValue> {
    Encoding::by_name(name).ok_or_else(|| {
        let names: Vec<&str> = Encoding::ALL.iter().map(|encoding| encoding.name()).collect();
        let names = names.join(", ");
        BadValue(text!(en "the encodings are: {names}", vi "các bảng mã gồm: {names}"))
    })
}

pub(super) fn separator(typed: &str) -> Result<char, BadValue> {
    let mut letters = typed.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), Some('t')) => Ok('\t'),
        (Some(sign), None) if sign.is_ascii() && !sign.is_ascii_alphanumeric() && sign != '"' => {
            Ok(sign)
        }
        _ => Err(BadValue(text!(
            en "write one character, such as ; or \\t for a tab",
            vi "ghi một dấu, như ; hoặc \\t cho dấu tab",
        ))),
    }
}

/// The thickest paper that is folded, in mm: card of 300 g and more is creased instead.
const THICKEST: f64 = 0.5;

pub(super) fn thickness(written: &str) -> Result<f64, BadValue> {
    let number = written.replace(',', ".").parse::<f64>().ok();
    number.filter(|mm| (0.0..=THICKEST).contains(mm)).ok_or_else(|| {
        BadValue(text!(
            en "write mm from 0 to {THICKEST}, like 0.1 for ordinary paper",
            vi "ghi số mm từ 0 đến {THICKEST}, như 0.1 với giấy thường",
        ))
    })
}

/// Numbers of rows: `31-340`, `17,40-52`.
pub(super) fn rows(written: &str) -> Result<String, BadValue> {
    match merge::read_only(written) {
        Ok(_) if written.len() <= 200 => Ok(written.replace('–', "-").replace(' ', "")),
        _ => Err(BadValue(text!(
            en "write numbers of rows like 31-340 or 17,40-52",
            vi "ghi số thứ tự các hàng như 31-340 hoặc 17,40-52",
        ))),
    }
}

pub(super) fn day(written: &str) -> Result<Date, BadValue> {
    written
        .parse()
        .map_err(|()| BadValue(text!(en "write it like 2026-11-23", vi "hãy viết như 2026-11-23")))
}
