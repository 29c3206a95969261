//! Names of columns, and finding one by a name that somebody typed.

use super::faults::NameFault;
use crate::diag::{Diagnostic, nearest};
use crate::vietnamese::fold;

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name as written.
    pub name: String,
    /// The name without accents, capitals and spaces: `to_dan_pho`.
    pub key: String,
}

impl Column {
    /// The column called `name`, which is the one at `index`.
    pub(super) fn new(name: String, index: usize) -> Column {
        let mut key = fold::slug(&name).replace('-', "_");
        // A template cannot name a variable that begins with a digit.
        if key.is_empty() || key.starts_with(|c: char| c.is_ascii_digit()) {
            key = format!("cot_{}{}{key}", index + 1, if key.is_empty() { "" } else { "_" });
        }
        Column { name, key }
    }

    /// Whether somebody who types `name` means this column.
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = fold::plain(name);
        if wanted.is_empty() { self.name == name } else { fold::plain(&self.name) == wanted }
    }
}

/// A column that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name that was wanted.
    pub wanted: String,
    /// The column that is most like it.
    pub near: Option<String>,
    /// All columns there are.
    pub columns: Vec<String>,
}

impl Suggestion {
    pub(super) fn new(wanted: &str, columns: &[Column]) -> Suggestion {
        let folded: Vec<String> = columns.iter().map(|column| fold::plain(&column.name)).collect();
        let near = nearest(&fold::plain(wanted), folded.iter().map(String::as_str));
        let near = near.and_then(|near| folded.iter().position(|own| own == near));
        Suggestion {
            wanted: wanted.to_owned(),
            near: near.map(|index| columns[index].name.clone()),
            columns: columns.iter().map(|column| column.name.clone()).collect(),
        }
    }

    /// The finding: what is missing, what may be meant, what there is.
    pub fn diagnostic(&self) -> Diagnostic {
        let (wanted, near) = (self.wanted.as_str(), self.near.as_deref());
        NameFault::NoColumn { wanted, near, columns: &self.columns }.into()
    }
}
