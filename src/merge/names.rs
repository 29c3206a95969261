//! Names of the files for the values of a column: readable, and no two of them alike.
//!
//! `Hòa`, `Hoa` and `Hóa` are all `hoa` without their marks. Each value that shares its plain name
//! with another gets digits of its own behind it, which depend on the value alone, so that neither
//! the order of a list nor what else stands in it moves a name. Names are small letters, digits and
//! `-`, so no disk that ignores case, marks or strange signs takes two of them for one.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::job_journal::hex;
use crate::vietnamese::fold;

/// The most letters of a value in the name of a file; disks take names of 255 bytes.
const LONGEST: usize = 80;
/// As many digits of its hash tell a value from others of one plain name, unless more are needed.
const DIGITS: usize = 6;

/// The name of the file of each value.
pub(super) fn names(base: &str, values: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut plain: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for value in values {
        plain.entry(slug(value)).or_default().push(value);
    }
    let mut taken: BTreeSet<String> = plain
        .iter()
        .filter(|(_, values)| values.len() == 1)
        .map(|(slug, _)| slug.clone())
        .collect();
    let mut names = BTreeMap::new();
    for (slug, values) in plain {
        if let [value] = values[..] {
            names.insert(value.clone(), format!("{base}-{slug}.pdf"));
            continue;
        }
        for value in values {
            let sum = hex(&Sha256::digest(value));
            // Another value may end in these very digits.
            let mut lengths =
                (DIGITS..=sum.len()).map(|digits| format!("{slug}-{}", &sum[..digits]));
            let name = lengths.find(|name| taken.insert(name.clone()));
            let name = name.unwrap_or_else(|| format!("{slug}-{sum}"));
            names.insert(value.clone(), format!("{base}-{name}.pdf"));
        }
    }
    names
}

fn slug(value: &str) -> String {
    let mut slug = fold::slug(value);
    slug.truncate(LONGEST);
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "trong".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[&str]) -> BTreeMap<String, String> {
        names("x", &values.iter().map(|value| (*value).to_owned()).collect())
    }

    #[test]
    fn a_value_of_its_own_has_a_plain_name() {
        let names = of(&["Tổ 1", "Tổ 2", ""]);
        assert_eq!(names["Tổ 1"], "x-to-1.pdf");
        assert_eq!(names["Tổ 2"], "x-to-2.pdf");
        assert_eq!(names[""], "x-trong.pdf");
    }

    #[test]
    fn values_of_one_plain_name_have_files_of_their_own() {
        for values in [
            &["Hòa", "Hoa", "Hóa"][..],
            &["Lân", "Lan", "Lận", "Lấn"],
            &["Tổ 5", "tổ 5", "TỔ 5", "Tổ-5"],
            &["Hoà", "Hòa"],
            &["", "Trống", "!", "漢", "字"],
            &["A-B", "A/B", "a b", "../a b", "a\\b"],
            &["Đạt", "Dat", "đạt"],
            &["con", "CON", "Côn", "con."],
        ] {
            let names = of(values);
            let own: BTreeSet<String> =
                names.values().map(|name| name.to_ascii_lowercase()).collect();
            assert_eq!(own.len(), values.len(), "{names:?}");
            for name in own {
                let stem = name.strip_prefix("x-").and_then(|name| name.strip_suffix(".pdf"));
                let stem = stem.unwrap();
                let is_safe = |c: char| c.is_ascii_alphanumeric() || c == '-';
                assert!(!stem.is_empty() && stem.chars().all(is_safe), "{name}");
            }
        }
    }

    #[test]
    fn other_values_do_not_move_a_name() {
        let few = of(&["Hòa", "Hoa"]);
        let many = of(&["Hòa", "Hoa", "Hóa", "Tổ 1"]);
        assert_eq!((&few["Hòa"], &few["Hoa"]), (&many["Hòa"], &many["Hoa"]));
    }

    #[test]
    fn digits_that_another_value_ends_in_are_made_more() {
        let digits = &hex(&Sha256::digest("Hòa"))[..DIGITS];
        let names = of(&["Hòa", "Hoa", &format!("hoa {digits}")]);
        let own: BTreeSet<&String> = names.values().collect();
        assert_eq!(own.len(), 3, "{names:?}");
    }

    #[test]
    fn long_values_are_cut_and_told_apart() {
        let long = |last: &str| format!("{}{last}", "rất dài ".repeat(60));
        let (one, other) = (long("1"), long("2"));
        let names = of(&[&one, &other]);
        assert_ne!(names[&one], names[&other]);
        assert!(names.values().all(|name| name.len() < 100), "{names:?}");
    }
}
