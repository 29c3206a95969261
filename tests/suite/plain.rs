//! The plain-language check: what it tells of, where, with which numbers, and where it is silent.
//!
//! Each rule has a table of what must be reported and one of what must not: a false alarm is a fault.
//! Here are the rules that count and what holds of all; those about words are in `plain_words`.

use std::time::Instant;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use toroi::diag::{Lang, Place, Severity, Sink};
use toroi::guide;
use toroi::source::{ReadAs, Sources};

use crate::case::GUIDE;
use crate::run::root;

/// A finding of the plain-language check.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) code: &'static str,
    /// The text it points at.
    pub(crate) at: String,
    /// Message and hints in both languages.
    pub(crate) reported: String,
    severity: Severity,
    /// The other places it names.
    pub(crate) also: Vec<String>,
}

/// What the check says of a guide; findings of other checks are left out.
#[track_caller]
pub(crate) fn check(path: &str, text: &str) -> Vec<Found> {
    check_with(path, text, guide::LocalFacts::default())
}

/// The same in a ward.
#[track_caller]
pub(crate) fn check_with(path: &str, text: &str, local: guide::LocalFacts<'_>) -> Vec<Found> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add(path, text.as_bytes(), ReadAs::default(), &mut sink).expect("a text");
    let Some(guide) = crate::case::read_alone(&mut sources, file, &mut sink) else {
        let said: Vec<_> = sink.iter().map(|found| found.message.en.clone()).collect();
        panic!("no guide: {said:?}\n{text}");
    };
    guide::check(&guide, &sources, local, &mut sink);
    let slice = |span| sources.get(file).slice(span).to_owned();
    let found = sink.iter().filter(|found| found.code.id().starts_with('E'));
    found
        .map(|found| {
            let Place::Span(span) = found.place else { panic!("no place: {found:?}") };
            assert!(!found.hints.is_empty(), "no hint: {found:?}");
            let texts = std::iter::once(&found.message).chain(&found.hints);
            let reported = texts.flat_map(|text| [text.get(Lang::En), text.get(Lang::Vi)]);
            Found {
                code: found.code.id(),
                at: slice(span),
                reported: reported.collect::<Vec<_>>().join("\n"),
                severity: found.severity,
                also: found.also.iter().map(|(span, _)| slice(*span)).collect(),
            }
        })
        .collect()
}

pub(crate) const BODY: &str = "Bác bấm vào hình VNeID.";

/// The base guide with another text in its only step.
pub(crate) fn step(body: &str) -> String {
    assert!(GUIDE.contains(BODY));
    GUIDE.replace(BODY, body)
}

/// The base guide with a step of one’s own.
pub(crate) fn titled(title: &str, body: &str) -> String {
    step(body).replace("## Mở ứng dụng", &format!("## {title}"))
}

/// The base guide with a part after its step.
pub(crate) fn part(text: &str) -> String {
    format!("{GUIDE}\n# Nếu chưa được {{sources=nguon}}\n\n{text}\n")
}

/// The base guide with one field changed.
#[track_caller]
pub(crate) fn with(from: &str, to: &str) -> String {
    assert!(GUIDE.contains(from), "{from}");
    GUIDE.replacen(from, to, 1)
}

/// Fails unless exactly one thing is reported: `code` at the text `at`, in words that have `says`.
#[track_caller]
pub(crate) fn tells(guide: &str, code: &str, at: &str, says: &[&str]) {
    let found = check("guides/x.md", guide);
    let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, [code], "{found:#?}\n{guide}");
    assert_eq!(found[0].at, at, "{found:#?}\n{guide}");
    for words in says {
        assert!(found[0].reported.contains(words), "no {words:?} in {found:#?}");
    }
}

#[track_caller]
pub(crate) fn silent(guide: &str) {
    let found = check("guides/x.md", guide);
    assert!(found.is_empty(), "{found:#?}\n{guide}");
}

/// Steps that are good, so that only their number is reported.
fn steps(count: usize) -> String {
    let step = |n: usize| format!("\n## Xem hình {n} {{sources=nguon}}\n\nBác xem kỹ.\n");
    (1..=count).map(step).collect::<Vec<_>>().concat()
}

#[test]
fn base_guide_is_plain() {
    silent(GUIDE);
}

#[test]
fn own_guides_are_plain() {
    for path in [
        "guides/cai-dat-vneid.md",
        "guides/kich-hoat-tai-khoan.md",
        "guides/phong-lua-dao.yaml",
        "templates/new-guide.md",
    ] {
        let found = check(path, &std::fs::read_to_string(root().join(path)).unwrap());
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

#[test]
fn steps_are_few() {
    // The base guide has one step.
    silent(&format!("{GUIDE}{}", steps(6)));
    let eight = format!("{GUIDE}{}", steps(7));
    tells(
        &eight,
        "E01",
        "## Xem hình 7 {sources=nguon}",
        &["8 steps; 7 is the limit (ER-01)", "8 bước; tối đa 7 bước (ER-01)"],
    );
    let part = |title: &str| format!("\n# {title} {{sources=nguon}}\n");
    let twelve = format!("{GUIDE}{}{}{}", steps(6), part("Hai"), steps(5));
    silent(&twelve);
    let thirteen = format!("{GUIDE}{}{}{}", steps(6), part("Hai"), steps(6));
    let found = check("guides/x.md", &thirteen);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].reported.contains("13 steps; 12 is the limit (ER-01)"), "{found:#?}");
    assert_eq!((found[0].severity, found[0].code), (Severity::Error, "E01"));
    // One finding for what is one fault.
    assert_eq!(check("guides/x.md", &format!("{GUIDE}{}", steps(20))).len(), 1);
}

#[test]
fn steps_of_several_actions() {
    for (title, body, at, says) in [
        (
            "Nhập số",
            "Bác mở VNeID, nhập 12 số rồi bấm **“Gửi yêu cầu”**.",
            "bấm",
            "3 actions (mở, nhập, bấm)",
        ),
        (
            "Nhập số",
            "Bác nhập 12 số trên thẻ. Chụp ảnh khuôn mặt.",
            "Chụp",
            "2 actions (nhập, chụp)",
        ),
        ("Đặt mật khẩu", "Bác đặt mật khẩu rồi gọi cho con cháu.", "gọi", "2 actions (đặt, gọi)"),
        (
            "Đăng nhập",
            "Bác bấm **“Đăng nhập”**. Bác bấm **“Tiếp tục”**. Bác bấm **“Đồng ý”**.",
            "bấm",
            "3 actions (bấm, bấm, bấm)",
        ),
        ("Quét thẻ", "Bác quét thẻ ở tờ này. Cài VNeID ngay.", "Cài", "2 actions (quét, cài)"),
        ("Quét thẻ rồi nhập số", "Bác làm từ từ.", "nhập", "2 actions (quét, nhập)"),
        (
            "Gửi tin",
            "Bác nhập số, gửi tin cho cháu.",
            "gửi",
            "step 1 asks for 2 actions (nhập, gửi)",
        ),
        (
            "Mở máy",
            "Bác bật máy và mở VNeID. Hãy chọn mục **“Ví giấy tờ”**.",
            "chọn",
            "kèm nhiều nhất một lần bấm (ER-01)",
        ),
        (
            "Đợi máy",
            "Máy hiện ô trống, bác nhập số rồi chụp thẻ.",
            "chụp",
            "2 actions (nhập, chụp)",
        ),
        ("Ở nhà", "Ở trang đầu, quét thẻ và gọi cho con.", "gọi", "2 actions (quét, gọi)"),
        ("Cập nhật", "- Bác cập nhật VNeID.\n- Bác nhập mật khẩu.", "nhập", "“nhập mật khẩu”"),
    ] {
        tells(&titled(title, body), "E02", at, &[says]);
    }
    for (title, body) in [
        ("Nhập 12 số", "Bác nhập 12 số trên thẻ. Bấm **“Gửi yêu cầu”**."),
        ("Gõ chữ VNeID", "Bác bấm ô tìm kiếm rồi gõ **VNeID**."),
        ("Bấm nút Kích hoạt", "Bác tự mở VNeID rồi bấm **“Kích hoạt”**."),
        ("Mở VNeID", "Tải xong, bác bấm ô có chữ VNeID."),
        ("Đặt 6 số bí mật", "Bác nhập 6 số này khi mở giấy tờ."),
        ("Nhập số", "Bác nhập số thẻ. Nhập số điện thoại đã đăng ký. Bấm **“Gửi”**."),
        ("Hỏi công an", "Bác đến trụ sở hoặc gọi số trên tờ này."),
        ("Tìm VNeID", "Bác quét thẻ ở tờ này hoặc gõ tên VNeID."),
        ("Vào VNeID", "Bác bấm hình này, bấm chữ kia hay mở từ tin nhắn."),
        ("Gọi hoặc nhắn tin", "Bác gọi hay nhắn cho con cháu."),
        ("Giữ kín mã", "Không đọc mã, không gửi mã. Không nhập mã vào trang lạ."),
        ("Bấm nút tải về", "Bấm xong, bác đợi máy cài xong."),
        ("Nhờ con cháu", "Con cháu quét thẻ, nhập số và gửi giúp."),
        ("Chờ cán bộ", "Cán bộ nhập thông tin, chụp ảnh rồi gửi đi."),
        ("Xem tin nhắn", "Bác mở tin nhắn, đọc kỹ rồi đợi."),
        ("Chọn một cách", "Bác chọn một trong hai cách:\n\n- Gọi số này.\n- Quét thẻ này."),
        ("Chờ duyệt", "Nếu gửi rồi mà chưa thấy tin, bác gọi công an."),
        ("Làm theo lời máy", "Máy bảo “Nhập mã rồi chụp ảnh” thì bác nhờ cháu."),
    ] {
        silent(&titled(title, body));
    }
}

#[test]
fn sentences_are_measured() {
    let fifteen = "Bác đến trụ sở công an xã gần nhà mang theo thẻ căn cước nhé.";
    silent(&step(fifteen));
    let sixteen = fifteen.replace("Bác", "Các bác");
    tells(
        &step(&sixteen),
        "E03",
        sixteen.trim_end_matches('.'),
        &["16 syllables; 15 is the limit (ER-02)", "dài 16 tiếng; nên tối đa 15 tiếng (ER-02)"],
    );
    let twenty = fifteen.replace("nhé", "còn hạn của mình nhé hai");
    tells(&step(&twenty), "E03", twenty.trim_end_matches('.'), &["this sentence has 20 syllables"]);
    assert_eq!(check("guides/x.md", &step(&twenty))[0].severity, Severity::Warning);
    let twenty_one = twenty.replace("Bác", "Các bác");
    tells(
        &step(&twenty_one),
        "E04",
        twenty_one.trim_end_matches('.'),
        &[
            "this sentence has 21 syllables; more than 20 is not allowed (ER-02)",
            "câu này dài 21 tiếng; không được quá 20 tiếng (ER-02)",
        ],
    );
    assert_eq!(check("guides/x.md", &step(&twenty_one))[0].severity, Severity::Error);
}

#[test]
fn long_sentences_are_reported_wherever_they_stand() {
    let long = "Bác đến trụ sở công an xã gần nhà mình và mang theo thẻ căn cước còn hạn";
    let cut = "end the sentence after “nhà mình”, begin the next with “Mang theo”";
    for guide in [
        step(long),
        step(&format!("- {long}")),
        step(&format!("> [!NOTE]\n> {long}")),
        step(&format!("Xong. {long}. Xong.")),
        part(&format!("- {long}.")),
        with("Dành cho bác.", long),
        with("    - Kính đọc", &format!("    - {long}")),
        with("Đã sạc điện thoại", long),
        with("Ai xin mã thì cúp máy", &format!("{long} giữ mã").replace(" còn hạn", "")),
        with("label: Trang chính thức", &format!("label: {long}")),
    ] {
        let found = check("guides/x.md", &guide);
        assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["E03"], "{found:#?}");
        assert!(found[0].at.starts_with("Bác đến trụ sở"), "{found:#?}");
        assert!(found[0].reported.contains(cut), "{found:#?}");
        // `toroi explain E03` says so of this sentence.
        let count = long.split(' ').count();
        assert!(
            count == 18 && (guide.contains("giữ mã") || found[0].reported.contains("18 syllables"))
        );
    }
    // A comma is the better place to cut; where there is none, something else is said.
    let comma = "Bác đến trụ sở công an xã gần nhà, nhớ mang theo thẻ căn cước và kính";
    let found = check("guides/x.md", &step(comma));
    assert!(
        found[0].reported.contains("after “gần nhà”, begin the next with “Nhớ mang”"),
        "{found:#?}"
    );
    let none = "Bác đến trụ sở công an xã gần nhà mang theo thẻ căn cước còn hạn dùng";
    assert!(check("guides/x.md", &step(none))[0].reported.contains("mỗi câu nói một ý"));
}

#[test]
fn sentences_that_are_short_enough() {
    for body in [
        // Two sentences in one paragraph, with marks that end nothing.
        "Bác ở TP. HCM thì hỏi Công an phường. Bác ở xã thì hỏi Công an xã.",
        "Bản mới là 2.2.6 nên bác cập nhật. Bản cũ là 2.1.11 thì không dùng được nữa.",
        "Ai đòi 1.000.000 đồng là kẻ gian. Bác cúp máy rồi hỏi Công an xã, phường.",
        "Bác mang thẻ, sổ v.v. theo người. Bác nhớ mang cả kính đọc và điện thoại.",
        "Máy hỏi “Bác có đồng ý không?” thì bác bấm **“Đồng ý”**. Xong, bác đợi máy.",
        // A web address is one word.
        "Bác mở [vneid.gov.vn](https://vneid.gov.vn) trên máy rồi xem tin mới ở trang đầu nhé.",
        "Bác làm hai việc:\n\n- Bác đến trụ sở công an xã gần nhà.\n- Bác mang theo thẻ căn cước còn hạn.",
        "Bác đến trụ sở công an xã gần nhà!  \nBác mang theo thẻ căn cước còn hạn nhé…",
        "1. là số đầu. 2. là số sau.",
    ] {
        silent(&step(body));
    }
}

#[test]
fn commas() {
    for (body, at, says) in [
        (
            "Bác mang thẻ, kính, bút.",
            "Bác mang thẻ, kính, bút",
            "2 commas; one is the limit (ER-02)",
        ),
        ("Xong. Thẻ, kính, bút, sổ ghi.", "Thẻ, kính, bút, sổ ghi", "có 3 dấu phẩy"),
        (
            "Bác cúp máy ngay, không đợi thêm, hỏi con cháu.",
            "Bác cúp máy ngay, không đợi thêm, hỏi con cháu",
            "danh sách",
        ),
    ] {
        tells(&step(body), "E05", at, &[says]);
    }
    for body in [
        "Bác mang thẻ, kính và bút.",
        "Bác bấm **“Đồng ý, tiếp tục, gửi”** rồi đợi.",
        "Bác nói: “Tôi bị lừa, tôi cần giúp, nhờ khóa.”",
        "Tiền là 3,5 nghìn, không phải 35,5 nghìn.",
        "Thẻ, kính. Bút, sổ. Mũ, áo.",
        "Bác nhớ mang thẻ, bút,",
        "Hoặc bác ra Công an xã, phường, không mất tiền.",
        "Công an xã, phường, đặc khu đều làm.",
    ] {
        silent(&step(body));
    }
}

#[test]
fn steps_are_measured() {
    // The heading has three syllables.
    let sentence = "Bác xem thật kỹ từng chữ trên tờ này rồi đợi máy. ";
    let (three, four) = (sentence.repeat(3), sentence.repeat(4));
    silent(&step(&format!("{three} Xong.")));
    let over = step(&format!("{three} Xong rồi."));
    tells(&over, "E06", "## Mở ứng dụng {sources=nguon}", &["41 syllables; 40 is the limit"]);
    let reported =
        ["51 syllables; 40 is the limit (ER-02)", "dài 51 tiếng", "leave out 11 syllables"];
    tells(&step(&four), "E06", "## Mở ứng dụng {sources=nguon}", &reported);
    // Lists and notes count, the words for a picture do not.
    let list =
        format!("- {sentence}\n").repeat(2) + &format!("\n> [!NOTE]\n> {sentence}{sentence}");
    tells(&step(&list), "E06", "## Mở ứng dụng {sources=nguon}", &["51 syllables"]);
    let alt = "rất ".repeat(60);
    silent(&step(&format!("![Hình {alt} đẹp](pictures/sim.svg)\n\n{three}")));
    silent(&part(&four));
}

#[test]
fn places_are_exact_in_every_spelling() {
    // Escapes, entities, wrapped and indented lines, bold, another language.
    for (body, code, at) in [
        ("Bác \\* nhập mã OTP ngay.", "E07", "OTP"),
        ("Bác &amp; cháu nhập mã OTP ngay.", "E07", "OTP"),
        ("- Bác xem tin\n  rồi nhập mã\n  OTP ngay.", "E07", "OTP"),
        ("> [!NOTE]\n> Bác xem tin\n> có mã OTP.", "E07", "OTP"),
        ("Bác nhập **mã OTP** ngay.", "E07", "OTP"),
        ("Bác xem hình 🙂 rồi nhập mã OTP.", "E07", "OTP"),
        ("Bác mở\napp ngay.", "E08", "app"),
        ("KHÔNG\nĐỌC\nMÃ cho ai.", "E13", "KHÔNG\nĐỌC\nMÃ"),
        ("Bác bấm **“Gửi”**. Chớ cúp máy.", "E10", "Chớ"),
    ] {
        tells(&step(body), code, at, &[]);
    }
    let yaml = |text: &str| {
        let front = GUIDE.split("---\n").nth(1).unwrap();
        format!(
            "{front}parts:\n  - sources: [nguon]\n    steps:\n      - title: Mở ứng dụng\n        sources: [nguon]\n{text}"
        )
    };
    for text in [
        "        text: Bác nhập mã OTP ngay.\n",
        "        text: \"Bác \\\"nhập\\\" mã OTP ngay.\"\n",
        "        text: |\n          Bác xem tin\n          rồi nhập mã OTP.\n",
        "        text: >\n          Bác xem tin\n          rồi nhập mã OTP.\n",
        "        text: |\n          - Bác xem tin\n            rồi nhập mã OTP.\n",
    ] {
        let found = check("guides/x.yaml", &yaml(text));
        assert_eq!(found.len(), 1, "{found:#?}\n{text}");
        assert_eq!((found[0].code, found[0].at.as_str()), ("E07", "OTP"), "{text}");
    }
}

#[test]
fn several_faults_come_together() {
    let guide = step("Bạn đừng quên download app. NHỚ MANG THẺ nhé bác. Xoá mã OTP, khóa máy.");
    let mut codes: Vec<&str> = check("guides/x.md", &guide).iter().map(|one| one.code).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        ["E07", "E08", "E08", "E10", "E13", "E14", "E15"],
        "{:#?}",
        check("guides/x.md", &guide)
    );
}

/// The check stands in the way of every build, so it may not grow faster than its text. How long it
/// takes is for benchmarks; how it grows is the same on every machine.
#[test]
fn a_longer_guide_takes_longer_only_by_its_length() {
    let path = "guides/kich-hoat-tai-khoan.md";
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    let body = text.splitn(3, "---\n").nth(2).unwrap();
    let least = |times: usize| {
        let text = format!("{text}{}", body.repeat(times - 1));
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add(path, text.as_bytes(), ReadAs::default(), &mut sink).unwrap();
        let guide = crate::case::read_alone(&mut sources, file, &mut sink).unwrap();
        let took = (0..10).map(|_| {
            let mut sink = Sink::new();
            let start = Instant::now();
            guide::check(&guide, &sources, guide::LocalFacts::default(), &mut sink);
            start.elapsed()
        });
        took.min().unwrap().as_secs_f64()
    };
    let growth = least(16) / least(1);
    // What is quadratic takes 256 times as long.
    assert!(growth < 64.0, "{growth}");
}

const PIECES: &[&str] = &[
    "Bác",
    "bác",
    "bấm",
    "nhập",
    "rồi",
    "và",
    "hoặc",
    "đừng",
    "không",
    "quên",
    "OTP",
    "CCCD",
    "TP.",
    "HCM",
    "v.v.",
    "2.2.6",
    "1.",
    ",",
    ".",
    "…",
    "...",
    "?",
    "!",
    ":",
    "“",
    "”",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "/",
    "a/b",
    "–",
    "-",
    "**",
    "**“Gửi”**",
    "hoà",
    "hòa",
    "quý",
    "vị",
    "ông",
    "bà",
    "Ý",
    "KHÔNG",
    "app",
    "store",
    "log",
    "in",
    "số",
    "định",
    "danh",
    "cá",
    "nhân",
    "\n",
    "\n\n",
    "- ",
    "> [!NOTE]\n> ",
    "🙂",
    "é",
    "\u{301}",
    "\u{a0}",
    "\u{200b}",
    "İ",
    "ß",
    "ǅ",
    "漢字",
    "&amp;",
    "\\*",
    "vneid.gov.vn",
    "https://",
    ".",
    "Đ",
    "đ",
    "ẮẰ",
    "\\",
    "là",
    "tức",
    "một",
    "trong",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(20_261_124), ..ProptestConfig::default() })]

    /// Any text at all: no panic, and every finding has a place inside the file and something to do.
    #[test]
    fn any_text_is_read(
        words in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..60),
        tail in "\\PC{0,20}",
    ) {
        let mut body = String::from("Bác xem. ");
        for (word, space) in words {
            body.push_str(word);
            if space {
                body.push(' ');
            }
        }
        body.push_str(&tail);
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add("x.md", step(&body).as_bytes(), ReadAs::default(), &mut sink);
        let guide = file.and_then(|file| crate::case::read_alone(&mut sources, file, &mut sink));
        if let Some(guide) = guide {
            guide::check(&guide, &sources, guide::LocalFacts::default(), &mut sink);
            for found in sink.iter().filter(|found| found.code.id().starts_with('E')) {
                let Place::Span(span) = found.place else { panic!("{found:?}") };
                let text = &sources.get(span.file).text;
                prop_assert!(text.get(span.range()).is_some(), "{found:?}");
                prop_assert!(found.also.iter().all(|(span, _)| text.get(span.range()).is_some()));
                prop_assert!(!found.hints.is_empty());
            }
        }
    }
}
