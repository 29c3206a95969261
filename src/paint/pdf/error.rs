//! What can go wrong.

use std::fmt;
use std::io;

/// Why a PDF could not be made: a fault of the program or the machine, never of a guide.
#[derive(Debug)]
pub enum PdfError {
    /// A face could not be cut down to the glyphs in use.
    Font(String, String),
    /// printpdf gave something unexpected, or the file could not be written.
    Structure(String),
    /// The job was cancelled before the file was whole.
    Cancelled,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Font(face, why) => write!(f, "the face {face} cannot be embedded: {why}"),
            PdfError::Structure(why) => write!(f, "the PDF cannot be finished: {why}"),
            PdfError::Cancelled => write!(f, "the PDF was not finished: the job was cancelled"),
        }
    }
}

impl std::error::Error for PdfError {}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> PdfError {
        PdfError::Structure(error.to_string())
    }
}

impl From<io::Error> for PdfError {
    fn from(error: io::Error) -> PdfError {
        PdfError::Structure(error.to_string())
    }
}
