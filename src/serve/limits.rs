//! How much a request may take.

use std::time::Duration;

/// The longest message: a list of 100,000 rows and the pictures of a project.
pub(super) const MOST_BYTES: usize = 64 << 20;
/// Longer messages come a few at a time, so that many of them do not fill the memory.
pub(super) const LONG_BYTES: usize = 1 << 20;
/// As many of them.
pub(super) const MOST_LONG_MESSAGES: usize = 4;
/// The longest a message may take to come: 64 MB over a slow Wi-Fi.
pub(super) const SENDING: Duration = Duration::from_mins(2);
/// The longest nobody may take anything of an answer.
pub(super) const TAKING: Duration = Duration::from_secs(30);
/// Requests that may wait beside those that are worked on: a room of fifty people.
pub(super) const MOST_WAITING: u64 = 64;
/// Lists and kits that may wait.
pub(super) const MOST_LONG_WAITING: u64 = 16;
/// The longest the engine may work on a request.
pub(super) const DEADLINE: Duration = Duration::from_mins(5);
/// The longest a request may take with all that is sent.
pub(super) const PATIENCE: Duration = Duration::from_mins(10);
/// The longest a browser may take to say what it asks for, and to ask again on the same connection.
pub(super) const HEAD: Duration = Duration::from_secs(15);
/// Connections that may be open: a browser opens six.
pub(super) const MOST_CONNECTIONS: usize = 400;
/// How long those who are being answered are waited for at the end.
pub(super) const FAREWELL: Duration = Duration::from_secs(5);
/// The longest a list is kept that nobody asks for.
pub(super) const IDLE: Duration = Duration::from_mins(30);
/// The longest passphrase that is read, in bytes.
pub(super) const MOST_TYPED: usize = 100;
