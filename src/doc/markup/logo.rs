//! Pictures that a template names by their files: `<logo>`, which keeps its colours and is heard, and
//! `<emblem>`, which takes the accent of the ward and is for the eye alone.

use roxmltree::Node as Xml;

use super::super::node::{Depiction, ImageRef};
use super::DocBuilder;
use crate::picture::Artwork;
use crate::world::read_error;

impl DocBuilder<'_, '_> {
    /// A picture that belongs to the project and not to a guide.
    pub(super) fn logo(&mut self, element: Xml<'_, '_>) -> Option<ImageRef> {
        let (file, alt) = (self.attribute(element, "file")?, self.attribute(element, "alt")?);
        let art = match self.known_art(&file) {
            Some(known) => known,
            None => self.art_of(&file, "<logo")?,
        };
        Some(ImageRef { shown: Depiction::Art(art), alt, span: None })
    }

    /// A drawing that says nothing which words do not say.
    pub(super) fn emblem(&mut self, element: Xml<'_, '_>) -> Option<ImageRef> {
        let file = self.attribute(element, "file")?;
        let art = if let Some(known) = self.known_art(&file) {
            known
        } else {
            let art = self.art_of(&file, "<emblem")?;
            self.recolour(art);
            art
        };
        Some(ImageRef { shown: Depiction::Art(art), alt: String::new(), span: None })
    }

    /// Gives a drawing the accent of the ward. A logo keeps its colours.
    pub(super) fn recolour(&mut self, art: usize) {
        if let Some(Artwork::Drawing(drawing)) = self.arts.get_mut(art) {
            let palette = &self.reading.style.palette;
            drawing.recolour(|colour| palette.own(colour));
        }
    }

    fn art_of(&mut self, file: &str, element: &str) -> Option<usize> {
        let at = self.locate(&[file, element]);
        match self.reading.world.read(file) {
            Ok(bytes) => self.art(file, file, &bytes, at),
            Err(error) => {
                self.sink.push(read_error(file, &error).at(at));
                None
            }
        }
    }
}
