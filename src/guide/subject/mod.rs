//! What the guides of a project are about: `guides/project.yaml`.
//!
//! It names the app most of them explain, if they explain one, and holds the safety boxes of their
//! readers, the first of which stands on every sheet whose guide does not choose another. So the
//! program itself knows no app and no warning.

mod faults;

pub(super) use faults::SubjectFault;

use crate::diag::{Diagnostic, Sink};
use crate::source::Source;
use crate::span::Span;
use crate::vietnamese::fold;
use crate::yaml::{self, Fields, Node, Spanned, Value};

/// The file, in the folder of guides.
pub const PROJECT: &str = "guides/project.yaml";

/// An app that guides explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its name, letter for letter.
    pub name: String,
    /// The version that was opened to compare; empty of what has none, as a web page.
    pub version: String,
    /// Who makes it, as the shop names them; may be empty.
    pub maker: String,
    /// Where that is written.
    pub span: Span,
}

impl App {
    /// The name and the version that was compared.
    pub fn words(&self) -> String {
        format!("{} {}", self.name, self.version).trim_end().to_owned()
    }

    /// Reads `{ name, version, maker }`.
    fn read(node: &Node, sink: &mut Sink) -> Option<App> {
        let fields = node.fields("app", sink)?;
        let name = fields.text("name", sink);
        let version = fields.get("version").and_then(|node| node.word("version", sink));
        let maker = fields.get("maker").and_then(|node| node.text("maker", sink));
        fields.finish(sink);
        let name = name?;
        let span = version.as_ref().map_or(name.span, |version| version.span);
        let words = |words: Option<Spanned<String>>| words.map_or_else(String::new, |it| it.it);
        Some(App { name: name.it, version: words(version), maker: words(maker), span })
    }

    /// Reads the field `app` of a guide: an app of its own, the version of the project's, or none.
    pub(super) fn of_guide(fields: &Fields<'_>, subject: &Subject, sink: &mut Sink) -> Option<App> {
        // A guide whose app cannot be read is not one without, and is looked at further.
        let unread = |span| App {
            name: "Ứng dụng".to_owned(),
            version: String::new(),
            maker: String::new(),
            span,
        };
        let Some(node) = fields.get("app") else {
            return fields.is_broken("app").then(|| unread(fields.span.head()));
        };
        let unread = unread(node.span);
        if !matches!(node.value, Value::Text(_)) {
            return Some(App::read(node, sink).unwrap_or(unread));
        }
        let Some(Spanned { it: version, span }) = node.word("app", sink) else {
            return Some(unread);
        };
        let is_version = version.starts_with(|c: char| c.is_ascii_digit());
        let Some(app) = subject.app.as_ref().filter(|_| is_version) else {
            let name = subject.app.as_ref().map(|app| app.name.as_str());
            let fault = SubjectFault::App { words: &version, name };
            sink.push(Diagnostic::from(fault).at(span));
            return Some(unread);
        };
        Some(App { version, span, ..app.clone() })
    }
}

/// What a project is about.
#[derive(Debug, Default)]
pub struct Subject {
    /// The app of guides that say no more than its version.
    pub app: Option<App>,
    /// The safety boxes by their ids, to be read as guides ask for them: their words may name
    /// buttons.
    pub(super) boxes: Vec<(Spanned<String>, Node)>,
    /// Occasions at which sheets are handed out, by their ids, with their names; the first is that of
    /// sheets for which nobody chose.
    pub occasions: Vec<(Spanned<String>, String)>,
    /// The file they stand in.
    pub(super) file: Option<Source>,
    /// Whether they cannot be read, which is reported.
    pub(super) is_unread: bool,
}

impl Subject {
    /// Reads the file, but for its safety boxes.
    pub(super) fn read(source: &Source, sink: &mut Sink) -> Subject {
        let mut subject = Subject { file: Some(source.clone()), ..Subject::default() };
        let whole = 0..source.text.len();
        let node = yaml::parse_partly(source, whole, sink);
        let Some(fields) = node.as_ref().and_then(|node| node.fields("project.yaml", sink)) else {
            return Subject { is_unread: true, ..subject };
        };
        subject.is_unread = fields.is_broken("safety");
        subject.app = fields.get("app").and_then(|node| App::read(node, sink));
        match fields.get("safety") {
            Some(node) => {
                let boxes = node.fields("safety", sink);
                subject.boxes = boxes.iter().flat_map(Fields::all).cloned().collect();
            }
            None if subject.is_unread => {}
            None => sink.push(Diagnostic::from(SubjectFault::NoBoxes).at(fields.span.head())),
        }
        if let Some(node) = fields.get("occasions") {
            let named = node.fields("occasions", sink);
            let name = |(id, node): &(Spanned<String>, Node)| {
                Some((id.clone(), node.text("occasions", sink)?.it))
            };
            subject.occasions = named.iter().flat_map(Fields::all).filter_map(name).collect();
        }
        fields.finish(sink);
        subject
    }

    /// The id of the occasion that a word means: its id or its name.
    pub fn occasion(&self, word: &str) -> Option<&str> {
        let word = fold::slug(word);
        let is_meant = |(id, name): &&(Spanned<String>, String)| {
            fold::slug(&id.it) == word || fold::slug(name) == word
        };
        self.occasions.iter().find(is_meant).map(|(id, _)| id.it.as_str())
    }

    /// The names of all occasions.
    pub fn occasion_names(&self) -> Vec<&str> {
        self.occasions.iter().map(|(_, name)| name.as_str()).collect()
    }

    /// The safety box of this id, or the first.
    pub(super) fn safety(&self, id: Option<&str>) -> Option<&Node> {
        let found = self.boxes.iter().find(|(known, _)| id.is_none_or(|id| known.it == id));
        found.map(|(_, node)| node)
    }

    /// The ids of all safety boxes.
    pub(super) fn ids(&self) -> Vec<&str> {
        self.boxes.iter().map(|(id, _)| id.it.as_str()).collect()
    }
}
