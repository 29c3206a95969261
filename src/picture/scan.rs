//! The coded data of a JPEG, walked through without computing a pixel (ITU-T T.81, Annexes F and
//! G), to prove that none of it is missing: decoders put grey in its place and say nothing.

use super::fault::{PictureFault, cut};
use crate::diag::text;

/// The most scans of a picture: three colours in all their parts and bits take some thirty.
const MAX_SCANS: usize = 100;

/// One colour of a picture.
pub(super) struct Component {
    id: u8,
    across: usize,
    down: usize,
    /// The number of its table of quantisation.
    pub quantiser: u8,
    /// Blocks a row, as scans of several components have them.
    row: usize,
    /// Which coefficients of each block are known not to be 0; only where they are refined.
    known: Vec<u64>,
    /// The lowest bit of each coefficient that is known; `None` before any is.
    bits: [Option<u8>; 64],
}

impl Component {
    pub(super) fn new(id: u8, across: usize, down: usize, quantiser: u8) -> Component {
        Component { id, across, down, quantiser, row: 0, known: Vec::new(), bits: [None; 64] }
    }
}

/// The colours of a picture and what is known of them.
pub(super) struct FrameHeader {
    size: (usize, usize),
    pub components: Vec<Component>,
    is_progressive: bool,
    /// Units of all colours, across and down.
    units: (usize, usize),
    most: (usize, usize),
    scans: usize,
}

impl FrameHeader {
    pub(super) fn new(
        size: (usize, usize),
        mut components: Vec<Component>,
        is_progressive: bool,
    ) -> FrameHeader {
        // A picture of one colour has units of one block, whatever is written (A.2.2).
        if let [only] = &mut components[..] {
            (only.across, only.down) = (1, 1);
        }
        let across = components.iter().map(|part| part.across).max().unwrap_or(1);
        let down = components.iter().map(|part| part.down).max().unwrap_or(1);
        let units = (size.0.div_ceil(8 * across), size.1.div_ceil(8 * down));
        for part in &mut components {
            part.row = units.0 * part.across;
            if is_progressive {
                part.known = vec![0; part.row * units.1 * part.down];
            }
        }
        FrameHeader { size, components, is_progressive, units, most: (across, down), scans: 0 }
    }

    /// Whether every bit of every coefficient has been read.
    pub(super) fn is_complete(&self) -> bool {
        self.components.iter().all(|part| part.bits.iter().all(|bit| *bit == Some(0)))
    }

    /// Blocks of a component across and down where it stands alone in a scan.
    fn blocks(&self, part: &Component) -> (usize, usize) {
        let share = |size: usize, own: usize, most: usize| (size * own).div_ceil(most * 8);
        (share(self.size.0, part.across, self.most.0), share(self.size.1, part.down, self.most.1))
    }
}

/// Codes and restarts in force.
#[derive(Default)]
pub(super) struct Tables {
    pub dc: [Option<Huffman>; 4],
    pub ac: [Option<Huffman>; 4],
    /// Units between two restart marks; 0 without.
    pub restart: usize,
}

/// What a scan holds.
pub(super) struct Scan {
    /// Component, table of the first coefficient, table of the others.
    parts: Vec<(usize, usize, usize)>,
    first: usize,
    last: usize,
    /// The bit that was known before; 0 for none.
    high: u8,
}

impl Scan {
    /// Reads the head of a scan; `None` for one that makes no sense.
    pub(super) fn read(body: &[u8], frame: &mut FrameHeader) -> Option<Scan> {
        let (count, rest) = body.split_first()?;
        let count = usize::from(*count);
        if rest.len() != count * 2 + 3 || count == 0 {
            return None;
        }
        let mut parts: Vec<(usize, usize, usize)> = Vec::new();
        for [id, tables] in rest[..count * 2].as_chunks::<2>().0 {
            let at = frame.components.iter().position(|part| part.id == *id)?;
            let (dc, ac) = (usize::from(tables >> 4), usize::from(tables & 15));
            if dc > 3 || ac > 3 || parts.iter().any(|(known, ..)| *known == at) {
                return None;
            }
            parts.push((at, dc, ac));
        }
        let [first, last, bits] = rest[count * 2..] else { return None };
        let (mut first, mut last) = (usize::from(first), usize::from(last));
        let (mut high, mut low) = (bits >> 4, bits & 15);
        if !frame.is_progressive {
            (first, last, high, low) = (0, 63, 0, 0);
        }
        let is_sound = last < 64
            && first <= last
            && (!frame.is_progressive || (first > 0) != (last == 0))
            && (first == 0 || count == 1)
            && (high == 0 || high == low + 1);
        frame.scans += 1;
        if !is_sound || frame.scans > MAX_SCANS {
            return None;
        }
        for (at, ..) in &parts {
            for bit in &mut frame.components[*at].bits[first..=last] {
                let expected = if high == 0 { None } else { Some(high) };
                if *bit != expected {
                    return None;
                }
                *bit = Some(low);
            }
        }
        Some(Scan { parts, first, last, high })
    }
}

/// A code (Annex C): each symbol by its length and bits.
pub(super) struct Huffman {
    /// Length and symbol for each possible beginning of eight bits; length 0 for longer codes.
    short: Vec<(u8, u8)>,
    /// For each length: the first code, the number of codes, where their symbols begin.
    long: [(u32, u32, usize); 17],
    symbols: Vec<u8>,
}

impl Huffman {
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Huffman> {
        let (mut short, mut long) = (vec![(0, 0); 256], [(0, 0, 0); 17]);
        let (mut code, mut at) = (0_u32, 0);
        for length in 1..=16_u32 {
            let count = u32::from(counts[length as usize - 1]);
            long[length as usize] = (code, count, at);
            if code + count > 1 << length {
                return None;
            }
            if length <= 8 {
                for number in 0..count {
                    let from = ((code + number) << (8 - length)) as usize;
                    let symbol = *symbols.get(at + number as usize)?;
                    short[from..from + (1 << (8 - length))].fill((length as u8, symbol));
                }
            }
            at += count as usize;
            code = (code + count) << 1;
        }
        Some(Huffman { short, long, symbols: symbols.to_vec() })
    }
}

/// The bits of coded data up to a mark.
struct EntropyBits<'a> {
    bytes: &'a [u8],
    at: usize,
    store: u64,
    count: u32,
}

/// The data end too early, or make no sense.
struct BadScan;

impl EntropyBits<'_> {
    /// Reads bytes until there are at least 32 bits, or a mark.
    fn fill(&mut self) {
        while self.count <= 48 {
            let byte = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xFF), Some(0)) => {
                    self.at += 2;
                    0xFF
                }
                (Some(0xFF) | None, _) => return,
                (Some(byte), _) => {
                    self.at += 1;
                    *byte
                }
            };
            self.store = self.store << 8 | u64::from(byte);
            self.count += 8;
        }
    }

    /// The next `many` bits, at most 16.
    fn take(&mut self, many: u32) -> Result<u32, BadScan> {
        if self.count < many {
            self.fill();
            if self.count < many {
                return Err(BadScan);
            }
        }
        self.count -= many;
        Ok((self.store >> self.count) as u32 & ((1 << many) - 1))
    }

    fn symbol(&mut self, table: &Huffman) -> Result<u8, BadScan> {
        if self.count < 16 {
            self.fill();
        }
        if self.count >= 8 {
            let (length, symbol) = table.short[(self.store >> (self.count - 8)) as usize & 255];
            if length > 0 {
                self.count -= u32::from(length);
                return Ok(symbol);
            }
        }
        let mut code = 0;
        for (first, count, at) in &table.long[1..] {
            code = code << 1 | self.take(1)?;
            if code >= *first && code - first < *count {
                return table.symbols.get(at + (code - first) as usize).copied().ok_or(BadScan);
            }
        }
        Err(BadScan)
    }

    /// Passes over the rest of a byte and a restart mark.
    fn restart(&mut self, number: usize) -> Result<(), BadScan> {
        (self.store, self.count) = (0, 0);
        while self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b"\xFF\xFF")) {
            self.at += 1;
        }
        let mark = 0xD0 + (number % 8) as u8;
        if self.bytes.get(self.at..self.at + 2) != Some(&[0xFF, mark]) {
            return Err(BadScan);
        }
        self.at += 2;
        Ok(())
    }
}

/// Walks through the data of a scan. How many bytes they are.
pub(super) fn prove(
    bytes: &[u8],
    scan: &Scan,
    frame: &mut FrameHeader,
    tables: &Tables,
) -> Result<usize, PictureFault> {
    let bits = EntropyBits { bytes, at: 0, store: 0, count: 0 };
    let mut walk = BlockDecoder { bits, scan, is_progressive: frame.is_progressive, run: 0 };
    walk.all(frame, tables).map_err(|BadScan| cut())?;
    let mut at = walk.bits.at;
    // Bits that fill the last byte have been read ahead only up to the mark.
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match rest {
            [0xFF, 0, ..] => at += 2,
            [0xFF, 0xD0..=0xD7, ..] => return Err(extra()),
            [0xFF, ..] => return Ok(at),
            _ => at += 1,
        }
    }
    Err(cut())
}

fn extra() -> PictureFault {
    PictureFault::damaged(text!(
        en "it has more data than pixels",
        vi "dữ liệu nhiều hơn số điểm ảnh",
    ))
}

/// The end of a block of an ordinary picture.
fn end_of(zeros: usize) -> Result<(), BadScan> {
    if zeros == 0 { Ok(()) } else { Err(BadScan) }
}

struct BlockDecoder<'a, 's> {
    bits: EntropyBits<'a>,
    scan: &'s Scan,
    is_progressive: bool,
    /// How many blocks the end of a block stands for.
    run: u32,
}

impl BlockDecoder<'_, '_> {
    fn all(&mut self, frame: &mut FrameHeader, tables: &Tables) -> Result<(), BadScan> {
        let alone = match &self.scan.parts[..] {
            [(at, ..)] => Some(frame.blocks(&frame.components[*at])),
            _ => None,
        };
        let (across, down) = alone.unwrap_or(frame.units);
        let mut done = 0;
        for y in 0..down {
            for x in 0..across {
                if tables.restart > 0 && done > 0 && done % tables.restart == 0 {
                    self.run = 0;
                    self.bits.restart(done / tables.restart - 1)?;
                }
                for (at, dc, ac) in &self.scan.parts {
                    let part = &mut frame.components[*at];
                    let (wide, high) =
                        if alone.is_some() { (1, 1) } else { (part.across, part.down) };
                    for block in 0..wide * high {
                        let (column, row) = (x * wide + block % wide, y * high + block / wide);
                        let at = row * part.row + column;
                        let known = part.known.get_mut(at);
                        self.block(known, tables.dc[*dc].as_ref(), tables.ac[*ac].as_ref())?;
                    }
                }
                done += 1;
            }
        }
        Ok(())
    }

    fn block(
        &mut self,
        known: Option<&mut u64>,
        dc: Option<&Huffman>,
        ac: Option<&Huffman>,
    ) -> Result<(), BadScan> {
        let Scan { first, last, high, .. } = *self.scan;
        if first == 0 && high > 0 {
            self.bits.take(1)?;
        } else if first == 0 {
            let length = self.bits.symbol(dc.ok_or(BadScan)?)?;
            if length > 11 {
                return Err(BadScan);
            }
            self.bits.take(length.into())?;
        }
        if last == 0 {
            return Ok(());
        }
        let mut own = 0;
        let known = known.unwrap_or(&mut own);
        if high > 0 {
            self.refine(known, ac.ok_or(BadScan)?)
        } else {
            self.rest(known, ac.ok_or(BadScan)?)
        }
    }

    /// The coefficients of a block but the first, or their first bits.
    fn rest(&mut self, known: &mut u64, ac: &Huffman) -> Result<(), BadScan> {
        if self.run > 0 {
            self.run -= 1;
            return Ok(());
        }
        let mut at = self.scan.first.max(1);
        while at <= self.scan.last {
            let symbol = self.bits.symbol(ac)?;
            let (zeros, length) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if length == 0 && zeros < 15 {
                // Only the parts of progressive pictures end several blocks at once.
                return if self.is_progressive { self.end(zeros as u32) } else { end_of(zeros) };
            }
            at += zeros;
            if at > self.scan.last {
                return Err(BadScan);
            }
            if length > 0 {
                *known |= 1 << at;
                self.bits.take(length)?;
            }
            at += 1;
        }
        Ok(())
    }

    /// The end of a block, and of as many blocks behind it as follows (G.1.2.2).
    fn end(&mut self, length: u32) -> Result<(), BadScan> {
        self.run = (1 << length) - 1 + self.bits.take(length)?;
        Ok(())
    }

    /// One more bit of the coefficients of a block (G.1.2.3).
    fn refine(&mut self, known: &mut u64, ac: &Huffman) -> Result<(), BadScan> {
        let Scan { first, last, .. } = *self.scan;
        let mut at = first;
        let mut is_end = self.run > 0;
        if is_end {
            self.run -= 1;
        }
        while at <= last && !is_end {
            let symbol = self.bits.symbol(ac)?;
            let (mut zeros, length) = (symbol >> 4, symbol & 15);
            if length == 0 && zeros < 15 {
                self.end(zeros.into())?;
                is_end = true;
                break;
            }
            if length > 1 {
                return Err(BadScan);
            }
            self.bits.take(length.into())?;
            while at <= last {
                if *known >> at & 1 == 1 {
                    self.bits.take(1)?;
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if length == 1 {
                if at > last {
                    return Err(BadScan);
                }
                *known |= 1 << at;
            }
            at += 1;
        }
        if is_end {
            let rest = (at..=last).filter(|at| *known >> at & 1 == 1).count();
            for _ in 0..rest {
                self.bits.take(1)?;
            }
        }
        Ok(())
    }
}
