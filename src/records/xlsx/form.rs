//! How a spreadsheet shows a number: its format code, read.
//!
//! Of codes with conditions, fractions or exponents nothing is known here, and the number is shown
//! as it is kept.

use super::date::Parts;

/// The most digits of a form before and behind the point: a spreadsheet keeps 15.
const MOST_PLACES: usize = 30;

/// A format code.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// As it is kept.
    General,
    /// A day, a time or both.
    Date(Parts),
    /// Digits between other letters; the form of negative numbers, if it is another.
    Digits(Digits, Option<Digits>),
}

/// Digits between other letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Digits {
    /// What stands before the decimal point, in order.
    pub whole: Vec<Token>,
    /// How many decimals there are at least and at most.
    pub decimals: (usize, usize),
    /// What stands behind the digits.
    pub after: String,
    /// Whether thousands are set apart.
    pub grouped: bool,
    /// Whether it is a share of a hundred.
    pub percent: bool,
}

/// A piece of the whole part.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A digit that is always shown.
    Zero,
    /// A digit that is shown if there is one.
    Digit,
    Letters(String),
}

impl Form {
    /// Reads a format code.
    pub(super) fn read(code: &str) -> Form {
        let sections = sections(code);
        let Some(first) = sections.first() else { return Form::General };
        if first.contains(&Piece::Condition) {
            return Form::General;
        }
        if let Some(parts) = date(first) {
            return Form::Date(parts);
        }
        let Some(digits) = digits(first) else { return Form::General };
        Form::Digits(digits, sections.get(1).and_then(|section| self::digits(section)))
    }
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// A sign with a meaning.
    Sign(char),
    Letters(String),
    /// `[h]`, `[mm]`.
    Elapsed(char),
    /// `[>100]`
    Condition,
}

/// The sections of a code: positive numbers, negative ones, zero, text.
fn sections(code: &str) -> Vec<Vec<Piece>> {
    let mut sections = vec![Vec::new()];
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        let Some(section) = sections.last_mut() else { break };
        match letter {
            ';' => sections.push(Vec::new()),
            '"' => {
                section.push(Piece::Letters(letters.by_ref().take_while(|c| *c != '"').collect()));
            }
            '\\' => section.extend(letters.next().map(|c| Piece::Letters(c.to_string()))),
            // Room as wide as a letter, or filled with it.
            '_' | '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                section.extend(bracket(&inside));
            }
            letter => section.push(Piece::Sign(letter)),
        }
    }
    sections
}

fn bracket(inside: &str) -> Option<Piece> {
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or("");
        return (!sign.is_empty()).then(|| Piece::Letters(sign.to_owned()));
    }
    if inside.starts_with(['<', '>', '=']) {
        return Some(Piece::Condition);
    }
    let first = inside.chars().next()?.to_ascii_lowercase();
    let is_elapsed = inside.chars().all(|c| c.to_ascii_lowercase() == first);
    (is_elapsed && matches!(first, 'h' | 'm' | 's')).then_some(Piece::Elapsed(first))
}

/// The parts of a day or time in a section, if there are any.
fn date(section: &[Piece]) -> Option<Parts> {
    let mut parts = Parts::default();
    let mut after_hour = false;
    for (at, piece) in section.iter().enumerate() {
        let sign = match piece {
            Piece::Sign(sign) => sign.to_ascii_lowercase(),
            Piece::Elapsed(sign) => {
                parts.elapsed = true;
                *sign
            }
            _ => continue,
        };
        match sign {
            'y' | 'e' if sign == 'y' || parts != Parts::default() => parts.year = true,
            'd' => parts.day = true,
            'h' => (parts.hour, after_hour) = (true, true),
            's' => parts.second = true,
            // Minutes stand behind hours or before seconds, else it is a month.
            'm' => {
                let next = section[at..].iter().find_map(|piece| match piece {
                    Piece::Sign(c) if c.is_ascii_alphabetic() && !c.eq_ignore_ascii_case(&'m') => {
                        Some(c.to_ascii_lowercase())
                    }
                    Piece::Elapsed(c) if *c != 'm' => Some(*c),
                    _ => None,
                });
                if after_hour || next == Some('s') || matches!(piece, Piece::Elapsed(_)) {
                    parts.minute = true;
                } else {
                    parts.month = true;
                }
            }
            // AM/PM, and what stands between.
            'a' | 'p' | '/' | ':' | '-' | ',' | '.' | ' ' | '0' | '@' => {}
            _ => return None,
        }
        if matches!(sign, 'd' | 'y') {
            after_hour = false;
        }
    }
    // “General” has letters of dates too.
    let any = parts.year || parts.month || parts.day || parts.hour || parts.minute || parts.second;
    any.then_some(parts)
}

fn digits(section: &[Piece]) -> Option<Digits> {
    let mut digits = Digits::default();
    let (mut in_decimals, mut count, mut commas) = (false, 0, 0);
    for piece in section {
        match piece {
            Piece::Sign('0' | '#' | '?') if in_decimals => {
                if !digits.after.is_empty() {
                    return None;
                }
                digits.decimals.1 += 1;
                if *piece == Piece::Sign('0') {
                    digits.decimals.0 = digits.decimals.1;
                }
            }
            Piece::Sign(sign @ ('0' | '#' | '?')) => {
                digits.grouped |= commas > 0;
                commas = 0;
                count += 1;
                digits.whole.push(if *sign == '0' { Token::Zero } else { Token::Digit });
            }
            Piece::Sign('.') if count > 0 && !in_decimals => in_decimals = true,
            Piece::Sign(',') if count > 0 && !in_decimals => commas += 1,
            Piece::Sign('%') => {
                digits.percent = true;
                digits.put("%", in_decimals);
            }
            Piece::Sign(sign) if " -+()/:!^&'~{}<>=$€£¥₫đĐ.".contains(*sign) => {
                digits.put(sign.encode_utf8(&mut [0; 4]), in_decimals);
            }
            Piece::Letters(letters) => digits.put(letters, in_decimals),
            Piece::Sign(_) | Piece::Elapsed(_) | Piece::Condition => return None,
        }
    }
    // A comma behind all digits divides by a thousand; a fraction has a `/` among its digits.
    let is_fraction = digits.whole.contains(&Token::Letters("/".to_owned())) && count > 1;
    let is_sane = count <= MOST_PLACES && digits.decimals.1 <= MOST_PLACES;
    (count > 0 && commas == 0 && !is_fraction && is_sane).then_some(digits)
}

impl Digits {
    fn put(&mut self, letters: &str, in_decimals: bool) {
        if in_decimals {
            self.after.push_str(letters);
        } else {
            self.whole.push(Token::Letters(letters.to_owned()));
        }
    }
}
