//! One server for a project: a second double click leads to the page that is open already. What a
//! browser keeps belongs to an address with its port, so a second server would show none of it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use axum::response::Response;
use sha2::{Digest, Sha256};

use super::address::{self, PORT, PORTS};
use super::reply;
use crate::disk;
use crate::world::Project;

/// Where a server says which project it serves.
pub(super) const PATH: &str = "/running";
/// The longest another server is waited for.
const WAIT: Duration = Duration::from_millis(500);
/// The most that is read of what it says.
const MOST_BYTES: u64 = 4 << 10;

/// What tells a project from others: a sum of its folder.
pub(super) fn mark(project: &Project) -> String {
    let folder = disk::canonical(&project.in_root(""));
    disk::hex(&Sha256::digest(folder.as_os_str().as_encoded_bytes()))
}

/// Says which project is served.
pub(super) fn say(mark: Option<&str>) -> Response {
    reply::mark(mark.unwrap_or_default())
}

/// The address of the server that serves this project already, on a port a server takes by itself.
pub fn running(project: &Project) -> Option<String> {
    let mark = mark(project);
    (PORT..PORT + PORTS).find(|port| is_served(*port, &mark).unwrap_or(false)).map(address::of)
}

fn is_served(port: u16, mark: &str) -> std::io::Result<bool> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, WAIT)?;
    stream.set_read_timeout(Some(WAIT))?;
    stream.set_write_timeout(Some(WAIT))?;
    write!(stream, "GET {PATH} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    let mut said = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut said)?;
    let said = String::from_utf8_lossy(&said);
    let reported = said.rsplit("\r\n\r\n").next().unwrap_or_default();
    Ok(said.starts_with("HTTP/1.1 200") && reported == format!("toroi {mark}"))
}
