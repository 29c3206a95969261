//! Headings as bookmarks, headings of lower rank below those of higher (ISO 32000-1, 12.3.3).
//!
//! An entry is written as soon as the one after it is known, so that a file of many copies keeps a
//! few of them at a time.

use lopdf::{Dictionary, Object, dictionary};

use super::super::object::primitives::{name, real, text};
use crate::geom::Len;
use crate::layout::{Item, Page, Placed, Role};

/// A heading as a bookmark.
#[derive(Clone, Debug)]
pub(super) struct Bookmark {
    /// The number of its page as pages are read.
    reading: usize,
    pub level: u8,
    title: Vec<TitlePart>,
    pub page: usize,
    /// Distance from the foot of the page.
    top: Len,
}

/// A piece of a title.
#[derive(Clone, Debug)]
enum TitlePart {
    All(String),
    /// What a copy answers to this question.
    Own(usize),
}

impl Bookmark {
    /// Its title in one copy.
    pub(super) fn title<'i>(&self, answer: impl Fn(usize) -> &'i [Placed]) -> String {
        let mut title = String::new();
        for words in &self.title {
            match words {
                TitlePart::All(words) => title.push_str(words),
                TitlePart::Own(question) => {
                    let runs = answer(*question).iter().filter_map(|placed| match &placed.item {
                        Item::Glyphs(run) => Some(run.text.as_str()),
                        _ => None,
                    });
                    title.extend(runs);
                }
            }
        }
        title.trim().to_owned()
    }

    /// Where it leads, on a page of this number.
    pub(super) fn to(&self, page: u32) -> Object {
        let page = Object::Reference((page, 0));
        vec![page, name("XYZ"), Object::Null, real(self.top), Object::Null].into()
    }
}

/// The headings of pages in the order in which pages are read.
pub(super) fn bookmarks(pages: &[Page]) -> Vec<Bookmark> {
    let mut all: Vec<Bookmark> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut depth = 0;
        let mut artifact = None;
        let mut heading: Option<usize> = None;
        let mut is_own = false;
        for (index, placed) in page.items.iter().enumerate() {
            match &placed.item {
                Item::Open(_) | Item::Close if is_own => {}
                Item::Open(tag) => {
                    depth += 1;
                    if tag.role == Role::Artifact {
                        artifact.get_or_insert(depth);
                    }
                    if let (Role::Heading(level), None) = (&tag.role, artifact) {
                        heading = Some(depth);
                        let (title, top) = (Vec::new(), Len::ZERO);
                        let reading = page.reading(number, index);
                        all.push(Bookmark { reading, level: *level, title, page: number, top });
                    }
                }
                Item::Close => {
                    heading = heading.filter(|at| *at != depth);
                    artifact = artifact.filter(|at| *at != depth);
                    depth -= 1;
                }
                Item::Field(question) => {
                    is_own = question.is_some();
                    if let (Some(question), Some(_), Some(last)) =
                        (question, heading, all.last_mut())
                    {
                        last.title.push(TitlePart::Own(*question));
                    }
                }
                Item::Glyphs(run) if heading.is_some() => {
                    let Some(last) = all.last_mut() else { continue };
                    if last.top == Len::ZERO {
                        let rotated = page.rotated.then_some(page.size.h);
                        let above = if run.turned { Len::ZERO } else { run.size };
                        last.top = rotated.unwrap_or(page.size.h - placed.at.y + above);
                    }
                    if !is_own {
                        last.title.push(TitlePart::All(run.text.clone()));
                    }
                }
                _ => {}
            }
        }
    }
    all.sort_by_key(|bookmark| bookmark.reading);
    all
}

/// An outline under way.
#[derive(Debug)]
pub(super) struct Outline {
    root: u32,
    /// The last entry and those it stands below.
    open: Vec<OutlineEntry>,
    ends: Option<(u32, u32)>,
    count: i64,
}

/// An entry whose followers are not known yet.
#[derive(Debug)]
struct OutlineEntry {
    id: u32,
    level: u8,
    dict: Dictionary,
    /// The first and the last of those below it, and how many there are.
    ends: Option<(u32, u32)>,
    count: i64,
}

impl Outline {
    /// An outline with nothing in it; `root` is the number of its object.
    pub(super) fn new(root: u32) -> Outline {
        Outline { root, open: Vec::new(), ends: None, count: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds an entry with a number of its own; gives the entries that are known whole by now.
    pub(super) fn add(
        &mut self,
        id: u32,
        level: u8,
        title: &str,
        to: Object,
    ) -> Vec<(u32, Dictionary)> {
        let mut whole = Vec::new();
        let mut before: Option<OutlineEntry> = None;
        while let Some(last) = self.open.pop_if(|last| last.level >= level) {
            whole.extend(before.replace(last).map(OutlineEntry::whole));
        }
        let parent = self.open.last().map_or(self.root, |parent| parent.id);
        let mut dict = dictionary! {
            "Title" => text(title), "Parent" => Object::Reference((parent, 0)), "Dest" => to,
        };
        if let Some(mut before) = before {
            dict.set("Prev", Object::Reference((before.id, 0)));
            before.dict.set("Next", Object::Reference((id, 0)));
            whole.push(before.whole());
        }
        let ends = self.open.last_mut().map_or(&mut self.ends, |parent| &mut parent.ends);
        *ends = Some((ends.map_or(id, |(first, _)| first), id));
        self.open.iter_mut().for_each(|above| above.count += 1);
        self.count += 1;
        self.open.push(OutlineEntry { id, level, dict, ends: None, count: 0 });
        whole
    }

    /// The rest of the entries and the root; nothing where there were none.
    pub(super) fn finish(mut self) -> Vec<(u32, Dictionary)> {
        let Some((first, last)) = self.ends else { return Vec::new() };
        let mut whole: Vec<_> = self.open.drain(..).map(OutlineEntry::whole).collect();
        let root = dictionary! {
            "Type" => "Outlines", "First" => Object::Reference((first, 0)),
            "Last" => Object::Reference((last, 0)), "Count" => self.count,
        };
        whole.push((self.root, root));
        whole
    }
}

impl OutlineEntry {
    /// The entry as it stands in the file. It is shown open, so all below it count.
    fn whole(mut self) -> (u32, Dictionary) {
        if let Some((first, last)) = self.ends {
            self.dict.set("First", Object::Reference((first, 0)));
            self.dict.set("Last", Object::Reference((last, 0)));
            self.dict.set("Count", self.count);
        }
        (self.id, self.dict)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Each entry of levels as `number: parent prev next first last count`.
    fn made(levels: &[u8]) -> Vec<String> {
        let mut outline = Outline::new(0);
        let mut all = Vec::new();
        for (id, level) in (1..).zip(levels) {
            all.extend(outline.add(id, *level, "x", Object::Null));
        }
        all.extend(outline.finish());
        let all: BTreeMap<u32, Dictionary> = all.into_iter().collect();
        let said = all.iter().map(|(id, dict)| {
            let named = |key: &str| match dict.get(key.as_bytes()) {
                Ok(Object::Reference((id, _))) => id.to_string(),
                Ok(Object::Integer(count)) => count.to_string(),
                _ => "-".to_owned(),
            };
            let keys = ["Parent", "Prev", "Next", "First", "Last", "Count"].map(named);
            format!("{id}: {}", keys.join(" "))
        });
        said.collect()
    }

    #[test]
    fn entries_count_all_that_stand_below_them() {
        assert_eq!(
            made(&[1, 2, 3, 3, 2, 1]),
            [
                "0: - - - 1 6 6",
                "1: 0 - 6 2 5 4",
                "2: 1 - 5 3 4 2",
                "3: 2 - 4 - - -",
                "4: 2 3 - - - -",
                "5: 1 2 - - - -",
                "6: 0 1 - - - -",
            ]
        );
    }

    #[test]
    fn ranks_may_be_left_out() {
        assert_eq!(
            made(&[3, 2, 3, 1]),
            [
                "0: - - - 1 4 4",
                "1: 0 - 2 - - -",
                "2: 0 1 4 3 3 1",
                "3: 2 - - - - -",
                "4: 0 2 - - - -"
            ]
        );
        assert_eq!(made(&[2]), ["0: - - - 1 1 1", "1: 0 - - - - -"]);
        assert_eq!(made(&[]), [""; 0]);
    }
}
