//! The rules of cohesion: one table, read from the top, the first rule that holds decides.

use super::Cohesion;
use super::lexicon::{Meeting, WordClass, is_abbreviation};
use super::space::WordSpace;
use super::word::Word;

/// A rule: how the words of a place hold together when `holds` is true.
struct Rule {
    cohesion: Cohesion,
    /// A text with `│` for the space that the rule is about.
    #[cfg_attr(not(test), allow(dead_code, reason = "shows what the rule does, and is tested"))]
    example: &'static str,
    holds: fn(WordSpace<'_, '_>) -> bool,
}

/// The cohesion of a place.
pub(super) fn cohesion(place: WordSpace<'_, '_>) -> Cohesion {
    let rule = RULES.iter().find(|rule| (rule.holds)(place));
    rule.map_or(Cohesion::Plain, |rule| rule.cohesion)
}

const fn rule(
    cohesion: Cohesion,
    example: &'static str,
    holds: fn(WordSpace<'_, '_>) -> bool,
) -> Rule {
    Rule { cohesion, example, holds }
}

static RULES: &[Rule] = &[
    // An author's word joiner (U+2060) beside a space; UAX #14 heeds it only without one.
    rule(Cohesion::Never, "cất mã\u{2060}│số của mình nhé", |p| {
        p.left().text.ends_with('\u{2060}') || p.right().text.starts_with('\u{2060}')
    }),
    // Marks that stand alone.
    rule(Cohesion::Tight, "“│Tôi bị lừa” rồi thôi", |p| p.left().is_opening()),
    rule(Cohesion::Tight, "–│Bác nào cần giúp", |p| {
        p.left().core.is_empty() && p.left().is_first
    }),
    rule(Cohesion::Keep, "mở 7h30 –│17h30 mọi ngày", |p| {
        p.left().core.is_empty()
            && p.right().is_number()
            && p.before().is_some_and(|word| word.is_number() && !word.closes())
    }),
    rule(Cohesion::Tight, "cả năm│– tính từ nay", |p| {
        p.right().core.is_empty() && !p.right().is_opening()
    }),
    rule(Cohesion::Clause, "cứ từ từ –│không ai giục đâu", |p| {
        p.left().text.chars().all(|letter| matches!(letter, '–' | '—' | '-'))
    }),
    rule(Cohesion::Tight, "1.│Mở máy lên", |p| {
        p.left().is_first && p.left().is_entry_number()
    }),
    rule(Cohesion::Tight, "ở TP.│HCM thì gọi", |p| is_abbreviation(p.left().text)),
    // Numbers with what they count, parts of dates, laws, addresses and amounts.
    rule(Cohesion::Keep, "ngày 05│tháng 9 năm 2026 này", |p| {
        p.ends_number() && p.begins_number()
    }),
    rule(Cohesion::Tight, "gọi 1900│0368 để hỏi", |p| {
        p.left().is_number() && !p.left().closes() && p.right().is_number()
    }),
    // A word of two syllables parts from its number rather than in its middle.
    rule(Cohesion::Tight, "theo Nghị│định 69/2024/NĐ-CP đó", |p| {
        p.begins_number() && p.meets(Meeting::Syllables)
    }),
    rule(Cohesion::Keep, "theo Nghị định│69/2024/NĐ-CP đó", |p| {
        p.left().open(WordClass::Counter) && p.is_second_half() && p.right().is_number()
    }),
    // So does the word before a number of several groups.
    rule(Cohesion::Keep, "gọi số│0912 345 678 nhé", |p| {
        let has_groups = p.after().is_some_and(Word::is_number) && !p.right().closes();
        p.left().open(WordClass::Counter) && p.right().is_number() && has_groups
    }),
    rule(Cohesion::Tight, "làm Bước│3 trước nhé", |p| {
        p.left().open(WordClass::Counter) && p.right().is_number()
    }),
    rule(Cohesion::Tight, "theo điểm│a khoản 1", |p| {
        p.left().open(WordClass::Lettered) && p.right().is_letter()
    }),
    rule(Cohesion::Tight, "sáng thứ│Hai tuần sau", |p| {
        matches!(&*p.left().small, "thứ" | "tháng" | "lần")
            && !p.left().closes()
            && p.right().is(WordClass::Ordinal)
    }),
    rule(Cohesion::Tight, "giảm 50│% giá vé", |p| {
        p.left().is_number() && !p.left().closes() && p.right().is(WordClass::Unit)
    }),
    rule(Cohesion::Tight, "nhập 12│số trên thẻ", |p| {
        p.left().is_number()
            && !p.left().closes()
            && !p.is_numbered()
            && p.right().is(WordClass::Counted)
    }),
    rule(Cohesion::Keep, "mở từ│8 giờ sáng", |p| {
        p.left().open(WordClass::Towards) && p.right().is_number()
    }),
    rule(Cohesion::Keep, "lúc 7 giờ│30 phút sáng", |p| {
        p.is_counted() && p.right().is_number()
    }),
    rule(Cohesion::Keep, "mất 30 nghìn│đồng thôi", |p| {
        p.is_counted() && p.right().is(WordClass::AfterUnit)
    }),
    rule(Cohesion::Keep, "đến 8h30│sáng mai", |p| {
        p.left().is_number() && !p.left().closes() && p.right().is(WordClass::AfterUnit)
    }),
    // Names.
    rule(Cohesion::Tight, "hỏi bác│Lan ở đầu ngõ", |p| {
        p.left().open(WordClass::Title) && p.right().is_name()
    }),
    rule(Cohesion::Keep, "tải từ App│Store về máy", |p| p.meets(Meeting::Whole)),
    rule(Cohesion::Keep, "ở phường│Bến Nghé nhé", |p| {
        p.left().open(WordClass::Locality) && p.right().is_name()
    }),
    // No last line of one syllable.
    rule(Cohesion::Keep, "Bác bấm nút màu│xanh.", |p| {
        p.is_last() && p.right().is_syllable()
    }),
    // What would rather stay whole.
    rule(Cohesion::Name, "gặp ông Nguyễn│Văn An nhé", |p| {
        let is_person = p.left().is(WordClass::Family) || !p.opens_sentence();
        !p.left().closes() && p.left().is_name() && p.right().is_name() && is_person
    }),
    rule(Cohesion::Name, "Hà│Nội mùa này", |p| {
        p.left().is_name() && p.meets(Meeting::Place)
    }),
    rule(Cohesion::Name, "hỏi Công an xã,│phường nhé", |p| p.is_listed()),
    rule(Cohesion::Compound, "quên mật│khẩu thì hỏi", |p| p.meets(Meeting::Syllables)),
    rule(Cohesion::Phrase, "hỏi công an│xã hay tổ trưởng", |p| p.meets(Meeting::Words)),
    rule(Cohesion::Phrase, "bác hơn│60 tuổi rồi", |p| {
        p.left().open(WordClass::About) && p.right().is_number()
    }),
    rule(Cohesion::Phrase, "trả lời 2│ý trong đó", |p| {
        let is_free = p.left().is_number() && !p.left().closes() && !p.is_numbered();
        let small = [WordClass::Leaning, WordClass::Negation, WordClass::About];
        let is_noun = !small.iter().any(|kind| p.right().is(*kind));
        is_free && is_noun && p.right().core.starts_with(char::is_lowercase)
    }),
    rule(Cohesion::Compound, "công an không│xin mã đâu", |p| {
        p.left().open(WordClass::Negation)
    }),
    rule(Cohesion::Phrase, "Bác mở máy rồi gõ│VNeID.", |p| {
        p.is_last() && p.right().is_short()
    }),
    rule(Cohesion::Leaning, "máy tắt và│mở lại", |p| {
        p.left().open(WordClass::Leaning) && !p.is_second_half()
    }),
    // Where lines gladly end.
    rule(Cohesion::Sentence, "Làm xong rồi.│Bác nghỉ nhé", |p| p.left().ends_sentence()),
    // The commas of a list of numbers are no such place.
    rule(Cohesion::Plain, "đủ 14,│25 hay 40 tuổi", |p| {
        p.left().is_number() && p.right().is_number()
    }),
    rule(Cohesion::Clause, "Làm xong,│bác nghỉ nhé", |p| p.left().closes()),
    rule(Cohesion::Leaning, "Xong rồi. Bác│nghỉ một lát nhé", |p| {
        !p.left().is_first && p.opens_sentence() && p.left().is_short()
    }),
];

#[cfg(test)]
mod tests {
    use super::super::cohesions;
    use super::*;

    /// The cohesion at the mark, which stands in the place of a space.
    fn at_mark(marked: &str) -> Cohesion {
        let at = marked.find('│').unwrap() + 1;
        let all = cohesions(&marked.replace('│', " "));
        all.iter()
            .find(|(place, _)| *place == at)
            .map_or(Cohesion::Plain, |(_, cohesion)| *cohesion)
    }

    #[test]
    fn every_rule_decides_its_own_example() {
        for (index, rule) in RULES.iter().enumerate() {
            assert_eq!(at_mark(rule.example), rule.cohesion, "{}", rule.example);
            let at = rule.example.find('│').unwrap() + 1;
            let text = rule.example.replace('│', " ");
            let words: Vec<Word<'_>> = Word::all(&text, 0).collect();
            let place = WordSpace::all(&words).find(|place| place.start() == at).unwrap();
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
            let cohesion = at_mark(&format!("{text}{end}"));
            let wanted = if text.contains("ký tự") { Cohesion::Phrase } else { Cohesion::Keep };
            assert!(cohesion >= wanted, "{text}: {cohesion:?}");
        }
    }

    #[test]
    fn the_rest_may_part() {
        for (marked, cohesion) in [
            ("Xong bước,│3 người về nhà ngay", Cohesion::Clause),
            ("Bác đến bước│này thì nghỉ", Cohesion::Plain),
            ("Bác gọi cho│Lan nhé bác", Cohesion::Leaning),
            ("nhà bác.│Lan nhé bác ơi", Cohesion::Sentence),
            ("Bấm│Kích hoạt rồi đợi", Cohesion::Plain),
            ("Ở nhà có số│điện thoại của ai", Cohesion::Phrase),
            ("ghi 12│số và tên", Cohesion::Tight),
            ("Gọi 113,│114 hay 115 đều được", Cohesion::Plain),
            ("năm 2026│bác xem trên máy ạ", Cohesion::Plain),
            ("Bác có bao nhiêu│máy thì mang", Cohesion::Plain),
            ("gõ tên vneid.gov.vn│rồi bấm nút", Cohesion::Plain),
            ("bấm vào địa chỉ│https://vneid.gov.vn", Cohesion::Plain),
        ] {
            assert_eq!(at_mark(marked), cohesion, "{marked}");
        }
    }
}
