//! Kits: all sheets of a team in one archive.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Call, Engine, Wanted};
use super::reply::Reply;
use super::request::{Asked, Print};
use crate::archive;
use crate::diag::Sink;
use crate::session::Pick;

#[derive(Deserialize, JsonSchema)]
pub(super) struct KitFields {
    kit: String,
    #[serde(default)]
    print: Print,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct KitArchive {
    name: String,
    count: usize,
}

/// The files of a kit in a ZIP archive.
pub(super) fn make(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let KitFields { kit, print } = asked.fields()?;
    let (kits, products) = (Pick::one(&kit), Pick::Named(Vec::new()));
    let wanted = Wanted { guides: Pick::None, kits, products, printer: print.printer() };
    let print = print.options()?;
    let session = engine.session(asked, wanted);
    let mut sink = session.found().clone();
    for number in 0..session.guides().len() {
        sink.extend(session.check(number).into_iter().flat_map(Sink::iter).cloned());
    }
    let Some(kit) = session.kits().next() else {
        return Ok(Reply::refused().found(&sink, session.sources(), asked.lang));
    };
    let (mut files, of) = (Vec::new(), kit.entries.len() as u64 + 2);
    let (is_well, own) = session.kit(kit, &print, call.cancel, &mut |file| {
        files.push((file.name, file.bytes));
        (call.progress)(files.len() as u64, of);
    });
    sink.append(own);
    let folder = session.kit_folder(kit, &print).map_err(|found| sink.push(found)).ok();
    let reply = match folder.filter(|_| is_well) {
        None => Reply::refused(),
        Some(folder) => {
            let bytes = archive::pack(&folder, &files).map_err(|error| error.to_string())?;
            let (name, count) = (format!("{folder}.zip"), files.len());
            Reply::of(&KitArchive { name, count }).with([bytes])
        }
    };
    Ok(reply.found(&sink, session.sources(), asked.lang))
}
