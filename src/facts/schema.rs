//! What `facts.yaml` and `labels.yaml` may hold, for editors.

use crate::yaml::Schema::{Day, Entries, Fields, List, Text, Word};
use crate::yaml::{Schema, SchemaField};

/// A fact, in the table or in a guide.
pub const FACT: Schema = Fields(&[
    SchemaField::need(
        "says",
        Text,
        "Điều nguồn nói, bằng lời của mình; ghi đủ mọi con số, ngày, số điện thoại, tên nút mà bài dùng.",
    ),
    SchemaField::need("from", Text, "Ai nói: cơ quan, tờ báo, văn bản."),
    SchemaField::need("date", Text, "Nói khi nào, ví dụ \"6/2026\"."),
    SchemaField::may("link", Text, "Địa chỉ để xem lại, nếu có."),
    SchemaField::may(
        "kind",
        Word(&["law", "office", "screen", "news", "advice"]),
        "Loại nguồn: law văn bản luật, office cơ quan, screen màn hình đã xem tận mắt, news báo, advice lời khuyên.",
    ),
    SchemaField::may(
        "grade",
        Word(&["A", "A−", "A-", "B", "C", "D", "NỀN", "advice"]),
        "Chắc đến đâu; bỏ trống thì theo loại nguồn. A, A−, B được in; C phải dè dặt; D và NỀN không được in.",
    ),
]);

/// `facts.yaml`.
pub const FACTS_FILE: Schema = Fields(&[
    SchemaField::may("dossier", Day, "Ngày của tập hồ sơ mà bảng này dựa vào."),
    SchemaField::need(
        "facts",
        Entries(&FACT),
        "Các dữ kiện; tên mỗi dữ kiện viết chữ thường không dấu, ví dụ gio-mo-cua.",
    ),
]);

/// `labels.yaml`.
pub const LABELS_FILE: Schema = Fields(&[
    SchemaField::need("checked", Day, "Ngày so các nút với ứng dụng."),
    SchemaField::need(
        "labels",
        Entries(&Fields(&[
            SchemaField::need("text", Text, "Chữ trên nút, đúng từng chữ."),
            SchemaField::need("source", Text, "Dữ kiện trong facts.yaml nói về nút này."),
            SchemaField::need("seen", Text, "Thấy chữ ấy khi nào, ví dụ \"11/2026\"."),
            SchemaField::may(
                "accepted",
                Day,
                "Ngày có người xem xét và cho in tiếp dù lâu rồi chưa thấy nút; có hiệu lực ba tháng.",
            ),
            SchemaField::may("variants", List(&Text), "Chữ của nút ấy ở các bản khác."),
        ])),
        "Các nút; bài gọi nút bằng tên ở đây: [[gui-yeu-cau]].",
    ),
]);
