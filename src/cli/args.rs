//! What can be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use super::printer_args::PrinterCommand;
use super::values::{self, FlipArg, FormatArg, LangArg, OrderArg, PaperArg, PressArg, SortArg};
use super::vietnamese;
use crate::diag::{Lang, text};
use crate::doc::Duplex;
use crate::geom::Len;
use crate::guide::Date;
use crate::inks::{Inks, Standard};
use crate::records::Options;
use crate::report::Format;
use crate::roster::Sort;
use crate::session::{MergeRequest, Pick, PrintOptions, Request, RosterRequest, Split};
use crate::sheet::{ImpositionScheme, PaperSize};
use crate::vietnamese::encoding::Encoding;

/// Large-print Vietnamese leaflets and door hangers from Markdown and YAML guides.
#[derive(Debug, Parser)]
#[command(name = "toroi", version, max_term_width = 100)]
pub(super) struct Args {
    /// How findings are printed.
    #[arg(long, global = true, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,
    /// Language of messages; by default that of the system.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// The project folder.
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub project: PathBuf,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the PDFs of guides.
    Build(BuildArgs),
    /// Look for faults; with --fix, mend what can be mended in the guides.
    Check {
        #[command(flatten)]
        options: CheckArgs,
        /// Write what was mended into the guides; the old files stay beside them as .bak.
        #[arg(long)]
        fix: bool,
    },
    /// Build again whenever a file changes.
    Watch(BuildArgs),
    /// Begin a project or a guide.
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Turn text and CSV files of old encodings (TCVN3, VNI …) into Unicode.
    Convert(ConvertArgs),
    /// Build all sheets one team takes along into one folder; without a name, list the kits.
    Kit(KitArgs),
    /// Make one copy of a sheet for each record of a list.
    Merge(Box<MergeArgs>),
    /// Make the list a team carries from house to house, from a CSV, Excel or ODS file.
    Roster(RosterArgs),
    /// Tell who said what a guide prints, when, and how sure it is.
    Sources(SourcesArgs),
    /// Measure a printer, so that backs land on their fronts; alone, list the printers.
    Printer {
        #[command(subcommand)]
        what: Option<PrinterCommand>,
    },
    /// List the bundled faces and what they can do.
    Fonts,
    /// Tell what a code means and how to mend it.
    Explain {
        /// The code, e.g. L01.
        code: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// A folder with guides, pictures and templates to change.
    Project {
        /// The folder to make.
        dir: PathBuf,
    },
    /// The file ward.yaml, by answering questions; it fills in the contact lines of every guide.
    Ward,
    /// A guide to fill in.
    Guide {
        /// Its name: small letters without accents, digits and `-`.
        slug: String,
    },
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Guides by name or path; all of them when none is given.
    #[arg(value_name = "GUIDE")]
    pub guides: Vec<String>,
    /// Only this product; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub product: Vec<String>,
    /// Fill in a contact line: `--set cong-an="024 3864 xxxx"`; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = values::setting)]
    pub set: Vec<(String, String)>,
    /// The day review dates are compared with; by default today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub today: Option<Date>,
    /// How many threads work at once.
    #[arg(short, long, value_name = "N", value_parser = values::jobs)]
    pub jobs: Option<usize>,
    /// The encoding of guides that are not UTF-8.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Put as many pages as fit onto this paper, with marks to cut along.
    #[arg(long, value_enum, value_name = "PAPER")]
    pub sheet: Option<PaperArg>,
    /// The order of pages on paper.
    #[arg(long, value_enum, value_name = "ORDER")]
    pub impose: Option<OrderArg>,
    /// The edge the printer turns the paper over.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub flip: Option<FlipArg>,
    /// How thick the paper of a booklet is in mm: inner sheets move so far to the spine.
    #[arg(long, value_name = "MM", value_parser = values::thickness)]
    pub creep: Option<f64>,
    /// Fit the sheets to a printer that was measured: see `toroi printer`.
    #[arg(long, value_name = "NAME")]
    pub printer: Option<String>,
    /// A bar of 100 mm to measure, in the margins; sheets with room outside the trim have one.
    #[arg(long)]
    pub bar: bool,
}

impl CheckArgs {
    /// What a session is opened for: these guides, read as `check --fix` does or not.
    pub(super) fn request(&self, guides: Vec<String>, mends_old: bool, today: Date) -> Request {
        Request {
            guides: named(guides, Pick::All),
            products: named(self.product.clone(), Pick::None),
            values: self.set.clone(),
            printers: self.printer.as_deref().map_or(Pick::None, Pick::one),
            encoding: self.encoding,
            mends_old,
            ..Request::new(self.today.unwrap_or(today))
        }
    }

    /// How sheets are printed in these inks.
    pub(super) fn print(&self, inks: Inks) -> PrintOptions {
        PrintOptions {
            paper: self.sheet.map(PaperSize::from),
            order: self.impose.map(ImpositionScheme::from),
            flip: self.flip.map(Duplex::from),
            creep: Len::mm(self.creep.unwrap_or(0.0)),
            printer: self.printer.clone(),
            bar: self.bar,
            inks,
        }
    }
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct ConvertArgs {
    /// Files to convert; the old ones stay beside them as .bak.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The encoding they are in; found out by itself when it is clear.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Decode all of a file in that encoding, though it is valid Unicode.
    #[arg(long, requires = "encoding")]
    pub force: bool,
    /// Show what would change and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub check: CheckArgs,
    /// Where the files go.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Also make a PNG of every page, with this many dots an inch.
    #[arg(long, value_name = "DPI", num_args = 0..=1, default_missing_value = "110",
          value_parser = clap::value_parser!(u16).range(20..=600))]
    pub png: Option<u16>,
    /// For a print shop: inks, bleed, marks, die line; PDF/X-4, or PDF/X-1a for old machines.
    #[arg(long, value_enum, value_name = "STANDARD", num_args = 0..=1, default_missing_value = "x4",
          conflicts_with_all = ["sheet", "impose", "printer", "bar"])]
    pub press: Option<PressArg>,
    /// In black and greys alone.
    #[arg(long)]
    pub grey: bool,
    /// Outlines instead of filled areas.
    #[arg(long)]
    pub ink_saver: bool,
}

impl BuildArgs {
    /// What the files are printed with.
    pub(super) fn inks(&self) -> Inks {
        let press = self.press.map(|standard| match standard {
            PressArg::X4 => Standard::X4,
            PressArg::X1a => Standard::X1a,
        });
        Inks { press, grey: self.grey, ink_saver: self.ink_saver }
    }
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct KitArgs {
    /// The kit, e.g. kich-hoat.
    pub name: Option<String>,
    /// Fill in a contact line: `--set cong-an="024 3864 xxxx"`; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = values::setting)]
    pub set: Vec<(String, String)>,
    /// The day review dates are compared with; by default today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub today: Option<Date>,
    /// Fit the sheets to a printer that was measured: see `toroi printer`.
    #[arg(long, value_name = "NAME")]
    pub printer: Option<String>,
    /// Where the folder of the kit goes.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
}

#[derive(Clone, Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct MergeArgs {
    /// The guide, by name or path.
    pub guide: String,
    /// The list: CSV, TSV, XLSX, ODS or JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub records: PathBuf,
    /// The product.
    #[arg(long, value_name = "NAME")]
    pub product: String,
    /// The sheet of a spreadsheet, by name or number; by default the first.
    #[arg(long, value_name = "NAME")]
    pub worksheet: Option<String>,
    /// What stands between the cells of a CSV file; found out by itself when not given.
    #[arg(long, value_name = "SIGN", value_parser = values::separator)]
    pub separator: Option<char>,
    /// The column that fills a field: `--map cong-an="Số trực ban"`; may be repeated.
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = values::pair)]
    pub map: Vec<(String, String)>,
    /// Only records whose column says this: `--where "Tổ=5"`, `--where "Tổ!=5"`; may be repeated.
    #[arg(long = "where", value_name = "COLUMN=VALUE", id = "conditions")]
    pub conditions: Vec<String>,
    /// Only records with these numbers: `--only 17,40-52`.
    #[arg(long, value_name = "NUMBERS")]
    pub only: Option<String>,
    /// Sort by a column, or as a roster: `address` in the order of the way, `name` by people.
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<String>,
    /// So many copies into each file.
    #[arg(long, value_name = "N", default_value_t = 1000,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub per_file: u64,
    /// A file for each value of this column.
    #[arg(long, value_name = "COLUMN", conflicts_with_all = ["per_file", "one_file"])]
    pub split_by: Option<String>,
    /// All copies into one file.
    #[arg(long, conflicts_with = "per_file")]
    pub one_file: bool,
    /// Put as many copies as fit onto this paper, with marks to cut along.
    #[arg(long, value_enum, value_name = "PAPER")]
    pub sheet: Option<PaperArg>,
    /// How many copies have to fit the paper: `--impose 3up`; A4 unless --sheet says another.
    #[arg(long, value_name = "NUP", value_parser = values::up)]
    pub impose: Option<usize>,
    /// The edge the printer turns the paper over.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub flip: Option<FlipArg>,
    /// With the tags that screen readers follow (PDF/UA-1): twice the size, half the speed.
    #[arg(long, conflicts_with_all = ["sheet", "impose"])]
    pub tagged: bool,
    /// Print the good records though others are bad; the report names those that are missing.
    #[arg(long)]
    pub skip_bad: bool,
    /// Go on with a job that was stopped.
    #[arg(long)]
    pub resume: bool,
    /// Make one part of the files: `--shard 3/16`.
    #[arg(long, value_name = "PART/OF")]
    pub shard: Option<String>,
    /// Only count records, sheets of paper, files and time.
    #[arg(long)]
    pub plan: bool,
    /// Check every record and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Fill in a contact line that is the same on all copies; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = values::setting)]
    pub set: Vec<(String, String)>,
    /// The day review dates are compared with; by default today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub today: Option<Date>,
    /// How many threads make pages.
    #[arg(short, long, value_name = "N", value_parser = values::jobs)]
    pub jobs: Option<usize>,
    /// The encoding of a list that is not Unicode.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Where the files go.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// In black and greys alone.
    #[arg(long)]
    pub grey: bool,
    /// Outlines instead of filled areas.
    #[arg(long)]
    pub ink_saver: bool,
}

impl MergeArgs {
    /// What a session is opened for: this guide as this product.
    pub(super) fn request(&self, today: Date) -> Request {
        Request {
            guides: Pick::one(&self.guide),
            products: Pick::one(&self.product),
            values: self.set.clone(),
            ..Request::new(self.today.unwrap_or(today))
        }
    }

    /// What is wanted of the merge.
    pub(super) fn merge(&self) -> MergeRequest {
        let split = match &self.split_by {
            Some(column) => Split::By(column.clone()),
            None if self.one_file => Split::OneFile,
            None => Split::PerFile(self.per_file),
        };
        MergeRequest {
            guide: 0,
            product: self.product.clone(),
            map: self.map.clone(),
            conditions: self.conditions.clone(),
            only: self.only.clone(),
            sort: self.sort.clone(),
            split,
            shard: self.shard.clone(),
            per_sheet: self.impose,
            tagged: self.tagged,
        }
    }

    /// How copies are printed.
    pub(super) fn print(&self) -> PrintOptions {
        let paper = self.sheet.or(self.impose.map(|_| PaperArg::A4));
        PrintOptions {
            paper: paper.map(PaperSize::from),
            flip: self.flip.map(Duplex::from),
            inks: Inks { press: None, grey: self.grey, ink_saver: self.ink_saver },
            ..PrintOptions::default()
        }
    }

    /// How the list is read.
    pub(super) fn reading(&self) -> Options {
        reading(self.worksheet.as_ref(), self.encoding, self.separator)
    }

    /// What decides the bytes of the files, but for the guide and the list.
    pub(super) fn identity(&self) -> String {
        let MergeArgs { worksheet, map, conditions, only, sort, per_file, split_by, .. } = self;
        let MergeArgs { one_file, sheet, flip, shard, skip_bad, tagged, encoding, .. } = self;
        let separator = self.separator;
        let encoding = encoding.map(Encoding::name);
        format!(
            "{worksheet:?} {map:?} {conditions:?} {only:?} {sort:?} {per_file} {split_by:?} {one_file} \
             {sheet:?} {flip:?} {shard:?} {skip_bad} {tagged} {encoding:?} \
             {separator:?} {}",
            self.print().suffix()
        )
    }
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct RosterArgs {
    /// The list: CSV, TSV, XLSX, ODS or JSON Lines; the first row names the columns.
    #[arg(long, value_name = "FILE")]
    pub records: PathBuf,
    /// Which column is what: `--map dia-chi="Địa chỉ nhà"`; may be repeated.
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = values::house)]
    pub map: Vec<(String, String)>,
    /// The order of the houses: as they are visited, by names, or as in the list.
    #[arg(long, value_enum, default_value_t = SortArg::Address)]
    pub sort: SortArg,
    /// The team, printed at the top.
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// The day of the visits, printed at the top.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub date: Option<Date>,
    /// The sheet of a spreadsheet, by name or number; by default the first.
    #[arg(long, value_name = "NAME")]
    pub worksheet: Option<String>,
    /// What stands between the cells of a CSV file; found out by itself when not given.
    #[arg(long, value_name = "SIGN", value_parser = values::separator)]
    pub separator: Option<char>,
    /// The encoding of a list that is not Unicode.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Where the files go.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Also make a PNG of every page, with this many dots an inch.
    #[arg(long, value_name = "DPI", num_args = 0..=1, default_missing_value = "110",
          value_parser = clap::value_parser!(u16).range(20..=600))]
    pub png: Option<u16>,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct SourcesArgs {
    /// Guides by name or path; all of them when none is given.
    #[arg(value_name = "GUIDE")]
    pub guides: Vec<String>,
}

impl RosterArgs {
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
        reading(self.worksheet.as_ref(), self.encoding, self.separator)
    }
}

/// Those that were named, else what stands for none.
fn named(names: Vec<String>, none: Pick) -> Pick {
    if names.is_empty() { none } else { Pick::Named(names) }
}

fn reading(sheet: Option<&String>, encoding: Option<Encoding>, separator: Option<char>) -> Options {
    Options { sheet: sheet.cloned(), encoding, separator }
}

impl KitArgs {
    /// What a session is opened for: the sheets of this kit.
    pub(super) fn request(&self, name: &str, today: Date) -> Request {
        Request {
            values: self.set.clone(),
            printers: self.printer.as_deref().map_or(Pick::None, Pick::one),
            ..Request::of_kit(name, self.today.unwrap_or(today))
        }
    }

    /// How its sheets are printed.
    pub(super) fn print(&self) -> PrintOptions {
        PrintOptions { printer: self.printer.clone(), ..PrintOptions::default() }
    }
}

impl Args {
    /// Reads arguments; help is in `lang`.
    pub(super) fn read(arguments: Vec<OsString>, lang: Lang) -> Result<Args, clap::Error> {
        let command = match lang {
            Lang::En => Args::command(),
            Lang::Vi => vietnamese::translate(Args::command()),
        };
        let mut for_errors = command.clone();
        let args = Args::from_arg_matches(&command.try_get_matches_from(arguments)?)?;
        let check = match &args.command {
            Command::Build(options) | Command::Watch(options) => Some(&options.check),
            Command::Check { options, .. } => Some(options),
            _ => None,
        };
        let folds = |check: &CheckArgs| matches!(check.impose, Some(OrderArg::Booklet));
        if check.is_some_and(|check| check.creep.is_some() && !folds(check)) {
            let why = text!(
                en "--creep is for --impose booklet alone",
                vi "--creep chỉ dùng với --impose booklet",
            );
            return Err(for_errors.error(ErrorKind::ArgumentConflict, why.get(lang)));
        }
        Ok(args)
    }

    pub(super) fn format(&self) -> Format {
        match self.format {
            FormatArg::Human => Format::Human,
            FormatArg::Short => Format::Short,
            FormatArg::Json => Format::Json,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
        vietnamese::translate(Args::command()).debug_assert();
    }

    #[test]
    fn every_help_text_is_translated() {
        fn compare(en: &clap::Command, vi: &clap::Command) {
            for arg in en.get_arguments().filter(|arg| arg.get_help().is_some()) {
                let id = arg.get_id().as_str();
                if matches!(id, "help" | "version") {
                    continue;
                }
                let other = vi.get_arguments().find(|other| other.get_id() == arg.get_id());
                let other = other.and_then(clap::Arg::get_help).map(ToString::to_string);
                let own = arg.get_help().map(ToString::to_string);
                assert_ne!(own, other, "{} of {}", id, en.get_name());
            }
            for sub in en.get_subcommands().filter(|sub| sub.get_name() != "help") {
                let other = vi.find_subcommand(sub.get_name()).unwrap();
                assert_ne!(
                    sub.get_about().map(ToString::to_string),
                    other.get_about().map(ToString::to_string),
                    "{}",
                    sub.get_name()
                );
                compare(sub, other);
            }
        }
        compare(&Args::command(), &vietnamese::translate(Args::command()));
    }
}
