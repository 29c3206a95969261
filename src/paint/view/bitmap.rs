//! Planes of numbers, one a dot, and back to a picture.

use super::super::raster::Bitmap;

/// One number for each dot, row by row.
#[derive(Clone, Debug)]
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) dots: Vec<u16>,
}

impl Plane {
    /// What `of` says of each dot, which is red, green, blue and alpha.
    pub(super) fn new(page: &Bitmap, of: impl Fn(&[u8]) -> u16) -> Plane {
        let dots = page.rgba.chunks_exact(4).map(of).collect();
        Plane { width: (page.width as usize).max(1), dots }
    }

    /// Rows become columns.
    pub(super) fn turned(&self) -> Plane {
        let height = self.dots.len() / self.width;
        let mut dots = Vec::with_capacity(self.dots.len());
        for column in 0..self.width {
            dots.extend(self.dots.iter().skip(column).step_by(self.width));
        }
        Plane { width: height.max(1), dots }
    }

    /// Each square of `zoom` dots as their mean. Dots left over at the right and the bottom are a
    /// square of their own.
    pub(super) fn reduced(&self, zoom: usize) -> Plane {
        if zoom <= 1 {
            return self.clone();
        }
        let width = self.width.div_ceil(zoom);
        let mut dots = Vec::new();
        for rows in self.dots.chunks(self.width * zoom) {
            let mut sums = vec![(0_u64, 0_u64); width];
            for row in rows.chunks(self.width) {
                for (dots, sum) in row.chunks(zoom).zip(&mut sums) {
                    sum.0 += dots.iter().copied().map(u64::from).sum::<u64>();
                    sum.1 += dots.len() as u64;
                }
            }
            dots.extend(sums.iter().map(|(sum, count)| ((sum + count / 2) / count) as u16));
        }
        Plane { width, dots }
    }
}

/// Planes of red, green and blue, each dot as `level` says, as a picture.
pub(super) fn picture(planes: [&Plane; 3], level: impl Fn(u16) -> u8) -> Bitmap {
    let [red, green, blue] = planes;
    let mut rgba = Vec::with_capacity(red.dots.len() * 4);
    for ((r, g), b) in red.dots.iter().zip(&green.dots).zip(&blue.dots) {
        rgba.extend([level(*r), level(*g), level(*b), 255]);
    }
    let (width, height) = (red.width as u32, (red.dots.len() / red.width) as u32);
    Bitmap { width, height, rgba }
}
