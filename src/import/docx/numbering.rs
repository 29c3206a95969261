//! Numbers of lists as Word counts them (ECMA-376 part 1, 17.9): they stand nowhere in the text.

use std::collections::BTreeMap;

use crate::import::block::Marker;
use crate::import::element::Element;
use crate::import::marker;

/// Lists have nine levels.
const LEVELS: usize = 9;
/// No list of steps counts further.
const MOST: u32 = 10_000;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by the id of their abstract list.
    lists: BTreeMap<String, Vec<Level>>,
    /// The abstract list of each list, and the levels it has of its own.
    instances: BTreeMap<String, (String, BTreeMap<usize, LevelOverride>)>,
    /// How far each abstract list has counted.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have begun: a number to begin with holds once.
    begun: Vec<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    /// `decimal`, `upperRoman`, `bullet` …
    form: String,
    /// `%1.`, `Bước %1:`.
    text: String,
    /// The level whose new number makes this one begin again.
    restart: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct LevelOverride {
    start: Option<u32>,
    level: Option<Level>,
}

impl Numbering {
    pub(super) fn new(part: Option<&Element>) -> Numbering {
        let Some(part) = part else { return Numbering::default() };
        let mut numbering = Numbering::default();
        let (mut styles, mut borrowed) = (BTreeMap::new(), Vec::new());
        for list in part.all("abstractNum") {
            let id = list.get("abstractNumId").unwrap_or("").to_owned();
            if let Some(style) = value(list, "styleLink") {
                styles.insert(style.to_owned(), id.clone());
            }
            if let Some(style) = value(list, "numStyleLink") {
                borrowed.push((id.clone(), style.to_owned()));
            }
            let mut levels = vec![Level::default(); LEVELS];
            for level in list.all("lvl") {
                if let Some(own) = levels.get_mut(number(level, "ilvl").unwrap_or(99)) {
                    *own = read_level(level);
                }
            }
            numbering.lists.insert(id, levels);
        }
        for (id, style) in borrowed {
            let levels = styles.get(&style).and_then(|id| numbering.lists.get(id)).cloned();
            numbering.lists.extend(levels.map(|levels| (id, levels)));
        }
        for instance in part.all("num") {
            let list = value(instance, "abstractNumId").unwrap_or("").to_owned();
            let overrides = instance.all("lvlOverride").filter_map(|own| {
                let start = value(own, "startOverride").and_then(|start| start.parse().ok());
                let level = own.all("lvl").next().map(read_level);
                Some((number(own, "ilvl")?, LevelOverride { start, level }))
            });
            let id = instance.get("numId").unwrap_or("").to_owned();
            numbering.instances.insert(id, (list, overrides.collect()));
        }
        numbering
    }

    /// The marker of the next item of a list, and how it is shown; none where the list shows none.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<(Marker, String)> {
        let (list, overrides) = self.instances.get(id)?.clone();
        let levels = self.lists.get(&list)?.clone();
        let of = |level: usize| {
            let own = overrides.get(&level).and_then(|own| own.level.as_ref());
            own.or_else(|| levels.get(level))
        };
        let own = of(level)?;
        let counts = self.counts.entry(list).or_insert([None; LEVELS]);
        let key = (id.to_owned(), level);
        let is_first = !self.begun.contains(&key);
        let anew = overrides.get(&level).and_then(|own| own.start).filter(|_| is_first);
        if is_first {
            self.begun.push(key);
        }
        counts[level] = Some(match (anew, counts[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => (last + 1).min(MOST),
            (None, None) => own.start,
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = of(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|restart| restart != 0 && level < restart) {
                *count = None;
            }
        }
        let now = counts[level].unwrap_or(1);
        let label = own.text.replace(&format!("%{}", level + 1), &now.to_string());
        let marker = match own.form.as_str() {
            "none" => return None,
            // The second paragraph of an item may be a bullet nobody sees.
            "bullet" if own.text.trim().is_empty() => return None,
            "bullet" => Marker::Bullet,
            "upperRoman" | "upperLetter" => Marker::Part,
            "lowerLetter" | "lowerRoman" => Marker::Sub,
            // `%1.%2.` counts inside steps.
            _ if own.text.matches('%').count() > 1 => Marker::Sub,
            // `Phần 1:` counts parts.
            _ => match marker::split(&format!("{label} X")) {
                Some((Marker::Part, _)) => Marker::Part,
                _ => Marker::Step(now),
            },
        };
        Some((marker, label))
    }
}

fn read_level(level: &Element) -> Level {
    Level {
        start: value(level, "start").and_then(|start| start.parse().ok()).unwrap_or(0).min(MOST),
        form: value(level, "numFmt").unwrap_or("decimal").to_owned(),
        text: value(level, "lvlText").unwrap_or("").to_owned(),
        restart: value(level, "lvlRestart").and_then(|level| level.parse().ok()),
    }
}

/// The value of a property: `<w:name w:val="…"/>`.
pub(super) fn value<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.find(&[name])?.get("val")
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.get(name)?.parse().ok().filter(|number| *number < LEVELS)
}
