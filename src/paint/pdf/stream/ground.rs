//! What all copies share of one page, as a form.

use std::io::Write as _;
use std::sync::Arc;

use lopdf::{Dictionary, Object, Stream, dictionary};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};

use super::super::content::{self, image_name};
use super::super::finish;
use super::super::inking::Inking;
use super::super::object::{name, real};
use super::super::save::{self, Packer};
use super::super::shapes::decimal;
use super::super::{PdfError, mm, picture};
use super::blocks::{self, Blocks};
use super::glyphs::{GlyphIds, Used};
use super::objects::{self, FONTS};
use crate::geom::{Len, Size};
use crate::inks::Inks;
use crate::layout::{Form, Item, Page, Pages, Placed};
use crate::text::Fonts;

/// The constant part of a page, ready for any file.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The form first, then what it needs.
    pub(super) objects: Vec<Object>,
    /// A hash of each stream that leads nowhere: equal ones are written once a file.
    pub(super) keys: Vec<Option<[u64; 2]>>,
    /// A hash of all objects: so are equal grounds.
    pub(super) key: [u64; 2],
    pub(super) used: Used,
    /// What its form paints besides, by numbers behind those of its own objects.
    pub(super) blocks: Vec<Arc<Ground>>,
    /// The whole medium.
    pub size: Size,
}

impl Ground {
    /// Whether another looks the same.
    pub fn is_like(&self, other: &Ground) -> bool {
        self.key == other.key && self.size == other.size
    }

    /// Paints what stands outside the fields of `page`, one of `pages`.
    ///
    /// # Errors
    /// Faults of the program.
    pub fn new(page: &Page, pages: &Pages, fonts: &Fonts, inks: Inks) -> Result<Ground, PdfError> {
        let area = [Len::ZERO, Len::ZERO, page.size.w, page.size.h];
        Ground::painted(&page.items, (page.size, area), pages, fonts, inks)
    }

    /// What tells it from others that look different.
    pub fn key(&self) -> [u64; 2] {
        self.key
    }

    /// How many bytes its streams have.
    pub(super) fn bytes(&self) -> usize {
        let streams = self.objects.iter().filter_map(|object| object.as_stream().ok());
        streams.map(|stream| stream.content.len() + 512).sum()
    }

    /// Puts items of a page of `size`, one of `pages`, together from blocks, but for those in
    /// fields.
    ///
    /// # Errors
    /// Faults of the program.
    pub fn of(
        items: &[Placed],
        size: Size,
        pages: &Pages,
        fonts: &Fonts,
        inks: Inks,
        blocks: &mut Blocks,
    ) -> Result<Ground, PdfError> {
        let mut own: Vec<Arc<Ground>> = Vec::new();
        let (mut content, mut names) = (Vec::new(), Dictionary::new());
        for part in blocks::split(items) {
            let (block, at) = blocks.get(&part, size, pages, fonts, inks)?;
            let known = own.iter().position(|known| known.key == block.key);
            let number = known.unwrap_or_else(|| {
                own.push(block);
                own.len() - 1
            });
            // Behind the form itself, which is object 0.
            names.set(format!("B{number}"), (number as u32 + 1, 0));
            content.extend_from_slice(b"q 1 0 0 1 ");
            for length in [at.x, -at.y] {
                decimal(&mut content, length);
                content.push(b' ');
            }
            let _ = writeln!(content, "cm /B{number} Do Q");
        }
        let area = [Len::ZERO, Len::ZERO, size.w, size.h].map(real).to_vec();
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "FormType" => 1, "BBox" => area,
            "Resources" => dictionary! { "XObject" => names },
        };
        let mut stream = Stream::new(dict, content);
        blocks.packer.pack(&mut stream);
        let mut sum = save::Fingerprint::new();
        sum.add(&stream.content);
        for block in &own {
            sum.add(block.key.map(u64::to_be_bytes).as_flattened());
        }
        sum.add([size.w.0, size.h.0].map(i64::to_be_bytes).as_flattened());
        let (objects, keys, used) = (vec![stream.into()], vec![None], Used::default());
        Ok(Ground { objects, keys, key: sum.halves(), used, blocks: own, size })
    }

    /// Paints the items of a block of a page of `size`, which may reach to all its sides.
    ///
    /// # Errors
    /// Faults of the program.
    pub(super) fn block(
        items: &[Placed],
        size: Size,
        pages: &Pages,
        fonts: &Fonts,
        inks: Inks,
    ) -> Result<Ground, PdfError> {
        let area = [-size.w, -size.h, size.w * 2, size.h * 2];
        Ground::painted(items, (size, area), pages, fonts, inks)
    }

    /// Paints items of a page of `size`, one of `pages`, but for those in fields, as far as they
    /// lie in an area.
    fn painted(
        items: &[Placed],
        (size, area): (Size, [Len; 4]),
        pages: &Pages,
        fonts: &Fonts,
        inks: Inks,
    ) -> Result<Ground, PdfError> {
        let inking = Inking { inks, palette: &pages.palette };
        let mut codes = GlyphIds { fonts, used: Used::default() };
        let (items, forms, images) = constant(items, pages);
        let ops = content::artwork(size, &items, inking, &mut codes);
        let mut all = vec![PdfPage::new(mm(size.w), mm(size.h), ops)];
        for form in &forms {
            let ops = content::form(form, inking, &mut codes);
            all.push(PdfPage::new(mm(form.size.w), mm(form.size.h), ops));
        }
        let mut document = PdfDocument::new("");
        document.with_pages(all);
        let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
        let mut document = document.to_lopdf_document(&options, &mut Vec::new());
        let ids = finish::pages(&document)?;
        let sizes: Vec<Size> = forms.iter().map(|form| form.size).collect();
        let images = images.iter().enumerate();
        let images = images.map(|(number, image)| {
            (image_name(number), picture::streams(&pages.images[*image], inks))
        });
        let (own, rest) = ids.split_first().ok_or_else(|| no_page("no page"))?;
        finish::forms(&mut document, rest, &sizes, images.collect())?;
        let dict = document.get_dictionary(*own)?;
        let contents = dict.get(b"Contents").and_then(Object::as_reference)?;
        let names = dict.get(b"Resources").and_then(Object::as_dict)?.get(b"XObject")?.clone();
        let area = area.map(real).to_vec();
        let resources = dictionary! { "XObject" => names };
        let stream = document.get_object_mut(contents)?.as_stream_mut()?;
        for (key, value) in [
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("FormType", Object::Integer(1)),
            ("BBox", Object::Array(area)),
            ("Resources", Object::Dictionary(resources)),
        ] {
            stream.dict.set(key, value);
        }
        let mut objects = objects::take(&document, contents)?;
        let mut packer = Packer::new();
        let mut all = save::Fingerprint::new();
        let mut keys = Vec::new();
        for object in &mut objects {
            let mut own = save::Fingerprint::new();
            if let Object::Stream(stream) = object {
                give_fonts(stream);
                packer.pack(stream);
                own.add(&stream.content);
            }
            let mut written = Vec::new();
            save::object(&mut written, object);
            own.add(&written);
            let key = own.halves();
            all.add(key.map(u64::to_be_bytes).as_flattened());
            let alone = matches!(object, Object::Stream(_)) && objects::stands_alone(object);
            keys.push(alone.then_some(key));
        }
        Ok(Ground { objects, keys, key: all.halves(), used: codes.used, blocks: Vec::new(), size })
    }
}

/// The items outside fields, without roles and places to touch, and the artwork they use, which
/// they count from 0.
fn constant(all: &[Placed], pages: &Pages) -> (Vec<Placed>, Vec<Form>, Vec<usize>) {
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
    (items, forms.into_iter().map(|form| pages.forms[form].clone()).collect(), images)
}

/// Forms find their faces among the fonts of the file.
fn give_fonts(stream: &mut Stream) {
    let is_form = stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == name("Form"));
    if !is_form {
        return;
    }
    let own = stream.dict.get_mut(b"Resources").and_then(Object::as_dict_mut);
    if let Ok(resources) = own {
        resources.set("Font", FONTS);
    }
}

fn no_page(why: &str) -> PdfError {
    PdfError::Structure(why.to_owned())
}
