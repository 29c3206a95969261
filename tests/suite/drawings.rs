//! Drawings: everything in them becomes ink or is refused by name, nothing outside of them is ever
//! opened, and no drawing however deep or wide takes the stack or the time.

use std::fmt::Write;
use std::time::{Duration, Instant};

use toroi::diag::Diagnostic;
use toroi::geom::{Len, Point, Rect, Size};
use toroi::inks::Inks;
use toroi::layout::{Form, Item, Page, Pages, Pen, Placed};
use toroi::paint::pdf::{self, Meta};
use toroi::paint::raster;
use toroi::picture::{Artwork, Drawing, Paint, Shape, decode};
use toroi::source::Sources;
use toroi::span::Span;
use toroi::text::Fonts;

use crate::case::case;
use crate::run::root;

/// Decodes in a thread with a stack of 512 KB, as a server may give it.
fn read(svg: impl Into<Vec<u8>>) -> Result<Drawing, Vec<Diagnostic>> {
    let svg = svg.into();
    let work = move || {
        let file = Sources::new().add_text("x.md", "x".to_owned());
        match decode("a.svg", &svg, Span::new(file, 0..1), false) {
            Ok(Artwork::Drawing(drawing)) => Ok(drawing),
            Ok(Artwork::Raster(_)) => panic!("not a drawing"),
            Err(found) => Err(found),
        }
    };
    std::thread::Builder::new().stack_size(512 << 10).spawn(work).unwrap().join().unwrap()
}

/// A page with a drawing on it, a point for each unit.
fn page(drawing: &Drawing) -> Vec<u8> {
    let size = Size::new(Len::pt(drawing.width), Len::pt(drawing.height));
    let item = |shape: &Shape| {
        let path = shape.path.clone();
        match shape.paint {
            Paint::Fill { colour, even_odd } => Item::Fill { path, colour, even_odd },
            Paint::Stroke { colour, width, cap, join } => {
                Item::Stroke { path, pen: Pen { cap, join, ..Pen::solid(colour, width) } }
            }
        }
    };
    let items = drawing.shapes.iter().map(item);
    let items = items.map(|item| Placed { at: Point::default(), item }).collect();
    let placed = Placed {
        at: Point::default(),
        item: Item::Form { form: 0, size, is_ground: false, turned: false },
    };
    let trim = Rect { x: Len::ZERO, y: Len::ZERO, w: size.w, h: size.h };
    let page = Page { size, trim, items: vec![placed], ..Page::default() };
    let forms = vec![Form { size, items }];
    let pages = Pages { pages: vec![page], forms, ..Pages::default() };
    let meta = Meta { date: "2026-11-23".parse().unwrap(), inks: Inks::default(), tagged: false };
    pdf::write(&pages, &Fonts::new(), meta).unwrap()
}

/// A drawing with something inside.
fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         viewBox=\"0 0 96 96\">\n{inside}\n</svg>"
    )
}

/// Codes and messages of what was found.
fn codes(svg: &str) -> Vec<(&'static str, String)> {
    let found = read(svg).err().unwrap_or_default();
    for finding in &found {
        assert!(!finding.hints.is_empty(), "{}", finding.message.en);
        assert_ne!(finding.message.en, finding.message.vi);
    }
    found.into_iter().map(|finding| (finding.code.id(), finding.message.en)).collect()
}

/// A shape that is right, so that something else is to blame.
const GOOD: &str = "<rect width=\"9\" height=\"9\" fill=\"#111\"/>";

#[test]
fn what_is_not_printed_is_refused_by_name() {
    for (inside, code, words) in [
        // Elements.
        ("<text x=\"5\" y=\"9\">Bấm vào đây</text>", "P06", "`<text>`"),
        ("<g><text><tspan>Chữ</tspan></text></g>", "P06", "`<text>`"),
        ("<foreignObject><p>Chữ</p></foreignObject>", "P06", "`<foreignObject>`"),
        ("<image href=\"a.png\" width=\"9\" height=\"9\"/>", "P06", "`<image>`"),
        ("<image xlink:href=\"data:image/png;base64,AAAA\"/>", "P06", "`<image>`"),
        ("<image href=\"/dev/zero\" width=\"9\" height=\"9\"/>", "P06", "`<image>`"),
        ("<switch><rect width=\"9\" height=\"9\"/></switch>", "P06", "`<switch>`"),
        ("<a href=\"https://x.vn\"><rect width=\"9\" height=\"9\"/></a>", "P06", "`<a>`"),
        ("<svg><rect width=\"9\" height=\"9\"/></svg>", "P06", "`<svg>`"),
        ("<script>x()</script>", "P06", "`<script>`"),
        ("<animate attributeName=\"x\"/>", "P06", "`<animate>`"),
        ("<rect width=\"9\" height=\"9\"><animate/></rect>", "P06", "`<animate>`"),
        ("<video href=\"a.mp4\"/>", "P06", "`<video>`"),
        ("<canvas/>", "P06", "`<canvas>`"),
        ("<Rect width=\"9\" height=\"9\"/>", "P06", "`<Rect>`"),
        ("<flowRoot><flowPara>Chữ</flowPara></flowRoot>", "P06", "`<flowRoot>`"),
        ("<mesh/>", "P06", "`<mesh>`"),
        ("<p xmlns=\"http://www.w3.org/1999/xhtml\">Chữ</p>", "P06", "`<p>`"),
        ("Chữ rơi", "P06", "Chữ rơi"),
        (
            "<symbol id=\"s\"><path d=\"M0 0h9v9z\"/></symbol><use href=\"#s\"/>",
            "P06",
            "`<symbol>`",
        ),
        ("<defs><text id=\"t\">Chữ</text></defs><use href=\"#t\"/>", "P06", "`<text>`"),
        ("<defs><g id=\"t\"><text>Chữ</text></g></defs><use href=\"#t\"/>", "P06", "`<text>`"),
        ("<?xml-stylesheet href=\"a.css\"?>", "P09", "`xml-stylesheet`"),
        // Links.
        ("<use href=\"other.svg#a\"/>", "P09", "`other.svg#a`"),
        ("<use xlink:href=\"/etc/passwd#a\"/>", "P09", "`/etc/passwd#a`"),
        ("<use href=\"https://x.vn/a.svg#a\"/>", "P09", "`https://x.vn/a.svg#a`"),
        ("<use href=\"#khong-co\"/>", "P09", "`#khong-co`"),
        ("<use/>", "P08", "no `href`"),
        ("<g id=\"g\"><use href=\"#g\"/></g>", "P09", "refers to itself"),
        ("<use id=\"u\" href=\"#u\"/>", "P09", "refers to itself"),
        (
            "<defs><use id=\"u\" href=\"#v\"/><g id=\"v\"><use href=\"#u\"/></g></defs><use href=\"#u\"/>",
            "P09",
            "refers to itself",
        ),
        // Of two links the plain one is followed.
        (
            "<defs><text id=\"t\">Chữ</text><path id=\"p\" d=\"M0 0h9v9z\"/></defs><use xlink:href=\"#p\" href=\"#t\"/>",
            "P06",
            "`<text>`",
        ),
        // Values.
        ("<rect width=\"9\" height=\"9\" fill=\"url(#x)\"/>", "P07", "`fill=\"url(#x)\"`"),
        ("<rect width=\"9\" height=\"9\" fill=\"url(#x) red\"/>", "P07", "url(#x) red"),
        ("<rect width=\"9\" height=\"9\" fill=\"#GGG\"/>", "P07", "cannot be read"),
        ("<rect width=\"9\" height=\"9\" fill=\"đỏ\"/>", "P07", "cannot be read"),
        ("<rect width=\"9\" height=\"9\" fill=\"rgba(0,0,0,.5)\"/>", "P07", "not printed"),
        ("<rect width=\"9\" height=\"9\" fill-opacity=\"0\"/>", "P07", "`fill-opacity=\"0\"`"),
        ("<g opacity=\"50%\"><rect width=\"9\" height=\"9\"/></g>", "P07", "`opacity=\"50%\"`"),
        ("<g display=\"none\"><rect width=\"9\" height=\"9\"/></g>", "P07", "`display=\"none\"`"),
        ("<g style=\"display:none\"><rect width=\"9\" height=\"9\"/></g>", "P07", "display"),
        ("<rect width=\"9\" height=\"9\" visibility=\"hidden\"/>", "P07", "visibility"),
        ("<rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>", "P07", "filter"),
        ("<rect width=\"9\" height=\"9\" mask=\"url(#f)\"/>", "P07", "mask"),
        ("<rect width=\"9\" height=\"9\" clip-path=\"url(#f)\"/>", "P07", "clip-path"),
        ("<rect width=\"9\" height=\"9\" style=\"clip-path:circle(3px)\"/>", "P07", "clip-path"),
        ("<path d=\"M0 0h9\" stroke=\"red\" marker-end=\"url(#m)\"/>", "P07", "marker-end"),
        ("<path d=\"M0 0h9\" stroke=\"red\" stroke-dasharray=\"2 1\"/>", "P07", "dasharray"),
        ("<rect width=\"9\" height=\"9\" style=\"mix-blend-mode:multiply\"/>", "P07", "multiply"),
        ("<rect width=\"2em\" height=\"9\"/>", "P07", "`width=\"2em\"`"),
        ("<rect width=\"9vw\" height=\"9\"/>", "P07", "`width=\"9vw\"`"),
        ("<rect width=\"9\" height=\"9\" x=\"1,5\"/>", "P07", "`x=\"1,5\"`"),
        ("<rect width=\"9\" height=\"9\" transform=\"rotate(9deg)\"/>", "P07", "rotate(9deg)"),
        ("<rect width=\"9\" height=\"9\" style=\"transform:rotate(9deg)\"/>", "P07", "transform"),
        ("<rect width=\"9\" height=\"9\" transform-origin=\"3 3\"/>", "P07", "transform-origin"),
        ("<circle style=\"r:9\" r=\"3\"/>", "P07", "`r`"),
        ("<rect width=\"9\" height=\"9\" onclick=\"x()\"/>", "P07", "`onclick`"),
        ("<rect width=\"9\" height=\"9\" fil=\"red\"/>", "P07", "`fil`"),
        ("<rect width=\"9\" height=\"9\" cx=\"3\"/>", "P07", "`cx`"),
        ("<g systemLanguage=\"en\"><rect width=\"9\" height=\"9\"/></g>", "P07", "systemLanguage"),
        ("<path d=\"M0 0h9v9 oops\"/>", "P07", "cannot be read"),
        ("<path d=\"M0,0 L9,9 L9,0 L1.2.3.4.5x\"/>", "P07", "cannot be read"),
        ("<polygon points=\"0,0 9,0 9,9 5\"/>", "P07", "cannot be read"),
        ("<path d=\"M0 0h9\" stroke=\"red\" stroke-width=\"-1\"/>", "P07", "stroke-width"),
        ("<path d=\"M0 0h9\" stroke=\"red\" stroke-linejoin=\"arcs\"/>", "P07", "arcs"),
        ("<rect width=\"9\" height=\"9\" fill-rule=\"odd\"/>", "P07", "odd"),
        (
            "<path d=\"M0 0h9\" stroke=\"red\" vector-effect=\"non-scaling-stroke\"/>",
            "P07",
            "vector",
        ),
        ("<path d=\"M0 0h9\" stroke=\"red\" transform=\"scale(9 1)\"/>", "P07", "stretched"),
        ("<path d=\"M0 0h9\" stroke=\"red\" transform=\"skewX(40)\"/>", "P07", "stretched"),
        (
            "<path d=\"M20 0h9\" stroke=\"red\" transform=\"rotate(45) scale(2 1)\"/>",
            "P07",
            "stretched",
        ),
        ("<rect width=\"9\" height=\"9\" xlink:fill=\"red\"/>", "P07", "`fill`"),
        ("<rect width=\"9\" height=\"9\" xml:width=\"3\"/>", "P07", "`width`"),
        // Rules of style.
        ("<style>@media screen{.a{fill:red}}</style>", "P07", "@media"),
        ("<style>g > path{fill:red}</style>", "P07", "g > path"),
        ("<style>.a{fill:url(#g)}</style>", "P07", "url(#g)"),
        ("<style>.a{animation:x 3s}</style>", "P07", "`animation`"),
        ("<style>.a{d:path('M0 0')}</style>", "P07", "`d`"),
        ("<style media=\"print\">.a{fill:red}</style>", "P07", "`media`"),
        ("<style type=\"text/less\">.a{fill:red}</style>", "P07", "`type`"),
        ("<style><!-- .a{fill:red} --></style>", "P07", "rule of style"),
        ("<style>@import url(a.css);</style>", "P07", "@import"),
        ("<style>.a{fill:red !important}</style>", "P07", "!important"),
        ("<style>.a{fill:red;;stroke}</style>", "P07", "`stroke`"),
        // Nothing to see.
        ("<path d=\"\"/>", "P08", "nothing is drawn"),
        ("<path/>", "P08", "no `d`"),
        ("<path d=\"M5 5\"/>", "P08", "nothing is drawn"),
        ("<rect width=\"0\" height=\"9\"/>", "P08", "nothing is drawn"),
        ("<rect width=\"9\"/>", "P08", "no `height`"),
        ("<circle cx=\"5\" cy=\"5\"/>", "P08", "no `r`"),
        ("<ellipse rx=\"5\"/>", "P08", "no `ry`"),
        ("<polyline points=\"\"/>", "P08", "nothing is drawn"),
        ("<line x1=\"1\" y1=\"1\" x2=\"9\" y2=\"9\"/>", "P08", "no area"),
        ("<path d=\"M5 5h9\" fill=\"#111\"/>", "P08", "no area"),
        ("<path d=\"M5 5l9 9M9 0v9\"/>", "P08", "no area"),
        ("<line x1=\"5\" x2=\"5\" stroke=\"red\"/>", "P08", "no area"),
        ("<path d=\"M5 5h9\" fill=\"none\" stroke=\"red\" stroke-width=\"0\"/>", "P08", "neither"),
        ("<rect width=\"9\" height=\"9\" fill=\"none\"/>", "P08", "neither"),
        ("<rect x=\"200\" width=\"9\" height=\"9\"/>", "P08", "outside the `viewBox`"),
        ("<rect x=\"-20\" width=\"9\" height=\"9\"/>", "P08", "outside the `viewBox`"),
        // Its box reaches into the frame, no point of it does.
        ("<circle cx=\"170\" cy=\"170\" r=\"100\"/>", "P08", "outside the `viewBox`"),
        ("<path d=\"M90-50L190 50V-50z\"/>", "P08", "outside the `viewBox`"),
        (
            "<circle cx=\"48\" cy=\"48\" r=\"80\" fill=\"none\" stroke=\"red\" stroke-width=\"5\"/>",
            "P08",
            "outside the `viewBox`",
        ),
        // Pieces that take each other away.
        ("<path d=\"M20 20h9v9h-9zM20 20h9v9h-9z\" fill-rule=\"evenodd\"/>", "P08", "no area"),
        ("<path d=\"M20 20h9v9h-9zM20 20v9h9v-9z\"/>", "P08", "no area"),
        // Cut off at the edge.
        ("<circle cx=\"96\" cy=\"48\" r=\"30\"/>", "P08", "cut off"),
        ("<rect x=\"-3\" y=\"9\" width=\"20\" height=\"9\"/>", "P08", "cut off"),
        ("<path d=\"M50 50h90\" stroke=\"red\" fill=\"none\"/>", "P08", "cut off"),
        ("<circle cx=\"48\" cy=\"48\" r=\"55\"/>", "P08", "cut off"),
        ("<g transform=\"translate(0 70)\"><path d=\"M9 9h20v20z\"/></g>", "P08", "cut off"),
        (
            "<defs><path id=\"b\" d=\"M0 0h9v9z\"/></defs><use href=\"#b\" x=\"92\"/>",
            "P08",
            "cut off",
        ),
        ("<g transform=\"translate(0 99)\"><circle r=\"2\"/></g>", "P08", "outside"),
        ("<rect width=\"9\" height=\"9\" transform=\"scale(0)\"/>", "P08", "nothing is drawn"),
        ("<g transform=\"scale(0.0001)\"><rect width=\"9\" height=\"9\"/></g>", "P08", "no area"),
        ("<rect width=\"0.0001\" height=\"9\"/>", "P08", "no area"),
        ("<path d=\"M5 5h9\" stroke=\"red\" stroke-width=\"0.0001\"/>", "P08", "no area"),
        (
            "<defs><path id=\"a\" d=\"M0 0h9v9z\"/></defs><use href=\"#a\" x=\"200\"/>",
            "P08",
            "outside",
        ),
    ] {
        let found = codes(&svg(&format!("{GOOD}\n{inside}")));
        let is_found = found.iter().any(|(id, message)| *id == code && message.contains(words));
        assert!(is_found, "{inside}: {found:?}");
        assert_eq!(found.len(), 1, "{inside}: {found:?}");
    }
}

#[test]
fn a_whole_drawing_leaves_ink_or_is_refused() {
    for (whole, code) in [
        (svg(""), "P08"),
        (svg("<title>Trống</title><g/>"), "P08"),
        (svg("<defs><path d=\"M0 0h9v9z\"/></defs>"), "P08"),
        (svg("<rect width=\"9\" height=\"9\" fill=\"#fff\"/>"), "P08"),
        (svg("<path d=\"M0 0h9\" stroke=\"white\"/>"), "P08"),
        (svg("<path d=\"M0 0h96v96H0z\" fill=\"none\"/>"), "P08"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>".into(), "P03"),
        (svg("<path d=\"M0 0h96v96H0z\" fill=\"#fefefe\"/>"), "P08"),
        (
            svg("<path d=\"M0 0h96v96H0z\" fill=\"#ffffe8\"/><path d=\"M9 9h9\" stroke=\"#eee\"/>"),
            "P08",
        ),
        (svg(&format!("{GOOD}<rect width=\"96\" height=\"96\" fill=\"#fff\"/>")), "P08"),
        (svg(&format!("{GOOD}<path d=\"M-9-9h200v200h-200z\" fill=\"white\"/>")), "P08"),
        (svg(&format!("{GOOD}<circle cx=\"9\" cy=\"9\" r=\"40\" fill=\"#fff\"/>")), "P08"),
        (svg(&format!("{GOOD}<path d=\"M0 0h20v20h-20z\" fill=\"#fefefe\"/>")), "P08"),
        (
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20mm\" height=\"20mm\">\
             <circle cx=\"500\" cy=\"500\" r=\"480\"/></svg>"
                .into(),
            "P08",
        ),
        (
            svg(&format!(
                "<g>{GOOD}</g><g transform=\"scale(2)\"><path d=\"M0 0v96h96V0\" fill=\"#fdfdfd\"/></g>"
            )),
            "P08",
        ),
        (
            svg(&format!(
                "<style>.a{{fill:red}}</style>{}",
                GOOD.replace("<rect", "<rect class=\"b&#10;a\"")
            )),
            "P07",
        ),
        (format!("<!DOCTYPE svg [<!ATTLIST path fill CDATA \"red\">]>{}", svg(GOOD)), "P06"),
        (svg(GOOD).replace("0 0 96 96", "0 0 96"), "P07"),
        (svg(GOOD).replace("0 0 96 96", "0 0 0 96"), "P07"),
        (svg(GOOD).replace("0 0 96 96", "0 0 96 0.001"), "P03"),
        (svg(GOOD).replace("viewBox", "width=\"0\" height=\"9\" viewBox"), "P03"),
        (svg(GOOD).replace("viewBox", "preserveAspectRatio=\"xMidYMid slice\" viewBox"), "P07"),
        ("<svg><path".into(), "P02"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><g></svg>".into(), "P02"),
        (format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{}", svg(GOOD)), "P06"),
        ("<html><body/></html>".into(), "P11"),
        ("<!DOCTYPE html><html/>".into(), "P11"),
        ("<kml xmlns=\"http://www.opengis.net/kml/2.2\"/>".into(), "P06"),
    ] {
        let found = codes(&whole);
        assert_eq!(
            found.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
            [code],
            "{whole}: {found:?}"
        );
    }
}

#[test]
fn what_is_allowed_is_painted() {
    for (inside, shapes) in [
        (GOOD, 1),
        ("<g fill=\"none\" stroke=\"#111\" stroke-width=\"3\"><path d=\"M5 5h9\"/></g>", 1),
        ("<circle cx=\"9\" cy=\"9\" r=\"5\" fill=\"red\" stroke=\"#000\"/>", 2),
        (
            "<path d=\"M20 0h9\" stroke=\"red\" transform=\"translate(90 60) rotate(30) scale(-2 2)\"/>",
            2,
        ),
        ("<ellipse cx=\"9\" cy=\"9\" rx=\"5\" ry=\"3\"/>", 1),
        ("<polygon points=\"0,0 9,0 9,9\"/><polyline points=\"0 0 9 0 9 9\" stroke=\"red\"/>", 3),
        ("<line x1=\"1\" y1=\"1\" x2=\"9\" y2=\"9\" stroke=\"currentColor\" color=\"blue\"/>", 2),
        (
            "<path d=\"M0 0h24v24H0z\" fill=\"#123\" fill-rule=\"evenodd\" clip-rule=\"evenodd\"/>",
            1,
        ),
        // Something is seen under, over or beside what is white.
        ("<path d=\"M9 9h84v9z\"/><path d=\"M0 0h90v96H0z\" fill=\"#fff\"/>", 2),
        // Half a line outside, a hair outside, a ground that goes on outside.
        ("<rect width=\"96\" height=\"96\" fill=\"none\" stroke=\"#111\" stroke-width=\"8\"/>", 1),
        ("<rect x=\"-1\" y=\"-1\" width=\"20\" height=\"20\"/>", 1),
        ("<rect x=\"-30\" y=\"-30\" width=\"160\" height=\"160\" fill=\"#123\"/>", 1),
        ("<circle cx=\"48\" cy=\"48\" r=\"80\" fill=\"#123\"/>", 1),
        ("<path d=\"M9 9h9v9z\"/><path d=\"M0 0h96v96z\" fill=\"#fff\"/>", 2),
        ("<path d=\"M9 9h9v9z\"/><path d=\"M90 0h96v96h-96z\" fill=\"#fff\"/>", 2),
        ("<path d=\"M9 9h9v9z\"/><circle cx=\"48\" cy=\"48\" r=\"48\" fill=\"#fff\"/>", 2),
        ("<path d=\"M0 0h96v96H0z\" fill=\"#fff\"/><path d=\"M9 9h9v9z\" fill=\"#ff0\"/>", 2),
        ("<path d=\"M0 0h96v96H0z\" fill=\"#fff\" stroke=\"#000\"/>", 2),
        ("<style>.a{fill:red}</style><path class=\" b  a\" d=\"M0 0h9v9z\"/>", 1),
        // The empty frame that icons have.
        ("<path stroke=\"none\" d=\"M0 0h96v96H0z\" fill=\"none\"/><path d=\"M0 0h9v9z\"/>", 1),
        (
            "<style>.a{fill:#e3eef2;stroke:#111}</style><rect class=\"a\" width=\"9\" height=\"9\"/>",
            2,
        ),
        (
            "<rect width=\"9\" height=\"9\" style=\"fill:red;stroke:none;-inkscape-stroke:none\"/>",
            1,
        ),
        (
            "<defs><g id=\"a\"><path d=\"M0 0h9v9z\"/></g></defs><use href=\"#a\"/><use xlink:href=\"#a\" x=\"9\"/>",
            2,
        ),
        ("<linearGradient id=\"g\"><stop/></linearGradient><path d=\"M0 0h9v9z\"/>", 1),
        (
            "<metadata><x xmlns=\"urn:x\">words</x></metadata><title>Tên</title><path d=\"M0 0h9v9z\"/>",
            1,
        ),
        (
            "<n:namedview xmlns:n=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\"/><path d=\"M0 0h9v9z\"/>",
            1,
        ),
        ("<path d=\"M9 9h0\" stroke=\"red\" fill=\"none\" stroke-linecap=\"round\"/>", 1),
        ("<path d=\"M0 0h9v9z\" id=\"x\" data-name=\"x\" aria-label=\"x\" opacity=\"1\"/>", 1),
    ] {
        match read(svg(inside)) {
            Ok(drawing) => assert_eq!(drawing.shapes.len(), shapes, "{inside}"),
            Err(found) => panic!("{inside}: {found:?}"),
        }
    }
}

/// What drawing programs and collections of icons write, in their own words.
#[test]
fn drawings_of_common_programs_are_read() {
    for (name, svg, shapes) in [
        (
            "Inkscape",
            r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5"
  inkscape:version="1.2.2" sodipodi:docname="a.svg"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
  xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
<sodipodi:namedview id="n" pagecolor="#ffffff"><inkscape:grid type="xygrid"/></sodipodi:namedview>
<defs id="defs2"/>
<g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" style="display:inline">
<path style="color:#000000;fill:#0b4f6c;fill-opacity:1;stroke:#111111;stroke-width:0.264583px;stroke-linecap:butt;stroke-linejoin:miter;stroke-opacity:1;stroke-dasharray:none;-inkscape-stroke:none;paint-order:stroke fill markers"
 d="m 10,20 c 5,5 10,5 20,0 z" sodipodi:nodetypes="ccc" id="p1"/></g></svg>"##,
            2,
        ),
        (
            "Illustrator",
            r#"<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 x="0px" y="0px" viewBox="0 0 100 100" style="enable-background:new 0 0 100 100;" xml:space="preserve">
<style type="text/css">
	.st0{fill:#FFFFFF;stroke:#000000;stroke-miterlimit:10;}
	.st1{fill:none;stroke:#000000;stroke-width:2;stroke-linecap:round;}
</style>
<rect x="5" y="5" class="st0" width="90" height="90"/><line class="st1" x1="9" y1="9" x2="50" y2="50"/></svg>"#,
            3,
        ),
        (
            "Material",
            r##"<svg xmlns="http://www.w3.org/2000/svg" height="24px" viewBox="0 0 24 24" width="24px" fill="#000000"><path d="M0 0h24v24H0V0z" fill="none"/><path d="M12 2l9 20H3z"/></svg>"##,
            1,
        ),
        (
            "Tabler",
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="icon icon-tabler" width="24" height="24" viewBox="0 0 24 24" stroke-width="2" stroke="currentColor" fill="none" stroke-linecap="round" stroke-linejoin="round"><path stroke="none" d="M0 0h24v24H0z" fill="none"/><path d="M5 12l5 5l10 -10"/></svg>"#,
            1,
        ),
        (
            "Font Awesome",
            r#"<svg xmlns="http://www.w3.org/2000/svg" height="1em" viewBox="0 0 512 512"><!--! Font Awesome Free --><path d="M256 8C119 8 8 119 8 256s111 248 248 248z"/></svg>"#,
            1,
        ),
        (
            "Affinity",
            r#"<svg width="100%" height="100%" viewBox="0 0 64 64" version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:serif="http://www.serif.com/" style="fill-rule:evenodd;clip-rule:evenodd;stroke-linejoin:round;stroke-miterlimit:2;"><g transform="matrix(1,0,0,1,-10,0)"><path d="M20 10h9v9z" style="fill:rgb(11,79,108);fill-rule:nonzero;"/></g></svg>"#,
            1,
        ),
    ] {
        match read(svg) {
            Ok(drawing) => assert_eq!(drawing.shapes.len(), shapes, "{name}"),
            Err(found) => panic!("{name}: {found:?}"),
        }
    }
}

#[test]
fn all_faults_of_a_drawing_are_reported_at_their_places() {
    let inside =
        "<text>A</text>\n<text>B</text>\n  <image/>\n<rect width=\"9\" height=\"9\" fill=\"?\"/>";
    let found = codes(&svg(inside));
    let places: Vec<&str> = found
        .iter()
        .map(|(_, message)| &message[message.find("line").unwrap()..message.rfind(": ").unwrap()])
        .collect();
    assert_eq!(places, ["line 2, column 1", "line 4, column 3", "line 5, column 28"]);
    // In the guide all of them stand at the picture.
    let at = "![Ảnh thử]";
    case().picture("a.svg", svg(inside)).at("P06", at).at("P06", at).at("P07", at).check();
}

#[test]
fn a_drawing_opens_no_file() {
    let secret = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    for link in
        ["/dev/zero", "secret.svg", "../secret.svg", "file:///dev/zero", "/proc/self/environ"]
    {
        for element in [
            format!("<image href=\"{link}\" width=\"9\" height=\"9\"/>"),
            format!("<image xlink:href=\"{link}\" width=\"9\" height=\"9\"/>"),
            format!("<use href=\"{link}#a\"/>"),
            format!(
                "<filter id=\"f\"><feImage href=\"{link}\"/></filter><g filter=\"url(#f)\">{GOOD}</g>"
            ),
            format!(
                "<pattern id=\"p\"><image href=\"{link}\"/></pattern><rect width=\"9\" height=\"9\" fill=\"url(#p)\"/>"
            ),
        ] {
            let begun = Instant::now();
            let case = case().picture("a.svg", svg(&element)).file("guides/secret.svg", secret);
            let done = case.start("short").run();
            assert_eq!(done.code, 1, "{element}");
            assert!(begun.elapsed() < Duration::from_secs(5), "{element}");
        }
    }
}

#[test]
fn drawings_beyond_reason_end_in_words() {
    let nested = |many: usize| svg(&format!("{}{GOOD}{}", "<g>".repeat(many), "</g>".repeat(many)));
    read(nested(30)).unwrap();
    let mut attributes = String::new();
    let mut rules = String::new();
    for number in 0..20_000 {
        write!(attributes, " data-a{number}=\"1\"").unwrap();
        write!(rules, ".a{number}{{fill:red}}").unwrap();
    }
    let mut bomb = String::from("<defs><g id=\"a0\"><path d=\"M0 0h9v9z\"/></g>");
    for number in 1..25 {
        let before = number - 1;
        write!(
            bomb,
            "<g id=\"a{number}\"><use href=\"#a{before}\"/><use href=\"#a{before}\"/></g>"
        )
        .unwrap();
    }
    bomb.push_str("</defs><use href=\"#a24\"/>");
    let mut chain = String::from("<defs><path id=\"a0\" d=\"M0 0h9v9z\"/>");
    for number in 1..2_000 {
        write!(chain, "<use id=\"a{number}\" href=\"#a{}\"/>", number - 1).unwrap();
    }
    chain.push_str("</defs><use href=\"#a1999\"/>");
    let (mut prefixes, mut names) = (String::new(), String::new());
    for number in 0..9_000 {
        write!(prefixes, " xmlns:p{number}=\"urn:{number}\"").unwrap();
        write!(names, "<x{number}/>").unwrap();
    }
    let laughs = "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">";
    for (name, svg, code) in [
        ("groups", nested(40), "P10"),
        ("many groups", nested(200_000), "P10"),
        ("groups without end", svg(&"<g>".repeat(100_000)), "P10"),
        ("attributes", svg(&format!("<path d=\"M0 0h9v9z\"{attributes}/>")), "P10"),
        ("rules", svg(&format!("<style>{rules}</style>{GOOD}")), "P10"),
        ("shapes", svg(&GOOD.repeat(30_000)), "P10"),
        ("uses", svg(&bomb), "P10"),
        ("a chain of uses", svg(&chain), "P10"),
        ("prefixes", svg(&format!("<g{prefixes}>{GOOD}</g>")), "P10"),
        ("bytes", svg(&" ".repeat(5 << 20)), "P10"),
        ("entities", format!("<!DOCTYPE svg [{laughs}]>{}", svg("&b;")), "P06"),
        ("open marks", svg(&"<".repeat(1_000_000)), "P02"),
        ("faults", svg(&"<text>A</text>".repeat(19_000)), "P06"),
        ("other faults", svg(&names), "P06"),
    ] {
        let begun = Instant::now();
        let found = codes(&svg);
        assert!(begun.elapsed() < Duration::from_secs(10), "{name}: {:?}", begun.elapsed());
        assert!(found.len() <= 12, "{name}");
        assert_eq!(found.first().map(|(id, _)| *id), Some(code), "{name}: {found:?}");
    }
    // The most that is allowed is done in a moment.
    let many = format!("{}{}{}", "<g>".repeat(30), GOOD.repeat(19_000), "</g>".repeat(30));
    let begun = Instant::now();
    assert_eq!(read(svg(&many)).unwrap().shapes.len(), 19_000);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn points_of_lines_end_where_the_drawing_says() {
    // A corner of 20 degrees: its point is 5.8 times as long as the line is wide.
    for (limit, is_long) in
        [("", false), (" stroke-miterlimit=\"10\"", true), (" stroke-miterlimit=\"3\"", false)]
    {
        let path = "M10 31l60 10.58l-60 10.58";
        let svg = svg(&format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"#111\" stroke-width=\"6\"{limit}/>"
        ));
        let bitmap = raster::render(&page(&read(svg).unwrap()), 72.0).unwrap().remove(0);
        let at = |x: u32, y: u32| bitmap.rgba[((y * bitmap.width + x) * 4) as usize];
        // Just behind the corner at 70, and well within the point that would reach 87.
        assert!(at(60, 38) < 128, "{limit}");
        assert_eq!(at(80, 41) < 128, is_long, "{limit}");
    }
}

#[test]
fn small_and_large_units_are_drawn_alike() {
    let part = |units: f64| {
        let d = format!("M0 0h{0}v{0}z", units / 3.0);
        let svg = svg(&format!("<path d=\"{d}\"/>")).replace("96 96", &format!("{units} {units}"));
        let drawing = read(svg).unwrap();
        drawing.shapes[0].path.bounds().w.to_pt() / drawing.width
    };
    for units in [0.05, 0.5, 1.0, 24.0, 96.0, 4000.0, 60_000.0] {
        assert!((part(units) - 1.0 / 3.0).abs() < 1e-4, "{units}: {}", part(units));
    }
}

#[test]
fn our_own_drawings_are_all_allowed() {
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("guides/pictures")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "svg") {
            let found = read(std::fs::read(&path).unwrap()).err();
            assert!(found.is_none(), "{}: {found:?}", path.display());
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}
