//! The words that cohesion knows, one list for each thing a word can do.
//!
//! To teach it another word, add it to its list. A word may stand in several; all are in small
//! letters, and both spellings of a tone (khóa, khoá; VT-07) are written out.

use std::sync::LazyLock;

/// What a word can be to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// A number follows and is its name: `Bước 3`.
    Counter,
    /// A letter or a Roman number may follow: `điểm a`, `quý II`.
    Lettered,
    /// A number often follows, as a time or a bound: `từ 8`.
    Towards,
    /// A number follows more loosely: `hơn 60`.
    About,
    /// Follows a number as its measure: `7 ngày`.
    Unit,
    /// Follows a number, unless that is the number of another: `12 số`, but `Bước 3 bác`.
    Counted,
    /// Follows a number with its unit: `30 nghìn đồng`, `7 giờ sáng`.
    AfterUnit,
    /// The name of a person follows.
    Title,
    /// The name of a place follows.
    Locality,
    /// A family name.
    Family,
    /// The numbers of days and months in words: `thứ Hai`, `tháng Giêng`.
    Ordinal,
    /// Says no to what follows.
    Negation,
    /// Leans on what follows.
    Leaning,
}

const LISTS: &[(WordClass, &str)] = &[
    (
        WordClass::Counter,
        "bước điều khoản điểm mục chương phần số mức phòng tổ phố phường xã quận tầng lớp trang \
         ngày tháng năm thứ lần đợt kỳ quý bản phiên câu cách mặt phím kênh cửa quầy bàn ca đội \
         nhóm khu khóm ấp thôn xóm ngõ ngách hẻm kiệt lô nhà tòa toà cụm đường hình bảng biểu mẫu \
         luật định tư lục android ios",
    ),
    (
        WordClass::Lettered,
        "điểm khoản mục chương phần quý bảng biểu mẫu khu nhà tòa toà lô nhóm lục",
    ),
    (WordClass::Towards, "lúc từ đến tới vào"),
    (
        WordClass::About,
        "khoảng hơn gần dưới trên đủ quá sau trước trong còn mất hết gọi bấm nhập nhắn phí giá \
         giảm đài thoại nhất",
    ),
    (
        WordClass::Unit,
        "đ ₫ % đồng vnđ vnd nghìn ngàn triệu tỷ tỉ giây phút giờ ngày tuần tháng năm tuổi km m cm \
         mm kg g mb gb",
    ),
    (WordClass::Counted, "người hộ cụ bác số chữ câu lần bước mục trang tờ bản máy thẻ"),
    (WordClass::AfterUnit, "đồng đ ₫ vnđ vnd sáng trưa chiều tối đêm"),
    (
        WordClass::Title,
        "ông bà anh chị cô bác chú cụ em cháu dì cậu mợ thím thầy bạn bố mẹ chí sĩ trưởng",
    ),
    (
        WordClass::Locality,
        "phường xã quận huyện tỉnh trấn phố đường thôn ấp xóm khóm làng ngõ ngách hẻm khu chợ \
         trường viện đảo cầu",
    ),
    (
        WordClass::Family,
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh",
    ),
    (WordClass::Ordinal, "nhất nhì hai ba tư năm sáu bảy giêng chạp"),
    (WordClass::Negation, "không chưa đừng chớ chẳng"),
    (
        WordClass::Leaning,
        "và hoặc hay nhưng mà thì là để nếu khi từ đến tới vì do của ở tại với cho bằng về trong ngoài trên \
         dưới theo qua bị đã đang sẽ sắp hãy nên phải cần có các những một mỗi mọi từng chỉ rồi nút ô dòng & +",
    ),
];

/// Short words with a dot that something follows: `TP. HCM`, `Q. 1`, `BS. Lan`.
const ABBREVIATIONS: &[&str] = &[
    "BS.", "CN.", "GS.", "H.", "KP.", "KS.", "P.", "PGS.", "Q.", "T.", "TP.", "TS.", "TT.", "TX.",
    "ThS.", "Tp.", "X.", "Đ.", "ĐC.", "ĐT.",
];

/// Names and codes of two words that stay whole: what the reader must find on the screen.
const FIXED: &str = "\
    ch play, app store, google play, google chrome, face id, touch id, mã otp, mã qr, mã pin, \
    thẻ sim, thẻ atm, tp hcm";

/// Neighbours that stay side by side even with a comma between them.
const LISTED: &str = "xã phường, phường xã, ông bà, cô chú, anh chị, chú bác";

/// Words of two and more syllables in these guides (facts, section 12; guides/), by subject. A `+`
/// stands where two words meet in a phrase.
const COMPOUNDS: &str = "\
    bàn phím, bảo mật, bảo trì, bí mật, cài đặt, câu hỏi, chụp ảnh, chữ hoa, chữ ký, chữ số, \
    chữ thường, cuộc gọi, cửa hàng, cập nhật, cỡ chữ, điện thoại, đăng ký, đăng nhập, đăng xuất, \
    đồng bộ, đổi máy, đường dẫn, gửi + yêu cầu, hệ thống, khóa máy, khoá máy, khuôn mặt, \
    kích hoạt, ký hiệu, ký tự, liên kết, mã số, mã + tin nhắn, màn hình, mạng + xã hội, máy ảnh, máy tính, \
    mật khẩu, mở khóa, mở khoá, nhà mạng, nhà + phát triển, nhắn tin, phần mềm, phiên bản, \
    quét mã, quên + mật khẩu, sim + chính chủ, sạc đầy, số + điện thoại, tài khoản, tải về, \
    thiết bị, thông minh, thuê bao, tiếp tục, tin nhắn, tích hợp, tìm kiếm, tổng đài, trang chủ, \
    trang web, trình duyệt, trả lời, trực tiếp, trực tuyến, tự động, ứng dụng, vân tay, xác nhận, \
    xác thực, xóa bỏ, xoá bỏ, yêu cầu, \
    \
    an sinh + xã hội, bản sao, bảo hiểm + y tế, bảo hiểm + xã hội, cá nhân, căn cước + công dân, \
    căn cước + điện tử, cấp lại, chính chủ, chứng minh, chứng thực, còn hạn, công chứng, \
    công dân, cổng + dịch vụ, cư trú, dân cư, dịch vụ + công, dữ liệu, đơn thuốc, địa chỉ, \
    định danh + cá nhân, định danh + điện tử, giấy phép + lái xe, giấy tờ, hành chính, hết hạn, \
    hiệu lực, hồ sơ, hộ chiếu, hộ khẩu, họ tên, khai báo, khai sinh, khám bệnh, lệ phí, \
    lương hưu, miễn phí, nghị định, ngày sinh, năm sinh, pháp luật, phụ lục, quê quán, quy định, \
    quyết định, sổ + hộ khẩu, sức khỏe, sức khoẻ, tạm trú, thẻ + căn cước, thông tin, thông tư, \
    thời hạn, thủ tục, thường trú, tiền mặt, trợ cấp, \
    \
    bác sĩ, bộ + công an, bưu chính, bưu điện, cao tuổi, cán bộ, cụ + ông, cụ + bà, chính quyền, chính thức, \
    chuyển đổi số, công nghệ + số, con cháu, công an + xã, công an + phường, cơ quan, đại diện, \
    đoàn + thanh niên, đoàn viên, đơn vị, đồng chí, gia đình, giám hộ, hàng xóm, khu phố, \
    đặc khu, người dân, người già, người nhà, người thân, nhà nước, nhà + văn hóa, nhà + văn hoá, \
    nhân dân, quốc gia, tình nguyện viên, thành phố, thị trấn, thị xã, tổ + công nghệ, tổ + dân phố, tổ trưởng, trạm + y tế, \
    trưởng thôn, trung tâm, trụ sở, ủy ban, uỷ ban, văn phòng, \
    \
    bình tĩnh, cảnh báo, chuyển khoản, chuyển tiền, cúp máy, đòi tiền, giả danh, giả mạo, \
    giao dịch, gọi điện, kẻ gian, kẻ xấu, khẩn cấp, lừa đảo, nghi ngờ, ngân hàng, nộp tiền, \
    tắt máy, trả tiền, trình báo, \
    \
    an toàn, bất cứ, bắt đầu, bỏ qua, buổi chiều, buổi sáng, căn hộ, cẩn thận, chú ý, chuẩn bị, \
    chủ nhật, có thể, cùng lúc, đầu tiên, điện tử, đồng ý, giúp đỡ, hoàn thành, hỗ trợ, hôm nay, \
    hôm sau, hướng dẫn, kết thúc, kiểm tra, kính lão, lần đầu, liên hệ, liên lạc, lưu ý, \
    lựa chọn, làm việc, lưu động, mang theo, ngày mai, nhập liệu, nội dung, phát triển, sau khi, sáp nhập, sử dụng, \
    thang máy, thay đổi, thông báo, thời gian, thực hiện, tiếng + việt, tờ giấy, trước khi, \
    tuyên truyền, từ chối, từ khi, từng bước, xã hội, xe ôm, y tế";

/// Places whose names also begin sentences.
const PLACES: &str = "\
    việt nam, hà nội, hải phòng, đà nẵng, cần thơ, sài gòn, hồ chí minh, chí minh, đồng nai, \
    bình dương, nghệ an, thanh hóa, thanh hoá, hoàng mai, đống đa, bến nghé";

/// The lists a word stands in, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordClasses(u16);

impl WordClasses {
    /// Whether the list of `kind` has the word.
    pub(super) fn has(self, kind: WordClass) -> bool {
        self.0 & 1 << kind as u16 != 0
    }

    /// The same with one list more.
    pub(super) fn with(self, kind: WordClass) -> WordClasses {
        WordClasses(self.0 | 1 << kind as u16)
    }
}

/// All words in order, each once: such a list is made in a third of the time of a tree.
static KINDS: LazyLock<Vec<(&str, WordClasses)>> = LazyLock::new(|| {
    let mut all: Vec<(&str, WordClasses)> = Vec::with_capacity(1024);
    for (kind, list) in LISTS {
        all.extend(list.split(' ').map(|word| (word, WordClasses(1 << *kind as u16))));
    }
    all.sort_unstable_by_key(|(word, _)| *word);
    all.dedup_by(|again, first| {
        let is_same = again.0 == first.0;
        first.1.0 |= if is_same { again.1.0 } else { 0 };
        is_same
    });
    all
});

/// The lists of a word in small letters.
pub(super) fn kinds(word: &str) -> WordClasses {
    let at = KINDS.binary_search_by(|(known, _)| (*known).cmp(word));
    at.map_or(WordClasses::default(), |at| KINDS[at].1)
}

/// Whether a word, as typed, is short for another.
pub(super) fn is_abbreviation(text: &str) -> bool {
    text.ends_with('.') && ABBREVIATIONS.contains(&text)
}

/// How two neighbours of a list meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// Two parts of a name or code that stays whole.
    Whole,
    /// Two syllables of one word.
    Syllables,
    /// Two parts of the name of a place.
    Place,
    /// Two that a comma does not part.
    Listed,
    /// Two words of one phrase (`+`).
    Words,
}

/// All pairs of neighbours in order, each once.
static MEETINGS: LazyLock<Vec<((&str, &str), Meeting)>> = LazyLock::new(|| {
    let mut all = Vec::with_capacity(1024);
    let lists = [
        (FIXED, Meeting::Whole),
        (COMPOUNDS, Meeting::Syllables),
        (PLACES, Meeting::Place),
        (LISTED, Meeting::Listed),
    ];
    // Parted by single letters, which is quicker than by several.
    for (list, meeting) in lists {
        for entry in list.split(',') {
            for word in entry.split('+').map(str::trim) {
                let pairs = word.split(' ').zip(word.split(' ').skip(1));
                all.extend(pairs.map(|pair| (pair, meeting)));
            }
        }
    }
    // One word in one entry stays one in all others.
    for entry in COMPOUNDS.split(',').filter(|entry| entry.contains('+')) {
        let words = entry.split('+').map(str::trim);
        for (left, right) in words.clone().zip(words.skip(1)) {
            let pair = (left.rsplit(' ').next().unwrap_or(left), right.split(' ').next());
            if let (left, Some(right)) = pair {
                all.push(((left, right), Meeting::Words));
            }
        }
    }
    // What is said first of a pair holds, so those that are alike keep their order.
    all.sort_by_key(|(pair, _)| *pair);
    all.dedup_by_key(|(pair, _)| *pair);
    all
});

/// How two words in small letters meet, if they are neighbours in a list.
pub(super) fn meeting(left: &str, right: &str) -> Option<Meeting> {
    let at = MEETINGS.binary_search_by(|(known, _)| known.cmp(&(left, right))).ok()?;
    Some(MEETINGS[at].1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn lists_are_tidy() {
        for (kind, list) in LISTS {
            let words: Vec<&str> = list.split(' ').collect();
            let unique: BTreeSet<&&str> = words.iter().collect();
            assert_eq!(unique.len(), words.len(), "{kind:?} names a word twice");
            for word in words {
                assert_eq!(word, word.to_lowercase(), "{kind:?}");
                assert!(!word.is_empty(), "{kind:?} has two spaces together");
            }
        }
        for list in [COMPOUNDS, PLACES, FIXED, LISTED] {
            for entry in list.split(", ").map(str::trim) {
                assert!(entry.contains(' '), "{entry:?} is one word");
                assert!(!entry.contains("  "), "{entry:?}");
                assert_eq!(entry, entry.to_lowercase());
            }
        }
        assert!(ABBREVIATIONS.is_sorted());
        assert!(ABBREVIATIONS.iter().all(|short| short.ends_with('.')));
    }

    #[test]
    fn all_neighbours_of_all_lists_meet() {
        for list in [COMPOUNDS, PLACES, FIXED, LISTED] {
            for entry in list.split(", ").map(str::trim) {
                let words: Vec<&str> = entry.split(' ').filter(|word| *word != "+").collect();
                for pair in words.windows(2) {
                    assert!(meeting(pair[0], pair[1]).is_some(), "{pair:?} in {entry:?}");
                }
            }
        }
        let count = |list: &str| list.matches(' ').count();
        assert!(MEETINGS.len() <= [COMPOUNDS, PLACES, FIXED, LISTED].map(count).iter().sum());
        assert!(MEETINGS.iter().all(|((left, right), _)| !left.is_empty() && !right.contains('+')));
    }

    #[test]
    fn words_have_all_their_kinds() {
        assert!(kinds("ngày").has(WordClass::Counter) && kinds("ngày").has(WordClass::Unit));
        assert!(!kinds("ngày").has(WordClass::Title) && kinds("bấm") == kinds("gọi"));
        assert_eq!(kinds("nghiêng"), WordClasses::default());
    }

    #[test]
    fn long_words_hold_at_each_of_their_spaces() {
        for (left, right) in [("tình", "nguyện"), ("nguyện", "viên"), ("công", "an"), ("y", "tế")]
        {
            assert_eq!(meeting(left, right), Some(Meeting::Syllables), "{left} {right}");
        }
        for (left, right) in [("an", "xã"), ("hiểm", "y"), ("thẻ", "căn"), ("nhà", "văn")] {
            assert_eq!(meeting(left, right), Some(Meeting::Words), "{left} {right}");
        }
        assert_eq!(meeting("ch", "play"), Some(Meeting::Whole));
        assert_eq!(meeting("hồ", "chí"), Some(Meeting::Place));
        assert_eq!(meeting("xã", "phường"), Some(Meeting::Listed));
        assert_eq!(meeting("viên", "tình"), None);
        assert_eq!(meeting("", ""), None);
    }
}
