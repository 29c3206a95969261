//! Documents of Word, `LibreOffice` and others become guides: what comes along, what is reported, and
//! what harms nobody.

use toroi::diag::{Lang, Sink};
use toroi::import::{Draft, import};
use toroi::source::Sources;

use crate::records_sheets::archive;
use crate::run::{Run, root};

/// Where the body of a draft begins, behind its front matter.
const END: &str = "\n---\n";
const SOURCES: &str = " {sources=nguon-cua-bai}";
const ACTION: &str = "<<action>>";

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/documents").join(name)).unwrap()
}

/// A draft and what is told of it, as `code words`.
fn draft_in(name: &str, bytes: &[u8], lang: Lang) -> (Option<Draft>, Vec<String>) {
    let form = std::fs::read_to_string(root().join("templates/new-guide.form.md")).unwrap();
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let draft = import(name, bytes, "thu", &form, &mut sources, &mut sink);
    let reported = sink.iter().map(|it| format!("{} {}", it.code.id(), it.message.get(lang)));
    (draft, reported.collect())
}

fn draft(name: &str, bytes: &[u8]) -> (Draft, Vec<String>) {
    let (draft, reported) = draft_in(name, bytes, Lang::En);
    (draft.unwrap_or_else(|| panic!("{name}: {reported:?}")), reported)
}

/// The body of a draft with short words in the places to fill in.
fn body(draft: &Draft) -> String {
    let at = draft.text.rfind(END).unwrap() + END.len();
    let mut out = String::new();
    for line in draft.text[at..].lines().filter(|line| !line.is_empty()) {
        let line = line.replace(SOURCES, "");
        let line = match line.split_once("<<") {
            Some((before, rest)) => {
                let name = match rest {
                    _ if rest.starts_with("Bác làm") => "action",
                    _ if rest.starts_with("Tên bước") => "step",
                    _ if rest.starts_with("Tên phần") => "part",
                    _ => "alt",
                };
                format!("{before}<<{name}>>{}", rest.split_once(">>").unwrap().1)
            }
            None => line,
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// A document of Word with hand-written paragraphs.
fn word(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" \
                Target=\"word/document.xml\"/></Relationships>";
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut files = vec![("_rels/.rels", rels), ("word/document.xml", document.as_str())];
    files.extend(more);
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive(&files)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A document of `LibreOffice` with hand-written content.
fn writer(body: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

// --- What other programs wrote.

#[test]
fn a_document_of_word_becomes_a_guide_and_the_rest_is_reported() {
    let (draft, reported) = draft("Bài.docx", &bytes("word.docx"));
    assert!(draft.text.contains("title: \"Hướng dẫn cài VssID\""), "{}", draft.text);
    assert!(draft.text.contains("    - \"Điện thoại đã sạc\""), "{}", draft.text);
    assert!(draft.text.contains("  - url: \"https://baohiemxahoi.gov.vn/\""), "{}", draft.text);
    assert_eq!(
        body(&draft),
        "## Mở CH Play\n<<action>>\n\
         ## <<step>>\n![<<alt>>](pictures/thu-1.png)\n\
         Bấm nút **“Cài đặt”** rồi đợi một lát cho máy tải xong ứng dụng về.\n\
         ## Mở ứng dụng\n- Nhập số định danh: 12 số\n\
         Xem thêm ở trang này (https://baohiemxahoi.gov.vn/)\nPhí là 0 đồng\n\
         Dòng một dòng hai\n- Ngày: Nơi làm\n- Thứ Bảy: Nhà văn hóa\n- Chủ nhật: Trạm y tế\n\
         Nhớ: gọi cho con cháu.\nĐã nói ở bước 2\n- Lịch\n- Sáng: 8h\n"
    );
    let kept = "\n# Trong tệp gốc còn có, chưa đưa vào bài:\n\
                # hình chưa có chỗ, vì mỗi bước một hình: pictures/thu-2.png\n\
                # khung chữ: Chữ trong khung\n# lời nhận xét bên lề: Kiểm lại câu này\n\
                # dòng đầu trang hoặc chân trang: UBND phường Mẫu\n---\n";
    assert!(draft.text.contains(kept), "{}", draft.text);
    let names: Vec<&str> = draft.pictures.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["thu-1.png", "thu-2.png"]);
    assert!(draft.pictures.iter().all(|it| it.bytes.starts_with(b"\x89PNG")));
    for wanted in [
        "G31 not in the guide: deleted text of the tracked changes “50.000 đồng”",
        "G31 not in the guide: hidden text “số máy riêng của chị Lan”",
        "G31 not in the guide: struck-out text “bỏ câu này”",
        "G31 not in the guide: a sign of a font of signs “Wingdings F028”",
        "G31 not in the guide: a text box “Chữ trong khung”",
        "G31 not in the guide: a comment “Kiểm lại câu này”",
        "G31 not in the guide: a header or footer “UBND phường Mẫu”",
        "G32 a cropped picture came whole: “word/media/image1.png”",
        "G32 a link: “trang này → https://baohiemxahoi.gov.vn/”",
        "G32 a reference to another place came as plain letters: “2”",
        "G32 a table with merged cells or a table inside: “Lịch | Sáng | 8h”",
        "G32 a picture without a step of its own: “pictures/thu-2.png”",
        "G33 inserted text of the tracked changes was taken: “0 đồng”",
        "G33 a table became a list: “Lịch | Sáng | 8h”",
    ] {
        assert!(reported.iter().any(|it| it == wanted), "{wanted}\n{reported:#?}");
    }
    // What was deleted, hidden or struck out is reported and stands nowhere else.
    for secret in ["50.000", "chị Lan", "bỏ câu này"] {
        assert!(!draft.text.contains(secret), "{secret}");
    }
}

#[test]
fn a_document_of_libreoffice_becomes_a_guide_and_the_rest_is_reported() {
    let (draft, reported) = draft("Bài.odt", &bytes("writer.odt"));
    assert!(draft.text.contains("title: \"Cài VssID\""), "{}", draft.text);
    assert_eq!(
        body(&draft),
        "# <<part>>\nViệc này làm một lần.\n## Mở App Store\n<<action>>\n\
         ## Tìm ứng dụng VssID\n![Hình ứng dụng VssID](pictures/thu-1.png)\n- Gõ đủ tên\n\
         Chờ **một phút** rồi xem trang (https://vssid.gov.vn/)\n\
         ## Mở ứng dụng vừa tải\n- Ngày: Giờ\n- Thứ Bảy: 8h\n"
    );
    for wanted in [
        "G31 not in the guide: hidden text “mật khẩu wifi”",
        "G31 not in the guide: struck-out text “hai phút”",
        "G31 not in the guide: a footnote “Theo Bảo hiểm xã hội”",
        "G31 not in the guide: a comment “Hỏi lại”",
        "G32 a link: “xem trang → https://vssid.gov.vn/”",
    ] {
        assert!(reported.iter().any(|it| it == wanted), "{wanted}\n{reported:#?}");
    }
}

#[test]
fn one_text_in_two_forms_becomes_one_guide() {
    let (word, _) = draft("Bài.docx", &bytes("pandoc.docx"));
    let (writer, _) = draft("Bài.odt", &bytes("pandoc.odt"));
    let wanted = "# Cách làm\n## Mở ứng dụng\nChờ màn hình hiện ra.\n- Chọn **Đăng nhập**\n\
                  ## Bấm Quên mật khẩu\n- Nút: Nghĩa\n- Tiếp: sang bước sau\n\
                  # Cách khác\n## Gọi tổng đài\n<<action>>\n## Chờ tin nhắn\n<<action>>\n\
                  ## Nhập mã\n<<action>>\n";
    for draft in [word, writer] {
        assert!(draft.text.contains("title: \"Lấy mã PIN\""));
        assert_eq!(body(&draft), wanted);
    }
}

// --- Lists and other pieces, made by hand.

#[test]
fn word_counts_its_lists_as_word_does() {
    let level = |form: &str, text: &str, level: u8, more: &str| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/>\
             <w:lvlText w:val=\"{text}\"/>{more}</w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\">{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/>\
         <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level("decimal", "Bước %1:", 0, ""),
        level("bullet", "o", 1, ""),
        level("upperRoman", "%1.", 0, ""),
        level("decimal", "%2.", 1, ""),
    );
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/numbering\" \
                Target=\"numbering.xml\"/></Relationships>";
    let item = |list: u8, level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>\
             </w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let parts = [("word/_rels/document.xml.rels", rels), ("word/numbering.xml", &numbering)];
    // A list that goes on after a paragraph, and one that begins again.
    let text = [
        paragraph("Tên bài"),
        item(1, 0, "Mở máy"),
        item(1, 1, "Máy còn pin"),
        paragraph("Đợi một lát."),
        item(1, 0, "Bấm nút"),
        item(2, 0, "Gọi điện"),
    ];
    let (made, reported) = draft("x.docx", &word(&text.concat(), &parts));
    assert_eq!(
        body(&made),
        format!(
            "## Mở máy\n- Máy còn pin\nĐợi một lát.\n## Bấm nút\n{ACTION}\n# <<part>>\n## Gọi điện\n{ACTION}\n"
        )
    );
    assert_eq!(reported, [""; 0]);
    // Roman numbers count parts, and the steps in them begin again.
    let text = [
        paragraph("Tên bài"),
        item(3, 0, "Trên máy"),
        item(3, 1, "Mở máy"),
        item(3, 1, "Bấm nút"),
        item(3, 0, "Ở quầy"),
        item(3, 1, "Gọi điện"),
    ];
    let (made, reported) = draft("x.docx", &word(&text.concat(), &parts));
    assert_eq!(
        body(&made),
        format!(
            "# Trên máy\n## Mở máy\n{ACTION}\n## Bấm nút\n{ACTION}\n# Ở quầy\n## Gọi điện\n{ACTION}\n"
        )
    );
    assert_eq!(reported, [""; 0]);
}

#[test]
fn fields_and_changes_of_word_are_reported() {
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let field = |name: &str, shown: &str| {
        [char("begin"), code(name), char("separate"), run(shown), char("end")].concat()
    };
    for (inside, wanted, words) in [
        (field(" PAGE ", "7"), "Trang.", Some("“7”")),
        (field(" DATE \\@ d/M ", "28/11"), "Trang.", Some("“28/11”")),
        (field(" REF _a ", "3"), "Trang 3.", Some("“3”")),
        (
            field(" HYPERLINK \"https://vneid.gov.vn\" ", "đây"),
            "Trang đây (https://vneid.gov.vn).",
            Some("https://vneid.gov.vn"),
        ),
        (field(" HYPERLINK \\l \"a\" ", "đây"), "Trang đây.", None),
        (field(" SEQ Hinh ", "2"), "Trang 2.", None),
        // A field that never ends takes nothing away.
        ([char("begin"), code(" PAGE "), char("separate")].concat(), "Trang", Some("“.”")),
        ("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r>".into(), "Trang →.", None),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>".into(), "Trang.", Some("a formula “a+b”")),
        (
            "<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>".into(),
            "Trang mới.",
            Some("“cũ”"),
        ),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Bấm để nhập</w:t></w:r></w:sdtContent></w:sdt>".into(),
            "Trang.",
            Some("“Bấm để nhập”"),
        ),
        (
            "<mc:AlternateContent><mc:Choice><w:r><w:t>mới</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>cũ</w:t></w:r></mc:Fallback></mc:AlternateContent>".into(),
            "Trang mới.",
            None,
        ),
    ] {
        let text = format!("<w:p>{}{inside}{}</w:p>", run("Trang "), run("."));
        let after = paragraph("Sau đó đợi.");
        let document = [paragraph("Tên bài"), text, after].concat();
        let (made, reported) = draft("x.docx", &word(&document, &[]));
        let body = body(&made);
        assert!(body.starts_with(&format!("# <<part>>\n{wanted}\nSau đó đợi.\n")), "{inside}\n{body}");
        let reported: Vec<&String> = reported.iter().filter(|it| it.starts_with("G3")).collect();
        assert_eq!(reported.is_empty(), words.is_none(), "{inside}\n{reported:?}");
        assert!(words.is_none_or(|words| reported.iter().any(|it| it.contains(words))), "{reported:?}");
    }
}

#[test]
fn tables_with_numbers_are_steps() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |cells: &[&str]| {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|it| cell(it)).collect::<String>())
    };
    let table = [
        row(&["STT", "Việc làm", "Ghi chú"]),
        row(&["1", "Mở máy", ""]),
        row(&["Bước 2", "Bấm nút", "Nút màu đỏ."]),
    ];
    let document = format!("{}<w:tbl>{}</w:tbl>", paragraph("Tên bài"), table.concat());
    let (made, reported) = draft("x.docx", &word(&document, &[]));
    assert_eq!(body(&made), format!("## Mở máy\n{ACTION}\n## Bấm nút\nNút màu đỏ.\n"));
    assert_eq!(reported, [""; 0]);
}

#[test]
fn libreoffice_counts_its_lists_and_tells_its_changes() {
    let styles = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" \
                  style:num-format=\"1\" style:num-suffix=\".\"/><text:list-level-style-bullet \
                  text:level=\"2\" text:bullet-char=\"-\"/></text:list-style>";
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let list = |more: &str, items: &str| {
        format!("<text:list text:style-name=\"L\" {more}>{items}</text:list>")
    };
    let body_text = [
        "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion>\
         <text:p>bỏ</text:p></text:deletion></text:changed-region><text:changed-region \
         text:id=\"c2\"><text:insertion/></text:changed-region></text:tracked-changes>"
            .to_owned(),
        "<text:p>Tên bài</text:p>".to_owned(),
        list("xml:id=\"a\"", &[item("Mở máy"), item("Bấm nút")].concat()),
        "<text:p>Đợi <text:change-start text:change-id=\"c2\"/>lâu<text:change-end \
         text:change-id=\"c2\"/>.<text:change text:change-id=\"c1\"/></text:p>"
            .to_owned(),
        list("text:continue-list=\"a\"", &item("Gọi điện")),
        list("", &item("Lại từ đầu")),
    ];
    let (made, reported) = draft("x.odt", &writer(&body_text.concat(), styles));
    assert_eq!(
        body(&made),
        format!(
            "## Mở máy\n{ACTION}\n## Bấm nút\nĐợi lâu.\n## Gọi điện\n{ACTION}\n# <<part>>\n## Lại từ đầu\n{ACTION}\n"
        )
    );
    assert_eq!(
        reported,
        [
            "G31 not in the guide: deleted text of the tracked changes “bỏ”",
            "G33 inserted text of the tracked changes was taken: “lâu”",
        ]
    );
}

#[test]
fn numbers_that_leave_one_out_are_reported() {
    let text = "Tên bài\n\n1) Mở máy. Bấm nút nguồn.\n2) Chờ. Máy kêu.\n4) Gọi. Bấm số.\n";
    let (_, reported) = draft("x.txt", text.as_bytes());
    assert_eq!(
        reported,
        ["G32 the numbers of the steps leave one out or go back: “2 → 4: Gọi. Bấm số.”"]
    );
}

#[test]
fn old_letters_and_other_bytes_become_unicode() {
    for (name, text, wanted) in [
        ("utf16", utf16("Cài máy\n\n1) Mở máy. Bấm nút.\n"), "title: \"Cài máy\""),
        (
            "tcvn3",
            toroi::vietnamese::encoding::Encoding::Tcvn3
                .encode_bytes("Hướng dẫn đăng ký tài khoản\n\n1) Mở máy điện thoại của bác.\n")
                .unwrap(),
            "title: \"Hướng dẫn đăng ký tài khoản\"",
        ),
        (
            "windows",
            b"\xEF\xBB\xBFCa\xCC\x80i ma\xCC\x81y\r\n\r\n1)\tM\xE1\xBB\x9F m\xC3\xA1y\r\n".to_vec(),
            "title: \"Cài máy\"",
        ),
    ] {
        let (made, reported) = draft("x.txt", &text);
        assert!(made.text.contains(wanted), "{name}: {reported:?}\n{}", made.text);
        assert!(!reported.iter().any(|it| it.starts_with("N09")), "{name}: {reported:?}");
    }
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

// --- What is no document, and what is meant to do harm.

#[test]
fn what_no_guide_is_made_of_is_named() {
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    let old = locked.clone();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let odt_locked = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", b"\x12\x34"),
    ]);
    let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
    let bomb = format!("<w:document><w:body>{}</w:body></w:document>", " ".repeat(17 << 20));
    let many = format!("<w:document>{}</w:document>", "<w:p/>".repeat(400_010));
    let part = |text: &str| archive(&[("word/document.xml", text.as_bytes())]);
    for (name, bytes, code) in [
        ("x.doc", old, "F20"),
        ("x.docx", locked, "F22"),
        ("x.odt", odt_locked, "F22"),
        ("x.docx", part(&deep), "F23"),
        ("x.docx", part(&bomb), "F23"),
        ("x.docx", part(&many), "F23"),
        ("x.docx", part("<w:document><w:body>"), "F21"),
        ("x.docx", b"PK\x03\x04".to_vec(), "F21"),
        ("x.docx", b"Toi khong phai la Word".to_vec(), "F21"),
        ("x.docx", archive(&[("xl/workbook.xml", b"<x/>")]), "F20"),
        ("x.docx", archive(&[("a.txt", b"x")]), "F20"),
        ("x.rtf", b"{\\rtf1 x}".to_vec(), "F20"),
        ("x.pdf", b"%PDF-1.7".to_vec(), "F20"),
        ("x.html", b"<!DOCTYPE html><p>x".to_vec(), "F20"),
        ("x.png", b"\x89PNG\r\n".to_vec(), "F20"),
        ("x.txt", Vec::new(), "F05"),
    ] {
        for lang in [Lang::En, Lang::Vi] {
            let (draft, reported) = draft_in(name, &bytes, lang);
            assert!(draft.is_none(), "{name} {code}");
            assert_eq!(reported.len(), 1, "{name} {code}: {reported:?}");
            assert!(reported[0].starts_with(code), "{name} {code}: {reported:?}");
        }
    }
}

#[test]
fn names_of_parts_are_of_any_case_and_circles_end() {
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/styles\" Target=\"STYLES.xml\"/>\
                </Relationships>";
    let styles = "<w:styles><w:style w:styleId=\"A\"><w:name w:val=\"a\"/><w:basedOn w:val=\"B\"/>\
                  </w:style><w:style w:styleId=\"B\"><w:name w:val=\"heading 1\"/><w:basedOn \
                  w:val=\"A\"/></w:style></w:styles>";
    let text = "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>Tên bài</w:t></w:r></w:p>";
    let document = format!("<w:document><w:body>{text}</w:body></w:document>");
    let bytes = archive(&[
        ("Word/Document.xml", document.as_bytes()),
        ("word/_rels/DOCUMENT.xml.rels", rels.as_bytes()),
        ("word\\styles.xml", styles.as_bytes()),
    ]);
    let (made, _) = draft("x.docx", &bytes);
    assert!(made.text.contains("title: \"Tên bài\""), "{}", made.text);
}

#[test]
fn a_document_cut_off_or_altered_anywhere_harms_nobody() {
    for name in ["writer.odt", "vssid.docx"] {
        let whole = bytes(name);
        for at in (0..whole.len()).step_by(whole.len() / 30 + 1) {
            draft_in(name, &whole[..at], Lang::En);
            let mut altered = whole.clone();
            altered[at] ^= 0x5a;
            let (draft, reported) = draft_in(name, &altered, Lang::En);
            assert!(draft.is_some() || !reported.is_empty(), "{name} at {at}");
        }
    }
    // Any text between tags, and any tags.
    for text in ["<w:r>", "</w:p>", "&", "&#0;", "&bad;", "<![CDATA[x]]>", "<!-- -->", "\u{1}"] {
        let (draft, reported) = draft_in("x.docx", &word(&paragraph(text), &[]), Lang::En);
        assert!(draft.is_some() || !reported.is_empty(), "{text}");
    }
}

// --- The command.

#[test]
fn a_document_in_place_of_a_guide_is_reported_with_a_command_that_runs() {
    for (lang, words) in [("en", "is a document"), ("vi", "là văn bản")] {
        let project =
            Run::new().file("guides/README.md", "x").file("Bài 1.docx", bytes("vssid.docx"));
        let folder = project.path().to_owned();
        let done = project.args(["--lang", lang, "build", "Bài 1.docx"]).run();
        assert_eq!(done.code, 1, "{}", done.stderr);
        assert!(done.stderr.contains("F20") && done.stderr.contains(words), "{}", done.stderr);
        let command = "toroi new guide bai-1 --from \"Bài 1.docx\"";
        assert!(done.stderr.contains(command), "{}", done.stderr);
        let folder = folder.to_str().unwrap();
        let file = format!("{folder}/Bài 1.docx");
        let made = Run::new().args(["--project", folder, "new", "guide", "bai-1", "--from", &file]);
        let made = made.run().ok();
        assert!(made.stdout.contains("bai-1.md"), "{}", made.stdout);
        assert!(done.file("guides/pictures/bai-1-1.png").is_file());
    }
}

#[test]
fn nothing_is_overwritten_and_nothing_half_made_stays() {
    let picture = "guides/pictures/bai-1.png";
    let run = Run::new().file(picture, "của tôi").file("b.docx", bytes("vssid.docx"));
    let done = run.args(["new", "guide", "bai", "--from", "b.docx"]).run();
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("error[F08]"), "{}", done.stderr);
    assert_eq!(std::fs::read(done.file(picture)).unwrap(), "của tôi".as_bytes());
    assert!(!done.file("guides/bai.md").exists());
}

// --- What people paste out of chats and send round as letters.

#[test]
fn small_pictures_of_a_chat_are_bullets_and_are_reported() {
    let text = "🏥 ĐI KHÁM BỆNH 🏥\n\nDành cho bác có thẻ căn cước. Đi sớm đỡ đông.\n\n\
                ✅ Bác mang theo:\n📱\tĐiện thoại\n👓 Kính\n✓ Thẻ\n\n\
                B1: Mở máy\nBước 2 - Bấm nút\n👉 Bước 3: Chờ ❌❌\n💥 Lưu ý: giữ kín mã\n";
    let (draft, reported) = draft("Zalo.txt", text.as_bytes());
    for line in [
        "title: \"ĐI KHÁM BỆNH\"",
        "audience: \"Dành cho bác có thẻ căn cước.\"",
        "    - \"Điện thoại\"",
        "    - \"Kính\"",
        "    - \"Thẻ\"",
    ] {
        assert!(draft.text.lines().any(|own| own == line), "{line}\n{}", draft.text);
    }
    assert_eq!(
        body(&draft),
        "# <<part>>\nĐi sớm đỡ đông.\n## Mở máy\n<<action>>\n## Bấm nút\n<<action>>\n\
         ## Chờ\n- Lưu ý: giữ kín mã\n"
    );
    assert_eq!(
        reported,
        ["G31 not in the guide: small pictures at the ends of lines “🏥 ✅ 📱 👓 👉 ❌❌ 💥”"]
    );
    let (_, reported) = draft_in("Zalo.txt", text.as_bytes(), Lang::Vi);
    assert!(reported[0].contains("hình vui (emoji) ở đầu, cuối dòng"), "{reported:?}");
    // Those between words may say something and stay.
    let (own, reported) = self::draft("a.txt", "Bài\n\n1. Mở máy\nBấm ⚙ rồi đợi.\n".as_bytes());
    assert!(
        own.text.contains("Bấm ⚙ rồi đợi.") && reported.is_empty(),
        "{reported:?}\n{}",
        own.text
    );
}

#[test]
fn the_head_of_a_letter_is_kept_aside() {
    let text = "UBND PHƯỜNG ĐỊNH CÔNG\nTRẠM Y TẾ\nSố: 12/TB-TYT\n\n\
                LỊCH TIÊM VẮC XIN CÚM\n\nTrạm y tế tiêm vắc xin.\n";
    let (draft, reported) = draft("a.txt", text.as_bytes());
    assert!(draft.text.contains("title: \"LỊCH TIÊM VẮC XIN CÚM\""), "{}", draft.text);
    let kept = "# phần đầu công văn: UBND PHƯỜNG ĐỊNH CÔNG; TRẠM Y TẾ; Số: 12/TB-TYT";
    assert!(draft.text.lines().any(|line| line == kept), "{}", draft.text);
    assert!(
        reported[0].starts_with("G31 not in the guide: the head of an official letter"),
        "{reported:?}"
    );
    // Where nothing else could be the title, it stays.
    let (alone, reported) =
        self::draft("a.txt", "CÔNG AN PHƯỜNG\n\nGọi khi cần giúp.\n".as_bytes());
    assert!(
        alone.text.contains("title: \"CÔNG AN PHƯỜNG\"") && reported.is_empty(),
        "{reported:?}"
    );
}

#[test]
fn a_cell_that_goes_on_says_so_in_each_of_its_rows() {
    let cell =
        |text: &str, more: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr>{}</w:tc>", paragraph(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = [
        row(&[cell("Ngày", ""), cell("Giờ", ""), cell("Tổ", "")]),
        row(&[cell("Thứ Bảy", "<w:vMerge w:val=\"restart\"/>"), cell("7h", ""), cell("1, 2", "")]),
        row(&[cell("", "<w:vMerge/>"), cell("14h", ""), cell("3", "")]),
        row(&[cell("Chủ nhật", ""), cell("8h", ""), cell("4", "")]),
    ];
    let document = word(&format!("{}<w:tbl>{}</w:tbl>", paragraph("Bài"), table.concat()), &[]);
    let cell = |text: &str, more: &str| {
        format!("<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let table = [
        row(&[cell("Ngày", ""), cell("Giờ", ""), cell("Tổ", "")]),
        row(&[
            cell("Thứ Bảy", "table:number-rows-spanned=\"2\""),
            cell("7h", ""),
            cell("1, 2", ""),
        ]),
        row(&["<table:covered-table-cell/>".into(), cell("14h", ""), cell("3", "")]),
        row(&[cell("Chủ nhật", ""), cell("8h", ""), cell("4", "")]),
    ];
    let body_of = format!("<text:p>Bài</text:p><table:table>{}</table:table>", table.concat());
    for (name, bytes) in [("a.docx", document), ("a.odt", writer(&body_of, ""))] {
        let (draft, reported) = draft(name, &bytes);
        // A number alone says nothing without the word above it.
        assert_eq!(
            body(&draft),
            "# <<part>>\n- Ngày: Giờ; Tổ\n- Thứ Bảy: 7h; Tổ 1, 2\n- Thứ Bảy: 14h; Tổ 3\n\
             - Chủ nhật: 8h; Tổ 4\n## <<step>>\n<<action>>\n",
            "{name}"
        );
        assert!(
            reported.iter().any(|it| it.starts_with("G32 a table with merged cells")),
            "{reported:?}"
        );
    }
}

#[test]
fn numbers_of_two_ranks_are_steps_where_no_others_are() {
    let steps = "## Mở máy\n<<action>>\n## Bấm nút\n<<action>>\n";
    let (alone, reported) = draft("a.txt", "Bài\n\n1.1 Mở máy\n1.2 Bấm nút\n".as_bytes());
    assert_eq!((body(&alone).as_str(), reported.len()), (steps, 0));
    let (both, _) =
        draft("a.txt", "Bài\n\n1. Tải\n1.1. Mở máy\n1.2. Bấm nút\n2. Xong\n".as_bytes());
    assert_eq!(body(&both), "## Tải\n- Mở máy\n- Bấm nút\n## Xong\n<<action>>\n");
    let parts = "Bài\n\nI. Tải\n1.1. Mở máy\n1.2. Bấm nút\nII. Dùng\n2.1. Mở máy\n2.2. Bấm nút\n";
    let (parts, _) = draft("a.txt", parts.as_bytes());
    assert_eq!(body(&parts), format!("# Tải\n{steps}# Dùng\n{steps}"));
}

/// The document is not changed, and nobody is told to change it.
#[test]
fn what_is_put_right_in_a_document_is_said_to_stand_in_the_guide() {
    let run = Run::new().file("bài.txt", "Bài\n\n1. Bấm \"Mở\"\nÐợi một lát.\n");
    for (slug, lang, words) in [
        ("x", "en", "it stands so in the guide; the document stays as it is"),
        ("y", "vi", "trong bài đã ghi như vậy; tệp gốc giữ nguyên"),
    ] {
        let mut own = std::process::Command::new(env!("CARGO_BIN_EXE_toroi"));
        own.current_dir(run.path()).args(["new", "guide", slug, "--from", "bài.txt"]);
        let output = own.args(["--lang", lang]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && said.contains(words), "{said}");
        assert!(!said.contains("check --fix"), "{said}");
    }
}
