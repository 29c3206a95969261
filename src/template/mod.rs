//! Products and their templates: the only place that knows Tera.
//!
//! A product is a folder under `templates/` with a `sheet.xml` and a `style.yaml`; what all
//! products share is in `templates/components.xml` and `templates/base.yaml`.

mod budget;
mod context;
mod faults;
mod filters;
mod meter;
mod said;
mod set;
mod stop;
mod uses;

pub use context::{Row, Settings};
pub use filters::FILTERS;
pub use set::{KITS, Product, Set, products};
pub use uses::Uses;
