//! `<logo>`: a picture that belongs to the project and to no guide.

use roxmltree::Node as Xml;

use super::super::node::{Depiction, ImageRef};
use super::DocBuilder;
use crate::world::read_error;

impl DocBuilder<'_, '_> {
    /// A picture that belongs to the project and not to a guide.
    pub(super) fn logo(&mut self, element: Xml<'_, '_>) -> Option<ImageRef> {
        let (file, alt) = (self.attribute(element, "file")?, self.attribute(element, "alt")?);
        let place = |art| ImageRef { shown: Depiction::Art(art), alt: alt.clone(), span: None };
        if let Some(known) = self.known_art(&file) {
            return Some(place(known));
        }
        let at = self.locate(&[&file, "<logo"]);
        match self.reading.world.read(&file) {
            Ok(bytes) => self.art(&file, &file, &bytes, at).map(place),
            Err(error) => {
                self.sink.push(read_error(&file, &error).at(at));
                None
            }
        }
    }
}
