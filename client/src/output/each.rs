//! What a verb did with several items, shown one after the other.

use serde_json::{Value, json};

use crate::commands::each::Each;

/// As text.
pub(super) fn human<T>(each: &Each<T>, one: impl Fn(&T) -> String) -> String {
    each.0.iter().map(one).collect()
}

/// One is itself; several are `items`.
pub(super) fn json<T>(each: &Each<T>, one: impl Fn(&T) -> Value) -> Value {
    match each.0.as_slice() {
        [only] => one(only),
        several => json!({ "items": several.iter().map(one).collect::<Vec<_>>() }),
    }
}
