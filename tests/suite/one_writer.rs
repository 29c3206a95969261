//! A build is a file with one copy: what `build` writes for some values is what `merge --tagged`
//! writes for a record with them, tag for tag, word for word and dot for dot, whatever the product.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::heard::assert_heard;
use super::listener::{Kid, Listener, Mark, Node, text};
use super::merging::{Home, Said, differing, pictures, words};
use super::pdf::{check, complaints};
use super::sheets::{Sheet, sheets};

/// Dots an inch of pictures that are compared.
const DPI: u32 = 100;

/// The same sheet as `build` and as `merge --tagged` make it.
struct Pair {
    name: String,
    home: Home,
    built: String,
    merged: String,
}

/// A value for a line to fill in; they are as different as those of a list.
fn value(nth: usize) -> &'static str {
    let values = ["024 3864 1234", "Ông Ẳ, tổ 7", "Bà Nguyễn Thị Ộ Ẵ", "Nhà văn hóa tổ 5", "Tổ 5"];
    values[nth % values.len()]
}

fn pair(sheet: &Sheet) -> Option<Pair> {
    let (slug, product) = (sheet.guide.slug.as_str(), sheet.product);
    let contacts = sheet.guide.contacts.iter().map(|contact| contact.id.it.as_str());
    let contacts: Vec<&str> = contacts.filter(|_| product != "signup").collect();
    let mut cells: Vec<(String, String)> = contacts
        .iter()
        .enumerate()
        .map(|(nth, id)| ((*id).to_owned(), value(nth).into()))
        .collect();
    let settings: Vec<String> = cells.iter().map(|(id, it)| format!("{id}={it}")).collect();
    let settings: Vec<&str> = settings.iter().flat_map(|it| ["--set", it.as_str()]).collect();
    if let Some(code) = sheet.codes().first() {
        cells.push(("qr".to_owned(), code.url.it.clone()));
    }
    if cells.is_empty() {
        return None;
    }
    let (head, row): (Vec<String>, Vec<String>) = cells.into_iter().unzip();
    let home = Home::with(&format!("{}\n{}\n", head.join(";"), row.join(";")));
    let args = ["merge", slug, "--records", "list.csv", "--product", product, "--one-file"];
    let args = [&args[..], &["--tagged", "--out", "merged"]].concat();
    let said: Said = home.command(&args).output().unwrap().into();
    if said.code != 0 {
        // A sheet without lines to fill in has nothing that differs from copy to copy.
        assert!(said.stderr.contains("M0"), "{}: {said:?}", sheet.name);
        return None;
    }
    let args = [&["build", slug, "--product", product, "--out", "built"], &settings[..]].concat();
    Said::from(home.command(&args).output().unwrap()).ok();
    let built = home.arg(&format!("built/{slug}-{product}.pdf"));
    let merged = home.arg(&format!("merged/{slug}-{product}-all.pdf"));
    Some(Pair { name: sheet.name.clone(), home, built, merged })
}

/// One sheet of every product whose copies differ.
fn pairs() -> Vec<Pair> {
    let mut all: Vec<(&str, Pair)> = Vec::new();
    for sheet in sheets() {
        if all.iter().all(|(product, _)| *product != sheet.product) {
            all.extend(pair(sheet).map(|pair| (sheet.product, pair)));
        }
    }
    let products: Vec<&str> = all.iter().map(|(product, _)| *product).collect();
    assert!(products.len() >= 10, "only {products:?} are compared");
    assert!(["bifold", "trifold"].iter().all(|it| products.contains(it)), "{products:?}");
    all.into_iter().map(|(_, pair)| pair).collect()
}

impl Pair {
    fn listeners(&self) -> [Listener; 2] {
        [&self.built, &self.merged].map(|path| Listener::new(&self.home.read(path)))
    }
}

/// An object as text; lengths to a hundredth of a point.
fn said(object: &Object) -> String {
    match object {
        Object::Real(_) | Object::Integer(_) => format!("{:.2}", object.as_float().unwrap()),
        Object::String(..) => text(object),
        Object::Array(all) => format!("{:?}", all.iter().map(said).collect::<Vec<_>>()),
        Object::Dictionary(dict) => format!("{:?}", entries(dict, &[])),
        Object::Reference(_) => "somewhere".to_owned(),
        object => format!("{object:?}"),
    }
}

/// What a dictionary says, sorted, but for what leads elsewhere.
fn entries(dict: &Dictionary, without: &[&[u8]]) -> BTreeSet<String> {
    let all = dict.iter().filter(|(key, _)| !without.contains(&key.as_slice()));
    all.map(|(key, object)| format!("{} {}", String::from_utf8_lossy(key), said(object))).collect()
}

/// The tree with everything it says of itself. Contents that follow each other on a page are one, as
/// decoration that is painted between them parts them; places to touch stand behind them.
fn whole(node: &Node, depth: usize, all: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    let Node { kind, alt, actual, lang, .. } = node;
    let attributes = node.attributes.as_deref().map(said);
    all.push(format!("{indent}{kind} {alt:?} {actual:?} {lang:?} {attributes:?}"));
    let mut before: Option<usize> = None;
    let mut touched = Vec::new();
    for kid in &node.kids {
        match kid {
            Kid::Words(page, words) if before == Some(*page) => {
                all.last_mut().unwrap().push_str(words);
            }
            Kid::Words(page, words) => {
                all.push(format!("{indent}  {page}: {words}"));
                before = Some(*page);
            }
            Kid::Touch(url) => touched.push(format!("{indent}  to {url}")),
            Kid::Node(kid) => {
                whole(kid, depth + 1, all);
                before = None;
            }
        }
    }
    all.append(&mut touched);
}

#[test]
fn structure_and_bookmarks_are_the_same() {
    let mut figures = 0;
    for pair in pairs() {
        let [built, merged] = pair.listeners();
        let trees = [&built, &merged].map(|it| {
            let (tree, mut all) = (it.tree(), Vec::new());
            whole(&tree, 0, &mut all);
            assert_heard(&pair.name, &tree);
            it.assert_leads_back(&pair.name);
            all
        });
        assert!(trees[0].len() > 10, "{trees:?}");
        figures += trees[0].iter().filter(|it| it.contains("BBox")).count();
        for (one, other) in trees[0].iter().zip(&trees[1]) {
            assert_eq!(one, other, "{}", pair.name);
        }
        assert_eq!(trees[0].len(), trees[1].len(), "{}", pair.name);
        let marks: [Vec<Mark>; 2] = [built.bookmarks(), merged.bookmarks()];
        assert!(!marks[0].is_empty(), "{}", pair.name);
        assert_eq!(marks[0], marks[1], "{}", pair.name);
    }
    assert!(figures > 50, "only {figures} pictures");
}

/// The boxes of each page and all that is touched on it, with the element it leads to.
fn pages(listener: &Listener) -> Vec<Vec<String>> {
    let page = |id: ObjectId| {
        let page = listener.document.get_dictionary(id).unwrap();
        let apart: [&[u8]; 5] = [b"Parent", b"Resources", b"Contents", b"StructParents", b"Annots"];
        let mut all: Vec<String> = entries(page, &apart).into_iter().collect();
        let touched = listener.get(page, "Annots").map(|all| all.as_array().unwrap().clone());
        for object in touched.unwrap_or_default() {
            let touched = listener.document.dereference(&object).unwrap().1.as_dict().unwrap();
            let key = listener.get(touched, "StructParent").unwrap().as_i64().unwrap();
            let element = listener.element(key);
            all.push(format!("{:?} for {element}", entries(touched, &[b"StructParent"])));
        }
        all
    };
    listener.document.get_pages().into_values().map(page).collect()
}

#[test]
fn pages_links_and_metadata_are_the_same() {
    let mut links = 0;
    for pair in pairs() {
        let [built, merged] = pair.listeners();
        assert_eq!(pages(&built), pages(&merged), "{}", pair.name);
        links += pages(&built).concat().iter().filter(|it| it.contains("Subtype /Link")).count();
        let [one, other] = [&built, &merged].map(|it| {
            let info = it.document.trailer.get(b"Info").unwrap();
            let info = it.document.dereference(info).unwrap().1.as_dict().unwrap();
            let packet = it.get(it.catalog(), "Metadata").unwrap().as_stream().unwrap();
            let packet = String::from_utf8(packet.content.clone()).unwrap();
            assert!(packet.contains("<pdfuaid:part>1</pdfuaid:part>"), "{packet}");
            (entries(it.catalog(), &[]), entries(info, &[]), packet)
        });
        assert!(one.0.iter().any(|it| it.starts_with("ViewerPreferences")), "{one:?}");
        assert_eq!(one, other, "{}", pair.name);
    }
    assert!(links >= 12, "only {links} places to touch");
}

#[test]
fn words_and_dots_are_the_same() {
    for pair in pairs() {
        let [built, merged] = [&pair.built, &pair.merged].map(std::path::Path::new);
        let (one, other) = (words(built), words(merged));
        assert!(one.iter().map(Vec::len).sum::<usize>() > 20, "{}", pair.name);
        assert_eq!(one, other, "{}", pair.name);
        for (page, (one, other)) in
            pictures(built, DPI).iter().zip(&pictures(merged, DPI)).enumerate()
        {
            assert_eq!(differing(one, other), 0, "{} page {page}", pair.name);
        }
    }
}

#[test]
fn both_are_sound_and_meet_the_standards() {
    let pairs = pairs();
    let paths: Vec<&str> =
        pairs.iter().flat_map(|pair| [pair.built.as_str(), pair.merged.as_str()]).collect();
    for path in &paths {
        assert_eq!(complaints(path), [], "{path}");
    }
    check(&paths, &["ua1", "2a"]);
}
