//! Several copies on one sheet of paper, turned over as a printer does: each back lies behind its
//! own front, and a copy that cannot be printed leaves its place empty.

use super::merging::{
    GUIDE, Home, differing, ends_in, first_pictures, households, pictures, solid, words as places,
};
use super::paper::{Area, DPI, Turn, Word, ink, words};
use super::pdf::printed;

/// The paper and the panels of a product on it.
struct Case {
    product: &'static str,
    args: &'static [&'static str],
    paper: (f64, f64),
    columns: &'static [f64],
    rows: &'static [f64],
    sides: usize,
}

const CASES: [Case; 4] = [
    Case {
        product: "hanger",
        args: &["--impose", "3up"],
        paper: (297.0, 210.0),
        columns: &[0.0, 99.0, 198.0, 297.0],
        rows: &[0.0, 210.0],
        sides: 2,
    },
    Case {
        product: "hanger",
        args: &["--impose", "6up", "--sheet", "a3"],
        paper: (297.0, 420.0),
        columns: &[0.0, 99.0, 198.0, 297.0],
        rows: &[0.0, 210.0, 420.0],
        sides: 2,
    },
    Case {
        product: "hanger-105",
        args: &["--sheet", "a4"],
        paper: (210.0, 297.0),
        columns: &[0.0, 105.0, 210.0],
        rows: &[0.0, 297.0],
        sides: 2,
    },
    Case {
        product: "card",
        args: &["--sheet", "a4"],
        paper: (210.0, 297.0),
        columns: &[0.0, 105.0, 210.0],
        rows: &[0.0, 148.5, 297.0],
        sides: 2,
    },
];

impl Case {
    fn panels(&self) -> Vec<Area> {
        let mut all = Vec::new();
        for row in self.rows.windows(2) {
            for column in self.columns.windows(2) {
                all.push(Area { left: column[0], top: row[0], right: column[1], bottom: row[1] });
            }
        }
        all
    }
}

/// The text in each panel; every word has to stand in one, away from its edges.
fn inside(panels: &[Area], words: Vec<Word>) -> Vec<String> {
    let mut found = vec![String::new(); panels.len()];
    for word in words {
        let at = panels.iter().position(|panel| panel.contains(&word.area, 5.0));
        found[at.unwrap_or_else(|| panic!("{word:?} is in no panel"))].push_str(&word.it);
    }
    found
}

/// What stands on the front and the back of a record and nowhere else.
fn marks(number: usize) -> [String; 2] {
    let group = number % 5 + 1;
    [format!("0243{number:03}{:04}", 1000 + number), format!("Tổ{group},hộ{number}")]
}

/// Which record a panel belongs to.
fn record(text: &str, side: usize, all: usize) -> Option<usize> {
    let text = text.replace("&nbsp;", "");
    // The back of a card has the code of a record alone, with its address in words.
    let is_of = |number: &usize| {
        solid(&text).contains(&marks(*number)[side])
            || (side == 1
                && text.split_once("?ho=").is_some_and(|(_, rest)| {
                    let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
                    rest[..end] == number.to_string()
                }))
    };
    let digits: Vec<usize> = (1..=all).filter(is_of).collect();
    // “hộ 1” stands at the beginning of “hộ 11” too.
    digits.last().copied()
}

/// Thirteen records stand one after the other from a place of the first sheet on, each back behind its
/// front, and nothing where the fifth would stand, which cannot be printed.
fn assert_in_order(case: &Case, path: &str, turn: Turn, (place, name): (usize, &str)) {
    let panels = case.panels();
    let sides = words(path);
    // Who has a card printed on both sides gets sheets with empty backs.
    assert_eq!(sides.len(), (13 + place - 1).div_ceil(panels.len()) * 2, "{name}");
    for (number, words) in sides.into_iter().enumerate() {
        let (sheet, side) = (number / 2, number % 2);
        if side >= case.sides {
            assert!(words.is_empty(), "{name}");
            continue;
        }
        let words = words.into_iter().map(|word| Word {
            area: if side == 1 { turn.through(word.area, case.paper) } else { word.area },
            ..word
        });
        let found = inside(&panels, words.collect());
        for (panel, text) in found.iter().enumerate() {
            let wanted = (sheet * panels.len() + panel + 2).checked_sub(place);
            let wanted = wanted.filter(|number| (1..=13).contains(number) && *number != 5);
            let name = format!("{name}, sheet {sheet}, side {side}, panel {panel}: {text}");
            match wanted {
                None => assert_eq!(text, "", "{name}"),
                Some(_) => assert_eq!(record(text, side, 13), wanted, "{name}"),
            }
        }
    }
}

#[test]
fn every_back_lies_behind_its_own_front() {
    // Thirteen records: no number of panels divides it. The fifth cannot be printed.
    let list = households(13).replace("024 3005 1005", "024 3005");
    let home = Home::with(&list);
    for case in &CASES {
        for flip in ["long", "short"] {
            let name = format!("{} {:?} --flip {flip}", case.product, case.args);
            let args = ["--product", case.product, "--one-file", "--skip-bad", "--flip", flip];
            home.merge(&[&args[..], case.args].concat()).ok();
            let file = home.names("out").into_iter().find(|name| ends_in(name, "pdf")).unwrap();
            let path = home.arg(&format!("out/{file}"));
            let turn = Turn::over(flip, case.paper);
            assert_in_order(case, &path, turn, (1, &name));
            let reported = printed("qpdf", &["--json", "--json-key=qpdf", &path]);
            let reported =
                reported.split_once("\"/Duplex\": \"/").map(|(_, rest)| rest.split('"').next());
            let wanted = if flip == "long" { "DuplexFlipLongEdge" } else { "DuplexFlipShortEdge" };
            assert_eq!(reported, Some(Some(wanted)), "{name}");
            printed("qpdf", &["--check", &path]);
            std::fs::remove_dir_all(home.path("out")).unwrap();
        }
    }
}

#[test]
fn a_sheet_of_equal_copies_is_the_one_that_build_makes() {
    let list = "cong-an;don-vi\n".to_owned() + &"024 3864 1234;Đoàn phường\n".repeat(6);
    let home = Home::with(&list);
    let set = ["--set", "cong-an=024 3864 1234", "--set", "don-vi=Đoàn phường"];
    for (product, sheet, copies) in [
        ("hanger", "a4", 3),
        ("hanger-105", "a4", 2),
        ("hanger-string", "sra3", 6),
        ("card", "a4", 4),
    ] {
        for flip in ["long", "short", "none"] {
            if product == "card" && flip != "none" {
                continue;
            }
            let paper = ["--product", product, "--sheet", sheet, "--flip", flip];
            home.merge(&[&paper[..], &["--one-file", "--out", "m"]].concat()).ok();
            let build = [&["build", GUIDE, "--out", "b"], &set[..], &paper].concat();
            let done = home.command(&build).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            let name = format!("{GUIDE}-{product}-{sheet}");
            let own = home.path(&format!("m/{name}-all.pdf"));
            let build = home.path(&format!("b/{name}.pdf"));
            let name = format!("{product} --sheet {sheet} --flip {flip}");
            let (own_words, words) = (places(&own), places(&build));
            // The first sheet is full, and is that of `build`.
            assert!(own_words.len() >= words.len(), "{name}");
            assert_eq!(own_words.len() / words.len(), 6_usize.div_ceil(copies), "{name}");
            for (page, (own, words)) in own_words.iter().zip(&words).enumerate() {
                let name = format!("{name}, page {}", page + 1);
                assert_eq!(own.len(), words.len(), "{name}");
                for (own, word) in own.iter().zip(words) {
                    let near = |a: i64, b: i64| a.abs_diff(b) <= 1;
                    assert!(near(own.0, word.0) && near(own.1, word.1), "{name} {own:?} {word:?}");
                    assert_eq!(own.3, word.3, "{name}");
                }
            }
            if product != "hanger" {
                continue;
            }
            let own = pictures(&own, 110);
            for (page, (own, build)) in own.iter().zip(pictures(&build, 110)).enumerate() {
                let off = differing(own, &build);
                assert!(off * 20_000 < build.len(), "{name}, page {}: {off} dots", page + 1);
            }
        }
    }
}

#[test]
fn other_numbers_of_copies_are_refused_with_the_right_one() {
    let home = Home::with(&households(4));
    home.merge(&["--impose", "4up"]).refused(&["error[M05]", "room for 3 copies", "--impose 3up"]);
    let a3 = ["--impose", "3up", "--sheet", "a3"];
    home.merge(&a3).refused(&["error[M05]", "room for 6 copies", "--impose 6up"]);
    let large = ["--product", "leaflet-a4", "--sheet", "a4", "--impose", "2up"];
    home.merge(&large).refused(&["error[M05]", "room for 1 copy"]);
    // A product with paper of its own goes onto that.
    let own = home.merge(&["--product", "trifold", "--impose", "3up"]);
    assert_eq!(own.code, 1, "{own:?}");
    assert!(home.names("out").is_empty());
    let vi = home.merge(&["--impose", "4up", "--lang", "vi"]);
    assert!(vi.stderr.contains("lỗi[M05]") && vi.stderr.contains("--impose 3up"), "{vi:?}");
    for wrong in ["three", "0up", "3"] {
        let said = home.merge(&["--impose", wrong]);
        assert!(said.code == 2 || wrong == "3", "{wrong}: {said:?}");
    }
}

#[test]
fn a_bad_record_moves_no_other() {
    let good = households(8);
    let home = Home::with(&good);
    home.merge(&["--impose", "3up", "--one-file", "--out", "good"]).ok();
    home.write("list.csv", good.replace("024 3004 1004", "024 3004"));
    home.merge(&["--impose", "3up", "--one-file", "--skip-bad", "--out", "bad"]).ok();
    let (good, bad) = (home.pages("good"), home.pages("bad"));
    assert_eq!((good.len(), bad.len()), (6, 6));
    // The sheet of the fourth differs, the others do not.
    for page in 0..6 {
        assert_eq!(good[page].own == bad[page].own, page / 2 != 1, "page {}", page + 1);
    }
}

/// A panel without its edges, on which marks to cut by may stand.
fn core(panel: Area) -> Area {
    let Area { left, top, right, bottom } = panel;
    Area { left: left + 0.5, top: top + 0.5, right: right - 0.5, bottom: bottom - 0.5 }
}

#[test]
fn a_sheet_that_is_partly_used_goes_on_at_its_place() {
    let list = households(13).replace("024 3005 1005", "024 3005");
    let home = Home::with(&list);
    for case in &CASES {
        let panels = case.panels();
        for (flip, place) in [("long", 2), ("short", panels.len())] {
            let begin = place.to_string();
            let name =
                format!("{} {:?} --flip {flip} --first-place {place}", case.product, case.args);
            let args = ["--product", case.product, "--one-file", "--skip-bad", "--flip", flip];
            let args = [&args[..], case.args, &["--first-place", &begin]].concat();
            home.merge(&args).ok();
            let file = home.names("out").into_iter().find(|name| ends_in(name, "pdf")).unwrap();
            assert!(file.contains(&format!("-place-{place}")), "{file}");
            let path = home.arg(&format!("out/{file}"));
            let turn = Turn::over(flip, case.paper);
            assert_in_order(case, &path, turn, (place, &name));
            // No ink at all, no mark and no bar, on places that are used, nor behind them.
            let shown = first_pictures(&home.path(&format!("out/{file}")), DPI as u32, 2);
            for (side, picture) in shown.iter().enumerate() {
                let turned = if side == 1 { turn.picture(picture) } else { picture.clone() };
                for (panel, area) in panels.iter().take(place - 1).enumerate() {
                    let found = ink(&turned, core(*area));
                    assert!(found.is_none(), "{name}, side {side}, panel {panel}: {found:?}");
                }
                let last = panels[place - 1];
                assert_eq!(ink(&turned, core(last)).is_some(), side < case.sides, "{name}");
            }
            std::fs::remove_dir_all(home.path("out")).unwrap();
        }
    }
}

#[test]
fn equal_copies_begin_at_a_place_and_what_has_no_places_is_refused() {
    let home = Home::new();
    let set = ["--set", "cong-an=024 3864 1234", "--set", "don-vi=Đoàn phường"];
    let build = |args: &[&str]| {
        let all = [&["build", GUIDE], &set[..], args].concat();
        super::merging::Said::from(home.command(&all).output().unwrap())
    };
    build(&["--product", "card", "--sheet", "a4", "--first-place", "3"]).ok();
    let path = home.arg(&format!("out/{GUIDE}-card-a4-place-3.pdf"));
    let panels = CASES[3].panels();
    for words in words(&path) {
        let found = inside(&panels, words);
        assert!(found[..2].iter().all(String::is_empty), "{found:?}");
        assert!(found[2..].iter().all(|text| !text.is_empty()), "{found:?}");
    }
    // Printed on both sides, the backs of the places that are left lie behind them.
    build(&["--product", "hanger", "--sheet", "a4", "--first-place", "2"]).ok();
    let path = home.arg(&format!("out/{GUIDE}-hanger-a4-place-2.pdf"));
    let panels = CASES[0].panels();
    let turn = Turn::over("short", CASES[0].paper);
    for (side, words) in words(&path).into_iter().enumerate() {
        let behind = |word: Word| Word { area: turn.through(word.area, CASES[0].paper), ..word };
        let words = words.into_iter().map(|word| if side == 1 { behind(word) } else { word });
        let found = inside(&panels, words.collect());
        let empty: Vec<bool> = found.iter().map(String::is_empty).collect();
        assert_eq!(empty, [true, false, false], "side {side}");
    }
    for (args, reported) in [
        (&["--product", "card", "--sheet", "a4", "--first-place", "5"][..], "4 places"),
        (&["--product", "card", "--first-place", "2"], "several copies side by side"),
        (&["--product", "leaflet-a4", "--sheet", "a4", "--first-place", "2"], "1 place"),
        (&["--product", "trifold", "--first-place", "2"], "several copies side by side"),
        (
            &["--product", "hanger", "--sheet", "a4", "--impose", "stack", "--first-place", "2"],
            "several copies side by side",
        ),
    ] {
        build(args).refused(&["error[L05]", reported]);
    }
    for wrong in ["0", "-1", "x", "1001"] {
        let place = format!("--first-place={wrong}");
        let said = build(&["--product", "card", "--sheet", "a4", &place]);
        assert_eq!(said.code, 2, "{wrong}: {said:?}");
    }
}

#[test]
fn only_the_first_of_several_files_begins_at_a_place() {
    let home = Home::with(&households(8));
    let args = ["--impose", "3up", "--per-file", "4", "--first-place", "3"];
    home.merge(&args).ok();
    let files: Vec<String> =
        home.names("out").into_iter().filter(|name| ends_in(name, "pdf")).collect();
    let counts: Vec<usize> =
        files.iter().map(|file| words(&home.arg(&format!("out/{file}"))).len()).collect();
    // Four on a third, a whole and nothing more; four on two sheets.
    assert_eq!(counts, [4, 4], "{files:?}");
    let fronts =
        |file: &str| inside(&CASES[0].panels(), words(&home.arg(&format!("out/{file}"))).remove(0));
    assert!(fronts(&files[0])[..2].iter().all(String::is_empty));
    assert_eq!(record(&fronts(&files[0])[2], 0, 8), Some(1));
    assert_eq!(record(&fronts(&files[1])[0], 0, 8), Some(5));
    let plan = home.merge(&[&args[..], &["--plan"]].concat()).ok();
    assert!(plan.stdout.contains('4'), "{plan:?}");
}
