//! What is sent back.

use std::time::Duration;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::invitation::Invitation;
use crate::qr::QrCode;

/// What a message has to be called: no form of another site can send it without being asked first.
pub(super) const FRAME: &str = "application/octet-stream";

/// A frame.
pub(super) fn frame(body: Body) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, FRAME)], body).into_response()
}

/// How far a job is: `[done, of, place in the queue]`.
pub(super) fn progress(stage: [u64; 3]) -> Response {
    json(&serde_json::json!(stage))
}

fn json(value: &serde_json::Value) -> Response {
    let json = value.to_string();
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// What phones need. The code is its rows, `1` being black.
pub(super) fn phones(invitation: Option<&Invitation>) -> Response {
    let rows = |address: &String| {
        let code = QrCode::encode(address)?;
        let module = |at, row| if code.is_black(at, row) { '1' } else { '0' };
        let row = |row| (0..code.width).map(|at| module(at, row)).collect();
        Some((0..code.width).map(row).collect::<Vec<String>>())
    };
    json(&invitation.map_or(serde_json::Value::Null, |invitation| {
        let Invitation { addresses, passphrase } = invitation;
        let qr = addresses.first().and_then(rows);
        serde_json::json!({ "addresses": addresses, "passphrase": passphrase, "qr": qr })
    }))
}

/// Which project is served.
pub(super) fn mark(mark: &str) -> Response {
    let said = format!("toroi {mark}");
    (StatusCode::OK, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], said).into_response()
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

/// A message came too slowly.
pub(super) fn slow() -> Response {
    words(
        StatusCode::REQUEST_TIMEOUT,
        "Gửi lên lâu quá nên đã dừng. Bạn xem lại Wi-Fi rồi bấm lại.",
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

/// Nobody has typed the passphrase here yet.
pub(super) fn locked() -> Response {
    words(StatusCode::UNAUTHORIZED, "Cần gõ dãy số ghi trên màn hình của máy mở trang này.")
}

/// The passphrase was right: the browser keeps what shows it.
pub(super) fn entered(cookie: &str) -> Response {
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()
}

/// The passphrase was wrong.
pub(super) fn wrong() -> Response {
    words(
        StatusCode::FORBIDDEN,
        "Dãy số chưa đúng. Bạn xem lại trên màn hình của máy mở trang này.",
    )
}

/// Too many tries.
pub(super) fn wait(time: Duration) -> Response {
    let seconds = time.as_secs() + 1;
    let words = match seconds {
        ..=90 => format!("Gõ sai nhiều lần quá. Bạn chờ {seconds} giây rồi gõ lại."),
        _ => format!("Gõ sai nhiều lần quá. Bạn chờ {} phút rồi gõ lại.", seconds.div_ceil(60)),
    };
    let mut response = (StatusCode::TOO_MANY_REQUESTS, words).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
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
