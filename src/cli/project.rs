//! The project folder, before anything is read from it.

use std::io;
use std::path::Path;

use super::args::Args;
use crate::diag::{Code, Diagnostic, text};
use crate::world::read_error;

/// A path typed where the user stands, as the project sees it; names stay names.
pub(super) fn from_here(name: &str, args: &Args) -> String {
    if !name.contains(['/', '\\', '.']) || args.project == Path::new(".") {
        return name.to_owned();
    }
    std::path::absolute(name).map_or_else(|_| name.to_owned(), |path| path.display().to_string())
}

/// Reports a folder of a project that is not there: the guides inside the program are for those who
/// name no project, not for those who mistype its name.
pub(super) fn missing(project: &Path) -> Option<Diagnostic> {
    let error = match project.metadata() {
        Ok(about) if about.is_dir() => return None,
        Ok(_) => io::ErrorKind::NotADirectory.into(),
        Err(error) => error,
    };
    let shown = project.display().to_string();
    Some(match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::new(
            Code::FileMissing,
            text!(
                en "there is no project folder `{shown}`",
                vi "không có thư mục dự án `{shown}`",
            ),
        )
        .at_path(&shown)
        .hint(text!(
            en "check what stands after --project; `toroi new project {shown}` makes the folder",
            vi "xem lại chữ sau --project; lệnh `toroi new project {shown}` tạo thư mục ấy",
        )),
        _ => read_error(&shown, &error),
    })
}

/// Reports that the guides of a project went away.
pub(super) fn missing_guides(folder: &Path) -> Option<Diagnostic> {
    let shown = folder.display().to_string();
    let found = Diagnostic::new(
        Code::FileMissing,
        text!(
            en "the guides in `{shown}` went away; the last sheets stay as they are",
            vi "các bài trong `{shown}` không còn; tờ in lần trước được giữ nguyên",
        ),
    );
    let found = found.at_path(&shown).hint(text!(
        en "put the folder back, or stop and start again without it",
        vi "đưa thư mục trở lại, hoặc dừng rồi chạy lại khi không cần thư mục ấy",
    ));
    (!folder.is_dir()).then_some(found)
}
