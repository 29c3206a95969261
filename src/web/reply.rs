//! What is answered.

use serde::Serialize;
use serde_json::value::RawValue;

use super::frame;
use crate::diag::{Lang, Sink};
use crate::report::{Format, Reporter};
use crate::source::Sources;

/// An answer: what was found on the way, what was asked for unless it could not be made, and files.
#[derive(Debug, Default)]
pub(super) struct Reply {
    /// What was asked for, as the fields of a JSON object; `None` when it could not be made.
    fields: Option<String>,
    /// Findings, each as `report` writes it.
    findings: Vec<Box<RawValue>>,
    /// Files that belong to it.
    files: Vec<Vec<u8>>,
    /// The contract was broken: nothing that a person did.
    fault: Option<String>,
}

/// The fields every reply has.
#[derive(Serialize)]
struct Head<'a> {
    ok: bool,
    findings: &'a [Box<RawValue>],
    files: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'a str>,
}

impl Reply {
    /// What was asked for. `value` is a struct: its fields stand in the reply.
    pub(super) fn of(value: &impl Serialize) -> Reply {
        match serde_json::to_string(value) {
            Ok(json) => Reply { fields: Some(json), ..Reply::default() },
            Err(error) => Reply::fault(error.to_string()),
        }
    }

    /// It could not be made; the findings say why.
    pub(super) fn refused() -> Reply {
        Reply::default()
    }

    /// The request itself breaks the contract.
    pub(super) fn fault(words: String) -> Reply {
        Reply { fault: Some(words), ..Reply::default() }
    }

    /// What was found on the way.
    pub(super) fn found(mut self, sink: &Sink, sources: &Sources, lang: Lang) -> Reply {
        let reporter = Reporter { format: Format::Json, lang, colour: false };
        let lines = reporter.print(sink, |_| true, sources);
        let read = |line: &str| RawValue::from_string(line.to_owned()).ok();
        self.findings.extend(lines.lines().filter_map(read));
        self
    }

    /// Files that belong to it.
    pub(super) fn with(mut self, files: impl IntoIterator<Item = Vec<u8>>) -> Reply {
        self.files.extend(files);
        self
    }

    /// As it is sent.
    pub(super) fn write(&self) -> Vec<u8> {
        let head = Head {
            ok: self.fields.is_some(),
            findings: &self.findings,
            files: self.files.iter().map(Vec::len).collect(),
            fault: self.fault.as_deref(),
        };
        // No map with keys that are no text, no number that is none: it is always written.
        let mut json = serde_json::to_string(&head).unwrap_or_default();
        let fields = self.fields.as_deref().and_then(|own| own.strip_prefix('{'));
        if let Some(fields) = fields.filter(|fields| *fields != "}") {
            json.pop();
            json.push(',');
            json.push_str(fields);
        }
        frame::write(&json, &self.files)
    }
}
