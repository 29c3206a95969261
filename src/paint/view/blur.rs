//! A lens out of focus: a normal distribution, made of means of neighbours.
//!
//! Means of means come close to it (the central limit theorem), need whole numbers only, and take the
//! same time however wide it is.

use super::bitmap::Plane;

/// Blurs by a normal distribution of this variance, in square dots.
pub(super) fn blur(plane: &Plane, variance: f64) -> Plane {
    let across = lines(plane, variance);
    lines(&across.turned(), variance).turned()
}

fn lines(plane: &Plane, variance: f64) -> Plane {
    // Three means of 2r + 1 dots have the variance r(r + 1) together; one of 1 2 1 has a half.
    let mut radius = 0;
    while f64::from((radius + 1) * (radius + 2)) <= variance {
        radius += 1;
    }
    let rest = variance - f64::from(radius * (radius + 1));
    let small = (rest * 2.0).round() as usize;
    let mut dots = plane.dots.clone();
    for row in dots.chunks_mut(plane.width) {
        let wide = if radius > 0 { 3 } else { 0 };
        for _ in 0..wide {
            mean(row, radius as usize);
        }
        for _ in 0..small {
            soften(row);
        }
    }
    Plane { width: plane.width, dots }
}

/// Each number as the mean of those up to `radius` away; the first and the last go on past the ends.
fn mean(row: &mut [u16], radius: usize) {
    let Some(last) = row.len().checked_sub(1) else { return };
    let old = row.to_vec();
    let at = |place: usize| u64::from(old[place.saturating_sub(radius).min(last)]);
    let count = 2 * radius as u64 + 1;
    let mut sum: u64 = (0..=2 * radius).map(at).sum();
    for (place, dot) in row.iter_mut().enumerate() {
        *dot = ((sum + count / 2) / count) as u16;
        sum = sum + at(place + 2 * radius + 1) - at(place);
    }
}

/// Each number as a half of itself and a quarter of each neighbour.
fn soften(row: &mut [u16]) {
    let Some(first) = row.first() else { return };
    let mut before = u32::from(*first);
    for place in 0..row.len() {
        let own = u32::from(row[place]);
        let after = row.get(place + 1).map_or(own, |dot| u32::from(*dot));
        row[place] = ((before + 2 * own + after + 2) / 4) as u16;
        before = own;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_becomes_a_normal_distribution_of_the_variance_asked_for() {
        for variance in [0.5, 1.0, 2.0, 3.5, 12.0, 30.5] {
            let mut dots = vec![0; 81 * 81];
            dots[40 * 81 + 40] = u16::MAX;
            let seen = blur(&Plane { width: 81, dots }, variance);
            let (mut sum, mut spread) = (0.0, 0.0);
            for (place, dot) in seen.dots.iter().enumerate() {
                let off = (place % 81) as f64 - 40.0;
                sum += f64::from(*dot);
                spread += f64::from(*dot) * off * off;
            }
            let found = spread / sum;
            assert!((found - variance).abs() < 0.05 * variance + 0.05, "{variance}: {found}");
        }
    }

    #[test]
    fn an_even_field_stays_as_it_is() {
        let plane = Plane { width: 7, dots: vec![40_000; 35] };
        assert_eq!(blur(&plane, 9.0).dots, plane.dots);
        assert!(blur(&Plane { width: 1, dots: Vec::new() }, 9.0).dots.is_empty());
    }
}
