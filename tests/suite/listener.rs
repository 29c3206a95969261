//! No tests: a reader of its own that says of a finished file what a screen reader would, for
//! `heard`. It knows PDF and nothing of the program.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// An element with all that is in it.
#[derive(Debug)]
pub(super) struct Node {
    pub kind: String,
    pub alt: Option<String>,
    pub actual: Option<String>,
    pub lang: Option<String>,
    pub numbering: Option<String>,
    /// All its attributes.
    pub attributes: Option<Box<Object>>,
    pub kids: Vec<Kid>,
}

#[derive(Debug)]
pub(super) enum Kid {
    Node(Node),
    /// Words on a page, by its number from 0.
    Words(usize, String),
    /// The address of a place to touch.
    Touch(String),
}

/// A bookmark: its title, its page from 0 and the height there in points, what it says it holds, and
/// what stands below it.
#[derive(Debug, PartialEq)]
pub(super) struct Mark {
    pub title: String,
    pub page: usize,
    pub height: String,
    pub count: Option<i64>,
    pub below: Vec<Mark>,
}

impl Mark {
    /// How many stand below it, at any depth.
    pub(super) fn all_below(&self) -> usize {
        self.below.iter().map(|mark| 1 + mark.all_below()).sum()
    }
}

pub(super) struct Listener {
    pub document: Document,
    pages: Vec<ObjectId>,
    /// The words of each content of each page.
    words: BTreeMap<(ObjectId, i64), String>,
}

impl Listener {
    pub(super) fn new(pdf: &[u8]) -> Listener {
        let document = Document::load_mem(pdf).unwrap();
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let mut listener = Listener { document, pages, words: BTreeMap::new() };
        for page in listener.pages.clone() {
            let content = listener.document.get_page_content(page);
            let dict = listener.document.get_dictionary(page).unwrap();
            let resources = listener.dict(dict.get(b"Resources").unwrap()).clone();
            let mut found = BTreeMap::new();
            listener.run(&content, &resources, None, &mut found);
            let named = found.into_iter().map(|(mcid, words)| ((page, mcid), words));
            listener.words.extend(named);
        }
        listener
    }

    fn object<'d>(&'d self, object: &'d Object) -> &'d Object {
        self.document.dereference(object).unwrap().1
    }

    fn dict<'d>(&'d self, object: &'d Object) -> &'d Dictionary {
        match self.object(object) {
            Object::Stream(stream) => &stream.dict,
            object => object.as_dict().unwrap(),
        }
    }

    pub(super) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// What stands under a key, references followed.
    pub(super) fn get<'d>(&'d self, dict: &'d Dictionary, key: &str) -> Option<&'d Object> {
        dict.get(key.as_bytes()).ok().map(|object| self.object(object))
    }

    fn text(&self, dict: &Dictionary, key: &str) -> Option<String> {
        self.get(dict, key).map(text)
    }

    /// The whole tree.
    pub(super) fn tree(&self) -> Node {
        let root = self.dict(self.catalog().get(b"StructTreeRoot").unwrap());
        self.node(root.get(b"K").unwrap())
    }

    fn node(&self, object: &Object) -> Node {
        let dict = self.dict(object);
        let numbering = self.get(dict, "A").and_then(|it| it.as_dict().ok());
        let numbering = numbering.and_then(|it| it.get(b"ListNumbering").ok());
        let kids = match self.get(dict, "K") {
            None => Vec::new(),
            Some(Object::Array(all)) => all.iter().map(|kid| self.kid(dict, kid)).collect(),
            Some(_) => vec![self.kid(dict, dict.get(b"K").unwrap())],
        };
        Node {
            kind: name(dict.get(b"S").unwrap()),
            alt: self.text(dict, "Alt"),
            actual: self.text(dict, "ActualText"),
            lang: self.text(dict, "Lang"),
            numbering: numbering.map(name),
            attributes: self.get(dict, "A").cloned().map(Box::new),
            kids,
        }
    }

    fn kid(&self, parent: &Dictionary, kid: &Object) -> Kid {
        let words = |dict: &Dictionary, mcid: i64| {
            let page = dict.get(b"Pg").or_else(|_| parent.get(b"Pg")).unwrap();
            let key = (page.as_reference().unwrap(), mcid);
            let number = self.pages.iter().position(|page| *page == key.0);
            let number = number.unwrap_or_else(|| panic!("{kid:?} is on no page"));
            Kid::Words(number, self.words.get(&key).cloned().unwrap_or_default())
        };
        if let Object::Integer(mcid) = kid {
            return words(parent, *mcid);
        }
        let dict = self.dict(kid);
        match dict.get(b"Type").map(name).as_deref() {
            Ok("MCR") => words(dict, dict.get(b"MCID").unwrap().as_i64().unwrap()),
            Ok("OBJR") => {
                let annotation = self.dict(dict.get(b"Obj").unwrap());
                let page = dict.get(b"Pg").unwrap().as_reference().unwrap();
                let on_page = self.get(self.document.get_dictionary(page).unwrap(), "Annots");
                let on_page = on_page.unwrap().as_array().unwrap();
                assert!(on_page.contains(dict.get(b"Obj").unwrap()), "{dict:?}");
                Kid::Touch(text(self.dict(annotation.get(b"A").unwrap()).get(b"URI").unwrap()))
            }
            _ => Kid::Node(self.node(kid)),
        }
    }

    /// Interprets a content stream; words go to the content that is marked.
    fn run(
        &self,
        content: &[u8],
        resources: &Dictionary,
        outer: Option<i64>,
        found: &mut BTreeMap<i64, String>,
    ) {
        let content = Content::decode(content).unwrap();
        // What is open: the content it belongs to, and whether its words were said otherwise.
        let mut open: Vec<(Option<i64>, bool)> = vec![(outer, false)];
        let mut letters = BTreeMap::new();
        for operation in &content.operations {
            let operands = &operation.operands;
            let (mcid, replaced) = *open.last().unwrap();
            let mut say = |words: &str| {
                if let (Some(mcid), false) = (mcid, replaced) {
                    found.entry(mcid).or_default().push_str(words);
                }
            };
            match operation.operator.as_str() {
                "BMC" => open.push((mcid, replaced)),
                "BDC" => {
                    let dict = operands[1].as_dict().ok();
                    let own = dict.and_then(|dict| dict.get(b"MCID").ok()?.as_i64().ok());
                    let actual = dict.and_then(|dict| dict.get(b"ActualText").ok()).map(text);
                    if let Some(words) = &actual {
                        say(words);
                    }
                    let is_artifact = operands[0].as_name().unwrap() == b"Artifact";
                    let mcid = if is_artifact { None } else { own.or(mcid) };
                    if let Some(own) = own {
                        found.entry(own).or_default();
                    }
                    open.push((mcid, replaced || actual.is_some()));
                }
                "EMC" => drop(open.pop()),
                "Tf" => {
                    let fonts = self.dict(resources.get(b"Font").unwrap());
                    let font = self.dict(fonts.get(operands[0].as_name().unwrap()).unwrap());
                    letters = self.letters(font);
                }
                "Tj" => say(&said(&letters, operands[0].as_str().unwrap())),
                "TJ" => {
                    let shown = operands[0].as_array().unwrap().iter();
                    for codes in shown.filter_map(|item| item.as_str().ok()) {
                        say(&said(&letters, codes));
                    }
                }
                "Do" => {
                    let forms = self.dict(resources.get(b"XObject").unwrap());
                    let form = forms.get(operands[0].as_name().unwrap()).unwrap();
                    let form = self.object(form).as_stream().unwrap();
                    if name(form.dict.get(b"Subtype").unwrap()) == "Form" {
                        let own = self.get(&form.dict, "Resources").unwrap().as_dict().unwrap();
                        let bytes = form.get_plain_content().unwrap();
                        self.run(&bytes, own, mcid.filter(|_| !replaced), found);
                    }
                }
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "marked content is closed where it was opened");
    }

    /// What each code of a font means.
    fn letters(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let map = self.get(font, "ToUnicode").unwrap().as_stream().unwrap();
        let map = String::from_utf8(map.get_plain_content().unwrap()).unwrap();
        let mut all = BTreeMap::new();
        for part in map.split("beginbfchar").skip(1) {
            let codes = hexes(part.split("endbfchar").next().unwrap());
            for pair in codes.chunks(2) {
                all.insert(pair[0][0], String::from_utf16(&pair[1]).unwrap());
            }
        }
        for part in map.split("beginbfrange").skip(1) {
            let codes = hexes(part.split("endbfrange").next().unwrap());
            for three in codes.chunks(3) {
                for (step, code) in (three[0][0]..=three[1][0]).enumerate() {
                    let mut units = three[2].clone();
                    *units.last_mut().unwrap() += step as u16;
                    all.insert(code, String::from_utf16(&units).unwrap());
                }
            }
        }
        all
    }

    /// What a key of the parent tree leads to.
    fn parent(&self, key: i64) -> &Object {
        let root = self.dict(self.catalog().get(b"StructTreeRoot").unwrap());
        let mut nodes = vec![self.dict(root.get(b"ParentTree").unwrap())];
        while let Some(node) = nodes.pop() {
            if let Some(kids) = self.get(node, "Kids") {
                nodes.extend(kids.as_array().unwrap().iter().map(|kid| self.dict(kid)));
            }
            let nums = self.get(node, "Nums").map(|nums| nums.as_array().unwrap().as_slice());
            let mut pairs = nums.unwrap_or_default().chunks(2);
            let is_it = |pair: &&[Object]| pair[0].as_i64().unwrap() == key;
            if let Some([_, to]) = pairs.find(is_it) {
                return to;
            }
        }
        panic!("{key} leads nowhere");
    }

    /// What the element is that a key of the parent tree leads to.
    pub(super) fn element(&self, key: i64) -> String {
        let element = self.node(self.parent(key));
        format!("{} “{}”", element.kind, element.said())
    }

    /// Fails unless each content and each place to touch leads back to the element that holds it.
    pub(super) fn assert_leads_back(&self, file: &str) {
        let root = self.dict(self.catalog().get(b"StructTreeRoot").unwrap());
        let mut elements = vec![root.get(b"K").unwrap()];
        let mut count = 0;
        while let Some(element) = elements.pop() {
            let dict = self.dict(element);
            let kids = match self.get(dict, "K") {
                None => continue,
                Some(Object::Array(all)) => all.iter().collect(),
                Some(_) => vec![dict.get(b"K").unwrap()],
            };
            for kid in kids {
                let own = self.object(kid).as_dict().ok();
                let kind = own.and_then(|own| own.get(b"Type").ok()).map(name);
                let to = |own: &Dictionary, key: &str| {
                    self.parent(self.get(own, key).unwrap().as_i64().unwrap())
                };
                let page = own.and_then(|own| own.get(b"Pg").ok()).or(dict.get(b"Pg").ok());
                let back = match (kind.as_deref(), own) {
                    (Some("OBJR"), Some(own)) => {
                        to(self.dict(own.get(b"Obj").unwrap()), "StructParent")
                    }
                    (Some("MCR") | None, _) => {
                        let mcid = own.map_or(kid, |own| own.get(b"MCID").unwrap());
                        let owners = self.object(to(self.dict(page.unwrap()), "StructParents"));
                        let mcid = usize::try_from(mcid.as_i64().unwrap()).unwrap();
                        &owners.as_array().unwrap()[mcid]
                    }
                    _ => {
                        let parent = own.unwrap().get(b"P").unwrap();
                        assert_eq!(parent, element, "{file}");
                        elements.push(kid);
                        continue;
                    }
                };
                assert_eq!(back, element, "{file}: {dict:?}");
                count += 1;
            }
        }
        assert!(count > 10, "{file} has {count} contents");
    }

    /// The bookmarks; fails where their chain is not whole.
    pub(super) fn bookmarks(&self) -> Vec<Mark> {
        let Some(root) = self.get(self.catalog(), "Outlines") else { return Vec::new() };
        let id = self.catalog().get(b"Outlines").unwrap();
        let all = self.below(root.as_dict().unwrap(), id);
        let count = all.iter().map(|mark| 1 + mark.all_below()).sum::<usize>();
        let reported = self.get(root.as_dict().unwrap(), "Count").unwrap().as_i64().unwrap();
        assert_eq!(usize::try_from(reported).unwrap(), count, "the root counts all that are shown");
        all
    }

    fn below(&self, parent: &Dictionary, parent_id: &Object) -> Vec<Mark> {
        let mut all = Vec::new();
        let mut next = parent.get(b"First").ok();
        let mut before: Option<&Object> = None;
        while let Some(id) = next {
            let dict = self.dict(id);
            assert_eq!(dict.get(b"Parent").unwrap(), parent_id);
            assert_eq!(dict.get(b"Prev").ok(), before);
            let to = self.get(dict, "Dest").unwrap().as_array().unwrap();
            let page = to[0].as_reference().unwrap();
            all.push(Mark {
                title: self.text(dict, "Title").unwrap(),
                page: self.pages.iter().position(|it| *it == page).unwrap(),
                height: format!("{:.2}", to[3].as_float().unwrap()),
                count: self.get(dict, "Count").map(|count| count.as_i64().unwrap()),
                below: self.below(dict, id),
            });
            before = Some(id);
            next = dict.get(b"Next").ok();
        }
        assert_eq!(parent.get(b"Last").ok(), before);
        all
    }
}

impl Node {
    /// The elements below it, itself first.
    pub(super) fn all(&self) -> Vec<&Node> {
        let mut all = vec![self];
        for kid in &self.kids {
            if let Kid::Node(node) = kid {
                all.extend(node.all());
            }
        }
        all
    }

    /// What is heard of it: what it says of itself, else what is in it.
    pub(super) fn said(&self) -> String {
        if let Some(words) = self.actual.as_ref().or(self.alt.as_ref()) {
            return words.clone();
        }
        let said = self.kids.iter().map(|kid| match kid {
            Kid::Node(node) => node.said(),
            Kid::Words(_, words) => words.clone(),
            Kid::Touch(_) => String::new(),
        });
        said.collect()
    }

    /// The addresses it leads to, each once.
    pub(super) fn touches(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for node in self.all() {
            for kid in &node.kids {
                if let Kid::Touch(url) = kid
                    && !all.contains(&url.as_str())
                {
                    all.push(url);
                }
            }
        }
        all
    }

    fn is_block(&self) -> bool {
        !["Span", "Link", "Lbl", "Figure"].contains(&self.kind.as_str())
    }

    /// Line by line what is heard, deeper elements further right; `<en …>` in another language,
    /// `[… → address]` a link, `(…)` a picture.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut all = Vec::new();
        self.tell(0, &mut all);
        all
    }

    fn tell(&self, depth: usize, all: &mut Vec<String>) {
        let indent = "  ".repeat(depth);
        let numbering = self.numbering.as_deref().map_or(String::new(), |it| format!(" {it}"));
        all.push(format!("{indent}{}{numbering}", self.kind));
        let mut line = String::new();
        for kid in &self.kids {
            match kid {
                Kid::Node(node) if node.is_block() => {
                    end(&mut line, &indent, all);
                    node.tell(depth + 1, all);
                }
                Kid::Node(node) if node.kind == "Lbl" => {
                    end(&mut line, &indent, all);
                    all.push(format!("{indent}  Lbl {}", node.inline()));
                }
                Kid::Node(node) => line.push_str(&node.inline()),
                Kid::Words(_, words) => line.push_str(words),
                Kid::Touch(_) => {}
            }
        }
        end(&mut line, &indent, all);
    }

    fn inline(&self) -> String {
        if let Some(words) = &self.actual {
            return words.clone();
        }
        if let Some(words) = &self.alt {
            return if self.kind == "Figure" { format!("({words})") } else { words.clone() };
        }
        let kids = self.kids.iter().map(|kid| match kid {
            Kid::Node(node) => node.inline(),
            Kid::Words(_, words) => words.clone(),
            Kid::Touch(_) => String::new(),
        });
        let said: String = kids.collect();
        match (&self.lang, self.kind.as_str()) {
            (Some(lang), _) => format!("<{lang} {said}>"),
            (_, "Link") => format!("[{said} → {}]", self.touches().join(" ")),
            _ => said,
        }
    }
}

fn end(line: &mut String, indent: &str, all: &mut Vec<String>) {
    if !line.is_empty() {
        all.push(format!("{indent}  “{line}”"));
        line.clear();
    }
}

fn name(object: &Object) -> String {
    String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
}

/// A text string: UTF-16 with its mark, or ASCII.
pub(super) fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    let Some(wide) = bytes.strip_prefix(&[0xFE, 0xFF]) else {
        return String::from_utf8(bytes.to_vec()).unwrap();
    };
    let units: Vec<u16> =
        wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

/// The letters of codes of two bytes.
fn said(letters: &BTreeMap<u16, String>, codes: &[u8]) -> String {
    let codes = codes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    codes.map(|code| letters[&code].as_str()).collect()
}

/// The numbers in angle brackets, in units of 16 bits.
fn hexes(text: &str) -> Vec<Vec<u16>> {
    let all = text.split('<').skip(1).map(|rest| rest.split('>').next().unwrap());
    all.map(|digits| {
        let digits: Vec<char> = digits.chars().filter(char::is_ascii_hexdigit).collect();
        let units = digits.chunks(4).map(|four| four.iter().collect::<String>());
        units.map(|four| u16::from_str_radix(&four, 16).unwrap()).collect()
    })
    .collect()
}
