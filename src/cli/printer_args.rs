//! What can be typed after `toroi printer`.

use std::path::PathBuf;

use clap::Subcommand;

use super::values::FlipArg;

#[derive(Debug, Subcommand)]
pub(super) enum PrinterCommand {
    /// Make the test sheet that a printer is measured with.
    #[command(name = "sheet")]
    Sheet(TestSheetArgs),
    /// Store what the test sheet shows; on a terminal, missing numbers are asked for.
    Calibrate(CalibrateArgs),
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct TestSheetArgs {
    /// In landscape, as folded leaflets and most hangers are printed.
    #[arg(long, alias = "lying")]
    pub landscape: bool,
    /// The edge the printer turns the paper over.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub flip: Option<FlipArg>,
    /// Where the files go.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct CalibrateArgs {
    /// Name for the printer, e.g. van-phong.
    #[arg(value_name = "NAME")]
    pub printer_name: String,
    /// Blank margin at the edges A, B, C and D, in mm: 4,4.2,6.3,4
    #[arg(long, value_name = "A,B,C,D", allow_hyphen_values = true)]
    pub edges: Option<String>,
    /// What the pointer on the back shows, across and down, in mm: 0.5,-1.2
    #[arg(long, value_name = "X,Y", allow_hyphen_values = true)]
    pub shift: Option<String>,
    /// Measured length of the 100 mm bars, across and down, in mm: 100,99.8
    #[arg(long = "bar", value_name = "W,H", allow_hyphen_values = true)]
    pub bars: Option<String>,
    /// The edge the printer turns the paper over.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub flip: Option<FlipArg>,
    /// In landscape, as folded leaflets and most hangers are printed.
    #[arg(long, alias = "lying")]
    pub landscape: bool,
}
