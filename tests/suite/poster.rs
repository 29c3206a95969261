//! Posters are read at 3 m (LP-24): sizes measured on the finished PDF by other programs.

use super::pdf::printed;
use super::run::Run;
use super::sheets::sheets;

/// Capitals of 8.7 mm, and of 17.5 mm for the headline, in points of Noto Sans.
const TEXT: f64 = 35.0;
const HEADLINE: f64 = 69.0;
/// Ascent and descent of Noto Sans in sizes: the height poppler gives to a word.
const BOX: f64 = 1.362;
/// The side of a code read at 1 m in mm (QR-03).
const CODE: f64 = 60.0;

fn value(line: &str, name: &str) -> f64 {
    let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
    rest.split('"').next().unwrap().parse().unwrap()
}

#[test]
fn posters_are_read_from_afar() {
    let posters: Vec<_> = sheets().iter().filter(|sheet| sheet.product == "poster-a3").collect();
    assert!(!posters.is_empty());
    for poster in posters {
        let words = printed("pdftotext", &["-bbox", poster.arg(), "-"]);
        let lines = words.lines().filter(|line| line.contains("<word "));
        let mut sizes: Vec<(f64, f64)> = lines
            .map(|line| {
                let (top, bottom) = (value(line, "yMin"), value(line, "yMax"));
                (top, (bottom - top) / BOX)
            })
            .collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(sizes[0].1 >= HEADLINE, "{}: {:?}", poster.name, sizes[0]);
        // Few words: what is read in passing.
        assert!(sizes.len() < 75, "{} has {} words", poster.name, sizes.len());
        // The last line tells who hangs it up how old it is.
        let last = sizes.last().unwrap().0;
        for (top, size) in sizes.iter().filter(|(top, _)| last - top > 1.0) {
            assert!(*size >= TEXT, "{}: {size:.1} pt at {top:.0}", poster.name);
        }
        let tree = printed("pdfinfo", &["-struct", poster.arg()]);
        let boxes: Vec<&str> =
            tree.lines().filter_map(|it| it.trim().strip_prefix("/BBox [")).collect();
        // The drawing that tells the subject from further away is for the eye alone.
        assert_eq!(boxes.len(), poster.codes().len(), "{tree}");
        for corners in boxes {
            let corners = corners.trim_end_matches(']').split(' ');
            let corners: Vec<f64> = corners.map(|corner| corner.parse().unwrap()).collect();
            let side = (corners[2] - corners[0]) / 72.0 * 25.4;
            assert!(side >= CODE, "{}: a code or picture of {side:.1} mm", poster.name);
        }
    }
}

/// Five lines are printed; which are not is reported, and ours have no more.
#[test]
fn lines_that_are_left_out_are_reported() {
    let args = ["build", "kich-hoat-tai-khoan", "--product", "poster-a3"];
    let built = Run::new().args(args).run().ok();
    assert!(built.stderr.contains("1 note; to see notes"), "{}", built.stderr);
    let short = Run::new().args(args).args(["--format", "json"]).run().ok();
    for words in ["T22", "“Đặt mật khẩu và 6 số”, “Viết ra giấy, cất ở nhà”", "poster-a3"]
    {
        assert!(short.stderr.contains(words), "{words}: {}", short.stderr);
    }
    for poster in sheets().iter().filter(|sheet| sheet.product == "poster-a3") {
        assert!(poster.guide.checklist.items.len() <= 5, "{}", poster.name);
    }
}
