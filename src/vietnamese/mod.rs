//! What is particular to Vietnamese.

pub mod glue;
