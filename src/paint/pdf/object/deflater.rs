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

/// Packs stream after stream: its tables are larger than most of them.
pub(crate) struct Deflater(Compress);

impl Deflater {
    /// How hard streams are packed, from 1 to 9. Higher levels cost a fifth of the time of a leaflet
    /// and save a hundredth of its size.
    const LEVEL: u32 = 1;

    /// Shorter streams are left as they are: packing saves some 19 bytes of 110, which is what it
    /// takes to say that a stream is packed, and clearing the tables takes longer than all else.
    const LEAST: usize = 110;

    pub(crate) fn new(level: u32) -> Deflater {
        Deflater(Compress::new(Compression::new(level), true))
    }

    /// Packs a stream if that makes it smaller.
    pub(crate) fn pack(&mut self, stream: &mut Stream) {
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            return;
        }
        if let Some(packed) = self.packed(&stream.content) {
            stream.dict.set("Filter", name("FlateDecode"));
            stream.set_content(packed);
        }
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
        self.0.reset();
        // zlib adds at most 5 bytes to each 16 KB it cannot pack, and 6 in all (RFC 1950, 1951).
        let mut packed = Vec::with_capacity(bytes.len() * 1001 / 1000 + 64);
        let done = self.0.compress_vec(bytes, &mut packed, FlushCompress::Finish);
        (matches!(done, Ok(Status::StreamEnd)) && packed.len() < bytes.len()).then_some(packed)
    }
}

impl Default for Deflater {
    fn default() -> Deflater {
        Deflater::new(Deflater::LEVEL)
    }
}
