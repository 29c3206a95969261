//! What people type first, and what they mistype: answered in their language, with a command that
//! runs as it is printed.

use std::process::Command;

use serde_yaml::Value;

use crate::case::{GUIDE, errors};
use crate::run::{Done, Run};

fn toroi(args: &[&str]) -> Run {
    Run::new().args(args.iter().copied())
}

/// Words that only an English message has.
const ENGLISH: [&str; 9] =
    ["error:", "tip:", "Usage", "help", "unexpected", "invalid", "required", "possible", "found"];

/// Fails unless a command is refused with this code and these words, in both languages.
#[track_caller]
fn refused(args: &[&str], code: &str, words: [&str; 2]) {
    let english = toroi(args).run();
    assert_eq!((english.code, english.stdout.as_str()), (2, ""), "{args:?}: {}", english.stderr);
    assert!(english.stderr.contains(&format!("error[{code}]")), "{args:?}: {}", english.stderr);
    assert!(english.stderr.contains(words[0]), "no {:?} in\n{}", words[0], english.stderr);
    for run in [toroi(args).env("LANG", "vi_VN.UTF-8"), toroi(args).args(["--lang", "vi"])] {
        let done = run.run();
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains(&format!("lỗi[{code}]")), "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains(words[1]), "no {:?} in\n{}", words[1], done.stderr);
        let own = done.stderr.replace("--help", "");
        let english = ENGLISH.iter().find(|word| own.contains(**word));
        assert_eq!(english, None, "{args:?}: {}", done.stderr);
    }
    let json = toroi(args).args(["--format", "json"]).run();
    assert_eq!(errors(&json.stderr), [format!("::: {code}")]);
}

#[test]
fn alone_it_says_what_it_is_and_three_lines_that_run() {
    let vietnamese = toroi(&[]).run().ok();
    assert!(vietnamese.stdout.starts_with("toroi làm tờ rơi"), "{}", vietnamese.stdout);
    for (args, lang) in [(&["--lang", "vi"][..], "C"), (&["--format", "json"], "vi_VN")] {
        assert_eq!(toroi(args).env("LANG", lang).run().ok().stdout, vietnamese.stdout);
    }
    let english = toroi(&["--lang", "en"]).env("LANG", "vi_VN.UTF-8").run().ok();
    assert!(english.stdout.starts_with("toroi makes large-print"), "{}", english.stdout);
    for done in [vietnamese, english] {
        assert_eq!(done.stderr, "");
        let lines = done.stdout.lines().filter_map(|line| line.strip_prefix("  toroi "));
        // What a line means stands behind it, apart.
        let lines: Vec<&str> = lines.filter_map(|line| line.split("  ").next()).collect();
        assert_eq!(lines.len(), 3);
        for line in lines {
            toroi(&line.split(' ').collect::<Vec<_>>()).run().ok();
        }
    }
}

#[test]
fn a_mistyped_command_is_answered_with_the_one_that_is_meant() {
    for (typed, meant) in [
        ("in", "`toroi build`"),
        ("biuld", "`toroi build`"),
        ("BUILD", "`toroi build`"),
        ("làm", "`toroi build`"),
        ("pdf", "`toroi build`"),
        ("kiem-tra", "`toroi check`"),
        ("chek", "`toroi check`"),
        ("init", "`toroi new`"),
        ("tron", "`toroi merge`"),
        ("danh-sach", "`toroi roster`"),
        ("bộ", "`toroi kit`"),
        ("phông", "`toroi fonts`"),
        ("cai-dat-vneid", "`toroi build cai-dat-vneid`"),
    ] {
        let words = [format!("did you mean {meant}?"), format!("có phải bạn muốn gõ {meant}?")];
        refused(&[typed], "U01", [&words[0], &words[1]]);
    }
    refused(&["new", "gude"], "U01", ["`toroi new guide`", "`toroi new guide`"]);
    refused(&["xyz"], "U01", ["the commands are: build, check", "các lệnh gồm: build, check"]);
}

#[test]
fn options_and_values_are_explained_in_both_languages() {
    refused(
        &["build", "--nothing"],
        "U01",
        ["no option `--nothing`", "không có tùy chọn `--nothing`"],
    );
    refused(&["build", "--produkt", "x"], "U01", ["did you mean `--product`?", "`--product`?"]);
    refused(&["fonts", "x"], "U01", ["cannot use the word `x`", "không dùng đến chữ `x`"]);
    refused(&["build", "--out"], "U02", ["`--out` has no value", "sau `--out` còn thiếu giá trị"]);
    refused(&["build", "--sheet"], "U02", ["choose one of: a4", "chọn một trong các giá trị: a4"]);
    refused(
        &["build", "--sheet", "a5"],
        "U02",
        ["`a5` is not a value for `--sheet`", "a4, a3, sra3"],
    );
    refused(&["build", "--today", "23/11/2026"], "U02", ["like 2026-11-23", "viết như 2026-11-23"]);
    refused(&["build", "--png", "5"], "U02", ["from 20 to 600", "từ 20 đến 600"]);
    refused(&["build", "--set", "x"], "U02", ["cong-an=", "dấu `=`"]);
    refused(&["build", "--jobs", "many"], "U02", ["write a number", "ghi số từ 1"]);
    refused(&["build", "--creep", "9"], "U02", ["from 0 to 0.5", "từ 0 đến 0.5"]);
    refused(&["explain"], "U02", ["e.g. L01", "ví dụ L01"]);
    refused(&["merge", "x"], "U02", ["`--records <FILE>`", "Danh sách: CSV"]);
    refused(&["printer", "x"], "U01", ["no command `x`", "không có lệnh `x`"]);
    refused(&["build", "--out", "a", "--out", "b"], "U03", ["more than once", "nhiều lần"]);
    refused(&["build", "--press", "--sheet", "a4"], "U03", ["together with", "không dùng chung"]);
    refused(&["build", "--creep", "0.1"], "U03", ["`--impose booklet`", "chỉ dùng với"]);
}

#[test]
fn a_file_name_with_spaces_and_no_quotes_is_recognised() {
    let torn = [
        (&["build", "Bài", "của", "tôi.md"][..], "toroi build \"Bài của tôi.md\""),
        (&["check", "--fix", "Bài", "của", "tôi.md"], "toroi check --fix \"Bài của tôi.md\""),
        (
            &["new", "guide", "bai", "--from=Bài", "của", "tôi.md", "--lang", "vi"],
            "toroi new guide bai --from=\"Bài của tôi.md\" --lang vi",
        ),
        (&["convert", "giá", "$5.txt"], "toroi convert 'giá $5.txt'"),
    ];
    for (args, command) in torn {
        let run = toroi(args).file("Bài của tôi.md", GUIDE).file("giá $5.txt", "x");
        let done = run.run();
        assert_eq!(done.code, 2);
        assert!(done.stderr.contains("[U01]"), "{}", done.stderr);
        let line = done.stderr.lines().find(|line| line.ends_with(command));
        assert!(line.is_some(), "no {command:?} in\n{}", done.stderr);
    }
    // Two files whose names would make that of a third stay two files.
    let two = toroi(&["convert", "a", "b.txt"]).file("a b.txt", "x").file("a", "x");
    let done = two.file("b.txt", "x").run();
    assert!(!done.stderr.contains("[U01]"), "{}", done.stderr);
}

/// Runs what is printed after `next` through a shell, in the folder of the first command.
#[cfg(unix)]
fn run_next(done: &Done) {
    let next = done.stderr.split("next:\n").nth(1).expect("a next command");
    assert!(next.ends_with("\n  toroi build\n"), "{next}");
    // All guides are built where the commands of a new project are run; here the way there counts.
    let next = &next.replace("toroi build", "toroi list kits && test -d guides");
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_toroi")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    let shell = shell.args(["-e", "-c", next]).current_dir(done.dir.path()).env("PATH", path);
    let output = shell.env("LANG", "C").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{next}\n{said}");
}

#[cfg(unix)]
#[test]
fn the_next_commands_run_as_they_are_printed() {
    for name in ["du-an", "Tổ dân phố 7", "giá $5", "nhà 'ta'", "a\"b", "-x y/z"] {
        let made = Run::new().args(["new", "project", "--", name]).run().ok();
        run_next(&made);
    }
}

#[test]
fn what_there_is_can_be_listed() {
    for (what, kind, line) in [
        ("guides", "guide", "cai-dat-vneid  "),
        ("products", "product", "leaflet-a4  210 × 297 mm"),
        ("labels", "label", "cai-dat-tu-kho  Cài đặt"),
        ("facts", "fact", "  "),
        ("kits", "kit", "kich-hoat  "),
    ] {
        let done = toroi(&["list", what]).run().ok();
        assert_eq!(done.stderr, "");
        let mut lines = done.stdout.lines();
        assert!(lines.any(|it| it.contains(line)), "{what}: {}", done.stdout);
        let json = toroi(&["list", what, "--format", "json"]).run().ok();
        for line in json.stdout.lines() {
            let entry: Value = serde_yaml::from_str(line).unwrap();
            assert_eq!(entry["type"], kind);
            for field in ["name", "title"] {
                assert!(entry[field].as_str().is_some_and(|text| !text.is_empty()), "{line}");
            }
        }
    }
    refused(&["list", "guide"], "U02", ["did you mean `guides`?", "chọn một trong các giá trị"]);
    // What can be read is listed beside what cannot.
    let bad = toroi(&["list", "guides"]).file("guides/x.md", GUIDE).file("guides/y.md", "x").run();
    let own: Vec<&str> = bad.stdout.lines().filter(|line| !line.ends_with("(built in)")).collect();
    assert_eq!((bad.code, own.as_slice()), (1, ["x  Thử một bước  (yours)"].as_slice()));
    assert!(bad.stderr.contains("guides/y.md"), "{}", bad.stderr);
}

#[test]
fn shells_complete_commands_and_manuals_are_made() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = toroi(&["completions", shell]).run().ok().stdout;
        for word in ["build", "merge", "ink-saver"] {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
    }
    let script = toroi(&["completions", "bash"]).file("x", "").run().ok();
    let mut bash = Command::new("bash");
    let checked = bash.args(["-n", "-c", &script.stdout]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));

    let done = toroi(&["man", "trang/man", "--lang", "vi"]).run().ok();
    let page = |name: &str| std::fs::read_to_string(done.file("trang/man").join(name)).unwrap();
    assert!(page("toroi.1").starts_with(".ie"), "{}", page("toroi.1"));
    assert!(page("toroi-build.1").contains("Làm các tệp PDF"));
    assert!(page("toroi-new-guide.1").contains("Văn bản có sẵn"));
    assert_eq!(
        done.stdout.lines().count(),
        std::fs::read_dir(done.file("trang/man")).unwrap().count()
    );
}

/// A command and all below it, by the names that its help lists.
fn commands_below(path: &[String], found: &mut Vec<Vec<String>>) {
    let words: Vec<&str> = path.iter().map(String::as_str).collect();
    let help = toroi(&[&words[..], &["--help", "--lang", "vi"]].concat()).run().ok().stdout;
    found.push(path.to_vec());
    let listed = help.split("\nLệnh:\n").nth(1).map(|rest| rest.split("\n\n").next().unwrap());
    for name in listed.into_iter().flat_map(str::lines).filter_map(|it| it.split(' ').nth(2)) {
        if name != "help" && !name.is_empty() {
            commands_below(&[path, &[name.to_owned()]].concat(), found);
        }
    }
}

#[test]
fn help_of_every_command_is_wholly_in_vietnamese() {
    let mut all = Vec::new();
    commands_below(&[], &mut all);
    assert!(all.len() > 22 && all.contains(&vec!["printer".into(), "calibrate".into()]), "{all:?}");
    for path in all {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let help = toroi(&[&words[..], &["--help", "--lang", "vi"]].concat()).run().ok().stdout;
        for english in
            ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "possible", "default", "Print"]
        {
            assert!(!help.contains(english), "{path:?} says {english}:\n{help}");
        }
        // What stands for a value is a Vietnamese word, too.
        let values =
            help.split(['<', '[']).skip(1).filter_map(|rest| rest.split(['>', ']']).next());
        let is_english = |value: &&str| {
            value.len() > 1 && value.chars().all(|c| c.is_ascii_uppercase() || "-=,/".contains(c))
        };
        let odd: Vec<&str> =
            values.filter(is_english).filter(|it| !["MM", "A,B,C,D"].contains(it)).collect();
        assert!(odd.is_empty(), "{path:?}: {odd:?}");
        // Each option says what it does.
        let is_option = |line: &&str| line.trim_start().starts_with("--");
        for line in help.lines().filter(is_option) {
            let words = line.trim().split_once("  ").map_or("", |(_, words)| words);
            assert!(!words.is_ascii(), "{path:?}: {line}");
        }
    }
}

#[test]
fn a_check_says_which_contact_lines_each_sheet_prints() {
    let lines = ["to-truong", "tinh-nguyen-vien", "don-vi"];
    let lines = lines.map(|id| format!("  - {{ id: {id}, label: Mục {id} }}\n")).concat();
    let guide = GUIDE.replace("  - { id: cong-an, label: Đơn vị phát }\n", &lines);
    let guide = guide.replace("[leaflet-a4]", "[leaflet-a4, card, hanger, poster-a3, signup]");
    let check = |args: &[&str]| {
        let run = toroi(&["check", "x"]).args(args.iter().copied()).file("guides/x.md", &guide);
        run.run().ok().stdout
    };
    assert_eq!(
        check(&[]),
        "leaflet-a4: all contact lines\n\
         card, hanger: contact lines to-truong, don-vi; not tinh-nguyen-vien\n\
         poster-a3: contact lines to-truong; not tinh-nguyen-vien, don-vi\n\
         signup: no contact lines\nno errors\n"
    );
    let vietnamese = check(&["--lang", "vi"]);
    for line in [
        "leaflet-a4: in mọi dòng liên hệ",
        "card, hanger: in dòng liên hệ to-truong, don-vi; không in tinh-nguyen-vien",
        "signup: không in dòng liên hệ",
    ] {
        assert!(vietnamese.lines().any(|own| own == line), "{line}\n{vietnamese}");
    }
    let json = check(&["--format", "json"]);
    let card = json.lines().find(|line| line.contains("\"card\"")).unwrap();
    let card: Value = serde_yaml::from_str(card).unwrap();
    assert_eq!((&card["type"], &card["guide"]), (&"contacts".into(), &"x".into()));
    assert_eq!(card["printed"], serde_yaml::from_str::<Value>("[to-truong, don-vi]").unwrap());
    // Of many guides, what holds for all; where something is wrong, only that is reported.
    let all = toroi(&["check"]).run().ok().stdout;
    assert!(all.contains("the first and the last contact line\n"), "{all}");
    let bad = toroi(&["check", "x"]).file("guides/x.md", guide.replace("[nguon]", "[ngoun]")).run();
    assert_eq!((bad.code, bad.stdout.as_str()), (1, ""));
}

/// The commands of a message, as they are printed, run by a shell in the folder of the message.
#[cfg(unix)]
fn by_shell(done: &Done, command: &str) -> std::process::Output {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_toroi")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    let shell = shell.args(["-e", "-c", command]).current_dir(done.dir.path()).env("PATH", path);
    let shell = shell.env("LANG", "C").stdin(std::process::Stdio::null());
    shell.env("SOURCE_DATE_EPOCH", "1795392000").output().unwrap()
}

/// Names that a shell takes for something else where they are not quoted.
#[cfg(unix)]
const ODD: [&str; 7] =
    ["Tổ dân phố 7", "giá $5", "nhà 'ta'", "a\"b", "-x", "(nháp) & cũ", "Bài `cũ`\\x"];

#[cfg(unix)]
#[test]
fn the_next_commands_of_guides_and_wards_run_in_any_folder() {
    for folder in ODD {
        for lang in ["en", "vi"] {
            let run = Run::new().file(&format!("{folder}/guides/y.md"), GUIDE);
            let text = format!("{folder}/văn bản.txt");
            let run = run.file(&text, "Cài VssID\n\nBước 1: Mở CH Play\nBước 2: Tìm VssID\n");
            // What begins with a sign is a path only behind `./`.
            let text = format!("./{text}");
            let project = format!("--project={folder}");
            let ways: [&[&str]; 3] =
                [&["new", "guide", "x"], &["new", "guide", "z", "--from", &text], &["new", "ward"]];
            let mut done = run.args(["--version"]).run();
            for way in ways {
                let mut own = Command::new(env!("CARGO_BIN_EXE_toroi"));
                own.current_dir(done.dir.path()).args([project.as_str(), "--lang", lang]).args(way);
                let output = own.stdin(std::process::Stdio::null()).output().unwrap();
                done.stderr = String::from_utf8(output.stderr).unwrap();
                assert!(output.status.success(), "{folder}: {}", done.stderr);
                let then = if lang == "vi" { "tiếp theo:\n" } else { "next:\n" };
                let next = done.stderr.split(then).nth(1).expect("a next command");
                assert_eq!(next.trim().lines().count(), 1, "{next}");
                let next = next.replace(" build", " list guides");
                let output = by_shell(&done, &next);
                // A form is checked and told to be one: its own project, its own guide.
                let said = [output.stdout, output.stderr].concat();
                let said = String::from_utf8_lossy(&said).into_owned();
                let meant = if way[1] == "ward" { "(yours)" } else { "[G30]" };
                assert!(said.contains(meant), "{folder}: {next}\n{said}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn commands_that_messages_offer_run_as_they_are_printed() {
    let offered = |done: &Done| -> String {
        let quoted = done.stderr.split('`').find(|it| it.starts_with("toroi ") && it.len() > 20);
        let bare = || done.stderr.split("too: ").last();
        quoted.or_else(bare).expect("a command").to_owned()
    };
    for name in ["Bài của tôi", "giá $5", "nhà 'ta'", "a\"b", "(nháp) & cũ"] {
        // A text in the place of a guide.
        let file = format!("thư mục/{name}.txt");
        let text = "Cài VssID\n\nBước 1: Mở CH Play\nBước 2: Tìm VssID\n";
        let done = Run::new().file(&file, text).args(["build", &file]).run();
        let output = by_shell(&done, &offered(&done));
        assert!(output.status.success(), "{}\n{output:?}", done.stderr);
        // One in an old encoding.
        let old = b"H\xad\xedng d\xc9n c\xb5i \xae\xc6t VNeID tr\xaan m\xb8y c\xf1a b\xb8c\n";
        let file = format!("guides/{name}.md");
        let done = Run::new().file(&file, old).args(["convert", &file]).run();
        assert!(done.code < 2, "{}", done.stderr);
        // A list that makes all copies the same.
        let list = format!("cong-an\n{}", "024 3864 1234\n".repeat(37));
        let file = format!("{name}.csv");
        let run = Run::new().file("guides/x.md", GUIDE).file(&file, list);
        let args = ["merge", "x", "--product", "leaflet-a4", "--records", &file];
        let done = run.args(args).run().ok();
        let line = done.stderr.lines().find(|line| line.contains("toroi build")).unwrap();
        let command = &line[line.find("toroi build").unwrap()..];
        let output = by_shell(&done, &command.replace(" --set …", ""));
        assert!(output.status.success(), "{command}\n{output:?}");
        // A list in the place of a guide.
        let done = Run::new().file(&file, "Địa chỉ;Tổ\nSố 1;5\n").args(["build", &file]).run();
        let output = by_shell(&done, &offered(&done));
        assert!(output.status.success(), "{}\n{output:?}", done.stderr);
        // A folder that is not there.
        let done = Run::new().args(["--project", name, "list", "guides"]).run();
        let output = by_shell(&done, &offered(&done));
        assert!(output.status.success() && done.file(name).is_dir(), "{}", done.stderr);
    }
}

#[test]
fn a_list_of_products_says_which_contact_lines_each_prints() {
    for (lang, lines) in [
        (
            "en",
            ["the first and the last contact line", "the first contact line", "no contact lines"],
        ),
        ("vi", ["in dòng liên hệ đầu và cuối", "in dòng liên hệ đầu", "không in dòng liên hệ"]),
    ] {
        let listed = toroi(&["list", "products", "--lang", lang]).run().ok().stdout;
        for (product, words) in ["card", "poster-a3", "signup"].iter().zip(lines) {
            let line = listed.lines().find(|line| line.starts_with(product)).unwrap();
            assert!(line.ends_with(&format!("  {words}")), "{line}");
        }
    }
}
