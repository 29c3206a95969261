//! The list a team carries from house to house.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::faults;
use super::{PrintOptions, Session};
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::guide::{Date, Guide, Reference};
use crate::layout::Pages;
use crate::merge::job_journal::{Done, JobIdentity, ListIdentity};
use crate::merge::{self, job_journal};
use crate::records::Table;
use crate::roster::{self, ColumnMap, PRODUCT, Sort};
use crate::source::legacy_text;
use crate::typeset::Typesetter;
use crate::vietnamese::{encoding, fold, normalise};

/// The day written into a file whose list names none: no clock is read, so that the same list gives
/// the same bytes. It is the day this product was made.
const DAY: (u16, u16, u16) = (2026, 11, 25);

/// How many digits tell files apart that fold to one name.
const DIGITS: usize = 6;

/// What somebody wants of a list.
#[derive(Clone, Debug)]
pub struct RosterRequest {
    /// Which column is what; the others are found by their names.
    pub map: Vec<(String, String)>,
    /// The order of the houses.
    pub sort: Sort,
    /// The team, printed at the top.
    pub team: Option<String>,
    /// The day of the visits, printed at the top.
    pub date: Option<Date>,
}

/// A list that may be printed.
pub struct RosterSheet<'s> {
    session: &'s Session,
    cancel: &'s Cancel,
    pages: Pages,
    /// The name of its files, without ending: by the file it is made of.
    pub name: String,
    /// Its PDF.
    pub pdf: Vec<u8>,
    /// How many houses there are.
    pub houses: usize,
    /// The columns of the list that are not printed.
    pub left_out: Vec<String>,
    /// How many empty rows were left out.
    pub skipped: u64,
}

impl Session {
    /// Makes the list of a team; the session has to be opened with the product [`PRODUCT`]. `None`
    /// when anything is wrong with the records.
    pub fn roster<'s>(
        &'s self,
        request: &RosterRequest,
        table: Table,
        cancel: &'s Cancel,
    ) -> (Option<RosterSheet<'s>>, Sink) {
        let mut sink = Sink::new();
        let made = self.roster_sheet(request, table, cancel, &mut sink);
        (made, self.limits().keep(sink))
    }

    fn roster_sheet<'s>(
        &'s self,
        request: &RosterRequest,
        mut table: Table,
        cancel: &'s Cancel,
        sink: &mut Sink,
    ) -> Option<RosterSheet<'s>> {
        let before = sink.errors();
        let map = ColumnMap::new(&table, &request.map, sink)?;
        let left_out = map.left_out(&table).into_iter().map(str::to_owned).collect();
        let mut roster = roster::read(&mut table, &map, request.sort, sink)?;
        if let Some(team) = &request.team {
            let lost = encoding::damage(team).into_iter().next();
            sink.extend(lost.map(|loss| legacy_text(team, &loss)));
            // As an author would have typed it.
            roster.team = normalise::field(team.trim()).into_text();
        }
        roster.day = request.date.map(|date| date.to_string()).unwrap_or_default();
        if roster.count as u64 > self.limits().records {
            sink.push(merge::too_many_records(self.limits().records));
        }
        (sink.errors() == before).then_some(())?;
        let name = file_name(table.path());
        let (year, month, day) = DAY;
        let day = request.date.or_else(|| Date::new(year, month, day).ok())?;
        let mut sources = self.sources().clone();
        let file = sources.add_text(table.path(), String::new());
        let mut guide = Guide::blank(&name, file, day);
        let sites = Reference::sites(&*self.0.world, &mut sources, sink);
        guide.reference = Arc::new(Reference { sites, ..Reference::default() });
        let print = PrintOptions::default();
        let typesetter = Typesetter { sources: &sources, ..self.typesetter(&print, cancel)? };
        let mut own = Sink::new();
        let pages = typesetter.pages_with(PRODUCT, &guide, ("roster", &roster), &mut own);
        let reported =
            own.iter().map(|found| roster::in_list(found.clone(), &roster, table.path()));
        sink.extend(reported);
        let pages = self.bounded(pages, cancel, sink)?;
        let pdf = typesetter.pdf(&guide, &pages);
        let pdf = pdf.map_err(|error| sink.push(faults::unmade(&error))).ok()?;
        let (houses, skipped) = (roster.count, table.skipped());
        Some(RosterSheet { session: self, cancel, pages, name, pdf, houses, left_out, skipped })
    }
}

impl RosterSheet<'_> {
    /// Its pages, as they are printed.
    pub fn pages(&self) -> &Pages {
        &self.pages
    }

    /// What job it is, made of this list.
    pub fn identity(&self, list: ListIdentity) -> JobIdentity {
        JobIdentity { product: PRODUCT.to_owned(), list, ..JobIdentity::default() }
    }

    /// The file it becomes, for the journal of the job.
    pub fn done(&self) -> Done {
        let pages = self.pages.pages.len() as u64;
        Done {
            file: format!("{}.pdf", self.name),
            index: 0,
            records: [1, self.houses as u64],
            copies: 1,
            pages,
            bytes: self.pdf.len() as u64,
            sha256: job_journal::hex(&Sha256::digest(&self.pdf)),
            bad: Vec::new(),
        }
    }

    /// A picture of each page, as [`Sheet::pictures`](super::Sheet::pictures).
    ///
    /// # Errors
    /// The first finding, of `put`, of a limit or of the program itself.
    pub fn pictures(
        &self,
        dpi: u16,
        put: impl FnMut(usize, &[u8]) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        self.session.all_pictures((&self.pdf, &self.pages), (dpi, None), self.cancel, put)
    }
}

/// `to-7-roster`, by the file it is made of. Names of files are plain letters; where that loses
/// something, as between `nhà.csv` and `nha.csv`, digits that depend on the whole name tell two lists
/// apart.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    match fold::slug(stem) {
        slug if slug == stem => format!("{slug}-{PRODUCT}"),
        slug => {
            let sum = job_journal::hex(&Sha256::digest(stem));
            let slug = if slug.is_empty() { "danh-sach".to_owned() } else { slug };
            format!("{slug}-{}-{PRODUCT}", &sum[..DIGITS])
        }
    }
}
