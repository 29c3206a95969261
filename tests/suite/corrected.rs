//! What sheets once said wrongly is said rightly now and cannot come back: every finished sheet, the
//! kits and the model guide against the lines of the review of 28/11/2026, and the facts behind.

use super::run::root;
use super::truth::{facts, guides, sheets, text};

/// What sheets once said and what the review of 28/11/2026 found wrong: its line, and words that
/// only the old statement has.
const CORRECTED: &[(&str, &str)] = &[
    ("2.B.1", "không cấp lại thẻ bảo hiểm y tế giấy"),
    ("2.B.1", "không cấp thẻ bảo hiểm y tế giấy"),
    ("2.B.2", "sim bị khóa thì không nhận được mã"),
    ("2.B.4", "… đồng"),
    ("2.B.4", "lệ phí thì hỏi"),
    ("2.B.5", "chưa có tin thì chưa kích hoạt"),
    ("2.B.5", "khi đã có tin báo duyệt"),
    ("2.B.6", "xong, bác kích hoạt lại"),
    ("2.B.7", "mượn máy khác để làm"),
    ("2.B.8", "giữ giấy về nơi ở"),
    ("2.B.9", "ở đây có làm thẻ căn cước không"),
    ("2.B.9", "chưa rõ mọi xã"),
    ("2.B.10", "chỉ giúp khi gặp mặt"),
    ("2.B.12", "bác đưa điện thoại"),
    ("2.B.16", "mức 2 mới đổi được thẻ"),
    ("1.0 G1", "tắt máy"),
    ("1.0 G2", "mã qr"),
    ("1.0 G2", "mã vuông"),
    ("1.0 G2", "quét mã"),
    ("1.3", "mã thì bác giữ kín"),
    ("1.6", "bỏ máy cũ ra"),
];

/// Words that may be printed only together with others: what is said, what has to go with it.
const TOGETHER: &[(&str, &str, &[&str])] = &[
    ("2.B.3", "60 ngày", &["5 ngày"]),
    ("2.B.8", "sổ hộ khẩu cũ", &["không còn dùng được"]),
    ("2.B.11", "suốt đời", &["trừ khi"]),
    ("2.C.1", "sim sang máy khác", &["soi lại", "không lắp"]),
];

/// Which lines of the review a text goes against.
fn against_the_review(text: &str) -> Vec<String> {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let low = flat.to_lowercase();
    let mut found: Vec<String> = CORRECTED
        .iter()
        .filter(|(_, old)| low.contains(old))
        .map(|(line, old)| format!("{line}: “{old}”"))
        .collect();
    for (line, said, with) in TOGETHER {
        if low.contains(said) && !with.iter().any(|other| low.contains(other)) {
            found.push(format!("{line}: “{said}” without “{}”", with.join("”, “")));
        }
    }
    for sentence in low.split(['.', '?', '!', '•']) {
        let has = |words: &str| sentence.contains(words);
        // A paper card is still made for who asks for one.
        let refused = ["không cấp", "không còn cấp", "thôi cấp", "ngừng cấp", "không dùng được"];
        if has("bảo hiểm y tế giấy") && refused.iter().any(|words| has(words)) {
            found.push(format!("2.B.1: “{}”", sentence.trim()));
        }
        // A SIM locked one way still receives; only one locked both ways does not.
        if has("khóa") && has("không nhận được mã") && !has("hai chiều") {
            found.push(format!("2.B.2: “{}”", sentence.trim()));
        }
        // Readers of 60 and more pay no fee for a card, so nobody asks them about one.
        if has("lệ phí") && !has("miễn lệ phí") {
            found.push(format!("2.B.4: “{}”", sentence.trim()));
        }
    }
    // “Cài đặt” is what the app has since 2.1.3, “Cá nhân” what some phones still show.
    if let Some(old) = flat.find("Cá nhân")
        && !flat[..old].contains("Cài đặt")
    {
        found.push("4: “Cá nhân” before “Cài đặt”".to_owned());
    }
    found
}

/// All texts that are printed or that new sheets begin with: finished sheets, what kits say, the
/// model guide.
fn printed() -> Vec<(String, String)> {
    let mut texts = sheets().to_vec();
    let kits = std::fs::read_dir(root().join("templates/kits")).unwrap();
    let files = kits.map(|entry| entry.unwrap().path());
    for path in files.chain([root().join("templates/new-guide.md")]) {
        if path.extension().is_some_and(|ext| ext == "yaml" || ext == "md") {
            let words = std::fs::read_to_string(&path).unwrap();
            // Comments are for those who write, not for those who read.
            let words =
                words.lines().filter(|line| !line.starts_with("# Mã QR")).collect::<Vec<_>>();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            texts.push((name, words.join("\n")));
        }
    }
    texts
}

#[test]
fn nothing_the_review_corrected_is_printed_again() {
    let texts = printed();
    assert!(texts.len() > 80, "{}", texts.len());
    let mut wrong = Vec::new();
    for (name, words) in &texts {
        wrong.extend(against_the_review(words).into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_old_statement_put_back_is_found() {
    let guides = guides();
    for (guide, right, old, line) in [
        (
            "dua-giay-to-vao-may",
            "Cần thẻ bảo hiểm y tế giấy: bác xin được.",
            "Từ ngày 01/06/2025 không cấp lại thẻ bảo hiểm y tế giấy.",
            "2.B.1",
        ),
        (
            "xac-thuc-sim",
            "SIM bị khóa gọi đi.",
            "SIM bị khóa thì không nhận được mã của VNeID.",
            "2.B.2",
        ),
        ("xac-thuc-sim", "Thêm 5 ngày nữa: có thể mất số.", "", "2.B.3"),
        (
            "lam-doi-the-can-cuoc",
            "Ai gọi điện đòi phí là lừa: bác cúp máy.",
            "Lệ phí thì hỏi công an: ……………… đồng.",
            "2.B.4",
        ),
        (
            "doi-can-cuoc",
            "Người từ đủ 60 tuổi đổi thẻ được miễn lệ phí.",
            "Bác hỏi lệ phí thì mời bác hỏi cán bộ.",
            "2.B.4",
        ),
        (
            "doi-kich-hoat",
            "Mất tin cứ làm: máy tự kiểm tra rồi báo.",
            "Chưa có tin thì chưa kích hoạt được.",
            "2.B.5",
        ),
        (
            "doi-may-mat-may",
            "bác đến Công an xã, phường báo số mới.",
            "Xong, bác kích hoạt lại bằng số mới.",
            "2.B.6",
        ),
        ("doi-may-mat-may", "bác áp lại, hoặc ra công an.", "bác mượn máy khác để làm.", "2.B.7"),
        (
            "khong-co-dien-thoai-thong-minh",
            "Sổ hộ khẩu cũ không còn dùng được.",
            "Giữ giấy về nơi ở.",
            "2.B.8",
        ),
        (
            "loi-ich-de-an-06",
            "Sổ hộ khẩu cũ không còn dùng được.",
            "Sổ hộ khẩu cũ vẫn dùng tốt.",
            "2.B.8",
        ),
        (
            "lam-doi-the-can-cuoc",
            "“Ngày nào, giờ nào có làm thẻ căn cước?”",
            "“Ở đây có làm thẻ căn cước không?”",
            "2.B.9",
        ),
        (
            "kich-hoat-tai-khoan",
            "Công an không gọi cho bác để kích hoạt.",
            "Công an chỉ giúp khi gặp mặt, không giúp qua điện thoại.",
            "2.B.10",
        ),
        (
            "loi-ich-de-an-06",
            "Bác mở VNeID cho cán bộ xem.",
            "Bác đưa điện thoại thay thẻ căn cước.",
            "2.B.12",
        ),
        (
            "phong-lua-dao",
            "Bác cúp máy. Không chuyển thêm đồng nào.",
            "Bác tắt máy, không chuyển thêm đồng nào.",
            "1.0 G1",
        ),
        ("cai-dat-vneid", "soi ô vuông đen trắng ở tờ này", "quét mã ở tờ này", "1.0 G2"),
        (
            "dang-nhap-dich-vu-cong",
            "Máy nhắn mã thì bác nhập mã ấy vào trang.",
            "Máy gửi mã thì bác giữ kín.",
            "1.3",
        ),
    ] {
        let text = &guides[guide];
        assert!(text.contains(right), "{guide} has no “{right}”");
        assert_eq!(against_the_review(text), Vec::<String>::new(), "{guide}");
        let found = against_the_review(&text.replace(right, old));
        assert!(found.iter().any(|found| found.starts_with(line)), "{guide}: {line}: {found:?}");
    }
    for (old, line) in [
        ("Thẻ làm từ 58 tuổi trở lên thì dùng suốt đời.", "2.B.11"),
        ("Phải có mức 2 mới đổi được thẻ.", "2.B.16"),
        ("Bác bấm Cá nhân rồi chọn Quản lý thiết bị. Có máy ghi là Cài đặt.", "4"),
        ("SIM sang máy khác vẫn dùng như cũ.", "2.C.1"),
        ("Lệ phí: 50.000 đ.", "2.B.4"),
        ("Mang theo tiền lệ phí làm thẻ.", "2.B.4"),
        ("Thẻ bảo hiểm y tế giấy nay không còn cấp.", "2.B.1"),
        ("Bị khóa một chiều là không nhận được mã.", "2.B.2"),
        ("Sau 60 ngày thì khóa cả gọi đến.", "2.B.3"),
        ("Bác giữ kỹ sổ hộ khẩu cũ.", "2.B.8"),
    ] {
        let found = against_the_review(old);
        assert!(found.iter().any(|found| found.starts_with(line)), "{line}: {found:?}");
    }
}

#[test]
fn facts_that_were_wrong_have_their_right_values() {
    let facts = facts();
    let grade = |id: &str| text(&facts[id], "grade").to_owned();
    for (id, wanted, says) in [
        (
            "mien-le-phi-cao-tuoi",
            "A",
            &["đủ 60 tuổi", "miễn lệ phí", "Điều 5 Thông tư 73/2024/TT-BTC"][..],
        ),
        ("the-bao-hiem-giay", "A", &["có giá trị như nhau", "xin bản giấy", "188/2025/NĐ-CP"]),
        ("di-kham-mang-gi", "A", &["thẻ căn cước", "một thứ là đủ"]),
        ("sim-bi-khoa", "A−", &["vẫn nhận", "60 ngày", "5 ngày"]),
        (
            "sim-khoa-hai-chieu",
            "A−",
            &["một chiều vẫn nhận được", "hai chiều thì không nhận được mã"],
        ),
        ("sim-doi-may", "A", &["2 giờ", "30 ngày", "5 ngày", "08/2026/TT-BKHCN"]),
        ("sim-da-muc-2", "A−", &["không phải xác thực lại, trừ khi đổi máy"]),
        ("may-tu-kiem", "B", &["Mất tin nhắn báo duyệt vẫn kích hoạt được"]),
        ("truc-tiep", "A−", &["không gọi điện cho ai để kích hoạt"]),
        ("kich-hoat-lai-so-moi", "B", &["nếu máy yêu cầu"]),
        ("doi-so-trong-may", "B", &["“Cài đặt”, “Thay đổi số điện thoại”"]),
        ("so-ho-khau-het-gia-tri", "A", &["1/1/2023", "Điều 38 Luật Cư trú"]),
        ("noi-lam-the", "B", &["15/3/2026", "58/2026/NĐ-CP"]),
        ("tuoi-doi-the", "A", &["60 tuổi", "1966", "trừ khi mất, hỏng, đổi thông tin"]),
        ("to-xung-kich-ha-noi", "A−", &["đến tận nhà", "63/KH-UBND"]),
        ("quen-mat-khau", "B", &["nhập mã, đặt mật khẩu mới"]),
        ("an-sinh-chinh-chu", "A", &["đứng tên chính mình", "đánh dấu đồng ý"]),
        ("go-may-cu", "B", &["“Cài đặt” (có máy ghi “Cá nhân”)"]),
        ("ma-vuong-mat-sau", "A−", &["1/7/2024", "mặt sau"]),
    ] {
        assert_eq!(grade(id), wanted, "{id}");
        for words in says {
            assert!(text(&facts[id], "says").contains(words), "{id}: {words}");
        }
    }
    // What was a guess, a trick of 2023 or a rumour stays where nobody can cite it.
    for id in ["muon-may", "muc-2-moi-doi-the", "bao-so-rac", "doi-so-tong-dai", "tong-dai"] {
        assert_eq!(grade(id), "D", "{id}");
    }
    for gone in ["bao-hiem-khong-the-giay", "khong-may-the-bao-hiem", "sim-lam-truoc"] {
        assert!(!facts.contains_key(gone), "{gone}");
    }
}

#[test]
fn a_code_that_comes_is_typed_in_and_told_to_nobody() {
    let mut seen = 0;
    let has_code = |step: &&str| step.contains("sms-code.svg") || step.contains("screen:nhap-ma");
    for (name, guide) in guides() {
        for step in guide.split("\n## ").filter(has_code) {
            assert!(step.contains("ác nhập mã"), "{name}: {step}");
            assert!(!step.contains("giữ kín"), "{name}: {step}");
            seen += 1;
        }
    }
    assert!(seen >= 5, "only {seen} steps");
}
