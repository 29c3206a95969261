//! What can be wrong with markup: unknown names, wrong places, lost and doubled pieces.

use std::cell::OnceCell;

use roxmltree::Node as Xml;

use super::super::style::{Align, StyleId};
use super::super::vocabulary::{self, ELEMENTS, Holds, Place};
use super::{Markup, Reader};
use crate::diag::{Code, Diagnostic, text};
use crate::guide::{Block, Content, Slot};
use crate::source::{FileId, Sources, Span};

pub(super) fn broken(markup: &Markup, sources: &Sources, error: &roxmltree::Error) -> Diagnostic {
    let row = (error.pos().row as usize).saturating_sub(1);
    let line = markup.xml.lines().nth(row).unwrap_or("").trim();
    let words: String = line.chars().take(60).collect();
    // The place it names is one in the printed XML, which nobody sees.
    let full = error.to_string();
    let reason = full.rsplit_once(" at ").map_or(full.as_str(), |(reason, _)| reason);
    // A line such as `</header>` is there more than once: as many stand before it in the template.
    let before = markup.xml.lines().take(row).filter(|other| other.trim() == line).count();
    let same = |file: FileId| {
        let text = sources.get(file).text.as_str();
        let lines = text.lines().filter(|other| !line.is_empty() && other.trim() == line);
        let found = lines.map(|other| other.trim().as_ptr() as usize - text.as_ptr() as usize);
        found.map(|at| Span::new(file, at..at + line.len())).nth(before)
    };
    let place = same(markup.files[0]).unwrap_or_else(|| locate(markup, sources, &[line]));
    Diagnostic::new(
        Code::MarkupBroken,
        text!(
            en "the template printed broken XML near `{words}`: {reason}",
            vi "mẫu in ra XML hỏng ở gần `{words}`: {reason}",
        ),
    )
    .at(place)
    .hint(text!(
        en "close every element you open, in the opposite order, and write & as &amp;",
        vi "mở thẻ nào thì đóng thẻ ấy theo thứ tự ngược lại, và viết & thành &amp;",
    ))
}

/// Reports a template that prints more elements and texts than are read.
pub(super) fn too_many(most: u32) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateTooMuch,
        text!(
            en "the template prints more than {most} elements and texts, more than any sheet holds",
            vi "mẫu in ra hơn {most} thẻ và đoạn chữ, nhiều hơn mọi tờ in",
        ),
    )
    .hint(text!(
        en "loop over the guide or the list alone",
        vi "chỉ lặp theo bài hoặc theo danh sách",
    ))
}

/// The first of `needles` found in the template's files; the start of the template if none is.
pub(super) fn locate(markup: &Markup, sources: &Sources, needles: &[&str]) -> Span {
    for needle in needles.iter().filter(|needle| !needle.is_empty()) {
        for file in &markup.files {
            if let Some(at) = sources.get(*file).text.find(needle) {
                return Span::new(*file, at..at + needle.len());
            }
        }
    }
    Span { file: markup.files[0], start: 0, end: 0 }
}

impl Reader<'_, '_> {
    /// The opening tag of an element as it was printed, which tells it from others of its name.
    pub(super) fn opening(&self, element: Xml<'_, '_>) -> &str {
        let printed = self.markup.xml.get(element.range()).unwrap_or("");
        printed.find('>').map_or(printed, |end| &printed[..=end])
    }

    /// Where a template's files say these words first, if they do.
    fn typed(&self, words: &str) -> Option<Span> {
        let mut files = self.markup.files.iter().map(|file| self.reading.sources.get(*file));
        files.find_map(|file| {
            let at = file.text.find(words)?;
            Some(Span::new(file.id, at..at + words.len()))
        })
    }

    pub(super) fn wrong_slot(&mut self, name: &str) {
        let span = self.locate(&[&format!("\"{name}\""), "<slot", "<image"]);
        self.sink.push(
            Diagnostic::new(
                Code::MarkupPlace,
                text!(
                    en "the piece `{name}` cannot stand here",
                    vi "mục `{name}` không đặt được ở đây",
                ),
            )
            .at(span)
            .hint(text!(
                en "place lines among letters, bodies where blocks stand, pictures in `<image>`",
                vi "dòng chữ đặt trong câu, thân bài đặt thành khối, ảnh đặt trong `<image>`",
            )),
        );
    }

    /// Reports what was placed twice or not at all.
    pub(super) fn account(&mut self, slots: &[Slot<'_>]) {
        let template = self.locate(&[]);
        let file = self.reading.sources.get(template.file).path.clone();
        for slot in slots {
            let name = &slot.name;
            let count = self.placed.get(name).copied().unwrap_or(0);
            let omitted = self.omitted.iter().any(|prefix| {
                name.strip_prefix(prefix.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            let words: String = match slot.content {
                Content::Line(line) => line.plain(),
                Content::Blocks(blocks) => {
                    blocks.iter().map(Block::plain).collect::<Vec<_>>().join(" ")
                }
                Content::Picture(picture) => picture.alt.clone(),
            };
            let words: String = words.chars().take(40).collect();
            match (count, omitted) {
                (1, false) | (0, true) => {}
                (0, false) => self.sink.push(
                    Diagnostic::new(Code::SlotDropped, text!(
                        en "the template `{file}` never prints `{name}`: “{words}”",
                        vi "mẫu `{file}` bỏ sót mục `{name}`: “{words}”",
                    ))
                    .at(slot.span)
                    .also(template, text!(en "in this template", vi "trong mẫu này"))
                    .hint(text!(
                        en "place it, or write `<omit ref=\"{name}\"/>` to leave it out on purpose",
                        vi "đặt mục này vào mẫu, hoặc viết `<omit ref=\"{name}\"/>` nếu cố ý bỏ",
                    )),
                ),
                _ => self.sink.push(
                    Diagnostic::new(Code::SlotDoubled, text!(
                        en "the template `{file}` prints `{name}` more than once, or omits it too: “{words}”",
                        vi "mẫu `{file}` in mục `{name}` quá một lần, hoặc vừa in vừa bỏ: “{words}”",
                    ))
                    .at(slot.span)
                    .also(template, text!(en "in this template", vi "trong mẫu này"))
                    .hint(text!(
                        en "print each piece once; for a second time use its `plain` text",
                        vi "mỗi mục chỉ in một lần; lần thứ hai hãy dùng chữ trơn `plain`",
                    )),
                ),
            }
        }
    }

    /// Reports an alignment that what the element holds would not follow.
    pub(super) fn check_align(&mut self, element: &str, id: StyleId, needles: &[&str]) {
        let style = self.reading.style.style(id);
        let follows = matches!(element, "heading" | "p" | "image" | "logo" | "qr" | "cell");
        if follows || style.align == Align::Left {
            return;
        }
        let name = &style.name;
        self.sink.push(
            Diagnostic::new(
                Code::MarkupAlign,
                text!(
                    en "`align` of the style `{name}` cannot be followed in `<{element}>`",
                    vi "`align` của kiểu `{name}` không dùng được cho `<{element}>`",
                ),
            )
            .at(self.locate(needles))
            .hint(text!(
                en "leave `align` out of this style; to put words in the middle, align the style of their `<p>`",
                vi "bỏ `align` khỏi kiểu này; muốn chữ vào giữa thì căn kiểu của `<p>`",
            )),
        );
    }

    fn stray_text(&mut self, parent: Xml<'_, '_>) {
        for child in parent.children().filter(Xml::is_text) {
            let words = child.text().unwrap_or("").trim();
            if words.is_empty() {
                continue;
            }
            let span = self.locate(&[words]);
            let parent = parent.tag_name().name();
            self.sink.push(
                Diagnostic::new(
                    Code::MarkupPlace,
                    text!(
                        en "letters cannot stand in `<{parent}>` by themselves: “{words}”",
                        vi "chữ không đứng một mình trong `<{parent}>` được: “{words}”",
                    ),
                )
                .at(span)
                .hint(text!(en "put them into `<p>…</p>`", vi "đặt vào trong `<p>…</p>`")),
            );
        }
    }

    /// Checks name, place and attributes of an element.
    pub(super) fn is_known(&mut self, element: Xml<'_, '_>, place: Place) -> bool {
        let name = element.tag_name().name();
        let Some(known) = vocabulary::find(name) else {
            let span = self.locate(&[self.opening(element), &format!("<{name}")]);
            let names = ELEMENTS.iter().map(|element| element.name);
            let list = ELEMENTS.iter().map(|element| element.name).collect::<Vec<_>>().join(", ");
            self.sink.push(
                Diagnostic::new(
                    Code::MarkupElement,
                    text!(
                        en "there is no element `<{name}>`",
                        vi "không có thẻ `<{name}>`",
                    ),
                )
                .at(span)
                .did_you_mean(name, names)
                .hint(text!(en "the elements are: {list}", vi "các thẻ gồm: {list}")),
            );
            return false;
        };
        let fits = known.place == place
            || known.place == Place::Anywhere
            || (known.place == Place::Both && matches!(place, Place::Block | Place::Inline));
        if !fits {
            self.misplaced(element);
            return false;
        }
        self.check_attributes(element, known);
        self.check_content(element, known);
        true
    }

    fn misplaced(&mut self, element: Xml<'_, '_>) {
        let name = element.tag_name().name();
        let span = self.locate(&[self.opening(element), &format!("<{name}")]);
        let parent = element.parent_element().map_or("", |parent| parent.tag_name().name());
        self.sink.push(
            Diagnostic::new(
                Code::MarkupPlace,
                text!(
                    en "`<{name}>` cannot stand in `<{parent}>`",
                    vi "thẻ `<{name}>` không đặt được trong `<{parent}>`",
                ),
            )
            .at(span)
            .hint(text!(
                en "templates/README.md tells where each element stands",
                vi "xem templates/README.md: mỗi thẻ được đặt ở đâu",
            )),
        );
    }

    /// Reports what would be lost between the tags of an element.
    fn check_content(&mut self, element: Xml<'_, '_>, known: &vocabulary::Element) {
        let holds = known.holds();
        if matches!(holds, Holds::Nothing | Holds::Elements) {
            self.stray_text(element);
        }
        if matches!(holds, Holds::Nothing | Holds::Letters) {
            for child in element.children().filter(Xml::is_element) {
                self.misplaced(child);
            }
        }
    }

    fn check_attributes(&mut self, element: Xml<'_, '_>, known: &vocabulary::Element) {
        let name = known.name;
        // Looked for once: an element may have thousands.
        let opening = OnceCell::new();
        for attribute in element.attributes() {
            let key = attribute.name();
            if known.needs.contains(&key) || known.may.contains(&key) {
                continue;
            }
            let value = attribute.value();
            let opening = *opening.get_or_init(|| self.typed(self.opening(element)));
            let start = attribute.range().start - element.range().start;
            let place = start..start + attribute.range().len();
            let place =
                opening.filter(|opening| place.end <= opening.range().len()).map(|opening| {
                    let from = opening.range().start;
                    Span::new(opening.file, from + place.start..from + place.end)
                });
            let span = place.unwrap_or_else(|| {
                self.locate(&[&format!("{key}=\"{value}\""), &format!("{key}=")])
            });
            let names = known.needs.iter().chain(known.may).copied();
            let list = names.clone().collect::<Vec<_>>().join(", ");
            self.sink.push(
                Diagnostic::new(
                    Code::MarkupAttribute,
                    text!(
                        en "`<{name}>` has no attribute `{key}`",
                        vi "thẻ `<{name}>` không có thuộc tính `{key}`",
                    ),
                )
                .at(span)
                .did_you_mean(key, names)
                .hint(text!(en "its attributes: {list}", vi "các thuộc tính của thẻ: {list}")),
            );
        }
        for key in known.needs {
            if element.attribute(*key).is_some() {
                continue;
            }
            let span = self.locate(&[self.opening(element), &format!("<{name}")]);
            self.sink.push(
                Diagnostic::new(
                    Code::MarkupAttribute,
                    text!(
                        en "`<{name}>` needs the attribute `{key}`",
                        vi "thẻ `<{name}>` thiếu thuộc tính `{key}`",
                    ),
                )
                .at(span)
                .hint(text!(
                    en "write `<{name} {key}=\"…\">`",
                    vi "viết `<{name} {key}=\"…\">`",
                )),
            );
        }
    }

    pub(super) fn bad_value(
        &mut self,
        element: Xml<'_, '_>,
        key: &str,
        value: &str,
        known: &[&str],
    ) {
        let name = element.tag_name().name();
        let span = self.locate(&[&format!("{key}=\"{value}\""), self.opening(element)]);
        let list = known.join(", ");
        self.sink.push(
            Diagnostic::new(
                Code::MarkupAttribute,
                text!(
                    en "`{key}` of `<{name}>` cannot be `{value}`",
                    vi "`{key}` của thẻ `<{name}>` không thể là `{value}`",
                ),
            )
            .at(span)
            .did_you_mean(value, known.iter().copied())
            .hint(text!(en "use one of: {list}", vi "chọn một trong: {list}")),
        );
    }
}
