//! XLSX: the spreadsheet of Excel (ECMA-376), row by row.
//!
//! The crate `calamine` gives numbers without their form, so that a phone kept as `0000000000`
//! loses its zero; it holds each text in an allocation of its own, and reserves as much memory as a
//! file asks for. Here a sheet is never in memory: only the list of texts is, end to end. Tests
//! compare the values with those of that crate.

mod date;
mod number;
mod number_format;
mod sheet;
mod strings;
mod styles;

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::archive::{MOST_OF_A_SHEET, damaged};
use super::choose::{Worksheet, choose, others};
use super::rows::FileFault;
use crate::archive::{Archive, MOST_OF_A_PART, Relation, attribute, relations};
use sheet::Reckoning;
pub(super) use sheet::{Cells, iso_day, struck, uncomputed};

/// A workbook's parts, by the names its relations give them.
struct Workbook {
    sheets: Vec<Worksheet>,
    strings: Option<String>,
    styles: Option<String>,
    reckoning: Reckoning,
}

/// Opens the sheet that is asked for; the names of the others that hold something come with it.
pub(super) fn open(
    mut archive: Archive,
    asked: Option<&str>,
) -> Result<(Cells, Vec<String>), FileFault> {
    let mut workbook = read(&mut archive)?;
    let sheet = choose(&workbook.sheets, asked)?.path.clone();
    if asked.is_none() {
        for other in workbook.sheets.iter_mut().take(MOST_LOOKED_AT) {
            other.is_filled = other.path != sheet && is_filled(&mut archive, &other.path);
        }
    }
    let others = others(&workbook.sheets, &sheet);
    let part = archive.part(&sheet, MOST_OF_A_SHEET)?.ok_or_else(damaged)?;
    let merged = sheet::merged(part)?;
    let strings = match &workbook.strings {
        Some(path) => strings::read(&mut archive, path)?,
        None => strings::Strings::default(),
    };
    let styles = match &workbook.styles {
        Some(path) => styles::read(&mut archive, path)?,
        None => styles::Styles::default(),
    };
    let xml = archive.xml(&sheet, MOST_OF_A_SHEET)?.ok_or_else(damaged)?;
    Ok((Cells::new(xml, strings, styles, merged, workbook.reckoning), others))
}

/// How many sheets are looked at beside the one that is read, and how much of each.
const MOST_LOOKED_AT: usize = 30;
const MOST_TAGS: usize = 5000;

/// Whether any cell of a sheet holds something, as far as its beginning shows.
fn is_filled(archive: &mut Archive, path: &str) -> bool {
    let Ok(Some(mut xml)) = archive.xml(path, MOST_OF_A_SHEET) else { return false };
    for _ in 0..MOST_TAGS {
        match xml.next() {
            Ok(Event::Start(tag)) if matches!(tag.local_name().as_ref(), "v" | "is") => {
                return true;
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
    false
}

fn read(archive: &mut Archive) -> Result<Workbook, FileFault> {
    let root = relations(archive, "_rels/.rels", "")?;
    let book = root.iter().find(|it| it.kind == "officeDocument").map(|it| it.target.clone());
    let book = book.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
    let related = relations(archive, &format!("{folder}/_rels/{name}.rels"), folder)?;
    let of_kind =
        |kind: &str| related.iter().find(|it| it.kind == kind).map(|it| it.target.clone());
    let mut workbook = Workbook {
        sheets: Vec::new(),
        strings: of_kind("sharedStrings"),
        styles: of_kind("styles"),
        reckoning: Reckoning::default(),
    };
    let is_sheet = |it: &&Relation| it.kind == "worksheet";
    let paths: BTreeMap<&str, &str> =
        related.iter().filter(is_sheet).map(|it| (it.id.as_str(), it.target.as_str())).collect();
    let mut xml = archive.xml(&book, MOST_OF_A_PART)?.ok_or_else(damaged)?;
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "workbookPr" => {
                    let mark = attribute(&tag, "date1904");
                    workbook.reckoning.since_1904 =
                        mark.is_some_and(|it| it == "1" || it == "true");
                }
                "calcPr" => {
                    let mark = attribute(&tag, "fullCalcOnLoad");
                    workbook.reckoning.is_uncalculated =
                        mark.is_some_and(|it| it == "1" || it == "true");
                }
                "sheet" => {
                    let id = attribute(&tag, "id").unwrap_or_default();
                    let path = paths.get(id.as_str());
                    let name = attribute(&tag, "name").unwrap_or_default();
                    let is_hidden = attribute(&tag, "state").is_some_and(|it| it != "visible");
                    workbook.sheets.extend(path.map(|path| Worksheet {
                        name,
                        path: (*path).to_owned(),
                        is_hidden,
                        is_filled: false,
                    }));
                }
                _ => {}
            },
            Event::Eof => return Ok(workbook),
            _ => {}
        }
    }
}
