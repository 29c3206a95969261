//! How a spreadsheet shows a number: its format code, read (ECMA-376 part 1, 18.8.31).
//!
//! A code has up to four sections: for numbers above zero, below it, for zero and for text. What is
//! not known here is [`Section::Unknown`]: a number so shown is refused, for the digits in the file
//! are not what people see.

use super::date::{Clock, DateToken};

/// The most digits of a form before and behind the point: a spreadsheet keeps 15.
const MOST_PLACES: usize = 30;
/// The most letters of a code: Excel takes 255.
const MOST_LETTERS: usize = 1000;

/// A format code.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NumberFormat {
    /// The code as written.
    pub code: String,
    /// What numbers look like; none when all are shown as text is.
    pub sections: Vec<(Option<FormatCondition>, Section)>,
    /// What texts look like, if not as they are.
    pub text: Option<Section>,
}

/// Which numbers a section is for: `[>=100]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FormatCondition {
    sign: Comparison,
    limit: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// What one section makes of a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Section {
    /// Nothing at all: `;;`.
    Nothing,
    /// The same words whatever the number is.
    Words(String),
    /// As it is kept, between words: `"Tổ "General`, and texts: `"Bác "@`.
    AsKept(String, String),
    /// A day, a time or both.
    Date(Vec<DateToken>),
    /// Digits between other letters.
    Digits(Digits),
    /// A whole number and a fraction.
    Fraction(Fraction),
    /// A form that nothing here knows.
    Unknown,
}

/// Digits between other letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Digits {
    /// What stands before the decimal point, in order.
    pub whole: Vec<DigitToken>,
    /// How many decimals there are at least and at most.
    pub decimals: (usize, usize),
    /// What stands behind the digits.
    pub after: String,
    /// Whether thousands are set apart.
    pub grouped: bool,
    /// How often it is divided by a thousand.
    pub thousands: i32,
    /// Whether it is a share of a hundred.
    pub percent: bool,
}

/// A piece of the whole part.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum DigitToken {
    /// A digit that is always shown.
    Zero,
    /// A digit that is shown if there is one.
    Digit,
    Letters(String),
}

/// A fraction such as `# ?/?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    /// Whether the whole part stands before it.
    pub has_whole: bool,
    /// The greatest denominator.
    pub most: u32,
    /// The denominator, where it is always the same.
    pub fixed: Option<u32>,
}

impl FormatCondition {
    pub(super) fn holds(self, value: f64) -> bool {
        match self.sign {
            Comparison::Less => value < self.limit,
            Comparison::LessOrEqual => value <= self.limit,
            Comparison::Greater => value > self.limit,
            Comparison::GreaterOrEqual => value >= self.limit,
            Comparison::Equal => (value - self.limit).abs() < f64::EPSILON,
            Comparison::NotEqual => (value - self.limit).abs() >= f64::EPSILON,
        }
    }

    fn read(inside: &str) -> Option<FormatCondition> {
        let signs = [
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<>", Comparison::NotEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
            ("=", Comparison::Equal),
        ];
        let found =
            |(written, sign): (&str, Comparison)| Some((inside.strip_prefix(written)?, sign));
        let (limit, sign) = signs.into_iter().find_map(found)?;
        Some(FormatCondition { sign, limit: limit.trim().parse().ok()? })
    }
}

impl NumberFormat {
    /// Numbers and texts as they are kept.
    pub(super) fn general() -> NumberFormat {
        let as_kept = Section::AsKept(String::new(), String::new());
        NumberFormat { code: "General".to_owned(), sections: vec![(None, as_kept)], text: None }
    }

    /// Reads a format code.
    pub(super) fn read(code: &str) -> NumberFormat {
        let written: String = code.chars().take(MOST_LETTERS).collect();
        let of = |sections, text| NumberFormat { code: written.clone(), sections, text };
        if written.len() < code.len() {
            return of(vec![(None, Section::Unknown)], None);
        }
        let Some(mut all) = pieces(code) else { return NumberFormat::general() };
        if all.iter().all(Vec::is_empty) && all.len() == 1 {
            return NumberFormat::general();
        }
        let is_text = |section: &Vec<SectionPart>| section.contains(&SectionPart::Sign('@'));
        let text = if all.len() > 3 || all.last().is_some_and(is_text) { all.pop() } else { None };
        let text =
            text.map(|pieces| if pieces.is_empty() { Section::Nothing } else { section(&pieces) });
        let condition = |pieces: &[SectionPart]| {
            pieces.iter().find_map(|piece| match piece {
                SectionPart::Condition(condition) => Some(*condition),
                _ => None,
            })
        };
        let read = |pieces: &Vec<SectionPart>| (condition(pieces), section(pieces));
        let sections: Vec<_> = all.iter().map(read).collect();
        of(if sections.len() > 3 { vec![(None, Section::Unknown)] } else { sections }, text)
    }
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
enum SectionPart {
    /// A sign with a meaning.
    Sign(char),
    Letters(String),
    General,
    /// `[h]`, `[mm]`.
    Elapsed(char),
    /// `[>100]`
    Condition(FormatCondition),
    /// What nothing here knows: other digits, letters that fill a cell.
    Unknown,
}

/// The sections of a code; none when it is broken.
fn pieces(code: &str) -> Option<Vec<Vec<SectionPart>>> {
    let mut sections = vec![Vec::new()];
    let mut rest = code;
    while let Some(letter) = rest.chars().next() {
        let section = sections.last_mut()?;
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("general")) {
            section.push(SectionPart::General);
            rest = &rest[7..];
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        let second = rest.chars().next();
        match letter {
            ';' => sections.push(Vec::new()),
            '"' => {
                let (inside, after) = rest.split_once('"')?;
                section.push(SectionPart::Letters(inside.to_owned()));
                rest = after;
            }
            '[' => {
                let (inside, after) = rest.split_once(']')?;
                section.extend(bracket(inside));
                rest = after;
            }
            '\\' | '_' | '*' => {
                rest = &rest[second.map_or(0, char::len_utf8)..];
                section.extend(second.map(|second| match letter {
                    '\\' => SectionPart::Letters(second.to_string()),
                    // Room as wide as a letter.
                    '_' => SectionPart::Letters(" ".to_owned()),
                    // The cell is filled with a letter.
                    _ if second == ' ' => SectionPart::Letters(" ".to_owned()),
                    _ => SectionPart::Unknown,
                }));
            }
            letter => section.push(SectionPart::Sign(letter)),
        }
    }
    Some(sections)
}

fn bracket(inside: &str) -> Option<SectionPart> {
    const COLOURS: [&str; 8] =
        ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    if let Some(currency) = inside.strip_prefix('$') {
        return locale(currency);
    }
    if let Some(condition) = FormatCondition::read(inside) {
        return Some(SectionPart::Condition(condition));
    }
    let small = inside.to_ascii_lowercase();
    if COLOURS.contains(&small.as_str()) || small.starts_with("color") {
        return None;
    }
    let first = small.chars().next()?;
    let is_elapsed = small.chars().all(|c| c == first) && matches!(first, 'h' | 'm' | 's');
    Some(if is_elapsed { SectionPart::Elapsed(first) } else { SectionPart::Unknown })
}

/// `[$₫-42A]`: the sign of a currency and a language, which may bring digits or a calendar of its own.
fn locale(currency: &str) -> Option<SectionPart> {
    let (sign, language) = currency.split_once('-').unwrap_or((currency, ""));
    let number = u32::from_str_radix(language, 16).unwrap_or(0);
    // F800 and F400 are the long forms of the system.
    if number > 0xFFFF {
        return Some(SectionPart::Unknown);
    }
    (!sign.is_empty()).then(|| SectionPart::Letters(sign.to_owned()))
}

fn section(pieces: &[SectionPart]) -> Section {
    let pieces: Vec<&SectionPart> =
        pieces.iter().filter(|piece| !matches!(piece, SectionPart::Condition(_))).collect();
    if pieces.is_empty() {
        return Section::Nothing;
    }
    if pieces.contains(&&SectionPart::Unknown) {
        return Section::Unknown;
    }
    as_kept(&pieces)
        .or_else(|| words(&pieces).map(Section::Words))
        .or_else(|| date(&pieces).map(Section::Date))
        .or_else(|| fraction(&pieces).map(Section::Fraction))
        .or_else(|| digits(&pieces).map(Section::Digits))
        .unwrap_or(Section::Unknown)
}

/// Signs that stand for themselves.
fn is_plain(sign: char) -> bool {
    " -+()/:!^&'~{}<>=$€£¥₫đĐ".contains(sign)
}

/// Pieces that are shown as they are.
fn words(pieces: &[&SectionPart]) -> Option<String> {
    let word = |piece: &&SectionPart| match piece {
        SectionPart::Letters(letters) => Some(letters.clone()),
        SectionPart::Sign(sign) if is_plain(*sign) || matches!(sign, '.' | ',') => {
            Some(sign.to_string())
        }
        _ => None,
    };
    pieces.iter().map(word).collect()
}

/// `General` or `@` between words.
fn as_kept(pieces: &[&SectionPart]) -> Option<Section> {
    let is_place =
        |piece: &&SectionPart| matches!(piece, SectionPart::General | SectionPart::Sign('@'));
    let at = pieces.iter().position(is_place)?;
    let (before, after) = (words(&pieces[..at]), words(&pieces[at + 1..]));
    Some(match (before, after) {
        (Some(before), Some(after)) => Section::AsKept(before, after),
        _ => Section::Unknown,
    })
}

/// The parts of a day or time in a section, if there are any.
fn date(pieces: &[&SectionPart]) -> Option<Vec<DateToken>> {
    let mut tokens: Vec<DateToken> = Vec::new();
    let mut clock = Clock::None;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let sign = match piece {
            SectionPart::Sign(sign) => sign.to_ascii_lowercase(),
            SectionPart::Elapsed('h') => {
                tokens.push(DateToken::Elapsed);
                clock = Clock::AfterHour;
                at += 1;
                continue;
            }
            SectionPart::Letters(letters) => {
                tokens.push(DateToken::Letters(letters.clone()));
                at += 1;
                continue;
            }
            _ => return None,
        };
        let is_same = |piece: &&&SectionPart| matches!(piece, SectionPart::Sign(c) if c.to_ascii_lowercase() == sign);
        let len = pieces[at..].iter().take_while(is_same).count();
        match (sign, len) {
            ('y', 1 | 2) => tokens.push(DateToken::Year(2)),
            ('y', _) | ('e', 1..=4) => tokens.push(DateToken::Year(4)),
            ('d', 1 | 2) => tokens.push(DateToken::Day(len)),
            ('d', _) => tokens.push(DateToken::Weekday),
            ('h', _) => tokens.push(DateToken::Hour(len)),
            ('s', _) => tokens.push(DateToken::Second),
            // Minutes stand behind hours or before seconds, else it is a month.
            ('m', 1 | 2) if clock == Clock::AfterHour || before_seconds(&pieces[at + len..]) => {
                tokens.push(DateToken::Minute);
            }
            ('m', 1..=4) => tokens.push(DateToken::Month(len)),
            ('a', _) => {
                let half = ["am/pm", "a/p"].iter().find(|half| begins(&pieces[at..], half))?;
                tokens.push(DateToken::HalfDay);
                at += half.len();
                continue;
            }
            ('/' | ':' | '-' | ',' | '.' | ' ', _) => {
                tokens.push(DateToken::Sign(sign.to_string().repeat(len)));
            }
            _ => return None,
        }
        match sign {
            'h' => clock = Clock::AfterHour,
            'd' | 'y' | 'm' | 's' => clock = Clock::None,
            _ => {}
        }
        at += len;
    }
    let is_part = |token: &DateToken| !matches!(token, DateToken::Letters(_) | DateToken::Sign(_));
    tokens.iter().any(is_part).then_some(tokens)
}

fn before_seconds(pieces: &[&SectionPart]) -> bool {
    let next = pieces.iter().find_map(|piece| match piece {
        SectionPart::Sign(c) if c.is_ascii_alphabetic() => Some(c.to_ascii_lowercase()),
        SectionPart::Elapsed(c) => Some(*c),
        _ => None,
    });
    next == Some('s')
}

fn begins(pieces: &[&SectionPart], word: &str) -> bool {
    let is_next = |(piece, wanted): (&&SectionPart, char)| matches!(piece, SectionPart::Sign(c) if c.eq_ignore_ascii_case(&wanted));
    pieces.len() >= word.len() && pieces.iter().zip(word.chars()).all(is_next)
}

/// `# ?/?`, `# ??/16`: a sign `/` among digits that is not a letter.
fn fraction(pieces: &[&SectionPart]) -> Option<Fraction> {
    let is_digit = |piece: &SectionPart| matches!(piece, SectionPart::Sign('0' | '#' | '?'));
    let at = pieces.iter().position(|piece| **piece == SectionPart::Sign('/'))?;
    let (above, below) = (&pieces[..at], &pieces[at + 1..]);
    let signs: Option<String> = below
        .iter()
        .map(|piece| match piece {
            SectionPart::Sign(sign) if sign.is_ascii_digit() || matches!(sign, '#' | '?' | ' ') => {
                Some(*sign)
            }
            _ => None,
        })
        .collect();
    let signs = signs.unwrap_or_default();
    let signs = signs.trim();
    if !above.iter().any(|piece| is_digit(piece)) || signs.is_empty() {
        return None;
    }
    let is_blank = |piece: &SectionPart| match piece {
        SectionPart::Sign(' ') => true,
        SectionPart::Letters(letters) => letters.trim().is_empty(),
        _ => false,
    };
    let runs = above.split(|piece| is_blank(piece)).filter(|run| !run.is_empty());
    let runs: Vec<&[&SectionPart]> = runs.collect();
    let are_digits = runs.iter().all(|run| run.iter().all(|piece| is_digit(piece)));
    if !are_digits || runs.len() > 2 || signs.contains(' ') {
        return None;
    }
    let fixed = signs.parse::<u32>().ok().filter(|fixed| *fixed > 0);
    let places = u32::try_from(signs.len()).ok().filter(|places| *places <= 3)?;
    Some(Fraction { has_whole: runs.len() == 2, most: 10u32.pow(places) - 1, fixed })
}

fn digits(pieces: &[&SectionPart]) -> Option<Digits> {
    let mut digits = Digits::default();
    let (mut in_decimals, mut count, mut commas) = (false, 0, 0);
    for piece in pieces {
        match piece {
            SectionPart::Sign('0' | '#' | '?') if in_decimals => {
                if !digits.after.is_empty() || commas > 0 {
                    return None;
                }
                digits.decimals.1 += 1;
                if **piece == SectionPart::Sign('0') {
                    digits.decimals.0 = digits.decimals.1;
                }
            }
            SectionPart::Sign(sign @ ('0' | '#' | '?')) => {
                digits.grouped |= commas > 0;
                commas = 0;
                count += 1;
                digits.whole.push(if *sign == '0' { DigitToken::Zero } else { DigitToken::Digit });
            }
            SectionPart::Sign('.') if !in_decimals => {
                in_decimals = true;
                // Commas right before the point divide too.
                digits.thousands += std::mem::take(&mut commas);
            }
            SectionPart::Sign(',') if count > 0 || in_decimals => commas += 1,
            SectionPart::Sign('%') if digits.percent => return None,
            SectionPart::Sign('%') => {
                digits.percent = true;
                digits.put("%", in_decimals);
            }
            // A fraction that was not understood.
            SectionPart::Sign('/') if count > 0 => return None,
            SectionPart::Sign(sign) if is_plain(*sign) => {
                digits.put(sign.encode_utf8(&mut [0; 4]), in_decimals);
            }
            SectionPart::Letters(letters) => digits.put(letters, in_decimals),
            _ => return None,
        }
    }
    digits.thousands += commas;
    let places = count.max(digits.decimals.1);
    let has_places = count > 0 || digits.decimals.1 > 0;
    (has_places && places <= MOST_PLACES && digits.thousands <= 5).then_some(digits)
}

impl Digits {
    fn put(&mut self, letters: &str, in_decimals: bool) {
        if in_decimals {
            self.after.push_str(letters);
        } else {
            self.whole.push(DigitToken::Letters(letters.to_owned()));
        }
    }
}
