//! Pictures of pixels that are in use: a file on many sheets is decoded once and kept once.
//!
//! What is found here depends on the bytes of a file alone, so a picture that was decoded before is
//! the one that would be decoded now. Nothing is kept for longer than a sheet holds it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use sha2::{Digest, Sha256};

use super::faults::PictureFault;
use super::raster::{Pixels, Raster};

/// As many pictures are looked after; more are decoded each time.
const MANY: usize = 256;

static KNOWN: Mutex<BTreeMap<[u8; 32], Held>> = Mutex::new(BTreeMap::new());

/// A picture as long as somebody else keeps it.
struct Held {
    width: u32,
    height: u32,
    /// The file, or red, green and blue.
    pixels: Weak<[u8]>,
    /// The number of components of a file.
    components: Option<u8>,
    alpha: Option<Weak<[u8]>>,
}

impl Held {
    fn new(raster: &Raster) -> Held {
        let Raster { width, height, ref pixels } = *raster;
        let (pixels, components, alpha) = match pixels {
            Pixels::Jpeg(file, components) => (file, Some(*components), None),
            Pixels::Rgb(rgb, alpha) => (rgb, None, alpha.as_ref().map(Arc::downgrade)),
        };
        Held { width, height, pixels: Arc::downgrade(pixels), components, alpha }
    }

    fn raster(&self) -> Option<Raster> {
        let pixels = self.pixels.upgrade()?;
        let pixels = match (self.components, &self.alpha) {
            (Some(components), _) => Pixels::Jpeg(pixels, components),
            (None, Some(alpha)) => Pixels::Rgb(pixels, Some(alpha.upgrade()?)),
            (None, None) => Pixels::Rgb(pixels, None),
        };
        Some(Raster { width: self.width, height: self.height, pixels })
    }
}

/// The picture in a file, decoded unless it is in use.
pub(super) fn or_else(
    bytes: &[u8],
    decode: fn(&[u8]) -> Result<Raster, PictureFault>,
) -> Result<Raster, PictureFault> {
    let lock = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let key: [u8; 32] = Sha256::digest(bytes).into();
    {
        let mut known = lock();
        if let Some(raster) = known.get(&key).and_then(Held::raster) {
            return Ok(raster);
        }
        // The pixels of a picture nobody shows any more take their room until it is forgotten here.
        known.retain(|_, held| held.pixels.strong_count() > 0);
    }
    // Decoded without holding the others up; two threads may do it at once, with one result.
    let raster = decode(bytes)?;
    let mut known = lock();
    if let Some(raster) = known.get(&key).and_then(Held::raster) {
        return Ok(raster);
    }
    if known.len() < MANY {
        known.insert(key, Held::new(&raster));
    }
    Ok(raster)
}

#[cfg(test)]
mod tests {
    use super::super::faults::cut;
    use super::*;

    fn red(bytes: &[u8]) -> Result<Raster, PictureFault> {
        if bytes.is_empty() {
            return Err(cut());
        }
        let (rgb, alpha) = (vec![255, 0, 0].into(), Some(vec![9].into()));
        Ok(Raster { width: 1, height: 1, pixels: Pixels::Rgb(rgb, alpha) })
    }

    fn never(_: &[u8]) -> Result<Raster, PictureFault> {
        panic!("decoded twice")
    }

    #[test]
    fn a_picture_in_use_is_decoded_once_and_kept_once() {
        let first = or_else(b"red", red).ok().unwrap();
        let again = or_else(b"red", never).ok().unwrap();
        let (Pixels::Rgb(one, _), Pixels::Rgb(two, Some(alpha))) = (&first.pixels, &again.pixels)
        else {
            panic!("lost its opacity")
        };
        assert!(Arc::ptr_eq(one, two) && **alpha == [9]);
        let kept = Arc::downgrade(one);
        drop((first, again));
        assert!(kept.upgrade().is_none(), "kept though nobody uses it");
        assert!(or_else(b"red", red).is_ok() && or_else(b"", red).is_err());
    }

    #[test]
    fn the_pixels_of_a_picture_nobody_shows_leave_memory() {
        let key: [u8; 32] = Sha256::digest(b"once").into();
        let is_known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&key);
        let once = or_else(b"once", red).ok().unwrap();
        assert!(is_known());
        drop(once);
        // An entry keeps the memory of its pixels, in use or not, until it is taken out.
        let _other = or_else(b"other", red).ok().unwrap();
        assert!(!is_known());
    }
}
