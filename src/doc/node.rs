//! The tree a template describes, with the guide's text in it.

use super::style::StyleId;
use crate::picture::Art;
use crate::span::Span;

/// A whole sheet.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Title of the document, for viewers and bookmarks.
    pub title: String,
    /// Its faces, in order.
    pub flows: Vec<Flow>,
    /// The pictures, by the number in [`ImageRef`].
    pub arts: Vec<Art>,
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
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
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

fn pictures<'d>(nodes: &'d [Node], found: &mut Vec<&'d ImageRef>) {
    for node in nodes {
        match node {
            Node::Image { image, .. } => found.push(image),
            Node::Box { nodes, .. } | Node::Columns { nodes, .. } => pictures(nodes, found),
            Node::Steps { steps, .. } => {
                for step in steps {
                    found.extend(&step.picture);
                    pictures(&step.nodes, found);
                }
            }
            Node::Table { head, rows, .. } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| pictures(&cell.nodes, found));
            }
            _ => {}
        }
    }
}

/// What one face holds; it flows over as many pages as its rung says.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// At the top of pages.
    pub headers: Vec<Furniture>,
    /// At the foot of pages.
    pub footers: Vec<Furniture>,
    /// From top to bottom.
    pub nodes: Vec<Node>,
}

/// A header or footer.
#[derive(Clone, Debug)]
pub struct Furniture {
    /// Which pages have it.
    pub on: On,
    /// What it holds.
    pub nodes: Vec<Node>,
}

/// Which pages of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
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
}

impl On {
    /// Whether page `index` of `count` is one of them.
    pub fn covers(self, index: usize, count: usize) -> bool {
        match self {
            On::Every => true,
            On::First => index == 0,
            On::Rest => index > 0,
            On::Last => index + 1 == count,
            On::Turn => index + 1 < count,
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
pub enum Node {
    /// Lines of text.
    Text {
        /// What it is.
        role: TextRole,
        /// How it looks.
        style: StyleId,
        /// What it says.
        runs: Vec<Run>,
    },
    /// Nodes on a ground.
    Box {
        /// How it looks.
        style: StyleId,
        /// Whether a warning triangle stands at its left.
        warning: bool,
        /// What it holds.
        nodes: Vec<Node>,
    },
    /// Nodes side by side.
    Columns {
        /// How wide and how far apart.
        style: StyleId,
        /// One node a column.
        nodes: Vec<Node>,
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
        items: Vec<Vec<Run>>,
    },
    /// Bullets.
    List {
        /// How it looks.
        style: StyleId,
        /// The lines.
        items: Vec<Vec<Run>>,
    },
    /// A line to write on.
    Fill {
        /// How it looks.
        style: StyleId,
        /// The words before it.
        label: Vec<Run>,
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
pub fn number_pages(nodes: &[Node]) -> bool {
    let in_runs = |runs: &[Run]| runs.iter().any(|run| matches!(run, Run::PageNumber));
    nodes.iter().any(|node| match node {
        Node::Text { runs, .. } | Node::Fill { label: runs, .. } => in_runs(runs),
        Node::Checks { items, .. } | Node::List { items, .. } => {
            items.iter().any(|runs| in_runs(runs))
        }
        Node::Box { nodes, .. } | Node::Columns { nodes, .. } => number_pages(nodes),
        Node::Steps { steps, .. } => steps.iter().any(|step| number_pages(&step.nodes)),
        Node::Table { head, rows, .. } => {
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
    pub nodes: Vec<Node>,
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
    pub nodes: Vec<Node>,
}

/// A picture in its place.
#[derive(Clone, Debug)]
pub struct ImageRef {
    /// Its number in [`Doc::arts`].
    pub art: usize,
    /// Words for those who cannot see it.
    pub alt: String,
    /// Where the guide names it.
    pub span: Option<Span>,
}

/// A run of letters.
#[derive(Clone, Debug)]
pub enum Run {
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
