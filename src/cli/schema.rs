//! `toroi schema`: what editors need to complete and explain files while somebody types.

use std::fs;
use std::path::Path;

use super::args::Args;
use super::output;
use super::terminal::Terminal;
use super::values::SchemaArg;
use crate::diag::{Diagnostic, Sink};
use crate::session::{FileSchema, SCHEMAS, SCHEMAS_FOLDER, editor_settings};
use crate::source::Sources;
use crate::world::Project;

/// Where VS Code looks for the settings of a project.
const SETTINGS: &str = ".vscode/settings.json";

/// Prints one schema, or writes all into the project.
pub(super) fn run(name: Option<SchemaArg>, args: &Args, terminal: Terminal) -> u8 {
    if let Some(schema) = name.and_then(|name| FileSchema::by_name(name.name())) {
        terminal.print(schema.json().trim_end());
        return 0;
    }
    let world = Project::new(&args.project);
    if let Err(found) = write_all(&world) {
        let mut sink = Sink::new();
        sink.push(found);
        terminal.findings(&sink, &Sources::new());
        return 1;
    }
    let made = terminal.say("made", "đã tạo");
    terminal.print(&format!("{made} {}", world.in_root(SCHEMAS_FOLDER).display()));
    if is_unmapped(&world.in_root(SETTINGS)) {
        let words = terminal.say(
            "has other settings: for completion, paste this between its braces",
            "có sẵn cài đặt khác: muốn được gợi ý khi gõ, dán đoạn này vào giữa hai dấu ngoặc nhọn",
        );
        terminal.note(&format!("{SETTINGS} {words}:\n{}", editor_settings()));
    }
    0
}

/// Writes all schemas, those of an older toroi too, and the settings where there are none.
fn write_all(world: &Project) -> Result<(), Diagnostic> {
    output::folder(&world.in_root(SCHEMAS_FOLDER))?;
    for schema in SCHEMAS {
        output::write(&world.in_root(&schema.path()), schema.json().as_bytes())?;
    }
    let settings = world.in_root(SETTINGS);
    if settings.symlink_metadata().is_ok() {
        return Ok(());
    }
    settings.parent().map_or(Ok(()), output::folder)?;
    output::write(&settings, editor_settings().as_bytes())
}

/// Whether the settings are somebody's own and lead to no schema of ours.
fn is_unmapped(settings: &Path) -> bool {
    fs::read_to_string(settings).is_ok_and(|own| !own.contains(&format!("{SCHEMAS_FOLDER}/")))
}

/// What `new project` puts into a project: path and content.
pub(super) fn files() -> Vec<(String, String)> {
    let all = SCHEMAS.into_iter().map(|schema| (schema.path(), schema.json()));
    all.chain([(SETTINGS.to_owned(), editor_settings())]).collect()
}

/// Writes the schema a new file refers to, if the project has none.
///
/// # Errors
/// One finding when it cannot be written.
pub(super) fn beside(name: &str, root: &Path) -> Result<(), Diagnostic> {
    let Some(schema) = FileSchema::by_name(name) else { return Ok(()) };
    let path = root.join(schema.path());
    if path.symlink_metadata().is_ok() {
        return Ok(());
    }
    output::folder(&root.join(SCHEMAS_FOLDER))?;
    output::write(&path, schema.json().as_bytes())
}
