//! What is particular to Vietnamese.

pub mod encoding;
pub mod glue;
pub mod letter;
pub mod mended;
pub mod normalise;
pub mod syllable;
