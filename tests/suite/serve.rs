//! `toroi serve`: who is answered and who is not, over a bare connection, as attackers speak.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, TcpStream, UdpSocket};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use toroi::web::Frame;

use crate::served::{LOOPBACK, SAFE_HEADERS, Served, frame};

#[test]
fn the_page_and_its_engine_answer_this_computer_alone() {
    let served = Served::new();
    let (status, head, body) = served.get("/", &served.host());
    assert_eq!(status, 200);
    assert!(String::from_utf8(body).unwrap().contains("<!doctype html>"));
    let lower = head.to_lowercase();
    for wanted in SAFE_HEADERS.into_iter().chain(["content-type: text/html; charset=utf-8"]) {
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
pub(crate) fn address_in_network() -> Option<IpAddr> {
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
