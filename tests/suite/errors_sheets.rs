//! Bad input about paper: `sheet:` and `hole:` of a style, `--sheet` and `--impose`.

use crate::case::case;
use crate::run::root;

const BIFOLD: &str = "templates/bifold/style.yaml";

/// A sheet with one fault, in place of that of the bifold.
#[track_caller]
fn sheet_with(from: &str, to: &str, code: &str, needle: &str, words: &str) {
    let case = case().swap("[leaflet-a4]", "[bifold]").swap_in(BIFOLD, from, to);
    case.at_in(BIFOLD, code, needle).shows(words).check();
}

#[test]
fn sheets_with_faults() {
    let (outside, inside) = ("pages: [4, 1]", "pages: [2, 3], columns: [148.5, 148.5]");
    let wide = "numbers that add up to the sheet, 297 mm";
    let columns = "pages: [2, 3], columns: [148.5, 148]";
    sheet_with(inside, columns, "Y04", "[148.5, 148]", wide);
    sheet_with(inside, "pages: [2, 3], columns: [297]", "Y04", "[2, 3]", "a list of 1 numbers");
    sheet_with(outside, "pages: [4]", "Y04", "[4]", "a list of 2 numbers");
    sheet_with(outside, "pages: [4, 2]", "Y04", "[2, 3]", "page 2 is on the sheet twice");
    sheet_with(outside, "pages: [1, 1]", "Y04", "[1, 1]", "page 1 is on the sheet twice");
    sheet_with(outside, "pages: [5, 1]", "Y04", "[5, 1]", "page 4 has no place");
    sheet_with(outside, "pages: [0, 4]", "Y04", "[0, 4]", "page 1 has no place");
    sheet_with(outside, "pages: [4, 1.5]", "Y04", "[4, 1.5]", "whole numbers");
    sheet_with(outside, "pages: [4, -1]", "Y04", "-1", "a number from 0");
    sheet_with(outside, "pages: [4, một]", "Y04", "một", "a number from 0");
    sheet_with("folded: true", "folded: có", "Y04", "có", "`true` or `false`");
    sheet_with("folded: true", "foldet: true", "Y02", "foldet", "`folded`?");
    sheet_with("- { pages: [4", "- { page: [4], pages: [4", "Y02", "page: [4]", "`pages`?");
    sheet_with("  flip: short\n", "", "Y03", "distribution: handed", "`flip` is missing");
    sheet_with("  flip: short", "  flip: top", "Y04", "top", "`long`, `short` or `none`");
    sheet_with("size: [297, 210]", "size: 297", "Y04", "297\n", "[width, height]");
    // Nothing has a place at all.
    let style = std::fs::read_to_string(root().join(BIFOLD)).unwrap();
    let (begin, rest) = style.split_once("  sides:\n").unwrap();
    let (_, rest) = rest.split_once("stretch").unwrap();
    let none = format!("{begin}  sides: []\nstretch{rest}");
    let case_of = |style: String| case().swap("[leaflet-a4]", "[bifold]").file(BIFOLD, style);
    case_of(none).at_in(BIFOLD, "Y04", "distribution: handed").shows("page 1 has no place").check();
    // A page without a place would be lost.
    let style = std::fs::read_to_string(root().join(BIFOLD)).unwrap();
    let one_side = style.replace("    - { pages: [2, 3], columns: [148.5, 148.5] }\n", "");
    let one_side = one_side.replace("pages: [4, 1]", "pages: [2, 1]");
    let long = "## Bấm nút {sources=nguon}\n\nBác bấm nút.\n".repeat(5);
    case()
        .add(&long)
        .swap("[leaflet-a4]", "[bifold]")
        .file(BIFOLD, one_side)
        .place(BIFOLD, 1, 1, "L05")
        .shows("no place for")
        .check();
}

/// Both sides of a sheet are folded, and cut, at once.
#[test]
fn the_back_of_a_sheet_is_the_mirror_of_its_front() {
    let trifold = "templates/trifold/style.yaml";
    let (front, back) =
        ("[5, 6, 1], columns: [97, 100, 100]", "[2, 3, 4], columns: [100, 100, 97]");
    let with =
        |from: &str, to: &str| case().swap("[leaflet-a4]", "[trifold]").swap_in(trifold, from, to);
    let wrong = |from: &str, to: &str, line: usize, column: usize| {
        with(from, to).place(trifold, line, column, "Y04")
    };
    // Lines are counted in the file: the sides stand in lines 11 and 12.
    wrong(front, "[5, 6, 1], columns: [100, 100, 97]", 12, 36)
        .shows("`columns` must be [97, 100, 100], those of the other side from right to left")
        .check();
    wrong(back, "[2, 3, 4], columns: [97, 100, 100]", 12, 36)
        .shows("must be [100, 100, 97]")
        .check();
    wrong(back, "[2, 3, 4], columns: [97, 100, 100]", 12, 36)
        .args(&["--lang", "vi"])
        .shows("[100, 100, 97], tức các cột của mặt kia theo thứ tự ngược lại")
        .check();
    // However the printer turns it over: both sides are described as in a book.
    wrong(front, "[5, 6, 1], columns: [100, 100, 97]", 12, 36)
        .swap_in(trifold, "  flip: short", "  flip: long")
        .check();
    // A page that is cut out is cut through both sides as well.
    wrong(front, "[5, 6, 1], columns: [100, 100, 97]", 12, 36)
        .swap_in(trifold, "folded: true", "folded: false")
        .shows("one cut goes through both")
        .check();
    // Rows stay in their order; columns behind rows fold nowhere near them.
    let tent = "templates/tent/style.yaml";
    let front = "    - { pages: [2, 1], rows: [148.5, 148.5], turned: [2] }\n";
    let rows = |first: &str, second: &str| {
        let sides = format!(
            "    - {{ pages: [2, 1], rows: {first}, turned: [2] }}\n    - {{ pages: [3, 4], {second} }}\n"
        );
        let case = case().swap("[leaflet-a4]", "[tent]").swap_in(tent, "flip: none", "flip: long");
        let case = case.swap_in(tent, "page: { size: [210, 148.5]", "page: { size: [210, 140]");
        case.swap_in(tent, front, &sides)
    };
    let done = |case: crate::case::Case| case.start("human").run().stderr;
    let mended = done(rows("[140, 157]", "rows: [140, 157]"));
    assert!(!mended.contains("other side"), "{mended}");
    for second in ["rows: [157, 140]", "rows: [148.5, 148.5]"] {
        let said = done(rows("[140, 157]", second));
        assert!(said.contains("`rows` must be [140, 157], those of the other side"), "{said}");
    }
    // Sides that are not turned over are sheets of their own, and a blank back is folded with its front.
    for (from, to) in [
        ("  flip: short", "  flip: none"),
        ("pages: [2, 3, 4], columns: [100, 100, 97]", "pages: [0], columns: [297]"),
    ] {
        let said = done(
            with("[5, 6, 1], columns: [97, 100, 100]", "[5, 6, 1], columns: [100, 100, 97]")
                .swap_in(trifold, from, to),
        );
        assert!(!said.contains("other side"), "{to}: {said}");
    }
}

#[test]
fn names_that_fields_had_before_are_refused_with_those_of_today() {
    let style = "templates/hanger/style.yaml";
    case()
        .swap("[leaflet-a4]", "[hanger]")
        .swap_in(style, "distribution: public", "reach: public")
        .swap_in(style, "clearance: 5", "ring: 5")
        .swap_in(style, "copyfitting:", "ladder:")
        .at_in(style, "Y02", "reach: public")
        .at_in(style, "Y02", "ring: 5")
        .at_in(style, "Y02", "ladder:")
        .shows("the field `reach` is called `distribution` now")
        .shows("write `clearance:` in the place of `ring:`")
        .shows("the field `ladder` is called `copyfitting` now")
        .check();
    // Beside the name of today the old one is refused as well: one of them would count for nothing.
    case()
        .swap("[leaflet-a4]", "[hanger]")
        .swap_in(style, "distribution: public", "distribution: public, reach: team")
        .at_in(style, "Y02", "reach: team")
        .check();
}

#[test]
fn paper_that_does_not_fit() {
    let as_product =
        |product: &str, args: &[&'static str]| case().swap("leaflet-a4", product).args(args);
    for (product, args, words) in [
        ("poster-a3", &["--sheet", "a4"][..], "pages of 297 × 420 mm do not fit on a sheet"),
        ("leaflet-a4", &["--sheet", "a4", "--impose", "booklet"], "of 210 × 297 mm in this order"),
        ("leaflet-a4", &["--impose", "booklet"], "choose a larger `--sheet`"),
        ("poster-a3", &["--impose", "stack"], "do not fit on a sheet of 210 × 297 mm"),
        ("bifold", &["--sheet", "a3"], "has its own sheet of 297 × 210 mm"),
        ("trifold", &["--impose", "copies"], "leave out `--sheet` and `--impose`"),
    ] {
        let style = format!("(toroi)/templates/{product}/style.yaml");
        as_product(product, args).place(&style, 1, 1, "L05").shows(words).check();
    }
    // Its own paper may be named.
    let done = as_product("bifold", &["--sheet", "a4"]).start("human").run();
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
}

#[test]
fn ink_near_a_slit() {
    let style = "templates/hanger-105/style.yaml";
    // Text flows around a slit, but a footer stays at its foot.
    let flows = case().swap("leaflet-a4", "hanger-105").swap_in(style, "slit: 10", "slit: 90");
    let done = flows.start("short").run();
    assert_eq!(done.code, 0, "{}", done.stderr);
    // On the back the slit begins at the other edge.
    let case = case().swap("leaflet-a4", "hanger-105");
    let case =
        case.swap_in(style, "y: 35, clearance: 5, slit: 10", "y: 250, clearance: 5, slit: 285");
    let done = case.start("short").run();
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("error[L04]: side 2: "), "{}", done.stderr);
}
