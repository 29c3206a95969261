//! Where a server is, for a browser on the same computer.

/// The port that is tried first; the next free one is taken otherwise.
pub const PORT: u16 = 8686;
/// As many ports are tried.
pub(super) const PORTS: u16 = 10;

/// The address for a browser on this computer.
pub(super) fn of(port: u16) -> String {
    format!("http://localhost:{port}/")
}
