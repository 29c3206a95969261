//! What can be typed behind `toroi roster`.

use std::path::PathBuf;

use super::look_args::LookArgs;
use super::values::{self, SortArg};
use crate::guide::Date;
use crate::records::Options;
use crate::roster::Sort;
use crate::session::{Request, RosterRequest};
use crate::vietnamese::encoding::Encoding;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct RosterArgs {
    /// The list: CSV, TSV, XLSX, ODS or JSON Lines; its first row names the columns.
    #[arg(long, value_name = "FILE")]
    pub records: PathBuf,
    /// The column that fills a field: `--map dia-chi="Địa chỉ nhà"`; may be repeated.
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = values::house)]
    pub map: Vec<(String, String)>,
    /// The order of the houses: walking order, by name, or as in the list.
    #[arg(long, value_enum, default_value_t = SortArg::Address)]
    pub sort: SortArg,
    /// Name of the team, printed at the top.
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// The day of the visits, printed at the top.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub date: Option<Date>,
    /// The sheet of a spreadsheet, by name or number; the default is the first.
    #[arg(long, value_name = "NAME")]
    pub worksheet: Option<String>,
    /// The character between the cells of a CSV file; found automatically when not given.
    #[arg(long, value_name = "SIGN", value_parser = values::separator)]
    pub separator: Option<char>,
    /// The encoding of a list that is not Unicode.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Where the files go.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Also make a PNG of every page, with this many dots per inch.
    #[arg(long, value_name = "DPI", num_args = 0..=1, default_missing_value = "110",
          value_parser = values::resolution)]
    pub png: Option<u16>,
    #[command(flatten)]
    pub look: LookArgs,
}

impl RosterArgs {
    /// What a session is opened for: the product of rosters.
    pub(super) fn request(&self, today: Date) -> Request {
        let (look, larger) = (self.look.name.clone(), self.look.larger);
        Request { look, larger, ..Request::of_rosters(today) }
    }

    /// What is wanted of the list.
    pub(super) fn roster(&self) -> RosterRequest {
        let sort = match self.sort {
            SortArg::Address => Sort::Address,
            SortArg::Name => Sort::Name,
            SortArg::None => Sort::None,
        };
        let (map, team, date) = (self.map.clone(), self.team.clone(), self.date);
        RosterRequest { map, sort, team, date }
    }

    /// How the list is read.
    pub(super) fn reading(&self) -> Options {
        let (encoding, separator) = (self.encoding, self.separator);
        Options { sheet: self.worksheet.clone(), encoding, separator }
    }
}
