//! The API of the page: what a person does in a browser, asked of a project.
//!
//! [`Engine::call`] takes a message and gives one, as `docs/api.md` says. It knows no sockets, no
//! files and no clock: the same engine answers in WebAssembly and behind `toroi serve`, from many
//! threads at once. What it keeps (projects that were loaded, sheets that were set, lists that were
//! sent) is bounded, and can be made again.

mod answers;
mod contract;
mod engine;
mod frame;
mod guides;
mod history;
mod keeper;
mod kits;
mod lists;
mod made_sheet;
mod merges;
mod printers;
mod reply;
mod request;
mod sheets;
mod ward;
mod writing;

pub use contract::schema;
pub use engine::{Call, Engine};
pub use frame::Frame;
pub use keeper::Keeper;
pub use request::{API, is_long};

use sha2::{Digest, Sha256};

use crate::merge::job_journal;

/// What tells bytes from others.
fn sum(bytes: &[u8]) -> String {
    job_journal::hex(&Sha256::digest(bytes))
}
