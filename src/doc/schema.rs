//! What `base.yaml` and `style.yaml` may hold, for editors.

use super::number_file::{PAPER, Range, SHARE, SPACE};
use super::style_file::{FACTOR, SIZES};
use crate::yaml::Schema::{Either, Entries, Fields, List, Number, Text, Truth, Word};
use crate::yaml::{Schema, SchemaField};

/// Millimetres from nothing on.
const MM: Schema = number(SPACE);
const SHARES: Schema = Either(&[number(SHARE), List(&number(SHARE))]);
/// One number, two, or four.
const EDGES: Schema = Either(&[MM, List(&MM)]);
/// `[width, height]`.
const SIZE: Schema = List(&number(PAPER));
const COUNTS: Schema = Either(&[Number(0.0, 99.0), List(&Number(0.0, 99.0))]);
const EDGE: Schema = Word(&["long", "short", "none"]);
const COLOUR: Schema = Text;

const fn number(range: Range) -> Schema {
    Number(range.0, range.1)
}

const STYLE: Schema = Fields(&[
    SchemaField::may("extends", Text, "Bắt đầu như một kiểu đứng ở trên."),
    SchemaField::may("face", Text, "Phông chữ; xem: toroi fonts."),
    SchemaField::may(
        "align",
        Word(&["left", "centre"]),
        "Căn trái hay giữa; giữa chỉ dành cho tên bài.",
    ),
    SchemaField::may("size", Number(1.0, 3000.0), "Cỡ chữ, pt."),
    SchemaField::may("above", MM, "Khoảng trống ở trên, mm."),
    SchemaField::may("below", MM, "Khoảng trống ở dưới, mm."),
    SchemaField::may("line", Number(0.25, 50.0), "Độ dày của đường kẻ, pt."),
    SchemaField::may("radius", MM, "Góc bo tròn, mm."),
    SchemaField::may("marker", Number(1.0, 1000.0), "Cạnh của ô vuông, số, dấu đầu dòng, mm."),
    SchemaField::may("gap", MM, "Khoảng cách giữa dấu và chữ, giữa các cột, mm."),
    SchemaField::may("row", MM, "Khoảng cách giữa các dòng của danh sách, mm."),
    SchemaField::may("height", MM, "Chiều cao của khoảng trống, của dòng để viết tay, mm."),
    SchemaField::may("width", Number(1.0, 5000.0), "Bề rộng của hình, của mã QR, mm."),
    SchemaField::may(
        "least",
        Number(0.0, 1000.0),
        "Hình không bao giờ thu nhỏ dưới bề rộng này, mm.",
    ),
    SchemaField::may("leading", Number(1.0, 5.0), "Giãn dòng, tính theo cỡ chữ."),
    SchemaField::may("padding", EDGES, "Khoảng trống bên trong khung: một, hai hay bốn số mm."),
    SchemaField::may("columns", SHARES, "Tỉ lệ bề rộng các cột."),
    SchemaField::may("keep_next", Truth, "true: ở cùng trang với khối đi sau."),
    SchemaField::may(
        "bleed",
        Truth,
        "true: nền của khung chạy hết bề ngang trang, tràn ra mép cắt.",
    ),
    SchemaField::may("colour", COLOUR, "Màu chữ: tên màu trong base.yaml, hoặc \"#0B4F6C\"."),
    SchemaField::may("fill", COLOUR, "Màu nền; none là không có."),
    SchemaField::may("stroke", COLOUR, "Màu đường kẻ; none là không có."),
]);
const STYLES: Schema = Entries(&STYLE);

const COLOURS: Schema = Entries(&Either(&[
    COLOUR,
    Fields(&[
        SchemaField::need("rgb", COLOUR, "Màu trên màn hình, trong ngoặc kép: \"#0B4F6C\"."),
        SchemaField::may("cmyk", List(&Number(0.0, 100.0)), "Mực của nhà in, bốn số phần trăm."),
    ]),
]));

/// `templates/base.yaml`.
pub const BASE_FILE: Schema = Fields(&[
    SchemaField::need("colours", COLOURS, "Tên các màu."),
    SchemaField::need("styles", STYLES, "Các kiểu dùng chung cho mọi loại tờ in."),
]);

/// `templates/looks/LOOK.yaml`.
pub const LOOK_FILE: Schema = Fields(&[
    SchemaField::may("colours", COLOURS, "Các màu mà vẻ này đổi hoặc thêm."),
    SchemaField::may("styles", STYLES, "Các kiểu mà vẻ này đổi hoặc thêm, cho mọi loại tờ in."),
]);

/// `templates/PRODUCT/style.yaml`.
pub const STYLE_FILE: Schema = Fields(&[
    SchemaField::may("styles", STYLES, "Các kiểu mà loại tờ in này đổi hoặc thêm."),
    SchemaField::may("looks", Entries(&STYLES), "Các kiểu riêng của từng vẻ, theo tên vẻ."),
    SchemaField::need(
        "page",
        Fields(&[
            SchemaField::need("size", SIZE, "[rộng, cao] sau khi cắt, mm."),
            SchemaField::need("margin", EDGES, "Lề: một số, [trên dưới, hai bên] hoặc bốn số, mm."),
            SchemaField::need("safe", MM, "Không có mực gần mép hơn chừng này, mm."),
            SchemaField::need(
                "duplex",
                EDGE,
                "Lật theo cạnh nào: long, short, hay none in một mặt.",
            ),
        ]),
        "Trang giấy: khổ, lề, hai mặt.",
    ),
    SchemaField::may(
        "hole",
        Fields(&[
            SchemaField::need("diameter", Number(1.0, 500.0), "Đường kính lỗ, mm."),
            SchemaField::need("clearance", MM, "Vành quanh lỗ không có mực, mm."),
            SchemaField::need("x", number(PAPER_EDGE), "Từ mép trái mặt trước đến tâm lỗ, mm."),
            SchemaField::need("y", number(PAPER_EDGE), "Từ mép trên đến tâm lỗ, mm."),
            SchemaField::may(
                "slit",
                number(PAPER_EDGE),
                "Khe bên phải lỗ, kết thúc cách mép trên, mm.",
            ),
        ]),
        "Lỗ của thẻ treo cửa.",
    ),
    SchemaField::may(
        "sheet",
        Fields(&[
            SchemaField::may(
                "distribution",
                Word(&["public", "handed", "team"]),
                "Tờ này đến tay ai: public ai cũng thấy, handed phát tận tay, team chỉ đội.",
            ),
            SchemaField::may("size", SIZE, "[rộng, cao] của tờ giấy, mm."),
            SchemaField::may("flip", EDGE, "Máy lật giấy theo cạnh nào."),
            SchemaField::may("folded", Truth, "true: gấp giữa các cột; false: cắt."),
            SchemaField::may(
                "sides",
                List(&Fields(&[
                    SchemaField::need(
                        "pages",
                        COUNTS,
                        "Trang ở từng cột, từ trái sang; 0 là để trống.",
                    ),
                    SchemaField::may("columns", SHARES, "Bề rộng từng cột, mm."),
                    SchemaField::may("rows", SHARES, "Chiều cao từng hàng, mm; thay cho columns."),
                    SchemaField::may("turned", COUNTS, "Những trang in ngược đầu."),
                ])),
                "Mặt trước rồi mặt sau.",
            ),
        ]),
        "Ai được phát, và nhiều trang chung một tờ giấy.",
    ),
    SchemaField::may(
        "stretch",
        number(FACTOR),
        "Phần khoảng trống được giãn thêm nhiều nhất; 0 là không.",
    ),
    SchemaField::need(
        "copyfitting",
        List(&Fields(&[
            SchemaField::need("text", number(SIZES), "Hệ số của mọi cỡ chữ."),
            SchemaField::need("gap", number(FACTOR), "Hệ số của mọi khoảng trống."),
            SchemaField::need("picture", number(SIZES), "Hệ số của mọi hình."),
            SchemaField::need(
                "pages",
                Either(&[Word(&["any"]), COUNTS]),
                "Nhiều nhất bao nhiêu trang mỗi mặt; any là cần bao nhiêu lấy bấy nhiêu.",
            ),
        ])),
        "Các mức cỡ chữ, mức tốt nhất trước.",
    ),
]);

/// From the edge of a page to a place on it.
const PAPER_EDGE: Range = Range(0.0, PAPER.1);
