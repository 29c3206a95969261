//! Products and their templates: the only place that knows Tera.
//!
//! A product is a folder under `templates/` with a `sheet.xml` and a `style.yaml`; what all
//! products share is in `templates/components.xml` and `templates/base.yaml`.

mod budget;
mod components;
mod context;
mod faults;
mod field_access;
mod filters;
mod meter;
mod set;
mod stop;
mod tera_error;

pub use context::{RowValues, Settings};
pub use field_access::FieldAccess;
pub use filters::FILTERS;
pub use set::{KITS, Product, TemplateFiles, TemplateSet, looks, products};
