//! The readings of `toroi printer calibrate`: typed after its options, or asked for.

use super::faults;
use super::printer_args::CalibrateArgs;
use crate::diag::{Lang, Sink, Text, text};
use crate::printer::Readings;

/// Puts a question to somebody at a terminal; `None` when nobody answers.
pub(super) type AskNumbers<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// One reading: its option, its question, how many numbers it has.
struct ReadingPrompt {
    option: &'static str,
    question: Text,
    example: &'static str,
    count: usize,
}

/// The readings given, the rest asked for where there is somebody to ask.
pub(super) fn read(
    options: &CalibrateArgs,
    lang: Lang,
    mut ask: Option<AskNumbers<'_>>,
    sink: &mut Sink,
) -> Option<Readings> {
    let one = |option, question, example, count| ReadingPrompt { option, question, example, count };
    let all = [
        (
            &options.edges,
            one(
                "--edges",
                text!(
                    en "How wide is the blank at edges A, B, C and D, in mm (e.g. 4 4.2 6.3 4)?",
                    vi "Mép A, B, C, D chừa trắng bao nhiêu mm (ví dụ 4 4,2 6,3 4)?",
                ),
                "4,4.2,6.3,4",
                4,
            ),
        ),
        (
            &options.shift,
            one(
                "--shift",
                text!(
                    en "What does the pointer on the back show, across and down, in mm (e.g. 0.5 -1.2)?",
                    vi "Mặt sau chỉ số mấy, ngang rồi dọc, tính bằng mm (ví dụ 0,5 -1,2)?",
                ),
                "0.5,-1.2",
                2,
            ),
        ),
        (
            &options.bars,
            one(
                "--bar",
                text!(
                    en "How long are the two bars, across and down, in mm (e.g. 100 99.8)?",
                    vi "Hai thanh đo dài bao nhiêu mm, ngang rồi dọc (ví dụ 100 99,8)?",
                ),
                "100,99.8",
                2,
            ),
        ),
    ];
    let before = sink.errors();
    let mut found: Vec<Vec<f64>> = Vec::new();
    for (given, reading) in all {
        let words = given.clone().or_else(|| asked(&reading, lang, ask.as_mut()));
        match words {
            None => sink.push(faults::missing_reading(reading.option, reading.example)),
            Some(words) => match reading.numbers(&words) {
                Some(numbers) => found.push(numbers),
                None => sink.push(faults::no_numbers(
                    &words,
                    (reading.option, reading.example, reading.count),
                )),
            },
        }
    }
    let [edges, shift, bar] = &found[..] else { return None };
    let readings = Readings {
        edges: edges.as_slice().try_into().ok()?,
        shift: shift.as_slice().try_into().ok()?,
        bar: bar.as_slice().try_into().ok()?,
    };
    for (_, fault) in readings.faults() {
        sink.push(faults::impossible(fault));
    }
    (sink.errors() == before).then_some(readings)
}

/// How often a question is put again when its answer is no answer.
const TRIES: usize = 3;

/// What somebody answers, in the end.
fn asked(reading: &ReadingPrompt, lang: Lang, ask: Option<&mut AskNumbers<'_>>) -> Option<String> {
    let ask = ask?;
    let mut question = reading.question.clone();
    let mut answer = None;
    for _ in 0..TRIES {
        let words = ask(question.get(lang))?;
        if reading.numbers(&words).is_some() {
            return Some(words);
        }
        let (count, Text { en, vi }) = (reading.count, &reading.question);
        question = text!(
            en "Please type {count} numbers. {en}",
            vi "Cần gõ đủ {count} số. {vi}",
        );
        answer = Some(words);
    }
    answer
}

impl ReadingPrompt {
    /// The numbers of an answer, as many as there have to be.
    fn numbers(&self, words: &str) -> Option<Vec<f64>> {
        numbers(words).filter(|all| all.len() == self.count)
    }
}

/// Numbers with spaces or `;` between them and decimal commas or points, or with commas between
/// them and decimal points.
fn numbers(words: &str) -> Option<Vec<f64>> {
    let words = words.trim().replace('−', "-");
    let is_gap = |letter: char| letter.is_whitespace() || letter == ';';
    // `4, 5` has commas between its numbers, `4,2 5` inside of them.
    let listed = words.replace(", ", ",");
    let parts: Vec<String> = if listed.contains(is_gap) {
        listed
            .split(is_gap)
            .filter(|part| !part.is_empty())
            .map(|it| it.replace(',', "."))
            .collect()
    } else {
        listed.split(',').map(str::to_owned).collect()
    };
    let number = |part: &String| {
        let is_plain = part.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | '-' | '+'));
        part.parse::<f64>().ok().filter(|number| is_plain && number.is_finite())
    };
    parts.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (words, wanted) in [
            ("4,5,6.5,4", Some(vec![4.0, 5.0, 6.5, 4.0])),
            ("4, 5, 6.5, 4", Some(vec![4.0, 5.0, 6.5, 4.0])),
            ("4,2 5 6,3 4", Some(vec![4.2, 5.0, 6.3, 4.0])),
            ("4.2 5", Some(vec![4.2, 5.0])),
            ("4,2; 5,1", Some(vec![4.2, 5.1])),
            (" 0,5  −1,2 ", Some(vec![0.5, -1.2])),
            ("-0.5,+1.2", Some(vec![-0.5, 1.2])),
            ("", None),
            ("bốn", None),
            ("4,,5", None),
            ("inf,nan", None),
            ("1e3,2", None),
            ("4mm,5mm", None),
        ] {
            assert_eq!(numbers(words), wanted, "{words:?}");
        }
    }

    #[test]
    fn what_is_missing_is_asked_for() {
        let options = CalibrateArgs {
            printer_name: "x".into(),
            edges: Some("4,4,6,4".into()),
            shift: None,
            bars: None,
            flip: None,
            landscape: false,
        };
        let mut asked = Vec::new();
        let mut answers = ["0,5 -1,2", "100", "100 99,8"].into_iter();
        let mut ask = |question: &str| {
            asked.push(question.to_owned());
            answers.next().map(str::to_owned)
        };
        let mut sink = Sink::new();
        let readings = read(&options, Lang::Vi, Some(&mut ask), &mut sink).unwrap();
        assert_eq!((readings.shift, readings.bar), ([0.5, -1.2], [100.0, 99.8]));
        assert_eq!(asked.len(), 3);
        assert!(asked[0].starts_with("Mặt sau chỉ số mấy") && asked[1].starts_with("Hai thanh"));
        // An answer that is none is asked for again, kindly.
        assert!(asked[2].starts_with("Cần gõ đủ 2 số. Hai thanh"), "{asked:?}");
        // Nobody to ask: both are reported.
        let mut sink = Sink::new();
        assert!(read(&options, Lang::Vi, None, &mut sink).is_none());
        let reported: Vec<&str> = sink.iter().map(|it| it.message.en.as_str()).collect();
        assert_eq!(reported, ["`--shift` is missing", "`--bar` is missing"]);
    }
}
