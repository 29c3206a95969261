//! All sheets with what a ward fills in: names, halls and hours as long as they are in life.

use crate::run::Run;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">\
                    <circle cx=\"50\" cy=\"50\" r=\"48\" fill=\"#c00\"/></svg>";
const SHORT: &str = "issuer: Đoàn phường\npolice: { phone: 024 3864 1234 }\n\
                     leader: { name: Bác Hòa, phone: 024 3864 1235 }\n\
                     events: [{ time: 8h, place: Nhà văn hóa }]\n";
const LONG: &str = r#"ward: phường Định Công
province: Hà Nội
issuer: Đoàn phường Định Công
police:
  phone: 024 3864 1234
  address: số 12 phố Định Công Thượng
leader: { name: Bác Hòa, title: Tổ trưởng, phone: 0912 345 678, agreed: true }
volunteers:
  - { name: Chị Mai, phone: 0987 654 321, agreed: true }
events:
  - time: 8h – 11h30, thứ Bảy 5/12 và Chủ nhật 6/12
    place: Nhà văn hóa tổ dân phố số 7, ngõ 12 Định Công
logo: logo.svg
"#;

/// Builds every built-in guide as each of its products.
fn build_all(ward: &str) {
    let run = Run::new().file("ward.yaml", ward).file("logo.svg", LOGO);
    let done = run.args(["build", "--format", "short", "--today", "2026-11-28"]).run();
    assert!(!done.stderr.contains("error["), "{}", done.stderr);
    assert!(done.stdout.matches(".pdf").count() > 90, "{}", done.stdout);
}

#[test]
#[ignore = "slow: more than a hundred sheets"]
fn all_sheets_have_room_for_an_ordinary_ward() {
    build_all(SHORT);
}

#[test]
#[ignore = "slow: more than a hundred sheets"]
fn all_sheets_have_room_for_a_ward_of_long_names() {
    build_all(LONG);
}
