//! Faces a project brings along: set, embedded and heard as those of the program; refused by name
//! where they cannot be, have no licence, or lack what Vietnamese needs.

use std::process::Command;

use toroi::text::Fonts;

use super::case::{Case, GUIDE, STYLE, case, style_with};
use super::run::Run;

const MEDIUM: &[u8] = include_bytes!("../../fonts/NotoSans-Medium.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-Bold.ttf");
const VIETNAM: &[u8] = include_bytes!("../../fonts/BeVietnamPro-Bold.ttf");
const OFL: &[u8] = include_bytes!("../../fonts/NotoSans-OFL.txt");

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
    let mut variable = own(MEDIUM);
    let post = variable[12..].chunks_exact(16).position(|entry| entry.starts_with(b"post"));
    let at = 12 + post.unwrap() * 16;
    variable[at..at + 4].copy_from_slice(b"fvar");
    for (name, bytes, words) in [
        ("A.woff2", web, "WOFF"),
        ("A.otf", postscript, "CFF"),
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
    }
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
}

#[test]
fn letters_that_look_alike_are_a_warning() {
    let done = Run::new()
        .file("guides/x.md", GUIDE)
        .file("fonts/Ward.ttf", own(VIETNAM))
        .file("fonts/OFL.txt", OFL)
        .args(["build", "x", "--product", "leaflet-a4", "--lang", "en"])
        .run()
        .ok();
    assert!(done.stderr.contains("T21") && done.stderr.contains("look alike"), "{}", done.stderr);
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
