//! Versions in texts: one that is not ours is told apart from a text that is broken.

/// Whether this is a number as versions are written: digits, no zero before them.
pub(crate) fn is_version(text: &str) -> bool {
    text == "0"
        || ((1..=9).contains(&text.len())
            && !text.starts_with('0')
            && text.bytes().all(|byte| byte.is_ascii_digit()))
}
