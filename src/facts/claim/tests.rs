//! What is a claim and what is none, and which facts bear it out.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

fn read(text: &str) -> Vec<String> {
    let reported = |claim: &Claim| {
        let words = &text[claim.range.clone()];
        match &claim.what {
            ClaimKind::Number { value, unit } => format!("{words}={value}|{unit}"),
            ClaimKind::Money(sum) => format!("{words}={sum}đ"),
            ClaimKind::Date(date) => format!("{words}={date}"),
            ClaimKind::DayMonth(day, month) => format!("{words}={day}/{month}"),
            ClaimKind::Month(month, year) => format!("{words}={month}/{year}"),
            ClaimKind::Time(time) => format!("{words}@{time}"),
            ClaimKind::Phone(digits) => format!("{words}☎{digits}"),
            ClaimKind::Law { kind, name } => format!("{words}§{}:{name}", kind.unwrap_or("")),
            ClaimKind::Address(host, path) => format!("{words}→{host}{path}"),
            ClaimKind::Code(code) => format!("{words}#{code}"),
            ClaimKind::Free => format!("{words}=0đ"),
        }
    };
    claims(text).iter().map(reported).collect()
}

#[test]
fn every_kind_of_claim_is_read() {
    for (text, wanted) in [
        ("Kích hoạt trong 7 ngày.", vec!["7 ngày=7|ngày"]),
        ("trong bảy ngày", vec!["bảy ngày=7|ngày"]),
        ("không quá 07 ngày làm việc", vec!["07 ngày=7|ngày làm việc"]),
        ("Nhập 12 số trên thẻ", vec!["12 số=12|số"]),
        ("mười hai chữ số", vec!["mười hai chữ=12|số"]),
        ("8–20 ký tự", vec!["8=8|số", "20 ký=20|số"]),
        ("từ 8 đến 20 chữ và số", vec!["8=8|số", "20 chữ=20|số"]),
        (
            "đủ 14, 25, 40, 60 tuổi",
            vec!["14=14|tuổi", "25=25|tuổi", "40=40|tuổi", "60 tuổi=60|tuổi"],
        ),
        ("mức 2, mức độ 02", vec!["mức 2=2|#mức", "mức độ 02=2|#mức"]),
        ("lệ phí 50.000 đ", vec!["50.000 đ=50000đ"]),
        ("phạt 500.000–1.000.000 đ", vec!["500.000=500000đ", "1.000.000 đ=1000000đ"]),
        ("mất 129 triệu", vec!["129 triệu=129000000đ"]),
        ("giảm 50%", vec!["50%=50|%"]),
        ("từ 01/07/2026", vec!["01/07/2026=01/07/2026"]),
        (
            "dịp 2/9, tháng 7/2025, ngày 5 tháng 9",
            vec!["2/9=2/9", "7/2025=7/2025", "5 tháng 9=5/9"],
        ),
        ("tháng 7 năm 2026", vec!["tháng 7=7|#tháng", "năm 2026=2026|#năm"]),
        ("mở 7h30–17h30", vec!["7h30@7h30", "17h30@17h30"]),
        ("gọi 1900 0368, bấm phím 4", vec!["1900 0368☎19000368", "phím 4=4|#phím"]),
        ("Gọi 113 hoặc 156", vec!["113☎113", "156☎156"]),
        ("nhắn 5656", vec!["5656☎5656"]),
        ("Nghị định 69/2024/NĐ-CP", vec!["Nghị định 69/2024/NĐ-CP§nghị định:69/2024/NĐ-CP"]),
        ("theo NĐ 58 và 118/2025/QH15", vec!["NĐ 58§nghị định:58", "118/2025/QH15§:118/2025/QH15"]),
        ("Luật Căn cước (Điều 27)", vec!["Luật Căn cước§luật:căn cước", "Điều 27=27|#điều"]),
        ("Luật số 26/2023/QH15", vec!["Luật số 26/2023/QH15§luật:26/2023/QH15"]),
        ("vào vneid.gov.vn.", vec!["vneid.gov.vn→vneid.gov.vn"]),
        ("https://vneid.gov.vn/a", vec!["https://vneid.gov.vn/a→vneid.gov.vn/a"]),
        ("phiếu TK01", vec!["TK01#TK01"]),
        (
            "iPhone 7, Android 5.0, bản 2.2.6",
            vec!["iPhone 7=7|#iphone", "Android 5.0=5.0|#android", "bản 2.2.6=2.2.6|#bản"],
        ),
        ("Có 3 cách, hai việc", vec!["3 cách=3|cách", "hai việc=2|việc"]),
        ("6 số", vec!["6 số=6|số"]),
        ("sáu số bí mật", vec!["sáu số=6|số"]),
        ("sau một tháng", vec!["một tháng=1|tháng"]),
        ("năm mươi nghìn đồng", vec!["năm mươi nghìn=50000đ"]),
        ("một trăm hai mươi ngàn", vec!["một trăm hai mươi ngàn=120000đ"]),
        ("hai trăm linh năm ngày", vec!["hai trăm linh năm ngày=205|ngày"]),
        ("sau hai trăm năm", vec!["hai trăm năm=200|năm"]),
        ("Bác được miễn phí, không mất tiền.", vec!["miễn phí=0đ", "không mất tiền=0đ"]),
        ("hai mươi lăm tuổi", vec!["hai mươi lăm tuổi=25|tuổi"]),
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
}

#[test]
fn what_claims_nothing_is_left_alone() {
    for text in [
        "",
        "Bác mở VNeID.",
        "mã dùng một lần trong tin nhắn",
        "khóa một chiều, hai chiều",
        "ba má, chị Hai, bác Tư",
        "năm nay, mỗi năm, năm tháng",
        "một ngày kia",
        "quyết định của bác, thông tư tưởng, luật khác",
        "hai số điện thoại",
        "thứ hai tuần sau",
        "mạng 4G, giấy A4",
        "bảy mươi ba nụ cười",
        "gọi 091234567",
        "Luật sư",
        "mất tiền, lệ phí, không thu giấy",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[track_caller]
fn assert_vouched(said: &str, claim: &str, wanted: bool) {
    let (facts, claims) = (claims(said), claims(claim));
    assert_eq!(claims.len(), 1, "{claim}: {claims:?}");
    let found = facts.iter().any(|fact| supports(&fact.what, &claims[0].what));
    assert_eq!(found, wanted, "{said} for {claim}");
}

#[test]
fn a_claim_is_borne_out_by_the_same_said_in_other_words() {
    for (said, claim) in [
        ("trong 7 ngày", "bảy ngày"),
        ("07 ngày", "7 ngày"),
        ("12 chữ số", "12 số"),
        ("8–20 ký tự", "20 chữ"),
        ("Từ 1/7/2026", "ngày 01/07/2026"),
        ("Từ 1/7/2026", "tháng 7/2026"),
        ("Từ 1/7/2026", "năm 2026"),
        ("Từ 1/7/2026", "ngày 1/7"),
        ("Gọi 113", "số 113"),
        ("113 và 156", "gọi 156"),
        ("Nghị định 69/2024/NĐ-CP", "Nghị định 69"),
        ("Nghị định 69/2024/NĐ-CP", "69/2024/NĐ-CP"),
        ("Luật Căn cước 26/2023/QH15", "Luật Căn cước"),
        ("https://vneid.gov.vn/x", "vneid.gov.vn"),
        ("100.000 đ", "100 nghìn đồng"),
        ("14, 25, 40 hay 60 tuổi", "40 tuổi"),
        ("mức độ 02", "mức 2"),
        ("50.000 đ", "năm mươi nghìn đồng"),
        ("được miễn lệ phí", "Miễn phí"),
        ("bản mới nhất là 2.2.6 (3/2026)", "bản 2.2.6"),
    ] {
        assert_vouched(said, claim, true);
    }
}

#[test]
fn what_nobody_said_is_not_borne_out() {
    for (said, claim) in [
        ("trong 7 ngày", "9 ngày"),
        ("3 ngày làm việc", "3 ngày"),
        ("3 ngày", "3 ngày làm việc"),
        ("60 ngày", "60 tuổi"),
        ("mức 2", "2 lần"),
        ("Từ 1/7/2026", "ngày 02/07/2026"),
        ("Từ 1/7/2026", "ngày 1/8"),
        ("gọi 1900 0368", "gọi 1900 0369"),
        ("Nghị định 69/2024/NĐ-CP", "Nghị định 6"),
        ("Nghị định 69/2024/NĐ-CP", "Thông tư 69"),
        ("Luật Căn cước", "Luật Cư trú"),
        ("vneid.gov.vn", "https://vneid.gov.vn/x"),
        ("vneid.gov.vn", "dichvucong.gov.vn"),
        ("50.000 đ", "5.000 đ"),
        ("50%", "50 ngày"),
        ("lệ phí 30.000 đ", "miễn phí"),
        ("50.000 đ", "năm nghìn đồng"),
        ("TK01", "TK03"),
        ("", "7 ngày"),
    ] {
        assert_vouched(said, claim, false);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(26), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        for claim in claims(&text) {
            prop_assert!(text.get(claim.range).is_some());
        }
    }

    #[test]
    fn any_text_of_such_words_is_read(text in "([0-9]{1,4}|[ .,:/%–\u{a0}-]|ngày|làm việc|năm|mười|mươi|hai|mức|độ|Nghị định|Luật Căn cước|/NĐ-CP|đ|triệu|gọi|vneid.gov.vn|số|TK){0,20}") {
        for claim in claims(&text) {
            prop_assert!(text.get(claim.range.clone()).is_some());
            // Who says the very same vouches for it.
            prop_assert!(supports(&claim.what, &claim.what));
        }
    }
}
