//! Tables: rows of cells under a row that names the columns.

use roxmltree::Node as Xml;

use super::DocBuilder;
use super::faults::Fault;
use crate::diag::Diagnostic;
use crate::doc::node::{BlockNode, CellNode};
use crate::doc::vocabulary::ParentElement;

impl DocBuilder<'_, '_> {
    /// A table, if its first row and no other is its head and all rows have as many cells.
    pub(super) fn table(&mut self, element: Xml<'_, '_>) -> Option<BlockNode> {
        let style = self.style(element, "table")?;
        let mut head = None;
        let mut rows = Vec::new();
        for row in self.elements(element) {
            if self.omit(row) || !self.is_known(row, ParentElement::Inside("table")) {
                continue;
            }
            let names_columns = self.is_head(row);
            if names_columns != (head.is_none() && rows.is_empty()) {
                self.bad_row(row, Fault::Head);
            }
            let cells = self.cells(row);
            let columns = head.as_ref().map_or(cells.len(), Vec::len);
            if cells.len() != columns {
                self.bad_row(row, Fault::Cells { count: cells.len(), columns });
            }
            if names_columns {
                head = Some(cells);
            } else {
                rows.push(cells);
            }
        }
        if head.is_none() {
            self.bad_row(element, Fault::NoHead);
        }
        Some(BlockNode::Table { style, head: head?, rows })
    }

    fn is_head(&mut self, row: Xml<'_, '_>) -> bool {
        match row.attribute("head") {
            Some("true") => true,
            None | Some("false") => false,
            Some(other) => {
                self.bad_value(row, "head", other, &["true", "false"]);
                false
            }
        }
    }

    fn cells(&mut self, row: Xml<'_, '_>) -> Vec<CellNode> {
        let mut cells = Vec::new();
        for cell in self.elements(row) {
            if self.omit(cell) || !self.is_known(cell, ParentElement::Inside("row")) {
                continue;
            }
            let Some(style) = self.style(cell, "cell") else { continue };
            cells.push(CellNode { style, nodes: self.blocks(cell) });
        }
        cells
    }

    fn bad_row(&mut self, element: Xml<'_, '_>, fault: Fault<'_>) {
        let span = self.place_of_tag(element);
        self.sink.push(Diagnostic::from(fault).at(span));
    }
}
