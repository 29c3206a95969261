//! What a file of YAML may hold, for editors that complete and explain while somebody types.
//!
//! Each reader has the schema of its file beside it. The readers are made by hand, for the sake of
//! their places and hints, so the schemas are, too; a test compares every field of both.

use crate::report::quoted;

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Schema {
    /// A text; what YAML takes for a number or a truth is one, too.
    Text,
    /// A day like `2026-11-23`.
    Day,
    /// A number in this range.
    Number(f64, f64),
    /// `true` or `false`.
    Truth,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list.
    List(&'static Schema),
    /// Fields of known names.
    Fields(&'static [SchemaField]),
    /// Entries whose names people choose.
    Entries(&'static Schema),
    /// One of several.
    Either(&'static [Schema]),
    /// The same, or nothing yet.
    Blank(&'static Schema),
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub struct SchemaField {
    name: &'static str,
    is_needed: bool,
    holds: Schema,
    words: &'static str,
}

impl SchemaField {
    /// A field that must be there. The words explain it to who types, in Vietnamese.
    pub const fn need(name: &'static str, holds: Schema, words: &'static str) -> SchemaField {
        SchemaField { name, is_needed: true, holds, words }
    }

    /// A field that may be left out.
    pub const fn may(name: &'static str, holds: Schema, words: &'static str) -> SchemaField {
        SchemaField { name, is_needed: false, holds, words }
    }
}

impl Schema {
    /// The schema as a file: JSON Schema of draft 7, which editors know best.
    pub fn to_json(self, title: &str) -> String {
        let head = format!(
            "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": {},\n",
            quoted(title)
        );
        let mut json = head;
        self.members(&mut json, 1);
        json.push_str("}\n");
        json
    }

    /// Writes what stands between the braces, each member on a line of its own.
    fn members(self, json: &mut String, depth: usize) {
        let pad = "  ".repeat(depth);
        let mut members: Vec<String> = Vec::new();
        match self {
            Schema::Text => {
                members.push("\"type\": [\"string\", \"number\", \"boolean\"]".to_owned());
            }
            Schema::Day => {
                members.push("\"type\": \"string\"".to_owned());
                members.push("\"pattern\": \"^\\\\d{4}-\\\\d{2}-\\\\d{2}$\"".to_owned());
            }
            Schema::Number(least, most) => {
                members.push("\"type\": \"number\"".to_owned());
                members.push(format!("\"minimum\": {least}"));
                members.push(format!("\"maximum\": {most}"));
            }
            Schema::Truth => members.push("\"type\": \"boolean\"".to_owned()),
            Schema::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                members.push(format!("\"enum\": [{}]", words.join(", ")));
            }
            Schema::List(item) => {
                members.push("\"type\": \"array\"".to_owned());
                members.push(format!("\"items\": {}", item.object("", depth)));
            }
            Schema::Entries(value) => {
                members.push("\"type\": \"object\"".to_owned());
                members.push(format!("\"additionalProperties\": {}", value.object("", depth)));
            }
            Schema::Fields(fields) => members.extend(fields_of(fields, depth)),
            Schema::Either(all) => {
                let all: Vec<String> = all.iter().map(|one| one.object("", depth)).collect();
                members.push(format!("\"anyOf\": [{}]", all.join(", ")));
            }
            Schema::Blank(filled) => {
                let filled = filled.object("", depth);
                members.push(format!("\"anyOf\": [{filled}, {{ \"type\": \"null\" }}]"));
            }
        }
        let lines: Vec<String> = members.iter().map(|member| format!("{pad}{member}")).collect();
        json.push_str(&lines.join(",\n"));
        json.push('\n');
    }

    /// The schema in braces, with words for who types.
    fn object(self, words: &str, depth: usize) -> String {
        let pad = "  ".repeat(depth + 1);
        let mut json = "{\n".to_owned();
        if !words.is_empty() {
            json.push_str(&format!("{pad}\"description\": {},\n", quoted(words)));
        }
        self.members(&mut json, depth + 1);
        json.push_str(&"  ".repeat(depth));
        json.push('}');
        json
    }
}

/// The members of fields of known names: any other name is a mistake.
fn fields_of(fields: &[SchemaField], depth: usize) -> Vec<String> {
    let pad = "  ".repeat(depth + 1);
    let one = |field: &SchemaField| {
        let holds = field.holds.object(field.words, depth + 1);
        format!("{pad}{}: {holds}", quoted(field.name))
    };
    let properties: Vec<String> = fields.iter().map(one).collect();
    let needed = fields.iter().filter(|field| field.is_needed);
    let needed: Vec<String> = needed.map(|field| quoted(field.name)).collect();
    vec![
        "\"type\": \"object\"".to_owned(),
        "\"additionalProperties\": false".to_owned(),
        format!("\"required\": [{}]", needed.join(", ")),
        format!("\"properties\": {{\n{}\n{}}}", properties.join(",\n"), "  ".repeat(depth)),
    ]
}
