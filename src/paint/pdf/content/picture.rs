//! Pictures of pixels as image `XObject`s.
//!
//! For a press they are converted to its inks by the same rule as colours, not left in an RGB
//! space as PDF/X-4 would allow: lettering and grey stay on the black plate, and no pixel takes
//! more than 300 % (PP-05, PP-06). Photographs are then packed without loss and are larger.

use lopdf::{Object, Stream, dictionary};

use super::super::object::primitives::name;
use crate::colour::Colour;
use crate::inks::{self, Inks};
use crate::picture::{Pixels, Raster};

/// The image of a picture, and its mask of this kind if it has one.
pub(super) fn streams(raster: &Raster, inks: Inks) -> (Stream, Option<(&'static str, Stream)>) {
    let image = |space: &str, data: Vec<u8>| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image",
            "Width" => i64::from(raster.width), "Height" => i64::from(raster.height),
            "ColorSpace" => name(space), "BitsPerComponent" => 8,
        };
        Stream::new(dict, data)
    };
    let (main, alpha) = match &raster.pixels {
        Pixels::Jpeg(bytes, components) if *components == 1 || !(inks.is_press() || inks.grey) => {
            let space = if *components == 1 { "DeviceGray" } else { "DeviceRGB" };
            let mut stream = image(space, bytes.to_vec()).with_compression(false);
            stream.dict.set("Filter", Object::Name(b"DCTDecode".to_vec()));
            (stream, None)
        }
        pixels => {
            let alpha = if let Pixels::Rgb(_, alpha) = pixels { alpha.as_ref() } else { None };
            let rgb = raster.rgb();
            let colours =
                rgb.as_chunks::<3>().0.iter().map(|[r, g, b]| Colour { r: *r, g: *g, b: *b });
            let main = if inks.grey {
                image("DeviceGray", colours.map(lightness).collect())
            } else if inks.is_press() {
                image("DeviceCMYK", colours.flat_map(inks::converted).collect())
            } else {
                image("DeviceRGB", rgb.into_owned())
            };
            (main, alpha)
        }
    };
    let mask = alpha.map(|alpha| {
        if inks.forbids_transparency() {
            ("Mask", stencil(raster, alpha))
        } else {
            ("SMask", image("DeviceGray", alpha.to_vec()))
        }
    });
    (main, mask)
}

/// A mask of one bit a pixel: 1 lets the paper through (ISO 32000-1, 8.9.6.3). It is no transparency
/// and older than it; what is half seen through has been refused before.
fn stencil(raster: &Raster, alpha: &[u8]) -> Stream {
    let row = (raster.width as usize).max(1);
    let mut bits = Vec::with_capacity(row.div_ceil(8) * raster.height as usize);
    for row in alpha.chunks(row) {
        bits.extend(row.chunks(8).map(|eight| {
            let one = |(at, alpha): (usize, &u8)| u8::from(*alpha < 128) << (7 - at);
            eight.iter().enumerate().map(one).sum::<u8>()
        }));
    }
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "ImageMask" => true,
        "Width" => i64::from(raster.width), "Height" => i64::from(raster.height),
        "BitsPerComponent" => 1,
    };
    Stream::new(dict, bits)
}

/// A pixel as grey. A photograph has no contrast to keep, so the usual weights do (Rec. 709).
fn lightness(colour: Colour) -> u8 {
    let Colour { r, g, b } = colour;
    ((u32::from(r) * 2126 + u32::from(g) * 7152 + u32::from(b) * 722 + 5000) / 10_000) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inks::Standard;

    /// The space and the bytes of a picture and of its mask.
    fn made(inks: Inks, alpha: Option<Vec<u8>>) -> Vec<(String, Vec<u8>)> {
        let rgb = vec![255, 255, 255, 0, 0, 0, 128, 128, 128, 200, 0, 0];
        let raster =
            Raster { width: 2, height: 2, pixels: Pixels::Rgb(rgb.into(), alpha.map(Into::into)) };
        let (main, mask) = streams(&raster, inks);
        let all = [main].into_iter().chain(mask.map(|(kind, mask)| {
            assert_eq!(kind, "SMask");
            mask
        }));
        let reported = all.map(|stream| {
            let space = stream.dict.get(b"ColorSpace").unwrap().as_name().unwrap();
            (String::from_utf8(space.to_vec()).unwrap(), stream.content)
        });
        reported.collect()
    }

    #[test]
    fn neutral_pixels_are_black_ink_alone() {
        let inks = Inks { press: Some(Standard::X4), ..Inks::default() };
        let [(space, ink)] = &made(inks, None)[..] else { panic!("one image") };
        assert_eq!(space, "DeviceCMYK");
        let wanted = [[0; 4], [0, 0, 0, 255], [0, 0, 0, 127], [0, 255, 255, 55]];
        assert_eq!(ink, wanted.as_flattened());
    }

    #[test]
    fn a_mask_of_one_bit_stands_for_what_is_cut_out() {
        let rgb = vec![0; 10 * 2 * 3];
        let alpha = [[0, 255, 255, 255, 255, 255, 255, 0, 255, 0], [255; 10]].concat();
        let raster =
            Raster { width: 10, height: 2, pixels: Pixels::Rgb(rgb.into(), Some(alpha.into())) };
        let inks = Inks { press: Some(Standard::X1a), ..Inks::default() };
        let (_, mask) = streams(&raster, inks);
        let (kind, mask) = mask.unwrap();
        assert_eq!(kind, "Mask");
        assert_eq!(mask.content, [0b1000_0001, 0b0100_0000, 0, 0]);
        assert!(mask.dict.get(b"ImageMask").unwrap().as_bool().unwrap());
    }

    #[test]
    fn grey_pixels_have_one_value_and_masks_stay() {
        let inks = Inks { grey: true, ..Inks::default() };
        let all = made(inks, Some(vec![0, 64, 128, 255]));
        assert_eq!(all[1].1, [0, 64, 128, 255]);
        assert_eq!(all[0].0, "DeviceGray");
        assert_eq!(all[0].1, [255, 0, 128, 43]);
        let office = made(Inks::default(), None);
        assert_eq!((&*office[0].0, office[0].1.len()), ("DeviceRGB", 12));
    }
}
