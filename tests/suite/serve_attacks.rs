//! What attackers send to `toroi serve`, family by family, over a bare connection. `serve` has the first
//! of each family; here are their relatives.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use toroi::web::Frame;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::served::{LOOPBACK, SAFE_HEADERS, Served, frame};

/// All that can be asked for.
const PLACES: [(&str, &str); 7] = [
    ("GET", "/"),
    ("GET", "/main.js"),
    ("GET", "/phones"),
    ("GET", "/running"),
    ("GET", "/api/progress/00000000000000000000000000000000"),
    ("POST", "/api"),
    ("POST", "/enter"),
];

fn hello() -> Vec<u8> {
    frame(&json!({"api": 1, "today": "2026-11-28", "do": "hello"}))
}

/// A request with these headers beside its length.
fn request(method: &str, place: &str, headers: &str) -> Vec<u8> {
    let body = if method == "POST" { hello() } else { Vec::new() };
    let length = body.len();
    let head = format!(
        "{method} {place} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
    );
    [head.as_bytes(), &body].concat()
}

#[test]
fn no_place_answers_a_name_that_others_can_give() {
    let served = Served::new();
    let port = served.port;
    let own = served.own();
    for (method, place) in PLACES {
        for name in [
            "evil.vn".to_owned(),
            format!("evil.vn:{port}"),
            format!("localhost.evil.vn:{port}"),
            format!("127.0.0.1.nip.io:{port}"),
            format!("localhost:{port}.evil.vn"),
            format!("localhost.:{port}"),
            format!("127.1:{port}"),
            format!("2130706433:{port}"),
            format!("[::1]:{port}"),
            format!("localhost:{port}@evil.vn"),
            format!("localhost:0{port}"),
            format!("localhost:{port}, evil.vn"),
            String::new(),
        ] {
            let sent = request(method, place, &format!("Host: {name}\r\n{own}"));
            let (status, head, _) = served.raw(&sent);
            assert!([400, 421].contains(&status), "{method} {place} for {name}: {head}");
        }
        // A proxy says who asked; nobody here is behind one.
        let forwarded = format!("Host: evil.vn\r\nX-Forwarded-Host: localhost:{port}\r\n{own}");
        assert_eq!(served.raw(&request(method, place, &forwarded)).0, 421, "{method} {place}");
        // The whole address in the first line.
        let host = format!("Host: localhost:{port}\r\n{own}");
        for address in
            ["http://evil.vn", "http://localhost:1", &format!("http://x@localhost:{port}")]
        {
            let sent = request(method, &format!("{address}{place}"), &host);
            let (status, head, _) = served.raw(&sent);
            assert!([400, 421].contains(&status), "{method} {address}{place}: {head}");
        }
        let missing = request(method, place, &own);
        assert!([400, 421].contains(&served.raw(&missing).0), "{method} {place} without a host");
    }
    let upper = format!("Host: LOCALHOST:{port}\r\n");
    assert_eq!(served.raw(&request("GET", "/", &upper)).0, 200);
}

#[test]
fn nothing_is_done_for_the_page_of_another() {
    let served = Served::new();
    let host = served.host();
    let kind = "Content-Type: application/octet-stream\r\n";
    let own = format!("Origin: http://{host}\r\n");
    for place in ["/api", "/enter"] {
        for headers in [
            kind.to_owned(),
            own.clone(),
            format!("{kind}Origin: http://{host}.evil.vn\r\n"),
            format!("{kind}Origin: http://{host}/\r\n"),
            format!("{kind}Origin: http://evil.vn http://{host}\r\n"),
            format!("{kind}{own}Origin: http://evil.vn\r\n"),
            format!("{kind}Origin: http://evil.vn\r\n{own}"),
            format!("{kind}Origin: file://\r\n"),
            format!("{kind}Sec-Fetch-Site: none\r\n"),
            format!("{kind}Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n"),
            format!("{kind}Referer: http://{host}/\r\n"),
            format!("Content-Type: text/plain; application/octet-stream\r\n{own}"),
            format!("Content-Type: multipart/form-data; boundary=x\r\n{own}"),
            format!("Content-Type: text/plain\r\n{kind}{own}"),
        ] {
            let sent = request("POST", place, &format!("Host: {host}\r\n{headers}"));
            assert_eq!(served.raw(&sent).0, 403, "{place}: {headers}");
        }
    }
    // What would change something cannot be asked for by looking at it.
    for place in ["/api?do=guide.save", "/enter", "/api"] {
        assert_eq!(served.get(place, &host).0, 405, "{place}");
    }
    // A method that is put on another's place.
    let over = format!("Host: {host}\r\nX-HTTP-Method-Override: POST\r\n");
    assert_eq!(served.raw(&request("GET", "/api", &over)).0, 405);
    assert!(!served.dir.path().join("history.jsonl").exists());
}

#[test]
fn every_answer_tells_the_browser_how_little_it_may_do() {
    let served = Served::new();
    let host = served.host();
    let own = served.own();
    let sent =
        |method: &str, place: &str, headers: &str| served.raw(&request(method, place, headers));
    let good = format!("Host: {host}\r\n{own}");
    let answers = [
        (200, sent("GET", "/", &good)),
        (200, sent("GET", "/words/vi.js", &good)),
        (200, sent("GET", "/phones", &good)),
        (200, sent("GET", "/running", &good)),
        (200, sent("POST", "/api", &good)),
        (200, sent("GET", "/api/progress/x", &good)),
        (404, sent("GET", "/nope", &good)),
        (404, sent("POST", "/enter", &good)),
        (405, sent("GET", "/api", &good)),
        (403, sent("PUT", "/api", &good)),
        (403, sent("POST", "/api", &format!("Host: {host}\r\n"))),
        (421, sent("GET", "/", "Host: evil.vn\r\n")),
    ];
    for (wanted, (status, head, body)) in &answers {
        assert_eq!(status, wanted, "{head}");
        let lower = head.to_lowercase();
        for header in SAFE_HEADERS {
            assert!(lower.contains(header), "{wanted}: {header} is not in {head}");
        }
        assert!(!lower.contains("access-control-"), "{head}");
        // Nobody is reported what program and version this is, nor anything of its inside.
        assert!(!lower.contains("server:"), "{head}");
        assert!(!String::from_utf8_lossy(body).contains("src/"), "{wanted}");
    }
}

#[test]
fn only_files_of_the_page_are_given() {
    let served = Served::new();
    for file in
        ["ward.yaml", "history.jsonl", "printers.yaml", "guides/x.md", "guides/pictures/x.svg"]
    {
        let path = served.dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "<svg onload=alert(1)>").unwrap();
        assert_eq!(served.get(&format!("/{file}"), &served.host()).0, 404, "{file}");
    }
    for path in [
        "/%5c..%5cCargo.toml",
        "/..\\Cargo.toml",
        "/INDEX.HTML",
        "/index.html/../../x",
        "/./../ward.yaml",
        "/%2e%2e%2fward.yaml",
        "/%252e%252e/ward.yaml",
        "/file:///etc/passwd",
        "/words",
        "/guides/pictures/phone-app.svg",
        "/main.js%20",
        "/main.js::$DATA",
    ] {
        let (status, _, body) = served.get(path, &served.host());
        assert!(
            [400, 404].contains(&status),
            "{path}: {status} {}",
            String::from_utf8_lossy(&body)
        );
    }
    // What is asked for behind the name changes nothing.
    assert_eq!(served.get("/main.js?../../ward.yaml", &served.host()).0, 200);
}

/// The answer to a message of these bytes.
fn answer(served: &Served, json: &Value, files: &[&[u8]]) -> Value {
    let mut json = json.clone();
    json["api"] = json!(1);
    json["today"] = json!("2026-11-28");
    json["files"] = files.iter().map(|file| file.len()).collect();
    let mut sent = frame(&json);
    for file in files {
        sent.extend(*file);
    }
    let (status, _, body) = served.post(&served.own(), &sent);
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
    serde_json::from_str(Frame::read(&body).unwrap().json).unwrap()
}

#[test]
fn what_grows_when_it_is_read_is_refused() {
    let served = Served::new();
    // 65 MB in pieces, without a word about how long it will be.
    let mut stream = TcpStream::connect((LOOPBACK, served.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    let head = format!(
        "POST /api HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n{}\r\n",
        served.host(),
        served.own()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let piece = [b"100000\r\n", vec![b' '; 1 << 20].as_slice(), b"\r\n"].concat();
    for _ in 0..70 {
        if stream.write_all(&piece).is_err() {
            break;
        }
    }
    let mut said = String::new();
    let _ = stream.read_to_string(&mut said);
    // Whoever goes on sending may not hear it; what counts is that it is not taken.
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 413"), "{said}");

    // A workbook whose one sheet unpacks to a thousand times its size.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::DEFLATE);
    for (name, megabytes) in [("[Content_Types].xml", 1), ("xl/workbook.xml", 100)] {
        zip.start_file(name, options).unwrap();
        for _ in 0..megabytes {
            zip.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
    }
    let book = zip.finish().unwrap().into_inner();
    assert!(book.len() < 2 << 20);
    let list = json!({"do": "list.read", "file_name": "a.xlsx", "list_id": "a"});
    let start = Instant::now();
    let refused = answer(&served, &list, &[&book]);
    assert_eq!(refused["ok"], false);
    assert!(!refused["findings"].as_array().unwrap().is_empty(), "{refused}");
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());

    // More rows than anybody prints, more pixels than a screen has, more levels than a reader goes down.
    let rows = "a,b\n".repeat(300_000);
    let many = json!({"do": "list.read", "file_name": "a.csv", "list_id": "b"});
    let start = Instant::now();
    answer(&served, &many, &[rows.as_bytes()]);
    assert!(start.elapsed() < Duration::from_mins(2), "{:?}", start.elapsed());
    let mut poster =
        json!({"do": "pages", "guide": "cai-dat-vneid", "product": "poster-a3", "side": 0});
    poster["dpi"] = json!(60_000);
    let start = Instant::now();
    answer(&served, &poster, &[]);
    assert!(start.elapsed() < Duration::from_mins(2), "{:?}", start.elapsed());
    // What nobody asks for is passed over, however deep; what is read is refused.
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (field, is_read) in [("x", false), ("project", true)] {
        let json =
            format!("{{\"api\":1,\"do\":\"hello\",\"today\":\"2026-11-28\",\"{field}\":{deep}}}");
        let sent = [&(json.len() as u32).to_le_bytes()[..], json.as_bytes()].concat();
        let (status, _, body) = served.post(&served.own(), &sent);
        assert_eq!(status, 200);
        let json: Value = serde_json::from_str(Frame::read(&body).unwrap().json).unwrap();
        assert_eq!(json["fault"].is_string(), is_read, "{json}");
    }
    let files = json!({"do": "hello", "x": 1});
    let none: Vec<&[u8]> = vec![b""; 1_001];
    assert!(answer(&served, &files, &none)["fault"].as_str().unwrap().contains("files"));
    assert_eq!(served.ask(json!({"do": "hello"}))["ok"], true);
}

#[test]
fn nobody_reads_the_list_or_the_job_of_another() {
    let served = Served::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cell) in ["Tên", "bác Nguyễn Thị Mười"].iter().enumerate() {
        sheet.write(u32::try_from(row).unwrap(), 0, *cell).unwrap();
    }
    let book = book.save_to_buffer().unwrap();
    let own = "5f2b8c1e9a7d4036b1c2d3e4f5061728";
    let list = |id: &str| json!({"do": "list.read", "file_name": "a.xlsx", "list_id": id});
    assert_eq!(answer(&served, &list(own), &[&book])["ok"], true);
    for guess in ["", "a", "5f2b", &own[1..], &own.to_uppercase(), "%", "*", "../a"] {
        let reported = answer(&served, &list(guess), &[]);
        assert!(reported["fault"].as_str().unwrap().starts_with("no list"), "{guess}: {reported}");
        assert!(!reported.to_string().contains("Mười"));
    }
    let headers = format!("{}X-Job: {own}\r\n", served.own());
    assert_eq!(served.post(&headers, &hello()).0, 200);
    for guess in ["0", "5f2b8c1e9a7d4036b1c2d3e4f506172", "*", "x%00", &"5".repeat(5_000)] {
        let (status, _, body) = served.get(&format!("/api/progress/{guess}"), &served.host());
        assert!(status >= 400 || body == b"[0,0,0]", "{guess}: {}", String::from_utf8_lossy(&body));
    }
    // A name that is too short to be hard to guess is not taken.
    for short in ["1", "abc", &"g".repeat(32)] {
        let headers = format!("{}X-Job: {short}\r\n", served.own());
        assert_eq!(served.post(&headers, &hello()).0, 200);
        assert_eq!(served.get(&format!("/api/progress/{short}"), &served.host()).2, b"[0,0,0]");
    }
}

#[test]
fn what_people_send_is_written_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let said = dir.path().join("said");
    let out = fs::File::create(&said).unwrap();
    let project = tempfile::tempdir().unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_toroi"))
        .args(["serve", "--port", "0", "--lang", "en"])
        .current_dir(project.path())
        .stdout(Stdio::from(out.try_clone().unwrap()))
        .stderr(Stdio::from(out))
        .spawn()
        .unwrap();
    let read = || fs::read_to_string(&said).unwrap();
    let end = Instant::now() + Duration::from_secs(30);
    while !read().contains("Ctrl-C") {
        assert!(Instant::now() < end, "{}", read());
        thread::sleep(Duration::from_millis(20));
    }
    let begun = read();
    let port = begun.lines().next().unwrap().trim_matches(|c: char| !c.is_ascii_digit());
    let served = Served { child, port: port.parse().unwrap(), dir: project, to: LOOPBACK };
    let list = json!({"do": "list.read", "file_name": "bí mật.csv", "list_id": "a"});
    answer(&served, &list, &["Tên\nbác Nguyễn Thị Mười\n".as_bytes()]);
    answer(&served, &json!({"do": "burn", "x": "bí mật"}), &[]);
    served.get("/nope?who=bác-Mười", &served.host());
    served.get("/", "evil.vn");
    served.raw(b"\0bi mat\r\n\r\n");
    assert_eq!(read(), begun);
    let names: Vec<_> = fs::read_dir(served.dir.path()).unwrap().collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn phones_write_nothing_into_the_project_unless_its_owner_lets_them() {
    for (lan, kept) in [("--lan", false), ("--lan-save", true)] {
        let program = env!("CARGO_BIN_EXE_toroi");
        let (mut served, _) = Served::with(&["serve", "--port", "0", lan, "--lang", "en"], program);
        let history = served.dir.path().join("history.jsonl");
        let note = json!({
            "do": "history.note", "when": "2026-11-28T09:41", "guide": "cai-dat-vneid",
            "product": "hanger-105", "copies": 3,
        });
        let invited: Value =
            serde_json::from_slice(&served.get("/phones", &served.host()).2).unwrap();
        let passphrase = invited["passphrase"].as_str().unwrap().to_owned();
        let Some(own) = crate::serve::address_in_network() else { return };
        served.to = own;
        // Nobody comes in by saying that they are this computer.
        for claim in [
            "X-Forwarded-For: 127.0.0.1",
            "Forwarded: for=127.0.0.1",
            "X-Real-IP: 127.0.0.1",
            "Client-IP: ::1",
            "True-Client-IP: 127.0.0.1",
        ] {
            let headers = format!("{}{claim}\r\n", served.own());
            assert_eq!(served.post(&headers, &hello()).0, 401, "{claim}");
        }
        let (status, head, _) = served.post_to("/enter", &served.own(), passphrase.as_bytes());
        assert_eq!(status, 204);
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        let (pair, _) = cookie.split_once(';').unwrap();
        let headers = format!("{}Cookie: {pair}\r\n", served.own());
        let asked = |json: &Value| {
            let mut json = json.clone();
            json["api"] = json!(1);
            json["today"] = json!("2026-11-28");
            let (status, _, body) = served.post(&headers, &frame(&json));
            assert_eq!(status, 200);
            serde_json::from_str::<Value>(Frame::read(&body).unwrap().json).unwrap()
        };
        assert_eq!(asked(&json!({"do": "hello"}))["keeps"], kept, "{lan}");
        let noted = asked(&note);
        assert_eq!((&noted["ok"], &noted["kept"]), (&json!(true), &json!(kept)), "{lan}");
        assert_eq!(history.exists(), kept, "{lan}");
        let text = asked(&json!({"do": "guide.text", "guide": "cai-dat-vneid"}))["text"].clone();
        let save =
            json!({"do": "guide.save", "guide": "bai-moi", "project": {"guides/bai-moi.md": text}});
        let saved = asked(&save);
        assert_eq!((&saved["ok"], &saved["kept"]), (&json!(true), &json!(kept)), "{lan}: {saved}");
        assert_eq!(served.dir.path().join("guides/bai-moi.md").exists(), kept, "{lan}");
        // What a phone may read of the project is what the page shows.
        assert_eq!(served.get("/phones", &served.host()).2, b"null");
        assert_eq!(served.get("/running", &served.host()).2, b"toroi ");
    }
}

#[test]
#[ignore = "slow: waits for those who take nothing"]
fn who_takes_nothing_of_an_answer_gives_the_place_to_others() {
    let served = Served::new();
    let (_, _, font) = served.get("/fonts/NotoSans-Bold.woff2", &served.host());
    let asked =
        format!("GET /fonts/NotoSans-Bold.woff2 HTTP/1.1\r\nHost: {}\r\n\r\n", served.host());
    let mut stream = TcpStream::connect((LOOPBACK, served.port)).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(1))).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let count = (64 << 20) / font.len();
    for _ in 0..count {
        if stream.write_all(asked.as_bytes()).is_err() {
            break;
        }
    }
    thread::sleep(Duration::from_secs(40));
    let mut all = Vec::new();
    // Reset or ended: both will do.
    let _ = stream.read_to_end(&mut all);
    assert!(all.len() < count * font.len() / 2, "{} bytes were kept for nobody", all.len());
    assert_eq!(served.ask(json!({"do": "hello"}))["ok"], true);
}
