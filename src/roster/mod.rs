//! The list a team carries from house to house: records in visiting order, with boxes to tick.
//!
//! In goes a [`Table`], out comes a [`Roster`], which the template of the product `roster` prints.
//! Only columns with a meaning here are printed, and none of them may hold what harms somebody when
//! the sheet is lost.

mod faults;
mod field;
mod house;
mod private;

use serde::Serialize;

use faults::Fault;
pub use field::{ColumnMap, FIELDS, RosterField};
pub use house::Household;

use crate::diag::{Diagnostic, Severity, Sink};
use crate::records::{Record, SameInRows, Table};
use crate::vietnamese::address::AddressKey;
use crate::vietnamese::collate::{NameKey, TextKey};

/// The product that prints it.
pub const PRODUCT: &str = "roster";

/// The most houses of one list: three teams do not visit more in a month.
pub const MOST_ROWS: usize = 5000;

/// The most findings of one list that are reported; who has so many begins with the first.
const MOST_FINDINGS: usize = 100;

/// In which order houses are visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By group, street, alley and number.
    Address,
    /// By the names of people.
    Name,
    /// As in the list.
    None,
}

/// What the template sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Roster {
    /// The team, if somebody named it.
    pub team: String,
    /// The day, if somebody named it.
    pub day: String,
    /// How many houses there are.
    pub count: usize,
    /// Whether any of them says what was done before.
    pub has_done: bool,
    /// The houses, in order.
    pub rows: Vec<Household>,
}

/// Reads all records of a table. `None` when anything is wrong; `sink` tells what.
pub fn read(table: &mut Table, map: &ColumnMap, sort: Sort, sink: &mut Sink) -> Option<Roster> {
    let before = sink.errors();
    map.check(table.columns(), sink);
    let mut houses: Vec<Household> = Vec::new();
    let mut rows = SameInRows::new(MOST_FINDINGS);
    let path = table.path().to_owned();
    while let Some(next) = table.next() {
        let record = match next {
            Ok(record) => record,
            Err(end) if end.ends_list() => {
                end.all().for_each(|problem| sink.push(problem.diagnostic()));
                continue;
            }
            Err(problem) => {
                problem.all().for_each(|problem| rows.problem(problem));
                continue;
            }
        };
        record.notes.iter().for_each(|note| rows.problem(note));
        for (index, column) in table.columns().iter().enumerate() {
            let Some(cell) = record.cells.get(index).filter(|_| map.prints(index)) else {
                continue;
            };
            if let Some(found) = private::in_cell(cell, &column.name) {
                let line = usize::try_from(record.line).unwrap_or(usize::MAX);
                let found = Diagnostic::from(Fault::Cell { what: found });
                let found = found.at_position(&path, line, index + 1);
                rows.add(record.row, Some(&column.name), found);
            }
        }
        if houses.len() == MOST_ROWS {
            sink.push(Diagnostic::from(Fault::Houses { most: MOST_ROWS }).at_path(&path));
            return None;
        }
        houses.push(map.house(&record));
    }
    sink.extend(table.left_out());
    for (untold, severity) in rows.tell(sink).into_iter().zip([Severity::Error, Severity::Note]) {
        if untold > 0 {
            let more = Diagnostic::from(Fault::More { count: untold }).at_path(&path);
            sink.push(Diagnostic { severity, ..more });
        }
    }
    (sink.errors() == before).then_some(())?;
    order(&mut houses, sort);
    for (index, house) in houses.iter_mut().enumerate() {
        house.number = index + 1;
    }
    let has_done = houses.iter().any(|house| !house.done.is_empty());
    let (team, day) = (String::new(), String::new());
    Some(Roster { team, day, count: houses.len(), has_done, rows: houses })
}

fn order(houses: &mut [Household], sort: Sort) {
    match sort {
        Sort::Address => houses.sort_by_cached_key(WayKey::new),
        Sort::Name => houses.sort_by_cached_key(PersonKey::new),
        Sort::None => {}
    }
}

/// Houses in the order of the way: group, street, alley, number; then people by their names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WayKey(AddressKey, NameKey, u64);

impl WayKey {
    fn new(house: &Household) -> WayKey {
        let place = format!("{}, {}", house.group, house.place);
        WayKey(AddressKey::new(&place), NameKey::new(&house.name), house.row)
    }
}

/// Houses in the order of the people in them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonKey(NameKey, TextKey, AddressKey);

impl PersonKey {
    fn new(house: &Household) -> PersonKey {
        let name = &house.name;
        PersonKey(NameKey::new(name), TextKey::new(name), AddressKey::new(&house.place))
    }
}

impl ColumnMap {
    /// Where a record stands in the order of the way.
    pub fn way(&self, record: &Record) -> WayKey {
        WayKey::new(&self.house(record))
    }

    /// Where a record stands in the order of names.
    pub fn name(&self, record: &Record) -> PersonKey {
        PersonKey::new(&self.house(record))
    }
}

/// A finding about a word on paper, reported with the row of the list it comes from: in the
/// template, where it was found, there is nothing to mend.
pub fn in_list(found: Diagnostic, roster: &Roster, path: &str) -> Diagnostic {
    let Some(word) = found.about.as_deref().filter(|word| !word.is_empty()) else { return found };
    let holds = |house: &&Household| {
        let cells =
            [&house.name, &house.place, &house.group, &house.task, &house.done, &house.note];
        cells.into_iter().any(|cell| cell.contains(word))
    };
    let Some(house) = roster.rows.iter().find(holds) else { return found };
    let line = usize::try_from(house.line).unwrap_or(usize::MAX);
    let message = faults::in_row(house.row, &found.message);
    Diagnostic { message, ..found }.at_position(path, line, 1)
}
