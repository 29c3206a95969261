//! Marks of Markdown as people type them, put right before a guide is parsed.
//!
//! In goes the text of a guide, out come the edits that make Markdown of what was meant: a blank
//! after `##`, `- ` for `•`, words of a note on a line of their own. Only what can mean one thing is
//! mended; each edit is reported and written back by `--fix`. All else is left to the parser and to
//! [`crate::leftover`], which refuse it.

use std::ops::Range;

use super::prose::{ProseLine, pieces};
use crate::leftover::{BULLETS, DASHES};
use crate::vietnamese::normalise::ChangeReason;
use crate::vietnamese::syllable::is_syllable;
use crate::vietnamese::tracked_text::Edit;

/// Endings of pictures, after which the name of one is over.
const PICTURES: &[&str] =
    &[".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".heic", ".tif", ".tiff"];

/// Everything to put right in the guide at `path`, in order.
pub(super) fn edits(path: &str, text: &str) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    for piece in pieces(path, text) {
        match piece {
            ProseLine::Markdown(line) => {
                begin(text, line.clone(), &mut edits);
                pictures(text, line.clone(), &mut edits);
                bold(text, line, &mut edits);
            }
            ProseLine::Value(segment) => bold(text, segment.range, &mut edits),
        }
    }
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    // Two rules may want the same blank.
    let mut end = 0;
    edits.retain(|edit| {
        let is_free = edit.at.start >= end;
        end = if is_free { edit.at.end.max(edit.at.start + 1) } else { end };
        is_free
    });
    edits
}

fn edit(at: Range<usize>, after: impl Into<String>) -> Edit<ChangeReason> {
    Edit { at, after: after.into(), kind: ChangeReason::Mark }
}

/// The mark a line begins with, behind its indent and the marks of a quotation.
fn begin(text: &str, line: Range<usize>, edits: &mut Vec<Edit<ChangeReason>>) {
    let whole = &text[line.clone()];
    let mark = whole.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '>');
    let prefix = &whole[..whole.len() - mark.len()];
    let start = line.start + prefix.len();
    let change = heading(mark).or_else(|| tick(mark)).or_else(|| item(mark));
    let is_mark = change.is_some() || mark.starts_with("- ") || mark.starts_with("## ");
    // A no-break space before a mark is a blank like any other.
    if is_mark && prefix.contains(|letter: char| letter.is_whitespace() && !letter.is_ascii()) {
        let plain = prefix.replace(|letter: char| letter.is_whitespace() && letter != '\t', " ");
        edits.push(edit(line.start..start, plain));
    }
    if let Some((length, after)) = change {
        edits.push(edit(start..start + length, after));
        run_on(text, start..line.end, prefix, edits);
    } else if prefix.contains('>')
        && let Some(rest) = mark.strip_prefix("[!")
        && let Some(close) = rest.find(']')
        && rest[..close].bytes().all(|byte| byte.is_ascii_alphabetic())
    {
        let words = &rest[close + 1..];
        let blank = words.len() - words.trim_start().len();
        if !words.trim().is_empty() {
            let at = line.end - words.len();
            edits.push(edit(at..at + blank, format!("\n{prefix}")));
        }
    }
}

/// Items that were pasted into one line, `• một • hai`: each bullet but the first begins a new one.
fn run_on(text: &str, line: Range<usize>, prefix: &str, edits: &mut Vec<Edit<ChangeReason>>) {
    let words = &text[line.clone()];
    let Some(sign) = words.chars().next().filter(|sign| "•‣▪●■◆❖➢➤".contains(*sign))
    else {
        return;
    };
    for (at, _) in words.match_indices(sign).skip(1) {
        let rest = &words[at + sign.len_utf8()..];
        let blank = rest.len() - rest.trim_start().len();
        if words[..at].ends_with(' ') && blank > 0 && blank < rest.len() {
            let end = line.start + words.len() - rest.len() + blank;
            edits.push(edit(line.start + at - 1..end, format!("\n{prefix}- ")));
        }
    }
}

/// How many bytes of a line to replace, and with what.
type LineEdit = (usize, String);

/// `##Gọi thử`, and a no-break space after `#`. One `#` before a letter may be a word of its own.
fn heading(mark: &str) -> Option<LineEdit> {
    let rest = mark.trim_start_matches('#');
    let length = mark.len() - rest.len();
    let next = rest.chars().next()?;
    let blanks = rest.len() - rest.trim_start().len();
    if !(1..=6).contains(&length) || rest.trim().is_empty() || next.is_ascii_whitespace() {
        return None;
    }
    let is_meant = next.is_whitespace() || length > 1;
    is_meant.then(|| (length + blanks, format!("{} ", &mark[..length])))
}

/// `[ ]`, `-[ ]`, `- []` and `☐` for `- [ ]`.
fn tick(mark: &str) -> Option<LineEdit> {
    let rest = mark.strip_prefix(['-', '*', '+', '–', '•']).unwrap_or(mark).trim_start();
    let boxes = ["[ ]", "[]", "[\u{a0}]", "☐", "□"];
    let rest = boxes.iter().find_map(|sign| rest.strip_prefix(sign))?;
    // `[](…)` is a link without words, `[]:` and `[][…]` are others.
    if rest.trim().is_empty() || rest.starts_with(['(', '[', ':', ']']) {
        return None;
    }
    let length = mark.len() - rest.trim_start().len();
    let is_right = ["- [ ] ", "* [ ] ", "+ [ ] "].contains(&&mark[..length]);
    (!is_right).then(|| (length, "- [ ] ".to_owned()))
}

/// Signs of Word and dashes for `- `.
fn item(mark: &str) -> Option<LineEdit> {
    let sign = mark.chars().next()?;
    let rest = &mark[sign.len_utf8()..];
    let next = rest.chars().next()?;
    let words = rest.trim_start();
    if words.is_empty() || words.starts_with(sign) {
        return None;
    }
    let is_marked = matches!(sign, '-' | '+' | '*') && next.is_ascii_whitespace();
    let is_dash = DASHES.contains(&sign) && (next.is_whitespace() || next.is_alphabetic());
    let is_bullet = BULLETS.contains(&sign)
        || (sign == '*' && next.is_whitespace())
        // The round bullet of Word, in plain text.
        || (sign == 'o' && next.is_whitespace() && words.starts_with(char::is_uppercase));
    let length = mark.len() - words.len();
    (!is_marked && (is_dash || is_bullet)).then(|| (length, "- ".to_owned()))
}

/// Names of pictures with blanks in them: Markdown wants `<…>` around those.
fn pictures(text: &str, line: Range<usize>, edits: &mut Vec<Edit<ChangeReason>>) {
    let mut at = line.start;
    while let Some(open) = text[at..line.end].find("![") {
        at += open + 2;
        let Some(middle) = text[at..line.end].find("](") else { return };
        let start = at + middle + 2;
        at = start;
        let rest = &text[start..line.end];
        let ends = |close: &usize| {
            let name = rest[..*close].trim_end().to_lowercase();
            PICTURES.iter().any(|ending| name.ends_with(ending))
        };
        let close = rest.match_indices(')').map(|(close, _)| close).find(ends);
        let Some(name) = close.map(|close| &rest[..close]) else { continue };
        let trimmed = name.trim();
        let is_odd = |letter: char| letter.is_whitespace() || letter == '(';
        if trimmed.contains(is_odd) && !trimmed.contains(['<', '>', '"']) {
            edits.push(edit(start..start + name.len(), format!("<{trimmed}>")));
        }
        at = start + name.len();
    }
}

/// Stars between a sign and a letter, which Markdown takes for stars: `**Lưu ý:**bác`.
fn bold(text: &str, range: Range<usize>, edits: &mut Vec<Edit<ChangeReason>>) {
    let words = &text[range.clone()];
    let stars: Vec<usize> = words.match_indices("**").map(|(at, _)| at).collect();
    let is_run = |at: usize| words[..at].ends_with(['*', '\\']) || words[at + 2..].starts_with('*');
    if stars.is_empty() || stars.len() % 2 == 1 || stars.iter().any(|at| is_run(*at)) {
        return;
    }
    for (number, at) in stars.into_iter().enumerate() {
        let (before, after) = (&words[..at], &words[at + 2..]);
        if runs_together(before, after) {
            let at = range.start + if number % 2 == 0 { at } else { at + 2 };
            edits.push(edit(at..at, " "));
            continue;
        }
        let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
            continue;
        };
        let is_sign = |letter: char| !letter.is_alphanumeric() && !letter.is_whitespace();
        let at = range.start + at;
        if number % 2 == 0 && before.is_alphanumeric() && is_sign(after) {
            edits.push(edit(at..at, " "));
        } else if number % 2 == 1 && is_sign(before) && after.is_alphanumeric() {
            edits.push(edit(at + 2..at + 2, " "));
        }
    }
}

/// Whether stars stand between two syllables that are none when run together: `**Bác**bấm`.
fn runs_together(before: &str, after: &str) -> bool {
    let first = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    let last = after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    // Most words end at a space, so hardly any is put together.
    is_syllable(first) && is_syllable(last) && !is_syllable(&format!("{first}{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::tracked_text::TrackedText;

    fn mended(text: &str) -> String {
        let front = "---\ntitle: x\n---\n";
        let whole = format!("{front}{text}");
        let mut mended = TrackedText::new(whole.clone());
        mended.pass(edits("x.md", &whole));
        mended.text()[front.len()..].to_owned()
    }

    #[test]
    fn marks_are_put_right() {
        for (typed, meant) in [
            ("##Gọi thử {sources=a}", "## Gọi thử {sources=a}"),
            ("##\u{a0}Gọi thử", "## Gọi thử"),
            ("#\u{a0}Phần một", "# Phần một"),
            ("\u{a0}## Gọi", " ## Gọi"),
            ("##1. Gọi", "## 1. Gọi"),
            ("###Gọi", "### Gọi"),
            ("• Kính", "- Kính"),
            ("•Kính", "- Kính"),
            ("•\tKính", "- Kính"),
            ("  • Kính", "  - Kính"),
            ("· Kính", "- Kính"),
            ("– Kính", "- Kính"),
            ("–Kính", "- Kính"),
            ("— Kính", "- Kính"),
            ("-Kính", "- Kính"),
            ("-\u{a0}Kính", "- Kính"),
            ("+\u{a0}Kính", "- Kính"),
            ("*\u{a0}Kính", "- Kính"),
            ("+Kính", "- Kính"),
            ("-[ ] Sạc", "- [ ] Sạc"),
            ("- [] Sạc", "- [ ] Sạc"),
            ("[ ] Sạc", "- [ ] Sạc"),
            ("☐ Sạc", "- [ ] Sạc"),
            ("> [!WARNING] Coi chừng", "> [!WARNING]\n> Coi chừng"),
            (">[!note]Coi chừng", ">[!note]\n>Coi chừng"),
            ("> • Kính", "> - Kính"),
            ("✓ Kính", "- Kính"),
            ("► Kính", "- Kính"),
            ("» Kính", "- Kính"),
            ("o Kính", "- Kính"),
            ("• Kính • Pin  • Máy", "- Kính\n- Pin \n- Máy"),
            ("> • Kính • Pin", "> - Kính\n> - Pin"),
            ("**Lưu ý:**bác", "**Lưu ý:** bác"),
            ("**Bác**bấm nút", "**Bác** bấm nút"),
            ("Mời bác**bấm**nút", "Mời bác **bấm** nút"),
            ("Bấm**“Mở”**rồi đợi", "Bấm **“Mở”** rồi đợi"),
            ("![Màn hình](ảnh chụp.png)", "![Màn hình](<ảnh chụp.png>)"),
            ("![Màn](ảnh (1).JPG)", "![Màn](<ảnh (1).JPG>)"),
        ] {
            assert_eq!(mended(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_left_alone() {
        for text in [
            "## Gọi thử",
            "#1 là bước đầu",
            "#VNeID",
            "##",
            "- Kính",
            "- Kính • Pin",
            "Thứ Hai • Thứ Ba",
            "o tròn",
            "+ Kính",
            "* Kính",
            "- [ ] Sạc",
            "* [ ] Sạc",
            "-5 độ",
            "– ",
            "---",
            "--Kính",
            "**Lưu ý**: bác",
            "**VN**eID, b**ấm**",
            "**Lưu ý: bác",
            "a\\**b**c",
            "***a:***b",
            "[](x)",
            "> [!WARNING]",
            "> Coi chừng",
            "![Màn](anh.png)",
            "![Màn](<anh chụp.png>)",
            "![Màn](anh.png \"tên\")",
            "[Màn](ảnh chụp.png)",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn yaml_is_mended_where_it_holds_text() {
        let yaml =
            "title: \"**Kính:**bác\"\nsteps:\n  - text: |\n      • Kính\n      > [!NOTE] Nhớ\n";
        let mut text = TrackedText::new(yaml.to_owned());
        text.pass(edits("x.yaml", yaml));
        assert_eq!(
            text.text(),
            "title: \"**Kính:** bác\"\nsteps:\n  - text: |\n      - Kính\n      > [!NOTE]\n      > Nhớ\n"
        );
    }
}
