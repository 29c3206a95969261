//! The body of a document of `LibreOffice`, paragraph by paragraph.

use super::lists::{Lists, OpenList};
use super::styles::{Styles, TextStyle};
use crate::import::block::{Block, Content, Figure, LossKind, Marker};
use crate::import::element::{Child, Element};
use crate::import::inline::InlineText;
use crate::import::paragraph::{below, line_block};

/// More spaces or cells than these are not meant.
const MOST_AGAIN: usize = 200;

pub(super) struct BodyReader {
    styles: Styles,
    lists: Lists,
    pub(super) content: Content,
    /// How many stretches of inserted text have begun.
    inserted: usize,
    /// The ids of changes that inserted something.
    insertions: Vec<String>,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: InlineText,
    pictures: Vec<Block>,
    is_hidden: bool,
}

impl BodyReader {
    pub(super) fn new(styles: Styles, lists: Lists) -> BodyReader {
        let (content, insertions) = (Content::default(), Vec::new());
        BodyReader { styles, lists, content, inserted: 0, insertions }
    }

    /// Reads a body, or what stands in a cell or section.
    pub(super) fn blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" | "h" => {
                    let (block, pictures) = self.paragraph(element, None);
                    self.content.blocks.extend(block);
                    self.content.blocks.extend(pictures);
                }
                "list" => self.list(element, None),
                "table" => self.table(element),
                "section" if element.get("display") == Some("none") => {
                    self.content.lose(LossKind::Hidden, element.letters());
                }
                "section" | "numbered-paragraph" | "index-body" => self.blocks(element),
                "tracked-changes" => self.changes(element),
                "table-of-content" | "alphabetical-index" | "illustration-index"
                | "table-index" | "bibliography" | "user-index" | "object-index" => {
                    self.content.lose(LossKind::Field, element.letters());
                }
                "frame" | "a" | "g" | "custom-shape" | "rect" | "line" => {
                    let mut pictures = Vec::new();
                    self.drawing(element, &mut pictures);
                    self.content.blocks.extend(pictures);
                }
                "change-start" | "change-end" => self.change(element),
                _ => {}
            }
        }
    }

    /// What was deleted stands apart, what was inserted in its place.
    fn changes(&mut self, all: &Element) {
        for region in all.all("changed-region") {
            for change in region.elements() {
                match change.name.as_str() {
                    "deletion" => {
                        let mut paragraphs = Vec::new();
                        change.deep("p", &mut paragraphs);
                        change.deep("h", &mut paragraphs);
                        let text: Vec<String> = paragraphs.iter().map(|it| it.letters()).collect();
                        self.content.lose(LossKind::Deleted, text.join(" "));
                    }
                    "insertion" => self.insertions.extend(region.get("id").map(str::to_owned)),
                    _ => {}
                }
            }
        }
    }

    fn change(&mut self, mark: &Element) {
        let id = mark.get("change-id").unwrap_or("");
        if self.insertions.iter().any(|known| known == id) {
            let is_start = mark.name == "change-start";
            self.inserted =
                if is_start { self.inserted + 1 } else { self.inserted.saturating_sub(1) };
        }
    }

    /// A paragraph as a block, and the pictures in it.
    fn paragraph(
        &mut self,
        element: &Element,
        item: Option<(Option<(Marker, String)>, usize)>,
    ) -> (Vec<Block>, Vec<Block>) {
        let style = self.styles.resolved("paragraph", element.get("style-name"));
        let mut paragraph = Paragraph::default();
        self.inline(element, &style, &mut paragraph);
        let Paragraph { text, pictures, is_hidden } = paragraph;
        if is_hidden {
            self.content.lose(LossKind::Hidden, text.letters());
            return (Vec::new(), pictures);
        }
        if text.is_empty() {
            return (Vec::new(), pictures);
        }
        let whole = text.markdown();
        let one = || whole.replace('\n', " ");
        let rank = element.get("outline-level").and_then(|it| it.parse().ok()).unwrap_or(1);
        let block = match item {
            // Some programs name the style and do not define it.
            _ if style.is_title || element.get("style-name") == Some("Title") => {
                Block::Title(one())
            }
            item if element.name == "h" => {
                let label = item.and_then(|(marker, _)| marker).map(|(_, label)| label);
                let label = label.filter(|label| label.to_lowercase().contains("bước"));
                let label = label.map_or_else(String::new, |label| format!("{label} "));
                Block::Heading(rank, format!("{label}{}", one()))
            }
            Some((Some((Marker::Part, _)), _)) => Block::Heading(1, one()),
            Some((Some((marker, _)), level)) => {
                Block::Item { marker, level: level.saturating_sub(1), text: whole }
            }
            _ => {
                let is_bold = text.is_bold();
                return (whole.lines().map(|line| line_block(line, is_bold)).collect(), pictures);
            }
        };
        (vec![block], pictures)
    }

    fn list(&mut self, list: &Element, outer: Option<&OpenList>) {
        let of_paragraph = list
            .first("p")
            .and_then(|first| self.styles.resolved("paragraph", first.get("style-name")).list);
        let mut open = self.lists.begin(list, outer, of_paragraph);
        for item in list.elements() {
            let mut marker = match item.name.as_str() {
                // An item that holds only a list is not shown.
                "list-item" if item.elements().any(|it| it.name == "p" || it.name == "h") => {
                    Some(self.lists.next(&mut open, item))
                }
                "list-item" | "list-header" => None,
                _ => continue,
            };
            for element in item.elements() {
                match element.name.as_str() {
                    "p" | "h" => {
                        let own = marker.take().map(|marker| (marker, open.level));
                        let is_more = own.is_none();
                        let (blocks, pictures) = self.paragraph(element, own);
                        for block in blocks {
                            self.item_block(block, is_more && item.name == "list-item");
                        }
                        self.content.blocks.extend(pictures);
                    }
                    "list" => self.list(element, Some(&open)),
                    _ => {}
                }
            }
        }
        self.lists.end(open);
    }

    /// The second paragraph of an item goes on with it.
    fn item_block(&mut self, block: Block, is_more: bool) {
        match (block, self.content.blocks.last_mut()) {
            (Block::Paragraph(more), Some(Block::Item { text, .. })) if is_more => {
                text.push('\n');
                text.push_str(&more);
            }
            (block, _) => self.content.blocks.push(block),
        }
    }

    fn inline(&mut self, parent: &Element, look: &TextStyle, paragraph: &mut Paragraph) {
        for child in &parent.children {
            let element = match child {
                Child::Text(letters) => {
                    // White space of the file is one space; more has elements of its own.
                    let letters = letters.replace(['\n', '\t', '\r'], " ");
                    self.letters(&letters, look, paragraph);
                    continue;
                }
                Child::Element(element) => element,
            };
            match element.name.as_str() {
                "span" => {
                    let own = self.styles.resolved("text", element.get("style-name"));
                    self.inline(element, &own.over(look), paragraph);
                }
                "s" => {
                    let count = element.get("c").and_then(|it| it.parse().ok()).unwrap_or(1);
                    self.letters(&" ".repeat(MOST_AGAIN.min(count)), look, paragraph);
                }
                "tab" => self.letters("\t", look, paragraph),
                "line-break" => self.letters("\n", look, paragraph),
                "a" => {
                    self.inline(element, look, paragraph);
                    if let Some(address) = element.get("href").filter(|it| !it.starts_with('#')) {
                        let shown = element.letters();
                        self.content.link(&shown, address, &mut paragraph.text);
                    }
                }
                "note" => {
                    let body = element.find(&["note-body"]).map(Element::letters);
                    self.content.lose(LossKind::Footnote, body.unwrap_or_default());
                }
                "annotation" => {
                    let text: Vec<String> = element.all("p").map(Element::letters).collect();
                    self.content.lose(LossKind::Comment, text.join(" "));
                }
                "hidden-text" => {
                    let text = element.get("string-value").unwrap_or("");
                    self.content.lose(LossKind::Hidden, text);
                }
                "hidden-paragraph" => {
                    paragraph.is_hidden |= element.get("is-hidden") != Some("false");
                }
                "change-start" | "change-end" => self.change(element),
                "frame" | "g" | "custom-shape" | "rect" | "line" | "control" => {
                    self.drawing(element, &mut paragraph.pictures);
                }
                "page-number" | "page-count" | "date" | "time" | "file-name" | "author-name"
                | "creation-date" | "modification-date" | "print-date" | "chapter" => {
                    self.content.lose(LossKind::Field, element.letters());
                }
                "bookmark-ref" | "reference-ref" | "sequence-ref" | "note-ref" => {
                    self.content.lose(LossKind::Reference, element.letters());
                    self.inline(element, look, paragraph);
                }
                "placeholder" => self.content.lose(LossKind::Form, element.letters()),
                "ruby" => {
                    if let Some(base) = element.find(&["ruby-base"]) {
                        self.inline(base, look, paragraph);
                    }
                }
                "ruby-text" | "annotation-end" | "tracked-changes" => {}
                // Fields that are left show what they show.
                _ => self.inline(element, look, paragraph),
            }
        }
    }

    fn letters(&mut self, letters: &str, look: &TextStyle, paragraph: &mut Paragraph) {
        if look.hidden == Some(true) {
            return self.content.lose(LossKind::Hidden, letters);
        }
        if look.struck == Some(true) {
            return self.content.lose(LossKind::Struck, letters);
        }
        if self.inserted > 0 {
            self.content.lose(LossKind::Inserted, letters);
        }
        paragraph.text.push(letters, look.bold == Some(true));
    }

    fn drawing(&mut self, drawing: &Element, found: &mut Vec<Block>) {
        if drawing.name == "a" || drawing.name == "g" {
            for inside in drawing.elements() {
                self.drawing(inside, found);
            }
            return;
        }
        let alt = ["desc", "title"].into_iter().find_map(|name| drawing.find(&[name]));
        let alt = alt.map(Element::letters).unwrap_or_default().replace(['[', ']'], "");
        if drawing.elements().any(|it| it.name.starts_with("object") || it.name == "plugin") {
            return self.content.lose(LossKind::Object, alt);
        }
        let mut paragraphs = Vec::new();
        drawing.deep("p", &mut paragraphs);
        let text: Vec<String> = paragraphs.iter().map(|it| it.letters()).collect();
        if !text.concat().is_empty() {
            self.content.lose(LossKind::TextBox, text.join(" "));
        }
        let Some(file) = drawing.first("image").and_then(|image| image.get("href")) else { return };
        if file.contains("://") {
            return self.content.lose(LossKind::PictureOutside, file);
        }
        let file = file.trim_start_matches("./").to_owned();
        if self.styles.resolved("graphic", drawing.get("style-name")).is_cropped {
            self.content.lose(LossKind::Cropped, &file);
        }
        found.push(Block::Picture(Figure { file, alt }));
    }

    fn table(&mut self, table: &Element) {
        let mut all = Vec::new();
        table_rows(table, &mut all);
        let outer = std::mem::take(&mut self.content.blocks);
        let mut is_merged = false;
        let mut rows: Vec<Vec<Vec<Block>>> = Vec::new();
        // In how many rows more the cell of a column goes on.
        let mut going_on: Vec<usize> = Vec::new();
        for row in all {
            let mut cells = Vec::new();
            for cell in row.elements() {
                match cell.name.as_str() {
                    "table-cell" => {
                        let spans = ["number-columns-spanned", "number-rows-spanned"];
                        is_merged |= spans
                            .iter()
                            .any(|name| cell.get(name).is_some_and(|count| count != "1"));
                        self.blocks(cell);
                        let rows = cell.get("number-rows-spanned").and_then(|it| it.parse().ok());
                        going_on.resize(going_on.len().max(cells.len() + 1), 0);
                        going_on[cells.len()] = rows.unwrap_or(1_usize).saturating_sub(1);
                        cells.push(std::mem::take(&mut self.content.blocks));
                    }
                    "covered-table-cell" => {
                        let above = rows.last().and_then(|row| row.get(cells.len()));
                        let goes_on = going_on.get_mut(cells.len()).filter(|more| **more > 0);
                        cells.push(match goes_on {
                            Some(more) => {
                                *more -= 1;
                                below(above, Vec::new())
                            }
                            None => Vec::new(),
                        });
                    }
                    _ => {}
                }
            }
            rows.push(cells);
        }
        self.content.blocks = outer;
        self.content.put_table(rows, is_merged);
    }
}

/// The rows of a table; its head and groups stand in wrappers of their own.
fn table_rows<'e>(table: &'e Element, found: &mut Vec<&'e Element>) {
    for element in table.elements() {
        match element.name.as_str() {
            "table-row" => found.push(element),
            "table-header-rows" | "table-rows" | "table-row-group" => table_rows(element, found),
            _ => {}
        }
    }
}
