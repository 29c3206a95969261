//! The finished files as other programs see them: poppler, qpdf, mupdf, ghostscript, zbar and a
//! PDF/UA checker. `tests/run` installs them; a test fails when one is missing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lopdf::{Dictionary, Document, Object, ObjectId};
use toroi::layout::{Item, Pages, Role};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::run::{Run, root};
use super::sheets::{
    Before, Sheet, Workshop, assert_complete, in_order, letters, make, sheets, workshop,
};

/// The most a sheet may weigh, so that it can be sent by Zalo over a slow line.
const MOST_BYTES: usize = 60 * 1024;
/// How far a letter may stand from where layout put it, in points.
const NEAR: f64 = 0.05;

/// Runs a program.
#[track_caller]
pub(super) fn output(program: &str, args: &[&str]) -> Output {
    match Command::new(program).args(args).output() {
        Ok(output) => output,
        Err(error) => panic!("`{program}` cannot run ({error}); tests/run installs what it needs"),
    }
}

/// Runs a program that has to succeed; gives what it printed.
#[track_caller]
pub(super) fn printed(program: &str, args: &[&str]) -> String {
    let output = output(program, args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> &'d Dictionary {
    document.dereference(object).unwrap().1.as_dict().unwrap()
}

/// What stands under a path of keys, references followed; none when a key is missing.
fn find<'d>(document: &'d Document, from: &'d Dictionary, keys: &[&str]) -> Option<&'d Object> {
    let (last, way) = keys.split_last()?;
    let mut at = from;
    for key in way {
        at = dictionary(document, at.get(key.as_bytes()).ok()?);
    }
    Some(document.dereference(at.get(last.as_bytes()).ok()?).unwrap().1)
}

fn name(object: &Object) -> String {
    String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
}

/// A text string: UTF-16 with its mark, or ASCII.
fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    let Some(wide) = bytes.strip_prefix(&[0xFE, 0xFF]) else {
        return String::from_utf8(bytes.to_vec()).unwrap();
    };
    let units: Vec<u16> =
        wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

fn numbers(object: &Object) -> Vec<f64> {
    let array = object.as_array().unwrap();
    array.iter().map(|number| f64::from(number.as_float().unwrap())).collect()
}

fn load(sheet: &Sheet) -> Document {
    Document::load_mem(&sheet.pdf).unwrap()
}

/// The structure elements called `kind`, in no particular order.
fn elements<'d>(document: &'d Document, kind: &str) -> Vec<&'d Dictionary> {
    let all = document.objects.values().filter_map(|object| object.as_dict().ok());
    all.filter(|dict| {
        dict.get(b"Type").is_ok_and(|it| it.as_name().ok() == Some(b"StructElem".as_slice()))
            && dict.get(b"S").is_ok_and(|it| it.as_name().ok() == Some(kind.as_bytes()))
    })
    .collect()
}

/// The tags of the display list, a tag that goes on over a page once.
fn roles(pages: &Pages) -> Vec<&Role> {
    let mut seen = BTreeMap::new();
    for placed in pages.pages.iter().flat_map(|page| &page.items) {
        if let Item::Open(tag) = &placed.item {
            seen.entry(tag.id).or_insert(&tag.role);
        }
    }
    seen.into_values().collect()
}

/// The headings of the display list without their spaces.
pub(super) fn headings(pages: &Pages) -> Vec<(u8, String)> {
    let mut all = Vec::new();
    let mut open = Vec::new();
    for placed in in_order(pages) {
        match &placed.item {
            Item::Open(tag) => {
                open.push(&tag.role);
                if let Role::Heading(level) = tag.role {
                    all.push((level, String::new()));
                }
            }
            Item::Close => {
                open.pop();
            }
            Item::Glyphs(run) if open.iter().any(|role| matches!(role, Role::Heading(_))) => {
                all.last_mut().unwrap().1.push_str(&solid(&run.text));
            }
            _ => {}
        }
    }
    all
}

fn solid(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn fonts_are_embedded_subsets_that_tell_their_letters() {
    for sheet in sheets() {
        let table = printed("pdffonts", &[sheet.arg()]);
        let rows: Vec<Vec<&str>> =
            table.lines().skip(2).map(|row| row.split_whitespace().collect()).collect();
        for row in &rows {
            // … emb sub uni object ID
            let [.., embedded, subset, unicode, _, _] = row[..] else { panic!("{table}") };
            assert_eq!([embedded, subset, unicode], ["yes"; 3], "{}\n{table}", sheet.name);
        }
        if sheet.is_leaflet() {
            assert_eq!(rows.len(), 2, "{}\n{table}", sheet.name);
        }
        assert!(!rows.is_empty(), "{} has no font", sheet.name);
    }
}

#[test]
fn copied_text_is_the_display_list_in_order() {
    for sheet in sheets() {
        let text = printed("pdftotext", &["-raw", "-enc", "UTF-8", sheet.arg(), "-"]);
        assert!(is_nfc(&text), "{}", sheet.name);
        let wanted = letters(&sheet.pages, &workshop().fonts);
        let mut rest = wanted.iter();
        let mut space = true;
        let mut done = String::new();
        for letter in text.chars() {
            if letter.is_whitespace() {
                space = true;
                continue;
            }
            let Some(next) = rest.next() else { panic!("{}: {letter} too much", sheet.name) };
            assert_eq!(letter, next.it, "{} after “{done}”", sheet.name);
            // Between runs poppler decides by the gap; everywhere else it has to agree.
            if next.before != Before::Run {
                let spaced = next.before == Before::Space;
                assert_eq!(space, spaced, "{} before “{letter}” after “{done}”", sheet.name);
            }
            space = false;
            done.push(letter);
            if done.chars().count() > 40 {
                done.remove(0);
            }
        }
        let lost: String = rest.map(|next| next.it).collect();
        assert_eq!(lost, "", "{} lost its end", sheet.name);
    }
}

#[test]
fn the_words_of_the_guide_stand_there_once_and_in_order() {
    for sheet in sheets() {
        assert_complete(workshop(), sheet.guide, sheet.product, &sheet.pages);
    }
}

#[test]
fn letters_stand_where_layout_put_them() {
    let mut worst = 0_f64;
    for sheet in sheets() {
        let html = printed("pdftotext", &["-raw", "-bbox", sheet.arg(), "-"]);
        let wanted = letters(&sheet.pages, &workshop().fonts);
        let (mut page, mut at, mut starts) = (0, 0, 0);
        for line in html.lines().map(str::trim) {
            if line.starts_with("<page ") {
                page += 1;
            }
            let Some(word) = line.strip_prefix("<word xMin=\"") else { continue };
            let (x, rest) = word.split_once('"').unwrap();
            let (boxed, word) = rest.split_once('>').unwrap();
            let word = word.strip_suffix("</word>").unwrap();
            let word = word.replace("&quot;", "\"").replace("&apos;", "'");
            let word = word.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let first = &wanted[at];
            let right = boxed.split_once("xMax=\"").unwrap().1.split_once('"').unwrap().0;
            let x = if first.turned { right } else { x };
            let off = (x.parse::<f64>().unwrap() - first.x).abs();
            assert_eq!(Some(first.it), word.chars().next(), "{}: {word}", sheet.name);
            assert_eq!(page, first.page, "{}: {word}", sheet.name);
            assert!(off <= NEAR, "{}: “{word}” stands {off:.3} pt off", sheet.name);
            worst = worst.max(off);
            at += word.chars().count();
            starts += 1;
        }
        assert_eq!(at, wanted.len(), "{}", sheet.name);
        assert!(starts > 20, "{} has words", sheet.name);
    }
    println!("the worst letter stands {worst:.4} pt off");
}

/// What four readers have against a file: program and complaint. Drawing every page makes mupdf and
/// ghostscript read every object.
pub(super) fn complaints(path: &str) -> Vec<(&'static str, String)> {
    let calls: [(&str, &[&str]); 4] = [
        ("qpdf", &["--check"]),
        ("mutool", &["info"]),
        ("mutool", &["draw", "-q", "-r", "36", "-F", "pam", "-o", "/dev/null"]),
        (
            "gs",
            &[
                "-q",
                "-dNOPAUSE",
                "-dBATCH",
                "-dSAFER",
                "-dPDFSTOPONERROR",
                "-dPDFSTOPONWARNING",
                "-sDEVICE=pgmraw",
                "-r36",
                "-o",
                "/dev/null",
            ],
        ),
    ];
    let mut all = Vec::new();
    for (program, args) in calls {
        let done = output(program, &[args, &[path]].concat());
        let (out, err) =
            (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        // Debian builds mupdf without colour profiles and says so of every file.
        let mut said = err.replace("warning: ICC support is not available\n", "");
        if program == "gs" {
            said.push_str(&out);
        }
        if done.status.code() != Some(0) || !said.is_empty() {
            let code = done.status.code().unwrap_or(-1);
            all.push((program, format!("{program} {args:?} gives {code}: {said}")));
        }
    }
    all
}

#[test]
fn other_programs_find_no_fault() {
    for sheet in sheets() {
        assert_eq!(complaints(sheet.arg()), [], "{}", sheet.name);
    }
}

#[test]
fn other_programs_see_faults() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spoilt.pdf");
    let mut document = load(&sheets()[0]);
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let contents = document.get_page_contents(pages[0])[0];
    let stream = document.get_object_mut(contents).unwrap().as_stream_mut().unwrap();
    stream.content.truncate(stream.content.len() / 2);
    document.save(&path).unwrap();
    let found = complaints(path.to_str().unwrap());
    for program in ["qpdf", "mutool", "gs"] {
        assert!(found.iter().any(|(by, _)| *by == program), "{program} sees nothing: {found:?}");
    }
}

#[test]
fn every_code_scans_from_paper() {
    let folder = tempfile::tempdir().unwrap();
    for sheet in sheets() {
        let stem = folder.path().join(&sheet.name);
        let stem = stem.to_str().unwrap();
        printed("pdftoppm", &["-r", "150", "-gray", sheet.arg(), stem]);
        let pages = 1..=sheet.pages.pages.len();
        let pictures: Vec<String> = pages.map(|page| format!("{stem}-{page}.pgm")).collect();
        let args = ["-q", "--raw"].into_iter().chain(pictures.iter().map(String::as_str));
        let scan = output("zbarimg", &args.collect::<Vec<_>>());
        // Exit code 4: no code on a page.
        assert!(matches!(scan.status.code(), Some(0 | 4)), "zbarimg fails on {pictures:?}");
        let found = String::from_utf8(scan.stdout).unwrap();
        let mut found: Vec<String> = found.lines().map(str::to_owned).collect();
        let mut wanted: Vec<String> =
            sheet.codes().iter().map(|target| target.url.it.clone()).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{}", sheet.name);
    }
}

/// Width and height of the paper in mm, how a printer turns it, and its sides.
fn paper(product: &str) -> (f64, f64, &'static str, usize) {
    match product {
        "leaflet-a4" | "signup" | "team-a4" | "steps-map" | "script" => {
            (210.0, 297.0, "DuplexFlipLongEdge", 2)
        }
        "leaflet-a5" | "invitation" | "handover" => (148.0, 210.0, "DuplexFlipLongEdge", 2),
        "bifold" | "trifold" => (297.0, 210.0, "DuplexFlipShortEdge", 2),
        "hanger" | "hanger-plain" | "hanger-string" => (99.0, 210.0, "DuplexFlipLongEdge", 2),
        "hanger-105" => (105.0, 297.0, "DuplexFlipLongEdge", 2),
        "poster-a3" | "event-poster" | "pictures-only-a3" => (297.0, 420.0, "Simplex", 1),
        "pictures-only" | "tent" => (210.0, 297.0, "Simplex", 1),
        "card-square" => (148.0, 148.0, "DuplexFlipLongEdge", 2),
        "card" => (105.0, 148.0, "DuplexFlipLongEdge", 2),
        _ => panic!("{product} has no paper here"),
    }
}

#[test]
fn the_file_tells_printers_and_viewers_what_it_is() {
    for sheet in sheets() {
        let document = load(sheet);
        let catalog = document.catalog().unwrap();
        let get = |keys: &[&str]| find(&document, catalog, keys).unwrap();
        assert_eq!(text(get(&["Lang"])), "vi-VN");
        assert!(get(&["ViewerPreferences", "DisplayDocTitle"]).as_bool().unwrap());
        assert_eq!(name(get(&["ViewerPreferences", "PrintScaling"])), "None");
        // All products turn over like a book: those that lie at their short edge (OF-03).
        let (w, h, duplex, sides) = paper(sheet.product);
        assert_eq!(name(get(&["ViewerPreferences", "Duplex"])), duplex, "{}", sheet.name);
        let info = dictionary(&document, document.trailer.get(b"Info").unwrap());
        let title = text(find(&document, info, &["Title"]).unwrap());
        assert_eq!(title, sheet.pages.title);
        assert!(!title.is_empty() && is_nfc(&title), "{}", sheet.name);
        let pages = document.get_pages();
        assert_eq!(pages.len(), sheet.pages.pages.len());
        assert_eq!(pages.len() % sides, 0, "{} has an empty back", sheet.name);
        for page in pages.values() {
            let page = document.get_dictionary(*page).unwrap();
            for key in ["MediaBox", "TrimBox"] {
                let corners = numbers(find(&document, page, &[key]).unwrap());
                let wanted = [0.0, 0.0, w / 25.4 * 72.0, h / 25.4 * 72.0];
                for (corner, wanted) in corners.iter().zip(wanted) {
                    assert!((corner - wanted).abs() < 0.001, "{} {key} {corners:?}", sheet.name);
                }
            }
        }
    }
}

#[test]
fn headings_are_bookmarks() {
    for sheet in sheets() {
        let document = load(sheet);
        let outlines = find(&document, document.catalog().unwrap(), &["Outlines"]).unwrap();
        let mut found = Vec::new();
        bookmarks(&document, outlines.as_dict().unwrap(), 1, &mut found);
        let wanted: Vec<String> =
            headings(&sheet.pages).into_iter().map(|(_, text)| text).collect();
        let titles: Vec<String> = found.iter().map(|(_, title)| solid(title)).collect();
        assert_eq!(titles, wanted, "{}", sheet.name);
        let least = if ["card", "card-square", "signup"].contains(&sheet.product) { 1 } else { 2 };
        assert!(titles.len() >= least, "{}: {titles:?}", sheet.name);
        if sheet.is_leaflet() {
            assert!(found.iter().any(|(depth, _)| *depth > 1), "{}: {found:?}", sheet.name);
        }
        for (_, title) in found {
            assert_eq!(title, title.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// The bookmarks below `parent` in order, with their depth.
fn bookmarks(
    document: &Document,
    parent: &Dictionary,
    depth: usize,
    found: &mut Vec<(usize, String)>,
) {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut next = find(document, parent, &["First"]);
    while let Some(bookmark) = next.map(|object| object.as_dict().unwrap()) {
        found.push((depth, text(find(document, bookmark, &["Title"]).unwrap())));
        let to = find(document, bookmark, &["Dest"]).unwrap().as_array().unwrap();
        assert!(pages.contains(&to[0].as_reference().unwrap()));
        bookmarks(document, bookmark, depth + 1, found);
        next = find(document, bookmark, &["Next"]);
    }
}

#[test]
fn links_lead_to_official_pages_only() {
    for sheet in sheets() {
        let document = load(sheet);
        let mut found = Vec::new();
        for page in document.get_pages().values() {
            let page = document.get_dictionary(*page).unwrap();
            let media = numbers(find(&document, page, &["MediaBox"]).unwrap());
            let Some(annotations) = find(&document, page, &["Annots"]) else { continue };
            for annotation in annotations.as_array().unwrap() {
                let annotation = dictionary(&document, annotation);
                assert_eq!(name(find(&document, annotation, &["Subtype"]).unwrap()), "Link");
                assert!(!text(find(&document, annotation, &["Contents"]).unwrap()).is_empty());
                let url = text(find(&document, annotation, &["A", "URI"]).unwrap());
                let rest = url.strip_prefix("https://").unwrap();
                let official = |host: &str| {
                    rest.strip_prefix(host)
                        .is_some_and(|path| path.is_empty() || path.starts_with('/'))
                };
                assert!(crate::case::sites().iter().any(|site| official(&site.host)), "{url}");
                let at = numbers(find(&document, annotation, &["Rect"]).unwrap());
                assert!(at[0] < at[2] && at[1] < at[3], "{url}: {at:?}");
                assert!(at[0] >= 0.0 && at[1] >= 0.0 && at[2] <= media[2] && at[3] <= media[3]);
                found.push(url);
            }
        }
        for target in sheet.codes() {
            assert!(found.contains(&target.url.it), "{} has no {}", sheet.name, target.url.it);
        }
    }
}

#[test]
fn screen_readers_find_the_structure() {
    for sheet in sheets() {
        let summary = printed("pdfinfo", &[sheet.arg()]);
        let tagged = summary.lines().find_map(|line| line.strip_prefix("Tagged:")).unwrap();
        assert_eq!(tagged.trim(), "yes", "{}", sheet.name);
        let tree = printed("pdfinfo", &["-struct", sheet.arg()]);
        let kinds: Vec<&str> =
            tree.lines().filter_map(|line| line.trim().split([' ', ':']).next()).collect();
        let mut wanted = vec!["Document", "H1", "P"];
        if sheet.product == "signup" {
            wanted.extend(["Table", "TR", "TH", "TD"]);
        } else if sheet.product.starts_with("pictures-only") {
            // Drawings and words under them, and no lists.
            wanted = vec!["Document", "H1", "H2", "Figure"];
        } else {
            wanted.extend(["L", "LI", "Lbl", "LBody"]);
        }
        if !sheet.codes().is_empty() {
            wanted.extend(["Figure", "Link"]);
        }
        for kind in wanted {
            assert!(kinds.contains(&kind), "{} has no {kind}\n{tree}", sheet.name);
        }
        let document = load(sheet);
        let roles = roles(&sheet.pages);
        let mut wanted: Vec<String> = Vec::new();
        for role in &roles {
            if role.size().is_some() {
                wanted.push(role.alt(&[]).unwrap());
            }
        }
        let mut alts: Vec<String> = elements(&document, "Figure")
            .iter()
            .map(|figure| text(find(&document, figure, &["Alt"]).unwrap()))
            .collect();
        alts.sort();
        wanted.sort();
        assert_eq!(alts, wanted, "{}", sheet.name);
        assert!(alts.iter().all(|alt| !alt.trim().is_empty() && is_nfc(alt)), "{}", sheet.name);
        let items = roles.iter().filter(|role| matches!(role, Role::ListItem)).count();
        assert_eq!(elements(&document, "LI").len(), items, "{}", sheet.name);
    }
}

#[test]
fn what_pages_repeat_is_heard_once() {
    for sheet in sheets().iter().filter(|sheet| sheet.is_leaflet()) {
        let heard = printed("pdfinfo", &["-struct-text", sheet.arg()]);
        let seen = printed("pdftotext", &["-raw", sheet.arg(), "-"]);
        let imprint = |text: &str| text.matches("Xem lại ngày ").count();
        assert_eq!(imprint(&heard), 1, "{}\n{heard}", sheet.name);
        assert_eq!(imprint(&seen), sheet.pages.pages.len(), "{}\n{seen}", sheet.name);
        let running = format!("\"{}\"", sheet.guide.short.plain());
        assert!(!heard.contains(&running), "{}: {running}\n{heard}", sheet.name);
        assert!(seen.contains(&sheet.guide.short.plain()), "{}", sheet.name);
    }
}

#[test]
fn links_hold_their_words() {
    for sheet in sheets() {
        let tree = printed("pdfinfo", &["-struct-text", sheet.arg()]);
        let lines: Vec<&str> = tree.lines().collect();
        let indent = |line: &str| line.len() - line.trim_start().len();
        let links =
            lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with("Link"));
        let words = links.map(|(at, link)| {
            let inside = lines[at + 1..].iter().take_while(|line| indent(line) > indent(link));
            let own = inside.map(|line| line.trim()).filter(|line| line.starts_with('"'));
            own.map(|line| line.trim_matches('"')).collect::<String>().trim().to_owned()
        });
        let words: Vec<String> = words.collect();
        for target in sheet.codes() {
            let wanted = crate::case::sites().words(&target.url.it);
            assert!(words.contains(&wanted), "{}: {wanted} in {words:?}\n{tree}", sheet.name);
        }
    }
}

#[test]
fn files_are_small() {
    for sheet in sheets() {
        let bytes = sheet.pdf.len();
        assert!(bytes <= MOST_BYTES, "{} has {bytes} bytes", sheet.name);
    }
}

#[test]
fn the_same_guide_gives_the_same_bytes() {
    let again = Workshop::new();
    for sheet in sheets() {
        let (_, pdf) = make(&again, &again.library.guides[&sheet.guide.slug], sheet.product);
        assert!(pdf == sheet.pdf, "{} differs the second time", sheet.name);
    }
}

#[test]
fn threads_do_not_change_the_bytes() {
    for jobs in ["1", "4"] {
        let project = root().to_str().unwrap();
        let args = ["--project", project, "build", "--out", "out", "-j", jobs];
        let done = Run::new().args(args).run().ok();
        for sheet in sheets() {
            let pdf = std::fs::read(done.file(&format!("out/{}.pdf", sheet.name))).unwrap();
            assert!(pdf == sheet.pdf, "{} differs with -j {jobs}", sheet.name);
        }
    }
}

#[test]
fn a_guide_typed_on_a_mac_gives_the_same_bytes() {
    let mut run = Run::new().args(["build", "--out", "out"]);
    for entry in std::fs::read_dir(root().join("guides")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            continue;
        }
        let composed = std::fs::read_to_string(&path).unwrap();
        let apart: String = composed.nfd().collect();
        assert_ne!(composed, apart, "{name}");
        run = run.file(&format!("guides/{name}"), apart);
    }
    let done = run.run().ok();
    for sheet in sheets() {
        let pdf = std::fs::read(done.file(&format!("out/{}.pdf", sheet.name))).unwrap();
        assert!(pdf == sheet.pdf, "{} differs when typed as NFD", sheet.name);
    }
}

/// Prints `path profile rules-passed rules failed-checks` and what failed.
const CHECK: &str = "
import sys, page
for path in sys.argv[2:]:
    for profile in sys.argv[1].split(','):
        report = page.validate_pdf(path, profile=profile)
        rules = report.rules
        print(path, profile, rules.passed, rules.total, report.checks.failed, sep='\\t')
        for failure in report.failures:
            print('', failure.rule_id, failure.message, sep='\\t')
";

/// The Python that `tests/run` has given the package `page-validation`: as a crate it would bring
/// a second lopdf and half a minute of compiling.
fn python() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("page-validation/bin/python")
}

/// What the checker says of files under profiles: rules passed, rules in all, and failures.
fn reports(paths: &[&str], profiles: &[&str]) -> Vec<(usize, usize, String)> {
    let program = python();
    let profiles = profiles.join(",");
    let args = [&["-c", CHECK, &profiles], paths].concat();
    let report = printed(program.to_str().unwrap(), &args);
    let mut all: Vec<(usize, usize, String)> = Vec::new();
    for line in report.lines() {
        if line.starts_with('\t') {
            all.last_mut().unwrap().2 += line;
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let failed = if fields[4] == "0" { String::new() } else { format!("{} checks", fields[4]) };
        all.push((fields[2].parse().unwrap(), fields[3].parse().unwrap(), failed));
    }
    assert_eq!(all.len(), paths.len() * profiles.split(',').count(), "{report}");
    all
}

/// What the checker says of PDF/UA-1 and PDF/A-2a in one.
pub(super) fn check_ua(paths: &[&str]) -> Vec<(usize, usize, String)> {
    let both = reports(paths, &["ua1", "2a"]);
    let one = |pair: &[(usize, usize, String)]| {
        (pair[0].0 + pair[1].0, pair[0].1 + pair[1].1, format!("{}{}", pair[0].2, pair[1].2))
    };
    both.chunks(2).map(one).collect()
}

/// Fails unless files meet all of these profiles: `ua1`, `2a`, `2u`.
#[track_caller]
pub(super) fn check(paths: &[impl AsRef<Path>], profiles: &[&str]) {
    let paths: Vec<&str> = paths.iter().map(|path| path.as_ref().to_str().unwrap()).collect();
    for (number, (passed, rules, failures)) in reports(&paths, profiles).into_iter().enumerate() {
        let (path, profile) = (paths[number / profiles.len()], profiles[number % profiles.len()]);
        assert_eq!((failures.as_str(), passed), ("", rules), "{path} as {profile}");
    }
}

#[test]
fn the_pdf_a_checker_sees_faults() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spoilt.pdf");
    for key in [&b"OutputIntents"[..], b"MarkInfo", b"Metadata"] {
        let mut document = load(&sheets()[0]);
        document.catalog_mut().unwrap().remove(key);
        document.save(&path).unwrap();
        let (passed, rules, _) = reports(&[path.to_str().unwrap()], &["2a"])[0].clone();
        assert!(passed < rules, "without {}", String::from_utf8_lossy(key));
    }
}

/// Whatever a stream ends with, its end is told apart from the line end after it.
pub(super) fn assert_streams_end(name: &str, bytes: &[u8]) {
    let ends = bytes.windows(9).enumerate().filter(|(_, it)| it == b"endstream");
    let mut count = 0;
    for (at, _) in ends {
        assert_eq!(&bytes[at - 2..at], b"\r\n", "{name} at byte {at}");
        count += 1;
    }
    assert!(count > 3, "{name}");
}

#[test]
fn streams_end_before_their_line_does() {
    let mut ends_with_return = 0;
    for sheet in sheets() {
        assert_streams_end(&sheet.name, &sheet.pdf);
        let document = load(sheet);
        let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
        ends_with_return += streams.filter(|it| it.content.last() == Some(&b'\r')).count();
    }
    assert!(ends_with_return > 0, "no stream ends with 0D, so nothing is tried");
}

#[test]
fn sheets_meet_pdf_ua_and_pdf_a() {
    let paths: Vec<&str> = sheets().iter().map(Sheet::arg).collect();
    let reports = check_ua(&paths);
    for (sheet, (passed, rules, failures)) in sheets().iter().zip(reports) {
        assert_eq!(failures, "", "{}", sheet.name);
        assert_eq!(passed, rules, "{}", sheet.name);
        assert!(rules >= 100, "the checker knows {rules} rules only");
    }
}

#[test]
fn the_pdf_ua_checker_sees_faults() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mute.pdf");
    let mut document = load(&sheets()[0]);
    document.catalog_mut().unwrap().remove(b"Lang");
    for object in document.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut() {
            dict.remove(b"Alt");
        }
    }
    document.save(&path).unwrap();
    let reports = check_ua(&[path.to_str().unwrap()]);
    let (passed, rules, failures) = &reports[0];
    assert!(passed < rules && failures.contains("FIGURE"), "{failures}");
}
