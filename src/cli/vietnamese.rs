//! The help in Vietnamese.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

const ABOUT: &str = "Làm tờ rơi và thẻ treo cửa chữ to bằng tiếng Việt từ bài hướng dẫn viết bằng \
                     Markdown hoặc YAML.";

const COMMANDS: &[(&str, &str)] = &[
    ("build", "Làm các tệp PDF từ bài hướng dẫn."),
    ("check", "Soát lỗi trong bài; thêm --fix thì sửa luôn những chỗ sửa được."),
    ("convert", "Đổi tệp chữ và tệp CSV mã cũ (TCVN3, VNI…) sang Unicode."),
    ("watch", "Tự làm lại mỗi khi có tệp thay đổi."),
    ("new", "Bắt đầu một dự án, một bài mới, hay ghi thông tin của phường, xã."),
    ("project", "Một thư mục có sẵn bài, hình và mẫu in để sửa theo."),
    ("ward", "Tệp ward.yaml, máy hỏi từng mục; điền sẵn dòng liên hệ của mọi bài."),
    ("guide", "Một bài hướng dẫn để điền, từ mẫu trống hoặc từ văn bản có sẵn."),
    ("kit", "Làm trọn bộ tờ in cho một đội vào một thư mục; không ghi tên thì kể các bộ."),
    ("merge", "Làm cho mỗi hàng của danh sách một bản in riêng."),
    ("sources", "Cho biết điều bài viết do ai nói, nói khi nào, chắc đến đâu."),
    ("roster", "Làm danh sách đến từng nhà cho đội, từ tệp CSV, TSV, Excel, ODS hoặc JSON Lines."),
    ("labels", "Kể các nút có trong bài để so với ứng dụng, hoặc ghi lại chữ đã thấy."),
    ("history", "Kể những lần đã in, và tờ nào dựa trên nhãn hay dữ kiện nay đã đổi."),
    ("add", "Ghi lại một lần đã in."),
    ("printer", "Đo máy in để mặt sau khớp mặt trước; không ghi gì thêm thì kể tên các máy."),
    ("sheet", "Làm tờ thử để đo một máy in."),
    ("calibrate", "Ghi lại số đo từ tờ thử; thiếu số nào thì máy hỏi."),
    ("list", "Kể những gì có sẵn để chọn: bài, loại tờ in, nhãn nút, dữ kiện, bộ tờ in."),
    ("serve", "Mở trang để chọn, điền và in tờ rơi ngay trong trình duyệt của máy này."),
    ("schema", "Ghi lược đồ (JSON Schema) để trình soạn thảo gợi ý và giải thích khi gõ."),
    ("fonts", "Liệt kê các phông chữ đi kèm, các phông của dự án, và số đo của từng phông."),
    ("explain", "Giải thích một mã lỗi và cách xử lý."),
    ("completions", "In đoạn lệnh để cửa sổ lệnh tự điền nốt khi bấm phím Tab."),
    ("man", "Ghi trang hướng dẫn (man) của từng lệnh."),
    ("help", "Xem phần trợ giúp này, hoặc của một lệnh: toroi help build."),
];

/// Options by their command, or for all that have no words of their own.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("", "format", "Cách in thông báo."),
    ("", "lang", "Ngôn ngữ của thông báo; mặc định theo máy."),
    ("", "project", "Thư mục dự án."),
    ("serve", "port", "Số cổng; không ghi thì lấy cổng trống đầu tiên từ 8686."),
    ("serve", "lan", "Cho điện thoại và máy khác cùng mạng vào, bằng dãy số hiện ra lúc mở."),
    (
        "serve",
        "lan_save",
        "Như --lan, và ai gõ đúng dãy số thì được lưu bài và ghi nhật ký in vào thư mục; không có thì chỉ máy này được.",
    ),
    ("serve", "open", "Mở luôn trình duyệt."),
    ("", "guides", "Tên bài hoặc đường dẫn tệp; không ghi thì lấy mọi bài."),
    ("", "product", "Chỉ làm loại tờ in này; ghi được nhiều lần."),
    ("", "set", "Điền sẵn dòng liên hệ: --set cong-an=\"024 3864 xxxx\"; ghi được nhiều lần."),
    ("", "today", "Ngày dùng để so hạn soát lại; mặc định là hôm nay."),
    ("", "jobs", "Số luồng chạy cùng lúc."),
    ("", "fix", "Ghi chỗ đã sửa vào bài; tệp cũ giữ lại bên cạnh, đuôi .bak."),
    ("", "encoding", "Bảng mã của tệp không phải UTF-8; không ghi thì toroi tự nhận ra khi đủ rõ."),
    ("", "files", "Các tệp cần đổi; tệp cũ giữ lại bên cạnh, đuôi .bak."),
    ("", "force", "Đổi cả tệp theo bảng mã ấy, dù tệp đã là Unicode."),
    ("", "dry_run", "Chỉ cho xem sẽ đổi gì, không ghi tệp."),
    ("", "sheet", "Xếp nhiều trang nhất có thể lên tờ giấy khổ này, có dấu để cắt."),
    (
        "",
        "larger_text",
        "Chữ to hơn bấy nhiêu phần trăm so với bình thường; không đủ chỗ thì báo và không làm.",
    ),
    (
        "",
        "first_place",
        "Bắt đầu từ chỗ này trên giấy; các chỗ trước, đếm theo hàng từ góc trên bên trái, đã dùng rồi.",
    ),
    ("", "impose", "Cách xếp trang trên giấy: nhân bản, đóng sách, cắt chồng."),
    ("", "flip", "Máy in lật giấy theo cạnh nào: dài, ngắn, hay in một mặt."),
    ("", "worksheet", "Trang tính, theo tên hoặc số thứ tự; không ghi thì lấy trang đầu."),
    ("", "separator", "Dấu ngăn các ô trong tệp CSV; không ghi thì toroi tự nhận ra."),
    ("", "creep", "Độ dày giấy của cuốn sách, tính bằng mm: trang trong dời về gáy chừng ấy."),
    ("", "printer", "Chỉnh tờ in theo một máy in đã đo: xem `toroi printer`."),
    (
        "",
        "look",
        "Vẻ của tờ in: `plain` ít mực, `colour` có mảng màu; mặc định theo ward.yaml, không thì plain.",
    ),
    (
        "",
        "occasion",
        "Dịp phát: chọn lời trên giấy mời, thông báo, bài đọc loa, ví dụ `chợ`; mặc định theo ward.yaml, không thì dịp đầu tiên trong guides/project.yaml.",
    ),
    ("", "bar", "Thêm thanh 100 mm để đo, ở lề giấy; tờ có chỗ ngoài đường cắt thì tự có."),
    ("", "landscape", "Tờ nằm ngang, như tờ gấp và hầu hết thẻ treo cửa."),
    ("", "printer_name", "Đặt tên cho máy in, ví dụ van-phong."),
    ("", "edges", "Phần máy chừa trắng ở các mép A, B, C, D, tính bằng mm: 4,4.2,6.3,4"),
    ("", "shift", "Vạch mặt sau chỉ số mấy, ngang rồi dọc, tính bằng mm: 0.5,-1.2"),
    ("", "bars", "Hai thanh 100 mm đo được bao nhiêu mm, ngang rồi dọc: 100,99.8"),
    ("", "from", "Văn bản có sẵn để làm thành bài: chữ thường, Markdown, .docx hoặc .odt."),
    ("", "out", "Thư mục để các tệp làm ra."),
    ("", "png", "Làm thêm ảnh PNG của từng trang, với số điểm mỗi inch này."),
    (
        "",
        "view",
        "Ảnh cho thấy gì: tờ in qua mắt người 80 tuổi, bản phô-tô của bản phô-tô, hay chỗ cắt.",
    ),
    (
        "",
        "press",
        "Bản cho nhà in: màu mực, chừa xén, dấu xén, đường bế; PDF/X-4, hay PDF/X-1a cho máy cũ.",
    ),
    ("", "grey", "Chỉ dùng màu đen và các màu xám."),
    ("", "ink_saver", "Tiết kiệm mực: kẻ viền thay cho mảng màu."),
    ("", "dir", "Thư mục sẽ tạo."),
    ("", "name", "Tên bộ tờ in, ví dụ kich-hoat."),
    ("", "guide", "Bài hướng dẫn: tên bài hoặc đường dẫn tệp."),
    ("", "conditions", "Chỉ lấy hàng có cột ghi như vậy: --where \"Tổ=5\"; ghi được nhiều lần."),
    ("", "only", "Chỉ lấy các hàng có số thứ tự này: --only 17,40-52."),
    ("", "per_file", "Số bản trong mỗi tệp."),
    ("", "split_by", "Mỗi giá trị của cột này thành một tệp."),
    ("", "one_file", "Tất cả vào một tệp."),
    ("", "skip_bad", "Vẫn in các hàng tốt khi có hàng hỏng; báo cáo ghi rõ thiếu hàng nào."),
    ("", "tagged", "Có thẻ cho trình đọc màn hình (PDF/UA-1): tệp to gấp đôi, làm lâu gấp đôi."),
    ("", "resume", "Làm tiếp công việc đang dở."),
    ("", "shard", "Chỉ làm một phần số tệp, ví dụ phần 3 trong 16 phần: --shard 3/16."),
    ("", "plan", "Chỉ đếm số hàng, số tờ giấy, số tệp và thời gian."),
    (
        "",
        "to_check",
        "Kể mọi nút và chỗ dùng, nút lâu chưa xem đứng trước; thêm `--format short` thì ra dạng --confirm đọc.",
    ),
    (
        "labels",
        "out",
        "Đi với --to-check: làm một tờ để ghi tay, hai máy cầm sẵn, vào thư mục này.",
    ),
    (
        "",
        "confirm",
        "Ghi lại chữ đã thấy trên ứng dụng: mỗi dòng như `gui-yeu-cau: { text: Gửi yêu cầu, seen: \"11/2026\" }`, thêm `variants: [Gửi]` nếu máy khác ghi khác.",
    ),
    ("", "slug", "Tên bài: chữ thường không dấu, chữ số và dấu `-`."),
    ("", "what", "Kể loại nào."),
    ("", "shell", "Loại cửa sổ lệnh."),
    ("", "folder", "Thư mục để các trang ấy."),
    ("", "code", "Mã lỗi, ví dụ L01."),
    ("", "stale", "Chỉ kể tờ dựa trên nhãn hay dữ kiện nay đã đổi."),
    ("add", "guide", "Tên bài đã in."),
    ("add", "product", "Đã in thành loại tờ nào, ví dụ leaflet-a5."),
    ("add", "kit", "Đã in cả một bộ, thay cho một bài."),
    ("add", "copies", "Đã in bao nhiêu bản, hay bao nhiêu bộ."),
    ("add", "rows", "Số thứ tự các hàng của danh sách đã in, ví dụ 31-340."),
    ("add", "printed_look", "Vẻ của tờ đã in."),
    ("add", "day", "Ngày đã in; mặc định là hôm nay."),
    ("merge", "product", "Làm thành loại tờ in nào, ví dụ hanger."),
    ("merge", "records", "Danh sách: CSV, TSV, XLSX, ODS hoặc JSON Lines."),
    (
        "merge",
        "map",
        "Cột nào điền vào mục nào: --map cong-an=\"Số trực ban\"; ghi được nhiều lần.",
    ),
    (
        "merge",
        "sort",
        "Xếp theo một cột; hoặc như danh sách đội: address theo đường đi, name theo tên.",
    ),
    ("merge", "sheet", "Xếp nhiều bản nhất có thể lên tờ giấy khổ này, có dấu để cắt."),
    (
        "merge",
        "impose",
        "Số bản phải vừa một mặt giấy: --impose 3up; giấy A4 nếu không ghi --sheet.",
    ),
    ("merge", "set", "Điền một dòng liên hệ giống nhau trên mọi bản; ghi được nhiều lần."),
    ("merge", "dry_run", "Soát mọi hàng, không ghi tệp nào."),
    ("merge", "encoding", "Bảng mã của danh sách không phải Unicode."),
    (
        "roster",
        "records",
        "Danh sách: CSV, TSV, XLSX, ODS hoặc JSON Lines; hàng đầu ghi tên các cột.",
    ),
    ("roster", "map", "Cột nào là mục nào: --map dia-chi=\"Địa chỉ nhà\"; ghi được nhiều lần."),
    ("roster", "sort", "Thứ tự các nhà: theo đường đi, theo tên, hay giữ như danh sách."),
    ("roster", "team", "Tên đội, in ở đầu tờ."),
    ("roster", "date", "Ngày đi, in ở đầu tờ."),
    ("roster", "encoding", "Bảng mã của danh sách không phải Unicode."),
    ("schema", "name", "Chỉ in ra lược đồ của loại tệp này."),
    ("kit", "out", "Nơi để thư mục của bộ tờ in."),
];

/// Puts Vietnamese in place of the English help.
pub(super) fn translate(command: Command) -> Command {
    let with_version = command.disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help("Xem số phiên bản."),
    );
    let mut command = with_help(with_version.about(ABOUT))
        .disable_help_subcommand(true)
        .subcommand(with_help(Command::new("help")));
    // Only now each command knows how it is called.
    command.build();
    with_usage(&mut command);
    command
}

fn with_help(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let command = match COMMANDS.iter().find(|(own, _)| *own == name) {
        Some((_, words)) => command.about(*words),
        None => command,
    };
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command
        .disable_help_flag(true)
        .arg(help.help("Xem phần trợ giúp này."))
        .mut_args(|arg| with_words(arg, &name))
        .help_template("{about-with-newline}\nCách dùng: {usage}\n\n{all-args}")
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .mut_subcommands(with_help)
}

/// What stands for a value in the help, in Vietnamese; what is not here is read alike in both.
const VALUES: &[(&str, &str)] = &[
    ("CODE", "MÃ"),
    ("COLUMN", "CỘT"),
    ("COLUMN=VALUE", "CỘT=GIÁ-TRỊ"),
    ("DATE", "NGÀY"),
    ("DIR", "THƯ-MỤC"),
    ("DPI", "SỐ-ĐIỂM"),
    ("VIEW", "CÁCH-XEM"),
    ("EDGE", "CẠNH"),
    ("FIELD=COLUMN", "MỤC=CỘT"),
    ("FILE", "TỆP"),
    ("FILES", "TỆP"),
    ("FOLDER", "THƯ-MỤC"),
    ("FORMAT", "DẠNG"),
    ("GUIDE", "BÀI"),
    ("KEY=VALUE", "MỤC=GIÁ-TRỊ"),
    ("LANG", "TIẾNG"),
    ("N", "SỐ"),
    ("NAME", "TÊN"),
    ("NUMBERS", "CÁC-SỐ"),
    ("NUP", "MẤYup"),
    ("ORDER", "CÁCH"),
    ("PAPER", "KHỔ"),
    ("PERCENT", "PHẦN-TRĂM"),
    ("PART/OF", "PHẦN/SỐ-PHẦN"),
    ("PORT", "CỔNG"),
    ("ROWS", "CÁC-HÀNG"),
    ("SHELL", "LOẠI"),
    ("SIGN", "DẤU"),
    ("SLUG", "TÊN-BÀI"),
    ("SORT", "THỨ-TỰ"),
    ("STANDARD", "CHUẨN"),
    ("TEAM", "ĐỘI"),
    ("W,H", "NGANG,DỌC"),
    ("WHAT", "LOẠI"),
    ("X,Y", "NGANG,DỌC"),
    ("YYYY-MM-DD", "NĂM-THÁNG-NGÀY"),
];

/// The line that says how a command is typed, in Vietnamese.
fn with_usage(command: &mut Command) {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).replace("[OPTIONS]", "[TÙY CHỌN]");
    let bare = std::mem::take(command);
    *command = bare.override_usage(usage);
    command.get_subcommands_mut().for_each(with_usage);
}

/// An option with its words, and under the heading of its kind.
fn with_words(arg: Arg, command: &str) -> Arg {
    let words = |of: &str| {
        let mut all = ARGUMENTS.iter();
        all.find(|(own, id, _)| *own == of && arg.get_id() == id).map(|(_, _, words)| *words)
    };
    let heading = if arg.is_positional() { "Mục cần ghi" } else { "Tùy chọn" };
    let Some(words) = words(command).or_else(|| words("")) else {
        return arg.help_heading(heading);
    };
    let (mut arg, mut help) = (arg, words.to_owned());
    if arg.get_action().takes_values() {
        let standard = arg.get_default_values().iter().map(|value| value.to_string_lossy());
        let standard = standard.collect::<Vec<_>>().join(", ");
        let values = arg.get_possible_values();
        let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        if !standard.is_empty() {
            help.push_str(&format!(" [mặc định: {standard}]"));
        }
        if !values.is_empty() {
            help.push_str(&format!(" [chọn: {}]", values.join(", ")));
        }
        arg = arg.hide_default_value(true).hide_possible_values(true);
    }
    let named = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    if let Some((_, name)) = VALUES.iter().find(|(name, _)| named.as_deref() == Some(*name)) {
        arg = arg.value_name(*name);
    }
    arg.help(help).help_heading(heading)
}
