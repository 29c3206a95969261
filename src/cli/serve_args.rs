//! The options of `toroi serve`.

#[derive(Clone, Debug, clap::Args)]
pub(super) struct ServeArgs {
    /// The port; the default is the first free one from 8686.
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
}
