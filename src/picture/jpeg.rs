//! The parts of a JPEG file (ITU-T T.81, Annex B), read before it is decoded.
//!
//! Decoders fill what is missing with grey and take any number of colours for red, green and blue.
//! Here the file is proved to be whole, of a kind that every reader of PDF shows alike, and is
//! freed from all that is no picture: where and with what it was taken, thumbnails, remarks, and
//! whatever stands behind its end.

use super::fault::{PictureFault, cut, hidden};
use super::scan::{self, Component, FrameHeader, Huffman, Scan, Tables};
use super::size::check_size;
use crate::diag::{Text, text};

/// A JPEG file that is whole.
pub(super) struct Jpeg {
    pub components: u8,
    /// The file without what is no picture.
    pub clean: Vec<u8>,
}

/// Reads the segments of a file, and proves that its picture is whole.
pub(super) fn read(bytes: &[u8]) -> Result<Jpeg, PictureFault> {
    let mut reader = MarkerReader {
        bytes,
        at: 2,
        clean: vec![0xFF, 0xD8],
        frame: None,
        tables: Tables::default(),
        quantised: [false; 4],
        adobe: None,
        is_jfif: false,
    };
    while !reader.segment()? {}
    let Some(frame) = reader.frame else { return Err(cut()) };
    if !frame.is_complete() {
        return Err(cut());
    }
    check_end(&bytes[reader.at..])?;
    Ok(Jpeg { components: frame.components.len() as u8, clean: reader.clean })
}

struct MarkerReader<'a> {
    bytes: &'a [u8],
    at: usize,
    clean: Vec<u8>,
    frame: Option<FrameHeader>,
    tables: Tables,
    quantised: [bool; 4],
    /// How the Adobe segment says that colours were transformed.
    adobe: Option<u8>,
    is_jfif: bool,
}

fn confused() -> PictureFault {
    PictureFault::damaged(text!(
        en "its segments make no sense",
        vi "các phần trong tệp không hợp lệ",
    ))
}

fn unusual(name: &Text) -> PictureFault {
    let Text { en, vi } = name;
    PictureFault::kind(
        text!(en "it is {en}", vi "ảnh là {vi}"),
        text!(
            en "open it in a picture program and save it as an ordinary RGB picture (sRGB), PNG or JPEG",
            vi "mở bằng chương trình xem ảnh rồi lưu thành ảnh RGB (sRGB) thông thường, PNG hoặc JPEG",
        ),
    )
}

impl MarkerReader<'_> {
    /// Reads one segment. Whether it was the end.
    fn segment(&mut self) -> Result<bool, PictureFault> {
        if self.bytes.get(self.at) != Some(&0xFF) {
            return Err(if self.at >= self.bytes.len() { cut() } else { confused() });
        }
        while self.bytes.get(self.at) == Some(&0xFF) {
            self.at += 1;
        }
        let marker = *self.bytes.get(self.at).ok_or_else(cut)?;
        self.at += 1;
        match marker {
            0xD9 => {
                self.clean.extend([0xFF, 0xD9]);
                return Ok(true);
            }
            0x00 | 0x01 | 0xD0..=0xD8 | 0x02..=0xBF => return Err(confused()),
            _ => {}
        }
        let length = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk).ok_or_else(cut)?;
        let end = self.at + usize::from(u16::from_be_bytes(*length));
        let body = self.bytes.get(self.at + 2..end).ok_or_else(cut)?;
        self.at = end;
        if self.take(marker, body)? {
            self.clean.extend([0xFF, marker]);
            self.clean.extend(length);
            self.clean.extend(body);
        }
        if marker == 0xDA {
            self.scan(body)?;
        }
        Ok(false)
    }

    /// Whether a segment belongs to the picture.
    fn take(&mut self, marker: u8, body: &[u8]) -> Result<bool, PictureFault> {
        match marker {
            0xC0..=0xC2 => self.frame(marker, body)?,
            0xC4 => self.tables.read(body).ok_or_else(confused)?,
            0xDB => self.quantisers(body).ok_or_else(confused)?,
            0xDD => {
                let [high, low] = *body else { return Err(confused()) };
                self.tables.restart = usize::from(u16::from_be_bytes([high, low]));
            }
            0xDA => {}
            0xC9..=0xCF => {
                return Err(unusual(&text!(
                    en "a JPEG in arithmetic coding, which few programs read",
                    vi "JPEG mã hóa số học, ít chương trình đọc được",
                )));
            }
            0xC3 | 0xC5..=0xC7 | 0xF7 => {
                return Err(unusual(&text!(
                    en "a lossless or hierarchical JPEG, which few programs read",
                    vi "JPEG không mất dữ liệu hoặc phân cấp, ít chương trình đọc được",
                )));
            }
            0xE0 => {
                self.is_jfif |= body.starts_with(b"JFIF\0");
                // A longer one holds a thumbnail.
                return Ok(body.starts_with(b"JFIF\0") && body.len() == 14);
            }
            0xEE if body.starts_with(b"Adobe") && body.len() >= 12 => self.adobe = Some(body[11]),
            0xE1..=0xEF | 0xFE => return Ok(false),
            _ => return Err(confused()),
        }
        Ok(true)
    }

    /// What the picture is made of (B.2.2).
    fn frame(&mut self, marker: u8, body: &[u8]) -> Result<(), PictureFault> {
        let [precision, h1, h0, w1, w0, count, rest @ ..] = body else { return Err(confused()) };
        if self.frame.is_some() || rest.len() != usize::from(*count) * 3 {
            return Err(confused());
        }
        if *precision != 8 {
            return Err(unusual(&text!(
                en "a JPEG of {precision} bits a colour, which few programs read",
                vi "JPEG {precision} bit mỗi màu, ít chương trình đọc được",
            )));
        }
        let width = u16::from_be_bytes([*w1, *w0]);
        let height = u16::from_be_bytes([*h1, *h0]);
        check_size(width.into(), height.into())?;
        let components = rest.as_chunks::<3>().0;
        self.check_colours(components)?;
        let components = components.iter().map(|[id, sampling, table]| {
            let (across, down) = (usize::from(sampling >> 4), usize::from(sampling & 15));
            let is_sound = (1..=4).contains(&across) && (1..=4).contains(&down) && *table < 4;
            is_sound.then(|| Component::new(*id, across, down, *table))
        });
        let components = components.collect::<Option<Vec<_>>>().ok_or_else(confused)?;
        let size = (usize::from(width), usize::from(height));
        self.frame = Some(FrameHeader::new(size, components, marker == 0xC2));
        Ok(())
    }

    /// Colours that every reader takes for the same.
    fn check_colours(&self, components: &[[u8; 3]]) -> Result<(), PictureFault> {
        let ids: Vec<u8> = components.iter().map(|part| part[0]).collect();
        match components.len() {
            1 => Ok(()),
            3 => {
                let is_rgb = ids == *b"RGB" && self.adobe.is_none() && !self.is_jfif;
                if is_rgb || !matches!(self.adobe, None | Some(1)) {
                    return Err(unusual(&text!(
                        en "a JPEG whose colours are not YCbCr, which programs show differently",
                        vi "JPEG có màu không phải YCbCr, mỗi chương trình hiện một khác",
                    )));
                }
                Ok(())
            }
            4 => Err(unusual(&text!(
                en "a CMYK picture, made of printing inks, whose colours would come out wrong",
                vi "ảnh CMYK, tức ảnh bằng mực in, in ra sẽ sai màu",
            ))),
            count => Err(unusual(&text!(
                en "a JPEG of {count} colours",
                vi "JPEG có {count} kênh màu",
            ))),
        }
    }

    fn quantisers(&mut self, mut body: &[u8]) -> Option<()> {
        while let [head, rest @ ..] = body {
            let length = if head >> 4 == 0 { 64 } else { 128 };
            let known = self.quantised.get_mut(usize::from(head & 15))?;
            *known = true;
            body = rest.get(length..)?;
        }
        Some(())
    }

    /// Proves that the data of a scan are all there, and takes them (B.2.3).
    fn scan(&mut self, body: &[u8]) -> Result<(), PictureFault> {
        let frame = self.frame.as_mut().ok_or_else(confused)?;
        let scan = Scan::read(body, frame).ok_or_else(confused)?;
        let quantised = |part: &Component| self.quantised[usize::from(part.quantiser)];
        if !frame.components.iter().all(quantised) {
            return Err(confused());
        }
        let length = scan::prove(&self.bytes[self.at..], &scan, frame, &self.tables)?;
        let data = &self.bytes[self.at..self.at + length];
        self.clean.extend(data);
        self.at += length;
        Ok(())
    }
}

impl Tables {
    /// Reads the codes of a segment (B.2.4.2).
    fn read(&mut self, mut body: &[u8]) -> Option<()> {
        while let [head, rest @ ..] = body {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let table = Huffman::new(counts, rest.get(..total)?)?;
            let set = if head >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *set.get_mut(usize::from(head & 15))? = Some(table);
            body = &rest[total..];
        }
        Some(())
    }
}

/// Behind the end of a picture telephones keep a second one, a film or nothing at all; all that is
/// left out. Anything else was put there by somebody.
fn check_end(rest: &[u8]) -> Result<(), PictureFault> {
    let empty = rest.iter().take_while(|byte| matches!(byte, 0 | b'\r' | b'\n' | b' ' | 0xFF));
    let rest = &rest[empty.count()..];
    let head = &rest[..rest.len().min(64)];
    let is_known = rest.is_empty()
        || head.starts_with(b"\xD8\xFF")
        || head.windows(4).any(|word| word == b"ftyp" || word == b"mpvd")
        || rest.ends_with(b"SEFT");
    if is_known { Ok(()) } else { Err(hidden(rest.len())) }
}
