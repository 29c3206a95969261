//! `toroi new project`, `toroi new guide` and `toroi new ward`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{Args, New};
use super::faults::exists;
use super::output::{self, need_free};
use super::schema;
use super::terminal::Terminal;
use crate::diag::{Diagnostic, Sink, shell_word};
use crate::disk;
use crate::guide::{EXAMPLE, FOLDER, bad_slug, slug_of};
use crate::import::{self, Draft, FORM};
use crate::source::Sources;
use crate::world::{Embedded, Project, World, read_error};

/// A finished guide to look at, and its name beside the form.
const MODEL: &str = "templates/new-guide.md";
const EXAMPLE_STEM: &str = "bai-mau";
/// The largest document: one of a thousand pages with pictures is smaller.
const MOST_OF_A_DOCUMENT: usize = 256 << 20;
/// The page for people that `new project` puts into a project.
const WELCOME: &str = "templates/new-project.md";

/// Makes a project or a guide and never overwrites anything, or asks about the ward.
pub(super) fn run(what: &New, args: &Args, terminal: Terminal) -> u8 {
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    let word = terminal.say("made", "đã tạo");
    let named = |path: String| format!("{word} {path}");
    let made = match what {
        New::Project { dir } => project(dir).map(named).map(Some),
        New::Ward => super::ward::run(&Project::new(&args.project), terminal).map(Some),
        New::Guide { slug, from } => {
            let world = Project::new(&args.project);
            draft(slug, from.as_deref(), &world, &mut sources, &mut sink)
                .map_or(Ok(None), |draft| guide(slug, &draft, &world).map(named).map(Some))
        }
    };
    let made = made.map_err(|found| sink.push(found));
    // What a document brings along is reported in full, as nobody looks at it again.
    terminal.telling_all().findings(&sink, &sources);
    let Ok(Some(made)) = made else { return 1 };
    terminal.print(&made);
    let next = match what {
        New::Project { dir } => {
            format!("cd {}\n  toroi build", option_value(&dir.to_string_lossy()))
        }
        New::Ward => format!("{} build", toroi_here(args)),
        New::Guide { slug, .. } => format!("{} check {}", toroi_here(args), stem(slug)),
    };
    let then = terminal.say("next", "tiếp theo");
    terminal.note(&format!("{then}:\n  {next}\n"));
    0
}

/// The beginning of a command for the same project.
fn toroi_here(args: &Args) -> String {
    let project = args.project.to_string_lossy();
    if project == "." {
        "toroi".to_owned()
    } else {
        format!("toroi --project {}", option_value(&project))
    }
}

/// A path as the value of an option, which it would be itself where it begins with a sign.
fn option_value(path: &str) -> String {
    let here = if path.starts_with('-') { "./" } else { "" };
    shell_word(&format!("{here}{path}"))
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
        .and_then(|()| schemas(dir, &mut begun))
        .and_then(|()| begun.file(&dir.join("README.md"), WELCOME));
    if done.is_err() {
        begun.undo();
    }
    done.map(|()| shown)
}

/// What editors need.
fn schemas(dir: &Path, begun: &mut Rollback) -> Result<(), Diagnostic> {
    schema::files().into_iter().try_for_each(|(path, json)| {
        let path = dir.join(path);
        path.parent().map_or(Ok(()), |folder| begun.folder(folder))?;
        begun.bytes(&path, json.as_bytes())
    })
}

/// The name of a guide without an ending somebody typed.
fn stem(slug: &str) -> &str {
    slug.strip_suffix(".md").unwrap_or(slug)
}

/// What a new guide begins with: the form, filled with what a document says.
fn draft(
    slug: &str,
    from: Option<&Path>,
    world: &Project,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Draft> {
    // Nothing is read for a name that is taken.
    if let Err(found) = free_name(slug, world) {
        sink.push(found);
        return None;
    }
    let form = String::from_utf8(Embedded.read(FORM).unwrap_or_default()).unwrap_or_default();
    let Some(path) = from else {
        return Some(Draft { text: form, pictures: Vec::new() });
    };
    let shown = path.display().to_string();
    match disk::read(path, MOST_OF_A_DOCUMENT) {
        Ok(bytes) => import::import(&shown, &bytes, stem(slug), &form, sources, sink),
        Err(error) => {
            sink.push(read_error(&shown, &error));
            None
        }
    }
}

/// Whether a guide may have this name.
fn free_name(slug: &str, world: &Project) -> Result<(), Diagnostic> {
    let slug = stem(slug);
    // A name alone: no folder, which might be anywhere.
    if slug_of(&format!("{slug}.md")).is_none_or(|own| own != slug) {
        return Err(bad_slug(slug));
    }
    let endings = ["md", "yaml", "yml"];
    endings.iter().try_for_each(|ending| need_free(world, &format!("{FOLDER}/{slug}.{ending}")))
}

fn guide(slug: &str, draft: &Draft, world: &Project) -> Result<String, Diagnostic> {
    let folder = match world.on_disk(FOLDER) {
        Ok(folder) => folder.unwrap_or_else(|| world.in_root(FOLDER)),
        Err(error) => return Err(read_error(&world.display_path(FOLDER), &error)),
    };
    let path = folder.join(format!("{}.md", stem(slug)));
    let mut begun = Rollback::default();
    let done = begun.folder(&folder).and_then(|()| {
        begun.bytes(&path, draft.text.as_bytes())?;
        if !draft.pictures.is_empty() {
            begun.folder(&folder.join("pictures"))?;
        }
        for picture in &draft.pictures {
            begun.bytes(&folder.join("pictures").join(&picture.name), &picture.bytes)?;
        }
        schema::beside("front-matter", &world.in_root(""))?;
        let example = folder.join(format!("{EXAMPLE_STEM}{EXAMPLE}"));
        if example.symlink_metadata().is_ok() { Ok(()) } else { begun.file(&example, MODEL) }
    });
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
        self.bytes(path, &Embedded.read(model).unwrap_or_default())
    }

    /// Writes a file where nothing has its name.
    fn bytes(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
        disk::create(path, bytes).map_err(|error| match error.kind() {
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
        if [MODEL, FORM, WELCOME].contains(&path.as_str()) {
            continue;
        }
        match Embedded.read(&path) {
            Ok(_) => begun.file(&to.join(&path), &path)?,
            Err(_) => copy(&path, to, begun)?,
        }
    }
    Ok(())
}
