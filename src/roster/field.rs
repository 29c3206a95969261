//! Which column of a list is what: told with `--map`, or by the names columns mostly have.

use super::faults::Fault;
use super::house::Household;
use super::private;
use crate::diag::{Diagnostic, Sink};
use crate::records::{Column, Record, Table};
use crate::vietnamese::fold;

/// What a column of a list can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RosterField {
    /// Whom to ask for.
    Name,
    /// The number of the house.
    House,
    /// Alley and street, or all of the address.
    Address,
    /// Group of residents, hamlet.
    Group,
    /// What is to be done.
    Task,
    /// What was done before.
    Done,
    /// What the team has to know.
    Note,
}

/// Fields by the name that is typed, and the names columns mostly have, without accents.
pub const FIELDS: &[(&str, RosterField, &[&str])] = &[
    (
        "ten",
        RosterField::Name,
        &["ho ten", "ho va ten", "ten", "chu ho", "ho ten chu ho", "ten chu ho", "ten thuong goi"],
    ),
    ("nha", RosterField::House, &["so nha", "nha so", "nha"]),
    ("dia-chi", RosterField::Address, &["dia chi", "noi o", "cho o", "dia chi nha", "noi cu tru"]),
    (
        "to",
        RosterField::Group,
        &["to dan pho", "to", "to so", "khu pho", "thon", "xom", "ap", "cum"],
    ),
    (
        "viec",
        RosterField::Task,
        &["viec can lam", "can lam", "viec", "can giup", "noi dung", "nhu cau", "yeu cau"],
    ),
    ("da-lam", RosterField::Done, &["da lam", "tinh trang", "trang thai", "da xong", "ket qua"]),
    ("ghi-chu", RosterField::Note, &["ghi chu", "luu y", "luu y khi den"]),
];

/// Which column is which field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    columns: Vec<(RosterField, usize)>,
}

impl ColumnMap {
    /// Finds the columns of all fields; those given as field and column go first. `None` when one of
    /// them cannot be, and `sink` tells why.
    pub fn new(table: &Table, given: &[(String, String)], sink: &mut Sink) -> Option<ColumnMap> {
        let before = sink.errors();
        let mut map = ColumnMap::default();
        for (field, column) in given {
            map.give(field, column, table, sink);
        }
        for (_, field, names) in FIELDS {
            if map.column(*field).is_none() {
                let called = |column: &Column| {
                    let own = fold::slug(&column.name).replace('-', " ");
                    names.iter().any(|name| *name == own)
                };
                let free = |index: &usize| !map.prints(*index);
                let found = (0..table.columns().len()).filter(free);
                let found = found.into_iter().find(|index| called(&table.columns()[*index]));
                map.columns.extend(found.map(|index| (*field, index)));
            }
        }
        if map.column(RosterField::House).is_none() && map.column(RosterField::Address).is_none() {
            let columns: Vec<&str> = table.columns().iter().map(|own| own.name.as_str()).collect();
            let fault = Fault::NoPlace { columns: &columns };
            sink.push(Diagnostic::from(fault).at_path(table.path()));
        }
        (sink.errors() == before).then_some(map)
    }

    fn give(&mut self, field: &str, column: &str, table: &Table, sink: &mut Sink) {
        let wanted = fold::slug(field);
        let Some((_, known, _)) = FIELDS.iter().find(|(name, ..)| *name == wanted) else {
            let known: Vec<&str> = FIELDS.iter().map(|(name, ..)| *name).collect();
            sink.push(Fault::NoField { field, known: &known }.into());
            return;
        };
        match table.find(column) {
            Ok(index) => {
                self.columns.retain(|(own, _)| own != known);
                self.columns.push((*known, index));
            }
            Err(suggestion) => sink.push(suggestion.diagnostic().at_path(table.path())),
        }
    }

    fn column(&self, field: RosterField) -> Option<usize> {
        self.columns.iter().find(|(own, _)| *own == field).map(|(_, index)| *index)
    }

    /// Whether a column is printed.
    pub fn prints(&self, index: usize) -> bool {
        self.columns.iter().any(|(_, own)| *own == index)
    }

    /// Reports columns that are printed and must not be, by their names.
    pub(super) fn check(&self, columns: &[Column], sink: &mut Sink) {
        for (index, column) in columns.iter().enumerate().filter(|(index, _)| self.prints(*index)) {
            if let Some(found) = private::in_name(&column.name) {
                let fault = Fault::Column { number: index + 1, name: &column.name, what: found };
                sink.push(fault.into());
            }
        }
    }

    /// A record as a row of the list.
    pub(super) fn house(&self, record: &Record) -> Household {
        let cell = |field| {
            let cell = self.column(field).and_then(|index| record.cells.get(index));
            cell.map_or("", String::as_str).replace('\n', ", ")
        };
        let number = cell(RosterField::House);
        let number = match number.chars().next() {
            // A bare number says what it is.
            Some(first) if first.is_ascii_digit() => format!("Số {number}"),
            _ => number,
        };
        let group = cell(RosterField::Group);
        let group = match group.chars().next() {
            Some(first) if first.is_ascii_digit() => format!("Tổ {group}"),
            _ => group,
        };
        let places = [number, cell(RosterField::Address)];
        let places: Vec<&str> =
            places.iter().map(String::as_str).filter(|place| !place.is_empty()).collect();
        Household {
            number: 0,
            row: record.row,
            line: record.line,
            name: cell(RosterField::Name),
            place: places.join(", "),
            group,
            task: cell(RosterField::Task),
            done: cell(RosterField::Done),
            note: cell(RosterField::Note),
        }
    }

    /// The names of columns that are not printed.
    pub fn left_out<'t>(&self, table: &'t Table) -> Vec<&'t str> {
        let all = table.columns().iter().enumerate();
        let out = all.filter(|(index, _)| !self.prints(*index));
        out.map(|(_, column)| column.name.as_str()).collect()
    }
}
