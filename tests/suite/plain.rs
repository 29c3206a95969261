//! The plain-language check: what it tells of, where, with which numbers, and where it is silent.
//!
//! Each rule has a table of what must be told and one of what must not: a false alarm is a fault.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use toroi::diag::{Lang, Place, Severity, Sink};
use toroi::guide;
use toroi::source::Sources;

use crate::case::GUIDE;
use crate::run::root;

/// A finding of the plain-language check.
#[derive(Debug)]
struct Found {
    code: &'static str,
    /// The text it points at.
    at: String,
    /// Message and hints in both languages.
    told: String,
    severity: Severity,
    /// The other places it names.
    also: Vec<String>,
}

/// What the check says of a guide; findings of other checks are left out.
#[track_caller]
fn check(path: &str, text: &str) -> Vec<Found> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add(path, text.as_bytes(), &mut sink).expect("a text");
    let Some(guide) = guide::parse(sources.get(file), "x", &mut sink) else {
        let said: Vec<_> = sink.iter().map(|found| found.message.en.clone()).collect();
        panic!("no guide: {said:?}\n{text}");
    };
    guide::check(&guide, &sources, None, &mut sink);
    let slice = |span| sources.get(file).slice(span).to_owned();
    let found = sink.iter().filter(|found| found.code.id().starts_with('E'));
    found
        .map(|found| {
            let Place::Span(span) = found.place else { panic!("no place: {found:?}") };
            assert!(!found.hints.is_empty(), "no hint: {found:?}");
            let texts = std::iter::once(&found.message).chain(&found.hints);
            let told = texts.flat_map(|text| [text.get(Lang::En), text.get(Lang::Vi)]);
            Found {
                code: found.code.id(),
                at: slice(span),
                told: told.collect::<Vec<_>>().join("\n"),
                severity: found.severity,
                also: found.also.iter().map(|(span, _)| slice(*span)).collect(),
            }
        })
        .collect()
}

const BODY: &str = "Bác bấm vào hình VNeID.";

/// The base guide with another text in its only step.
fn step(body: &str) -> String {
    assert!(GUIDE.contains(BODY));
    GUIDE.replace(BODY, body)
}

/// The base guide with a step of one’s own.
fn titled(title: &str, body: &str) -> String {
    step(body).replace("## Mở ứng dụng", &format!("## {title}"))
}

/// The base guide with a part after its step.
fn part(text: &str) -> String {
    format!("{GUIDE}\n# Nếu chưa được {{sources=nguon}}\n\n{text}\n")
}

/// The base guide with one field changed.
#[track_caller]
fn with(from: &str, to: &str) -> String {
    assert!(GUIDE.contains(from), "{from}");
    GUIDE.replacen(from, to, 1)
}

/// Fails unless exactly one thing is told: `code` at the text `at`, in words that have `says`.
#[track_caller]
fn tells(guide: &str, code: &str, at: &str, says: &[&str]) {
    let found = check("guides/x.md", guide);
    let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, [code], "{found:#?}\n{guide}");
    assert_eq!(found[0].at, at, "{found:#?}\n{guide}");
    for words in says {
        assert!(found[0].told.contains(words), "no {words:?} in {found:#?}");
    }
}

#[track_caller]
fn silent(guide: &str) {
    let found = check("guides/x.md", guide);
    assert!(found.is_empty(), "{found:#?}\n{guide}");
}

/// Steps that are good, so that only their number is told.
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
    assert!(found[0].told.contains("13 steps; 12 is the limit (ER-01)"), "{found:#?}");
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
        ("Quét mã", "Bác quét mã ở tờ này. Cài VNeID ngay.", "Cài", "2 actions (quét, cài)"),
        ("Quét mã rồi nhập số", "Bác làm từ từ.", "nhập", "2 actions (quét, nhập)"),
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
        ("Ở nhà", "Ở trang đầu, quét mã và gọi cho con.", "gọi", "2 actions (quét, gọi)"),
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
        ("Tìm VNeID", "Bác quét mã ở tờ này hoặc gõ tên VNeID."),
        ("Vào VNeID", "Bác bấm hình này, bấm chữ kia hay mở từ tin nhắn."),
        ("Gọi hoặc nhắn tin", "Bác gọi hay nhắn cho con cháu."),
        ("Giữ kín mã", "Không đọc mã, không gửi mã. Không nhập mã vào trang lạ."),
        ("Bấm nút tải về", "Bấm xong, bác đợi máy cài xong."),
        ("Nhờ con cháu", "Con cháu quét mã, nhập số và gửi giúp."),
        ("Chờ cán bộ", "Cán bộ nhập thông tin, chụp ảnh rồi gửi đi."),
        ("Xem tin nhắn", "Bác mở tin nhắn, đọc kỹ rồi đợi."),
        ("Chọn một cách", "Bác chọn một trong hai cách:\n\n- Gọi số này.\n- Quét mã này."),
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
fn long_sentences_are_told_wherever_they_stand() {
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
        with("Ai xin mã thì tắt máy", &format!("{long} giữ mã").replace(" còn hạn", "")),
        with("label: Trang chính thức", &format!("label: {long}")),
    ] {
        let found = check("guides/x.md", &guide);
        assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["E03"], "{found:#?}");
        assert!(found[0].at.starts_with("Bác đến trụ sở"), "{found:#?}");
        assert!(found[0].told.contains(cut), "{found:#?}");
        // `toroi explain E03` says so of this sentence.
        let count = long.split(' ').count();
        assert!(
            count == 18 && (guide.contains("giữ mã") || found[0].told.contains("18 syllables"))
        );
    }
    // A comma is the better place to cut; where there is none, something else is said.
    let comma = "Bác đến trụ sở công an xã gần nhà, nhớ mang theo thẻ căn cước và kính";
    let found = check("guides/x.md", &step(comma));
    assert!(
        found[0].told.contains("after “gần nhà”, begin the next with “Nhớ mang”"),
        "{found:#?}"
    );
    let none = "Bác đến trụ sở công an xã gần nhà mang theo thẻ căn cước còn hạn dùng";
    assert!(check("guides/x.md", &step(none))[0].told.contains("mỗi câu nói một ý"));
}

#[test]
fn sentences_that_are_short_enough() {
    for body in [
        // Two sentences in one paragraph, with marks that end nothing.
        "Bác ở TP. HCM thì hỏi Công an phường. Bác ở xã thì hỏi Công an xã.",
        "Bản mới là 2.2.6 nên bác cập nhật. Bản cũ là 2.1.11 thì không dùng được nữa.",
        "Ai đòi 1.000.000 đồng là kẻ gian. Bác tắt máy rồi hỏi Công an xã, phường.",
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
            "Bác tắt máy ngay, không đợi thêm, hỏi con cháu.",
            "Bác tắt máy ngay, không đợi thêm, hỏi con cháu",
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
    let told = ["51 syllables; 40 is the limit (ER-02)", "dài 51 tiếng", "leave out 11 syllables"];
    tells(&step(&four), "E06", "## Mở ứng dụng {sources=nguon}", &told);
    // Lists and notes count, the words for a picture do not.
    let list =
        format!("- {sentence}\n").repeat(2) + &format!("\n> [!NOTE]\n> {sentence}{sentence}");
    tells(&step(&list), "E06", "## Mở ứng dụng {sources=nguon}", &["51 syllables"]);
    let alt = "rất ".repeat(60);
    silent(&step(&format!("![Hình {alt} đẹp](pictures/sim.svg)\n\n{three}")));
    silent(&part(&four));
}

#[test]
fn abbreviations() {
    for (guide, at, says) in [
        (step("Bác nhập mã OTP."), "OTP", "“OTP (mã dùng một lần trong tin nhắn)”"),
        (step("Bác mang thẻ CCCD."), "CCCD", "“thẻ căn cước”"),
        (step("Bác mang thẻ BHYT và giấy BHYT cũ."), "BHYT", "used 2 times"),
        (step("Máy có NFC thì nhanh."), "NFC", "“NFC (chạm thẻ vào lưng điện thoại)”"),
        (step("Bác hỏi UBND xã."), "UBND", "“Ủy ban nhân dân”"),
        (step("Bác hỏi CA phường."), "CA", "“công an”"),
        (step("Bác ghi SĐT vào đây."), "SĐT", "số điện thoại"),
        (step("Bác hỏi ban QLNN."), "QLNN", "“QLNN (…)”"),
        (step("Tin nhắn SMS đến máy."), "SMS", "phải giải thích 1 lần, ngay lần đầu (ER-03)"),
        (with("Đã sạc điện thoại", "Đã có mã OTP"), "OTP", "used once"),
        (with("Ai xin mã thì tắt máy", "Ai xin OTP thì tắt máy"), "OTP", "abbreviation"),
        (titled("Nhập mã OTP", "Bác xem tin nhắn."), "OTP", "abbreviation"),
        (with("    - Kính đọc", "    - Thẻ CCCD"), "CCCD", "abbreviation"),
    ] {
        tells(&guide, "E07", at, &[says]);
    }
    for guide in [
        step("Bác nhập mã OTP (mã dùng một lần trong tin nhắn). Bác giữ kín OTP."),
        step("Bác nhập mã dùng một lần (OTP)."),
        step("OTP là mã dùng một lần. Bác giữ kín OTP."),
        step("OTP, tức là mã dùng một lần."),
        step("Mã OTP: mã dùng một lần trong tin nhắn."),
        titled("Nhập mã OTP", "Bác nhập mã OTP (mã trong tin nhắn)."),
        step("Trên máy ghi là OTP."),
        step("Bác bấm **“Nhập OTP”** rồi đợi."),
        step("Máy hỏi “Nhập mã OTP” thì bác xem tin nhắn."),
        step("Bác dùng SIM, thẻ ATM và mã QR."),
        step("Bác ở TP.HCM hay TP. HCM đều được."),
        step("Bác mở VNeID trên iPhone hay máy Android."),
        step("Bác mở CH Play hoặc App Store."),
        step("Đại hội lần thứ XIV họp rồi."),
        step("Bác dùng mạng 4G hay Wi-Fi."),
        step("Mẫu TK01 ở xã có sẵn."),
        step("Bác CHÚ Ý giữ kín mã."),
        step("Bác vào [trang chính](https://vneid.gov.vn/OTP)."),
        with("title: Thử một bước", "title: Lấy mã OTP"),
        // A hanger is read alone, so its own checklist explains.
        with("Đã sạc điện thoại", "Có mã OTP (mã trong tin nhắn)"),
        step("![Máy có mã OTP](pictures/sim.svg)\n\nBác xem tin."),
    ] {
        silent(&guide);
    }
    // Explained, but too late: both places are named.
    let late = check("guides/x.md", &step("Bác nhập OTP. Mã OTP (mã trong tin nhắn) có 6 số."));
    assert_eq!((late.len(), late[0].also.as_slice()), (1, &["OTP".to_owned()][..]), "{late:#?}");
}

#[test]
fn english_words() {
    for (guide, at, says) in [
        (step("Bác download VNeID."), "download", "“tải về”"),
        (step("Bác click vào hình."), "click", "“bấm”"),
        (step("Bác nhớ password của mình."), "password", "“mật khẩu”"),
        (step("Bác update ứng dụng."), "update", "used once; 0 is the limit (ER-03)"),
        (step("Bác mở app. App hiện ra."), "app", "dùng 2 lần"),
        (step("Bác không bấm link lạ."), "link", "“đường dẫn”"),
        (step("Bác log in bằng mật khẩu."), "log in", "“đăng nhập”"),
        (step("Dùng smartphone của bác."), "smartphone", "“điện thoại thông minh”"),
        (step("Kết quả báo qua app/tin nhắn."), "app", "ứng dụng"),
        (step("Website của công an."), "Website", "“Trang mạng”"),
        (with("Dành cho bác.", "Dành cho bác có account."), "account", "`**“account”**`"),
        (step("![Hình cái app](pictures/sim.svg)\n\nBác xem."), "app", "ứng dụng"),
    ] {
        if at == "app" && guide.contains("Hình cái") {
            let found = check("guides/x.md", &guide);
            assert_eq!(found.len(), 1, "{found:#?}");
            assert!(found[0].at.contains("Hình cái app"), "{found:#?}");
            continue;
        }
        tells(&guide, "E08", at, &[says]);
    }
    for body in [
        "Bác bấm **“Download”** rồi đợi.",
        "Bác mở App Store.",
        "Bác mở Google Play.",
        "Bác bấm đường dẫn (link) nào lạ là mất tiền.",
        "Trên máy ghi là update.",
        "Nút có chữ OK ở dưới.",
        "Bác xem video và email.",
        "Ai gửi qua Zalo, bác bỏ qua.",
        "Mở [trang](https://vneid.gov.vn/app/login).",
        "Bác tập gõ chữ, bác chép lại.",
        "Máy báo “Login failed” thì bác hỏi cháu.",
    ] {
        silent(&step(body));
    }
}

#[test]
fn official_words() {
    for (guide, at, says) in [
        (
            step("Bác nhập số định danh cá nhân."),
            "số định danh cá nhân",
            "“12 số trên thẻ căn cước”",
        ),
        (step("Làm xong sẽ có định danh."), "định danh", "explain it at once in brackets"),
        (step("Bác lên mức độ 2."), "mức độ 2", "“mức 2”"),
        (step("Bác tích hợp giấy tờ."), "tích hợp giấy tờ", "“đưa giấy tờ vào điện thoại”"),
        (step("Bác tích hợp thẻ bảo hiểm."), "tích hợp", "“đưa vào điện thoại”"),
        (step("SIM phải chính chủ."), "chính chủ", "“đứng tên bác”"),
        (step("Bác nhờ hủy liên kết thiết bị."), "hủy liên kết thiết bị", "“bỏ máy cũ ra”"),
        (step("Bác nhờ huỷ liên kết."), "huỷ liên kết", "dùng 1 lần"),
        (step("Bác xem sổ sức khoẻ điện tử."), "sổ sức khoẻ điện tử", "sổ khám bệnh"),
        (step("Bác hỏi Công an cấp xã."), "Công an cấp xã", "“Công an xã, phường”"),
        (step("Bác đặt passcode."), "passcode", "“6 số bí mật, như mã ATM”"),
        (titled("Xác thực SIM", "Bác đọc kỹ tin."), "Xác thực", "(ER-03)"),
        (step("Vào Cổng Dịch vụ công quốc gia."), "Cổng Dịch vụ công quốc gia", "trên mạng"),
        (with("Đã sạc điện thoại", "Đã kích hoạt tài khoản"), "kích hoạt tài khoản", "lần đầu"),
    ] {
        tells(&guide, "E09", at, &[says]);
    }
    for guide in [
        step("Bác nhập số định danh cá nhân (12 số trên thẻ). Số định danh cá nhân có ở thẻ."),
        step("Bác nhập 12 số trên thẻ (số định danh cá nhân)."),
        step("Số định danh cá nhân là 12 số trên thẻ."),
        step("Bác bấm **“Tích hợp giấy tờ”**."),
        step("Bác bấm nút Tích hợp giấy tờ."),
        step("Trên máy ghi là **passcode**. Bác đặt passcode dễ nhớ."),
        titled("Xác thực SIM", "Bác xác thực (báo SIM này là của bác)."),
        with("title: Thử một bước", "title: Kích hoạt tài khoản"),
        with("short: Thử", "short: Xác thực SIM"),
        step("Máy hỏi “Câu hỏi bảo mật” thì bác trả lời."),
        step("Bác bấm **“Kích hoạt”**."),
        step("Bác giữ kín mật khẩu và mang thẻ căn cước."),
        step("Bác nhớ mức 2 là giấy tờ trên điện thoại."),
        step("Danh sách dịch vụ ở đây."),
    ] {
        silent(&guide);
    }
}

#[test]
fn negative_openings() {
    for (guide, at, says) in [
        (step("Đừng tắt máy."), "Đừng", "“Đừng”, once; 0 is the limit (ER-05)"),
        (step("Bác đừng bấm đường dẫn lạ."), "đừng", "“Bác bỏ qua”"),
        (step("Không nên quên giấy tờ."), "Không nên", "“Nhớ giấy tờ …”"),
        (step("Bác không quên mang thẻ."), "không quên", "“Bác nhớ mang thẻ …”"),
        (step("Bác đừng quên mang thẻ."), "đừng", "“Bác nhớ mang thẻ …”"),
        (step("Bác đợi. Chớ tắt máy."), "Chớ", "không nên có lần nào (ER-05)"),
        (step("- Bác không được tắt máy."), "không được", "[!WARNING]"),
        (titled("Đừng vội", "Bác đợi máy."), "Đừng", "ER-05"),
    ] {
        tells(&guide, "E10", at, &[says]);
    }
    for guide in [
        step("Không đọc mã cho ai."),
        step("Bác không bấm đường dẫn lạ."),
        step("Không tìm thấy thì bác hỏi con cháu."),
        step("Không được thì bác hỏi công an."),
        step("Bác giữ máy, đừng lo."),
        step("> [!WARNING]\n> Đừng đọc mã cho ai."),
        step("Máy báo “Đừng tắt máy” thì bác đợi."),
        with("Ai xin mã thì tắt máy", "Đừng đọc mã cho ai"),
        with("Đã sạc điện thoại", "Đừng quên kính"),
        part("- Đừng lo, bác hỏi con cháu."),
    ] {
        silent(&guide);
    }
}

#[test]
fn what_every_sheet_has() {
    let contacts = "contacts:\n  - { id: cong-an, label: Đơn vị phát }\n";
    let told = ["0 lines for a phone to call; it needs 1 or more (ER-06)", "0 dòng ghi số để gọi"];
    tells(&with(contacts, ""), "E12", "", &told);
    tells(&with(contacts, "contacts: []\n"), "E12", "", &told);
    let told = ["none of 1 contact lines names who hands the sheet out; 1 must (ER-06)"];
    tells(&with("label: Đơn vị phát", "label: Công an"), "E12", "Công an", &told);
    for label in ["Nơi phát", "Đoàn phường", "Hội Người cao tuổi", "Ủy ban xã", "Uỷ ban xã"]
    {
        silent(&with("label: Đơn vị phát", &format!("label: {label}")));
    }
    let told =
        ["0 times of codes or passwords; it must once or more (ER-05)", "“Giữ kín mật khẩu và mã”"];
    let other = with("title: Giữ kín mã", "title: Cẩn thận");
    silent(&other);
    tells(&other.replace("xin mã thì", "lạ thì"), "E11", "Cẩn thận", &told);
    for point in ["Giữ kín mật khẩu", "Không đọc mã cho ai"] {
        silent(&other.replace("Ai xin mã thì tắt máy", point));
    }
}

#[test]
fn capitals() {
    for (guide, at, says) in [
        (step("KHÔNG ĐỌC MÃ cho ai."), "KHÔNG ĐỌC MÃ", "3 words, 10 letters in capitals"),
        (step("Bác KHÔNG BAO GIỜ đọc mã."), "KHÔNG BAO GIỜ", "“không bao giờ”"),
        (step("CẢNH BÁO: LỪA ĐẢO qua điện thoại."), "CẢNH BÁO: LỪA ĐẢO", "“Cảnh báo lừa đảo”"),
        (titled("CÀI ỨNG DỤNG VNEID", "Bác xem."), "CÀI ỨNG DỤNG VNEID", "“Cài ứng dụng VNeID”"),
        (step("Nghiêm cấm NGHIÊNGNGHIÊNGNGHIÊNG nhé."), "NGHIÊNGNGHIÊNGNGHIÊNG", "21 letters"),
        (
            with("title: Thử một bước", "title: KÍCH HOẠT TÀI KHOẢN"),
            "KÍCH HOẠT TÀI KHOẢN",
            "LP-09, VT-11",
        ),
        (step("GIỮ KÍN 6 SỐ này."), "GIỮ KÍN 6 SỐ", "**Giữ kín 6 số**"),
        (with("question: Bác thử chưa?", "question: BÁC THỬ CHƯA?"), "BÁC THỬ CHƯA", "3 tiếng"),
        (with("title: Giữ kín mã", "title: GIỮ KÍN MÃ"), "GIỮ KÍN MÃ", "“Giữ kín mã”"),
    ] {
        tells(&guide, "E13", at, &[says]);
    }
    for body in [
        "Bác CHÚ Ý giữ kín mã.",
        "Bác bấm **“ĐỒNG Ý VÀ TIẾP TỤC”**.",
        "Bác dùng SIM, ATM. Bác quét QR USB TV.",
        "Bác A và bác B.",
        "Bác mở VNeID trên iPhone.",
        "Bác KHÔNG đọc mã, KHÔNG bấm vào.",
        "Gọi 113 hay 114.",
    ] {
        silent(&step(body));
    }
}

#[test]
fn tone_marks_in_two_ways() {
    for (guide, at, also, says) in [
        (step("Nhờ khóa máy. Xong thì mở khoá."), "khoá", "khóa", "“khóa”"),
        (step("Bác xoá tin. Bác khoá máy. Sức khỏe tốt."), "khỏe", "xoá", "1 so, 2 so"),
        (step("Ủy ban xã hủy thẻ thì tuỳ bác."), "tuỳ", "Ủy", "1 chữ và 2 chữ"),
        (step("Bác thấy hoà thuận, thấy ủy ban."), "ủy", "hoà", "“uỷ”"),
        (step("Xóa tin đi. Khoá máy lại."), "Khoá", "Xóa", "“Khóa”"),
        (
            with("Dành cho bác.", "Dành cho bác khoẻ mạnh.").replace(BODY, "Khỏe thì khóa."),
            "khoẻ",
            "Khỏe",
            "VT-07",
        ),
    ] {
        let found = check("guides/x.md", &guide);
        assert_eq!(found.len(), 1, "{found:#?}");
        let one = &found[0];
        assert_eq!(
            (one.code, one.at.as_str(), one.also[0].as_str()),
            ("E14", at, also),
            "{one:#?}"
        );
        assert!(one.told.contains(says), "no {says:?} in {one:#?}");
    }
    for body in [
        "Bác khóa máy, xóa tin. Bác hủy thẻ.",
        "Bác khoá máy, xoá tin. Bác huỷ thẻ.",
        "Bác khóa máy. Bác ở xã Hoà Bình.",
        "Bác khóa máy. Hoà Bình là tên xã.",
        "Bác khóa máy. Anh Thuỷ giúp bác.",
        "Bác khóa máy rồi bấm **“Xoá”**.",
        "Bác khóa máy. Máy ghi “Đã xoá”.",
        "Bác khoá máy, quý lắm. Quỳ xuống, quả là thế.",
        "Bác khóa máy, hoàn toàn toán loan.",
        "Bác khóa máy. Mùa hoa nở, bác của cháu.",
    ] {
        silent(&step(body));
    }
    // Each word once, however often it is there.
    let found = check("guides/x.md", &step("Khóa này, khóa kia, xóa. Mở khoá, mở khoá."));
    assert_eq!(found.iter().filter(|one| one.code == "E14").count(), 1, "{found:#?}");
}

#[test]
fn forms_of_address() {
    for (guide, at, says) in [
        (
            step("Bác đợi. Bạn bấm vào hình."),
            "Bạn",
            "“bạn” here (once) and “bác” elsewhere (3 times)",
        ),
        (step("Bác xem máy của bạn."), "bạn", "viết “bác”"),
        (step("Bác đợi. Ông bà bấm vào hình."), "Ông bà", "VT-15"),
        (step("Bác đợi. Ông/bà nhập mã."), "Ông/bà", "“ông bà”"),
        (step("Bác đợi. Nếu được thì anh chị hãy bấm."), "anh chị", "“anh chị” (1 lần)"),
        (step("Kính mời quý vị xem."), "quý vị", "“quý vị”"),
        (step("Quý khách đợi nhé."), "Quý khách", "quý vị"),
        (step("Cô chú cần mang thẻ."), "Cô chú", "cô chú"),
        (step("Các cụ nhớ mang kính."), "cụ", "“cụ”"),
        (step("Bà con mang thẻ đến."), "Bà con", "bà con"),
        (step("Mời ông xem tin."), "ông", "“ông bà”"),
        (step("Ông bà sẽ thấy nút đỏ."), "Ông bà", "“ông bà”"),
        (step("Cô hãy đợi máy."), "Cô", "“cô chú”"),
        (step("Xong rồi, cụ bấm vào hình."), "cụ", "viết “bác”"),
        (
            with("Dành cho bác.", "Dành cho ông bà lớn tuổi."),
            "ông bà",
            "one form of address a guide",
        ),
        (with("Đã sạc điện thoại", "Bạn đã sạc điện thoại"), "Bạn", "bạn"),
    ] {
        tells(&guide, "E15", at, &[says]);
    }
    for body in [
        "Con cháu giúp ông bà cài máy.",
        "Giấy tờ của ông bà để ở nhà.",
        "Bác nhờ anh chị tình nguyện viên mở giúp.",
        "Cô chú công an giúp bác.",
        "Anh chị tình nguyện viên đến nhà.",
        "Cán bộ nhập thông tin cho bác.",
        "Bác hỏi bạn bè, hỏi con cháu.",
        "Các bạn trẻ đến giúp bác.",
        "Bạn tình nguyện viên đeo thẻ tên.",
        "Con cháu đọc giúp, bác nghe.",
        "Bác gọi cho cháu. Máy của con cháu cũng được.",
        "Ông Nguyễn Văn A là tổ trưởng.",
        "Bác sĩ xem đơn thuốc trên máy.",
        "Ảnh Bác Hồ ở nhà văn hóa.",
        "Máy ghi “Bạn đã đăng nhập” là xong.",
        "Bác bấm **“Bạn đồng ý”**.",
        "Kẻ gian nói: “Ông bà đọc mã cho cháu.”",
        "Nhiều cụ đã làm được.",
        "Bác đưa máy cho cô y tá. Cô sẽ quét mã.",
        "Bác chờ ở nhà. Anh chị mở máy giúp bác.",
        "Bác ơi, khi nào ông tổ trưởng gọi thì đi.",
    ] {
        silent(&step(body));
    }
    // Another form is fine, as long as it is the only one.
    let other = GUIDE.replace("Bác", "Ông bà").replace("bác", "ông bà");
    silent(&other);
    silent(&GUIDE.replace("Bác", "Cô chú").replace("bác", "cô chú"));
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
        ("Bác bấm **“Gửi”**. Chớ tắt máy.", "E10", "Chớ"),
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

/// The check stands in the way of every build, so it has to be quick: 0.5 ms in a release build.
#[test]
fn it_is_quick() {
    let path = "guides/kich-hoat-tai-khoan.md";
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add(path, text.as_bytes(), &mut sink).unwrap();
    let guide = guide::parse(sources.get(file), "x", &mut sink).unwrap();
    guide::check(&guide, &sources, None, &mut sink);
    let best = (0..30)
        .map(|_| {
            let start = Instant::now();
            guide::check(&guide, &sources, None, &mut sink);
            start.elapsed()
        })
        .min()
        .unwrap();
    println!("{best:?} for {path}");
    // Without optimisation it takes about ten times as long.
    assert!(best < Duration::from_millis(20), "{best:?}");
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
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

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
        let file = sources.add("x.md", step(&body).as_bytes(), &mut sink);
        let guide = file.and_then(|file| guide::parse(sources.get(file), "x", &mut sink));
        if let Some(guide) = guide {
            guide::check(&guide, &sources, None, &mut sink);
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
