//! Guides: what a leaflet says, read from Markdown or YAML.
//!
//! In goes a [`Source`], out comes a [`Guide`], the same for both spellings; every fault an author
//! can make is collected with its place. `## Heading` is a step, `# Heading` a part with steps of
//! its own, `**“Cài đặt”**` a button, `- [ ]` a check, `> [!WARNING]` a note.

mod body;
mod check;
mod claims;
mod faults;
mod flat;
pub mod formats;
mod front;
mod inline;
mod labels;
mod left;
mod library;
mod marks;
mod model;
mod needs;
mod page;
mod plain;
mod prose;
pub mod reasons;
mod refuse;
mod slots;
mod source_map;
mod statement;
mod template_claims;
mod unsupported;

pub use check::{Today, check, check_sources};
pub use left::place;
pub use library::{FOLDER, Library, bad_slug, slug_of, slugs};
pub use model::{
    Block, Contact, Group, Guide, Inline, Line, NoteKind, Part, Picture, QrTarget, Safety, Step,
};
pub use plain::check_words;
pub use slots::{Content, GROUPS, Slot, slots};
pub use statement::{Statement, StatementPosition, statements};
pub use template_claims::TemplateClaims;

pub use crate::facts::{Fact, Grade, Reference};
pub use crate::vietnamese::date::Date;

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::source::Source;
use page::GuideFile;

/// Reads one guide that stands alone, without a reference. `None` only when nothing is usable.
pub fn parse(source: &Source, slug: &str, sink: &mut Sink) -> Option<Guide> {
    parse_with(source, slug, &Arc::default(), sink)
}

/// Reads one guide that may cite the facts and labels of `reference`.
pub fn parse_with(
    source: &Source,
    slug: &str,
    reference: &Arc<Reference>,
    sink: &mut Sink,
) -> Option<Guide> {
    let page = GuideFile { source, reference };
    let extension = source.path.rsplit('.').next().unwrap_or("");
    if extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml") {
        let node = crate::yaml::parse(source, 0..source.text.len(), sink)?;
        return front::read(&node, slug, page, None, sink);
    }
    let Some((yaml, body_start)) = front_matter(&source.text) else {
        let first = source.text.find('\n').unwrap_or(source.text.len());
        sink.push(
            Diagnostic::new(
                Code::GuideNoFrontMatter,
                text!(
                    en "a guide begins with its front matter between two lines `---`",
                    vi "bài hướng dẫn phải mở đầu bằng phần khai báo nằm giữa hai dòng `---`",
                ),
            )
            .at(crate::span::Span::new(source.id, 0..first))
            .hint(text!(
                en "`toroi new guide` writes one to start from",
                vi "lệnh `toroi new guide` viết sẵn một bài để sửa theo",
            )),
        );
        return None;
    };
    let node = crate::yaml::parse(source, yaml, sink)?;
    let parts = body::parse(page, body_start..source.text.len(), sink);
    front::read(&node, slug, page, Some(parts), sink)
}

/// The bytes of the YAML between the two `---` lines, and where the Markdown begins.
fn front_matter(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let start = text.strip_prefix("---").and_then(|rest| {
        let line_end = rest.find('\n')?;
        rest[..line_end].trim().is_empty().then_some(3 + line_end + 1)
    })?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}
