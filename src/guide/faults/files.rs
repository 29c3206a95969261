//! What can be wrong with the files of guides, in words.

use crate::diag::{Code, Diagnostic, Text, nearest, shell_word, text};
use crate::facts::{LABELS, Labels};
use crate::guide::stray::Stray;
use crate::span::Span;
use crate::vietnamese::fold;
use crate::yaml::Spanned;

/// A guide without a step.
pub(in crate::guide) fn no_steps() -> Diagnostic {
    Diagnostic::new(
        Code::GuideNoSteps,
        text!(
            en "this guide has no step",
            vi "bài này chưa có bước nào",
        ),
    )
    .hint(text!(
        en "write each step as a heading: `## Bấm nút Cài đặt`",
        vi "viết mỗi bước thành một đề mục: `## Bấm nút Cài đặt`",
    ))
}

/// Two contact lines of one id.
pub(in crate::guide) fn same_contact(id: &Spanned<String>, first: Span) -> Diagnostic {
    let name = &id.it;
    Diagnostic::new(
        Code::YamlWrongType,
        text!(
            en "two contact lines are called `{name}`",
            vi "có hai dòng liên hệ cùng mã `{name}`",
        ),
    )
    .at(id.span)
    .also(first, text!(en "the first", vi "dòng thứ nhất"))
    .hint(text!(en "give each its own id", vi "đặt cho mỗi dòng một mã riêng"))
}

/// A variant that a label does not have.
pub(in crate::guide) fn unknown_variant(id: &str, variant: &str, known: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LabelUnknown,
        text!(
            en "no version of the app calls the button `{id}` “{variant}”",
            vi "không bản ứng dụng nào ghi nút `{id}` là “{variant}”",
        ),
    )
    .hint(text!(
        en "its variants in {LABELS} are: {known}",
        vi "các cách ghi khác trong {LABELS}: {known}",
    ))
}

/// A label that nobody has seen for long.
pub(in crate::guide) fn old_label(id: &str, words: &str, seen: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LabelOld,
        text!(
            en "the button “{words}” was last seen long ago ({seen}); the app may call it otherwise today",
            vi "nút “{words}” thấy lần cuối đã lâu ({seen}); nay ứng dụng có thể ghi khác",
        ),
    )
    .hint(text!(
        en "open the app and compare: `toroi labels --to-check` prints what to look for, `toroi labels --confirm FILE` takes it in",
        vi "mở ứng dụng ra so: `toroi labels --to-check` in những nút cần xem, `toroi labels --confirm FILE` ghi lại",
    ))
    .hint(text!(
        en "if it has to be printed before, judge it once more and write the day into {LABELS}, at `{id}`: `accepted: 2026-11-28`; that holds for three months",
        vi "nếu phải in trước, hãy cân nhắc lại rồi ghi ngày vào {LABELS}, ở nhãn `{id}`: `accepted: 2026-11-28`; có giá trị ba tháng",
    ))
}

/// A label that does not exist.
pub(in crate::guide) fn unknown_label(labels: &Labels, id: &str, span: Span) -> Diagnostic {
    let fault = Diagnostic::new(
        Code::LabelUnknown,
        text!(
            en "there is no label `{id}` in {LABELS}",
            vi "trong {LABELS} không có nhãn `{id}`",
        ),
    )
    .at(span);
    // Whoever types the words of a button means the label that reads so.
    let key = fold::matching_key(id);
    let same = labels.iter().filter(|label| fold::matching_key(&label.text) == key);
    let same: Vec<&str> = same.map(|label| label.id.it.as_str()).collect();
    let fault = if same.is_empty() {
        fault.did_you_mean(id, labels.ids())
    } else {
        let same = same.join("]]`, `[[");
        fault.hint(text!(
            en "labels are called by their ids; this one reads so: `[[{same}]]`",
            vi "nhãn được gọi bằng mã; nhãn ghi chữ này là `[[{same}]]`",
        ))
    };
    fault.hint(text!(
        en "use one that exists, or add it with its text and its fact",
        vi "dùng một nhãn đã có, hoặc thêm nhãn này kèm chữ trên nút và dữ kiện",
    ))
}

/// A project without a guide.
pub(in crate::guide) fn no_guides(folder: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideUnknown,
        text!(
            en "there is no guide in the folder `{folder}`",
            vi "thư mục `{folder}` chưa có bài hướng dẫn nào",
        ),
    )
    .at_path(folder)
    .hint(text!(
        en "`toroi new guide doi-sim` writes one to start from",
        vi "lệnh `toroi new guide doi-sim` viết sẵn một bài để sửa theo",
    ))
}

/// Two guides of one name.
pub(in crate::guide) fn same_slug(slug: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideSameSlug,
        text!(
            en "two guides would both be called `{slug}`: `{first}` and `{second}`",
            vi "hai bài trùng tên `{slug}`: `{first}` và `{second}`",
        ),
    )
    .at_path(second)
    .hint(text!(
        en "rename or delete one of them: their leaflets would overwrite each other",
        vi "đổi tên hoặc xóa bớt một tệp: tờ rơi của hai bài sẽ ghi đè lên nhau",
    ))
}

/// A guide that does not exist, and those that do.
pub(in crate::guide) fn unknown_guide(
    name: &str,
    files: &[(String, String)],
    own: &[(String, String)],
) -> Diagnostic {
    let known: Vec<&str> = files.iter().map(|(slug, _)| slug.as_str()).collect();
    let here = if own.is_empty() { files } else { own };
    let list = here.iter().map(|(slug, _)| slug.as_str()).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::new(
        Code::GuideUnknown,
        text!(
            en "there is no guide `{name}`",
            vi "không có bài hướng dẫn nào tên `{name}`",
        ),
    );
    let diagnostic = match nearest(name, known.iter().copied()) {
        Some(_) => diagnostic.did_you_mean(name, known),
        None => diagnostic,
    };
    let diagnostic =
        diagnostic.hint(text!(en "the guides here are: {list}", vi "ở đây có các bài: {list}"));
    if here.len() == files.len() {
        return diagnostic;
    }
    diagnostic.hint(text!(
        en "those that are built in can be named, too: see `toroi list guides`",
        vi "gọi tên bài có sẵn cũng được: xem `toroi list guides`",
    ))
}

/// A file name that cannot be that of a leaflet.
pub(in crate::guide) fn bad_file_name(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideBadSlug,
        text!(
            en "`{path}` is not a suitable file name for a leaflet",
            vi "tên `{path}` không dùng làm tên tờ rơi được",
        ),
    )
}

/// A guide without its front matter.
pub(in crate::guide) fn no_front_matter(path: &str, stray: Stray) -> Diagnostic {
    let found = Diagnostic::new(
        Code::GuideNoFrontMatter,
        text!(
            en "a guide begins with its front matter between two lines `---`",
            vi "bài hướng dẫn phải mở đầu bằng phần khai báo nằm giữa hai dòng `---`",
        ),
    );
    let typed = shell_word(path);
    match stray {
        Stray::List => found.hint(list_use(path)),
        Stray::File(kind) => {
            let place = kind.path();
            found.hint(text!(
                en "what stands here belongs into `{place}`: move it there",
                vi "chữ ở đây là của tệp `{place}`: hãy chuyển sang đó",
            ))
        }
        Stray::Fields => found.hint(text!(
            en "put a line `---` before the first field and one behind the last",
            vi "thêm một dòng `---` trước mục đầu và một dòng `---` sau mục cuối",
        )),
        Stray::Words => found.hint(text!(
            en "`toroi new guide NAME --from {typed}` makes a guide of a text; `toroi new guide NAME` writes one to start from",
            vi "lệnh `toroi new guide TÊN --from {typed}` làm bài từ văn bản này; `toroi new guide TÊN` viết sẵn một bài để sửa theo",
        )),
    }
}

/// What a list is for.
fn list_use(path: &str) -> Text {
    let typed = shell_word(path);
    text!(
        en "this looks like a list: `toroi roster --records {typed}` prints it for a team, `toroi merge GUIDE --product PRODUCT --records {typed}` makes a copy for each row",
        vi "đây giống một danh sách: `toroi roster --records {typed}` in nó cho đội, `toroi merge BÀI --product LOẠI --records {typed}` làm cho mỗi hàng một bản",
    )
}

/// A list in place of a guide.
pub(in crate::guide) fn list(path: &str) -> Diagnostic {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    Diagnostic::new(
        Code::DocumentKind,
        text!(
            en "`{name}` is a list; sheets are made of guides",
            vi "`{name}` là danh sách; tờ in làm từ các bài",
        ),
    )
    .at_path(path)
    .hint(list_use(path))
}

/// A document in place of a guide, with the command that makes a guide of it.
pub(in crate::guide) fn document(path: &str, folder: &str) -> Diagnostic {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let slug = fold::slug(stem);
    let slug = if slug.is_empty() { "bai-moi" } else { &slug };
    let typed = shell_word(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_read = READ.iter().any(|known| ending.eq_ignore_ascii_case(known));
    let found = Diagnostic::new(
        Code::DocumentKind,
        text!(
            en "`{name}` is a document; sheets are made of guides in the folder `{folder}`",
            vi "`{name}` là văn bản; tờ in làm từ các bài trong thư mục `{folder}`",
        ),
    )
    .at_path(path);
    if is_read {
        return found.hint(text!(
            en "make a guide of it first: `toroi new guide {slug} --from {typed}`",
            vi "làm nó thành bài trước: `toroi new guide {slug} --from {typed}`",
        ));
    }
    let whole = path.rsplit_once('.').map_or(path, |(whole, _)| whole);
    let as_word = shell_word(&format!("{whole}.docx"));
    found.hint(text!(
        en "open it in Word or LibreOffice and save it as .docx, then make a guide of that: `toroi new guide {slug} --from {as_word}`",
        vi "mở bằng Word hoặc LibreOffice rồi lưu thành .docx, sau đó làm thành bài: `toroi new guide {slug} --from {as_word}`",
    ))
}

/// Documents that guides are made of.
const READ: [&str; 3] = ["docx", "odt", "txt"];
