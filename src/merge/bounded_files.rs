//! Records for files that may hold only so many copies.
//!
//! A tagged file remembers where each copy stands in its tree until it is finished, so a file of a
//! million copies would take more memory than there is. What would make one ends in words, before
//! anything has got its place.

use super::faults;
use super::record_source::{Halt, Numbered, OutputFileId, RecordSource};
use crate::diag::Diagnostic;

/// The most copies of a file with tags: some 30 MB of memory.
pub const MOST_TAGGED: u64 = 20_000;

/// A source of records whose files stay small enough.
pub struct BoundedFiles<'s> {
    source: Box<dyn RecordSource + 's>,
    most: u64,
    /// The file of the last record, and how many went into it.
    last: Option<(u64, u64)>,
}

impl<'s> BoundedFiles<'s> {
    /// The records of `source`, at most so many for a file.
    pub fn new(source: Box<dyn RecordSource + 's>, most: u64) -> BoundedFiles<'s> {
        BoundedFiles { source, most, last: None }
    }
}

impl RecordSource for BoundedFiles<'_> {
    fn next_record(&mut self) -> Result<Option<(OutputFileId, Numbered)>, Halt> {
        let Some((file, record)) = self.source.next_record()? else { return Ok(None) };
        let count = match self.last {
            Some((last, count)) if last == file.index => count + 1,
            _ => 1,
        };
        if count > self.most {
            return Err(Halt::Filter(Box::new(faults::too_many_in_a_file(&file.name, self.most))));
        }
        self.last = Some((file.index, count));
        Ok(Some((file, record)))
    }

    fn is_done(&self, file: u64) -> bool {
        self.source.is_done(file)
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.source.diagnostics()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Record;

    /// Records of files with these numbers.
    struct Files(std::vec::IntoIter<u64>);

    impl RecordSource for Files {
        fn next_record(&mut self) -> Result<Option<(OutputFileId, Numbered)>, Halt> {
            let next = self.0.next();
            Ok(next.map(|index| {
                let file = OutputFileId { index, name: format!("{index}.pdf").into() };
                let (cells, notes) = (Vec::new(), Vec::new());
                (file, (1, Ok(Record { row: 1, line: 1, cells, notes })))
            }))
        }

        fn is_done(&self, _: u64) -> bool {
            false
        }

        fn diagnostics(&self) -> Vec<Diagnostic> {
            Vec::new()
        }
    }

    #[test]
    fn each_file_is_counted_by_itself() {
        for (files, taken) in [
            (vec![0, 0, 0], Some(3)),
            (vec![0, 0, 0, 1, 1, 1, 2], Some(7)),
            (vec![0, 0, 0, 0], None),
            (vec![0, 1, 1, 1, 1], None),
            (vec![], Some(0)),
        ] {
            let mut bounded = BoundedFiles::new(Box::new(Files(files.clone().into_iter())), 3);
            let mut count = 0;
            let whole = loop {
                match bounded.next_record() {
                    Ok(Some(_)) => count += 1,
                    Ok(None) => break Some(count),
                    Err(Halt::Filter(_)) => break None,
                    Err(_) => unreachable!(),
                }
            };
            assert_eq!(whole, taken, "{files:?}");
        }
    }
}
