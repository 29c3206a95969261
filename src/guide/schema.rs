//! What guides and `project.yaml` may hold, for editors.

use crate::facts::FACT;
use crate::yaml::Schema::{Day, Either, Entries, Fields, List, Text};
use crate::yaml::{Schema, SchemaField};

const SOURCES: SchemaField =
    SchemaField::may("sources", List(&Text), "Tên các dữ kiện làm chứng cho phần này.");
const GROUP: Schema = Fields(&[SOURCES, SchemaField::need("items", List(&Text), "Từng dòng.")]);
const SAFETY_BOX: Schema = Fields(&[
    SchemaField::need("title", Text, "Tên khung an toàn."),
    SOURCES,
    SchemaField::need("items", List(&Text), "Từng điều cần nhớ."),
    SchemaField::may(
        "pictures",
        List(&Fields(&[
            SchemaField::need("file", Text, "Tệp hình, như pictures/hang-up.svg."),
            SchemaField::need("alt", Text, "Lời tả hình cho người không nhìn được."),
        ])),
        "Hình cạnh từng điều, in trên thẻ treo cửa: mỗi dòng của items một hình.",
    ),
]);
const APP: Schema = Fields(&[
    SchemaField::need("name", Text, "Tên ứng dụng, đúng từng chữ."),
    SchemaField::may("version", Text, "Số bản đã mở ra so, trong ngoặc kép: \"2.2.6\"."),
    SchemaField::may("maker", Text, "Ai làm ra, như kho ứng dụng ghi."),
]);
const STEP: Schema = Fields(&[
    SchemaField::need("title", Text, "Việc của bước này, in đậm."),
    SOURCES,
    SchemaField::may(
        "picture",
        Fields(&[
            SchemaField::need("file", Text, "Tệp hình, ví dụ pictures/sim.svg."),
            SchemaField::need("alt", Text, "Tả hình cho người không nhìn thấy."),
        ]),
        "Hình đứng cạnh bước.",
    ),
    SchemaField::may("text", Text, "Lời của bước, viết bằng Markdown."),
]);
const PARTS: SchemaField = SchemaField::need(
    "parts",
    List(&Fields(&[
        SchemaField::may("title", Text, "Tên phần."),
        SOURCES,
        SchemaField::may(
            "occasion",
            List(&Text),
            "Các dịp mà phần này dành cho, có trong project.yaml; bỏ trống là mọi dịp.",
        ),
        SchemaField::may("text", Text, "Lời mở đầu của phần, viết bằng Markdown."),
        SchemaField::may("steps", List(&STEP), "Các bước, theo thứ tự."),
    ])),
    "Các phần của bài.",
);

/// The fields of every guide, and those that come behind them.
macro_rules! guide {
    ($($more:expr)?) => {
        Fields(&[
            SchemaField::need("title", Text, "Tên bài, in to nhất."),
            SchemaField::need("short", Text, "Tên ngắn, cho thẻ và chân trang."),
            SchemaField::need("question", Text, "Câu hỏi in to trên thẻ treo cửa."),
            SchemaField::need("audience", Text, "Bài dành cho ai, tính theo việc của họ."),
            SchemaField::need(
                "products",
                List(&Text),
                "Các loại tờ in của bài, ví dụ [leaflet-a4, hanger]; xem: toroi list products.",
            ),
            SchemaField::need("reviewed", Day, "Ngày soát bài, năm-tháng-ngày: 2026-11-23."),
            SchemaField::need("review_again", Day, "Ngày phải soát lại."),
            SchemaField::may(
                "app",
                Either(&[Text, APP]),
                "Ứng dụng mà bài nói tới: số bản của ứng dụng trong project.yaml, hoặc tên, số bản và nơi làm ra. Bài không nói về ứng dụng nào thì bỏ.",
            ),
            SchemaField::may(
                "sources",
                Entries(&FACT),
                "Dữ kiện của riêng bài này, ngoài những gì facts.yaml đã có.",
            ),
            SchemaField::may("cites", List(&Text), "Dữ kiện mà cả bài dùng tới."),
            SchemaField::need("bring", GROUP, "Những thứ cần mang theo."),
            SchemaField::need("checklist", GROUP, "Việc cần làm, có ô để đánh dấu."),
            SchemaField::may(
                "safety",
                Either(&[Text, SAFETY_BOX]),
                "Khung an toàn: tên một khung trong project.yaml, hoặc khung của riêng bài. Bỏ trống thì lấy khung đầu tiên.",
            ),
            SchemaField::may(
                "emblem",
                Text,
                "Hình lớn ở bìa, như pictures/welfare.svg. Bỏ trống thì lấy hình đầu tiên trong các bước.",
            ),
            SchemaField::need(
                "contacts",
                List(&Fields(&[
                    SchemaField::need(
                        "id",
                        Text,
                        "Tên mục: cong-an, to-truong, tinh-nguyen-vien, thoi-gian, dia-diem, don-vi…",
                    ),
                    SchemaField::need("label", Text, "Chữ in trước dòng chấm."),
                ])),
                "Dòng liên hệ để điền; ward.yaml điền sẵn.",
            ),
            SchemaField::may(
                "qr",
                List(&Fields(&[
                    SchemaField::need("url", Text, "Địa chỉ trang chính thức, có trong sites.yaml."),
                    SchemaField::need("label", Text, "Trang ấy là gì, in trên mã."),
                    SOURCES,
                ])),
                "Mã QR.",
            ),
            $($more)?
        ])
    };
}

/// The front matter of a guide in Markdown.
pub const FRONT_MATTER: Schema = guide!();
/// A guide in YAML.
pub const GUIDE_FILE: Schema = guide!(PARTS);

/// `project.yaml`.
pub const PROJECT_FILE: Schema = Fields(&[
    SchemaField::may("app", APP, "Ứng dụng mà phần lớn bài nói tới, nếu có."),
    SchemaField::need(
        "safety",
        Entries(&SAFETY_BOX),
        "Các khung an toàn; khung đầu tiên in trên mọi tờ không chọn khung khác.",
    ),
    SchemaField::may(
        "occasions",
        Entries(&Text),
        "Các dịp phát tờ in, mỗi dịp một tên; không chọn thì lấy dịp đầu tiên.",
    ),
]);

const PHRASES: Schema = List(&Text);

/// `terms.yaml`.
pub const TERMS_FILE: Schema = Fields(&[
    SchemaField::need(
        "terms",
        Entries(&Fields(&[
            SchemaField::need("words", PHRASES, "Các cách viết của từ ấy."),
            SchemaField::need("means", Text, "Nói dễ hiểu là gì."),
            SchemaField::need(
                "said",
                PHRASES,
                "Cách nói khác cũng coi là đã giải thích; không có thì ghi [].",
            ),
        ])),
        "Từ bác có thể chưa biết: lần đầu gặp trong bài thì phải giải thích.",
    ),
    SchemaField::need(
        "things",
        Entries(&Fields(&[
            SchemaField::need("name", Text, "Vật ấy gọi là gì."),
            SchemaField::need(
                "used",
                PHRASES,
                "Lời trong bước cho biết vật ấy được dùng; `…` thay cho chữ ở giữa.",
            ),
            SchemaField::need(
                "brought",
                PHRASES,
                "Lời trong mục “Bác chuẩn bị” cho biết bác đã mang theo.",
            ),
            SchemaField::need(
                "made",
                PHRASES,
                "Lời trong một bước trước cho biết đã làm ra hay lấy về.",
            ),
        ])),
        "Vật mà bước cần đến: phải có sẵn hoặc làm ra ở bước trước.",
    ),
]);
