//! What a phone has to know to come in.

/// Where to go and what to type there.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The addresses to type, the likeliest first. There is none when this computer is in no network.
    pub addresses: Vec<String>,
    /// As it is read out: digits in two groups.
    pub passphrase: String,
}
