//! The rules of glue: one table, read from the top, the first rule that holds decides.

use super::Joint;
use super::lexicon::{Kind, Meeting, is_abbreviation};
use super::place::Place;
use super::word::Word;

/// A rule: how the words of a place hold together when `holds` is true.
struct Rule {
    joint: Joint,
    /// A text with `│` for the space that the rule is about.
    #[cfg_attr(not(test), allow(dead_code, reason = "shows what the rule does, and is tested"))]
    example: &'static str,
    holds: fn(Place<'_, '_>) -> bool,
}

/// The joint of a place.
pub(super) fn joint(place: Place<'_, '_>) -> Joint {
    let rule = RULES.iter().find(|rule| (rule.holds)(place));
    rule.map_or(Joint::Plain, |rule| rule.joint)
}

const fn rule(joint: Joint, example: &'static str, holds: fn(Place<'_, '_>) -> bool) -> Rule {
    Rule { joint, example, holds }
}

static RULES: &[Rule] = &[
    // An author's word joiner (U+2060) beside a space; UAX #14 heeds it only without one.
    rule(Joint::Never, "cất mã\u{2060}│số của mình nhé", |p| {
        p.left().text.ends_with('\u{2060}') || p.right().text.starts_with('\u{2060}')
    }),
    // Marks that stand alone.
    rule(Joint::Tight, "“│Tôi bị lừa” rồi thôi", |p| p.left().is_opening()),
    rule(Joint::Tight, "–│Bác nào cần giúp", |p| {
        p.left().core.is_empty() && p.left().is_first
    }),
    rule(Joint::Keep, "mở 7h30 –│17h30 mọi ngày", |p| {
        p.left().core.is_empty()
            && p.right().is_number()
            && p.before().is_some_and(|word| word.is_number() && !word.closes())
    }),
    rule(Joint::Tight, "cả năm│– tính từ nay", |p| {
        p.right().core.is_empty() && !p.right().is_opening()
    }),
    rule(Joint::Clause, "cứ từ từ –│không ai giục đâu", |p| {
        p.left().text.chars().all(|letter| matches!(letter, '–' | '—' | '-'))
    }),
    rule(Joint::Tight, "1.│Mở máy lên", |p| p.left().is_first && p.left().is_entry_number()),
    rule(Joint::Tight, "ở TP.│HCM thì gọi", |p| is_abbreviation(p.left().text)),
    // Numbers with what they count, parts of dates, laws, addresses and amounts.
    rule(Joint::Keep, "ngày 05│tháng 9 năm 2026 này", |p| {
        p.ends_number() && p.begins_number()
    }),
    rule(Joint::Tight, "gọi 1900│0368 để hỏi", |p| {
        p.left().is_number() && !p.left().closes() && p.right().is_number()
    }),
    // A word of two syllables parts from its number rather than in its middle.
    rule(Joint::Tight, "theo Nghị│định 69/2024/NĐ-CP đó", |p| {
        p.begins_number() && p.meets(Meeting::Syllables)
    }),
    rule(Joint::Keep, "theo Nghị định│69/2024/NĐ-CP đó", |p| {
        p.left().open(Kind::Counter) && p.is_second_half() && p.right().is_number()
    }),
    // So does the word before a number of several groups.
    rule(Joint::Keep, "gọi số│0912 345 678 nhé", |p| {
        let has_groups = p.after().is_some_and(Word::is_number) && !p.right().closes();
        p.left().open(Kind::Counter) && p.right().is_number() && has_groups
    }),
    rule(Joint::Tight, "làm Bước│3 trước nhé", |p| {
        p.left().open(Kind::Counter) && p.right().is_number()
    }),
    rule(Joint::Tight, "theo điểm│a khoản 1", |p| {
        p.left().open(Kind::Lettered) && p.right().is_letter()
    }),
    rule(Joint::Tight, "sáng thứ│Hai tuần sau", |p| {
        matches!(&*p.left().small, "thứ" | "tháng" | "lần")
            && !p.left().closes()
            && p.right().is(Kind::Ordinal)
    }),
    rule(Joint::Tight, "giảm 50│% giá vé", |p| {
        p.left().is_number() && !p.left().closes() && p.right().is(Kind::Unit)
    }),
    rule(Joint::Tight, "nhập 12│số trên thẻ", |p| {
        p.left().is_number()
            && !p.left().closes()
            && !p.is_numbered()
            && p.right().is(Kind::Counted)
    }),
    rule(Joint::Keep, "mở từ│8 giờ sáng", |p| {
        p.left().open(Kind::Towards) && p.right().is_number()
    }),
    rule(Joint::Keep, "lúc 7 giờ│30 phút sáng", |p| p.is_counted() && p.right().is_number()),
    rule(Joint::Keep, "mất 30 nghìn│đồng thôi", |p| {
        p.is_counted() && p.right().is(Kind::AfterUnit)
    }),
    rule(Joint::Keep, "đến 8h30│sáng mai", |p| {
        p.left().is_number() && !p.left().closes() && p.right().is(Kind::AfterUnit)
    }),
    // Names.
    rule(Joint::Tight, "hỏi bác│Lan ở đầu ngõ", |p| {
        p.left().open(Kind::Title) && p.right().is_name()
    }),
    rule(Joint::Keep, "tải từ App│Store về máy", |p| p.meets(Meeting::Whole)),
    rule(Joint::Keep, "ở phường│Bến Nghé nhé", |p| {
        p.left().open(Kind::Locality) && p.right().is_name()
    }),
    // No last line of one syllable.
    rule(Joint::Keep, "Bác bấm nút màu│xanh.", |p| p.is_last() && p.right().is_syllable()),
    // What would rather stay whole.
    rule(Joint::Name, "gặp ông Nguyễn│Văn An nhé", |p| {
        let is_person = p.left().is(Kind::Family) || !p.opens_sentence();
        !p.left().closes() && p.left().is_name() && p.right().is_name() && is_person
    }),
    rule(Joint::Name, "Hà│Nội mùa này", |p| p.left().is_name() && p.meets(Meeting::Place)),
    rule(Joint::Name, "hỏi Công an xã,│phường nhé", |p| p.is_listed()),
    rule(Joint::Compound, "quên mật│khẩu thì hỏi", |p| p.meets(Meeting::Syllables)),
    rule(Joint::Phrase, "hỏi công an│xã hay tổ trưởng", |p| p.meets(Meeting::Words)),
    rule(Joint::Phrase, "bác hơn│60 tuổi rồi", |p| {
        p.left().open(Kind::About) && p.right().is_number()
    }),
    rule(Joint::Phrase, "trả lời 2│ý trong đó", |p| {
        let is_free = p.left().is_number() && !p.left().closes() && !p.is_numbered();
        let small = [Kind::Leaning, Kind::Negation, Kind::About];
        let is_noun = !small.iter().any(|kind| p.right().is(*kind));
        is_free && is_noun && p.right().core.starts_with(char::is_lowercase)
    }),
    rule(Joint::Compound, "công an không│xin mã đâu", |p| p.left().open(Kind::Negation)),
    rule(Joint::Phrase, "Bác mở máy rồi gõ│VNeID.", |p| {
        p.is_last() && p.right().is_short()
    }),
    rule(Joint::Leaning, "máy tắt và│mở lại", |p| {
        p.left().open(Kind::Leaning) && !p.is_second_half()
    }),
    // Where lines gladly end.
    rule(Joint::Sentence, "Làm xong rồi.│Bác nghỉ nhé", |p| p.left().ends_sentence()),
    // The commas of a list of numbers are no such place.
    rule(Joint::Plain, "đủ 14,│25 hay 40 tuổi", |p| {
        p.left().is_number() && p.right().is_number()
    }),
    rule(Joint::Clause, "Làm xong,│bác nghỉ nhé", |p| p.left().closes()),
    rule(Joint::Leaning, "Xong rồi. Bác│nghỉ một lát nhé", |p| {
        !p.left().is_first && p.opens_sentence() && p.left().is_short()
    }),
];

#[cfg(test)]
mod tests {
    use super::super::joints;
    use super::*;

    /// The joint at the mark, which stands in the place of a space.
    fn at_mark(marked: &str) -> Joint {
        let at = marked.find('│').unwrap() + 1;
        let all = joints(&marked.replace('│', " "));
        all.iter().find(|(place, _)| *place == at).map_or(Joint::Plain, |(_, joint)| *joint)
    }

    #[test]
    fn every_rule_decides_its_own_example() {
        for (index, rule) in RULES.iter().enumerate() {
            assert_eq!(at_mark(rule.example), rule.joint, "{}", rule.example);
            let at = rule.example.find('│').unwrap() + 1;
            let text = rule.example.replace('│', " ");
            let words: Vec<Word<'_>> = Word::all(&text, 0).collect();
            let place = Place::all(&words).find(|place| place.start() == at).unwrap();
            let first = RULES.iter().position(|rule| (rule.holds)(place));
            assert_eq!(first, Some(index), "another rule decides {}", rule.example);
        }
    }

    #[test]
    fn pieces_of_information_hold_together() {
        let end = " rồi thôi nhé";
        for text in [
            "Bước│3",
            "(Bước│1)",
            "Điều│5",
            "Điều 5│khoản 2",
            "điểm a│khoản 1",
            "mức│2",
            "số 12│ngõ 5",
            "ngõ│5",
            "tổ│7",
            "khu│phố 3",
            "khu phố│3",
            "tổ dân│phố 7",
            "Nghị định│69/2024/NĐ-CP",
            "ngày│05 tháng 9 năm 2026",
            "ngày 05 tháng│9 năm 2026",
            "ngày 05 tháng 9│năm 2026",
            "ngày 05 tháng 9 năm│2026",
            "8h30│ngày 23",
            "sau 7│ngày",
            "1.000.000│đ",
            "1.000.000│₫",
            "1 triệu│200 nghìn",
            "1 triệu 200│nghìn",
            "50│%",
            "7 giờ│sáng",
            "024│3864 1234",
            "024 3864│1234",
            "+84│912 345 678",
            "8–20│ký tự",
            "7h30│– 17h30",
            "7h30 –│17h30",
            "từ│8 đến 20",
            "từ 8│đến 20",
            "từ 8 đến│20",
            "TP.│HCM",
            "Q.│1",
            "P.│Bến Nghé",
            "ĐT.│0912 345 678",
            "ông│Nguyễn Văn An",
            "cụ│Tư",
            "bác sĩ│Lan",
            "CH│Play",
            "App│Store",
            "Google│Play",
            "mã│OTP",
            "quý│II",
        ] {
            let joint = at_mark(&format!("{text}{end}"));
            let wanted = if text.contains("ký tự") { Joint::Phrase } else { Joint::Keep };
            assert!(joint >= wanted, "{text}: {joint:?}");
        }
    }

    #[test]
    fn the_rest_may_part() {
        for (marked, joint) in [
            ("Xong bước,│3 người về nhà ngay", Joint::Clause),
            ("Bác đến bước│này thì nghỉ", Joint::Plain),
            ("Bác gọi cho│Lan nhé bác", Joint::Leaning),
            ("nhà bác.│Lan nhé bác ơi", Joint::Sentence),
            ("Bấm│Kích hoạt rồi đợi", Joint::Plain),
            ("Ở nhà có số│điện thoại của ai", Joint::Phrase),
            ("ghi 12│số và tên", Joint::Tight),
            ("Gọi 113,│114 hay 115 đều được", Joint::Plain),
            ("năm 2026│bác xem trên máy ạ", Joint::Plain),
            ("Bác có bao nhiêu│máy thì mang", Joint::Plain),
            ("gõ tên vneid.gov.vn│rồi bấm nút", Joint::Plain),
            ("bấm vào địa chỉ│https://vneid.gov.vn", Joint::Plain),
        ] {
            assert_eq!(at_mark(marked), joint, "{marked}");
        }
    }
}
