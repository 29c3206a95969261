//! Which look sheets have: as the command says, else as `ward.yaml` does, else plain.

use super::faults;
use crate::colour::Colour;
use crate::diag::Sink;
use crate::doc::Look;
use crate::source::Sources;
use crate::template;
use crate::ward::WardLook;
use crate::world::World;

/// How many times as large letters are that are so many percent larger; `None` but for 1 to 100.
pub fn larger_by(percent: u8) -> Option<f64> {
    (1..=100).contains(&percent).then(|| 1.0 + f64::from(percent) / 100.0)
}

/// The look of a project; one that is not there is reported, and the plain one is taken.
pub(super) fn choose(
    (asked, accent): (Option<&str>, Option<Colour>),
    world: &dyn World,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Look {
    let ward = WardLook::load(world, sources, sink);
    let accent = accent.or(ward.accent);
    let (name, span) = match (asked, ward.look) {
        (Some(asked), _) => (asked.to_owned(), None),
        (None, Some(look)) => (look.it, Some(look.span)),
        (None, None) => return Look { accent, ..Look::default() },
    };
    // A folder that cannot be listed is reported when the look is read.
    let known = template::looks(world).unwrap_or_default();
    if known.contains(&name) {
        return Look { name, accent };
    }
    sink.push(faults::no_look(&name, &known, span));
    Look { accent, ..Look::default() }
}
