//! The pictures of a document as pages hold them: drawings as forms, pixels as images.

use super::page::{Form, Item, Pages, Pen, Placed};
use crate::doc::{Doc, SheetStyle};
use crate::geom::{Len, Point, Size};
use crate::picture::{Artwork, Drawing, Paint};

/// All pictures of a document, in its inks: pages without a page.
pub(super) fn art(doc: &Doc, style: &SheetStyle) -> Pages {
    let drawings = doc.arts.iter().filter_map(|art| match art {
        Artwork::Drawing(drawing) => Some(form_of(drawing)),
        Artwork::Raster(_) => None,
    });
    let rasters = doc.arts.iter().filter_map(|art| match art {
        Artwork::Raster(raster) => Some(raster.clone()),
        Artwork::Drawing(_) => None,
    });
    let (forms, images) = (drawings.collect(), rasters.collect());
    Pages { forms, images, palette: style.palette.clone(), ..Pages::default() }
}

/// Moves the pictures that are used into the pages, drawings as forms, pixels as images.
pub(super) fn share_art(doc: &Doc, pages: &mut Pages) {
    let drawings = doc.arts.iter().filter_map(|art| match art {
        Artwork::Drawing(drawing) => Some(drawing),
        Artwork::Raster(_) => None,
    });
    let rasters = doc.arts.iter().filter_map(|art| match art {
        Artwork::Raster(raster) => Some(raster),
        Artwork::Drawing(_) => None,
    });
    let mut drawings: Vec<(_, Option<usize>)> = drawings.map(|drawing| (drawing, None)).collect();
    let mut rasters: Vec<(_, Option<usize>)> = rasters.map(|raster| (raster, None)).collect();
    let Pages { pages, forms, images, .. } = pages;
    for placed in pages.iter_mut().flat_map(|page| &mut page.items) {
        match &mut placed.item {
            Item::Form { form, .. } => {
                let Some((drawing, number)) = drawings.get_mut(*form) else { continue };
                *form = *number.get_or_insert_with(|| {
                    forms.push(form_of(drawing));
                    forms.len() - 1
                });
            }
            Item::Image { image, .. } => {
                let Some((raster, number)) = rasters.get_mut(*image) else { continue };
                *image = *number.get_or_insert_with(|| {
                    images.push((*raster).clone());
                    images.len() - 1
                });
            }
            _ => {}
        }
    }
}

/// A drawing as display list items.
fn form_of(drawing: &Drawing) -> Form {
    let items = drawing.shapes.iter().map(|shape| {
        let path = shape.path.clone();
        let item = match shape.paint {
            Paint::Fill { colour, even_odd } => Item::Fill { path, colour, even_odd },
            Paint::Stroke { colour, width, cap, join } => {
                Item::Stroke { path, pen: Pen { cap, join, ..Pen::solid(colour, width) } }
            }
        };
        Placed { at: Point::default(), item }
    });
    let size = Size::new(Len::pt(drawing.width), Len::pt(drawing.height));
    Form { size, items: items.collect() }
}
