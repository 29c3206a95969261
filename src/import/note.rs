//! A note of one's own in a guide that is there.

use super::escape::{begun, escaped};

/// The text of a guide with a note at its first part, before its steps; `None` where a guide has no
/// part. Each line of the note is a paragraph, and no sign in it is taken for a mark.
pub fn with_note(guide: &str, note: &str) -> Option<String> {
    let lines: Vec<&str> = note.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let front = front_matter(guide);
    let body = guide.get(front..)?;
    let heading = body.split_inclusive('\n').scan(front, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start + line.len(), line))
    });
    let (end, _) = heading.into_iter().find(|(_, line)| line.starts_with("# "))?;
    if lines.is_empty() {
        return Some(guide.to_owned());
    }
    let paragraphs: Vec<String> =
        lines.iter().map(|line| format!("> {}\n", begun(&escaped(line)))).collect();
    let note = format!("\n> [!NOTE]\n{}", paragraphs.join(">\n"));
    let (before, after) = guide.split_at(end);
    let ended = if before.ends_with('\n') { "" } else { "\n" };
    Some(format!("{before}{ended}{note}{after}"))
}

/// Where the front matter of a guide ends; 0 without any.
fn front_matter(guide: &str) -> usize {
    let Some(rest) = guide.strip_prefix("---\n") else { return 0 };
    let end = rest.find("\n---\n").map(|at| "---\n".len() + at + "\n---\n".len());
    end.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_stands_before_the_steps_and_means_its_letters() {
        let guide = "---\ntitle: A\n# no part\n---\n# Máy {sources=x}\n\n## Mở\n";
        let reported = with_note(guide, "  Mang **thẻ** [[x]]\n\n- 5 <b>\n").unwrap();
        assert_eq!(
            reported,
            "---\ntitle: A\n# no part\n---\n# Máy {sources=x}\n\n> [!NOTE]\n\
             > Mang \\*\\*thẻ\\*\\* \\[\\[x\\]\\]\n>\n> \\- 5 \\<b>\n\n## Mở\n"
        );
        assert_eq!(with_note(guide, " \n ").as_deref(), Some(guide));
        assert_eq!(with_note("## Mở\n", "x"), None);
        assert_eq!(with_note("# Máy", "x").as_deref(), Some("# Máy\n\n> [!NOTE]\n> x\n"));
    }
}
