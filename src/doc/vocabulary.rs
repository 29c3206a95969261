//! The elements templates may print. `templates/README.md` documents each; a test keeps both equal.

/// Where an element may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParentElement {
    /// The root.
    Root,
    /// Inside `sheet`.
    Sheet,
    /// Inside `face`.
    Face,
    /// Where blocks stand.
    Block,
    /// Inside one parent only.
    Inside(&'static str),
    /// Among letters.
    Inline,
    /// Among blocks or letters.
    Both,
    /// Anywhere.
    Anywhere,
}

/// What may stand between the tags of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentModel {
    /// Nothing at all.
    Nothing,
    /// Letters and no elements.
    Letters,
    /// Letters and inline elements.
    Line,
    /// Elements and no letters.
    Elements,
}

/// One element.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// Where it may stand.
    pub place: ParentElement,
    /// Attributes it must have.
    pub needs: &'static [&'static str],
    /// Attributes it may have.
    pub may: &'static [&'static str],
}

impl Element {
    /// What may stand between its tags.
    pub fn holds(&self) -> ContentModel {
        match self.name {
            "heading" | "p" | "check" | "item" | "fill" | "b" => ContentModel::Line,
            "key" => ContentModel::Letters,
            "image" | "emblem" | "logo" | "qr" | "rule" | "gap" | "break" | "slot" | "omit"
            | "br" | "page" => ContentModel::Nothing,
            _ => ContentModel::Elements,
        }
    }
}

const fn element(
    name: &'static str,
    place: ParentElement,
    needs: &'static [&'static str],
    may: &'static [&'static str],
) -> Element {
    Element { name, place, needs, may }
}

/// All elements.
pub const ELEMENTS: &[Element] = &[
    element("sheet", ParentElement::Root, &["title"], &[]),
    element("face", ParentElement::Sheet, &[], &[]),
    element("header", ParentElement::Face, &[], &["on"]),
    element("footer", ParentElement::Face, &[], &["on"]),
    element("heading", ParentElement::Block, &["level"], &["style"]),
    element("p", ParentElement::Block, &[], &["style"]),
    element("box", ParentElement::Block, &[], &["style", "warning", "file"]),
    element("columns", ParentElement::Block, &[], &["style"]),
    element("steps", ParentElement::Block, &[], &["style"]),
    element("step", ParentElement::Inside("steps"), &["number"], &[]),
    element("checks", ParentElement::Block, &[], &["style"]),
    element("check", ParentElement::Inside("checks"), &[], &[]),
    element("list", ParentElement::Block, &[], &["style"]),
    element("item", ParentElement::Inside("list"), &[], &["file", "alt"]),
    element("fill", ParentElement::Block, &[], &["style", "value"]),
    element("table", ParentElement::Block, &[], &["style"]),
    element("row", ParentElement::Inside("table"), &[], &["head"]),
    element("cell", ParentElement::Inside("row"), &[], &["style"]),
    element("image", ParentElement::Block, &["ref"], &["style"]),
    element("emblem", ParentElement::Block, &["file"], &["style", "alt"]),
    element("logo", ParentElement::Block, &["file", "alt"], &["style"]),
    element("qr", ParentElement::Block, &["url"], &["style"]),
    element("rule", ParentElement::Block, &[], &["style"]),
    element("gap", ParentElement::Block, &[], &["style"]),
    element("break", ParentElement::Block, &[], &[]),
    element("slot", ParentElement::Both, &["ref"], &["style"]),
    element("omit", ParentElement::Anywhere, &["ref"], &[]),
    element("b", ParentElement::Inline, &[], &[]),
    element("key", ParentElement::Inline, &[], &[]),
    element("br", ParentElement::Inline, &[], &[]),
    element("page", ParentElement::Inline, &[], &[]),
];

/// The element called `name`.
pub fn find(name: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|element| element.name == name)
}
