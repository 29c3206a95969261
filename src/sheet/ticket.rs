//! What a print shop has to know of a job, told from the finished pages (PP-10).

use std::collections::BTreeSet;

use crate::diag::{Lang, Text, tenths, text};
use crate::doc::Duplex;
use crate::geom::{Len, Rect};
use crate::inks::Inks;
use crate::layout::{Item, Page, Pages, Purpose};

/// The ticket that goes with a press file.
pub fn ticket(pages: &Pages, file: &str, inks: Inks) -> Text {
    let (title, sides) = (&pages.title, pages.pages.len());
    let trim = pages.pages.first().map_or_else(Rect::default, |page| page.trim);
    let [w, h, bleed] = [trim.w, trim.h, pages.bleed].map(|len| tenths(len.to_mm()));
    let (Text { en: w_en, vi: w_vi }, Text { en: h_en, vi: h_vi }) = (w, h);
    let Text { en: bleed_en, vi: bleed_vi } = bleed;
    let flip = match pages.duplex {
        _ if sides < 2 => text!(en "one side", vi "in một mặt"),
        Duplex::Long => text!(en "turned over the long edge", vi "trở theo cạnh dài"),
        Duplex::Short => text!(en "turned over the short edge", vi "trở theo cạnh ngắn"),
        Duplex::None => text!(en "each on a sheet of its own", vi "mỗi mặt một tờ riêng"),
    };
    let ink = if inks.grey {
        text!(en "black only", vi "một màu đen (K)")
    } else {
        text!(en "cyan, magenta, yellow, black", vi "4 màu CMYK")
    };
    let die = if pages.pages.iter().any(|page| has(page, Purpose::Die)) {
        text!(
            en "along the spot colour CutContour, 0.25 pt; it is not printed",
            vi "theo đường màu pha CutContour, nét 0,25 pt; đường này không in ra giấy",
        )
    } else {
        text!(en "none", vi "không")
    };
    let standard = if inks.forbids_transparency() {
        "PDF/X-1a:2003 (ISO 15930-4)"
    } else {
        "PDF/X-4 (ISO 15930-7)"
    };
    let folds = folds(pages);
    let Text { en: fields_en, vi: fields_vi } = if pages.pages.iter().any(bleeds) {
        text!(en "fields of colour fill it", vi "có nền màu tràn lề")
    } else {
        text!(en "nothing reaches the trim", vi "không có nền tràn lề")
    };
    let Text { en: flip_en, vi: flip_vi } = flip;
    let Text { en: ink_en, vi: ink_vi } = ink;
    let Text { en: die_en, vi: die_vi } = die;
    let Text { en: folds_en, vi: folds_vi } = folds;
    text!(
        en "JOB TICKET\n\
            File: {file}\n\
            Written after: {standard}\n\
            Title: {title}\n\
            Trimmed size: {w_en} × {h_en} mm\n\
            Bleed: {bleed_en} mm on every edge; {fields_en}\n\
            Pages: {sides}, {flip_en}\n\
            Ink: {ink_en}, at most 300 %; black text, codes and lines are K 100 and overprint\n\
            Die cutting: {die_en}\n\
            Folds: {folds_en}\n\
            Printing condition: FOGRA39, coated paper\n\
            Paper and weight: ________________\n\
            Quantity: ________________\n\
            Proof approved by: ________________\n",
        vi "PHIẾU ĐẶT IN\n\
            Tệp: {file}\n\
            Viết theo: {standard}\n\
            Tên: {title}\n\
            Khổ thành phẩm: {w_vi} × {h_vi} mm\n\
            Chừa xén: {bleed_vi} mm mỗi cạnh; {fields_vi}\n\
            Số trang in: {sides}, {flip_vi}\n\
            Mực: {ink_vi}, tổng không quá 300 %; chữ đen, mã QR và nét đen là K 100, in đè\n\
            Bế: {die_vi}\n\
            Gấp: {folds_vi}\n\
            Điều kiện in: FOGRA39, giấy couché\n\
            Loại giấy, định lượng: ________________\n\
            Số lượng: ________________\n\
            Người duyệt bản in thử: ________________\n",
    )
}

/// Whether a field goes on past the cut.
fn bleeds(page: &Page) -> bool {
    page.items.iter().any(|placed| {
        let Item::Fill { path, .. } = &placed.item else { return false };
        !page.trim.contains(&path.bounds().shifted(placed.at.x, placed.at.y))
    })
}

fn has(page: &Page, purpose: Purpose) -> bool {
    let of = |item: &Item| matches!(item, Item::Stroke { pen, .. } if pen.purpose == purpose);
    page.items.iter().any(|placed| of(&placed.item))
}

/// Where the first page is folded, from its left and its top.
fn folds(pages: &Pages) -> Text {
    let (mut across, mut down) = (BTreeSet::new(), BTreeSet::new());
    let Some(page) = pages.pages.first() else { return text!(en "none", vi "không") };
    for placed in &page.items {
        let Item::Stroke { path, pen } = &placed.item else { continue };
        if pen.purpose != Purpose::Fold {
            continue;
        }
        let bounds = path.segments.chunks(2).filter_map(|line| match *line {
            [crate::path::Segment::Move(a), crate::path::Segment::Line(b)] => Some((a, b)),
            _ => None,
        });
        for (from, to) in bounds {
            let (x, y) = (placed.at.x + from.x, placed.at.y + from.y);
            if from.x == to.x {
                across.insert(in_tenths(x - page.trim.x));
            } else {
                down.insert(in_tenths(y - page.trim.y));
            }
        }
    }
    let (x, y) = (list(&across), list(&down));
    let (Text { en: x_en, vi: x_vi }, Text { en: y_en, vi: y_vi }) = (x, y);
    match (across.is_empty(), down.is_empty()) {
        (true, true) => text!(en "none", vi "không"),
        (false, true) => text!(
            en "{x_en} mm from the left of page 1",
            vi "cách mép trái trang 1: {x_vi} mm",
        ),
        (true, false) => text!(
            en "{y_en} mm from the top of page 1",
            vi "cách mép trên trang 1: {y_vi} mm",
        ),
        (false, false) => text!(
            en "{x_en} mm from the left and {y_en} mm from the top of page 1",
            vi "cách mép trái {x_vi} mm, cách mép trên {y_vi} mm, trang 1",
        ),
    }
}

/// Tenths of a millimetre: an A4 is folded in its middle at 148.5 mm.
fn in_tenths(length: Len) -> i64 {
    (length.to_mm() * 10.0).round() as i64
}

/// Tenths of a millimetre one after another. A comma between numbers would be read as one in them.
fn list(places: &BTreeSet<i64>) -> Text {
    let in_mm = |lang: Lang| {
        let places = places.iter().map(|place| tenths(*place as f64 / 10.0));
        places.map(|place| place.get(lang).to_owned()).collect::<Vec<_>>()
    };
    Text { en: in_mm(Lang::En).join(", "), vi: in_mm(Lang::Vi).join("; ") }
}
