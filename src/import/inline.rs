//! The text of a paragraph while it is put together of runs.

use super::escape::escaped;

/// Runs of one paragraph.
#[derive(Debug, Default)]
pub(super) struct InlineText {
    /// Letters, and whether they are bold.
    runs: Vec<(String, bool)>,
}

impl InlineText {
    pub(super) fn push(&mut self, letters: &str, is_bold: bool) {
        // White space is of any weight, and what nobody sees ends no line.
        let letters: String = letters
            .chars()
            .filter(|letter| !matches!(letter, '\r' | '\u{ad}'))
            .map(|letter| match letter {
                '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
                letter => letter,
            })
            .collect();
        if letters.is_empty() {
            return;
        }
        let is_blank = letters.trim().is_empty();
        match self.runs.last_mut() {
            Some((text, bold)) if *bold == is_bold || is_blank => text.push_str(&letters),
            _ => self.runs.push((letters, is_bold && !is_blank)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|(text, _)| text.trim().is_empty())
    }

    /// All letters, without marks.
    pub(super) fn letters(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect::<String>().trim().to_owned()
    }

    /// Whether all of it is bold, as people make headings.
    pub(super) fn is_bold(&self) -> bool {
        let mut seen = self.runs.iter().filter(|(text, _)| !text.trim().is_empty()).peekable();
        seen.peek().is_some() && seen.all(|(_, bold)| *bold)
    }

    /// As Markdown; its lines are those the author broke.
    pub(super) fn markdown(&self) -> String {
        let is_bold = self.is_bold();
        let mut out = String::new();
        for (text, bold) in &self.runs {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    out.push('\n');
                }
                let words = line.trim();
                if !bold || is_bold || words.is_empty() {
                    out.push_str(&escaped(line));
                    continue;
                }
                let start = line.len() - line.trim_start().len();
                let end = start + words.len();
                out.push_str(&line[..start]);
                out.push_str(&format!("**{}**", escaped(words)));
                out.push_str(&line[end..]);
            }
        }
        let spaced = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut lines: Vec<String> = Vec::new();
        for line in out.lines().map(spaced).filter(|line| !line.is_empty()) {
            match lines.last_mut() {
                // A line was broken in the middle of a sentence.
                Some(last)
                    if line.starts_with(char::is_lowercase)
                        && !last.ends_with(['.', ':', '!', '?', ';']) =>
                {
                    last.push(' ');
                    last.push_str(&line);
                }
                _ => lines.push(line),
            }
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_markdown() {
        let mut text = InlineText::default();
        for (letters, bold) in
            [("Bấm ", false), ("“Cài", true), (" đặt”", true), (" ở\tgóc *\u{b}# dưới", false)]
        {
            text.push(letters, bold);
        }
        assert_eq!(text.markdown(), "Bấm **“Cài đặt”** ở góc \\*\n# dưới");
        let mut heading = InlineText::default();
        heading.push(" Chuẩn bị", true);
        heading.push(" ", false);
        assert!(heading.is_bold());
        assert_eq!(heading.markdown(), "Chuẩn bị");
    }
}
