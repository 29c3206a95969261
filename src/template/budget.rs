//! A limit on what a template makes, counted in rounds and letters and never in time, so that a
//! template that runs today runs on any machine.
//!
//! Tera has no limit on rounds of loops and none on the length of a text that doubles in each. So
//! templates are read with small calls put in ([`super::meter`]): one for each round of a loop and
//! each call of a component, one for each value that is printed in them, one for each variable that
//! is set. The calls are these functions; they print nothing.

use std::cell::Cell;
use std::io::{self, Write};

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::meter::{LONGEST_CHAIN, MOST_JOINED};
use crate::diag::{Code, Diagnostic, Text, text};

/// Letters and rounds of one run of a template, a round for so many letters.
const MOST: u64 = 64 << 20;
const ROUND: u64 = 256;
/// How deep components call each other; Tera takes much of the stack for each.
const DEEPEST_CALL: u32 = 5;
/// The size of a value under a name of its own, in letters and entries, and how deep lists stand in
/// each other in it.
const MOST_HELD: u64 = 1 << 20;
const DEEPEST: u32 = 16;
/// The longest text that a filter makes of a shorter one.
const LONGEST: usize = 1 << 20;
/// The longest range.
const LONGEST_RANGE: i128 = 100_000;

/// Counts a round with what its body prints, and what `with` holds.
pub(super) const SPEND: &str = "toroi_spend";
/// Counts a call of a component, and ends it.
pub(super) const ENTER: &str = "toroi_enter";
pub(super) const LEAVE: &str = "toroi_leave";
/// Checks the size of a variable that was set.
pub(super) const HOLD: &str = "toroi_hold";
/// Begins what is said when too much is made; no template can print it (XML 1.0, 2.2).
const TOO_MUCH: char = '\u{1e}';
/// The same where components call each other too deep.
const TOO_DEEP: char = '\u{1d}';

thread_local! {
    /// What the template that runs on this thread may still make.
    static LEFT: Cell<u64> = const { Cell::new(0) };
    /// How many components are open in it.
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Lets the next template make as much as any may.
pub(super) fn begin() {
    LEFT.set(MOST);
    CALLS.set(0);
}

/// Makes the functions known to all templates, and puts ours in the place of those of Tera that
/// make much of little.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(SPEND, |args: Kwargs, _: &State| spend(cost(&args)?));
    tera.register_function(ENTER, |args: Kwargs, _: &State| {
        CALLS.set(CALLS.get() + 1);
        if CALLS.get() > DEEPEST_CALL {
            return Err(Error::message(TOO_DEEP.to_string()));
        }
        spend(cost(&args)?)
    });
    tera.register_function(LEAVE, |_: Kwargs, _: &State| {
        CALLS.set(CALLS.get().saturating_sub(1));
        spend(0)
    });
    tera.register_function(HOLD, |args: Kwargs, _: &State| -> TeraResult<Value> {
        let mut cost = ROUND;
        for (_, value) in args.iter() {
            cost += size(value, 0)?;
        }
        spend(cost)
    });
    tera.register_function("range", |args: Kwargs, _: &State| range(&args));
    let filter = |text: StringInput, args: Kwargs, state: &State| replace(&text, &args, state);
    tera.register_filter("replace", filter);
    let filter = |items: &[Value], args: Kwargs, state: &State| join(items, &args, state);
    tera.register_filter("join", filter);
}

/// What a round costs with all that the call holds.
fn cost(args: &Kwargs) -> TeraResult<u64> {
    let mut cost = args.get::<u64>("round")?.map_or(0, |letters| letters + ROUND);
    for (name, value) in args.iter() {
        if name.as_str() != Some("round") {
            cost += size(value, 0)?;
        }
    }
    Ok(cost)
}

fn spend(cost: u64) -> TeraResult<Value> {
    let left = LEFT.get().checked_sub(cost).ok_or_else(too_much)?;
    LEFT.set(left);
    Ok(Value::safe_string(""))
}

/// Letters and entries of a value, all of them.
fn size(value: &Value, depth: u32) -> TeraResult<u64> {
    if depth > DEEPEST {
        return Err(too_much());
    }
    let length = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let mut all = 1;
    if let Some(text) = value.as_str() {
        all += length(text.len());
    } else if let Some(items) = value.as_array() {
        for item in items {
            all = grown(all, item, depth)?;
        }
    } else if let Some(map) = value.as_map() {
        for item in map.values() {
            all = grown(all, item, depth)?;
        }
    }
    if all > MOST_HELD { Err(too_much()) } else { Ok(all) }
}

/// A size with that of one more entry; given up at once where it is too much: entries may be one
/// list a thousand times.
fn grown(all: u64, item: &Value, depth: u32) -> TeraResult<u64> {
    let all = all + size(item, depth + 1)?;
    if all > MOST_HELD { Err(too_much()) } else { Ok(all) }
}

/// Tera's `range`, each number of it counted.
fn range(args: &Kwargs) -> TeraResult<Value> {
    let start = args.get::<i64>("start")?.map_or(0, i128::from);
    let end = i128::from(args.must_get::<i64>("end")?);
    let step = args.get::<i64>("step_by")?.map_or(1, i128::from);
    let wrong = |why: &str| Err(Error::message(format!("Function `range`: {why}")));
    if step == 0 {
        return wrong("`step_by` is 0");
    }
    if start > end && step > 0 {
        return wrong("`start` is greater than `end`");
    }
    let count = ((end - start).abs() + step.abs() - 1) / step.abs();
    let count = if (end > start) == (step > 0) { count } else { 0 };
    if count > LONGEST_RANGE {
        return Err(too_much());
    }
    spend(u64::try_from(count).unwrap_or(u64::MAX))?;
    let numbers = (0..count).map(|nth| Value::from(start + nth * step));
    Ok(numbers.collect::<Vec<Value>>().into())
}

/// Tera's `replace`, of bounded length.
fn replace(text: &StringInput, args: &Kwargs, state: &State) -> TeraResult<Value> {
    let from = args.must_get::<&str>("from")?;
    let to = args.must_get::<StringInput>("to")?;
    let is_safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let (text, to) = if is_safe {
        (text.rendered(state)?.into_owned(), to.rendered(state)?.into_owned())
    } else {
        (text.as_str().to_owned(), to.as_str().to_owned())
    };
    let count = text.matches(from).count();
    if count.saturating_mul(to.len()).saturating_add(text.len()) > LONGEST {
        return Err(too_much());
    }
    let made = text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(&made) } else { Value::normal_string(&made) })
}

/// Tera's `join`, of bounded length.
fn join(items: &[Value], args: &Kwargs, state: &State) -> TeraResult<Value> {
    let between = args.get::<StringInput>("sep")?;
    let safe_item = items.iter().any(|item| item.is_string() && item.is_safe());
    let safe_between = between.as_ref().is_some_and(StringInput::is_safe);
    let is_safe = state.autoescaping_enabled() && (safe_item || safe_between);
    let between = match &between {
        Some(between) if is_safe => between.rendered(state)?.into_owned(),
        Some(between) => between.as_str().to_owned(),
        None => String::new(),
    };
    let mut made = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            made.push_str(&between);
        }
        size(item, 0)?;
        if is_safe && !item.is_undefined() {
            made.push_str(&state.escape_if_needed(item)?);
        } else if !is_safe {
            made.push_str(&item.to_string());
        }
        if made.len() > LONGEST {
            return Err(too_much());
        }
    }
    Ok(if is_safe { Value::safe_string(&made) } else { Value::normal_string(&made) })
}

fn too_much() -> Error {
    Error::message(TOO_MUCH.to_string())
}

/// The report of what was too much, without its place, when that is what Tera said.
pub(super) fn told(said: &str) -> Option<Diagnostic> {
    if said.contains(TOO_DEEP) {
        return Some(too_deep());
    }
    said.contains(TOO_MUCH).then(report)
}

fn too_deep() -> Diagnostic {
    let what = text!(
        en "components call each other more than {DEEPEST_CALL} deep, or one calls itself",
        vi "các component gọi nhau quá {DEEPEST_CALL} tầng, hoặc có component tự gọi mình",
    );
    Diagnostic::new(Code::TemplateTooMuch, what).hint(text!(
        en "let a component call others, and none that calls it again; loop where something repeats",
        vi "component chỉ gọi component khác không gọi lại nó; chỗ nào lặp lại thì dùng vòng lặp",
    ))
}

/// The report of a template that makes too much, without its place.
pub(super) fn report() -> Diagnostic {
    let what = text!(
        en "the template runs through too many rounds, or makes more text than any sheet holds",
        vi "mẫu chạy quá nhiều vòng, hoặc tạo ra nhiều chữ hơn mọi tờ in",
    );
    Diagnostic::new(Code::TemplateTooMuch, what).hint(todo())
}

/// The report of a loop that nobody could count, without its place.
pub(super) fn uncounted() -> Diagnostic {
    let what = text!(
        en "a list is made with `for` inside an expression, where its rounds cannot be counted",
        vi "có danh sách tạo bằng `for` ngay trong biểu thức, không đếm được số vòng",
    );
    Diagnostic::new(Code::TemplateTooMuch, what).hint(text!(
        en "write a loop instead: {{% for … in … %}}…{{% endfor %}}",
        vi "hãy viết thành vòng lặp: {{% for … in … %}}…{{% endfor %}}",
    ))
}

/// The report of an expression that joins too many texts, without its place.
pub(super) fn joined() -> Diagnostic {
    let what = text!(
        en "one expression joins more than {MOST_JOINED} texts with `~`",
        vi "một biểu thức nối hơn {MOST_JOINED} đoạn chữ bằng `~`",
    );
    Diagnostic::new(Code::TemplateTooMuch, what).hint(text!(
        en "print them one after another: {{{{ a }}}}{{{{ b }}}}",
        vi "in lần lượt từng đoạn: {{{{ a }}}}{{{{ b }}}}",
    ))
}

/// The report of a chain of conditions that is too long, without its place.
pub(super) fn too_long() -> Diagnostic {
    let what = text!(
        en "one `if` has more than {LONGEST_CHAIN} `elif`",
        vi "một `if` có hơn {LONGEST_CHAIN} `elif`",
    );
    Diagnostic::new(Code::TemplateTooMuch, what).hint(text!(
        en "part the cases among several `if`",
        vi "chia các trường hợp ra nhiều `if`",
    ))
}

fn todo() -> Text {
    text!(
        en "loop over the guide or the list alone, and do not add a text to itself in a loop",
        vi "chỉ lặp theo bài hoặc theo danh sách, và đừng nối một đoạn chữ vào chính nó trong vòng lặp",
    )
}

/// Takes as much as a template may print, and no more.
#[derive(Default)]
pub(super) struct Output {
    pub bytes: Vec<u8>,
    /// Whether it was more.
    pub is_full: bool,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        if self.bytes.len() + bytes.len() > most {
            self.is_full = true;
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
