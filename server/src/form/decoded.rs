//! Bytes as letters: UTF-8, and where they are none, what browsers take for Latin-1.

/// What windows-1252 has where Latin-1 has control characters, from 0x80; those it leaves out stand for themselves.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// As text, always: what an old program sends is read as it was meant.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    // Wide enough that it never grows, which would leave a copy behind.
    let wide = if std::str::from_utf8(bytes).is_ok() { bytes.len() } else { bytes.len() * 3 };
    let mut text = String::with_capacity(wide);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(letter));
    }
    text
}

/// Each `%` and two hex digits as the byte they name; anything else as it stands.
pub(super) fn percent_decoded(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let named = match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        out.push(named.unwrap_or(*byte));
        at += if named.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf8_is_read_as_latin_1() {
        for (bytes, text) in [
            (&b"deux \xe9t\xe9s"[..], "deux étés"),
            ("deux étés ✊".as_bytes(), "deux étés ✊"),
            (b"\x80 \x93", "€ “"),
            (b"", ""),
        ] {
            assert_eq!(decoded(bytes), text);
        }
    }
}
