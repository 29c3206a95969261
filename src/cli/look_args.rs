//! How sheets look, for all commands that make them.

#[derive(Clone, Debug, clap::Args)]
pub(super) struct LookArgs {
    /// How sheets look: `plain` for little ink, `colour` with fields of colour; the default is that of
    /// ward.yaml, else plain.
    #[arg(long = "look", id = "look", value_name = "NAME")]
    pub name: Option<String>,
    /// The occasion: which words invitations, notices and scripts have, such as `chợ`; the default is that of
    /// ward.yaml, else the first of guides/project.yaml.
    #[arg(long, value_name = "NAME")]
    pub occasion: Option<String>,
}
