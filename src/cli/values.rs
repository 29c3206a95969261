//! Values of options, and what is wrong with them.

use clap::ValueEnum;

use super::threads;
use crate::doc::Duplex;
use crate::guide::Date;
use crate::sheet::{ImpositionScheme, PaperSize};
use crate::vietnamese::encoding::Encoding;

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

pub(super) fn pair(written: &str) -> Result<(String, String), String> {
    field_and_column(written).ok_or_else(|| "write it like cong-an=\"Số trực ban\"".to_owned())
}

/// The same for a roster, which has other fields.
pub(super) fn house(written: &str) -> Result<(String, String), String> {
    field_and_column(written).ok_or_else(|| "write it like dia-chi=\"Địa chỉ nhà\"".to_owned())
}

fn field_and_column(written: &str) -> Option<(String, String)> {
    let pair = written.split_once('=')?;
    let (field, column) = (pair.0.trim(), pair.1.trim());
    (!field.is_empty() && !column.is_empty()).then(|| (field.to_owned(), column.to_owned()))
}

pub(super) fn setting(written: &str) -> Result<(String, String), String> {
    let pair = written.split_once('=').filter(|(key, _)| !key.is_empty());
    let pair = pair.map(|(key, value)| (key.to_owned(), value.to_owned()));
    pair.ok_or_else(|| {
        "it has no `=`: write --set cong-an=\"024 3864 1234\" / thiếu dấu `=`: viết --set \
         cong-an=\"024 3864 1234\""
            .to_owned()
    })
}

pub(super) fn jobs(written: &str) -> Result<usize, String> {
    let number = written.parse().ok().filter(|number| *number <= threads::MOST);
    number.ok_or_else(|| {
        let most = threads::MOST;
        format!(
            "write a number from 1 to {most}, or 0 for as many as the computer has / ghi số từ 1 \
             đến {most}, hoặc 0 để dùng hết số nhân của máy"
        )
    })
}

pub(super) fn up(written: &str) -> Result<usize, String> {
    let number = written.strip_suffix("up").and_then(|number| number.parse().ok());
    number.filter(|number| *number >= 1).ok_or_else(|| "write it like 3up".to_owned())
}

pub(super) fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::by_name(name).ok_or_else(|| {
        let names: Vec<&str> = Encoding::ALL.iter().map(|encoding| encoding.name()).collect();
        format!("the encodings are: {}", names.join(", "))
    })
}

pub(super) fn separator(typed: &str) -> Result<char, String> {
    let mut letters = typed.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), Some('t')) => Ok('\t'),
        (Some(sign), None) if sign.is_ascii() && !sign.is_ascii_alphanumeric() && sign != '"' => {
            Ok(sign)
        }
        _ => Err("write one sign, such as ; or \\t for a tab".to_owned()),
    }
}

/// The thickest paper that is folded, in mm: card of 300 g and more is creased instead.
const THICKEST: f64 = 0.5;

pub(super) fn thickness(written: &str) -> Result<f64, String> {
    let number = written.replace(',', ".").parse::<f64>().ok();
    number.filter(|mm| (0.0..=THICKEST).contains(mm)).ok_or_else(|| {
        format!("write mm from 0 to {THICKEST}, like 0.1 for usual paper / ghi số mm từ 0 đến {THICKEST}, như 0.1 với giấy thường")
    })
}

pub(super) fn day(written: &str) -> Result<Date, String> {
    written.parse().map_err(|()| "write it like 2026-11-23".to_owned())
}
