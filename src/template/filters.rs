//! Filters for what is written in a way of its own in Vietnamese (VT-13, VT-14): in goes a value as
//! somebody typed it, out comes the house's form, or the reason why there is none.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::diag::{Text, text};
use crate::guide::reasons::{self, Reason};
use crate::vietnamese::collate;
use crate::vietnamese::date::Date;
use crate::vietnamese::money::{Money, Number};
use crate::vietnamese::phone::Phone;
use crate::vietnamese::time::Time;

/// The names of our filters; Tera has more of its own.
pub const FILTERS: &[&str] =
    &["date", "date_long", "money", "number", "phone", "sort_names", "time", "weekday"];

/// Stands between the two languages of a reason, which Tera hands on as one text.
const BETWEEN: char = '\u{1f}';

/// Makes the filters known to all templates.
pub(super) fn register(tera: &mut Tera) {
    fn filter(tera: &mut Tera, name: &'static str, form: fn(&Typed) -> Result<String, Reason>) {
        let apply = move |value: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            let typed = Typed::new(value, name)?;
            let form = form(&typed).map_err(|reason| refuse(name, &typed.text, &reason))?;
            Ok(Value::normal_string(&form))
        };
        tera.register_filter(name, apply);
    }
    filter(tera, "date", |typed| Ok(read_date(typed)?.to_string()));
    filter(tera, "date_long", |typed| Ok(read_date(typed)?.long()));
    filter(tera, "weekday", |typed| Ok(read_date(typed)?.weekday().to_owned()));
    filter(tera, "time", |typed| {
        let time = Time::read(&typed.text).map_err(reasons::time)?;
        Ok(time.to_string())
    });
    filter(tera, "money", |typed| {
        let money = Money::read(&typed.text).map_err(|fault| reasons::number(&fault))?;
        Ok(money.to_string())
    });
    filter(tera, "number", |typed| {
        let read = if typed.is_number { Number::from_machine } else { Number::read };
        let number = read(&typed.text).map_err(|fault| reasons::number(&fault))?;
        Ok(number.to_string())
    });
    filter(tera, "phone", |typed| {
        let phone = Phone::read(&typed.text).map_err(|fault| reasons::phone(&fault))?;
        Ok(phone.to_string())
    });
    tera.register_filter("sort_names", sort_names);
}

/// A value that can be read: letters or a number.
struct Typed {
    text: String,
    is_number: bool,
}

impl Typed {
    fn new(value: &Value, filter: &str) -> TeraResult<Typed> {
        if let Some(text) = value.as_str() {
            return Ok(Typed { text: text.to_owned(), is_number: false });
        }
        if let Some(number) = value.as_number() {
            return Ok(Typed { text: number.to_string(), is_number: true });
        }
        Err(refuse(filter, value.name(), &not_text(value)))
    }
}

fn read_date(typed: &Typed) -> Result<Date, Reason> {
    Date::read(&typed.text).map_err(|fault| reasons::date(&fault))
}

/// A list of names in the order of a roster: given name, family name, what is between.
fn sort_names(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let all = value
        .as_array()
        .map(<[Value]>::to_vec)
        .filter(|all| all.iter().all(|name| name.as_str().is_some()));
    let Some(mut names) = all else {
        let why = text!(en "it is no list of names", vi "đây không phải danh sách tên");
        let todo = text!(en "give it a list of texts", vi "đưa vào một danh sách chữ");
        return Err(refuse("sort_names", value.name(), &Reason { why, todo }));
    };
    collate::sort_names(&mut names, |name| name.as_str().unwrap_or(""));
    Ok(names.into())
}

fn not_text(value: &Value) -> Reason {
    let todo = text!(
        en "give it letters: a string, or `.plain` of a text",
        vi "đưa vào chữ thường: một biến kiểu string, hoặc `.plain` của một text",
    );
    // The words “not defined” make it error T02, see `set::report`.
    let why = if value.is_undefined() {
        text!(en "the variable is not defined", vi "biến này không có")
    } else {
        text!(en "it is no text", vi "đây không phải chữ")
    };
    Reason { why, todo }
}

fn refuse(filter: &str, typed: &str, reason: &Reason) -> tera::Error {
    let Reason { why, todo } = reason;
    let en = format!("`{typed}` through the filter `{filter}`: {}; {}", why.en, todo.en);
    let vi = format!("`{typed}` qua bộ lọc `{filter}`: {}; {}", why.vi, todo.vi);
    tera::Error::message(format!("{en}{BETWEEN}{vi}"))
}

/// What Tera said, in both languages where it was one of us who said it.
pub(super) fn said(message: &str) -> Text {
    let (en, vi) = message.split_once(BETWEEN).unwrap_or((message, message));
    Text { en: en.to_owned(), vi: vi.to_owned() }
}
