//! What a merge will make, before it is made.

use super::faults;
use super::merge::MergeJob;
use crate::cancel::Cancel;
use crate::merge::{Composer, CompositionJob, Halt, RecordSource};

/// How many records a plan makes to see how long each takes.
const SAMPLE: usize = 200;

/// What a merge will make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergePlan {
    /// Copies.
    pub copies: u64,
    /// Records that cannot be read.
    pub bad: u64,
    /// Files.
    pub files: u64,
    /// Pages of all files.
    pub pages: u64,
    /// Sheets of paper.
    pub paper: u64,
    /// Records of which a copy was tried.
    pub tried: usize,
}

impl MergeJob<'_> {
    /// Counts what a job will make. A few copies are tried, each in a call of `timed`, which may
    /// look at a clock before and after.
    ///
    /// # Errors
    /// Why the list does not come to its end, or that the job was cancelled.
    pub fn plan(
        &self,
        source: &mut dyn RecordSource,
        cancel: &Cancel,
        timed: &mut dyn FnMut(&mut dyn FnMut()),
    ) -> Result<MergePlan, Halt> {
        let count = |job: CompositionJob<'_>| self.count(job, source, cancel, timed);
        self.with(cancel, count).unwrap_or_else(|| Ok(MergePlan::default()))
    }

    fn count(
        &self,
        job: CompositionJob<'_>,
        source: &mut dyn RecordSource,
        cancel: &Cancel,
        timed: &mut dyn FnMut(&mut dyn FnMut()),
    ) -> Result<MergePlan, Halt> {
        let mut plan = MergePlan::default();
        let Some(mut composer) = Composer::new(job) else { return Ok(plan) };
        let per_sheet = job.per_sheet() as u64;
        // Each file begins with a sheet of its own.
        let (mut last, mut sheets, mut places, mut faces) = (None, 0, 0, 0);
        while let Some((file, (number, record))) = source.next_record()? {
            if cancel.is_cancelled() {
                return Err(Halt::Filter(Box::new(faults::cancelled())));
            }
            if self.rules.shard.is_some_and(|shard| !shard.makes(file.index)) {
                continue;
            }
            if last != Some(file.index) {
                last = Some(file.index);
                plan.files += 1;
                sheets += u64::div_ceil(places, per_sheet);
                places = if file.index == 0 { job.used_places() as u64 } else { 0 };
            }
            places += 1;
            let Ok(record) = record else {
                plan.bad += 1;
                continue;
            };
            plan.copies += 1;
            if plan.tried < SAMPLE {
                plan.tried += 1;
                timed(&mut || {
                    if let Ok(copy) = composer.copy(&record, number) {
                        faces = faces.max(copy.len() as u64);
                        drop(composer.pages(&[Some(copy)], 0));
                    }
                });
            }
        }
        sheets += places.div_ceil(per_sheet);
        let leaves = if job.is_duplex() { faces.div_ceil(2) } else { faces };
        plan.pages = if job.is_duplex() { sheets * leaves * 2 } else { sheets * faces };
        plan.paper = sheets * leaves;
        Ok(plan)
    }
}
