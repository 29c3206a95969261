//! `toroi serve` killed and started again: what was saved is whole, what was said to be kept is there, and
//! a second start leads to the page that is open.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use toroi::web::Frame;

use crate::served::{Served, frame};

const ARGUMENTS: [&str; 5] = ["serve", "--port", "0", "--lang", "en"];

/// The answer, or nothing when the server is killed while it answers.
fn try_ask(served: (&str, u16), json: &Value) -> Option<Value> {
    use std::io::{Read, Write};
    let (host, port) = served;
    let mut stream = std::net::TcpStream::connect((crate::served::LOOPBACK, port)).ok()?;
    let mut json = json.clone();
    json["api"] = json!(1);
    json["today"] = json!("2026-11-28");
    let body = frame(&json);
    let head = format!(
        "POST /api HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: application/octet-stream\r\nOrigin: http://{host}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), &body].concat()).ok()?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all).ok()?;
    let end = all.windows(4).position(|four| four == b"\r\n\r\n")?;
    serde_json::from_str(Frame::read(&all[end + 4..]).ok()?.json).ok()
}

#[test]
#[ignore = "slow: starts the server many times"]
fn killed_at_any_moment_what_was_saved_is_whole() {
    let mut served = Served::new();
    let source = served.ask(json!({"do": "guide.text", "guide": "cai-dat-vneid"}));
    let source = source["text"].as_str().unwrap().to_owned();
    let text = |number: usize| {
        source.replacen("title: Cài ứng dụng VNeID", &format!("title: Cài VNeID, bản {number}"), 1)
    };
    let count = served.ask(json!({"do": "guides"}))["guides"].as_array().unwrap().len();
    let path = served.dir.path().join("guides/bai-cua-to.md");
    // The last text that was said to be kept, and that which was sent last; notes likewise.
    let (mut kept, mut sent, mut noted) = (None::<usize>, 0, 0);
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    for round in 0..12 {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        let delay = Duration::from_millis(20 + chance % 2_500);
        let host = served.host();
        let (port, is_over) = (served.port, AtomicBool::new(false));
        let (now_kept, now_sent, now_noted) = thread::scope(|scope| {
            let (host, is_over, path, text) = (host.as_str(), &is_over, &path, &text);
            let writer = scope.spawn(move || {
                let (mut kept, mut sent) = (kept, sent);
                while !is_over.load(Ordering::Relaxed) {
                    let before = fs::read_to_string(path).ok();
                    sent += 1;
                    let asked = json!({
                        "do": "guide.save", "guide": "bai-cua-to", "before": before,
                        "project": {"guides/bai-cua-to.md": text(sent)},
                    });
                    let Some(answer) = try_ask((host, port), &asked) else { break };
                    assert_eq!(answer["kept"], true, "{answer}");
                    kept = Some(sent);
                }
                (kept, sent)
            });
            let noter = scope.spawn(move || {
                let mut count = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let asked = json!({
                        "do": "history.note", "when": "2026-11-28T09:41", "guide": "cai-dat-vneid",
                        "product": "hanger-105", "copies": 1,
                    });
                    let Some(answer) = try_ask((host, port), &asked) else { break };
                    assert_eq!(answer["kept"], true, "{answer}");
                    count += 1;
                }
                count
            });
            thread::sleep(delay);
            // SIGKILL: nothing of the program runs any more.
            served.child.kill().unwrap();
            served.child.wait().unwrap();
            is_over.store(true, Ordering::Relaxed);
            let (kept, sent) = writer.join().unwrap();
            (kept, sent, noter.join().unwrap())
        });
        (kept, sent, noted) = (now_kept, now_sent, noted + now_noted);
        match (fs::read_to_string(&path), kept) {
            (Ok(there), kept) => {
                let is_sent = (kept.unwrap_or(1)..=sent).any(|number| there == text(number));
                assert!(is_sent, "round {round}: no text that was sent");
            }
            (Err(_), kept) => assert_eq!(kept, None, "round {round}: what was kept is gone"),
        }
        // A file may have a thousand old copies beside it, and a fast program makes as many here.
        for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
            let old = entry.unwrap().path();
            if old.to_string_lossy().contains(".md.bak") {
                fs::remove_file(old).unwrap();
            }
        }
        // The next server finds all as it was, and no rest of the last one is taken for a guide.
        let dir = std::mem::replace(&mut served.dir, tempfile::tempdir().unwrap());
        served = Served::within(dir, &ARGUMENTS, env!("CARGO_BIN_EXE_toroi")).0;
        let all = served.ask(json!({"do": "guides"}));
        let guides = all["guides"].as_array().unwrap().len();
        assert!(guides == count + usize::from(path.exists()), "round {round}: {guides} guides");
        assert_eq!(all["findings"], json!([]), "round {round}");
        let reported = served.ask(json!({"do": "history", "lines": ""}));
        let entries = reported["entries"].as_array().unwrap().len() as u64
            + reported["more"].as_u64().unwrap();
        assert!(entries >= noted, "round {round}: {entries} of {noted} notes");
    }
    assert!(kept.is_some() && noted > 0, "nothing was ever kept");
    println!("{sent} texts sent, {noted} notes kept");
    // A sheet that was downloaded is a file of the browser; made again it is the same.
    let sheet = json!({"do": "pdf", "guide": "bai-cua-to", "product": "leaflet-a5"});
    assert_eq!(served.ask(sheet)["ok"], true);
}

#[test]
fn a_second_start_leads_to_the_page_that_is_open() {
    // Other servers of this machine may have all ports that are tried.
    let program = env!("CARGO_BIN_EXE_toroi");
    let (served, _) = Served::with(&["serve", "--lang", "en"], program);
    if !(8686..8696).contains(&served.port) {
        return;
    }
    let again = std::process::Command::new(program)
        .args(["serve", "--lang", "en"])
        .current_dir(served.dir.path())
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(0));
    let said = String::from_utf8(again.stdout).unwrap();
    assert_eq!(said.trim(), format!("http://localhost:{}/", served.port));
    assert!(String::from_utf8(again.stderr).unwrap().contains("open already"));
    // Another project has a page of its own.
    let (other, _) = Served::with(&["serve", "--lang", "en"], program);
    assert_ne!(other.port, served.port);
}
