//! The colours of a camera or screen, as those of sRGB.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::fault::{PictureFault, unusual};
use crate::diag::text;

/// How far two bytes of the same colour may lie apart: less than anybody sees.
const SAME: u8 = 2;

/// Turns the colours of a profile into those of sRGB, byte by byte. `is_grey` pictures have one
/// byte a pixel, others three.
pub(super) struct Conversion {
    transform: std::sync::Arc<moxcms::Transform8BitExecutor>,
    is_grey: bool,
}

impl Conversion {
    /// `None` when nothing would change.
    pub(super) fn new(profile: &[u8], is_grey: bool) -> Result<Option<Conversion>, PictureFault> {
        let broken = || {
            unusual(&text!(
                en "its colour profile cannot be used",
                vi "hồ sơ màu của ảnh không dùng được",
            ))
        };
        let profile = ColorProfile::new_from_slice(profile).map_err(|_| broken())?;
        let (space, layout) = match profile.color_space {
            DataColorSpace::Rgb => (false, Layout::Rgb),
            DataColorSpace::Gray => (true, Layout::Gray),
            _ => return Err(broken()),
        };
        // Grey pictures with a profile of three colours have grey of that profile.
        if space && !is_grey {
            return Err(broken());
        }
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let transform = profile.create_transform_8bit(layout, &srgb, Layout::Rgb, options);
        let transform = transform.map_err(|_| broken())?;
        let conversion = Conversion { transform, is_grey: space };
        Ok(if conversion.changes()? { Some(conversion) } else { None })
    }

    fn changes(&self) -> Result<bool, PictureFault> {
        let steps = (0..=255_u8).step_by(51);
        let probe: Vec<u8> = if self.is_grey {
            (0..=255).collect()
        } else {
            let two = |r: u8| {
                steps.clone().flat_map(move |g| [0, 51, 102, 153, 204, 255].map(|b| [r, g, b]))
            };
            steps.clone().flat_map(two).flatten().collect()
        };
        let made = self.row(&probe)?;
        let plain: Vec<u8> =
            if self.is_grey { probe.iter().flat_map(|v| [*v; 3]).collect() } else { probe };
        Ok(plain.iter().zip(&made).any(|(a, b)| a.abs_diff(*b) > SAME))
    }

    fn row(&self, from: &[u8]) -> Result<Vec<u8>, PictureFault> {
        let pixels = if self.is_grey { from.len() } else { from.len() / 3 };
        let mut made = vec![0; pixels * 3];
        self.transform.transform(from, &mut made).map_err(|_| {
            unusual(&text!(
                en "its colour profile cannot be used",
                vi "hồ sơ màu của ảnh không dùng được",
            ))
        })?;
        Ok(made)
    }

    /// Converts red, green and blue of each pixel in place. Of grey pictures all three are alike.
    pub(super) fn apply(&self, rgb: &mut [u8], width: usize) -> Result<(), PictureFault> {
        for row in rgb.chunks_mut((width * 3).max(3)) {
            let made = if self.is_grey {
                let grey: Vec<u8> = row.iter().step_by(3).copied().collect();
                self.row(&grey)?
            } else {
                self.row(row)?
            };
            row.copy_from_slice(&made);
        }
        Ok(())
    }
}
