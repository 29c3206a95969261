//! What is sent and answered, and how much memory it may take: long messages come a few at a time,
//! and an answer is let go when it has been sent.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::limits::{LONG_BYTES, MOST_BYTES, MOST_LONG_MESSAGES, SENDING};
use super::reply;

/// Bytes that are handed on at once.
const PIECE: usize = 128 << 10;

/// How many long messages may be in memory at once.
pub(super) struct MessageMemory(Arc<Semaphore>);

/// A message, and the room it takes while it is kept.
pub(super) struct Message {
    pub bytes: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

impl Default for MessageMemory {
    fn default() -> MessageMemory {
        MessageMemory(Arc::new(Semaphore::new(MOST_LONG_MESSAGES)))
    }
}

impl MessageMemory {
    /// Reads a message. Whoever does not say how long theirs is, is waited for as if it were long.
    ///
    /// # Errors
    /// What is answered instead: it is too long, or comes too slowly.
    pub(super) async fn read(&self, request: Request) -> Result<Message, Response> {
        let length = request.headers().get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        let is_long = length.is_none_or(|length| length > LONG_BYTES);
        let read = async {
            let all = Arc::clone(&self.0);
            let room = if is_long { all.acquire_owned().await.ok() } else { None };
            let bytes = to_bytes(request.into_body(), MOST_BYTES).await;
            bytes.map(|bytes| Message { bytes, _room: room }).map_err(|_| reply::too_long())
        };
        timeout(SENDING, read).await.unwrap_or_else(|_| Err(reply::slow()))
    }
}

/// An answer on its way, in pieces: what is kept for it is kept until the last has gone.
struct Answer {
    bytes: Bytes,
    _kept: OwnedSemaphorePermit,
}

/// The body of an answer that holds `kept` until it has been sent, or nobody wants it any more.
pub(super) fn body(bytes: Vec<u8>, kept: OwnedSemaphorePermit) -> Body {
    Body::new(Answer { bytes: bytes.into(), _kept: kept })
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = self.bytes.len().min(PIECE);
        let piece = self.bytes.split_to(piece);
        Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.len() as u64)
    }
}
