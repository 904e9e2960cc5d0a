//! A text that is longer than an answer's: its beginning is the answer's text, and the whole of it a file beside it, which
//! the source's page shows in its place.

use estafette_keys::message::{CONTINUED, FileName, TEXT_MAX, WHOLE_TEXT, text_length};

/// A file of an answer: name, type, bytes.
pub(super) type File = (FileName, &'static str, Vec<u8>);

/// What fits of a text, and the whole of it where that is not all.
pub(super) fn fitted(text: &str) -> (String, Option<File>) {
    if text_length(text) <= TEXT_MAX {
        return (text.to_owned(), None);
    }
    let (room, mut length, mut beginning) = (TEXT_MAX - text_length(CONTINUED), 0, String::new());
    for line in text.split_inclusive('\n') {
        length += text_length(line);
        if length > room {
            break;
        }
        beginning.push_str(line);
    }
    beginning.truncate(beginning.trim_end().len());
    beginning.push_str(CONTINUED);
    let whole = (FileName::sanitised(WHOLE_TEXT), "text/plain", text.as_bytes().to_vec());
    (beginning, Some(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_begins_in_the_answer_and_is_whole_beside_it() {
        assert!(matches!(fitted("court"), (text, None) if text == "court"));
        let long = "Une ligne accentuée, puis la suivante.\n".repeat(2_000);
        let (beginning, whole) = fitted(&long);
        assert!(text_length(&beginning) <= TEXT_MAX);
        let start = beginning.strip_suffix(CONTINUED).expect("its mark");
        assert!(long.starts_with(start) && start.len() > 50_000);
        assert!(whole.is_some_and(|(_, _, bytes)| bytes == long.as_bytes()));
        // One line without an end has no beginning that could be shown.
        assert_eq!(fitted(&"a".repeat(TEXT_MAX + 1)).0, CONTINUED);
    }
}
