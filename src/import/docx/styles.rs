//! What styles of Word say about paragraphs and letters.

use std::collections::BTreeMap;

use super::numbering::value;
use crate::import::element::Element;

/// Styles are based on styles, and a damaged file goes round in a circle.
const MOST_BASES: usize = 20;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// What a style says, or a paragraph of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) name: String,
    base: String,
    /// The rank of a heading, from 0.
    pub(super) rank: Option<usize>,
    /// The list and the level in it.
    pub(super) list: Option<(Option<String>, Option<usize>)>,
    pub(super) letters: Letters,
}

/// How letters look; what is not said is as in the style behind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
}

impl Letters {
    /// What properties of a run say.
    pub(super) fn read(properties: Option<&Element>) -> Letters {
        let Some(own) = properties else { return Letters::default() };
        let flag = |name: &str| {
            let found = own.all(name).next()?;
            Some(!matches!(found.get("val"), Some("0" | "false" | "off" | "none")))
        };
        Letters {
            bold: flag("b"),
            hidden: flag("vanish"),
            struck: flag("strike").or_else(|| flag("dstrike")),
        }
    }

    /// These, and what `behind` says where they say nothing.
    pub(super) fn over(self, behind: Letters) -> Letters {
        Letters {
            bold: self.bold.or(behind.bold),
            hidden: self.hidden.or(behind.hidden),
            struck: self.struck.or(behind.struck),
        }
    }
}

impl Styles {
    pub(super) fn new(part: Option<&Element>) -> Styles {
        let read = |style: &Element| {
            let own = style.find(&["pPr"]);
            let rank = own.and_then(|own| value(own, "outlineLvl")?.parse().ok());
            let read = Style {
                name: value(style, "name").unwrap_or("").to_lowercase(),
                base: value(style, "basedOn").unwrap_or("").to_owned(),
                rank,
                list: own.and_then(list),
                letters: Letters::read(style.find(&["rPr"])),
            };
            Some((style.get("styleId")?.to_owned(), read))
        };
        Styles(part.map_or_else(BTreeMap::new, |part| part.all("style").filter_map(read).collect()))
    }

    /// All a style says, with those it is based on.
    pub(super) fn resolved(&self, id: &str) -> Style {
        let mut whole = Style::default();
        let mut next = id;
        for _ in 0..MOST_BASES {
            let Some(style) = self.0.get(next) else { break };
            if whole.name.is_empty() || is_title(&style.name) || heading(&style.name).is_some() {
                whole.name.clone_from(&style.name);
            }
            whole.rank = whole.rank.or(heading(&style.name)).or(style.rank);
            whole.list = whole.list.or_else(|| style.list.clone());
            whole.letters = whole.letters.over(style.letters);
            next = &style.base;
        }
        whole.rank = whole.rank.filter(|rank| *rank < 9);
        whole
    }
}

impl Style {
    pub(super) fn is_title(&self) -> bool {
        is_title(&self.name)
    }

    /// How deep its name says that its list stands in others: “List Number 2” is a list of its own.
    pub(super) fn depth(&self) -> usize {
        let number = self.name.strip_prefix("list ").and_then(|rest| rest.rsplit(' ').next());
        let number: Option<usize> = number.and_then(|number| number.parse().ok());
        number.map_or(0, |number| number.saturating_sub(1).min(8))
    }

    pub(super) fn is_contents(&self) -> bool {
        self.name.starts_with("toc ")
    }
}

fn is_title(name: &str) -> bool {
    name == "title"
}

/// The rank of a heading by the name of its style, which is English in every Word.
fn heading(name: &str) -> Option<usize> {
    let rank: usize = name.strip_prefix("heading ")?.trim().parse().ok()?;
    rank.checked_sub(1)
}

/// The list a paragraph or style stands in.
pub(super) fn list(properties: &Element) -> Option<(Option<String>, Option<usize>)> {
    let own = properties.find(&["numPr"])?;
    let level = value(own, "ilvl").and_then(|level| level.parse().ok());
    Some((value(own, "numId").map(str::to_owned), level))
}
