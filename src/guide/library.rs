//! All guides of a world, by slug.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use super::faults::files;
use super::page::FOLDER;
use super::reference::Reference;
use super::{Guide, front, marks, parse, prose};
use crate::diag::{Diagnostic, Sink, text};
use crate::source::{ReadAs, Sources};
use crate::span::FileId;
use crate::vietnamese::fold;
use crate::world::{self, Embedded, World, read_error};

/// How the names of guides end that are only looked at.
pub const EXAMPLE: &str = ".example.md";
/// Endings of documents that a guide is made of.
const DOCUMENTS: &[&str] = &["docx", "docm", "doc", "odt", "rtf", "txt", "pdf", "pages", "html"];

/// Endings of lists.
const LISTS: &[&str] = &["csv", "tsv", "xlsx", "xls", "ods", "jsonl"];

/// The guides of a run.
#[derive(Debug, Default)]
pub struct Library {
    /// Guides that could be read, by slug.
    pub guides: BTreeMap<String, Guide>,
    /// Slugs of guides with errors: they are looked at further, but never made.
    pub faulty: BTreeSet<String>,
    /// The files read, by their path in the world.
    pub files: Vec<(String, FileId)>,
    /// The slugs of all guides there are, read or not.
    pub known: Vec<String>,
    /// The facts and labels they refer to.
    pub reference: Arc<Reference>,
}

impl Library {
    /// Reads the guides named, by slug or path; when none is named, all that the world has of its
    /// own, or else those inside the binary. The prose of `reading` is found here.
    pub fn load(
        world: &dyn World,
        named: &[String],
        reading: ReadAs<'_>,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Library {
        let names = world.list(FOLDER);
        let is_listed = names.is_ok();
        let names = names.unwrap_or_else(|error| {
            sink.push(read_error(&world.display_path(FOLDER), &error));
            Vec::new()
        });
        let files = guide_files(world, &names);
        let mut wanted: Vec<(String, String)> = Vec::new();
        for name in named {
            if is_document(name) || is_list(name) {
                let absent =
                    world.read(name).err().filter(|it| it.kind() == io::ErrorKind::NotFound);
                sink.push(match absent {
                    Some(error) => read_error(name, &error),
                    None if is_list(name) => files::list(name),
                    None => files::document(name, FOLDER),
                });
            } else if name.contains(['/', '\\', '.']) {
                let path = name.replace('\\', "/");
                // Where a project has guides, a path is that of one of them: when it went away, one
                // of ours does not stand in for it.
                if world.is_built_in(&path) && !own(world, &files).is_empty() {
                    let missing = read_error(&path, &io::ErrorKind::NotFound.into());
                    sink.push(missing.did_you_mean(&path, paths_of(&files)));
                    continue;
                }
                wanted.extend(slug_or_report(&path, sink).map(|slug| (slug, path)));
            } else {
                let found = files.iter().filter(|(slug, _)| slug == name);
                let before = wanted.len();
                wanted.extend(found.cloned());
                if wanted.len() == before && is_listed {
                    sink.push(files::unknown_guide(name, &files, &own(world, &files)));
                }
            }
        }
        if named.is_empty() {
            let odd = odd_names(&names);
            wanted = own(world, &files);
            if wanted.is_empty() && !is_of_others(&names) {
                wanted.clone_from(&files);
            }
            if odd.is_empty() && wanted.is_empty() && is_listed {
                sink.push(files::no_guides(FOLDER));
            }
            for path in odd {
                slug_or_report(&path, sink);
            }
        }
        let before = sink.errors();
        let reference = Arc::new(Reference::load(world, sources, sink));
        front::check_boxes(&reference, sink);
        // Where a fact or label is at fault, nobody can tell which sheets would be wrong.
        let reference_is_faulty = sink.errors() > before;
        let known = files.iter().map(|(slug, _)| slug.clone()).collect();
        let mut library = Library { known, reference, ..Library::default() };
        let mut paths: BTreeMap<String, String> = BTreeMap::new();
        for (slug, path) in wanted {
            match paths.get(&slug) {
                Some(first) if *first == path => continue,
                Some(first) => {
                    sink.push(files::same_slug(
                        &slug,
                        &world.display_path(first),
                        &world.display_path(&path),
                    ));
                    // Nobody can tell which of the two was meant.
                    library.faulty.insert(slug);
                    continue;
                }
                None => paths.insert(slug.clone(), path.clone()),
            };
            let before = sink.errors();
            let file = match add(&path, world, reading, sources, sink) {
                Ok(file) => file,
                Err(error) => {
                    let diagnostic = read_error(&world.display_path(&path), &error);
                    sink.push(if error.kind() == io::ErrorKind::NotFound {
                        diagnostic.did_you_mean(&path, paths_of(&files))
                    } else {
                        diagnostic
                    });
                    continue;
                }
            };
            let Some(file) = file else { continue };
            library.files.push((path.clone(), file));
            if let Some(mut guide) = parse(sources.get(file), &slug, &library.reference, sink) {
                let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
                folder.clone_into(&mut guide.folder);
                if reference_is_faulty || sink.errors() > before {
                    library.faulty.insert(slug.clone());
                }
                library.guides.insert(slug, guide);
            }
        }
        library
    }
}

/// Cleans a guide and keeps it under the path people know.
fn add(
    path: &str,
    world: &dyn World,
    reading: ReadAs<'_>,
    sources: &mut Sources,
    sink: &mut Sink,
) -> io::Result<Option<FileId>> {
    let prose = |text: &str| prose::segments(path, text);
    let marks = |text: &str| marks::edits(path, text);
    let reading = ReadAs { prose: Some(&prose), marks: Some(&marks), ..reading };
    world::add_text(world, path, reading, sources, sink)
}

/// The slug of a guide's path: its file name without ending, if it is plain ASCII.
pub fn slug_of(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let good = !stem.is_empty() && stem.chars().all(plain) && !stem.starts_with('-');
    (good && is_guide(ending)).then(|| stem.to_owned())
}

fn is_guide(ending: &str) -> bool {
    ["md", "yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn slug_or_report(path: &str, sink: &mut Sink) -> Option<String> {
    let slug = slug_of(path);
    if slug.is_none() {
        sink.push(bad_slug(path).at_path(path));
    }
    slug
}

/// Reports a file name that makes no slug, with the slug its words would make.
pub fn bad_slug(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
    let diagnostic = files::bad_file_name(path);
    let better = fold::slug(stem);
    let diagnostic = if better.is_empty() || !is_guide(ending) {
        diagnostic
    } else {
        diagnostic.hint(text!(
            en "call it `{better}.{ending}`",
            vi "đặt tên là `{better}.{ending}`",
        ))
    };
    diagnostic.hint(text!(
        en "use small letters without accents, digits and `-`, and end in .md or .yaml: `tiem-chung.md`",
        vi "dùng chữ thường không dấu, chữ số và dấu `-`, đuôi .md hoặc .yaml: `tiem-chung.md`",
    ))
}

fn is_document(name: &str) -> bool {
    ends_as(name, DOCUMENTS)
}

fn is_list(name: &str) -> bool {
    ends_as(name, LISTS)
}

fn ends_as(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The names of all guides of a world.
///
/// # Errors
/// As [`World::list`].
pub fn slugs(world: &dyn World) -> io::Result<Vec<String>> {
    let files = guide_files(world, &world.list(FOLDER)?);
    Ok(files.into_iter().map(|(slug, _)| slug).collect())
}

/// The guides among the files of the folder. Where the world has one of its own, that inside the
/// binary of the same name is not there.
fn guide_files(world: &dyn World, names: &[String]) -> Vec<(String, String)> {
    let guide = |name: &String| {
        let slug = slug_of(name).filter(|_| !Reference::is_file(name))?;
        Some((slug, format!("{FOLDER}/{name}")))
    };
    let mut files: Vec<(String, String)> = names.iter().filter_map(guide).collect();
    // Only files that share a name are looked for in the world: each takes a call of the system.
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<String> =
        files.iter().filter(|(slug, _)| !seen.insert(slug)).map(|(slug, _)| slug.clone()).collect();
    let others: Vec<(String, String)> =
        files.iter().filter(|(slug, _)| twice.contains(slug)).cloned().collect();
    let own: BTreeSet<String> = own(world, &others).into_iter().map(|(slug, _)| slug).collect();
    files.retain(|(slug, path)| !own.contains(slug) || !world.is_built_in(path));
    files
}

fn paths_of(files: &[(String, String)]) -> impl Iterator<Item = &str> {
    files.iter().map(|(_, path)| path.as_str())
}

/// Those that are not inside the binary.
fn own(world: &dyn World, files: &[(String, String)]) -> Vec<(String, String)> {
    files.iter().filter(|(_, path)| !world.is_built_in(path)).cloned().collect()
}

/// Whether somebody put something of their own into the folder of guides.
fn is_of_others(names: &[String]) -> bool {
    let ours = Embedded.list(FOLDER).unwrap_or_default();
    names.iter().any(|name| !ours.contains(name))
}

/// Guides whose names make no slug.
fn odd_names(names: &[String]) -> Vec<String> {
    names
        .iter()
        .filter(|name| {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            let inner = stem.rsplit_once('.').map_or("", |(_, ending)| ending);
            // Some programs put an ending of theirs behind the one that was typed.
            let is_odd = is_guide(inner) && ending.eq_ignore_ascii_case("txt")
                || ["markdown", "mdown", "mkd"].iter().any(|it| ending.eq_ignore_ascii_case(it));
            (is_guide(ending) || is_odd)
                && slug_of(name).is_none()
                && !name.starts_with(['.', '_'])
                && !name.ends_with(EXAMPLE)
                && name.as_str() != "README.md"
        })
        .map(|name| format!("{FOLDER}/{name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Embedded;

    /// Guides, facts and labels inside the binary are not mended and not read twice when they are
    /// used; here they are.
    #[test]
    fn our_own_files_hold_nothing_to_mend_and_no_mistake() {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let reference = Arc::new(Reference::load(&Embedded, &mut sources, &mut sink));
        let names = Embedded.list(FOLDER).unwrap();
        let mut paths: Vec<String> =
            guide_files(&Embedded, &names).into_iter().map(|file| file.1).collect();
        assert!(paths.len() > 20);
        paths.extend(Reference::FILES.map(str::to_owned));
        for path in paths {
            let bytes = Embedded.read(&path).unwrap();
            assert!(world::is_own(&path, &bytes));
            let prose = |text: &str| prose::segments(&path, text);
            let marks = |text: &str| marks::edits(&path, text);
            let reading = ReadAs { prose: Some(&prose), marks: Some(&marks), ..ReadAs::default() };
            let file = sources.add(&path, &bytes, reading, &mut sink).unwrap();
            let source = sources.get(file);
            assert!(source.text.as_bytes() == bytes && !source.is_mended(), "{path}");
            let is_reference = Reference::FILES.contains(&path.as_str());
            let read = match slug_of(&path).filter(|_| !is_reference) {
                Some(slug) => parse(source, &slug, &reference, &mut sink).is_some(),
                None => crate::yaml::parse(source, 0..source.text.len(), &mut sink).is_some(),
            };
            assert!(read, "{path}");
        }
        let found: Vec<String> = sink.iter().map(|found| format!("{found:?}")).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
