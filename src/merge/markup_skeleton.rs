//! What a template printed, taken apart: its elements, and the texts between and in them.
//!
//! A template that looks at values runs for every record. Mostly it prints the same elements with
//! other words; then only the words that differ are fields, and the sheet is still laid out once.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Markup without the texts that may differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MarkupSkeleton {
    /// What stands before each text, and after the last.
    between: Vec<String>,
}

/// Attributes that hold values: of a line to fill in, of a code.
const VALUES: [&str; 2] = [" value=\"", " url=\""];

impl MarkupSkeleton {
    /// Takes markup apart: its shape, and its texts as they stand in it.
    pub(super) fn of(xml: &str) -> (MarkupSkeleton, Vec<&str>) {
        let (mut between, mut texts) = (Vec::new(), Vec::new());
        let mut kept = 0;
        let mut rest = 0;
        let mut cut = |from: usize, to: usize, kept: &mut usize| {
            between.push(xml[*kept..from].to_owned());
            texts.push(&xml[from..to]);
            *kept = to;
        };
        while let Some(open) = xml[rest..].find('<').map(|at| rest + at) {
            if !xml[rest..open].trim().is_empty() {
                cut(rest, open, &mut kept);
            }
            let close = xml[open..].find('>').map_or(xml.len(), |at| open + at + 1);
            let mut at = open;
            while let Some(start) = VALUES
                .iter()
                .filter_map(|name| xml[at..close].find(name).map(|found| at + found + name.len()))
                .min()
            {
                let end = xml[start..close].find('"').map_or(close, |found| start + found);
                cut(start, end, &mut kept);
                at = end;
            }
            rest = close;
        }
        between.push(xml[kept..].to_owned());
        (MarkupSkeleton { between }, texts)
    }

    /// The markup with texts in their places; those in `marked` give way to what `mark` says.
    pub(super) fn with(
        &self,
        texts: &[String],
        marked: &BTreeSet<usize>,
        mark: impl Fn(usize) -> char,
    ) -> String {
        let mut xml = String::new();
        for (number, between) in self.between.iter().enumerate() {
            xml.push_str(between);
            match texts.get(number) {
                Some(_) if marked.contains(&number) => {
                    let nth = marked.range(..number).count();
                    xml.push(mark(nth));
                }
                Some(text) => xml.push_str(text),
                None => {}
            }
        }
        xml
    }
}

/// A text of markup as it reads.
pub(super) fn read(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(';').unwrap_or(0);
        let name = rest.get(1..end).unwrap_or("");
        let letter = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            number => number.strip_prefix('#').and_then(|number| {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                code.ok().and_then(char::from_u32)
            }),
        };
        if let Some(letter) = letter {
            out.push(letter);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_are_texts_and_all_else_is_shape() {
        let xml = "<sheet title=\"a\"><p style=\"x\">Tổ <b>5</b></p>\n <fill value=\"024\">Gọi</fill><qr url=\"u\"/></sheet>";
        let (shape, texts) = MarkupSkeleton::of(xml);
        assert_eq!(texts, ["Tổ ", "5", "024", "Gọi", "u"]);
        let same: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(shape.with(&same, &BTreeSet::new(), |_| '?'), xml);
        let marked = shape.with(&same, &BTreeSet::from([1, 4]), |nth| ['A', 'B'][nth]);
        assert!(marked.contains("<b>A</b>") && marked.contains("url=\"B\""), "{marked}");
        let (other, _) = MarkupSkeleton::of(&xml.replace('5', "10").replace("024", "113"));
        assert_eq!(shape, other);
        let (other, _) = MarkupSkeleton::of(&xml.replace("style=\"x\"", "style=\"y\""));
        assert_ne!(shape, other);
    }

    #[test]
    fn entities_read_as_letters() {
        assert_eq!(read("a &amp; b &lt;&#39;&#x27;&quot;&gt; &amp;lt;"), "a & b <''\"> &lt;");
        for odd in ["&", "&;", "&x", "&#;", "&#xD800;", "a&b"] {
            assert_eq!(read(odd), odd);
        }
    }
}
