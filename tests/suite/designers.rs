//! What designers bring along: logos with gradients, opacity and clip paths; a table tent, whose far
//! face stands on its head; banners of up to 5 m.

use std::process::Command;

use image::imageops;
use toroi::layout::Item;
use toroi::paint::raster;

use super::case::{GUIDE, X};
use super::run::Run;
use super::sheets::{Outlines, in_order, sheets, workshop};

/// A logo that no outline could say: a gradient cut out as a disc, a bar half seen through.
const SHADED: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
  <defs>
    <linearGradient id="sky"><stop offset="0" stop-color="#FF0000"/><stop offset="1" stop-color="#0000FF"/></linearGradient>
    <clipPath id="disc"><circle cx="50" cy="50" r="40"/></clipPath>
  </defs>
  <rect width="100" height="100" fill="url(#sky)" clip-path="url(#disc)"/>
  <rect x="0" y="92" width="100" height="8" fill="#008000" opacity="0.5"/>
</svg>"##;

/// A logo of outlines.
const PLAIN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">\
                     <circle cx=\"50\" cy=\"50\" r=\"40\" fill=\"#A00\"/></svg>";

fn with_logo(logo: &str) -> Run {
    Run::new().file(X, GUIDE).file("logo.svg", logo).file("ward.yaml", "logo: logo.svg\n").args([
        "build",
        "x",
        "--product",
        "leaflet-a4",
        "--lang",
        "en",
    ])
}

#[test]
fn a_logo_with_shades_is_printed_as_it_is_meant() {
    let done = with_logo(SHADED).run().ok();
    let pdf = std::fs::read(done.file("out/x-leaflet-a4.pdf")).unwrap();
    let page = raster::render(&pdf, 100.0).unwrap().remove(0);
    let count = |is: fn(i32, i32, i32) -> bool| {
        let dots = page.rgba.chunks_exact(4);
        let found = dots.filter(|dot| is(i32::from(dot[0]), i32::from(dot[1]), i32::from(dot[2])));
        found.count()
    };
    // From red over purple to blue; half of a green on white.
    assert!(count(|r, g, b| r > 200 && g < 20 && b < 60) > 20);
    assert!(count(|r, g, b| (110..145).contains(&r) && g < 20 && (110..145).contains(&b)) > 20);
    assert!(count(|r, g, b| r < 60 && g < 20 && b > 200) > 20);
    assert!(count(|r, g, b| (120..135).contains(&r) && g > 180 && (120..135).contains(&b)) > 20);
    // What is cut out is a disc: of the square 5,024 of 10,000 parts, of 67 dots across.
    let shaded = count(|r, g, b| g < 20 && r + b > 200 && !(r < 30 && b < 130));
    assert!((1900..2600).contains(&shaded), "{shaded} dots of the disc");
    for press in ["x4", "x1a"] {
        with_logo(SHADED).args(["--press", press]).run().ok();
    }
}

#[test]
fn what_would_be_lost_of_a_logo_is_refused() {
    for (from, to, words) in [
        ("url(#sky)", "url(#sea)", "#sea"),
        ("url(#disc)", "url(#ring)", "#ring"),
        ("<circle cx=\"50\" cy=\"50\" r=\"40\"/>", "", "#disc"),
        (
            "<stop offset=\"0\" stop-color=\"#FF0000\"/><stop offset=\"1\" stop-color=\"#0000FF\"/>",
            "",
            "#sky",
        ),
        ("opacity=\"0.5\"", "opacity=\"half\"", "opacity=\"half\""),
        ("opacity=\"0.5\"", "mask=\"url(#disc)\"", "mask="),
        ("opacity=\"0.5\"", "filter=\"url(#disc)\"", "filter="),
        ("<defs>", "<text>Phường</text><defs>", "`<text>`"),
        ("fill=\"url(#sky)\"", "fill=\"url(#sky) red\"", "url(#sky) red"),
        ("href", "href", "opacity"),
    ] {
        let is_last = from == "href";
        let logo = SHADED.replacen(from, to, 1);
        if is_last {
            // The same drawing as a picture of a step has to be of outlines.
            let guide = format!("{GUIDE}\n![Ảnh thử](hinh.svg)\n");
            let run = Run::new().file(X, guide).file("guides/hinh.svg", SHADED);
            let done = run.args(["build", "x", "--product", "leaflet-a4", "--lang", "en"]).run();
            assert!(done.code == 1 && done.stderr.contains("P0"), "{}", done.stderr);
            continue;
        }
        assert_ne!(logo, SHADED, "{from}");
        let done = with_logo(&logo).run();
        assert_eq!(done.code, 1, "{to}: {}", done.stderr);
        assert!(done.stderr.contains(words), "{words}: {}", done.stderr);
    }
}

/// Shades are no leave to lose the rest: each shape is seen, or named.
#[test]
fn each_shape_of_a_logo_is_seen_or_named() {
    let clear = "<linearGradient id=\"none\"><stop stop-opacity=\"0\"/>\
                 <stop offset=\"1\" stop-opacity=\"0\"/></linearGradient>";
    let far = "<linearGradient id=\"far\" gradientUnits=\"userSpaceOnUse\" x1=\"0\" x2=\"9\">\
               <stop/><stop offset=\"1\" stop-opacity=\"0\"/></linearGradient>";
    let corner = "<clipPath id=\"corner\"><rect width=\"9\" height=\"9\"/></clipPath>";
    let shape = |more: &str| format!("<rect x=\"30\" y=\"30\" width=\"20\" height=\"20\" {more}/>");
    for (added, words) in [
        ("<rect x=\"200\" width=\"9\" height=\"9\"/>".to_owned(), "outside the `viewBox`"),
        ("<circle cx=\"180\" cy=\"180\" r=\"100\"/>".to_owned(), "outside the `viewBox`"),
        ("<circle cx=\"50\" cy=\"50\" r=\"0.005\"/>".to_owned(), "no area"),
        ("<path d=\"M9 9h9\"/>".to_owned(), "no area"),
        ("<circle cx=\"100\" cy=\"50\" r=\"20\"/>".to_owned(), "cut off"),
        (shape("fill-opacity=\"0\""), "cannot be seen"),
        (shape("fill=\"rgba(0,0,0,0.01)\""), "cannot be seen"),
        (shape("opacity=\"0.02\""), "cannot be seen"),
        (format!("<g opacity=\"0.2\">{}</g>", shape("opacity=\"0.2\"")), "cannot be seen"),
        (clear.to_owned() + &shape("fill=\"url(#none)\""), "cannot be seen"),
        (far.to_owned() + &shape("fill=\"url(#far)\""), "cannot be seen"),
        (corner.to_owned() + &shape("clip-path=\"url(#corner)\""), "cannot be seen"),
        (
            format!(
                "{corner}<g clip-path=\"url(#corner)\"><g transform=\"scale(2)\">{}</g></g>",
                shape("")
            ),
            "cannot be seen",
        ),
        (shape("fill=\"none\""), "neither"),
    ] {
        for logo in [SHADED.to_owned(), PLAIN.to_owned()] {
            let done = with_logo(&logo.replace("</svg>", &format!("{added}</svg>"))).run();
            let is_said = done.stderr.contains("P08") && done.stderr.contains(words);
            assert!(done.code == 1 && is_said, "{added}: {}", done.stderr);
        }
    }
    for added in [
        shape("fill=\"#fff\" opacity=\"0.3\""),
        far.to_owned() + "<rect width=\"50\" height=\"9\" fill=\"url(#far)\"/>",
        corner.to_owned() + "<rect width=\"50\" height=\"9\" clip-path=\"url(#corner)\"/>",
        // What is cut off on purpose, and a ground that goes on beyond the frame.
        "<circle cx=\"5\" cy=\"50\" r=\"15\" clip-path=\"url(#frame)\"/>\
         <clipPath id=\"frame\"><rect width=\"100\" height=\"100\"/></clipPath>"
            .to_owned(),
        "<rect x=\"-9\" y=\"-9\" width=\"200\" height=\"200\" fill=\"#123\" opacity=\"0.1\"/>"
            .to_owned(),
        "<path d=\"M5 50h90\" stroke=\"#123\" stroke-width=\"0.1\" fill=\"none\" opacity=\"0.5\"/>"
            .to_owned(),
        "<path d=\"M5 50l90 9\" stroke=\"#123\" fill=\"none\" transform=\"scale(1 .5)\"/>"
            .to_owned(),
    ] {
        with_logo(&SHADED.replace("</svg>", &format!("{added}</svg>"))).run().ok();
    }
}

/// A link is said to lead nowhere only where it does.
#[test]
fn links_of_a_logo_are_named_for_what_they_are() {
    let fill = "fill=\"url(#sky)\"";
    let (begin, end) = SHADED.split_once("<defs>").unwrap();
    for (defined, from, to, words) in [
        ("", fill, "fill=\"url(#sea)\"", "`#sea`, which does not exist"),
        ("<linearGradient id=\"g\"/>", fill, "fill=\"url(#g)\"", "`#g` has no colours"),
        (
            "<radialGradient id=\"g\" href=\"#g\"/>",
            fill,
            "style=\"fill:url(#g)\"",
            "`#g` has no colours",
        ),
        ("<pattern id=\"g\"/>", fill, "fill=\"url(#g)\"", "a `<pattern>` is not printed"),
        ("", fill, "fill=\"url(#disc)\"", "a `<clipPath>` is not printed"),
        ("", "url(#disc)", "url(#sky)", "a `<linearGradient>` is not printed"),
        ("<clipPath id=\"c\"/>", "url(#disc)", "url(#c)", "`#c` holds no shape"),
        ("<g id=\"g\"/>", fill, "fill=\"url(#g)\"", "a `<g>` is not printed"),
        (
            "<style>.a{stroke:none;fill:url(#disc)}</style>",
            fill,
            "class=\"a\"",
            "`fill` refers to `#disc`",
        ),
    ] {
        let logo = format!("{begin}<defs>{defined}{}", end.replacen(from, to, 1));
        let done = with_logo(&logo).run();
        assert!(done.code == 1 && done.stderr.contains(words), "{words}: {}", done.stderr);
        let is_nowhere = done.stderr.contains("does not exist");
        assert_eq!(is_nowhere, words.contains("does not exist"), "{}", done.stderr);
    }
    // Colours of a gradient of a gradient of a gradient.
    let chain = "<linearGradient id=\"a\" href=\"#b\"/><linearGradient id=\"b\" href=\"#sky\"/>";
    let logo = format!("{begin}<defs>{chain}{}", end.replacen(fill, "fill=\"url(#a)\"", 1));
    with_logo(&logo).run().ok();
}

#[test]
fn the_far_face_of_a_tent_stands_on_its_head() {
    let fonts = &workshop().fonts;
    let tents: Vec<_> = sheets().iter().filter(|sheet| sheet.product == "tent").collect();
    assert!(!tents.is_empty());
    for tent in tents {
        assert_eq!(tent.pages.pages.len(), 1, "{}", tent.name);
        let page = &tent.pages.pages[0];
        let half = page.size.h.to_pt() / 2.0;
        let mut outlines = Outlines::default();
        let safe = 6.0 / 25.4 * 72.0;
        let mut turned = 0;
        for (index, placed) in page.items.iter().enumerate() {
            let Item::Glyphs(run) = &placed.item else { continue };
            let is_far = page.reading(0, index) == 1;
            assert_eq!(run.turned, is_far, "{:?}", run.text);
            turned += usize::from(run.turned);
            for (_, ink) in outlines.run(run, placed.at.x, placed.at.y, fonts) {
                let (top, bottom) = if is_far { (0.0, half) } else { (half, 2.0 * half) };
                let inside = ink.top >= top + safe - 0.01 && ink.bottom <= bottom - safe + 0.01;
                assert!(inside, "{:?}: {ink:?}", run.text);
            }
        }
        assert!(turned > 5, "{turned}");
        // It is heard as it is read: what to do, then what to beware of.
        let said: String = in_order(&tent.pages)
            .iter()
            .filter_map(|placed| match &placed.item {
                Item::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let (question, warning) = (tent.guide.question.plain(), tent.guide.safety.title.plain());
        let at = |words: &str| squeezed(&said).find(&squeezed(words)).unwrap();
        assert!(at(&question) < at(&warning));
        // Turned over as a reader does, each half is read by another program.
        let png = tent.path.with_extension("tent");
        let status = Command::new("pdftoppm")
            .args(["-r", "200", "-gray", "-png", "-singlefile", tent.arg()])
            .arg(&png)
            .status();
        assert!(status.unwrap().success());
        let drawn = image::open(png.with_extension("tent.png")).unwrap().to_luma8();
        let (w, h) = drawn.dimensions();
        let near = imageops::crop_imm(&drawn, 0, h / 2, w, h - h / 2).to_image();
        let far = imageops::rotate180(&imageops::crop_imm(&drawn, 0, 0, w, h / 2).to_image());
        for (face, words) in [(near, question), (far, warning)] {
            let path = tent.path.with_extension("face.png");
            face.save(&path).unwrap();
            let read = Command::new("tesseract").arg(&path).args(["-", "-l", "vie"]).output();
            let read = String::from_utf8(read.unwrap().stdout).unwrap();
            assert!(squeezed(&read).contains(&squeezed(&words)), "{words}: {read}");
        }
        let mut reader = Command::new("zbarimg");
        reader.args(["-q", "--raw"]).arg(png.with_extension("tent.png"));
        let codes = String::from_utf8(reader.output().unwrap().stdout).unwrap();
        for code in tent.codes().iter().take(2) {
            assert!(codes.contains(&code.url.it), "{codes}");
        }
    }
}

/// A banner as a ward would hang it over a street.
fn banner(width: &str) -> Run {
    let sheet = r#"<sheet title="{{ guide.title.plain }}">
  <omit ref="short"/><omit ref="question"/><omit ref="audience"/><omit ref="bring"/><omit ref="checklist"/>
  <omit ref="contact"/><omit ref="part"/><omit ref="qr"/><omit ref="safety.1"/>
  <face><heading level="1" style="title">{{ guide.title.rich }}</heading>
    <box style="safety" warning="true"><heading level="2" style="safety-title">{{ guide.safety.title.rich }}</heading></box></face>
</sheet>"#;
    let style = format!(
        "page: {{ size: [{width}, 800], margin: [80, 100], safe: 50, duplex: none }}\n\
         sheet: {{ distribution: public }}\nstretch: 0\n\
         copyfitting:\n  - {{ pages: 1, text: 1.0, gap: 1.0, picture: 1.0 }}\n\
         styles:\n  title: {{ size: 700, leading: 1.2, align: centre }}\n  \
         safety: {{ fill: danger, colour: paper, stroke: none, padding: [30, 60], marker: 150, gap: 60 }}\n  \
         safety-title: {{ size: 400 }}\n"
    );
    Run::new()
        .file(X, GUIDE)
        .file("templates/bang-ron/sheet.xml", sheet)
        .file("templates/bang-ron/style.yaml", style)
        .args(["build", "x", "--product", "bang-ron", "--lang", "en"])
}

#[test]
fn a_banner_of_five_metres_stays_within_what_pdf_allows() {
    for press in [&[][..], &["--press", "x4"], &["--press", "x1a"]] {
        let done = banner("5000").args(press.iter().copied()).run().ok();
        let name = done.stdout.split("  ").next().unwrap().to_owned();
        let reported = Command::new("pdfinfo").arg(done.file(&name)).output().unwrap();
        let reported = String::from_utf8(reported.stdout).unwrap();
        let size = reported.lines().find_map(|line| line.strip_prefix("Page size:")).unwrap();
        let width: f64 = size.split_whitespace().next().unwrap().parse().unwrap();
        // One to one: 5 m are 14,173 pt, and no reader has to know of a scale.
        assert!((14_173.0..=14_400.0).contains(&width), "{press:?}: {size}");
    }
    // Pictures and the measure of toner stay small.
    let done = banner("5000").args(["--png", "20", "--format", "json"]).run().ok();
    assert!(done.stdout.contains("toner"), "{}", done.stdout);
    for dpi in ["330", "600"] {
        let done = banner("5000").args(["--png", dpi]).run();
        assert!(done.code != 0 && done.stderr.contains("million pixels"), "{}", done.stderr);
    }
    let done = banner("5001").run();
    assert!(done.code == 1 && done.stderr.contains("from 20 to 5000"), "{}", done.stderr);
}

#[test]
fn a_script_tells_how_long_it_takes_to_read() {
    let script = sheets().iter().find(|sheet| sheet.product == "script").unwrap();
    let words: usize = script
        .guide
        .parts
        .iter()
        .flat_map(|part| &part.body)
        .flat_map(|block| {
            let text = block.plain();
            let said = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            said.map(str::to_owned).collect::<Vec<_>>()
        })
        .count();
    let minutes = words.div_ceil(110);
    let text = Command::new("pdftotext").args([script.arg(), "-"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(words > 60 && text.contains(&format!("Số phút đọc: {minutes}")), "{words}: {text}");
}

/// A picture behind the headline: half dark, half light.
fn on_picture(colour: &str, svg: &str) -> Run {
    let sheet = std::fs::read_to_string(super::run::root().join(super::case::SHEET)).unwrap();
    let masthead = sheet.lines().find(|line| line.contains("<masthead")).unwrap();
    let field = "<box style=\"field\" file=\"hinh.svg\"><heading level=\"1\" style=\"title\">{{ guide.title.rich }}</heading>\
                 </box><omit ref=\"audience\"/>";
    let style = super::case::style_with(&format!(
        "  field: {{ padding: [8, 8] }}\n  title: {{ colour: {colour}, fill: accent, size: 30 }}"
    ));
    Run::new()
        .file(X, GUIDE)
        .file(super::case::SHEET, sheet.replacen(masthead, field, 1))
        .file(super::case::STYLE, style)
        .file("hinh.svg", svg)
        .args(["build", "x", "--product", "leaflet-a4", "--lang", "en"])
}

#[test]
fn letters_stand_on_a_picture_as_far_as_they_stand_out_from_it() {
    let drawing = |right: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 170 60\">\
             <rect width=\"170\" height=\"60\" fill=\"#0B4F6C\"/>\
             <rect x=\"10\" y=\"10\" width=\"60\" height=\"30\" fill=\"{right}\"/></svg>"
        )
    };
    on_picture("paper", &drawing("#063146")).run().ok();
    let done = on_picture("paper", &drawing("#7FB3C8")).run();
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("T10") && done.stderr.contains("#7FB3C8"), "{}", done.stderr);
}

#[test]
fn a_triangle_in_a_picture_is_no_ground_for_what_stands_beside_it() {
    // Its corners are those of the picture, but the headline stands on the paper below its long side.
    let triangle = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 170 60\">\
                    <path d=\"M0 0H170V60Z\" fill=\"#063146\"/></svg>";
    let done = on_picture("paper", triangle).run();
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("T10") && done.stderr.contains("#FFFFFF"), "{}", done.stderr);
}

#[test]
fn a_sheet_with_pages_on_their_heads_is_merged_with_no_list() {
    let tent = ["--product", "tent", "--lang", "en"];
    let merge = ["merge", "cai-dat-vneid", "--records", "list.csv"];
    let list = "Công an xã, phường\n024 3864 1234\n024 3864 1235\n";
    let done = Run::new().file("list.csv", list).args(merge.into_iter().chain(tent)).run();
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("error[M01]: `tent` cannot be merged"), "{}", done.stderr);
    assert!(!done.file("out").exists());
    // The same list fills in a sheet that stands.
    let hanger = ["--product", "hanger-105"];
    let done = Run::new().file("list.csv", list).args(merge.into_iter().chain(hanger)).run().ok();
    assert!(done.file("out").is_dir());
}
