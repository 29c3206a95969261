//! A guide out of a form: what a document says is filled in, all else is left to be filled in.

use super::block::{Figure, Loss};
use super::escape::{begun, quoted};
use super::outline::{Outline, Part, Piece, Step};

/// Things to bring and boxes to tick are few.
const MOST_ITEMS: usize = 7;
/// A short name of a guide has at most so many syllables.
const MOST_SHORT_WORDS: usize = 5;
/// How a source of the form is called.
const SOURCES: &str = "{sources=nguon-cua-bai}";

/// Places to fill in, in the language of guides.
const PART: &str = "<<Tên phần này, hai đến sáu tiếng | Bác làm lần lượt>>";
const STEP: &str = "<<Tên bước, một việc, hai đến sáu tiếng | Mở CH Play>>";
const ACTION: &str =
    "<<Bác làm gì ở bước này, một hai câu ngắn | Bác bấm vào hình tam giác nhiều màu.>>";
const ALT: &str = "<<Tả hình cho người không nhìn thấy | Màn hình CH Play có ô tìm kiếm>>";

/// Fills `form` with what a document says.
pub(super) fn write(
    form: &str,
    outline: &Outline,
    address: Option<&str>,
    losses: &[Loss],
) -> String {
    let end = form.rfind("\n---\n").map_or(form.len(), |at| at + "\n---\n".len());
    let mut front = Form { lines: form[..end].lines().map(str::to_owned).collect() };
    if let Some(title) = &outline.title {
        let title = &title.replace("**", "");
        front.field("title", title);
        if title.split_whitespace().count() <= MOST_SHORT_WORDS {
            front.field("short", title);
        }
    }
    if let Some(audience) = &outline.audience {
        front.field("audience", audience);
    }
    front.items("bring", &outline.bring);
    let steps = outline.parts.iter().flat_map(|part| &part.steps);
    let titles: Vec<String> = steps.filter_map(|step| step.title.clone()).collect();
    front.items("checklist", &titles);
    if let Some(address) = address {
        front.field("- url", address);
    }
    let last = front.lines.len().saturating_sub(1);
    front.lines.splice(last..last, kept(outline, losses));
    let mut out = front.lines.join("\n");
    out.push('\n');
    let mut text = Body { out };
    for (number, part) in outline.parts.iter().enumerate() {
        text.part(part, number == 0);
    }
    if outline.parts.iter().all(|part| part.steps.is_empty()) {
        text.step(&Step::default());
    }
    text.out
}

/// What did not come into the guide, as lines that only its author reads.
fn kept(outline: &Outline, losses: &[Loss]) -> Vec<String> {
    let pictures = outline.spare.iter().map(|(file, step)| {
        let place =
            if step.is_empty() { String::new() } else { format!(", ở bước “{step}”") };
        format!("# hình chưa có chỗ, vì mỗi bước một hình: {file}{place}")
    });
    let kept = losses.iter().filter(|loss| loss.kind.is_kept() && !loss.text.is_empty());
    let kept = kept.map(|loss| format!("# {}: {}", loss.kind.name().vi, loss.text));
    let mut lines: Vec<String> = pictures.chain(kept).collect();
    if !lines.is_empty() {
        lines.insert(0, "\n# Trong tệp gốc còn có, chưa đưa vào bài:".to_owned());
    }
    lines
}

/// The front matter of a form, line by line.
struct Form {
    lines: Vec<String>,
}

impl Form {
    /// Fills in a field of one line.
    fn field(&mut self, name: &str, value: &str) {
        let name = format!("{name}:");
        let found = self.lines.iter_mut().find(|line| line.trim_start().starts_with(&name));
        if let Some(line) = found {
            let indent = line.len() - line.trim_start().len();
            *line = format!("{}{name} {}", " ".repeat(indent), quoted(value));
        }
    }

    /// Fills in the items of a group.
    fn items(&mut self, group: &str, items: &[String]) {
        let start = self.lines.iter().position(|line| *line == format!("{group}:"));
        let Some(start) = start.filter(|_| !items.is_empty()) else { return };
        let first = self.lines[start..].iter().position(|line| line.trim_start().starts_with("- "));
        let Some(first) = first.map(|first| start + first) else { return };
        let count = self.lines[first..]
            .iter()
            .take_while(|line| line.starts_with(' ') && line.trim_start().starts_with("- "))
            .count();
        let indent = self.lines[first].len() - self.lines[first].trim_start().len();
        let indent = " ".repeat(indent);
        let own = items.iter().take(MOST_ITEMS).map(|item| {
            let item = item.replace("**", "");
            format!("{indent}- {}", quoted(item.trim_end_matches(['.', ';', ','])))
        });
        let own: Vec<String> = own.collect();
        self.lines.splice(first..first + count, own);
    }
}

struct Body {
    out: String,
}

impl Body {
    fn part(&mut self, part: &Part, is_first: bool) {
        let has_title = part.title.is_some() || !is_first || !part.body.is_empty();
        if has_title {
            let title = part.title.as_deref().unwrap_or(PART);
            self.out.push_str(&format!("\n# {title} {SOURCES}\n"));
        }
        self.pieces(&part.body);
        for step in &part.steps {
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        let title = step.title.as_deref().unwrap_or(STEP);
        self.out.push_str(&format!("\n## {title} {SOURCES}\n"));
        if let Some(figure) = &step.picture {
            self.out.push_str(&format!("\n{}\n", picture(figure)));
        }
        self.pieces(&step.body);
        if step.body.is_empty() {
            self.out.push_str(&format!("\n{ACTION}\n"));
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        let mut in_list = false;
        for piece in pieces {
            let is_item = matches!(piece, Piece::Bullet(_));
            if !(is_item && in_list) {
                self.out.push('\n');
            }
            in_list = is_item;
            let line = match piece {
                Piece::Paragraph(text) => begun(text),
                Piece::Bullet(text) => format!("- {}", begun(text)),
            };
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }
}

fn picture(figure: &Figure) -> String {
    let alt = if figure.alt.trim().is_empty() { ALT } else { figure.alt.trim() };
    let file = &figure.file;
    let file = if file.contains([' ', '(']) { format!("<{file}>") } else { file.clone() };
    format!("![{alt}]({file})")
}
