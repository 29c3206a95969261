//! Screens of the phone as data: what stands on them, by the names of `labels.yaml`.
//!
//! In go `guides/screens.yaml`, of the project or else the one inside the program, and what a guide
//! asks for (`screen:kich-hoat?press=kich-hoat`); out comes a [`ScreenPicture`]: the very words to
//! set, which button is pressed, and words for those who cannot see it. A window onto a screen is
//! drawn by the program from that ([`crate::layout`]), so a button that is renamed changes in the
//! text and in the picture at once.

mod alt;
mod faults;
mod model;
mod picture;
mod read;
mod request;
mod schema;

pub use alt::described;
pub use model::{Screen, ScreenEdge, ScreenRow, ScreenRowKind, ScreenWords, Screens};
pub use picture::{Lettering, PictureRow, ScreenPicture};
pub use request::ScreenRequest;
pub use schema::SCREENS_FILE;

/// The screens of the phone.
pub const SCREENS: &str = "guides/screens.yaml";
