//! How objects are written (ISO 32000-1, 7.3).

use std::io::Write as _;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

/// What follows the bytes of a stream. Its first line end has two bytes: packed bytes may end with
/// 0D, and before a lone 0A that would be read as the one of the line end (ISO 32000-1, 7.3.8.1).
pub(crate) const STREAM_END: &[u8] = b"\r\nendstream\nendobj\n";

/// Writes a stream up to its bytes; its dictionary knows their number.
pub(crate) fn stream_head(out: &mut Vec<u8>, id: u32, dict: &Dictionary) {
    let _ = writeln!(out, "{id} 0 obj");
    dictionary(out, dict);
    out.extend_from_slice(b"stream\n");
}

/// An object as bytes.
pub(crate) fn written(object: &Object) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128);
    self::object(&mut bytes, object);
    bytes
}

/// Writes an object; of a stream, its dictionary alone.
pub(crate) fn object(out: &mut Vec<u8>, object: &Object) {
    let _ = match object {
        Object::Null => write!(out, "null"),
        Object::Boolean(truth) => write!(out, "{truth}"),
        Object::Integer(number) => return integer(out, *number),
        Object::Real(number) => write!(out, "{number}"),
        Object::Reference(id) => return reference(out, *id),
        Object::Name(letters) => return key(out, letters),
        Object::String(bytes, StringFormat::Literal) => return literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => return hexadecimal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                value(out, item, index > 0);
            }
            write!(out, "]")
        }
        Object::Dictionary(dict) => return dictionary(out, dict),
        // A stream is never inside another object (7.3.8).
        Object::Stream(stream) => return dictionary(out, &stream.dict),
    };
}

/// An object after another one; those that begin with a regular character need a space (7.2.2).
pub(crate) fn value(out: &mut Vec<u8>, item: &Object, follows: bool) {
    let delimited = matches!(
        item,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    );
    if follows && !delimited {
        out.push(b' ');
    }
    object(out, item);
}

/// Writes a dictionary.
pub(crate) fn dictionary(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (name, item) in dict {
        key(out, name);
        value(out, item, true);
    }
    out.extend_from_slice(b">>");
}

/// A name; what is no regular character is written as its number (7.3.5).
fn key(out: &mut Vec<u8>, name: &[u8]) {
    let is_regular = |byte: &u8| {
        let is_special = matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' | b'#'
        );
        byte.is_ascii_graphic() && !is_special
    };
    out.push(b'/');
    if name.iter().all(is_regular) {
        return out.extend_from_slice(name);
    }
    for byte in name {
        if is_regular(byte) {
            out.push(*byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

/// Writes a whole number.
pub(crate) fn integer(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    digits(out, number.unsigned_abs());
}

/// Writes the digits of a number.
pub(crate) fn digits(out: &mut Vec<u8>, mut number: u64) {
    // As many as the largest has.
    let mut places = [0; 20];
    let mut first = places.len();
    loop {
        first -= 1;
        places[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&places[first..]);
}

/// Writes a reference to an object.
pub(crate) fn reference(out: &mut Vec<u8>, (id, generation): ObjectId) {
    digits(out, u64::from(id));
    out.push(b' ');
    digits(out, u64::from(generation));
    out.extend_from_slice(b" R");
}

fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    let digit = |four: u8| b"0123456789ABCDEF"[usize::from(four)];
    out.push(b'<');
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)]));
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_written_as_they_print() {
        for number in [0, 7, -7, 10, 99, 100, 12_345, i64::MAX, i64::MIN] {
            let mut out = Vec::new();
            integer(&mut out, number);
            assert_eq!(out, number.to_string().into_bytes());
        }
        let mut out = Vec::new();
        reference(&mut out, (u32::MAX, u16::MAX));
        assert_eq!(out, b"4294967295 65535 R");
    }

    #[test]
    fn letters_of_names_are_regular_or_written_as_numbers() {
        for byte in 0..=u8::MAX {
            let mut out = Vec::new();
            key(&mut out, &[byte]);
            let is_regular = (b'!'..=b'~').contains(&byte) && !b"()<>[]{}/%#".contains(&byte);
            let wanted =
                if is_regular { vec![b'/', byte] } else { format!("/#{byte:02X}").into_bytes() };
            assert_eq!(out, wanted, "{byte}");
        }
    }
}
