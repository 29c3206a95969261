//! The hour with two phones: the sheet to write on, and what was written on it taken into the list.

use crate::run::Run;

use super::pdf::printed;

const DAY: [&str; 2] = ["--lang", "en"];

fn words(path: &std::path::Path) -> String {
    let text = printed("pdftotext", &[path.to_str().unwrap(), "-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every button in use stands on the sheet, with its guide, its screen, when it was seen, and a line to
/// write on; no page is silent about what it is.
#[test]
fn every_button_in_use_stands_on_a_sheet_to_write_on() {
    let done = Run::new().args(["labels", "--to-check", "--out", "so"]).args(DAY).run().ok();
    assert!(done.stdout.contains("so/label-check.pdf"), "{}", done.stdout);
    assert_eq!(done.stderr, "");
    let said = words(&done.file("so/label-check.pdf"));
    let list = Run::new().args(["labels", "--to-check", "--format", "json"]).run().ok().stdout;
    let mut count = 0;
    for line in list.lines() {
        let label: serde_yaml::Value = serde_yaml::from_str(line).unwrap();
        let text = |key: &str| label[key].as_str().unwrap().to_owned();
        for wanted in [text("text"), format!("Mã: {}", text("id")), text("seen")] {
            assert!(said.contains(&wanted), "{wanted}\n{said}");
        }
        count += 1;
    }
    assert!(count > 30, "{count}");
    assert_eq!(said.matches("Chữ đúng:").count(), count, "a line to write on for each");
    for wanted in ["Android", "iPhone", "Người xem:", "màn hình:", "nhap-so", "Có máy ghi: Cá nhân"]
    {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    // The one seen longest ago comes first.
    let place = |words: &str| said.find(words).unwrap();
    assert!(place("Mã: play-store") < place("Mã: an-sinh-xa-hoi"));
}

/// Of one guide, the buttons of that guide.
#[test]
fn the_sheet_of_one_guide_has_its_buttons_alone() {
    let args = ["labels", "quen-mat-khau", "--to-check", "--out", "so"];
    let done = Run::new().args(args).run().ok();
    let said = words(&done.file("so/label-check.pdf"));
    assert!(said.contains("Mã: quen-mat-khau") && !said.contains("Mã: ch-play"), "{said}");
    // The same bytes again.
    let again = Run::new().args(args).run().ok();
    let bytes = |done: &crate::run::Done| std::fs::read(done.file("so/label-check.pdf")).unwrap();
    assert_eq!(bytes(&done), bytes(&again));
    let done = Run::new().args(["labels", "khong-co", "--to-check", "--out", "so"]).run();
    assert!(done.code == 1 && done.stderr.contains("G04"), "{}", done.stderr);
    assert!(!done.file("so/label-check.pdf").exists());
    // Without what it belongs to, it is refused.
    let done = Run::new().args(["labels", "--confirm", "x.yaml", "--out", "so"]).run();
    assert_eq!(done.code, 2, "{}", done.stderr);
}

const FACTS: &str =
    "facts:\n  a:\n    says: Có nút.\n    from: trang\n    date: \"2026\"\n    grade: A\n";

/// What other phones say is taken in, too, however the list is written.
#[test]
fn what_other_phones_say_is_taken_in() {
    for (entry, found, wanted) in [
        (
            "  mot: { text: Gửi, source: a, seen: \"7/2026\" }\n",
            "mot: { seen: \"11/2026\", variants: [Gửi đi, Gửi yêu cầu] }\n",
            "  mot: { text: Gửi, source: a, seen: \"11/2026\", variants: [\"Gửi đi\", \"Gửi yêu cầu\"] }\n",
        ),
        (
            "  mot: { text: Gửi, variants: [Cũ, \"Cũ hơn\"], source: a, seen: \"7/2026\" } # giữ\n",
            "mot: { seen: \"11/2026\", variants: [Gửi đi] }\n",
            "  mot: { text: Gửi, variants: [\"Gửi đi\"], source: a, seen: \"11/2026\" } # giữ\n",
        ),
        (
            "  mot:\n    text: Gửi\n    source: a\n    seen: \"7/2026\"\n    variants:\n      - Cũ\n      - 'Xưa'\n",
            "mot: { text: Nộp, seen: \"11/2026\", variants: [Gửi đi] }\n",
            "  mot:\n    text: \"Nộp\"\n    source: a\n    seen: \"11/2026\"\n    variants: [\"Gửi đi\"]\n",
        ),
        (
            "  mot:\n    text: Gửi\n    source: a\n    seen: \"7/2026\"\n",
            "mot: { seen: \"11/2026\", variants: [Gửi đi] }\n",
            "  mot:\n    text: Gửi\n    source: a\n    seen: \"11/2026\"\n    variants: [\"Gửi đi\"]\n",
        ),
        (
            "  mot: { text: Gửi, variants: [Cũ], source: a, seen: \"7/2026\" }\n",
            "mot: { seen: \"7/2026\", variants: [] }\n",
            "  mot: { text: Gửi, variants: [], source: a, seen: \"7/2026\" }\n",
        ),
    ] {
        let list = |entry: &str| {
            format!(
                "checked: 2026-11-23\nlabels:\n{entry}  hai: {{ text: Hai, source: a, seen: \"9/2026\" }}\n"
            )
        };
        let run =
            Run::new().file("guides/facts.yaml", FACTS).file("guides/labels.yaml", list(entry));
        let run = run.file("thay.yaml", found).args(["labels", "--confirm", "thay.yaml"]);
        let done = run.run();
        assert_eq!(done.code, 0, "{}\n{entry}", done.stderr);
        let now = std::fs::read_to_string(done.file("guides/labels.yaml")).unwrap();
        let wanted = list(wanted);
        assert_eq!(now, wanted, "{entry}");
    }
}
