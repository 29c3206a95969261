//! The order in which houses are visited. In goes an address as typed, out comes a key to sort by.
//!
//! What is larger comes first: group or hamlet, street, alley, the alley in the alley, the house,
//! and in a block its floor and flat. So `số 2, ngõ 10` stands before `số 10, ngõ 10`, all houses on
//! a street before those in its alleys, and `12/5 Trần Phú` is house 5 of alley 12. Numbers count:
//! 2, 2A, 2B, 10.

use std::cmp::Ordering;

use super::collate::TextKey;
use super::fold;

/// An address by which a list is sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressKey {
    /// By [`Unit`], largest first; nothing stands before something.
    units: [Option<TextKey>; UNITS],
    /// The whole, where all units are alike.
    whole: TextKey,
}

const UNITS: usize = 8;

/// Parts of an address, largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Group,
    Street,
    Alley,
    Branch,
    House,
    Block,
    Floor,
    Flat,
}

/// Words that name a part, without accents.
const WORDS: &[(&str, Unit)] = &[
    ("to", Unit::Group),
    ("tdp", Unit::Group),
    ("khu", Unit::Group),
    ("kp", Unit::Group),
    ("cum", Unit::Group),
    ("thon", Unit::Group),
    ("xom", Unit::Group),
    ("ap", Unit::Group),
    ("pho", Unit::Street),
    ("duong", Unit::Street),
    ("ngo", Unit::Alley),
    ("kiet", Unit::Alley),
    ("hem", Unit::Alley),
    ("ngach", Unit::Branch),
    ("so", Unit::House),
    ("nha", Unit::House),
    ("sn", Unit::House),
    ("toa", Unit::Block),
    ("block", Unit::Block),
    ("lo", Unit::Block),
    ("tang", Unit::Floor),
    ("phong", Unit::Flat),
    ("p", Unit::Flat),
    ("can", Unit::Flat),
];

/// Words between the name of a part and its number: `tổ dân phố số 7`, `khu phố 3`, `căn hộ 5`.
const BETWEEN: &[&str] = &["dan", "cu", "pho", "so", "ho"];

impl AddressKey {
    /// The key of an address.
    pub fn new(address: &str) -> AddressKey {
        let mut found = AddressParts::default();
        for part in address.split([',', ';', '\n']) {
            found.read(part);
        }
        let units = found.units.map(|unit| unit.map(|text| TextKey::new(&text)));
        AddressKey { units, whole: TextKey::new(address) }
    }
}

impl Ord for AddressKey {
    fn cmp(&self, other: &AddressKey) -> Ordering {
        self.units.cmp(&other.units).then_with(|| self.whole.cmp(&other.whole))
    }
}

impl PartialOrd for AddressKey {
    fn partial_cmp(&self, other: &AddressKey) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Parts found so far.
#[derive(Default)]
struct AddressParts {
    units: [Option<String>; UNITS],
}

impl AddressParts {
    /// Reads what stands between two commas.
    fn read(&mut self, part: &str) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let folded: Vec<String> = words.iter().map(|word| fold::plain(word)).collect();
        let mut name: Vec<&str> = Vec::new();
        let mut street = false;
        let mut at = 0;
        while at < words.len() {
            let unit = WORDS.iter().find(|(word, _)| *word == folded[at]).map(|(_, unit)| *unit);
            let Some(unit) = unit else {
                if is_number(&folded[at]) && name.is_empty() && !street {
                    self.put(Unit::House, words[at]);
                } else {
                    name.push(words[at]);
                }
                at += 1;
                continue;
            };
            if unit == Unit::Street {
                // Its name is what is left of the part.
                street = true;
                at += 1;
                continue;
            }
            let mut next = at + 1;
            while folded.get(next).is_some_and(|word| BETWEEN.contains(&word.as_str())) {
                next += 1;
            }
            if folded.get(next).is_some_and(|word| is_number(word) || is_short(words[next])) {
                self.put(unit, words[next]);
                at = next + 1;
            } else if unit == Unit::Group && name.is_empty() && folded[at] != "khu" {
                // A hamlet has a name: all of the part. A `khu đô thị` is none.
                self.put(unit, &words[next..].join(" "));
                return;
            } else {
                name.push(words[at]);
                at += 1;
            }
        }
        if !name.is_empty() {
            let name = name.join(" ");
            let own = &mut self.units[Unit::Street as usize];
            // What comes later is ward and town, which do not tell houses of one list apart.
            if own.is_none() || street {
                *own = Some(name);
            }
        }
    }

    /// Keeps the number of a part; `12/5` goes down from alley to house.
    fn put(&mut self, unit: Unit, number: &str) {
        let number = number.trim_matches(|c: char| !c.is_alphanumeric());
        let mut steps: Vec<&str> = number.split(['/', '.']).filter(|it| !it.is_empty()).collect();
        let Some(last) = steps.pop() else { return };
        let below = match unit {
            Unit::House => &[Unit::Alley, Unit::Branch][..],
            Unit::Branch => &[Unit::Alley][..],
            _ => &[],
        };
        let (mut unit, mut last) = (unit, last.to_owned());
        if unit == Unit::Alley && !steps.is_empty() {
            // `hẻm 45/12`: a branch of alley 45.
            self.set(Unit::Alley, steps[0]);
            unit = Unit::Branch;
        } else if below.is_empty() && !steps.is_empty() {
            number.clone_into(&mut last);
        }
        for (unit, step) in below.iter().zip(&steps) {
            self.set(*unit, step);
        }
        self.set(unit, &last);
    }

    fn set(&mut self, unit: Unit, value: &str) {
        self.units[unit as usize].get_or_insert_with(|| value.to_owned());
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// `B4`, `A`, `CT2`: the name of a block.
fn is_short(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sorts `wanted` out of two other orders and compares.
    #[track_caller]
    fn assert_order(wanted: &[&str]) {
        for turn in [0, 1] {
            let mut mixed: Vec<&str> = wanted.iter().rev().copied().collect();
            mixed.rotate_left(turn * wanted.len() / 2);
            mixed.sort_by_cached_key(|address| AddressKey::new(address));
            assert_eq!(mixed, wanted);
        }
    }

    #[test]
    fn houses_are_visited_alley_by_alley() {
        assert_order(&["Số 2, ngõ 10", "Số 10, ngõ 10"]);
        assert_order(&["Số 10, ngõ 2", "Số 2, ngõ 10"]);
        assert_order(&[
            "Số 1 phố Huế",
            "Số 3, phố Huế",
            "21 phố Huế",
            "Số 2, ngõ 3 phố Huế",
            "Số 12, ngõ 3, phố Huế",
            "Nhà số 1, ngách 4, ngõ 3, phố Huế",
            "Số 5 ngách 4 ngõ 3 phố Huế",
            "Số 1, ngách 15, ngõ 3, phố Huế",
            "Số 1, ngõ 11, phố Huế",
        ]);
        assert_order(&["5 Trần Phú", "12/5 Trần Phú", "12/10 Trần Phú", "45/2/7 Trần Phú"]);
        assert_order(&["số 5, hẻm 12 Trần Phú", "12/6 Trần Phú", "12/7 Trần Phú"]);
        assert_order(&["hẻm 45/2 số 9 Lê Lợi", "hẻm 45/12 số 1 Lê Lợi"]);
        assert_order(&["ngách 12/5 số 3", "ngách 12/5 số 11", "ngách 12/15 số 1"]);
    }

    #[test]
    fn groups_and_streets_come_first() {
        assert_order(&["Số 9, tổ 2", "Số 1, tổ 10", "Số 2, tổ dân phố số 10", "Số 1, tổ 11"]);
        assert_order(&["Số 5, đường Bưởi", "Số 1, phố Đặng Dung", "Số 1, phố Hàng Bún"]);
        assert_order(&["Xóm 3", "Số 7, thôn Đoài", "Số 2, thôn Đông"]);
        assert_order(&["Số 1, khu phố 2", "Số 1, khu phố 12", "Số 2, khu dân cư 13"]);
        assert_order(&["P. 9, tòa A, khu đô thị mới, tổ 5", "P. 1, tòa A, khu đô thị mới, tổ 7"]);
        assert_order(&["Nhà 3, xóm Chùa", "Nhà 12, xóm Chùa", "Nhà 1, xóm Đình"]);
    }

    #[test]
    fn letters_follow_their_numbers() {
        assert_order(&["Số 2", "Số 2A", "Số 2B", "Số 3", "Số 10", "Số 10 bis"]);
        assert_order(&[
            "Phòng 301, tầng 3, tòa A",
            "Phòng 302, tầng 3, tòa A",
            "Phòng 1001, tầng 10, tòa A",
            "Phòng 101, tầng 1, tòa B",
        ]);
        assert_order(&["P. 2, toà B4", "P. 1, toà B12"]);
    }

    #[test]
    fn anything_at_all_has_its_place() {
        for text in ["", ",", "số", "ngõ ngõ", "/", "12/", "số /5", "tổ", "漢字 5", "a\u{301}"]
        {
            let key = AddressKey::new(text);
            assert_eq!(key, AddressKey::new(text), "{text}");
        }
    }
}
