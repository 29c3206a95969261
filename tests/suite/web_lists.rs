//! Lists on the page: what a person says of a column or a row is what is printed.

use serde_json::{Value, json};

use super::web::{ask_with, engine};

/// An answer about a list on a card of the guide for visits; the list is sent along.
fn asked(list: &str, what: &str, more: &Value) -> super::web::Answer {
    let mut json = json!({
        "do": what, "list_id": "a", "file_name": "x.csv",
        "guide": "nguoi-den-nha", "product": "card",
    });
    for (key, value) in more.as_object().unwrap() {
        json[key] = value.clone();
    }
    ask_with(&engine(), json, &[list.as_bytes()])
}

/// The words of the only file.
fn words(answer: &super::web::Answer) -> String {
    assert!(answer.is_ok(), "{}", answer.json);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    std::fs::write(&path, &answer.files[0]).unwrap();
    super::merging::texts(&path).join("\u{c}")
}

#[test]
fn a_line_that_no_column_is_to_fill_stays_empty() {
    let list = "Tổ trưởng,Con cháu\nBác Sáu,Lan\nBác Bảy,Mai\n";
    let column = |map: &Value| {
        let found = asked(list, "list.match", &json!({ "map": map }));
        let fields = found.json["fields"].as_array().unwrap();
        let own = fields.iter().find(|own| own["field"] == "to-truong").unwrap();
        (own["column"].clone(), own["guessed"].clone())
    };
    assert_eq!(column(&json!({})), (json!("to_truong"), json!(true)));
    assert_eq!(column(&json!({"to-truong": ""})), (Value::Null, json!(false)));
    let made = |map: &Value| words(&asked(list, "merge", &json!({ "map": map })));
    assert!(made(&json!({})).contains("Bác Sáu"));
    let other = made(&json!({"to-truong": "", "don-vi": "con_chau"}));
    assert!(!other.contains("Bác Sáu") && !other.contains("Bác Bảy"), "{other}");
    assert!(other.contains("Lan") && other.contains("Mai"), "{other}");
}

#[test]
fn rows_with_other_faults_get_no_advice_for_one_of_them() {
    // Two without their zero, one a digit short, one with both lines wrong.
    let list =
        "Tổ trưởng,Công an xã phường\n912345678,x\n988888888,x\n091234567,x\n091234567,091234567\n";
    let map = json!({"cong-an": "cong_an_xa_phuong"});
    let checked = asked(list, "list.check", &json!({ "map": map, "skip_bad": true }));
    let groups = checked.json["groups"].as_array().unwrap();
    let of = |rows: Value| groups.iter().find(|group| group["rows"] == rows);
    let zero = of(json!([2, 3])).unwrap_or_else(|| panic!("{groups:#?}"));
    assert_eq!(zero["hint"], "", "{zero}");
    let each = zero["each"].as_array().unwrap();
    assert!(each[0].as_str().unwrap().contains("912345678"), "{each:?}");
    assert!(each[1].as_str().unwrap().contains("988888888"), "{each:?}");
    // One value twice is one piece of advice.
    let short = of(json!([4, 5])).unwrap_or_else(|| panic!("{groups:#?}"));
    assert_ne!(short["hint"], "", "{short}");
    for group in groups {
        let rows = group["rows"].as_array().unwrap();
        assert!(rows.windows(2).all(|pair| pair[0] != pair[1]), "{group}");
    }
}

#[test]
fn places_that_are_used_stay_used_where_the_first_rows_are_bad() {
    let list = "Tổ trưởng\n91234567\n91234567\nBác 3\nBác 4\nBác 5\nBác 6\n";
    let print = json!({"paper": "a4", "place": 3});
    let made = asked(list, "merge", &json!({"print": print, "skip_bad": true}));
    assert_eq!((&made.json["copies"], &made.json["bad"]), (&json!(4), &json!(2)));
    let text = words(&made);
    let pages: Vec<&str> = text.split('\u{c}').collect();
    // The sheet in the printer goes through blank; what is printed comes onto the next.
    let at = |name: &str| pages.iter().position(|page| page.contains(name));
    assert_eq!(pages[0].trim(), "", "{pages:?}");
    let first = at("Bác 3").unwrap();
    assert!(first > 0 && at("Bác 6") == Some(first), "{pages:?}");
    // From its second sheet on the job begins there, with all places free.
    let rest = asked(list, "merge", &json!({"print": print, "skip_bad": true, "from_sheet": 2}));
    assert_eq!(rest.json["rows"], "3-6");
    assert!(words(&rest).contains("Bác 3"));
}

#[test]
fn paper_with_a_sheet_of_its_own_is_offered_that_sheet() {
    let engine = engine();
    let sheet = json!({
        "do": "pdf", "guide": "tranh-cho-bac", "product": "pictures-only",
        "print": {"paper": "a3"},
    });
    let refused = super::web::ask(&engine, sheet);
    assert_eq!(refused.codes(), ["F14"], "{}", refused.json);
    assert!(
        refused.json.to_string().contains("hãy chọn loại tờ `pictures-only-a3`"),
        "{}",
        refused.json
    );
}
