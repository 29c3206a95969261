//! Pictures that stand in a document: which of them can be printed, and what they are called.

use std::collections::BTreeMap;

use super::block::{Block, Content, LossKind};
use crate::archive::{Archive, ArchiveFault};

/// The most bytes of a picture, as for any other.
const MOST_OF_A_PICTURE: u64 = 64 << 20;
/// The most bytes of all pictures of a document.
const MOST_OF_ALL: usize = 256 << 20;
/// The most pictures of a document: a guide has less than twenty.
const MOST_PICTURES: usize = 200;

/// A picture for the folder of pictures.
#[derive(Debug)]
pub struct ImportedPicture {
    /// The name of its file.
    pub name: String,
    /// Its bytes, as they stand in the document.
    pub bytes: Vec<u8>,
}

/// Takes the pictures out of an archive that are shown in a document.
pub(super) fn load(archive: &mut Archive, content: &mut Content) -> Result<(), ArchiveFault> {
    let mut paths = Vec::new();
    figures(&mut content.blocks, &mut |file| paths.push(file.clone()));
    let mut all = 0;
    for path in paths {
        if content.media.contains_key(&path) {
            continue;
        }
        let Some(mut part) = archive.part(&path, MOST_OF_A_PICTURE)? else {
            content.lose(LossKind::PictureOutside, &path);
            continue;
        };
        let bytes = part.all_bytes()?;
        all += bytes.len();
        if all > MOST_OF_ALL || content.media.len() >= MOST_PICTURES {
            return Err(ArchiveFault::TooMuch);
        }
        content.media.insert(path, bytes);
    }
    Ok(())
}

/// Calls the pictures of a guide by its name, in their order; one that is not printed leaves its
/// place.
pub(super) fn name(content: &mut Content, slug: &str) -> Vec<ImportedPicture> {
    let mut media = std::mem::take(&mut content.media);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let (mut pictures, mut odd) = (Vec::new(), Vec::new());
    figures(&mut content.blocks, &mut |file| {
        if let Some(bytes) = media.remove(file) {
            match ending(&bytes) {
                Some(ending) => {
                    let name = format!("{slug}-{}.{ending}", pictures.len() + 1);
                    names.insert(file.clone(), name.clone());
                    pictures.push(ImportedPicture { name, bytes });
                }
                None => odd.push(file.clone()),
            }
        }
        if let Some(name) = names.get(file) {
            *file = format!("pictures/{name}");
        }
    });
    for file in odd {
        content.lose(LossKind::PictureKind, file.rsplit('/').next().unwrap_or(&file));
        leave_out(&mut content.blocks, &file);
    }
    pictures
}

/// The ending for the kinds of pictures that are printed, by their first bytes.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG") {
        Some("png")
    } else if bytes.starts_with(b"\xFF\xD8\xFF") {
        Some("jpg")
    } else {
        None
    }
}

/// Calls `with` for the file of every picture.
fn figures(blocks: &mut [Block], with: &mut impl FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Picture(figure) => with(&mut figure.file),
            Block::Table(rows) => {
                for cell in rows.iter_mut().flatten() {
                    figures(cell, with);
                }
            }
            _ => {}
        }
    }
}

fn leave_out(blocks: &mut Vec<Block>, file: &str) {
    blocks.retain_mut(|block| match block {
        Block::Picture(figure) => figure.file != file,
        Block::Table(rows) => {
            rows.iter_mut().flatten().for_each(|cell| leave_out(cell, file));
            true
        }
        _ => true,
    });
}
