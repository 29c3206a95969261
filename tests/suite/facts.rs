//! Facts, labels and claims: every mistake in the two tables, every claim nobody vouches for, and
//! the list of sources.

use crate::case::{Case, GUIDE, X, case};
use crate::run::{Run, root};

const FACTS: &str = "guides/facts.yaml";
const LABELS: &str = "guides/labels.yaml";
const PROJECT: &str = "guides/project.yaml";

/// A table of facts with one of each use.
const TABLE: &str = r#"dossier: 2026-11-23
facts:
  nhap-so:
    says: Nhập 12 số, bấm “Gửi yêu cầu” trong 7 ngày làm việc (Nghị định 69/2024/NĐ-CP).
    from: Công an (S01)
    date: "7/2023"
    grade: A−
  trang-chinh:
    says: Trang chính là https://vneid.gov.vn.
    from: Công an (S02)
    date: "2024"
    grade: A
  bao-noi:
    says: Gọi 1900 0368, lệ phí 50.000 đ, từ ngày 15/03/2026.
    from: một báo (S03)
    date: "2022"
    grade: C
  da-cu:
    says: Mã chỉ dùng 3 phút.
    from: một blog (S04)
    date: "2021"
    grade: D
  nen:
    says: Máy đời mới.
    from: không rõ
    date: không ghi ngày
    grade: NỀN
  meo:
    says: Nghỉ 15 phút, gọi 113, xem vneid.gov.vn.
    from: lời khuyên
    date: "11/2026"
    grade: advice
"#;

const LIST: &str = "checked: 2026-11-23\nlabels:\n  \
    gui-yeu-cau: { text: Gửi yêu cầu, source: nhap-so, seen: \"7/2026\", variants: [Gửi đi] }\n  \
    trang: { text: Trang chính, source: trang-chinh, seen: \"9/2026\", variants: [] }\n";

/// The base guide without facts of its own, its step citing `ids` and saying `words`.
fn guide(ids: &str, words: &str) -> String {
    let start = GUIDE.find("sources:\n").unwrap();
    let end = GUIDE.find("bring:\n").unwrap();
    let text = GUIDE.replace(&GUIDE[start..end], "");
    text.replace("[nguon]", "[nhap-so]")
        .replace("{sources=nguon}", &format!("{{sources={ids}}}"))
        .replace("Bác bấm vào hình VNeID.", words)
}

fn with(ids: &str, words: &str) -> Case {
    alone().file(FACTS, TABLE).file(LABELS, LIST).file(X, guide(ids, words))
}

/// A project that says what it is about, so that no fact but its own counts.
fn alone() -> Case {
    let subject = "guides/project.yaml";
    case().file(subject, std::fs::read(root().join(subject)).unwrap())
}

/// Every finding but those of plain language, as `code: marked letters`.
fn codes(case: &Case) -> Vec<String> {
    let stderr = case.start("json").run().stderr;
    let read = |line: &str| {
        let found: serde_yaml::Value = serde_yaml::from_str(line).unwrap();
        let field = |key: &str| found[key].as_str().unwrap_or("").to_owned();
        format!("{}: {}", field("code"), field("text"))
    };
    stderr.lines().map(read).filter(|found| !found.starts_with(['E', 'V'])).collect()
}

#[test]
fn a_guide_may_cite_the_table_alone() {
    let done = with("nhap-so", "Nhập 12 số rồi bấm [[gui-yeu-cau]].").start("human").run().ok();
    assert_eq!(done.stderr, "");
}

#[test]
fn a_fact_of_the_guide_stands_before_that_of_the_table() {
    let own = "sources:\n  nhap-so: { says: Nhập 9 số., from: Báo, date: \"2026\", grade: A }\n";
    let text = guide("nhap-so", "Nhập 9 số.").replace("bring:\n", &format!("{own}bring:\n"));
    let case = case().file(FACTS, TABLE).file(LABELS, LIST).file(X, text);
    assert_eq!(codes(&case), Vec::<String>::new());
}

#[test]
fn claims_nobody_vouches_for_are_errors_where_they_stand() {
    for (ids, words, claim) in [
        ("nhap-so", "Bác làm trong 9 ngày làm việc.", "9 ngày"),
        ("nhap-so", "Bác làm trong 7 ngày.", "7 ngày"),
        ("nhap-so", "Bác làm trong bảy ngày.", "bảy ngày"),
        ("nhap-so", "Nhập 11 số.", "11 số"),
        ("nhap-so", "Theo Nghị định 70.", "Nghị định 70"),
        ("nhap-so", "Theo Luật Căn cước.", "Luật Căn cước"),
        ("nhap-so", "Gọi 1900 0368.", "1900 0368"),
        ("nhap-so", "Gọi 113 nhé.", "113"),
        ("nhap-so", "Lệ phí 50.000 đ.", "50.000 đ"),
        ("nhap-so", "Lệ phí năm mươi nghìn đồng.", "năm mươi nghìn"),
        ("bao-noi", "Bác làm miễn phí.", "miễn phí"),
        ("bao-noi", "Lệ phí 30.000 đ.", "30.000 đ"),
        ("bao-noi", "Từ ngày 16/03/2026.", "16/03/2026"),
        ("nhap-so", "Vào vneid.gov.vn.", "vneid.gov.vn."),
        ("nhap-so", "Vào [trang](https://vneid.gov.vn).", "[trang]"),
        ("nhap-so", "Dùng mẫu TK01.", "TK01"),
        ("nhap-so", "Bấm **“Đồng ý”**.", "“Đồng ý”"),
        ("nhap-so", "Bấm [[trang]].", "[[trang]]"),
        ("nhap-so", "Bấm **“Trang chính”**.", "“Trang chính”"),
        ("meo", "Gọi 113 nhé.", "113"),
        ("meo", "Vào vneid.gov.vn.", "vneid.gov.vn."),
        ("nhap-so", "Nhập **11** số.", "11** số"),
    ] {
        with(ids, words).at("C01", claim).check();
    }
}

#[test]
fn claims_a_cited_fact_says_are_well() {
    for (ids, words) in [
        ("nhap-so", "Làm trong bảy ngày làm việc. Nhập 12 chữ số."),
        ("nhap-so", "Theo Nghị định 69. Bấm [[gui-yeu-cau]]."),
        ("nhap-so", "Bấm [[gui-yeu-cau|Gửi đi]] hay **[[gui-yeu-cau]]**."),
        ("nhap-so,bao-noi", "Gọi 1900 0368. Nhập 12 số. Lệ phí 50.000 đ từ ngày 15/03/2026."),
        ("trang-chinh", "Vào vneid.gov.vn hoặc [trang](https://vneid.gov.vn). Bấm [[trang]]."),
        ("meo", "Nghỉ 15 phút."),
        ("nhap-so", "Bác làm bước 1. Một lần, hai bên."),
        ("nhap-so", "Có hai việc:\n\n- Một.\n- Hai."),
    ] {
        let found = codes(&with(ids, words));
        assert_eq!(
            found.iter().filter(|code| *code != "G14: nhap-so,bao-noi").count(),
            found.len()
        );
        assert!(!found.iter().any(|found| found.starts_with('C')), "{words}: {found:?}");
    }
}

#[test]
fn every_piece_of_a_guide_is_looked_at() {
    for (from, to) in [
        ("title: Thử một bước", "title: Thử 99 lần"),
        ("short: Thử", "short: Thử 99 lần"),
        ("question: Bác thử chưa?", "question: Thử 99 lần?"),
        ("audience: Dành cho bác.", "audience: Thử 99 lần."),
        ("- Kính đọc", "- Thử 99 lần"),
        ("- Đã sạc điện thoại", "- Thử 99 lần"),
        ("title: Giữ kín mã", "title: Thử 99 lần"),
        ("- Ai xin mã thì cúp máy", "- Thử 99 lần"),
        ("label: Đơn vị phát", "label: Thử 99 lần"),
        ("label: Trang chính thức", "label: Thử 99 lần"),
        ("## Mở ứng dụng", "## Thử 99 lần"),
    ] {
        with("nhap-so", "Bác đọc.").swap(from, to).at("C01", "99 lần").check();
    }
    for words in
        ["- một\n- thử 99 lần", "- [ ] thử 99 lần", "> [!NOTE]\n> Thử 99 lần.", "Thử\n99 lần."]
    {
        with("nhap-so", words).at("C01", "99").check();
    }
    let part = "# Phần thử {sources=nhap-so}\n\nThử 99 lần.\n\n## Mở ứng";
    with("nhap-so", "Bác đọc.").swap("## Mở ứng", part).at("C01", "99 lần").check();
    // A step rests on the facts of its part as well.
    let part = "# Phần thử {sources=bao-noi}\n\n## Mở ứng";
    let case = with("nhap-so", "Gọi 1900 0368.").swap("## Mở ứng", part);
    assert!(codes(&case).iter().all(|found| found.starts_with("G14")), "{:?}", codes(&case));
}

#[test]
fn yaml_guides_are_looked_at_too() {
    let steps = "parts:\n  - sources: [nhap-so]\n    steps:\n      - title: Mở ứng dụng\n        sources: [nhap-so]\n        \
                 text: Bấm [[gui-yeu-cau]] 99 lần.\n";
    let text = guide("nhap-so", "x");
    let end = text.rfind("---\n").unwrap();
    let yaml = format!("{}{steps}", text[..end].replacen("---\n", "", 1));
    let case = case().without(X).file(FACTS, TABLE).file(LABELS, LIST).file("guides/x.yaml", yaml);
    case.at_in("guides/x.yaml", "C01", "99 lần").check();
}

#[test]
fn the_report_says_what_is_cited_and_where_to_look() {
    with("nhap-so", "Gọi 1900 0368.")
        .at("C01", "1900 0368")
        .shows("none of the facts cited here says “1900 0368”")
        .shows("cited here: `nhap-so`")
        .shows("compare it with `bao-noi`")
        .check();
    with("nhap-so", "Mã dùng 3 phút.")
        .at("C01", "3 phút")
        .shows("only `da-cu` says so, and a fact of grade D")
        .check();
    with("nhap-so", "Thử 99 lần.").at("C01", "99 lần").shows("leave a blank line").check();
    with("nhap-so", "Bấm [[trang]].")
        .at("C01", "[[trang]]")
        .shows("cite the fact `trang-chinh`")
        .check();
}

#[test]
fn steps_are_counted() {
    with("nhap-so", "Bác làm bước 2.").at("C07", "bước 2").check();
    with("nhap-so", "Bác làm bước 0.").at("C07", "bước 0").check();
    let two = "Bác làm bước 2.\n\n## Đóng lại {sources=nhap-so}\n\nBác đóng.";
    assert_eq!(codes(&with("nhap-so", two)), Vec::<String>::new());
    // A number of things that is not the number shown.
    with("nhap-so", "Có ba việc:\n\n- Một.\n- Hai.").at("C01", "ba việc").check();
}

#[test]
fn grades_that_may_not_be_printed_are_reported_where_they_are_cited() {
    with("da-cu", "Bác đọc.").at("G13", "da-cu").shows("grade D").check();
    with("nen", "Bác đọc.").at("G13", "nen").shows("grade NỀN").check();
    let done = with("bao-noi", "Bác đọc.").start("human").run().ok();
    assert!(done.stderr.contains("warning[G14]: the source `bao-noi`"), "{}", done.stderr);
    with("nhap-s", "Bác đọc.").at("G12", "nhap-s}").shows("did you mean `nhap-so`?").check();
}

#[test]
fn buttons_are_named_by_their_ids() {
    with("nhap-so", "Bấm [[gui-yeu-ca]].")
        .at("C03", "[[gui-yeu-ca]]")
        .shows("did you mean `gui-yeu-cau`?")
        .check();
    with("nhap-so", "Bấm [[gui-yeu-cau|Gửi]].")
        .at("C03", "[[gui-yeu-cau|Gửi]]")
        .shows("“Gửi đi”")
        .check();
    let case = with("nhap-so", "Bấm **“Gửi yêu cầu”**.").args(&[]);
    assert_eq!(codes(&case), ["C05: “Gửi yêu cầu”"]);
    let case = with("nhap-so", "Bấm **“Gửi đi”**.");
    assert_eq!(codes(&case), ["C06: “Gửi đi”"]);
    // A button a fact names in quotes, though nobody listed it.
    let table = TABLE.replace("Nhập 12 số,", "Nhập 12 số, bấm “Tiếp”,");
    assert_eq!(codes(&with("nhap-so", "Bấm **“Tiếp”**.").file(FACTS, table)), ["C05: “Tiếp”"]);
    let case = with("nhap-so", "Bấm [[gui-yeu-cau]].").swap_in(
        PROJECT,
        "version: \"2.2.6\"",
        "version: \"2.3.0\"",
    );
    assert_eq!(codes(&case), ["C08: 2.2.6"]);
}

#[test]
fn mistakes_in_the_table_of_facts_are_reported() {
    let good = || with("nhap-so", "Bác đọc.");
    for (from, to, code, needle) in [
        ("dossier: 2026-11-23", "dossier: 23/11/2026", "Y04", "23/11/2026"),
        ("grade: A−", "grade: A+", "Y04", "A+"),
        ("grade: A−", "grad: A−", "Y02", "grad"),
        ("    date: \"7/2023\"", "    section: \"4\"\n    date: \"7/2023\"", "Y02", "section"),
        ("    date: \"7/2023\"", "    date: \"\"", "Y04", "\"\""),
    ] {
        good().swap_in(FACTS, from, to).at_in(FACTS, code, needle).check();
    }
    // Whoever cites a fact that is called differently now is reported, too.
    let found = codes(&good().swap_in(FACTS, "  nhap-so:", "  Nhap-so:"));
    assert_eq!(found[0], "C02: Nhap-so");
    let twice = TABLE.replace("  nen:", "  da-cu:");
    let found = codes(&good().file(FACTS, twice));
    assert_eq!(found, ["Y05: da-cu"]);
    let empty = TABLE.replace("says: Máy đời mới.", "says:");
    let found = codes(&good().file(FACTS, empty));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("Y04"), "{found:?}");
    // A fact nobody cites may be of any grade.
    assert_eq!(codes(&good()), Vec::<String>::new());
}

#[test]
fn mistakes_in_the_list_of_labels_are_reported() {
    let good = || with("nhap-so", "Bác đọc.");
    for (from, to, code, needle) in [
        ("source: nhap-so", "source: nhap-s", "C04", "nhap-s"),
        ("  gui-yeu-cau:", "  gửi:", "C02", "gửi"),
        ("seen: \"7/2026\"", "sen: \"2023\"", "Y02", "sen"),
        ("checked: 2026-11-23", "checked: hôm nay", "Y04", "hôm nay"),
        ("checked: 2026-11-23\n", "", "Y03", "labels:"),
        ("variants: [Gửi đi]", "variants: Gửi đi", "Y04", "Gửi đi"),
        ("text: Gửi yêu cầu, ", "", "Y03", "source"),
    ] {
        good().swap_in(LABELS, from, to).at_in(LABELS, code, needle).check();
    }
}

#[test]
fn one_label_changes_every_sheet() {
    let sheet = |list: &str, name: &str| {
        let run = Run::new()
            .args(["build", "--format", "short"])
            .file(FACTS, TABLE)
            .file(LABELS, list)
            .file("guides/x.md", guide("nhap-so", "Bấm [[gui-yeu-cau]]."))
            .file("guides/y.md", guide("nhap-so", "Bác bấm [[gui-yeu-cau]] rồi đợi."));
        let done = run.run().ok();
        let pdf = std::process::Command::new("pdftotext")
            .arg(done.file(&format!("out/{name}-leaflet-a4.pdf")))
            .arg("-")
            .output()
            .unwrap();
        String::from_utf8(pdf.stdout).unwrap()
    };
    let renamed = LIST.replace("text: Gửi yêu cầu", "text: Gửi hồ sơ");
    for name in ["x", "y"] {
        let (before, after) = (sheet(LIST, name), sheet(&renamed, name));
        assert!(before.contains("Gửi yêu cầu") && !before.contains("Gửi hồ sơ"), "{before}");
        assert!(after.contains("Gửi hồ sơ") && !after.contains("Gửi yêu cầu"), "{after}");
    }
}

#[test]
fn the_sources_of_a_guide_are_listed() {
    let run = |args: &[&str]| {
        let run = Run::new().args(["sources", "x"]).args(args.iter().copied());
        let text = guide("nhap-so,bao-noi", "Nhập 12 số.");
        run.file(FACTS, TABLE).file(LABELS, LIST).file(X, text).run().ok()
    };
    let en = run(&[]).stdout;
    for line in [
        "x  Thử một bước",
        "  to bring: Kính đọc",
        "  part 1, step 1: Mở ứng dụng",
        "    A−     nhap-so  Công an (S01), 7/2023",
        "    C      bao-noi  một báo (S03), 2022",
        "  QR code 1: Trang chính thức",
        "  3 facts; weakest grade C (bao-noi); oldest from 2022 (bao-noi)",
    ] {
        assert!(en.lines().any(|printed| printed == line), "{line}\n{en}");
    }
    let vi = run(&["--lang", "vi"]).stdout;
    for line in [
        "  bác chuẩn bị: Kính đọc",
        "  phần 1, bước 1: Mở ứng dụng",
        "  3 dữ kiện; mức thấp nhất C (bao-noi); cũ nhất 2022 (bao-noi)",
    ] {
        assert!(vi.lines().any(|printed| printed == line), "{line}\n{vi}");
    }
    let json = run(&["--format", "json"]).stdout;
    let lines: Vec<serde_yaml::Value> =
        json.lines().map(|line| serde_yaml::from_str(line).unwrap()).collect();
    let step = lines.iter().find(|line| line["place"] == "part.1.step.1").unwrap();
    for (key, wanted) in [
        ("type", "source"),
        ("guide", "x"),
        ("words", "Mở ứng dụng"),
        ("id", "nhap-so"),
        ("from", "Công an (S01)"),
        ("date", "7/2023"),
        ("grade", "A−"),
    ] {
        assert_eq!(step[key], wanted, "{key}");
    }
    let last = lines.last().unwrap();
    assert_eq!(last["type"], "summary");
    assert_eq!(last["facts"].as_u64(), Some(3));
    assert_eq!((&last["weakest"], &last["oldest"]), (&"C".into(), &"2022".into()));
}

#[test]
fn labels_are_listed_to_be_compared_with_the_app() {
    let run = |args: &[&str]| {
        let run = Run::new().args(["labels", "x", "--to-check"]).args(args.iter().copied());
        let text = guide("nhap-so,trang-chinh", "Bấm [[gui-yeu-cau]], đợi [[trang]].");
        run.file(FACTS, TABLE).file(LABELS, LIST).file(X, text).run().ok().stdout
    };
    let en = run(&[]);
    let lines: Vec<&str> = en.lines().collect();
    assert_eq!(lines[0], "[ ] Gửi yêu cầu   (last seen: 7/2026; gui-yeu-cau)", "{en}");
    assert_eq!(lines[1], "    x, part 1, step 1: Mở ứng dụng", "{en}");
    assert!(lines[2].contains("Android: ....") && lines[2].contains("iPhone: ...."), "{en}");
    assert_eq!(lines[4], "[ ] Trang chính   (last seen: 9/2026; trang)", "{en}");
    assert!(run(&["--lang", "vi"]).contains("    x, phần 1, bước 1: Mở ứng dụng"));
    let short = run(&["--format", "short"]);
    assert!(
        short.starts_with("gui-yeu-cau: { text: \"Gửi yêu cầu\", seen: \"7/2026\" }\n"),
        "{short}"
    );
    for line in run(&["--format", "json"]).lines() {
        let label: serde_yaml::Value = serde_yaml::from_str(line).unwrap();
        assert_eq!(label["places"][0]["place"], "part.1.step.1", "{line}");
    }
}

#[test]
fn what_was_seen_in_the_app_is_taken_into_the_list() {
    let list = LIST.replace("labels:\n", "labels:\n  # Nút gửi\n");
    let run = |found: &str| {
        let text = guide("nhap-so,trang-chinh", "Bấm [[gui-yeu-cau]], đợi [[trang]].");
        let run = Run::new().args(["labels", "--confirm", "thay.yaml"]).file("thay.yaml", found);
        run.file(FACTS, TABLE).file(LABELS, &list).file(X, text).run()
    };
    let good = "gui-yeu-cau: { text: Gửi hồ sơ, seen: \"11/2026\" }\n\
                trang: { text: Trang chính, seen: \"10/2026\" }\n";
    let done = run(good).ok();
    assert!(done.stdout.contains("2 labels changed"), "{}", done.stdout);
    let wanted = list
        .replace("Gửi yêu cầu", "\"Gửi hồ sơ\"")
        .replace("\"7/2026\"", "\"11/2026\"")
        .replace("\"9/2026\"", "\"10/2026\"");
    assert_eq!(std::fs::read_to_string(done.file(LABELS)).unwrap(), wanted);
    assert_eq!(std::fs::read_to_string(done.file("guides/labels.yaml.bak")).unwrap(), list);
    // What is as before changes nothing.
    let done = run("trang: { text: Trang chính, seen: \"9/2026\" }\n").ok();
    assert!(done.stdout.contains("0 labels changed"), "{}", done.stdout);
    // One mistake, and nothing is written; all are reported.
    let bad = "gui-yeu-cua: { seen: \"11/2026\" }\ntrang: { seen: \"12/2026\" }\n\
               gui-yeu-cau: { seen: hôm qua }\n";
    let done = run(bad);
    assert_eq!(done.code, 1, "{}", done.stderr);
    for wanted in
        ["error[C03]", "`gui-yeu-cau`", "thay.yaml:1:1", "thay.yaml:2:", "thay.yaml:3:", "11/2026"]
    {
        assert!(done.stderr.contains(wanted), "{wanted}\n{}", done.stderr);
    }
    assert_eq!(std::fs::read_to_string(done.file(LABELS)).unwrap(), list);
    let done = Run::new().args(["labels"]).run();
    assert_eq!(done.code, 2, "{}", done.stderr);
}

#[test]
fn sources_that_are_not_there_fail_the_list() {
    let run =
        Run::new().args(["sources"]).file(FACTS, TABLE).file(X, guide("thieu,da-cu", "Bác đọc."));
    let done = run.run();
    assert_eq!(done.code, 1);
    assert!(
        done.stderr.contains("error[G12]") && done.stderr.contains("error[G13]"),
        "{}",
        done.stderr
    );
    let done = Run::new().args(["sources", "khong-co"]).run();
    assert!(done.code == 1 && done.stderr.contains("error[G04]"), "{}", done.stderr);
}
