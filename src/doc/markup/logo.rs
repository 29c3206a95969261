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
            None => self.art_of(&file, "<logo", true)?,
        };
        Some(ImageRef { shown: Depiction::Art(art), alt, span: None })
    }

    /// A drawing in the accent of the ward; without `alt` it says nothing which words do not say.
    pub(super) fn emblem(&mut self, element: Xml<'_, '_>) -> Option<ImageRef> {
        let file = self.attribute(element, "file")?;
        let art = if let Some(known) = self.known_art(&file) {
            known
        } else {
            // The picture of a step is reported there.
            let is_of_step = self.is_of_step(&file);
            let before = is_of_step.then(|| std::mem::take(self.sink));
            let art = self.art_of(&file, "<emblem", false);
            if let Some(before) = before {
                *self.sink = before;
            }
            let art = art?;
            self.recolour(art);
            art
        };
        let alt = element.attribute("alt").unwrap_or_default().to_owned();
        Some(ImageRef { shown: Depiction::Art(art), alt, span: None })
    }

    /// The drawings of the lines of a list, which stand in the place of bullets.
    pub(super) fn signs(&mut self, list: Xml<'_, '_>) -> Vec<Option<ImageRef>> {
        let mut signs = Vec::new();
        for element in self.elements(list) {
            if element.has_tag_name("item") {
                let drawn = element.attribute("file").is_some_and(|file| !file.is_empty());
                signs.push(if drawn { self.emblem(element) } else { None });
            }
        }
        signs
    }

    /// Whether a file is the picture of a step of the guide.
    fn is_of_step(&self, file: &str) -> bool {
        let steps = self.reading.guide.steps();
        let mut pictures = steps.filter_map(|(_, _, step)| step.picture.as_ref());
        pictures.any(|picture| file.ends_with(picture.file.as_str()))
    }

    /// Gives a drawing the accent of the ward. A logo keeps its colours.
    pub(super) fn recolour(&mut self, art: usize) {
        if let Some(Artwork::Drawing(drawing)) = self.arts.get_mut(art) {
            let palette = &self.reading.style.palette;
            drawing.recolour(|colour| palette.own(colour));
        }
    }

    fn art_of(&mut self, file: &str, element: &str, is_logo: bool) -> Option<usize> {
        let guide = self.reading.guide;
        let own = guide.emblem.as_ref().filter(|own| file.ends_with(own.it.as_str()));
        let at = own.map_or_else(|| self.locate(&[file, element]), |own| own.span);
        match self.reading.world.read(file) {
            Ok(bytes) if is_logo => self.logo_art(file, &bytes, at),
            Ok(bytes) => self.art(file, file, &bytes, at),
            Err(error) => {
                self.sink.push(read_error(file, &error).at(at));
                None
            }
        }
    }
}
