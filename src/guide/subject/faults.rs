//! What can be wrong with the subject of a guide, its app and its safety box, in words.

use crate::diag::{Code, Diagnostic, Text, text};

/// A safety box to paste; its words are those of no app.
const BOX: &str = "safety:\n  chung:\n    title: Giữ kín mật khẩu\n    items:\n      - \"Ai xin mã: bác cúp máy\"\n      - \"Nghi ngờ: hỏi Công an xã, phường\"";

/// A fault of `project.yaml`, or of what a guide says of its app and its safety box.
#[derive(Clone, Copy, Debug)]
pub(in crate::guide) enum SubjectFault<'a> {
    /// Words in the place of a version; the name of the project's app.
    App { words: &'a str, name: Option<&'a str> },
    /// A guide that speaks of the project's app and does not say which version.
    NoVersion { app: &'a str, version: &'a str },
    /// A guide without an app that presses buttons of one.
    NoApp { label: &'a str },
    /// A project without a safety box.
    NoBoxes,
    /// A guide without a safety box, in a project without one.
    NoSafety,
    /// A safety box that is not there, and those that are.
    UnknownBox { name: &'a str, ids: &'a [&'a str] },
    /// An occasion that is not listed, and those that are.
    UnknownOccasion { name: &'a str, ids: &'a [&'a str] },
    /// A guide that has words for some occasions, and those it has none for.
    NoOccasion { ids: &'a [&'a str] },
}

impl SubjectFault<'_> {
    fn message(self) -> Text {
        match self {
            SubjectFault::App { words, name: Some(app) } => text!(
                en "`{words}` is not a version of {app}",
                vi "`{words}` không phải số bản của {app}",
            ),
            SubjectFault::App { words, name: None } => text!(
                en "`app: {words}` does not say which app: guides/project.yaml names none",
                vi "`app: {words}` chưa nói là ứng dụng nào: guides/project.yaml không ghi ứng dụng",
            ),
            SubjectFault::NoVersion { app, .. } => text!(
                en "this guide speaks of {app}, but not of the version it was compared with",
                vi "bài này nói về {app} nhưng chưa ghi đã soát với bản nào",
            ),
            SubjectFault::NoApp { label } => text!(
                en "this guide presses the button “{label}”, but does not say of which app",
                vi "bài này bảo bấm nút “{label}” nhưng chưa ghi là của ứng dụng nào",
            ),
            SubjectFault::NoBoxes => text!(
                en "this project has no safety box",
                vi "dự án này chưa có ô an toàn",
            ),
            SubjectFault::NoSafety => text!(
                en "this guide has no safety box, nor has the project",
                vi "bài này chưa có ô an toàn, dự án cũng chưa có",
            ),
            SubjectFault::UnknownBox { name, .. } => text!(
                en "there is no safety box `{name}` in guides/project.yaml",
                vi "guides/project.yaml không có ô an toàn nào tên `{name}`",
            ),
            SubjectFault::UnknownOccasion { name, .. } => text!(
                en "there is no occasion `{name}` in guides/project.yaml",
                vi "guides/project.yaml không có dịp nào tên `{name}`",
            ),
            SubjectFault::NoOccasion { ids } => {
                let list = ids.join(", ");
                text!(
                    en "this guide has parts for some occasions, but none for {list}",
                    vi "bài này có phần riêng cho vài dịp, nhưng chưa có cho {list}",
                )
            }
        }
    }

    fn hint(self) -> Text {
        const OWN: &str = "app: { name: Tên ứng dụng, version: \"1.0\", maker: Nơi làm ra }";
        match self {
            SubjectFault::App { name: Some(_), .. } => text!(
                en "write the version in quotes, `app: \"2.0\"`; of another app: `{OWN}`",
                vi "ghi số bản trong ngoặc kép, `app: \"2.0\"`; ứng dụng khác thì ghi: `{OWN}`",
            ),
            SubjectFault::App { name: None, .. } => text!(
                en "write `{OWN}`; a guide about no app does without the line",
                vi "ghi `{OWN}`; bài không nói về ứng dụng nào thì bỏ dòng này",
            ),
            SubjectFault::NoVersion { app, version } => text!(
                en "open {app}, compare, and add the line `app: \"{version}\"` with the version you see",
                vi "mở {app} ra so, rồi thêm dòng `app: \"{version}\"` với đúng số bản bạn thấy",
            ),
            SubjectFault::NoApp { .. } => text!(
                en "open the app, compare, and add the line `{OWN}`",
                vi "mở ứng dụng ra so, rồi thêm dòng `{OWN}`",
            ),
            SubjectFault::NoBoxes | SubjectFault::NoSafety => text!(
                en "every sheet carries one; paste this into guides/project.yaml and change its words:\n{BOX}",
                vi "tờ nào cũng phải có; chép đoạn này vào guides/project.yaml rồi sửa chữ:\n{BOX}",
            ),
            SubjectFault::UnknownBox { ids, .. } => {
                let list = ids.join(", ");
                text!(
                    en "the boxes there are: {list}; without the line `safety` the first is taken",
                    vi "ở đó có các ô: {list}; bỏ dòng `safety` thì lấy ô đầu tiên",
                )
            }
            SubjectFault::UnknownOccasion { ids, .. } => {
                let list = ids.join(", ");
                text!(
                    en "the occasions there are: {list}; a part without `occasion` is for all of them",
                    vi "ở đó có các dịp: {list}; phần không ghi `occasion` là cho mọi dịp",
                )
            }
            SubjectFault::NoOccasion { ids } => {
                let first = ids.first().copied().unwrap_or_default();
                text!(
                    en "add a part, `# … {{occasion={first}}}`, or name several behind one: `{{occasion=a,b}}`",
                    vi "thêm một phần, `# … {{occasion={first}}}`, hoặc ghi nhiều dịp sau một đề mục: `{{occasion=a,b}}`",
                )
            }
        }
    }
}

impl From<SubjectFault<'_>> for Diagnostic {
    fn from(fault: SubjectFault<'_>) -> Diagnostic {
        let code = match fault {
            SubjectFault::App { .. }
            | SubjectFault::NoVersion { .. }
            | SubjectFault::NoApp { .. } => Code::GuideApp,
            SubjectFault::UnknownOccasion { .. } | SubjectFault::NoOccasion { .. } => {
                Code::YamlUnknownField
            }
            _ => Code::GuideSafety,
        };
        let found = Diagnostic::new(code, fault.message());
        let found = match fault {
            SubjectFault::UnknownBox { name, ids }
            | SubjectFault::UnknownOccasion { name, ids } => {
                found.did_you_mean(name, ids.iter().copied())
            }
            _ => found,
        };
        found.hint(fault.hint())
    }
}
