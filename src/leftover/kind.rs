//! What marks are left over.

use std::ops::Range;

/// What a mark was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkupKind {
    /// `**`, `__`: bold type.
    Bold,
    /// `*…*`: slanted type.
    Slanted,
    /// `~~`: struck out.
    Struck,
    /// `` ` ``: typewriter type.
    Code,
    /// `[[…]]`: a button.
    Button,
    /// `](`, `][`: a link.
    Link,
    /// `![`: a picture.
    Picture,
    /// `[^…]`: a footnote.
    Footnote,
    /// `[!…]`: the kind of a note.
    Note,
    /// `[ ]`: a box to tick.
    Tick,
    /// `{sources=…}`, `{name}`: attributes, a value to put in.
    Brace,
    /// `{{`, `{%`: a template.
    Template,
    /// `<b>`, `[b]…[/b]`: a tag.
    Tag,
    /// `&nbsp;`: a letter by its name.
    Entity,
    /// `\*`, `\n`: an escaped sign.
    Escape,
    /// `| a | b |`: a table.
    Table,
    /// `# …` at the beginning: a heading.
    Heading,
    /// `- …` at the beginning: an item of a list.
    Item,
    /// `> …` at the beginning: a quotation.
    Quote,
    /// `---`, `===`, `:::`: a line across, a fence.
    Rule,
    /// `==…==`: as with a marker pen.
    Highlight,
    /// `^…^`: raised.
    Raised,
    /// `$…$`: a formula.
    Formula,
    /// `:smile:`: the name of a picture.
    Emoji,
    /// `// …`, `%% …`, `[TOC]`: a word to the program or to oneself.
    Comment,
    /// `[Cài đặt]`: words in square brackets.
    Bracket,
    /// `|Mở|`: words between bars.
    Bars,
    /// `“Mở`, `(Mở`, `Mở]`: one half of a pair.
    Pair,
    /// `; …`, `= …`, `~ …` at the beginning: a sign no sentence begins with.
    Stray,
}

/// A place that looks like markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it was meant to be.
    pub kind: MarkupKind,
}
