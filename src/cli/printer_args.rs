//! What can be typed after `toroi printer`.

use std::path::PathBuf;

use clap::Subcommand;

use super::values::FlipArg;

#[derive(Debug, Subcommand)]
pub(super) enum PrinterCommand {
    /// Make the sheet a printer is measured with.
    #[command(name = "sheet")]
    Sheet(TestSheetArgs),
    /// Store what the sheet shows; on a terminal, ask for what is missing.
    Calibrate(CalibrateArgs),
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct TestSheetArgs {
    /// A sheet in landscape, as folded leaflets and most hangers are printed.
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
    /// What to call the printer, e.g. van-phong.
    #[arg(value_name = "NAME")]
    pub printer_name: String,
    /// What stays blank at the edges A, B, C and D, in mm: 4,4.2,6.3,4
    #[arg(long, value_name = "A,B,C,D", allow_hyphen_values = true)]
    pub edges: Option<String>,
    /// What the pointer of the back shows, across and down, in mm: 0.5,-1.2
    #[arg(long, value_name = "X,Y", allow_hyphen_values = true)]
    pub shift: Option<String>,
    /// How long the bars of 100 mm are, across and down, in mm: 100,99.8
    #[arg(long = "bar", value_name = "W,H", allow_hyphen_values = true)]
    pub bars: Option<String>,
    /// The edge the printer turns the paper over.
    #[arg(long, value_enum, value_name = "EDGE")]
    pub flip: Option<FlipArg>,
    /// A sheet in landscape, as folded leaflets and most hangers are printed.
    #[arg(long, alias = "lying")]
    pub landscape: bool,
}
