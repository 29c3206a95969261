//! Numbers of lists as `LibreOffice` counts them: they stand nowhere in the text.

use std::collections::BTreeMap;

use crate::import::block::Marker;
use crate::import::element::Element;
use crate::import::marker;

/// Lists have ten levels.
const LEVELS: usize = 10;
/// No list of steps counts further.
const MOST: u32 = 10_000;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: BTreeMap<String, BTreeMap<usize, ListLevel>>,
    /// How far lists have counted, by their ids and by their styles.
    ended: BTreeMap<String, u32>,
}

#[derive(Clone, Debug)]
struct ListLevel {
    /// `1`, `a`, `I`; none for a bullet.
    form: Option<String>,
    before: String,
    after: String,
    start: u32,
    /// How many levels are shown: `1.2.` has two.
    shown: u32,
}

/// A list that is being read.
#[derive(Clone, Debug)]
pub(super) struct OpenList {
    pub(super) style: String,
    pub(super) level: usize,
    id: Option<String>,
    last: Option<u32>,
}

impl Lists {
    pub(super) fn new(parts: &[&Element]) -> Lists {
        let mut found = Vec::new();
        for part in parts {
            part.deep("list-style", &mut found);
        }
        let read = |style: &Element| {
            let levels = style.elements().filter_map(|own| {
                let number = |name: &str| own.get(name).and_then(|it| it.parse().ok());
                let level: u32 = number("level")?;
                let text = |name: &str| own.get(name).unwrap_or("").to_owned();
                let is_number = own.name == "list-level-style-number";
                let read = ListLevel {
                    form: is_number.then(|| text("num-format")),
                    before: text("num-prefix"),
                    after: text("num-suffix"),
                    start: number("start-value").unwrap_or(1).min(MOST),
                    shown: number("display-levels").unwrap_or(1),
                };
                Some((level as usize, read))
            });
            Some((style.get("name")?.to_owned(), levels.collect()))
        };
        Lists { styles: found.into_iter().filter_map(read).collect(), ..Lists::default() }
    }

    /// Begins a list inside `outer`; `of_paragraph` is the style that its paragraphs name.
    pub(super) fn begin(
        &self,
        list: &Element,
        outer: Option<&OpenList>,
        of_paragraph: Option<String>,
    ) -> OpenList {
        let named = list.get("style-name").filter(|it| !it.is_empty()).map(str::to_owned);
        let style = named.or_else(|| outer.map(|outer| outer.style.clone())).or(of_paragraph);
        let style = style.unwrap_or_default();
        let level = outer.map_or(1, |outer| (outer.level + 1).min(LEVELS));
        let goes_on = list.get("continue-numbering") == Some("true");
        let before = list.get("continue-list").map(str::to_owned);
        let before = before.or_else(|| goes_on.then(|| format!("{style}/{level}")));
        let last = before.and_then(|key| self.ended.get(&key).copied());
        OpenList { style, level, id: list.get("id").map(str::to_owned), last }
    }

    /// Keeps how far a list has counted.
    pub(super) fn end(&mut self, list: OpenList) {
        let Some(last) = list.last else { return };
        self.ended.extend(list.id.map(|id| (id, last)));
        self.ended.insert(format!("{}/{}", list.style, list.level), last);
    }

    /// The marker of the next item, and how it is shown.
    pub(super) fn next(&self, list: &mut OpenList, item: &Element) -> Option<(Marker, String)> {
        let level = self.styles.get(&list.style)?.get(&list.level)?;
        let anew = item.get("start-value").and_then(|it| it.parse().ok());
        let now: u32 = match (anew, list.last) {
            (Some(start), _) => start,
            (None, Some(last)) => last + 1,
            (None, None) => level.start,
        };
        let now = now.min(MOST);
        list.last = Some(now);
        let label = format!("{}{now}{}", level.before, level.after);
        let marker = match level.form.as_deref() {
            None => Marker::Bullet,
            // Counted, but not shown.
            Some("") => return None,
            Some("I" | "A") => Marker::Part,
            Some("i" | "a") => Marker::Sub,
            _ if level.shown > 1 => Marker::Sub,
            _ => match marker::split(&format!("{label} X")) {
                Some((Marker::Part, _)) => Marker::Part,
                _ => Marker::Step(now),
            },
        };
        Some((marker, label))
    }
}
