//! Words in the two languages of the program.

/// A sentence in the two languages of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// English, for any other locale.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

impl Text {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Vi => &self.vi,
        }
    }
}

/// The language a volunteer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Vietnamese.
    Vi,
}
