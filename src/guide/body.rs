//! Markdown to parts, steps and blocks.
//!
//! pulldown-cmark gives events with byte ranges; they are read straight into the model. What large
//! print has no use for (raw HTML, tables, code, italics, nested lists) is reported with a hint,
//! never dropped.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CowStr, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::faults::{Fault, InPlace, Unfit};
use super::joined;
use super::model::{Block, Line, NoteKind, Part, Picture, Step};
use super::needs::need_text;
use super::page::GuideFile;
use super::source_map::SourceMap;
use crate::diag::{Diagnostic, Sink};
use crate::facts::Labels;
use crate::span::Span;
use crate::yaml::Spanned;

/// How deep notes, pictures, links and labels may stand inside one another.
const MOST_DEPTH: usize = 8;

/// Reads the Markdown in `range` of a guide.
pub(super) fn parse(page: GuideFile<'_>, range: Range<usize>, sink: &mut Sink) -> Vec<Part> {
    let origin = SourceMap::straight(page.source, range.clone());
    let labels = &page.reference.labels;
    let mut reader = BodyReader::new(&page.source.text[range], origin, labels, sink);
    reader.parts()
}

/// Reads Markdown blocks that are the value of a YAML field.
pub(super) fn blocks(page: GuideFile<'_>, words: &Spanned<String>, sink: &mut Sink) -> Vec<Block> {
    check_joined(page, words, sink);
    let (origin, labels) = (SourceMap::of(page.source, words), &page.reference.labels);
    let mut reader = BodyReader::new(&words.it, origin, labels, sink);
    let mut blocks = Vec::new();
    while let Some((event, range)) = reader.events.next() {
        match reader.block(event, range) {
            Some(BlockOrPicture::Block(block)) => blocks.push(block),
            Some(BlockOrPicture::Picture(picture)) => {
                reader.refuse(picture.span, Unfit::PictureInText);
            }
            None => {}
        }
    }
    blocks
}

/// Refuses lines of a value that YAML joins, though each seems to be one of its own.
fn check_joined(page: GuideFile<'_>, words: &Spanned<String>, sink: &mut Sink) {
    let raw = page.source.slice(words.span);
    if let Some((before, line, at)) = joined::in_scalar(raw, &words.it) {
        let start = words.span.start as usize + at;
        let (before, shown) = joined::seam(before, line);
        let fault = Fault::LinesJoined { before: &before, line: &shown };
        let span = Span::new(words.span.file, start..start + line.len());
        sink.push(Diagnostic::from(fault).at(span));
    }
}

/// Reads a one-line YAML field: words, bold, button names.
pub(super) fn inline(
    page: GuideFile<'_>,
    words: &Spanned<String>,
    sink: &mut Sink,
) -> Option<Line> {
    let before = sink.errors();
    let mut found = blocks(page, words, sink);
    match (found.pop(), found.is_empty()) {
        (Some(Block::Para(line)), true) => Some(line),
        // What is wrong has been reported.
        (None, _) if sink.errors() > before => None,
        _ => {
            sink.push(Diagnostic::from(Fault::ManyBlocks).at(words.span));
            None
        }
    }
}

enum BlockOrPicture {
    Block(Block),
    Picture(Picture),
}

pub(super) struct BodyReader<'a, 's> {
    pub(super) text: &'a str,
    origin: SourceMap<'a>,
    pub(super) events: Peekable<OffsetIter<'a>>,
    pub(super) labels: &'a Labels,
    pub(super) sink: &'s mut Sink,
    /// How many notes, pictures, links and labels are open.
    depth: usize,
    /// The length of the widest line, in letters.
    pub(super) widest: usize,
}

impl<'a, 's> BodyReader<'a, 's> {
    fn new(
        text: &'a str,
        origin: SourceMap<'a>,
        labels: &'a Labels,
        sink: &'s mut Sink,
    ) -> BodyReader<'a, 's> {
        let options = Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_GFM
            | Options::ENABLE_WIKILINKS;
        let parser = Parser::new_ext(text, options);
        let definitions = parser.reference_definitions().iter();
        let definitions: Vec<_> = definitions.map(|(_, found)| found.span.clone()).collect();
        let events = parser.into_offset_iter().peekable();
        let widest = joined::widest(text);
        let mut reader = BodyReader { text, origin, events, labels, sink, depth: 0, widest };
        // A line like `[Lưu ý]: xem-sau` defines a link: Markdown prints nothing of it.
        for range in definitions {
            reader.refuse(reader.span(range), Unfit::Definition);
        }
        reader
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(range)
    }

    /// Goes into something that ends with `end`; where it stands too deep, it is refused and skipped.
    pub(super) fn enter(&mut self, end: TagEnd, span: Span) -> bool {
        if self.depth < MOST_DEPTH {
            self.depth += 1;
            return true;
        }
        self.too_deep(span, MOST_DEPTH);
        self.skip_to(end);
        false
    }

    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn parts(&mut self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if let Event::Start(Tag::Heading { level, id, classes, mut attrs }) = event {
                attrs.extend(id.map(|id| (format!("#{id}").into(), None)));
                attrs.extend(classes.iter().map(|class| (format!(".{class}").into(), None)));
                self.heading(&mut parts, level, &attrs, range);
                continue;
            }
            let span = self.span(range.clone());
            let Some(piece) = self.block(event, range) else { continue };
            let Some(part) = parts.last_mut() else {
                self.refuse(span, Unfit::BeforeHeading);
                continue;
            };
            match (piece, part.steps.last_mut()) {
                (BlockOrPicture::Block(block), Some(step)) => step.body.push(block),
                (BlockOrPicture::Block(block), None) => part.body.push(block),
                (BlockOrPicture::Picture(picture), Some(step)) if step.picture.is_none() => {
                    step.picture = Some(picture);
                }
                (BlockOrPicture::Picture(picture), step) => {
                    let is_second = step.is_some();
                    self.refuse(picture.span, Unfit::PicturePlace { is_second });
                }
            }
        }
        for step in parts.iter().flat_map(|part| &part.steps) {
            need_text(&step.title, &step.body, step.span, self.sink);
        }
        parts
    }

    fn heading(
        &mut self,
        parts: &mut Vec<Part>,
        level: HeadingLevel,
        attributes: &[(CowStr<'a>, Option<CowStr<'a>>)],
        range: Range<usize>,
    ) {
        let line_end = self.text[range.clone()].trim_end().len() + range.start;
        let span = self.span(range.start..line_end);
        let (sources, occasions) = self.attributes(attributes, (level, span));
        let title = self.line(TagEnd::Heading(level));
        self.check_heading(&title, &self.text[range], span);
        match level {
            HeadingLevel::H1 => parts.push(Part {
                title: Some(title),
                body: Vec::new(),
                steps: Vec::new(),
                sources,
                occasions,
                span,
            }),
            HeadingLevel::H2 => {
                if parts.is_empty() {
                    parts.push(Part {
                        title: None,
                        body: Vec::new(),
                        steps: Vec::new(),
                        sources: Vec::new(),
                        occasions: Vec::new(),
                        span,
                    });
                }
                let step = Step { title, body: Vec::new(), picture: None, sources, span };
                if let Some(part) = parts.last_mut() {
                    part.steps.push(step);
                }
            }
            _ => self.refuse(span, Unfit::Rank),
        }
    }

    /// `{sources=a,b}` behind a heading, and `occasion=c` behind that of a part.
    fn attributes(
        &mut self,
        attributes: &[(CowStr<'a>, Option<CowStr<'a>>)],
        (level, span): (HeadingLevel, Span),
    ) -> (Vec<Spanned<String>>, Vec<Spanned<String>>) {
        let (mut sources, mut occasions) = (Vec::new(), Vec::new());
        for (name, value) in attributes {
            let ids = match (&**name, level) {
                ("sources", _) => &mut sources,
                ("occasion", HeadingLevel::H1) => &mut occasions,
                _ => {
                    let name = name.to_string();
                    self.sink.push(Diagnostic::from(Fault::Attribute { name: &name }).at(span));
                    continue;
                }
            };
            let value = value.as_deref().unwrap_or("");
            // Two attributes may have the same value.
            let slice = self.origin.source.slice(span);
            let from = slice.rfind(&format!("{name}=")).map_or(0, |at| at + name.len() + 1);
            let at = slice[from..].find(value).map_or(0, |at| at + from);
            let mut start = span.start as usize + at;
            for id in value.split(',') {
                let span = Span::new(span.file, start..start + id.len());
                start += id.len() + 1;
                if !id.is_empty() {
                    ids.push(Spanned::new(id.to_owned(), span));
                }
            }
        }
        (sources, occasions)
    }

    fn block(&mut self, event: Event<'a>, range: Range<usize>) -> Option<BlockOrPicture> {
        let span = self.span(range.start..range.start + self.text[range.clone()].trim_end().len());
        match event {
            Event::Start(Tag::Paragraph) => self.paragraph(),
            Event::Start(Tag::List(None)) => Some(BlockOrPicture::Block(self.list(span))),
            Event::Start(Tag::BlockQuote(Some(kind))) => self.note(kind, span),
            Event::Start(tag) => {
                let end = tag.to_end();
                self.refuse_block(&tag, span);
                self.skip_to(end);
                None
            }
            Event::Html(_) => {
                self.html(span);
                None
            }
            Event::Rule => {
                self.refuse(span, Unfit::Rule);
                None
            }
            Event::End(_) => None,
            _ => {
                self.refuse_other(span);
                None
            }
        }
    }

    fn note(&mut self, kind: BlockQuoteKind, span: Span) -> Option<BlockOrPicture> {
        let end = TagEnd::BlockQuote(Some(kind));
        if !self.enter(end, span) {
            return None;
        }
        let before = self.sink.errors();
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(tag) if tag == end) {
                break;
            }
            match self.block(event, range) {
                Some(BlockOrPicture::Block(block)) => blocks.push(block),
                Some(BlockOrPicture::Picture(picture)) => {
                    self.no_pictures([Some(picture)], InPlace::Note);
                }
                None => {}
            }
        }
        self.leave();
        if blocks.is_empty() && self.sink.errors() == before {
            self.refuse(span, Unfit::EmptyNote);
        }
        let kind = match kind {
            BlockQuoteKind::Warning | BlockQuoteKind::Caution => NoteKind::Warning,
            _ => NoteKind::Note,
        };
        Some(BlockOrPicture::Block(Block::Note(kind, blocks)))
    }

    fn paragraph(&mut self) -> Option<BlockOrPicture> {
        let mut pictures = Vec::new();
        let line = self.line_with(TagEnd::Paragraph, &mut pictures);
        let empty = line.plain().trim().is_empty();
        let last = pictures.pop();
        self.no_pictures(pictures, InPlace::Pictures);
        match (last, empty) {
            (None, true) => None,
            (None, false) => Some(BlockOrPicture::Block(Block::Para(line))),
            (Some(picture), true) => picture.map(BlockOrPicture::Picture),
            (Some(picture), false) => {
                if let Some(picture) = picture {
                    self.refuse(picture.span, Unfit::PictureAmongWords);
                }
                Some(BlockOrPicture::Block(Block::Para(line)))
            }
        }
    }

    fn list(&mut self, span: Span) -> Block {
        let mut items = Vec::new();
        let mut ticked = 0;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::List(_)) => break,
                Event::Start(Tag::Item) => {
                    let (line, check) = self.item(range);
                    ticked += usize::from(check);
                    items.push(line);
                }
                _ => {}
            }
        }
        if ticked != 0 && ticked != items.len() {
            self.refuse(span, Unfit::MixedBoxes);
        }
        if ticked == 0 { Block::Bullets(items) } else { Block::Checks(items) }
    }

    fn item(&mut self, range: Range<usize>) -> (Line, bool) {
        let mut check = false;
        // In a list with empty lines between its items each item is a paragraph.
        if let Some((Event::Start(Tag::Paragraph), _)) = self.events.peek() {
            self.events.next();
        }
        if let Some((Event::TaskListMarker(_), _)) = self.events.peek() {
            check = true;
            self.events.next();
        }
        let mut pictures = Vec::new();
        let line = self.line_with(TagEnd::Item, &mut pictures);
        let has_picture = !pictures.is_empty();
        self.no_pictures(pictures, InPlace::List);
        if !has_picture && line.plain().trim().is_empty() {
            let span = self.span(range);
            self.refuse(span, Unfit::EmptyItem);
        }
        (line, check)
    }

    pub(super) fn skip_to(&mut self, end: TagEnd) {
        let mut depth = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(tag) if tag.to_end() == end => depth += 1,
                Event::End(tag) if tag == end => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }
}
