//! QR codes of texts of every length, read by three other programs: `rqrr` and `fast_qr`, which are
//! linked, and zbarimg, which `tests/run` installs.

use std::fmt::Write as _;
use std::process::Command;

use fast_qr::{ECL, Mask, QRBuilder};
use toroi::geom::Len;
use toroi::qr::{MOST_BYTES, OFFICIAL_HOSTS, QUIET_MODULES, QrCode, read_back};

/// The most bytes a code holds: version 11 at level M (ISO/IEC 18004:2015, table 7).
const MOST: usize = 251;
const MASKS: [Mask; 8] = [
    Mask::Checkerboard,
    Mask::HorizontalLines,
    Mask::VerticalLines,
    Mask::DiagonalLines,
    Mask::LargeCheckerboard,
    Mask::Fields,
    Mask::Diamonds,
    Mask::Meadow,
];

const DIGITS: &str = "0123456789";
const SIGNS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Marsaglia's xorshift numbers (Journal of Statistical Software 8, 2003, 14), the same every time.
struct Random(u32);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize / 256 % limit
    }

    /// A text of exactly `length` bytes.
    fn text(&mut self, length: usize) -> String {
        let kinds = [
            DIGITS,
            SIGNS,
            "abcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%",
            "aăâbcdđeêghiklmnoôơpqrstuưvxyẤẶỂỘỢỮỲ ",
            "\0\t\n\u{7f}\u{80}\u{7ff}\u{ffff}\u{10ffff}🏠",
        ];
        let kind = kinds[self.below(kinds.len())];
        self.text_of(kind, length)
    }

    fn text_of(&mut self, letters: &str, length: usize) -> String {
        let letters: Vec<char> = letters.chars().collect();
        let mut text = String::new();
        while text.len() < length {
            let letter = letters[self.below(letters.len())];
            text.push(if text.len() + letter.len_utf8() > length { '0' } else { letter });
        }
        text
    }
}

fn urls() -> Vec<String> {
    let official = OFFICIAL_HOSTS.iter().map(|(host, path)| format!("https://{host}{path}"));
    let sheets = (0..500).map(|sheet| format!("https://vneid.gov.vn/to-roi/{sheet:04}"));
    let shouted = (0..100).map(|sheet| format!("HTTPS://VNEID.GOV.VN/{sheet}"));
    official.chain(sheets).chain(shouted).collect()
}

fn modules(code: &QrCode) -> Vec<Vec<bool>> {
    let row = |row| (0..code.width).map(|column| code.is_black(column, row)).collect();
    (0..code.width).map(row).collect()
}

/// What `rqrr` reads.
fn decoded(code: &QrCode) -> Option<String> {
    let grid = rqrr::SimpleGrid::from_func(code.width, |column, row| code.is_black(column, row));
    rqrr::Grid::new(grid).decode().ok().map(|(_, text)| text)
}

/// The modules `fast_qr` makes of a text under a mask.
fn other(text: &str, mask: Mask) -> Vec<Vec<bool>> {
    let code = QRBuilder::new(text).ecl(ECL::M).mask(mask).build().unwrap();
    (0..code.size).map(|row| code[row].iter().map(|module| module.value()).collect()).collect()
}

/// The rules of ISO/IEC 18004:2015, 7.8.3.1, module by module.
fn penalty(rows: &[Vec<bool>]) -> usize {
    let width = rows.len();
    let columns: Vec<Vec<bool>> =
        (0..width).map(|column| rows.iter().map(|row| row[column]).collect()).collect();
    let mut sum = 0;
    for line in rows.iter().chain(&columns) {
        for run in line.chunk_by(|a, b| a == b) {
            sum += if run.len() >= 5 { run.len() - 2 } else { 0 };
        }
        let is_white = |at: isize| !usize::try_from(at).is_ok_and(|at| at < width && line[at]);
        for (start, seven) in line.windows(7).enumerate() {
            let start = isize::try_from(start).unwrap();
            let before = (start - 4..start).all(is_white);
            let after = (start + 7..start + 11).all(is_white);
            let is_finder = seven == [true, false, true, true, true, false, true];
            sum += if is_finder && (before || after) { 40 } else { 0 };
        }
    }
    for pair in rows.windows(2) {
        for column in 1..width {
            let square = [pair[0][column - 1], pair[0][column], pair[1][column - 1]];
            sum += if square == [pair[1][column]; 3] { 3 } else { 0 };
        }
    }
    let black = rows.iter().flatten().filter(|module| **module).count();
    let steps = (black * 100).abs_diff(width * width * 50) / (width * width * 5);
    sum + steps * 10
}

#[test]
fn texts_of_every_length_read_back() {
    let mut random = Random(2026);
    let mut texts = urls();
    for length in 0..=MOST {
        texts.extend((0..8).map(|_| random.text(length)));
    }
    // Capitals and digits take less room.
    texts.extend((MOST..=366).map(|length| random.text_of(SIGNS, length)));
    texts.extend((MOST..=604).map(|length| random.text_of(DIGITS, length)));
    assert!(texts.len() > 2800 && MOST == MOST_BYTES);
    for (index, text) in texts.iter().enumerate() {
        let code = QrCode::encode(text).unwrap();
        assert!(code.width <= 61 && code.proves(text), "{text:?}");
        assert!(!code.proves(&format!("{text}/")), "{text:?}");
        assert_eq!(decoded(&code).as_deref(), Some(text.as_str()));
        if index % 50 == 0 {
            let module = Len::mm(0.5);
            let read = read_back(&code.bars(module), code.width, module);
            assert_eq!(read.as_deref(), Some(text.as_str()));
        }
    }
}

#[test]
fn longer_texts_are_refused() {
    let mut random = Random(11);
    for length in (MOST + 1..2330).step_by(97) {
        let text = format!("{}ư", random.text(length - 2));
        assert_eq!(text.len(), length);
        assert_eq!(QrCode::encode(&text), None, "{text:?}");
    }
    // Digits and capitals have limits of their own (ISO/IEC 18004:2015, table 7).
    for (letters, most) in [(DIGITS, 604), (SIGNS, 366)] {
        assert!(QrCode::encode(&letters.repeat(70)[..most]).is_some());
        assert_eq!(QrCode::encode(&letters.repeat(70)[..=most]), None);
    }
}

#[test]
fn the_mask_has_the_least_penalty_and_the_modules_are_those_of_another_encoder() {
    let mut random = Random(18004);
    let mut texts: Vec<String> = urls().into_iter().step_by(10).collect();
    texts.extend((0..=MOST).step_by(3).map(|length| random.text(length)));
    let mut chosen = [0; MASKS.len()];
    for text in texts {
        let codes = MASKS.map(|mask| other(&text, mask));
        let penalties: Vec<usize> = codes.iter().map(|code| penalty(code)).collect();
        let least = (0..MASKS.len()).min_by_key(|mask| penalties[*mask]).unwrap();
        chosen[least] += 1;
        let own = modules(&QrCode::encode(&text).unwrap());
        let mask = codes.iter().position(|code| *code == own);
        assert_eq!(mask, Some(least), "{text:?}: {penalties:?}");
    }
    assert!(chosen.iter().all(|times| *times > 0), "{chosen:?}");
}

#[test]
fn an_image_has_a_bit_for_each_module() {
    for text in ["1", "https://vneid.gov.vn", &"dài ".repeat(40), &"dài ".repeat(50)] {
        let code = QrCode::encode(text).unwrap();
        let (width, image) = (code.width, code.image());
        let wide = width.div_ceil(8);
        assert_eq!(image.len(), wide * width, "{text}");
        for row in 0..width {
            for column in 0..wide * 8 {
                let bit = image[row * wide + column / 8] >> (7 - column % 8) & 1 == 1;
                assert_eq!(bit, code.is_black(column, row), "{text}: {column}, {row}");
                assert!(!bit || column < width, "{text}: {column}, {row}");
            }
        }
        assert!(!code.is_black(width, 0) && !code.is_black(0, width));
    }
}

/// One page of codes below each other, in the format PBM, four dots a module.
#[test]
fn zbarimg_reads_the_codes() {
    let texts: Vec<String> = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251]
        .iter()
        .map(|length| "https://vneid.gov.vn/to-roi?so=".chars().cycle().take(*length).collect())
        .chain(["HTTPS://VNEID.GOV.VN/".to_owned(), "0123456789012".to_owned()])
        .collect();
    let side = 61 + 2 * QUIET_MODULES;
    let mut page = format!("P1\n{} {}\n", side * 4, side * 4 * texts.len());
    for text in &texts {
        let code = QrCode::encode(text).unwrap();
        for row in 0..side * 4 {
            for column in 0..side * 4 {
                let is_black = (column / 4).checked_sub(QUIET_MODULES).is_some_and(|column| {
                    let row = (row / 4).checked_sub(QUIET_MODULES);
                    row.is_some_and(|row| code.is_black(column, row))
                });
                let _ = write!(page, "{}", u8::from(is_black));
            }
            page.push('\n');
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("codes.pbm");
    std::fs::write(&path, page).unwrap();
    let out = Command::new("zbarimg").args(["-q", "--raw"]).arg(&path).output();
    let out = out.expect("zbarimg reads the codes; tests/run installs it");
    let out = String::from_utf8(out.stdout).unwrap();
    let mut found: Vec<&str> = out.lines().collect();
    let mut wanted: Vec<&str> = texts.iter().map(String::as_str).collect();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}
