//! What is private and what is not: the rules, each both ways.

use proptest::prelude::*;

use super::*;

fn codes(text: &str) -> Vec<(PersonalData, &str)> {
    find(text).into_iter().map(|finding| (finding.kind, &text[finding.range])).collect()
}

#[test]
fn what_is_private_is_found_where_it_stands() {
    use PersonalData::*;
    for (text, wanted) in [
        ("Số căn cước 001045012345.", vec![(Identity, "001045012345")]),
        ("079 045 012 345", vec![(Identity, "079 045 012 345")]),
        ("0010 4501 2345 nhé", vec![(Identity, "0010 4501 2345")]),
        ("001.045.012.345", vec![(Identity, "001.045.012.345")]),
        ("001-0-45-012345", vec![(Identity, "001-0-45-012345")]),
        ("CCCD: 123456789012", vec![(Identity, "123456789012")]),
        ("định danh 12 34 56 78 90 12", vec![(Identity, "12 34 56 78 90 12")]),
        ("００１０４５０１２３４５", vec![(Identity, "００１０４５０１２３４５")]),
        ("٠٠١٠٤٥٠١٢٣٤٥", vec![(Identity, "٠٠١٠٤٥٠١٢٣٤٥")]),
        ("001\u{a0}045\u{a0}012\u{a0}345", vec![(Identity, "001\u{a0}045\u{a0}012\u{a0}345")]),
        ("0010\u{200b}45012345", vec![(Identity, "0010\u{200b}45012345")]),
        ("CMND 012345678", vec![(OldIdentity, "012345678")]),
        ("số chứng minh nhân dân: 012 345 678", vec![(OldIdentity, "012 345 678")]),
        ("sinh ngày 5/9/1945", vec![(Birth, "sinh ngày 5/9/1945")]),
        ("Sinh ngày: 05-09-1945", vec![(Birth, "Sinh ngày: 05-09-1945")]),
        ("Ngày sinh: 5 tháng 9 năm 1945", vec![(Birth, "Ngày sinh: 5 tháng 9 năm 1945")]),
        ("cụ An, sinh năm 1945, ở đây", vec![(Birth, "sinh năm 1945")]),
        ("Bác An sinh ngày 5/9/1945", vec![(Birth, "sinh ngày 5/9/1945")]),
        ("năm sinh 1945", vec![(Birth, "năm sinh 1945")]),
        ("sinh 1945", vec![(Birth, "sinh 1945")]),
        ("sinh nhật 5/9", vec![(Birth, "sinh nhật 5/9")]),
        ("ngay sinh 05/09/1945", vec![(Birth, "ngay sinh 05/09/1945")]),
        ("DOB: 05/09/1945", vec![(Birth, "DOB: 05/09/1945")]),
        ("gọi 0912 345 678", vec![(Mobile, "0912 345 678")]),
        ("0912345678", vec![(Mobile, "0912345678")]),
        ("+84 912 345 678", vec![(Mobile, "+84 912 345 678")]),
        ("gọi 912345678", vec![(Mobile, "912345678")]),
        ("SĐT ０９１２３４５６７８", vec![(Mobile, "０９１２３４５６７８")]),
        ("gọi 0168 234 5678", vec![(Mobile, "0168 234 5678")]),
        ("Ông Nguyễn Văn An, số 12 phố Tây Sơn", vec![(NameAndAddress, "Nguyễn Văn An, số 12")]),
        ("Trần Thị Bình, ngõ 34 Láng Hạ", vec![(NameAndAddress, "Trần Thị Bình, ngõ 34")]),
        ("12 phố Tây Sơn, bà Lê Thị Hoa", vec![(NameAndAddress, "12 phố Tây Sơn, bà Lê Thị Hoa")]),
        ("PHẠM VĂN ĐỒNG, nhà 5A", vec![(NameAndAddress, "PHẠM VĂN ĐỒNG, nhà 5A")]),
        ("Nguyễn Văn An ở 12 Nguyễn Trãi", vec![(NameAndAddress, "Nguyễn Văn An ở 12 Nguyễn")]),
        ("OTP: 482913", vec![(Secret, "OTP: 482913")]),
        ("mã xác thực của bác là 482913", vec![(Secret, "mã xác thực của bác là 482913")]),
        ("passcode 123456", vec![(Secret, "passcode 123456")]),
        ("mật khẩu: Hanoi@1975.", vec![(Secret, "mật khẩu: Hanoi@1975")]),
        ("Mật khẩu VNeID là Hoa123456!", vec![(Secret, "Mật khẩu VNeID là Hoa123456!")]),
        ("mk: hoamai75", vec![(Secret, "mk: hoamai75")]),
    ] {
        assert_eq!(codes(text), wanted, "{text}");
    }
}

#[test]
fn what_is_public_is_left_alone() {
    for text in [
        "",
        "Bác mở VNeID.",
        "Công an phường: 024 3864 1234",
        "gọi 1900 0368, 113, 069 318 7111",
        "Luật Căn cước 26/2023/QH15, Nghị định 69/2024/NĐ-CP",
        "Thông tư số 08/2026/TT-BKHCN",
        "Từ 15/3/2026, lệ phí 50.000 đ, giảm 50%",
        "phạt 500.000–1.000.000 đ",
        "7h30–17h30, thứ 2–6",
        "Nhập 12 số trên thẻ và mã OTP 6 số",
        "mật khẩu: 8–20 ký tự, có chữ số",
        "Mật khẩu là chìa khóa. Passcode có 6 số.",
        "mật khẩu wifi: nhavanhoa123",
        "mật khẩu từ 15/3/2026",
        "gọi 024 3864 1234 5 phút sau",
        "https://apps.apple.com/vn/app/vneid/id1582750372",
        "tài khoản 123456789012",
        "mã giao dịch FT001045012345",
        "học sinh năm 2026, sinh viên 2026",
        "vệ sinh ngày 23/11/2026, sinh hoạt ngày 5/9/2026",
        "an sinh 2025, khai sinh 1945, phát sinh 2026",
        "sinh năm 1960 trở về trước",
        "người sinh từ năm 1945 đến 1960",
        "sinh trước năm 1965",
        "điền họ tên, ngày sinh, ngày cấp thẻ",
        "12 phố Nguyễn Trãi, phường Thanh Xuân",
        "Trường Tiểu học Nguyễn Trãi, số 5 đường Láng",
        "Công an phường, số 12 đường Trần Phú",
        "Đồng chí Nguyễn Văn An, tổ trưởng tổ dân phố 5",
        "Hồ Tây, số 5 phố Trích Sài",
        "Nguyễn Văn An",
        "số 12 ngõ 34 phố Tây Sơn",
        "2.2.6, 2.1.11, Android 5.0",
        "Mở 8 giờ ngày 23/11/2026 tại nhà văn hóa tổ 5",
        "1234567890123456",
        "0010450123456",
    ] {
        assert_eq!(codes(text), Vec::new(), "{text}");
    }
}

#[test]
fn each_sheet_has_its_rules() {
    use Distribution::*;
    use PersonalData::*;
    for kind in [Identity, OldIdentity, Birth, Secret] {
        assert!(
            [Public, Handed, Team].into_iter().all(|distribution| refuse(kind, distribution)),
            "{kind:?}"
        );
    }
    assert_eq!(
        [Public, Handed, Team].map(|distribution| refuse(Mobile, distribution)),
        [true, false, false]
    );
    assert_eq!(
        [Public, Handed, Team].map(|distribution| refuse(NameAndAddress, distribution)),
        [true, true, false]
    );
    // Nobody said who gets it, so everybody might.
    assert_eq!(Distribution::default(), Public);
}

#[test]
fn the_cells_of_a_record_are_looked_at_together() {
    assert!(is_person_with_address(["Nguyễn Văn An", "số 12 phố Tây Sơn"]));
    assert!(is_person_with_address(["nguyen van an", "can ho 1205"]));
    assert!(is_person_with_address(["12 phố Tây Sơn", "0912 345 678", "LÊ THỊ HOA"]));
    assert!(!is_person_with_address(["Nguyễn Văn An", "Tổ 5"]));
    assert!(!is_person_with_address(["le hoi mua xuan 2026", "số 12 phố Tây Sơn"]));
    assert!(!is_person_with_address(["Công an phường", "số 12 phố Tây Sơn"]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(26), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        for finding in find(&text) {
            prop_assert!(text.get(finding.range).is_some());
        }
    }

    #[test]
    fn any_text_of_such_words_is_read(text in "([0-9]{1,5}|[ .,:/-]|sinh|ngày|năm|Nguyễn|Văn An|số|ngõ|phố|OTP|mật khẩu|là|\u{301}|\u{200b}|０|căn cước){0,24}") {
        for finding in find(&text) {
            prop_assert!(text.get(finding.range).is_some());
        }
    }

    /// Whatever stands around it, an identity number is not let through.
    #[test]
    fn identity_numbers_are_found_in_any_prose(before in "[a-zà-ỹ ,.]{0,20}", after in "[a-zà-ỹ,]{0,20}", province in 1..97_u32, rest in 0..1_000_000_000_u64) {
        let text = format!("{before} {province:03}{rest:09} {after}");
        prop_assert!(find(&text).iter().any(|finding| finding.kind == PersonalData::Identity), "{text}");
    }
}
