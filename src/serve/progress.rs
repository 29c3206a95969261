//! How far long jobs are, for who asks.

use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;

use crate::lru::Lru;

/// The header with the name that the page gives a job.
const JOB: &str = "x-job";
/// The longest name: 128 bits in hexadecimal.
const MOST_LETTERS: usize = 32;
/// Jobs that are remembered.
const MOST_JOBS: usize = 1_000;

/// What is known of a job.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Stage {
    #[default]
    Unknown,
    /// It waits, with this number in the queue of what takes long, or in that of all else.
    Waiting { is_long: bool, number: u64 },
    /// So much is done, of so much.
    Working(u64, u64),
}

/// How far each job is, by the name that nobody else can guess.
pub(super) struct Progress(Mutex<Lru<String, Stage>>);

impl Default for Progress {
    fn default() -> Progress {
        Progress(Mutex::new(Lru::new(MOST_JOBS)))
    }
}

/// The name a request gives its job.
pub(super) fn name(headers: &HeaderMap) -> Option<String> {
    let name = headers.get(JOB)?.to_str().ok()?;
    let is_name = name.len() == MOST_LETTERS && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_name.then(|| name.to_owned())
}

impl Progress {
    /// A job is so far.
    pub(super) fn report(&self, job: Option<&str>, stage: Stage) {
        if let Some(job) = job {
            self.lock().insert(job.to_owned(), stage, 1);
        }
    }

    /// How far a job is.
    pub(super) fn of(&self, job: &str) -> Stage {
        self.lock().get(job).copied().unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Lru<String, Stage>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
