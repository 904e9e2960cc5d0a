//! Lists in the help that the message format has.

use estafette_keys::message::Kind;

/// Writes the lists that the message format has into a text: `%kinds%` is `tip, event`, `%kinds-or%` is `tip or event`.
pub(super) fn with_lists(text: &str, or: &str) -> String {
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let fields: Vec<_> = Kind::typed_details().iter().map(|detail| detail.name()).collect();
    let mut text = text.to_owned();
    for (list, names) in [("kinds", kinds), ("fields", fields)] {
        let Some((last, others)) = names.split_last() else { continue };
        let either = format!("{} {or} {last}", others.join(", "));
        text =
            text.replace(&format!("%{list}%"), &names.join(", ")).replace(&format!("%{list}-or%"), &either);
    }
    text
}
