//! Markup that was typed in another way, or left over: understood, or an error at its place; never
//! printed. In guides of both spellings, in every field, in wards, values, lists and templates.

use serde_yaml::Value;

use crate::case::{GUIDE, SHEET, X, case};
use crate::run::{Done, Run};

/// What the pages of the good file show.
#[track_caller]
fn shown(done: &Done) -> String {
    let mut tool = std::process::Command::new("pdftotext");
    let output = tool.args(["-layout", "out/x-leaflet-a4.pdf", "-"]);
    let output = output.current_dir(done.dir.path()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The codes of findings of a run in JSON.
fn codes(done: &Done) -> Vec<String> {
    let lines = done.stderr.lines();
    let code = |line: &str| {
        let found: Value = serde_yaml::from_str(line).unwrap();
        found["code"].as_str().unwrap_or("").to_owned()
    };
    lines.map(code).collect()
}

/// A guide with these words at its end is built as the other would be.
#[track_caller]
fn assert_same(typed: &str, meant: &str) {
    let run = |words: &str| case().add(words).start("json").run().ok();
    let (typed_run, meant_run) = (run(typed), run(meant));
    assert_eq!(shown(&typed_run), shown(&meant_run), "{typed}");
    assert!(codes(&typed_run).contains(&"N13".to_owned()), "{typed}: {}", typed_run.stderr);
    assert!(!codes(&meant_run).contains(&"N13".to_owned()), "{meant}: {}", meant_run.stderr);
}

#[test]
fn what_is_meant_is_understood() {
    let step = "## Gọi thử {sources=nguon}\n\nBác gọi thử một lần.";
    for typed in ["##Gọi", "##\u{a0}Gọi", "\u{a0}## Gọi", "##\u{a0}\u{a0}Gọi"] {
        assert_same(&step.replace("## Gọi", typed), step);
    }
    let list = "Bác mang theo:\n\n- kính đọc\n- điện thoại";
    for mark in [
        "• ", "•", "– ", "–", "— ", "-\u{a0}", "+\u{a0}", "*\u{a0}", "-", "●\t", "▪ ", "· ", "✓ ",
        "► ", "» ",
    ] {
        assert_same(&list.replace("- ", mark), list);
        // Right under a sentence too.
        assert_same(&list.replace("\n\n", "\n").replace("- ", mark), list);
    }
    let one_line = "Bác mang theo:\n\n• kính đọc • điện thoại";
    assert_same(one_line, list);
    assert_same("o Kính đọc\no Điện thoại", "- Kính đọc\n- Điện thoại");
    assert_same("**Bác**bấm nút.", "**Bác** bấm nút.");
    let checks = "- [ ] kính đọc\n- [ ] điện thoại";
    for mark in ["-[ ] ", "- [] ", "[ ] ", "[] ", "☐ ", "□ ", "• [ ] "] {
        assert_same(&checks.replace("- [ ] ", mark), checks);
    }
    assert_same("**Lưu ý:**bác đợi.", "**Lưu ý:** bác đợi.");
    assert_same("Bác đọc **(kỹ)**rồi bấm.", "Bác đọc **(kỹ)** rồi bấm.");
    assert_same("Bác đọc**(kỹ)** rồi bấm.", "Bác đọc **(kỹ)** rồi bấm.");
    let note = "> [!WARNING]\n> Bác đừng bấm.";
    for typed in [
        "> [!WARNING] Bác đừng bấm.",
        ">[!WARNING]Bác đừng bấm.",
        "> [!warning]\u{a0}Bác đừng bấm.",
        "> [!CAUTION] Bác\n> đừng bấm.",
    ] {
        assert_same(typed, note);
    }
    assert_same("> [!NOTE]\n> • một\n> • hai", "> [!NOTE]\n> - một\n> - hai");
}

#[test]
fn plus_signs_of_markdown_are_items() {
    let run = |words: &str| case().add(words).start("json").run().ok();
    let (plus, dash) = (run("+ một\n+ hai"), run("- một\n- hai"));
    assert_eq!(shown(&plus), shown(&dash));
}

#[test]
fn the_files_of_pictures_may_have_blanks_and_accents() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M5 5h70v40h-70z"/></svg>"#;
    for name in ["ảnh chụp.svg", "Ảnh (1).svg", "màn hình  chính.svg", "ảnh.svg"] {
        let case = case().file(&format!("guides/{name}"), svg);
        case.add(&format!("![Màn hình chính]({name})")).start("json").run().ok();
    }
    // One that is not there is named in full.
    case()
        .add("![Màn hình](ảnh chụp.svg)")
        .at("P01", "![Màn hình]")
        .shows("`ảnh chụp.svg`")
        .check();
}

#[test]
fn a_line_in_yaml_is_understood_too() {
    let body = "## Mở ứng dụng {sources=nguon}\n\nBác bấm vào hình VNeID.\n";
    let steps = |text: &str| {
        let parts = format!(
            "parts:\n  - sources: [nguon]\n    steps:\n      - title: Mở ứng dụng\n        \
             sources: [nguon]\n        text: |\n{text}"
        );
        GUIDE.replacen("---\n", "", 1).replace(&format!("---\n{body}"), &parts)
    };
    let run = |text: &str| {
        let case = case().without(X).file("guides/x.yaml", steps(text));
        case.start("json").run().ok()
    };
    let typed =
        "          Bác mang:\n          • kính đọc\n          > [!NOTE] Bác **nhớ:**kính.\n";
    let meant = "          Bác mang:\n          - kính đọc\n\n          > [!NOTE]\n          > Bác **nhớ:** kính.\n";
    assert_eq!(shown(&run(typed)), shown(&run(meant)));
    let left = steps("          Bác bấm [[cai-dat] nhé.\n");
    case()
        .without(X)
        .file("guides/x.yaml", left)
        .at_in("guides/x.yaml", "G18", "[[cai-dat]")
        .check();
}

#[test]
fn the_fix_writes_it_back() {
    let run = Run::new().file(X, format!("{GUIDE}\n• kính\n\n> [!NOTE] Bác nhớ.\n"));
    let done = run.args(["check", "--fix"]).run().ok();
    let text = std::fs::read_to_string(done.file(X)).unwrap();
    assert!(text.ends_with("\n- kính\n\n> [!NOTE]\n> Bác nhớ.\n"), "{text}");
}

#[test]
fn what_is_left_is_an_error_at_its_place() {
    for (words, code, needle) in [
        ("Bác bấm [[cai-dat] nhé.", "G18", "[["),
        ("Bác bấm [cai-dat]] nhé.", "G18", "]]"),
        ("Bác xem [^a] nhé.", "G18", "[^"),
        ("Bác bấm { sources=nguon } nhé.", "G18", "{ sources="),
        ("Bác bấm {nguồn=nguon}", "G18", "{nguồn="),
        ("Bác bấm &unknown; nhé.", "G18", "&unknown;"),
        ("Bác **bấm nhé.", "G18", "**"),
        ("Bác ** bấm ** nhé.", "G18", "**"),
        ("__Bác bấm nhé.__x__", "G18", "__"),
        ("Bác xem [chữ] (x](y).", "G18", "]("),
        ("![Ảnh] (anh.svg)", "G18", "!["),
        ("![Ảnh](anh chup.doc)", "G18", "!["),
        ("[!WARNING] Bác đừng bấm.", "G18", "[!"),
        ("Bác chọn [ ] này.", "G18", "[ ]"),
        ("Kính gửi {ten}.", "G18", "{ten}"),
        ("Ngày {{ guide.reviewed }}.", "G18", "{{"),
        ("{% if x %} Bác.", "G18", "{%"),
        ("Bác bấm [b]nút[/b].", "G18", "[b]"),
        ("Bác bấm nút[/b].", "G18", "[/b]"),
        ("| Họ tên | Số |", "G18", "|"),
        ("== Đề mục ==", "G18", "=="),
        ("::: warning", "G18", ":::"),
        ("#Gọi thử", "G18", "#Gọi"),
        ("Bác bấm.\n#Gọi thử", "G18", "#Gọi"),
        ("a) Bác bấm.\nb) Bác đợi.", "G10", "b)"),
        ("1) Bác bấm.\n2) Bác đợi.", "G10", "1)"),
        ("1. Bác bấm.", "G10", "1."),
        ("> [!NOTE]", "G10", "> [!NOTE]"),
        ("> [!LƯU Ý] Bác nhớ.", "G10", "> [!LƯU"),
        ("[](https://vneid.gov.vn)", "G10", "[](https"),
        ("- một\n\n  ***", "G10", "***"),
        ("![[anh.svg]]", "P04", "![["),
    ] {
        case().add(words).at(code, needle).check();
    }
    // A number that begins a line is a claim too.
    for mark in ["2)", "2. ", "2/"] {
        let words = format!("Bác bấm.\n{mark} Bác đợi.");
        case().add(&words).place(X, 41, 1, "G10").place(X, 41, 1, "C01").check();
    }
    let titled = "[VNeID](https://vneid.gov.vn \"trang\")";
    case().add(titled).at("G10", "[VNeID]").at("C01", "[VNeID]").check();
    let underlined = case().add("Bác bấm.\n===").place(X, 40, 1, "G10").place(X, 40, 1, "G12");
    underlined.shows("`===`").check();
    let ruled = case().add("Bác bấm.\n---").place(X, 40, 1, "G10").place(X, 40, 1, "G12");
    ruled.place(X, 40, 1, "G06").check();
    case().add("## {sources=nguon}\n\nBác bấm.").at("G10", "## {sources=nguon}\n\nBác bấm").check();
    let middle = "## Mở {sources=nguon} ứng dụng";
    case()
        .swap("## Mở ứng dụng {sources=nguon}", middle)
        .at("G12", "## Mở")
        .at("G18", "{sources=nguon}")
        .check();
    let dotted = "## Mở ứng dụng {sources=nguon}.";
    case()
        .swap("## Mở ứng dụng {sources=nguon}", dotted)
        .at("G12", "## Mở")
        .at("G18", "{sources=nguon}")
        .check();
}

#[test]
fn every_field_of_the_front_matter_is_looked_at() {
    for (from, to) in [
        ("title: Thử một bước", "title: Thử **một bước"),
        ("short: Thử", "short: Thử [[x]"),
        ("question: Bác thử chưa?", "question: Bác thử {x} chưa?"),
        ("audience: Dành cho bác.", "audience: Dành cho &bac;."),
        ("- Kính đọc", "- Kính **đọc"),
        ("- Đã sạc điện thoại", "- • Đã sạc"),
        ("title: Giữ kín mã", "title: Giữ kín [^a]"),
        ("- Ai xin mã thì cúp máy", "- Ai xin ![mã"),
        ("label: Đơn vị phát", "label: Đơn vị ** phát"),
        ("label: Trang chính thức", "label: Trang <<chính thức>>"),
    ] {
        let marks = ["**", "[[", "{x}", "&bac;", "•", "[^", "![", "]]", "<<"];
        let mark = marks.into_iter().find(|mark| to.contains(mark)).unwrap();
        // `<<…>>` is what `new guide` writes where something is to be filled in.
        let (code, mark) = if mark == "<<" { ("G30", "<<chính thức>>") } else { ("G18", mark) };
        case().swap(from, to).at(code, mark).check();
    }
}

#[test]
fn plain_text_passes() {
    let text = "Đoàn số #1, nhóm A&B, từ 5 - 7, dưới 5 < 7.\n\nMã có dạng 12\\*\\*\\*\\*78.";
    let done = case().add(text).start("json").run();
    assert!(!codes(&done).contains(&"G18".to_owned()), "{}", done.stderr);
    let text = "Bác xem https://dichvucong.gov.vn/p/home?a=1&b=2 nhé.";
    let done = case().add(text).start("json").run();
    assert!(!codes(&done).contains(&"G18".to_owned()), "{}", done.stderr);
}

#[test]
fn values_and_wards_are_looked_at() {
    for (value, mark) in [
        ("cong-an=Công an **phường", "**"),
        ("cong-an=<b>Công an</b>", "<b>"),
        ("cong-an=Công an&nbsp;phường", "&nbsp;"),
        ("cong-an={{ ward }}", "{{"),
        ("cong-an=[[cong-an]]", "[["),
        ("cong-an=Công an\\nphường", "\\n"),
    ] {
        let done = case().args(&["--set"]).args(&[value]).start("json").run();
        assert_eq!(done.code, 1, "{value}: {}", done.stderr);
        assert!(codes(&done).contains(&"G18".to_owned()), "{value}: {}", done.stderr);
        assert!(
            done.stderr.contains(mark.trim_end_matches('n').trim_matches('\\')),
            "{}",
            done.stderr
        );
    }
    let done = case().args(&["--set", "cong-an=Công an phường A&B, số 5 - 7"]).start("json").run();
    done.ok();
}

#[test]
fn depth_has_a_limit() {
    for words in [
        "![".repeat(40) + "x" + &"](a.svg)".repeat(40),
        "> [!NOTE]\n".to_owned()
            + &(1..20).map(|n| ">".repeat(n) + " [!NOTE]\n").collect::<String>(),
    ] {
        let done = case().add(&words).start("json").run();
        assert_eq!(done.code, 1);
        assert!(codes(&done).contains(&"G17".to_owned()), "{}", done.stderr);
    }
}

#[test]
fn no_depth_overflows_a_small_stack() {
    use toroi::diag::Sink;
    use toroi::source::Sources;

    let marks = [
        "![",
        "[",
        "> ",
        "- ",
        "1. ",
        "**",
        "*",
        "~~",
        "[[",
        "> [!NOTE]\n> ",
        "`",
        "(",
        "![[",
        "[![",
        "_",
        "***",
        "{",
        "&",
        "|",
    ];
    let closed = [
        ("![", "](a.svg)"),
        ("[", "](https://vneid.gov.vn)"),
        ("**", "**"),
        ("*", "*"),
        ("[[", "]]"),
        ("![x", "](b.svg)"),
    ];
    let size = |mark: &str| if mark.starts_with("![") { 205_000 } else { 60_000 };
    let mut texts: Vec<String> =
        marks.iter().map(|mark| mark.repeat(size(mark) / mark.len())).collect();
    texts.extend(closed.iter().map(|(open, close)| {
        let count = size(open) / (open.len() + close.len());
        format!("{}x{}", open.repeat(count), close.repeat(count))
    }));
    texts.push((1..600).map(|depth| "  ".repeat(depth) + "- x\n").collect());
    texts.push((1..600).map(|depth| ">".repeat(depth) + " [!NOTE]\n").collect());
    for text in texts {
        let head: String = text.chars().take(12).collect();
        let read = move || {
            let (mut sink, mut sources) = (Sink::new(), Sources::new());
            let file = sources.add_text("x.md", format!("{GUIDE}\n{text}\n"));
            let guide = crate::case::read_alone(&mut sources, file, &mut sink);
            if let Some(guide) = guide {
                toroi::guide::check(
                    &guide,
                    &sources,
                    toroi::guide::LocalFacts::default(),
                    &mut sink,
                );
            }
            sink.has_errors()
        };
        let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(read).unwrap();
        assert!(thread.join().unwrap(), "{head} is no guide");
    }
}

#[test]
fn words_of_a_template_are_held_to_the_rules() {
    for (words, code, needle) in [
        ("<p>Phí 500.000 đ</p>", "C01", "500.000 đ"),
        ("<p>Bác xem facebook.com/vneid nhé</p>", "Q01", "facebook.com/vneid"),
        ("<p>Bác gọi 1900 0368 nhé</p>", "C01", "1900 0368"),
        ("<p>Trong 7 ngày là có</p>", "C01", "7 ngày"),
        ("<p>Làm miễn phí</p>", "C01", "miễn phí"),
        ("<p>Theo Nghị định 69/2024/NĐ-CP</p>", "C01", "Nghị định 69/2024/NĐ-CP"),
        ("<p>Bác đến ngày 30/02/2027</p>", "V03", "30/02/2027"),
        ("<p>Gọi **ngay**</p>", "G18", "**"),
        ("<p>- Gọi ngay</p>", "G18", "-"),
        ("<p>{{ \"500.000 đ\" }}</p>", "C01", "500.000 đ"),
        ("<p>{{ 500000 | money }}</p>", "C01", "{{ 500000"),
        ("<p>{{ \"facebook.com\" | upper }}</p>", "Q01", "{{ \"facebook"),
        ("<p>Xem &#xF0000; nhé</p>", "T11", "&#xF0000;"),
        ("<p>Xem &#983041; nhé</p>", "T11", "&#983041;"),
        ("<p>Xem \u{f0000} nhé</p>", "T11", "\u{f0000}"),
        ("<p>vneid.g&#x43E;v.vn</p>", "T11", "vneid.g&#x43E;v.vn"),
        ("<p>{% raw %}{{ x }}{% endraw %}</p>", "G18", "{{ x"),
        ("<p>&amp;nbsp;</p>", "G18", "&amp;nbsp;"),
        ("<p>Gọi (ngay nhé</p>", "G18", "("),
        ("<p>Gọi <b>“ngay</b> nhé</p>", "G18", "“"),
        ("<p>Bấm “Cài đặt lạ”</p>", "C01", "Cài đặt lạ"),
        ("<p>Bấm nút &quot;Cài đặt lạ&quot; rồi chờ</p>", "C01", "Cài đặt lạ"),
        ("<p>Rồi chạm vào <key>Cài đặt lạ</key></p>", "C01", "Cài đặt lạ"),
        ("<list><item>Chọn “Cài đặt lạ”</item></list>", "C01", "Cài đặt lạ"),
        ("<box style=\"bring\"><p>Ấn ‘Cài đặt lạ’</p></box>", "C01", "Cài đặt lạ"),
        ("<p>&lt;b&gt;Gọi&lt;/b&gt;</p>", "G18", "&lt;b"),
        ("<fill style=\"contact\" value=\"0912 345 678\">Gọi</fill>", "C01", "0912 345 678"),
        ("<fill style=\"contact\" value=\"500.000 đ\">Phí</fill>", "C01", "500.000 đ"),
        ("<checks><check>Phí 500.000 đ</check></checks>", "C01", "500.000 đ"),
        ("<list><item>Phí <b>500.000</b> đ</item></list>", "C01", "500.000"),
        ("<box style=\"bring\"><p>Phí 500.000 đ</p></box>", "C01", "500.000 đ"),
        ("<p>Bác Nguy?n Ánh</p>", "N11", "Nguy?n"),
        ("<p>Tæ d©n phè</p>", "N09", "Tæ d©n phè"),
        ("<p>ñöôïc</p>", "N09", "ñöôïc"),
        ("<p>Bác b ấm nút</p>", "N19", "b ấm"),
        ("<p>Bác bấmnút</p>", "N18", "bấmnút"),
        ("<p>{{ \"đýợc\" }}</p>", "N18", "đýợc"),
    ] {
        let case = case().swap_in(SHEET, "<face>", &format!("<face>{words}"));
        let done = case.start("json").run();
        assert_eq!(done.code, 1, "{words}: {}", done.stderr);
        assert!(codes(&done).contains(&code.to_owned()), "{words}: {}", done.stderr);
        let found: Vec<Value> =
            done.stderr.lines().map(|line| serde_yaml::from_str(line).unwrap()).collect();
        let found = found.iter().find(|found| found["code"] == code).unwrap();
        assert_eq!(found["path"], SHEET, "{words}: {}", done.stderr);
        let line = found["line"].as_u64().unwrap();
        let text = std::fs::read_to_string(done.file(SHEET)).unwrap();
        let wanted = text[..text.find(words).unwrap()].matches('\n').count() + 1;
        let _ = needle;
        assert!(line == wanted as u64 || line == 1, "{words} at {line}: {}", done.stderr);
    }
}

#[test]
fn language_of_a_template_is_looked_at() {
    for (words, code) in [
        ("<p>Bác download về máy</p>", "E08"),
        ("<p>BÁC ĐỌC KỸ TỜ NÀY</p>", "E13"),
        (
            "<p>Bác mở máy rồi bấm vào hình rồi đợi một lát rồi bấm tiếp rồi đợi nữa rồi bấm tiếp lần nữa</p>",
            "E04",
        ),
    ] {
        let case = case().swap_in(SHEET, "<face>", &format!("<face>{words}"));
        let done = case.start("json").run();
        assert!(codes(&done).contains(&code.to_owned()), "{words}: {}", done.stderr);
    }
}

#[test]
fn what_the_guide_and_its_facts_say_may_stand_in_a_template() {
    for words in [
        "<p>{{ guide.title.plain }}: soát {{ guide.reviewed }}</p>",
        "<p>{{ guide.parts | length }} phần, bước {{ guide.parts[0].steps[0].number }}</p>",
        "<p>Vào vneid.gov.vn</p>",
        "<p>In đúng cỡ 100 %</p>",
        "<p>Nhóm A&amp;B, Q&amp;A</p>",
        "<p>Bấm “Quên mật khẩu”</p>",
        "<p>Bấm <key>Quên mật khẩu</key> (nút xanh)</p>",
        "<p>Bác nói “chào cháu”</p>",
    ] {
        let case = case().swap_in(SHEET, "<face>", &format!("<face>{words}"));
        let done = case.start("json").run();
        assert_eq!(done.code, 0, "{words}: {}", done.stderr);
    }
}

/// Stars inside a word are letters that were lost, or bold type in the wrong place: both are said.
#[test]
fn stars_inside_a_word_are_reported_with_both_readings() {
    for words in ["Bác ra Ng**n hàng.", "Bác xem Vi**t Nam."] {
        let done = case().add(words).start("short").run();
        assert_eq!(done.code, 1, "{words}");
        let line = done.stderr.lines().find(|line| line.contains("[N11]")).unwrap_or_default();
        assert!(line.contains("letters were lost there, or bold type"), "{}", done.stderr);
        assert!(done.stderr.contains("[G18]"), "{}", done.stderr);
    }
}

#[test]
fn a_note_about_a_mark_shows_what_it_does() {
    for (typed, before, after) in [
        (
            "##Gọi thử {sources=nguon}\n\nBác gọi.",
            "##Gọi thử {sources=nguon}",
            "## Gọi thử {sources=nguon}",
        ),
        ("• Một\n• Hai", "• Một", "- Một"),
        ("> [!WARNING] Bác nhớ nhé", "[!WARNING] Bác nhớ nhé", "[!WARNING] ↵ > Bác nhớ nhé"),
    ] {
        let done = case().add(typed).start("short").run();
        let words = format!("“{before}” becomes “{after}”");
        assert!(done.stderr.contains(&words), "{words}: {}", done.stderr);
    }
}
