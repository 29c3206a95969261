//! Writing an archive.

use std::io::{self, Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// The files, each by its name, in one folder of a ZIP archive. PDFs are packed already, so they lie in
/// it as they are. The same files give the same bytes: no clock is read.
///
/// # Errors
/// When a name may not stand in an archive: it is too long, or there are two of it.
pub fn pack(folder: &str, files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(format!("{folder}/{name}"), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
