//! The elements templates may print. `templates/README.md` documents each; a test keeps both equal.

/// Where an element may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
pub enum Holds {
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
    pub place: Place,
    /// Attributes it must have.
    pub needs: &'static [&'static str],
    /// Attributes it may have.
    pub may: &'static [&'static str],
}

impl Element {
    /// What may stand between its tags.
    pub fn holds(&self) -> Holds {
        match self.name {
            "heading" | "p" | "check" | "item" | "fill" | "b" => Holds::Line,
            "key" => Holds::Letters,
            "image" | "logo" | "qr" | "rule" | "gap" | "break" | "slot" | "omit" | "br"
            | "page" => Holds::Nothing,
            _ => Holds::Elements,
        }
    }
}

const fn element(
    name: &'static str,
    place: Place,
    needs: &'static [&'static str],
    may: &'static [&'static str],
) -> Element {
    Element { name, place, needs, may }
}

/// All elements.
pub const ELEMENTS: &[Element] = &[
    element("sheet", Place::Root, &["title"], &[]),
    element("face", Place::Sheet, &[], &[]),
    element("header", Place::Face, &[], &["on"]),
    element("footer", Place::Face, &[], &["on"]),
    element("heading", Place::Block, &["level"], &["style"]),
    element("p", Place::Block, &[], &["style"]),
    element("box", Place::Block, &[], &["style", "warning"]),
    element("columns", Place::Block, &[], &["style"]),
    element("steps", Place::Block, &[], &["style"]),
    element("step", Place::Inside("steps"), &["number"], &[]),
    element("checks", Place::Block, &[], &["style"]),
    element("check", Place::Inside("checks"), &[], &[]),
    element("list", Place::Block, &[], &["style"]),
    element("item", Place::Inside("list"), &[], &[]),
    element("fill", Place::Block, &[], &["style", "value"]),
    element("table", Place::Block, &[], &["style"]),
    element("row", Place::Inside("table"), &[], &["head"]),
    element("cell", Place::Inside("row"), &[], &["style"]),
    element("image", Place::Block, &["ref"], &["style"]),
    element("logo", Place::Block, &["file", "alt"], &["style"]),
    element("qr", Place::Block, &["url"], &["style"]),
    element("rule", Place::Block, &[], &["style"]),
    element("gap", Place::Block, &[], &["style"]),
    element("break", Place::Block, &[], &[]),
    element("slot", Place::Both, &["ref"], &["style"]),
    element("omit", Place::Anywhere, &["ref"], &[]),
    element("b", Place::Inline, &[], &[]),
    element("key", Place::Inline, &[], &[]),
    element("br", Place::Inline, &[], &[]),
    element("page", Place::Inline, &[], &[]),
];

/// The element called `name`.
pub fn find(name: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|element| element.name == name)
}
