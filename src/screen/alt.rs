//! Words for a screen, made of what stands on it.

use super::model::ScreenRowKind;
use super::picture::{PictureRow, ScreenPicture};

/// What a screen shows, for those who cannot see it: “Màn hình có nút Kích hoạt; ngón tay chỉ vào nút
/// ấy”.
pub fn described(screen: &ScreenPicture) -> String {
    let title = screen.title.as_ref().map_or(String::new(), |title| format!(" {}", title.text));
    let things: Vec<String> = screen.rows.iter().filter_map(thing).collect();
    let mut all = format!("Màn hình{title}");
    if let Some((last, first)) = things.split_last() {
        let first =
            if first.is_empty() { String::new() } else { format!("{} và ", first.join(", ")) };
        all = format!("{all} có {first}{last}");
    }
    if let Some(pressed) = screen.rows.iter().find(|row| row.is_pressed) {
        let is_last = things.last() == thing(pressed).as_ref();
        all = format!("{all}; ngón tay chỉ vào {}", pointed_at(pressed, is_last));
    }
    let others: Vec<String> = screen.others.iter().map(|other| other.text.clone()).collect();
    if let Some((last, first)) = others.split_last() {
        let first =
            if first.is_empty() { String::new() } else { format!("{} hay ", first.join(", ")) };
        all = format!("{all}; có máy ghi là {first}{last}");
    }
    all
}

/// What a row is called; nothing for bars.
fn thing(row: &PictureRow) -> Option<String> {
    let (name, empty) = match row.kind {
        ScreenRowKind::Bars(_) => return None,
        ScreenRowKind::Field => ("ô", "ô để điền"),
        ScreenRowKind::Tick => ("ô để đánh dấu", "ô để đánh dấu"),
        ScreenRowKind::Message => ("tin nhắn", "tin nhắn mới"),
        ScreenRowKind::Keypad => ("bàn phím số", "bàn phím số"),
        ScreenRowKind::Dots => ("hàng chấm tròn", "hàng chấm tròn"),
        ScreenRowKind::Qr => ("khung soi ô vuông đen trắng", "khung soi ô vuông đen trắng"),
        ScreenRowKind::List => ("danh sách có dòng", "danh sách"),
        ScreenRowKind::Store => ("trang của ứng dụng", "trang của ứng dụng"),
        ScreenRowKind::Button => ("nút", "nút"),
        ScreenRowKind::App => ("ô ứng dụng", "ô ứng dụng"),
        ScreenRowKind::Search => ("ô tìm kiếm", "ô tìm kiếm"),
        ScreenRowKind::Line => ("dòng", "dòng chữ"),
    };
    let lettering = row.lettering.as_ref();
    Some(lettering.map_or(empty.to_owned(), |words| format!("{name} {}", words.text)))
}

fn pointed_at(row: &PictureRow, is_last: bool) -> String {
    let name = match row.kind {
        ScreenRowKind::List => "dòng",
        ScreenRowKind::Tick | ScreenRowKind::App => "ô",
        _ => "nút",
    };
    match row.lettering.as_ref().filter(|_| !is_last) {
        Some(words) => format!("{name} {}", words.text),
        None => format!("{name} ấy"),
    }
}
