//! PDF/X-1a:2003, as other programs see it: nothing newer than PDF 1.4 in the file, nothing that is
//! seen through, the same plates as the PDF/X-4 file; pictures that are cut out, and those that
//! cannot be.

use std::io::Cursor;

use image::{ImageFormat, Rgba, RgbaImage};
use lopdf::Object;
use lopdf::content::Content;
use toroi::inks::{Inks, Standard};

use super::pdf::{complaints, output, printed};
use super::press::{Proof, SHOP, dict, plates_of, pressed, proofs};
use super::run::{Done, Run, root};

const X1A: Inks = Inks { press: Some(Standard::X1a), grey: false, ink_saver: false };

fn old() -> &'static [Proof] {
    proofs(X1A)
}

#[test]
fn nothing_in_the_file_is_newer_than_its_version() {
    for proof in old() {
        let bytes = std::fs::read(proof.arg()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.4\n"), "{}", proof.name);
        let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
        // Streams of objects and of the cross-reference table came with 1.5, layers too.
        for newer in ["/ObjStm", "/XRef", "/OCG", "/OCProperties", "/PrintScaling", "/Duplex"] {
            assert!(!has(newer.as_bytes()), "{}: {newer}", proof.name);
        }
        // Every line of the table leads to its object.
        let text = String::from_utf8_lossy(&bytes);
        let (_, end) = text.rsplit_once("startxref\n").unwrap();
        let start: usize = end.lines().next().unwrap().parse().unwrap();
        let table = std::str::from_utf8(&bytes[start..]).unwrap();
        let entries = table.lines().skip(3).take_while(|line| line.ends_with(" n "));
        let mut count = 0;
        for (index, entry) in entries.enumerate() {
            let at: usize = entry[..10].parse().unwrap();
            let wanted = format!("{} 0 obj\n", index + 1);
            assert!(bytes[at..].starts_with(wanted.as_bytes()), "{}: {entry}", proof.name);
            count += 1;
        }
        assert!(count > 15 && table.contains(&format!("xref\n0 {}\n", count + 1)));
        assert!(complaints(proof.arg()).is_empty(), "{}", proof.name);
    }
}

#[test]
fn nothing_is_seen_through_and_every_ink_is_one_of_the_press() {
    let operators = [
        "q", "Q", "cm", "w", "J", "j", "M", "d", "i", "gs", "m", "l", "c", "h", "re", "S", "f",
        "f*", "n", "W", "W*", "k", "K", "CS", "SCN", "BT", "ET", "Tf", "Td", "Tm", "TJ", "Tj",
        "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "T*", "Do", "BDC", "BMC", "EMC",
    ];
    for proof in old() {
        let said = proof.unpacked();
        for word in [
            "/SMask",
            "/Transparency",
            "/BM",
            "/CA ",
            "/ca ",
            "/AIS",
            "/DeviceRGB",
            "/CalRGB",
            "/ICCBased",
            "/Lab",
            "/TR",
            "/TR2",
            "/HTP",
            "/PS ",
            "/Alternates",
            "/OPI",
            "/Encrypt",
            "/JavaScript",
            "/LZWDecode",
            "/JBIG2Decode",
            "/JPXDecode",
            "/Annots",
            "/AcroForm",
        ] {
            // The tag of a font may begin with the same letters: `/BMPGAP+NotoSans-Bold`.
            let is_whole = |(at, _): (usize, &str)| {
                let rest = &said[at + word.len()..];
                word.ends_with(' ') || !rest.starts_with(|it: char| it.is_ascii_alphanumeric())
            };
            assert!(!said.match_indices(word).any(is_whole), "{}: {word}", proof.name);
        }
        let document = proof.load();
        for object in document.objects.values() {
            let Object::Stream(stream) = object else { continue };
            let is_form = stream
                .dict
                .get(b"Subtype")
                .is_ok_and(|it| it.as_name().is_ok_and(|it| it == b"Form"));
            let is_page = document.get_pages().values().any(|page| {
                let contents = document.get_dictionary(*page).unwrap().get(b"Contents").unwrap();
                std::ptr::eq(document.dereference(contents).unwrap().1, object)
            });
            if !is_form && !is_page {
                continue;
            }
            let content = Content::decode(&stream.get_plain_content().unwrap()).unwrap();
            for operation in content.operations {
                let name = operation.operator.as_str();
                assert!(operators.contains(&name), "{}: operator {name}", proof.name);
                if name == "BDC" {
                    assert_ne!(operation.operands[0].as_name().unwrap(), b"OC", "{}", proof.name);
                }
                if name == "CS" {
                    let plate = operation.operands[0].as_name().unwrap();
                    assert!([&b"All"[..], b"CutContour"].contains(&plate), "{}", proof.name);
                }
            }
        }
    }
}

#[test]
fn the_file_says_that_it_is_pdf_x_1a() {
    for proof in old() {
        let reported = printed("pdfinfo", &["-box", proof.arg()]);
        for words in
            ["PDF version:     1.4", "PDF subtype:    PDF/X-1a:2003", "Standard:      ISO 15930-4"]
        {
            assert!(reported.contains(words), "{}: no {words:?} in\n{reported}", proof.name);
        }
        let corners = |name: &str| -> Vec<f64> {
            let line = reported.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().skip(1).map(|number| number.parse().unwrap()).collect()
        };
        let [media, bleed, trim] = ["MediaBox:", "BleedBox:", "TrimBox:"].map(corners);
        for side in 0..4 {
            let out = if side < 2 { -1.0 } else { 1.0 };
            assert!(
                (bleed[side] - trim[side]) * out > 8.0 && (media[side] - bleed[side]) * out > 14.0
            );
        }
        let document = proof.load();
        for page in document.get_pages().values() {
            let page = document.get_dictionary(*page).unwrap();
            // Exactly one of the two (6.2 of the standard).
            assert!(page.has(b"TrimBox") && !page.has(b"ArtBox") && !page.has(b"Group"));
        }
        let info = dict(&document, document.trailer.get(b"Info").unwrap());
        assert_eq!(info.get(b"GTS_PDFXVersion").unwrap().as_str().unwrap(), b"PDF/X-1a:2003");
        assert_eq!(info.get(b"Trapped").unwrap().as_name().unwrap(), b"False");
        for key in ["Title", "CreationDate", "ModDate"] {
            assert!(info.has(key.as_bytes()), "{}: {key}", proof.name);
        }
        assert!(document.trailer.has(b"ID"));
        let catalog = document.catalog().unwrap();
        let intents = document.dereference(catalog.get(b"OutputIntents").unwrap()).unwrap().1;
        let [intent] = &intents.as_array().unwrap()[..] else { panic!("one output intent") };
        let intent = dict(&document, intent);
        assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFX");
        assert_eq!(intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap(), b"FOGRA39");
        let profile = intent.get(b"DestOutputProfile").unwrap();
        let profile = document.dereference(profile).unwrap().1.as_stream().unwrap();
        // Readers of 1.4 know profiles of version 2.
        assert_eq!(profile.get_plain_content().unwrap()[8], 2);
        let fonts = printed("pdffonts", &[proof.arg()]);
        for row in fonts.lines().skip(2) {
            assert!(row.contains(" yes yes yes "), "{}\n{fonts}", proof.name);
        }
    }
}

#[test]
fn its_plates_are_those_of_the_newer_file() {
    // A guide of leaflets, of sheets that are folded and of hangers, which have holes to punch.
    let is_compared = |proof: &Proof| proof.name.starts_with("kich-hoat-tai-khoan-");
    let mut dies = 0;
    for (old, new) in old().iter().zip(pressed()).filter(|(old, _)| is_compared(old)) {
        assert_eq!(old.name.strip_suffix("-x1a"), Some(new.name.as_str()));
        let (old_plates, old_die) = plates_of(old.arg(), 1);
        let (new_plates, new_die) = plates_of(new.arg(), 1);
        for (a, b) in old_plates.iter().zip(&new_plates) {
            assert!(a.ink == b.ink, "{}", old.name);
        }
        assert_eq!(old_die.is_some(), new_die.is_some(), "{}", old.name);
        if let (Some(a), Some(b)) = (old_die, new_die) {
            assert!(a.ink == b.ink, "{}", old.name);
            dies += 1;
        }
    }
    assert!(dies > 0, "no sheet has a die line");
}

/// A picture with a black field, cut out at its left; `edge` is how opaque the cut is.
fn cut_out(edge: u8) -> Vec<u8> {
    let picture = RgbaImage::from_fn(403, 400, |x, _| {
        let alpha = match x {
            0..100 => 0,
            100..102 => edge,
            _ => 255,
        };
        Rgba([200, 0, 0, alpha])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Builds the first guide with a picture of ours in it.
fn with_picture(bytes: &[u8], args: &[&str]) -> Done {
    let guide = std::fs::read_to_string(root().join("guides/cai-dat-vneid.md")).unwrap();
    let guide =
        guide.replace(SHOP, "![Điện thoại có ô kho ứng dụng được tô đậm](pictures/cut.png)");
    let mut run =
        Run::new().file("guides/cai-dat-vneid.md", guide).file("guides/pictures/cut.png", bytes);
    for entry in std::fs::read_dir(root().join("guides/pictures")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        run = run.file(&format!("guides/pictures/{name}"), std::fs::read(&path).unwrap());
    }
    run.args(["build", "--product", "leaflet-a4"]).args(args.iter().copied()).run()
}

#[test]
fn what_is_cut_out_stays_so_without_transparency() {
    let (hard, x4) = (cut_out(0), with_picture(&cut_out(0), &["--press"]).ok());
    let x1a = with_picture(&hard, &["--press", "x1a"]).ok();
    let path = |done: &Done, ending: &str| {
        done.file(&format!("out/cai-dat-vneid-leaflet-a4-press{ending}.pdf")).display().to_string()
    };
    let (old, new) = (path(&x1a, "-x1a"), path(&x4, ""));
    let said = output("qpdf", &["--qdf", "--object-streams=disable", &old, "-"]).stdout;
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(said.contains("/ImageMask true") && !said.contains("/SMask"), "{said}");
    assert!(complaints(&old).is_empty());
    let (a, b) = (plates_of(&old, 1).0, plates_of(&new, 1).0);
    let red = |plates: &[super::press::Plate]| {
        (0..plates[1].ink.len())
            .filter(|at| plates[1].ink[*at] > 250 && plates[2].ink[*at] > 250)
            .count()
    };
    let (a, b) = (red(&a), red(&b));
    // A mask of one bit may cut a column of dots more or less.
    assert!(a > 400 && a.abs_diff(b) * 25 < a, "{a} red dots, and {b} in the newer file");
}

#[test]
fn a_picture_that_is_half_seen_through_is_an_error_that_names_it() {
    let soft = cut_out(128);
    let done = with_picture(&soft, &["--press", "x1a"]);
    assert_eq!(done.code, 1);
    for words in [
        "error[O09]: 0.5 % of the picture “Điện thoại có ô kho ứng dụng được tô đậm”",
        "guides/cai-dat-vneid.md:",
        "pictures/cut.png",
        "--press x4",
    ] {
        assert!(done.stderr.contains(words), "no {words:?} in\n{}", done.stderr);
    }
    assert!(done.stdout.is_empty(), "{}", done.stdout);
    let done = with_picture(&soft, &["--press", "x1a", "--lang", "vi"]);
    assert!(done.stderr.contains("nửa trong suốt, mà PDF/X-1a"), "{}", done.stderr);
    // The newer standard and office printers take it.
    with_picture(&soft, &["--press", "x4"]).ok();
    with_picture(&soft, &[]).ok();
}

#[test]
fn the_newer_standard_is_the_usual_one() {
    let make = |args: &[&str]| {
        let project = root().to_str().unwrap();
        let run =
            Run::new().args(["--project", project, "build", "cai-dat-vneid", "--product", "card"]);
        run.args(args.iter().copied()).run()
    };
    let name = "out/cai-dat-vneid-card-press.pdf";
    let bytes = |done: Done| std::fs::read(done.ok().file(name)).unwrap();
    assert!(bytes(make(&["--press"])) == bytes(make(&["--press", "x4"])));
    let done = make(&["--press", "x1a", "--grey"]).ok();
    let ticket = done.file("out/cai-dat-vneid-card-press-x1a-grey.txt");
    let ticket = std::fs::read_to_string(ticket).unwrap();
    assert!(ticket.contains("Written after: PDF/X-1a:2003 (ISO 15930-4)"), "{ticket}");
    for (args, words) in [
        (&["--press", "x3"][..], "choose one of: x4, x1a"),
        (&["--press", "x1a", "--sheet", "a4"], "--sheet"),
        (&["--press", "x1a", "--printer", "hp"], "--printer"),
        (&["--press", "--bar"], "--bar"),
    ] {
        let done = make(args);
        assert_eq!(done.code, 2, "{args:?}");
        assert!(done.stderr.contains(words), "{args:?}: {}", done.stderr);
    }
}
