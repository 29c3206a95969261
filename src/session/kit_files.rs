//! A kit: all its sheets, the page of contents before them, and the order for the print shop.

use std::borrow::Cow;

use super::faults;
use super::{Loaded, PrintOptions, Session};
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::guide::Guide;
use crate::kit::{self, JobOrder, Kit, KitEntry};
use crate::layout::Pages;
use crate::typeset::Typesetter;

/// The page of contents and the order for the print shop, beside the sheets.
const CONTENTS: &str = "00-muc-luc.pdf";
const ORDER: &str = "lenh-in.txt";

/// A file of a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitFile {
    /// Its name in the folder of the kit.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

impl Session {
    /// The kits that are loaded.
    pub fn kits(&self) -> impl Iterator<Item = &Kit> {
        self.0.kits.values()
    }

    /// What the folder of a kit is called, for a printer or for any.
    ///
    /// # Errors
    /// One finding when it would be the folder of another kit.
    pub fn kit_folder(&self, kit: &Kit, print: &PrintOptions) -> Result<String, Diagnostic> {
        let suffix = print.printer.as_ref().map_or_else(String::new, |name| format!("-{name}"));
        let name = format!("{}{suffix}", kit.name);
        let others = kit::list(&*self.0.world, &mut Sink::new()).unwrap_or_default();
        if name != kit.name && others.contains(&name) {
            return Err(faults::same_folder(&kit.name, &name));
        }
        Ok(format!("kit-{name}"))
    }

    /// Makes all files of a kit and gives each to `put`, in the order they are printed. Whether all
    /// is well; otherwise what `put` has got is good for nothing. What is wrong with its guides is in
    /// [`Session::check`] and [`Session::found`].
    pub fn kit(
        &self,
        kit: &Kit,
        print: &PrintOptions,
        cancel: &Cancel,
        put: &mut dyn FnMut(KitFile),
    ) -> (bool, Sink) {
        let mut sink = Sink::new();
        let made = self.kit_files(kit, print, cancel, put, &mut sink);
        (made.is_some() && !sink.has_errors(), self.limits().keep(sink))
    }

    /// The id of the occasion that an entry of a kit names.
    fn occasion_of(&self, entry: &KitEntry) -> Option<&str> {
        self.0.library.reference.subject.occasion(&entry.occasion.as_ref()?.it)
    }

    fn kit_files(
        &self,
        kit: &Kit,
        print: &PrintOptions,
        cancel: &Cancel,
        put: &mut dyn FnMut(KitFile),
        sink: &mut Sink,
    ) -> Option<()> {
        let Loaded { library, templates, .. } = &*self.0;
        let guide = |slug: &str| {
            let number = library.guides.keys().position(|known| known == slug)?;
            self.is_good(number).then(|| library.guides.get(slug)).flatten()
        };
        let guides: Option<Vec<&Guide>> =
            kit.entries.iter().map(|entry| guide(&entry.guide.it)).collect();
        let guides = guides?;
        let mut order = JobOrder::new(kit);
        order.printer.clone_from(&print.printer);
        let mut all_well = true;
        for (number, (entry, guide)) in (1..).zip(kit.entries.iter().zip(&guides)) {
            let product = templates.product(&entry.product.it)?;
            let print = PrintOptions { paper: entry.sheet, ..print.clone() };
            let paper = entry.sheet.map_or_else(String::new, |it| format!("-{}", it.name()));
            let occasion = self.occasion_of(entry);
            let guide = occasion.map_or(Cow::Borrowed(*guide), |id| guide.at(id));
            let guide = &*guide;
            let occasion = occasion.map_or_else(String::new, |id| format!("-{id}"));
            let slug = &guide.slug;
            let name = format!("{number:02}-{slug}{occasion}-{}{paper}.pdf", entry.product.it);
            let typesetter = self.typesetter(&print, cancel)?;
            let pages = self.pages(&typesetter, (guide, &entry.product.it), sink);
            let Some(pages) = pages else {
                all_well = false;
                continue;
            };
            write(name.clone(), &typesetter, (guide, &pages), put, sink);
            order.add(entry, name, &product.style, &pages);
        }
        if !all_well || sink.has_errors() {
            return None;
        }
        // The page of contents is as old as the guide that was looked at last.
        let guide = guides.into_iter().max_by_key(|guide| guide.reviewed.it)?;
        let print = PrintOptions { printer: print.printer.clone(), ..PrintOptions::default() };
        let typesetter = self.typesetter(&print, cancel)?;
        let pages = typesetter.contents(guide, (&order, &order.counted()), sink);
        let pages = self.bounded(pages, cancel, sink)?;
        write(CONTENTS.to_owned(), &typesetter, (guide, &pages), put, sink);
        let said = self.settings().address.apply(&order.text());
        put(KitFile { name: ORDER.to_owned(), bytes: said.into_bytes(), pages: 1 });
        Some(())
    }
}

fn write(
    name: String,
    typesetter: &Typesetter<'_>,
    (guide, pages): (&Guide, &Pages),
    put: &mut dyn FnMut(KitFile),
    sink: &mut Sink,
) {
    match typesetter.pdf(guide, pages) {
        Ok(bytes) => put(KitFile { name, bytes, pages: pages.pages.len() }),
        Err(error) => sink.push(faults::unmade(&error)),
    }
}
