//! Text as people paste it from Word, PDFs, wikis and chats, and as keyboards leave it: each is
//! understood or refused, and never printed as it came.

use crate::case::case;
use crate::run::Done;

/// The guide with these words in its step.
fn with(words: &str) -> Done {
    case().swap("Bác bấm vào hình VNeID.", words).start("short").run()
}

#[test]
fn what_nobody_meant_is_refused() {
    for (words, code) in [
        ("Bác bấm %s này.", "G18"),
        ("Bác bấm (nút)[https://vneid.gov.vn] này.", "G18"),
        ("Bác bấm *nút * này.", "G18"),
        ("Bác bấm nút*", "G18"),
        ("Bác bấm _nút này.", "G18"),
        ("Bác bấm ++nút++ này.", "G18"),
        ("Bác bấm ''nút'' này.", "G18"),
        ("Bác bấm '''nút''' này.", "G18"),
        ("Bác bấm //nút// này.", "G18"),
        ("Bác \\\"bấm\\\" nút.", "G18"),
        ("Kính gửi <tên>.", "G18"),
        ("Kính gửi <%= ten %>.", "G18"),
        ("Bác bấm.&lt;br&gt;Rồi chờ.", "G18"),
        ("Bác&amp;nbsp;bấm.", "G18"),
        ("!!! note\n    Bác chờ.", "G18"),
        ("####### Bác chờ", "G18"),
        (".. note:: Bác chờ", "G18"),
        ("+---+---+\n| a | b |\n+---+---+", "G18"),
        ("v Bác chờ\nv Bác bấm", "G18"),
        ("§ Bác chờ", "G18"),
        ("Ø Bác chờ", "G18"),
        ("TODO: Bác chờ", "G18"),
        ("Lorem ipsum dolor sit amet", "G18"),
        ("Kính gửi [object Object].", "G18"),
        ("Bác xem\u{fffc}hình.", "N11"),
        ("Bác bấm điện¬thoại.", "N18"),
        ("Bác xem Viá»t Nam.", "N18"),
        ("Bác đọc Ti^e´ng Việt.", "N18"),
        ("Mời ngu’ời già.", "N18"),
        ("Mời ngu\u{2bc}o\u{2bc}i già.", "N18"),
        ("Bác xem Nguy%E1%BB%85n.", "N18"),
        ("Bác xem Nguy=E1=BB=85n.", "N18"),
        ("Bác bấm điện tho-\nại.", "N19"),
        ("Bác xem thông-\ntin.", "N19"),
        ("N út này ở góc phải.", "N19"),
        ("Bác chờ. B ấm nút.", "N19"),
        ("Bác chờ. B ác bấm nút.", "N19"),
        ("Hòăc bác chờ.", "N22"),
        ("Bác ở Viêt Nam.", "N22"),
        ("Bác làm nghành gì?", "N22"),
        ("Bac bam nut nay roi cho.", "N24"),
        ("Toi la nguoi gia.", "N24"),
        ("Bác ở Vieejt Nam.", "N24"),
        ("Hõn một tuần là có.", "N22"),
        ("Nãm nay bác làm.", "N22"),
        ("Bác chờ. Nõi này đông.", "N22"),
        ("NÃM 2026", "N22"),
        ("Bác bấm mànn hình.", "N22"),
        ("Bác nhìn lênn mànn.", "N22"),
        ("Bác bấm |Mở| nút.", "G18"),
        ("Bác bấm |Cài đặt|, rồi chờ.", "G18"),
        ("Bác bấm /Mở/ rồi chờ.", "G18"),
        ("Bác nói “chào cháu rồi chờ.", "G18"),
        ("Bác nói chào cháu” rồi chờ.", "G18"),
        ("Bác nói \"chào cháu rồi chờ.", "G18"),
        ("Bác nói « chào cháu rồi chờ.", "G18"),
        ("Bác chờ (một lúc rồi bấm.", "G18"),
        ("Bác chờ một lúc) rồi bấm.", "G18"),
        ("Bác chờ (một “lúc) rồi” bấm.", "G18"),
        ("Bác chờ **(một lúc** rồi bấm.", "G18"),
        ("Bác chờ một lúc] rồi bấm.", "G18"),
        ("Bác chờ {một lúc rồi bấm.", "G18"),
        ("Bác bấm “Nút không có”.", "C01"),
        ("Bác bấm vào nút ‘Nút không có’.", "C01"),
        ("Bác chạm chữ \"Nút không có\".", "C01"),
        ("Bác chọn mục « Nút không có ».", "C01"),
        ("Rồi nhấn: “Nút không có”", "C01"),
        ("Bác đã dduwowcj giúp.", "N24"),
    ] {
        let done = with(words);
        assert_eq!(done.code, 1, "{words}: {}", done.stderr);
        assert!(done.stderr.contains(&format!("[{code}]")), "{words}: {}", done.stderr);
    }
}

#[test]
fn what_is_meant_is_printed() {
    for words in [
        "Bác bấm Nguy&#7877;n này.",
        "Bác chờ. “B” ở góc phải.",
        "Ông Vàng ở Đăk Lăk, bà H’Lẹ Niê ở Krông Búk, ông Byă ở Êa Kao.",
        "Bác bấm phím * rồi bấm phím #.",
        "Bác xem App Store và CH Play.",
        "Google Play Store",
        "Cài đặt»Bảo mật",
        "Bác bấm ông\u{ad}bà, ông\u{200d}bà.",
        "Bác cho xem thẻ căn c ước.",
        "VNeID, Zalo, Face ID, OTP, QR",
        "Bác Nãm, ông Tõ, bà Võ Thị Mãn chờ.",
        "Máy hỏi “Bác là ai (họ tên)?”, bác chờ.",
        "a) Bác chờ, b) bác bấm.",
        "Bác chờ (một lúc (hay lâu)) nhé.",
        "Bác xem màn này và/hoặc màn kia.",
        "Ông nói: “Bác chọn **được** rồi”.",
    ] {
        let done = with(words);
        assert_eq!(done.code, 0, "{words}: {}", done.stderr);
    }
}
