//! Folded mock-ups: panels cut out of the printed sheet and laid as a reader meets them. The words in
//! each cut have to be those of the page that is expected there.

use image::{GrayImage, imageops};

use super::paper::{Area, Change, Printed, dots, loose, sorted};

/// What lies before a reader: a name, and panels from left to right as side and column.
type View = (&'static str, &'static [(usize, usize)]);

/// A name, a product on paper, the columns of each side, the views, and the pages in each of them.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a [f64]], &'a [View], &'a [&'a [usize]]);

/// Cuts panels out of a sheet and lays them side by side, as folding does.
fn fold(name: &str, sheet: &Printed, columns: &[&[f64]], views: &[View]) -> Vec<Vec<Vec<String>>> {
    let (sides, height) = (sheet.pictures(), sheet.sizes()[0].1);
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("folded");
    std::fs::create_dir_all(&folder).unwrap();
    let mut all = Vec::new();
    for (view, panels) in views {
        let mut texts = Vec::new();
        let mut cut = Vec::new();
        for (side, column) in *panels {
            let (left, right) = (columns[*side][*column], columns[*side][*column + 1]);
            texts.push(sheet.cut_out(side + 1, Area { left, top: 0.0, right, bottom: height }));
            let (x, w) = (dots(left), dots(right - left).min(sides[*side].width() - dots(left)));
            cut.push(imageops::crop_imm(&sides[*side], x, 0, w, sides[*side].height()).to_image());
        }
        let width = cut.iter().map(GrayImage::width).sum();
        let mut picture = GrayImage::new(width, cut[0].height());
        let mut x = 0;
        for panel in &cut {
            imageops::replace(&mut picture, panel, x.into(), 0);
            x += panel.width();
        }
        picture.save(folder.join(format!("{name}-{view}.png"))).unwrap();
        all.push(texts);
    }
    all
}

/// Six short pages: two sheets nested, the last two pages empty.
const SIX_PAGES: &str = r#"<sheet title="{{ guide.title.plain }}">
  <omit ref="short"/><omit ref="question"/><omit ref="checklist"/><omit ref="part"/>
  <face><heading level="1" style="title">{{ guide.title.rich }}</heading></face>
  <face>{{ <bring guide={guide}/> }}</face>
  <face>{{ <safety guide={guide}/> }}</face>
  <face>{{ <contacts guide={guide}/> }}</face>
  <face>{{ <codes guide={guide}/> }}</face>
  <face><p style="audience">{{ guide.audience.rich }}</p></face>
</sheet>
"#;

/// Pictures of it lie in `target/tmp/folded`.
#[test]
fn folded_sheets_read_on() {
    let half = &[0.0, 148.5, 297.0][..];
    let four: &[View] =
        &[("1-front", &[(0, 1)]), ("2-opened", &[(1, 0), (1, 1)]), ("3-back", &[(0, 0)])];
    let three: [&[f64]; 2] = [&[0.0, 97.0, 197.0, 297.0], &[0.0, 100.0, 200.0, 297.0]];
    let six: &[View] = &[
        ("1-front", &[(0, 2)]),
        // The cover opened to the left: its inner side, and the flap that is still folded in.
        ("2-opened", &[(1, 0), (0, 0)]),
        ("3-inside", &[(1, 0), (1, 1), (1, 2)]),
        ("4-back", &[(0, 1)]),
    ];
    let nested: &[View] = &[
        ("1-front", &[(0, 1)]),
        ("2-opened", &[(1, 0), (2, 1)]),
        ("3-middle", &[(3, 0), (3, 1)]),
        ("4-opened", &[(2, 0), (1, 1)]),
        ("5-back", &[(0, 0)]),
    ];
    let booklet = &["--sheet", "a4", "--impose", "booklet"][..];
    let cases: [Case; 4] = [
        ("bifold", "bifold", &[], &[half; 2], four, &[&[1], &[2, 3], &[4]]),
        ("trifold", "trifold", &[], &three, six, &[&[1], &[2, 5], &[2, 3, 4], &[6]]),
        ("booklet", "leaflet-a5", booklet, &[half; 2], four, &[&[1], &[2, 3], &[4]]),
        (
            "nested",
            "leaflet-a5",
            booklet,
            &[half; 4],
            nested,
            &[&[1], &[2, 3], &[4, 5], &[6, 0], &[0]],
        ),
    ];
    for (name, product, args, columns, views, wanted) in cases {
        let make = |args: &[&str], change: Change| match name {
            "nested" => Printed::with_markup(product, args, change, SIX_PAGES),
            _ => Printed::make(product, args, change),
        };
        let (sheet, pages) = (make(args, str::to_owned), make(&[], loose).words());
        let pages: Vec<Vec<String>> =
            pages.into_iter().map(|page| sorted(page.into_iter().map(|word| word.it))).collect();
        let number = |words: &Vec<String>| {
            let page = pages.iter().position(|page| page == words);
            if words.is_empty() { 0 } else { page.map_or(99, |page| page + 1) }
        };
        let found = fold(name, &sheet, columns, views);
        let found: Vec<Vec<usize>> =
            found.iter().map(|view| view.iter().map(number).collect()).collect();
        assert_eq!(found, wanted, "{name} of {} pages", pages.len());
    }
}
