//! The palette of a PNG file (ISO/IEC 15948, 11.2.2 and 11.3.1), proved before its pixels are taken.
//!
//! A pixel beyond the palette is black to one program and nothing to another, and a list of opacities
//! that does not fit is passed over by some: what is meant nobody knows, so neither is printed.

use std::io::Cursor;

use png::{Decoder, Transformations};

use super::faults::PictureFault;
use crate::diag::text;

/// The kinds of colours of a header that matter here.
const GREY: u8 = 0;
const RGB: u8 = 2;
const INDEXED: u8 = 3;
/// The most colours of a palette.
const MOST: usize = 256;

/// What has been read of a file.
#[derive(Default)]
pub(super) struct PaletteChunks {
    depth: u8,
    kind: u8,
    /// How many colours the palette has.
    colours: Option<usize>,
    has_opacities: bool,
    has_pixels: bool,
}

impl PaletteChunks {
    /// Looks at the next chunk.
    pub(super) fn chunk(&mut self, kind: [u8; 4], body: &[u8]) -> Result<(), PictureFault> {
        match &kind {
            b"IHDR" => {
                self.depth = body.get(8).copied().unwrap_or(0);
                self.kind = body.get(9).copied().unwrap_or(0);
            }
            b"IDAT" => self.has_pixels = true,
            b"PLTE" => {
                let (colours, rest) = (body.len() / 3, body.len() % 3);
                let is_sound = rest == 0 && (1..=MOST).contains(&colours);
                // Opacities belong to colours that have been read, both before the pixels.
                let is_late = self.has_pixels || self.has_opacities;
                if !is_sound || is_late || self.colours.replace(colours).is_some() {
                    return Err(damaged_palette());
                }
            }
            b"tRNS" => {
                let fits = match self.kind {
                    GREY => body.len() == 2,
                    RGB => body.len() == 6,
                    INDEXED => self.colours.is_some_and(|colours| body.len() <= colours),
                    // The pixels have opacities of their own.
                    _ => true,
                };
                if !fits || self.has_pixels || self.has_opacities {
                    return Err(damaged_palette());
                }
                self.has_opacities = true;
            }
            _ => {}
        }
        Ok(())
    }

    /// Proves, when all chunks have been read, that every pixel has a colour.
    pub(super) fn prove(&self, bytes: &[u8]) -> Result<(), PictureFault> {
        if self.kind != INDEXED {
            return Ok(());
        }
        let colours = self.colours.ok_or_else(damaged_palette)?;
        if 1_usize.checked_shl(self.depth.into()).is_none_or(|all| colours < all)
            && highest_index(bytes).is_some_and(|index| index >= colours)
        {
            return Err(PictureFault::damaged(text!(
                en "a pixel has a colour that its palette of {colours} lacks",
                vi "có điểm ảnh mang màu không có trong bảng {colours} màu của ảnh",
            )));
        }
        Ok(())
    }
}

fn damaged_palette() -> PictureFault {
    PictureFault::damaged(text!(
        en "its palette, or what is transparent of it, is wrong (PLTE, tRNS)",
        vi "bảng màu hoặc phần trong suốt của ảnh bị sai (PLTE, tRNS)",
    ))
}

/// The highest number of a colour that a pixel has; `None` when the pixels cannot be decoded, which
/// is found again where they are.
fn highest_index(bytes: &[u8]) -> Option<usize> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::IDENTITY);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    let (depth, width) = (usize::from(frame.bit_depth as u8), frame.width as usize);
    let each = 8 / depth.clamp(1, 8);
    let index = |byte: u8, place: usize| {
        let shift = 8 - depth * (place + 1);
        usize::from(byte >> shift) & ((1 << depth) - 1)
    };
    // What is left of the last byte of a row belongs to no pixel.
    let rows = pixels.chunks(frame.line_size.max(1));
    let all = rows.flat_map(|row| (0..width).map(move |at| (row.get(at / each), at % each)));
    all.filter_map(|(byte, place)| Some(index(*byte?, place))).max()
}
