//! Files made: written beside their place and renamed, so that a good file is never lost.

use std::fs;
use std::io;
use std::path::Path;

use crate::diag::{Code, Diagnostic, text};

/// Puts `bytes` at `path` all at once.
///
/// # Errors
/// One finding when the folder cannot be written or the disk is full; `path` is untouched then.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let beside = beside(path);
    let result = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    result.map_err(|error| {
        // What was begun is no use to anyone.
        let _ = fs::remove_file(&beside);
        report(path, &error)
    })
}

fn beside(path: &Path) -> std::path::PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(format!(".{name}.part"))
}

/// Makes a folder and those above it.
///
/// # Errors
/// One finding when it cannot be made.
pub(super) fn folder(path: &Path) -> Result<(), Diagnostic> {
    if let Some(file) = path.ancestors().find(|above| above.is_file()) {
        let shown = file.display().to_string();
        let diagnostic = Diagnostic::new(
            Code::FileIsFolder,
            text!(
                en "`{shown}` is a file, not a folder",
                vi "`{shown}` là tệp, không phải thư mục",
            ),
        );
        return Err(diagnostic.at_path(&shown).hint(text!(
            en "name a folder with --out; it is made if it is not there",
            vi "ghi tên một thư mục sau --out; chưa có thì toroi tự tạo",
        )));
    }
    fs::create_dir_all(path).map_err(|error| report(path, &error))
}

/// What the system says of a path, as a finding.
pub(super) fn report(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    let said = error.to_string();
    let full = matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    );
    let diagnostic = if full {
        Diagnostic::new(Code::OutputFull, text!(
            en "there is no room on the disk for `{shown}`: {said}",
            vi "đĩa không còn chỗ để ghi `{shown}`: {said}",
        ))
        .hint(text!(
            en "delete what you do not need, or choose another disk with --out; the old file is untouched",
            vi "xóa bớt tệp không cần, hoặc chọn ổ khác bằng --out; tệp cũ vẫn còn nguyên",
        ))
    } else {
        Diagnostic::new(Code::OutputDenied, text!(
            en "`{shown}` cannot be written: {said}",
            vi "không ghi được `{shown}`: {said}",
        ))
        .hint(text!(
            en "choose a folder of your own with --out, and close the file in other programs; the old file is untouched",
            vi "chọn thư mục của mình bằng --out, và đóng tệp trong chương trình khác; tệp cũ vẫn còn nguyên",
        ))
    };
    diagnostic.at_path(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_forbidden_one() {
        for (kind, code) in [
            (io::ErrorKind::StorageFull, Code::OutputFull),
            (io::ErrorKind::QuotaExceeded, Code::OutputFull),
            (io::ErrorKind::PermissionDenied, Code::OutputDenied),
            (io::ErrorKind::ReadOnlyFilesystem, Code::OutputDenied),
        ] {
            assert_eq!(report(Path::new("out/x.pdf"), &kind.into()).code, code);
        }
    }
}
