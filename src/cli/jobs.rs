//! The sheets a command makes, each with a name that no other sheet has.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::guide::{Guide, Library};
use crate::template::Set;

/// One sheet to make.
pub(super) struct Job<'a> {
    pub guide: &'a Guide,
    /// The place of the guide among those of the library.
    pub index: usize,
    pub product: String,
    /// The name of its files, without ending.
    pub name: String,
}

/// The sheets of all guides of a library, and for each guide what is wrong with what was asked of
/// it. `asked` are the products of the command, none for those of each guide; `suffix` ends the
/// names of files.
pub(super) fn of<'a>(
    library: &'a Library,
    asked: &[String],
    set: &Set,
    suffix: &str,
) -> (Vec<Job<'a>>, Vec<Sink>) {
    let (mut jobs, mut found) = (Vec::new(), Vec::new());
    for (index, guide) in library.guides.values().enumerate() {
        let mut own = Sink::new();
        for product in products(guide, asked, set, &mut own) {
            let name = format!("{}-{product}{suffix}", guide.slug);
            jobs.push(Job { guide, index, product, name });
        }
        found.push(own);
    }
    for (index, clash) in clashes(&jobs, library, set, suffix) {
        found[index].push(clash);
    }
    (jobs, found)
}

/// The products of a guide: its own, or those the command asked for.
fn products(guide: &Guide, asked: &[String], set: &Set, sink: &mut Sink) -> Vec<String> {
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
    jobs: &[Job<'_>],
    library: &Library,
    set: &Set,
    suffix: &str,
) -> Vec<(usize, Diagnostic)> {
    let mut names: BTreeMap<String, &Job<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for job in jobs {
        match names.get(&folded(&job.name)) {
            Some(first) => {
                let pair = ((&*first.guide.slug, &*first.product), job);
                found.extend([(first.index, clash(pair)), (job.index, clash(pair))]);
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
                found.push((job.index, clash(((slug, product), job))));
            }
        }
    }
    // What paper, printer and inks add to a name may be the end of another product's.
    let others = set.known().iter().filter(|_| !suffix.is_empty());
    for (job, product) in others.flat_map(|product| jobs.iter().map(move |job| (job, product))) {
        let slug = &job.guide.slug;
        if folded(&job.name) == folded(&format!("{slug}-{product}")) {
            found.push((job.index, clash(((slug, product), job))));
        }
    }
    found
}

fn clash(((slug, product), job): ((&str, &str), &Job<'_>)) -> Diagnostic {
    let Job { guide, product: other, name, .. } = job;
    let second = &guide.slug;
    let found = Diagnostic::new(
        Code::OutputClash,
        text!(
            en "the guide `{slug}` as `{product}` and the guide `{second}` as `{other}` would both be `{name}.pdf`",
            vi "bài `{slug}` loại `{product}` và bài `{second}` loại `{other}` đều thành tệp `{name}.pdf`",
        ),
    );
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
