//! Terms that are explained, things that are at hand, and buttons that were seen not long ago: what
//! is told of a guide, where, and where the checks are silent.

use std::sync::Arc;

use toroi::diag::{Lang, Sink};
use toroi::guide::{self, Date, LocalFacts, Reference};
use toroi::source::{ReadAs, Sources};
use toroi::world::{Embedded, World};

use crate::case::{GUIDE, X, case};
use crate::plain::{step, titled, with};

/// What the checks say of a guide with the terms, things and labels of the program, on a day:
/// code, the words at fault, and all that is said of them.
fn reported(text: &str, today: Option<Date>) -> Vec<(String, String, String)> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let reference = Arc::new(Reference::load(&Embedded, &mut sources, &mut sink));
    let file = sources.add(X, text.as_bytes(), ReadAs::default(), &mut sink).unwrap();
    let guide = guide::parse(sources.get(file), "x", &reference, &mut sink).unwrap();
    let local = LocalFacts { today, ..LocalFacts::default() };
    guide::check(&guide, &sources, local, &mut sink);
    let ours = sink.iter().filter(|found| ["E09", "E17", "C09"].contains(&found.code.id()));
    ours.map(|found| {
        let toroi::diag::Place::Span(span) = found.place else { panic!("no place: {found:?}") };
        let texts = std::iter::once(&found.message).chain(&found.hints);
        let words = texts.flat_map(|text| [text.get(Lang::En), text.get(Lang::Vi)]);
        let words = words.collect::<Vec<_>>().join("\n");
        (found.code.id().to_owned(), sources.get(file).slice(span).to_owned(), words)
    })
    .collect()
}

#[track_caller]
fn tells(text: &str, code: &str, at: &str, says: &str) {
    let found = reported(text, None);
    let places: Vec<(&str, &str)> = found.iter().map(|(c, a, _)| (&**c, &**a)).collect();
    assert_eq!(places, [(code, at)], "{found:#?}\n{text}");
    assert!(found[0].2.contains(says), "no {says:?} in {found:#?}");
}

#[track_caller]
fn silent(text: &str) {
    assert_eq!(reported(text, None), [], "{text}");
}

#[test]
fn a_term_is_explained_where_it_is_met_first() {
    for (guide, at, says) in [
        (step("Bác kích hoạt rồi đợi."), "kích hoạt", "“kích hoạt (mở tài khoản lần đầu)”"),
        (step("Bác đã có mức 2."), "mức 2", "say “giấy tờ dùng được trên điện thoại”"),
        (step("Máy báo đã được duyệt."), "được duyệt", "có thể lạ với người đọc"),
        (step("Đợi 3 ngày làm việc."), "ngày làm việc", "không kể thứ bảy, chủ nhật"),
        (step("Bác soi ô vuông trên thẻ."), "ô vuông", "“ô vuông đen trắng”"),
        (step("Máy hỏi mã xác nhận."), "mã xác nhận", "mã trong tin nhắn"),
        (step("Cán bộ lấy sinh trắc học."), "sinh trắc học", "khuôn mặt, vân tay"),
        (with("Đã sạc điện thoại", "Đã kích hoạt"), "kích hoạt", "used once"),
        (titled("Đợi kích hoạt", "Bác xem tin."), "kích hoạt", "(ER-03)"),
        // Too late.
        (step("Bác kích hoạt. Đó là mở tài khoản lần đầu."), "kích hoạt", "ngay lần đầu"),
    ] {
        tells(&guide, "E09", at, says);
    }
    for guide in [
        step("Kích hoạt là mở tài khoản lần đầu. Bác kích hoạt rồi đợi."),
        step("Bác kích hoạt (mở tài khoản lần đầu)."),
        step("Bác kích hoạt, tức là mở tài khoản lần đầu."),
        step("Bác ra công an làm mức 2."),
        step("Bác làm theo tờ Kích hoạt."),
        step("Bác bấm **“Kích hoạt”**."),
        step("Đợi 3 ngày làm việc (trừ thứ bảy)."),
        step("Bác soi ô vuông đen trắng trên thẻ."),
        titled("Đợi kích hoạt", "Kích hoạt là mở tài khoản lần đầu."),
        with("title: Thử một bước", "title: Kích hoạt cho bác"),
    ] {
        silent(&guide);
    }
}

#[test]
fn what_a_step_uses_is_at_hand() {
    for (guide, at, says) in [
        (step("Bác nhập 12 số trên thẻ."), "số trên thẻ", "`- thẻ căn cước`"),
        (step("Bác nhập tên và mật khẩu."), "nhập tên và mật khẩu", "“mật khẩu”"),
        (step("Bác nhập 6 số bí mật."), "nhập 6 số", "bước 1 cần “6 số bí mật”"),
        (step("Bác viết ra giấy."), "ra giấy", "step 1 uses “giấy và bút”"),
        (step("Bác nhập số tài khoản."), "nhập số tài khoản", "số tài khoản"),
        (step("Bác nhập mã trong tin nhắn."), "nhập mã trong tin nhắn", "`- SIM`"),
        (step("Con cháu gõ vào máy tính."), "vào máy tính", "“máy tính”"),
        (step("Bác chụp giấy khai sinh."), "chụp giấy khai sinh", "neither brought nor made"),
    ] {
        tells(&guide, "E17", at, says);
    }
    let brought = |thing: &str, body: &str| {
        with("    - Kính đọc", &format!("    - {thing}")).replace(crate::plain::BODY, body)
    };
    for guide in [
        brought("Thẻ căn cước của bác", "Bác nhập 12 số trên thẻ."),
        brought("Mật khẩu VNeID", "Bác nhập mật khẩu."),
        brought("Giấy và bút", "Bác viết ra giấy."),
        step("Bác đeo kính vào."),
        step("Bác đặt mật khẩu. Nhập mật khẩu lần nữa."),
        step("Không nhập mật khẩu ở trang lạ."),
        step("Lúc bác nhập mật khẩu, người giúp quay đi."),
        step("Máy hỏi “Nhập mật khẩu” thì bác đợi."),
        // What is no step uses nothing.
        format!("{GUIDE}\n# Nếu quên {{sources=nguon}}\n\n- Nhập 6 số bí mật.\n"),
    ] {
        silent(&guide);
    }
}

/// A button seen long ago is reported on the day of the run, and relative to the review without one.
#[test]
fn an_old_button_is_reported() {
    let day = |year, month| Date::new(year, month, 1).unwrap();
    let one = |label: &str| step(&format!("Bác bấm [[{label}]]."));
    // Seen 9/2025, judged by nobody: old after March 2027.
    for (label, today, is_old) in [
        ("vi-giay-to", day(2027, 3), false),
        ("vi-giay-to", day(2027, 4), true),
        // Seen about 2023 and accepted on 28/11/2026, for three months.
        ("bat-dau", day(2027, 2), false),
        ("bat-dau", day(2027, 3), true),
        ("play-store", day(2027, 3), true),
        ("mo", day(2026, 11), true),
        ("nhan", day(2026, 11), true),
        ("an-sinh-xa-hoi", day(2027, 7), false),
        ("an-sinh-xa-hoi", day(2027, 8), true),
    ] {
        let found = reported(&one(label), Some(today));
        let codes: Vec<&str> = found.iter().map(|(code, ..)| &**code).collect();
        assert_eq!(codes, if is_old { vec!["C09"] } else { vec![] }, "{label} {today}: {found:#?}");
        for (_, _, said) in found {
            for words in ["last seen long ago", "thấy lần cuối đã lâu", "--to-check"] {
                assert!(said.contains(words), "no {words:?} in {said}");
            }
        }
    }
    // The guide was reviewed on 23/11/2026.
    assert_eq!(reported(&one("mo"), None).len(), 1);
    assert_eq!(reported(&one("vi-giay-to"), None), []);
    // Once for each guide.
    assert_eq!(reported(&step("Bấm [[mo]] rồi [[mo]]."), None).len(), 1);
}

/// The old faults of our own guides, put back.
#[test]
fn old_faults_of_guides_are_found_again() {
    let embedded = |slug: &str| {
        String::from_utf8(Embedded.read(&format!("guides/{slug}.md")).unwrap()).unwrap()
    };
    for (slug, right, old, code) in [
        ("dang-nhap-dich-vu-cong", "    - Thẻ căn cước\n", "", "E17"),
        ("doi-may-mat-may", "    - Mật khẩu VNeID\n", "", "E17"),
        ("dua-giay-to-vao-may", "    - 6 số bí mật của bác\n", "", "E17"),
        ("sua-thong-tin-dan-cu", "Kính đọc, giấy và bút", "Kính đọc của bác", "E17"),
        ("kich-hoat-tai-khoan", " (giấy tờ trên điện thoại)", "", "E09"),
        ("doi-tuyen-truyen", "kích hoạt (mở tài khoản lần đầu)", "kích hoạt", "E09"),
        ("dang-ky-muc-1", "ô vuông đen trắng ở mặt sau", "ô vuông ở mặt sau", "E09"),
        ("lam-doi-the-can-cuoc", " (trừ thứ bảy, chủ nhật)", "", "E09"),
    ] {
        let text = embedded(slug);
        assert!(text.contains(right), "{slug} has no {right:?}");
        assert_eq!(reported(&text, None), [], "{slug}");
        let found = reported(&text.replacen(right, old, 1), None);
        assert!(found.iter().any(|(found, ..)| found == code), "{slug}: {found:#?}");
    }
}

/// A list of terms that is wrong is reported at its place, and one of a project holds for its guides.
#[test]
fn a_project_has_terms_of_its_own() {
    let terms = "terms:\n  hop-mat: { words: [họp mặt], said: [] }\nthings: {}\n";
    case()
        .file("guides/terms.yaml", terms)
        .at_in("guides/terms.yaml", "Y03", "words: [họp mặt]")
        .check();
    let bad = "terms:\n  a: { words: [\"…\"], means: gặp nhau, said: [] }\nthings: {}\n";
    case().file("guides/terms.yaml", bad).at_in("guides/terms.yaml", "Y04", "…").check();
    let own = "terms:\n  a: { words: [họp mặt], means: gặp nhau, said: [] }\nthings: {}\n";
    let done =
        case().file("guides/terms.yaml", own).swap("Bác bấm vào hình VNeID.", "Bác họp mặt.");
    let done = done.start_as("check", "human").run();
    assert!(done.stderr.contains("“họp mặt (gặp nhau)”"), "{}", done.stderr);
}
