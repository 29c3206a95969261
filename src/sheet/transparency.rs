//! What a file without transparency cannot hold (PDF/X-1a): pictures that are half seen through.

use super::faults;
use crate::diag::Sink;
use crate::doc::{Depiction, Doc};
use crate::picture::Artwork;

/// Reports every picture of a document that is half seen through.
pub fn check_no_transparency(doc: &Doc, sink: &mut Sink) {
    for picture in doc.pictures() {
        let Depiction::Art(art) = picture.shown else { continue };
        let Artwork::Raster(raster) = &doc.arts[art] else { continue };
        let softness = raster.softness();
        if softness == 0.0 {
            continue;
        }
        let found = faults::transparent(&picture.alt, softness);
        sink.push(match picture.span {
            Some(span) => found.at(span),
            None => found,
        });
    }
}
