//! VISCII, RFC 1456: every letter has a byte, six of them in the place of control characters.

use std::sync::LazyLock;

use super::table::CodePage;

/// The letters, as in RFC 1456 and iconv's VISCII.
pub(super) static TABLE: LazyLock<CodePage> = LazyLock::new(|| {
    CodePage::new(&[
        (0x02, "Ẳ"),
        (0x05, "ẴẪ"),
        (0x14, "Ỷ"),
        (0x19, "Ỹ"),
        (0x1e, "Ỵ"),
        (0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"),
        (0x90, "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"),
        (0xa0, "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"),
        (0xc0, "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"),
        (0xe0, "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"),
    ])
});
