//! A number as a spreadsheet shows it, with the marks of Vietnam: `1.234.567,5` (VT-13).

use super::date;
use super::form::{Digits, Form, Token};
use crate::diag::{Code, text};
use crate::records::rows::Fault;

/// A spreadsheet keeps this many digits of a number; what comes after them is wrong.
const DIGITS_KEPT: usize = 15;
/// The first number with more digits.
const MOST: f64 = 1e15;

/// The number written as `raw`, in its form.
pub(super) fn shown(raw: &str, form: &Form, since_1904: bool) -> Result<String, Fault> {
    let Some(value) = raw.trim().parse::<f64>().ok().filter(|value| value.is_finite()) else {
        // Some programs write texts so.
        return Ok(raw.to_owned());
    };
    match form {
        Form::General => general(value),
        Form::Date(parts) => date::shown(value, *parts, since_1904).ok_or_else(|| no_day(raw)),
        Form::Digits(..) if value.abs() >= MOST => Err(too_many_digits(value)),
        Form::Digits(digits, negative) => Ok(match negative {
            Some(negative) if value < 0.0 => in_digits(-value, negative),
            _ => in_digits(value, digits),
        }),
    }
}

fn general(value: f64) -> Result<String, Fault> {
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

fn in_digits(value: f64, form: &Digits) -> String {
    let value = if form.percent { value * 100.0 } else { value };
    let (least, most) = form.decimals;
    // Rounding as Excel does, half away from zero, on the 15 digits that are kept.
    let scale = 10f64.powi(i32::try_from(most).unwrap_or(0));
    let near = format!("{:.*e}", DIGITS_KEPT - 1, value.abs() * scale);
    let rounded = near.parse::<f64>().unwrap_or(0.0).round() / scale;
    let written = format!("{rounded:.most$}");
    let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
    let kept = decimals.trim_end_matches('0').len().max(least);
    let mut out = String::new();
    if value < 0.0 && rounded != 0.0 {
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

/// Puts digits into their places, from the right.
fn fill(whole: &str, form: &Digits) -> String {
    let mut digits = whole.trim_start_matches('0').chars().rev();
    let mut places = form.whole.iter().filter(|it| !matches!(it, Token::Letters(_))).count();
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
            Token::Letters(letters) => out.push(letters.clone()),
            place => {
                places -= 1;
                match digits.next() {
                    Some(digit) => put(digit, &mut out),
                    None if *place == Token::Zero => put('0', &mut out),
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
    out.concat()
}

fn no_day(raw: &str) -> Fault {
    Fault::new(
        Code::RecordsCell,
        text!(
            en "the number {raw} is shown as a date, and no calendar has that day",
            vi "số {raw} đặt kiểu ngày tháng, nhưng lịch không có ngày ấy",
        ),
        text!(
            en "type the date anew, or set the form of the cell to text",
            vi "gõ lại ngày, hoặc đổi kiểu ô thành văn bản",
        ),
    )
}

fn too_many_digits(value: f64) -> Fault {
    Fault::new(
        Code::RecordsCell,
        text!(
            en "{value} has more than {DIGITS_KEPT} digits, and a spreadsheet does not keep the last ones",
            vi "{value} có hơn {DIGITS_KEPT} chữ số, bảng tính không giữ được các chữ số cuối",
        ),
        text!(
            en "set the form of the column to text and type the number anew",
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
            ("5", "[>10]0.0;0", "5"),
            ("5", "0.0E+0", "5"),
            ("5", "", "5"),
            ("5", "\"", "5"),
            ("5", "[", "5"),
        ] {
            let shown = shown(raw, &Form::read(code), false);
            assert_eq!(shown.ok().as_deref(), Some(wanted), "{raw} as {code}");
        }
    }

    #[test]
    fn what_cannot_be_shown_is_told() {
        for (raw, code) in [
            ("1234567890123456", "General"),
            ("60", "dd/mm/yyyy"),
            ("-1", "dd/mm/yyyy"),
            ("1e300", "General"),
            ("9876543210123456", "0"),
        ] {
            assert!(shown(raw, &Form::read(code), false).is_err(), "{raw} as {code}");
        }
    }
}
