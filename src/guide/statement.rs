//! A guide as the statements it makes: groups of lines that share their sources.
//!
//! Headlines, the line for whom the guide is and the labels of contact lines cite nothing of their
//! own; they rest on all the guide cites. A step rests on what it cites and on what its part cites.

use super::model::{Block, Guide, Line};
use crate::span::Span;
use crate::yaml::Spanned;

/// Where a statement stands in a guide; numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementPosition {
    /// Headline of a leaflet.
    Title,
    /// Running head.
    Short,
    /// Headline of a door hanger.
    Question,
    /// Whom it is for.
    Audience,
    /// What to have ready.
    Bring,
    /// The short list.
    Checklist,
    /// The safety box.
    Safety,
    /// A line to write on.
    Contact,
    /// An official page.
    Qr(usize),
    /// Heading and text of a part outside its steps.
    Part(usize),
    /// A step of a part.
    Step(usize, usize),
}

/// Lines that share their sources.
#[derive(Clone, Debug)]
pub struct Statement<'g> {
    /// Where it stands.
    pub place: StatementPosition,
    /// The ids it cites itself; none for headlines, which rest on all.
    pub cited: &'g [Spanned<String>],
    /// The ids it rests on.
    pub rests_on: Vec<&'g Spanned<String>>,
    /// What it says.
    pub lines: Vec<&'g Line>,
    /// The address it leads to.
    pub url: Option<&'g Spanned<String>>,
    /// Its place in the file, for findings about all of it.
    pub span: Span,
}

impl StatementPosition {
    /// Whether a statement here has to cite a source.
    pub fn must_cite(self) -> bool {
        !matches!(
            self,
            StatementPosition::Title
                | StatementPosition::Short
                | StatementPosition::Question
                | StatementPosition::Audience
                | StatementPosition::Contact
        )
    }
}

impl Statement<'_> {
    /// Its first words, for lists and messages.
    pub fn words(&self) -> String {
        self.lines.first().map_or_else(String::new, |line| line.plain())
    }
}

/// Every statement of `guide`, in reading order.
pub fn statements(guide: &Guide) -> Vec<Statement<'_>> {
    let mut all = heads(guide);
    let safety = std::iter::once(&guide.safety.title).chain(&guide.safety.points.items);
    let (bring, checklist) = (&guide.bring, &guide.checklist);
    all.push(cited(guide, StatementPosition::Bring, &bring.sources, bring.items.iter().collect()));
    all.push(cited(
        guide,
        StatementPosition::Checklist,
        &checklist.sources,
        checklist.items.iter().collect(),
    ));
    all.push(cited(
        guide,
        StatementPosition::Safety,
        &guide.safety.points.sources,
        safety.collect(),
    ));
    for (number, part) in guide.parts.iter().enumerate() {
        let mut lines: Vec<&Line> = part.title.iter().collect();
        lines_of(&part.body, &mut lines);
        if !lines.is_empty() {
            let mut statement =
                cited(guide, StatementPosition::Part(number + 1), &part.sources, lines);
            statement.span = part.span;
            all.push(statement);
        }
        for (index, step) in part.steps.iter().enumerate() {
            let mut lines = vec![&step.title];
            lines_of(&step.body, &mut lines);
            let mut statement =
                cited(guide, StatementPosition::Step(number + 1, index + 1), &step.sources, lines);
            statement.rests_on.extend(&part.sources);
            statement.span = step.span;
            all.push(statement);
        }
    }
    for (index, target) in guide.qr.iter().enumerate() {
        let mut statement =
            cited(guide, StatementPosition::Qr(index + 1), &target.sources, vec![&target.label]);
        statement.url = Some(&target.url);
        all.push(statement);
    }
    let everything: Vec<&Spanned<String>> = all.iter().flat_map(|it| it.cited).collect();
    for statement in all.iter_mut().filter(|statement| !statement.place.must_cite()) {
        statement.rests_on.clone_from(&everything);
    }
    all
}

/// What rests on everything the guide cites.
fn heads(guide: &Guide) -> Vec<Statement<'_>> {
    let heads = [
        (StatementPosition::Title, &guide.title),
        (StatementPosition::Short, &guide.short),
        (StatementPosition::Question, &guide.question),
        (StatementPosition::Audience, &guide.audience),
    ];
    let contacts =
        guide.contacts.iter().map(|contact| (StatementPosition::Contact, &contact.label));
    heads
        .into_iter()
        .chain(contacts)
        .map(|(place, line)| cited(guide, place, &[], vec![line]))
        .collect()
}

fn cited<'g>(
    guide: &'g Guide,
    place: StatementPosition,
    ids: &'g [Spanned<String>],
    lines: Vec<&'g Line>,
) -> Statement<'g> {
    let span = lines.iter().find_map(|line| line.span());
    let span = span.unwrap_or(Span { file: guide.file, start: 0, end: 0 });
    Statement { place, cited: ids, rests_on: ids.iter().collect(), lines, url: None, span }
}

fn lines_of<'g>(blocks: &'g [Block], out: &mut Vec<&'g Line>) {
    for block in blocks {
        match block {
            Block::Para(line) => out.push(line),
            Block::Bullets(lines) | Block::Checks(lines) => out.extend(lines),
            Block::Note(_, blocks) => lines_of(blocks, out),
        }
    }
}
