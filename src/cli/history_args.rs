//! What can be typed after `toroi history`.

use clap::Subcommand;

use super::values;
use crate::guide::Date;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct HistoryArgs {
    /// Only what stands on a label or fact that says something else today.
    #[arg(long)]
    pub stale: bool,
    #[command(subcommand)]
    pub what: Option<HistoryCommand>,
}

#[derive(Clone, Debug, Subcommand)]
pub(super) enum HistoryCommand {
    /// Note that something was printed.
    Add(AddArgs),
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct AddArgs {
    /// The guide, by name.
    #[arg(value_name = "GUIDE", required_unless_present = "kit")]
    pub guide: Option<String>,
    /// The product it was printed as, e.g. leaflet-a5.
    #[arg(long, value_name = "NAME", required_unless_present = "kit")]
    pub product: Option<String>,
    /// A kit instead of a guide.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["guide", "product", "rows"])]
    pub kit: Option<String>,
    /// How many copies, of a kit how many kits.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub copies: u64,
    /// The numbers of the rows of a list that were printed, e.g. 31-340.
    #[arg(long, value_name = "ROWS", value_parser = values::rows)]
    pub rows: Option<String>,
    /// The look it has.
    #[arg(long = "look", id = "printed_look", value_name = "NAME")]
    pub look: Option<String>,
    /// The day it was printed; the default is today.
    #[arg(long = "day", value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub day: Option<Date>,
}
