//! The options of `toroi serve`.

#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct ServeArgs {
    /// The port; the default is the first free one from 8686.
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Let phones and computers of the same network in, with a passphrase that is shown at the start.
    #[arg(long)]
    pub lan: bool,
    /// As --lan, and whoever has typed the passphrase may save guides and note what was printed in the
    /// project; otherwise only this computer does.
    #[arg(long)]
    pub lan_save: bool,
    /// Open the page in the browser.
    #[arg(long)]
    pub open: bool,
}

impl ServeArgs {
    /// What somebody wants who sees no terminal.
    pub(super) fn of_a_double_click() -> ServeArgs {
        ServeArgs { open: true, ..ServeArgs::default() }
    }
}
