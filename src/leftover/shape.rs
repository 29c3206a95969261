//! The shapes of marks.

use std::ops::Range;

use super::MarkupKind;

/// Signs that Word, Zalo and phones put before the items of a list.
pub const BULLETS: &[char] = &[
    '•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '◆', '❖', '➢', '➤', '∙', '⁃', '·', '☐', '☑', '►',
    '▶', '▸', '✓', '✔', '✦', '➔', '➜', '»',
    // What Word's Symbol and Wingdings bullets become in plain text.
    '\u{f0a7}', '\u{f0b7}', '\u{f0d8}', '\u{f0e8}', '\u{f0fc}', '\u{f076}',
];
/// Lines that people type for a bullet.
pub const DASHES: &[char] = &['-', '–', '—', '−', '+'];

/// Letters by name that browsers know without a semicolon.
const NAMED: &[&str] = &[
    "nbsp", "amp", "lt", "gt", "quot", "copy", "reg", "deg", "shy", "aacute", "agrave", "acirc",
    "atilde", "eacute", "egrave", "ecirc", "iacute", "igrave", "oacute", "ograve", "ocirc",
    "otilde", "uacute", "ugrave", "yacute",
];

/// Tags of forums: `[b]`, `[url=…]`.
const BB_TAGS: &[&str] = &[
    "b", "i", "u", "s", "url", "img", "quote", "color", "size", "center", "right", "left", "list",
    "font", "table", "spoiler", "code",
];
/// The most letters of a button or a place to fill in.
const MOST_IN_BRACKETS: usize = 80;
/// Signs before a space that begin no sentence.
const STRAY: &[char] = &[
    '!', '"', '%', '&', '\'', ')', '*', ',', '-', '/', ':', ';', '<', '=', '>', '?', '@', '\\',
    ']', '^', '_', '`', '|', '}', '~', '$', '#', '[', '{', '´', '×', '†', '‡', '¶', '§', '※', '¦',
    '°', '¬', '–', '—', '−', '+', '.',
];
/// Those that begin none either where a letter follows at once.
const STRAY_CLOSE: &[char] = &[
    '!', '%', ')', ',', ':', ';', '=', '\\', ']', '^', '|', '}', '~', '´', '×', '†', '‡', '¶', '※',
    '¦', '°', '¬',
];

/// How far the sign at byte `at` reaches, and what it was meant to be, if it looks like a mark.
pub(super) fn at(text: &str, at: usize) -> Option<(usize, Option<MarkupKind>)> {
    let rest = text.get(at..)?;
    let before = text[..at].chars().next_back();
    let sign = rest.chars().next()?;
    let found = |length: usize, kind| Some((length, Some(kind)));
    match sign {
        // A comment of a program, and the meaning of an abbreviation.
        '*' if rest.starts_with("*/") || rest.starts_with("*[") => found(2, MarkupKind::Comment),
        '/' if rest.starts_with("/*") => found(2, MarkupKind::Comment),
        '^' if rest.starts_with("^[") => found(2, MarkupKind::Footnote),
        '[' if rest.starts_with("[%") => found(2, MarkupKind::Template),
        '*' | '_' | '~' | '`' => Some(run(text, at, before, sign)),
        '.' => picture_file(rest, before).and_then(|length| found(length, MarkupKind::Picture)),
        '@' => name_between(rest, before, '@').and_then(|it| found(it, MarkupKind::Template)),
        '!' if rest.starts_with("![") => found(2, MarkupKind::Picture),
        '[' if before == Some(')') && rest.contains("://") => found(1, MarkupKind::Link),
        '[' => bracket(rest).and_then(|(length, kind)| found(length, kind)),
        ']' if rest.starts_with("]]") => found(2, MarkupKind::Button),
        ']' if rest.starts_with("](") || rest.starts_with("][") => found(2, MarkupKind::Link),
        '{' => brace(rest).and_then(|(length, kind)| found(length, kind)),
        '}' if rest.starts_with("}}") => found(2, MarkupKind::Template),
        '%' if rest.starts_with("%}") => found(2, MarkupKind::Template),
        '%' => placeholder(rest, before)
            .or_else(|| name_between(rest, before, '%'))
            .and_then(|length| found(length, MarkupKind::Template)),
        '<' if rest.starts_with("<%") => found(2, MarkupKind::Template),
        '<' => tag(rest).and_then(|length| found(length, MarkupKind::Tag)),
        '&' => entity(rest).and_then(|length| found(length, MarkupKind::Entity)),
        '\\' => escape(rest, before).and_then(|length| found(length, MarkupKind::Escape)),
        '|' if table(text, rest) => found(1, MarkupKind::Table),
        '|' => between(rest, before, '|').and_then(|it| found(it, MarkupKind::Bars)),
        '=' if rest.starts_with("==") => {
            twin(rest, before, "==").map(|length| (length, Some(MarkupKind::Highlight)))
        }
        '+' if rest.starts_with("++") => {
            twin(rest, before, "++").map(|length| (length, Some(MarkupKind::Highlight)))
        }
        '/' if !rest.starts_with("//") => {
            between(rest, before, '/').and_then(|it| found(it, MarkupKind::Slanted))
        }
        '/' if rest.starts_with("//") && before != Some(':') => {
            twin(rest, before, "//").map(|length| (length, Some(MarkupKind::Slanted)))
        }
        // Inches have a number before them.
        '\'' if rest.starts_with("''") && !before.is_some_and(|it| it.is_ascii_digit()) => {
            found(rest.len() - rest.trim_start_matches('\'').len(), MarkupKind::Slanted)
        }
        '^' => twin(rest, None, "^").map(|length| (length, Some(MarkupKind::Raised))),
        '$' => match math(rest) {
            Some(length) => found(length, MarkupKind::Formula),
            None => name_between(rest, before, '$').and_then(|it| found(it, MarkupKind::Template)),
        },
        // `:::`, which fences a note.
        ':' if rest.starts_with(":::") => {
            found(rest.len() - rest.trim_start_matches(':').len(), MarkupKind::Rule)
        }
        ':' => emoji(rest, before).map(|length| (length, Some(MarkupKind::Emoji))),
        _ => None,
    }
}

/// A run of stars, underscores, tildes or backticks. Four and more are no mark: so people hide
/// digits and leave blanks.
fn run(text: &str, at: usize, before: Option<char>, sign: char) -> (usize, Option<MarkupKind>) {
    let rest = &text[at..];
    let length = rest.len() - rest.trim_start_matches(sign).len();
    let after = &rest[length..];
    let next = after.chars().next();
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let twin = || after.contains(&rest[..length]);
    let opens = || !is_word(before) && next.is_some_and(|letter| !letter.is_whitespace());
    let kind = match (sign, length) {
        // `**a****b**`: bold type that ends and begins at once.
        ('*', 4) => {
            let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
            (is_letter(before) && is_letter(next)).then_some(MarkupKind::Bold)
        }
        ('*', 2 | 3) => (!(is_digit(before) && is_digit(next))).then_some(MarkupKind::Bold),
        // A star at a letter is half of a pair, or points to a note that is not there.
        ('*', 1) => (opens() && closes(after, '*')
            || before.is_some_and(char::is_alphabetic)
            || next.is_some_and(char::is_alphabetic))
        .then_some(MarkupKind::Slanted),
        ('_', 2) => (is_word(before) || is_word(next)).then_some(MarkupKind::Bold),
        ('_', 1) => (opens() && is_word(next) && closes(after, '_')
            || !is_word(before) && before != Some('/') && next.is_some_and(char::is_alphabetic))
        .then_some(MarkupKind::Slanted),
        ('~', 2) => (opens() && twin()).then_some(MarkupKind::Struck),
        // Names of the highlands have one inside: K`Brông.
        ('`', 1) => (twin() || !is_word(before) || !is_word(next)).then_some(MarkupKind::Code),
        ('`', 2 | 3) => Some(MarkupKind::Code),
        _ => None,
    };
    (length, kind)
}

/// A mark that opens before a word and closes behind one: `==…==`, `^…^`.
fn twin(rest: &str, before: Option<char>, mark: &str) -> Option<usize> {
    let inside = &rest[mark.len()..];
    let opens =
        inside.starts_with(char::is_alphanumeric) && !before.is_some_and(char::is_alphanumeric);
    // What is far off closes nothing, and a page of marks is looked at once.
    let near = inside.char_indices().take(200).map(|(at, _)| at).last()?;
    let close =
        inside[..near].find(mark).or_else(|| inside.ends_with(mark).then_some(inside.len()))?;
    let closes = inside[..close].ends_with(|letter: char| !letter.is_whitespace());
    (opens && closes).then_some(mark.len())
}

/// `$x$` and `$$x$$`: a formula. A price has a number behind the sign, and no second sign.
fn math(rest: &str) -> Option<usize> {
    if rest.starts_with("$$") {
        return Some(2);
    }
    let inside = &rest[1..];
    let close = inside.find('$').filter(|close| (1..40).contains(close))?;
    let formula = &inside[..close];
    let edges =
        !formula.starts_with(char::is_whitespace) && !formula.ends_with(char::is_whitespace);
    (edges && formula.contains(['\\', '^', '_', '=', '+'])).then_some(1)
}

/// `$ten$`, `@ten@`, `%ten%`: one name between two signs, which a program fills in.
fn name_between(rest: &str, before: Option<char>, sign: char) -> Option<usize> {
    let inside = &rest[1..];
    let part = |letter: char| letter.is_alphanumeric() || "_-".contains(letter);
    let length = inside.len() - inside.trim_start_matches(part).len();
    let after = inside[length..].strip_prefix(sign)?;
    let alone =
        !before.is_some_and(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    (alone && inside.starts_with(char::is_alphabetic)).then_some(length + 2)
}

/// `|Mở|`, `/Mở/`: words close between two signs that stand apart from others. “5 | 6” and “và/hoặc” are
/// none.
fn between(rest: &str, before: Option<char>, sign: char) -> Option<usize> {
    let inside = &rest[sign.len_utf8()..];
    let mut near = inside.char_indices().take(MOST_IN_BRACKETS);
    let (close, _) = near.find(|(_, letter)| *letter == sign || *letter == '\n')?;
    let (words, after) = (&inside[..close], inside[close..].strip_prefix(sign)?);
    let is_apart = |letter: Option<char>| {
        letter.is_none_or(|it| !it.is_alphanumeric() && it != sign && it != ':')
    };
    let is_close = words.starts_with(char::is_alphabetic) && words.ends_with(char::is_alphanumeric);
    (is_close && is_apart(before) && is_apart(after.chars().next()))
        .then_some(close + 2 * sign.len_utf8())
}

/// The first quotation mark or bracket of which the other half is missing. A closing one behind the
/// number of an item (`a)`), of inches (`5”`) or of a face (`:)`) closes nothing.
pub(super) fn half_of_a_pair(text: &str) -> Option<Range<usize>> {
    const PAIRS: [(char, char); 5] = [('“', '”'), ('(', ')'), ('[', ']'), ('{', '}'), ('«', '»')];
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut lone: Option<Range<usize>> = None;
    for (at, sign) in text.char_indices() {
        let whole = at..at + sign.len_utf8();
        if PAIRS.iter().any(|(opens, _)| *opens == sign) {
            open.push((at, sign));
        } else if let Some((opens, _)) = PAIRS.iter().find(|(_, closes)| *closes == sign) {
            // What stands open inside is never closed.
            let known = open.iter().rposition(|(_, sign)| sign == opens);
            let unclosed = known.map(|known| open.drain(known..).nth(1));
            let found = match unclosed {
                Some(inner) => inner.map(|(at, sign)| at..at + sign.len_utf8()),
                None => (!closes_nothing(&text[..at], sign)).then_some(whole),
            };
            lone = lone.or(found);
        }
        if lone.is_some() {
            return lone;
        }
    }
    // Straight ones look alike at both ends; behind a number they are inches.
    let straight = text.match_indices('"').map(|(at, _)| at);
    let is_inch = |at: &usize| text[..*at].ends_with(|letter: char| letter.is_ascii_digit());
    let straight: Vec<usize> = straight.filter(|at| !is_inch(at)).collect();
    let last = straight.last().filter(|_| straight.len() % 2 == 1);
    let open = open.first().map(|(at, sign)| *at..*at + sign.len_utf8());
    open.or(last.map(|at| *at..*at + 1))
}

/// Whether a closing sign behind `before` has no other half by right.
fn closes_nothing(before: &str, sign: char) -> bool {
    let last = before.chars().next_back();
    match sign {
        ')' => {
            let item = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
            let is_item = (1..=2).contains(&item.chars().count());
            is_item || matches!(last, Some(':' | ';' | '='))
        }
        '”' => last.is_some_and(|letter| letter.is_ascii_digit()),
        // A bullet, and an arrow through menus.
        '»' => true,
        _ => false,
    }
}

/// `.png` behind the name of a file, from its dot.
fn picture_file(rest: &str, before: Option<char>) -> Option<usize> {
    const ENDINGS: [&str; 7] = [".png", ".jpg", ".jpeg", ".svg", ".webp", ".heic", ".gif"];
    before.filter(|letter| letter.is_alphanumeric() || *letter == ')')?;
    let is_ending = |ending: &&&str| {
        let Some((head, after)) = rest.split_at_checked(ending.len()) else { return false };
        head.eq_ignore_ascii_case(ending) && !after.starts_with(char::is_alphanumeric)
    };
    ENDINGS.iter().find(is_ending).map(|ending| ending.len())
}

/// `:smile:`, as chat programs name their pictures.
fn emoji(rest: &str, before: Option<char>) -> Option<usize> {
    let inside = &rest[1..];
    let part = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_+-".contains(letter)
    };
    let length = inside.len() - inside.trim_start_matches(part).len();
    let named = inside.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '+');
    let alone = !before.is_some_and(char::is_alphanumeric);
    (alone && named && (2..=40).contains(&length) && inside[length..].starts_with(':'))
        .then_some(length + 2)
}

/// Whether a single sign further on ends what one before `text` began.
fn closes(text: &str, sign: char) -> bool {
    // A sign that is far off ends nothing, and a page of signs is looked at once.
    text.match_indices(sign).take(32).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_some_and(|letter| !letter.is_whitespace() && letter != sign)
            && after.is_none_or(|letter| !letter.is_alphanumeric() && letter != sign)
    })
}

/// `%s`, `%d`, `%1$s`: a place that a program fills in.
fn placeholder(rest: &str, before: Option<char>) -> Option<usize> {
    let inside =
        rest[1..].trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '$');
    let after = inside.strip_prefix(['s', 'd', '@'])?;
    let alone = !before.is_some_and(char::is_alphanumeric)
        && !after.starts_with(|letter: char| letter.is_alphanumeric());
    alone.then_some(rest.len() - after.len())
}

fn bracket(rest: &str) -> Option<(usize, MarkupKind)> {
    if rest.starts_with("[object Object]") {
        return Some((15, MarkupKind::Comment));
    }
    if rest.starts_with("[[") {
        return Some((2, MarkupKind::Button));
    }
    if rest.starts_with("[^") {
        return Some((2, MarkupKind::Footnote));
    }
    if rest.starts_with("[!") {
        return Some((2, MarkupKind::Note));
    }
    let boxes = ["[]", "[ ]", "[\u{a0}]", "[x]", "[X]", "[v]", "[V]", "[o]", "[√]", "[✓]"];
    let is_box = |mark: &&&str| {
        rest.strip_prefix(**mark).is_some_and(|after| !after.starts_with(['(', '[', ':']))
    };
    if let Some(mark) = boxes.iter().find(is_box) {
        return Some((mark.len(), MarkupKind::Tick));
    }
    if let Some(closing) = rest.strip_prefix("[/") {
        let name = closing.find(']')?;
        let is_tag = closing[..name].bytes().all(|byte| byte.is_ascii_alphabetic());
        return is_tag.then_some((name + 3, MarkupKind::Tag));
    }
    let inside = &rest[1..];
    let name = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
    if BB_TAGS.contains(&&inside[..name]) && inside[name..].starts_with([']', '=']) {
        return Some((name + 2, MarkupKind::Tag));
    }
    let length = words_in_brackets(inside)?;
    // A link with a space in it: `[chữ] (https://…)`.
    let behind = inside[length + 1..].strip_prefix(' ').and_then(|it| it.strip_prefix('('));
    let near = |it: &'_ str| it.char_indices().nth(MOST_IN_BRACKETS).map_or(it.len(), |(at, _)| at);
    let Some(target) = behind.and_then(|it| it[..near(it)].split(')').next()) else {
        return Some((length + 2, MarkupKind::Bracket));
    };
    let is_address = target.starts_with("http") || target.starts_with("www.");
    match target.contains(' ') {
        _ if is_address => Some((length + 2, MarkupKind::Link)),
        true => Some((length + 2, MarkupKind::Bracket)),
        false => None,
    }
}

/// How long the words are up to `]`, if they are words and no link.
fn words_in_brackets(inside: &str) -> Option<usize> {
    let near = inside.char_indices().take(MOST_IN_BRACKETS);
    let (close, _) = near.take_while(|(_, sign)| *sign != '[').find(|(_, sign)| *sign == ']')?;
    let is_link = inside[close + 1..].starts_with(['(', '[', ':', ']', '{']);
    (inside.starts_with(char::is_alphabetic) && !is_link).then_some(close)
}

fn brace(rest: &str) -> Option<(usize, MarkupKind)> {
    let inside = &rest[1..];
    if inside.starts_with(['{', '%']) || inside.starts_with("# ") {
        return Some((2, MarkupKind::Template));
    }
    let words = inside.trim_start();
    if words.starts_with(['#', '.', ':']) {
        return Some((1, MarkupKind::Brace));
    }
    let part = |letter: char| letter.is_alphanumeric() || "_-. ".contains(letter);
    let name = words.len() - words.trim_start_matches(part).len();
    let after = words[name..].chars().next()?;
    let length = rest.len() - words.len() + name + 1;
    (name > 0 && matches!(after, '=' | '}')).then_some((length, MarkupKind::Brace))
}

/// A tag, comment or address in angle brackets. “< 5” and “<5 tuổi>” are none.
fn tag(rest: &str) -> Option<usize> {
    const SPACED: [&str; 8] = ["br", "b>", "i>", "u>", "p>", "div", "span", "li>"];
    if rest.starts_with("<!--") || rest.starts_with("<![") || rest.starts_with("<!DOCTYPE") {
        return Some(4);
    }
    let inside = &rest[1..];
    if let Some(name) = inside.strip_prefix('<') {
        let is_field = name.chars().next().is_some_and(char::is_alphabetic);
        return (is_field && rest.contains(">>")).then_some(2);
    }
    let inside = inside.strip_prefix(['/', '?']).unwrap_or(inside);
    // `<tên>` is a place to fill in, `< br>` a tag with a blank in it.
    let spaced = inside.trim_start();
    let is_spaced = SPACED.iter().any(|tag| spaced.starts_with(tag));
    let inside = if is_spaced { spaced } else { inside };
    let part = |letter: char| letter.is_alphanumeric() || letter == '-';
    let name = inside.len() - inside.trim_start_matches(part).len();
    let begins = inside.starts_with(char::is_alphabetic);
    let after = inside[name..].chars().next();
    let ends = matches!(after, Some('>' | '/' | ':' | ' ' | '\n' | '\t' | '?'));
    let end = rest.find('>')?;
    (begins && ends).then_some(end + 1)
}

/// A letter by its name or number. “A&B” is none, nor is a part of an address.
fn entity(rest: &str) -> Option<usize> {
    let inside = &rest[1..];
    let name = inside.strip_prefix('#').unwrap_or(inside);
    let length = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let after = name[length..].chars().next();
    let whole = rest.len() - name.len() + length;
    let least = if name.len() < inside.len() { 1 } else { 2 };
    match after {
        // “Q&A;” is none: the shortest names have two letters.
        Some(';') => (least..=32).contains(&length).then_some(whole + 1),
        Some('=') => None,
        _ => NAMED.contains(&&inside[..length.min(inside.len())]).then_some(whole),
    }
}

/// `\*`, `\n`. A path of Windows has letters or a colon before it.
fn escape(rest: &str, before: Option<char>) -> Option<usize> {
    let next = rest[1..].chars().next()?;
    let is_line = matches!(next, 'n' | 'r' | 't') && before != Some(':');
    // `\u1ec5`, as programs write a letter.
    let is_code = next == 'u'
        && rest.get(2..6).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_code {
        return Some(6);
    }
    // `\pagebreak`, as TeX and pandoc give orders.
    let order =
        rest[1..].len() - rest[1..].trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    if order > 2 && before.is_none_or(char::is_whitespace) {
        return Some(1 + order);
    }
    // The normaliser has made quotation marks round.
    let is_quote = matches!(next, '“' | '”' | '‘' | '’');
    (next.is_ascii_punctuation() || is_line || is_quote).then_some(1 + next.len_utf8())
}

/// Whether a bar belongs to a row of a table: it begins the text and there are more.
fn table(text: &str, rest: &str) -> bool {
    let is_first = text.trim_start().len() == rest.len();
    (is_first && rest[1..].contains('|'))
        || rest.starts_with("|--")
        || rest.starts_with("|:-")
        || rest.starts_with("| --")
}

/// What a line begins with: how far it reaches and what it was meant to be.
pub(super) fn leading(words: &str) -> Option<(usize, MarkupKind)> {
    let sign = words.chars().next()?;
    let length = words.len() - words.trim_start_matches(sign).len();
    let after = &words[length..];
    let next = after.chars().next();
    let is_blank = next.is_some_and(char::is_whitespace);
    let is_letter = next.is_some_and(char::is_alphabetic);
    match sign {
        // “#1” is a number.
        '#' if is_blank || is_letter || length > 1 => Some((length, MarkupKind::Heading)),
        '>' if is_letter || length > 1 => Some((length, MarkupKind::Quote)),
        '>' if is_blank && after.trim_start().starts_with(char::is_alphabetic) => {
            Some((length, MarkupKind::Quote))
        }
        // “->” and “=>” before each line.
        '-' | '=' if length <= 2 && after.starts_with('>') => Some((length + 1, MarkupKind::Item)),
        // The round bullet of Word, in plain text.
        // The others of Word's bullets are these letters in the face Wingdings.
        'o' | 'v' | 'q' | 'ü' | 'Ø' | '§'
            if length == sign.len_utf8()
                && is_blank
                && after.trim_start().starts_with(char::is_uppercase) =>
        {
            Some((length, MarkupKind::Item))
        }
        // `==…==` in the middle is a highlight.
        '=' if length >= 2 => Some((length, MarkupKind::Rule)),
        // Notes to oneself, as in programs and in chat.
        '/' | '%' if length == 2 && is_blank => Some((2, MarkupKind::Comment)),
        '[' if words.eq_ignore_ascii_case("[toc]") => Some((words.len(), MarkupKind::Comment)),
        '!' | '?' if length == 3 && after.starts_with([' ', '+']) => Some((3, MarkupKind::Note)),
        '.' if length == 2 && is_blank && after.contains("::") => Some((2, MarkupKind::Comment)),
        '+' if after.starts_with("--") => Some((3, MarkupKind::Table)),
        ':' if length >= 3 => Some((length, MarkupKind::Rule)),
        '-' if length >= 3 && after.is_empty() => Some((length, MarkupKind::Rule)),
        '*' if length == 3 && after.is_empty() => Some((length, MarkupKind::Rule)),
        '*' if length == 1 && is_blank => Some((1, MarkupKind::Item)),
        // “-5 °C” is a number and “–” says that there is none.
        _ if DASHES.contains(&sign) && length == sign.len_utf8() => {
            (is_blank || is_letter).then_some((length, MarkupKind::Item))
        }
        _ if BULLETS.contains(&sign) => (!after.is_empty()).then_some((length, MarkupKind::Item)),
        _ => None,
    }
    .or_else(|| to_oneself(words).map(|length| (length, MarkupKind::Comment)))
    .or_else(|| stray(words))
}

/// Signs before the first word that no sentence begins with, and lines of signs alone.
fn stray(words: &str) -> Option<(usize, MarkupKind)> {
    let first = words.chars().next().filter(|sign| STRAY.contains(sign))?;
    let rest = words.trim_start_matches(STRAY);
    let length = words.len() - rest.len();
    let signs = &words[..length];
    if rest.is_empty() {
        let is_row = "=+@&^$|/\\;<>~".contains(first);
        return (is_row && signs.chars().all(|sign| sign == first))
            .then_some((length, MarkupKind::Rule));
    }
    // A row to write on, and what goes on behind dots.
    if signs.chars().all(|sign| sign == '.') || signs.starts_with("___") {
        return None;
    }
    let is_apart =
        rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_alphabetic);
    let is_close = rest.starts_with(char::is_alphabetic)
        && signs.chars().all(|sign| STRAY_CLOSE.contains(&sign));
    (is_apart || is_close).then_some((length, MarkupKind::Stray))
}

/// A word by which authors mark what they have not written yet.
fn to_oneself(words: &str) -> Option<usize> {
    let marked = ["TODO", concat!("FIX", "ME"), "TBD", "XXX", "Lorem ipsum"];
    let found = marked.into_iter().find(|mark| words.starts_with(mark))?;
    let is_whole = !words[found.len()..].starts_with(char::is_alphanumeric);
    is_whole.then_some(found.len())
}
