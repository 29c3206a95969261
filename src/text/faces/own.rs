//! The faces a project brings along in its folder `fonts/`, examined before anything is set in them.
//!
//! A face is taken when it is a file of one weight (`.ttf`, `.otf`) that may be embedded, its licence
//! lies beside it, its letters are upright, none is drawn as another or left empty, and it has every
//! Vietnamese letter with the marks of that letter. That `I`, `l` and `1` look alike is a warning: elders
//! copy names of buttons letter by letter.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::drawn;
use super::face::{Face, FaceSource};
use super::faults;
use super::font_file::{FontFile, FontKind};
use super::fonts::Fonts;
use crate::diag::{Diagnostic, Sink};
use crate::text::ink::{base_of, vietnamese_letters};
use crate::world::{World, read_error};

/// Where a project keeps its faces.
pub const FONTS_FOLDER: &str = "fonts";
/// As many faces as one project may have: each is kept in memory, whole.
const MANY_FACES: usize = 32;
/// The largest file, in bytes. Faces of Latin letters have less than a tenth of it.
const LARGEST: usize = 16 << 20;
/// How the files of fonts end, whether they can be used or not.
const ENDINGS: [&str; 5] = ["ttf", "otf", "ttc", "woff", "woff2"];
/// Texts that stand for all fonts of the folder.
const COMMON_LICENCES: [&str; 4] = ["OFL.txt", "LICENSE.txt", "LICENCE.txt", "LICENSE"];
/// Licences that allow embedding and giving away, by words out of their texts.
const OPEN_LICENCES: [(&str, &str); 6] = [
    ("SIL OPEN FONT LICENSE", "SIL OFL"),
    ("Apache License", "Apache"),
    ("UBUNTU FONT LICENCE", "Ubuntu Font Licence"),
    ("GUST Font License", "GUST"),
    ("Bitstream Vera", "Bitstream Vera"),
    ("CC0 1.0 Universal", "CC0"),
];

impl Fonts {
    /// These faces and those in the folder `fonts/` of a project; the same where there are none.
    /// What cannot be used is reported and left out.
    pub fn of_project(self: &Arc<Fonts>, world: &dyn World, sink: &mut Sink) -> Arc<Fonts> {
        let names = match world.list(FONTS_FOLDER) {
            Ok(names) => names,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Arc::clone(self),
            Err(error) => {
                sink.push(read_error(&world.display_path(FONTS_FOLDER), &error));
                return Arc::clone(self);
            }
        };
        let mut own: Vec<Face> = Vec::new();
        for file in names.iter().filter(|name| ending(name).is_some()) {
            let path = format!("{FONTS_FOLDER}/{file}");
            // A copy of the program's own folder: these are here already. Under another name it is a
            // face of that name, which a style may ask for.
            let ours = Fonts::bundled_file(stem(file));
            if ours.is_some_and(|ours| world.is_one_of(&path, &[ours]).is_ok_and(|is| is)) {
                continue;
            }
            let bytes = match world.read(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    sink.push(read_error(&world.display_path(&path), &error));
                    continue;
                }
            };
            if own.len() == MANY_FACES {
                sink.push(faults::too_many(&path, MANY_FACES));
                break;
            }
            let candidate = Candidate { world, file, path: &path, names: &names };
            match candidate.examined(own.len(), bytes, sink) {
                Ok(face) if self.names().chain(names_of(&own)).any(|name| *name == *face.name) => {
                    sink.push(faults::name_taken(&path, &face.name));
                }
                Ok(face) => own.push(face),
                Err(fault) => sink.push(fault),
            }
        }
        if own.is_empty() { Arc::clone(self) } else { Arc::new(self.with_own(own)) }
    }
}

fn names_of(faces: &[Face]) -> impl Iterator<Item = &str> {
    faces.iter().map(|face| &*face.name)
}

/// The name of a file without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// How the name of a font file ends, in small letters.
fn ending(file: &str) -> Option<&'static str> {
    let (_, own) = file.rsplit_once('.')?;
    ENDINGS.into_iter().find(|ending| ending.eq_ignore_ascii_case(own))
}

/// A file that may become a face.
struct Candidate<'a> {
    world: &'a dyn World,
    file: &'a str,
    path: &'a str,
    /// All names in its folder.
    names: &'a [String],
}

impl Candidate<'_> {
    /// The face, or why it is none. It will stand at this place among those of the project.
    fn examined(&self, place: usize, bytes: Vec<u8>, sink: &mut Sink) -> Result<Face, Diagnostic> {
        let path = self.path;
        if bytes.len() > LARGEST {
            return Err(faults::too_large(path, LARGEST >> 20));
        }
        let font = FontFile::new(&bytes);
        match font.kind() {
            FontKind::OneWeight => {}
            kind => return Err(faults::not_usable(path, kind)),
        }
        if font.is_slanted() {
            return Err(faults::slanted(path));
        }
        if !font.may_be_embedded() {
            return Err(faults::not_embeddable(path));
        }
        let licence = self.licence()?;
        let name = name_of(stem(self.file));
        if name.is_empty() {
            return Err(faults::no_name(path));
        }
        let ps_name = font.ps_name().unwrap_or_else(|| name.clone());
        let source = FaceSource {
            name: Cow::Owned(name),
            ps_name: Cow::Owned(ps_name),
            licence: Cow::Owned(licence),
            bytes: Cow::Owned(bytes),
        };
        let face = Face::load(Fonts::own_id(place), source)
            .ok_or_else(|| faults::not_usable(path, FontKind::Other))?;
        let lacking = lacking(&face);
        if !lacking.is_empty() {
            return Err(faults::letters_missing(path, &lacking));
        }
        if !has_measures(&face) {
            return Err(faults::not_usable(path, FontKind::Other));
        }
        let flat = unmarked(&face);
        if !flat.is_empty() {
            return Err(faults::marks_missing(path, &flat));
        }
        if drawn::leans(&face) {
            return Err(faults::slanted(path));
        }
        let empty = drawn::empty(&face);
        if !empty.is_empty() {
            return Err(faults::letters_empty(path, &empty));
        }
        let same = drawn::alike(&face);
        if !same.is_empty() {
            return Err(faults::letters_same(path, &same));
        }
        if let Some((one, other)) = alike(&face) {
            sink.push(faults::letters_alike(path, one, other));
        }
        Ok(face)
    }

    /// The licence whose text lies beside the file: `NAME.txt`, `FAMILY-OFL.txt`, or one for the
    /// whole folder.
    fn licence(&self) -> Result<String, Diagnostic> {
        let stem = stem(self.file);
        let family = stem.split('-').next().unwrap_or(stem);
        let is_beside = |name: &&String| {
            let is_text = name.to_ascii_lowercase().ends_with(".txt");
            let begins = name.split(['-', '.']).next() == Some(family);
            (is_text && begins) || COMMON_LICENCES.contains(&name.as_str())
        };
        let texts: Vec<&String> = self.names.iter().filter(is_beside).collect();
        for name in &texts {
            let path = format!("{FONTS_FOLDER}/{name}");
            let bytes = self
                .world
                .read_text(&path)
                .map_err(|error| read_error(&self.world.display_path(&path), &error))?;
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            let known =
                OPEN_LICENCES.iter().find(|(words, _)| text.contains(&words.to_lowercase()));
            if let Some((_, licence)) = known {
                return Ok(format!("{licence} ({path})"));
            }
        }
        Err(faults::no_licence(self.path, family, texts.first().map(|name| name.as_str())))
    }
}

/// The name of a face in `style.yaml`: that of its file in small letters, with `-` for what else
/// stands between them.
fn name_of(stem: &str) -> String {
    let mut name = String::new();
    for letter in stem.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter.to_ascii_lowercase());
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    name.trim_end_matches('-').to_owned()
}

/// Whether sizes can be told by the face: its em is one OpenType allows, and `x` and `H` stand above
/// the baseline and within it.
fn has_measures(face: &Face) -> bool {
    let em = i32::from(face.upm);
    // What shapes takes another em for one that is none; whoever prints reads the file.
    (16..=16_384).contains(&em)
        && FontFile::new(&face.bytes).units_per_em() == face.upm
        && [face.x_height, face.cap_height].iter().all(|height| (em / 8..=em).contains(height))
}

/// Letters and digits the face has no glyph for, or an empty one.
fn lacking(face: &Face) -> String {
    let plain = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    let has_ink = |letter: char| {
        face.glyph(letter).is_some_and(|glyph| {
            let (left, right) = face.glyph_sides(glyph);
            right > left && face.advance(glyph) > 0
        })
    };
    plain.chain(vietnamese_letters()).filter(|letter| !has_ink(*letter)).collect()
}

/// Vietnamese letters that look like others: one glyph for two, or no more ink than the letter
/// without its marks.
fn unmarked(face: &Face) -> String {
    let mut owners: BTreeMap<u16, char> = BTreeMap::new();
    let mut is_flat = |letter: char| {
        let Some(glyph) = face.glyph(letter) else { return false };
        let shared = owners.insert(glyph, letter).is_some();
        let Some(base) = base_of(letter).and_then(|base| face.glyph(base)) else { return shared };
        let (marked, plain) = (face.glyph_ink(glyph), face.glyph_ink(base));
        let width = |glyph: u16| {
            let (left, right) = face.glyph_sides(glyph);
            right - left
        };
        // The dot of ỵ stands beside the tail of y.
        let has_tail = plain.bottom * 10 > i32::from(face.upm);
        shared
            || (!has_tail
                && marked.top <= plain.top
                && marked.bottom <= plain.bottom
                && width(glyph) <= width(base))
    };
    vietnamese_letters().into_iter().filter(|letter| is_flat(*letter)).collect()
}

/// Two of `I`, `l` and `1` that are plain strokes, narrower than a fifth of the em, whose ink has
/// nearly the same box: as wide to a sixth, as high to a twentieth of the em. Names of
/// apps and buttons read as others then.
fn alike(face: &Face) -> Option<(char, char)> {
    let measures = |letter: char| {
        let glyph = face.glyph(letter)?;
        let (left, right) = face.glyph_sides(glyph);
        Some((right - left, face.glyph_ink(glyph).top))
    };
    let is_alike = |(one, other): &(char, char)| {
        let Some(((a, a_top), (b, b_top))) = measures(*one).zip(measures(*other)) else {
            return false;
        };
        let is_stroke = a.max(b) * 5 < i32::from(face.upm);
        is_stroke
            && (a - b).abs() * 6 <= a.max(b)
            && (a_top - b_top).abs() * 20 <= i32::from(face.upm)
    };
    [('I', 'l'), ('I', '1'), ('l', '1')].into_iter().find(is_alike)
}
