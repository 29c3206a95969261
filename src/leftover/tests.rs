//! What looks like markup, and what does not.

use super::*;

fn kinds(text: &str, from: From) -> Vec<Kind> {
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
        assert_eq!(kinds(text, From::Author), [], "{text}");
    }
    for text in ["+ Thêm", "- đã gọi", "# 12", "-Kính", "• bấm"] {
        assert_eq!(kinds(text, From::Elsewhere), [], "{text}");
    }
}

#[test]
fn markup_is_found_whatever_is_around_it() {
    for (text, kind) in [
        ("**Lưu ý: bác", Kind::Bold),
        ("bác**", Kind::Bold),
        ("a ** b ** c", Kind::Bold),
        ("***đậm***", Kind::Bold),
        ("__đậm__ x", Kind::Bold),
        ("(*nghiêng*)", Kind::Slanted),
        ("xem _kỹ_ nhé", Kind::Slanted),
        ("~~bỏ~~", Kind::Struck),
        ("bấm `Cài đặt`", Kind::Code),
        ("```", Kind::Code),
        ("[[cai-dat]", Kind::Button),
        ("cai-dat]]", Kind::Button),
        ("[x](y", Kind::Link),
        ("[x][y]", Kind::Link),
        ("![ảnh]", Kind::Picture),
        ("xem [^a]", Kind::Footnote),
        ("[!WARNING] coi chừng", Kind::Note),
        ("[ ] Kính", Kind::Tick),
        ("a [x] b", Kind::Tick),
        ("Mở {sources=a} máy", Kind::Brace),
        ("Mở { nguồn = a }", Kind::Brace),
        ("Kính gửi {ten}", Kind::Brace),
        ("{#muc}", Kind::Brace),
        ("{{ guide.title }}", Kind::Template),
        ("{% if %}", Kind::Template),
        ("xong %}", Kind::Template),
        ("{# x #}", Kind::Template),
        ("<b>đậm", Kind::Tag),
        ("xuống<br/>dòng", Kind::Tag),
        ("</div>", Kind::Tag),
        ("<a href='x'>y", Kind::Tag),
        ("<!-- ghi chú -->", Kind::Tag),
        ("<<Họ tên>>", Kind::Tag),
        ("<https://vneid.gov.vn>", Kind::Tag),
        ("chữ[/b]", Kind::Tag),
        ("&nbsp;", Kind::Entity),
        ("a&unknown;b", Kind::Entity),
        ("&#273;", Kind::Entity),
        ("&#xF0000;", Kind::Entity),
        ("a&nbsp b", Kind::Entity),
        ("\\*sao", Kind::Escape),
        ("dòng\\ndòng", Kind::Escape),
        ("| a | b |", Kind::Table),
        ("a |---| b", Kind::Table),
        ("# Phần", Kind::Heading),
        ("##Gọi", Kind::Heading),
        ("##\u{a0}Gọi", Kind::Heading),
        ("#Gọi", Kind::Heading),
        ("##", Kind::Heading),
        ("- Kính", Kind::Item),
        ("-\u{a0}Kính", Kind::Item),
        ("-Kính", Kind::Item),
        ("– Kính", Kind::Item),
        ("• Kính", Kind::Item),
        ("•Kính", Kind::Item),
        ("+ Kính", Kind::Item),
        ("* Kính", Kind::Item),
        ("dòng một\n- Kính", Kind::Item),
        ("> Lưu ý", Kind::Quote),
        (">Lưu ý", Kind::Quote),
        ("---", Kind::Rule),
        ("Bấm ==nút này== nhé", Kind::Highlight),
        ("==Mở máy== rồi chờ", Kind::Rule),
        ("H^2^O", Kind::Raised),
        ("^chú^ thích", Kind::Raised),
        ("tính $x_1 = 2$", Kind::Formula),
        ("$$ a $$", Kind::Formula),
        ("vui :smile: nhé", Kind::Emoji),
        (":point_right: Bấm", Kind::Emoji),
        (":+1:", Kind::Emoji),
        ("// sửa câu này", Kind::Comment),
        ("%% nháp", Kind::Comment),
        ("[TOC]", Kind::Comment),
        ("== Đề mục ==", Kind::Rule),
        (":::warning", Kind::Rule),
    ] {
        assert!(
            kinds(text, From::Author).contains(&kind),
            "{text}: {:?}",
            kinds(text, From::Author)
        );
    }
}

#[test]
fn a_kind_is_found_once_and_at_its_place() {
    let text = "Bác **bấm ** nút [[x] và ![";
    let found = find(text, From::Author);
    let words: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
    assert_eq!(words, ["**", "[[", "!["]);
}
