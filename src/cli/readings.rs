//! The readings of `toroi printer calibrate`: typed after its options, or asked for.

use super::printer_args::CalibrateArgs;
use crate::diag::{Code, Diagnostic, Lang, Sink, Text, text};
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
                    en "Blank at the edges A, B, C, D (mm, like 4 4.2 6.3 4)?",
                    vi "Mép trắng A, B, C, D (mm, ví dụ 4 4,2 6,3 4)?",
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
                    en "The back points at, across and down (mm, like 0.5 -1.2)?",
                    vi "Mặt sau chỉ số mấy, ngang và dọc (mm, ví dụ 0,5 -1,2)?",
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
                    en "The two bars measure, across and down (mm, like 100 99.8)?",
                    vi "Hai thanh đo dài, ngang và dọc (mm, ví dụ 100 99,8)?",
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
            None => sink.push(missing(&reading)),
            Some(words) => match reading.numbers(&words) {
                Some(numbers) => found.push(numbers),
                None => sink.push(no_numbers(&words, &reading)),
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
        sink.push(Diagnostic::new(Code::PrinterReading, fault).hint(text!(
            en "look at the sheet again; nothing was stored",
            vi "hãy xem lại tờ thử; chưa ghi gì cả",
        )));
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

fn missing(reading: &ReadingPrompt) -> Diagnostic {
    let ReadingPrompt { option, example, .. } = reading;
    Diagnostic::new(Code::PrinterReading, text!(en "`{option}` is missing", vi "thiếu `{option}`"))
        .hint(text!(
            en "read it off the sheet of the printer: {option} {example}",
            vi "đọc số trên tờ thử: {option} {example}",
        ))
}

fn no_numbers(words: &str, reading: &ReadingPrompt) -> Diagnostic {
    let ReadingPrompt { option, example, count, .. } = reading;
    Diagnostic::new(
        Code::PrinterReading,
        text!(
            en "`{option} {words}` has to be {count} numbers in mm",
            vi "`{option} {words}` phải là {count} số tính bằng mm",
        ),
    )
    .hint(text!(
        en "write {option} {example}; with decimal commas, put spaces between the numbers and quotes around them",
        vi "ghi {option} {example}; nếu viết dấu phẩy thập phân thì cách các số bằng dấu cách và đặt trong ngoặc kép",
    ))
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
        // Nobody to ask: both are told.
        let mut sink = Sink::new();
        assert!(read(&options, Lang::Vi, None, &mut sink).is_none());
        let told: Vec<&str> = sink.iter().map(|it| it.message.en.as_str()).collect();
        assert_eq!(told, ["`--shift` is missing", "`--bar` is missing"]);
    }
}
