//! Pictures of pixels: the finished PDF shows the colours that Pillow sees in the file, whatever
//! reads it; files that are damaged, cut off, of another kind or too large are refused by name.
//!
//! The pictures and their colours are made by `tests/pictures/make.py`.

use std::fs;
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use toroi::diag::Diagnostic;
use toroi::geom::{Len, Point, Rect, Size};
use toroi::inks::Inks;
use toroi::layout::{Item, Page, Pages, Placed};
use toroi::paint::pdf::{Meta, write};
use toroi::paint::raster;
use toroi::picture::{Artwork, Pixels, Raster, decode};
use toroi::source::Sources;
use toroi::span::Span;
use toroi::text::Fonts;

use crate::case::case;
use crate::run::root;

/// How far a colour may be off: what the coding of a JPEG and rounding make of it.
const TOLERANCE: u8 = 4;

fn file(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/pictures").join(name)).unwrap()
}

fn read(bytes: &[u8]) -> Result<Raster, Vec<Diagnostic>> {
    let file = Sources::new().add_text("x.md", "x".to_owned());
    match decode("a.png", bytes, Span::new(file, 0..1), false)? {
        Artwork::Raster(raster) => Ok(raster),
        Artwork::Drawing(_) => panic!("not pixels"),
    }
}

/// The one code that a file is refused with, and what is said.
#[track_caller]
fn refused(bytes: &[u8]) -> (&'static str, String) {
    let Err(found) = read(bytes) else { panic!("taken") };
    let [found] = &found[..] else { panic!("{found:?}") };
    assert!(!found.hints.is_empty());
    assert_ne!(found.message.en, found.message.vi);
    (found.code.id(), found.message.en.clone())
}

/// Names and the colours of their six fields.
fn table() -> Vec<(String, Vec<[u8; 3]>)> {
    let text = String::from_utf8(file("colours.txt")).unwrap();
    let colour = |word: &str| {
        let all = u32::from_str_radix(word, 16).unwrap();
        [(all >> 16) as u8, (all >> 8) as u8, all as u8]
    };
    let line = |line: &str| {
        let mut words = line.split(' ');
        (words.next().unwrap().to_owned(), words.map(colour).collect())
    };
    text.lines().map(line).collect()
}

/// A page with the picture on all of it, a point for each pixel.
fn page(raster: Raster) -> Vec<u8> {
    let size = Size::new(Len::pt(f64::from(raster.width)), Len::pt(f64::from(raster.height)));
    let item = Item::Image { image: 0, size, is_ground: false, turned: false };
    let trim = Rect { x: Len::ZERO, y: Len::ZERO, w: size.w, h: size.h };
    let items = vec![Placed { at: Point::default(), item }];
    let page = Page { size, trim, items, ..Page::default() };
    let pages = Pages { pages: vec![page], images: vec![raster], ..Pages::default() };
    let meta = Meta { date: "2026-11-23".parse().unwrap(), inks: Inks::default(), tagged: false };
    write(&pages, &Fonts::new(), meta).unwrap()
}

fn fields(image: &image::RgbImage) -> Vec<[u8; 3]> {
    assert_eq!(image.dimensions(), (192, 128));
    (0..6).map(|n| image.get_pixel(n % 3 * 64 + 32, n / 3 * 64 + 32).0).collect()
}

/// What three readers make of a PDF at two dots a point.
fn shown(name: &str, pdf: &[u8]) -> Vec<(&'static str, Vec<[u8; 3]>)> {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.pdf"), pdf).unwrap();
    let run = |program: &str, args: &[&str]| {
        let done = Command::new(program).args(args).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{name}: {program}: {done:?}");
    };
    run("pdftoppm", &["-r", "144", "-png", "-singlefile", "a.pdf", "poppler"]);
    run("mutool", &["draw", "-q", "-r", "144", "-o", "mupdf.png", "a.pdf"]);
    let bitmap = raster::render(pdf, 144.0).unwrap().remove(0);
    let png = raster::png(&bitmap).unwrap();
    vec![
        ("poppler", fields(&image::open(at("poppler.png")).unwrap().to_rgb8())),
        ("mupdf", fields(&image::open(at("mupdf.png")).unwrap().to_rgb8())),
        ("hayro", fields(&image::load_from_memory(&png).unwrap().to_rgb8())),
    ]
}

#[test]
fn finished_files_show_the_colours_of_the_picture() {
    let table = table();
    assert!(table.len() >= 24);
    let mut wrong = Vec::new();
    for (name, wanted) in table {
        let raster = read(&file(&name)).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        for (reader, seen) in shown(&name, &page(raster)) {
            for (number, (wanted, seen)) in wanted.iter().zip(&seen).enumerate() {
                if wanted.iter().zip(seen).any(|(a, b)| a.abs_diff(*b) > TOLERANCE) {
                    wrong.push(format!("{name} {number} {reader}: {wanted:?} {seen:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Exif data may stand before the pixels or behind them, in either order of bytes.
#[test]
fn a_png_stands_upright_wherever_its_exif_data_is() {
    let plain = file("plain.png");
    let size = |bytes: &[u8]| {
        let raster = read(bytes).unwrap();
        (raster.width, raster.height)
    };
    let (width, height) = size(&plain);
    assert_ne!(width, height);
    let little = |turn: u8| {
        [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", &[turn, 0, 0, 0, 0, 0, 0, 0][..]]
            .concat()
    };
    let big = |turn: u8| {
        [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01", &[0, turn, 0, 0, 0, 0, 0, 0][..]]
            .concat()
    };
    let end = plain.len() - 12;
    for (turn, wanted) in [
        (1, (width, height)),
        (3, (width, height)),
        (6, (height, width)),
        (8, (height, width)),
        (9, (width, height)),
    ] {
        for exif in [little(turn), big(turn)] {
            let exif = chunk("eXIf", &exif);
            for at in [33, end] {
                let file = [&plain[..at], &exif, &plain[at..]].concat();
                assert_eq!(size(&file), wanted, "{turn} at {at}");
            }
        }
    }
    // What is no Exif data says nothing.
    let odd = [&plain[..end], &chunk("eXIf", b"?"), &plain[end..]].concat();
    assert_eq!(size(&odd), (width, height));
}

#[test]
fn photographs_stay_files_and_lose_what_is_no_picture() {
    for name in ["plain.jpg", "half.jpg", "grey.jpg", "progressive.jpg", "restart.jpg"] {
        let plain = file(name);
        let mut noted = plain[..2].to_vec();
        for (marker, body) in [
            (0xE1, &b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0GPS 10.77 106.70"[..]),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
            (0xED, b"Photoshop 3.0\0 who made it"),
            (0xFE, b"a remark"),
        ] {
            noted.extend([0xFF, marker]);
            noted.extend((body.len() as u16 + 2).to_be_bytes());
            noted.extend(body);
        }
        noted.extend(&plain[2..]);
        for end in [&b""[..], b"\0\0\0", &plain, b"\0\0\0\x18ftypmp42 a film of one second"] {
            let Pixels::Jpeg(kept, _) = read(&[&noted[..], end].concat()).unwrap().pixels else {
                panic!("{name}");
            };
            assert_eq!(*kept, *plain, "{name}");
        }
    }
}

#[test]
fn pictures_of_other_kinds_are_refused_by_name() {
    let with = |name: &str, from: &[u8], to: &[u8]| {
        let mut bytes = file(name);
        let at = bytes.windows(from.len()).position(|own| own == from).unwrap();
        bytes.splice(at..at + from.len(), to.iter().copied());
        bytes
    };
    let ftyp = |brand: &str| format!("\0\0\0\x18ftyp{brand}\0\0\0\0mif1").into_bytes();
    for (bytes, words) in [
        (file("a.webp"), "WebP"),
        (file("a.gif"), "GIF"),
        (file("a.bmp"), "BMP"),
        (file("a.tiff"), "TIFF"),
        (file("a.avif"), "AVIF"),
        (file("a.jp2"), "JPEG 2000"),
        (ftyp("heic"), "HEIC"),
        (ftyp("mif1"), "HEIC"),
        (b"\0\0\0\x18ftypisom\0\0\0\0".to_vec(), "MP4"),
        (b"%PDF-1.7\n".to_vec(), "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n".to_vec(), "EPS"),
        (b"8BPS\0\x01".to_vec(), "PSD"),
        (b"gimp xcf v011".to_vec(), "XCF"),
        (b"\xFF\x0A\0".to_vec(), "JPEG XL"),
        (b"\0\0\x01\0\x01\0".to_vec(), "ICO"),
        (b"\x1F\x8B\x08\0".to_vec(), "SVGZ"),
        (b"PK\x03\x04".to_vec(), "ZIP"),
        (b"\xFF\xFE<\0s\0v\0g\0".to_vec(), "UTF-16"),
        (b"<!DOCTYPE html><html></html>".to_vec(), "HTML"),
        (b"version https://git-lfs.github.com/spec/v1\n".to_vec(), "Git LFS"),
        (file("moving.png"), "it is animated"),
        (file("cmyk.jpg"), "CMYK"),
        (with("cmyk.jpg", b"Adobe\0\x64\0\0\0\0\0", b"Adobe\0\x64\0\0\0\0\x02"), "CMYK"),
        (file("rgb.jpg"), "not YCbCr"),
        (with("plain.jpg", b"\xFF\xC0\0\x11\x08", b"\xFF\xC1\0\x11\x0C"), "12 bits"),
        (with("plain.jpg", b"\xFF\xC0\0\x11\x08", b"\xFF\xC9\0\x11\x08"), "arithmetic"),
        (with("progressive.jpg", b"\xFF\xC2", b"\xFF\xCA"), "arithmetic"),
        (with("plain.jpg", b"\xFF\xC0\0\x11\x08", b"\xFF\xC3\0\x11\x08"), "lossless"),
        (with_chunk("cHRM", &[0; 32]), "cHRM"),
        (with_chunk("cICP", &[9, 16, 0, 1]), "cICP"),
        (with_chunk("gAMA", &[0; 4]), "gAMA"),
        (with_chunk("CgBI", &[0; 4]), "CgBI"),
        (with_chunk("iCCP", &packed(b"not a profile")), "profile"),
    ] {
        let (code, said) = refused(&bytes);
        assert!(code == "P11" && said.contains(words), "{words}: {code} {said}");
    }
    // What counts is the inside, not the name.
    let at = "![Ảnh thử]";
    for (name, bytes) in [("a.png", "plain.jpg"), ("a.jpg", "plain.png"), ("a.jpeg", "alpha.png")] {
        case().picture(name, file(bytes)).start("human").run().ok();
    }
    case().picture("a.jpg", ftyp("heic")).at("P11", at).shows("Most Compatible").check();
    case().picture("a.jpg", file("cmyk.jpg")).at("P11", at).shows("printing inks").check();
}

/// The sum of a chunk of PNG (ISO/IEC 15948, Annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

fn chunk(kind: &str, body: &[u8]) -> Vec<u8> {
    let inside = [kind.as_bytes(), body].concat();
    let length = (body.len() as u32).to_be_bytes();
    [&length[..], &inside, &crc(&inside).to_be_bytes()].concat()
}

/// A good PNG with one chunk more behind its header.
fn with_chunk(kind: &str, body: &[u8]) -> Vec<u8> {
    let plain = file("plain.png");
    [&plain[..33], &chunk(kind, body), &plain[33..]].concat()
}

/// The body of a profile.
fn packed(profile: &[u8]) -> Vec<u8> {
    let mut packer =
        flate2::write::ZlibEncoder::new(b"x\0\0".to_vec(), flate2::Compression::best());
    packer.write_all(profile).unwrap();
    packer.finish().unwrap()
}

#[test]
fn a_photograph_that_ends_anywhere_is_refused() {
    let names = ["plain.jpg", "half.jpg", "grey.jpg", "progressive.jpg", "progressive-grey.jpg"];
    for name in names.iter().chain(&["restart.jpg", "progressive-restart.jpg", "p3.jpg"]) {
        let whole = file(name);
        read(&whole).unwrap();
        for end in 3..whole.len() - 2 {
            let (code, _) = refused(&whole[..end]);
            assert_eq!(code, "P02", "{name} {end}");
            // A program that mends files puts an end behind what there is.
            let (code, _) = refused(&[&whole[..end], b"\xFF\xD9"].concat());
            assert_eq!(code, "P02", "{name} {end}");
        }
        for end in [&b"PK\x03\x04 something"[..], b"rubbish", b"\xFF\xD9\xFF\xC0"] {
            assert_eq!(refused(&[&whole, end].concat()).0, "P02", "{name}");
        }
    }
    // A part between two restart marks is missing, or two are changed.
    let whole = file("restart.jpg");
    let marks: Vec<usize> = whole
        .windows(2)
        .enumerate()
        .filter(|(_, two)| two[0] == 0xFF && (0xD0..=0xD7).contains(&two[1]))
        .map(|(at, _)| at)
        .collect();
    let mut shorter = whole.clone();
    shorter.drain(marks[3]..marks[4]);
    assert_eq!(refused(&shorter).0, "P02");
    let mut swapped = whole.clone();
    (swapped[marks[0] + 1], swapped[marks[1] + 1]) = (whole[marks[1] + 1], whole[marks[0] + 1]);
    assert_eq!(refused(&swapped).0, "P02");
}

#[test]
fn a_png_that_is_altered_anywhere_is_refused() {
    for name in ["plain.png", "interlaced.png", "palette-alpha.png", "deep-alpha.png", "p3.png"] {
        let whole = file(name);
        for end in 1..whole.len() {
            let (code, said) = refused(&whole[..end]);
            assert_eq!(code, "P02", "{name} {end} {said}");
        }
        for at in 8..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 0x11;
            let (code, said) = refused(&altered);
            assert_eq!(code, "P02", "{name} {at} {said}");
        }
        assert_eq!(refused(&[&whole[..], b"something hidden"].concat()).0, "P02", "{name}");
        assert_eq!(refused(&[&whole[..], &whole].concat()).0, "P02", "{name}");
    }
    // Fewer rows than the header says, with every sum right.
    let whole = file("plain.png");
    let mut taller = whole.clone();
    taller[23] = 65;
    let sum = crc(&taller[12..29]).to_be_bytes();
    taller[29..33].copy_from_slice(&sum);
    assert_eq!(refused(&taller).0, "P02");
    // No data at all.
    let empty = [&whole[..33], &chunk("IEND", b"")].concat();
    assert_eq!(refused(&empty).0, "P02");
}

/// A PNG of two rows of eight pixels: header, chunks before the pixels, the pixels themselves.
fn small(depth: u8, kind: u8, before: &[Vec<u8>], rows: [&[u8]; 2]) -> Vec<u8> {
    let header = [0, 0, 0, 8, 0, 0, 0, 2, depth, kind, 0, 0, 0];
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for row in rows {
        packer.write_all(&[&[0], row].concat()).unwrap();
    }
    let pixels = chunk("IDAT", &packer.finish().unwrap());
    let before = before.concat();
    let parts = [b"\x89PNG\r\n\x1a\n", &chunk("IHDR", &header)[..], &before, &pixels];
    [parts.concat(), chunk("IEND", b"")].concat()
}

#[test]
fn palettes_that_do_not_fit_their_pixels_are_refused() {
    let colours = |count: usize| chunk("PLTE", &[9, 8, 7].repeat(count));
    let opacities = |count: usize| chunk("tRNS", &vec![200; count]);
    let bytes: &[u8] = &[0, 1, 2, 3, 0, 1, 2, 3];
    let (halves, bits): (&[u8], &[u8]) = (&[0x01, 0x23, 0x01, 0x23], &[0b0101_0101]);
    for (name, depth, before, row) in [
        ("all colours", 8, vec![colours(4)], bytes),
        ("more than are used", 8, vec![colours(256)], bytes),
        ("four bits", 4, vec![colours(4)], halves),
        ("one bit", 1, vec![colours(2)], bits),
        ("opacities", 8, vec![colours(4), opacities(4)], bytes),
        ("fewer opacities", 4, vec![colours(4), opacities(1)], halves),
    ] {
        let raster = read(&small(depth, 3, &before, [row, row])).unwrap();
        let has_alpha = before.len() == 2;
        assert!(
            matches!(raster.pixels, Pixels::Rgb(_, ref it) if it.is_some() == has_alpha),
            "{name}"
        );
    }
    let broken = chunk("PLTE", &[1, 2, 3, 4]);
    for (name, depth, before, row) in [
        ("a pixel beyond", 8, vec![colours(3)], bytes),
        ("four bits beyond", 4, vec![colours(3)], halves),
        ("one bit beyond", 1, vec![colours(1)], bits),
        ("none", 8, vec![], bytes),
        ("empty", 8, vec![colours(0)], bytes),
        ("too long", 8, vec![colours(257)], bytes),
        ("no whole colours", 8, vec![broken], bytes),
        ("two", 8, vec![colours(4), colours(4)], bytes),
        ("more opacities", 8, vec![colours(4), opacities(5)], bytes),
        ("opacities first", 8, vec![opacities(4), colours(4)], bytes),
        ("opacities twice", 8, vec![colours(4), opacities(4), opacities(4)], bytes),
    ] {
        assert_eq!(refused(&small(depth, 3, &before, [row, row])).0, "P02", "{name}");
    }
    // Opacities of grey pixels are one number of two bytes, and stand before the pixels.
    assert_eq!(refused(&small(8, 0, &[opacities(3)], [bytes, bytes])).0, "P02");
    let late = small(8, 3, &[colours(4)], [bytes, bytes]);
    let (pixels, end) = late.split_at(late.len() - 12);
    assert_eq!(refused(&[pixels, &opacities(4), end].concat()).0, "P02");
}

#[test]
fn altered_photographs_end_in_a_picture_or_in_words() {
    for name in ["plain.jpg", "progressive.jpg", "restart.jpg"] {
        let whole = file(name);
        for at in 0..whole.len() {
            for change in [0x01, 0x80, 0xFF] {
                let mut altered = whole.clone();
                altered[at] ^= change;
                let _ = read(&altered);
            }
        }
    }
}

/// `plain.jpg` without its head, with segments before and behind what its colours are.
fn with_segments(before: &[Vec<u8>], behind: &[Vec<u8>]) -> Vec<u8> {
    let plain = file("plain.jpg");
    let length = |at: usize| 2 + usize::from(u16::from_be_bytes([plain[at + 2], plain[at + 3]]));
    let find = |mark: u8| {
        let mut at = 2;
        while plain[at + 1] != mark {
            at += length(at);
        }
        at
    };
    let (head, frame) = (2 + length(2), find(0xC0));
    let end = frame + length(frame);
    assert_eq!(plain[3], 0xE0);
    [&plain[..2], &before.concat(), &plain[head..end], &behind.concat(), &plain[end..]].concat()
}

fn segment(mark: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&[0xFF, mark][..], &length, body].concat()
}

#[test]
fn what_says_how_colours_are_meant_is_found_wherever_it_stands() {
    let adobe = |way: u8| segment(0xEE, &[&b"Adobe\0\x64\0\0\0\0"[..], &[way]].concat());
    assert!(read(&with_segments(&[], &[])).is_ok());
    assert!(read(&with_segments(&[], &[adobe(1)])).is_ok());
    for way in [0, 2] {
        for bytes in [with_segments(&[adobe(way)], &[]), with_segments(&[], &[adobe(way)])] {
            let (code, said) = refused(&bytes);
            assert!(code == "P11" && said.contains("not YCbCr"), "{way}: {said}");
        }
    }
    // A profile in parts: together they are one; of anything less nobody knows the colours.
    let whole = file("p3.jpg");
    let at = whole.windows(12).position(|own| own == b"ICC_PROFILE\0").unwrap();
    let length = usize::from(u16::from_be_bytes([whole[at - 2], whole[at - 1]]));
    let profile = &whole[at + 14..at - 2 + length];
    let (head, tail) = profile.split_at(200);
    let part = |number: u8, count: u8, bytes: &[u8]| {
        segment(0xE2, &[b"ICC_PROFILE\0", &[number, count][..], bytes].concat())
    };
    let one = read(&with_segments(&[part(1, 1, profile)], &[])).unwrap();
    for parts in [[part(1, 2, head), part(2, 2, tail)], [part(2, 2, tail), part(1, 2, head)]] {
        for bytes in [with_segments(&parts, &[]), with_segments(&[], &parts)] {
            assert_eq!(read(&bytes).unwrap().rgb(), one.rgb());
        }
    }
    assert_ne!(read(&with_segments(&[], &[])).unwrap().rgb(), one.rgb());
    for parts in [
        vec![part(1, 2, head)],
        vec![part(2, 2, tail)],
        vec![part(1, 2, head), part(1, 2, head)],
        vec![part(1, 1, profile), part(1, 1, profile)],
        vec![part(0, 1, profile)],
        vec![part(1, 3, head), part(2, 3, tail)],
        vec![part(1, 1, b"")],
        vec![part(1, 1, head)],
    ] {
        let (code, said) = refused(&with_segments(&parts, &[]));
        assert!(code == "P11" && said.contains("profile"), "{said}");
    }
}

#[test]
fn a_picture_of_which_nothing_is_seen_is_refused() {
    let png = |pixel: [u8; 4]| {
        let image = image::RgbaImage::from_pixel(40, 30, image::Rgba(pixel));
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let jpeg = |grey: u8| {
        let image = image::GrayImage::from_pixel(40, 30, image::Luma([grey]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    for bytes in [
        png([255, 255, 255, 255]),
        png([0, 0, 0, 0]),
        png([200, 0, 0, 0]),
        png([0, 0, 0, 20]),
        png([240, 250, 245, 255]),
        jpeg(255),
        jpeg(250),
    ] {
        assert_eq!(refused(&bytes).0, "P08");
    }
    for bytes in [png([0, 0, 0, 128]), png([255, 255, 0, 255]), png([220; 4]), jpeg(200)] {
        assert!(read(&bytes).is_ok());
    }
    case().picture("a.png", png([9, 9, 9, 0])).at("P08", "![Ảnh thử]").shows("transparent").check();
}

/// A PNG of one bit a pixel, black at the left.
fn large(width: u32, height: u32) -> Vec<u8> {
    let row = [&[0][..], &vec![0x0F; width.div_ceil(8) as usize]].concat();
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..height {
        packer.write_all(&row).unwrap();
    }
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let data = packer.finish().unwrap();
    let chunks = [chunk("IHDR", &head), chunk("IDAT", &data), chunk("IEND", b"")].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks].concat()
}

#[test]
fn pictures_have_a_largest_size() {
    for (width, height) in [(10_000, 10_000), (10_001, 1), (1, 10_001), (6_000, 4_001)] {
        let begun = Instant::now();
        let (code, said) = refused(&large(width, height));
        assert_eq!(code, "P03");
        assert!(said.contains(&format!("{width} × {height}")), "{said}");
        assert!(begun.elapsed() < Duration::from_secs(3));
    }
    for (width, height) in [(9_000, 1), (1, 101), (606, 6)] {
        let (code, said) = refused(&large(width, height));
        assert!(code == "P03" && said.contains("a line"), "{said}");
    }
    assert!(read(&large(600, 6)).is_ok() && read(&large(1, 1)).is_ok());
    let mut photo = file("plain.jpg");
    let at = photo.windows(5).position(|own| own == b"\xFF\xC0\0\x11\x08").unwrap();
    photo[at + 5..at + 9].copy_from_slice(&[0xFF; 4]);
    assert_eq!(refused(&photo).0, "P03");
    let bomb = with_chunk("iCCP", &packed(&vec![0; 64 << 20]));
    let (code, said) = refused(&bomb);
    assert!(code == "P11" && said.contains("profile is longer"), "{said}");
}

#[test]
fn all_pictures_of_a_sheet_have_a_largest_size() {
    let guide = |names: &[&str]| {
        let steps = names.iter().map(|name| {
            format!("\n## Bước {name} {{sources=nguon}}\n\nLàm.\n\n![Ảnh {name}]({name}.png)\n")
        });
        let steps: String = steps.collect();
        ["a", "b", "c"].iter().fold(case().add(&steps), |case, name| {
            case.file(&format!("guides/{name}.png"), large(4_800, 4_800 + name.len() as u32))
        })
    };
    guide(&["a", "b", "c"]).at("P12", "![Ảnh c]").shows("64 million pixels").check();
    // One picture in three places is kept once.
    let same = guide(&["a", "b"]).add("\n## Một {sources=nguon}\n\nLàm.\n\n![Ảnh](a.png)\n\n## Hai {sources=nguon}\n\nLàm.\n\n![Ảnh](a.png)\n\n## Ba {sources=nguon}\n\nLàm.\n\n![Ảnh](a.png)\n");
    let done = same.start("short").run();
    assert!(!done.stderr.contains("P12"), "{}", done.stderr);
}

/// A profile of 400 MB that takes 400 KB in the file.
fn bomb() -> Vec<u8> {
    let name = b"x\0\0".to_vec();
    let mut packer = flate2::write::ZlibEncoder::new(name, flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..400 {
        packer.write_all(&zeros).unwrap();
    }
    with_chunk("iCCP", &packer.finish().unwrap())
}

#[test]
#[cfg(target_os = "linux")]
fn large_pictures_take_little_memory() {
    // Kilobytes: the program itself has some 200,000 before it reads anything.
    let limited = |bytes: &[u8], most: u32| {
        let run = case().picture("a.png", bytes).start("short");
        let line = format!(
            "ulimit -v {most}; exec {} build --jobs 1 --format short",
            env!("CARGO_BIN_EXE_toroi")
        );
        let mut command = Command::new("sh");
        command.args(["-c", &line]).current_dir(run.path()).env("MALLOC_ARENA_MAX", "1");
        let done = command.env("LANG", "C").output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    for (bytes, code) in [(large(10_000, 10_000), "P03"), (bomb(), "P11")] {
        let (status, said) = limited(&bytes, 350_000);
        assert!(status == Some(1) && said.contains(code), "{status:?} {said}");
    }
    let (status, said) = limited(&large(4_898, 4_898), 700_000);
    assert_eq!(status, Some(0), "{said}");
}
