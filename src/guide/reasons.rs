//! Why a phone number, a date, a time or a sum cannot be, in words for people. In goes a fault of
//! `vietnamese`, which knows no language of messages, out comes the reason and what to do.

use crate::diag::{Text, text};
use crate::vietnamese::date::DateFault;
use crate::vietnamese::hours::HoursFault;
use crate::vietnamese::money::NumberFault;
use crate::vietnamese::phone::{PhoneFault, PhoneType};
use crate::vietnamese::time::TimeFault;

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What is wrong, to stand after a colon.
    pub why: Text,
    /// What to do next.
    pub todo: Text,
}

impl Reason {
    fn new(why: Text, todo: Text) -> Reason {
        Reason { why, todo }
    }
}

fn kind(kind: PhoneType) -> Text {
    match kind {
        PhoneType::Mobile => text!(en "a mobile number", vi "số di động"),
        PhoneType::Landline => {
            text!(en "a landline with its area code", vi "số máy bàn kèm mã vùng")
        }
        PhoneType::Network => {
            text!(en "a number of the police, army or government", vi "số máy của cơ quan")
        }
        PhoneType::Free => text!(en "a free 1800 number", vi "số 1800"),
        PhoneType::Charged => text!(en "a 1900 number", vi "số 1900"),
        PhoneType::Short => text!(en "a short number", vi "số ngắn"),
    }
}

/// Why a number cannot be dialled.
pub fn phone(fault: &PhoneFault) -> Reason {
    let again = || {
        text!(
            en "copy it again from where it is published, then call it once before you print",
            vi "chép lại từ nơi công bố, rồi gọi thử một lần trước khi in",
        )
    };
    let changed = |new: &str| {
        text!(
            en "call {new}; if the right office answers, write that",
            vi "gọi thử {new}; đúng nơi cần gọi thì viết số ấy",
        )
    };
    match fault {
        PhoneFault::Empty => {
            Reason::new(text!(en "there is no digit in it", vi "không có chữ số nào"), again())
        }
        PhoneFault::Sign { sign } => Reason::new(
            text!(
                en "`{sign}` does not belong in a phone number",
                vi "số điện thoại không có `{sign}`",
            ),
            text!(
                en "leave digits only; a name or a second number goes outside",
                vi "chỉ để chữ số; tên người hay số thứ hai thì viết riêng ra ngoài",
            ),
        ),
        PhoneFault::TooShort { kind: of, missing } => {
            let Text { en, vi } = kind(*of);
            let digits = if *missing == 1 { "digit is" } else { "digits are" };
            Reason::new(
                Text {
                    en: format!("{missing} {digits} missing for {en}"),
                    vi: format!("thiếu {missing} chữ số mới đủ {vi}"),
                },
                again(),
            )
        }
        PhoneFault::TooLong { kind: of, extra } => {
            let Text { en, vi } = kind(*of);
            let digits = if *extra == 1 { "digit" } else { "digits" };
            Reason::new(
                Text {
                    en: format!("{extra} {digits} too many for {en}"),
                    vi: format!("thừa {extra} chữ số so với {vi}"),
                },
                again(),
            )
        }
        PhoneFault::OldMobile { new } => {
            let new = new.grouped();
            Reason::new(
                text!(
                    en "mobile numbers of 11 digits ended in 2018; this one became {new}",
                    vi "số di động 11 chữ số đã thôi dùng từ năm 2018; số này nay là {new}",
                ),
                changed(&new),
            )
        }
        PhoneFault::OldArea { new, place } => {
            let new = new.grouped();
            Reason::new(
                text!(
                    en "it looks like an area code of {place} from before 2017; now it would be {new}",
                    vi "giống mã vùng cũ của {place}, đã đổi năm 2017; nay là {new}",
                ),
                changed(&new),
            )
        }
        PhoneFault::UnknownArea { code } => Reason::new(
            text!(en "no province has the area code {code}", vi "không tỉnh nào có mã vùng {code}"),
            again(),
        ),
        PhoneFault::Subscriber { place, digit } => Reason::new(
            text!(
                en "no number in {place} begins with {digit} after the area code",
                vi "sau mã vùng, số máy ở {place} không bắt đầu bằng {digit}",
            ),
            again(),
        ),
        PhoneFault::UnusedPrefix { prefix } => Reason::new(
            text!(
                en "no network has numbers that begin with {prefix}",
                vi "không nhà mạng nào có đầu số {prefix}",
            ),
            again(),
        ),
        PhoneFault::MissingZero { new } => {
            let new = new.grouped();
            Reason::new(
                text!(
                    en "the zero in front is missing; spreadsheets drop it",
                    vi "thiếu số 0 ở đầu; bảng tính hay tự bỏ số này",
                ),
                changed(&new),
            )
        }
        PhoneFault::MissingArea => Reason::new(
            text!(en "the area code is missing", vi "thiếu mã vùng"),
            text!(
                en "write it with its area code: 024 for Hà Nội, 028 for TP.HCM",
                vi "viết kèm mã vùng: 024 cho Hà Nội, 028 cho TP.HCM",
            ),
        ),
        PhoneFault::Foreign => Reason::new(
            text!(en "it is a number of another country", vi "đây là số nước ngoài"),
            text!(
                en "print a number in Vietnam that the reader can call",
                vi "in số trong nước mà người đọc gọi được",
            ),
        ),
        PhoneFault::Unknown => Reason::new(
            text!(en "no phone number in Vietnam looks like this", vi "không giống số nào ở Việt Nam"),
            again(),
        ),
    }
}

/// Why a day cannot be.
pub fn date(fault: &DateFault) -> Reason {
    let calendar = || text!(en "look at the calendar again", vi "xem lại lịch rồi sửa");
    match fault {
        DateFault::Unreadable => Reason::new(
            text!(en "it does not read as a date", vi "không đọc ra ngày nào"),
            text!(
                en "write it like 23/11/2026 or ngày 23 tháng 11 năm 2026",
                vi "viết như 23/11/2026 hoặc ngày 23 tháng 11 năm 2026",
            ),
        ),
        DateFault::ShortYear => Reason::new(
            text!(en "the year has only two digits", vi "năm chỉ có hai chữ số"),
            text!(en "write the year in full: 2026", vi "viết đủ năm: 2026"),
        ),
        DateFault::NoSuchMonth { month, swapped } => Reason::new(
            text!(en "there is no month {month}", vi "không có tháng {month}"),
            match swapped {
                Some(date) => text!(
                    en "the day stands before the month; if you meant {date}, write that",
                    vi "ngày viết trước, tháng viết sau; nếu ý bạn là {date} thì viết như thế",
                ),
                None => calendar(),
            },
        ),
        DateFault::NoSuchDay { day: 0, .. } => {
            Reason::new(text!(en "there is no day 0", vi "không có ngày 0"), calendar())
        }
        DateFault::NoSuchDay { month: 2, year, last, .. } if *year > 0 => Reason::new(
            text!(
                en "February {year} has {last} days",
                vi "tháng 2 năm {year} chỉ có {last} ngày",
            ),
            calendar(),
        ),
        DateFault::NoSuchDay { month, last, .. } => Reason::new(
            text!(en "month {month} has {last} days", vi "tháng {month} chỉ có {last} ngày"),
            calendar(),
        ),
    }
}

/// Why a time cannot be.
pub fn time(fault: TimeFault) -> Reason {
    let todo = text!(en "write it like 7h30 or 14h", vi "viết như 7h30 hoặc 14h");
    let why = match fault {
        TimeFault::Unreadable => {
            text!(en "it does not read as a time", vi "không đọc ra giờ nào")
        }
        TimeFault::NoSuchHour { .. } => {
            text!(en "a day has 24 hours", vi "một ngày chỉ có 24 giờ")
        }
        TimeFault::NoSuchMinute { .. } => {
            text!(en "an hour has 60 minutes", vi "một giờ chỉ có 60 phút")
        }
    };
    Reason::new(why, todo)
}

/// Why nobody can come at some hours.
pub fn hours(fault: &HoursFault) -> Reason {
    match fault {
        HoursFault::NoTime { typed, fault } => {
            let Reason { why: Text { en, vi }, todo } = time(*fault);
            Reason::new(text!(en "`{typed}`: {en}", vi "`{typed}`: {vi}"), todo)
        }
        HoursFault::Backwards { from, to } => Reason::new(
            text!(
                en "it ends at {to}, not later than it begins, at {from}",
                vi "bắt đầu lúc {from} mà kết thúc lúc {to}",
            ),
            text!(
                en "write from when to when, like 7h30–11h",
                vi "ghi từ mấy giờ đến mấy giờ, như 7h30–11h",
            ),
        ),
        HoursFault::NoWeekday { typed } => Reason::new(
            text!(
                en "`{typed}` is no day of the week",
                vi "không có “{typed}” trong tuần",
            ),
            text!(
                en "write thứ Hai to thứ Bảy, or Chủ nhật",
                vi "ghi thứ Hai đến thứ Bảy, hoặc Chủ nhật",
            ),
        ),
    }
}

/// Why a number or a sum cannot be.
pub fn number(fault: &NumberFault) -> Reason {
    let todo = || {
        text!(
            en "write it like 1.234.567,89, money like 1.000.000 đ",
            vi "viết như 1.234.567,89; tiền thì viết như 1.000.000 đ",
        )
    };
    let why = match fault {
        NumberFault::Unreadable => {
            text!(en "it does not read as a number", vi "không đọc ra con số nào")
        }
        NumberFault::Groups => text!(
            en "its digits are not grouped in threes",
            vi "các chữ số không chia đều từng nhóm ba",
        ),
        NumberFault::Ambiguous { thousands } => text!(
            en "it may be {thousands} or a fraction",
            vi "có thể hiểu là {thousands}, cũng có thể là số lẻ",
        ),
        NumberFault::PartOfDong => {
            text!(en "a đồng has no smaller parts", vi "tiền đồng không có số lẻ")
        }
        NumberFault::TooLarge => text!(en "no sum is that large", vi "không có số tiền lớn vậy"),
    };
    Reason::new(why, todo())
}
