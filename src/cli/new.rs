//! `toroi new project`, `toroi new guide` and `toroi new ward`.

use std::path::Path;

use super::args::{Args, New};
use super::output;
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::guide::{bad_slug, slug_of};
use crate::source::Sources;
use crate::world::{Embedded, World};

/// The guide that `new guide` copies.
const MODEL: &str = "templates/new-guide.md";
/// The page for people that `new project` puts into a project.
const WELCOME: &str = "templates/new-project.md";

/// Makes a project or a guide; never overwrites anything.
pub(super) fn run(what: &New, args: &Args, terminal: Terminal) -> u8 {
    let mut sink = Sink::new();
    let made = match what {
        New::Project { dir } => project(dir, &mut sink),
        New::Ward => super::ward::run(&args.project, terminal, &mut sink),
        New::Guide { slug } => guide(slug, &args.project, &mut sink),
    };
    terminal.findings(&sink, &Sources::new());
    let Some(made) = made else { return 1 };
    let word = terminal.say("made", "đã tạo");
    terminal.print(&format!("{word} {made}"));
    let next = match what {
        New::Project { dir } => format!("cd {}\n  toroi build", dir.display()),
        New::Ward => "toroi build".to_owned(),
        New::Guide { slug } => format!("toroi build {slug}"),
    };
    let then = terminal.say("next", "tiếp theo");
    terminal.note(&format!("{then}:\n  {next}\n"));
    0
}

fn project(dir: &Path, sink: &mut Sink) -> Option<String> {
    let taken = dir.read_dir().is_ok_and(|mut entries| entries.next().is_some()) || dir.is_file();
    if taken {
        sink.push(exists(&dir.display().to_string()));
        return None;
    }
    let done = copy("guides", dir)
        .and_then(|()| copy("templates", dir))
        .and_then(|()| write(&dir.join("README.md"), WELCOME));
    match done {
        Ok(()) => Some(dir.display().to_string()),
        Err(diagnostic) => {
            sink.push(diagnostic);
            None
        }
    }
}

fn guide(slug: &str, root: &Path, sink: &mut Sink) -> Option<String> {
    let slug = slug.strip_suffix(".md").unwrap_or(slug);
    let name = format!("{slug}.md");
    if slug_of(&name).is_none() {
        sink.push(bad_slug(slug));
        return None;
    }
    let folder = root.join("guides");
    let path = folder.join(&name);
    let other = ["md", "yaml", "yml"].map(|ending| folder.join(format!("{slug}.{ending}")));
    if let Some(taken) = other.iter().find(|path| path.exists()) {
        sink.push(exists(&taken.display().to_string()));
        return None;
    }
    match output::folder(&folder).and_then(|()| write(&path, MODEL)) {
        Ok(()) => Some(path.display().to_string()),
        Err(diagnostic) => {
            sink.push(diagnostic);
            None
        }
    }
}

pub(super) fn exists(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutputDenied,
        text!(
            en "`{shown}` exists already and is left as it is",
            vi "`{shown}` đã có sẵn, được giữ nguyên",
        ),
    )
    .at_path(shown)
    .hint(text!(en "choose another name", vi "hãy chọn tên khác"))
}

/// Copies a folder out of the binary.
fn copy(folder: &str, to: &Path) -> Result<(), Diagnostic> {
    output::folder(&to.join(folder))?;
    for name in Embedded.list(folder) {
        let path = format!("{folder}/{name}");
        match Embedded.read(&path) {
            Ok(_) if path == MODEL || path == WELCOME => {}
            Ok(bytes) => output::write(&to.join(&path), &bytes)?,
            Err(_) => copy(&path, to)?,
        }
    }
    Ok(())
}

fn write(path: &Path, model: &str) -> Result<(), Diagnostic> {
    let bytes = Embedded.read(model).unwrap_or_default();
    output::write(path, &bytes)
}
