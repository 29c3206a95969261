//! The tree of pages, balanced while they come (ISO 32000-1, 7.7.3).

use std::fmt::Write as _;

/// Kids of one node.
const BRANCH: usize = 64;

/// A node that has no parent yet.
struct PageTreeNode {
    id: u32,
    kids: Vec<u32>,
    pages: usize,
}

/// The tree of the pages so far.
#[derive(Default)]
pub(super) struct PageTree {
    leaves: Vec<PageTreeNode>,
    pages: usize,
}

impl PageTree {
    /// Adds a page; gives the number of its parent.
    pub(super) fn add(&mut self, page: u32, new_id: impl FnOnce() -> u32) -> u32 {
        self.pages += 1;
        if let Some(node) = self.leaves.last_mut().filter(|node| node.kids.len() < BRANCH) {
            node.kids.push(page);
            node.pages += 1;
            return node.id;
        }
        let id = new_id();
        self.leaves.push(PageTreeNode { id, kids: vec![page], pages: 1 });
        id
    }

    /// How many pages there are.
    pub(super) fn pages(&self) -> usize {
        self.pages
    }

    /// Its nodes, level by level up to number `root`.
    pub(super) fn finish(self, root: u32, mut new_id: impl FnMut() -> u32) -> Vec<(u32, Vec<u8>)> {
        let mut all = Vec::new();
        let mut level = self.leaves;
        while level.len() > BRANCH {
            let mut next = Vec::new();
            for nodes in level.chunks(BRANCH) {
                let id = new_id();
                next.push(parent(id, nodes));
                all.extend(nodes.iter().map(|node| (node.id, node.written(Some(id)))));
            }
            level = next;
        }
        all.extend(level.iter().map(|node| (node.id, node.written(Some(root)))));
        all.push((root, parent(root, &level).written(None)));
        all
    }
}

fn parent(id: u32, nodes: &[PageTreeNode]) -> PageTreeNode {
    let kids = nodes.iter().map(|node| node.id).collect();
    PageTreeNode { id, kids, pages: nodes.iter().map(|node| node.pages).sum() }
}

impl PageTreeNode {
    fn written(&self, parent: Option<u32>) -> Vec<u8> {
        let mut out = String::from("<</Type/Pages");
        if let Some(parent) = parent {
            let _ = write!(out, "/Parent {parent} 0 R");
        }
        let _ = write!(out, "/Count {}/Kids[", self.pages);
        for kid in &self.kids {
            let _ = write!(out, "{kid} 0 R ");
        }
        out.push_str("]>>");
        out.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_node_has_more_kids_than_readers_like() {
        for pages in [1, 64, 65, 64 * 64, 64 * 64 + 1] {
            let mut last = 1;
            let mut new_id = || {
                last += 1;
                last
            };
            let mut tree = PageTree::default();
            for _ in 0..pages {
                let page = new_id();
                tree.add(page, &mut new_id);
            }
            assert_eq!(tree.pages(), pages);
            let nodes = tree.finish(1, &mut new_id);
            let texts: Vec<String> =
                nodes.iter().map(|(_, node)| String::from_utf8(node.clone()).unwrap()).collect();
            let root = texts.last().unwrap();
            assert!(root.starts_with(&format!("<</Type/Pages/Count {pages}/Kids[")), "{root}");
            assert!(texts.iter().all(|node| node.matches(" 0 R ").count() <= BRANCH));
            assert_eq!(
                texts.iter().filter(|node| node.contains("/Parent")).count(),
                texts.len() - 1
            );
        }
    }
}
