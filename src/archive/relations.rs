//! How the parts of an Office document refer to each other (ECMA-376 part 2, 6.5).

use quick_xml::events::Event;

use super::package::{Archive, ArchiveFault, MOST_OF_A_PART, attribute};

/// A relation between two parts of an Office document.
#[derive(Debug)]
pub struct Relation {
    /// What the part calls it.
    pub id: String,
    /// The last word of its type.
    pub kind: String,
    /// Its path in the archive, or its address outside.
    pub target: String,
    /// Whether it leads out of the archive.
    pub is_outside: bool,
}

/// The relations in the part `path`, whose targets are seen from `folder`.
///
/// # Errors
/// When the part cannot be read.
pub fn relations(
    archive: &mut Archive,
    path: &str,
    folder: &str,
) -> Result<Vec<Relation>, ArchiveFault> {
    let mut found = Vec::new();
    let Some(mut xml) = archive.xml(path, MOST_OF_A_PART)? else { return Ok(found) };
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag)
                if tag.local_name().as_ref() == "Relationship" =>
            {
                let field = |name| attribute(&tag, name).unwrap_or_default();
                let kind = field("Type").rsplit('/').next().unwrap_or("").to_owned();
                let (target, is_outside) = (field("Target"), field("TargetMode") == "External");
                found.push(Relation {
                    id: field("Id"),
                    kind,
                    target: if is_outside { target } else { within(folder, &target) },
                    is_outside,
                });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A path as seen from a folder of the archive.
fn within(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(from_root) = target.strip_prefix('/') {
        return from_root.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
