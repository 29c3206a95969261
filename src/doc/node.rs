//! The tree a template describes, with the guide's text in it.

use std::sync::Arc;

use super::style::StyleId;
use crate::picture::Artwork;
use crate::qr::Sites;
use crate::screen::{Lettering, ScreenPicture};
use crate::span::Span;

/// A whole sheet.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Title of the document, for viewers and bookmarks.
    pub title: String,
    /// Its faces, in order.
    pub flows: Vec<Flow>,
    /// The pictures, by the number in [`Depiction`].
    pub arts: Vec<Artwork>,
    /// The sites it may lead to.
    pub sites: Arc<Sites>,
}

impl Doc {
    /// Whether any page has its number on it.
    pub fn has_page_numbers(&self) -> bool {
        self.flows.iter().any(|flow| {
            let mut furniture = flow.headers.iter().chain(&flow.footers);
            furniture.any(|it| number_pages(&it.nodes)) || number_pages(&flow.nodes)
        })
    }

    /// The blocks of all faces, headers and footers, those inside others left out.
    pub fn nodes(&self) -> impl Iterator<Item = &BlockNode> {
        self.flows.iter().flat_map(|flow| {
            let furniture = flow.headers.iter().chain(&flow.footers);
            furniture.flat_map(|it| &it.nodes).chain(&flow.nodes)
        })
    }

    /// Every picture in its place.
    pub fn pictures(&self) -> Vec<&ImageRef> {
        let mut found = Vec::new();
        for flow in &self.flows {
            let furniture = flow.headers.iter().chain(&flow.footers);
            furniture.for_each(|furniture| pictures(&furniture.nodes, &mut found));
            pictures(&flow.nodes, &mut found);
        }
        found
    }
}

fn pictures<'d>(nodes: &'d [BlockNode], found: &mut Vec<&'d ImageRef>) {
    for node in nodes {
        match node {
            BlockNode::Image { image, .. } => found.push(image),
            BlockNode::Box { picture, nodes, .. } => {
                found.extend(picture);
                pictures(nodes, found);
            }
            BlockNode::Columns { nodes, .. } => pictures(nodes, found),
            BlockNode::Steps { steps, .. } => {
                for step in steps {
                    found.extend(&step.picture);
                    pictures(&step.nodes, found);
                }
            }
            BlockNode::Table { head, rows, .. } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| pictures(&cell.nodes, found));
            }
            _ => {}
        }
    }
}

/// What one face holds; it flows over as many pages as its step says.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// At the top of pages.
    pub headers: Vec<Furniture>,
    /// At the foot of pages.
    pub footers: Vec<Furniture>,
    /// From top to bottom.
    pub nodes: Vec<BlockNode>,
}

/// A header or footer.
#[derive(Clone, Debug)]
pub struct Furniture {
    /// Which pages have it.
    pub on: PageSelector,
    /// What it holds.
    pub nodes: Vec<BlockNode>,
}

/// Which pages of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSelector {
    /// All.
    Every,
    /// The first.
    First,
    /// All but the first.
    Rest,
    /// The last.
    Last,
    /// All but the last: those the reader turns over.
    Turn,
    /// Those that would stay so empty that all of it has room there.
    Spare,
}

impl PageSelector {
    /// Whether page `index` of `count` is one of them.
    pub fn covers(self, index: usize, count: usize) -> bool {
        match self {
            PageSelector::Every => true,
            PageSelector::First => index == 0,
            PageSelector::Rest => index > 0,
            PageSelector::Last => index + 1 == count,
            PageSelector::Turn => index + 1 < count,
            PageSelector::Spare => false,
        }
    }
}

/// What a text is to a screen reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// A heading of rank 1 to 3.
    Heading(u8),
    /// A paragraph.
    Para,
}

/// A block.
#[derive(Clone, Debug)]
pub enum BlockNode {
    /// Lines of text.
    Text {
        /// What it is.
        role: TextRole,
        /// How it looks.
        style: StyleId,
        /// What it says.
        runs: Vec<TextRun>,
    },
    /// Nodes on a ground.
    Box {
        /// How it looks.
        style: StyleId,
        /// Whether a warning triangle stands at its left.
        warning: bool,
        /// What all of it stands on, as wide as the box; for the eye alone.
        picture: Option<ImageRef>,
        /// What it holds.
        nodes: Vec<BlockNode>,
    },
    /// Nodes side by side.
    Columns {
        /// How wide and how far apart.
        style: StyleId,
        /// One node a column.
        nodes: Vec<BlockNode>,
    },
    /// Numbered steps.
    Steps {
        /// Number, gaps and picture width.
        style: StyleId,
        /// The steps.
        steps: Vec<StepNode>,
    },
    /// Boxes to tick.
    Checks {
        /// How it looks.
        style: StyleId,
        /// The lines.
        items: Vec<Vec<TextRun>>,
    },
    /// Bullets, or drawings in their place.
    List {
        /// How it looks.
        style: StyleId,
        /// The lines.
        items: Vec<Vec<TextRun>>,
        /// The drawing of each line, if it has one; as many as there are lines.
        signs: Vec<Option<ImageRef>>,
    },
    /// A line to write on.
    Fill {
        /// How it looks.
        style: StyleId,
        /// The words before it.
        label: Vec<TextRun>,
        /// What stands on it already.
        value: Option<String>,
    },
    /// Ruled rows of cells.
    Table {
        /// Widths of columns, least height of rows, the lines.
        style: StyleId,
        /// The row that names the columns; it is repeated on every page.
        head: Vec<CellNode>,
        /// The rows under it.
        rows: Vec<Vec<CellNode>>,
    },
    /// A picture.
    Image {
        /// How wide.
        style: StyleId,
        /// Which.
        image: ImageRef,
    },
    /// A QR code.
    Qr {
        /// How large.
        style: StyleId,
        /// Where it leads.
        url: String,
        /// Where the guide names it.
        span: Option<Span>,
    },
    /// A line across.
    Rule {
        /// How it looks.
        style: StyleId,
    },
    /// Empty space.
    Gap {
        /// How high.
        style: StyleId,
    },
    /// A new page.
    Break,
}

/// Whether any of these blocks prints the number of its page.
pub fn number_pages(nodes: &[BlockNode]) -> bool {
    let in_runs = |runs: &[TextRun]| runs.iter().any(|run| matches!(run, TextRun::PageNumber));
    nodes.iter().any(|node| match node {
        BlockNode::Text { runs, .. } | BlockNode::Fill { label: runs, .. } => in_runs(runs),
        BlockNode::Checks { items, .. } | BlockNode::List { items, .. } => {
            items.iter().any(|runs| in_runs(runs))
        }
        BlockNode::Box { nodes, .. } | BlockNode::Columns { nodes, .. } => number_pages(nodes),
        BlockNode::Steps { steps, .. } => steps.iter().any(|step| number_pages(&step.nodes)),
        BlockNode::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).any(|cell| number_pages(&cell.nodes))
        }
        _ => false,
    })
}

/// A numbered step.
#[derive(Clone, Debug)]
pub struct StepNode {
    /// What stands beside its first line.
    pub number: String,
    /// Title and text.
    pub nodes: Vec<BlockNode>,
    /// The picture beside it.
    pub picture: Option<ImageRef>,
    /// Where the guide begins it.
    pub span: Option<Span>,
    /// Its title in plain letters, for messages.
    pub name: String,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct CellNode {
    /// Padding, ground, and how its content stands.
    pub style: StyleId,
    /// What it holds; nothing where people write.
    pub nodes: Vec<BlockNode>,
}

/// A picture in its place.
#[derive(Clone, Debug)]
pub struct ImageRef {
    /// What it shows.
    pub shown: Depiction,
    /// Words for those who cannot see it.
    pub alt: String,
    /// Where the guide names it.
    pub span: Option<Span>,
}

impl ImageRef {
    /// The words that are printed on it.
    pub fn lettering(&self) -> impl Iterator<Item = &Lettering> {
        let screen = match &self.shown {
            Depiction::Screen(node) => Some(&node.picture),
            Depiction::Art(_) => None,
        };
        screen.into_iter().flat_map(|screen| screen.lettering())
    }
}

/// What a picture shows.
#[derive(Clone, Debug)]
pub enum Depiction {
    /// A file, by its number in [`Doc::arts`].
    Art(usize),
    /// A screen, drawn where it is laid out.
    Screen(ScreenNode),
}

/// A screen and its look.
#[derive(Clone, Debug)]
pub struct ScreenNode {
    /// Its width and colours.
    pub style: StyleId,
    /// What stands on it.
    pub picture: Arc<ScreenPicture>,
}

/// A run of letters.
#[derive(Clone, Debug)]
pub enum TextRun {
    /// Letters.
    Text {
        /// The letters.
        text: String,
        /// Whether they are bold.
        bold: bool,
        /// Where they stand in the guide; none for the words of a template.
        span: Option<Span>,
        /// Where a touch leads.
        link: Option<String>,
    },
    /// A button's name.
    Key {
        /// The name.
        label: String,
        /// Where it stands in the guide.
        span: Option<Span>,
    },
    /// A new line.
    Break,
    /// “1/2”: this page and how many there are.
    PageNumber,
}
