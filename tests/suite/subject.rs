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
    let said = read("pdftotext", &[], &["-"]);
    assert!(said.len() > 100, "{name}: {said}");
    let info = ["-meta", "-struct-text", "-url"].map(|option| read("pdfinfo", &[option], &[]));
    said + &read("pdfinfo", &[], &[]) + &info.concat()
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
        assert!(leaflet.contains(kicker) && leaflet.contains(imprint), "{leaflet}");
        assert!(hanger.replace('\n', " ").contains(imprint), "{hanger}");
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
fn what_is_wrong_with_the_app_of_a_guide_is_told() {
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
        .swap("    grade: A\n", "    grade: A\n    says: Nút “Cập nhật”\n")
        .at("G21", "“Cập nhật”**")
        .check();
    // A version alone needs an app in the project.
    case()
        .file(
            PROJECT,
            "safety:\n  a:\n    title: Giữ kín mã\n    sources: [nguon]\n    items: [Giữ kín mã]\n",
        )
        .at("G21", "\"2.2.6\"")
        .shows("does not say which app")
        .check();
}

/// The base guide without a safety box of its own, and a project with two.
fn boxes() -> crate::case::Case {
    let start = GUIDE.find("safety:\n").unwrap();
    let end = GUIDE.find("contacts:\n").unwrap();
    let project = "app: { name: VNeID, version: \"2.2.6\" }\nsafety:\n  \
        giu-ma:\n    title: Giữ kín mã của bác\n    sources: [nguon]\n    items: [Ai xin mã thì tắt máy]\n  \
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
        .swap_in(PROJECT, "Ai xin mã thì tắt máy", "Gọi 0912345678")
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
    let team = card("Lưu ý").swap_in("templates/card/style.yaml", "reach: handed", "reach: team");
    let done = team.start("json").run();
    assert!(!done.stderr.contains("G23"), "{}", done.stderr);
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
            let is_test = file.path.ends_with("tests.rs") || file.path == "src/qr/host.rs";
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
