//! What styles of `LibreOffice` say about paragraphs, letters and frames.

use std::collections::BTreeMap;

use crate::import::element::Element;

/// Styles are based on styles, and a damaged file goes round in a circle.
const MOST_BASES: usize = 20;

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<(String, String), TextStyle>);

/// What a style says.
#[derive(Clone, Debug, Default)]
pub(super) struct TextStyle {
    base: String,
    pub(super) is_title: bool,
    pub(super) list: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) is_cropped: bool,
}

impl TextStyle {
    /// This, and what `behind` says where it says nothing.
    pub(super) fn over(self, behind: &TextStyle) -> TextStyle {
        TextStyle {
            base: behind.base.clone(),
            is_title: self.is_title || behind.is_title,
            list: self.list.or_else(|| behind.list.clone()),
            bold: self.bold.or(behind.bold),
            hidden: self.hidden.or(behind.hidden),
            struck: self.struck.or(behind.struck),
            is_cropped: self.is_cropped || behind.is_cropped,
        }
    }
}

impl Styles {
    pub(super) fn new(parts: &[&Element]) -> Styles {
        let mut found = Vec::new();
        for part in parts {
            part.deep("style", &mut found);
        }
        let read = |style: &Element| {
            let family = style.get("family")?.to_owned();
            let name = style.get("name")?.to_owned();
            let letters = style.find(&["text-properties"]);
            let get = |name: &str| letters.and_then(|own| own.get(name));
            let crop = style.find(&["graphic-properties"]).and_then(|own| own.get("clip"));
            let own = TextStyle {
                base: style.get("parent-style-name").unwrap_or("").to_owned(),
                is_title: name == "Title",
                list: style.get("list-style-name").filter(|it| !it.is_empty()).map(str::to_owned),
                bold: get("font-weight")
                    .map(|it| matches!(it, "bold" | "600" | "700" | "800" | "900")),
                hidden: get("display").map(|it| it == "none"),
                struck: get("text-line-through-style").map(|it| it != "none"),
                is_cropped: crop.is_some_and(|it| it.contains(|c| ('1'..='9').contains(&c))),
            };
            Some(((family, name), own))
        };
        Styles(found.into_iter().filter_map(read).collect())
    }

    /// All a style says, with those it is based on.
    pub(super) fn resolved(&self, family: &str, name: Option<&str>) -> TextStyle {
        let mut whole = TextStyle::default();
        let mut next = (family.to_owned(), name.unwrap_or("").to_owned());
        for _ in 0..MOST_BASES {
            let Some(style) = self.0.get(&next) else { break };
            whole = whole.over(style);
            next.1.clone_from(&style.base);
        }
        whole
    }
}
