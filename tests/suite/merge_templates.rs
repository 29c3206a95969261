//! Templates that look at records: printed, compared, filtered, looped over, handed on. Each copy is
//! the sheet its template makes of that record alone.

use toroi::diag::Sink;
use toroi::doc::{self, MarkupContext};
use toroi::guide::Library;
use toroi::layout::layout;
use toroi::merge::{Composer, CompositionJob, MergeFields};
use toroi::records::{Options, Table};
use toroi::sheet;
use toroi::source::{ReadAs, Sources};
use toroi::template::{RowValues, Settings, TemplateSet};
use toroi::text::Fonts;
use toroi::typeset::Typesetter;
use toroi::world::MemoryWorld;

use unicode_normalization::UnicodeNormalization;

use super::merging::{GUIDE, Home, solid, texts, words};
use super::run::root;
use super::sheets::findings;

/// Everything of a guide that this product leaves out.
const OMITTED: &str = "<omit ref=\"title\"/><omit ref=\"short\"/><omit ref=\"question\"/>\
    <omit ref=\"audience\"/><omit ref=\"bring\"/><omit ref=\"checklist\"/><omit ref=\"safety\"/>\
    <omit ref=\"contact\"/><omit ref=\"part\"/>";

const STYLE: &str = "page: { size: [148, 210], margin: [10, 10, 10, 10], safe: 5, duplex: long }\n\
    sheet: { distribution: team }\n\
    copyfitting:\n  - { pages: 1, text: 1.0, gap: 1.0, picture: 1.0 }\n  - { pages: 2, text: 1.0, gap: 1.0, picture: 1.0 }\n";

/// Records with equal, empty, long, doubled and odd values.
const LIST: &str = "Họ tên;Tổ;Việc;Ghi chú\n\
    Ông An;5;đón khách,ghi sổ;\n\
    Bà Ẳ Ộ;5;đón khách;Mang kính\n\
    Cô Bình;7;;Mang kính\n\
    Ông An;5;đón khách,ghi sổ;\n\
    Chú Cường;;sạc pin,phát nước,dọn ghế;Đến sớm để cùng kê bàn ghế, treo băng rôn và thử máy chiếu\n\
    1<2&\"'>;5;{ guide.title.plain, 2 };{ % raw }\n\
    Anh Dũng;12;a,b,c;x\n";

fn sheet_of(markup: &str) -> String {
    format!(
        "<sheet title=\"Phiếu\">{OMITTED}<face>{markup}\
         {{% for it in guide.qr %}}<qr url=\"{{{{ it.url }}}}\"/>\
         <omit ref=\"{{{{ it.label.ref }}}}\"/>{{% endfor %}}</face></sheet>"
    )
}

/// A template, and what its uses of records are called in a failure.
const TEMPLATES: [(&str, &str); 12] = [
    ("printed", "<p>Mời {{ record.ho_ten }}, tổ {{ record.to }}</p>"),
    ("numbered", "<p>Số {{ record.number }}, hàng {{ record.row }}: {{ record.ho_ten }}</p>"),
    ("asked", "<p>Mời</p>{% if record.ghi_chu %}<p>{{ record.ghi_chu }}</p>{% endif %}"),
    (
        "asked not",
        "{% if not record.to %}<p>Chưa có tổ</p>{% else %}<p>{{ record.to }}</p>{% endif %}",
    ),
    (
        "compared",
        "{% if record.to == \"5\" %}<p>Tổ năm</p>{% else %}<p>{{ record.ho_ten }}</p>{% endif %}",
    ),
    ("filtered", "<p>{{ record.ho_ten | upper }} {{ record.ghi_chu }}</p>"),
    (
        "looped",
        "<list>{% for viec in record.viec | split(pat=\",\") %}<item>{{ viec }}</item>{% endfor %}</list>",
    ),
    ("all", "{% for key, cell in record %}<p>{{ key }}: {{ cell }}</p>{% endfor %}"),
    ("renamed", "{% set ten = record.ho_ten %}<p>{{ ten }} - {{ ten | lower }}</p>"),
    (
        "two of them",
        "{% if record.to and record.ghi_chu %}<p>{{ record.ghi_chu }}</p>{% endif %}<p>x {{ record.viec }}</p>",
    ),
    ("in attributes", "<fill style=\"contact\" value=\"{{ record.ghi_chu }}\">Ghi chú:</fill>"),
    (
        "joined",
        "<p>{{ record.ho_ten ~ \" / \" ~ record.to }}</p><p>{{ record.viec | default(value=\"\") }}</p>",
    ),
];

/// The sheet of a record made by the steps of `toroi build`.
fn alone(
    press: &Typesetter<'_>,
    guide: &toroi::guide::Guide,
    row: &RowValues,
) -> Result<Vec<u8>, String> {
    let style = &press.templates.product("phieu").unwrap().style;
    let mut sink = Sink::new();
    let markup = press.templates.render("phieu", guide, press.settings, row, press.sources);
    let markup = markup.map_err(|found| found.message.en)?;
    let reading = MarkupContext { guide, style, sources: press.sources, world: press.world };
    let pages = doc::read(&markup, reading, &mut sink)
        .and_then(|doc| layout(&doc, style, press.fonts, &mut sink))
        .and_then(|pages| sheet::finish(pages, style, press.fonts, &mut sink))
        .and_then(|pages| sheet::lay(pages, style, press.imposing, &mut sink));
    match pages {
        Some(pages) if !sink.has_errors() => Ok(press.pdf(guide, &pages).unwrap()),
        _ => Err(findings(&sink)),
    }
}

/// The same page with a hole near its top, which text goes around.
const HOLED: &str = "page: { size: [148, 210], margin: [10, 10, 10, 10], safe: 5, duplex: long }\n\
    sheet: { distribution: team }\n\
    hole: { diameter: 30, x: 74, y: 45, clearance: 5 }\n\
    copyfitting:\n  - { pages: 1, text: 1.2, gap: 1.3, picture: 1.0 }\n  - { pages: 1, text: 1.0, gap: 1.0, picture: 1.0 }\n";

/// Blocks without fields among blocks with them, inside and below.
const MIXED: [(&str, &str); 9] = [
    ("moved", "<p>{{ record.ghi_chu }}</p><p>Bác nhớ mang kính và sạc đầy pin điện thoại.</p>"),
    (
        "in a box",
        "<box style=\"bring\"><p>Kính mời</p><p>{{ record.ho_ten }}</p><list><item>Một</item><item>Hai</item></list></box><p>Hẹn gặp bác.</p>",
    ),
    (
        "in a step",
        "<steps><step number=\"1\"><p>Một</p></step><step number=\"2\"><p>{{ record.ghi_chu }}</p></step><step number=\"3\"><p>Ba</p></step></steps>",
    ),
    (
        "in a table",
        "<table><row head=\"true\"><cell><p>Tên</p></cell><cell><p>Việc</p></cell></row><row><cell><p>{{ record.ho_ten }}</p></cell><cell><p>Ký</p></cell></row><row><cell><p>Một</p></cell><cell><p>Hai</p></cell></row></table>",
    ),
    (
        "in a list",
        "<checks><check>Căn cước</check><check>{{ record.ghi_chu }}</check></checks><checks><check>Điện thoại</check></checks>",
    ),
    (
        "in a header",
        "<header><p>{{ record.ho_ten }} · Mặt <page/></p></header><p>Bác nhớ mang kính.</p><footer><p>{{ record.ghi_chu }}</p></footer>",
    ),
    (
        "between others",
        "<p>Một</p><p>{{ record.ghi_chu }}</p><p>Hai</p><p>{{ record.viec }}</p><p>Chúc <b>bác</b> khỏe.</p>",
    ),
    (
        "the same twice",
        "<p>{{ record.ghi_chu }}</p><p>Một</p><p>{{ record.ghi_chu }}</p><p>Một</p>",
    ),
    (
        "a list below",
        "<p>{{ record.ghi_chu }}</p><checks><check>Căn cước công dân gắn chip còn hạn của bác</check><check>Điện thoại thông minh đã sạc đầy pin</check></checks>",
    ),
];

#[test]
fn each_copy_is_what_its_template_makes_of_its_record() {
    for (name, markup) in TEMPLATES {
        compare(name, markup, STYLE);
    }
}

#[test]
fn blocks_without_fields_stand_where_those_with_fields_leave_room() {
    for (name, markup) in MIXED {
        compare(name, markup, STYLE);
    }
}

#[test]
fn blocks_go_around_a_hole_wherever_those_above_push_them() {
    // The frame of a table is a little wider than the table, and would touch the ring.
    for (name, markup) in MIXED.into_iter().filter(|(name, _)| *name != "in a table") {
        compare(name, markup, HOLED);
    }
}

/// Compares the pages of all records with sheets made one by one.
fn compare(name: &str, markup: &str, style: &str) {
    let guide_file = std::fs::read(root().join(format!("guides/{GUIDE}.md"))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alone.pdf");
    let home = Home::with(LIST);
    home.write("templates/phieu/sheet.xml", sheet_of(markup));
    home.write("templates/phieu/style.yaml", style);
    let said = home.merge(&["--product", "phieu", "--one-file", "--skip-bad"]);
    let mut world = MemoryWorld::default();
    world.files.insert(format!("guides/{GUIDE}.md"), guide_file.clone());
    world.files.insert("templates/phieu/sheet.xml".into(), sheet_of(markup).into_bytes());
    world.files.insert("templates/phieu/style.yaml".into(), style.as_bytes().to_vec());
    let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
    let library =
        Library::load(&world, &[GUIDE.to_owned()], ReadAs::default(), &mut sources, &mut sink);
    let set = TemplateSet::load(&world, &["phieu".to_owned()], &fonts, &mut sources, &mut sink);
    assert!(!sink.has_errors(), "{}", findings(&sink));
    let settings = Settings::new();
    let press = Typesetter::new(&world, &sources, &set, &fonts, &settings);
    let guide = &library.guides[GUIDE];
    let table = Table::open(&home.path("list.csv"), &Options::default(), &mut sink).unwrap();
    let columns = table.columns().to_vec();
    let uses = press.templates.uses("phieu", &sources);
    let fields = MergeFields::new(guide, &uses, &columns, &[], &mut sink);
    let keys: Vec<String> = columns.iter().map(|column| column.key.clone()).collect();
    let job = CompositionJob {
        press: &press,
        guide,
        product: "phieu",
        fields: &fields,
        keys: &keys,
        slots: None,
        tagged: false,
    };
    let mut composer = Composer::new(job).unwrap();
    let file = home.path(&format!("out/{GUIDE}-phieu-all.pdf"));
    let all = if file.exists() { words(&file) } else { Vec::new() };
    let mut at = 0;
    for (number, record) in table.enumerate() {
        let record = record.unwrap();
        let mut row: RowValues = keys.iter().cloned().zip(record.cells.iter().cloned()).collect();
        let number = number + 1;
        if markup.contains("record.number") {
            row.insert("number".into(), number.to_string());
            row.insert("row".into(), record.row.to_string());
        }
        let copy = composer.copy(&record, number as u64);
        let wanted = alone(&press, guide, &row);
        let (pdf, faces) = match (wanted, copy) {
            (Ok(pdf), Ok(faces)) => (pdf, faces),
            (Err(_), Err(_)) => continue,
            (Ok(_), Err(found)) => panic!("{name}, {row:?}: {found:?}"),
            (Err(found), Ok(_)) => panic!("{name}, {row:?} went through: {found}"),
        };
        std::fs::write(&path, pdf).unwrap();
        for (page, wanted) in words(&path).into_iter().enumerate() {
            assert_eq!(all[at + page], wanted, "{name}, record {number}: {said:?}");
        }
        // Both sides: the next copy begins on a front.
        at += faces.len().next_multiple_of(2);
    }
    assert_eq!(at, all.len(), "{name}: {said:?}");
    assert!(at >= 5, "{name}: {said:?}");
}

#[test]
fn addresses_that_a_template_looks_at_are_looked_at() {
    let markup = "{% for it in guide.qr %}{% if it.url == \"https://vneid.gov.vn/?a=5\" %}\
        <p>năm</p>{% else %}<p>{{ it.words | upper }} {{ it.url | length }}</p>{% endif %}{% endfor %}";
    let list = "qr\nhttps://vneid.gov.vn/?a=5\nhttps://vneid.gov.vn/?b=16\n";
    let home = Home::with(list);
    home.write("templates/phieu/sheet.xml", sheet_of(markup));
    home.write("templates/phieu/style.yaml", STYLE);
    home.merge(&["--product", "phieu", "--one-file"]).ok();
    let texts = texts(&home.path(&format!("out/{GUIDE}-phieu-all.pdf")));
    assert_eq!(texts.len(), 4);
    assert!(solid(&texts[0]).contains("năm"), "{texts:?}");
    assert!(solid(&texts[2]).contains("VNEID.GOV.VN/?B=1626"), "{texts:?}");
}

#[test]
fn columns_nobody_uses_and_fields_nobody_fills_are_reported() {
    let home = Home::with("Công an xã, phường;Màu sắc;Số thứ tự\n113;đỏ;1\n");
    let said = home.merge(&[]).ok();
    assert!(
        said.stderr.contains(
            "warning[M02]: nothing on this sheet uses the columns “Màu sắc”, “Số thứ tự”"
        ),
        "{said:?}"
    );
    assert!(said.stderr.contains("no column fills in “Đơn vị phát” (don-vi):"), "{said:?}");
    let leaflet = ["--product", "leaflet-a4"];
    let said = home.merge(&leaflet).ok();
    assert!(
        said.stderr.contains(
            "no column fills in “Tổ trưởng” (to-truong), “Tình nguyện viên” (tinh-nguyen-vien), “Đơn vị phát” (don-vi):"
        ),
        "{said:?}"
    );
    let map = ["--set", "don-vi=Đoàn phường", "--map", "to-truong=mau sac"];
    let said = home.merge(&[&leaflet[..], &map].concat()).ok();
    assert!(said.stderr.contains("uses the column “Số thứ tự”"), "{said:?}");
    assert!(
        said.stderr.contains("no column fills in “Tình nguyện viên” (tinh-nguyen-vien):"),
        "{said:?}"
    );
    // The line of the head of the group has no place on a hanger, so a column for it prints nothing.
    let said = home.merge(&map).ok();
    assert!(said.stderr.contains("uses the columns “Màu sắc”, “Số thứ tự”"), "{said:?}");
    assert!(!said.stderr.contains("no column fills in"), "{said:?}");
    let vi = home.merge(&["--lang", "vi"]).ok();
    assert!(vi.stderr.contains("tờ này không dùng cột “Màu sắc”"), "{vi:?}");
    home.write("list.csv", "Tổ trưởng\nÔng An\n");
    home.merge(&[]).refused(&["error[M01]", "all copies would be the same"]);
    home.write("list.csv", "Màu sắc\nđỏ\n");
    home.merge(&[]).refused(&["error[M01]", "all copies would be the same"]);
    home.write("list.csv", "Công an xã, phường;\n113;\n");
    for (map, reported) in [
        ("cong-am=Công an xã, phường", "no field `cong-am`"),
        ("cong-an=Công an xóm, phường", "no column “Công an xóm, phường”"),
        ("cong-an=Màu", "its columns are: “Công an xã, phường”"),
    ] {
        home.merge(&["--map", map]).refused(&["error[M01]", reported]);
    }
    home.write("list.csv", "Công an;Số\n113;114\n");
    let two = ["--map", "cong-an=Công an", "--map", "cong-an=Số"];
    home.merge(&two).refused(&["error[M01]", "`--map cong-an` is given twice"]);
    home.merge(&["--map", "cong-an=Số", "--map", "cong-an=SO"]).ok();
    home.write("list.csv", "Công an xã, phường;\n113;\n");
    home.merge(&["--sort", "Tên"]).refused(&["error[M01]", "no column “Tên”"]);
    home.merge(&["--split-by", "Tên"]).refused(&["error[M01]"]);
    home.merge(&["--where", "Tên=x"]).refused(&["error[M01]"]);
    home.merge(&["--where", "cong an xa, phuong=114"]).refused(&["error[M05]", "no record"]);
    for wrong in [["--where", "Tên"], ["--shard", "0/3"]] {
        let said = home.merge(&wrong);
        assert!(said.code == 2 && said.stderr.contains("error[M05]"), "{said:?}");
    }
}

#[test]
fn names_of_columns_match_without_accents_and_values_are_mended() {
    let plain = "cong an xa phuong;DON VI PHAT\n024 3864 1234;Đoàn phường Ẳ\n";
    let wanted = {
        let home = Home::with("Công an xã, phường;Đơn vị phát\n024 3864 1234;Đoàn phường Ẳ\n");
        home.merge(&["--one-file"]).ok();
        home.pages("out")
    };
    let nfd = "Công an xã, phường;Đơn vị phát\n024 3864 1234;Đoàn phường Ẳ\n";
    let nfd: String = nfd.nfd().collect();
    let eth = "CÔNG AN XÃ, PHƯỜNG;đơn_vị_phát\n 024 3864 1234 ;Ðoàn  phường Ẳ\u{200b}\n";
    let json = "{\"Công an xã, phường\": \"024 3864 1234\", \"Đơn vị phát\": \"Đoàn phường Ẳ\"}\n";
    for (name, list) in [("a.csv", plain), ("a.csv", &nfd), ("a.csv", eth), ("a.jsonl", json)] {
        let home = Home::new();
        home.write(name, list);
        let args = ["merge", GUIDE, "--records", name, "--product", "hanger", "--one-file"];
        let said = home.command(&args).output().unwrap();
        assert!(said.status.success(), "{list}: {}", String::from_utf8_lossy(&said.stderr));
        assert_eq!(home.pages("out"), wanted, "{list}");
    }
    // An old font: refused with a hint, read when it is named.
    let tcvn3 = toroi::vietnamese::encoding::Encoding::Tcvn3;
    let text = "cong-an;don-vi\n024 3864 1234;Đoàn thanh niên phường\n";
    let home = Home::new();
    home.write("list.csv", tcvn3.encode_bytes(text).unwrap());
    home.merge(&["--one-file"]).refused(&["--encoding"]);
    home.merge(&["--one-file", "--encoding", "tcvn3"]).ok();
    let text = texts(&home.path(&format!("out/{GUIDE}-hanger-all.pdf"))).concat();
    assert!(solid(&text).contains("Đoànthanhniênphường"), "{text}");
}

#[test]
fn records_are_sorted_as_people_sort_names() {
    let home = Home::with("don-vi\nĐoàn\nDân phố\nẤp Hai\nAn Hòa\nÂu Cơ\nZ\nBa Đình\n");
    home.merge(&["--sort", "don vi", "--one-file"]).ok();
    let texts = texts(&home.path(&format!("out/{GUIDE}-hanger-all.pdf")));
    let names = ["Âu Cơ", "An Hòa", "Ấp Hai", "Ba Đình", "Dân phố", "Đoàn"];
    let place = |name: &str| {
        let found = texts.iter().position(|text| solid(text).contains(&solid(name)));
        found.unwrap_or_else(|| panic!("{name} is on no page"))
    };
    let places: Vec<usize> = names.map(place).to_vec();
    let an = place("An Hòa");
    assert!(an < place("Ba Đình") && place("Ba Đình") < place("Dân phố"), "{places:?}");
    assert!(place("Dân phố") < place("Đoàn") && place("Đoàn") < place("Z"), "{places:?}");
    assert!(an < place("Ấp Hai") || an < place("Âu Cơ"), "{places:?}");
    home.merge(&["--where", "don-vi!=Z", "--where", "don-vi!=Đoàn", "--out", "few"]).ok();
    assert_eq!(home.pages("few").len(), 10);
    home.write("list.csv", "don-vi;to\nA;\nB;1\nC;\n");
    home.merge(&["--where", "to=", "--out", "empty"]).ok();
    assert_eq!(home.pages("empty").len(), 4);
}

#[test]
fn the_next_copy_begins_on_a_sheet_of_its_own() {
    // Printed on both sides, a copy of one page or three must not get the next one on its back.
    let home = Home::with("Số;Ghi chú\n1;ngắn\n2;dài\n3;ngắn\n");
    let markup = "<p>Số {{ record.so }}</p>{% if record.ghi_chu == \"dài\" %}</face><face><p>hai</p></face><face><p>ba</p>{% endif %}";
    home.write("templates/phieu/sheet.xml", sheet_of(markup));
    home.write("templates/phieu/style.yaml", STYLE.replace("pages: 2", "pages: 3"));
    home.merge(&["--product", "phieu", "--one-file"]).ok();
    let texts = texts(&home.path(&format!("out/{GUIDE}-phieu-all.pdf")));
    let sides: Vec<String> =
        texts.iter().map(|text| solid(text).replace("vneid.gov.vn", "")).collect();
    assert_eq!(sides, ["Số1", "", "Số2", "hai", "ba", "", "Số3", ""]);
    // Nothing on their backs, and no pictures either.
    let pages = home.pages("out");
    assert!([1, 5, 7].iter().all(|page| pages[*page].own.is_empty()));
    // Printed on one side, a sheet needs no back.
    let simplex = STYLE.replace("pages: 2", "pages: 3").replace("duplex: long", "duplex: none");
    home.write("templates/phieu/style.yaml", simplex);
    home.merge(&["--product", "phieu", "--one-file"]).ok();
    assert_eq!(home.pages("out").len(), 5);
}

/// What hangs on a door has the number that the house has on the list of the team.
#[test]
fn copies_are_numbered_like_the_rows_of_a_roster() {
    let list = "Họ tên,Số nhà,Địa chỉ,Tổ dân phố\n\
        Bà Ba,10,\"ngõ 10, phố Huế\",7\nÔng Tư,2,\"ngõ 10, phố Huế\",7\n\
        Cô Năm,5,phố Huế,6\nBà Sáu,12,phố Huế,6\nÔng Bảy,1,\"ngõ 9, phố Huế\",7\n";
    let home = Home::with(list);
    home.write(
        "templates/phieu/sheet.xml",
        sheet_of("<p>Số {{ record.number }}: {{ record.ho_ten }}</p>"),
    );
    home.write("templates/phieu/style.yaml", STYLE);
    for sort in ["address", "name"] {
        let roster = ["roster", "--records", "list.csv", "--sort", sort, "--out", sort];
        assert!(home.command(&roster).output().unwrap().status.success());
        home.merge(&["--product", "phieu", "--sort", sort, "--one-file", "--out", sort]).ok();
        let rows = texts(&home.path(&format!("{sort}/list-roster.pdf"))).join("\n");
        // Each copy has a back that is empty.
        let fronts = |path: String| -> Vec<String> {
            texts(&home.path(&path)).into_iter().filter(|text| text.contains("Số ")).collect()
        };
        let copies = fronts(format!("{sort}/{GUIDE}-phieu-all.pdf"));
        assert_eq!(copies.len(), 5);
        // In the text of the roster each number stands before its house, and that before its people.
        let mut rest = rows.as_str();
        for (number, copy) in (1..).zip(&copies) {
            let name = copy.split(": ").nth(1).unwrap().lines().next().unwrap().trim();
            assert!(solid(copy).contains(&solid(&format!("Số {number}: {name}"))), "{copy}");
            let at = rest.find(name).unwrap_or_else(|| panic!("{sort}: {name} not after\n{rest}"));
            rest = &rest[at + name.len()..];
        }
        // A choice keeps the numbers.
        let some = format!("{sort}-some");
        home.merge(&[
            "--product",
            "phieu",
            "--sort",
            sort,
            "--one-file",
            "--only",
            "4",
            "--out",
            &some,
        ])
        .ok();
        let name = home.pdfs(&some).into_keys().next().unwrap();
        assert_eq!(fronts(format!("{some}/{name}")), copies[3..4]);
    }
}
