//! What can be typed.

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use super::convert_args::ConvertArgs;
use super::history_args::HistoryArgs;
use super::look_args::LookArgs;
use super::printer_args::PrinterCommand;
use super::roster_args::RosterArgs;
#[cfg(feature = "serve")]
use super::serve_args::ServeArgs;
use super::values::{
    self, FlipArg, FormatArg, LangArg, ListArg, OrderArg, PaperArg, PressArg, SchemaArg, ViewArg,
};
use super::vietnamese;
use crate::diag::Lang;
use crate::doc::Duplex;
use crate::geom::Len;
use crate::guide::Date;
use crate::inks::{Inks, Standard};
use crate::records::Options;
use crate::report::Format;
use crate::session::{MergeRequest, Pick, PrintOptions, Request, Split};
use crate::sheet::{ImpositionScheme, PaperSize};
use crate::vietnamese::encoding::Encoding;

/// Makes large-print Vietnamese leaflets and door hangers from Markdown and YAML guides.
#[derive(Debug, Parser)]
#[command(name = "toroi", version, max_term_width = 100)]
pub(super) struct Args<C: Subcommand = Command> {
    /// How findings are printed.
    #[arg(long, global = true, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,
    /// Language of messages; the default is that of the system.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// The project folder.
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub project: PathBuf,
    #[command(subcommand)]
    pub command: C,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the PDFs of guides.
    Build(BuildArgs),
    /// Check guides for errors; with --fix, correct in them what can be corrected.
    Check {
        #[command(flatten)]
        options: CheckArgs,
        /// Write corrections into the guides; the old files are kept beside them as .bak.
        #[arg(long)]
        fix: bool,
    },
    /// Build again whenever a file changes.
    Watch(BuildArgs),
    /// Start a project, a guide or the details of a ward.
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Convert text and CSV files from old encodings (TCVN3, VNI …) to Unicode.
    Convert(ConvertArgs),
    /// Make all the sheets that a team takes along, in one folder; without a name, list the kits.
    Kit(KitArgs),
    /// Make a copy of a sheet for each record of a list.
    Merge(Box<MergeArgs>),
    /// Make the list that a team carries from house to house, from CSV, TSV, Excel, ODS or JSON Lines.
    Roster(RosterArgs),
    /// List what there is to choose from: guides, products, labels, facts or kits.
    List {
        /// What to list.
        #[arg(value_enum)]
        what: ListArg,
    },
    /// List the sources of what guides say: who said it, when, and how reliable it is.
    Sources(SourcesArgs),
    /// List the buttons that guides name, to compare them with the app, or take in what was found.
    Labels(LabelsArgs),
    /// List what was printed, and which sheets stand on a label or fact that has changed since.
    History(HistoryArgs),
    /// Measure a printer so that backs line up with fronts; without a command, list the printers.
    Printer {
        #[command(subcommand)]
        what: Option<PrinterCommand>,
    },
    /// Serve the page on which sheets are chosen, filled in and printed, for the browser of this computer.
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Write JSON Schemas, with which editors complete and explain the files of a project.
    Schema {
        /// Print the schema of one kind of file instead.
        #[arg(value_enum)]
        name: Option<SchemaArg>,
    },
    /// List the fonts of the program and of the project, and their measures.
    Fonts,
    /// Explain what a code means and what to do.
    Explain {
        /// The code, e.g. L01.
        code: String,
    },
    /// Print the script with which a shell completes commands.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write a manual page for each command.
    Man {
        /// The folder for the pages.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// A folder of guides, pictures and templates for you to change.
    Project {
        /// The folder to create.
        dir: PathBuf,
    },
    /// The file ward.yaml, made by answering questions; it fills in the contact lines of all guides.
    Ward,
    /// A guide to fill in, from scratch or of a document you have.
    Guide {
        /// Its name: small letters without accents, digits and `-`.
        slug: String,
        /// A document to make it of: text, Markdown, .docx or .odt.
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Guides, by name or path; the default is all of them.
    #[arg(value_name = "GUIDE")]
    pub guides: Vec<String>,
    /// Only this product; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub product: Vec<String>,
    /// Fill in a contact line: `--set cong-an="024 3864 xxxx"`; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = values::setting)]
    pub set: Vec<(String, String)>,
    /// The day that review dates are compared with; the default is today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub today: Option<Date>,
    /// How many threads work at once.
    #[arg(short, long, value_name = "N", value_parser = values::jobs)]
    pub jobs: Option<usize>,
    /// The encoding of guides that are not UTF-8; found automatically when it is clear.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Put as many pages on this paper as fit, with crop marks.
    #[arg(long, value_enum, value_name = "PAPER")]
    pub sheet: Option<PaperArg>,
    /// How pages are arranged on paper.
    #[arg(long, value_enum, value_name = "ORDER")]
    pub impose: Option<OrderArg>,
    /// Begin at this place of the paper: those before it, row by row from the top left, are used already.
    #[arg(long, value_name = "N", value_parser = values::place)]
    pub first_place: Option<usize>,
    /// The edge the printer turns the paper over.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub flip: Option<FlipArg>,
    /// Thickness of the paper of a booklet, in mm; inner pages are moved towards the spine to match.
    #[arg(long, value_name = "MM", value_parser = values::thickness)]
    pub creep: Option<f64>,
    /// Fit the sheets to a printer that has been measured: see `toroi printer`.
    #[arg(long, value_name = "NAME")]
    pub printer: Option<String>,
    /// Add a measuring bar of 100 mm in the margins; sheets with room outside the trim always have one.
    #[arg(long)]
    pub bar: bool,
    #[command(flatten)]
    pub look: LookArgs,
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
            look: self.look.name.clone(),
            larger: self.look.larger,
            occasion: self.look.occasion.clone(),
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
            used_places: self.first_place.map_or(0, |place| place - 1),
        }
    }
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub check: CheckArgs,
    /// Where the files go.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Also make a PNG of every page, with this many dots per inch.
    #[arg(long, value_name = "DPI", num_args = 0..=1, default_missing_value = "110",
          value_parser = values::resolution)]
    pub png: Option<u16>,
    /// What the pictures show: a page as eyes of 80 years see it, a copy of a copy, or where it is cut.
    #[arg(long, value_enum, value_name = "VIEW", requires = "png")]
    pub view: Option<ViewArg>,
    /// For a print shop: inks, bleed, marks, die line; PDF/X-4, or PDF/X-1a for old machines.
    #[arg(long, value_enum, value_name = "STANDARD", num_args = 0..=1, default_missing_value = "x4",
          conflicts_with_all = ["sheet", "impose", "printer", "bar"])]
    pub press: Option<PressArg>,
    /// Use only black and shades of grey.
    #[arg(long)]
    pub grey: bool,
    /// Save ink: draw outlines instead of filled areas.
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
    /// Name of the kit, e.g. kich-hoat.
    pub name: Option<String>,
    /// Fill in a contact line: `--set cong-an="024 3864 xxxx"`; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = values::setting)]
    pub set: Vec<(String, String)>,
    /// The day that review dates are compared with; the default is today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub today: Option<Date>,
    /// Fit the sheets to a printer that has been measured: see `toroi printer`.
    #[arg(long, value_name = "NAME")]
    pub printer: Option<String>,
    /// Where the folder of the kit goes.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Clone, Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct MergeArgs {
    /// The guide, by name or path.
    pub guide: String,
    /// The list: CSV, TSV, XLSX, ODS or JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub records: PathBuf,
    /// What to make of it, e.g. hanger.
    #[arg(long, value_name = "NAME")]
    pub product: String,
    /// The sheet of a spreadsheet, by name or number; the default is the first.
    #[arg(long, value_name = "NAME")]
    pub worksheet: Option<String>,
    /// The character between the cells of a CSV file; found automatically when not given.
    #[arg(long, value_name = "SIGN", value_parser = values::separator)]
    pub separator: Option<char>,
    /// The column that fills a field: `--map cong-an="Số trực ban"`; may be repeated.
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = values::pair)]
    pub map: Vec<(String, String)>,
    /// Only records with this value in a column: `--where "Tổ=5"`, `--where "Tổ!=5"`; may be repeated.
    #[arg(long = "where", value_name = "COLUMN=VALUE", id = "conditions")]
    pub conditions: Vec<String>,
    /// Only records with these numbers: `--only 17,40-52`.
    #[arg(long, value_name = "NUMBERS")]
    pub only: Option<String>,
    /// Sort by a column, or as a roster does: `address` in walking order, `name` by name.
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<String>,
    /// Copies in each file.
    #[arg(long, value_name = "N", default_value_t = 1000,
          value_parser = values::copies)]
    pub per_file: u64,
    /// Make one file for each value of this column.
    #[arg(long, value_name = "COLUMN", conflicts_with_all = ["per_file", "one_file"])]
    pub split_by: Option<String>,
    /// Put all copies in one file.
    #[arg(long, conflicts_with = "per_file")]
    pub one_file: bool,
    /// Put as many copies on this paper as fit, with crop marks.
    #[arg(long, value_enum, value_name = "PAPER")]
    pub sheet: Option<PaperArg>,
    /// How many copies must fit on the paper: `--impose 3up`; A4 unless --sheet names another.
    #[arg(long, value_name = "NUP", value_parser = values::up)]
    pub impose: Option<usize>,
    /// Begin at this place of the first sheet: those before it, row by row from the top left, are used already.
    #[arg(long, value_name = "N", value_parser = values::place)]
    pub first_place: Option<usize>,
    /// The edge the printer turns the paper over.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub flip: Option<FlipArg>,
    /// Add tags for screen readers (PDF/UA-1): files are twice as large and take twice as long.
    #[arg(long, conflicts_with_all = ["sheet", "impose"])]
    pub tagged: bool,
    /// Print the good records even if others are bad; the report names those that are missing.
    #[arg(long)]
    pub skip_bad: bool,
    /// Continue a job that was stopped.
    #[arg(long)]
    pub resume: bool,
    /// Make only one part of the files, e.g. the third of sixteen: `--shard 3/16`.
    #[arg(long, value_name = "PART/OF")]
    pub shard: Option<String>,
    /// Only count records, sheets of paper, files and time.
    #[arg(long)]
    pub plan: bool,
    /// Check every record, but write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Fill in a contact line with the same value on all copies; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = values::setting)]
    pub set: Vec<(String, String)>,
    /// The day that review dates are compared with; the default is today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub today: Option<Date>,
    /// How many threads work at once.
    #[arg(short, long, value_name = "N", value_parser = values::jobs)]
    pub jobs: Option<usize>,
    /// The encoding of a list that is not Unicode.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Where the files go.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Use only black and shades of grey.
    #[arg(long)]
    pub grey: bool,
    /// Save ink: draw outlines instead of filled areas.
    #[arg(long)]
    pub ink_saver: bool,
    #[command(flatten)]
    pub look: LookArgs,
}

impl MergeArgs {
    /// What a session is opened for: this guide as this product.
    pub(super) fn request(&self, today: Date) -> Request {
        Request {
            guides: Pick::one(&self.guide),
            products: Pick::one(&self.product),
            values: self.set.clone(),
            look: self.look.name.clone(),
            larger: self.look.larger,
            occasion: self.look.occasion.clone(),
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
            used_places: self.first_place.map_or(0, |place| place - 1),
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
        let (separator, look, occasion) = (self.separator, &self.look.name, &self.look.occasion);
        let encoding = encoding.map(Encoding::name);
        format!(
            "{worksheet:?} {map:?} {conditions:?} {only:?} {sort:?} {per_file} {split_by:?} {one_file} \
             {sheet:?} {flip:?} {shard:?} {skip_bad} {tagged} {encoding:?} \
             {separator:?} {}{}{}{}",
            self.print().suffix(),
            look.as_deref().unwrap_or_default(),
            self.look.larger.map_or_else(String::new, |factor| format!(" {factor}")),
            occasion.as_ref().map_or_else(String::new, |name| format!(" {name:?}")),
        )
    }
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct SourcesArgs {
    /// Guides, by name or path; the default is all of them.
    #[arg(value_name = "GUIDE")]
    pub guides: Vec<String>,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct LabelsArgs {
    /// Guides, by name or path; the default is all of them.
    #[arg(value_name = "GUIDE")]
    pub guides: Vec<String>,
    /// List every button with its places, the one seen longest ago first; `--format short` prints
    /// what --confirm reads.
    #[arg(long, required_unless_present = "confirm")]
    pub to_check: bool,
    /// With --to-check: make a sheet to write on, with the two phones in hand, in this folder.
    #[arg(long, value_name = "DIR", requires = "to_check", conflicts_with = "confirm")]
    pub out: Option<PathBuf>,
    /// Take in what was seen in the app: lines like `gui-yeu-cau: { text: Gửi yêu cầu, seen: "11/2026" }`,
    /// with `variants: [Gửi]` for what other phones say.
    #[arg(long, value_name = "FILE", conflicts_with = "to_check")]
    pub confirm: Option<PathBuf>,
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
            look: self.look.name.clone(),
            larger: self.look.larger,
            occasion: self.look.occasion.clone(),
            ..Request::of_kit(name, self.today.unwrap_or(today))
        }
    }

    /// How its sheets are printed.
    pub(super) fn print(&self) -> PrintOptions {
        PrintOptions { printer: self.printer.clone(), ..PrintOptions::default() }
    }
}

impl Args {
    /// All commands and options, with help in `lang`.
    pub(super) fn command_in(lang: Lang) -> clap::Command {
        match lang {
            Lang::En => <Args>::command(),
            Lang::Vi => vietnamese::translate(<Args>::command()),
        }
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
        <Args>::command().debug_assert();
        vietnamese::translate(<Args>::command()).debug_assert();
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
        compare(&<Args>::command(), &vietnamese::translate(<Args>::command()));
    }
}
