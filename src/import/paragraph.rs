//! What paragraphs, tables and links of any document become.

use super::block::{Block, Content, LossKind, Marker, words};
use super::inline::InlineText;
use super::marker;

/// A bold paragraph of more words is not a heading.
const MOST_HEADING_WORDS: usize = 12;
/// Nor is a line of more words in capitals, or a title.
const MOST_TITLE_WORDS: usize = 20;

/// A paragraph of one line by its own words.
pub(super) fn line_block(line: &str, is_bold: bool) -> Block {
    if let Some((marker, rest)) = marker::split(line) {
        return match marker {
            Marker::Part => Block::Heading(1, rest.to_owned()),
            marker => Block::Item { marker, level: 0, text: rest.to_owned() },
        };
    }
    let count = line.split_whitespace().count();
    if is_in_capitals(line) {
        return Block::Heading(1, line.to_owned());
    }
    let is_heading = is_bold && count <= MOST_HEADING_WORDS && !line.ends_with(['.', ';', ',']);
    if is_heading { Block::Heading(2, line.to_owned()) } else { Block::Paragraph(line.to_owned()) }
}

/// Whether a paragraph that comes first can be the title of the whole.
pub(super) fn is_title(line: &str) -> bool {
    line.split_whitespace().count() <= MOST_TITLE_WORDS && !line.ends_with(['.', ';', ',', ':'])
}

/// A line in capitals, as people type headings.
pub(super) fn is_in_capitals(line: &str) -> bool {
    let letters = || line.chars().filter(|letter| letter.is_alphabetic());
    let count = line.split_whitespace().count();
    letters().count() > 3 && (2..=MOST_TITLE_WORDS).contains(&count) && {
        let small = letters().filter(|letter| letter.is_lowercase()).count();
        // “CÀI ĐẶT VssID” is in capitals.
        small * 8 <= letters().count()
    }
}

/// What a cell says into which the one above it goes on: that holds for its row, too.
pub(super) fn below(above: Option<&Vec<Block>>, inside: Vec<Block>) -> Vec<Block> {
    if !words(&inside).is_empty() {
        return inside;
    }
    let text = above.map(|above| words(above)).filter(|text| !text.is_empty());
    text.map(Block::Paragraph).into_iter().chain(inside).collect()
}

impl Content {
    /// Adds a table; one of a single cell is only a frame.
    pub(super) fn put_table(&mut self, rows: Vec<Vec<Vec<Block>>>, is_merged: bool) {
        let is_nested = |cell: &Vec<Block>| cell.iter().any(|it| matches!(it, Block::Table(_)));
        if is_merged || rows.iter().flatten().any(is_nested) {
            let cells = rows.iter().flatten().map(|cell| words(cell));
            let text: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
            self.lose(LossKind::Cells, text.join(" | "));
        }
        if rows.len() == 1 && rows[0].len() == 1 {
            self.blocks.extend(rows.into_iter().flatten().flatten());
        } else {
            self.blocks.push(Block::Table(rows));
        }
    }

    /// The address behind words that do not show it.
    pub(super) fn link(&mut self, shown: &str, address: &str, text: &mut InlineText) {
        let bare = |text: &str| {
            let text = text.trim().to_lowercase();
            let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
            text.trim_start_matches("mailto:").trim_end_matches('/').to_owned()
        };
        if !bare(shown).ends_with(&bare(address)) {
            text.push(&format!(" ({address})"), false);
        }
        self.lose(LossKind::Link, format!("{} → {address}", shown.trim()));
    }
}
