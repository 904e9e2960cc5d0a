//! JSON as sites really send it: behind a byte order mark or a warning of PHP, before a comment of a cache. What stands
//! around it is told from a page that merely contains JSON.

use serde_json::Value;

/// More beginnings than any warning has brackets.
const TRIES: usize = 64;
/// How PHP marks what it prints before an answer.
const PHP: [&str; 5] =
    ["<b>Warning</b>", "<b>Notice</b>", "<b>Deprecated</b>", "<b>Strict Standards</b>", "<b>Fatal error</b>"];
/// The same without HTML, at the beginning of a line.
const PHP_PLAIN: [&str; 3] = ["Warning: ", "Notice: ", "Deprecated: "];
/// What stands in a page, and in no warning.
const PAGE: [&str; 5] = ["<!doctype", "<html", "<head", "<body", "<script"];

/// The object or list that is the answer; `None` where the answer is something else.
pub(super) fn json(body: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(body).ok()?;
    let starts = text.match_indices(['{', '[']).map(|(at, _)| at);
    for at in starts.take(TRIES) {
        let (before, from) = text.split_at_checked(at)?;
        if !is_nothing(before) {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(from).into_iter::<Value>();
        let Some(Ok(value)) = values.next() else { continue };
        let after = from.get(values.byte_offset()..).unwrap_or_default();
        if is_nothing(after) {
            return Some(value);
        }
    }
    None
}

/// Nothing that a reader would miss: white space, comments, warnings of PHP.
fn is_nothing(text: &str) -> bool {
    let rest = without_comments(text);
    let rest = rest.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if rest.is_empty() {
        return true;
    }
    let lower = rest.to_ascii_lowercase();
    if PAGE.iter().any(|tag| lower.contains(tag)) {
        return false;
    }
    let is_plain = |line: &str| PHP_PLAIN.iter().any(|word| line.trim_start().starts_with(word));
    PHP.iter().any(|word| rest.contains(word)) || rest.lines().any(is_plain)
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_stands_around_an_answer_is_left_out() {
        for body in [
            "{\"a\":1}",
            "\u{feff}{\"a\":1}",
            "\u{feff}\u{feff}\n\n {\"a\":1}\n",
            "{\"a\":1}\n<!-- Page cached by a plugin, [2] in {3} s -->",
            "<!-- before --> {\"a\":1} <!-- never closed",
            "<br />\n<b>Warning</b>:  Undefined array key [0] in <b>/srv/plugin.php</b> on line <b>3</b><br />\n{\"a\":1}",
            "\nNotice: Array [] to string {x} in /srv/plugin.php on line 3\n{\"a\":1}",
            "{\"a\":1}<br />\n<b>Deprecated</b>:  x in <b>y</b> on line <b>3</b><br />",
        ] {
            assert_eq!(json(body.as_bytes()), Some(json!({ "a": 1 })), "{body}");
        }
        assert_eq!(json(b"[]"), Some(json!([])));
    }

    #[test]
    fn a_page_that_contains_json_is_a_page() {
        for body in [
            "",
            "<!DOCTYPE html><script type=\"application/ld+json\">{\"a\":1}</script>",
            "<html><body>{\"a\":1}</body></html>",
            "Hello {\"a\":1}",
            "{\"a\":1} and more",
            "{\"a\":1}{\"a\":2}",
            "<b>Warning</b> <html>{\"a\":1}",
            "{\"a\":",
            "\"a\"",
        ] {
            assert_eq!(json(body.as_bytes()), None, "{body}");
        }
        assert_eq!(json(b"\xff{\"a\":1}"), None);
    }
}
