//! Every kind of bad input: the program ends with 1, names file, line and column, shows the text at
//! fault and what to do, reports everything of one run together, and leaves the last good file.

use std::io::Cursor;
use std::process::Command;

use image::ImageFormat;

use crate::case::{Case, GOOD, GUIDE, LAST, SHEET, STYLE, X, case, errors, style_with};
use crate::run::{Done, Run};

#[test]
fn the_base_guide_is_good() {
    let done = case().start("human").run().ok();
    assert_eq!(done.stderr, "");
    assert_ne!(std::fs::read(done.file(GOOD)).unwrap(), LAST);
}

#[test]
fn broken_yaml() {
    case().swap("short: Thử", "short: [Thử").at("Y01", ": Bác").check();
    case().swap("short: Thử", "short: Thử: hai").at("Y01", ": hai").check();
    case().swap("short: Thử", "short: Thử\nshort: Thử").place(X, 4, 1, "Y05").check();
    case().swap("short: Thử", "\tshort: Thử").place(X, 3, 1, "Y01").shows("tab character").check();
    case().file(X, "Không có gì.\n").at("G01", "Không có gì.").shows("toroi new guide").check();
}

#[test]
fn fields() {
    case()
        .swap("title: Thử", "titel: Thử")
        .at("Y02", "titel")
        .shows("did you mean `title`?")
        .check();
    case().swap("short: Thử\n", "").at("Y03", "title:").shows("`short` is missing").check();
    case().swap("grade: A", "grad: A").at("Y02", "grad").shows("did you mean `grade`?").check();
    case().swap("short: Thử", "short: [Thử]").at("Y04", "[Thử]").shows("one text").check();
    case().swap("short: Thử", "short:").place(X, 3, 7, "Y04").check();
    case().swap("reviewed: 2026-11-23", "reviewed: 2026-02-30").at("Y04", "2026-02-30").check();
    case().swap("reviewed: 2026-11-23", "reviewed: 23/11/2026").at("Y04", "23/11/2026").check();
    case().swap("[leaflet-a4]", "leaflet-a4").at("Y04", "leaflet-a4").shows("a list").check();
    case().swap("[leaflet-a4]", "[]").at("Y04", "[]").shows("an empty list").check();
    case().swap("grade: A", "grade: E").at("Y04", "E").check();
    let bring = "bring:\n  sources: [nguon]\n  items:\n    - Kính đọc\n";
    case().swap(bring, "bring: 3\n").at("Y04", "3\nchecklist").shows("fields").check();
    case().swap("    - Kính đọc", "    - - Kính đọc").at("Y04", "- Kính đọc").check();
}

#[test]
fn faults_of_one_file_come_together() {
    case()
        .swap("title: Thử", "titel: Thử")
        .swap("short: Thử\n", "")
        .swap("[leaflet-a4]", "leaflet-a4")
        .swap("2027-02-23", "2027-02-31")
        .swap("Bác bấm", "Bác <b>bấm</b> *vào*")
        .at("Y02", "titel")
        .at("Y03", "titel")
        .at("Y04", "leaflet-a4")
        .at("Y04", "2027-02-31")
        .at("G07", "<b>")
        .at("G07", "</b>")
        .at("G10", "*vào*")
        .check();
}

#[test]
fn faults_of_all_files_come_together_and_good_guides_are_made() {
    let case = case()
        .swap("title: Thử", "titel: Thử")
        .file("guides/y.md", format!("{GUIDE}\n<hr>\n"))
        .file("guides/z.md", GUIDE)
        .file("guides/w.md", GUIDE.replace("leaflet-a4", "leaflet-a5"))
        .swap_in("templates/leaflet-a5/sheet.xml", "<face>", "<face><chekcs/>")
        .at("Y02", "titel")
        .at_in("guides/y.md", "G07", "<hr>")
        .at_in("templates/leaflet-a5/sheet.xml", "T04", "<chekcs");
    let (json, human) = (case.start("json").run(), case.start("human").run());
    case.check_run(&json, &human);
    assert!(human.stderr.contains("3 errors, 0 warnings"), "{}", human.stderr);
    assert!(human.stdout.starts_with("out/z-leaflet-a4.pdf "), "{}", human.stdout);
    assert!(human.file("out/z-leaflet-a4.pdf").is_file());
    assert!(!human.file("out/w-hanger.pdf").exists());
}

#[test]
fn the_short_form_is_one_line_a_finding() {
    let done = case().swap("Bác bấm", "Bác <b>bấm").start("short").run();
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (1, "guides/x.md:38:5: error[G07]: raw HTML: it cannot be printed and would be lost\n"),
    );
}

#[test]
fn findings_speak_vietnamese_too() {
    let done = case().add("<hr>").args(&["--lang", "vi"]).start("human").run();
    for words in ["lỗi[G07]: có mã HTML", "guides/x.md:40:1", "cách sửa: viết bằng Markdown"]
    {
        assert!(done.stderr.contains(words), "{}", done.stderr);
    }
}

#[test]
fn steps_and_slugs() {
    case().swap("Bác bấm vào hình VNeID.\n", "").at("G06", "## Mở").check();
    case()
        .swap("## Mở ứng dụng {sources=nguon}", "# Mở")
        .at("G11", "title")
        .at("G12", "# Mở")
        .check();
    case()
        .swap("## Mở ứng dụng {sources=nguon}\n", "")
        .at("G10", "Bác bấm")
        .at("G11", "title")
        .check();
    let body = "## Mở ứng dụng {sources=nguon}\n\nBác bấm vào hình VNeID.\n";
    let steps = "parts:\n  - sources: [nguon]\n    steps:\n      - title: Mở ứng dụng\n        \
                 sources: [nguon]\n        text: Bác bấm vào hình.\n";
    let yaml = GUIDE.replacen("---\n", "", 1).replace(&format!("---\n{body}"), steps);
    case()
        .file("guides/x.yaml", &yaml)
        .place("guides/x.yaml", 1, 1, "G02")
        .shows("`guides/x.md` and `guides/x.yaml`")
        .check();
    let empty = yaml.replace("        text: Bác bấm vào hình.\n", "");
    let only = case().without(X);
    only.file("guides/x.yaml", empty).at_in("guides/x.yaml", "G06", "Mở ứng dụng").check();
    let odd = case().file("guides/Đổi SIM.md", GUIDE).args(&["guides/Đổi SIM.md"]);
    odd.place("guides/Đổi SIM.md", 1, 1, "G03").shows("call it `doi-sim.md`").check();
}

#[test]
fn markdown_that_large_print_has_no_use_for() {
    for (words, code, needle) in [
        ("<div>\nchữ\n</div>", "G07", "<div>"),
        ("<!-- ghi chú -->", "G07", "<!--"),
        ("Bấm <b>nút", "G07", "<b>"),
        ("| a | b |\n|---|---|\n| c | d |", "G08", "| a | b |"),
        ("```\nmã\n```", "G09", "```"),
        ("    thụt bốn dấu cách", "G09", "thụt bốn"),
        ("Gõ `lệnh` này.", "G09", "`lệnh`"),
        ("Chữ *nghiêng* đây.", "G10", "*nghiêng*"),
        ("Chữ **đậm *nghiêng* đây**.", "G10", "*nghiêng*"),
        ("Chữ ~~bỏ~~ đây.", "G10", "~~bỏ~~"),
        ("1. Một\n2. Hai", "G10", "1. Một"),
        ("- một\n  - hai", "G10", "- hai"),
        ("- một\n\n  đoạn hai", "G10", "đoạn hai"),
        ("- [ ] một\n- hai", "G10", "- [ ] một"),
        ("> trích", "G10", "> trích"),
        ("### Cấp ba", "G10", "### Cấp ba"),
        ("***", "G10", "***"),
        ("[chữ]: xem-sau", "G10", "[chữ]: xem-sau"),
        ("Chữ ![Ảnh](pictures/sim.svg) chen.", "G10", "![Ảnh]"),
        ("- ![Ảnh](pictures/sim.svg)", "G10", "![Ảnh]"),
        ("> [!NOTE]\n> ![Ảnh](pictures/sim.svg)", "G10", "![Ảnh]"),
        ("![A](pictures/sim.svg)\n![Ảnh](pictures/sim.svg)", "G10", "![A]"),
        ("![A](pictures/sim.svg)\n\n![Ảnh](pictures/sim.svg)", "G10", "![Ảnh]"),
        ("[![Ảnh](pictures/sim.svg)](https://vneid.gov.vn)", "G10", "![Ảnh]"),
    ] {
        case().add(words).at(code, needle).check();
    }
    case().swap("{sources=nguon}", "{#a sources=nguon}").at("Y02", "## Mở").shows("`#a`").check();
    case().add("- một\n-").place(X, 41, 1, "G10").check();
    case().swap("short: Thử", "short: \"- Thử\"").at("G10", "- Thử").check();
}

#[test]
fn boxes_stay_boxes_in_a_list_with_empty_lines() {
    let tight = case().add("- [ ] một\n- [ ] hai").start("human").run().ok();
    let loose = case().add("- [ ] một\n\n- [ ] hai").start("human").run().ok();
    assert_eq!(pdf(&tight), pdf(&loose));
}

fn pdf(done: &Done) -> Vec<u8> {
    std::fs::read(done.file(GOOD)).unwrap()
}

/// A picture of noise, so that half of its file is half of its lines.
fn noise(format: ImageFormat) -> Vec<u8> {
    let mut seed = 1_u32;
    let image = image::RgbImage::from_fn(600, 600, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(seed >> 8) as u8, (seed >> 16) as u8, (seed >> 24) as u8])
    });
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A PNG whose header claims another size, with the check sum it then needs.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = noise(ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let mut sum = u32::MAX;
    for byte in &bytes[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
        }
    }
    bytes[29..33].copy_from_slice(&(!sum).to_be_bytes());
    bytes
}

#[test]
fn pictures() {
    let half = |format| {
        let bytes = noise(format);
        bytes[..bytes.len() / 2].to_vec()
    };
    let svg = |attributes: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><path d=\"M0 0h9v9z\"/></svg>"
        )
    };
    let at = "![Ảnh thử]";
    case().picture("a.png", noise(ImageFormat::Png)).start("human").run().ok();
    case().picture("a.jpg", noise(ImageFormat::Jpeg)).start("human").run().ok();
    case().picture("a.svg", svg("width=\"9\" height=\"9\"")).start("human").run().ok();
    for (name, bytes, code) in [
        ("a.png", half(ImageFormat::Png), "P02"),
        ("a.jpg", half(ImageFormat::Jpeg), "P02"),
        ("a.png", Vec::new(), "P02"),
        ("a.gif", b"GIF89a".to_vec(), "P11"),
        ("a.svg", b"<svg><path".to_vec(), "P02"),
        ("a.svg", svg("width=\"9\" height=\"9\" opacity=\"0.5\"").into_bytes(), "P07"),
        ("a.png", png_of(0, 600), "P03"),
        ("a.png", png_of(0, 0), "P03"),
        ("a.png", png_of(30_000, 30_000), "P03"),
        ("a.svg", svg("width=\"0\" height=\"9\"").into_bytes(), "P03"),
        ("a.svg", svg("width=\"0\" height=\"0\"").into_bytes(), "P03"),
    ] {
        case().picture(name, &bytes).at(code, at).shows(name).check();
    }
    case()
        .add("![Ảnh thử](pictures/smi.svg)")
        .at("P01", at)
        .shows("did you mean `pictures/sim.svg`?")
        .check();
    case()
        .file("guides/anh-may.png", "")
        .add("![Ảnh thử](anh-mai.png)")
        .at("P01", at)
        .shows("did you mean `anh-may.png`?")
        .check();
    case().file("guides/a.png/b", "").add("![Ảnh thử](a.png)").at("F02", at).check();
    case().add("![](pictures/sim.svg)").at("P04", "![]").shows("describe it").check();
}

#[test]
fn templates_lose_nothing_and_print_nothing_twice() {
    let parts = "{{ <parts guide={guide} pictures={true}/> }}";
    case()
        .swap_in(SHEET, parts, "")
        .place(SHEET, 1, 1, "T08")
        .shows("`part.1.step.1.title`")
        .shows("{{ <parts guide={guide} pictures={true}/> }}")
        .shows("<omit ref=\"part\"/>")
        .check();
    // Whoever forgets one piece is led to it.
    case().swap_in(SHEET, "<omit ref=\"short\"/>", "").place(X, 3, 8, "T08").shows(SHEET).check();
    let title = "<p>{{ guide.title.rich }}</p>";
    case().swap_in(SHEET, "<rule/>", title).at("T09", "Thử một bước").shows(SHEET).check();
    // A list that is printed twice is one finding, not one for each of its pieces.
    let again = format!("{parts}{parts}");
    for (lang, words) in [
        (
            "en",
            ["more than once, or both prints and omits them", "for a second time use its `plain`"],
        ),
        ("vi", ["quá một lần, hoặc vừa in vừa bỏ", "lần thứ hai hãy dùng chữ trơn `plain`"]),
    ] {
        let twice = case().swap_in(SHEET, parts, &again).place(SHEET, 1, 1, "T09");
        let twice = twice.args(&["--lang", lang]).shows("`part.1.step.1.title`");
        words.into_iter().fold(twice, Case::shows).check();
    }
    let omit = "<omit ref=\"title\"/><omit ref=\"short\"/>";
    case().swap_in(SHEET, "<omit ref=\"short\"/>", omit).at("T09", "Thử một bước").check();
}

#[test]
fn templates_with_faults() {
    for (to, code, needle) in [
        ("{{ guide.nothing }}", "T02", "nothing"),
        ("{{ nothing }}", "T02", "nothing"),
        ("{{ guide.title + }}", "T01", "}}<rule/>"),
        ("{% if guide.qr %}", "T01", "</footer>\n  </face>\n</sheet>"),
        ("{{ guide.title | shout }}", "T01", "shout"),
        ("{{ <nothing/> }}", "T01", "<nothing/>"),
        ("<p>chữ", "T03", "</header>\n\n"),
        ("<p>a & b</p>", "T03", "<p>a & b</p>"),
        ("<chekcs/>", "T04", "<chekcs"),
        ("<p colour=\"red\">chữ</p>", "T05", "colour=\"red\""),
        ("<heading level=\"2\">chữ</heading>", "T06", "<heading level=\"2\">"),
        ("<heading style=\"part\">chữ</heading>", "T05", "<heading style=\"part\">"),
        ("<heading style=\"part\" level=\"9\">chữ</heading>", "T05", "level=\"9\""),
        ("<qr/>", "T05", "<qr/>"),
        ("<image/>", "T05", "<image/>"),
        ("<p><slot/></p>", "T05", "<slot"),
        ("<p><slot ref=\"titel\"/></p>", "T05", "\"titel\""),
        ("<header on=\"often\"/>", "T07", "<header on=\"often\""),
        ("<p style=\"tilte\">chữ</p>", "T06", "style=\"tilte\""),
        ("<check>chữ</check>", "T07", "<check>"),
        ("<p><p>chữ</p></p>", "T07", "<p>chữ"),
        ("<box style=\"note\">chữ</box>", "T07", "chữ"),
        ("chữ trơ trọi", "T07", "chữ trơ trọi"),
        ("<steps><p>chữ</p></steps>", "T07", "<p>chữ"),
        ("<checks>chữ lạc<check>x</check></checks>", "T07", "chữ lạc"),
    ] {
        case()
            .swap_in(SHEET, "<rule/>", &format!("{to}<rule/>"))
            .at_in(SHEET, code, needle)
            .check();
    }
    case().swap_in(SHEET, "<face>", "lạc<face>").at_in(SHEET, "T07", "lạc").check();
    case().swap_in(SHEET, "<face>", "<face>lạc").at_in(SHEET, "T07", "lạc").check();
    case()
        .swap_in(SHEET, " title=\"{{ guide.title.plain }}\"", "")
        .at_in(SHEET, "T05", "<sheet")
        .check();
}

/// A page on which nothing is read is counted like any other.
#[test]
fn no_face_is_a_blank_page() {
    let every = "<footer on=\"every\"><p>Chân trang</p></footer>";
    for inside in [
        "",
        "\n  \n",
        "<!-- để sau -->",
        "<omit ref=\"checklist\"/>",
        "<box style=\"note\"></box>",
        "<columns style=\"codes\"><rule/></columns>",
        "<p> </p><rule/>",
        "<p><page/></p>",
        "{% if guide.title.plain == \"x\" %}<p>chữ</p>{% endif %}",
        every,
    ] {
        let face = format!("<face>{inside}</face>");
        case()
            .swap_in(SHEET, "</sheet>", &format!("  {face}\n</sheet>"))
            .place(SHEET, 23, 3, "T07")
            .shows("this face would be printed as a blank page")
            .shows("put `{% if … %}` around the `<face>`")
            .check();
    }
    case()
        .swap_in(SHEET, "</sheet>", "<face></face></sheet>")
        .args(&["--lang", "vi"])
        .at_in(SHEET, "T07", "<face></face>")
        .shows("mặt này sẽ in ra một trang trắng")
        .check();
    // Something to read, to fill in or to look at is enough, and so is a foot of its own.
    for inside in [
        "<p>Chữ của bác</p>",
        "<box style=\"note\"><p>Chữ của bác</p></box>",
        "<fill style=\"contact\">Tên:</fill>",
        "<emblem style=\"spare\" file=\"guides/pictures/phone-app.svg\"/>",
        "<footer on=\"last\"><p>Chân trang</p></footer>",
    ] {
        let face = format!("<face>{inside}</face></sheet>");
        let done = case().swap_in(SHEET, "</sheet>", &face).start("human").run();
        assert!(!done.stderr.contains("blank page"), "{inside}: {}", done.stderr);
        assert!(!done.stderr.contains("[T07]"), "{inside}: {}", done.stderr);
    }
}

/// Who hears a sheet hears these words in the place of a picture.
#[test]
fn what_is_heard_says_something() {
    let logo = |alt: &str| format!("<logo file=\"guides/pictures/phone-app.svg\"{alt}/><rule/>");
    for alt in [" alt=\"\"", " alt=\"  \"", " alt=\"\u{a0}\"", " alt=\"{{ '' }}\""] {
        case()
            .swap_in(SHEET, "<rule/>", &logo(alt))
            .at_in(SHEET, "T05", "<logo")
            .shows("the attribute `alt` of `<logo>` is empty")
            .shows("for those who cannot see it")
            .check();
    }
    case()
        .swap_in(SHEET, "<rule/>", &logo(" alt=\"\""))
        .args(&["--lang", "vi"])
        .at_in(SHEET, "T05", "<logo")
        .shows("thuộc tính `alt` của thẻ `<logo>` còn trống")
        .check();
    let missing = case().swap_in(SHEET, "<rule/>", &logo("")).at_in(SHEET, "T05", "<logo");
    missing.shows("needs the attribute `alt`").check();
    // What is for the eye alone needs no words.
    let drawn = "<emblem style=\"spare\" file=\"guides/pictures/phone-app.svg\" alt=\"\"/><rule/>";
    let done = case().swap_in(SHEET, "<rule/>", drawn).start("human").run();
    assert!(!done.stderr.contains("[T05]"), "{}", done.stderr);
}

/// What may be left out says nothing.
#[test]
fn a_spare_part_holds_drawings_alone() {
    let emblem = "<emblem style=\"spare\" file=\"guides/pictures/phone-app.svg\"";
    for (part, inside, at) in [
        ("footer", "<p>chữ</p>".to_owned(), "<p>chữ"),
        ("footer", format!("{emblem}/><p>chữ</p>"), "<p>chữ"),
        ("header", "<p>chữ</p>".to_owned(), "<p>chữ"),
        ("footer", format!("{emblem} alt=\"Điện thoại\"/>"), emblem),
        ("footer", "<box style=\"note\"><p>chữ</p></box>".to_owned(), "<box style=\"note\">"),
    ] {
        let spare = format!("<face>\n<{part} on=\"spare\">{inside}</{part}>");
        case()
            .swap_in(SHEET, "<face>", &spare)
            .at_in(SHEET, "T07", at)
            .shows(&format!("is not allowed in `<{part} on=\"spare\">`"))
            .shows("put only drawings into it")
            .check();
    }
    case()
        .swap_in(SHEET, "<face>", "<face><footer on=\"spare\"><p>chữ</p></footer>")
        .args(&["--lang", "vi"])
        .at_in(SHEET, "T07", "<p>chữ")
        .shows("trong đó chỉ đặt hình trang trí")
        .check();
}

/// Words stand more than once in a template; a fault is where they are printed from.
#[test]
fn a_fault_is_at_the_element_that_prints_it() {
    for (before, faulty, code) in [
        ("<p>Bác gặp lạc đường thì hỏi.</p>", "<box style=\"note\">\nlạc</box>", "T07"),
        ("<p>lạc</p>", "<box style=\"note\">\nlạc</box>", "T07"),
        ("<p>lạc <b>lạc</b></p>{# lạc #}<!-- lạc -->", "<steps>\nlạc</steps>", "T07"),
        ("<p>Bác gặp lạc đường.</p>", "<rule/>\n<box style=\"note\">lạc</box>", "T07 18"),
        ("<p>a &amp; b, c</p>", "<box style=\"note\">\na &amp; b</box>", "T07"),
        // What a value says stands nowhere in the template: its element does.
        (
            "<p>Hỏi: Bác thử chưa? Rồi.</p>",
            "\n<box style=\"note\">{{ guide.question.plain }}</box>",
            "T07",
        ),
        ("<p><b>x</b></p>", "<box style=\"note\">\n<b>x</b></box>", "T07"),
        ("<box style=\"note\"><p>x</p></box>", "<rule/>\n<p><box style=\"note\"/></p>", "T07 3"),
    ] {
        let (code, shift) = code.split_once(' ').unwrap_or((code, "0"));
        let shift: usize = shift.parse().unwrap();
        case()
            .swap_in(SHEET, "<rule/>", &format!("{before}\n{faulty}\n"))
            .place(SHEET, 12, 1 + shift, code)
            .check();
    }
}

#[test]
fn styles_with_faults() {
    let page = "[12, 20, 10, 20]";
    case().swap_in(STYLE, page, "[1, 2, 3]").at_in(STYLE, "Y04", "[1, 2, 3]").check();
    case().swap_in(STYLE, page, "lớn").at_in(STYLE, "Y04", "lớn").check();
    case().swap_in(STYLE, "duplex: long", "duplex: dài").at_in(STYLE, "Y04", "dài").check();
    case()
        .swap_in(STYLE, "stretch", "strech")
        .at_in(STYLE, "Y02", "strech")
        .shows("`stretch`?")
        .check();
    case()
        .file(
            STYLE,
            "page: { size: [210, 297], margin: 12, safe: 6, duplex: long }\ncopyfitting: []\n",
        )
        .at_in(STYLE, "Y04", "[]")
        .check();
    for (style, code, needle) in [
        ("p: { size: lớn }", "Y04", "lớn"),
        ("p: { size: -3 }", "Y04", "-3"),
        ("p: { size: 12 }", "T10", "size: 12"),
        ("imprint: { size: 13.9 }", "T10", "size: 13.9"),
        ("imprint: { size: 15.7 }", "T10", "size: 15.7"),
        ("qr: { size: 14 }", "T10", "size: 14"),
        ("kicker: { size: 15 }", "T10", "size: 15"),
        ("running: { face: be-vietnam-pro-bold, size: 16 }", "T10", "face: be-vietnam-pro-bold"),
        ("p: { size: 16 }", "T10", "size: 16"),
        ("p: { colour: \"#777777\" }", "T10", "colour: \"#777777\""),
        ("title: { fill: ink }", "T10", "fill: ink"),
        ("p: { colour: rde }", "Y04", "rde"),
        ("p: { face: noto-snas }", "Y04", "noto-snas"),
        ("p: { align: justify }", "Y04", "justify"),
        ("p: { bold: true }", "Y02", "bold"),
        ("q: { extends: pp }", "T06", "pp"),
        ("codes: { columns: [0, 0] }", "Y04", "[0, 0]"),
    ] {
        case().file(STYLE, style_with(&format!("  {style}"))).at_in(STYLE, code, needle).check();
    }
}

#[test]
fn text_that_does_not_fit() {
    let mut steps = String::new();
    for number in 1..=30 {
        let words = "Bác đọc kỹ từng chữ trên màn hình. ".repeat(if number == 7 { 5 } else { 2 });
        let name = if number == 7 { "bảy" } else { "khác" };
        steps.push_str(&format!("\n## Việc số {name} {{sources=nguon}}\n\n{words}\n"));
    }
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    steps.push_str("\n![Ảnh nút đỏ](a.svg)\n");
    let full =
        case().add(&steps).file("guides/a.svg", drawing).args(&["--set", "cong-an=024 3864 1234"]);
    let done = full.start("human").args(["--lang", "vi"]).run();
    for reported in
        ["mức co cuối cùng trong", "hình cao nhất là “Ảnh nút đỏ”", "dài nhất là “024 3864 1234”"]
    {
        assert!(done.stderr.contains(reported), "{reported}\n{}", done.stderr);
    }
    full.at("E01", "## Việc số bảy")
        .at("L01", "Việc số bảy")
        .shows("210 × 297 mm on 2 sides")
        .shows(" mm too high on each, about ")
        .shows("shorten the longest steps (“Việc số bảy”, ")
        .shows(" steps of copyfitting was tried: text at ")
        .shows("the tallest picture is “Ảnh nút đỏ”, ")
        .shows("the longest value filled in on this face is “024 3864 1234”")
        .check();
    // A face of several, what was tried, and a line of the ward, in both languages.
    let item = "    - Đã sạc điện thoại\n";
    let hanger = || {
        let many = case().swap("[leaflet-a4]", "[hanger]").swap(item, &item.repeat(30));
        many.file("ward.yaml", "police: { phone: 024 3864 1234 }\n")
    };
    for (lang, reported) in [
        (
            "en",
            [
                "this is face 1 of 2; the last of ",
                " steps of copyfitting was tried: text at ",
                "the longest value filled in on this face is “024 3864 1234”",
                "shorten the texts or lists of this sheet",
            ],
        ),
        (
            "vi",
            [
                "đó là mặt in 1 trên 2; đã thử đến mức co cuối cùng trong ",
                " mức: chữ ",
                "số liệu điền vào mặt này dài nhất là “024 3864 1234”",
                "rút gọn chữ và danh sách trên tờ này",
            ],
        ),
    ] {
        let done = hanger().start("human").args(["--lang", lang]).run();
        assert_eq!((done.code, done.stderr.matches("[L01]").count()), (1, 1), "{}", done.stderr);
        for words in reported {
            assert!(done.stderr.contains(words), "{words}\n{}", done.stderr);
        }
    }
    let long = "nghiêng".repeat(20);
    case().add(&format!("Chữ {long} dài.")).at("L02", &long).shows(" mm wide").check();
}

#[test]
fn letters_no_face_has() {
    case().add("Chữ 漢 lạ.").at("L03", "漢").shows("U+6F22, Chinese").check();
    case().swap("Bác thử", "Bác 🙂 thử").start("human").run().ok();
    case().swap("Thử một", "Thử 🙂 một").at("L03", "🙂").shows("U+1F642, ").check();
    case().args(&["--set", "cong-an=漢"]).place("--set cong-an", 1, 1, "L03").shows("“漢”").check();
}

#[test]
fn files_that_are_no_text() {
    let latin = |at: &str| {
        let (before, after) = GUIDE.split_once(at).unwrap();
        [before.as_bytes(), b"\xE9", after.as_bytes()].concat()
    };
    // `Bác bấm` with one letter in Latin-1: the fifth of line 38.
    case().file(X, latin("bấm")).place(X, 38, 5, "F06").shows("byte E9 after “Bác ”").check();
    let utf16 = |text: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    case()
        .file(X, utf16(GUIDE))
        .place(X, 1, 1, "F06")
        .shows("UTF-16")
        .shows("toroi convert guides/x.md")
        .check();
    case().swap("bấm", "b\0m").place(X, 38, 6, "F07").shows("NUL").check();
    case().file(X, "").place(X, 1, 1, "F05").check();
    case().file(X, "\u{feff} \r\n\t\n").place(X, 1, 1, "F05").check();
    case().file(X, vec![b'a'; 50 << 20]).place(X, 1, 1, "F04").shows("1 MB").check();
    let folder = || case().without(X);
    folder().file("guides/x.md/in", "").place(X, 1, 1, "F02").shows("is a folder").check();
    let named = folder().file("x.md/in", "").args(&["x.md"]);
    named.place("x.md", 1, 1, "F02").check();
    case().file(STYLE, b"\xFF").place(STYLE, 1, 1, "F06").check();
    case().file("templates/base.yaml", "").place("templates/base.yaml", 1, 1, "F05").check();
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read() {
    let case = case().without(X);
    // A link to itself hinders even the superuser.
    let run = |format: &str| {
        let run = case.start(format);
        std::fs::create_dir(run.path().join("guides")).unwrap();
        std::os::unix::fs::symlink("x.md", run.path().join(X)).unwrap();
        run.run()
    };
    let (json, human) = (run("json"), run("human"));
    case.place(X, 1, 1, "F03").shows("cannot be read").check_run(&json, &human);
}

#[test]
fn an_empty_project_says_so() {
    let run = Run::new().args(["build"]);
    std::fs::create_dir(run.path().join("guides")).unwrap();
    let done = run.run();
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("error[G04]: there is no guide in the folder"), "{}", done.stderr);
}

/// Notepad writes a byte order mark and CRLF, a Mac decomposes its accents: neither is a fault.
#[test]
fn spellings_of_other_systems_give_the_same_sheet() {
    use unicode_normalization::UnicodeNormalization;
    let clean = pdf(&case().start("human").run().ok());
    let crlf = GUIDE.replace('\n', "\r\n");
    let nfd: String = GUIDE.nfd().collect();
    assert_ne!(nfd, GUIDE);
    for text in [format!("\u{feff}{GUIDE}"), crlf.clone(), nfd.clone(), format!("\u{feff}{crlf}")] {
        let done = case().file(X, &text).start("human").run().ok();
        let note = "0 errors, 0 warnings, 1 note; to see notes: toroi check\n";
        assert_eq!(done.stderr, if text == nfd { note } else { "" });
        assert!(pdf(&done) == clean);
    }
}

#[test]
fn output_that_cannot_be_written() {
    let out = || case().args(&["--out", "tep"]).file("tep", "tôi là tệp");
    out().place("tep", 1, 1, "F02").shows("`tep` is a file, not a folder").check();
    let inside = case().args(&["--out", "tep/trong"]).file("tep", "tôi là tệp");
    inside.place("tep", 1, 1, "F02").check();
    // A folder where the file belongs.
    let taken = case().file("out/x-leaflet-a4.pdf/giu", "giữ").without(GOOD);
    taken.place(GOOD, 1, 1, "F08").shows("cannot be written").shows("--out").check();
    // Nobody can make a folder there, not even the superuser.
    if cfg!(target_os = "linux") {
        case().args(&["--out", "/proc/toroi"]).place("/proc/toroi", 1, 1, "F08").check();
    }
}

/// A disk of 64 kB that is nearly full, or, where none can be mounted, a limit on the size of files.
#[cfg(unix)]
#[test]
fn a_full_disk() {
    let mount = "mount -t tmpfs -o size=64k tmpfs out && head -c 40000 /dev/zero >out/filler";
    let limit = "trap '' XFSZ; ulimit -f 4";
    let try_on = |before: &str, shell: &[&str]| {
        let run = case().start("json");
        let script = format!(
            "{before} || exit 9; printf '%s' 'the last good file' >{GOOD}; \
             \"$0\" build --format json; code=$?; cat {GOOD}; ls -A out; exit $code"
        );
        let mut command = Command::new(shell[0]);
        command.args(&shell[1..]).args(["sh", "-c", &script, env!("CARGO_BIN_EXE_toroi")]);
        command.current_dir(run.path()).output().ok()
    };
    let mounted =
        try_on(mount, &["unshare", "-m"]).filter(|output| output.status.code() == Some(1));
    let mounted = mounted.or_else(|| try_on(mount, &["unshare", "-rm"]));
    let mounted = mounted.filter(|output| output.status.code() == Some(1));
    let output = mounted.or_else(|| try_on(limit, &["env"])).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(errors(&said), [format!("{GOOD}:1:1 F09")], "{said}");
    let left = String::from_utf8_lossy(&output.stdout);
    assert!(left.starts_with("the last good file"), "{left}");
    assert!(left.contains("x-leaflet-a4.pdf\n") && !left.contains(".part"), "{left}");
}

#[test]
fn codes_lead_to_official_places_only() {
    let url = "https://vneid.gov.vn";
    for (fake, said) in [
        ("http://vneid.gov.vn", "does not begin with `https://`"),
        ("https://vneid-gov.vn", "did you mean `https://vneid.gov.vn`?"),
        ("https://vneid.gov.vn.co/", "did you mean `https://vneid.gov.vn`?"),
        ("https://vneid.gov.vn@lua-dao.vn", "more stands around the host"),
        ("https://lua-dao.vn/vneid.gov.vn", "a sheet may lead to: https://vneid.gov.vn"),
        ("https://VNeID.gov.com", "did you mean `https://vneid.gov.vn`?"),
        ("https://vneid.gov.vn:8443", "more stands around the host"),
        ("https://bit.ly/vneid", "a short link"),
        // Behind the host each telephone reads such letters in its own way.
        ("https://vneid.gov.vn/hướng-dẫn", "U+01B0"),
        ("https://vneid.gov.vn/?q=đ", "U+0111"),
    ] {
        case().swap(url, fake).at("Q01", fake).shows(said).check();
    }
    case().add("Xem [trang này](https://vneid-gov.vn).").at("Q01", "[trang này]").check();
    case().add("Xem <https://vneid-gov.vn>.").at("Q01", "<https://vneid-gov.vn>").check();
    case().add("Xem [trang này](http://vneid.gov.vn).").at("Q01", "[trang này]").check();
    case().add("Bác vào vneid-gov.vn nhé.").at("Q01", "vneid-gov.vn").shows("did you mean").check();
    case().add("Bác bấm **“bit.ly/vneid”** nhé.").at("Q01", "“bit.ly").check();
    case().swap("short: Thử", "short: \"[Thử](https://a.vn)\"").at("Q01", "[Thử]").check();
}

#[test]
fn codes_are_large_enough_to_be_read() {
    let long = format!("https://dichvucong.gov.vn/{}", "tra-cuu/".repeat(20));
    let small = |width: &str| {
        let style = style_with(&format!("  qr: {{ width: {width} }}"));
        case().swap("https://vneid.gov.vn", &long).file(STYLE, style)
    };
    small("21").at("C01", &long).at("Q02", &long).shows("too long for a QR code of 21 mm").check();
    // However large the code is drawn, there is a longest address.
    for (times, width) in [(29, "60"), (300, "60")] {
        let longer = format!("https://dichvucong.gov.vn/{}", "tra-cuu/".repeat(times));
        small(width)
            .swap(&long, &longer)
            .at("C01", &longer)
            .at("Q02", &longer)
            .shows("it holds at most 251 letters")
            .check();
    }
    small("12")
        .swap(&long, "https://vneid.gov.vn")
        .at("Q02", "https://vneid")
        .shows("20 mm")
        .check();
    let endless = format!("https://dichvucong.gov.vn/{}", "tra-cuu/".repeat(400));
    small("30").swap(&long, &endless).at("C01", &endless[..40]).at("Q02", &endless[..40]).check();
}

#[test]
fn statements_have_sources() {
    let step = "{sources=nguon}";
    case().swap(step, "{sources=ngoun}").at("G12", "ngoun").shows("did you mean `nguon`?").check();
    case().swap(step, "{sources=nguon,nguon-2}").at("G12", "nguon-2").check();
    case().swap(step, "").at("G12", "## Mở").shows("cites no source").check();
    case().swap(step, "{sources=}").at("G12", "## Mở").check();
    case()
        .swap("  sources: [nguon]\n  items:\n    - Ai", "  sources: []\n  items:\n    - Ai")
        .at("G12", "Giữ kín mã")
        .check();
    let unused = "sources:\n  thua: { says: Báo nói, from: Báo, date: \"2026\", grade: A }\n";
    case().swap("sources:\n", unused).at("G12", "thua").shows("no statement uses").check();
    case().swap("grade: A", "grade: D").at("G13", "D\nbring").shows("grade D").check();
    // A fault in a source is one error, not one more at each statement that names it.
    case().swap("    from: Công an phường\n", "").at("Y03", "says").check();
    let evidence = "sources:\n  nguon:\n    says: Tờ này là bản thử.\n    from: Công an phường\n    \
                    date: \"2026\"\n    grade: A\n";
    // A guide may do without facts of its own, but then it has to cite those of the table.
    case()
        .swap(evidence, "")
        .at("G12", "nguon")
        .place(X, 15, 13, "G12")
        .place(X, 20, 13, "G12")
        .place(X, 30, 25, "G12")
        .check();
    let weak = case().swap("grade: A", "grade: C").start("human").run().ok();
    assert!(weak.stderr.contains("warning[G14]"), "{}", weak.stderr);
}

#[test]
fn two_contact_lines_of_one_name() {
    let two = "  - { id: cong-an, label: Đơn vị phát }\n  - { id: cong-an, label: Tổ trưởng }\n";
    let case = case().swap("  - { id: cong-an, label: Đơn vị phát }\n", two);
    case.place(X, 31, 11, "Y04").shows("two contact lines are called `cong-an`").check();
}

#[test]
fn contact_lines_have_plain_names() {
    for odd in ["Công an", "cong\\\"an", "cong=an"] {
        let case = case().swap("id: cong-an", &format!("id: \"{odd}\""));
        case.place(X, 30, 12, "Y04").shows("small letters without accents").check();
    }
}

#[test]
fn names_nobody_knows() {
    let products = "the products are: bifold, card, card-square, event-poster, handover, hanger, hanger-105, \
                    hanger-plain, hanger-string, invitation, label-check, leaflet-a4, leaflet-a5, \
                    pictures-only, pictures-only-a3, poster-a3, roster, script, signup, steps-map, team-a4, tent, trifold";
    case()
        .swap("[leaflet-a4]", "[leaflet-a4, leaflet-a6]")
        .at("G05", "leaflet-a6")
        .shows(products)
        .check();
    case().args(&["--product", "hangre"]).nowhere("G05").shows("did you mean `hanger`?").check();
    case()
        .args(&["--product", "leaflet-a4", "--product", "poster"])
        .nowhere("G05")
        .shows(products)
        .check();
    case()
        .file("guides/doi-sim.md", GUIDE)
        .args(&["doi-smi"])
        .nowhere("G04")
        .shows("did you mean `doi-sim`?")
        .shows("the guides here are: doi-sim, x")
        .check();
    case()
        .args(&["guides/y.md"])
        .place("guides/y.md", 1, 1, "F01")
        .shows("did you mean `guides/x.md`?")
        .check();
    let known = "the contact lines are: cong-an";
    case()
        .args(&["--set", "cong-na=113"])
        .nowhere("G16")
        .shows("did you mean `cong-an`?")
        .shows(known)
        .check();
}
