//! Lists: what is in one, and which column fills what.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Engine, Wanted};
use super::reply::Reply;
use super::request::Asked;
use crate::diag::Sink;
use crate::records::{Options, Table};
use crate::session::Session;
use crate::source::Sources;

/// Values of a column that are shown, so that a person sees which it is.
const SAMPLES: usize = 3;

/// Which list is meant, and how it is read.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct ListFields {
    #[serde(default)]
    list_id: String,
    file_name: String,
    worksheet: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ListRead {
    columns: Vec<ColumnEntry>,
    count: u64,
    worksheets: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ColumnEntry {
    key: String,
    name: String,
    samples: Vec<String>,
}

impl ListFields {
    /// Opens the list.
    ///
    /// # Errors
    /// The contract was broken: no list came, now or before.
    pub(super) fn open(
        &self,
        engine: &Engine,
        asked: &Asked<'_>,
        sink: &mut Sink,
    ) -> Result<Option<Table>, String> {
        let bytes = engine.list(&self.list_id, asked).ok_or("no list came along, now or before")?;
        let options = Options { sheet: self.worksheet.clone(), ..Options::default() };
        Ok(Table::of_bytes(&self.file_name, bytes, &options, sink))
    }
}

/// What is in a list: its columns with a few values each, and how many records.
pub(super) fn read(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let list: ListFields = asked.fields()?;
    let mut sink = Sink::new();
    let opened = list.open(engine, asked, &mut sink)?;
    let reply = opened.map_or_else(Reply::refused, |table| {
        let worksheets = table.other_worksheets().to_vec();
        let mut columns: Vec<ColumnEntry> = table
            .columns()
            .iter()
            .map(|own| ColumnEntry {
                key: own.key.clone(),
                name: own.name.clone(),
                samples: Vec::new(),
            })
            .collect();
        let mut count = 0;
        for record in table {
            count += 1;
            let Ok(record) = record else { continue };
            for (column, cell) in columns.iter_mut().zip(record.cells) {
                if column.samples.len() < SAMPLES
                    && !cell.is_empty()
                    && !column.samples.contains(&cell)
                {
                    column.samples.push(cell);
                }
            }
        }
        Reply::of(&ListRead { columns, count, worksheets })
    });
    Ok(reply.found(&sink, &Sources::new(), asked.lang))
}

/// The most rows that are reported at once.
const MOST_ROWS: u64 = 100;

/// Which rows of a list are wanted.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RowFields {
    /// The number of the first record, from 1.
    from: u64,
    count: u64,
    #[serde(flatten)]
    list: ListFields,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Rows {
    rows: Vec<RowEntry>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct RowEntry {
    /// The number of the record, as `only` takes it.
    number: u64,
    /// The row of the file; 0 where it cannot be read.
    row: u64,
    cells: Vec<String>,
}

/// Some rows of a list, as they stand in it.
pub(super) fn rows(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let RowFields { from, count, list } = asked.fields()?;
    let mut sink = Sink::new();
    let opened = list.open(engine, asked, &mut sink)?;
    let reply = opened.map_or_else(Reply::refused, |table| {
        let wanted = from.max(1)..from.max(1).saturating_add(count.min(MOST_ROWS));
        let numbered = (1..).zip(table).take_while(|(number, _)| *number < wanted.end);
        let chosen = numbered.filter(|(number, _)| wanted.contains(number));
        let rows = chosen.map(|(number, record)| match record {
            Ok(record) => RowEntry { number, row: record.row, cells: record.cells },
            Err(problem) => RowEntry { number, row: problem.row, cells: Vec::new() },
        });
        Reply::of(&Rows { rows: rows.collect() })
    });
    Ok(reply.found(&sink, &Sources::new(), asked.lang))
}

/// The sheet a list fills, and which column fills which of its fields.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct MatchFields {
    pub(super) guide: String,
    pub(super) product: String,
    /// The column of a field; empty where none is to fill it, whatever its name is.
    #[serde(default)]
    pub(super) map: BTreeMap<String, String>,
    #[serde(flatten)]
    pub(super) list: ListFields,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Matched {
    fields: Vec<FieldEntry>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FieldEntry {
    field: String,
    title: String,
    column: Option<String>,
    guessed: bool,
}

impl MatchFields {
    /// The session of the sheet.
    pub(super) fn session(
        &self,
        engine: &Engine,
        asked: &Asked<'_>,
        printer: Option<&str>,
    ) -> Session {
        engine.session(asked, Wanted::sheet(&self.guide, &self.product, printer))
    }

    /// Pairs of field and column.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        self.map.iter().map(|(field, column)| (field.clone(), column.clone())).collect()
    }
}

/// The fields of a sheet, each with the column that fills it.
pub(super) fn matched(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let fields: MatchFields = asked.fields()?;
    let session = fields.session(engine, asked, None);
    let mut sink = session.found().clone();
    let opened = fields.list.open(engine, asked, &mut sink)?;
    let reply = opened.map_or_else(Reply::refused, |table| {
        let columns = table.columns();
        let found = session.fields((0, &fields.product), &fields.pairs(), columns, &mut sink);
        let entry = |own: crate::session::FieldMatch| FieldEntry {
            guessed: own.column.is_some() && !fields.map.contains_key(&own.field),
            column: own.column.and_then(|at| columns.get(at)).map(|column| column.key.clone()),
            field: own.field,
            title: own.title,
        };
        Reply::of(&Matched { fields: found.into_iter().map(entry).collect() })
    });
    Ok(reply.found(&sink, session.sources(), asked.lang))
}
