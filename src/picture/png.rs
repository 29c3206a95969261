//! The chunks of a PNG file (ISO/IEC 15948), read before it is decoded.
//!
//! Decoders skip what they do not know and unpack profiles of any size; here every chunk is proved
//! to be whole and known, and the colours are found out.

use std::io::Read;

use flate2::Crc;
use flate2::read::ZlibDecoder;

use super::faults::{PictureFault, cut, hidden, unusual};
use super::palette::PaletteChunks;
use super::profile::MAX_PROFILE;
use super::size::check_size;
use crate::diag::text;

/// What a file says of its colours.
#[derive(Debug, PartialEq)]
pub(super) enum PngColours {
    /// Those of the screen.
    Srgb,
    /// Those of a profile.
    Profile(Vec<u8>),
    /// Samples are light to this power, over 100,000.
    Gamma(u32),
}

/// Reads the chunks of a file.
pub(super) fn read(bytes: &[u8]) -> Result<PngColours, PictureFault> {
    let (mut said, mut palette) = (ColourChunks::default(), PaletteChunks::default());
    let mut at = 8;
    loop {
        let head = bytes.get(at..at + 8).ok_or_else(cut)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let kind = [head[4], head[5], head[6], head[7]];
        let end = at.checked_add(12 + length).ok_or_else(cut)?;
        let chunk = bytes.get(at + 4..end).ok_or_else(cut)?;
        let (body, sum) = chunk.split_at(length + 4);
        let mut crc = Crc::new();
        crc.update(body);
        if crc.sum().to_be_bytes() != sum {
            let kind = String::from_utf8_lossy(&kind).into_owned();
            return Err(PictureFault::damaged(text!(
                en "the part `{kind}` is damaged",
                vi "phần `{kind}` bị hỏng",
            )));
        }
        if (at == 8) != (kind == *b"IHDR") {
            return Err(cut());
        }
        said.chunk(kind, &body[4..])?;
        palette.chunk(kind, &body[4..])?;
        at = end;
        if kind == *b"IEND" {
            break;
        }
    }
    if bytes.len() > at {
        return Err(hidden(bytes.len() - at));
    }
    palette.prove(bytes)?;
    said.colours()
}

/// The Exif data of a file that was read, wherever it stands: behind the pixels it counts as well (PNG 3,
/// 5.6), and decoders do not look there.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 8;
    loop {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let end = at.checked_add(12 + length)?;
        if &head[4..] == b"eXIf" {
            return bytes.get(at + 8..end - 4);
        }
        at = end;
    }
}

#[derive(Default)]
struct ColourChunks {
    is_srgb: bool,
    profile: Option<Vec<u8>>,
    gamma: Option<u32>,
    has_other_primaries: bool,
}

/// The white and the three lights of sRGB, as PNG writes them.
const PRIMARIES: [i64; 8] = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

fn numbers(body: &[u8]) -> Vec<u32> {
    body.as_chunks::<4>().0.iter().map(|four| u32::from_be_bytes(*four)).collect()
}

impl ColourChunks {
    fn chunk(&mut self, kind: [u8; 4], body: &[u8]) -> Result<(), PictureFault> {
        match &kind {
            b"IHDR" => match numbers(body)[..] {
                [width, height, ..] if body.len() == 13 => check_size(width.into(), height.into())?,
                _ => return Err(cut()),
            },
            b"acTL" => {
                return Err(PictureFault::kind(
                    text!(en "it is animated (APNG)", vi "ảnh động (APNG)"),
                    text!(
                        en "paper does not move: save the one picture you want as an ordinary PNG",
                        vi "giấy không chuyển động: lưu riêng một hình cần in thành PNG thường",
                    ),
                ));
            }
            b"iCCP" => self.profile = Some(unpacked(body)?),
            b"gAMA" => self.gamma = numbers(body).first().copied(),
            b"cHRM" => {
                let own = numbers(body);
                let far = own.iter().zip(PRIMARIES).any(|(a, b)| (i64::from(*a) - b).abs() > 600);
                self.has_other_primaries = far || own.len() != PRIMARIES.len();
            }
            b"cICP" if body != [1, 13, 0, 1] => {
                return Err(unusual(&text!(
                    en "its colours are those of film or HDR (cICP)",
                    vi "màu của ảnh là màu phim hoặc HDR (cICP)",
                )));
            }
            b"sRGB" | b"cICP" => self.is_srgb = true,
            b"PLTE" | b"IDAT" | b"IEND" => {}
            // A capital letter first: whoever does not know it cannot show the picture.
            [first, ..] if first.is_ascii_uppercase() => {
                let name = String::from_utf8_lossy(&kind).into_owned();
                return Err(unusual(&text!(
                    en "it has a part `{name}` that no other program knows",
                    vi "ảnh có phần `{name}` mà chương trình khác không hiểu",
                )));
            }
            _ => {}
        }
        Ok(())
    }

    fn colours(self) -> Result<PngColours, PictureFault> {
        if let Some(profile) = self.profile {
            return Ok(PngColours::Profile(profile));
        }
        if self.is_srgb {
            return Ok(PngColours::Srgb);
        }
        if self.has_other_primaries {
            return Err(unusual(&text!(
                en "its colours are not those of the screen (cHRM)",
                vi "màu của ảnh không phải màu màn hình (cHRM)",
            )));
        }
        match self.gamma {
            // 1/2.2 is written for what sRGB means.
            None | Some(44_000..=47_000) => Ok(PngColours::Srgb),
            Some(gamma @ 10_000..=200_000) => Ok(PngColours::Gamma(gamma)),
            Some(_) => Err(unusual(&text!(
                en "its brightness is not valid (gAMA)",
                vi "độ sáng của ảnh không hợp lệ (gAMA)",
            ))),
        }
    }
}

/// The profile of a chunk, if it has a reasonable size.
fn unpacked(body: &[u8]) -> Result<Vec<u8>, PictureFault> {
    let name = body.iter().position(|byte| *byte == 0).ok_or_else(cut)?;
    let packed = body.get(name + 2..).ok_or_else(cut)?;
    let mut profile = Vec::new();
    let read = ZlibDecoder::new(packed).take(MAX_PROFILE + 1).read_to_end(&mut profile);
    if read.is_err() {
        return Err(PictureFault::damaged(text!(
            en "its colour profile cannot be unpacked",
            vi "hồ sơ màu của ảnh không giải nén được",
        )));
    }
    if profile.len() as u64 > MAX_PROFILE {
        return Err(unusual(&text!(
            en "its colour profile is longer than 1 MB",
            vi "hồ sơ màu của ảnh dài hơn 1 MB",
        )));
    }
    Ok(profile)
}
