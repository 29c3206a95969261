//! `<logo>`: a picture that belongs to the project and to no guide.

use roxmltree::Node as Xml;

use super::super::node::ImageRef;
use super::Reader;
use crate::picture;
use crate::world::read_error;

impl Reader<'_, '_> {
    /// A picture that belongs to the project and not to a guide.
    pub(super) fn logo(&mut self, element: Xml<'_, '_>) -> Option<ImageRef> {
        let (file, alt) = (self.attribute(element, "file")?, self.attribute(element, "alt")?);
        let place = |art| ImageRef { art, alt: alt.clone(), span: None };
        if let Some(known) = self.art_files.iter().position(|path| *path == file) {
            return Some(place(known));
        }
        let at = self.locate(&[&file, "<logo"]);
        let bytes = self.reading.world.read(&file);
        let found = bytes.map_err(|error| read_error(&file, &error).at(at));
        match found.and_then(|bytes| picture::decode(&file, &bytes, at)) {
            Ok(art) => {
                self.arts.push(art);
                self.art_files.push(file);
                Some(place(self.arts.len() - 1))
            }
            Err(diagnostic) => {
                self.sink.push(diagnostic);
                None
            }
        }
    }
}
