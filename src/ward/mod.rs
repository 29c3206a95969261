//! The ward a project is for: `ward.yaml` fills in the contact lines of every guide.
//!
//! In goes the file, out comes a [`Ward`]: a value for each contact line it knows, the numbers
//! whose owners agreed to be printed where everybody reads them, the logo. What is not known yet
//! is left out and prints as a dotted line. Every mistake in the file is reported with its place.
//!
//! | Contact line | Filled in with |
//! |---|---|
//! | `cong-an` | the telephone of the police |
//! | `dia-chi-cong-an` | their address |
//! | `to-truong` | name and telephone of the leader of the residential group |
//! | `tinh-nguyen-vien` | names and telephones of the volunteers |
//! | `don-vi` | who issues the sheets |
//! | `thoi-gian`, `dia-diem` | when and where the next events are |

mod ask;
mod change;
mod events;
mod faults;
mod fields;
mod file;
mod look;
mod model;
mod read;
mod schema;

use std::io;

use crate::diag::Sink;
use crate::guide::Date;
use crate::source::{ReadAs, Sources};
use crate::world::{World, read_error};

pub use ask::{Answers, Question, questions};
pub use change::{answers, change};
pub use file::write;
pub use look::{WardLook, accent};
pub use model::Ward;
pub use schema::WARD_FILE;

/// The file, in the root of a project.
pub const WARD: &str = "ward.yaml";

impl Ward {
    /// Reads the ward of a world; nothing when there is no such file. One that cannot be read and
    /// events before `today` are reported.
    pub fn load(
        world: &dyn World,
        today: Date,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<Ward> {
        let bytes = match world.read_text(WARD) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                sink.push(read_error(&world.display_path(WARD), &error));
                return None;
            }
        };
        let file = sources.add(&world.display_path(WARD), &bytes, ReadAs::default(), sink)?;
        read::read(sources.get(file), world, today, sink)
    }
}
