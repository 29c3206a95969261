//! The head of an official letter: who writes, the motto of the state, a number, a place and a day.
//!
//! It stands before the title in most papers of a ward and is not what the paper is about. It is
//! kept in the comments of the guide, and told.

use super::block::{Block, Content, LossKind, words};
use super::paragraph::is_in_capitals;
use crate::vietnamese::fold;

/// As many blocks may stand in a head.
const MOST_BLOCKS: usize = 10;
/// A line with more words says more than who writes.
const MOST_WORDS: usize = 9;
/// What the name of an office begins with, folded.
const OFFICES: [&str; 16] = [
    "ubnd",
    "uybannhandan",
    "ubmttq",
    "uybanmattran",
    "danguy",
    "chibo",
    "doantncs",
    "doanthanhnien",
    "banchaphanh",
    "banchihuy",
    "hoinguoicaotuoi",
    "hoilienhiepphunu",
    "hoicuuchienbinh",
    "congan",
    "tramyte",
    "todanpho",
];
/// What makes of such a line the title of a paper.
const TOPICS: [&str; 8] =
    ["huongdan", "thongbao", "moi", "caidat", "lich", "lam", "tochuc", "tuyentruyen"];
/// Other lines of a head.
const MOTTOS: [&str; 2] = ["conghoaxahoichunghiavietnam", "doclaptudohanhphuc"];

/// Takes the head off, where something follows that can be the title.
pub(super) fn take_off(content: &mut Content) {
    let mut count = 0;
    for (at, block) in content.blocks.iter().enumerate().take(MOST_BLOCKS) {
        match block {
            Block::Heading(_, text) | Block::Paragraph(text) if text.trim().is_empty() => {}
            Block::Heading(_, text) | Block::Paragraph(text) if is_head(text) => count = at + 1,
            Block::Table(rows) if rows.iter().flatten().any(|cell| is_head_cell(cell)) => {
                count = at + 1;
            }
            _ => break,
        }
    }
    let has_title =
        content.blocks[count..].iter().find(|block| !words(&[(*block).clone()]).is_empty());
    let has_title = matches!(has_title, Some(Block::Title(_) | Block::Heading(..)))
        || matches!(has_title, Some(Block::Paragraph(text)) if is_in_capitals(text));
    if count == 0 || !has_title {
        return;
    }
    let head: Vec<Block> = content.blocks.drain(..count).collect();
    content.lose(LossKind::Letterhead, words(&head));
}

fn is_head_cell(cell: &[Block]) -> bool {
    words(cell).split("; ").any(is_head)
}

fn is_head(line: &str) -> bool {
    line.lines().all(is_head_line) && !line.trim().is_empty()
}

fn is_head_line(line: &str) -> bool {
    if line.split_whitespace().count() > MOST_WORDS {
        return false;
    }
    let plain = fold::plain(line);
    let is_office = OFFICES.iter().any(|office| plain.starts_with(office))
        && !TOPICS.iter().any(|topic| plain.contains(topic))
        && (is_in_capitals(line) || line.to_uppercase() == line);
    let is_day = ["ngay", "thang", "nam"].iter().all(|word| plain.contains(word));
    is_office
        || is_day
        || plain.starts_with("so") && line.contains('/')
        || MOTTOS.contains(&plain.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_and_titles_stay() {
        for line in [
            "UBND PHƯỜNG ĐỊNH CÔNG",
            "TRẠM Y TẾ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc",
            "Số: 12/TB-UBND",
            "Định Công, ngày 20 tháng 11 năm 2026",
            "TỔ DÂN PHỐ SỐ 7",
        ] {
            assert!(is_head(line), "{line}");
        }
        for line in [
            "LỊCH TIÊM VẮC XIN CÚM",
            "CÔNG AN PHƯỜNG HƯỚNG DẪN CÀI VNEID",
            "Trạm y tế phường tiêm vắc xin",
            "Số điện thoại cần nhớ",
            "THÔNG BÁO",
            "",
        ] {
            assert!(!is_head(line), "{line}");
        }
    }
}
