//! What all copies share of one page, as a form.

use std::sync::Arc;

use lopdf::{Object, Stream, dictionary};

use super::super::content::artwork;
use super::super::content::content_writer::{CodesAs, ContentWriter};
use super::super::content::inking::Inking;
use super::super::fonts::glyph_ids::Used;
use super::super::object::deflater::Deflater;
use super::super::object::fingerprint::Fingerprint;
use super::super::object::local_objects::{FONTS, LocalObjects, stands_alone};
use super::super::object::primitives::real;
use super::super::object::syntax;
use crate::geom::{Len, Size};
use crate::inks::Inks;
use crate::layout::{Form, Item, Page, Pages, Placed};
use crate::picture::Raster;
use crate::text::Fonts;

/// The constant part of a page, ready for any file.
#[derive(Clone, Debug)]
pub struct SharedForm {
    /// The form first, then what it needs.
    pub(crate) objects: Vec<Object>,
    /// A hash of each stream that leads nowhere: equal ones are written once a file.
    pub(crate) keys: Vec<Option<[u64; 2]>>,
    /// A hash of all objects: so are equal layers.
    pub(crate) key: [u64; 2],
    pub(crate) used: Used,
    /// What its form paints besides, by numbers behind those of its own objects.
    pub(crate) blocks: Vec<Arc<SharedForm>>,
    /// The whole medium.
    pub size: Size,
}

impl SharedForm {
    /// Whether another looks the same.
    pub fn is_like(&self, other: &SharedForm) -> bool {
        self.key == other.key && self.size == other.size
    }

    /// Paints what stands outside the fields of `page`, one of `pages`.
    pub fn new(page: &Page, pages: &Pages, fonts: &Fonts, inks: Inks) -> SharedForm {
        let area = [Len::ZERO, Len::ZERO, page.size.w, page.size.h];
        let deflater = &mut Deflater::default();
        SharedForm::painted(&page.items, (page.size, area), pages, fonts, inks, deflater)
    }

    /// How many bytes its streams have.
    pub(super) fn bytes(&self) -> usize {
        let streams = self.objects.iter().filter_map(|object| object.as_stream().ok());
        streams.map(|stream| stream.content.len() + 512).sum()
    }

    /// Paints the items of a block of a page of `size`, which may reach to all its sides.
    pub(super) fn block(
        items: &[Placed],
        size: Size,
        pages: &Pages,
        fonts: &Fonts,
        inks: Inks,
        deflater: &mut Deflater,
    ) -> SharedForm {
        let area = [-size.w, -size.h, size.w * 2, size.h * 2];
        SharedForm::painted(items, (size, area), pages, fonts, inks, deflater)
    }

    /// Paints items of a page of `size`, one of `pages`, but for those in fields, as far as they
    /// lie in an area.
    fn painted(
        items: &[Placed],
        (size, area): (Size, [Len; 4]),
        pages: &Pages,
        fonts: &Fonts,
        inks: Inks,
        deflater: &mut Deflater,
    ) -> SharedForm {
        let inking = Inking { inks, palette: pages.palette.clone() };
        let mut writer = ContentWriter::new(fonts, inking, CodesAs::Areas);
        let (items, forms, images) = constant(items, pages);
        let mut local = LocalObjects::default();
        let own = local.add(Object::Null);
        let mut resources = dictionary! { "Font" => FONTS };
        let names = artwork::named(&forms, &images, &mut writer, &mut local, None);
        if !names.is_empty() {
            resources.set("XObject", names);
        }
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "FormType" => 1,
            "BBox" => area.map(real).to_vec(), "Resources" => resources,
        };
        local.set(own, Stream::new(dict, writer.artwork(size, &items).to_vec()));
        let mut objects = local.all();
        let mut all = Fingerprint::new();
        let mut keys = Vec::new();
        for object in &mut objects {
            let mut own = Fingerprint::new();
            if let Object::Stream(stream) = object {
                deflater.pack(stream);
                own.add(&stream.content);
            }
            let mut written = Vec::new();
            syntax::object(&mut written, object);
            own.add(&written);
            let key = own.halves();
            all.add(key.map(u64::to_be_bytes).as_flattened());
            let alone = matches!(object, Object::Stream(_)) && stands_alone(object);
            keys.push(alone.then_some(key));
        }
        SharedForm {
            objects,
            keys,
            key: all.halves(),
            used: writer.take_used(),
            blocks: Vec::new(),
            size,
        }
    }
}

/// The items outside fields, without roles and places to touch, and the artwork they use, which
/// they count from 0.
fn constant<'p>(all: &[Placed], pages: &'p Pages) -> (Vec<Placed>, Vec<&'p Form>, Vec<&'p Raster>) {
    let (mut items, mut forms, mut images) = (Vec::new(), Vec::new(), Vec::new());
    let mut in_field = false;
    let number = |all: &mut Vec<usize>, it: usize| {
        all.iter().position(|known| *known == it).unwrap_or_else(|| {
            all.push(it);
            all.len() - 1
        })
    };
    for placed in all {
        let mut item = match &placed.item {
            Item::Field(begun) => {
                in_field = begun.is_some();
                continue;
            }
            // What copies share is painted by itself.
            Item::Shared(_) | Item::Open(_) | Item::Close | Item::Link { .. } => continue,
            _ if in_field => continue,
            item => item.clone(),
        };
        match &mut item {
            Item::Form { form, .. } => *form = number(&mut forms, *form),
            Item::Image { image, .. } => *image = number(&mut images, *image),
            _ => {}
        }
        items.push(Placed { at: placed.at, item });
    }
    let forms = forms.into_iter().filter_map(|form| pages.forms.get(form)).collect();
    (items, forms, images.into_iter().filter_map(|image| pages.images.get(image)).collect())
}
