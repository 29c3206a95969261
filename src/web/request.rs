//! What every request says, whatever it asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::frame::Frame;
use crate::colour::Colour;
use crate::diag::Lang;
use crate::doc::Duplex;
use crate::guide::Date;
use crate::inks::{Inks, Standard};
use crate::session::{PrintOptions, larger_by};
use crate::sheet::{ImpositionScheme, PaperSize};
use crate::ward;
use crate::world::{Overlay, World};

/// The version of the contract.
pub const API: u32 = 1;

/// What takes as long as a list or a kit is: whoever answers many people lets the others go first.
const LONG: [&str; 3] = ["kit", "list.check", "merge"];

/// The part of a request that says what is asked.
#[derive(Deserialize)]
struct What {
    #[serde(rename = "do")]
    what: String,
}

/// Whether a message asks for what takes long.
pub fn is_long(message: &[u8]) -> bool {
    let what = Frame::read(message).and_then(|frame| from::<What>(frame.json));
    what.is_ok_and(|asked| LONG.contains(&asked.what.as_str()))
}

/// The fields of every request.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Common {
    api: u32,
    /// What is asked.
    #[serde(rename = "do")]
    pub(super) what: String,
    today: String,
    #[serde(default)]
    lang: Option<String>,
    /// The look of sheets, which wins over that of the ward.
    #[serde(default)]
    look: Option<String>,
    /// Their main colour, likewise.
    #[serde(default)]
    accent: Option<String>,
    /// How many percent larger letters are than they would be.
    #[serde(default)]
    larger: u8,
    /// Texts of the project, by path.
    #[serde(default)]
    project: BTreeMap<String, String>,
    /// Paths of pictures of the project, which are the first files.
    #[serde(default)]
    pictures: Vec<String>,
}

/// A request that keeps to the contract.
pub(super) struct Asked<'a> {
    /// What is asked.
    pub(super) what: String,
    /// The day.
    pub(super) today: Date,
    /// The language of findings.
    pub(super) lang: Lang,
    /// The look of sheets.
    pub(super) look: Option<String>,
    /// Their main colour, dark enough for titles.
    pub(super) accent: Option<Colour>,
    /// How many times as large letters are as they would be.
    pub(super) larger: Option<f64>,
    /// The project with what the page holds of it in front.
    pub(super) world: Arc<dyn World>,
    /// What tells this project from others, as it is now.
    pub(super) project: String,
    /// Pictures of the project, by path.
    pub(super) pictures: Vec<(String, &'a [u8])>,
    /// The files behind the pictures of the project.
    pub(super) files: Vec<&'a [u8]>,
    json: &'a str,
}

impl<'a> Asked<'a> {
    /// Reads the fields every request has.
    ///
    /// # Errors
    /// What breaks the contract.
    pub(super) fn read(frame: &Frame<'a>, base: &Arc<dyn World>) -> Result<Asked<'a>, String> {
        let common: Common = from(frame.json)?;
        if common.api != API {
            return Err(format!("this engine speaks version {API}, not {}", common.api));
        }
        let today = common.today.parse().map_err(|()| "`today` is no day".to_owned())?;
        let lang = match common.lang.as_deref() {
            None | Some("vi") => Lang::Vi,
            Some("en") => Lang::En,
            Some(_) => return Err("`lang` is `vi` or `en`".to_owned()),
        };
        if common.pictures.len() > frame.files.len() {
            return Err("there are fewer files than pictures".to_owned());
        }
        let (pictures, files) = frame.files.split_at(common.pictures.len());
        let mut overlay = Overlay::new(Arc::clone(base));
        let texts = common.project.iter().map(|(path, text)| (path, text.as_bytes()));
        let pictures: Vec<(String, &[u8])> =
            common.pictures.into_iter().zip(pictures.iter().copied()).collect();
        let of_pictures = pictures.iter().map(|(path, bytes)| (path, *bytes));
        let mut project = String::new();
        for (path, bytes) in texts.chain(of_pictures) {
            overlay.set(path, Some(bytes)).map_err(|error| format!("`{path}`: {error}"))?;
            project.push_str(&format!("{path}\u{0}{}\u{0}", super::sum(bytes)));
        }
        let accent = common.accent.as_deref().map(|typed| {
            ward::accent(typed).ok_or_else(|| format!("`accent` is no colour: `{typed}`"))
        });
        let (look, accent) = (common.look, accent.transpose()?);
        let larger = match common.larger {
            0 => None,
            percent => Some(larger_by(percent).ok_or("`larger` is a percent up to 100")?),
        };
        project.push_str(&format!("{look:?}\u{0}{accent:?}\u{0}{}", common.larger));
        let world: Arc<dyn World> = Arc::new(overlay);
        let (what, files) = (common.what, files.to_vec());
        let json = frame.json;
        Ok(Asked { what, today, lang, look, accent, larger, world, project, pictures, files, json })
    }

    /// The fields of one kind of request.
    ///
    /// # Errors
    /// What breaks the contract.
    pub(super) fn fields<T: DeserializeOwned>(&self) -> Result<T, String> {
        from(self.json)
    }
}

fn from<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// How something is printed, as the page says it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(super) struct Print {
    paper: Option<String>,
    order: Option<String>,
    flip: Option<String>,
    printer: Option<String>,
    #[serde(default)]
    bar: bool,
    inks: Option<String>,
    /// The place of the first sheet that is printed first, from 1: those before it are used already.
    place: Option<usize>,
}

impl Print {
    /// The printer that has to be loaded.
    pub(super) fn printer(&self) -> Option<&str> {
        self.printer.as_deref()
    }

    /// As on a new sheet of paper.
    pub(super) fn forget_used_places(&mut self) {
        self.place = None;
    }

    /// The same as the session takes it.
    ///
    /// # Errors
    /// A name that the contract does not have.
    pub(super) fn options(&self) -> Result<PrintOptions, String> {
        let unknown = |what: &str, name: &str| format!("`{what}` has no `{name}`");
        let paper = self
            .paper
            .as_deref()
            .map(|name| PaperSize::by_name(name).ok_or_else(|| unknown("paper", name)));
        let order = self.order.as_deref().map(|name| match name {
            "copies" => Ok(ImpositionScheme::Copies),
            "booklet" => Ok(ImpositionScheme::Booklet),
            "stack" => Ok(ImpositionScheme::Stack),
            name => Err(unknown("order", name)),
        });
        let flip = self.flip.as_deref().map(|name| match name {
            "long" => Ok(Duplex::Long),
            "short" => Ok(Duplex::Short),
            name => Err(unknown("flip", name)),
        });
        let inks = match self.inks.as_deref() {
            None | Some("colour") => Inks::default(),
            Some("grey") => Inks { grey: true, ..Inks::default() },
            Some("spare") => Inks { ink_saver: true, ..Inks::default() },
            Some("press") => Inks { press: Some(Standard::X4), ..Inks::default() },
            Some(name) => return Err(unknown("inks", name)),
        };
        let place = self.place.unwrap_or(1);
        let used_places = place.checked_sub(1).ok_or("`place` counts from 1")?;
        Ok(PrintOptions {
            used_places,
            paper: paper.transpose()?,
            order: order.transpose()?,
            flip: flip.transpose()?,
            printer: self.printer.clone(),
            bar: self.bar,
            inks,
            ..PrintOptions::default()
        })
    }
}
