//! The numbering plan of Vietnam as tables, for [`super::phone`].
//!
//! Sources: circular 22/2014/TT-BTTTT and its amendment 27/2021/TT-BTTTT (the plan), decision
//! 2036/QĐ-BTTTT of 2016 (area codes), decision 798/QĐ-BTTTT of 2018 (mobile numbers of eleven
//! digits). Which prefixes are given out, and with which digits subscribers begin, was compared
//! with the metadata of libphonenumber, version 9.0.43. Provinces have the names of 2017: codes
//! were not changed when provinces were joined.

use std::ops::RangeInclusive;

/// An area code.
pub(super) struct AreaCode {
    /// With the zero.
    pub code: &'static str,
    /// The code before 2017, with the zero; empty where it is the same.
    pub old: &'static str,
    /// The province.
    pub place: &'static str,
    /// The first digits subscribers have.
    pub begins: &'static str,
}

const fn area(code: &'static str, old: &'static str, place: &'static str) -> AreaCode {
    AreaCode { code, old, place, begins: "0123456789" }
}

/// The 63 areas. Hà Nội and TP.HCM have subscribers of eight digits, all others of seven.
pub(super) const AREAS: &[AreaCode] = &[
    area("0203", "033", "Quảng Ninh"),
    area("0204", "0240", "Bắc Giang"),
    area("0205", "025", "Lạng Sơn"),
    area("0206", "026", "Cao Bằng"),
    area("0207", "027", "Tuyên Quang"),
    area("0208", "0280", "Thái Nguyên"),
    area("0209", "0281", "Bắc Kạn"),
    area("0210", "", "Phú Thọ"),
    area("0211", "", "Vĩnh Phúc"),
    area("0212", "022", "Sơn La"),
    area("0213", "0231", "Lai Châu"),
    area("0214", "020", "Lào Cai"),
    area("0215", "0230", "Điện Biên"),
    area("0216", "029", "Yên Bái"),
    area("0218", "", "Hòa Bình"),
    area("0219", "", "Hà Giang"),
    area("0220", "0320", "Hải Dương"),
    area("0221", "0321", "Hưng Yên"),
    area("0222", "0241", "Bắc Ninh"),
    area("0225", "031", "Hải Phòng"),
    area("0226", "0351", "Hà Nam"),
    area("0227", "036", "Thái Bình"),
    area("0228", "0350", "Nam Định"),
    area("0229", "030", "Ninh Bình"),
    area("0232", "052", "Quảng Bình"),
    area("0233", "053", "Quảng Trị"),
    area("0234", "054", "Thừa Thiên Huế"),
    area("0235", "0510", "Quảng Nam"),
    area("0236", "0511", "Đà Nẵng"),
    area("0237", "037", "Thanh Hóa"),
    area("0238", "038", "Nghệ An"),
    area("0239", "039", "Hà Tĩnh"),
    AreaCode { code: "024", old: "04", place: "Hà Nội", begins: "2345678" },
    area("0251", "061", "Đồng Nai"),
    area("0252", "062", "Bình Thuận"),
    area("0254", "064", "Bà Rịa - Vũng Tàu"),
    area("0255", "055", "Quảng Ngãi"),
    area("0256", "056", "Bình Định"),
    area("0257", "057", "Phú Yên"),
    area("0258", "058", "Khánh Hòa"),
    area("0259", "068", "Ninh Thuận"),
    area("0260", "060", "Kon Tum"),
    area("0261", "0501", "Đắk Nông"),
    area("0262", "0500", "Đắk Lắk"),
    area("0263", "063", "Lâm Đồng"),
    area("0269", "059", "Gia Lai"),
    area("0270", "070", "Vĩnh Long"),
    area("0271", "0651", "Bình Phước"),
    area("0272", "072", "Long An"),
    area("0273", "073", "Tiền Giang"),
    area("0274", "0650", "Bình Dương"),
    area("0275", "075", "Bến Tre"),
    area("0276", "066", "Tây Ninh"),
    area("0277", "067", "Đồng Tháp"),
    AreaCode { code: "028", old: "08", place: "TP.HCM", begins: "23456789" },
    area("0290", "0780", "Cà Mau"),
    area("0291", "0781", "Bạc Liêu"),
    area("0292", "0710", "Cần Thơ"),
    area("0293", "0711", "Hậu Giang"),
    area("0294", "074", "Trà Vinh"),
    area("0296", "076", "An Giang"),
    area("0297", "077", "Kiên Giang"),
    area("0299", "079", "Sóc Trăng"),
];

/// The digits landlines began with before 2017: those of VNPT with 3, of other networks with 2, 5, 6
/// and 7. Others are slips of the finger rather than old numbers.
pub(super) const OLD_BEGINS: &str = "23567";

/// How mobile numbers in use begin.
pub(super) const MOBILE: &[&str] = &[
    "030", "031", "032", "033", "034", "035", "036", "037", "038", "039", //
    "051", "0522", "0523", "0528", "0559", "056", "058", "059", //
    "070", "076", "077", "078", "079", //
    "081", "082", "083", "084", "085", "086", "087", "088", "0896", "0897", "0898", "0899", //
    "090", "091", "092", "093", "094", "095", "096", "097", "098", "0990", "0991", "0993", "0994",
    "0995", "0996", "0997", "0998", "0999",
];

/// Mobile prefixes of eleven digits and what they became in 2018.
pub(super) const OLD_MOBILE: &[(&str, &str)] = &[
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0126", "076"),
    ("0128", "078"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0127", "081"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

/// Networks that are neither mobile nor of a province, and how many digits follow.
///
/// 067: phones by satellite. 069: police and army; the Ministry of Public
/// Security prints 069.234.2593, seven digits, where libphonenumber knows five and six. 080: offices
/// of Party and government.
pub(super) const NETWORKS: &[(&str, RangeInclusive<usize>)] =
    &[("0672", 6..=6), ("069", 6..=7), ("080", 5..=5)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_has_63_areas_and_no_code_twice() {
        assert_eq!(AREAS.len(), 63);
        for (index, area) in AREAS.iter().enumerate() {
            for other in &AREAS[index + 1..] {
                assert!(!other.code.starts_with(area.code) && !area.code.starts_with(other.code));
                assert!(area.old.is_empty() || area.old != other.old, "{}", area.old);
                assert_ne!(area.place, other.place);
            }
        }
        assert_eq!(AREAS.iter().filter(|area| area.old.is_empty()).count(), 4);
    }

    #[test]
    fn old_mobile_prefixes_became_prefixes_in_use() {
        assert_eq!(OLD_MOBILE.len(), 21);
        for (old, new) in OLD_MOBILE {
            assert!(old.len() == new.len() + 1 && MOBILE.contains(new), "{old} {new}");
        }
    }
}
