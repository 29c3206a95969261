//! Small pictures typed as letters, as people put them before and behind lines of a chat: no face
//! of ours has them, and a leaflet of sober letters needs none.
//!
//! One before a line stands for a bullet; those at the ends of a line are taken off and told. Those
//! between words may say something (“bấm ⚙ rồi đợi”) and stay, to be told by the checks of a guide.

use super::block::{Block, Content, LossKind, Marker};
use super::marker;
use super::paragraph::is_in_capitals;

/// Whether a letter is a small picture, or a sign that only changes the look of one.
fn is_pictograph(letter: char) -> bool {
    matches!(letter,
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{2300}'..='\u{23ff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}'
        | '\u{e0020}'..='\u{e007f}')
}

/// How many bytes of pictures a text begins with; bullets and numbers of steps are none.
pub(super) fn before(text: &str) -> usize {
    if marker::split(text).is_some() {
        return 0;
    }
    text.len() - text.trim_start_matches(|it| is_pictograph(it) || it == ' ' || it == '\t').len()
}

/// Takes pictures off the ends of all texts of a document.
pub(super) fn take_off(content: &mut Content) {
    let mut taken = String::new();
    let mut blocks = std::mem::take(&mut content.blocks);
    let mut is_begun = false;
    for block in &mut blocks {
        one(block, is_begun, &mut taken);
        is_begun |= !matches!(block, Block::Paragraph(text) if text.is_empty());
    }
    content.blocks = blocks;
    if !taken.is_empty() {
        let mut seen: Vec<&str> = Vec::new();
        for sign in taken.split_whitespace() {
            if !seen.contains(&sign) {
                seen.push(sign);
            }
        }
        content.lose(LossKind::Pictograph, seen.join(" "));
    }
}

fn one(block: &mut Block, is_begun: bool, taken: &mut String) {
    match block {
        Block::Title(text) | Block::Heading(_, text) | Block::Item { text, .. } => {
            trim(text, taken);
        }
        Block::Paragraph(text) => {
            if !trim(text, taken) {
                return;
            }
            let marked = marker::split(text).map(|(marker, rest)| (marker, rest.to_owned()));
            *block = match marked {
                Some((Marker::Part, rest)) => Block::Heading(1, rest),
                Some((marker, text)) => Block::Item { marker, level: 0, text },
                None if is_in_capitals(text) => Block::Heading(1, text.clone()),
                // What comes first is a title, and what leads to a list is no item of one.
                None if is_begun && !text.ends_with(':') && !text.is_empty() => {
                    Block::Item { marker: Marker::Bullet, level: 0, text: text.clone() }
                }
                None => return,
            };
        }
        Block::Table(rows) => {
            for block in rows.iter_mut().flatten().flatten() {
                if let Block::Paragraph(text) = block {
                    trim(text, taken);
                }
            }
        }
        Block::Picture(_) => {}
    }
}

/// Takes pictures off both ends; whether there were any at the beginning.
fn trim(text: &mut String, taken: &mut String) -> bool {
    let start = before(text);
    let has = text[..start].contains(is_pictograph);
    let start = if has { start } else { 0 };
    let rest = text[start..].trim_end();
    let end = rest.trim_end_matches(|it| is_pictograph(it) || it == ' ').len();
    let end = if rest[end..].contains(is_pictograph) { start + end } else { start + rest.len() };
    for part in [&text[..start], &text[end..]] {
        if part.contains(is_pictograph) {
            taken.push(' ');
            taken.push_str(part.trim());
        }
    }
    if has || end < text.len() {
        *text = text[start..end].to_owned();
    }
    has
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (String, bool) {
        let mut own = text.to_owned();
        let has = trim(&mut own, &mut String::new());
        (own, has)
    }

    #[test]
    fn pictures_at_the_ends_go_and_all_else_stays() {
        for (text, rest, has) in [
            ("🏥 Đi khám 🏥", "Đi khám", true),
            ("☎\u{fe0f} Gọi 113", "Gọi 113", true),
            ("Không đưa mã ❌❌", "Không đưa mã", false),
            ("👨\u{200d}👩\u{200d}👧 Cả nhà", "Cả nhà", true),
            ("Bấm ⚙ rồi đợi", "Bấm ⚙ rồi đợi", false),
            ("🇻🇳", "", true),
            // Bullets and numbers of steps are known by themselves.
            ("✓ Thẻ", "✓ Thẻ", false),
            ("1\u{fe0f}\u{20e3} Mở", "1\u{fe0f}\u{20e3} Mở", false),
            ("Chữ thường", "Chữ thường", false),
        ] {
            assert_eq!(taken(text), (rest.to_owned(), has), "{text}");
        }
    }
}
