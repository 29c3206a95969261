//! Names that may stand in a line of the history.

/// The most letters of a name.
const LONGEST: usize = 200;

/// `cai-dat-vneid`, also `bai_5`: the name of a file of a project, in small letters.
pub(super) fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    !name.is_empty() && name.len() <= LONGEST && name.chars().all(is_part)
}
