//! No tests: `toroi serve` in a project of its own, asked over a bare connection, as attackers speak.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use toroi::web::Frame;

pub(crate) const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// What every answer says to the browser, in small letters.
pub(crate) const SAFE_HEADERS: [&str; 6] = [
    "x-content-type-options: nosniff",
    "x-frame-options: deny",
    "referrer-policy: no-referrer",
    "cache-control: no-store",
    "frame-ancestors 'none'",
    "default-src 'self'",
];

/// A server in a project of its own, which ends with the test.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) port: u16,
    pub(crate) dir: TempDir,
    /// Where requests are sent to.
    pub(crate) to: IpAddr,
}

impl Served {
    pub(crate) fn new() -> Served {
        Served::with(&["serve", "--port", "0", "--lang", "en"], env!("CARGO_BIN_EXE_toroi")).0
    }

    /// A server started with these arguments, and the first line it says beside its address.
    pub(crate) fn with(arguments: &[&str], program: &str) -> (Served, String) {
        Served::within(tempfile::tempdir().unwrap(), arguments, program)
    }

    /// The same in a project that is there.
    pub(crate) fn within(dir: TempDir, arguments: &[&str], program: &str) -> (Served, String) {
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(dir.path())
            // No browser is found.
            .env("PATH", "")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut said = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
        let port =
            line.trim().strip_prefix("http://localhost:").and_then(|rest| rest.strip_suffix('/'));
        let port = port.unwrap_or_else(|| panic!("no address: {line:?}")).parse().unwrap();
        (Served { child, port, dir, to: LOOPBACK }, said)
    }

    /// Sends bytes as they are; gives the status, the head and the body.
    pub(crate) fn raw(&self, request: &[u8]) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect((self.to, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        // A server that has refused already may not read on.
        let _ = stream.write_all(request);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        (status, head, all.get(end + 4..).unwrap_or_default().to_vec())
    }

    pub(crate) fn get(&self, path: &str, host: &str) -> (u16, String, Vec<u8>) {
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
    }

    pub(crate) fn host(&self) -> String {
        match self.to {
            LOOPBACK => format!("localhost:{}", self.port),
            other => format!("{other}:{}", self.port),
        }
    }

    /// Sends a frame with these headers.
    pub(crate) fn post(&self, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        self.post_to("/api", headers, body)
    }

    pub(crate) fn post_to(&self, path: &str, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        let length = body.len();
        let host = self.host();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        self.raw(&[head.as_bytes(), body].concat())
    }

    pub(crate) fn own(&self) -> String {
        let host = self.host();
        format!("Content-Type: application/octet-stream\r\nOrigin: http://{host}\r\n")
    }

    pub(crate) fn ask(&self, mut json: Value) -> Value {
        json["api"] = json!(1);
        json["today"] = json!("2026-11-28");
        let (status, _, body) = self.post(&self.own(), &frame(&json));
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        serde_json::from_str(Frame::read(&body).unwrap().json).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A message without files.
pub(crate) fn frame(json: &Value) -> Vec<u8> {
    let json = json.to_string();
    [&(json.len() as u32).to_le_bytes()[..], json.as_bytes()].concat()
}
