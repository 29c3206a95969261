//! How sheets look, for all commands that make them.

use super::values;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct LookArgs {
    /// How sheets look: `plain` for little ink, `colour` with fields of colour; the default is that of
    /// ward.yaml, else plain.
    #[arg(long = "look", id = "look", value_name = "NAME")]
    pub name: Option<String>,
    /// Make letters so many percent larger than they would be; what has no room for that is refused.
    #[arg(long = "larger-text", id = "larger_text", value_name = "PERCENT", value_parser = values::larger)]
    pub larger: Option<f64>,
    /// The occasion: which words invitations, notices and scripts have, such as `chợ`; the default is that of
    /// ward.yaml, else the first of guides/project.yaml.
    #[arg(long, value_name = "NAME")]
    pub occasion: Option<String>,
}
