//! Faces a project brings along: set, embedded and heard as those of the program; refused by name
//! where they cannot be, have no licence, or lack what Vietnamese needs.

use std::process::Command;

use toroi::text::Fonts;

use super::case::{Case, GUIDE, STYLE, case, style_with};
use super::merging::ends_in;
use super::pdf::{check, complaints, printed};
use super::photocopy::share_read;
use super::run::{Done, Run};

const MEDIUM: &[u8] = include_bytes!("../../fonts/NotoSans-Medium.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-Bold.ttf");
const VIETNAM: &[u8] = include_bytes!("../../fonts/BeVietnamPro-Bold.ttf");
const OFL: &[u8] = include_bytes!("../../fonts/NotoSans-OFL.txt");
/// Faces with outlines of PostScript: one of 1000 units to the em, as most are, and one of 2816, whose
/// program says so by a matrix.
const POSTSCRIPT: [(&str, &[u8], &[u8]); 2] = [
    (
        "Cantarell",
        include_bytes!("../fonts/Cantarell-Regular.otf"),
        include_bytes!("../fonts/Cantarell-OFL.txt"),
    ),
    (
        "Inter",
        include_bytes!("../fonts/Inter-Regular.otf"),
        include_bytes!("../fonts/Inter-OFL.txt"),
    ),
];

/// A face that is no longer the program's own: one byte behind its tables.
fn own(face: &[u8]) -> Vec<u8> {
    [face, b"\0"].concat()
}

/// Where the data of a table begins.
fn table(face: &[u8], tag: [u8; 4]) -> usize {
    let entry = face[12..].chunks_exact(16).find(|entry| entry.starts_with(&tag)).unwrap();
    u32::from_be_bytes(entry[8..12].try_into().unwrap()) as usize
}

/// A face with other bytes at an offset of a table.
fn patched(face: &[u8], (tag, offset): ([u8; 4], usize), bytes: &[u8]) -> Vec<u8> {
    let mut face = own(face);
    let at = table(&face, tag) + offset;
    face[at..at + bytes.len()].copy_from_slice(bytes);
    face
}

/// A face with another tag for one of its tables, so that nobody finds it.
fn without(face: &[u8], tag: [u8; 4]) -> Vec<u8> {
    let mut face = own(face);
    let entry = face[12..].chunks_exact(16).position(|entry| entry.starts_with(&tag)).unwrap();
    face[12 + entry * 16] = b'~';
    face
}

/// A guide with a bold word in its text.
fn bold() -> String {
    GUIDE.replace("bấm vào", "**bấm** vào")
}

/// A sheet whose text is set in the faces `ward-regular` and `ward-bold`.
fn set_in_own() -> Run {
    let style = style_with("  p: { face: ward-regular }");
    Run::new()
        .file("guides/x.md", bold())
        .file(STYLE, style)
        .file("fonts/Ward-Regular.ttf", own(MEDIUM))
        .file("fonts/Ward-Bold.ttf", own(BOLD))
        .file("fonts/Ward-OFL.txt", OFL)
}

#[test]
fn a_face_of_the_project_is_set_and_embedded() {
    let done = set_in_own().args(["build", "x", "--product", "leaflet-a4"]).run().ok();
    let pdf = done.file("out/x-leaflet-a4.pdf");
    let listed = Command::new("pdffonts").arg(&pdf).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let embedded = |name: &str| listed.lines().filter(|line| line.contains(name)).count();
    // The program's own faces set titles and numbers still; the project's stand beside them.
    assert_eq!(embedded("NotoSans-Medium") + embedded("NotoSans-Bold"), 4, "{listed}");
    assert!(listed.lines().skip(2).all(|line| line.contains("yes yes yes")), "{listed}");
    let own_text = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
    let plain = Run::new()
        .file("guides/x.md", bold())
        .args(["build", "x", "--product", "leaflet-a4"])
        .run()
        .ok();
    let plain = plain.file("out/x-leaflet-a4.pdf");
    let text = Command::new("pdftotext").arg(plain).arg("-").output().unwrap();
    let words = |text: &[u8]| {
        let text = String::from_utf8(text.to_vec()).unwrap();
        text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words(&own_text.stdout), words(&text.stdout));
    let checked = Command::new("qpdf").arg("--check").arg(&pdf).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

/// A leaflet whose text is set in a face with outlines of PostScript.
fn set_in_postscript((name, face, licence): (&str, &[u8], &[u8])) -> Run {
    let style = style_with(&format!("  p: {{ face: {}-regular, size: 19 }}", name.to_lowercase()));
    Run::new()
        .file("guides/x.md", bold())
        .file(STYLE, style)
        .file(&format!("fonts/{name}-Regular.otf"), face)
        .file(&format!("fonts/{name}-OFL.txt"), licence)
}

/// Fails unless a finished file has the face as a program of its own kind, is read by others without
/// a word, and says what it would say in our faces.
fn assert_sound(done: &Done, pdf: &str, name: &str, profiles: &[&str]) {
    let path = done.file(pdf);
    let pdf = path.to_str().unwrap();
    let listed = printed("pdffonts", &[pdf]);
    let row = listed.lines().find(|line| line.contains(name)).unwrap();
    assert!(row.contains("CID Type 0C") && row.contains("yes yes yes"), "{listed}");
    assert_eq!(complaints(pdf), [], "{name}");
    check(&[pdf], profiles);
    let read = share_read(&path);
    assert!(read > 0.97, "{name}: {read}");
}

#[test]
fn a_face_with_postscript_outlines_is_set_and_embedded() {
    let plain = Run::new().file("guides/x.md", bold());
    let plain = plain.args(["build", "x", "--product", "leaflet-a4"]).run().ok();
    let words = |done: &Done, reader: &str| {
        let pdf = done.file("out/x-leaflet-a4.pdf");
        let pdf = pdf.to_str().unwrap();
        let text = match reader {
            "mutool" => printed("mutool", &["draw", "-q", "-F", "txt", pdf]),
            _ => printed("pdftotext", &[pdf, "-"]),
        };
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    for face in POSTSCRIPT {
        let args = ["build", "x", "--product", "leaflet-a4"];
        let done = set_in_postscript(face).args(args).run().ok();
        assert_sound(&done, "out/x-leaflet-a4.pdf", face.0, &["ua1", "2a"]);
        for reader in ["poppler", "mutool"] {
            assert_eq!(words(&done, reader), words(&plain, reader), "{} by {reader}", face.0);
        }
    }
}

#[test]
fn copies_hold_a_face_with_postscript_outlines_once() {
    let list = "cong-an\n024 3864 1234\n024 3864 5678\n024 3864 9012\n";
    let merge = ["merge", "x", "--records", "list.csv", "--product", "leaflet-a4", "--one-file"];
    for face in POSTSCRIPT {
        for (tagged, profiles) in [(&[][..], &["2u"][..]), (&["--tagged"], &["ua1", "2a"])] {
            let run = set_in_postscript(face).file("list.csv", list);
            let done = run.args(merge).args(tagged.iter().copied()).run().ok();
            let made = std::fs::read_dir(done.file("out")).unwrap().map(|entry| entry.unwrap());
            let mut pdfs = made.map(|entry| entry.file_name().into_string().unwrap());
            let pdf = format!("out/{}", pdfs.find(|name| ends_in(name, "pdf")).unwrap());
            assert_sound(&done, &pdf, face.0, profiles);
            let path = done.file(&pdf);
            let text = printed("pdftotext", &[path.to_str().unwrap(), "-"]);
            for number in ["024 3864 1234", "024 3864 5678", "024 3864 9012"] {
                assert!(text.contains(number), "{}: {text}", face.0);
            }
            let listed = printed("pdffonts", &[path.to_str().unwrap()]);
            assert_eq!(listed.matches("CID Type 0C").count(), 1, "{listed}");
        }
    }
}

/// The program itself, poppler and `mutool` put the same ink onto the same places.
#[test]
fn painters_draw_the_same_glyphs_of_postscript() {
    for face in POSTSCRIPT {
        let args = ["build", "x", "--product", "leaflet-a4", "--png", "72"];
        let done = set_in_postscript(face).args(args).run().ok();
        let [pdf, by_poppler, by_mupdf] = ["out/x-leaflet-a4.pdf", "p.png", "m.png"]
            .map(|name| done.file(name).to_str().unwrap().to_owned());
        let stem = by_poppler.strip_suffix(".png").unwrap();
        printed("pdftoppm", &["-r", "72", "-png", "-singlefile", &pdf, stem]);
        printed("mutool", &["draw", "-q", "-r", "72", "-o", &by_mupdf, &pdf, "1"]);
        let own = std::fs::read_dir(done.file("out")).unwrap().map(|entry| entry.unwrap().path());
        let mut own: Vec<_> = own.filter(|path| path.extension().unwrap() == "png").collect();
        own.sort();
        let own = image::open(&own[0]).unwrap().to_luma8();
        for other in [by_poppler, by_mupdf] {
            let other = image::open(&other).unwrap().to_luma8();
            // Part of a dot at the edges is a dot to some and none to others.
            let (width, height) =
                (other.width().min(own.width()), other.height().min(own.height()));
            assert!(own.width() - width < 2 && own.height() - height < 2);
            let dots = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            let off =
                dots.map(|(x, y)| own.get_pixel(x, y).0[0].abs_diff(other.get_pixel(x, y).0[0]));
            let off: u64 = off.map(u64::from).sum();
            let ink: u64 = own.pixels().map(|dot| u64::from(255 - dot.0[0])).sum();
            // Edges differ by how they are smoothed; another glyph would be all of its ink.
            assert!(off * 4 < ink, "{}: {off} of {ink}", face.0);
        }
    }
}

#[test]
fn a_face_with_postscript_outlines_goes_to_the_press() {
    for standard in ["x4", "x1a"] {
        let args = ["build", "x", "--product", "leaflet-a4", "--press", standard];
        let done = set_in_postscript(POSTSCRIPT[1]).args(args).run().ok();
        let made = std::fs::read_dir(done.file("out")).unwrap().map(|entry| entry.unwrap().path());
        let mut pdfs = made.filter(|path| path.extension().is_some_and(|own| own == "pdf"));
        let pdf = pdfs.next().unwrap();
        assert_eq!(complaints(pdf.to_str().unwrap()), [], "{standard}");
        let read = share_read(&pdf);
        assert!(read > 0.97, "{standard}: {read}");
    }
}

#[test]
fn faces_of_the_project_are_listed_with_their_licence() {
    let done = set_in_own().args(["fonts", "--lang", "en"]).run().ok();
    for words in ["ward-regular", "ward-bold", "SIL OFL (fonts/Ward-OFL.txt)", "noto-sans-medium"] {
        assert!(done.stdout.contains(words), "{words}: {}", done.stdout);
    }
}

#[test]
fn the_programs_own_folder_is_not_read_twice() {
    let done = Run::new()
        .file("fonts/NotoSans-Medium.ttf", MEDIUM)
        .args(["fonts", "--lang", "en"])
        .run()
        .ok();
    assert_eq!(done.stdout.matches("noto").count(), 2, "{}", done.stdout);
}

#[test]
fn a_folder_that_is_not_there_has_no_fonts() {
    let done = Run::new().args(["fonts", "--project", "nowhere", "--lang", "en"]).run();
    assert_eq!(done.code, 2);
    assert!(done.stderr.contains("error[F01]") && done.stdout.is_empty(), "{}", done.stderr);
}

#[cfg(unix)]
#[test]
fn a_face_outside_of_the_project_is_not_read() {
    let run = Run::new().file("guides/x.md", GUIDE).file("fonts/OFL.txt", OFL);
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("Ward.ttf"), own(MEDIUM)).unwrap();
    let link = run.path().join("fonts/Ward.ttf");
    std::os::unix::fs::symlink(outside.path().join("Ward.ttf"), link).unwrap();
    let done = run.args(["build", "x", "--product", "leaflet-a4"]).run();
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("error[F11]") && done.stdout.is_empty(), "{}", done.stderr);
}

/// A project with one font file that is not as it should be, and the error it gets.
fn with(name: &str, bytes: Vec<u8>, code: &str) -> Case {
    let path = format!("fonts/{name}");
    case().file(&path, bytes).place(&path, 1, 1, code)
}

#[test]
fn what_cannot_be_used_is_refused_by_name() {
    let web = [b"wOF2", &MEDIUM[4..200]].concat();
    let postscript = [b"OTTO", &MEDIUM[4..]].concat();
    let collection = [b"ttcf", &MEDIUM[4..]].concat();
    let with_weights = |face: &[u8]| {
        let mut variable = own(face);
        let post = variable[12..].chunks_exact(16).position(|entry| entry.starts_with(b"post"));
        let at = 12 + post.unwrap() * 16;
        variable[at..at + 4].copy_from_slice(b"fvar");
        variable
    };
    let (variable, many_weights) = (with_weights(MEDIUM), with_weights(POSTSCRIPT[0].1));
    for (name, bytes, words) in [
        ("A.woff2", web, "WOFF"),
        ("A.otf", postscript, "damaged"),
        ("A.otf", POSTSCRIPT[0].1[..3000].to_vec(), "damaged"),
        ("A.otf", many_weights, "variable"),
        ("A.ttc", collection, "several faces"),
        ("A.ttf", variable, "variable"),
        ("A.TTF", b"Not a font".to_vec(), "damaged"),
        ("A.ttf", Vec::new(), "damaged"),
        ("A.ttf", MEDIUM[..3000].to_vec(), "damaged"),
    ] {
        with(name, bytes, "T18").file("fonts/OFL.txt", OFL).shows(words).check();
    }
}

#[test]
fn a_face_without_measures_or_a_name_is_refused() {
    // No em, one too large for OpenType, and an x without height.
    let fonts = Fonts::new();
    let face = fonts.face(fonts.by_name("noto-sans-medium").unwrap());
    let at = table(MEDIUM, *b"loca") + usize::from(face.glyph('x').unwrap()) * 4;
    let x = u32::from_be_bytes(MEDIUM[at..at + 4].try_into().unwrap()) as usize;
    for bytes in [
        patched(MEDIUM, (*b"head", 18), &[0, 0]),
        patched(MEDIUM, (*b"head", 18), &[0xFF, 0xFF]),
        patched(MEDIUM, (*b"glyf", x + 8), &[0, 0]),
    ] {
        with("Ward.ttf", bytes, "T18").file("fonts/OFL.txt", OFL).shows("damaged").check();
    }
    with("字.ttf", own(MEDIUM), "T18").file("fonts/OFL.txt", OFL).shows("no letter").check();
}

#[test]
fn a_face_needs_a_licence_beside_it_and_leave_to_be_embedded() {
    with("Ward.ttf", own(MEDIUM), "T19").shows("no licence lies beside").check();
    with("Ward.ttf", own(MEDIUM), "T19")
        .file("fonts/Ward.txt", "All rights reserved.")
        .shows("fonts/Ward.txt")
        .check();
    // The licence of another font is none of this one.
    with("Ward.ttf", own(MEDIUM), "T19").file("fonts/Lora-OFL.txt", OFL).check();
    for forbidden in [0x0002_u16, 0x0100, 0x0200] {
        let bytes = patched(MEDIUM, (*b"OS/2", 8), &forbidden.to_be_bytes());
        with("Ward.ttf", bytes, "T19")
            .file("fonts/OFL.txt", OFL)
            .shows("must not be embedded")
            .check();
        let bytes = patched(POSTSCRIPT[0].1, (*b"OS/2", 8), &forbidden.to_be_bytes());
        with("Ward.otf", bytes, "T19")
            .file("fonts/OFL.txt", OFL)
            .shows("must not be embedded")
            .check();
    }
    with("Ward.otf", POSTSCRIPT[0].1.to_vec(), "T19").shows("no licence lies beside").check();
}

#[test]
fn a_face_without_vietnamese_letters_or_marks_is_refused() {
    with("Ward.ttf", without(MEDIUM, *b"cmap"), "T20")
        .file("fonts/OFL.txt", OFL)
        .shows("lacks")
        .check();
    // ễ drawn no higher than e: the box in the head of its outline is what ink goes by.
    let fonts = Fonts::new();
    let face = fonts.face(fonts.by_name("noto-sans-medium").unwrap());
    let outline = |letter: char| {
        let at = table(MEDIUM, *b"loca") + usize::from(face.glyph(letter).unwrap()) * 4;
        u32::from_be_bytes(MEDIUM[at..at + 4].try_into().unwrap()) as usize
    };
    let glyf = table(MEDIUM, *b"glyf");
    let plain = &MEDIUM[glyf + outline('e')..][2..10];
    let bytes = patched(MEDIUM, (*b"glyf", outline('ễ') + 2), plain);
    with("Ward.ttf", bytes, "T20").file("fonts/OFL.txt", OFL).shows("ễ").check();
    with("Ward.otf", without(POSTSCRIPT[0].1, *b"cmap"), "T20")
        .file("fonts/OFL.txt", OFL)
        .shows("lacks")
        .check();
}

/// Where the outline of a glyph begins and ends in a face of TrueType.
fn slot(glyph: u16) -> std::ops::Range<usize> {
    let (loca, glyf) = (table(MEDIUM, *b"loca"), table(MEDIUM, *b"glyf"));
    let at = |entry: usize| {
        let bytes = MEDIUM[loca + entry * 4..][..4].try_into().unwrap();
        glyf + u32::from_be_bytes(bytes) as usize
    };
    at(usize::from(glyph))..at(usize::from(glyph) + 1)
}

fn glyph_of(letter: char) -> u16 {
    let fonts = Fonts::new();
    fonts.face(fonts.by_name("noto-sans-medium").unwrap()).glyph(letter).unwrap()
}

/// A face in which the longer of two outlines is that of the other glyph.
fn drawn_as(mut face: Vec<u8>, one: u16, other: u16) -> Vec<u8> {
    let (mut to, mut from) = (slot(one), slot(other));
    if from.len() > to.len() {
        std::mem::swap(&mut to, &mut from);
    }
    let bytes = MEDIUM[from].to_vec();
    face[to.start..to.start + bytes.len()].copy_from_slice(&bytes);
    face
}

#[test]
fn slanted_faces_are_refused() {
    for (place, bytes) in [
        ((*b"post", 4), &[0xFF, 0xF4][..]),
        ((*b"post", 4), &[0, 0, 0x80, 0]),
        ((*b"OS/2", 62), &[0, 1]),
        ((*b"OS/2", 62), &[2, 0x40]),
        ((*b"head", 44), &[0, 2]),
        ((*b"hhea", 20), &[0, 212]),
    ] {
        for (name, face) in [("Ward.ttf", MEDIUM), ("Ward.otf", POSTSCRIPT[0].1)] {
            let face = patched(face, place, bytes);
            with(name, face, "T18").file("fonts/OFL.txt", OFL).shows("slanted").check();
        }
    }
    // No table says so, and capitals lean like a stroke for “or”.
    let mut leaning = own(MEDIUM);
    for letter in ['H', 'I'] {
        leaning = drawn_as(leaning, glyph_of(letter), glyph_of('/'));
    }
    // The outline of I is shorter than that stroke: its slot is too small, so H alone would lean.
    if slot(glyph_of('I')).len() >= slot(glyph_of('/')).len() {
        with("Ward.ttf", leaning, "T18").file("fonts/OFL.txt", OFL).shows("slanted").check();
    }
}

#[test]
fn letters_drawn_as_others_are_refused() {
    for (one, other) in [
        ('đ', 'd'),
        ('Đ', 'D'),
        ('3', '8'),
        ('7', '1'),
        ('e', 'c'),
        ('ẳ', 'ẵ'),
        ('(', ')'),
        ('U', 'Ư'),
    ] {
        let face = drawn_as(own(MEDIUM), glyph_of(one), glyph_of(other));
        with("Ward.ttf", face, "T20").file("fonts/OFL.txt", OFL).check();
    }
    let face = drawn_as(own(MEDIUM), glyph_of('đ'), glyph_of('d'));
    with("Ward.ttf", face, "T20").file("fonts/OFL.txt", OFL).shows("`đ` as `d`").check();
    let digits = "023456789".chars();
    let face =
        digits.fold(own(MEDIUM), |face, digit| drawn_as(face, glyph_of(digit), glyph_of('1')));
    with("Ward.ttf", face, "T20").file("fonts/OFL.txt", OFL).shows("drawn exactly").check();
    // The box for a missing letter.
    let face = drawn_as(own(MEDIUM), glyph_of('Q'), 0);
    with("Ward.ttf", face, "T20").file("fonts/OFL.txt", OFL).shows("□").check();
}

#[test]
fn letters_and_signs_without_ink_are_refused() {
    for letter in "+()/@&.,:;?!–…“”%-".chars() {
        let mut face = own(MEDIUM);
        // No contours, and a box as before.
        let at = slot(glyph_of(letter)).start;
        face[at..at + 2].copy_from_slice(&[0, 0]);
        with("Ward.ttf", face, "T20").file("fonts/OFL.txt", OFL).shows("empty").check();
    }
}

#[test]
fn a_copy_of_a_face_of_the_program_is_a_face_of_its_own_name() {
    let run = |name: &str| {
        let style = style_with("  p: { face: ward-regular }");
        let run = Run::new().file("guides/x.md", GUIDE).file(STYLE, style);
        run.file(&format!("fonts/{name}"), MEDIUM).file("fonts/OFL.txt", OFL)
    };
    let args = ["build", "x", "--product", "leaflet-a4", "--lang", "en"];
    assert_eq!(run("Ward-Regular.ttf").args(args).run().ok().stderr, "");
    let done = run("Ward-Regular.ttf").args(["fonts", "--lang", "en"]).run().ok();
    assert!(done.stdout.contains("ward-regular"), "{}", done.stdout);
    // Under the name it has in the program it is known already.
    for name in ["NotoSans-Medium.ttf", "notosans-medium.TTF", "noto-sans-medium.ttf"] {
        let done = run(name).args(["fonts", "--lang", "en"]).run().ok();
        assert_eq!(done.stdout.matches("noto").count(), 2, "{}", done.stdout);
        let done = run(name).args(args).run();
        assert!(done.code == 1 && done.stderr.contains("must be one of"), "{}", done.stderr);
    }
    // The name of one with the letters of another is no copy of it.
    let bold = Run::new().file("fonts/NotoSans-Medium.ttf", BOLD).file("fonts/OFL.txt", OFL);
    let done = bold.args(["fonts", "--lang", "en"]).run().ok();
    assert!(done.stdout.contains("notosans-medium"), "{}", done.stdout);
}

#[test]
fn letters_that_look_alike_are_a_warning() {
    // Inter draws I and l as strokes, of PostScript as of TrueType.
    for (file, face) in [("Ward.ttf", own(VIETNAM)), ("Ward.otf", POSTSCRIPT[1].1.to_vec())] {
        let done = Run::new()
            .file("guides/x.md", GUIDE)
            .file(&format!("fonts/{file}"), face)
            .file("fonts/OFL.txt", OFL)
            .args(["build", "x", "--product", "leaflet-a4", "--lang", "en"])
            .run()
            .ok();
        assert!(done.stderr.contains("T21") && done.stderr.contains("look alike"), "{done:?}");
    }
}

#[test]
fn two_files_of_one_name_are_refused() {
    with("ward_bold.ttf", own(&own(MEDIUM)), "T18")
        .file("fonts/Ward-Bold.ttf", own(BOLD))
        .file("fonts/OFL.txt", OFL)
        .shows("ward-bold")
        .check();
    with("Noto-Sans-Bold.ttf", own(BOLD), "T18")
        .file("fonts/OFL.txt", OFL)
        .shows("noto-sans-bold")
        .check();
}

#[test]
fn a_style_names_the_faces_of_the_project_when_it_asks_for_another() {
    let style = style_with("  p: { face: ward-regulr }");
    let done = set_in_own()
        .file(STYLE, style)
        .args(["build", "x", "--product", "leaflet-a4", "--lang", "en"])
        .run();
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("ward-regular"), "{}", done.stderr);
}
