//! Letters of a line of Markdown: words, bold type, buttons, links, pictures.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::body::BodyReader;
use super::faults::{Fault, InPlace, Unfit};
use super::joined;
use super::labels;
use super::model::{Inline, Line, Picture};
use super::needs::need_alt;
use crate::diag::Diagnostic;
use crate::leftover;
use crate::span::Span;

/// Pictures of a line; `None` for one that was refused.
type Pictures = Vec<Option<Picture>>;

impl<'a> BodyReader<'a, '_> {
    /// Reads a line that can hold no picture.
    pub(super) fn line(&mut self, end: TagEnd) -> Line {
        let mut pictures = Vec::new();
        let line = self.line_with(end, &mut pictures);
        self.no_pictures(pictures, InPlace::Heading);
        line
    }

    /// Reads inline events up to `end`.
    pub(super) fn line_with(&mut self, end: TagEnd, pictures: &mut Pictures) -> Line {
        let mut runs = Runs::default();
        while let Some((event, range)) = self.events.next() {
            let span = self.span(range.clone());
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::Strong) => self.strong(&mut runs, span),
                Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                    self.titled(&title, span);
                    pictures.push(self.picture(link_type, &dest_url, span));
                }
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { has_pothole },
                    dest_url,
                    ..
                }) => {
                    let label = self.label(&dest_url, has_pothole, span);
                    runs.runs.push(label);
                }
                Event::Start(Tag::Link { dest_url, title, .. }) => {
                    self.titled(&title, span);
                    runs.runs.extend(self.link(&dest_url, span));
                }
                Event::SoftBreak => {
                    runs.text(" ", false, span);
                    self.run_on(range.end);
                }
                event => self.letters(&mut runs, event, false, span),
            }
        }
        Line { runs: runs.finish() }
    }

    /// What stands in all lines alike.
    fn letters(&mut self, runs: &mut Runs, event: Event<'a>, bold: bool, span: Span) {
        match event {
            Event::Text(words) => runs.text(&words, bold, span),
            Event::HardBreak => runs.runs.push(Inline::Break),
            Event::Start(tag) => {
                self.refuse_block(&tag, span);
                self.skip_to(tag.to_end());
            }
            Event::Code(_) => self.code(span),
            Event::InlineHtml(_) | Event::Html(_) => self.html(span),
            // The end of a paragraph inside an item.
            Event::End(_) => {}
            _ => self.refuse_other(span),
        }
    }

    fn strong(&mut self, runs: &mut Runs, whole: Span) {
        let mut inner = Runs::default();
        while let Some((event, range)) = self.events.next() {
            let span = self.span(range.clone());
            match event {
                Event::End(TagEnd::Strong) => break,
                Event::SoftBreak => {
                    inner.text(" ", true, span);
                    self.run_on(range.end);
                }
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { has_pothole },
                    dest_url,
                    ..
                }) => {
                    let label = self.label(&dest_url, has_pothole, span);
                    inner.runs.push(label);
                }
                event => self.letters(&mut inner, event, true, span),
            }
        }
        if let [Inline::Text { text, span, .. }] = inner.runs.as_slice()
            && let Some(label) = button_name(text)
        {
            runs.runs.push(Inline::Key { label, id: None, span: *span });
            return;
        }
        if inner.runs.is_empty() {
            self.refuse(whole, Unfit::EmptyBold);
        }
        runs.runs.append(&mut inner.runs);
    }

    /// The button of `[[id]]`, or of `[[id|variant]]` as another version of the app calls it.
    fn label(&mut self, id: &str, has_variant: bool, span: Span) -> Inline {
        let id = id.trim();
        let shown = self.inside(TagEnd::Link, span, &mut Vec::new());
        let asked = has_variant.then(|| shown.trim());
        let label = labels::find(self.labels, id, asked, span, self.sink);
        Inline::Key { label, id: Some(id.to_owned()), span }
    }

    fn link(&mut self, url: &str, span: Span) -> Option<Inline> {
        let mut pictures = Vec::new();
        let text = self.inside(TagEnd::Link, span, &mut pictures);
        let has_pictures = !pictures.is_empty();
        self.no_pictures(pictures, InPlace::Link);
        if text.trim().is_empty() && !has_pictures {
            self.refuse(span, Unfit::EmptyLink);
        }
        (!text.trim().is_empty()).then(|| Inline::Link { text, url: url.to_owned(), span })
    }

    fn picture(&mut self, kind: LinkType, file: &str, span: Span) -> Option<Picture> {
        let mut inner = Vec::new();
        let alt = self.inside(TagEnd::Image, span, &mut inner);
        self.no_pictures(inner, InPlace::Picture);
        if let LinkType::WikiLink { has_pothole: false } = kind {
            return need_alt(file, None, span, self.sink);
        }
        need_alt(file, Some(&alt), span, self.sink)
    }

    /// The plain words up to `end`, unless they stand too deep.
    fn inside(&mut self, end: TagEnd, span: Span, pictures: &mut Pictures) -> String {
        if !self.enter(end, span) {
            return String::new();
        }
        let words = self.line_with(end, pictures).plain();
        self.leave();
        words
    }

    /// Refuses the title of a link or picture, `(file "title")`, which is printed nowhere.
    fn titled(&mut self, title: &CowStr<'_>, span: Span) {
        if !title.is_empty() {
            self.refuse(span, Unfit::Title { title });
        }
    }

    /// Refuses a new line that was meant to stay one, as of a list: Markdown joins it to the last.
    fn run_on(&mut self, at: usize) {
        let line = self.text[at..].lines().next().unwrap_or("");
        let words = line.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '>');
        let start = at + line.len() - words.len();
        if let Some(found) = leftover::leading(words) {
            let span = self.span(start + found.range.start..start + found.range.end);
            self.sink.push(leftover::diagnostic(found.kind, &words[found.range]).at(span));
        } else if let Some(length) = enumerator(words) {
            let span = self.span(start..start + length);
            self.refuse(span, Unfit::NumberedLines);
        } else {
            let before = self.text[..at].lines().next_back().unwrap_or("");
            if joined::is_meant_apart(before, words, self.widest) {
                let (before, line) = joined::seam(before, words);
                let span = self.span(start..start + words.trim_end().len());
                let fault = Fault::LinesJoined { before: &before, line: &line };
                self.sink.push(Diagnostic::from(fault).at(span));
            }
        }
    }
}

/// How long the number of an item is that begins a line: `2)`, `2.`, `2/`, `b)`, `II.`.
fn enumerator(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let roman = line.len() - line.trim_start_matches(['i', 'v', 'x', 'I', 'V', 'X']).len();
    let letter = line.chars().next().filter(|letter| letter.is_alphabetic());
    let number = match (digits, roman) {
        (1..=3, _) => digits,
        (0, 1..=4) => roman,
        (0, 0) => letter.map_or(0, char::len_utf8),
        _ => 0,
    };
    let sign = line[number..].chars().next().filter(|sign| matches!(sign, ')' | '.' | '/'))?;
    let after = line[number + 1..].chars().next()?;
    let is_apart = after.is_whitespace() || (digits > 0 && after.is_alphabetic());
    // A name may break behind its initial, a line end behind a single letter and a stroke.
    let is_initial =
        digits == 0 && (sign != ')' && letter.is_some_and(char::is_uppercase) && roman == 0);
    (number > 0 && is_apart && !is_initial).then_some(number + sign.len_utf8())
}

/// The name inside “…”, if the bold text is wholly that.
fn button_name(text: &str) -> Option<String> {
    let inner = text
        .strip_prefix('“')
        .and_then(|rest| rest.strip_suffix('”'))
        .or_else(|| text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')))?;
    let inner = inner.trim();
    (!inner.is_empty() && !inner.contains(['“', '”'])).then(|| inner.to_owned())
}

/// Gathers runs, joining neighbours of one kind.
#[derive(Default)]
struct Runs {
    runs: Vec<Inline>,
}

impl Runs {
    fn text(&mut self, words: &str, bold: bool, span: Span) {
        if let Some(Inline::Text { text, bold: last, span: whole }) = self.runs.last_mut()
            && *last == bold
        {
            text.push_str(words);
            whole.end = span.end;
            return;
        }
        self.runs.push(Inline::Text { text: words.to_owned(), bold, span });
    }

    /// Without the white space at both ends.
    fn finish(mut self) -> Vec<Inline> {
        if let Some(Inline::Text { text, .. }) = self.runs.last_mut() {
            text.truncate(text.trim_end().len());
        }
        self.runs.retain(|run| !matches!(run, Inline::Text { text, .. } if text.is_empty()));
        self.runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items_are_told_from_other_numbers() {
        for (line, length) in [
            ("2) Bấm", 2),
            ("2)Bấm", 2),
            ("2. Bấm", 2),
            ("10. Bấm", 3),
            ("2/ Bấm", 2),
            ("b) Bấm", 2),
            ("đ) Bấm", 3),
            ("II. Bấm", 3),
            ("iv) Bấm", 3),
        ] {
            assert_eq!(enumerator(line), Some(length), "{line}");
        }
        for line in
            ["", "2", "2.", "2,5 kg", "24/7", "1/9/2026", "7.30", "A. thì", "113 hoặc", "2026."]
        {
            assert_eq!(enumerator(line), None, "{line}");
        }
    }
}
