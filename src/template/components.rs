//! The shared components a sheet needs.

use std::ops::Range;

const OPENING: &str = "{% component ";
const CLOSING: &str = "{% endcomponent ";

/// The text of shared components without those that no caller needs, itself or through others: to
/// read all of them takes a fifteenth of the time of a leaflet. What goes is left blank, so that
/// everything else keeps its place. `None` where the text is not as the program's own is written.
pub(super) fn needed(components: &str, callers: &[&str]) -> Option<String> {
    let all = definitions(components)?;
    let mut is_needed = vec![false; all.len()];
    let mut unread: Vec<&str> = callers.to_vec();
    while let Some(text) = unread.pop() {
        // Elements of sheets are written as components are called.
        for element in text.split('<').skip(1) {
            for (index, (name, range)) in all.iter().enumerate() {
                if !is_needed[index] && is_named(element, name) {
                    is_needed[index] = true;
                    unread.push(&components[range.clone()]);
                }
            }
        }
    }
    let mut kept = String::with_capacity(components.len());
    let mut end = 0;
    for ((_, range), _) in all.iter().zip(is_needed).filter(|(_, is_needed)| !is_needed) {
        kept.push_str(&components[end..range.start]);
        kept.push_str(&" ".repeat(range.len()));
        end = range.end;
    }
    kept.push_str(&components[end..]);
    Some(kept)
}

/// The names of all components with the bytes of their definitions.
fn definitions(components: &str) -> Option<Vec<(&str, Range<usize>)>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(start) = components[at..].find(OPENING).map(|found| at + found) {
        let (name, _) = components[start + OPENING.len()..].split_once('(')?;
        let closing = format!("{CLOSING}{name} %}}");
        let end = start + components[start..].find(&closing)? + closing.len();
        all.push((name, start..end));
        at = end;
    }
    Some(all)
}

/// Whether what follows a `<` begins with this name, and the name ends there.
fn is_named(element: &str, name: &str) -> bool {
    let rest = element.strip_prefix(name);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_called_is_kept_at_its_place() {
        let components = "{# é #}{% component a(x) %}{{ <b x={x}/> }}{% endcomponent a %}\n\
            {% component ab(x) %}ế{% endcomponent ab %}\n\
            {% component b(x) %}1{% endcomponent b %}\n";
        let kept = needed(components, &["<p>{{ <a x={1}/> }}</p>"]).unwrap();
        assert_eq!(kept.len(), components.len());
        let gone = components.find("{% component ab").unwrap();
        assert_eq!(
            kept.find("{% component b(").unwrap(),
            components.find("{% component b(").unwrap()
        );
        assert!(kept[gone..].starts_with("      ") && !kept.contains("ế"));
        assert_eq!(kept.lines().count(), components.lines().count());
        assert_eq!(needed(components, &["<ab/>"]).unwrap().matches("{% component").count(), 1);
        assert!(!needed(components, &["ab b a"]).unwrap().contains("{%"));
    }

    #[test]
    fn what_is_not_closed_is_left_alone() {
        for components in ["{% component a(x) %}", "{% component a %}1{% endcomponent a %}"] {
            assert_eq!(needed(components, &["<a/>"]), None);
        }
    }
}
