//! The commonest syllables, to choose between two readings that are both possible.
//!
//! Two encodings can each make syllables of the same characters: `Cµi øng dông` is `Cài ứng dụng`
//! in TCVN3, but `Cội ụng dông` in VISCII. Only the first are words people use every day. The list
//! was written for this: function words, family names, and what notices of a ward speak of.

use std::collections::BTreeSet;
use std::sync::LazyLock;

const LIST: &str = "\
    an anh ảnh án áp ấm ấn ba bà bác bạn bán bàn bản báo bảo bao bằng bắt bắc bấm bận bật bây \
    bảy bé bên bến bệnh bị bí biển biên biết biểu bình bìa bỏ bố bộ bổ bốn bồi bởi bớt bước buổi \
    bữa bức cá cả các cách cải cài cán cảnh căn cần cầm cấp cập cầu cậu câu cây chạy chăm chắc \
    chân chất chậm chấm chế chi chỉ chí chia chiếc chiều chiến chín chính chìa cho chọn chợ chờ \
    chồng chống chỗ chú chủ chúc chung chúng chuyển chuyện chữ chứ chưa chứng chức chương chữa \
    chị có còn con cô cổ cố công cộng cơ cũ của cũng cùng cuộc cuối cư cứ cửa cực cước dài dán \
    dành dân dẫn dấu dễ di dịch diện do dõi dọc dòng dù dục dụng dùng dự dữ dưới dương đã đang \
    đánh đành đạo đại đãi đáp đạt đăng đặc đặt đất đầu đây đẩy đầy đẹp đem đen đèn đến đều để đề \
    đêm đi đĩa địa điểm điện điền điều định đình đính đó đọc đòi đón đơn đồ đồng động độ đội đôi \
    đổi đối đỏ đóng đô đợi đủ đúng đứng đưa đường được đức em ép gần gầy gây ghế ghi gì gia giá \
    già giả giải giảm giao giáo giấy giấu giúp giờ giới giữ giữa giường góc gọi gói gỗ gửi hà hạ \
    hai hãi hải hại hàng hạn hãng hành hạnh hãy hay hát hằng hẹn hẻm hệ hết hiện hiểu hiệu hình \
    hiền hoà hòa hoa họ họa hóa hoá hoạt hoặc hoàn hoàng học hỏi hỏng họp hồ hồng hộ hội hôm hợp \
    hơn huyện huệ hư hủy hưng hương hướng hưởng hữu ích in im ít kẻ kê kế kèm kể kết khác khách \
    khai khám khăn khẩn khẩu khi khí khóa khoá khoản khoảng khó khỏe khoẻ khô không khu khuẩn \
    khuôn khuyên khuyến kích kiểm kiện kiến kiếm kim kinh kính ký kỳ kỹ là lạ lạc lại làm lãi lan \
    làng lãnh lão lắm lắp lần lấy lâu lâm lập lê lên lễ lệ lịch liên liệu lo loa loại loan lòng \
    lỗi lối lộ long lời lợi lớn lớp luật luôn lúc lụt lừa lưu lượng lương lực lý ly mà mã mạng \
    màn mạnh mai máy màu mang mặc mặt mắt mắc mất mật mẫu mấy mẹ mẻ mép mét mềm mến mi mì miền \
    miễn minh mình mọi mong mỗi môi một mới mở mời mua mùa muốn mức mục mừng mười mươi mưa mỹ nào \
    này nam năm nắm nặng năng nắng nằm nấu nên nếu ngay ngày ngành ngăn ngắn ngân ngay nghe nghề \
    nghệ nghỉ nghĩa nghị nghiệp nghiêm ngoài ngọc ngõ ngô ngồi ngộ ngủ ngữ người nguyên nguyễn \
    nhà nhạc nhan nhanh nhắc nhắn nhằm nhấn nhận nhất nhật nhập nhân nhiều nhiên nhìn nhỉ nhỏ \
    nhóm nhờ nhớ như nhưng những nhức nhược nó nói nơi nội nổi nối nộp nữ nữa nửa nước núi nút ô \
    ông ổn ở ơn phải phạm phạt phát phân phận phần phẩm phép phê phi phí phía phiếu phim phó phong \
    phòng phố phối phổ phu phú phúc phục phụ phương phường phước phút phức qua quá quả quan quản \
    quang quảng quay quân quận quầy quen quét quên quê quốc quy quyền quyển quyết quỳnh quý ra rất \
    rằng răng rau rẻ riêng rõ rộng rồi rủi rút rửa sách sáng sàng sạch sai sản sao sát sau sáu sắc \
    sẵn sắp sâu sẽ sĩ sinh sóng sống số sổ sông sơ sơn sợ sở sử sự sửa sức suất suốt tá tác tại tai \
    tải tài tám tạm tàn tạo tay tăng tắc tắt tâm tầm tấm tầng tập tất tây tên tế tết thái thảo tham \
    thành thanh thạch tháng thái thăm thắng thẳng thắc thấp thấy thẩm thầy thật thân thẻ theo thế \
    thể thêm thị thì thi thích thiết thiếu thiệp thiện thiệt thiên thỏa thoại thoát thông thống \
    thôn thời thời thơ thợ thu thú thủ thuế thuê thuận thuật thuốc thuộc thư thử thứ thức thực \
    thường thưởng thương thừa thủy thuỷ thúy tỉ tỷ tích tiếc tiệc tiêm tiêu tiếng tiền tiện tiên \
    tiến tiếp tiết tìm tin tín tính tình tỉnh to tòa toà toán toàn tổ tổng tôi tối tốt tố tốn tờ \
    tới tra trách trai trại trang tranh trạng trán tránh trạm trạng trao trả trái trắng trăm trần \
    trân trẻ treo trên trị trí trì triển triệu trình trinh trong trọng tròn trò trống trồng trộm \
    trở trợ trời trú trúc trung trùng truy truyền trừ trực trước trường trưa trưởng trương trượng \
    tú tuần tuấn túi tuổi tuyến tuyển tuyên tuyết tuyệt từ tử tư tự tức tương tường tượng tước ủy \
    uỷ uống ứng ưu và vạn vài vàng vào vay vân vận vẫn vấn vậy vật vắng văn vây vé vẻ về vệ vi vì \
    vị việc viên viện viết việt vinh vĩnh võ vọng vòng vô vỗ vốn vợ với vở vụ vui vũ vùng vườn vừa \
    vững vương xa xã xác xanh xây xâm xe xem xếp xin xong xóa xoá xuân xuất xuống xử xưa xứng xương \
    y ý yên yêu yếu";

static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| LIST.split_whitespace().collect());

/// Whether a word, in small letters, is among the commonest.
pub(super) fn is_common(word: &str) -> bool {
    WORDS.contains(word)
}
