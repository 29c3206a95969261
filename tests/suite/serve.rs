//! `toroi serve`: who is answered and who is not, over a bare connection, as attackers speak.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Shutdown, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use toroi::web::Frame;

const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// A server in a project of its own, which ends with the test.
struct Served {
    child: Child,
    port: u16,
    dir: TempDir,
    /// Where requests are sent to.
    to: IpAddr,
}

impl Served {
    fn new() -> Served {
        Served::with(&["serve", "--port", "0", "--lang", "en"], env!("CARGO_BIN_EXE_toroi")).0
    }

    /// A server started with these arguments, and the first line it says beside its address.
    fn with(arguments: &[&str], program: &str) -> (Served, String) {
        let dir = tempfile::tempdir().unwrap();
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
    fn raw(&self, request: &[u8]) -> (u16, String, Vec<u8>) {
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

    fn get(&self, path: &str, host: &str) -> (u16, String, Vec<u8>) {
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
    }

    fn host(&self) -> String {
        match self.to {
            LOOPBACK => format!("localhost:{}", self.port),
            other => format!("{other}:{}", self.port),
        }
    }

    /// Sends a frame with these headers.
    fn post(&self, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        self.post_to("/api", headers, body)
    }

    fn post_to(&self, path: &str, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        let length = body.len();
        let host = self.host();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        self.raw(&[head.as_bytes(), body].concat())
    }

    fn own(&self) -> String {
        let host = self.host();
        format!("Content-Type: application/octet-stream\r\nOrigin: http://{host}\r\n")
    }

    fn ask(&self, mut json: Value) -> Value {
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

fn frame(json: &Value) -> Vec<u8> {
    let json = json.to_string();
    [&(json.len() as u32).to_le_bytes()[..], json.as_bytes()].concat()
}

#[test]
fn the_page_and_its_engine_answer_this_computer_alone() {
    let served = Served::new();
    let (status, head, body) = served.get("/", &served.host());
    assert_eq!(status, 200);
    assert!(String::from_utf8(body).unwrap().contains("<!doctype html>"));
    let lower = head.to_lowercase();
    for wanted in [
        "content-type: text/html; charset=utf-8",
        "x-content-type-options: nosniff",
        "x-frame-options: deny",
        "referrer-policy: no-referrer",
        "cache-control: no-store",
        "frame-ancestors 'none'",
        "default-src 'self'",
    ] {
        assert!(lower.contains(wanted), "{wanted} is not in {head}");
    }
    assert!(!lower.contains("unsafe-"), "{head}");
    assert_eq!(served.get("/main.js", &served.host()).0, 200);
    // The project of the folder it was started in.
    assert_eq!(served.ask(json!({"do": "hello"}))["engine"], "http");
    let sheet = json!({"do": "pdf", "guide": "cai-dat-vneid", "product": "leaflet-a5"});
    assert_eq!(served.ask(sheet.clone())["ok"], true);
    // What changes on disk meanwhile is seen at once.
    fs::write(served.dir.path().join("ward.yaml"), "police:\n  phone: 12\n").unwrap();
    let refused = served.ask(sheet);
    assert_eq!(
        (&refused["ok"], &refused["findings"][0]["path"]),
        (&json!(false), &json!("ward.yaml"))
    );
    // Only loopback is listened on, and nobody is invited.
    if let Some(own) = address_in_network() {
        assert!(TcpStream::connect((own, served.port)).is_err());
    }
    assert_eq!(served.get("/phones", &served.host()).2, b"null");
    assert_eq!(served.post_to("/enter", &served.own(), b"12345678").0, 404);
}

/// The address of this computer in a network, if it is in one.
fn address_in_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    socket.local_addr().ok().map(|own| own.ip()).filter(|own| !own.is_loopback())
}

#[test]
fn phones_come_in_by_the_passphrase_alone() {
    let lan = ["serve", "--port", "0", "--lan", "--lang", "en"];
    let (mut served, said) = Served::with(&lan, env!("CARGO_BIN_EXE_toroi"));
    let hello = frame(&json!({"api": 1, "today": "2026-11-28", "do": "hello"}));
    // This computer needs none, and tells it to whoever sits at it.
    assert_eq!(served.post(&served.own(), &hello).0, 200);
    let invited: Value = serde_json::from_slice(&served.get("/phones", &served.host()).2).unwrap();
    let passphrase = invited["passphrase"].as_str().unwrap().to_owned();
    let Some(own) = address_in_network() else {
        assert!(said.contains("no network"), "{said}");
        return;
    };
    let address = format!("http://{own}:{}/", served.port);
    assert!(said.contains(&address) && said.contains(&passphrase), "{said}");
    assert!(said.contains("can read along"), "{said}");
    assert!(invited["addresses"].as_array().unwrap().contains(&json!(address)));
    let rows = invited["qr"].as_array().unwrap();
    assert!(rows.iter().all(|row| row.as_str().unwrap().len() == rows.len()));

    served.to = own;
    let host = served.host();
    assert_eq!(served.get("/", &host).0, 200, "the page itself tells nobody anything");
    assert_eq!(served.get("/", "evil.vn").0, 421);
    assert_eq!(served.get("/phones", &host).2, b"null");
    assert_eq!(served.post(&served.own(), &hello).0, 401);
    let job = format!("/api/progress/{}", "0".repeat(32));
    assert_eq!(served.get(&job, &host).0, 401);
    let foreign = "Content-Type: application/octet-stream\r\nOrigin: http://evil.vn\r\n";
    assert_eq!(served.post_to("/enter", foreign, passphrase.as_bytes()).0, 403);

    let (status, head, _) = served.post_to("/enter", &served.own(), passphrase.as_bytes());
    assert_eq!(status, 204);
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    assert!(cookie.contains("; HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let (pair, _) = cookie.split_once(';').unwrap();
    let with = |cookie: &str| format!("{}Cookie: {cookie}\r\n", served.own());
    assert_eq!(served.post(&with(pair), &hello).0, 200);
    assert_eq!(served.post(&with(&pair[..pair.len() - 1]), &hello).0, 401);
    assert_eq!(served.post(&with(&pair.replace("toroi-", "toroi-1")), &hello).0, 401);

    // Nothing long is read of anybody who has not come in.
    let long = vec![b'9'; 100_000];
    assert_eq!(served.post_to("/enter", &served.own(), &long).0, 413);
    for guess in ["1", &passphrase[1..]] {
        assert_eq!(served.post_to("/enter", &served.own(), guess.as_bytes()).0, 403);
    }
    let (status, head, words) = served.post_to("/enter", &served.own(), b"1");
    assert_eq!(status, 429);
    assert!(head.contains("retry-after: ") && words.starts_with("Gõ sai".as_bytes()), "{head}");
    assert_eq!(served.post(&with(pair), &hello).0, 200, "who is in stays in");
}

#[test]
fn a_copy_with_another_name_is_the_page() {
    let dir = tempfile::tempdir().unwrap();
    let program = dir.path().join("In tờ rơi.exe");
    // A link will do, and is sooner made than 100 MB are copied.
    fs::hard_link(env!("CARGO_BIN_EXE_toroi"), &program)
        .or_else(|_| fs::copy(env!("CARGO_BIN_EXE_toroi"), &program).map(drop))
        .unwrap();
    let (served, _) = Served::with(&[], program.to_str().unwrap());
    assert_eq!(served.get("/", &served.host()).0, 200);
}

/// A project whose every file makes the program fail.
struct Failing;

impl toroi::world::World for Failing {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        panic!("{path}");
    }

    fn list(&self, _: &str) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn is_built_in(&self, _: &str) -> bool {
        false
    }
}

#[test]
fn a_fault_of_the_program_ends_one_job() {
    let opening = toroi::serve::Opening { port: Some(0), threads: 1, ..Default::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(toroi::serve::Server::open(Arc::new(Failing), opening)).unwrap();
    let port: u16 = server.address().trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap();
    runtime.spawn(server.run(std::future::pending()));
    let sheet = frame(&json!({"api": 1, "today": "2026-11-28", "do": "guides"}));
    for _ in 0..3 {
        let mut stream = TcpStream::connect((LOOPBACK, port)).unwrap();
        let head = format!(
            "POST /api HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/octet-stream\r\nOrigin: http://localhost:{port}\r\n\r\n",
            sheet.len()
        );
        stream.write_all(&[head.as_bytes(), &sheet].concat()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 500"), "{answer}");
        assert!(answer.contains("Bạn thử lại"), "{answer}");
    }
    // The program that people get has to be built so that it can go on.
    let manifest = include_str!("../../Cargo.toml");
    let (_, release) = manifest.split_once("[profile.release]").unwrap();
    assert!(!release.lines().any(|line| line.starts_with("panic")), "{release}");
}

#[test]
#[ignore = "slow: waits for those who never say what they want"]
fn who_never_says_what_they_want_gives_the_place_to_others() {
    let served = Served::new();
    let mut silent: Vec<TcpStream> = Vec::new();
    for number in 0..450 {
        let mut stream = TcpStream::connect((LOOPBACK, served.port)).unwrap();
        if number % 2 == 0 {
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
        }
        silent.push(stream);
    }
    let start = Instant::now();
    assert_eq!(served.get("/", &served.host()).0, 200);
    assert!(start.elapsed() < Duration::from_secs(40), "{:?}", start.elapsed());
}

#[test]
fn names_pages_and_paths_of_others_are_refused() {
    let served = Served::new();
    let host = served.host();
    for stranger in ["evil.vn", "localhost", "127.0.0.1.nip.io", "localhost:1", "0.0.0.0", "[::1]"]
    {
        assert_eq!(served.get("/", stranger).0, 421, "{stranger}");
    }
    assert_eq!(served.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").0, 421);
    let two =
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.vn\r\nConnection: close\r\n\r\n");
    assert!(served.raw(two.as_bytes()).0 >= 400);
    for path in [
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/%2e%2e/Cargo.toml",
        "//etc/passwd",
        "/ward.yaml",
        "/engine/../../Cargo.toml",
        "/index.html%00.js",
        "/C:/Windows/win.ini",
        "/engine/",
        "/nope.js",
    ] {
        let (status, _, body) = served.get(path, &host);
        assert_eq!(status, 404, "{path}: {}", String::from_utf8_lossy(&body));
    }
    let hello = frame(&json!({"api": 1, "today": "2026-11-28", "do": "hello"}));
    let kind = "Content-Type: application/octet-stream\r\n";
    for headers in [
        String::new(),
        kind.to_owned(),
        format!("{kind}Origin: null\r\n"),
        format!("{kind}Origin: http://evil.vn\r\n"),
        format!("{kind}Origin: https://{host}\r\n"),
        format!("{kind}Sec-Fetch-Site: cross-site\r\n"),
        format!("{kind}Sec-Fetch-Site: same-site\r\n"),
        format!("{kind}Origin: http://{host}\r\nSec-Fetch-Site: cross-site\r\n"),
        format!("Content-Type: text/plain\r\nOrigin: http://{host}\r\n"),
        format!("Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://{host}\r\n"),
    ] {
        assert_eq!(served.post(&headers, &hello).0, 403, "{headers}");
    }
    assert_eq!(served.post(&served.own(), &hello).0, 200);
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let request =
            format!("{method} /api HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(served.raw(request.as_bytes()).0, 403, "{method}");
    }
    assert_eq!(served.get("/api", &host).0, 405);
    // Nothing is read outside of the project, whoever asks.
    let sheet = |key: &str, value: &str| {
        let mut json = json!({"do": "pages", "guide": "cai-dat-vneid", "product": "leaflet-a5"});
        json[key] = json!(value);
        json
    };
    for (key, value) in
        [("guide", "/etc/passwd"), ("guide", "../secret.md"), ("product", "../../x")]
    {
        assert_eq!(served.ask(sheet(key, value))["ok"], false, "{key} {value}");
    }
}

#[test]
fn what_is_too_long_broken_or_cut_harms_nobody() {
    let served = Served::new();
    let headers = format!("{}Expect: 100-continue\r\n", served.own());
    let host = served.host();
    let long = format!(
        "POST /api HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 99999999999\r\n{}\r\n",
        served.own()
    );
    assert_eq!(served.raw(long.as_bytes()).0, 413);
    for broken in [&b"\xff\xff\xff\xff{}"[..], b"", b"x", b"\x02\0\0\0[]"] {
        let (status, _, body) = served.post(&served.own(), broken);
        assert_eq!(status, 200);
        let json: Value = serde_json::from_str(Frame::read(&body).unwrap().json).unwrap();
        assert!(json["fault"].is_string());
    }
    for garbage in
        [&b"\0\0\0\0\r\n\r\n"[..], b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", headers.as_bytes()]
    {
        let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
        let _ = stream.write_all(garbage);
        let _ = stream.shutdown(Shutdown::Write);
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert_eq!(served.ask(json!({"do": "hello"}))["ok"], true);
}

#[test]
#[ignore = "slow: fifty people at once"]
fn fifty_people_are_answered_each_in_turn() {
    let served = Served::new();
    let sheet = json!({"do": "pages", "guide": "cai-dat-vneid", "product": "hanger-105", "dpi": 60, "side": 0});
    assert_eq!(served.ask(sheet.clone())["ok"], true);
    let start = Instant::now();
    let spent: Vec<Duration> = thread::scope(|scope| {
        let one = |number: usize| {
            let (served, mut sheet) = (&served, sheet.clone());
            scope.spawn(move || {
                // Each has a ward of their own: no sheet is kept for another.
                sheet["project"] = json!({"ward.yaml": format!("ward: phường số {number}\n")});
                let start = Instant::now();
                assert_eq!(served.ask(sheet)["ok"], true);
                start.elapsed()
            })
        };
        let all: Vec<_> = (0..50).map(one).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let mut sorted = spent;
    sorted.sort_unstable();
    println!(
        "fifty previews: p50 {:?}, p95 {:?}, all {:?}",
        sorted[25],
        sorted[47],
        start.elapsed()
    );
    assert_eq!(served.ask(json!({"do": "hello"}))["ok"], true);
}
