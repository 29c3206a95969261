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

/// Whether a word is the name of a server or a mailbox.
fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(|sign: char| !sign.is_ascii_alphanumeric());
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'+'))
    };
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
