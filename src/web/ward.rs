//! What the ward says of itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::reply::Reply;
use super::request::Asked;
use crate::diag::Sink;
use crate::source::{ReadAs, Sources};
use crate::ward::{self, Answers, WARD};

#[derive(Serialize, JsonSchema)]
pub(super) struct Questions {
    questions: Vec<QuestionEntry>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct QuestionEntry {
    field: &'static str,
    words: String,
    kind: &'static str,
}

/// What the ward is asked, in order.
pub(super) fn questions(asked: &Asked<'_>) -> Reply {
    let entry = |question: &ward::Question| QuestionEntry {
        field: question.field,
        words: question.words.get(asked.lang).to_owned(),
        kind: match question.field.rsplit('.').next() {
            Some("phone") => "phone",
            Some("day") => "day",
            Some("agreed") => "yes-no",
            Some("logo") => "file",
            _ if question.field == "address" => "address",
            _ => "text",
        },
    };
    Reply::of(&Questions { questions: ward::questions().iter().map(entry).collect() })
}

#[derive(Serialize, JsonSchema)]
pub(super) struct AccentRead {
    accent: String,
}

/// The main colour as sheets have it: the one that was chosen, or the nearest that is dark enough.
pub(super) fn accent(asked: &Asked<'_>) -> Result<Reply, String> {
    let accent = asked.accent.ok_or("`accent` is missing")?.to_string();
    Ok(Reply::of(&AccentRead { accent }))
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct AnswerFields {
    answers: BTreeMap<String, String>,
    /// The file as it is, with what the page does not ask for.
    yaml: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct WardRead {
    yaml: String,
    values: BTreeMap<&'static str, String>,
    faults: Vec<FieldFault>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FieldFault {
    field: &'static str,
    message: String,
}

/// What was typed as it is printed, and what may not stand.
pub(super) fn read(asked: &Asked<'_>) -> Result<Reply, String> {
    let AnswerFields { answers: typed, yaml } = asked.fields()?;
    let (mut answers, mut faults) = (Answers::new(), Vec::new());
    for question in ward::questions() {
        let Some(words) = typed.get(question.field) else { continue };
        match question.read(words) {
            Ok(words) if words.is_empty() => {}
            Ok(words) => drop(answers.insert(question.field, words)),
            Err(why) => {
                let message = why.get(asked.lang).to_owned();
                faults.push(FieldFault { field: question.field, message });
            }
        }
    }
    // Nobody has to agree to a number that was not given.
    for question in ward::questions() {
        if question.is_idle(&answers) {
            answers.remove(question.field);
        }
    }
    let yaml = yaml.as_deref().and_then(|old| ward::change(old, &answers));
    let yaml = yaml.unwrap_or_else(|| ward::write(&answers));
    Ok(Reply::of(&WardRead { yaml, values: answers, faults }))
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct YamlFields {
    /// The text of a file; without it, that of the project.
    yaml: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct WardAnswers {
    answers: Answers,
    /// The text of the file; empty where the project has none.
    yaml: String,
}

/// What a file says already.
pub(super) fn answers(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let YamlFields { yaml } = asked.fields()?;
    let of_project = || {
        let bytes = engine.base.read_text(WARD).unwrap_or_default();
        let (mut sources, mut unread) = (Sources::new(), Sink::new());
        let file = sources.add(WARD, &bytes, ReadAs::default(), &mut unread);
        file.map_or_else(String::new, |file| sources.get(file).text.clone().into_owned())
    };
    let yaml = yaml.unwrap_or_else(of_project);
    Ok(ward::answers(&yaml)
        .map_or_else(Reply::refused, |answers| Reply::of(&WardAnswers { answers, yaml })))
}
