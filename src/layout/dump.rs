//! The display list as text, one line an item, for tests and curious people.

use std::fmt::Write as _;

use super::page::{Item, Numbering, Pages, Role, seen};
use crate::geom::{Len, Rect};
use crate::text::Fonts;

/// Every item with its place in points.
pub fn dump(pages: &Pages, fonts: &Fonts) -> String {
    let mut out = String::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let (w, h) = (page.size.w.to_pt(), page.size.h.to_pt());
        let _ = writeln!(out, "page {} {w:.1} x {h:.1}", number + 1);
        for ground in &page.grounds {
            let Rect { x, y, w, h } = ground.rect;
            let [x, y, w, h] = [x, y, w, h].map(Len::to_pt);
            let _ = writeln!(out, "  {x:.1} {y:.1} ground {} {w:.1} x {h:.1}", ground.colour);
        }
        let mut depth = 1;
        for (at, item) in seen(&page.items) {
            let (x, y) = (at.x.to_pt(), at.y.to_pt());
            if matches!(item, Item::Close) {
                depth -= 1;
                continue;
            }
            let indent = "  ".repeat(depth);
            let line = match item {
                Item::Glyphs(run) => {
                    let face = &fonts.face(run.face).name;
                    let turned = if run.turned { " turned" } else { "" };
                    format!("{x:.1} {y:.1} {face} {} {:?}{turned}", run.size, run.text)
                }
                Item::Fill { path, colour, .. } => {
                    let bounds = path.bounds();
                    let (w, h) = (bounds.w.to_pt(), bounds.h.to_pt());
                    format!("{x:.1} {y:.1} fill {colour} {w:.1} x {h:.1}")
                }
                Item::Stroke { path, pen } => {
                    let bounds = path.bounds();
                    let (w, h) = (bounds.w.to_pt(), bounds.h.to_pt());
                    format!("{x:.1} {y:.1} stroke {} {w:.1} x {h:.1}", pen.colour)
                }
                Item::Image { image, size, .. } => {
                    format!("{x:.1} {y:.1} image {image} {:.1}", size.w.to_pt())
                }
                Item::Form { form, size, .. } => {
                    format!("{x:.1} {y:.1} form {form} {:.1}", size.w.to_pt())
                }
                Item::Code { code, module, .. } => {
                    format!("{x:.1} {y:.1} code {} x {:.2}", code.width, module.to_pt())
                }
                Item::Field(_) | Item::Shared(_) => continue,
                Item::Link { url, .. } => format!("{x:.1} {y:.1} link {url}"),
                Item::Open(tag) => {
                    depth += 1;
                    role(&tag.role)
                }
                Item::Close => String::new(),
            };
            let _ = writeln!(out, "{indent}{line}");
        }
    }
    out
}

fn role(role: &Role) -> String {
    match role {
        Role::Heading(level) => format!("H{level}"),
        Role::Para => "P".into(),
        Role::List(Numbering::Decimal) => "L decimal".into(),
        Role::List(Numbering::Boxes | Numbering::Bullets) => "L".into(),
        Role::ListItem => "LI".into(),
        Role::Label => "Lbl".into(),
        Role::Body => "LBody".into(),
        Role::Figure { .. } | Role::Code { .. } => {
            format!("Figure {:?}", role.alt(&[]).unwrap_or_default())
        }
        Role::Shape { alt } => format!("Shape {alt:?}"),
        Role::Link => "Link".into(),
        Role::Foreign(lang) => format!("Foreign {lang:?}"),
        Role::Joined(words) => format!("Joined {words:?}"),
        Role::Table => "Table".into(),
        Role::Row => "TR".into(),
        Role::HeaderCell => "TH".into(),
        Role::DataCell => "TD".into(),
        Role::Note => "Note".into(),
        Role::Artifact => "Artifact".into(),
    }
}
