//! QR codes: where they may lead, how they are made, and the proof that they read back.

mod code;
mod encode;
mod host;
mod proof;

pub use code::{MIN_MODULE, MIN_SIDE, MOST_BYTES, QUIET_MODULES, QrCode, read_back};
pub use host::{
    OFFICIAL_HOSTS, addresses, check_address, check_cell, check_host, check_words, is_official,
    may_be_typed, unofficial, words,
};
