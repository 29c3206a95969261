//! Reads `ward.yaml`.

use super::events;
use super::faults;
use super::fields::{filled, join, optional, word};
use super::model::Ward;
use crate::diag::Sink;
use crate::doc::check_value;
use crate::guide::Date;
use crate::guide::reasons::{self};
use crate::picture;
use crate::source::Source;
use crate::vietnamese::address_form::AddressForm;
use crate::vietnamese::phone::Phone;
use crate::world::{World, read_error};
use crate::yaml::{self, Fields, FileKind, Node, Spanned};

/// The ward of a file; `None` when it is no YAML at all.
pub(super) fn read(
    source: &Source,
    world: &dyn World,
    today: Date,
    sink: &mut Sink,
) -> Option<Ward> {
    let mut parsed = Sink::new();
    let node = yaml::parse_partly(source, 0..source.text.len(), &mut parsed);
    // A whole guide has steps behind its fields, which are no YAML.
    if node.as_ref().is_none_or(|node| node.other_kind(FileKind::Ward).is_none()) {
        sink.append(parsed);
    }
    let node = node?;
    let fields = node.file(FileKind::Ward, sink)?;
    let mut ward = Ward::default();
    // Whose file it is, for people alone: no sheet says so.
    for name in ["ward", "province"] {
        optional(&fields, name, sink);
    }
    if let Some(issuer) = optional(&fields, "issuer", sink) {
        ward.contacts.insert("don-vi", issuer);
    }
    if let Some(node) = filled(&fields, "police") {
        police(node, &mut ward, sink);
    }
    if let Some(node) = filled(&fields, "leader")
        && let Some(leader) = person(node, "leader", &mut ward, sink)
    {
        ward.contacts.insert("to-truong", leader);
    }
    if let Some(node) = filled(&fields, "volunteers") {
        let nodes = node.list("volunteers", sink).unwrap_or(&[]);
        let read = |node| person(node, "volunteers", &mut ward, sink);
        let volunteers: Vec<Spanned<String>> = nodes.iter().filter_map(read).collect();
        join(volunteers, "tinh-nguyen-vien", &mut ward);
    }
    if let Some(node) = filled(&fields, "events") {
        events::events(node, today, &mut ward, sink);
    }
    ward.logo = optional(&fields, "logo", sink);
    if let Some(word) = optional(&fields, "address", sink) {
        match AddressForm::read(&word.it) {
            Some(form) => ward.address = form,
            None => sink.push(faults::bad_address(&word)),
        }
    }
    ward.occasion = optional(&fields, "occasion", sink);
    // Read by themselves, before the rest: see `look.rs`.
    let _ = ["look", "accent"].map(|name| fields.get(name));
    fields.finish(sink);
    if let Some(file) = &ward.logo
        && !has_picture(world, file, sink)
    {
        ward.logo = None;
    }
    for value in ward.contacts.values() {
        check_value(&value.it, value.span, sink);
    }
    Some(ward)
}

fn police(node: &Node, ward: &mut Ward, sink: &mut Sink) {
    let Some(fields) = node.fields("police", sink) else { return };
    let number = phone(&fields, ward, sink);
    let address = optional(&fields, "address", sink);
    fields.finish(sink);
    ward.contacts.extend(number.map(|number| ("cong-an", number)));
    ward.contacts.extend(address.map(|address| ("dia-chi-cong-an", address)));
}

/// “Bác Hòa, 0912 345 678”: a name with its title, a number, or both.
fn person(node: &Node, name: &str, ward: &mut Ward, sink: &mut Sink) -> Option<Spanned<String>> {
    let fields = node.fields(name, sink)?;
    let (title, own) = (optional(&fields, "title", sink), optional(&fields, "name", sink));
    let number = phone(&fields, ward, sink);
    fields.finish(sink);
    let words: Vec<String> =
        [own, title, number].into_iter().flatten().map(|words| words.it).collect();
    (!words.is_empty()).then(|| Spanned::new(words.join(", "), node.span))
}

/// `phone` and `agreed`: the number in groups. One that cannot be dialled is left out.
fn phone(fields: &Fields<'_>, ward: &mut Ward, sink: &mut Sink) -> Option<Spanned<String>> {
    let typed = word(fields, "phone", sink);
    let agreed = filled(fields, "agreed").and_then(|node| truth(node, sink));
    let typed = typed?;
    match Phone::read(&typed.it) {
        Ok(phone) => {
            if agreed == Some(true) {
                ward.agreed.insert(phone.digits().to_owned());
            }
            Some(Spanned::new(phone.grouped(), typed.span))
        }
        Err(fault) => {
            sink.push(faults::bad_phone(&typed.it, reasons::phone(&fault)).at(typed.span));
            None
        }
    }
}

fn truth(node: &Node, sink: &mut Sink) -> Option<bool> {
    match node.word("agreed", sink)?.it.as_str() {
        "true" => Some(true),
        "false" => Some(false),
        other => {
            sink.push(faults::bad_consent(other, node.span));
            None
        }
    }
}

/// Whether the logo is a picture we can draw.
fn has_picture(world: &dyn World, file: &Spanned<String>, sink: &mut Sink) -> bool {
    let found = match world.read(&file.it) {
        Ok(bytes) => picture::decode_logo(&file.it, &bytes, file.span).map(|_| ()),
        Err(error) => Err(vec![read_error(&file.it, &error).at(file.span)]),
    };
    let is_drawn = found.is_ok();
    found.err().into_iter().flatten().for_each(|finding| sink.push(finding));
    is_drawn
}
