//! What a file without transparency cannot hold (PDF/X-1a): pictures that are half seen through.

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::doc::Doc;
use crate::picture::Artwork;

/// Reports every picture of a document that is half seen through.
pub fn check_no_transparency(doc: &Doc, sink: &mut Sink) {
    for picture in doc.pictures() {
        let Artwork::Raster(raster) = &doc.arts[picture.art] else { continue };
        let softness = raster.softness();
        if softness == 0.0 {
            continue;
        }
        let alt = &picture.alt;
        let found = Diagnostic::new(
            Code::PressTransparent,
            text!(
                en "{softness:.1} % of the picture “{alt}” is half seen through, and PDF/X-1a knows no transparency",
                vi "{softness:.1} % ảnh “{alt}” nửa trong suốt, mà PDF/X-1a không có trong suốt",
            ),
        )
        .hint(text!(
            en "save the picture on a white ground without transparency, or build with `--press x4`",
            vi "lưu lại ảnh trên nền trắng, không trong suốt; hoặc làm với `--press x4`",
        ));
        sink.push(match picture.span {
            Some(span) => found.at(span),
            None => found,
        });
    }
}
