//! What YAML says and where, and what is refused.

use proptest::prelude::*;

use super::*;
use crate::source::Sources;

fn spans(yaml: &str) -> Vec<(String, String)> {
    let mut sources = Sources::new();
    let id = sources.add_text("x.yaml", yaml.to_owned());
    let mut sink = Sink::new();
    let source = sources.get(id);
    let node = parse(source, 0..yaml.len(), &mut sink).expect("it can be read");
    let mut out = Vec::new();
    walk(&node, source, &mut out);
    out
}

#[test]
fn a_number_sign_in_quotes_is_no_comment() {
    let yaml = "a: { b: \"#0B4F6C\", c: [1, 2] } # see: [3]\nd: x\n";
    let wanted = ["a", "b", "#0B4F6C", "c", "1", "2", "d", "x"];
    assert_eq!(spans(yaml), wanted.map(|word| (word.to_owned(), word.to_owned())));
}

fn walk(node: &Node, source: &Source, out: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Null => {}
        Value::Text(words) => out.push((words.clone(), source.slice(node.span).to_owned())),
        Value::List(items) => items.iter().for_each(|item| walk(item, source, out)),
        Value::Map(fields) => {
            for (key, value) in fields {
                out.push((key.it.clone(), source.slice(key.span).to_owned()));
                walk(value, source, out);
            }
        }
    }
}

#[test]
fn a_minus_is_part_of_its_number() {
    let numbers =
        |yaml| -> Vec<String> { spans(yaml).into_iter().map(|(_, written)| written).collect() };
    assert_eq!(numbers("[4, -2]"), ["4", "-2"]);
    assert_eq!(numbers("- -2\n- 4\n-\n  -1\n"), ["-2", "4", "-1"]);
}

#[test]
fn every_spelling_of_a_scalar_is_found_where_it_stands() {
    let yaml = "# title: no\ntitle: Cài VNeID # title\napp: 2.20\n\"quoted\": \"a: b\"\n\
                list: [x, 'y z', 3]\nitems:\n  - one - two\n  - { id: q, label: 'r' }\n\
                text: |\n  first line\n\n  second\nfolded: >-\n  a\n  b\nempty:\nlast: yes\n";
    for (value, written) in spans(yaml) {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(flat(&value), flat(&written));
    }
    assert_eq!(spans(yaml).len(), 23);
}

#[test]
fn a_field_is_missed_though_another_has_a_like_name() {
    let mut sources = Sources::new();
    let yaml = "review_again: 2027-02-23\n";
    let id = sources.add_text("x.yaml", yaml.to_owned());
    let mut sink = Sink::new();
    let node = parse(sources.get(id), 0..yaml.len(), &mut sink).expect("it can be read");
    let fields = node.fields("x", &mut sink).expect("it can be read");
    assert!(fields.text("reviewed", &mut sink).is_none());
    assert!(fields.text("review_again", &mut sink).is_some());
    fields.finish(&mut sink);
    let ids: Vec<&str> = sink.iter().map(|d| d.code.id()).collect();
    assert_eq!(ids, ["Y03"]);
}

#[test]
fn all_faults_of_a_mapping_are_reported_together() {
    let mut sources = Sources::new();
    let yaml = "titel: x\nlist: 3\nodd: 1\n";
    let id = sources.add_text("x.yaml", yaml.to_owned());
    let mut sink = Sink::new();
    let node = parse(sources.get(id), 0..yaml.len(), &mut sink).expect("it can be read");
    let fields = node.fields("x", &mut sink).expect("it can be read");
    fields.text("title", &mut sink);
    fields.text("short", &mut sink);
    fields.list("list", &mut sink);
    fields.finish(&mut sink);
    let ids: Vec<&str> = sink.iter().map(|d| d.code.id()).collect();
    assert_eq!(ids, ["Y03", "Y04", "Y02", "Y02"]);
}

/// The codes and places of what is found, in order: `Y06 2:5`.
fn faults(yaml: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add_text("x.yaml", yaml.to_owned());
    let (source, mut sink) = (sources.get(id), Sink::new());
    if let Some(node) = parse(source, 0..yaml.len(), &mut sink) {
        texts(&node, &mut sink);
    }
    let place = |d: &Diagnostic| match d.place {
        Place::Span(span) => crate::source::line_column(&source.text, span.start as usize),
        _ => panic!("{d:?}"),
    };
    let reported = |d: &Diagnostic| format!("{} {}:{}", d.code.id(), place(d).0, place(d).1);
    sink.iter().map(reported).collect()
}

/// Asks for every scalar as people read it.
fn texts(node: &Node, sink: &mut Sink) {
    match &node.value {
        Value::Null => {}
        Value::Text(words) if words.trim().is_empty() => {}
        Value::Text(_) => _ = node.text("x", sink),
        Value::List(items) => items.iter().for_each(|item| texts(item, sink)),
        Value::Map(fields) => fields.iter().for_each(|(_, value)| texts(value, sink)),
    }
}

#[test]
fn comments_that_may_be_text_are_reported() {
    for (yaml, wanted) in [
        ("text: bấm phím # rồi chờ\n", "Y06 1:16"),
        ("ward: Đoàn số #1\n", "Y06 1:15"),
        ("items:\n  - Kính đọc #2\n", "Y06 2:14"),
        ("a: { b: Tổ #3\n  }\n", "Y06 1:12"),
        ("a: [Tổ #3\n  ]\n", "Y06 1:8"),
        ("a: { b: Tổ #3 }\nc: x\n", "Y06 1:12"),
        ("a: [x, Tổ # 3]\nc: x\n", "Y06 1:11"),
        ("a: Bác đến Đoàn số\n  #1 phường Hòa\n", "Y06 2:3"),
        ("a: Bác đến Đoàn\n  số\n\n  # 1 phường Hòa\n", "Y06 4:3"),
        ("a: |\n  một\n # hai\n", "Y06 3:2"),
        ("a: >-\n  một\n  hai\n # ba\nb: x\n", "Y06 4:2"),
        ("- - một\n   # hai\n", "Y06 2:4"),
        ("số: 12 #3\n", "Y06 1:8"),
        ("tổ: #1\n", "Y06 1:5"),
        ("tổ: #1\nb: x\n", "Y06 1:5"),
        ("a:\n  - #1\n", "Y06 2:5"),
        ("a: x\t# y\n", "Y06 1:6"),
        ("a: ~ #1\n", "Y06 1:6"),
    ] {
        assert_eq!(faults(yaml), [wanted], "{yaml}");
    }
}

#[test]
fn comments_that_cannot_be_text_are_not() {
    for yaml in [
        "# a\na: x\n# b\nb: y\n",
        "a: \"x\" # y\nb: 'x' # y\n",
        "a: \"x # y\"\nb: 'x #1'\nc: x#y\nd: https://a.vn/#b\n",
        "a: [x, y] # z\nb: { c: d } # e\n",
        "a: # remark\n  b: x\nc: # remark\n  - x\n",
        "a: # for later\nb: x\n",
        "a: |\n  một # hai\n  # ba\nb: x\n",
        "a: > # remark\n  một\n",
        "a:\n  - x\n  # remark\n  - y\n# remark\nb: z\n",
        "a:\n- x\n# remark\n- y\n",
        "- a: x\n  # remark\n  b: y\n",
        "a: x\n\n# remark\n",
    ] {
        assert_eq!(faults(yaml), [""; 0], "{yaml}");
    }
}

#[test]
fn remarks_stand_behind_numbers_days_and_ids() {
    let mut sources = Sources::new();
    let yaml = "a: 2026-11-23 # Monday\nb: 12 #3\n";
    let id = sources.add_text("x.yaml", yaml.to_owned());
    let mut sink = Sink::new();
    let node = parse(sources.get(id), 0..yaml.len(), &mut sink).expect("it can be read");
    let fields = node.fields("x", &mut sink).expect("it can be read");
    assert_eq!(fields.word("a", &mut sink).expect("it can be read").it, "2026-11-23");
    assert!(!sink.has_errors());
    assert_eq!(fields.word("b", &mut sink).expect("it can be read").it, "12");
    assert_eq!(sink.errors(), 1);
}

#[test]
fn lines_of_a_list_do_not_run_together() {
    for (yaml, wanted) in [
        ("a: >\n  - một\n  - hai\n", "Y09 3:3"),
        ("a: >-\n  Bác cần:\n  - một\n  - hai\n", "Y09 3:3"),
        ("a: Bác cần\n  - một\n", "Y09 2:3"),
        ("a: \"Bác cần\n  • một\"\n", "Y09 2:3"),
        ("a: 'Bác cần\n  * một'\n", "Y09 2:3"),
        ("a: >\n  1. một\n  2. hai\n", "Y09 3:3"),
        ("a: >\n  1) một\n  2) hai\n", "Y09 3:3"),
        ("a: >\n  một\n  ## hai\n", "Y09 3:3"),
        ("a: >\n  một\n  > hai\n", "Y09 3:3"),
        ("a: >\n  một\n  - [ ] hai\n", "Y09 3:3"),
        ("a: >\n  một\n  -\u{a0}hai\n", "Y09 3:3"),
        ("a: >2\n  một\n  + hai\n", "Y09 3:3"),
    ] {
        assert_eq!(faults(yaml), [wanted], "{yaml}");
    }
    for yaml in [
        "a: |\n  - một\n  - hai\n",
        "a: >\n  - một\n\n  - hai\n",
        "a: >\n  Bác cần:\n    - một\n    - hai\n",
        "a: >\n  - một\n  hai\n",
        "a: >\n  gọi 113\n  2026 là năm\n  -5 độ\n  #a\n",
        "a: Bác\n  đi\n",
    ] {
        assert_eq!(faults(yaml), [""; 0], "{yaml}");
    }
}

#[test]
fn a_name_that_is_there_twice_is_reported_where_it_is_again() {
    for (yaml, wanted) in [
        ("a: x\nb: y\na: z\n", "Y05 3:1"),
        ("a: x\n\"a\": z\n", "Y05 2:2"),
        ("a: { b: 1, c: 2, b: 1 }\n", "Y05 1:18"),
        ("- a: x\n  b: x\n  'a': x\n", "Y05 3:4"),
        ("1: x\n1: x\n", "Y05 2:1"),
        ("\"\\u0061\": x\na: x\n", "Y05 2:1"),
        ("? a\n: x\na: y\n", "Y05 3:1"),
        ("null: x\nnull: y\n", "Y05 2:1"),
    ] {
        assert_eq!(faults(yaml), [wanted], "{yaml}");
    }
    assert_eq!(faults("a: x\nb: { a: x }\nc: [{ a: x }, { a: x }]\nA: x\n"), [""; 0]);
}

#[test]
fn what_only_programs_write_is_refused_by_name() {
    for (yaml, wanted) in [
        ("a: &x y\n", "Y07 1:4"),
        ("a: *quan trọng* bác\n", "Y07 1:4"),
        ("a: &x y\nb: *x\n", "Y07 1:4 Y07 2:4"),
        ("a: &x\n  b: y\nc:\n  <<: *x\n", "Y07 1:4 Y07 4:3 Y07 4:7"),
        ("a: !Chú ý\n", "Y07 1:4"),
        ("a: !!str 12\n", "Y07 1:4"),
        ("a: ! b\n", "Y07 1:4"),
        ("a: !<tag:x> b\n", "Y07 1:4"),
        ("a: !x [b]\n", "Y07 1:4"),
        ("a: # &b !c\n  &d x\n", "Y07 2:3"),
        ("a: !x &y b\n", "Y07 1:7 Y07 1:4"),
        ("a: x\n---\nb: y\n", "Y07 2:1"),
        ("--- a\n--- b\n", "Y07 2:1"),
        ("%YAML 1.2\n---\na: x\n", "Y07 1:1"),
        ("%TAG ! x\n---\na: x\n", "Y07 1:1"),
        ("? [a]\n: b\n", "Y07 1:3"),
        ("{a: b}: c\n", "Y07 1:1"),
        ("<<: { a: x }\n", "Y07 1:1"),
    ] {
        assert_eq!(
            faults(yaml),
            wanted
                .split(" Y")
                .map(|w| format!("Y{}", w.trim_start_matches('Y')))
                .collect::<Vec<_>>(),
            "{yaml}"
        );
    }
    for yaml in ["--- # x\na: y\n...\n", "a: \"*b* &c !d\"\n", "a: b & c * d ! e\n", "\"<<\": x\n"]
    {
        assert_eq!(faults(yaml), [""; 0], "{yaml}");
    }
}

#[test]
fn every_value_arrives_as_it_is_written() {
    for word in [
        "7:30",
        "190:20:30",
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "Yes",
        "NO",
        "true",
        "False",
        "012",
        "0o14",
        "0x1F",
        "0b11",
        "1e3",
        "1_000",
        "1.50",
        "+84",
        "-0",
        ".5",
        "5.",
        ".inf",
        "-.INF",
        ".nan",
        "2026-11-23",
        "2026-11-23T07:30:00Z",
        "7.30",
        "100.000",
        "1,5",
        "=",
        "a: b",
        "Tổ 1:",
        "%a",
        "@a",
        "`a`",
        "1e999",
        "99999999999999999999999999",
        "2.20",
    ] {
        let is_plain =
            !word.starts_with(['%', '@', '`']) && !word.contains(": ") && !word.ends_with(':');
        let mut forms = vec![format!("\"{word}\""), format!("'{word}'")];
        if is_plain {
            forms.push(word.to_owned());
        }
        for form in forms {
            for yaml in [
                format!("a: {form}\n"),
                format!("- {form}\n"),
                format!("a: [x, {form} ]\n"),
                format!("{form}: x\n"),
            ] {
                if form == word && word.contains(',') && yaml.contains('[') {
                    continue;
                }
                let all = spans(&yaml);
                assert!(all.iter().any(|(it, at)| it == word && at == word), "{yaml} {all:?}");
            }
        }
    }
    for nothing in ["~", "null", "Null", "NULL", ""] {
        assert_eq!(spans(&format!("a: {nothing}\nb: c\n")).len(), 3, "{nothing}");
    }
}

#[test]
fn places_hold_after_escapes_and_beside_equal_values() {
    let yaml = "short: \"K\\u00ednh \\x41 \\\"b\\\"\\\n  c\"\nproducts: leaflet\nb: leaflet\n\
                'it''s': it's\nc: |2\n   a\n  b\n\nd: \"\"\ne: ''\nf: \"\\n\"\ng: [\"\", a, a, \"a\"]\nh: {a: a}\n";
    let wanted = [
        "short",
        "K\\u00ednh \\x41 \\\"b\\\"\\\n  c",
        "products",
        "leaflet",
        "b",
        "leaflet",
        "it''s",
        "it's",
        "c",
        "a\n  b",
        "d",
        "\"\"",
        "e",
        "''",
        "f",
        "\\n",
        "g",
        "\"\"",
        "a",
        "a",
        "a",
        "h",
        "a",
        "a",
    ];
    let mut sources = Sources::new();
    let id = sources.add_text("x.yaml", yaml.to_owned());
    let (source, mut sink) = (sources.get(id), Sink::new());
    let node = parse(source, 0..yaml.len(), &mut sink).expect("it can be read");
    let mut out = Vec::new();
    walk(&node, source, &mut out);
    assert_eq!(out.iter().map(|(_, at)| at.as_str()).collect::<Vec<_>>(), wanted);
    assert_eq!(out[1].0, "Kính A \"b\"c");
    // Each at its own place, not at the first like it.
    let mut starts = Vec::new();
    places(&node, &mut starts);
    assert!(starts.is_sorted() && starts.len() == wanted.len(), "{starts:?}");
}

fn places(node: &Node, out: &mut Vec<u32>) {
    match &node.value {
        Value::Null | Value::Text(_) => out.push(node.span.start),
        Value::List(items) => items.iter().for_each(|item| places(item, out)),
        Value::Map(fields) => fields.iter().for_each(|(key, value)| {
            out.push(key.span.start);
            places(value, out);
        }),
    }
}

#[test]
fn depth_has_a_limit_on_a_small_stack() {
    let small = std::thread::Builder::new().stack_size(512 << 10);
    let run = small.spawn(|| {
        for open in ["[", "{a: ", "- ", "? ", "[{", "{? [", "a: [", "- - ["] {
            for times in [40, 4_000, 100_000] {
                let yaml = format!("x:\n  {}", open.repeat(times));
                let found = faults(&yaml);
                assert!(found.len() == 1 && found[0].starts_with("Y0"), "{open} {found:?}");
            }
        }
        let nested = (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>();
        assert_eq!(faults(&nested), ["Y08 33:33"]);
        let bomb: String = (1..200)
            .map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9)))
            .collect::<Vec<_>>()
            .concat();
        assert!(faults(&format!("a0: &a0 x\n{bomb}")).iter().all(|found| found.starts_with("Y07")));
        let deep = format!("{}x{}", "[".repeat(MAX), "]".repeat(MAX));
        assert_eq!(faults(&deep), [""; 0]);
    });
    run.expect("a thread").join().expect("no overflow");
}

const MAX: usize = node::MAX_DEPTH;

#[test]
fn broken_yaml_is_reported_in_both_languages() {
    for (yaml, vi) in [
        ("a: [x\nb: y\n", "ngoặc"),
        ("a: x: y\n", "`: `"),
        ("a: \"x\nb: y\n", "mở ở đây mà không đóng"),
        ("a: \"x\" y\n", "sau dấu ngoặc kép đóng"),
        ("a: x\n b: y\n", "`: `"),
        ("a: \"\\q\"\n", "không có cách viết này"),
        ("a:\n\t- x\n", "Tab"),
        ("a: x\nb\n", "tên mục"),
    ] {
        let mut sources = Sources::new();
        let id = sources.add_text("x.yaml", yaml.to_owned());
        let mut sink = Sink::new();
        assert!(parse(sources.get(id), 0..yaml.len(), &mut sink).is_none());
        let found: Vec<&str> = sink.iter().map(|d| d.message.vi.as_str()).collect();
        assert!(found.len() == 1 && found[0].contains(vi), "{yaml} {found:?}");
    }
}

proptest! {
    /// Whatever stands in a file: it is read or refused at a place inside, and nodes stand in order.
    #[test]
    fn any_text_is_read_or_refused(text in "([a-c:#>|\\[\\]{}\"'\\\\&*!?,%~ \n\tạ]|- |: |\n  | #){0,40}") {
        let mut sources = Sources::new();
        let id = sources.add_text("x.yaml", format!("à: {text}\n"));
        let (source, mut sink) = (sources.get(id), Sink::new());
        let end = source.text.len();
        let node = parse(source, "à: ".len()..end, &mut sink);
        prop_assert!(node.is_some() || sink.has_errors());
        if let Some(node) = node {
            let mut starts = Vec::new();
            places(&node, &mut starts);
            prop_assert!(starts.iter().all(|at| (*at as usize) <= end && source.text.is_char_boundary(*at as usize)));
            prop_assert!(sink.has_errors() || starts.is_sorted(), "{:?} {:?}", starts, node);
            texts(&node, &mut sink);
        }
        for found in sink.iter() {
            let Place::Span(span) = found.place else { panic!("{found:?}") };
            prop_assert!(source.text.get(span.range()).is_some(), "{:?}", found);
        }
    }
}
