//! `--set KEY=VALUE`: what the command line fills in.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::guide::{self, Library};
use crate::source::{ReadAs, Sources};
use crate::template::Settings;
use crate::vietnamese::normalise::Segment;

/// Reads `KEY=VALUE` pairs; a value is mended and checked as if it stood in a guide.
pub(super) fn read(
    given: &[String],
    library: &Library,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Settings {
    let mut settings = Settings::new();
    let contacts = library.guides.values().flat_map(|guide| &guide.contacts);
    let known: BTreeSet<&str> = contacts.map(|contact| contact.id.it.as_str()).collect();
    for pair in given {
        let Some((key, value)) = pair.split_once('=') else {
            sink.push(
                Diagnostic::new(
                    Code::GuideUnknownSetting,
                    text!(
                        en "`--set {pair}` has no `=`",
                        vi "`--set {pair}` thiếu dấu `=`",
                    ),
                )
                .hint(text!(
                    en "write --set cong-an=\"024 3864 1234\"",
                    vi "viết --set cong-an=\"024 3864 1234\"",
                )),
            );
            continue;
        };
        if !known.contains(key) && !library.guides.is_empty() {
            let list = known.iter().copied().collect::<Vec<_>>().join(", ");
            sink.push(
                Diagnostic::new(
                    Code::GuideUnknownSetting,
                    text!(
                        en "no guide has a contact line `{key}`",
                        vi "không bài nào có dòng liên hệ `{key}`",
                    ),
                )
                .did_you_mean(key, known.iter().copied())
                .hint(text!(en "the contact lines are: {list}", vi "các dòng liên hệ gồm: {list}")),
            );
        }
        let value = clean(key, value, sources, sink).unwrap_or_default();
        guide::formats::check_setting(key, &value, sink);
        settings.insert(key.to_owned(), value);
    }
    settings
}

/// A value as it should be; what was mended is told as of a file called `--set KEY`.
fn clean(key: &str, value: &str, sources: &mut Sources, sink: &mut Sink) -> Option<String> {
    if value.trim().is_empty() {
        return None;
    }
    let prose = |text: &str| vec![Segment::plain(text, 0..text.len())];
    let reading = ReadAs { prose: Some(&prose), ..ReadAs::default() };
    let file = sources.add(&format!("--set {key}"), value.as_bytes(), reading, sink)?;
    Some(sources.get(file).text.clone())
}
