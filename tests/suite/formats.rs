//! Phones, dates, times and money: what is said of them in guides and in `--set`, and the filters
//! of templates.

use proptest::prelude::*;
use serde_yaml::Value;
use toroi::vietnamese::date::Date;
use toroi::vietnamese::entities::recognise;
use toroi::vietnamese::money::{Money, Number};
use toroi::vietnamese::phone::Phone;
use toroi::vietnamese::time::Time;
use toroi::vietnamese::{collate, fold};

use crate::case::{Case, GUIDE, SHEET, X, case};
use crate::props::check;

const PARA: &str = "Bác bấm vào hình VNeID.";

/// The base guide with `words` as its one paragraph.
fn with(words: &str) -> Case {
    case().swap(PARA, words)
}

/// The same, and a source that says just that.
fn with_source(words: &str) -> Case {
    let says = words.replace('\u{a0}', " ");
    with(words).swap("    date: \"2026\"", &format!("    date: \"2026\"\n    says: \"{says}\""))
}

/// All findings of `check`, as `line:column code`, with the letters marked.
fn findings(case: &Case) -> Vec<String> {
    let stderr = case.start("json").run().stderr;
    let read = |line: &str| {
        let found: Value = serde_yaml::from_str(line).unwrap();
        let number = |key: &str| found[key].as_u64().unwrap();
        let code = found["code"].as_str().unwrap().to_owned();
        format!("{}:{} {code}", number("line"), number("column"))
    };
    // Whether the language is plain is another matter.
    stderr.lines().map(read).filter(|finding| finding.contains(" V")).collect()
}

#[test]
fn errors_stand_at_the_letters() {
    for (words, code, needle, said) in [
        ("Bác gọi 0912 345 67.", "V01", "0912 345 67", "1 digit is missing"),
        ("Bác gọi 0168 234 5678.", "V01", "0168 234 5678", "this one became 0382 345 678"),
        ("Bác gọi 04 3864 1234 nhé.", "V01", "04 3864 1234", "it would be 024 3864 1234"),
        ("Bác gọi (0298) 3812 345.", "V01", "(0298) 3812 345", "no province"),
        ("Bác gọi 912345678.", "V01", "912345678", "spreadsheets drop it"),
        ("Hạn là 31/4/2026.", "V03", "31/4/2026", "month 4 has 30 days"),
        ("Hạn là 29/2/2027.", "V03", "29/2/2027", "February 2027 has 28 days"),
        ("Hạn là 11/23/2026.", "V03", "11/23/2026", "if you meant 23/11/2026"),
        ("Hạn là ngày 31 tháng 6.", "V03", "ngày 31 tháng 6", "month 6 has 30 days"),
        ("Mở cửa lúc 7h75.", "V04", "7h75", "an hour has 60 minutes"),
        ("Mở cửa lúc 25 giờ.", "V04", "25 giờ", "a day has 24 hours"),
        ("Hết 1.00.000 đ.", "V05", "1.00.000 đ", "do not stand in threes"),
    ] {
        with(words).at(code, needle).shows(said).check();
    }
}

#[test]
fn errors_are_found_in_every_piece_of_a_guide() {
    case().swap("title: Thử một bước", "title: Gọi 091234567").at("V01", "091234567").check();
    case().swap("- Kính đọc", "- Số 091234567").at("V01", "091234567").check();
    case().swap("- Đã sạc điện thoại", "- Số 091234567").at("V01", "091234567").check();
    case().swap("title: Giữ kín mã", "title: Lúc 25h").at("V04", "25h").check();
    case()
        .swap("label: Đơn vị phát", "label: \"Đơn vị phát 091234567\"")
        .at("V01", "091234567")
        .check();
    case().swap("label: Trang chính thức", "label: Hạn 31/4/2026").at("V03", "31/4/2026").check();
    case().swap("## Mở ứng dụng", "## Mở lúc 7h75").at("V04", "7h75").check();
    with("- một\n- hạn 31/4/2026").at("V03", "31/4/2026").check();
    with("- [ ] hạn 31/4/2026").at("V03", "31/4/2026").check();
    with("> [!WARNING]\n> Hạn là\n> 31/4/2026.").at("V03", "31/4/2026").check();
    with("Xem [hạn 31/4/2026](https://vneid.gov.vn).")
        .at("C01", "[hạn")
        .at("V03", "31/4/2026")
        .check();
    with("Hạn **31/4/2026** nhé.").at("V03", "31/4/2026").check();
    with("Hạn **31**/4/2026 nhé.").at("V03", "31**/4/2026").check();
    with("Bác gọi 0912\\.345\\.67 nhé.").at("V01", "0912\\.345\\.67").check();
    with("Hạn là ngày 31\ntháng 6 nhé.").at("V03", "ngày 31").check();
    with("a &amp; b, 31/4/2026").at("V03", "31/4/2026").check();
}

#[test]
fn yaml_guides_are_checked_too() {
    let steps = "parts:\n  - sources: [nguon]\n    steps:\n      - title: Mở ứng dụng\n        \
                 sources: [nguon]\n        text: |\n          Bác gọi\n          091234567 nhé.\n";
    let body = format!("---\n## Mở ứng dụng {{sources=nguon}}\n\n{PARA}\n");
    let yaml = GUIDE.replacen("---\n", "", 1).replace(&body, steps);
    let case = case().without(X).file("guides/x.yaml", yaml);
    case.at_in("guides/x.yaml", "V01", "091234567").check();
}

#[test]
fn other_forms_are_warnings_with_the_right_one() {
    for (words, code, column, said) in [
        ("Gọi 0912345678.", "V02", 5, "`0912345678` is easier to read as `0912 345 678`"),
        ("Gọi (024)38641234.", "V02", 5, "as `024 3864 1234`"),
        ("Gọi 19000368.", "V02", 5, "as `1900 0368`"),
        ("Hạn 5/9/2026.", "V06", 5, "as `05/09/2026`"),
        ("Hạn ngày 5 tháng 9 năm 2026.", "V06", 5, "as `ngày 05 tháng 9 năm 2026`"),
        ("Mở 07:30.", "V06", 4, "as `7h30`"),
        ("Phí 22.000đ.", "V06", 5, "as `22.000 đ`"),
        ("Phí 1,000,000 VND.", "V06", 5, "as `1.000.000 đ`"),
    ] {
        let case = with_source(words);
        assert_eq!(findings(&case), [format!("39:{column} {code}")], "{words}");
        let done = case.start("human").run().ok();
        assert!(done.stderr.contains(said), "{said}\n{}", done.stderr);
    }
}

#[test]
fn what_is_well_or_something_else_is_left_alone() {
    for words in [
        "Gọi 0912 345 678, 024 3864 1234, 1900 0368 hoặc 113, từ 7h30–17h30.",
        "Hạn 23/11/2026, tức ngày 05 tháng 9 năm 2026, phí 22.000 đ.",
        "Số 001234567890 có 12 số, VNeID 2.2.6, 24/7, 50%, 8–20 chữ.",
        "Theo 69/2024/NĐ-CP, xem vneid.gov.vn/0912345678.",
        "Bác bấm **“0912345678”** rồi **“07:30”**.",
        "Gọi 0912\u{a0}345\u{a0}678.",
    ] {
        assert_eq!(findings(&with(words)), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn findings_speak_vietnamese() {
    let case = with("Bác gọi 0168 234 5678.").args(&["--lang", "vi"]);
    let said = case.start("human").run().stderr;
    for words in ["không phải số điện thoại gọi được", "số này nay là 0382 345 678"]
    {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn values_of_settings_are_checked() {
    case().args(&["--set", "cong-an=024 3864 123"]).nowhere("V01").shows("--set cong-an").check();
    case().args(&["--set", "cong-an=Bà Lan, 0168 234 5678"]).nowhere("V01").check();
    case().args(&["--set", "cong-an=Trực 7h75"]).nowhere("V04").check();
    let done = case().args(&["--set", "cong-an=Bà Lan, 0912345678"]).start("human").run().ok();
    for words in ["V02", "in `--set cong-an`", "`0912 345 678`"] {
        assert!(done.stderr.contains(words), "{}", done.stderr);
    }
    for good in ["cong-an=Bà Lan, 0912 345 678", "cong-an=113", "cong-an=069 234 2593", "cong-an="]
    {
        let done = case().args(&["--set", good]).start("human").run().ok();
        assert_eq!(done.stderr, "", "{good}");
    }
}

#[test]
fn a_line_given_two_values_is_an_error() {
    let two = ["--set", "cong-an=113", "--set", "cong-an=114"];
    case().args(&two).nowhere("G16").shows("given twice").check();
    let same = ["--set", "cong-an=113", "--set", "cong-an=113"];
    case().args(&same).start("human").run().ok();
}

#[test]
fn mailboxes_of_the_state_may_be_printed_and_others_not() {
    for good in ["ubnd.hoa-binh@hanoi.gov.vn", "congan@catphanoi.gov.vn"] {
        let set: &'static str = format!("don-vi={good}").leak();
        let done = case().swap("id: cong-an", "id: don-vi").args(&["--set", set]);
        assert_eq!(done.start("human").run().ok().stderr, "", "{good}");
    }
    for bad in ["ubnd.hoa-binh@gmail.com", "ubnd@hanoi-gov.vn", "vneid.gov.vn@lua.top"] {
        let set: &'static str = format!("don-vi={bad}").leak();
        let done = case().swap("id: cong-an", "id: don-vi").args(&["--set", set]);
        done.place("--set don-vi", 1, 1, "Q01").check();
    }
}

/// The base project with a paragraph of the template in front of its title.
fn template(markup: &str) -> Case {
    let sheet = std::fs::read_to_string(crate::run::root().join(SHEET)).unwrap();
    let at = sheet.find("{{ <masthead").unwrap();
    let sheet = format!("{}<p>{markup}</p>\n{}", &sheet[..at], &sheet[at..]);
    case().file(SHEET, sheet)
}

#[test]
fn filters_that_cannot_read_are_errors_at_their_place() {
    for (markup, needle, said) in [
        ("{{ \"0912 345 67\" | phone }}", "phone }}", "1 digit is missing"),
        ("{{ \"31/4/2026\" | date }}", "date }}", "month 4 has 30 days"),
        ("{{ \"31/4/2026\" | date_long }}", "date_long }}", "month 4 has 30 days"),
        ("{{ \"mai\" | weekday }}", "weekday }}", "does not read as a date"),
        ("{{ \"7h75\" | time }}", "time }}", "an hour has 60 minutes"),
        ("{{ \"1.00.000\" | money }}", "money }}", "do not stand in threes"),
        ("{{ \"1,234\" | number }}", "number }}", "it may be 1.234 or a fraction"),
        ("{{ guide.title | phone }}", "phone }}", "`.plain` of a text"),
        ("{{ guide.title.plain | sort_names }}", "sort_names }}", "no list of names"),
        ("{{ guide.app | fone }}", "fone", "Unknown filter `fone`"),
        ("{{ guide.app | dates }}", "dates", "did you mean `date`?"),
    ] {
        template(markup).at_in(SHEET, "T01", needle).shows(said).check();
    }
    template("{{ guide.gone | phone }}").at_in(SHEET, "T02", "phone }}").check();
    let vietnamese = template("{{ \"7h75\" | time }}").args(&["--lang", "vi"]);
    let said = vietnamese.start("human").run().stderr;
    assert!(said.contains("qua bộ lọc `time`: một giờ chỉ có 60 phút"), "{said}");
}

/// Bits of what is looked for, and letters that trip programs up.
fn any_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "0912",
        "345",
        "678",
        "0",
        "84",
        "+84",
        "(024)",
        "1900",
        "7",
        "h",
        "30",
        ":",
        "/",
        ".",
        ",",
        "-",
        "–",
        " ",
        "\u{a0}",
        "ngày ",
        " tháng ",
        " năm ",
        "2026",
        "31",
        "4",
        "đ",
        " đồng",
        "VND",
        "k",
        "tr",
        " giờ ",
        "phút",
        "lúc ",
        "gọi ",
        "mã ",
        "(",
        ")",
        "+",
        "(0)",
        "００",
        "０９１２",
        "ệ",
        "e\u{302}\u{323}",
        "\u{200b}",
        "\n",
        "a",
        "😀",
        "#",
        "triệu",
        "Ð",
        "ß",
        "İ",
        "ﬁ",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

#[test]
fn any_text_is_read_or_refused() {
    check(3000, &any_text(), |text| {
        if let Ok(phone) = Phone::read(&text) {
            prop_assert_eq!(Phone::read(&phone.to_string()), Ok(phone));
        }
        if let Ok(date) = Date::read(&text) {
            prop_assert_eq!(Date::read(&date.to_string()), Ok(date));
            prop_assert_eq!(Date::read(&date.long()), Ok(date));
        }
        if let Ok(time) = Time::read(&text) {
            prop_assert_eq!(Time::read(&time.to_string()), Ok(time));
        }
        if let Ok(money) = Money::read(&text) {
            prop_assert_eq!(Money::read(&money.to_string()), Ok(money));
        }
        let _ = Number::read(&text);
        prop_assert_eq!(fold::plain(&fold::plain(&text)), fold::plain(&text));
        prop_assert_eq!(fold::slug(&fold::slug(&text)), fold::slug(&text));
        Ok(())
    });
}

#[test]
fn what_is_found_is_text_and_stays_found_well() {
    check(3000, &any_text(), |text| {
        let mut last = 0;
        for spot in recognise(&text) {
            prop_assert!(spot.range.start >= last && text.get(spot.range.clone()).is_some());
            last = spot.range.end;
            // What is suggested is well: found again it needs no other form.
            let Some(wanted) = spot.wanted else { continue };
            let again = recognise(&format!("gọi {wanted}"));
            prop_assert!(again.iter().all(|again| again.wanted.is_none()), "{wanted}: {again:?}");
        }
        Ok(())
    });
}

#[test]
fn numbers_of_the_plan_survive_every_way_of_typing() {
    let digits = prop_oneof![
        "09[0-8][0-9]{7}",
        "03[2-9][0-9]{7}",
        "024[2-8][0-9]{7}",
        "0236[2-9][0-9]{6}",
        "1900[0-9]{4}",
        "069[0-9]{7}",
    ];
    let marks = prop::collection::vec(prop::sample::select(&["", " ", ".", "-"][..]), 12);
    check(1500, &(digits, marks), |(digits, marks)| {
        let typed: String = digits
            .chars()
            .zip(&marks)
            .flat_map(|(digit, mark)| [digit.to_string(), (*mark).into()])
            .collect();
        let phone = Phone::read(&typed);
        prop_assert_eq!(phone.as_ref().map(Phone::digits), Ok(digits.as_str()));
        let grouped = phone.map(|phone| phone.grouped()).unwrap_or_default();
        prop_assert_eq!(grouped.replace(' ', ""), digits);
        prop_assert!(recognise(&grouped).iter().all(|spot| spot.wanted.is_none()));
        Ok(())
    });
}

#[test]
fn sorting_does_not_depend_on_how_a_list_came() {
    const NAMES: &[&str] = &[
        "Hoà",
        "Hòa",
        "hoà",
        "An",
        "Ân",
        "Ăn",
        "Đặng",
        "Dương",
        "Lê Thị Hoà",
        "Lê Thị Hòa",
        "Ðặng",
        "",
        "Tổ 2",
        "Tổ 10",
        "A\u{302}n",
        "Nguyễn Văn An",
        "Nguyễn Thị An",
    ];
    let list = prop::collection::vec(prop::sample::select(NAMES), 0..12);
    check(800, &list, |list| {
        let (mut one, mut other) = (list.clone(), list);
        other.reverse();
        collate::sort_names(&mut one, |name| name);
        collate::sort_names(&mut other, |name| name);
        prop_assert_eq!(&one, &other);
        collate::sort_texts(&mut one, |name| name);
        collate::sort_texts(&mut other, |name| name);
        prop_assert_eq!(one, other);
        Ok(())
    });
}
