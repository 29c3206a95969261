//! The second reader.
//!
//! `saphyr_parser` knows places, `serde_yaml` stands on a parser that is in use for twenty years;
//! they have nothing in common but the standard. What the first has read the second has to find
//! again, text by text. Where they differ, as over some rare spellings, nothing is printed.

use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::node::is_null;
use super::{Node, Value, refuse};
use crate::diag::Diagnostic;
use crate::source::{Source, line_column};
use crate::span::Span;

/// Says where the two readers differ, if they do.
pub(super) fn differs(source: &Source, range: Range<usize>, node: &Node) -> Option<Diagnostic> {
    let place = Cell::new(node.span);
    let second = serde_yaml::Deserializer::from_str(&source.text[range.clone()]);
    let error = ExpectedNode { node, place: &place }.deserialize(second).err()?;
    let place = place.get();
    let span = match error.location() {
        Some(at) if place == node.span => {
            let first_line = line_column(&source.text, range.start).0;
            let at = source.offset(first_line + at.line() - 1, at.column());
            Span::new(source.id, at..at)
        }
        _ => place,
    };
    let at = span.range().start;
    // The older parser takes a tab amiss in places where the standard allows one.
    let is_tab = source.text[at..].starts_with('\t');
    Some(if is_tab {
        refuse::broken(source, at, super::said::Said("tab"))
    } else {
        refuse::differs(span)
    })
}

/// Expects a node.
#[derive(Clone, Copy)]
struct ExpectedNode<'n> {
    node: &'n Node,
    /// Where the readers are, for the report.
    place: &'n Cell<Span>,
}

/// Expects a key.
struct ExpectedKey<'n>(&'n str);

/// What differs is known by its place.
fn other<E: serde::de::Error>() -> E {
    E::custom("differs")
}

impl<'de> DeserializeSeed<'de> for ExpectedNode<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.place.set(self.node.span);
        match self.node.value {
            Value::Null | Value::Text(_) => deserializer.deserialize_str(self),
            Value::List(_) => deserializer.deserialize_seq(self),
            Value::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for ExpectedNode<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same")
    }

    fn visit_str<E: serde::de::Error>(self, found: &str) -> Result<(), E> {
        match &self.node.value {
            Value::Text(words) if words == found => Ok(()),
            Value::Null if is_null(found) => Ok(()),
            _ => Err(other()),
        }
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        if matches!(self.node.value, Value::Null) { Ok(()) } else { Err(other()) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut found: A) -> Result<(), A::Error> {
        let Value::List(items) = &self.node.value else { return Err(other()) };
        for node in items {
            found.next_element_seed(ExpectedNode { node, ..self })?.ok_or_else(other)?;
        }
        match found.next_element::<serde::de::IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(other()),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut found: A) -> Result<(), A::Error> {
        let Value::Map(fields) = &self.node.value else { return Err(other()) };
        for (key, node) in fields {
            self.place.set(key.span);
            found.next_key_seed(ExpectedKey(&key.it))?.ok_or_else(other)?;
            found.next_value_seed(ExpectedNode { node, ..self })?;
        }
        match found.next_key::<serde::de::IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("more")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for ExpectedKey<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for ExpectedKey<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same key")
    }

    fn visit_str<E: serde::de::Error>(self, found: &str) -> Result<(), E> {
        if found == self.0 { Ok(()) } else { Err(other()) }
    }
}
