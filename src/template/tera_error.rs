//! What Tera 2 says in words alone, read in this one place: its errors have a place, but no kind for
//! what is not defined, and names that do not exist come as one printed text. The tests below hold
//! every such text of Tera; one that is not understood is handed on as it is.

/// A name that a template uses and Tera does not know.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown<'a> {
    /// All that is said of it.
    pub said: &'a str,
    /// The name.
    pub name: &'a str,
    /// Whether it would be a filter.
    pub is_filter: bool,
    /// The template.
    pub path: &'a str,
    /// Line and column in it, from 1.
    pub place: (usize, usize),
}

/// Filters, tests, functions, components and templates that do not exist. Each is printed as a line
/// `error: …` and a line `--> path:line:column`.
pub(super) fn unknown(said: &str) -> Vec<Unknown<'_>> {
    let mut found = Vec::new();
    let mut what = "";
    for line in said.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            what = message;
            continue;
        }
        let place = line.trim_start().strip_prefix("--> ").and_then(|place| {
            let mut parts = place.rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some((parts.next()?, (line, column)))
        });
        if let Some((path, place)) = place {
            let name = what.split('`').nth(1).unwrap_or("");
            let is_filter = what.starts_with("Unknown filter");
            found.push(Unknown { said: what, name, is_filter, path, place });
        }
    }
    found
}

/// Whether an error of a template that runs is about something that is not defined.
pub(super) fn is_undefined(said: &str) -> bool {
    ["not defined", "undefined", "not found"].iter().any(|how| said.contains(how))
}

#[cfg(test)]
mod tests {
    use tera::{Context, ErrorKind, Tera};

    use super::*;

    /// What Tera says when a template cannot run.
    fn run(template: &str) -> String {
        let mut tera = Tera::default();
        let component = "{% component lan(name: string) %}{{ name }}{% endcomponent lan %}";
        tera.add_raw_templates([("a.xml", template), ("b.xml", component)]).unwrap();
        let mut context = Context::new();
        context.insert("list", &[1, 2]);
        context.insert("text", "abc");
        let error = tera.render("a.xml", &context).unwrap_err();
        let ErrorKind::RenderingError(inner) = error.kind() else { panic!("{error}") };
        inner.message().to_owned()
    }

    #[test]
    fn what_is_not_defined_is_understood() {
        for template in [
            "{{ gone }}",
            "{{ text.gone }}",
            "{{ text.gone.more }}",
            "{{ gone.more }}",
            "{{ gone[0] }}",
            "{{ list[gone] }}",
            "{{ gone[1:] }}",
            "{{ list[gone:] }}",
            "{{ list[:gone] }}",
            "{{ list[::gone] }}",
            "{% for a in gone %}{% endfor %}",
            "{{ gone | upper }}",
            "{{ text[5] | abs }}",
        ] {
            let said = run(template);
            assert!(is_undefined(&said), "{template}: {said}");
        }
    }

    #[test]
    fn other_errors_are_others() {
        for template in ["{{ text + 1 }}", "{{ list | upper }}", "{{ 1 / 0 }}"] {
            let said = run(template);
            assert!(!is_undefined(&said), "{template}: {said}");
        }
    }

    #[test]
    fn every_kind_of_unknown_name_is_understood() {
        for (template, name, is_filter, place) in [
            ("a\n {{ x | gone }}", "gone", true, (2, 9)),
            ("{% if x is gone %}{% endif %}", "gone", false, (1, 12)),
            ("{{ gone() }}", "gone", false, (1, 4)),
            ("{{ <gone/> }}", "gone", false, (1, 4)),
            ("{% include \"gone.xml\" %}", "gone.xml", false, (1, 12)),
        ] {
            let error = Tera::default().add_raw_templates([("x/a.xml", template)]).unwrap_err();
            let ErrorKind::Msg(said) = error.kind() else { panic!("{error}") };
            let found = unknown(said);
            assert_eq!(found.len(), 1, "{said}");
            let Unknown { said, .. } = found[0];
            assert_eq!(found[0], Unknown { said, name, is_filter, path: "x/a.xml", place });
        }
    }

    #[test]
    fn all_unknown_names_of_a_text_are_found() {
        let error = Tera::default()
            .add_raw_templates([("a.xml", "{{ x | one }}{{ two() }}"), ("b.xml", "{{ three() }}")])
            .unwrap_err();
        let ErrorKind::Msg(said) = error.kind() else { panic!("{error}") };
        let found = unknown(said);
        let names: Vec<&str> = found.iter().map(|it| it.name).collect();
        assert_eq!(names, ["one", "two", "three"]);
    }

    #[test]
    fn what_is_not_understood_names_nothing() {
        for said in ["", "Template 'a' not found", "error: x", "--> a.xml", "--> a.xml:b:c"] {
            assert_eq!(unknown(said), []);
        }
    }
}
