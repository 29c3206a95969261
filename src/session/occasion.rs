//! Which occasion sheets are for: as the command says, else as `ward.yaml` does, else the first of
//! the project.

use super::faults;
use crate::diag::Sink;
use crate::guide::Library;
use crate::yaml::Spanned;

/// Keeps in all guides the parts of the occasion; one that is not listed is reported.
pub(super) fn choose(
    asked: Option<&str>,
    ward: Option<&Spanned<String>>,
    library: &mut Library,
    sink: &mut Sink,
) {
    let (word, span) = match (asked, ward) {
        (Some(asked), _) => (asked, None),
        (None, Some(ward)) => (ward.it.as_str(), Some(ward.span)),
        (None, None) => return,
    };
    let subject = &library.reference.subject;
    let Some(id) = subject.occasion(word).map(str::to_owned) else {
        sink.push(faults::no_occasion(word, &subject.occasion_names(), span));
        return;
    };
    for guide in library.guides.values_mut() {
        guide.choose(&id);
    }
}
