//! What is wrong with the archive a spreadsheet is, in words; [`crate::archive`] reads it.

use std::io;

use super::rows::FileFault;
use super::separated::unreadable;
use crate::archive::{ArchiveFault, MOST_DEPTH};
use crate::diag::{Code, text};

/// The most bytes of a sheet: a million rows of twenty columns are less.
pub(super) const MOST_OF_A_SHEET: u64 = 4 << 30;
/// The most bytes of a list of texts, which is held in memory.
pub(super) const MOST_OF_STRINGS: u64 = 512 << 20;

impl From<ArchiveFault> for FileFault {
    fn from(fault: ArchiveFault) -> FileFault {
        match fault {
            ArchiveFault::Damaged => damaged(),
            ArchiveFault::Locked => locked(),
            ArchiveFault::TooMuch => bomb(),
            ArchiveFault::TooDeep => too_deep(),
            ArchiveFault::Io(error) => unreadable(&error),
        }
    }
}

/// A fault met while unpacking.
pub(super) fn of_io(error: &io::Error) -> FileFault {
    ArchiveFault::from(error).into()
}

pub(super) fn damaged() -> FileFault {
    FileFault::new(
        Code::RecordsDamaged,
        text!(
            en "this spreadsheet is damaged or cut off",
            vi "bảng tính này bị hỏng hoặc bị đứt giữa chừng",
        ),
        text!(
            en "copy it again from where it came, or open it in Excel and save it again",
            vi "chép lại tệp từ nơi gửi, hoặc mở bằng Excel rồi lưu lại",
        ),
    )
}

fn too_deep() -> FileFault {
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "this spreadsheet has elements nested more than {MOST_DEPTH} deep; it may be a trap",
            vi "bảng tính này có hơn {MOST_DEPTH} phần tử lồng nhau, có thể là bẫy",
        ),
        text!(
            en "ask where it comes from; copy the rows you need into a new spreadsheet",
            vi "hỏi lại tệp từ đâu ra; chép các hàng cần dùng sang bảng tính mới",
        ),
    )
}

pub(super) fn bomb() -> FileFault {
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "this spreadsheet unpacks to far more than a list can hold; it may be a trap",
            vi "bảng tính này giải nén ra lớn hơn mọi danh sách, có thể là bẫy",
        ),
        text!(
            en "ask where it comes from; copy the rows you need into a new spreadsheet",
            vi "hỏi lại tệp từ đâu ra; chép các hàng cần dùng sang bảng tính mới",
        ),
    )
}

pub(super) fn locked() -> FileFault {
    FileFault::new(
        Code::RecordsLocked,
        text!(
            en "this spreadsheet is locked with a password",
            vi "bảng tính này có mật khẩu khóa",
        ),
        text!(
            en "open it in Excel, remove the password (File, Info, Protect Workbook) and save it",
            vi "mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại",
        ),
    )
}
