//! QR codes with their addresses in words: one way for a code that all copies share and for one of
//! each copy's own, so that both are heard alike.

use std::sync::Arc;

use super::block_frame::BlockFrame;
use super::blocks::BlockLayouter;
use super::cache::LayoutCache;
use super::lines::ParagraphLines;
use super::page::{Item, Placed, Role, Tag};
use super::paragraph;
use super::printable_qr::PrintableQr;
use crate::colour::Colour;
use crate::diag::Diagnostic;
use crate::doc::{StyleId, TextRun, field};
use crate::geom::{Len, Point, Rect, Size};
use crate::path::Path;
use crate::span::Span;

impl BlockLayouter<'_, '_> {
    /// The code with its quiet zone, and its address in words under it (QR-01, QR-06).
    pub(super) fn qr(
        &mut self,
        id: StyleId,
        url: &str,
        span: Option<Span>,
        width: Len,
    ) -> BlockFrame {
        let side = self.style.style(id).width;
        let is_own = self.copy.is_some() && field::has_marks(url);
        let drawn = if is_own { self.own_code(url, side) } else { self.shared_code(url, side) };
        let (size, items) = match drawn {
            Ok(drawn) => drawn,
            Err(problem) => {
                self.problems.push(match span {
                    Some(span) if !is_own => problem.at(span),
                    _ => problem,
                });
                return BlockFrame::default();
            }
        };
        let words_style = self.text_style(id);
        let link = self.tag(Role::Link);
        let mut lines = if is_own {
            self.own_words(url, id, span, (width, &link))
        } else {
            let (text, to) = (self.doc.sites.words(url), Some(url.to_owned()));
            let runs = [TextRun::Text { text, bold: false, span, link: to }];
            let mut lines = self.lines(&runs, &words_style, width);
            for placed in &mut lines.items {
                if let Item::Open(tag) = &mut placed.item
                    && tag.role == Role::Link
                {
                    *tag = link.clone();
                }
            }
            lines
        };
        // The address is said twice, in the picture and in words, and not as one word.
        let space = paragraph::space_before(&lines, &words_style, self.fonts);
        lines.items.insert(lines.items.len().min(1), space);
        let square = size.w;
        if !self.holds(id, square, width) {
            return BlockFrame::default();
        }
        let mut piece =
            BlockFrame { size: Size::new(width, square + lines.height), ..BlockFrame::default() };
        let x = Self::indent(words_style.align, square, width);
        let corner = Point::new(x, Len::ZERO);
        // One link for the code and its words. The picture stands in it and not the other way about:
        // what stands in a picture is not heard.
        let tag = self.tag(Role::Para);
        piece.push(Point::default(), Item::Open(tag));
        piece.push(corner, Item::Open(link));
        let figure =
            self.tag(Role::Code { url: url.to_owned(), sites: Arc::clone(&self.doc.sites), size });
        piece.push(corner, Item::Open(figure));
        let ground = Rect::new(Point::default(), size);
        piece.push(corner, Item::fill(Path::rect(ground), Colour::WHITE));
        piece.absorb(items, x, Len::ZERO);
        piece.push(Point::default(), Item::Close);
        piece.push(Point::default(), Item::Close);
        piece.absorb(lines.items, Len::ZERO, square);
        piece.push(Point::default(), Item::Close);
        piece
    }

    /// A code all copies share: its size with the quiet zone, and what it is made of.
    fn shared_code(&mut self, url: &str, side: Len) -> Result<(Size, Vec<Placed>), Diagnostic> {
        let PrintableQr { code, module, quiet, square } =
            PrintableQr::new(url, side, self.cache, LayoutCache::reads_back)?;
        let size = Size::new(square, square);
        let link = Item::Link { size, url: url.to_owned() };
        let items = vec![
            Placed {
                at: Point::new(quiet, quiet),
                item: Item::Code { code, module, turned: false },
            },
            Placed { at: Point::default(), item: link },
        ];
        Ok((size, items))
    }

    /// The words of this copy's own address, inside their link: what a value touches has no roles of
    /// its own.
    fn own_words(
        &mut self,
        url: &str,
        id: StyleId,
        span: Option<Span>,
        (width, link): (Len, &Tag),
    ) -> ParagraphLines {
        let style = self.text_style(id);
        let text = url.to_owned();
        let runs = [TextRun::Text { link: Some(text.clone()), text, bold: false, span }];
        let mut lines = self.own_lines(&runs, &style, (width, None), true);
        let open = Item::Open(link.clone());
        lines.items.insert(0, Placed { at: Point::default(), item: open });
        lines.items.push(Placed { at: Point::default(), item: Item::Close });
        lines
    }
}
