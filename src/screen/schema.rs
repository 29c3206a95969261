//! What `screens.yaml` may hold, for editors.

use super::read::MOST_BARS;
use crate::yaml::Schema::{Either, Entries, Fields, List, Number, Text, Word};
use crate::yaml::{Schema, SchemaField};

/// A row of a screen: its kind alone, or its kind and what stands on it.
const ROW: Schema = Either(&[
    Word(&["bars", "field", "tick", "message", "keypad", "dots", "qr", "button", "search"]),
    Fields(&[
        SchemaField::may(
            "bars",
            Number(1.0, MOST_BARS as f64),
            "Mấy vạch xám thay cho chữ không cần đọc.",
        ),
        SchemaField::may("field", Text, "Ô để gõ, và chữ trong ô."),
        SchemaField::may("tick", Text, "Ô để đánh dấu, và chữ bên cạnh."),
        SchemaField::may("message", Text, "Khung thông báo, và chữ trong khung."),
        SchemaField::may("button", Text, "Nút: mã trong labels.yaml."),
        SchemaField::may("list", Text, "Một dòng của danh sách để bấm vào."),
        SchemaField::may("line", Text, "Một dòng chữ cần tìm trên màn hình."),
        SchemaField::may("app", Text, "Ô của ứng dụng trên màn hình chính, và tên của nó."),
        SchemaField::may("search", Text, "Ô để tìm, và chữ gõ vào."),
        SchemaField::may("store", Text, "Tên ứng dụng trong kho ứng dụng."),
    ]),
]);

/// `screens.yaml`.
pub const SCREENS_FILE: Schema = Fields(&[SchemaField::need(
    "screens",
    Entries(&Fields(&[
        SchemaField::need("source", Text, "Tên dữ kiện nói trên màn hình có gì."),
        SchemaField::may(
            "part",
            Fields(&[
                SchemaField::need(
                    "at",
                    Word(&["top", "middle", "bottom"]),
                    "Phần nào của màn hình: trên, giữa, dưới.",
                ),
                SchemaField::need("source", Text, "Tên dữ kiện nói phần ấy ở đâu."),
            ]),
            "Chỉ vẽ một phần màn hình; bỏ trống thì là cả màn hình.",
        ),
        SchemaField::may("title", Text, "Chữ ở đầu màn hình."),
        SchemaField::need("rows", List(&ROW), "Các hàng trên màn hình, từ trên xuống."),
    ])),
    "Các màn hình, theo mã mà bài gọi tới: ![](screen:kich-hoat?press=kich-hoat).",
)]);
