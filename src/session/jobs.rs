//! The sheets to make, each with a name that no other sheet has.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::faults;
use super::{Loaded, Pick, PrintOptions, Session};
use crate::diag::{Diagnostic, Sink, text};
use crate::guide::{Guide, Library};
use crate::template::TemplateSet;

/// One sheet to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The number of its guide among those of the session.
    pub guide: usize,
    /// Its product.
    pub product: String,
    /// The name of its files, without ending.
    pub name: String,
}

/// All sheets of a request in one way of printing.
#[derive(Debug, Default)]
pub struct Jobs {
    /// The sheets.
    pub jobs: Vec<Job>,
    /// For each guide of the session, what is wrong with what was asked of it.
    pub asked: Vec<Sink>,
}

impl Session {
    /// Which sheets there are to make: the products that were named, else those of each guide.
    pub fn jobs(&self, print: &PrintOptions) -> Jobs {
        let Loaded { library, templates, request, .. } = &*self.0;
        let suffix = print.suffix();
        let asked = match &request.products {
            Pick::Named(names) => names.as_slice(),
            Pick::None | Pick::All => &[],
        };
        let subject = &library.reference.subject;
        let occasion = request.occasion.as_deref().and_then(|word| subject.occasion(word));
        let (mut jobs, mut found) = (Vec::new(), Vec::new());
        for (number, guide) in library.guides.values().enumerate() {
            let mut own = Sink::new();
            for product in products(guide, asked, templates, &mut own) {
                // Sheets of several occasions may lie in one folder.
                let occasion = occasion.filter(|_| guide.varies());
                let occasion = occasion.map_or_else(String::new, |id| format!("-{id}"));
                let name = format!("{}{occasion}-{product}{suffix}", guide.slug);
                jobs.push(Job { guide: number, product, name });
            }
            found.push(own);
        }
        for (number, clash) in clashes(&jobs, library, templates, &suffix) {
            found[number].push(clash);
        }
        let asked = found.into_iter().map(|own| request.limits.keep(own)).collect();
        Jobs { jobs, asked }
    }
}

/// The products of a guide: its own, or those the command asked for.
fn products(guide: &Guide, asked: &[String], set: &TemplateSet, sink: &mut Sink) -> Vec<String> {
    let is_known = |name: &str| set.known().iter().any(|known| known == name);
    for product in guide.products.iter().filter(|product| !is_known(&product.it)) {
        sink.push(set.unknown(&product.it, Some(product.span)));
    }
    let own = guide.products.iter().map(|product| &product.it);
    let wanted: Vec<&String> =
        if asked.is_empty() { own.collect() } else { asked.iter().collect() };
    let mut products: Vec<String> = Vec::new();
    for product in wanted {
        // A product named twice is one file.
        if is_known(product) && !products.contains(product) {
            products.push(product.clone());
        }
    }
    products
}

/// Sheets whose files would have one name, with the guides to blame. A guide that is not read now
/// counts with every product, because its sheets may lie in the folder already.
fn clashes(
    jobs: &[Job],
    library: &Library,
    set: &TemplateSet,
    suffix: &str,
) -> Vec<(usize, Diagnostic)> {
    let guides: Vec<&Guide> = library.guides.values().collect();
    let clash = |(slug, product): (&str, &str), job: &Job| {
        (job.guide, clash((slug, product), job, guides[job.guide]))
    };
    let mut names: BTreeMap<String, &Job> = BTreeMap::new();
    let mut found = Vec::new();
    for job in jobs {
        match names.get(&folded(&job.name)) {
            Some(first) => {
                let pair = (&*guides[first.guide].slug, &*first.product);
                let (own, blamed) = clash(pair, job);
                found.extend([(first.guide, blamed.clone()), (own, blamed)]);
            }
            None => drop(names.insert(folded(&job.name), job)),
        }
    }
    let unread = library.known.iter().filter(|slug| !library.guides.contains_key(*slug));
    for slug in unread {
        // Most have no name in common with any sheet, whatever the product.
        let start = folded(&format!("{slug}-"));
        if !names.range(start.clone()..).next().is_some_and(|(name, _)| name.starts_with(&start)) {
            continue;
        }
        for product in set.known() {
            if let Some(job) = names.get(&folded(&format!("{slug}-{product}{suffix}"))) {
                found.push(clash((slug, product), job));
            }
        }
    }
    // What paper, printer and inks add to a name may be the end of another product's.
    let others = set.known().iter().filter(|_| !suffix.is_empty());
    for (job, product) in others.flat_map(|product| jobs.iter().map(move |job| (job, product))) {
        let slug = &guides[job.guide].slug;
        if folded(&job.name) == folded(&format!("{slug}-{product}")) {
            let blamed = faults::same_file((slug, product), (slug, &job.product), &job.name);
            let blamed = blamed.hint(text!(
                en "choose the product `{product}`, which has this name, or another paper",
                vi "hãy chọn loại tờ `{product}`, vốn đã có tên này, hoặc chọn giấy khác",
            ));
            found.push((job.guide, blamed));
        }
    }
    found
}

fn clash((slug, product): (&str, &str), job: &Job, guide: &Guide) -> Diagnostic {
    let Job { product: other, name, .. } = job;
    let second = &guide.slug;
    let found = faults::same_file((slug, product), (second, other), name);
    let declared = guide.products.iter().find(|product| product.it == *other);
    let found = match declared {
        Some(product) => found.at(product.span),
        None => found,
    };
    found.hint(text!(
        en "rename one of the guides or products: one file would overwrite the other",
        vi "đổi tên một bài hoặc một loại: tệp này sẽ ghi đè lên tệp kia",
    ))
}

/// A name as disks that do not tell small from capital letters see it.
fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}
