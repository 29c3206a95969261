//! The options of `toroi convert`.

use std::path::PathBuf;

use super::values;
use crate::vietnamese::encoding::Encoding;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct ConvertArgs {
    /// Files to convert; the old ones are kept beside them as .bak.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The encoding of the files; found automatically when it is clear.
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<Encoding>,
    /// Decode the whole file in that encoding, even if it is valid Unicode.
    #[arg(long, requires = "encoding")]
    pub force: bool,
    /// Show what would change, but write nothing.
    #[arg(long)]
    pub dry_run: bool,
}
