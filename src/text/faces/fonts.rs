//! All faces a session may set text in.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::face::{Face, FaceId, FaceSource};

/// A face inside the program.
struct Bundled {
    name: &'static str,
    ps_name: &'static str,
    licence: &'static str,
    bytes: &'static [u8],
}

static BUNDLED: [Bundled; 4] = [
    Bundled {
        name: "noto-sans-medium",
        ps_name: "NotoSans-Medium",
        licence: "SIL OFL 1.1 (fonts/NotoSans-OFL.txt)",
        bytes: include_bytes!("../../../fonts/NotoSans-Medium.ttf"),
    },
    Bundled {
        name: "noto-sans-bold",
        ps_name: "NotoSans-Bold",
        licence: "SIL OFL 1.1 (fonts/NotoSans-OFL.txt)",
        bytes: include_bytes!("../../../fonts/NotoSans-Bold.ttf"),
    },
    Bundled {
        name: "be-vietnam-pro-semibold",
        ps_name: "BeVietnamPro-SemiBold",
        licence: "SIL OFL 1.1 (fonts/BeVietnamPro-OFL.txt)",
        bytes: include_bytes!("../../../fonts/BeVietnamPro-SemiBold.ttf"),
    },
    Bundled {
        name: "be-vietnam-pro-bold",
        ps_name: "BeVietnamPro-Bold",
        licence: "SIL OFL 1.1 (fonts/BeVietnamPro-OFL.txt)",
        bytes: include_bytes!("../../../fonts/BeVietnamPro-Bold.ttf"),
    },
];

/// Which face is the bold one of another: this ending in place of one of those.
const BOLD: &str = "-bold";
const LIGHTER: [&str; 4] = ["-regular", "-book", "-medium", "-semibold"];

/// The faces inside the program, each parsed when first used, and behind them those of a project.
#[derive(Debug, Default)]
pub struct Fonts {
    /// Shared by all sessions, for they keep the words they have shaped.
    bundled: Arc<[OnceLock<Face>; BUNDLED.len()]>,
    own: Vec<Face>,
}

impl Fonts {
    /// Those inside the program, none parsed yet.
    pub fn new() -> Fonts {
        Fonts::default()
    }

    /// The same with the faces of a project. The id of each is that of its place.
    pub(super) fn with_own(&self, own: Vec<Face>) -> Fonts {
        Fonts { bundled: Arc::clone(&self.bundled), own }
    }

    /// The id the face of a project gets at this place.
    pub(super) fn own_id(place: usize) -> FaceId {
        FaceId(BUNDLED.len() + place)
    }

    /// The face.
    ///
    /// # Panics
    /// For an id of other fonts than these.
    pub fn face(&self, id: FaceId) -> &Face {
        let Some(bundled) = BUNDLED.get(id.0) else { return &self.own[id.0 - BUNDLED.len()] };
        self.bundled[id.0].get_or_init(|| {
            let source = FaceSource {
                name: Cow::Borrowed(bundled.name),
                ps_name: Cow::Borrowed(bundled.ps_name),
                licence: Cow::Borrowed(bundled.licence),
                bytes: Cow::Borrowed(bundled.bytes),
            };
            Face::load(id, source).expect("bundled faces are tested")
        })
    }

    /// The face called `name` in `style.yaml`.
    pub fn by_name(&self, name: &str) -> Option<FaceId> {
        self.names().position(|own| own == name).map(FaceId)
    }

    /// The bold companion of a face, `lora-bold` of `lora-regular`; itself where there is none.
    pub fn bold(&self, id: FaceId) -> FaceId {
        // The two faces of running text, without a search for each word that is set.
        if id == FaceId(0) {
            return FaceId(1);
        }
        let Some(own) = id.0.checked_sub(BUNDLED.len()).and_then(|place| self.own.get(place))
        else {
            return id;
        };
        let family = LIGHTER.iter().find_map(|ending| own.name.strip_suffix(ending));
        family.and_then(|family| self.by_name(&format!("{family}{BOLD}"))).unwrap_or(id)
    }

    /// The file of the face inside the program that is called so: `NotoSans-Medium` or
    /// `noto-sans-medium`, in whatever capitals.
    pub(super) fn bundled_file(stem: &str) -> Option<&'static [u8]> {
        let is_called = |own: &str| own.eq_ignore_ascii_case(stem);
        let mut all = BUNDLED.iter();
        let face = all.find(|face| is_called(face.ps_name) || is_called(face.name));
        face.map(|face| face.bytes)
    }

    /// The faces of the project alone.
    pub fn own(&self) -> &[Face] {
        &self.own
    }

    /// The names of all faces.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.own.iter().map(|face| &*face.name);
        BUNDLED.iter().map(|face| face.name).chain(own)
    }

    /// Ids of all faces.
    pub fn ids(&self) -> impl Iterator<Item = FaceId> + use<> {
        (0..BUNDLED.len() + self.own.len()).map(FaceId)
    }
}
