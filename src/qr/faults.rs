//! What can be wrong with addresses and the list of sites, in words.

use super::address::{SITES, broken_escape, unfit};
use super::suspicion::Suspicion;
use crate::diag::{Code, Diagnostic, Text, text};

/// A fault of an address.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault<'a> {
    /// One that no sheet may show, and why.
    Suspect { address: &'a str, why: &'a Suspicion },
    /// One nobody vouches for; the entry that would, and the hosts there are.
    Unlisted { address: &'a str, entry: &'a str, known: &'a [String] },
    /// A new one of the state.
    New { address: &'a str, entry: &'a str },
    /// A sign that no address holds.
    Sign { address: &'a str, letter: char },
    /// A `%` that is not followed by two digits of a letter.
    Escape { address: &'a str, escape: &'a str },
    /// An entry of the list that is not a host, or has more before it.
    Entry { name: &'a str },
}

/// What makes an address unfit, in both languages.
fn reason(why: &Suspicion) -> Text {
    match why {
        Suspicion::Short => text!(
            en "a short link: nobody sees where it leads, and that can be changed later",
            vi "đường dẫn rút gọn: không ai thấy nó dẫn đi đâu, và sau này có thể bị đổi",
        ),
        Suspicion::Number => text!(
            en "numbers in place of a name: nobody can tell whose it is",
            vi "toàn số thay cho tên: không ai biết là của ai",
        ),
        Suspicion::Letters => text!(
            en "letters other than a–z, as fakes use them to look like the right ones",
            vi "có chữ ngoài a–z, kiểu trang giả dùng để trông như thật",
        ),
        Suspicion::LookAlike(host) => text!(
            en "it can be taken for `{host}`",
            vi "dễ nhầm với `{host}`",
        ),
        Suspicion::Poses => text!(
            en "it says `gov`, but only what ends in `.gov.vn` is of the state",
            vi "có chữ `gov`, nhưng chỉ tên kết thúc bằng `.gov.vn` mới là của nhà nước",
        ),
        Suspicion::Form => text!(
            en "it does not begin with `https://`, or more stands around the host than belongs there",
            vi "không mở đầu bằng `https://`, hoặc quanh tên trang có thứ không thuộc về nó",
        ),
        Suspicion::Shared => text!(
            en "anybody may have a page there: only one page can be vouched for",
            vi "ở đó ai cũng lập trang được: chỉ xác nhận được từng trang",
        ),
    }
}

impl Fault<'_> {
    fn message(self) -> Text {
        match self {
            Fault::Suspect { address, why } => {
                let Text { en, vi } = reason(why);
                text!(
                    en "`{address}` is not an official address: {en}",
                    vi "`{address}` không phải địa chỉ chính thức: {vi}",
                )
            }
            Fault::Unlisted { address, .. } => text!(
                en "`{address}` is not an official address: nobody vouches for it in {SITES}",
                vi "`{address}` không phải địa chỉ chính thức: {SITES} chưa có ai xác nhận",
            ),
            Fault::New { address, .. } => text!(
                en "`{address}` is of the state (.gov.vn), but new here",
                vi "`{address}` là trang cơ quan nhà nước (.gov.vn), nhưng ở đây chưa có ai xác nhận",
            ),
            Fault::Sign { address, letter } => {
                let seen: String = address.chars().flat_map(char::escape_debug).take(80).collect();
                let code = format!("U+{:04X}", u32::from(letter));
                text!(
                    en "the address “{seen}” contains a character that no address has ({code})",
                    vi "địa chỉ “{seen}” có ký hiệu không được có trong địa chỉ ({code})",
                )
            }
            Fault::Escape { address, escape } => {
                let seen: String = address.chars().take(80).collect();
                text!(
                    en "`{escape}` in the address “{seen}” does not stand for a letter",
                    vi "`{escape}` trong địa chỉ “{seen}” không đứng thay chữ nào",
                )
            }
            Fault::Entry { name } => text!(
                en "`{name}` is not the host of a page",
                vi "`{name}` không phải tên một trang mạng",
            ),
        }
    }

    fn hint(self) -> Text {
        match self {
            Fault::Suspect { why: Suspicion::LookAlike(host), .. } => text!(
                en "did you mean `https://{host}`?",
                vi "có phải ý bạn là `https://{host}`?",
            ),
            Fault::Suspect { why: Suspicion::Form, .. } => text!(
                en "copy the address once more from the browser: `https://` and the host",
                vi "chép lại địa chỉ từ trình duyệt: `https://` rồi đến tên trang",
            ),
            Fault::Suspect { address, why: Suspicion::Shared } => text!(
                en "write the whole address of the page: `{address}/…`",
                vi "ghi đủ địa chỉ của trang: `{address}/…`",
            ),
            Fault::Suspect { .. } => text!(
                en "open it, and write the address of the page itself as the browser shows it; no entry of {SITES} changes that",
                vi "mở ra xem, rồi ghi địa chỉ thật của trang như trình duyệt hiện; thêm vào {SITES} cũng không được",
            ),
            Fault::Unlisted { entry, .. } | Fault::New { entry, .. } => text!(
                en "open the page, ask its owner, then paste this under `sites:` of {SITES} and fill it in:\n{entry}",
                vi "mở trang ra xem, hỏi lại cơ quan có trang, rồi chép dòng này vào dưới `sites:` trong {SITES} và điền:\n{entry}",
            ),
            Fault::Sign { .. } => text!(
                en "remove spaces and hidden characters, or copy the address again from the browser",
                vi "hãy bỏ dấu cách và ký hiệu ẩn, hoặc chép lại địa chỉ từ trình duyệt",
            ),
            Fault::Escape { .. } => text!(
                en "copy the address again from the browser",
                vi "hãy chép lại địa chỉ từ trình duyệt",
            ),
            Fault::Entry { .. } => text!(
                en "write it as it stands behind `https://`: `baohiemxahoi.gov.vn`; with the page behind it where only that page is meant",
                vi "ghi phần đứng sau `https://`: `baohiemxahoi.gov.vn`; chỉ một trang thì ghi cả phần sau tên",
            ),
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let code = if let Fault::New { .. } = fault { Code::SiteNew } else { Code::QrHost };
        let found = Diagnostic::new(code, fault.message());
        let found = match fault {
            Fault::Unlisted { known, .. } if !known.is_empty() => {
                let list = known.join(", ");
                found.hint(text!(
                    en "a sheet may lead to: {list}",
                    vi "tờ in được dẫn tới: {list}",
                ))
            }
            _ => found,
        };
        found.hint(fault.hint())
    }
}

/// Says that an address holds a sign that no address has, if it does.
pub(super) fn sign(address: &str) -> Option<Diagnostic> {
    let sign = unfit(address).map(|letter| Fault::Sign { address, letter });
    let escape = || broken_escape(address).map(|escape| Fault::Escape { address, escape });
    sign.or_else(escape).map(Diagnostic::from)
}
