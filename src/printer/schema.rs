//! What `printers.yaml` may hold, for editors.

use crate::yaml::Schema::{Blank, Entries, Fields, List, Number, Word};
use crate::yaml::{Schema, SchemaField};

const MILLIMETRES: Schema = List(&Number(-1000.0, 1000.0));
const READINGS: Schema = Fields(&[
    SchemaField::need("edges", MILLIMETRES, "Phần máy chừa trắng ở mép A, B, C, D, bốn số mm."),
    SchemaField::need("shift", MILLIMETRES, "Mặt sau lệch ngang rồi dọc, hai số mm."),
    SchemaField::need("bar", MILLIMETRES, "Hai thanh 100 mm đo được bao nhiêu, hai số mm."),
]);

/// `printers.yaml`.
pub const PRINTERS_FILE: Schema = Fields(&[SchemaField::need(
    "printers",
    Blank(&Entries(&Fields(&[
        SchemaField::need(
            "flip",
            Word(&["long", "short", "none"]),
            "Máy lật giấy theo cạnh nào: long dài, short ngắn, none in một mặt.",
        ),
        SchemaField::may("portrait", READINGS, "Số đo từ tờ thử dọc."),
        SchemaField::may("landscape", READINGS, "Số đo từ tờ thử ngang."),
        SchemaField::may("upright", READINGS, "Tên cũ của portrait."),
        SchemaField::may("lying", READINGS, "Tên cũ của landscape."),
    ]))),
    "Các máy in đã đo; lệnh toroi printer calibrate ghi vào đây.",
)]);
