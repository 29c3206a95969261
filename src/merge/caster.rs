//! Makes copies: values in, pages out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::{Arc, Weak};

use super::cells::{self, Checker, Finding};
use super::fields::Fields;
use super::mould::{self, Answers, Found, Mould, Setting, Side};
use super::shape::{self, Shape};
use super::sheets::Slots;
use crate::diag::{Diagnostic, Sink};
use crate::doc::{
    Duplex, Markup, Reading, SheetStyle, Shows, Standing, check_private, field, proofread, read,
};
use crate::geom::{Len, Size};
use crate::guide::Guide;
use crate::layout::{Pages, Placed, Reader};
use crate::paint::pdf::PdfError;
use crate::paint::pdf::stream::{Blocks, Content, Ground, Hand, Paper, Parts, Tagged, Tags, Used};
use crate::records::Record;
use crate::sheet;
use crate::template::{Row, Settings};
use crate::typeset::Typesetter;

/// As many readings of a template are kept; more mean that the template looks at values that are
/// different in most records, and then none is worth keeping long.
const MOST_MOULDS: usize = 64;
/// Bytes of pictures that readings hold, as each holds its own.
const MOST_PIXELS: usize = 64 << 20;
/// As many pages of layouts are kept, and once as many that were not asked for since.
const MOST_PAGES: usize = 512;
/// As many grounds are known at once before those nobody has any more are forgotten.
const MANY_GROUNDS: usize = 4096;

/// What all copies of a job share.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// Templates, faces, ink.
    pub press: &'a Typesetter<'a>,
    /// The guide.
    pub guide: &'a Guide,
    /// The product.
    pub product: &'a str,
    /// Which column fills what.
    pub fields: &'a Fields,
    /// The keys of the columns of the list, in order.
    pub keys: &'a [String],
    /// Where copies stand on a sheet, if several do.
    pub slots: Option<&'a Slots>,
    /// Whether pages have the tags that screen readers follow.
    pub tagged: bool,
}

impl Job<'_> {
    /// How many records share a sheet of paper.
    pub fn per_sheet(&self) -> usize {
        self.slots.map_or(1, Slots::count)
    }

    /// Whether sheets are printed on both sides.
    pub fn is_duplex(&self) -> bool {
        let own = self.press.templates.product(self.product);
        let own = own.map(|own| sheet::duplex(&own.style, self.press.imposing));
        self.slots.map_or(own, |slots| Some(slots.duplex())).is_some_and(|it| it != Duplex::None)
    }
}

/// One page as it goes into a file.
#[derive(Clone, Debug)]
pub struct Made {
    /// What lies under its own ink, from back to front.
    pub grounds: Vec<Arc<Ground>>,
    /// Its boxes.
    pub paper: Paper,
    /// What paints them, and its own ink.
    pub content: Content,
    /// Its tags.
    pub tagged: Option<Tagged>,
}

impl Made {
    /// A page of the same size with nothing on it.
    pub(super) fn blank(&self) -> Made {
        let content = Content { bytes: Vec::new(), packed: false };
        Made { grounds: self.grounds.clone(), paper: self.paper, content, tagged: None }
    }
}

/// One copy: its pages, or what is wrong with it.
pub type Copy = Result<Vec<Face>, Vec<Finding>>;

/// One page of a copy before it goes onto paper.
#[derive(Clone)]
pub struct Face {
    setting: Rc<Setting>,
    side: usize,
    answers: Rc<Answers>,
    values: Arc<[String]>,
}

/// What tells moulds apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    /// Which fields are empty.
    Empty(Vec<bool>),
    /// The elements the template printed.
    Shape(Shape),
}

/// What a template printed for the last record that made a mould of this shape.
struct Printed {
    texts: Vec<String>,
    /// The texts that were different in others.
    varying: BTreeSet<usize>,
}

/// Makes copies one after another; each thread has its own.
pub struct Caster<'a> {
    job: Job<'a>,
    style: &'a SheetStyle,
    guide: Guide,
    reader: Reader<'a>,
    hand: Hand<'a>,
    moulds: BTreeMap<Which, Mould>,
    shapes: BTreeMap<Shape, Printed>,
    grounds: Grounds,
    /// Pages of the layouts that were made since the oldest were forgotten.
    pages: usize,
    notes: Vec<Finding>,
    checker: Checker,
}

impl<'a> Caster<'a> {
    /// A caster that has made nothing yet; `None` when there is no such product.
    pub fn new(job: Job<'a>) -> Option<Caster<'a>> {
        let style = &job.press.templates.product(job.product)?.style;
        let mut guide = job.guide.clone();
        for (code, field) in &job.fields.codes {
            if let Some(target) = guide.qr.get_mut(*code) {
                target.url.it = field::mark(*field).to_string();
            }
        }
        let palette = style.palette.clone();
        Some(Caster {
            job,
            style,
            guide,
            reader: Reader::new(job.press.fonts),
            hand: Hand::new(job.press.fonts, job.press.inks, palette),
            moulds: BTreeMap::new(),
            shapes: BTreeMap::new(),
            grounds: Grounds::default(),
            pages: 0,
            notes: Vec::new(),
            checker: Checker::default(),
        })
    }

    /// The faces of a record's copy.
    ///
    /// # Errors
    /// Everything that is wrong with its values.
    pub fn copy(&mut self, record: &Record, number: u64) -> Copy {
        let mut values = self.job.fields.values(record, number);
        let mut found = cells::private_letters(self.job.keys, &record.cells);
        found.extend(self.checker.check(self.job.fields, &values, self.style.reach));
        if found.iter().any(Finding::is_error) {
            return Err(found);
        }
        self.notes.extend(found);
        let which = if self.job.fields.looked_at.is_empty() {
            self.by_emptiness(record, &values)?
        } else {
            self.by_shape(record, &mut values)?
        };
        let Some(mould) = self.moulds.get_mut(&which) else { return Err(lost()) };
        let (setting, answers) = match mould.find(&self.reader, &values) {
            Found::Setting(setting, answers) => (setting, answers),
            Found::Nothing | Found::Wrong => {
                self.reader.remember(true);
                let laid = self.lay(&which, &values);
                self.reader.remember(false);
                laid?
            }
        };
        self.prove(&setting, &answers)?;
        let (answers, values) = (Rc::new(answers), Arc::from(values));
        let face = |side| {
            let (setting, answers) = (Rc::clone(&setting), Rc::clone(&answers));
            Face { setting, side, answers, values: Arc::clone(&values) }
        };
        Ok((0..setting.sides.len()).map(face).collect())
    }

    /// What a person should look at in the copies made since this was last asked.
    pub fn take_notes(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.notes)
    }

    /// The glyphs used since this was last asked.
    pub fn take_used(&mut self) -> Used {
        self.hand.take_used()
    }

    /// Writes copies onto paper: each on pages of its own, or as many as fit a sheet.
    pub fn pages(&mut self, copies: &[Option<Vec<Face>>]) -> Vec<Made> {
        let Some(slots) = self.job.slots else {
            let faces = copies.iter().flatten().flatten();
            return faces.map(|face| self.page(face)).collect();
        };
        let mut made = Vec::new();
        let sides = copies.iter().flatten().map(Vec::len).max().unwrap_or(0);
        for side in 0..sides {
            let Some(sheet) = slots.sides.get(side % slots.sides.len().max(1)) else { continue };
            self.hand.begin(sheet.size, sheet.turned);
            let mut grounds = vec![Arc::clone(&sheet.ground)];
            self.hand.ground(0, Len::ZERO, Len::ZERO);
            for (copy, at) in copies.iter().zip(&sheet.places) {
                let Some(face) = copy.as_ref().and_then(|faces| faces.get(side)) else { continue };
                let own = &face.setting.sides[face.side];
                let foot = sheet.size.h - at.y - own.size.h;
                for ground in &own.grounds {
                    grounds.push(Arc::clone(ground));
                    self.hand.ground(grounds.len() - 1, at.x, foot);
                }
                for (question, place) in &own.fields {
                    let items = face.answers.get(*question).map_or(&[][..], |items| items);
                    self.hand.write(items, place.shifted(at.x, at.y), sheet.size.h);
                }
            }
            let (paper, content) = (sheet.paper, self.hand.end());
            made.push(Made { grounds, paper, content, tagged: None });
        }
        made
    }

    fn page(&mut self, face: &Face) -> Made {
        let side = &face.setting.sides[face.side];
        let size = side.size;
        let items = |question: usize| face.answers.get(question).map_or(&[][..], |items| items);
        self.hand.begin(size, side.turned);
        let mut tagged = None;
        if let Some((steps, tags)) = &side.tagged {
            for step in steps {
                self.hand.step(step, size.h, items);
            }
            let (tags, values) = (Arc::clone(tags), Arc::clone(&face.values));
            tagged = Some(Tagged::new(tags, face.side, values, items));
        } else {
            self.hand.ground(0, Len::ZERO, Len::ZERO);
            for (question, at) in &side.fields {
                self.hand.write(items(*question), *at, size.h);
            }
        }
        let grounds = side.grounds.clone();
        Made { grounds, paper: side.paper, content: self.hand.end(), tagged }
    }

    /// The mould of copies like this one, where the template tells copies apart only by which
    /// fields are empty.
    fn by_emptiness(&mut self, record: &Record, values: &[String]) -> Result<Which, Vec<Finding>> {
        let empty = values.iter().map(String::is_empty).collect();
        let which = Which::Empty(empty);
        if !self.moulds.contains_key(&which) {
            let (guide, markup) = self.print(record, values)?;
            let mould = self.read(&guide, &markup, record)?;
            self.keep(which.clone(), mould);
        }
        Ok(which)
    }

    /// The mould of copies like this one, where the template looks at values and has run for it:
    /// of those with the same elements. Words that differ are fields too, and join `values`.
    fn by_shape(
        &mut self,
        record: &Record,
        values: &mut Vec<String>,
    ) -> Result<Which, Vec<Finding>> {
        let (guide, mut markup) = self.print(record, values)?;
        let (shape, texts) = Shape::of(&markup.xml);
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        let known = self.shapes.get(&shape);
        let mut varying = known.map_or_else(BTreeSet::new, |known| known.varying.clone());
        if let Some(known) = known {
            let differs = |number: &usize| known.texts.get(*number) != texts.get(*number);
            varying.extend((0..texts.len()).filter(differs));
        }
        let first = self.job.fields.all.len();
        let which = Which::Shape(shape.clone());
        let is_same = known.is_some_and(|known| known.varying == varying);
        if !is_same || !self.moulds.contains_key(&which) {
            markup.xml = shape.with(&texts, &varying, |nth| field::mark(first + nth));
            let mould = self.read(&guide, &markup, record)?;
            self.keep(which.clone(), mould);
            let texts = texts.clone();
            self.shapes.insert(shape, Printed { texts, varying: varying.clone() });
        }
        for number in varying {
            let text = texts.get(number).map_or("", String::as_str);
            let text = field::filled(&shape::read(text), values).into_owned();
            values.push(text);
        }
        Ok(which)
    }

    fn keep(&mut self, which: Which, mould: Mould) {
        let pixels: usize = self.moulds.values().map(Mould::pixels).sum();
        if self.moulds.len() >= MOST_MOULDS || pixels + mould.pixels() > MOST_PIXELS {
            self.moulds.clear();
            self.shapes.clear();
        }
        self.moulds.insert(which, mould);
    }

    /// Runs the template for a record. Values it does not look at are marks.
    fn print(&self, record: &Record, values: &[String]) -> Result<(Guide, Markup), Vec<Finding>> {
        let Job { press, fields, keys, product, .. } = self.job;
        let is_looked_at = |field: usize| fields.looked_at.contains(&field);
        let shown = |field: usize| match values.get(field) {
            Some(value) if value.is_empty() || is_looked_at(field) => value.clone(),
            Some(_) => field::mark(field).to_string(),
            None => String::new(),
        };
        let mut settings: Settings = press.settings.clone();
        for (id, field) in &fields.contacts {
            // An empty cell leaves what all copies share.
            let value = shown(*field);
            if !value.is_empty() {
                settings.insert(id.clone(), value);
            }
        }
        let mut row: Row =
            fields.columns.iter().map(|(name, at)| (name.clone(), shown(*at))).collect();
        if !fields.looked_at.is_empty() {
            for (key, cell) in keys.iter().zip(&record.cells) {
                row.entry(key.clone()).or_insert_with(|| cell.clone());
            }
        }
        // Without an address of its own a copy keeps that of the guide.
        let mut guide = self.guide.clone();
        for (code, field) in &fields.codes {
            let (Some(shared), Some(own)) = (self.job.guide.qr.get(*code), guide.qr.get_mut(*code))
            else {
                continue;
            };
            let value = shown(*field);
            own.url.it = if value.is_empty() { shared.url.it.clone() } else { value };
        }
        match press.templates.render(product, &guide, &settings, &row, press.sources) {
            Ok(markup) => Ok((guide, markup)),
            Err(found) => Err(vec![whole(found)]),
        }
    }

    /// Reads what a template printed.
    fn read(&self, guide: &Guide, markup: &Markup, record: &Record) -> Result<Mould, Vec<Finding>> {
        let Typesetter { world, sources, settings, .. } = *self.job.press;
        let mut sink = Sink::new();
        let reading = Reading { guide, style: self.style, sources, world };
        let doc = read(markup, reading, &mut sink);
        if let Some(doc) = &doc {
            let consent = &settings.consent;
            check_private(doc, self.style.reach, consent, sources, &mut sink);
            let mut known: Vec<String> = record.cells.clone();
            known.extend(settings.iter().map(|(_, value)| value.clone()));
            let (files, known, shows) = (&markup.files[..], &known[..], Shows::Guide);
            let fields = field::MOST_FIELDS;
            let standing = Standing { guide, files, sources, consent, known, shows, fields };
            proofread(doc, standing, &mut sink);
        }
        let doc = doc.filter(|_| !sink.has_errors());
        doc.map(Mould::new).ok_or_else(|| sink.into_findings().into_iter().map(whole).collect())
    }

    /// Lays a copy out in full and remembers it.
    fn lay(
        &mut self,
        which: &Which,
        values: &[String],
    ) -> Result<(Rc<Setting>, Answers), Vec<Finding>> {
        let Job { press, .. } = self.job;
        if self.pages > MOST_PAGES {
            self.pages = 0;
            self.moulds.values_mut().for_each(Mould::age);
        }
        let Some(mould) = self.moulds.get_mut(which) else { return Err(lost()) };
        let mut sink = Sink::new();
        let set = self.reader.layout_copy(&mould.doc, self.style, values, &mut sink);
        let laid = set.and_then(|(pages, asked)| {
            let pages = sheet::finish(pages, self.style, press.fonts, &mut sink)?;
            let fields = pages.pages.iter().map(mould::fields).enumerate();
            let proofs = fields.flat_map(|(page, fields)| {
                fields.into_iter().map(move |(question, at)| (page, question, at))
            });
            let proofs = proofs.collect();
            let pages = if press.inks.saver { sheet::save_ink(pages) } else { pages };
            let pages = if self.job.slots.is_some() {
                pages
            } else {
                sheet::lay(pages, self.style, press.imposing, &mut sink)?
            };
            Some((pages, asked, proofs))
        });
        let Some((pages, asked, proofs)) = laid else {
            return Err(sink.into_findings().into_iter().map(whole).collect());
        };
        let mut answers = Vec::new();
        for (question, _) in &asked {
            let answer = self.reader.answer(question, values);
            answers.push(answer.map_or_else(|| Vec::new().into(), |(_, items)| items.into()));
        }
        let sides = sides(&pages, &mut self.grounds, press, self.job.tagged)
            .map_err(|error| vec![whole(crate::typeset::broken(&error.to_string()))])?;
        self.pages += sides.iter().map(|side| 1 + side.grounds.len() / 4).sum::<usize>();
        let setting = Rc::new(Setting { sides, proofs });
        mould.add(asked, &setting);
        Ok((setting, answers))
    }

    /// Proves that the ink of a copy's own letters keeps away from edges and holes.
    fn prove(&self, setting: &Setting, answers: &Answers) -> Result<(), Vec<Finding>> {
        let mut sink = Sink::new();
        for (page, question, at) in &setting.proofs {
            let items = answers.get(*question).map_or(&[][..], |items| items);
            sheet::prove(items, *at, *page, self.style, self.job.press.fonts, &mut sink);
        }
        if sink.has_errors() {
            return Err(sink.into_findings().into_iter().map(whole).collect());
        }
        Ok(())
    }
}

/// The grounds of all layouts that are kept; those that are alike are one.
#[derive(Default)]
struct Grounds {
    known: BTreeMap<[u64; 2], Weak<Ground>>,
    blocks: Blocks,
}

impl Grounds {
    /// The ground of items of a page.
    fn get(
        &mut self,
        items: &[Placed],
        size: Size,
        pages: &Pages,
        press: &Typesetter<'_>,
    ) -> Result<Arc<Ground>, PdfError> {
        let ground = Ground::of(items, size, pages, press.fonts, press.inks, &mut self.blocks)?;
        if let Some(known) = self.known.get(&ground.key()).and_then(Weak::upgrade) {
            return Ok(known);
        }
        let ground = Arc::new(ground);
        if self.known.len() >= MANY_GROUNDS {
            self.known.retain(|_, known| known.strong_count() > 0);
        }
        self.known.insert(ground.key(), Arc::downgrade(&ground));
        Ok(ground)
    }
}

/// The pages of a setting.
fn sides(
    pages: &Pages,
    grounds: &mut Grounds,
    press: &Typesetter<'_>,
    tagged: bool,
) -> Result<Vec<Side>, PdfError> {
    let mut ground = |items: &[Placed], size| grounds.get(items, size, pages, press);
    let mut all = Vec::new();
    let (tags, parts) = Tags::of(if tagged { &pages.pages } else { &[] });
    let (tags, mut parts) = (Arc::new(tags), parts.into_iter());
    for page in &pages.pages {
        let size = page.size;
        let (grounds, tagged) = match parts.next() {
            Some(Parts { steps, grounds }) => {
                let grounds = grounds.iter().map(|items| ground(items, size));
                (grounds.collect::<Result<_, _>>()?, Some((steps, Arc::clone(&tags))))
            }
            None => (vec![ground(&page.items, size)?], None),
        };
        let paper = Paper { trim: page.trim, bleed: pages.bleed };
        let (turned, fields) = (page.turned, mould::fields(page));
        all.push(Side { size, grounds, tagged, paper, turned, fields });
    }
    Ok(all)
}

/// A mould that was just made is not there: a fault of ours.
fn lost() -> Vec<Finding> {
    vec![whole(crate::typeset::broken("no mould"))]
}

/// A finding of the sheet as a whole.
fn whole(found: Diagnostic) -> Finding {
    Finding { field: String::new(), found }
}
