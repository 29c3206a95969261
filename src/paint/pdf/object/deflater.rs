//! Streams packed with zlib.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::Stream;

use super::primitives::name;

/// The content of a page, packed if that made it smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentStream {
    /// The stream.
    pub bytes: Vec<u8>,
    /// Whether it is packed.
    pub packed: bool,
}

/// Packs stream after stream: its tables are larger than most of them, and so is its room for what
/// comes out.
pub(crate) struct Deflater {
    state: Compress,
    packed: Vec<u8>,
}

impl Deflater {
    /// How hard streams are packed, from 1 to 9. Higher levels cost a fifth of the time of a leaflet
    /// and save a hundredth of its size.
    const LEVEL: u32 = 1;

    /// Shorter streams are left as they are: packing saves some 19 bytes of 110, which is what it
    /// takes to say that a stream is packed, and clearing the tables takes longer than all else.
    const LEAST: usize = 110;

    /// The most room that is kept for what comes out.
    const MOST_ROOM: usize = 1 << 16;

    pub(crate) fn new(level: u32) -> Deflater {
        Deflater { state: Compress::new(Compression::new(level), true), packed: Vec::new() }
    }

    /// Packs a stream if that makes it smaller.
    pub(crate) fn pack(&mut self, stream: &mut Stream) {
        if let Some(packed) = self.packed_content(stream) {
            stream.dict.set("Filter", name("FlateDecode"));
            stream.set_content(packed);
        }
    }

    /// The content of a stream, packed if it may be and that makes it smaller.
    pub(crate) fn packed_content(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let may_be_packed = stream.allows_compression && !stream.dict.has(b"Filter");
        may_be_packed.then(|| self.packed(&stream.content)).flatten()
    }

    /// The operators of a page, packed if that makes them smaller.
    pub(crate) fn content(&mut self, operators: &[u8]) -> ContentStream {
        match self.packed(operators) {
            Some(bytes) => ContentStream { bytes, packed: true },
            None => ContentStream { bytes: operators.to_vec(), packed: false },
        }
    }

    fn packed(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        if bytes.len() < Deflater::LEAST {
            return None;
        }
        let Deflater { state, packed } = self;
        state.reset();
        packed.clear();
        // zlib adds at most 5 bytes to each 16 KB it cannot pack, and 6 in all (RFC 1950, 1951).
        packed.reserve(bytes.len() * 1001 / 1000 + 64);
        let done = state.compress_vec(bytes, packed, FlushCompress::Finish);
        let is_smaller = matches!(done, Ok(Status::StreamEnd)) && packed.len() < bytes.len();
        let smaller = is_smaller.then(|| packed.clone());
        packed.shrink_to(Deflater::MOST_ROOM);
        smaller
    }
}

impl Default for Deflater {
    fn default() -> Deflater {
        Deflater::new(Deflater::LEVEL)
    }
}
