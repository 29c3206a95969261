//! How much a request may take.

use std::time::Duration;

/// The longest message: a list of 100,000 rows and the pictures of a project.
pub(super) const MOST_BYTES: usize = 64 << 20;
/// Requests that may wait beside those that are worked on: a room of fifty people.
pub(super) const MOST_WAITING: usize = 64;
/// The longest the engine may work on a request.
pub(super) const DEADLINE: Duration = Duration::from_mins(5);
/// The longest a request may take with all that is sent.
pub(super) const PATIENCE: Duration = Duration::from_mins(10);
