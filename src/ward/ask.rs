//! The questions of `toroi new ward`, and whether an answer may stand.
//!
//! Each question has a field; an empty answer leaves the field blank. What cannot be printed is
//! refused while the person who knows better is still there.

use std::collections::BTreeMap;

use crate::diag::{Text, text};
use crate::guide::Date;
use crate::guide::reasons;
use crate::privacy::{Distribution, find, refuse};
use crate::vietnamese::address_form::AddressForm;
use crate::vietnamese::hours;
use crate::vietnamese::phone::{Phone, PhoneType};

/// What was answered, by field.
pub type Answers = BTreeMap<&'static str, String>;

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The field it fills: `police.phone`.
    pub field: &'static str,
    /// What is asked.
    pub words: Text,
}

/// Every question, in order: of what the sheets inside the program print, and nothing else.
pub fn questions() -> Vec<Question> {
    let all = [
        (
            "issuer",
            text!(
                en "Who hands the sheets out, e.g. “Đoàn phường Định Công”",
                vi "Đơn vị phát tờ in, ví dụ “Đoàn phường Định Công”",
            ),
        ),
        (
            "police.phone",
            text!(
                en "Phone number of the ward police",
                vi "Số điện thoại Công an phường, xã",
            ),
        ),
        (
            "leader.name",
            text!(
                en "Leader of the residential group: name, as people call them",
                vi "Tổ trưởng: tên thường gọi",
            ),
        ),
        ("leader.phone", text!(en "Phone number of the leader", vi "Số điện thoại tổ trưởng")),
        (
            "leader.agreed",
            text!(
                en "Does the leader agree that anybody may read this number? yes or no",
                vi "Tổ trưởng có đồng ý cho mọi người đọc số này không? có hay không",
            ),
        ),
        (
            "volunteer.name",
            text!(
                en "A volunteer: name, as people call them",
                vi "Tình nguyện viên: tên thường gọi",
            ),
        ),
        (
            "volunteer.phone",
            text!(
                en "Phone number of the volunteer",
                vi "Số điện thoại tình nguyện viên",
            ),
        ),
        (
            "volunteer.agreed",
            text!(
                en "Does the volunteer agree that anybody may read this number? yes or no",
                vi "Tình nguyện viên có đồng ý cho mọi người đọc số này không? có hay không",
            ),
        ),
        (
            "event.day",
            text!(en "Day of the next event, e.g. 05/12/2026", vi "Ngày hẹn tới, ví dụ 05/12/2026"),
        ),
        ("event.time", text!(en "Time of the event, e.g. 7h30–11h", vi "Giờ hẹn, ví dụ 7h30–11h")),
        ("event.place", text!(en "Place of the event", vi "Địa điểm")),
        (
            "logo",
            text!(
                en "Picture file of the logo, e.g. logo.svg",
                vi "Tệp hình biểu trưng, ví dụ logo.svg",
            ),
        ),
        (
            "address",
            text!(
                en "What the sheets call their readers: bác or ông bà; left blank, bác",
                vi "Tờ in gọi người đọc là bác hay ông bà; để trống là bác",
            ),
        ),
        (
            "occasion",
            text!(
                en "The occasion the sheets are handed out at",
                vi "Dịp phát tờ in",
            ),
        ),
    ];
    all.map(|(field, words)| Question { field, words }).to_vec()
}

impl Question {
    /// Whether it need not be asked: nobody has to agree to what is no mobile number.
    pub fn is_idle(&self, answers: &Answers) -> bool {
        let Some((who, "agreed")) = self.field.split_once('.') else { return false };
        let phone = if who == "leader" { "leader.phone" } else { "volunteer.phone" };
        let number = answers.get(phone).and_then(|typed| Phone::read(typed).ok());
        number.is_none_or(|phone| phone.kind() != PhoneType::Mobile)
    }

    /// The answer as it is written into the file.
    ///
    /// # Errors
    /// Says why it may not stand.
    pub fn read(&self, typed: &str) -> Result<String, Text> {
        // What is pasted may go over several lines; a value is one.
        let words = typed.split(|c: char| c.is_whitespace() || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let typed = words.join(" ");
        let typed = typed.as_str();
        if typed.is_empty() {
            return Ok(String::new());
        }
        if let Some(finding) =
            find(typed).iter().find(|finding| refuse(finding.kind, Distribution::Team))
        {
            let words = typed.get(finding.range.clone()).unwrap_or("");
            return Err(text!(
                en "“{words}” is private: no sheet may show it",
                vi "“{words}” là của riêng một người: không tờ nào được in",
            ));
        }
        if self.field == "address" {
            let unread = text!(en "write bác or ông bà", vi "ghi bác hoặc ông bà");
            return AddressForm::read(typed).map(|form| form.name().to_owned()).ok_or(unread);
        }
        match self.field.rsplit('.').next() {
            Some("phone") => match Phone::read(typed) {
                Ok(phone) => Ok(phone.grouped()),
                Err(fault) => Err(reasons::phone(&fault).why),
            },
            Some("day") => match typed.parse().ok().map_or_else(|| Date::read(typed), Ok) {
                Ok(Date { year, month, day }) => Ok(format!("{year}-{month:02}-{day:02}")),
                Err(fault) => Err(reasons::date(&fault).why),
            },
            Some("time") => match hours::check(typed) {
                Ok(()) => Ok(typed.to_owned()),
                Err(fault) => Err(reasons::hours(&fault).why),
            },
            Some("agreed") => match typed.to_lowercase().as_str() {
                "có" | "co" | "c" | "yes" | "y" | "true" => Ok("true".to_owned()),
                "không" | "khong" | "k" | "no" | "n" | "false" => Ok("false".to_owned()),
                _ => Err(text!(en "write yes or no", vi "ghi có hoặc không")),
            },
            _ => Ok(typed.to_owned()),
        }
    }
}
