//! A row of a list.

use serde::Serialize;

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Household {
    /// Its number on the list.
    pub number: usize,
    /// The row it comes from.
    pub row: u64,
    /// The line of that row in the file.
    pub line: u64,
    /// Whom to ask for.
    pub name: String,
    /// Number, alley, street: one text.
    pub place: String,
    /// Group of residents, hamlet.
    pub group: String,
    /// What is to be done.
    pub task: String,
    /// What was done before.
    pub done: String,
    /// What the team has to know.
    pub note: String,
}
