//! What a kit may hold, for editors.

use super::read::MOST_COPIES;
use crate::yaml::Schema::{Fields, List, Number, Text, Word};
use crate::yaml::{Schema, SchemaField};

/// `templates/kits/NAME.yaml`.
pub const KIT_FILE: Schema = Fields(&[
    SchemaField::need("title", Text, "Tên bộ."),
    SchemaField::need("audience", Text, "Bộ này dành cho đội nào."),
    SchemaField::may("notes", List(&Text), "Điều trưởng nhóm cần nhớ."),
    SchemaField::need(
        "sheets",
        List(&Fields(&[
            SchemaField::need("what", Text, "Tờ ấy là gì, nói bằng lời."),
            SchemaField::need("guide", Text, "Tên bài; xem: toroi list guides."),
            SchemaField::need("product", Text, "Loại tờ in; xem: toroi list products."),
            SchemaField::need("copies", Number(1.0, MOST_COPIES as f64), "Số bản."),
            SchemaField::may(
                "sheet",
                Word(&["a4", "a3", "sra3"]),
                "Xếp nhiều trang lên giấy khổ này.",
            ),
            SchemaField::may(
                "occasion",
                Text,
                "Dịp phát, một tên trong mục occasions của guides/project.yaml; bỏ trống thì theo ward.yaml.",
            ),
        ])),
        "Các tờ, theo thứ tự in.",
    ),
]);
