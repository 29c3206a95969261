//! Which file of a project a text belongs into, by the names of its fields: what was put into the
//! wrong one is told once, and not as forty fields nobody knows.

/// The files people write in YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A guide or its front matter.
    Guide,
    /// `ward.yaml`.
    Ward,
    /// `facts.yaml`.
    Facts,
    /// `labels.yaml`.
    Labels,
    /// `sites.yaml`.
    Sites,
    /// `screens.yaml`.
    Screens,
    /// `terms.yaml`.
    Terms,
    /// The style of a product.
    Style,
    /// A kit.
    Kit,
    /// `printers.yaml`.
    Printers,
}

/// Each with what it is called in messages, where it lies, and fields that no other has.
const KINDS: [(FileKind, &str, &str, &[&str]); 10] = [
    (
        FileKind::Guide,
        "guide",
        "guides/….md",
        &["short", "question", "products", "reviewed", "review_again", "bring", "checklist", "qr"],
    ),
    (
        FileKind::Ward,
        "ward.yaml",
        "ward.yaml",
        &["ward", "province", "issuer", "police", "leader", "volunteers", "events", "accent"],
    ),
    (FileKind::Facts, "facts.yaml", "guides/facts.yaml", &["facts", "dossier"]),
    (FileKind::Labels, "labels.yaml", "guides/labels.yaml", &["labels"]),
    (FileKind::Sites, "sites.yaml", "guides/sites.yaml", &["sites"]),
    (FileKind::Screens, "screens.yaml", "guides/screens.yaml", &["screens"]),
    (FileKind::Terms, "terms.yaml", "guides/terms.yaml", &["terms", "things"]),
    (
        FileKind::Style,
        "style",
        "templates/…/style.yaml",
        &["page", "copyfitting", "styles", "stretch", "looks"],
    ),
    (FileKind::Kit, "kit", "templates/kits/….yaml", &["sheets", "notes"]),
    (FileKind::Printers, "printers.yaml", "printers.yaml", &["printers"]),
];

impl FileKind {
    /// Where such a file lies in a project.
    pub fn path(self) -> &'static str {
        KINDS.iter().find(|it| it.0 == self).map_or("", |it| it.2)
    }

    /// What it is called in messages.
    pub(super) fn called(self) -> &'static str {
        KINDS.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// Which other file has these fields, of which this one has none of its own.
    pub(super) fn other<'n>(
        self,
        names: &(impl Iterator<Item = &'n str> + Clone),
    ) -> Option<FileKind> {
        let own = KINDS.iter().find(|it| it.0 == self).map_or(&[][..], |it| it.3);
        let has_own = names.clone().any(|name| own.contains(&name));
        if has_own { None } else { FileKind::of(names) }
    }

    /// What a file with these fields is, where they tell.
    pub fn of<'n>(names: &(impl Iterator<Item = &'n str> + Clone)) -> Option<FileKind> {
        let hits = |fields: &[&str]| names.clone().filter(|name| fields.contains(name)).count();
        let all = KINDS.iter().map(|(kind, _, _, fields)| (hits(fields), *kind));
        let (most, kind) = all.max_by_key(|(hits, _)| *hits)?;
        (most > 0).then_some(kind)
    }
}
