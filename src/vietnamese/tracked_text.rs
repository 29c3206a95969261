//! Text with what was changed in it, so that nothing is changed in silence.
//!
//! A [`TrackedText`] is made in passes. Each pass replaces stretches of the text as it is then; every
//! place can be followed back to the text as written, and every change is kept with both its
//! places.

use std::ops::Range;

/// A stretch of text to replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<K> {
    /// The bytes it replaces.
    pub at: Range<usize>,
    /// What stands there afterwards.
    pub after: String,
    /// Why.
    pub kind: K,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<K> {
    /// The bytes in the text as written.
    pub written: Range<usize>,
    /// The bytes in the text as it is now.
    pub now: Range<usize>,
    /// Why.
    pub kind: K,
}

/// Text as written and as it is now.
#[derive(Clone, Debug)]
pub struct TrackedText<K> {
    written: String,
    text: Option<String>,
    passes: Vec<EditMap>,
    changes: Vec<Change<K>>,
}

impl<K> TrackedText<K> {
    /// Text in which nothing is changed yet.
    pub fn new(written: String) -> TrackedText<K> {
        TrackedText { written, text: None, passes: Vec::new(), changes: Vec::new() }
    }

    /// The text as somebody wrote it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.written)
    }

    /// The text as it is now, alone.
    pub fn into_text(self) -> String {
        self.text.unwrap_or(self.written)
    }

    /// All changes, in order of their place in the text as written.
    pub fn changes(&self) -> &[Change<K>] {
        &self.changes
    }

    /// Makes `edits`, which are in order and do not overlap.
    pub fn pass(&mut self, edits: Vec<Edit<K>>) {
        if edits.is_empty() {
            return;
        }
        let before = self.text();
        let mut text = String::with_capacity(before.len() + edits.len());
        let mut map = EditMap::default();
        let mut at = 0;
        for edit in &edits {
            text.push_str(&before[at..edit.at.start]);
            let start = text.len();
            text.push_str(&edit.after);
            map.parts.push((edit.at.clone(), start..text.len()));
            at = edit.at.end;
        }
        text.push_str(&before[at..]);
        for change in &mut self.changes {
            change.now = map.forward(&change.now);
        }
        for (edit, (from, to)) in edits.into_iter().zip(map.parts.iter().cloned()) {
            self.changes.push(Change { written: self.back(from), now: to, kind: edit.kind });
        }
        self.changes.sort_by_key(|change| (change.written.start, change.written.end));
        self.passes.push(map);
        self.text = Some(text);
    }

    /// Where a stretch of the text as it is now stands in the text as written.
    pub fn back(&self, range: Range<usize>) -> Range<usize> {
        self.passes.iter().rev().fold(range, |range, map| map.back(&range))
    }
}

/// What one pass replaced: bytes before, bytes after.
#[derive(Clone, Debug, Default)]
struct EditMap {
    parts: Vec<(Range<usize>, Range<usize>)>,
}

impl EditMap {
    fn back(&self, range: &Range<usize>) -> Range<usize> {
        moved(range, &self.parts, |(from, to)| (to, from))
    }

    fn forward(&self, range: &Range<usize>) -> Range<usize> {
        moved(range, &self.parts, |(from, to)| (from, to))
    }
}

type EditedRange = (Range<usize>, Range<usize>);

/// Moves a range across replaced parts; what was left out at its edges stays outside, unless the
/// range is nothing but the gap it left.
fn moved(
    range: &Range<usize>,
    parts: &[EditedRange],
    sides: impl Fn(&EditedRange) -> (&Range<usize>, &Range<usize>),
) -> Range<usize> {
    // Both sides of the parts grow, so the last part that matters can be searched for.
    let start = parts.partition_point(|part| sides(part).0.start <= range.start);
    let end = parts.partition_point(|part| sides(part).0.start < range.end);
    let start = match start.checked_sub(1).map(|last| sides(&parts[last])) {
        Some((from, to)) if range.start < from.end => to.start,
        Some((from, to)) => to.end + (range.start - from.end),
        None => range.start,
    };
    let end = match end.checked_sub(1).map(|last| sides(&parts[last])) {
        Some((from, to)) if range.end < from.end => to.end,
        Some((from, to)) => to.end + (range.end - from.end),
        None => range.end,
    };
    start.min(end)..start.max(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(at: Range<usize>, after: &str) -> Edit<()> {
        Edit { at, after: after.to_owned(), kind: () }
    }

    fn mended() -> TrackedText<()> {
        let mut mended = TrackedText::new("ab--cd,ef".to_owned());
        mended.pass(vec![edit(2..4, ""), edit(7..7, " ")]);
        mended
    }

    #[test]
    fn places_are_followed_back() {
        let mended = mended();
        assert_eq!(mended.text(), "abcd, ef");
        let back = |range| &mended.written()[mended.back(range)];
        assert_eq!(back(0..2), "ab");
        assert_eq!(back(2..4), "cd");
        assert_eq!(back(1..3), "b--c");
        assert_eq!(back(6..8), "ef");
        assert_eq!(back(0..8), "ab--cd,ef");
    }

    #[test]
    fn a_change_knows_both_its_places() {
        let mut mended = mended();
        mended.pass(vec![edit(0..1, "xyz"), edit(6..8, "g")]);
        assert_eq!(mended.text(), "xyzbcd, g");
        let seen: Vec<(&str, &str)> = mended
            .changes()
            .iter()
            .map(|c| (&mended.written()[c.written.clone()], &mended.text()[c.now.clone()]))
            .collect();
        assert_eq!(seen, [("a", "xyz"), ("--", ""), ("", " "), ("ef", "g")]);
        assert_eq!(&mended.written()[mended.back(8..9)], "ef");
    }
}
