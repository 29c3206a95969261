//! Whether the files of a job may take the names they want, by the journal of the job that has files of
//! these names already.

use std::path::Path;

use super::faults;
use super::output::report;
use crate::diag::Diagnostic;
use crate::merge::job_journal::{Done, JobIdentity, JobJournal, Journal};

/// Why `job` may not take the place of what `journal`, which stands at `path`, tells of: it is of another
/// sheet, or of another list while files of it are there still. `waits` says whether files of it wait to
/// be gone on with.
pub(super) fn clash(
    path: &Path,
    journal: &Journal,
    job: &JobIdentity,
    waits: bool,
) -> Option<Diagnostic> {
    let was = &journal.head;
    if was.is_kin(job) {
        return None;
    }
    if !was.is_of_one_sheet(job) {
        return Some(faults::taken(path, was));
    }
    let stands = |done: &Done| done.copies > 0 && path.with_file_name(&done.file).exists();
    let loses = waits || journal.done.iter().any(stands);
    loses.then(|| faults::other_list(path, &was.list))
}

/// Notes which job the files of these names are of, before they get their names; refuses those of a job
/// whose files stand.
///
/// # Errors
/// One finding: the names are taken, or the journal cannot be written.
pub(super) fn enter(path: &Path, job: &JobIdentity, files: &[Done]) -> Result<(), Diagnostic> {
    // What stands in its place and is no journal is reported when it is to be replaced.
    if let Ok(Some(journal)) = Journal::read(path)
        && let Some(found) = clash(path, &journal, job, false)
    {
        return Err(found);
    }
    let write = || {
        let mut journal = JobJournal::begin(path, job)?;
        files.iter().try_for_each(|file| journal.add(file))
    };
    write().map_err(|error| report(path, &error))
}
