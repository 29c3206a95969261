//! `toroi new project`, `toroi new guide` and `toroi new ward`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{Args, New};
use super::output::{self, exists, need_free};
use super::terminal::Terminal;
use crate::diag::{Diagnostic, Sink};
use crate::disk;
use crate::guide::{FOLDER, bad_slug, slug_of};
use crate::source::Sources;
use crate::world::{Embedded, Project, World, read_error};

/// The guide that `new guide` copies.
const MODEL: &str = "templates/new-guide.md";
/// The page for people that `new project` puts into a project.
const WELCOME: &str = "templates/new-project.md";

/// Makes a project or a guide; never overwrites anything.
pub(super) fn run(what: &New, args: &Args, terminal: Terminal) -> u8 {
    let mut sink = Sink::new();
    let made = match what {
        New::Project { dir } => project(dir),
        New::Ward => super::ward::run(&Project::new(&args.project), terminal),
        New::Guide { slug } => guide(slug, &Project::new(&args.project)),
    };
    let made = made.map_err(|found| sink.push(found));
    terminal.findings(&sink, &Sources::new());
    let Ok(made) = made else { return 1 };
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

fn project(dir: &Path) -> Result<String, Diagnostic> {
    let shown = dir.display().to_string();
    match dir.read_dir().map(|mut entries| entries.next().is_none()) {
        Ok(true) => {}
        Ok(false) => return Err(exists(&shown)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) if dir.is_file() => return Err(exists(&shown)),
        Err(error) => return Err(output::report(dir, &error)),
    }
    let mut begun = Rollback::default();
    let done = begun
        .folder(dir)
        .and_then(|()| copy(FOLDER, dir, &mut begun))
        .and_then(|()| copy("templates", dir, &mut begun))
        .and_then(|()| begun.file(&dir.join("README.md"), WELCOME));
    if done.is_err() {
        begun.undo();
    }
    done.map(|()| shown)
}

fn guide(slug: &str, world: &Project) -> Result<String, Diagnostic> {
    let slug = slug.strip_suffix(".md").unwrap_or(slug);
    let name = format!("{slug}.md");
    // A name alone: no folder, which might be anywhere.
    if slug_of(&name).is_none_or(|own| own != slug) {
        return Err(bad_slug(slug));
    }
    for ending in ["md", "yaml", "yml"] {
        need_free(world, &format!("{FOLDER}/{slug}.{ending}"))?;
    }
    let folder = match world.on_disk(FOLDER) {
        Ok(folder) => folder.unwrap_or_else(|| world.in_root(FOLDER)),
        Err(error) => return Err(read_error(&world.display_path(FOLDER), &error)),
    };
    let path = folder.join(&name);
    let mut begun = Rollback::default();
    let done = begun.folder(&folder).and_then(|()| begun.file(&path, MODEL));
    if done.is_err() {
        begun.undo();
    }
    done.map(|()| path.display().to_string())
}

/// What was made so far, to be undone when the rest cannot be.
#[derive(Default)]
struct Rollback {
    /// Folders, each after the one it is in.
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Rollback {
    /// Makes a folder and those above it.
    fn folder(&mut self, path: &Path) -> Result<(), Diagnostic> {
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
        output::folder(path)?;
        self.folders.extend(missing.into_iter().rev().map(Path::to_owned));
        Ok(())
    }

    /// Writes a file of the binary where nothing has its name.
    fn file(&mut self, path: &Path, model: &str) -> Result<(), Diagnostic> {
        let bytes = Embedded.read(model).unwrap_or_default();
        disk::create(path, &bytes).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(&path.display().to_string()),
            _ => output::report(path, &error),
        })?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Takes away what was made, and nothing else: a folder somebody put a file into stays.
    fn undo(self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Copies a folder out of the binary.
fn copy(folder: &str, to: &Path, begun: &mut Rollback) -> Result<(), Diagnostic> {
    begun.folder(&to.join(folder))?;
    for name in Embedded.list(folder).unwrap_or_default() {
        let path = format!("{folder}/{name}");
        if path == MODEL || path == WELCOME {
            continue;
        }
        match Embedded.read(&path) {
            Ok(_) => begun.file(&to.join(&path), &path)?,
            Err(_) => copy(&path, to, begun)?,
        }
    }
    Ok(())
}
