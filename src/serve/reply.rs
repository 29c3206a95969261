//! What is sent back.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What a message has to be called: no form of another site can send it without being asked first.
pub(super) const FRAME: &str = "application/octet-stream";

/// A frame.
pub(super) fn frame(bytes: Vec<u8>) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, FRAME)], bytes).into_response()
}

/// How far a job is: `[done, of]`.
pub(super) fn progress((done, of): (u64, u64)) -> Response {
    let json = format!("[{done},{of}]");
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

fn words(status: StatusCode, words: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}

/// Too many wait already.
pub(super) fn busy() -> Response {
    words(
        StatusCode::SERVICE_UNAVAILABLE,
        "Nhiều người đang dùng quá. Bạn chờ một lát rồi bấm lại.",
    )
}

/// A message is too long.
pub(super) fn too_long() -> Response {
    words(
        StatusCode::PAYLOAD_TOO_LARGE,
        "Tệp lớn quá 64 MB. Bạn chia danh sách ra nhiều tệp nhỏ hơn.",
    )
}

/// A job took too long.
pub(super) fn late() -> Response {
    words(StatusCode::GATEWAY_TIMEOUT, "Việc này làm lâu quá nên đã dừng. Bạn thử in ít dòng hơn.")
}

/// A job ended by a fault of the program.
pub(super) fn failed() -> Response {
    words(StatusCode::INTERNAL_SERVER_ERROR, "Chương trình gặp lỗi khi làm việc này. Bạn thử lại.")
}

/// There is no such file.
pub(super) fn nothing() -> Response {
    words(StatusCode::NOT_FOUND, "Không có trang này.")
}

/// The request asks for another computer.
pub(super) fn stranger() -> Response {
    words(StatusCode::MISDIRECTED_REQUEST, "Chỉ mở trang này bằng địa chỉ localhost.")
}

/// The request comes from another page.
pub(super) fn foreign() -> Response {
    words(StatusCode::FORBIDDEN, "Yêu cầu này không đến từ trang của toroi.")
}
