//! The help texts in Vietnamese.

use clap::Command;

const COMMANDS: &[(&str, &str)] = &[
    ("build", "Làm các tệp PDF từ bài hướng dẫn."),
    ("check", "Soát lỗi; thêm --fix thì sửa luôn trong bài những chỗ sửa được."),
    ("convert", "Đổi tệp chữ và tệp CSV mã cũ (TCVN3, VNI…) sang Unicode."),
    ("watch", "Tự làm lại mỗi khi có tệp thay đổi."),
    ("new", "Bắt đầu một dự án hay một bài mới."),
    ("project", "Một thư mục có sẵn bài, hình và mẫu in để sửa."),
    ("ward", "Tệp ward.yaml, máy hỏi từng mục; điền sẵn dòng liên hệ của mọi bài."),
    ("guide", "Một bài hướng dẫn để điền nội dung."),
    ("kit", "Làm trọn bộ tờ in cho một đội vào một thư mục; không ghi tên thì kể các bộ."),
    ("merge", "Làm mỗi dòng của danh sách một bản in riêng."),
    ("sources", "Cho biết ai nói điều bài in ra, nói khi nào, chắc đến đâu."),
    ("roster", "Làm danh sách đến từng nhà cho đội, từ tệp CSV, Excel hoặc ODS."),
    ("printer", "Đo máy in để mặt sau khớp mặt trước; không ghi gì thêm thì kể tên các máy."),
    ("sheet", "Làm tờ thử để đo một máy in."),
    ("calibrate", "Ghi lại số đo từ tờ thử; thiếu số nào thì máy hỏi."),
    ("fonts", "Liệt kê các phông chữ đi kèm."),
    ("explain", "Giải thích một mã lỗi và cách sửa."),
];

const ARGUMENTS: &[(&str, &str)] = &[
    ("format", "Cách in thông báo."),
    ("lang", "Ngôn ngữ của thông báo; mặc định theo máy."),
    ("project", "Thư mục dự án."),
    ("guides", "Tên bài hoặc đường dẫn tệp; không ghi thì lấy mọi bài."),
    ("product", "Chỉ làm loại tờ in này; ghi được nhiều lần."),
    ("set", "Điền sẵn dòng liên hệ: --set cong-an=\"024 3864 xxxx\"; ghi được nhiều lần."),
    ("today", "Ngày dùng để so hạn soát lại; mặc định là hôm nay."),
    ("jobs", "Số luồng chạy cùng lúc."),
    ("fix", "Ghi chỗ đã sửa vào bài; tệp cũ giữ lại bên cạnh, đuôi .bak."),
    ("encoding", "Bảng mã của tệp không phải UTF-8; không ghi thì toroi tự nhận ra khi đủ rõ."),
    ("files", "Các tệp cần đổi; tệp cũ giữ lại bên cạnh, đuôi .bak."),
    ("force", "Đổi cả tệp theo bảng mã ấy, dù tệp đã là Unicode."),
    ("dry_run", "Chỉ cho xem sẽ đổi gì, không ghi tệp."),
    ("sheet", "Xếp nhiều trang nhất có thể lên tờ giấy khổ này, có dấu để cắt."),
    ("impose", "Thứ tự trang trên tờ giấy: nhân bản, đóng sách, cắt chồng."),
    ("flip", "Máy in lật giấy theo cạnh nào: dài, ngắn, hay in một mặt."),
    ("guide", "Bài hướng dẫn: tên bài hoặc đường dẫn tệp."),
    ("records", "Danh sách: CSV, TSV, XLSX, ODS hoặc JSON Lines; hàng đầu ghi tên các cột."),
    ("map", "Cột nào là mục nào: --map dia-chi=\"Địa chỉ nhà\"; ghi được nhiều lần."),
    ("sort", "Thứ tự các nhà: theo đường đi, theo tên, hay giữ như danh sách."),
    ("team", "Tên đội, in ở đầu tờ."),
    ("date", "Ngày đi, in ở đầu tờ."),
    ("worksheet", "Trang tính, theo tên hoặc số thứ tự; không ghi thì lấy trang đầu."),
    ("separator", "Dấu ngăn các ô trong tệp CSV; không ghi thì toroi tự nhận ra."),
    ("creep", "Độ dày giấy của cuốn sách, tính bằng mm: tờ trong dời về gáy chừng ấy."),
    ("printer", "Chỉnh tờ in theo một máy in đã đo: xem `toroi printer`."),
    ("bar", "Thêm thanh 100 mm để đo, ở lề giấy; tờ có chỗ ngoài đường cắt thì tự có."),
    ("landscape", "Tờ nằm ngang, như tờ gấp và hầu hết thẻ treo cửa."),
    ("printer_name", "Đặt tên cho máy in, ví dụ van-phong."),
    ("edges", "Phần máy chừa trắng ở các mép A, B, C, D, tính bằng mm: 4,4.2,6.3,4"),
    ("shift", "Vạch mặt sau chỉ số mấy, ngang và dọc, tính bằng mm: 0.5,-1.2"),
    ("bars", "Hai thanh 100 mm đo được bao nhiêu mm, ngang và dọc: 100,99.8"),
    ("out", "Thư mục để tệp làm ra."),
    ("png", "Làm thêm ảnh PNG của từng trang, với số điểm mỗi inch này."),
    (
        "press",
        "Bản cho nhà in: màu mực, chừa xén, dấu xén, đường bế; PDF/X-4, hay PDF/X-1a cho máy cũ.",
    ),
    ("grey", "Chỉ dùng mực đen và các màu xám."),
    ("ink_saver", "Tiết kiệm mực: kẻ viền thay cho mảng màu."),
    ("dir", "Thư mục sẽ tạo."),
    ("name", "Tên bộ tờ in, ví dụ kich-hoat."),
    ("guide", "Bài hướng dẫn: tên bài hoặc đường dẫn tệp."),
    ("records", "Danh sách: CSV, TSV, XLSX, ODS hoặc JSON Lines."),
    ("map", "Cột điền vào trường: --map cong-an=\"Số trực ban\"; ghi được nhiều lần."),
    ("conditions", "Chỉ lấy dòng có cột ghi như vậy: --where \"Tổ=5\"; ghi được nhiều lần."),
    ("only", "Chỉ lấy các dòng có số thứ tự này: --only 17,40-52."),
    ("sort", "Xếp theo cột này."),
    ("per_file", "Mỗi tệp bao nhiêu bản."),
    ("split_by", "Mỗi giá trị của cột này một tệp."),
    ("one_file", "Tất cả vào một tệp."),
    ("skip_bad", "Vẫn in các dòng tốt khi có dòng hỏng; báo cáo ghi rõ thiếu dòng nào."),
    ("tagged", "Có thẻ cho trình đọc màn hình (PDF/UA-1): tệp to gấp đôi, chậm hơn."),
    ("resume", "Làm tiếp công việc đang dở."),
    ("shard", "Chỉ làm một phần số tệp: --shard 3/16."),
    ("plan", "Chỉ đếm số dòng, số tờ giấy, số tệp và thời gian."),
    ("slug", "Tên bài: chữ thường không dấu, chữ số và dấu `-`."),
    ("code", "Mã lỗi, ví dụ L01."),
];

/// Puts Vietnamese in place of the English help.
pub(super) fn translate(command: Command) -> Command {
    let about = "Làm tờ rơi và thẻ treo cửa chữ to bằng tiếng Việt từ bài viết Markdown và YAML.";
    let top = command.get_name() == "toroi";
    let named = COMMANDS.iter().find(|(name, _)| *name == command.get_name());
    let mut command = match named {
        Some((_, words)) => command.about(*words),
        None if top => command.about(about),
        None => command,
    };
    for (id, words) in ARGUMENTS {
        if command.get_arguments().any(|arg| arg.get_id() == *id) {
            command = command.mut_arg(id, |arg| arg.help(*words));
        }
    }
    command.mut_subcommands(translate)
}
