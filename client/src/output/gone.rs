//! Why an item is not on the server any more, in words.

use super::names;
use crate::terminal::inline;
use crate::vault::Gone;
use crate::words::{Words, key};

/// In a sentence of its own.
pub(super) fn sentence(words: &Words, item: &str, gone: &Gone) -> String {
    let editor = inline(gone.editor().unwrap_or_default());
    words.say(names::gone(gone), &[("item", item.into()), ("editor", editor.into())])
}

/// That it is published all the same.
pub(super) fn still_published(words: &Words, item: &str, gone: &Gone) -> String {
    let editor = inline(gone.editor().unwrap_or_default());
    let key = match gone {
        Gone::Deleted(_) => key!("say-inbox-still-published-deleted"),
        _ => key!("say-inbox-still-published"),
    };
    words.say(key, &[("item", item.into()), ("editor", editor.into())])
}
