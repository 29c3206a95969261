//! Text in the place of a guide, and what it is: people put lists, data of the ward and plain words
//! into the folder of guides.

use crate::yaml::FileKind;

/// What a file without front matter holds, as far as its first lines tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// Rows of as many cells each.
    List,
    /// The fields of another file.
    File(FileKind),
    /// The fields of a guide.
    Fields,
    /// Something else.
    Words,
}

/// As many lines are looked at.
const MOST_LINES: usize = 30;

impl Stray {
    pub(super) fn of(text: &str) -> Stray {
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.take(MOST_LINES).collect();
        let names = lines.iter().filter_map(|line| {
            let (name, rest) = line.split_once(':')?;
            let is_name =
                !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
            (is_name && (rest.is_empty() || rest.starts_with(' '))).then_some(name)
        });
        match FileKind::of(&names) {
            Some(FileKind::Guide) => return Stray::Fields,
            Some(kind) => return Stray::File(kind),
            None => {}
        }
        let is_list = |sign: char| {
            let count = |line: &str| line.matches(sign).count();
            match lines.as_slice() {
                [head, second, ..] => {
                    count(head) > 0 && count(head) == count(second) && !head.ends_with('.')
                }
                _ => false,
            }
        };
        if [';', '\t', ','].into_iter().any(is_list) { Stray::List } else { Stray::Words }
    }
}
