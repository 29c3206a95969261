//! Shared artwork and pictures as `XObject`s, one unit wide and high, so that both are placed alike.

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::super::object::local_objects::{FONTS, LocalObjects};
use super::super::object::primitives::real;
use super::content_writer::{ContentWriter, form_name, image_name};
use super::picture;
use crate::geom::Len;
use crate::layout::Form;
use crate::picture::Raster;

/// The names of artwork and pictures, which join `objects`; artwork of a press sets graphics states
/// that are called so.
pub(crate) fn named(
    forms: &[&Form],
    images: &[&Raster],
    writer: &mut ContentWriter<'_>,
    objects: &mut LocalObjects,
    states: Option<ObjectId>,
) -> Dictionary {
    let mut names = Dictionary::new();
    for (number, form) in forms.iter().enumerate() {
        let (w, h) = (form.size.w, form.size.h);
        // A form must not name itself, so it gets fonts and states alone.
        let mut own = dictionary! { "Font" => FONTS };
        if let Some(states) = states {
            own.set("ExtGState", states);
        }
        let scale = [w, h].map(|side| Object::Real((1.0 / side.to_pt()) as f32));
        let [x, y] = scale;
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "FormType" => 1,
            "BBox" => [Len::ZERO, Len::ZERO, w, h].map(real).to_vec(),
            "Matrix" => vec![x, 0.into(), 0.into(), y, 0.into(), 0.into()], "Resources" => own,
        };
        let content = writer.artwork(form.size, &form.items).to_vec();
        names.set(form_name(number), objects.add(Stream::new(dict, content)));
    }
    for (number, raster) in images.iter().enumerate() {
        let (mut image, mask) = picture::streams(raster, writer.inks());
        if let Some((kind, mask)) = mask {
            image.dict.set(kind, objects.add(mask));
        }
        names.set(image_name(number), objects.add(image));
    }
    names
}
