//! Templates that make too much or go too deep: an error at their place, on a small stack, and never
//! a run without end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use toroi::cancel::Cancel;
use toroi::diag::Sink;
use toroi::guide::Date;
use toroi::session::{Pick, PrintOptions, Request, Session};
use toroi::world::MemoryWorld;

use crate::case::{GUIDE, SHEET, STYLE, X, case};
use crate::run::root;
use crate::sheets::findings;

/// What is said of the model guide as an A4 leaflet with `markup` before its first face, on a stack
/// of 512 KB.
fn said(markup: &str, components: &str) -> String {
    let own = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let mut world = MemoryWorld::default();
    world.files.insert(X.into(), GUIDE.as_bytes().to_vec());
    let sheet = own(SHEET).replacen("<face>", &format!("<face>{markup}"), 1);
    world.files.insert(SHEET.into(), sheet.into_bytes());
    let components = format!("{}{components}", own("templates/components.xml"));
    world.files.insert("templates/components.xml".into(), components.into_bytes());
    for path in [STYLE, "templates/base.yaml", "guides/facts.yaml", "guides/labels.yaml"] {
        world.files.insert(path.into(), own(path).into_bytes());
    }
    let small = std::thread::Builder::new().stack_size(512 << 10);
    let run = move || {
        let products = Pick::one("leaflet-a4");
        let request = Request { products, ..Request::new(Date::new(2026, 11, 25).unwrap()) };
        let session = Session::open(Arc::new(world), request);
        let (mut sink, print) = (Sink::new(), PrintOptions::default());
        sink.extend(session.found().iter().cloned());
        let jobs = session.jobs(&print);
        if let Some(job) = jobs.jobs.first().filter(|_| !sink.has_errors()) {
            sink.append(session.sheet((&jobs, job), &print, Cancel::never()).1);
        }
        findings(&sink)
    };
    small.spawn(run).unwrap().join().unwrap()
}

#[track_caller]
fn too_much(markup: &str, components: &str) {
    let start = Instant::now();
    let said = said(markup, components);
    assert!(said.contains("T17"), "{markup:.90}: {said}");
    // An end after so many rounds; how long they take is no part of what is said.
    assert!(start.elapsed() < Duration::from_mins(2), "{:?}", start.elapsed());
}

#[test]
fn loops_without_end() {
    let rounds = "{% for a in range(end=20000) %}{% for b in range(end=20000) %}";
    let ends = "{% endfor %}{% endfor %}";
    too_much(&format!("{rounds}<p>x</p>{ends}"), "");
    too_much(&format!("{rounds}{ends}"), "");
    too_much(&format!("{rounds}{{% if a == b %}}x{{% endif %}}{ends}"), "");
    too_much(&format!("{{% set x %}}{rounds}{{{{ guide.title.plain }}}}{ends}{{% endset %}}"), "");
    too_much(&format!("{{% filter upper %}}{rounds}chữ{ends}{{% endfilter %}}"), "");
    too_much("{% for a in range(end=100000000) %}{% endfor %}", "");
    too_much("{{ range(end=9000000) | length }}", "");
    too_much("{% for a in range(end=100000) %}{% set b = range(end=100000) %}{% endfor %}", "");
    let three =
        "{% for a in range(end=900) %}{% for b in range(end=900) %}{% for c in range(end=900) %}";
    too_much(&format!("{three}{{% endfor %}}{ends}"), "");
}

#[test]
fn texts_and_lists_that_double() {
    let round = "{% set_global x = \"chữ\" %}{% for a in range(end=64) %}{% set_global x =";
    too_much(&format!("{round} x ~ x %}}{{% endfor %}}"), "");
    too_much(&format!("{round} [x, x] %}}{{% endfor %}}"), "");
    too_much(&format!("{round} {{\"a\": x, \"b\": x}} %}}{{% endfor %}}"), "");
    too_much(&format!("{round} x ~ x | upper %}}{{% endfor %}}"), "");
    too_much(
        "{% set_global x = [1] %}{% for a in range(end=64) %}\
         {% set_global x = [...x, ...x] %}{% endfor %}",
        "",
    );
    too_much(
        "{% set_global x = \"aa\" %}{% for a in range(end=64) %}\
         {% set_global x = x | replace(from=\"a\", to=x) %}{% endfor %}",
        "",
    );
    too_much(
        "{% set_global x = \"chữ\" %}{% for a in range(end=64) %}\
         {% set y %}{{ x }}{{ x }}{% endset %}{% set_global x = y %}{% endfor %}",
        "",
    );
    too_much("{% set x = [a for a in range(end=9)] %}", "");
    too_much(&format!("<p>{{{{ \"a\"{} }}}}</p>", " ~ \"a\"".repeat(64)), "");
    too_much("{% for a in range(end=50000) %}<p>a</p><p>b</p><p>c</p>{% endfor %}", "");
    too_much("{% for a in range(end=100000) %}<br/><br/><br/><br/>{% endfor %}", "");
    too_much("{{ [[1 for b in range(end=99999)] for a in range(end=99999)] | length }}", "");
    too_much(
        "{{ <lan s=\"chữ chữ chữ chữ\"/> }}",
        "{% component lan(s) %}{{ <lan s={s ~ s ~ s ~ s}/> }}{% endcomponent lan %}",
    );
}

/// What Tera or we refuse by name; the words are not all ours.
#[test]
fn nested_without_end() {
    let nested = |open: &str, middle: &str, close: &str, times: usize| {
        format!("{}{middle}{}", open.repeat(times), close.repeat(times))
    };
    for times in [25, 100, 3000, 20_000] {
        let boxes = nested("<box style=\"note\">", "<p>x</p>", "</box>", times);
        let found = said(&boxes, "");
        assert!(found.contains("T16"), "{times} boxes: {found}");
    }
    for (name, markup) in [
        ("columns", nested("<columns>", "<p>x</p>", "</columns>", 5000)),
        ("bold", format!("<p>{}</p>", nested("<b>", "x", "</b>", 5000))),
        ("steps", nested("<steps><step number=\"1\">", "<p>x</p>", "</step></steps>", 500)),
        ("unknown", nested("<x>", "", "</x>", 5000)),
        (
            "tables",
            nested("<table><row head=\"true\"><cell>", "<p>x</p>", "</cell></row></table>", 500),
        ),
    ] {
        let found = said(&markup, "");
        assert!(found.contains("T16"), "{name}: {found}");
    }
    // As deep as may be is set, or has no room: never an abort.
    let found = said(&nested("<box style=\"masthead-words\">", "<p>x</p>", "</box>", 20), "");
    assert!(!found.contains("T16"), "{found}");
    for (name, markup) in [
        ("brackets", format!("{{{{ {} }}}}", nested("(", "1", ")", 5000))),
        ("lists", format!("{{{{ {} }}}}", nested("[", "1", "]", 5000))),
        ("maps", format!("{{{{ {} }}}}", nested("{\"a\": ", "1", "}", 5000))),
        ("ifs", nested("{% if true %}", "x", "{% endif %}", 5000)),
        ("fors", nested("{% for a in [1] %}", "x", "{% endfor %}", 5000)),
        ("nots", format!("{{{{ {} true }}}}", "not ".repeat(5000))),
        ("minus", format!("{{{{ {}1 }}}}", "-".repeat(5000))),
        ("joined", format!("{{{{ {}1 }}}}", "1 ~ ".repeat(50_000))),
        ("filters", format!("{{{{ 1{} }}}}", " | str".repeat(50_000))),
        ("fields", format!("{{{{ guide{} }}}}", ".a".repeat(50_000))),
        ("elifs", format!("{{% if false %}}{}{{% endif %}}", "{% elif false %}x".repeat(5000))),
        ("blocks", nested("{% filter upper %}", "x", "{% endfilter %}", 5000)),
    ] {
        let found = said(&markup, "");
        assert!(
            found.contains("T17") || found.contains("T01") || found.contains("T02"),
            "{name}: {found:.300}"
        );
    }
    let itself = "{% component lan() %}{{ <lan/> }}{% endcomponent lan %}";
    let found = said("{{ <lan/> }}", itself);
    assert!(found.contains("T01") || found.contains("T17"), "{found}");
    let many = "{% component lan() %}{{ <lan/> }}{{ <lan/> }}{{ <lan/> }}{{ <lan/> }}{% endcomponent lan %}";
    let found = said("{{ <lan/> }}", many);
    assert!(found.contains("T01") || found.contains("T17"), "{found}");
    let own = format!("{{% include \"{SHEET}\" %}}");
    let found = said(&own, "");
    assert!(found.contains("T01"), "{found}");
}

#[test]
fn too_much_is_reported_at_its_place() {
    let rounds = "{% for so in range(end=20000) %}{% for hai in range(end=20000) %}x{% endfor %}{% endfor %}";
    case()
        .swap_in(SHEET, "<face>", &format!("<face>\n{rounds}"))
        .at_in(SHEET, "T17", "range(end=20000) %}x")
        .shows("loops too many times")
        .check();
    let nested = "{{ [a for a in range(end=3)] | length }}";
    case()
        .swap_in(SHEET, "<face>", &format!("<face>\n{nested}"))
        .at_in(SHEET, "T17", "for a in range(end=3)]")
        .start("short")
        .run();
    let boxes = format!("{}<p>x</p>{}", "<box style=\"note\">".repeat(40), "</box>".repeat(40));
    let done = case().swap_in(SHEET, "<face>", &format!("<face>{boxes}")).start("short").run();
    assert!(done.code == 1 && done.stderr.contains("error[T16]"), "{}", done.stderr);
}

/// What templates may do, they still can.
#[test]
fn counted_templates_print_what_they_printed() {
    for (markup, printed) in [
        (
            "<p>{% for a in [\"mot\", \"hai\"] %}{{ a }}{% if not loop.last %}-{% endif %}{% endfor %}</p>",
            "mot-hai",
        ),
        ("<p>a\n{%- for a in range(start=1, end=4) -%} x {%- endfor -%} b</p>", "axxxb"),
        (
            "<p>{% set x %}{% for a in range(end=3) %}{%- if a == 0 -%}u{%- else -%}v{%- endif -%}{% endfor %}{% endset %}{{ x }}</p>",
            "uvv",
        ),
        (
            "<p>{{ [\"a\", \"b\"] | join(sep=\"+\") }}{{ \"a.b\" | replace(from=\".\", to=\"-\") }}</p>",
            "a+ba-b",
        ),
        (
            "<p>{% for a in range(start=6, end=0, step_by=-2) %}{% if a == 4 %}v{% else %}u{% endif %}{% endfor %}</p>",
            "uvu",
        ),
        ("<p>{% raw %}a%b{% endraw %}</p>", "a%b"),
    ] {
        let done = case().swap_in(SHEET, "<face>", &format!("<face>{markup}")).start("short").run();
        assert_eq!(done.code, 0, "{markup}: {}", done.stderr);
        let pdf = done.file("out/x-leaflet-a4.pdf");
        let output = std::process::Command::new("pdftotext").arg(pdf).arg("-").output().unwrap();
        let reported = String::from_utf8(output.stdout).unwrap();
        assert!(reported.contains(printed), "{markup}: {reported}");
    }
}
