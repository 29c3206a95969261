//! Reference numbers for [`super`]: what people type, and what has to come of it.

use super::*;

#[track_caller]
fn good(rows: &[(&str, PhoneType, &str, Option<&str>)]) {
    for (typed, kind, grouped, e164) in rows {
        let phone = Phone::read(typed).unwrap_or_else(|fault| panic!("{typed}: {fault:?}"));
        let found = (phone.kind(), phone.grouped(), phone.e164());
        assert_eq!(found, (*kind, (*grouped).to_owned(), e164.map(str::to_owned)), "{typed}");
        assert_eq!(phone.to_string(), grouped.replace(' ', "\u{a0}"));
        for written in [Some(phone.to_string()), phone.international(), phone.e164()] {
            let Some(written) = written else { continue };
            assert_eq!(Phone::read(&written).as_ref(), Ok(&phone), "{written}");
        }
    }
}

#[test]
fn mobile_numbers() {
    use PhoneType::Mobile;
    good(&[
        ("0912345678", Mobile, "0912 345 678", Some("+84912345678")),
        ("0912 345 678", Mobile, "0912 345 678", Some("+84912345678")),
        ("0912.345.678", Mobile, "0912 345 678", Some("+84912345678")),
        ("0912-345-678", Mobile, "0912 345 678", Some("+84912345678")),
        ("091 234 5678", Mobile, "0912 345 678", Some("+84912345678")),
        ("0912\u{a0}345\u{a0}678", Mobile, "0912 345 678", Some("+84912345678")),
        ("+84912345678", Mobile, "0912 345 678", Some("+84912345678")),
        ("+84 912 345 678", Mobile, "0912 345 678", Some("+84912345678")),
        ("+84 0912 345 678", Mobile, "0912 345 678", Some("+84912345678")),
        ("(+84) 912 345 678", Mobile, "0912 345 678", Some("+84912345678")),
        ("+84(0)912345678", Mobile, "0912 345 678", Some("+84912345678")),
        ("0084912345678", Mobile, "0912 345 678", Some("+84912345678")),
        ("84912345678", Mobile, "0912 345 678", Some("+84912345678")),
        ("０９１２３４５６７８", Mobile, "0912 345 678", Some("+84912345678")),
        (" 0323456789 ", Mobile, "0323 456 789", Some("+84323456789")),
        ("0393456789", Mobile, "0393 456 789", Some("+84393456789")),
        ("0522345678", Mobile, "0522 345 678", Some("+84522345678")),
        ("0559345678", Mobile, "0559 345 678", Some("+84559345678")),
        ("0562345678", Mobile, "0562 345 678", Some("+84562345678")),
        ("0582345678", Mobile, "0582 345 678", Some("+84582345678")),
        ("0592345678", Mobile, "0592 345 678", Some("+84592345678")),
        ("0702345678", Mobile, "0702 345 678", Some("+84702345678")),
        ("0769.04.04.04", Mobile, "0769 040 404", Some("+84769040404")),
        ("0792345678", Mobile, "0792 345 678", Some("+84792345678")),
        ("0812345678", Mobile, "0812 345 678", Some("+84812345678")),
        ("0862345678", Mobile, "0862 345 678", Some("+84862345678")),
        ("0872345678", Mobile, "0872 345 678", Some("+84872345678")),
        ("0899345678", Mobile, "0899 345 678", Some("+84899345678")),
        ("0902345678", Mobile, "0902 345 678", Some("+84902345678")),
        ("0982345678", Mobile, "0982 345 678", Some("+84982345678")),
        ("0993345678", Mobile, "0993 345 678", Some("+84993345678")),
    ]);
}

#[test]
fn landlines_and_networks() {
    use PhoneType::{Landline, Network};
    good(&[
        ("02438641234", Landline, "024 3864 1234", Some("+842438641234")),
        ("(024) 3864-1234", Landline, "024 3864 1234", Some("+842438641234")),
        ("024.3864.1234", Landline, "024 3864 1234", Some("+842438641234")),
        ("+84 24 3864 1234", Landline, "024 3864 1234", Some("+842438641234")),
        ("+84 (0)24 3864 1234", Landline, "024 3864 1234", Some("+842438641234")),
        ("842438641234", Landline, "024 3864 1234", Some("+842438641234")),
        ("028 3822 1234", Landline, "028 3822 1234", Some("+842838221234")),
        ("02873001234", Landline, "028 7300 1234", Some("+842873001234")),
        ("0236 3 822 222", Landline, "0236 3822 222", Some("+842363822222")),
        ("0203.3835.678", Landline, "0203 3835 678", Some("+842033835678")),
        ("0210 3846 647", Landline, "0210 3846 647", Some("+842103846647")),
        ("0225-3842-124", Landline, "0225 3842 124", Some("+842253842124")),
        ("02743822259", Landline, "0274 3822 259", Some("+842743822259")),
        ("0299 3821 234", Landline, "0299 3821 234", Some("+842993821234")),
        ("069.234.2593", Network, "069 234 2593", None),
        ("0692326555", Network, "069 232 6555", None),
        ("069 553 215", Network, "069 553 215", None),
        ("08043162", Network, "080 43162", None),
        ("0672012345", Network, "067 201 2345", None),
    ]);
    let place = |typed: &str| Phone::read(typed).expect("a number").place();
    assert_eq!(place("024 3864 1234"), Some("Hà Nội"));
    assert_eq!(place("0236 3822 222"), Some("Đà Nẵng"));
    assert_eq!(place("0912 345 678"), None);
}

#[test]
fn services_and_short_numbers() {
    use PhoneType::{Charged, Free, Short};
    good(&[
        ("19000368", Charged, "1900 0368", None),
        ("1900.0368", Charged, "1900 0368", None),
        ("1900 545481", Charged, "1900 545 481", None),
        ("190012345", Charged, "1900 12345", None),
        ("18001091", Free, "1800 1091", None),
        ("1800 599 920", Free, "1800 599 920", None),
        ("111", Short, "111", None),
        ("112", Short, "112", None),
        ("113", Short, "113", None),
        ("114", Short, "114", None),
        ("115", Short, "115", None),
        ("156", Short, "156", None),
        ("1022", Short, "1022", None),
        ("1080", Short, "1080", None),
        ("1414", Short, "1414", None),
        ("5656", Short, "5656", None),
        ("8088", Short, "8088", None),
    ]);
}

#[test]
fn old_numbers_are_reported_with_what_became_of_them() {
    for (typed, new) in [
        ("0120 234 5678", "0702 345 678"),
        ("01212345678", "0792 345 678"),
        ("01222345678", "0772 345 678"),
        ("0126.2345678", "0762 345 678"),
        ("01282345678", "0782 345 678"),
        ("01232345678", "0832 345 678"),
        ("01242345678", "0842 345 678"),
        ("01252345678", "0852 345 678"),
        ("01272345678", "0812 345 678"),
        ("01292345678", "0822 345 678"),
        ("0162 234 5678", "0322 345 678"),
        ("+84 168 234 5678", "0382 345 678"),
        ("01692345678", "0392 345 678"),
        ("01862345678", "0562 345 678"),
        ("01882345678", "0582 345 678"),
        ("01992345678", "0592 345 678"),
    ] {
        let Err(PhoneFault::OldMobile { new: found }) = Phone::read(typed) else {
            panic!("{typed}: {:?}", Phone::read(typed));
        };
        assert_eq!(found.grouped(), new, "{typed}");
        assert_eq!(Phone::read(&found.to_string()), Ok(found));
    }
    for (typed, new, place) in [
        ("04 3864 1234", "024 3864 1234", "Hà Nội"),
        ("+84 4 3864 1234", "024 3864 1234", "Hà Nội"),
        ("0511 3821 234", "0236 3821 234", "Đà Nẵng"),
        ("0613 822 222", "0251 3822 222", "Đồng Nai"),
        ("0650 3822 259", "0274 3822 259", "Bình Dương"),
        ("0710 3812 345", "0292 3812 345", "Cần Thơ"),
        ("0743 852 123", "0294 3852 123", "Trà Vinh"),
        ("0240 3856 123", "0204 3856 123", "Bắc Giang"),
        ("0280 3856 123", "0208 3856 123", "Thái Nguyên"),
        ("0230 3825 123", "0215 3825 123", "Điện Biên"),
        ("0321 3862 123", "0221 3862 123", "Hưng Yên"),
        ("025 3812 345", "0205 3812 345", "Lạng Sơn"),
    ] {
        let Err(PhoneFault::OldArea { new: found, place: named }) = Phone::read(typed) else {
            panic!("{typed}: {:?}", Phone::read(typed));
        };
        assert_eq!((found.grouped().as_str(), named), (new, place), "{typed}");
        assert_eq!(Phone::read(&found.to_string()), Ok(found));
    }
}

#[test]
fn wrong_numbers_are_refused_with_the_reason() {
    use PhoneType::{Charged, Free, Landline, Mobile, Network};
    let short = |kind, missing| PhoneFault::TooShort { kind, missing };
    let long = |kind, extra| PhoneFault::TooLong { kind, extra };
    let prefix = |prefix: &str| PhoneFault::UnusedPrefix { prefix: prefix.into() };
    let area = |code: &str| PhoneFault::UnknownArea { code: code.into() };
    let zero = |typed: &str| PhoneFault::MissingZero { new: Phone::read(typed).expect("a number") };
    for (typed, fault) in [
        ("091234567", short(Mobile, 1)),
        ("0912 345", short(Mobile, 3)),
        ("09", short(Mobile, 8)),
        ("0", short(Mobile, 9)),
        ("09123456789", long(Mobile, 1)),
        ("091234567890", long(Mobile, 2)),
        ("+84 912 345 6789", long(Mobile, 1)),
        ("+84 912 345 67", short(Mobile, 1)),
        ("0162 234 567", short(Mobile, 1)),
        ("024 3864 123", short(Landline, 1)),
        ("024 3864 12345", long(Landline, 1)),
        ("0263 812 345", short(Landline, 1)),
        ("0692 3265", short(Network, 1)),
        ("0692 326 5555", long(Network, 1)),
        ("1900", short(Charged, 4)),
        ("1900 036", short(Charged, 1)),
        ("1900 0368 123", long(Charged, 1)),
        ("1800 109", short(Free, 1)),
        ("0412345678", prefix("0412")),
        ("0521345678", prefix("0521")),
        ("0551345678", prefix("0551")),
        ("0893345678", prefix("0893")),
        ("0992345678", prefix("0992")),
        ("0712 345 678", prefix("0712")),
        ("0602345678x", PhoneFault::Sign { sign: 'x' }),
        ("0111234567", prefix("0111")),
        ("01302345678", prefix("0130")),
        ("0298 3812 345", area("0298")),
        ("0202 3812 345", area("0202")),
        ("02", area("02")),
        ("024 1864 1234", PhoneFault::Subscriber { place: "Hà Nội", digit: '1' }),
        ("912345678", zero("0912345678")),
        ("912 345 678", zero("0912345678")),
        ("2438641234", zero("02438641234")),
        ("3864 1234", PhoneFault::MissingArea),
        ("3835678", PhoneFault::MissingArea),
        ("+1 202 555 0123", PhoneFault::Foreign),
        ("+44 20 7946 0958", PhoneFault::Foreign),
        ("0012025550123", PhoneFault::Foreign),
        ("12", PhoneFault::Unknown),
        ("12345", PhoneFault::Unknown),
        ("9999999999999", PhoneFault::Unknown),
        ("", PhoneFault::Empty),
        ("+", PhoneFault::Empty),
        ("()", PhoneFault::Empty),
        ("0912 345 678 / 0987 654 321", PhoneFault::Sign { sign: '/' }),
        ("O912345678", PhoneFault::Sign { sign: 'O' }),
        ("091234567l", PhoneFault::Sign { sign: 'l' }),
        ("++84912345678", PhoneFault::Sign { sign: '+' }),
        ("0912+345678", PhoneFault::Sign { sign: '+' }),
        ("gọi", PhoneFault::Sign { sign: 'g' }),
        ("09१2345678", PhoneFault::Sign { sign: '१' }),
    ] {
        assert_eq!(Phone::read(typed), Err(fault), "{typed}");
    }
}

/// The patterns of libphonenumber 9.0.43 for mobile numbers and landlines, spelled out: every
/// beginning of four digits is good or bad alike.
#[test]
fn beginnings_are_those_of_libphonenumber() {
    let mobile = |a: u32, b: u32, c: u32| match (a, b) {
        (3, _) | (7, 0 | 6..=9) | (5, 1 | 6 | 8 | 9) | (8, 1..=8) | (9, 0..=8) => true,
        (5, 2) => matches!(c, 2 | 3 | 8),
        (5, 5) => c == 9,
        (8, 9) => c >= 6,
        (9, 9) => matches!(c, 0 | 1 | 3..=9),
        _ => false,
    };
    let landline = |b: u32, c: u32| match b {
        0 => (3..=9).contains(&c),
        1 => matches!(c, 0..=6 | 8 | 9) && c != 7,
        2 => matches!(c, 0..=2 | 5..=9),
        3 | 8 => c >= 2,
        4 => (2..=8).contains(&c),
        5 => matches!(c, 1 | 2 | 4..=9),
        6 => matches!(c, 0..=3 | 9),
        7 => c <= 7,
        9 => matches!(c, 0..=4 | 6 | 7 | 9),
        _ => false,
    };
    for number in 0..1000 {
        let (a, b, c) = (number / 100, number / 10 % 10, number % 10);
        let is = |typed: String, kind| Phone::read(&typed).is_ok_and(|phone| phone.kind() == kind);
        assert_eq!(
            is(format!("0{number:03}345678"), PhoneType::Mobile),
            mobile(a, b, c),
            "0{number:03}"
        );
        let wanted = a == 2 && landline(b, c);
        assert_eq!(is(format!("0{number:03}3456789"), PhoneType::Landline), wanted, "0{number:03}");
    }
}
