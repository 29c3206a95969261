//! What is changed for one print alone, asked as the page asks it: larger letters, a note, rows, the
//! place a sheet begins at, and the panels of a folded sheet.

use std::sync::Arc;

use serde_json::{Value, json};
use toroi::cancel::Cancel;
use toroi::layout::{Item, Role, seen};
use toroi::session::{Pick, PrintOptions, Request, Session};
use toroi::world::Embedded;

use super::web::{Answer, ask, ask_with, engine};

/// A ward that fills every line with long words.
const LONG_WARD: &str = "ward: phường Định Công Hoàng Mai\nissuer: Đoàn Thanh niên Cộng sản Hồ Chí Minh phường Định Công\n\
police:\n  phone: \"024 3864 1234\"\n";

/// The sizes of all letters of a sheet, in thousandths of a point.
fn sizes(guide: &str, product: &str, larger: Option<f64>) -> Option<Vec<Vec<i64>>> {
    let (guides, products) = (Pick::one(guide), Pick::one(product));
    let today = "2026-11-28".parse().unwrap();
    let request = Request { guides, products, larger, ..Request::new(today) };
    let session = Session::open(Arc::new(Embedded), request);
    let print = PrintOptions::default();
    let jobs = session.jobs(&print);
    let (sheet, _) = session.sheet((&jobs, &jobs.jobs[0]), &print, Cancel::never());
    let sheet = sheet?;
    let of_page = |items| {
        let (mut open, mut all) = (Vec::new(), Vec::new());
        for (_, item) in seen(items) {
            match item {
                Item::Open(tag) => open.push(matches!(tag.role, Role::Figure { .. })),
                Item::Close => drop(open.pop()),
                // What stands in a picture grows with it.
                Item::Glyphs(run) if !open.contains(&true) => all.push(run.size.0),
                _ => {}
            }
        }
        all
    };
    Some(sheet.pages().pages.iter().map(|page| of_page(&page.items)).collect())
}

#[test]
fn larger_letters_are_larger_on_every_sheet_or_refused() {
    let (mut made, mut refused) = (0, 0);
    for (guide, product) in [
        ("moi-lam-vneid", "leaflet-a5"),
        ("di-kham-benh", "leaflet-a4"),
        ("di-kham-benh", "hanger"),
        ("cai-dat-vneid", "bifold"),
        ("cai-dat-vneid", "trifold"),
        ("cai-dat-vneid", "poster-a3"),
        ("phong-lua-dao", "leaflet-a4"),
        ("phong-lua-dao", "card"),
        ("kich-hoat-tai-khoan", "hanger"),
    ] {
        let plain = sizes(guide, product, None).unwrap();
        let least = |all: &[Vec<i64>]| all.iter().flatten().copied().min().unwrap();
        let most = |all: &[Vec<i64>]| all.iter().flatten().copied().max().unwrap();
        for factor in [1.1, 1.2] {
            let name = format!("{guide} {product} × {factor}");
            let Some(larger) = sizes(guide, product, Some(factor)) else {
                refused += 1;
                continue;
            };
            made += 1;
            for (which, plain, larger) in
                [("least", least(&plain), least(&larger)), ("most", most(&plain), most(&larger))]
            {
                let wanted = (plain as f64 * factor).floor() as i64 - 2;
                assert!(larger >= wanted, "{name}: {which} {plain} → {larger}");
            }
        }
    }
    assert!(made >= 4 && refused >= 2, "{made} {refused}");
}

#[test]
fn what_has_no_room_says_how_much_and_which_steps() {
    let engine = engine();
    let sheet = |larger: u8, ward: &str| {
        let (guide, product) = ("cai-dat-vneid", "trifold");
        ask(
            &engine,
            json!({"do": "pages", "guide": guide, "product": product, "side": 0, "dpi": 30,
            "larger": larger, "project": {"ward.yaml": ward}}),
        )
    };
    assert!(sheet(0, LONG_WARD).is_ok());
    let full = sheet(20, LONG_WARD);
    assert!(!full.is_ok() && full.codes().contains(&"L01"), "{}", full.json);
    let findings = full.json["findings"].as_array().unwrap();
    let excess = findings.iter().find_map(|found| found.get("excess")).unwrap();
    assert!(excess["lines"].as_i64().unwrap() > 0);
    let steps: Vec<&str> =
        excess["steps"].as_array().unwrap().iter().map(|own| own.as_str().unwrap()).collect();
    assert!(!steps.is_empty() && steps.iter().all(|step| !step.contains('[')), "{steps:?}");
    // The largest ward on every kind of sheet: set in larger letters, or told.
    for product in
        ["leaflet-a4", "leaflet-a5", "bifold", "trifold", "hanger-105", "poster-a3", "tent"]
    {
        let asked = json!({"do": "pdf", "guide": "cai-dat-vneid", "product": product, "larger": 10,
            "project": {"ward.yaml": LONG_WARD}});
        let made = ask(&engine, asked);
        assert!(made.is_ok() != made.codes().iter().any(|code| code.starts_with('L')), "{product}");
    }
    // What is asked for is not what is kept: the sheet as it was comes again.
    assert!(sheet(0, LONG_WARD).is_ok());
    let wrong = ask(&engine, json!({"do": "hello", "larger": 101}));
    assert!(wrong.json["fault"].as_str().unwrap().contains("larger"));
    for wrong in [json!(-1), json!(256), json!("10"), json!(1.5)] {
        assert!(ask(&engine, json!({"do": "hello", "larger": wrong})).json["fault"].is_string());
    }
}

#[test]
fn larger_letters_hold_for_the_copies_of_a_list_too() {
    let engine = engine();
    let list = "Công an xã, phường\n024 3864 1001\n024 3864 1002\n".as_bytes();
    let merge = |larger: u8| {
        let asked = json!({"do": "merge", "guide": "di-kham-benh", "product": "hanger-105", "list_id": "l",
            "file_name": "a.csv", "larger": larger});
        ask_with(&engine, asked, &[list])
    };
    let (plain, larger) = (merge(0), merge(10));
    assert!(plain.is_ok() && larger.is_ok(), "{}", larger.json);
    assert!(plain.files[0] != larger.files[0]);
    assert!(merge(10).files[0] == larger.files[0], "other bytes");
}

fn note(engine: &toroi::web::Engine, guide: &str, product: &str, note: &str) -> Answer {
    let asked = json!({"do": "guide.note", "guide": guide, "product": product, "note": note});
    ask(engine, asked)
}

#[test]
fn a_note_of_ones_own_is_printed_and_checked_as_all_text_is() {
    let engine = engine();
    let (guide, path) = ("cai-dat-vneid", "guides/cai-dat-vneid.md");
    let sheet = |text: &Value, product: &str| {
        ask(
            &engine,
            json!({"do": "pdf", "guide": guide, "product": product, "project": {path: text}}),
        )
    };
    let words = "Bác mang theo kính. Tổ chờ bác ở nhà văn hóa.";
    let noted = note(&engine, guide, "leaflet-a4", words);
    assert_eq!((&noted.json["path"], &noted.json["shown"]), (&json!(path), &json!(true)));
    let made = sheet(&noted.json["text"], "leaflet-a4");
    assert!(made.is_ok(), "{}", made.json);
    // A sheet without a place for it says so.
    assert_eq!(note(&engine, guide, "poster-a3", words).json["shown"], false);
    // No note, no change; a guide in YAML has no place for one.
    let plain = note(&engine, guide, "leaflet-a4", " \n \n");
    assert_eq!(plain.json["shown"], false);
    assert!(sheet(&plain.json["text"], "leaflet-a4").is_ok());
    assert_eq!(note(&engine, "phong-lua-dao", "card", words).json["shown"], false);
    assert!(!note(&engine, "khong-co", "card", words).is_ok());
    // Whatever is typed is either printed letter by letter or refused with a finding.
    let long = "Bác nhớ mang theo thẻ nhé. ".repeat(190);
    for (typed, codes) in [
        ("Gọi 0912 345 678 nhé.", &["V", "C", "P", "F", "G", "A", "S", "N"][..]),
        ("Xem https://bit.ly/abc nhé.", &["C", "S", "F", "G", "A", "W", "P", "N"]),
        ("Lệ phí 50.000 đồng.", &["C", "F", "G", "S"]),
        ("**Mang** [[thẻ]] <b>và</b> {{ x }}", &[]),
        ("# Tên\n- một\n1. hai\n> ba", &[]),
        ("Vui quá 😀", &[]),
        ("<<Tên bác>>", &[]),
        (&long, &[]),
    ] {
        let noted = note(&engine, guide, "leaflet-a4", typed);
        assert!(noted.is_ok(), "{typed}: {}", noted.json);
        let made = sheet(&noted.json["text"], "leaflet-a4");
        let found = made.codes();
        let start: String = typed.chars().take(40).collect();
        println!("{start}: {} {found:?}", made.is_ok());
        if made.is_ok() {
            assert_eq!(noted.json["shown"], true, "{start}");
            assert!(codes.is_empty(), "{start} is printed");
        } else {
            assert_eq!(noted.json["shown"], Value::Null, "{start}");
            assert!(!found.is_empty(), "{start}");
        }
    }
}

#[test]
fn rows_of_a_list_are_reported_page_by_page() {
    let engine = engine();
    let mut list = "Tên,Số máy\n".to_owned();
    for number in 1..=250 {
        list.push_str(&format!("nhà {number},024 3864 {}\n", 1000 + number));
    }
    let rows = |from: u64, count: u64| {
        let asked = json!({"do": "list.rows", "file_name": "a.csv", "list_id": "r", "from": from, "count": count});
        ask_with(&engine, asked, &[list.as_bytes()])
    };
    let some = rows(21, 20);
    let all = some.json["rows"].as_array().unwrap();
    assert_eq!(all.len(), 20);
    assert_eq!(all[0], json!({"number": 21, "row": 22, "cells": ["nhà 21", "024 3864 1021"]}));
    assert_eq!(rows(1, 5000).json["rows"].as_array().unwrap().len(), 100);
    assert_eq!(rows(249, 20).json["rows"].as_array().unwrap().len(), 2);
    for (from, count) in [(251, 20), (u64::MAX, u64::MAX), (5, 0)] {
        assert_eq!(rows(from, count).json["rows"], json!([]), "{from} {count}");
    }
    assert_eq!(rows(0, 1).json["rows"][0]["number"], 1);
    let lost = json!({"do": "list.rows", "file_name": "a.csv", "list_id": "unknown", "from": 1, "count": 2});
    assert!(ask(&engine, lost).json["fault"].as_str().unwrap().starts_with("no list"));
}

#[test]
fn a_merge_begins_at_the_place_that_is_left() {
    let engine = engine();
    let mut list = "Công an xã, phường\n".to_owned();
    for number in 1..=8 {
        list.push_str(&format!("024 3864 {}\n", 1000 + number));
    }
    let merge = |what: &str, more: &Value| {
        let mut asked = json!({
            "do": what, "guide": "kich-hoat-tai-khoan", "product": "hanger", "file_name": "a.csv", "list_id": "p",
            "print": {"paper": "a4"},
        });
        for (key, value) in more.as_object().unwrap() {
            asked[key] = value.clone();
        }
        ask_with(&engine, asked, &[list.as_bytes()])
    };
    let at = |place: u64| json!({"paper": "a4", "place": place});
    let paper = |more: &Value| merge("list.check", more).json["paper"].as_u64();
    assert_eq!(paper(&json!({})), Some(3));
    assert_eq!(paper(&json!({"print": at(2)})), Some(3));
    assert_eq!(paper(&json!({"print": at(3)})), Some(4));
    let whole = merge("merge", &json!({"print": at(3)}));
    assert_eq!((&whole.json["pages"], &whole.json["rows"]), (&json!(8), &json!("1-8")));
    assert!(whole.json["names"][0].as_str().unwrap().contains("-place-3"));
    // The first place is that of new paper, to the byte.
    assert!(
        merge("merge", &json!({"print": at(1)})).files[0] == merge("merge", &json!({})).files[0]
    );
    // After a jam: on the first sheet what is used stays used; the sheets behind it are whole.
    let again = merge("merge", &json!({"print": at(3), "from_sheet": 1}));
    assert_eq!(again.json["rows"], "1-8");
    assert_eq!(again.json["pages"], 8);
    let rest = merge("merge", &json!({"print": at(3), "from_sheet": 2}));
    assert_eq!((&rest.json["rows"], &rest.json["pages"]), (&json!("2-8"), &json!(6)));
    assert!(rest.files[0] == merge("merge", &json!({"only": "2-8"})).files[0], "other bytes");
    // Of several files the first begins there; by parts and in the order of a column, too.
    let parts =
        merge("merge", &json!({"print": at(3), "per_file": 4, "sort": "Công an xã, phường"}));
    assert_eq!(parts.files.len(), 2, "{}", parts.json);
    let whole = merge("merge", &json!({"per_file": 4, "sort": "Công an xã, phường"}));
    assert!(parts.files[1] == whole.files[1] && parts.files[0] != whole.files[0], "other bytes");
    // In other inks, turned over the other edge, on larger paper.
    for print in [
        json!({"paper": "a4", "place": 2, "inks": "press"}),
        json!({"paper": "a4", "place": 2, "inks": "grey", "flip": "long"}),
        json!({"paper": "a3", "place": 6}),
        json!({"paper": "a4", "place": 3, "order": "copies"}),
    ] {
        let made = merge("merge", &json!({"print": print}));
        assert!(made.is_ok(), "{print}: {}", made.json);
    }
    for order in ["booklet", "stack"] {
        let refused =
            merge("merge", &json!({"print": {"paper": "a4", "place": 2, "order": order}}));
        assert!(!refused.is_ok() && refused.codes().contains(&"L05"), "{order}: {}", refused.json);
    }
    let kits = ask(&engine, json!({"do": "guides"})).json["kits"].clone();
    let kit = json!({"do": "kit", "kit": kits[0]["name"], "print": {"place": 2}});
    assert!(ask(&engine, kit).codes().contains(&"L05"));
    // A copy is looked at as it is, wherever it stands.
    assert!(merge("record", &json!({"print": at(3), "record": 1})).is_ok());
    for (print, reported) in
        [(json!({"paper": "a4", "place": 4}), "L05"), (json!({"place": 2}), "L05")]
    {
        let refused = merge("merge", &json!({"print": print}));
        assert!(!refused.is_ok() && refused.codes().contains(&reported), "{}", refused.json);
        assert!(!merge("list.check", &json!({"print": print})).is_ok());
        let sheet = json!({"do": "pdf", "guide": "kich-hoat-tai-khoan", "product": "hanger", "print": print});
        assert!(ask(&engine, sheet).codes().contains(&reported));
    }
    for place in [json!(0), json!(-1), json!("2"), json!(1.5)] {
        let refused = merge("merge", &json!({"print": {"paper": "a4", "place": place}}));
        assert!(refused.json["fault"].is_string(), "{place}");
    }
}

#[test]
fn products_say_how_they_fold_and_how_many_stand_on_a_paper() {
    let all = ask(&engine(), json!({"do": "guides"}));
    let product = |name: &str| &all.json["products"][name];
    assert_eq!(product("card")["places"]["a4"], json!({"across": 2, "down": 2}));
    assert_eq!(product("leaflet-a4")["places"]["a4"], Value::Null);
    assert_eq!(product("trifold")["places"], json!({}));
    assert_eq!(product("leaflet-a4")["folded"], json!([]));
    let pages = |name: &str| -> Vec<Vec<u64>> {
        let sides = product(name)["folded"].as_array().unwrap();
        let side = |side: &Value| {
            let panels = side.as_array().unwrap().iter();
            panels.map(|panel| panel["page"].as_u64().unwrap()).collect()
        };
        sides.iter().map(side).collect()
    };
    assert_eq!(pages("bifold"), [[4, 1], [2, 3]]);
    assert_eq!(pages("trifold"), [[5, 6, 1], [2, 3, 4]]);
    assert_eq!(pages("tent"), [[2, 1]]);
    assert_eq!(product("tent")["folded"][0][0]["turned"], true);
    let flap = &product("trifold")["folded"][0][0];
    assert_eq!(
        (flap["w"].as_f64().unwrap().round(), flap["h"].as_f64().unwrap().round()),
        (97.0, 210.0)
    );
}
