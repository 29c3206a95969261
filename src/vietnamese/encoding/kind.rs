//! The encodings there are, and their names.

/// The ways Vietnamese is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// TCVN3 or ABC, of the `.Vn` fonts.
    Tcvn3,
    /// VNI, of the `VNI-` fonts.
    Vni,
    /// VISCII, RFC 1456.
    Viscii,
    /// VIQR, RFC 1456: marks typed in ASCII.
    Viqr,
    /// Windows code page 1258.
    Cp1258,
    /// UTF-8 that was read as CP1252 or Latin-1.
    Utf8AsCp1252,
}

/// A letter that an encoding does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unencodable {
    /// Its first byte in the text.
    pub at: usize,
    /// The letter, or the first that would not come back the same.
    pub letter: char,
}

impl Encoding {
    /// All of them, those of today first.
    pub const ALL: [Encoding; 9] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Viqr,
        Encoding::Cp1258,
        Encoding::Utf8AsCp1252,
    ];

    /// The name as typed on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Viqr => "viqr",
            Encoding::Cp1258 => "cp1258",
            Encoding::Utf8AsCp1252 => "utf-8-as-cp1252",
        }
    }

    /// The name as people write it.
    pub fn title(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Tcvn3 => "TCVN3 (.VnTime)",
            Encoding::Vni => "VNI (VNI-Times)",
            Encoding::Viscii => "VISCII",
            Encoding::Viqr => "VIQR",
            Encoding::Cp1258 => "CP1258",
            Encoding::Utf8AsCp1252 => "UTF-8-as-CP1252",
        }
    }

    /// The encoding of a name, in any case; other usual names are known too.
    pub fn by_name(name: &str) -> Option<Encoding> {
        let name = name.to_ascii_lowercase();
        let usual = match name.as_str() {
            "utf8" => Encoding::Utf8,
            "utf16le" => Encoding::Utf16Le,
            "utf16be" => Encoding::Utf16Be,
            "abc" | "tcvn" | "tcvn-3" => Encoding::Tcvn3,
            "vni-win" | "vni-windows" => Encoding::Vni,
            "windows-1258" => Encoding::Cp1258,
            "mojibake" => Encoding::Utf8AsCp1252,
            _ => return Encoding::ALL.into_iter().find(|own| own.name() == name),
        };
        Some(usual)
    }
}
