//! What the styles of a workbook say of a cell: the form of its number, and whether it is struck out.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::Event;

use super::number_format::NumberFormat;
use super::strings::strikes;
use crate::archive::{Archive, MOST_OF_A_PART, attribute};
use crate::records::rows::FileFault;

/// The styles of a workbook, by their numbers.
#[derive(Default)]
pub(super) struct Styles {
    /// The form of each, in order; styles of one form share it.
    forms: Vec<Arc<NumberFormat>>,
    /// Whether each strikes its text out.
    struck: Vec<bool>,
}

impl Styles {
    pub(super) fn form(&self, style: usize) -> Option<&Arc<NumberFormat>> {
        self.forms.get(style)
    }

    pub(super) fn is_struck(&self, style: usize) -> bool {
        self.struck.get(style).is_some_and(|struck| *struck)
    }
}

/// Reads the part that holds them.
pub(super) fn read(archive: &mut Archive, path: &str) -> Result<Styles, FileFault> {
    let (mut codes, mut ids): (BTreeMap<u32, String>, Vec<u32>) = Default::default();
    let (mut fonts, mut struck): (Vec<bool>, Vec<bool>) = Default::default();
    let Some(mut xml) = archive.xml(path, MOST_OF_A_PART)? else { return Ok(Styles::default()) };
    let (mut in_cells, mut in_fonts) = (false, false);
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "cellXfs" => in_cells = true,
                "fonts" => in_fonts = true,
                "font" if in_fonts => fonts.push(false),
                "strike" if in_fonts => {
                    if let Some(font) = fonts.last_mut() {
                        *font = strikes(&tag);
                    }
                }
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        codes.insert(id, code);
                    }
                }
                "xf" if in_cells => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    ids.push(id.unwrap_or(0));
                    let font = attribute(&tag, "fontId").and_then(|id| id.parse::<usize>().ok());
                    struck.push(font.is_some_and(|font| fonts.get(font) == Some(&true)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::End(tag) if tag.local_name().as_ref() == "fonts" => in_fonts = false,
            Event::Eof => break,
            _ => {}
        }
    }
    let mut forms: BTreeMap<u32, Arc<NumberFormat>> = BTreeMap::new();
    let mut form = |id: u32| {
        let code = codes.get(&id).map_or_else(|| built_in(id), String::as_str);
        Arc::clone(forms.entry(id).or_insert_with(|| Arc::new(NumberFormat::read(code))))
    };
    Ok(Styles { forms: ids.into_iter().map(&mut form).collect(), struck })
}

/// The forms that have a number and no code in a file: ECMA-376 part 1, 18.8.30. Those of dates are
/// all written day first here, as in Vietnam (VT-13).
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        5 | 6 => "#,##0\\ \"₫\"",
        7 | 8 => "#,##0.00\\ \"₫\"",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        48 => "##0.0E+0",
        14 | 15 | 27..=31 | 36 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
        16 => "dd/mm",
        17 => "mm/yyyy",
        18 | 20 | 32..=35 | 55 | 56 => "h:mm",
        19 | 21 => "h:mm:ss",
        22 => "dd/mm/yyyy h:mm",
        3 | 37 | 38 | 41 | 42 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        45 | 47 => "mm:ss",
        46 => "[h]:mm:ss",
        49 => "@",
        _ => "General",
    }
}
