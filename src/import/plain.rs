//! Text and Markdown, line by line: what somebody pasted out of Word, a web page or a chat.

use super::block::{Block, Content, Figure, LossKind, Marker};
use super::escape::escaped;
use super::marker;
use super::paragraph::is_in_capitals;
use super::pictograph;

/// A paragraph of fewer letters was not broken by a program.
const SHORT_LINE: usize = 40;

/// Reads clean text.
pub(super) fn read(text: &str, is_markdown: bool) -> Content {
    let mut reader = PlainReader { content: Content::default(), is_markdown, rows: Vec::new() };
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if is_markdown && line.trim_start().starts_with("```") {
            let inside: Vec<&str> =
                lines.by_ref().take_while(|line| !line.trim_start().starts_with("```")).collect();
            reader.content.lose(LossKind::Markup, inside.join(" "));
            continue;
        }
        reader.line(line);
    }
    reader.end_rows();
    reader.content
}

/// Whether a text is written in Markdown, as its headings show.
pub(super) fn looks_like_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let rest = line.trim_start_matches('#');
        let rank = line.len() - rest.len();
        (1..=6).contains(&rank) && rest.starts_with(' ') && !rest.trim().is_empty()
    })
}

struct PlainReader {
    content: Content,
    is_markdown: bool,
    /// Rows of a table that has not ended.
    rows: Vec<Vec<String>>,
}

impl PlainReader {
    fn line(&mut self, line: &str) {
        let words = line.trim();
        let cells = self.cells(line);
        let columns = self.rows.first().map_or(0, Vec::len);
        if cells.len() < 2 || (columns > 0 && cells.len() != columns) {
            self.end_rows();
        }
        if cells.len() > 1 {
            self.rows.push(cells);
            return;
        }
        let indent: usize = line
            .chars()
            .take_while(|letter| letter.is_whitespace())
            .map(|letter| if letter == '\t' { 4 } else { 1 })
            .sum();
        if words.is_empty() {
            self.content.blocks.push(Block::Paragraph(String::new()));
        } else if !self.is_markdown || !self.markdown(words) {
            self.words(words, indent / 2);
        }
    }

    /// Cells of a row: between bars, or between tabs where more than a marker stands before one.
    fn cells(&self, line: &str) -> Vec<String> {
        let line = line.trim();
        let own = |cells: &str, sign: char| -> Vec<String> {
            cells.split(sign).map(|cell| cell.trim().to_owned()).collect()
        };
        if line.starts_with('|') && line.len() > 1 {
            return own(line.trim_matches('|'), '|');
        }
        let line = line[pictograph::before(line)..].trim();
        let is_row = line.contains('\t') && marker::split(line).is_none();
        if is_row { own(line, '\t') } else { Vec::new() }
    }

    fn end_rows(&mut self) {
        let is_rule = |row: &Vec<String>| {
            row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-: ".contains(c)))
        };
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(|row| !is_rule(row));
        if let [row] = rows.as_slice()
            && row.len() == 2
            && marker::number_alone(&row[0]).is_none()
        {
            let line = row.join(" ");
            return self.words(&line, 0);
        }
        if rows.is_empty() {
            return;
        }
        let cell = |text: &String| match text.as_str() {
            "" => Vec::new(),
            text => vec![Block::Paragraph(self.own(text))],
        };
        let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        self.content.blocks.push(Block::Table(rows));
    }

    /// Markdown says itself what its signs mean; in other text they mean nothing.
    fn own(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.is_markdown { text } else { escaped(&text) }
    }

    /// What only Markdown has; whether this was one of it.
    fn markdown(&mut self, words: &str) -> bool {
        let rest = words.trim_start_matches('#');
        let rank = words.len() - rest.len();
        if (1..=6).contains(&rank) && rest.starts_with(' ') {
            let text = rest.trim().trim_end_matches('#').trim_end();
            self.content.blocks.push(Block::Heading(rank, text.to_owned()));
        } else if let Some((alt, file)) = picture(words) {
            self.content.lose(LossKind::PictureOutside, &file);
            self.content.blocks.push(Block::Picture(Figure { file, alt }));
        } else if words.chars().all(|letter| "-=_* ".contains(letter)) {
            // A rule across the page.
        } else if words.starts_with("<!--") || (words.starts_with('<') && words.ends_with('>')) {
            self.content.lose(LossKind::Markup, words);
        } else if let Some(rest) = words.strip_prefix('>') {
            return !rest.trim().is_empty() && {
                self.words(rest.trim(), 0);
                true
            };
        } else {
            return false;
        }
        true
    }

    fn words(&mut self, words: &str, level: usize) {
        let text = |words: &str| self.own(words);
        let block = if let Some((marker, rest)) = marker::split(words) {
            match marker {
                Marker::Part => Block::Heading(1, text(rest)),
                marker => Block::Item { marker, level, text: text(rest) },
            }
        } else if !self.is_markdown && is_in_capitals(words) {
            Block::Heading(1, text(words))
        } else {
            let more = text(words);
            if let Some(before) = self.broken_by_a_program(words) {
                before.push(' ');
                before.push_str(&more);
                return;
            }
            Block::Paragraph(more)
        };
        self.content.blocks.push(block);
    }

    /// The text of the last line, where a program broke it off and `words` go on.
    fn broken_by_a_program(&mut self, words: &str) -> Option<&mut String> {
        let (Block::Paragraph(last) | Block::Item { text: last, .. }) =
            self.content.blocks.last_mut()?
        else {
            return None;
        };
        let is_open = last.chars().count() >= SHORT_LINE
            && last.ends_with(|letter: char| letter.is_alphanumeric() || letter == ',');
        (is_open && words.starts_with(char::is_lowercase)).then_some(last)
    }
}

/// `![alt](file)` alone in its line.
fn picture(words: &str) -> Option<(String, String)> {
    let inside = words.strip_prefix("![")?.strip_suffix(')')?;
    let (alt, file) = inside.split_once("](")?;
    let file = file.trim().trim_start_matches('<').trim_end_matches('>');
    (!file.contains(')')).then(|| (alt.to_owned(), file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(marker: Marker, level: usize, text: &str) -> Block {
        Block::Item { marker, level, text: text.to_owned() }
    }

    fn blocks(text: &str) -> Vec<Block> {
        let is_markdown = looks_like_markdown(text);
        let mut blocks = read(text, is_markdown).blocks;
        blocks.retain(|block| *block != Block::Paragraph(String::new()));
        blocks
    }

    #[test]
    fn lines_are_what_they_look_like() {
        let text = "Cài đặt VssID\n\nCHUẨN BỊ\n- Thẻ\n  + Kính\n1)\tMở CH Play\nB2: Tìm VssID\n";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph("Cài đặt VssID".into()),
                Block::Heading(1, "CHUẨN BỊ".into()),
                item(Marker::Bullet, 0, "Thẻ"),
                item(Marker::Bullet, 1, "Kính"),
                item(Marker::Step(1), 0, "Mở CH Play"),
                item(Marker::Step(2), 0, "Tìm VssID"),
            ]
        );
    }

    #[test]
    fn tabs_make_tables_and_signs_mean_nothing() {
        let found = blocks("Tên bài\n\nNút\tNghĩa\nMở\tvào *app*\n\nXem [tại đây]\n");
        let cell = |text: &str| vec![Block::Paragraph(text.to_owned())];
        assert_eq!(
            found[1],
            Block::Table(vec![
                vec![cell("Nút"), cell("Nghĩa")],
                vec![cell("Mở"), cell("vào \\*app\\*")],
            ])
        );
        assert_eq!(found[2], Block::Paragraph("Xem \\[tại đây\\]".into()));
    }

    #[test]
    fn lines_broken_by_a_program_are_joined() {
        let long = "Bác mở kho ứng dụng trên điện thoại của mình rồi gõ";
        let found = blocks(&format!("Tên\n\n{long}\ntên ứng dụng.\nBác đợi.\n"));
        assert_eq!(
            found[1..],
            [
                Block::Paragraph(format!("{long} tên ứng dụng.")),
                Block::Paragraph("Bác đợi.".into()),
            ]
        );
    }

    #[test]
    fn markdown_keeps_its_signs() {
        let found = blocks(
            "# Tên\n\n> Lưu ý **mã**\n\n![Màn hình](a b.png)\n\n| A | B |\n|---|---|\n| c | d |\n",
        );
        assert_eq!(
            found[..3],
            [
                Block::Heading(1, "Tên".into()),
                Block::Paragraph("Lưu ý **mã**".into()),
                Block::Picture(Figure { file: "a b.png".into(), alt: "Màn hình".into() }),
            ]
        );
        assert!(matches!(&found[3], Block::Table(rows) if rows.len() == 2));
    }
}
