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
