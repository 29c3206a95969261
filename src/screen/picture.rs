//! A screen as one step shows it: the very words, and what is pressed.

use super::faults::Fault;
use super::model::{Screen, ScreenEdge, ScreenRowKind, ScreenWords, Screens};
use super::read::no_label;
use super::request::ScreenRequest;
use crate::diag::{Diagnostic, Sink};
use crate::facts::Labels;
use crate::span::Span;

/// Words to be set on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lettering {
    /// The words.
    pub text: String,
    /// Whether they are those of a label.
    pub is_label: bool,
    /// Where the list of screens says so.
    pub span: Span,
}

/// A row to be drawn.
#[derive(Clone, Debug)]
pub struct PictureRow {
    /// What it is.
    pub kind: ScreenRowKind,
    /// What stands on it.
    pub lettering: Option<Lettering>,
    /// Whether a finger presses it.
    pub is_pressed: bool,
}

impl PictureRow {
    /// Whether it is nothing but grey bars.
    pub fn is_bare(&self) -> bool {
        matches!(self.kind, ScreenRowKind::Bars(_))
    }
}

/// A screen to be drawn.
#[derive(Clone, Debug)]
pub struct ScreenPicture {
    /// The screen.
    pub id: String,
    /// Which part of the screen it is, if anybody says so.
    pub edge: Option<ScreenEdge>,
    /// The words in its bar at the top.
    pub title: Option<Lettering>,
    /// From top to bottom.
    pub rows: Vec<PictureRow>,
    /// What other versions of the app call the buttons on it.
    pub others: Vec<Lettering>,
}

impl ScreenPicture {
    /// The screen at `address`, which a guide names at `span`; `said` are the names of buttons that
    /// the step says itself, `told` those of them that it tells to press. `None` when anything about it
    /// is wrong.
    pub fn find(
        address: &str,
        (screens, labels): (&Screens, &Labels),
        (said, told): (&[&str], &[&str]),
        span: Span,
        sink: &mut Sink,
    ) -> Option<ScreenPicture> {
        let mut keep = |fault: Fault<'_>| sink.push(Diagnostic::from(fault).at(span));
        let request = ScreenRequest::read(address).map_err(&mut keep).ok()?;
        let Some(screen) = screens.get(&request.screen) else {
            if screens.unread.contains(&request.screen) {
                return None;
            }
            let known: Vec<&str> = screens.ids().collect();
            keep(Fault::NoScreen { screen: &request.screen, known: &known });
            return None;
        };
        let mut row = |press: &str| {
            let rows = screen.rows_of(press);
            match rows[..] {
                [row] => return Some(row),
                [] => {
                    let on: Vec<&str> = screen.pressed().map(|(_, name)| name).collect();
                    keep(Fault::NotOnIt { screen: &request.screen, press, on: &on });
                }
                _ => keep(Fault::Twice { screen: &request.screen, press }),
            }
            None
        };
        let pressed = match request.press.as_deref() {
            Some(press) => Some(row(press)?),
            None => None,
        };
        // A finger on one button beside words that name another leads astray.
        let pressed_label = pressed.and_then(|row| match screen.rows[row].words.as_ref()? {
            ScreenWords::Label(id) => labels.get(&id.it),
            ScreenWords::Said(_) => None,
        });
        if let Some(label) = pressed_label
            && !told.is_empty()
            && !label.texts().any(|text| told.contains(&text))
        {
            keep(Fault::OtherButton { pressed: &label.text, told });
            return None;
        }
        let before = sink.errors();
        let mut lettering = |words: &ScreenWords| screen.lettering(words, labels, sink);
        let title = screen.title.as_ref().map(&mut lettering);
        let rows = screen.rows.iter().enumerate().map(|(number, row)| PictureRow {
            kind: row.kind,
            lettering: row.words.as_ref().map(&mut lettering),
            is_pressed: pressed == Some(number),
        });
        let rows = rows.collect();
        if sink.errors() > before {
            return None;
        }
        let edge = screen.part.as_ref().map(|(edge, _)| *edge);
        let others = screen.others(labels, said);
        Some(ScreenPicture { id: request.screen, edge, title, rows, others })
    }

    /// All lettering on it and under it, in order.
    pub fn lettering(&self) -> impl Iterator<Item = &Lettering> {
        let rows = self.rows.iter().filter_map(|row| row.lettering.as_ref());
        self.title.iter().chain(rows).chain(&self.others)
    }
}

impl Screen {
    /// The rows that can be pressed, with what a guide calls them.
    fn pressed(&self) -> impl Iterator<Item = (usize, &str)> {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| row.kind.is_pressed());
        rows.filter_map(|(number, row)| match &row.words {
            Some(ScreenWords::Label(id)) => Some((number, id.it.as_str())),
            _ => row.kind.pressed_by().map(|kind| (number, kind)),
        })
    }

    /// The rows that `press` names.
    fn rows_of(&self, press: &str) -> Vec<usize> {
        self.pressed().filter(|(_, name)| *name == press).map(|(number, _)| number).collect()
    }

    fn lettering(&self, words: &ScreenWords, labels: &Labels, sink: &mut Sink) -> Lettering {
        match words {
            ScreenWords::Said(said) => {
                Lettering { text: said.it.clone(), is_label: false, span: said.span }
            }
            ScreenWords::Label(id) => {
                let label = labels.get(&id.it);
                if label.is_none() {
                    sink.push(no_label(&self.id.it, id, labels));
                }
                let text = label.map_or_else(|| id.it.clone(), |label| label.text.clone());
                Lettering { text, is_label: true, span: id.span }
            }
        }
    }

    /// What other versions of the app call the buttons on it, but for what stands on it or is said
    /// already.
    fn others(&self, labels: &Labels, said: &[&str]) -> Vec<Lettering> {
        let ids = self.words().filter_map(|words| match words {
            ScreenWords::Label(id) => Some(id),
            ScreenWords::Said(_) => None,
        });
        let known: Vec<_> = ids.filter_map(|id| Some((labels.get(&id.it)?, id.span))).collect();
        let mut others: Vec<Lettering> = Vec::new();
        for (label, span) in &known {
            for variant in &label.variants {
                let is_new = others.iter().all(|other| other.text != *variant)
                    && !said.contains(&variant.as_str())
                    && known.iter().all(|(label, _)| label.text != *variant);
                if is_new {
                    let text = variant.clone();
                    others.push(Lettering { text, is_label: true, span: *span });
                }
            }
        }
        others
    }
}
