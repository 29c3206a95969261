//! The pictures of a document: each file is decoded once, and all of them together fit into memory.

use super::DocBuilder;
use super::faults::Fault;
use crate::diag::Diagnostic;
use crate::picture::{self, MAX_WEIGHT};
use crate::span::Span;
use crate::world;

impl DocBuilder<'_, '_> {
    /// The number of a picture that was decoded before.
    pub(super) fn known_art(&self, path: &str) -> Option<usize> {
        self.art_files.iter().position(|file| file == path)
    }

    /// Decodes the picture `path`, which people know as `file`. Its number.
    pub(super) fn art(&mut self, path: &str, file: &str, bytes: &[u8], at: Span) -> Option<usize> {
        self.keep(path, (file, at), picture::decode(file, bytes, at, world::is_own(path, bytes)))
    }

    /// The same of a logo.
    pub(super) fn logo_art(&mut self, path: &str, bytes: &[u8], at: Span) -> Option<usize> {
        self.keep(path, (path, at), picture::decode_logo(path, bytes, at))
    }

    fn keep(
        &mut self,
        path: &str,
        (file, at): (&str, Span),
        decoded: Result<picture::Artwork, Vec<Diagnostic>>,
    ) -> Option<usize> {
        let art = match decoded {
            Ok(art) => art,
            Err(found) => {
                for finding in found {
                    self.sink.push(finding);
                }
                return None;
            }
        };
        let weight = self.arts.iter().map(picture::Artwork::weight).sum::<u64>() + art.weight();
        if weight > MAX_WEIGHT {
            let fault = Fault::ManyPixels { file, most: MAX_WEIGHT / 1_000_000 };
            self.sink.push(Diagnostic::from(fault).at(at));
            return None;
        }
        self.arts.push(art);
        self.art_files.push(path.to_owned());
        Some(self.arts.len() - 1)
    }
}
