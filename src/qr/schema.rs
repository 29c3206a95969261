//! What `sites.yaml` may hold, for editors.

use crate::yaml::Schema::{Entries, Fields, Text};
use crate::yaml::{Schema, SchemaField};

/// `sites.yaml`.
pub const SITES_FILE: Schema = Fields(&[SchemaField::need(
    "sites",
    Entries(&Fields(&[
        SchemaField::need("whose", Text, "Trang ấy của cơ quan nào."),
        SchemaField::need("from", Text, "Ai xác nhận trang ấy là thật."),
        SchemaField::need("date", Text, "Xác nhận khi nào, ví dụ \"11/2026\"."),
        SchemaField::may(
            "app",
            Text,
            "Với trang trong kho ứng dụng: tên ứng dụng để người đọc tìm.",
        ),
    ])),
    "Những trang tờ in được phép dẫn tới; viết tên máy chủ, không có https://, ví dụ baohiemxahoi.gov.vn.",
)]);
