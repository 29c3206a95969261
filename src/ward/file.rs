//! Writes `ward.yaml` out of answers, with a word on every field for whoever changes it later.

use super::Answers;
use super::change::written;

/// The file; a field nobody answered is there and empty.
pub fn write(answers: &Answers) -> String {
    let value = |field: &str| {
        let words = written(field, answers.get(field).map_or("", String::as_str));
        if words.is_empty() { words } else { format!(" {words}") }
    };
    let lines = |fields: &[(&str, &str, &str)]| -> String {
        let line = |(indent, name, field): &(&str, &str, &str)| {
            format!("{indent}{name}:{}\n", value(field))
        };
        fields.iter().map(line).collect()
    };
    let section =
        |title: &str, fields: &[(&str, &str, &str)]| format!("{title}\n{}", lines(fields));
    let head = lines(&[("", "issuer", "issuer")]);
    let police = section("police:", &[("  ", "phone", "police.phone")]);
    let leader = section(
        "leader:",
        &[
            ("  ", "name", "leader.name"),
            ("  ", "phone", "leader.phone"),
            ("  ", "agreed", "leader.agreed"),
        ],
    );
    let volunteers = section(
        "volunteers:",
        &[
            ("  - ", "name", "volunteer.name"),
            ("    ", "phone", "volunteer.phone"),
            ("    ", "agreed", "volunteer.agreed"),
        ],
    );
    let events = section(
        "events:",
        &[
            ("  - ", "day", "event.day"),
            ("    ", "time", "event.time"),
            ("    ", "place", "event.place"),
        ],
    );
    let logo = lines(&[("", "logo", "logo")]);
    let address = lines(&[("", "address", "address")]);
    let occasion = lines(&[("", "occasion", "occasion")]);
    let look = "\n# Vẻ của tờ in: plain ít mực, cho máy in cũ; colour có mảng màu. accent: màu chính, ví dụ \"#0B4F6C\".\n\
                look:\naccent:\n";
    format!(
        "# yaml-language-server: $schema=schemas/ward.json\n\
         # Số liệu của phường, xã: điền vào dòng liên hệ của mọi bài. Mục để trống thì tờ in chừa dòng chấm.\n\
         # Chỉ ghi số đã gọi thử. Không ghi số căn cước, ngày sinh, mật khẩu của ai.\n\
         {head}\n\
         # Công an phường, xã: số trực. Bài nào có dòng liên hệ dia-chi-cong-an thì thêm address: địa chỉ trụ sở.\n{police}\n\
         # Tổ trưởng. agreed: true khi người ấy đồng ý cho mọi người đọc số di động (thẻ treo cửa, áp phích).\n\
         {leader}\n\
         # Tình nguyện viên; thêm người thì thêm một mục mở đầu bằng dấu gạch.\n{volunteers}\n\
         # Buổi hẹn: ngày viết năm-tháng-ngày.\n{events}\n\
         # Hình biểu trưng (SVG, PNG hay JPEG), đường dẫn tính từ thư mục này.\n{logo}\n\
         # Mọi tờ in gọi người đọc là bác hoặc ông bà; để trống là bác.\n{address}\n\
         # Dịp phát giấy mời, thông báo, bài đọc loa: một tên trong mục occasions của guides/project.yaml.\n{occasion}{look}"
    )
}
