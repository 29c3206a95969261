//! PDF objects: how they are made, packed and written.

pub(super) mod deflater;
pub(super) mod fingerprint;
pub(super) mod local_objects;
pub(super) mod primitives;
pub(super) mod syntax;
