//! The plain-language check, rules about words: what they tell of, and where they are silent.

use toroi::guide::LocalFacts;
use toroi::vietnamese::address_form::AddressForm;

use crate::case::{GUIDE, X};
use crate::plain::{BODY, check, check_with, part, silent, step, tells, titled, with};

#[test]
fn abbreviations() {
    for (guide, at, says) in [
        (step("Bác nhập mã OTP."), "OTP", "“OTP (mã dùng một lần trong tin nhắn)”"),
        (step("Bác mang thẻ CCCD."), "CCCD", "“thẻ căn cước”"),
        (step("Bác mang thẻ BHYT và giấy BHYT cũ."), "BHYT", "used 2 times"),
        (step("Máy có NFC thì nhanh."), "NFC", "“NFC (áp thẻ vào lưng điện thoại)”"),
        (step("Bác hỏi UBND xã."), "UBND", "“Ủy ban nhân dân”"),
        (step("Bác hỏi CA phường."), "CA", "“công an”"),
        (step("Bác ghi SĐT vào đây."), "SĐT", "số điện thoại"),
        (step("Bác hỏi ban QLNN."), "QLNN", "“QLNN (…)”"),
        (step("Tin nhắn SMS đến máy."), "SMS", "phải giải thích 1 lần, ngay lần đầu (ER-03)"),
        (with("Đã sạc điện thoại", "Đã có mã OTP"), "OTP", "used once"),
        (with("Ai xin mã thì cúp máy", "Ai xin OTP thì cúp máy"), "OTP", "abbreviation"),
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
        step("Bác dùng SIM, thẻ ATM và ô vuông."),
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
fn one_word_has_one_meaning() {
    for (guide, at, says) in [
        (step("Ai gọi lạ thì bác tắt máy."), "tắt máy", "“cúp máy (cuộc gọi) hay tắt nguồn"),
        (step("Tắt điện thoại rồi nhờ con cháu."), "Tắt điện thoại", "“Cúp máy (cuộc gọi)"),
        (with("Ai xin mã thì cúp máy", "Ai xin mã thì tắt máy"), "tắt máy", "used once"),
        (step("Bác soi mã QR trên thẻ."), "soi mã", "“soi ô vuông đen trắng”"),
        (step("Mặt sau có mã QR. Mã QR ở góc."), "mã QR", "dùng 2 lần"),
        (step("Bác tìm mã vuông trên thẻ."), "mã vuông", "“ô vuông đen trắng”"),
        (step("Con cháu quét mã giúp bác."), "quét mã", "mỗi từ chỉ một nghĩa (ER-03)"),
        (step("Bác mở lại cửa hàng rồi bấm **“Mở”**."), "mở lại cửa hàng", "CH Play hay App Store"),
        (step("VNeID có ở cửa hàng ứng dụng."), "cửa hàng ứng dụng", "CH Play hay App Store"),
        (titled("Chạm thẻ vào máy", "Bác giữ yên."), "Chạm thẻ", "“Áp thẻ”"),
        (step("Bác nhờ bỏ máy cũ ra."), "bỏ máy cũ ra", "“gỡ máy cũ khỏi tài khoản”"),
        (with("Đã sạc điện thoại", "Đã chạm thẻ"), "chạm thẻ", "one word has one meaning"),
        (part("- Chưa thấy thì mở cửa hàng."), "mở cửa hàng", "`**“mở cửa hàng”**`"),
    ] {
        tells(&guide, "E16", at, &[says]);
    }
    for guide in [
        step("Ai gọi lạ thì bác cúp máy."),
        step("Bác tắt nguồn rồi nhờ con cháu."),
        step("Bác tắt máy ảnh của điện thoại."),
        step("Máy báo “Đừng tắt máy” thì bác đợi."),
        step("Bác bấm **“Quét mã QR”** rồi đợi."),
        step("Trên máy ghi là mã QR."),
        step("Bác soi ô vuông đen trắng (mã QR)."),
        step("Thẻ cũ có mã vạch, bác quét mã vạch."),
        step("Bác ra cửa hàng nhà mạng."),
        step("Nơi ấy mở cửa hàng ngày."),
        step("Bác nhập mã trong tin nhắn."),
        step("Áp thẻ vào lưng máy, giữ yên."),
    ] {
        silent(&guide);
    }
}

#[test]
fn english_words() {
    for (guide, at, says) in [
        (step("Bác download VNeID."), "download", "“tải về”"),
        (step("Bác click vào hình."), "click", "“bấm”"),
        (step("Bác nhớ password của mình."), "password", "“mật khẩu”"),
        (step("Bác update ứng dụng."), "update", "used once; the limit is 0 (ER-03)"),
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
        (
            step("Bác nhờ hủy liên kết thiết bị."),
            "hủy liên kết thiết bị",
            "“gỡ máy cũ khỏi tài khoản”",
        ),
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
        (step("Đừng tắt nguồn."), "Đừng", "“Đừng”; the limit is 0 (ER-05)"),
        (step("Bác đừng bấm đường dẫn lạ."), "đừng", "“Bác bỏ qua”"),
        (step("Không nên quên giấy tờ."), "Không nên", "“Nhớ giấy tờ …”"),
        (step("Bác không quên mang thẻ."), "không quên", "“Bác nhớ mang thẻ …”"),
        (step("Bác đừng quên mang thẻ."), "đừng", "“Bác nhớ mang thẻ …”"),
        (step("Bác đợi. Chớ tắt nguồn."), "Chớ", "không nên có câu nào như vậy (ER-05)"),
        (step("- Bác không được tắt nguồn."), "không được", "[!WARNING]"),
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
        step("Máy báo “Đừng tắt nguồn” thì bác đợi."),
        with("Ai xin mã thì cúp máy", "Đừng đọc mã cho ai"),
        with("Đã sạc điện thoại", "Đừng quên kính"),
        part("- Đừng lo, bác hỏi con cháu."),
    ] {
        silent(&guide);
    }
}

#[test]
fn what_every_sheet_has() {
    let contacts = "contacts:\n  - { id: cong-an, label: Đơn vị phát }\n";
    let reported = [
        "0 lines for a phone number to call; it needs at least 1 (ER-06)",
        "chưa có dòng nào ghi số điện thoại để gọi",
    ];
    tells(&with(contacts, ""), "E12", "", &reported);
    tells(&with(contacts, "contacts: []\n"), "E12", "", &reported);
    let reported =
        ["1 contact line, 0 of them for who hands the sheet out; it needs at least 1 (ER-06)"];
    tells(&with("label: Đơn vị phát", "label: Công an"), "E12", "Công an", &reported);
    for label in ["Nơi phát", "Đoàn phường", "Hội Người cao tuổi", "Ủy ban xã", "Uỷ ban xã"]
    {
        silent(&with("label: Đơn vị phát", &format!("label: {label}")));
    }
    let reported =
        ["codes or passwords 0 times; it must at least once (ER-05)", "“Không đọc mật khẩu, mã”"];
    let other = with("title: Giữ kín mã", "title: Cẩn thận");
    silent(&other);
    tells(&other.replace("xin mã thì", "lạ thì"), "E11", "Cẩn thận", &reported);
    for point in ["Giữ kín mật khẩu", "Không đọc mã cho ai"] {
        silent(&other.replace("Ai xin mã thì cúp máy", point));
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
        (step("Bác xoá tin. Bác khoá máy. Sức khỏe tốt."), "khỏe", "xoá", "1 and 2 times"),
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
        assert!(one.reported.contains(says), "no {says:?} in {one:#?}");
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
            "use one form of address in a guide",
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
        "Bác đưa máy cho cô y tá. Cô sẽ quét thẻ.",
        "Bác chờ ở nhà. Anh chị mở máy giúp bác.",
        "Bác ơi, khi nào ông tổ trưởng gọi thì đi.",
    ] {
        silent(&step(body));
    }
    // Another form is fine, as long as it is the only one.
    let other = GUIDE.replace("Bác", "Ông bà").replace("bác", "ông bà");
    let address = AddressForm::OngBa;
    let of_ward = LocalFacts { address, ..LocalFacts::default() };
    assert_eq!(check_with(X, &other, of_ward).len(), 0);
    // Around it the sheet says “bác”, unless the ward has chosen otherwise.
    let found = check(X, &other);
    assert_eq!((found.len(), found[0].code), (1, "E15"));
    assert!(found[0].reported.contains("ward.yaml"), "{}", found[0].reported);
    // Where it has, “bác” is said as “ông bà”; any other form still differs.
    let mixed = other.replacen("Ông bà", "Bác", 1);
    assert_eq!(check_with(X, &mixed, of_ward).len(), 0);
    let mixed = step("Bác đợi. Bạn nhập mã.");
    assert_eq!(check_with(X, &mixed, of_ward)[0].code, "E15");
    silent(&GUIDE.replace("Bác", "Cô chú").replace("bác", "cô chú"));
}
