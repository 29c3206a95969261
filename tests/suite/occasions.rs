//! Occasions: one field chooses what invitations, notices and scripts say, and every choice is a whole
//! sheet; what is chosen or written wrongly is reported with what there is to choose from.

use std::path::Path;

use crate::case::{X, case};
use crate::run::{Done, Run};

use super::pdf::printed;
use super::ward::asked;

/// Ids, names, and words that only the sheets of one occasion have: of the script, of the notice.
const OCCASIONS: [(&str, &str, &str, &str); 5] = [
    ("nha-van-hoa", "nhà văn hóa", "đến nhà văn hóa", "đến nhà văn hóa, bác được giúp"),
    ("ngo", "ngõ", "trong ngõ nghe một phút", "đội về ngõ, bác được giúp"),
    ("cho", "chợ", "đi chợ ghé bàn", "ghé bàn ở chợ, bác được giúp"),
    ("hop-to", "họp tổ", "tổ ta có ba việc", "đến họp tổ, bác được giúp"),
    ("ngay-hoi", "ngày hội đại đoàn kết", "ngày hội của khu ta", "ngày hội, bác được giúp"),
];
/// The first step of the model guide.
const STEP: &str = "## Mở ứng dụng {sources=nguon}";
const BUILD: [&str; 5] = ["build", "bai-doc-loa", "moi-lam-vneid", "--today", "2026-11-29"];

fn words(path: &Path) -> String {
    let text = printed("pdftotext", &[path.to_str().unwrap(), "-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn sheet(done: &Done, name: &str) -> String {
    words(&done.file(&format!("out/{name}.pdf")))
}

/// What the sheets of an occasion say, and what they do not.
#[track_caller]
fn says(done: &Done, between: &str, at: &str) {
    assert_eq!(done.stderr, "", "{at}");
    let script = sheet(done, &format!("bai-doc-loa{between}-script"));
    let poster = sheet(done, &format!("moi-lam-vneid{between}-event-poster"));
    let invitation = sheet(done, &format!("moi-lam-vneid{between}-invitation"));
    for (id, _, spoken, printed) in OCCASIONS {
        assert_eq!(script.contains(spoken), id == at, "{at}: {spoken}\n{script}");
        assert_eq!(poster.contains(printed), id == at, "{at}: {printed}\n{poster}");
        assert_eq!(invitation.contains(printed), id == at, "{at}: {printed}\n{invitation}");
    }
    // What all have in common stands on each.
    assert!(invitation.contains("tự đặt mật khẩu"), "{invitation}");
    assert!(script.contains("đọc thử một lần"), "{script}");
}

#[test]
fn one_field_chooses_what_invitations_notices_and_scripts_say() {
    for (id, name, ..) in OCCASIONS {
        let ward = format!("occasion: {name}\n");
        let done = Run::new().file("ward.yaml", ward).args(BUILD).run().ok();
        says(&done, "", id);
    }
    // Nobody chose.
    says(&Run::new().args(BUILD).run().ok(), "", "nha-van-hoa");
    // Empty is not chosen either.
    let done = Run::new().file("ward.yaml", "occasion:\n").args(BUILD).run().ok();
    says(&done, "", "nha-van-hoa");
}

/// The command wins over the ward; sheets of several occasions lie in one folder.
#[test]
fn the_command_chooses_before_the_ward() {
    for typed in ["ngay-hoi", "Ngày hội đại đoàn kết", "NGÀY HỘI ĐẠI ĐOÀN KẾT"]
    {
        let run = Run::new().file("ward.yaml", "occasion: chợ\n").args(BUILD);
        says(&run.args(["--occasion", typed]).run().ok(), "-ngay-hoi", "ngay-hoi");
    }
    let done = Run::new().args(["build", "phong-lua-dao", "--occasion", "chợ"]).run().ok();
    assert!(done.file("out/phong-lua-dao-leaflet-a4.pdf").exists());
}

/// A script is read in a minute and a bit: about 150 words, whatever the occasion.
#[test]
fn every_script_has_about_150_words() {
    for (id, name, ..) in OCCASIONS {
        let args = ["build", "bai-doc-loa", "--occasion", name, "--today", "2026-11-29"];
        let done = Run::new().args(args).run().ok();
        let script = sheet(&done, &format!("bai-doc-loa-{id}-script"));
        let (_, read) = script.split_once("hết mỗi dòng thì nghỉ một hơi.").unwrap();
        let (read, _) = read.split_once("thời gian:").unwrap();
        let count = read.split_whitespace().count();
        assert!((110..=190).contains(&count), "{id}: {count}\n{read}");
    }
}

#[test]
fn an_occasion_that_is_not_listed_is_reported_with_the_list() {
    let list = "nhà văn hóa, ngõ, chợ, họp tổ, ngày hội đại đoàn kết";
    let done =
        Run::new().file("ward.yaml", "ward: Định Công\noccasion: đám cưới\n").args(BUILD).run();
    assert_eq!(done.code, 1);
    for wanted in ["error[W02]", "ward.yaml:2:11", "no occasion `đám cưới`", list] {
        assert!(done.stderr.contains(wanted), "{wanted}\n{}", done.stderr);
    }
    assert!(!done.file("out/bai-doc-loa-script.pdf").exists());
    let done = Run::new().args(BUILD).args(["--occasion", "choo", "--lang", "vi"]).run();
    assert_eq!(done.code, 1);
    for wanted in ["không có dịp nào tên `choo`", "--occasion", list, "`chợ`"] {
        assert!(done.stderr.contains(wanted), "{wanted}\n{}", done.stderr);
    }
}

/// A part for an occasion that is not there, and an occasion without a part.
#[test]
fn a_guide_names_only_occasions_there_are_and_leaves_none_out() {
    let step = STEP;
    for (attribute, at, shows) in [
        ("occasion=choo", "choo", "did you mean `cho`?"),
        ("occasion=cho,choo", "choo", "did you mean `cho`?"),
    ] {
        let text = format!("# Làm thử {{sources=nguon {attribute}}}\n\n{step}");
        case().swap(step, &text).at("Y02", at).shows(shows).check();
    }
    let one = format!("# Làm thử {{sources=nguon occasion=cho}}\n\n{step}");
    let shows = "none for nha-van-hoa, ngo, hop-to, ngay-hoi";
    case().swap(step, &one).place(X, 36, 35, "Y02").shows(shows).check();
    let all = "# Làm thử {sources=nguon occasion=cho,nha-van-hoa,ngo,hop-to,ngay-hoi}";
    case().swap(step, &format!("{all}\n\n{step}")).start("human").run().ok();
    // A step is of its part.
    let of_step = "## Mở ứng dụng {sources=nguon occasion=cho}";
    case().swap(step, of_step).at("Y02", of_step).shows("no attribute `occasion`").check();
}

/// What one occasion leaves unexplained is found though another explains it.
#[test]
fn every_occasion_is_checked() {
    let own = |words: &str| {
        format!(
            "# Làm thử {{sources=nguon occasion=nha-van-hoa,ngo,cho,hop-to}}\n\nBác kích hoạt (mở tài khoản \
             lần đầu).\n\n# Làm khác {{sources=nguon occasion=ngay-hoi}}\n\n{words}\n\n# Làm chung {{sources=nguon}}\n\n{STEP}"
        )
    };
    let run = |words: &str| {
        let done = case().swap(STEP, &own(words));
        done.start_as("check", "human").run()
    };
    let done = run("Bác kích hoạt (mở tài khoản lần đầu).");
    assert!(!done.stderr.contains("E09"), "{}", done.stderr);
    let done = run("Bác kích hoạt rồi đợi.");
    assert_eq!(done.stderr.matches("E09").count(), 1, "{}", done.stderr);
}

/// A kit may hold a sheet for each occasion.
#[test]
fn a_kit_takes_a_script_for_each_occasion() {
    let done = Run::new().args(["kit", "tuyen-truyen", "--today", "2026-11-29"]).run().ok();
    let folder = done.file("out/kit-tuyen-truyen");
    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    for (id, _, spoken, _) in OCCASIONS {
        let end = format!("-bai-doc-loa-{id}-script.pdf");
        let name = names.iter().find(|name| name.ends_with(&end)).unwrap();
        let text = words(&folder.join(name));
        assert!(text.contains(spoken), "{id}: {text}");
    }
    let kit = "title: Bộ thử\naudience: Cho đội.\nsheets:\n  - { what: Loa, guide: bai-doc-loa, occasion: choo, product: script, copies: 3 }\n";
    let done = Run::new().file("templates/kits/thu.yaml", kit).args(["kit", "thu"]).run();
    assert_eq!(done.code, 1);
    assert!(
        done.stderr.contains("thu.yaml:4:") && done.stderr.contains("`chợ`"),
        "{}",
        done.stderr
    );
}

/// `toroi new ward` asks, shows the list, and takes nothing else.
#[test]
fn a_ward_is_asked_for_its_occasion() {
    // All else blank: those that depend on a telephone number are not asked.
    let (done, file) = asked(&format!("{}đám cưới\nChợ\n", "\n".repeat(11)), "vi");
    let said = done.stderr;
    assert!(said.contains("Dịp phát tờ in (nhà văn hóa, ngõ, chợ"), "{said}");
    assert!(said.contains("chưa nhận: chọn một trong"), "{said}");
    assert!(file.contains("\noccasion: \"Chợ\"\n"), "{file}");
}
