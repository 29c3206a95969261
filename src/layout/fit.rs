//! Copyfitting: the first step on which everything fits is taken, and nothing is ever squeezed
//! below the last one.

use std::ops::Range;

use super::artwork::share_art;
use super::blocks::BlockLayouter;
use super::cache::LayoutCache;
use super::clearance::Clearance;
use super::faults;
use super::laid::CopyContext;
use super::page::{Page, Pages};
use super::paginate::{Extent, blank, face, is_near, one_page};
use crate::cancel::Cancel;
use crate::diag::{Code, Diagnostic, Severity, Sink};
use crate::doc::{Align, Doc, FitStep, Flow, PrintedText, SheetStyle, field, number_pages};
use crate::text::Fonts;

/// Lays out a document, each face on its own best step. `None` when one does not fit or cannot be
/// set.
pub fn layout(doc: &Doc, style: &SheetStyle, fonts: &Fonts, sink: &mut Sink) -> Option<Pages> {
    layout_unless(Cancel::never(), doc, style, fonts, sink)
}

/// The same for a job that may be cancelled: then `None`, and nothing is reported.
pub fn layout_unless(
    cancel: &Cancel,
    doc: &Doc,
    style: &SheetStyle,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<Pages> {
    let cache = &mut LayoutCache::default();
    let mut pages = lay_out(doc, style, fonts, (cache, cancel), None, sink)?;
    share_art(doc, &mut pages);
    Some(pages)
}

/// Numbers of pages settle in the second round, unless they are wider than those thought of.
const ROUNDS: usize = 4;

/// Lays out a document or a copy of it. Its pages have no pictures yet: drawings, and pictures of
/// pixels, go by their numbers among all of the document.
pub(super) fn lay_out(
    doc: &Doc,
    style: &SheetStyle,
    fonts: &Fonts,
    (cache, cancel): (&mut LayoutCache, &Cancel),
    copy: Option<CopyContext<'_>>,
    sink: &mut Sink,
) -> Option<Pages> {
    let before = sink.errors();
    let title = doc.title.clone();
    let palette = style.palette.clone();
    let mut pages = Pages { title, duplex: style.duplex, palette, ..Pages::default() };
    let settled_on = vec![None; doc.flows.len()];
    let mut fitter = Fitter { doc, style, fonts, copy, cache, cancel, next_tag: 0, settled_on };
    let mut counts: Vec<usize> =
        (0..doc.flows.len()).map(|face| usual_pages(&style.fit_steps, face)).collect();
    let numbered = doc.has_page_numbers();
    for round in 1..=ROUNDS {
        let faces = fitter.faces(&counts);
        if cancel.is_cancelled() {
            return None;
        }
        let made: Vec<usize> =
            faces.iter().map(|face| face.pages.as_ref().map_or(0, Vec::len)).collect();
        let settled = !numbered || made == counts || made.contains(&0);
        if settled || round == ROUNDS {
            for face in faces {
                pages.pages.extend(face.pages.unwrap_or_default());
                face.problems.into_iter().for_each(|problem| sink.push(problem));
            }
            if !settled {
                sink.push(faults::unsettled(style));
            }
            break;
        }
        counts = made;
    }
    (sink.errors() == before).then_some(pages)
}

/// How many pages a face has on most steps: where that is right, one round is enough.
fn usual_pages(steps: &[FitStep], face: usize) -> usize {
    let pages = || steps.iter().map(|step| step.pages_of(face));
    let on_steps = |count: usize| pages().filter(|other| *other == count).count();
    // The first of those that are equally many.
    let usual = pages().rev().max_by_key(|count| on_steps(*count)).unwrap_or(1);
    if usual == FitStep::ANY { 1 } else { usual }
}

/// A face among others.
#[derive(Clone, Copy)]
struct FaceNumber {
    /// Its number.
    number: usize,
    /// How many pages stand before it, and, as far as is known, after it.
    before: usize,
    after: usize,
}

/// What came of a step: pages if all went well, and everything found on the way.
#[derive(Default)]
struct Attempt {
    pages: Option<Vec<Page>>,
    problems: Vec<Diagnostic>,
    next_tag: u32,
    /// Height needed over height there is.
    fill: f64,
}

struct Fitter<'a, 'v> {
    doc: &'a Doc,
    style: &'a SheetStyle,
    fonts: &'a Fonts,
    copy: Option<CopyContext<'v>>,
    cache: &'a mut LayoutCache,
    cancel: &'a Cancel,
    next_tag: u32,
    /// For each face the step that was best in the last round, among all of the style.
    settled_on: Vec<Option<usize>>,
}

impl Fitter<'_, '_> {
    /// All faces in order, each on its best step, when they are thought to have so many pages.
    fn faces(&mut self, counts: &[usize]) -> Vec<Attempt> {
        self.next_tag = 0;
        let mut before = 0;
        let mut faces = Vec::new();
        let doc = self.doc;
        for (number, flow) in doc.flows.iter().enumerate() {
            let after = counts.iter().skip(number + 1).sum();
            let attempt = self.best(FaceNumber { number, before, after }, flow);
            self.next_tag = attempt.next_tag;
            before += attempt.pages.as_ref().map_or(0, Vec::len);
            faces.push(attempt);
        }
        faces
    }

    /// The best step on which a face fits, or the findings of the last one. Where letters are to be
    /// larger, it is found first how large they are otherwise.
    fn best(&mut self, face: FaceNumber, flow: &Flow) -> Attempt {
        let style = self.style;
        let known = self.settled_on.get(face.number).copied().flatten();
        let (fits, step) = self.first_fit(face, flow, (&style.fit_steps, known));
        if let Some(settled_on) = self.settled_on.get_mut(face.number) {
            *settled_on = step;
        }
        match step.and_then(|step| style.larger_steps.get(step)) {
            Some(larger) => self.first_fit(face, flow, (larger, None)).0,
            None => fits,
        }
    }

    /// The first of `steps` on which a face fits, with its place among them, or the findings of the
    /// last one.
    ///
    /// Neighbouring steps of one number of pages grow ever tighter up to one whose letters are larger
    /// again, which another face with more pages asks for. So the best that fits lies between
    /// the last that does not and the first that does; each attempt tells where to look. In
    /// another round, which knows only the numbers of pages better, it is most likely the `known` one.
    fn first_fit(
        &mut self,
        face: FaceNumber,
        flow: &Flow,
        (steps, known): (&[FitStep], Option<usize>),
    ) -> (Attempt, Option<usize>) {
        let number = face.number;
        let mut failed = Attempt { next_tag: self.next_tag, ..Attempt::default() };
        let mut before = 0;
        let is_alike =
            |a: &FitStep, b: &FitStep| a.pages_of(number) == b.pages_of(number) && b.text <= a.text;
        for group in steps.chunk_by(is_alike) {
            let mut known = known.and_then(|step| step.checked_sub(before));
            let mut fits = None;
            let (mut low, mut high) = (0, group.len());
            let mut last = None;
            // Fewer pages than usual seldom do; the tightest step tells at once.
            if group.len() < steps.len() / 2 {
                high -= 1;
                // Others follow, and the last of them tells what is wrong. What copies share is kept whole.
                let is_last = before + group.len() == steps.len();
                let extent = if is_last || self.copy.is_some() {
                    Extent::Whole
                } else {
                    Extent::UntilTooHigh
                };
                failed = self.attempt(face, flow, (&group[high], extent));
                if failed.pages.is_none() {
                    before += group.len();
                    continue;
                }
                fits = Some(std::mem::take(&mut failed));
            }
            while low < high {
                let next = match known.filter(|step| (low..high).contains(step)) {
                    Some(step) => step,
                    None => likely(group, low..high, last),
                };
                let attempt = self.attempt(face, flow, (&group[next], Extent::Whole));
                last = Some((&group[next], attempt.fill));
                // What is best still is so once the step above it does not fit.
                known = known.filter(|step| *step == next).and_then(|step| step.checked_sub(1));
                if attempt.pages.is_some() {
                    (fits, high) = (Some(attempt), next);
                } else {
                    low = next + 1;
                    if low == group.len() {
                        failed = attempt;
                    }
                }
            }
            if let Some(fits) = fits {
                return (fits, Some(before + high));
            }
            before += group.len();
        }
        self.explain(number, flow, steps, &mut failed.problems);
        (failed, None)
    }

    /// Says of a text that does not fit which face it is, what was tried, and what the ward filled in.
    fn explain(&self, number: usize, flow: &Flow, steps: &[FitStep], problems: &mut [Diagnostic]) {
        let problem = problems.iter_mut().find(|problem| problem.code == Code::DoesNotFit);
        let (Some(problem), Some(step)) = (problem, steps.last()) else { return };
        let (faces, count) = (self.doc.flows.len(), steps.len());
        problem.hints.push(faults::tried((number + 1, faces), count, step));
        let values = flow.printed().into_iter().filter_map(|text| match text {
            PrintedText::Fill(_, value) => value.filter(|value| !field::has_marks(value)),
            _ => None,
        });
        let longest = values.max_by_key(|value| value.chars().count());
        problem.hints.extend(longest.filter(|value| !value.is_empty()).map(faults::longest_value));
    }

    fn attempt(
        &mut self,
        at: FaceNumber,
        flow: &Flow,
        (step, extent): (&FitStep, Extent),
    ) -> Attempt {
        let FaceNumber { number, before, after } = at;
        if self.cancel.is_cancelled() {
            return Attempt::default();
        }
        let mut layouter = BlockLayouter {
            doc: self.doc,
            style: self.style,
            fonts: self.fonts,
            step,
            page: (before, before + 1 + after),
            others: (before, after),
            align: Align::Left,
            problems: Vec::new(),
            next_tag: self.next_tag,
            cache: self.cache,
            cancel: self.cancel,
            copy: self.copy,
            room: None,
            exclusion: None,
            ground: None,
        };
        let most = step.pages_of(number);
        // Of a face of several pages nobody knows beforehand what stands beside which hole.
        let clearance = Clearance::on(before, self.style);
        let clearance = clearance.filter(|clearance| most == 1 && is_near(clearance, self.style));
        let (pages, fill) = match clearance {
            Some(clearance) => one_page(&mut layouter, flow, clearance),
            None => face(&mut layouter, flow, (most, extent)),
        };
        let (mut problems, next_tag) = (layouter.problems, layouter.next_tag);
        let mut pages = pages.map_err(|problem| problems.push(problem)).ok();
        if pages.as_ref().is_some_and(|pages| pages.len() > 1) && number_pages(&flow.nodes) {
            problems.push(faults::number_in_body(self.style));
        }
        // On paper of its own each page has its panel, whatever the faces before it fill.
        if let (Some(pages), Some(_)) = (&mut pages, &self.style.sheet)
            && most != FitStep::ANY
        {
            pages.resize_with(most.max(pages.len()), || blank(self.style));
        }
        let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
        Attempt { pages: pages.filter(|_| !failed), problems, next_tag, fill }
    }
}

/// The step to try next: the first that is expected to fit by what the last one tried needed, as
/// text takes room by the square of its size. Of two, the better: where it fits, all is done.
fn likely(group: &[FitStep], open: Range<usize>, last: Option<(&FitStep, f64)>) -> usize {
    let Some((tried, fill)) = last else {
        return if open.len() <= 2 { open.start } else { usize::midpoint(open.start, open.end) };
    };
    let fits = |at: &usize| {
        let ratio = group[*at].text / tried.text;
        fill * ratio * ratio <= 1.0
    };
    let tightest = open.end - 1;
    (open.start..tightest).find(fits).unwrap_or(tightest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_usually_as_many_as_on_most_steps() {
        let step = |pages: &[usize]| FitStep {
            pages: pages.to_vec(),
            text: 1.0,
            gap: 1.0,
            picture: 1.0,
            larger_than: None,
        };
        let steps = [step(&[1]), step(&[2, 1]), step(&[2]), step(&[FitStep::ANY])];
        assert_eq!((usual_pages(&steps, 0), usual_pages(&steps, 1)), (2, 1));
        assert_eq!((usual_pages(&steps[3..], 0), usual_pages(&[], 0)), (1, 1));
        // Of as many the first: it is tried first.
        assert_eq!(usual_pages(&steps[..2], 0), 1);
    }
}
