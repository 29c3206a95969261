//! What `ward.yaml` may hold, for editors. A ward is filled in bit by bit: any field may be empty.

use crate::yaml::Schema::{Blank, Either, Fields, List, Text, Truth, Word};
use crate::yaml::{Schema, SchemaField};

const WORDS: Schema = Blank(&Text);
/// A day of an event, as people write it.
const DAY: Schema = Blank(&Text);
const AGREED: SchemaField = SchemaField::may(
    "agreed",
    Blank(&Either(&[Truth, Word(&["true", "false"])])),
    "true khi người ấy đồng ý cho mọi người đọc số di động.",
);
const PERSON: Schema = Fields(&[
    SchemaField::may("title", WORDS, "Chức danh, in sau tên, ví dụ Tổ trưởng."),
    SchemaField::may("name", WORDS, "Tên thường gọi, ví dụ Bác Hòa."),
    SchemaField::may("phone", WORDS, "Số điện thoại đã gọi thử."),
    AGREED,
]);

/// `ward.yaml`.
pub const WARD_FILE: Schema = Fields(&[
    SchemaField::may("ward", WORDS, "Tên phường, xã, để biết tệp này của ai; không in."),
    SchemaField::may("province", WORDS, "Tỉnh, thành phố; không in."),
    SchemaField::may("issuer", WORDS, "Đơn vị phát tờ in, ví dụ Đoàn phường Định Công."),
    SchemaField::may(
        "police",
        Blank(&Fields(&[
            SchemaField::may("phone", WORDS, "Số trực của Công an phường, xã."),
            AGREED,
            SchemaField::may(
                "address",
                WORDS,
                "Địa chỉ trụ sở, cho bài có dòng liên hệ dia-chi-cong-an.",
            ),
        ])),
        "Công an phường, xã.",
    ),
    SchemaField::may("leader", Blank(&PERSON), "Tổ trưởng."),
    SchemaField::may("volunteers", Blank(&List(&PERSON)), "Tình nguyện viên, mỗi người một mục."),
    SchemaField::may(
        "events",
        Blank(&List(&Fields(&[
            SchemaField::may("day", DAY, "Ngày hẹn: 2026-12-05 hoặc 05/12/2026."),
            SchemaField::may("time", WORDS, "Giờ hẹn, ví dụ 7h30–11h."),
            SchemaField::may("place", WORDS, "Địa điểm."),
        ]))),
        "Các buổi hẹn.",
    ),
    SchemaField::may(
        "logo",
        WORDS,
        "Hình biểu trưng (SVG, PNG hay JPEG), đường dẫn tính từ thư mục của ward.yaml.",
    ),
    SchemaField::may(
        "address",
        Blank(&Word(&["bác", "ông bà"])),
        "Cách gọi người đọc trên mọi tờ in: bác hoặc ông bà. Để trống là bác.",
    ),
    SchemaField::may(
        "occasion",
        WORDS,
        "Dịp phát giấy mời, thông báo, bài đọc loa: một tên trong mục occasions của guides/project.yaml, ví dụ chợ.",
    ),
    SchemaField::may("look", WORDS, "Vẻ của tờ in: plain ít mực, colour có mảng màu."),
    SchemaField::may(
        "accent",
        WORDS,
        "Màu chính của phường, xã, trong ngoặc kép, ví dụ \"#0B4F6C\"; phải đủ đậm để đọc.",
    ),
]);
