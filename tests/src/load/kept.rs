//! Whether all that was accepted is there, as an editor sees it.

use std::collections::HashMap;

use estafette_keys::ids::SubmissionId;
use estafette_keys::source::Stretcher;
use serde_json::Value;

use super::honest::{Honest, Kept, Named};
use crate::editor::Editor;
use crate::stack::Stack;

/// How many are not: those of the honest source are opened and read, those of a flood are counted.
pub(super) fn lost(stack: &Stack, honest: &Honest, others: usize) -> usize {
    let (editor, mut stretcher) = (Editor::log_in(stack, 0), Stretcher::new());
    let listed = editor.list();
    let by_id: HashMap<&str, &Value> =
        listed.iter().filter_map(|item| Some((item["id"].as_str()?, item))).collect();
    let mut is_there = |kept: &Kept| {
        let id: SubmissionId = match &kept.named {
            Named::Id(id) => *id,
            // The first of its codename and day.
            Named::Codename(codename, day) => {
                stretcher.stretch(codename, stack.instance).withdrawal(*day, 0).submission()
            }
        };
        by_id
            .get(id.to_string().as_str())
            .is_some_and(|item| editor.open(item).text.trim() == kept.text.trim())
    };
    let of_honest = honest.texts.accepted.iter().chain(&honest.beside.accepted);
    let (there, gone): (Vec<&Kept>, Vec<&Kept>) = of_honest.partition(|kept| is_there(kept));
    gone.len() + others.saturating_sub(listed.len() - there.len())
}
