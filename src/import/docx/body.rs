//! The body of a document of Word, paragraph by paragraph.

use std::collections::BTreeMap;

use super::drawing;
use super::numbering::{Numbering, value};
use super::styles::{Letters, Styles, list};
use crate::archive::Relation;
use crate::import::block::{Block, Content, LossKind, Marker};
use crate::import::element::{Child, Element};
use crate::import::inline::InlineText;
use crate::import::paragraph::{below, line_block};

pub(super) struct BodyReader<'a> {
    styles: Styles,
    numbering: Numbering,
    targets: &'a BTreeMap<String, &'a Relation>,
    pub(super) content: Content,
    fields: Vec<Field>,
    /// Whether every field that begins also ends.
    are_fields_whole: bool,
}

/// A field that has begun.
#[derive(Debug, Default)]
struct Field {
    code: String,
    has_result: bool,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: InlineText,
    letters: Letters,
    pictures: Vec<Block>,
}

impl<'a> BodyReader<'a> {
    pub(super) fn new(
        styles: Styles,
        numbering: Numbering,
        targets: &'a BTreeMap<String, &'a Relation>,
    ) -> BodyReader<'a> {
        let (content, fields) = (Content::default(), Vec::new());
        BodyReader { styles, numbering, targets, content, fields, are_fields_whole: true }
    }

    /// Reads a body, or what stands in a cell or frame.
    pub(super) fn blocks(&mut self, parent: &Element) {
        if parent.name == "body" {
            let mut marks = Vec::new();
            parent.deep("fldChar", &mut marks);
            let count = |kind: &str| {
                marks.iter().filter(|mark| mark.get("fldCharType") == Some(kind)).count()
            };
            self.are_fields_whole = count("begin") == count("end");
        }
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "sdt" => {
                    if let Some(inside) = self.control(element) {
                        self.blocks(inside);
                    }
                }
                "del" | "moveFrom" => self.lose_deleted(element),
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(element),
                "AlternateContent" => {
                    if let Some(choice) = choice(element) {
                        self.blocks(choice);
                    }
                }
                "oMathPara" | "oMath" => self.content.lose(LossKind::Formula, element.letters()),
                "altChunk" | "subDoc" => self.content.lose(LossKind::Object, ""),
                _ => {}
            }
        }
    }

    /// What stands in a content control; nothing where it is not filled in or a table of contents.
    fn control<'e>(&mut self, control: &'e Element) -> Option<&'e Element> {
        let own = control.find(&["sdtPr"]);
        let inside = control.find(&["sdtContent"])?;
        if own.is_some_and(|own| own.find(&["showingPlcHdr"]).is_some()) {
            self.content.lose(LossKind::Form, inside.letters());
            return None;
        }
        let gallery = own.and_then(|own| own.first("docPartGallery")).and_then(|it| it.get("val"));
        if gallery == Some("Table of Contents") {
            self.content.lose(LossKind::Field, inside.letters());
            return None;
        }
        Some(inside)
    }

    fn paragraph(&mut self, element: &Element) {
        let own = element.find(&["pPr"]);
        let style = own.and_then(|own| value(own, "pStyle")).unwrap_or("Normal");
        let style = self.styles.resolved(style);
        let mut paragraph = Paragraph { letters: style.letters, ..Paragraph::default() };
        self.runs(element, &mut paragraph);
        if !self.are_fields_whole {
            self.fields.clear();
        }
        let Paragraph { text, pictures, .. } = paragraph;
        let label = self.number(own, style.list.clone(), text.is_empty());
        let label = label.map(|(marker, label, level)| (marker, label, level.max(style.depth())));
        if style.is_contents() {
            self.content.lose(LossKind::Field, text.letters());
        } else if !text.is_empty() {
            let rank = own.and_then(|own| value(own, "outlineLvl")?.parse().ok());
            let rank = rank.or(style.rank).filter(|rank: &usize| *rank < 9);
            self.put(&text, rank, style.is_title(), label);
        }
        self.content.blocks.extend(pictures);
    }

    /// The number or bullet of a paragraph; an empty one is not shown and not counted by us.
    fn number(
        &mut self,
        own: Option<&Element>,
        of_style: Option<(Option<String>, Option<usize>)>,
        is_empty: bool,
    ) -> Option<(Marker, String, usize)> {
        let own = own.and_then(list);
        let level = own.as_ref().and_then(|it| it.1).or(of_style.as_ref().and_then(|it| it.1));
        let id = own.and_then(|it| it.0).or(of_style.and_then(|it| it.0))?;
        let level = level.unwrap_or(0).min(8);
        if is_empty || id == "0" {
            return None;
        }
        self.numbering.next(&id, level).map(|(marker, label)| (marker, label, level))
    }

    fn put(
        &mut self,
        text: &InlineText,
        rank: Option<usize>,
        is_title: bool,
        label: Option<(Marker, String, usize)>,
    ) {
        let whole = text.markdown();
        let block = match (rank, label) {
            _ if is_title => Block::Title(whole.replace('\n', " ")),
            (Some(rank), label) => {
                let label = label.map(|(_, label, _)| label);
                let label = label.filter(|label| label.to_lowercase().contains("bước"));
                let label = label.map_or_else(String::new, |label| format!("{label} "));
                Block::Heading(rank + 1, format!("{label}{}", whole.replace('\n', " ")))
            }
            (None, Some((Marker::Part, ..))) => Block::Heading(1, whole.replace('\n', " ")),
            (None, Some((marker, _, level))) => Block::Item { marker, level, text: whole },
            (None, None) => {
                let is_bold = text.is_bold();
                let blocks = whole.lines().map(|line| line_block(line, is_bold));
                return self.content.blocks.extend(blocks);
            }
        };
        self.content.blocks.push(block);
    }

    fn runs(&mut self, parent: &Element, paragraph: &mut Paragraph) {
        for element in parent.elements() {
            match element.name.as_str() {
                "r" => self.run(element, paragraph),
                "hyperlink" => {
                    self.runs(element, paragraph);
                    let target = element.get("id").and_then(|id| self.targets.get(id));
                    if let Some(address) = target.filter(|it| it.is_outside).map(|it| &it.target) {
                        self.content.link(&element.letters(), address, &mut paragraph.text);
                    }
                }
                "ins" | "moveTo" => {
                    self.content.lose(LossKind::Inserted, letters(element));
                    self.runs(element, paragraph);
                }
                "del" | "moveFrom" => self.lose_deleted(element),
                "sdt" => {
                    if let Some(inside) = self.control(element) {
                        self.runs(inside, paragraph);
                    }
                }
                "fldSimple" => {
                    let code = element.get("instr").unwrap_or("").to_owned();
                    self.fields.push(Field { code, has_result: true });
                    self.runs(element, paragraph);
                    self.end_field(paragraph);
                }
                "smartTag" | "customXml" | "dir" | "bdo" => self.runs(element, paragraph),
                "oMath" | "oMathPara" => self.content.lose(LossKind::Formula, element.letters()),
                "AlternateContent" => {
                    if let Some(choice) = choice(element) {
                        self.runs(choice, paragraph);
                    }
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &Element, paragraph: &mut Paragraph) {
        let own = run.find(&["rPr"]);
        let style = own.and_then(|own| value(own, "rStyle"));
        let style = style.map_or_else(Letters::default, |id| self.styles.resolved(id).letters);
        let look = Letters::read(own).over(style).over(paragraph.letters);
        self.pieces(run, look, paragraph);
    }

    fn pieces(&mut self, run: &Element, look: Letters, paragraph: &mut Paragraph) {
        for element in run.elements() {
            match element.name.as_str() {
                "t" => self.letters(&text(element), look, paragraph),
                "tab" | "ptab" => self.letters("\t", look, paragraph),
                "br" if !matches!(element.get("type"), Some("page" | "column")) => {
                    self.letters("\n", look, paragraph);
                }
                "cr" => self.letters("\n", look, paragraph),
                "noBreakHyphen" => self.letters("-", look, paragraph),
                "sym" => {
                    let code = element.get("char").unwrap_or("");
                    if let Some(letter) = symbol(code) {
                        self.letters(letter, look, paragraph);
                    } else {
                        let font = element.get("font").unwrap_or("");
                        self.content.lose(LossKind::Symbol, format!("{font} {code}"));
                    }
                }
                "delText" => self.content.lose(LossKind::Deleted, text(element)),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|it| !it.has_result) {
                        field.code.push_str(&text(element));
                    }
                }
                "fldChar" => match element.get("fldCharType") {
                    Some("begin") => self.fields.push(Field::default()),
                    Some("separate") => {
                        if let Some(field) = self.fields.last_mut() {
                            field.has_result = true;
                        }
                    }
                    _ => self.end_field(paragraph),
                },
                "drawing" | "pict" | "object" => {
                    drawing::read(
                        element,
                        self.targets,
                        &mut self.content,
                        &mut paragraph.pictures,
                    );
                }
                "AlternateContent" => {
                    if let Some(choice) = choice(element) {
                        self.pieces(choice, look, paragraph);
                    }
                }
                "ruby" => {
                    if let Some(base) = element.find(&["rubyBase"]) {
                        self.runs(base, paragraph);
                    }
                }
                _ => {}
            }
        }
    }

    fn letters(&mut self, letters: &str, look: Letters, paragraph: &mut Paragraph) {
        if look.hidden == Some(true) {
            return self.content.lose(LossKind::Hidden, letters);
        }
        if look.struck == Some(true) {
            return self.content.lose(LossKind::Struck, letters);
        }
        for field in &self.fields {
            match field.name().as_str() {
                "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "DATE" | "TIME" | "SAVEDATE"
                | "PRINTDATE" | "CREATEDATE" | "TOC" | "PAGEREF" | "FILENAME" | "AUTHOR" => {
                    return self.content.lose(LossKind::Field, letters);
                }
                "FORMTEXT" if letters.trim().is_empty() => return,
                "REF" | "NOTEREF" => self.content.lose(LossKind::Reference, letters),
                _ => {}
            }
        }
        paragraph.text.push(letters, look.bold == Some(true));
    }

    fn end_field(&mut self, paragraph: &mut Paragraph) {
        let Some(field) = self.fields.pop() else { return };
        if field.name() == "HYPERLINK" {
            // `HYPERLINK "https://…" \o "…"`; one that begins with a switch leads inside.
            let address = field.code.split('"').nth(1).unwrap_or("").to_owned();
            if !field.code.contains("\\l") && !address.is_empty() {
                let text = paragraph.text.letters();
                self.content.link(&text, &address, &mut paragraph.text);
            }
        }
    }

    fn lose_deleted(&mut self, element: &Element) {
        self.content.lose(LossKind::Deleted, letters(element));
    }

    fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        let outer = std::mem::take(&mut self.content.blocks);
        let mut is_merged = false;
        let mut all = Vec::new();
        table_rows(table, &mut all);
        for row in all {
            if row.find(&["trPr", "del"]).is_some() {
                self.lose_deleted(row);
                continue;
            }
            let mut cells = Vec::new();
            for cell in row.elements().filter(|it| it.name == "tc" || it.name == "sdt") {
                let own = cell.find(&["tcPr"]);
                let has = |name: &str| own.is_some_and(|own| own.find(&[name]).is_some());
                is_merged |= has("gridSpan") || has("vMerge") || has("hMerge");
                self.blocks(cell.find(&["sdtContent", "tc"]).unwrap_or(cell));
                let inside = std::mem::take(&mut self.content.blocks);
                let merged = own.and_then(|own| own.find(&["vMerge"]));
                let goes_on =
                    merged.is_some_and(|it| it.get("val").is_none_or(|it| it != "restart"));
                let above = rows.last().and_then(|row: &Vec<Vec<Block>>| row.get(cells.len()));
                cells.push(if goes_on { below(above, inside) } else { inside });
            }
            rows.push(cells);
        }
        self.content.blocks = outer;
        self.content.put_table(rows, is_merged);
    }
}

/// The rows of a table; some stand in wrappers of their own.
fn table_rows<'e>(table: &'e Element, found: &mut Vec<&'e Element>) {
    for element in table.elements() {
        match element.name.as_str() {
            "tr" => found.push(element),
            "sdt" | "sdtContent" | "ins" | "customXml" => table_rows(element, found),
            _ => {}
        }
    }
}

impl Field {
    fn name(&self) -> String {
        self.code.split_whitespace().next().unwrap_or("").to_uppercase()
    }
}

/// The newest form of something that stands there in several.
fn choice(element: &Element) -> Option<&Element> {
    element.find(&["Choice"]).or_else(|| element.find(&["Fallback"]))
}

/// The letters of an element itself.
fn text(element: &Element) -> String {
    let letters = element.children.iter().filter_map(|child| match child {
        Child::Text(letters) => Some(letters.as_str()),
        Child::Element(_) => None,
    });
    letters.collect()
}

/// The letters of runs, deleted or not, without the codes of fields.
fn letters(element: &Element) -> String {
    let mut out = String::new();
    for name in ["t", "delText"] {
        let mut found = Vec::new();
        element.deep(name, &mut found);
        out.extend(found.into_iter().map(text));
    }
    out
}

/// The letter for a sign of Symbol or Wingdings that has one.
fn symbol(code: &str) -> Option<&'static str> {
    let code = u32::from_str_radix(code, 16).ok()? | 0xf000;
    Some(match code {
        0xf0b7 | 0xf0a7 | 0xf0d8 | 0xf076 => "•",
        0xf0e0 | 0xf0e8 | 0xf0f0 => "→",
        0xf0a8 | 0xf06f | 0xf071 | 0xf0a3 => "☐",
        _ => return None,
    })
}
