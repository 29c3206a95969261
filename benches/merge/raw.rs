//! A bare writer of the same copies, for the merge benchmark: no guide, no template, no check, no
//! layout. Every line has its place in the code; it shapes four lines, encodes a code, packs and
//! writes. It is a yardstick, not a program anybody could use.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::{Compress, Compression, FlushCompress};
use harfrust::{Buffer, Direction, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont};
use subsetter::GlyphRemapper;
use toroi::qr::QrCode;
use toroi::text::{FaceId, Fonts};

/// Pages one thread makes before they are written.
const WAVE: usize = 256;

struct Shaper {
    font: Font,
    plan: ShapePlan,
    advances: Vec<u16>,
}

impl Shaper {
    fn new(fonts: &Fonts, id: FaceId) -> Shaper {
        let face = fonts.face(id);
        let font = Font::new(face.bytes.to_vec(), 0).unwrap();
        let language: Option<Language> = "vi".parse().ok();
        let plan = ShapePlan::new(
            &font,
            Direction::LeftToRight,
            Some(Script::LATIN),
            language.as_ref(),
            &[],
        );
        let advances = (0..u16::MAX).map_while(|glyph| u16::try_from(face.advance(glyph)).ok());
        Shaper { plan, advances: advances.take(5000).collect(), font }
    }

    /// One line as the inside of a `TJ`.
    fn line(&self, text: &str, out: &mut Vec<u8>, used: &mut Vec<u16>) {
        let shaper = ShaperFont::new(&self.font);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(Script::LATIN));
        let options = ShapeOptions::new().plan(Some(&self.plan));
        harfrust::shape(&shaper, &mut buffer, options).unwrap();
        out.extend_from_slice(b"[<");
        for (info, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let glyph = info.glyph_id as u16;
            used.push(glyph);
            let _ = write!(out, "{glyph:04X}");
            let kern = i32::from(self.advances[usize::from(glyph)]) - place.x_advance;
            if kern != 0 {
                let _ = write!(out, ">{kern}<");
            }
        }
        out.extend_from_slice(b">]TJ\n");
    }
}

fn page(cells: &[String], shapers: &[Shaper; 2], out: &mut Vec<u8>, used: &mut [Vec<u16>; 2]) {
    out.clear();
    out.extend_from_slice(b"/B Do\nBT\n");
    let lines: [(usize, f64, String); 4] = [
        (1, 720.0, format!("Kính gửi {}", cells[0])),
        (0, 698.0, format!("Tổ dân phố {}", cells[1])),
        (0, 676.0, format!("Người giúp: {}", cells[2])),
        (1, 654.0, format!("Điện thoại: {}", cells[3])),
    ];
    for (face, y, text) in &lines {
        let _ = write!(out, "/T{face} 17.5 Tf 1 0 0 1 34 {y} Tm");
        shapers[*face].line(text, out, &mut used[*face]);
    }
    let words = cells[4].trim_start_matches("https://");
    out.extend_from_slice(b"/T0 14 Tf 1 0 0 1 60 40 Tm");
    shapers[0].line(words, out, &mut used[0]);
    out.extend_from_slice(b"ET\n");
    let code = QrCode::encode(&cells[4]).unwrap();
    let width = code.width;
    let _ = write!(out, "q 71 0 0 71 113 60 cm BI/IM true/W {width}/H {width}/D[1 0]ID ");
    out.extend_from_slice(&code.image());
    out.extend_from_slice(b"\nEI Q\n");
}

fn pack(packer: &mut Compress, bytes: &[u8]) -> Vec<u8> {
    packer.reset();
    let mut out = Vec::with_capacity(bytes.len() + 64);
    packer.compress_vec(bytes, &mut out, FlushCompress::Finish).unwrap();
    out
}

/// Packed pages, and the glyphs of both faces they use.
type Part = (Vec<Vec<u8>>, [Vec<u16>; 2]);

/// Makes `out` from `list` with so many threads.
pub(crate) fn run(list: &str, out: &str, threads: usize) {
    let fonts = Fonts::new();
    let shapers = [Shaper::new(&fonts, FaceId(0)), Shaper::new(&fonts, FaceId(1))];
    let mut used: [Vec<u16>; 2] = Default::default();
    let mut packer = Compress::new(Compression::new(4), true);
    let mut file = std::io::BufWriter::with_capacity(1 << 17, std::fs::File::create(out).unwrap());
    let mut places: Vec<u64> = vec![0; 8];
    let mut at = 0;
    let mut put = |bytes: &[u8], at: &mut u64| {
        file.write_all(bytes).unwrap();
        *at += bytes.len() as u64;
    };
    put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", &mut at);
    // What all pages share: some words, a frame, boxes to tick.
    let mut ground = b"1 w 25 640 248 100 re S BT /T1 26 Tf 1 0 0 1 26 790 Tm".to_vec();
    shapers[1].line("Bác kích hoạt VNeID chưa?", &mut ground, &mut used[1]);
    for (row, words) in
        ["SIM đứng tên bác", "Thẻ căn cước còn hạn", "Trả lời 2 câu hỏi"].iter().enumerate()
    {
        let _ = write!(ground, "/T0 17.5 Tf 1 0 0 1 58 {} Tm", 600 - 30 * row);
        shapers[0].line(words, &mut ground, &mut used[0]);
    }
    ground.extend_from_slice(b"ET\n");
    let mut reader = csv::Reader::from_path(list).unwrap();
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let mut kids = Vec::new();
    let mut objects = Vec::new();
    for wave in rows.chunks(WAVE * threads) {
        let parts: Vec<Part> = std::thread::scope(|scope| {
            let each = wave.len().div_ceil(threads);
            let shapers = &shapers;
            let handles: Vec<_> = wave
                .chunks(each)
                .map(|rows| {
                    scope.spawn(move || {
                        let mut packer = Compress::new(Compression::new(4), true);
                        let (mut raw, mut used) = (Vec::new(), <[Vec<u16>; 2]>::default());
                        let pages = rows.iter().map(|row| {
                            page(row, shapers, &mut raw, &mut used);
                            for used in &mut used {
                                used.sort_unstable();
                                used.dedup();
                            }
                            pack(&mut packer, &raw)
                        });
                        (pages.collect(), used)
                    })
                })
                .collect();
            handles.into_iter().map(|handle| handle.join().unwrap()).collect()
        });
        for (pages, own) in parts {
            for (all, own) in used.iter_mut().zip(own) {
                all.extend(own);
            }
            for packed in pages {
                let id = places.len();
                places.push(at);
                let head =
                    format!("{id} 0 obj<</Length {}/Filter/FlateDecode>>stream\n", packed.len());
                put(head.as_bytes(), &mut at);
                put(&packed, &mut at);
                put(b"\nendstream endobj\n", &mut at);
                let page = places.len();
                places.push(at);
                objects.clear();
                let _ = writeln!(
                    objects,
                    "{page} 0 obj<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents {id} 0 R\
                     /MediaBox[0 0 841.89 1190.55]>>endobj"
                );
                put(&objects, &mut at);
                kids.push(page);
            }
        }
    }
    let mut tail = String::new();
    let object = |number: usize, body: &str, at: u64, places: &mut Vec<u64>, tail: &mut String| {
        places[number] = at + tail.len() as u64;
        let _ = writeln!(tail, "{number} 0 obj{body}endobj");
    };
    object(1, "<</Type/Catalog/Pages 2 0 R>>", at, &mut places, &mut tail);
    let mut list = String::new();
    for kid in &kids {
        let _ = write!(list, "{kid} 0 R ");
    }
    let body = format!("<</Type/Pages/Count {}/Kids[{list}]>>", kids.len());
    object(2, &body, at, &mut places, &mut tail);
    object(3, "<</Font<</T0 4 0 R/T1 5 0 R>>/XObject<</B 6 0 R>>>>", at, &mut places, &mut tail);
    put(tail.as_bytes(), &mut at);
    for (index, used) in used.iter_mut().enumerate() {
        used.sort_unstable();
        used.dedup();
        let mut remapper = GlyphRemapper::new();
        for glyph in used.iter() {
            remapper.remap(*glyph);
        }
        let face = fonts.face(FaceId(index));
        let subset = subsetter::subset(&face.bytes, 0, &remapper).unwrap();
        let packed = pack(&mut packer, &subset);
        let mut map = vec![0; (usize::from(*used.last().unwrap()) + 1) * 2];
        let mut widths = String::new();
        for glyph in used.iter() {
            let at = usize::from(*glyph) * 2;
            map[at..at + 2].copy_from_slice(&remapper.get(*glyph).unwrap().to_be_bytes());
            let _ =
                write!(widths, "{glyph}[{}]", face.advance(*glyph) * 1000 / i32::from(face.upm));
        }
        let map = pack(&mut packer, &map);
        let first = places.len();
        places.extend([0; 4]);
        let name = format!("AAAAA{}+{}", index, face.ps_name);
        let mut stream =
            |id: usize, dict: &str, bytes: &[u8], places: &mut Vec<u64>, at: &mut u64| {
                places[id] = *at;
                let head = format!(
                    "{id} 0 obj<<{dict}/Length {}/Filter/FlateDecode>>stream\n",
                    bytes.len()
                );
                put(head.as_bytes(), at);
                put(bytes, at);
                put(b"\nendstream endobj\n", at);
            };
        stream(first, &format!("/Length1 {}", subset.len()), &packed, &mut places, &mut at);
        stream(first + 1, "", &map, &mut places, &mut at);
        let mut plain = |id: usize, body: String, places: &mut Vec<u64>, at: &mut u64| {
            places[id] = *at;
            put(format!("{id} 0 obj{body}endobj\n").as_bytes(), at);
        };
        let descriptor = format!(
            "<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0\
             /Ascent 1000/Descent -300/CapHeight 700/StemV 80/FontFile2 {first} 0 R>>"
        );
        plain(first + 2, descriptor, &mut places, &mut at);
        let cid = format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)\
             /Ordering(Identity)/Supplement 0>>/FontDescriptor {} 0 R/W[{widths}]/CIDToGIDMap {} 0 R>>",
            first + 2,
            first + 1
        );
        plain(first + 3, cid, &mut places, &mut at);
        let font = format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{} 0 R]>>",
            first + 3
        );
        plain(4 + index, font, &mut places, &mut at);
    }
    let packed = pack(&mut packer, &ground);
    places[6] = at;
    let head = format!(
        "6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 298 842]/Resources<</Font<</T0 4 0 R/T1 5 0 R>>>>\
         /Length {}/Filter/FlateDecode>>stream\n",
        packed.len()
    );
    put(head.as_bytes(), &mut at);
    put(&packed, &mut at);
    put(b"\nendstream endobj\n", &mut at);
    places[7] = at;
    put(b"7 0 obj<<>>endobj\n", &mut at);
    let start = at;
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len());
    for place in &places[1..] {
        let _ = writeln!(table, "{place:010} 00000 n ");
    }
    let _ = write!(
        table,
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        places.len()
    );
    put(table.as_bytes(), &mut at);
    file.flush().unwrap();
}
