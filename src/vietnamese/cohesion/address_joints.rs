//! Joints of long addresses: a server or mailbox that is wider than its line is broken at a dot or
//! an at sign rather than not set at all.

/// The shortest address with joints, in bytes: shorter ones fit into every column.
const LONG: usize = 18;

/// Where long addresses of a text may be torn if nothing else helps, each in front of its `.` or `@`:
/// nobody takes a line that begins with a dot for the begin of an address.
pub fn address_joints(text: &str) -> Vec<usize> {
    // Most texts hold no address at all.
    if !text.contains(['.', '@']) {
        return Vec::new();
    }
    let mut joints = Vec::new();
    for word in text.split(char::is_whitespace) {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        let start = word.find("://").map_or(0, |at| at + "://".len());
        let server = word[start..].split('/').next().unwrap_or("");
        let bare = server.trim_end_matches(|sign: char| !sign.is_ascii_alphanumeric());
        if bare.len() < LONG || !is_address(bare) {
            continue;
        }
        let places = bare.match_indices(['.', '@']).map(|(at, _)| from + start + at);
        joints.extend(places.filter(|at| *at > from + start));
    }
    joints
}

/// Where a part of an address that is itself wider than some columns may be torn when not even its
/// dots help: between any of its letters but the first and the last few. It gets no hyphen, which
/// readers would type.
pub fn address_tears(text: &str) -> Vec<usize> {
    let joints = address_joints(text);
    let Some(first) = joints.first() else { return Vec::new() };
    let start_of = |at: usize| {
        let start = text[..at].rfind(|sign: char| !is_of_a_name(sign));
        start.map_or(0, |start| start + text[start..].chars().next().map_or(0, char::len_utf8))
    };
    let mut starts = vec![start_of(*first)];
    for at in &joints {
        let before = start_of(*at);
        if !starts.contains(&before) {
            starts.push(before);
        }
        starts.push(at + 1);
    }
    let mut tears = Vec::new();
    for start in starts {
        let length =
            text[start..].bytes().take_while(|byte| is_of_a_name(char::from(*byte))).count();
        if length > LONG_PART {
            tears.extend((KEPT_BEFORE..=length - KEPT_BEHIND).map(|letter| start + letter));
        }
    }
    tears
}

/// The longest part, in bytes, that fits into every column.
const LONG_PART: usize = 18;
/// As many letters stay together at either end of a part.
const KEPT_BEFORE: usize = 6;
const KEPT_BEHIND: usize = 4;

fn is_of_a_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '+')
}

/// Whether a word is the name of a server or a mailbox.
fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(|sign: char| !sign.is_ascii_alphanumeric());
    let is_part = |part: &str| !part.is_empty() && part.chars().all(is_of_a_name);
    let parts = || word.split(['.', '@']);
    let ends_well = parts()
        .next_back()
        .is_some_and(|it| it.len() > 1 && it.bytes().all(|it| it.is_ascii_alphabetic()));
    word.matches('@').count() <= 1 && parts().count() > 1 && parts().all(is_part) && ends_well
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with a mark at each joint.
    fn marked(text: &str) -> String {
        let mut marked = text.to_owned();
        for at in address_joints(text).into_iter().rev() {
            marked.insert(at, '│');
        }
        marked
    }

    #[test]
    fn long_parts_of_addresses_can_be_torn_and_nothing_else_can() {
        let text = "Thư: doanphuongdinhcong26@hanoi.gov.vn, tramytephuongdinhcong@a.vn";
        let torn = |text: &str| -> Vec<String> {
            address_tears(text).into_iter().map(|at| text[..at].to_owned()).collect()
        };
        let all = torn(text);
        assert_eq!(all.first().unwrap(), "Thư: doanph");
        assert!(all.contains(&"Thư: doanphuongdinhco".to_owned()), "{all:?}");
        assert!(!all.contains(&"Thư: doanphuongdinhcon".to_owned()), "{all:?}");
        assert!(all.last().unwrap().ends_with(", tramytephuongdinh"), "{all:?}");
        for text in [
            "https://tramytedinhcong.vn/vssid",
            "Nhàvănhóatổdânphốsốbảyphường",
            "doanphuongdinhcongcuaphuong",
        ] {
            assert_eq!(torn(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn long_addresses_have_joints_and_nothing_else_has() {
        for text in [
            "https://tramytedinhcong│.vn/vssid",
            "Thư: phuong│.dinhcong│@hanoi│.gov│.vn.",
            "(congan│.dinhcong│.hanoi│.gov│.vn)",
        ] {
            assert_eq!(marked(&text.replace('│', "")), text);
        }
        for text in
            ["vneid.gov.vn", "1.000.000.000.000.000.000", "a…b…c…d…e…f…g", "Đi bộ.Về nhà.Ăn.Ngủ.Ạ"]
        {
            assert_eq!(address_joints(text), Vec::<usize>::new(), "{text}");
        }
    }
}
