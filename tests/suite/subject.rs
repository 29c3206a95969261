//! What a project is about is data: its app or none, its safety boxes, and nothing of them in code
//! or templates.

use std::process::Command;

use crate::case::{GUIDE, X, case, errors};
use crate::house::files;
use crate::run::{Done, Run};

const PROJECT: &str = "guides/project.yaml";

/// The words of a PDF, as another program reads them, and all that it says of itself.
fn words(done: &Done, name: &str) -> String {
    let path = done.file(&format!("out/{name}.pdf"));
    let read = |program: &str, options: &[&str], last: &[&str]| {
        let mut command = Command::new(program);
        let output = command.args(options).arg(&path).args(last).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let said = read("pdftotext", &[], &["-"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.len() > 100, "{name}: {said}");
    let info = ["-meta", "-struct-text", "-url"].map(|option| read("pdfinfo", &[option], &[]));
    let outline = Command::new("mutool").arg("show").arg(&path).arg("outline").output().unwrap();
    let outline = String::from_utf8_lossy(&outline.stdout).into_owned();
    said + &read("pdfinfo", &[], &[]) + &info.concat() + &outline
}

/// The base guide with one line in place of its app, and the words of its leaflet and hanger.
#[track_caller]
fn sheets(app: &str, body: &str) -> [String; 2] {
    let guide = GUIDE.replace("app: \"2.2.6\"\n", app).replace("Bác bấm vào hình VNeID.", body);
    let run = Run::new()
        .args(["build", "x", "--product", "leaflet-a4", "--product", "hanger"])
        .file(X, guide);
    let done = run.run().ok();
    ["x-leaflet-a4", "x-hanger"].map(|name| words(&done, name))
}

#[test]
fn every_sheet_names_the_app_of_its_guide() {
    for (app, kicker, imprint) in [
        ("app: \"2.2.6\"\n", "VNeID · Tờ hướng dẫn", "· VNeID 2.2.6"),
        ("app: { name: VssID, version: \"1.7.1\" }\n", "VssID · Tờ hướng dẫn", "· VssID 1.7.1"),
        (
            "app:\n  name: Sổ sức khỏe\n  version: \"4\"\n  maker: Bộ Y tế\n",
            "Sổ sức khỏe · Tờ hướng dẫn",
            "· Sổ sức khỏe 4",
        ),
        ("app: { name: Cổng thuế }\n", "Cổng thuế · Tờ hướng dẫn", "· Cổng thuế"),
    ] {
        let [leaflet, hanger] = sheets(app, "Bác bấm vào hình trên máy.");
        assert!(leaflet.contains(kicker), "{leaflet}");
        // Who has another version takes the sheet or the phone for wrong.
        for said in [&leaflet, &hanger] {
            assert!(!said.replace('\n', " ").contains(imprint), "{said}");
            assert!(said.contains("Xem lại ngày 23/11/2026"), "{said}");
        }
    }
}

#[test]
fn a_guide_about_no_app_names_none() {
    for said in sheets("", "Bác ngồi đợi đến lượt mình.") {
        assert!(!said.contains("VNeID") && !said.contains("· ·"), "{said}");
        assert!(said.contains("23/11/2026"), "{said}");
    }
}

#[test]
fn what_is_wrong_with_the_app_of_a_guide_is_reported() {
    let app = "app: \"2.2.6\"\n";
    case().swap(app, "app: mới nhất\n").at("G21", "mới nhất").shows("version of VNeID").check();
    case().swap(app, "app: [VNeID]\n").at("Y04", "[VNeID]").check();
    case().swap(app, "app: { nam: VssID }\n").at("Y02", "nam").check();
    case().swap(app, "app: { version: \"1\" }\n").place(X, 9, 8, "Y03").shows("`name`").check();
    // Whoever explains an app says in which version.
    case().swap(app, "").at("G21", "VNeID.").shows("app: \"2.2.6\"").check();
    case().swap(app, "app: { name: VNeID }\n").at("G21", "VNeID }").check();
    case()
        .swap(app, "")
        .swap("Bác bấm vào hình VNeID.", "Bác bấm **“Cập nhật”**.")
        .swap("says: Tờ này là bản thử.", "says: Nút “Cập nhật”")
        .at("G21", "“Cập nhật”**")
        .check();
    // A version alone needs an app in the project.
    case()
        .file(
            PROJECT,
            "safety:\n  a:\n    title: Giữ kín mã\n    sources: [nguon]\n    items: [Giữ kín mã]\n",
        )
        .at("G21", "2.2.6")
        .shows("does not say which app")
        .check();
}

/// The base guide without a safety box of its own, and a project with two.
fn boxes() -> crate::case::Case {
    let start = GUIDE.find("safety:\n").unwrap();
    let end = GUIDE.find("contacts:\n").unwrap();
    let project = "app: { name: VNeID, version: \"2.2.6\" }\nsafety:\n  \
        giu-ma:\n    title: Giữ kín mã của bác\n    sources: [nguon]\n    items: [Ai xin mã thì cúp máy]\n  \
        tien-mat:\n    title: Không đưa tiền mặt\n    sources: [nguon]\n    items: [Ai đòi tiền thì báo tổ trưởng]\n";
    case().file(PROJECT, project).file(X, GUIDE.replace(&GUIDE[start..end], ""))
}

#[test]
fn every_sheet_has_a_safety_box_of_the_project() {
    for (choice, wanted, other) in [
        ("", "Giữ kín mã của bác", "Không đưa tiền mặt"),
        ("safety: tien-mat\n", "Không đưa tiền mặt", "Giữ kín mã của bác"),
        ("safety: giu-ma\n", "Giữ kín mã của bác", "Không đưa tiền mặt"),
    ] {
        let case = boxes().swap("contacts:\n", &format!("{choice}contacts:\n"));
        let done = case.start("human").run().ok();
        let said = words(&done, "x-leaflet-a4");
        assert!(said.contains(wanted) && !said.contains(other), "{said}");
    }
    boxes()
        .swap("contacts:\n", "safety: tien\ncontacts:\n")
        .at("G22", "tien\n")
        .shows("did you mean `tien-mat`?")
        .check();
    // One that is wrong is reported once, in the file it stands in.
    boxes().swap_in(PROJECT, "title: Giữ", "titel: Giữ").at_in(PROJECT, "Y02", "titel").check();
    boxes()
        .swap_in(PROJECT, "Ai xin mã thì cúp máy", "Gọi 0912345678")
        .at_in(PROJECT, "C01", "0912345678")
        .check();
    // A project cannot do without.
    let bare = boxes().file(PROJECT, "app: { name: VNeID, version: \"2.2.6\" }\n");
    let found = errors(&bare.start("json").run().stderr);
    assert_eq!(found, ["guides/project.yaml:1:1 G22", "guides/x.md:2:1 G22"]);
}

#[test]
fn no_template_for_readers_leaves_the_safety_box_out() {
    let sheet = "templates/card/sheet.xml";
    let card = |swap: &str| {
        let case = case().args(&["x", "--product", "card"]);
        let start = case.swap_in(
            sheet,
            "<omit ref=\"title\"/>",
            "<omit ref=\"safety\"/><omit ref=\"title\"/>",
        );
        start.swap_in(sheet, "{{ guide.safety.title.rich }}", swap).swap_in(
            sheet,
            "{% for item in guide.safety.items %}<item>{{ item.rich }}</item>{% endfor %}",
            "<item>Giữ kín</item>",
        )
    };
    card("Lưu ý").at("G23", "Giữ kín mã").check();
    let warned = card("Lưu ý").swap_in(
        sheet,
        "<footer>",
        "<box style=\"p\" warning=\"true\"><p style=\"p\">Giữ kín mã</p></box><footer>",
    );
    let done = warned.start("json").run();
    assert!(!done.stderr.contains("G23"), "{}", done.stderr);
    let team = card("Lưu ý").swap_in(
        "templates/card/style.yaml",
        "distribution: handed",
        "distribution: team",
    );
    let done = team.start("json").run();
    assert!(!done.stderr.contains("G23"), "{}", done.stderr);
}

const SITES: &str = "guides/sites.yaml";

/// The base guide whose code leads to `url`, beside a list of sites.
fn leads_to(url: &str) -> crate::case::Case {
    let list = "sites:\n  vneid.gov.vn: { whose: Bộ Công an, from: Công an phường, date: \"2026\" }\n  \
        bvbachmai.vn: { whose: Bệnh viện, from: Trạm y tế, date: \"11/2026\" }\n  \
        zalo.me/123456: { whose: Trạm y tế phường, from: Trạm y tế, date: \"11/2026\", app: Trạm y tế Định Công }\n";
    let case = case().file(SITES, list).swap("https://vneid.gov.vn", url);
    case.swap("    sources: [trang-chinh]\n", "")
}

#[test]
fn sheets_lead_to_the_sites_of_the_project() {
    for (url, printed) in [
        ("https://vneid.gov.vn/tro-giup", "vneid.gov.vn/tro-giup"),
        ("https://bvbachmai.vn/lich-kham", "bvbachmai.vn/lich-kham"),
        ("https://zalo.me/123456", "zalo.me, tìm Trạm y tế Định Công"),
    ] {
        let done = leads_to(url).start("json").run().ok();
        assert!(!done.stderr.contains("G24") && !done.stderr.contains("G12"), "{}", done.stderr);
        let said = words(&done, "x-leaflet-a4");
        assert!(said.contains(printed) && said.contains(url), "{said}");
    }
    // A new one of the state is noted and printed.
    for url in ["https://hcdc.gov.vn", "https://tiemchung.gov.vn/tra-cuu", "https://hanoi.gov.vn"] {
        leads_to(url).start("human").run().ok();
        let done = leads_to(url).start_as("check", "human").run().ok();
        let host = url.trim_start_matches("https://").trim_end_matches("/tra-cuu");
        let entry = format!("  {host}: {{ whose:");
        assert!(
            done.stderr.contains("note[G24]") && done.stderr.contains(&entry),
            "{}",
            done.stderr
        );
    }
    // Any other needs an entry, which the message offers; as it is it may be pasted.
    let done = leads_to("https://bvdaihoc.vn/kham").start("human").run();
    let entry = "  bvdaihoc.vn: { whose: của cơ quan nào, from: ai xác nhận, date: \"tháng/năm\" }";
    assert!(done.code == 1 && done.stderr.contains(entry), "{}", done.stderr);
    leads_to("https://bvdaihoc.vn/kham")
        .swap_in(SITES, "sites:\n", &format!("sites:\n{entry}\n"))
        .start("human")
        .run()
        .ok();
    // Of hosts where anybody may have a page, that page.
    leads_to("https://zalo.me/999")
        .at("Q01", "https://zalo.me/999")
        .shows("  zalo.me/999: { whose")
        .check();
    leads_to("https://zalo.me/").at("Q01", "https://zalo.me/").check();
}

#[test]
fn what_poses_or_hides_is_refused_listed_or_not() {
    for (host, why) in [
        ("bit.ly/abc", "a short link"),
        ("tinyurl.com/abc", "a short link"),
        ("192.168.1.10", "numbers in place of a name"),
        ("3232235777", "numbers in place of a name"),
        ("xn--vned-x5a.gov.vn", "letters other than a–z"),
        ("vneid.gov.vn.lua.top", "can be taken for `vneid.gov.vn`"),
        ("vneid-hotro.vn", "can be taken for `vneid.gov.vn`"),
        ("vnied.com", "can be taken for `vneid.gov.vn`"),
        ("dangky.gov-vn.com", "it says `gov`"),
        ("hanoigovvn.com", "it says `gov`"),
    ] {
        leads_to(&format!("https://{host}"))
            .at("Q01", &format!("https://{host}"))
            .shows(why)
            .check();
        let entry = format!("sites:\n  {host}: {{ whose: a, from: b, date: \"2026\" }}\n");
        let listed = leads_to("https://vneid.gov.vn").swap_in(SITES, "sites:\n", &entry);
        let done = listed.start("human").run();
        assert!(done.code == 1 && done.stderr.contains("error[Q01]"), "{host}: {}", done.stderr);
    }
    // What only looks like a host of the state, and what does not belong around one.
    for address in [
        "https://vneid.gov.vn@lua.top",
        "https://vneid.gov.vn:8443",
        "https://vneid.gov.vn./",
        "http://vneid.gov.vn",
    ] {
        leads_to(address).at("Q01", address).shows("more stands around the host").check();
    }
    leads_to("https://VNEID.gov.vn").start("human").run().ok();
    // A slip of a host of the state, until somebody vouches for it.
    leads_to("https://vnied.gov.vn").at("Q01", "https://vnied.gov.vn").check();
    // Addresses in words are read as those of codes.
    leads_to("https://vneid.gov.vn")
        .add("Bác vào vneid-hotro.vn.")
        .at("Q01", "vneid-hotro.vn")
        .check();
}

#[test]
fn mistakes_in_the_list_of_sites_are_reported() {
    let good = || leads_to("https://vneid.gov.vn");
    for (from, to, code, needle) in [
        ("whose: Bệnh viện", "who: Bệnh viện", "Y02", "who: B"),
        (
            "from: Trạm y tế, date: \"11/2026\" }\n  zalo",
            "date: \"11/2026\" }\n  zalo",
            "Y03",
            "whose: Bệnh viện",
        ),
        ("  bvbachmai.vn:", "  https://bvbachmai.vn:", "Q01", "https://bvbachmai.vn"),
        ("  bvbachmai.vn:", "  bvbachmai:", "Q01", "bvbachmai"),
        ("  bvbachmai.vn:", "  a@bvbachmai.vn:", "Q01", "a@bvbachmai.vn"),
        ("  zalo.me/123456:", "  zalo.me:", "Q01", "zalo.me"),
        ("sites:", "site:", "Y02", "site"),
    ] {
        good().swap_in(SITES, from, to).at_in(SITES, code, needle).check();
    }
}

/// A day of vaccination: no app, no button, nothing but what the ward says of itself.
const VACCINATION: &str = r"---
title: Mời bác tiêm phòng cúm
short: Tiêm phòng cúm
question: Bác tiêm phòng cúm chưa?
audience: Dành cho các bác trong tổ dân phố số 7.
products: [leaflet-a4, hanger, invitation, event-poster]
reviewed: 2026-11-23
review_again: 2027-02-23
bring:
  items:
    - Sổ khám bệnh
    - Kính đọc
checklist:
  items:
    - Ăn sáng rồi hãy đi
    - Mang sổ khám bệnh
    - Ngồi nghỉ sau khi tiêm
contacts:
  - { id: thoi-gian, label: Thời gian }
  - { id: dia-diem, label: Địa điểm }
  - { id: to-truong, label: Tổ trưởng }
  - { id: don-vi, label: Đơn vị mời }
---
# Buổi tiêm có những gì

- Có 2 bàn khám, ngồi đợi ở tầng 1.
- Mời bác đến ngày 05/12/2026.

# Bác làm lần lượt

## Ghi tên ở bàn số 1

Bác nói tên và tuổi. Bác ngồi đợi đến lượt.

## Gặp bác sĩ

Bác nói bệnh đang có. Bác sĩ khám rồi mới tiêm.
";
const VACCINATION_PROJECT: &str = "safety:\n  suc-khoe:\n    title: Chưa khỏe thì bác báo ngay\n    items:\n      \
    - Mệt thì ngồi nghỉ\n      - Dị ứng thì nói với bác sĩ\n      - Không ai bán thuốc tại đây\n";
const VACCINATION_WARD: &str = "ward: phường Định Công\nissuer: Trạm y tế phường\nleader:\n  name: Bà Hòa\n\
    events:\n  - day: 2026-12-05\n    time: \"8h–11h\"\n    place: Nhà văn hóa tổ dân phố số 7\n";

fn vaccination(guide: &str) -> Run {
    Run::new()
        .args(["build", "--format", "human"])
        .file("guides/tiem-phong.md", guide)
        .file(PROJECT, VACCINATION_PROJECT)
        .file("ward.yaml", VACCINATION_WARD)
}

#[test]
fn a_project_about_something_else_prints_no_word_of_ours() {
    let done = vaccination(VACCINATION).run().ok();
    for product in ["leaflet-a4", "hanger", "invitation", "event-poster"] {
        let said = words(&done, &format!("tiem-phong-{product}")).to_lowercase();
        for ours in ["vneid", "com.vnid", "định danh", "ch play", "app store", "xin mã", "mật khẩu"]
        {
            assert!(!said.contains(ours), "{product} says {ours}:\n{said}");
        }
        assert!(said.contains("chưa khỏe thì bác báo ngay"), "{product}: {said}");
    }
}

#[test]
fn what_nobody_vouches_for_comes_with_the_entry_to_paste() {
    let claim = "Mời bác đến ngày 05/12/2026.";
    let wrong = VACCINATION.replace(claim, "Mời bác đến ngày 06/12/2026.");
    let done = vaccination(&wrong).run();
    let entry = "sources:\n  nguon-06-12-2026:\n    says: \"Mời bác đến ngày 06/12/2026.\"\n    \
        from: cơ quan hay báo nào nói\n    date: \"tháng/năm\"";
    assert!(done.code == 1 && done.stderr.contains("error[C01]"), "{}", done.stderr);
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&done.stderr).contains(&flat(entry)), "{}", done.stderr);
    // Pasted, filled in and cited, it is enough.
    let entry = entry
        .replace("cơ quan hay báo nào nói", "Trạm y tế phường")
        .replace("tháng/năm", "11/2026");
    let pasted =
        wrong.replace("contacts:\n", &format!("{entry}\ncites: [nguon-06-12-2026]\ncontacts:\n"));
    vaccination(&pasted).run().ok();
    // So it is where the guide explains an app, and says nothing of a source.
    let step = "## Mở ứng dụng {sources=nguon}";
    case()
        .swap(step, "## Mở ứng dụng")
        .at("G12", "## Mở")
        .shows("cites: [id]")
        .shows("says: \"Mở ứng dụng\"")
        .check();
    case()
        .swap(step, "## Mở ứng dụng")
        .swap("bring:", "cites: [nguon]\nbring:")
        .start("human")
        .run()
        .ok();
}

#[test]
fn the_grade_follows_from_who_says_so() {
    for (from, more, grade) in [
        ("Công an phường", "", "B"),
        ("Thông tư 73/2024/TT-BTC", "", "A"),
        ("Trạm y tế phường Định Công", "", "B"),
        ("một blog", "\n    link: https://hcdc.gov.vn/a", "B"),
        ("Báo Lao Động", "", "C"),
        ("Lao Động, Tuổi Trẻ", "", "B"),
        ("màn hình ứng dụng", "\n    kind: screen", "B"),
        ("Báo Lao Động", "\n    kind: office", "B"),
        ("Thông tư 73/2024/TT-BTC", "\n    grade: C", "C"),
        ("Công an phường", "\n    kind: office\n    grade: C", "C"),
        ("Báo Lao Động", "\n    kind: news\n    grade: D", "D"),
    ] {
        let guide = GUIDE.replace("from: Công an phường", &format!("from: {from}"));
        let guide = guide.replace(
            "    grade: A\n",
            &format!("{}\n", more.trim_start_matches('\n')).replacen("    ", "    ", 1),
        );
        let guide = guide.replace("\n\nbring", "\nbring");
        let run = Run::new().args(["sources", "--format", "json"]).file(X, guide).run();
        let wanted = format!("\"grade\":\"{grade}\"");
        assert!(run.stdout.contains(&wanted), "{from}{more}: {}\n{}", run.stdout, run.stderr);
    }
    let graded = |to: &str| case().swap("    grade: A\n", to);
    graded("    kind: news\n    grade: A\n")
        .at("G25", "A\nbring")
        .shows("has grade C at most")
        .check();
    graded("    kind: báo\n").at("Y04", "báo\nbring").check();
    case().swap("    says: Tờ này là bản thử.\n", "").at("Y03", "from: Công").check();
    // A button may rest on a source of the guide, and needs no place in the list.
    let own = case().swap("says: Tờ này là bản thử.", "says: Có nút “Gửi đơn”.");
    let own = own.swap("Bác bấm vào hình VNeID.", "Bác bấm **“Gửi đơn”**.");
    let done = own.start("json").run().ok();
    assert!(!done.stderr.contains("C05"), "{}", done.stderr);
}

#[test]
fn numbers_of_the_ward_need_no_fact() {
    for words in [
        "Bác đến tổ dân phố số 7.",
        "Bác đến nhà văn hóa số 2.",
        "Nhà ở ngõ 12 Định Công.",
        "Có 2 bàn, 20 ghế.",
        "Phòng 105 ở tầng 1.",
        "Bác đến ngày 5/12.",
        "Bác đến lúc 8h.",
    ] {
        let guide = VACCINATION.replace("Bác nói tên và tuổi.", words);
        let done = vaccination(&guide).run();
        assert!(!done.stderr.contains("C01"), "{words}: {}", done.stderr);
    }
    for words in [
        "Bác gọi số 113.",
        "Bác nộp 50.000 đ.",
        "Bác đợi 7 ngày.",
        "Bác đến lúc 9h30.",
        "Bác đủ 75 tuổi.",
    ] {
        let guide = VACCINATION.replace("Bác nói tên và tuổi.", words);
        let done = vaccination(&guide).run();
        assert!(done.stderr.contains("C01"), "{words}: {}", done.stderr);
    }
}

/// The built-in project is data; the program and its templates serve any other as well.
#[test]
fn neither_code_nor_templates_name_the_app() {
    let is_data = |path: &str| path.starts_with("templates/kits/");
    let mut wrong = Vec::new();
    for (folder, ending) in
        [("src", "rs"), ("src", "md"), ("templates", "xml"), ("templates", "yaml")]
    {
        for file in files(folder, ending) {
            // The long explanations of codes have examples.
            let is_test = file.path.ends_with("tests.rs");
            if is_data(&file.path) || is_test || file.path.starts_with("src/diag/explain.") {
                continue;
            }
            let text = if ending == "rs" { file.code() } else { file.text };
            for word in ["vneid", "com.vnid"] {
                if text.to_lowercase().contains(word) {
                    wrong.push(format!("{} names {word}", file.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A project with one guide of its own, and no word about what it is about.
fn beside_ours() -> Run {
    let guide = VACCINATION.replacen(
        "contacts:",
        "safety:\n  title: Chưa khỏe thì bác báo ngay\n  items:\n    \
        - Mệt thì ngồi nghỉ\ncontacts:",
        1,
    );
    Run::new().file("guides/tiem-phong.md", guide).file("ward.yaml", VACCINATION_WARD)
}

#[test]
fn a_guide_of_ones_own_stands_beside_those_inside_the_program() {
    let listed = beside_ours().args(["list", "guides"]).run().ok();
    assert!(
        listed.stdout.contains("tiem-phong  Mời bác tiêm phòng cúm  (yours)"),
        "{}",
        listed.stdout
    );
    let ours = listed.stdout.lines().filter(|line| line.ends_with("  (built in)")).count();
    assert!(ours > 30, "{}", listed.stdout);
    // Without a name only her own is made; those inside the program are made by name.
    let made = beside_ours().args(["build"]).run().ok();
    assert_eq!(made.stdout.lines().count(), 4, "{}", made.stdout);
    for product in ["leaflet-a4", "hanger", "invitation", "event-poster"] {
        let said = words(&made, &format!("tiem-phong-{product}")).to_lowercase();
        assert!(!said.contains("vneid") && !said.contains("ch play"), "{product}: {said}");
    }
    let run = beside_ours().args(["build", "phong-lua-dao", "--product", "hanger"]);
    let said = words(&run.run().ok(), "phong-lua-dao-hanger");
    assert!(said.contains("VNeID") || said.contains("lừa đảo"), "{said}");
}

#[test]
fn what_is_ones_own_goes_before_what_is_inside_the_program() {
    let own = GUIDE.replace("title: Thử một bước", "title: Bài của phường");
    let run = || Run::new().file("guides/phong-lua-dao.md", &own);
    let listed = run().args(["list", "guides", "--lang", "vi"]).run().ok();
    let line = "phong-lua-dao  Bài của phường  (của bạn, thay cho bài có sẵn cùng tên)\n";
    assert!(listed.stdout.contains(line), "{}", listed.stdout);
    assert_eq!(listed.stdout.matches("phong-lua-dao  ").count(), 1, "{}", listed.stdout);
    let json = run().args(["list", "guides", "--format", "json"]).run().ok();
    let is_own =
        |line: &&str| line.contains("\"phong-lua-dao\"") && line.ends_with("\"built_in\":false}");
    assert!(json.stdout.lines().any(|line| is_own(&line)), "{}", json.stdout);
    let made = run().args(["build", "phong-lua-dao", "--product", "leaflet-a4"]).run().ok();
    assert!(words(&made, "phong-lua-dao-leaflet-a4").contains("Bài của phường"));
    // Facts, labels and sites: what the project does not say is said inside the program.
    let files = |run: Run| {
        run.file(
            "guides/facts.yaml",
            "facts:\n  rieng: { says: Nút “Mở”, from: Công an phường, date: \"2026\" }\n",
        )
        .file(
            "guides/labels.yaml",
            "checked: 2026-11-23\nlabels:\n  mo: { text: Mở ra, source: rieng, seen: \"2026\" }\n",
        )
        .file(
            SITES,
            "sites:\n  bvbachmai.vn: { whose: Bệnh viện, from: Trạm y tế, date: \"2026\" }\n",
        )
    };
    let facts = files(Run::new()).args(["list", "facts"]).run().ok().stdout;
    assert!(facts.contains("rieng  ") && facts.contains("khong-xin-ma  "), "{facts}");
    let labels = files(Run::new()).args(["list", "labels"]).run().ok().stdout;
    assert!(labels.contains("mo  Mở ra\n") && labels.contains("nhan  Nhận\n"), "{labels}");
    let guide = GUIDE.replace("url: https://vneid.gov.vn", "url: https://bvbachmai.vn");
    let both = files(Run::new()).file(X, guide.replace("    sources: [trang-chinh]\n", ""));
    both.args(["build", "x", "phong-lua-dao", "--product", "hanger"]).run().ok();
}

#[test]
fn a_project_about_something_else_sees_no_guide_of_ours() {
    let run = |command: &[&str]| {
        let all =
            Run::new().file("guides/tiem-phong.md", VACCINATION).file(PROJECT, VACCINATION_PROJECT);
        all.args(command.iter().copied()).run()
    };
    assert_eq!(run(&["list", "guides"]).ok().stdout, "tiem-phong  Mời bác tiêm phòng cúm\n");
    let named = run(&["build", "phong-lua-dao"]);
    assert!(named.code == 1 && named.stderr.contains("G04"), "{}", named.stderr);
}

/// A morning of bags for waste, in another ward.
const WASTE: &str = r"---
title: Bác để riêng rác thừa từ bếp
short: Để riêng rác bếp
question: Nhà bác để riêng rác chưa?
audience: Dành cho các bác trong tổ dân phố số 7.
products: [leaflet-a4, hanger, invitation, event-poster, card]
reviewed: 2026-11-23
review_again: 2027-02-23
bring:
  items:
    - Túi xanh
    - Găng tay
checklist:
  items:
    - Vỏ rau, cơm thừa vào túi xanh
    - Chai, giấy vào túi trắng
    - Buộc chặt túi
contacts:
  - { id: thoi-gian, label: Thời gian }
  - { id: dia-diem, label: Địa điểm }
  - { id: to-truong, label: Tổ trưởng }
  - { id: don-vi, label: Đơn vị mời }
---
# Ngày phát túi

- Mời bác đến ngày 12/12/2026 lấy túi.

# Bác làm lần lượt

## Để riêng vỏ rau

Bác bỏ vỏ rau, cơm thừa vào túi xanh.

## Buộc túi

Bác buộc chặt túi rồi để trước cửa.
";
const WASTE_PROJECT: &str = "safety:\n  tay:\n    title: Bác giữ tay khỏi vật sắc\n    items:\n      - Mảnh kính gói giấy báo\n      - Không nhặt kim tiêm\n      - Xong thì rửa tay\n";
const WASTE_WARD: &str = "ward: phường Định Công\nissuer: Ủy ban phường\nleader:\n  name: Bà Hòa\nevents:\n  - day: 2026-12-12\n    time: \"7h–9h\"\n    place: Sân nhà văn hóa tổ 7\n";

#[test]
fn waste_is_sorted_without_a_word_of_ours() {
    let run = Run::new().file("guides/phan-loai-rac.md", WASTE).file(PROJECT, WASTE_PROJECT);
    let done = run.file("ward.yaml", WASTE_WARD).args(["build"]).run().ok();
    for product in ["leaflet-a4", "hanger", "invitation", "event-poster", "card"] {
        let said = words(&done, &format!("phan-loai-rac-{product}")).to_lowercase();
        for ours in ["vneid", "com.vnid", "định danh", "ch play", "xin mã", "mật khẩu", "ứng dụng"]
        {
            assert!(!said.contains(ours), "{product} says {ours}:\n{said}");
        }
        assert!(said.contains("vật sắc"), "{product}: {said}");
    }
}
