//! When and where the next events are, as two lines of a sheet.

use super::faults;
use super::fields::{join, optional, word};
use super::model::Ward;
use crate::diag::Sink;
use crate::guide::Date;
use crate::guide::reasons;
use crate::span::Span;
use crate::vietnamese::hours;
use crate::yaml::{Node, Spanned};

/// An event as it was written.
struct Event {
    day: Option<Date>,
    time: Option<String>,
    place: Option<Spanned<String>>,
    /// Whether something written for it cannot be, which was reported.
    is_wrong: bool,
    span: Span,
}

/// “7h30–11h, Thứ Bảy 05/12/2026” and where; several joined. What is held in several places says of
/// each when.
pub(super) fn events(node: &Node, today: Date, ward: &mut Ward, sink: &mut Sink) {
    let nodes = node.list("events", sink).unwrap_or(&[]);
    let events: Vec<Event> = nodes.iter().filter_map(|node| event(node, today, sink)).collect();
    check(&events, sink);
    let times = events.iter().filter_map(|event| {
        let words = event.words();
        (!words.is_empty()).then(|| Spanned::new(words, event.span))
    });
    join(times.collect(), "thoi-gian", ward);
    join(places(&events), "dia-diem", ward);
}

fn event(node: &Node, today: Date, sink: &mut Sink) -> Option<Event> {
    let fields = node.fields("events", sink)?;
    let before = sink.errors();
    let day = word(&fields, "day", sink).and_then(|day| self::day(&day, today, sink));
    let time = optional(&fields, "time", sink);
    let time = time.filter(|time| match hours::check(&time.it) {
        Ok(()) => true,
        Err(fault) => {
            sink.push(faults::bad_hours(reasons::hours(&fault), time.span));
            false
        }
    });
    let place = optional(&fields, "place", sink);
    fields.finish(sink);
    let is_wrong = sink.errors() > before;
    Some(Event { day, time: time.map(|time| time.it), place, is_wrong, span: node.span })
}

fn day(written: &Spanned<String>, today: Date, sink: &mut Sink) -> Option<Date> {
    let read = written.it.parse().ok().map_or_else(|| Date::read(&written.it), Ok);
    match read {
        Ok(day) if day < today => {
            sink.push(faults::past_event(day).at(written.span));
            Some(day)
        }
        Ok(day) => Some(day),
        Err(fault) => {
            sink.push(faults::bad_day(&written.it, reasons::date(&fault), written.span));
            None
        }
    }
}

/// Whether an event says something.
type Says = fn(&Event) -> bool;

/// Of several events none may lack what another one says: its time would be read with the place of
/// the other.
fn check(events: &[Event], sink: &mut Sink) {
    let has: [(&str, Says); 3] = [
        ("day", |event| event.day.is_some()),
        ("time", |event| event.time.is_some()),
        ("place", |event| event.place.is_some()),
    ];
    for (name, has) in has {
        if events.iter().any(has) {
            let lacking = events.iter().filter(|event| !has(event) && !event.is_wrong);
            lacking.for_each(|event| sink.push(faults::lacking_event(name, event.span)));
        }
    }
}

impl Event {
    /// When it is.
    fn words(&self) -> String {
        let day = self.day.map(|day| format!("{} {day}", day.weekday()));
        self.time.iter().cloned().chain(day).collect::<Vec<_>>().join(", ")
    }
}

/// Where events are: a hall once, and of several halls each with its days.
fn places(events: &[Event]) -> Vec<Spanned<String>> {
    let mut halls: Vec<(&Spanned<String>, Vec<String>)> = Vec::new();
    let days: Vec<Date> = events.iter().filter_map(|event| event.day).collect();
    let tells_day = days.len() == events.len()
        && days.iter().enumerate().all(|(at, day)| !days[..at].contains(day));
    for event in events {
        let Some(place) = &event.place else { continue };
        let when = match event.day {
            Some(Date { day, month, .. }) if tells_day => format!("{day:02}/{month:02}"),
            _ => event.words(),
        };
        match halls.iter_mut().find(|(hall, _)| hall.it == place.it) {
            Some((_, all)) => all.push(when),
            None => halls.push((place, vec![when])),
        }
    }
    let several = halls.len() > 1;
    let said = |(hall, when): (&Spanned<String>, Vec<String>)| {
        let when = when.join(", ");
        let words = if several && !when.is_empty() {
            format!("{} ({when})", hall.it)
        } else {
            hall.it.clone()
        };
        Spanned::new(words, hall.span)
    };
    halls.into_iter().map(said).collect()
}
