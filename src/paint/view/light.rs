//! Light and the numbers of a picture (IEC 61966-2-1, sRGB): eyes add light, not numbers.

/// Full light.
pub(super) const FULL: u16 = u16::MAX;

/// How much light each number of a picture stands for.
pub(super) fn table() -> Vec<u16> {
    let light = |value: u8| {
        let value = f64::from(value) / 255.0;
        let light = if value <= 0.040_45 {
            value / 12.92
        } else {
            let base = (value + 0.055) / 1.055;
            // base^2.4: `powf` is not the same on every machine.
            base * base * fifth_root(base * base)
        };
        (light * f64::from(FULL)).round() as u16
    };
    (0..=255).map(light).collect()
}

/// By Newton's method, for numbers from 0.002 to 1.
fn fifth_root(of: f64) -> f64 {
    let mut root = 1.0;
    for _ in 0..40 {
        let fourth = root * root * root * root;
        root = (4.0 * root + of / fourth) / 5.0;
    }
    root
}

/// The number of a picture whose light is nearest.
pub(super) fn level(table: &[u16], light: u16) -> u8 {
    let above = table.partition_point(|own| *own < light);
    let far = |at: usize| table.get(at).map_or(u16::MAX, |own| own.abs_diff(light));
    let nearest = if above > 0 && far(above - 1) <= far(above) { above - 1 } else { above };
    u8::try_from(nearest).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_is_that_of_srgb_and_comes_back() {
        let table = table();
        for value in 0..=255_u8 {
            let grey = crate::colour::Colour { r: value, g: value, b: value };
            let wanted = grey.luminance() * f64::from(FULL);
            assert!((f64::from(table[usize::from(value)]) - wanted).abs() <= 1.0, "{value}");
            assert_eq!(level(&table, table[usize::from(value)]), value);
        }
    }
}
