//! A stretch of a text as a message shows it.

/// At most 60 letters, with signs nobody sees made visible.
pub(super) fn shown(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
    };
    let mut out = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == 60 {
            out.push('…');
            break;
        }
        if hidden(letter) {
            out.push_str(&format!("[U+{:04X}]", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}
