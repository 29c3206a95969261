//! What looks like markup, and what does not.

use super::*;

fn kinds(text: &str, from: TextOrigin) -> Vec<MarkupKind> {
    find(text, from).into_iter().map(|found| found.kind).collect()
}

#[test]
fn plain_text_is_left_alone() {
    for text in [
        "",
        "#1",
        "Đoàn số #1 và #VNeID",
        "5 - 7",
        "-5 °C",
        "–",
        "- ",
        "+84 24 3864 1234",
        "A&B, Q&A; R & D",
        "vneid.gov.vn/?a=1&b=2&lt=3",
        "https://vneid.gov.vn/a_b_c",
        "0912****78",
        "****",
        "2*3*4",
        "2 * 3",
        "Họ tên: ______ Tổ: ____",
        "dưới 5 < 7, trên 8 > 3",
        "> 60 tuổi",
        "<5 tuổi>",
        "mục [1], (a)",
        "3 | 4",
        "C:\\nha",
        "ngày 1/1 · lúc 7.30",
        "“Cài đặt” → “Ứng dụng”",
        "100 %",
        "Hay quá!",
        "~5 phút",
        "1) Mở máy",
        "a == b, 5 = 5",
        "giá $5, còn $6",
        "lúc 7:30:15, tỷ lệ 1:2:3",
        "Bước 1: bấm, bước 2: chờ",
        "Ai xin mã: bác cúp máy: nhớ nhé",
        "^_^",
        "https://a.vn // b",
        "100 %%",
        "...",
    ] {
        assert_eq!(kinds(text, TextOrigin::Author), [], "{text}");
    }
    for text in ["+ Thêm", "- đã gọi", "# 12", "-Kính", "• bấm"] {
        assert_eq!(kinds(text, TextOrigin::Elsewhere), [], "{text}");
    }
}

#[test]
fn markup_is_found_whatever_is_around_it() {
    for (text, kind) in [
        ("**Lưu ý: bác", MarkupKind::Bold),
        ("bác**", MarkupKind::Bold),
        ("a ** b ** c", MarkupKind::Bold),
        ("***đậm***", MarkupKind::Bold),
        ("__đậm__ x", MarkupKind::Bold),
        ("(*nghiêng*)", MarkupKind::Slanted),
        ("xem _kỹ_ nhé", MarkupKind::Slanted),
        ("~~bỏ~~", MarkupKind::Struck),
        ("bấm `Cài đặt`", MarkupKind::Code),
        ("```", MarkupKind::Code),
        ("[[cai-dat]", MarkupKind::Button),
        ("cai-dat]]", MarkupKind::Button),
        ("[x](y", MarkupKind::Link),
        ("[x][y]", MarkupKind::Link),
        ("![ảnh]", MarkupKind::Picture),
        ("xem [^a]", MarkupKind::Footnote),
        ("[!WARNING] coi chừng", MarkupKind::Note),
        ("[ ] Kính", MarkupKind::Tick),
        ("a [x] b", MarkupKind::Tick),
        ("Mở {sources=a} máy", MarkupKind::Brace),
        ("Mở { nguồn = a }", MarkupKind::Brace),
        ("Kính gửi {ten}", MarkupKind::Brace),
        ("{#muc}", MarkupKind::Brace),
        ("{{ guide.title }}", MarkupKind::Template),
        ("{% if %}", MarkupKind::Template),
        ("xong %}", MarkupKind::Template),
        ("{# x #}", MarkupKind::Template),
        ("<b>đậm", MarkupKind::Tag),
        ("xuống<br/>dòng", MarkupKind::Tag),
        ("</div>", MarkupKind::Tag),
        ("<a href='x'>y", MarkupKind::Tag),
        ("<!-- ghi chú -->", MarkupKind::Tag),
        ("<<Họ tên>>", MarkupKind::Tag),
        ("<https://vneid.gov.vn>", MarkupKind::Tag),
        ("chữ[/b]", MarkupKind::Tag),
        ("&nbsp;", MarkupKind::Entity),
        ("a&unknown;b", MarkupKind::Entity),
        ("&#273;", MarkupKind::Entity),
        ("&#xF0000;", MarkupKind::Entity),
        ("a&nbsp b", MarkupKind::Entity),
        ("\\*sao", MarkupKind::Escape),
        ("dòng\\ndòng", MarkupKind::Escape),
        ("| a | b |", MarkupKind::Table),
        ("a |---| b", MarkupKind::Table),
        ("# Phần", MarkupKind::Heading),
        ("##Gọi", MarkupKind::Heading),
        ("##\u{a0}Gọi", MarkupKind::Heading),
        ("#Gọi", MarkupKind::Heading),
        ("##", MarkupKind::Heading),
        ("- Kính", MarkupKind::Item),
        ("-\u{a0}Kính", MarkupKind::Item),
        ("-Kính", MarkupKind::Item),
        ("– Kính", MarkupKind::Item),
        ("• Kính", MarkupKind::Item),
        ("•Kính", MarkupKind::Item),
        ("+ Kính", MarkupKind::Item),
        ("* Kính", MarkupKind::Item),
        ("dòng một\n- Kính", MarkupKind::Item),
        ("> Lưu ý", MarkupKind::Quote),
        (">Lưu ý", MarkupKind::Quote),
        ("---", MarkupKind::Rule),
        ("Bấm ==nút này== nhé", MarkupKind::Highlight),
        ("==Mở máy== rồi chờ", MarkupKind::Rule),
        ("H^2^O", MarkupKind::Raised),
        ("^chú^ thích", MarkupKind::Raised),
        ("tính $x_1 = 2$", MarkupKind::Formula),
        ("$$ a $$", MarkupKind::Formula),
        ("vui :smile: nhé", MarkupKind::Emoji),
        (":point_right: Bấm", MarkupKind::Emoji),
        (":+1:", MarkupKind::Emoji),
        ("// sửa câu này", MarkupKind::Comment),
        ("%% nháp", MarkupKind::Comment),
        ("[TOC]", MarkupKind::Comment),
        ("== Đề mục ==", MarkupKind::Rule),
        (":::warning", MarkupKind::Rule),
    ] {
        assert!(
            kinds(text, TextOrigin::Author).contains(&kind),
            "{text}: {:?}",
            kinds(text, TextOrigin::Author)
        );
    }
}

#[test]
fn a_kind_is_found_once_and_at_its_place() {
    let text = "Bác **bấm ** nút [[x] và ![";
    let found = find(text, TextOrigin::Author);
    let words: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
    assert_eq!(words, ["**", "[[", "!["]);
}
