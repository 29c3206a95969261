//! What can be wrong with a face a project brings along, in words.

use super::font_file::FontKind;
use crate::diag::{Code, Diagnostic, Text, text};

/// More faces than are kept.
pub(super) fn too_many(path: &str, most: usize) -> Diagnostic {
    let what = text!(
        en "`fonts/` holds more than {most} faces; those from here on are not read",
        vi "`fonts/` có hơn {most} phông chữ; từ tệp này trở đi không được đọc",
    );
    unusable(
        path,
        what,
        text!(
            en "take out the files no style names",
            vi "hãy bỏ bớt những phông không mẫu nào dùng",
        ),
    )
}

/// A file no face of Latin letters needs.
pub(super) fn too_large(path: &str, most: usize) -> Diagnostic {
    let what = text!(en "the font is larger than {most} MB", vi "phông chữ nặng hơn {most} MB");
    unusable(
        path,
        what,
        text!(
            en "use a face for Latin letters with Vietnamese",
            vi "hãy dùng phông chữ La-tinh có tiếng Việt",
        ),
    )
}

/// A kind of font that cannot be embedded as it is.
pub(super) fn not_usable(path: &str, kind: FontKind) -> Diagnostic {
    let (what, hint) = match kind {
        FontKind::Collection => (
            text!(en "this file holds several faces", vi "tệp này gộp nhiều phông chữ"),
            text!(
                en "give each face a `.ttf` or `.otf` file of its own",
                vi "hãy tách mỗi phông thành một tệp `.ttf` hoặc `.otf` riêng",
            ),
        ),
        FontKind::Web => (
            text!(en "this is a font for web pages (WOFF)", vi "đây là phông cho trang web (WOFF)"),
            text!(
                en "download the same face as `.ttf` or `.otf`",
                vi "hãy tải bản `.ttf` hoặc `.otf` của phông này",
            ),
        ),
        FontKind::Variable => (
            text!(
                en "this is a variable font: one file for many weights",
                vi "đây là phông biến thiên (variable): một tệp cho nhiều độ đậm",
            ),
            text!(
                en "take the files for single weights, often in the folder `static`",
                vi "hãy lấy các tệp từng độ đậm, thường nằm trong thư mục `static`",
            ),
        ),
        FontKind::OneWeight | FontKind::Other => (
            text!(
                en "this is no TrueType or OpenType font, or it is damaged",
                vi "đây không phải phông TrueType hay OpenType, hoặc tệp đã hỏng",
            ),
            text!(
                en "download the file again from where the font comes from",
                vi "hãy tải lại tệp từ nơi phát hành phông",
            ),
        ),
    };
    unusable(path, what, hint)
}

/// Slanted letters (LP-08).
pub(super) fn slanted(path: &str) -> Diagnostic {
    let what = text!(
        en "the letters of this font are slanted (italic), which elders read with difficulty",
        vi "đây là phông chữ nghiêng, người lớn tuổi khó đọc",
    );
    unusable(
        path,
        what,
        text!(
            en "take the upright file of the same family, often called `-Regular` or `-Bold`",
            vi "hãy lấy tệp chữ đứng cùng họ phông, thường có đuôi tên `-Regular` hay `-Bold`",
        ),
    )
}

/// Two files for one name.
pub(super) fn name_taken(path: &str, name: &str) -> Diagnostic {
    let what = text!(
        en "there is another face called `{name}`",
        vi "đã có phông khác tên `{name}`",
    );
    unusable(path, what, text!(en "rename this file", vi "hãy đổi tên tệp này"))
}

/// A file whose name leaves nothing to call the face by.
pub(super) fn no_name(path: &str) -> Diagnostic {
    let what = text!(
        en "the name of this file has no letter a style could name it by",
        vi "tên tệp này không có chữ cái nào để gọi phông trong mẫu",
    );
    unusable(
        path,
        what,
        text!(
            en "rename it with letters without accents and digits: `Lora-Regular.ttf`",
            vi "hãy đổi tên bằng chữ không dấu và chữ số: `Lora-Regular.ttf`",
        ),
    )
}

fn unusable(path: &str, what: Text, hint: Text) -> Diagnostic {
    Diagnostic::new(Code::FaceFile, what).at_path(path).hint(hint)
}

/// A maker who forbids what a PDF needs.
pub(super) fn not_embeddable(path: &str) -> Diagnostic {
    let what = text!(
        en "the font itself says that it must not be embedded in documents",
        vi "chính phông này ghi rằng không được nhúng vào tài liệu",
    );
    Diagnostic::new(Code::FaceLicence, what).at_path(path).hint(text!(
        en "use a face with an open licence, such as those of `toroi fonts`",
        vi "hãy dùng phông có giấy phép mở, như các phông của `toroi fonts`",
    ))
}

/// No text of an open licence beside a face; `found` is a text that is none.
pub(super) fn no_licence(path: &str, family: &str, found: Option<&str>) -> Diagnostic {
    let what = match found {
        None => text!(
            en "no licence lies beside the font",
            vi "cạnh phông chữ không có giấy phép",
        ),
        Some(found) => text!(
            en "`fonts/{found}` is not the text of an open licence toroi knows",
            vi "`fonts/{found}` không phải nội dung một giấy phép mở mà toroi biết",
        ),
    };
    Diagnostic::new(Code::FaceLicence, what).at_path(path).hint(text!(
        en "put the licence that came with the font there as `fonts/{family}-OFL.txt`; who has none may not give the sheet away",
        vi "hãy chép giấy phép đi kèm phông thành `fonts/{family}-OFL.txt`; không có giấy phép thì không được phát tờ in bằng phông ấy",
    ))
}

/// Letters without a glyph.
pub(super) fn letters_missing(path: &str, letters: &str) -> Diagnostic {
    let (few, count) = (few(letters), letters.chars().count());
    let what = text!(
        en "the face lacks {count} of the letters a sheet needs: {few}",
        vi "phông thiếu {count} chữ cần dùng: {few}",
    );
    letters_wrong(path, what)
}

/// Letters drawn without their marks.
pub(super) fn marks_missing(path: &str, letters: &str) -> Diagnostic {
    let few = few(letters);
    let what = text!(
        en "these letters look like others in this face, their marks are missing: {few}",
        vi "trong phông này, các chữ sau mất dấu nên giống chữ khác: {few}",
    );
    letters_wrong(path, what)
}

/// Letters and signs that have a glyph without ink.
pub(super) fn letters_empty(path: &str, letters: &str) -> Diagnostic {
    let few = few(letters);
    let what = text!(
        en "these letters or signs are empty in this face, so paper would stay white there: {few}",
        vi "trong phông này, các chữ hay dấu sau để trống, in ra sẽ mất: {few}",
    );
    letters_wrong(path, what)
}

/// Letters drawn as others.
pub(super) fn letters_same(path: &str, pairs: &[(char, char)]) -> Diagnostic {
    let listed = |joined: &str| {
        let first = pairs.iter().take(6).map(|(one, other)| format!("`{one}` {joined} `{other}`"));
        let listed = first.collect::<Vec<_>>().join(", ");
        if pairs.len() > 6 { listed + " …" } else { listed }
    };
    let (en, vi) = (listed("as"), listed("như"));
    let what = text!(
        en "some letters or digits are drawn exactly as others in this face: {en}",
        vi "trong phông này có chữ hay số vẽ giống hệt chữ khác: {vi}",
    );
    letters_wrong(path, what)
}

fn letters_wrong(path: &str, what: Text) -> Diagnostic {
    Diagnostic::new(Code::FaceLetters, what).at_path(path).hint(text!(
        en "take a face made for Vietnamese; `toroi fonts` shows those inside the program",
        vi "hãy chọn phông có tiếng Việt đầy đủ; `toroi fonts` liệt kê các phông có sẵn",
    ))
}

/// The first of many letters.
fn few(letters: &str) -> String {
    let few: String = letters.chars().take(20).collect();
    if letters.chars().count() > 20 { few + " …" } else { few }
}

/// Letters one takes for each other.
pub(super) fn letters_alike(path: &str, one: char, other: char) -> Diagnostic {
    let what = text!(
        en "`{one}` and `{other}` look alike in this face: elders may take names of apps and buttons for others",
        vi "chữ `{one}` và `{other}` gần như giống nhau trong phông này: bác dễ đọc nhầm tên ứng dụng, tên nút",
    );
    Diagnostic::new(Code::FaceAlike, what).at_path(path).hint(text!(
        en "use it for short titles alone, and another for text and names of buttons",
        vi "chỉ nên dùng cho dòng tựa ngắn; phần chữ và tên nút hãy dùng phông khác",
    ))
}
