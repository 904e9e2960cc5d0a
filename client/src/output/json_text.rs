//! JSON that is safe on a terminal too: what acts or hides is written `\uXXXX`, which means the same.

use serde_json::Value;

use crate::terminal::is_plain;

/// The value, indented, with a line end.
pub(super) fn safe(value: &Value) -> String {
    let text =
        serde_json::to_string_pretty(value).unwrap_or_else(|_| unreachable!("any value can be written"));
    escaped(&text)
}

/// The value on one line, with a line end.
pub(super) fn line(value: &Value) -> String {
    escaped(&value.to_string())
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    for letter in text.chars() {
        // Outside of strings there is nothing but ASCII.
        if letter == '\n' || is_plain(letter.encode_utf8(&mut [0; 4])) {
            safe.push(letter);
        } else {
            let units = letter
                .encode_utf16(&mut [0; 2])
                .iter()
                .map(|unit| format!("\\u{unit:04x}"))
                .collect::<Vec<_>>();
            safe.push_str(&units.concat());
        }
    }
    safe.push('\n');
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_and_nothing_is_lost() {
        let value = Value::String("a\u{1b}[31m\u{9b}\u{202e}\u{e0041}\u{200d}é ✊ بيان\n\"".into());
        let text = safe(&value);
        assert!(text.chars().all(|letter| letter == '\n' || is_plain(letter.encode_utf8(&mut [0; 4]))));
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    }
}
