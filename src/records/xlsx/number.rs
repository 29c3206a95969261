//! A number as a spreadsheet shows it, with the marks of Vietnam: `1.234.567,5` (VT-13).

use super::date::{self, Unshown};
use super::number_format::{DigitToken, Digits, FormatCondition, Fraction, NumberFormat, Section};
use crate::diag::{Code, text};
use crate::records::quoted::shown as excerpt;
use crate::records::rows::FileFault;

/// A spreadsheet keeps this many digits of a number; what comes after them is wrong.
const DIGITS_KEPT: usize = 15;
/// The first number with more digits.
const MOST: f64 = 1e15;
/// How near a fraction has to come to its number, which is kept to 15 digits.
const NEAR: f64 = 1e-9;

/// The number written as `raw`, in its form.
pub(super) fn displayed(
    raw: &str,
    form: &NumberFormat,
    since_1904: bool,
) -> Result<String, FileFault> {
    let Some(value) = raw.trim().parse::<f64>().ok().filter(|value| value.is_finite()) else {
        // Some programs write texts so.
        return text_shown(raw, form);
    };
    let Some((section, is_negative)) = choose(value, form) else { return Err(unshown(raw, form)) };
    let size = value.abs();
    let signed = |words: &str| format!("{}{words}", if is_negative { "-" } else { "" });
    match section {
        Section::Nothing if value == 0.0 => Ok(String::new()),
        Section::Nothing => Err(hidden(raw, form)),
        Section::Words(words) if words.trim().is_empty() && value != 0.0 => Err(hidden(raw, form)),
        Section::Words(words) => Ok(signed(words).trim().to_owned()),
        Section::AsKept(before, after) => {
            let kept = general(size)?;
            Ok(signed(&format!("{before}{kept}{after}")).trim().to_owned())
        }
        Section::Date(tokens) => {
            date::displayed(value, tokens, since_1904).map_err(|why| match why {
                Unshown::NoDay => no_day(raw),
                Unshown::Form => unshown(raw, form),
            })
        }
        Section::Digits(..) | Section::Fraction(..) if value.abs() >= MOST => {
            Err(too_many_digits(value))
        }
        Section::Digits(digits) => {
            let written = in_digits(size, is_negative, digits);
            if written.is_empty() && value != 0.0 { Err(hidden(raw, form)) } else { Ok(written) }
        }
        Section::Fraction(fraction) => {
            in_fraction(size, *fraction).map(|it| signed(&it)).ok_or_else(|| unshown(raw, form))
        }
        Section::Unknown => Err(unshown(raw, form)),
    }
}

/// A text in its form: `"Bác "@`.
pub(super) fn text_shown(letters: &str, form: &NumberFormat) -> Result<String, FileFault> {
    match &form.text {
        _ if letters.trim().is_empty() => Ok(letters.to_owned()),
        None => Ok(letters.to_owned()),
        Some(Section::AsKept(before, after)) => {
            Ok(format!("{}{letters}{}", before.trim_start(), after.trim_end()))
        }
        Some(Section::Words(words)) if !words.trim().is_empty() => Ok(words.clone()),
        Some(Section::Nothing | Section::Words(_)) => Err(hidden(letters, form)),
        Some(_) => Err(unshown(letters, form)),
    }
}

/// The section a number is shown by, and whether a minus sign stands before it.
fn choose(value: f64, form: &NumberFormat) -> Option<(&Section, bool)> {
    let sections = &form.sections;
    let is_negative = value < 0.0;
    if sections.is_empty() {
        // A form for texts alone shows numbers as such.
        return form.text.as_ref().map(|section| (section, is_negative));
    }
    if sections.iter().all(|(condition, _)| condition.is_none()) {
        let at = match sections.len() {
            1 => return Some((&sections[0].1, is_negative)),
            _ if is_negative => 1,
            3 if value == 0.0 => 2,
            _ => 0,
        };
        return Some((&sections[at].1, false));
    }
    let (last, before) = sections.split_last()?;
    let fits = |section: &&(Option<FormatCondition>, Section)| {
        section.0.is_some_and(|condition| condition.holds(value))
    };
    let is_clear = before.iter().all(|(condition, _)| condition.is_some());
    let else_last = last.0.is_none_or(|condition| condition.holds(value)).then_some(last);
    let (_, section) = before.iter().find(fits).or(else_last)?;
    // Which sign such a section gives a number below zero is another matter in every program.
    let has_sign = is_negative && !matches!(section, Section::Words(_));
    (is_clear && !has_sign).then_some((section, false))
}

fn general(value: f64) -> Result<String, FileFault> {
    if value == 0.0 {
        return Ok("0".to_owned());
    }
    let size = value.abs();
    if size >= MOST {
        return Err(too_many_digits(value));
    }
    // 15 digits, so that 0.1 + 0.2 is 0.3.
    let before = if size >= 1.0 { size.log10().floor() as usize + 1 } else { 0 };
    let written = format!("{value:.*}", DIGITS_KEPT.saturating_sub(before));
    let written = if written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written
    };
    Ok(if written == "-0" { "0".to_owned() } else { written.replace('.', ",") })
}

fn in_digits(size: f64, is_negative: bool, form: &Digits) -> String {
    let size = if form.percent { size * 100.0 } else { size };
    let size = size / 1000f64.powi(form.thousands);
    let (least, most) = form.decimals;
    // Rounding as Excel does, half away from zero, on the 15 digits that are kept.
    let scale = 10f64.powi(i32::try_from(most).unwrap_or(0));
    let near = format!("{:.*e}", DIGITS_KEPT - 1, size * scale);
    let rounded = near.parse::<f64>().unwrap_or(0.0).round() / scale;
    let written = format!("{rounded:.most$}");
    let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
    let kept = decimals.trim_end_matches('0').len().max(least);
    let mut out = String::new();
    if is_negative && rounded != 0.0 {
        out.push('-');
    }
    out.push_str(&fill(whole, form));
    if kept > 0 {
        out.push(',');
        out.push_str(&decimals[..kept.min(decimals.len())]);
    }
    out.push_str(&form.after);
    out.trim().to_owned()
}

/// A fraction with the least denominator that comes near enough.
fn in_fraction(size: f64, form: Fraction) -> Option<String> {
    if form.has_whole && (size - size.round()).abs() < NEAR {
        return Some(format!("{}", size.round()));
    }
    let whole = if form.has_whole { size.floor() } else { 0.0 };
    let rest = size - whole;
    let denominators = form.fixed.map_or(1..=form.most, |fixed| fixed..=fixed);
    let (above, below) = denominators.into_iter().find_map(|below| {
        let above = (rest * f64::from(below)).round();
        ((above / f64::from(below) - rest).abs() < NEAR).then_some((above, below))
    })?;
    Some(if whole > 0.0 { format!("{whole} {above}/{below}") } else { format!("{above}/{below}") })
}

/// Puts digits into their places, from the right.
fn fill(whole: &str, form: &Digits) -> String {
    let mut digits = whole.trim_start_matches('0').chars().rev();
    let mut places = form.whole.iter().filter(|it| !matches!(it, DigitToken::Letters(_))).count();
    let (mut out, mut count) = (Vec::new(), 0);
    let mut put = |digit: char, out: &mut Vec<String>| {
        if form.grouped && count > 0 && count % 3 == 0 {
            out.push(".".to_owned());
        }
        count += 1;
        out.push(digit.to_string());
    };
    for token in form.whole.iter().rev() {
        match token {
            DigitToken::Letters(letters) => out.push(letters.clone()),
            place => {
                places -= 1;
                match digits.next() {
                    Some(digit) => put(digit, &mut out),
                    None if *place == DigitToken::Zero => put('0', &mut out),
                    None => {}
                }
                // The first place takes all digits that are left.
                if places == 0 {
                    digits.by_ref().for_each(|digit| put(digit, &mut out));
                }
            }
        }
    }
    out.reverse();
    // A form that begins with its point has no place for a whole part, which is shown all the same.
    let rest: String = digits.by_ref().collect::<Vec<char>>().into_iter().rev().collect();
    rest + &out.concat()
}

pub(super) fn no_day(raw: &str) -> FileFault {
    FileFault::new(
        Code::RecordsCell,
        text!(
            en "the number {raw} is shown as a date, but no calendar has that day",
            vi "số {raw} đặt kiểu ngày tháng, nhưng lịch không có ngày ấy",
        ),
        text!(
            en "type the date again, or set the format of the cell to text",
            vi "gõ lại ngày, hoặc đổi kiểu ô thành văn bản",
        ),
    )
}

/// The value is in the file, and nobody sees it.
fn hidden(raw: &str, form: &NumberFormat) -> FileFault {
    let (raw, code) = (excerpt(raw, 40), excerpt(&form.code, 40));
    FileFault::new(
        Code::RecordsForm,
        text!(
            en "the number format `{code}` of this cell hides its value “{raw}”",
            vi "kiểu ô `{code}` đang giấu giá trị “{raw}”",
        ),
        text!(
            en "delete the value, or set the format of the cell to General",
            vi "xóa giá trị ấy, hoặc đổi kiểu ô thành General",
        ),
    )
}

/// The value is shown in a way that nothing here knows.
fn unshown(raw: &str, form: &NumberFormat) -> FileFault {
    let (raw, code) = (excerpt(raw, 40), excerpt(&form.code, 40));
    FileFault::new(
        Code::RecordsForm,
        text!(
            en "the value {raw} has the format `{code}`, and toroi cannot tell what the spreadsheet shows for it",
            vi "giá trị {raw} đặt kiểu `{code}`, toroi không biết bảng tính hiện ra thế nào",
        ),
        text!(
            en "choose a plain format for the column, or set it to text and type what is to be printed",
            vi "đổi cột sang kiểu thường, hoặc đổi thành văn bản rồi gõ đúng chữ cần in",
        ),
    )
}

fn too_many_digits(value: f64) -> FileFault {
    FileFault::new(
        Code::RecordsCell,
        text!(
            en "{value} has more than {DIGITS_KEPT} digits, and a spreadsheet loses the last ones",
            vi "{value} có hơn {DIGITS_KEPT} chữ số, bảng tính không giữ được các chữ số cuối",
        ),
        text!(
            en "set the format of the column to text and type the number again",
            vi "đổi kiểu cột thành văn bản rồi gõ lại số",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_in_the_spreadsheet() {
        for (raw, code, wanted) in [
            ("1", "General", "1"),
            ("1.0", "General", "1"),
            ("1.5", "General", "1,5"),
            ("-2.25", "General", "-2,25"),
            ("0.30000000000000004", "General", "0,3"),
            ("912345678", "General", "912345678"),
            ("1E+3", "General", "1000"),
            ("1e-7", "General", "0,0000001"),
            ("-0", "General", "0"),
            ("chữ", "General", "chữ"),
            ("912345678", "0000000000", "0912345678"),
            ("912345678", "0000\\ 000\\ 000", "0912 345 678"),
            ("912345678", "0###\\ ###\\ ###", "0912 345 678"),
            ("912345678", "\"0\"000000000", "0912345678"),
            ("1234567", "0000-0000", "0123-4567"),
            ("1234567.5", "#,##0", "1.234.568"),
            ("1234567.5", "#,##0.00", "1.234.567,50"),
            ("1234567.5", "#,##0.0#", "1.234.567,5"),
            ("50000", "#,##0\\ \"đ\"", "50.000 đ"),
            ("50000", "#,##0\\ [$₫-42A]", "50.000 ₫"),
            ("50000", "[$$-409]#,##0.00", "$50.000,00"),
            ("-50", "#,##0;(#,##0)", "(50)"),
            ("-50", "#,##0", "-50"),
            ("0.5", "0%", "50%"),
            ("0.125", "0.0%", "12,5%"),
            ("0.005", "0.00", "0,01"),
            ("1.005", "0.00", "1,01"),
            ("2.5", "0", "3"),
            ("0", "#,##0", "0"),
            ("0", "#,###", ""),
            ("0", "0", "0"),
            ("7", "00", "07"),
            ("12", "0", "12"),
            ("46349", "dd/mm/yyyy", "23/11/2026"),
            ("46349", "yyyy\\-mm\\-dd", "23/11/2026"),
            ("46349", "[$-42A]dd mmmm yyyy", "23/11/2026"),
            ("46349", "mm/yy", "11/2026"),
            ("0.3125", "h:mm AM/PM", "7h30"),
            ("0.3125", "[h]:mm", "7h30"),
            ("46349.3125", "dd/mm/yyyy hh:mm:ss", "7h30 ngày 23/11/2026"),
            ("5", "@", "5"),
            ("5", "# ?/?", "5"),
            ("0.5", "# ?/?", "1/2"),
            ("2.75", "# ??/??", "2 3/4"),
            ("0.333333333333333", "# ?/?", "1/3"),
            ("1.25", "?/?", "5/4"),
            ("2.5", "# ?/8", "2 4/8"),
            ("-0.5", "# ?/?", "-1/2"),
            ("5", "[>10]0.0;0", "5"),
            ("12", "[>10]0.0;0", "12,0"),
            ("5", "[<3]\"ít\";[>=7]\"nhiều\";\"vừa\"", "vừa"),
            ("1", "[=1]\"Có\";[=0]\"Không\";General", "Có"),
            ("1", "\"Có\";;\"Không\"", "Có"),
            ("0", "\"Có\";;\"Không\"", "Không"),
            ("5", "\"Tổ \"General", "Tổ 5"),
            ("1.5", "General\" m²\"", "1,5 m²"),
            ("-5", "\"Tổ \"General", "-Tổ 5"),
            ("5", "\"Bác \"@", "Bác 5"),
            ("123", "0\"/\"00", "1/23"),
            ("1234", "0\\/000", "1/234"),
            ("1234567", "#,##0,", "1.235"),
            ("1234567", "0.0,,", "1,2"),
            ("1234567", "#,##0,\" nghìn\"", "1.235 nghìn"),
            ("2500000", "0.0,,\" triệu\"", "2,5 triệu"),
            ("0.5", ".00", ",50"),
            ("12.5", ".00", "12,50"),
            ("-5", "[Red]0;[Blue]\\(0\\)", "(5)"),
            ("5", "[Color 10]0", "5"),
            ("-5", "0_);\\(0\\)", "(5)"),
            ("5", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", "5"),
            ("0", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", "-"),
            ("0", "0;-0;;@", ""),
            ("46349", "dddd", "Thứ Hai"),
            ("46348", "ddd", "Chủ nhật"),
            ("46349", "dddd, dd/mm/yyyy", "Thứ Hai, 23/11/2026"),
            ("46349", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Thứ Hai, tháng 11 23, 2026"),
            ("46349", "\"Ngày \"dd\" tháng \"mm\" năm \"yyyy", "Ngày 23 tháng 11 năm 2026"),
            ("46349", "dd/mm/yyyy\" (sáng)\"", "23/11/2026 (sáng)"),
            ("46349", "\"Tháng \"mmmm", "Tháng 11"),
            ("46349", "dd\"/\"mm\"/\"yyyy", "23/11/2026"),
            ("0.3125", "h\" giờ \"mm", "7 giờ 30"),
            ("0.3125", "h:mm\" sáng\"", "7:30 sáng"),
            ("0.0125", "mm:ss", "18:00"),
            ("1.25", "[h]\" giờ\"", "30 giờ"),
            ("5", "", "5"),
            ("5", "\"", "5"),
            ("5", "[", "5"),
        ] {
            let shown = displayed(raw, &NumberFormat::read(code), false);
            assert_eq!(shown.ok().as_deref(), Some(wanted), "{raw} as {code}");
        }
    }

    #[test]
    fn texts_have_forms_too() {
        for (code, wanted) in [
            ("General", Some("An")),
            ("0;-0;;@", Some("An")),
            ("@", Some("An")),
            ("\"Bác \"@", Some("Bác An")),
            ("0;0;0;@\" (vắng)\"", Some("An (vắng)")),
            ("0;0;0;\"ẩn\"", Some("ẩn")),
            (";;;", None),
            ("0;0;0;", None),
            ("0;0;0;0@", None),
            ("[Red]@", Some("An")),
        ] {
            let shown = text_shown("An", &NumberFormat::read(code));
            assert_eq!(shown.ok().as_deref(), wanted, "{code}");
        }
    }

    #[test]
    fn what_cannot_be_shown_is_reported() {
        for (raw, code) in [
            ("1234567890123456", "General"),
            ("60", "dd/mm/yyyy"),
            ("-1", "dd/mm/yyyy"),
            ("1e300", "General"),
            ("9876543210123456", "0"),
            ("5", ";;;"),
            ("5", "\" \""),
            ("-5", "0;"),
            ("0.4", "#"),
            ("5", "0.0E+0"),
            ("5", "0.00E+00"),
            ("0.37", "# ?/?"),
            ("0.37", "# ?/8"),
            ("5", "[>10]0.0"),
            ("-5", "[<0]0;0.0"),
            ("5", "[DBNum1]0"),
            ("46349", "[$-1070000]dd/mm/yyyy"),
            ("46349", "[$-D07041E]0"),
            ("5", "0*-"),
            ("5", "0%%"),
            ("5", "0;0;0;0;0"),
            ("0.3125", "mm:ss"),
            ("0.3125", "[mm]:ss"),
            ("0.3125", "[s]"),
            ("0.3125", "h:mm:ss.00"),
            ("0.3125", "h\" giờ \"mm AM/PM"),
            ("46349", "mmmmm"),
            ("46349", "bbbb"),
            ("46349", "gg"),
            ("5", "0x"),
            ("5", "quá"),
        ] {
            assert!(displayed(raw, &NumberFormat::read(code), false).is_err(), "{raw} as {code}");
        }
    }
}
