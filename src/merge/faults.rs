//! What can be wrong with a list or with what is asked of it, in words.

use crate::diag::{Code, Diagnostic, Text, counted, text};

/// Rows that spell a value that was asked for in another way.
pub(super) fn near_match(
    (name, sign, value): (&str, &str, &str),
    cell: &str,
    rows: u64,
) -> Diagnostic {
    let counted = counted(rows, "row");
    Diagnostic::new(
                Code::MergeAlike,
                text!(
                    en "“{cell}” in column “{name}” ({counted}) is not exactly “{value}”",
                    vi "có {rows} hàng ghi “{cell}” ở cột “{name}”, không đúng từng chữ với “{value}”",
                ),
            ).hint(text!(
                en "if you mean these rows, write --where \"{name}{sign}{cell}\", or spell them alike in the list",
                vi "nếu ý bạn là các hàng ấy, ghi --where \"{name}{sign}{cell}\", hoặc sửa danh sách cho viết giống nhau",
            ))
}

/// Groups that may be one in two spellings.
pub(super) fn two_spellings(column: &str, list: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MergeAlike,
        text!(
            en "column “{column}” says {list}: each gets a file of its own",
            vi "cột “{column}” có {list}: mỗi cách viết thành một tệp riêng",
        ),
    )
    .hint(text!(
        en "if they are the same, spell them alike in the list and run again",
        vi "nếu là một, sửa danh sách cho viết giống nhau rồi chạy lại",
    ))
}

/// A list that is longer than a job may be.
pub fn too_many_records(most: u64) -> Diagnostic {
    Diagnostic::new(
        Code::JobRecords,
        text!(
            en "the list has more than {most} records, the most allowed here, so nothing was made from it",
            vi "danh sách có hơn {most} hàng, ở đây không làm được nhiều như thế nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "split the list, or run toroi on your own computer",
        vi "hãy chia nhỏ danh sách, hoặc dùng toroi trên máy của mình",
    ))
}

/// A file that would hold more copies with tags than memory has room for.
pub(super) fn too_many_in_a_file(file: &str, most: u64) -> Diagnostic {
    Diagnostic::new(
        Code::JobRecords,
        text!(
            en "`{file}` would hold more than {most} copies with tags, for which there is no room in memory, so nothing was made",
            vi "tệp `{file}` sẽ có hơn {most} bản kèm thẻ cho trình đọc màn hình, bộ nhớ không đủ nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "leave out --one-file, or write --per-file 1000; without --tagged a file may be as long as you like",
        vi "bỏ --one-file, hoặc ghi --per-file 1000; bỏ --tagged thì một tệp dài bao nhiêu cũng được",
    ))
}

/// More fields than a sheet can have.
pub(super) fn too_many_fields(most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::MergeField,
        text!(
            en "a sheet can have at most {most} fields",
            vi "một tờ chỉ nhận tối đa {most} mục",
        ),
    )
}

/// A field that the sheet does not have.
pub(super) fn no_field(field: &str, list: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MergeField,
        text!(
            en "this sheet has no field `{field}`",
            vi "tờ này không có mục `{field}`",
        ),
    )
    .hint(text!(en "its fields are: {list}", vi "các mục gồm: {list}"))
}

/// A column that the list does not have.
pub(super) fn no_column(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MergeField,
        text!(
            en "the list has no column “{name}”",
            vi "danh sách không có cột “{name}”",
        ),
    )
}

/// A column of more values than anybody prints files of.
pub(super) fn too_many_groups(name: &str, most: usize) -> Diagnostic {
    Diagnostic::new(
            Code::MergeGroups,
            text!(
                en "column “{name}” has more than {most} different values, and each would get a file of its own",
                vi "cột “{name}” có hơn {most} giá trị khác nhau, mỗi giá trị sẽ thành một tệp riêng",
            ),
        ).hint(text!(
            en "split by a column that names the group or the village, or leave out --split-by",
            vi "chọn cột ghi tổ hay thôn cho --split-by, hoặc bỏ --split-by",
        ))
}

/// A choice of records that cannot be understood.
pub(super) fn wrong(what: Text) -> Diagnostic {
    Diagnostic::new(Code::MergeChoice, what)
}

/// A field that was given two columns, of which one would be lost.
pub(super) fn twice(field: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MergeField,
        text!(
            en "`--map {field}` is given twice, with two columns; one would be lost",
            vi "`--map {field}` ghi hai lần với hai cột; một cột sẽ mất",
        ),
    )
    .hint(text!(en "leave out one of the two", vi "hãy bỏ một trong hai"))
}

/// A record that `--only` asks for and the list does not have.
pub(super) fn absent(beyond: u64, records: u64) -> Diagnostic {
    wrong(text!(
        en "`--only` asks for record {beyond}, and the list has {records}",
        vi "`--only` hỏi dòng số {beyond} mà danh sách chỉ có {records} dòng",
    ))
    .hint(text!(
        en "records are counted without the names of columns: write a number from 1 to {records}, or take the list that has more",
        vi "số thứ tự không tính dòng tên cột: ghi số từ 1 đến {records}, hoặc lấy đúng danh sách đủ dòng",
    ))
}

/// A letter that belongs to no alphabet, in a cell.
pub(super) fn private_letter(number: u32) -> Diagnostic {
    let message = text!(
        en "U+{number:04X} belongs to no alphabet, and no font has it",
        vi "U+{number:04X} không phải chữ của bảng chữ nào, không phông nào có",
    );
    Diagnostic::new(Code::GlyphMissing, message).hint(text!(
        en "delete it; often it cannot be seen",
        vi "xóa chữ ấy đi; thường mắt không nhìn thấy nó",
    ))
}
