//! From the events of `saphyr_parser`, each with its place, to nodes.
//!
//! Every scalar stays as it is written: `7:30`, `no`, `012` and `1_000` are texts, and who needs a
//! number reads one. What only programs write (anchors, aliases, merge keys, tags, directives,
//! several documents) is refused by name: in a guide it is nearly always a text without its
//! quotation marks, such as `*Lưu ý*` or `!Nhớ`.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};

use super::lost::{self, Parent};
use super::node::{MAX_DEPTH, is_null};
use super::said::Said;
use super::{Node, Spanned, Value, refuse};
use crate::diag::{Diagnostic, Sink};
use crate::source::Source;
use crate::span::Span;

/// Why reading ended before the end.
type Stop = Box<Diagnostic>;

/// An event, its place in the source, and the column its place begins in.
struct MarkedEvent<'a> {
    event: Event<'a>,
    at: Range<usize>,
    column: usize,
}

/// A scalar as the parser gives it.
struct Scalar<'a> {
    words: &'a str,
    style: ScalarStyle,
    at: Range<usize>,
}

/// Reads the YAML in `range`. `None` when it is broken; `bool` says whether all of it is plain.
pub(super) fn read(source: &Source, range: Range<usize>, sink: &mut Sink) -> Option<(Node, bool)> {
    let text = &source.text[range.clone()];
    let mut reader = NodeComposer {
        source,
        base: range.start,
        text,
        events: Parser::new_from_str(text),
        at: (0, 0),
        last: range.start,
        is_plain: true,
        sink,
    };
    match reader.document() {
        Ok(node) => Some((node, reader.is_plain)),
        Err(fault) => {
            sink.push(*fault);
            None
        }
    }
}

struct NodeComposer<'a, 's> {
    source: &'a Source,
    /// Where the text begins in the source.
    base: usize,
    text: &'a str,
    events: Parser<'a, StrInput<'a>>,
    /// A letter of the text and its byte: the parser counts letters.
    at: (usize, usize),
    /// Where the event before ended.
    last: usize,
    is_plain: bool,
    sink: &'s mut Sink,
}

impl<'a> NodeComposer<'a, '_> {
    /// The next event.
    fn next(&mut self) -> Result<MarkedEvent<'a>, Stop> {
        match self.events.next_event() {
            Some(Ok((event, span))) => {
                let start = self.byte(span.start);
                let at = start..self.byte(span.end).max(start);
                Ok(MarkedEvent { event, at, column: span.start.col() })
            }
            Some(Err(error)) => {
                let (at, said) = (self.byte(*error.marker()), Said(error.info()));
                // A comment that hides the bracket at its end is what has to be mended.
                let hiding = said.is_open().then(|| lost::hiding(self.source, self.last..at));
                if let Some(lost) = hiding.flatten() {
                    return Err(Box::new(refuse::lost(&lost)));
                }
                Err(Box::new(refuse::broken(self.source, at, said)))
            }
            None => {
                Ok(MarkedEvent { event: Event::StreamEnd, at: self.end()..self.end(), column: 0 })
            }
        }
    }

    fn end(&self) -> usize {
        self.base + self.text.len()
    }

    /// The byte of the source at a mark. Marks go forward but for a letter or two.
    fn byte(&mut self, mark: Marker) -> usize {
        let (mut letter, mut byte) = self.at;
        let bytes = self.text.as_bytes();
        let is_inside = |byte: usize| bytes.get(byte).is_some_and(|byte| byte & 0xC0 == 0x80);
        while letter < mark.index() && byte < bytes.len() {
            byte += 1;
            while is_inside(byte) {
                byte += 1;
            }
            letter += 1;
        }
        while letter > mark.index() && byte > 0 {
            byte -= 1;
            while is_inside(byte) {
                byte -= 1;
            }
            letter -= 1;
        }
        self.at = (letter, byte);
        self.base + byte
    }

    fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.source.id, at)
    }

    fn refuse(&mut self, fault: Diagnostic) {
        self.is_plain = false;
        self.sink.push(fault);
    }

    /// The first document; there may be no other.
    fn document(&mut self) -> Result<Node, Stop> {
        let mut first = None;
        loop {
            let read = self.next()?;
            match read.event {
                Event::DocumentStart(_) => {
                    if let Some(directive) = lost::directive(self.source, self.last..read.at.start)
                    {
                        self.refuse(refuse::directive(directive));
                    }
                    if first.is_some() {
                        self.refuse(refuse::documents(self.span(read.at)));
                        break;
                    }
                    let start = self.next()?;
                    first = Some(self.node(start, Parent::None, 0)?);
                }
                Event::StreamEnd => break,
                _ => {}
            }
        }
        Ok(first.unwrap_or_else(|| Node::null(self.span(self.base..self.base))))
    }

    /// The node that begins with `read`.
    fn node(&mut self, read: MarkedEvent<'a>, parent: Parent, depth: usize) -> Result<Node, Stop> {
        if depth > MAX_DEPTH {
            return Err(Box::new(refuse::too_deep(self.span(read.at.start..read.at.start + 1))));
        }
        match &read.event {
            Event::Scalar(_, _, anchor, tag) => self.plain(&read, *anchor, tag.is_some()),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                self.plain(&read, *anchor, tag.is_some());
            }
            _ => {}
        }
        match read.event {
            Event::Scalar(words, style, ..) => {
                Ok(self.scalar(&Scalar { words: &words, style, at: read.at }, parent))
            }
            Event::SequenceStart(..) => self.list(&read, parent, depth),
            Event::MappingStart(..) => self.map(&read, parent, depth),
            _ => {
                self.last = read.at.end;
                let span = self.span(read.at);
                self.refuse(refuse::alias(self.source, span));
                Ok(Node::text_of(self.source.slice(span), span))
            }
        }
    }

    /// Refuses what stands between the event before and this one, if it is an anchor or a tag.
    fn plain(&mut self, read: &MarkedEvent<'_>, anchor: usize, is_tagged: bool) {
        if anchor == 0 && !is_tagged {
            return;
        }
        for sign in ['&', '!'] {
            if (sign == '&' && anchor == 0) || (sign == '!' && !is_tagged) {
                continue;
            }
            let at = lost::property(self.source, self.last..read.at.end, sign);
            let span = self.span(at);
            let fault = match sign {
                '&' => refuse::anchor(self.source, span),
                _ => refuse::tag(self.source, span),
            };
            self.refuse(fault);
        }
    }

    fn scalar(&mut self, scalar: &Scalar<'_>, parent: Parent) -> Node {
        let Scalar { words, style, .. } = *scalar;
        let written = self.source.text[scalar.at.clone()].trim_end();
        let all = scalar.at.start..scalar.at.start + written.len();
        let inside = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if written.len() > 2 => {
                all.start + 1..all.end - 1
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                all.end - written.trim_start().len()..all.end
            }
            _ => all.clone(),
        };
        self.last = all.end;
        let span = self.span(inside);
        let is_plain = style == ScalarStyle::Plain;
        let behind = is_plain.then(|| lost::behind(self.source, self.end(), all.end)).flatten();
        if is_plain && is_null(words) {
            // `name: # remark` is an empty field, `name: #1` a text without its quotation marks.
            if let Some(lost) = behind.filter(|lost| !lost.is_remark) {
                self.refuse(refuse::lost(&lost));
                // Its sign is reported already, and is no heading besides.
                return Node::text_of(lost.words.trim_start_matches('#'), lost.span);
            }
            return Node::null(span);
        }
        let is_quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let under = || lost::under(self.source, self.end(), all.end, parent);
        let joined = || lost::run_together(self.source, all.clone(), style == ScalarStyle::Folded);
        let lost = behind
            .or_else(|| if is_quoted { None } else { under() })
            .or_else(|| if style == ScalarStyle::Literal { None } else { joined() });
        Node { lost: lost.map(Box::new), ..Node::text_of(words, span) }
    }

    fn list(
        &mut self,
        start: &MarkedEvent<'a>,
        parent: Parent,
        depth: usize,
    ) -> Result<Node, Stop> {
        let inside = self.inside(start, parent);
        let mut items = Vec::new();
        self.last = start.at.end;
        loop {
            let read = self.next()?;
            if read.event == Event::SequenceEnd {
                let end = self.close(inside, read.at.end);
                return Ok(Node::new(self.span(start.at.start..end), Value::List(items)));
            }
            let read =
                if read.is_empty() { MarkedEvent { at: self.behind('-'), ..read } } else { read };
            items.push(self.node(read, inside, depth + 1)?);
        }
    }

    fn map(&mut self, start: &MarkedEvent<'a>, parent: Parent, depth: usize) -> Result<Node, Stop> {
        let inside = self.inside(start, parent);
        let mut fields: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut from = None;
        self.last = start.at.end;
        loop {
            let read = self.next()?;
            if read.event == Event::MappingEnd {
                let end = self.close(inside, read.at.end);
                let from = from.unwrap_or(start.at.start);
                self.once(&mut fields);
                return Ok(Node::new(self.span(from..end.max(from)), Value::Map(fields)));
            }
            from.get_or_insert(read.at.start);
            let key = self.key(read, depth + 1)?;
            let empty = self.behind(':');
            let read = self.next()?;
            let read = if read.is_empty() { MarkedEvent { at: empty, ..read } } else { read };
            let value = self.node(read, inside, depth + 1)?;
            let Some(key) = key else { continue };
            fields.push((key, value));
        }
    }

    /// A key; nothing where it is refused.
    fn key(
        &mut self,
        read: MarkedEvent<'a>,
        depth: usize,
    ) -> Result<Option<Spanned<String>>, Stop> {
        let start = read.at.start;
        let is_plain = matches!(read.event, Event::Scalar(_, ScalarStyle::Plain, ..));
        let is_empty = read.is_empty();
        let is_alias = matches!(read.event, Event::Alias(_));
        let node = self.node(read, Parent::Flow, depth)?;
        let words = match node.value {
            Value::Text(words) => words,
            Value::Null if is_empty => String::new(),
            Value::Null => self.source.slice(node.span).to_owned(),
            _ => {
                self.refuse(refuse::key(self.span(start..start + 1)));
                return Ok(None);
            }
        };
        if is_plain && words == "<<" {
            self.refuse(refuse::merge(node.span));
        } else if !is_alias {
            return Ok(Some(Spanned::new(words, node.span)));
        }
        Ok(None)
    }

    /// Refuses every name that is there already, and keeps the first of each.
    fn once(&mut self, fields: &mut Vec<(Spanned<String>, Node)>) {
        let mut order: Vec<usize> = (0..fields.len()).collect();
        order.sort_by(|a, b| (&fields[*a].0.it, a).cmp(&(&fields[*b].0.it, b)));
        let mut again = Vec::new();
        let mut first = 0;
        for (place, at) in order.iter().enumerate() {
            if place > 0 && fields[order[first]].0.it == fields[*at].0.it {
                again.push((*at, order[first]));
            } else {
                first = place;
            }
        }
        if again.is_empty() {
            return;
        }
        again.sort_unstable();
        for (at, first) in &again {
            self.refuse(refuse::twice(&fields[*at].0, fields[*first].0.span));
        }
        let mut place = 0;
        fields.retain(|_| {
            place += 1;
            again.binary_search_by_key(&(place - 1), |(at, _)| *at).is_err()
        });
    }

    /// How what begins at `start` holds its items.
    fn inside(&self, start: &MarkedEvent<'_>, parent: Parent) -> Parent {
        let is_flow = self.source.text[start.at.start..].starts_with(['[', '{']);
        if is_flow && !start.at.is_empty() || parent == Parent::Flow {
            Parent::Flow
        } else {
            Parent::Block(start.column)
        }
    }

    /// Where a list or mapping ends: behind its bracket, or with the last thing in it.
    fn close(&mut self, inside: Parent, end: usize) -> usize {
        if inside == Parent::Flow && self.source.text[..end].ends_with([']', '}']) {
            self.last = end;
        }
        self.last
    }

    /// Behind the `:` or `-` that follows what was read last: there an empty value stands.
    fn behind(&self, sign: char) -> Range<usize> {
        let mut rest = self.source.text.get(self.last..self.end()).unwrap_or("");
        loop {
            rest = rest.trim_start();
            if !rest.starts_with('#') {
                break;
            }
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        }
        let sign = if rest.starts_with(sign) { sign.len_utf8() } else { 0 };
        let at = if sign == 0 { self.last.min(self.end()) } else { self.end() - rest.len() + sign };
        at..at
    }
}

impl MarkedEvent<'_> {
    /// Whether it is a value that is not there.
    fn is_empty(&self) -> bool {
        let nothing = |words: &str| words.is_empty();
        matches!(&self.event, Event::Scalar(words, ScalarStyle::Plain, 0, None) if nothing(words))
    }
}
