//! Sheets as others see them: with old eyes, as a copy of a copy, with the lines where they are cut.

use image::RgbImage;

use super::run::Run;

/// The first page of a small hanger, looked at.
fn seen(view: &[&str], dpi: &str) -> RgbImage {
    let sheet = ["build", "phong-lua-dao", "--product", "hanger", "--png", dpi];
    let done = Run::new().args(sheet).args(view.iter().copied()).run();
    assert_eq!(done.code, 0, "{done:?}");
    let path = done.dir.path().join("out/phong-lua-dao-hanger-1.png");
    image::open(path).unwrap().to_rgb8()
}

/// How far the darkest and the lightest level are apart.
fn levels(picture: &RgbImage) -> (u8, u8) {
    let greys = picture.pixels().map(|dot| dot.0[1]);
    greys.fold((255, 0), |(dark, light), dot| (dark.min(dot), light.max(dot)))
}

#[test]
fn each_view_shows_what_its_name_says() {
    let plain = seen(&[], "150");
    let eyes = seen(&["--view", "old-eyes"], "150");
    assert_eq!(eyes.dimensions(), plain.dimensions());
    let (dark, light) = levels(&eyes);
    // Scattered light lies over the black, yet large print is read.
    assert!(dark > 40 && light - dark > 90, "{dark} to {light}");
    let copy = seen(&["--view", "photocopy"], "150");
    assert!(copy.pixels().all(|dot| dot.0 == [0; 3] || dot.0 == [255; 3]));
    let black = copy.pixels().filter(|dot| dot.0 == [0; 3]).count();
    let share = black as f64 / copy.pixels().len() as f64;
    assert!((0.02..0.5).contains(&share), "{share}");
    let cut = seen(&["--view", "cut"], "72");
    let (width, height) = cut.dimensions();
    for (x, y) in
        [(0, height / 2), (width - 1, height / 2), (width / 2, 0), (width / 2, height - 1)]
    {
        assert_eq!(cut.get_pixel(x, y).0, [216, 0, 120], "{x} {y}");
    }
}

#[test]
fn the_same_picture_each_time_and_only_with_pictures() {
    let look = || seen(&["--view", "old-eyes"], "72").into_raw();
    assert_eq!(look(), look());
    let done = Run::new().args(["build", "phong-lua-dao", "--view", "cut"]).run();
    assert_eq!(done.code, 2, "{done:?}");
    let done = Run::new().args(["build", "phong-lua-dao", "--png", "--view", "young"]).run();
    assert_eq!(done.code, 2, "{done:?}");
}
