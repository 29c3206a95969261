//! Which file of a project a text belongs into, by the names of its fields: what was put into the
//! wrong one is reported once, and not as forty fields nobody knows.

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

/// What is known of a kind of file.
struct FileKindEntry {
    /// What it is called in messages.
    called: &'static str,
    /// Where such a file lies in a project.
    path: &'static str,
    /// Fields that no other kind has.
    fields: &'static [&'static str],
}

impl FileKind {
    const ALL: [FileKind; 10] = [
        FileKind::Guide,
        FileKind::Ward,
        FileKind::Facts,
        FileKind::Labels,
        FileKind::Sites,
        FileKind::Screens,
        FileKind::Terms,
        FileKind::Style,
        FileKind::Kit,
        FileKind::Printers,
    ];

    fn entry(self) -> FileKindEntry {
        let of = |called, path, fields| FileKindEntry { called, path, fields };
        match self {
            FileKind::Guide => of(
                "guide",
                "guides/….md",
                &[
                    "short",
                    "question",
                    "products",
                    "reviewed",
                    "review_again",
                    "bring",
                    "checklist",
                    "qr",
                ],
            ),
            FileKind::Ward => of(
                "ward.yaml",
                "ward.yaml",
                &[
                    "ward",
                    "province",
                    "issuer",
                    "police",
                    "leader",
                    "volunteers",
                    "events",
                    "accent",
                ],
            ),
            FileKind::Facts => of("facts.yaml", "guides/facts.yaml", &["facts", "dossier"]),
            FileKind::Labels => of("labels.yaml", "guides/labels.yaml", &["labels"]),
            FileKind::Sites => of("sites.yaml", "guides/sites.yaml", &["sites"]),
            FileKind::Screens => of("screens.yaml", "guides/screens.yaml", &["screens"]),
            FileKind::Terms => of("terms.yaml", "guides/terms.yaml", &["terms", "things"]),
            FileKind::Style => of(
                "style",
                "templates/…/style.yaml",
                &["page", "copyfitting", "styles", "stretch", "looks"],
            ),
            FileKind::Kit => of("kit", "templates/kits/….yaml", &["sheets", "notes"]),
            FileKind::Printers => of("printers.yaml", "printers.yaml", &["printers"]),
        }
    }

    /// Where such a file lies in a project.
    pub fn path(self) -> &'static str {
        self.entry().path
    }

    /// What it is called in messages.
    pub(super) fn called(self) -> &'static str {
        self.entry().called
    }

    /// Which other file has these fields, of which this one has none of its own.
    pub(super) fn other<'n>(
        self,
        names: &(impl Iterator<Item = &'n str> + Clone),
    ) -> Option<FileKind> {
        let own = self.entry().fields;
        let has_own = names.clone().any(|name| own.contains(&name));
        if has_own { None } else { FileKind::of(names) }
    }

    /// What a file with these fields is, where they tell.
    pub fn of<'n>(names: &(impl Iterator<Item = &'n str> + Clone)) -> Option<FileKind> {
        let hits = |fields: &[&str]| names.clone().filter(|name| fields.contains(name)).count();
        let all = FileKind::ALL.map(|kind| (hits(kind.entry().fields), kind));
        let (most, kind) = all.into_iter().max_by_key(|(hits, _)| *hits)?;
        (most > 0).then_some(kind)
    }
}
