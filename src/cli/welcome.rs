//! `toroi` alone: what it is and three lines to type.

use super::terminal::Terminal;

const VI: &str = "\
toroi làm tờ rơi và thẻ treo cửa chữ to bằng tiếng Việt, từ bài có sẵn hoặc bài của bạn.

Gõ thử ba lệnh này:
  toroi list guides              xem có sẵn những bài nào
  toroi build cai-dat-vneid      làm các tờ in của một bài, để vào thư mục out
  toroi new project to-dan-pho   tạo thư mục có bài, hình và mẫu in để sửa theo

Xem mọi lệnh: toroi --help --lang vi
In English: toroi --lang en";

const EN: &str = "\
toroi makes large-print Vietnamese leaflets and door hangers, from guides it brings or from yours.

Three lines to try:
  toroi list guides              see the guides that are there
  toroi build cai-dat-vneid      make the sheets of one guide, in the folder out
  toroi new project to-dan-pho   make a folder of guides, pictures and templates to change

All commands: toroi --help --lang en
Tiếng Việt: toroi --lang vi";

/// Prints it: in Vietnamese unless English is asked for by name, as most who come here the first
/// time read Vietnamese on a computer that is set to English.
pub(super) fn print(is_english: bool, terminal: Terminal) {
    terminal.print(if is_english { EN } else { VI });
}
