//! Filters for what is written in a way of its own in Vietnamese (VT-13, VT-14): in goes a value as
//! somebody typed it, out comes the house's form, or the reason why there is none.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::faults::{Fault, Refusal, not_names, not_text};
use super::stop::stop;
use crate::guide::reasons::{self, Reason};
use crate::vietnamese::collate;
use crate::vietnamese::date::Date;
use crate::vietnamese::money::{Money, Number};
use crate::vietnamese::phone::Phone;
use crate::vietnamese::time::Time;

/// The names of our filters; Tera has more of its own.
pub const FILTERS: &[&str] =
    &["date", "date_long", "money", "number", "phone", "sort_names", "time", "weekday"];

/// Makes the filters known to all templates.
pub(super) fn register(tera: &mut Tera) {
    fn filter(
        tera: &mut Tera,
        name: &'static str,
        form: fn(&ReadableValue) -> Result<String, Reason>,
    ) {
        let apply = move |value: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            let typed = ReadableValue::new(value, name)?;
            let form = form(&typed).map_err(|reason| refuse(name, &typed.text, reason))?;
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
struct ReadableValue {
    text: String,
    is_number: bool,
}

impl ReadableValue {
    fn new(value: &Value, filter: &'static str) -> TeraResult<ReadableValue> {
        if let Some(text) = value.as_str() {
            return Ok(ReadableValue { text: text.to_owned(), is_number: false });
        }
        if let Some(number) = value.as_number() {
            return Ok(ReadableValue { text: number.to_string(), is_number: true });
        }
        let (is_undefined, typed) = (value.is_undefined(), value.name().to_owned());
        let reason = not_text(is_undefined);
        Err(stop(Fault::Refused(Refusal { filter, typed, reason, is_undefined })))
    }
}

fn read_date(typed: &ReadableValue) -> Result<Date, Reason> {
    Date::read(&typed.text).map_err(|fault| reasons::date(&fault))
}

/// A list of names in the order of a roster: given name, family name, what is between.
fn sort_names(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let all = value
        .as_array()
        .map(<[Value]>::to_vec)
        .filter(|all| all.iter().all(|name| name.as_str().is_some()));
    let Some(mut names) = all else {
        return Err(refuse("sort_names", value.name(), not_names()));
    };
    collate::sort_names(&mut names, |name| name.as_str().unwrap_or(""));
    Ok(names.into())
}

fn refuse(filter: &'static str, typed: &str, reason: Reason) -> tera::Error {
    let typed = typed.to_owned();
    stop(Fault::Refused(Refusal { filter, typed, reason, is_undefined: false }))
}
