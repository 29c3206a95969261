//! A spreadsheet or text document is a ZIP archive of XML files. Each is unpacked while it is read,
//! and only so far as its reader can need: a few kilobytes can stand for gigabytes (a “bomb”), and
//! sizes written in an archive may be lies, so what comes out is counted. Its checksum is compared,
//! for a damaged file may still give letters.

mod input;
mod pack;
mod package;
mod relations;

pub use input::Input;
pub use pack::pack;
pub use package::{
    Archive, ArchiveFault, ArchiveMember, COMPOUND, MOST_DEPTH, MOST_OF_A_PART, Xml, attribute,
    is_locked_package, push_reference,
};
pub use relations::{Relation, relations};
