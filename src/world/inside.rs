//! Paths that stay inside a project, whatever system it is built on.

use std::io;

use crate::disk::{EscapeRoute, PathRefusal};

/// The path of a file in a project, without parts that mean nothing. It is written with `/`; what
/// leads out on any system is refused on all, so that a project works on another computer, too.
///
/// # Errors
/// [`PathRefusal::Outside`].
pub(super) fn inside(path: &str) -> io::Result<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let last = parts.len() - 1;
    let is_address =
        |index: usize| index > 0 && parts[index - 1].len() > 2 && parts[index - 1].ends_with(':');
    let mut ways = parts.iter().enumerate().filter_map(|(index, part)| {
        // A path from the root is told apart also behind the folder of its guide; `https://…` is
        // just not there.
        if part.is_empty() && (index == 0 || index < last) && !is_address(index) {
            return Some(EscapeRoute::Root);
        }
        way_out(part)
    });
    if let Some(way) = ways.next() {
        return Err(PathRefusal::Outside(way).into());
    }
    let kept: Vec<&str> = parts.iter().copied().filter(|part| *part != ".").collect();
    Ok(kept.join("/"))
}

/// How a part of a path leads out by itself.
fn way_out(part: &str) -> Option<EscapeRoute> {
    let is_drive = matches!(part.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if is_drive || part.contains('\\') {
        return Some(EscapeRoute::Windows);
    }
    // Windows takes dots and blanks off the end of a name: `.. ` is `..` there.
    let is_up = part.starts_with("..") && part.bytes().all(|byte| matches!(byte, b'.' | b' '));
    is_up.then_some(EscapeRoute::Up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out_is_refused() {
        for (path, way) in [
            ("../x.md", EscapeRoute::Up),
            ("guides/../../x.svg", EscapeRoute::Up),
            ("guides/../x.svg", EscapeRoute::Up),
            ("guides/.. /x.svg", EscapeRoute::Up),
            ("guides/...", EscapeRoute::Up),
            ("guides/..", EscapeRoute::Up),
            ("/etc/passwd", EscapeRoute::Root),
            ("guides//etc/passwd", EscapeRoute::Root),
            ("", EscapeRoute::Root),
            ("guides/C:/x.svg", EscapeRoute::Windows),
            ("guides/c:x.svg", EscapeRoute::Windows),
            ("guides/\\\\server\\x.svg", EscapeRoute::Windows),
            ("guides/pictures\\x.svg", EscapeRoute::Windows),
            ("..\\x.svg", EscapeRoute::Windows),
        ] {
            let error = inside(path).unwrap_err();
            assert_eq!(PathRefusal::of(&error), Some(&PathRefusal::Outside(way)), "{path}");
        }
    }

    #[test]
    fn what_stays_inside_is_kept() {
        for (path, kept) in [
            ("guides/x.md", "guides/x.md"),
            ("./guides/./pictures/ảnh chụp.png", "guides/pictures/ảnh chụp.png"),
            ("guides/..x.svg", "guides/..x.svg"),
            ("guides/x..svg", "guides/x..svg"),
            ("guides/10:30.png", "guides/10:30.png"),
            ("guides/https://vneid.gov.vn/x.png", "guides/https://vneid.gov.vn/x.png"),
            ("guides/", "guides/"),
        ] {
            assert_eq!(inside(path).unwrap(), kept);
        }
    }
}
