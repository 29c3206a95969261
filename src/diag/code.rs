//! The list of everything `toroi` can find fault with.
//!
//! Ids are stable: people write them down and ask about them. What each means, why it matters and
//! how to mend it is explained in `explain.en.md` and `explain.vi.md`, one section an id; a test keeps
//! the three equal.

use super::words::Lang;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $id:literal $severity:ident),* $(,)?) => {
        /// Names one rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The id people see, e.g. `G02`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }
        }
    };
}

codes! {
    /// A file or folder that is not there.
    FileMissing "F01" Error,
    /// A folder where a file belongs, or the other way round.
    FileIsFolder "F02" Error,
    /// A file the system will not let us read.
    FileUnreadable "F03" Error,
    /// A text of more than 1 MB, or a picture of more than 64 MB.
    FileTooLarge "F04" Error,
    /// A file without a letter in it.
    FileEmpty "F05" Error,
    /// Bytes that are no UTF-8.
    FileNotUtf8 "F06" Error,
    /// A NUL byte.
    FileNul "F07" Error,
    /// A folder or file that cannot be written.
    OutputDenied "F08" Error,
    /// A disk with no room left.
    OutputFull "F09" Error,
    /// A pipe, device or socket where a file belongs.
    FileSpecial "F10" Error,
    /// A path or link that leads out of the project.
    FileOutside "F11" Error,
    /// A name that differs from that of the file in small and capital letters.
    FileCase "F12" Error,
    /// Files another run is writing.
    OutputBusy "F13" Error,
    /// Two sheets that would be one file.
    OutputClash "F14" Error,
    /// A document of a kind no guide is made from.
    DocumentKind "F20" Error,
    /// A document that is damaged or cut off.
    DocumentDamaged "F21" Error,
    /// A document locked with a password.
    DocumentLocked "F22" Error,
    /// A document that unpacks to more than a guide can need.
    DocumentTooMuch "F23" Error,

    /// YAML that cannot be read at all.
    YamlBroken "Y01" Error,
    /// A field nobody knows.
    YamlUnknownField "Y02" Error,
    /// A field that must be there.
    YamlMissingField "Y03" Error,
    /// A value of the wrong kind.
    YamlWrongType "Y04" Error,
    /// A name that is there twice.
    YamlTwice "Y05" Error,
    /// A comment where text may be meant.
    YamlComment "Y06" Error,
    /// Anchors, aliases, tags and what else only programs write.
    YamlNotPlain "Y07" Error,
    /// Lists and fields too deep in each other.
    YamlTooDeep "Y08" Error,
    /// Lines of a list that YAML joins.
    YamlLines "Y09" Error,
    /// An escape that makes a letter nobody sees.
    YamlEscape "Y10" Error,

    /// A guide without front matter.
    GuideNoFrontMatter "G01" Error,
    /// Two guides with one slug.
    GuideSameSlug "G02" Error,
    /// A file name that makes no slug.
    GuideBadSlug "G03" Error,
    /// A guide nobody has written.
    GuideUnknown "G04" Error,
    /// A product no template makes.
    GuideUnknownProduct "G05" Error,
    /// A step with a title and nothing else.
    GuideEmptyStep "G06" Error,
    /// Raw HTML.
    GuideHtml "G07" Error,
    /// A table.
    GuideTable "G08" Error,
    /// A code block.
    GuideCode "G09" Error,
    /// Markdown that large print has no use for.
    GuideMarkdown "G10" Error,
    /// A guide without steps.
    GuideNoSteps "G11" Error,
    /// A source named but not listed, or listed but not used.
    GuideSource "G12" Error,
    /// A source whose grade may not be printed.
    GuideGrade "G13" Error,
    /// A source of grade C.
    GuideWeakSource "G14" Warning,
    /// A guide past its review date.
    GuideStale "G15" Warning,
    /// A field set on the command line that no guide has.
    GuideUnknownSetting "G16" Error,
    /// Markdown in Markdown in Markdown.
    GuideDepth "G17" Error,
    /// Marks of Markdown, HTML or templates in text for print.
    MarkupLeft "G18" Error,
    /// Two lines that Markdown joins, though each seems to be a line of its own.
    GuideLinesJoined "G19" Error,
    /// An app a guide explains without saying which, or in which version.
    GuideApp "G21" Error,
    /// A guide or project without a safety box, or with one that is not there.
    GuideSafety "G22" Error,
    /// A template that leaves the safety box out.
    SafetyLeftOut "G23" Error,
    /// An address of the state that is not in the list of sites.
    SiteNew "G24" Note,
    /// A fact graded better than its kind of source allows.
    FactGrade "G25" Error,
    /// A place of a form that is still to be filled in.
    GuidePlaceholder "G30" Error,
    /// Something in a document that did not come into the guide.
    ImportLeftOut "G31" Warning,
    /// Something in a document to look at before it is printed.
    ImportDoubt "G32" Warning,
    /// Something in a document that came into the guide in another form.
    ImportChanged "G33" Note,

    /// Eth (Ð ð) or African D (Ɖ ɖ) for đ.
    TextEth "N01" Note,
    /// A Cyrillic or Greek letter in a Latin word.
    TextLookAlike "N02" Warning,
    /// A letter in fancy dress: 𝗕, Ｂ, ﬁ.
    TextStyled "N03" Note,
    /// A sign nobody sees.
    TextInvisible "N04" Note,
    /// A space too many or too few.
    TextSpace "N05" Note,
    /// A straight quotation mark.
    TextQuote "N06" Note,
    /// Marks apart from their letters.
    TextDecomposed "N07" Note,
    /// Text of an old encoding that was decoded because somebody asked for it.
    TextConverted "N08" Note,
    /// Text of an old encoding.
    TextOldEncoding "N09" Error,
    /// Text that is hardly Vietnamese and may be of several old encodings.
    TextUnsure "N10" Warning,
    /// A letter that no conversion brings back.
    TextLost "N11" Error,
    /// A letter of converted text that a person has to look at.
    TextDoubt "N12" Warning,
    /// A mark of Markdown that was typed in another way.
    TextMark "N13" Note,
    /// A Latin letter no Vietnamese word has, for the one it stands for.
    TextNearLetter "N14" Note,
    /// A syllable torn by a space.
    TextTorn "N15" Note,
    /// A letter or mark no Vietnamese word has, with no one reading.
    TextStrangeLetter "N18" Error,
    /// A torn syllable that may be joined in more than one way.
    TextTornUnsure "N19" Error,
    /// A letter of another language in what may be a name.
    TextForeignName "N20" Warning,
    /// Text: a word with a tone or horn in the wrong place, mended.
    TextSpelling "N21" Note,
    /// Text: a word of Vietnamese letters that spells no syllable.
    TextMisspelt "N22" Error,
    /// Text: several syllables without a space, or a loan word.
    TextJoined "N23" Warning,
    /// Text: Vietnamese without its marks, or as the keys of a typing method.
    TextUnmarked "N24" Error,

    /// A picture or a screen that is not there.
    PictureMissing "P01" Error,
    /// A picture that cannot be decoded.
    PictureBroken "P02" Error,
    /// A picture without size, or with too much of it.
    PictureSize "P03" Error,
    /// A picture without words for those who cannot see it.
    PictureNoAlt "P04" Error,
    /// A picture too coarse for print.
    PictureCoarse "P05" Warning,
    /// Something in a drawing that is not printed.
    DrawingElement "P06" Error,
    /// An attribute, value or rule in a drawing that cannot be read or is not printed.
    DrawingValue "P07" Error,
    /// A drawing, or a shape in it, that leaves nothing to see or is cut off by its frame.
    DrawingInk "P08" Error,
    /// A link in a drawing that leads out of it, to nothing, to what cannot paint, or in a circle.
    DrawingLink "P09" Error,
    /// A drawing with more in it than can be handled.
    DrawingLarge "P10" Error,
    /// A picture of a kind that is not printed, or whose colours would be wrong.
    PictureKind "P11" Error,
    /// More pixels on one sheet than fit into memory.
    PictureMany "P12" Error,

    /// A QR code that leads to a host that is not official.
    QrHost "Q01" Error,
    /// A QR text too long for its size on paper.
    QrTooLong "Q02" Error,
    /// A QR code that does not read back.
    QrUnreadable "Q03" Error,

    /// A template Tera cannot read or run.
    TemplateBroken "T01" Error,
    /// A variable that does not exist.
    TemplateUndefined "T02" Error,
    /// Markup that is no XML.
    MarkupBroken "T03" Error,
    /// An element nobody knows.
    MarkupElement "T04" Error,
    /// An attribute the element does not have.
    MarkupAttribute "T05" Error,
    /// A style that `style.yaml` does not define.
    MarkupStyle "T06" Error,
    /// An element in a place where it has no meaning.
    MarkupPlace "T07" Error,
    /// A part of the guide the template drops.
    SlotDropped "T08" Error,
    /// A part of the guide the template prints twice.
    SlotDoubled "T09" Error,
    /// A style that breaks a rule of legibility.
    StyleIllegible "T10" Error,
    /// A letter that is not for print: private, hidden, of another alphabet.
    LetterUnfit "T11" Error,
    /// An `align` that its element does not follow.
    MarkupAlign "T15" Error,
    /// Markup nested too deep.
    MarkupDeep "T16" Error,
    /// A template that makes too much.
    TemplateTooMuch "T17" Error,
    /// A font of the project that cannot be used.
    FaceFile "T18" Error,
    /// A font without an open licence beside it, or that must not be embedded.
    FaceLicence "T19" Error,
    /// A font without letters or marks that Vietnamese needs, or with letters drawn as others.
    FaceLetters "T20" Error,
    /// A font whose I, l and 1 look alike.
    FaceAlike "T21" Warning,
    /// A list of which a sheet prints the first lines alone.
    ListCut "T22" Note,

    /// Text that does not fit at the smallest allowed size.
    DoesNotFit "L01" Error,
    /// A word wider than its line.
    WordTooWide "L02" Error,
    /// A letter no bundled font has.
    GlyphMissing "L03" Error,
    /// Ink outside the safe area, or in the ring of a hole.
    OutsideSafeArea "L04" Error,
    /// More pages than the sheet of a product has places.
    SheetFull "L05" Error,
    /// A column, box or cell too narrow for what stands in it.
    NoRoom "L06" Error,
    /// Things printed over each other.
    PrintedOver "L07" Error,
    /// A page that is not on its paper, or on another page.
    OffPaper "L08" Error,
    /// A cut without a mark, where printers leave the paper blank.
    CutUnmarked "L09" Warning,

    /// A phone number that cannot be dialled.
    PhoneWrong "V01" Error,
    /// A phone number in one lump, or in other groups than it is read out.
    PhoneForm "V02" Warning,
    /// A day that is in no calendar.
    DateWrong "V03" Error,
    /// A time that is on no clock.
    TimeWrong "V04" Error,
    /// A sum of money that may be several.
    MoneyWrong "V05" Error,
    /// A date, time or sum in another form than ours.
    WrittenForm "V06" Warning,
    /// Something that holds the place of a missing value: `?`, `N/A`, `TBD`.
    ValueMissing "V07" Error,
    /// Dashes or dots where there is nothing.
    ValueDashes "V08" Note,

    /// Too many steps in a part or guide (ER-01).
    PlainStepCount "E01" Error,
    /// A step that asks for several actions (ER-01).
    PlainActions "E02" Warning,
    /// A sentence of more than 15 syllables (ER-02).
    PlainLongSentence "E03" Warning,
    /// A sentence of more than 20 syllables (ER-02).
    PlainTooLongSentence "E04" Error,
    /// A sentence with two commas or more (ER-02).
    PlainCommas "E05" Warning,
    /// A step with too many syllables (ER-02).
    PlainLongStep "E06" Warning,
    /// An abbreviation nobody explained (ER-03).
    PlainAbbreviation "E07" Warning,
    /// An English word where there is a Vietnamese one (ER-03).
    PlainEnglish "E08" Warning,
    /// A word of law or forms nobody explained (ER-03).
    PlainOfficialWord "E09" Warning,
    /// A step that opens with what not to do (ER-05).
    PlainNegative "E10" Warning,
    /// A safety box that does not speak of codes or passwords (ER-05).
    PlainSafety "E11" Warning,
    /// A sheet without a phone to call, or without who hands it out (ER-06).
    PlainIssuer "E12" Warning,
    /// A run of capitals (LP-09, VT-11).
    PlainCapitals "E13" Warning,
    /// Tone marks placed in two ways (VT-07).
    PlainToneMix "E14" Warning,
    /// Two forms of address for the reader (VT-15).
    PlainAddress "E15" Warning,
    /// A word with two meanings, or a second name for one thing (ER-03).
    PlainSense "E16" Warning,
    /// A thing a step uses that nobody brought or made.
    PlainMissingThing "E17" Warning,

    /// A line of the history that this program did not write.
    HistoryLine "H01" Warning,

    /// A field or column that is not there.
    MergeField "M01" Error,
    /// A column or a screen nobody uses, or a field nobody fills.
    MergeUnused "M02" Warning,
    /// Records that cannot be printed.
    MergeBad "M03" Error,
    /// A job that is not the one that was begun.
    MergeChanged "M04" Error,
    /// A choice of records that makes no sense or finds none.
    MergeChoice "M05" Error,
    /// A list that went away or changed while it was read.
    MergeInput "M06" Error,
    /// Values that read alike and are not the same.
    MergeAlike "M07" Warning,
    /// A job whose files have the names of another.
    MergeTaken "M08" Error,
    /// More groups than anybody prints files of.
    MergeGroups "M09" Error,
    /// A list that cannot be read to its end.
    MergeCut "M11" Error,

    /// A kit that is not there.
    KitUnknown "K01" Error,
    /// A guide in a kit that is not there.
    KitGuide "K02" Error,
    /// A number of copies that is none.
    KitCopies "K03" Error,
    /// A kit without sheets.
    KitEmpty "K04" Error,

    /// A file that holds no records: a letter, a picture, an old spreadsheet.
    RecordsKind "R01" Error,
    /// A spreadsheet that opens only with a password.
    RecordsLocked "R02" Error,
    /// A file of records that is damaged or cut off.
    RecordsDamaged "R03" Error,
    /// A sheet that is not in the spreadsheet.
    RecordsSheet "R04" Error,
    /// Names of columns that are missing, doubled or merged.
    RecordsHeader "R05" Error,
    /// A list without rows.
    RecordsEmpty "R06" Error,
    /// More columns, letters or data than a list can have.
    RecordsTooMuch "R07" Error,
    /// A row with more or fewer cells than there are columns.
    RecordsCount "R08" Error,
    /// A quotation mark that is not closed, or closed too early.
    RecordsQuote "R09" Error,
    /// A cell that is no text.
    RecordsCell "R10" Error,
    /// A text that a spreadsheet would take for a formula.
    RecordsFormula "R11" Note,
    /// A column that is not there.
    RecordsColumn "R12" Error,
    /// Something that must not be on a list carried through the streets.
    RecordsPrivate "R13" Error,
    /// A field that no list has, or one without its column.
    RecordsField "R14" Error,
    /// An option that says nothing about a list of this kind.
    RecordsOption "R16" Error,
    /// The names of columns once more among the records.
    RecordsNamesAgain "R17" Error,
    /// Several sheets of a spreadsheet that hold something, and nobody said which.
    RecordsOtherSheets "R18" Warning,
    /// A list that comes from a pipe or a device.
    RecordsPiped "R19" Error,
    /// A value that its form hides, or shows in a way that is not known here.
    RecordsForm "R20" Error,
    /// A sum, signature or number of columns among the rows of a list.
    RecordsNoRecord "R21" Error,
    /// Columns that a spreadsheet does not show.
    RecordsHiddenColumn "R22" Warning,
    /// A word of programs for nothing.
    RecordsNothing "R23" Note,
    /// A title above the names of columns.
    RecordsTitle "R25" Note,
    /// Sums and signatures below a list.
    RecordsBelow "R26" Warning,
    /// A cell whose text is struck out.
    RecordsStruck "R27" Error,

    /// A printed number, date, phone, law, address or button no cited fact vouches for.
    ClaimUnproved "C01" Error,
    /// An id or section in the table of facts or of labels that is none.
    FactForm "C02" Error,
    /// A label nobody listed.
    LabelUnknown "C03" Error,
    /// A label that rests on a fact that is not there.
    LabelSource "C04" Error,
    /// A button named by its words, not by its id.
    LabelByText "C05" Note,
    /// A button named as another version of the app names it.
    LabelVariant "C06" Warning,
    /// A reference to a step that is not there.
    StepReference "C07" Error,
    /// A guide and the list of labels were checked against different versions of the app.
    LabelVersion "C08" Warning,
    /// A button nobody has seen for long.
    LabelOld "C09" Warning,

    /// The number of an identity card.
    PrivateIdentity "D01" Error,
    /// A date of birth.
    PrivateBirth "D02" Error,
    /// A mobile number where everybody reads it.
    PrivateMobile "D03" Error,
    /// A full name with an address outside of the team.
    PrivateAddress "D04" Error,
    /// The value of a password or code.
    PrivateSecret "D05" Error,

    /// A phone number in ward.yaml that nobody can dial.
    WardPhone "W01" Error,
    /// A day, time or value in ward.yaml that cannot be.
    WardValue "W02" Error,
    /// An event in ward.yaml that is over.
    WardPast "W03" Warning,
    /// A row that the spreadsheet does not show.
    RecordsHidden "R15" Warning,

    /// A printer nobody has measured.
    PrinterUnknown "O01" Error,
    /// A reading of a printer that cannot be.
    PrinterReading "O02" Error,
    /// Ink where a printer leaves the paper blank.
    PrinterEdge "O03" Error,
    /// A printer that does not print at full size.
    PrinterScale "O04" Warning,
    /// A sheet that lies as none was measured.
    PrinterUnmeasured "O05" Warning,
    /// A file of printers that cannot be changed without loss.
    PrinterFile "O06" Error,
    /// A sheet without room for the bar to measure.
    BarNoRoom "O07" Warning,
    /// A creep that moves text to the fold.
    CreepTooFar "O08" Error,
    /// A picture that is seen through, for a file that knows no such thing.
    PressTransparent "O09" Error,
    /// A sheet of more pages than a job may have.
    JobPages "S01" Error,
    /// A picture of more pixels than a job may have.
    JobPixels "S02" Error,
    /// A list of more records than a job may have.
    JobRecords "S03" Error,
    /// A job that was ended before it was done.
    JobCancelled "S04" Error,
    /// Findings that are counted and not shown.
    JobFindings "S05" Warning,

    /// A command or option that is not there.
    UsageUnknown "U01" Error,
    /// A value that is missing or cannot be.
    UsageValue "U02" Error,
    /// Options that do not go together.
    UsageConflict "U03" Error,
}

impl Code {
    /// The code with this id, in either case.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id.trim()))
    }

    /// What it means, why it matters and how to mend it, as Markdown.
    pub fn explain(self, lang: Lang) -> &'static str {
        let all = match lang {
            Lang::En => include_str!("explain.en.md"),
            Lang::Vi => include_str!("explain.vi.md"),
        };
        let heading = format!("## {} ", self.id());
        let Some(at) = all.find(&heading) else { return "" };
        let section = &all[at..];
        let end = section[3..].find("\n## ").map_or(section.len(), |next| next + 3);
        section[..end].trim_end()
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is made.
    Error,
    /// Made, but a person should look.
    Warning,
    /// Put right by the program; told so that nothing changes in silence.
    Note,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for lang in [Lang::En, Lang::Vi] {
            for code in Code::ALL {
                let reported = code.explain(lang).lines().count();
                assert!(reported >= 4, "{} is not explained in {lang:?}", code.id());
            }
        }
    }

    #[test]
    fn ids_are_unique_and_found_again() {
        for code in Code::ALL {
            assert_eq!(Code::from_id(&code.id().to_lowercase()), Some(*code));
        }
    }
}
